"""Iterated integrals: the inner one by an antiderivative that is continuous for every value of the outer variable."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.by_intervals import split_by_signs
from verifier.tools.calculus.entire import is_entire
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.regions_of_premises import is_continuous
from verifier.tools.inequalities.signs import strictly_between
from verifier.tools.settled import settled
from verifier.tools.vocabulary import contains


def inner_integrals(statement) -> list:
    """(inner, outer variable, its ends) of each double integral whose inner one has finite ends."""
    found = []
    for node in sp.preorder_traversal(statement) if contains(statement, sp.Integral) else ():
        if isinstance(node, sp.Integral) and len(node.limits) == 1 and isinstance(node.function, sp.Integral):
            inner, (y, *ends) = node.function, node.limits[0]
        elif isinstance(node, sp.Integral) and len(node.limits) == 2:
            inner, (y, *ends) = sp.Integral(node.function, node.limits[0]), node.limits[1]
        else:
            continue
        if len(inner.limits) == 1 and len(inner.limits[0]) == 3 and len(ends) == 2 and y.is_real and not any(
                end.free_symbols & {y, inner.limits[0][0]} for end in ends) and all(
                end.is_finite is not False and inner.limits[0][0] not in end.free_symbols for end in inner.limits[0][1:]):
            found.append((node, inner, y, *ends))
    return found


def inner_in_parts(node, context):
    """An iterated integral over a box as a sum of such over the parts of the inner interval on which it has one entire formula; or None."""
    body, limits = node.function, list(node.limits)
    while isinstance(body, sp.Integral):
        body, limits = body.function, [*body.limits, *limits]
    (x, *_), *outer = limits
    variables, here = {limit[0] for limit in limits}, context
    if not outer or any(len(limit) != 3 for limit in limits) or any(variables & item.free_symbols for item in context.statements):
        return None
    for limit in outer:
        y, *ends = limit
        if not y.is_real or variables & sp.Tuple(*ends).free_symbols or not all(is_entire(end) and context.is_real(end) for end in ends):
            return None
        integral = sp.Integral(body, limit)
        strict = here.interior(integral)
        if not strict:
            return None
        here = here.inside(integral, strict)
    parts = split_by_signs(sp.Integral(body, limits[0]), here)
    parts = [] if parts is None else sp.Add.make_args(parts)
    if not parts or not all(isinstance(part, sp.Integral) and all(map(is_entire, (part.function, *part.limits[0][1:]))) for part in parts):
        return None
    return sp.Add(*(sp.Integral(part.function, part.limits[0], *outer) for part in parts))


def with_separate_factors(statement, context, data):
    """The integral over y of that of f(x) g(y) over x, between ends free of y, as a product."""
    steps: list = []

    def taken_apart(node):
        (x, *ends), *outer = node.limits
        if not outer or any(len(limit) != 3 for limit in node.limits):
            return node
        others = {limit[0] for limit in outer}
        rest, own = sp.expand(settled(node.function), power_base=False).as_independent(x, as_Add=False)
        if others & (own.free_symbols | sp.Tuple(*ends).free_symbols) or not others & rest.free_symbols or any(
                x in limit.free_symbols for limit in outer):
            return node
        steps.append(node)
        return sp.Integral(rest, *outer) * sp.Integral(own, node.limits[0])

    if not isinstance(statement, sp.core.relational.Relational):
        return None
    made = statement.func(*(side.replace(lambda node: isinstance(node, sp.Integral), taken_apart) for side in statement.args), evaluate=False)
    return made if steps else None


def without_inner_integrals(statement, context, data):
    """Each double integral as a single one, for the antiderivatives given for the inner integrals in order."""
    rows = inner_integrals(statement)
    if not rows or len(rows) != len(data):
        return None
    made = {}
    for (node, inner, y, low, high), guess in zip(rows, data, strict=True):
        x, start, end = inner.limits[0]
        if not (low is -sp.oo or high is sp.oo or context.is_nonnegative(high - low)) or low is sp.oo or high is -sp.oo or statement.free_symbols & {x, y}:
            return None
        if not all(context.is_real(number) for number in (low, high) if number not in (sp.oo, -sp.oo)):
            return None
        here = context.extended(strictly_between(y, low, high))
        start, end = settled(start), settled(end)
        if not (here.is_nonnegative(end - start) and here.is_real(start) and here.is_real(end)):
            return None
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
