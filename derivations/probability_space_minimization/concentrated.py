"""Mixing with a concentrated density: the first-order expansion is of no use."""

from sympy import Eq, Integral, Lambda, Piecewise, Rational

from verifier.language import *

from .experiments import half, measure_concentrated

x = real("x")                               # a place in [0, 1], where all the mass lies
eps = positive("epsilon")                   # the width of the target
eta = nonnegative("eta")                    # the step
p, q = function("p q")                      # densities: uniform on [0, 1], and on [0, epsilon]

uniform = given("p is uniform on [0, 1]", ForAll((x,), (0 <= x, x <= 1), Eq(p(x), 1)))
target_inside = given("q is uniform on [0, epsilon]", ForAll((x,), (0 <= x, x <= eps), Eq(q(x), 1 / eps)))
target_outside = given("q is 0 elsewhere", ForAll((x,), (eps < x, x <= 1), Eq(q(x), 0)))
narrow = given("the target is narrower than [0, 1]", eps < 1)

mixture = (1 - eta) * p(x) + eta * q(x)
near, far = (0 < x, x < eps), (eps < x, x < 1)
value = Integral(mixture**2, (x, 0, 1))
slope = Integral(2 * p(x) * (q(x) - p(x)), (x, 0, 1))
near_value, far_value = ((1 - eta) + eta / eps)**2, (1 - eta)**2
value_near = therefore(ForAll((x,), near, Eq(mixture**2, near_value)), because=(uniform, target_inside, narrow))
value_far = therefore(ForAll((x,), far, Eq(mixture**2, far_value)), because=(uniform, target_outside, narrow))
slope_near = therefore(ForAll((x,), near, Eq(2 * p(x) * (q(x) - p(x)), 2 * (1 / eps - 1))), because=(uniform, target_inside, narrow))
slope_far = therefore(ForAll((x,), far, Eq(2 * p(x) * (q(x) - p(x)), -2)), because=(uniform, target_outside, narrow))
value_is = chain(
    value,
    equals(Integral(near_value, (x, 0, eps)) + Integral(far_value, (x, eps, 1)), because=(
        using(integral_by_pieces, a_=0, b_=1, c_=eps, f2_=Lambda(x, mixture**2), f_=Lambda(x, near_value), f1_=Lambda(x, far_value)),
        value_near, value_far, narrow)),
    equals(1 - eta**2 + eta**2 / eps, because=arithmetic))
slope_is = chain(
    slope,
    equals(Integral(2 * (1 / eps - 1), (x, 0, eps)) + Integral(-2, (x, eps, 1)), because=(
        using(integral_by_pieces, a_=0, b_=1, c_=eps, f2_=Lambda(x, 2 * p(x) * (q(x) - p(x))), f_=Lambda(x, 2 * (1 / eps - 1)), f1_=Lambda(x, -2)),
        slope_near, slope_far, narrow)),
    equals(0, because=arithmetic))
start_is = chain(Integral(p(x)**2, (x, 0, 1)), equals(Integral(1, (x, 0, 1)), because=uniform), equals(1, because=arithmetic))
wide_step = given("the step is not smaller than the width", eps <= eta)
gain = chain(
    value - 1,
    equals(eta * (1 - eps) + eta * (1 - eps) * (eta - eps) / eps, because=value_is),
    at_least(eta * (1 - eps), because=(wide_step, narrow)))
flat, spike = Lambda(x, 1), Lambda(x, Piecewise((3, x <= Rational(1, 3)), (0, True)))
mixture_first_order_fails = Claim(
    name="For F(p) = p^2 a step towards a narrow density is not described to first order",
    says=(Eq(value, 1 - eta**2 + eta**2 / eps),
          Eq(Integral(p(x)**2, (x, 0, 1)), 1),
          Eq(slope, 0),
          Implies(eps <= eta, value - 1 >= eta * (1 - eps))),
    given=(uniform, target_inside, target_outside, narrow),
    proof=(value_near, value_far, slope_near, slope_far, value_is, start_is, slope_is, suppose(wide_step, gain)),
    holds_for=(example(p=flat, q=spike, epsilon=Rational(1, 3), eta=Rational(1, 3)), example(p=flat, q=spike, epsilon=Rational(1, 3), eta=half)),
    fails_for=(example(p=flat, q=flat, epsilon=Rational(1, 3), eta=half, note="the target is not narrow"),
               example(p=Lambda(x, 2 * x), q=spike, epsilon=Rational(1, 3), eta=half, note="p is not uniform")),
    measured_by=measure_concentrated,
    equation="(33)-(35)",
    latex=r"\mathcal F[(1-\eta)p+\eta q]=1-\eta^2+\frac{\eta^2}\epsilon,\quad\text{first order predicts }1",
    note="The remainder eta^2 (1/epsilon - 1) is small against eta only where eta is small against epsilon; at eta >= epsilon it is of the order of eta itself, "
         "although the slope is 0. Where F is linear in p the mixture step is exact.",
    key=True)
