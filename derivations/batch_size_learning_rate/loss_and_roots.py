"""Sign steps in the mean-field model: the decrease of the loss, and square-root scaling for small batches."""

from sympy import Eq, Ne, Rational, pi, sqrt

from verifier.language import *

from .experiments import measure_sign_gains, measure_small_batches
from .mean_field import (
    G_1, H, a, aligned, b, beta, beta_noise, bends, best_gain, best_rate, climbs, critical, cross, d, g, gain, i, j, kappa, l1_norm, largest, length, mean_field_rate,
    model, rate, some_slope, trace, upward, x,
)
from .surge import bend_at_x, c, even, indefinite, mean_sign_grows, square_at_x, stiff, three, twisted

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
    measured_by=measure_sign_gains,
    equation="(30), (31)",
    latex=r"\overline{\Delta\mathcal L}=\frac{\Delta\mathcal L_{\max}}{1+\mathcal B_{\rm noise\text-2}/B},\quad\Delta\mathcal L_{\max}=\frac{\beta_{\rm noise}\eta_{\max}G_1}{1+\beta_{\rm noise}^2}=\frac{G_1^2}{2(a+b)},\quad\mathcal B_{\rm noise\text-2}=\frac{\pi\kappa^2\beta_{\rm noise}^2}{2(1+\beta_{\rm noise}^2)}=\frac{\pi\kappa^2}2\frac a{a+b}",
    note="The forms in a and b hold for b <= 0 as well. Only the mean-field model gives a decrease that always grows with the batch.", key=True)

# A diagonal Hessian: square-root scaling
straight = given("the Hessian is diagonal", ForAll((i, j), (1 <= i, i <= d, 1 <= j, j <= d, Ne(i, j)), Eq(entry(H, i, j), 0)))
