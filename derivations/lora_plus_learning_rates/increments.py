"""One sample: the lengths of the two increments of the output, and the order of the ratio of rates at which they are equal."""

from sympy import Eq, Ne, Sum, sign

from verifier.language import *

from .experiments import measure_increments
from .notation import eta_A, eta_B, m, r
from .one_sample import (
    B, g, j, k, norm_u, norm_x, one_sample, p, q, rank_one_batch_closed_form, v,
)

g_not_zero = given("no entry of g is 0", Ne(g[j], 0))
turned = Sum(sign(v(k)) * B[k, j], (k, 1, r))  # the entries of sign(g B^T) B
each_A = therefore(Eq(p(j), -eta_A * norm_x * turned), because=rank_one_batch_closed_form)
each_B = therefore(Eq(q(j), -eta_B * norm_u * sign(g[j])), because=rank_one_batch_closed_form)
length_A = chain(
    Sum(p(j)**2, (j, 1, m)),
    equals(Sum((-eta_A * norm_x * turned)**2, (j, 1, m)), because=each_A),
    equals(eta_A**2 * norm_x**2 * Sum(turned**2, (j, 1, m)), because=arithmetic))
length_B = chain(
    Sum(q(j)**2, (j, 1, m)),
    equals(Sum((-eta_B * norm_u * sign(g[j]))**2, (j, 1, m)), because=each_B),
    equals(eta_B**2 * norm_u**2 * Sum(sign(g[j])**2, (j, 1, m)), because=arithmetic),
    equals(eta_B**2 * norm_u**2 * Sum(1, (j, 1, m)), because=(square_of_sign, g_not_zero)),
    equals(eta_B**2 * norm_u**2 * m, because=arithmetic))
increment_lengths = Claim(
    name="Lengths of the two increments of the output",
    says=(Eq(Sum(p(j)**2, (j, 1, m)), eta_A**2 * norm_x**2 * Sum(turned**2, (j, 1, m))), Eq(Sum(q(j)**2, (j, 1, m)), eta_B**2 * norm_u**2 * m)),
    given=(g_not_zero,), definitions=one_sample,
    proof=(each_A, each_B, length_A, length_B),
    holds_for=(example(n=3, r=2, m=3, eta_A=half(), eta_B=3, x=[1, -2, 4], g=[-3, half(), 1], A=[[1, 2], [0, -1], [3, 1]], B=[[2, 5, 1], [-1, 4, 2]]),
               example(n=2, r=3, m=1, eta_A=1, eta_B=1, x=[0, 5], g=[2], A=[[1, 2, 3], [-1, 4, 0]], B=[[1], [-6], [0]]),
               example(n=1, r=2, m=1, eta_A=2, eta_B=3, x=[5], g=lambda j: 2 - j, A=lambda i, k: k, B=lambda k, j: 7 * k - 2 * k**2 - 4,
                       note="beyond the last entry of g is 0, and beyond the last row of B the sign turns")),
    fails_for=(example(n=1, r=1, m=2, eta_A=2, eta_B=1, x=[-3], g=[0, -2], A=[[1]], B=[[5, -7]], note="an entry of g is 0"),),
    measured_by=measure_increments,
    equation="paragraph on the original paper",
    latex=r"\Vert x\Delta A\,B\Vert=\eta_A\Vert x\Vert_1\Vert\operatorname{sign}(gB^\top)B\Vert,\quad\Vert xA\,\Delta B\Vert=\eta_B\Vert xA\Vert_1\sqrt m")
