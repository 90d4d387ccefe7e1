"""Which scale keeps the entropy of softmax attention independent of the number of tokens: what is a theorem.

The article replaces the log-mean-exp of the scores by their mean and the softmax mean by the maximum.  Both steps
are inequalities in one direction, so its estimate of the entropy is a rigorous lower bound; the error of the first
step is at most the squared spread over eight (Hoeffding), and its expansion begins with half the variance.  That the
scale must be affine in log n is exact for the estimate, and for one relevant token with a fixed gap it is exact for
the attended mass; the entropy itself still grows with n there.  The published drop 0.24 lambda d of the entropy for
random keys is false: Laplace's method gives d h(lambda), which is not linear in the scale.
"""

import numpy as np
from mpmath import mp
from sympy import Abs, Derivative, Eq, Integral, KroneckerDelta, Lambda, Rational, Sum, exp, log, oo, pi, sqrt

from verifier.language import *

source = Source("Su", 2022, "熵不变性Softmax的一个快速推导", url="https://kexue.fm/archives/9034")

# Notation
n = natural("n")                              # number of tokens
i = index("i", 1, n)                          # tokens
j = index("j", 1, n)
k = index("k", 1, n)
l = index("l", 2, n)                          # tokens other than the first
s = vector("s", n)                            # scores
lam = real("lambda")                          # the scale that multiplies the scores
t = real("t")                                 # any scale
p = sequence("p")                             # p(i), the attention that token i receives
H = real("H")                                 # entropy of p
s_mean, s_max, s_min, variance = real("s_mean s_max s_min variance")

Z = Sum(exp(lam * s[j]), (j, 1, n))
softmax = define(p(i), exp(lam * s[i]) / Z, "the softmax of the scores at scale lambda")
entropy = define(H, -Sum(p(i) * log(p(i)), (i, 1, n)), "the entropy of the softmax")
average = define(s_mean, mean(s[i], (i, 1, n)), "the mean of the scores")
largest = define(s_max, Maximum(s[i], (i, 1, n)), "the largest score")
smallest = define(s_min, Minimum(s[i], (i, 1, n)), "the smallest score")
dispersion = define(variance, mean((s[i] - s_mean)**2, (i, 1, n)), "the variance of the scores with weights 1/n")
attended = Sum(p(i) * s[i], (i, 1, n))        # the softmax mean of the scores
log_mean_exp = log(mean(exp(lam * s[i]), (i, 1, n)))

# Given
scale_not_negative = given("the scale is not negative", lam >= 0)

# Two forms of the entropy
entropy_identity = Claim(
    name="The entropy of a softmax is the log-partition function minus the scaled mean",
    says=Eq(H, log(Sum(exp(lam * s[i]), (i, 1, n))) - lam * attended),
    definitions=(softmax, entropy),
    proof=chain(
        H,
        equals(-Sum(p(i) * log(p(i)), (i, 1, n)), because=entropy),
        equals(-Sum(p(i) * (lam * s[i] - log(Z)), (i, 1, n)), because=softmax),
        equals(log(Z) * Sum(p(i), (i, 1, n)) - lam * attended, because=arithmetic),
        equals(log(Z) - lam * attended, because=softmax)),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=2, lambda_=-1, s=[Rational(1, 2), sqrt(2)]),
               example(n=1, lambda_=5, s=[3])),
    equation="9034:(2), 8823:(6)",
    latex=r"H=-\sum_ip_i\log p_i=\log\sum_ie^{\lambda s_i}-\lambda\sum_ip_is_i")

log_n_split = Claim(
    name="Splitting off log n from the log-partition function",
    says=Eq(H, log(n) + log_mean_exp - lam * attended),
    definitions=(softmax, entropy),
    proof=chain(
        H,
        equals(log(Z) - lam * attended, because=entropy_identity),
        equals(log(n) + log_mean_exp - lam * attended, because=arithmetic)),
    holds_for=(example(n=3, lambda_=2, s=[0, 1, -1]), example(n=1, lambda_=5, s=[3])),
    equation="9034:(2), second line",
    latex=r"H=\log n+\log\Bigl(\frac1n\sum_ie^{\lambda s_i}\Bigr)-\lambda\sum_ip_is_i")

# Means under a softmax of any scale t
weight = exp(t * s[i])
s_top, s_bottom = Maximum(s[i], (i, 1, n)), Minimum(s[i], (i, 1, n))
spread, centre = s_top - s_bottom, (s_top + s_bottom) / 2
tilted_mean = Sum(weight * s[i], (i, 1, n)) / Sum(weight, (i, 1, n))
tilted_variance = Sum(weight * s[i]**2, (i, 1, n)) / Sum(weight, (i, 1, n)) - tilted_mean**2
tilted_third = Sum(weight * (s[i] - tilted_mean)**3, (i, 1, n)) / Sum(weight, (i, 1, n))
below_top = chain(s[k], at_most(s_top, because=entry_below_maximum))
above_bottom = chain(s[k], at_least(s_bottom, because=minimum_below_entry))

v = vector("v", n)
low, high = real("low high")
v_low, v_high = given("no entry is below low", low <= v[i]), given("no entry is above high", v[i] <= high)
tilted = Sum(weight * v[i], (i, 1, n)) / Sum(weight, (i, 1, n))
softmax_mean_between = Claim(
    name="A softmax mean lies between the bounds of the entries",
    says=(low <= tilted, tilted <= high),
    given=(v_low, v_high),
    proof=(
        chain(
            tilted,
            at_least(Sum(weight * low, (i, 1, n)) / Sum(weight, (i, 1, n)), because=v_low),
            equals(low, because=arithmetic)),
        chain(
            tilted,
            at_most(Sum(weight * high, (i, 1, n)) / Sum(weight, (i, 1, n)), because=v_high),
            equals(high, because=arithmetic))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1], v=[4, 5, 6], low=4, high=6),),
    fails_for=(example(n=2, t=0, s=[0, 0], v=[1, 2], low=2, high=2), example(n=2, t=0, s=[0, 0], v=[1, 2], low=1, high=1)))

