"""Statements without free symbols: certain by balls, or zero by a separation bound of algebraic numbers."""

from __future__ import annotations

import sympy as sp
from flint import ctx
from sympy.core.relational import Relational

from verifier.evidence import AlgebraicNumber, Numbers
from verifier.goal import Budget, Goal
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.tools.evaluation.truth import outcome
from verifier.tools.fingerprints.algebraic_bound import are_algebraic
from verifier.vocabulary.valuation import MissingValue, Valuation


class Constants:
    """Gives up on transcendental numbers that agree to all digits tried."""

    name = "constants"

    def propose(self, goal: Goal, budget: Budget):
        """Balls for what they can decide, the bound for equations between algebraic numbers."""
        statement = goal.statement
        if statement.free_symbols or not isinstance(statement, Relational):
            return None
        if not isinstance(statement, sp.Eq) or self._is_exact(statement):
            return Numbers()
        return AlgebraicNumber() if are_algebraic(statement) else Numbers()

    def _is_exact(self, statement) -> bool:
        """Whether exact arithmetic alone shows the equation."""
        try:
            with ctx.workprec(64):
                found = outcome(Evaluator(Valuation({}), 64), statement)
        except (Undefined, Undecided, Unsupported, MissingValue):
            return False
        return found.truth is True and found.certified
