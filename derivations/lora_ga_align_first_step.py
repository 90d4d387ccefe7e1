"""LoRA-GA: an initialisation of the two factors whose first step is as close to full fine-tuning as rank 2r allows."""

import numpy as np
from sympy import Eq, Identity, KroneckerDelta, Lambda, MatMul, Rational, Sum, Trace, ZeroMatrix

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
    key=True)

first_step_exact = Claim(
    name="Exact first LoRA step under SGD",
    says=Eq(W - A * B + (A - eta * G * B.T) * (B - eta * A.T * G), W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G),
    proof=chain(W - A * B + (A - eta * G * B.T) * (B - eta * A.T * G),
                equals(W - eta * (A * A.T * G + G * B.T * B) + eta**2 * G * B.T * A.T * G, because=arithmetic)),
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
        equals(Sum(later[j]**2, (j, 1, p)), because=arithmetic))))

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

lora_ga_solution = Claim(
    name="The LoRA-GA initialisation is a global minimiser",
    says=(objective >= Sum(later[j]**2, (j, 1, p)),
          Eq(frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2, Sum(later[j]**2, (j, 1, p)))),
    given=(left_orthonormal, right_orthonormal, compact, sorted_values, nonnegative_values, A_takes, B_takes),
    proof=(rank_left, rank_right, rank_2r_bound_chain,
           chain(frobenius(step - G)**2,
                 equals(frobenius(step - (P * D * Q + P1 * D1 * Q1))**2, because=compact),
                 at_least(Sum(later[j]**2, (j, 1, p)), because=(
                     using(eckart_young_mirsky, A_=step, U_=P, V_=Q, R_=P1, T_=Q1, F_=Lambda(i, first[i]), G_=Lambda(j, later[j]), n_=n, m_=m, k_=2 * r, p_=p),
                     left_orthonormal, right_orthonormal, sorted_values, nonnegative_values, rank_2r_bound_chain))),
           therefore(Eq(frobenius(split_A * split_A.T * G + G * split_B.T * split_B - G)**2, Sum(later[j]**2, (j, 1, p))), because=(
               any_split_optimal, left_orthonormal, right_orthonormal, compact, A_takes, B_takes))),
    key=True)

article = Article(slug="lora-ga-align-first-step", title="Aligning with full fine-tuning: the most brilliant LoRA I have seen (1) (LoRA-GA)",
                  source=source, title_zh="对齐全量微调！这是我看过最精彩的LoRA（一）",
                  claims=(lora_gradients, first_step_exact, svd_reduction, any_split_optimal, lora_ga_solution))
