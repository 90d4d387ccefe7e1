"""What heads with jumps and corners mean at a point, and off the real axis inside a rigorous integral.

Inside an integral a case is chosen by the value on the real axis below the point; where that does not decide, the
ball says nothing, so that the quadrature cuts there.
"""

from __future__ import annotations

import sympy as sp
from flint import acb, arb, fmpq

from verifier.tools.evaluation import balls
from verifier.tools.evaluation.scalars import (
    ONE,
    ZERO,
    Undecided,
    Undefined,
    ball,
    compare,
    is_exact,
    is_real,
    is_zero,
    power,
    settle,
    sign,
)
from verifier.vocabulary.operators import Maximum, Minimum


def _absolute(walk, expression):
    value = walk.on_axis(expression.args[0])
    if not walk.inside_integral:
        return absolute(value, walk.analytic)
    if not is_real(value):
        product = walk.scalar(expression.args[0]) * walk.mirrored(expression.args[0])
        return power(product, fmpq(1, 2), analytic=walk.analytic)
    direction = sign(value)
    if direction is not None:
        return direction * walk.scalar(expression.args[0]) if direction else ZERO
    return balls.NAN if walk.analytic else acb(abs(ball(value).real))


def absolute(value, analytic=False):
    """The absolute value of a scalar; a ball around a real number that may be 0 stays real."""
    if not is_real(value):
        return settle(acb(abs(ball(value))))
    direction = sign(value)
    if direction is not None:
        return direction * value if direction else ZERO
    return balls.NAN if analytic else acb(abs(ball(value).real))


def _real_and_imaginary(walk, expression):
    inner = expression.args[0]
    if walk.inside_integral:
        value, mirror = ball(walk.scalar(inner)), ball(walk.mirrored(inner))
        return (value + mirror) / 2 if expression.func is sp.re else (value - mirror) / acb(0, 2)
    value = walk.scalar(inner)
    if is_exact(value):
        return value if expression.func is sp.re else ZERO
    return settle(acb(value.real if expression.func is sp.re else value.imag))


def _conjugate(walk, expression):
    if walk.inside_integral:
        return walk.mirrored(expression.args[0])
    value = walk.scalar(expression.args[0])
    return value if is_exact(value) else value.conjugate()


def _step(walk, expression):
    """sign, floor, ceiling and Heaviside: constant pieces with jumps."""
    head, value = expression.func, walk.on_axis(expression.args[0])
    if head is sp.sign and not is_real(value):
        return ball(value) / acb(abs(ball(value)))
    if head in (sp.floor, sp.ceiling):
        if is_exact(value):
            return fmpq(value.floor() if head is sp.floor else value.ceil())
        real = ball(value).real if is_real(value) else None
        if real is None:  # real and imaginary part each
            parts = [_single_integer(walk, part.floor() if head is sp.floor else part.ceil())
                     for part in (ball(value).real, ball(value).imag)]
            return ball(parts[0]) + acb(0, 1) * ball(parts[1])
        return _single_integer(walk, real.floor() if head is sp.floor else real.ceil())
    direction = sign(value)
    if direction is None:
        return _between(walk, -1 if head is sp.sign else 0, 1)
    if direction == 0 and walk.strict_at_jumps:
        raise Undefined(f"no derivative at the jump or corner of {expression}")
    if head is sp.sign:
        return fmpq(direction)
    at_zero = walk.value(expression.args[1]) if len(expression.args) > 1 else fmpq(1, 2)
    return (ZERO, at_zero, ONE)[direction + 1]


def _single_integer(walk, real):
    integer = real.unique_fmpz()
    if integer is not None:
        return fmpq(integer)
    return balls.NAN if walk.analytic else acb(real)


def _between(walk, lower, upper):
    return balls.NAN if walk.analytic else acb(arb(lower).union(arb(upper)))


def _extreme(walk, expression):
    values = [walk.on_axis(argument) for argument in expression.args]
    return extreme(walk, values, expression.func is sp.Max, lambda place: walk.scalar(expression.args[place]))


def extreme(walk, values, largest, again=None):
    """The largest (or smallest) of real numbers; exact when it is certain which one that is."""
    best, place, tie = values[0], 0, False
    for position, value in enumerate(values[1:], 1):
        order = compare(value, best)
        if order is None:
            tie = True
            bounds = ball(best).real, ball(value).real
            best = acb(bounds[0].max(bounds[1]) if largest else bounds[0].min(bounds[1]))
        elif order == (1 if largest else -1):
            best, place, tie = value, position, False
    if tie:
        return balls.NAN if walk.analytic else best
    return again(place) if again and walk.inside_integral else best


def _finite_extreme(walk, expression):
    body, (index, lower, upper) = expression.args
    values = [walk.scalar_at(body, index, i) for i in walk.integers(lower, upper)]
    if not values:
        raise Undefined("the maximum of no numbers")
    return extreme(walk, values, not isinstance(expression, Minimum))


def _piecewise(walk, expression):
    for value, condition in expression.args:
        truth = walk.truth_on_axis(condition)
        if truth is None:
            if walk.inside_integral:
                return balls.NAN if walk.analytic else _union_of_branches(walk, expression)
            raise Undecided(f"cannot tell whether {condition}")
        if truth:
            return walk.value(value)
    raise Undefined("no case of the definition by cases applies")


def _union_of_branches(walk, expression):
    values = [ball(walk.scalar(value)) for value, _ in expression.args]
    total = values[0]
    for value in values[1:]:
        total = total.union(value)
    return total


def _delta(walk, expression):
    order = [walk.scalar(argument) for argument in expression.args[:2]]
    difference = settle(order[0] - order[1])
    if is_zero(difference):
        return ONE
    if not is_exact(difference) and difference.contains(0):
        raise Undecided("cannot tell whether the indices are equal")
    return ZERO


def _fraction(walk, expression):
    number = expression.args[0]
    return walk.value(sp.Add(number, sp.Mul(-1, sp.floor(number, evaluate=False), evaluate=False), evaluate=False))


def _remainder(walk, expression):
    """a - b floor(a / b)."""
    number, divisor = expression.args
    whole = sp.floor(sp.Mul(number, sp.Pow(divisor, -1, evaluate=False), evaluate=False), evaluate=False)
    return walk.value(sp.Add(number, sp.Mul(-1, divisor, whole, evaluate=False), evaluate=False))


MEANINGS = {
    sp.frac: _fraction, sp.Mod: _remainder,
    sp.Abs: _absolute, sp.re: _real_and_imaginary, sp.im: _real_and_imaginary, sp.conjugate: _conjugate,
    sp.sign: _step, sp.floor: _step, sp.ceiling: _step, sp.Heaviside: _step, sp.Max: _extreme, sp.Min: _extreme,
    sp.Piecewise: _piecewise, sp.KroneckerDelta: _delta, Maximum: _finite_extreme, Minimum: _finite_extreme,
}
