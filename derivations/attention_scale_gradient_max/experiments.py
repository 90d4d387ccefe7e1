"""Experiments, from the definitions and with NumPy alone; a sample mean is allowed six standard errors."""

import mpmath
import numpy as np

from verifier.language import *


source = Source("Su", 2023, "从梯度最大化看Attention的Scale操作", url="https://kexue.fm/archives/9812")


# Experiments, from the definitions and with NumPy alone; a sample mean is allowed six standard errors
def softmax(scores):
    """The softmax along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def sample_dot_products(rng):
    """Coins against uniform variables: squares of inner products; and what k = q and fully correlated entries give."""
    found = []
    for size in (4, 64):
        q, k = rng.choice((-1.0, 1.0), (40_000, size)), rng.uniform(-np.sqrt(3), np.sqrt(3), (40_000, size))
        found.append(monte_carlo(f"d = {size}: squared inner product", (q * k).sum(axis=1)**2, size))
    normal = rng.standard_normal((100_000, 4))
    found.append(monte_carlo("d = 4, k = q normal: variance 2d, not d", ((normal**2).sum(axis=1) - 4)**2, 8))
    found.append(monte_carlo("d = 4, both vectors multiples of (1,1,1,1): variance d^2, not d", (4 * normal[:, 0] * normal[:, 1])**2, 16))
    return found


def measure_jacobian():
    """Central differences of the softmax; their error is about h^2."""
    rng = np.random.default_rng(2)
    found = []
    for size, scale in ((2, 0.7), (6, 1.3), (50, 2.0)):
        scores, h = rng.standard_normal(size), 1e-5
        jacobian = np.array([(softmax(scale * (scores + h * e)) - softmax(scale * (scores - h * e))) / (2 * h) for e in np.eye(size)]).T
        p = softmax(scale * scores)
        gap = np.abs(jacobian - scale * (np.diag(p) - np.outer(p, p))).max()
        found.append(Measurement(f"n = {size}: largest error of an entry", gap, 0, 1e-8))
        found.append(Measurement(f"n = {size}: half the sum of the absolute entries", np.abs(jacobian).sum() / 2, scale * (1 - (p**2).sum()), 1e-7))
    return found


def measure_collision_sums():
    """n times the collision sum over its limit exp(alpha^2); the spread of the numerator is that of exp(2 alpha S)."""
    rng = np.random.default_rng(3)
    points = []
    for size in (100, 10_000, 1_000_000):
        points.append((size, size * (softmax(0.5 * rng.standard_normal(size))**2).sum() / np.exp(0.25)))
    frozen = (softmax(2.405 * rng.standard_normal((100, 4096)))**2).sum(axis=1).mean()
    return [Measurement("n = 10^6, scale 1/2: ratio to the limit", points[-1][1], 1, 6 * np.sqrt(np.e - 1) / 1000, series=(("ratio to the limit", tuple(points)),)),
            Measurement("n = 4096 at the surrogate's own optimum: the mean collision sum stays below half the formula", frozen, np.exp(2.405**2) / 4096 / 2, 0, "<=")]


def measure_normal_surrogate(rng):
    """The two expectations of the surrogate by sampling."""
    draws = rng.standard_normal(400_000)
    return [monte_carlo("E exp(S/2)", np.exp(draws / 2), np.exp(1 / 8)), monte_carlo("E exp(S)", np.exp(draws), np.exp(1 / 2))]


def maximise_surrogate():
    """The largest value on ever finer grids against the closed form; and the best multiple of sqrt(log n), a fit and no more."""
    def best(size):
        low, high = 0.0, 1 + np.sqrt(np.log(size))
        for _ in range(12):
            grid = np.linspace(low, high, 201)
            place = int(np.argmax(grid * (1 - np.exp(grid**2) / size)))
            low, high = grid[max(place - 2, 0)], grid[min(place + 2, 200)]
        return (low + high) / 2

    found = [Measurement(f"maximiser for n = {size}", best(size), float(mpmath.sqrt(mpmath.lambertw(size * mpmath.sqrt(mpmath.e) / 2).real - 0.5)), 1e-6)
             for size in (2, 40, 1000, 20_000, 1_000_000)]
    sizes = np.arange(40, 20_001, 40)
    exact = np.array([float(mpmath.sqrt(mpmath.lambertw(size * mpmath.sqrt(mpmath.e) / 2).real - 0.5)) for size in sizes.tolist()])
    root = np.sqrt(np.log(sizes))
    slope = (exact * root).sum() / (root**2).sum()
    curves = (("maximiser", tuple(zip(sizes[::10].tolist(), exact[::10].tolist()))), ("0.84 sqrt(log n)", tuple(zip(sizes[::10].tolist(), (0.84 * root[::10]).tolist()))))
    return [*found, Measurement("least-squares multiple of sqrt(log n) for 40 <= n <= 20000: a fit, the true ratio tends to 1", slope, 0.84, 0.005, series=curves),
            Measurement("largest relative error of that fit", np.abs(0.84 * root / exact - 1).max(), 0.13, 0, "<=")]


def maximise_cosine_surrogate():
    """Moments by Gauss-Legendre quadrature, the largest value on ever finer grids; then the article's fit beside another one."""
    nodes, weights = np.polynomial.legendre.leggauss(300)
    weights = weights * (1 - nodes**2) ** 62.5
    weights /= weights.sum()

    def log_ratio(scales):
        once, twice = (np.log(np.exp(np.outer(c * scales, nodes - 1)) @ weights) + c * scales for c in (1, 2))
        return twice - 2 * once

    def best(size):
        low, high = 0.0, 60.0
        for _ in range(9):
            grid = np.linspace(low, high, 121)
            place = int(np.argmax(grid * (1 - np.exp(log_ratio(grid)) / size)))
            low, high = grid[max(place - 2, 0)], grid[min(place + 2, 120)]
        return (low + high) / 2

    found = [Measurement(f"best scale for n = {size}", best(size), value, 0.006) for size, value in ((40, 16.81), (4096, 29.70), (1_000_000, 43.10))]
    found += [Measurement(f"best scale for n = {size}, less {edge}", best(size) - edge, 0, 1e-6, relation)
              for size, edge, relation in ((683, 25, "<="), (684, 25, ">="), (34149, 35, "<="), (34150, 35, ">="))]
    sizes = np.arange(40, 20_001, 120)
    exact, logs = np.array([best(size) for size in sizes]), np.log(sizes)
    misfit = [np.sqrt(((exact - (exact @ basis) / (basis @ basis) * basis)**2).mean()) for basis in (logs, np.sqrt(logs))]
    curves = (("best scale", tuple(zip(sizes.tolist(), exact.tolist()))), ("3.5 log n", tuple(zip(sizes.tolist(), (3.5 * logs).tolist()))))
    return [*found, Measurement("least-squares multiple of log n: a fit", (exact @ logs) / (logs @ logs), 3.5, 0.03, series=curves),
            Measurement("misfit of c log n, less that of c sqrt(log n)", misfit[0] - misfit[1], 0.1, 0, ">=")]


def measure_rising_curve(rng):
    """Both sides of the identity for 64 normal scores, the same draws at every scale; the curve rises towards the mean largest score."""
    draws = rng.standard_normal((20_000, 64))
    found, sizes, means = [], [], []
    for scale in (0.5, 1, 2, 3, 5, 10, 20):
        p = softmax(scale * draws)
        size, mean = scale * (1 - (p**2).sum(axis=1)), (p * draws).sum(axis=1)
        sizes.append((scale, size.mean()))
        means.append((scale, mean.mean()))
        found.append(monte_carlo(f"scale {scale}: gradient size less attended score", size - mean, 0))
    found.append(Measurement("least rise of the mean attended score from one scale to the next", min(np.diff([value for _, value in means])), 0, 0, ">=",
                             series=(("mean gradient size", tuple(sizes)), ("mean attended score", tuple(means)))))
    found.append(monte_carlo("largest of 64 scores (known mean 2.3437)", draws.max(axis=1), 2.3437))
    return found
