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


def measure_orthogonal():
    """All 35 ways to keep 3 of 7 products, for orthogonal columns: the least error is that of the largest norms."""
    square, y = arrays(2, (9, 7), (7, 5))
    x = np.linalg.qr(square)[0] * np.arange(1, 8)
    sizes = np.linalg.norm(x, axis=0) * np.linalg.norm(y, axis=1)
    errors = {kept: np.sum((x[:, kept] @ y[list(kept)] - x @ y)**2) for kept in np.ndindex(7, 7, 7) if kept[0] < kept[1] < kept[2]}
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
        goal, c, r = chosen(3, columns)
        best = np.linalg.pinv(c) @ goal @ np.linalg.pinv(r)
        free = np.linalg.lstsq(np.kron(c, r.T), goal.ravel(), rcond=None)[0].reshape(3, 3)  # the solution of least norm
        least = np.sum((c @ best @ r - goal)**2)
        others = [np.sum((c @ (best + 0.01 * step) @ r - goal)**2) for step in arrays(4, *[(3, 3)] * 1000)]
        found += [gap(f"columns {columns}: lstsq", best, free), Measurement(f"columns {columns}: least error of the neighbours", min(others), least, 0, ">=")]
    return found


def vectors(seed):
    """The stacked products of 7 columns with 7 rows, and probabilities that are not those of the norms."""
    rng = np.random.default_rng(seed)
    x, y = rng.standard_normal((4, 7)), rng.standard_normal((7, 5))
    return x, y, stacked(x, y), rng.dirichlet(np.ones(7))


def measure_unbiased(rng):
    """One coordinate of the weighted sample, drawn 200000 times, against the entry of the matrix product."""
    x, y, v, p = vectors(5)
    drawn = rng.choice(7, size=200_000, p=p)
    return [monte_carlo(f"entry {place}", v[place, drawn] / p[drawn], (x @ y).ravel(order="F")[place]) for place in (0, 7, 13)]


def measure_one_sample(rng):
    """The squared error of one weighted sample, drawn 200000 times."""
    x, y, v, p = vectors(6)
    drawn = rng.choice(7, size=200_000, p=p)
    errors = np.sum((v[:, drawn] / p[drawn] - v.sum(axis=1, keepdims=True))**2, axis=0)
    return [monte_carlo("squared error", errors, np.sum(np.sum(v**2, axis=0) / p) - np.sum((x @ y)**2))]


def measure_average():
    """All 343 outcomes of three draws, with their probabilities."""
    x, y, v, p = vectors(7)
    mean, error = np.zeros(20), 0.0
    for draws in np.ndindex(7, 7, 7):
        chosen = list(draws)
        average, weight = (v[:, chosen] / p[chosen]).mean(axis=1), p[chosen].prod()
        mean, error = mean + weight * average, error + weight * np.sum((average - v.sum(axis=1))**2)
    one_draw = np.sum(np.sum(v**2, axis=0) / p) - np.sum((x @ y)**2)
    return [gap("mean of the average", mean, v.sum(axis=1), 1e-11), Measurement("three times its error, over that of one draw", 3 * error / one_draw, 1, 1e-12)]


def measure_weights():
    """The article's weights, which forget repeats, against those that count; over all 343 outcomes of three draws."""
    _, _, v, p = vectors(8)
    counted, flat = np.zeros(20), np.zeros(20)
    for draws in np.ndindex(7, 7, 7):
        counts = np.bincount(draws, minlength=7)
        weight = p[list(draws)].prod()
        counted += weight * (v @ (counts / (3 * p)))
        flat += weight * (v @ ((counts > 0) / (3 * p)))
    return [gap("counting repeats: mean of the sum", counted, v.sum(axis=1), 1e-11),
            gap("forgetting repeats: mean of the sum, against the formula", flat, v @ ((1 - (1 - p)**3) / (3 * p)), 1e-11),
            Measurement("forgetting repeats: bias", np.linalg.norm(flat - v.sum(axis=1)), 0.1, 0, ">=")]


def measure_amgm():
    """The gap of the bound is a sum of squares, for random probabilities and values of Z."""
    _, _, v, p = vectors(9)
    norms = np.linalg.norm(v, axis=0)
    found = [np.sum(norms**2 / p) - 2 * z * norms.sum() + z**2 - np.sum((norms - z * p)**2 / p) for z in (0.5, 3, norms.sum(), 40)]
    return [gap("gap less the sum of squares", np.array(found), 0, 1e-10),
            Measurement("bound at the best Z against the square of the sum of the norms", 2 * norms.sum()**2 - norms.sum()**2, norms.sum()**2, 1e-10)]


def measure_optimum():
    """20000 random probabilities do worse than those of the norms, whose error is the formula."""
    x, y, v, _ = vectors(10)
    norms = np.linalg.norm(v, axis=0)
    target = np.sum((x @ y)**2)
    others = np.random.default_rng(11).dirichlet(np.ones(7), size=20_000)
    best = norms / norms.sum()
    least = norms.sum()**2 - target
    by_columns = np.linalg.norm(x, axis=0) * np.linalg.norm(y, axis=1)
    return [Measurement("error at the best probabilities", np.sum(norms**2 / best) - target, least, 1e-10),
            Measurement("least error of 20000 others", np.min(np.sum(norms**2 / others, axis=1)) - target, least, 0, ">="),
            gap("probabilities from columns and rows", by_columns / by_columns.sum(), best)]


def measure_diagonal():
    """The closed form against lstsq on the stacked columns, where they are independent and where two columns are parallel."""
    x, y = arrays(12, (4, 7), (7, 5))
    chosen = [5, 0, 3]
    c, r = x[:, chosen], y[chosen]
    u, target = stacked(c, r), stacked(x, y).sum(axis=1)
    closed = np.linalg.solve((c.T @ c) * (r @ r.T), ((c.T @ x) * (r @ y.T)).sum(axis=1))
    doubled = stacked(c[:, [0, 0, 1]], r[[0, 0, 1]])
    flat = np.linalg.lstsq(doubled, target, rcond=None)[0]
    return [gap("closed form against lstsq", closed, np.linalg.lstsq(u, target, rcond=None)[0], 1e-11),
            gap("repeated column: pseudo-inverse against lstsq", np.linalg.pinv(doubled) @ target, flat, 1e-11),
            gap("the problem in matrices", np.sum((c @ np.diag(closed) @ r - x @ y)**2), np.sum((u @ closed - target)**2), 1e-11)]
