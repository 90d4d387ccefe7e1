"""The best learning rate for sign steps: a ratio of two sums in the mean signs."""

from sympy import Eq, KroneckerDelta, Ne, Rational, Sum, sign

from verifier.language import *

from .experiments import measure_sign_rates
from .notation import H, d, eta, i, j, slope

v = random_vector("v", d)                   # the mean gradient of the batch
mu = vector("mu", d)                        # the means of its signs
L = real("L")                               # loss at the weights
J = function("J")                           # J(eta): mean loss after a step with the learning rate eta
k, l = index("k l", 1, d)
form = Sum(Sum(sign(v[i]) * entry(H, i, j) * sign(v[j]), (j, 1, d)), (i, 1, d))
model = define(J(eta), E(L - eta * Sum(slope(i) * sign(v[i]), (i, 1, d)) + eta**2 / 2 * form),
               "mean loss after a step against the signs of the gradient of a batch, in the quadratic model")
gain = Sum(mu[i] * slope(i), (i, 1, d))
diagonal_part = Sum(entry(H, i, i), (i, 1, d))
other_part = Sum(Sum(mu[i] * mu[j] * entry(H, i, j), (j, 1, d)), (i, 1, d)) - Sum(mu[i]**2 * entry(H, i, i), (i, 1, d))   # the sum over pairs i != j
bend = diagonal_part + other_part
best = gain / bend

mean_signs = given("mu_i is the mean of the sign of v_i", Eq(mu[i], E(sign(v[i]))))
apart = given("the entries are independent", IndependentEntries(v))
never_zero = given("an entry is almost surely not 0", AlmostSurely(Ne(v[i], 0)), unstated=True)
finite = given("the moments are finite", FiniteMoments(v))
upward = given("the mean curvature along the signs is positive", bend > 0)
other_rate = given("another rate", Ne(eta, best))
same_entry = given("one entry", Eq(k, l))
two_entries = given("two entries", Ne(k, l))
a = index("a", 1, d)

D = random_variable("D")                    # any random number
almost_never_zero = given("D is almost surely not 0", AlmostSurely(Ne(D, 0)))
square = therefore(Implies(Ne(D, 0), Eq(sign(D)**2, 1)), because=square_of_sign)
mean_squared_sign = Claim(
    name="Mean of the square of a sign",
    says=Eq(E(sign(D)**2), 1),
    given=(almost_never_zero,),
    proof=(square, therefore(Eq(E(sign(D)**2), 1), because=(using(equal_almost_surely, X=sign(D)**2, Y=1, D=D), square, almost_never_zero))),
    holds_for=(example(D=coin), example(D=uniform_on([-3, half(), 5]))),
    fails_for=(example(D=lazy_coin, note="D is 0 half of the time"),),
    equation="(19)", latex=r"E[u_i^2]=1", note="The article needs, and does not say, that no entry of the gradient is 0 with positive probability.")
mean_square = chain(E(sign(v[a])**2), equals(1, because=(using(mean_squared_sign, D=v[a]), never_zero)))
pair = KroneckerDelta(k, l) + (1 - KroneckerDelta(k, l)) * mu[k] * mu[l]
products = cases(
    Eq(E(sign(v[k]) * sign(v[l])), pair),
    (same_entry, chain(
        E(sign(v[k]) * sign(v[l])),
        equals(E(sign(v[k])**2), because=same_entry),
        equals(1, because=mean_square),
        equals(pair, because=same_entry))),
    (two_entries, chain(
        E(sign(v[k]) * sign(v[l])),
        equals(E(sign(v[k])) * E(sign(v[l])), because=(expectation_of_independent_product, apart, finite, two_entries)),
        equals(mu[k] * mu[l], because=mean_signs),
        equals(pair, because=two_entries))))
mean_of_form = chain(
    E(form),
    equals(Sum(Sum(E(sign(v[k]) * sign(v[l])) * entry(H, k, l), (l, 1, d)), (k, 1, d)), because=finite),
    equals(Sum(Sum(pair * entry(H, k, l), (l, 1, d)), (k, 1, d)), because=products),
    equals(Sum(Sum(KroneckerDelta(k, l) * ((1 - mu[k] * mu[l]) * entry(H, k, l)), (l, 1, d)), (k, 1, d)) + Sum(Sum(mu[k] * mu[l] * entry(H, k, l), (l, 1, d)), (k, 1, d)), because=arithmetic),
    equals(bend, because=sum_with_delta))
mean_loss = chain(
    J(eta),
    equals(L - eta * Sum(slope(i) * E(sign(v[i])), (i, 1, d)) + eta**2 / 2 * E(form), because=(model, finite)),
    equals(L - eta * gain + eta**2 / 2 * E(form), because=mean_signs),
    equals(L - eta * gain + eta**2 / 2 * bend, because=mean_of_form))

