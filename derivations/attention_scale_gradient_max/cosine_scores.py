"""Cosine scores: the cosine of two random directions in R^d has the density ((1 - x)(1 + x))^((d - 3)/2) up to a constant."""

from sympy import Eq, Integral, Lambda, Rational, besseli, exp, factorial, gamma, pi, sqrt

from verifier.language import *

from .experiments import maximise_cosine_surrogate
from .fixed_scale import t
from .normal_scores import x
from .notation import alpha, d, n
from .true_gradient import beta, positive_scale, r

high = given("the dimension is at least 3", d >= 3)
density = ((1 - x) * (1 + x))**((d - 3) / 2)
order = d / 2 - 1
exponential_part = therefore(
    Eq(Integral(exp(alpha * x) * density, (x, -1, 1)), besseli(order, alpha) * (2 / alpha)**order * sqrt(pi) * gamma((d - 1) / 2)),
    because=(using(poisson_integral, v=order, z=alpha), positive_scale, high))
normaliser = therefore(Eq(Integral(density, (x, -1, 1)), sqrt(pi) * gamma((d - 1) / 2) / gamma(d / 2)), because=(using(beta_integral, v=order), high))

cosine_mgf = Claim(
    name="Moment generating function of the cosine of two random directions",
    says=Eq(Integral(exp(alpha * x) * density, (x, -1, 1)) / Integral(density, (x, -1, 1)),
            gamma(d / 2) * (2 / alpha)**order * besseli(order, alpha)),
    given=(positive_scale, high),
    proof=(exponential_part, normaliser, chain(
        Integral(exp(alpha * x) * density, (x, -1, 1)) / Integral(density, (x, -1, 1)),
        equals(besseli(order, alpha) * (2 / alpha)**order * sqrt(pi) * gamma((d - 1) / 2) / (sqrt(pi) * gamma((d - 1) / 2) / gamma(d / 2)),
               because=(exponential_part, normaliser, positive_scale, high)),
        equals(gamma(d / 2) * (2 / alpha)**order * besseli(order, alpha), because=(positive_scale, high)))),
    holds_for=(example(d=5, alpha=2), example(d=7, alpha=half())))

# d = 128: the surrogate with expectations as integrals, and with Bessel functions
law_128 = ((1 - x) * (1 + x))**Rational(125, 2)
moment = Lambda(t, Integral(exp(t * x) * law_128, (x, -1, 1)) / Integral(law_128, (x, -1, 1)))
cosine_surrogate = Lambda(t, t * (1 - moment(2 * t) / (n * moment(t)**2)))
I_t, I_2t, J_t, J_2t = besseli(63, t), besseli(63, 2 * t), besseli(64, t), besseli(64, 2 * t)
G = Lambda(t, t**63 * I_2t / (factorial(63) * 2**126 * I_t**2))          # E[exp(2ts)]/E[exp(ts)]^2
threshold = Lambda(t, G(t) * (1 + 2 * t * (J_2t / I_2t - J_t / I_t)))     # the n for which t is stationary
f_128 = Lambda(t, t * (1 - G(t) / n))

whole = Integral(law_128, (x, -1, 1))
once_128 = therefore(Eq(Integral(exp(alpha * x) * law_128, (x, -1, 1)), gamma(64) * (2 / alpha)**63 * besseli(63, alpha) * whole),
                     because=(using(cosine_mgf, d=128), positive_scale))
twice_128 = therefore(Eq(Integral(exp(2 * alpha * x) * law_128, (x, -1, 1)), gamma(64) * (1 / alpha)**63 * besseli(63, 2 * alpha) * whole),
                      because=(using(cosine_mgf, d=128, alpha=2 * alpha), positive_scale))

ratio_of_moments = Claim(
    name="The surrogate for cosine scores in Bessel functions, d = 128",
    says=Eq(cosine_surrogate(alpha), f_128(alpha)),
    given=(positive_scale,),
    proof=(once_128, twice_128, chain(cosine_surrogate(alpha), equals(f_128(alpha), because=(once_128, twice_128, positive_scale)))),
    holds_for=(example(n=1000, alpha=26),))

