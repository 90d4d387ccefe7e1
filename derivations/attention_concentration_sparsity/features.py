"""Linear attention with features that are not negative: the index in means and covariances."""

from sympy import Eq, Rational, Sum, sqrt

from verifier.language import *

from .experiments import measure_features
from .notation import d, i, sparsity

# Features that are not negative
j = index("j", 1, d)
w = vector("w", d)                           # the features of the query
K = random_vector("K", d)                    # the features of a key
mean_of = vector("m", d)                     # their means
Sigma = matrix("Sigma", d, d)                # their covariances
a = Sum(w[i] * K[i], (i, 1, d))              # the weight
signal = Sum(w[i] * mean_of[i], (i, 1, d))
noise = Sum(Sum(w[i] * entry(Sigma, i, j) * w[j], (j, 1, d)), (i, 1, d))
means = given("m_i is the mean of K_i", Eq(mean_of[i], E(K[i])))
covariances = given("Sigma holds the covariances of K", Eq(entry(Sigma, i, j), Cov(K[i], K[j])))
query_features = given("the features of the query are not negative", w[i] >= 0)
key_features = given("the features of a key are not negative", K[i] >= 0)
finite = given("the features have finite moments", FiniteMoments(K))
signal_positive = given("the mean weight is positive", signal > 0)
not_negative = therefore(a >= 0, because=(query_features, key_features))
mean_weight = chain(E(a), equals(Sum(w[i] * E(K[i]), (i, 1, d)), because=finite), equals(signal, because=means))
variance = chain(
    Var(a),
    equals(E(a**2) - E(a)**2, because=(variance_formula, finite)),
    equals(Sum(Sum(w[i] * w[j] * (E(K[i] * K[j]) - E(K[i]) * E(K[j])), (j, 1, d)), (i, 1, d)), because=finite),
    equals(Sum(Sum(w[i] * w[j] * Cov(K[i], K[j]), (j, 1, d)), (i, 1, d)), because=(covariance_formula, finite)),
    equals(noise, because=covariances))
noise_not_negative = chain(noise, equals(Var(a), because=variance), at_least(0, because=arithmetic))
mean_square = chain(
    E(a**2),
    equals(Var(a) + E(a)**2, because=(variance_formula, finite)),
    equals(noise + signal**2, because=(variance, mean_weight)))
mean_square_positive = chain(E(a**2), equals(noise + signal**2, because=mean_square), greater_than(0, because=(noise_not_negative, signal_positive)))
second_moments = Sum(Sum(w[i] * (mean_of[i] * mean_of[j] + entry(Sigma, i, j)) * w[j], (j, 1, d)), (i, 1, d))
second_moments_are = chain(second_moments, equals(noise + signal**2, because=arithmetic), greater_than(0, because=(noise_not_negative, signal_positive)))
first_form = chain(
    sparsity(a),
    equals(E(a) / sqrt(E(a**2)), because=(not_negative, mean_square_positive)),
    equals(signal / sqrt(second_moments), because=(mean_weight, mean_square, mean_square_positive, second_moments_are, arithmetic)))
one_and_more = chain(1 + noise / signal**2, at_least(1, because=(noise_not_negative, signal_positive)), greater_than(0, because=arithmetic))

nonnegative_linear_index = Claim(
    name="Index of linear attention with features that are not negative",
    says=(Eq(sparsity(a), signal / sqrt(second_moments)), Eq(sparsity(a), (1 + noise / signal**2)**Rational(-1, 2))),
    given=(means, covariances, query_features, key_features, finite, signal_positive),
    proof=(not_negative, mean_weight, variance, noise_not_negative, mean_square, mean_square_positive, second_moments_are, one_and_more, first_form, chain(
        sparsity(a),
        equals(signal / sqrt(second_moments), because=(first_form, mean_square_positive, second_moments_are)),
        equals(signal / sqrt(signal**2 * (1 + noise / signal**2)), because=(signal_positive, second_moments_are, one_and_more)),
        equals((1 + noise / signal**2)**Rational(-1, 2), because=(signal_positive, one_and_more)))),
    holds_for=(example(d=2, w=[1, 2], K=uniform_on([0, 1, 5]), m=[2, 2], Sigma=[[Rational(14, 3), 0], [0, Rational(14, 3)]]),
               example(d=1, w=[3], K=uniform_on([1, 2]), m=[Rational(3, 2)], Sigma=[[Rational(1, 4)]]),
               example(d=2, w=[half(), 3], K=jointly({(1, 1): half(), (0, 2): Rational(1, 4), (3, 0): Rational(1, 4)}), m=[Rational(5, 4), 1], Sigma=[[Rational(19, 16), -Rational(3, 4)], [-Rational(3, 4), half()]])),
    fails_for=(example(d=1, w=[3], K=uniform_on([-1, 2]), m=[half()], Sigma=[[Rational(9, 4)]], note="a feature of a key may be negative"),
               example(d=1, w=[-3], K=uniform_on([1, 2]), m=[Rational(3, 2)], Sigma=[[Rational(1, 4)]], note="a negative feature of the query"),
               example(d=1, w=[3], K=uniform_on([1, 2]), m=[1], Sigma=[[Rational(1, 4)]], note="another m"),
               example(d=1, w=[3], K=uniform_on([1, 2]), m=[Rational(3, 2)], Sigma=[[1]], note="another Sigma")),
    measured_by=measure_features,
    equation="(8)", key=True,
    latex=r"S(a)=\frac{\tilde q^\top\tilde\mu}{\sqrt{\tilde q^\top(\tilde\mu\tilde\mu^\top+\tilde\Sigma)\tilde q}}=\Bigl(1+\frac{\tilde q^\top\tilde\Sigma\tilde q}{(\tilde q^\top\tilde\mu)^2}\Bigr)^{-1/2}",
    note="No limit of many keys is needed: the law of a key may be the empirical one of any sequence.")
