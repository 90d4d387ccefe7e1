"""A standard normal number between two exact bounds: how likely that is, and its means of x^k exp(l x + q x^2), in closed form.

Where the sign of an affine function of a normal number is asked for, the line is cut at its zero.  The zero is known as
a ball, so that a thin part around it remains in which the sign is open; there the number is that ball.
"""

from __future__ import annotations

from dataclasses import dataclass

from flint import acb, arb

from verifier.tools.evaluation.scalars import ONE, ZERO, Undecided, Unsupported, is_real, real_part, settle, sign


@dataclass(frozen=True)
class Between:
    """The standard normal law under the condition low < x < high; None stands for no bound, the others are exact."""

    low: object
    high: object


class NeedsSide(Exception):
    """Raised when a computation depends on which side of a point a normal number lies."""

    def __init__(self, name, law, point):
        super().__init__(f"{name} may lie on both sides of {point}; put it inside E, Var or Cov")
        self.name, self.law, self.point = name, law, point


def side(name, law, point) -> int:
    """The sign of x - point for a number x with the law."""
    low, high = _bounds(law)
    at = real_part(point)
    if low is not None and at <= low:
        return 1
    if high is not None and at >= high:
        return -1
    if not at.is_finite():
        raise Undecided("cannot tell where a sign changes")
    raise NeedsSide(name, law, at)


def parts(need: NeedsSide) -> list[tuple]:
    """(probability, law or ball) for the parts into which the line is cut at the point."""
    low, high = _bounds(need.law)
    below, above = (settle(acb(end)) for end in (need.point.lower(), need.point.upper()))
    below = below if low is None else max(below, low)
    above = above if high is None else min(above, high)
    whole = _mass(low, high)
    found = [(_mass(*ends) / whole, Between(*ends)) for ends in ((low, below), (above, high)) if _apart(*ends)]
    if below < above:
        found.append((_mass(below, above) / whole, acb(arb(below).union(arb(above)))))
    return found


def truncated_mean(times: int, linear, square, law: Between):
    """The mean of x^k exp(l x + q x^2) under the law; None where it certainly diverges."""
    if not (is_real(linear) and is_real(square)):
        raise Unsupported("a complex exponent of a normal number on one side of a point")
    fall = ONE - 2 * square
    direction = sign(fall)
    if direction is None:
        raise Undecided("cannot tell whether an exponent falls")
    if direction <= 0:
        if direction < 0 and None in (law.low, law.high):
            return None
        raise Unsupported("an exponent that does not fall, on one side of a point")
    centre, width = linear / fall, acb(fall).rsqrt()
    ends = [None if end is None else (end - centre) / width for end in (law.low, law.high)]
    before = ZERO
    value = width * acb(linear * centre / 2).exp() * _mass(*ends)
    for k in range(1, times + 1):
        rim = _at_end(law.high, k - 1, linear, fall) - _at_end(law.low, k - 1, linear, fall)
        before, value = value, (linear * value + (k - 1) * before - rim) / fall
    return value / _mass(law.low, law.high)


def _bounds(law):
    return (law.low, law.high) if isinstance(law, Between) else (None, None)


def _apart(low, high) -> bool:
    return low is None or high is None or low < high


def _at_end(end, k: int, linear, fall):
    """x^k exp(l x - A x^2/2)/sqrt(2 pi) at an end."""
    if end is None:
        return ZERO
    return acb(end)**k * acb(linear * end - fall * end * end / 2).exp() / (acb.pi() * 2).sqrt()


def _mass(low, high):
    """The probability that a standard normal number lies between the ends."""
    if high is not None and acb(high).real < 0:
        low, high = -high, None if low is None else -low
    return (_tail(low) - _tail(high)) if low is not None else ONE - _tail(high)


def _tail(end):
    """The probability that it lies above the end."""
    if end is None:
        return ZERO
    return (acb(end) / acb(2).sqrt()).erfc() / 2