near_centre = chain((s[k] - centre)**2, at_most(spread**2 / 4, because=(below_top, above_bottom)))
around_centre = chain(
    Sum(weight * (s[i] - centre)**2, (i, 1, n)),
    at_most(Sum(weight * spread**2 / 4, (i, 1, n)), because=near_centre),
    equals(spread**2 / 4 * Sum(weight, (i, 1, n)), because=arithmetic))
softmax_variance_bound = Claim(
    name="The variance of the scores under any softmax is at most a quarter of the squared spread (Popoviciu)",
    says=tilted_variance <= spread**2 / 4,
    proof=(below_top, above_bottom, near_centre, around_centre, chain(
        tilted_variance,
        equals(Sum(weight * (s[i] - centre)**2, (i, 1, n)) / Sum(weight, (i, 1, n)) - (tilted_mean - centre)**2, because=arithmetic),
        at_most(Sum(weight * (s[i] - centre)**2, (i, 1, n)) / Sum(weight, (i, 1, n)), because=arithmetic),
        at_most(spread**2 / 4, because=around_centre))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1]), example(n=2, t=0, s=[0, 1])))

x, R, m = real("x R m")
x_low, x_high = given("x is at least -R", -R <= x), given("x is at most R", x <= R)
R_not_negative = therefore(R >= 0, because=(x_low, x_high))
cube_between = Claim(
    name="The cube keeps a symmetric bound",
    says=(x**3 <= R**3, -R**3 <= x**3),
    given=(x_low, x_high),
    proof=(
        R_not_negative,
        chain(x**3, at_most(R * x**2, because=x_high), at_most(R**3, because=(x_low, x_high, R_not_negative))),
        chain(x**3, at_least(-R * x**2, because=x_low), at_least(-R**3, because=(x_low, x_high, R_not_negative)))),
    holds_for=(example(x=-2, R=3),), fails_for=(example(x=4, R=3), example(x=-4, R=3)))

m_high, m_low = given("m is at most the largest score", m <= s_top), given("m is at least the smallest score", s_bottom <= m)
third_about = Sum(weight * (s[i] - m)**3, (i, 1, n)) / Sum(weight, (i, 1, n))
deviation_high = chain(s[k] - m, at_most(s_top - m, because=below_top), at_most(spread, because=m_low))
deviation_low = chain(s[k] - m, at_least(s_bottom - m, because=above_bottom), at_least(-spread, because=m_high))
cube_at = using(cube_between, ("x", s[k] - m), ("R", spread))
cube_high = chain((s[k] - m)**3, at_most(spread**3, because=(cube_at, deviation_high, deviation_low)))
cube_low = chain((s[k] - m)**3, at_least(-spread**3, because=(cube_at, deviation_high, deviation_low)))
mean_of_cubes = using(softmax_mean_between, ("v", Lambda(i, (s[i] - m)**3)), ("low", -spread**3), ("high", spread**3))
third_moment_between = Claim(
    name="The third moment of the scores about any point between them",
    says=(third_about <= spread**3, -spread**3 <= third_about),
    given=(m_high, m_low),
    proof=(
        below_top, above_bottom, deviation_high, deviation_low, cube_high, cube_low,
        therefore(third_about <= spread**3, because=(mean_of_cubes, cube_high, cube_low)),
        therefore(-spread**3 <= third_about, because=(mean_of_cubes, cube_high, cube_low))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1], m=0),),
    fails_for=(example(n=2, t=0, s=[0, 1], m=5), example(n=2, t=0, s=[0, 1], m=-5)))

mean_at = using(softmax_mean_between, ("v", Lambda(i, s[i])), ("low", s_bottom), ("high", s_top))
mean_high = therefore(tilted_mean <= s_top, because=(mean_at, below_top, above_bottom))
mean_low = therefore(s_bottom <= tilted_mean, because=(mean_at, below_top, above_bottom))
third_at = using(third_moment_between, ("m", tilted_mean))
third_high = therefore(tilted_third <= spread**3, because=(third_at, mean_high, mean_low))
third_low = therefore(-spread**3 <= tilted_third, because=(third_at, mean_high, mean_low))
softmax_third_moment_bound = Claim(
    name="The third central moment of the scores under any softmax is at most the cubed spread",
    says=Abs(tilted_third) <= spread**3,
    proof=(
        below_top, above_bottom, mean_high, mean_low, third_high, third_low,
        therefore(Abs(tilted_third) <= spread**3,
                  because=(using(absolute_value_bound, ("x", tilted_third), ("y", spread**3)), third_high, third_low))),
    holds_for=(example(n=3, t=2, s=[0, 1, -1]),))

# The mean-field step
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

# Scales that keep the estimate constant
C = real("C")
not_all_equal = given("the largest score exceeds the mean", s_max > s_mean)
estimate_is_C = given("the estimate has the value C", Eq(log(n) - lam * (s_max - s_mean), C))
affine_scale = (log(n) - C) / (s_max - s_mean)
scale_is_affine = given("the scale is affine in log n", Eq(lam, affine_scale))
invariance_forces_affine_log_n = Claim(
    name="Making the estimate independent of n forces the scale to be affine in log n",
    says=Iff(Eq(log(n) - lam * (s_max - s_mean), C), Eq(lam, affine_scale)),
    given=(not_all_equal,),
    definitions=(average, largest),
    proof=(
        suppose(estimate_is_C, chain(
            lam,
            equals((log(n) - (log(n) - lam * (s_max - s_mean))) / (s_max - s_mean), because=not_all_equal),
            equals(affine_scale, because=(estimate_is_C, not_all_equal)))),
        suppose(scale_is_affine, chain(
            log(n) - lam * (s_max - s_mean),
            equals(log(n) - affine_scale * (s_max - s_mean), because=scale_is_affine),
            equals(C, because=not_all_equal)))),
    holds_for=(example(n=3, s=[0, 1, 5], C=1, lambda_=(log(3) - 1) / 3), example(n=3, s=[0, 1, 5], C=1, lambda_=2)),
    strength="exact", equation="after 9034:(5), 9034:(6)",
    latex=r"\log n-\lambda(s_{\max}-\bar s)=C\ \Longleftrightarrow\ \lambda=\frac{\log n-C}{s_{\max}-\bar s}",
    note="Exact for the estimate only. Proportional to log n means C = 0, zero estimated entropy; and the spread must not depend on n: "
         "for independent normal scores it grows like sqrt(2 log n), which changes the law.",
    key=True)

