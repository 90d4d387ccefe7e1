"""Means and probabilities of several independent variables: outcomes one by one, linear combinations of normal, uniform and exponential ones.

`chance` knows the laws and independences; every function here refuses with NotKnown what it cannot see.
"""

from __future__ import annotations

from itertools import combinations
from itertools import product as choices

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.chance.extremes import mean_of_extreme
from verifier.tools.chance.named_laws import of_normal
from verifier.tools.chance.pairs_of_normals import mean_of_pairs
from verifier.tools.chance.power_moments import NotKnown
from verifier.tools.relations import ORDER, sides_of
from verifier.vocabulary.symbols import Random, is_random

MOST_OUTCOMES = 64


def mean(chance, body):
    """E[body] of several independent variables."""
    variables = _separate(chance, body)
    cases = outcomes(chance, variables)
    if cases is not None:
        bodies = [(weight, body.xreplace(values)) for weight, values in cases]
        if any(value.has(sp.zoo, sp.nan) for _, value in bodies):
            raise NotKnown(f"{body} may have no value at an outcome")
        return sp.Add(*(weight * chance.expectation(value) for weight, value in bodies))
    if (found := mean_of_pairs(chance, body)) is not None:
        return found
    try:
        if not any(len(node.args) > 2 for node in body.atoms(sp.Max, sp.Min)):
            return _by_terms(chance, body)
        return mean_of_extreme(chance, body)
    except NotKnown:
        return mean_of_extreme(chance, body) if body.has(sp.Max, sp.Min) else _one_after_another(chance, body, variables)


def _one_after_another(chance, body, variables):
    """E of the exponential of a real quadratic form: over one variable for each value of the others, as it is positive (Tonelli)."""
    factor, power = body.as_independent(*variables, as_Add=False)
    if not isinstance(power, sp.exp) or not power.args[0].is_polynomial(*variables) or not power.args[0].is_real:
        raise NotKnown(f"E of {body}")
    first, *others = variables
    fixed = {other: sp.Symbol(f"{other.name}'", real=True) for other in others}  # names that no author can write
    inner = sp.powsimp(chance.expectation(power.xreplace(fixed)))
    if any(fixed[other] in part.free_symbols for other in others for part in sp.Mul.make_args(inner) if not isinstance(part, sp.exp)):
        raise NotKnown(f"E of {body}")  # 1/sqrt(1 - 2 y^2) and its like
    return factor * chance.expectation(inner.xreplace({symbol: other for other, symbol in fixed.items()}))


def _by_terms(chance, body):
    """E of a sum by its terms, extremes of two written by their distance."""
    plain = body.replace(lambda node: isinstance(node, (sp.Max, sp.Min)) and len(node.args) == 2 and is_random(node), _by_distance)
    plain = sp.expand(plain.replace(lambda node: isinstance(node, sp.Abs) and node.args[0].is_Mul, lambda node: sp.Mul(*map(sp.Abs, node.args[0].args))))
    terms = sp.Add.make_args(plain)
    if terms == (body,) and not any(_is_distance(factor) for factor in sp.Mul.make_args(body)):  # which was asked for already
        raise NotKnown(f"E of {body}")
    return sp.Add(*(_mean_of_term(chance, term) for term in terms))


def _is_distance(factor) -> bool:
    return isinstance(factor, sp.Abs) and len(factor.atoms(Random)) > 1


def probability(chance, event):
    """P(event) of several independent variables."""
    variables = _separate(chance, event)
    cases = outcomes(chance, variables)
    if cases is not None:
        return sp.Add(*(_weighted(chance, weight, event.xreplace(values)) for weight, values in cases))
    if isinstance(event, sp.Or):
        opposites = [_opposite(part) for part in event.args]
        return 1 - probability(chance, sp.And(*opposites, evaluate=False))
    if isinstance(event, sp.And):
        return _of_all(chance, event)
    if isinstance(event, (sp.Eq, sp.Ne)):
        return _of_equality(chance, event)
    if not isinstance(event, ORDER):
        raise NotKnown(f"P of {event}")
    small, large, _ = sides_of(event)
    head = sp.Le if isinstance(event, (sp.Le, sp.Ge)) else sp.Lt
    for side, other, everyone in ((small, large, sp.Max), (large, small, sp.Min)):
        if isinstance(side, (sp.Max, sp.Min)) and not is_random(other):
            parts = [head(part, other, evaluate=False) if side is small else head(other, part, evaluate=False) for part in side.args]
            if isinstance(side, everyone):
                return _of_all(chance, sp.And(*parts, evaluate=False))
            return 1 - _of_all(chance, sp.And(*map(_opposite, parts), evaluate=False))
    try:
        return _below_zero(chance, sp.expand(small - large), variables)
    except NotKnown:
        return _given_another(chance, event, variables)


