"""The factor exp(phi): where it comes from, what its step is in theta, and that a descent direction is left without it."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Sum, exp

from verifier.language import *

from .examples import at_rest, line, logs, reparametrised, with_factor
from .experiments import measure_descent, measure_gradient_in_phi, measure_two_forms
from .notation import at, coordinates, e, eta, g_old, h, j, loss, n, old, p, phi, s, slope, t, theta, times, u, unit_vectors

start = point("phi")                         # the logarithms of the parameters
place = Lambda(u, Sum(exp(at(j, u)) * e(j), (j, 1, n)))              # the parameters with these logarithms
slope_there = given("the loss is differentiable at exp(phi), with the gradient g", GradientAt(loss(p), p, place(start), g_old))
path = Lambda(s, place(start + s * h))
velocity = Sum(exp(at(j, start)) * at(j, h) * e(j), (j, 1, n))
z = point("z")
a, b, c = real("a b c")
slope_of_exponential = Claim(
    name="Slope of an exponential along a line",
    says=Tends((exp(a + s * b) - exp(a)) * c / s, s, 0, exp(a) * b * c),
    proof=therefore(Tends((exp(a + s * b) - exp(a)) * c / s, s, 0, exp(a) * b * c)),
    holds_for=(example(a=1, b=2, c=-3), example(a=0, b=-1, c=2)),
    equation="(3)", latex=r"\frac{e^{a+sb}-e^a}sc\to e^abc")
terms = Lambda((j, s), (exp(at(j, start) + s * at(j, h)) - exp(at(j, start))) * dot(z, e(j)) / s)
limits = Lambda(j, exp(at(j, start)) * at(j, h) * dot(z, e(j)))
term_moves = therefore(ForAll((j,), (1 <= j, j <= n), Tends(terms(j, s), s, 0, limits(j))), because=using(slope_of_exponential, a=at(j, start), b=at(j, h), c=dot(z, e(j))))
sum_moves = therefore(Tends(Sum(terms(j, s), (j, 1, n)), s, 0, Sum(limits(j), (j, 1, n))), because=(using(limit_of_finite_sum, A_=terms, L_=limits), term_moves))
path_moves = therefore(ForAll((z,), (), Tends(dot(z, path(s) - path(0)) / s, s, 0, dot(z, velocity))), because=sum_moves)
quotient = (loss(path(s)) - loss(path(0))) / s
along_path = therefore(Tends(quotient, s, 0, dot(g_old, velocity)), because=(
    using(chain_rule_along_a_curve, F_=loss, W_=path, g_=g_old, v_=velocity), slope_there, path_moves))
log_reparametrisation_gradient = Claim(
    name="The gradient in the logarithm carries the factor exp(phi)",
    says=Tends(quotient, s, 0, dot(h, Sum(exp(at(j, start)) * at(j, g_old) * e(j), (j, 1, n)))),
    given=(slope_there,),
    proof=(term_moves, sum_moves, path_moves, along_path),
    holds_for=(example(**reparametrised, h=[1, 7]),),
    measured_by=measure_gradient_in_phi,
    equation="(3)", latex=r"\nabla_\varphi\,\mathcal L(e^\varphi)=e^\varphi\odot(\nabla\mathcal L)(e^\varphi)")

# -- with the factor: the step in theta ----------------------------------------------------------------------------------------------

logarithms = given("theta is the exponential of phi in each coordinate", ForAll((t, j), (1 <= j, j <= n), Eq(at(j, theta(t)), exp(at(j, phi(t))))))
phi_step = Eq(phi(t + 1), phi(t) - eta * times(theta(t), slope(theta(t))))
theta_step = ForAll((j,), (1 <= j, j <= n), Eq(at(j, theta(t + 1)), at(j, theta(t)) * exp(-eta * at(j, theta(t)) * at(j, slope(theta(t))))))
phi_moves, theta_moves = given("phi makes a gradient step", phi_step), given("theta makes this step", theta_step)
m = index("m", 1, n)
entry_of_product = chain(
    dot(e(m), times(theta(t), slope(theta(t)))),
    equals(Sum(dot(e(m), e(j)) * (at(j, theta(t)) * at(j, slope(theta(t)))), (j, 1, n)), because=arithmetic),
    equals(Sum(KroneckerDelta(m, j) * (at(j, theta(t)) * at(j, slope(theta(t)))), (j, 1, n)), because=unit_vectors),
    equals(at(m, theta(t)) * at(m, slope(theta(t))), because=sum_with_delta))
in_coordinates = chain(
    at(m, phi(t + 1)),
    equals(at(m, phi(t)) - eta * dot(e(m), times(theta(t), slope(theta(t)))), because=phi_moves),
    equals(at(m, phi(t)) - eta * at(m, theta(t)) * at(m, slope(theta(t))), because=entry_of_product))
one_exponential = therefore(ForAll((m,), (1 <= m, m <= n), Eq(exp(at(m, phi(t + 1))), exp(at(m, phi(t)) - eta * at(m, theta(t)) * at(m, slope(theta(t)))))), because=(theta_moves, logarithms))
logs_move = therefore(ForAll((m,), (1 <= m, m <= n), Eq(at(m, phi(t + 1)), at(m, phi(t)) - eta * at(m, theta(t)) * at(m, slope(theta(t))))), because=(
    using(exponential_is_injective, x_=at(m, phi(t + 1)), y_=at(m, phi(t)) - eta * at(m, theta(t)) * at(m, slope(theta(t)))), one_exponential))
phi_descent_step = Claim(
    name="Gradient descent in phi is a step in theta with theta in the exponent",
    says=Iff(phi_step, theta_step),
    given=(unit_vectors, coordinates, logarithms),
    proof=(entry_of_product,
           suppose(phi_moves, in_coordinates, therefore(theta_step, because=(in_coordinates, logarithms))),
           suppose(theta_moves, one_exponential, logs_move, chain(
               phi(t + 1),
               equals(Sum(at(j, phi(t + 1)) * e(j), (j, 1, n)), because=coordinates),
               equals(Sum(at(j, phi(t)) * e(j), (j, 1, n)) - eta * Sum(at(j, theta(t)) * at(j, slope(theta(t))) * e(j), (j, 1, n)), because=logs_move),
               equals(phi(t) - eta * times(theta(t), slope(theta(t))), because=coordinates)))),
    holds_for=(example(**with_factor), example(**logs)),
    fails_for=(example(**dict(with_factor, theta={0: [1, 2], 1: [exp(-2), 5 * exp(-1)]}), note="theta is not exp(phi)"),),
    measured_by=measure_two_forms,
    equation="(3)", latex=r"\varphi_{t+1}=\varphi_t-\eta e^{\varphi_t}\odot\nabla\mathcal L(e^{\varphi_t})\iff\theta_{t+1}=\theta_t\odot\exp\bigl(-\eta\,\theta_t\odot\nabla\mathcal L(\theta_t)\bigr)",
    note="This is not the exponentiated step: theta stands in the exponent too.")

# -- without the factor: the loss still falls at first -------------------------------------------------------------------------------

differentiable = given("the loss is differentiable at theta, with the gradient g", GradientAt(loss(p), p, old, g_old))
not_negative = given("no parameter is negative", ForAll((j,), (1 <= j, j <= n), at(j, old) >= 0))
moved = Sum(at(j, old) * exp(-s * at(j, g_old)) * e(j), (j, 1, n))   # the exponentiated step of the length s
from_old = Lambda(s, old + Sum(at(j, old) * (exp(-s * at(j, g_old)) - 1) * e(j), (j, 1, n)))
descent = Sum(-at(j, old) * at(j, g_old) * e(j), (j, 1, n))
first_change = -Sum(at(j, old) * at(j, g_old)**2, (j, 1, n))
fall = (loss(moved) - loss(old)) / s
falls = Lambda((j, s), (exp(0 + s * -at(j, g_old)) - 1) * (at(j, old) * dot(z, e(j))) / s)
fall_limits = Lambda(j, -at(j, g_old) * (at(j, old) * dot(z, e(j))))
each_falls = therefore(ForAll((j,), (1 <= j, j <= n), Tends(falls(j, s), s, 0, fall_limits(j))), because=using(slope_of_exponential, a=0, b=-at(j, g_old), c=at(j, old) * dot(z, e(j))))
all_fall = therefore(Tends(Sum(falls(j, s), (j, 1, n)), s, 0, Sum(fall_limits(j), (j, 1, n))), because=(using(limit_of_finite_sum, A_=falls, L_=fall_limits), each_falls))
old_moves = therefore(ForAll((z,), (), Tends(dot(z, from_old(s) - from_old(0)) / s, s, 0, dot(z, descent))), because=all_fall)
loss_moves = therefore(Tends((loss(from_old(s)) - loss(from_old(0))) / s, s, 0, dot(g_old, descent)), because=(
    using(chain_rule_along_a_curve, F_=loss, W_=from_old, g_=g_old, v_=descent), differentiable, old_moves))
one_place = chain(moved,
                  equals(Sum(at(j, old) * e(j), (j, 1, n)) + Sum(at(j, old) * (exp(-s * at(j, g_old)) - 1) * e(j), (j, 1, n)), because=arithmetic),
                  equals(from_old(s), because=using(coordinates, q=old)))
same_place = therefore(ForAll((s,), (Ne(s, 0),), Eq(fall, (loss(from_old(s)) - loss(from_old(0))) / s)), because=one_place)
terms_not_negative = therefore(ForAll((j,), (1 <= j, j <= n), at(j, old) * at(j, g_old)**2 >= 0), because=not_negative)
dropped_factor_keeps_descent = Claim(
    name="Without the factor the direction still is one of descent",
    says=(Tends(fall, s, 0, first_change), first_change <= 0),
    given=(coordinates, differentiable, not_negative),
    proof=(each_falls, all_fall, old_moves, loss_moves, one_place, same_place,
           therefore(Tends(fall, s, 0, first_change), because=(
               using(limit_of_equal_functions, F_=Lambda(s, fall), G_=Lambda(s, (loss(from_old(s)) - loss(from_old(0))) / s)), same_place, loss_moves)),
           terms_not_negative, therefore(first_change <= 0, because=terms_not_negative)),
    holds_for=(example(**at_rest), example(**dict(at_rest, theta_old=[0, 2], g_old=[2, 0])), example(**line)),
    fails_for=(example(**dict(at_rest, theta_old=[-1, 0], g_old=[-2, -1]), note="a negative parameter"), example(**dict(at_rest, g_old=[1, 1]), note="g is not the gradient")),
    measured_by=measure_descent,
    equation="justifies (4)",
    latex=r"\frac{d}{d\eta}\mathcal L\bigl(\theta\odot e^{-\eta\nabla\mathcal L(\theta)}\bigr)\Big|_{\eta=0}=-\sum_i\theta_i\,(\partial_i\mathcal L(\theta))^2\le0",
    note="The loss falls for short steps unless theta_i g_i = 0 for all i, as at a point of the boundary that need not be a minimum.")
