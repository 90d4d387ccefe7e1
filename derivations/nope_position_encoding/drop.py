"""Telling a position from the next by the drop of the mean square."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, sqrt

from verifier.language import *

from .experiments import measure_drop
from .moments import S, S_j, finite, i, independent, j, last, mean_zero, moments_of_sums, sigma, u, v, variance
from .notation import d, n

normal_kurtosis = given("and excess kurtosis 0, as a normal number has", Eq(E(v[i, u]**4), 3 * sigma**4))
values = (mean_zero, variance, normal_kurtosis, independent, finite)
next_S, next_j = S + v[i, n + 1], S_j + v[j, n + 1]            # the sums of the first n + 1 values
part, other = (S / n)**2 - (next_S / (n + 1))**2, (S_j / n)**2 - (next_j / (n + 1))**2
drop = Sum(part, (i, 1, d)) / d                # the drop of the mean square of the components
step = sigma**2 / (n * (n + 1))
same, different = given("one component", Eq(i, j)), given("two components", Ne(i, j))

S_mean = chain(E(S), equals(Sum(E(v[i, u]), (u, 1, n)), because=finite), equals(0, because=mean_zero))
second = therefore(Eq(E(S**2), n * sigma**2), because=(using(moments_of_sums, kappa=0), *values))
fourth = therefore(Eq(E(S**4), 3 * n**2 * sigma**4), because=(using(moments_of_sums, kappa=0), *values))
next_fourth = therefore(Eq(E(next_S**4), 3 * (n + 1)**2 * sigma**4), because=(using(moments_of_sums, kappa=0, n=n + 1), *values))
crossed_11 = therefore(Eq(E(S * last), E(S) * E(last)), because=(using(expectation_of_independent_product, X=S, Y=last), independent, finite))
crossed_31 = therefore(Eq(E(S**3 * last), E(S**3) * E(last)), because=(using(expectation_of_independent_product, X=S**3, Y=last), independent, finite))
crossed_22 = therefore(Eq(E(S**2 * last**2), E(S**2) * E(last**2)), because=(using(expectation_of_independent_product, X=S**2, Y=last**2), independent, finite))
next_second = chain(
    E(next_S**2),
    equals(E(S**2) + 2 * E(S * last) + E(last**2), because=finite),
    equals(E(S**2) + 2 * E(S) * E(last) + E(last**2), because=crossed_11),
    equals((n + 1) * sigma**2, because=(second, mean_zero, variance)))
joint = chain(
    E(S**2 * next_S**2),
    equals(E(S**4) + 2 * E(S**3 * last) + E(S**2 * last**2), because=finite),
    equals(E(S**4) + 2 * E(S**3) * E(last) + E(S**2) * E(last**2), because=(crossed_31, crossed_22)),
    equals(3 * n**2 * sigma**4 + n * sigma**4, because=(fourth, second, mean_zero, variance)))
part_mean = chain(
    E(part),
    equals(E(S**2) / n**2 - E(next_S**2) / (n + 1)**2, because=finite),
    equals(step, because=(second, next_second)))
part_square = chain(
    E(part**2),
    equals(E(S**4) / n**4 - 2 * E(S**2 * next_S**2) / (n**2 * (n + 1)**2) + E(next_S**4) / (n + 1)**4, because=finite),
    equals(3 * sigma**4 / n**2 - 2 * (3 * n**2 + n) * sigma**4 / (n**2 * (n + 1)**2) + 3 * sigma**4 / (n + 1)**2, because=(fourth, joint, next_fourth)),
    equals(step**2 * (4 * n + 3), because=arithmetic))

uneven_normal = three_points_like_normal
drop_of_one_component = Claim(
    name="The drop of the square of one component",
    says=(Eq(E(part), step), Eq(E(part**2), step**2 * (4 * n + 3))),
    given=values,
    proof=(S_mean, second, fourth, next_fourth, crossed_11, crossed_31, crossed_22, next_second, joint, part_mean, part_square),
    holds_for=(example(d=1, n=2, sigma=1, v=uneven_normal), example(d=1, n=1, sigma=3, v=normal(0, 9))),
    fails_for=(example(d=1, n=1, sigma=1, v=coin, note="a coin"), example(d=1, n=1, sigma=1, v=multiples_of_one(standard_normal), note="one value repeated"),
               example(d=1, n=1, sigma=1, v=normal(1, Rational(1, 9)), note="mean 1"), example(d=1, n=1, sigma=2, v=standard_normal, note="another variance")),
    measured_by=measure_drop,
    equation="quantifies the second shortcoming")

w, a, b = random_vector("w"), real("a"), real("b")
products = given("the products have the mean a, the squares a + b", Eq(E(w[i] * w[j]), a + KroneckerDelta(i, j) * b))
w_finite = given("the moments are finite", FiniteMoments(w))
square_of_average = Claim(
    name="Mean square of an average",
    says=Eq(E((Sum(w[i], (i, 1, d)) / d)**2), a + b / d),
    given=(products, w_finite),
    proof=chain(
        E((Sum(w[i], (i, 1, d)) / d)**2),
        equals(E(Sum(Sum(w[i] * w[j], (j, 1, d)), (i, 1, d))) / d**2, because=(square_of_sum, w_finite)),
        equals(Sum(Sum(E(w[i] * w[j]), (j, 1, d)), (i, 1, d)) / d**2, because=w_finite),
        equals(Sum(Sum(a + KroneckerDelta(i, j) * b, (j, 1, d)), (i, 1, d)) / d**2, because=products),
        equals(a + Sum(Sum(KroneckerDelta(i, j) * b, (j, 1, d)), (i, 1, d)) / d**2, because=arithmetic),
        equals(a + Sum(b, (i, 1, d)) / d**2, because=sum_with_delta),
        equals(a + b / d, because=arithmetic)),
    holds_for=(example(d=3, a=0, b=1, w=coin), example(d=2, a=1, b=0, w=multiples_of_one(coin)), example(d=2, a=4, b=1, w=uniform_on([1, 3]))),
    fails_for=(example(d=2, a=0, b=1, w=multiples_of_one(coin), note="equal entries"),),
    equation="not in the article")

mean_part = therefore(Eq(E(part), step), because=(drop_of_one_component, *values))
square_part = therefore(Eq(E(part**2), step**2 * (4 * n + 3)), because=(drop_of_one_component, *values))
mean_other = therefore(Eq(E(other), step), because=(using(drop_of_one_component, i=j), *values))
both = step**2 + KroneckerDelta(i, j) * ((4 * n + 2) * step**2)
pairs = cases(
    Eq(E(part * other), both),
    (same, chain(E(part * other), equals(E(part**2), because=same), equals(step**2 * (4 * n + 3), because=square_part), equals(both, because=same))),
    (different, chain(
        E(part * other),
        equals(E(part) * E(other), because=(using(expectation_of_independent_product, X=part, Y=other), independent, finite, different)),
        equals(step**2, because=(mean_part, mean_other)),
        equals(both, because=different))))
mean_drop = chain(E(drop), equals(Sum(E(part), (i, 1, d)) / d, because=finite), equals(Sum(step, (i, 1, d)) / d, because=mean_part), equals(step, because=arithmetic))
square_drop = therefore(Eq(E(drop**2), step**2 * (1 + (4 * n + 2) / d)),
                        because=(using(square_of_average, w=Lambda(i, part), a=step**2, b=(4 * n + 2) * step**2), pairs, finite))
spread = chain(
    Var(drop),
    equals(E(drop**2) - E(drop)**2, because=(variance_formula, finite)),
    equals(step**2 * (1 + (4 * n + 2) / d) - step**2, because=(square_drop, mean_drop)),
    equals(step**2 * 2 * (2 * n + 1) / d, because=arithmetic))
order_of_neighbours_snr = Claim(
    name="Signal-to-noise ratio of the drop of the mean square from n to n + 1",
    says=(Eq(E(drop), step), Eq(sqrt(Var(drop)), step * sqrt(2 * (2 * n + 1) / d)), Eq(E(drop), sqrt(d / (2 * (2 * n + 1))) * sqrt(Var(drop)))),
    given=values,
    proof=(mean_part, square_part, mean_other, pairs, mean_drop, square_drop, spread,
           chain(sqrt(Var(drop)), equals(sqrt(step**2 * 2 * (2 * n + 1) / d), because=spread), equals(step * sqrt(2 * (2 * n + 1) / d), because=arithmetic)),
           chain(E(drop), equals(step, because=mean_drop), equals(sqrt(d / (2 * (2 * n + 1))) * (step * sqrt(2 * (2 * n + 1) / d)), because=arithmetic),
                 equals(sqrt(d / (2 * (2 * n + 1))) * sqrt(Var(drop)), because=spread))),
    holds_for=(example(d=2, n=1, sigma=1, v=uneven_normal), example(d=1, n=2, sigma=3, v=normal(0, 9)), example(d=3, n=2, sigma=half(), v=normal(0, Rational(1, 4)))),
    fails_for=(example(d=1, n=1, sigma=1, v=coin, note="a coin"), example(d=2, n=1, sigma=1, v=multiples_of_one(standard_normal), note="one value repeated"),
               example(d=1, n=1, sigma=1, v=normal(1, Rational(1, 9)), note="mean 1"), example(d=1, n=1, sigma=2, v=standard_normal, note="another variance")),
    measured_by=measure_drop,
    equation="quantifies the second shortcoming",
    latex=r"D=\mathrm{MS}(y_n)-\mathrm{MS}(y_{n+1}):\quad\mathbb ED=\frac{\sigma^2}{n(n+1)},\ \mathrm{sd}\,D=\frac{\sigma^2}{n(n+1)}\sqrt{\frac{2(2n+1)}d},\quad\frac{\mathbb ED}{\mathrm{sd}\,D}=\sqrt{\frac d{2(2n+1)}}",
    note="Of the normal law only the first four moments matter. Neighbouring positions can be told apart only up to n of the order d/4: for d = 128 the drop is one standard deviation at n = 32.",
    key=True)
