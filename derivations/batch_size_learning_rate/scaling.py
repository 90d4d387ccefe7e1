"""Scaling rules: what keeps the noise of a step, or the stochastic differential equation, unchanged."""

from sympy import Eq, KroneckerDelta, Lambda, Rational, Sum, sqrt

from verifier.language import *

from .examples import corner, larger, lone, one, shuffled, skew, small, unequal
from .experiments import measure_euler_step, measure_scaling, measure_stationary_variance
from .minibatch import minibatch_mean_covariance
from .notation import B, Sigma, batch, d, finite, i, j, noise, sampling, slope

rate, other = positive("eta eta_2")         # learning rates for batches of B and of C samples
C = natural("C")                            # another batch size
some_noise = given("the gradients of samples differ", frobenius(Sigma) > 0)

# One covariance for every step
same_step_noise = given("the steps have one covariance", Eq(other**2 / C * Sigma, rate**2 / B * Sigma))
root_rule = given("square-root scaling", Eq(other, rate * sqrt(C / B)))
covariance_of_step = chain(
    Cov(-rate * batch(i), -rate * batch(j)),
    equals(E(-rate * batch(i) * (-rate * batch(j))) - E(-rate * batch(i)) * E(-rate * batch(j)), because=(covariance_formula, finite)),
    equals(rate**2 * (E(batch(i) * batch(j)) - E(batch(i)) * E(batch(j))), because=finite),
    equals(rate**2 * Cov(batch(i), batch(j)), because=(covariance_formula, finite)),
    equals(rate**2 / B * noise(i, j), because=(minibatch_mean_covariance, *sampling)))
multiple = chain(
    (other**2 / C)**2,
    equals(frobenius(other**2 / C * Sigma)**2 / frobenius(Sigma)**2, because=some_noise),
    equals(frobenius(rate**2 / B * Sigma)**2 / frobenius(Sigma)**2, because=(same_step_noise, some_noise)),
    equals((rate**2 / B)**2, because=some_noise))
equal_noises = therefore(Eq(other**2 / C, rate**2 / B), because=(equal_squares, multiple))
equal_squared_rates = chain(other**2, equals(other**2 / C * C, because=arithmetic), equals((rate * sqrt(C / B))**2, because=equal_noises))

sqrt_scaling = Claim(
    name="A fixed covariance of the steps means square-root scaling",
    says=(Eq(Cov(-rate * batch(i), -rate * batch(j)), rate**2 / B * noise(i, j)),
          Iff(Eq(other**2 / C * Sigma, rate**2 / B * Sigma), Eq(other, rate * sqrt(C / B)))),
    given=(*sampling, some_noise),
    proof=(covariance_of_step,
           suppose(same_step_noise, multiple, equal_noises, equal_squared_rates,
                   therefore(Eq(other, rate * sqrt(C / B)), because=(equal_squares, equal_squared_rates))),
           suppose(root_rule, chain(other**2 / C * Sigma, equals(rate**2 / B * Sigma, because=root_rule)))),
    holds_for=(example(**small, eta=3, eta_2=6, C=8), example(**larger, eta=Rational(1, 2), eta_2=1, C=6), example(**lone, eta=1, eta_2=2, C=4), example(**one, eta=1, eta_2=2, C=4)),
    fails_for=(example(**dict(small, X=shuffled), eta=1, eta_2=1, C=2, note="two of the three samples without replacement"),
               example(**dict(small, X=unequal), eta=1, eta_2=1, C=2, note="the second sample is always 1"),
               example(**dict(small, Sigma=[[1, 0], [0, 1]]), eta=1, eta_2=1, C=2, note="another Sigma"),
               example(d=1, B=1, G=Lambda((i, j), 1), X=uniform_on([0, 1, 3]), g=[[1]], Sigma=[[0]], eta=1, eta_2=1, C=2, note="no noise: any rate will do")),
    strength="heuristic", equation="(2)", cites="Krizhevsky2014",
    latex=r"\operatorname{Cov}[-\eta\tilde g_B]=\frac{\eta^2}B\Sigma=\text{const}\iff\eta\propto\sqrt B",
    note="The equivalence is exact; that the noise per step is what should stay is a choice. The noise per unit of training time then still falls.")