# One relevant token
D, r = real("D r")
at_least_two = given("there are at least two tokens", n >= 2)
gap = given("the first score is D", Eq(s[1], D))
others = given("the other scores are 0", Eq(s[l], 0))
gap_positive = given("D is positive", D > 0)
r_low, r_high = given("r is positive", r > 0), given("r is below 1", r < 1)
needle_scale = (log(n - 1) + log(r / (1 - r))) / D
first_receives_r = given("the first token receives r", Eq(p(1), r))
scale_of_needle = given("the scale is affine in log(n-1)", Eq(lam, needle_scale))
needle_Z = chain(
    Z,
    equals(exp(lam * s[1]) + Sum(exp(lam * s[j]), (j, 2, n)), because=arithmetic),
    equals(exp(lam * D) + (n - 1), because=(gap, others)))
needle_share = chain(
    p(1),
    equals(exp(lam * s[1]) / Z, because=softmax),
    equals(exp(lam * D) / (exp(lam * D) + n - 1), because=(gap, needle_Z)))
odds = chain(
    exp(lam * D) * (1 - r),
    equals(exp(lam * D) * (1 - p(1)), because=first_receives_r),
    equals((n - 1) * p(1), because=(needle_share, at_least_two)),
    equals((n - 1) * r, because=first_receives_r))
power_of_gap = chain(
    exp(lam * D),
    equals(exp(lam * D) * (1 - r) / (1 - r), because=r_high),
    equals((n - 1) * r / (1 - r), because=(odds, r_high)))
odds_of_scale = chain(
    exp(lam * D),
    equals(exp(needle_scale * D), because=scale_of_needle),
    equals((n - 1) * r / (1 - r), because=(gap_positive, at_least_two, r_low, r_high)))
needle_exact_log_n = Claim(
    name="One relevant token with a fixed gap: the attended mass is constant exactly for a scale affine in log(n-1)",
    says=Iff(Eq(p(1), r), Eq(lam, needle_scale)),
    given=(at_least_two, gap, others, gap_positive, r_low, r_high),
    definitions=(softmax,),
    proof=(
        needle_Z, needle_share,
        suppose(first_receives_r, odds, power_of_gap, chain(
            lam,
            equals(log(exp(lam * D)) / D, because=gap_positive),
            equals(log((n - 1) * r / (1 - r)) / D, because=(power_of_gap, gap_positive)),
            equals(needle_scale, because=(at_least_two, r_low, r_high)))),
        suppose(scale_of_needle, odds_of_scale, chain(
            p(1),
            equals(exp(lam * D) / (exp(lam * D) + n - 1), because=needle_share),
            equals(r, because=(odds_of_scale, at_least_two, r_low, r_high))))),
    holds_for=(example(n=3, s=[2, 0, 0], D=2, r=Rational(7, 10), lambda_=(log(2) + log(Rational(7, 3))) / 2),
               example(n=2, s=[1, 0], D=1, r=Rational(1, 2), lambda_=3)),
    fails_for=(example(n=3, s=[2, 0, 1], D=2, r=Rational(7, 10), lambda_=(log(2) + log(Rational(7, 3))) / 2, note="two relevant tokens"),
               example(n=3, s=[1, 0, 0], D=2, r=Rational(7, 10), lambda_=(log(2) + log(Rational(7, 3))) / 2)),
    measured_by=lambda: needle_attention(),
    equation="not in the article (rigorous version of 9034:(6))",
    latex=r"s_1=D,\ s_2=\dots=s_n=0:\quad p_1=r\iff\lambda=\frac1D\Bigl(\log(n-1)+\log\frac r{1-r}\Bigr)",
    note="What stays constant is the attended mass, not the entropy: see needle-entropy-grows.",
    key=True)


scaled_gap = chain(
    lam * D,
    equals(log(exp(lam * D)), because=arithmetic),
    equals(log((n - 1) * r / (1 - r)), because=power_of_gap),
    equals(log(n - 1) + log(r) - log(1 - r), because=(at_least_two, r_low, r_high)))
total_of_needle = chain(
    Z,
    equals(exp(lam * D) + (n - 1), because=needle_Z),
    equals((n - 1) * r / (1 - r) + (n - 1), because=power_of_gap),
    equals((n - 1) / (1 - r), because=r_high))
log_total_of_needle = chain(
    log(Z),
    equals(log((n - 1) / (1 - r)), because=(total_of_needle, at_least_two, r_high)),
    equals(log(n - 1) - log(1 - r), because=(at_least_two, r_high)))
attended_of_needle = chain(
    attended,
    equals(p(1) * s[1] + Sum(p(j) * s[j], (j, 2, n)), because=arithmetic),
    equals(r * D, because=(first_receives_r, gap, others)))

