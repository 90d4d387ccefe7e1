"""Notions of single statements: local minima, unique solutions, primes, gradients by a matrix, the exponential of a matrix."""

from __future__ import annotations

from sympy import Basic, MatrixExpr, S, Symbol, Tuple, sympify

from verifier.vocabulary.operators import Operator, Predicate, entry, predicate

IsPrime = predicate("IsPrime", "{0} is a prime number")
PositiveDefinite = predicate("PositiveDefinite", "{0} is symmetric and positive definite")
PositiveSemidefinite = predicate("PositiveSemidefinite", "{0} is symmetric and positive semidefinite")
Diagonalisable = predicate("Diagonalisable", "{0} is diagonalisable")
IsDiagonal = predicate("IsDiagonal", "{0} is diagonal")


class LocalMinimum(Predicate):
    """The function is nowhere smaller near the point: LocalMinimum(f, (x, 0), (y, 0))."""

    def __new__(cls, function, *point):
        return Basic.__new__(cls, sympify(function), *(Tuple(*pair) for pair in point))

    @property
    def bound_symbols(self):
        return tuple(pair[0] for pair in self.args[1:])

    @property
    def free_symbols(self):
        values = set().union(*(pair[1].free_symbols for pair in self.args[1:]))
        return (self.args[0].free_symbols - set(self.bound_symbols)) | values

    @property
    def point(self) -> dict:
        """Symbol -> value."""
        return {symbol: value for symbol, value in self.args[1:]}

    def _sympystr(self, printer):
        where = ", ".join(f"{printer._print(symbol)} = {printer._print(value)}" for symbol, value in self.args[1:])
        kind = "strict local" if isinstance(self, StrictLocalMinimum) else "local"
        return f"{printer._print(self.args[0])} has a {kind} minimum at {where}"


class StrictLocalMinimum(LocalMinimum):
    """The function is larger everywhere else near the point."""


class UniqueSolution(Predicate):
    """Exactly one function of t meets the conditions for all t >= the initial time."""

    def __new__(cls, function, conditions):
        return Basic.__new__(cls, sympify(function), Tuple(*conditions))

    @property
    def bound_symbols(self):
        return tuple(item for item in self.args[0].args if isinstance(item, Symbol))

    def _sympystr(self, printer):
        return f"{printer._print(self.args[0])} is the only solution of {', '.join(map(printer._print, self.args[1]))}"


class cyclotomic(Operator):  # noqa: N801 - reads like the mathematics
    """The n-th cyclotomic polynomial at x."""

    def _eval_is_extended_real(self):
        return self.args[1].is_extended_real


class coefficient(Operator):  # noqa: N801
    """The coefficient of x^k in a polynomial in x."""

    @property
    def bound_symbols(self):
        return (self.args[1],)

    @property
    def free_symbols(self):
        body, variable, power = self.args
        return (body.free_symbols - {variable}) | power.free_symbols

    def _eval_is_extended_real(self):
        return None


class matrix_exponential(MatrixExpr):  # noqa: N801
    """The exponential of a square matrix."""

    def __new__(cls, which):
        return Basic.__new__(cls, sympify(which))

    @property
    def shape(self):
        return self.args[0].shape

    def _latex(self, printer, exp=None):
        return rf"e^{{{printer._print(self.args[0])}}}"


class gradient(MatrixExpr):  # noqa: N801
    """The matrix of the derivatives of a number by the entries of a matrix X; symmetric X have tied entries x_ij = x_ji."""

    def __new__(cls, body, which, tied=S.false):
        return Basic.__new__(cls, sympify(body), which, sympify(tied))

    @property
    def shape(self):
        return self.args[1].shape

    def _latex(self, printer, exp=None):
        body, which = (printer._print(argument) for argument in self.args[:2])
        return rf"\frac{{\partial}}{{\partial {which}}}\left({body}\right)"


class trace_gradient(gradient):  # noqa: N801
    """The symmetric matrix G for which Tr(G H) is the derivative of a number in the direction of every symmetric matrix H."""

    def __new__(cls, body, which, tied=S.false):
        return Basic.__new__(cls, sympify(body), which, S.false)

    def _latex(self, printer, exp=None):
        body, which = (printer._print(argument) for argument in self.args[:2])
        return rf"\nabla_{{{which}}}\left({body}\right)"


class with_entries(MatrixExpr):  # noqa: N801
    """The n by m matrix with entries body(i, j), i = 1, ..., n and j = 1, ..., m."""

    def __new__(cls, body, rows, columns):
        for _, lower, _ in (rows, columns):
            if lower != 1:
                raise ValueError(f"with_entries: expected indices that start at 1, found {lower}")
        return Basic.__new__(cls, sympify(body), Tuple(*rows), Tuple(*columns))

    @property
    def shape(self):
        return (self.args[1][2], self.args[2][2])

    @property
    def bound_symbols(self):
        return (self.args[1][0], self.args[2][0])

    @property
    def free_symbols(self):
        return (self.args[0].free_symbols - set(self.bound_symbols)).union(*(size.free_symbols for size in self.shape))

    def _eval_transpose(self):
        return with_entries(self.args[0], self.args[2], self.args[1])

    def _entry(self, i, j, **kwargs):
        return entry(self, i + 1, j + 1)

    def _latex(self, printer, exp=None):
        body, i, j = (printer._print(part) for part in (self.args[0], *self.bound_symbols))
        n, m = (printer._print(size) for size in self.shape)
        return rf"\left({body}\right)_{{{i}\le {n},\, {j}\le {m}}}"


class spectral_radius(Operator):  # noqa: N801
    """The largest absolute value of an eigenvalue of a square matrix."""

    def _eval_is_extended_real(self):
        return True

    def _eval_is_extended_nonnegative(self):
        return True

    def _latex(self, printer, exp=None):
        body = rf"\rho\left({printer._print(self.args[0])}\right)"
        return body if exp is None else rf"{body}^{{{exp}}}"


class characteristic_coefficient(Operator):  # noqa: N801
    """The coefficient of x^(n - k) in the characteristic polynomial det(x I - M) of an n by n matrix; 0 for k > n."""

    def _latex(self, printer, exp=None):
        which, k = (printer._print(argument) for argument in self.args)
        body = rf"c_{{{k}}}\left({which}\right)"
        return body if exp is None else rf"{body}^{{{exp}}}"
