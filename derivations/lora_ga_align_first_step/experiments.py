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


SIZES = ((9, 8, 2), (6, 7, 3), (4, 2, 1))       # n, m, r


def cost(a, b, g):
    """The objective of the alignment."""
    return np.sum((a @ a.T @ g + g @ b.T @ b - g)**2)


def measure_gradients():
    """Central differences of a quadratic loss of the weight at every entry of both factors; rounding is about 1e-16 * 100 / h."""
    found, h = [], 1e-4
    for rows, columns, size in SIZES:
        constant, goal, a, b = arrays(size, (rows, columns), (rows, columns), (rows, size), (size, columns))
        g = 2 * (constant + a @ b - goal)
        for name, which, formula in (("A", a, g @ b.T), ("B", b, a.T @ g)):
            numeric = np.zeros_like(which)
            for place in np.ndindex(which.shape):
                losses = []
                for sign in (1, -1):
                    which[place] += sign * h
                    losses.append(np.sum((constant + a @ b - goal)**2))
                    which[place] -= sign * h
                numeric[place] = (losses[0] - losses[1]) / (2 * h)
            found.append(gap(f"gradient in {name}, {rows}x{columns}", numeric, formula, 1e-8))
    return found


def measure_step():
    """One SGD step on both factors from W_0 - A_0 B_0 + A B."""
    found = []
    for rows, columns, size in SIZES:
        w, a, b, g = arrays(10 + size, (rows, columns), (rows, size), (size, columns), (rows, columns))
        stepped = w - a @ b + (a - 0.1 * g @ b.T) @ (b - 0.1 * a.T @ g)
        found.append(gap("step", stepped, w - 0.1 * (a @ a.T @ g + g @ b.T @ b) + 0.01 * g @ b.T @ a.T @ g, 1e-12))
    return found


def measure_reduction():
    """The objective before and after turning by numpy.linalg.svd."""
    found = []
    for rows, columns, size in SIZES:
        g, a, b = arrays(20 + size, (rows, columns), (rows, size), (size, columns))
        u, values, v = np.linalg.svd(g)
        sigma = np.zeros((rows, columns))
        np.fill_diagonal(sigma, values)
        found.append(Measurement(f"objective, {rows}x{columns}", cost(a, b, g), cost(u.T @ a, b @ v.T, sigma), 1e-9))
    return found


def measure_solution():
    """Every split at the first 2r singular vectors against the bound, random factors and gradient descent above it."""
    found = []
    for rows, columns, size in SIZES:
        g, = arrays(30 + size, (rows, columns))
        u, values, v = np.linalg.svd(g)
        bound, rng = np.sum(values[2 * size:]**2), np.random.default_rng(size)
        for which in (np.arange(size), np.arange(size) * 2):
            other = np.setdiff1d(np.arange(2 * size), which)
            twist = np.linalg.qr(rng.standard_normal((size, size)))[0]
            found.append(Measurement(f"split {which.tolist()}, {rows}x{columns}", cost(u[:, which] @ twist, v[other], g), bound, 1e-11))
        costs = [cost(rng.standard_normal((rows, size)) / 3, rng.standard_normal((size, columns)) / 3, g) for _ in range(2000)]
        a, b = rng.standard_normal((rows, size)) / 10, rng.standard_normal((size, columns)) / 10
        for _ in range(3000):
            rest = a @ a.T @ g + g @ b.T @ b - g
            a, b = a - 2e-3 * 2 * (rest @ g.T + g @ rest.T) @ a, b - 2e-3 * 2 * b @ (rest.T @ g + g.T @ rest)
        found += [Measurement(f"least of 2000 random factors, {rows}x{columns}", min(costs), bound, 0, ">="),
                  Measurement(f"gradient descent, {rows}x{columns}", cost(a, b, g), bound, 1e-10, ">=")]
    return found
