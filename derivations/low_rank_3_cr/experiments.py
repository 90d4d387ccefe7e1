"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def arrays(seed, *shapes):
    """Seeded standard normal arrays."""
    rng = np.random.default_rng(seed)
    return [rng.standard_normal(shape) for shape in shapes]


def stacked(left, right):
    """The products of the columns of one array with the rows of another, stacked into columns."""
    return np.stack([np.outer(left[:, i], right[i]).ravel(order="F") for i in range(len(right))], axis=1)


def gap(what, found, expected, error=1e-12):
    """The largest deviation of two arrays, which should be 0; entries of size 10 lose about 1e-15 each."""
    return Measurement(f"{what}: largest deviation", np.abs(found - expected).max(), 0, error)


def measure_gram():
    """The Gram matrices of the stacked columns, multiplied out, against the entrywise products."""
    x, y = arrays(1, (4, 7), (7, 5))
    chosen = [5, 0, 3]
    c, r = x[:, chosen], y[chosen]
    u, v = stacked(c, r), stacked(x, y)
    return [gap("U^T V", u.T @ v, (c.T @ x) * (r @ y.T)), gap("U^T U", u.T @ u, (c.T @ c) * (r @ r.T)),
            gap("one inner product", np.sum(np.outer(c[:, 1], r[1]) * np.outer(x[:, 2], y[2])), (c[:, 1] @ x[:, 2]) * (r[1] @ y[2]))]
