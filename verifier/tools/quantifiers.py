"""Checkers of "there is" and "for all": an example may be a term in what is arbitrary, and a nest is refuted by its opposite."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import AtValues, Denied, Exhibited, ForEvery
from verifier.goal import Goal
from verifier.tools import closed_forms
from verifier.tools.alternatives import negation
from verifier.tools.calculus.definedness import doubts
from verifier.tools.closed_forms import put_values, shown, sub_goal
from verifier.tools.contexts import FOR_CHECKS
from verifier.tools.evaluation.admissible import check_admissible
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.evaluation.ties import settled_tie
from verifier.tools.instances import Rejected, constants_of
from verifier.tools.sums import along_recurrences, first_places
from verifier.verdict import Verdict
from verifier.vocabulary.operators import Exists, ForAll

FOLLOWS = {  # from what a term is visibly like
    "is_positive": ("positive", "extended_positive", "nonnegative", "extended_nonnegative", "nonzero", "extended_nonzero"),
    "is_nonnegative": ("nonnegative", "extended_nonnegative"),
    "is_nonzero": ("nonzero", "extended_nonzero"),
    "is_real": ("real", "extended_real", "complex", "finite", "hermitian", "commutative"),
}
OPPOSITES = {
    "is_positive": ("negative", "extended_negative", "nonpositive", "extended_nonpositive", "zero"),
    "is_nonnegative": ("negative", "extended_negative"),
    "is_nonzero": ("zero",),
    "is_real": ("imaginary", "infinite", "antihermitian"),
}


def check_term(symbol, term, goal: Goal) -> None:
    """A term has a value and all declared properties of the symbol wherever the assumptions hold."""
    if type(symbol) is not sp.Symbol or not isinstance(term, sp.Expr) or isinstance(term, sp.MatrixExpr):
        raise Rejected(f"{term} is no value of {symbol}")
    if term.is_number:
        check_admissible([symbol], {symbol: term})
        return
    context = FOR_CHECKS.of(goal.assumptions)
    undefined = doubts(term, context)
    if undefined:
        raise Rejected(str(undefined[0]))
    like = [name for name in FOLLOWS if getattr(context, name)(term)]
    having = {fact for name in like for fact in FOLLOWS[name]} | {"commutative"}
    lacking = {fact for name in like for fact in OPPOSITES[name]}
    for fact, truth in symbol.assumptions0.items():
        if getattr(term, f"is_{fact}") is not truth and fact not in (having if truth else lacking):
            raise Rejected(f"{symbol} is declared {'' if truth else 'not '}{fact}, which {term} is not visibly")


def _exhibited(goal: Goal, evidence: Exhibited, judge) -> Verdict:
    """An existence statement by an example that the declarations allow."""
    statement = goal.statement
    if not isinstance(statement, Exists) or len(evidence.values) != len(statement.args[0]):
        raise Rejected("expected an existence statement and a value for each variable")
    values = dict(zip(statement.args[0], map(sp.sympify, evidence.values), strict=True))
    for symbol, term in values.items():
        if set(values) & term.free_symbols:
            raise Rejected("an example that speaks of itself")
        check_term(symbol, term, goal)
    return shown(judge, sub_goal(goal, put_values(statement.args[1], values)), evidence.inner)


def _is_arbitrary(goal: Goal, variables) -> None:
    bound = set(variables)
    if any(bound & item.free_symbols for item in goal.assumptions) or any(bound & constants_of(fact) for fact in (*goal.facts, *goal.background)):
        raise Rejected("the bound variables also stand in the premises")


def _for_every(goal: Goal, evidence: ForEvery, judge) -> Verdict:
    """A "for all" by its body for arbitrary values that meet the conditions."""
    statement = goal.statement
    if not isinstance(statement, ForAll):
        raise Rejected('expected a "for all"')
    variables, conditions, body = statement.args
    _is_arbitrary(goal, variables)
    return shown(judge, sub_goal(goal, body, (*goal.assumptions, *with_bounds(conditions))), evidence.inner)


def with_bounds(conditions) -> tuple:
    """The conditions, and of |u| < c with real u both bounds."""
    found = list(conditions)
    for item in conditions:
        if isinstance(item, (sp.Lt, sp.Le)) and isinstance(item.lhs, sp.Abs) and item.lhs.args[0].is_real:
            found += [item.func(item.lhs.args[0], item.rhs, evaluate=False), item.func(-item.rhs, item.lhs.args[0], evaluate=False)]
    return tuple(found)


def _denied(goal: Goal, evidence: Denied, judge) -> Verdict:
    """What is opposite for all values does not exist."""
    statement = goal.statement
    opposite = negation(statement) if isinstance(statement, (Exists, ForAll)) else None
    if opposite is None:
        raise Rejected("expected an existence statement of relations between numbers")
    if isinstance(statement, Exists):
        _is_arbitrary(goal, statement.args[0])
        opposite = opposite.args[2]
    verdict = judge(sub_goal(goal, opposite), evidence.inner)
    return Verdict.REFUTED if verdict.is_full else Verdict.UNDECIDED


def _at_values(goal: Goal, evidence: AtValues, judge) -> Verdict:
    """The statement is false at values of its free symbols where the premises are certain."""
    values = {symbol: sp.sympify(value) for symbol, value in evidence.values.items()}
    premises = [*goal.assumptions, *(fact.statement for fact in (*goal.facts, *goal.background) if fact.kind == "premise")]
    if not all(type(symbol) is sp.Symbol and value.is_number for symbol, value in values.items()):
        raise Rejected("expected numbers for symbols")
    if any(item.free_symbols - set(values) for item in premises):
        raise Rejected("a symbol of a premise has no value")
    check_admissible([goal.statement, *premises], values)
    for item in premises:
        outcome = settled_tie(item, values, holds(item, values, bits=256))
        if outcome.truth is not True or not outcome.certified:
            raise Rejected(f"the premise {item} is not certified at the values: {outcome.why}")
    there = put_values(goal.statement, values)
    if there.free_symbols:
        raise Rejected("a free symbol has no value")
    return Verdict.REFUTED if judge(Goal(there), evidence.inner) is Verdict.REFUTED else Verdict.UNDECIDED


CHECKERS = {**closed_forms.CHECKERS, **along_recurrences.CHECKERS, **first_places.CHECKERS, Exhibited: _exhibited,
            ForEvery: _for_every, Denied: _denied, AtValues: _at_values}
