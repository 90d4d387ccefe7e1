"""Which C: balance, symmetry and Adam."""

from sympy import Eq, Identity, MatMul, Rational, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_choice
from .notation import (
    A, A_gram, A_inverse, A_rank, B, B_gram, B_inverse, B_rank, B_turned, C, G, GA, GB, K, PA, PB, base_A, base_B, full,
    m, n, r, some_A, some_B, t, tangent,
)

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
               example(n=2, m=2, r=1, A=[[1], [1]], B=[[half(), half()]], G=[[Rational(1, 10), Rational(1, 5)], [Rational(3, 10), half()]], C=[[Rational(-3, 5)]], K=[[1]], note="near the balanced choice"),
               example(n=2, m=2, r=1, A=[[1], [1]], B=[[half(), half()]], G=[[Rational(1, 10), Rational(1, 5)], [Rational(3, 10), half()]], C=[[Rational(-11, 20)]], K=[[3]], note="the balanced choice"),
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
               example(n=2, m=2, r=1, A=[[1], [1]], B=[[half(), half()]], G=[[Rational(1, 10), Rational(1, 5)], [Rational(3, 10), half()]], C=[[Rational(-3, 5)]], note="near the balanced choice"),
               example(n=2, m=2, r=1, A=[[1], [1]], B=[[half(), half()]], G=[[Rational(1, 10), Rational(1, 5)], [Rational(3, 10), half()]], C=[[Rational(-11, 20)]], note="the balanced choice"),
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
is_C0 = given("C is C_0", Eq(C, C0))
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
    says=(distance >= least_distance, Iff(Eq(distance, least_distance), Eq(C, C0))),
    given=(A_rank, B_rank, sylvester),
    proof=(A_gram, B_turned, B_gram, distance_excess,
           chain(distance, equals(least_distance + frobenius(A * (C - C0))**2 + frobenius((C - C0) * B)**2, because=(distance_excess, *full)),
                 at_least(least_distance, because=full)),
           suppose(as_near, no_left, left_vanishes, C_found, therefore(Eq(C, C0), because=(C_found, *full))),
           suppose(is_C0, chain(distance, equals(least_distance, because=(is_C0, *full))))),
    holds_for=(example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], C_0=[[Rational(-11, 8)]], C=[[3]]),
               example(n=1, m=1, r=1, A=[[2]], B=[[1]], G=[[5]], C_0=[[-2]], C=[[-2]]),
               example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[Rational(1, 10), Rational(1, 5)], [Rational(3, 10), half()]], C_0=[[Rational(-11, 80)]], C=[[Rational(-11, 80)]]),
               example(n=2, m=2, r=1, A=[[1], [1]], B=[[half(), half()]], G=[[Rational(1, 10), Rational(1, 5)], [Rational(3, 10), half()]], C_0=[[Rational(-11, 25)]], C=[[Rational(-2, 5)]]),
               example(n=2, m=2, r=1, A=[[1], [1]], B=[[half(), half()]], G=[[Rational(1, 10), Rational(1, 5)], [Rational(3, 10), half()]], C_0=[[Rational(-11, 25)]], C=[[Rational(-1, 2)]]),
               example(n=1, m=1, r=1, A=[[Rational(2, 3)]], B=[[Rational(1, 3)]], G=[[1]], C_0=[[Rational(-18, 5)]], C=[[-2]])),
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], C_0=[[0]], C=[[0]], note="A = 0"),
               example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], C_0=[[0]], C=[[0]], note="B = 0"),
               example(n=1, m=1, r=1, A=[[2]], B=[[1]], G=[[5]], C_0=[[0]], C=[[-2]], note="C_0 does not solve the equation")),
    measured_by=measure_choice,
    equation="(23), (24)",
    latex=r"\operatorname*{argmin}_C\Vert H_A-G_A\Vert_F^2+\Vert H_B-G_B\Vert_F^2:\quad A^\top A\,C+C\,BB^\top=-A^\top G_A(BB^\top)^{-1},\ \text{unique}",
    note="The article stops at the vanishing gradient; here the solution is the global minimiser and there is no other.",
    key=True)
