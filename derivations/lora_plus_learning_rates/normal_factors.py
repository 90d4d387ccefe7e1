"""Expected l1 norms of the two gradients over normal factors, exactly, and the ratio of learning rates that they give."""

from sympy import Abs, Derivative, Eq, Integral, KroneckerDelta, Lambda, Sum, exp, oo, pi, sign, sqrt

from verifier.language import *

from .experiments import measure_l1_norms
from .notation import m, n, r

d = natural("d")                               # number of terms of a linear combination
X = random_variable("X")                       # a standard normal number
w = vector("w", d)                             # coefficients
z = random_vector("z", d)                      # independent standard normal numbers
y = real("y")
M = vector("M", (n, m))                        # X^T G by its entries: X^T times the gradient of the loss in the output
U, V = random_vector("U", (n, r)), random_vector("V", (r, m))  # standard normal; A = U/sqrt(n) and B = V/sqrt(r) are the factors
h = index("h", 1, d)
i = index("i", 1, n)
k = index("k", 1, r)
j = index("j", 1, m)

is_normal = given("X is standard normal", StandardNormal(X))
bell = exp(-y**2 / 2)
nonnegative_integrand = therefore(ForAll((y,), (), Abs(y) * bell >= 0))
right_half = chain(
    Integral(Abs(y) * bell, (y, 0, oo)),
    equals(Integral(y * sign(y) * bell, (y, 0, oo)), because=number_by_sign),
    equals(Integral(y * bell, (y, 0, oo)), because=sign_of_positive),
    equals(1, because=using(gamma_integral, z=half(), y=2, w=2)))
left_half = chain(
    Integral(Abs(y) * bell, (y, -oo, 0)),
    equals(Integral(Abs(y) * bell, (y, 0, oo)), because=using(reflection_of_integral, F=Lambda(y, Abs(y) * bell), x=0)),
    equals(1, because=right_half))
whole_integral = chain(
    Integral(Abs(y) * bell, (y, -oo, oo)),
    equals(Integral(Abs(y) * bell, (y, -oo, 0)) + Integral(Abs(y) * bell, (y, 0, oo)), because=(using(split_of_line, F=Lambda(y, Abs(y) * bell), x=0), nonnegative_integrand)),
    equals(2, because=(left_half, right_half)))
half_normal_mean = Claim(
    name="Mean of the absolute value of a standard normal number",
    says=Eq(E(Abs(X)), sqrt(2 / pi)),
    given=(is_normal,),
    proof=(nonnegative_integrand, right_half, left_half, whole_integral, chain(
        E(Abs(X)),
        equals(Integral(Abs(y) * exp(-y**2 / 2) / sqrt(2 * pi), (y, -oo, oo)), because=(using(normal_expectation, F=Lambda(y, Abs(y))), is_normal)),
        equals(Integral(Abs(y) * exp(-y**2 / 2), (y, -oo, oo)) / sqrt(2 * pi), because=arithmetic),
        equals(sqrt(2 / pi), because=whole_integral))),
    holds_for=(example(X=standard_normal),),
    fails_for=(example(X=coin, note="a coin"), example(X=normal(0, 4), note="variance 4")),
    measured_by=measure_l1_norms,
    equation="not in the article", latex=r"\mathbb E|X|=\sqrt{2/\pi}")

