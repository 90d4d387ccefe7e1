"""The small-step limit: the flow of the density, and of the particles."""

from sympy import Derivative, Determinant, Eq, Identity, Lambda, Trace

from verifier.language import *

from .examples import drift_2, falling_2, half, rising_2, shrinking_2, shrinking_other_2, shrinking_slope_2
from .experiments import measure_flow_of_density, measure_particles
from .flow import h, n, p, t, tau, y, z

s = real("s")                               # a small step
u = point("u")                              # any direction
gp = trajectory("g")                        # g(t, y), the gradient of p in y
div_h = function("D")                       # D(t, y), the divergence of h in y
J = matrix("J", n, n)                       # the Jacobian matrix of h(t, .) at y
x = trajectory("x")                         # x(t), a particle
X = random_trajectory("X")                  # X(t), a particle that starts at random

# -- the density ------------------------------------------------------------------------------------------------------------

ahead = p(t, y + s * h(t, y))
determinant = Determinant(Identity(n) + s * J)
pulled = ahead * determinant
start = p(t, y)
divergence = start * div_h(t, y) + dot(gp(t, y), h(t, y))

gradient_p = given("g is the gradient of p", ForAll((tau,), (), IsGradient(p(tau, z), z, gp(tau, z), n)))
differentiable_p = given("p is differentiable at y", Tends((ahead - start) / s, s, 0, dot(gp(t, y), h(t, y))))
divergence_h = given("D is the divergence of h", ForAll((tau,), (), IsDivergence(h(tau, z), z, div_h(tau, z), n)))
jacobian = given("J is the Jacobian matrix of h(t, .) at y: its trace is the divergence", Eq(Trace(J), div_h(t, y)))
small_steps = given("small steps pull the density back along h", Tends((p(t + s, y) - pulled) / s, s, 0, 0))

growth = (determinant - 1) / s
linear_part = therefore(Tends(growth, s, 0, Trace(J)), because=determinant_near_identity)
step_vanishes = therefore(Tends(s, s, 0, 0), because=limit_of_identity)
one_stays = therefore(Tends(1, s, 0, 1), because=limit_of_constant)
start_stays = therefore(Tends(start, s, 0, start), because=limit_of_constant)
shrinking = therefore(Tends(s * growth, s, 0, 0), because=(
    using(limit_of_product, P_=Lambda(s, s), Q_=Lambda(s, growth), l_=0, k_=Trace(J), a_=0), step_vanishes, linear_part))
determinant_near_one = therefore(Tends(determinant, s, 0, 1), because=(
    using(limit_of_sum, P_=Lambda(s, 1), Q_=Lambda(s, determinant - 1), l_=1, k_=0, a_=0), one_stays, shrinking))
moved_part = therefore(Tends((ahead - start) / s * determinant, s, 0, dot(gp(t, y), h(t, y))), because=(
    using(limit_of_product, P_=Lambda(s, (ahead - start) / s), Q_=Lambda(s, determinant), l_=dot(gp(t, y), h(t, y)), k_=1, a_=0),
    differentiable_p, determinant_near_one))
stretched_part = therefore(Tends(start * growth, s, 0, start * Trace(J)), because=(
    using(limit_of_product, P_=Lambda(s, start), Q_=Lambda(s, growth), l_=start, k_=Trace(J), a_=0), start_stays, linear_part))
both_parts = therefore(Tends((ahead - start) / s * determinant + start * growth, s, 0, dot(gp(t, y), h(t, y)) + start * Trace(J)), because=(
    using(limit_of_sum, P_=Lambda(s, (ahead - start) / s * determinant), Q_=Lambda(s, start * growth),
          l_=dot(gp(t, y), h(t, y)), k_=start * Trace(J), a_=0), moved_part, stretched_part))
pulled_change = therefore(Tends((pulled - start) / s, s, 0, dot(gp(t, y), h(t, y)) + start * Trace(J)), because=both_parts)
whole_change = therefore(Tends((p(t + s, y) - start) / s, s, 0, dot(gp(t, y), h(t, y)) + start * Trace(J)), because=(
    using(limit_of_sum, P_=Lambda(s, (p(t + s, y) - pulled) / s), Q_=Lambda(s, (pulled - start) / s),
          l_=0, k_=dot(gp(t, y), h(t, y)) + start * Trace(J), a_=0), small_steps, pulled_change))
