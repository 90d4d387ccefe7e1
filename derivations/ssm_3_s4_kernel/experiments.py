"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def stable_system(seed, size, radius=0.9):
    """A random matrix of the given spectral radius, an input column and an output row."""
    rng = np.random.default_rng(seed)
    which, column_, row_ = rng.standard_normal((size, size)), rng.standard_normal(size), rng.standard_normal(size)
    return which * (radius / np.abs(np.linalg.eigvals(which)).max()), column_, row_


def impulse_response(which, column_, row_, length):
    """The outputs of x_(k+1) = A x_k, x_0 = b, one step after the other."""
    state, found = column_, []
    for _ in range(length):
        found.append(row_ @ state)
        state = which @ state
    return np.array(found)


def measure_truncated():
    """The polynomial with the impulse response as coefficients against the resolvent; terms below 10, so rounding is below 1e-13."""
    which, column_, row_ = stable_system(1, 5)
    found = []
    for length, place in ((1, 0.3 + 0.2j), (7, 0.3 + 0.2j), (12, -1.1j), (4, 0)):
        direct = np.polynomial.polynomial.polyval(place, impulse_response(which, column_, row_, length))
        rest = np.eye(5) - place**length * np.linalg.matrix_power(which, length)
        closed = row_ @ rest @ np.linalg.solve(np.eye(5) - place * which, column_)
        found.append(Measurement(f"L = {length}, z = {place}: deviation", abs(closed - direct), 0, 1e-12))
    return found


def measure_roots_of_unity():
    """numpy.fft of the impulse response against C-tilde at the roots of unity; elsewhere the two differ."""
    which, column_, row_ = stable_system(2, 4)
    found = []
    for length in (1, 7, 16):
        trained = row_ @ (np.eye(4) - np.linalg.matrix_power(which, length))
        short = [trained @ np.linalg.solve(np.eye(4) - root * which, column_) for root in np.exp(-2j*np.pi*np.arange(length)/length)]
        transform = np.fft.fft(impulse_response(which, column_, row_, length))
        found.append(Measurement(f"L = {length}: largest deviation from numpy.fft", np.abs(transform - short).max(), 0, 1e-12))
    direct = np.polynomial.polynomial.polyval(0.3 + 0.2j, impulse_response(which, column_, row_, 16))
    away = abs(trained @ np.linalg.solve(np.eye(4) - (0.3 + 0.2j) * which, column_) - direct)
    return [*found, Measurement("deviation at z = 0.3 + 0.2i, no root of unity", away, 1e-3, 0, ">=")]
