"""Matrices that are visibly positive definite, such as A^T A + c I with c > 0, and what follows: inverses, signs of forms, traces, determinants."""

from __future__ import annotations

import sympy as sp

from verifier.tools.context import Context
from verifier.tools.matrices.matrix_identities import factors_of
from verifier.tools.vocabulary import contains
from verifier.vocabulary.notions import PositiveDefinite, PositiveSemidefinite
from verifier.vocabulary.operators import Invertible, frobenius, may_be_complex

ASKED = (sp.Trace, sp.Determinant, PositiveDefinite, PositiveSemidefinite)


def visible_facts(statement, known) -> tuple:
    """What a statement asks that its form answers, given what is known."""
    inverses, signs = contains(statement, sp.Inverse, Invertible), contains(statement, *ASKED)
    if not inverses and not signs:
        return ()
    found = visible_inverses(statement, Context(known)) if inverses else ()
    return (*found, *visible_signs(statement, Context((*known, *found)))) if signs else found


def visible_inverses(statement, context) -> tuple:
    """Invertible(M) for each M that the statement inverts, or calls invertible, and for which visibly x^T M x > 0 for every x that is not 0."""
    asked = {node.arg for node in statement.atoms(sp.Inverse)} | {node.args[0] for node in statement.atoms(Invertible)}
    return tuple(Invertible(which) for which in sorted(asked, key=sp.default_sort_key)
                 if not isinstance(which, sp.MatrixSymbol) and is_definite(without_skew_terms(which, context), context, strict=True))


def without_skew_terms(matrix, context):
    """The real matrix without the terms K with K^T = -K, for which x^T K x = 0."""
    if not isinstance(matrix, sp.MatAdd) or may_be_complex(matrix):
        return matrix
    rest = [term for term in matrix.args if not _is_skew(term, context)]
    return sp.MatAdd(*rest) if rest else matrix


def _is_skew(matrix, context) -> bool:
    scalar, factors = sp.MatMul(*factors_of(matrix)).as_coeff_matrices()
    if len(factors) != 1 or not context.is_real(scalar):
        return False
    return context.states(sp.Eq(sp.Transpose(factors[0]), -factors[0], evaluate=False))


def visible_signs(statement, context) -> tuple:
    """What the statement asks of visibly definite matrices: that they are, and the signs of x^T M x, Tr M and det M.

    Tr(F^T M F) is the sum of the forms of the columns of F.
    """
    found = []
    for node in sorted(statement.atoms(PositiveDefinite, PositiveSemidefinite), key=sp.default_sort_key):
        if not isinstance(node.args[0], sp.MatrixSymbol) and is_definite(node.args[0], context, strict=isinstance(node, PositiveDefinite)):
            found.append(node)
    for node in sorted(statement.atoms(sp.Trace, sp.Determinant), key=sp.default_sort_key):
        factors = factors_of(node.arg)
        if may_be_complex(node.arg) or node.arg.shape[0] != node.arg.shape[1]:
            continue
        if isinstance(node, sp.Trace) and len(factors) == 3 and _are_transposes(factors[0], factors[2]) and factors[2].shape[1] == 1:
            matrix, strict = factors[1], context.is_positive(frobenius(factors[2]))
        else:
            matrix, strict = node.arg, True
        if strict and is_definite(matrix, context, strict=True):
            found.append(sp.Gt(node, 0, evaluate=False))
        elif is_definite(matrix, context, strict=False):
            found.append(sp.Ge(node, 0, evaluate=False))
    return tuple(found)


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
    if isinstance(matrix, sp.KroneckerProduct):
        return all(is_definite(part, context, strict) for part in matrix.args)
    if isinstance(matrix, sp.HadamardProduct):  # Schur's product theorem
        return all(is_definite(part, context, strict) for part in matrix.args)
    if isinstance(matrix, sp.MatAdd):
        return all(is_definite(term, context, strict=False) for term in matrix.args) and (
            not strict or any(is_definite(term, context, strict=True) for term in matrix.args))
    if isinstance(matrix, sp.MatMul):
        scalar, factors = sp.MatMul(*factors_of(matrix)).as_coeff_matrices()
        if not (context.is_positive(scalar) if strict else context.is_nonnegative(scalar)):
            return False
        return is_definite(factors[0], context, strict) if len(factors) == 1 else _is_gram(factors, context, strict)
    return False


def _is_gram(factors, context, strict: bool) -> bool:
    """X^T X, or X^T P X with P positive semidefinite; with P positive definite and invertible X it is positive definite."""
    half, middle = divmod(len(factors), 2)
    outer = factors[-half:]
    mirrored = all(_are_transposes(first, last) or first == last and _is_symmetric(first, context)
                   for first, last in zip(factors[:half], reversed(outer), strict=True))
    return mirrored and (not middle or is_definite(factors[half], context, strict)) and (
        not strict or all(context.states(Invertible(part)) or is_definite(part, context, strict=True) for part in map(_untransposed, outer)))


def _untransposed(matrix):
    return matrix.arg if isinstance(matrix, sp.Transpose) else matrix


def _is_symmetric(matrix, context) -> bool:
    return is_definite(matrix, context, strict=False) or context.states(sp.Eq(sp.Transpose(matrix), matrix, evaluate=False))


def _are_transposes(first, last) -> bool:
    return first == sp.Transpose(last) or last == sp.Transpose(first)
