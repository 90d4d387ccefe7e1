"""The rotation trick for vector quantisation, a generalised straight-through estimator."""

import numpy as np
from sympy import Derivative, Determinant, Eq, Identity, Lambda, MatMul, Ne, Sum, Trace, ZeroMatrix, exp, oo

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


def measure_angles():
    """Cosines of angles between real arrays; the errors allow for the condition 1/(1 + cos) of the printed matrix."""
    found = []
    for start, end in pairs(3):
        which, size = trick(start, end), len(start)
        slope = np.random.default_rng(size).standard_normal(size)
        back, basis = which.T @ slope, np.linalg.qr(np.stack([start, end]).T)[0]
        share = np.sum((basis.T @ slope)**2) / np.sum(slope**2)
        angle, error = unit(start) @ unit(end), 1e-13 * size / (1 + unit(start) @ unit(end))
        found += [Measurement(f"cosine between the gradients, d = {size}", unit(slope) @ unit(back), 1 - (1 - angle) * share, error),
                  Measurement(f"cosine of the gradient with z, d = {size}", unit(back) @ unit(start), unit(slope) @ unit(end), error)]
    return found


def measure_distance():
    """NumPy's spectral and Frobenius norms of G - I; the error allows for the condition 1/(1 + cos) of the printed matrix."""
    found = []
    for start, end in pairs(4):
        size, long, short = len(start), np.linalg.norm(end), np.linalg.norm(start)
        gap, angle = trick(start, end) - np.eye(size), unit(start) @ unit(end)
        error = 1e-12 * size / (1 + angle) * (1 + long / short)**2
        found += [Measurement(f"|G - I|_2, d = {size}", np.linalg.norm(gap, 2), np.linalg.norm(end - start) / short, error),
                  Measurement(f"|G - I|_F^2, d = {size}", np.sum(gap**2), size * (long / short - 1)**2 + 4 * long / short * (1 - angle), error)]
    return found


def measure_shift():
    """Nearest codes and G before and after a shift of everything."""
    rng = np.random.default_rng(5)
    codes, points, shift = rng.standard_normal((12, 4)), rng.standard_normal((200, 4)), rng.standard_normal(4)
    nearest = np.linalg.norm(points[:, None] - codes, axis=2).argmin(axis=1)
    moved = np.linalg.norm((points + shift)[:, None] - (codes + shift), axis=2).argmin(axis=1)
    changes = [np.abs(trick(z + shift, q + shift) - trick(z, q)).max() for z, q in zip(points, codes[nearest])]
    return [Measurement("assignments that change", (nearest != moved).sum(), 0, 0),
            Measurement("least change of G among 200 points", min(changes), 1e-3, 0, ">="),
            Measurement("change of G for z = q", np.abs(trick(codes[0] + shift, codes[0] + shift) - trick(codes[0], codes[0])).max(), 0, 1e-14)]


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

# -- how far G is from the identity --------------------------------------------------------------------------------------

near_z, near_q = Trace(unit_z.T * x), Trace(unit_q.T * x)
gap_of_units = unit_q - unit_z
rest_of_x = x - (near_z + near_q) / (2 * (1 + c)) * both      # x without its part along the sum of the unit vectors
stretch = frobenius(q - z) / frobenius(z)
less = 2 * (1 - c) * frobenius(x)**2 + 4 * near_z * near_q - 2 * (near_z + near_q)**2 / (1 + c)
orthogonal_up_to_scale = chain(G.T * G, equals(scale**2 * Identity(d), because=(scaled, rotation, cosine, *regular)))
law_of_cosines = chain(stretch**2, equals(scale**2 - 2 * scale * c + 1, because=(ratio, cosine, z_nonzero, q_nonzero)))
turned_x = chain(Trace(x.T * (R * x)), equals(frobenius(x)**2 + 2 * near_z * near_q - (near_z + near_q)**2 / (1 + c), because=(rotation, *regular)))
moved_x = chain(
    frobenius((G - Identity(d)) * x)**2,
    equals(Trace(x.T * (G.T * G) * x) - 2 * Trace(x.T * (G * x)) + frobenius(x)**2, because=arithmetic),
    equals(scale**2 * frobenius(x)**2 - 2 * Trace(x.T * (G * x)) + frobenius(x)**2, because=(orthogonal_up_to_scale, *regular)),
    equals(scale**2 * frobenius(x)**2 - 2 * scale * Trace(x.T * (R * x)) + frobenius(x)**2, because=(scaled, *regular)),
    equals((scale**2 - 2 * scale * c + 1) * frobenius(x)**2 - scale * less, because=(turned_x, *regular)))
