"""The pseudo-inverse as the best one-sided inverse: least squares, what rank deficiency leaves open, the ridge limit.

The closed forms, the limit form and the formula through eigenvectors hold for every shape and rank, and are proved so.
One statement is false: A^+ A A^+ = A^+ does not single out the pseudo-inverse among the best right inverses; the other
condition that the article offers, (A^+)^+ = A, does.  A vanishing gradient alone shows no minimum; the excess over the
least cost is a squared norm, which does.  That the ridge limit exists is argued in a circle; the singular value
decomposition proves it and gives the rate epsilon / sigma^3 with the smallest singular value that is not 0.
"""

import numpy as np
from sympy import Eq, Identity, KroneckerProduct, MatMul, Ne, Rational, Sum, Trace, ZeroMatrix, sqrt

from verifier.language import *

source = Source("Su", 2024, "低秩近似之路（一）：伪逆", url="https://kexue.fm/archives/10366")

# Notation
n, m, r, p = natural("n m r p")  # sizes; p also counts a column
i = index("i", 1, n)             # rows of A and M
j = index("j", 1, m)             # columns of B and M
k = index("k", 1, r)             # columns of A, rows of B
t = real("t")                    # a small step
A = matrix("A", n, r)            # left factor
B, H = matrix("B H", r, m)       # right factor
M = matrix("M", n, m)            # the matrix to be approximated
Q, R = matrix("Q R", n, m)       # any two matrices of one shape
U = matrix("U", p, n)            # a matrix with orthonormal columns

# -- experiments: NumPy on real arrays, seeded; each from the definition, none from a proof ----------------------------------


def arrays(seed, *shapes):
    """Seeded standard normal arrays."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def factors(seed, rows, columns, size):
    """A random array of the given rank, and its two factors."""
    left, right = arrays(seed, (rows, size), (size, columns))
    return left @ right, left, right


def gap(what, found, expected, error):
    """The largest deviation of two arrays, which should be 0."""
    return Measurement(f"{what}: largest deviation", np.abs(found - expected).max(), 0, error)


def measure_invariance():
    """Norms before and after; under a matrix whose rows alone are orthonormal the norm falls."""
    wide, body, other = arrays(1, (6, 4), (4, 3), (6, 5))
    turn = np.linalg.qr(wide)[0]
    return [Measurement("|UM|_F, U 6 by 4 with orthonormal columns", np.linalg.norm(turn @ body), np.linalg.norm(body), 1e-12),
            Measurement("|U^T M|_F - |M|_F", np.linalg.norm(turn.T @ other) - np.linalg.norm(other), -0.1, 0, "<=")]


def measure_gradient():
    """Central differences at every entry: exact for a quadratic but for rounding, about 1e-16 * 100 / h."""
    found, h = [], 1e-4
    for rows, inner, columns in ((4, 3, 2), (2, 5, 1), (1, 1, 1)):
        a, b, goal = arrays(rows, (rows, inner), (inner, columns), (rows, columns))
        numeric = np.zeros_like(b)
        for place in np.ndindex(b.shape):
            step = np.zeros_like(b)
            step[place] = h
            numeric[place] = (np.sum((a @ (b + step) - goal)**2) - np.sum((a @ (b - step) - goal)**2)) / (2 * h)
        found.append(gap(f"gradient, {rows}x{inner} times {inner}x{columns}", numeric, 2 * a.T @ (a @ b - goal), 1e-8))
    return found


def measure_least_squares():
    """NumPy's lstsq against the normal equations, and the cost of random neighbours."""
    a, goal, *others = arrays(3, (6, 3), (6, 4), *[(3, 4)] * 20)
    closed = np.linalg.inv(a.T @ a) @ a.T @ goal
    costs = [np.sum((a @ (closed + 0.01 * other) - goal)**2) for other in others]
    return [gap("lstsq", closed, np.linalg.lstsq(a, goal, rcond=None)[0], 1e-12),
            Measurement("least cost of 20 neighbours", min(costs), np.sum((a @ closed - goal)**2), 0, ">=")]


def measure_full_rank():
    """numpy.linalg.pinv; the normal equations lose about condition^2 * 1e-16, relative to |A^+|."""
    found = []
    for name, which in (("6x3", arrays(4, (6, 3))[0]), ("Hilbert 6x4", 1 / (np.arange(6)[:, None] + np.arange(4) + 1.0))):
        error, scale = 1e-14 * np.linalg.cond(which)**2, np.linalg.norm(np.linalg.pinv(which))
        tall, flat = np.linalg.inv(which.T @ which) @ which.T, which @ np.linalg.inv(which.T @ which)
        found += [gap(f"{name}, columns", tall / scale, np.linalg.pinv(which) / scale, error),
                  gap(f"{name} transposed, rows", flat / scale, np.linalg.pinv(which.T) / scale, error)]
    return found


def measure_deficient():
    """All X_0 + N with P N = 0 cost the same, n - s; these N fill (r - s) n dimensions."""
    which, left, right = factors(5, 7, 4, 2)
    base, free = np.linalg.pinv(which), arrays(6, (4, 7))[0]
    other = base + free - np.linalg.pinv(right) @ right @ free
    return [Measurement("cost of the pseudo-inverse, 7x4 of rank 2", np.sum((which @ base - np.eye(7))**2), 5, 1e-12),
            Measurement("cost of X_0 + N", np.sum((which @ other - np.eye(7))**2), 5, 1e-11),
            gap("P X against A_s^+", right @ other, np.linalg.pinv(left), 1e-12),
            Measurement("dimension of {N: P N = 0}", 28 - np.linalg.matrix_rank(np.kron(np.eye(7), right)), 14, 0)]


def measure_reflexive():
    """Y A_s^+ meets both conditions of the article and yet is far from numpy.linalg.pinv; X A is not symmetric."""
    which, left, right = factors(5, 7, 4, 2)
    free = arrays(7, (4, 2))[0]
    other = (np.linalg.pinv(right) + free - np.linalg.pinv(right) @ right @ free) @ np.linalg.pinv(left)
    return [gap("P X against A_s^+", right @ other, np.linalg.pinv(left), 1e-12), gap("X A X against X", other @ which @ other, other, 1e-12),
            Measurement("distance from numpy.linalg.pinv", np.linalg.norm(other - np.linalg.pinv(which)), 0.1, 0, ">="),
            Measurement("asymmetry of X A", np.linalg.norm(other @ which - (other @ which).T), 0.1, 0, ">=")]


