"""LoRA-GA: an initialisation of the two factors whose first step is as close to full fine-tuning as rank 2r allows.

The formulas hold as printed, for every shape and rank: the gradients of the factors, the reduction to a diagonal gradient, and the minimiser,
which is global by the theorem of Eckart, Young and Mirsky.  The first step is first order only in the article; the exact one has a further
term that does not vanish at this initialisation.  More is optimal than the article says: any split of the first 2r singular directions will do,
and each factor may be turned.  The scales change the effective learning rate, not only the direction.
"""

import numpy as np
from sympy import Eq, Identity, KroneckerDelta, Lambda, MatMul, Ne, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

source = Source("Su", 2024, "对齐全量微调！这是我看过最精彩的LoRA（一）", url="https://kexue.fm/archives/10226")

# Notation
n, m, r = natural("n m r")                     # W is n by m, the factors have r columns and r rows
t, eta = real("t eta")                         # a small step; the learning rate
A, HA = matrix("A H_A", n, r)                  # left factor, a direction for it
B, HB = matrix("B H_B", r, m)                  # right factor, a direction for it
W, G = matrix("W G", n, m)                     # the pretrained weight, the gradient of the loss there
L = function("L")                              # the loss as a function of the weight
Y = matrix("Y", n, m)                          # any direction

# -- experiments: NumPy on real arrays, seeded; each from the definition, none from a proof ----------------------------------


