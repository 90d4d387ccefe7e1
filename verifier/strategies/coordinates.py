"""Inequalities between squared norms and inner products, as the same inequality between real numbers."""

from __future__ import annotations

from verifier.evidence import NonNegative, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.rewritings import RULES

RULE = "coordinate by coordinate"


class Coordinates:
    """Gives up where norms stand without their squares, or matrices between the vectors."""

    name = "coordinates"

    def propose(self, goal: Goal, budget: Budget):
        """The rule, and a proof for real numbers."""
        made = RULES[RULE](goal.statement, FOR_SEARCH.of(goal.assumptions), ())
        tree = None if made is None else tree_of(made, goal.assumptions, 2.0)
        return None if tree is None else Rewritten(RULE, NonNegative("rules", (tree,)))
