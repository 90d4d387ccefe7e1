"""When a gain grows: the sign of the product of consecutive slopes, on a quadratic loss, and under noise."""

from sympy import Eq, Ne, Rational, Sum, exp

from verifier.language import *

from .experiments import measure_noise, measure_quadratic
from .notation import t

half = Rational(1, 2)
gamma = positive("gamma")                    # step size of the gains
k = index("k")
g, nu = sequence("g nu")                     # g(t), the slopes of one parameter; nu(t), its gains
later = natural("t")                         # a step after the first

# -- one gain ------------------------------------------------------------------------------------------------------------------------

total = Sum(g(k - 1) * g(k), (k, 1, later))
gain_is = given("each gain is the exponential of the summed products", ForAll((t,), (), Eq(nu(t + 1), exp(gamma * Sum(g(k - 1) * g(k), (k, 1, t))))))
product = g(later - 1) * g(later)
grows, same_sign = given("the gain grows", nu(later + 1) > nu(later)), given("the slopes have one sign", product > 0)
above_1, positive_sum = given("the gain is more than 1", nu(later + 1) > 1), given("the sum is positive", total > 0)
z = real("z")
larger, positive_z = given("exp(gamma z) is more than 1", exp(gamma * z) > 1), given("z is positive", z > 0)
exponential_sign = Claim(
    name="A factor exp(gamma z) exceeds 1 exactly for positive z",
    says=Iff(exp(gamma * z) > 1, z > 0),
    proof=(suppose(larger, chain(z, at_least((1 - exp(-gamma * z)) / gamma, because=using(exponential_above_tangent, c_=-gamma * z)),
                                 equals((exp(gamma * z) - 1) * exp(-gamma * z) / gamma, because=arithmetic), greater_than(0, because=larger))),
           suppose(positive_z, chain(exp(gamma * z), at_least(1 + gamma * z, because=using(exponential_above_tangent, c_=gamma * z)), greater_than(1, because=positive_z)))),
    holds_for=(example(gamma=2, z=0), example(gamma=half, z=half), example(gamma=1, z=-1)),
    equation="text after (12)", latex=r"e^{\gamma z}>1\iff z>0")

two_of_three = (given("the first two slopes have one sign", g(0) * g(1) > 0), given("so have the next two", g(1) * g(2) > 0))
slopes_often_alike = Claim(
    name="Slopes that keep their sign more often than not make the gain grow",
    says=exp(gamma * Sum(g(k - 1) * g(k), (k, 1, 3))) > 1, given=two_of_three, expected=REFUTED,
    fails_for=(example(gamma=1, g={0: 1, 1: 1, 2: 1, 3: -10}, note="the products 1, 1, -10 add up to -8"),),
    equation="text after (12)", latex=r"\text{often one sign}\Rightarrow\sum_kg_{k-1}g_k>0",
    note="Read as a statement on three steps: it is the size of the products that counts, not how often they are positive.")
before = therefore(Eq(nu(later), exp(gamma * Sum(g(k - 1) * g(k), (k, 1, later - 1)))), because=using(gain_is, t=later - 1))
after = therefore(Eq(nu(later + 1), exp(gamma * total)), because=using(gain_is, t=later))
moves = chain(nu(later + 1), equals(exp(gamma * total), because=after), equals(exp(gamma * Sum(g(k - 1) * g(k), (k, 1, later - 1))) * exp(gamma * product), because=arithmetic),
              equals(nu(later) * exp(gamma * product), because=before))
