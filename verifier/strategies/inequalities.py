"""Inequalities between numbers, by the search of `tools.inequality_search`."""

from __future__ import annotations

from verifier.evidence import NonNegative
from verifier.goal import Budget, Goal
from verifier.tools.inequality_search import tree_of


class Inequalities:
    """Ladders, tangents, squares, covers; gives up after a few seconds."""

    name = "inequality rules"

    def propose(self, goal: Goal, budget: Budget):
        """The tree of rules, as the data of a nonnegative gap."""
        tree = tree_of(goal.statement, goal.assumptions) if goal.statement.free_symbols else None
        return None if tree is None else NonNegative("rules", (tree,))
