"""Inequalities between numbers, by the search of `tools.inequality_search`."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import NonNegative, SignCases
from verifier.goal import Budget, Goal
from verifier.tools import signs_by_case
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequality_search import DEEPEST, tree_of


class Inequalities:
    """Ladders, tangents, squares, covers; the zeros of a base with a symbolic exponent apart; gives up after a few seconds."""

    name = "inequality rules"

    def __init__(self, deepest: int = DEEPEST):
        self.deepest = deepest  # of the search: 0 for what a few rules show at once

    def propose(self, goal: Goal, budget: Budget):
        """The tree of rules, as the data of a nonnegative gap."""
        if not goal.statement.free_symbols:
            return None
        question = self._vanishing_base(goal)
        if question is None:
            return _shown(goal, self.deepest)
        context, inner = FOR_SEARCH.of(goal.assumptions), []
        for sign in (1, 0):
            statement, assumptions = signs_by_case.case(goal, question, sign)
            if {1: context.is_nonnegative(-question), 0: context.is_nonzero(question)}[sign]:
                inner.append(None)
                continue
            found = _shown(Goal(statement, goal.facts, assumptions), self.deepest)
            if found is None:
                return None
            inner.append(found)
        return SignCases(question, *inner, None)

    def _vanishing_base(self, goal):
        """A base >= 0 that may be 0, raised to an exponent with symbols."""
        context = FOR_SEARCH.of(goal.assumptions)
        for node in sorted(goal.statement.atoms(sp.Pow), key=sp.count_ops):
            if isinstance(node, sp.exp) or not node.exp.free_symbols or not node.base.free_symbols:
                continue
            over, under = sp.fraction(sp.together(node.base))
            if not context.is_positive(over) and context.is_nonnegative(over) and context.is_positive(under):
                return sp.expand(over)
        return None


def _shown(goal: Goal, deepest: int):
    tree = tree_of(goal.statement, goal.assumptions, deepest=deepest)
    return None if tree is None else NonNegative("rules", (tree,))
