"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


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
