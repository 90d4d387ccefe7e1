"""The rotation trick."""

from sympy import Eq, Identity, Ne, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_fast, measure_trick
from .notation import (
    G, R, both, c, cosine, d, g, h, not_opposite, q, q_nonzero, ratio, rotation, scale, scaled, unit_q, unit_z, x, z,
    z_nonzero,
)
from .rotation import half_way, length_of_sum, not_opposed, positive_sum, regular, rotation_formula

g_maps_z_to_q = Claim(
    name="The scaled rotation maps z to q",
    says=(Eq(G * z, q), Eq(q - G * z, ZeroMatrix(d, 1))),
    given=(z_nonzero, q_nonzero, not_opposite),
    definitions=(cosine, rotation, ratio, scaled),
    proof=(chain(G * z,
                 equals(frobenius(q) * (R * unit_z), because=(scaled, ratio, z_nonzero)),
                 equals(frobenius(q) * unit_q, because=(rotation_formula, *regular)),
                 equals(q, because=q_nonzero)),
           chain(q - G * z,
                 equals(q - frobenius(q) * (R * unit_z), because=(scaled, ratio, z_nonzero)),
                 equals(ZeroMatrix(d, 1), because=(rotation_formula, *regular)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]]), example(d=1, z=[[2]], q=[[7]])),
    fails_for=(example(d=1, z=[[2]], q=[[-3]], note="opposite vectors: 0/0"), example(d=1, z=[[0]], q=[[1]], note="z = 0"),
               example(d=1, z=[[1]], q=[[0]], note="q = 0")),
    measured_by=measure_trick,
    equation="(6)",
    latex=r"G=\frac{\Vert q\Vert}{\Vert z\Vert}R\Rightarrow Gz=q,\quad\mathrm{sg}[q-Gz]=0,\quad z_q=\mathrm{sg}[G]z",
    key=True)

squared_norm = chain(frobenius(G.T * g)**2, equals(scale**2 * frobenius(g)**2, because=(scaled, rotation, cosine, *regular)))
positive_ratio = chain(scale, equals(frobenius(q) / frobenius(z), because=(ratio, z_nonzero)), greater_than(0, because=(z_nonzero, q_nonzero)))
norms = therefore(Eq(frobenius(G.T * g), scale * frobenius(g)), because=(
    using(equal_squares, x_=frobenius(G.T * g), y_=scale * frobenius(g)), squared_norm, positive_ratio))
gradient_nonzero = given("the gradient is not 0", frobenius(g) > 0)
positive_norm = chain(frobenius(G.T * g), equals(scale * frobenius(g), because=norms), greater_than(0, because=(positive_ratio, gradient_nonzero)))

ratio_as_printed = Claim(
    name="The gradients have the ratio of lengths that q and z have (they have its reciprocal)",
    says=Eq(frobenius(g) / frobenius(G.T * g), frobenius(q) / frobenius(z)),
    given=(z_nonzero, q_nonzero, not_opposite, gradient_nonzero),
    definitions=(cosine, rotation, ratio, scaled),
    expected=REFUTED,
    fails_for=(example(d=1, z=[[2]], q=[[1]], g=[[1]]),),
    equation="text after (6)", latex=r"\frac{\|\partial\mathcal L/\partial q\|}{\|\partial\mathcal L/\partial z\|}=\frac{\|q\|}{\|z\|}",
    note="The lengths enter upside down: a code half as long as z halves the gradient.")

gradient_norm_ratio = Claim(
    name="The rotation trick rescales the gradient by |q|/|z|",
    says=(Eq(frobenius(G.T * g), frobenius(q) / frobenius(z) * frobenius(g)),
          Eq(frobenius(g) / frobenius(G.T * g), frobenius(z) / frobenius(q))),
    given=(z_nonzero, q_nonzero, not_opposite, gradient_nonzero),
    definitions=(cosine, rotation, ratio, scaled),
    proof=(squared_norm, positive_ratio, norms, positive_norm,
           chain(frobenius(G.T * g), equals(scale * frobenius(g), because=norms),
                 equals(frobenius(q) / frobenius(z) * frobenius(g), because=(ratio, z_nonzero))),
           chain(frobenius(g) / frobenius(G.T * g),
                 equals(frobenius(g) / (scale * frobenius(g)), because=(norms, positive_norm, positive_ratio, gradient_nonzero)),
                 equals(frobenius(z) / frobenius(q), because=(ratio, z_nonzero, q_nonzero, gradient_nonzero, positive_ratio)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]], g=[[1], [2]]), example(d=3, z=[[2], [0], [0]], q=[[0], [1], [0]], g=[[0], [0], [1]])),
    fails_for=(example(d=1, z=[[2]], q=[[1]], g=[[0]], note="no gradient: 0/0"), example(d=1, z=[[2]], q=[[-3]], g=[[1]], note="opposite vectors: 0/0"),
               example(d=1, z=[[0]], q=[[1]], g=[[1]], note="z = 0"), example(d=1, z=[[1]], q=[[0]], g=[[1]], note="q = 0")),
    measured_by=measure_trick,
    corrects=ratio_as_printed,
    equation="text after (6)",
    latex=r"\Big\|\frac{\partial\mathcal L}{\partial z}\Big\|=\frac{\|q\|}{\|z\|}\Big\|\frac{\partial\mathcal L}{\partial q}\Big\|,\qquad\text{equivalently}\quad\frac{\|\partial\mathcal L/\partial q\|}{\|\partial\mathcal L/\partial z\|}=\frac{\|z\|}{\|q\|}",
    note="The quotient of the lengths of the gradients is the reciprocal of the one the article names; its later remark, that a short q makes "
         "the encoder's gradient small, is right.",
    key=True)

