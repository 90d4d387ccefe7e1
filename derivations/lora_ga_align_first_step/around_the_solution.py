"""Around the solution, and what one factor alone can do."""

from sympy import Eq, Identity, Lambda, Ne, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

from .diagonal import k, value
from .experiments import measure_solution
from .notation import A, B, G, W, eta, m, n, r
from .objective import objective
from .solution import (
    A_takes, B_takes, any_split_optimal, compact, j, later, left_orthonormal, nonnegative_values, p, rank_right,
    right_orthonormal, split_A, split_B, step,
)

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
                        V_1=[[0, 1, 0]], V_2=[[1, 0, 0]], V_3=[[0, 0, 1]], G=[[0, 3, 0], [2, 0, 0], [0, 0, 1]]),
                example(n=5, m=5, r=2, p=1, sigma=[5, 4, 3, 2], S_3=[[1]], U_1=[[1, 0], [0, 1], [0, 0], [0, 0], [0, 0]],
                        U_2=[[0, 0], [0, 0], [1, 0], [0, 1], [0, 0]], U_3=[[0], [0], [0], [0], [1]], V_1=[[0, 1, 0, 0, 0], [1, 0, 0, 0, 0]],
                        V_2=[[0, 0, 0, 1, 0], [0, 0, 1, 0, 0]], V_3=[[0, 0, 0, 0, 1]],
                        G=[[0, 5, 0, 0, 0], [4, 0, 0, 0, 0], [0, 0, 0, 3, 0], [0, 0, 2, 0, 0], [0, 0, 0, 0, 1]], note="rank 2"))
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
               example(n=2, m=2, r=1, p=1, s=[2], sigma=[2], U_r=[[0], [1]], U_q=[[1], [0]], V_r=[[0, 1]], V_q=[[1, 0]], G=[[2, 0], [0, 2]], B=[[0, 1]]),
               example(n=2, m=2, r=1, p=1, s=[half()], sigma=[Rational(1, 3)], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[0, 1]], V_q=[[1, 0]], G=[[0, half()], [Rational(1, 3), 0]], B=[[0, 1]], note="equality")),
    fails_for=(example(n=2, m=2, r=1, p=1, s=[1], sigma=[2], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[1, 0]], V_q=[[0, 1]], G=[[1, 0], [0, 2]], B=[[0, 1]], note="not sorted"),
               example(n=2, m=2, r=1, p=1, s=[1], sigma=[-2], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[1, 0]], V_q=[[0, 1]], G=[[1, 0], [0, -2]], B=[[0, 1]], note="a negative value"),
               example(n=2, m=2, r=1, p=1, s=[3], sigma=[2], U_r=[[1], [0]], U_q=[[0], [1]], V_r=[[0, 1]], V_q=[[1, 0]], G=[[0, 3], [1, 0]], B=[[0, 1]], note="another gradient")),
    measured_by=measure_solution,
    equation="compare text before (1)",
    latex=r"A_0=0:\ \min_{B}\Vert G_0B^\top B-G_0\Vert_F^2=\sum_{j>r}\sigma_j^2,\ \text{at }B=V_{:r,:}",
    note="Not displayed in the article; it measures what the initialisation without zeros buys: r more singular values.")