z_normal = given("each z_h is standard normal", StandardNormal(z))
z_independent = given("the z_h are independent", IndependentEntries(z))
combination = Sum(w[h] * z[h], (h, 1, d))
length = sqrt(Sum(w[h]**2, (h, 1, d)))
first = therefore(Eq(E(Abs(z[1])), sqrt(2 / pi)), because=(using(half_normal_mean, X=z[1]), z_normal))
mean_size_of_combination = Claim(
    name="Mean size of a linear combination of independent standard normal numbers",
    says=Eq(E(Abs(combination)), sqrt(2 / pi) * length),
    given=(z_normal, z_independent),
    proof=(first, chain(
        E(Abs(combination)),
        equals(E(Abs(length * z[1])), because=(using(combination_of_normals, F=Lambda(y, Abs(y)), K1=Lambda(h, w[h]), V=z, n=d), z_normal, z_independent)),
        equals(length * E(Abs(z[1])), because=arithmetic),
        equals(sqrt(2 / pi) * length, because=first))),
    holds_for=(example(d=2, w=[0, -4], z=standard_normal), example(d=1, w=[3], z=standard_normal)),
    fails_for=(example(d=2, w=[3, -4], z=coin, note="coins"), example(d=2, w=[1, -1], z=multiples_of_one(standard_normal), note="equal entries")),
    measured_by=measure_l1_norms,
    equation="not in the article", latex=r"\mathbb E\Bigl|\sum_hw_hz_h\Bigr|=\sqrt{2/\pi}\,\Vert w\Vert")

p, q = index("p q")
Z = random_vector("Z")                         # standard normal numbers, as many as one likes
Z_normal, Z_independent = given("each Z_p is standard normal", StandardNormal(Z)), given("the Z_p are independent", IndependentEntries(Z))
Z_finite = given("the moments are finite, as those of normal numbers are", FiniteMoments(Z))
smooth = therefore(SmoothFunctionOf(Z[q], Z))
normal_second_moments = Claim(
    name="Second moments of independent standard normal numbers",
    says=Eq(E(Z[p] * Z[q]), KroneckerDelta(p, q)),
    given=(Z_normal, Z_independent, Z_finite),
    proof=(smooth, chain(
        E(Z[p] * Z[q]),
        equals(E(Derivative(Z[q], Z[p], evaluate=False)), because=(using(stein_identity, G=Z[q], V=Z, i=p), Z_normal, Z_independent, smooth, Z_finite)),
        equals(KroneckerDelta(p, q), because=arithmetic))),
    holds_for=(example(p=1, q=2, Z=standard_normal), example(p=3, q=3, Z=standard_normal)),
    fails_for=(example(p=1, q=1, Z=normal(0, 2), note="variance 2"), example(p=1, q=2, Z=multiples_of_one(standard_normal), note="equal entries")),
    measured_by=measure_l1_norms,
    equation="not in the article", latex=r"\mathbb E Z_pZ_q=\delta_{pq}")

U_normal, V_normal = given("the entries of U are standard normal", StandardNormal(U)), given("the entries of V are standard normal", StandardNormal(V))
U_independent, V_independent = given("the entries of U are independent", IndependentEntries(U)), given("the entries of V are independent", IndependentEntries(V))
finite = given("sums of the entries have means, as those of normal numbers do", FiniteMoments(U, V))
normal_factors = (U_normal, U_independent, V_normal, V_independent, finite)
N_A, N_B = real("N_A N_B")
R, C = nonnegative("R C")
row_A = Sum(M[i, j] * (V[k, j] / sqrt(r)), (j, 1, m))          # (M B^T)_ik
row_B = Sum(U[i, k] / sqrt(n) * M[i, j], (i, 1, n))            # (A^T M)_kj
size_A = define(N_A, E(Sum(Sum(Abs(row_A), (k, 1, r)), (i, 1, n))), "mean l1 norm of the gradient M B^T in A")
size_B = define(N_B, E(Sum(Sum(Abs(row_B), (j, 1, m)), (k, 1, r))), "mean l1 norm of the gradient A^T M in B")
rows = define(R, Sum(sqrt(Sum(M[i, j]**2, (j, 1, m))), (i, 1, n)), "the sum of the lengths of the rows of M")
columns = define(C, Sum(sqrt(Sum(M[i, j]**2, (i, 1, n))), (j, 1, m)), "the sum of the lengths of the columns of M")
sizes = (size_A, size_B, rows, columns)
each_A = chain(
    E(Abs(row_A)),
    equals(E(Abs(Sum(M[i, j] / sqrt(r) * V[k, j], (j, 1, m)))), because=arithmetic),
    equals(sqrt(2 / pi) * sqrt(Sum((M[i, j] / sqrt(r))**2, (j, 1, m))),
           because=(using(mean_size_of_combination, d=m, w=Lambda(j, M[i, j] / sqrt(r)), z=Lambda(j, V[k, j])), V_normal, V_independent)),
    equals(sqrt(2 / (pi * r)) * sqrt(Sum(M[i, j]**2, (j, 1, m))), because=arithmetic))
