"""The pseudo-inverse through the eigenvectors of A^T A."""

from sympy import Eq, Identity, MatMul, Ne, Rational, Trace, ZeroMatrix, sqrt

from verifier.language import *

from .experiments import measure_eigen
from .least_squares import penrose_uniqueness
from .notation import A, i, n, p, r

q = index("q", 1, r)
V = matrix("V", r, r)            # the article's U: orthogonal, its columns are eigenvectors of A^T A
eigenvalue, kappa = vector("lambda kappa", r)
Lambda_ = diagonal(eigenvalue[q], (q, 1, r))
K = diagonal(kappa[q], (q, 1, r))
orthogonal = given("V is orthogonal", Both(Eq(V.T * V, Identity(r)), Eq(V * V.T, Identity(r))))
diagonalised = given("A^T A = V Lambda V^T", Eq(A.T * A, V * Lambda_ * V.T))
in_range = given("p counts a column of V", p <= r)
is_zero = given("the p-th eigenvalue is 0", Eq(eigenvalue[p], 0))
length_of_image = chain(
    frobenius(A * column(V, p))**2,
    equals(Trace(column(V, p).T * A.T * A * column(V, p)), because=arithmetic),
    equals(Trace(column(V, p).T * V * Lambda_ * V.T * column(V, p)), because=diagonalised),
    equals(eigenvalue[p], because=orthogonal))

eigenvalue_is_squared_length = Claim(
    name="An eigenvalue of A^T A is the squared length of A v",
    says=(Eq(frobenius(A * column(V, p))**2, eigenvalue[p]), eigenvalue[p] >= 0),
    given=(orthogonal, diagonalised, in_range),
    proof=(length_of_image, chain(eigenvalue[p], equals(frobenius(A * column(V, p))**2, because=length_of_image), at_least(0, because=arithmetic))),
    holds_for=(example(n=1, r=2, p=2, A=[[3, 4]], V=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], **{"lambda": [25, 0]}),
               example(n=1, r=2, p=1, A=[[3, 4]], V=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], **{"lambda": [25, 0]})),
    equation="(23)", latex=r"\lambda_i=u_i^\top A^\top Au_i=\Vert Au_i\Vert^2\ge0")

image_vanishes = chain(
    frobenius(A * column(V, p))**2,
    equals(eigenvalue[p], because=(eigenvalue_is_squared_length, orthogonal, diagonalised, in_range)),
    at_most(0, because=is_zero))
image_is_null = therefore(Eq(A * column(V, p), ZeroMatrix(n, 1)), because=(frobenius_norm_is_definite, image_vanishes))

zero_eigenvalue_kills_row = Claim(
    name="A zero eigenvalue annihilates its row of U^T A^T",
    says=(Eq(A * column(V, p), ZeroMatrix(n, 1)), Eq(entry(V.T * A.T, p, i), 0)),
    given=(orthogonal, diagonalised, in_range, is_zero),
    proof=(image_vanishes, image_is_null, chain(
        entry(V.T * A.T, p, i),
        equals(entry(A * column(V, p), i, 1), because=arithmetic),
        equals(entry(ZeroMatrix(n, 1), i, 1), because=image_is_null),
        equals(0, because=arithmetic))),
    holds_for=(example(n=1, r=2, p=2, A=[[3, 4]], V=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], **{"lambda": [25, 0]}),
               example(n=2, r=1, p=1, A=[[0], [0]], V=[[-1]], **{"lambda": [0]})),
    fails_for=(example(n=1, r=2, p=2, A=[[1, 0]], V=[[1, 1], [0, 1]], note="V is not orthogonal", **{"lambda": [1, 0]}),
               example(n=1, r=1, p=1, A=[[2]], V=[[1]], note="the eigenvalue is 4", **{"lambda": [4]}),
               example(n=1, r=1, p=1, A=[[2]], V=[[1]], note="A^T A = 4, not 0", **{"lambda": [0]})),
    note="The article argues that the row must vanish because the limit is finite, but it needs the row to show that; "
         "|A u|^2 = lambda settles it.",
    measured_by=measure_eigen,
    equation="paragraph after (25)", latex=r"\lambda_i=0\Rightarrow(U^\top A^\top)_{i,:}=(Au_i)^\top=0",
    key=True)

# -- the pseudo-inverse through eigenvectors -------------------------------------------------------------------------------
keeps = given("kappa_q is 1/lambda_q where lambda_q is not 0, and anything elsewhere",
              Eq(eigenvalue[q] * kappa[q] * eigenvalue[q], eigenvalue[q]))
rest = diagonal(1 - kappa[q] * eigenvalue[q], (q, 1, r))
eigen_form = V * K * V.T * A.T
saved = chain(diagonal(eigenvalue[q] * kappa[q] * eigenvalue[q], (q, 1, r)), equals(Lambda_, because=keeps))
nothing = chain(Lambda_ * rest, equals(ZeroMatrix(r, r), because=saved))
rest_vanishes_too = chain(
    frobenius(A * V * rest)**2,
    equals(Trace(rest * V.T * V * Lambda_ * V.T * V * rest), because=diagonalised),
    equals(Trace(MatMul(rest, Lambda_ * rest)), because=orthogonal),
    equals(Trace(MatMul(rest, ZeroMatrix(r, r))), because=nothing),
    at_most(0, because=arithmetic))
rest_is_null = therefore(Eq(A * V * rest, ZeroMatrix(n, r)), because=(frobenius_norm_is_definite, rest_vanishes_too))
eig_1 = chain(
    A * eigen_form * A,
    equals(A * V * K * V.T * V * Lambda_ * V.T, because=diagonalised),
    equals(A * V * K * Lambda_ * V.T, because=orthogonal),
    equals(A * V * V.T, because=rest_is_null),
    equals(A, because=orthogonal))
