"""Limits of formulas that the growth of their parts shows."""

from __future__ import annotations

from verifier.evidence import Derivation, Identity, Rewritten
from verifier.goal import Budget, Goal
from verifier.vocabulary.operators import Tends, TendsFromAbove

RULE = "growth"


class Limits:
    """`P tends to c` for sums and products of powers, exponentials, logarithms and quotients; asks the rule for the limit itself."""

    name = "growth of the parts"

    def propose(self, goal: Goal, budget: Budget):
        """The rule, and that its limit has the normal form of the claimed one."""
        if not isinstance(goal.statement, (Tends, TendsFromAbove)):
            return None
        return Rewritten(RULE, Derivation((), Identity()))