each_B = chain(
    E(Abs(row_B)),
    equals(E(Abs(Sum(M[i, j] / sqrt(n) * U[i, k], (i, 1, n)))), because=arithmetic),
    equals(sqrt(2 / pi) * sqrt(Sum((M[i, j] / sqrt(n))**2, (i, 1, n))),
           because=(using(mean_size_of_combination, d=n, w=Lambda(i, M[i, j] / sqrt(n)), z=Lambda(i, U[i, k])), U_normal, U_independent)),
    equals(sqrt(2 / (pi * n)) * sqrt(Sum(M[i, j]**2, (i, 1, n))), because=arithmetic))
whole_A = chain(
    N_A,
    equals(Sum(Sum(E(Abs(row_A)), (k, 1, r)), (i, 1, n)), because=(size_A, finite)),
    equals(Sum(Sum(sqrt(2 / (pi * r)) * sqrt(Sum(M[i, j]**2, (j, 1, m))), (k, 1, r)), (i, 1, n)), because=each_A),
    equals(r * sqrt(2 / (pi * r)) * R, because=rows))
whole_B = chain(
    N_B,
    equals(Sum(Sum(E(Abs(row_B)), (j, 1, m)), (k, 1, r)), because=(size_B, finite)),
    equals(Sum(Sum(sqrt(2 / (pi * n)) * sqrt(Sum(M[i, j]**2, (i, 1, n))), (j, 1, m)), (k, 1, r)), because=each_B),
    equals(r * sqrt(2 / (pi * n)) * C, because=columns))

ratio_exact = Claim(
    name="Exact ratio of the expected l1 norms of the gradients over normal factors",
    says=(Eq(N_A, r * sqrt(2 / (pi * r)) * R), Eq(N_B, r * sqrt(2 / (pi * n)) * C), Eq(N_A * C, sqrt(n / r) * R * N_B)),
    given=normal_factors, definitions=sizes,
    proof=(each_A, each_B, whole_A, whole_B, chain(
        N_A * C,
        equals(r * sqrt(2 / (pi * r)) * R * C, because=whole_A),
        equals(sqrt(n / r) * R * (r * sqrt(2 / (pi * n)) * C), because=arithmetic),
        equals(sqrt(n / r) * R * N_B, because=whole_B))),
    holds_for=(example(n=1, m=1, r=2, M=[[-3]], U=standard_normal, V=standard_normal),),
    fails_for=(example(n=1, m=2, r=1, M=[[3, -4]], U=coin, V=standard_normal, note="coins in A"),
               example(n=1, m=2, r=1, M=[[3, -4]], U=standard_normal, V=coin, note="coins in B"),
               example(n=1, m=2, r=1, M=[[1, -1]], U=standard_normal, V=multiples_of_one(standard_normal), note="equal entries in a row of B")),
    measured_by=measure_l1_norms,
    equation="repairs (5)",
    latex=r"M=X^\top\tfrac{\partial\mathcal L}{\partial Y}\in\mathbb R^{n\times m}\text{ fixed},\ A_{ik}\sim\mathcal N(0,\tfrac1n),\ B_{kj}\sim\mathcal N(0,\tfrac1r):\quad\frac{\mathbb E\Vert MB^\top\Vert_1}{\mathbb E\Vert A^\top M\Vert_1}=\sqrt{\frac nr}\;\frac{\sum_{i=1}^n\Vert M_{i,:}\Vert_2}{\sum_{j=1}^m\Vert M_{:,j}\Vert_2}",
    note="Not in the article: the exact statement behind its estimate. A and B may depend on each other, but not on M. The ratio is written as a product, so that M may be 0.",
    key=True)
