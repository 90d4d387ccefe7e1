"""Iterated integrals: the inner one by an antiderivative that is continuous for every value of the outer variable."""

from __future__ import annotations

import sympy as sp

from verifier.tools.fingerprint import Unfit, agree
from verifier.tools.regions_of_premises import is_continuous
from verifier.tools.settled import settled


def inner_integrals(statement) -> list:
    """(inner, outer variable, its ends) of each double integral between numbers."""
    found = []
    for node in sp.preorder_traversal(statement):
        if isinstance(node, sp.Integral) and len(node.limits) == 1 and isinstance(node.function, sp.Integral):
            inner, (y, *ends) = node.function, node.limits[0]
        elif isinstance(node, sp.Integral) and len(node.limits) == 2:
            inner, (y, *ends) = sp.Integral(node.function, node.limits[0]), node.limits[1]
        else:
            continue
        bounds = [*ends, *inner.limits[0][1:]]
        if len(inner.limits) == 1 and all(end.is_comparable and end.is_finite for end in bounds) and y.is_real:
            found.append((node, inner, y, *ends))
    return found


def without_inner_integrals(statement, context, data):
    """Each double integral as a single one, for the antiderivatives given for the inner integrals in order."""
    rows = inner_integrals(statement)
    if not rows or len(rows) != len(data):
        return None
    made = {}
    for (node, inner, y, low, high), guess in zip(rows, data, strict=True):
        x, start, end = inner.limits[0]
        if not (low < high and start < end) or statement.free_symbols & {x, y}:
            return None
        here = context.extended((sp.Gt(y, low, evaluate=False), sp.Lt(y, high, evaluate=False)))
        inside = here.extended((sp.Ge(x, start, evaluate=False), sp.Le(x, end, evaluate=False)))
        body = settled(inner.function)
        try:
            if not is_continuous(guess, inside) or not is_continuous(body, inside) or not agree(guess.diff(x), body, inside):
                return None
        except Unfit:
            return None
        made[node] = sp.Integral(guess.xreplace({x: end}) - guess.xreplace({x: start}), (y, low, high))
    return (
        statement.func(*(side.xreplace(made) for side in statement.args), evaluate=False)
        if isinstance(statement, sp.core.relational.Relational)
        else None
    )
