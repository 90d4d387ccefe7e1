"""Powers of a matrix that is written out, by induction on the exponent: A^s as it should be, and A B(n) = B(n + 1)."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.instances import Rejected
from verifier.tools.matrices.matrix_identities import factors_of


def power_of_equation(statement, n):
    """(A, V, B) of Eq(A^n V, B), where the written-out matrix A and V, which need not be there, are free of n; or None."""
    if not isinstance(statement, sp.Eq) or not all(isinstance(side, sp.MatrixExpr) for side in statement.args):
        return None
    for side, other in (statement.args, statement.args[::-1]):
        first, *rest = factors_of(side) or [side]
        if isinstance(first, sp.MatPow) and first.exp == n and isinstance(first.base, sp.ImmutableDenseMatrix) \
                and all(isinstance(part, sp.MatrixExpr) for part in rest) and not any(n in part.free_symbols for part in (first.base, *rest)):
            return first.base, tuple(rest), other
    return None


def power_steps(statement, n, start, free, context) -> tuple:
    """(base, step): A^s V = B(s) for the start s, which is 0 or 1, and A B(n) = B(n + 1), since A^(n + 1) V = A (A^n V)."""
    found = power_of_equation(statement, n)
    if found is None or start not in (0, 1):
        raise Rejected("expected a power of a matrix that is written out, from 0 or 1 on")
    matrix, rest, other = found
    if matrix.rows != matrix.cols:
        raise Rejected(f"{matrix} is not square")
    first = [matrix] if start == 1 else [] if rest else [sp.Identity(matrix.rows)]
    here = substitute(other, {n: free})
    if doubtful := doubts(sp.Tuple(matrix, *rest, here), context):  # a step that fails at one n says nothing of those above it
        raise Rejected(doubtful[0])
    return (sp.Eq(_product(*first, *rest), substitute(other, {n: start}), evaluate=False),
            sp.Eq(_product(matrix, here), substitute(here, {free: free + 1}), evaluate=False))


def _product(*factors):
    return factors[0] if len(factors) == 1 else sp.MatMul(*factors, evaluate=False)
