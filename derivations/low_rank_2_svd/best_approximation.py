"""The best approximation of low rank: the bound through weights between 0 and 1, and where it is attained."""

from sympy import Eq, Identity, KroneckerDelta, Lambda, MatMul, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_best_approximation
from .notation import n, m

r, d = natural("r"), whole("d")          # how many singular values are kept, and how many are cut
i, j = index("i", 1, d), index("j", 1, r)
f, g = vector("f", r), vector("g", d)    # the singular values that are kept, and those that are cut
K, C = matrix("K", n, r), matrix("C", n, d)          # their left singular vectors
L, B_cut = matrix("L", m, r), matrix("T", m, d)      # their right singular vectors
M = matrix("M", n, m)
A, B = matrix("A", n, r), matrix("B", r, m)
P = matrix("P", n, n)                    # an orthogonal projector
kept, cut = diagonal(f[j], (j, 1, r)), diagonal(g[i], (i, 1, d))

symmetric = given("P is symmetric", Eq(P.T, P))
idempotent = given("P is idempotent", Eq(P * P, P))
small = given("P has rank at most r", Trace(P) <= r)
K_orthonormal = given("the columns of K are orthonormal", Eq(K.T * K, Identity(r)))
C_orthonormal = given("the columns of C are orthonormal", Eq(C.T * C, Identity(d)))
K_C_orthogonal = given("they are orthogonal to each other", Eq(K.T * C, ZeroMatrix(r, d)))
last_kept = given("the last value that is kept is the smallest of them", f[r] <= f[j])
cut_below = given("those that are cut are not larger", g[i] <= f[r])
cut_not_negative = given("no value that is cut is negative", g[i] >= 0)
last_not_negative = given("nor is the last value that is kept", f[r] >= 0)

high, low = entry(K.T * P * K, j, j), entry(C.T * P * C, i, i)      # the weights
rest_of_K = chain(frobenius((Identity(n) - P) * column(K, j))**2, equals(1 - high, because=(symmetric, idempotent, K_orthonormal)))
at_most_1 = chain(high, equals(1 - frobenius((Identity(n) - P) * column(K, j))**2, because=rest_of_K), at_most(1, because=arithmetic))
part_of_C = chain(frobenius(P * column(C, i))**2, equals(low, because=(symmetric, idempotent)))
at_least_0 = chain(low, equals(frobenius(P * column(C, i))**2, because=part_of_C), at_least(0, because=arithmetic))
rest_of_P = chain(
    frobenius(P * (Identity(n) - K * K.T - C * C.T))**2,
    equals(Trace(P) - Trace(K.T * P * K) - Trace(C.T * P * C), because=(symmetric, idempotent, K_orthonormal, C_orthonormal, K_C_orthogonal)))
weights = chain(
    Sum(high, (j, 1, r)) + Sum(low, (i, 1, d)),
    equals(Trace(K.T * P * K) + Trace(C.T * P * C), because=trace_is_sum_of_diagonal),
    equals(Trace(P) - frobenius(P * (Identity(n) - K * K.T - C * C.T))**2, because=rest_of_P),
    at_most(Trace(P), because=arithmetic),
    at_most(r, because=small))
kept_squares = therefore(f[r]**2 <= f[j]**2, because=(square_is_monotone, last_kept, last_not_negative))
cut_squares = therefore(g[i]**2 <= f[r]**2, because=(square_is_monotone, cut_below, cut_not_negative))
kept_terms = therefore(f[r]**2 * (1 - high) <= f[j]**2 * (1 - high), because=(kept_squares, at_most_1))
cut_terms = therefore(g[i]**2 * low <= f[r]**2 * low, because=(cut_squares, at_least_0))
captured = Sum(f[j]**2 * high, (j, 1, r)) + Sum(g[i]**2 * low, (i, 1, d))

