"""Moving a density along a field: descent, the steepest field, dissipation."""

from sympy import Derivative, Eq, Lambda

from verifier.language import *

from .examples import (
    at_rest_1, drift_1, drift_2, fast_drift_2, nothing_1, other_drift_2, potential_1, potential_2, potential_slope_1, potential_slope_2, shrinking_2,
    shrinking_fast_2, shrinking_other_2, slow_1, still_1,
)
from .experiments import measure_descent, measure_dissipation

# Notation
n = natural("n")                            # dimension of the space
y, z = point("y z")                         # places in R^n
t, tau, a = real("t tau a")                 # this time, any time; a number
p = function("p")                           # p(t, y), the density at time t
F, F1 = function("F F_1")                   # the integrand F(p, y) of the functional, and its derivative in p
h = trajectory("h")                         # h(t, y), the gradient in y of F'(p(t, y), y)
mu = trajectory("mu")                       # mu(t, y), the field along which the density is pulled back

functional = over_space(F(p(t, y), y), y, n)
change = Derivative(p(t, y), t)

positive_density = given("the density is positive", ForAll((tau, y), (), p(tau, y) > 0))
derivative_of_F = given("F_1 is the derivative of F in p > 0", ForAll((a, y), (a > 0,), Eq(Derivative(F(a, y), a), F1(a, y))))
gradient_h = given("h is the gradient of F_1(p)", ForAll((tau,), (), IsGradient(F1(p(tau, y), y), y, h(tau, y), n)))
moves = given("the density changes by the divergence of p mu", ForAll((tau,), (), IsDivergence(p(tau, y) * mu(tau, y), y, Derivative(p(tau, y), tau), n)))
changes_smoothly = given("the density is differentiable in time", ForAll((tau, y), (), Differentiable(p(tau, y), tau)))
finite_functional = given("the functional is finite", ForAll((tau,), (), IntegrableOverSpace(F(p(tau, y), y), y, n)))
dominated = given("the change of F has an integrable bound for nearby times", DominatedOverSpace(F1(p(t, y), y) * change, t, y, n))
finite_change = given("the change of F is integrable", IntegrableOverSpace(F1(p(t, y), y) * change, y, n))
finite_work = given("p h.mu is integrable", IntegrableOverSpace(p(t, y) * dot(h(t, y), mu(t, y)), y, n))
finite_total = given("so is the divergence of their flux", IntegrableOverSpace(
    F1(p(t, y), y) * change + dot(h(t, y), p(t, y) * mu(t, y)), y, n))
no_flux = given("F_1(p) p mu has no flux at infinity", VanishingFlux(F1(p(t, y), y) * (p(t, y) * mu(t, y)), y, n))
regular = (positive_density, derivative_of_F, gradient_h, changes_smoothly, finite_functional)

slope_here = therefore(ForAll((a,), (a > 0,), Eq(Derivative(F(a, y), a), F1(a, y))), because=derivative_of_F)
change_here = therefore(ForAll((tau,), (), Eq(Derivative(F(p(tau, y), y), tau), F1(p(tau, y), y) * Derivative(p(tau, y), tau))), because=(
    using(chain_rule, F_=Lambda(a, F(a, y)), F1_=Lambda(a, F1(a, y)), G_=Lambda(tau, p(tau, y)), a_=0, t_=tau), slope_here, positive_density, changes_smoothly))
change_of_F = therefore(ForAll((y, tau), (), Eq(Derivative(F(p(tau, y), y), tau), F1(p(tau, y), y) * Derivative(p(tau, y), tau))), because=change_here)
inside = chain(
    Derivative(functional, t),
    equals(over_space(F1(p(t, y), y) * change, y, n), because=(
        using(derivative_of_space_integral, G_=Lambda((t, y), F(p(t, y), y)), H_=Lambda((t, y), F1(p(t, y), y) * change), t_=t, n_=n),
        change_of_F, finite_functional, dominated)))
flux = therefore(IsDivergence(F1(p(t, y), y) * (p(t, y) * mu(t, y)), y, F1(p(t, y), y) * change + dot(h(t, y), p(t, y) * mu(t, y)), n), because=(
    using(divergence_of_product, F_=Lambda(y, F1(p(t, y), y)), V_=Lambda(y, p(t, y) * mu(t, y)), W_=Lambda(y, h(t, y)), D_=Lambda(y, change), n_=n),
    gradient_h, moves))
