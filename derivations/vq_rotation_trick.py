"""The rotation trick for vector quantisation, a generalised straight-through estimator."""

import numpy as np
from sympy import Determinant, Eq, Identity, Lambda, MatMul, Ne, Rational, Trace, ZeroMatrix, sqrt

from verifier.language import *

source = Source("Su", 2024, "VQ的旋转技巧：梯度直通估计的一般推广", url="https://kexue.fm/archives/10489")

# Notation
d = natural("d")                            # length of the vectors
i, j = index("i", 1, d), index("j", 1, d)
t = real("t")                               # a small step
z, q, g, x, h = matrix("z q g x h", d, 1)   # encoder output, its code, the gradient dL/dq, any vectors
W = matrix("W", d, d)                       # any matrix
R, G = matrix("R G", d, d)                  # the rotation, and the rotation with the scale
c = real("c")                               # the cosine of the angle between z and q
scale = real("lambda")                      # |q|/|z|
L = function("L")                           # the loss as a function of the decoder's input

unit_z, unit_q = z / frobenius(z), q / frobenius(q)
both = unit_q + unit_z
cosine = define(c, Trace(z.T * q) / (frobenius(z) * frobenius(q)), "the cosine of the angle between z and q")
rotation = define(R, Identity(d) + 2 * unit_q * unit_z.T - both * both.T / (1 + c), "the rotation of z/|z| to q/|q|")
ratio = define(scale, frobenius(q) / frobenius(z), "the ratio of the lengths")
scaled = define(G, scale * R, "the rotation with the scale")

# Given
z_nonzero = given("z is not 0", frobenius(z) > 0)
q_nonzero = given("q is not 0", frobenius(q) > 0)
not_opposite = given("z and q are not opposite", Ne(c, -1))

# -- experiments: NumPy on real arrays, seeded; each from the definition, none from a proof ----------------------------------


def pairs(seed):
    """Seeded pairs (z, q) of several dimensions and lengths."""
    rng = np.random.default_rng(seed)
    return [(rng.standard_normal(size) * rng.uniform(0.2, 5), rng.standard_normal(size) * rng.uniform(0.2, 5)) for size in (2, 3, 3, 5, 8, 40)]


def unit(vector):
    """The vector divided by its length."""
    return vector / np.linalg.norm(vector)


def turn(start, end):
    """The matrix as printed; it loses about 1e-16 / (1 + cos) in floating point."""
    u, v = unit(start), unit(end)
    return np.eye(len(u)) + 2 * np.outer(v, u) - np.outer(u + v, u + v) / (1 + u @ v)


def trick(start, end):
    """The rotation with the scale |q|/|z|."""
    return np.linalg.norm(end) / np.linalg.norm(start) * turn(start, end)


def measure_rotation():
    """Orthogonality, determinant and image; near opposite vectors the division by 1 + cos eats the digits."""
    found = []
    for start, end in pairs(1):
        which, size = turn(start, end), len(start)
        r = unit(unit(start) + unit(end))
        other = np.eye(size) + 2 * np.outer(unit(end), unit(start)) - 2 * np.outer(r, r)
        error = 1e-14 * size / (1 + unit(start) @ unit(end))
        found += [Measurement(f"R^T R - I, d = {size}", np.abs(which.T @ which - np.eye(size)).max(), 0, error),
                  Measurement(f"det R, d = {size}", np.linalg.det(which), 1, error),
                  Measurement(f"R z/|z| - q/|q|, d = {size}", np.abs(which @ unit(start) - unit(end)).max(), 0, error),
                  Measurement(f"second form, d = {size}", np.abs(other - which).max(), 0, error)]
    almost = np.pi - 1e-7
    spoilt = turn(np.array([1., 0]), np.array([np.cos(almost), np.sin(almost)]))
    return [*found, Measurement("R^T R - I at the angle pi - 1e-7", np.abs(spoilt.T @ spoilt - np.eye(2)).max(), 1e-6, 0, ">=")]


