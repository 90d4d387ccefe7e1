"""LoRA-Pro: directions for the two factors whose first-order step is as close to full fine-tuning as the factors allow.

The closed forms hold as printed, for every shape and rank, where both factors have full rank (said here, not in the article).  The article calls
its family of solutions complete; the kernel of the linear map, found exactly, shows that it is.  Vanishing gradients are replaced by excesses that
are squared norms, so every optimum is global and, for the choice of C, unique.  The two factors are not independent problems, as the article says:
each at its own best misses the optimum by a term that is computed here; minimising one inside the other, which is what it does, is right.
"""

import numpy as np
from sympy import Eq, Identity, KroneckerDelta, MatMul, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

source = Source("Su", 2024, "对齐全量微调！这是我看过最精彩的LoRA（二）", url="https://kexue.fm/archives/10266")

# Notation
n, m, r = natural("n m r")                     # W is n by m, the factors have r columns and r rows
t = real("t")                                  # a small step
A, HA = matrix("A H_A", n, r)                  # left factor and its direction
B, HB = matrix("B H_B", r, m)                  # right factor and its direction
C, K = matrix("C K", r, r)                     # the free matrix; a direction for it
W, G, X = matrix("W G X", n, m)                # weight, gradient of the loss in W, any matrix

# Given
A_rank = given("the columns of A are independent", Eq(rank(A), r))
B_rank = given("the rows of B are independent", Eq(rank(B), r))
A_gram = therefore(Invertible(A.T * A), because=(gram_matrix_is_invertible, A_rank))
B_turned = therefore(Eq(rank(B.T), r), because=(rank_of_transpose, B_rank))
B_gram = therefore(Invertible(B * B.T), because=(gram_matrix_is_invertible, B_turned))
full = (A_gram, B_gram)

GA, GB = G * B.T, A.T * G                      # the gradients of the loss in A and in B
A_inverse, B_inverse = (A.T * A)**-1, (B * B.T)**-1
PA, PB = A * A_inverse * A.T, B.T * B_inverse * B
across_A, across_B = Identity(n) - PA, Identity(m) - PB
loss = frobenius(HA * B + A * HB - G)**2
least = frobenius(across_A * G * across_B)**2
base_A, base_B = GA * B_inverse, A_inverse * GB * across_B      # the solution with C = 0
some_A, some_B = base_A + A * C, base_B - C * B                 # the solution with any C
tangent = PA * G + G * PB - PA * G * PB

# -- experiments: NumPy on real arrays, seeded; each from the definition, none from a proof ----------------------------------


