"""Experiments of exponentiated gradient descent and of the gains, with NumPy alone."""

import numpy as np

from verifier.language import Measurement, monte_carlo

ROUNDING = 1e-12      # of a few hundred operations in double precision on numbers of order 1


def _loss(size, seed):
    """A smooth loss that is no quadratic, and its gradient written out."""
    rng = np.random.default_rng(seed)
    A, b, c = rng.standard_normal((size, size)), rng.standard_normal(size), rng.standard_normal(size)
    return (lambda x: np.log(np.cosh(A @ x - b)).sum() + np.sin(c @ x),
            lambda x: A.T @ np.tanh(A @ x - b) + c * np.cos(c @ x))


def _numerical_gradient(function, at, step=1e-5):
    """Central differences; their error is of the order of step^2 and of rounding/step, together below 1e-8 here."""
    return np.array([(function(at + step * unit) - function(at - step * unit)) / (2 * step) for unit in np.eye(len(at))])


def measure_positivity():
    """A rate of 3.5 on (theta - 1)^2/2, where the steps never settle; a start at 0; and a plain gradient step."""
    theta, least = 0.5, 1.0
    for _ in range(20_000):
        theta *= np.exp(-3.5 * (theta - 1))
        least = min(least, theta)
    stuck = 0.0
    for _ in range(100):
        stuck *= np.exp(-0.5 * (stuck - 1))
    rng = np.random.default_rng(1)
    _, slope = _loss(6, 1)
    start = np.concatenate((rng.uniform(0.1, 1, 3), -rng.uniform(0.1, 1, 2), [0]))
    many = start
    for _ in range(200):
        many = many * np.exp(-0.1 * slope(many))
    return [Measurement("least iterate of 20000 at the rate 3.5", least, 1e-4, 0, ">="),
            Measurement("where 0 is after 100 steps, though the slope there is -1", stuck, 0, 0),
            Measurement("coordinates of 6 that changed their sign in 200 steps", (np.sign(many) != np.sign(start)).sum(), 0, 0)]


def measure_two_forms():
    """Ten steps in phi without the factor exp(phi), and ten exponentiated steps in theta; with the factor they differ."""
    rng = np.random.default_rng(2)
    _, slope = _loss(5, 2)
    phi = rng.standard_normal(5)
    theta, full = np.exp(phi), phi
    for _ in range(10):
        phi = phi - 0.1 * slope(np.exp(phi))
        full = full - 0.1 * np.exp(full) * slope(np.exp(full))
        theta = theta * np.exp(-0.1 * slope(theta))
    return [Measurement("largest difference after 10 steps", np.abs(np.exp(phi) - theta).max(), 0, ROUNDING),
            Measurement("with the factor: largest difference", np.abs(np.exp(full) - theta).max(), 0.01, 0, ">=")]


def measure_hypergradient():
    """The loss after a step, differentiated in its gains; and after two steps with the same gains, where the formula fails."""
    rng = np.random.default_rng(3)
    loss, slope = _loss(4, 3)
    start, gains, rate = rng.standard_normal(4), rng.uniform(0.5, 1.5, 4), 0.3

    def after(steps, gains):
        theta = start
        for _ in range(steps):
            theta, before = theta - rate * gains * slope(theta), theta
        return theta, before

    def gap(steps):
        theta, before = after(steps, gains)
        return np.abs(_numerical_gradient(lambda u: loss(after(steps, u)[0]), gains) + rate * slope(before) * slope(theta)).max()
    return [Measurement("one step: largest deviation from -eta g g", gap(1), 0, 1e-8),
            Measurement("two steps with the same gains: largest deviation", gap(2), 0.01, 0, ">=")]


def measure_gains():
    """A step of the gains with the slope in the gains from differences, against exp(gamma eta g g)."""
    rng = np.random.default_rng(4)
    loss, slope = _loss(4, 4)
    old, gains, rate, gamma = rng.standard_normal(4), rng.uniform(0.5, 1.5, 4), 0.3, 0.7
    new = old - rate * gains * slope(old)
    stepped = gains * np.exp(-gamma * _numerical_gradient(lambda u: loss(old - rate * u * slope(old)), gains))
    return [Measurement("largest deviation of the next gains", np.abs(stepped - gains * np.exp(gamma * rate * slope(old) * slope(new))).max(), 0, 1e-8)]


def measure_closed_form():
    """Twenty steps of the recurrence on a loss of 4 parameters, against the exponential of the sum."""
    rng = np.random.default_rng(5)
    _, slope = _loss(4, 5)
    theta, gains, total, found = rng.standard_normal(4), np.ones(4), np.zeros(4), []
    for _ in range(20):
        before = slope(theta)
        theta = theta - 0.1 * gains * before
        total += before * slope(theta)
        gains = gains * np.exp(0.05 * before * slope(theta))
        found.append(np.abs(np.log(gains) - 0.05 * total).max())
    return [Measurement("largest deviation of the logarithm of the gains in 20 steps", max(found), 0, ROUNDING),
            Measurement("how far the gains moved from 1", np.abs(gains - 1).max(), 0.01, 0, ">=")]


