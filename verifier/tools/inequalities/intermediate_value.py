"""Zeros of continuous functions between two points at which they have different signs."""

from __future__ import annotations

from itertools import permutations

import sympy as sp
from flint import ctx

from verifier.tools.calculus.asymptotics import Diverges, NoLimit, from_one_side
from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.predicates import admissible
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball
from verifier.tools.inequalities.regions_of_premises import is_continuous
from verifier.tools.relations import ORDER, is_scalar_equation
from verifier.tools.settled import settled
from verifier.vocabulary.operators import Exists
from verifier.vocabulary.valuation import Valuation

PLAIN = {"commutative", "complex", "finite", "hermitian", "real", "positive", "negative", "nonnegative", "nonpositive", "nonzero"}
POINTS = tuple(map(sp.Rational, ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "3", "-3", "1/10", "3/4", "9/10", "3/2", "-3/2",
                                  "4", "6", "-6", "10", "-10", "100", "-100")))


def fills_intervals(symbol) -> bool:
    """Whether all numbers between two values of the real symbol are values of it."""
    known = {name for name, truth in symbol.assumptions0.items() if truth and not name.startswith("extended_")}
    return bool(symbol.is_real and known <= PLAIN and (not symbol.is_nonzero or symbol.is_positive or symbol.is_negative))


def sign_at(difference, variable, point) -> int:
    """The sign of a real function at the point, 0 where it is not certain."""
    try:
        with ctx.workprec(128):
            value = ball(Evaluator(Valuation({variable: point}), 128).scalar(difference))
    except (Undefined, Undecided, Unsupported, ArithmeticError):
        return 0
    return (value.real > 0) - (value.real < 0) if value.is_finite() and value.imag.contains(0) else 0


def between_signs(statement, context, data):
    """True, where the two points in the data enclose a solution of the equation that is said to have one."""
    if not isinstance(statement, Exists) or len(statement.args[0]) != 1 or len(data) != 2:
        return None
    (variable,), inner = statement.args
    low, high = map(sp.sympify, data)
    inner, bounds = _equation_and_bounds(inner)
    if not isinstance(inner, sp.Eq) or inner.free_symbols != {variable} or any(
            variable in premise.free_symbols for premise in context.statements) or not fills_intervals(variable):
        return None
    if not all(end.is_Rational and admissible(variable, end) for end in (low, high)) or not low < high:
        return None
    if not all(bound.xreplace({variable: end}) == sp.true for bound in bounds for end in (low, high)):
        return None  # a bound that both ends meet holds between them
    difference = settled(inner.lhs) - settled(inner.rhs)
    closed = (sp.Ge(variable, low, evaluate=False), sp.Le(variable, high, evaluate=False))
    if doubts(inner, Context(closed)) or not is_continuous(difference, Context(closed)):  # x**2/x has no value at 0
        return None
    return sp.true if sign_at(difference, variable, low) * sign_at(difference, variable, high) < 0 else None


def between_ends(statement, context, data):
    """That left - right is at most 0 at the first end in the data and at least 0 at the second, where it is continuous in between.

    The ends may depend on parameters; where an end is infinite, or 0 for a positive variable, the limit there is meant, and not to be 0.
    """
    if not isinstance(statement, Exists) or len(statement.args[0]) != 1 or len(data) != 2:
        return None
    (variable,), inner = statement.args
    inner, bounds = _equation_and_bounds(inner)
    if bounds == [sp.Gt(variable, 0)] or bounds == [sp.Lt(0, variable, evaluate=False)]:
        positive = sp.Dummy(variable.name, positive=True)
        inner, bounds, variable = inner.xreplace({variable: positive}), [], positive
    ends = tuple(map(sp.sympify, data))
    if not is_scalar_equation(inner) or not fills_intervals(variable) or any(
            variable in premise.free_symbols for premise in context.statements) or any(variable in end.free_symbols for end in ends):
        return None
    difference = settled(inner.lhs) - settled(inner.rhs)
    if not all(symbol.is_real for symbol in difference.free_symbols) or doubts(inner, context) or not is_continuous(difference, context):
        return None
    conditions = []
    for end, head, open_head in zip(ends, (sp.Le, sp.Ge), (sp.Lt, sp.Gt), strict=True):
        if end is sp.oo and variable.is_extended_nonpositive or end is -sp.oo and variable.is_extended_nonnegative:
            return None  # no values of the variable come near it
        if end in (sp.oo, -sp.oo) or end == 0 and variable.is_positive:
            if bounds and (end == 0 or not all(bound.xreplace({variable: end}) == sp.true for bound in bounds)):
                return None
            conditions.append(open_head(_near(difference, variable, end, context), 0))
            continue
        if not end.is_real or not (end.is_positive if variable.is_positive else end.is_nonnegative if variable.is_nonnegative else
                                   end.is_negative if variable.is_negative else end.is_nonpositive if variable.is_nonpositive else True):
            return None
        conditions += [head(difference.xreplace({variable: end}), 0), *(bound.xreplace({variable: end}) for bound in bounds)]
    return sp.And(*conditions)


def _near(difference, variable, end, context):
    """The limit at the end; of a polynomial far out it is that of the highest power."""
    if end in (sp.oo, -sp.oo) and difference.is_polynomial(variable):
        leading = sp.Poly(difference, variable)
        if leading.degree() > 0 and (leading.LC().is_positive or leading.LC().is_negative):
            return leading.LC() * end ** leading.degree()
    return from_one_side(difference, variable, end, "+", context)


def _equation_and_bounds(inner):
    """The equation of a conjunction with bounds of one number by another, each an interval of the number."""
    parts = inner.args if isinstance(inner, sp.And) else (inner,)
    equations = [part for part in parts if isinstance(part, sp.Eq)]
    bounds = [part for part in parts if isinstance(part, ORDER) and any(side.is_Symbol for side in part.args)
              and any(side.is_Rational for side in part.args)]
    return (equations[0], bounds) if len(equations) == 1 and len(bounds) == len(parts) - 1 else (inner, [])


def enclosing_ends(statement, context):
    """Pairs of ends at which the equation with parameters may have different signs, in terms of the parameters."""
    (variable,), inner = statement.args
    parameters = sorted(inner.free_symbols - {variable}, key=str)
    turns = (-sp.pi / 2, sp.pi / 2) if inner.has(sp.sin, sp.cos) else ()
    beside = [place for item in parameters for place in (item, -item, item + 1, item - 1)]
    points = [-sp.oo, sp.oo, *turns, sp.S.Zero, sp.S.One, -sp.S.One, *beside]
    for pair in permutations(points, 2):
        try:
            made = between_ends(statement, context, pair)
        except (NoLimit, Diverges):
            continue
        if made is not None and made != sp.false:
            yield pair, made


def enclosing_points(statement, context):
    """Two simple points that enclose a solution, or None."""
    (variable,), inner = statement.args
    inner, bounds = _equation_and_bounds(inner)
    if not isinstance(inner, sp.Eq) or inner.free_symbols != {variable}:
        return None
    difference = settled(inner.lhs) - settled(inner.rhs)
    signs = sorted((point, sign_at(difference, variable, point)) for point in POINTS if admissible(variable, point)
                   and all(bound.xreplace({variable: point}) == sp.true for bound in bounds))
    signs = [(point, sign) for point, sign in signs if sign]
    for (low, first), (high, second) in zip(signs, signs[1:], strict=False):
        if first != second and between_signs(statement, context, (low, high)) is sp.true:
            return low, high
    return None