def measure_ridge():
    """lstsq on the stacked system [A; sqrt(eps) I]; the error allows for the condition number of the ridge, about 10 / eps."""
    which = factors(5, 7, 4, 2)[0]
    target, found = np.vstack([np.eye(7), np.zeros((4, 7))]), []
    for weight in (1.0, 0.05, 1e-3):
        stacked = np.linalg.lstsq(np.vstack([which, np.sqrt(weight) * np.eye(4)]), target, rcond=None)[0]
        found.append(gap(f"ridge, eps = {weight}", np.linalg.solve(which.T @ which + weight * np.eye(4), which.T), stacked, 1e-13 / weight))
    return [*found, Measurement("least eigenvalue of A^T A + 0.05 I", np.linalg.eigvalsh(which.T @ which + 0.05 * np.eye(4))[0], 0.05, 1e-12)]


def measure_decomposed():
    """NumPy's singular value decomposition put together, for a 6x5 array of rank 3."""
    which = factors(10, 6, 5, 3)[0]
    left, values, right = np.linalg.svd(which, full_matrices=False)
    left, values, right = left[:, :3], values[:3], right[:3].T
    ridge_by_solving = np.linalg.solve(which.T @ which + 0.3 * np.eye(5), which.T)
    return [gap("V S^-1 U^T against pinv", right / values @ left.T, np.linalg.pinv(which), 1e-12),
            gap("V S/(S^2 + eps) U^T against the ridge", right * (values / (values**2 + 0.3)) @ left.T, ridge_by_solving, 1e-12)]


def measure_limit():
    """The spectral error against numpy.linalg.pinv; rounding adds about 1e-16 |A|^3 / eps, which the series shows at small eps."""
    found = []
    for name, which in (("7x4 of rank 2", factors(5, 7, 4, 2)[0]), ("4x7 of rank 2", factors(8, 4, 7, 2)[0]), ("5x3", arrays(9, (5, 3))[0])):
        values = np.linalg.svd(which, compute_uv=False)
        least, measured, formula = values[values > 1e-10][-1], [], []
        for weight in 10.0**-np.arange(13):
            ridge_at = np.linalg.solve(which.T @ which + weight * np.eye(which.shape[1]), which.T)
            measured.append((weight, np.linalg.norm(ridge_at - np.linalg.pinv(which), 2)))
            formula.append((weight, weight / (least * (least**2 + weight))))
        pictures = ((f"measured, {name}", tuple(measured)), (f"formula, {name}", tuple(formula)))
        found += [Measurement(f"spectral error at eps = 1e-{place}, {name}", measured[place][1], formula[place][1],
                              1e-14 * values[0]**3 * 10**place, series=pictures if place == 2 else ()) for place in (2, 4)]
    return found


def measure_eigen():
    """eigh of A^T A against pinv; squaring costs condition^2 * 1e-16, so singular values below 1e-8 of the largest are lost."""
    graded = np.linalg.qr(arrays(12, (6, 3))[0])[0] @ np.diag([1, 1e-2, 1e-4]) @ np.linalg.qr(arrays(13, (3, 3))[0])[0]
    cases_tried = (("7x4 of rank 2", factors(5, 7, 4, 2)[0], 1e-12), ("5x3", arrays(9, (5, 3))[0], 1e-12), ("condition 1e4", graded, 1e-6))
    found = []
    for name, which, error in cases_tried:
        values, vectors = np.linalg.eigh(which.T @ which)
        kept = values > 1e-12 * values[-1]
        made = vectors * np.where(kept, 1 / np.where(kept, values, 1), 0) @ vectors.T @ which.T
        scale = np.linalg.norm(np.linalg.pinv(which))
        found += [gap(f"{name}, relative", made / scale, np.linalg.pinv(which) / scale, error),
                  gap(f"{name}, A v where lambda = 0", np.append(which @ vectors[:, ~kept], 0), 0, 1e-7)]
    return found

# -- the Frobenius inner product ------------------------------------------------------------------------------------

trace_inner_product = Claim(
    name="The Frobenius inner product is a trace",
    says=Eq(Trace(Q.T * R), Sum(Sum(entry(Q, i, j) * entry(R, i, j), (i, 1, n)), (j, 1, m))),
    proof=chain(
        Trace(Q.T * R),
        equals(Sum(entry(Q.T * R, j, j), (j, 1, m)), because=trace_is_sum_of_diagonal),
        equals(Sum(Sum(entry(Q.T, j, i) * entry(R, i, j), (i, 1, n)), (j, 1, m)), because=entry_of_product),
        equals(Sum(Sum(entry(Q, i, j) * entry(R, i, j), (i, 1, n)), (j, 1, m)), because=arithmetic)),
    holds_for=(example(n=2, m=3, Q=[[1, 2, 3], [4, 5, 6]], R=[[1, 0, -1], [2, -2, 7]]), example(n=1, m=1, Q=[[0]], R=[[3]])),
    equation="(7), (8)", latex=r"\langle P,Q\rangle_F=\sum_{i,j}P_{ij}Q{ij}=\operatorname{Tr}(P^\top Q)")

orthonormal_U = given("the columns of U are orthonormal", Eq(U.T * U, Identity(n)))

orthogonal_invariance = Claim(
    name="Multiplying on the left by a matrix with orthonormal columns keeps the Frobenius norm",
    says=Eq(frobenius(U * M)**2, frobenius(M)**2),
    given=(orthonormal_U,),
    proof=chain(
        frobenius(U * M)**2,
        equals(Trace(M.T * U.T * U * M), because=arithmetic),
        equals(Trace(M.T * M), because=orthonormal_U),
        equals(frobenius(M)**2, because=arithmetic)),
    holds_for=(example(p=2, n=2, m=2, U=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], M=[[1, 2], [3, 4]]),
               example(p=3, n=1, m=2, U=[[Rational(1, 3)], [Rational(2, 3)], [Rational(2, 3)]], M=[[1, -2]])),
    fails_for=(example(p=1, n=2, m=1, U=[[1, 0]], M=[[0], [1]], note="orthonormal rows do not do"),),
    measured_by=measure_invariance,
    note="The article says orthogonal, so square; orthonormal columns are enough.",
    equation="(9)", latex=r"U^\top U=I\ \Rightarrow\ \Vert UM\Vert_F^2=\Vert M\Vert_F^2",
    key=True)

