"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def measure_frobenius():
    """numpy.linalg.norm against numpy.linalg.svd, also for a matrix of deficient rank."""
    rng = np.random.default_rng(21)
    full, deficient = rng.standard_normal((4, 7)), rng.standard_normal((6, 2)) @ rng.standard_normal((2, 5))
    return [Measurement(name, np.sum(which**2), np.sum(np.linalg.svd(which, compute_uv=False)**2), 1e-12)
            for name, which in (("4 by 7", full), ("6 by 5 of rank 2", deficient))]


def measure_spectral():
    """The longest image of 100000 random unit vectors, and of a power iteration, against the largest singular value."""
    rng = np.random.default_rng(22)
    which = rng.standard_normal((4, 7))
    largest = np.linalg.svd(which, compute_uv=False)[0]
    directions = rng.standard_normal((7, 100_000))
    images = np.linalg.norm(which @ directions, axis=0) / np.linalg.norm(directions, axis=0)
    start = directions[:, 0]
    for _ in range(2000):
        start = which.T @ (which @ start)
        start = start / np.linalg.norm(start)
    return [Measurement("longest image of a random direction", images.max(), largest, 0, "<="),
            Measurement("power iteration", np.linalg.norm(which @ start), largest, 1e-9)]
