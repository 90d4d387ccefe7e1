"""Inequalities that hold for whole numbers and fail between them: the least number is a case of its own."""

from __future__ import annotations

import math

import sympy as sp

from verifier.tools.inequalities.inequality_search import Search
from verifier.tools.inequalities.inequality_states import range_of, started
from verifier.tools.inequalities.sample_points import GAVE_UP
from verifier.tools.relations import ORDER, sides_of
from verifier.tools.settled import settled

HALVES = tuple(sp.Rational(odd, 2) for odd in (1, 3, 5))


def least_of_its_kind(goal):
    """n - m for an integer n >= m where the statement fails for numbers between integers not far beyond m; or None."""
    if not isinstance(goal.statement, ORDER) or goal.statement.has(sp.Sum, sp.Product, sp.Integral, sp.MatrixExpr):
        return None
    for n in sorted((item for item in goal.statement.free_symbols if item.is_integer), key=str):
        try:
            small, large, strict = sides_of(goal.statement)
            state = started((sp.Lt if strict else sp.Le)(settled(small), settled(large), evaluate=False), goal.assumptions)
            x = sp.Symbol(n.name, real=True)
            least = max((bound for bound, _ in range_of(state, x)[0] if bound.is_Integer), default=None)
            search = Search(1, math.inf)
            if least is not None and not all(search.plausible(state.but(state.gap.xreplace({x: least + beyond}), without=x)) for beyond in HALVES):
                return n - least
        except GAVE_UP:
            continue
    return None
