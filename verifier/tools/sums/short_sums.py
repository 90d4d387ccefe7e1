"""Sums and products with a few numbered terms, which are written out."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.everywhere import everywhere
from verifier.tools.settled import hides

MOST_WRITTEN = 40


def short_sums(statement, context, data):
    """Sums and products with a few numbered terms, term by term; a statement without any stays as it is."""
    def transform(node):
        terms = few_terms(node, context) if isinstance(node, (sp.Sum, sp.Product)) and len(node.limits[-1]) == 3 else None
        return node if terms is None else (sp.Add if isinstance(node, sp.Sum) else sp.Mul)(*map(transform, terms))
    return everywhere(statement, transform)


def few_terms(node, context) -> list | None:
    """The terms of a sum or product for the values of its last letter, between whole numbers that are not far apart; or None."""
    *inner, (k, lower, upper) = node.limits
    if not (lower.is_Integer and upper.is_Integer and -1 <= upper - lower < MOST_WRITTEN and shows_its_terms(node, context)):
        return None
    each = node.func(node.function, *inner) if inner else node.function
    return [substitute(each, {k: sp.Integer(i)}) for i in range(int(lower), int(upper) + 1)]


def shows_its_terms(node, context) -> bool:
    """Whether no term of a sum or product loses a part that may have no value when every head is applied: a**(-k)*a**k at a = 0."""
    return not hides(node.function) or not doubts(node.function, in_the_ranges(node, context))


def in_the_ranges(node, context):
    """The context with each letter of a sum or product in its range, the last letter first."""
    for place in range(len(node.limits), 0, -1):
        context = context.inside(node.func(node.function, *node.limits[:place]))
    return context
