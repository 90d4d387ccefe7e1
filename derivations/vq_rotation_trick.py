"""The rotation trick for vector quantisation: a straight-through estimator that turns and scales the gradient.

Every identity holds for all dimensions: the rotation as printed (it is 0/0 for opposite vectors, which the article does not mention), the
estimator for any matrix, the length of the gradient, and the exact distance of G from the identity.  Five statements are false as printed.
The gradient at q is not G times that at z.  The ratio of the lengths of the gradients is the reciprocal of the one named.  The angle between the
gradients is that between q and z only for gradients in their plane; what is preserved is the angle of each gradient with its own point.  Outputs
of one cell share a gradient only if they share the target.  The two commitment terms alone pull codes and outputs to a weighted mean, not to 0.
"""

import numpy as np
from sympy import Derivative, Determinant, Eq, Identity, Lambda, MatMul, Ne, Sum, Trace, ZeroMatrix, exp, oo

from verifier.language import *

source = Source("Su", 2024, "VQ的旋转技巧：梯度直通估计的一般推广", url="https://kexue.fm/archives/10489")

# Notation
d = natural("d")                            # length of the vectors
i, j = index("i", 1, d), index("j", 1, d)
t, s, r = real("t s r")                     # a small step or a time; times
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


def measure_fast():
    """The two inner products against the matrix, and twice the forward value against one frozen G."""
    found = []
    for start, end in pairs(7):
        r, size = unit(unit(start) + unit(end)), len(start)
        other = np.random.default_rng(size).standard_normal(size)
        quick = np.linalg.norm(end) / np.linalg.norm(start) * (other + 2 * unit(end) * (unit(start) @ other) - 2 * r * (r @ other))
        error = 1e-12 * size / (1 + unit(start) @ unit(end)) * np.linalg.norm(end) / np.linalg.norm(start)
        found.append(Measurement(f"G x, d = {size}", np.abs(quick - trick(start, end) @ other).max(), 0, error))
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


def measure_cell():
    """Central differences of the loss with sg frozen, for two outputs of a cell and two targets."""
    rng, h = np.random.default_rng(8), 1e-4
    decoder, code, first, second, goal, other = (rng.standard_normal(shape) for shape in ((5, 3), 3, 3, 3, 5, 5))
    slopes = [[(np.sum((decoder @ (z + h * e + (code - z)) - x)**2) - np.sum((decoder @ (z - h * e + (code - z)) - x)**2)) / (2 * h) for e in np.eye(3)]
              for z, x in ((first, goal), (second, goal), (first, other))]
    return [Measurement("two outputs, one target", np.abs(np.subtract(slopes[0], slopes[1])).max(), 0, 1e-9),
            Measurement("one output, two targets", np.abs(np.subtract(slopes[0], slopes[2]) - 2 * decoder.T @ (other - goal)).max(), 0, 1e-9)]


def measure_mean():
    """Random neighbours of the mean all cost more, by n times the squared distance."""
    rng = np.random.default_rng(9)
    points, steps = rng.standard_normal((7, 4)), rng.standard_normal((1000, 4)) / 10
    least = np.sum((points - points.mean(axis=0))**2)
    costs = np.sum((points - (points.mean(axis=0) + steps)[:, None])**2, axis=(1, 2))
    return [Measurement("least cost of 1000 neighbours", costs.min(), least, 0, ">="),
            Measurement("excess against n |step|^2", np.abs(costs - least - 7 * np.sum(steps**2, axis=1)).max(), 0, 1e-12)]


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