# Thresholds for d = 128: boxes on which ball arithmetic decides
v = real("v")
from_1, to_25 = given("v >= 1", v >= 1), given("v <= 25", v <= 25)
from_25, to_35_and_more = given("v >= 25", v >= 25), given("v <= 35 + 10^-5", v <= 35 + Rational(1, 10**5))
from_25_and_less, to_35 = given("v >= 25 - 10^-3", v >= 25 - Rational(1, 1000)), given("v <= 35", v <= 35)
from_35, to_45 = given("v >= 35", v >= 35), given("v <= 45", v <= 45)
below_684 = Claim(name="up to scale 25 fewer than 684 keys suffice", says=threshold(v) < 684, given=(from_1, to_25),
                  proof=therefore(threshold(v) < 684, because=(from_1, to_25)), holds_for=(example(v=1), example(v=25)))
below_34150 = Claim(name="up to scale 35 fewer than 34150 keys suffice", says=threshold(v) < 34150, given=(from_25, to_35_and_more),
                    proof=therefore(threshold(v) < 34150, because=(from_25, to_35_and_more)), holds_for=(example(v=35),))
above_683 = Claim(name="from scale 25 on more than 683 keys are needed", says=threshold(v) > 683, given=(from_25_and_less, to_35),
                  proof=therefore(threshold(v) > 683, because=(from_25_and_less, to_35)), holds_for=(example(v=25),))
above_34149 = Claim(name="from scale 35 on more than 34149 keys are needed", says=threshold(v) > 34149, given=(from_35, to_45),
                    proof=therefore(threshold(v) > 34149, because=(from_35, to_45)), holds_for=(example(v=35),))

# The best scale for d = 128
best = positive("best")                   # a maximiser of the surrogate
maximal = given("no positive scale beats `best`", ForAll((beta,), (beta > 0,), cosine_surrogate(beta) <= cosine_surrogate(best)))
best_value = therefore(Eq(cosine_surrogate(best), f_128(best)), because=using(ratio_of_moments, alpha=best))
unbeaten = therefore(ForAll((r,), (r > 0,), f_128(r) <= f_128(best)),
                     because=(using(maximal, beta=r), best_value, using(ratio_of_moments, alpha=r)))
rise, fall = Lambda(t, 1 - threshold(t) / n), Lambda(t, threshold(t) / n - 1)
minus_f = Lambda(t, -f_128(t))
a_25, a_35 = 25 - Rational(1, 1000), 35 + Rational(1, 10**5)

tau, mu = real("tau mu")
at_most_mu, mu_below_tau = given("n <= mu", n <= mu), given("mu < tau", mu < tau)
at_least_mu, tau_below_mu = given("mu <= n", mu <= n), given("tau < mu", tau < mu)
larger_quotient = Claim(name="a quotient above 1", says=tau / n - 1 > 0, given=(at_most_mu, mu_below_tau),
                        proof=chain(tau / n - 1, greater_than(mu / n - 1, because=mu_below_tau), at_least(0, because=at_most_mu)), holds_for=(example(tau=3, mu=2, n=1),))
smaller_quotient = Claim(name="a quotient below 1", says=1 - tau / n > 0, given=(at_least_mu, tau_below_mu),
                         proof=chain(1 - tau / n, greater_than(1 - mu / n, because=tau_below_mu), at_least(0, because=at_least_mu)), holds_for=(example(tau=1, mu=2, n=3),))

inside = given("the best scale lies between 25 and 35", Both(25 <= best, best <= 35))
enough, too_few = given("n >= 684", n >= 684), given("n < 684", n < 684)
not_too_many, too_many = given("n <= 34149", n <= 34149), given("n > 34149", n > 34149)
few = therefore(n <= 683, because=(using(integers_have_gaps, n=n, m=683), too_few))
needs_more = therefore(ForAll((t,), (a_25 <= t, t <= best), threshold(t) > 683), because=(using(above_683, v=t), inside))
falling = therefore(ForAll((t,), (a_25 <= t, t <= best), fall(t) > 0), because=(using(larger_quotient, tau=threshold(t), mu=683), needs_more, few))
lower_scale_is_better = therefore(minus_f(a_25) < minus_f(best),
                                  because=(using(increasing_on_interval, F=minus_f, F1=fall, a=a_25, b=best), falling, inside))
