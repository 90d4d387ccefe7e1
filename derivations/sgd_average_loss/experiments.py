"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def onto_ball(y):
    """The nearest point of the unit ball."""
    return y / max(1.0, np.linalg.norm(y))


def onto_box(y):
    """The nearest point of [-1, 1]^d."""
    return np.clip(y, -1, 1)


def onto_simplex(y):
    """The nearest probability vector, by sorting."""
    falling = np.sort(y)[::-1]
    excess = (np.cumsum(falling) - 1) / np.arange(1, len(y) + 1)
    return np.maximum(y - excess[np.nonzero(falling > excess)[0][-1]], 0)


def descend(start, steps, losses, onto):
    """The iterates of projected SGD, and the losses and squared (sub)gradients met on the way."""
    y, path, values, squares = start, [start], [], []
    for step, loss in zip(steps, losses):
        value, slope = loss(y)
        y = onto(y - step * slope)
        path.append(y)
        values.append(value)
        squares.append(slope @ slope)
    return np.array(path), np.array(values), np.array(squares)


def linear(c):
    """The loss c.y with its gradient."""
    return lambda y: (c @ y, c)


def distance(c):
    """The loss |y - c|_1 with a subgradient."""
    return lambda y: (np.abs(y - c).sum(), np.sign(y - c))


def squared(c, target):
    """The loss (c.y - target)^2/2 with its gradient."""
    return lambda y: ((c @ y - target) ** 2 / 2, (c @ y - target) * c)


def greedy(y):
    """The adversary on [-1, 1]: the loss whose slope is the sign of the present iterate."""
    c = np.sign(y) + (y == 0)
    return c @ y, c


def problems(count, seed):
    """Streams of convex losses on a ball, a box and an interval: (name, start, losses, projection, comparator, D, G)."""
    rng = np.random.default_rng(seed)
    lines = rng.choice([-1.0, 1.0], (count, 4)) / 2
    points = rng.choice([-1.0, 1.0, 0.5], (count, 1))
    rows, goals = rng.uniform(-1, 1, (count, 3)), rng.uniform(-1, 1, count)
    best_on_ball = -lines.sum(0) / np.linalg.norm(lines.sum(0))
    best_on_box = onto_box(np.linalg.lstsq(rows, goals, rcond=None)[0])
    return [("adversarial signs on the unit ball", np.eye(4)[0], [linear(c) for c in lines], onto_ball, best_on_ball, 2.0, 1.0),
            ("absolute values on [-1, 1]", np.array([-1.0]), [distance(c) for c in points], onto_box, np.median(points, 0), 2.0, 1.0),
            ("least squares on [-1, 1]^3", np.ones(3), [squared(c, z) for c, z in zip(rows, goals)], onto_box, best_on_box,
             2 * 3**0.5, 4 * 3**0.5)]


def average_regret_along(losses, path, values, best_point):
    """R_T/T for T = 1, 2, ..."""
    there = np.array([loss(best_point)[0] for loss in losses])
    return np.cumsum(values - there) / np.arange(1, len(values) + 1)


def measure_core():
    """Average regret and bound after every step, for steps 1/sqrt(t) and for random non-increasing steps; rounding below 1e-9."""
    found, count = [], 2000
    times = np.arange(1, count + 1)
    random_steps = np.sort(np.random.default_rng(2).uniform(0.02, 1, count))[::-1]
    for name, start, losses, onto, best_point, wide, steep in problems(count, 1):
        for words, steps in (("steps 1/sqrt(t)", times**-0.5), ("random non-increasing steps", random_steps)):
            path, values, _ = descend(start, steps, losses, onto)
            regret = average_regret_along(losses, path, values, best_point)
            bound = wide**2 / (2 * times * steps) + steep**2 / (2 * times) * np.cumsum(steps)
            seen = np.unique(np.geomspace(1, count, 40).astype(int)) - 1
            series = (("average regret", tuple(zip(times[seen], regret[seen]))), ("bound", tuple(zip(times[seen], bound[seen]))))
            found.append(Measurement(f"{name}, {words}: largest average regret minus bound, T = 1, ..., {count}",
                                     (regret - bound).max(), 0, 1e-9, "<=", series))
    return found


