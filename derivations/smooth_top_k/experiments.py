"""Values for examples, and experiments, from the definitions and with enumeration or NumPy alone."""

import mpmath
import numpy as np

from verifier.language import Measurement


def brute_force(scores, size):
    """Sums of exp over the sets of that size: those that contain i, for each i; and all."""
    powers, each, whole = np.exp(scores), np.zeros(len(scores)), 0.0
    for bits in range(2 ** len(scores)):
        chosen = [place for place in range(len(scores)) if bits >> place & 1]
        if len(chosen) == size:
            product = powers[chosen].prod()
            each[chosen] += product
            whole += product
    return each, whole


def recursion_against_enumeration():
    """The recursion run with NumPy on eight normal scores, against all sets; sums of positive terms, so that rounding stays near 1e-14."""
    scores = np.random.default_rng(0).standard_normal(8)
    numerators, found = np.exp(scores), []
    for size in range(1, 8):
        each, whole = brute_force(scores, size)
        found.append(Measurement(f"k = {size}: largest relative error of a numerator", np.abs(numerators / each - 1).max(), 0, 1e-11))
        found.append(Measurement(f"k = {size}: sum of the numerators over k Z", numerators.sum() / (size * whole), 1, 1e-11))
        numerators = np.exp(scores) * (numerators.sum() / size - numerators)
    return found


def difference_quotients():
    """Central differences of log Z_k on seven normal scores against the shares; their error is about h^2."""
    scores, h, found = np.random.default_rng(1).standard_normal(7), 1e-5, []
    for size in (1, 3, 6):
        each, whole = brute_force(scores, size)
        slopes = [(np.log(brute_force(scores + h * e, size)[1]) - np.log(brute_force(scores - h * e, size)[1])) / (2 * h) for e in np.eye(7)]
        found.append(Measurement(f"k = {size}: largest error of a slope", np.abs(slopes - each / whole).max(), 0, 1e-8))
    return found


def order_of_shares():
    """Seven normal scores: the shares, sorted by score, increase; for k = n they are all 1."""
    scores, found = np.sort(np.random.default_rng(2).standard_normal(7)), []
    for size in (1, 3, 6):
        each, whole = brute_force(scores, size)
        found.append(Measurement(f"k = {size}: least step between neighbouring shares", np.diff(each / whole).min(), 0, 0, ">="))
    each, whole = brute_force(scores, 7)
    return [*found, Measurement("k = n = 7: spread of the shares", np.ptp(each / whole), 0, 1e-12)]


def softmax(scores):
    """The softmax of a vector."""
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def masked_iteration():
    """The printed algorithm with NumPy: two steps at the witnesses, and how often three steps violate what was hoped for normal scores with variance 16."""
    def run(scores, count):
        scores, total = scores - scores.min(), np.zeros(len(scores))
        for _ in range(count):
            total = total + softmax((1 - total) * scores)
        return total
    first, second = run(np.array([3, 0.01, 0]), 2), run(np.array([10.1, 10, 0]), 2)
    draws = 4 * np.random.default_rng(0).standard_normal((2000, 10))
    results = [run(scores, 3) for scores in draws]
    disordered = np.mean([np.any(np.diff(result[np.argsort(scores)]) < 0) for scores, result in zip(draws, results)])
    return [Measurement("x = (3, 0.01, 0): first component", first[0], 1.30434595, 1e-8),
            Measurement("x = (10.1, 10, 0): first component", second[0], 0.91259342, 1e-8),
            Measurement("x = (10.1, 10, 0): second component", second[1], 1.084188, 1e-6),
            Measurement("share of 2000 draws with a component above 1 (six standard errors)", np.mean([result.max() > 1 for result in results]), 0.046, 0.03),
            Measurement("share of 2000 draws with two components in the wrong order", disordered, 0.368, 0.07)]


def bisect(f, scores, size):
    """The threshold at which f(scores - threshold) adds up to the size, by bisection."""
    low, high = scores.min() - 60, scores.max() + 60
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if f(scores - middle).sum() > size else (low, middle)
    return (low + high) / 2


