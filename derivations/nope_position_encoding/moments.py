"""How well one vector shows the mean square: fourth moments of running means, and the drop from one position to the next."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, sqrt

from verifier.language import *

from .experiments import measure_concentration
from .notation import d, n

i, j = index("i j", 1, d)                      # components
u = index("u")                                 # positions
v = random_vector("v")                         # v[i, u]: the component i of the value at the position u
sigma, kappa = positive("sigma"), real("kappa")                # standard deviation and excess kurtosis of a component
mean_zero = given("each component of a value has mean 0", Eq(E(v[i, u]), 0))
variance = given("and variance sigma^2", Eq(E(v[i, u]**2), sigma**2))
kurtosis = given("and excess kurtosis kappa", Eq(E(v[i, u]**4), (3 + kappa) * sigma**4))
independent = given("all of them are independent", IndependentEntries(v))
finite = given("the moments are finite", FiniteMoments(v))
values = (mean_zero, variance, kurtosis, independent, finite)
S = Sum(v[i, u], (u, 1, n))                    # the sum of the first n values
last = v[i, n + 1]

sum_mean = chain(E(S), equals(Sum(E(v[i, u]), (u, 1, n)), because=finite), equals(0, because=mean_zero))
crossed_2 = therefore(Eq(E(S * last), E(S) * E(last)), because=(using(expectation_of_independent_product, X=S, Y=last), independent, finite))
step_2 = hypothesis(Eq(E(S**2), n * sigma**2))
second = induction(
    Eq(E(S**2), n * sigma**2), on=n, start=1,
    base=therefore(Eq(E(v[i, 1]**2), sigma**2), because=variance),
    step=(sum_mean, crossed_2, chain(
        E((S + last)**2),
        equals(E(S**2) + 2 * E(S * last) + E(last**2), because=finite),
        equals(E(S**2) + 2 * E(S) * E(last) + E(last**2), because=crossed_2),
        equals(n * sigma**2 + sigma**2, because=(step_2, mean_zero, variance)),
        equals((n + 1) * sigma**2, because=arithmetic))),
    hypothesis=step_2)
crossed_31 = therefore(Eq(E(S**3 * last), E(S**3) * E(last)), because=(using(expectation_of_independent_product, X=S**3, Y=last), independent, finite))
crossed_22 = therefore(Eq(E(S**2 * last**2), E(S**2) * E(last**2)), because=(using(expectation_of_independent_product, X=S**2, Y=last**2), independent, finite))
crossed_13 = therefore(Eq(E(S * last**3), E(S) * E(last**3)), because=(using(expectation_of_independent_product, X=S, Y=last**3), independent, finite))
fourth_moment = 3 * n**2 * sigma**4 + kappa * n * sigma**4
step_4 = hypothesis(Eq(E(S**4), fourth_moment))
fourth = induction(
    Eq(E(S**4), fourth_moment), on=n, start=1,
    base=therefore(Eq(E(v[i, 1]**4), (3 + kappa) * sigma**4), because=kurtosis),
    step=(sum_mean, crossed_31, crossed_22, crossed_13, chain(
        E((S + last)**4),
        equals(E(S**4) + 4 * E(S**3 * last) + 6 * E(S**2 * last**2) + 4 * E(S * last**3) + E(last**4), because=finite),
        equals(E(S**4) + 4 * E(S**3) * E(last) + 6 * E(S**2) * E(last**2) + 4 * E(S) * E(last**3) + E(last**4), because=(crossed_31, crossed_22, crossed_13)),
        equals(E(S**4) + 6 * n * sigma**2 * sigma**2 + (3 + kappa) * sigma**4, because=(mean_zero, variance, kurtosis, second, sum_mean)),
        equals(3 * (n + 1)**2 * sigma**4 + kappa * (n + 1) * sigma**4, because=step_4))),
    hypothesis=step_4)

uneven_coin = distribution({-2: Rational(1, 3), 1: Rational(2, 3)})
moments_of_sums = Claim(
    name="Second and fourth moments of a sum of independent values",
    says=(Eq(E(S**2), n * sigma**2), Eq(E(S**4), fourth_moment)),
    given=values,
    proof=(second, fourth),
    holds_for=(example(d=1, n=3, sigma=1, kappa=-2, v=coin), example(d=1, n=2, sigma=sqrt(2), kappa=Rational(-3, 2), v=uneven_coin), example(d=1, n=1, sigma=2, kappa=0, v=normal(0, 4))),
    fails_for=(example(d=1, n=2, sigma=1, kappa=-2, v=multiples_of_one(coin), note="one value repeated"),
               example(d=1, n=2, sigma=1, kappa=0, v=coin, note="another kurtosis"), example(d=1, n=1, sigma=2, kappa=Rational(-47, 16), v=coin, note="another variance"),
               example(d=1, n=2, sigma=1, kappa=-2, v=1, note="mean 1")),
    measured_by=measure_concentration,
    equation="the approximation signs in (6) and (7)", latex=r"\mathbb E\Bigl(\sum_mv_m\Bigr)^4=3n^2\sigma^4+\kappa n\sigma^4")

# -- the average over the components of one vector -------------------------------------------------------------------------
S_i, S_j = S, Sum(v[j, u], (u, 1, n))
shown = Sum((S_i / n)**2, (i, 1, d)) / d       # the mean square of the components of the running mean
same, different = given("one component", Eq(i, j)), given("two components", Ne(i, j))
spread = (2 + kappa / n) * sigma**4 / n**2
second_moment = therefore(Eq(E(S**2), n * sigma**2), because=(moments_of_sums, *values))
fourth_moment_of_sum = therefore(Eq(E(S**4), fourth_moment), because=(moments_of_sums, *values))
second_of_other = therefore(Eq(E(S_j**2), n * sigma**2), because=(using(moments_of_sums, i=j), *values))
both = n**4 * (sigma**4 / n**2 + KroneckerDelta(i, j) * spread)
pairs = cases(
    Eq(E(S_i**2 * S_j**2), both),
    (same, chain(
        E(S_i**2 * S_j**2),
        equals(E(S_i**4), because=same),
        equals(fourth_moment, because=fourth_moment_of_sum),
        equals(both, because=same))),
    (different, chain(
        E(S_i**2 * S_j**2),
        equals(E(S_i**2) * E(S_j**2), because=(using(expectation_of_independent_product, X=S_i**2, Y=S_j**2), independent, finite, different)),
        equals(n**2 * sigma**4, because=(second_moment, second_of_other)),
        equals(both, because=different))))
mean_shown = chain(
    E(shown),
    equals(Sum(E(S_i**2), (i, 1, d)) / (d * n**2), because=finite),
    equals(Sum(n * sigma**2, (i, 1, d)) / (d * n**2), because=second_moment),
    equals(sigma**2 / n, because=arithmetic))
mean_square_shown = chain(
    E(shown**2),
    equals(E(Sum(Sum(S_i**2 * S_j**2, (j, 1, d)), (i, 1, d))) / (d**2 * n**4), because=(using(square_of_sum, F=Lambda(i, S_i**2), n=d), finite)),
    equals(Sum(Sum(E(S_i**2 * S_j**2), (j, 1, d)), (i, 1, d)) / (d**2 * n**4), because=finite),
    equals(Sum(Sum(both, (j, 1, d)), (i, 1, d)) / (d**2 * n**4), because=pairs),
    equals(sigma**4 / n**2 + Sum(Sum(KroneckerDelta(i, j) * spread, (j, 1, d)), (i, 1, d)) / d**2, because=arithmetic),
    equals(sigma**4 / n**2 + Sum(spread, (i, 1, d)) / d**2, because=sum_with_delta),
    equals(sigma**4 / n**2 + spread / d, because=arithmetic))
mean_square_concentration = Claim(
    name="How well one vector of dimension d shows the mean square",
    says=(Eq(E(shown), sigma**2 / n), Eq(Var(shown), sigma**4 / n**2 * (2 + kappa / n) / d)),
    given=values,
    proof=(second_moment, fourth_moment_of_sum, second_of_other, pairs, mean_shown, mean_square_shown, chain(
        Var(shown),
        equals(E(shown**2) - E(shown)**2, because=(variance_formula, finite)),
        equals(sigma**4 / n**2 + spread / d - (sigma**2 / n)**2, because=(mean_square_shown, mean_shown)),
        equals(sigma**4 / n**2 * (2 + kappa / n) / d, because=arithmetic))),
    holds_for=(example(d=2, n=3, sigma=1, kappa=-2, v=coin), example(d=3, n=1, sigma=sqrt(2), kappa=Rational(-3, 2), v=uneven_coin), example(d=2, n=2, sigma=2, kappa=0, v=normal(0, 4))),
    fails_for=(example(d=2, n=1, sigma=1, kappa=0, v=multiples_of_one(standard_normal), note="equal components"),
               example(d=2, n=2, sigma=1, kappa=0, v=coin, note="another kurtosis"), example(d=1, n=2, sigma=1, kappa=-2, v=1, note="mean 1"),
               example(d=1, n=1, sigma=2, kappa=Rational(-47, 16), v=coin, note="another variance")),
    measured_by=measure_concentration,
    strength="approximate", equation="the approximation signs in (6) and (7)",
    latex=r"\mathrm{Var}\Bigl[\tfrac1d\sum_{i=1}^dy_{n,i}^2\Bigr]=\frac{\sigma^4}{n^2}\cdot\frac{2+\kappa/n}d,\qquad\text{relative standard deviation}\approx\sqrt{2/d}",
    note="The exact error behind the article's approximation signs: over the squared mean sigma^4/n^2 the variance is (2 + kappa/n)/d, near 2/d for large n.",
    key=True)
