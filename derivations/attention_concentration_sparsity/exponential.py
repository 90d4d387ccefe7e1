"""The exponential: its index is exp(-sigma^2 |q|^2/2), which is as small as one likes for long queries or spread keys."""

from sympy import Abs, Eq, Integral, Lambda, Rational, Sum, exp, log, oo, pi, sqrt

from verifier.language import *

from .keys import isotropy_reduction
from .notation import beta, d, eps, eps_normal, i, length, mean_score, mu, noise_independent, noise_normal, q, query_not_zero, score, sigma, sparsity, t, x, xi

width = real("w")                            # any number
mean_of_exponential = Claim(
    name="Mean of the exponential of a normal number",
    says=Eq(E(exp(beta + width * eps)), exp(beta + width**2 / 2)),
    given=(eps_normal,),
    proof=chain(
        E(exp(beta + width * eps)),
        equals(Integral(exp(beta + width * x) * exp(-x**2 / 2) / sqrt(2 * pi), (x, -oo, oo)),
               because=(using(normal_expectation, F=Lambda(x, exp(beta + width * x))), eps_normal)),
        equals(exp(beta + width**2 / 2) / sqrt(2 * pi) * Integral(exp(-(x - width)**2 / 2), (x, -oo, oo)), because=arithmetic),
        equals(exp(beta + width**2 / 2) / sqrt(2 * pi) * Integral(exp(-x**2 / 2), (x, -oo, oo)),
               because=using(translation_of_integral, F=Lambda(x, exp(-x**2 / 2)), c=width)),
        equals(exp(beta + width**2 / 2), because=gaussian_integral)),
    holds_for=(example(beta=2, w=-half(), epsilon=standard_normal), example(beta=-1, w=3, epsilon=standard_normal)),
    fails_for=(example(beta=2, w=1, epsilon=coin, note="a coin instead of a normal number"), example(beta=0, w=1, epsilon=normal(0, 2), note="variance 2")),
    latex=r"E[e^{\beta+\gamma\varepsilon}]=e^{\beta+\gamma^2/2}")

once = therefore(Eq(E(exp(mean_score + sigma * length * eps)), exp(mean_score + sigma**2 * length**2 / 2)),
                 because=(using(mean_of_exponential, beta=mean_score, w=sigma * length), eps_normal))
twice = therefore(Eq(E(exp(2 * mean_score + 2 * sigma * length * eps)), exp(2 * mean_score + 2 * sigma**2 * length**2)),
                  because=(using(mean_of_exponential, beta=2 * mean_score, w=2 * sigma * length), eps_normal))
twice_positive = chain(E(exp(mean_score + sigma * length * eps)**2), equals(exp(2 * mean_score + 2 * sigma**2 * length**2), because=twice), greater_than(0, because=arithmetic))
two_keys = dict(d=2, q=[1, -2], mu=[half(), 1], sigma=Rational(1, 3), xi=standard_normal, epsilon=standard_normal)

softmax_sparsity = Claim(
    name="Index of exponential attention",
    says=Eq(sparsity(exp(score)), exp(-sigma**2 * Sum(q[i]**2, (i, 1, d)) / 2)),
    given=(noise_normal, noise_independent, query_not_zero, eps_normal),
    proof=(once, twice, twice_positive, chain(
        sparsity(exp(score)),
        equals(sparsity(exp(mean_score + sigma * length * eps)), because=(using(isotropy_reduction, f=Lambda(x, exp(x))), noise_normal, noise_independent, query_not_zero, eps_normal, twice_positive)),
        equals(exp(mean_score + sigma**2 * length**2 / 2) / sqrt(exp(2 * mean_score + 2 * sigma**2 * length**2)), because=(once, twice)),
        equals(exp(-sigma**2 * Sum(q[i]**2, (i, 1, d)) / 2), because=query_not_zero))),
    holds_for=(example(**two_keys), example(d=1, q=[-2], mu=[3], sigma=half(), xi=standard_normal, epsilon=standard_normal),
               example(d=3, q=[1, 0, 2], mu=[0, 5, -1], sigma=-half(), xi=standard_normal, epsilon=standard_normal)),
    fails_for=(example(**dict(two_keys, xi=coin), note="coins instead of normal noise"),
               example(**dict(two_keys, xi=multiples_of_one(standard_normal)), note="one number for all entries of the noise")),
    equation="(5)", key=True,
    latex=r"f=\exp:\quad S(a)=e^{-\frac12\sigma^2\|q\|^2}",
    note="The mean of the keys drops out: shifting all keys does not change the index.")
