"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def arrays(seed, *shapes):
    """Seeded standard normal arrays."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def factors(seed, rows, columns, size):
    """A random array of the given rank, and its two factors."""
    left, right = arrays(seed, (rows, size), (size, columns))
    return left @ right, left, right


def gap(what, found, expected, error):
    """The largest deviation of two arrays, which should be 0."""
    return Measurement(f"{what}: largest deviation", np.abs(found - expected).max(), 0, error)


def measure_invariance():
    """Norms before and after; under a matrix whose rows alone are orthonormal the norm falls."""
    wide, body, other = arrays(1, (6, 4), (4, 3), (6, 5))
    turn = np.linalg.qr(wide)[0]
    return [Measurement("|UM|_F, U 6 by 4 with orthonormal columns", np.linalg.norm(turn @ body), np.linalg.norm(body), 1e-12),
            Measurement("|U^T M|_F - |M|_F", np.linalg.norm(turn.T @ other) - np.linalg.norm(other), -0.1, 0, "<=")]


def measure_gradient():
    """Central differences at every entry: exact for a quadratic but for rounding, about 1e-16 * 100 / h."""
    found, h = [], 1e-4
    for rows, inner, columns in ((4, 3, 2), (2, 5, 1), (1, 1, 1)):
        a, b, goal = arrays(rows, (rows, inner), (inner, columns), (rows, columns))
        numeric = np.zeros_like(b)
        for place in np.ndindex(b.shape):
            step = np.zeros_like(b)
            step[place] = h
            numeric[place] = (np.sum((a @ (b + step) - goal)**2) - np.sum((a @ (b - step) - goal)**2)) / (2 * h)
        found.append(gap(f"gradient, {rows}x{inner} times {inner}x{columns}", numeric, 2 * a.T @ (a @ b - goal), 1e-8))
    return found


def measure_least_squares():
    """NumPy's lstsq against the normal equations, and the cost of random neighbours."""
    a, goal, *others = arrays(3, (6, 3), (6, 4), *[(3, 4)] * 20)
    closed = np.linalg.inv(a.T @ a) @ a.T @ goal
    costs = [np.sum((a @ (closed + 0.01 * other) - goal)**2) for other in others]
    return [gap("lstsq", closed, np.linalg.lstsq(a, goal, rcond=None)[0], 1e-12),
            Measurement("least cost of 20 neighbours", min(costs), np.sum((a @ closed - goal)**2), 0, ">=")]


def measure_full_rank():
    """numpy.linalg.pinv; the normal equations lose about condition^2 * 1e-16, relative to |A^+|."""
    found = []
    for name, which in (("6x3", arrays(4, (6, 3))[0]), ("Hilbert 6x4", 1 / (np.arange(6)[:, None] + np.arange(4) + 1.0))):
        error, scale = 1e-14 * np.linalg.cond(which)**2, np.linalg.norm(np.linalg.pinv(which))
        tall, flat = np.linalg.inv(which.T @ which) @ which.T, which @ np.linalg.inv(which.T @ which)
        found += [gap(f"{name}, columns", tall / scale, np.linalg.pinv(which) / scale, error),
                  gap(f"{name} transposed, rows", flat / scale, np.linalg.pinv(which.T) / scale, error)]
    return found


def measure_deficient():
    """All X_0 + N with P N = 0 cost the same, n - s; these N fill (r - s) n dimensions."""
    which, left, right = factors(5, 7, 4, 2)
    base, free = np.linalg.pinv(which), arrays(6, (4, 7))[0]
    other = base + free - np.linalg.pinv(right) @ right @ free
    return [Measurement("cost of the pseudo-inverse, 7x4 of rank 2", np.sum((which @ base - np.eye(7))**2), 5, 1e-12),
            Measurement("cost of X_0 + N", np.sum((which @ other - np.eye(7))**2), 5, 1e-11),
            gap("P X against A_s^+", right @ other, np.linalg.pinv(left), 1e-12),
            Measurement("dimension of {N: P N = 0}", 28 - np.linalg.matrix_rank(np.kron(np.eye(7), right)), 14, 0)]


