"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def networks(seed, dimension=3, hidden=4):
    """A seeded generator and discriminator of one hidden layer, as functions of a flat vector of parameters, and its length."""
    def unpack(parameters, outputs):
        cut = hidden * dimension
        return parameters[:cut].reshape(hidden, dimension), parameters[cut:].reshape(outputs, hidden)

    def generate(parameters, noise):
        first, second = unpack(parameters, dimension)
        return noise + second @ np.tanh(first @ noise)

    def score(parameters, sample):
        first, second = unpack(parameters, 1)
        return float((second @ np.tanh(first @ sample))[0])

    return generate, score, hidden * dimension * 2, hidden * dimension + hidden


def slopes(function, at, h=1e-5):
    """Central differences in every parameter: error about 1e-9 for the networks here."""
    return np.array([(function(at + h * e) - function(at - h * e)) / (2 * h) for e in np.eye(len(at))])


def measure_copies():
    """The gradients of the single losses against those of the two players."""
    generate, score, many, few = networks(1)
    rng = np.random.default_rng(1)
    phi, theta, x, z = rng.normal(size=many) / 2, rng.normal(size=few) / 2, rng.normal(size=3), rng.normal(size=3)
    fake = generate(phi, z)                                                # its value, with the gradient stopped
    critic = slopes(lambda t: score(t, x) - score(t, fake), theta)
    maker = slopes(lambda f: score(theta, generate(f, z)), phi)
    found = [
        Measurement("copies: gradient of the discriminator", np.abs(
            slopes(lambda t: score(t, x) - score(t, fake) + score(theta, generate(phi, z)), theta) - critic).max(), 0, 1e-8),
        Measurement("copies: gradient of the generator", np.abs(
            slopes(lambda f: score(theta, x) - score(theta, fake) + score(theta, generate(f, z)), phi) - maker).max(), 0, 1e-8),
        Measurement("stopped: gradient of the discriminator", np.abs(
            slopes(lambda t: score(t, x) - 2 * score(t, fake) + score(t, generate(phi, z)), theta) - critic).max(), 0, 1e-8),
        Measurement("stopped: gradient of the generator", np.abs(
            slopes(lambda f: score(theta, x) - 2 * score(theta, fake) + score(theta, generate(f, z)), phi) - maker).max(), 0, 1e-8),
        Measurement("size of the generator's gradient", np.abs(maker).max(), 1e-3, 0, ">=")]

    def error(parameters, sample):
        return np.sum((generate(parameters, sample) - sample)**2)

    loss = slopes(lambda f: error(f, x) - error(f, fake) + error(phi, generate(f, z)), phi)
    parts = slopes(lambda f: error(f, x) - error(f, fake), phi) + slopes(lambda f: error(phi, generate(f, z)), phi)
    return [*found, Measurement("IGN: gradient against the sum of both players'", np.abs(loss - parts).max(), 0, 1e-8)]


def measure_iterates():
    """Iterates of a projection from a point of its range: rounding; and of a slightly expanding network, within the bound."""
    rng = np.random.default_rng(2)
    basis = np.linalg.qr(rng.normal(size=(4, 2)))[0]
    x = basis @ rng.normal(size=2)
    at = x
    for _ in range(10):
        at = basis @ (basis.T @ at)
    found = [Measurement("tenth iterate of a projection, distance to the start", np.linalg.norm(at - x), 0, 1e-14)]
    weights = rng.normal(size=(4, 4))
    weights *= 1.1 / np.linalg.norm(weights, 2)                          # tanh is 1-Lipschitz, the matrix 1.1-Lipschitz
    start = rng.normal(size=4) / 10
    error, at = np.linalg.norm(weights @ np.tanh(start) - start), start
    for count in range(1, 8):
        at = weights @ np.tanh(at)
        found.append(Measurement(f"distance after {count} steps against the bound", np.linalg.norm(at - start), error * (1.1**count - 1) / 0.1, 1e-12, "<="))
    return found


def measure_maps():
    """All 256 maps of four points: which are idempotent, and which have an image of fixed points."""
    maps = np.stack(np.meshgrid(*[np.arange(4)] * 4), axis=-1).reshape(-1, 4)
    idempotent = np.array([np.array_equal(f[f], f) for f in maps])
    fixed_image = np.array([all(f[y] == y for y in set(f)) for f in maps])
    return [Measurement("maps of four points where the two differ", np.sum(idempotent != fixed_image), 0, 0),
            Measurement("idempotent maps of four points", np.sum(idempotent), 41, 0)]


def measure_critical():
    """The gradient of the loss at y + V tanh(W y) with V = 0, and at a projection with data in and off its range."""
    rng = np.random.default_rng(3)
    x, z, inner = rng.normal(size=3), rng.normal(size=3), rng.normal(size=(4, 3))

    def error(make, parameters, sample):
        return np.sum((make(parameters, sample) - sample)**2)

    def slope(make, frozen, data):
        return slopes(lambda moving: error(make, moving, data) - error(make, moving, make(frozen, z)) + error(make, frozen, make(moving, z)), frozen)

    def residual(parameters, sample):
        return sample + parameters.reshape(3, 4) @ np.tanh(inner @ sample)

    def matrix(parameters, sample):
        return parameters.reshape(3, 3) @ sample

    projection = np.diag([1.0, 1.0, 0.0])
    at_identity, off_range = slope(residual, np.zeros(12), x), slope(matrix, projection.ravel(), x)
    in_range = slope(matrix, projection.ravel(), projection @ x)
    return [Measurement("gradient at the identity", np.abs(at_identity).max(), 0, 1e-8),
            Measurement("gradient at a projection, data in its range", np.abs(in_range).max(), 0, 1e-8),
            Measurement("gradient at a projection, data off its range", np.abs(off_range).max(), 0.1, 0, ">=")]


def measure_descent():
    """Gradient descent on arrays of samples, steps of 0.01, the copy refreshed at every step; differences are exact for a quadratic loss."""
    def loss(moving, frozen, real, noise):
        return np.mean((moving * real - real)**2 - (moving * frozen * noise - frozen * noise)**2 + (frozen * moving * noise - moving * noise)**2)

    def run(start, size, steps=4000):
        phi, real, noise = start, size * np.array([0.6, -0.8, 1.0, np.sqrt(2)]), np.array([1.0, -1.0, np.sqrt(2), 0.0])
        for _ in range(steps):
            phi -= 0.01 * (loss(phi + 0.5, phi, real, noise) - loss(phi - 0.5, phi, real, noise))
            if abs(phi) > 1e6:
                return np.inf
        return phi
    return [*(Measurement(f"X = 1/4, Z = 1, from {start}", run(start, 0.5), 0.25, 1e-9) for start in (-1, 0.5, 0.9)),
            *(Measurement(f"X = 4, Z = 1, from {start}", run(start, 2), 1, 1e-9) for start in (-1, 0.5, 3.9)),
            Measurement("X = 4, Z = 1, from 4.1", run(4.1, 2), 100, 0, ">=")]
