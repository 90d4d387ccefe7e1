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


def measure_vanishing():
    """Two blocks of unit vectors with the scales (t, 1) and (1, t): the global cosine against (c_1 + c_2) t/(1 + t^2)."""
    rng = np.random.default_rng(9933)
    u, v = [[block / np.linalg.norm(block) for block in (rng.standard_normal(3), rng.standard_normal(5))] for _ in range(2)]
    v = [part + 3 * other for part, other in zip(v, u)]
    v = [part / np.linalg.norm(part) for part in v]
    total = sum(part @ other for part, other in zip(u, v))
    found = []
    for scale in (0.1, 0.01, 1e-4):
        x, y = np.concatenate([scale * u[0], u[1]]), np.concatenate([v[0], scale * v[1]])
        found.append(Measurement(f"global cosine at scale {scale:g}, local ones {u[0] @ v[0]:.3f} and {u[1] @ v[1]:.3f}",
                                 cosine_of(x, y), total * scale / (1 + scale**2), 1e-14))
    return found


def measure_plane():
    """The vectors (1, 1) and (1, 2), cut into single numbers."""
    x, y = np.array([1., 1.]), np.array([1., 2.])
    return [Measurement("local cosine of the first entries", cosine_of(x[:1], y[:1]), 1, 1e-15),
            Measurement("local cosine of the second entries", cosine_of(x[1:], y[1:]), 1, 1e-15),
            Measurement("global cosine", cosine_of(x, y), 0.9486832980505138, 1e-15)]


def measure_family():
    """Blocks with local cosines of at least 0.9, the first of x and the others of y scaled by t: 0 < cos < m t."""
    rng = np.random.default_rng(9934)
    found = []
    for blocks, scale in ((2, 0.1), (3, 0.01), (6, 1e-4)):
        xs, ys = [], []
        for place in range(blocks):
            u = rng.standard_normal(4)
            v = u / np.linalg.norm(u) + 0.1 * rng.uniform(-1, 1, 4)
            xs.append(u / np.linalg.norm(u) * (scale if place == 0 else 1))
            ys.append(v / np.linalg.norm(v) * (1 if place == 0 else scale))
        whole = cosine_of(np.concatenate(xs), np.concatenate(ys))
        found.append(Measurement(f"least local cosine of {blocks} blocks", local_values(xs, ys)[0].min(), 0.9, 0, ">="))
        found.append(Measurement(f"global cosine of {blocks} blocks at scale {scale:g}, against m t", whole, blocks * scale, 0, "<="))
        found.append(Measurement(f"global cosine of {blocks} blocks at scale {scale:g}, against 0", whole, 0, 0, ">="))
    return found


def measure_pearson():
    """NumPy's correlation coefficient against the cosine of the centred arrays."""
    rng = np.random.default_rng(9935)
    found = []
    for size in (2, 5, 50):
        x = rng.standard_normal(size)
        y = x + rng.standard_normal(size)
        found.append(Measurement(f"numpy.corrcoef of {size} pairs", np.corrcoef(x, y)[0, 1], cosine_of(x - x.mean(), y - y.mean()), 1e-13))
    return found


def groups(rng, p, q):
    """Two random groups of pairs with different means."""
    return [rng.standard_normal(size) + 3 * rng.standard_normal() for size in (p, p, q, q)]


def cross_sum(x, y):
    """The sum of the products of deviations from the means."""
    return float(((x - x.mean()) * (y - y.mean())).sum())


def measure_pooled():
    """Random groups: the cross sum of the union against those of the groups and the term between them."""
    rng = np.random.default_rng(9936)
    found = []
    for p, q in ((5, 7), (1, 1), (20, 3)):
        x, y, u, v = groups(rng, p, q)
        predicted = cross_sum(x, y) + cross_sum(u, v) + p * q / (p + q) * (x.mean() - u.mean()) * (y.mean() - v.mean())
        found.append(Measurement(f"pooled cross sum of {p} and {q} pairs", cross_sum(np.append(x, u), np.append(y, v)), predicted, 1e-11))
    return found


def measure_simpson():
    """numpy.corrcoef of two groups of three pairs and of their union."""
    low, high = np.array([0., 1, 2]), np.array([10., 11, 12])
    return [Measurement("correlation of the first group", np.corrcoef(low, high)[0, 1], 1, 1e-14),
            Measurement("correlation of the second group", np.corrcoef(high, low)[0, 1], 1, 1e-14),
            Measurement("correlation of the union", np.corrcoef(np.append(low, high), np.append(high, low))[0, 1], -73 / 77, 1e-14)]


def measure_common_means():
    """numpy.corrcoef of two groups with common means and y - nu = (x - mu)/t in the first, t (x - mu) in the second."""
    low, found = np.array([-1., 0, 1]), []
    for t in (1, 0.1, 0.01):
        x, y = np.append(3 + t * low, 3 + low), np.append(-1 + low, -1 + t * low)
        found.append(Measurement(f"correlation of the union at scale {t:g}", np.corrcoef(x, y)[0, 1], 2 * t / (1 + t**2), 1e-13))
        found.append(Measurement(f"correlation of the first group at scale {t:g}", np.corrcoef(x[:3], y[:3])[0, 1], 1, 1e-13))
    return found


def measure_reversal():
    """Random groups: how often the sign of the slope and the condition on the means disagree, and unopposed groups turn around."""
    rng = np.random.default_rng(9937)
    disagree, turned = 0, 0
    for _ in range(3000):
        p, q = rng.integers(2, 6, 2)
        x, y, u, v = groups(rng, p, q)
        within, gap = cross_sum(x, y) + cross_sum(u, v), (x.mean() - u.mean()) * (y.mean() - v.mean())
        slope = np.polyfit(np.append(x, u), np.append(y, v), 1)[0]
        disagree += (slope < 0) != (p * q / (p + q) * gap < -within)
        turned += min(cross_sum(x, y), cross_sum(u, v), gap) >= 0 > slope
    return [Measurement("data sets where sign and condition disagree", float(disagree), 0, 0),
            Measurement("data sets that turn around without opposed means", float(turned), 0, 0)]
