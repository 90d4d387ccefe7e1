"""Experiments: NumPy on real arrays, seeded or from the stream of the claim; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *

SIZES = ((3, 5, 2, 4), (1, 6, 3, 5), (4, 2, 1, 3))             # b, n, r, m


def arrays(seed):
    """Seeded standard normal X, A, B and a goal for X A B, in each of the sizes."""
    rng = np.random.default_rng(seed)
    return [[rng.standard_normal(shape) for shape in ((b, n), (n, r), (r, m), (b, m))] for b, n, r, m in SIZES]


def loss(x, a, b, goal):
    """A loss that is not quadratic: the sum of log cosh of the errors; its slope is tanh."""
    return np.sum(np.log(np.cosh(x @ a @ b - goal)))


def slopes(x, a, b, goal):
    """The gradients of that loss in the two factors, by the formulas of the article."""
    g = np.tanh(x @ a @ b - goal)
    return x.T @ g @ b.T, a.T @ x.T @ g


def measure_gradients():
    """Central differences at every entry of both factors; rounding is about 1e-16 * 20 / h, the next term of order h^2."""
    found, h = [], 1e-4
    for x, a, b, goal in arrays(1):
        for name, which, formula in zip("AB", (a, b), slopes(x, a, b, goal)):
            numeric = np.zeros_like(which)
            for place in np.ndindex(which.shape):
                losses = []
                for step in (h, -2 * h, h):
                    losses.append(loss(x, a, b, goal))
                    which[place] += step
                numeric[place] = (losses[1] - losses[2]) / (2 * h)
            found.append(Measurement(f"gradient in {name}, {x.shape[0]} samples: largest deviation", np.abs(numeric - formula).max(), 0, 3e-6))
    return found


def measure_rescaling():
    """Gradients at (A, B) and at (3 A, B/3)."""
    found = []
    for x, a, b, goal in arrays(2):
        (g_a, g_b), (h_a, h_b) = slopes(x, a, b, goal), slopes(x, 3 * a, b / 3, goal)
        found += [Measurement("gradient in A, times 3: largest deviation", np.abs(3 * h_a - g_a).max(), 0, 1e-12),
                  Measurement("gradient in B, over 3: largest deviation", np.abs(h_b / 3 - g_b).max(), 0, 1e-12)]
    return found


def measure_first_order():
    """The remainder over the squared length stays bounded as the step shrinks; for a linear loss it is <G, X dA dB>."""
    found = []
    for x, a, b, goal in arrays(3):
        rng = np.random.default_rng(4)
        d_a, d_b, (g_a, g_b) = rng.standard_normal(a.shape), rng.standard_normal(b.shape), slopes(x, a, b, goal)
        ratios = [(loss(x, a + h * d_a, b + h * d_b, goal) - loss(x, a, b, goal) - h * np.sum(g_a * d_a) - h * np.sum(g_b * d_b)) / h**2 for h in (2e-3, 1e-3)]
        found.append(Measurement("remainder over h^2, at h and 2 h", ratios[0], ratios[1], 0.02 * abs(ratios[1]) + 0.5))  # they differ by a term of order h
        whole = np.sum(goal * (x @ (a + d_a) @ (b + d_b) - x @ a @ b)) - np.sum(x.T @ goal @ b.T * d_a) - np.sum(a.T @ x.T @ goal * d_b)
        found += [Measurement("remainder of a linear loss", whole, np.sum(goal * (x @ d_a @ d_b)), 1e-11),
                  Measurement("remainder of a linear loss, against its bound", abs(whole), np.linalg.norm(x.T @ goal, 2) * np.linalg.norm(d_a) * np.linalg.norm(d_b), 0, "<=")]
    return found


def measure_sign_decrease():
    """One sign step on both factors: the decrease over the rate tends to the sum of the l1 norms as the rate shrinks."""
    found = []
    for x, a, b, goal in arrays(5):
        g_a, g_b = slopes(x, a, b, goal)
        predicted = np.abs(g_a).sum() + 2 * np.abs(g_b).sum()
        series = []
        for eta in (1e-3, 1e-4, 1e-5):
            series.append((eta, (loss(x, a, b, goal) - loss(x, a - eta * np.sign(g_a), b - 2 * eta * np.sign(g_b), goal)) / eta))
        found.append(Measurement("decrease over the rate 1e-5", series[-1][1], predicted, 1e-5 * predicted**2 + 1e-3, series=(("decrease over the rate", tuple(series)),)))
    return found


def measure_activations(rng):
    """Squares of one entry of x A and of x A B over 20000 uniform draws of both factors, for 64 inputs and rank 4."""
    n, r, draws = 64, 4, 20_000
    x = np.linspace(-1, 2, n)
    hidden = np.einsum("i,dik->dk", x, rng.uniform(-1, 1, (draws, n, r)) * np.sqrt(3 / n))
    output = np.sum(hidden * rng.uniform(-1, 1, (draws, r)) * np.sqrt(3 / r), axis=1)
    return [monte_carlo("square of an entry of x A", hidden[:, 0]**2, x @ x / n), monte_carlo("square of an entry of x A B", output**2, x @ x / n)]


def measure_one_sample():
    """One sign step on each factor by matrices, with one sample: increments of the output and contributions to the loss."""
    found, rng = [], np.random.default_rng(6)
    for n, r, m in ((7, 2, 5), (40, 4, 30), (3, 1, 1)):
        x, a, b, g = (rng.standard_normal(shape) for shape in ((1, n), (n, r), (r, m), (1, m)))
        by_a, by_b = x @ (-0.1 * np.sign(x.T @ g @ b.T)) @ b, x @ a @ (-0.2 * np.sign((x @ a).T @ g))
        found += [Measurement("x dA B: largest deviation", np.abs(by_a + 0.1 * np.abs(x).sum() * np.sign(g @ b.T) @ b).max(), 0, 1e-12),
                  Measurement("x A dB: largest deviation", np.abs(by_b + 0.2 * np.abs(x @ a).sum() * np.sign(g)).max(), 0, 1e-12),
                  Measurement("contribution of A", np.sum(g * by_a), -0.1 * np.abs(x).sum() * np.abs(g @ b.T).sum(), 1e-11),
                  Measurement("contribution of B", np.sum(g * by_b), -0.2 * np.abs(x @ a).sum() * np.abs(g).sum(), 1e-11)]
    return found


def measure_l1_norms(rng):
    """l1 norms of M B^T and A^T M over 20000 draws of normal factors, for an uneven M."""
    n, m, r, draws = 12, 5, 3, 20_000
    which = np.outer(np.arange(1, n + 1), [1, -1, 2, 0.5, 3]) + np.eye(n, m)
    by_a = np.abs(rng.standard_normal((draws, r, m)) / np.sqrt(r) @ which.T).sum(axis=(1, 2))
    by_b = np.abs(rng.standard_normal((draws, r, n)) / np.sqrt(n) @ which).sum(axis=(1, 2))
    rows, columns = np.linalg.norm(which, axis=1).sum(), np.linalg.norm(which, axis=0).sum()
    return [monte_carlo("l1 norm of the gradient in A", by_a, np.sqrt(2 * r / np.pi) * rows),
            monte_carlo("l1 norm of the gradient in B", by_b, r * np.sqrt(2 / (np.pi * n)) * columns)]


def measure_ratio_of_article(rng):
    """Ratio of the l1 norms for normal X, G, A and B: n/sqrt(m r), which is sqrt(n/r) for m = n and otherwise not the article's."""
    found = []
    for n, m in ((96, 96), (128, 32), (32, 128)):
        by_a, by_b = [], []
        for _ in range(60):
            which = rng.standard_normal((n, 16)) @ rng.standard_normal((16, m))
            by_a.append(np.abs(which @ (rng.standard_normal((m, 4)) / 2)).sum())
            by_b.append(np.abs(rng.standard_normal((4, n)) / np.sqrt(n) @ which).sum())
        # the lengths of the rows and columns of M scatter by 1/sqrt(32), which moves the ratio by a percent or two
        found.append(Measurement(f"ratio of l1 norms, n = {n}, m = {m}, r = 4", np.mean(by_a) / np.mean(by_b), n / np.sqrt(4 * m), 0.06 * n / np.sqrt(4 * m)))
    return found


