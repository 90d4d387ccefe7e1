"""Inequalities in one whole number that hold closely: far out by expansions with their remainders, before that one by one."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from verifier.evidence import FirstPlaces, NonNegative, Numbers, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities.contacts import covered
from verifier.tools.inequalities.inequality_rules import RULES as MOVES
from verifier.tools.inequalities.inequality_states import started
from verifier.tools.inequalities.sample_points import GAVE_UP
from verifier.tools.relations import ORDER, sides_of
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled
from verifier.tools.sums.first_places import beyond, first_place, holds_at

GAMMAS = "sums and sequences as gamma functions"
PLACES, ORDERS = (4, 32), (5, 11)
GROWING = (sp.factorial, sp.binomial, sp.harmonic, sp.catalan, sp.gamma, sp.loggamma, sp.polygamma, sp.log, sp.Sum)


class FarOut:
    """Asked where factorials and their kin, logarithms or powers with the variable in the exponent stand; gives up beyond 32 places."""

    name = "far out and one by one"

    def propose(self, goal: Goal, budget: Budget):
        """The first places by numbers, the others by the leading term of the gap or of the gap of the logarithms."""
        statement = goal.statement
        if not isinstance(statement, ORDER) or len(statement.free_symbols) != 1:
            return None
        n, = statement.free_symbols
        if not (n.is_integer and n.is_nonnegative) or n.is_finite is False or not (statement.has(*GROWING) or any(
                n in node.exp.free_symbols for node in statement.atoms(sp.Pow))):
            return None
        made = RULES[GAMMAS](statement, FOR_SEARCH.of(goal.assumptions), ())
        if made is not None:
            inner = self._shown(replace(goal, statement=made), n)
            return None if inner is None else Rewritten(GAMMAS, inner)
        return self._shown(goal, n)

    def _shown(self, goal, n):
        if goal.statement.has(sp.Sum, sp.Product, sp.Integral, sp.I):
            return None
        start = first_place(goal, n)
        if start is None:
            return None
        seen = []
        for first in PLACES:
            for count in range(len(seen), first):
                if not holds_at(goal, n, start + count):
                    return None
                seen.append(Numbers())
            tree = self._far(beyond(goal, n, start + first), start + first)
            if tree is not None:
                return FirstPlaces(n, start, tuple(seen), NonNegative("rules", (tree,)))
        return None

    def _far(self, goal, first):
        small, large, _ = sides_of(goal.statement)
        state = started(goal.statement.func(*map(settled, goal.statement.args), evaluate=False), goal.assumptions)
        found = self._beside(state, first)
        if found is not None or not goal.statement.has(sp.Pow, sp.factorial, sp.binomial, sp.gamma):
            return found
        x, = state.gap.free_symbols
        data = tuple(settled(side).xreplace({next(iter(goal.statement.free_symbols)): x}) for side in (large, small))
        try:
            inner, = MOVES["logarithms"](state, data)
        except GAVE_UP:
            return None
        found = self._beside(inner, first)
        return None if found is None else ("logarithms", data, (found,))

    def _beside(self, state, first):
        """The leading term beyond the place, and a box around it."""
        x, = state.gap.free_symbols
        for order in ORDERS:
            data = (x, sp.oo, 1, 1 / first, order)
            try:
                MOVES["beside"](state, data)
            except GAVE_UP:
                continue
            boxes = covered(state.gap, x, first, first)
            return None if boxes is None else ("beside", data, (("cover", boxes, ()),))
        return None
