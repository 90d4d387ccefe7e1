"""Statements by their parts: what a leading "for all" or implication declares; and, or: each part by itself, an alternative where the others fail."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from verifier.deciding.parsing import Problem
from verifier.evidence import Parts
from verifier.goal import Budget, Goal
from verifier.tools.alternatives import alternative, as_alternatives, longest_first
from verifier.vocabulary.operators import ForAll, Implies


def opened(problem: Problem) -> Problem:
    """A leading "for all" becomes declarations, a leading implication a premise."""
    plain, given = as_alternatives(problem.statement), list(problem.given)
    statement = problem.statement if plain is None else plain
    laws = {item.symbol for item in problem.declared.values() if item.kind == "random" and item.law}
    while isinstance(statement, (ForAll, Implies)):
        if isinstance(statement, Implies):
            if statement.args[0].free_symbols & laws:  # what a law decides is no premise for points
                break
            given.append(statement.args[0])
            statement = statement.args[1]
        else:
            if any(item.free_symbols & set(statement.args[0]) for item in given if item not in statement.args[1]):
                # bound anew: the premises speak of another one
                break
            given.extend(item for item in statement.args[1] if item not in given)
            statement = statement.args[2]
    if statement is problem.statement:
        return problem
    return Problem(problem.source, statement, problem.declared, tuple(given))


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
        for position in longest_first(statement):
            found = _shown(alternative(goal, position), prove)
            if found is not None:
                return Parts((found,), position)
    return None


def _shown(goal: Goal, prove):
    return by_parts(goal, prove) if isinstance(goal.statement, (sp.And, sp.Or)) else prove(goal)