def measure_coherence(rng):
    """l1 norms of x A, of c B and of g B^T, over 4000 draws of normal factors."""
    n, m, r, draws = 20, 30, 3, 4000
    x, g, c = np.linspace(1, 2, n), np.linspace(-1, 3, m), np.array([1, -2, 0.5])
    a, b = rng.standard_normal((draws, n, r)) / np.sqrt(n), rng.standard_normal((draws, r, m)) / np.sqrt(r)
    return [monte_carlo("l1 norm of x A", np.abs(x @ a).sum(axis=1), r * np.sqrt(2 / (np.pi * n)) * np.linalg.norm(x)),
            monte_carlo("l1 norm of c B", np.abs(c @ b).sum(axis=1), m * np.sqrt(2 / (np.pi * r)) * np.linalg.norm(c)),
            monte_carlo("l1 norm of g B^T for a fixed g", np.abs(b @ g).sum(axis=1), np.sqrt(2 * r / np.pi) * np.linalg.norm(g)),
            monte_carlo("l1 norm of c B B^T, from below", np.abs(np.einsum("k,dkj,dlj->dl", c, b, b)).sum(axis=1), m / r * np.abs(c).sum(), ">="),
            monte_carlo("l1 norm of c B B^T, from above", np.abs(np.einsum("k,dkj,dlj->dl", c, b, b)).sum(axis=1), m * np.abs(c).sum(), "<=")]


