"""Inequalities with LambertW(a): w = LambertW(a) runs over w >= -1 with a = w exp(w), and the variable of a is a function of w."""

from __future__ import annotations

import sympy as sp

from verifier.tools.relations import ORDER
from verifier.tools.settled import settled
from verifier.vocabulary.operators import ForAll

KNOWN = ((sp.E, 1), (sp.S.Zero, 0), (-sp.exp(-1), -1))  # (a, w) with a = w exp(w)


def nodes_of(statement) -> list:
    """The principal values of LambertW in a statement, each at a number times one symbol, or at an exponential of one."""
    return sorted((node for node in statement.atoms(sp.LambertW) if len(node.args) == 1 and _solved(node.args[0], sp.S.One) is not None),
                  key=sp.default_sort_key)


def _solved(argument, w):
    """(symbol, its value where the argument is w exp(w)), or None."""
    if len(argument.free_symbols) != 1:
        return None
    x, = argument.free_symbols
    made = settled(argument)
    if made.is_polynomial(x) and sp.degree(made, x) == 1 and made.coeff(x).is_rational:
        return x, (w * sp.exp(w) - made.xreplace({x: sp.S.Zero})) / made.coeff(x)
    if isinstance(made, sp.exp) and made.args[0].is_polynomial(x) and sp.degree(made.args[0], x) == 1 and made.args[0].coeff(x).is_rational:
        return x, (w + sp.log(w) - made.args[0].xreplace({x: sp.S.Zero})) / made.args[0].coeff(x)
    return None


def by_lambert_w(statement, context, data):
    """The inequality for all w, the value of the LambertW in the data, in the range that the argument visibly has."""
    node, = data
    if not isinstance(statement, ORDER) or not isinstance(node, sp.LambertW) or len(node.args) != 1 or not statement.has(node):
        return None
    w = sp.Symbol("w'", real=True)
    argument = settled(node.args[0])
    solved = _solved(node.args[0], w)
    if solved is None or w in statement.free_symbols:
        return None
    bounds = _bounds(argument, w, context)
    if not any(isinstance(item, (sp.Ge, sp.Gt)) for item in bounds) or isinstance(argument, sp.exp) and sp.Gt(w, 0, evaluate=False) not in bounds:
        return None  # the argument may be below -1/e, where the value is not real
    x, value = solved
    if not context.is_real(x):
        return None
    sides = [settled(side).xreplace({sp.LambertW(argument): w}).xreplace({x: value}) for side in statement.args]
    if any(side.has(sp.LambertW) for side in sides):
        return None
    return ForAll((w,), tuple(bounds), statement.func(*sides, evaluate=False))


def _bounds(argument, w, context) -> list:
    """w exp(w) rises for w >= -1, so that bounds of the argument are bounds of w."""
    found = []
    for place, value in KNOWN:
        if isinstance(argument, sp.exp) and value == 0 or context.is_positive(argument - place):
            found.append(sp.Gt(w, value, evaluate=False))
        elif context.is_nonnegative(argument - place):
            found.append(sp.Ge(w, value, evaluate=False))
        if context.is_positive(place - argument):
            found.append(sp.Lt(w, value, evaluate=False))
        elif context.is_nonnegative(place - argument):
            found.append(sp.Le(w, value, evaluate=False))
    return found
