"""What matrices mean at a point: exact over the rationals, balls elsewhere; every shape, every rank."""

from __future__ import annotations

import sympy as sp
from flint import acb, acb_mat, arb, fmpq, fmpq_mat, fmpz_poly

from verifier.operators import column, diagonal, entry, frobenius, pinv, rank, spectral
from verifier.tools.scalars import ONE, ZERO, Undecided, Undefined, Unsupported, as_integer, ball, power


class Rows(tuple):
    """A matrix: a tuple of rows, each a tuple of scalars."""

    __slots__ = ()

    @property
    def shape(self) -> tuple[int, int]:
        return len(self), len(self[0]) if self else 0

    @property
    def exact(self) -> bool:
        """Whether every entry is an exact rational."""
        return all(isinstance(number, fmpq) for row in self for number in row)


def rows(entries) -> Rows:
    """A matrix from any nested list of scalars."""
    return Rows(tuple(row) for row in entries)


def add_rows(left: Rows, right: Rows) -> Rows:
    """The sum of two matrices of one shape."""
    if left.shape != right.shape:
        raise Undefined(f"a sum of matrices of shapes {left.shape} and {right.shape}")
    return rows([x + y for x, y in zip(*pair)] for pair in zip(left, right))


def scale_rows(factor, matrix: Rows) -> Rows:
    """A multiple of a matrix."""
    return rows([factor * x for x in row] for row in matrix)


def transpose(matrix: Rows) -> Rows:
    """Rows become columns."""
    return rows(zip(*matrix))


def multiply_rows(left: Rows, right: Rows) -> Rows:
    """The matrix product."""
    if left.shape[1] != right.shape[0]:
        raise Undefined(f"a product of matrices of shapes {left.shape} and {right.shape}")
    columns = transpose(right)
    return rows([sum((x * y for x, y in zip(row, other)), ZERO) for other in columns] for row in left)


def identity(size: int) -> Rows:
    """The identity matrix."""
    return rows([ONE if i == j else ZERO for j in range(size)] for i in range(size))


def _flint(matrix: Rows):
    entries = [number for row in matrix for number in row]
    if matrix.exact:
        return fmpq_mat(*matrix.shape, entries)
    return acb_mat(*matrix.shape, [ball(number) for number in entries])


def inverse(matrix: Rows) -> Rows:
    """The inverse; Undefined when the matrix is certainly singular."""
    if matrix.shape[0] != matrix.shape[1]:
        raise Undefined(f"the inverse of a matrix of shape {matrix.shape}")
    try:
        return rows(_flint(matrix).inv().tolist())
    except ZeroDivisionError as failure:
        if matrix.exact:
            raise Undefined("the inverse of a singular matrix") from failure
        raise Undecided("cannot tell whether the matrix is invertible") from failure


def determinant(matrix: Rows):
    """The determinant."""
    if matrix.shape[0] != matrix.shape[1]:
        raise Undefined(f"the determinant of a matrix of shape {matrix.shape}")
    return _flint(matrix).det()


def trace(matrix: Rows):
    """The sum of the diagonal."""
    if matrix.shape[0] != matrix.shape[1]:
        raise Undefined(f"the trace of a matrix of shape {matrix.shape}")
    return sum((matrix[i][i] for i in range(len(matrix))), ZERO)


def rank_of(matrix: Rows) -> int:
    """The rank, exact over the rationals; for balls only where it is certainly full."""
    if matrix.exact:
        return _flint(matrix).rank()
    small = multiply_rows(matrix, transpose(matrix)) if matrix.shape[0] <= matrix.shape[1] else multiply_rows(transpose(matrix), matrix)
    if not ball(determinant(small)).contains(0):
        return min(matrix.shape)
    raise Undecided("cannot tell the rank of a matrix of inexact numbers")


def pseudo_inverse(matrix: Rows) -> Rows:
    """Moore-Penrose: for A = B C with B of full column rank and C of full row rank, C'(CC')^-1 (B'B)^-1 B'."""
    count = rank_of(matrix)
    if count == 0:
        return rows([ZERO] * matrix.shape[0] for _ in range(matrix.shape[1]))
    if matrix.exact:
        reduced, _ = fmpq_mat(*matrix.shape, [number for row in matrix for number in row]).rref()
        reduced = rows(reduced.tolist())[:count]
        pivots = [next(j for j, number in enumerate(row) if number != 0) for row in reduced]
        left, right = rows([row[j] for j in pivots] for row in matrix), rows(reduced)
    elif count == matrix.shape[1]:
        left, right = matrix, identity(count)
    else:
        left, right = identity(count), matrix
    left_t, right_t = transpose(left), transpose(right)
    return multiply_rows(multiply_rows(right_t, inverse(multiply_rows(right, right_t))),
                         multiply_rows(inverse(multiply_rows(left_t, left)), left_t))


def frobenius_norm(matrix: Rows):
    """The root of the sum of squares."""
    return power(sum((number * number for row in matrix for number in row), ZERO), fmpq(1, 2))


def spectral_norm(matrix: Rows):
    """The root of the largest eigenvalue of A'A: exact roots of its characteristic polynomial, or trace bounds."""
    square = multiply_rows(transpose(matrix), matrix)
    return power(_largest_eigenvalue(square), fmpq(1, 2))