def arrays(seed, *shapes):
    """Seeded standard normal arrays."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def gap(what, found, expected, error):
    """The largest deviation of two arrays, which should be 0."""
    return Measurement(f"{what}: largest deviation", np.abs(found - expected).max(), 0, error)


SIZES = ((9, 8, 2), (6, 7, 3), (4, 2, 1))       # n, m, r


def cost(a, b, g):
    """The objective of the alignment."""
    return np.sum((a @ a.T @ g + g @ b.T @ b - g)**2)


def measure_gradients():
    """Central differences of a quadratic loss of the weight at every entry of both factors; rounding is about 1e-16 * 100 / h."""
    found, h = [], 1e-4
    for rows, columns, size in SIZES:
        constant, goal, a, b = arrays(size, (rows, columns), (rows, columns), (rows, size), (size, columns))
        g = 2 * (constant + a @ b - goal)
        for name, which, formula in (("A", a, g @ b.T), ("B", b, a.T @ g)):
            numeric = np.zeros_like(which)
            for place in np.ndindex(which.shape):
                losses = []
                for sign in (1, -1):
                    which[place] += sign * h
                    losses.append(np.sum((constant + a @ b - goal)**2))
                    which[place] -= sign * h
                numeric[place] = (losses[0] - losses[1]) / (2 * h)
            found.append(gap(f"gradient in {name}, {rows}x{columns}", numeric, formula, 1e-8))
    return found


def measure_step():
    """One SGD step on both factors from W_0 - A_0 B_0 + A B."""
    found = []
    for rows, columns, size in SIZES:
        w, a, b, g = arrays(10 + size, (rows, columns), (rows, size), (size, columns), (rows, columns))
        stepped = w - a @ b + (a - 0.1 * g @ b.T) @ (b - 0.1 * a.T @ g)
        found.append(gap("step", stepped, w - 0.1 * (a @ a.T @ g + g @ b.T @ b) + 0.01 * g @ b.T @ a.T @ g, 1e-12))
    return found


def measure_reduction():
    """The objective before and after turning by numpy.linalg.svd."""
    found = []
    for rows, columns, size in SIZES:
        g, a, b = arrays(20 + size, (rows, columns), (rows, size), (size, columns))
        u, values, v = np.linalg.svd(g)
        sigma = np.zeros((rows, columns))
        np.fill_diagonal(sigma, values)
        found.append(Measurement(f"objective, {rows}x{columns}", cost(a, b, g), cost(u.T @ a, b @ v.T, sigma), 1e-9))
    return found


def measure_solution():
    """Every split at the first 2r singular vectors against the bound, random factors and gradient descent above it."""
    found = []
    for rows, columns, size in SIZES:
        g, = arrays(30 + size, (rows, columns))
        u, values, v = np.linalg.svd(g)
        bound, rng = np.sum(values[2 * size:]**2), np.random.default_rng(size)
        for which in (np.arange(size), np.arange(size) * 2):
            other = np.setdiff1d(np.arange(2 * size), which)
            twist = np.linalg.qr(rng.standard_normal((size, size)))[0]
            found.append(Measurement(f"split {which.tolist()}, {rows}x{columns}", cost(u[:, which] @ twist, v[other], g), bound, 1e-11))
        costs = [cost(rng.standard_normal((rows, size)) / 3, rng.standard_normal((size, columns)) / 3, g) for _ in range(2000)]
        a, b = rng.standard_normal((rows, size)) / 10, rng.standard_normal((size, columns)) / 10
        for _ in range(3000):
            rest = a @ a.T @ g + g @ b.T @ b - g
            a, b = a - 2e-3 * 2 * (rest @ g.T + g @ rest.T) @ a, b - 2e-3 * 2 * b @ (rest.T @ g + g.T @ rest)
        found += [Measurement(f"least of 2000 random factors, {rows}x{columns}", min(costs), bound, 0, ">="),
                  Measurement(f"gradient descent, {rows}x{columns}", cost(a, b, g), bound, 1e-10, ">=")]
    return found

# -- the gradients of the factors -----------------------------------------------------------------------------------------

M = matrix("M", n, m)                          # the constant part of the weight M + A B
slope_of_loss = given("G is the gradient of the loss", ForAll((Y,), (), Tends((L(M + A * B + t * Y) - L(M + A * B)) / t, t, 0, Trace(G.T * Y))))
along_A = Tends((L(M + (A + t * HA) * B) - L(M + A * B)) / t, t, 0, Trace((G * B.T).T * HA))
along_B = Tends((L(M + A * (B + t * HB)) - L(M + A * B)) / t, t, 0, Trace((A.T * G).T * HB))

lora_gradients = Claim(
    name="Gradients of the two factors",
    says=(along_A, along_B),
    given=(slope_of_loss,),
    proof=(therefore(along_A, because=using(slope_of_loss, (Y, HA * B))), therefore(along_B, because=using(slope_of_loss, (Y, A * HB)))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], M=[[0, 1], [1, 0]], G=[[2, 8], [6, 12]], H_A=[[1], [-1]], H_B=[[2, 5]], L=Lambda(Y, Trace(Y.T * Y))),),
    fails_for=(example(n=1, m=1, r=1, A=[[1]], B=[[1]], M=[[0]], G=[[5]], H_A=[[1]], H_B=[[1]], L=Lambda(Y, Trace(Y.T * Y)), note="G is not the gradient"),),
    measured_by=measure_gradients,
    equation="(3)",
    latex=r"\frac{\partial\mathcal L}{\partial A}=GB^\top,\qquad\frac{\partial\mathcal L}{\partial B}=A^\top G,\qquad G=\frac{\partial\mathcal L}{\partial W}",
    note="Derivatives along every direction, for a weight M + A B with M fixed; that the loss has derivatives along lines is enough.",
    key=True)

first_step_exact = Claim(
    name="Exact first LoRA step under SGD",
    says=Eq(W - A * B + (A - eta * G * B.T) * (B - eta * A.T * G), W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G),
    proof=chain(W - A * B + (A - eta * G * B.T) * (B - eta * A.T * G),
                equals(W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G, because=arithmetic)),
    holds_for=(example(n=2, m=3, r=1, A=[[1], [2]], B=[[1, 0, 3]], G=[[1, 2, 3], [4, 5, 7]], W=[[0, 0, 1], [1, 0, 0]], eta=Rational(1, 10)),
               example(n=2, m=2, r=2, A=[[1, 2], [0, 1]], B=[[0, 1], [1, 1]], G=[[1, 2], [3, 5]], W=[[0, 0], [0, 0]], eta=2)),
    measured_by=measure_step,
    equation="(3)",
    latex=r"W_1=W_0-\eta\,(A_0A_0^\top G_0+G_0B_0^\top B_0)+\eta^2\,G_0B_0^\top A_0^\top G_0",
    note="The article keeps the terms of order eta; this is the whole step.",
    key=True)

# -- the objective ---------------------------------------------------------------------------------------------------------

objective = frobenius(A * A.T * G + G * B.T * B - G)**2
U, V = matrix("U", n, n), matrix("V", m, m)    # orthogonal matrices of singular vectors; V is not transposed
S = matrix("Sigma", n, m)
orthogonal_U = given("U is orthogonal", Both(Eq(U.T * U, Identity(n)), Eq(U * U.T, Identity(n))))
orthogonal_V = given("V is orthogonal", Both(Eq(V.T * V, Identity(m)), Eq(V * V.T, Identity(m))))
decomposed = given("G = U Sigma V", Eq(G, U * S * V))
turned_A, turned_B = U.T * A, B * V.T

svd_reduction = Claim(
    name="Reduction to the diagonal case",
    says=Eq(objective, frobenius(turned_A * turned_A.T * S + S * turned_B.T * turned_B - S)**2),
    given=(orthogonal_U, orthogonal_V, decomposed),
    proof=chain(
        objective,
        equals(frobenius(A * A.T * (U * S * V) + (U * S * V) * B.T * B - U * S * V)**2, because=decomposed),
        equals(frobenius(turned_A * turned_A.T * S + S * turned_B.T * turned_B - S)**2, because=(orthogonal_U, orthogonal_V))),
    holds_for=(example(n=2, m=2, r=1, U=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], V=[[0, 1], [-1, 0]], Sigma=[[2, 0], [0, 1]],
                       G=[[Rational(4, 5), Rational(6, 5)], [Rational(-3, 5), Rational(8, 5)]], A=[[1], [2]], B=[[1, 3]]),
               example(n=2, m=1, r=1, U=[[0, 1], [1, 0]], V=[[-1]], Sigma=[[3], [0]], G=[[0], [-3]], A=[[1], [2]], B=[[2]])),
    fails_for=(example(n=1, m=1, r=1, U=[[2]], V=[[1]], Sigma=[[1]], G=[[2]], A=[[1]], B=[[1]], note="U is not orthogonal"),
               example(n=1, m=1, r=1, U=[[1]], V=[[2]], Sigma=[[1]], G=[[2]], A=[[1]], B=[[1]], note="V is not orthogonal"),
               example(n=1, m=1, r=1, U=[[1]], V=[[1]], Sigma=[[1]], G=[[2]], A=[[1]], B=[[1]], note="G is not U Sigma V")),
    measured_by=measure_reduction,
    equation="(7)",
    latex=r"G_0=U\Sigma V:\ \Vert A_0A_0^\top G_0+G_0B_0^\top B_0-G_0\Vert_F^2=\Vert(U^\top A_0)(U^\top A_0)^\top\Sigma+\Sigma(B_0V^\top)^\top(B_0V^\top)-\Sigma\Vert_F^2",
    note="V is not transposed here; Sigma may be any matrix.",
    key=True)

# -- a diagonal gradient, entry by entry ---------------------------------------------------------------------------------------

row, line, k = index("row", 1, n), index("line", 1, m), index("k", 1, r)
a, b = natural("a b")                          # one row, one column
value = sequence("sigma")                      # the entries on the diagonal
unit_A = given("A is the first r columns of the identity", Eq(entry(A, row, k), KroneckerDelta(row, k)))
unit_B = given("B is the rows r + 1, ..., 2r of the identity", Eq(entry(B, k, line), KroneckerDelta(r + k, line)))
on_diagonal = given("G is diagonal", Eq(entry(G, row, line), value(row) * KroneckerDelta(row, line)))
enough_rows, enough_columns = given("2r <= n", 2 * r <= n), given("2r <= m", 2 * r <= m)
is_row, is_column = given("a counts a row", a <= n), given("b counts a column", b <= m)
places = (is_row, is_column, enough_rows, enough_columns)
update = entry(A * A.T * G + G * B.T * B, a, b)
sum_A = Sum(KroneckerDelta(a, k) * (value(k) * KroneckerDelta(k, b)), (k, 1, r))
sum_B = Sum(value(a) * KroneckerDelta(a, r + k) * KroneckerDelta(r + k, b), (k, 1, r))
from_A = chain(
    entry(A.T * G, k, b),
    equals(Sum(entry(A.T, k, row) * entry(G, row, b), (row, 1, n)), because=(entry_of_product, *places)),
    equals(Sum(KroneckerDelta(k, row) * (value(row) * KroneckerDelta(row, b)), (row, 1, n)), because=(unit_A, on_diagonal, *places)),
    equals(value(k) * KroneckerDelta(k, b), because=(sum_with_delta, *places)))
from_B = chain(
    entry(G * B.T, a, k),
    equals(Sum(entry(G, a, line) * entry(B.T, line, k), (line, 1, m)), because=(entry_of_product, *places)),
    equals(Sum(KroneckerDelta(r + k, line) * (value(a) * KroneckerDelta(a, line)), (line, 1, m)), because=(unit_B, on_diagonal, *places)),
    equals(value(a) * KroneckerDelta(a, r + k), because=(sum_with_delta, *places)))
parts = chain(update, equals(entry(MatMul(A, A.T * G), a, b) + entry(MatMul(G * B.T, B), a, b), because=places))
part_A = chain(
    entry(MatMul(A, A.T * G), a, b),
    equals(Sum(entry(A, a, k) * entry(A.T * G, k, b), (k, 1, r)), because=(entry_of_product, *places)),
    equals(sum_A, because=(unit_A, from_A, *places)))
part_B = chain(
    entry(MatMul(G * B.T, B), a, b),
    equals(Sum(entry(G * B.T, a, k) * entry(B, k, b), (k, 1, r)), because=(entry_of_product, *places)),
    equals(sum_B, because=(unit_B, from_B, *places)))
in_sums = chain(update, equals(sum_A + sum_B, because=(parts, part_A, part_B, *places)))
in_A = given("a is one of the first r", a <= r)
in_B = given("a is one of the next r", Both(r + 1 <= a, a <= 2 * r))
in_neither = given("a is beyond", 2 * r < a)
not_A = therefore(Eq(KroneckerDelta(a, k), 0), because=in_B)
not_B = therefore(Eq(KroneckerDelta(a, r + k), 0), because=in_A)
neither_A = therefore(Eq(KroneckerDelta(a, k), 0), because=in_neither)
neither_B = therefore(Eq(KroneckerDelta(a, r + k), 0), because=in_neither)

diagonal_solution = Claim(
    name="Solution for a sorted non-negative diagonal gradient",
    says=(Implies(a <= r, Eq(update, value(a) * KroneckerDelta(a, b))),
          Implies(Both(r + 1 <= a, a <= 2 * r), Eq(update, value(a) * KroneckerDelta(a, b))),
          Implies(2 * r < a, Eq(update, 0))),
    given=(unit_A, unit_B, on_diagonal, enough_rows, enough_columns, is_row, is_column),
    proof=(from_A, from_B, parts, part_A, part_B, in_sums,
           suppose(in_A, not_B, chain(
               update,
               equals(sum_A + sum_B, because=(in_sums, *places)),
               equals(sum_A, because=(not_B, in_A)),
               equals(value(a) * KroneckerDelta(a, b), because=(sum_with_delta, in_A)))),
           suppose(in_B, not_A, chain(
               update,
               equals(sum_A + sum_B, because=(in_sums, *places)),
               equals(sum_B, because=(not_A, in_B)),
               equals(Sum(KroneckerDelta(a - r, k) * (value(a) * KroneckerDelta(r + k, b)), (k, 1, r)), because=in_B),
               equals(value(a) * KroneckerDelta(a, b), because=(sum_with_delta, in_B)))),
           suppose(in_neither, neither_A, neither_B, chain(
               update,
               equals(sum_A + sum_B, because=(in_sums, *places)),
               equals(0, because=(neither_A, neither_B))))),
    holds_for=(example(n=3, m=4, r=1, a=1, b=1, sigma=[3, 2, 1], A=[[1], [0], [0]], B=[[0, 1, 0, 0]], G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0]]),
               example(n=3, m=4, r=1, a=2, b=2, sigma=[3, 2, 1], A=[[1], [0], [0]], B=[[0, 1, 0, 0]], G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0]]),
               example(n=3, m=4, r=1, a=3, b=3, sigma=[3, 2, 1], A=[[1], [0], [0]], B=[[0, 1, 0, 0]], G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0]])),
    fails_for=(example(n=2, m=2, r=1, a=1, b=1, sigma=[3, 2], A=[[0], [1]], B=[[0, 1]], G=[[3, 0], [0, 2]], note="A takes the second direction too"),
               example(n=2, m=2, r=1, a=2, b=2, sigma=[3, 2], A=[[1], [0]], B=[[1, 0]], G=[[3, 0], [0, 2]], note="B takes the first direction too"),
               example(n=2, m=2, r=1, a=1, b=2, sigma=[3, 2], A=[[1], [0]], B=[[0, 1]], G=[[3, 1], [0, 2]], note="G is not diagonal")),
    measured_by=measure_solution,
    equation="(6)",
    latex=r"G_0=\operatorname{diag}(\sigma_1\ge\sigma_2\ge\dots\ge0),\ A_0=(I_n)_{:,:r},\ B_0=(I_m)_{r:2r,:}:\ A_0A_0^\top G_0+G_0B_0^\top B_0=\operatorname{diag}(\sigma_1..\sigma_{2r},0..)",
    note="Entry by entry, for every shape with 2r <= min(n, m); the order and the sign of the values only matter for the minimum.",
    key=True)

# -- the solution: the first 2r singular vectors, split between the factors ----------------------------------------------------

p = whole("p")                                 # singular directions beyond the first 2 r
i, j = index("i", 1, 2 * r), index("j", 1, p)
first, later, share = vector("s", 2 * r), vector("sigma", p), vector("w", 2 * r)  # singular values; w_i is 1 where A takes i, and 0 where B does
P, Q = matrix("P", n, 2 * r), matrix("Q", 2 * r, m)            # the first 2r left and right singular vectors
P1, Q1 = matrix("P'", n, p), matrix("Q'", p, m)                # the others
E_A, E_B = matrix("E_A", 2 * r, r), matrix("E_B", r, 2 * r)    # A = P E_A and B = E_B Q pick r directions each
D, D1 = diagonal(first[i], (i, 1, 2 * r)), diagonal(later[j], (j, 1, p))
left_orthonormal = given("the left singular vectors are orthonormal", Both(
    Eq(P.T * P, Identity(2 * r)), Eq(P1.T * P1, Identity(p)), Eq(P.T * P1, ZeroMatrix(2 * r, p))))
right_orthonormal = given("the right singular vectors are orthonormal", Both(
    Eq(Q * Q.T, Identity(2 * r)), Eq(Q1 * Q1.T, Identity(p)), Eq(Q * Q1.T, ZeroMatrix(2 * r, p))))
compact = given("the singular value decomposition of the gradient", Eq(G, P * D * Q + P1 * D1 * Q1))
sorted_values = given("the first 2r singular values are the largest", ForAll((i, j), (1 <= i, i <= 2 * r, 1 <= j, j <= p), later[j] <= first[i]))
nonnegative_values = given("no singular value is negative", ForAll((j,), (1 <= j, j <= p), later[j] >= 0))
A_takes = given("A takes the directions with w = 1", Eq(E_A * E_A.T, diagonal(share[i], (i, 1, 2 * r))))
B_takes = given("B takes the directions with w = 0", Eq(E_B.T * E_B, diagonal(1 - share[i], (i, 1, 2 * r))))
split_A, split_B = P * E_A, E_B * Q
joined = chain(
    split_A * split_A.T * G + G * split_B.T * split_B,
    equals(split_A * split_A.T * (P * D * Q + P1 * D1 * Q1) + (P * D * Q + P1 * D1 * Q1) * split_B.T * split_B, because=compact),
    equals(P * (E_A * E_A.T * D + D * E_B.T * E_B) * Q, because=(left_orthonormal, right_orthonormal)),
    equals(P * D * Q, because=(A_takes, B_takes)))

any_split_optimal = Claim(
    name="Every split of the top 2r indices keeps the top 2r directions",
    says=(Eq(split_A * split_A.T * G + G * split_B.T * split_B, P * D * Q),
          Eq(frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2, Sum(later[j]**2, (j, 1, p)))),
    given=(left_orthonormal, right_orthonormal, compact, A_takes, B_takes),
    proof=(joined, chain(
        frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2,
        equals(frobenius(P * D * Q - G)**2, because=joined),
        equals(frobenius(P1 * D1 * Q1)**2, because=compact),
        equals(Trace(D1 * D1), because=(left_orthonormal, right_orthonormal)),
        equals(Sum(entry(D1 * D1, j, j), (j, 1, p)), because=trace_is_sum_of_diagonal),
        equals(Sum(later[j]**2, (j, 1, p)), because=arithmetic))),
    holds_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[0, 1], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[0], [-1]], E_B=[[1, 0]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]})),
    fails_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[2], [0]], E_B=[[0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], note="A takes too much", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[1, 0]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], note="both take the first direction", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 2]], note="G is another matrix", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[2, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], G=[[0, 6, 0], [2, 0, 0], [0, 0, 1]], note="a column of P is too long", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [2, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], G=[[0, 3, 0], [4, 0, 0], [0, 0, 1]], note="a row of Q is too long", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]})),
    measured_by=measure_solution,
    equation="remarks after (6)",
    latex=r"I\sqcup J=\{1..2r\},\ |I|=|J|=r:\ A_0=U_{:,I}O_1,\ B_0=O_2V_{J,:}\ (O_i\in O(r))\text{ is optimal}",
    note="E_A and E_B pick the directions and may turn them: only E_A E_A^T and E_B^T E_B matter. The article has the split into the first r and the next r.")

step = A * A.T * G + G * B.T * B
rank_left = chain(
    rank(A * A.T * G),
    at_most(rank(A), because=using(rank_of_product, A_=A, B_=A.T * G, n_=n, m_=r, r_=m)),
    at_most(r, because=rank_at_most_columns))
rank_right = chain(
    rank(G * B.T * B),
    at_most(rank(G * B.T), because=using(rank_of_product, A_=G * B.T, B_=B, n_=n, m_=r, r_=m)),
    at_most(r, because=using(rank_at_most_columns, A_=G * B.T, n_=n, m_=r)))
rank_2r_bound_chain = chain(
    rank(step),
    at_most(rank(A * A.T * G) + rank(G * B.T * B), because=using(rank_of_sum, A_=A * A.T * G, E_=G * B.T * B, n_=n, m_=m)),
    at_most(2 * r, because=(rank_left, rank_right)))

bounded_below = chain(frobenius(step - G)**2,
                 equals(frobenius(step - (P * D * Q + P1 * D1 * Q1))**2, because=compact),
                 at_least(Sum(later[j]**2, (j, 1, p)), because=(
                     using(eckart_young_mirsky, A_=step, U_=P, V_=Q, R_=P1, T_=Q1, F_=Lambda(i, first[i]), G_=Lambda(j, later[j]), n_=n, m_=m, k_=2 * r, p_=p),
                     left_orthonormal, right_orthonormal, sorted_values, nonnegative_values, rank_2r_bound_chain)))

lora_ga_solution = Claim(
    name="The LoRA-GA initialisation is a global minimiser",
    says=(objective >= Sum(later[j]**2, (j, 1, p)),
          Eq(frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2, Sum(later[j]**2, (j, 1, p)))),
    given=(left_orthonormal, right_orthonormal, compact, sorted_values, nonnegative_values, A_takes, B_takes),
    proof=(rank_left, rank_right, rank_2r_bound_chain,
           bounded_below,
           therefore(Eq(frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2, Sum(later[j]**2, (j, 1, p))), because=(
               any_split_optimal, left_orthonormal, right_orthonormal, compact, A_takes, B_takes))),
    holds_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], A=[[1], [1], [0]], B=[[1, 2, 0]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[0, 1], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[0], [-1]], E_B=[[1, 0]], A=[[0], [1], [2]], B=[[0, 1, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]})),
    fails_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], A=[[0], [0], [0]], B=[[0, 0, 0]], E_A=[[2], [0]], E_B=[[0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], note="A takes too much", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], A=[[0], [0], [0]], B=[[0, 0, 0]], E_A=[[1], [0]], E_B=[[1, 0]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], note="both take the first direction", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], A=[[0], [0], [0]], B=[[0, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 2]], note="G is another matrix", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[2, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], A=[[0], [0], [0]], B=[[0, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], G=[[0, 6, 0], [2, 0, 0], [0, 0, 1]], note="a column of P is too long", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [2, 0, 0]], A=[[0], [0], [0]], B=[[0, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]], G=[[0, 3, 0], [4, 0, 0], [0, 0, 1]], note="a row of Q is too long", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[1, 1], sigma=[2], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[1, 0, 0], [0, 1, 0]], E_A=[[1], [0]], E_B=[[0, 1]], A=[[0], [0], [1]], B=[[0, 0, 0]], G=[[1, 0, 0], [0, 1, 0], [0, 0, 2]], note="the largest value is among the others", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[1, 1], sigma=[-2], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[1, 0, 0], [0, 1, 0]], E_A=[[1], [0]], E_B=[[0, 1]], A=[[0], [0], [1]], B=[[0, 0, 0]], G=[[1, 0, 0], [0, 1, 0], [0, 0, -2]], note="a negative value", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]})),
    measured_by=measure_solution,
    equation="(8)",
    latex=r"A_0=U_{:,:r},\ B_0=V_{r:2r,:}\in\operatorname*{argmin}_{A,B}\Vert AA^\top G_0+G_0B^\top B-G_0\Vert_F^2,\quad\min=\sum_{j>2r}\sigma_j^2",
    note="With w = 1 for the first r directions and 0 for the next r this is the initialisation of the article. A best approximation of rank 2r need "
         "not be of the form that the two factors can reach; this one is, so the minima agree.",
    key=True)

rank_2r_bound = Claim(
    name="The first-order update has rank at most 2r",
    says=(rank(step) <= 2 * r, objective >= Sum(later[j]**2, (j, 1, p))),
    given=(left_orthonormal, right_orthonormal, compact, sorted_values, nonnegative_values),
    proof=(rank_left, rank_right, rank_2r_bound_chain, bounded_below),
    holds_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], A=[[1], [1], [0]], B=[[1, 2, 0]],
                       G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),),
    fails_for=(example(n=3, m=3, r=1, p=1, s=[1, 1], sigma=[2], P=[[1, 0], [0, 1], [0, 0]], Q=[[1, 0, 0], [0, 1, 0]], A=[[0], [0], [1]], B=[[0, 0, 0]],
                       G=[[1, 0, 0], [0, 1, 0], [0, 0, 2]], note="the largest value is among the others", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[1, 1], sigma=[-2], P=[[1, 0], [0, 1], [0, 0]], Q=[[1, 0, 0], [0, 1, 0]], A=[[0], [0], [1]], B=[[0, 0, 0]],
                       G=[[1, 0, 0], [0, 1, 0], [0, 0, -2]], note="a negative value", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]})),
    measured_by=measure_solution,
    equation="text after (5)",
    latex=r"\operatorname{rank}(A_0A_0^\top G_0+G_0B_0^\top B_0)\le2r,\qquad\text{so objective}\ge\sum_{j>2r}\sigma_j(G_0)^2",
    note="The article treats the problem as a best approximation of rank 2r. The matrices that two factors reach are fewer; only the minimum agrees.")

# -- around the solution -------------------------------------------------------------------------------------------------------

U1, U2 = matrix("U_1 U_2", n, r)               # the first r left singular vectors, the next r
V1, V2 = matrix("V_1 V_2", r, m)               # the same on the right, as rows
U3, V3 = matrix("U_3", n, p), matrix("V_3", p, m)
S1, S2 = diagonal(value(k), (k, 1, r)), diagonal(value(r + k), (k, 1, r))
S3 = matrix("S_3", p, p)
left_blocks = given("the left singular vectors are orthonormal", Both(
    Eq(U1.T * U1, Identity(r)), Eq(U2.T * U2, Identity(r)), Eq(U1.T * U2, ZeroMatrix(r, r)), Eq(U1.T * U3, ZeroMatrix(r, p))))
right_blocks = given("the right singular vectors are orthonormal", Both(
    Eq(V1 * V1.T, Identity(r)), Eq(V2 * V2.T, Identity(r)), Eq(V1 * V2.T, ZeroMatrix(r, r)), Eq(V3 * V2.T, ZeroMatrix(p, r))))
in_blocks = given("the singular value decomposition of the gradient in three blocks", Eq(G, U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3))
blocks = U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3

second_order = chain(
    G * V2.T * U1.T * G,
    equals(blocks * V2.T * U1.T * blocks, because=in_blocks),
    equals(U2 * diagonal(value(k) * value(r + k), (k, 1, r)) * V1, because=(left_blocks, right_blocks)))
scaled_sum = chain(
    U1 * U1.T * G + G * V2.T * V2,
    equals(U1 * U1.T * blocks + blocks * V2.T * V2, because=in_blocks),
    equals(U1 * S1 * V1 + U2 * S2 * V2, because=(left_blocks, right_blocks)))

small_blocks = (example(n=3, m=3, r=1, p=1, sigma=[3, 2], S_3=[[1]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]],
                        V_1=[[0, 1, 0]], V_2=[[1, 0, 0]], V_3=[[0, 0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]]),)
broken_blocks = (example(n=3, m=3, r=1, p=1, sigma=[3, 2], S_3=[[1]], U_1=[[2], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]],
                         V_1=[[0, 1, 0]], V_2=[[1, 0, 0]], V_3=[[0, 0, 1]], G=[[0, 6, 0], [2, 0, 0], [0, 0, 1]], note="a vector is too long"),
                 example(n=3, m=3, r=1, p=1, sigma=[3, 2], S_3=[[1]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]],
                         V_1=[[0, 1, 0]], V_2=[[2, 0, 0]], V_3=[[0, 0, 1]], G=[[0, 3, 0], [4, 0, 0], [0, 0, 1]], note="a row is too long"),
                 example(n=3, m=3, r=1, p=1, sigma=[3, 2], S_3=[[1]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]],
                         V_1=[[0, 1, 0]], V_2=[[1, 0, 0]], V_3=[[0, 0, 1]], G=[[1, 3, 0], [2, 0, 0], [0, 0, 1]], note="another gradient"))
orthonormal_init = Claim(
    name="LoRA-GA factors do not multiply to zero, and do not meet in the gradient",
    says=(Eq(U1.T * G * V2.T, ZeroMatrix(r, r)), Eq(frobenius(U1 * V2)**2, r)),
    given=(left_blocks, right_blocks, in_blocks),
    proof=(chain(U1.T * G * V2.T, equals(U1.T * blocks * V2.T, because=in_blocks), equals(ZeroMatrix(r, r), because=(left_blocks, right_blocks))),
           chain(frobenius(U1 * V2)**2, equals(Trace(V2.T * (U1.T * U1) * V2), because=arithmetic), equals(r, because=(left_blocks, right_blocks)))),
    holds_for=small_blocks, fails_for=broken_blocks,
    equation="(8)", latex=r"A_0^\top A_0=I_r,\ B_0B_0^\top=I_r,\ A_0^\top G_0B_0^\top=0,\ \Vert A_0B_0\Vert_F=\sqrt r",
    note="So the subtraction of A_0 B_0 from the pretrained weight is needed.")

second_order_size = Claim(
    name="Size of the dropped term at the LoRA-GA initialisation",
    says=(Eq(G * V2.T * U1.T * G, U2 * diagonal(value(k) * value(r + k), (k, 1, r)) * V1),
          Eq(frobenius(G * V2.T * U1.T * G)**2, Sum(value(k)**2 * value(r + k)**2, (k, 1, r)))),
    given=(left_blocks, right_blocks, in_blocks),
    proof=(second_order, chain(
        frobenius(G * V2.T * U1.T * G)**2,
        equals(frobenius(U2 * diagonal(value(k) * value(r + k), (k, 1, r)) * V1)**2, because=second_order),
        equals(Trace(diagonal(value(k)**2 * value(r + k)**2, (k, 1, r))), because=(left_blocks, right_blocks)),
        equals(Sum(entry(diagonal(value(k)**2 * value(r + k)**2, (k, 1, r)), k, k), (k, 1, r)), because=trace_is_sum_of_diagonal),
        equals(Sum(value(k)**2 * value(r + k)**2, (k, 1, r)), because=arithmetic))),
    holds_for=small_blocks, fails_for=broken_blocks,
    equation="(3) with (8)",
    latex=r"A_0=U_{:,:r},\ B_0=V_{r:2r,:}:\ G_0B_0^\top A_0^\top G_0=\sum_{k=1}^r\sigma_k\sigma_{r+k}\,u_{r+k}v_k^\top,\quad\Vert\cdot\Vert_F=\Bigl(\sum_{k=1}^r\sigma_k^2\sigma_{r+k}^2\Bigr)^{1/2}",
    note="Not in the article: the term that it drops vanishes here only if sigma_(r+1) is 0.")

rate, alpha = real("lambda alpha")             # the scales of the product and of the factors
scale_factors = Claim(
    name="Effect of the scales",
    says=Eq(W - rate * (alpha * U1) * (alpha * V2) + rate * (alpha * U1 - eta * rate * G * (alpha * V2).T) * (alpha * V2 - eta * rate * (alpha * U1).T * G),
            W - eta * rate**2 * alpha**2 * (U1 * S1 * V1 + U2 * S2 * V2) + eta**2 * rate**3 * G * (alpha * V2).T * (alpha * U1).T * G),
    given=(left_blocks, right_blocks, in_blocks),
    proof=(scaled_sum, chain(
        W - rate * (alpha * U1) * (alpha * V2) + rate * (alpha * U1 - eta * rate * G * (alpha * V2).T) * (alpha * V2 - eta * rate * (alpha * U1).T * G),
        equals(W - eta * rate**2 * alpha**2 * (U1 * U1.T * G + G * V2.T * V2) + eta**2 * rate**3 * G * (alpha * V2).T * (alpha * U1).T * G, because=arithmetic),
        equals(W - eta * rate**2 * alpha**2 * (U1 * S1 * V1 + U2 * S2 * V2) + eta**2 * rate**3 * G * (alpha * V2).T * (alpha * U1).T * G, because=scaled_sum))),
    holds_for=(example(n=3, m=3, r=1, p=1, sigma=[3, 2], S_3=[[1]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], W=[[1, 2, 0], [0, 0, 0], [0, 1, 0]],
                       V_1=[[0, 1, 0]], V_2=[[1, 0, 0]], V_3=[[0, 0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], eta=half(), alpha=2, **{"lambda": 3}),),
    fails_for=(example(n=3, m=3, r=1, p=1, sigma=[3, 2], S_3=[[1]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], W=[[1, 2, 0], [0, 0, 0], [0, 1, 0]],
                       V_1=[[0, 1, 0]], V_2=[[1, 0, 0]], V_3=[[0, 0, 1]], G=[[1, 3, 0], [2, 0, 0], [0, 0, 1]], eta=half(), alpha=2, note="another gradient", **{"lambda": 3}),),
    equation="text on scales",
    latex=r"W=(W_0-\lambda A_0B_0)+\lambda AB,\ A_0=\alpha U_{:,:r},\ B_0=\alpha V_{r:2r,:}:\ W_1=W_0-\eta\lambda^2\alpha^2\sum_{k\le2r}\sigma_ku_kv_k^\top+\eta^2\lambda^3\,G_0B_0^\top A_0^\top G_0",
    note="The article says that only the direction matters; the effective rate is eta lambda^2 alpha^2, so alignment at one rate needs lambda alpha = 1.")

# -- what the objective stands for, and what one factor alone can do ------------------------------------------------------------

eta_nonzero = given("the learning rate is not 0", Ne(eta, 0))
lora_weight = W - A * B + (A - eta * G * B.T) * (B - eta * A.T * G)
second_part = G * B.T * A.T * G
alignment = frobenius(W - eta * G - lora_weight)**2 / eta**2
aligned = chain(alignment, equals(objective - 2 * eta * Trace((step - G).T * second_part) + eta**2 * frobenius(second_part)**2, because=eta_nonzero))
alignment_objective = Claim(
    name="First-order alignment with full fine-tuning",
    says=Eq(alignment, objective - 2 * eta * Trace((step - G).T * second_part) + eta**2 * frobenius(second_part)**2),
    given=(eta_nonzero,),
    proof=aligned,
    holds_for=(example(n=2, m=3, r=1, A=[[1], [2]], B=[[1, 0, 3]], G=[[1, 2, 3], [4, 5, 7]], eta=Rational(1, 10)),
               example(n=2, m=2, r=2, A=[[1, 2], [0, 1]], B=[[0, 1], [1, 1]], G=[[1, 2], [3, 5]], eta=-2)),
    fails_for=(example(n=1, m=1, r=1, A=[[1]], B=[[1]], G=[[1]], eta=0, note="no step: 0/0"),),
    equation="(2), (4), (5)",
    latex=r"\frac{1}{\eta^2}\Vert W_1^{\text{full}}-W_1^{\text{LoRA}}\Vert_F^2=\Vert A_0A_0^\top G_0+G_0B_0^\top B_0-G_0\Vert_F^2+O(\eta)",
    note="The remainder is written out: two terms, of the orders eta and eta^2, at one common learning rate.")

zero_later = given("the gradient has rank at most 2r", Eq(later[j], 0))

exact_when_low_rank = Claim(
    name="Zero first-order error when the gradient has rank at most 2r",
    says=Eq(frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2, 0),
    given=(left_orthonormal, right_orthonormal, compact, A_takes, B_takes, zero_later),
    proof=chain(
        frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2,
        equals(Sum(later[j]**2, (j, 1, p)), because=(any_split_optimal, left_orthonormal, right_orthonormal, compact, A_takes, B_takes)),
        equals(0, because=zero_later)),
    holds_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[0], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]],
                       G=[[0, 3, 0], [2, 0, 0], [0, 0, 0]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),),
    fails_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[0, 1]],
                       G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], note="rank 3", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[0], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[2], [0]], E_B=[[0, 1]],
                       G=[[0, 3, 0], [2, 0, 0], [0, 0, 0]], note="A takes too much", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[0], w=[1, 0], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[1], [0]], E_B=[[1, 0]],
                       G=[[0, 3, 0], [2, 0, 0], [0, 0, 0]], note="both take the first direction", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]})),
    equation="(8)", latex=r"\operatorname{rank}G_0\le2r\Rightarrow\min=0")

head, rest = matrix("U_r", n, r), matrix("U_q", n, p)          # the first r left singular vectors, the others
head_rows, rest_rows = matrix("V_r", r, m), matrix("V_q", p, m)
large = vector("s", r)                                         # the first r singular values
top, low = diagonal(large[k], (k, 1, r)), diagonal(later[j], (j, 1, p))
cut_left = given("the left singular vectors are orthonormal", Both(
    Eq(head.T * head, Identity(r)), Eq(rest.T * rest, Identity(p)), Eq(head.T * rest, ZeroMatrix(r, p))))
cut_right = given("the right singular vectors are orthonormal", Both(
    Eq(head_rows * head_rows.T, Identity(r)), Eq(rest_rows * rest_rows.T, Identity(p)), Eq(head_rows * rest_rows.T, ZeroMatrix(r, p))))
cut = given("the singular value decomposition of the gradient, cut after r values", Eq(G, head * top * head_rows + rest * low * rest_rows))
cut_sorted = given("the first r singular values are the largest", ForAll((k, j), (1 <= k, k <= r, 1 <= j, j <= p), later[j] <= large[k]))
one_side = frobenius(G * B.T * B - G)**2

one_sided_zero_init = Claim(
    name="With one factor zero only rank r is available",
    says=(one_side >= Sum(later[j]**2, (j, 1, p)), Eq(frobenius(G * head_rows.T * head_rows - G)**2, Sum(later[j]**2, (j, 1, p)))),
    given=(cut_left, cut_right, cut, cut_sorted, nonnegative_values),
    proof=(rank_right,
           chain(one_side,
                 equals(frobenius(G * B.T * B - (head * top * head_rows + rest * low * rest_rows))**2, because=cut),
                 at_least(Sum(later[j]**2, (j, 1, p)), because=(
                     using(eckart_young_mirsky, A_=G * B.T * B, U_=head, V_=head_rows, R_=rest, T_=rest_rows, F_=Lambda(k, large[k]), G_=Lambda(j, later[j]),
                           n_=n, m_=m, k_=r, p_=p),
                     cut_left, cut_right, cut_sorted, nonnegative_values, rank_right))),
           chain(frobenius(G * head_rows.T * head_rows - G)**2,
                 equals(frobenius((head * top * head_rows + rest * low * rest_rows) * head_rows.T * head_rows - (head * top * head_rows + rest * low * rest_rows))**2,
                        because=cut),
                 equals(Trace(low * low), because=(cut_left, cut_right)),
                 equals(Sum(entry(low * low, j, j), (j, 1, p)), because=trace_is_sum_of_diagonal),
                 equals(Sum(later[j]**2, (j, 1, p)), because=arithmetic))),
    holds_for=(example(n=2, m=2, r=1, p=1, s=[3], sigma=[2], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[0, 1]], V_q=[[1, 0]], G=[[0, 3], [2, 0]], B=[[1, 2]]),
               example(n=2, m=2, r=1, p=1, s=[2], sigma=[2], U_r=[[0], [1]], U_q=[[1], [0]], V_r=[[0, 1]], V_q=[[1, 0]], G=[[2, 0], [0, 2]], B=[[0, 1]])),
    fails_for=(example(n=2, m=2, r=1, p=1, s=[1], sigma=[2], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[1, 0]], V_q=[[0, 1]], G=[[1, 0], [0, 2]], B=[[0, 1]], note="not sorted"),
               example(n=2, m=2, r=1, p=1, s=[1], sigma=[-2], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[1, 0]], V_q=[[0, 1]], G=[[1, 0], [0, -2]], B=[[0, 1]], note="a negative value"),
               example(n=2, m=2, r=1, p=1, s=[3], sigma=[2], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[0, 1]], V_q=[[1, 0]], G=[[0, 3], [1, 0]], B=[[0, 1]], note="another gradient")),
    measured_by=measure_solution,
    equation="compare text before (1)",
    latex=r"A_0=0:\ \min_{B}\Vert G_0B^\top B-G_0\Vert_F^2=\sum_{j>r}\sigma_j^2,\ \text{at }B=V_{:r,:}",
    note="Not displayed in the article; it measures what the initialisation without zeros buys: r more singular values.")

article = Article(slug="lora-ga-align-first-step", title="Aligning with full fine-tuning: the most brilliant LoRA I have seen (1) (LoRA-GA)",
                  source=source, title_zh="对齐全量微调！这是我看过最精彩的LoRA（一）",
                  claims=(lora_gradients, first_step_exact, svd_reduction, diagonal_solution, any_split_optimal, lora_ga_solution, rank_2r_bound, orthonormal_init,
                          second_order_size, scale_factors, alignment_objective, exact_when_low_rank, one_sided_zero_init))
