"""The rotation."""

from sympy import Determinant, Eq, Identity, MatMul, Trace

from verifier.language import *

from .experiments import measure_rotation
from .notation import R, both, c, cosine, d, not_opposite, q, q_nonzero, rotation, unit_q, unit_z, x, z, z_nonzero

mirror_z = Identity(d) - 2 * unit_z * unit_z.T
mirror_sum = Identity(d) - both * both.T / (1 + c)
two_mirrors = chain(R, equals(mirror_sum * mirror_z, because=(rotation, cosine, z_nonzero, q_nonzero, not_opposite)))
first_mirror = chain(
    Determinant(mirror_z),
    equals(1 + Trace(unit_z.T * (-2 * unit_z)), because=(using(determinant_of_rank_one_update, n_=d, x_=-2 * unit_z, y_=unit_z), z_nonzero)),
    equals(-1, because=z_nonzero))
second_mirror = chain(
    Determinant(mirror_sum),
    equals(1 + Trace(both.T * (-both / (1 + c))), because=(
        using(determinant_of_rank_one_update, n_=d, x_=-both / (1 + c), y_=both), z_nonzero, q_nonzero, not_opposite)),
    equals(-1, because=(cosine, z_nonzero, q_nonzero, not_opposite)))
across = given("x is orthogonal to z and to q", Both(Eq(Trace(z.T * x), 0), Eq(Trace(q.T * x), 0)))

rotation_formula = Claim(
    name="Orthogonal matrix taking one unit vector to another",
    says=(Eq(R.T * R, Identity(d)), Eq(Determinant(R), 1), Eq(R * unit_z, unit_q),
          Implies(Both(Eq(Trace(z.T * x), 0), Eq(Trace(q.T * x), 0)), Eq(R * x, x))),
    given=(z_nonzero, q_nonzero, not_opposite),
    definitions=(cosine, rotation),
    proof=(two_mirrors, first_mirror, second_mirror,
           chain(R.T * R, equals(Identity(d), because=(rotation, cosine, z_nonzero, q_nonzero, not_opposite))),
           chain(Determinant(R),
                 equals(Determinant(MatMul(mirror_sum, mirror_z)), because=(two_mirrors, z_nonzero, q_nonzero, not_opposite)),
                 equals(Determinant(mirror_sum) * Determinant(mirror_z), because=(determinant_of_product, z_nonzero, q_nonzero, not_opposite)),
                 equals(1, because=(first_mirror, second_mirror, z_nonzero, q_nonzero, not_opposite))),
           chain(R * unit_z, equals(unit_q, because=(rotation, cosine, z_nonzero, q_nonzero, not_opposite))),
           suppose(across, chain(
               R * x,
               equals(x + 2 * Trace(z.T * x) / frobenius(z) * unit_q - (Trace(q.T * x) / frobenius(q) + Trace(z.T * x) / frobenius(z)) / (1 + c) * both,
                      because=(rotation, z_nonzero, q_nonzero, not_opposite)),
               equals(x, because=(across, z_nonzero, q_nonzero, not_opposite))))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]], x=[[0], [0]]),
               example(d=3, z=[[1], [0], [0]], q=[[0], [1], [0]], x=[[0], [0], [5]]),
               example(d=1, z=[[2]], q=[[7]], x=[[0]])),
    fails_for=(example(d=1, z=[[2]], q=[[-3]], x=[[0]], note="opposite vectors: 0/0"), example(d=1, z=[[0]], q=[[1]], x=[[0]], note="z = 0"),
               example(d=1, z=[[1]], q=[[0]], x=[[0]], note="q = 0")),
    measured_by=measure_rotation,
    equation="(5)",
    latex=r"R=I+2\tilde q\tilde z^\top-\frac{(\tilde q+\tilde z)(\tilde q+\tilde z)^\top}{1+\cos\theta},\quad R^\top R=I,\ \det R=1,\ R\tilde z=\tilde q,\ R|_{\{\tilde z,\tilde q\}^\perp}=I",
    note="The article does not mention opposite vectors, where the formula is 0/0. R is the product of two reflections, which gives the determinant.",
    key=True, cites="Fifty2024")

regular = (z_nonzero, q_nonzero, not_opposite)

half_way = both / frobenius(both)
length_of_sum = chain(frobenius(both)**2, equals(2 * (1 + c), because=(cosine, z_nonzero, q_nonzero)))

not_opposed = given("the sum of the unit vectors is not 0", frobenius(both) > 0)
positive_sum = chain(1 + c, equals(frobenius(both)**2 / 2, because=(length_of_sum, z_nonzero, q_nonzero)),
                     greater_than(0, because=(not_opposed, z_nonzero, q_nonzero)))

rotation_second_form = Claim(
    name="Both printed forms of the rotation agree",
    says=(Eq(frobenius(both)**2, 2 * (1 + c)), Eq(both * both.T / (1 + c), 2 * half_way * half_way.T)),
    given=(z_nonzero, q_nonzero, not_opposed),
    definitions=(cosine,),
    proof=(length_of_sum, positive_sum,
           chain(both * both.T / (1 + c),
                 equals(2 * half_way * half_way.T, because=(cosine, z_nonzero, q_nonzero, not_opposed, positive_sum)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]]), example(d=1, z=[[2]], q=[[7]]), example(d=2, z=[[1], [1]], q=[[1], [0]])),
    fails_for=(example(d=1, z=[[2]], q=[[-3]], note="opposite vectors: 0/0"), example(d=1, z=[[0]], q=[[1]], note="z = 0 has no direction"),
               example(d=1, z=[[1]], q=[[0]], note="q = 0 has no direction")),
    measured_by=measure_rotation,
    equation="(5)",
    latex=r"\Vert\tilde q+\tilde z\Vert^2=2(1+\cos\theta)\Rightarrow\frac{(\tilde q+\tilde z)(\tilde q+\tilde z)^\top}{1+\cos\theta}=2rr^\top,\ r=\frac{\tilde q+\tilde z}{\Vert\tilde q+\tilde z\Vert}")
