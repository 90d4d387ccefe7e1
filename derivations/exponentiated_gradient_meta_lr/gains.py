"""The gains: the gradient of the loss in the gains of the last step, and their exponentiated gradient steps."""

from sympy import Derivative, Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, exp

from verifier.language import *

from .examples import half, run, short_line, two_gains, updated
from .experiments import measure_closed_form, measure_gains, measure_hypergradient
from .notation import at, e, eta, g_new, g_old, gains, gamma, h, i, in_range, j, kappa, loss, n, new, next_gains, nu, old, s, slope, t, theta, times, u, unit_vectors

reached = Lambda(u, old - eta * times(u, g_old))                     # where the step with the gains u leads
step = given("theta_new is reached by the step with the gains nu", Eq(new, reached(gains)))
differentiable = given("g_new is the gradient of the loss at theta_new: the derivative in each direction h is h.g_new", ForAll(
    (h,), (), Tends((loss(new + s * h) - loss(new)) / s, s, 0, dot(h, g_new))))
shift = -eta * times(h, g_old)                                       # how a change h of the gains moves theta_new
quotient = (loss(reached(gains + s * h)) - loss(new)) / s
in_gains = Tends(quotient, s, 0, dot(h, -eta * times(g_old, g_new)))
same_quotient = therefore(ForAll((s,), (Ne(s, 0),), Eq(quotient, (loss(new + s * shift) - loss(new)) / s)), because=step)
along_shift = therefore(Tends((loss(new + s * shift) - loss(new)) / s, s, 0, dot(shift, g_new)), because=using(differentiable, h=shift))
limit = therefore(Tends(quotient, s, 0, dot(shift, g_new)), because=(
    using(limit_of_equal_functions, F_=Lambda(s, quotient), G_=Lambda(s, (loss(new + s * shift) - loss(new)) / s)), same_quotient, along_shift))
product = chain(dot(shift, g_new),
                equals(-eta * Sum(dot(e(j), h) * dot(e(j), g_old) * dot(e(j), g_new), (j, 1, n)), because=arithmetic),
                equals(dot(h, -eta * times(g_old, g_new)), because=arithmetic))
hypergradient = Claim(
    name="Gradient of the loss in the gains of the last step",
    says=in_gains,
    given=(step, differentiable),
    proof=(same_quotient, along_shift, limit, product, therefore(in_gains, because=(using(equal_limit, F_=Lambda(s, quotient)), limit, product))),
    holds_for=(example(**two_gains, h=[1, 7]),),
    fails_for=(example(**dict(two_gains, g_new=[1, 1]), h=[1, 7], note="g_new is not the gradient"),
               example(**dict(two_gains, theta_new=[1, 1], g_new=[3, 1]), h=[1, 7], note="theta_new is not reached by the step")),
    measured_by=measure_hypergradient,
    equation="(9)", latex=r"\theta_t=\theta_{t-1}-\eta\nu_t\odot g_{t-1}\ \Rightarrow\ \nabla_{\nu_t}\mathcal L(\theta_t)=-\eta\,g_{t-1}\odot g_t",
    note="theta_(t-1) and g_(t-1) must not depend on the gains: gains that are used in several steps have further terms.",
    key=True, cites="Baydin2018")

# -- the gains make an exponentiated gradient step -------------------------------------------------------------------------------

along_i = (loss(reached(gains + s * e(i))) - loss(new)) / s
gains_step = given("the gains make an exponentiated gradient step", ForAll(
    (j,), (1 <= j, j <= n), Eq(at(j, next_gains), at(j, gains) * exp(-gamma * at(j, kappa)))))
gradient_in_gains = given("kappa is the gradient of the loss in the gains", ForAll((h,), (), Tends(quotient, s, 0, dot(h, kappa))))
only_i = therefore(Tends(along_i, s, 0, at(i, kappa)), because=using(gradient_in_gains, h=e(i)))
only_i_again = therefore(Tends(along_i, s, 0, dot(e(i), -eta * times(g_old, g_new))), because=(using(hypergradient, h=e(i)), step, differentiable))
entry_of_kappa = chain(
    at(i, kappa),
    equals(dot(e(i), -eta * times(g_old, g_new)), because=(using(unique_limit, P_=Lambda(s, along_i), a_=0), only_i, only_i_again)),
    equals(-eta * Sum(dot(e(i), e(j)) * (at(j, g_old) * at(j, g_new)), (j, 1, n)), because=arithmetic),
    equals(-eta * Sum(KroneckerDelta(i, j) * (at(j, g_old) * at(j, g_new)), (j, 1, n)), because=(unit_vectors, in_range)),
    equals(-eta * (at(i, g_old) * at(i, g_new)), because=(sum_with_delta, in_range)))
gain_update = Claim(
    name="The gains grow by the exponential of the product of consecutive slopes",
    says=(Eq(at(i, kappa), -eta * at(i, g_old) * at(i, g_new)),
          Eq(at(i, next_gains), at(i, gains) * exp(gamma * eta * at(i, g_old) * at(i, g_new)))),
    given=(unit_vectors, step, differentiable, gradient_in_gains, gains_step, in_range),
    proof=(only_i, only_i_again, entry_of_kappa,
           therefore(Eq(at(i, kappa), -eta * at(i, g_old) * at(i, g_new)), because=entry_of_kappa),
           chain(at(i, next_gains),
                 equals(at(i, gains) * exp(-gamma * at(i, kappa)), because=(gains_step, in_range)),
                 equals(at(i, gains) * exp(gamma * eta * at(i, g_old) * at(i, g_new)), because=entry_of_kappa))),
    holds_for=(example(**updated, i=1), example(**updated, i=2)),
    fails_for=(example(**dict(updated, nu_next=[3, 5]), i=2, note="the gains make no step"),
               example(**dict(updated, kappa=[1, 1], nu_next=[3 * exp(-Rational(1, 3)), 5 * exp(-Rational(1, 3))]), i=1, note="kappa is not the gradient"),
               example(**dict(updated, g_new=[1, 1]), i=1, note="g_new is not the gradient")),
    measured_by=measure_gains,
    equation="(8), (10)", latex=r"\nu_{t+1}=\nu_t\odot\exp(-\gamma\nabla_{\nu_t}\mathcal L)=\nu_t\odot\exp(\gamma\eta\,g_{t-1}\odot g_t)",
    key=True, cites="Amid2022")

