"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

from itertools import combinations

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


def measure_orthogonal():
    """All 35 ways to keep 3 of 7 products, for orthogonal columns: the least error is that of the largest norms."""
    square, y = arrays(2, (9, 7), (7, 5))
    x = np.linalg.qr(square)[0] * np.arange(1, 8)
    sizes = np.linalg.norm(x, axis=0) * np.linalg.norm(y, axis=1)
    errors = {kept: np.sum((x[:, kept] @ y[list(kept)] - x @ y)**2) for kept in combinations(range(7), 3)}
    best = tuple(sorted(np.argsort(sizes)[-3:]))
    return [Measurement("error of the largest norms against the least of all", errors[best], min(errors.values()), 1e-10),
            Measurement("error of the largest norms against the formula", errors[best], np.sort(sizes**2)[:4].sum(), 1e-10)]


def chosen(seed, columns):
    """A product with 4 rows and 5 columns, and the named columns and rows of its factors."""
    x, y = arrays(seed, (4, 7), (7, 5))
    return x @ y, x[:, columns], y[columns]


def measure_middle():
    """lstsq on the stacked unknowns against the two pseudo-inverses, also where a column is repeated; and 1000 neighbours."""
    found = []
    for columns in ([5, 0, 3], [2, 2, 6]):
        product, c, r = chosen(3, columns)
        best = np.linalg.pinv(c) @ product @ np.linalg.pinv(r)
        free = np.linalg.lstsq(np.kron(c, r.T), product.ravel(), rcond=None)[0].reshape(3, 3)  # the solution of least norm
        least = np.sum((c @ best @ r - product)**2)
        others = [np.sum((c @ (best + 0.01 * step) @ r - product)**2) for step in arrays(4, *[(3, 3)] * 1000)]
        found += [gap(f"columns {columns}: lstsq", best, free), Measurement(f"columns {columns}: least error of the neighbours", min(others), least, 0, ">=")]
    return found