positive_gain = chain(nu(later), equals(exp(gamma * Sum(g(k - 1) * g(k), (k, 1, later - 1))), because=before), greater_than(0))
ratio_above_1 = chain(exp(gamma * product), equals(nu(later + 1) / nu(later), because=(moves, positive_gain)), greater_than(1, because=(grows, positive_gain)))
factor_above_1 = therefore(exp(gamma * product) > 1, because=(using(exponential_sign, z=product), same_sign))
grown = chain(nu(later + 1), equals(nu(later) * exp(gamma * product), because=moves), greater_than(nu(later), because=(factor_above_1, positive_gain)))
sum_exceeds = chain(exp(gamma * total), equals(nu(later + 1), because=after), greater_than(1, because=above_1))
gain_monotone_in_sign = Claim(
    name="A gain grows exactly when the last two slopes have one sign, and exceeds 1 exactly when the summed products are positive",
    says=(Iff(nu(later + 1) > nu(later), product > 0), Iff(nu(later + 1) > 1, total > 0)),
    given=(gain_is,),
    proof=(before, after, moves, positive_gain, suppose(grows, ratio_above_1, therefore(product > 0, because=(using(exponential_sign, z=product), ratio_above_1))),
           suppose(same_sign, factor_above_1, grown),
           suppose(above_1, sum_exceeds, therefore(total > 0, because=(using(exponential_sign, z=total), sum_exceeds))),
           suppose(positive_sum, chain(nu(later + 1), equals(exp(gamma * total), because=after), greater_than(1, because=(using(exponential_sign, z=total), positive_sum))))),
    holds_for=(example(t=2, gamma=half, g={0: 1, 1: 2, 2: -3}, nu={1: 1, 2: exp(1), 3: exp(-2)}), example(t=1, gamma=2, g={0: -1, 1: -2}, nu={1: 1, 2: exp(4)}),
               example(t=3, gamma=1, g={0: 1, 1: 1, 2: 1, 3: -10}, nu={1: 1, 2: exp(1), 3: exp(2), 4: exp(-8)}, note="two of three products are positive"),
               example(t=1, gamma=1, g={0: 0, 1: 5}, nu={1: 1, 2: 1})),
    fails_for=(example(t=1, gamma=1, g={0: 1, 1: -1}, nu={1: 1, 2: 2}, note="the gain does not follow the products"),),
    measured_by=measure_quadratic,
    equation="text after (12)", corrects=slopes_often_alike,
    latex=r"\nu_{t+1,i}>\nu_{t,i}\iff g_{t-1,i}\,g_{t,i}>0;\qquad\nu_{t+1,i}>1\iff\sum_{k\le t}g_{k-1,i}g_{k,i}>0")

# -- a quadratic loss of one parameter ------------------------------------------------------------------------------------------------

eta, h = positive("eta h")                   # step size of the parameter; curvature of the loss h theta^2/2
x, gain = real("x u")                        # the parameter before the step; the gain of the step
g_old = h * x
g_new = h * (x - eta * gain * g_old)         # the slope where the step leads
not_at_minimum = given("the parameter is not at the minimum", Ne(x, 0))
one_sign, short_step = given("the slopes have one sign", g_old * g_new > 0), given("the step is shorter than Newton's", eta * gain * h < 1)
next_slope = chain(g_new, equals((1 - eta * gain * h) * g_old, because=arithmetic))
slope_squared = therefore(g_old**2 > 0, because=not_at_minimum)
quadratic_sign_rule = Claim(
    name="On a quadratic loss a gain grows exactly while the step is shorter than Newton's",
    says=(Eq(g_new, (1 - eta * gain * h) * g_old), Iff(g_old * g_new > 0, eta * gain * h < 1)),
    given=(not_at_minimum,),
    proof=(next_slope, slope_squared,
           suppose(one_sign, chain(eta * gain * h, equals(1 - g_old * g_new / g_old**2, because=slope_squared), less_than(1, because=(one_sign, slope_squared, not_at_minimum)))),
           suppose(short_step, chain(g_old * g_new, equals((1 - eta * gain * h) * g_old**2, because=arithmetic), greater_than(0, because=(short_step, slope_squared))))),
    holds_for=(example(eta=half, h=2, x=3, u=Rational(1, 3)), example(eta=half, h=2, x=-1, u=1), example(eta=1, h=3, x=2, u=5)),
    fails_for=(example(eta=half, h=2, x=0, u=Rational(1, 3), note="at the minimum both slopes are 0"),),
    measured_by=measure_quadratic,
    equation="not in the article", latex=r"\mathcal L=\tfrac h2\theta^2:\ g_t=(1-\eta\nu_th)\,g_{t-1},\qquad g_{t-1}g_t>0\iff\eta\nu_th<1",
    note="So without noise the gain drives the step towards Newton's.")

# -- noise near the minimum of the quadratic loss -------------------------------------------------------------------------------------

sigma = positive("sigma")                    # standard deviation of the noise of a slope
w, xi, xi_next = random_variable("w xi xi_next")                     # the parameter, the noise of its slope, the noise of the next slope
noisy = h * w + xi                                                   # the slope at w
moved = w - eta * noisy                                              # where the step leads
noisy_next = h * moved + xi_next                                     # the slope there
own_noise = given("the noise is independent of the parameter", Independent(w, xi))
noise_mean, noise_variance = given("the noise has mean 0", Eq(E(xi), 0)), given("the noise has the variance sigma^2", Eq(E(xi**2), sigma**2))
next_noise_mean = given("so has the next", Eq(E(xi_next), 0))
fresh_noise = (given("the next noise is independent of the parameter", Independent(w, xi_next)), given("and of the noise before", Independent(xi, xi_next)))
stationary = given("the mean square of the parameter stays", Eq(E(moved**2), E(w**2)))
finite = given("the moments are finite", FiniteMoments(w, xi, xi_next))
no_cross = chain(E(w * xi), equals(E(w) * E(xi), because=(expectation_of_independent_product, own_noise, finite)), equals(0, because=noise_mean))
next_square = chain(
    E(moved**2),
    equals((1 - eta * h)**2 * E(w**2) - 2 * (1 - eta * h) * eta * E(w * xi) + eta**2 * E(xi**2), because=finite),
    equals((1 - eta * h)**2 * E(w**2) + eta**2 * sigma**2, because=(no_cross, noise_variance)))
