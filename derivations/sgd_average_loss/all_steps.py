"""The sum over all steps: the bound on the regret."""

from sympy import Eq, Lambda, Piecewise, Rational, Sum, Tuple

from verifier.language import *

from .examples import (
    afar, apart, beyond, clip, clip_wide, crawl, first, half, hill, hill_slope, late, leaves, line, low, round_off, short, slant, slide, slope, slope_loss, stays, tight, wide_line,
)
from .experiments import measure_core, measure_regret, measure_telescoping
from .notation import D, G, L, T, Theta, a, b, best, eta, g, j, k, psi, t, theta, u, x
from .one_step import in_set, member, per_step_regret_bound, progress, r, run, slope_now, subgradient

regret = Sum(L(x[t], theta(t)) - L(x[t], best), (t, 1, T))                # R_T
distances = Sum((r - norm(theta(t + 1) - best)**2) / (2 * eta(t)), (t, 1, T))
squared_slopes = Sum(eta(t) / 2 * norm(slope_now)**2, (t, 1, T))
one_step = therefore(L(x[t], theta(t)) - L(x[t], best) <= progress, because=(per_step_regret_bound, *run, member, subgradient))
away = example(Theta=interval(-1, 1), Pi=clip_wide, g=slope, L=slope_loss, T=1, x=[-half / 2], eta=[1], theta=[[half / 2], [half]],
               theta_star=[-half], note="a step away, for a loss that is less there; equality")
summed_bound = Claim(
    name="Sum of the one-step bounds",
    says=regret <= distances + squared_slopes,
    given=(*run, member, subgradient),
    proof=(one_step, chain(regret, at_most(Sum(progress, (t, 1, T)), because=one_step),
                           equals(distances + squared_slopes, because=arithmetic))),
    holds_for=(example(**slide, T=2, note="equality"),
               example(**line, T=2, x=[1, 1], eta=[1, half], theta=[[1], [0], [0]], theta_star=[0]), away),
    fails_for=(example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=1, x=[1], eta=[1], theta=[[0], [0]], theta_star=[1]),
               example(**late, note="theta_1 outside"), example(**beyond, note="theta* outside"), example(**leaves, note="the run leaves the set"),
               example(**stays, note="1 is not the nearest point"), example(**apart, note="two points are not convex")),
    equation="(13)",
    latex=r"R_T\le\sum_{t=1}^T\frac{\|\theta_t-\theta^*\|^2-\|\theta_{t+1}-\theta^*\|^2}{2\eta_t}+\sum_{t=1}^T\frac{\eta_t}2\|g_t\|^2")

monotone = given("the step sizes do not increase", ForAll((t,), (1 <= t, t <= T - 1), eta(t + 1) <= eta(t)))
close = given("the iterates are within D of theta*", norm(theta(t) - best) <= D)
weight = 1 / (2 * eta(t)) - 1 / (2 * eta(t - 1))
weight_j = 1 / (2 * eta(j)) - 1 / (2 * eta(j - 1))
r_1, r_j, r_end = norm(theta(1) - best)**2, norm(theta(j) - best)**2, norm(theta(T + 1) - best)**2
by_parts = r_1 / (2 * eta(1)) - r_end / (2 * eta(T)) + Sum(weight * r, (t, 2, T))
abel_summation_identity = Claim(
    name="Summation by parts of the telescoping term with varying steps",
    says=Eq(distances, by_parts),
    proof=therefore(Eq(distances, by_parts), because=arithmetic),
    holds_for=(example(T=3, eta=[1, half, Rational(1, 7)], theta=[[1], [-2], [0], [5]], theta_star=[1]),
               example(T=1, eta=[2], theta=[[1], [3]], theta_star=[0])),
    equation="(14), first equality",
    latex=r"\sum_{t=1}^T\frac{r_t-r_{t+1}}{2\eta_t}=\frac{r_1}{2\eta_1}-\frac{r_{T+1}}{2\eta_T}+\sum_{t=2}^T\Bigl(\frac1{2\eta_t}-\frac1{2\eta_{t-1}}\Bigr)r_t")

square_close = therefore(r <= D**2, because=(square_is_monotone, close))
square_close_j = therefore(r_j <= D**2, because=(square_is_monotone, close))
slower = therefore(eta(j) <= eta(j - 1), because=using(monotone, (t, j - 1)))
growing = therefore(1 / eta(j - 1) <= 1 / eta(j), because=(reciprocals_reverse_order, slower))
weighted = therefore(weight_j * r_j <= weight_j * D**2, because=(growing, square_close_j))
first_term = therefore(r_1 / (2 * eta(1)) <= D**2 / (2 * eta(1)), because=using(square_close, (t, 1)))
kept = D**2 / (2 * eta(1)) + Sum(weight * D**2, (t, 2, T))
last_distance = r_end / (2 * eta(T))
kept_distances = chain(
    distances + last_distance,
    equals(by_parts + last_distance, because=abel_summation_identity),
    equals(r_1 / (2 * eta(1)) + Sum(weight * r, (t, 2, T)), because=arithmetic),
    at_most(kept, because=(first_term, weighted)))
