"""Where an expression may have no value: denominators, logarithms, roots, reversed ranges.

A step is only as good as its terms: each must be defined wherever the premises hold, or a chain could pass through
a point where it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from sympy import (
    Abs,
    Derivative,
    Determinant,
    Eq,
    Function,
    Ge,
    Gt,
    I,
    Integral,
    Inverse,
    Lambda,
    Le,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    Max,
    Min,
    Ne,
    Piecewise,
    Product,
    Sum,
    Symbol,
    Trace,
    exp,
    floor,
    log,
    oo,
    sign,
    true,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import bound_symbols, outer_parts, peel
from verifier.tools.context import Context, ranges_of_indices
from verifier.tools.evaluation.domains import has_value, is_real_function, named_functions
from verifier.tools.inequalities.signs import without_moduli
from verifier.tools.normal_forms.polynomial import TooLarge
from verifier.tools.normal_forms.terms import Undefined
from verifier.tools.relations import ORDER
from verifier.vocabulary.operators import (
    Both,
    ContinuousOn,
    ForAll,
    Implies,
    Integrable,
    Invertible,
    IsBigO,
    Maximum,
    Tends,
    TendsAlmostSurely,
    TendsFromAbove,
    column,
    entry,
    rank,
    singular_value,
)
from verifier.vocabulary.symbols import PointValued


class Doubt(str):
    """A doubtful term in words; `missing` is the statement that would settle it, None where none is that simple."""

    __slots__ = ("missing",)

    def __new__(cls, words: str, missing=None):
        new = super().__new__(cls, words)
        new.missing = missing
        return new


WITHOUT_SLOPE = (Abs, Max, Min, Piecewise, floor, sign)


def doubts(statement, context: Context, meaning: Callable | None = None) -> list[Doubt]:
    """In words: each term of the statement that the context does not visibly make defined.

    With `meaning`, which gives what a defined name stands for, only the terms behind such names: a name has to be
    defined where it is used, even if its meaning cancels there.
    """
    return [words if isinstance(words, Doubt) else Doubt(words) for words in dict.fromkeys(_doubts(statement, context, meaning))]


def _doubts(node, context: Context, meaning: Callable | None) -> Iterator[str]:
    """The doubtful terms, each in the context in which it stands."""
    if meaning is not None and (meant := meaning(node)) is not node:
        yield from _doubts(meant, context, None)
    if isinstance(node, ForAll):
        _, conditions, statement = node.args
        yield from _doubts(statement, context.extended(conditions), meaning)
        return
    if isinstance(node, Implies):
        yield from _doubts(node.args[1], context.extended([node.args[0]]), meaning)
        return
    if isinstance(node, Both):
        for part in node.args:  # where the first part fails, so does the whole, whatever the second means there
            yield from _doubts(part, context, meaning)
            context = context.extended([part])
        return
    if isinstance(node, (Tends, TendsFromAbove)) and node.args[2].is_finite is not False:
        body, variable, place, limit = node.args
        near = Gt(variable, place, evaluate=False) if isinstance(node, TendsFromAbove) else Ne(variable, place, evaluate=False)
        yield from _doubts(body, context.inside(node).extended([near]), meaning)  # a limit does not ask for the value at its place
        yield from _doubts(limit, context, meaning)
        return
    if isinstance(node, (Tends, TendsAlmostSurely)) and node.args[2] is oo:
        body, variable, _, limit = node.args
        yield from _doubts(body, context.inside(node).extended([Ge(variable, 10**6, evaluate=False)]), meaning)  # only large values matter
        yield from _doubts(limit, context, meaning) if limit not in (oo, -oo) else ()
        return
    if isinstance(node, IsBigO) and node.args[3] is oo:
        inner = context.inside(node).extended([Ge(node.args[2], 10**6, evaluate=False)])
        yield from (*_doubts(node.args[0], inner, meaning), *_doubts(node.args[1], inner, meaning))
        return
    if not node.args:
        return
    try:
        yield from _own_doubts(node, context) if meaning is None else ()
    except (Undefined, TooLarge, ValueError):
        yield f"{node} could not be analysed"
    if isinstance(node, Indexed):
        return
    if isinstance(node, Piecewise):
        yield from _doubts_by_case(node, context, meaning)
        return
    inner = _under(node, context) if bound_symbols(node) else context
    for argument in outer_parts(node):
        if hasattr(argument, "args"):
            yield from _doubts(argument, inner, meaning)


def _doubts_by_case(node: Piecewise, context: Context, meaning: Callable | None) -> Iterator[str]:
    """Each value needs to be defined only where its condition holds and those before it fail."""
    for value, condition in node.args:
        yield from _doubts(condition, context, meaning)
        if condition is true or context.proves(condition):
            yield from _doubts(value, context, meaning)
            return
        yield from _doubts(value, context.extended([condition]), meaning)
        context = context.extended([condition.negated]) if isinstance(condition, Relational) else context
    yield f"{node}: cannot see that one of the cases applies"


def _under(node, context: Context) -> Context:
    """The context under a binder; the ends of an interval over which a function is known to be integrable do not count."""
    if isinstance(node, ContinuousOn):
        _, variable, lower, upper = node.args
        return context.inside(node, (Ge(variable, lower, evaluate=False), Le(variable, upper, evaluate=False)))
    if isinstance(node, Lambda):  # an array: each of its indices runs over its declared range
        return context.inside(node, ranges_of_indices(*node.signature))
    if isinstance(node, Integrable):
        return context.inside(node, context.interior(Integral(node.args[0], node.args[1:])))
    if isinstance(node, Integral):
        body, limit = peel(node)
        if len(limit) == 3 and context.proves(Integrable(body, *limit)):
            return context.inside(node, context.interior(node))
    return context.inside(node)


def _may_be_complex(side, context: Context) -> bool:
    """Whether something in it is not real; roots and logarithms have doubts of their own."""
    if isinstance(side, MatrixExpr) or side.is_extended_real:
        return False
    side = without_moduli(side)
    labels = {item.base.label for item in side.atoms(Indexed)}
    return (side.has(I) or any(type(symbol) is Symbol and not symbol.is_extended_real and symbol not in labels for symbol in side.atoms(Symbol))
            or any(not item.is_extended_real and not isinstance(item, PointValued) for item in side.atoms(AppliedUndef))
            or any(not isinstance(item, log) and not is_real_function(context, item) for item in named_functions(side)))


def _shapes(node, context: Context) -> Iterator[Doubt]:
    """Sizes that must agree: of neighbouring factors, of terms, of rows and columns."""
    if isinstance(node, MatMul):
        factors = [part for part in node.args if isinstance(part, MatrixExpr)]
        pairs = [(left.shape[1], right.shape[0]) for left, right in pairwise(factors)]
    elif isinstance(node, MatAdd):
        pairs = [pair for term in node.args[1:] for pair in zip(node.args[0].shape, term.shape)]
    else:
        pairs = [node.args[0].shape]
    for one, other in pairs:
        if one != other and not context.normalizer.equal(one, other):
            yield Doubt(f"{node}: cannot see that {one} and {other} are the same size", Eq(one, other, evaluate=False))


def _misdeclared(node, context: Context) -> Iterator[str]:
    """What is declared of a bound variable, such as that it is positive, has to be true on its whole range."""
    for variable, *ends in (node.args[1],) if isinstance(node, Maximum) else node.limits:
        if len(ends) != 2:
            continue
        over_reals = isinstance(node, Integral)
        below = context.is_nonnegative if over_reals else context.is_positive  # a single point of an interval does not count
        fits = {
            "an integer": not (over_reals and variable.is_integer),
            "positive": not variable.is_positive or below(ends[0]),
            "not negative": not variable.is_nonnegative or variable.is_positive or context.is_nonnegative(ends[0]),
            "negative": not variable.is_negative or (context.is_nonnegative(-ends[1]) if over_reals else context.is_positive(-ends[1])),
            "not positive": not variable.is_nonpositive or variable.is_negative or context.is_nonnegative(-ends[1]),
            "not 0": over_reals or not variable.is_nonzero or variable.is_positive or variable.is_negative
            or context.is_positive(ends[0]) or context.is_positive(-ends[1]),
        }
        for kind in (kind for kind, holds in fits.items() if not holds):
            yield f"{node}: {variable} is declared to be {kind}, and cannot be seen to be from {ends[0]} to {ends[1]}"


def _own_doubts(node, context: Context) -> Iterator[str]:
    if node.is_Pow and not isinstance(node, exp):
        base, exponent = node.base, node.exp
        negative = exponent.is_negative or not (exponent.is_nonnegative or context.is_nonnegative(exponent))
        if negative and not context.is_nonzero(base) and getattr(base, "is_commutative", True):
            yield Doubt(f"{node}: cannot see that {base} is not 0", Ne(base, 0, evaluate=False))
        if not exponent.is_integer and not context.is_nonnegative(base) and not node.has(I):
            yield Doubt(f"{node}: cannot see that {base} is not negative", Ge(base, 0, evaluate=False))
    elif isinstance(node, (Inverse, MatPow)) and (
            isinstance(node, Inverse) or not (node.exp.is_integer and context.is_nonnegative(node.exp))):
        if isinstance(node, MatPow) and not isinstance(node, Inverse) and not node.exp.is_integer:
            yield f"{node}: a power of a matrix needs an exponent that is an integer"
        elif not context.normalizer.matrices.has_inverse(node.args[0]):
            yield Doubt(f"{node}: cite a fact that says that {node.args[0]} is invertible", Invertible(node.args[0]))
    elif isinstance(node, (MatMul, MatAdd, Trace, Determinant)):
        yield from _shapes(node, context)
    elif isinstance(node, (column, entry, singular_value)):
        which, *numbers = node.args
        sizes = (rank(which),) if isinstance(node, singular_value) else which.shape[-len(numbers):]
        for number, size in zip(numbers, sizes):
            if not (context.is_nonnegative(number - 1) and context.is_nonnegative(size - number)):
                missing = Ge(size, number, evaluate=False) if context.is_nonnegative(number - 1) else Ge(number, 1, evaluate=False)
                yield Doubt(f"{node}: cannot see that {number} is between 1 and {size}", missing)
    elif isinstance(node, log) and len(node.args) == 2:
        yield f"{node}: write log({node.args[0]})/log({node.args[1]})"
    elif isinstance(node, log):
        if not (context.is_nonzero(node.args[0]) if node.has(I) else context.is_positive(node.args[0])):
            missing = (Ne if node.has(I) else Gt)(node.args[0], 0, evaluate=False)
            yield Doubt(f"{node}: cannot see that {node.args[0]} is {'not 0' if node.has(I) else 'positive'}", missing)
    elif isinstance(node, Function) and not isinstance(node, (AppliedUndef, exp)):
        if not has_value(context, node):
            yield f"{node}: cannot see that it is defined there"
    elif isinstance(node, Indexed):
        for number, size in zip(node.indices, node.base.shape or ()):
            if not (context.is_nonnegative(number - 1) and context.is_nonnegative(size - number)):
                missing = Ge(size, number, evaluate=False) if context.is_nonnegative(number - 1) else Ge(number, 1, evaluate=False)
                yield Doubt(f"{node}: cannot see that {number} is between 1 and {size}", missing)
    elif isinstance(node, Integral):
        yield from _misdeclared(node, context)
    elif isinstance(node, Derivative) and node.expr.has(*WITHOUT_SLOPE):
        if not all(context.is_differentiable(node.expr, variable) for variable in node.variables):
            yield f"{node}: cannot see that {node.expr} is differentiable"
    elif isinstance(node, ORDER):
        for side in node.args:
            if _may_be_complex(side, context):
                yield f"{node}: cannot see that {side} is real, and only real numbers are ordered"
    elif isinstance(node, Maximum):
        yield from _misdeclared(node, context)
        _, lower, upper = node.args[1]
        if not context.is_nonnegative(upper - lower):
            yield Doubt(f"{node}: cannot see that there is a number between {lower} and {upper}", Ge(upper, lower, evaluate=False))
    elif isinstance(node, (Sum, Product)):
        yield from _misdeclared(node, context)
        for place, (_, lower, upper) in enumerate(reversed(node.limits)):
            if place:  # the ends of an inner range may depend on the letters of those further out
                context = context.inside(node.func(node.function, node.limits[-place]))
            if upper is not oo and not context.is_nonnegative(upper - lower + 1):
                yield Doubt(f"{node}: cannot see that the range from {lower} to {upper} is not reversed", Ge(upper, lower - 1, evaluate=False))


