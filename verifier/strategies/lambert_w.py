"""Inequalities with LambertW of a variable, by the value of LambertW as the variable."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import ForEvery, NonNegative, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.relations import ORDER

RULE = "LambertW as the variable"


class ByLambertW:
    """w exp(w) for the argument, and the rules of inequalities for w; gives up on arguments that mix several symbols."""

    name = "LambertW as the variable"

    def propose(self, goal: Goal, budget: Budget):
        """The rewriting, and the tree of rules for what it gives."""
        statement = goal.statement
        if not isinstance(statement, ORDER) or not statement.has(sp.LambertW):
            return None
        from verifier.tools.context import Context
        from verifier.tools.inequalities.inequality_search import tree_of
        from verifier.tools.inequalities.lambert_w import by_lambert_w, nodes_of
        for node in nodes_of(statement):
            try:
                made = by_lambert_w(statement, Context(goal.assumptions), (node,))
                tree = None if made is None else tree_of(made.args[2], (*goal.assumptions, *made.args[1]))
            except GAVE_UP:
                continue
            if tree is not None:
                return Rewritten(RULE, ForEvery(NonNegative("rules", (tree,))), (node,))
        return None
