"""Laws of positive definite, skew symmetric and orthogonal matrices, and of ranks and norms beside them."""

from sympy import Abs, Determinant, Ge, Identity, Inverse, Le, MatMul, Sum, Trace, log, sqrt

from verifier.claim import Law
from verifier.laws.relations import Eq
from verifier.vocabulary.examples import example
from verifier.vocabulary.notions import PositiveDefinite, PositiveSemidefinite
from verifier.vocabulary.operators import Invertible, entry, frobenius, pinv, rank, spectral
from verifier.vocabulary.symbols import index, matrix, natural, real

_n, _m, _r = natural("n_ m_ r_")
_P, _M = matrix("P_ M_", _n, _n)
_A, _E, _B = matrix("A_", _n, _m), matrix("E_", _n, _m), matrix("B_", _m, _r)
(_x, _y), _i, _c = matrix("x_ y_", _n, 1), index("i_"), real("c_")

_BOTH = example(n_=2, P_=[[2, 1], [1, 2]], M_=[[1, -1], [-1, 3]])
_ORTHOGONAL = (example(n_=2, P_=[[0, 1], [1, 0]]), example(n_=1, P_=[[-1]]))

sum_of_positive_definite = Law(
    "sums of positive definite matrices",
    "the sum of a positive definite and a positive semidefinite matrix is positive definite",
    PositiveDefinite(_P + _M),
    needs=(PositiveDefinite(_P), PositiveSemidefinite(_M)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Observation 7.1.3",
    holds_for=(_BOTH, example(n_=1, P_=[[2]], M_=[[0]])),
    fails_without=(example(n_=1, P_=[[1]], M_=[[-1]]), example(n_=1, P_=[[0]], M_=[[0]])),
)

definite_is_semidefinite = Law(
    "positive definite matrices are positive semidefinite",
    "what is positive for every x but 0 is not negative",
    PositiveSemidefinite(_P),
    needs=(PositiveDefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 4.1.11",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]]),),
    fails_without=(example(n_=1, P_=[[-1]]),),
)

inverse_of_positive_definite = Law(
    "inverse of a positive definite matrix",
    "it is positive definite",
    PositiveDefinite(Inverse(_P)),
    needs=(PositiveDefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 7.2.1 with section 7.2",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]]),),
    fails_without=(example(n_=1, P_=[[-1]]),),
)

gram_matrix_is_semidefinite = Law(
    "Gram matrices are positive semidefinite",
    "x^T A^T A x = |A x|^2 is not negative",
    PositiveSemidefinite(_A.T * _A),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 7.2.10",
    holds_for=(example(n_=2, m_=3, A_=[[1, 2, 3], [2, 4, 6]]), example(n_=1, m_=1, A_=[[0]])),
)

identity_plus_semidefinite = Law(
    "the identity plus a positive semidefinite matrix",
    "I + P is invertible, as its eigenvalues are at least 1",
    Invertible(Identity(_n) + _P),
    needs=(PositiveSemidefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 7.1",
    holds_for=(example(n_=2, P_=[[1, 1], [1, 1]]), example(n_=1, P_=[[0]])),
    fails_without=(example(n_=1, P_=[[-1]]),),
)

multiple_of_identity_plus_semidefinite = Law(
    "a multiple of the identity plus a positive semidefinite matrix",
    "c I + P is invertible for c > 0, as its eigenvalues are at least c",
    Invertible(_c * Identity(_n) + _P),
    needs=(PositiveSemidefinite(_P), _c > 0),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 7.1",
    holds_for=(example(n_=2, P_=[[1, 1], [1, 1]], c_=1), example(n_=1, P_=[[0]], c_=2)),
    fails_without=(example(n_=1, P_=[[-1]], c_=1), example(n_=1, P_=[[0]], c_=0)),
)

identity_plus_skew = Law(
    "the identity plus a skew symmetric matrix",
    "I + P is invertible where P^T = -P, as x^T (I + P) x = |x|^2",
    Invertible(Identity(_n) + _P),
    needs=(Eq(_P.T, -_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Problem 2.1.P28",
    holds_for=(example(n_=2, P_=[[0, 1], [-1, 0]]), example(n_=1, P_=[[0]])),
    fails_without=(example(n_=1, P_=[[-1]]),),
)

trace_of_semidefinite_product = Law(
    "trace of a product of positive semidefinite matrices",
    "it is not negative",
    Ge(Trace(MatMul(_P, _M)), 0),
    needs=(PositiveSemidefinite(_P), PositiveSemidefinite(_M)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Problem 7.1.P1 with Theorem 7.5.3",
    holds_for=(_BOTH, example(n_=1, P_=[[0]], M_=[[3]])),
    fails_without=(example(n_=1, P_=[[-1]], M_=[[1]]), example(n_=1, P_=[[1]], M_=[[-1]])),
)

trace_of_semidefinite_product_above = Law(
    "trace of a product of positive semidefinite matrices, from above",
    "it is at most the product of the traces",
    Le(Trace(MatMul(_P, _M)), Trace(_P) * Trace(_M)),
    needs=(PositiveSemidefinite(_P), PositiveSemidefinite(_M)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 7.4.1.1 (von Neumann): it is at most the sum of products of eigenvalues in order",
    holds_for=(_BOTH, example(n_=1, P_=[[2]], M_=[[3]]), example(n_=2, P_=[[1, 0], [0, 0]], M_=[[0, 0], [0, 1]])),
    fails_without=(example(n_=2, P_=[[1, 0], [0, -1]], M_=[[1, 0], [0, 0]]), example(n_=2, P_=[[1, 0], [0, 0]], M_=[[1, 0], [0, -1]])),
)

trace_of_symmetric_square = Law(
    "trace and trace of the square of a symmetric matrix",
    "the square of the trace is at most n times the trace of the square",
    Le(Trace(_P) ** 2, _n * Trace(MatMul(_P, _P))),
    needs=(Eq(_P.T, _P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 5.1.4 (Cauchy-Schwarz) for the Frobenius inner product of P and I",
    holds_for=(example(n_=2, P_=[[1, 5], [5, 3]]), example(n_=1, P_=[[-2]]), example(n_=2, P_=[[1, 0], [0, 1]])),
    fails_without=(example(n_=2, P_=[[1, 5], [-5, 1]]),),
)

cauchy_schwarz_with_inverse = Law(
    "Cauchy-Schwarz inequality with a positive definite matrix and its inverse",
    "(x^T y)^2 <= x^T P x y^T P^-1 y",
    Le(Trace(_x.T * _y) ** 2, Trace(_x.T * _P * _x) * Trace(_y.T * Inverse(_P) * _y)),
    needs=(PositiveDefinite(_P),),
    source="Anderson, An Introduction to Multivariate Statistical Analysis, 3rd ed., Lemma 5.3.2 (generalized Cauchy-Schwarz inequality)",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]], x_=[[1], [-1]], y_=[[3], [1]]), example(n_=1, P_=[[2]], x_=[[0]], y_=[[1]])),
    fails_without=(example(n_=2, P_=[[1, 0], [0, -1]], x_=[[1], [1]], y_=[[1], [1]]),),
)

log_determinant_below_trace = Law(
    "logarithm of a determinant",
    "log det P <= tr P - n, which is log x <= x - 1 of each eigenvalue",
    Le(log(Determinant(_P)), Trace(_P) - _n),
    needs=(PositiveDefinite(_P),),
    source="Boyd and Vandenberghe, Convex Optimization, section 3.1.5: log det is concave, with the tangent at I",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]]), example(n_=2, P_=[[1, 0], [0, 1]])),
    fails_without=(example(n_=2, P_=[[-1, 0], [0, -1]]),),
)

determinant_of_definite_sum = Law(
    "determinant of a sum of positive semidefinite matrices",
    "it is at least the sum of the determinants",
    Ge(Determinant(_P + _M), Determinant(_P) + Determinant(_M)),
    needs=(PositiveSemidefinite(_P), PositiveSemidefinite(_M)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 7.8.21 (Minkowski)",
    holds_for=(_BOTH, example(n_=1, P_=[[2]], M_=[[1]])),
    fails_without=(example(n_=2, P_=[[-1, 0], [0, -1]], M_=[[1, 0], [0, 1]]), example(n_=2, P_=[[1, 0], [0, 1]], M_=[[-1, 0], [0, -1]])),
)

size_of_orthogonal_determinant = Law(
    "size of the determinant of an orthogonal matrix",
    "it is 1",
    Eq(Abs(Determinant(_P)), 1),
    needs=(Eq(_P.T * _P, Identity(_n)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 2.1",
    holds_for=_ORTHOGONAL,
    fails_without=(example(n_=1, P_=[[2]]),),
)

spectral_norm_of_orthogonal = Law(
    "spectral norm of a matrix with orthonormal columns",
    "it is 1",
    Eq(spectral(_A), 1),
    needs=(Eq(_A.T * _A, Identity(_m)),),
    source="Golub and Van Loan, Matrix Computations, 4th ed., section 2.3.5",
    holds_for=(example(n_=2, m_=1, A_=[[0], [1]]), example(n_=2, m_=2, A_=[[0, 1], [1, 0]])),
    fails_without=(example(n_=1, m_=1, A_=[[2]]),),
)

frobenius_below_spectral = Law(
    "Frobenius norm and spectral norm",
    "the Frobenius norm is at most the spectral norm times the root of the number of columns",
    Le(frobenius(_A), sqrt(_m) * spectral(_A)),
    source="Golub and Van Loan, Matrix Computations, 4th ed., equation (2.3.7)",
    holds_for=(example(n_=2, m_=2, A_=[[1, 2], [3, 4]]), example(n_=1, m_=2, A_=[[3, 4]]), example(n_=2, m_=2, A_=[[0, 1], [1, 0]])),
)

sylvester_rank_inequality = Law(
    "Sylvester's rank inequality",
    "the rank of a product is at least the sum of the ranks less the inner size",
    Le(rank(_A) + rank(_B) - _m, rank(MatMul(_A, _B))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.5(c)",
    holds_for=(example(n_=2, m_=2, r_=2, A_=[[1, 0], [0, 0]], B_=[[0, 0], [0, 1]]), example(n_=1, m_=2, r_=1, A_=[[1, 1]], B_=[[1], [-1]])),
)

trace_of_projector = Law(
    "trace of the projector on the range",
    "the trace of A A^+ is the rank of A",
    Eq(Trace(_A * pinv(_A)), rank(_A)),
    source="Ben-Israel and Greville, Generalized Inverses, 2nd ed., section 2.6 with Lemma 1.1",
    holds_for=(example(n_=2, m_=3, A_=[[1, 2, 3], [2, 4, 6]]), example(n_=2, m_=1, A_=[[0], [0]])),
)

squared_norm_by_entries = Law(
    "squared norm of a vector",
    "it is the sum of the squares of the entries",
    Eq(frobenius(_x) ** 2, Sum(entry(_x, _i, 1) ** 2, (_i, 1, _n))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.6.1",
    holds_for=(example(n_=2, x_=[[3], [-4]]), example(n_=1, x_=[[0]])),
)

inner_product_below_norms = Law(
    "Cauchy-Schwarz inequality for matrices, from above",
    "the Frobenius inner product is at most the product of the norms",
    Le(Trace(_A.T * _E), frobenius(_A) * frobenius(_E)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 5.1.4",
    holds_for=(example(n_=2, m_=1, A_=[[1], [2]], E_=[[3], [-1]]), example(n_=1, m_=1, A_=[[1]], E_=[[2]])),
)
