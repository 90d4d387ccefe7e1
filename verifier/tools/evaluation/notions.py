"""What the notions of single statements mean at a point: primes, definite matrices, gradients, coefficients."""

from __future__ import annotations

from itertools import combinations

import sympy as sp
from flint import acb, acb_mat, fmpq, fmpq_mat, fmpz, fmpz_poly

from verifier.tools.evaluation.rows import Rows, add_rows, determinant, identity, matrix_value, multiply_rows, rows, scale_rows, trace
from verifier.tools.evaluation.scalars import (
    ONE,
    ZERO,
    Undecided,
    Undefined,
    Unsupported,
    as_integer,
    ball,
    is_exact,
    is_zero,
    settle,
    sign,
)
from verifier.tools.evaluation.truth import Outcome
from verifier.tools.matrices.matrix_calculus import differential
from verifier.vocabulary import notions

MOST_COEFFICIENTS = 5000


def _number(walk, expression) -> sp.Rational:
    value = walk.scalar(expression)
    if not is_exact(value):
        raise Unsupported(f"{expression} is not an exact rational number here")
    return sp.Rational(int(value.p), int(value.q))


def exactly(walk, expression, but=()):
    """The expression with the exact values of its symbols, all but those that it binds."""
    values = {}
    for symbol in expression.free_symbols - set(but):
        if not isinstance(symbol, sp.Symbol):
            raise Unsupported(f"{symbol} is not a number")
        given = walk.valuation[symbol] if symbol in walk.valuation and symbol not in walk.scope else _number(walk, symbol)
        if not isinstance(given, sp.Expr):
            raise Unsupported(f"{symbol} is not a number")
        values[symbol] = given
    return expression.xreplace(values)


def _prime(walk, statement):
    value = walk.scalar(statement.args[0])
    if not is_exact(value):
        raise Undecided("cannot tell whether the number is an integer")
    number = as_integer(value)
    found = number is not None and number > 1 and bool(fmpz(number).is_prime())
    return Outcome(found, True, why=f"{value} is {'' if found else 'not '}a prime number")


def _cyclotomic_polynomial(walk, order) -> fmpz_poly:
    n = as_integer(walk.scalar(order))
    if n is None or n < 1:
        raise Undefined(f"the cyclotomic polynomial of order {order}")
    if n > MOST_COEFFICIENTS:
        raise Unsupported(f"a cyclotomic polynomial of order {n}")
    return fmpz_poly.cyclotomic(n)


def _cyclotomic(walk, expression):
    polynomial, x = _cyclotomic_polynomial(walk, expression.args[0]), walk.scalar(expression.args[1])
    total = ZERO
    for number in reversed(list(polynomial)):
        total = total * x + fmpq(number)
    return total


def _coefficient(walk, expression):
    body, variable, power = expression.args
    place = as_integer(walk.scalar(power))
    if place is None or place < 0:
        raise Undefined(f"the coefficient of a power {power}")
    if isinstance(body, notions.cyclotomic) and body.args[1] == variable:
        return fmpq(_cyclotomic_polynomial(walk, body.args[0])[place])
    body = exactly(walk, body, (variable,))
    if not body.is_polynomial(variable):
        raise Undefined(f"{body} is not a polynomial in {variable}")
    return walk.scalar(sp.Poly(body, variable).coeff_monomial(variable**place))


def _exponential(walk, expression):
    matrix = matrix_value(walk, expression.args[0])
    if all(is_zero(number) for row in matrix for number in row):
        return rows([ONE if i == j else ZERO for j in range(len(matrix))] for i in range(len(matrix)))
    found = acb_mat([[ball(number) for number in row] for row in matrix]).exp()
    return rows([settle(found[i, j]) for j in range(len(matrix))] for i in range(len(matrix)))


def _gradient(walk, expression):
    """Each entry is the derivative in the direction of a unit matrix, of a symmetric pair of units, or half that of both units."""
    body, which, tied = expression.args
    walk.value(body)  # a function without a value has no slope, which its formula may not show
    shape = matrix_value(walk, which).shape
    direction = sp.MatrixSymbol("H_", *which.shape)
    change = differential(body, which, direction)

    def entry(i, j):
        if change == 0:
            return ZERO
        half = isinstance(expression, notions.trace_gradient)
        places = {(i, j), (j, i)} if tied == sp.true or half else {(i, j)}
        unit = tuple(tuple(sp.Integer((r, c) in places) for c in range(shape[1])) for r in range(shape[0]))
        value = walk.elsewhere({direction: unit}).scalar(change)
        return value / 2 if half and i != j else value

    return rows([entry(i, j) for j in range(shape[1])] for i in range(shape[0]))


def _with_entries(walk, expression):
    body, *limits = expression.args
    sizes = [as_integer(walk.scalar(upper)) for _, _, upper in limits]
    if None in sizes or min(sizes) < 0:
        raise Undefined(f"a matrix of {' by '.join(str(upper) for _, _, upper in limits)} entries")
    names = [name for name, _, _ in limits]
    built = []
    for i in range(1, sizes[0] + 1):
        built.append([])
        for j in range(1, sizes[1] + 1):
            with walk.bound({names[0]: fmpq(i), names[1]: fmpq(j)}):
                built[-1].append(walk.scalar(body))
    return rows(built)


