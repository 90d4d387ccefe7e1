"""Matrices that are visibly positive definite, such as A^T A + c I with c > 0, and the inverses that exist for this reason."""

from __future__ import annotations

import sympy as sp

from verifier.notions import PositiveDefinite, PositiveSemidefinite
from verifier.operators import Invertible, may_be_complex


def visible_inverses(statement, context) -> tuple:
    """Invertible(M) for each M that the statement inverts, or calls invertible, and that is visibly positive definite."""
    asked = {node.arg for node in statement.atoms(sp.Inverse)} | {node.args[0] for node in statement.atoms(Invertible)}
    return tuple(Invertible(which) for which in sorted(asked, key=sp.default_sort_key)
                 if not isinstance(which, sp.MatrixSymbol) and is_definite(which, context, strict=True))


def is_definite(matrix, context, strict: bool) -> bool:
    """Whether the real matrix is visibly symmetric with x^T M x > 0 for every x that is not 0, or >= 0 unless `strict`."""
    if may_be_complex(matrix):
        return False
    if isinstance(matrix, sp.Identity) or isinstance(matrix, sp.ZeroMatrix) and not strict:
        return True
    if isinstance(matrix, sp.MatrixSymbol):
        return context.states(PositiveDefinite(matrix)) or not strict and context.states(PositiveSemidefinite(matrix))
    if isinstance(matrix, sp.Inverse):
        return is_definite(matrix.arg, context, strict=True)
    if isinstance(matrix, sp.Transpose):
        return is_definite(matrix.arg, context, strict)
    if isinstance(matrix, sp.MatAdd):
        return all(is_definite(term, context, strict=False) for term in matrix.args) and (
            not strict or any(is_definite(term, context, strict=True) for term in matrix.args))
    if isinstance(matrix, sp.MatMul):
        scalar, factors = matrix.as_coeff_matrices()
        if not (context.is_positive(scalar) if strict else context.is_nonnegative(scalar)):
            return False
        return is_definite(factors[0], context, strict) if len(factors) == 1 else not strict and _is_gram(factors, context)
    return False


def _is_gram(factors, context) -> bool:
    """X^T X, or X^T P X with P positive semidefinite."""
    half, middle = divmod(len(factors), 2)
    mirrored = all(_are_transposes(first, last) for first, last in zip(factors[:half], reversed(factors[-half:]), strict=True))
    return mirrored and (not middle or is_definite(factors[half], context, strict=False))


def _are_transposes(first, last) -> bool:
    return first == sp.Transpose(last) or last == sp.Transpose(first)
