"""Derivatives by a matrix: the differential of a number in a direction H, in which the gradient G is read off as Tr(G^T H)."""

from __future__ import annotations

import sympy as sp

from verifier.tools.evaluation.scalars import Unsupported
from verifier.vocabulary.notions import gradient, trace_gradient
from verifier.vocabulary.operators import entry, frobenius, may_be_complex

SMOOTH = (sp.exp, sp.log, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.erf)  # their rules hold wherever they have values and slopes


def product(*factors):
    """The product; zero where a matrix is zero."""
    matrices = [item for item in factors if isinstance(item, sp.MatrixExpr)]
    if any(isinstance(item, sp.ZeroMatrix) for item in matrices):
        return sp.ZeroMatrix(matrices[0].shape[0], matrices[-1].shape[1])
    return sp.MatMul(*factors) if len(factors) > 1 else factors[0]


def total(*terms):
    """The sum without zero matrices."""
    rest = [item for item in terms if not isinstance(item, sp.ZeroMatrix)]
    return terms[0] if not rest else rest[0] if len(rest) == 1 else sp.MatAdd(*rest)


def trace(which):
    """The trace; zero where the matrix is zero."""
    return sp.S.Zero if isinstance(which, sp.ZeroMatrix) else sp.Trace(which)


def differential(node, which, direction):
    """The derivative of a number or a matrix at X = which in the direction H, written by the rules of products and inverses."""
    if not node.has(which):
        return sp.ZeroMatrix(*node.shape) if isinstance(node, sp.MatrixExpr) else sp.S.Zero
    if node == which:
        return direction
    inner = lambda part: differential(part, which, direction)  # noqa: E731 - the rules below read as formulas
    if isinstance(node, sp.MatrixExpr):
        return _of_matrix(node, inner)
    if isinstance(node, sp.Trace):
        return trace(inner(node.arg))
    if isinstance(node, sp.Determinant):
        return node * trace(product(sp.Inverse(node.arg), inner(node.arg)))
    if isinstance(node, frobenius) and may_be_complex(node.args[0]):
        raise Unsupported("the derivative of the norm of a complex matrix")
    if isinstance(node, frobenius):
        return trace(product(sp.Transpose(node.args[0]), inner(node.args[0]))) / node
    if node.is_Add:
        return sp.Add(*(inner(term) for term in node.args))
    if node.is_Mul:
        return sp.Add(*(sp.Mul(*node.args[:place], inner(part), *node.args[place + 1 :]) for place, part in enumerate(node.args)))
    if node.is_Pow and isinstance(node.base, frobenius) and node.exp == 2 and not may_be_complex(node.base.args[0]):
        return 2 * trace(product(sp.Transpose(node.base.args[0]), inner(node.base.args[0])))
    if node.is_Pow and not node.exp.has(which):
        return node.exp * node.base ** (node.exp - 1) * inner(node.base)
    if isinstance(node, SMOOTH):
        return node.fdiff(1) * inner(node.args[0])
    if isinstance(node, entry) and not any(place.has(which) for place in node.args[1:]):
        change = inner(node.args[0])
        return sp.S.Zero if isinstance(change, sp.ZeroMatrix) else entry(change, *node.args[1:])
    if isinstance(node, sp.Sum) and not any(end.has(which) for _, *ends in node.limits for end in ends):
        change = inner(node.function)
        return sp.S.Zero if change == 0 else sp.Sum(change, *node.limits)
    raise Unsupported(f"the derivative of {type(node).__name__} by a matrix")


def _of_matrix(node, inner):
    if isinstance(node, sp.MatAdd):
        return total(*(inner(term) for term in node.args))
    if isinstance(node, sp.MatMul):
        return total(*(product(*node.args[:place], inner(part), *node.args[place + 1 :]) for place, part in enumerate(node.args)))
    if isinstance(node, sp.Transpose):
        return sp.Transpose(inner(node.arg))
    if isinstance(node, sp.Inverse):
        return product(sp.S.NegativeOne, node, inner(node.arg), node)
    if isinstance(node, sp.MatPow) and node.exp.is_Integer and node.exp > 0:
        return _of_matrix(sp.MatMul(*[node.base] * int(node.exp), evaluate=False), inner) if node.exp > 1 else inner(node.base)
    raise Unsupported(f"the derivative of {type(node).__name__} by a matrix")


def without_gradients(statement, context, data):
    """Eq(gradient of f by X, G) as "Tr(G^T H) is the differential in every direction H", which is what a gradient means.

    On the space of symmetric matrices the directions are H + H^T, and G has to be one of them.
    """
    if not isinstance(statement, sp.Eq) or not any(isinstance(side, gradient) for side in statement.args):
        return None
    left, right = statement.args if isinstance(statement.lhs, gradient) else statement.args[::-1]
    body, which, tied = left.args
    if tied or right.has(gradient) or body.has(gradient):
        return None
    direction = sp.MatrixSymbol("H_", *which.shape)
    if statement.has(direction):
        return None
    along = sp.MatAdd(direction, sp.Transpose(direction)) if isinstance(left, trace_gradient) else direction
    try:
        change = differential(body, which, along)
    except Unsupported:
        return None
    made = sp.Eq(trace(product(sp.Transpose(right), along)), change, evaluate=False)
    if isinstance(left, trace_gradient):
        return sp.And(made, sp.Eq(sp.Transpose(right), right, evaluate=False), evaluate=False)
    return made