# One stochastic differential equation
z = random_vector("z", d)                   # the normalised increments of a Brownian motion
R = matrix("R", d, d)                       # a root of the diffusion matrix
k, l = index("k l", 1, d)
root = given("R R^T is the diffusion matrix", Eq(R * R.T, rate / B * Sigma))
z_mean = given("the increments have mean 0", Eq(E(z[k]), 0))
z_white = given("the increments are uncorrelated with variance 1", Eq(Cov(z[k], z[l]), KroneckerDelta(k, l)))
z_finite = given("their moments are finite", FiniteMoments(z))
euler = Lambda(i, -rate * slope(i) - sqrt(rate) * Sum(entry(R, i, k) * z[k], (k, 1, d)))
z_products = chain(E(z[k] * z[l]), equals(Cov(z[k], z[l]) + E(z[k]) * E(z[l]), because=(covariance_formula, z_finite)),
                   equals(KroneckerDelta(k, l), because=(z_mean, z_white)))
euler_mean = chain(E(euler(i)), equals(-rate * slope(i) - sqrt(rate) * Sum(entry(R, i, k) * E(z[k]), (k, 1, d)), because=z_finite),
                   equals(-rate * slope(i), because=z_mean))

sde_correspondence = Claim(
    name="A step of SGD has the mean and covariance of an Euler step of length eta",
    says=(Eq(E(euler(i)), E(-rate * batch(i))), Eq(Cov(euler(i), euler(j)), Cov(-rate * batch(i), -rate * batch(j)))),
    given=(*sampling, root, z_mean, z_white, z_finite),
    proof=(z_products, euler_mean, covariance_of_step,
           chain(E(euler(i)), equals(-rate * slope(i), because=euler_mean),
                 equals(-rate * E(batch(i)), because=(minibatch_mean_covariance, *sampling)), equals(E(-rate * batch(i)), because=finite)),
           chain(Cov(euler(i), euler(j)),
                 equals(E(euler(i) * euler(j)) - E(euler(i)) * E(euler(j)), because=(covariance_formula, z_finite)),
                 equals(rate * E(Sum(entry(R, i, k) * z[k], (k, 1, d)) * Sum(entry(R, j, k) * z[k], (k, 1, d)))
                        - rate * Sum(entry(R, i, k) * E(z[k]), (k, 1, d)) * Sum(entry(R, j, k) * E(z[k]), (k, 1, d)), because=z_finite),
                 equals(rate * E(Sum(entry(R, i, k) * z[k], (k, 1, d)) * Sum(entry(R, j, k) * z[k], (k, 1, d))), because=z_mean),
                 equals(rate * Sum(Sum(entry(R, i, k) * entry(R, j, l) * E(z[k] * z[l]), (l, 1, d)), (k, 1, d)), because=z_finite),
                 equals(rate * Sum(Sum(KroneckerDelta(k, l) * (entry(R, i, k) * entry(R, j, l)), (l, 1, d)), (k, 1, d)), because=z_products),
                 equals(rate * Sum(entry(R, i, k) * entry(R, j, k), (k, 1, d)), because=sum_with_delta),
                 equals(rate * entry(R * R.T, i, j), because=entry_of_product),
                 equals(rate**2 / B * noise(i, j), because=root),
                 equals(Cov(-rate * batch(i), -rate * batch(j)), because=covariance_of_step))),
    holds_for=(example(**skew, B=1, eta=4, z=coin, R=[[2, 0], [2, 2]]),
               example(**corner, B=2, eta=8, z=coin, R=[[Rational(6, 5), Rational(8, 5)], [Rational(-8, 5), Rational(6, 5)]]),
               example(**skew, B=2, eta=8, z=lazy_coin_of_variance_1, R=[[2, 0], [2, 2]])),
    fails_for=(example(**skew, B=2, eta=8, z=coin, R=[[2, 2], [0, 2]], note="R^T R is the diffusion matrix"),
               example(**skew, B=2, eta=8, z=uniform_on([0, 2]), R=[[2, 0], [2, 2]], note="increments with mean 1"),
               example(**skew, B=2, eta=8, z=lazy_coin, R=[[2, 0], [2, 2]], note="increments of variance 1/2"),
               example(**skew, B=2, eta=8, z=multiples_of_one(coin), R=[[2, 0], [2, 2]], note="one increment for all")),
    equation="(5)", latex=r"dw=-g\,dt-\sqrt{\frac{\eta\Sigma}B}\,dW,\ \Delta t=\eta:\ \text{Euler step mean }-\eta g,\ \text{covariance }\eta\cdot\frac{\eta\Sigma}B=\frac{\eta^2\Sigma}B",
    measured_by=measure_euler_step,
    note="Only mean and covariance are those of SGD for every law of the gradients; with normal noise the steps have one law. The time of the equation is the number of steps times eta.")

