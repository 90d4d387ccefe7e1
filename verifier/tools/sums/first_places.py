"""Checkers of evidence about all integers from a start on: the first ones apart, induction over two places, a gap that falls to its limit."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import Falling, FirstPlaces, Numbers, TwoSteps
from verifier.goal import Goal
from verifier.tools.binding import bound_symbols, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.closed_forms import shown, sub_goal
from verifier.tools.context import Context
from verifier.tools.contexts import FOR_CHECKS
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.instances import Rejected
from verifier.tools.relations import ORDER, of_matrices, sides_of
from verifier.tools.settled import settled
from verifier.tools.sums.gaps import falling_gap, two_steps
from verifier.tools.sums.induction_steps import any_place
from verifier.verdict import Verdict, weakest

FARTHEST = 1000  # first place that is looked for


def check_start(goal: Goal, n, start) -> None:
    """The statement is an equation or inequality in an integer that is at least the start."""
    statement = goal.statement
    if not (n.is_Symbol and n.is_integer) or not isinstance(statement, Relational) or of_matrices(statement):
        raise Rejected("expected an equation or inequality between numbers, and an integer symbol")
    if not start.is_Integer or not FOR_CHECKS.of(goal.assumptions).is_nonnegative(n - start):
        raise Rejected(f"{n} may be smaller than {start}")
    if any(n in bound_symbols(node) for node in sp.preorder_traversal(statement)):
        raise Rejected("the variable is bound inside")


def at_place(goal: Goal, n, place) -> Goal:
    """The statement at one value of the variable, under the premises that do not speak of it."""
    sides = (substitute(side, {n: place}) for side in goal.statement.args)
    others = [item for item in goal.assumptions if n not in item.free_symbols]
    return sub_goal(goal, goal.statement.func(*sides, evaluate=False), others, (n,))


def first_place(goal: Goal, n):
    """The least value that the declaration of a whole number and the premises about it alone allow, as far as numbers say; or None."""
    bounds = [item for item in goal.assumptions if item.free_symbols == {n}]
    places = range(1 if n.is_positive else 0, FARTHEST)
    return next((sp.Integer(place) for place in places if all(item.subs(n, place) != False for item in bounds)), None)  # noqa: E712 - a relation


def holds_at(goal: Goal, n, place) -> bool:
    """Whether numbers show the statement at one value of the variable."""
    outcome = holds(at_place(goal, n, place).statement, {}, bits=Numbers().bits)
    return outcome.truth is True and outcome.certified


def beyond(goal: Goal, n, first) -> Goal:
    """The statement for the values from `first` on."""
    return sub_goal(goal, goal.statement, (*goal.assumptions, sp.Ge(n, first, evaluate=False)))


def _first_places(goal: Goal, evidence: FirstPlaces, judge) -> Verdict:
    """Every integer from the start on is one of the first ones or comes after them."""
    n, start = evidence.variable, evidence.start
    check_start(goal, n, start)
    verdicts = [shown(judge, at_place(goal, n, start + count), inner) for count, inner in enumerate(evidence.places)]
    verdicts.append(shown(judge, beyond(goal, n, start + len(evidence.places)), evidence.rest))
    return weakest(verdicts)


def generic(goal: Goal, n, start):
    """(gap, any integer from the start on in place of the variable, what is known of that)."""
    if not isinstance(goal.statement, ORDER):
        raise Rejected("expected an inequality")
    free, _, known = any_place(n, start, goal.assumptions)
    if free != n and any(free in item.free_symbols for item in (goal.statement, *goal.assumptions)):
        raise Rejected("two symbols of one name")
    small, large, _ = sides_of(goal.statement)
    undefined = [doubt for side in (small, large) for doubt in doubts(substitute(side, {n: free}), Context(known))]
    if undefined:
        raise Rejected(undefined[0])
    return substitute(settled(large) - settled(small), {n: free}), free, known


def _two_steps(goal: Goal, evidence: TwoSteps, judge) -> Verdict:
    """D(n + 2) >= D(n + 1) + D(n) carries D >= 0, and D > 0, on from two places."""
    n, start = evidence.variable, evidence.start
    check_start(goal, n, start)
    gap, free, known = generic(goal, n, start)
    if len(evidence.bases) != 2:
        raise Rejected("expected the statement at two places")
    verdicts = [shown(judge, at_place(goal, n, start + count), inner) for count, inner in enumerate(evidence.bases)]
    step = (sp.Eq if evidence.equal else sp.Ge)(two_steps(gap, free), sp.S.Zero, evaluate=False)
    verdicts.append(shown(judge, sub_goal(goal, step, known, (n, free)), evidence.rest))
    return weakest(verdicts)


def _falling(goal: Goal, evidence: Falling, judge) -> Verdict:
    """What does not rise is nowhere below its limit; what falls is above it."""
    n, start = evidence.variable, evidence.start
    check_start(goal, n, start)
    gap, free, known = generic(goal, n, start)
    limit, growth = falling_gap(gap, free, start, Context(known[:-1]))
    strict = isinstance(goal.statement, (sp.Lt, sp.Gt))
    verdicts = [shown(judge, sub_goal(goal, sp.Ge(limit, 0, evaluate=False), known[:-1], (n, free)), evidence.limit)]
    step = (sp.Lt if strict else sp.Le)(growth, 0, evaluate=False)
    verdicts.append(shown(judge, sub_goal(goal, step, known, (n, free)), evidence.step))
    return weakest(verdicts)


CHECKERS = {FirstPlaces: _first_places, TwoSteps: _two_steps, Falling: _falling}
