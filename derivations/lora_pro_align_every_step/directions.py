"""The symmetry, the kernel and all optimal directions."""

from sympy import Eq, MatMul, Rational, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_kernel, measure_solution
from .notation import (
    A, A_gram, A_inverse, A_rank, B, B_gram, B_inverse, B_rank, B_turned, C, G, GA, GB, HA, HB, PA, PB, X, across_A,
    across_B, base_A, base_B, full, least, loss, m, n, r, some_A, some_B, tangent,
)
from .one_factor import left_least_squares

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

of_the_family = given("the directions belong to one C", Both(Eq(HA, base_A + A * free_matrix), Eq(HB, base_B - free_matrix * B)))
family_step = chain(HA * B + A * HB, equals(tangent, because=(of_the_family, *full)))
at_projection = given("the step is the projection", Eq(HA * B + A * HB, tangent))
sample_pairs = (example(n=3, m=3, r=2, A=[[1, 0], [0, 1], [0, 0]], B=[[1, 0, 0], [0, 1, 0]], G=[[1, 2, 3], [4, 5, 6], [7, 8, 10]], C=[[1, 2], [3, 4]],
                        H_A=[[2, 4], [7, 9], [7, 8]], H_B=[[-1, -2, 3], [-3, -4, 6]], note="an optimal pair"),
                example(n=2, m=2, r=1, A=[[1], [1]], B=[[1, 1]], G=[[1, 2], [3, 5]], C=[[1]], H_A=[[Rational(5, 2)], [5]], H_B=[[Rational(-7, 4), Rational(-1, 4)]], note="an optimal pair"),
                example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_A=[[1], [0]], H_B=[[0, 1]], C=[[3]]))
lora_pro_solution = Claim(
    name="All optimal directions",
    says=(loss >= least, Eq(frobenius(some_A * B + A * some_B - G)**2, least),
          Iff(Eq(loss, least), Both(Eq(HA, base_A + A * free_matrix), Eq(HB, base_B - free_matrix * B)))),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, excess, family, family_loss,
           chain(loss, equals(least + frobenius(HA * B + A * HB - tangent)**2, because=(excess, *full)), at_least(least, because=full)),
           suppose(optimal, no_excess, on_tangent, difference, HA_gauge, HB_gauge,
                   therefore(Both(Eq(HA, base_A + A * free_matrix), Eq(HB, base_B - free_matrix * B)), because=(HA_gauge, HB_gauge, *full))),
           suppose(of_the_family, family_step, chain(loss, equals(frobenius(tangent - G)**2, because=(family_step, *full)), equals(least, because=full)))),
    holds_for=sample_pairs,
    fails_for=(example(n=1, m=1, r=1, A=[[0]], B=[[1]], G=[[1]], H_A=[[1]], H_B=[[5]], C=[[0]], note="A = 0: the formula is undefined, H_B is arbitrary"),
               example(n=1, m=1, r=1, A=[[1]], B=[[0]], G=[[1]], H_A=[[5]], H_B=[[1]], C=[[0]], note="B = 0")),
    measured_by=measure_solution,
    equation="(18)",
    latex=r"\operatorname*{argmin}_{H_A,H_B}\Vert H_AB+AH_B-G\Vert_F^2=\Bigl\{\bigl(G_A(BB^\top)^{-1}+AC,\ (A^\top A)^{-1}G_B(I-P_B)-CB\bigr):\ C\in\mathbb R^{r\times r}\Bigr\},\ G_A=GB^\top,\ G_B=A^\top G",
    note="Optimality is global: the excess is the squared distance of the step from the projected gradient.",
    key=True, cites="Wang2024Pro")

projected_gradient = Claim(
    name="The optimal first-order step is the projection of G on the tangent space",
    says=(Eq(some_A * B + A * some_B, PA * G + G * PB - PA * G * PB), Eq(tangent, G - across_A * G * across_B),
          Iff(Eq(loss, least), Eq(HA * B + A * HB, tangent)), Eq(frobenius(tangent - G)**2, least)),
    given=(A_rank, B_rank),
    proof=(A_gram, B_turned, B_gram, excess, family, chain(tangent, equals(G - across_A * G * across_B, because=full)),
           suppose(optimal, no_excess, on_tangent, therefore(Eq(HA * B + A * HB, tangent), because=(on_tangent, *full))),
           suppose(at_projection, chain(loss, equals(frobenius(tangent - G)**2, because=(at_projection, *full)), equals(least, because=full))),
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
               example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_B=[[0, 1]]),
               example(n=2, m=2, r=1, A=[[1], [0]], B=[[1, 0]], G=[[0, half()], [half(), half()]], H_B=[[0, half()]], note="equality")),
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
               example(n=2, m=2, r=1, A=[[1], [2]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_A=[[0], [1]], H_B=[[0, 1]]),
               example(n=2, m=2, r=1, A=[[1], [0]], B=[[1, 0]], G=[[0, half()], [half(), half()]], H_A=[[0], [half()]], H_B=[[0, half()]], note="equality")),
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
               example(n=2, m=2, r=1, A=[[0], [0]], B=[[1, 3]], G=[[1, 0], [2, 5]], H_A=[[0], [1]], H_B=[[0, 1]]),
               example(n=2, m=2, r=1, A=[[0], [0]], B=[[1, 0]], G=[[0, 0], [half(), half()]], H_A=[[0], [half()]], H_B=[[1, 0]], note="equality")),
    fails_for=(example(n=2, m=2, r=1, A=[[1], [0]], B=[[1, 1]], G=[[1, 2], [3, 5]], H_A=[[1], [4]], H_B=[[1, 4]], note="A is not 0"),
               example(n=1, m=1, r=1, A=[[0]], B=[[0]], G=[[1]], H_A=[[5]], H_B=[[1]], note="B = 0 as well: the formula is undefined")),
    equation="last section",
    latex=r"A=0\text{ or }B=0\Rightarrow A^\top A\text{ or }BB^\top\text{ singular: formulas undefined; with }A=0:\ \min\text{loss}=\Vert G(I-P_B)\Vert_F^2,\ H_B\text{ arbitrary}",
    note="This is the usual initialisation of LoRA, with one factor 0; the closed forms with inverses do not apply there.")