def measure_flow():
    """Gradient descent with small steps on the two terms for five points in R^3; its path is off by the order of the step."""
    rng = np.random.default_rng(6)
    points, code, beta, gamma, step = rng.standard_normal((5, 3)) + 1, np.zeros(3), 1.0, 0.25, 1e-4
    centre, gap, spread = (gamma * code + beta * points.sum(axis=0)) / (gamma + 5 * beta), code - points.mean(axis=0), points - points.mean(axis=0)
    found = []
    for number in range(1, 200_001):
        code, points = code - 2 * beta * step * (code - points).sum(axis=0), points - 2 * gamma * step * (points - code)
        if number in (1000, 10_000):
            time = number * step
            path = centre + 5 * beta / (gamma + 5 * beta) * gap * np.exp(-2 * (gamma + 5 * beta) * time)
            others = centre - gamma / (gamma + 5 * beta) * gap * np.exp(-2 * (gamma + 5 * beta) * time) + spread * np.exp(-2 * gamma * time)
            found += [Measurement(f"code at time {time}", np.abs(code - path).max(), 0, 1e-3),
                      Measurement(f"outputs at time {time}", np.abs(points - others).max(), 0, 1e-3)]
    return [*found, Measurement("outputs at time 20 against the limit", np.abs(points - centre).max(), 0, 2e-4),
            Measurement("length of the limit", np.linalg.norm(centre), 0.5, 0, ">=")]


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
    fails_for=(example(d=1, z=[[2]], q=[[-3]], x=[[0]], note="opposite vectors: 0/0"), example(d=1, z=[[0]], q=[[1]], x=[[0]], note="z = 0"),
               example(d=1, z=[[1]], q=[[0]], x=[[0]], note="q = 0")),
    measured_by=measure_rotation,
    equation="(5)",
    latex=r"R=I+2\tilde q\tilde z^\top-\frac{(\tilde q+\tilde z)(\tilde q+\tilde z)^\top}{1+\cos\theta},\quad R^\top R=I,\ \det R=1,\ R\tilde z=\tilde q,\ R|_{\{\tilde z,\tilde q\}^\perp}=I",
    note="The article does not mention opposite vectors, where the formula is 0/0. R is the product of two reflections, which gives the determinant.",
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

kept = z + t * h + (q - held)

kept_entry, plain_entry = Lambda(t, entry(z + t * unit_j + (q - held) - q, i, 1) / t), Lambda(t, entry(t * unit_j, i, 1) / t)
kept_loss, plain_loss = Lambda(t, (L(kept) - L(q)) / t), Lambda(t, (L(q + t * h) - L(q)) / t)
one_entry = therefore(Tends(entry(Identity(d), i, j), t, 0, entry(Identity(d), i, j)), because=limit_of_constant)
plain_entry_tends = therefore(Tends(plain_entry(t), t, 0, entry(Identity(d), i, j)), because=one_entry)
plain_loss_tends = therefore(Tends(plain_loss(t), t, 0, Trace(g.T * h)), because=using(slope_of_loss, (x, h)))
same_entry = therefore(ForAll((t,), (Ne(t, 0),), Eq(kept_entry(t), plain_entry(t))), because=same_value)
same_loss = therefore(ForAll((t,), (Ne(t, 0),), Eq(kept_loss(t), plain_loss(t))), because=same_value)
ste_forward_and_jacobian = Claim(
    name="Straight-through estimator: value q, Jacobian identity",
    says=(Eq(z + (q - held), q), Tends(kept_entry(t), t, 0, entry(Identity(d), i, j)), Tends(kept_loss(t), t, 0, Trace(g.T * h))),
    given=(same_value, slope_of_loss),
    proof=(chain(z + (q - held), equals(q, because=same_value)), one_entry, plain_entry_tends, plain_loss_tends, same_entry, same_loss,
           therefore(Tends(kept_entry(t), t, 0, entry(Identity(d), i, j)),
                     because=(using(limit_of_equal_functions, F=kept_entry, G=plain_entry), same_entry, plain_entry_tends)),
           therefore(Tends(kept_loss(t), t, 0, Trace(g.T * h)),
                     because=(using(limit_of_equal_functions, F=kept_loss, G=plain_loss), same_loss, plain_loss_tends))),
    holds_for=(example(d=2, z=[[2], [1]], z_0=[[2], [1]], q=[[3], [-1]], g=[[6], [-2]], h=[[1], [4]], L=Lambda(x, Trace(x.T * x))),
               example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[14]], h=[[1]], L=Lambda(x, Trace(x.T * x)))),
    fails_for=(example(d=1, z=[[2]], z_0=[[2]], q=[[7]], g=[[0]], h=[[1]], L=Lambda(x, Trace(x.T * x)), note="g is not the gradient"),
               example(d=1, z=[[2]], z_0=[[1]], q=[[7]], g=[[14]], h=[[1]], L=Lambda(x, Trace(x.T * x)), note="another value under sg")),
    measured_by=measure_ste,
    equation="(2)",
    latex=r"z_q=z+\mathrm{sg}[q-z]\Rightarrow z_q=q,\quad\frac{\partial z_q}{\partial z}=I,\quad\frac{\partial\mathcal L}{\partial z}=\frac{\partial\mathcal L}{\partial z_q}",
    key=True)