def arrays(seed, *shapes):
    """Seeded standard normal arrays."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def gap(what, found, expected, error):
    """The largest deviation of two arrays, which should be 0."""
    return Measurement(f"{what}: largest deviation", np.abs(found - expected).max(), 0, error)


SIZES = ((9, 8, 2), (5, 4, 4), (4, 7, 1))       # n, m, r


def linear_map(a, b):
    """The matrix of (H_A, H_B) -> H_A B + A H_B on stacked columns."""
    return np.hstack([np.kron(b.T, np.eye(len(a))), np.kron(np.eye(b.shape[1]), a)])


def solved(a, b, g, free):
    """The closed form of the directions."""
    left, right = np.linalg.inv(a.T @ a), np.linalg.inv(b @ b.T)
    return g @ b.T @ right + a @ free, left @ a.T @ g @ (np.eye(b.shape[1]) - b.T @ right @ b) - free @ b


def measure_kernel():
    """Rank of the linear map against r (n + m - r), and members of the family in its null space."""
    found = []
    for rows, columns, size in SIZES:
        a, b, free = arrays(size, (rows, size), (size, columns), (size, size))
        found += [Measurement(f"rank, {rows}x{columns}, r = {size}", np.linalg.matrix_rank(linear_map(a, b)), size * (rows + columns - size), 0),
                  gap("(A C) B + A (-C B)", (a @ free) @ b - a @ (free @ b), 0, 1e-12)]
    return found


def measure_solution():
    """The closed form against numpy.linalg.lstsq on the stacked problem, for several C."""
    found = []
    for rows, columns, size in SIZES:
        a, b, g, free = arrays(10 + size, (rows, size), (size, columns), (rows, columns), (size, size))
        which = linear_map(a, b)
        best = np.linalg.lstsq(which, g.T.ravel(), rcond=None)[0]
        least_found = np.sum((which @ best - g.T.ravel())**2)
        for scale in (0, 1, 10):
            left, right = solved(a, b, g, scale * free)
            found.append(Measurement(f"loss, {rows}x{columns}, r = {size}, C scaled by {scale}", np.sum((left @ b + a @ right - g)**2), least_found, 1e-9))
        project = (np.eye(rows) - a @ np.linalg.pinv(a)) @ g @ (np.eye(columns) - np.linalg.pinv(b) @ b)
        found.append(Measurement("least loss as a projection", np.sum(project**2), least_found, 1e-9))
    return found

def measure_one_factor():
    """numpy.linalg.lstsq and central differences: exact for a quadratic but for rounding, 1e-16 * 100 / h."""
    found, h = [], 1e-4
    for rows, columns, size in SIZES:
        a, b, x, start = arrays(40 + size, (rows, size), (size, columns), (rows, columns), (rows, size))
        numeric = np.zeros_like(start)
        for place in np.ndindex(start.shape):
            step = np.zeros_like(start)
            step[place] = h
            numeric[place] = (np.sum(((start + step) @ b - x)**2) - np.sum(((start - step) @ b - x)**2)) / (2 * h)
        found += [gap("left unknown", x @ b.T @ np.linalg.inv(b @ b.T), np.linalg.lstsq(b.T, x.T, rcond=None)[0].T, 1e-11),
                  gap("right unknown", np.linalg.inv(a.T @ a) @ a.T @ x, np.linalg.lstsq(a, x, rcond=None)[0], 1e-11),
                  gap("gradient", numeric, 2 * (start @ b - x) @ b.T, 1e-8)]
    return found


def measure_step():
    """One SGD step on both factors of W_0 - A_0 B_0 + A B, and one step along other directions."""
    found, eta = [], 0.1
    for rows, columns, size in SIZES:
        w, a, b, g, left, right = arrays(50 + size, (rows, columns), (rows, size), (size, columns), (rows, columns), (rows, size), (size, columns))
        plain, other = w - a @ b + (a - eta * g @ b.T) @ (b - eta * a.T @ g), w - a @ b + (a - eta * left) @ (b - eta * right)
        found += [gap("plain step", plain, w - eta * (a @ a.T @ g + g @ b.T @ b) + eta**2 * g @ b.T @ a.T @ g, 1e-12),
                  gap("modified step", other, w - eta * (left @ b + a @ right) + eta**2 * left @ right, 1e-12)]
    return found


def measure_choice():
    """Random neighbours of the two choices of C all cost more, the gradient agrees with differences; Sylvester by the stacked system."""
    found = []
    for rows, columns, size in SIZES:
        a, b, g = arrays(20 + size, (rows, size), (size, columns), (rows, columns))
        left, right = np.linalg.inv(a.T @ a), np.linalg.inv(b @ b.T)
        best = -left @ a.T @ g @ b.T @ right / 2
        stacked = np.kron(np.eye(size), a.T @ a) + np.kron(b @ b.T, np.eye(size))
        near = np.linalg.solve(stacked, (-a.T @ g @ b.T @ right).T.ravel()).reshape(size, size).T
        costs = {"imbalance": (best, lambda pair, a=a, b=b: np.sum((pair[0] @ b - a @ pair[1])**2)),
                 "separate": (best, lambda pair, a=a, b=b, g=g: np.sum((pair[0] @ b - g)**2) + np.sum((a @ pair[1] - g)**2)),
                 "distance": (near, lambda pair, a=a, b=b, g=g: np.sum((pair[0] - g @ b.T)**2) + np.sum((pair[1] - a.T @ g)**2))}
        for name, (free, cost) in costs.items():
            neighbours = [cost(solved(a, b, g, free + 0.1 * step)) for step in np.random.default_rng(size).standard_normal((50, size, size))]
            found.append(Measurement(f"{name}: least of 50 neighbours, {rows}x{columns}, r = {size}", min(neighbours), cost(solved(a, b, g, free)), 0, ">="))
        pair = solved(a, b, g, best)
        found += [gap("balanced H_A", pair[0], (np.eye(rows) - a @ left @ a.T / 2) @ g @ b.T @ right, 1e-10),
                  gap("balanced H_B", pair[1], left @ a.T @ g @ (np.eye(columns) - b.T @ right @ b / 2), 1e-10)]
    return found


def measure_sylvester():
    """The stacked system by numpy.linalg.solve against the division by sums of eigenvalues from numpy.linalg.eigh."""
    found = []
    for rows, columns, size in SIZES:
        a, b, g = arrays(60 + size, (rows, size), (size, columns), (rows, columns))
        right = -a.T @ g @ b.T @ np.linalg.inv(b @ b.T)
        stacked = np.linalg.solve(np.kron(np.eye(size), a.T @ a) + np.kron(b @ b.T, np.eye(size)), right.T.ravel()).reshape(size, size).T
        (alpha, left_vectors), (beta, right_vectors) = np.linalg.eigh(a.T @ a), np.linalg.eigh(b @ b.T)
        divided = left_vectors.T @ right @ right_vectors / (alpha[:, None] + beta)
        found.append(gap(f"Sylvester solution, r = {size}", left_vectors @ divided @ right_vectors.T, stacked, 1e-10))
    return found


def measure_match():
    """numpy.linalg.svd of a gradient: the optimal step of every choice is the plain one, and the loss is the sum of the remaining squares."""
    found = []
    for rows, columns, size in ((9, 8, 2), (5, 7, 1), (4, 6, 2)):
        g, = arrays(30 + size, (rows, columns))
        u, values, v = np.linalg.svd(g)
        a, b = u[:, :size], v[size:2 * size]
        pair = solved(a, b, g, np.zeros((size, size)))
        found += [gap("H_A - G_A", pair[0], g @ b.T, 1e-12), gap("H_B - G_B", pair[1], a.T @ g, 1e-12), gap("A^T G B^T", a.T @ g @ b.T, 0, 1e-12),
                  Measurement(f"least loss, {rows}x{columns}, r = {size}", np.sum((pair[0] @ b + a @ pair[1] - g)**2), np.sum(values[2 * size:]**2), 1e-11)]
    return found

# -- least squares in one factor ----------------------------------------------------------------------------------------------

right_best = X * B.T * B_inverse
right_least = frobenius(right_best * B - X)**2
right_excess = chain(frobenius(HA * B - X)**2, equals(right_least + frobenius((HA - right_best) * B)**2, because=B_gram))
right_equal = given("H does as well", Eq(frobenius(HA * B - X)**2, right_least))
right_gap = chain(
    frobenius((HA - right_best) * B)**2,
    equals(frobenius(HA * B - X)**2 - right_least, because=(right_excess, B_gram)),
    at_most(0, because=(right_equal, B_gram)))
right_vanishes = therefore(Eq((HA - right_best) * B, ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, right_gap, B_gram))
right_found = chain(
    HA - right_best,
    equals(MatMul((HA - right_best) * B, B.T * B_inverse), because=B_gram),
    equals(ZeroMatrix(n, r), because=(right_vanishes, B_gram)))

right_least_squares = Claim(
    name="Least squares for a left unknown",
    says=(frobenius(HA * B - X)**2 >= right_least, Implies(Eq(frobenius(HA * B - X)**2, right_least), Eq(HA, right_best))),
    given=(B_rank,),
    proof=(B_turned, B_gram, right_excess,
           chain(frobenius(HA * B - X)**2, equals(right_least + frobenius((HA - right_best) * B)**2, because=(right_excess, B_gram)), at_least(right_least, because=B_gram)),
           suppose(right_equal, right_gap, right_vanishes, right_found, therefore(Eq(HA, right_best), because=(right_found, B_gram)))),
    holds_for=(example(n=2, m=3, r=2, B=[[1, 2, 0], [0, 1, 1]], X=[[1, 2, 3], [4, 5, 6]], H_A=[[1, 0], [2, 5]]),
               example(n=1, m=2, r=1, B=[[1, 1]], X=[[1, 3]], H_A=[[2]], note="the minimiser")),
    fails_for=(example(n=1, m=1, r=1, B=[[0]], X=[[1]], H_A=[[5]], note="B = 0"),),
    measured_by=measure_one_factor,
    equation="(9)-(11)",
    latex=r"\operatorname*{argmin}_H\Vert HB-X\Vert_F^2=XB^\top(BB^\top)^{-1}=XB^\dagger,\quad\partial_H\Vert HB-X\Vert_F^2=2(HB-X)B^\top",
    note="The rank condition is not stated where the formula is introduced.")

left_best = A_inverse * A.T * X
left_least = frobenius(A * left_best - X)**2
left_excess = chain(frobenius(A * HB - X)**2, equals(left_least + frobenius(A * (HB - left_best))**2, because=A_gram))
left_equal = given("H does as well", Eq(frobenius(A * HB - X)**2, left_least))
left_gap = chain(
    frobenius(A * (HB - left_best))**2,
    equals(frobenius(A * HB - X)**2 - left_least, because=(left_excess, A_gram)),
    at_most(0, because=(left_equal, A_gram)))
left_vanishing = therefore(Eq(A * (HB - left_best), ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, left_gap, A_gram))
left_found = chain(
    HB - left_best,
    equals(MatMul(A_inverse * A.T, A * (HB - left_best)), because=A_gram),
    equals(ZeroMatrix(r, m), because=(left_vanishing, A_gram)))

left_least_squares = Claim(
    name="Least squares for a right unknown",
    says=(frobenius(A * HB - X)**2 >= left_least, Implies(Eq(frobenius(A * HB - X)**2, left_least), Eq(HB, left_best))),
    given=(A_rank,),
    proof=(A_gram, left_excess,
           chain(frobenius(A * HB - X)**2, equals(left_least + frobenius(A * (HB - left_best))**2, because=(left_excess, A_gram)), at_least(left_least, because=A_gram)),
           suppose(left_equal, left_gap, left_vanishing, left_found, therefore(Eq(HB, left_best), because=(left_found, A_gram)))),
    holds_for=(example(n=3, m=2, r=2, A=[[1, 0], [2, 1], [0, 1]], X=[[1, 2], [3, 4], [5, 6]], H_B=[[1, 0], [2, 5]]),
               example(n=2, m=1, r=1, A=[[1], [1]], X=[[1], [3]], H_B=[[2]], note="the minimiser")),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], X=[[1]], H_B=[[5]], note="A = 0"),),
    measured_by=measure_one_factor,
    equation="(12)", latex=r"\operatorname*{argmin}_H\Vert AH-X\Vert_F^2=(A^\top A)^{-1}A^\top X=A^\dagger X")

# -- one step -----------------------------------------------------------------------------------------------------------------

eta = real("eta")                              # learning rate

lora_step_exact = Claim(
    name="Exact LoRA step under SGD",
    says=Eq(W - A * B + (A - eta * GA) * (B - eta * GB), W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G),
    proof=chain(W - A * B + (A - eta * GA) * (B - eta * GB), equals(W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G, because=arithmetic)),
    holds_for=(example(n=2, m=3, r=1, A=[[1], [2]], B=[[1, 0, 3]], G=[[1, 2, 3], [4, 5, 7]], W=[[0, 0, 1], [1, 0, 0]], eta=Rational(1, 10)),
               example(n=2, m=2, r=2, A=[[1, 2], [0, 1]], B=[[0, 1], [1, 1]], G=[[1, 2], [3, 5]], W=[[0, 0], [0, 0]], eta=2)),
    measured_by=measure_step,
    strength="approximate",
    equation="(3)", latex=r"W_{t+1}=W_t-\eta(A_tA_t^\top G_t+G_tB_t^\top B_t)+\eta^2G_tB_t^\top A_t^\top G_t",
    note="The article drops the term with eta^2; this is the whole step.")

modified_step_exact = Claim(
    name="Exact step with modified directions",
    says=Eq(W - A * B + (A - eta * HA) * (B - eta * HB), W - eta * (HA * B + A * HB) + eta**2 * HA * HB),
    proof=chain(W - A * B + (A - eta * HA) * (B - eta * HB), equals(W - eta * (HA * B + A * HB) + eta**2 * HA * HB, because=arithmetic)),
    holds_for=(example(n=2, m=3, r=1, A=[[1], [2]], B=[[1, 0, 3]], H_A=[[5], [1]], H_B=[[1, 2, 1]], W=[[0, 0, 1], [1, 0, 0]], eta=Rational(1, 10)),
               example(n=2, m=2, r=2, A=[[1, 2], [0, 1]], B=[[0, 1], [1, 1]], H_A=[[1, 2], [3, 5]], H_B=[[1, 0], [2, 1]], W=[[0, 0], [0, 0]], eta=2)),
    measured_by=measure_step,
    strength="approximate",
    equation="(5), (6)", latex=r"W_{t+1}=W_t-\eta(H_AB_t+A_tH_B)+\eta^2H_AH_B",
    note="The free matrix C does not change the first-order step, but it does change the dropped term.")

# -- the symmetry and the kernel ------------------------------------------------------------------------------------------

gauge_invariance = Claim(
    name="The objective has an r^2-parameter symmetry",
    says=Eq((HA + A * C) * B + A * (HB - C * B), HA * B + A * HB),
    proof=chain((HA + A * C) * B + A * (HB - C * B), equals(HA * B + A * HB, because=arithmetic)),
    holds_for=(example(n=2, m=3, r=1, A=[[1], [2]], B=[[1, 0, 3]], H_A=[[0], [5]], H_B=[[1, 1, 1]], C=[[7]]),
               example(n=2, m=2, r=2, A=[[1, 2], [3, 4]], B=[[0, 1], [1, 1]], H_A=[[1, 0], [0, 1]], H_B=[[2, 0], [0, 3]], C=[[1, 2], [0, 5]])),
    measured_by=measure_kernel,
    equation="(14)", latex=r"(H_A+AC)B+A(H_B-CB)=H_AB+AH_B\quad\forall C\in\mathbb R^{r\times r}",
    key=True)

vanishes = given("the directions cancel", Eq(HA * B + A * HB, ZeroMatrix(n, m)))
coefficient = A_inverse * A.T * HA                               # the only C that can be meant
is_gauge = given("the directions come from one C", Both(Eq(HA, A * C), Eq(HB, -C * B)))
through_B = chain(
    HA,
    equals(MatMul(HA * B + A * HB, B.T * B_inverse) - A * HB * B.T * B_inverse, because=B_gram),
    equals(-A * HB * B.T * B_inverse, because=(vanishes, B_gram)))
HA_found = chain(
    HA,
    equals(-A * HB * B.T * B_inverse, because=(through_B, B_gram)),
    equals(-A * A_inverse * A.T * A * HB * B.T * B_inverse, because=full),
    equals(A * coefficient, because=(through_B, *full)))
HB_found = chain(
    HB,
    equals(MatMul(A_inverse * A.T, HA * B + A * HB) - coefficient * B, because=A_gram),
    equals(-coefficient * B, because=(vanishes, A_gram)))

kernel_exact = Claim(
    name="The symmetry is the whole kernel",
    says=(Implies(Eq(HA * B + A * HB, ZeroMatrix(n, m)), Both(Eq(HA, A * coefficient), Eq(HB, -coefficient * B))),
          Implies(Both(Eq(HA, A * C), Eq(HB, -C * B)), Eq(HA * B + A * HB, ZeroMatrix(n, m)))),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram,
           suppose(vanishes, through_B, HA_found, HB_found,
                   therefore(Both(Eq(HA, A * coefficient), Eq(HB, -coefficient * B)), because=(HA_found, HB_found, *full))),
           suppose(is_gauge, chain(HA * B + A * HB, equals(ZeroMatrix(n, m), because=is_gauge)))),
    holds_for=(example(n=3, m=3, r=2, A=[[1, 0], [1, 1], [0, 2]], B=[[1, 2, 0], [0, 1, 1]], C=[[1, 2], [3, 4]],
                       H_A=[[1, 2], [4, 6], [6, 8]], H_B=[[-1, -4, -2], [-3, -10, -4]]),
               example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], H_A=[[1], [0]], H_B=[[0, 1]], C=[[0]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], H_A=[[0]], H_B=[[1]], C=[[0]], note="A = 0: H_B is arbitrary"),
               example(n=2, m=1, r=1, A=[[1], [0]], B=[[0]], H_A=[[0], [1]], H_B=[[0]], C=[[0]], note="B = 0: H_A is arbitrary")),
    measured_by=measure_kernel,
    equation="supports (18)",
    latex=r"\operatorname{rank}A=\operatorname{rank}B=r:\ H_AB+AH_B=0\iff\exists C:\ H_A=AC,\ H_B=-CB",
    note="The article calls the family of solutions complete without showing that nothing else occurs. The C that works is written out.",
    key=True)

# -- all optimal directions -------------------------------------------------------------------------------------------------

excess = chain(loss, equals(least + frobenius(HA * B + A * HB - tangent)**2, because=full))
optimal = given("the directions are optimal", Eq(loss, least))
no_excess = chain(
    frobenius(HA * B + A * HB - tangent)**2,
    equals(loss - least, because=(excess, *full)),
    at_most(0, because=(optimal, *full)))
on_tangent = therefore(Eq(HA * B + A * HB - tangent, ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, no_excess, *full))
difference = chain(
    (HA - base_A) * B + A * (HB - base_B),
    equals(HA * B + A * HB - tangent, because=full),
    equals(ZeroMatrix(n, m), because=(on_tangent, *full)))
free_matrix = A_inverse * A.T * (HA - base_A)                   # the C that an optimal pair belongs to
HA_gauge = therefore(Eq(HA - base_A, A * free_matrix), because=(using(kernel_exact, (HA, HA - base_A), (HB, HB - base_B)), A_rank, B_rank, difference, *full))
HB_gauge = therefore(Eq(HB - base_B, -free_matrix * B), because=(using(kernel_exact, (HA, HA - base_A), (HB, HB - base_B)), A_rank, B_rank, difference, *full))
family = chain(some_A * B + A * some_B, equals(tangent, because=full))
family_loss = chain(
    frobenius(some_A * B + A * some_B - G)**2,
    equals(frobenius(tangent - G)**2, because=(family, *full)),
    equals(least, because=full))

sample_pairs = (example(n=3, m=3, r=2, A=[[1, 0], [0, 1], [0, 0]], B=[[1, 0, 0], [0, 1, 0]], G=[[1, 2, 3], [4, 5, 6], [7, 8, 10]], C=[[1, 2], [3, 4]],
                        H_A=[[2, 4], [7, 9], [7, 8]], H_B=[[-1, -2, 3], [-3, -4, 6]], note="an optimal pair"),
                example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], C=[[1]], H_A=[[Rational(5, 2)], [5]], H_B=[[Rational(-7, 4), Rational(-1, 4)]], note="an optimal pair"),
                example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_A=[[1], [0]], H_B=[[0, 1]], C=[[3]]))
lora_pro_solution = Claim(
    name="All optimal directions",
    says=(loss >= least, Eq(frobenius(some_A * B + A * some_B - G)**2, least),
          Implies(Eq(loss, least), Both(Eq(HA, base_A + A * free_matrix), Eq(HB, base_B - free_matrix * B)))),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, excess, family, family_loss,
           chain(loss, equals(least + frobenius(HA * B + A * HB - tangent)**2, because=(excess, *full)), at_least(least, because=full)),
           suppose(optimal, no_excess, on_tangent, difference, HA_gauge, HB_gauge,
                   therefore(Both(Eq(HA, base_A + A * free_matrix), Eq(HB, base_B - free_matrix * B)), because=(HA_gauge, HB_gauge, *full)))),
    holds_for=sample_pairs,
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], H_A=[[1]], H_B=[[5]], C=[[0]], note="A = 0: the formula is undefined, H_B is arbitrary"),
               example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], H_A=[[5]], H_B=[[1]], C=[[0]], note="B = 0")),
    measured_by=measure_solution,
    equation="(18)",
    latex=r"\operatorname*{argmin}_{H_A,H_B}\Vert H_AB+AH_B-G\Vert_F^2=\Bigl\{\bigl(G_A(BB^\top)^{-1}+AC,\ (A^\top A)^{-1}G_B(I-P_B)-CB\bigr):\ C\in\mathbb R^{r\times r}\Bigr\},\ G_A=GB^\top,\ G_B=A^\top G",
    note="Optimality is global: the excess is the squared distance of the step from the projected gradient.",
    key=True)

projected_gradient = Claim(
    name="The optimal first-order step is the projection of G on the tangent space",
    says=(Eq(some_A * B + A * some_B, PA * G + G * PB - PA * G * PB), Eq(tangent, G - across_A * G * across_B),
          Implies(Eq(loss, least), Eq(HA * B + A * HB, tangent)), Eq(frobenius(tangent - G)**2, least)),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, excess, family, chain(tangent, equals(G - across_A * G * across_B, because=full)),
           suppose(optimal, no_excess, on_tangent, therefore(Eq(HA * B + A * HB, tangent), because=(on_tangent, *full))),
           chain(frobenius(tangent - G)**2, equals(least, because=full))),
    holds_for=sample_pairs,
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], H_A=[[1]], H_B=[[5]], C=[[0]], note="A = 0: the formula is undefined"),
               example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], H_A=[[5]], H_B=[[1]], C=[[0]], note="B = 0: the formula is undefined")),
    measured_by=measure_solution,
    equation="(15)-(18), green part of (25)",
    latex=r"H_AB+AH_B=\tilde G:=P_AG+GP_B-P_AGP_B=G-(I-P_A)G(I-P_B),\quad\min\text{loss}=\Vert(I-P_A)G(I-P_B)\Vert_F^2",
    note="Not displayed in the article; it shows that the step does not depend on C.",
    key=True)

gauge_fixing = Claim(
    name="Dropping the A-part of H_A is a choice of gauge",
    says=(Eq((G - A * HB) * B.T * B_inverse + A * (HB * B.T * B_inverse), G * B.T * B_inverse),
          Eq(HB - (HB * B.T * B_inverse) * B, HB * across_B), Eq(HB * across_B * B.T, ZeroMatrix(r, r))),
    given=(B_rank,),
    proof=(B_turned, B_gram,
           chain((G - A * HB) * B.T * B_inverse + A * (HB * B.T * B_inverse), equals(G * B.T * B_inverse, because=B_gram)),
           chain(HB - (HB * B.T * B_inverse) * B, equals(HB * across_B, because=B_gram)),
           chain(HB * across_B * B.T, equals(ZeroMatrix(r, r), because=B_gram))),
    holds_for=(example(n=2, m=3, r=2, A=[[1, 0], [2, 1]], B=[[1, 2, 0], [0, 1, 1]], G=[[1, 2, 3], [4, 5, 6]], H_B=[[1, 0, 2], [2, 5, 1]]),
               example(n=1, m=2, r=1, A=[[1]], B=[[1, 1]], G=[[1, 3]], H_B=[[2, 0]])),
    fails_for=(example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], H_B=[[5]], note="B = 0"),),
    equation="(13), (15)",
    latex=r"H_A=(G-AH_B)B^\dagger,\ C=H_BB^\dagger:\ (H_A+AC,\ H_B-CB)=(GB^\dagger,\ H_B(I-B^\dagger B))")

reduced_problem = Claim(
    name="Remaining problem for H_B",
    says=(Eq(base_A * B + A * HB - G, A * HB - G * across_B),
          frobenius(A * HB - G * across_B)**2 >= frobenius(A * base_B - G * across_B)**2),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, chain(base_A * B + A * HB - G, equals(A * HB - G * across_B, because=B_gram)),
           therefore(frobenius(A * HB - G * across_B)**2 >= frobenius(A * base_B - G * across_B)**2,
                     because=(using(left_least_squares, (X, G * across_B)), A_rank, *full))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], H_B=[[1, 4]]),
               example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_B=[[0, 1]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], H_B=[[5]], note="A = 0"), example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], H_B=[[5]], note="B = 0")),
    measured_by=measure_solution,
    equation="(16), (17)",
    latex=r"H_A=GB^\dagger:\ \min_{H_B}\Vert AH_B-G(I-B^\dagger B)\Vert_F^2,\quad H_B=(A^\top A)^{-1}A^\top G(I-B^\top(BB^\top)^{-1}B)")

on_own_A, on_own_B = G * B.T * B_inverse, A_inverse * A.T * G

nested_minimisation = Claim(
    name="Eliminating H_A is partial minimisation, not independence",
    says=(loss >= frobenius(((G - A * HB) * B.T * B_inverse) * B + A * HB - G)**2,
          Eq(frobenius(on_own_A * B + A * on_own_B - G)**2, least + frobenius(PA * G * PB)**2)),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram,
           chain(loss,
                 equals(frobenius(((G - A * HB) * B.T * B_inverse) * B + A * HB - G)**2 + frobenius((HA - (G - A * HB) * B.T * B_inverse) * B)**2, because=B_gram),
                 at_least(frobenius(((G - A * HB) * B.T * B_inverse) * B + A * HB - G)**2, because=B_gram)),
           chain(frobenius(on_own_A * B + A * on_own_B - G)**2, equals(least + frobenius(PA * G * PB)**2, because=full))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], H_A=[[1], [4]], H_B=[[1, 4]]),
               example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_A=[[0], [1]], H_B=[[0, 1]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], H_A=[[1]], H_B=[[5]], note="A = 0"), example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], H_A=[[1]], H_B=[[5]], note="B = 0")),
    measured_by=measure_solution,
    equation="(13)",
    latex=r"\min_{H_A,H_B}\Vert H_AB+AH_B-G\Vert_F^2=\min_{H_B}\min_{H_A}\Vert H_AB+AH_B-G\Vert_F^2,\quad H_A=(G-AH_B)B^\dagger",
    note="The article says that the two problems are independent. They are coupled: each factor at its own best exceeds the least loss by the square "
         "of P_A G P_B. What the article then computes, one minimum inside the other, is right.")

descent = Claim(
    name="The modified step is a descent direction",
    says=(Eq(Trace(some_A.T * GA) + Trace(some_B.T * GB), Trace(tangent.T * G)), Eq(Trace(tangent.T * G), frobenius(tangent)**2)),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, chain(Trace(some_A.T * GA) + Trace(some_B.T * GB), equals(Trace(tangent.T * G), because=full)),
           chain(Trace(tangent.T * G), equals(frobenius(tangent)**2, because=full))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], C=[[3]]), example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], G=[[1, 0], [2, 5]], C=[[0]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], C=[[0]], note="A = 0"), example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], C=[[0]], note="B = 0")),
    equation="supports (18)",
    latex=r"\langle H_A,G_A\rangle+\langle H_B,G_B\rangle=\langle\tilde G,G\rangle=\Vert\tilde G\Vert_F^2\ge0",
    note="To first order the loss falls by eta times the squared length of the projected gradient, whatever C is.")

U = matrix("U", n, m)                          # the direction of Adam in the place of the gradient
adam_projection = Claim(
    name="The Adam direction is projected in the same way",
    says=Eq(((U * B.T) * B_inverse + A * C) * B + A * (A_inverse * (A.T * U) * across_B - C * B), PA * U + U * PB - PA * U * PB),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram,
           therefore(Eq(((U * B.T) * B_inverse + A * C) * B + A * (A_inverse * (A.T * U) * across_B - C * B), PA * U + U * PB - PA * U * PB),
                     because=(using(projected_gradient, (G, U)), A_rank, B_rank, *full))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], U=[[1, -1], [-1, 1]], C=[[3]]), example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], U=[[1, 0], [2, 5]], C=[[0]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], U=[[1]], C=[[0]], note="A = 0"), example(n=1, m=1, r=1, A=[[1]], B=[[0]], U=[[1]], C=[[0]], note="B = 0")),
    equation="(25)", latex=r"\tilde H_AB+A\tilde H_B=P_AU+UP_B-P_AUP_B\ \ (U_A=UB^\top,\ U_B=A^\top U)")

GA_letter, GB_letter = matrix("G_A", n, r), matrix("G_B", r, m)
GA_meaning, GB_meaning = define(GA_letter, G * B.T, "the gradient in A"), define(GB_letter, A.T * G, "the gradient in B")

gradient_cross_identity = Claim(
    name="The cross identity of the LoRA gradients",
    says=(Eq(A.T * GA_letter, GB_letter * B.T), Eq(across_B * B.T, ZeroMatrix(m, r))),
    given=(B_rank,),
    definitions=(GA_meaning, GB_meaning),
    proof=(B_turned, B_gram, chain(A.T * GA_letter, equals(GB_letter * B.T, because=(GA_meaning, GB_meaning))),
           chain(across_B * B.T, equals(ZeroMatrix(m, r), because=B_gram))),
    holds_for=(example(n=2, m=3, r=2, A=[[1, 0], [2, 1]], B=[[1, 2, 0], [0, 1, 1]], G=[[1, 2, 3], [4, 5, 6]]), example(n=1, m=2, r=1, A=[[1]], B=[[1, 1]], G=[[1, 3]])),
    fails_for=(example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], note="B = 0: the inverse is undefined"),),
    equation="text after (22)", latex=r"A^\top G_A=G_BB^\top\ (=A^\top GB^\top),\qquad(I-B^\top(BB^\top)^{-1}B)B^\top=0")

A_zero = given("A is 0", Eq(A, ZeroMatrix(n, r)))
no_help = chain(loss, equals(frobenius(HA * B - G)**2, because=A_zero))
beyond_B = frobenius(G * across_B)**2
split_loss = chain(frobenius(HA * B - G)**2, equals(beyond_B + frobenius((HA - G * B.T * B_inverse) * B)**2, because=B_gram))

zero_init_forbidden = Claim(
    name="Neither factor may vanish: with A = 0 the direction of B is free and half of the fit is lost",
    says=(Eq(loss, frobenius(HA * B - G)**2), loss >= beyond_B, Eq(frobenius((G * B.T * B_inverse) * B + A * HB - G)**2, beyond_B)),
    given=(A_zero, B_rank),
    proof=(B_turned, B_gram, no_help, split_loss,
           chain(loss,
                 equals(frobenius(HA * B - G)**2, because=(no_help, B_gram)),
                 equals(beyond_B + frobenius((HA - G * B.T * B_inverse) * B)**2, because=(split_loss, B_gram)),
                 at_least(beyond_B, because=B_gram)),
           chain(frobenius((G * B.T * B_inverse) * B + A * HB - G)**2, equals(beyond_B, because=(A_zero, B_gram)))),
    holds_for=(example(n=2, m=2, r=1, A=[[0], [0]], B=[[1, 1]], G=[[1, 2], [3, 5]], H_A=[[1], [4]], H_B=[[1, 4]]),
               example(n=2, m=2, r=1, A=[[0], [0]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_A=[[0], [1]], H_B=[[0, 1]])),
    fails_for=(example(n=2, m=2, r=1, A=[[1], [0]], B=[[1, 1]], G=[[1, 2], [3, 5]], H_A=[[1], [4]], H_B=[[1, 4]], note="A is not 0"),
               example(n=1, m=1, r=1, A=[[0]], B=[[0]], G=[[1]], H_A=[[5]], H_B=[[1]], note="B = 0 as well: the formula is undefined")),
    equation="last section",
    latex=r"A=0\text{ or }B=0\Rightarrow A^\top A\text{ or }BB^\top\text{ singular: formulas undefined; with }A=0:\ \min\text{loss}=\Vert G(I-P_B)\Vert_F^2,\ H_B\text{ arbitrary}",
    note="This is the usual initialisation of LoRA, with one factor 0; the closed forms with inverses do not apply there.")

# -- which C -----------------------------------------------------------------------------------------------------------------

balanced = -half() * A_inverse * GB * B.T * B_inverse
balanced_A, balanced_B = base_A + A * balanced, base_B - balanced * B

symmetric_C = Claim(
    name="The balanced choice of C",
    says=(Eq(balanced_A, (Identity(n) - half() * PA) * GA * B_inverse), Eq(balanced_B, A_inverse * GB * (Identity(m) - half() * PB))),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram,
           chain(balanced_A, equals((Identity(n) - half() * PA) * GA * B_inverse, because=full)),
           chain(balanced_B, equals(A_inverse * GB * (Identity(m) - half() * PB), because=full))),
    holds_for=(example(n=3, m=3, r=2, A=[[1, 0], [0, 1], [0, 0]], B=[[1, 0, 0], [0, 1, 0]], G=[[1, 2, 3], [4, 5, 6], [7, 8, 10]]), example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], note="A = 0"), example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], note="B = 0")),
    measured_by=measure_choice,
    equation="(19)",
    latex=r"C=-\tfrac12(A^\top A)^{-1}G_BB^\top(BB^\top)^{-1}\Rightarrow H_A=(I-\tfrac12P_A)G_A(BB^\top)^{-1},\ H_B=(A^\top A)^{-1}G_B(I-\tfrac12P_B)",
    key=True)

imbalance = frobenius(some_A * B - A * some_B)**2
least_imbalance = frobenius(balanced_A * B - A * balanced_B)**2
imbalance_excess = chain(imbalance, equals(least_imbalance + 4 * frobenius(A * (C - balanced) * B)**2, because=full))
not_smaller = chain(
    imbalance,
    equals(least_imbalance + 4 * frobenius(A * (C - balanced) * B)**2, because=(imbalance_excess, *full)),
    at_least(least_imbalance, because=full))
as_balanced = given("C does as well", Eq(imbalance, least_imbalance))
is_balanced = given("C is the balanced choice", Eq(C, balanced))
no_imbalance = chain(
    frobenius(A * (C - balanced) * B)**2,
    equals((imbalance - least_imbalance) / 4, because=(imbalance_excess, *full)),
    at_most(0, because=(as_balanced, *full)))
image_vanishes = therefore(Eq(A * (C - balanced) * B, ZeroMatrix(n, m)), because=(frobenius_norm_is_definite, no_imbalance, *full))
balance_found = chain(
    C - balanced,
    equals(MatMul(A_inverse * A.T, A * (C - balanced) * B, B.T * B_inverse), because=full),
    equals(ZeroMatrix(r, r), because=(image_vanishes, *full)))
imbalance_gradient = 4 * A.T * (GA * B_inverse * B + 2 * A * C * B) * B.T
imbalance_moved = frobenius((some_A + A * (t * K)) * B - A * (some_B - t * K * B))**2
imbalance_quotient = (imbalance_moved - imbalance) / t
gradient_stays = therefore(Tends(Trace(imbalance_gradient.T * K), t, 0, Trace(imbalance_gradient.T * K)), because=(limit_of_constant, *full))
curvature_stays = therefore(Tends(4 * frobenius(A * K * B)**2, t, 0, 4 * frobenius(A * K * B)**2), because=limit_of_constant)
step_vanishes = therefore(Tends(t, t, 0, 0), because=limit_of_identity)
rest_vanishes = therefore(Tends(4 * frobenius(A * K * B)**2 * t, t, 0, 0), because=(limit_of_product, curvature_stays, step_vanishes))
sum_tends = therefore(Tends(Trace(imbalance_gradient.T * K) + 4 * frobenius(A * K * B)**2 * t, t, 0, Trace(imbalance_gradient.T * K)),
                      because=(limit_of_sum, gradient_stays, rest_vanishes, *full))

balance_objective_1 = Claim(
    name="The balanced C minimises the imbalance",
    says=(imbalance >= least_imbalance, Iff(Eq(imbalance, least_imbalance), Eq(C, balanced)),
          Tends(imbalance_quotient, t, 0, Trace(imbalance_gradient.T * K))),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, imbalance_excess, not_smaller,
           suppose(as_balanced, no_imbalance, image_vanishes, balance_found, therefore(Eq(C, balanced), because=(balance_found, *full))),
           suppose(is_balanced, chain(imbalance, equals(least_imbalance, because=(is_balanced, *full)))),
           gradient_stays, curvature_stays, step_vanishes, rest_vanishes, sum_tends,
           therefore(Tends(imbalance_quotient, t, 0, Trace(imbalance_gradient.T * K)), because=(sum_tends, *full))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], C=[[3]], K=[[1]]),
               example(n=1, m=1, r=1, A=[[2]], B=[[1]], G=[[6]], C=[[Rational(-3, 2)]], K=[[1]], note="the balanced choice")),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], C=[[0]], K=[[1]], note="A = 0"),
               example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], C=[[0]], K=[[1]], note="B = 0")),
    measured_by=measure_choice,
    equation="(20), (22)",
    latex=r"\operatorname*{argmin}_C\Vert H_AB-AH_B\Vert_F^2=\{-\tfrac12(A^\top A)^{-1}G_BB^\top(BB^\top)^{-1}\},\quad\frac{\partial}{\partial C}=4A^\top\bigl[G_A(BB^\top)^{-1}B+2ACB\bigr]B^\top",
    note="A vanishing gradient alone would not show a minimum; the excess 4 |A (C - C*) B|^2 does, and it vanishes at C* only.",
    key=True)

separate = frobenius(some_A * B - G)**2 + frobenius(A * some_B - G)**2
least_separate = frobenius(balanced_A * B - G)**2 + frobenius(A * balanced_B - G)**2
parallelogram = chain(separate, equals(half() * frobenius(tangent - 2 * G)**2 + half() * imbalance, because=full))
least_parallelogram = chain(least_separate, equals(half() * frobenius(tangent - 2 * G)**2 + half() * least_imbalance, because=full))

as_close = given("C does as well", Eq(separate, least_separate))
same_imbalance = chain(
    imbalance,
    equals(2 * separate - frobenius(tangent - 2 * G)**2, because=(parallelogram, *full)),
    equals(2 * least_separate - frobenius(tangent - 2 * G)**2, because=(as_close, *full)),
    equals(least_imbalance, because=(least_parallelogram, *full)))

balance_objective_2 = Claim(
    name="The second objective has the same minimiser",
    says=(Eq(separate, half() * frobenius(tangent - 2 * G)**2 + half() * imbalance), separate >= least_separate,
          Iff(Eq(separate, least_separate), Eq(C, balanced))),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, imbalance_excess, not_smaller, parallelogram, least_parallelogram,
           chain(separate,
                 equals(half() * frobenius(tangent - 2 * G)**2 + half() * imbalance, because=(parallelogram, *full)),
                 at_least(half() * frobenius(tangent - 2 * G)**2 + half() * least_imbalance, because=(not_smaller, *full)),
                 equals(least_separate, because=(least_parallelogram, *full))),
           suppose(as_close, same_imbalance, therefore(Eq(C, balanced), because=(balance_objective_1, A_rank, B_rank, same_imbalance, *full))),
           suppose(is_balanced, chain(separate, equals(least_separate, because=(is_balanced, *full))))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], C=[[3]]),
               example(n=1, m=1, r=1, A=[[2]], B=[[1]], G=[[6]], C=[[Rational(-3, 2)]], note="the balanced choice")),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], C=[[0]], note="A = 0"),
               example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], C=[[0]], note="B = 0")),
    measured_by=measure_choice,
    equation="(21)",
    latex=r"\Vert H_AB-G\Vert_F^2+\Vert AH_B-G\Vert_F^2=\tfrac12\Vert\tilde G-2G\Vert_F^2+\tfrac12\Vert H_AB-AH_B\Vert_F^2",
    note="The article gives the equivalence without proof; the parallelogram law is the reason.",
    key=True)

C0 = matrix("C_0", r, r)
sylvester = given("C_0 solves the Sylvester equation", Eq(A.T * A * C0 + C0 * B * B.T, -A.T * GA * B_inverse))
distance = frobenius(some_A - GA)**2 + frobenius(some_B - GB)**2
least_distance = frobenius(base_A + A * C0 - GA)**2 + frobenius(base_B - C0 * B - GB)**2
pull = MatMul((C - C0).T, A.T * A * C0 + C0 * B * B.T + A.T * GA * B_inverse)
distance_excess = chain(
    distance,
    equals(least_distance + frobenius(A * (C - C0))**2 + frobenius((C - C0) * B)**2 + 2 * Trace(pull), because=full),
    equals(least_distance + frobenius(A * (C - C0))**2 + frobenius((C - C0) * B)**2, because=(sylvester, *full)))
as_near = given("C does as well", Eq(distance, least_distance))
no_left = chain(
    frobenius(A * (C - C0))**2,
    equals(distance - least_distance - frobenius((C - C0) * B)**2, because=(distance_excess, *full)),
    equals(-frobenius((C - C0) * B)**2, because=(as_near, *full)),
    at_most(0, because=full))
left_vanishes = therefore(Eq(A * (C - C0), ZeroMatrix(n, r)), because=(frobenius_norm_is_definite, no_left, *full))
C_found = chain(
    C - C0,
    equals(MatMul(A_inverse * A.T, A * (C - C0)), because=A_gram),
    equals(ZeroMatrix(r, r), because=(left_vanishes, A_gram)))

sylvester_C = Claim(
    name="The choice closest to the original gradients solves a Sylvester equation",
    says=(distance >= least_distance, Implies(Eq(distance, least_distance), Eq(C, C0))),
    given=(A_rank, B_rank, sylvester),
    proof=(A_gram, B_turned, B_gram, distance_excess,
           chain(distance, equals(least_distance + frobenius(A * (C - C0))**2 + frobenius((C - C0) * B)**2, because=(distance_excess, *full)),
                 at_least(least_distance, because=full)),
           suppose(as_near, no_left, left_vanishes, C_found, therefore(Eq(C, C0), because=(C_found, *full)))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], C_0=[[Rational(-11, 8)]], C=[[3]]),
               example(n=1, m=1, r=1, A=[[2]], B=[[1]], G=[[5]], C_0=[[-2]], C=[[-2]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], C_0=[[0]], C=[[0]], note="A = 0"),
               example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], C_0=[[0]], C=[[0]], note="B = 0"),
               example(n=1, m=1, r=1, A=[[2]], B=[[1]], G=[[5]], C_0=[[0]], C=[[-2]], note="C_0 does not solve the equation")),
    measured_by=measure_choice,
    equation="(23), (24)",
    latex=r"\operatorname*{argmin}_C\Vert H_A-G_A\Vert_F^2+\Vert H_B-G_B\Vert_F^2:\quad A^\top A\,C+C\,BB^\top=-A^\top G_A(BB^\top)^{-1},\ \text{unique}",
    note="The article stops at the vanishing gradient; here the solution is the global minimiser and there is no other.",
    key=True)

# -- the Sylvester equation has a solution, in closed form ---------------------------------------------------------------------

i, j, l = index("i j l", 1, r)
E_A, E_B, F, Y = matrix("E_A E_B F Y", r, r)    # eigenvectors of A^T A and of B B^T; the solution and the right side in their coordinates
alpha, beta = vector("alpha beta", r)          # eigenvalues of A^T A and of B B^T
D_A, D_B = diagonal(alpha[i], (i, 1, r)), diagonal(beta[i], (i, 1, r))
E_A_orthogonal = given("E_A is orthogonal", Both(Eq(E_A.T * E_A, Identity(r)), Eq(E_A * E_A.T, Identity(r))))
E_B_orthogonal = given("E_B is orthogonal", Both(Eq(E_B.T * E_B, Identity(r)), Eq(E_B * E_B.T, Identity(r))))
A_eigen = given("the eigenvectors of A^T A", Eq(A.T * A, E_A * D_A * E_A.T))
B_eigen = given("the eigenvectors of B B^T", Eq(B * B.T, E_B * D_B * E_B.T))
positive_eigenvalues = given("no eigenvalue of A^T A is negative, those of B B^T are positive", Both(alpha[i] >= 0, beta[i] > 0))
right_side = given("Y is the right side in the coordinates of the eigenvectors", Eq(Y, -E_A.T * (A.T * GA * B_inverse) * E_B))
divided = given("F is Y divided by the sums of eigenvalues, entry by entry", Eq(entry(F, i, j), entry(Y, i, j) / (alpha[i] + beta[j])))
left_part = chain(
    entry(D_A * F, i, j),
    equals(Sum(entry(D_A, i, l) * entry(F, l, j), (l, 1, r)), because=entry_of_product),
    equals(Sum(KroneckerDelta(i, l) * (alpha[i] * entry(F, l, j)), (l, 1, r)), because=arithmetic),
    equals(alpha[i] * entry(F, i, j), because=sum_with_delta))
right_part = chain(
    entry(F * D_B, i, j),
    equals(Sum(entry(F, i, l) * entry(D_B, l, j), (l, 1, r)), because=entry_of_product),
    equals(Sum(KroneckerDelta(j, l) * (beta[l] * entry(F, i, l)), (l, 1, r)), because=arithmetic),
    equals(beta[j] * entry(F, i, j), because=sum_with_delta))
entries_agree = chain(
    entry(D_A * F + F * D_B, i, j),
    equals(alpha[i] * entry(F, i, j) + beta[j] * entry(F, i, j), because=(left_part, right_part)),
    equals(entry(Y, i, j), because=(divided, positive_eigenvalues)))
in_coordinates = therefore(Eq(D_A * F + F * D_B, Y), because=(matrices_with_equal_entries, entries_agree))

sylvester_solution = Claim(
    name="The Sylvester equation has a solution: in the coordinates of the eigenvectors it is a division",
    says=Eq(A.T * A * (E_A * F * E_B.T) + (E_A * F * E_B.T) * B * B.T, -A.T * GA * B_inverse),
    given=(B_rank, E_A_orthogonal, E_B_orthogonal, A_eigen, B_eigen, positive_eigenvalues, right_side, divided),
    proof=(B_turned, B_gram, left_part, right_part, entries_agree, in_coordinates, chain(
        A.T * A * (E_A * F * E_B.T) + (E_A * F * E_B.T) * B * B.T,
        equals(E_A * D_A * E_A.T * E_A * F * E_B.T + E_A * F * E_B.T * E_B * D_B * E_B.T, because=(A_eigen, B_eigen)),
        equals(E_A * (D_A * F + F * D_B) * E_B.T, because=(E_A_orthogonal, E_B_orthogonal)),
        equals(E_A * Y * E_B.T, because=in_coordinates),
        equals(-E_A * E_A.T * (A.T * GA * B_inverse) * E_B * E_B.T, because=(right_side, B_gram)),
        equals(-A.T * GA * B_inverse, because=(E_A_orthogonal, E_B_orthogonal, B_gram)))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], E_A=[[1]], E_B=[[-1]], alpha=[2], beta=[2], Y=[[Rational(11, 2)]], F=[[Rational(11, 8)]]),
               example(n=2, m=2, r=2, A=[[1, 0], [0, 2]], B=[[1, 0], [0, 1]], G=[[1, 2], [3, 5]], E_A=[[1, 0], [0, 1]], E_B=[[1, 0], [0, 1]], alpha=[1, 4], beta=[1, 1],
                       Y=[[-1, -2], [-6, -10]], F=[[Rational(-1, 2), -1], [Rational(-6, 5), -2]])),
    fails_for=(example(n=1, m=1, r=1, A=[[1]], B=[[1]], G=[[1]], E_A=[[2]], E_B=[[1]], alpha=[Rational(1, 4)], beta=[1], Y=[[-2]], F=[[Rational(-8, 5)]], note="E_A is not orthogonal"),
               example(n=1, m=1, r=1, A=[[1]], B=[[1]], G=[[1]], E_A=[[1]], E_B=[[1]], alpha=[1], beta=[1], Y=[[-1]], F=[[1]], note="another F")),
    measured_by=measure_sylvester,
    equation="text after (24)",
    latex=r"A^\top A=E_A\operatorname{diag}(\alpha)E_A^\top,\ BB^\top=E_B\operatorname{diag}(\beta)E_B^\top:\quad C=E_AFE_B^\top,\ F_{ij}=\frac{Y_{ij}}{\alpha_i+\beta_j}",
    note="The article leaves the equation to a numerical solver. This shows that it has a solution for every full-rank pair; the eigenvectors exist by the spectral theorem.")

# -- the initialisation of LoRA-GA -------------------------------------------------------------------------------------------

p = whole("p")                                 # singular directions beyond the first 2 r
k = index("k", 1, p)
U1, U2, U3 = matrix("U_1 U_2", n, r) + (matrix("U_3", n, p),)   # left singular vectors: the first r, the next r, the others
V1, V2, V3 = matrix("V_1 V_2", r, m) + (matrix("V_3", p, m),)   # right singular vectors, as rows
sigma = vector("sigma", p)                     # the singular values beyond the first 2 r
S1, S2 = matrix("S_1 S_2", r, r)               # the first r and the next r singular values, on a diagonal
S3 = diagonal(sigma[k], (k, 1, p))
left_orthonormal = given("the left singular vectors are orthonormal", Both(
    Eq(U1.T * U1, Identity(r)), Eq(U2.T * U2, Identity(r)), Eq(U3.T * U3, Identity(p)),
    Eq(U1.T * U2, ZeroMatrix(r, r)), Eq(U1.T * U3, ZeroMatrix(r, p)), Eq(U2.T * U3, ZeroMatrix(r, p))))
right_orthonormal = given("the right singular vectors are orthonormal", Both(
    Eq(V1 * V1.T, Identity(r)), Eq(V2 * V2.T, Identity(r)), Eq(V3 * V3.T, Identity(p)),
    Eq(V1 * V2.T, ZeroMatrix(r, r)), Eq(V1 * V3.T, ZeroMatrix(r, p)), Eq(V2 * V3.T, ZeroMatrix(r, p))))
decomposed = given("the singular value decomposition of the gradient", Eq(G, U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3))
free_equation = given("C solves the Sylvester equation", Eq(U1.T * U1 * C + C * V2 * V2.T, -U1.T * (G * V2.T) * (V2 * V2.T)**-1))
U1_rank = therefore(Eq(rank(U1), r), because=(orthonormal_columns_are_independent, left_orthonormal))
V2_turned = therefore(Eq(rank(V2.T), r), because=(using(orthonormal_columns_are_independent, U_=V2.T, n_=m, p_=r), right_orthonormal))
U1_gram = therefore(Invertible(U1.T * U1), because=(gram_matrix_is_invertible, U1_rank))
V2_gram = therefore(Invertible(V2 * V2.T), because=(using(gram_matrix_is_invertible, A_=V2.T, n_=m, m_=r), V2_turned))
both_grams = (U1_gram, V2_gram)
project_U1 = Identity(n) - U1 * (U1.T * U1)**-1 * U1.T
project_V2 = Identity(m) - V2.T * (V2 * V2.T)**-1 * V2
cross = chain(
    U1.T * G * V2.T,
    equals(U1.T * (U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3) * V2.T, because=decomposed),
    equals(ZeroMatrix(r, r), because=(left_orthonormal, right_orthonormal)))
rest_of_G = chain(
    project_U1 * G * project_V2,
    equals((Identity(n) - U1 * U1.T) * G * (Identity(m) - V2.T * V2), because=(left_orthonormal, right_orthonormal, *both_grams)),
    equals((Identity(n) - U1 * U1.T) * (U1 * S1 * V1 + U2 * S2 * V2 + U3 * S3 * V3) * (Identity(m) - V2.T * V2), because=decomposed),
    equals(U3 * S3 * V3, because=(left_orthonormal, right_orthonormal)))

ga_pro_match = Claim(
    name="With the LoRA-GA initialisation the first LoRA-Pro step is the ordinary LoRA step",
    says=(Eq(U1.T * G * V2.T, ZeroMatrix(r, r)),
          Eq(-half() * (U1.T * U1)**-1 * (U1.T * G) * V2.T * (V2 * V2.T)**-1, ZeroMatrix(r, r)),
          Implies(Eq(U1.T * U1 * C + C * V2 * V2.T, -U1.T * (G * V2.T) * (V2 * V2.T)**-1), Eq(C, ZeroMatrix(r, r))),
          Eq((G * V2.T) * (V2 * V2.T)**-1, G * V2.T), Eq((U1.T * U1)**-1 * (U1.T * G) * project_V2, U1.T * G),
          Eq(frobenius(project_U1 * G * project_V2)**2, Sum(sigma[k]**2, (k, 1, p)))),
    given=(left_orthonormal, right_orthonormal, decomposed),
    proof=(cross, U1_rank, V2_turned, U1_gram, V2_gram, rest_of_G,
           chain(-half() * (U1.T * U1)**-1 * (U1.T * G) * V2.T * (V2 * V2.T)**-1, equals(ZeroMatrix(r, r), because=(cross, *both_grams))),
           suppose(free_equation, chain(
               C,
               equals(half() * (U1.T * U1 * C + C * V2 * V2.T), because=(left_orthonormal, right_orthonormal)),
               equals(-half() * U1.T * (G * V2.T) * (V2 * V2.T)**-1, because=(free_equation, *both_grams)),
               equals(ZeroMatrix(r, r), because=(cross, *both_grams)))),
           chain((G * V2.T) * (V2 * V2.T)**-1, equals(G * V2.T, because=(right_orthonormal, *both_grams))),
           chain((U1.T * U1)**-1 * (U1.T * G) * project_V2,
                 equals((U1.T * U1)**-1 * (U1.T * G), because=(cross, *both_grams)),
                 equals(U1.T * G, because=(left_orthonormal, *both_grams))),
           chain(frobenius(project_U1 * G * project_V2)**2,
                 equals(frobenius(U3 * S3 * V3)**2, because=(rest_of_G, *both_grams)),
                 equals(Trace(S3 * S3), because=(left_orthonormal, right_orthonormal)),
                 equals(Sum(entry(S3 * S3, k, k), (k, 1, p)), because=trace_is_sum_of_diagonal),
                 equals(Sum(sigma[k]**2, (k, 1, p)), because=arithmetic))),
    holds_for=(example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[Rational(3, 5)], [Rational(4, 5)], [0]], U_2=[[Rational(-4, 5)], [Rational(3, 5)], [0]], U_3=[[0], [0], [1]],
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1],
                       G=[[Rational(9, 5), Rational(-8, 5), 0], [Rational(12, 5), Rational(6, 5), 0], [0, 0, 1]]),
               example(n=3, m=3, r=1, p=1, C=[[1]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]],
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[3, 0, 0], [0, 2, 0], [0, 0, 1]])),
    fails_for=(example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[2], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], note="the first column is too long",
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[6, 0, 0], [0, 2, 0], [0, 0, 1]]),
               example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], note="the second row is too long",
                       V_1=[[1, 0, 0]], V_2=[[0, 2, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[3, 0, 0], [0, 4, 0], [0, 0, 1]]),
               example(n=3, m=3, r=1, p=1, C=[[0]], U_1=[[1], [0], [0]], U_2=[[0], [1], [0]], U_3=[[0], [0], [1]], note="another gradient, as of the next batch",
                       V_1=[[1, 0, 0]], V_2=[[0, 1, 0]], V_3=[[0, 0, 1]], S_1=[[3]], S_2=[[2]], sigma=[1], G=[[3, 1, 0], [0, 2, 0], [0, 0, 1]])),
    measured_by=measure_match,
    equation="last section",
    latex=r"A=U_{:,:r},\ B=V_{r:2r,:},\ G=U\Sigma V:\ A^\top A=BB^\top=I_r,\ A^\top GB^\top=0\Rightarrow\text{every choice above gives }C=0,\ H_A=G_A,\ H_B=G_B,\ \min\text{loss}=\sum_{j>2r}\sigma_j^2",
    note="The article only says that the two are good partners. With the gradient of another batch it holds only approximately. The singular vectors "
         "stand in three blocks: the first r, the next r, the others; S_1 and S_2 need not even be diagonal.",
    key=True)

article = Article(slug="lora-pro-align-every-step", title="Aligning with full fine-tuning: the most brilliant LoRA I have seen (2) (LoRA-Pro)",
                  source=source, title_zh="对齐全量微调！这是我看过最精彩的LoRA（二）",
                  claims=(lora_step_exact, modified_step_exact, right_least_squares, left_least_squares, gauge_invariance, kernel_exact,
                          lora_pro_solution, projected_gradient, gauge_fixing, reduced_problem, nested_minimisation, descent, adam_projection,
                          gradient_cross_identity, zero_init_forbidden,
                          symmetric_C, balance_objective_1, balance_objective_2, sylvester_C, sylvester_solution, ga_pro_match))