length_of_gap = chain(frobenius(gap_of_units)**2, equals(2 * (1 - c), because=(cosine, z_nonzero, q_nonzero)))
length_of_rest = chain(frobenius(rest_of_x)**2, equals(frobenius(x)**2 - (near_z + near_q)**2 / (2 * (1 + c)), because=(cosine, *regular)))
product_of_both = chain(Trace(gap_of_units.T * rest_of_x), equals(near_q - near_z, because=regular))
nothing_gained = chain(
    less,
    equals(frobenius(gap_of_units)**2 * frobenius(rest_of_x)**2 - Trace(gap_of_units.T * rest_of_x)**2,
           because=(length_of_gap, length_of_rest, product_of_both, *regular)),
    at_least(0, because=(using(cauchy_schwarz_for_matrices, A_=gap_of_units, E_=rest_of_x, n_=d, m_=1), *regular)))
not_beyond = chain(
    frobenius((G - Identity(d)) * x)**2,
    equals((scale**2 - 2 * scale * c + 1) * frobenius(x)**2 - scale * less, because=(moved_x, *regular)),
    at_most((scale**2 - 2 * scale * c + 1) * frobenius(x)**2, because=(nothing_gained, positive_ratio, *regular)),
    equals(stretch**2 * frobenius(x)**2, because=(law_of_cosines, z_nonzero)))
bounded = therefore(ForAll((x,), (), frobenius((G - Identity(d)) * x)**2 <= stretch**2 * frobenius(x)**2), because=(not_beyond, *regular))
moved_z = chain(
    frobenius((G - Identity(d)) * z)**2,
    equals(frobenius(q - z)**2, because=(g_maps_z_to_q, *regular)),
    equals(stretch**2 * frobenius(z)**2, because=z_nonzero))

distance_of_g_from_identity = Claim(
    name="How far G is from the identity",
    says=(Eq(spectral(G - Identity(d)), stretch), Eq(frobenius(G - Identity(d))**2, d * (scale - 1)**2 + 4 * scale * (1 - c))),
    given=(z_nonzero, q_nonzero, not_opposite),
    definitions=everything,
    proof=(positive_ratio, orthogonal_up_to_scale, law_of_cosines, turned_x, moved_x, length_of_gap, length_of_rest, product_of_both,
           nothing_gained, not_beyond, bounded, moved_z,
           therefore(Eq(spectral(G - Identity(d)), stretch), because=(
               using(spectral_norm_is_operator_norm, A_=G - Identity(d), a_=stretch, z_=z, n_=d, m_=d), bounded, moved_z, z_nonzero)),
           chain(frobenius(G - Identity(d))**2, equals(d * (scale - 1)**2 + 4 * scale * (1 - c), because=(scaled, rotation, cosine, *regular)))),
    holds_for=(example(d=2, z=[[3], [4]], q=[[0], [2]]), example(d=3, z=[[2], [0], [0]], q=[[0], [1], [0]]), example(d=1, z=[[2]], q=[[7]])),
    fails_for=(example(d=1, z=[[2]], q=[[-3]], note="opposite vectors: 0/0"), example(d=1, z=[[0]], q=[[1]], note="z = 0"),
               example(d=1, z=[[1]], q=[[0]], note="q = 0")),
    measured_by=measure_distance,
    equation="discussion after (6)",
    latex=r"\|G-I\|_2=\frac{\|q-z\|}{\|z\|},\qquad\|G-I\|_F^2=d(\lambda-1)^2+4\lambda(1-\cos\theta)",
    note="The article says that G is close to I when q is close to z; this is how close. The gradient changes by at most |q - z|/|z| of its length.",
    key=True)

