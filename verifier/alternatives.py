"""Statements joined by and and or: each part by itself, an alternative where the others fail."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from verifier.evidence import Parts
from verifier.goal import Budget, Goal
from verifier.tools.alternatives import alternative


class Ready:
    """Evidence that was found already, as what a strategy proposes."""

    name = "alternatives"

    def __init__(self, evidence):
        self.evidence = evidence

    def propose(self, goal: Goal, budget: Budget):
        """The evidence, whatever is asked: the kernel judges it."""
        return self.evidence


def by_parts(goal: Goal, prove):
    """Evidence for a conjunction or disjunction from `prove`, which gives evidence for a goal or None."""
    statement = goal.statement
    if isinstance(statement, sp.And):
        found = []
        for part in statement.args:
            found.append(_shown(replace(goal, statement=part), prove))
            if found[-1] is None:
                return None
        return Parts(tuple(found))
    if isinstance(statement, sp.Or):
        for position in range(len(statement.args)):
            found = _shown(alternative(goal, position), prove)
            if found is not None:
                return Parts((found,), position)
    return None


def _shown(goal: Goal, prove):
    return by_parts(goal, prove) if isinstance(goal.statement, (sp.And, sp.Or)) else prove(goal)