# -- the gradient -----------------------------------------------------------------------------------------------------

unit = column(Identity(r), k) * column(Identity(m), j).T      # the matrix whose only entry that is not 0 is a 1 at (k, j)
quotient = (frobenius(A * (B + t * unit) - M)**2 - frobenius(A * B - M)**2) / t
gradient = 2 * A.T * (A * B - M)
slope, curvature = entry(gradient, k, j), entry(A.T * A, k, k)

slope_stays = therefore(Tends(slope, t, 0, slope), because=limit_of_constant)
curvature_stays = therefore(Tends(curvature, t, 0, curvature), because=limit_of_constant)
t_vanishes = therefore(Tends(t, t, 0, 0), because=limit_of_identity)
rest_vanishes = therefore(Tends(curvature * t, t, 0, 0), because=(limit_of_product, curvature_stays, t_vanishes))
both_tend = therefore(Tends(slope + curvature * t, t, 0, slope), because=(limit_of_sum, slope_stays, rest_vanishes))
entrywise = therefore(Tends(quotient, t, 0, slope), because=both_tend)
expansion = chain(
    frobenius(A * (B + H) - M)**2,
    equals(frobenius(A * B - M)**2 + Trace(gradient.T * H) + frobenius(A * H)**2, because=arithmetic))

gradient_B = Claim(
    name="Gradient of the squared residual in B",
    says=(Tends(quotient, t, 0, slope),
          Eq(frobenius(A * (B + H) - M)**2,
             frobenius(A * B - M)**2 + Trace(gradient.T * H) + frobenius(A * H)**2)),
    proof=(slope_stays, curvature_stays, t_vanishes, rest_vanishes, both_tend, entrywise, expansion),
    holds_for=(example(n=3, r=2, m=2, A=[[1, 2], [0, 1], [3, -1]], B=[[1, 0], [2, 5]], M=[[1, 1], [0, 2], [3, 4]],
                       H=[[1, -1], [Rational(1, 2), 0]]),
               example(n=1, r=2, m=1, A=[[1, 1]], B=[[0], [0]], M=[[0]], H=[[1], [1]])),
    measured_by=measure_gradient,
    equation="(10)-(13)", latex=r"\mathcal L=\Vert AB-M\Vert_F^2,\quad \frac{\partial\mathcal L}{\partial B}=2A^\top(AB-M)",
    note="The partial derivative by the entry (k, j) is the limit of difference quotients along the matrix unit at (k, j).",
    key=True)
# -- least squares ------------------------------------------------------------------------------------------------------

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
               example(n=2, r=1, m=2, A=[[1], [2]], B=[[Rational(6, 5), Rational(2, 5)]], M=[[2, 0], [2, 1]])),
    measured_by=measure_least_squares,
    note="The article stops where the gradient is zero, which a maximum or a saddle would pass as well; the excess over the least "
         "cost is a squared norm, and that makes the minimum global and unique.",
    equation="(15)",
    latex=r"\operatorname{rank}A=r\Rightarrow \operatorname*{argmin}_B\Vert AB-M\Vert_F^2=(A^\top A)^{-1}A^\top M\quad\text{(unique)}",
    key=True)

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
    key=True)
# -- rank deficiency ------------------------------------------------------------------------------------------------------

distance, least_distance = frobenius(A * X - Identity(n))**2, frobenius(A * pinv(A) - Identity(n))**2
normal_equations = chain(
    A.T * A * pinv(A),
    equals(A.T * pinv(A).T * A.T, because=inner_3),
    equals(A.T, because=inner_1))

back, least_back = frobenius(X * A - Identity(r))**2, frobenius(pinv(A) * A - Identity(r))**2
turned_equations = chain(
    pinv(A) * A * A.T,
    equals(A.T * pinv(A).T * A.T, because=inner_4),
    equals(A.T, because=inner_1))

pinv_is_a_minimiser = Claim(
    name="The pseudo-inverse is a best right inverse and a best left inverse, for every rank",
    says=(Eq(distance, least_distance + frobenius(A * (X - pinv(A)))**2), distance >= least_distance, back >= least_back),
    proof=(inner_1, inner_3, inner_4, normal_equations, turned_equations, chain(
               back,
               equals(least_back + frobenius((X - pinv(A)) * A)**2, because=turned_equations),
               at_least(least_back, because=arithmetic)),
           chain(
               distance,
               equals(least_distance + frobenius(A * (X - pinv(A)))**2, because=normal_equations),
               at_least(least_distance, because=arithmetic)),
           chain(distance, equals(least_distance + frobenius(A * (X - pinv(A)))**2, because=normal_equations))),
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[2, 0, 0], [-1, 0, 0]]),
               example(n=2, r=3, A=[[1, 2, 0], [0, 1, 1]], X=[[1, 0], [0, 0], [0, 1]])),
    equation="(3), (4)", latex=r"A^\dagger\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2,\qquad B^\dagger\in\operatorname*{argmin}_A\Vert AB-I_n\Vert_F^2")

s = natural("s")                 # rank of A
As, P = matrix("A_s", n, s), matrix("P", s, r)
factored = given("A = A_s P", Eq(A, As * P))
As_rank = given("the columns of A_s are independent", Eq(rank(As), s))
P_rank = given("the rows of P are independent", Eq(rank(P), s))
is_minimiser = given("X is a minimiser", ForAll((C,), (), distance <= frobenius(A * C - Identity(n))**2))
fits = given("P X is the pseudo-inverse of A_s", Eq(P * X, pinv(As)))

As_gram = therefore(Invertible(As.T * As), because=(gram_matrix_is_invertible, As_rank))
P_turned = therefore(Eq(rank(P.T), s), because=(rank_of_transpose, P_rank))
P_gram = therefore(Invertible(P * P.T), because=(gram_matrix_is_invertible, P_turned))
As_distance = frobenius(As * pinv(As) - Identity(n))**2
lift = P.T * (P * P.T)**-1 * pinv(As)                     # one matrix with P lift = A_s^+
lift_fits = chain(P * lift, equals(pinv(As), because=P_gram))
factor_gap = frobenius(As * (P * X - pinv(As)))**2
excess_of_factors = chain(
    distance,
    equals(frobenius(As * P * X - Identity(n))**2, because=factored),
    equals(As_distance + factor_gap, because=using(pinv_is_a_minimiser, (A, As), (X, P * X), (n, n), (r, s))))

