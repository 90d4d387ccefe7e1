"""Laws of matrices of every shape."""

from sympy import Abs, Determinant, HadamardProduct, I, Identity, Inverse, KroneckerProduct, MatMul, Rational, Sum, Trace, ZeroMatrix

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Le, Ne
from verifier.vocabulary.examples import example
from verifier.vocabulary.operators import (
    Both,
    ForAll,
    Invertible,
    Maximum,
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
from verifier.vocabulary.symbols import complex_matrix, complex_number, index, integer, matrix, natural, nonnegative, positive, sequence, whole

_n, _m, _r, _p, _q = natural("n_ m_ r_ p_ q_")
_i, _j, _k, _s = integer("i_ j_ k_ s_")
_t = index("t_", 1, _n)
_c = positive("c_")
_F = sequence("F_")
_A, _B, _P = matrix("A_", _n, _m), matrix("B_", _m, _r), matrix("P_", _n, _n)
_C = matrix("C_", _p, _q)
_D = matrix("D_", _p, _p)
_U, _V = matrix("U_", _n, _p), matrix("V_", _m, _p)
_x, _y = matrix("x_ y_", _n, 1)
_w, _z = matrix("w_ z_", _m, 1)
_M = matrix("M_", _n, _n)
_E = matrix("E_", _n, _m)
_a = nonnegative("a_")

# -- entries, traces, norms ---------------------------------------------------------------------------------------

_m0 = whole("m_")
_n0 = whole("n_")  # an empty matrix has trace 0, the empty sum
_P0 = complex_matrix("P_", _n0, _n0)
_Za, _Zb, _Ze = complex_matrix("A_", _n, _m), complex_matrix("B_", _m, _r), complex_matrix("E_", _n, _m)

trace_is_sum_of_diagonal = Law(
    "trace", "the trace is the sum of the diagonal entries",
    Eq(Trace(_P0), Sum(entry(_P0, _i, _i), (_i, 1, _n0))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.2.5",
    holds_for=(example(n_=2, P_=[[1, 2], [3, 4]]), example(n_=1, P_=[[-7]])))

entry_of_product = Law(
    "matrix product", "row i of the first factor times column j of the second",
    Eq(entry(MatMul(_Za, _Zb), _i, _j), Sum(entry(_Za, _i, _k) * entry(_Zb, _k, _j), (_k, 1, _m))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.2.3",
    holds_for=(example(n_=2, m_=3, r_=1, i_=2, j_=1, A_=[[1, 2, 3], [4, 5, 6]], B_=[[1], [0], [-1]]),))

entry_of_hadamard_product = Law(
    "entrywise product", "the entries of the Hadamard product are the products of the entries",
    Eq(entry(HadamardProduct(_A, _E), _i, _j), entry(_A, _i, _j) * entry(_E, _i, _j)),
    source="Horn and Johnson, Topics in Matrix Analysis, Definition 5.0.1",
    holds_for=(example(n_=2, m_=3, i_=2, j_=1, A_=[[1, 2, 3], [4, 5, 6]], E_=[[0, 1, 1], [-2, 0, 1]]),))

sum_over_stacked_columns = Law(
    "sum over the entries of stacked columns", "the places 1, ..., n m of m stacked columns of length n are (j - 1) n + i",
    Eq(Sum(_F(_k), (_k, 1, _n0 * _m0)), Sum(Sum(_F((_j - 1) * _n0 + _i), (_i, 1, _n0)), (_j, 1, _m0))),
    source="Horn and Johnson, Topics in Matrix Analysis, Definition 4.2.9",
    holds_for=(example(n_=2, m_=3, F_=lambda k: k**2 - 5 * k), example(n_=3, m_=0, F_=lambda k: k), example(n_=1, m_=1, F_=lambda k: k)))

matrices_with_equal_entries = Law(
    "equality of matrices", "matrices of one shape whose entries agree are equal",
    Eq(_Za, _Ze), needs=(ForAll((_i, _j), (1 <= _i, _i <= _n, 1 <= _j, _j <= _m), Eq(entry(_Za, _i, _j), entry(_Ze, _i, _j))),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.2.1",
    holds_for=(example(n_=1, m_=2, A_=[[1, 2]], E_=[[1, 2]]),),
    fails_without=(example(n_=1, m_=2, A_=[[1, 2]], E_=[[1, 3]]),))

frobenius_norm_is_definite = Law(
    "definiteness of the Frobenius norm", "only the zero matrix has norm 0",
    Eq(_A, ZeroMatrix(_n, _m)), needs=(frobenius(_A) ** 2 <= 0,),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6",
    holds_for=(example(n_=1, m_=2, A_=[[0, 0]]),),
    fails_without=(example(n_=1, m_=2, A_=[[0, 3]]),))

cauchy_schwarz_for_matrices = Law(
    "Cauchy-Schwarz inequality for matrices", "the Frobenius inner product is at most the product of the norms",
    Le(Trace(_A.T * _E) ** 2, frobenius(_A) ** 2 * frobenius(_E) ** 2),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 5.1.4 with section 5.2 (Frobenius inner product)",
    holds_for=(example(n_=2, m_=1, A_=[[1], [2]], E_=[[3], [-1]]), example(n_=2, m_=2, A_=[[1, 2], [3, 4]], E_=[[2, 4], [6, 8]])))

# -- determinants -------------------------------------------------------------------------------------------------

_S, _T = complex_matrix("P_ M_", _n, _n)

determinant_of_product = Law(
    "determinant of a product", "determinants multiply",
    Eq(Determinant(MatMul(_S, _T)), Determinant(_S) * Determinant(_T)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.3.5",
    holds_for=(example(n_=2, P_=[[1, 2], [3, 4]], M_=[[0, 1], [5, 2]]), example(n_=1, P_=[[3]], M_=[[0]])))

determinant_of_rank_one_update = Law(
    "determinant of a rank-one update of the identity", "det(I + x y^T) = 1 + y^T x",
    Eq(Determinant(Identity(_n) + _x * _y.T), 1 + Trace(_y.T * _x)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., (0.8.5.11) with A = I",
    holds_for=(example(n_=2, x_=[[1], [2]], y_=[[3], [-1]]), example(n_=3, x_=[[1], [0], [2]], y_=[[0], [1], [4]])))

# -- ranks and inverses -------------------------------------------------------------------------------------------

gram_matrix_is_invertible = Law(
    "Gram matrix of independent columns", "A^T A is invertible when the columns of A are independent",
    Invertible(_A.T * _A), needs=(Eq(rank(_A), _m),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 7.2.10",
    holds_for=(example(n_=3, m_=2, A_=[[1, 0], [1, 1], [0, 2]]), example(n_=1, m_=1, A_=[[-3]])),
    fails_without=(example(n_=2, m_=2, A_=[[1, 2], [2, 4]]), example(n_=1, m_=2, A_=[[1, 1]])))

_Zp, _Zm = complex_matrix("P_ M_", _n, _n)
_zc = complex_number("c_")

equal_to_invertible = Law(
    "equals for equals in invertibility", "a matrix that equals an invertible one is invertible",
    Invertible(_Zp), needs=(Eq(_Zm, _Zp), Invertible(_Zm)),
    source="Mendelson, Introduction to Mathematical Logic, 6th ed., Section 2.8 (substitutivity of equality)",
    holds_for=(example(n_=2, P_=[[1, 2], [3, 4]], M_=[[1, 2], [3, 4]]),),
    fails_without=(example(n_=1, P_=[[0]], M_=[[2]]), example(n_=2, P_=[[1, 1], [1, 1]], M_=[[1, 1], [1, 1]])))

invertible_by_right_inverse = Law(
    "one-sided inverses of square matrices", "a square matrix with a right inverse is invertible",
    Invertible(_Zp), needs=(Eq(_Zp * _Zm, Identity(_n)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.5",
    holds_for=(example(n_=2, P_=[[1, 2], [3, 4]], M_=[[-2, 1], [Rational(3, 2), Rational(-1, 2)]]), example(n_=1, P_=[[I]], M_=[[-I]])),
    fails_without=(example(n_=1, P_=[[0]], M_=[[2]]), example(n_=2, P_=[[1, 1], [1, 1]], M_=[[1, 0], [0, 0]])))

product_of_invertibles = Law(
    "product of invertible matrices", "a multiple, by a number that is not 0, of a product of invertible matrices is invertible",
    Invertible(_zc * _Zp * _Zm), needs=(Ne(_zc, 0), Invertible(_Zp), Invertible(_Zm)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.5",
    holds_for=(example(n_=2, c_=I, P_=[[1, 2], [3, 4]], M_=[[0, 1], [1, 0]]), example(n_=1, c_=2, P_=[[I]], M_=[[3]])),
    fails_without=(example(n_=1, c_=0, P_=[[1]], M_=[[2]]), example(n_=1, c_=1, P_=[[0]], M_=[[2]]),
                   example(n_=2, c_=1, P_=[[1, 0], [0, 1]], M_=[[1, 0], [0, 0]])))

inverse_of_invertible = Law(
    "the inverse of an invertible matrix", "it is invertible too",
    Invertible(Inverse(_Zp)), needs=(Invertible(_Zp),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.5",
    holds_for=(example(n_=2, P_=[[1, 2], [3, 4]]), example(n_=1, P_=[[I]])), fails_without=(example(n_=1, P_=[[0]]),))

_ZX, _ZY = complex_matrix("X_ Y_", _n, _m)

left_cancellation = Law(
    "cancelling an invertible factor", "P X = P Y with an invertible P gives X = Y",
    Eq(_ZX, _ZY), needs=(Invertible(_Zp), Eq(_Zp * _ZX, _Zp * _ZY)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.5",
    holds_for=(example(n_=2, m_=1, P_=[[1, 2], [3, 4]], X_=[[1], [I]], Y_=[[1], [I]]),),
    fails_without=(example(n_=1, m_=1, P_=[[0]], X_=[[1]], Y_=[[2]]), example(n_=1, m_=1, P_=[[2]], X_=[[1]], Y_=[[2]])))

orthonormal_columns_are_independent = Law(
    "orthonormal columns are independent", "a matrix with U^T U = I has full column rank",
    Eq(rank(_U), _p), needs=(Eq(_U.T * _U, Identity(_p)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 2.1.2",
    holds_for=(example(n_=2, p_=1, U_=[[0], [1]]), example(n_=2, p_=2, U_=[[0, -1], [1, 0]])),
    fails_without=(example(n_=2, p_=2, U_=[[1, 2], [2, 4]]), example(n_=1, p_=2, U_=[[1, 0]])))

rank_at_most_columns = Law(
    "rank and columns", "a matrix has at most as many independent columns as it has columns",
    Le(rank(_A), _m), source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.1",
    holds_for=(example(n_=3, m_=1, A_=[[1], [2], [0]]), example(n_=1, m_=3, A_=[[1, 2, 3]])))

rank_of_transpose = Law(
    "row rank is column rank", "a matrix and its transpose have one rank",
    Eq(rank(_A.T), rank(_A)), source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4.1",
    holds_for=(example(n_=2, m_=3, A_=[[1, 2, 3], [2, 4, 6]]),))

positive_definite_is_invertible = Law(
    "positive definite matrices are invertible", "if x^T P x >= c |x|^2 for every x, with one c > 0, then P is invertible",
    Invertible(_P), needs=(ForAll((_x,), (), Le(_c * frobenius(_x) ** 2, Trace(_x.T * _P * _x))),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 7.1 with Theorem 0.5(f)",
    measured_by=lambda: measure_positive_definite())

rank_nullity = Law(
    "rank-nullity theorem", "the dimension of the null space is the number of columns less the rank",
    Eq(nullity(_A), _m - rank(_A)), source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.2.3",
    holds_for=(example(n_=2, m_=3, A_=[[1, 2, 3], [2, 4, 6]]), example(n_=1, m_=1, A_=[[5]])))

rank_of_kronecker_product = Law(
    "rank of a Kronecker product", "ranks multiply",
    Eq(rank(KroneckerProduct(_A, _C)), rank(_A) * rank(_C)),
    source="Horn and Johnson, Topics in Matrix Analysis, Theorem 4.2.15",
    holds_for=(example(n_=2, m_=2, p_=1, q_=2, A_=[[1, 0], [0, 1]], C_=[[1, 1]]),
               example(n_=2, m_=2, p_=2, q_=2, A_=[[1, 2], [2, 4]], C_=[[1, 2], [3, 4]])))

rank_of_identity = Law(
    "rank of the identity", "the identity matrix has full rank",
    Eq(rank(Identity(_n)), _n), source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.4",
    holds_for=(example(n_=1), example(n_=4)))

# -- the pseudo-inverse and the singular value decomposition ----------------------------------------------------------

penrose_equations = Law(
    "Penrose equations", "the four equations that define the pseudo-inverse of a matrix",
    Both(Eq(_A * pinv(_A) * _A, _A), Eq(pinv(_A) * _A * pinv(_A), pinv(_A)),
         Eq((_A * pinv(_A)).T, _A * pinv(_A)), Eq((pinv(_A) * _A).T, pinv(_A) * _A)),
    source="Penrose (1955), A generalized inverse for matrices, Theorem 1",
    holds_for=(example(n_=3, m_=2, A_=[[1, 1], [0, 0], [0, 0]]), example(n_=1, m_=2, A_=[[0, 0]]),
               example(n_=2, m_=3, A_=[[1, 2, 3], [0, 1, 1]])))

_left, _right = left_singular_vectors(_A), right_singular_vectors(_A)

singular_value_decomposition = Law(
    "compact singular value decomposition",
    "A = U S V^T with orthonormal columns in U and in V, and the rank-many singular values in S",
    Both(Eq(_left * diagonal(singular_value(_A, _i), (_i, 1, rank(_A))) * _right.T, _A),
         Eq(_left.T * _left, Identity(rank(_A))), Eq(_right.T * _right, Identity(rank(_A)))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 2.6.3 and its compact form",
    measured_by=lambda: measure_decomposition())

singular_values_fall = Law(
    "singular values in falling order", "of the singular values that are not 0, none is below the last",
    singular_value(_A, rank(_A)) <= singular_value(_A, _s),
    needs=(1 <= _s, _s <= rank(_A)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Theorem 2.6.3",
    holds_for=(example(n_=2, m_=2, s_=1, A_=[[1, 2], [3, 4]]), example(n_=2, m_=2, s_=2, A_=[[3, 0], [0, 3]]),
               example(n_=2, m_=3, s_=1, A_=[[1, 2, 3], [2, 4, 6]])),
    fails_without=(example(n_=1, m_=2, s_=2, A_=[[1, 2]]), example(n_=1, m_=1, s_=0, A_=[[1]])))

_k0, _p0 = natural("k_"), whole("p_")
_kept_U, _kept_V = matrix("U_", _n, _k0), matrix("V_", _k0, _m)
_cut_U, _cut_V = matrix("R_", _n, _p0), matrix("T_", _p0, _m)
_G = sequence("G_")

eckart_young_mirsky = Law(
    "Eckart-Young-Mirsky theorem",
    "a matrix of rank at most k is, in squared Frobenius norm, at least the sum of the squares of all but the k largest singular values away",
    Le(Sum(_G(_j) ** 2, (_j, 1, _p0)),
       frobenius(_A - (_kept_U * diagonal(_F(_i), (_i, 1, _k0)) * _kept_V + _cut_U * diagonal(_G(_j), (_j, 1, _p0)) * _cut_V)) ** 2),
    needs=(Eq(_kept_U.T * _kept_U, Identity(_k0)), Eq(_cut_U.T * _cut_U, Identity(_p0)), Eq(_kept_U.T * _cut_U, ZeroMatrix(_k0, _p0)),
           Eq(_kept_V * _kept_V.T, Identity(_k0)), Eq(_cut_V * _cut_V.T, Identity(_p0)), Eq(_kept_V * _cut_V.T, ZeroMatrix(_k0, _p0)),
           ForAll((_i, _j), (1 <= _i, _i <= _k0, 1 <= _j, _j <= _p0), _G(_j) <= _F(_i)),
           ForAll((_j,), (1 <= _j, _j <= _p0), _G(_j) >= 0), Le(rank(_A), _k0)),
    source="Eckart and Young (1936), The approximation of one matrix by another of lower rank, Psychometrika 1; Mirsky (1960), Theorem 2",
    holds_for=(
        example(n_=2, m_=2, k_=1, p_=1, A_=[[3, 1], [0, 0]], F_=[3], G_=[2], U_=[[1], [0]], V_=[[1, 0]], R_=[[0], [1]], T_=[[0, 1]]),
        example(n_=2, m_=2, k_=1, p_=1, A_=[[0, 0], [0, 0]], F_=[2], G_=[2], U_=[[0], [1]], V_=[[1, 0]], R_=[[1], [0]], T_=[[0, 1]])),
    fails_without=(
        example(n_=2, m_=2, k_=1, p_=1, A_=[[0, 0], [0, 2]], F_=[1], G_=[2], U_=[[1], [0]], V_=[[1, 0]], R_=[[0], [1]], T_=[[0, 1]]),
        example(n_=2, m_=2, k_=1, p_=1, A_=[[3, 0], [0, 2]], F_=[3], G_=[2], U_=[[1], [0]], V_=[[1, 0]], R_=[[0], [1]], T_=[[0, 1]]),
        example(n_=2, m_=2, k_=1, p_=1, A_=[[0, 0], [0, 0]], F_=[3], G_=[2], U_=[[1], [0]], V_=[[1, 0]], R_=[[-1], [0]], T_=[[1, 0]])))

# -- the spectral norm ----------------------------------------------------------------------------------------------

spectral_norm_is_invariant = Law(
    "invariance of the spectral norm", "orthonormal columns on the left and orthonormal rows on the right do not change it",
    Eq(spectral(_U * _D * _V.T), spectral(_D)),
    needs=(Eq(_U.T * _U, Identity(_p)), Eq(_V.T * _V, Identity(_p))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6",
    holds_for=(example(n_=2, m_=1, p_=1, U_=[[1], [0]], V_=[[-1]], D_=[[3]]),
               example(n_=2, m_=2, p_=2, U_=[[0, 1], [1, 0]], V_=[[0, -1], [1, 0]], D_=[[1, 2], [3, 4]])),
    fails_without=(example(n_=1, m_=1, p_=1, U_=[[2]], V_=[[1]], D_=[[3]]),
                   example(n_=1, m_=1, p_=1, U_=[[1]], V_=[[2]], D_=[[3]])))

spectral_norm_of_diagonal = Law(
    "spectral norm of a diagonal matrix", "it is the largest absolute value on the diagonal",
    Eq(spectral(diagonal(_F(_i), (_i, 1, _p))), Maximum(Abs(_F(_i)), (_i, 1, _p))),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 5.6",
    holds_for=(example(p_=3, F_={1: 1, 2: -4, 3: 2}), example(p_=1, F_={1: 0})))

spectral_norm_is_operator_norm = Law(
    "the spectral norm as an operator norm",
    "the smallest a with |A x| <= a |x| for every x, where one x that is not 0 attains it",
    Eq(spectral(_A), _a),
    needs=(ForAll((_w,), (), Le(frobenius(_A * _w) ** 2, _a ** 2 * frobenius(_w) ** 2)), frobenius(_z) > 0,
           Eq(frobenius(_A * _z) ** 2, _a ** 2 * frobenius(_z) ** 2)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 5.6.1 and Example 5.6.6",
    holds_for=(example(n_=2, m_=2, A_=[[0, -3], [3, 0]], a_=3, z_=[[1], [0]]),
               example(n_=1, m_=2, A_=[[3, 4]], a_=5, z_=[[3], [4]]), example(n_=1, m_=1, A_=[[0]], a_=0, z_=[[1]])),
    fails_without=(example(n_=2, m_=2, A_=[[1, 0], [0, 3]], a_=1, z_=[[1], [0]]),
                   example(n_=1, m_=1, A_=[[2]], a_=5, z_=[[0]]), example(n_=1, m_=1, A_=[[2]], a_=5, z_=[[1]])))

image_below_spectral_norm = Law(
    "images and the spectral norm", "|A x| is at most the spectral norm times |x|",
    Le(frobenius(_A * _w) ** 2, spectral(_A) ** 2 * frobenius(_w) ** 2),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., Definition 5.6.1 and Example 5.6.6",
    holds_for=(example(n_=2, m_=2, A_=[[0, -3], [3, 0]], w_=[[1], [2]]), example(n_=1, m_=2, A_=[[3, 4]], w_=[[4], [-3]])))

injective_matrix_is_tall = Law(
    "more unknowns than equations leave a solution that is not 0", "a matrix that sends only 0 to 0 has at most as many columns as rows",
    Le(_m, _n), needs=(ForAll((_w,), (Eq(_A * _w, ZeroMatrix(_n, 1)),), Le(frobenius(_w) ** 2, 0)),),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., section 0.2.3",
    measured_by=lambda: measure_injective())

entry_below_spectral_norm = Law(
    "entries and the spectral norm", "no entry exceeds the spectral norm in absolute value",
    Le(Abs(entry(_A, _i, _j)), spectral(_A)),
    source="Golub and Van Loan, Matrix Computations, 4th ed., equation (2.3.8)",
    holds_for=(example(n_=2, m_=3, i_=1, j_=3, A_=[[1, 2, -3], [0, 1, 1]]), example(n_=1, m_=1, i_=1, j_=1, A_=[[-5]])))

maximum_is_attained = Law(
    "largest of finitely many numbers", "a term that no other exceeds is the maximum",
    Eq(Maximum(_F(_i), (_i, 1, _s)), _F(_k)),
    needs=(1 <= _k, _k <= _s, ForAll((_j,), (1 <= _j, _j <= _s), _F(_j) <= _F(_k))),
    source="definition of the maximum",
    holds_for=(example(s_=3, k_=2, F_={1: 1, 2: 4, 3: 2}),),
    fails_without=(example(s_=3, k_=1, F_={1: 1, 2: 4, 3: 2}),))


def measure_injective():
    """Three by two arrays send only 0 to 0; of two by three arrays the last right singular vector is sent to 0."""
    import numpy as np
    rng = np.random.default_rng(7103)
    tall, flat = rng.standard_normal((3, 2)), rng.standard_normal((2, 3))
    return [Measurement("3 by 2: shortest image of a unit vector", np.linalg.svd(tall, compute_uv=False)[-1], 0.01, 0, ">="),
            Measurement("2 by 3: image of the last right singular vector", np.linalg.norm(flat @ np.linalg.svd(flat)[2][-1]), 0, 1e-12)]


def measure_positive_definite():
    """The smallest singular value of P is at least c where P meets the need, and 0 for P = 0, which does not."""
    import numpy as np
    rng = np.random.default_rng(7101)
    found = []
    for size in (1, 3, 6):
        root, turn = rng.standard_normal((size, size)), rng.standard_normal((size, size))
        which = root @ root.T + 0.1 * np.eye(size) + turn - turn.T  # x^T P x >= |x|^2 / 10; P need not be symmetric
        found.append(Measurement(f"least singular value of a coercive {size} by {size} matrix",
                                 np.linalg.svd(which, compute_uv=False)[-1], 0.1, 1e-12, ">="))
    found.append(Measurement("rank of [[1, -1], [-1, 1]], which is not coercive",
                             np.linalg.matrix_rank(np.array([[1., -1], [-1, 1]])), 1, 0, "<="))
    return found


def measure_decomposition():
    """NumPy's decomposition, cut to the rank, gives the matrix back; for full and deficient rank."""
    import numpy as np
    rng = np.random.default_rng(7102)
    found = []
    for rows, columns, rank_ in ((5, 3, 3), (3, 5, 2), (6, 6, 1)):
        which = rng.standard_normal((rows, rank_)) @ rng.standard_normal((rank_, columns))
        left, values, right = np.linalg.svd(which, full_matrices=False)
        left, values, right = left[:, :rank_], values[:rank_], right[:rank_]
        gap = max(np.abs(left @ np.diag(values) @ right - which).max(), np.abs(left.T @ left - np.eye(rank_)).max(),
                  np.abs(right @ right.T - np.eye(rank_)).max())
        found.append(Measurement(f"largest deviation, {rows} by {columns} of rank {rank_}", gap, 0, 1e-12))
        found.append(Measurement(f"least of the {rank_} singular values", values[-1], 0, 0, ">="))
    return found
