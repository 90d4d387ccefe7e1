"""Sums of differences: where t(k) = T(k + 1) - T(k), the sum of t from a to b is T(b + 1) - T(a)."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of
from verifier.tools.calculus.definedness import doubts
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.settled import hides, settled
from verifier.tools.sums.short_sums import shows_its_terms


def telescoped(statement, context, data):
    """Each sum for which the data has the function T; it has a value at every place that is asked."""
    if not all(shows_its_terms(node, context) for node in statement.atoms(sp.Sum)):  # their factors are gathered
        return None
    return with_functions(statement, data, lambda node, whole: difference_over(node, whole, context), gathered)


def with_functions(statement, data, summed, written=lambda statement: statement):
    """The relation with every sum for which the data has a function replaced by what that makes of it; None where one of them stays."""
    known = dict(data)
    if not known or not isinstance(statement, sp.core.relational.Relational):
        return None
    found = [side.replace(lambda node: node in known, lambda node: summed(node, known[node])) for side in written(statement).args]
    made = statement.func(*found, evaluate=False)
    return None if made.has(*known) or made.args == statement.args else made


def gathered(statement):
    """The statement with what stands before a sum in each of its terms."""
    def inside(product):
        sums = [factor for factor in product.args if isinstance(factor, sp.Sum)]
        if len(sums) != 1 or len(sums[0].limits) != 1 or sums[0].has(sp.oo):
            return product
        rest = product / sums[0]
        return product if sums[0].limits[0][0] in rest.free_symbols else sp.Sum(rest * sums[0].function, *sums[0].limits)
    return statement.func(*(side.replace(lambda node: node.is_Mul, inside) for side in statement.args), evaluate=False)


def difference_over(node, whole, context):
    """T(b + 1) - T(a), with the limit of T for an infinite b, or the sum as it stands."""
    if not isinstance(node, sp.Sum) or len(node.limits) != 1 or len(node.limits[0]) != 3:
        return node
    k, low, high = node.limits[0]
    if not low.is_integer or high is not sp.oo and not (high.is_integer and context.is_nonnegative(high + 1 - low)) or any(
            k in item.free_symbols for item in context.statements) or k in low.free_symbols | high.free_symbols:
        return node
    place = sp.Dummy(k.name, integer=True)
    within = context.extended((sp.Ge(place, low, evaluate=False), *([] if high is sp.oo else [sp.Le(place, high + 1, evaluate=False)])))
    here, next_one, term = (substitute(item, {k: value}) for item, value in ((whole, place), (whole, place + 1), (node.function, place)))
    if doubts(here, within) or here.has(sp.Sum) or hides(term):
        return node
    try:
        if not agree(next_one - here, settled(term), within):
            return node
    except Unfit:
        return node
    if high is sp.oo:  # the limit of what the partial sums are
        try:
            return limit_of(here, place, sp.oo, "-", within) - substitute(whole, {k: low})
        except (NoLimit, Diverges):
            return node
    return substitute(whole, {k: high + 1}) - substitute(whole, {k: low})