def measure_ste():
    """Central differences with what stands under sg frozen: exact for a quadratic loss but for rounding, 1e-16 * 100 / h."""
    found, h = [], 1e-4
    for size in (1, 3, 6):
        rng = np.random.default_rng(size)
        which, start, code, goal, decoder = (rng.standard_normal(shape) for shape in ((size, size), size, size, size + 1, (size + 1, size)))
        offset = code - which @ start
        numeric = [(np.sum((decoder @ (which @ (start + h * e) + offset) - goal)**2)
                    - np.sum((decoder @ (which @ (start - h * e) + offset) - goal)**2)) / (2 * h) for e in np.eye(size)]
        slope = 2 * decoder.T @ (decoder @ code - goal)
        found += [Measurement(f"gradient at z against G^T g, d = {size}", np.abs(numeric - which.T @ slope).max(), 0, 1e-9),
                  Measurement(f"gradient at z against G^-1 g, d = {size}", np.abs(numeric - np.linalg.solve(which, slope)).max(), 0.1, 0, ">=")]
    return found


def measure_trick():
    """G z against q, and the lengths of the two gradients."""
    found = []
    for start, end in pairs(2):
        which, size = trick(start, end), len(start)
        slope = np.random.default_rng(size).standard_normal(size)
        error = 1e-13 * size / (1 + unit(start) @ unit(end)) * np.linalg.norm(end) / np.linalg.norm(start) * 5
        found += [Measurement(f"G z - q, d = {size}", np.abs(which @ start - end).max(), 0, 5 * error),
                  Measurement(f"|G^T g|/|g|, d = {size}", np.linalg.norm(which.T @ slope) / np.linalg.norm(slope),
                              np.linalg.norm(end) / np.linalg.norm(start), error)]
    return found


# -- the rotation ---------------------------------------------------------------------------------------------------

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
    key=True)

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

# -- the straight-through estimators -----------------------------------------------------------------------------------

held = matrix("z_0", d, 1)                     # the value of z under the stop-gradient
same_value = given("the stop-gradient keeps the value", Eq(held, z))
moved = W * (z + t * h) + (q - W * z)          # the forward value when z moves by t h and what stands under sg[..] stays
unit_j = column(Identity(d), j)
quotient = entry(W * (z + t * unit_j) + (q - W * z) - q, i, 1) / t
slope_of_loss = given("g is the gradient of the loss at q", ForAll((x,), (), Tends((L(q + t * x) - L(q)) / t, t, 0, Trace(g.T * x))))
slope_stays = therefore(Tends(entry(W, i, j), t, 0, entry(W, i, j)), because=limit_of_constant)

general_ste = Claim(
    name="Generalised straight-through estimator: the gradient is transformed by the transpose",
    says=(Eq(W * z + (q - W * held), q), Tends(quotient, t, 0, entry(W, i, j)),
          Tends((L(moved) - L(q)) / t, t, 0, Trace((W.T * g).T * h))),
    given=(same_value, slope_of_loss),
    proof=(chain(W * z + (q - W * held), equals(q, because=same_value)),
           slope_stays, therefore(Tends(quotient, t, 0, entry(W, i, j)), because=slope_stays),
           therefore(Tends((L(moved) - L(q)) / t, t, 0, Trace((W.T * g).T * h)), because=using(slope_of_loss, (x, W * h)))),
    holds_for=(example(d=2, z=[[2], [1]], z_0=[[2], [1]], q=[[3], [-1]], g=[[6], [-2]], h=[[1], [4]], W=[[3, 1], [-2, 0]], L=Lambda(x, Trace(x.T * x))),
               example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[14]], h=[[1]], W=[[3]], L=Lambda(x, Trace(x.T * x)))),
    fails_for=(example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[0]], h=[[1]], W=[[3]], L=Lambda(x, Trace(x.T * x)), note="g is not the gradient"),
               example(d=1, z=[[2]], z_0=[[1]], q=[[7]], g=[[14]], h=[[1]], W=[[3]], L=Lambda(x, Trace(x.T * x)), note="another value under sg")),
    measured_by=measure_ste,
    equation="(3), (4)",
    latex=r"z_q=\mathrm{sg}[G]z+\mathrm{sg}[q-Gz]\Rightarrow z_q=q,\quad\Big[\frac{\partial(z_q)_i}{\partial z_j}\Big]=G,\quad\frac{\partial\mathcal L}{\partial z}=G^\top\frac{\partial\mathcal L}{\partial z_q}",
    note="W stands for the article's G, which may be any matrix here; h is any direction, and what stands under sg keeps its value while z moves.",
    key=True)

