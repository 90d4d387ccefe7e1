"""Experiments on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import Measurement


def onto_simplex(y):
    """The nearest distribution, by bisection for the threshold."""
    low, high = y.min() - 1, y.max()
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if np.maximum(y - middle, 0).sum() > 1 else (low, middle)
    return np.maximum(y - (low + high) / 2, 0)


def minimise(square, c, count):
    """The minimiser of p.square.p/2 + c.p on the simplex, by projected gradient descent."""
    p = np.full(len(c), 1 / len(c))
    for _ in range(count):
        p = onto_simplex(p - (square @ p + c) / np.linalg.norm(square, 2))
    return p


def normal(x, mean, variance):
    """The normal density."""
    return np.exp(-(x - mean)**2 / (2 * variance)) / np.sqrt(2 * np.pi * variance)


def heat(x, t):
    """The density of the heat flow that starts with the variance 2."""
    return normal(x, 0, 2 + 2 * t)


def relaxing(x, t):
    """The density of the relaxation to the standard normal density from mean 1 and variance 2."""
    return normal(x, np.exp(-t), 1 + np.exp(-2 * t))


def spreading(x, t):
    """Barenblatt's solution for F = p^2/2."""
    return t**(-1 / 3) * np.maximum(1.5 - x**2 * t**(-2 / 3) / 6, 0)


def entropy(x, p):
    """The integrand p log p."""
    return p * np.log(np.maximum(p, 1e-300))


def relative_entropy(x, p):
    """The integrand p log(p/q) for the standard normal density q."""
    return entropy(x, p) + p * (x**2 + np.log(2 * np.pi)) / 2


def half_square(x, p):
    """The integrand p^2/2."""
    return p**2 / 2


def measure_linear_minimum():
    """Random coefficients: 10000 distributions never fall below the least, which a corner attains."""
    rng, found = np.random.default_rng(7), []
    for size in (1, 2, 5):
        v = rng.normal(size=size)
        found += [Measurement(f"n = {size}: least value at 10000 distributions", (rng.dirichlet(np.ones(size), 10000) @ v).min(), v.min(), 1e-12, ">="),
                  Measurement(f"n = {size}: value at the corner", np.eye(size)[v.argmin()] @ v, v.min(), 0)]
    return found


def measure_optimality():
    """Minimisers of random convex quadratics by projected gradients (error below 1e-9 after 300 steps), and the softmax."""
    rng, found = np.random.default_rng(1), []
    for size in (2, 3, 7):
        root, c = rng.normal(size=(size, size)), rng.normal(size=size)
        square = root @ root.T / size + np.eye(size)
        p = minimise(square, c, 300)
        g = square @ p + c
        found += [Measurement(f"quadratic with {size} variables: p.grad F - least entry", p @ g - g.min(), 0, 1e-8),
                  Measurement(f"quadratic with {size} variables: largest excess of an entry where p > 0", (g - g.min())[p > 1e-9].max(), 0, 1e-7)]
    c = rng.normal(size=5)
    p = np.exp(-c) / np.exp(-c).sum()
    g = np.log(p) + 1 + c
    return [*found, Measurement("entropy and energy: spread of the gradient at the softmax", np.ptp(g), 0, 1e-14)]


def measure_corner_steps():
    """One step towards a corner: feasibility, slope at 0 by a quotient (error below 1e-5 for quadratics), and no steeper mixture."""
    rng, found = np.random.default_rng(2), []
    for size in (2, 5):
        p, root = rng.dirichlet(np.ones(size)), rng.normal(size=(size, size))
        g = root.T @ root @ p
        corner = np.eye(size)[g.argmin()]
        moved = 0.3 * corner + 0.7 * p
        others = rng.dirichlet(np.ones(size), 1000)
        ahead = root @ (p + 1e-7 * (corner - p))
        found += [Measurement(f"n = {size}: total of the mixture", moved.sum(), 1, 1e-14), Measurement(f"n = {size}: least entry", moved.min(), 0, 0, ">="),
                  Measurement(f"n = {size}: slope", ((ahead**2).sum() - ((root @ p)**2).sum()) / 2e-7, g.min() - p @ g, 1e-5),
                  Measurement(f"n = {size}: steepest of 1000 mixtures", ((others - p) @ g).min(), g.min() - p @ g, 1e-12, ">=")]
    return found


def dual(x, mu, lam):
    """The least value of |p - x|^2 - mu.p + lam (sum of p_i - 1) over all p, by completing the square."""
    return -((mu - lam)**2).sum() / 4 - (mu - lam) @ x - lam


def measure_duality():
    """The dual function of |p - x|^2 is explicit (a quadratic); its largest value over random and the named multipliers."""
    rng, found = np.random.default_rng(3), []
    for size in (2, 3, 6):
        x = rng.normal(size=size)
        p = onto_simplex(x)
        g = 2 * (p - x)
        tried = max(dual(x, rng.exponential(size=size), rng.normal()) for _ in range(20000))
        found += [Measurement(f"n = {size}: dual value at the named multipliers", dual(x, g - g.min(), -g.min()), ((p - x)**2).sum(), 1e-12),
                  Measurement(f"n = {size}: largest of 20000 other dual values", tried, ((p - x)**2).sum(), 1e-12, "<=")]
    return found


