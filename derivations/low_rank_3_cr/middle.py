"""The best matrix, and the best diagonal matrix, between the chosen columns and rows."""

from sympy import Eq, HadamardProduct, Lambda, MatMul, OneMatrix, Rational, Sum, ZeroMatrix

from verifier.language import *

from .experiments import measure_diagonal, measure_middle
from .notation import X, Y, i, l, m, n, r
from .outer import C, M, R, U, V, a, b, frobenius_by_entries, h, k, misplaced, small, stacked_gram, stacked_U, stacked_V, tiny, unstacked
from .selection import scaled_columns

L = matrix("Lambda", r, r)                                   # a factor between C and R
best = pinv(C) * X * Y * pinv(R)
cost = frobenius(C * L * R - X * Y)**2
least = frobenius(C * best * R - X * Y)**2
excess = frobenius(C * (L - best) * R)**2

c_1 = therefore(Eq(C * pinv(C) * C, C), because=penrose_equations)
c_3 = therefore(Eq((C * pinv(C)).T, C * pinv(C)), because=penrose_equations)
r_1 = therefore(Eq(R * pinv(R) * R, R), because=penrose_equations)
r_4 = therefore(Eq((pinv(R) * R).T, pinv(R) * R), because=penrose_equations)
left_projects = chain(C.T * C * pinv(C), equals(C.T * pinv(C).T * C.T, because=c_3), equals(C.T, because=c_1))
right_projects = chain(pinv(R) * R * R.T, equals(R.T * pinv(R).T * R.T, because=r_4), equals(R.T, because=r_1))
split = chain(cost, equals(least + excess, because=(left_projects, right_projects)))

error, least_error = nonnegative("e e^*")
error_of_L = define(error, cost, "the error with the factor Lambda")
error_of_best = define(least_error, least, "the error with the factor C^+ X Y R^+")
full_rank = given("the columns of C and the rows of R are independent", Both(Eq(rank(C), r), Eq(rank(R), r)))
as_good = given("Lambda does as well", Eq(error, least_error))

R_turned = therefore(Eq(rank(R.T), r), because=(rank_of_transpose, full_rank))
C_gram = therefore(Invertible(C.T * C), because=(gram_matrix_is_invertible, full_rank))
R_gram = therefore(Invertible(R * R.T), because=(gram_matrix_is_invertible, R_turned))
nothing_left = chain(excess, equals(cost - least, because=split), equals(error - least_error, because=(error_of_L, error_of_best)),
                     at_most(0, because=as_good))
image_vanishes = therefore(Eq(C * (L - best) * R, ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, nothing_left))
no_gap = chain(
    L - best,
    equals(MatMul((C.T * C)**-1 * C.T, C * (L - best) * R, R.T * (R * R.T)**-1), because=(C_gram, R_gram)),
    equals(MatMul((C.T * C)**-1 * C.T, ZeroMatrix(n, m), R.T * (R * R.T)**-1), because=(image_vanishes, C_gram, R_gram)),
    equals(ZeroMatrix(r, r), because=(C_gram, R_gram)))

tall = dict(n=3, l=3, r=2, m=4, C=[[1, 0], [2, 1], [0, -1]], R=[[1, 2, 0, 1], [0, 1, 3, 0]], X=[[1, 0, 2], [2, 1, 0], [0, -1, 1]],
            Y=[[1, 2, 0, 1], [0, 1, 3, 0], [2, 0, 1, -1]])
deficient = dict(n=3, m=2, l=2, r=2, C=[[1, 1], [0, 0], [0, 0]], R=[[1, 2], [0, 1]], X=[[1, 2], [0, 1], [1, 1]], Y=[[1, 0], [3, 1]])
lambda_full = Claim(
    name="The best middle factor",
    says=(Eq(error, least_error + excess), error >= least_error, 
          Implies(Both(Eq(rank(C), r), Eq(rank(R), r)), Implies(Eq(error, least_error), Eq(L, best)))),
    definitions=(error_of_L, error_of_best),
    proof=(c_1, c_3, r_1, r_4, left_projects, right_projects, split,
           chain(error, equals(cost, because=error_of_L), equals(least + excess, because=split), equals(least_error + excess, because=error_of_best)),
           chain(error, equals(cost, because=error_of_L), equals(least + excess, because=split), at_least(least, because=arithmetic),
                 equals(least_error, because=error_of_best)),
           suppose(full_rank, suppose(as_good, R_turned, C_gram, R_gram, nothing_left, image_vanishes, no_gap,
                                      therefore(Eq(L, best), because=(no_gap, C_gram, R_gram))))),
    holds_for=(example(**deficient, Lambda=[[1, 0], [2, -1]]), example(**tall, Lambda=[[1, 2], [-1, 3]]),
               example(n=2, m=2, l=1, r=1, C=[[1], [1]], R=[[1, 0]], X=[[1], [3]], Y=[[2, 5]], Lambda=[[4]], note="the best factor")),
    measured_by=measure_middle,
    equation="(18)",
    latex=r"\operatorname*{argmin}_{\Lambda\in\mathbb R^{r\times r}}\Vert C\Lambda R-XY\Vert_F^2\ni C^\dagger XYR^\dagger",
    key=True)

