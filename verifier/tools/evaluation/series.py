"""Infinite sums and products along their partial sums: the tail is estimated, so the value always carries a note."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.evaluation.scalars import Undecided, Unsupported, as_integer, ball, is_zero, magnitude

TAIL = "the tail of an infinite sum was estimated from its terms"
MOST_TERMS = 4000


def infinite_sum(walk, limits, term):
    """The sum of term(i) over a range with an infinite end; `term` evaluates the body at an integer."""
    if walk.notes is None:
        raise Undecided("an infinite sum has no rigorous value here")
    walk.notes.append(TAIL)
    _, lower, upper = limits
    if lower is -sp.oo and upper is sp.oo:
        return _one_sided(term, 0, 1) + _one_sided(term, -1, -1)
    direction, first = (1, lower) if upper is sp.oo else (-1, upper)
    start = as_integer(walk.scalar(first))
    if start is None:
        raise Unsupported("an infinite sum that starts at no integer")
    return _one_sided(term, start, direction)


def _one_sided(term, start: int, direction: int) -> acb:
    """Geometric tails are bounded by their ratio; algebraic ones are extrapolated from partial sums at 2^k terms."""
    total, sizes, partial = acb(0), [], {}
    for count in range(MOST_TERMS):
        value = ball(term(start + direction * count))
        total += value
        sizes.append(magnitude(value))
        if count + 1 in (2**k for k in range(4, 13)):
            partial[count + 1] = total
        settled = _geometric_tail(sizes, magnitude(total))
        if settled is not None:
            return total + acb(arb(0, settled), arb(0, 0 if total.imag.is_zero() else settled))
    return _extrapolated(list(partial.values()))


def _geometric_tail(sizes, size) -> arb | None:
    """A bound of the tail once the terms have fallen geometrically below the precision."""
    if len(sizes) < 24 or max(sizes[-8:]) > size - 0.30103 * ctx.prec:
        return None
    if max(sizes[-8:]) == float("-inf"):
        return arb(0)
    steps = [later - earlier for earlier, later in zip(sizes[-8:], sizes[-7:]) if earlier > float("-inf")]
    if any(step > -0.005 for step in steps):
        return None
    ratio = arb(10) ** arb(max(steps, default=-1.0))
    return arb(10) ** arb(sizes[-1] + 0.01) * ratio / (1 - ratio)


def _extrapolated(sums) -> acb:
    """Richardson: the error of S(N) is taken to be c N^-p (1 + d/N + ...), with p measured from the sums."""
    gaps = [later - earlier for earlier, later in pairwise(sums)]
    if any(gap.contains(0) for gap in gaps):
        raise Undecided("the partial sums of the infinite sum cannot be extrapolated")
    slope = (magnitude(gaps[-2]) - magnitude(gaps[-1])) / 0.30103
    order = round(2 * slope) / 2
    if order < 0.5 or abs(order - slope) > 0.05:
        raise Undecided("the infinite sum does not settle down; it may diverge")
    table = [sums]
    for step in range(len(sums) - 1):
        factor = acb(arb(2) ** arb(fmpq(int(2 * order) + 2 * step, 2)))
        table.append([(factor * later - earlier) / (factor - 1) for earlier, later in zip(table[-1], table[-1][1:])])
    best = table[-2][-1]
    width = abs(table[-2][-1] - table[-3][-1]).abs_upper() * 8
    if float(width) > 1e-4 * max(1.0, float(abs(best).abs_upper())):
        raise Undecided("the partial sums of the infinite sum do not settle down")
    return best + acb(arb(0, width), arb(0, 0 if best.imag.is_zero() else width))


def infinite_product(walk, limits, factor):
    """The exponential of the sum of the logarithms."""
    def logarithm(i):
        value = ball(factor(i))
        if is_zero(value):
            raise Unsupported("an infinite product with a factor 0")
        return value.log()
    return infinite_sum(walk, limits, logarithm).exp()
