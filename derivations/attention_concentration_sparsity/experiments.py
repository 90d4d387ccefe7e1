"""Experiments in plain NumPy: keys are drawn, scores computed, and the index is taken from its definition."""

import numpy as np
from mpmath import erf

from verifier.language import *


def index_of(weights):
    """The sparsity index of an array: the mean absolute value over the root of the mean square."""
    return np.abs(weights).mean() / np.sqrt((weights**2).mean())


def ratio_errors(weights, predicted, what):
    """The mean of |a| sqrt(E a^2) - S E a^2, which is 0 where the index is S: the same scale in both, so that the samples average."""
    mean, square = np.abs(weights), weights**2
    slope = predicted / (2 * np.sqrt(square.mean()))  # of S sqrt(E a^2) in E a^2, for the delta method
    return monte_carlo(what, mean - predicted * np.sqrt(square.mean()) - slope * (square - square.mean()), 0)


def scores(rng, count, q, mu, sigma):
    """Inner products of the query with normal keys."""
    return (mu + sigma * rng.standard_normal((count, len(q)))) @ q


QUERY, CENTRE, SPREAD = np.array([0.6, -1.0, 0.3]), np.array([0.5, 0.2, -1.0]), 0.4


def measure_reduction(rng):
    """Three-dimensional keys and one normal number with the same mean and deviation: the averages of |f| and f^2 agree."""
    s = scores(rng, 400_000, QUERY, CENTRE, SPREAD)
    line = QUERY @ CENTRE + SPREAD * np.linalg.norm(QUERY) * rng.standard_normal(400_000)
    found = []
    for name, f in (("relu^2", lambda x: np.maximum(x, 0)**2), ("identity", lambda x: x), ("cosine", np.cos)):
        found.append(monte_carlo(f"{name}: mean of |f|, keys less line", np.abs(f(s)) - np.abs(f(line)), 0))
        found.append(monte_carlo(f"{name}: mean of f^2, keys less line", f(s)**2 - f(line)**2, 0))
    return found


def measure_exponential(rng):
    """Keys in three dimensions, and the same keys shifted: the index is exp(-sigma^2 |q|^2/2) both times; larger deviations by the midpoint rule."""
    spread = SPREAD / 4
    predicted = np.exp(-spread**2 * QUERY @ QUERY / 2)
    found = [ratio_errors(np.exp(scores(rng, 400_000, QUERY, centre, spread)), predicted, f"keys around {centre.tolist()}: index")
             for centre in (CENTRE, CENTRE + 1)]
    # the midpoint rule is exact to rounding for a smooth integrand that vanishes at both ends
    return found + [Measurement(f"deviation {gamma}: by the midpoint rule", by_quadrature(lambda x, gamma=gamma: np.exp(gamma * x), 0.3), np.exp(-gamma**2 / 2), 1e-9)
                    for gamma in (0.5, 1.0, 2.0)]


def measure_growing_spread(rng):
    """The index falls when the keys spread or the query grows, and follows the formula."""
    found, curve = [], []
    for factor in (0.5, 1.0, 1.5):
        predicted = np.exp(-(factor * SPREAD)**2 * QUERY @ QUERY / 2)
        found.append(ratio_errors(np.exp(scores(rng, 400_000, QUERY, CENTRE, factor * SPREAD)), predicted, f"spread times {factor}: index"))
        found.append(ratio_errors(np.exp(scores(rng, 400_000, factor * QUERY, CENTRE, SPREAD)), predicted, f"query times {factor}: index"))
        curve.append((factor, float(predicted)))
    return [*found, Measurement("largest step of the curve", max(np.diff([value for _, value in curve])), 0, 0, "<=", series=(("index", tuple(curve)),))]


def relu2_formula(beta, gamma):
    """The published closed form."""
    r = beta / gamma
    rise, tail = float(erf(r / np.sqrt(2))) + 1, np.exp(-r**2 / 2)
    above = np.sqrt(2) * beta * gamma * tail + np.sqrt(np.pi) * (beta**2 + gamma**2) * rise
    below = 2 * np.sqrt(2) * beta * gamma * tail * (beta**2 + 5 * gamma**2) + 2 * np.sqrt(np.pi) * (beta**4 + 6 * beta**2 * gamma**2 + 3 * gamma**4) * rise
    return above / (np.pi**0.25 * np.sqrt(below))


def measure_relu2(rng):
    """Draws of the squared positive part against the closed form, and the midpoint rule, which errs by less than 1e-6 at the corner."""
    found = []
    for beta, gamma in ((0, 1), (1, 2), (-1, 0.8), (3, 0.7)):
        weights = np.maximum(beta + gamma * rng.standard_normal(400_000), 0)**2
        found.append(ratio_errors(weights, relu2_formula(beta, gamma), f"beta = {beta}, gamma = {gamma}: index"))
        by_rule = by_quadrature(lambda x: np.maximum(x, 0)**2, beta / gamma)
        found.append(Measurement(f"beta = {beta}, gamma = {gamma}: by the midpoint rule", by_rule, relu2_formula(beta, gamma), 1e-6))
    return found


