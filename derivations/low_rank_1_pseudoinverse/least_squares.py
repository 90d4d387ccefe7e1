"""Least squares and the pseudo-inverse."""

from sympy import Eq, MatMul, Rational, ZeroMatrix

from verifier.language import *

from .experiments import measure_full_rank, measure_least_squares
from .notation import A, B, M, m, n, r

full_column_rank = given("the columns of A are independent", Eq(rank(A), r))
least_B = (A.T * A)**-1 * A.T * M
residual, least_residual = frobenius(A * B - M)**2, frobenius(A * least_B - M)**2
no_worse = given("B does as well", Eq(residual, least_residual))
is_least = given("B solves the normal equations", Eq(B, least_B))

gram_invertible = therefore(Invertible(A.T * A), because=(gram_matrix_is_invertible, full_column_rank))
excess = chain(residual, equals(least_residual + frobenius(A * (B - least_B))**2, because=gram_invertible))
gap_is_zero = chain(
    frobenius(A * (B - least_B))**2,
    equals(residual - least_residual, because=(excess, gram_invertible)),
    at_most(0, because=(no_worse, gram_invertible)))
image_is_zero = therefore(Eq(A * (B - least_B), ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, gap_is_zero, gram_invertible))

gap_B = chain(
    B - least_B,
    equals(MatMul((A.T * A)**-1 * A.T, A * (B - least_B)), because=gram_invertible),
    equals(MatMul((A.T * A)**-1 * A.T, ZeroMatrix(n, m)), because=(image_is_zero, gram_invertible)),
    equals(ZeroMatrix(r, m), because=gram_invertible))

least_squares_B = Claim(
    name="Least squares for the right factor",
    says=(residual >= least_residual, Iff(Eq(residual, least_residual), Eq(B, least_B))),
    given=(full_column_rank,),
    proof=(gram_invertible, excess,
           chain(residual,
                 equals(least_residual + frobenius(A * (B - least_B))**2, because=(excess, gram_invertible)),
                 at_least(least_residual, because=gram_invertible)),
           suppose(no_worse, gap_is_zero, image_is_zero, gap_B, therefore(Eq(B, least_B), because=(gap_B, gram_invertible))),
           suppose(is_least, chain(residual, equals(least_residual, because=(is_least, gram_invertible))))),
    holds_for=(example(n=3, r=2, m=1, A=[[1, 0], [1, 1], [1, 2]], B=[[1], [1]], M=[[1], [0], [5]]),
               example(n=2, r=1, m=2, A=[[1], [2]], B=[[Rational(6, 5), Rational(2, 5)]], M=[[2, 0], [2, 1]]),
               example(n=3, r=2, m=1, A=[[1, 0], [1, 1], [1, 2]], B=[[Rational(1, 3)], [0]], M=[[Rational(1, 2)], [0], [Rational(1, 2)]],
                       note="equality, with an error below 1")),
    measured_by=measure_least_squares,
    note="The article stops where the gradient is zero, which a maximum or a saddle would pass as well; the excess over the least "
         "cost is a squared norm, and that makes the minimum global and unique.",
    equation="(15)",
    latex=r"\operatorname{rank}A=r\Rightarrow \operatorname*{argmin}_B\Vert AB-M\Vert_F^2=(A^\top A)^{-1}A^\top M\quad\text{(unique)}",
    key=True, cites="Penrose1956")

# -- the pseudo-inverse ---------------------------------------------------------------------------------------------------
X, C = matrix("X C", r, n)
penrose_1 = given("A X A = A", Eq(A * X * A, A))
penrose_2 = given("X A X = X", Eq(X * A * X, X))
penrose_3 = given("A X is symmetric", Eq((A * X).T, A * X))
penrose_4 = given("X A is symmetric", Eq((X * A).T, X * A))
inner_1 = therefore(Eq(A * pinv(A) * A, A), because=penrose_equations)
inner_2 = therefore(Eq(pinv(A) * A * pinv(A), pinv(A)), because=penrose_equations)
inner_3 = therefore(Eq((A * pinv(A)).T, A * pinv(A)), because=penrose_equations)
inner_4 = therefore(Eq((pinv(A) * A).T, pinv(A) * A), because=penrose_equations)

