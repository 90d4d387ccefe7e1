"""Products of quotients of neighbours: where T(k + 1) = f(k) T(k), the product of f from a to b is T(b + 1)/T(a), if T(a) is not 0.

Where T(k - 1) = f(k) T(k) instead, it is T(a - 1)/T(b), if T(b) is not 0.  The other values of T may be 0: nothing is divided by them.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import bound_anywhere, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.fingerprints.fingerprint import Unfit, agree


def telescoped_products(statement, context, data):
    """The relation with each product for which the data has the function T as a quotient; None where one of them stays."""
    known = dict(data)
    if not known or not isinstance(statement, sp.core.relational.Relational):
        return None
    found = [side.replace(lambda node: node in known, lambda node: _either_way(node, known[node], context)) for side in statement.args]
    made = statement.func(*found, evaluate=False)
    return None if made.has(*known) or made.args == statement.args else made


def _either_way(node, whole, context):
    upwards = _quotient(node, whole, True, context)
    return upwards if upwards != node else _quotient(node, whole, False, context)


def _quotient(node, whole, rises, context):
    """The quotient of the values of T beyond the ends; the node where a value may be missing, or T at the start be 0."""
    if not isinstance(node, sp.Product) or len(node.limits) != 1:
        return node
    k, low, high = node.limits[0]
    if not (low.is_integer and high.is_integer and context.is_nonnegative(high + 1 - low)) or k in low.free_symbols | high.free_symbols \
            or any(k in item.free_symbols for item in context.statements) or k in bound_anywhere(whole) | bound_anywhere(node.function):
        return node
    step = 1 if rises else -1
    first, last = (low, high + 1) if rises else (high, low - 1)  # of the places at which T is asked
    place = sp.Dummy(k.name, integer=True)
    in_range = context.extended((sp.Ge(place, low, evaluate=False), sp.Le(place, high, evaluate=False)))
    beyond = context.extended((sp.Ge(place, low if rises else low - 1, evaluate=False), sp.Le(place, high + 1 if rises else high, evaluate=False)))
    here, factor = substitute(whole, {k: place}), substitute(node.function, {k: place})
    if doubts(factor, in_range) or doubts(here, beyond) or not _is_nonzero(substitute(whole, {k: first}), context):
        return node
    try:
        follows = agree(substitute(whole, {k: place + step}), factor * here, in_range)
    except Unfit:
        return node
    return substitute(whole, {k: last}) / substitute(whole, {k: first}) if follows else node


def _is_nonzero(value, context) -> bool:
    """Whether the value, a product with binomial coefficients among its factors, is visibly not 0."""
    return all(context.is_nonzero(factor) or isinstance(factor, sp.binomial) and all(part.is_integer for part in factor.args) and
               context.is_nonnegative(factor.args[1]) and context.is_nonnegative(factor.args[0] - factor.args[1])
               for factor in sp.Mul.make_args(value))