# The headline: scores d cos(theta)
c = vector("c", n)                            # cosines of the angles between the query and the keys
d, g = positive("d g")
scores_of_angles = given("the scores are inner products of vectors of norm sqrt(d)", Eq(s[i], d * c[i]))
spread_of_cosines = given("g is how far the largest cosine exceeds their mean", Eq(Maximum(c[i], (i, 1, n)) - mean(c[i], (i, 1, n)), g))
headline_scale = (log(n) - C) / (g * d)
scale_of_headline = given("the scale is (log n - C)/(g d)", Eq(lam, headline_scale))
spread_of_scores = chain(
    s_max - s_mean,
    equals(Maximum(s[i], (i, 1, n)) - mean(s[i], (i, 1, n)), because=(largest, average)),
    equals(Maximum(d * c[i], (i, 1, n)) - mean(d * c[i], (i, 1, n)), because=scores_of_angles),
    equals(d * Maximum(c[i], (i, 1, n)) - d * mean(c[i], (i, 1, n)), because=maximum_of_multiples),
    equals(d * g, because=spread_of_cosines))
headline_scale_log_n_over_d = Claim(
    name="Headline: the estimate is independent of n and d exactly for a scale affine in log n, divided by d",
    says=Iff(Eq(log(n) - lam * (s_max - s_mean), C), Eq(lam, headline_scale)),
    given=(scores_of_angles, spread_of_cosines),
    definitions=(average, largest),
    proof=(
        spread_of_scores,
        suppose(estimate_is_C, chain(
            lam,
            equals((log(n) - (log(n) - lam * (d * g))) / (g * d), because=arithmetic),
            equals((log(n) - (log(n) - lam * (s_max - s_mean))) / (g * d), because=spread_of_scores),
            equals(headline_scale, because=estimate_is_C))),
        suppose(scale_of_headline, chain(
            log(n) - lam * (s_max - s_mean),
            equals(log(n) - lam * (d * g), because=spread_of_scores),
            equals(log(n) - headline_scale * (d * g), because=scale_of_headline),
            equals(C, because=arithmetic)))),
    holds_for=(example(n=3, d=4, c=[1, 0, -1], s=[4, 0, -4], g=1, C=0, lambda_=log(3) / 4),
               example(n=2, d=9, c=[1, 0], s=[9, 0], g=Rational(1, 2), C=1, lambda_=1)),
    fails_for=(example(n=3, d=4, c=[1, 0, -1], s=[4, 0, 0], g=1, C=0, lambda_=log(3) / 4),
               example(n=3, d=4, c=[1, 0, -1], s=[4, 0, -4], g=2, C=0, lambda_=log(3) / 8)),
    strength="heuristic", equation="9034:(1), 9034:(6), 8823:(4), 8823:(11)",
    latex=r"s_i=d\,c_i,\ c_{\max}-\bar c=:g\text{ independent of }n,d:\quad \log n-\lambda(s_{\max}-\bar s)=C\iff\lambda=\frac{\log n-C}{g\,d}",
    note="The equivalence is exact for the lower bound of the entropy, with a spread g that depends neither on n nor on d. "
         "That the entropy itself becomes independent of n is not true: see entropy-of-headline-scale-is-constant.",
    key=True)

kappa = positive("kappa")
entropy_at = function("H_kappa")              # entropy for n tokens of which one points along the query, the others across it
one_hot = KroneckerDelta(i, 1)
headline_weight = exp(kappa * log(n) / d * (d * one_hot))
headline_share = headline_weight / Sum(exp(kappa * log(n) / d * (d * KroneckerDelta(j, 1))), (j, 1, n))
entropy_of_headline = define(entropy_at(n), -Sum(headline_share * log(headline_share), (i, 1, n)),
                             "the entropy at the scale kappa log(n)/d when the cosines are 1, 0, ..., 0")
entropy_of_headline_scale_is_constant = Claim(
    name="What the name promises: at the scale kappa log(n)/d the entropy does not depend on n",
    says=Eq(entropy_at(n), entropy_at(2)),
    definitions=(entropy_of_headline,),
    fails_for=(example(n=3, kappa=1),),
    expected=REFUTED,
    strength="heuristic", equation="9034:(6), 8823:(11)",
    latex=r"\text{the entropy of the attention at }\lambda=\frac{\kappa\log n}d\text{ does not depend on }n",
    note="False already for one key along the query and the others across it.")

needle_entropy_grows = Claim(
    name="With the attended mass fixed, the entropy of the one-relevant-token case still grows like log n",
    says=Eq(H, (1 - r) * log(n - 1) - r * log(r) - (1 - r) * log(1 - r)),
    given=(at_least_two, gap, others, r_low, r_high, first_receives_r),
    definitions=(softmax, entropy),
    proof=(
        needle_Z, needle_share, odds, power_of_gap, scaled_gap, total_of_needle, log_total_of_needle, attended_of_needle,
        chain(
            H,
            equals(log(Z) - lam * attended, because=entropy_identity),
            equals(log(Z) - r * (lam * D), because=attended_of_needle),
            equals(log(n - 1) - log(1 - r) - r * (lam * D), because=log_total_of_needle),
            equals(log(n - 1) - log(1 - r) - r * (log(n - 1) + log(r) - log(1 - r)), because=scaled_gap),
            equals((1 - r) * log(n - 1) - r * log(r) - (1 - r) * log(1 - r), because=arithmetic))),
    holds_for=(example(n=3, s=[2, 0, 0], D=2, r=Rational(2, 3), lambda_=log(4) / 2),
               example(n=2, s=[1, 0], D=1, r=Rational(1, 2), lambda_=0)),
    fails_for=(example(n=3, s=[2, 0, 1], D=2, r=exp(4) / (exp(4) + exp(2) + 1), lambda_=2, note="two relevant tokens"),),
    equation="not in the article",
    latex=r"p_1=r:\quad H=(1-r)\log(n-1)+H_b(r)",
    note="So a scale that keeps the attended mass constant does not keep the entropy constant.",
    corrects=entropy_of_headline_scale_is_constant)