factor_excess = Claim(
    name="The excess of a right inverse in terms of the factors",
    says=(Eq(distance, As_distance + factor_gap), distance >= As_distance),
    given=(factored,),
    proof=(excess_of_factors, chain(
        distance,
        equals(As_distance + factor_gap, because=excess_of_factors),
        at_least(As_distance, because=arithmetic))),
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[2, 0, 0], [-1, 3, 0]]),
               example(n=2, r=3, s=1, A=[[1, 2, 0], [2, 4, 0]], A_s=[[1], [2]], P=[[1, 2, 0]], X=[[1, 0], [0, 0], [0, 1]])),
    fails_for=(example(n=1, r=1, s=1, A=[[2]], A_s=[[1]], P=[[1]], X=[[1]]),),
    equation="(19)", latex=r"\min_X\Vert A_sPX-I_n\Vert_F^2=\min_Y\Vert A_sY-I_n\Vert_F^2")

lift_distance = chain(
    distance,
    at_most(frobenius(A * lift - Identity(n))**2, because=(using(is_minimiser, (C, lift)), P_gram)),
    equals(frobenius(As * P * lift - Identity(n))**2, because=(factored, P_gram)),
    equals(As_distance, because=(lift_fits, P_gram)))
nothing_left = chain(
    factor_gap,
    equals(distance - As_distance, because=(factor_excess, factored)),
    at_most(0, because=lift_distance))
image_fits = therefore(Eq(As * (P * X - pinv(As)), ZeroMatrix(n, n)), because=(frobenius_norm_is_definite, nothing_left))
must_fit = chain(
    P * X - pinv(As),
    equals(MatMul((As.T * As)**-1 * As.T, As * (P * X - pinv(As))), because=As_gram),
    equals(MatMul((As.T * As)**-1 * As.T, ZeroMatrix(n, n)), because=(image_fits, As_gram)),
    equals(ZeroMatrix(s, n), because=As_gram))
best_distance = chain(
    distance,
    equals(As_distance + factor_gap, because=(factor_excess, factored)),
    equals(As_distance, because=fits))

nonuniqueness_rank_deficient = Claim(
    name="Rank deficiency: only P times the minimiser is determined",
    says=(Iff(ForAll((C,), (), distance <= frobenius(A * C - Identity(n))**2), Eq(P * X, pinv(As))),
          Eq(nullity(KroneckerProduct(Identity(n), P)), (r - s) * n)),
    given=(factored, As_rank, P_rank),
    proof=(As_gram, P_turned, P_gram, lift_fits,
           suppose(is_minimiser, lift_distance, nothing_left, image_fits, must_fit,
                   therefore(Eq(P * X, pinv(As)), because=must_fit)),
           suppose(fits, best_distance,
                   therefore(ForAll((C,), (), distance <= frobenius(A * C - Identity(n))**2), because=(best_distance, using(factor_excess, (X, C))))),
           chain(nullity(KroneckerProduct(Identity(n), P)),
                 equals(n * r - rank(KroneckerProduct(Identity(n), P)), because=rank_nullity),
                 equals(n * r - rank(Identity(n)) * rank(P), because=rank_of_kronecker_product),
                 equals((r - s) * n, because=(rank_of_identity, P_rank)))),
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[2, 0, 0], [-1, 0, 0]]),
               example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[2, 0, 0], [0, 0, 0]]),
               example(n=1, r=3, s=1, A=[[2, 2, 2]], A_s=[[2]], P=[[1, 1, 1]], X=[[1], [0], [Rational(-1, 2)]]),
               example(n=2, r=3, s=2, A=[[1, 0, 2], [0, 1, 1]], A_s=[[1, 0], [0, 1]], P=[[1, 0, 2], [0, 1, 1]], X=[[1, 0], [0, 1], [0, 0]])),
    fails_for=(example(n=1, r=1, s=1, A=[[2]], A_s=[[1]], P=[[1]], X=[[1]], note="A is not A_s P"),
               example(n=1, r=1, s=1, A=[[0]], A_s=[[0]], P=[[1]], X=[[5]], note="A_s = 0: every X is a minimiser"),
               example(n=2, r=1, s=2, A=[[1], [0]], A_s=[[1, 0], [0, 1]], P=[[1], [0]], X=[[1, 0]], note="the rows of P are dependent")),
    measured_by=measure_deficient,
    note="For s < r the dimension is positive, so the minimiser is not unique; at s = r it is 0.  N runs over the matrices with P N = 0, "
         "whose stacked columns are the null space of the Kronecker product.",
    equation="(19), (20)",
    latex=r"A=A_sP,\ \operatorname{rank}A_s=\operatorname{rank}P=s<r:\quad X\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2\iff PX=A_s^\dagger;\quad\text{the solution set is }X_0+\{N:PN=0\},\ \dim=(r-s)n",
    key=True)

reflexive = given("X A X = X", Eq(X * A * X, X))
symmetric = given("X A is symmetric", Eq((X * A).T, X * A))

patch_by_reflexivity_fails = Claim(
    name="Asking A^+ A A^+ = A^+ as well makes the minimiser unique (it does not)",
    says=Eq(X, pinv(A)),
    given=(factored, As_rank, P_rank, fits, reflexive),
    expected=REFUTED,
    fails_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[1, 0, 0], [0, 0, 0]]),
               example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[-7, 0, 0], [8, 0, 0]])),
    equation="paragraph after (20)",
    latex=r"A=\begin{pmatrix}1&1\\0&0\\0&0\end{pmatrix},\ X_x=\begin{pmatrix}x&0&0\\1-x&0&0\end{pmatrix}:\ PX_x=A_s^\dagger,\ X_xAX_x=X_x\ \ \forall x\in\mathbb R",
    note="The article offers X A X = X as one of two conditions that single out the pseudo-inverse among the minimisers. "
         "It does not: the fourth Penrose equation is missing.",
    key=True)

