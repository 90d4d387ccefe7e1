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


def error_of(which, chosen):
    """The squared error of the best combinations of the chosen columns, by lstsq."""
    skeleton = which[:, chosen]
    return np.sum((which - skeleton @ np.linalg.lstsq(skeleton, which, rcond=None)[0])**2)


def greedy(which, size):
    """One column after the other, each with the least total error."""
    chosen = []
    while len(chosen) < size:
        rest = [k for k in range(which.shape[1]) if k not in chosen]
        chosen.append(min(rest, key=lambda k: error_of(which, [*chosen, k])))
    return chosen


def measure_single_column():
    """The error of each column of a random 8x6 array by lstsq, against the formula; the argmin and the argmax."""
    which, = arrays(4, (8, 6))
    errors = np.array([error_of(which, [k]) for k in range(6)])
    gains = np.sum((which.T @ which)**2, axis=0) / np.sum(which**2, axis=0)
    return [gap("errors", errors, np.sum(which**2) - gains, 1e-11),
            Measurement("argmin of the errors less argmax of the gains", errors.argmin() - gains.argmax(), 0, 0)]


def measure_longest():
    """The article's kind of example by lstsq, and the share of random arrays where the longest column is not the best."""
    which = np.array([[2, 0, 0, 0], [0, 1.5, 1.5, 1.5]])
    errors = [error_of(which, [k]) for k in range(4)]
    tried = [arrays(seed, (4, 6))[0] for seed in range(100)]
    missed = [error_of(one, [int(np.argmax(np.sum(one**2, axis=0)))]) > min(error_of(one, [k]) for k in range(6)) + 1e-9 for one in tried]
    return [gap("errors of the four columns", np.array(errors), np.array([6.75, 4, 4, 4]), 1e-12),
            Measurement("share of 100 random 4x6 arrays where it is not the best", np.mean(missed), 0.05, 0, ">=")]


def measure_greedy():
    """Both rules on the two arrays of the claim, and the share of random arrays where the greedy rule loses."""
    small = np.array([[1., 1, 1], [1, 1, 0], [1, 0, -1]])
    article = np.array([[-1., 1, -2, -2], [-1, 2, 0, 2], [-2, 1, -1, -2]])
    found = []
    for name, which, by_pivots, by_error in (("3x3", small, 1 / 6, 1 / 3), ("3x4", article, 1, 61 / 21)):
        found += [Measurement(f"error of column pivoting, {name}", error_of(which, pivoted(which, 2)[0][:2]), by_pivots, 1e-12),
                  Measurement(f"error of the greedy rule, {name}", error_of(which, greedy(which, 2)), by_error, 1e-12)]
    tried = [arrays(seed, (4, 6))[0] for seed in range(200)]
    lost = [error_of(one, greedy(one, 2)) > error_of(one, pivoted(one, 2)[0][:2]) + 1e-9 for one in tried]
    return [*found, Measurement("share of 200 random 4x6 arrays where the greedy rule loses", np.mean(lost), 0.02, 0, ">=")]


def measure_truncation():
    """The blocks of a pivoted factorisation of an 8x6 and of a wide 4x7 array, against norms and numpy.linalg.pinv."""
    found = []
    for seed, (rows, columns, size) in enumerate(((8, 6, 3), (4, 7, 2))):
        which, = arrays(10 + seed, (rows, columns))
        order, q, triangle = pivoted(which, min(rows, columns))
        skeleton, moved = which[:, order[:size]], which[:, order]
        made = np.hstack([np.eye(size), np.linalg.solve(triangle[:size, :size], triangle[:size, size:])])
        error = np.sum((moved - q[:, :size] @ triangle[:size])**2)
        found += [Measurement(f"error, {rows}x{columns}, r = {size}", error, np.sum(triangle[size:, size:]**2), 1e-12),
                  gap("Q R in the first columns against the skeleton", q[:, :size] @ triangle[:size, :size], skeleton, 1e-12),
                  gap("coefficients against pinv", made, np.linalg.pinv(skeleton) @ moved, 1e-12)]
    return found


def measure_kahan():
    """Pivoted Gram-Schmidt on Kahan's matrix, with 1e-10 of its diagonal added so that the pivots keep the order."""
    found = []
    for cosine, size in ((0.9, 4), (0.9, 6), (0.9, 10), (0.8, 4)):
        sine = np.sqrt(1 - cosine**2)
        which = np.diag(sine**np.arange(size)) @ (np.eye(size) - cosine * np.triu(np.ones((size, size)), 1))
        which += 1e-10 * np.diag(np.arange(size, 0, -1))
        order, _, triangle = pivoted(which, size)
        solved = np.linalg.solve(triangle[:-1, :-1], triangle[:-1, -1])
        found += [Measurement(f"displaced pivots, c = {cosine}, n = {size}", np.abs(np.array(order) - np.arange(size)).max(), 0, 0),
                  Measurement(f"largest |z|, c = {cosine}, n = {size}", np.abs(solved).max(), cosine * (1 + cosine)**(size - 2), 1e-4)]
    return found


def subsets(count, size):
    """The sets of that many of the numbers from 0 on, as lists."""
    return [list(chosen) for chosen in np.ndindex(*(count,) * size) if list(chosen) == sorted(set(chosen))]


def measure_volume():
    """Brute force over all 35 triples of columns of 40 random 6x7 arrays: the largest coefficient at the largest volume."""
    sizes = []
    for seed in range(40):
        which, = arrays(100 + seed, (6, 7))
        best = max(subsets(7, 3), key=lambda chosen: np.linalg.det(which[:, chosen].T @ which[:, chosen]))
        sizes.append(np.abs(np.linalg.pinv(which[:, best]) @ which).max())
    return [Measurement("largest coefficient", max(sizes), 1, 1e-9, "<="), Measurement("smallest of the largest", min(sizes), 1, 1e-9, ">=")]


def measure_all_skeletons():
    """Brute force over all sets of r columns of random arrays against the singular values."""
    found = []
    for seed, (rows, columns, size) in enumerate(((8, 6, 3), (4, 7, 2), (5, 5, 1))):
        which, = arrays(20 + seed, (rows, columns))
        tail = np.sum(np.linalg.svd(which, compute_uv=False)[size:]**2)
        best = min(error_of(which, chosen) for chosen in subsets(columns, size))
        found += [Measurement(f"best of all skeletons, {rows}x{columns}, r = {size}", best, tail, 1e-9, ">="),
                  Measurement("the same, against r + 1 times the squares that are cut", best, (size + 1) * tail, 1e-9, "<=")]
    return found
