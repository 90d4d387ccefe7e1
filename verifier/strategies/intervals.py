"""Derivatives of functions with corners: the equation on each interval between them, and at each of them."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Fingerprint, Parts, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.calculus.by_intervals import CORNERED
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.rewritings import RULES

RULE = "equations on intervals"


class Intervals:
    """Proposes finite fields for each equation that suffices."""

    name = "intervals between corners"

    def propose(self, goal: Goal, budget: Budget):
        """The parts of the conjunction."""
        if not isinstance(goal.statement, sp.Eq) or not any(node.expr.has(*CORNERED) for node in goal.statement.atoms(sp.Derivative)):
            return None
        made = RULES[RULE](goal.statement, FOR_SEARCH.of(goal.assumptions), ())
        if made is None:
            return None
        return Rewritten(RULE, Parts((Fingerprint(),) * len(made.args)) if isinstance(made, sp.And) else Fingerprint())
