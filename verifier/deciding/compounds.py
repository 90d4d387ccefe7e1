"""Words that abbreviate compounds of others: inner and outer products, norms of an order, nullity, deviation, correlation."""

from __future__ import annotations

import ast

import sympy as sp

from verifier.deciding.kinds import Unreadable
from verifier.deciding.unevaluated import negative, over, plus, raised, times
from verifier.vocabulary import operators


def _two_vectors(reader, node):
    found = reader._count(node, 2, reader._expression)
    if not all(isinstance(item, sp.MatrixExpr) and item.shape[1] == 1 for item in found):
        raise Unreadable(f"{ast.unparse(node)!r}: {node.func.id} takes two vectors")
    return found


def _outer(reader, node):
    left, right = _two_vectors(reader, node)
    return times(left, sp.Transpose(right))


def _nullity(reader, node):
    (which,) = reader._count(node, 1, reader._expression)
    if not isinstance(which, sp.MatrixExpr):
        raise Unreadable(f"{ast.unparse(node)!r}: expected a matrix")
    return plus(which.shape[1], negative(operators.rank(which)))


def _constant(reader, node):
    """zeros(n) and ones(n) are columns, zeros(n, m) and ones(n, m) matrices, as in NumPy with columns for its arrays."""
    sizes = [reader._expression(item) for item in node.args]
    if node.keywords or len(sizes) not in (1, 2):
        raise Unreadable(f"{ast.unparse(node)!r}: write {node.func.id}(n) or {node.func.id}(n, m)")
    head = sp.ZeroMatrix if node.func.id == "zeros" else sp.OneMatrix
    return head(*sizes) if len(sizes) == 2 else head(sizes[0], 1)


def norm_of_order(reader, node):
    """norm(x, p) of a vector for p = 1, 2, oo; norm(A, "fro") and norm(A, 2) of a matrix."""
    which, order = reader._expression(node.args[0]), node.args[1]
    order = order.value if isinstance(order, ast.Constant) and isinstance(order.value, str) else reader._expression(order)
    if not isinstance(which, sp.MatrixExpr):
        raise Unreadable(f"{ast.unparse(node)!r}: expected a vector or a matrix")
    is_vector = which.shape[1] == 1
    if order == "fro" or order == 2 and is_vector:
        return operators.frobenius(which)
    if order == 2:
        return operators.spectral(which)
    if is_vector and order in (1, sp.oo):
        i = sp.Symbol("i'", integer=True)  # a name that no author can write
        size, limits = sp.Abs(operators.entry(which, i, 1), evaluate=False), (i, 1, which.shape[0])
        return sp.Sum(size, limits) if order == 1 else operators.Maximum(size, limits)
    raise Unreadable(f"{ast.unparse(node)!r}: norms are read of order 1, 2, oo for vectors, \"fro\" and 2 for matrices")


def _deviation(reader, node):
    return raised(operators.Var(*reader._count(node, 1, reader._expression)), sp.S.Half)


def _correlation(reader, node):
    left, right = reader._count(node, 2, reader._expression)
    return over(operators.Cov(left, right), times(*(raised(operators.Var(item), sp.S.Half) for item in (left, right))))


def _entry(reader, node):
    return operators.entry(*reader._count(node, 3, reader._expression))


COMPOUNDS = {
    "outer": _outer, "nullity": _nullity, "zeros": _constant, "ones": _constant, "entry": _entry,
    **dict.fromkeys(("Std", "std", "StandardDeviation"), _deviation), **dict.fromkeys(("Corr", "corr", "Correlation"), _correlation),
}
