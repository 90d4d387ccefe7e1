"""Rewritings of statements about limits: the limit itself in its place, or that there is none."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.asymptotics import Diverges, NoLimit, infinite_or_broken, limit_of
from verifier.tools.calculus.expansions import limit_by_expansion
from verifier.tools.calculus.limits_in_the_plane import from_all_sides, sides_differ_in_the_plane
from verifier.tools.calculus.periodic_integrals import PIECEWISE
from verifier.tools.calculus.squeezes import squeezed, swings_for_ever
from verifier.tools.everywhere import everywhere
from verifier.tools.fingerprints.fingerprint import Unfit
from verifier.tools.settled import hides, settled
from verifier.vocabulary.operators import Tends, TendsFromAbove


def limits_by_growth(statement, context, data):
    """Limits by visible growth, by quotients of smooth functions or by expansions; what has no finite one may be said to be infinite."""
    asked = isinstance(statement, sp.Eq) and isinstance(statement.lhs, sp.Limit) and not statement.rhs.has(sp.Limit)
    infinite = asked and statement.rhs in (sp.oo, -sp.oo)
    if infinite and (found := _without_finite_limit(statement, context)) is not None:
        return found
    def transform(node):
        if not isinstance(node, sp.Limit):
            return node
        body, x, point, direction = node.args
        if body.has(*PIECEWISE) and hides(body):  # floor(1/n)/floor(1/n) has no value for any n > 1
            return node
        if not from_all_sides(settled(body), x, point, str(direction)):
            raise NoLimit(f"cannot see that it is the same from all directions in the plane of {x}")
        if (x.is_extended_nonnegative and (point.is_negative or point == 0 and str(direction) != "+")
                or x.is_extended_nonpositive and (point.is_positive or point == 0 and str(direction) != "-")):
            raise NoLimit(f"{x} is declared such that it does not come near {point} from there")
        return _limit_at(settled(body), x, point, str(direction), context)
    try:
        made = everywhere(statement, transform)
    except (NoLimit, Diverges, Unfit):
        found = _without_finite_limit(statement, context) if asked and not infinite else None
        if found is None:
            raise
        return found
    return None if made == statement else made


def _without_finite_limit(statement, context):
    """Whether the limit on the left is the infinite value on the right; false where there is visibly no such limit, else None."""
    body, x, point, direction = statement.lhs.args
    if body.has(*PIECEWISE) and hides(body):
        return None
    if not x.is_extended_real and str(direction) == "+-" and point not in (sp.oo, -sp.oo):
        return sp.false if not statement.free_symbols and _plane_sides_differ(settled(body), x, point, context) else None
    if (x.is_extended_nonnegative or x.is_extended_nonpositive) and point is not sp.oo:
        return None
    body, direction = settled(body), str(direction)
    found = infinite_or_broken(body, x, point, direction, statement.rhs, context)
    if found is True or found is False and not statement.free_symbols:
        return sp.true if found else sp.false
    differ = direction == "+-" and point not in (sp.oo, -sp.oo) and not statement.free_symbols and _sides_differ(body, x, point, context)
    return sp.false if differ or not statement.free_symbols and swings_for_ever(body, x, point, context) else None


def _sides_differ(body, x, point, context) -> bool:
    """Whether the limits from both sides exist and are different."""
    try:
        above, below = (_limit_at(body, x, point, side, context) for side in "+-")
    except (NoLimit, Diverges, Unfit):
        return False
    return context.is_nonzero(above - below)


def _plane_sides_differ(body, x, point, context) -> bool:
    """Whether the limits from the right and from above in the plane of a complex variable exist and are different numbers."""
    try:
        return sides_differ_in_the_plane(body, x, point, lambda inner, t: _limit_at(inner, t, sp.S.Zero, "+", context))
    except (NoLimit, Diverges, Unfit):
        return False


def _limit_at(body, x, point, direction, context):
    try:
        return limit_of(body, x, point, direction, context)
    except NoLimit:
        try:
            return limit_by_expansion(body, x, point, direction, context)
        except NoLimit:
            found = squeezed(body, x, point, context, direction)
            if found is not None:
                return found
            if not body.has(sp.erf):
                raise
            other = body.replace(sp.erf, lambda argument: 1 - sp.erfc(argument))  # 1 - erf cancels where erfc does not
            return limit_of(sp.expand(other), x, point, direction, context)


def tends(statement, context, data):
    """P tends to c says that the limit, read off the growth of its parts or their expansions, is c."""
    if not isinstance(statement, (Tends, TendsFromAbove)):
        return None
    body, x, place, value = statement.args
    above = isinstance(statement, TendsFromAbove) or x.is_nonnegative and place == 0  # no values below are meant
    return sp.Eq(_limit_at(settled(body), x, place, "+" if above else "+-", context), value, evaluate=False)