def measure_orders():
    """The ratio of rates with equal mean contributions, over n for g = c B and over sqrt(n) for a normal g, at n = m and 4 n."""
    rng, found, r = np.random.default_rng(7), [], 4
    for name, power in (("g = c B", 1.0), ("g independent of B", 0.5)):
        scaled = []
        for n in (64, 256, 1024):
            sums = np.zeros(4)
            for _ in range(40):
                x, a, b = rng.uniform(1, 2, n), rng.standard_normal((n, r)) / np.sqrt(n), rng.standard_normal((r, n)) / np.sqrt(r)
                g = np.array([1, -2, 0.5, 1]) @ b if power == 1 else rng.standard_normal(n)
                sums += [np.abs(x).sum(), np.abs(b @ g).sum(), np.abs(x @ a).sum(), np.abs(g).sum()]
            scaled.append((n, sums[0] * sums[1] / (sums[2] * sums[3]) / n**power))
        # the scaled ratio tends to a constant; forty draws scatter it by some percent
        found.append(Measurement(f"scaled ratio, {name}: n = 1024 against n = 256", scaled[2][1], scaled[1][1], 0.3 * scaled[1][1], series=((name, tuple(scaled)),)))
    return found


def measure_increments():
    """Lengths of the two increments at equal rates: the ratio over n hardly changes from n = 256 to n = 1024; g may be made from B."""
    rng, found, r = np.random.default_rng(8), [], 4
    for name in ("g independent of B", "g = c B"):
        scaled = []
        for n in (256, 1024):
            sums = np.zeros(2)
            for _ in range(40):
                x, a, b = rng.uniform(1, 2, (1, n)), rng.standard_normal((n, r)) / np.sqrt(n), rng.standard_normal((r, n)) / np.sqrt(r)
                g = rng.standard_normal((1, n)) if name == "g independent of B" else np.ones((1, r)) @ b
                by_a, by_b = x @ np.sign(x.T @ g @ b.T) @ b, x @ a @ np.sign((x @ a).T @ g)
                sums += [np.sum(by_a**2), np.sum(by_b**2)]
            scaled.append((n, np.sqrt(sums[0] / sums[1]) / n))
        # a constant in the limit; forty draws scatter the mean square of |x A|_1 by ten percent
        found.append(Measurement(f"ratio of lengths over n, {name}: n = 1024 against n = 256", scaled[1][1], scaled[0][1], 0.4 * scaled[0][1], series=((name, tuple(scaled)),)))
    return found


def measure_signed_length(rng):
    """Squared lengths of s B over 20000 draws of a normal B, for signs made from B: of g B^T with g = c B, and of the first column."""
    m, r, draws = 9, 3, 20_000
    rows = rng.standard_normal((draws, r, m))
    inner = np.einsum("dkj,dlj->dkl", rows, rows)
    found = [monte_carlo("squared length of a row", inner[:, 0, 0], m), monte_carlo("squared inner product of two rows", inner[:, 0, 1]**2, m)]
    for name, of in (("g = c B", inner @ np.array([1, -2, 0.5])), ("the first column of B", rows[:, :, 0])):
        lengths = np.einsum("dk,dkl,dl->d", np.sign(of), inner, np.sign(of)) / r
        found += [monte_carlo(f"squared length of s B, from above, {name}", lengths, m + (r - 1) * np.sqrt(m), "<="),
                  monte_carlo(f"squared length of s B, from below, {name}", lengths, m - (r - 1) * np.sqrt(m), ">=")]
    return found
