"""A gap in one variable, taken apart at once: its ends and its zeros by what rules beside them, the rest by boxes.

Nothing is searched here but the widths: either every part closes, or there is no tree.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.inequalities.contacts import between, candidates, covered, value_near
from verifier.tools.inequalities.inequality_rules import RULES, State, range_of
from verifier.tools.inequalities.sample_points import GAVE_UP
from verifier.tools.instances import Rejected

WIDTHS = tuple(sp.Rational(1, 2**power) for power in (1, 2, 3, 4, 6, 8, 11, 15))
ORDERS, MOST_PARTS = (5, 11), 12


def taken_apart(state: State):
    """The tree of rules, or None."""
    return Parts(state).shown(state)


class Parts:
    """The parts of the range of one variable."""

    def __init__(self, state: State):
        self.x, = state.gap.free_symbols
        self.left, self.ends = MOST_PARTS, set(_ends(state, self.x))

    def shown(self, goal):
        """The tree that closes a part."""
        self.left -= 1
        if self.left < 0:
            return None
        if not goal.gap.free_symbols:
            return None if _applies("sign", goal, ()) is None else ("sign", (), ())
        low, high = _ends(goal, self.x)
        place = next(_places(goal, self.x, low, high), None)
        if place is not None:
            return self.ruled(goal, *place)
        if low is None or high is None:
            return None
        low, high = (low, high) if low <= high else (high, low)  # where nothing is left, boxes between the ends say so
        boxes = covered(goal.gap, self.x, low, high)
        if boxes is not None:
            return "cover", boxes, ()
        for end, side in ((low, 1), (high, -1)):  # boxes at an end of the whole range may not have a value
            if end in self.ends:
                found = self.ruled(goal, end, side)
                if found is not None:
                    return found
        return None

    def ruled(self, goal, place, side):
        """What rules beside a place, and the other parts; the wider the better."""
        for width in WIDTHS:
            for order in ORDERS:
                data = (self.x, place, side, width, order)
                goals = _applies("beside", goal, data)
                if goals is not None:
                    inner = []
                    for part in goals:
                        inner.append(self.shown(part))
                        if inner[-1] is None:
                            return None
                    return "beside", data, tuple(inner)
        return None


def _applies(rule, goal, data):
    try:
        return RULES[rule](goal, data)
    except GAVE_UP:
        return None


def _ends(goal, x):
    """The ends of the range by numbers, None where it has none."""
    try:
        return between(*range_of(goal, x))
    except Rejected:
        return None, None


def _places(goal, x, low, high):
    """Where boxes do not help: far out, ends at which the gap is not visibly positive, and zeros."""
    if high is None:
        yield sp.oo, 1
    if low is None:
        yield -sp.oo, -1
    for end, side in ((low, 1), (high, -1)):
        value = None if end is None else value_near(goal.gap, x, end)
        if end is not None and not (value is not None and value > 0):
            yield end, side
    for point in candidates(goal, x, low, high):
        if point not in (low, high):
            yield point, 1
