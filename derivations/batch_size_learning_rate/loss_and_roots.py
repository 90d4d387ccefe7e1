"""Sign steps in the mean-field model: the decrease of the loss, and square-root scaling for small batches."""

from sympy import Abs, Eq, KroneckerDelta, Ne, Rational, Sum, pi, sign, sqrt

from verifier.language import *

from .experiments import measure_sign_gains, measure_small_batches
from .mean_field import (
    G_1, H, a, aligned, b, beta, beta_noise, bends, best_gain, best_rate, climbs, cross, d, g, gain, i, j, kappa, l1_norm, largest, length, mean_field_rate,
    model, rate, some_slope, trace, upward, x,
)
from .surge import bend_at_x, c, even, indefinite, square_at_x, stiff, three, twisted

p, q, r = real("p q r")
along_signs = given("p + q > 0", p + q > 0)
most = G_1**2 / (2 * (a + b))               # the decrease in the limit of large batches
half_size = pi * kappa**2 / 2 * a / (a + b)  # the batch size at which half of it is reached
gain_model = (length, trace, cross, l1_norm, best_gain)

p_positive = given("p > 0", p > 0)
plain_bend = chain(p + q * beta(x)**2, equals((p * c + (p + q) * x) / (x + c), because=square_at_x), greater_than(0, because=(p_positive, along_signs)))
decrease_curve = Claim(
    name="The decrease as a curve over the batch size",
    says=Eq(half() * (beta(x) * r)**2 / (p + q * beta(x)**2), r**2 / (2 * (p + q)) / (1 + c * p / (p + q) / x)),
    given=(p_positive, along_signs),
    definitions=(length,),
    proof=(square_at_x, plain_bend, chain(
        half() * (beta(x) * r)**2 / (p + q * beta(x)**2),
        equals(r**2 / 2 * (x / (x + c)) / ((p * c + (p + q) * x) / (x + c)), because=(square_at_x, plain_bend, p_positive, along_signs)),
        equals(r**2 / (2 * (p + q)) / (1 + c * p / (p + q) / x), because=(p_positive, along_signs)))),
    holds_for=(example(p=2, q=3, r=5, kappa=1, x=7), example(p=2, q=-1, r=-3, kappa=Rational(1, 3), x=Rational(1, 10))),
    fails_for=(example(p=1, q=-1, r=1, kappa=1, x=1, note="p + q = 0: no limit"),))

sign_loss_decrease = Claim(
    name="Decrease of the loss by sign steps, of the same form as for SGD",
    says=(Eq(gain(x), most / (1 + half_size / x)),
          Implies(b > 0, Eq(most, beta_noise * largest * G_1 / (1 + beta_noise**2))),
          Implies(b > 0, Eq(half_size, pi * kappa**2 * beta_noise**2 / (2 * (1 + beta_noise**2))))),
    given=(upward, indefinite),
    definitions=gain_model,
    proof=(square_at_x, bend_at_x, climbs, bends, chain(
               gain(x),
               equals(half() * (beta(x) * G_1)**2 / (a + b * beta(x)**2), because=(best_gain, climbs, bends, bend_at_x)),
               equals(most / (1 + half_size / x), because=(using(decrease_curve, p=a, q=b, r=G_1), upward, indefinite, bend_at_x))),
           suppose(aligned, chain(most, equals(beta_noise * largest * G_1 / (1 + beta_noise**2), because=(upward, aligned)))),
           suppose(aligned, chain(half_size, equals(pi * kappa**2 * beta_noise**2 / (2 * (1 + beta_noise**2)), because=(upward, aligned))))),
    holds_for=(example(**stiff, x=pi / 6), example(**twisted, x=2), example(**even, x=Rational(1, 10)), example(**dict(three, H=[[2, -1, 0], [-1, 2, 0], [0, 0, 2]]), x=1)),
    fails_for=(example(**dict(even, H=[[1, -1], [-1, 1]]), x=1, note="a + b = 0: the loss does not curve along the signs"),),
    measured_by=measure_sign_gains,
    equation="(30), (31)", cites="Li2024",
    latex=r"\overline{\Delta\mathcal L}=\frac{\Delta\mathcal L_{\max}}{1+\mathcal B_{\rm noise\text-2}/B},\quad\Delta\mathcal L_{\max}=\frac{\beta_{\rm noise}\eta_{\max}G_1}{1+\beta_{\rm noise}^2}=\frac{G_1^2}{2(a+b)},\quad\mathcal B_{\rm noise\text-2}=\frac{\pi\kappa^2\beta_{\rm noise}^2}{2(1+\beta_{\rm noise}^2)}=\frac{\pi\kappa^2}2\frac a{a+b}",
    note="The forms in a and b hold for b <= 0 as well. Only the mean-field model gives a decrease that always grows with the batch.", key=True)

# A diagonal Hessian: square-root scaling
share = positive("y")
inverse_root_bounds = Claim(
    name="Bounds of (1 + y)^(-1/2)",
    says=(1 / sqrt(1 + share) < 1, 1 - share / 2 < 1 / sqrt(1 + share)),
    proof=(therefore(1 / sqrt(1 + share) < 1), therefore(1 - share / 2 < 1 / sqrt(1 + share))),
    holds_for=(example(y=Rational(1, 100)), example(y=3), example(y=10**6)))

small_share = 2 * x / (pi * kappa**2)
square_of_root = chain(beta(x)**2, equals(x / (x + c), because=square_at_x), equals((sqrt(small_share) / sqrt(1 + small_share))**2, because=arithmetic))
length_as_root = Claim(
    name="The mean sign as a square root of the batch size",
    says=Eq(beta(x), sqrt(small_share) / sqrt(1 + small_share)),
    definitions=(length,),
    proof=(square_at_x, square_of_root, therefore(Eq(beta(x), sqrt(small_share) / sqrt(1 + small_share)), because=(equal_squares, square_of_root))),
    holds_for=(example(kappa=3, x=2), example(kappa=half(), x=Rational(1, 100))))