def measure_sparsemax():
    """Random x with up to 30 entries: the threshold from sorting, and no random distribution near the result is nearer to x."""
    rng, found = np.random.default_rng(4), []
    for size in (2, 5, 30):
        x = rng.normal(size=size)
        falling = np.sort(x)[::-1]
        excess = (np.cumsum(falling) - 1) / np.arange(1, size + 1)
        p = np.maximum(x - excess[falling > excess][-1], 0)
        others = np.concatenate([rng.dirichlet(np.ones(size), 1000), 0.99 * p + 0.01 * rng.dirichlet(np.ones(size), 1000)])
        found += [Measurement(f"n = {size}: total", p.sum(), 1, 1e-12),
                  Measurement(f"n = {size}: distance to the result of bisection", np.abs(p - onto_simplex(x)).max(), 0, 1e-12),
                  Measurement(f"n = {size}: least gain of 2000 others", (((others - x)**2).sum(1) - ((p - x)**2).sum()).min(), 0, 1e-12, ">=")]
    return found


def measure_concentrated():
    """The functional of the mixture on a grid whose cells end at epsilon, where the midpoint rule is exact; rounding below 1e-9."""
    found = []
    for width in (0.1, 1e-3, 1e-5):
        cells = np.concatenate([np.linspace(0, width, 1001), np.linspace(width, 1, 1001)[1:]])
        lengths, middles = np.diff(cells), (cells[1:] + cells[:-1]) / 2
        p, q = np.ones(2000), (middles < width) / width
        found += [Measurement(f"epsilon = {width}, eta = 0.01: value", lengths @ (0.99 * p + 0.01 * q)**2, 1 - 1e-4 + 1e-4 / width, 1e-9),
                  Measurement(f"epsilon = {width}: slope", lengths @ (2 * p * (q - p)), 0, 1e-9)]
    return found


def measure_descent():
    """F = p^2, p the standard normal density pulled back along sin x and along grad F' = 2 p', on a grid; the error is of order eta."""
    x, step = np.linspace(-10, 10, 20001, retstep=True)
    p, found = normal(x, 0, 1), []
    slope = -2 * x * p
    for name, field, along in (("sin x", np.sin(x), np.cos(x)), ("grad F'", slope, (2 * x**2 - 2) * p)):
        for eta in (1e-3, 1e-5):
            pulled = normal(x + eta * field, 0, 1) * np.abs(1 + eta * along)
            found.append(Measurement(f"field {name}, eta = {eta}: quotient", step * (pulled**2 - p**2).sum() / eta, -step * (p * slope * field).sum(), eta))
    scale = np.sqrt((p * slope**2).sum() / (p * np.sin(x)**2).sum())
    return [*found, Measurement("work of -sin x, scaled to the energy of grad F'", -step * scale * (p * slope * np.sin(x)).sum(),
                                step * (p * slope**2).sum(), 1e-12, "<=")]


def measure_dissipation():
    """Explicit flows on a grid, by central quotients at t = 1: entropy, entropy relative to the normal density, and p^2/2."""
    x, step = np.linspace(-40, 40, 400_001, retstep=True)
    rows = (("heat", heat, entropy, -x / 4), ("relaxation", relaxing, relative_entropy, x - (x - np.exp(-1)) / (1 + np.exp(-2))),
            ("Barenblatt", spreading, half_square, -x / 3))
    return [Measurement(f"{name}: change of the functional", step * (integrand(x, flow(x, 1.0001)) - integrand(x, flow(x, 0.9999))).sum() / 2e-4,
                        -step * (flow(x, 1.0) * slope**2).sum(), 1e-6) for name, flow, integrand, slope in rows]


def measure_flow_of_density():
    """Heat flow and relaxation at t = 0: quotients of the exact flow and of the pull-back, step 1e-6, against the divergence of p h."""
    x, found = np.linspace(-4, 4, 81), []
    for name, flow, offset, slope in (("heat", heat, 0.0, -0.5), ("relaxation", relaxing, 0.5, 0.5)):  # h = offset + slope x
        quotient = (flow(x, 1e-6) - flow(x, 0)) / 1e-6
        pulled = (flow(x + 1e-6 * (offset + slope * x), 0) * abs(1 + 1e-6 * slope) - flow(x, 0)) / 1e-6
        right, left = x + 1e-5, x - 1e-5
        flux = (flow(right, 0) * (offset + slope * right) - flow(left, 0) * (offset + slope * left)) / 2e-5
        found += [Measurement(f"{name}: largest gap between the flow and the divergence", np.abs(quotient - flux).max(), 0, 1e-5),
                  Measurement(f"{name}: largest gap between small steps and the divergence", np.abs(pulled - flux).max(), 0, 1e-5)]
    return found


def measure_particles(rng):
    """100000 particles of the relaxation from mean 1 and variance 2 to time 0.7, 700 Euler steps (error of the method below 0.003)."""
    x, step = 1 + np.sqrt(2) * rng.standard_normal(100_000), 1e-3
    wrong = np.sqrt(2) * 2 + 1.0  # a particle that moves with the field instead
    for k in range(700):
        mean, variance = np.exp(-k * step), 1 + np.exp(-2 * k * step)
        x = x - step * (x - (x - mean) / variance)
        wrong = wrong + step * (wrong - (wrong - mean) / variance)
    mean, variance = np.exp(-0.7), 1 + np.exp(-1.4)
    return [Measurement("mean", x.mean(), mean, 0.03), Measurement("variance", x.var(), variance, 0.05),
            Measurement("moving with the field: distance from the exact path", wrong - (mean + np.sqrt(variance) * 2), 1, 0, ">=")]
