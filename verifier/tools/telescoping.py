"""Sums of differences: where t(k) = T(k + 1) - T(k), the sum of t from a to b is T(b + 1) - T(a)."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.definedness import doubts
from verifier.tools.fingerprint import Unfit, agree


def telescoped(statement, context, data):
    """Each sum for which the data has the function T; it has a value at every place that is asked."""
    known = dict(data)
    if not known or not isinstance(statement, sp.core.relational.Relational):
        return None
    made = statement.func(*(side.replace(lambda node: node in known, lambda node: _difference(node, known[node], context) or node)
                            for side in statement.args), evaluate=False)
    return None if made.args == statement.args else made


def _difference(node, whole, context):
    if not isinstance(node, sp.Sum) or len(node.limits) != 1 or len(node.limits[0]) != 3:
        return None
    k, low, high = node.limits[0]
    if not (low.is_integer and high.is_integer and context.is_nonnegative(high + 1 - low)) or any(
            k in item.free_symbols for item in context.statements) or k in low.free_symbols | high.free_symbols:
        return None
    place = sp.Dummy(k.name, integer=True)
    within = context.extended((sp.Ge(place, low, evaluate=False), sp.Le(place, high + 1, evaluate=False)))
    here, next_one, term = (substitute(item, {k: value}) for item, value in ((whole, place), (whole, place + 1), (node.function, place)))
    if doubts(here, within) or here.has(sp.Sum):
        return None
    try:
        if not agree(next_one - here, term, within):
            return None
    except Unfit:
        return None
    return substitute(whole, {k: high + 1}) - substitute(whole, {k: low})
