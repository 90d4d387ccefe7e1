"""Finite double sums: the inner one by a function whose differences are its terms, and the order of the two letters exchanged."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.settled import delicate
from verifier.tools.sums.telescoping import difference_over, with_functions


def without_inner_sums(statement, context, data):
    """Each sum over several letters with the first of them summed, for the functions T in the data with T(k + 1) - T(k) as the term."""
    return with_functions(statement, data, lambda node, whole: _summed(node, whole, context), flattened)


def exchanged_sums(statement, context, data):
    """Each double sum in the data in the other order; its new inner sum by the function T of the data, if there is one."""
    def turned(node, whole):
        other = exchanged(node, context)
        if other is None or whole is None:
            return node if other is None else other
        made = _summed(other, whole, context)
        return node if made == other else made
    return with_functions(statement, data, turned, flattened)


def flattened(statement):
    """The statement with sums of sums as sums over several letters: u(k) Sum(t(j), j) as Sum(u(k) t(j), j)."""
    def flat(node):
        inner = [factor for factor in sp.Mul.make_args(node.function) if isinstance(factor, sp.Sum)]
        if len(inner) != 1:
            return node
        rest = node.function / inner[0]
        letters = {limit[0] for limit in inner[0].limits}
        if rest.has(sp.Sum) or letters & (rest.free_symbols | {limit[0] for limit in node.limits}):
            return node
        made = sp.Sum(rest * inner[0].function, *inner[0].limits, *node.limits)
        return made if delicate(node) <= delicate(made) else node  # k/k is 1, and has no value at 0
    return statement.func(*(side.replace(lambda node: isinstance(node, sp.Sum), flat) for side in statement.args), evaluate=False)


def exchanged(node, context):
    """The sum over a <= k <= b of those over the j of a rectangle or triangle, with k summed first; None where the region is another.

    k + d for the upper end e of j, or for its lower end c, is met by every j of the region once: k runs from j - d to b, or from a to
    j - d.  Ranges are empty at most, never reversed.
    """
    if not isinstance(node, sp.Sum) or len(node.limits) != 2 or any(len(limit) != 3 for limit in node.limits):
        return None
    (j, c, e), (k, a, b) = node.limits
    ends = (a, b, c, e)
    if j == k or any(end.has(sp.oo) or not end.is_integer or j in end.free_symbols for end in ends) or k in a.free_symbols | b.free_symbols or any(
            {j, k} & item.free_symbols for item in context.statements):
        return None
    if k not in c.free_symbols | e.free_symbols:
        full = context.is_nonnegative(b - a + 1) and context.is_nonnegative(e - c + 1)
        return sp.Sum(node.function, (k, a, b), (j, c, e)) if full else None
    moving, d = (e, sp.expand(e - k)) if k in e.free_symbols else (c, sp.expand(c - k))
    if k in d.free_symbols or k in c.free_symbols & e.free_symbols:
        return None
    empty = sp.expand(c - d - a if moving is e else b + d - e)  # inner sums without a term: none or one
    if empty not in (0, 1) or not context.is_nonnegative(b - a + 1 - empty):
        return None
    return sp.Sum(node.function, *(((k, j - d, b), (j, c, b + d)) if moving is e else ((k, a, j - d), (j, a + d, e))))


def _summed(node, whole, context):
    """The sum over the other letters; the node itself where that does not visibly have a value for all of them."""
    if not isinstance(node, sp.Sum) or len(node.limits) < 2 or any(len(limit) != 3 or sp.oo in limit or -sp.oo in limit for limit in node.limits):
        return node
    (k, low, high), *outer = node.limits
    letters = [limit[0] for limit in outer]
    if len({k, *letters}) != len(node.limits) or any({k, *letters} & item.free_symbols for item in context.statements):
        return node
    places = {letter: sp.Dummy(letter.name, integer=True) for letter in letters}
    ranges = []
    for letter, start, end in outer:
        here, first, last = places[letter], substitute(start, places), substitute(end, places)
        if not (first.is_integer and last.is_integer):
            return node
        ranges += [sp.Ge(here, first, evaluate=False), sp.Le(here, last, evaluate=False)]
    inner = sp.Sum(substitute(node.function, places), (k, substitute(low, places), substitute(high, places)))
    value = difference_over(inner, substitute(whole, places), context.extended(ranges))
    if value == inner:
        return node
    return sp.Sum(substitute(value, {place: letter for letter, place in places.items()}), *outer)