# Random keys on the sphere of radius sqrt(d), in dimension d -> infinity
q = real("q")                                 # dimension, any large real number
y, z, a = real("y z a")                       # y a cosine, z where the exponent is largest, a a scale
z_low, z_high = given("z is above -1", -1 < z), given("z is below 1", z < 1)
stationary = given("z is the stationary point", Eq(a, z / (1 - z**2)))
exponent = a * y + log(1 - y**2) / 2
slope, curvature = a - y / (1 - y**2), -(1 + y**2) / (1 - y**2)**2
inside = (-1 < y, y < 1)
density = (1 - y**2)**((q - 3) / 2)
peak = exp(-q * (a * z + log(1 - z**2) / 2))
height = (1 - z**2)**Rational(-3, 2) * sqrt(2 * pi / ((1 + z**2) / (1 - z**2)**2))
concave = therefore(ForAll((y,), inside, curvature < 0), because=arithmetic)
at_top = therefore(Eq(a - z / (1 - z**2), 0), because=stationary)
laplace_at = (("f", Lambda(y, exponent)), ("f1", Lambda(y, slope)), ("f2", Lambda(y, curvature)),
              ("b", -1), ("p", z), ("q", 1), ("T", 3))
laplace_of_mass = Claim(
    name="Laplace's method for the unnormalised exponential moment of a cosine",
    says=IsBigO(sqrt(q) * peak * Integral(exp(a * q * y) * density, (y, -1, 1)) - height, 1 / q, q, oo),
    given=(z_low, z_high, stationary),
    proof=(concave, at_top, therefore(
        IsBigO(sqrt(q) * peak * Integral(exp(a * q * y) * density, (y, -1, 1)) - height, 1 / q, q, oo),
        because=(using(laplace_method, ("g", Lambda(y, (1 - y**2)**Rational(-3, 2))), *laplace_at),
                 concave, at_top, z_low, z_high))),
    measured_by=lambda: laplace_integrals("mass"))
laplace_of_moment = Claim(
    name="Laplace's method for the unnormalised mean of a cosine under an exponential weight",
    says=IsBigO(sqrt(q) * peak * Integral(y * exp(a * q * y) * density, (y, -1, 1)) - z * height, 1 / q, q, oo),
    given=(z_low, z_high, stationary),
    proof=(concave, at_top, therefore(
        IsBigO(sqrt(q) * peak * Integral(y * exp(a * q * y) * density, (y, -1, 1)) - z * height, 1 / q, q, oo),
        because=(using(laplace_method, ("g", Lambda(y, y * (1 - y**2)**Rational(-3, 2))), *laplace_at),
                 concave, at_top, z_low, z_high))),
    measured_by=lambda: laplace_integrals("moment"))

mass = Integral(exp(a * q * y) * density, (y, -1, 1))         # the cosine has the density (1 - y^2)^((q-3)/2) / volume
moment = Integral(y * exp(a * q * y) * density, (y, -1, 1))
volume = Integral(density, (y, -1, 1))
P, Q, V = sqrt(q) * peak * mass, sqrt(q) * peak * moment, sqrt(q) * volume
P_order = therefore(IsBigO(P - height, 1 / q, q, oo), because=(laplace_of_mass, z_low, z_high, stationary))
Q_order = therefore(IsBigO(Q - z * height, 1 / q, q, oo), because=(laplace_of_moment, z_low, z_high, stationary))
V_order = therefore(IsBigO(V - sqrt(2 * pi), 1 / q, q, oo), because=using(laplace_of_mass, ("a", 0), ("z", 0)))
q_grows = therefore(Tends(q, q, oo, oo), because=using(multiple_tends_to_infinity, ("c", 1)))
reciprocal_falls = therefore(Tends(1 / q, q, oo, 0), because=(using(reciprocal_of_infinity, ("c", 1), ("G", Lambda(q, q))), q_grows))
P_limit = therefore(Tends(P, q, oo, height),
                    because=(using(limit_from_order, ("F", Lambda(q, P)), ("G", Lambda(q, 1 / q)), ("l", height)), P_order, reciprocal_falls, z_low, z_high))
V_limit = therefore(Tends(V, q, oo, sqrt(2 * pi)),
                    because=(using(limit_from_order, ("F", Lambda(q, V)), ("G", Lambda(q, 1 / q)), ("l", sqrt(2 * pi))), V_order, reciprocal_falls))
log_P_limit = therefore(Tends(log(P), q, oo, log(height)), because=(using(limit_of_logarithm, ("F", Lambda(q, P)), ("l", height)), P_limit, z_low, z_high))
log_V_limit = therefore(Tends(log(V), q, oo, log(sqrt(2 * pi))), because=(using(limit_of_logarithm, ("F", Lambda(q, V)), ("l", sqrt(2 * pi))), V_limit))
P_bounded = therefore(IsBigO(log(P), 1, q, oo), because=(using(order_of_convergent, ("F", Lambda(q, log(P))), ("l", log(height))), log_P_limit, z_low, z_high))
V_bounded = therefore(IsBigO(log(V), 1, q, oo), because=(using(order_of_convergent, ("F", Lambda(q, log(V))), ("l", log(sqrt(2 * pi)))), log_V_limit))
inverse_limit = therefore(Tends(1 / P, q, oo, 1 / height), because=(using(limit_of_reciprocal, ("F", Lambda(q, P)), ("l", height)), P_limit, z_low, z_high))
inverse_bounded = therefore(IsBigO(1 / P, 1, q, oo),
                            because=(using(order_of_convergent, ("F", Lambda(q, 1 / P)), ("l", 1 / height)), inverse_limit, z_low, z_high))
shifted_P = therefore(IsBigO(-z * (P - height), 1 / q, q, oo),
                      because=(using(order_of_multiple, ("c", -z), ("F", Lambda(q, P - height)), ("G", Lambda(q, 1 / q))), P_order))
