"""The true mean gradient size for standard normal scores."""

from sympy import Abs, Derivative, Eq, KroneckerDelta, Lambda, LambertW, Ne, Rational, Sum, exp, log, oo, sqrt

from verifier.language import *

from .experiments import measure_rising_curve
from .fixed_scale import P_a, S, scores_independent, t
from .gradient import at_most_one, softmax_jacobian, term_at_most_sum
from .notation import Z, a, alpha, c, n, p_a, s

beta = real("beta")
r = real("r")
positive_scale = given("the scale is positive", alpha > 0)
largest = Maximum(s[c], (c, 1, n))
log_bound = therefore(s[a] <= log(Z) / alpha, because=(using(logarithm_increases, x=exp(alpha * s[a]), y=Z), term_at_most_sum, positive_scale))
maximum_bound = therefore(largest <= log(Z) / alpha, because=(using(maximum_is_least_bound, F=Lambda(c, s[c]), M=log(Z) / alpha, n=n), log_bound))
weight_of_largest = chain(
    Z * exp(-alpha * largest),
    equals(exp(log(Z) - alpha * largest), because=arithmetic),
    at_least(1 + log(Z) - alpha * largest, because=using(exponential_above_tangent, c=log(Z) - alpha * largest)),
    at_least(1, because=(maximum_bound, positive_scale)))
deviation = chain(
    p_a * alpha * (largest - s[a]),
    at_most(p_a * (exp(alpha * (largest - s[a])) - 1), because=using(exponential_above_tangent, c=alpha * (largest - s[a]))),
    less_than(p_a * exp(alpha * (largest - s[a])), because=arithmetic),
    equals(exp(alpha * largest) / Z, because=arithmetic),
    at_most(1, because=weight_of_largest))
small_deviation = therefore(p_a * (largest - s[a]) < 1 / alpha, because=(deviation, positive_scale))

gibbs_mean_near_maximum = Claim(
    name="The softmax mean lies within n/alpha of the largest score",
    says=(Sum(p_a * s[a], (a, 1, n)) <= largest, largest - n / alpha < Sum(p_a * s[a], (a, 1, n))),
    given=(positive_scale,),
    proof=(term_at_most_sum, log_bound, maximum_bound, weight_of_largest, deviation, small_deviation,
        chain(Sum(p_a * s[a], (a, 1, n)),
              at_most(Sum(p_a * largest, (a, 1, n)), because=using(entry_below_maximum, F=Lambda(c, s[c]), n=n, k=a)),
              equals(largest, because=arithmetic)),
        chain(largest - n / alpha,
              equals(largest - Sum(1 / alpha, (a, 1, n)), because=positive_scale),
              less_than(largest - Sum(p_a * (largest - s[a]), (a, 1, n)), because=small_deviation),
              equals(Sum(p_a * s[a], (a, 1, n)), because=arithmetic))),
    holds_for=(example(n=1, alpha=2, s=[3]), example(n=3, alpha=half(), s=[0, 1, -2]), example(n=2, alpha=5, s=[1, 1]),
               example(n=2, alpha=10, s=[0, Rational(1, 10)]), example(n=10, alpha=1, s=[2, 0, 0, 0, 0, 0, 0, 0, 0, 0], note="more than 1/alpha below the largest score")),
    fails_for=(example(n=2, alpha=-1, s=[0, 1]),))

two_keys = given("there are at least two keys", n >= 2)
scores_normal = given("each score is standard normal", StandardNormal(S))
scores_finite = given("the moments that are written are finite", FiniteMoments(S))
weight = Lambda(t, exp(t * S[a]) / Sum(exp(t * S[c]), (c, 1, n)))
mean_score = Lambda(t, Sum(weight(t) * S[a], (a, 1, n)))
score_variance = Lambda(t, Sum(weight(t) * S[a]**2, (a, 1, n)) - Sum(weight(t) * S[a], (a, 1, n))**2)

