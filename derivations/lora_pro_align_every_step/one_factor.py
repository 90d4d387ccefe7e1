"""Least squares in one factor, and one step."""

from sympy import Eq, MatMul, Rational, ZeroMatrix

from verifier.language import *

from .experiments import measure_one_factor, measure_step
from .notation import A, A_gram, A_inverse, A_rank, B, B_gram, B_inverse, B_rank, B_turned, G, GA, GB, HA, HB, W, X, m, n, r

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
               example(n=1, m=2, r=1, B=[[1, 1]], X=[[1, 3]], H_A=[[2]], note="the minimiser"),
               example(n=1, m=2, r=1, B=[[1, 0]], X=[[0, Rational(27, 125)]], H_A=[[Rational(36, 125)]], note="a small error"),
               example(n=1, m=2, r=1, B=[[1, 0]], X=[[0, Rational(25, 16)]], H_A=[[Rational(75, 64)]], note="an error above 1")),
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
               example(n=2, m=1, r=1, A=[[1], [1]], X=[[1], [3]], H_B=[[2]], note="the minimiser"),
               example(n=2, m=1, r=1, A=[[1], [0]], X=[[0], [Rational(27, 125)]], H_B=[[Rational(36, 125)]], note="a small error"),
               example(n=2, m=1, r=1, A=[[1], [0]], X=[[0], [Rational(25, 16)]], H_B=[[Rational(75, 64)]], note="an error above 1")),
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