shift = therefore(IsBigO(Q - z * P, 1 / q, q, oo),
                  because=(using(order_of_sum, ("F", Lambda(q, Q - z * height)), ("G", Lambda(q, -z * (P - height))), ("H", Lambda(q, 1 / q))),
                           Q_order, shifted_P))
q_order = therefore(IsBigO(q, q, q, oo), because=using(order_from_bound, ("F", Lambda(q, q)), ("G", Lambda(q, q)), ("c", 1)))
shift_bounded = therefore(IsBigO(q * (Q - z * P), 1, q, oo),
                          because=(using(order_of_product, ("F", Lambda(q, q)), ("G", Lambda(q, Q - z * P)), ("H", Lambda(q, q)), ("g", Lambda(q, 1 / q))),
                                   q_order, shift))
mean_bounded = therefore(IsBigO(q * (Q - z * P) / P, 1, q, oo),
                         because=(using(order_of_product, ("F", Lambda(q, q * (Q - z * P))), ("G", Lambda(q, 1 / P)), ("H", Lambda(q, 1)), ("g", Lambda(q, 1))),
                                  shift_bounded, inverse_bounded))
minus_V = therefore(IsBigO(-log(V), 1, q, oo),
                    because=(using(order_of_multiple, ("c", -1), ("F", Lambda(q, log(V))), ("G", Lambda(q, 1))), V_bounded))
minus_mean = therefore(IsBigO(-a * q * (Q - z * P) / P, 1, q, oo),
                       because=(using(order_of_multiple, ("c", -a), ("F", Lambda(q, q * (Q - z * P) / P)), ("G", Lambda(q, 1))), mean_bounded))
logs_bounded = therefore(IsBigO(log(P) - log(V), 1, q, oo),
                         because=(using(order_of_sum, ("F", Lambda(q, log(P))), ("G", Lambda(q, -log(V))), ("H", Lambda(q, 1))), P_bounded, minus_V))
drop = log(mass / volume) - a * q * moment / mass
entropy_drop_at_stationary_point = Claim(
    name="The entropy drop at a scale given by its stationary point",
    says=IsBigO(drop - q * log(1 - z**2) / 2, 1, q, oo),
    given=(z_low, z_high, stationary),
    proof=(P_order, Q_order, V_order, q_grows, reciprocal_falls, P_limit, V_limit, log_P_limit, log_V_limit,
           P_bounded, V_bounded, inverse_limit, inverse_bounded, shifted_P, shift, q_order, shift_bounded, mean_bounded,
           minus_V, minus_mean, logs_bounded,
           therefore(IsBigO(drop - q * log(1 - z**2) / 2, 1, q, oo),
                     because=(using(order_of_sum, ("F", Lambda(q, log(P) - log(V))), ("G", Lambda(q, -a * q * (Q - z * P) / P)), ("H", Lambda(q, 1))),
                              logs_bounded, minus_mean, z_low, z_high))),
    measured_by=lambda rng: drop_of_entropy(rng))

w = sqrt(1 + 4 * lam**2)
top = (w - 1) / (2 * lam)                      # c(lambda), the maximiser of lambda c + log(1 - c^2)/2
scale_positive = given("the scale is positive", lam > 0)
top_square = chain(1 - top**2, equals(2 / (1 + w), because=scale_positive))
top_inside = chain(1 - top**2, equals(2 / (1 + w), because=scale_positive), greater_than(0, because=arithmetic))
top_positive = chain(top, equals(2 * lam / (1 + w), because=scale_positive), greater_than(0, because=scale_positive))
top_below_one = chain(
    1 - top,
    equals((1 - top**2) / (1 + top), because=top_positive),
    greater_than(0, because=(top_inside, top_positive)))
top_above = therefore(-1 < top, because=top_positive)
top_below = therefore(top < 1, because=top_below_one)
top_stationary = chain(lam, equals(top / (1 - top**2), because=(scale_positive, top_inside)))
h = -log(1 - top**2) / 2
weight_of_cosine = exp(lam * q * y) * density
entropy_drop = (log(Integral(weight_of_cosine, (y, -1, 1)) / volume)
                - lam * q * Integral(y * weight_of_cosine, (y, -1, 1)) / Integral(weight_of_cosine, (y, -1, 1)))
at_quarter = sqrt(5) - 2                       # c(1/4)
quarter = Rational(1, 4)
drop_at_quarter = entropy_drop.subs(lam, quarter)
h_at_quarter = -log(1 - at_quarter**2) / 2
excess = (Rational(6, 100) - h_at_quarter) * q
near_laplace = therefore(IsBigO(drop_at_quarter + q * h_at_quarter, 1, q, oo),
                         because=using(entropy_drop_at_stationary_point, ("a", quarter), ("z", at_quarter)))
excess_grows = therefore(Tends(excess, q, oo, oo), because=using(multiple_tends_to_infinity, ("c", Rational(6, 100) - h_at_quarter)))
error_grows = therefore(
    Tends(drop_at_quarter + Rational(6, 100) * q, q, oo, oo),
    because=(using(bounded_plus_infinite, ("F", Lambda(q, drop_at_quarter + q * h_at_quarter)), ("G", Lambda(q, excess))),
             near_laplace, excess_grows))
top_at_one = (sqrt(5) - 1) / 2                 # c(1)
square_at_one = chain(1 - top_at_one**2, equals(2 / (1 + sqrt(5)), because=arithmetic))
constant_0_24_golden_ratio = Claim(
    name="The constant 0.24 is half the logarithm of the golden ratio, the value of h at scale 1",
    says=Eq(-log(1 - top_at_one**2) / 2, log((1 + sqrt(5)) / 2) / 2),
    proof=(square_at_one, chain(
        -log(1 - top_at_one**2) / 2,
        equals(-log(2 / (1 + sqrt(5))) / 2, because=square_at_one),
        equals(log((1 + sqrt(5)) / 2) / 2, because=arithmetic))),
    holds_for=(example(),),
    equation="8823:(10)", latex=r"h(1)=\tfrac12\log\frac{1+\sqrt5}2=0.2406059125\ldots")

