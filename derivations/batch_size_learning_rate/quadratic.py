"""The quadratic model of the loss: what one step along the gradient of a batch gains on average."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, Trace, oo

from verifier.language import *

from .examples import alone, bent, corner, shuffled, single, turned, unequal
from .experiments import measure_best_rates, measure_forms
from .minibatch import minibatch_mean_covariance, one_law, one_law_of_products, products
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
    holds_for=(example(**turned), example(**bent), example(**alone), example(**single)),
    fails_for=(example(**dict(turned, X=shuffled), note="two of the three samples without replacement"),
               example(**dict(turned, X=unequal), note="the second sample is always 1"),
               example(**dict(turned, g=[[1], [0]]), note="another g"),
               example(**dict(turned, Sigma=[[1, 0], [0, 1]]), note="another Sigma")),
    measured_by=measure_forms,
    equation="(9)", latex=r"E[\tilde g_B^\top H\tilde g_B]=\operatorname{tr}\bigl((gg^\top+\Sigma/B)H\bigr)=g^\top Hg+\frac{\operatorname{tr}(\Sigma H)}B",
    key=True)

# The mean loss after one step, in the quadratic model
L = real("L")                               # loss at the weights
J = function("J")                           # J(eta): mean loss after a step with the learning rate eta
model = define(J(eta), E(L - eta * Sum(slope(i) * batch(i), (i, 1, d)) + eta**2 / 2 * form),
               "mean loss after a step against the gradient of a batch, in the quadratic model")
p, q, t = Trace(g.T * g), Trace(g.T * H * g), Trace(Sigma * H)
bend = q + t / B                            # the mean curvature along the gradient of a batch

squared_length = chain(
    Sum(slope(i)**2, (i, 1, d)),
    equals(Sum(entry(g * g.T, i, i), (i, 1, d)), because=arithmetic),
    equals(Trace(g * g.T), because=trace_is_sum_of_diagonal),
    equals(p, because=arithmetic))
linear_part = chain(
    J(eta),
    equals(L - eta * Sum(slope(i) * E(batch(i)), (i, 1, d)) + eta**2 / 2 * E(form), because=(model, finite)),
    equals(L - eta * Sum(slope(i)**2, (i, 1, d)) + eta**2 / 2 * E(form), because=(minibatch_mean_covariance, *sampling)),
    equals(L - eta * p + eta**2 / 2 * E(form), because=squared_length))

expected_quadratic_loss = Claim(
    name="Mean loss after one step in the quadratic model",
    says=(Eq(J(eta), L - eta * p + eta**2 / 2 * E(form)), Eq(J(eta), L - eta * p + eta**2 / 2 * bend)),
    given=sampling,
    definitions=(model,),
    proof=(squared_length, linear_part, chain(
        J(eta),
        equals(L - eta * p + eta**2 / 2 * E(form), because=linear_part),
        equals(L - eta * p + eta**2 / 2 * bend, because=(trace_trick, *sampling)))),
    holds_for=(example(**turned, L=4, eta=Rational(1, 7)), example(**bent, L=-1, eta=-2), example(**alone, L=1, eta=2), example(**single, L=0, eta=1)),
    equation="(8)", latex=r"E[\mathcal L(w-\eta\tilde g_B)]\approx\mathcal L(w)-\eta g^\top g+\frac{\eta^2}2E[\tilde g_B^\top H\tilde g_B]")

# The best learning rate
C = natural("C")                            # another batch size
x = positive("x")                           # a batch size, as a real number
s = real("s")
rate = function("eta_star")                 # eta_star(x): the best learning rate for batches of x samples
largest_rate = p / q                        # the limit of the best rate
noise_scale = t / q                         # the batch size at which half of it is reached
largest_decrease = p**2 / (2 * q)           # the limit of the decrease of the loss
best_rate = define(rate(x), p / (q + t / x), "the best learning rate for a batch of x samples")
best = rate(B)
curved = given("the loss curves upwards along the gradient", q > 0)
noisy = given("the noise meets more upward than downward curvature", t > 0, unstated=True)
upward = given("the mean curvature along the gradient of a batch is positive", 1 + noise_scale / B > 0)
other_rate = given("another rate", Ne(eta, best))
larger_batch = given("a larger batch", B < C)
larger_rate = given("a larger best rate", rate(B) < rate(C))
positive_bend = therefore(bend > 0, because=(curved, upward))
value_at_best = chain(J(best), equals(L - best * p + best**2 / 2 * bend, because=(using(expected_quadratic_loss, eta=best), *sampling)),
                      equals(L - p**2 / (2 * bend), because=(best_rate, positive_bend)))
gap = chain(
    J(eta),
    equals(L - eta * p + eta**2 / 2 * bend, because=(expected_quadratic_loss, *sampling)),
    equals(L - p**2 / (2 * bend) + bend / 2 * (eta - best)**2, because=(best_rate, positive_bend)),
    equals(J(best) + bend / 2 * (eta - best)**2, because=value_at_best))

best_loss_decrease = Claim(
    name="Decrease of the loss at the best learning rate",
    says=(Implies(Ne(eta, best), J(best) < J(eta)), Eq(L - J(best), largest_decrease / (1 + noise_scale / B))),
    given=(*sampling, curved, upward),
    definitions=(model, best_rate),
    proof=(positive_bend, value_at_best, gap, suppose(other_rate, chain(
               J(best),
               less_than(J(best) + bend / 2 * (eta - best)**2, because=(other_rate, positive_bend)),
               equals(J(eta), because=gap))),
           chain(L - J(best),
                 equals(p**2 / (2 * bend), because=value_at_best),
                 equals(largest_decrease / (1 + noise_scale / B), because=(curved, upward, positive_bend)))),
    holds_for=(example(**turned, L=4, eta=Rational(17, 479)), example(**turned, L=4, eta=Rational(17, 478)), example(**bent, L=-1, eta=-2), example(**alone, L=1, eta=2), example(**single, L=0, eta=1)),
    fails_for=(example(**dict(turned, X=shuffled), L=4, eta=Rational(17, 282), note="two of the three samples without replacement"),
               example(**dict(turned, X=unequal), L=4, eta=Rational(2, 159), note="the second sample is always 1"),
               example(**dict(turned, g=[[1], [0]]), L=4, eta=Rational(3, 479), note="another g"),
               example(**dict(turned, Sigma=[[1, 0], [0, 1]]), L=4, eta=Rational(17, 479), note="another Sigma"),
               example(**corner, B=1, H=[[1, 0], [0, -3]], L=0, eta=2, note="the loss curves downwards on average")),
    equation="(13)", cites="McCandlish2018", latex=r"\overline{\Delta\mathcal L}=\mathcal L(w)-E[\mathcal L(w-\eta^*\tilde g_B)]=\frac{\Delta\mathcal L_{\max}}{1+\mathcal B_{\rm noise}/B},\quad\Delta\mathcal L_{\max}=\frac{(g^\top g)^2}{2g^\top Hg}",
    key=True)



not_flat = chain(
    p * frobenius(H * g)**2,
    at_least(q**2, because=cauchy_schwarz_for_matrices),
    greater_than(0, because=curved))
positive_length = therefore(p > 0, because=(using(positive_factor, u=frobenius(H * g)**2), not_flat))

on_scale = dict(d=2, g=[[1], [-2]], Sigma=[[2, 1], [1, 5]], H=[[1, -1], [1, 3]])
small_batch_linear = Claim(
    name="The best rate is nearly linear in the batch size below the noise scale, and half its limit there",
    says=(Eq(rate(x), largest_rate * x / noise_scale / (1 + x / noise_scale)), Eq(rate(noise_scale), largest_rate / 2),
          rate(x) < largest_rate, largest_rate * (1 - noise_scale / x) < rate(x)),
    given=(curved, noisy),
    definitions=(best_rate,),
    proof=(chain(rate(x), equals(largest_rate * x / noise_scale / (1 + x / noise_scale), because=(best_rate, curved, noisy))),
           chain(rate(noise_scale), equals(largest_rate / 2, because=(best_rate, curved, noisy))),
           not_flat, positive_length, chain(
               rate(x),
               less_than(rate(x) + p * t / (q * (q * x + t)), because=(positive_length, curved, noisy)),
               equals(largest_rate, because=(best_rate, curved, noisy))),
           chain(
               largest_rate * (1 - noise_scale / x),
               less_than(largest_rate * (1 - noise_scale / x) + p * t**2 / (q**2 * x * (q * x + t)), because=(positive_length, curved, noisy)),
               equals(rate(x), because=(best_rate, curved, noisy)))),
    holds_for=(example(**on_scale, x=Rational(1, 100)), example(**on_scale, x=10**6), example(d=1, g=[[3]], Sigma=[[2]], H=[[5]], x=1)),
    fails_for=(example(**dict(on_scale, H=[[1, 1], [1, 0]]), x=1, note="the loss curves downwards along the gradient"),
               example(**dict(on_scale, H=[[1, -1], [-1, Rational(-1, 2)]]), x=4, note="the noise meets downward curvature")),
    equation="text after (11)", latex=r"\eta^*(B)=\eta_{\max}\frac B{\mathcal B_{\rm noise}}\cdot\frac1{1+B/\mathcal B_{\rm noise}},\qquad\eta^*(\mathcal B_{\rm noise})=\tfrac12\eta_{\max}",
    note="The linear law is too large; its error is the share B/(B + B_noise) of it.")

upward_here = therefore(1 + noise_scale / B > 0, because=(curved, noisy))
not_above = therefore(ForAll((s,), (s > 0,), rate(s) <= largest_rate), because=(small_batch_linear, curved, noisy))
not_far_below = therefore(ForAll((s,), (s > 0,), largest_rate * (1 - noise_scale / s) <= rate(s)), because=(small_batch_linear, curved, noisy))
difference = chain(rate(C) - rate(B), equals(p * t * (C - B) / ((q * B + t) * (q * C + t)), because=(best_rate, curved, noisy)))
tends_to_largest = therefore(Tends(largest_rate * (1 - noise_scale / s), s, oo, largest_rate), because=curved)
stays = therefore(Tends(largest_rate, s, oo, largest_rate), because=(limit_of_constant, curved))

optimal_learning_rate = Claim(
    name="The best learning rate of SGD grows with the batch size and stays bounded",
    says=(Implies(Ne(eta, best), J(best) < J(eta)), Eq(best, largest_rate / (1 + noise_scale / B)),
          Iff(B < C, rate(B) < rate(C)), Tends(rate(s), s, oo, largest_rate)),
    given=(*sampling, curved, noisy),
    definitions=(model, best_rate),
    proof=(upward_here,
           therefore(Implies(Ne(eta, best), J(best) < J(eta)), because=(best_loss_decrease, *sampling, curved, upward_here)),
           chain(best, equals(largest_rate / (1 + noise_scale / B), because=(best_rate, curved, noisy))),
           not_flat, positive_length, difference,
           suppose(larger_batch, chain(
               rate(B),
               less_than(rate(B) + p * t * (C - B) / ((q * B + t) * (q * C + t)), because=(positive_length, curved, noisy, larger_batch)),
               equals(rate(C), because=difference))),
           suppose(larger_rate, chain(
               B,
               less_than(B + (rate(C) - rate(B)) * (q * B + t) * (q * C + t) / (p * t), because=(positive_length, curved, noisy, larger_rate)),
               equals(C, because=(difference, positive_length, curved, noisy)))),
           not_above, not_far_below, tends_to_largest, stays,
           therefore(Tends(rate(s), s, oo, largest_rate), because=(
               using(squeeze_at_infinity, F=rate, G=Lambda(s, largest_rate * (1 - noise_scale / s)), H=Lambda(s, largest_rate), l=largest_rate),
               not_above, not_far_below, tends_to_largest, stays))),
    holds_for=(example(**turned, L=4, eta=Rational(17, 479), C=2), example(**turned, L=4, eta=Rational(17, 478), C=3), example(**bent, L=-1, eta=-2, C=2),
               example(**single, L=0, eta=1, C=2)),
    fails_for=(example(**dict(turned, X=shuffled), L=4, eta=Rational(17, 282), C=3, note="two of the three samples without replacement"),
               example(**dict(turned, X=unequal), L=4, eta=Rational(2, 159), C=3, note="the second sample is always 1"),
               example(**dict(turned, g=[[1], [0]]), L=4, eta=Rational(3, 479), C=3, note="another g"),
               example(**dict(turned, Sigma=[[1, 0], [0, 1]]), L=4, eta=Rational(17, 479), C=3, note="another Sigma"),
               example(**corner, B=2, H=[[-1, 0], [0, 2]], L=0, eta=1, C=3, note="the loss curves downwards along the gradient"),
               example(**corner, B=2, H=[[1, 0], [0, -2]], L=0, eta=1, C=4, note="the noise meets downward curvature: the best rate falls from 2 to 4/3")),
    measured_by=measure_best_rates,
    equation="(10), (11)", cites="McCandlish2018", latex=r"\eta^*(B)=\frac{g^\top g}{g^\top Hg+\operatorname{tr}(\Sigma H)/B}=\frac{\eta_{\max}}{1+\mathcal B_{\rm noise}/B},\quad\text{strictly increasing},\ \lim_{B\to\infty}\eta^*=\eta_{\max}",
    note="A minimum needs positive mean curvature only; that the rate grows with the batch needs tr(Sigma H) > 0, which the article does not say.",
    key=True)
