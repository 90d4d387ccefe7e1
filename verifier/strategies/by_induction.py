"""Sums and products with a symbolic upper bound by induction on it."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import Fingerprint, NonNegative, Numbers, Rewritten, Steps
from verifier.goal import Budget, Goal


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
            base = Numbers() if len(statement.free_symbols) == 1 else NonNegative()
            return Steps(n, start, Rewritten("short sums", base), NonNegative("any"))
        return None

    def _start(self, n, goal):
        lowest = sp.S.One if n.is_positive else sp.S.Zero if n.is_nonnegative else None
        for premise in goal.assumptions:
            if isinstance(premise, (sp.Ge, sp.Gt)) and premise.lhs == n and premise.rhs.is_Integer:
                bound = premise.rhs + (1 if isinstance(premise, sp.Gt) else 0)
                lowest = bound if lowest is None else max(lowest, bound)
        return lowest