published_linear_drop = Claim(
    name="As published: for random keys the entropy drop is linear in the scale, with the constant 0.24",
    says=IsBigO(entropy_drop + Rational(24, 100) * lam * q, 1, q, oo),
    given=(scale_positive,),
    refuted_by=counterexample((lam, quarter), proof=(near_laplace, excess_grows, error_grows)),
    expected=REFUTED,
    equation="8823:(10)", latex=r"H\approx\log n-0.24\,\lambda d+\mathcal O(1)",
    note="The constant belongs to scale 1 alone (half the logarithm of the golden ratio) and was carried over to every scale. "
         "At scale 1/4 the error grows like 0.03 d.")

laplace_entropy_drop = Claim(
    name="The entropy drop for random keys in high dimension: d h(lambda), not linear in the scale",
    says=IsBigO(entropy_drop + q * h, 1, q, oo),
    given=(scale_positive,),
    proof=(top_square, top_inside, top_positive, top_below_one, top_above, top_below, top_stationary, therefore(
        IsBigO(entropy_drop + q * h, 1, q, oo),
        because=(using(entropy_drop_at_stationary_point, ("a", lam), ("z", top)), top_inside, top_above, top_below, top_stationary))),
    measured_by=lambda rng: drop_of_entropy(rng),
    equation="8823:(10)",
    latex=r"\log E[e^{\lambda d\cos\theta}]-\frac{\lambda d\,E[e^{\lambda d\cos\theta}\cos\theta]}{E[e^{\lambda d\cos\theta}]}=-d\,h(\lambda)+O(1)\ (d\to\infty),"
          r"\qquad h(\lambda)=-\tfrac12\log\bigl(1-c(\lambda)^2\bigr),\ c(\lambda)=\frac{\sqrt{1+4\lambda^2}-1}{2\lambda}",
    note="For small scales h is about half the squared scale: at the usual scale 1/sqrt(d) the drop is about 1/2, not 0.24 sqrt(d).",
    corrects=published_linear_drop,
    key=True)

article = Article(
    slug="entropy-invariant-softmax", title="A quick derivation of the entropy-invariant softmax",
    title_zh="熵不变性Softmax的一个快速推导", source=source,
    claims=(entropy_identity, log_n_split, softmax_mean_between, softmax_variance_bound, cube_between,
            third_moment_between, softmax_third_moment_bound, mean_field_remainder, mean_field_is_a_lower_bound,
            softmax_mean_versus_max, entropy_lower_bound, exact_gap, entropy_derivative, invariance_forces_affine_log_n,
            needle_exact_log_n, headline_scale_log_n_over_d, entropy_of_headline_scale_is_constant, needle_entropy_grows,
            laplace_of_mass, laplace_of_moment, entropy_drop_at_stationary_point, constant_0_24_golden_ratio, published_linear_drop,
            laplace_entropy_drop))


# Experiments
def softmax_of(scores, scale):
    """The softmax of a NumPy vector, its entropy and the logarithm of the mean of the exponentials."""
    shifted = scale * scores - (scale * scores).max()
    weights = np.exp(shifted)
    share = weights / weights.sum()
    entropy_of_share = -np.sum(share * np.log(np.where(share > 0, share, 1.0)))
    return share, entropy_of_share, np.log(weights.mean()) + (scale * scores).max()


def score_vectors():
    """Random scores of several sizes and laws, and adversarial ones: one needle, two levels, all but equal, equal."""
    random = np.random.default_rng(9034)
    vectors = [random.normal(size=size) for size in (2, 3, 20, 512)] + [3 * random.standard_t(3, size=100)]
    vectors += [np.eye(50)[0] * 8, np.repeat([0.0, 5.0], [1, 99]), 1 + 1e-6 * random.normal(size=30), np.full(10, 2.0)]
    return vectors


def softmax_bounds(which):
    """The least slack of a bound over all vectors and scales; rounding is below 1e-9 for these sizes."""
    slacks, shown = {}, []
    for number, scores in enumerate(score_vectors()):
        for scale in np.geomspace(1e-3, 30, 40):
            share, entropy_here, log_mean = softmax_of(scores, scale)
            spread_here, mean_here, attended_here = np.ptp(scores), scores.mean(), share @ scores
            gap = scale * (scores.max() - attended_here)
            rows = {"mean field": (("log-mean-exp minus the scaled mean", log_mean - scale * mean_here),
                                   ("Hoeffding's bound minus the log-mean-exp", scale * mean_here + scale**2 * spread_here**2 / 8 - log_mean),
                                   ("cubic bound minus the error of the second-order expansion",
                                    spread_here**3 * scale**3 / 6 - abs(log_mean - scale * mean_here - scale**2 * scores.var() / 2))),
                    "maximum": (("scaled distance of the softmax mean from the maximum", gap), ("entropy minus that distance", entropy_here - gap),
                                ("log n minus the entropy", np.log(len(scores)) - entropy_here)),
                    "estimate": (("entropy minus the estimate",
                                  entropy_here - np.log(len(scores)) + scale * (scores.max() - mean_here)),)}[which]
            for name, slack in rows:
                slacks.setdefault(name, []).append(slack)
            if number == 2:
                shown.append((scale, rows[0][1]))
    return [Measurement(f"least {name}", min(values), 0.0, 1e-9, ">=", series=((f"{name}, 20 normal scores", tuple(shown)),) if k == 0 else ())
            for k, (name, values) in enumerate(slacks.items())]