def by_quadrature(f, r):
    """The index of f(r + epsilon) by the midpoint rule with 40000 cells on [-12, 12]."""
    x = (np.arange(40_000) + 0.5) * 24 / 40_000 - 12
    weights, values = np.exp(-x**2 / 2) / np.sqrt(2 * np.pi) * 24 / 40_000, f(r + x)
    return (np.abs(values) * weights).sum() / np.sqrt((values**2 * weights).sum())


def measure_relu2_curve(rng):
    """The curve over the ratio: it rises everywhere, passes 1/sqrt(6) at 0 and comes from 0 and goes to 1."""
    ratios = np.arange(-5, 8.01, 0.25)
    values = [by_quadrature(lambda x: np.maximum(x, 0)**2, r) for r in ratios]
    # the midpoint rule errs by less than 1e-6 at the corner of the positive part
    return [Measurement("least step", min(np.diff(values)), 0, 0, ">=", series=(("index", tuple(zip(ratios.tolist(), values))),)),
            Measurement("at 0", by_quadrature(lambda x: np.maximum(x, 0)**2, 0.0), 1 / np.sqrt(6), 1e-6),
            Measurement("at -5", values[0], 2.3127e-4, 1e-7), Measurement("at 8: nearly 1", values[-1], 0.95, 0, ">=")]


def measure_linear(rng):
    """Draws of beta + gamma epsilon against the closed form."""
    found = []
    for beta, gamma in ((0, 1), (1, 2), (-1, 0.5), (3, 0.7)):
        r = beta / gamma
        predicted = (np.sqrt(2 / np.pi) * gamma * np.exp(-r**2 / 2) + beta * float(erf(r / np.sqrt(2)))) / np.hypot(beta, gamma)
        found.append(ratio_errors(beta + gamma * rng.standard_normal(400_000), predicted, f"beta = {beta}, gamma = {gamma}: index"))
    return found


def measure_linear_curve(rng):
    """The curve over the ratio is even, lowest at 0 and rises to 1."""
    ratios = np.arange(0, 8.01, 0.25)
    values = [by_quadrature(lambda x: x, r) for r in ratios]
    # the midpoint rule errs by less than 1e-6 at the corner of the absolute value
    return [Measurement("least step for r >= 0", min(np.diff(values)), 0, 0, ">=", series=(("index", tuple(zip(ratios.tolist(), values))),)),
            Measurement("at 0", values[0], np.sqrt(2 / np.pi), 1e-6), Measurement("at -2", by_quadrature(lambda x: x, -2.0), values[8], 1e-6),
            Measurement("at 8: nearly 1", values[-1], 0.99, 0, ">=")]


def measure_features(rng):
    """The positive parts of correlated normal features, 100000 keys: both forms with the empirical means and covariances."""
    features = np.maximum(rng.standard_normal((100_000, 6)) @ rng.standard_normal((6, 6)) + 0.3, 0)
    query = np.abs(rng.standard_normal(6))
    mean, covariance = features.mean(axis=0), np.cov(features.T, bias=True)
    index = index_of(features @ query)
    signed = rng.standard_normal(400_000)
    # identities for the empirical law: rounding of double numbers only
    return [Measurement("second moments", index, query @ mean / np.sqrt(query @ (np.outer(mean, mean) + covariance) @ query), 1e-12),
            Measurement("signal and noise", index, (1 + query @ covariance @ query / (query @ mean)**2)**-0.5, 1e-12),
            Measurement("signed features: the index stays above the right-hand side", index_of(signed) - abs(signed.mean()), 0.7, 0, ">=")]


def measure_norm_ratios(rng):
    """Random queries of many lengths, one-hot queries and flat ones."""
    found = []
    for d in (2, 10, 100, 1000):
        queries = rng.standard_normal((500, d)) * np.exp(2 * rng.standard_normal((500, d)))
        ratios = np.sqrt((queries**2).sum(axis=1)) / np.abs(queries).sum(axis=1)
        one_hot, flat = np.eye(d)[0], np.ones(d)
        found += [Measurement(f"d = {d}: largest ratio", ratios.max(), 1, 0, "<="), Measurement(f"d = {d}: least ratio", ratios.min(), 1 / np.sqrt(d), 0, ">="),
                  Measurement(f"d = {d}: one-hot, not sqrt(d)", np.linalg.norm(one_hot) / np.abs(one_hot).sum(), 1, 0),
                  Measurement(f"d = {d}: flat", np.linalg.norm(flat) / flat.sum(), 1 / np.sqrt(d), 1e-14)]
    return found


def measure_decay(rng):
    """The index of the array of weights itself, against the closed form and the limit."""
    found = []
    for decay, n in ((0.5, 10), (0.9, 10), (0.9, 1000), (0.99, 1000)):
        index = index_of(decay ** np.arange(n)[::-1])
        found.append(Measurement(f"lambda = {decay}, n = {n}", index, np.sqrt((1 - decay**n) / (n * (1 - decay)) * (1 + decay) / (1 + decay**n)), 1e-12))
    return [*found, Measurement("lambda = 1, n = 50", index_of(np.ones(50)), 1, 1e-14)]


def measure_decay_rate(rng):
    """n times the squared index of long arrays against its limit."""
    # the next term is 2 lambda^n times the limit, below 1e-30 here
    return [Measurement(f"lambda = {decay}", 20_000 * index_of(decay ** np.arange(20_000.0)[::-1])**2, (1 + decay) / (1 - decay), 1e-7) for decay in (0.5, 0.9, 0.99)]
