"""What one step does to the distance and the loss."""

from sympy import Eq, Lambda, Tuple

from verifier.language import *

from .examples import apart, beyond, clip, first, half, hill, hill_slope, late, leaves, slide, slope, slope_loss, stays, unit, wide_line
from .experiments import measure_tangents
from .notation import L, Pi, Theta, a, b, best, eta, g, k, lam, n, phi, psi, t, theta, u, x
from .projection import here, lands, projection, projection_nonexpansive_to_set, there

start = given("theta_1 is in Theta", Element(theta(1), Theta))
step = given("each iterate is the projected (sub)gradient step", Eq(theta(k + 1), Pi(theta(k) - eta(k) * g(x[k], theta(k)))))
member = given("theta* is in Theta", Element(best, Theta))
plain_step = given("each iterate is the plain (sub)gradient step", Eq(theta(k + 1), theta(k) - eta(k) * g(x[k], theta(k))))
subgradient = given("every loss drawn is convex on Theta: it lies above its tangents, whose slopes are the (sub)gradients g",
                    ForAll((a, b), (Element(a, Theta), Element(b, Theta)), L(x[k], b) - L(x[k], a) >= dot(b - a, g(x[k], a))))
run = (start, step, *projection)

moved = theta(n) - eta(n) * g(x[n], theta(n))
still_inside = hypothesis(Element(theta(n), Theta))
next_iterate = therefore(Eq(theta(n + 1), Pi(moved)), because=using(step, (k, n)))
no_farther = therefore(norm(Pi(moved) - best) <= norm(moved - best), because=(projection_nonexpansive_to_set, *projection, member))
feasible = induction(
    Element(theta(n), Theta), on=n, start=1,
    base=therefore(Element(theta(1), Theta), because=start),
    step=(next_iterate, therefore(Element(Pi(moved), Theta), because=lands),
          therefore(Element(theta(n + 1), Theta), because=(equal_points_in_one_set, next_iterate, lands))),
    hypothesis=still_inside)
