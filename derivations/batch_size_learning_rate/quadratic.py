"""The quadratic model of the loss: what one step along the gradient of a batch gains on average."""

from sympy import Eq, KroneckerDelta, Sum, Trace

from verifier.language import *

from .examples import larger, one, shuffled, small, three_samples, unequal
from .minibatch import one_law, one_law_of_products, products
from .notation import B, G, H, Sigma, X, b, batch, c, d, eta, finite, g, gradient_noise, i, j, noise, sampling, slope

form = Sum(Sum(batch(i) * entry(H, i, j) * batch(j), (j, 1, d)), (i, 1, d))

pair = KroneckerDelta(b, c) * noise(i, j) + slope(i) * slope(j)
mean_of_form = chain(
    E(form),
    equals(Sum(Sum(Sum(Sum(E(G(i, X[b]) * G(j, X[c])) * entry(H, i, j), (c, 1, B)), (j, 1, d)), (b, 1, B)), (i, 1, d)) / B**2, because=finite),
    equals(Sum(Sum(Sum(Sum(pair * entry(H, i, j), (c, 1, B)), (j, 1, d)), (b, 1, B)), (i, 1, d)) / B**2, because=products),
    equals(Sum(Sum(Sum(Sum(KroneckerDelta(b, c) * noise(i, j) * entry(H, i, j), (c, 1, B)), (j, 1, d)), (b, 1, B)), (i, 1, d)) / B**2
           + Sum(Sum(slope(i) * slope(j) * entry(H, i, j), (j, 1, d)), (i, 1, d)), because=arithmetic),
    equals(Sum(Sum(Sum(noise(i, j) * entry(H, i, j), (j, 1, d)), (b, 1, B)), (i, 1, d)) / B**2
           + Sum(Sum(slope(i) * slope(j) * entry(H, i, j), (j, 1, d)), (i, 1, d)), because=sum_with_delta),
    equals(Sum(Sum(noise(i, j) * entry(H, i, j), (j, 1, d)), (i, 1, d)) / B + Sum(Sum(slope(i) * slope(j) * entry(H, i, j), (j, 1, d)), (i, 1, d)),
           because=arithmetic))

symmetric_noise = chain(
    noise(i, j),
    equals(E(G(i, X[1]) * G(j, X[1])) - E(G(i, X[1])) * E(G(j, X[1])), because=(gradient_noise, covariance_formula, finite)),
    equals(noise(j, i), because=(gradient_noise, covariance_formula, finite)))

trace_trick = Claim(
    name="Mean of the quadratic form of a batch gradient",
    says=(Eq(E(form), Trace((g * g.T + Sigma / B) * H)), Eq(E(form), Trace(g.T * H * g) + Trace(Sigma * H) / B)),
    given=sampling,
    proof=(one_law, one_law_of_products, products, mean_of_form, symmetric_noise, chain(
        E(form),
        equals(Sum(Sum(noise(i, j) * entry(H, i, j), (j, 1, d)), (i, 1, d)) / B + Sum(Sum(slope(i) * slope(j) * entry(H, i, j), (j, 1, d)), (i, 1, d)),
               because=mean_of_form),
        equals(Sum(Sum(entry(H, i, j) * entry(g * g.T + Sigma / B, j, i), (j, 1, d)), (i, 1, d)), because=symmetric_noise),
        equals(Sum(entry(H * (g * g.T + Sigma / B), i, i), (i, 1, d)), because=entry_of_product),
        equals(Trace((g * g.T + Sigma / B) * H), because=trace_is_sum_of_diagonal),
        equals(Trace(g.T * H * g) + Trace(Sigma * H) / B, because=arithmetic))),
    holds_for=(example(**small, X=three_samples, H=[[1, -2], [3, 5]]), example(**larger, X=three_samples, H=[[2, 1], [0, -1]]), example(**one, H=[[7]])),
    fails_for=(example(**small, X=shuffled, H=[[1, -2], [3, 5]], note="two of the three samples without replacement"),
               example(**small, X=unequal, H=[[1, -2], [3, 5]], note="the second sample is always 1"),
               example(**{**small, "g": [[1], [0]]}, X=three_samples, H=[[1, -2], [3, 5]], note="another g"),
               example(**{**small, "Sigma": [[1, 0], [0, 1]]}, X=three_samples, H=[[1, -2], [3, 5]], note="another Sigma")),
    equation="(9)", latex=r"E[\tilde g_B^\top H\tilde g_B]=\operatorname{tr}\bigl((gg^\top+\Sigma/B)H\bigr)=g^\top Hg+\frac{\operatorname{tr}(\Sigma H)}B",
    key=True)
