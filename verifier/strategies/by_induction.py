"""Sums and products with a symbolic upper bound by induction on it."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import Fingerprint, NonNegative, Numbers, Rewritten, Steps
from verifier.goal import Budget, Goal
from verifier.tools.binding import substitute
from verifier.tools.closed_forms import grown_by_one
from verifier.tools.inequality_search import tree_of
from verifier.tools.settled import settled


class ByInduction:
    """Base and step in finite fields; for inequalities the base by balls and the step by a visible sign."""

    name = "induction"

    def propose(self, goal: Goal, budget: Budget):
        """The bound's variable, and its least value as the start."""
        statement = goal.statement
        if not isinstance(statement, Relational) or not statement.has(sp.Sum, sp.Product):
            return None
        candidates = set()
        for node in statement.atoms(sp.Sum, sp.Product):
            for limit in node.limits:
                candidates |= limit[-1].free_symbols
        for n in sorted(candidates, key=str):
            if not n.is_integer:
                continue
            start = self._start(n, goal)
            if start is None:
                continue
            if isinstance(statement, sp.Eq):
                return Steps(n, start, Rewritten("short sums", Fingerprint()), Fingerprint())
            return self._inequality(goal, n, start)
        return None

    def _inequality(self, goal, n, start):
        """The base by balls or rules; what both sides gain from n to n + 1 by rules."""
        others = tuple(item for item in goal.assumptions if n not in item.free_symbols)
        sides = [settled(side) for side in goal.statement.args]
        free = sp.Symbol(n.name, integer=True, **{"positive": True} if start >= 1 else {"nonnegative": True})
        here = [substitute(side, {n: free}) for side in sides]
        there = [substitute(side, {free: free + 1}) for side in here]
        step = tree_of(grown_by_one(goal.statement.func, here, there, free), (*others, sp.Ge(free, start, evaluate=False)))
        if step is None:
            return None
        first = goal.statement.func(*(substitute(side, {n: start}) for side in sides), evaluate=False)
        base = Numbers()
        if first.free_symbols:
            tree = tree_of(first.func(*(side.doit() for side in first.args), evaluate=False), others)
            base = NonNegative("rules", (tree,)) if tree is not None else NonNegative()
        return Steps(n, start, Rewritten("short sums", base), NonNegative("rules", (step,)))

    def _start(self, n, goal):
        lowest = sp.S.One if n.is_positive else sp.S.Zero if n.is_nonnegative else None
        for premise in goal.assumptions:
            if isinstance(premise, (sp.Ge, sp.Gt)) and premise.lhs == n and premise.rhs.is_Integer:
                bound = premise.rhs + (1 if isinstance(premise, sp.Gt) else 0)
                lowest = bound if lowest is None else max(lowest, bound)
        return lowest