named = therefore(Eq(dot(gp(t, y), h(t, y)) + start * Trace(J), divergence), because=jacobian)
wasserstein_gradient_flow = Claim(
    name="Small steps along a field: the density changes by the divergence of p h",
    says=(Tends((p(t + s, y) - p(t, y)) / s, s, 0, divergence),
          IsDivergence(p(t, z) * h(t, z), z, p(t, z) * div_h(t, z) + dot(gp(t, z), h(t, z)), n)),
    given=(gradient_p, differentiable_p, divergence_h, jacobian, small_steps),
    proof=(linear_part, step_vanishes, one_stays, start_stays, shrinking, determinant_near_one, moved_part, stretched_part, both_parts, pulled_change, whole_change, named,
           therefore(Tends((p(t + s, y) - p(t, y)) / s, s, 0, divergence), because=(equal_limit, whole_change, named)),
           therefore(IsDivergence(p(t, z) * h(t, z), z, p(t, z) * div_h(t, z) + dot(gp(t, z), h(t, z)), n), because=(
               using(divergence_of_product, F_=Lambda(z, p(t, z)), V_=Lambda(z, h(t, z)), W_=Lambda(z, gp(t, z)), D_=Lambda(z, div_h(t, z)), n_=n),
               gradient_p, divergence_h))),
    holds_for=(example(n=2, t=0, y=[1, 2], p=shrinking_2, h=drift_2, g=shrinking_slope_2, D=Lambda((t, z), 3), J=[[1, 0], [0, 2]]),
               example(n=2, t=0, y=[-1, half], p=shrinking_2, h=drift_2, g=shrinking_slope_2, D=Lambda((t, z), 3), J=[[1, 0], [0, 2]])),
    fails_for=(example(n=2, t=0, y=[1, 2], p=shrinking_other_2, h=drift_2, g=shrinking_slope_2, D=Lambda((t, z), 3), J=[[1, 0], [0, 2]],
                       note="a density that is not pulled back along h"),),
    measured_by=measure_flow_of_density,
    equation="(43)-(45)",
    latex=r"\frac{\partial p_t}{\partial t}=\nabla\cdot\Bigl(p_t\,\nabla\frac{\delta\mathcal F}{\delta p}[p_t]\Bigr)",
    note="For every smooth field h; where h is the gradient of F'(p) this is the Wasserstein gradient flow. Formal in the article; here the density has "
         "to be differentiable, and small steps have to be pull-backs up to o(s).",
    key=True)

# -- the particles ---------------------------------------------------------------------------------------------------------------

backwards = given("the particle at t is that at t + s, moved by s h", ForAll((u,), (), Tends(
    dot(u, x(t + s) + s * h(t, x(t + s)) - x(t)) / s, s, 0, 0)))
continuous_field = given("h is continuous along the path", ForAll((u,), (), Tends(dot(u, h(t, x(t + s))), s, 0, dot(u, h(t, x(t))))))
follows_flow = given("the density follows the flow", ForAll((tau,), (tau >= 0,), IsDivergence(p(tau, y) * h(tau, y), y, Derivative(p(tau, y), tau), n)))
smooth_density = given("p is a smooth path of densities", DensityPath(p(tau, y), tau, y))
lipschitz = given("the velocity is Lipschitz", LipschitzField(-h(tau, y), tau, y))
starts = given("the particle starts with the density p(0)", HasDensity(X(0), p(0, y), y))
moves_against = given("the random particle solves the equation", ForAll((tau, z), (tau >= 0,), Eq(
    Derivative(dot(z, X(tau)), tau), dot(z, -h(tau, X(tau))))))
later = given("time runs forwards", t >= 0)
minus_one_stays = therefore(Tends(-1, s, 0, -1), because=limit_of_constant)
opposite = therefore(ForAll((u,), (), Tends(-dot(u, h(t, x(t + s))), s, 0, -dot(u, h(t, x(t))))), because=(
    using(limit_of_product, P_=Lambda(s, -1), Q_=Lambda(s, dot(u, h(t, x(t + s)))), l_=-1, k_=dot(u, h(t, x(t))), a_=0), minus_one_stays, continuous_field))
velocity = therefore(ForAll((u,), (), Tends(dot(u, x(t + s) - x(t)) / s, s, 0, -dot(u, h(t, x(t))))), because=(
    using(limit_of_sum, P_=Lambda(s, dot(u, x(t + s) + s * h(t, x(t + s)) - x(t)) / s), Q_=Lambda(s, -dot(u, h(t, x(t + s)))),
          l_=0, k_=-dot(u, h(t, x(t))), a_=0), backwards, opposite))
continuity = therefore(ForAll((tau,), (tau >= 0,), IsDivergence(-p(tau, y) * h(tau, y), y, -Derivative(p(tau, y), tau), n)), because=(
    using(divergence_of_multiple, c_=-1, V_=Lambda(y, p(tau, y) * h(tau, y)), D_=Lambda(y, Derivative(p(tau, y), tau)), n_=n), follows_flow))
particle_ode = Claim(
    name="Small backward steps of a particle: it moves against the field",
    says=ForAll((u,), (), Tends(dot(u, x(t + s) - x(t)) / s, s, 0, -dot(u, h(t, x(t))))),
    given=(backwards, continuous_field),
    proof=(minus_one_stays, opposite, velocity),
    holds_for=(example(t=1, x=falling_2, h=drift_2), example(t=0, x=falling_2, h=drift_2)),
    fails_for=(example(t=0, x=rising_2, h=drift_2, note="the other sign"),),
    measured_by=measure_particles,
    equation="(46)", latex=r"x_t=x_{t+\eta}+\eta\mu_t(x_{t+\eta})\Rightarrow\frac{dx_t}{dt}=-\mu_t(x_t)=-\nabla F'(p_t)(x_t)",
    note="A point of the later density is carried to one of the earlier by x + eta mu, so the particles move against mu; an earlier version of the article "
         "had the other sign.",
    key=True)

particle_density = Claim(
    name="Particles that move against the field have the density of the flow",
    says=HasDensity(X(t), p(t, y), y),
    given=(follows_flow, smooth_density, lipschitz, starts, moves_against, later),
    proof=(continuity,
           therefore(HasDensity(X(t), p(t, y), y), because=(
               using(continuity_equation, P_=Lambda((tau, y), p(tau, y)), V_=Lambda((tau, y), -h(tau, y)), X_=X, t_=t, n_=n),
               continuity, moves_against, lipschitz, smooth_density, starts, later))),
    measured_by=measure_particles,
    equation="(46)", latex=r"x_0\sim p_0\Rightarrow x_t\sim p_t",
    note="The flow of the density is the continuity equation for the velocity -h; uniqueness for a Lipschitz velocity is cited.",
    key=True)