outputs = natural("p")                         # size of the decoder's output
D = matrix("D", outputs, d)                    # a linear decoder
target, other_target = matrix("x_1 x_2", outputs, 1)
slope, other_slope = 2 * D.T * (D * q - target), 2 * D.T * (D * q - other_target)
loss_quotient = (frobenius(D * (z + t * h + (q - z)) - target)**2 - frobenius(D * q - target)**2) / t
value_stays = therefore(Tends(Trace(slope.T * h), t, 0, Trace(slope.T * h)), because=limit_of_constant)
square_stays = therefore(Tends(frobenius(D * h)**2, t, 0, frobenius(D * h)**2), because=limit_of_constant)
step_vanishes = therefore(Tends(t, t, 0, 0), because=limit_of_identity)
rest_vanishes = therefore(Tends(frobenius(D * h)**2 * t, t, 0, 0), because=(limit_of_product, square_stays, step_vanishes))
sum_tends = therefore(Tends(Trace(slope.T * h) + frobenius(D * h)**2 * t, t, 0, Trace(slope.T * h)), because=(limit_of_sum, value_stays, rest_vanishes))

same_gradient_as_printed = Claim(
    name="All encoder outputs of one cell receive the same gradient (only with the same target)",
    says=Eq(slope, other_slope),
    expected=REFUTED,
    fails_for=(example(d=1, p=1, D=[[1]], q=[[0]], x_1=[[0]], x_2=[[1]]),),
    equation="text before (4)", latex=r"\frac{\partial\mathcal L}{\partial z}\text{ is the same for all }z\text{ of a cell}",
    note="The outputs of a cell come from different inputs, and the loss compares with the input.")

ste_gradient_same_in_cell = Claim(
    name="What the straight-through gradient depends on: the code and the target, not the place of z in its cell",
    says=(Tends(loss_quotient, t, 0, Trace(slope.T * h)), Eq(slope - other_slope, 2 * D.T * (other_target - target))),
    proof=(value_stays, square_stays, step_vanishes, rest_vanishes, sum_tends, therefore(Tends(loss_quotient, t, 0, Trace(slope.T * h)), because=sum_tends),
           chain(slope - other_slope, equals(2 * D.T * (other_target - target), because=arithmetic))),
    holds_for=(example(d=2, p=1, D=[[1, 2]], q=[[3], [0]], h=[[1], [-1]], x_1=[[2]], x_2=[[7]]),
               example(d=1, p=2, D=[[1], [0]], q=[[3]], h=[[1]], x_1=[[2], [4]], x_2=[[0], [1]])),
    measured_by=measure_cell,
    corrects=same_gradient_as_printed,
    equation="text before (4)",
    latex=r"\frac{\partial\mathcal L}{\partial z}=\nabla\ell_x(q),\ \ell_x(q)=\|x-\mathrm{dec}(q)\|^2:\ \text{depends on }(q,x)\text{ only}",
    note="Here for a linear decoder and squared error: z cancels from the forward value, the targets do not.")

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

# -- the codebook term ---------------------------------------------------------------------------------------------------

members = natural("n")
l = index("l", 1, members)
new_code, middle, member = point("w"), point("m"), trajectory("p")  # a candidate code, the mean of a cell and its outputs
middle_is_mean = define(middle, Sum(member(l), (l, 1, members)) / members, "the mean of the cell")
cost, least_cost = Sum(norm(new_code - member(l))**2, (l, 1, members)), Sum(norm(middle - member(l))**2, (l, 1, members))
balanced = chain(members * middle - Sum(member(l), (l, 1, members)), equals(0, because=middle_is_mean))
spread_around = chain(
    cost,
    equals(least_cost + members * norm(new_code - middle)**2 + 2 * dot(new_code - middle, members * middle - Sum(member(l), (l, 1, members))),
           because=arithmetic),
    equals(least_cost + members * norm(new_code - middle)**2, because=balanced))