def measure_regret():
    """The total regret against both bounds, with the diameter of the run itself as D."""
    found, count = [], 500
    steps = np.arange(1, count + 1) ** -0.75
    for name, start, losses, onto, best_point, _, _ in problems(count, 3):
        path, values, squares = descend(start, steps, losses, onto)
        far = np.linalg.norm(path[:-1] - best_point, axis=1).max()
        regret = count * average_regret_along(losses, path, values, best_point)[-1]
        sharp = far**2 / (2 * steps[-1]) + (steps * squares).sum() / 2
        found += [Measurement(f"{name}: regret after {count} steps", regret, sharp, 1e-9, "<="),
                  Measurement(f"{name}: the finer of the bounds", sharp, far**2 / (2 * steps[-1]) + squares.max() / 2 * steps.sum(),
                              1e-9, "<=")]
    plain = descend(np.full(3, 5.0), steps, problems(count, 3)[2][2], lambda y: y)  # the plain step on R^3
    far = np.linalg.norm(plain[0][:-1], axis=1).max()
    regret = plain[1].sum() - sum(loss(np.zeros(3))[0] for loss in problems(count, 3)[2][2])
    return [*found, Measurement("plain steps, least squares on R^3: regret against 0", regret,
                                far**2 / (2 * steps[-1]) + (steps * plain[2]).sum() / 2, 1e-9, "<=")]


def measure_telescoping():
    """Both sides for the squared distances of real runs and random non-increasing steps."""
    rng, found = np.random.default_rng(4), []
    for name, start, losses, onto, best_point, _, _ in problems(200, 5):
        steps = np.sort(rng.uniform(0.01, 2, 200))[::-1]
        path, _, _ = descend(start, steps, losses, onto)
        r = ((path - best_point) ** 2).sum(1)
        found.append(Measurement(f"{name}: sum of (r_t - r_(t+1))/(2 eta_t)", ((r[:-1] - r[1:]) / (2 * steps)).sum(),
                                 r[:-1].max() / (2 * steps[-1]), 1e-9, "<="))
    return found


def measure_constant_step():
    """The greedy adversary on [-1, 1] (D = 2, G = 1) comes within 13 percent of the bound; the bound is never passed."""
    found, curve = [], []
    for count in (10, 100, 1000, 10000):
        steps = np.full(count, 2 / count**0.5)
        path, values, _ = descend(np.array([1.0]), steps, [greedy] * count, onto_box)
        slopes = np.sign(path[:-1, 0]) + (path[:-1, 0] == 0)
        regret = values.sum() + abs(slopes.sum())  # the best constant point is an end of the interval
        curve.append((count, regret / count))
        found.append(Measurement(f"greedy adversary, T = {count}: regret/(D G sqrt(T))", regret / (2 * count**0.5), 1, 1e-12, "<="))
    found.append(Measurement("at T = 10^4: the constant is nearly reached", found[-1].measured, 0.87, 0.0, ">=",
                             (("average regret", tuple(curve)), ("bound", tuple((count, 2 / count**0.5) for count, _ in curve)))))
    return found


def measure_decaying_step():
    """Steps alpha/sqrt(t) for several alpha, checked after every step; the horizon is not needed."""
    found, times = [], np.arange(1, 2001)
    for factor in (0.1, 1.0, 10.0):
        for name, start, losses, onto, best_point, wide, steep in problems(2000, 6):
            path, values, _ = descend(start, factor / times**0.5, losses, onto)
            regret = average_regret_along(losses, path, values, best_point)
            bound = wide**2 / (2 * factor * times**0.5) + steep**2 * factor * (2 * times**0.5 - 1) / (2 * times)
            found.append(Measurement(f"{name}, alpha = {factor}: largest average regret minus bound", (regret - bound).max(), 0, 1e-9, "<="))
    return found