capped_simplex = Claim(
    name="A projector of rank r captures at most the r largest squares",
    says=captured <= Sum(f[j]**2, (j, 1, r)),
    given=(symmetric, idempotent, small, K_orthonormal, C_orthonormal, K_C_orthogonal, last_kept, cut_below, cut_not_negative, last_not_negative),
    proof=(rest_of_K, at_most_1, part_of_C, at_least_0, rest_of_P, weights, kept_squares, cut_squares, kept_terms, cut_terms,
           chain(captured,
                 equals(Sum(f[j]**2, (j, 1, r)) - Sum(f[j]**2 * (1 - high), (j, 1, r)) + Sum(g[i]**2 * low, (i, 1, d)), because=arithmetic),
                 at_most(Sum(f[j]**2, (j, 1, r)) - Sum(f[r]**2 * (1 - high), (j, 1, r)) + Sum(g[i]**2 * low, (i, 1, d)), because=kept_terms),
                 at_most(Sum(f[j]**2, (j, 1, r)) - Sum(f[r]**2 * (1 - high), (j, 1, r)) + Sum(f[r]**2 * low, (i, 1, d)), because=cut_terms),
                 equals(Sum(f[j]**2, (j, 1, r)) - f[r]**2 * (r - Sum(high, (j, 1, r)) - Sum(low, (i, 1, d))), because=arithmetic),
                 at_most(Sum(f[j]**2, (j, 1, r)), because=weights))),
    holds_for=(example(n=3, r=1, d=2, f=[3], g=[2, 1], P=[[1, 0, 0], [0, 0, 0], [0, 0, 0]], K=[[1], [0], [0]], C=[[0, 0], [1, 0], [0, 1]]),
               example(n=2, r=1, d=1, f=[2], g=[2], P=[[Rational(9, 25), Rational(12, 25)], [Rational(12, 25), Rational(16, 25)]], K=[[1], [0]], C=[[0], [1]], note="equality"),
               example(n=2, r=1, d=1, f=[Rational(1, 2)], g=[Rational(1, 2)], P=[[Rational(9, 25), Rational(12, 25)], [Rational(12, 25), Rational(16, 25)]],
                       K=[[1], [0]], C=[[0], [1]], note="equality"),
               example(n=2, r=1, d=0, f=[3], g=[], P=[[Rational(9, 25), Rational(12, 25)], [Rational(12, 25), Rational(16, 25)]], K=[[Rational(3, 5)], [Rational(4, 5)]],
                       C=[[], []], note="equality, nothing is cut")),
    fails_for=(example(n=1, r=1, d=0, f=[1], g=[], P=[[2]], K=[[1]], C=[[]], note="P is not idempotent"),
               example(n=2, r=1, d=1, f=[1], g=[2], P=[[0, 0], [0, 1]], K=[[1], [0]], C=[[0], [1]], note="a larger value is cut"),
               example(n=2, r=1, d=1, f=[2], g=[2], P=[[1, 0], [0, 1]], K=[[1], [0]], C=[[0], [1]], note="the rank of P is 2")),
    equation="(28), (29)", latex=r"0\le w_j\le1,\ \sum_jw_j=k\Rightarrow\min\sum_j\sigma_j^2w_j=\sum_{j=n-k+1}^n\sigma_j^2")

# -- the theorem ------------------------------------------------------------------------------------------------------------

h = whole("h")                           # any size
Q = matrix("Q", h, h)
omega = sequence("omega")                # a diagonal
a, b = index("a b", 1, h)
weighted = diagonal(omega(a), (a, 1, h))
trace_with_diagonal = Claim(
    name="The trace of a product with a diagonal matrix",
    says=Eq(Trace(Q * weighted), Sum(entry(Q, a, a) * omega(a), (a, 1, h))),
    proof=chain(
        Trace(Q * weighted),
        equals(Sum(entry(Q * weighted, a, a), (a, 1, h)), because=trace_is_sum_of_diagonal),
        equals(Sum(Sum(entry(Q, a, b) * entry(weighted, b, a), (b, 1, h)), (a, 1, h)), because=entry_of_product),
        equals(Sum(Sum(KroneckerDelta(a, b) * entry(Q, a, b) * omega(b), (b, 1, h)), (a, 1, h)), because=arithmetic),
        equals(Sum(entry(Q, a, a) * omega(a), (a, 1, h)), because=using(sum_with_delta, C=Lambda(b, entry(Q, a, b) * omega(b))))),
    holds_for=(example(h=2, Q=[[1, 2], [3, 4]], omega=[5, -7]), example(h=1, Q=[[3]], omega=[2])),
    equation="(28)", latex=r"\operatorname{Tr}(Q\operatorname{diag}\omega)=\sum_aQ_{aa}\omega_a")

decomposed = given("M is the sum of what is kept and what is cut", Eq(M, K * kept * L.T + C * cut * B_cut.T))
L_orthonormal = given("the columns of L are orthonormal", Eq(L.T * L, Identity(r)))
B_orthonormal = given("the columns of T are orthonormal", Eq(B_cut.T * B_cut, Identity(d)))
L_B_orthogonal = given("they are orthogonal to each other", Eq(L.T * B_cut, ZeroMatrix(r, d)))
falling = (K_orthonormal, C_orthonormal, K_C_orthogonal, last_kept, cut_below, cut_not_negative, last_not_negative)

