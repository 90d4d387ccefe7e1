"""The surge: with curvature outside the diagonal the best rate of sign steps falls beyond a critical batch size."""

from sympy import Derivative, Eq, Lambda, Rational, Sum, erf, pi, sqrt

from verifier.language import *

from .experiments import measure_surge
from .mean_field import (
    G_1, H, a, aligned, b, beta, beta_noise, cross, d, g, i, j, kappa, l1_norm, largest, length, mean_field_rate, model, rate, some_slope, trace, upward, x, y,
)

positive_at_x = therefore(a + b * beta(x)**2 > 0, because=(upward, aligned))
formula = chain(rate(x), equals(G_1 * beta(x) / (a + b * beta(x)**2), because=(mean_field_rate, positive_at_x)))
c = pi * kappa**2 / 2
three = dict(d=3, g=[1, 2, -3], kappa=1)
stiff = dict(three, H=[[4, 2, 0], [2, 3, 1], [0, 1, 2]])        # a = 9, b = 2: no surge
twisted = dict(three, H=[[2, 3, -1], [3, 2, -4], [-1, -4, 2]])  # a = 6, b = 16: a surge, with critical batch size 3 pi/10
tall = dict(a=6, b=16, G_1=6, kappa=1)                          # the same numbers as for twisted
even = dict(d=2, g=[1, 5], kappa=sqrt(2), H=[[1, 1], [1, 1]])   # a = b = 2: the border

surge_formula = Claim(
    name="Best learning rate of sign steps with curvature outside the diagonal",
    says=(Eq(rate(x), G_1 * beta(x) / (a + b * beta(x)**2)), Eq(rate(x), largest / ((beta_noise / beta(x) + beta(x) / beta_noise) / 2))),
    given=(upward, aligned),
    definitions=model,
    proof=(positive_at_x, formula,
           chain(rate(x), equals(G_1 * beta(x) / (a + b * beta(x)**2), because=(formula, positive_at_x)),
                 equals(largest / ((beta_noise / beta(x) + beta(x) / beta_noise) / 2), because=(upward, aligned)))),
    holds_for=(example(**stiff, x=pi / 6), example(**twisted, x=2), example(**even, x=Rational(1, 10))),
    fails_for=(example(**dict(three, H=[[2, -1, 0], [-1, 2, 0], [0, 0, 2]]), x=pi / 6, note="b = -2: its root is not real"),),
    measured_by=measure_surge,
    equation="(27), (28)", cites="Li2024", latex=r"\eta^*=\frac{G_1\beta}{a+b\beta^2}=\frac{\eta_{\max}}{\frac12\bigl(\frac{\beta_{\rm noise}}\beta+\frac\beta{\beta_{\rm noise}}\bigr)},\quad\beta_{\rm noise}=\sqrt{\frac ab},\ \eta_{\max}=\frac{G_1}{2\sqrt{ab}}",
    note="The second form needs b > 0, which the article does not say; for b <= 0 the first form stays, and the rate increases with the batch size.", key=True)

# The mean sign grows with the batch, and a quotient t/(p + q t^2) rises up to t^2 = p/q
p, r, s, t = positive("p r s t")
q = real("q")
larger_batch = given("a larger batch", x < y)

mean_sign_grows = Claim(
    name="The mean signs grow with the batch size",
    says=(Eq(beta(x)**2, x / (x + c)), Implies(x < y, beta(x) < beta(y))),
    definitions=(length,),
    proof=(chain(beta(x)**2, equals(x / (x + c), because=length)),
           suppose(larger_batch, chain(
               beta(x),
               less_than(beta(x) + (y - x) * c / ((x + c) * (y + c)) / (beta(x) + beta(y)), because=larger_batch),
               equals(beta(x) + (beta(y)**2 - beta(x)**2) / (beta(x) + beta(y)), because=length),
               equals(beta(y), because=arithmetic)))),
    holds_for=(example(kappa=1, x=pi / 6, y=Rational(11, 20)), example(kappa=3, x=2, y=2), example(kappa=Rational(1, 2), x=Rational(1, 100), y=5)),
    equation="(24)", latex=r"\beta=\Bigl(1+\frac{\pi\kappa^2}{2B}\Bigr)^{-1/2}\ \text{increases with }B")

