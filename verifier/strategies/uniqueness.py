"""Whether an initial value problem has one solution: linear right sides have; powers below 1 branch off a constant solution."""

from __future__ import annotations

import itertools

import sympy as sp

from verifier.evidence import Numbers, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.calculus.solutions import TAU, only_one, problem_of, solves
from verifier.tools.contexts import FOR_SEARCH

POWERS = (2, 3, sp.Rational(3, 2), 4, 5)
FACTORS = tuple(
    sp.Rational(p, q)
    for p, q in (
        (1, 1),
        (1, 4),
        (1, 2),
        (1, 9),
        (1, 27),
        (8, 27),
        (4, 27),
        (1, 8),
        (1, 16),
        (1, 3),
        (4, 9),
        (4, 1),
        (2, 1),
        (9, 4),
    )
)


class Uniqueness:
    """Tries y0 and y0 + a (t - t0)^p for small a and p; gives up on other branches."""

    name = "uniqueness"

    def propose(self, goal: Goal, budget: Budget):
        """A linear right side, or two solutions."""
        problem = problem_of(goal.statement)
        if problem is None:
            return None
        if only_one(goal.statement, FOR_SEARCH.of(goal.assumptions), ()) is sp.true:
            return Rewritten("linear right side", Numbers())
        if not solves(problem, problem.value):
            return None
        for power, factor, sign in itertools.product(POWERS, FACTORS, (1, -1)):
            branch = problem.value + sign * factor * TAU**power
            if solves(problem, branch):
                return Rewritten("two solutions", Numbers(), (problem.value, branch))
        return None
