"""Integrals in ball arithmetic: rigorous on finite intervals where the integrand stays finite.

Improper ones (an infinite end, a singularity at an end) are cut and compared at two cuts; such values carry a note
and never certify anything.
"""

from __future__ import annotations

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.balls import NAN
from verifier.tools.scalars import Undecided, Undefined, Unsupported, ball, compare

MOST_EVALUATIONS = 40_000  # of all integrands at one precision
IMPROPER = "an improper integral was cut where two cuts agree"


def _integral(walk, expression):
    return _iterated(walk, expression.function, list(expression.limits))


def _iterated(walk, body, limits):
    """The first limit is the innermost one."""
    if not limits:
        return walk.scalar(body)
    if len(limits[-1]) != 3:
        raise Unsupported("an integral without bounds")
    variable, lower, upper = limits[-1]

    def integrand(z, analytic):
        return _inside(walk, body, limits[:-1], variable, walk.point_on_line(z), analytic)

    if lower is -sp.oo and upper is sp.oo:
        return _to_infinity(walk, integrand, acb(0)) + _to_infinity(walk, lambda z, flag: integrand(-z, flag), acb(0))
    if upper is sp.oo:
        return _to_infinity(walk, integrand, ball(walk.scalar(lower)))
    if lower is -sp.oo:
        return _to_infinity(walk, lambda z, flag: integrand(-z, flag), -ball(walk.scalar(upper)))
    if walk.depth:
        return _moving(walk, body, limits)
    ends = walk.scalar(lower), walk.scalar(upper)
    if compare(*ends) == 0:
        return fmpq(0)
    ends = ball(ends[0]), ball(ends[1])
    value = finite_integral(integrand, *ends)
    return value if value.is_finite() else _cut(walk, integrand, *ends)


def _inside(walk, body, limits, variable, point, analytic) -> acb:
    """The integrand at one point; a ball that says nothing where it has no value."""
    walk.spent += 1
    if walk.spent > MOST_EVALUATIONS:
        return NAN
    with walk.along(variable, point, bool(analytic)):
        try:
            return ball(_iterated(walk, body, limits))
        except (Undefined, Undecided, ZeroDivisionError):
            return NAN


def _moving(walk, body, limits) -> acb:
    """An inner integral, whose ends may move with the outer variable: x = a + (b - a) s with s from 0 to 1."""
    variable, lower, upper = limits[-1]
    low, high = walk.argument(lower), walk.argument(upper)

    def integrand(s, analytic):
        point = walk.point_on_line(s, low, high)
        value = _inside(walk, body, limits[:-1], variable, point, analytic)
        return value * (ball(high.value()) - ball(low.value()))

    return finite_integral(integrand, acb(0), acb(1))


def finite_integral(integrand, lower, upper) -> acb:
    """The rigorous quadrature; not finite when the integrand is not finite somewhere on the way."""
    return acb.integral(integrand, lower, upper, eval_limit=MOST_EVALUATIONS // 4, rel_tol=arb(2) ** (16 - ctx.prec),
                        abs_tol=arb(2) ** (-2 * ctx.prec))


def _noted(walk):
    if walk.notes is None:
        raise Undecided("the integral is improper; it has no rigorous enclosure here")
    walk.notes.append(IMPROPER)


def _agreeing(values) -> acb:
    """The last of several cuts with their disagreement as radius, when they settle down."""
    if not all(value.is_finite() for value in values):
        raise Undecided("the integrand is not finite inside the interval")
    gaps = [abs(later - earlier) for earlier, later in zip(values, values[1:])]
    widest = max((gap.abs_upper() for gap in gaps), key=float)
    if float(widest) > 1e-6 * max(1.0, float(abs(values[-1]).abs_upper())):
        raise Undecided("the integral does not settle down when its ends are cut; it may diverge")
    return values[-1] + acb(arb(0, widest), arb(0, 0 if values[-1].imag.is_zero() else widest))


def _cut(walk, integrand, lower, upper) -> acb:
    """The integral between ends that are cut off ever closer."""
    _noted(walk)
    values = []
    for bits in (ctx.prec // 2, ctx.prec, 2 * ctx.prec):
        gap = (upper - lower) * acb(arb(2) ** (-bits))
        middle = (lower + upper) / 2
        values.append(finite_integral(integrand, lower + gap, middle) + finite_integral(integrand, middle, upper - gap))
    return _agreeing(values)


def _to_infinity(walk, integrand, lower) -> acb:
    """From `lower` to infinity: a finite part, and the rest by x = 1/u with the end u = 0 cut off."""
    _noted(walk)
    start = acb(max(1, int(float(lower.real.abs_upper())) + 1))
    finite = finite_integral(integrand, lower, start)
    if not finite.is_finite():
        finite = _cut(walk, integrand, lower, start)

    def inverted(u, flag):
        return integrand(1 / u, flag) / (u * u)

    return finite + _agreeing([finite_integral(inverted, acb(arb(2) ** (-bits)), 1 / start)
                               for bits in (ctx.prec // 2, ctx.prec)])


MEANINGS = {sp.Integral: _integral}