penrose_uniqueness = Claim(
    name="The four Penrose equations have one solution",
    says=Eq(X, pinv(A)),
    given=(penrose_1, penrose_2, penrose_3, penrose_4),
    proof=(inner_1, inner_2, inner_3, inner_4, chain(
        X,
        equals(X * A * X, because=penrose_2),
        equals(X * X.T * A.T, because=penrose_3),
        equals(X * X.T * A.T * pinv(A).T * A.T, because=inner_1),
        equals(X * A * X * A * pinv(A), because=(penrose_3, inner_3)),
        equals(X * A * pinv(A), because=penrose_2),
        equals(A.T * X.T * pinv(A), because=penrose_4),
        equals(A.T * X.T * pinv(A) * A * pinv(A), because=inner_2),
        equals(A.T * X.T * A.T * pinv(A).T * pinv(A), because=inner_4),
        equals(A.T * pinv(A).T * pinv(A), because=penrose_1),
        equals(pinv(A) * A * pinv(A), because=inner_4),
        equals(pinv(A), because=inner_2))),
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[Rational(1, 2), 0, 0], [Rational(1, 2), 0, 0]]),
               example(n=1, r=1, A=[[0]], X=[[0]])),
    fails_for=(example(n=1, r=1, A=[[1]], X=[[0]], note="X = 0"),
               example(n=1, r=1, A=[[0]], X=[[1]], note="X A X = 0"),
               example(n=2, r=1, A=[[1], [0]], X=[[1, 1]], note="A X is not symmetric"),
               example(n=1, r=2, A=[[1, 0]], X=[[1], [1]], note="X A is not symmetric")),
    equation="definition of the pseudo-inverse", latex=r"AXA=A,\ XAX=X,\ (AX)^\top=AX,\ (XA)^\top=XA\ \Rightarrow\ X=A^\dagger")

full_row_rank = given("the rows of B are independent", Eq(rank(B), r))
left_form, right_form = (A.T * A)**-1 * A.T, B.T * (B * B.T)**-1
left_1 = chain(MatMul(A, left_form, A), equals(A, because=gram_invertible))
left_2 = chain(MatMul(left_form, A, left_form), equals(left_form, because=gram_invertible))
left_3 = chain((A * left_form).T, equals(A * left_form, because=gram_invertible))
left_4 = chain(MatMul(left_form, A).T, equals(MatMul(left_form, A), because=gram_invertible))
turned_rank = therefore(Eq(rank(B.T), r), because=(rank_of_transpose, full_row_rank))
row_gram_invertible = therefore(Invertible(B * B.T), because=(gram_matrix_is_invertible, turned_rank))
right_1 = chain(MatMul(B, right_form, B), equals(B, because=row_gram_invertible))
right_2 = chain(MatMul(right_form, B, right_form), equals(right_form, because=row_gram_invertible))
right_3 = chain(MatMul(B, right_form).T, equals(MatMul(B, right_form), because=row_gram_invertible))
right_4 = chain((right_form * B).T, equals(right_form * B, because=row_gram_invertible))

pinv_full_rank = Claim(
    name="Closed forms of the pseudo-inverse at full rank",
    says=(Implies(Eq(rank(A), r), Eq(pinv(A), left_form)), Implies(Eq(rank(B), r), Eq(pinv(B), right_form))),
    proof=(suppose(full_column_rank, gram_invertible, left_1, left_2, left_3, left_4,
                   therefore(Eq(pinv(A), left_form), because=(penrose_uniqueness, left_1, left_2, left_3, left_4, gram_invertible))),
           suppose(full_row_rank, turned_rank, row_gram_invertible, right_1, right_2, right_3, right_4,
                   therefore(Eq(pinv(B), right_form), because=(penrose_uniqueness, right_1, right_2, right_3, right_4, row_gram_invertible)))),
    holds_for=(example(n=3, r=2, m=4, A=[[1, 0], [1, 1], [1, 2]], B=[[1, 0, 2, 1], [0, 1, 1, 3]]),
               example(n=1, r=1, m=2, A=[[2]], B=[[3, -1]])),
    measured_by=measure_full_rank,
    note="The article speaks of a right inverse; for a tall A it is a left inverse, A^+ A = I, and A A^+ is only a projector.",
    equation="(17), (18)",
    latex=r"A^\dagger=(A^\top A)^{-1}A^\top\ (\operatorname{rank}A=r),\qquad B^\dagger=B^\top(BB^\top)^{-1}\ (\operatorname{rank}B=r)",
    key=True, cites="Penrose1955")
