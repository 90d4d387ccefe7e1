"""Exponentiated gradient descent: its signs, and how it comes from gradient descent in the logarithm."""

from sympy import Eq, Sum, exp

from verifier.language import *

from .examples import bowl, edge, logs, one_log, plain_bowl, unrelated, with_factor
from .experiments import measure_positivity, measure_two_forms
from .notation import at, begin, coordinates, e, eta, exponentiated_step, i, in_range, j, n, phi, slope, starts, t, theta

k = index("k", 0)
start, now = at(i, begin), at(i, theta(t))
factor = exp(-eta * Sum(at(i, slope(theta(k))), (k, 0, t - 1)))
written_out = hypothesis(Eq(now, start * factor))
closed_form = Claim(
    name="After t steps a coordinate has been multiplied by the exponential of minus eta times its summed slopes",
    says=written_out.statement,
    given=(exponentiated_step, starts, in_range),
    proof=induction(
        written_out.statement, on=t, start=0,
        base=chain(at(i, theta(0)), equals(start, because=starts), equals(start * exp(-eta * Sum(at(i, slope(theta(k))), (k, 0, -1))), because=arithmetic)),
        step=chain(at(i, theta(t + 1)),
                   equals(now * exp(-eta * at(i, slope(theta(t)))), because=(exponentiated_step, in_range)),
                   equals(start * factor * exp(-eta * at(i, slope(theta(t)))), because=written_out),
                   equals(start * exp(-eta * Sum(at(i, slope(theta(k))), (k, 0, t))), because=arithmetic)),
        hypothesis=written_out),
    holds_for=(example(**bowl, i=2, t=2), example(**bowl, i=1, t=0)),
    fails_for=(example(**plain_bowl, i=1, t=1, note="a plain gradient step"), example(**dict(bowl, theta_0=[-1, 3]), i=1, t=2, note="another start")),
    equation="(2)", latex=r"\theta_{t,i}=\theta_{0,i}\,e^{-\eta\sum_{k<t}g_{k,i}}")

product = therefore(Eq(now, start * factor), because=(closed_form, exponentiated_step, starts, in_range))
positive_start, positive_now = given("it starts positive", start > 0), given("it is positive after t steps", now > 0)
zero_start, zero_now = given("it starts at 0", Eq(start, 0)), given("it is 0 after t steps", Eq(now, 0))
egd_positivity = Claim(
    name="Exponentiated gradient steps keep the sign of every coordinate",
    says=(Implies(start >= 0, now >= 0), Iff(start > 0, now > 0), Iff(Eq(start, 0), Eq(now, 0))),
    given=(exponentiated_step, starts, in_range),
    proof=(product,
           therefore(Implies(start >= 0, now >= 0), because=product),
           suppose(positive_start, therefore(now > 0, because=(product, positive_start))),
           suppose(positive_now, chain(start, equals(now / factor, because=product), greater_than(0, because=positive_now))),
           suppose(zero_start, chain(now, equals(start * factor, because=product), equals(0, because=zero_start))),
           suppose(zero_now, chain(start, equals(now / factor, because=product), equals(0, because=zero_now)))),
    holds_for=(example(**bowl, i=2, t=2), example(**bowl, i=1, t=2), example(**edge, i=2, t=1)),
    fails_for=(example(**plain_bowl, i=1, t=1, note="a plain gradient step"), example(**dict(bowl, theta_0=[-1, 3]), i=1, t=2, note="another start")),
    measured_by=measure_positivity,
    equation="(2)", latex=r"\theta_0\ge0\Rightarrow\theta_t\ge0\ \forall t;\quad \theta_{0,i}>0\Rightarrow\theta_{t,i}>0;\quad\theta_{0,i}=0\Rightarrow\theta_{t,i}=0",
    note="A coordinate that starts at 0 never moves, whatever its slope: for optimisation the start must be positive, not only nonnegative. "
         "Only the form of the step is used; G may be any vector field.",
    key=True, cites="Kivinen1997")

# -- where the step comes from: the factor exp(phi) of the slope in phi is dropped ------------------------------------------------

logarithms = given("theta is the exponential of phi in each coordinate", ForAll((t, j), (1 <= j, j <= n), Eq(at(j, theta(t)), exp(at(j, phi(t))))))
step_in_phi = Eq(phi(t + 1), phi(t) - eta * slope(theta(t)))
step_of_exponentials = ForAll((j,), (1 <= j, j <= n), Eq(exp(at(j, phi(t + 1))), exp(at(j, phi(t))) * exp(-eta * at(j, slope(theta(t))))))
step_in_theta = ForAll((j,), (1 <= j, j <= n), Eq(at(j, theta(t + 1)), at(j, theta(t)) * exp(-eta * at(j, slope(theta(t))))))
phi_moves, exponentials_move, theta_moves = given("phi makes the step", step_in_phi), given("exp(phi) makes the step", step_of_exponentials), given("theta makes the step", step_in_theta)
# one way
in_coordinates = therefore(ForAll((j,), (1 <= j, j <= n), Eq(at(j, phi(t + 1)), at(j, phi(t)) - eta * at(j, slope(theta(t))))), because=phi_moves)
# the other way
one_exponential = therefore(ForAll((j,), (1 <= j, j <= n), Eq(exp(at(j, phi(t + 1))), exp(at(j, phi(t)) - eta * at(j, slope(theta(t)))))), because=exponentials_move)
logs_move = therefore(ForAll((j,), (1 <= j, j <= n), Eq(at(j, phi(t + 1)), at(j, phi(t)) - eta * at(j, slope(theta(t))))), because=(
    using(exponential_is_injective, x_=at(j, phi(t + 1)), y_=at(j, phi(t)) - eta * at(j, slope(theta(t)))), one_exponential))
egd_from_dropped_factor = Claim(
    name="Without the factor exp(phi), a gradient step in phi is an exponentiated step in theta",
    says=(Iff(step_in_phi, step_of_exponentials), Iff(step_of_exponentials, step_in_theta)),
    given=(coordinates, logarithms),
    proof=(suppose(phi_moves, in_coordinates, therefore(step_of_exponentials, because=in_coordinates)),
           suppose(exponentials_move, one_exponential, logs_move, chain(
               phi(t + 1),
               equals(Sum(at(j, phi(t + 1)) * e(j), (j, 1, n)), because=coordinates),
               equals(Sum(at(j, phi(t)) * e(j), (j, 1, n)) - eta * Sum(at(j, slope(theta(t))) * e(j), (j, 1, n)), because=logs_move),
               equals(phi(t) - eta * slope(theta(t)), because=coordinates))),
           suppose(exponentials_move, therefore(step_in_theta, because=(logarithms, exponentials_move))),
           suppose(theta_moves, therefore(step_of_exponentials, because=(logarithms, theta_moves)))),
    holds_for=(example(**logs), example(**one_log), example(**with_factor)),
    fails_for=(example(**unrelated, note="theta is not exp(phi)"),),
    measured_by=measure_two_forms,
    equation="(4), (5)", latex=r"\varphi_{t+1}=\varphi_t-\eta\nabla\mathcal L(e^{\varphi_t})\iff e^{\varphi_{t+1}}=e^{\varphi_t}\odot\exp\bigl(-\eta\nabla\mathcal L(e^{\varphi_t})\bigr)\iff\theta_{t+1}=\theta_t\odot\exp\bigl(-\eta\nabla\mathcal L(\theta_t)\bigr)",
    note="The equivalence is exact; leaving out exp(phi) makes another algorithm of it, see the claims on the speed and on mirror descent.",
    key=True)
