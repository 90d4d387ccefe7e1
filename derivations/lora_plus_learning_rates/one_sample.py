"""One sample: the increments of the output under sign steps in closed form, and what each factor contributes to the loss."""

from sympy import Abs, Eq, Lambda, Rational, Sum, sign

from verifier.language import *

from .experiments import measure_one_sample
from .notation import eta_A, eta_B, m, n, r

x, g = vector("x", n), vector("g", m)          # the sample; the gradient of the loss in the output x A B
A, B = vector("A", (n, r)), vector("B", (r, m))                # the factors by their entries
i = index("i", 1, n)
k = index("k", 1, r)
j, l = index("j l", 1, m)
DA, DB = function("D_A D_B")                   # the increments of the factors by their entries
u, v = function("u v")                         # u(k), v(k): the entries of x A and of g B^T
p, q = function("p q")                         # p(j), q(j): the entries of x D_A B and of x A D_B
t = real("t")
hidden = define(u(k), Sum(x[i] * A[i, k], (i, 1, n)), "the entries of x A")
back = define(v(k), Sum(g[j] * B[k, j], (j, 1, m)), "the entries of g B^T")
step_A = define(DA(i, k), -eta_A * sign(x[i] * v(k)), "a step against the signs of the gradient x^T g B^T of A")
step_B = define(DB(k, j), -eta_B * sign(u(k) * g[j]), "a step against the signs of the gradient (x A)^T g of B")
output_A = define(p(j), Sum(Sum(x[i] * DA(i, k), (i, 1, n)) * B[k, j], (k, 1, r)), "the entries of x D_A B")
output_B = define(q(j), Sum(u(k) * DB(k, j), (k, 1, r)), "the entries of x A D_B")
one_sample = (hidden, back, step_A, step_B, output_A, output_B)
norm_x, norm_g = Sum(Abs(x[i]), (i, 1, n)), Sum(Abs(g[j]), (j, 1, m))
norm_u, norm_v = Sum(Abs(u(k)), (k, 1, r)), Sum(Abs(v(k)), (k, 1, r))

moved_A = chain(
    p(j),
    equals(Sum(Sum(x[i] * (-eta_A * sign(x[i] * v(k))), (i, 1, n)) * B[k, j], (k, 1, r)), because=(output_A, step_A)),
    equals(Sum(Sum(x[i] * (-eta_A * sign(x[i]) * sign(v(k))), (i, 1, n)) * B[k, j], (k, 1, r)), because=sign_of_product),
    equals(-eta_A * Sum(Sum(x[i] * sign(x[i]), (i, 1, n)) * sign(v(k)) * B[k, j], (k, 1, r)), because=arithmetic),
    equals(-eta_A * Sum(norm_x * sign(v(k)) * B[k, j], (k, 1, r)), because=number_by_sign),
    equals(-eta_A * norm_x * Sum(sign(v(k)) * B[k, j], (k, 1, r)), because=arithmetic))
moved_B = chain(
    q(j),
    equals(Sum(u(k) * (-eta_B * sign(u(k) * g[j])), (k, 1, r)), because=(output_B, step_B)),
    equals(Sum(u(k) * (-eta_B * sign(u(k)) * sign(g[j])), (k, 1, r)), because=sign_of_product),
    equals(-eta_B * Sum(u(k) * sign(u(k)), (k, 1, r)) * sign(g[j]), because=arithmetic),
    equals(-eta_B * norm_u * sign(g[j]), because=number_by_sign))

uneven = dict(n=3, r=2, m=3, eta_A=half(), eta_B=3, x=[1, -2, 4], g=[-3, half(), 1], A=[[1, 2], [0, -1], [3, 1]], B=[[2, 5, 1], [-1, 4, 2]])
tiny = dict(n=1, r=1, m=2, eta_A=2, eta_B=Rational(1, 3), x=[-3], g=[0, -2], A=[[0]], B=[[5, -7]])
wide = dict(n=2, r=3, m=1, eta_A=1, eta_B=1, x=[0, 5], g=[2], A=[[1, 2, 3], [-1, 4, 0]], B=[[1], [-6], [0]])

