"""Integrals in ball arithmetic: rigorous on finite intervals where the integrand stays finite.

Improper ones (an infinite end, a singularity at an end) are cut, and the rest is bounded where the size of the integrand is
visible.  Where it is not, three cuts are compared; such values carry a note and never certify anything.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.calculus.split_integrals import DECIDED, split, without_negative_bases
from verifier.tools.chance.densities import has_whole_lines, over_the_line
from verifier.tools.evaluation.balls import NAN
from verifier.tools.evaluation.calculus import with_known_degrees, without_derivatives
from verifier.tools.evaluation.improper_tails import NoBound, tail
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball, compare
from verifier.tools.settled import hides

MOST_EVALUATIONS = 40_000  # of all integrands at one precision
IMPROPER = "an improper integral was cut where three cuts agree"


def _integral(walk, expression):
    if expression.function == 0 or _vanishes(walk, expression):
        return fmpq(0)
    parts = without_negative_bases(expression) or _between_corners(walk, expression)
    if parts is not None and not hides(expression.function):  # a part may have no value, which cancels when it is taken apart
        return walk.scalar(parts)
    body = with_known_degrees(walk, expression.function)
    if not walk.depth and has_whole_lines(expression):
        try:
            return over_the_line(walk, body, [limit[0] for limit in expression.limits])
        except Undefined:
            if len(expression.limits) == 1:
                raise
        except (Unsupported, TypeError):
            pass  # not of this kind
    with walk.straightened():
        return _iterated(walk, without_derivatives(walk, body), list(expression.limits))


def _between_corners(walk, expression):
    """The integral over the parts between its corners, where these are known numbers; else None."""
    if walk.depth or walk.scope or not expression.function.has(*DECIDED):
        return None
    known, key = walk.valuation.known, ("between corners", expression)
    if key not in known:
        values = {symbol: walk.valuation[symbol] for symbol in expression.free_symbols if isinstance(symbol, sp.Symbol) and symbol in walk.valuation}
        known[key] = split(expression.xreplace(values)) if all(isinstance(value, sp.Rational) for value in values.values()) else None
    return known[key]


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

    if not walk.depth and len(limits) == 1:
        with suppress(NoBound, Undefined, Unsupported):
            value = _with_tails(walk, integrand, body, *limits[0])
            return acb(value.real) if _is_real(body, *limits[0]) else value
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


def finite_integral(integrand, lower, upper, tolerance: arb | None = None, patience: int = 1) -> acb:
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

    value = acb.integral(guarded, lower, upper, eval_limit=patience * MOST_EVALUATIONS // 5, rel_tol=arb(2) ** (16 - ctx.prec),
                         abs_tol=tolerance or arb(2) ** (-2 * ctx.prec))
    if failures:
        raise failures[0]
    return value


def _is_real(body, variable, lower, upper) -> bool:
    """Whether the integrand is visibly real between the ends."""
    positive = lower.is_nonnegative and (upper is sp.oo or (upper - lower).is_nonnegative)
    inside = sp.Dummy("x", positive=True) if positive else sp.Dummy("x", real=True)
    return body.xreplace({variable: inside}).is_real is True


def _with_tails(walk, integrand, body, variable, lower, upper) -> acb:
    """Rigorously: what is cut off at an infinite end, or where the integrand has no finite value, is bounded."""
    if lower is -sp.oo:
        cut = acb(-1) if upper is sp.oo else _whole_below(ball(walk.scalar(upper)))
        left = _beyond(walk, lambda z, flag: integrand(-z, flag), body.xreplace({variable: -variable}), variable, -cut)
        return left + _with_tails(walk, integrand, body, variable, sp.sympify(int(float(cut.real))), upper)
    if upper is sp.oo:
        low = ball(walk.scalar(lower))
        start = -_whole_below(-low)
        return _with_tails(walk, integrand, body, variable, lower, sp.sympify(int(float(start.real)))) + _beyond(
            walk, integrand, body, variable, start)
    ends = walk.scalar(lower), walk.scalar(upper)
    if compare(*ends) == 0:
        return acb(0)
    ends = ball(ends[0]), ball(ends[1])
    if not all(end.imag.is_zero() for end in ends):
        raise NoBound("an end that is not real")
    value = _proper(integrand, *ends)
    if value.is_finite():
        return value
    middle = (ends[0] + ends[1]) / 2
    return _from_end(walk, integrand, body, variable, lower, ends[0], middle) - _from_end(
        walk, integrand, body, variable, upper, ends[1], middle)


def _whole_below(end) -> acb:
    """A whole number well below the end, and below 0."""
    return acb(min(-1, int(float(end.real.lower())) - 1))


def _from_end(walk, integrand, body, variable, end, low, other) -> acb:
    """From an end to another point, by x = end + (other - end) exp(-t); the last piece is bounded."""
    u, width = sp.Dummy("u", positive=True), other - low
    side, fine = 1 if width.real > 0 else -1, {}

    def moved(t, flag):
        if ctx.prec not in fine:  # beside the end its last digits count
            fine[ctx.prec] = ball(walk.elsewhere({}).scalar(end))
        step = width * (-t).exp()
        return integrand(fine[ctx.prec] + step, flag) * step

    return _cut_off(walk, moved, body.xreplace({variable: end + side * u}), u, abs(width), 2)


def _beyond(walk, integrand, body, variable, start) -> acb:
    """From a positive number to infinity, by x = start exp(t); the last piece is bounded, in u = 1/x."""
    u = sp.Dummy("u", positive=True)

    def moved(t, flag):
        x = start * t.exp()
        return integrand(x, flag) * x

    return _cut_off(walk, moved, body.xreplace({variable: 1 / u}) / u**2, u, 1 / start.real, 0)


LENGTHS = (3, 4, 5, 8, 12, 18, 25, 35, 45, 60, 90, 130, 180, 360)
FINEST = 120  # bits; what is dear is not computed to more


def _cut_off(walk, moved, body, u, width, cancelled: int) -> acb:
    """The integral of `moved` over t > 0, where u = width exp(-t) and the integrand in u is `body`; `cancelled` bits go for one of t."""
    goal = arb(2) ** -min(ctx.prec, FINEST)
    for length in LENGTHS:
        try:
            rest = tail(walk, body, u, width * (-arb(length)).exp())
        except NoBound:
            if length < LENGTHS[-1]:
                continue
            raise
        if rest < goal or length == LENGTHS[-1]:
            break
    if length > 8 and _has_fast_waves(body, u):
        raise NoBound("waves without end")
    with ctx.workprec(min(ctx.prec, FINEST) + 24 + cancelled * length):
        value = finite_integral(moved, acb(0), acb(length), goal, 3)
    if not value.is_finite():
        raise NoBound("the integrand is not finite inside the interval")
    return value + acb(arb(0, rest.upper()), arb(0, rest.upper()))


def _has_fast_waves(body, u) -> bool:
    """Whether a sine or cosine turns without end towards u = 0."""
    return any(power.base == u and power.exp.is_negative for wave in body.atoms(sp.sin, sp.cos) for power in wave.atoms(sp.Pow))


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
