"""Mixing with a concentrated density: the first-order expansion is of no use."""

from sympy import Eq, Integral, Lambda, Piecewise, Rational

from verifier.language import *

from .examples import half
from .experiments import measure_concentrated

x = real("x")                               # a place
A = positive("A")                           # all the mass lies in [0, A]
eps = positive("epsilon")                   # the width of the target
eta = nonnegative("eta")                    # the step
p, q = function("p q")                      # densities: uniform on [0, A], and on [0, epsilon]

uniform = given("p is uniform on [0, A]", ForAll((x,), (0 <= x, x <= A), Eq(p(x), 1 / A)))
target_inside = given("q is uniform on [0, epsilon]", ForAll((x,), (0 <= x, x <= eps), Eq(q(x), 1 / eps)))
target_outside = given("q is 0 elsewhere", ForAll((x,), (eps < x, x <= A), Eq(q(x), 0)))
narrow = given("the target is narrower than [0, A]", eps < A)

mixture = (1 - eta) * p(x) + eta * q(x)
near, far = (0 < x, x < eps), (eps < x, x < A)
value = Integral(mixture**2, (x, 0, A))
towards, at_start = Integral(2 * p(x) * q(x), (x, 0, A)), Integral(2 * p(x)**2, (x, 0, A))  # of F'(p) q and of F'(p) p
remainder = eta**2 * (1 / eps - 1 / A)
near_value, far_value = ((1 - eta) / A + eta / eps)**2, ((1 - eta) / A)**2
value_near = therefore(ForAll((x,), near, Eq(mixture**2, near_value)), because=(uniform, target_inside, narrow))
value_far = therefore(ForAll((x,), far, Eq(mixture**2, far_value)), because=(uniform, target_outside, narrow))
slope_near = therefore(ForAll((x,), near, Eq(2 * p(x) * q(x), 2 / (A * eps))), because=(uniform, target_inside, narrow))
slope_far = therefore(ForAll((x,), far, Eq(2 * p(x) * q(x), 0)), because=(uniform, target_outside, narrow))
value_is = chain(
    value,
    equals(Integral(near_value, (x, 0, eps)) + Integral(far_value, (x, eps, A)), because=(
        using(integral_by_pieces, a_=0, b_=A, c_=eps, f2_=Lambda(x, mixture**2), f_=Lambda(x, near_value), f1_=Lambda(x, far_value)),
        value_near, value_far, narrow)),
    equals(1 / A + remainder, because=arithmetic))
towards_is = chain(
    towards,
    equals(Integral(2 / (A * eps), (x, 0, eps)) + Integral(0, (x, eps, A)), because=(
        using(integral_by_pieces, a_=0, b_=A, c_=eps, f2_=Lambda(x, 2 * p(x) * q(x)), f_=Lambda(x, 2 / (A * eps)), f1_=Lambda(x, 0)),
        slope_near, slope_far, narrow)),
    equals(2 / A, because=arithmetic))
at_start_is = chain(at_start, equals(Integral(2 / A**2, (x, 0, A)), because=uniform), equals(2 / A, because=arithmetic))
no_slope = chain(towards, equals(2 / A, because=towards_is), equals(at_start, because=at_start_is))
wide_step = given("the step is not smaller than the width", eps <= eta)
gain = chain(
    remainder,
    equals(eta * (1 - eps / A) + eta * (1 - eps / A) * (eta - eps) / eps, because=arithmetic),
    at_least(eta * (1 - eps / A), because=(wide_step, narrow)))
flat, wide, spike = Lambda(x, 1), Lambda(x, half), Lambda(x, Piecewise((3, x <= Rational(1, 3)), (0, True)))
low, low_spike = Lambda(x, Rational(1, 3)), Lambda(x, Piecewise((half, x <= 2), (0, True)))     # on [0, 3]
high, high_spike = Lambda(x, 2), Lambda(x, Piecewise((4, x <= Rational(1, 4)), (0, True)))      # on [0, 1/2]
mixture_first_order_fails = Claim(
    name="For F(p) = p^2 a step towards a narrow density is not described to first order",
    says=(Eq(value, 1 / A + remainder),
          Eq(towards, at_start),
          Implies(eps <= eta, remainder >= eta * (1 - eps / A))),
    given=(uniform, target_inside, target_outside, narrow),
    proof=(value_near, value_far, slope_near, slope_far, value_is, towards_is, at_start_is, no_slope, suppose(wide_step, gain)),
    holds_for=(example(p=wide, q=spike, A=2, epsilon=Rational(1, 3), eta=Rational(1, 3)),
               example(p=flat, q=spike, A=1, epsilon=Rational(1, 3), eta=half), example(p=low, q=low_spike, A=3, epsilon=2, eta=2),
               example(p=high, q=high_spike, A=half, epsilon=Rational(1, 4), eta=Rational(1, 4), note="equality")),
    fails_for=(example(p=wide, q=flat, A=2, epsilon=Rational(1, 3), eta=half, note="the target is not narrow"),
               example(p=Lambda(x, x / 2), q=spike, A=2, epsilon=Rational(1, 3), eta=half, note="p is not uniform")),
    measured_by=measure_concentrated,
    equation="(33)-(35)",
    latex=r"\mathcal F[(1-\eta)p+\eta q]=1-\eta^2+\frac{\eta^2}\epsilon,\quad\text{first order predicts }1",
    note="Here for any interval [0, A]; in the article A = 1. The slope is 0, and the remainder eta^2 (1/epsilon - 1/A) is small against eta only where eta is small against epsilon; at eta >= epsilon it is of the order of eta "
         "itself. Where F is linear in p the mixture step is exact.",
    key=True)