def closed_form_thresholds():
    """Random sorted scores: among the candidates m = 0..k-1 one lies in its window, and it is the root found by bisection."""
    rng, worst, windows = np.random.default_rng(3), 0.0, []
    for _ in range(300):
        scores = np.sort(2 * rng.standard_normal(rng.integers(2, 12)))[::-1]
        size = rng.integers(1, len(scores))
        ends = np.concatenate(([np.inf], scores))
        candidates = [np.log(np.exp(scores[m:]).sum()) - np.log(size - m) for m in range(size)]
        inside = [value for m, value in enumerate(candidates) if ends[m] >= value >= scores[m]]
        windows.append(len(inside))
        worst = max(worst, abs(inside[0] - bisect(lambda t: np.exp(np.minimum(t, 0)), scores, size)))
    return [Measurement("fewest candidates in their window", min(windows), 1, 0), Measurement("most candidates in their window", max(windows), 1, 0),
            Measurement("largest distance from the root", worst, 0, 1e-12)]


def laplace_distribution(t):
    """The distribution function of the Laplace law."""
    return np.where(t >= 0, 1 - np.exp(-np.abs(t)) / 2, np.exp(-np.abs(t)) / 2)


def laplace_thresholds():
    """The printed code with m = 0..n-1 on random sorted scores: right wherever a candidate lies in its window; where none does, every component is above the root."""
    rng, worst, missing, explained = np.random.default_rng(4), 0.0, 0, 0
    for _ in range(400):
        scores = np.sort(rng.standard_normal(rng.integers(2, 12)))[::-1]
        size = rng.integers(1, len(scores))
        ends, inside = np.concatenate(([np.inf], scores)), []
        for m in range(len(scores)):
            below, above = np.exp(scores[m:]).sum(), np.exp(-scores[:m]).sum()
            value = np.log(below) - np.log(np.sqrt((size - m)**2 + above * below) + size - m)
            inside += [value] if ends[m] >= value >= scores[m] else []
        root = bisect(laplace_distribution, scores, size)
        if inside:
            worst = max(worst, abs(inside[0] - root))
        else:
            missing, explained = missing + 1, explained + (root < scores[-1])
    return [Measurement("largest distance from the root", worst, 0, 1e-11), Measurement("cases without a candidate, of 400", missing, 1, 0, ">="),
            Measurement("of these, with every component above the threshold", explained, missing, 0)]


def outputs_of_thresholds():
    """clip(t, 0, 1) at x = (10, 0) with k = 1 has many thresholds and one output; for the logistic function bisection finds one."""
    scores, found = np.array([10.0, 0.0]), []
    for threshold in (0.0, 4.0, 9.0):
        output = np.clip(scores - threshold, 0, 1)
        found.append(Measurement(f"clip, threshold {threshold:g}: distance of the output from (1, 0)", np.abs(output - [1, 0]).max(), 0, 0))
    draws = np.random.default_rng(5).standard_normal(20)
    for size in (0.5, 7, 19.9):
        threshold = bisect(lambda t: 1 / (1 + np.exp(-t)), draws, size)
        found.append(Measurement(f"logistic function, k = {size}: sum at the threshold", (1 / (1 + np.exp(threshold - draws))).sum(), size, 1e-11))
    return found


def shrinking_temperature():
    """x = (3, 2, 1, 4), k = 2, gap 1: tau times the logarithm of the error at tau = 0.05; the bound of the proof decides the slowest rate, 1/2."""
    scores, wanted, found = np.array([3.0, 2, 1, 4]), np.array([1.0, 0, 0, 1]), []
    for name, f, rate in (("logistic function", lambda t: 1 / (1 + np.exp(-t)), -0.5), ("Laplace distribution", laplace_distribution, -0.5),
                          ("min(1, e^t)", lambda t: np.exp(np.minimum(t, 0)), -1.0)):
        output = f(scores / 0.05 - bisect(f, scores / 0.05, 2))
        found.append(Measurement(f"{name}: tau log(error)", 0.05 * np.log(np.abs(output - wanted).max()), rate, 0.05))
    clipped = np.clip(scores / 0.05 - bisect(lambda t: np.clip(t, 0, 1), scores / 0.05, 2), 0, 1)
    return [*found, Measurement("clip: error", np.abs(clipped - wanted).max(), 0, 1e-12)]