same_diffusion = given("the equations have one diffusion matrix", Eq(other / C * Sigma, rate / B * Sigma))
linear_rule = given("linear scaling", Eq(other, rate * C / B))
same_multiple = chain(
    (other / C)**2,
    equals(frobenius(other / C * Sigma)**2 / frobenius(Sigma)**2, because=some_noise),
    equals(frobenius(rate / B * Sigma)**2 / frobenius(Sigma)**2, because=(same_diffusion, some_noise)),
    equals((rate / B)**2, because=some_noise))
equal_ratios = therefore(Eq(other / C, rate / B), because=(equal_squares, same_multiple))
shape = dict(d=2, Sigma=[[2, 1], [1, 5]])

linear_scaling = Claim(
    name="An unchanged stochastic differential equation means linear scaling",
    says=Iff(Eq(other / C * Sigma, rate / B * Sigma), Eq(other, rate * C / B)),
    given=(some_noise,),
    proof=(suppose(same_diffusion, same_multiple, equal_ratios,
                   chain(other, equals(other / C * C, because=arithmetic), equals(rate * C / B, because=equal_ratios))),
           suppose(linear_rule, chain(other / C * Sigma, equals(rate / B * Sigma, because=linear_rule)))),
    holds_for=(example(**shape, eta=3, B=2, C=5, eta_2=Rational(15, 2)), example(**shape, eta=3, B=2, C=5, eta_2=3), example(d=1, Sigma=[[4]], eta=1, B=1, C=3, eta_2=3)),
    fails_for=(example(d=2, Sigma=[[0, 0], [0, 0]], eta=1, eta_2=1, B=1, C=2, note="no noise: any rate will do"),),
    strength="approximate", measured_by=measure_scaling,
    equation="after (5)", cites="Goyal2017", latex=r"\frac{\eta\Sigma}B\text{ fixed}\iff\eta\propto B",
    note="The rule keeps the differential equation, not SGD: on a quadratic loss the relative error is about eta h/2, and the rule means nothing from eta h = 2 on (see the next claim).", key=True)

# How good the rule is for SGD: the stationary variance on a quadratic loss
h, sigma = positive("h sigma")              # curvature; standard deviation of the gradient of one sample
w, xi = random_variable("w xi")             # deviation from the minimum; noise of the batch gradient
V = positive("V")                           # stationary variance of the differential equation dw = -h w dt - sigma (eta/B)^(1/2) dW
fresh = given("the noise of a batch is independent of the weight", Independent(w, xi))
noise_variance = given("a batch averages B samples", Eq(Var(xi), sigma**2 / B))
stationary = given("the variance stays", Eq(Var((1 - rate * h) * w - rate * xi), Var(w)))
stationary_equation = given("the variance of the differential equation stays", Eq(-2 * h * V + sigma**2 * rate / B, 0))
both_finite = given("the moments are finite", FiniteMoments(w, xi))
next_variance = chain(
    Var((1 - rate * h) * w - rate * xi),
    equals(E(((1 - rate * h) * w - rate * xi)**2) - E((1 - rate * h) * w - rate * xi)**2, because=(variance_formula, both_finite)),
    equals((1 - rate * h)**2 * (E(w**2) - E(w)**2) + rate**2 * (E(xi**2) - E(xi)**2) - 2 * (1 - rate * h) * rate * (E(w * xi) - E(w) * E(xi)), because=both_finite),
    equals((1 - rate * h)**2 * (E(w**2) - E(w)**2) + rate**2 * (E(xi**2) - E(xi)**2), because=(expectation_of_independent_product, fresh, both_finite)),
    equals((1 - rate * h)**2 * Var(w) + rate**2 * Var(xi), because=(variance_formula, both_finite)))
