"""Angles."""

from sympy import Eq, Ne, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_angles
from .notation import (
    G, R, c, cosine, d, g, not_opposite, q, q_nonzero, ratio, rotation, scale, scaled, unit_q, unit_z, x, z, z_nonzero,
)
from .rotation import across, regular
from .trick import g_maps_z_to_q, gradient_nonzero, norms, positive_norm, positive_ratio, squared_norm

turned_cosine = Trace(g.T * (G.T * g)) / (frobenius(g) * frobenius(G.T * g))
everything = (cosine, rotation, ratio, scaled)

angle_claim_as_printed = Claim(
    name="The angle between the two gradients is the angle between q and z (it is not)",
    says=Eq(turned_cosine, c),
    given=(z_nonzero, q_nonzero, not_opposite, gradient_nonzero),
    definitions=everything,
    expected=REFUTED,
    fails_for=(example(d=3, z=[[1], [0], [0]], q=[[0], [1], [0]], g=[[0], [0], [1]], note="a gradient across the plane of z and q stays parallel"),),
    equation="geometric remark after (6)", latex=r"\angle\Big(\frac{\partial\mathcal L}{\partial q},\frac{\partial\mathcal L}{\partial z}\Big)=\angle(q,z)",
    note="The rotation moves the plane of z and q only; what the gradient has across that plane is not turned at all.")

P = matrix("P", d, d)
plane = define(P, (unit_z * unit_z.T + unit_q * unit_q.T - c * (unit_z * unit_q.T + unit_q * unit_z.T)) / ((1 - c) * (1 + c)),
               "the projection on the plane of z and q")
not_parallel = given("z and q are not parallel", Ne(c, 1))
in_general = (z_nonzero, q_nonzero, not_opposite, not_parallel)
flat = chain(P.T, equals(P, because=(plane, *in_general)))
idempotent = chain(P * P, equals(P, because=(plane, cosine, *in_general)))

projection_on_plane = Claim(
    name="The projection on the plane of z and q",
    says=(Eq(P.T, P), Eq(P * P, P), Eq(P * z, z), Eq(P * q, q),
          Implies(Both(Eq(Trace(z.T * x), 0), Eq(Trace(q.T * x), 0)), Eq(P * x, ZeroMatrix(d, 1)))),
    given=in_general,
    definitions=(cosine, plane),
    proof=(flat, idempotent,
           chain(P * z, equals(z, because=(plane, cosine, *in_general))), chain(P * q, equals(q, because=(plane, cosine, *in_general))),
           suppose(across, chain(
               P * x,
               equals((Trace(z.T * x) / frobenius(z) * (unit_z - c * unit_q) + Trace(q.T * x) / frobenius(q) * (unit_q - c * unit_z)) / ((1 - c) * (1 + c)),
                      because=(plane, *in_general)),
               equals(ZeroMatrix(d, 1), because=(across, *in_general))))),
    holds_for=(example(d=3, z=[[1], [1], [0]], q=[[0], [1], [1]], x=[[1], [-1], [1]]), example(d=2, z=[[3], [4]], q=[[0], [2]], x=[[0], [0]]),
               example(d=3, z=[[1], [0], [0]], q=[[1], [1], [0]], x=[[0], [0], [5]])),
    fails_for=(example(d=2, z=[[1], [0]], q=[[2], [0]], x=[[0], [1]], note="parallel vectors: 0/0"),
               example(d=2, z=[[1], [0]], q=[[-2], [0]], x=[[0], [1]], note="opposite vectors: 0/0")),
    equation="definition of P", latex=r"P=\text{projection on }\mathrm{span}(z,q)")

part = frobenius(P * g)**2 / frobenius(g)**2
kept_part = chain(frobenius(g - P * g)**2, equals(frobenius(g)**2 - frobenius(P * g)**2, because=(flat, idempotent)))
along_z, along_q = Trace(unit_z.T * g), Trace(unit_q.T * g)
length_in_plane = chain(
    frobenius(P * g)**2,
    equals(Trace(g.T * (P * g)), because=(flat, idempotent)),
    equals((along_z**2 + along_q**2 - 2 * c * along_z * along_q) / ((1 - c) * (1 + c)), because=(plane, *in_general)))
turned_product = chain(
    Trace(g.T * (G.T * g)),
    equals(scale * Trace(g.T * (R.T * g)), because=scaled),
    equals(scale * (frobenius(g)**2 + 2 * along_z * along_q - (along_z + along_q)**2 / (1 + c)), because=(rotation, *in_general)),
    equals(scale * (frobenius(g)**2 - (1 - c) * ((along_z**2 + along_q**2 - 2 * c * along_z * along_q) / ((1 - c) * (1 + c)))), because=in_general),
    equals(scale * (frobenius(g)**2 - (1 - c) * frobenius(P * g)**2), because=(length_in_plane, *in_general)))
angle_formula = chain(
    turned_cosine,
    equals(scale * (frobenius(g)**2 - (1 - c) * frobenius(P * g)**2) / (frobenius(g) * (scale * frobenius(g))),
           because=(turned_product, norms, positive_norm, positive_ratio, gradient_nonzero)),
    equals(1 - (1 - c) * part, because=(positive_ratio, gradient_nonzero)))
