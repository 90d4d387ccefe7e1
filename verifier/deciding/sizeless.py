"""Matrices whose size stands in what is beside them: I beside a square matrix is the identity, 0 the zero matrix."""

from __future__ import annotations

import sympy as sp

from verifier.deciding.kinds import Unreadable

IDENTITY = sp.Dummy("Identity")  # what the bare words Identity and eye stand for, until a sum or a product gives the size


def beside(matrix, number):
    """The number as the matrix that it abbreviates beside this one, or as it is.

    A number is never added to a matrix, or equal to one, so that c I is c times the identity there; the entries of all
    matrices of a statement are real.
    """
    rows, columns = matrix.shape
    if number == 0:
        return sp.ZeroMatrix(rows, columns)
    factor = identity_factor(number)
    if factor is None or (rows, columns) == (1, 1):
        return number
    if rows != columns:
        raise Unreadable(f"{shown(number)} beside {matrix} stands for an identity matrix, but {matrix} is {rows} by {columns}")
    return multiple(factor, rows)


def multiple(factor, size):
    """c times the identity of that size."""
    return sp.Identity(size) if factor == 1 else sp.MatMul(factor, sp.Identity(size))


def shown(number) -> str:
    """The number as its author wrote it."""
    return str(number).replace("_Identity", "Identity")


def identity_factor(number):
    """c where the number reads c I, with I or Identity as one factor of each of its terms; else None."""
    if number in (sp.I, IDENTITY):
        return sp.S.One
    if isinstance(number, sp.Add):
        found = [identity_factor(term) for term in number.args]
        return None if None in found else sp.Add(*found, evaluate=False)
    if not isinstance(number, sp.Mul):
        return None
    marked = [part for part in number.args if part.has(sp.I, IDENTITY)]
    inner = identity_factor(marked[0]) if len(marked) == 1 else None
    if inner is None:
        return None
    return sp.Mul(*(part for part in number.args if part is not marked[0]), *(() if inner == 1 else (inner,)), evaluate=False)


def product(left, right):
    """The factors of a product with one matrix, where c I or Identity beside it is a matrix too."""
    for place, (number, matrix) in enumerate(((left, right), (right, left))):
        if isinstance(number, sp.MatrixExpr) or matrix.shape == (1, 1):
            continue
        factor = identity_factor(number)
        if factor is None:
            continue
        if place == 0 and not number.has(IDENTITY):  # I t H in a propagator, or the identity: only the author knows
            raise Unreadable(f"{number} times {matrix} may mean either; write Identity(n) for the identity matrix, sqrt(-1) for the imaginary unit")
        if matrix.shape[place] == 1:
            raise Unreadable(f"{shown(number)} beside {matrix}: the size is not clear; write Identity(n) for the identity matrix")
        made = multiple(factor, matrix.shape[place])
        return (made, matrix) if place == 0 else (matrix, made)
    return left, right


def refuse_bare(found) -> None:
    """An identity matrix that is beside nothing has no size."""
    if isinstance(found, sp.Basic) and found.has(IDENTITY):
        raise Unreadable("Identity stands where no matrix gives its size; write Identity(n)")