straight = given("the Hessian is diagonal", ForAll((i, j), (1 <= i, i <= d, 1 <= j, j <= d, Ne(i, j)), Eq(entry(H, i, j), 0)))
k, l = index("k l", 1, d)
one_place, two_places = given("one place", Eq(k, l)), given("two places", Ne(k, l))
entries = cases(
    Eq(entry(H, k, l), KroneckerDelta(k, l) * entry(H, k, l)),
    (one_place, chain(entry(H, k, l), equals(KroneckerDelta(k, l) * entry(H, k, l), because=one_place))),
    (two_places, chain(entry(H, k, l), equals(0, because=(straight, two_places)), equals(KroneckerDelta(k, l) * entry(H, k, l), because=two_places))))
no_cross = chain(
    b,
    equals(Sum(Sum(sign(g[k]) * sign(g[l]) * entry(H, k, l), (l, 1, d)), (k, 1, d)) - Sum(sign(g[k])**2 * entry(H, k, k), (k, 1, d)), because=cross),
    equals(Sum(Sum(KroneckerDelta(k, l) * (sign(g[k]) * sign(g[l]) * entry(H, k, l)), (l, 1, d)), (k, 1, d)) - Sum(sign(g[k])**2 * entry(H, k, k), (k, 1, d)), because=entries),
    equals(0, because=sum_with_delta))
still_positive = therefore(a + b * beta(x)**2 > 0, because=(no_cross, upward))
root_law = G_1 / (kappa * a) * sqrt(2 * x / pi)
plain_rate = chain(rate(x), equals(G_1 * beta(x) / (a + b * beta(x)**2), because=(mean_field_rate, still_positive)),
                   equals(G_1 * beta(x) / a, because=(no_cross, upward, still_positive)),
                   equals(G_1 / a * (sqrt(small_share) / sqrt(1 + small_share)), because=(length_as_root, upward)),
                   equals(root_law / sqrt(1 + small_share), because=upward))
bounds = (therefore(1 / sqrt(1 + small_share) < 1, because=using(inverse_root_bounds, y=small_share)),
          therefore(1 - small_share / 2 < 1 / sqrt(1 + small_share), because=using(inverse_root_bounds, y=small_share)))
diagonal = dict(d=3, g=[1, -2, 3], kappa=4, H=[[1, 0, 0], [0, 2, 0], [0, 0, 5]])

sigma = vector("sigma", d)                  # standard deviations of the entries of the gradient of one sample
one_ratio = given("all ratios sigma_i/|g_i| are kappa", Eq(sigma[i], kappa * Abs(g[i])))
sqrt_scaling_as_printed = Claim(
    name="Square-root scaling with the sum of the sigma_i (a misprint)",
    says=Eq(rate(x), Sum(sigma[i], (i, 1, d)) / (kappa * a) * sqrt(2 * x / pi) / sqrt(1 + small_share)),
    given=(straight, upward, one_ratio),
    definitions=(length, trace, best_rate),
    expected=REFUTED,
    fails_for=(example(d=2, g=[1, 1], sigma=[10, 10], kappa=10, H=[[1, 0], [0, 1]], x=1, note="10 times too large"),),
    equation="(26) in one version", latex=r"\eta^*\approx\frac{\sum_i\sigma_i}{\kappa\sum_iH_{ii}}\sqrt{\frac{2B}\pi}",
    note="One version of the article has the sum of the sigma_i in the place of the sum of the |g_i|; that is wrong by the factor kappa.")

sign_sqrt_scaling = Claim(
    name="Square-root scaling of the best rate of sign steps for small batches",
    says=(Eq(rate(x), root_law / sqrt(1 + small_share)), rate(x) < root_law, (1 - x / (pi * kappa**2)) * root_law < rate(x)),
    given=(straight, upward, some_slope),
    definitions=model,
    proof=(entries, no_cross, still_positive, plain_rate, *bounds,
           chain(rate(x), equals(root_law * (1 / sqrt(1 + small_share)), because=(plain_rate, still_positive, upward)), less_than(root_law, because=(bounds[0], upward, some_slope))),
           chain((1 - x / (pi * kappa**2)) * root_law, less_than(root_law * (1 / sqrt(1 + small_share)), because=(bounds[1], upward, some_slope)), equals(rate(x), because=(plain_rate, still_positive, upward)))),
    holds_for=(example(**diagonal, x=Rational(1, 100)), example(**diagonal, x=7), example(d=1, g=[-3], kappa=1, H=[[2]], x=1)),
    fails_for=(example(**dict(diagonal, H=[[1, 4, 0], [4, 2, 0], [0, 0, 5]]), x=7, note="not diagonal"),
               example(**dict(diagonal, H=[[1, 0, 0], [0, 2, 0], [0, 0, -5]]), x=7, note="a negative trace"),
               example(**dict(diagonal, g=[0, 0, 0]), x=7, note="no gradient")),
    measured_by=measure_small_batches,
    equation="(26)",
    latex=r"B\ll\frac{\pi\kappa^2}2:\quad\eta^*\approx\frac{\sum_i|g_i|}{\kappa\sum_iH_{ii}}\sqrt{\frac{2B}\pi}",
    note="Exact in the mean-field model with the factor (1 + 2B/(pi kappa^2))^(-1/2), so the square root is too large by a share of at most B/(pi kappa^2).", corrects=sqrt_scaling_as_printed, key=True)