balance = chain(E(w**2) * (eta * h * (2 - eta * h)),
                equals(E(w**2) - (1 - eta * h)**2 * E(w**2), because=arithmetic),
                equals(eta**2 * sigma**2, because=(stationary, next_square)))
balance_positive = chain(E(w**2) * (eta * h * (2 - eta * h)), equals(eta**2 * sigma**2, because=balance), greater_than(0))
some_spread = therefore(E(w**2) > 0, because=(using(positive_factor, x=E(w**2), u=eta * h * (2 - eta * h)), balance_positive))
short = chain(2 - eta * h, equals(eta * sigma**2 / (h * E(w**2)), because=(balance, some_spread)), greater_than(0, because=some_spread))
spread = chain(E(w**2), equals(eta * sigma**2 / (h * (2 - eta * h)), because=(balance, short)))
no_fresh = (chain(E(w * xi_next), equals(E(w) * E(xi_next), because=(expectation_of_independent_product, fresh_noise[0], finite)), equals(0, because=next_noise_mean)),
            chain(E(xi * xi_next), equals(E(xi) * E(xi_next), because=(expectation_of_independent_product, fresh_noise[1], finite)), equals(0, because=next_noise_mean)))
mean_product = -eta * h * sigma**2 / (2 - eta * h)
noise_drives_gain_down = Claim(
    name="Near a minimum the noise alone makes the mean product of consecutive slopes negative",
    says=(Eq(E(noisy * noisy_next), mean_product), mean_product < 0),
    given=(own_noise, noise_mean, noise_variance, next_noise_mean, *fresh_noise, stationary, finite),
    proof=(no_cross, next_square, balance, balance_positive, some_spread, short, spread, *no_fresh,
           chain(E(noisy * noisy_next),
                 equals(h**2 * (1 - eta * h) * E(w**2) + h * (1 - 2 * eta * h) * E(w * xi) - eta * h * E(xi**2) + h * E(w * xi_next) + E(xi * xi_next), because=finite),
                 equals(h**2 * (1 - eta * h) * E(w**2) - eta * h * sigma**2, because=(no_cross, noise_variance, *no_fresh)),
                 equals(mean_product, because=(spread, short))),
           therefore(mean_product < 0, because=short)),
    holds_for=(example(eta=1, h=1, sigma=1, w=coin, xi=coin, xi_next=coin),
               example(eta=Rational(1, 3), h=2, sigma=3, w=distribution({Rational(3, 2): Rational(1, 2), 0: half}), xi=uniform_on([3, -3]), xi_next=distribution({2: Rational(1, 3), -1: Rational(2, 3)}))),
    fails_for=(example(eta=1, h=1, sigma=1, w=coin, xi=same_as("w"), xi_next=coin, note="the noise knows the parameter"),
               example(eta=1, h=1, sigma=1, w=distribution({1: 1}), xi=distribution({1: 1}), xi_next=coin, note="noise with the mean 1"),
               example(eta=1, h=1, sigma=1, w=coin, xi=coin, xi_next=same_as("xi"), note="the next noise is the noise before"),
               example(eta=1, h=1, sigma=1, w=coin, xi=coin, xi_next=same_as("w"), note="the next noise knows the parameter"),
               example(eta=1, h=1, sigma=2, w=coin, xi=coin, xi_next=coin, note="another variance"),
               example(eta=half, h=1, sigma=1, w=coin, xi=coin, xi_next=coin, note="a spread that does not stay"),
               example(eta=half, h=1, sigma=1, w=distribution({1: Rational(1, 3), 0: Rational(2, 3)}), xi=coin, xi_next=distribution({1: 1}), note="the next noise has the mean 1")),
    measured_by=measure_noise,
    equation="not in the article",
    latex=r"\theta_{t+1}=\theta_t-\eta(h\theta_t+\xi_t):\quad E[g_tg_{t+1}]=-\frac{\eta h\sigma^2}{2-\eta h}<0\ \text{(stationary)}",
    note="So the rule has no balance there: the logarithms of the gains fall on average at every step, and the gains decay.")
