"""Sums S(n) of hypergeometric terms by a recurrence in n that a certificate shows (Zeilberger; Petkovsek, Wilf and Zeilberger, A = B, ch. 6).

Where p_0(n) F(n, k) + ... + p_J(n) F(n + J, k) = G(n, k + 1) - G(n, k) for all k that are summed, the sum over them is
a difference of two values of G; the few terms that are left are written out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp

from verifier.tools.binding import bound_anywhere, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.settled import settled
from verifier.tools.sums.induction_steps import counted_from, least_of
from verifier.tools.sums.short_sums import MOST_WRITTEN

BINDING = (sp.Sum, sp.Product, sp.Integral, sp.Limit, sp.Derivative, sp.Subs)
KNOWN = {"integer", "positive", "nonnegative"}


@dataclass(frozen=True)
class Summed:
    """S(n) = value for the sum of `term` over k from `low` to `high`, where n is any whole number from `least` on."""

    node: Any
    term: Any
    k: Any
    low: Any
    high: Any
    value: Any
    n: Any
    least: Any
    slope: int  # of high in n


def summed(statement, context, n, high=None):
    """The equation as one about a sum with an end that moves with n, or None; `high` is an end beyond which the terms vanish."""
    if not isinstance(statement, sp.Eq):
        return None
    for node, value in (statement.args, statement.args[::-1]):
        number, node = node.as_coeff_Mul() if node.is_Mul else (sp.S.One, node)
        if isinstance(node, sp.Sum) and len(node.limits) == 1 and len(node.limits[0]) == 3 and not value.has(*BINDING):
            break
    else:
        return None
    k, low, end = node.limits[0]
    least = _least(n, context)
    slope = None if least is None else sp.expand(high or end).coeff(n, 1)
    if slope is None or not (slope.is_Integer and slope > 0) or n in sp.expand((high or end) - slope * n).free_symbols or n in low.free_symbols:
        return None
    if not low.is_integer or not (high or end).is_integer or {n, k} & bound_anywhere(value) or k in value.free_symbols or node.function.has(*BINDING):
        return None
    place = sp.Dummy(k.name, integer=True)
    term = substitute(settled(node.function), {k: place})
    if high is not None and not _vanishes(term, place, end, high, context):
        return None
    return Summed(node, term, place, low, high or end, settled(value) / number, n, least, int(slope))


def _least(n, context):
    """The least value of n, if n may be any whole number from there on."""
    if not (n.is_Symbol and n.is_integer) or set(n._assumptions_orig) - KNOWN:
        return None
    if any(n in item.free_symbols and least_of(item, n) is None for item in context.statements):
        return None
    return counted_from(n, context.statements)


def _vanishes(term, k, end, high, context) -> bool:
    """Whether a binomial among the factors is 0 for all k beyond the end, which is the whole part of another number."""
    if not isinstance(end, sp.floor) or doubts(term, context.extended((sp.Ge(k, 0, evaluate=False), sp.Le(k, high, evaluate=False)))):
        return False
    beyond = context.extended((sp.Gt(k, end.args[0], evaluate=False), sp.Le(k, high, evaluate=False)))
    return any(isinstance(factor, sp.binomial) and is_zero_binomial(factor, beyond) for factor in sp.Mul.make_args(term))


def is_zero_binomial(node, context) -> bool:
    """Whether the binomial is 0: its lower argument is larger than the upper one, a whole number >= 0."""
    upper, lower = node.args
    return bool(upper.is_integer and lower.is_integer and context.is_nonnegative(upper) and context.is_positive(lower - upper))


def by_recurrence(statement, context, data):
    """What is left of S(n) = value: both sides satisfy the recurrence, and they agree at as many first places as it needs.

    The data: n, an end in place of the sum's own (or None), p_0, ..., p_J, the function G of n and the sum's letter, how many
    terms at the upper end are written out, and the first place from which the recurrence is used.
    """
    n, high, coefficients, whole, cut, start = data
    found = summed(statement, context, n, high)
    order = len(coefficients) - 1
    if found is None or order < 1 or not (0 <= cut <= 3 and start.is_Integer and 0 <= start - found.least <= 6):
        return None
    k, term = found.k, found.term
    whole = substitute(whole, {found.node.limits[0][0]: k})
    last = found.high - cut
    general = context.extended((sp.Ge(n, found.least, evaluate=False),))
    later = context.extended((sp.Ge(n, start, evaluate=False),))
    within = later.extended((sp.Ge(k, found.low, evaluate=False), sp.Le(k, last, evaluate=False)))
    reached = later.extended((sp.Ge(k, found.low, evaluate=False), sp.Le(k, last + 1, evaluate=False)))
    summed_over = general.extended((sp.Ge(k, found.low, evaluate=False), sp.Le(k, found.high, evaluate=False)))
    if not later.is_nonnegative(last + 1 - found.low) or not later.is_nonzero(coefficients[-1]):
        return None
    moved = [substitute(term, {n: n + j}) for j in range(order + 1)]
    if doubts(term, summed_over) or doubts(found.value, general) or doubts(whole, reached) or any(
            k in item.free_symbols or doubts(item, later) for item in coefficients):
        return None
    try:
        if not agree(substitute(whole, {k: k + 1}) - whole, sp.Add(*(p * part for p, part in zip(coefficients, moved, strict=True))), within):
            return None
    except Unfit:
        return None
    rest = substitute(whole, {k: last + 1}) - substitute(whole, {k: found.low})
    for j, (p, part) in enumerate(zip(coefficients, moved, strict=True)):
        rest += p * sp.Add(*(substitute(part, {k: last + i}) for i in range(1, cut + found.slope * j + 1)))
    value = sp.Add(*(p * substitute(found.value, {n: n + j}) for j, p in enumerate(coefficients)))
    if doubts(rest, later):
        return None
    rest = rest.replace(lambda node: isinstance(node, sp.binomial) and is_zero_binomial(node, later), lambda node: sp.S.Zero)
    step = sp.Eq(value, rest, evaluate=False)
    bases = [_at(found, place) for place in range(int(found.least), int(start) + order)]
    return None if None in bases else sp.And(step, *bases, evaluate=False)


def _at(found: Summed, place: int):
    """The equation at a first place, with the sum written out."""
    there = {found.n: sp.Integer(place)}
    low, high = found.low, substitute(found.high, there)
    length = sp.expand(high - low)
    if not (length.is_Integer and -1 <= length < MOST_WRITTEN):
        return None
    term = substitute(found.term, there)
    total = sp.Add(*(substitute(term, {found.k: low + i}) for i in range(int(length) + 1)))
    return sp.Eq(total, substitute(found.value, there), evaluate=False)
