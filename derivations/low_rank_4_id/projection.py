"""The best coefficients for given columns, and the projector onto the columns."""

from sympy import Eq, Identity, MatMul, Rational, Sum, ZeroMatrix

from verifier.language import *

from .experiments import measure_coefficients, measure_projector
from .notation import C, M, Z, j, k, m, n, r

residual = frobenius(C * Z - M)**2
least = frobenius((Identity(n) - C * pinv(C)) * M)**2
best = pinv(C) * M
independent = given("the columns of C are independent", Eq(rank(C), r))
as_good = given("Z does as well", Eq(residual, least))
only_one = given("there is no other solution", ForAll((Z,), (Eq(residual, least),), Eq(Z, best)))

inner_1 = therefore(Eq(C * pinv(C) * C, C), because=penrose_equations)
inner_2 = therefore(Eq(pinv(C) * C * pinv(C), pinv(C)), because=penrose_equations)
inner_3 = therefore(Eq((C * pinv(C)).T, C * pinv(C)), because=penrose_equations)
normal_equations = chain(C.T * C * pinv(C), equals(C.T * pinv(C).T * C.T, because=inner_3), equals(C.T, because=inner_1))
excess = chain(residual, equals(least + frobenius(C * (Z - best))**2, because=normal_equations))

X = matrix("X", r, m)                # a change of the coefficients
no_effect = given("C X = 0", Eq(C * X, ZeroMatrix(n, m)))
hidden_moves_are_free = Claim(
    name="Changes of the coefficients that C sends to 0 cost nothing",
    says=Eq(frobenius(C * (best + X) - M)**2, least),
    given=(no_effect,),
    proof=(inner_1, inner_3, normal_equations,
           chain(frobenius(C * (best + X) - M)**2, equals(frobenius(C * best - M)**2, because=no_effect), equals(least, because=normal_equations))),
    holds_for=(example(n=2, r=2, m=1, C=[[1, 1], [0, 0]], M=[[2], [5]], X=[[3], [-3]]),
               example(n=2, r=1, m=2, C=[[1], [2]], M=[[2, 0], [5, 1]], X=[[0, 0]])),
    fails_for=(example(n=1, r=1, m=1, C=[[1]], M=[[2]], X=[[1]]),),
    equation="(2)", latex=r"CX=0\Rightarrow\Vert C(C^\dagger M+X)-M\Vert_F^2=\Vert(I-CC^\dagger)M\Vert_F^2")
attained = chain(frobenius(C * best - M)**2, equals(least, because=normal_equations))

# unique if the columns are independent
gram_invertible = therefore(Invertible(C.T * C), because=(gram_matrix_is_invertible, independent))
left_inverse = chain(
    pinv(C) * C,
    equals((C.T * C)**-1 * C.T * C * pinv(C) * C, because=gram_invertible),
    equals((C.T * C)**-1 * C.T * C, because=(inner_1, gram_invertible)),
    equals(Identity(r), because=gram_invertible))
gap_is_zero = chain(
    frobenius(C * (Z - best))**2,
    equals(residual - least, because=excess),
    at_most(0, because=as_good))
image_is_zero = therefore(Eq(C * (Z - best), ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, gap_is_zero))
gap_vanishes = chain(
    Z - best,
    equals(MatMul(pinv(C), C * (Z - best)), because=left_inverse),
    equals(ZeroMatrix(r, m), because=image_is_zero))

# and only then: a solution may be moved along whatever C sends to 0
hidden = Identity(r) - pinv(C) * C
unit = column(Identity(r), k) * column(Identity(m), 1).T
nothing_changes = chain(C * hidden * unit, equals(ZeroMatrix(n, m), because=inner_1))
moved_costs_least = therefore(Eq(frobenius(C * (best + hidden * unit) - M)**2, least), because=(using(hidden_moves_are_free, (X, hidden * unit)), nothing_changes))
moved_is_best = therefore(Eq(best + hidden * unit, best), because=(using(only_one, (Z, best + hidden * unit)), moved_costs_least))
hidden_column = chain(
    column(hidden, k),
    equals(MatMul(hidden * unit, column(Identity(m), 1)), because=arithmetic),
    equals(ZeroMatrix(r, 1), because=moved_is_best))
