"""Inequalities in a whole number by how their gap goes on: at least the sum of the two before it, or falling to a limit."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Falling, Fingerprint, NonNegative, Numbers, TwoSteps
from verifier.goal import Budget, Goal
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.relations import ORDER
from verifier.tools.sums.first_places import first_place, generic, holds_at
from verifier.tools.sums.gaps import falling_gap, two_steps

RECURRING, SECONDS = (sp.fibonacci, sp.lucas), 2.0


class GoingOn:
    """Asked for Fibonacci and Lucas numbers, and for sums; gives up where the step is not seen in a few seconds."""

    name = "gap that goes on"

    def propose(self, goal: Goal, budget: Budget):
        """The induction over two places, or the fall to the limit."""
        statement = goal.statement
        if not isinstance(statement, ORDER) or not statement.has(sp.Sum, *RECURRING) or len(statement.free_symbols) != 1:
            return None
        n, = statement.free_symbols
        start = first_place(goal, n) if n.is_integer and n.is_nonnegative else None
        if start is None:
            return None
        try:
            return self._two_steps(goal, n, start) if statement.has(*RECURRING) else self._falling(goal, n, start)
        except GAVE_UP:
            return None

    def _two_steps(self, goal, n, start):
        gap, free, known = generic(goal, n, start)
        if not all(holds_at(goal, n, start + count) for count in range(2)):
            return None
        rest = two_steps(gap, free)
        try:
            if agree(rest, sp.S.Zero, Context(known)):
                return TwoSteps(n, start, (Numbers(), Numbers()), Fingerprint(), True)
        except Unfit:
            pass
        tree = None if rest.has(*RECURRING) else tree_of(sp.Ge(rest, 0, evaluate=False), known, SECONDS)
        return None if tree is None else TwoSteps(n, start, (Numbers(), Numbers()), NonNegative("rules", (tree,)))

    def _falling(self, goal, n, start):
        gap, free, known = generic(goal, n, start)
        limit, growth = falling_gap(gap, free, start, Context(known[:-1]))
        if limit.free_symbols or growth.has(sp.Sum):
            return None
        same = sp.expand(limit) == 0
        if not same and not holds(sp.Ge(limit, 0, evaluate=False), {}, bits=Numbers().bits).truth:
            return None
        strict = isinstance(goal.statement, (sp.Lt, sp.Gt))
        tree = tree_of((sp.Lt if strict else sp.Le)(growth, 0, evaluate=False), known, SECONDS)
        return None if tree is None else Falling(n, start, NonNegative() if same else Numbers(), NonNegative("rules", (tree,)))
