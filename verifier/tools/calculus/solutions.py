"""Solutions of y' = F(t, y), y(t0) = y0: two different ones, or a right side that is linear in y and allows one only."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from flint import ctx
from sympy.core.function import AppliedUndef

from verifier.tools.context import Context
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, different
from verifier.tools.fingerprints.algebraic_bound import NotAlgebraic, is_zero_number
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.regions_of_premises import is_continuous, is_smooth
from verifier.tools.settled import settled
from verifier.vocabulary.notions import UniqueSolution
from verifier.vocabulary.valuation import MissingValue, Valuation

TAU = sp.Symbol("tau", positive=True)  # the time since the start


@dataclass(frozen=True)
class InitialValueProblem:
    """y' = side(t, y) for t >= start, with y(start) = value."""

    function: object
    time: sp.Symbol
    unknown: sp.Symbol
    side: sp.Expr
    start: sp.Expr
    value: sp.Expr


def problem_of(statement) -> InitialValueProblem | None:
    """The initial value problem of a statement about its only solution; None when it is of another form."""
    if not isinstance(statement, UniqueSolution) or len(statement.args[1]) != 2:
        return None
    applied, conditions = statement.args
    if not isinstance(applied, AppliedUndef) or len(applied.args) != 1 or not isinstance(applied.args[0], sp.Symbol):
        return None
    time, unknown = applied.args[0], sp.Symbol("y_", real=True)
    slope, side, start, value = sp.Derivative(applied, time), None, None, None
    for condition in conditions:
        if not isinstance(condition, sp.Eq):
            return None
        for left, right in (condition.args, condition.args[::-1]):
            if left == slope and not right.has(sp.Derivative):
                side = settled(right).xreplace({applied: unknown})
            elif (
                isinstance(left, AppliedUndef) and left.func == applied.func and not left.free_symbols and not right.free_symbols
            ):
                start, value = settled(left.args[0]), settled(right)
    if (
        side is None
        or start is None
        or not (start.is_real and value.is_real)
        or side.atoms(AppliedUndef)
        or side.free_symbols - {time, unknown}
    ):
        return None
    return InitialValueProblem(applied, time, unknown, side, start, value)


def two_solutions(statement, context, data):
    """False where both given functions of the time since the start solve the problem and differ."""
    problem = problem_of(statement)
    if problem is None or len(data) != 2 or context.statements:
        return None
    first, second = map(sp.sympify, data)
    if not all(solves(problem, item) for item in (first, second)):
        return None
    with ctx.workprec(128):
        walk = Evaluator(Valuation({TAU: sp.S.One}), 128)
        try:
            return sp.false if different(walk.scalar(first), walk.scalar(second)) else None
        except (Undecided, Undefined, Unsupported, MissingValue):
            return None


def solves(problem: InitialValueProblem, formula) -> bool:
    """Whether the formula in tau is a real solution for all tau >= 0, with a slope that is continuous at the start."""
    if formula.free_symbols - {TAU}:
        return False
    slope = formula.diff(TAU)
    side = problem.side.xreplace({problem.time: problem.start + TAU, problem.unknown: formula})
    closed = sp.Symbol("tau", nonnegative=True)
    at_start = {TAU: sp.S.Zero}
    try:
        return (
            all(is_continuous(item.xreplace({TAU: closed}), Context(())) for item in (formula, slope, side))
            and is_smooth(formula, Context(()))
            and is_zero_number(formula.xreplace(at_start) - problem.value)
            and is_zero_number(slope.xreplace(at_start) - side.xreplace(at_start))
            and agree(slope, side, Context(()))
        )
    except (NotAlgebraic, Unfit, Undecided, Undefined, Unsupported, MissingValue, ArithmeticError, ValueError):
        return False


def only_one(statement, context, data):
    """True where the right side is linear in y with coefficients that are continuous for every time."""
    problem = problem_of(statement)
    if problem is None or not problem.side.is_polynomial(problem.unknown) or context.statements:
        return None
    if sp.degree(problem.side, problem.unknown) > 1 and problem.side.has(problem.unknown):
        return None
    parts = (
        [problem.side.coeff(problem.unknown, power) for power in (0, 1)] if problem.side.has(problem.unknown) else [problem.side]
    )
    return sp.true if all(is_continuous(part, Context(())) for part in parts) and problem.time.is_real else None


SOLUTIONS = {"two solutions": two_solutions, "linear right side": only_one}