Y = matrix("Y", r, s)
right_inverse = given("P Y = I", Eq(P * Y, Identity(s)))
member = Y * pinv(As)
As_1 = therefore(Eq(As * pinv(As) * As, As), because=penrose_equations)
As_2 = therefore(Eq(pinv(As) * As * pinv(As), pinv(As)), because=penrose_equations)
As_3 = therefore(Eq((As * pinv(As)).T, As * pinv(As)), because=penrose_equations)

reflexive_minimisers = Claim(
    name="Every right inverse Y of P gives a reflexive minimiser Y A_s^+",
    says=(Eq(P * member, pinv(As)), Eq(member * A * member, member)),
    given=(factored, right_inverse),
    proof=(As_2, chain(P * member, equals(pinv(As), because=right_inverse)),
           chain(member * A * member,
                 equals(member * As * P * member, because=factored),
                 equals(member * As * pinv(As), because=right_inverse),
                 equals(member, because=As_2))),
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], Y=[[-7], [8]]),
               example(n=2, r=3, s=2, A=[[1, 0, 2], [0, 1, 1]], A_s=[[1, 0], [0, 1]], P=[[1, 0, 2], [0, 1, 1]], Y=[[-1, -2], [-1, 0], [1, 1]])),
    fails_for=(example(n=1, r=1, s=1, A=[[1]], A_s=[[1]], P=[[1]], Y=[[2]], note="P Y = 2"),
               example(n=1, r=1, s=1, A=[[2]], A_s=[[1]], P=[[1]], Y=[[1]], note="A = 2 A_s P")),
    measured_by=measure_reflexive,
    equation="paragraph after (20)", latex=r"PY=I_s\ \Rightarrow\ X=YA_s^\dagger:\ PX=A_s^\dagger,\ XAX=X")

image = chain(A * X, equals(As * P * X, because=factored), equals(As * pinv(As), because=fits))
recovers = chain(
    A * X * A,
    equals(As * pinv(As) * A, because=image),
    equals(As * pinv(As) * As * P, because=factored),
    equals(As * P, because=As_1),
    equals(A, because=factored))
projects = chain((A * X).T, equals((As * pinv(As)).T, because=image), equals(As * pinv(As), because=As_3), equals(A * X, because=image))

patch_by_symmetry_works = Claim(
    name="With X A symmetric as well the minimiser is the pseudo-inverse",
    says=Eq(X, pinv(A)),
    given=(factored, fits, reflexive, symmetric),
    proof=(As_1, As_3, image, recovers, projects,
           therefore(Eq(X, pinv(A)), because=(penrose_uniqueness, recovers, reflexive, projects, symmetric))),
    corrects=patch_by_reflexivity_fails,
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]],
                       X=[[Rational(1, 2), 0, 0], [Rational(1, 2), 0, 0]]),),
    fails_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[1, 0, 0], [0, 0, 0]],
                       note="X A is not symmetric"),
               example(n=2, r=2, s=1, A=[[1, 1], [0, 0]], A_s=[[1], [0]], P=[[1, 1]], note="X A X = 0 in the second column",
                       X=[[Rational(1, 2), 1], [Rational(1, 2), -1]]),
               example(n=1, r=1, s=1, A=[[1]], A_s=[[1]], P=[[1]], X=[[0]], note="P X = 0"),
               example(n=2, r=1, s=1, A=[[1], [1]], A_s=[[1], [0]], P=[[1]], X=[[1, 0]], note="A is not A_s P")),
    equation="paragraph after (20)", latex=r"PX=A_s^\dagger,\ XAX=X,\ (XA)^\top=XA\ \Rightarrow\ X=A^\dagger")

nothing_to_gain = chain(
    frobenius(A * (X - pinv(A)))**2,
    equals(distance - least_distance, because=pinv_is_a_minimiser),
    at_most(0, because=using(is_minimiser, (C, pinv(A)))))

no_gap_left = therefore(Eq(A * (X - pinv(A)), ZeroMatrix(n, n)), because=(frobenius_norm_is_definite, nothing_to_gain))

minimisers_share_image = Claim(
    name="All best right inverses X share A X",
    says=Eq(A * X, A * pinv(A)),
    given=(is_minimiser,),
    proof=(nothing_to_gain, no_gap_left, therefore(Eq(A * X, A * pinv(A)), because=no_gap_left)),
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[2, 0, 0], [-1, 0, 0]]),
               example(n=1, r=2, A=[[0, 0]], X=[[1], [2]])),
    fails_for=(example(n=1, r=1, A=[[1]], X=[[0]]),),
    equation="(20)", latex=r"X\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2\ \Rightarrow\ AX=AA^\dagger")

pinv_involution = Claim(
    name="The pseudo-inverse of the pseudo-inverse is the matrix",
    says=Eq(pinv(pinv(A)), A),
    proof=(inner_1, inner_2, inner_3, inner_4,
           therefore(Eq(pinv(pinv(A)), A), because=(using(penrose_uniqueness, (A, pinv(A)), (X, A), (n, r), (r, n)),
                                                    inner_1, inner_2, inner_3, inner_4))),
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]]), example(n=2, r=3, A=[[1, 2, 0], [0, 1, 1]]), example(n=1, r=1, A=[[0]])),
    equation="property 1", latex=r"(A^\dagger)^\dagger=A")

