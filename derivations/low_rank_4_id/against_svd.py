"""No skeleton beats the singular value decomposition, and the best one is within a factor r + 1 of it."""

from sympy import Eq, Identity, Lambda, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

from .best_skeleton import all_at_least
from .experiments import measure_all_skeletons
from .svd_bound import E_set, I, M, error_of, m, n
from .within_factor import some_set_is_good

# Notation: the singular value decomposition of M, the r largest singular values and the others
r, c = natural("r"), whole("c")      # how many columns are kept; how many singular values are cut
i, j = index("i", 1, c), index("j", 1, r)
f, g = vector("f", r), vector("g", c)                    # the r largest singular values, and the others
K, C = matrix("K", n, r), matrix("C", n, c)              # their left singular vectors
L, T = matrix("L", m, r), matrix("T", m, c)              # their right singular vectors
S = matrix("S", m, m)                # the best set of r columns, as a diagonal matrix with entries 0 and 1
kept, cut = diagonal(f[j], (j, 1, r)), diagonal(g[i], (i, 1, c))
tail = Sum(g[i]**2, (i, 1, c))

decomposed = given("M is the sum of what is kept and what is cut", Eq(M, K * kept * L.T + C * cut * T.T))
K_orthonormal = given("the columns of K are orthonormal", Eq(K.T * K, Identity(r)))
C_orthonormal = given("the columns of C are orthonormal", Eq(C.T * C, Identity(c)))
K_C_orthogonal = given("they are orthogonal to each other", Eq(K.T * C, ZeroMatrix(r, c)))
L_orthonormal = given("the columns of L are orthonormal", Eq(L.T * L, Identity(r)))
T_orthonormal = given("the columns of T are orthonormal", Eq(T.T * T, Identity(c)))
L_T_orthogonal = given("they are orthogonal to each other", Eq(L.T * T, ZeroMatrix(r, c)))
cut_below = given("those that are cut are not larger", g[i] <= f[j])
not_negative = given("no singular value is negative", g[i] >= 0)
is_set = given("S is diagonal with r entries 1 and the others 0", Both(Both(IsDiagonal(S), Eq(S * S, S)), Eq(Trace(S), r)))
best = given("no set of r columns has a smaller error",
             ForAll((E_set,), (IsDiagonal(E_set), Eq(E_set * E_set, E_set), Eq(Trace(E_set), r)), error_of(M, S) <= error_of(M, E_set)))

error, least = nonnegative("e e^*")
error_of_set = define(error, error_of(M, S), "the error of the best set of columns")
error_of_svd = define(least, tail, "the sum of the squares of the singular values that are cut")

few = chain(rank(S), equals(Trace(S), because=(rank_of_idempotent, is_set)), equals(r, because=is_set))
X = matrix("X", m, m)                # coefficients
small_rank = Claim(
    name="The rank of what r columns give",
    says=rank(M * S * X) <= rank(S),
    proof=chain(rank(M * (S * X)), at_most(rank(S * X), because=rank_of_product), at_most(rank(S), because=rank_of_product)),
    holds_for=(example(n=2, m=2, M=[[1, 2], [3, 4]], S=[[1, 0], [0, 0]], X=[[1, 0], [2, 1]]),),
    equation="(2)", latex=r"\operatorname{rank}CZ\le r")
made = M * S * pinv(M * S) * M       # the best combinations of the columns
made_small = chain(rank(made), at_most(rank(S), because=using(small_rank, (X, pinv(M * S) * M))), equals(r, because=few))
lower = chain(
    least,
    equals(tail, because=error_of_svd),
    at_most(frobenius(made - (K * kept * L.T + C * cut * T.T))**2,
            because=(using(eckart_young_mirsky, ("A_", made), ("U_", K), ("V_", L.T), ("R_", C), ("T_", T.T), ("F_", Lambda(j, f[j])), ("G_", Lambda(i, g[i])),
                           ("n_", n), ("m_", m), ("k_", r), ("p_", c)),
                     K_orthonormal, C_orthonormal, K_C_orthogonal, L_orthonormal, T_orthonormal, L_T_orthogonal, cut_below, not_negative, made_small)),
    equals(frobenius(made - M)**2, because=decomposed),
    equals(error_of(M, S), because=arithmetic),
    equals(error, because=error_of_set))