same_angle = given("the angles agree", Eq(turned_cosine, c))
in_plane = given("the gradient lies in the plane", Eq(P * g, g))
nothing_across = chain(
    frobenius(g - P * g)**2,
    equals(frobenius(g)**2 - frobenius(P * g)**2, because=kept_part),
    equals((turned_cosine - c) * frobenius(g)**2 / (1 - c), because=(angle_formula, gradient_nonzero, not_parallel, positive_norm)),
    at_most(0, because=(same_angle, not_parallel, positive_norm, gradient_nonzero)))
stays_in_plane = therefore(Eq(g - P * g, ZeroMatrix(d, 1)), because=(frobenius_norm_is_definite, nothing_across))

angle_claim_false = Claim(
    name="The angle between the two gradients is not the angle between q and z",
    says=(Eq(turned_cosine, 1 - (1 - c) * part), part >= 0, part <= 1, Iff(Eq(turned_cosine, c), Eq(P * g, g))),
    given=(z_nonzero, q_nonzero, not_opposite, not_parallel, gradient_nonzero),
    definitions=(cosine, rotation, ratio, scaled, plane),
    proof=(flat, idempotent, squared_norm, positive_ratio, norms, positive_norm, kept_part, length_in_plane, turned_product, angle_formula,
           therefore(part >= 0, because=gradient_nonzero),
           chain(part, equals(1 - frobenius(g - P * g)**2 / frobenius(g)**2, because=(kept_part, gradient_nonzero)), at_most(1, because=gradient_nonzero)),
           suppose(same_angle, nothing_across, stays_in_plane, therefore(Eq(P * g, g), because=stays_in_plane)),
           suppose(in_plane, chain(
               turned_cosine,
               equals(1 - (1 - c) * part, because=(angle_formula, positive_norm, gradient_nonzero)),
               equals(c, because=(in_plane, gradient_nonzero))))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]], g=[[1], [2]]), example(d=3, z=[[2], [0], [0]], q=[[0], [1], [0]], g=[[0], [0], [1]]),
               example(d=3, z=[[1], [0], [0]], q=[[1], [1], [0]], g=[[1], [2], [3]])),
    fails_for=(example(d=1, z=[[2]], q=[[1]], g=[[1]], note="parallel vectors: the projection is 0/0"),
               example(d=2, z=[[1], [0]], q=[[0], [1]], g=[[0], [0]], note="no gradient: 0/0")),
    measured_by=measure_angles,
    corrects=angle_claim_as_printed,
    equation="geometric remark after (6)",
    latex=r"\cos\angle\Big(\frac{\partial\mathcal L}{\partial q},\frac{\partial\mathcal L}{\partial z}\Big)=1-(1-\cos\theta)\,\alpha,\quad\alpha=\frac{\|Pg\|^2}{\|g\|^2}\in[0,1],\ P=\text{projection on }\mathrm{span}(z,q),\ g=\frac{\partial\mathcal L}{\partial q}",
    note="The angles agree exactly when the gradient lies in the plane of z and q, so always for d = 2 and hardly ever in high dimension.",
    key=True)

pairing = chain(
    Trace(z.T * (G.T * g)),
    equals(Trace((G * z).T * g), because=arithmetic),
    equals(Trace(q.T * g), because=(g_maps_z_to_q, *regular)))

angle_preserved_correctly = Claim(
    name="What the rotation trick does preserve: the angle of the gradient with its own point",
    says=(Eq(Trace(z.T * (G.T * g)), Trace(q.T * g)),
          Eq(Trace(z.T * (G.T * g)) / (frobenius(z) * frobenius(G.T * g)), Trace(q.T * g) / (frobenius(q) * frobenius(g)))),
    given=(z_nonzero, q_nonzero, not_opposite, gradient_nonzero),
    definitions=everything,
    proof=(squared_norm, positive_ratio, norms, positive_norm, pairing,
           chain(Trace(z.T * (G.T * g)) / (frobenius(z) * frobenius(G.T * g)),
                 equals(Trace(q.T * g) / (frobenius(z) * frobenius(G.T * g)), because=(pairing, z_nonzero, gradient_nonzero, positive_norm)),
                 equals(Trace(q.T * g) / (frobenius(z) * (scale * frobenius(g))), because=(norms, z_nonzero, gradient_nonzero, positive_norm, positive_ratio)),
                 equals(Trace(q.T * g) / (frobenius(q) * frobenius(g)), because=(ratio, z_nonzero, q_nonzero, gradient_nonzero, positive_ratio)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]], g=[[1], [2]]), example(d=3, z=[[2], [0], [0]], q=[[0], [1], [0]], g=[[1], [2], [1]])),
    fails_for=(example(d=1, z=[[2]], q=[[1]], g=[[0]], note="no gradient: 0/0"), example(d=1, z=[[2]], q=[[-3]], g=[[1]], note="opposite vectors: 0/0"),
               example(d=1, z=[[0]], q=[[1]], g=[[1]], note="z = 0"), example(d=1, z=[[1]], q=[[0]], g=[[1]], note="q = 0")),
    measured_by=measure_angles,
    corrects=angle_claim_as_printed,
    equation="what the geometric remark after (6) should say (arXiv 2410.06424)",
    latex=r"\angle\Big(\frac{\partial\mathcal L}{\partial z},z\Big)=\angle\Big(\frac{\partial\mathcal L}{\partial q},q\Big)",
    note="Even the inner products agree, because the transpose moves G over to z.",
    key=True)
