"""Experiments: rotary matrices built block by block, and positions of patches."""

import numpy as np
from sympy import Rational

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


def measure_offsets():
    """All images up to 12 by 12 in exact fractions: how far both gaps and the printed offsets are from each other."""
    worst, jump = 0, 0
    for w in range(1, 13):
        for h in range(1, 13):
            first, second = Rational(w * h - h, 2), Rational(w * h - w, 2)
            rows, columns = [first + i for i in range(1, h + 1)], [second + j for j in range(1, w + 1)]
            worst = max(worst, abs(rows[0] - (w * h + 1 - rows[-1])), abs(columns[0] - (w * h + 1 - columns[-1])))
            jump = max(jump, abs(rows[0] - 1 - Rational(w * h - h, 2)), abs(columns[0] - 1 - Rational(w * h - w, 2)))
    return [Measurement("largest difference of the gaps on both sides, w, h <= 12", float(worst), 0, 0),
            Measurement("largest difference of a jump and 1 + (wh - h)/2 or 1 + (wh - w)/2", float(jump), 0, 0)]


def measure_integer_scheme():
    """All images up to 12 by 12 on the integer grid with spacings w + 1 and h + 1: gaps on both sides, and tokens counted."""
    gaps, excess = 0, 0
    for w in range(1, 13):
        for h in range(1, 13):
            rows, columns, after = (w + 1) * np.arange(1, h + 1), (h + 1) * np.arange(1, w + 1), (w + 1) * (h + 1)
            gaps = max(gaps, abs(rows[0] - (after - rows[-1])), abs(columns[0] - (after - columns[-1])))
            excess = max(excess, abs(after - 1 - rows.size * columns.size - (w + h)))
    return [Measurement("largest difference of the gaps on both sides, w, h <= 12", gaps, 0, 0),
            Measurement("tokens counted beyond the patches, against w + h", excess, 0, 0)]


def measure_video():
    """All videos up to 5 by 5 by 5 in exact fractions: the gaps on both sides in the three coordinates."""
    worst = 0
    for sides in np.ndindex(5, 5, 5):
        sides = [side + 1 for side in sides]
        count = int(np.prod(sides))
        for side in sides:
            places = [Rational(count - side, 2) + i for i in range(1, side + 1)]
            worst = max(worst, abs(places[0] - (count + 1 - places[-1])))
    return [Measurement("largest difference of the gaps on both sides", float(worst), 0, 0)]


def measure_m_rope():
    """Coordinates of M-RoPE after a text that ends at 0: the gaps before the next token, and the tokens counted."""
    found = []
    for sides, gaps in (((4, 4, 4), (1, 1, 1)), ((2, 2, 30), (29, 29, 1))):
        grid = np.stack(np.meshgrid(*(np.arange(1, side + 1) for side in sides)), axis=-1).reshape(-1, 3)
        after = grid.max() + 1
        found += [Measurement(f"gap on the right in coordinate {place + 1}, sides {sides}", after - grid[:, place].max(), gaps[place], 0) for place in range(3)]
        found.append(Measurement(f"tokens counted for {len(grid)} patches, sides {sides}", after - 1, max(sides), 0))
    return found
