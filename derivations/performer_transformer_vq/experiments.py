"""Experiments with NumPy alone, from the definitions: arrays, random vectors and densities on a grid."""

import numpy as np

from verifier.language import *


def nearest_codes(keys, codebook):
    """The matrix with a 1 at the nearest code of each key."""
    nearest = ((keys[:, None] - codebook[None]) ** 2).sum(axis=-1).argmin(axis=1)
    return np.eye(len(codebook))[nearest]


def measure_quantised_attention():
    """50 keys, 9 codes, 6 dimensions: entries are below 1e3, so rounding stays below 1e-9; soft rows for comparison."""
    rng = np.random.default_rng(1)
    queries, keys, codebook, values = (rng.standard_normal(shape) for shape in ((20, 6), (50, 6), (9, 6), (50, 3)))
    hard = nearest_codes(keys, codebook)
    direct = np.exp(queries @ (hard @ codebook).T) @ values
    gap = np.abs(direct - np.exp(queries @ codebook.T) @ (hard.T @ values)).max()
    rows = np.exp(-((keys[:, None] - codebook[None]) ** 2).sum(axis=-1))
    soft = rows / rows.sum(axis=1, keepdims=True)
    shares = np.exp(queries @ codebook.T @ soft.T) / (np.exp(queries @ codebook.T) @ soft.T)
    return [Measurement("largest difference of an entry", gap, 0, 1e-9),
            Measurement("soft rows: smallest quotient of the two matrices", shares.min(), 0.5, 0, "<="),
            Measurement("soft rows: largest quotient", shares.max(), 1, 1e-12, "<=")]


def measure_one_hot_mixture():
    """The mixture form, summed in loops over codes and keys, against the matrix product."""
    rng = np.random.default_rng(2)
    queries, keys, codebook, values = (rng.standard_normal(shape) for shape in ((7, 4), (30, 4), (5, 4), (30, 2)))
    hard = nearest_codes(keys, codebook)
    looped = sum(np.exp(queries @ codebook[y])[:, None] * sum(hard[j, y] * values[j] for j in range(30)) for y in range(5))
    return [Measurement("largest difference", np.abs(looped - np.exp(queries @ codebook.T) @ (hard.T @ values)).max(), 0, 1e-9)]


def sample_performer(rng):
    """Products of features in 4 dimensions: their mean and their squared deviation."""
    q, k = np.array([0.15, -0.1, 0.05, 0.1]), np.array([0.05, 0.1, -0.15, 0.2])
    omega = rng.standard_normal((400_000, 4))
    products = np.exp(omega @ q - q @ q / 2) * np.exp(omega @ k - k @ k / 2)
    variance = np.exp(2 * q @ k) * (np.exp((q + k) @ (q + k)) - 1)
    averages = products.reshape(-1, 20).mean(axis=1)
    return [monte_carlo("mean of the products", products, np.exp(q @ k)),
            monte_carlo("squared deviation of averages of 20", (averages - np.exp(q @ k)) ** 2, variance / 20)]


def measure_dropped_factors():
    """Performer attention with and without the factors of the query, and without that of the keys; rounding is below 1e-12."""
    rng = np.random.default_rng(3)
    q, keys, omega, values = (rng.standard_normal(shape) for shape in (6, (10, 6), (64, 6), (10, 3)))
    features = np.exp(omega @ q)
    full_query = np.exp(omega @ q - q @ q / 2) / 8
    full_keys = np.exp(keys @ omega.T - (keys**2).sum(axis=1, keepdims=True) / 2)

    def output(query, key):
        weights = key @ query
        return weights @ values / weights.sum()

    same = np.abs(output(full_query, full_keys / 8) - output(features, full_keys)).max()
    other = np.abs(output(features, np.exp(keys @ omega.T)) - output(features, full_keys)).max()
    return [Measurement("without 1/sqrt(m) and the norm of the query", same, 0, 1e-12),
            Measurement("without the norm of the key", other, 0.01, 0, ">=")]


def measure_bumps():
    """Bumps against features for random vectors of one norm (rounding), and for normal ones, where the outputs differ."""
    rng = np.random.default_rng(4)
    q, keys, omega, values = (rng.standard_normal(shape) for shape in (6, (10, 6), (64, 6), (10, 3)))

    def gap(vectors):
        query = np.exp(vectors @ q)
        features = np.exp(keys @ vectors.T - (keys**2).sum(axis=1, keepdims=True) / 2)
        bumps = np.exp(-((keys[:, None] - vectors[None]) ** 2).sum(axis=-1) / 2)
        first, second = features @ query, bumps @ query
        return np.abs(first @ values / first.sum() - second @ values / second.sum()).max()

    fixed = omega * np.sqrt(6) / np.linalg.norm(omega, axis=1, keepdims=True)
    return [Measurement("vectors of norm sqrt(6)", gap(fixed), 0, 1e-12), Measurement("normal vectors", gap(omega), 0.01, 0, ">=")]