no_better_25 = therefore(f_128(a_25) <= f_128(best), because=using(unbeaten, r=a_25))
n_is_large_enough = cases(684 <= n,
    (enough, therefore(684 <= n, because=enough)),
    (too_few, (few, needs_more, falling, lower_scale_is_better, no_better_25,
               therefore(684 <= n, because=(using(from_contradiction, a=684, b=n, x=minus_f(a_25), y=minus_f(best)), lower_scale_is_better, no_better_25)))))
plenty = therefore(34150 <= n, because=(using(integers_have_gaps, n=34150, m=n), too_many))
needs_fewer = therefore(ForAll((t,), (best <= t, t <= a_35), threshold(t) < 34150), because=(using(below_34150, v=t), inside))
climbing = therefore(ForAll((t,), (best <= t, t <= a_35), rise(t) > 0), because=(using(smaller_quotient, tau=threshold(t), mu=34150), needs_fewer, plenty))
higher_scale_is_better = therefore(f_128(best) < f_128(a_35),
                                   because=(using(increasing_on_interval, F=f_128, F1=rise, a=best, b=a_35), climbing, inside))
no_better_35 = therefore(f_128(a_35) <= f_128(best), because=using(unbeaten, r=a_35))
n_is_small_enough = cases(n <= 34149,
    (not_too_many, therefore(n <= 34149, because=not_too_many)),
    (too_many, (plenty, needs_fewer, climbing, higher_scale_is_better, no_better_35,
                therefore(n <= 34149, because=(using(from_contradiction, a=n, b=34149, x=f_128(best), y=f_128(a_35)), higher_scale_is_better, no_better_35)))))

near_zero, not_near_zero = given("best <= 1", best <= 1), given("best > 1", best > 1)
high_enough, too_low = given("best >= 25", best >= 25), given("best < 25", best < 25)
low_enough, too_high = given("best <= 35", best <= 35), given("best > 35", best > 35)
moderate, far = given("best <= 45", best <= 45), given("best > 45", best > 45)
range_of_n = given("684 <= n <= 34149", Both(684 <= n, n <= 34149))
ratio_positive = therefore(G(best) > 0, because=arithmetic)
value_at_most_one = chain(f_128(best), equals(best - best * G(best) / n, because=arithmetic), at_most(best, because=ratio_positive), at_most(1, because=near_zero))
ratio_at_2 = therefore(Lt(G(2), 342, evaluate=False), because=arithmetic)
value_at_2 = chain(f_128(2), equals(2 - 2 * G(2) / n, because=arithmetic), greater_than(2 - 2 * Rational(342) / n, because=ratio_at_2), at_least(1, because=range_of_n))
below_2 = therefore(f_128(best) < f_128(2), because=(value_at_most_one, value_at_2))
no_better_2 = therefore(f_128(2) <= f_128(best), because=using(unbeaten, r=2))
fewer_needed = therefore(ForAll((t,), (best <= t, t <= 25), threshold(t) < 684), because=(using(below_684, v=t), not_near_zero))
climbing_to_25 = therefore(ForAll((t,), (best <= t, t <= 25), rise(t) > 0), because=(using(smaller_quotient, tau=threshold(t), mu=684), fewer_needed, range_of_n))
below_25 = therefore(f_128(best) < f_128(25), because=(using(increasing_on_interval, F=f_128, F1=rise, a=best, b=25), climbing_to_25, too_low))
no_better_at_25 = therefore(f_128(25) <= f_128(best), because=using(unbeaten, r=25))
more_needed = therefore(ForAll((t,), (35 <= t, t <= best), threshold(t) > 34149), because=(using(above_34149, v=t), moderate))
falling_from_35 = therefore(ForAll((t,), (35 <= t, t <= best), fall(t) > 0), because=(using(larger_quotient, tau=threshold(t), mu=34149), more_needed, range_of_n))
below_35 = therefore(minus_f(35) < minus_f(best), because=(using(increasing_on_interval, F=minus_f, F1=fall, a=35, b=best), falling_from_35, too_high))
no_better_at_35 = therefore(f_128(35) <= f_128(best), because=using(unbeaten, r=35))
ratio_slope = Lambda(t, 2 * G(t) * (J_2t / I_2t - J_t / I_t))
ratio_grows = therefore(ForAll((t,), (45 <= t, t <= best), J_t / I_t < J_2t / I_2t), because=using(bessel_ratio_increases, v=63, y=t, z=2 * t))
slope_positive = therefore(ForAll((t,), (45 <= t, t <= best), ratio_slope(t) > 0), because=ratio_grows)
ratio_is_larger = therefore(G(45) < G(best), because=(using(increasing_on_interval, F=G, F1=ratio_slope, a=45, b=best), slope_positive, far))
ratio_at_45 = therefore(Gt(G(45), 34149, evaluate=False), because=arithmetic)
negative_value = chain(f_128(best), equals(-best * (G(best) / n - 1), because=arithmetic),
                       less_than(0, because=(using(larger_quotient, tau=G(best), mu=34149), ratio_is_larger, ratio_at_45, range_of_n)))
