"""Products of (k + a)/(k + b) between symbolic ends, where a - b is a whole number, as quotients of binomial coefficients."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Fingerprint, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled

RULE = "telescoping products"


def quotient_of(factor, k):
    """T with T(k + 1) = f(k) T(k) or T(k - 1) = f(k) T(k); None for other factors f."""
    over, under = sp.fraction(sp.together(factor))
    if not all(part.is_polynomial(k) and sp.degree(part, k) == 1 for part in (over, under)):
        return None
    (c, above), (d, below) = ((sp.LC(part, k), sp.cancel(part / sp.LC(part, k)) - k) for part in (over, under))
    scale, gap = sp.cancel(c / d), sp.expand(above - below)
    if gap.is_integer and gap.is_nonnegative:
        return scale**k * sp.binomial(k + above - 1, gap)
    if gap.is_integer and gap.is_nonpositive:
        return scale ** (-k) * sp.binomial(k + below, -gap)
    return None


class TelescopingProducts:
    """Gives up on factors that are no such quotients."""

    name = "telescoping products"

    def propose(self, goal: Goal, budget: Budget):
        """The function whose quotients are the factors, and an equation without the products."""
        statement = goal.statement
        if not isinstance(statement, sp.Eq) or not statement.has(sp.Product):
            return None
        data = []
        for node in sorted(statement.atoms(sp.Product), key=sp.count_ops):
            found = quotient_of(settled(node.function), node.limits[0][0]) if len(node.limits) == 1 else None
            if found is not None:
                data.append((node, found))
        made = RULES[RULE](statement, FOR_SEARCH.of(goal.assumptions), tuple(data)) if data else None
        return None if made is None else Rewritten(RULE, Fingerprint(), tuple(data))