mean_gradient_is_mean_score = Claim(
    name="The mean gradient size is the mean attended score",
    says=Eq(E(alpha * (1 - Sum(P_a**2, (a, 1, n)))), E(Sum(P_a * S[a], (a, 1, n)))),
    given=(scores_independent, scores_normal, scores_finite),
    proof=chain(
        E(Sum(P_a * S[a], (a, 1, n))),
        equals(Sum(E(S[a] * P_a), (a, 1, n)), because=(expectation_of_sum, scores_finite)),
        equals(Sum(E(Derivative(P_a, S[a])), (a, 1, n)), because=(stein_identity, scores_normal, scores_independent, scores_finite)),
        equals(Sum(E(alpha * (P_a * KroneckerDelta(a, a) - P_a * P_a)), (a, 1, n)), because=using(softmax_jacobian, s=S, b=a)),
        equals(E(Sum(alpha * (P_a * KroneckerDelta(a, a) - P_a * P_a), (a, 1, n))), because=(expectation_of_sum, scores_finite)),
        equals(E(alpha * (1 - Sum(P_a**2, (a, 1, n)))), because=arithmetic)),
    fails_for=(example(n=2, alpha=1, S=coin, note="coins instead of normal scores"),
               example(n=2, alpha=1, S=multiples_of_one(standard_normal), note="all scores are one")),
    measured_by=measure_rising_curve)

softmax_below_one = Claim(
    name="No weight exceeds 1",
    says=p_a <= 1,
    proof=(term_at_most_sum, at_most_one),
    holds_for=(example(n=1, alpha=2, s=[0]), example(n=3, alpha=-1, s=[0, 1, -2])))

centred_variance = Sum(weight(t) * (S[a] - mean_score(t))**2, (a, 1, n))
slope_of_mean = therefore(ForAll((t,), (), Eq(Derivative(mean_score(t), t), score_variance(t))), because=arithmetic)
variance_bound = chain(
    score_variance(t),
    at_most(Sum(weight(t) * S[a]**2, (a, 1, n)), because=arithmetic),
    at_most(Sum(S[a]**2, (a, 1, n)), because=using(softmax_below_one, s=S, alpha=t)))
variance_is_nonnegative = chain(score_variance(t), equals(centred_variance, because=arithmetic), at_least(0, because=arithmetic))
variance_is_bounded = therefore(ForAll((t,), (), Abs(score_variance(t)) <= Sum(S[a]**2, (a, 1, n))), because=(variance_is_nonnegative, variance_bound))

slope_of_mean_score = Claim(
    name="The mean attended score has the mean softmax variance as its slope",
    says=Eq(Derivative(E(mean_score(alpha)), alpha), E(score_variance(alpha))),
    given=(scores_finite,),
    proof=(slope_of_mean, variance_bound, variance_is_nonnegative, variance_is_bounded,
        therefore(Eq(Derivative(E(mean_score(alpha)), alpha), E(score_variance(alpha))),
                  because=(using(derivative_under_expectation, R=mean_score, R1=score_variance, a=alpha, H=Sum(S[a]**2, (a, 1, n))),
                           slope_of_mean, variance_is_bounded, scores_finite))),
    holds_for=(example(n=2, alpha=1, S=coin), example(n=3, alpha=half(), S=lazy_coin)))

differ = given("the first two scores differ", Ne(S[1] - S[2], 0))
w_1, w_2 = weight(t).subs(a, 1), weight(t).subs(a, 2)
v_1, v_2 = S[1] - mean_score(t), S[2] - mean_score(t)
square_is_nonnegative = therefore(Ge((w_1 * v_1 + w_2 * v_2)**2 / (w_1 + w_2), 0, evaluate=False), because=arithmetic)
variance_is_positive = chain(
    score_variance(t),
    equals(centred_variance, because=arithmetic),
    equals(w_1 * v_1**2 + w_2 * v_2**2 + Sum(weight(t) * (S[a] - mean_score(t))**2, (a, 3, n)), because=two_keys),
    at_least(w_1 * v_1**2 + w_2 * v_2**2, because=two_keys),
    equals((w_1 * v_1 + w_2 * v_2)**2 / (w_1 + w_2) + w_1 * w_2 * (S[1] - S[2])**2 / (w_1 + w_2), because=arithmetic),
    at_least(w_1 * w_2 * (S[1] - S[2])**2 / (w_1 + w_2), because=square_is_nonnegative),
    greater_than(0, because=differ))