fast_application = Claim(
    name="Applying G with two inner products",
    says=Eq(G * x, scale * (x + 2 * Trace(unit_z.T * x) * unit_q - 2 * Trace(half_way.T * x) * half_way)),
    given=(z_nonzero, q_nonzero, not_opposed),
    definitions=(cosine, rotation, ratio, scaled),
    proof=(length_of_sum, positive_sum,
           chain(G * x,
                 equals(scale * (x + 2 * Trace(unit_z.T * x) * unit_q - Trace(both.T * x) / (1 + c) * both),
                        because=(scaled, rotation, z_nonzero, q_nonzero, positive_sum)),
                 equals(scale * (x + 2 * Trace(unit_z.T * x) * unit_q - 2 * Trace(half_way.T * x) * half_way),
                        because=(cosine, z_nonzero, q_nonzero, positive_sum, not_opposed)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]], x=[[1], [5]]), example(d=3, z=[[1], [0], [0]], q=[[0], [1], [0]], x=[[1], [2], [3]])),
    fails_for=(example(d=1, z=[[2]], q=[[-3]], x=[[1]], note="opposite vectors: 0/0"), example(d=1, z=[[0]], q=[[1]], x=[[1]], note="z = 0"),
               example(d=1, z=[[1]], q=[[0]], x=[[1]], note="q = 0")),
    measured_by=measure_fast,
    equation="text after (6)",
    latex=r"Gx=\lambda\big(x+2\tilde q(\tilde z^\top x)-2r(r^\top x)\big),\quad\lambda=\|q\|/\|z\|:\ O(d)\text{ instead of }O(d^2)")

unit_next = (z + h) / frobenius(z + h)                       # z moved by h, with G moving along
next_both = unit_q + unit_next
next_G = frobenius(q) / frobenius(z + h) * (Identity(d) + 2 * unit_q * unit_next.T - next_both * next_both.T / (1 + Trace(unit_next.T * unit_q)))
next_nonzero = given("z + h is not 0", frobenius(z + h) > 0)
next_not_opposite = given("z + h and q are not opposite", Ne(Trace(unit_next.T * unit_q), -1))
lands_on_q = chain(next_G * (z + h), equals(q, because=(next_nonzero, q_nonzero, next_not_opposite)))

stop_gradient_on_g_is_essential = Claim(
    name="Without stopping the gradient of G the encoder gets no gradient at all",
    says=(Eq(next_G * (z + h), q), Eq(next_G * (z + h) - G * z, ZeroMatrix(d, 1))),
    given=(z_nonzero, q_nonzero, not_opposite, next_nonzero, next_not_opposite),
    definitions=(cosine, rotation, ratio, scaled),
    proof=(lands_on_q,
           chain(next_G * (z + h) - G * z,
                 equals(next_G * (z + h) - q, because=(g_maps_z_to_q, *regular, next_nonzero, next_not_opposite)),
                 equals(ZeroMatrix(d, 1), because=(next_nonzero, q_nonzero, next_not_opposite)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]], h=[[1], [5]]), example(d=2, z=[[1], [0]], q=[[1], [0]], h=[[0], [1]])),
    fails_for=(example(d=1, z=[[2]], q=[[1]], h=[[-2]], note="z + h = 0"), example(d=1, z=[[2]], q=[[1]], h=[[-3]], note="z + h and q are opposite"),
               example(d=1, z=[[0]], q=[[1]], h=[[1]], note="z = 0"), example(d=1, z=[[-2]], q=[[1]], h=[[3]], note="z and q are opposite"),
               example(d=1, z=[[1]], q=[[0]], h=[[1]], note="q = 0")),
    equation="text after (6)", latex=r"z\mapsto G(z,q)z\equiv q\ \Rightarrow\ \frac{\partial[G(z,q)z]}{\partial z}=0",
    note="Every difference of two values vanishes, not only in the limit: the map is constant. The article only warns to be careful.")