# -- a diagonal factor ------------------------------------------------------------------------------------------------------

lam = matrix("lambda", r, 1)                                 # the diagonal of the factor
one = OneMatrix(l, 1)                                        # the vector of ones
weight = diagonal(entry(lam, k, 1), (k, 1, r))
place = (b - 1) * n + a                                      # of the entry (a, b) in a stacked matrix

as_columns = chain(
    frobenius(U * lam - V * one)**2,
    equals(Sum(entry(U * lam - V * one, h, 1)**2, (h, 1, n * m)), because=using(frobenius_by_entries, (M, U * lam - V * one), (n, n * m), (m, 1))),
    equals(Sum(Sum(entry(U * lam - V * one, place, 1)**2, (a, 1, n)), (b, 1, m)), because=sum_over_stacked_columns),
    equals(Sum(Sum((entry(U * lam, place, 1) - entry(V * one, place, 1))**2, (a, 1, n)), (b, 1, m)), because=arithmetic),
    equals(Sum(Sum((Sum(entry(U, place, k) * entry(lam, k, 1), (k, 1, r)) - Sum(entry(V, place, i), (i, 1, l)))**2, (a, 1, n)), (b, 1, m)),
           because=entry_of_product),
    equals(Sum(Sum((Sum(entry(C, a, k) * entry(R, k, b) * entry(lam, k, 1), (k, 1, r)) - Sum(entry(X, a, i) * entry(Y, i, b), (i, 1, l)))**2,
                   (a, 1, n)), (b, 1, m)), because=(stacked_U, stacked_V)))
scaled = therefore(Eq(entry(C * weight, a, k), entry(C, a, k) * entry(lam, k, 1)),
                   because=using(scaled_columns, ("Q", C), ("h", n), ("l", r), ("gamma", Lambda(k, entry(lam, k, 1)))))
weighted = chain(
    entry(MatMul(C * weight, R), a, b),
    equals(Sum(entry(C * weight, a, k) * entry(R, k, b), (k, 1, r)),
           because=using(entry_of_product, ("A", C * weight), ("B", R), ("n", n), ("m", r), ("r", m))),
    equals(Sum(entry(C, a, k) * entry(R, k, b) * entry(lam, k, 1), (k, 1, r)), because=scaled))
unweighted = therefore(Eq(entry(X * Y, a, b), Sum(entry(X, a, i) * entry(Y, i, b), (i, 1, l))), because=entry_of_product)
as_matrices = chain(
    frobenius(C * weight * R - X * Y)**2,
    equals(Sum(Sum(entry(C * weight * R - X * Y, a, b)**2, (a, 1, n)), (b, 1, m)), because=frobenius_by_entries),
    equals(Sum(Sum((entry(MatMul(C * weight, R), a, b) - entry(X * Y, a, b))**2, (a, 1, n)), (b, 1, m)), because=arithmetic),
    equals(Sum(Sum((Sum(entry(C, a, k) * entry(R, k, b) * entry(lam, k, 1), (k, 1, r)) - Sum(entry(X, a, i) * entry(Y, i, b), (i, 1, l)))**2,
                   (a, 1, n)), (b, 1, m)), because=(weighted, unweighted)))
stacked_problem = Claim(
    name="The problem with a diagonal factor, stacked into columns",
    says=Eq(frobenius(C * weight * R - X * Y)**2, frobenius(U * lam - V * one)**2),
    given=(stacked_U, stacked_V),
    proof=(as_columns, scaled, weighted, unweighted, as_matrices, chain(
        frobenius(C * weight * R - X * Y)**2,
        equals(as_matrices.steps[-1].right, because=as_matrices),
        equals(frobenius(U * lam - V * one)**2, because=as_columns))),
    holds_for=(example(**small, **{"lambda": [[2], [-1]]}), example(**tiny, **{"lambda": [[3]]})),
    fails_for=(example(**unstacked, **{"lambda": [[2], [-1]]}, note="a wrong entry of U"),
               example(**misplaced, **{"lambda": [[2], [-1]]}, note="two rows of V exchanged")),
    equation="(19)", latex=r"\Vert C\Lambda R-XY\Vert_F^2=\Vert U\lambda-V\mathbf1\Vert^2\quad(\Lambda=\operatorname{diag}\lambda)")

