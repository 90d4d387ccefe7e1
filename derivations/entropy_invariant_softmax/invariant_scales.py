"""Scales that keep the estimate constant."""

from sympy import Eq, log

from verifier.language import *

from .notation import average, lam, largest, n, s_max, s_mean

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
