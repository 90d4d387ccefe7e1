"""One real variable: where a gap touches zero, boxes that cover a range, and where the gap is least."""

from __future__ import annotations

import sympy as sp
from flint import arb, ctx

from verifier.tools.evaluation.enclosure import prove_positive_on_box
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import ball
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.vocabulary.valuation import Valuation

FAILED = (*GAVE_UP, LookupError)
BITS = 128
MOST_BOXES = 600
Q = sp.Rational


def covered(gap, x, low, high):
    """Data of the rule "cover": the range and boxes on each of which ball arithmetic shows a positive gap; or None."""
    ends = _outward(low, -1), _outward(high, 1)
    found = prove_positive_on_box(gap, {x: ends}, most_boxes=MOST_BOXES)
    return None if found.cover is None else (((x, *ends),), found.cover.boxes)


def _outward(number, direction):
    """A rational number at or beyond a number."""
    if number.is_Rational:
        return number
    near = Q(str(number.evalf(30)))
    return near + direction * Q(1, 10**25) * (1 + abs(near))


def between(lower, upper):
    """The largest lower and the smallest upper bound by a number of those that `range_of` gives, None where there is none."""
    return (max((bound for bound, _ in lower if bound.is_number), default=None),
            min((bound for bound, _ in upper if bound.is_number), default=None))


def touched(state, x, low, high):
    """Data of the rule "contact", or None: a point where the gap vanishes and the interval around it."""
    for point in candidates(state, x, low, high):
        found = _contact(state, x, point, low, high)
        if found is not None:
            return found
    return None


def _contact(state, x, point, low, high):
    derivative, order = state.gap, 0
    while order < 8:
        value = value_near(derivative, x, point)
        if value is None:
            return None
        if not value.contains(0):
            break
        if float(value.rad()) > 1e-12:
            return None
        order, derivative = order + 1, derivative.diff(x)
    else:
        return None
    left, right = low is not None and low == point, high is not None and high == point
    if order == 0 or order % 2 and not (left or right):
        return None
    side = -1 if order % 2 and not left else 1
    if (value > 0) != (side > 0):
        return None
    for step in (Q(4), Q(2), Q(1), Q(1, 2), Q(1, 4), Q(1, 16), Q(1, 64), Q(1, 1024)):
        near = point if point.is_Rational else Q(str(point.evalf(20)))
        start = _outward(point, -1) if left else _short(near - step)
        stop = _outward(point, 1) if right else _short(near + step)
        start = max(start, low) if low is not None and low.is_Rational and not left else start
        stop = min(stop, high) if high is not None and high.is_Rational and not right else stop
        if start > near or stop < near:
            continue
        found = prove_positive_on_box(side * derivative, {x: (start, stop)}, bits=BITS, most_boxes=60)
        if found.cover is not None:
            return x, point, order, start, stop, found.cover.boxes
    return None


def _short(number):
    """A simple rational number nearby."""
    return number.limit_denominator(2048)


def candidates(state, x, low, high):
    """Numbers where the gap seems to vanish: the ends, simple ones, and what the least value on a grid looks like."""
    known = [end for end in (low, high) if end is not None]
    known += [value for value in (sp.S.Zero, sp.S.One, sp.S.Half, sp.Integer(-1), sp.Integer(2)) if _inside(value, low, high)]
    found = [point for point in dict.fromkeys(known) if (value := value_near(state.gap, x, point)) is not None and value.contains(0)]
    if found:
        return found
    values = _grid(state, x, low, high)
    if not values:
        return []
    size, near = min(values)
    place = [point for _, point in sorted(values, key=lambda row: row[1])].index(near)
    points = sorted(point for _, point in values)
    a = points[place - 1] if place else points[0] if low is None else _near(low)
    b = points[place + 1] if place + 1 < len(points) else points[-1] if high is None else _near(high)
    for _ in range(90):  # golden section
        c, d = a + (b - a) * Q(382, 1000), a + (b - a) * Q(618, 1000)
        c, d = c.limit_denominator(10**22), d.limit_denominator(10**22)
        first, second = value_near(state.gap, x, c), value_near(state.gap, x, d)
        if first is None or second is None:
            return []
        a, b = (a, d) if float(first.mid()) <= float(second.mid()) or first < second else (c, b)
    middle = (a + b) / 2
    value = value_near(state.gap, x, middle)
    if value is None or abs(float(value.mid())) > 1e-12:
        return []
    return [point for point in recognised(float(middle)) if _inside(point, low, high)
            and (value := value_near(state.gap, x, point)) is not None and value.contains(0)]


def _inside(value, low, high) -> bool:
    return (low is None or bool(value >= low)) and (high is None or bool(value <= high))


def recognised(number: float):
    """Simple exact numbers that are near."""
    import math
    tries = [(number, lambda q: q)]
    if number > 0:
        tries += [(math.log(number), sp.exp), (number**2, sp.sqrt)]
    if number < 0:
        tries.append((number**2, lambda q: -sp.sqrt(q)))
    if abs(number) < 30:
        tries.append((math.exp(number), sp.log))
    tries.append((number / math.pi, lambda q: q * sp.pi))
    for value, make in tries:
        simple = sp.Rational(value).limit_denominator(40)
        if abs(float(simple) - value) < 3e-6 * max(1, abs(value)):
            yield make(simple)


def _grid(state, x, low, high):
    points = []
    for k in range(1, 60):
        share = Q(k, 60)
        if low is not None and high is not None:
            points.append(_near(low) + (_near(high) - _near(low)) * share)
        elif low is not None:
            points.append(_near(low) + share / (1 - share))
        elif high is not None:
            points.append(_near(high) - share / (1 - share))
        else:
            points.append((2 * share - 1) / (4 * share * (1 - share)))
    values = [(value_near(state.gap, x, point), point) for point in points]
    return [(float(value.mid()), point) for value, point in values if value is not None]


def _near(number):
    return number if number.is_Rational else Q(str(number.evalf(20))).limit_denominator(10**6)


def lowest(state, x, low, high):
    """Numbers around the sample point where the gap is least, if it is positive there."""
    values = sorted(_grid(state, x, low, high), key=lambda row: row[1])
    if not values or min(values)[0] <= 0:
        return []
    place = values.index(min(values))
    return [point for point in (values[max(0, place - 8)][1], values[min(len(values) - 1, place + 8)][1])
            if (low is None or point > low) and (high is None or point < high)]


def arched(state, x, low, high):
    """Numbers near the ends up to which the gap is concave from there, where it is not concave throughout."""
    bend = state.gap.diff(x, 2)
    values = sorted(_grid(state, x, low, high), key=lambda row: row[1])
    for row in (values, values[::-1]):
        found = []
        for _, point in row:
            value = value_near(bend, x, point)
            if value is None or not value < 0:
                break
            found.append(point)
        if 3 < len(found) < len(row):
            yield found[len(found) * 3 // 4]


def value_near(expression, x, point) -> arb | None:
    """A ball around the value, or None."""
    try:
        with ctx.workprec(BITS):
            value = ball(Evaluator(Valuation({x: point}), BITS).scalar(expression))
    except FAILED:
        return None
    return value.real if value.is_finite() and value.imag.is_zero() else None