def measure_speeds():
    """Steps with the rate 0.1 on the loss theta from 1: a thousand with and without the factor, and 200000 with it, where t y is 1/0.1 up to about log(t)/t."""
    with_factor, without, long = 1.0, 1.0, 1.0
    for _ in range(1000):
        with_factor, without = with_factor * np.exp(-0.1 * with_factor), without * np.exp(-0.1)
    for _ in range(200_000):
        long *= np.exp(-0.1 * long)
    return [Measurement("exponentiated steps: logarithm after 1000 steps", np.log(without), -100, 1e-9),
            Measurement("gradient steps in the logarithm, below 1/(1 + 0.1 t)", with_factor, 1 / 101, 0, "<="),
            Measurement("and above 1/(1 + (e^0.1 - 1) t)", with_factor, 1 / (1 + 1000 * np.expm1(0.1)), 0, ">="),
            Measurement("t y(t) after 200000 steps", 200_000 * long, 10, 0.01)]


def measure_mirror():
    """The exponentiated step against Newton's method for the objective, coordinate by coordinate; and the excess at random vectors."""
    rng = np.random.default_rng(6)
    old, slope, rate = rng.uniform(0.5, 2, 3), rng.standard_normal(3), 0.7

    def value(u):
        return slope @ u + (u * np.log(u / old) - u + old).sum() / rate
    least = old.copy()
    for _ in range(60):  # in the logarithm the gradient is slope + log(u/old)/rate, the step is Newton's
        least = least * np.exp(-rate * (slope + np.log(least / old) / rate))
    step = old * np.exp(-rate * slope)
    others = rng.uniform(0.05, 5, (1000, 3))
    return [Measurement("largest deviation of the minimiser", np.abs(least - step).max(), 0, ROUNDING),
            Measurement("least excess of 1000 other vectors", min(value(u) for u in others) - value(step), 0, 0, ">=")]


def measure_long_steps():
    """Where (theta - 1)^2/2 leads after 4000 steps: to 1 for rates below 2, to two values in turn for 2.5."""
    found = []
    for rate, low, high in ((0.5, 1, 1), (1.5, 1, 1), (2.5, 0.2896, 1.7104)):
        theta = 0.5
        for _ in range(4000):
            theta *= np.exp(-rate * (theta - 1))
        pair = sorted((theta, theta * np.exp(-rate * (theta - 1))))
        found += [Measurement(f"rate {rate}: the smaller of the last two", pair[0], low, 1e-4), Measurement(f"rate {rate}: the larger", pair[1], high, 1e-4)]
    return found


def measure_quadratic():
    """The loss theta^2 with the rate 0.1: signs of the product of slopes for five gains, and where the gain settles."""
    products = [2 * (2 * (1 - 0.1 * gain * 2)) for gain in (1, 4, 5, 6, 9)]
    theta, gain, slope = 1.0, 1.0, 2.0
    for _ in range(400):
        theta = theta - 0.1 * gain * slope
        gain, slope = gain * np.exp(0.5 * slope * 2 * theta), 2 * theta
    return [Measurement("gains 1, 4: products that are positive", sum(found > 1e-12 for found in products[:2]), 2, 0),
            Measurement("gain 5, the step of Newton: the product", products[2], 0, 1e-12),
            Measurement("gains 6, 9: products that are negative", sum(found < -1e-12 for found in products[3:]), 2, 0),
            Measurement("eta u h where the gain settles", 0.1 * gain * 2, 1, 0.01)]


def measure_noise(rng):
    """Twenty steps on theta^2/2 with normal noise and the rate 0.1, in 20000 runs from the stationary law: the product of the last two slopes."""
    theta = rng.standard_normal(20_000) * np.sqrt(0.1 / 1.9)
    for _ in range(20):
        theta = theta - 0.1 * (theta + rng.standard_normal(20_000))
    before = theta + rng.standard_normal(20_000)
    theta = theta - 0.1 * before
    return [monte_carlo("mean product of consecutive slopes", before * (theta + rng.standard_normal(20_000)), -0.1 / 1.9)]


def measure_gradient_in_phi():
    """The loss as a function of the logarithms of five parameters, by central differences, against exp(phi) times its gradient."""
    rng = np.random.default_rng(7)
    loss, slope = _loss(5, 7)
    phi = rng.standard_normal(5) / 2
    measured = _numerical_gradient(lambda u: loss(np.exp(u)), phi)
    return [Measurement("largest deviation from exp(phi) g", np.abs(measured - np.exp(phi) * slope(np.exp(phi))).max(), 0, 1e-8),
            Measurement("without the factor: largest deviation", np.abs(measured - slope(np.exp(phi))).max(), 0.1, 0, ">=")]


def measure_descent():
    """The slope of the loss along exponentiated steps of five positive parameters, by a central difference."""
    rng = np.random.default_rng(8)
    loss, slope = _loss(5, 8)
    old = rng.uniform(0.1, 2, 5)
    g = slope(old)
    measured = (loss(old * np.exp(-1e-5 * g)) - loss(old * np.exp(1e-5 * g))) / 2e-5
    return [Measurement("slope at the length 0", measured, -(old * g**2).sum(), 1e-6 * (old * g**2).sum())]
