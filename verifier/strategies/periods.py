"""Floors, ceilings and remainders of one number by one period."""

from __future__ import annotations

from verifier.evidence import Numbers, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.rewritings import RULES

RULE = "one period of whole parts"


class Periods:
    """Gives up where the pieces of a period are many, or the sides drift apart."""

    name = "one period"

    def propose(self, goal: Goal, budget: Budget):
        """The rule, where it decides for the statement."""
        return None if RULES[RULE](goal.statement, FOR_SEARCH.of(goal.assumptions), ()) is None else Rewritten(RULE, Numbers())