no_hidden_column = therefore(ForAll((k,), (1 <= k, k <= r), Eq(column(hidden, k), ZeroMatrix(r, 1))), because=hidden_column)
h = index("h", 1, r)
hidden_entry = chain(entry(pinv(C) * C, h, k), equals(entry(Identity(r), h, k) - entry(column(hidden, k), h, 1), because=arithmetic),
                     equals(entry(Identity(r), h, k), because=hidden_column))
no_entries_hidden = therefore(ForAll((h, k), (1 <= h, h <= r, 1 <= k, k <= r), Eq(entry(pinv(C) * C, h, k), entry(Identity(r), h, k))), because=hidden_entry)
no_rest = therefore(Eq(pinv(C) * C, Identity(r)), because=(matrices_with_equal_entries, no_entries_hidden))
at_least_r = chain(rank(C), at_least(rank(pinv(C) * C), because=rank_of_product), equals(rank(Identity(r)), because=no_rest), equals(r, because=rank_of_identity))
at_most_r = therefore(rank(C) <= r, because=rank_at_most_columns)

unique_only_if_independent = Claim(
    name="The best coefficients are unique only if the columns are independent",
    says=Eq(rank(C), r),
    given=(only_one,),
    proof=(inner_1, nothing_changes, moved_costs_least, moved_is_best, hidden_column, hidden_entry, no_entries_hidden, no_rest, at_least_r, at_most_r,
           therefore(Eq(rank(C), r), because=(order_is_antisymmetric, at_least_r, at_most_r))),
    holds_for=(example(n=3, r=2, m=2, C=[[1, 0], [0, 1], [2, 1]], M=[[1, 0], [0, 1], [2, 1]]), example(n=1, r=1, m=2, C=[[2]], M=[[1, 1]])),
    fails_for=(example(n=1, r=1, m=1, C=[[0]], M=[[2]], note="every Z does as well"),),
    equation="(2)", latex=r"\operatorname*{argmin}_Z\Vert CZ-M\Vert_F^2=\{C^\dagger M\}\Rightarrow\operatorname{rank}C=r")

id_z_optimal = Claim(
    name="The best coefficients for given columns",
    says=(Eq(residual, least + frobenius(C * (Z - best))**2), residual >= least, Eq(frobenius(C * best - M)**2, least)),
    proof=(inner_1, inner_2, inner_3, normal_equations, excess,
           chain(residual, equals(least + frobenius(C * (Z - best))**2, because=excess), at_least(least, because=arithmetic)),
           attained),
    holds_for=(example(n=3, r=2, m=3, C=[[1, 0], [0, 1], [2, 1]], M=[[1, 0, 3], [0, 1, 1], [2, 1, 5]], Z=[[1, 0, 2], [0, 1, 1]]),
               example(n=2, r=1, m=2, C=[[3], [4]], M=[[3, 1], [4, 3]], Z=[[1, Rational(3, 5)]], note="the best coefficients"),
               example(n=2, r=1, m=1, C=[[2], [0]], M=[[2], [Rational(1, 2)]], Z=[[1]], note="the best coefficients, a small error"),
               example(n=2, r=2, m=1, C=[[1, 1], [0, 0]], M=[[2], [5]], Z=[[3], [-1]], note="dependent columns: one of many solutions"),
               example(n=2, r=1, m=1, C=[[0], [0]], M=[[2], [1]], Z=[[7]], note="a column of zeros")),
    measured_by=measure_coefficients,
    note="For dependent columns pinv(C) M is one of many solutions: C and M = C are reproduced by other coefficients too.",
    equation="(2)",
    latex=r"C=M_{[:,S]}:\ \operatorname*{argmin}_Z\Vert CZ-M\Vert_F^2\ni C^\dagger M,\quad\min=\Vert(I-CC^\dagger)M\Vert_F^2",
    key=True, cites="Penrose1956")

