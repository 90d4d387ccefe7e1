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


SIZES = ((9, 8, 2), (5, 4, 4), (4, 7, 1))       # n, m, r


def linear_map(a, b):
    """The matrix of (H_A, H_B) -> H_A B + A H_B on stacked columns."""
    return np.hstack([np.kron(b.T, np.eye(len(a))), np.kron(np.eye(b.shape[1]), a)])


def solved(a, b, g, free):
    """The closed form of the directions."""
    left, right = np.linalg.inv(a.T @ a), np.linalg.inv(b @ b.T)
    return g @ b.T @ right + a @ free, left @ a.T @ g @ (np.eye(b.shape[1]) - b.T @ right @ b) - free @ b


def measure_kernel():
    """Rank of the linear map against r (n + m - r), and members of the family in its null space."""
    found = []
    for rows, columns, size in SIZES:
        a, b, free = arrays(size, (rows, size), (size, columns), (size, size))
        found += [Measurement(f"rank, {rows}x{columns}, r = {size}", np.linalg.matrix_rank(linear_map(a, b)), size * (rows + columns - size), 0),
                  gap("(A C) B + A (-C B)", (a @ free) @ b - a @ (free @ b), 0, 1e-12)]
    return found


def measure_solution():
    """The closed form against numpy.linalg.lstsq on the stacked problem, for several C."""
    found = []
    for rows, columns, size in SIZES:
        a, b, g, free = arrays(10 + size, (rows, size), (size, columns), (rows, columns), (size, size))
        which = linear_map(a, b)
        best = np.linalg.lstsq(which, g.T.ravel(), rcond=None)[0]
        least_found = np.sum((which @ best - g.T.ravel())**2)
        for scale in (0, 1, 10):
            left, right = solved(a, b, g, scale * free)
            found.append(Measurement(f"loss, {rows}x{columns}, r = {size}, C scaled by {scale}", np.sum((left @ b + a @ right - g)**2), least_found, 1e-9))
        project = (np.eye(rows) - a @ np.linalg.pinv(a)) @ g @ (np.eye(columns) - np.linalg.pinv(b) @ b)
        found.append(Measurement("least loss as a projection", np.sum(project**2), least_found, 1e-9))
    return found


def measure_one_factor():
    """numpy.linalg.lstsq and central differences: exact for a quadratic but for rounding, 1e-16 * 100 / h."""
    found, h = [], 1e-4
    for rows, columns, size in SIZES:
        a, b, x, start = arrays(40 + size, (rows, size), (size, columns), (rows, columns), (rows, size))
        numeric = np.zeros_like(start)
        for place in np.ndindex(start.shape):
            step = np.zeros_like(start)
            step[place] = h
            numeric[place] = (np.sum(((start + step) @ b - x)**2) - np.sum(((start - step) @ b - x)**2)) / (2 * h)
        found += [gap("left unknown", x @ b.T @ np.linalg.inv(b @ b.T), np.linalg.lstsq(b.T, x.T, rcond=None)[0].T, 1e-11),
                  gap("right unknown", np.linalg.inv(a.T @ a) @ a.T @ x, np.linalg.lstsq(a, x, rcond=None)[0], 1e-11),
                  gap("gradient", numeric, 2 * (start @ b - x) @ b.T, 1e-8)]
    return found


def measure_step():
    """One SGD step on both factors of W_0 - A_0 B_0 + A B, and one step along other directions."""
    found, eta = [], 0.1
    for rows, columns, size in SIZES:
        w, a, b, g, left, right = arrays(50 + size, (rows, columns), (rows, size), (size, columns), (rows, columns), (rows, size), (size, columns))
        plain, other = w - a @ b + (a - eta * g @ b.T) @ (b - eta * a.T @ g), w - a @ b + (a - eta * left) @ (b - eta * right)
        found += [gap("plain step", plain, w - eta * (a @ a.T @ g + g @ b.T @ b) + eta**2 * g @ b.T @ a.T @ g, 1e-12),
                  gap("modified step", other, w - eta * (left @ b + a @ right) + eta**2 * left @ right, 1e-12)]
    return found