P = L * L.T                          # the projector onto the span of the r largest right singular vectors
P_symmetric = chain(P.T, equals(P, because=arithmetic))
P_idempotent = chain(P * P, equals(P, because=L_orthonormal))
P_trace = chain(Trace(P), equals(Trace(L.T * L), because=arithmetic), equals(r, because=L_orthonormal))
others = chain(M * (I - P), equals(C * cut * T.T, because=(decomposed, L_orthonormal, L_T_orthogonal)))
left_over = chain(
    frobenius(M * (I - P))**2,
    equals(frobenius(C * cut * T.T)**2, because=others),
    equals(Trace(cut * cut), because=(C_orthonormal, T_orthonormal)),
    equals(Sum(entry(cut * cut, i, i), (i, 1, c)), because=trace_is_sum_of_diagonal),
    equals(tail, because=arithmetic))
no_better = therefore(all_at_least(M, P, r, error_of(M, S)), because=best)
upper = chain(
    error,
    equals(error_of(M, S), because=error_of_set),
    at_most((r + 1) * frobenius(M * (I - P))**2,
            because=(using(some_set_is_good, ("X", M), ("R", P), ("p", error_of(M, S)), ("r", r)), P_symmetric, P_idempotent, P_trace, no_better)),
    equals((r + 1) * tail, because=left_over),
    equals((r + 1) * least, because=error_of_svd))

h = Rational(3, 5), Rational(4, 5)
line = dict(n=2, m=2, r=1, c=1, f=[2], g=[1], K=[[1], [0]], C=[[0], [1]], L=[[h[0]], [h[1]]], T=[[-h[1]], [h[0]]], M=[[2 * h[0], 2 * h[1]], [-h[1], h[0]]], S=[[0, 0], [0, 1]])
square = dict(n=2, m=2, r=1, c=1, f=[Rational(1, 2)], g=[Rational(1, 3)], K=[[0], [1]], C=[[1], [0]], L=[[1], [0]], T=[[0], [1]], M=[[0, Rational(1, 3)], [Rational(1, 2), 0]], S=[[1, 0], [0, 0]])
three = dict(n=3, m=3, r=2, c=1, f=[3, 2], g=[1], K=[[0, 1], [1, 0], [0, 0]], C=[[0], [0], [1]], L=[[1, 0], [0, h[0]], [0, h[1]]], T=[[0], [-h[1]], [h[0]]],
             M=[[0, 2 * h[0], 2 * h[1]], [3, 0, 0], [0, -h[1], h[0]]], S=[[1, 0, 0], [0, 0, 0], [0, 0, 1]])
id_vs_svd = Claim(
    name="The best skeleton against the singular value decomposition",
    says=(least <= error, error <= (r + 1) * least),
    given=(decomposed, K_orthonormal, C_orthonormal, K_C_orthogonal, L_orthonormal, T_orthonormal, L_T_orthogonal, cut_below, not_negative, is_set, best),
    definitions=(error_of_set, error_of_svd),
    proof=(few, made_small, lower, P_symmetric, P_idempotent, P_trace, others, left_over, no_better, upper),
    holds_for=(example(**square, note="no skeleton is worse than the decomposition here"), example(**line), example(**three),
               example(**dict(line, f=[20], g=[10], M=[[12, 16], [-8, 6]])), example(**dict(square, f=[2], g=[0], M=[[0, 0], [2, 0]]), note="rank 1: no error")),
    fails_for=(example(**dict(square, g=[Rational(1, 5)]), note="another decomposition"),
               example(**dict(square, S=[[0, 0], [0, 1]], M=[[0, Rational(1, 4)], [Rational(1, 2), 0]], g=[Rational(1, 4)]), note="the shorter column is chosen")),
    measured_by=measure_all_skeletons,
    note="The factor r + 1 is not in the article; it says how good a skeleton can be. The proof takes one column after the other, weighed by what the "
         "r largest right singular vectors have in it, so that no determinants or random draws are needed.",
    equation="context of (2)",
    latex=r"\sum_{j>r}\sigma_j^2\le\min_{|S|=r}\Vert M-CC^\dagger M\Vert_F^2\le(r+1)\sum_{j>r}\sigma_j^2",
    key=True, cites=("Eckart1936", "Deshpande2006"))