below = given("s is smaller", s < t)
before_the_top = given("s and t are not beyond the top on the average", q * s * t < p)
after_the_top = given("s and t are not before the top on the average", p < q * s * t)
positive_at_t = given("the denominator is positive at t", p + q * t**2 > 0)
q_positive, q_not_positive = given("q > 0", q > 0), given("q <= 0", q <= 0)
positive_at_s = cases(
    p + q * s**2 > 0,
    (q_positive, therefore(p + q * s**2 > 0, because=q_positive)),
    (q_not_positive, chain(p + q * s**2, equals(p + q * t**2 - q * (t - s) * (t + s), because=arithmetic), greater_than(0, because=(positive_at_t, q_not_positive, below)))))
defined = (positive_at_s, positive_at_t)
quotient = Lambda(t, r * t / (p + q * t**2))

square_at_x = therefore(Eq(beta(x)**2, x / (x + c)), because=mean_sign_grows)
top = pi * kappa**2 * p / (2 * (q - p))
along_signs = given("p + q > 0", p + q > 0)
peak = positive("beta_noise")               # the mean sign at the top
reached = given("the top can be reached", peak < 1)
at_the_top = given("the mean sign of the top", Eq(beta(x), peak))
of_this_size = given("the batch size of the top", Eq(x, c * peak**2 / (1 - peak**2)))
scaled_size = chain(x * (1 - peak**2), equals(x * (1 - beta(x)**2), because=at_the_top), equals(c * beta(x)**2, because=square_at_x), equals(c * peak**2, because=at_the_top))
squares = chain(beta(x)**2, equals(x / (x + c), because=square_at_x), equals(peak**2, because=(of_this_size, reached)))
critical_batch_size = Claim(
    name="The critical batch size",
    says=Iff(Eq(beta(x), peak), Eq(x, c * peak**2 / (1 - peak**2))),
    given=(reached,),
    definitions=(length,),
    proof=(square_at_x,
           suppose(at_the_top, scaled_size, chain(x, equals(x * (1 - peak**2) / (1 - peak**2), because=reached), equals(c * peak**2 / (1 - peak**2), because=(scaled_size, reached)))),
           suppose(of_this_size, squares, therefore(Eq(beta(x), peak), because=(equal_squares, squares)))),
    holds_for=(example(beta_noise=half(), kappa=1, x=pi / 6), example(beta_noise=half(), kappa=1, x=1), example(beta_noise=Rational(3, 5), kappa=4, x=9 * pi / 2)),
    fails_for=(example(beta_noise=1, kappa=1, x=1, note="no batch is that large"),),
    equation="(32)", latex=r"\beta=\beta_{\rm noise}\iff B=\mathcal B_{\rm noise}=\frac{\pi\kappa^2\beta_{\rm noise}^2}{2(1-\beta_{\rm noise}^2)}")

two_noise_scales = Claim(
    name="The two noise scales of sign steps",
    says=Eq(1 / (pi * kappa**2 / 2 * p / (p + q)) - 1 / top, 4 / (pi * kappa**2), evaluate=False),
    proof=chain(1 / (pi * kappa**2 / 2 * p / (p + q)) - 1 / top, equals(4 / (pi * kappa**2), because=arithmetic)),
    holds_for=(example(p=6, q=16, kappa=1), example(p=3, q=-2, kappa=half())),
    equation="(33)", latex=r"\frac1{\mathcal B_{\rm noise\text-2}}-\frac1{\mathcal B_{\rm noise}}=\frac4{\pi\kappa^2}")
rising, falling = given("the quotient is larger at t", quotient(s) < quotient(t)), given("the quotient is smaller at t", quotient(t) < quotient(s))