X = matrix("X", n, m)                    # an approximation
fixed = given("P leaves X as it is", Eq(P * X, X))
projected_error = Claim(
    name="The error of what a projector leaves as it is",
    says=Eq(frobenius(X - M)**2, frobenius(X - P * M)**2 + frobenius(M)**2 - Trace(P * (M * M.T))),
    given=(symmetric, idempotent, fixed),
    proof=chain(frobenius(X - M)**2,
                equals(frobenius(X - P * M)**2 + frobenius(M)**2 - Trace(P * (M * M.T)), because=(symmetric, idempotent, fixed))),
    holds_for=(example(n=2, m=1, P=[[1, 0], [0, 0]], X=[[3], [0]], M=[[1], [2]]), example(n=1, m=2, P=[[1]], X=[[1, 2]], M=[[0, 3]])),
    fails_for=(example(n=2, m=1, P=[[1, 0], [0, 0]], X=[[3], [1]], M=[[1], [2]], note="X is changed by P"),
               example(n=1, m=1, P=[[2]], X=[[0]], M=[[1]], note="P is not idempotent")),
    equation="(24)-(26)", latex=r"\Vert(AA^\dagger-I_n)\Sigma\Vert_F^2")
projector_trace = Claim(
    name="The trace of a projector and its complement",
    says=Eq(frobenius(Identity(n) - P)**2, n - Trace(P)),
    given=(symmetric, idempotent),
    proof=chain(frobenius(Identity(n) - P)**2, equals(n - Trace(P), because=(symmetric, idempotent))),
    holds_for=(example(n=2, P=[[1, 0], [0, 0]]), example(n=2, P=[[Rational(1, 2), Rational(1, 2)], [Rational(1, 2), Rational(1, 2)]])),
    fails_for=(example(n=1, P=[[2]], note="P is not idempotent"), example(n=2, P=[[1, 1], [0, 0]], note="P is not symmetric")),
    equation="(26)", latex=r"k=n-\operatorname{rank}A")

p_1 = therefore(Eq(A * pinv(A) * A, A), because=penrose_equations)
p_3 = therefore(Eq((A * pinv(A)).T, A * pinv(A)), because=penrose_equations)
p_4 = therefore(Eq((pinv(A) * A).T, pinv(A) * A), because=penrose_equations)
p_idempotent = chain(MatMul(A * pinv(A), A * pinv(A)), equals(A * pinv(A), because=p_1))
q_idempotent = chain(MatMul(pinv(A) * A, pinv(A) * A), equals(pinv(A) * A, because=p_1))
p_rest = therefore(Eq(frobenius(Identity(r) - pinv(A) * A)**2, r - Trace(pinv(A) * A)),
                   because=(using(projector_trace, (n, r), (P, pinv(A) * A)), p_4, q_idempotent))
p_small = chain(Trace(A * pinv(A)), equals(Trace(pinv(A) * A), because=arithmetic), equals(r - frobenius(Identity(r) - pinv(A) * A)**2, because=p_rest),
                at_most(r, because=arithmetic))
p_fixed = chain(MatMul(A * pinv(A), A * B), equals(A * B, because=p_1))
square = chain(M * M.T, equals(K * kept * kept * K.T + C * cut * cut * C.T, because=(decomposed, L_orthonormal, B_orthonormal, L_B_orthogonal)))
projector = A * pinv(A)
high_A, low_A = entry(K.T * projector * K, j, j), entry(C.T * projector * C, i, i)
in_all = chain(
    frobenius(M)**2,
    equals(Trace(M * M.T), because=arithmetic),
    equals(Trace(K * kept * kept * K.T + C * cut * cut * C.T), because=square),
    equals(Trace(kept * kept) + Trace(cut * cut), because=(K_orthonormal, C_orthonormal)),
    equals(Sum(entry(kept * kept, j, j), (j, 1, r)) + Sum(entry(cut * cut, i, i), (i, 1, d)), because=trace_is_sum_of_diagonal),
    equals(Sum(f[j]**2, (j, 1, r)) + Sum(g[i]**2, (i, 1, d)), because=arithmetic))
