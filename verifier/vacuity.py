"""Whether the premises of a claim can hold together: where they cannot, the claim says nothing, however it is proved."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from sympy import Eq, Ge, Gt, Integer, Le, Lt, Ne, Symbol
from sympy.core.relational import Relational

from verifier.claim import Claim, MalformedClaim, Premise
from verifier.facts import facts_of
from verifier.goal import Budget, Goal
from verifier.kernel import judge
from verifier.proofs import Scope, goal_at
from verifier.strategies import PORTFOLIO
from verifier.symbols import Index
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.instances import Rejected
from verifier.tools.polynomial import TooLarge
from verifier.tools.terms import Undefined
from verifier.verdict import Verdict

OPPOSITE = {Le: Gt, Lt: Ge, Ge: Lt, Gt: Le, Eq: Ne, Ne: Eq}
MOST_PREMISES = 12
GAVE_UP = (Rejected, Undefined, TooLarge, MalformedClaim, ArithmeticError, ValueError, TypeError, AttributeError, KeyError,
           RecursionError, NotImplementedError)


def contradiction(claim: Claim, names: dict) -> str:
    """In words: a premise whose opposite the kernel accepts from the other premises; empty where none is found."""
    for premise in claim.given[:MOST_PREMISES]:
        others = tuple(item for item in claim.given if item is not premise)
        scope = Scope(dataclasses.replace(claim, given=others), names)
        for statements, words in _denials(premise):
            if all(_is_shown(statement, (*others, *claim.definitions), scope) for statement in statements):
                return f"the premise {premise.says!r} contradicts the others: {words}"
    return ""


def _denials(premise: Premise) -> Iterator[tuple]:
    """(statements, words): if all the statements hold, the premise does not."""
    for fact in facts_of(premise, premise.says):
        conclusion = fact.conclusion
        if not isinstance(conclusion, Relational) or type(conclusion) not in OPPOSITE:
            continue
        for values in _values(fact):
            needed = [substitute(item, values) for item in fact.hypotheses]
            denied = OPPOSITE[type(conclusion)](*(substitute(side, values) for side in conclusion.args), evaluate=False)
            where = ", ".join(f"{key} = {value}" for key, value in values.items())
            yield (*needed, denied), f"{denied}" + (f" at {where}" if where else "")


def _values(fact) -> Iterator[dict]:
    """Where to look at a premise about all values of one index: at its ends, and next to the numbers that it compares with."""
    if not fact.variables:
        yield {}
        return
    variable, *more = fact.variables
    if more or not isinstance(variable, Index):
        return
    known = {symbol for symbol in free_symbols(fact.conclusion) - {variable} if isinstance(symbol, Symbol) and symbol.is_integer}
    ends = [variable.lower, *([] if variable.upper is None else [variable.upper])]
    for value in (*ends, *(symbol + 1 for symbol in sorted(known | fact.conclusion.atoms(Integer), key=str))):
        yield {variable: value}


def _is_shown(statement, because: tuple, scope: Scope) -> bool:
    if statement in (True, False):
        return bool(statement)
    try:
        goal = goal_at(statement, because, scope)
    except GAVE_UP:
        return False
    return any(_accepted(goal, strategy) for strategy in PORTFOLIO)


def _accepted(goal: Goal, strategy) -> bool:
    try:
        evidence = strategy.propose(goal, Budget())
        return evidence is not None and judge(goal, evidence) in (Verdict.PROVED, Verdict.ENCLOSED)
    except GAVE_UP:
        return False
