"""Inequalities between numbers, by the search of `tools.inequality_search`."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import NonNegative, Rewritten, SignCases
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities import signs_by_case
from verifier.tools.inequalities.between_integers import least_of_its_kind
from verifier.tools.inequalities.inequality_search import DEEPEST, tree_of
from verifier.tools.inequalities.whole_powers import by_sizes, powers_of_any_sign
from verifier.tools.relations import ORDER
from verifier.tools.rewritings import RULES

PARTS = "real and imaginary parts"


class Inequalities:
    """Ladders, tangents, squares, covers; the zeros of a base with a symbolic exponent apart; gives up after a few seconds."""

    name = "inequality rules"

    def __init__(self, deepest: int = DEEPEST, seconds: float = 5.0):
        self.deepest, self.seconds = deepest, seconds  # of the search: 0 for what a few rules show at once

    def propose(self, goal: Goal, budget: Budget):
        """The tree of rules, as the data of a nonnegative gap."""
        if not goal.statement.free_symbols:
            return None
        if powers_of_any_sign(goal.statement, FOR_SEARCH.of(goal.assumptions)) is not None:
            made = by_sizes(goal.statement, FOR_SEARCH.of(goal.assumptions), ())
            found = None if made is None else self._open(Goal(made, goal.facts, goal.assumptions), 3)
            if found is not None:
                return Rewritten("whole powers by their sizes", found)
        context = FOR_SEARCH.of(goal.assumptions)
        made = RULES[PARTS](goal.statement, context, ()) if isinstance(goal.statement, ORDER) else None
        if made is not None and not context.proves(goal.statement):
            found = self._open(Goal(made, goal.facts, goal.assumptions), 3)
            if found is not None:
                return Rewritten(PARTS, found)
        return self._open(goal, 3)

    def _open(self, goal, nested: int):
        question = (self._apart(goal) or self._vanishing_base(goal) or least_of_its_kind(goal)) if nested else None
        if question is None:
            return self._shown(goal)
        context, inner = FOR_SEARCH.of(goal.assumptions), []
        for sign in (1, 0, -1):
            statement, assumptions = signs_by_case.case(goal, question, sign)
            if signs_by_case.impossible(question, context)[sign]:
                inner.append(None)
                continue
            found = self._open(Goal(statement, goal.facts, assumptions), nested - 1)
            if found is None:
                return None
            inner.append(found)
        return SignCases(question, *inner)

    def _apart(self, goal):
        """The difference of what a premise says is not equal, where it may have either sign."""
        context = FOR_SEARCH.of(goal.assumptions)
        for item in goal.assumptions:
            if isinstance(item, sp.Ne) and item.free_symbols and item.free_symbols <= goal.statement.free_symbols:
                question = item.lhs - item.rhs
                if context.is_real(question) and not context.is_nonnegative(question) and not context.is_nonnegative(-question):
                    return sp.expand(question)
        return None

    def _vanishing_base(self, goal):
        """A base >= 0 that may be 0, raised to an exponent with symbols."""
        context = FOR_SEARCH.of(goal.assumptions)
        known = {sp.expand(item.lhs - item.rhs) for item in goal.assumptions if isinstance(item, sp.Eq)}
        for node in sorted(goal.statement.atoms(sp.Pow), key=sp.count_ops):
            if isinstance(node, sp.exp) or not node.exp.free_symbols or not node.base.free_symbols:
                continue
            over, under = sp.fraction(sp.together(node.base))
            if sp.expand(over) not in known and not context.is_positive(over) and context.is_nonnegative(over) and context.is_positive(under):
                return sp.expand(over)
        return None

    def _shown(self, goal):
        tree = tree_of(goal.statement, goal.assumptions, self.seconds, self.deepest)
        return None if tree is None else NonNegative("rules", (tree,))
