"""Laws of polynomials, of determinants that are polynomials, and of characteristic polynomials."""

import numpy as np
from sympy import Abs, Determinant, I, Identity, MatPow, Product, Sum, Trace, im, re

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Le, Ne
from verifier.vocabulary.examples import example
from verifier.vocabulary.notions import characteristic_coefficient
from verifier.vocabulary.operators import Both, ForAll, Iff, Invertible, entry
from verifier.vocabulary.symbols import complex_function, complex_matrix, complex_number, integer, natural, whole

_n, _p, _k, _l = natural("n_"), whole("p_"), whole("k_"), whole("l_")
_i, _j = integer("i_ j_")
_x, _c = complex_number("x_ c_")
_C, _D = complex_function("C_ D_")
_M, _X = complex_matrix("M_ X_", _n, _n)
_each_place = (1 <= _i, _i <= _n, 1 <= _j, _j <= _n)

triangle_inequality_for_sums = Law(
    "triangle inequality for sums", "the absolute value of a finite sum of complex numbers is at most the sum of the absolute values",
    Le(Abs(Sum(_C(_i), (_i, 1, _p))), Sum(Abs(_C(_i)), (_i, 1, _p))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 1.33(e), by induction",
    holds_for=(example(p_=3, C_=lambda t: (-2)**t), example(p_=0, C_=lambda t: t), example(p_=2, C_=lambda t: t + 1)))

triangle_inequality_for_complex_numbers = Law(
    "triangle inequality for complex numbers", "|x + c| is at most |x| + |c|",
    Le(Abs(_x + _c), Abs(_x) + Abs(_c)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 1.33(e)",
    holds_for=(example(x_=1 + 2 * I, c_=-I), example(x_=-1, c_=1)))

difference_of_absolute_values = Law(
    "triangle inequality from below for complex numbers", "absolute values differ by at most the absolute value of the difference",
    Le(Abs(Abs(_x) - Abs(_c)), Abs(_x - _c)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 1.33(e) with x - c and c",
    holds_for=(example(x_=1 + 2 * I, c_=-I), example(x_=-1, c_=1)))

parts_of_complex_numbers = Law(
    "real and imaginary parts of complex numbers", "each is at most |x|, which is at most the sum of both, in absolute value",
    Both(Le(Abs(re(_x)), Abs(_x)), Le(Abs(im(_x)), Abs(_x)), Le(re(_x), Abs(_x)), Le(im(_x), Abs(_x)), Le(Abs(_x), Abs(re(_x)) + Abs(im(_x)))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 1.33(d)",
    holds_for=(example(x_=1 + 2 * I), example(x_=-3)))

coefficients_are_unique = Law(
    "uniqueness of coefficients", "polynomials with equal values everywhere have equal coefficients",
    Eq(_C(_k), _D(_k)),
    needs=(_l <= _k, _k <= _p, ForAll((_x,), (), Eq(Sum(_C(_i) * _x**_i, (_i, _l, _p)), Sum(_D(_i) * _x**_i, (_i, _l, _p))))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 8.5",
    measured_by=lambda: measure_coefficients())

determinant_of_triangular = Law(
    "determinant of a triangular matrix", "with zeros above the diagonal it is the product of the diagonal entries",
    Eq(Determinant(_M), Product(entry(_M, _i, _i), (_i, 1, _n))),
    needs=(ForAll((_i, _j), (*_each_place, _i < _j), Eq(entry(_M, _i, _j), 0)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.9.3",
    holds_for=(example(n_=2, M_=[[2, 0], [5, 3]]), example(n_=1, M_=[[-4]])),
    fails_without=(example(n_=2, M_=[[2, 1], [5, 3]]),))

determinant_of_multiple = Law(
    "determinant of a multiple", "each of the n rows gives a factor",
    Eq(Determinant(_c * _M), _c**_n * Determinant(_M)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.3.2",
    holds_for=(example(n_=2, c_=-3, M_=[[1, 2], [0, 5]]), example(n_=1, c_=0, M_=[[7]])))

invertible_by_determinant = Law(
    "determinants and inverses", "a square matrix is invertible exactly when its determinant is not 0",
    Iff(Invertible(_M), Ne(Determinant(_M), 0)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.5",
    holds_for=(example(n_=2, M_=[[1, 2], [3, 4]]), example(n_=2, M_=[[1, 2], [2, 4]]), example(n_=1, M_=[[0]])))

# -- characteristic polynomials ---------------------------------------------------------------------------------------

characteristic_polynomial = Law(
    "characteristic polynomial", "det(x I - M) = x^n + c_1 x^(n-1) + ... + c_n, where c_0 = 1 and no further coefficients are left",
    Both(Eq(Determinant(_x * Identity(_n) - _M), _x**_n + Sum(characteristic_coefficient(_M, _i) * _x**(_n - _i), (_i, 1, _n))),
         Eq(characteristic_coefficient(_M, 0), 1), ForAll((_k,), (_k > _n,), Eq(characteristic_coefficient(_M, _k), 0))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 1.2.3 with Observation 1.2.4",
    measured_by=lambda: measure_characteristic_polynomial())

trace_in_characteristic_polynomial = Law(
    "trace and characteristic polynomial", "the second coefficient of the characteristic polynomial is minus the trace",
    Eq(characteristic_coefficient(_M, 1), -Trace(_M)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 1.2.16",
    holds_for=(example(n_=2, M_=[[1, 2], [3, 4]]), example(n_=1, M_=[[7]])))

cayley_hamilton = Law(
    "Cayley-Hamilton theorem", "every square matrix satisfies its own characteristic equation, here seen by any matrix X",
    Eq(Trace(_X * MatPow(_M, _n)) + Sum(characteristic_coefficient(_M, _i) * Trace(_X * MatPow(_M, _n - _i)), (_i, 1, _n)), 0),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 2.4.3.2",
    holds_for=(example(n_=2, M_=[[1, 2], [3, 4]], X_=[[1, 5], [0, -2]]),
               example(n_=3, M_=[[0, 1, 0], [0, 0, 1], [2, 0, 1]], X_=[[1, 2, 0], [0, 1, 1], [4, 0, 3]]),
               example(n_=1, M_=[[3]], X_=[[2]])))


def measure_coefficients():
    """A polynomial fitted to its values at more points than its degree has the coefficients it was made from."""
    found = []
    for degree in (0, 1, 5):
        made = np.random.default_rng(degree).standard_normal(degree + 1) * 10
        x = np.exp(2j * np.pi * np.arange(degree + 1) / (degree + 1))
        fitted = np.fft.fft(np.polynomial.polynomial.polyval(x, made)) / (degree + 1)  # values at roots of unity give them back
        found.append(Measurement(f"degree {degree}: largest deviation of a coefficient", np.abs(fitted - made).max(), 0, 1e-13))
    few = np.polynomial.polynomial.polyval(np.array([0.0, 1.0]), [0, 1, -1])  # x - x^2 vanishes at 0 and 1
    return [*found, Measurement("x - x^2 at 0 and 1, where it equals the zero polynomial", np.abs(few).max(), 0, 0)]


def measure_characteristic_polynomial():
    """Determinants of x I - M by LU against the coefficients that NumPy finds from the eigenvalues."""
    found, rng = [], np.random.default_rng(61)
    for size in (1, 2, 5):
        which, x = rng.standard_normal((size, size)), complex(*rng.standard_normal(2))
        coefficients = np.poly(which)
        found.append(Measurement(f"det(x I - M), size {size}", abs(np.linalg.det(x * np.eye(size) - which) - np.polyval(coefficients, x)), 0, 1e-12))
        found.append(Measurement(f"first of {len(coefficients) - 1} further coefficients, size {size}", coefficients[0], 1, 0))
    return found