as_good = given("w does as well as the mean", Eq(cost, least_cost))
is_mean = given("w is the mean", Eq(new_code, middle))
gap_squared = chain(norm(new_code - middle)**2, at_most(0, because=(spread_around, as_good)))
no_distance = therefore(norm(new_code - middle) <= 0, because=(using(square_reflects_order, x_=norm(new_code - middle), y_=0), gap_squared))

codebook_term_is_k_means = Claim(
    name="The codebook term moves a code to the mean of its members",
    says=(cost >= least_cost, Iff(Eq(cost, least_cost), Eq(new_code, middle))),
    definitions=(middle_is_mean,),
    proof=(balanced, spread_around,
           chain(cost, equals(least_cost + members * norm(new_code - middle)**2, because=spread_around), at_least(least_cost, because=arithmetic)),
           suppose(as_good, gap_squared, no_distance, therefore(Eq(new_code, middle), because=(distance_zero_only_for_equal_points, no_distance))),
           suppose(is_mean, chain(cost, equals(least_cost, because=is_mean)))),
    holds_for=(example(n=2, w=[2, 1], p=[[1, 5], [3, -3]]), example(n=3, w=[1, 2], p=[[0, 0], [2, 2], [4, 1]]), example(n=1, w=[3], p=[[3]])),
    measured_by=measure_mean,
    equation="text on the beta term", latex=r"\arg\min_q\sum_{j=1}^n\|q-z_j\|^2=\frac1n\sum_jz_j",
    note="The mean is the only minimiser: the excess of any other code is n times its squared distance from the mean.")

# -- what the commitment terms alone do: one coordinate of the gradient flow ----------------------------------------------

n = members                                    # points of the code
k, m = index("k m", 1, n)
beta, gamma = positive("beta gamma")           # weights of the codebook and the commitment term
code, output = function("q z")                 # code and encoder outputs at time t; output(k, t) is the k-th
code_flow = given("the code follows its gradient", ForAll((t,), (), Eq(Derivative(code(t), t), -2 * beta * Sum(code(t) - output(k, t), (k, 1, n)))))
output_flow = given("the outputs follow theirs", ForAll((t,), (), Eq(Derivative(output(k, t), t), -2 * gamma * (output(k, t) - code(t)))))
code_smooth = given("the code is differentiable in time", ForAll((t,), (), Differentiable(code(t), t)))
output_smooth = given("the outputs are differentiable in time", ForAll((t,), (), Differentiable(output(k, t), t)))
total = Sum(output(k, t), (k, 1, n))
centre = (gamma * code(0) + beta * Sum(output(k, 0), (k, 1, n))) / (gamma + n * beta)
rate = 2 * (gamma + n * beta)
smooth = (code_smooth, output_smooth)
flows = (code_flow, output_flow, code_smooth, output_smooth)
sum_at_start, sum_at_s = Sum(output(k, 0), (k, 1, n)), Sum(output(k, s), (k, 1, n))
first_gap, first_spread = code(0) - sum_at_start / n, output(m, 0) - sum_at_start / n
kept_sum = chain(
    Derivative(gamma * code(s) + beta * sum_at_s, s),
    equals(gamma * Derivative(code(s), s) + beta * Sum(Derivative(output(k, s), s), (k, 1, n)), because=smooth),
    equals(0, because=(code_flow, output_flow)))
kept_gap = chain(
    Derivative(exp(rate * s) * (code(s) - sum_at_s / n), s),
    equals(exp(rate * s) * (rate * (code(s) - sum_at_s / n) + Derivative(code(s), s) - Sum(Derivative(output(k, s), s), (k, 1, n)) / n), because=smooth),
    equals(0, because=(code_flow, output_flow)))
kept_spread = chain(
    Derivative(exp(2 * gamma * s) * (output(m, s) - sum_at_s / n), s),
    equals(exp(2 * gamma * s) * (2 * gamma * (output(m, s) - sum_at_s / n) + Derivative(output(m, s), s) - Sum(Derivative(output(k, s), s), (k, 1, n)) / n),
           because=smooth),
    equals(0, because=(code_flow, output_flow)))