best_lam = pinv(U) * V * one
cost_lam, least_lam = frobenius(U * lam - V * one)**2, frobenius(U * best_lam - V * one)**2
excess_lam = frobenius(U * (lam - best_lam))**2
gram, target = HadamardProduct(C.T * C, R * R.T), HadamardProduct(C.T * X, R * Y.T) * one
u_1 = therefore(Eq(U * pinv(U) * U, U), because=penrose_equations)
u_3 = therefore(Eq((U * pinv(U)).T, U * pinv(U)), because=penrose_equations)
normal_equation = chain(U.T * U * pinv(U), equals(U.T * pinv(U).T * U.T, because=u_3), equals(U.T, because=u_1))
split_lam = chain(cost_lam, equals(least_lam + excess_lam, because=normal_equation))
error_of_lam = define(error, frobenius(C * weight * R - X * Y)**2, "the error with the diagonal factor")
error_of_best_lam = define(least_error, least_lam, "the error with the weights U^+ V 1")
U_rank = given("the columns of U are independent", Eq(rank(U), r))
U_gram = therefore(Invertible(U.T * U), because=(gram_matrix_is_invertible, U_rank))
gram_of_U = therefore(Eq(U.T * U, gram), because=(using(stacked_gram, (V, U), (X, C), (Y, R), (l, r)), stacked_U))
gram_of_V = therefore(Eq(U.T * V, HadamardProduct(C.T * X, R * Y.T)), because=(stacked_gram, stacked_U, stacked_V))
closed_form = therefore(Eq(pinv(U), (U.T * U)**-1 * U.T), because=U_gram)
gram_invertible = therefore(Invertible(gram), because=(equal_to_invertible, gram_of_U, U_gram))
in_gram_matrices = chain(
    best_lam,
    equals((U.T * U)**-1 * U.T * V * one, because=(closed_form, U_gram)),
    equals(gram**-1 * U.T * V * one, because=(gram_of_U, U_gram, gram_invertible)),
    equals(gram**-1 * target, because=(gram_of_V, gram_invertible)))
as_good_lam = given("lambda does as well", Eq(error, least_error))
nothing_left_lam = chain(excess_lam, equals(cost_lam - least_lam, because=split_lam),
                         equals(frobenius(C * weight * R - X * Y)**2 - least_lam, because=(stacked_problem, stacked_U, stacked_V)),
                         equals(error - least_error, because=(error_of_lam, error_of_best_lam)), at_most(0, because=as_good_lam))
image_vanishes_lam = therefore(Eq(U * (lam - best_lam), ZeroMatrix(n * m, 1)), because=(frobenius_norm_is_definite, nothing_left_lam))
no_gap_lam = chain(
    lam - best_lam,
    equals(MatMul((U.T * U)**-1 * U.T, U * (lam - best_lam)), because=U_gram),
    equals(MatMul((U.T * U)**-1 * U.T, ZeroMatrix(n * m, 1)), because=(image_vanishes_lam, U_gram)),
    equals(ZeroMatrix(r, 1), because=U_gram))
parallel = dict(n=1, m=2, r=2, l=1, C=[[1, 2]], R=[[1, 3], [1, 3]], X=[[1]], Y=[[2, 0]], U=[[1, 2], [3, 6]], V=[[2], [0]])
lambda_diagonal = Claim(
    name="The best diagonal middle factor",
    says=(Eq(error, least_error + excess_lam), error >= least_error,
          Implies(Eq(rank(U), r), Eq(best_lam, gram**-1 * target)),
          Implies(Eq(rank(U), r), Implies(Eq(error, least_error), Eq(lam, best_lam)))),
    given=(stacked_U, stacked_V), definitions=(error_of_lam, error_of_best_lam),
    proof=(u_1, u_3, normal_equation, split_lam, gram_of_U, gram_of_V,
           chain(error, equals(frobenius(C * weight * R - X * Y)**2, because=error_of_lam),
                 equals(cost_lam, because=(stacked_problem, stacked_U, stacked_V)), equals(least_lam + excess_lam, because=split_lam),
                 equals(least_error + excess_lam, because=error_of_best_lam)),
           chain(error, equals(frobenius(C * weight * R - X * Y)**2, because=error_of_lam),
                 equals(cost_lam, because=(stacked_problem, stacked_U, stacked_V)), equals(least_lam + excess_lam, because=split_lam),
                 at_least(least_lam, because=arithmetic), equals(least_error, because=error_of_best_lam)),
           suppose(U_rank, U_gram, closed_form, gram_invertible, in_gram_matrices),
           suppose(U_rank, suppose(as_good_lam, U_gram, nothing_left_lam, image_vanishes_lam, no_gap_lam,
                                   therefore(Eq(lam, best_lam), because=(no_gap_lam, U_gram))))),
    holds_for=(example(**small, **{"lambda": [[2], [-1]]}), example(**tiny, **{"lambda": [[3]]}),
               example(**tiny, **{"lambda": [[Rational(5, 68)]]}, note="the best factor"),
               example(**parallel, **{"lambda": [[1], [-2]]}, note="dependent columns")),
    fails_for=(example(**unstacked, **{"lambda": [[2], [-1]]}, note="a wrong entry of U"),
               example(**misplaced, **{"lambda": [[2], [-1]]}, note="two rows of V exchanged")),
    measured_by=measure_diagonal,
    equation="(19)-(22)", latex=r"\operatorname*{argmin}_\lambda\Vert U\lambda-V\mathbf1\Vert^2=U^\dagger V\mathbf1=(U^\top U)^{-1}U^\top V\mathbf1=\bigl[(C^\top C)\circ(RR^\top)\bigr]^{-1}\bigl[(C^\top X)\circ(RY^\top)\bigr]\mathbf1",
    note="U^+ V 1 is a best choice also where U has dependent columns; the form with the inverse needs independent ones.",
    key=True)
