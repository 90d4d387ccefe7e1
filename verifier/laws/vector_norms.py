"""Laws of vectors and their entries, of right angles, of quadratic forms, of null spaces and of matrix exponentials."""

from sympy import Abs, Determinant, Identity, Inverse, MatMul, Sum, Trace, ZeroMatrix, sqrt

from verifier.claim import Law
from verifier.laws.relations import Eq, Ge, Le
from verifier.vocabulary.examples import example
from verifier.vocabulary.notions import PositiveSemidefinite
from verifier.vocabulary.operators import Both, Invertible, entry, frobenius, rank, spectral
from verifier.vocabulary.symbols import index, integer, matrix, natural, real

_n, _m, _r = natural("n_ m_ r_")
_A, _E = matrix("A_ E_", _n, _m)
_B, _W = matrix("B_", _m, _r), matrix("W_", _m, _n)
_P, _Q = matrix("P_ Q_", _n, _n)
_S = matrix("S_", _m, _m)
_x, _y = matrix("x_ y_", _n, 1)
_i, _j, _k, _c = index("i_"), index("j_"), integer("k_"), real("c_")

entry_below_norm = Law(
    "entries and the norm of a vector",
    "no entry is larger than the norm",
    Le(Abs(entry(_x, _k, 1)), frobenius(_x)),
    needs=(Le(1, _k), Le(_k, _n)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.4: the maximum norm is at most the Euclidean one",
    holds_for=(example(n_=2, k_=1, x_=[[3], [4]]), example(n_=1, k_=1, x_=[[-2]])),
    fails_without=(example(n_=1, k_=2, x_=[[1]]), example(n_=1, k_=0, x_=[[1]])),
)

norm_below_sum_of_sizes = Law(
    "Euclidean norm and sum of absolute values",
    "the Euclidean norm is at most the sum of the absolute values of the entries",
    Le(frobenius(_x), Sum(Abs(entry(_x, _i, 1)), (_i, 1, _n))),
    source="Golub and Van Loan, Matrix Computations, 4th ed., equation (2.2.5)",
    holds_for=(example(n_=2, x_=[[3], [-4]]), example(n_=1, x_=[[-2]])),
)

sum_of_sizes_below_norm = Law(
    "sum of absolute values and Euclidean norm",
    "the sum of the absolute values of n entries is at most sqrt(n) times the Euclidean norm",
    Le(Sum(Abs(entry(_x, _i, 1)), (_i, 1, _n)), sqrt(_n) * frobenius(_x)),
    source="Golub and Van Loan, Matrix Computations, 4th ed., equation (2.2.5)",
    holds_for=(example(n_=2, x_=[[3], [-3]]), example(n_=1, x_=[[-2]])),
)

squared_sum_below_norm = Law(
    "squared sum of entries",
    "the square of the sum of n entries is at most n times the squared norm",
    Le(Sum(entry(_x, _i, 1), (_i, 1, _n)) ** 2, _n * frobenius(_x) ** 2),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.1, Cauchy-Schwarz with the vector of ones",
    holds_for=(example(n_=2, x_=[[3], [3]]), example(n_=1, x_=[[-2]])),
)

inner_product_by_entries = Law(
    "inner product of vectors",
    "it is the sum of the products of the entries",
    Eq(Trace(_x.T * _y), Sum(entry(_x, _i, 1) * entry(_y, _i, 1), (_i, 1, _n))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.6.2",
    holds_for=(example(n_=2, x_=[[3], [-4]], y_=[[1], [2]]), example(n_=1, x_=[[0]], y_=[[1]])),
)

squared_norm_of_matrix_by_entries = Law(
    "squared Frobenius norm",
    "it is the sum of the squares of the entries",
    Eq(frobenius(_A) ** 2, Sum(Sum(entry(_A, _i, _j) ** 2, (_j, 1, _m)), (_i, 1, _n))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6",
    holds_for=(example(n_=2, m_=2, A_=[[3, 1], [-4, 0]]), example(n_=1, m_=1, A_=[[0]])),
)

form_below_spectral_norm = Law(
    "quadratic form and spectral norm",
    "the size of x^T P y is at most the spectral norm times the norms of the vectors",
    Le(Abs(Trace(_x.T * _P * _y)), spectral(_P) * frobenius(_x) * frobenius(_y)),
    source="Golub and Van Loan, Matrix Computations, 4th ed., section 2.3, with Cauchy-Schwarz",
    holds_for=(example(n_=2, P_=[[0, 2], [1, 0]], x_=[[1], [1]], y_=[[1], [-1]]), example(n_=1, P_=[[-2]], x_=[[1]], y_=[[3]])),
)

cauchy_schwarz_for_forms = Law(
    "Cauchy-Schwarz inequality for positive semidefinite forms",
    "the square of x^T P y is at most the product of x^T P x and y^T P y",
    Le(Trace(_x.T * _P * _y) ** 2, Trace(_x.T * _P * _x) * Trace(_y.T * _P * _y)),
    needs=(PositiveSemidefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 5.1.4",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]], x_=[[1], [1]], y_=[[1], [-1]]), example(n_=1, P_=[[0]], x_=[[1]], y_=[[3]])),
    fails_without=(example(n_=2, P_=[[1, 0], [0, -1]], x_=[[1], [1]], y_=[[1], [0]]),),
)

determinant_below_mean_of_trace = Law(
    "determinant and trace of a positive semidefinite matrix",
    "the determinant is at most the n-th power of the trace over n, the inequality of the means for the eigenvalues",
    Le(Determinant(_P), (Trace(_P) / _n) ** _n),
    needs=(PositiveSemidefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Problem 7.1.P4 with the inequality of the means",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]]), example(n_=1, P_=[[3]])),
    fails_without=(example(n_=2, P_=[[1, 2], [-2, 1]]),),
)

determinant_of_identity_plus_semidefinite = Law(
    "determinant of the identity plus a positive semidefinite matrix",
    "it is at least 1 plus the trace, and so at least 1, as it is the product of 1 plus the eigenvalues",
    Both(Ge(Determinant(Identity(_n) + _P), 1 + Trace(_P)), Ge(Determinant(Identity(_n) + _P), 1)),
    needs=(PositiveSemidefinite(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 1.2.16 with section 7.1",
    holds_for=(example(n_=2, P_=[[2, 1], [1, 2]]), example(n_=1, P_=[[3]])),
    fails_without=(example(n_=2, P_=[[-1, 0], [0, 5]]),),
)

spectral_norm_of_sum = Law(
    "triangle inequality for the spectral norm",
    "the norm of a sum is at most the sum of the norms",
    Le(spectral(_A + _E), spectral(_A) + spectral(_E)),
    source="Golub and Van Loan, Matrix Computations, 4th ed., section 2.3.1",
    holds_for=(example(n_=2, m_=1, A_=[[1], [2]], E_=[[3], [-1]]), example(n_=1, m_=1, A_=[[2]], E_=[[-2]])),
)

frobenius_norm_below_rank = Law(
    "Frobenius norm, spectral norm and rank",
    "the square of the Frobenius norm is at most the rank times the square of the spectral norm",
    Le(frobenius(_A) ** 2, rank(_A) * spectral(_A) ** 2),
    source="Golub and Van Loan, Matrix Computations, 4th ed., Corollary 2.4.3, from the singular values",
    holds_for=(example(n_=2, m_=2, A_=[[1, 2], [2, 4]]), example(n_=1, m_=1, A_=[[0]])),
)

null_space_of_gram_matrix = Law(
    "null space of a Gram matrix",
    "where A^T A B is 0, A B is 0, as |A b|^2 = b^T A^T A b for each column b",
    Eq(_A * _B, ZeroMatrix(_n, _r)),
    needs=(Eq(_A.T * _A * _B, ZeroMatrix(_m, _r)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.6(d)",
    holds_for=(example(n_=1, m_=2, r_=1, A_=[[1, 1]], B_=[[1], [-1]]),),
    fails_without=(example(n_=1, m_=1, r_=1, A_=[[1]], B_=[[1]]),),
)

rank_at_most_rows = Law(
    "rank and rows",
    "the rank of a matrix is at most the number of its rows",
    Le(rank(_A), _n),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.5(a)",
    holds_for=(example(n_=1, m_=2, A_=[[1, 2]]), example(n_=2, m_=2, A_=[[0, 0], [0, 0]])),
)

both_schur_complements = Law(
    "both Schur complements",
    "det P det(Q - W P^-1 A) = det Q det(P - A Q^-1 W), as both are the determinant of the block matrix",
    Eq(Determinant(_P) * Determinant(_S - _W * Inverse(_P) * _A), Determinant(_S) * Determinant(_P - _A * Inverse(_S) * _W)),
    needs=(Invertible(_P), Invertible(_S)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., equations (0.8.5.1) and (0.8.5.3)",
    holds_for=(example(n_=2, m_=1, P_=[[1, 1], [0, 1]], S_=[[2]], A_=[[1], [2]], W_=[[3, -1]]), example(n_=1, m_=1, P_=[[1]], S_=[[2]], A_=[[2]], W_=[[5]])),
    fails_without=(example(n_=1, m_=1, P_=[[0]], S_=[[1]], A_=[[1]], W_=[[1]]), example(n_=1, m_=1, P_=[[1]], S_=[[0]], A_=[[1]], W_=[[1]])),
)

exchanged_factors_beside_multiple = Law(
    "Sylvester's determinant identity with a multiple of the identity",
    "c^m det(c I - A B) = c^n det(c I - B A): both products have the same eigenvalues but for 0",
    Eq(_c**_m * Determinant(_c * Identity(_n) - _A * _W), _c**_n * Determinant(_c * Identity(_m) - _W * _A)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 1.3.22",
    holds_for=(example(n_=2, m_=1, c_=3, A_=[[1], [2]], W_=[[3, -1]]), example(n_=1, m_=1, c_=1, A_=[[2]], W_=[[5]])),
)

determinant_of_nilpotent = Law(
    "determinant of a nilpotent matrix",
    "a matrix with P^2 = 0 has determinant 0",
    Eq(Determinant(_P), 0),
    needs=(Eq(_P * _P, ZeroMatrix(_n, _n)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.3.4, the determinant of a product",
    holds_for=(example(n_=2, P_=[[0, 1], [0, 0]]), example(n_=1, P_=[[0]])),
    fails_without=(example(n_=1, P_=[[1]]),),
)

inverse_of_product_exists = Law(
    "products of invertible matrices",
    "the product of two invertible matrices is invertible",
    Invertible(MatMul(_P, _Q)),
    needs=(Invertible(_P), Invertible(_Q)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.5",
    holds_for=(example(n_=2, P_=[[0, 1], [1, 0]], Q_=[[1, 1], [0, 1]]), example(n_=1, P_=[[2]], Q_=[[3]])),
    fails_without=(example(n_=1, P_=[[0]], Q_=[[1]]), example(n_=1, P_=[[1]], Q_=[[0]])),
)

transpose_of_invertible = Law(
    "transposes of invertible matrices",
    "the transpose of an invertible matrix is invertible",
    Invertible(_P.T),
    needs=(Invertible(_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.5",
    holds_for=(example(n_=2, P_=[[0, 1], [2, 0]]), example(n_=1, P_=[[2]])),
    fails_without=(example(n_=1, P_=[[0]]),),
)

identity_minus_skew = Law(
    "the identity minus a skew symmetric matrix",
    "I - P is invertible where P^T = -P, as x^T (I - P) x = |x|^2",
    Invertible(Identity(_n) - _P),
    needs=(Eq(_P.T, -_P),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Problem 2.1.P28",
    holds_for=(example(n_=2, P_=[[0, 1], [-1, 0]]), example(n_=1, P_=[[0]])),
    fails_without=(example(n_=1, P_=[[1]]),),
)
