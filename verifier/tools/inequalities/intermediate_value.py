"""Zeros of continuous functions between two points at which they have different signs."""

from __future__ import annotations

import sympy as sp
from flint import ctx

from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.predicates import admissible
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball
from verifier.tools.inequalities.regions_of_premises import is_continuous
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


def _equation_and_bounds(inner):
    """The equation of a conjunction with bounds of one number by another, each an interval of the number."""
    parts = inner.args if isinstance(inner, sp.And) else (inner,)
    equations = [part for part in parts if isinstance(part, sp.Eq)]
    bounds = [part for part in parts if isinstance(part, (sp.Lt, sp.Le, sp.Gt, sp.Ge)) and any(side.is_Symbol for side in part.args)
              and any(side.is_Rational for side in part.args)]
    return (equations[0], bounds) if len(equations) == 1 and len(bounds) == len(parts) - 1 else (inner, [])


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
