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
    error = lambda f, sample: np.sum((generate(f, sample) - sample)**2)
    loss = slopes(lambda f: error(f, x) - error(f, fake) + error(phi, generate(f, z)), phi)
    parts = slopes(lambda f: error(f, x) - error(f, fake), phi) + slopes(lambda f: error(phi, generate(f, z)), phi)
    return [*found, Measurement("IGN: gradient against the sum of both players'", np.abs(loss - parts).max(), 0, 1e-8)]
