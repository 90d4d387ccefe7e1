"""What equations among the premises say of the moments of variables of any law: Var(X) = v gives E[X^2] = v + E[X]^2."""

from __future__ import annotations

import sympy as sp

from verifier.tools.chance.power_moments import NoMoment, NotKnown
from verifier.vocabulary.operators import Cov, E, Var
from verifier.vocabulary.symbols import Random


def moments_of_premises(chance) -> dict:
    """E of a monomial -> its value in numbers and moments of lower degree, where a premise is linear in it."""
    found: dict = {}
    rows = [row for premise in chance.premises if isinstance(premise, sp.Eq) and premise.has(E, Var, Cov) and (row := _row(chance, premise))]
    for _, moment, value in sorted(rows, key=lambda row: row[0]):
        found.setdefault(moment, sp.expand(value.xreplace(found)))
    return found


def _row(chance, premise):
    """(degree, moment of the greatest degree, its value), or None."""
    try:
        gap = sp.expand(chance.closed(premise.lhs) - chance.closed(premise.rhs))
    except (NoMoment, NotKnown):
        return None
    degrees = {moment: _degree(moment.args[0]) for moment in gap.atoms(E)}
    if not degrees or None in degrees.values():
        return None
    moment = max(sorted(degrees, key=sp.default_sort_key), key=degrees.get)
    slope = gap.coeff(moment)
    value = sp.expand(-(gap - slope * moment) / slope) if slope.is_Rational and slope != 0 else moment
    if value.atoms(Random) - set().union(*(part.atoms(Random) for part in value.atoms(E))) or any(
            degrees[part] >= degrees[moment] for part in value.atoms(E)):
        return None
    return degrees[moment], moment, value


def _degree(body) -> int | None:
    """Of a monomial in random variables, or None."""
    powers = [factor.as_base_exp() for factor in sp.Mul.make_args(body)]
    plain = all(isinstance(base, Random) and exponent.is_Integer and exponent > 0 for base, exponent in powers)
    return sum(int(exponent) for _, exponent in powers) if plain else None
