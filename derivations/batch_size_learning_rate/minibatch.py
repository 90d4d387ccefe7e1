"""The mean gradient of a batch: mean, covariance, and the mean of a quadratic form."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Sum, Symbol

from verifier.language import *

from .examples import larger, lone, one, shuffled, small, unequal
from .experiments import measure_batches
from .notation import B, G, X, alike, b, batch, c, finite, gradient_mean, gradient_noise, i, independent, j, noise, sampling, slope

u = Symbol("u", real=True)                  # a sample
a = index("a", 1, B)

same_sample = given("one sample", Eq(b, c))
two_samples = given("two samples", Ne(b, c))
one_law = chain(E(G(i, X[a])), equals(E(G(i, X[1])), because=(using(equal_laws_equal_means, ("f", Lambda(u, G(i, u))), ("n", a), ("m", 1)), alike, finite)),
                equals(slope(i), because=gradient_mean))
one_law_of_products = chain(
    E(G(i, X[a]) * G(j, X[a])),
    equals(E(G(i, X[1]) * G(j, X[1])), because=(using(equal_laws_equal_means, ("f", Lambda(u, G(i, u) * G(j, u))), ("n", a), ("m", 1)), alike, finite)),
    equals(Cov(G(i, X[1]), G(j, X[1])) + E(G(i, X[1])) * E(G(j, X[1])), because=(covariance_formula, finite)),
    equals(noise(i, j) + slope(i) * slope(j), because=(gradient_mean, gradient_noise)))
products = cases(
    Eq(E(G(i, X[b]) * G(j, X[c])), KroneckerDelta(b, c) * noise(i, j) + slope(i) * slope(j)),
    (same_sample, chain(
        E(G(i, X[b]) * G(j, X[c])),
        equals(E(G(i, X[b]) * G(j, X[b])), because=same_sample),
        equals(noise(i, j) + slope(i) * slope(j), because=one_law_of_products),
        equals(KroneckerDelta(b, c) * noise(i, j) + slope(i) * slope(j), because=same_sample))),
    (two_samples, chain(
        E(G(i, X[b]) * G(j, X[c])),
        equals(E(G(i, X[b])) * E(G(j, X[c])), because=(expectation_of_independent_product, independent, finite, two_samples)),
        equals(slope(i) * slope(j), because=one_law),
        equals(KroneckerDelta(b, c) * noise(i, j) + slope(i) * slope(j), because=two_samples))))
mean_of_batch = chain(
    E(batch(i)),
    equals(Sum(E(G(i, X[b])), (b, 1, B)) / B, because=finite),
    equals(Sum(slope(i), (b, 1, B)) / B, because=one_law),
    equals(slope(i), because=arithmetic))
product_of_batch = chain(
    E(batch(i) * batch(j)),
    equals(E(Sum(Sum(G(i, X[b]) * G(j, X[c]), (c, 1, B)), (b, 1, B))) / B**2, because=finite),
    equals(Sum(Sum(E(G(i, X[b]) * G(j, X[c])), (c, 1, B)), (b, 1, B)) / B**2, because=finite),
    equals(Sum(Sum(KroneckerDelta(b, c) * noise(i, j) + slope(i) * slope(j), (c, 1, B)), (b, 1, B)) / B**2, because=products),
    equals(Sum(Sum(KroneckerDelta(b, c) * noise(i, j), (c, 1, B)), (b, 1, B)) / B**2 + slope(i) * slope(j), because=arithmetic),
    equals(Sum(noise(i, j), (b, 1, B)) / B**2 + slope(i) * slope(j), because=sum_with_delta),
    equals(noise(i, j) / B + slope(i) * slope(j), because=arithmetic))

minibatch_mean_covariance = Claim(
    name="Mean and covariance of the gradient of a batch",
    says=(Eq(E(batch(i)), slope(i)), Eq(Cov(batch(i), batch(j)), noise(i, j) / B)),
    given=sampling,
    proof=(one_law, one_law_of_products, products, mean_of_batch, product_of_batch, chain(
        Cov(batch(i), batch(j)),
        equals(E(batch(i) * batch(j)) - E(batch(i)) * E(batch(j)), because=(covariance_formula, finite)),
        equals(noise(i, j) / B, because=(product_of_batch, mean_of_batch)))),
    holds_for=(example(**small), example(**larger), example(**lone), example(**one)),
    fails_for=(example(**dict(small, X=shuffled), note="two of the three samples without replacement"),
               example(**dict(small, X=unequal), note="the second sample is always 1"),
               example(**dict(small, g=[[1], [0]]), note="another g"),
               example(**dict(small, Sigma=[[1, 0], [0, 1]]), note="another Sigma")),
    measured_by=measure_batches,
    note="Shuffled epochs draw without replacement: then the covariance carries the further factor (N - B)/(N - 1).",
    equation="(1)", latex=r"E[\tilde g_B]=g,\qquad\operatorname{Cov}[\tilde g_B]=\Sigma/B", key=True)
