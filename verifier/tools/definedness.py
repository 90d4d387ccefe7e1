"""Where an expression may have no value: denominators, logarithms, roots, reversed ranges.

A step is only as good as its terms: each must be defined wherever the premises hold, or a chain could pass through
a point where it says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Ge, Gt, I, Inverse, MatPow, Ne, Product, Sum, exp, log, oo
from sympy.tensor.indexed import Indexed

from verifier.operators import (
    ForAll,
    Implies,
    IsBigO,
    Tends,
    TendsAlmostSurely,
    TendsFromAbove,
    column,
    entry,
    rank,
    singular_value,
)
from verifier.tools.binding import bound_symbols, outer_parts
from verifier.tools.context import Context
from verifier.tools.polynomial import TooLarge
from verifier.tools.terms import Undefined


def doubts(statement, context: Context) -> list[str]:
    """In words: each term of the statement that the context does not visibly make defined."""
    return list(dict.fromkeys(_doubts(statement, context)))


def _doubts(node, context: Context) -> Iterator[str]:
    """The doubtful terms, each in the context in which it stands."""
    if isinstance(node, ForAll):
        _, conditions, statement = node.args
        yield from _doubts(statement, context.extended(conditions))
        return
    if isinstance(node, Implies):
        yield from _doubts(node.args[1], context.extended([node.args[0]]))
        return
    if isinstance(node, (Tends, TendsFromAbove)) and node.args[2].is_finite is not False:
        body, variable, place, limit = node.args
        near = Gt(variable, place, evaluate=False) if isinstance(node, TendsFromAbove) else Ne(variable, place, evaluate=False)
        yield from _doubts(body, context.inside(node).extended([near]))  # a limit does not ask for the value at its place
        yield from _doubts(limit, context)
        return
    if isinstance(node, (Tends, TendsAlmostSurely)) and node.args[2] is oo:
        body, variable, _, limit = node.args
        yield from _doubts(body, context.inside(node).extended([Ge(variable, 10**6, evaluate=False)]))  # only large values matter
        yield from _doubts(limit, context) if limit not in (oo, -oo) else ()
        return
    if isinstance(node, IsBigO) and node.args[3] is oo:
        inner = context.inside(node).extended([Ge(node.args[2], 10**6, evaluate=False)])
        yield from (*_doubts(node.args[0], inner), *_doubts(node.args[1], inner))
        return
    if not node.args or isinstance(node, Indexed):
        return
    try:
        yield from _own_doubts(node, context)
    except (Undefined, TooLarge, ValueError):
        yield f"{node} could not be analysed"
    inner = context.inside(node) if bound_symbols(node) else context
    for argument in outer_parts(node):
        if hasattr(argument, "args"):
            yield from _doubts(argument, inner)


def _own_doubts(node, context: Context) -> Iterator[str]:
    if node.is_Pow and not isinstance(node, exp):
        base, exponent = node.base, node.exp
        negative = exponent.is_negative or not (exponent.is_nonnegative or context.is_nonnegative(exponent))
        if negative and not context.is_nonzero(base) and getattr(base, "is_commutative", True):
            yield f"{node}: cannot see that {base} is not 0"
        if not exponent.is_integer and not context.is_nonnegative(base) and not node.has(I):
            yield f"{node}: cannot see that {base} is not negative"
    elif isinstance(node, (Inverse, MatPow)) and (isinstance(node, Inverse) or not node.exp.is_nonnegative):
        if not context.normalizer.matrices.has_inverse(node.args[0]):
            yield f"{node}: cite a fact that says that {node.args[0]} is invertible"
    elif isinstance(node, (column, entry, singular_value)):
        which, *numbers = node.args
        sizes = (rank(which),) if isinstance(node, singular_value) else which.shape[-len(numbers):]
        for number, size in zip(numbers, sizes):
            if not (context.is_nonnegative(number - 1) and context.is_nonnegative(size - number)):
                yield f"{node}: cannot see that {number} is between 1 and {size}"
    elif isinstance(node, log):
        if not context.is_positive(node.args[0]) and not node.has(I):
            yield f"{node}: cannot see that {node.args[0]} is positive"
    elif isinstance(node, (Sum, Product)):
        for _, lower, upper in node.limits:
            if upper is not oo and not context.is_nonnegative(upper - lower + 1):
                yield f"{node}: cannot see that the range from {lower} to {upper} is not reversed"


