"""Laws of norms, ranks and determinants of sums and products of matrices."""

from sympy import Abs, Determinant, Identity, Inverse, MatMul, Trace, ZeroMatrix

from verifier.claim import Law
from verifier.laws.relations import Eq, Ge, Gt, Le
from verifier.vocabulary.examples import example
from verifier.vocabulary.notions import IsDiagonal, PositiveDefinite, PositiveSemidefinite
from verifier.vocabulary.operators import Both, Iff, Invertible, column, entry, frobenius, rank, spectral
from verifier.vocabulary.symbols import integer, matrix, natural

_n, _m, _r = natural("n_ m_ r_")
_A, _E, _B, _W, _P = matrix("A_", _n, _m), matrix("E_", _n, _m), matrix("B_", _m, _r), matrix("W_", _m, _n), matrix("P_", _n, _n)
_x, _y = matrix("x_ y_", _n, 1)
_Q = matrix("Q_", 2, 2)
_D, _k = matrix("D_", _n, _n), integer("k_")

absolute_cauchy_schwarz = Law(
    "Cauchy-Schwarz inequality for matrices, without squares",
    "the Frobenius inner product is at most the product of the norms",
    Le(Abs(Trace(_A.T * _E)), frobenius(_A) * frobenius(_E)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 5.1.4",
    holds_for=(example(n_=2, m_=1, A_=[[1], [2]], E_=[[3], [-1]]), example(n_=1, m_=1, A_=[[1]], E_=[[-2]])),
)

determinant_of_product_exchanged = Law(
    "Sylvester's determinant identity",
    "det(I + A B) = det(I + B A), for factors of any shape",
    Eq(Determinant(Identity(_n) + _A * _W), Determinant(Identity(_m) + _W * _A)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 1.3, Problem 24 with Theorem 1.3.22",
    holds_for=(example(n_=2, m_=1, A_=[[1], [2]], W_=[[3, -1]]), example(n_=1, m_=1, A_=[[2]], W_=[[5]])),
)

determinant_of_orthogonal = Law(
    "determinant of an orthogonal matrix",
    "its square is 1",
    Eq(Determinant(_P) ** 2, 1),
    needs=(Eq(_P.T * _P, Identity(_n)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 2.1",
    holds_for=(example(n_=2, P_=[[0, 1], [1, 0]]),),
    fails_without=(example(n_=1, P_=[[2]]),),
)

determinant_of_positive_definite = Law(
    "determinant of a positive definite matrix",
    "it is positive",
    Gt(Determinant(_P), 0),
    needs=(PositiveDefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 7.2.5",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]]),),
    fails_without=(example(n_=1, P_=[[-1]]),),
)

positive_definite_of_size_two = Law(
    "Sylvester's criterion for 2 by 2 matrices",
    "a symmetric 2 by 2 matrix is positive definite exactly when its first entry and its determinant are positive",
    Iff(PositiveDefinite(_Q), Both(entry(_Q, 1, 1) > 0, entry(_Q, 1, 1) * entry(_Q, 2, 2) - entry(_Q, 1, 2) ** 2 > 0)),
    needs=(Eq(_Q.T, _Q),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 7.2.5",
    holds_for=(example(Q_=[[2, 1], [1, 2]]), example(Q_=[[1, 2], [2, 1]]), example(Q_=[[-1, 0], [0, -1]])),
    fails_without=(example(Q_=[[1, 0], [1, 1]]),),
)

positive_definite_form = Law(
    "form of a positive definite matrix",
    "x^T P x > 0 for every x that is not 0",
    Gt(Trace(_x.T * _P * _x), 0),
    needs=(PositiveDefinite(_P), Gt(frobenius(_x), 0)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 4.1.9",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]], x_=[[1], [-1]]),),
    fails_without=(example(n_=1, P_=[[-1]], x_=[[1]]), example(n_=1, P_=[[1]], x_=[[0]])),
)

positive_semidefinite_form = Law(
    "form of a positive semidefinite matrix",
    "x^T P x >= 0 for every x",
    Ge(Trace(_x.T * _P * _x), 0),
    needs=(PositiveSemidefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 4.1.11",
    holds_for=(example(n_=2, P_=[[1, 1], [1, 1]], x_=[[1], [-1]]), example(n_=1, P_=[[2]], x_=[[3]])),
    fails_without=(example(n_=1, P_=[[-1]], x_=[[1]]),),
)

determinant_of_rank_one_change = Law(
    "matrix determinant lemma",
    "det(P + x y^T) = (1 + y^T P^-1 x) det P",
    Eq(Determinant(_P + _x * _y.T), Determinant(_P) * (1 + Trace(_y.T * Inverse(_P) * _x))),
    needs=(Invertible(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., equation (0.8.5.11)",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 1]], x_=[[1], [2]], y_=[[3], [-1]]), example(n_=1, P_=[[2]], x_=[[3]], y_=[[5]])),
    fails_without=(example(n_=1, P_=[[0]], x_=[[1]], y_=[[1]]),),
)

trace_below_frobenius_norm = Law(
    "trace and Frobenius norm",
    "the square of the trace is at most n times the square of the Frobenius norm",
    Le(Trace(_P) ** 2, _n * frobenius(_P) ** 2),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6, Problem 23, by Cauchy-Schwarz with the identity",
    holds_for=(example(n_=2, P_=[[1, 5], [0, 3]]), example(n_=1, P_=[[-2]]), example(n_=2, P_=[[1, 0], [0, 1]])),
)

difference_of_norms = Law(
    "triangle inequality from below for the Frobenius norm",
    "norms differ by at most the norm of the difference",
    Le(Abs(frobenius(_A) - frobenius(_E)), frobenius(_A - _E)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Lemma 5.1.2",
    holds_for=(example(n_=2, m_=1, A_=[[1], [2]], E_=[[3], [-1]]), example(n_=1, m_=1, A_=[[2]], E_=[[-2]])),
)

rank_of_sum = Law(
    "rank of a sum",
    "the rank of a sum is at most the sum of the ranks",
    Le(rank(_A + _E), rank(_A) + rank(_E)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.5(d)",
    holds_for=(example(n_=2, m_=2, A_=[[1, 0], [0, 0]], E_=[[0, 0], [0, 1]]), example(n_=1, m_=1, A_=[[1]], E_=[[-1]])),
)

spectral_norm_of_product = Law(
    "submultiplicative spectral norm",
    "the norm of a product is at most the product of the norms",
    Le(spectral(MatMul(_A, _B)), spectral(_A) * spectral(_B)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6",
    holds_for=(
        example(n_=2, m_=2, r_=2, A_=[[1, 2], [3, 4]], B_=[[0, 1], [0, 0]]),
        example(n_=1, m_=1, r_=1, A_=[[-5]], B_=[[2]]),
    ),
)

spectral_norm_below_frobenius = Law(
    "spectral norm and Frobenius norm",
    "the spectral norm is at most the Frobenius norm",
    Le(spectral(_A), frobenius(_A)),
    source="Golub and Van Loan, Matrix Computations, 4th ed., equation (2.3.7)",
    holds_for=(example(n_=2, m_=2, A_=[[1, 2], [3, 4]]), example(n_=1, m_=2, A_=[[3, 4]])),
)

frobenius_norm_of_sum = Law(
    "triangle inequality for the Frobenius norm",
    "the norm of a sum is at most the sum of the norms",
    Le(frobenius(_A + _E), frobenius(_A) + frobenius(_E)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6, Example (the l2 norm)",
    holds_for=(example(n_=2, m_=1, A_=[[1], [2]], E_=[[3], [-1]]), example(n_=1, m_=1, A_=[[2]], E_=[[-2]])),
)

frobenius_norm_of_product = Law(
    "submultiplicative Frobenius norm",
    "the norm of a product is at most the product of the norms",
    Le(frobenius(MatMul(_A, _B)), frobenius(_A) * frobenius(_B)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6, Example (the l2 norm)",
    holds_for=(example(n_=2, m_=1, r_=2, A_=[[1], [2]], B_=[[3, -1]]), example(n_=1, m_=2, r_=1, A_=[[1, 1]], B_=[[1], [-1]])),
)

frobenius_norm_of_image = Law(
    "Frobenius norm of a product with the spectral norm",
    "the Frobenius norm of a product is at most the spectral norm of one factor times the Frobenius norm of the other",
    Le(frobenius(MatMul(_A, _B)), spectral(_A) * frobenius(_B)),
    source="Higham, Functions of Matrices, section B.7",
    holds_for=(example(n_=2, m_=1, r_=2, A_=[[3], [4]], B_=[[3, -1]]), example(n_=2, m_=2, r_=1, A_=[[0, -3], [3, 0]], B_=[[1], [2]]),
               example(n_=2, m_=2, r_=1, A_=[[1, 2], [3, 4]], B_=[[1], [-1]])),
)

rank_of_gram_matrix = Law(
    "rank of a Gram matrix",
    "A^T A has the rank of A",
    Eq(rank(_A.T * _A), rank(_A)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.6(d)",
    holds_for=(example(n_=2, m_=3, A_=[[1, 2, 3], [2, 4, 6]]), example(n_=2, m_=1, A_=[[0], [0]])),
)

rank_of_product = Law(
    "rank of a product",
    "the rank of a product is at most the rank of each factor",
    Both(Le(rank(MatMul(_A, _B)), rank(_A)), Le(rank(MatMul(_A, _B)), rank(_B))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.5(c)",
    holds_for=(
        example(n_=2, m_=2, r_=2, A_=[[1, 0], [0, 0]], B_=[[0, 1], [0, 0]]),
        example(n_=1, m_=2, r_=1, A_=[[1, 1]], B_=[[1], [-1]]),
    ),
)

# -- diagonal matrices and projectors ---------------------------------------------------------------------------------

diagonal_matrices_are_symmetric = Law(
    "diagonal matrices are symmetric",
    "a diagonal matrix is its own transpose",
    Eq(_D.T, _D),
    needs=(IsDiagonal(_D),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.9.1",
    holds_for=(example(n_=2, D_=[[3, 0], [0, -1]]),),
    fails_without=(example(n_=2, D_=[[3, 1], [0, -1]]),),
)

sums_of_diagonal_matrices = Law(
    "sums of diagonal matrices",
    "the sum of two diagonal matrices is diagonal",
    IsDiagonal(_D + _P),
    needs=(IsDiagonal(_D), IsDiagonal(_P)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.9.1",
    holds_for=(example(n_=2, D_=[[3, 0], [0, -1]], P_=[[0, 0], [0, 5]]),),
    fails_without=(example(n_=2, D_=[[3, 1], [0, -1]], P_=[[0, 0], [0, 5]]), example(n_=2, D_=[[1, 0], [0, 1]], P_=[[0, 1], [0, 5]])),
)

zero_matrix_is_diagonal = Law(
    "the zero matrix is diagonal",
    "it has no entry off the diagonal that is not 0",
    IsDiagonal(ZeroMatrix(_n, _n)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.9.1",
    holds_for=(example(n_=3), example(n_=1)),
)

diagonal_unit_is_diagonal = Law(
    "diagonal matrix units",
    "the matrix with one entry 1, in row and column k, is diagonal",
    IsDiagonal(column(Identity(_n), _k) * column(Identity(_n), _k).T),
    needs=(Le(1, _k), Le(_k, _n)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.9.1",
    holds_for=(example(n_=3, k_=2), example(n_=1, k_=1)),
    fails_without=(example(n_=2, k_=3), example(n_=2, k_=0)),
)

rank_of_idempotent = Law(
    "rank of an idempotent matrix",
    "the rank of a matrix with P^2 = P is its trace",
    Eq(rank(_P), Trace(_P)),
    needs=(Eq(_P * _P, _P),),
    source="Harville, Matrix Algebra From a Statistician's Perspective, Corollary 10.2.2",
    holds_for=(example(n_=2, P_=[[1, 5], [0, 0]]), example(n_=3, P_=[[1, 0, 0], [0, 0, 0], [0, 0, 1]])),
    fails_without=(example(n_=1, P_=[[2]]),),
)