quotient_moves = Claim(
    name="Where t/(p + q t^2) rises and where it falls",
    says=(Iff(q * s * t < p, quotient(s) < quotient(t)), Iff(p < q * s * t, quotient(t) < quotient(s))),
    given=(below, positive_at_t),
    proof=(positive_at_s, suppose(before_the_top, chain(
               quotient(s),
               less_than(quotient(s) + r * (t - s) * (p - q * s * t) / ((p + q * s**2) * (p + q * t**2)), because=(before_the_top, below, *defined)),
               equals(quotient(t), because=defined))),
           suppose(after_the_top, chain(
               quotient(t),
               less_than(quotient(t) + r * (t - s) * (q * s * t - p) / ((p + q * s**2) * (p + q * t**2)), because=(after_the_top, below, *defined)),
               equals(quotient(s), because=defined))),
           suppose(rising, chain(
               q * s * t,
               less_than(q * s * t + (quotient(t) - quotient(s)) * (p + q * s**2) * (p + q * t**2) / (r * (t - s)), because=(rising, below, *defined)),
               equals(p, because=(below, *defined)))),
           suppose(falling, chain(
               p,
               less_than(p + (quotient(s) - quotient(t)) * (p + q * s**2) * (p + q * t**2) / (r * (t - s)), because=(falling, below, *defined)),
               equals(q * s * t, because=(below, *defined))))),
    holds_for=(example(p=2, q=3, r=5, s=half(), t=Rational(4, 3)), example(p=2, q=3, r=5, s=half(), t=Rational(5, 4)), example(p=4, q=-1, r=1, s=Rational(19, 10), t=Rational(39, 20)),
               example(p=2, q=3, r=5, s=half(), t=Rational(7, 5))),
    fails_for=(example(p=4, q=1, r=1, s=2, t=1, note="s is larger"), example(p=1, q=-1, r=1, s=half(), t=2, note="the denominator is negative at t")))

# The curve G beta/(p + q beta^2) over the batch size
curve, curve_at_y = r * beta(x) / (p + q * beta(x)**2), r * beta(y) / (p + q * beta(y)**2)
surge = given("q is larger, and the larger batch is not beyond the top", Both(p < q, x < y, y <= top))
beyond = given("q is larger, and the smaller batch is not below the top", Both(p < q, top <= x, x < y))
no_surge = given("q is not larger, and one batch is", Both(q <= p, x < y))
grows = therefore(Implies(x < y, beta(x) < beta(y)), because=mean_sign_grows)
square_at_y = therefore(Eq(beta(y)**2, y / (y + c)), because=using(mean_sign_grows, x=y))
positive_curve = (chain(p + q * beta(x)**2, equals((p * c + (p + q) * x) / (x + c), because=square_at_x), greater_than(0, because=along_signs)),
                  chain(p + q * beta(y)**2, equals((p * c + (p + q) * y) / (y + c), because=square_at_y), greater_than(0, because=along_signs)))
low_batch = chain((q - p) * y, at_most((q - p) * top, because=surge), equals(p * c, because=surge))
low_square = chain(q * beta(y)**2, equals(p + ((q - p) * y - p * c) / (y + c), because=square_at_y), at_most(p, because=low_batch))
low_product = chain(q * beta(x) * beta(y), less_than(q * beta(x) * beta(y) + q * beta(y) * (beta(y) - beta(x)), because=(grows, surge)),
                    equals(q * beta(y)**2, because=arithmetic), at_most(p, because=low_square))
high_batch = chain(p * c, equals((q - p) * top, because=beyond), at_most((q - p) * x, because=beyond))
high_square = chain(p, at_most(p + ((q - p) * x - p * c) / (x + c), because=high_batch), equals(q * beta(x)**2, because=square_at_x))
high_product = chain(p, at_most(q * beta(x)**2, because=high_square), less_than(q * beta(x)**2 + q * beta(x) * (beta(y) - beta(x)), because=(grows, beyond)),
                     equals(q * beta(x) * beta(y), because=arithmetic))
below_one_at_x = chain(beta(x)**2, equals(1 - c / (x + c), because=square_at_x), less_than(1))
below_one = chain(beta(y)**2, equals(1 - c / (y + c), because=square_at_y), less_than(1))
small_product = cases(
    q * beta(x) * beta(y) < p,
    (q_not_positive, chain(q * beta(x) * beta(y), at_most(0, because=q_not_positive), less_than(p))),
    (q_positive, chain(q * beta(x) * beta(y), less_than(q * beta(x) * beta(y) + q * beta(y) * (beta(y) - beta(x)), because=(grows, no_surge, q_positive)),
                       equals(q * beta(y)**2, because=arithmetic), less_than(q, because=(below_one, q_positive)), at_most(p, because=no_surge))))