balance = therefore(Eq(over_space(F1(p(t, y), y) * change + dot(h(t, y), p(t, y) * mu(t, y)), y, n), 0), because=(
    using(divergence_theorem, V_=Lambda(y, F1(p(t, y), y) * (p(t, y) * mu(t, y))), D_=Lambda(y, F1(p(t, y), y) * change + dot(h(t, y), p(t, y) * mu(t, y))), n_=n),
    flux, no_flux, finite_total))
work = over_space(p(t, y) * dot(h(t, y), mu(t, y)), y, n)
split = therefore(Eq(over_space(F1(p(t, y), y) * change + dot(h(t, y), p(t, y) * mu(t, y)), y, n),
                     over_space(F1(p(t, y), y) * change, y, n) + work), because=(
    using(space_integral_of_combination, c_=1, d_=1, F_=Lambda(y, F1(p(t, y), y) * change), G_=Lambda(y, p(t, y) * dot(h(t, y), mu(t, y))), n_=n),
    finite_change, finite_work))
moving = (*regular, moves, dominated, finite_change, finite_work, finite_total, no_flux)
descent_formula = Claim(
    name="How a functional changes when the density is moved along a field",
    says=Eq(Derivative(functional, t), -work),
    given=moving,
    proof=(slope_here, change_here, change_of_F, inside, flux, balance, split,
           chain(Derivative(functional, t), equals(over_space(F1(p(t, y), y) * change, y, n), because=inside), equals(-work, because=(split, balance)))),
    holds_for=(example(n=2, t=0, p=shrinking_2, F=potential_2, F_1=potential_slope_2, h=drift_2, mu=drift_2),),
    measured_by=measure_descent,
    equation="(41)", latex=r"\mathcal F[p_{t+\eta}]=\mathcal F[p_t]-\eta\int p_t\,\nabla F'(p_t)\cdot\mu\,dx+O(\eta^2)")

# -- the steepest field --------------------------------------------------------------------------------------------------------

energy_of_h, energy_of_mu = over_space(p(t, y) * norm(h(t, y))**2, y, n), over_space(p(t, y) * norm(mu(t, y))**2, y, n)
same_energy = given("mu has the energy of h", Eq(energy_of_mu, energy_of_h))
finite_h = given("the energy of h is finite", IntegrableOverSpace(p(t, y) * norm(h(t, y))**2, y, n))
finite_mu = given("the energy of mu is finite", IntegrableOverSpace(p(t, y) * norm(mu(t, y))**2, y, n))
not_negative = therefore(ForAll((y,), (), p(t, y) >= 0), because=positive_density)
bound = chain(
    work**2,
    at_most(energy_of_h * energy_of_mu, because=(
        using(cauchy_schwarz_with_density, P_=Lambda(y, p(t, y)), V_=Lambda(y, h(t, y)), W_=Lambda(y, mu(t, y)), n_=n), not_negative, finite_h, finite_mu)),
    equals(energy_of_h**2, because=same_energy))
never_negative = therefore(energy_of_h >= 0, because=(using(space_integral_of_nonnegative, F_=Lambda(y, p(t, y) * norm(h(t, y))**2), n_=n), positive_density))
most_work = therefore(work <= energy_of_h, because=(using(square_reflects_order, x_=work, y_=energy_of_h), bound, never_negative))
product = p(t, y) * dot(h(t, y), mu(t, y))
both_energies = p(t, y) * norm(h(t, y))**2 + p(t, y) * norm(mu(t, y))**2
gap = over_space(p(t, y) * norm(h(t, y) - mu(t, y))**2, y, n)
finite_sum = therefore(IntegrableOverSpace(both_energies, y, n), because=(
    using(combination_is_integrable, c_=1, d_=1, F_=Lambda(y, p(t, y) * norm(h(t, y))**2), G_=Lambda(y, p(t, y) * norm(mu(t, y))**2), n_=n),
    finite_h, finite_mu))
energies = chain(
    over_space(both_energies, y, n),
    equals(energy_of_h + energy_of_mu, because=(
        using(space_integral_of_combination, c_=1, d_=1, F_=Lambda(y, p(t, y) * norm(h(t, y))**2), G_=Lambda(y, p(t, y) * norm(mu(t, y))**2), n_=n),
        finite_h, finite_mu)),
    equals(2 * energy_of_h, because=same_energy))
gap_is = chain(
    gap,
    equals(over_space(both_energies - 2 * product, y, n), because=arithmetic),
    equals(over_space(both_energies, y, n) - 2 * work, because=(
        using(space_integral_of_combination, c_=1, d_=-2, F_=Lambda(y, both_energies), G_=Lambda(y, product), n_=n), finite_sum, finite_work)),
    equals(2 * energy_of_h - 2 * work, because=energies))
