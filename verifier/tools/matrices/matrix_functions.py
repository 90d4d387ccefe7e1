"""Determinants, ranks, norms and exponentials of products, multiples, transposes and Kronecker products in those of their parts."""

from __future__ import annotations

import sympy as sp

from verifier.tools.matrices.matrix_identities import everywhere
from verifier.vocabulary.notions import matrix_exponential
from verifier.vocabulary.operators import Invertible, frobenius, may_be_complex, pinv, rank, spectral

HEADS = (sp.Determinant, rank, frobenius, spectral, matrix_exponential)


def functions_of_parts(statement, context, data):
    """The statement with each such function written in the parts of its matrix; None where nothing changes."""
    if not statement.has(*HEADS):
        return None
    made = everywhere(statement, lambda node: _step(node, context))
    return None if made == statement else made


def _step(node, context):
    if isinstance(node, sp.Determinant) and isinstance(node.arg, sp.KroneckerProduct):
        return _determinant_of_kronecker(node)
    if isinstance(node, rank):
        return _rank(node, node.args[0], context)
    if isinstance(node, (frobenius, spectral)):
        inner = _without_rotations(node.args[0], context)
        return _norm(node if inner is node.args[0] else type(node)(inner), inner)
    if isinstance(node, sp.Determinant) and context.states(sp.Not(Invertible(node.arg), evaluate=False)):
        return sp.S.Zero
    if isinstance(node, sp.Determinant) and node.arg.shape[0].is_odd and context.states(sp.Eq(sp.Transpose(node.arg), -node.arg, evaluate=False)):
        return sp.S.Zero  # det S = det S^T = -det S
    if isinstance(node, sp.MatMul) and node.has(matrix_exponential):
        return _joined_exponentials(node, context)
    if isinstance(node, sp.MatPow) and isinstance(node.base, matrix_exponential) and node.exp.is_integer:
        return matrix_exponential(sp.MatMul(node.exp, node.base.args[0]).doit())
    if isinstance(node, sp.Inverse) and isinstance(node.arg, matrix_exponential):
        return matrix_exponential(sp.MatMul(-1, node.arg.args[0]).doit())
    if isinstance(node, sp.Transpose) and isinstance(node.arg, matrix_exponential):
        return matrix_exponential(_turned(node.arg.args[0], context))
    if isinstance(node, matrix_exponential) and isinstance(node.args[0], sp.ZeroMatrix):
        return sp.Identity(node.shape[0])
    if isinstance(node, matrix_exponential):
        return _of_similar(node, context)
    return node


def _of_similar(node, context):
    """exp(B^-1 A B) = B^-1 exp(A) B, also where the inverse is written as a transpose."""
    factors = _factors(node.args[0])
    if len(factors) < 3 or any(factor.shape != node.shape for factor in factors):
        return node
    first, last = factors[0], factors[-1]
    is_inverse = first == sp.Inverse(last) or last == sp.Inverse(first)
    upright = last if first == sp.Transpose(last) else first
    if is_inverse or (first == sp.Transpose(last) or last == sp.Transpose(first)) and _is_rotation(upright, upright, context):
        inner = factors[1] if len(factors) == 3 else sp.MatMul(*factors[1:-1])
        return sp.MatMul(first, matrix_exponential(inner), last)
    return node


def _determinant_of_kronecker(node):
    parts = node.arg.args
    if any(part.shape[0] != part.shape[1] for part in parts):
        return node
    whole = sp.Mul(*(part.shape[0] for part in parts))
    return sp.Mul(*(sp.Determinant(part) ** (whole / part.shape[0]) for part in parts))


def _multiple(inner):
    """(factor, matrix) of a multiple of a matrix."""
    if isinstance(inner, sp.MatMul):
        scalar, factors = inner.as_coeff_matrices()
        return scalar, factors[0] if len(factors) == 1 else sp.MatMul(*factors)
    return sp.S.One, inner


def _rank(node, inner, context):
    scalar, matrix = _multiple(inner)
    if scalar != 1 and scalar.is_polynomial(*scalar.free_symbols) and context.is_nonzero(scalar):
        return _rank(rank(matrix), matrix, context)
    if isinstance(inner, (sp.Transpose, pinv)):
        return _rank(rank(inner.args[0]), inner.args[0], context)
    if isinstance(inner, sp.Identity):
        return inner.shape[0]
    if isinstance(inner, sp.ZeroMatrix):
        return sp.S.Zero
    if inner.shape[1] == 1 and context.is_positive(frobenius(inner)):
        return sp.S.One
    factors, known = _factors(inner), context.normalizer.matrices
    if len(factors) == 1:
        return inner.shape[0] if inner.shape[0] == inner.shape[1] and known.has_inverse(inner) else node
    if len(factors) == 2 and (factors[0] == sp.Transpose(factors[1]) or factors[1] == sp.Transpose(factors[0])) and not may_be_complex(inner):
        return _rank(rank(factors[1]), factors[1], context)
    if len(factors) == 2 and (factors[1] == pinv(factors[0]) or factors[0] == pinv(factors[1])):  # A A^+ A = A
        return _rank(rank(factors[0]), factors[0], context)
    rest = [factor for factor in factors if factor.shape[0] != factor.shape[1] or not known.has_inverse(factor)]
    if len(rest) == len(factors):
        return node
    left = sp.Identity(inner.shape[0]) if not rest else rest[0] if len(rest) == 1 else sp.MatMul(*rest)
    return _rank(rank(left), left, context)


