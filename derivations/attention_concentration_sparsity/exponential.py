"""The exponential: its index is exp(-sigma^2 |q|^2/2), which is as small as one likes for long queries or spread keys."""

from sympy import Eq, Integral, Lambda, Rational, Sum, exp, log, oo, pi, sqrt

from verifier.language import *

from .experiments import measure_exponential, measure_growing_spread
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
    measured_by=measure_exponential,
    equation="(5)", key=True,
    latex=r"f=\exp:\quad S(a)=e^{-\frac12\sigma^2\|q\|^2}",
    note="The mean of the keys drops out: shifting all keys does not change the index.")

# As small as one likes: spread keys, long queries
p = vector("p", d)                           # another query
tau = real("tau")                            # another spread
delta = positive("delta")                    # a level
index_for_spread = function("S_spread")      # S_spread(t): the index for keys with the spread t
index_for_multiple = function("S_multiple")  # S_multiple(t): the index for the query t q
score_of_p = Sum(p[i] * (mu[i] + sigma * xi[i]), (i, 1, d))
squared_length, squared_length_of_p = Sum(q[i]**2, (i, 1, d)), Sum(p[i]**2, (i, 1, d))
by_spread = define(index_for_spread(t), sparsity(exp(Sum(q[i] * (mu[i] + t * xi[i]), (i, 1, d)))), "the index of exponential attention to keys with the spread t")
by_multiple = define(index_for_multiple(t), sparsity(exp(Sum(t * q[i] * (mu[i] + sigma * xi[i]), (i, 1, d)))), "the index of exponential attention of the query t q")
spread = given("the keys are not all equal", Ne(sigma, 0))
p_not_zero = given("the query p is not 0", squared_length_of_p > 0)
wider = given("the keys are spread more", sigma**2 < tau**2)
longer = given("the query p is longer than q", squared_length < squared_length_of_p)
below_level = given("the index is below the level", sparsity(exp(score)) < delta)
above_threshold = given("the scores are spread enough", -2 * log(delta) < sigma**2 * squared_length)
premises = (noise_normal, noise_independent, query_not_zero, eps_normal)
closed_form = chain(sparsity(exp(score)), equals(exp(-sigma**2 * squared_length / 2), because=(softmax_sparsity, *premises)))
more_negative = chain(-tau**2 * squared_length / 2, less_than(-sigma**2 * squared_length / 2, because=(wider, query_not_zero)))
more_negative_for_p = chain(-sigma**2 * squared_length_of_p / 2, less_than(-sigma**2 * squared_length / 2, because=(longer, spread)))
below_log = chain(-sigma**2 * squared_length / 2, less_than(log(delta), because=above_threshold))
formula_below = chain(exp(-sigma**2 * squared_length / 2), equals(sparsity(exp(score)), because=closed_form), less_than(delta, because=below_level))
log_below = therefore(-sigma**2 * squared_length / 2 < log(delta), because=(using(logarithm_increases_strictly, c=exp(-sigma**2 * squared_length / 2), k=delta), formula_below))
fading = therefore(Tends(exp(-t**2 * squared_length / 2), t, oo, 0), because=query_not_zero)
far_spread = therefore(ForAll((t,), (t > 0,), Eq(index_for_spread(t), exp(-t**2 * squared_length / 2))), because=(by_spread, using(softmax_sparsity, sigma=t), *premises))
multiple_not_zero = therefore(ForAll((t,), (t > 0,), Sum((t * q[i])**2, (i, 1, d)) > 0), because=query_not_zero)
far_multiple = therefore(ForAll((t,), (t > 0,), Eq(index_for_multiple(t), exp(-sigma**2 * t**2 * squared_length / 2))),
                         because=(by_multiple, using(softmax_sparsity, q=Lambda(i, t * q[i])), *premises, multiple_not_zero))
fading_in_length = therefore(Tends(exp(-sigma**2 * t**2 * squared_length / 2), t, oo, 0), because=(query_not_zero, spread))

