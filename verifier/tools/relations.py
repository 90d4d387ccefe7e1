"""Inequalities as what they say of a smaller and a larger side."""

from __future__ import annotations

import sympy as sp

ORDER = (sp.Le, sp.Lt, sp.Ge, sp.Gt)


def sides_of(relation):
    """(smaller, larger, strict) of an inequality."""
    small, large = relation.args if isinstance(relation, (sp.Le, sp.Lt)) else relation.args[::-1]
    return small, large, isinstance(relation, (sp.Lt, sp.Gt))


def conjuncts(statements):
    """The statements with the parts of conjunctions in their place."""
    for item in statements:
        if isinstance(item, sp.And):
            yield from conjuncts(item.args)
        else:
            yield item
