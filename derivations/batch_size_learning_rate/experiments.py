"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *

RNG_DRAWS = 40_000


def per_sample_gradients(rng, size):
    """Gradients of squared errors of a linear model with four weights at one weight vector, for samples drawn afresh."""
    x, noise = rng.standard_normal((size, 4)) * np.array([1.0, 0.5, 2.0, 0.3]), rng.uniform(-1, 1, size)
    return (x @ np.array([0.4, -0.3, 0.2, 0.7]) + noise)[:, None] * x


def measure_batches(rng):
    """Means and covariances of batch gradients by sampling; batches drawn without replacement from ten samples vary less."""
    scales, w = np.array([1.0, 0.5, 2.0, 0.3]), np.array([0.4, -0.3, 0.2, 0.7])
    mean = scales**2 * w  # E (x.w + e) x
    v = scales * w  # covariance of (z.v + e) z for normal z and e of variance 1/3, in the scaled coordinates
    covariance = np.outer(scales, scales) * ((v @ v + 1 / 3) * np.eye(4) + np.outer(v, v))
    found = []
    for size in (1, 4, 16):
        batches = per_sample_gradients(rng, size * RNG_DRAWS).reshape(RNG_DRAWS, size, 4).mean(axis=1)
        found.append(monte_carlo(f"B = {size}: mean of the first entry", batches[:, 0], mean[0]))
        found.append(monte_carlo(f"B = {size}: covariance of the entries 1 and 3", (batches[:, 0] - mean[0]) * (batches[:, 2] - mean[2]), covariance[0, 2] / size))
    pool = np.arange(10.0)
    shuffled = np.array([rng.permutation(pool)[:4].mean() for _ in range(RNG_DRAWS)])
    found.append(monte_carlo("4 of 10 without replacement: the variance times (N - B)/(N - 1)", (shuffled - 4.5)**2, pool.var() / 4 * 6 / 9))
    return found
