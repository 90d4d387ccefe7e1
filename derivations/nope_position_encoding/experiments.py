"""Experiments: NumPy on real arrays; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def layer(tokens, weights, causal):
    """Softmax attention with queries, keys and values that are linear in the tokens; the rows are the positions."""
    queries, keys, values = (tokens @ weight for weight in weights)
    scores = queries @ keys.T
    if causal:
        scores = np.where(np.tri(len(tokens), dtype=bool), scores, -np.inf)
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True) @ values


def random_layer(seed, length=12, width=6):
    """Tokens and the three weight matrices."""
    rng = np.random.default_rng(seed)
    return rng, rng.standard_normal((length, width)), [rng.standard_normal((width, width)) / 2 for _ in range(3)]


def measure_full():
    """Outputs for rearranged tokens against rearranged outputs; and one fixed query."""
    rng, tokens, weights = random_layer(1)
    order = rng.permutation(12)
    outputs, moved = layer(tokens, weights, False), layer(tokens[order], weights, False)
    query = rng.standard_normal(6)
    fixed = []
    for some in (tokens, tokens[order]):
        weight = np.exp(some @ weights[1] @ query)
        fixed.append(weight @ (some @ weights[2]) / weight.sum())
    return [Measurement("rearranged tokens against rearranged outputs: largest deviation", np.abs(moved - outputs[order]).max(), 0, 1e-13),
            Measurement("a fixed query: largest deviation", np.abs(fixed[0] - fixed[1]).max(), 0, 1e-13)]


def measure_prefix():
    """The last output of one causal layer for a rearranged prefix; of two layers with residuals it does change."""
    rng, tokens, weights = random_layer(2)
    order = np.append(rng.permutation(11), 11)
    once = np.abs(layer(tokens, weights, True)[-1] - layer(tokens[order], weights, True)[-1]).max()
    twice = [layer(some + layer(some, weights, True), weights, True)[-1] for some in (tokens, tokens[order])]
    return [Measurement("last output of one layer: largest deviation", once, 0, 1e-13),
            Measurement("last output of two layers: largest deviation", np.abs(twice[0] - twice[1]).max(), 0.01, 0, ">=")]


def measure_causal():
    """The output at position 5 before and after an exchange of tokens across it."""
    _, tokens, weights = random_layer(3)
    moved = tokens.copy()
    moved[[0, 5]] = tokens[[5, 0]]
    before, after = layer(tokens, weights, True)[4], layer(moved, weights, True)[4]
    scores = tokens @ weights[1] @ (tokens[4] @ weights[0])
    weight, values = np.exp(scores), tokens @ weights[2]
    gain = weight[5] * (values[5] - before) - weight[0] * (values[0] - before)
    return [Measurement("change of the output times the sum of the weights: largest deviation", np.abs((after - before) * weight[[1, 2, 3, 4, 5]].sum() - gain).max(), 0, 1e-12),
            Measurement("change of the output: largest entry", np.abs(after - before).max(), 0.01, 0, ">=")]


def measure_uniform():
    """Softmax of equal scores under the causal mask: cumulative means."""
    values = np.random.default_rng(4).standard_normal((9, 4))
    zeros = np.zeros((4, 4))
    outputs = layer(values, (zeros, zeros, np.eye(4)), True)
    return [Measurement("largest deviation from the cumulative means", np.abs(outputs - np.cumsum(values, axis=0) / np.arange(1, 10)[:, None]).max(), 0, 1e-14)]


def measure_mean_square(rng):
    """Means and mean squares of running means of three laws with the variance 1.69."""
    found, draws = [], 20_000
    for name, values in (("normal", rng.standard_normal((draws, 16))), ("uniform", rng.uniform(-np.sqrt(3), np.sqrt(3), (draws, 16))),
                         ("Laplace", rng.laplace(0, np.sqrt(0.5), (draws, 16)))):
        for n in (4, 16):
            means = 1.3 * values[:, :n].mean(axis=1)
            found += [monte_carlo(f"mean, {name}, n = {n}", means, 0.0), monte_carlo(f"mean square, {name}, n = {n}", means**2, 1.69 / n)]
    return found


def measure_concentration(rng):
    """Squares of mean squares of 24 components of running means about sigma^2/n, for three laws with the variance 1.69."""
    found, draws, d = [], 20_000, 24
    for name, kappa, values in (("normal", 0, rng.standard_normal((draws, 8, d))), ("uniform", -1.2, rng.uniform(-np.sqrt(3), np.sqrt(3), (draws, 8, d))),
                                ("Laplace", 3, rng.laplace(0, np.sqrt(0.5), (draws, 8, d)))):
        for n in (2, 8):
            shown = np.mean((1.3 * values[:, :n].mean(axis=1))**2, axis=1)
            found.append(monte_carlo(f"variance of the mean square, {name}, n = {n}", (shown - 1.69 / n)**2, 1.69**2 / n**2 * (2 + kappa / n) / d))
    return found


def measure_drop(rng):
    """The drop of the mean square from one position to the next: its mean, and the mean square about the mean."""
    found, d = [], 16
    for n in (2, 8):
        values = rng.standard_normal((20_000, n + 1, d)) * 1.3
        drop = np.mean(values[:, :n].mean(axis=1)**2 - values.mean(axis=1)**2, axis=1)
        mean = 1.69 / (n * (n + 1))
        found += [monte_carlo(f"drop, n = {n}", drop, mean), monte_carlo(f"variance of the drop, n = {n}", (drop - mean)**2, mean**2 * 2 * (2 * n + 1) / d)]
    return found
