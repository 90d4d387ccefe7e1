"""The headline: scores d cos(theta)."""

from sympy import Eq, KroneckerDelta, Rational, Sum, exp, log

from verifier.language import *

from .entropy import entropy_identity
from .invariant_scales import C, estimate_is_C
from .needle import (
    D, at_least_two, attended_of_needle, first_receives_r, gap, log_total_of_needle, needle_Z, needle_share, odds,
    others, power_of_gap, r, r_high, r_low, scaled_gap, total_of_needle,
)
from .notation import H, Z, attended, average, entropy, i, j, lam, largest, n, s, s_max, s_mean, softmax

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