def _factors(matrix) -> list:
    """The factors of a product as they are written."""
    return [inner for factor in matrix.args for inner in _factors(factor)] if isinstance(matrix, sp.MatMul) else [matrix]


def _without_rotations(inner, context):
    """A for Q A and for A Q^T with Q^T Q = I: both norms stay the same."""
    factors = _factors(inner)
    if len(factors) > 1 and _is_rotation(factors[0], factors[0], context):
        factors = factors[1:]
    if len(factors) > 1 and _is_rotation(factors[-1], sp.Transpose(factors[-1]).doit(), context):
        factors = factors[:-1]
    return inner if len(factors) == len(_factors(inner)) else factors[0] if len(factors) == 1 else sp.MatMul(*factors)


def _is_rotation(factor, upright, context) -> bool:
    """Whether the columns are orthonormal; of a numeric factor they are not."""
    return isinstance(factor, sp.MatrixExpr) and isinstance(upright, (sp.MatrixSymbol, sp.Transpose)) and context.states(
        sp.Eq(sp.MatMul(sp.Transpose(upright), upright).doit(), sp.Identity(upright.shape[1]), evaluate=False))


def _norm(node, inner):
    """|c A| = |c| |A|, |A^T| = |A|, |A (x) B| = |A| |B|, |x y^T| = |x| |y|; of a single column both norms are the same."""
    head = type(node)
    scalar, matrix = _multiple(inner)
    if scalar != 1 and not may_be_complex(scalar):
        return sp.Abs(scalar) * _norm(head(matrix), matrix)
    if isinstance(inner, sp.Transpose):
        return _norm(head(inner.arg), inner.arg)
    if isinstance(inner, sp.KroneckerProduct):
        return sp.Mul(*(_norm(head(part), part) for part in inner.args))
    if isinstance(inner, sp.Identity):
        return sp.sqrt(inner.shape[0]) if head is frobenius else sp.S.One
    if isinstance(inner, sp.ZeroMatrix):
        return sp.S.Zero
    if head is spectral and isinstance(inner, sp.MatMul) and len(inner.args) == 2 and inner.args[0] == sp.Transpose(inner.args[1]):
        return spectral(inner.args[1]) ** 2  # the eigenvalues of A^T A are the squares of the singular values
    if head is spectral and inner.shape[1] == 1:
        return _norm(frobenius(inner), inner)
    if isinstance(inner, sp.MatMul):
        for place in range(1, len(inner.args)):
            if inner.args[place - 1].shape[1] == 1:
                column, row = (sp.MatMul(*part) if len(part) > 1 else part[0] for part in (inner.args[:place], inner.args[place:]))
                if column.shape[0] != 1 and row.shape[1] != 1:  # else a number or a vector, which keeps its form
                    return _norm(frobenius(column), column) * _norm(frobenius(sp.Transpose(row)), sp.Transpose(row))
    return node


def _turned(matrix, context):
    """The transpose, by a premise where one says what it is."""
    for item in context.statements:
        if isinstance(item, sp.Eq) and sp.Transpose(matrix) in item.args:
            return next(side for side in item.args if side != sp.Transpose(matrix))
    return matrix.arg if isinstance(matrix, sp.Transpose) else sp.Transpose(matrix)


def _joined_exponentials(node, context):
    """exp(A) exp(B) = exp(A + B) for A and B that commute visibly, or by a premise."""
    scalar, factors = node.as_coeff_matrices()
    for place in range(1, len(factors)):
        first, second = factors[place - 1 : place + 1]
        if isinstance(second, matrix_exponential) and not isinstance(first, matrix_exponential) and first == second.args[0]:
            swapped = [*factors[: place - 1], second, first, *factors[place + 1 :]]  # exp(A) is a series of powers of A
            return _joined_exponentials(sp.MatMul(scalar, *swapped), context)
        if isinstance(first, matrix_exponential) and isinstance(second, matrix_exponential) and _commute(first.args[0], second.args[0], context):
            joined = matrix_exponential(sp.MatAdd(first.args[0], second.args[0]).doit())
            rest = [*factors[: place - 1], _step(joined, context), *factors[place + 1 :]]
            return _joined_exponentials(sp.MatMul(scalar, *rest), context) if len(rest) > 1 or scalar != 1 else rest[0]
    return node


def _commute(first, second, context) -> bool:
    products = sp.MatMul(first, second), sp.MatMul(second, first)
    if context.same_term(*products):
        return True
    return any(isinstance(item, sp.Eq) and (item.args in (products, products[::-1])) for item in context.statements)
