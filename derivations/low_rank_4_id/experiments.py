"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def arrays(seed, *shapes):
    """Seeded standard normal arrays."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def gap(what, found, expected, error):
    """The largest deviation of two arrays, which should be 0."""
    return Measurement(f"{what}: largest deviation", np.abs(found - expected).max(), 0, error)


def measure_coefficients():
    """NumPy's lstsq on three columns of a random 8x6 array; with a column written twice another solution costs the same."""
    which, step = arrays(1, (8, 6), (3, 6))
    found = []
    for name, chosen in (("columns 1, 4, 5", [0, 3, 4]), ("columns 1, 4, 4", [0, 3, 3])):
        skeleton = which[:, chosen]
        best = np.linalg.pinv(skeleton) @ which
        least = np.sum((which - skeleton @ best)**2)
        solved = np.linalg.lstsq(skeleton, which, rcond=None)
        found += [gap(f"lstsq, {name}", solved[0], best, 1e-12),
                  Measurement(f"cost nearby, {name}", np.sum((skeleton @ (best + 0.1 * step) - which)**2), least, 0, ">=")]
    null = np.array([[0.], [1.], [-1.]]) @ step[:1]      # moves weight between the two equal columns
    return [*found, Measurement("cost of another solution, columns 1, 4, 4", np.sum((skeleton @ (best + null) - which)**2), least, 1e-12),
            Measurement("its distance", np.linalg.norm(null), 0.1, 0, ">=")]


def measure_projector():
    """NumPy's QR of a random 8x3 array against numpy.linalg.pinv."""
    skeleton, = arrays(2, (8, 3))
    q, triangle = np.linalg.qr(skeleton)
    return [gap("Q Q^T against C pinv(C)", q @ q.T, skeleton @ np.linalg.pinv(skeleton), 1e-12),
            gap("R^-1 Q^T against pinv(C)", np.linalg.solve(triangle, q.T), np.linalg.pinv(skeleton), 1e-12)]


def pivoted(which, steps):
    """Column pivoting by the article's rule: the order of the columns, Q and R."""
    order, left, q = list(range(which.shape[1])), which.copy(), np.zeros((which.shape[0], 0))
    for step in range(steps):
        longest = step + int(np.argmax(np.sum(left[:, order[step:]]**2, axis=0)))
        order[step], order[longest] = order[longest], order[step]
        pivot = left[:, [order[step]]]
        q = np.hstack([q, pivot / np.linalg.norm(pivot)])
        left = which - q @ (q.T @ which)
    return order, q, q.T @ which[:, order]


def measure_pivots():
    """The smallest margins of the inequalities over 20 random arrays of each shape, tall and wide."""
    dominance, falling, shape = [], [], []
    for seed in range(20):
        for rows, columns in ((8, 6), (3, 5)):
            which, = arrays(seed, (rows, columns))
            steps = min(rows, columns)
            triangle = pivoted(which, steps)[2]
            dominance += [triangle[k, k]**2 - np.sum(triangle[k:, j]**2) for k in range(steps) for j in range(k, columns)]
            falling += list(-np.diff(np.abs(np.diag(triangle))))
            shape.append(np.abs(np.tril(triangle, -1)).max())
    return [Measurement("R_kk^2 less the squares below it in a later column, smallest", min(dominance), 0, 1e-12, ">="),
            Measurement("|R_kk| - |R_(k+1)(k+1)|, smallest", min(falling), 0, 1e-12, ">="),
            Measurement("entries of R below the diagonal, largest", max(shape), 0, 1e-12)]
