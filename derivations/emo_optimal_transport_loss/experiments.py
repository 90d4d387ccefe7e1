"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def distributions(seed, sizes=(1, 2, 3, 5)):
    """Seeded pairs of distributions; the second one has a zero where it has more than one entry."""
    rng = np.random.default_rng(seed)
    for size in sizes:
        p, tau = rng.dirichlet(np.ones(size)), rng.dirichlet(np.ones(size))
        if size > 1:
            tau[rng.integers(size)] = 0
            tau /= tau.sum()
        yield p, tau


def least_cost(p, tau, cost):
    """The least cost of a plan by trying every basis of the linear programme: the optimum is a corner."""
    n = len(p)
    sums = np.vstack([np.kron(np.eye(n), np.ones(n)), np.kron(np.ones(n), np.eye(n))])[:-1]  # the last sum follows from the others
    wanted, flat, best = np.concatenate([p, tau])[:-1], cost.ravel(), np.inf
    for chosen in range(2**(n * n)):
        cells = [cell for cell in range(n * n) if chosen >> cell & 1]
        basis = sums[:, cells]
        if len(cells) == 2 * n - 1 and abs(np.linalg.det(basis)) > 0.5:  # an incidence matrix: its determinants are 0, 1 and -1
            amounts = np.linalg.solve(basis, wanted)
            if amounts.min() > -1e-12:
                best = min(best, flat[cells] @ amounts)
    return best


def divergence(tau, p):
    """The Kullback-Leibler divergence, the terms with tau = 0 left out."""
    at = tau > 0
    return np.sum(tau[at] * np.log(tau[at] / p[at]))


def crossed(tau, p):
    """The cross entropy, the terms with tau = 0 left out."""
    at = tau > 0
    return -np.sum(tau[at] * np.log(p[at]))


def slopes(function, given_first, at, h=1e-5):
    """Central differences in every entry of the second argument: error below 1e-9 for the smooth functions here."""
    return np.array([(function(given_first, at + h * e) - function(given_first, at - h * e)) / (2 * h) for e in np.eye(len(at))])


def measure_divergence():
    """The divergence against cross entropy and entropy, and the gradients where p is positive; rounding 1e-14, differences 1e-6."""
    found = []
    for p, tau in distributions(1):
        q = 0.9 * p + 0.1 / len(p)
        found += [Measurement(f"KL - CE + H, n = {len(p)}", divergence(tau, p) - crossed(tau, p) + crossed(tau, tau), 0, 1e-14),
                  Measurement(f"difference of the gradients, n = {len(p)}", np.abs(
                      slopes(divergence, tau, q) - slopes(crossed, tau, q)).max(), 0, 1e-6)]
    return found


def measure_transport():
    """Transport onto one class and onto a soft target, by linear programming, against the formula and the bound; rounding 1e-12."""
    found, rng = [], np.random.default_rng(2)
    for p, tau in distributions(2, (1, 2, 3)):
        n = len(p)
        cost = rng.normal(size=(n, n))
        point = np.eye(n)[rng.integers(n)]
        found += [Measurement(f"least cost onto a class, n = {n}", least_cost(p, point, cost), p @ cost @ point, 1e-12),
                  Measurement(f"least cost from a class, n = {n}", least_cost(point, tau, cost), point @ cost @ tau, 1e-12),
                  Measurement(f"least cost onto a soft target against the bound, n = {n}", least_cost(p, tau, cost), p @ cost @ tau, 1e-12, "<=")]
    return found


def measure_zero_one():
    """Transport with the 0/1 cost; the half absolute difference for soft targets."""
    found = []
    for p, tau in distributions(3, (1, 2, 3)):
        n = len(p)
        cost, point = 1 - np.eye(n), np.eye(n)[0]
        found += [Measurement(f"least 0/1 cost onto a class, n = {n}", least_cost(p, point, cost), 1 - p[0], 1e-12),
                  Measurement(f"least 0/1 cost onto a soft target, n = {n}", least_cost(p, tau, cost), np.abs(p - tau).sum() / 2, 1e-12)]
    return found


def sample_errors(rng):
    """How often a class drawn from p is not the target: 100000 draws."""
    p = np.array([0.5, 0.3, 0.15, 0.05])
    missed = rng.choice(4, size=100_000, p=p) != 2
    return [*measure_zero_one(), monte_carlo("error rate of sampled classes", missed.astype(float), 1 - p[2])]


def softmax(z):
    """Exponentials over their total."""
    weights = np.exp(z - z.max())
    return weights / weights.sum()


