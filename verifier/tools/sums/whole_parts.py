"""Relations between sums of floors, ceilings and remainders of one number: they repeat, so one period decides them."""

from __future__ import annotations

from itertools import pairwise
from math import lcm

import sympy as sp

from verifier.tools.settled import settled
from verifier.tools.sums.whole_numbers import HEADS, PARTS

MOST_PIECES = 2000


def by_one_period(statement, context, data):
    """True where s x + sum of c floor(a x + b) (and remainders of polynomials in a whole number) has the sign for all x; else None."""
    if not isinstance(statement, HEADS) or len(statement.free_symbols) != 1 or not statement.has(*PARTS):
        return None
    x, = statement.free_symbols
    if not isinstance(x, sp.Symbol) or not x.is_real:
        return None
    if not x.is_integer and any(isinstance(item, sp.Eq) and _is_distance_to_floor(item, x) for item in context.statements):
        place = sp.Dummy(x.name, integer=True)
        there = statement.func(*(settled(side).xreplace({x: place}) for side in statement.args), evaluate=False)
        gap = sp.expand((there.lhs - there.rhs) * (-1 if isinstance(statement, (sp.Le, sp.Lt)) else 1))
        return (sp.true if _holds(statement, gap) else None) if gap.is_Rational else by_one_period(there, context, data)
    left, right = (settled(side) for side in (statement.args if isinstance(statement, (sp.Eq, sp.Ge, sp.Gt)) else statement.args[::-1]))
    whole = bool(x.is_integer)
    gap = sp.expand(by_floors(left - right, whole))
    jumps = sorted(gap.atoms(sp.floor, sp.Mod), key=str)
    letters = {node: sp.Dummy() for node in jumps}
    linear = gap.xreplace(letters)
    slopes = {item: linear.coeff(item) for item in (x, *letters.values())}
    if sp.expand(linear - sum(slope * item for item, slope in slopes.items())).free_symbols or not all(
            slope.is_Rational for slope in slopes.values()):
        return None
    floors, period = [], 1
    for node in jumps:
        if isinstance(node, sp.Mod):
            if not node.args[0].is_polynomial(x) or not all(c.is_Integer for c in sp.Poly(node.args[0], x).coeffs()) or not (
                    node.args[1].is_Integer and node.args[1] > 0):
                return None
            period = lcm(period, int(node.args[1]))
            continue
        a = node.args[0].coeff(x)
        b = sp.expand(node.args[0] - a * x)
        if not a.is_Rational or not b.is_Rational or a == 0:
            return None
        floors.append((a, b, slopes[letters[node]]))
        period = lcm(period, int(a.q))
    if slopes[x] + sum(c * a for a, _, c in floors) != 0 or period > MOST_PIECES:
        return None
    if whole:
        return sp.true if all(_holds(statement, gap.xreplace({x: sp.Integer(n)})) for n in range(period)) else None
    return sp.true if _on_reals(statement, gap, x, slopes[x], floors, period, not_whole(x, context)) else None


def by_floors(node, whole: bool):
    """Ceilings, fractional parts and remainders (those of polynomials in whole numbers stay) by floors."""
    def turned(part):
        if isinstance(part, sp.ceiling):
            return -sp.floor(sp.expand(-part.args[0]))
        if isinstance(part, sp.frac):
            return part.args[0] - sp.floor(sp.expand(part.args[0]))
        if isinstance(part, sp.Mod) and not whole and part.args[1].is_Rational and part.args[1] > 0:
            return part.args[0] - part.args[1] * sp.floor(sp.expand(part.args[0] / part.args[1]))
        return sp.floor(sp.expand(part.args[0])) if isinstance(part, sp.floor) else part
    return node.replace(lambda part: isinstance(part, PARTS), turned)


def _holds(statement, value) -> bool:
    if not value.is_Rational:
        return False
    return bool(value == 0 if isinstance(statement, sp.Eq) else value > 0 if isinstance(statement, (sp.Lt, sp.Gt)) else value >= 0)


def not_whole(x, context) -> bool:
    """Whether a premise says that x is no whole number."""
    return any(isinstance(item, sp.Ne) and _is_distance_to_floor(item, x) for item in context.statements)


def _is_distance_to_floor(item, x) -> bool:
    """Whether the relation compares x with its floor or ceiling, or its fractional part with 0."""
    if isinstance(item.lhs, sp.MatrixExpr) or item.free_symbols != {x}:
        return False
    gap = sp.expand(by_floors(settled(item.lhs) - settled(item.rhs), False))
    return gap in (x - sp.floor(x), sp.floor(x) - x, x + sp.floor(-x), -x - sp.floor(-x))


def _on_reals(statement, gap, x, slope, floors, period, between: bool) -> bool:
    """At the jumps of one period, and between them, where the gap is a line; `between` whole numbers only where those are excluded."""
    if sum(abs(a) * period + 1 for a, _, _ in floors) > MOST_PIECES:
        return False
    places = {sp.S.Zero, sp.Integer(period)}
    for a, b, _ in floors:
        low, high = sorted((b, a * period + b))
        places |= {(k - b) / a for k in range(int(sp.ceiling(low)), int(sp.floor(high)) + 1)}
    places = sorted(place for place in places if 0 <= place <= period)
    if not all(_holds(statement, gap.xreplace({x: place})) for place in places if not (between and place.is_integer)):
        return False
    for low, high in pairwise(places):
        middle = (low + high) / 2
        value = gap.xreplace({x: middle})
        if not _holds(statement, value) or value - abs(slope) * (high - low) / 2 < 0 or isinstance(statement, sp.Eq) and slope != 0:
            return False
    return True
