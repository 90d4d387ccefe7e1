"""Laws of the spectral radius, and series as limits of their partial sums."""

import numpy as np
from sympy import Abs, Determinant, I, Identity, Product, Sum, Trace, oo

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Ne
from verifier.vocabulary.examples import example
from verifier.vocabulary.notions import Diagonalisable, spectral_radius
from verifier.vocabulary.operators import ForAll, Invertible, Tends
from verifier.vocabulary.symbols import complex_function, complex_matrix, complex_number, index, integer, natural, whole

_n, _k, _j = natural("n_"), whole("k_"), index("j_", 0)
_c, _l = complex_number("c_ l_")
_C = complex_function("C_")
_M, _X = complex_matrix("M_ X_", _n, _n)

spectral_radius_of_multiple = Law(
    "spectral radius of a multiple", "the eigenvalues of c M are c times those of M",
    Eq(spectral_radius(_c * _M), Abs(_c) * spectral_radius(_M)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 1.2.9",
    holds_for=(example(n_=2, c_=-3, M_=[[1, 2], [0, 5]]), example(n_=2, c_=I, M_=[[0, 1], [-4, 0]]), example(n_=1, c_=0, M_=[[7]])))

invertible_inside_unit_circle = Law(
    "I - M for a spectral radius below 1", "1 is then no eigenvalue of M",
    Invertible(Identity(_n) - _M), needs=(spectral_radius(_M) < 1,),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 1.2.9 with section 1.1",
    holds_for=(example(n_=2, M_=[[0, 9], [0, 0]]), example(n_=1, M_=[[-I / 2]])),
    fails_without=(example(n_=1, M_=[[1]]), example(n_=2, M_=[[2, 0], [5, 1]])))

powers_tend_to_zero = Law(
    "powers of a matrix with spectral radius below 1", "they tend to zero, here seen by any matrix X",
    Tends(Trace(_X * _M**_k), _k, oo, 0), needs=(spectral_radius(_M) < 1,),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 5.6.12",
    measured_by=lambda: measure_powers())

_x, _F = complex_number("x_"), complex_function("F_")
_i, _p = integer("i_ p_")

different_eigenvalues = Law(
    "different eigenvalues", "an n by n matrix whose characteristic polynomial has n different roots is diagonalisable",
    Diagonalisable(_M),
    needs=(ForAll((_x,), (), Eq(Determinant(_x * Identity(_n) - _M), Product(_x - _F(_i), (_i, 1, _n)))),
           ForAll((_i, _p), (1 <= _i, _i < _p, _p <= _n), Ne(_F(_i), _F(_p)))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 1.3.9",
    measured_by=lambda: measure_different_eigenvalues())

sum_of_series = Law(
    "sum of a series", "the sum of a convergent series is the limit of its partial sums",
    Eq(Sum(_C(_j), (_j, 0, oo)), _l), needs=(Tends(Sum(_C(_j), (_j, 0, _k)), _k, oo, _l),),
    source="Rudin, Principles of Mathematical Analysis, Definition 3.21",
    holds_for=(example(C_=lambda j: 1 / 2**j, l_=2),), fails_without=(example(C_=lambda j: 1 / 2**j, l_=3),))


def measure_powers():
    """Far from normal matrices with the spectral radius 0.9 and 1.02: the powers fall, or do not, after they grew."""
    found = []
    for radius in (0.9, 1.02):
        which = np.triu(np.full((6, 6), 3.0), 1) + radius * np.diag(np.exp(1j * np.arange(6)))
        size = np.abs(np.linalg.matrix_power(which, 1500)).max()
        found.append(Measurement(f"spectral radius {radius}: largest entry of the power 1500", size, 1e-12 if radius < 1 else 1e12, 0,
                                 "<=" if radius < 1 else ">="))
    return found


def measure_different_eigenvalues():
    """Triangular matrices with different entries on the diagonal have independent eigenvectors; a Jordan block has not."""
    rng, found = np.random.default_rng(62), []
    for size in (1, 3, 5):
        which = np.triu(rng.standard_normal((size, size)), 1) + np.diag(np.arange(size))
        vectors = np.linalg.eig(which)[1]
        found.append(Measurement(f"size {size}: least singular value of the eigenvectors", np.linalg.svd(vectors)[1][-1], 1e-4, 0, ">="))
    block = np.linalg.eig(np.array([[2.0, 1.0], [0.0, 2.0]]))[1]
    return [*found, Measurement("Jordan block: least singular value of the eigenvectors", np.linalg.svd(block)[1][-1], 0, 1e-12)]