def expected(cost, z):
    """The mean cost under the softmax."""
    return softmax(z) @ cost


def likelihood(cost, z):
    """The cross entropy with the class of cost 0 as the target."""
    return -np.log(softmax(z)[np.argmin(cost)])


def measure_gradients():
    """Central differences in the logits: error below 1e-9; and the sizes for wrong logits 0 to 20."""
    found = []
    rng = np.random.default_rng(4)
    for size in (2, 4, 7):
        z, cost, t = rng.normal(size=size) * 2, rng.normal(size=size), int(rng.integers(size))
        p, point = softmax(z), np.eye(size)[t]
        missed = slopes(expected, 1 - point, z)
        found += [Measurement(f"gradient of 1 - p_t, n = {size}", np.abs(missed - p[t] * (p - point)).max(), 0, 1e-9),
                  Measurement(f"against p_t times that of -log p_t, n = {size}", np.abs(missed - p[t] * slopes(likelihood, 1 - point, z)).max(), 0, 1e-9),
                  Measurement(f"gradient of the expected cost, n = {size}",
                              np.abs(slopes(expected, cost, z) - p * (cost - p @ cost)).max(), 0, 1e-9)]
    sizes, damped = (0, 2, 5, 10, 20), []
    for wrong in sizes:
        p = softmax(np.array([0.0, wrong, 0.0, 0.0]))
        damped.append(p[0] * np.linalg.norm(p - np.eye(4)[0]))
    return [*found, Measurement("size of the damped gradient for a wrong logit of 20", damped[-1], 1e-8, 0, "<=",
                                (("gradient size of 1 - p_t by wrong logit", tuple(zip(sizes, damped))),))]


def directions(seed, count, dimension):
    """Seeded embeddings and their directions."""
    e = np.random.default_rng(seed).normal(size=(count, dimension)) * np.arange(1, count + 1)[:, None]
    return e / np.linalg.norm(e, axis=1, keepdims=True)


def measure_cosine():
    """The transport cost with cosine costs against the mean direction; and the range."""
    found = []
    for p, _ in distributions(5, (1, 2, 3)):
        n = len(p)
        units = directions(n, n, 4)
        cost = 1 - units @ units.T
        loss = least_cost(p, np.eye(n)[0], cost)
        found += [Measurement(f"loss against 1 - <mean direction, target>, n = {n}", loss, 1 - (p @ units) @ units[0], 1e-12),
                  Measurement(f"loss against 0, n = {n}", loss, 0, 1e-12, ">="),
                  Measurement(f"loss against the largest cost, n = {n}", loss, cost[:, 0].max(), 1e-12, "<=")]
    some = np.random.default_rng(6).uniform(1e-6, 1, size=10_000)
    remainder = [abs(-np.log1p(-u) - u - u**2 / 2) / u**3 for u in (1e-1, 1e-2, 1e-3)]
    return [*found, Measurement("least of -log p - (1 - p)", (-np.log(some) - (1 - some)).min(), 0, 0, ">="),
            Measurement("remainder over u^3", remainder[-1], 1 / 3, 1e-3)]


def measure_orders():
    """Rows of P times the cosines, in both orders of multiplication: rounding."""
    p = np.stack([p for p, _ in distributions(7, (5, 5, 5))])
    units = directions(8, 5, 3)
    return [Measurement("largest difference of the two orders", np.abs(p @ (units @ units[0]) - (p @ units) @ units[0]).max(), 0, 1e-14)]


def measure_minimisers():
    """Losses of 2000 seeded predictions: none is below the medoid for the expected cost, nor below p = P for the cross entropy."""
    found = []
    for seed, size in enumerate((2, 4, 6)):
        rng = np.random.default_rng(seed)
        units, labels = directions(seed, size, 3), rng.dirichlet(np.ones(size))
        mean_cost = (1 - units @ units.T) @ labels
        tried = rng.dirichlet(np.full(size, 0.5), size=2000) + 1e-12
        tried /= tried.sum(axis=1, keepdims=True)
        found += [Measurement(f"least expected cost tried, n = {size}", (tried @ mean_cost).min(), mean_cost.min(), 1e-12, ">="),
                  Measurement(f"expected cost at the label distribution, n = {size}", labels @ mean_cost, mean_cost.min(), 0, ">="),
                  Measurement(f"least cross entropy tried, n = {size}", (-np.log(tried) @ labels).min(), -np.log(labels) @ labels, 0, ">=")]
    return found
