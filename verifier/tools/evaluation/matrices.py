"""What the matrix heads of the language mean at a point; each row of the table is (head, meaning)."""

from __future__ import annotations

from functools import reduce

import sympy as sp
from flint import fmpq
from sympy.matrices.expressions.matexpr import MatrixElement

from verifier.tools.evaluation.rows import (
    Rows,
    add_rows,
    adjoint,
    determinant,
    entry_of,
    frobenius_norm,
    identity,
    inverse,
    kronecker,
    matrix_value,
    multiply_rows,
    pseudo_inverse,
    rank_of,
    rows,
    scale_rows,
    singular_value_of,
    singular_vectors_of,
    spectral_norm,
    trace,
    transpose,
)
from verifier.tools.evaluation.scalars import ONE, ZERO, Undefined, Unsupported, as_integer
from verifier.vocabulary.operators import (
    column,
    diagonal,
    entry,
    frobenius,
    left_singular_vectors,
    nullity,
    pinv,
    rank,
    right_singular_vectors,
    singular_value,
    spectral,
)


def _explicit(walk, expression):
    return rows([walk.scalar(expression[i, j]) for j in range(expression.cols)] for i in range(expression.rows))


def _symbol(walk, expression):
    return walk.meaning_of(expression, ())


def _size(walk, number) -> int:
    size = as_integer(walk.scalar(number))
    if size is None or size < 0:
        raise Undefined(f"a matrix with {number} rows or columns")
    return size


def _one_by_one(join):
    """The meaning of a head that joins its matrices from the left."""
    return lambda walk, expression: reduce(join, (matrix_value(walk, part) for part in expression.args))


def _product(walk, expression):
    result = None
    factor = ONE
    for part in expression.args:
        value = walk.value(part)
        if not isinstance(value, Rows):
            factor = factor * value
        else:
            result = value if result is None else multiply_rows(result, value)
    return result if factor == ONE else scale_rows(factor, result)


def _power(walk, expression):
    base, exponent = matrix_value(walk, expression.args[0]), as_integer(walk.scalar(expression.args[1]))
    if exponent is None:
        raise Unsupported("a matrix power that is not an integer")
    if base.shape[0] != base.shape[1]:
        raise Undefined("a power of a matrix that is not square")
    if exponent < 0:
        base, exponent = inverse(base), -exponent
    result = identity(len(base))
    while exponent:
        if exponent & 1:
            result = multiply_rows(result, base)
        base, exponent = multiply_rows(base, base) if exponent > 1 else base, exponent >> 1
    return result


def _entry(walk, expression, start):
    which, i, j = expression.args
    return entry_of(matrix_value(walk, which), as_integer(walk.scalar(i)), as_integer(walk.scalar(j)), start)


def _column(walk, expression):
    matrix, j = matrix_value(walk, expression.args[0]), as_integer(walk.scalar(expression.args[1]))
    return rows([entry_of(matrix, i, j)] for i in range(1, len(matrix) + 1))


def _diagonal(walk, expression):
    body, (index, _, upper) = expression.args
    size = _size(walk, upper)
    entries = [walk.scalar_at(body, index, i) for i in range(1, size + 1)]
    return rows([entries[i] if i == j else ZERO for j in range(size)] for i in range(size))


def _constant_matrix(value):
    def meaning(walk, expression):
        count = [_size(walk, size) for size in expression.shape]
        return rows([value] * count[1] for _ in range(count[0]))
    return meaning


def _singular_value(walk, expression):
    which, k = expression.args
    return singular_value_of(matrix_value(walk, which), as_integer(walk.scalar(k)))


def _nullity(walk, expression):
    matrix = matrix_value(walk, expression.args[0])
    return fmpq(matrix.shape[1] - rank_of(matrix))


def _entrywise(matrix, other):
    if other.shape != matrix.shape:
        raise Undefined("an entrywise product of matrices of different shapes")
    return rows([x * y for x, y in zip(*pair)] for pair in zip(matrix, other))


def _block(walk, expression):
    blocks = expression.args[0]
    built = []
    for i in range(blocks.rows):
        parts = [matrix_value(walk, blocks[i, j]) for j in range(blocks.cols)]
        built.extend(sum((tuple(part[r]) for part in parts), ()) for r in range(len(parts[0])))
    return rows(built)


def _of_matrix(function, wrap=lambda value: value):
    return lambda walk, expression: wrap(function(matrix_value(walk, expression.args[0])))


MEANINGS = {
    sp.MatrixBase: _explicit, sp.MatrixSymbol: _symbol, sp.MatAdd: _one_by_one(add_rows), sp.MatMul: _product, sp.MatPow: _power,
    sp.Transpose: _of_matrix(transpose), sp.Adjoint: _of_matrix(adjoint), sp.Inverse: _of_matrix(inverse), sp.Trace: _of_matrix(trace),
    sp.Determinant: _of_matrix(determinant), pinv: _of_matrix(pseudo_inverse), rank: _of_matrix(rank_of, fmpq),
    frobenius: _of_matrix(frobenius_norm), spectral: _of_matrix(spectral_norm), diagonal: _diagonal, column: _column,
    entry: lambda walk, expression: _entry(walk, expression, 1),
    MatrixElement: lambda walk, expression: _entry(walk, expression, 0),
    sp.Identity: lambda walk, expression: identity(_size(walk, expression.shape[0])),
    sp.ZeroMatrix: _constant_matrix(ZERO), sp.OneMatrix: _constant_matrix(ONE),
    sp.HadamardProduct: _one_by_one(_entrywise), sp.KroneckerProduct: _one_by_one(kronecker),
    left_singular_vectors: _of_matrix(lambda matrix: singular_vectors_of(matrix)[0]),
    right_singular_vectors: _of_matrix(lambda matrix: singular_vectors_of(matrix)[1]),
    singular_value: _singular_value, nullity: _nullity, sp.BlockMatrix: _block,
}