def measure_reflexive():
    """Y A_s^+ meets both conditions of the article and yet is far from numpy.linalg.pinv; X A is not symmetric."""
    which, left, right = factors(5, 7, 4, 2)
    free = arrays(7, (4, 2))[0]
    other = (np.linalg.pinv(right) + free - np.linalg.pinv(right) @ right @ free) @ np.linalg.pinv(left)
    return [gap("P X against A_s^+", right @ other, np.linalg.pinv(left), 1e-12), gap("X A X against X", other @ which @ other, other, 1e-12),
            Measurement("distance from numpy.linalg.pinv", np.linalg.norm(other - np.linalg.pinv(which)), 0.1, 0, ">="),
            Measurement("asymmetry of X A", np.linalg.norm(other @ which - (other @ which).T), 0.1, 0, ">=")]


def measure_ridge():
    """lstsq on the stacked system [A; sqrt(eps) I]; the error allows for the condition number of the ridge, about 10 / eps."""
    which = factors(5, 7, 4, 2)[0]
    target, found = np.vstack([np.eye(7), np.zeros((4, 7))]), []
    for weight in (1.0, 0.05, 1e-3):
        stacked = np.linalg.lstsq(np.vstack([which, np.sqrt(weight) * np.eye(4)]), target, rcond=None)[0]
        found.append(gap(f"ridge, eps = {weight}", np.linalg.solve(which.T @ which + weight * np.eye(4), which.T), stacked, 1e-13 / weight))
    return [*found, Measurement("least eigenvalue of A^T A + 0.05 I", np.linalg.eigvalsh(which.T @ which + 0.05 * np.eye(4))[0], 0.05, 1e-12)]


def measure_decomposed():
    """NumPy's singular value decomposition put together, for a 6x5 array of rank 3."""
    which = factors(10, 6, 5, 3)[0]
    left, values, right = np.linalg.svd(which, full_matrices=False)
    left, values, right = left[:, :3], values[:3], right[:3].T
    ridge_by_solving = np.linalg.solve(which.T @ which + 0.3 * np.eye(5), which.T)
    return [gap("V S^-1 U^T against pinv", right / values @ left.T, np.linalg.pinv(which), 1e-12),
            gap("V S/(S^2 + eps) U^T against the ridge", right * (values / (values**2 + 0.3)) @ left.T, ridge_by_solving, 1e-12)]


def measure_limit():
    """The spectral error against numpy.linalg.pinv; rounding adds about 1e-16 |A|^3 / eps, which the series shows at small eps."""
    found = []
    for name, which in (("7x4 of rank 2", factors(5, 7, 4, 2)[0]), ("4x7 of rank 2", factors(8, 4, 7, 2)[0]), ("5x3", arrays(9, (5, 3))[0])):
        values = np.linalg.svd(which, compute_uv=False)
        least, measured, formula = values[values > 1e-10][-1], [], []
        for weight in 10.0**-np.arange(13):
            ridge_at = np.linalg.solve(which.T @ which + weight * np.eye(which.shape[1]), which.T)
            measured.append((weight, np.linalg.norm(ridge_at - np.linalg.pinv(which), 2)))
            formula.append((weight, weight / (least * (least**2 + weight))))
        pictures = ((f"measured, {name}", tuple(measured)), (f"formula, {name}", tuple(formula)))
        found += [Measurement(f"spectral error at eps = 1e-{place}, {name}", measured[place][1], formula[place][1],
                              1e-14 * values[0]**3 * 10**place, series=pictures if place == 2 else ()) for place in (2, 4)]
    return found


def measure_eigen():
    """eigh of A^T A against pinv; squaring costs condition^2 * 1e-16, so singular values below 1e-8 of the largest are lost."""
    graded = np.linalg.qr(arrays(12, (6, 3))[0])[0] @ np.diag([1, 1e-2, 1e-4]) @ np.linalg.qr(arrays(13, (3, 3))[0])[0]
    cases_tried = (("7x4 of rank 2", factors(5, 7, 4, 2)[0], 1e-12), ("5x3", arrays(9, (5, 3))[0], 1e-12), ("condition 1e4", graded, 1e-6))
    found = []
    for name, which, error in cases_tried:
        values, vectors = np.linalg.eigh(which.T @ which)
        kept = values > 1e-12 * values[-1]
        made = vectors * np.where(kept, 1 / np.where(kept, values, 1), 0) @ vectors.T @ which.T
        scale = np.linalg.norm(np.linalg.pinv(which))
        found += [gap(f"{name}, relative", made / scale, np.linalg.pinv(which) / scale, error),
                  gap(f"{name}, A v where lambda = 0", np.append(which @ vectors[:, ~kept], 0), 0, 1e-7)]
    return found
