"""One relevant token."""

from sympy import Eq, Rational, Sum, exp, log

from verifier.language import *

from .experiments import needle_attention
from .notation import Z, attended, j, l, lam, n, p, s, softmax

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