moves = using(quotient_moves, s=beta(x), t=beta(y))

curve_with_a_top = Claim(
    name="The curve of the best rate: one top, if q > p, and none otherwise",
    says=(Implies(Both(p < q, x < y, y <= top), curve < curve_at_y), Implies(Both(p < q, top <= x, x < y), curve_at_y < curve), Implies(Both(q <= p, x < y), curve < curve_at_y)),
    given=(along_signs,),
    definitions=(length,),
    proof=(square_at_x, square_at_y, *positive_curve, below_one_at_x, below_one,
           suppose(surge, grows, low_batch, low_square, low_product, therefore(curve < curve_at_y, because=(moves, grows, surge, low_product, *positive_curve))),
           suppose(beyond, grows, high_batch, high_square, high_product, therefore(curve_at_y < curve, because=(moves, grows, beyond, high_product, *positive_curve))),
           suppose(no_surge, grows, small_product, therefore(curve < curve_at_y, because=(moves, grows, no_surge, small_product, *positive_curve)))),
    holds_for=(example(p=6, q=16, r=6, kappa=1, x=Rational(9, 10), y=Rational(47, 50)), example(p=6, q=16, r=6, kappa=1, x=Rational(19, 20), y=1),
               example(p=6, q=16, r=6, kappa=1, x=3 * pi / 10, y=1, note="x is the top"),
               example(p=6, q=-2, r=6, kappa=1, x=1, y=Rational(11, 10)), example(p=2, q=2, r=half(), kappa=2, x=3, y=Rational(31, 10)), example(p=2, q=2, r=6, kappa=2, x=3, y=3),
               example(p=Rational(3, 100), q=Rational(2, 25), r=half(), kappa=1, x=Rational(9, 10), y=Rational(47, 50)),
               example(p=Rational(3, 100), q=Rational(2, 25), r=half(), kappa=2, x=4, y=5), example(p=6, q=16, r=half(), kappa=half(), x=Rational(3, 20), y=Rational(1, 5))),
    fails_for=(example(p=1, q=-2, r=1, kappa=1, x=pi / 6, y=2 * pi, note="p + q < 0: the denominator changes its sign"),),
    equation="(28)")

# The best rate of the mean-field model, by the surge formula; a, b and G_1 count as numbers here
indefinite = given("the curvature along the signs of the gradient is positive", a + b > 0)
bend_at_x = chain(a + b * beta(x)**2, equals((a * c + (a + b) * x) / (x + c), because=square_at_x), greater_than(0, because=(upward, indefinite)))
A, G = positive("a G_1")                    # the trace of H and the l1 norm of g, as numbers
along = given("the curvature along the signs of the gradient is positive", A + b > 0)
steep = given("the mean curvature is positive at t", A + b * t**2 > 0)
turn = pi * kappa**2 * A / (2 * (b - A))    # the critical batch size
rate_at_x, rate_at_y = G * beta(x) / (A + b * beta(x)**2), G * beta(y) / (A + b * beta(y)**2)
positive_bends = (chain(A + b * beta(x)**2, equals((A * c + (A + b) * x) / (x + c), because=square_at_x), greater_than(0, because=along)),
                  chain(A + b * beta(y)**2, equals((A * c + (A + b) * y) / (y + c), because=square_at_y), greater_than(0, because=along)))
by_curve = (using(curve_with_a_top, p=A, q=b, r=G), along, *positive_bends)

# Without one ratio for all parameters
spread = vector("sigma", d, positive=True)  # standard deviations of the entries of the gradient of one sample
exact = function("eta_exact")               # exact best rate
sign_at_x = Lambda(i, erf(g[i] / spread[i] * sqrt(x / 2)))
exact_rate = define(exact(x), Sum(sign_at_x(i) * g[i], (i, 1, d)) / (
    Sum(entry(H, i, i), (i, 1, d)) + Sum(Sum(sign_at_x(i) * sign_at_x(j) * entry(H, i, j), (j, 1, d)), (i, 1, d)) - Sum(sign_at_x(i)**2 * entry(H, i, i), (i, 1, d))),
    "the best learning rate with the exact mean signs of independent normal noise")