kept_rows = chain(K * Lambda_ * V.T * A.T, equals(V.T * A.T, because=rest_is_null))
eig_2 = chain(
    eigen_form * A * eigen_form,
    equals(V * K * V.T * V * Lambda_ * V.T * V * K * V.T * A.T, because=diagonalised),
    equals(MatMul(V * K, K * Lambda_ * V.T * A.T), because=orthogonal),
    equals(MatMul(V * K, V.T * A.T), because=kept_rows))
eig_3 = chain((A * eigen_form).T, equals(A * eigen_form, because=arithmetic))
eig_4 = chain(
    (eigen_form * A).T,
    equals((V * K * V.T * V * Lambda_ * V.T).T, because=diagonalised),
    equals(V * K * Lambda_ * V.T, because=orthogonal),
    equals(V * K * V.T * V * Lambda_ * V.T, because=orthogonal),
    equals(eigen_form * A, because=diagonalised))

arbitrary_fill = Claim(
    name="Any value may be put in place of 1/0",
    says=Eq(pinv(A), eigen_form),
    given=(orthogonal, diagonalised, keeps),
    proof=(saved, nothing, rest_vanishes_too, rest_is_null, kept_rows, eig_1, eig_2, eig_3, eig_4,
           therefore(Eq(pinv(A), eigen_form), because=(penrose_uniqueness, eig_1, eig_2, eig_3, eig_4))),
    holds_for=(example(n=1, r=2, A=[[3, 4]], V=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]],
                       kappa=[Rational(1, 25), 17], **{"lambda": [25, 0]}),
               example(n=2, r=1, A=[[0], [0]], V=[[-1]], kappa=[5], **{"lambda": [0]})),
    fails_for=(example(n=1, r=1, A=[[2]], V=[[1]], kappa=[1], note="kappa is not 1/lambda", **{"lambda": [4]}),
               example(n=1, r=1, A=[[2]], V=[[2]], kappa=[1], note="V is not orthogonal", **{"lambda": [1]}),
               example(n=1, r=1, A=[[2]], V=[[1]], kappa=[1], note="A^T A is not V Lambda V^T", **{"lambda": [1]})),
    equation="paragraph after (26)",
    latex=r"\forall c_i\in\mathbb R:\ U\operatorname{diag}(\lambda_i^{-1}\text{ if }\lambda_i\neq0,\ c_i\text{ if }\lambda_i=0)U^\top A^\top=A^\dagger")

reciprocal_or_zero = given("kappa_q is 1/lambda_q where lambda_q is not 0, and 0 elsewhere", Both(
    ForAll((q,), (1 <= q, q <= r, Ne(eigenvalue[q], 0)), Eq(kappa[q], 1 / eigenvalue[q])),
    ForAll((q,), (1 <= q, q <= r, Eq(eigenvalue[q], 0)), Eq(kappa[q], 0))))
nonzero_case = given("lambda_q is not 0", Ne(eigenvalue[q], 0))
zero_case = given("lambda_q is 0", Eq(eigenvalue[q], 0))
kept = cases(
    Eq(eigenvalue[q] * kappa[q] * eigenvalue[q], eigenvalue[q]),
    (nonzero_case, chain(eigenvalue[q] * kappa[q] * eigenvalue[q], equals(eigenvalue[q], because=(reciprocal_or_zero, nonzero_case)))),
    (zero_case, chain(eigenvalue[q] * kappa[q] * eigenvalue[q], equals(eigenvalue[q], because=zero_case))))

pinv_via_eigen = Claim(
    name="Stable formula through the eigen-decomposition of A^T A",
    says=Eq(pinv(A), eigen_form),
    given=(orthogonal, diagonalised, reciprocal_or_zero),
    proof=(kept, therefore(Eq(pinv(A), eigen_form), because=(arbitrary_fill, orthogonal, diagonalised, kept))),
    holds_for=(example(n=1, r=2, A=[[3, 4]], V=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]],
                       kappa=[Rational(1, 25), 0], **{"lambda": [25, 0]}),
               example(n=2, r=1, A=[[0], [0]], V=[[-1]], kappa=[0], **{"lambda": [0]}),
               example(n=2, r=2, A=[[1, 2], [2, 1]], V=[[sqrt(2) / 2, sqrt(2) / 2], [sqrt(2) / 2, -sqrt(2) / 2]],
                       kappa=[Rational(1, 9), 1], **{"lambda": [9, 1]})),
    fails_for=(example(n=1, r=1, A=[[2]], V=[[1]], kappa=[0], note="kappa = 0 although lambda = 4", **{"lambda": [4]}),
               example(n=1, r=1, A=[[2]], V=[[2]], kappa=[1], note="V is not orthogonal", **{"lambda": [1]}),
               example(n=1, r=1, A=[[2]], V=[[1]], kappa=[1], note="A^T A is not V Lambda V^T", **{"lambda": [1]})),
    measured_by=measure_eigen,
    note="In floating point A^T A keeps only half of the digits: singular values below 1e-8 of the largest cannot be told from 0.",
    equation="(26)",
    latex=r"A^\dagger=U\Lambda^\dagger U^\top A^\top,\quad A^\top A=U\Lambda U^\top,\quad\Lambda^\dagger=\operatorname{diag}(\kappa_i),\ \kappa_i=\lambda_i^{-1}[\lambda_i\ne0]",
    key=True, cites="Golub2013, section 5.5.2")