# -- what a shift of the origin does ---------------------------------------------------------------------------------------

a, e, f = matrix("a e f", d, 1)                # the shift; any two codes
shifted_z, shifted_q = z + a, q + a
shifted_unit_z, shifted_unit_q = shifted_z / frobenius(shifted_z), shifted_q / frobenius(shifted_q)
shifted_both = shifted_unit_q + shifted_unit_z
shifted_c, shifted_scale = real("c' lambda'")
shifted_G = matrix("G'", d, d)
shifted_cosine = define(shifted_c, Trace(shifted_z.T * shifted_q) / (frobenius(shifted_z) * frobenius(shifted_q)), "the cosine of the angle between z + a and q + a")
shifted_ratio = define(shifted_scale, frobenius(shifted_q) / frobenius(shifted_z), "the ratio of the lengths after the shift")
shifted_trick = define(shifted_G, shifted_scale * (Identity(d) + 2 * shifted_unit_q * shifted_unit_z.T - shifted_both * shifted_both.T / (1 + shifted_c)),
                       "the rotation with the scale for z + a and q + a")
shift_nonzero = given("the shift is not 0", frobenius(a) > 0)
shifted_z_nonzero = given("z + a is not 0", frobenius(shifted_z) > 0)
shifted_q_nonzero = given("q + a is not 0", frobenius(shifted_q) > 0)
shifted_not_opposite = given("z + a and q + a are not opposite", Ne(shifted_c, -1))
shifted = (shifted_z_nonzero, shifted_q_nonzero, shifted_not_opposite)
unchanged = given("the shift does not change G", Eq(shifted_G, G))
no_gap = given("z is its own code", Eq(q, z))
v = q - z

maps_shifted = chain(shifted_G * shifted_z, equals(shifted_q, because=(shifted_trick, shifted_ratio, shifted_cosine, *shifted)))
maps = chain(G * z, equals(q, because=(g_maps_z_to_q, *regular)))
fixes_shift = chain(
    G * a,
    equals(G * shifted_z - G * z, because=arithmetic),
    equals(shifted_G * shifted_z - G * z, because=unchanged),
    equals(a, because=(maps_shifted, maps)))
unit_scale = chain(
    scale**2,
    equals(frobenius(G * a)**2 / frobenius(a)**2, because=(orthogonal_up_to_scale, shift_nonzero)),
    equals(1, because=(fixes_shift, shift_nonzero)))
turned_back = chain(
    G.T * a,
    equals(G.T * (G * a), because=fixes_shift),
    equals(scale**2 * a, because=(orthogonal_up_to_scale, z_nonzero, q_nonzero)),
    equals(a, because=unit_scale))
equal_products = chain(
    Trace(q.T * a),
    equals(Trace((G * z).T * a), because=maps),
    equals(Trace(z.T * (G.T * a)), because=arithmetic),
    equals(Trace(z.T * a), because=turned_back))
twist = chain(
    Trace(v.T * (G - G.T) * a),
    equals(2 / frobenius(z)**2 * (Trace(v.T * q) * Trace(z.T * a) - Trace(v.T * z) * Trace(q.T * a)), because=(scaled, rotation, ratio, *regular)))
no_twist = chain(
    Trace(v.T * (G - G.T) * a),
    equals(Trace(v.T * (G * a)) - Trace(v.T * (G.T * a)), because=arithmetic),
    equals(0, because=(fixes_shift, turned_back)))
across_z = chain(
    Trace(z.T * a) * frobenius(v)**2,
    equals(Trace(v.T * q) * Trace(z.T * a) - Trace(v.T * z) * Trace(q.T * a), because=equal_products),
    equals(frobenius(z)**2 / 2 * Trace(v.T * (G - G.T) * a), because=(twist, z_nonzero)),
    equals(0, because=no_twist))