def slopes_of_threshold():
    """Central differences of the threshold found by bisection, for the logistic function, seven scores and k = 3; their error is about h^2 + 1e-15/h."""
    def logistic(t):
        return 1 / (1 + np.exp(-t))

    scores, h = np.random.default_rng(6).standard_normal(7), 1e-4
    slopes = [(bisect(logistic, scores + h * e, 3) - bisect(logistic, scores - h * e, 3)) / (2 * h) for e in np.eye(7)]
    shares = logistic(scores - bisect(logistic, scores, 3))
    weights = shares * (1 - shares)
    return [Measurement("largest error of a slope", np.abs(slopes - weights / weights.sum()).max(), 0, 1e-7), Measurement("sum of the slopes", sum(slopes), 1, 1e-7)]


def laplace_against_softmax():
    """The Laplace operator for k = 1, by bisection: (3/4, 1/4) at x = (log 4, 0); softmax exactly while the largest share is at most one half."""
    def operator(scores):
        return laplace_distribution(scores - bisect(laplace_distribution, scores, 1))

    rng, spread, largest, formula = np.random.default_rng(7), 0.0, 0.0, 0.0
    for _ in range(300):
        scores = 2 * rng.standard_normal(rng.integers(2, 8))
        shares, output = softmax(scores), operator(scores)
        top = shares.max()
        if top <= 0.5:
            spread = max(spread, np.abs(output - shares).max())
        else:
            largest = max(largest, np.abs(output - shares).max())
            formula = max(formula, abs(output.max() - (1 - np.sqrt((1 - top) / top) / 2)))
    return [Measurement("x = (log 4, 0): first component", operator(np.log([4.0, 1]))[0], 0.75, 1e-12),
            Measurement("largest distance from softmax while no share exceeds one half", spread, 0, 1e-12),
            Measurement("largest distance from softmax otherwise; its supremum is 0.0674422", largest, 0.067443, 0, "<="),
            Measurement("distance of the largest component from 1 - sqrt((1 - s)/s)/2", formula, 0, 1e-11)]


def slopes_of_largest():
    """Central differences of the sum of the four largest of nine normal scores: exact while the order of the fourth and fifth stays."""
    scores, h = np.random.default_rng(8).standard_normal(9), 1e-6
    slopes = np.array([(np.sort(scores + h * e)[-4:].sum() - np.sort(scores - h * e)[-4:].sum()) / (2 * h) for e in np.eye(9)])
    return [Measurement("largest distance from the indicator", np.abs(slopes - (scores >= np.sort(scores)[-4])).max(), 0, 1e-8)]


def vanishing_gradtopk():
    """x = (3, 2, 1, 4), k = 2: the error over e^(-gap/tau) tends to 1; with three scores tied at the edge to 3."""
    found = []
    for tau in (0.2, 0.1, 0.05):
        each, whole = brute_force(np.array([3.0, 2, 1, 4]) / tau, 2)
        error = np.abs(each / whole - [1, 0, 0, 1]).max()
        found.append(Measurement(f"tau = {tau}: error over e^(-1/tau)", error * np.exp(1 / tau), 1, 6 * np.exp(-1 / tau) + 1e-6))
        found.append(Measurement(f"tau = {tau}: error over the bound 4 e^(-1/tau)", error * np.exp(1 / tau) / 4, 1, 0, "<="))
    each, whole = brute_force(np.array([3.0, 2, 1, 1, 1]) / 0.05, 2)
    return [*found, Measurement("three scores tied at k + 1: error over e^(-gap/tau)", (1 - (each / whole)[1]) * np.exp(20), 3, 1e-6)]


def weighted_iteration():
    """The weighted softmax iterated at x = (3, 2, 1, 4), tau = 0.02 with 400 digits: in double precision 1 - p rounds to 0 and the limit is missed."""
    found = []
    with mpmath.workdps(400):
        powers, total = [mpmath.exp(score * 50) for score in (3, 2, 1, 4)], [mpmath.mpf(0)] * 4
        for size in range(1, 6):
            weights = [(1 - old) * power for old, power in zip(total, powers)]
            total = [old + weight / sum(weights) for old, weight in zip(total, weights)]
            if size > 1:
                found.append(Measurement(f"k = {size}: largest component", float(total[3]), size - 0.5, 1e-12))
                found.append(Measurement(f"k = {size}: second component", float(total[0]), 0.5, 1e-12))
                found.append(Measurement(f"k = {size}: the others", float(max(abs(total[1]), abs(total[2]))), 0, 1e-12))
    return found