def sample_temperature(rng):
    """Bump features of normal vectors in 3 dimensions against exp(q.k/2); and of vectors of twice the spread."""
    q, k, s = np.array([0.3, -0.4, 0.2]), np.array([0.5, 0.1, -0.6]), 2.0
    z = rng.standard_normal((400_000, 3))
    narrow = np.exp(z @ q - ((k - z) ** 2).sum(axis=1) / 2)
    exponent = s**2 / (1 + s**2) * (q @ k + q @ q / 2)
    wide = np.exp(-((k - s * z) ** 2).sum(axis=1) / 2)
    return [monte_carlo("standard normal vectors", narrow, 2**-1.5 * np.exp(q @ q / 4 + q @ k / 2 - k @ k / 4)),
            monte_carlo("spread 2: bumps weighted by exp(omega.q), less the factor times the bumps", wide * (np.exp(s * z @ q) - np.exp(exponent)), 0.0)]


def measure_per_key():
    """Outputs with bumps and with their softmax for vectors of one norm; and sums over bumps for keys of one norm."""
    rng = np.random.default_rng(5)
    q, keys, omega, values = (rng.standard_normal(shape) for shape in (6, (10, 6), (64, 6), (10, 3)))
    omega *= np.sqrt(6) / np.linalg.norm(omega, axis=1, keepdims=True)
    bumps = np.exp(-((keys[:, None] - omega[None]) ** 2).sum(axis=-1) / 2)
    masses = bumps.sum(axis=1)
    plain, soft = bumps @ np.exp(omega @ q), (bumps / masses[:, None]) @ np.exp(omega @ q)
    ratios = (soft / soft[0]) / (plain / plain[0] * masses[0] / masses)
    gap = np.abs(plain @ values / plain.sum() - soft @ values / soft.sum()).max()
    return [Measurement("largest deviation of the quotients of weights", np.abs(ratios - 1).max(), 0, 1e-12),
            Measurement("difference of the outputs", gap, 0.01, 0, ">=")]


def sample_bump_sums(rng):
    """The mean bump of normal vectors around a key of norm 2 in 4 dimensions."""
    k = np.array([1.0, 1, -1, 1])
    bumps = np.exp(-((k - rng.standard_normal((400_000, 4))) ** 2).sum(axis=1) / 2)
    return [monte_carlo("mean bump", bumps, 2**-2 * np.exp(-1))]


def density_on_grid(x, centre, sigma):
    """The density of N(centre, sigma^2)."""
    return np.exp(-((x - centre) ** 2) / (2 * sigma**2)) / (sigma * np.sqrt(2 * np.pi))


def measure_smoothed_kernel():
    """One dimension: the trapezoidal rule is exact to rounding for densities that fade inside the grid."""
    x, q, k = np.linspace(-14, 16, 60_001), 0.7, 1.2
    found = [Measurement(f"sigma = {sigma}", np.trapezoid(np.exp(q * x) * density_on_grid(x, k, sigma), x), np.exp(q * k + sigma**2 * q**2 / 2), 1e-10)
             for sigma in (1.0, 0.5, 0.05)]
    return [*found, Measurement("distance to the kernel at sigma = 0.05", abs(found[-1].measured - np.exp(q * k)), np.exp(q * k) * 0.05**2 * q**2, 0, "<=")]


def measure_smoothed_numerator():
    """One dimension, 5 keys: the integral of exp(q x) against the weighted sum of densities, on a grid as above."""
    rng = np.random.default_rng(6)
    x, q, keys, values, sigma = np.linspace(-16, 16, 60_001), 0.6, rng.standard_normal(5), rng.standard_normal(5), 0.8
    mass = sum(value * density_on_grid(x, key, sigma) for key, value in zip(keys, values, strict=True))
    return [Measurement("numerator", np.trapezoid(np.exp(q * x) * mass, x), np.exp(sigma**2 * q**2 / 2) * (np.exp(q * keys) @ values), 1e-10)]


def measure_mixture():
    """One dimension, 5 keys shared among 3 codes: numerators on a grid, and their quotient at two widths."""
    rng = np.random.default_rng(7)
    x, q, codes, values = np.linspace(-16, 16, 60_001), 0.6, np.array([-1.0, 0.2, 1.5]), rng.standard_normal(5)
    shares = rng.dirichlet(np.ones(3), 5)

    def numerator(weights, sigma):
        mass = sum(weights[j] * shares[j, y] * density_on_grid(x, codes[y], sigma) for j in range(5) for y in range(3))
        return np.trapezoid(np.exp(q * x) * mass, x)

    finite = np.exp(q * codes) @ (shares.T @ values)
    return [Measurement("numerator at sigma = 0.7", numerator(values, 0.7), np.exp(0.7**2 * q**2 / 2) * finite, 1e-10),
            Measurement("normalised at sigma = 0.7 against no width", numerator(values, 0.7) / numerator(np.ones(5), 0.7),
                        finite / (np.exp(q * codes) @ shares.sum(axis=0)), 1e-10)]