def needle_attention():
    """Softmax of one score 2 among zeros at the scale of the claim: attended mass 0.7; the entropy grows with n."""
    found, entropies = [], []
    for size in (10, 100, 10**4, 10**6):
        scores = np.zeros(size)
        scores[0] = 2.0
        share, entropy_here, _ = softmax_of(scores, (np.log(size - 1) + np.log(0.7 / 0.3)) / 2)
        entropies.append((np.log(size), entropy_here))
        found.append(Measurement(f"attended mass for n = {size}", share[0], 0.7, 1e-9))
        binary = -0.7 * np.log(0.7) - 0.3 * np.log(0.3)
        found.append(Measurement(f"entropy for n = {size}", entropy_here, 0.3 * np.log(size - 1) + binary, 1e-8,
                                 series=(("entropy against log n", tuple(entropies)),)))
    return found


def exact_drop(scale, dimension):
    """The entropy drop by Bessel functions (Poisson's integral), to 40 digits."""
    a_big, order = mp.mpf(scale) * dimension, mp.mpf(dimension) / 2 - 1
    log_moment = mp.loggamma(order + 1) + order * mp.log(2 / a_big) + mp.log(mp.besseli(order, a_big))
    return log_moment - a_big * mp.besseli(order + 1, a_big) / mp.besseli(order, a_big)


def laplace_integrals(which):
    """d times the error of Laplace's method, by Bessel functions; it must stay bounded, so it is compared at d and 4 d."""
    mp.dps, found = 40, []
    for scale in (mp.mpf(1) / 4, mp.mpf(1), mp.mpf(4)):
        z_here, errors = (mp.sqrt(1 + 4 * scale**2) - 1) / (2 * scale), []
        height_here = (1 - z_here**2) ** -1.5 * mp.sqrt(2 * mp.pi * (1 - z_here**2) ** 2 / (1 + z_here**2))
        for dimension in (512, 2048):
            order = mp.mpf(dimension) / 2 - 1
            # Poisson's integral: int exp(a y) (1 - y^2)^((d-3)/2) dy = sqrt(pi) Gamma((d-1)/2) (2/a)^order I_order(a)
            integral = mp.sqrt(mp.pi) * mp.gamma(order + mp.mpf(1) / 2) * (2 / (scale * dimension)) ** order * mp.besseli(order, scale * dimension)
            value = integral * (mp.besseli(order + 1, scale * dimension) / mp.besseli(order, scale * dimension) if which == "moment" else 1)
            scaled = mp.sqrt(dimension) * mp.exp(-dimension * scale * z_here) * (1 - z_here**2) ** (-mp.mpf(dimension) / 2) * value
            errors.append(dimension * (scaled - (z_here if which == "moment" else 1) * height_here))
        # the two differ by the next coefficient, divided by 512
        found.append(Measurement(f"d times the error of the {which}, scale {mp.nstr(scale, 3)}", float(errors[1]), float(errors[0]),
                                 0.02 * max(1.0, abs(float(errors[0])))))
    return found


def drop_of_entropy(rng):
    """Exact drops against -d h and the next coefficient, against the integrals, and in softmax over sampled keys."""
    mp.dps, found = 40, []
    for scale in (mp.mpf("0.01"), mp.mpf(1) / 4, mp.mpf(1), mp.mpf(4)):
        z_here = (mp.sqrt(1 + 4 * scale**2) - 1) / (2 * scale)
        spread_here = (1 - z_here**2) ** 2 / (1 + z_here**2)
        # Laplace to the next order: the mean of the cosine is z + b/d + O(1/d^2)
        b_here = (z_here - scale * spread_here) / (1 + 2 * scale * z_here)
        limit = -mp.log((1 - z_here**2) * (1 + z_here**2)) / 2 - scale * b_here
        for dimension in (128, 512, 2048):
            remainder_here = exact_drop(scale, dimension) + dimension * (-mp.log(1 - z_here**2) / 2)
            found.append(Measurement(f"drop + d h at scale {mp.nstr(scale, 3)}, d = {dimension}", float(remainder_here), float(limit), 0.1 / dimension))

    def shape(y_here):
        """The density of the cosine for d = 128, but for a factor."""
        return (1 - y_here**2) ** mp.mpf("62.5")

    masses = [mp.quad(f, mp.linspace(-1, 1, 9)) for f in
              (shape, lambda v_here: mp.exp(32 * v_here) * shape(v_here), lambda v_here: v_here * mp.exp(32 * v_here) * shape(v_here))]
    by_integrals = mp.log(masses[1] / masses[0]) - 32 * masses[2] / masses[1]
    found.append(Measurement("drop at scale 1/4, d = 128: integrals minus Bessel functions", float(by_integrals - exact_drop(mp.mpf(1) / 4, 128)), 0.0, 1e-30))
    scales = np.linspace(0.05, 2, 40)
    found.append(Measurement("drop at scale 1/4, d = 128", float(exact_drop(mp.mpf(1) / 4, 128)), -3.674, 5e-4, series=(
        ("exact drop, d = 128", tuple((x_here, float(exact_drop(x_here, 128))) for x_here in scales)),
        ("-d h", tuple((x_here, 64 * np.log(1 - ((np.sqrt(1 + 4 * x_here**2) - 1) / (2 * x_here)) ** 2)) for x_here in scales)),
        ("published -0.24 lambda d", tuple((x_here, -0.24 * 128 * x_here) for x_here in scales)))))
    dimension, size, entropies = 64, 65536, []
    for _ in range(200):  # normal keys: the first entry, and the squared length of the others
        first, others = rng.normal(size=size), rng.chisquare(dimension - 1, size)
        cosines = first / np.sqrt(first**2 + others)
        entropies.append(softmax_of(dimension * cosines, 0.2)[1])
    predicted = np.log(size) + float(exact_drop(mp.mpf("0.2"), dimension))  # for the mean: a bias of order 1/n, below 1/100, is left out
    what = "entropy of attention over 65536 sampled keys, d = 64, scale 0.2"
    found += [monte_carlo(what, entropies, predicted - 0.01, ">="), monte_carlo(what, entropies, predicted + 0.01, "<=")]
    return found
