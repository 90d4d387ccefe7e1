"""Experiments, from the definitions and with NumPy alone."""

import numpy as np
from mpmath import mp

from verifier.language import *


def softmax_of(scores, scale):
    """The softmax of a NumPy vector, its entropy and the logarithm of the mean of the exponentials."""
    shifted = scale * scores - (scale * scores).max()
    weights = np.exp(shifted)
    share = weights / weights.sum()
    entropy_of_share = -np.sum(share * np.log(np.where(share > 0, share, 1.0)))
    return share, entropy_of_share, np.log(weights.mean()) + (scale * scores).max()


def score_vectors():
    """Random scores of several sizes and laws, and adversarial ones: one needle, two levels, all but equal, equal."""
    random = np.random.default_rng(9034)
    vectors = [random.normal(size=size) for size in (2, 3, 20, 512)] + [3 * random.standard_t(3, size=100)]
    vectors += [np.eye(50)[0] * 8, np.repeat([0.0, 5.0], [1, 99]), 1 + 1e-6 * random.normal(size=30), np.full(10, 2.0)]
    return vectors


def softmax_bounds(which):
    """The least slack of a bound over all vectors and scales; rounding is below 1e-9 for these sizes."""
    slacks, shown = {}, []
    for number, scores in enumerate(score_vectors()):
        for scale in np.geomspace(1e-3, 30, 40):
            share, entropy_here, log_mean = softmax_of(scores, scale)
            spread_here, mean_here, attended_here = np.ptp(scores), scores.mean(), share @ scores
            gap = scale * (scores.max() - attended_here)
            rows = {"mean field": (("log-mean-exp minus the scaled mean", log_mean - scale * mean_here),
                                   ("Hoeffding's bound minus the log-mean-exp", scale * mean_here + scale**2 * spread_here**2 / 8 - log_mean),
                                   ("cubic bound minus the error of the second-order expansion",
                                    spread_here**3 * scale**3 / 6 - abs(log_mean - scale * mean_here - scale**2 * scores.var() / 2))),
                    "maximum": (("scaled distance of the softmax mean from the maximum", gap), ("entropy minus that distance", entropy_here - gap),
                                ("log n minus the entropy", np.log(len(scores)) - entropy_here)),
                    "estimate": (("entropy minus the estimate",
                                  entropy_here - np.log(len(scores)) + scale * (scores.max() - mean_here)),)}[which]
            for name, slack in rows:
                slacks.setdefault(name, []).append(slack)
            if number == 2:
                shown.append((scale, rows[0][1]))
    return [Measurement(f"least {name}", min(values), 0.0, 1e-9, ">=", series=((f"{name}, 20 normal scores", tuple(shown)),) if k == 0 else ())
            for k, (name, values) in enumerate(slacks.items())]


def needle_attention():
    """Softmax of one score 2 among zeros at the scale of the claim: attended mass 0.7; the entropy grows with n."""
    found, entropies = [], []
    for size in (10, 100, 10**4, 10**6):
        scores = np.zeros(size)
        scores[0] = 2.0
        share, entropy_here, _ = softmax_of(scores, (np.log(size - 1) + np.log(0.7 / 0.3)) / 2)
        entropies.append((np.log(size), entropy_here))
        found.append(Measurement(f"attended mass for n = {size}", share[0], 0.7, 1e-9))
        binary = -0.7 * np.log(0.7) - 0.3 * np.log(0.3)
        found.append(Measurement(f"entropy for n = {size}", entropy_here, 0.3 * np.log(size - 1) + binary, 1e-8,
                                 series=(("entropy against log n", tuple(entropies)),)))
    return found


def exact_drop(scale, dimension):
    """The entropy drop by Bessel functions (Poisson's integral), to 40 digits."""
    a_big, order = mp.mpf(scale) * dimension, mp.mpf(dimension) / 2 - 1
    log_moment = mp.loggamma(order + 1) + order * mp.log(2 / a_big) + mp.log(mp.besseli(order, a_big))
    return log_moment - a_big * mp.besseli(order + 1, a_big) / mp.besseli(order, a_big)