def _characteristic_coefficient(walk, expression):
    """By the recurrence of Leverrier and Faddeev: c_k = -Tr(M R) / k for R = M^(k-1) + c_1 M^(k-2) + ... + c_(k-1) I."""
    matrix, k = matrix_value(walk, expression.args[0]), as_integer(walk.scalar(expression.args[1]))
    if k is None or k < 0 or matrix.shape[0] != matrix.shape[1]:
        raise Undefined(f"coefficient {k} of the characteristic polynomial of a matrix of shape {matrix.shape}")
    if k > len(matrix):
        return ZERO
    rest, found = identity(len(matrix)), ONE
    for step in range(1, k + 1):
        product = multiply_rows(matrix, rest)
        found = -trace(product) / step
        rest = add_rows(product, scale_rows(found, identity(len(matrix))))
    return found


def _spectral_radius(walk, expression):
    """By isolated eigenvalues; exact where they all are rational."""
    matrix = matrix_value(walk, expression.args[0])
    if matrix.shape[0] != matrix.shape[1]:
        raise Undefined(f"eigenvalues of a matrix of shape {matrix.shape}")
    if all(is_zero(matrix[i][j]) for i in range(len(matrix)) for j in range(i)) or all(
            is_zero(matrix[j][i]) for i in range(len(matrix)) for j in range(i)):
        found = [matrix[i][i] for i in range(len(matrix))]
    else:
        try:
            found = acb_mat([[ball(number) for number in row] for row in matrix]).eig(multiple=True)
        except ValueError as failure:
            raise Undecided("cannot isolate the eigenvalues") from failure
    if all(map(is_exact, found)):
        return max(map(abs, found))
    largest = abs(ball(found[0]))
    for number in found[1:]:
        largest = largest.max(abs(ball(number)))
    return acb(largest)


def _is_symmetric(matrix: Rows) -> bool | None:
    if matrix.shape[0] != matrix.shape[1]:
        return False
    gaps = [matrix[i][j] - matrix[j][i] for i in range(len(matrix)) for j in range(i)]
    return all(is_zero(gap) for gap in gaps)


def _definite(strict: bool):
    """By the signs of the leading minors, or of all principal minors."""

    def meaning(walk, statement):
        matrix = matrix_value(walk, statement.args[0])
        if not _is_symmetric(matrix):
            return Outcome(False, True, why="the matrix is not symmetric")
        size = len(matrix)
        chosen = (
            [range(k) for k in range(1, size + 1)]
            if strict
            else [places for k in range(1, size + 1) for places in combinations(range(size), k)]
        )
        signs = [sign(determinant(rows([matrix[i][j] for j in places] for i in places))) for places in chosen]
        if None in signs:
            raise Undecided("cannot tell the sign of a minor")
        good = all(found > 0 if strict else found >= 0 for found in signs)
        return Outcome(
            good, True, why=f"its principal minors are {'all' if good else 'not all'} {'positive' if strict else 'non-negative'}"
        )

    return meaning


def _diagonal(walk, statement):
    matrix = matrix_value(walk, statement.args[0])
    good = all(is_zero(number) for i, row in enumerate(matrix) for j, number in enumerate(row) if i != j)
    return Outcome(good, True, why="the entries off the diagonal are " + ("0" if good else "not all 0"))


def _diagonalisable(walk, statement):
    """Over the complex numbers: the product of the different linear factors of the characteristic polynomial kills the matrix."""
    matrix = matrix_value(walk, statement.args[0])
    size = len(matrix)
    if matrix.shape[0] != matrix.shape[1]:
        raise Undefined(f"whether a matrix of shape {matrix.shape} is diagonalisable")
    if all(is_zero(matrix[i][j]) for i in range(size) for j in range(i + 1, size)) and all(
            sign(matrix[i][i] - matrix[j][j]) in (-1, 1) for i in range(size) for j in range(i)):
        return Outcome(True, True, why="it is triangular, and the entries on its diagonal are different")
    if not matrix.exact:
        raise Undecided("cannot tell whether a matrix of inexact numbers is diagonalisable")
    polynomial = fmpq_mat(size, size, [number for row in matrix for number in row]).charpoly()
    radical = polynomial // polynomial.gcd(polynomial.derivative())
    total = scale_rows(ZERO, matrix)
    for number in reversed(radical.coeffs()):
        total = add_rows(multiply_rows(total, matrix), scale_rows(number, identity(size)))
    good = all(is_zero(number) for row in total for number in row)
    return Outcome(good, True, why=f"its minimal polynomial has {'no' if good else 'a'} multiple root")


MEANINGS = {
    notions.cyclotomic: _cyclotomic,
    notions.coefficient: _coefficient,
    notions.matrix_exponential: _exponential,
    notions.gradient: _gradient,
    notions.trace_gradient: _gradient,
    notions.with_entries: _with_entries,
    notions.characteristic_coefficient: _characteristic_coefficient,
    notions.spectral_radius: _spectral_radius,
}
TRUTHS = {
    notions.IsPrime: _prime,
    notions.PositiveDefinite: _definite(True),
    notions.PositiveSemidefinite: _definite(False),
    notions.IsDiagonal: _diagonal,
    notions.Diagonalisable: _diagonalisable,
}