inverted_as_printed = Claim(
    name="The gradient at q is G times the gradient at z (it is not)",
    says=Eq(g, W * (W.T * g)),
    expected=REFUTED,
    fails_for=(example(d=1, g=[[1]], W=[[2]]), example(d=2, g=[[1], [0]], W=[[1, 1], [0, 1]])),
    equation="text after (4)", latex=r"\frac{\partial\mathcal L}{\partial z_q}=G\frac{\partial\mathcal L}{\partial z}",
    note="With the gradient W^T g at z from the estimator this would need W W^T g = g; it is right for orthogonal W only, and inverts the scale.")

identity_matrix = using(general_ste, (W, Identity(d)))
kept = z + t * h + (q - z)

ste_forward_and_jacobian = Claim(
    name="Straight-through estimator: value q, Jacobian identity",
    says=(Eq(z + (q - held), q), Tends(entry(z + t * unit_j + (q - z) - q, i, 1) / t, t, 0, entry(Identity(d), i, j)),
          Tends((L(kept) - L(q)) / t, t, 0, Trace(g.T * h))),
    given=(same_value, slope_of_loss),
    proof=(chain(z + (q - held), equals(q, because=same_value)),
           therefore(Tends(entry(z + t * unit_j + (q - z) - q, i, 1) / t, t, 0, entry(Identity(d), i, j)), because=(identity_matrix, same_value, slope_of_loss)),
           therefore(Tends((L(kept) - L(q)) / t, t, 0, Trace(g.T * h)), because=(identity_matrix, same_value, slope_of_loss))),
    holds_for=(example(d=2, z=[[2], [1]], z_0=[[2], [1]], q=[[3], [-1]], g=[[6], [-2]], h=[[1], [4]], L=Lambda(x, Trace(x.T * x))),
               example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[14]], h=[[1]], L=Lambda(x, Trace(x.T * x)))),
    fails_for=(example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[0]], h=[[1]], L=Lambda(x, Trace(x.T * x)), note="g is not the gradient"),
               example(d=1, z=[[2]], z_0=[[1]], q=[[7]], g=[[14]], h=[[1]], L=Lambda(x, Trace(x.T * x)), note="another value under sg")),
    measured_by=measure_ste,
    equation="(2)",
    latex=r"z_q=z+\mathrm{sg}[q-z]\Rightarrow z_q=q,\quad\frac{\partial z_q}{\partial z}=I,\quad\frac{\partial\mathcal L}{\partial z}=\frac{\partial\mathcal L}{\partial z_q}",
    key=True)

# -- the rotation trick ----------------------------------------------------------------------------------------------

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

# -- angles ---------------------------------------------------------------------------------------------------------------

turned_cosine = Trace(g.T * (G.T * g)) / (frobenius(g) * frobenius(G.T * g))
everything = (cosine, rotation, ratio, scaled)

angle_claim_false = Claim(
    name="The angle between the two gradients is the angle between q and z (it is not)",
    says=Eq(turned_cosine, c),
    given=(z_nonzero, q_nonzero, not_opposite, gradient_nonzero),
    definitions=everything,
    expected=REFUTED,
    fails_for=(example(d=3, z=[[1], [0], [0]], q=[[0], [1], [0]], g=[[0], [0], [1]], note="a gradient across the plane of z and q stays parallel"),),
    equation="geometric remark after (6)", latex=r"\angle\Big(\frac{\partial\mathcal L}{\partial q},\frac{\partial\mathcal L}{\partial z}\Big)=\angle(q,z)",
    note="The rotation moves the plane of z and q only; what the gradient has across that plane is not turned at all.",
    key=True)

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
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]], x=[[0], [0]]), example(d=3, z=[[1], [0], [0]], q=[[1], [1], [0]], x=[[0], [0], [5]])),
    fails_for=(example(d=2, z=[[1], [0]], q=[[2], [0]], x=[[0], [1]], note="parallel vectors: 0/0"),),
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

angle_between_gradients = Claim(
    name="The angle between the two gradients",
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
    corrects=angle_claim_false,
    key=True)

article = Article(slug="vq-rotation-trick", title="The rotation trick for VQ: a general extension of the straight-through estimator",
                  source=source, title_zh="VQ的旋转技巧：梯度直通估计的一般推广",
                  claims=(ste_forward_and_jacobian, general_ste, inverted_as_printed, rotation_formula, rotation_second_form, g_maps_z_to_q, ratio_as_printed, gradient_norm_ratio, angle_claim_false, projection_on_plane, angle_between_gradients))
