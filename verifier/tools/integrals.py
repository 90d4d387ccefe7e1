"""Integrals in ball arithmetic: rigorous on finite intervals where the integrand stays finite.

Improper ones (an infinite end, a singularity at an end) are cut and compared at three cuts; such values carry a note
and never certify anything.
"""

from __future__ import annotations

from itertools import pairwise

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.balls import NAN
from verifier.tools.calculus import without_derivatives
from verifier.tools.densities import over_the_line
from verifier.tools.scalars import Undecided, Undefined, Unsupported, ball, compare

MOST_EVALUATIONS = 40_000  # of all integrands at one precision
IMPROPER = "an improper integral was cut where three cuts agree"


def _integral(walk, expression):
    if _vanishes(walk, expression):
        return fmpq(0)
    whole_line = all(len(limit) == 3 and limit[1] is -sp.oo and limit[2] is sp.oo for limit in expression.limits)
    if whole_line and not walk.depth:
        try:
            return over_the_line(walk, expression.function, [limit[0] for limit in expression.limits])
        except Undefined:
            if len(expression.limits) == 1:
                raise
        except (Unsupported, TypeError):
            pass  # not of this kind
    with walk.straightened():
        return _iterated(walk, without_derivatives(walk, expression.function), list(expression.limits))


def _vanishes(walk, expression) -> bool:
    """Whether the integrand is the zero function because a parameter is 0, as sin(a x)/x for a = 0."""
    zeros = {symbol: sp.S.Zero for symbol in expression.free_symbols if isinstance(symbol, sp.Symbol) and symbol not in walk.scope
             and symbol in walk.valuation and walk.valuation[symbol] == 0}
    return bool(zeros) and expression.function.xreplace(zeros) == 0


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
    if not all(ball(end).imag.contains(0) for end in ends):
        raise Unsupported("an integral between ends that are not real: it depends on the path")
    if compare(*ends) == 0:
        return fmpq(0)
    ends = ball(ends[0]), ball(ends[1])
    value = _proper(integrand, *ends)
    return value if value.is_finite() else _cut(walk, integrand, *ends)


def _proper(integrand, lower, upper) -> acb:
    """The integral, as precise as its size by a few samples asks: else the first end would be cut as finely as 2**(-2 prec)."""
    samples = [abs(integrand(lower + (upper - lower) * fmpq(k, 9), 0)).mid() for k in range(1, 9)]
    size = max((value for value in samples if value.is_finite()), default=arb(0)) * abs(upper - lower).mid()
    wanted = arb(2) ** (16 - ctx.prec) * size
    return finite_integral(integrand, lower, upper, wanted if wanted > arb(2) ** (-2 * ctx.prec) else None)


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

    width = max((ball(value).rad() for value in walk.along_values()), key=float, default=arb(0))
    return finite_integral(integrand, acb(0), acb(1), width if width > arb(2) ** (-2 * ctx.prec) else None)


def finite_integral(integrand, lower, upper, tolerance: arb | None = None) -> acb:
    """The rigorous quadrature; not finite when the integrand is not finite somewhere on the way."""
    failures: list[BaseException] = []

    def guarded(z, analytic):
        """No exception may cross the library's loop: it would come out as a SystemError, after the loop went on."""
        if failures:
            return NAN
        try:
            return integrand(z, analytic)
        except BaseException as failure:
            failures.append(failure)
            return NAN

    value = acb.integral(guarded, lower, upper, eval_limit=MOST_EVALUATIONS // 5, rel_tol=arb(2) ** (16 - ctx.prec),
                         abs_tol=tolerance or arb(2) ** (-2 * ctx.prec))
    if failures:
        raise failures[0]
    return value


def _noted(walk):
    if walk.notes is None:
        raise Undecided("the integral is improper; it has no rigorous enclosure here")
    walk.notes.append(IMPROPER)


def _agreeing(values) -> acb:
    """The last of three cuts at equal distances; the radius is the tail of a geometric sequence through them."""
    if not all(value.is_finite() for value in values):
        raise Undecided("the integrand is not finite inside the interval")
    first, second = (abs(later - earlier).abs_upper() for earlier, later in pairwise(values))
    size = max(1.0, float(abs(values[-1]).abs_upper()))
    ratio = float(second) / float(first) if float(second) > 1e-10 * size else 0.5
    if ratio > 0.5 or float(second) > 1e-3 * size:
        raise Undecided("the integral does not settle down when its ends are cut; it may diverge")
    tail = second * (2 * ratio) + arb(2) ** -48
    return values[-1] + acb(arb(0, tail), arb(0, 0 if values[-1].imag.is_zero() else tail))


def _cut(walk, integrand, lower, upper) -> acb:
    """The integral between ends that are cut off ever closer."""
    _noted(walk)
    middle = (lower + upper) / 2
    return _near_end(integrand, lower, middle) - _near_end(integrand, upper, middle)


def _near_end(integrand, end, other) -> acb:
    """From a singular end to another point, by x = end + (other - end) exp(-t)."""
    def moved(t, flag):
        step = (other - end) * (-t).exp()
        return integrand(end + step, flag) * step

    return _cut_at_three_lengths(moved)


def _cut_at_three_lengths(integrand) -> acb:
    """From 0 to 15, 30 and 45; as it certifies nothing, more than 64 bits would be wasted, but close to an end as many cancel again."""
    tolerance = arb(2) ** -min(64, ctx.prec)
    with ctx.workprec(max(200, ctx.prec)):
        return _agreeing([finite_integral(integrand, acb(0), acb(length), tolerance) for length in (15, 30, 45)])


def _to_infinity(walk, integrand, lower) -> acb:
    """From `lower` to infinity: a finite part, and the rest by x = start exp(t)."""
    _noted(walk)
    start = acb(max(1, int(float(lower.real.abs_upper())) + 1))
    finite = finite_integral(integrand, lower, start)
    if not finite.is_finite():
        finite = _cut(walk, integrand, lower, start)

    def moved(t, flag):
        x = start * t.exp()
        return integrand(x, flag) * x

    return finite + _cut_at_three_lengths(moved)


MEANINGS = {sp.Integral: _integral}