never_equal = therefore(AlmostSurely(Ne(S[1] - S[2], 0)), because=(normal_entries_differ, scores_normal, scores_independent))
positive_variance = suppose(differ, square_is_nonnegative, variance_is_positive)

softmax_variance_is_positive = Claim(
    name="The mean softmax variance is positive",
    says=E(score_variance(t)) > 0,
    given=(scores_independent, scores_normal, two_keys),
    proof=(positive_variance, never_equal,
        therefore(E(score_variance(t)) > 0,
                  because=(using(positive_mean, X=score_variance(t), D=S[1] - S[2]), positive_variance, never_equal))),
    holds_for=(example(n=2, t=0, S=standard_normal),),
    fails_for=(example(n=1, t=0, S=coin, note="with one key the variance is 0"),
               example(n=2, t=0, S=uniform_on([1]), note="scores without chance"),
               example(n=2, t=1, S=multiples_of_one(standard_normal), note="all scores are one")))

slope_everywhere = therefore(ForAll((r,), (), Eq(Derivative(E(mean_score(r)), r), E(score_variance(r)))), because=(using(slope_of_mean_score, alpha=r), scores_finite))
top = Maximum(S[c], (c, 1, n))
below_top = therefore(ForAll((r,), (r > 0,), mean_score(r) <= top), because=using(gibbs_mean_near_maximum, s=S, alpha=r))
near_top = therefore(ForAll((r,), (r > 0,), top - n / r <= mean_score(r)), because=using(gibbs_mean_near_maximum, s=S, alpha=r))
upper_bound = therefore(ForAll((r,), (r > 0,), E(mean_score(r)) <= E(top)), because=below_top)
lower_bound = therefore(ForAll((r,), (r > 0,), E(top - n / r) <= E(mean_score(r))), because=near_top)
to_infinity = therefore(Tends(t, t, oo, oo), because=limit_of_identity)
vanishing = therefore(Tends(-n / t, t, oo, 0), because=(using(reciprocal_of_infinity, c=-n, Q=Lambda(t, t)), to_infinity))
constant_top = therefore(Tends(E(top), t, oo, E(top)), because=limit_of_constant)
lower_limit = therefore(Tends(E(top - n / t), t, oo, E(top)),
                        because=(scores_finite, using(limit_of_sum, P=Lambda(t, E(top)), Q=Lambda(t, -n / t), l=E(top), k=0), constant_top, vanishing))
slope_is_positive = therefore(ForAll((r,), (), E(score_variance(r)) > 0), because=using(softmax_variance_is_positive, t=r))
later = given("beta is a larger scale", alpha < beta)
rising = therefore(E(mean_score(alpha)) < E(mean_score(beta)),
                   because=(using(increasing_by_derivative, F=Lambda(t, E(mean_score(t))), F1=Lambda(t, E(score_variance(t))), a=alpha, b=beta),
                            later, slope_everywhere, slope_is_positive))
mean_size = Lambda(t, E(t * (1 - Sum(weight(t)**2, (a, 1, n)))))

mean_gradient_increases = Claim(
    name="The mean gradient size increases strictly with the scale",
    says=Implies(alpha < beta, mean_size(alpha) < mean_size(beta)),
    given=(scores_independent, scores_normal, scores_finite, two_keys),
    proof=(slope_is_positive, slope_everywhere, suppose(later, rising, chain(
        mean_size(alpha),
        equals(E(mean_score(alpha)), because=mean_gradient_is_mean_score),
        less_than(E(mean_score(beta)), because=rising),
        equals(mean_size(beta), because=using(mean_gradient_is_mean_score, alpha=beta))))),
    fails_for=(example(n=2, alpha=2, beta=9, S=jointly({(0, 1): 1}), note="scores without chance: one best scale"),),
    measured_by=measure_rising_curve)

