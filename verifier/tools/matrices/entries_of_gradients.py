"""Derivatives by an entry of a vector or matrix, of numbers in which only entries of it occur, for any size."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.calculus.definedness import doubts
from verifier.tools.evaluation.scalars import Unsupported
from verifier.tools.matrices.matrix_calculus import differential
from verifier.vocabulary.notions import gradient
from verifier.vocabulary.operators import entry


def entries_of_gradients(statement, context, data):
    """Entries of a gradient as the derivatives by these entries, where only entries of the matrix occur and the places are inside it."""
    if not isinstance(statement, Relational):
        return None
    nodes = [node for node in statement.atoms(entry) if type(node.args[0]) is gradient]
    slopes = {node: _partial(node, context) for node in sorted(nodes, key=sp.default_sort_key)}
    if not slopes or None in slopes.values():
        return None
    return statement.func(*(side.xreplace(slopes) for side in statement.args), evaluate=False)


def _partial(node, context):
    (body, which, tied), places = node.args[0].args, node.args[1:]
    direction = sp.MatrixSymbol("H_", *which.shape)
    inside = all(context.is_nonnegative(place - 1) and context.is_nonnegative(size - place) for place, size in zip(places, which.shape, strict=True))
    if tied == sp.true or not inside or body.has(gradient, direction) or doubts(body, context):
        return None  # a function without a value has no slope, which its formula may not show
    try:
        change = differential(body, which, direction)
    except Unsupported:
        return None
    units = {part: sp.Mul(*(sp.KroneckerDelta(*pair) for pair in zip(part.args[1:], places, strict=True)))
             for part in sp.sympify(change).atoms(entry) if part.args[0] == direction}
    change = sp.sympify(change).xreplace(units)
    traces = {part: _trace_at(part.arg, direction, (*places, 1)[:2]) for part in change.atoms(sp.Trace) if part.has(direction)}
    if None in traces.values():
        return None
    change = change.xreplace(traces)
    return None if change.has(direction) else _without_units(change, places, context)


def _trace_at(matrix, direction, places):
    """The trace of a matrix that is linear in the direction, at the unit matrix of these places: Tr(P E_pq Q) is the entry q, p of Q P."""
    values = []
    for scalar, factors in _words(matrix, direction, False):
        at = [place for place, factor in enumerate(factors) if factor.has(direction)]
        if len(at) != 1 or scalar.has(direction):
            return None
        turned = factors[at[0]] != direction
        if turned and factors[at[0]] != sp.Transpose(direction):
            return None
        around, (p, q) = (*factors[at[0] + 1:], *factors[:at[0]]), places if turned else places[::-1]
        value = entry(around[0] if len(around) == 1 else sp.MatMul(*around), p, q) if around else sp.KroneckerDelta(p, q)
        values.append(scalar * value)
    return sp.Add(*values)


def _words(node, direction, turned):
    """(number, matrices) of the terms in which a matrix, or its transpose, is multiplied out as far as the direction is inside."""
    if isinstance(node, sp.MatAdd):
        return [word for term in node.args for word in _words(term, direction, turned)]
    if isinstance(node, sp.Transpose):
        return _words(node.arg, direction, not turned)
    if isinstance(node, sp.MatMul) and node.has(direction):
        scalar, factors = node.as_coeff_matrices()
        words = [(scalar, ())]
        for factor in reversed(factors) if turned else factors:
            words = [(left * right, (*before, *after)) for left, before in words for right, after in _words(factor, direction, turned)]
        return words
    return [(sp.S.One, (sp.Transpose(node) if turned else node,))]


def _put(node, unit, value):
    """The expression with the value of a unit; a sum of zeros is zero."""
    made = node.xreplace({unit: value})
    return made.replace(lambda part: isinstance(part, sp.Sum) and part.function == 0, lambda part: sp.S.Zero)


def _without_units(node, places, context):
    """Sums of a(m) + d(m, i) b(m), where d is 1 for m = i and else 0, as sums of a and b(i): over ranges that hold i, and that no letter moves."""
    if not node.args or not node.has(sp.KroneckerDelta):
        return node
    node = node.func(*(_without_units(part, places, context) for part in node.args))
    for limit in node.limits if isinstance(node, sp.Sum) else ():
        m, low, high = limit
        others = [other for other in node.limits if other is not limit]
        if (low.free_symbols | high.free_symbols) & {other[0] for other in others} or any(m in end.free_symbols for other in others for end in other[1:]):
            continue
        for i in dict.fromkeys(places):
            unit = sp.KroneckerDelta(m, i)
            if node.function.has(unit) and context.is_nonnegative(i - low) and context.is_nonnegative(high - i):
                without, whole = (_put(node.function, unit, value) for value in (sp.S.Zero, sp.S.One))
                once = (whole - without).xreplace({m: i})
                rest = sp.S.Zero if without == 0 else _without_units(sp.Sum(without, *node.limits), places, context)
                return rest + (_without_units(sp.Sum(once, *others), places, context) if others else once)
    return node
