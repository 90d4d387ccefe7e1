"""Changed inequalities that are true by more than a glance: the sign of what is left beside the statement, by the search of rules.

The remainder's sign is a goal of its own, which the kernel judges; then the changed inequality is a sum of what is known.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from sympy import Ge, Gt, Lt, MatrixSymbol, Mul, S, factor

from verifier.evidence import Combination, Derivation, Instance
from verifier.goal import Budget, Fact, Goal
from verifier.implication import GAVE_UP, INEQUALITIES, accepts, ground_context, quietly, remainders
from verifier.strategies.inequalities import Inequalities
from verifier.tools.binding import free_symbols
from verifier.tools.context import Context
from verifier.tools.instances import Rejected

BESIDE = "the sign of what is left"
FEW_REMAINDERS, LONGEST_REMAINDER = 3, 30  # whose signs are searched for, and their operations
SEARCHES = (Inequalities(deepest=1), math.inf), (Inequalities(deepest=3), 1)  # and of how many symbols: of one it takes little time


def by_search(goal: Goal, values: Callable) -> str:
    """In words, as something that the statement says with a remainder added, or as true by itself."""
    if not isinstance(goal.statement, INEQUALITIES) or goal.statement.atoms(MatrixSymbol):
        return ""
    context = ground_context(goal)
    found = [row for row in remainders(goal, context, values)[:FEW_REMAINDERS] if row[2].count_ops() <= LONGEST_REMAINDER]
    for search, most in SEARCHES:
        for name, used, rest in found:
            if len(rest.free_symbols) <= most and _supported(goal, context, used, rest, search):
                return name
    return ""


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
    except (Rejected, *GAVE_UP):
        return False
    if evidence is None or not accepts(apart, evidence):
        return False
    step = Fact(BESIDE, frozenset(), (), bound, "step", bound)
    lemmas = (*(instance for instance, _ in used), Instance(BESIDE, {}))
    multipliers = (*(multiplier for _, multiplier in used), rest / plain)
    return accepts(replace(goal, facts=(*goal.facts, step)),
                   Derivation(lemmas, Combination(tuple(enumerate(multipliers)), S.Zero), "weakening"))


__all__ = ["by_search"]
