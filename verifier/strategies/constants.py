"""Statements without free symbols: certain by balls, or zero by a separation bound of algebraic numbers."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import AlgebraicNumber, Numbers
from verifier.goal import Budget, Goal
from verifier.tools.algebraic_bound import NotAlgebraic, _Bounds
from verifier.tools.settled import gap


class Constants:
    """Gives up on transcendental numbers that agree to all digits tried."""

    name = "constants"

    def propose(self, goal: Goal, budget: Budget):
        """Balls for what they can decide, the bound for equations between algebraic numbers."""
        statement = goal.statement
        if statement.free_symbols or not isinstance(statement, Relational):
            return None
        if not isinstance(statement, sp.Eq):
            return Numbers()
        try:
            _Bounds().of(gap(statement))
        except (NotAlgebraic, ValueError):
            return Numbers()
        return AlgebraicNumber()