telescoping_bound = Claim(
    name="With non-increasing steps the distance terms are at most D^2/(2 eta_T), less what is left at the end",
    says=(distances + last_distance <= kept, distances + last_distance <= D**2 / (2 * eta(T))),
    given=(monotone, close),
    proof=(square_close, square_close_j, slower, growing, weighted, first_term, kept_distances,
           chain(distances + last_distance, at_most(kept, because=kept_distances), equals(D**2 / (2 * eta(T)), because=arithmetic))),
    holds_for=(example(T=2, D=1, eta=[2, 1, half], theta=[[1], [1], [0]], theta_star=[0], note="equality"),
               example(T=2, D=1, eta=[2, 1, 3], theta=[[1], [1], [0]], theta_star=[0], note="equality; the next step may be longer"),
               example(T=2, D=2, eta=[2, 1], theta=[[3], [-1], [-1]], theta_star=[1], note="across theta*"),
               example(T=3, D=3, eta=[1, 1, half], theta=[[1, 0], [-2, 1], [0, 0], [5, 5]], theta_star=[0, 0]),
               example(T=2, D=half, eta=[3, Rational(3, 2)], theta=[[half], [half], [0]], theta_star=[0], note="equality below 1"),
               example(T=2, D=2, eta=[2, 1], theta=[[3], [3], [1]], theta_star=[1], note="equality away from 0"),
               example(T=1, D=1, eta=[2], theta=[[1], [3]], theta_star=[0], note="equality; the last iterate is farther than D"),
               example(T=1, D=0, eta=[1], theta=[[1], [1]], theta_star=[1])),
    fails_for=(example(T=2, D=1, eta=[Rational(1, 2), 1], theta=[[1], [0], [0]], theta_star=[0], note="the step grows"),
               example(T=1, D=1, eta=[1], theta=[[2], [0]], theta_star=[0], note="farther than D")),
    measured_by=measure_telescoping,
    note="Decreasing may be read as non-increasing, and D has to bound the distances at the steps 1, ..., T only. The article drops the term of the last iterate, which is not negative.",
    equation="(14)",
    latex=r"\sum_{t=1}^T\frac{r_t-r_{t+1}}{2\eta_t}\le\frac{D^2}{2\eta_1}+\sum_{t=2}^T\Bigl(\frac1{2\eta_t}-\frac1{2\eta_{t-1}}\Bigr)D^2=\frac{D^2}{2\eta_T}",
    key=True)

bounded = given("the (sub)gradients at the iterates are at most G", norm(slope_now) <= G)
square_bounded = therefore(norm(slope_now)**2 <= G**2, because=(square_is_monotone, bounded))
fine_bound = D**2 / (2 * eta(T)) + Sum(eta(t) * norm(slope_now)**2, (t, 1, T)) / 2
total_bound = D**2 / (2 * eta(T)) + G**2 / 2 * Sum(eta(t), (t, 1, T))
with_squares = chain(
    regret + last_distance,
    at_most(distances + squared_slopes + last_distance, because=(summed_bound, *run, member, subgradient)),
    at_most(D**2 / (2 * eta(T)) + squared_slopes, because=(telescoping_bound, monotone, close)))
regret_bound_sum = Claim(
    name="Regret bound for online (sub)gradient steps",
    says=(regret + last_distance <= fine_bound, regret + last_distance <= total_bound),
    given=(*run, member, subgradient, monotone, close, bounded),
    proof=(with_squares, square_bounded,
           chain(regret + last_distance, at_most(D**2 / (2 * eta(T)) + squared_slopes, because=with_squares), equals(fine_bound, because=arithmetic)),
           chain(regret + last_distance, at_most(D**2 / (2 * eta(T)) + squared_slopes, because=with_squares),
                 at_most(D**2 / (2 * eta(T)) + Sum(eta(t) / 2 * G**2, (t, 1, T)), because=square_bounded),
                 equals(total_bound, because=arithmetic))),
    holds_for=(example(**tight, D=2, G=3, note="equality"), example(**slant, D=2, G=2, note="equality with T = 2"),
               example(**short, D=half, G=Rational(1, 3), note="equality with all below 1"), example(**crawl, D=4, G=1), example(**afar, D=1, G=half, note="equality; the last iterate is farther than D"),
               example(**line, T=2, D=1, G=1, x=[1, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[1]),
               example(**wide_line, T=2, D=2, G=1, x=[1, -half], eta=[1, half], theta=[[-1], [0], [-half]], theta_star=[1])),
    fails_for=(example(**line, T=2, D=1, G=1, x=[1, 1], eta=[Rational(1, 10), 1], theta=[[1], [Rational(9, 10)], [0]], theta_star=[0],
                       note="the step grows"),
               example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=1, D=1, G=0, x=[1], eta=[1], theta=[[0], [0]], theta_star=[1],
                       note="a concave loss"),
               example(**line, T=1, D=0, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="D too small"),
               example(**line, T=1, D=1, G=0, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="G too small for the second bound"),
               example(**late, D=2, G=1, note="theta_1 outside"), example(**beyond, D=2, G=1, note="theta* outside"), example(**leaves, D=2, G=1, note="the run leaves the set"),
               example(**stays, D=1, G=1, note="1 is not the nearest point"), example(**apart, D=1, G=1, note="two points are not convex")),
    measured_by=measure_regret,
    equation="(15)", latex=r"R_T\le\frac{D^2}{2\eta_T}+\frac12\sum_{t=1}^T\eta_t\|g_t\|^2\le\frac{D^2}{2\eta_T}+\frac{G^2}2\sum_{t=1}^T\eta_t",
    note="With Theta the whole space and Pi(phi) = phi this is the plain step. The article drops the term of the last iterate, which is not negative.",
    key=True, cites="Zinkevich2003, Theorem 1")

