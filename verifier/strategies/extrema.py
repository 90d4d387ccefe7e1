"""Local minima by second order conditions; their refutation by straight lines and parabolas through the point."""

from __future__ import annotations

import itertools

import sympy as sp

from verifier.evidence import Numbers, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities.minima import below_along, second_order
from verifier.vocabulary.notions import LocalMinimum

SLOPES = (0, 1, -1, 2, -2, sp.Rational(1, 2), -sp.Rational(1, 2), 3, sp.Rational(3, 2), -3)
MOST = 400


class Extrema:
    """Gives up where neither the Hessian nor a curve (a t^i, b t^j, ...) with small numbers decides."""

    name = "extrema"

    def propose(self, goal: Goal, budget: Budget):
        """The rule that decides, with the curve that it needs."""
        statement = goal.statement
        if not isinstance(statement, LocalMinimum):
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        if second_order(statement, context, ()) is sp.true:
            return Rewritten("second order conditions", Numbers())
        t = sp.Dummy("t", real=True)
        for path in itertools.islice(self._curves(list(statement.point.values()), t), MOST):
            if below_along(statement, context, (t, *path)) is sp.false:
                return Rewritten("descent along a curve", Numbers(), (t, *path))
        return None

    def _curves(self, start, t):
        size = len(start)
        degrees = sorted(itertools.product((1, 2, 3), repeat=size), key=sum)
        for powers in degrees:
            for slopes in sorted(
                itertools.product(SLOPES[: 10 if size < 3 else 3], repeat=size), key=lambda row: sum(map(SLOPES.index, row))
            ):
                if any(slopes):
                    yield tuple(value + slope * t**power for value, slope, power in zip(start, slopes, powers, strict=True))