shifted_twist = chain(
    Trace(v.T * (shifted_G - shifted_G.T) * a),
    equals(2 / frobenius(shifted_z)**2 * (Trace(v.T * shifted_q) * Trace(shifted_z.T * a) - Trace(v.T * shifted_z) * Trace(shifted_q.T * a)),
           because=(shifted_trick, shifted_ratio, *shifted)))
no_shifted_twist = chain(
    Trace(v.T * (shifted_G - shifted_G.T) * a),
    equals(Trace(v.T * (G - G.T) * a), because=unchanged),
    equals(0, because=no_twist))
across_shifted_z = chain(
    Trace(shifted_z.T * a) * frobenius(v)**2,
    equals(Trace(v.T * shifted_q) * Trace(shifted_z.T * a) - Trace(v.T * shifted_z) * Trace(shifted_q.T * a), because=equal_products),
    equals(frobenius(shifted_z)**2 / 2 * Trace(v.T * (shifted_G - shifted_G.T) * a), because=(shifted_twist, shifted_z_nonzero)),
    equals(0, because=no_shifted_twist))
product_of_lengths = chain(
    frobenius(v)**2 * frobenius(a)**2,
    equals(Trace(shifted_z.T * a) * frobenius(v)**2 - Trace(z.T * a) * frobenius(v)**2, because=arithmetic),
    equals(0, because=(across_z, across_shifted_z)))
vanishing_gap = chain(frobenius(v)**2, at_most(0, because=(product_of_lengths, shift_nonzero)))
no_gap_left = therefore(Eq(v, ZeroMatrix(d, 1)), because=(frobenius_norm_is_definite, vanishing_gap))
at_rest = chain(G, equals(Identity(d), because=(scaled, rotation, ratio, cosine, no_gap, z_nonzero)))
at_rest_shifted = chain(shifted_G, equals(Identity(d), because=(shifted_trick, shifted_ratio, shifted_cosine, no_gap, shifted_z_nonzero)))

moved_e, moved_f = matrix("e' f'", d, 1)
code_e, code_f = define(moved_e, e + a, "the code e after the shift"), define(moved_f, f + a, "the code f after the shift")
distance_e = chain(frobenius(shifted_z - moved_e), equals(frobenius(z - e), because=code_e))
distance_f = chain(frobenius(shifted_z - moved_f), equals(frobenius(z - f), because=code_f))
nearer = given("e is not farther than f", frobenius(z - e) <= frobenius(z - f))
nearer_after = given("e is not farther than f after the shift", frobenius(shifted_z - moved_e) <= frobenius(shifted_z - moved_f))

