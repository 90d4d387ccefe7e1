"""Integrals of floors and waves: over a whole number of periods, and between numbers cut at the jumps.

Where f(x + k P) is c_0(x) + c_1(x) k + c_2(x) k^2 + ... for all integers k, the integral of f from a to a + N P is the sum of those
over [a, a + P] times 0^j + ... + (N - 1)^j, for every integer N: both sides are 0 for N = 0 and gain the same as N grows by one.
From M P to N P it is the difference of two of these with a = 0.
"""

from __future__ import annotations

from itertools import pairwise

import sympy as sp

from verifier.tools.calculus.split_integrals import DECIDED, MOST_PARTS
from verifier.tools.settled import settled
from verifier.tools.sums.power_sums import power_sum
from verifier.tools.sums.whole_numbers import PARTS
from verifier.tools.sums.whole_parts import by_floors

PIECEWISE = (*DECIDED, *PARTS, sp.KroneckerDelta)
REPEATING = (*PARTS, sp.sin, sp.cos, sp.tan, sp.cot, sp.sec, sp.csc)
WAVES = (sp.sin, sp.cos)
HIGHEST = 6


def in_whole_periods(node):
    """The integral over N periods, for an integer expression N, by integrals over one; or None."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or not node.function.has(*REPEATING):
        return None
    x, low, high = node.limits[0]
    if (turned := _once_around(settled(node.function), x, low, high)) is not None:
        return turned
    count, period = _times(sp.factor(high - low))
    if x.is_integer or not low.is_real or not (low.free_symbols or high.free_symbols) or not (period.is_number and period.is_positive):
        return None
    k = sp.Dummy("k", integer=True)
    body = by_floors(settled(node.function), False)
    moved = sp.expand(body.xreplace({x: x + k * period}))
    if not moved.is_polynomial(k) or (terms := sp.Poly(moved, k)).degree() > HIGHEST:
        return None
    slope, first = terms.coeff_monomial(k), sp.cancel(low / period)
    if terms.degree() == 1 and x not in slope.free_symbols and not first.is_integer:  # a line, whose integral is known, and what repeats
        steady = sp.Integral(body - slope * x / period, (x, sp.S.Zero, period))
        return count * steady + slope * (high**2 - low**2) / (2 * period)
    start = sp.S.Zero if first.is_integer or terms.degree() <= 0 else low  # what repeats has one integral over each period
    first = first if first.is_integer else sp.S.Zero
    if not count.free_symbols and start == low:
        return None
    return sp.Add(*(power_sum(power, first, first + count - 1) * sp.Integral(factor, (x, start, start + period))
                    for (power,), factor in terms.terms()))


def _once_around(function, x, low, high):
    """The integral of f(n x) over a period 2 pi as that of f(x), for whole n >= 1 and a function f of waves alone; or None."""
    rates = {sp.expand(node.args[0]).coeff(x) for node in function.atoms(*WAVES) if x in node.free_symbols}
    n = next(iter(rates)) if len(rates) == 1 else sp.S.One
    if not low.is_real or sp.expand(high - low) != 2 * sp.pi or not n.free_symbols or not (n.is_integer and n.is_positive):
        return None
    waves = {node: node.func(x) for node in function.atoms(*WAVES) if sp.expand(node.args[0] - n * x) == 0}
    made = function.xreplace(waves)
    held = made.xreplace({wave: sp.Dummy() for wave in waves.values()})
    return None if x in held.free_symbols or not waves else sp.Integral(made, (x, sp.S.Zero, 2 * sp.pi))


def _times(span):
    """(integer factors with symbols, the other factors)."""
    parts = sp.Mul.make_args(span)
    whole = [part for part in parts if part.is_integer and part.free_symbols]
    return sp.Mul(*whole), sp.Mul(*(part for part in parts if part not in whole))


def cut_at_jumps(node):
    """The integral between rational numbers of a function of floors of a x + b, with rational a and b, as a sum over parts; or None."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or not node.function.has(*PARTS):
        return None
    x, *ends = node.limits[0]
    low, high = map(settled, ends)
    if x.is_integer or not (low.is_Rational and high.is_Rational and low < high):
        return None
    body = by_floors(settled(node.function), False)
    jumps = [part for part in body.atoms(sp.floor) if x in part.free_symbols]
    places = set()
    for part in jumps:
        slope = part.args[0].coeff(x)
        shift = sp.expand(part.args[0] - slope * x)
        if not (slope.is_Rational and shift.is_Rational) or abs(slope) * (high - low) > MOST_PARTS:
            return None
        first, last = sorted((slope * low + shift, slope * high + shift))
        places |= {(whole - shift) / slope for whole in range(int(sp.ceiling(first)), int(sp.floor(last)) + 1)}
    points = sorted(places | {low, high})
    if not jumps or body.has(sp.Mod) or len(points) > MOST_PARTS:
        return None
    formulas = [body.xreplace({part: part.xreplace({x: (left + right) / 2}) for part in jumps}) for left, right in pairwise(points)]
    if any(formula.has(sp.zoo, sp.nan) for formula in formulas):
        return None
    return sp.Add(*(sp.Integral(formula, (x, *part)) for formula, part in zip(formulas, pairwise(points), strict=True)))