ratio_at_1 = therefore(Lt(G(1), 684, evaluate=False), because=arithmetic)
value_at_1 = chain(f_128(1), equals(1 - G(1) / n, because=arithmetic), greater_than(0, because=(using(smaller_quotient, tau=G(1), mu=684), ratio_at_1, range_of_n)))
below_1 = therefore(f_128(best) < f_128(1), because=(negative_value, value_at_1))
no_better_1 = therefore(f_128(1) <= f_128(best), because=using(unbeaten, r=1))

contradiction_2 = using(from_contradiction, a=25, b=best, x=f_128(best), y=f_128(2))
contradiction_25 = using(from_contradiction, a=25, b=best, x=f_128(best), y=f_128(25))
contradiction_35 = using(from_contradiction, a=best, b=35, x=minus_f(35), y=minus_f(best))
contradiction_1 = using(from_contradiction, a=best, b=35, x=f_128(best), y=f_128(1))
best_is_high = cases(25 <= best,
    (high_enough, therefore(25 <= best, because=high_enough)),
    (too_low, cases(25 <= best,
        (near_zero, (ratio_positive, value_at_most_one, ratio_at_2, value_at_2, below_2, no_better_2,
                     therefore(25 <= best, because=(contradiction_2, below_2, no_better_2)))),
        (not_near_zero, (fewer_needed, climbing_to_25, below_25, no_better_at_25,
                         therefore(25 <= best, because=(contradiction_25, below_25, no_better_at_25)))))))
best_is_low = cases(best <= 35,
    (low_enough, therefore(best <= 35, because=low_enough)),
    (too_high, cases(best <= 35,
        (moderate, (more_needed, falling_from_35, below_35, no_better_at_35,
                    therefore(best <= 35, because=(contradiction_35, below_35, no_better_at_35)))),
        (far, (ratio_grows, slope_positive, ratio_is_larger, ratio_at_45, negative_value, ratio_at_1, value_at_1, below_1, no_better_1,
               therefore(best <= 35, because=(contradiction_1, below_1, no_better_1)))))))

cosine_annealed_optimum = Claim(
    name="For cosine scores in 128 dimensions the surrogate is best between 25 and 35 exactly for 684 to 34149 keys",
    says=Iff(Both(25 <= best, best <= 35), Both(684 <= n, n <= 34149)),
    given=(maximal,),
    proof=(best_value, unbeaten,
        suppose(inside, n_is_large_enough, n_is_small_enough, therefore(Both(684 <= n, n <= 34149), because=(n_is_large_enough, n_is_small_enough))),
        suppose(range_of_n, best_is_high, best_is_low, therefore(Both(25 <= best, best <= 35), because=(best_is_high, best_is_low)))),
    measured_by=maximise_cosine_surrogate, strength="approximate",
    equation="second figure", key=True,
    latex=r"d=128:\quad \alpha^*(n)=\arg\max_\alpha\ \alpha\Bigl(1-\frac{E[e^{2\alpha s}]}{nE[e^{\alpha s}]^2}\Bigr),\qquad 25\le\alpha^*\le35\iff 684\le n\le 34149",
    note="The range read off the figure, made exact. The multiple 3.5 of log n is a fit to 40 <= n <= 20000 for d = 128 only; a multiple of sqrt(log n) fits better there.")