steepest_field = Claim(
    name="No field of the same energy lowers a functional faster than the gradient of its derivative",
    says=(Eq(Derivative(functional, t), -work),
          Eq(work, energy_of_h - gap / 2),
          work <= energy_of_h),
    given=(*moving, same_energy, finite_h, finite_mu),
    proof=(therefore(Eq(Derivative(functional, t), -work), because=(using(descent_formula, t=t), *moving)),
           finite_sum, energies, gap_is, therefore(Eq(work, energy_of_h - gap / 2), because=gap_is),
           not_negative, bound, never_negative, most_work),
    holds_for=(example(n=2, t=0, p=shrinking_other_2, F=potential_2, F_1=potential_slope_2, h=drift_2, mu=other_drift_2),
               example(n=1, t=0, p=slow_1, F=potential_1, F_1=potential_slope_1, h=drift_1, mu=drift_1, note="the steepest field"),
               example(n=1, t=0, p=still_1, F=nothing_1, F_1=nothing_1, h=at_rest_1, mu=at_rest_1, note="nothing to gain")),
    fails_for=(example(n=2, t=0, p=shrinking_fast_2, F=potential_2, F_1=potential_slope_2, h=drift_2, mu=fast_drift_2, note="more energy"),),
    measured_by=measure_descent,
    equation="(42)",
    latex=r"\mu=\nabla F'(p):\ \mathcal F[p_{t+\eta}]=\mathcal F[p_t]-\eta\int p_t|\nabla F'(p_t)|^2dx+O(\eta^2)",
    note="The article calls the gradient a simple choice; among fields of the same energy it is the only steepest one, since any other falls short by half "
         "the energy of the difference.",
    key=True)

# -- dissipation along the gradient flow ------------------------------------------------------------------------------------------

flows = given("the density follows the flow of the functional", ForAll((tau,), (), IsDivergence(p(tau, y) * h(tau, y), y, Derivative(p(tau, y), tau), n)))
finite_total_h = given("the divergence of the flux is integrable", IntegrableOverSpace(F1(p(t, y), y) * change + dot(h(t, y), p(t, y) * h(t, y)), y, n))
no_flux_h = given("F_1(p) p h has no flux at infinity", VanishingFlux(F1(p(t, y), y) * (p(t, y) * h(t, y)), y, n))
finite_work_h = therefore(IntegrableOverSpace(p(t, y) * dot(h(t, y), h(t, y)), y, n), because=finite_h)
dissipation = therefore(Eq(Derivative(functional, t), -over_space(p(t, y) * dot(h(t, y), h(t, y)), y, n)), because=(
    using(descent_formula, (mu, h), t=t), *regular, flows, dominated, finite_change, finite_work_h, finite_total_h, no_flux_h))
no_loss = therefore(energy_of_h >= 0, because=(using(space_integral_of_nonnegative, F_=Lambda(y, p(t, y) * norm(h(t, y))**2), n_=n), positive_density))
flow_dissipation = Claim(
    name="Along its gradient flow a functional falls at the rate of the energy",
    says=(Eq(Derivative(functional, t), -energy_of_h), Derivative(functional, t) <= 0),
    given=(*regular, flows, dominated, finite_change, finite_h, finite_total_h, no_flux_h),
    proof=(finite_work_h, dissipation, therefore(Eq(Derivative(functional, t), -energy_of_h), because=dissipation), no_loss,
           therefore(Derivative(functional, t) <= 0, because=(dissipation, no_loss))),
    holds_for=(example(n=2, t=0, p=shrinking_2, F=potential_2, F_1=potential_slope_2, h=drift_2),
               example(n=1, t=0, p=slow_1, F=potential_1, F_1=potential_slope_1, h=drift_1),
               example(n=1, t=0, p=still_1, F=nothing_1, F_1=nothing_1, h=at_rest_1, note="nothing to gain")),
    fails_for=(example(n=2, t=0, p=shrinking_fast_2, F=potential_2, F_1=potential_slope_2, h=drift_2, note="another flow"),),
    measured_by=measure_dissipation,
    equation="(41)-(45)", latex=r"\frac d{dt}\mathcal F[p_t]=-\int p_t\,|\nabla F'(p_t)|^2\,dx\le0",
    note="A consequence that the article leaves unsaid. F may depend on the place; positivity and a flux that vanishes at infinity are needed.",
    key=True)
