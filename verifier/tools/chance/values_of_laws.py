"""Named laws as values of random variables: what a witness gives a variable with a declared law has to be that law."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.chance.moments import HasLaw
from verifier.tools.chance.named_laws import LAWS
from verifier.tools.instances import Rejected
from verifier.vocabulary.distributions import Continuous, Distribution, RandomValue, SameAs, normal, standard_normal, uniform_between
from verifier.vocabulary.valuation import Valuation, name_of

DENSITIES = {"standard_normal": lambda: standard_normal, "normal": lambda mean, deviation: normal(mean, deviation**2), "uniform": uniform_between}


def value_of_law(law, values: Mapping) -> RandomValue | None:
    """The law at these values of its parameters, where a random variable can be given it."""
    name, *parameters = law
    return _value(str(name), tuple(substitute(sp.sympify(item), dict(values)) for item in parameters))


@lru_cache(maxsize=200)
def _value(name: str, parameters: tuple) -> RandomValue | None:
    """One object for each law, so that a point that was tried is known again."""
    if name not in LAWS or not all(item.is_Rational for item in parameters):
        return None
    try:
        if name in DENSITIES:
            return DENSITIES[name](*parameters)
        atoms = LAWS[name].atoms and LAWS[name].atoms(*parameters)
        words = f"{name}({', '.join(map(str, parameters))})" if parameters else name
        return Distribution(tuple(atoms), words) if atoms else None
    except ValueError:  # there is no such law with these parameters
        return None


def _given(values: Mapping | Valuation) -> dict:
    return {name_of(key): value for key, value in (values.values if isinstance(values, Valuation) else values).items()}


def speaks_of(item, values: Mapping | Valuation) -> bool:
    """Whether one of its variables has a value; of variables with named laws alone the laws tell."""
    given = _given(values)
    return any(name_of(symbol) in given for symbol in item.free_symbols)


def check_laws(assumptions, values: Mapping | Valuation) -> None:
    """Each variable with a named law has no value, or that law."""
    given = _given(values)
    for item in assumptions:
        if isinstance(item, HasLaw) and name_of(item.args[0]) in given:
            numbers = {symbol: sp.sympify(given[name_of(symbol)]) for symbol in item.args[1].free_symbols
                       if isinstance(given.get(name_of(symbol)), (int, sp.Basic))}
            value = given[name_of(item.args[0])]
            while isinstance(value, SameAs) and value.image is None:  # the very same variable as another one has its law
                value = given.get(name_of(value.other))
            if not _same(value, value_of_law(item.args[1], numbers)):
                raise Rejected(f"{item.args[0]} has the law {item.args[1]}, its value in the witness is another")


def _same(value, law) -> bool:
    if isinstance(value, Continuous) and isinstance(law, Continuous):
        return (value.density, value.shift, value.scale) == (law.density, law.shift, law.scale)
    return isinstance(value, Distribution) and isinstance(law, Distribution) and dict(value.atoms) == dict(law.atoms)
