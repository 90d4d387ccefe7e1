"""Experiments on real arrays: cosines from the definition, of whole vectors and of their blocks."""

import numpy as np

from verifier.language import *


def cosine_of(u, v):
    """The cosine of two arrays, from the definition."""
    return float(u @ v / (np.linalg.norm(u) * np.linalg.norm(v)))


def blocks_of(rng, sizes):
    """Random vectors whose blocks have lengths over six decades, and where the blocks end."""
    cuts = np.cumsum(sizes)[:-1]
    scales = np.repeat(10.0 ** rng.uniform(-3, 3, (2, len(sizes))), sizes, axis=1)
    x, y = rng.standard_normal((2, sum(sizes))) * scales
    return x, y, np.split(x, cuts), np.split(y, cuts)


def local_values(xs, ys):
    """The local cosines, the lengths of the blocks, and the cosine w of the vectors of lengths."""
    c = np.array([cosine_of(u, v) for u, v in zip(xs, ys)])
    a, b = np.array([np.linalg.norm(u) for u in xs]), np.array([np.linalg.norm(v) for v in ys])
    return c, a, b, cosine_of(a, b)


def measure_blocks():
    """The combination of the local cosines against the cosine of the whole vectors; rounding errors only."""
    rng = np.random.default_rng(9931)
    found = []
    for sizes in ((2, 3, 1, 4), (1, 1), (5,), (7, 2, 2, 30, 1)):
        x, y, xs, ys = blocks_of(rng, sizes)
        c, a, b, _ = local_values(xs, ys)
        combined = (c * a * b).sum() / (np.linalg.norm(a) * np.linalg.norm(b))
        found.append(Measurement(f"global cosine, blocks of sizes {sizes}", cosine_of(x, y), combined, 1e-13))
    return found


def measure_bounds():
    """Over random vectors: how far the global cosine passes the bounds, which it must not; rounding errors only."""
    rng = np.random.default_rng(9932)
    over, under, beyond = [], [], []
    for _ in range(2000):
        x, y, xs, ys = blocks_of(rng, rng.integers(1, 4, rng.integers(2, 5)))
        c, _, _, w = local_values(xs, ys)
        whole = cosine_of(x, y)
        over.append(whole - w * c.max())
        under.append(w * c.min() - whole)
        beyond.append(max(whole - max(c.max(), 0), min(c.min(), 0) - whole))
    return [Measurement("largest excess of the global cosine over w max c", max(over), 0, 1e-13, "<="),
            Measurement("largest excess of w min c over the global cosine", max(under), 0, 1e-13, "<="),
            Measurement("largest excess over max(c, 0) or under min(c, 0)", max(beyond), 0, 1e-13, "<="),
            Measurement("global cosine of (1, 2) and (-2, -1), local cosines -1", cosine_of(np.array([1., 2]), np.array([-2., -1])), -0.8, 1e-15)]
