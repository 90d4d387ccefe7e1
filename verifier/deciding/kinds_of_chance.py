"""The named laws that a random variable may be declared with: their parameters, by place or by name, and what these have to meet."""

from __future__ import annotations

import sympy as sp

LAWS = {"standard_normal": 0, "normal": 2, "gaussian": 2, "uniform": 2, "coin": 0, "rademacher": 0, "cauchy": 0, "bernoulli": 1, "exponential": 1,
        "poisson": 1, "binomial": 2, "gamma": 2, "beta": 2, "laplace": 2, "chi_squared": 1, "chi_square": 1}
OTHER_NAMES = {"rademacher": "coin", "gaussian": "normal"}
LAW_DEFAULTS = {"uniform": (sp.S.Zero, sp.S.One), "normal": (sp.S.Zero, sp.S.One), "exponential": (sp.S.One,),
                "bernoulli": (sp.Rational(1, 2),), "laplace": (sp.S.Zero, sp.S.One)}
LAW_DEFAULTS["gaussian"] = LAW_DEFAULTS["normal"]
NEEDS = {"normal": lambda mean, deviation: (deviation > 0,), "uniform": lambda low, high: (low < high,), "exponential": lambda rate: (rate > 0,),
         "poisson": lambda rate: (rate > 0,), "bernoulli": lambda chance: (chance >= 0, chance <= 1),
         "binomial": lambda count, chance: (count >= 0, chance >= 0, chance <= 1), "gamma": lambda shape, scale: (shape > 0, scale > 0),
         "beta": lambda first, second: (first > 0, second > 0), "laplace": lambda centre, scale: (scale > 0,)}


class Unreadable(ValueError):
    """What was written is not a statement of the language; the message says what to do."""


def read_law(name: str, law: str, arguments: list[str], number) -> tuple:
    """(law, parameters, what they have to meet) from a law as it was declared."""
    named = dict(part.split("=", 1) for part in arguments if "=" in part)
    named = {key.strip(): number(value) for key, value in named.items()}
    parameters = [number(part) for part in arguments if "=" not in part]
    if law == "gamma":
        parameters = _gamma(name, parameters, named)
        named = {}
    if OTHER_NAMES.get(law, law) == "normal" and len(parameters) == 1 and len(named) == 1 and set(named) <= {"variance", "deviation"}:
        parameters.append(named["deviation"] if "deviation" in named else sp.sqrt(named["variance"]))
        named = {}
    if named:
        raise Unreadable(f"{name}: write the parameters of {law} without names, as in {law}({', '.join('ab'[:LAWS[law]])})")
    if not parameters:
        parameters = list(LAW_DEFAULTS.get(law, ()))
    if len(parameters) != LAWS[law]:
        raise Unreadable(f"{name}: {law} takes {LAWS[law]} parameters, found {len(parameters)}")
    if law == "binomial" and not parameters[0].is_integer:
        raise Unreadable(f"{name}: the number of trials of binomial(n, p) is an integer; declare it natural")
    if law in ("chi_squared", "chi_square"):
        law, parameters = "gamma", [parameters[0] / 2, sp.Integer(2)]
    law = OTHER_NAMES.get(law, law)
    return law, tuple(parameters), tuple(need for need in NEEDS.get(law, lambda *_: ())(*parameters) if need != sp.true)


def _gamma(name, parameters, named) -> list:
    """(shape, scale): books differ in whether the second parameter is a scale or a rate, so that its name is asked for."""
    if len(parameters) == 2 and parameters[1] == 1 and not named:
        return parameters
    if len(parameters) == 1 and len(named) <= 1 and set(named) <= {"scale", "rate"}:
        return [parameters[0], named.get("scale", 1 / named["rate"] if "rate" in named else sp.S.One)]
    raise Unreadable(f"{name}: write gamma(k, scale=t) or gamma(k, rate=r), as books differ in the second parameter")
