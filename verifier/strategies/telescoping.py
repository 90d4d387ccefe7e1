"""Sums up to a symbol as differences, by the algorithm of Gosper."""

from __future__ import annotations

import sympy as sp
from sympy.concrete.gosper import gosper_term

from verifier.evidence import Fingerprint, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.relations import ORDER
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled
from verifier.tools.sums.telescoping import gathered

RULE = "telescoping sums"


class Telescoping:
    """Equations and inequalities with sums of hypergeometric terms.

    Gosper's algorithm is complete for these; the kernel checks the difference.
    """

    name = "telescoping sums"

    def __init__(self, inequalities):
        self.inequalities = inequalities  # the strategy for what is left of an inequality

    def propose(self, goal: Goal, budget: Budget):
        """The functions whose differences are the terms."""
        if not isinstance(goal.statement, (sp.Eq, *ORDER)) or isinstance(goal.statement.lhs, sp.MatrixExpr) or not goal.statement.has(sp.Sum):
            return None
        data = []
        for node in sorted(gathered(goal.statement).atoms(sp.Sum), key=sp.count_ops):
            if len(node.limits) != 1 or node.function.has(sp.Sum):
                continue
            k, term = sp.Dummy("k", integer=True), settled(node.function)
            factor = gosper_term(term.xreplace({node.limits[0][0]: k}), k)
            if factor is not None:
                data.append((node, sp.simplify(factor * term.xreplace({node.limits[0][0]: k})).xreplace({k: node.limits[0][0]})))
        made = RULES[RULE](goal.statement, FOR_SEARCH.of(goal.assumptions), tuple(data)) if data else None
        if made is None:
            return None
        inner = Fingerprint() if isinstance(made, sp.Eq) else self.inequalities.propose(Goal(made, goal.facts, goal.assumptions), budget)
        return None if inner is None else Rewritten(RULE, inner, tuple(data))