def _given_another(chance, event, variables):
    """P(event) of two variables as the mean over one of them of the probability for each of its values."""
    if len(variables) != 2:
        raise NotKnown(f"P of {event}")
    for given in variables:
        name, *parameters = chance.law(given)
        low, high = chance.support(given)
        x = sp.Symbol(f"{given.name}'", positive=True) if low.is_nonnegative else sp.Symbol(f"{given.name}'", real=True)
        density = chance.density(given, x)
        if density is None or not (low.is_number and high.is_number):
            continue
        try:
            inside = chance.where(sp.Ge(x, low, evaluate=False), sp.Le(x, high, evaluate=False))
            inner = inside.probability(event.func(*(side.xreplace({given: x}) for side in event.args), evaluate=False))
        except NotKnown:
            continue
        return sp.Integral(inner * density, (x, low, high))
    raise NotKnown(f"P of {event}")


def _of_equality(chance, event):
    """A linear combination with a variable that has a density takes each value with probability 0."""
    slopes, _ = linear(sp.expand(event.lhs - event.rhs))
    if not any(slope.is_nonzero and chance.has_density(item) for item, slope in slopes.items()):
        raise NotKnown(f"P of {event}")
    return sp.Integer(isinstance(event, sp.Ne))


def _separate(chance, expression) -> list:
    variables = sorted(expression.atoms(Random), key=str)
    if not all(len(part) == 1 for part in chance.parts_that_separate(frozenset(variables))):
        raise NotKnown(f"{', '.join(map(str, variables))} are not said to be independent")
    if any(item in parameter.free_symbols for item in variables for other in variables if other in chance.laws
           for parameter in map(sp.sympify, chance.laws[other][1:])):
        raise NotKnown("a parameter of a law is random")
    return variables


def outcomes(chance, variables):
    """(weight, values) for each joint outcome of the variables with finitely many; None when there are none, or too many."""
    rows = {item: atoms for item in variables if (atoms := chance.atoms(item)) is not None}
    count = sp.prod([len(atoms) for atoms in rows.values()])
    if not rows or count > MOST_OUTCOMES:
        return None
    return [(sp.Mul(*(weight for _, weight in case)), {item: value for item, (value, _) in zip(rows, case, strict=True)})
            for case in choices(*rows.values())]


def _weighted(chance, weight, event):
    if event in (sp.true, sp.false):
        return weight if event == sp.true else sp.S.Zero
    if is_random(event):
        return weight * chance.probability(event)
    return sp.Piecewise((weight, event), (0, True))


def _opposite(event):
    if not isinstance(event, ORDER):
        raise NotKnown(f"P of {event}")
    return {sp.Lt: sp.Ge, sp.Le: sp.Gt, sp.Gt: sp.Le, sp.Ge: sp.Lt}[event.func](*event.args, evaluate=False)


def _of_all(chance, event):
    """Events about one variable each: their probabilities multiply; or two half planes of normal variables."""
    if (found := _of_half_planes(chance, event)) is not None:
        return found
    groups: dict = {}
    for part in event.args:
        inside = part.atoms(Random)
        if len(inside) != 1 or not isinstance(part, Relational):
            raise NotKnown(f"P of {event}")
        groups.setdefault(next(iter(inside)), []).append(part)
    return sp.Mul(*(chance.probability(parts[0] if len(parts) == 1 else sp.And(*parts, evaluate=False)) for parts in groups.values()))


def _of_half_planes(chance, event):
    """P(U > 0 and V > 0) = E[(1 + sign U)(1 + sign V)]/4 for jointly normal numbers with mean 0, which are almost surely not 0; or None."""
    if len(event.args) != 2 or not all(isinstance(part, ORDER) and is_random(part) for part in event.args) or not (
            event.args[0].atoms(Random) & event.args[1].atoms(Random)):
        return None
    ends = [sides_of(part) for part in event.args]
    both = mean_of_pairs(chance, sp.Mul(*(sp.sign(sp.expand(large - small), evaluate=False) for small, large, _ in ends), evaluate=False))
    return None if both is None else (1 + both) / 4


def _by_distance(node):
    """max and min by the distance: (a + b + |a - b|)/2."""
    first, second = node.args
    return (first + second + (1 if isinstance(node, sp.Max) else -1) * sp.Abs(sp.expand(first - second))) / 2


def _mean_of_term(chance, term):
    distances = [factor for factor in sp.Mul.make_args(term) if _is_distance(factor)]
    if not distances:
        return chance.expectation(term)
    rest = sp.Mul(*(factor for factor in sp.Mul.make_args(term) if factor not in distances))
    if len(distances) > 1 or is_random(rest):
        raise NotKnown(f"E of {term}")
    return rest * _mean_distance(chance, sp.expand(distances[0].args[0]))