by_projector = chain(
    Trace(projector * (M * M.T)),
    equals(Trace(projector * (K * kept * kept * K.T + C * cut * cut * C.T)), because=square),
    equals(Trace(K.T * projector * K * diagonal(f[j]**2, (j, 1, r))) + Trace(C.T * projector * C * diagonal(g[i]**2, (i, 1, d))), because=arithmetic),
    equals(Sum(high_A * f[j]**2, (j, 1, r)) + Trace(C.T * projector * C * diagonal(g[i]**2, (i, 1, d))),
           because=using(trace_with_diagonal, (h, r), (Q, K.T * projector * K), (omega, Lambda(j, f[j]**2)))),
    equals(Sum(high_A * f[j]**2, (j, 1, r)) + Sum(low_A * g[i]**2, (i, 1, d)),
           because=using(trace_with_diagonal, (h, d), (Q, C.T * projector * C), (omega, Lambda(i, g[i]**2)))),
    at_most(Sum(f[j]**2, (j, 1, r)), because=(using(capped_simplex, (P, projector)), p_3, p_idempotent, p_small, *falling)))
split = therefore(Eq(frobenius(A * B - M)**2, frobenius(A * B - projector * M)**2 + frobenius(M)**2 - Trace(projector * (M * M.T))),
                  because=(using(projected_error, (P, projector), (X, A * B)), p_3, p_idempotent, p_fixed))
error, least = nonnegative("e e^*")
error_of_product = define(error, frobenius(A * B - M)**2, "the error of a matrix of rank at most r")
tail = define(least, Sum(g[i]**2, (i, 1, d)), "the sum of the squares of the values that are cut")
bound = chain(
    error,
    equals(frobenius(A * B - M)**2, because=error_of_product),
    equals(frobenius(A * B - projector * M)**2 + frobenius(M)**2 - Trace(projector * (M * M.T)), because=split),
    equals(frobenius(A * B - projector * M)**2 + Sum(f[j]**2, (j, 1, r)) + Sum(g[i]**2, (i, 1, d)) - Trace(projector * (M * M.T)), because=in_all),
    at_least(frobenius(A * B - projector * M)**2 + Sum(g[i]**2, (i, 1, d)), because=by_projector),
    at_least(Sum(g[i]**2, (i, 1, d)), because=arithmetic),
    equals(least, because=tail))
eckart_young_mirsky = Claim(
    name="The best approximation of rank at most r in the Frobenius norm",
    says=(error >= least, Eq(frobenius(K * MatMul(kept, L.T) - M)**2, least)),
    given=(decomposed, L_orthonormal, B_orthonormal, L_B_orthogonal, *falling), definitions=(error_of_product, tail),
    proof=(p_1, p_3, p_4, p_idempotent, q_idempotent, p_rest, p_small, p_fixed, square, in_all, by_projector, split, bound,
           chain(frobenius(K * MatMul(kept, L.T) - M)**2,
                 equals(frobenius(C * cut * B_cut.T)**2, because=decomposed),
                 equals(Trace(cut * cut), because=(C_orthonormal, B_orthonormal)),
                 equals(Sum(entry(cut * cut, i, i), (i, 1, d)), because=trace_is_sum_of_diagonal),
                 equals(Sum(g[i]**2, (i, 1, d)), because=arithmetic),
                 equals(least, because=tail))),
    holds_for=(example(n=2, m=3, r=1, d=1, f=[3], g=[2], K=[[0], [1]], C=[[1], [0]], L=[[1], [0], [0]], T=[[0], [0], [1]], M=[[0, 0, 2], [3, 0, 0]],
                       A=[[1], [2]], B=[[1, 0, 1]]),
               example(n=2, m=2, r=1, d=1, f=[2], g=[2], K=[[1], [0]], C=[[0], [1]], L=[[1], [0]], T=[[0], [1]], M=[[2, 0], [0, 2]],
                       A=[[0], [1]], B=[[0, 2]], note="equality: two equal singular values"),
               example(n=1, m=2, r=1, d=0, f=[5], g=[], K=[[1]], C=[[]], L=[[Rational(3, 5)], [Rational(4, 5)]], T=[[], []], M=[[3, 4]], A=[[0]], B=[[1, 1]])),
    measured_by=measure_best_approximation,
    equation="(1), (29), theorem", latex=r"\min_{\operatorname{rank}X\le r}\Vert X-M\Vert_F^2=\sum_{j>r}\sigma_j^2,\ \text{attained at }X=U_{:,:r}\Sigma_{:r,:r}V_{:,:r}^\top",
    note="A matrix of rank at most r is a product of an n by r with an r by m matrix. The article eliminates the right factor; "
         "here the same projector bounds the error of every pair of factors at once.",
    key=True)
