"""Experiments of rotary encodings and the leaky map, with NumPy alone."""

import numpy as np
from sympy import Rational

from verifier.language import Measurement

ROUNDING = 1e-12      # of sums of 16 products of numbers of order 1, with angles up to some hundreds


def _rotation(position, size=16, base=10000.0):
    """The block-diagonal rotation matrix of the position, as an array."""
    angles = position * base ** (-2 * np.arange(size // 2) / size)
    found = np.zeros((size, size))
    for m, angle in enumerate(angles):
        found[2 * m:2 * m + 2, 2 * m:2 * m + 2] = [[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]
    return found


def _leaky(w, k, r):
    return r if r < w else w + (r - w) / k


def _draw(seed, count):
    return np.random.default_rng(seed).standard_normal((2, count, 16))


def measure_rotary():
    """All pairs of 20 positions in 16 dimensions; and with a query turned by another base."""
    queries, keys = _draw(1, 20)
    turned_q = np.array([_rotation(i) @ q for i, q in enumerate(queries)])
    turned_k = np.array([_rotation(j) @ x for j, x in enumerate(keys)])
    relative = np.array([[q @ _rotation(j - i) @ x for j, x in enumerate(keys)] for i, q in enumerate(queries)])
    mixed = np.array([_rotation(i, base=500.0) @ q for i, q in enumerate(queries)]) @ turned_k.T
    return [Measurement("largest deviation over 20 by 20 pairs", np.abs(turned_q @ turned_k.T - relative).max(), 0, ROUNDING),
            Measurement("with another base for the queries", np.abs(mixed - relative).max(), 0.1, 0, ">=")]


def measure_two_passes():
    """Both passes for 20 positions and a window of 7, against one rotation by g(i - j) for each pair."""
    queries, keys = _draw(2, 20)
    w, found = 7, []
    for k in (1, 4, 1 / 16, 3.7):
        near = np.array([_rotation(i) @ q for i, q in enumerate(queries)]) @ np.array([_rotation(j) @ x for j, x in enumerate(keys)]).T
        far = (np.array([_rotation((i - w) / k + w) @ q for i, q in enumerate(queries)])
               @ np.array([_rotation(j / k) @ x for j, x in enumerate(keys)]).T)
        gaps = [abs((near if i - j < w else far)[i, j] - queries[i] @ _rotation(-_leaky(w, k, i - j)) @ keys[j])
                for i in range(20) for j in range(i + 1)]
        found.append(Measurement(f"k = {k}: largest deviation over 210 pairs", max(gaps), 0, ROUNDING))
    window = np.array([_rotation(w) @ q for q in queries]) @ keys.T
    gaps = [abs(window[i, j] - queries[i] @ _rotation(-min(i - j, w)) @ keys[j]) for i in range(20) for j in range(i - w + 1)]
    return [*found, Measurement("ReRoPE: largest deviation outside the window", max(gaps), 0, ROUNDING)]


def measure_map():
    """Both forms for 200 positions in exact fractions; and the distance to ReRoPE on a context of 40, with w = 7."""
    w, wrong = 7, 0
    for k in (Rational(1), Rational(4), Rational(1, 16)):
        form = min if k >= 1 else max
        wrong += sum(_leaky(w, k, Rational(r)) != form(Rational(r), w + Rational(r - w) / k) for r in range(200))
    swapped = sum(_leaky(w, Rational(1, 16), Rational(r)) != min(Rational(r), w + Rational(r - w) * 16) for r in range(200))
    far = [Measurement(f"k = {k}: largest distance to ReRoPE", max(abs(_leaky(w, k, r) - min(r, w)) for r in range(40)), 32 / k, 1e-12) for k in (10, 100, 1000)]
    return [Measurement("positions of 600 where the form is another number", wrong, 0, 0),
            Measurement("k = 1/16: positions of 200 where the minimum is wrong", swapped, 199, 0), *far]


def measure_largest():
    """The largest number that the map makes of the positions of a context."""
    found = []
    for w, k, length, value in ((128, 16, 4096, 375.9375), (128, 8, 4096, 623.875), (256, 16, 4096, 495.9375), (128, 1 / 16, 512, 6256)):
        places = np.arange(length)
        found.append(Measurement(f"w = {w}, k = {k}, length {length}", np.where(places < w, places, w + (places - w) / k).max(), value, 0))
    return found


def measure_single_pass():
    """How far the nearest a_i - b_j is from the leaky positions on the causal half of 20, in the mean square; and where the second difference sits."""
    w, length, found = 7, 20, []
    places = [(i, j) for i in range(length) for j in range(i + 1)]
    design = np.zeros((len(places), 2 * length))
    for row, (i, j) in enumerate(places):
        design[row, i], design[row, length + j] = 1, -1
    for k, relation, bound in ((1, "<=", 1e-10), (4, ">=", 0.1), (1 / 16, ">=", 0.1)):
        wanted = np.array([_leaky(w, k, i - j) for i, j in places], float)
        residual = design @ np.linalg.lstsq(design, wanted, rcond=None)[0] - wanted
        found.append(Measurement(f"k = {k}: root mean square of what is left", np.sqrt((residual**2).mean()), bound, 0, relation))
    for k, bend in ((Rational(4), Rational(-3, 4)), (Rational(1, 16), Rational(15))):
        bends = {r: _leaky(w, k, Rational(r + 1)) - 2 * _leaky(w, k, Rational(r)) + _leaky(w, k, Rational(r - 1)) for r in range(1, 30)}
        found.append(Measurement(f"k = {k}: second difference at the edge", float(bends[w]), float(bend), 0))
        found.append(Measurement(f"k = {k}: other places where it is not 0", sum(value != 0 for r, value in bends.items() if r != w), 0, 0))
    return found


def measure_coverage():
    """The largest position of 512, for four steps; 4095 is needed for 4096."""
    return [Measurement(f"step {step}", float(max(_leaky(128, Rational(1, step), Rational(r)) for r in range(512))), value, 0)
            for step, value in ((8, 3192), (10, 3958), (11, 4341), (16, 6256))]


def measure_limit_of_logits():
    """Logits of Leaky ReRoPE and of ReRoPE for positions 19 and 2, with a window of 7: the difference falls like 1/k."""
    (query, key), w, i, j = _draw(3, 1)[:, 0], 7, 19, 2
    wanted = (_rotation(w) @ query) @ key
    gaps = [abs((_rotation((i - w) / k + w) @ query) @ (_rotation(j / k) @ key) - wanted) for k in (1e3, 1e4, 1e5)]
    return [Measurement("difference for k = 100000", gaps[2], 0, 1e-2),
            Measurement("from k = 1000 to 10000 it falls by the factor", gaps[0] / gaps[1], 10, 0.5),
            Measurement("from k = 10000 to 100000", gaps[1] / gaps[2], 10, 0.5)]