not_translation_invariant = Claim(
    name="Nearest-code assignment is translation invariant, the rotation trick is not",
    says=(Iff(frobenius(z - e) <= frobenius(z - f), frobenius(shifted_z - moved_e) <= frobenius(shifted_z - moved_f)),
          Iff(Eq(shifted_G, G), Eq(q, z))),
    given=(shift_nonzero, z_nonzero, q_nonzero, not_opposite, shifted_z_nonzero, shifted_q_nonzero, shifted_not_opposite),
    definitions=(cosine, rotation, ratio, scaled, shifted_cosine, shifted_ratio, shifted_trick, code_e, code_f),
    proof=(distance_e, distance_f, suppose(nearer, therefore(nearer_after.statement, because=(distance_e, distance_f, nearer))),
           suppose(nearer_after, therefore(nearer.statement, because=(distance_e, distance_f, nearer_after))),
           maps_shifted, maps, orthogonal_up_to_scale,
           suppose(unchanged, fixes_shift, unit_scale, turned_back, equal_products, twist, no_twist, across_z, shifted_twist,
                   no_shifted_twist, across_shifted_z, product_of_lengths, vanishing_gap, no_gap_left, therefore(Eq(q, z), because=no_gap_left)),
           suppose(no_gap, at_rest, at_rest_shifted, chain(shifted_G, equals(Identity(d), because=at_rest_shifted), equals(G, because=at_rest)))),
    holds_for=(example(d=2, z=[[1], [0]], q=[[0], [1]], a=[[1], [1]], e=[[1], [1]], f=[[0], [0]]),
               example(d=2, z=[[3], [4]], q=[[3], [4]], a=[[1], [-1]], e=[[1], [1]], f=[[0], [0]]),
               example(d=3, z=[[1], [0], [0]], q=[[0], [1], [0]], a=[[0], [0], [1]], e=[[2], [0], [1]], f=[[0], [0], [0]], note="a across z and q")),
    fails_for=(example(d=2, z=[[1], [0]], q=[[0], [1]], a=[[0], [0]], e=[[1], [1]], f=[[0], [0]], note="no shift"),
               example(d=1, z=[[1]], q=[[0]], a=[[1]], e=[[1]], f=[[0]], note="q = 0"),
               example(d=1, z=[[0]], q=[[1]], a=[[1]], e=[[1]], f=[[0]], note="z = 0"),
               example(d=1, z=[[1]], q=[[-2]], a=[[3]], e=[[1]], f=[[0]], note="z and q are opposite"),
               example(d=1, z=[[1]], q=[[2]], a=[[-1]], e=[[1]], f=[[0]], note="z + a = 0"),
               example(d=1, z=[[1]], q=[[2]], a=[[-2]], e=[[1]], f=[[0]], note="q + a = 0")),
    measured_by=measure_shift,
    equation="last remarks",
    latex=r"\arg\min_i\|z+a-(e_i+a)\|=\arg\min_i\|z-e_i\|,\qquad G(z+a,q+a)\ne G(z,q)",
    note="G stays the same under a shift only where z is its own code; the origin has become a special point.",
    key=True)

# -- what the commitment terms alone do: one coordinate of the gradient flow ----------------------------------------------

n = natural("n")                               # points of the code
k = index("k", 1, n)
beta, gamma = positive("beta gamma")           # weights of the codebook and the commitment term
code, output = function("q z")                 # code and encoder outputs at time t; output(k, t) is the k-th
code_flow = given("the code follows its gradient", ForAll((t,), (), Eq(Derivative(code(t), t), -2 * beta * Sum(code(t) - output(k, t), (k, 1, n)))))
output_flow = given("the outputs follow theirs", ForAll((t,), (), Eq(Derivative(output(k, t), t), -2 * gamma * (output(k, t) - code(t)))))
code_smooth = given("the code is differentiable in time", ForAll((t,), (), Differentiable(code(t), t)))
output_smooth = given("the outputs are differentiable in time", ForAll((t,), (), Differentiable(output(k, t), t)))
total = Sum(output(k, t), (k, 1, n))
centre = (gamma * code(0) + beta * Sum(output(k, 0), (k, 1, n))) / (gamma + n * beta)
rate = 2 * (gamma + n * beta)
kept_sum = chain(
    Derivative(gamma * code(t) + beta * total, t),
    equals(gamma * Derivative(code(t), t) + beta * Sum(Derivative(output(k, t), t), (k, 1, n)), because=(code_smooth, output_smooth)),
    equals(0, because=(code_flow, output_flow)))

no_collapse_to_zero = Claim(
    name="Optimising only the two commitment terms pulls codes and outputs together, not to zero",
    says=Eq(gamma * code(t) + beta * total, gamma * code(0) + beta * Sum(output(k, 0), (k, 1, n))),
    given=(code_flow, output_flow, code_smooth, output_smooth),
    proof=(kept_sum,),
    key=True)

article = Article(slug="vq-rotation-trick", title="The rotation trick for VQ: a general extension of the straight-through estimator",
                  source=source, title_zh="VQ的旋转技巧：梯度直通估计的一般推广",
                  claims=(ste_forward_and_jacobian, general_ste, inverted_as_printed, rotation_formula, rotation_second_form, g_maps_z_to_q, ratio_as_printed, gradient_norm_ratio, angle_claim_as_printed, projection_on_plane, angle_claim_false, angle_preserved_correctly, distance_of_g_from_identity, not_translation_invariant, no_collapse_to_zero))
