"""The mean-field step, and the softmax mean against the maximum."""

from sympy import Abs, Derivative, Eq, Lambda, Rational, Sum, exp, log

from verifier.language import *

from .entropy import (
    entropy_identity, log_n_split, softmax_third_moment_bound, softmax_variance_bound, spread, tilted_mean, tilted_third,
    tilted_variance, weight,
)
from .experiments import softmax_bounds
from .notation import (
    H, Z, attended, average, dispersion, entropy, i, j, k, lam, largest, log_mean_exp, n, p, s, s_max, s_mean, s_min,
    scale_not_negative, smallest, softmax, t, variance,
)

between = t * (t - lam) <= 0                  # t lies between 0 and lambda
log_moments = (("f", Lambda(t, log(mean(weight, (i, 1, n))))), ("f1", Lambda(t, tilted_mean)), ("f2", Lambda(t, tilted_variance)))
flat = therefore(ForAll((t,), (between,), tilted_variance <= spread**2 / 4), because=softmax_variance_bound)
slow = therefore(ForAll((t,), (between,), Abs(tilted_third) <= spread**3), because=softmax_third_moment_bound)
first_moment, second_moment = mean(s[i], (i, 1, n)), mean(s[i]**2, (i, 1, n))
remainder = log_mean_exp - lam * s_mean - lam**2 / 2 * variance
mean_field_remainder = Claim(
    name="The error of the mean-field step beyond half the variance, for every scale",
    says=Abs(remainder) <= (s_max - s_min)**3 / 6 * Abs(lam**3),
    definitions=(average, largest, smallest, dispersion),
    proof=(slow, chain(
        Abs(remainder),
        equals(Abs(log_mean_exp - log(mean(exp(0 * s[i]), (i, 1, n))) - lam * first_moment
                   - lam**2 / 2 * (second_moment - first_moment**2)), because=(average, dispersion)),
        at_most(spread**3 * Abs(lam)**3 / 6,
                because=(using(third_order_bound, *log_moments, ("f3", Lambda(t, tilted_third)),
                               ("a", 0), ("b", lam), ("M", spread**3)), slow)),
        equals((s_max - s_min)**3 / 6 * Abs(lam**3), because=(largest, smallest)))),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=2, lambda_=-1, s=[0, 5])))

small_remainder = therefore(ForAll((lam,), (), Abs(remainder) <= (s_max - s_min)**3 / 6 * Abs(lam**3)), because=mean_field_remainder)
mean_field_is_a_lower_bound = Claim(
    name="The mean-field replacement of the log-mean-exp is a lower bound, with a second-order error",
    says=(lam * s_mean <= log_mean_exp,
          log_mean_exp <= lam * s_mean + lam**2 * (s_max - s_min)**2 / 8,
          IsBigO(log_mean_exp - lam * s_mean - lam**2 / 2 * variance, lam**3, lam, 0)),
    definitions=(average, largest, smallest, dispersion),
    proof=(
        chain(
            lam * s_mean,
            equals(Sum(log(exp(lam * s[i])) / n, (i, 1, n)), because=average),
            at_most(log(Sum(exp(lam * s[i]) / n, (i, 1, n))), because=jensen_for_log),
            equals(log_mean_exp, because=arithmetic)),
        flat,
        chain(
            log_mean_exp,
            at_most(log(mean(exp(0 * s[i]), (i, 1, n))) + lam * first_moment + spread**2 / 4 * lam**2 / 2,
                    because=(using(second_order_upper_bound, *log_moments, ("a", 0), ("b", lam), ("M", spread**2 / 4)), flat)),
            equals(lam * s_mean + lam**2 * (s_max - s_min)**2 / 8, because=(average, largest, smallest))),
        small_remainder,
        therefore(IsBigO(log_mean_exp - lam * s_mean - lam**2 / 2 * variance, lam**3, lam, 0),
                  because=(using(order_from_bound, ("F", Lambda(lam, remainder)), ("G", Lambda(lam, lam**3)),
                                 ("c", (s_max - s_min)**3 / 6)), small_remainder))),
    holds_for=(example(n=2, lambda_=Rational(1, 10), s=[0, 1], note="both bounds are close"),
               example(n=3, lambda_=2, s=[0, 1, -1]), example(n=2, lambda_=Rational(-1, 3), s=[0, 5]),
               example(n=4, lambda_=1, s=[2, 2, 2, 2], note="equal scores: equality on the left")),
    measured_by=lambda: softmax_bounds("mean field"),
    strength="approximate", equation="9034:(3)",
    latex=r"\lambda\bar s\ \le\ \log\Bigl(\frac1n\sum_ie^{\lambda s_i}\Bigr)\ \le\ \lambda\bar s+\frac{\lambda^2(s_{\max}-s_{\min})^2}8,"
          r"\qquad\text{error}=\frac{\lambda^2}2\operatorname{Var}(s)+O(\lambda^3)",
    note="Printed as an approximation; it is a bound in one direction, and close only while the scale times the spread of the scores is small.",
    key=True)

# The softmax mean against the maximum
one_term_of_Z = chain(exp(lam * s[k]), at_most(Z, because=term_of_nonnegative_sum))
scaled_score_below = chain(
    lam * s[k],
    equals(log(exp(lam * s[k])), because=arithmetic),
    at_most(log(Z), because=(using(logarithm_increases, ("x", exp(lam * s[k])), ("y", Z)), one_term_of_Z)))
largest_below = chain(
    lam * s_max,
    equals(lam * Maximum(s[i], (i, 1, n)), because=largest),
    equals(Maximum(lam * s[i], (i, 1, n)), because=(maximum_of_multiples, scale_not_negative)),
    at_most(log(Z), because=(maximum_is_least_bound, scaled_score_below)))
