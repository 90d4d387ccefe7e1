"""Experiments: rotary matrices built block by block, and positions of patches."""

import numpy as np

from verifier.language import *


def rotation(angle):
    """The 2 x 2 rotation."""
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def block_matrix(angles):
    """The block-diagonal matrix of the rotations by the angles."""
    whole = np.zeros((2 * len(angles), 2 * len(angles)))
    for place, angle in enumerate(angles):
        whole[2 * place:2 * place + 2, 2 * place:2 * place + 2] = rotation(angle)
    return whole


def frequencies(size):
    """The usual frequencies 10000^(-2i/d)."""
    return 10000.0 ** (-2 * np.arange(size // 2) / size)


def two_dimensional(size, x, y):
    """Even blocks turn by x, odd ones by y."""
    return block_matrix(np.where(np.arange(size // 2) % 2 == 0, x, y) * frequencies(size))


def measure_diagonal():
    """Largest difference of the two encodings on the diagonal for d = 16, n < 50."""
    worst = max(np.abs(block_matrix(n * frequencies(16)) - two_dimensional(16, n, n)).max() for n in range(50))
    return [Measurement("largest difference of R_n and R_{n,n}, d = 16, n < 50", worst, 0, 0)]


def measure_relative():
    """Products of encodings at random real positions against the encoding of the difference; rounding errors only."""
    rng = np.random.default_rng(10352)
    worst = 0.0
    for size in (4, 8, 16):
        for _ in range(20):
            x, y, a, b = rng.uniform(-30, 30, 4)
            worst = max(worst, np.abs(two_dimensional(size, x, y).T @ two_dimensional(size, a, b) - two_dimensional(size, a - x, b - y)).max())
    return [Measurement("largest difference, d = 4, 8, 16", worst, 0, 1e-13)]
