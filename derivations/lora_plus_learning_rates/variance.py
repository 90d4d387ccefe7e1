"""The scale of the two activations when the entries of the factors have the variances 1/n and 1/r."""

from sympy import Eq, KroneckerDelta, Rational, Sum, sqrt

from verifier.language import *

from .experiments import measure_activations
from .notation import m, n, r

x = vector("x", n)                             # one sample
A, B = random_vector("A", (n, r)), random_vector("B", (r, m))  # random factors
i, h = index("i h", 1, n)
k, l = index("k l", 1, r)
j = index("j", 1, m)
hidden = Sum(x[i] * A[i, k], (i, 1, n))        # (x A)_k
output = Sum(hidden * B[k, j], (k, 1, r))      # (x A B)_j
squared_norm = Sum(x[i]**2, (i, 1, n))

A_mean = given("the entries of A have mean 0", Eq(E(A[i, k]), 0))
B_mean = given("the entries of B have mean 0", Eq(E(B[k, j]), 0))
A_white = given("the entries in a column of A are uncorrelated, with variance 1/n", Eq(Cov(A[i, k], A[h, k]), KroneckerDelta(i, h) / n))
B_white = given("the entries in a column of B are uncorrelated, with variance 1/r", Eq(Cov(B[k, j], B[l, j]), KroneckerDelta(k, l) / r))
apart = given("A and B are independent", Independent(A, B))
finite = given("the moments are finite", FiniteMoments(A, B))

A_product = chain(
    E(A[i, k] * A[h, k]),
    equals(Cov(A[i, k], A[h, k]) + E(A[i, k]) * E(A[h, k]), because=(covariance_formula, finite)),
    equals(KroneckerDelta(i, h) / n, because=(A_white, A_mean)))
B_product = chain(
    E(B[k, j] * B[l, j]),
    equals(Cov(B[k, j], B[l, j]) + E(B[k, j]) * E(B[l, j]), because=(covariance_formula, finite)),
    equals(KroneckerDelta(k, l) / r, because=(B_white, B_mean)))
hidden_square = chain(
    E(hidden**2),
    equals(E(Sum(Sum(x[i] * x[h] * A[i, k] * A[h, k], (h, 1, n)), (i, 1, n))), because=square_of_sum),
    equals(Sum(Sum(x[i] * x[h] * E(A[i, k] * A[h, k]), (h, 1, n)), (i, 1, n)), because=finite),
    equals(Sum(Sum(KroneckerDelta(i, h) * x[i] * x[h], (h, 1, n)), (i, 1, n)) / n, because=A_product),
    equals(squared_norm / n, because=sum_with_delta))
other = hidden.subs(k, l).subs(i, h)
weights = B[k, j] * B[l, j]
pair = chain(
    E(hidden * other * weights),
    equals(E(hidden * other) * E(weights), because=(using(expectation_of_independent_product, X=hidden * other, Y=weights), apart, finite)),
    equals(KroneckerDelta(k, l) / r * E(hidden * other), because=B_product))
output_square = chain(
    E(output**2),
    equals(E(Sum(Sum(hidden * other * weights, (l, 1, r)), (k, 1, r))), because=square_of_sum),
    equals(Sum(Sum(E(hidden * other * weights), (l, 1, r)), (k, 1, r)), because=finite),
    equals(Sum(Sum(KroneckerDelta(k, l) * E(hidden * other), (l, 1, r)), (k, 1, r)) / r, because=pair),
    equals(Sum(E(hidden**2), (k, 1, r)) / r, because=sum_with_delta))

halves = uniform_on([-half(), half()])
lecun_variance = Claim(
    name="Variances 1/n and 1/r keep the two activations at unit scale",
    says=(Eq(E(hidden**2), squared_norm / n), Eq(E(output**2), Sum(E(hidden**2), (k, 1, r)) / r), Eq(E(output**2), squared_norm / n)),
    given=(A_mean, A_white, B_mean, B_white, apart, finite),
    proof=(A_product, B_product, hidden_square, pair, output_square, chain(
        E(output**2),
        equals(Sum(E(hidden**2), (k, 1, r)) / r, because=output_square),
        equals(Sum(squared_norm / n, (k, 1, r)) / r, because=hidden_square),
        equals(squared_norm / n, because=arithmetic))),
    holds_for=(example(n=4, r=1, m=2, x=[1, -2, 3, Rational(1, 3)], A=halves, B=coin),
               example(n=1, r=4, m=1, x=[3], A=coin, B=halves),
               example(n=2, r=2, m=1, x=[1, 3], A=normal(0, half()), B=normal(0, half()))),
    fails_for=(example(n=1, r=1, m=1, x=[2], A=uniform_on([0, 2]), B=coin, note="the entries of A have mean 1"),
               example(n=1, r=2, m=1, x=[2], A=multiples_of_one(coin), B=uniform_on([0, sqrt(2)]), note="the entries of B have mean 1/sqrt(2)"),
               example(n=2, r=1, m=1, x=[1, 1], A=multiples_of_one(normal(0, half())), B=coin, note="equal entries in a column of A"),
               example(n=1, r=2, m=1, x=[1], A=multiples_of_one(coin), B=multiples_of_one(normal(0, half())), note="equal entries in a column of B"),
               example(n=1, r=1, m=1, x=[2], A=lazy_coin_of_variance_1, B=same_as(A), note="B = A")),
    measured_by=measure_activations,
    equation="section on stability",
    latex=r"A_{ik}\sim(0,\tfrac1n),\ B_{kj}\sim(0,\tfrac1r)\text{ independent}:\quad\mathbb E(xA)_k^2=\frac{\Vert x\Vert^2}n,\qquad\mathbb E(xAB)_j^2=\frac1r\sum_k\mathbb E(xA)_k^2=\frac{\Vert x\Vert^2}n",
    note="Uncorrelated entries in each column are enough. As an initialisation it is impossible for LoRA, where one factor starts at 0; the article takes it for the scale after training.",
    key=True)

u, v = random_variable("u v")                  # an entry of A, an entry of B
u_variance = given("an entry of A has the variance 1/n", Eq(Var(u), 1 / n))
v_variance = given("an entry of B has the variance 1/r", Eq(Var(v), 1 / r))
scale_ratio = Claim(
    name="The entries of B are larger than those of A by sqrt(n/r)",
    says=Eq(sqrt(Var(v)), sqrt(n / r) * sqrt(Var(u))),
    given=(u_variance, v_variance),
    proof=chain(sqrt(Var(v)), equals(sqrt(1 / r), because=v_variance), equals(sqrt(n / r) * sqrt(1 / n), because=arithmetic), equals(sqrt(n / r) * sqrt(Var(u)), because=u_variance)),
    holds_for=(example(n=4, r=1, u=halves, v=coin), example(n=1, r=2, u=coin, v=normal(3, half()))),
    fails_for=(example(n=4, r=1, u=coin, v=coin, note="another variance of A"), example(n=4, r=1, u=halves, v=halves, note="another variance of B")),
    equation="section on stability", latex=r"\frac{\operatorname{std}B_{kj}}{\operatorname{std}A_{ik}}=\sqrt{n/r}")
