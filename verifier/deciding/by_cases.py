"""Equations with cases, |u|, maxima or Kronecker deltas: each case a statement of its own, without integrals, sums and limits before it is shown."""

from __future__ import annotations

import time

import sympy as sp

from verifier.deciding.failures import GAVE_UP
from verifier.deciding.forms import OutOfTime, at_most, plainer
from verifier.evidence import EqualCases, Numbers, Rewritten, SignCases
from verifier.goal import Goal
from verifier.strategies import DECIDING
from verifier.strategies.by_cases import equality_asked, sign_asked
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities import signs_by_case

DEEPEST, ROUNDS, SECONDS = 2, 4, 4.0
ASKING = (sp.Abs, sp.sign, sp.Max, sp.Min, sp.Piecewise, sp.KroneckerDelta, sp.Heaviside)


def case_by_case(search):
    """Evidence for the equation from evidence for each of its cases, or None."""
    if not isinstance(search.statement, sp.Eq) or search.hunt.matrices or not search.statement.has(*ASKING):
        return None
    return _opened(search, Goal(search.statement, search.goal.facts, search.goal.assumptions), DEEPEST)


def _opened(search, goal: Goal, depth: int):
    """The cases of what the statement asks first."""
    question = equality_asked(goal.statement)
    if question is not None:
        cases = [signs_by_case.equal_case(goal, question, zero) for zero in (True, False)]
        inner = _each(search, goal, cases, depth)
        return None if inner is None else EqualCases(question, *inner)
    question, context = sign_asked(goal.statement), FOR_SEARCH.of(goal.assumptions)
    if question is None or not context.is_real(question):
        return None
    cases = [None if gone else signs_by_case.case(goal, question, sign) for sign, gone in signs_by_case.impossible(question, context).items()]
    inner = _each(search, goal, cases, depth)
    return None if inner is None else SignCases(question, *inner)


def _each(search, goal: Goal, cases, depth: int):
    """Evidence for every case that there is."""
    found = []
    for case in cases:
        if case is None:
            found.append(None)
            continue
        statement, assumptions = case
        shown = Numbers() if statement is sp.true else _shown(search, Goal(statement, goal.facts, assumptions), depth)
        if shown is None:
            return None
        found.append(shown)
    return found


def _shown(search, goal: Goal, depth: int):
    """Evidence for one case: after rewriting, or by further cases."""
    statement, rules = goal.statement, []
    for _ in range(ROUNDS):
        made = None if search.out_of_time() else _plainer(search, statement, goal.assumptions)
        if made is None:
            break
        rule, data, statement = made
        rules.append((rule, data))
    if statement is sp.false:
        return None
    evidence = Numbers() if statement is sp.true else None
    if evidence is None:
        here = Goal(statement, goal.facts, goal.assumptions)
        found = None if statement.has(sp.Limit) else search.ask(here, DECIDING)
        evidence = found[3] if found is not None and found[0].is_full else None
        if evidence is None and depth > 1 and isinstance(statement, sp.Eq):
            evidence = _opened(search, here, depth - 1)
    for rule, data in reversed(rules if evidence is not None else []):
        evidence = Rewritten(rule, evidence, data)
    return evidence


def _plainer(search, statement, assumptions):
    if not isinstance(statement, sp.core.relational.Relational):
        return None
    try:
        with at_most(max(0.1, min(SECONDS, search.deadline - time.process_time()))):
            return plainer(statement, assumptions)
    except (*GAVE_UP, OutOfTime):
        return None