def laplace_integrals(which):
    """d times the error of Laplace's method, by Bessel functions; it must stay bounded, so it is compared at d and 4 d."""
    mp.dps, found = 40, []
    for scale in (mp.mpf(1) / 4, mp.mpf(1), mp.mpf(4)):
        z_here, errors = (mp.sqrt(1 + 4 * scale**2) - 1) / (2 * scale), []
        height_here = (1 - z_here**2) ** -1.5 * mp.sqrt(2 * mp.pi * (1 - z_here**2) ** 2 / (1 + z_here**2))
        for dimension in (512, 2048):
            order = mp.mpf(dimension) / 2 - 1
            # Poisson's integral: int exp(a y) (1 - y^2)^((d-3)/2) dy = sqrt(pi) Gamma((d-1)/2) (2/a)^order I_order(a)
            integral = mp.sqrt(mp.pi) * mp.gamma(order + mp.mpf(1) / 2) * (2 / (scale * dimension)) ** order * mp.besseli(order, scale * dimension)
            value = integral * (mp.besseli(order + 1, scale * dimension) / mp.besseli(order, scale * dimension) if which == "moment" else 1)
            scaled = mp.sqrt(dimension) * mp.exp(-dimension * scale * z_here) * (1 - z_here**2) ** (-mp.mpf(dimension) / 2) * value
            errors.append(dimension * (scaled - (z_here if which == "moment" else 1) * height_here))
        # the two differ by the next coefficient, divided by 512
        found.append(Measurement(f"d times the error of the {which}, scale {mp.nstr(scale, 3)}", float(errors[1]), float(errors[0]),
                                 0.02 * max(1.0, abs(float(errors[0])))))
    return found


def drop_of_entropy(rng):
    """Exact drops against -d h and the next coefficient, against the integrals, and in softmax over sampled keys."""
    mp.dps, found = 40, []
    for scale in (mp.mpf("0.01"), mp.mpf(1) / 4, mp.mpf(1), mp.mpf(4)):
        z_here = (mp.sqrt(1 + 4 * scale**2) - 1) / (2 * scale)
        spread_here = (1 - z_here**2) ** 2 / (1 + z_here**2)
        # Laplace to the next order: the mean of the cosine is z + b/d + O(1/d^2)
        b_here = (z_here - scale * spread_here) / (1 + 2 * scale * z_here)
        limit = -mp.log((1 - z_here**2) * (1 + z_here**2)) / 2 - scale * b_here
        for dimension in (128, 512, 2048):
            remainder_here = exact_drop(scale, dimension) + dimension * (-mp.log(1 - z_here**2) / 2)
            found.append(Measurement(f"drop + d h at scale {mp.nstr(scale, 3)}, d = {dimension}", float(remainder_here), float(limit), 0.1 / dimension))

    def shape(y_here):
        """The density of the cosine for d = 128, but for a factor."""
        return (1 - y_here**2) ** mp.mpf("62.5")

    masses = [mp.quad(f, mp.linspace(-1, 1, 9)) for f in
              (shape, lambda v_here: mp.exp(32 * v_here) * shape(v_here), lambda v_here: v_here * mp.exp(32 * v_here) * shape(v_here))]
    by_integrals = mp.log(masses[1] / masses[0]) - 32 * masses[2] / masses[1]
    found.append(Measurement("drop at scale 1/4, d = 128: integrals minus Bessel functions", float(by_integrals - exact_drop(mp.mpf(1) / 4, 128)), 0.0, 1e-30))
    scales = np.linspace(0.05, 2, 40)
    found.append(Measurement("drop at scale 1/4, d = 128", float(exact_drop(mp.mpf(1) / 4, 128)), -3.674, 5e-4, series=(
        ("exact drop, d = 128", tuple((x_here, float(exact_drop(x_here, 128))) for x_here in scales)),
        ("-d h", tuple((x_here, 64 * np.log(1 - ((np.sqrt(1 + 4 * x_here**2) - 1) / (2 * x_here)) ** 2)) for x_here in scales)),
        ("published -0.24 lambda d", tuple((x_here, -0.24 * 128 * x_here) for x_here in scales)))))
    dimension, size, entropies = 64, 65536, []
    for _ in range(200):  # normal keys: the first entry, and the squared length of the others
        first, others = rng.normal(size=size), rng.chisquare(dimension - 1, size)
        cosines = first / np.sqrt(first**2 + others)
        entropies.append(softmax_of(dimension * cosines, 0.2)[1])
    predicted = np.log(size) + float(exact_drop(mp.mpf("0.2"), dimension))  # for the mean: a bias of order 1/n, below 1/100, is left out
    what = "entropy of attention over 65536 sampled keys, d = 64, scale 0.2"
    found += [monte_carlo(what, entropies, predicted - 0.01, ">="), monte_carlo(what, entropies, predicted + 0.01, "<=")]
    return found