balance = chain(rate * h * (2 - rate * h) * Var(w), equals(Var(w) - Var((1 - rate * h) * w - rate * xi) + rate**2 * Var(xi), because=next_variance),
                equals(rate**2 * sigma**2 / B, because=(stationary, noise_variance)))

balance_is_positive = chain(Var(w) * (rate * h * (2 - rate * h)), equals(rate**2 * sigma**2 / B, because=balance), greater_than(0))
some_variance = therefore(Var(w) > 0, because=(using(positive_factor, u=rate * h * (2 - rate * h)), balance_is_positive))
of_equation = chain(V, equals((-2 * h * V + sigma**2 * rate / B) / (-2 * h) + sigma**2 * rate / (2 * h * B), because=arithmetic),
                    equals(sigma**2 * rate / (2 * h * B), because=stationary_equation))

linear_scaling_error = Claim(
    name="Stationary variance of SGD and of its differential equation",
    says=(Eq(B * h * (2 - rate * h) * Var(w), rate * sigma**2), Eq((1 - rate * h / 2) * Var(w), V), rate * h < 2),
    given=(fresh, noise_variance, stationary, stationary_equation, both_finite),
    proof=(next_variance, balance, balance_is_positive, some_variance, of_equation,
           chain(B * h * (2 - rate * h) * Var(w), equals(rate * sigma**2, because=balance)),
           chain((1 - rate * h / 2) * Var(w), equals(sigma**2 * rate / (2 * h * B), because=balance), equals(V, because=of_equation)),
           chain(rate * h, less_than(rate * h + (rate * h * (2 - rate * h) * Var(w)) / (rate * h * Var(w)), because=(balance_is_positive, some_variance)),
                 equals(2, because=some_variance))),
    holds_for=(example(w=uniform_on([0, 2]), xi=coin, eta=1, h=1, B=9, sigma=3, V=half()),
               example(w=uniform_on([2, -2]), xi=coin, eta=Rational(8, 5), h=1, B=1, sigma=1, V=Rational(4, 5)),
               example(w=uniform_on([5, -5]), xi=coin, eta=4, h=Rational(2, 5), B=4, sigma=2, V=5),
               example(w=coin, xi=coin, eta=Rational(4, 5), h=2, B=4, sigma=2, V=Rational(1, 5))),
    fails_for=(example(w=image_of("xi", Lambda(h, -h), "the opposite of xi"), xi=coin, eta=half(), h=1, B=4, sigma=2, V=Rational(1, 4), note="the noise depends on the weight"),
               example(w=coin, xi=coin, eta=Rational(4, 5), h=2, B=4, sigma=3, V=Rational(9, 20), note="another sigma"),
               example(w=uniform_on([3, -3]), xi=coin, eta=Rational(4, 5), h=2, B=4, sigma=2, V=Rational(1, 5), note="not stationary"),
               example(w=coin, xi=coin, eta=Rational(4, 5), h=2, B=4, sigma=2, V=1, note="another V")),
    measured_by=measure_stationary_variance,
    strength="approximate", equation="not in the article (the error of linear scaling)",
    latex=r"\operatorname{Var}_{\rm SGD}=\frac{\eta\sigma^2}{Bh(2-\eta h)},\qquad\frac{\operatorname{Var}_{\rm SGD}}{\operatorname{Var}_{\rm SDE}}=\frac1{1-\eta h/2}",
    note="A stationary variance exists for eta h < 2 only. With eta = c B the variance of SGD grows with B and has no bound as B nears 2/(c h), while that of the differential equation stays.")