no_surge_for_unequal_ratios = Claim(
    name="Without b > a the best rate grows with the batch, whatever the noise (it need not)",
    says=Implies(Both(b <= a, x < y), exact(x) < exact(y)),
    given=(upward, aligned, some_slope),
    definitions=(trace, cross, l1_norm, exact_rate),
    expected=REFUTED,
    fails_for=(example(d=2, g=[1, Rational(1, 100)], sigma=[Rational(1, 10), 1], H=[[1, Rational(9, 10)], [Rational(9, 10), 1]], x=1, y=2,
                       note="a = 2, b = 9/5: the rate falls from the first sample on, from 0.497 to 0.266"),),
    equation="text after (28), for any noise", latex=r"\beta_{\rm noise}\ge1\ \Rightarrow\ \eta^*\text{ increases with }B",
    note="The article draws its conclusion from the mean-field model. For unequal ratios sigma_i/|g_i| the sign of b - a does not decide.")

surge_maximum = Claim(
    name="Surge: beyond a critical batch size the best rate of sign steps falls",
    says=(Implies(A + b * t**2 > 0, Eq(Derivative(G * t / (A + b * t**2), t), G * (A - b * t**2) / (A + b * t**2)**2)),
          Implies(Both(A < b, x < y, y <= turn), rate_at_x < rate_at_y),
          Implies(Both(A < b, turn <= x, x < y), rate_at_y < rate_at_x),
          Implies(Both(b <= A, x < y), rate_at_x < rate_at_y)),
    given=(along,),
    definitions=(length,),
    proof=(suppose(steep, chain(Derivative(G * t / (A + b * t**2), t), equals(G * (A - b * t**2) / (A + b * t**2)**2, because=steep))),
           square_at_x, square_at_y, *positive_bends, below_one_at_x, below_one,
           therefore(Implies(Both(A < b, x < y, y <= turn), rate_at_x < rate_at_y), because=by_curve),
           therefore(Implies(Both(A < b, turn <= x, x < y), rate_at_y < rate_at_x), because=by_curve),
           therefore(Implies(Both(b <= A, x < y), rate_at_x < rate_at_y), because=by_curve)),
    holds_for=(example(a=6, b=-2, G_1=half(), kappa=1, t=Rational(3, 2), x=1, y=Rational(11, 10)),
               example(a=Rational(3, 100), b=Rational(2, 25), G_1=half(), kappa=1, t=half(), x=Rational(9, 10), y=Rational(47, 50)),
               example(a=Rational(3, 100), b=Rational(2, 25), G_1=half(), kappa=2, t=half(), x=4, y=5), example(a=6, b=16, G_1=half(), kappa=half(), t=half(), x=Rational(3, 20), y=Rational(1, 5)),
               example(**tall, t=half(), x=Rational(9, 10), y=Rational(47, 50)), example(**tall, t=1, x=Rational(19, 20), y=1), example(**tall, t=half(), x=half(), y=2),
               example(a=9, b=2, G_1=6, kappa=1, t=2, x=5, y=6), example(a=2, b=2, G_1=6, kappa=2, t=half(), x=3, y=3), example(a=6, b=-2, G_1=6, kappa=1, t=2, x=1, y=Rational(11, 10))),
    fails_for=(example(a=2, b=-4, G_1=6, kappa=1, t=half(), x=1, y=20, note="a + b = -2: the mean curvature changes its sign"),),
    measured_by=measure_surge, cites="Li2024",
    equation="text after (28)", latex=r"\frac{d\eta^*}{d\beta}=\frac{G_1(a-b\beta^2)}{(a+b\beta^2)^2}:\ \text{maximum at }\beta=\beta_{\rm noise}\text{ if }\beta_{\rm noise}<1;\ \text{increasing in }B\text{ if }\beta_{\rm noise}\ge1",
    note="By the surge formula the two quotients are the best rates with batches of x and y samples. Exact in the mean-field model only, where all ratios "
         "sigma_i/|g_i| are equal; see the false general claim beside it.", corrects=no_surge_for_unequal_ratios, key=True)