D = matrix("D", n, r)
back_minimiser = given("A is a minimiser for X", ForAll((D,), (), back <= frobenius(X * D - Identity(r))**2))
is_pinv = given("X is the pseudo-inverse", Eq(X, pinv(A)))
X_1 = therefore(Eq(X * pinv(X) * X, X), because=penrose_equations)
X_3 = therefore(Eq((X * pinv(X)).T, X * pinv(X)), because=penrose_equations)
both = given("each is a best inverse of the other", Both(is_minimiser.statement, back_minimiser.statement))
one_image = therefore(Eq(A * X, A * pinv(A)), because=(minimisers_share_image, both))
other_image = therefore(Eq(X * A, X * pinv(X)), because=(using(minimisers_share_image, (A, X), (X, A), (n, r), (r, n)), both))
both_1 = chain(A * X * A, equals(A * pinv(A) * A, because=one_image), equals(A, because=inner_1))
both_2 = chain(X * A * X, equals(X * pinv(X) * X, because=other_image), equals(X, because=X_1))
both_3 = chain((A * X).T, equals((A * pinv(A)).T, because=one_image), equals(A * pinv(A), because=inner_3), equals(A * X, because=one_image))
both_4 = chain((X * A).T, equals((X * pinv(X)).T, because=other_image), equals(X * pinv(X), because=X_3), equals(X * A, because=other_image))
as_good = chain(distance, equals(least_distance, because=is_pinv))
forth = therefore(is_minimiser.statement, because=(as_good, using(pinv_is_a_minimiser, (X, C))))
turned = chain(pinv(X), equals(pinv(pinv(A)), because=is_pinv), equals(A, because=pinv_involution))
as_good_back = chain(back, equals(frobenius(X * pinv(X) - Identity(r))**2, because=turned))
and_back = therefore(back_minimiser.statement, because=(as_good_back, using(pinv_is_a_minimiser, (A, X), (X, D), (n, r), (r, n))))

patch_by_involution_works = Claim(
    name="Adding (A^+)^+ = A does give uniqueness",
    says=Iff(both.statement, Eq(X, pinv(A))),
    proof=(inner_1, inner_3, X_1, X_3,
           suppose(both, one_image, other_image, both_1, both_2, both_3, both_4,
                   therefore(Eq(X, pinv(A)), because=(penrose_uniqueness, both_1, both_2, both_3, both_4))),
           suppose(is_pinv, as_good, forth, turned, as_good_back, and_back, therefore(both.statement, because=(forth, and_back)))),
    corrects=patch_by_reflexivity_fails,
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[Rational(1, 2), 0, 0], [Rational(1, 2), 0, 0]]),
               example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[1, 0, 0], [0, 0, 0]])),
    equation="paragraph after (20)",
    latex=r"X\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2\ \text{and}\ A\in\operatorname*{argmin}_Y\Vert XY-I_r\Vert_F^2\iff X=A^\dagger\text{ (Moore-Penrose)}")

# -- the ridge ------------------------------------------------------------------------------------------------------------

e = real("epsilon")              # ridge weight
x = matrix("x", r, 1)
e_positive = given("epsilon is positive", e > 0)
ridge = A.T * A + e * Identity(r)
coercive = chain(
    e * frobenius(x)**2,
    at_most(frobenius(A * x)**2 + e * frobenius(x)**2, because=arithmetic),
    equals(Trace(x.T * ridge * x), because=arithmetic))

ridge_is_coercive = Claim(
    name="x^T (A^T A + epsilon I) x >= epsilon |x|^2",
    says=e * frobenius(x)**2 <= Trace(x.T * ridge * x),
    proof=coercive,
    holds_for=(example(n=1, r=2, epsilon=Rational(1, 7), A=[[1, 1]], x=[[1], [-1]]), example(n=2, r=1, epsilon=-1, A=[[0], [3]], x=[[2]])),
    equation="after (22)", latex=r"x^\top(A^\top A+\epsilon I)x=\Vert Ax\Vert^2+\epsilon\Vert x\Vert^2\ge\epsilon\Vert x\Vert^2")

for_every_x = therefore(ForAll((x,), (), e * frobenius(x)**2 <= Trace(x.T * ridge * x)), because=ridge_is_coercive)

ridge_invertible = Claim(
    name="A^T A + epsilon I is invertible",
    says=Invertible(ridge),
    given=(e_positive,),
    proof=(for_every_x, therefore(Invertible(ridge), because=(using(positive_definite_is_invertible, c_=e), for_every_x, e_positive))),
    holds_for=(example(n=1, r=2, epsilon=Rational(1, 7), A=[[1, 1]]), example(n=2, r=3, epsilon=2, A=[[1, 2, 3], [0, 1, 1]])),
    fails_for=(example(n=1, r=2, epsilon=0, A=[[1, 1]], note="epsilon = 0 and dependent columns"),
               example(n=1, r=1, epsilon=-4, A=[[2]], note="epsilon = -sigma^2")),
    measured_by=measure_ridge,
    equation="after (22)", latex=r"\epsilon>0\Rightarrow\lambda_{\min}(A^\top A+\epsilon I_r)\ge\epsilon>0")

invertible = therefore(Invertible(ridge), because=(ridge_invertible, e_positive))
best = ridge**-1 * A.T
cost, least_cost = distance + e * frobenius(X)**2, frobenius(A * best - Identity(n))**2 + e * frobenius(best)**2
as_cheap = given("X costs no more", Eq(cost, least_cost))
is_best = given("X is the closed form", Eq(X, best))
ridge_excess = chain(cost, equals(least_cost + frobenius(A * (X - best))**2 + e * frobenius(X - best)**2, because=invertible))
no_gap = chain(
    e * frobenius(X - best)**2,
    at_most(frobenius(A * (X - best))**2 + e * frobenius(X - best)**2, because=(invertible, e_positive)),
    equals(cost - least_cost, because=(ridge_excess, invertible)),
    equals(0, because=(as_cheap, invertible)))
no_distance = therefore(frobenius(X - best)**2 <= 0, because=(no_gap, e_positive, invertible))
same_matrix = therefore(Eq(X - best, ZeroMatrix(r, n)), because=(frobenius_norm_is_definite, no_distance, invertible))

tikhonov_minimiser = Claim(
    name="Closed form of the ridge-regularised minimiser",
    says=(cost >= least_cost, Iff(Eq(cost, least_cost), Eq(X, best))),
    given=(e_positive,),
    proof=(invertible, ridge_excess,
           chain(cost,
                 equals(least_cost + frobenius(A * (X - best))**2 + e * frobenius(X - best)**2, because=(ridge_excess, invertible)),
                 at_least(least_cost, because=(invertible, e_positive))),
           suppose(as_cheap, no_gap, no_distance, same_matrix, therefore(Eq(X, best), because=(same_matrix, invertible))),
           suppose(is_best, chain(cost, equals(least_cost, because=(is_best, invertible))))),
    holds_for=(example(n=3, r=2, epsilon=Rational(1, 10), A=[[1, 1], [0, 0], [0, 0]], X=[[1, 0, 0], [0, 0, 0]]),
               example(n=1, r=1, epsilon=3, A=[[1]], X=[[Rational(1, 4)]]),
               example(n=2, r=2, epsilon=3, A=[[1, 0], [2, 0]], X=[[Rational(1, 8), Rational(1, 4)], [0, 0]]),
               example(n=1, r=2, epsilon=2, A=[[1, 2]], X=[[0], [0]])),
    measured_by=measure_ridge,
    equation="(21), (22)",
    latex=r"\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2+\epsilon\Vert B\Vert_F^2=(A^\top A+\epsilon I_r)^{-1}A^\top,\quad\epsilon>0",
    key=True)

