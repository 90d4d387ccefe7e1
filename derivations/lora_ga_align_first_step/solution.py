"""The solution: the first 2r singular vectors, split between the factors."""

from sympy import Eq, Identity, Lambda, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_solution
from .notation import A, B, G, m, n, r
from .objective import objective

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
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[0, 1], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[0], [-1]], E_B=[[1, 0]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=4, m=4, r=1, p=2, s=[3, 2], sigma=[Rational(1, 2), Rational(1, 3)], P=[[1, 0], [0, 1], [0, 0], [0, 0]], Q=[[1, 0, 0, 0], [0, 1, 0, 0]], w=[1, 0], E_A=[[1], [0]], E_B=[[0, 1]],
                       G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, Rational(1, 2), 0], [0, 0, 0, Rational(1, 3)]], **{"P'": [[0, 0], [0, 0], [1, 0], [0, 1]], "Q'": [[0, 0, 1, 0], [0, 0, 0, 1]]}),
               example(n=4, m=4, r=1, p=2, s=[4, 3], sigma=[2, 1], P=[[1, 0], [0, 1], [0, 0], [0, 0]], Q=[[1, 0, 0, 0], [0, 1, 0, 0]], w=[1, 0], E_A=[[1], [0]], E_B=[[0, 1]],
                       G=[[4, 0, 0, 0], [0, 3, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1]], **{"P'": [[0, 0], [0, 0], [1, 0], [0, 1]], "Q'": [[0, 0, 1, 0], [0, 0, 0, 1]]})),
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
               example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], w=[0, 1], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], E_A=[[0], [-1]], E_B=[[1, 0]], A=[[0], [1], [2]], B=[[0, 1, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=4, m=4, r=1, p=2, s=[3, 2], sigma=[Rational(1, 2), Rational(1, 3)], P=[[1, 0], [0, 1], [0, 0], [0, 0]], Q=[[1, 0, 0, 0], [0, 1, 0, 0]], w=[1, 0], E_A=[[1], [0]], E_B=[[0, 1]], A=[[1], [0], [0], [0]], B=[[0, 1, 0, 0]],
                       G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, Rational(1, 2), 0], [0, 0, 0, Rational(1, 3)]], **{"P'": [[0, 0], [0, 0], [1, 0], [0, 1]], "Q'": [[0, 0, 1, 0], [0, 0, 0, 1]]}),
               example(n=4, m=4, r=1, p=2, s=[4, 3], sigma=[2, 1], P=[[1, 0], [0, 1], [0, 0], [0, 0]], Q=[[1, 0, 0, 0], [0, 1, 0, 0]], w=[1, 0], E_A=[[1], [0]], E_B=[[0, 1]], A=[[1], [0], [0], [0]], B=[[0, 1, 0, 0]],
                       G=[[4, 0, 0, 0], [0, 3, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1]], **{"P'": [[0, 0], [0, 0], [1, 0], [0, 1]], "Q'": [[0, 0, 1, 0], [0, 0, 0, 1]]})),
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
    key=True, cites=("Wang2024GA", "Eckart1936"))

rank_2r_bound = Claim(
    name="The first-order update has rank at most 2r",
    says=(rank(step) <= 2 * r, objective >= Sum(later[j]**2, (j, 1, p))),
    given=(left_orthonormal, right_orthonormal, compact, sorted_values, nonnegative_values),
    proof=(rank_left, rank_right, rank_2r_bound_chain, bounded_below),
    holds_for=(example(n=3, m=3, r=1, p=1, s=[3, 2], sigma=[1], P=[[1, 0], [0, 1], [0, 0]], Q=[[0, 1, 0], [1, 0, 0]], A=[[1], [1], [0]], B=[[1, 2, 0]],
                       G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]], **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=4, m=4, r=1, p=2, s=[3, 2], sigma=[Rational(1, 2), Rational(1, 3)], P=[[1, 0], [0, 1], [0, 0], [0, 0]], Q=[[1, 0, 0, 0], [0, 1, 0, 0]], A=[[1], [0], [0], [0]], B=[[0, 1, 0, 0]],
                       G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, Rational(1, 2), 0], [0, 0, 0, Rational(1, 3)]], **{"P'": [[0, 0], [0, 0], [1, 0], [0, 1]], "Q'": [[0, 0, 1, 0], [0, 0, 0, 1]]}),
               example(n=4, m=4, r=1, p=2, s=[4, 3], sigma=[2, 1], P=[[1, 0], [0, 1], [0, 0], [0, 0]], Q=[[1, 0, 0, 0], [0, 1, 0, 0]], A=[[1], [0], [0], [0]], B=[[0, 1, 0, 0]],
                       G=[[4, 0, 0, 0], [0, 3, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1]], **{"P'": [[0, 0], [0, 0], [1, 0], [0, 1]], "Q'": [[0, 0, 1, 0], [0, 0, 0, 1]]}),
               example(n=5, m=5, r=2, p=1, s=[5, 4, 3, 2], sigma=[1], P=[[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 0, 0, 0]],
                       Q=[[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 1, 0]], A=[[1, 0], [0, 1], [0, 0], [0, 0], [0, 0]],
                       B=[[0, 0, 1, 0, 0], [0, 0, 0, 1, 0]], G=[[5, 0, 0, 0, 0], [0, 4, 0, 0, 0], [0, 0, 3, 0, 0], [0, 0, 0, 2, 0], [0, 0, 0, 0, 1]],
                       note="rank 4", **{"P'": [[0], [0], [0], [0], [1]], "Q'": [[0, 0, 0, 0, 1]]})),
    fails_for=(example(n=3, m=3, r=1, p=1, s=[1, 1], sigma=[2], P=[[1, 0], [0, 1], [0, 0]], Q=[[1, 0, 0], [0, 1, 0]], A=[[0], [0], [1]], B=[[0, 0, 0]],
                       G=[[1, 0, 0], [0, 1, 0], [0, 0, 2]], note="the largest value is among the others", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]}),
               example(n=3, m=3, r=1, p=1, s=[1, 1], sigma=[-2], P=[[1, 0], [0, 1], [0, 0]], Q=[[1, 0, 0], [0, 1, 0]], A=[[0], [0], [1]], B=[[0, 0, 0]],
                       G=[[1, 0, 0], [0, 1, 0], [0, 0, -2]], note="a negative value", **{"P'": [[0], [0], [1]], "Q'": [[0, 0, 1]]})),
    measured_by=measure_solution,
    equation="text after (5)",
    latex=r"\operatorname{rank}(A_0A_0^\top G_0+G_0B_0^\top B_0)\le2r,\qquad\text{so objective}\ge\sum_{j>2r}\sigma_j(G_0)^2",
    note="The article treats the problem as a best approximation of rank 2r. The matrices that two factors reach are fewer; only the minimum agrees.")
