"""The variance of an inner product."""

from sympy import Eq, KroneckerDelta, Sum, Trace, sqrt

from verifier.language import *

from .experiments import sample_dot_products
from .notation import C_k, C_q, d, finite, i, independent, j, k, k_mean, k_moments, k_variance, q, q_mean, q_moments, q_white

dot_product = Sum(q[i] * k[i], (i, 1, d))
mean_is_zero = chain(
    E(dot_product),
    equals(Sum(E(q[i] * k[i]), (i, 1, d)), because=finite),
    equals(Sum(E(q[i]) * E(k[i]), (i, 1, d)), because=(expectation_of_independent_product, independent, finite)),
    equals(0, because=k_mean))

second_moments = Claim(
    name="Var[q.k] is a double sum of second moments",
    says=Eq(Var(dot_product), Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d))),
    given=(k_mean, independent, finite),
    proof=(mean_is_zero, chain(
        Var(dot_product),
        equals(E(dot_product**2) - E(dot_product)**2, because=(variance_formula, finite)),
        equals(E(dot_product**2), because=mean_is_zero),
        equals(E(Sum(Sum(q[i] * k[i] * q[j] * k[j], (j, 1, d)), (i, 1, d))), because=square_of_sum),
        equals(Sum(Sum(E(q[i] * k[i] * q[j] * k[j]), (j, 1, d)), (i, 1, d)), because=finite),
        equals(Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)),
               because=(expectation_of_independent_product, independent, finite)))),
    holds_for=(example(d=2, q=coin, k=lazy_coin), example(d=3, q=multiples_of_one(lazy_coin), k=coin)),
    fails_for=(example(d=3, q=coin, k=same_as(q), note="k = q"),
               example(d=2, q=uniform_on([0, 2]), k=uniform_on([0, 2]), note="neither vector has mean 0")),
    note="Only one of the two means has to vanish.")

trace_formula = Claim(
    name="Var[q.k] = tr(C_q C_k)",
    says=Eq(Var(dot_product), Trace(C_q * C_k)),
    given=(k_mean, independent, finite, q_moments, k_moments),
    proof=chain(
        Var(dot_product),
        equals(Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)), because=second_moments),
        equals(Sum(Sum(entry(C_q, i, j) * entry(C_k, j, i), (j, 1, d)), (i, 1, d)), because=(q_moments, k_moments)),
        equals(Sum(entry(C_q * C_k, i, i), (i, 1, d)), because=entry_of_product),
        equals(Trace(C_q * C_k), because=trace_is_sum_of_diagonal)),
    holds_for=(example(d=2, q=coin, k=lazy_coin, C_q=[[1, 0], [0, 1]], C_k=[[half(), 0], [0, half()]]),
               example(d=2, q=lazy_coin, k=coin, C_q=[[half(), 0], [0, half()]], C_k=[[1, 0], [0, 1]]),
               example(d=2, q=multiples_of_one(coin), k=multiples_of_one(coin), C_q=[[1, 1], [1, 1]], C_k=[[1, 1], [1, 1]])),
    fails_for=(example(d=2, q=coin, k=same_as(q), C_q=[[1, 0], [0, 1]], C_k=[[1, 0], [0, 1]], note="k = q"),
               example(d=2, q=uniform_on([0, 2]), k=uniform_on([0, 2]), C_q=[[2, 1], [1, 2]], C_k=[[2, 1], [1, 2]], note="neither vector has mean 0")),
    equation="(1)", latex=r"\operatorname{Var}[q\cdot k]=\operatorname{tr}(C_qC_k)")

k_square = chain(
    E(k[i]**2),
    equals(Var(k[i]) + E(k[i])**2, because=(variance_formula, finite)),
    equals(1, because=(k_variance, k_mean)))
q_product = chain(
    E(q[i] * q[j]),
    equals(Cov(q[i], q[j]) + E(q[i]) * E(q[j]), because=(covariance_formula, finite)),
    equals(KroneckerDelta(i, j), because=(q_white, q_mean)))

var_dot_product = Claim(
    name="Var[q.k] = d",
    says=Eq(Var(dot_product), d),
    given=(q_mean, k_mean, q_white, k_variance, independent, finite),
    proof=(q_product, k_square, chain(
        Var(dot_product),
        equals(Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)), because=second_moments),
        equals(Sum(Sum(KroneckerDelta(i, j) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)), because=q_product),
        equals(Sum(E(k[i]**2), (i, 1, d)), because=sum_with_delta),
        equals(Sum(1, (i, 1, d)), because=k_square),
        equals(d, because=arithmetic))),
    holds_for=(example(d=1, q=coin, k=coin), example(d=3, q=coin, k=lazy_coin_of_variance_1),
               example(d=2, q=three_points_like_normal, k=multiples_of_one(coin), note="only one vector is uncorrelated")),
    fails_for=(example(d=3, q=coin, k=same_as(q), note="k = q"),
               example(d=2, q=multiples_of_one(coin), k=multiples_of_one(coin), note="mean 0 and variance 1, but correlated"),
               example(d=2, q=coin, k=lazy_coin, note="variance 1/2"),
               example(d=2, q=uniform_on([0, 2]), k=coin, note="q has mean 1"),
               example(d=2, q=coin, k=uniform_on([0, 2]), note="k has mean 1")),
    key=True,
    measured_by=sample_dot_products,
    equation="(1)",
    latex=r"\operatorname{Var}[q\cdot k]=d",
    note="The article asks for mean 0 and variance 1 only. With that alone the variance can be anything from 0 to d^2: the entries of one vector must be uncorrelated.", cites="Vaswani2017, section 3.2.1, footnote 4")

variance = therefore(Eq(Var(dot_product), d), because=var_dot_product)
scaled_variance_one = Claim(
    name="Var[q.k / sqrt(d)] = 1",
    says=Eq(Var(dot_product / sqrt(d)), 1),
    given=(q_mean, k_mean, q_white, k_variance, independent, finite),
    proof=(variance, chain(
        Var(dot_product / sqrt(d)),
        equals(E((dot_product / sqrt(d))**2) - E(dot_product / sqrt(d))**2, because=(variance_formula, finite)),
        equals((E(dot_product**2) - E(dot_product)**2) / d, because=finite),
        equals(Var(dot_product) / d, because=(variance_formula, finite)),
        equals(1, because=(variance, finite)))),
    holds_for=(example(d=1, q=coin, k=coin), example(d=3, q=coin, k=lazy_coin_of_variance_1)),
    fails_for=(example(d=3, q=coin, k=same_as(q), note="k = q"),),
    equation="after (1)",
    latex=r"\operatorname{Var}\left[\frac{q\cdot k}{\sqrt d}\right]=1",
    note="Only the variance is 1; that the score is nearly normal is another matter.")