# -- the limit form ---------------------------------------------------------------------------------------------------------

rho = rank(A)
l = index("l", 1, rho)
Us, Vs = left_singular_vectors(A), right_singular_vectors(A)
sigma, last = singular_value(A, l), singular_value(A, rho)
S = diagonal(sigma, (l, 1, rho))
S_inverse = diagonal(1 / sigma, (l, 1, rho))
S_ridge = diagonal(sigma / (sigma**2 + e), (l, 1, rho))
decomposed = therefore(Eq(Us * S * Vs.T, A), because=singular_value_decomposition)
Us_orthonormal = therefore(Eq(Us.T * Us, Identity(rho)), because=singular_value_decomposition)
Vs_orthonormal = therefore(Eq(Vs.T * Vs, Identity(rho)), because=singular_value_decomposition)
A_Vs = chain(A * Vs, equals(Us * S * Vs.T * Vs, because=decomposed), equals(Us * S, because=Vs_orthonormal))
Us_A = chain(Us.T * A, equals(Us.T * Us * S * Vs.T, because=decomposed), equals(S * Vs.T, because=Us_orthonormal))
candidate = Vs * S_inverse * Us.T
svd_AX = chain(A * candidate, equals(Us * Us.T, because=A_Vs))
svd_XA = chain(candidate * A, equals(Vs * Vs.T, because=Us_A))
svd_1 = chain(A * candidate * A, equals(Us * Us.T * A, because=svd_AX), equals(Us * S * Vs.T, because=Us_A), equals(A, because=decomposed))
svd_2 = chain(candidate * A * candidate, equals(Vs * Vs.T * candidate, because=svd_XA), equals(candidate, because=Vs_orthonormal))
svd_3 = chain((A * candidate).T, equals((Us * Us.T).T, because=svd_AX), equals(A * candidate, because=svd_AX))
svd_4 = chain((candidate * A).T, equals((Vs * Vs.T).T, because=svd_XA), equals(candidate * A, because=svd_XA))

pinv_of_decomposition = Claim(
    name="The pseudo-inverse in terms of the singular value decomposition",
    says=Eq(pinv(A), candidate),
    proof=(decomposed, Us_orthonormal, Vs_orthonormal, A_Vs, Us_A, svd_AX, svd_XA, svd_1, svd_2, svd_3, svd_4,
           therefore(Eq(pinv(A), candidate), because=(penrose_uniqueness, svd_1, svd_2, svd_3, svd_4))),
    measured_by=measure_decomposed,
    equation="(22)", latex=r"A=\sum_i\sigma_iu_iv_i^\top\ \Rightarrow\ A^\dagger=\sum_{\sigma_i>0}\sigma_i^{-1}v_iu_i^\top")

ridge_candidate = Vs * S_ridge * Us.T
ridge_Vs = chain(
    ridge * Vs,
    equals(A.T * Us * S + e * Vs, because=A_Vs),
    equals(Vs * S * S + e * Vs, because=Us_A))
ridge_solves = chain(
    ridge * ridge_candidate,
    equals(Vs * S * S * S_ridge * Us.T + e * Vs * S_ridge * Us.T, because=ridge_Vs),
    equals(Vs * S * Us.T, because=e_positive),
    equals(A.T, because=decomposed))

ridge_of_decomposition = Claim(
    name="The ridge minimiser in terms of the singular value decomposition",
    says=Eq(ridge**-1 * A.T, ridge_candidate),
    given=(e_positive,),
    proof=(decomposed, Us_orthonormal, Vs_orthonormal, A_Vs, Us_A, invertible, ridge_Vs, ridge_solves, chain(
        ridge**-1 * A.T,
        equals(MatMul(ridge**-1, ridge * ridge_candidate), because=(ridge_solves, invertible, e_positive)),
        equals(ridge_candidate, because=(invertible, e_positive)))),
    measured_by=measure_decomposed,
    equation="(22)", latex=r"(A^\top A+\epsilon I)^{-1}A^\top=\sum_{\sigma_i>0}\frac{\sigma_i}{\sigma_i^2+\epsilon}v_iu_i^\top")

u, v = positive("u v")
smaller = given("u is at most v", u <= v)
larger_cube = therefore(u * (u**2 + e) <= v * (v**2 + e), because=(smaller, e_positive))
reciprocals = therefore(1 / (v * (v**2 + e)) <= 1 / (u * (u**2 + e)), because=(
    using(reciprocals_reverse_order, x_=u * (u**2 + e), y_=v * (v**2 + e)), larger_cube, e_positive))
shrinkage_falls = Claim(
    name="epsilon/(u (u^2 + epsilon)) falls in u",
    says=e / (v * (v**2 + e)) <= e / (u * (u**2 + e)),
    given=(e_positive, smaller),
    proof=(larger_cube, reciprocals, therefore(e / (v * (v**2 + e)) <= e / (u * (u**2 + e)), because=(reciprocals, e_positive))),
    holds_for=(example(epsilon=1, u=1, v=2), example(epsilon=Rational(1, 100), u=Rational(1, 3), v=Rational(1, 3))),
    fails_for=(example(epsilon=1, u=2, v=1), example(epsilon=Rational(-1, 2), u=1, v=2)),
    equation="(22)", latex=r"\max_i\frac{\epsilon}{\sigma_i(\sigma_i^2+\epsilon)}\text{ at the smallest }\sigma_i")

not_zero = given("A is not 0, so that its rank is at least 1", rho >= 1)
error = ridge**-1 * A.T - pinv(A)
shrinkage = e / (sigma * (sigma**2 + e))
error_norm = e / (last * (last**2 + e))
error_decomposed = chain(
    error,
    equals(ridge_candidate - pinv(A), because=(ridge_of_decomposition, invertible, e_positive)),
    equals(ridge_candidate - candidate, because=(pinv_of_decomposition, e_positive)),
    equals(Vs * diagonal(-shrinkage, (l, 1, rho)) * Us.T, because=e_positive))