is_best = given("Z is pinv(C) M", Eq(Z, best))
unique_if_independent = Claim(
    name="The best coefficients are unique if the columns are independent",
    says=Iff(Eq(residual, least), Eq(Z, best)),
    given=(independent,),
    proof=(inner_1, inner_3, normal_equations, excess, attained, gram_invertible, left_inverse,
           suppose(as_good, gap_is_zero, image_is_zero, gap_vanishes, therefore(Eq(Z, best), because=gap_vanishes)),
           suppose(is_best, chain(residual, equals(frobenius(C * best - M)**2, because=is_best), equals(least, because=attained)))),
    holds_for=(example(n=2, r=1, m=2, C=[[3], [4]], M=[[3, 1], [4, 3]], Z=[[1, Rational(3, 5)]]),
               example(n=3, r=2, m=3, C=[[1, 0], [0, 1], [2, 1]], M=[[1, 0, 3], [0, 1, 1], [2, 1, 5]], Z=[[1, 0, 2], [0, 1, 1]]),
               example(n=3, r=2, m=1, C=[[1, 0], [0, 2], [0, 0]], M=[[4], [6], [5]], Z=[[4], [3]]),
               example(n=3, r=2, m=1, C=[[1, 0], [0, 2], [0, 0]], M=[[4], [6], [1]], Z=[[4], [2]])),
    fails_for=(example(n=2, r=2, m=1, C=[[1, 1], [0, 0]], M=[[2], [5]], Z=[[3], [-1]], note="dependent columns"),),
    equation="(2)", latex=r"\operatorname{rank}C=r\Rightarrow\operatorname*{argmin}_Z\Vert CZ-M\Vert_F^2=\{C^\dagger M\}")

id_skeleton_exact = Claim(
    name="The columns of the skeleton are reproduced exactly",
    says=(Eq(C * pinv(C) * C, C), Implies(Eq(rank(C), r), Eq(pinv(C) * C, Identity(r)))),
    proof=(inner_1, chain(C * pinv(C) * C, equals(C, because=inner_1)), suppose(independent, gram_invertible, left_inverse)),
    holds_for=(example(n=3, r=2, C=[[1, 0], [0, 1], [2, 1]]), example(n=2, r=2, C=[[1, 1], [2, 2]], note="dependent columns")),
    equation="geometric view",
    latex=r"C\text{ of full column rank}\Rightarrow (C^\dagger M)_{[:,S]}=C^\dagger C=I_r,\quad CZ_{[:,S]}=C")

i = index("i", 1, n)
id_linear_combination = Claim(
    name="C z is a combination of the columns of the skeleton",
    says=Eq(entry(C * column(Z, j), i, 1), Sum(entry(Z, k, j) * entry(column(C, k), i, 1), (k, 1, r))),
    proof=chain(entry(C * column(Z, j), i, 1),
                equals(Sum(entry(C, i, k) * entry(column(Z, j), k, 1), (k, 1, r)), because=entry_of_product),
                equals(Sum(entry(Z, k, j) * entry(column(C, k), i, 1), (k, 1, r)), because=arithmetic)),
    holds_for=(example(n=3, r=2, m=2, j=2, i=3, C=[[1, 0], [0, 1], [2, 1]], Z=[[1, 4], [5, -2]]), example(n=1, r=1, m=1, j=1, i=1, C=[[2]], Z=[[3]])),
    equation="(3)", latex=r"Cz=\sum_{i=1}^rz_ic_i")

rest = Identity(n) - C * pinv(C)
complement_projector = Claim(
    name="What the columns leave: the complementary projector",
    says=(Eq(rest.T, rest), Eq(rest * rest, rest), Eq(rest * C, ZeroMatrix(n, r))),
    proof=(inner_1, inner_3, chain(rest.T, equals(rest, because=inner_3)), chain(rest * rest, equals(rest, because=inner_1)),
           chain(rest * C, equals(ZeroMatrix(n, r), because=inner_1))),
    holds_for=(example(n=3, r=2, C=[[1, 0], [0, 1], [2, 1]]), example(n=2, r=2, C=[[1, 1], [2, 2]], note="dependent columns"), example(n=2, r=1, C=[[0], [0]])),
    equation="(6)", latex=r"P=I-CC^\dagger:\ P^\top=P=P^2,\ PC=0")

