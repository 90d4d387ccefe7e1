"""Disjunctions and equivalences of relations between numbers: what holds where a part of them fails."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy.core.relational import Relational

from verifier.goal import Fact, Goal
from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context
from verifier.tools.contexts import FOR_CHECKS
from verifier.tools.relations import ORDER, separated, sides_of
from verifier.tools.settled import settled
from verifier.vocabulary.operators import Exists, ForAll, Iff
from verifier.vocabulary.symbols import is_random

OPPOSITE = {sp.Eq: sp.Ne, sp.Ne: sp.Eq, sp.Lt: sp.Ge, sp.Ge: sp.Lt, sp.Gt: sp.Le, sp.Le: sp.Gt}


def negation(statement):
    """The opposite of relations between numbers joined by and, or, not, for all and there is; None for other statements."""
    if isinstance(statement, Relational):
        if any(isinstance(side, sp.MatrixExpr) or is_random(side) for side in statement.args):
            return None
        return OPPOSITE[statement.func](*statement.args, evaluate=False)
    if isinstance(statement, sp.Not):
        return statement.args[0]
    if isinstance(statement, ForAll):
        variables, conditions, inner = statement.args
        opposite = negation(inner)
        return None if opposite is None else Exists(variables, sp.And(*conditions, opposite, evaluate=False) if conditions else opposite)
    if isinstance(statement, Exists):
        opposite = negation(statement.args[1])
        return None if opposite is None else ForAll(tuple(statement.args[0]), (), opposite)
    if isinstance(statement, (sp.And, sp.Or)):
        parts = [negation(part) for part in statement.args]
        return None if None in parts else (sp.Or if isinstance(statement, sp.And) else sp.And)(*parts, evaluate=False)
    return None


def as_alternatives(statement):
    """A negation moved inwards, an equivalence as two implications, each of which is a disjunction; None for other statements."""
    if isinstance(statement, sp.Not):
        return negation(statement.args[0])
    if isinstance(statement, Iff):
        first, second = statement.args
        opposites = negation(first), negation(second)
        if None not in opposites:
            return sp.And(sp.Or(opposites[0], second, evaluate=False), sp.Or(opposites[1], first, evaluate=False), evaluate=False)
    return None


def failing_others(statement, position: int, context: Context) -> tuple:
    """The opposites of the other parts of a disjunction, where they visibly have a truth: one of the parts is to hold where these do."""
    found = []
    for place, part in enumerate(statement.args):
        if place != position and (opposite := negation(part)) is not None:
            pieces = opposite.args if isinstance(opposite, sp.And) else (opposite,)
            found += [piece for piece in pieces if isinstance(piece, Relational) and _has_truth(piece, context)]
    return tuple(found)


def longest_first(statement) -> list:
    """The positions in a disjunction: its short parts, such as bounds of a symbol, are what helps where they fail."""
    return sorted(range(len(statement.args)), key=lambda place: -sp.count_ops(statement.args[place]))


def alternative(goal: Goal, position: int) -> Goal:
    """One part of a disjunction, to be shown where the other parts fail."""
    others = failing_others(goal.statement, position, FOR_CHECKS.of(goal.assumptions))
    known = tuple(Fact(f"alternative {n} fails", frozenset(), (), item, "premise", item) for n, item in enumerate(others, 1))
    return replace(goal, statement=goal.statement.args[position], facts=(*goal.facts, *known), assumptions=(*goal.assumptions, *others))


def _has_truth(relation, context: Context) -> bool:
    if doubts(relation, context):
        return False
    return isinstance(relation, (sp.Eq, sp.Ne)) or all(context.is_real(settled(side)) for side in relation.args)


def by_each_of_several(statement, context, data):
    """a <= Min(b, c) as a <= b and a <= c, and likewise below a greatest number."""
    if not isinstance(statement, ORDER):
        return None
    small, large, _ = sides_of(statement)
    return sp.And(*separated(statement), evaluate=False) if isinstance(small, sp.Max) or isinstance(large, sp.Min) else None