def measure_population(rng):
    """L = |theta - x|, x = 1 with probability 2/3, else -1: 4000 runs of 200 steps; Lbar(y) = 1 - y/3 on [-1, 1]."""
    runs, count = 4000, 200
    step, y = 2 / count**0.5, np.full(runs, -1.0)
    online, population, total = np.zeros(runs), np.zeros(runs), np.zeros(runs)
    for _ in range(count):
        drawn = np.where(rng.random(runs) < 2 / 3, 1.0, -1.0)
        online += np.abs(y - drawn) / count
        population += (1 - y / 3) / count
        total += y / count
        y = np.clip(y - step * np.sign(y - drawn), -1, 1)
    return [monte_carlo("online loss less population loss", online - population, 0),
            Measurement("excess of the mean population loss over the least", population.mean() - 2 / 3, 2 / count**0.5, 0.0, "<="),
            Measurement("population loss of the averaged iterate", (1 - total / 3).mean(), population.mean(), 1e-9, "<="),
            Measurement("on single runs online and population loss differ", np.abs(online - population).max(), 0.05, 0.0, ">=")]


def measure_average(rng):
    """|theta - x| at theta = 0.3, x = 1 with probability 2/3, else -1: mean 0.9."""
    drawn = np.where(rng.random(10**6) < 2 / 3, 1.0, -1.0)
    losses = np.abs(0.3 - drawn)
    seen = np.unique(np.geomspace(10, 10**6, 40).astype(int))
    means = np.cumsum(losses)[seen - 1] / seen
    return [monte_carlo("average of 10^6 sampled losses", losses, 0.9, "=",
                        (("average", tuple(zip(seen, means))), ("mean", tuple((count, 0.9) for count in seen))))]


def measure_projection():
    """3000 random points, three sets, five dimensions: smallest inner product and slack; rounding below 1e-12."""
    rng, angles, slacks = np.random.default_rng(8), [], []
    for _ in range(1000):
        size = rng.integers(1, 6)
        y, z = rng.normal(0, 3, (2, size))
        for onto in (onto_ball, onto_box, onto_simplex):
            p, q = onto(y), onto(z)
            angles.append((p - q) @ (y - p))
            slacks.append(np.linalg.norm(y - q) - np.linalg.norm(p - q))
    return [Measurement("smallest (P - q).(phi - P)", min(angles), 0, 1e-12, ">="),
            Measurement("smallest |phi - q| - |P - q|", min(slacks), 0, 1e-12, ">=")]


def measure_tangents():
    """Least squares, log-sum-exp and absolute values at 3000 random pairs: the loss is not below its tangent."""
    rng, slacks = np.random.default_rng(9), []
    for _ in range(1000):
        c, y, z = rng.normal(0, 1, (3, 4))
        grown = lambda w: (np.log(np.exp(w).sum()), np.exp(w) / np.exp(w).sum())
        for loss in (squared(c, 0.3), grown, distance(c)):
            slacks.append(loss(z)[0] - loss(y)[0] - (z - y) @ loss(y)[1])
    return [Measurement("smallest L(psi) - L(phi) - (psi - phi).g(phi)", min(slacks), 0, 1e-12, ">=")]


def measure_root_sum():
    """Sums to 10^6 terms; their distance to 2 sqrt(T) tends to -zeta(1/2) = 1.46035..."""
    sums = np.cumsum(1 / np.sqrt(np.arange(1, 10**6 + 1)))
    return [Measurement(f"sum of 1/sqrt(t), t <= {count}", sums[count - 1], 2 * count**0.5 - 1, 1e-9, "<=")
            for count in (1, 2, 10, 1000, 10**6)]