diameter = given("no two points of Theta are farther apart than D", ForAll((a, b), (Element(a, Theta), Element(b, Theta)), norm(a - b) <= D))
gradients = given("the (sub)gradients on Theta are at most G", ForAll((a,), (Element(a, Theta),), norm(g(x[k], a)) <= G))
problem = (*run, member, subgradient, diameter, gradients)
average_regret = Sum(L(x[t], theta(t)), (t, 1, T)) / T - Sum(L(x[t], best), (t, 1, T)) / T
bound = D**2 / (2 * T * eta(T)) + G**2 / (2 * T) * Sum(eta(t), (t, 1, T))
near = therefore(norm(theta(t) - best) <= D, because=(diameter, in_set, member))
slow = therefore(norm(slope_now) <= G, because=(gradients, in_set))
total = chain(
    regret,
    at_most(regret + last_distance, because=arithmetic),
    at_most(total_bound, because=(regret_bound_sum, *run, member, subgradient, monotone, near, slow)))
core_inequality = Claim(
    name="Headline: average regret of SGD controlled by the step sizes",
    says=average_regret <= bound,
    given=(*problem, monotone),
    proof=(in_set, near, slow, total, chain(
        average_regret,
        equals(regret / T, because=arithmetic),
        at_most(total_bound / T, because=total),
        equals(bound, because=arithmetic))),
    holds_for=(example(**tight, D=2, G=3, note="equality"), example(**short, D=half, G=Rational(1, 3), note="equality with all below 1"),
               example(**crawl, D=4, G=1), example(**low, T=2, D=1, G=1, x=[1, 1], eta=[1, half], theta=[[1], [0], [0]], theta_star=[0]),
               example(**line, T=2, D=1, G=1, x=[1, -1], eta=[1, half], theta=[[1], [0], [half]], theta_star=[1]),
               example(**wide_line, T=3, D=2, G=1, x=[1, -half, 1], eta=[1, half, half], theta=[[-1], [0], [-half], [0]], theta_star=[1])),
    fails_for=(example(**line, T=2, D=1, G=1, x=[1, 1], eta=[Rational(1, 10), 1], theta=[[1], [Rational(9, 10)], [0]], theta_star=[0],
                       note="the step grows"),
               example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=5, D=1, G=2, x=[1, 1, 1, 1, 1], eta=Rational(1, 4),
                       theta=[[0], [0], [0], [0], [0], [0]], theta_star=[1], note="a concave loss: the start is a stationary point"),
               example(Theta=finite_set(0, 1), Pi=round_off, L=slope_loss, g=slope, T=3, D=1, G=1, x=[1, 1, 1], eta=Rational(1, 4),
                       theta=[[1], [1], [1], [1]], theta_star=[0], note="two points are not convex: the run never leaves 1"),
               example(Theta=interval(0, 1), Pi=Lambda(psi, Tuple(1)), L=slope_loss, g=slope, T=2, D=1, G=1, x=[1, 1], eta=half,
                       theta=[[1], [1], [1]], theta_star=[0], note="1 is not the nearest point"),
               example(Theta=interval(0, 1), Pi=Lambda(psi, psi), g=slope, L=Lambda((u, psi), Piecewise((u * first, first <= 1), (9, True))),
                       T=2, D=1, G=1, x=[-1, 1], eta=1, theta=[[1], [2], [1]], theta_star=[0], note="the run leaves the set"),
               example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[5], [1]], theta_star=[0], note="theta_1 outside"),
               example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[-1], note="theta* outside"),
               example(**line, T=2, D=1, G=1, x=[1, 1], eta=half, theta=[[1], [1], [1]], theta_star=[0], note="no step is taken"),
               example(**line, T=1, D=0, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="D too small"),
               example(**line, T=1, D=1, G=0, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="G too small")),
    measured_by=measure_core,
    note="It holds for every comparator in Theta and however the samples are chosen; the left side may be negative.",
    equation="(4)",
    latex=r"\frac1T\sum_{t=1}^TL(x_t,\theta_t)-\frac1T\sum_{t=1}^TL(x_t,\theta^*)\le\frac{D^2}{2T\eta_T}+\frac{G^2}{2T}\sum_{t=1}^T\eta_t",
    key=True, cites="Zinkevich2003, Theorem 1")
