"""Means of f(U) g(V) for U and V jointly normal with mean 0, where f and g are max(u, 0), |u|, sign u, erf u or u.

With variances s^2, t^2 and covariance m they are known for the signs (Sheppard 1899), the rectified numbers (Cho and Saul 2009) and
the error functions (Williams 1998).  As (-U, -V) is as likely as (U, V), an even part beside an odd one has the mean 0; Stein's lemma
gives those beside V itself.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.calculus.definedness import doubts
from verifier.tools.chance.named_laws import NORMAL
from verifier.tools.chance.power_moments import NotKnown
from verifier.tools.context import Context
from verifier.vocabulary.symbols import Random, is_random

ITSELF = sp.Symbol


def mean_of_pairs(chance, body):
    """E[body] where its terms are such products of linear combinations of independent normal variables, or None where none is."""
    if not body.has(sp.Max, sp.Abs, sp.sign, sp.erf):
        return None
    terms = sp.Add.make_args(sp.expand(body))
    found = [_of_term(chance, term) for term in terms]
    if all(value is None for value in found):
        return None
    return sp.Add(*(chance.expectation(term) if value is None else value for term, value in zip(terms, found, strict=True)))


def _of_term(chance, term):
    factor, rest = term.as_independent(*sorted(term.atoms(Random), key=str), as_Add=False)
    sides = []
    for item in sp.Mul.make_args(rest):
        base, times = item.as_base_exp() if not isinstance(item, sp.exp) else (item, sp.S.One)
        if times not in (1, 2) or (side := _side(base)) is None:
            return None
        sides += [side] * int(times)
    if len(sides) != 2 or all(kind is ITSELF for kind, _ in sides):
        return None
    (one, u), (other, v) = sorted(sides, key=lambda side: KINDS.index(side[0]))
    context = Context([item for item in chance.premises if isinstance(item, Relational)])
    rows = [_row(chance, line, context) for line in (u, v)]
    if None in rows or doubts(term, context):  # what divides may cancel, or stand beside a mean of 0
        return None
    first, second = rows
    variances = [sp.expand(sp.Add(*(slope**2 for slope in row.values()))) for row in rows]
    both = sp.expand(sp.Add(*(slope * second[name] for name, slope in first.items() if name in second)))
    for kind, variance in zip((one, other), variances, strict=True):
        if kind in (sp.sign, sp.Abs, sp.Max) and not context.is_positive(variance):
            return None
    return factor * FORMULAS[one, other](*variances, both)


def _side(base):
    """(kind, what it is of), or None."""
    if isinstance(base, sp.Max) and len(base.args) == 2 and base.args[0] == 0 and is_random(base.args[1]):
        return sp.Max, base.args[1]
    if isinstance(base, (sp.Abs, sp.sign, sp.erf)):
        return type(base), base.args[0]
    return (ITSELF, base) if isinstance(base, Random) else None


def _row(chance, line, context):
    """{variable: slope for a standard normal number in its place} of a linear combination with mean 0; or None."""
    line = sp.expand(line)
    slopes = {item: line.coeff(item) for item in sorted(line.atoms(Random), key=str)}
    mean, row = sp.expand(line - sp.Add(*(slope * item for item, slope in slopes.items()))), {}
    for item, slope in slopes.items():
        try:
            name, *parameters = chance.law(item)
        except NotKnown:
            return None
        centre, deviation = parameters or (sp.S.Zero, sp.S.One)
        if name not in NORMAL or is_random(slope) or not context.is_real(slope):
            return None
        mean, row[item] = mean + slope * centre, slope * deviation
    return row if slopes and sp.expand(mean) == 0 else None


def _correlation(s, t, m):
    return m / (sp.sqrt(s) * sp.sqrt(t))


def _root(s, t, m):
    return sp.sqrt(sp.expand(s * t - m**2))


def _of_distances(s, t, m):
    return 2 / sp.pi * (_root(s, t, m) + m * sp.asin(_correlation(s, t, m)))


KINDS = [sp.Max, sp.Abs, sp.sign, sp.erf, ITSELF]
FORMULAS = {  # of the variances s and t and the covariance m
    (sp.Max, sp.Max): lambda s, t, m: (_root(s, t, m) + m * (sp.pi - sp.acos(_correlation(s, t, m)))) / (2 * sp.pi),
    (sp.Max, sp.Abs): lambda s, t, m: _of_distances(s, t, m) / 2,
    (sp.Max, sp.sign): lambda s, t, m: m / sp.sqrt(2 * sp.pi * t),
    (sp.Max, sp.erf): lambda s, t, m: m / sp.sqrt(sp.pi * (1 + 2 * t)),
    (sp.Max, ITSELF): lambda s, t, m: m / 2,
    (sp.Abs, sp.Abs): _of_distances,
    (sp.Abs, sp.sign): lambda s, t, m: sp.S.Zero,
    (sp.Abs, sp.erf): lambda s, t, m: sp.S.Zero,
    (sp.Abs, ITSELF): lambda s, t, m: sp.S.Zero,
    (sp.sign, sp.sign): lambda s, t, m: 2 / sp.pi * sp.asin(_correlation(s, t, m)),
    (sp.sign, sp.erf): lambda s, t, m: 2 / sp.pi * sp.asin(sp.sqrt(2) * m / (sp.sqrt(s) * sp.sqrt(1 + 2 * t))),
    (sp.sign, ITSELF): lambda s, t, m: m * sp.sqrt(2 / (sp.pi * s)),
    (sp.erf, sp.erf): lambda s, t, m: 2 / sp.pi * sp.asin(2 * m / (sp.sqrt(1 + 2 * s) * sp.sqrt(1 + 2 * t))),
    (sp.erf, ITSELF): lambda s, t, m: 2 * m / sp.sqrt(sp.pi * (1 + 2 * s)),
}
