"""Events about one random variable as bounds on it: where a monotone function of it lies, and where a polynomial has a sign."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.chance.power_moments import NotKnown
from verifier.tools.relations import ORDER, sides_of
from verifier.vocabulary.symbols import Random, is_random

MOST_COUNTS = 200


def bound_of(event, variable):
    """(bound, whether it is an upper one) of a relation that bounds a X + b by a real number; or None."""
    if not isinstance(event, ORDER):
        return None
    small, large, _ = sides_of(event)
    gap = sp.expand(large - small)
    slope = gap.coeff(variable)
    rest = sp.expand(gap - slope * variable)
    if variable in rest.atoms(Random) or slope.atoms(Random) or not (slope.is_positive or slope.is_negative) or not rest.is_real:
        return None
    return -rest / slope, bool(slope.is_negative)


def of_either_slope(event, variable):
    """(a, -b/a, b against 0) of a relation a X + b against 0 whose slope is real with free symbols; None for other events."""
    if not isinstance(event, ORDER):
        return None
    gap = sp.expand(event.lhs - event.rhs)
    slope = gap.coeff(variable)
    rest = sp.expand(gap - slope * variable)
    if is_random(slope) or is_random(rest) or not slope.free_symbols or not (slope.is_real and rest.is_real):
        return None
    return slope, -rest / slope, event.func(rest, 0)


def unwrapped(event, variable, low, high, is_nonnegative):
    """An event about f(X) as one about X, for X between low and high: logarithms, exponentials, powers and multiples are undone; or None."""
    if not isinstance(event, ORDER):
        return None
    head, (left, right) = event.func, event.args
    if variable not in left.atoms(Random):
        head, left, right = {sp.Lt: sp.Gt, sp.Le: sp.Ge, sp.Gt: sp.Lt, sp.Ge: sp.Le}[head], right, left
    if right.atoms(Random) or left == variable or not right.is_real:
        return None
    return _outside_in(head, left, right, variable, low, high, is_nonnegative)


def _outside_in(head, left, right, variable, low, high, is_nonnegative):
    """The outermost function of `left` moved to the other side."""
    if left.is_Add or left.is_Mul:
        rest, inner = left.as_independent(variable, as_Add=left.is_Add)
        if inner.is_Add or inner.is_Mul and left.is_Mul and len(inner.args) > 1 or rest.atoms(Random) or not rest.is_real:
            return None
        if left.is_Add:
            return head(inner, right - rest, evaluate=False) if rest != 0 else None
        if not (rest.is_positive or rest.is_negative) or rest == 1:
            return None
        return (head if rest.is_positive else _turned(head))(inner, right / rest, evaluate=False)
    if isinstance(left, sp.exp) and right.is_positive:
        return head(left.args[0], sp.log(right), evaluate=False)
    if isinstance(left, sp.log) and _is_positive_between(left.args[0], variable, low, high):
        return head(left.args[0], sp.exp(right), evaluate=False)
    if isinstance(left, sp.Abs) and left.args[0] != variable and is_nonnegative(right):
        return _within(head, left.args[0], right)
    if left.is_Pow and left.exp.is_Integer and left.exp > 0 and is_nonnegative(right):
        root = right ** (1 / left.exp)
        if left.exp % 2 or _is_positive_between(left.base, variable, low, high):
            return head(left.base, root, evaluate=False)
        return head(sp.Abs(variable), root, evaluate=False) if left.base == variable else _within(head, left.base, root)
    if left.is_Pow and not left.exp.atoms(Random) and _is_positive_between(left.base, variable, low, high):
        if left.exp.is_positive and is_nonnegative(right):
            return head(left.base, right ** (1 / left.exp), evaluate=False)
        if left.exp.is_negative and right.is_positive:
            return _turned(head)(left.base, right ** (1 / left.exp), evaluate=False)
    return None


def _turned(head):
    return {sp.Lt: sp.Gt, sp.Le: sp.Ge, sp.Gt: sp.Lt, sp.Ge: sp.Le}[head]


def _within(head, inner, bound):
    """|u| against a bound that is not negative, as two bounds or the opposite of two."""
    inside = sp.And(sp.Le(inner, bound, evaluate=False), sp.Ge(inner, -bound, evaluate=False), evaluate=False)
    return inside if head in (sp.Lt, sp.Le) else sp.Not(inside, evaluate=False)  # equality has probability 0 for a law with a density


def _is_positive_between(body, variable, low, high) -> bool:
    """Whether a X + b, or a log(X) + b, is positive strictly between the ends."""
    if body.has(sp.log(variable)) and low.is_nonnegative:
        rest, rising = body.as_independent(variable, as_Add=True)
        slope = rising.coeff(sp.log(variable))
        end = high if slope.is_negative else low  # where the least value lies
        linear = rising == slope * sp.log(variable) and (slope.is_positive or slope.is_negative)
        return bool(linear and end.is_positive and end.is_finite and (slope * sp.log(end) + rest).is_nonnegative)
    if not body.is_polynomial(variable) or sp.degree(body, variable) != 1:
        return False
    slope = body.coeff(variable)
    ends = [body.xreplace({variable: end}) for end in (low, high) if end not in (sp.oo, -sp.oo)]
    if low is -sp.oo and not slope.is_negative or high is sp.oo and not slope.is_positive:
        return False
    return bool(ends) and all(end.is_nonnegative for end in ends)


def chance_of_counts(event, variable, weight):
    """P(event) for a variable with whole values n >= 0 of probability weight(n), where the event bounds it by numbers."""
    marks = []
    for part in event.atoms(Relational):
        left, right = part.args
        if variable not in (left, right) or not (left if right == variable else right).is_Rational:
            raise NotKnown(f"P of {event}")
        marks.append(left if right == variable else right)
    last = max([int(sp.floor(mark)) for mark in marks] or [0]) + 1
    if not 0 <= last <= MOST_COUNTS:
        raise NotKnown(f"P of {event}")
    truth = [event.xreplace({variable: sp.Integer(n)}) for n in range(last + 1)]
    if any(item not in (sp.true, sp.false) for item in truth):
        raise NotKnown(f"P of {event}")
    if truth[last] == sp.true:  # and so are all larger numbers
        return 1 - sp.Add(*(weight(n) for n in range(last) if truth[n] == sp.false))
    return sp.Add(*(weight(n) for n in range(last) if truth[n] == sp.true))


def region_of(event, variable):
    """The set of values of one real variable at which the event happens; bounds must be numbers."""
    if isinstance(event, sp.And):
        return sp.Intersection(*(region_of(part, variable) for part in event.args))
    if isinstance(event, sp.Or):
        return sp.Union(*(region_of(part, variable) for part in event.args))
    if isinstance(event, sp.Not):
        return sp.Complement(sp.S.Reals, region_of(event.args[0], variable))
    if not isinstance(event, Relational):
        raise NotKnown(f"P of {event}")
    left, right = (side.doit() for side in event.args)
    if right == variable and left != variable:
        return region_of(event.reversed, variable)
    if right.is_number and right.is_Rational and left.is_polynomial(variable) and left != variable:
        return _polynomial_region(event.func, sp.Poly(left - right, variable))
    if left != variable or variable in right.free_symbols:
        raise NotKnown(f"P of {event}")
    if right.free_symbols:
        raise NotKnown(f"P of {event}: the bound is not a number")
    head = event.func
    return {sp.Gt: sp.Interval.open(right, sp.oo), sp.Ge: sp.Interval(right, sp.oo), sp.Lt: sp.Interval.open(-sp.oo, right),
            sp.Le: sp.Interval(-sp.oo, right), sp.Eq: sp.FiniteSet(right), sp.Ne: sp.S.Reals}[head]


def _polynomial_region(head, polynomial):
    """Where a polynomial has the sign: between its real roots, by its value in the middle of each piece."""
    if not (polynomial.domain.is_ZZ or polynomial.domain.is_QQ):
        raise NotKnown(f"the sign of {polynomial.as_expr()}: its coefficients are no rational numbers")
    if polynomial.degree() < 1:
        return sp.S.Reals if head(polynomial.as_expr(), 0) == sp.true else sp.S.EmptySet
    if head in (sp.Eq, sp.Ne):
        return sp.S.EmptySet if head is sp.Eq else sp.S.Reals
    roots = sorted(set(sp.real_roots(polynomial)))
    ends = [-sp.oo, *roots, sp.oo]
    pieces = []
    for low, high in zip(ends, ends[1:], strict=False):
        middle = (sp.S.Zero if low is -sp.oo and high is sp.oo else high - 1 if low is -sp.oo else low + 1 if high is sp.oo
                  else (low + high) / 2)
        value = polynomial.eval(middle)
        if (value > 0) == (head in (sp.Gt, sp.Ge)):
            pieces.append(sp.Interval.open(low, high))
    return sp.Union(*pieces) if pieces else sp.S.EmptySet