order = therefore(last <= sigma, because=singular_values_fall)
falling = therefore(ForAll((l,), (1 <= l, l <= rho), shrinkage <= error_norm), because=(
    using(shrinkage_falls, (u, last), (v, sigma)), order, e_positive))
norm_of_error = chain(
    spectral(error),
    equals(spectral(Vs * diagonal(-shrinkage, (l, 1, rho)) * Us.T), because=(error_decomposed, invertible, e_positive)),
    equals(spectral(diagonal(-shrinkage, (l, 1, rho))), because=(spectral_norm_is_invariant, Us_orthonormal, Vs_orthonormal, not_zero, e_positive)),
    equals(Maximum(abs(-shrinkage), (l, 1, rho)), because=(spectral_norm_of_diagonal, not_zero, e_positive)),
    equals(Maximum(shrinkage, (l, 1, rho)), because=e_positive),
    equals(error_norm, because=(maximum_is_attained, falling, not_zero, e_positive)))

larger = therefore(last**3 <= last * (last**2 + e), because=e_positive)
simpler = therefore(1 / (last * (last**2 + e)) <= 1 / last**3, because=(
    using(reciprocals_reverse_order, x_=last**3, y_=last * (last**2 + e)), larger, e_positive))
entry_bound = chain(
    abs(entry(ridge**-1 * A.T, k, i) - entry(pinv(A), k, i)),
    equals(abs(entry(error, k, i)), because=invertible),
    at_most(spectral(error), because=(entry_below_spectral_norm, invertible)),
    equals(error_norm, because=(norm_of_error, e_positive, invertible)),
    at_most(e / last**3, because=(simpler, e_positive)))

pinv_limit_error = Claim(
    name="How far the ridge minimiser is from the pseudo-inverse",
    says=(Eq(spectral(error), error_norm),
          abs(entry(ridge**-1 * A.T, k, i) - entry(pinv(A), k, i)) <= e / last**3),
    given=(e_positive, not_zero),
    proof=(invertible, Us_orthonormal, Vs_orthonormal, error_decomposed, order, falling, norm_of_error, larger, simpler, entry_bound),
    holds_for=(example(n=3, r=2, epsilon=Rational(1, 10), A=[[1, 1], [0, 0], [0, 0]]),
               example(n=2, r=3, epsilon=2, A=[[1, 2, 0], [0, 1, 1]])),
    equation="(22)",
    latex=r"\Vert(A^\top A+\epsilon I)^{-1}A^\top-A^\dagger\Vert_2=\frac{\epsilon}{\sigma_{\min}^+\bigl((\sigma_{\min}^+)^2+\epsilon\bigr)}")

ridge_at_t = A.T * A + t * Identity(r)
regular_at_t = therefore(ForAll((t,), (t > 0,), Invertible(ridge_at_t)), because=using(ridge_invertible, (e, t)))
close_at_t = therefore(
    ForAll((t,), (t > 0,), abs(entry(ridge_at_t**-1 * A.T, k, i) - entry(pinv(A), k, i)) <= t / last**3),
    because=(using(pinv_limit_error, (e, t)), regular_at_t, not_zero))
bound_vanishes = therefore(TendsFromAbove(t / last**3, t, 0, 0), because=using(linear_function_tends_to_zero, c_=1 / last**3))
ridge_limit = TendsFromAbove(entry(ridge_at_t**-1 * A.T, k, i), t, 0, entry(pinv(A), k, i))

pinv_limit = Claim(
    name="Limit form of the pseudo-inverse, for every rank",
    says=(ridge_limit, Eq(spectral(error), error_norm)),
    given=(e_positive, not_zero),
    proof=(invertible, regular_at_t, close_at_t, bound_vanishes,
           therefore(ridge_limit, because=(squeeze_from_above, close_at_t, bound_vanishes, regular_at_t)),
           therefore(Eq(spectral(error), error_norm), because=(pinv_limit_error, e_positive, not_zero, invertible))),
    holds_for=(example(n=3, r=2, epsilon=Rational(1, 10), A=[[1, 1], [0, 0], [0, 0]]),
               example(n=2, r=3, epsilon=2, A=[[1, 2, 0], [0, 1, 1]]),
               example(n=1, r=1, epsilon=5, A=[[-3]])),
    fails_for=(example(n=1, r=1, epsilon=-1, A=[[2]], note="epsilon < 0"),),
    measured_by=measure_limit,
    equation="(22)",
    latex=r"\lim_{\epsilon\to0^+}(A^\top A+\epsilon I_r)^{-1}A^\top=A^\dagger\ \text{(Moore-Penrose)},\qquad \Vert(A^\top A+\epsilon I)^{-1}A^\top-A^\dagger\Vert_2=\frac{\epsilon}{\sigma_{\min}^+\bigl((\sigma_{\min}^+)^2+\epsilon\bigr)}",
    note="The article takes the limit to exist because the ridge fades away; the inverse alone diverges at rank deficiency, "
         "so this needs the factor A^T. The singular value decomposition proves the limit and its rate.",
    key=True)

# -- the eigenvectors of A^T A ------------------------------------------------------------------------------------------------

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
    key=True)

article = Article(slug="low-rank-1-pseudoinverse", title="The road to low-rank approximation (1): the pseudo-inverse", source=source,
                  title_zh="低秩近似之路（一）：伪逆",
                  claims=(trace_inner_product, orthogonal_invariance, gradient_B, least_squares_B, penrose_uniqueness, 
                          pinv_full_rank, pinv_is_a_minimiser, factor_excess, nonuniqueness_rank_deficient, 
                          patch_by_reflexivity_fails, reflexive_minimisers, patch_by_symmetry_works, minimisers_share_image, 
                          pinv_involution, patch_by_involution_works, ridge_is_coercive, ridge_invertible, 
                          tikhonov_minimiser, pinv_of_decomposition, ridge_of_decomposition, shrinkage_falls, 
                          pinv_limit_error, pinv_limit, eigenvalue_is_squared_length, zero_eigenvalue_kills_row, 
                          arbitrary_fill, pinv_via_eigen))