two_signs = dict(d=2, mu=[Rational(1, 3), half()], v=jointly({(1, 1): half(), (1, -2): Rational(1, 6), (-1, 1): Rational(1, 4), (-1, -2): Rational(1, 12)}))
two = dict(two_signs, g=[[3], [-1]], H=[[2, 1], [3, 5]], L=4)
three_signs = dict(d=3, mu=[Rational(1, 3), Rational(1, 3), Rational(1, 3)], v=uniform_on([-1, 2, 3]))
three = dict(three_signs, g=[[1], [2], [-4]], H=[[1, 2, 0], [2, 7, -1], [0, -1, 3]], L=0)
equal_signs = jointly({(1, 1): Rational(2, 3), (-1, -1): Rational(1, 3)})
thirds = [Rational(1, 3), Rational(1, 3)]

sign_second_moments = Claim(
    name="Second moments of the vector of signs",
    says=Eq(E(sign(v[k]) * sign(v[l])), KroneckerDelta(k, l) + (1 - KroneckerDelta(k, l)) * mu[k] * mu[l]),
    given=(mean_signs, apart, never_zero, finite),
    proof=(mean_square, products),
    holds_for=(example(**two_signs), example(**three_signs), example(d=1, mu=[0], v=coin)),
    fails_for=(example(d=2, mu=thirds, v=equal_signs, note="two equal entries"),
               example(d=2, mu=[half(), half()], v=uniform_on([0, 1]), note="an entry is 0 half of the time"),
               example(**dict(two_signs, mu=[half(), half()]), note="another mu")),
    equation="(19)", latex=r"E[u_i^2]=1,\qquad E[u_iu_j]=E[u_i]E[u_j]\ (i\ne j)")

sign_mean_loss = Claim(
    name="Mean loss after one sign step in the quadratic model",
    says=Eq(J(eta), L - eta * gain + eta**2 / 2 * bend),
    given=(mean_signs, apart, never_zero, finite),
    definitions=(model,),
    proof=(mean_square, products, mean_of_form, mean_loss),
    holds_for=(example(**two, eta=Rational(1, 5)), example(**three, eta=-2), example(d=1, mu=[half()], v=uniform_on([1, 2, 3, -1]), g=[[2]], H=[[3]], L=-1, eta=1)),
    fails_for=(example(**dict(two, v=equal_signs, mu=thirds), eta=1, note="two equal entries"),
               example(**dict(two, v=uniform_on([0, 1]), mu=[half(), half()]), eta=1, note="an entry is 0 half of the time"),
               example(**dict(two, mu=[half(), half()]), eta=1, note="another mu")),
    equation="(15), (19)")

value_at_best = chain(J(best), equals(L - best * gain + best**2 / 2 * bend, because=(using(sign_mean_loss, eta=best), mean_signs, apart, never_zero, finite)),
                      equals(L - gain**2 / (2 * bend), because=upward))
gap = chain(J(eta), equals(L - eta * gain + eta**2 / 2 * bend, because=(sign_mean_loss, mean_signs, apart, never_zero, finite)),
            equals(L - gain**2 / (2 * bend) + bend / 2 * (eta - best)**2, because=upward),
            equals(J(best) + bend / 2 * (eta - best)**2, because=value_at_best))

sign_optimal_rate = Claim(
    name="Best learning rate and decrease of the loss for sign steps",
    says=(Implies(Ne(eta, best), J(best) < J(eta)), Eq(L - J(best), half() * gain**2 / bend)),
    given=(mean_signs, apart, never_zero, finite, upward),
    definitions=(model,),
    proof=(value_at_best, gap, suppose(other_rate, chain(
               J(best),
               less_than(J(best) + bend / 2 * (eta - best)**2, because=(other_rate, upward)),
               equals(J(eta), because=gap))),
           chain(L - J(best), equals(half() * gain**2 / bend, because=value_at_best))),
    holds_for=(example(**two, eta=Rational(3, 46)), example(**two, eta=Rational(3, 45)), example(**three, eta=-2), example(d=1, mu=[half()], v=uniform_on([1, 2, 3, -1]), g=[[2]], H=[[3]], L=-1, eta=1)),
    fails_for=(example(**dict(two, v=equal_signs, mu=thirds), eta=1, note="two equal entries"),
               example(**dict(two, v=uniform_on([0, 1]), mu=[half(), half()]), eta=1, note="an entry is 0 half of the time"),
               example(**dict(two, mu=[half(), half()]), eta=1, note="another mu"),
               example(**dict(two, H=[[-2, 0], [0, -1]]), eta=1, note="the loss curves downwards")),
    measured_by=measure_sign_rates,
    equation="(20), (21)", latex=r"\eta^*=\frac{\sum_i\mu_ig_i}{\sum_iH_{ii}+\sum_{i\ne j}\mu_i\mu_jH_{ij}},\qquad\overline{\Delta\mathcal L}=\frac12\frac{(\sum_i\mu_ig_i)^2}{\sum_iH_{ii}+\sum_{i\ne j}\mu_i\mu_jH_{ij}}",
    key=True)
