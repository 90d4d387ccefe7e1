"""The longer search of rules for inequalities, asked of mutants that no point and no glance decides.

The sign of what is left beside the statement is a goal of its own, which the kernel judges; then the changed inequality is
a sum of what is known.  A value that exists no longer is refuted by an order that holds on the whole named range.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from sympy import Eq, Ge, Gt, Lt, MatrixSymbol, Mul, Rational, S, factor

from verifier.evidence import Combination, Derivation, Instance
from verifier.goal import Budget, Fact, Goal
from verifier.mutants.implication import GAVE_UP, accepts, ground_context, quietly, remainders
from verifier.mutants.pursuit import numbers_of
from verifier.strategies.covering import Covering
from verifier.strategies.inequalities import Inequalities
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.relations import ORDER, sides_of
from verifier.vocabulary.operators import Both, Exists
from verifier.vocabulary.valuation import Valuation

STEPS = 8  # of a range at which an order is looked at before it is searched for
BESIDE = "the sign of what is left"
FEW_REMAINDERS, LONGEST_REMAINDER = 3, 30  # whose signs are searched for, and their operations
BOXES = Covering(most_boxes=1000)
SEARCHES = (Inequalities(deepest=1), math.inf), (Inequalities(deepest=3), 1)  # and of how many symbols: of one it takes little time


def by_search(goal: Goal, values: Callable) -> str:
    """In words, as something that the statement says with a remainder added, or as true by itself."""
    if not isinstance(goal.statement, ORDER) or goal.statement.atoms(MatrixSymbol):
        return ""
    context = ground_context(goal)
    found = [row for row in remainders(goal, context, values)[:FEW_REMAINDERS] if row[2].count_ops() <= LONGEST_REMAINDER]
    for search, most in SEARCHES:
        for name, used, rest in found:
            if len(rest.free_symbols) <= most and _supported(goal, context, used, rest, search):
                return name
    return ""


def by_covering(goal: Goal, values: Callable) -> str:
    """In words, as true in each of the boxes that cover the region which the premises name."""
    evidence = None
    with suppress(*GAVE_UP):
        evidence = BOXES.propose(goal, Budget())
    return "it is true as well, by covering" if evidence is not None and accepts(goal, evidence) else ""


def _supported(goal: Goal, context: Context, used: tuple, rest, search: Inequalities) -> bool:
    """Whether the kernel accepts the remainder's sign, and with it the goal."""
    facts = {fact.name: fact.conclusion for fact in goal.facts}
    strict = isinstance(goal.statement, (Lt, Gt)) and not any(isinstance(facts.get(instance.fact), (Lt, Gt)) for instance, _ in used)
    rest = factor(rest) if rest.is_Add and len(rest.free_symbols) == 1 else rest
    plain = Mul(*(part for part in Mul.make_args(rest) if not quietly(lambda: context.is_positive(part))))
    bound = (Gt if strict else Ge)(plain, 0, evaluate=False)
    # what the other symbols are does not matter for the sign, and takes time
    apart = Goal(bound, (), tuple(item for item in goal.assumptions if free_symbols(item) <= free_symbols(plain)))
    try:
        evidence = search.propose(apart, Budget())
    except GAVE_UP:
        return False
    if evidence is None or not accepts(apart, evidence):
        return False
    step = Fact(BESIDE, frozenset(), (), bound, "step", bound)
    lemmas = (*(instance for instance, _ in used), Instance(BESIDE, {}))
    multipliers = (*(multiplier for _, multiplier in used), rest / plain)
    return accepts(replace(goal, facts=(*goal.facts, step)),
                   Derivation(lemmas, Combination(tuple(enumerate(multipliers)), S.Zero), "weakening"))


def is_out_of_reach(statement, valuation: Valuation) -> bool:
    """Whether, at the numbers of the point, no value in the range that an existence statement names solves its equation."""
    if not isinstance(statement, Exists) or len(statement.args[0]) != 1:
        return False
    (variable,), body = statement.args
    numbers = {key: value for key, value in numbers_of(valuation).items() if key != variable}
    parts = _parts(substitute(body, numbers))
    ranges = tuple(part for part in parts if isinstance(part, ORDER))
    sought = [part for part in parts if isinstance(part, Eq)]
    if len(sought) != 1 or len(ranges) + 1 != len(parts) or any(free_symbols(part) - {variable} for part in parts):
        return False
    ordered = [sides_of(item)[:2] for item in ranges]
    ends = [(low, high) for low, here in ordered if here == variable for there, high in ordered if there == variable]
    if any(_is_certain(Gt(low, high, evaluate=False), {}) for low, high in ends):
        return True
    sides = [side(sought[0].lhs, sought[0].rhs, evaluate=False) for side in (Lt, Gt)]
    places = [{variable: low + (high - low) * Rational(step, STEPS)} for low, high in ends[:1] for step in range(STEPS + 1)]
    return any(_is_shown(side, ranges) for side in sides if places and all(_is_certain(side, place) for place in places))


def _parts(statement) -> tuple:
    return tuple(found for part in statement.args for found in _parts(part)) if isinstance(statement, Both) else (statement,)


def _is_certain(statement, place: dict) -> bool:
    outcome = holds(statement, place)
    return outcome.truth is True and outcome.certified


def _is_shown(statement, assumptions: tuple) -> bool:
    goal = Goal(statement, (), assumptions)
    try:
        evidence = SEARCHES[-1][0].propose(goal, Budget())
    except GAVE_UP:
        return False
    return evidence is not None and accepts(goal, evidence)


__all__ = ["by_covering", "by_search", "is_out_of_reach"]
