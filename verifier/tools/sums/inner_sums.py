"""Double sums: the inner one by a function whose differences are its terms, for every value of the outer letters."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.sums.telescoping import difference_over, with_functions


def without_inner_sums(statement, context, data):
    """Each sum over several letters with the first of them summed, for the functions T in the data with T(k + 1) - T(k) as the term."""
    return with_functions(statement, data, lambda node, whole: _summed(node, whole, context))


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