def _largest_eigenvalue(square: Rows):
    """For a symmetric matrix without negative eigenvalues."""
    if square.exact:
        polynomial = _flint(square).charpoly()
        candidates = [-coefficient / leading for coefficient, leading in _linear_factors(polynomial)]
        others = [root.real for factor in _other_factors(polynomial) for root, _ in factor.complex_roots()]
        best = max(candidates, default=None)
        for root in others:
            if best is None:
                best = acb(root)
            elif acb(root).real > ball(best).real:
                best = acb(root)
            elif not root < ball(best).real:
                best = acb(root.max(ball(best).real))
        return best
    return _eigenvalue_between_traces(square)


def _factors(polynomial):
    return fmpz_poly([int(c) for c in polynomial.numer().coeffs()]).factor()[1]


def _linear_factors(polynomial):
    return [(fmpq(factor[0]), fmpq(factor[1])) for factor, _ in _factors(polynomial) if factor.degree() == 1]


def _other_factors(polynomial):
    return [factor for factor, _ in _factors(polynomial) if factor.degree() > 1]


def _eigenvalue_between_traces(square: Rows):
    """(tr S^m / n)^(1/m) <= largest eigenvalue <= (tr S^m)^(1/m), with m = 2^k large."""
    from flint import ctx
    bits, size = ctx.prec, len(square)
    with ctx.workprec(3 * bits + 64):
        total = ball(trace(square))
        if not total.is_finite() or not total.real > 0:
            return acb(total.real.union(arb(0)))
        power_of, scale, steps = rows([number / total for number in row] for row in square), total, bits + 8
        exponent = arb(1)
        logarithm = arb(0)
        for _ in range(steps):
            power_of = multiply_rows(power_of, power_of)
            size_now = trace(power_of)
            power_of = rows([number / size_now for number in row] for row in power_of)
            logarithm, exponent = 2 * logarithm + ball(size_now).real.log(), exponent * 2
        upper, lower = (logarithm / exponent).exp(), ((logarithm - arb(size).log()) / exponent).exp()
        result = scale.real * lower.union(upper)
    return acb(result)


def _explicit(walk, expression):
    return rows([walk.scalar(expression[i, j]) for j in range(expression.cols)] for i in range(expression.rows))


def _symbol(walk, expression):
    return walk.meaning_of(expression, ())


def _size(walk, number) -> int:
    size = as_integer(walk.scalar(number))
    if size is None or size < 0:
        raise Undefined(f"a matrix with {number} rows or columns")
    return size


def _matrix(walk, expression) -> Rows:
    value = walk.value(expression)
    if not isinstance(value, Rows):
        raise Undefined(f"expected a matrix, found a number or a point: {expression}")
    return value


def _sum(walk, expression):
    total = _matrix(walk, expression.args[0])
    for term in expression.args[1:]:
        total = add_rows(total, _matrix(walk, term))
    return total


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
    base, exponent = _matrix(walk, expression.args[0]), as_integer(walk.scalar(expression.args[1]))
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
    return entry_of(_matrix(walk, which), as_integer(walk.scalar(i)), as_integer(walk.scalar(j)), start)


def entry_of(matrix: Rows, i, j, start=1):
    """The entry in row i and column j, counted from `start`."""
    if i is None or j is None or not (0 <= i - start < matrix.shape[0] and 0 <= j - start < matrix.shape[1]):
        raise Undefined(f"entry ({i}, {j}) of a matrix of shape {matrix.shape}")
    return matrix[i - start][j - start]


def _column(walk, expression):
    matrix, j = _matrix(walk, expression.args[0]), as_integer(walk.scalar(expression.args[1]))
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


def _hadamard(walk, expression):
    result = _matrix(walk, expression.args[0])
    for part in expression.args[1:]:
        other = _matrix(walk, part)
        if other.shape != result.shape:
            raise Undefined("an entrywise product of matrices of different shapes")
        result = rows([x * y for x, y in zip(*pair)] for pair in zip(result, other))
    return result


def _block(walk, expression):
    blocks = expression.args[0]
    built = []
    for i in range(blocks.rows):
        parts = [_matrix(walk, blocks[i, j]) for j in range(blocks.cols)]
        built.extend(sum((tuple(part[r]) for part in parts), ()) for r in range(len(parts[0])))
    return rows(built)


def _of_matrix(function, wrap=lambda value: value):
    return lambda walk, expression: wrap(function(_matrix(walk, expression.args[0])))


MEANINGS = {
    sp.MatrixBase: _explicit, sp.MatrixSymbol: _symbol, sp.MatAdd: _sum, sp.MatMul: _product, sp.MatPow: _power,
    sp.Transpose: _of_matrix(transpose), sp.Inverse: _of_matrix(inverse), sp.Trace: _of_matrix(trace),
    sp.Determinant: _of_matrix(determinant), pinv: _of_matrix(pseudo_inverse), rank: _of_matrix(rank_of, fmpq),
    frobenius: _of_matrix(frobenius_norm), spectral: _of_matrix(spectral_norm), diagonal: _diagonal, column: _column,
    entry: lambda walk, expression: _entry(walk, expression, 1),
    sp.matrices.expressions.matexpr.MatrixElement: lambda walk, expression: _entry(walk, expression, 0),
    sp.Identity: lambda walk, expression: identity(_size(walk, expression.shape[0])),
    sp.ZeroMatrix: _constant_matrix(ZERO), sp.OneMatrix: _constant_matrix(ONE),
    sp.HadamardProduct: _hadamard, sp.BlockMatrix: _block,
}