# -- the projector from an orthonormal basis of the columns -----------------------------------------------------------------

Q, R = matrix("Q", n, r), matrix("R", r, r)
factored = given("C = Q R", Eq(C, Q * R))
orthonormal = given("the columns of Q are orthonormal", Eq(Q.T * Q, Identity(r)))
invertible = given("R is invertible", Invertible(R))
by_factors = chain(pinv(C), equals(pinv(Q * R), because=factored), equals(R**-1 * Q.T, because=(orthonormal, invertible)))
qq_projector = Claim(
    name="The projector onto the columns, from an orthonormal basis of them",
    says=(Eq(pinv(C), R**-1 * Q.T), Eq(C * pinv(C), Q * Q.T)),
    given=(factored, orthonormal, invertible),
    proof=(by_factors, chain(C * pinv(C), equals(C * R**-1 * Q.T, because=(by_factors, invertible)), equals(Q * R * R**-1 * Q.T, because=(factored, invertible)),
                             equals(Q * Q.T, because=invertible))),
    holds_for=(example(n=3, r=2, C=[[3, 1], [0, 2], [4, Rational(4, 3)]], Q=[[Rational(3, 5), 0], [0, 1], [Rational(4, 5), 0]], R=[[5, Rational(5, 3)], [0, 2]]),
               example(n=1, r=1, C=[[2]], Q=[[-1]], R=[[-2]])),
    fails_for=(example(n=1, r=1, C=[[2]], Q=[[1]], R=[[3]], note="C is not Q R"),
               example(n=1, r=1, C=[[6]], Q=[[2]], R=[[3]], note="Q is not orthonormal"),
               example(n=2, r=1, C=[[0], [0]], Q=[[1], [0]], R=[[0]], note="R is not invertible")),
    measured_by=measure_projector,
    equation="(6)", latex=r"C=QR,\ Q^\top Q=I_r,\ R\text{ invertible}\Rightarrow QQ^\top=CC^\dagger,\ C^\dagger=R^{-1}Q^\top",
    key=True)

part = entry(Q.T * M, k, j)          # the part of the column j along the k-th basis vector
parts = chain(
    entry(MatMul(M.T * Q, Q.T * M), j, j),
    equals(Sum(entry(M.T * Q, j, k) * part, (k, 1, r)), because=entry_of_product),
    equals(Sum(part**2, (k, 1, r)), because=arithmetic))
projection_error = Claim(
    name="The error of the best approximation of a column",
    says=Eq(frobenius(column(M, j) - Q * Q.T * column(M, j))**2, frobenius(column(M, j))**2 - Sum(part**2, (k, 1, r))),
    given=(orthonormal,),
    proof=(parts, chain(
        frobenius(column(M, j) - Q * Q.T * column(M, j))**2,
        equals(frobenius(column(M, j))**2 - entry(MatMul(M.T * Q, Q.T * M), j, j), because=orthonormal),
        equals(frobenius(column(M, j))**2 - Sum(part**2, (k, 1, r)), because=parts))),
    holds_for=(example(n=3, r=2, m=2, Q=[[Rational(3, 5), 0], [0, 1], [Rational(4, 5), 0]], M=[[1, 2], [3, 0], [-1, 5]]),
               example(n=1, r=1, m=1, Q=[[-1]], M=[[4]])),
    fails_for=(example(n=1, r=1, m=1, Q=[[2]], M=[[4]], note="no unit vector"),),
    measured_by=measure_projector,
    equation="(6)", latex=r"\sum_{i\le r}(m_k^\top q_i)q_i=QQ^\top m_k,\qquad\Vert m_k-QQ^\top m_k\Vert^2=\Vert m_k\Vert^2-\sum_{i\le r}(m_k^\top q_i)^2")