alpha_n = sqrt(LambertW(n * exp(half()) / 2) - half())   # the maximiser of the surrogate
alpha_2 = alpha_n.subs(n, 2)
another_scale = given("beta is a scale", beta > 0)

surrogate_optimum_is_optimal = Claim(
    name="As read: the surrogate's maximiser maximises the mean gradient size",
    says=mean_size(beta) <= mean_size(alpha_n),
    given=(scores_independent, scores_normal, scores_finite, two_keys, another_scale),
    refuted_by=counterexample((n, 2), (beta, alpha_2 + 1), proof=therefore(
        mean_size(alpha_2).subs(n, 2) < mean_size(alpha_2 + 1).subs(n, 2),
        because=using(mean_gradient_increases, n=2, alpha=alpha_2, beta=alpha_2 + 1))),
    expected=REFUTED, equation="(6)",
    latex=r"\alpha^*\approx 0.84\sqrt{\log n}",
    strength="heuristic",
    note="The reading that the surrogate's maximiser maximises the mean gradient size. Already for two keys the next larger scale by 1 is better.")

expected_objective_has_no_maximum = Claim(
    name="Under the model itself no scale is best: the mean gradient size rises towards the mean largest score",
    says=(Eq(mean_size(alpha), E(mean_score(alpha))),
          Eq(Derivative(E(mean_score(t)), t), E(score_variance(t))),
          E(score_variance(t)) > 0,
          Tends(E(mean_score(t)), t, oo, E(top)),
          Implies(alpha < beta, mean_size(alpha) < mean_size(beta))),
    given=(scores_independent, scores_normal, scores_finite, two_keys),
    proof=(therefore(Eq(mean_size(alpha), E(mean_score(alpha))), because=mean_gradient_is_mean_score),
        slope_everywhere,
        therefore(E(score_variance(t)) > 0, because=softmax_variance_is_positive),
        therefore(Eq(Derivative(E(mean_score(t)), t), E(score_variance(t))), because=slope_everywhere),
        below_top, near_top, upper_bound, lower_bound, to_infinity, vanishing, constant_top, lower_limit,
        therefore(Tends(E(mean_score(t)), t, oo, E(top)),
                  because=(using(squeeze_at_infinity, F=Lambda(t, E(mean_score(t))), G=Lambda(t, E(top - n / t)), H=Lambda(t, E(top)), l=E(top)),
                           lower_bound, upper_bound, lower_limit, constant_top)),
        therefore(Implies(alpha < beta, mean_size(alpha) < mean_size(beta)), because=mean_gradient_increases)),
    holds_for=(example(n=2, t=0, alpha=0, beta=1, S=standard_normal),),
    fails_for=(example(n=2, alpha=1, S=coin, t=1, beta=2, note="coins instead of normal scores"),
               example(n=2, t=1, alpha=0, beta=1, S=multiples_of_one(standard_normal), note="all scores are one")),
    corrects=surrogate_optimum_is_optimal,
    key=True,
    measured_by=measure_rising_curve,
    latex=r"E\Bigl[\alpha\bigl(1-\textstyle\sum_ip_i^2\bigr)\Bigr]=E\Bigl[\textstyle\sum_ip_is_i\Bigr],\quad \frac{d}{d\alpha}E\Bigl[\textstyle\sum_ip_is_i\Bigr]=E[\operatorname{Var}_p(s)]>0,\quad \lim_{\alpha\to\infty}E\Bigl[\textstyle\sum_ip_is_i\Bigr]=E[\max_is_i]",
    note="A single sample of scores has a best scale when its largest score is unique; the mean over samples has none. That the moments are finite follows from the normal law and is listed because the engine asks for it.")