def _mean_distance(chance, combination):
    """E|a X + b Y + c|: of normal variables, or of two with one support and b = -a."""
    slopes, constant = linear(combination)
    if (normal := _normal(chance, slopes, constant)) is not None:
        mu, variance = normal
        sigma = sp.sqrt(variance)
        return sigma * sp.sqrt(2 / sp.pi) * sp.exp(-(mu**2) / (2 * variance)) + mu * sp.erf(mu / (sigma * sp.sqrt(2)))
    (first, slope), (second, other) = _two(slopes)
    if constant != 0 or sp.expand(slope + other) != 0:
        raise NotKnown(f"E of |{combination}|")
    return sp.Abs(slope) * (chance.expectation(first) + chance.expectation(second) - 2 * _mean_smaller(chance, first, second))


def _mean_smaller(chance, first, second):
    """E min(X, Y): the lower end plus the integral of P(X > t) P(Y > t)."""
    (name, *parameters), (other, *others) = chance.law(first), chance.law(second)
    if name == other == "exponential" and parameters[0].is_positive and others[0].is_positive:
        return 1 / (parameters[0] + others[0])
    if name == other == "uniform" and parameters == others and (parameters[1] - parameters[0]).is_positive:
        low, high = parameters
        return low + (high - low) / 3
    raise NotKnown(f"E of the smaller one of {first} and {second}")


def _below_zero(chance, combination, variables):
    """P(a X + b Y + ... + c < 0), for laws without atoms."""
    slopes, constant = linear(combination)
    if set(slopes) != set(variables):
        raise NotKnown(f"P of {combination} < 0")
    if (normal := _normal(chance, slopes, constant)) is not None:
        mu, variance = normal
        return sp.erfc(mu / sp.sqrt(2 * variance)) / 2
    laws = {item: chance.law(item) for item in slopes}
    if all(name == "uniform" for name, *_ in laws.values()) and len(slopes) <= 4:
        return _uniform_below(slopes, constant, laws)
    (first, slope), (second, other) = _two(slopes)
    if constant == 0 and [laws[item][0] for item in (first, second)] == ["exponential"] * 2 and sp.sign(slope * other) == -1:
        if slope.is_negative:  # |slope| X > other Y
            first, second, slope, other = second, first, other, slope
        rates = laws[first][1] / slope, laws[second][1] / -other
        if not all(rate.is_positive for rate in rates):
            raise NotKnown(f"the sign of {rates}")
        return rates[0] / (rates[0] + rates[1])
    raise NotKnown(f"P of {combination} < 0")


def _uniform_below(slopes, constant, laws):
    """The volume below a plane in a box, by inclusion and exclusion over its corners."""
    bound, widths = -constant, []
    for item, slope in slopes.items():
        low, high = laws[item][1:]
        width = slope * (high - low)
        if width.is_positive:
            bound -= slope * low
        elif width.is_negative:
            bound -= slope * high
            width = -width
        else:
            raise NotKnown(f"the sign of {width}")
        widths.append(width)
    count = len(widths)
    total = sp.Add(*((-1) ** size * sp.Max(0, bound - sp.Add(*corner)) ** count for size in range(count + 1) for corner in combinations(widths, size)))
    return total / (sp.factorial(count) * sp.Mul(*widths))


def linear(expression) -> tuple[dict, sp.Expr]:
    """The real slopes of a linear combination of random variables, and its constant."""
    slopes = {item: expression.coeff(item) for item in sorted(expression.atoms(Random), key=str)}
    rest = sp.expand(expression - sp.Add(*(slope * item for item, slope in slopes.items())))
    if is_random(rest) or any(is_random(slope) for slope in slopes.values()) or not all(part.is_real for part in (rest, *slopes.values())):
        raise NotKnown(f"{expression} is not linear in its variables")
    return slopes, rest


def _two(slopes) -> list:
    if len(slopes) != 2:
        raise NotKnown("more than two variables")
    return list(slopes.items())


def _normal(chance, slopes, constant):
    """(mean, variance) of a linear combination of normal variables, or None for other laws."""
    mu, variance = constant, sp.S.Zero
    for item, slope in slopes.items():
        normal = of_normal(*chance.law(item))
        if normal is None:
            return None
        centre, sigma = normal
        mu, variance = mu + slope * centre, variance + slope**2 * sigma**2
    variance = sp.expand(variance)
    if not variance.is_positive:
        raise NotKnown(f"cannot see that the variance {variance} is positive")
    return sp.expand(mu), variance