score_below = chain(s[k], at_most(Maximum(s[i], (i, 1, n)), because=entry_below_maximum), equals(s_max, because=largest))
attended_below = chain(
    attended,
    equals(Sum(exp(lam * s[i]) / Z * s[i], (i, 1, n)), because=softmax),
    at_most(Sum(exp(lam * s[i]) / Z * s_max, (i, 1, n)), because=score_below),
    equals(s_max, because=arithmetic))
softmax_mean_versus_max = Claim(
    name="The softmax mean is below the maximum, with an explicit error",
    says=(0 <= lam * (s_max - attended), lam * (s_max - attended) <= H, H <= log(n)),
    given=(scale_not_negative,),
    definitions=(softmax, entropy, largest),
    proof=(
        score_below, attended_below, one_term_of_Z, scaled_score_below, largest_below,
        therefore(0 <= lam * (s_max - attended), because=(attended_below, scale_not_negative)),
        chain(
            lam * (s_max - attended),
            at_most(log(Z) - lam * attended, because=largest_below),
            equals(H, because=entropy_identity)),
        chain(
            H,
            equals(Sum(p(i) * log(1 / p(i)), (i, 1, n)), because=(entropy, softmax)),
            equals(Sum(exp(lam * s[i]) / Z * log(Z / exp(lam * s[i])), (i, 1, n)), because=softmax),
            at_most(log(Sum(exp(lam * s[i]) / Z * (Z / exp(lam * s[i])), (i, 1, n))), because=jensen_for_log),
            equals(log(n), because=arithmetic))),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=3, lambda_=0, s=[0, 1, -1]), example(n=1, lambda_=4, s=[7])),
    fails_for=(example(n=2, lambda_=-1, s=[0, 1], note="a negative scale attends to the minimum"),),
    measured_by=lambda: softmax_bounds("maximum"),
    strength="approximate", equation="9034:(4)",
    latex=r"0\ \le\ \lambda\Bigl(s_{\max}-\sum_ip_is_i\Bigr)\ \le\ H\ \le\ \log n\qquad(\lambda\ge0)",
    note="Printed as an approximation. It needs the opposite regime from the mean-field step: a large scale, not a small one.",
    key=True)

entropy_lower_bound = Claim(
    name="The article's estimate is a rigorous lower bound of the entropy",
    says=H >= log(n) - lam * (s_max - s_mean),
    given=(scale_not_negative,),
    definitions=(softmax, entropy, average, largest, smallest, dispersion),
    proof=chain(
        H,
        equals(log(n) + log_mean_exp - lam * attended, because=log_n_split),
        at_least(log(n) + lam * s_mean - lam * attended, because=mean_field_is_a_lower_bound),
        at_least(log(n) - lam * (s_max - s_mean), because=(softmax_mean_versus_max, scale_not_negative))),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=3, lambda_=1, s=[2, 2, 2]), example(n=2, lambda_=0, s=[0, 1])),
    fails_for=(example(n=2, lambda_=-1, s=[0, 1]),),
    measured_by=lambda: softmax_bounds("estimate"),
    equation="9034:(5)", latex=r"H(\lambda)\ \ge\ \log n-\lambda(s_{\max}-\bar s)\qquad(\lambda\ge0)",
    note="Printed as an approximation. As a bound it is exact, but it becomes negative for a large scale while the entropy never does.",
    key=True)

exact_gap = Claim(
    name="The error of the estimate is a sum of two terms, neither of them negative",
    says=Eq(H - (log(n) - lam * (s_max - s_mean)), log(mean(exp(lam * (s[i] - s_mean)), (i, 1, n))) + lam * (s_max - attended)),
    definitions=(softmax, entropy, average, largest),
    proof=chain(
        H - (log(n) - lam * (s_max - s_mean)),
        equals(log_mean_exp - lam * s_mean + lam * (s_max - attended), because=log_n_split),
        equals(log(mean(exp(lam * (s[i] - s_mean)), (i, 1, n))) + lam * (s_max - attended), because=arithmetic)),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=2, lambda_=-1, s=[0, 1])),
    equation="9034:(3)-(5)",
    latex=r"H-\bigl[\log n-\lambda(s_{\max}-\bar s)\bigr]=\log\Bigl(\frac1n\sum_ie^{\lambda(s_i-\bar s)}\Bigr)+\lambda\Bigl(s_{\max}-\sum_ip_is_i\Bigr)")

share = weight / Sum(exp(t * s[j]), (j, 1, n))
t_not_negative = given("the scale is not negative", t >= 0)
entropy_derivative = Claim(
    name="The entropy falls with the scale at the rate of the scale times the softmax variance",
    says=(Eq(Derivative(-Sum(share * log(share), (i, 1, n)), t), -t * tilted_variance), -t * tilted_variance <= 0),
    given=(t_not_negative,),
    proof=(
        chain(
            Derivative(-Sum(share * log(share), (i, 1, n)), t),
            equals(Derivative(log(Sum(weight, (i, 1, n))) - t * tilted_mean, t), because=arithmetic),
            equals(tilted_mean - tilted_mean - t * tilted_variance, because=arithmetic)),
        chain(
            -t * tilted_variance,
            equals(-t * Sum(weight * (s[i] - tilted_mean)**2, (i, 1, n)) / Sum(weight, (i, 1, n)), because=arithmetic),
            at_most(0, because=t_not_negative))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1]), example(n=2, t=0, s=[0, 1])),
    fails_for=(example(n=2, t=-1, s=[0, 1]),),
    equation="not in the article",
    latex=r"\frac{dH}{d\lambda}=-\lambda\Bigl(\sum_ip_is_i^2-\bigl(\sum_ip_is_i\bigr)^2\Bigr)\le0\quad(\lambda\ge0)")