always_kept_sum = therefore(ForAll((s,), (), Eq(Derivative(gamma * code(s) + beta * sum_at_s, s), 0)), because=kept_sum)
always_kept_gap = therefore(ForAll((s,), (), Eq(Derivative(exp(rate * s) * (code(s) - sum_at_s / n), s), 0)), because=kept_gap)
always_kept_spread = therefore(ForAll((s,), (), Eq(Derivative(exp(2 * gamma * s) * (output(m, s) - sum_at_s / n), s), 0)), because=kept_spread)
sum_at_r = Sum(output(k, r), (k, 1, n))
conserved = therefore(Eq(gamma * code(r) + beta * sum_at_r, gamma * code(0) + beta * sum_at_start), because=(
    using(zero_derivative_is_constant, F_=Lambda(s, gamma * code(s) + beta * sum_at_s), a_=r, b_=0), always_kept_sum))
gap_law = therefore(Eq(exp(rate * r) * (code(r) - sum_at_r / n), first_gap), because=(
    using(zero_derivative_is_constant, F_=Lambda(s, exp(rate * s) * (code(s) - sum_at_s / n)), a_=r, b_=0), always_kept_gap))
spread_law = therefore(Eq(exp(2 * gamma * r) * (output(m, r) - sum_at_r / n), first_spread), because=(
    using(zero_derivative_is_constant, F_=Lambda(s, exp(2 * gamma * s) * (output(m, s) - sum_at_s / n)), a_=r, b_=0), always_kept_spread))
code_solved = chain(
    code(r),
    equals((gamma * code(r) + beta * sum_at_r) / (gamma + n * beta)
           + n * beta / (gamma + n * beta) * exp(-rate * r) * (exp(rate * r) * (code(r) - sum_at_r / n)), because=arithmetic),
    equals(centre + n * beta / (gamma + n * beta) * first_gap * exp(-rate * r), because=(conserved, gap_law)))
output_solved = chain(
    output(m, r),
    equals((gamma * code(r) + beta * sum_at_r) / (gamma + n * beta)
           - gamma / (gamma + n * beta) * exp(-rate * r) * (exp(rate * r) * (code(r) - sum_at_r / n))
           + exp(-2 * gamma * r) * (exp(2 * gamma * r) * (output(m, r) - sum_at_r / n)), because=arithmetic),
    equals(centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * r) + first_spread * exp(-2 * gamma * r),
           because=(conserved, gap_law, spread_law)))
code_path = centre + n * beta / (gamma + n * beta) * first_gap * exp(-rate * t)
output_path = centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * t) + first_spread * exp(-2 * gamma * t)
code_always = therefore(ForAll((r,), (), Eq(code(r), centre + n * beta / (gamma + n * beta) * first_gap * exp(-rate * r))), because=code_solved)
output_always = therefore(ForAll((r,), (), Eq(output(m, r), centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * r)
                                                                     + first_spread * exp(-2 * gamma * r))), because=output_solved)
centre_stays = therefore(Tends(centre, t, oo, centre), because=limit_of_constant)
gap_fades = therefore(Tends(n * beta / (gamma + n * beta) * first_gap * exp(-rate * t), t, oo, 0), because=(
    using(exponential_decay, c_=n * beta / (gamma + n * beta) * first_gap, k_=rate)))
other_gap_fades = therefore(Tends(-gamma / (gamma + n * beta) * first_gap * exp(-rate * t), t, oo, 0), because=(
    using(exponential_decay, c_=-gamma / (gamma + n * beta) * first_gap, k_=rate)))
spread_fades = therefore(Tends(first_spread * exp(-2 * gamma * t), t, oo, 0), because=using(exponential_decay, c_=first_spread, k_=2 * gamma))
code_tends = therefore(Tends(code_path, t, oo, centre), because=(limit_of_sum, centre_stays, gap_fades))
both_fade = therefore(Tends(centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * t), t, oo, centre), because=(limit_of_sum, centre_stays, other_gap_fades))
output_tends = therefore(Tends(output_path, t, oo, centre), because=(limit_of_sum, both_fade, spread_fades))