# -- the closed form -------------------------------------------------------------------------------------------------------------

later = natural("t")                                                 # a step after the first
first_gains = given("the first gains are 1", ForAll((j,), (1 <= j, j <= n), Eq(at(j, nu(1)), 1)))
gains_move = given("each gain is multiplied by exp(gamma) to the product of the last two slopes", ForAll((later, j), (1 <= j, j <= n), Eq(
    at(j, nu(later + 1)), at(j, nu(later)) * exp(gamma * at(j, slope(theta(later - 1))) * at(j, slope(theta(later)))))))
scaled_steps = given("each step is scaled by the gains", ForAll((t,), (), Eq(theta(t + 1), theta(t) - eta * times(nu(t + 1), slope(theta(t))))))
k = index("k")
products = Sum(at(j, slope(theta(k - 1))) * at(j, slope(theta(k))), (k, 1, t))
so_far = hypothesis(ForAll((j,), (1 <= j, j <= n), Eq(at(j, nu(t + 1)), exp(gamma * products))))
closed_gains = induction(
    so_far.statement, on=t, start=0,
    base=therefore(ForAll((j,), (1 <= j, j <= n), Eq(at(j, nu(1)), exp(gamma * Sum(at(j, slope(theta(k - 1))) * at(j, slope(theta(k))), (k, 1, 0))))), because=first_gains),
    step=therefore(ForAll((j,), (1 <= j, j <= n), Eq(
        at(j, nu(t + 2)), exp(gamma * Sum(at(j, slope(theta(k - 1))) * at(j, slope(theta(k))), (k, 1, t + 1))))),
        because=(using(gains_move, (later, t + 1)), so_far)),
    hypothesis=so_far)
next_parameters = Eq(theta(t + 1), theta(t) - eta * Sum(exp(gamma * products) * at(j, slope(theta(t))) * e(j), (j, 1, n)))
gain_closed_form = Claim(
    name="Gains that start at 1 are the exponential of the summed products of consecutive slopes",
    says=(so_far.statement, next_parameters),
    given=(first_gains, gains_move, scaled_steps),
    proof=(closed_gains, therefore(next_parameters, because=(scaled_steps, closed_gains))),
    holds_for=(example(**run, t=2), example(**run, t=1), example(**run, t=0), example(**short_line, t=1)),
    fails_for=(example(**dict(run, nu={1: [2, 1], 2: [32, 2]}, theta={0: [4, 1], 1: [2, half], 2: [-14, 0]}), t=1, note="the first gain is not 1"),
               example(**dict(run, nu={1: [1, 1], 2: [1, 1]}, theta={0: [4, 1], 1: [3, half], 2: [Rational(9, 4), Rational(1, 4)]}), t=1, note="the gains stay"),
               example(**dict(run, nu={1: [1, 1], 2: [64, 2]}, theta={0: [4, 1], 1: [3, half], 2: [Rational(9, 4), Rational(1, 4)]}), t=1, note="a step without the gains")),
    measured_by=measure_closed_form,
    equation="(12)", latex=r"\nu_1=\mathbf 1,\ \nu_{t+1}=\nu_t\odot\exp(\gamma\,g_{t-1}\odot g_t)\ \Rightarrow\  \nu_{t+1}=\exp\Bigl(\gamma\sum_{k=1}^tg_{k-1}\odot g_k\Bigr)\quad(t\ge1)",
    note="From (11) on gamma is the product of the two step sizes. The gains of the first step must be 1; with nu_0 = 1 and an update already at t = 0 a slope before the start would be needed.",
    key=True)

# -- one gain for two steps --------------------------------------------------------------------------------------------------------

x, gain = real("x u")                        # where two steps on theta^2/2 start; the gain of both
first, second = x - eta * gain * x, (x - eta * gain * x) * (1 - eta * gain)
loss_after_both = second**2 / 2
shared_gain_last_step_only = Claim(
    name="The gradient in a gain that two steps share is that of the last step",
    says=Eq(Derivative(loss_after_both, gain), -eta * first * second), expected=REFUTED,
    fails_for=(example(x=1, eta=1, u=0, note="the gradient is -2, the formula gives -1"),),
    equation="(9), for a shared gain", latex=r"\nabla_{\nu}\mathcal L(\theta_t)=-\eta\,g_{t-1}\odot g_t",
    note="The article differentiates by the gain of one step, which is right; the gains that it updates have a memory of all steps.")
shared_gain = Claim(
    name="On a quadratic loss two steps with one gain have twice the gradient of the last step",
    says=Eq(Derivative(loss_after_both, gain), -2 * eta * first * second),
    proof=therefore(Eq(Derivative(loss_after_both, gain), -2 * eta * first * second), because=arithmetic),
    holds_for=(example(x=1, eta=1, u=0), example(x=3, eta=half, u=Rational(1, 3)), example(x=-2, eta=2, u=1)),
    measured_by=measure_hypergradient, corrects=shared_gain_last_step_only,
    equation="(9), for a shared gain", latex=r"\mathcal L=\tfrac12\theta^2:\ \frac{d}{d\nu}\mathcal L(\theta_2)=-2\eta\,g_1g_2")
