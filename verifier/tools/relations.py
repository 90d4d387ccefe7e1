"""Inequalities as what they say of a smaller and a larger side."""

from __future__ import annotations

import sympy as sp

ORDER = (sp.Le, sp.Lt, sp.Ge, sp.Gt)


def sides_of(relation):
    """(smaller, larger, strict) of an inequality."""
    small, large = relation.args if isinstance(relation, (sp.Le, sp.Lt)) else relation.args[::-1]
    return small, large, isinstance(relation, (sp.Lt, sp.Gt))


def of_matrices(relation) -> bool:
    """Whether a side of the relation is a matrix."""
    return any(isinstance(side, sp.MatrixExpr) for side in relation.args)


def is_scalar_equation(statement) -> bool:
    """Whether the statement is an equation between numbers."""
    return isinstance(statement, sp.Eq) and not of_matrices(statement)


def separated(relation) -> list:
    """The inequalities that hold together exactly when this one does: Max(a, b) <= Min(c, d) is each of a, b below each of c, d."""
    small, large, strict = sides_of(relation)
    head = sp.Lt if strict else sp.Le
    return [head(part, other, evaluate=False) for part in (small.args if isinstance(small, sp.Max) else (small,))
            for other in (large.args if isinstance(large, sp.Min) else (large,))]


def bounds_of(relation) -> list:
    """The same for real numbers, with u <= c and -c <= u for |u| <= c; what is visibly not real stays under its absolute value."""
    found = []
    for part in separated(relation):
        small, large, _ = sides_of(part)
        if isinstance(small, sp.Abs) and small.args[0].is_real is not False:
            found += [part.func(small.args[0], large, evaluate=False), part.func(-large, small.args[0], evaluate=False)]
        else:
            found.append(part)
    return found


def conjuncts(statements):
    """The statements with the parts of conjunctions in their place."""
    for item in statements:
        if isinstance(item, sp.And):
            yield from conjuncts(item.args)
        else:
            yield item


def numeric_ranges(premises, symbols) -> dict:
    """{symbol: (lower, upper)} from premises that bound a symbol by a rational number."""
    found: dict = {}
    for part in conjuncts(premises):
        if not isinstance(part, ORDER):
            continue
        small, large, _ = sides_of(part)
        if isinstance(small, sp.Abs) and small.args[0] in symbols and large.is_Rational and small.args[0].is_real:
            found[small.args[0]] = (-large, large)
        elif small in symbols and large.is_Rational:
            found[small] = (found.get(small, (None, None))[0], large)
        elif large in symbols and small.is_Rational:
            found[large] = (small, found.get(large, (None, None))[1])
    for symbol, (low, high) in list(found.items()):
        if low is None and symbol.is_nonnegative:
            found[symbol] = (sp.S.Zero, high)
    return found