projected_iterates_feasible = Claim(
    name="Projected iterates stay in the set and come no farther from theta* than the plain step",
    says=(Element(theta(n), Theta), norm(theta(n + 1) - best) <= norm(moved - best)),
    given=(*run, member),
    proof=(feasible, next_iterate, no_farther,
           chain(norm(theta(n + 1) - best),
                 equals(norm(Pi(moved) - best), because=next_iterate),
                 at_most(norm(moved - best), because=no_farther))),
    holds_for=(example(**unit, x=[2, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[0], n=1),
               example(**unit, x=[0], eta=[1], theta=[[1], [1]], theta_star=[half], n=1),
               example(**unit, x=[2, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[1], n=2)),
    fails_for=(example(**unit, x=[2], eta=[1], theta=[[1], [0]], theta_star=[-1], n=1, note="theta* outside"),
               example(**unit, x=[1], eta=[1], theta=[[3], [1]], theta_star=[0], n=1, note="theta_1 outside")),
    equation="(17), (18)", latex=r"\theta_{t+1}=\Pi_\Theta(\theta_t-\eta_tg_t)\in\Theta,\quad \|\theta_{t+1}-\theta^*\|\le\|\theta_t-\eta_tg_t-\theta^*\|")

slope_now = g(x[t], theta(t))
moved_now = theta(t) - eta(t) * slope_now
expanded = norm(theta(t) - best)**2 - 2 * eta(t) * dot(theta(t) - best, slope_now) + eta(t)**2 * norm(slope_now)**2
distance_expansion = Claim(
    name="One-step expansion of the squared distance to the comparator",
    says=Eq(norm(moved_now - best)**2, expanded),
    proof=therefore(Eq(norm(moved_now - best)**2, expanded), because=arithmetic),
    holds_for=(example(T=2, g=slope, x=[2, -1], eta=[1, half], theta=[[1], [0]], theta_star=[half]),),
    equation="(10)",
    latex=r"\|\theta_t-\eta_tg_t-\theta^*\|^2=\|\theta_t-\theta^*\|^2-2\eta_t(\theta_t-\theta^*)\cdot g_t+\eta_t^2\|g_t\|^2")

r = norm(theta(t) - best)**2                                              # r_t
progress = (r - norm(theta(t + 1) - best)**2) / (2 * eta(t)) + eta(t) / 2 * norm(slope_now)**2
plain_progress = (r - norm(moved_now - best)**2) / (2 * eta(t)) + eta(t) / 2 * norm(slope_now)**2
inner_product_rearranged = Claim(
    name="The progress identity solved for the inner product",
    says=Eq(dot(theta(t) - best, slope_now), progress),
    given=(plain_step,),
    proof=chain(
        dot(theta(t) - best, slope_now),
        equals(plain_progress, because=distance_expansion),
        equals(progress, because=plain_step)),
    holds_for=(example(T=2, g=slope, x=[2, -1], eta=[1, half], theta=[[1], [-1], [-half]], theta_star=[half]),),
    fails_for=(example(T=1, g=slope, x=[2], eta=[1], theta=[[1], [0]], theta_star=[half], note="a projected step"),),
    note="With the projected step this becomes an inequality.", equation="(11)",
    latex=r"(\theta_t-\theta^*)\cdot g_t=\frac{\|\theta_t-\theta^*\|^2}{2\eta_t}-\frac{\|\theta_{t+1}-\theta^*\|^2}{2\eta_t}+\frac{\eta_t}2\|g_t\|^2")

on_the_way = lam * psi + (1 - lam) * phi
convex_loss = given("every loss drawn is convex on Theta", ForAll(
    (a, b, lam), (Element(a, Theta), Element(b, Theta), 0 <= lam, lam <= 1),
    L(x[k], lam * b + (1 - lam) * a) <= lam * L(x[k], b) + (1 - lam) * L(x[k], a)))
directional = given("g gives the slope of the loss along the way from a to b", ForAll(
    (a, b), (Element(a, Theta), Element(b, Theta)),
    TendsFromAbove((L(x[k], lam * b + (1 - lam) * a) - L(x[k], a)) / lam, lam, 0, dot(b - a, g(x[k], a)))))
chord = therefore(ForAll((lam,), (0 < lam, lam <= 1), (L(x[k], on_the_way) - L(x[k], phi)) / lam <= L(x[k], psi) - L(x[k], phi)),
                  because=(convex_loss, here, there))
tangent = therefore(TendsFromAbove((L(x[k], on_the_way) - L(x[k], phi)) / lam, lam, 0, dot(psi - phi, g(x[k], phi))),
                    because=(directional, here, there))
first_order_convexity = Claim(
    name="A convex loss lies above its tangent",
    says=L(x[k], psi) - L(x[k], phi) >= dot(psi - phi, g(x[k], phi)),
    given=(convex_loss, directional, here, there),
    proof=(chord, tangent, therefore(L(x[k], psi) - L(x[k], phi) >= dot(psi - phi, g(x[k], phi)),
                                     because=(limit_keeps_upper_bound, chord, tangent))),
    holds_for=(example(Theta=interval(-1, 1), L=Lambda((u, psi), (first - u)**2), g=Lambda((u, psi), Tuple(2 * (first - u))),
                       x=[half], phi=[-1], psi=[1]),),
    fails_for=(example(Theta=interval(0, 1), L=hill, g=hill_slope, x=[1], phi=[0], psi=[1], note="a concave loss"),
               example(Theta=interval(0, 1), L=slope_loss, g=Lambda((u, psi), Tuple(2 * u)), x=[1], phi=[0], psi=[1], note="twice the slope")),
    measured_by=measure_tangents, equation="(9)", latex=r"L(x,\theta_2)-L(x,\theta_1)\ge(\theta_2-\theta_1)\cdot g(x,\theta_1)",
    note="Where the loss has corners, lying above the tangents is what a subgradient means; the claims below assume no more.")

in_set = therefore(Element(theta(t), Theta), because=(projected_iterates_feasible, *run, member))
shorter_step = therefore(norm(theta(t + 1) - best) <= norm(moved_now - best), because=(projected_iterates_feasible, *run, member))
squared_step = therefore(norm(theta(t + 1) - best)**2 <= norm(moved_now - best)**2, because=(square_is_monotone, shorter_step))
per_step_regret_bound = Claim(
    name="One-step bound on the loss difference",
    says=L(x[t], theta(t)) - L(x[t], best) <= progress,
    given=(*run, member, subgradient),
    proof=(in_set, shorter_step, squared_step, chain(
        L(x[t], theta(t)) - L(x[t], best),
        at_most(dot(theta(t) - best, slope_now), because=(subgradient, in_set, member)),
        equals(plain_progress, because=distance_expansion),
        at_most(progress, because=squared_step))),
    holds_for=(example(**slide, T=2, note="equality"),
               example(**wide_line, T=2, x=[1, -half], eta=[1, half], theta=[[-1], [0], [-half]], theta_star=[1])),
    fails_for=(example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=1, x=[1], eta=[1], theta=[[0], [0]], theta_star=[1],
                       note="a concave loss: the start is a stationary point"),
               example(**late, note="theta_1 outside"), example(**beyond, note="theta* outside"), example(**leaves, note="the run leaves the set"),
               example(**stays, note="1 is not the nearest point"), example(**apart, note="two points are not convex")),
    equation="(12)",
    latex=r"L(x_t,\theta_t)-L(x_t,\theta^*)\le\frac{\|\theta_t-\theta^*\|^2-\|\theta_{t+1}-\theta^*\|^2}{2\eta_t}+\frac{\eta_t}2\|g_t\|^2")