collapse_as_printed = Claim(
    name="Optimising only the two commitment terms drives codes and outputs to 0 (it does not)",
    says=(Tends(code(t), t, oo, 0), Tends(output(m, t), t, oo, 0)),
    given=(code_flow, output_flow, code_smooth, output_smooth),
    expected=REFUTED,
    refuted_by=counterexample((n, 1), (beta, 1), (gamma, 1), (code, Lambda(t, 1)), (output, Lambda((k, t), 1)),
                              proof=therefore(Tends(1, t, oo, 1), because=limit_of_constant)),
    equation="explanation of the collapse", latex=r"q,z\to0",
    note="Where the codes already sit on their points nothing moves at all; from elsewhere both go to a weighted mean. What collapses is the "
         "spread inside a cell. A collapse to the origin needs more than these two terms.")

no_collapse_to_zero = Claim(
    name="Optimising only the two commitment terms pulls codes and outputs together, not to zero",
    says=(Eq(gamma * code(t) + beta * total, gamma * code(0) + beta * sum_at_start), Eq(code(t), code_path), Eq(output(m, t), output_path),
          Tends(code(t), t, oo, centre), Tends(output(m, t), t, oo, centre)),
    given=(code_flow, output_flow, code_smooth, output_smooth),
    proof=(kept_sum, kept_gap, kept_spread, always_kept_sum, always_kept_gap, always_kept_spread, conserved, gap_law, spread_law,
           code_solved, output_solved, code_always, output_always, centre_stays, gap_fades, other_gap_fades, spread_fades, code_tends, both_fade, output_tends,
           therefore(Eq(gamma * code(t) + beta * total, gamma * code(0) + beta * sum_at_start), because=(
               using(zero_derivative_is_constant, F_=Lambda(s, gamma * code(s) + beta * sum_at_s), a_=t, b_=0), always_kept_sum)),
           therefore(Eq(code(t), code_path), because=code_always), therefore(Eq(output(m, t), output_path), because=output_always),
           therefore(Tends(code(t), t, oo, centre), because=(limit_of_equal_functions, code_always, code_tends)),
           therefore(Tends(output(m, t), t, oo, centre), because=(limit_of_equal_functions, output_always, output_tends))),
    holds_for=(example(n=2, beta=2, gamma=1, t=half(), m=1, q=Lambda(t, Rational(4, 5) - Rational(4, 5) * exp(-10 * t)),
                       z=Lambda((k, t), Rational(4, 5) + Rational(1, 5) * exp(-10 * t) + (3 - 2 * k) * exp(-2 * t))),
               example(n=1, beta=1, gamma=1, t=1, q=Lambda(t, half() - half() * exp(-4 * t)), z=Lambda((k, t), half() + half() * exp(-4 * t)))),
    fails_for=(example(n=1, beta=1, gamma=1, t=1, q=Lambda(t, 1), z=Lambda((k, t), 1 + exp(-2 * t)), note="the code stands still"),
               example(n=1, beta=1, gamma=1, t=1, q=Lambda(t, 1 + exp(-2 * t)), z=Lambda((k, t), 1), note="the output stands still")),
    measured_by=measure_flow,
    corrects=collapse_as_printed,
    equation="explanation of the collapse",
    latex=r"\dot q=-2\beta(q-z),\ \dot z=-2\gamma(z-q):\quad\gamma q+\beta z=\text{const},\quad q,z\to\frac{\gamma q_0+\beta z_0}{\beta+\gamma};\qquad n\text{ points per code: }q,z_j\to\frac{\gamma q_0+\beta\sum_jz_{j,0}}{\gamma+n\beta}",
    note="The limit is a weighted mean, and 0 only where that mean is 0; with a short code and beta = 1, gamma = 1/4 it is about 0.8 of z.",
    key=True)

article = Article(slug="vq-rotation-trick", title="The rotation trick for VQ: a general extension of the straight-through estimator",
                  source=source, title_zh="VQ的旋转技巧：梯度直通估计的一般推广",
                  claims=(ste_forward_and_jacobian, codebook_term_is_k_means, same_gradient_as_printed, ste_gradient_same_in_cell, general_ste, inverted_as_printed, rotation_formula, rotation_second_form, g_maps_z_to_q, fast_application, stop_gradient_on_g_is_essential, ratio_as_printed, gradient_norm_ratio, angle_claim_as_printed, projection_on_plane, angle_claim_false, angle_preserved_correctly, distance_of_g_from_identity, not_translation_invariant, collapse_as_printed, no_collapse_to_zero))
