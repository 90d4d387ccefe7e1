"""Powers A^n of matrices that are written out, by induction on n; the steps are equations of numbers, entry by entry."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Numbers, Parts, Rewritten, Steps
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.instances import Rejected
from verifier.tools.matrices.matrix_identities import by_entries
from verifier.tools.matrices.matrix_powers import power_of_equation, power_steps
from verifier.tools.sums.induction_steps import any_place, counted_from

ENTRIES = "entry by entry"


class MatrixPowers:
    """Gives up where an entry of a step does not follow by what it was given for equations of numbers."""

    name = "powers of matrices by induction"

    def __init__(self, *for_entries):
        self.for_entries = for_entries

    def propose(self, goal: Goal, budget: Budget):
        """The induction on the exponent, from 1 on, or from 0."""
        statement = goal.statement
        if not isinstance(statement, sp.Eq) or not statement.has(sp.MatPow) or not isinstance(statement.lhs, sp.MatrixExpr):
            return None
        exponents = {node.exp for node in statement.atoms(sp.MatPow) if type(node.exp) is sp.Symbol and node.exp.is_integer}
        for n in sorted(exponents, key=str):
            start = counted_from(n)
            if start is None or power_of_equation(statement, n) is None:
                continue
            free, others, above = any_place(n, start, goal.assumptions)
            try:
                base, step = power_steps(statement, n, start, free, FOR_SEARCH.of(above))
            except Rejected:
                continue
            parts = [self._shown(Goal(part, goal.facts, known), budget) for part, known in ((base, others), (step, above))]
            if None not in parts:
                return Steps(n, start, *parts)
        return None

    def _shown(self, goal: Goal, budget: Budget):
        made = by_entries(goal.statement, FOR_SEARCH.of(goal.assumptions), ())
        if made in (None, sp.false):
            return None
        return Rewritten(ENTRIES, Numbers() if made is sp.true else self._proved(Goal(made, goal.facts, goal.assumptions), budget))

    def _proved(self, goal: Goal, budget: Budget):
        if isinstance(goal.statement, sp.And):
            return Parts(tuple(self._proved(Goal(part, goal.facts, goal.assumptions), budget) for part in goal.statement.args))
        return next(filter(None, (way.propose(goal, budget) for way in self.for_entries)), None)
