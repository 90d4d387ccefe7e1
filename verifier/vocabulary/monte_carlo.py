"""Monte Carlo: a sample mean against a prediction, under one false-alarm budget for the whole run.

Every such comparison gets the same share of the budget, whatever it finds and in whatever order the claims are
verified.  Where the tail of the sample rules its mean, the comparison abstains: its standard error would be a guess.
"""

from __future__ import annotations

import hashlib
import math
from statistics import NormalDist

import numpy as np

from verifier.claim import Measurement

FAMILY_WISE = 1e-6  # the chance of one false alarm in a whole run
MOST_COMPARISONS = 1000  # allotted to a run; a corpus with more needs a smaller share for each
FALSE_ALARM = FAMILY_WISE / MOST_COMPARISONS  # of one comparison (Bonferroni)
POWER = 0.99  # of seeing the effect that is reported as detectable
FEWEST = 100
LARGEST_SHARE = 0.05  # of one draw in the sum of squared deviations; or twice that of a normal sample, 2 log(n)/n
THINNEST_TAIL = 2.5  # tail index; up to 2 there is no variance
MOST_SKEWED = 0.5  # relative widening of the interval that skewness may ask for

_QUANTILE = -NormalDist().inv_cdf(FALSE_ALARM / 2)
_POWER_QUANTILE = NormalDist().inv_cdf(POWER)


def generator(stream: str) -> np.random.Generator:
    """Random numbers that depend on the name of their stream alone, such as the id of a claim."""
    return np.random.default_rng(np.random.SeedSequence(int.from_bytes(hashlib.sha256(stream.encode()).digest(), "big")))


def monte_carlo(what: str, samples, predicted: float, relation: str = "=", series: tuple = ()) -> Measurement:
    """The mean of independent samples against what the claim predicts.

    For samples that are all 0 or 1 the interval is the Chernoff bound, valid for every number of hits; otherwise it is
    the normal one widened for skewness.
    """
    values = np.asarray(samples, dtype=float).ravel()
    size, mean = values.size, float(values.mean())
    if np.isin(values, (0.0, 1.0)).all():
        low, high = _chernoff(mean, size)
        error = high - mean if predicted >= mean else mean - low
        reason = "" if size >= FEWEST else f"{size} samples are too few"
        spread = math.sqrt(max(mean * (1 - mean), 1 / size) / size)
        return Measurement(what, mean, predicted, error, relation, series, size, error + _POWER_QUANTILE * spread, reason)
    reason = too_wild(values)
    if not math.isfinite(mean):
        return Measurement(what, 0.0, predicted, 0.0, relation, series, size, 0.0, reason)
    deviations = values - mean
    scale = float(np.sqrt((deviations**2).sum() / max(size - 1, 1)))
    spread = scale / math.sqrt(size)
    skewness = abs(float(((deviations / scale) ** 3).mean())) if scale else 0.0
    widening = skewness * (_QUANTILE**2 + 1) / (6 * math.sqrt(size))
    if not reason and widening > MOST_SKEWED * _QUANTILE:
        reason = "the sample is too skewed for its size"
    error = (_QUANTILE + widening) * spread + 1e-12 * abs(mean)
    return Measurement(what, mean, predicted, error, relation, series, size, error + _POWER_QUANTILE * spread, reason)


def too_wild(values: np.ndarray) -> str:
    """Why the mean of these samples should not be trusted; empty when nothing speaks against it."""
    if values.size < FEWEST:
        return f"{values.size} samples are too few"
    if not np.isfinite(values).all():
        return "a sample is not finite"
    squares = (values - values.mean()) ** 2
    total = squares.sum()
    if total == 0:
        return ""
    share = float(squares.max() / total)
    if share > max(LARGEST_SHARE, 4 * math.log(values.size) / values.size):
        return f"one draw makes up {share:.0%} of the sum of squares"
    index = tail_index(np.abs(values - np.median(values)))
    if index < THINNEST_TAIL:
        return f"the tail index is about {index:.1f}: the variance may not exist"
    return ""


def tail_index(sizes: np.ndarray) -> float:
    """Hill's estimate of the exponent a in P(|X| > t) ~ t^(-a), from the largest draws."""
    count = max(10, int(math.sqrt(sizes.size)))
    largest = np.partition(sizes, sizes.size - count - 1)[-count - 1:]
    threshold = largest.min()
    if threshold <= 0:
        return 0.0 if sizes.max() > 0 else math.inf
    excess = float(np.log(largest / threshold).sum()) / count
    return 1 / excess if excess else math.inf


def _chernoff(share: float, size: int) -> tuple[float, float]:
    """The chances p that the share of hits allows: size * KL(share, p) stays below log(2 / false alarm)."""
    limit = math.log(2 / FALSE_ALARM) / size

    def distance(chance):
        parts = ((share, chance), (1 - share, 1 - chance))
        return sum(0.0 if a == 0 else math.inf if b <= 0 else a * math.log(a / b) for a, b in parts)

    def end(inside, outside):
        for _ in range(80):
            middle = (inside + outside) / 2
            inside, outside = (middle, outside) if distance(middle) <= limit else (inside, middle)
        return outside

    return (0.0 if distance(0.0) <= limit else end(share, 0.0)), (1.0 if distance(1.0) <= limit else end(share, 1.0))
