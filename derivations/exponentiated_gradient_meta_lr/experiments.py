"""Experiments of exponentiated gradient descent and of the gains, with NumPy alone."""

import numpy as np

from verifier.language import Measurement

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
    """A thousand steps with the rate 0.1 on the loss theta from 1: with and without the factor."""
    with_factor, without = 1.0, 1.0
    for _ in range(1000):
        with_factor, without = with_factor * np.exp(-0.1 * with_factor), without * np.exp(-0.1)
    return [Measurement("exponentiated steps: logarithm after 1000 steps", np.log(without), -100, 1e-9),
            Measurement("gradient steps in the logarithm, below 1/(1 + 0.1 t)", with_factor, 1 / 101, 0, "<="),
            Measurement("and above 1/(1 + (e^0.1 - 1) t)", with_factor, 1 / (1 + 1000 * np.expm1(0.1)), 0, ">=")]


def measure_mirror():
    return []