softmax_arbitrarily_sparse = Claim(
    name="Exponential attention can be made arbitrarily sparse",
    says=(Implies(sigma**2 < tau**2, index_for_spread(tau) < index_for_spread(sigma)),
          Implies(squared_length < squared_length_of_p, sparsity(exp(score_of_p)) < sparsity(exp(score))),
          Iff(sparsity(exp(score)) < delta, -2 * log(delta) < sigma**2 * squared_length),
          Tends(index_for_spread(t), t, oo, 0),
          Tends(index_for_multiple(t), t, oo, 0)),
    given=(noise_normal, noise_independent, query_not_zero, p_not_zero, eps_normal, spread),
    definitions=(by_spread, by_multiple),
    proof=(suppose(wider, more_negative, chain(
               index_for_spread(tau),
               equals(exp(-tau**2 * squared_length / 2), because=(by_spread, using(softmax_sparsity, sigma=tau), *premises)),
               less_than(exp(-sigma**2 * squared_length / 2), because=(exponential_increases, more_negative)),
               equals(index_for_spread(sigma), because=(by_spread, softmax_sparsity, *premises)))),
           suppose(longer, more_negative_for_p, chain(
               sparsity(exp(score_of_p)),
               equals(exp(-sigma**2 * squared_length_of_p / 2), because=(using(softmax_sparsity, q=p), noise_normal, noise_independent, p_not_zero, eps_normal)),
               less_than(exp(-sigma**2 * squared_length / 2), because=(exponential_increases, more_negative_for_p)),
               equals(sparsity(exp(score)), because=(softmax_sparsity, *premises)))),
           closed_form,
           suppose(above_threshold, below_log, chain(
               sparsity(exp(score)),
               equals(exp(-sigma**2 * squared_length / 2), because=closed_form),
               less_than(delta, because=(using(exponential_increases, c=-sigma**2 * squared_length / 2, k=log(delta)), below_log)))),
           suppose(below_level, formula_below, log_below, chain(
               -2 * log(delta),
               less_than(sigma**2 * squared_length, because=log_below))),
           fading, far_spread, multiple_not_zero, far_multiple, fading_in_length,
           therefore(Tends(index_for_spread(t), t, oo, 0),
                     because=(using(limit_of_functions_equal_far_out, P=Lambda(t, index_for_spread(t)), Q=Lambda(t, exp(-t**2 * squared_length / 2)), c=0), far_spread, fading)),
           therefore(Tends(index_for_multiple(t), t, oo, 0),
                     because=(using(limit_of_functions_equal_far_out, P=Lambda(t, index_for_multiple(t)), Q=Lambda(t, exp(-sigma**2 * t**2 * squared_length / 2)), c=0), far_multiple, fading_in_length))),
    holds_for=(example(**two_keys, tau=half(), p=[3, 0], delta=half()), example(**dict(two_keys, sigma=-2), tau=1, p=[2, 1], delta=Rational(4, 5)),
               example(d=1, q=[-2], mu=[3], sigma=2, tau=3, p=[1], delta=Rational(1, 3000), xi=standard_normal, epsilon=standard_normal),
               example(d=1, q=[1], mu=[0], sigma=1, tau=2, p=[3], delta=Rational(7, 10), xi=standard_normal, epsilon=standard_normal, note="a little below the level"),
               example(d=1, q=[2], mu=[0], sigma=1, tau=2, p=[3], delta=Rational(1, 10), xi=standard_normal, epsilon=standard_normal, note="a little above the level"),
               example(d=1, q=[2], mu=[0], sigma=1, tau=2, p=[3], delta=Rational(1, 5), xi=standard_normal, epsilon=standard_normal)),
    fails_for=(example(**dict(two_keys, sigma=0), tau=0, p=[3, 0], delta=half(), note="all keys are equal: longer queries are not sparser"),
               example(**dict(two_keys, q=[0, 0]), tau=1, p=[3, 0], delta=half(), note="the query 0: spread keys make no difference"),
               example(**dict(two_keys, xi=coin), tau=1, p=[0, 3], delta=Rational(3, 4), note="coins instead of normal noise")),
    measured_by=measure_growing_spread,
    equation="after (5)", key=True,
    latex=r"S(a)=e^{-\sigma^2\|q\|^2/2}\to0\ \text{ as }\sigma\to\infty\text{ or }\|q\|\to\infty")
