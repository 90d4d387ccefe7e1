"""The law of large numbers at a fixed scale."""

from sympy import Abs, Eq, Lambda, Sum, exp, oo

from verifier.language import *

from .experiments import measure_collision_sums
from .notation import a, alpha, b, c, n

S = random_vector("S")                    # independent random scores, as many as one likes
scores_independent = given("the scores are independent", IndependentEntries(S))
scores_alike = given("the scores have one law", IdenticallyDistributed(S))
score_moment = given("exp(2 alpha S) has a finite mean", FiniteMean(exp(2 * alpha * S[1])))
Z_S = Sum(exp(alpha * S[c]), (c, 1, n))
P_a, P_b = exp(alpha * S[a]) / Z_S, exp(alpha * S[b]) / Z_S    # the softmax of random scores
once, twice = Sum(exp(alpha * S[c]), (c, 1, n)) / n, Sum(exp(2 * alpha * S[c]), (c, 1, n)) / n
t = real("t")
m = natural("m")

ratio_of_averages = chain(
    n * Sum(P_a**2, (a, 1, n)),
    equals(n * Sum(exp(2 * alpha * S[a]), (a, 1, n)) / Z_S**2, because=arithmetic),
    equals(twice / once**2, because=arithmetic))
comparison = therefore(Abs(exp(alpha * S[1])) <= 1 + Abs(exp(2 * alpha * S[1])))
score_moment_once = therefore(FiniteMean(exp(alpha * S[1])), because=(using(finite_mean_by_comparison, X=exp(alpha * S[1]), Y=exp(2 * alpha * S[1]), c=1),
                                                                      comparison, score_moment))
limit_once = therefore(TendsAlmostSurely(once, n, oo, E(exp(alpha * S[1]))),
                       because=(using(strong_law_of_large_numbers, F=Lambda(t, exp(alpha * t)), V=S), scores_independent, scores_alike, score_moment_once))
limit_twice = therefore(TendsAlmostSurely(twice, n, oo, E(exp(2 * alpha * S[1]))),
                        because=(using(strong_law_of_large_numbers, F=Lambda(t, exp(2 * alpha * t)), V=S), scores_independent, scores_alike, score_moment))
limit_square = therefore(TendsAlmostSurely(once**2, n, oo, E(exp(alpha * S[1]))**2),
                         because=(using(almost_sure_product, P=Lambda(n, once), Q=Lambda(n, once)), limit_once))

lln_approximation = Claim(
    name="The collision sum at a fixed scale and many keys",
    says=(Eq(n * Sum(P_a**2, (a, 1, n)), twice / once**2),
          TendsAlmostSurely(n * Sum(P_a**2, (a, 1, n)), n, oo, E(exp(2 * alpha * S[1])) / E(exp(alpha * S[1]))**2)),
    given=(scores_independent, scores_alike, score_moment),
    proof=(ratio_of_averages, comparison, score_moment_once, limit_once, limit_twice, limit_square,
        therefore(TendsAlmostSurely(n * Sum(P_a**2, (a, 1, n)), n, oo, E(exp(2 * alpha * S[1])) / E(exp(alpha * S[1]))**2),
                  because=(using(almost_sure_quotient, P=Lambda(n, twice), Q=Lambda(n, once**2)), limit_twice, limit_square))),
    holds_for=(example(n=1, alpha=2, S=coin), example(n=3, alpha=half(), S=lazy_coin), example(n=2, alpha=half(), S=uniform_on([1]), note="scores without chance")),
    equation="(4)", key=True,
    measured_by=measure_collision_sums,
    strength="approximate",
    latex=r"n\sum_ip_i^2=\frac{\frac1n\sum_ie^{2\alpha s_i}}{\bigl(\frac1n\sum_ie^{\alpha s_i}\bigr)^2}\ \xrightarrow[n\to\infty]{\text{a.s.}}\ \frac{E[e^{2\alpha s}]}{E[e^{\alpha s}]^2}",
    note="The scale must not depend on n. The article uses the limit where the scale grows like sqrt(log n); there the sums are carried by their largest terms and the formula is off by a factor of three.")