rank_one_batch_closed_form = Claim(
    name="Closed form of the increments for one sample",
    says=(Eq(p(j), -eta_A * norm_x * Sum(sign(v(k)) * B[k, j], (k, 1, r))), Eq(q(j), -eta_B * norm_u * sign(g[j]))),
    definitions=one_sample,
    proof=(moved_A, moved_B),
    holds_for=(example(**uneven), example(**tiny, note="entries that are 0"), example(**wide)),
    measured_by=measure_one_sample,
    equation="paragraph on the original paper",
    latex=r"b=1,\ Y=xAB,\ g=\partial\mathcal L/\partial Y:\quad x\Delta A\,B=-\eta_A\Vert x\Vert_1\operatorname{sign}(gB^\top)B,\qquad xA\,\Delta B=-\eta_B\Vert xA\Vert_1\operatorname{sign}(g)",
    note="Not displayed in the article; it shows where the order n of the original paper is from. Entries that are 0 do no harm. With several samples the signs of a sum of rank-one terms have no such form.",
    key=True, cites="Hayou2024")

C_A, C_B = real("C_A C_B")
from_A = define(C_A, Sum(g[j] * p(j), (j, 1, m)), "what the step of A adds to the loss in first order")
from_B = define(C_B, Sum(g[j] * q(j), (j, 1, m)), "what the step of B adds")
loss_A = chain(
    C_A,
    equals(Sum(g[j] * p(j), (j, 1, m)), because=from_A),
    equals(Sum(g[j] * (-eta_A * norm_x * Sum(sign(v(k)) * B[k, j], (k, 1, r))), (j, 1, m)), because=moved_A),
    equals(-eta_A * norm_x * Sum(Sum(g[j] * sign(v(k)) * B[k, j], (k, 1, r)), (j, 1, m)), because=arithmetic),
    equals(-eta_A * norm_x * Sum(Sum(g[j] * sign(v(k)) * B[k, j], (j, 1, m)), (k, 1, r)),
           because=using(interchange_of_sums, D=Lambda((j, k), g[j] * sign(v(k)) * B[k, j]), n=m, m=r)),
    equals(-eta_A * norm_x * Sum(sign(v(k)) * Sum(g[j] * B[k, j], (j, 1, m)), (k, 1, r)), because=arithmetic),
    equals(-eta_A * norm_x * Sum(sign(v(k)) * v(k), (k, 1, r)), because=back),
    equals(-eta_A * norm_x * norm_v, because=number_by_sign))
loss_B = chain(
    C_B,
    equals(Sum(g[j] * q(j), (j, 1, m)), because=from_B),
    equals(Sum(g[j] * (-eta_B * norm_u * sign(g[j])), (j, 1, m)), because=moved_B),
    equals(-eta_B * norm_u * Sum(g[j] * sign(g[j]), (j, 1, m)), because=arithmetic),
    equals(-eta_B * norm_u * norm_g, because=number_by_sign))
same = given("both factors contribute the same", Eq(C_A, C_B))

equal_rates = Eq(eta_B * norm_u * norm_g, eta_A * norm_x * norm_v)
loss_contribution_b1 = Claim(
    name="Loss contributions for one sample, and the ratio of rates at which they are equal",
    says=(Eq(C_A, -eta_A * norm_x * norm_v), Eq(C_B, -eta_B * norm_u * norm_g),
          Implies(same.statement, equal_rates)),
    definitions=(*one_sample, from_A, from_B),
    proof=(moved_A, moved_B, loss_A, loss_B, suppose(same, therefore(equal_rates, because=(same, loss_A, loss_B)))),
    holds_for=(example(**dict(uneven, eta_A=27, eta_B=19), note="equal contributions"), example(**uneven), example(**wide),
               example(n=1, r=1, m=2, eta_A=1, eta_B=Rational(5, 4), x=[-2], g=[0, 3], A=[[4]], B=[[-1, 5]], note="equal contributions"),
               example(n=1, r=1, m=1, eta_A=5, eta_B=7, x=[2], g=[3], A=lambda i, k: 5 * k, B=lambda k, j: 7 * k, note="equal contributions, and larger entries beyond the rank")),
    measured_by=measure_one_sample,
    equation="(3) at b = 1",
    latex=r"\langle g,x\Delta AB\rangle=-\eta_A\Vert x\Vert_1\Vert gB^\top\Vert_1,\quad\langle g,xA\Delta B\rangle=-\eta_B\Vert xA\Vert_1\Vert g\Vert_1\ \Rightarrow\ \frac{\eta_B}{\eta_A}=\frac{\Vert x\Vert_1\Vert gB^\top\Vert_1}{\Vert xA\Vert_1\Vert g\Vert_1}",
    note="The ratio is written as a product, so that x A or g may be 0.")
