"""What one point says of a statement: its outcome, the number that an expression is there, and whether two sides are one number."""

from __future__ import annotations

import math
from contextlib import suppress

from sympy import Derivative, Eq, Expr, Gt, Lt, Ne, Piecewise, Subs, preorder_traversal
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.goal import Budget, Goal
from verifier.mutants.implication import accepts
from verifier.mutants.normal_points import under_the_mean
from verifier.mutants.pursuit import numbers_of
from verifier.mutants.variations import NO_VALUE
from verifier.strategies.constants import Constants
from verifier.strategies.principal_values import PrincipalValues
from verifier.tools.binding import bound_symbols, substitute
from verifier.tools.evaluation.evaluate import Outcome, evaluate, holds
from verifier.tools.evaluation.scalars import Undecided, Unsupported, ball
from verifier.tools.work import allotted
from verifier.vocabulary.operators import Iff, Implies
from verifier.vocabulary.valuation import Valuation

DEAREST = 60_000  # parts of expressions that one point may cost


def at(statement, valuation: Valuation, most: int = DEAREST) -> Outcome:
    """The outcome at a point; an outcome without truth where the statement has none."""
    try:
        with allotted(most):
            return holds(under_the_mean(statement), valuation)
    except (Undecided, Unsupported) as failure:
        return Outcome(None, why=str(failure))
    except NO_VALUE as failure:
        return Outcome(None, why=str(failure), undefined=str(failure) or "no value")


def number_at(expression, valuation: Valuation) -> float:
    """The real number that the expression is at the point, as a float; infinite where it is none."""
    with suppress(*NO_VALUE), allotted(DEAREST):
        value = ball(evaluate(expression, valuation, 64))
        if value.imag.contains(0) and value.is_finite():
            return float(value.real.mid())
    return math.inf


def is_plain(statement) -> bool:
    """Whether each part of an equation or inequality needs a value at every point, and binds no symbol."""
    return isinstance(statement, Relational) and not any(
        isinstance(part, (Piecewise, Derivative, Subs)) or bound_symbols(part) for part in preorder_traversal(statement))


def touches(statement, valuation: Valuation) -> bool:
    """Whether the statement fails at the point since two sides that a strict relation keeps apart are one number, which the kernel proves."""
    if isinstance(statement, Implies):
        condition = at(statement.args[0], valuation)
        return bool(condition.truth and condition.certified) and touches(statement.args[1], valuation)
    if isinstance(statement, Iff):  # one side holds certainly, the other fails so
        first, second = (_certainly(side, valuation) for side in statement.args)
        return None not in (first, second) and first != second
    if not isinstance(statement, (Lt, Gt, Ne)) or statement.has(Derivative):  # no number stands for a variable of differentiation
        return False
    return is_one_number(*statement.args, valuation) if all(isinstance(side, Expr) for side in statement.args) else False


def _certainly(statement, valuation: Valuation) -> bool | None:
    """The truth of the statement at the point, where it is certain."""
    outcome = at(statement, valuation)
    if outcome.truth is None:
        return False if not outcome.undefined and touches(statement, valuation) else None
    return outcome.truth if outcome.certified else None


def is_one_number(first, second, valuation: Valuation) -> bool:
    """Whether the kernel proves two expressions equal at the numbers of the point."""
    left, right = (substitute(side, numbers_of(valuation)) for side in (first, second))
    if not left.is_number or not right.is_number or left.atoms(AppliedUndef) | right.atoms(AppliedUndef):
        return False
    if right == 0 and left.is_Pow and left.exp.is_positive:
        left = left.base
    goal = Goal(Eq(left, right, evaluate=False))
    found = (strategy.propose(goal, Budget()) for strategy in (Constants(), PrincipalValues()))
    return left == right or any(evidence is not None and accepts(goal, evidence) for evidence in found)


__all__ = ["at", "is_one_number", "is_plain", "number_at", "touches"]
