"""Matrices of scalars: exact over the rationals, balls elsewhere; every shape, every rank."""

from __future__ import annotations

from itertools import pairwise

from flint import acb, acb_mat, arb, ctx, fmpq, fmpq_mat, fmpz_poly

from verifier.tools.evaluation.scalars import ONE, ZERO, Undecided, Undefined, Unsupported, ball, power


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


def matrix_value(walk, expression) -> Rows:
    """The value of an expression that must be a matrix."""
    value = walk.value(expression)
    if not isinstance(value, Rows):
        raise Undefined(f"expected a matrix, found a number or a point: {expression}")
    return value


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


def adjoint(matrix: Rows) -> Rows:
    """The conjugate transpose."""
    return rows([x.conjugate() if isinstance(x, acb) else x for x in row] for row in transpose(matrix))


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
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else transpose(matrix)
    small = multiply_rows(wide, transpose(wide))
    if not ball(determinant(small)).contains(0):
        return min(matrix.shape)
    raise Undecided("cannot tell the rank of a matrix of inexact numbers")


def pseudo_inverse(matrix: Rows) -> Rows:
    """Moore-Penrose: for A = B C with B of full column rank and C of full row rank, C'(CC')^-1 (B'B)^-1 B'."""
    count = rank_of(_of_reals(matrix))
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
    """The root of the sum of the squares of the absolute values."""
    return power(sum((squared_modulus(number) for row in matrix for number in row), ZERO), fmpq(1, 2))


def squared_modulus(number):
    """The square of the absolute value of a scalar."""
    return acb(number.real**2 + number.imag**2) if isinstance(number, acb) else number * number


def _of_reals(matrix: Rows) -> Rows:
    """The matrix itself, if its entries are real: with others A'A is not what the definition says."""
    if any(isinstance(number, acb) and not number.imag.is_zero() for row in matrix for number in row):
        raise Unsupported("a spectral norm or pseudo-inverse of a matrix with entries that need not be real")
    return matrix


def spectral_norm(matrix: Rows):
    """The root of the largest eigenvalue of A'A: exact roots of its characteristic polynomial, or trace bounds."""
    square = multiply_rows(transpose(matrix), _of_reals(matrix))
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


def singular_value_of(matrix: Rows, k: int):
    """The k-th largest singular value, k = 1, ..., rank, from the exact characteristic polynomial of A'A or AA'."""
    if not matrix.exact:
        raise Undecided("singular values of a matrix of inexact numbers")
    count = rank_of(matrix)
    if k is None or not 1 <= k <= count:
        raise Undefined(f"singular value {k} of a matrix of rank {count}")
    wide = matrix if matrix.shape[0] <= matrix.shape[1] else transpose(matrix)
    polynomial = _flint(multiply_rows(wide, transpose(wide))).charpoly()
    found = []
    for factor, times in _factors(polynomial):
        roots = [fmpq(-factor[0], factor[1])] if factor.degree() == 1 else [root.real for root, _ in factor.complex_roots()]
        roots = [acb(root) for root in roots]
        found.extend((root, times) for root in roots)
    found.sort(key=lambda item: -item[0].real.mid())
    if any(first.overlaps(second) for (first, _), (second, _) in pairwise(found)):
        raise Undecided("cannot tell the order of two singular values")
    return power([root for root, times in found for _ in range(times)][k - 1], fmpq(1, 2))


def singular_vectors_of(matrix: Rows) -> tuple[Rows, Rows]:
    """(U, V) of a compact singular value decomposition of a matrix whose columns, or whose rows, are orthogonal and not all 0.

    Among equal singular values the first column comes first, so that each matrix has one decomposition.
    """
    if not matrix.exact:
        raise Undecided("singular vectors of a matrix of inexact numbers")
    for turned in (False, True):
        columns = matrix if turned else transpose(matrix)
        gram = multiply_rows(columns, transpose(columns))
        if any(number for i, row in enumerate(gram) for j, number in enumerate(row) if i != j):
            continue
        order = sorted((j for j in range(len(gram)) if gram[j][j]), key=lambda j: (-gram[j][j], j))
        if not order:
            break
        one = rows([ONE if j == place else ZERO for place in order] for j in range(len(gram)))
        other = transpose(rows([x / power(gram[place][place], fmpq(1, 2)) for x in columns[place]] for place in order))
        return (one, other) if turned else (other, one)
    raise Unsupported("singular vectors of a matrix that is 0, or without orthogonal rows or columns")


def kronecker(left: Rows, right: Rows) -> Rows:
    """The Kronecker product: the block in row i and column j is left[i][j] times right."""
    return rows([x * y for x in first for y in second] for first in left for second in right)


def _factors(polynomial):
    return fmpz_poly([int(c) for c in polynomial.numer().coeffs()]).factor()[1]


def _linear_factors(polynomial):
    return [(fmpq(factor[0]), fmpq(factor[1])) for factor, _ in _factors(polynomial) if factor.degree() == 1]


def _other_factors(polynomial):
    return [factor for factor, _ in _factors(polynomial) if factor.degree() > 1]


def _eigenvalue_between_traces(square: Rows):
    """(tr S^m / n)^(1/m) <= largest eigenvalue <= (tr S^m)^(1/m) for the midpoints, m = 2^k; then Weyl for the radii."""
    bits, size = ctx.prec, len(square)
    middle = rows([acb(ball(number).real.mid()) for number in row] for row in square)
    apart = sum((ball(number).real.rad() ** 2 for row in square for number in row), arb(0)).sqrt()
    apart = arb(apart.abs_upper())
    with ctx.workprec(3 * bits + 64):
        middle = add_rows(middle, scale_rows(acb(apart), identity(size)))  # so that no eigenvalue is negative
        total = ball(trace(middle))
        if not total.is_finite() or not total.real > 0:
            raise Undecided("cannot bound the eigenvalues of a matrix so close to zero")
        squared, logarithm, exponent = rows([number / total for number in row] for row in middle), arb(0), arb(1)
        for _ in range(bits + 8):
            squared = multiply_rows(squared, squared)
            factor = trace(squared)
            squared = rows([number / factor for number in row] for row in squared)
            logarithm, exponent = 2 * logarithm + factor.real.log(), exponent * 2
        upper, lower = (logarithm / exponent).exp(), ((logarithm - arb(size).log()) / exponent).exp()
        result = total.real * lower.union(upper) - apart + arb(0, apart)
    return acb(result)


def entry_of(matrix: Rows, i, j, start=1):
    """The entry in row i and column j, counted from `start`."""
    if i is None or j is None or not (0 <= i - start < matrix.shape[0] and 0 <= j - start < matrix.shape[1]):
        raise Undefined(f"entry ({i}, {j}) of a matrix of shape {matrix.shape}")
    return matrix[i - start][j - start]