def measure_choice():
    """Random neighbours of the two choices of C all cost more, the gradient agrees with differences; Sylvester by the stacked system."""
    found = []
    for rows, columns, size in SIZES:
        a, b, g = arrays(20 + size, (rows, size), (size, columns), (rows, columns))
        left, right = np.linalg.inv(a.T @ a), np.linalg.inv(b @ b.T)
        best = -left @ a.T @ g @ b.T @ right / 2
        stacked = np.kron(np.eye(size), a.T @ a) + np.kron(b @ b.T, np.eye(size))
        near = np.linalg.solve(stacked, (-a.T @ g @ b.T @ right).T.ravel()).reshape(size, size).T
        costs = {"imbalance": (best, lambda pair, a=a, b=b: np.sum((pair[0] @ b - a @ pair[1])**2)),
                 "separate": (best, lambda pair, a=a, b=b, g=g: np.sum((pair[0] @ b - g)**2) + np.sum((a @ pair[1] - g)**2)),
                 "distance": (near, lambda pair, a=a, b=b, g=g: np.sum((pair[0] - g @ b.T)**2) + np.sum((pair[1] - a.T @ g)**2))}
        for name, (free, cost) in costs.items():
            neighbours = [cost(solved(a, b, g, free + 0.1 * step)) for step in np.random.default_rng(size).standard_normal((50, size, size))]
            found.append(Measurement(f"{name}: least of 50 neighbours, {rows}x{columns}, r = {size}", min(neighbours), cost(solved(a, b, g, free)), 0, ">="))
        pair = solved(a, b, g, best)
        found += [gap("balanced H_A", pair[0], (np.eye(rows) - a @ left @ a.T / 2) @ g @ b.T @ right, 1e-10),
                  gap("balanced H_B", pair[1], left @ a.T @ g @ (np.eye(columns) - b.T @ right @ b / 2), 1e-10)]
    return found


def measure_sylvester():
    """The stacked system by numpy.linalg.solve against the division by sums of eigenvalues from numpy.linalg.eigh."""
    found = []
    for rows, columns, size in SIZES:
        a, b, g = arrays(60 + size, (rows, size), (size, columns), (rows, columns))
        right = -a.T @ g @ b.T @ np.linalg.inv(b @ b.T)
        stacked = np.linalg.solve(np.kron(np.eye(size), a.T @ a) + np.kron(b @ b.T, np.eye(size)), right.T.ravel()).reshape(size, size).T
        (alpha, left_vectors), (beta, right_vectors) = np.linalg.eigh(a.T @ a), np.linalg.eigh(b @ b.T)
        divided = left_vectors.T @ right @ right_vectors / (alpha[:, None] + beta)
        found.append(gap(f"Sylvester solution, r = {size}", left_vectors @ divided @ right_vectors.T, stacked, 1e-10))
    return found


def measure_match():
    """numpy.linalg.svd of a gradient: the optimal step of every choice is the plain one, and the loss is the sum of the remaining squares."""
    found = []
    for rows, columns, size in ((9, 8, 2), (5, 7, 1), (4, 6, 2)):
        g, = arrays(30 + size, (rows, columns))
        u, values, v = np.linalg.svd(g)
        a, b = u[:, :size], v[size:2 * size]
        pair = solved(a, b, g, np.zeros((size, size)))
        found += [gap("H_A - G_A", pair[0], g @ b.T, 1e-12), gap("H_B - G_B", pair[1], a.T @ g, 1e-12), gap("A^T G B^T", a.T @ g @ b.T, 0, 1e-12),
                  Measurement(f"least loss, {rows}x{columns}, r = {size}", np.sum((pair[0] @ b + a @ pair[1] - g)**2), np.sum(values[2 * size:]**2), 1e-11)]
    return found
