"""Two learning rates: the constant one and alpha/sqrt(t)."""

from sympy import Eq, Rational, Sum, oo, sqrt

from verifier.language import *

from .all_steps import average_regret, bound, core_inequality, problem
from .examples import (
    clip, crawl, escape, falling, flat, half, high, hill, hill_slope, idle, inch, jump, line, low, short, slow, sticky, tight, wide_line,
    zigzag,
)
from .experiments import measure_constant_step, measure_decaying_step, measure_root_sum
from .notation import D, G, T, alpha, eta, eta0, k, n, t

sloping = given("G is positive", G > 0)
constant_bound = D**2 / (2 * T * eta0) + G**2 * eta0 / 2
least, tuned = D * G / sqrt(T), D / (G * sqrt(T))
attained = given("the bound is least", Eq(constant_bound, least))
excess = chain(constant_bound - least, equals(G**2 / (2 * eta0) * (eta0 - tuned)**2, because=arithmetic))
no_excess = chain(
    (eta0 - tuned)**2,
    equals(2 * eta0 / G**2 * (constant_bound - least), because=sloping),
    equals(0, because=(attained, sloping)))
no_distance = therefore(Eq(eta0 - tuned, 0), because=(square_is_zero_at_zero, no_excess))
constant_step_am_gm = Claim(
    name="Best constant step by the arithmetic-geometric mean inequality",
    says=(constant_bound >= least, Iff(Eq(constant_bound, least), Eq(eta0, tuned))),
    given=(sloping,),
    proof=(excess,
           chain(constant_bound, equals(least + G**2 / (2 * eta0) * (eta0 - tuned)**2, because=excess), at_least(least, because=sloping)),
           therefore(Implies(Eq(eta0, tuned), Eq(constant_bound, least)), because=excess),
           suppose(attained, no_excess, no_distance, therefore(Eq(eta0, tuned), because=no_distance))),
    holds_for=(example(T=4, D=2, G=1, eta_0=1, note="equality"), example(T=4, D=2, G=1, eta_0=2), example(T=3, D=1, G=2, eta_0=half),
               example(T=2, D=0, G=1, eta_0=1)),
    equation="(5)", latex=r"\frac{D^2}{2T\eta}+\frac{G^2\eta}2\ge\frac{DG}{\sqrt T},\quad\text{equality iff }\eta=\frac D{G\sqrt T}",
    key=True)

constant = given("the step is D/(G sqrt(T)) throughout", Eq(eta(t), tuned))
never_larger = therefore(ForAll((t,), (1 <= t, t <= T - 1), eta(t + 1) <= eta(t)), because=constant)
case_constant_step = Claim(
    name="Average regret with the optimal constant step",
    says=(average_regret <= least, Tends(least, T, oo, 0)),
    given=(*problem, sloping, constant),
    proof=(never_larger,
           chain(average_regret,
                 at_most(bound, because=(core_inequality, *problem, never_larger)),
                 equals(D * G / (2 * sqrt(T)) + G**2 / (2 * T) * Sum(tuned, (t, 1, T)), because=(constant, sloping)),
                 equals(least, because=arithmetic)),
           therefore(Tends(least, T, oo, 0), because=negative_power_tends_to_zero)),
    holds_for=(example(**tight, D=2, G=3, note="equality"), example(**short, D=half, G=Rational(1, 3), note="equality with all below 1"),
               example(**low, T=2, D=1, G=1, x=[1, 1], eta=[1 / sqrt(2), 1 / sqrt(2)], theta=[[1], [1 - 1 / sqrt(2)], [0]], theta_star=[0]),
               example(**wide_line, T=4, D=2, G=1, x=[1, -half, 1, 1], eta=[1, 1, 1, 1], theta=[[-1], [0], [-1], [0], [1]], theta_star=[1])),
    fails_for=(example(Theta=interval(0, 1), Pi=clip, L=hill, g=hill_slope, T=9, D=1, G=2, x=[1, 1, 1, 1, 1, 1, 1, 1, 1], eta=Rational(1, 6),
                       theta=[[0], [0], [0], [0], [0], [0], [0], [0], [0], [0]], theta_star=[1], note="a concave loss"),
               example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[3], [1]], theta_star=[0], note="theta_1 outside"),
               example(**idle, eta=half, note="no step is taken"), example(**sticky, eta=half, note="1 is not the nearest point"),
               example(**jump, eta=Rational(3, 2), note="two points are not convex"), example(**slow, note="shorter steps"),
               example(**escape, eta=1 / sqrt(2), theta=[[1], [1 + 1 / sqrt(2)], [1]], note="the run leaves the set"),
               example(**line, T=1, D=half, G=1, x=[1], eta=half, theta=[[1], [half]], theta_star=[0], note="D too small")),
    measured_by=measure_constant_step,
    note="The step has to be tuned with the final T. Only the bound tends to 0; the average regret itself may be negative.",
    equation="(6)", latex=r"\eta_t\equiv\frac D{G\sqrt T}\Rightarrow\frac{R_T}T\le\frac{DG}{\sqrt T}\to0",
    key=True)

root_sum = Sum(1 / sqrt(k), (k, 1, n))
rationalised = chain(
    2 * sqrt(n + 1) - 2 * sqrt(n) - 1 / sqrt(n + 1),
    equals((sqrt(n + 1) - sqrt(n))**2 / sqrt(n + 1), because=arithmetic),
    at_least(0, because=arithmetic))
up_to_n = hypothesis(root_sum <= 2 * sqrt(n) - 1)
sharp = induction(
    root_sum <= 2 * sqrt(n) - 1, on=n, start=1,
    base=therefore(Sum(1 / sqrt(k), (k, 1, 1)) <= 1, because=arithmetic),
    step=chain(Sum(1 / sqrt(k), (k, 1, n + 1)),
               equals(root_sum + 1 / sqrt(n + 1), because=arithmetic),
               at_most(2 * sqrt(n) - 1 + 1 / sqrt(n + 1), because=up_to_n),
               at_most(2 * sqrt(n + 1) - 1, because=rationalised)),
    hypothesis=up_to_n)
inverse_sqrt_sum = Claim(
    name="Sum of reciprocal square roots",
    says=(root_sum <= 2 * sqrt(n) - 1, root_sum < 2 * sqrt(n)),
    proof=(rationalised, sharp, chain(root_sum, at_most(2 * sqrt(n) - 1, because=sharp), less_than(2 * sqrt(n), because=arithmetic))),
    holds_for=(example(n=1, note="equality"), example(n=2), example(n=50)),
    measured_by=measure_root_sum,
    equation="(7)", latex=r"\sum_{t=1}^T\frac1{\sqrt t}\le2\sqrt T-1<2\sqrt T")

root_steps = given("the steps are alpha/sqrt(t)", Eq(eta(k), alpha / sqrt(k)))
roots_grow = therefore(sqrt(k) <= sqrt(k + 1), because=square_reflects_order)
reciprocals_fall = therefore(1 / sqrt(k + 1) <= 1 / sqrt(k), because=(reciprocals_reverse_order, roots_grow))
falling_steps = chain(
    eta(k + 1),
    equals(alpha / sqrt(k + 1), because=using(root_steps, (k, k + 1))),
    at_most(alpha / sqrt(k), because=reciprocals_fall),
    equals(eta(k), because=root_steps))
root_from_1 = therefore(1 <= sqrt(T), because=square_reflects_order)
reciprocal_to_1 = therefore(1 / sqrt(T) <= 1, because=(reciprocals_reverse_order, root_from_1))
root_never_larger = therefore(ForAll((t,), (1 <= t, t <= T - 1), eta(t + 1) <= eta(t)), because=using(falling_steps, (k, t)))
sharp_decay = D**2 / (2 * alpha * sqrt(T)) + G**2 * alpha * (2 * sqrt(T) - 1) / (2 * T)
decay = D**2 / (2 * alpha * sqrt(T)) + G**2 * alpha / sqrt(T)
steps_sum = chain(
    Sum(eta(t), (t, 1, T)),
    equals(alpha * Sum(1 / sqrt(k), (k, 1, T)), because=root_steps),
    at_most(alpha * (2 * sqrt(T) - 1), because=inverse_sqrt_sum))
decayed = chain(
    average_regret,
    at_most(bound, because=(core_inequality, *problem, root_never_larger)),
    equals(D**2 / (2 * alpha * sqrt(T)) + G**2 / (2 * T) * Sum(eta(t), (t, 1, T)), because=root_steps),
    at_most(sharp_decay, because=steps_sum))
case_decaying_step = Claim(
    name="Average regret with steps alpha/sqrt(t)",
    says=(average_regret <= sharp_decay, average_regret < decay),
    given=(*problem, sloping, root_steps),
    proof=(roots_grow, reciprocals_fall, falling_steps, root_never_larger, steps_sum, decayed, root_from_1, reciprocal_to_1,
           chain(average_regret, at_most(sharp_decay, because=decayed),
                 equals(decay - G**2 * alpha / (2 * T), because=arithmetic),
                 less_than(decay, because=sloping))),
    holds_for=(example(**tight, D=2, G=3, alpha=Rational(2, 3), note="equality in the first"),
               example(**short, D=half, G=Rational(1, 3), alpha=Rational(3, 2), note="equality with all below 1"),
               example(**crawl, D=4, G=1, alpha=Rational(1, 5)), example(**inch, D=Rational(1, 10), G=1, alpha=Rational(1, 50)),
               example(**low, T=2, D=1, G=1, alpha=1, x=[1, 1], eta=[1, 1 / sqrt(2)], theta=[[1], [0], [0]], theta_star=[0]),
               example(**line, T=2, D=1, G=1, alpha=half, x=[1, 1], eta=[half, 1 / sqrt(8)],
                       theta=[[1], [half], [half - 1 / sqrt(8)]], theta_star=[0])),
    fails_for=(example(**line, T=1, D=1, G=1, alpha=1, x=[1], eta=[1], theta=[[3], [1]], theta_star=[0], note="theta_1 outside"),
               example(**line, T=1, D=0, G=1, alpha=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0], note="D too small"),
               example(**idle, eta=falling, alpha=1, note="no step is taken"), example(**sticky, eta=falling, alpha=1, note="1 is not the nearest point"),
               example(**jump, eta=falling, alpha=1, note="two points are not convex"), example(**slow, alpha=1, note="shorter steps"),
               example(**escape, eta=falling, alpha=1, theta=[[1], [2], [2 - 1 / sqrt(2)]], note="the run leaves the set"),
               example(**flat, eta=falling, alpha=1, note="equality with G = 0")),
    measured_by=measure_decaying_step,
    note="It holds for all T at once, without a horizon. With G = 0 the strict inequality would be an equality.",
    equation="(8)",
    latex=r"\eta_t=\frac\alpha{\sqrt t}\Rightarrow\frac{R_T}T\le\frac{D^2}{2\alpha\sqrt T}+\frac{G^2\alpha(2\sqrt T-1)}{2T}<\frac{D^2}{2\alpha\sqrt T}+\frac{G^2\alpha}{\sqrt T}",
    key=True, cites="Zinkevich2003, Theorem 1")

constant_comparison = Claim(
    name="The decaying schedule loses a factor sqrt(2) even with its best constant",
    says=(D**2 / (2 * alpha) + G**2 * alpha >= sqrt(2) * D * G,
          Implies(Eq(alpha, D / (sqrt(2) * G)), Eq(D**2 / (2 * alpha) + G**2 * alpha, sqrt(2) * D * G))),
    given=(sloping,),
    proof=(chain(D**2 / (2 * alpha) + G**2 * alpha,
                 equals(sqrt(2) * D * G + (D / sqrt(2 * alpha) - G * sqrt(alpha))**2, because=arithmetic),
                 at_least(sqrt(2) * D * G, because=arithmetic)),
           therefore(Implies(Eq(alpha, D / (sqrt(2) * G)), Eq(D**2 / (2 * alpha) + G**2 * alpha, sqrt(2) * D * G)), because=sloping)),
    holds_for=(example(D=1, G=1, alpha=1 / sqrt(2)), example(D=2, G=3, alpha=1)),
    note="The article says only that the constant is larger. Bounds are compared here, not actual speeds.",
    equation="text after (8)", latex=r"\min_{\alpha>0}\Bigl(\frac{D^2}{2\alpha}+G^2\alpha\Bigr)=\sqrt2\,DG\ \text{ at }\alpha=\frac D{\sqrt2\,G}")

unit_steps = given("the steps are 1/sqrt(t)", Eq(eta(k), 1 / sqrt(k)))
decaying_step_convergence = Claim(
    name="Steps 1/sqrt(t) give an average regret of order 1/sqrt(T) without tuning",
    says=average_regret < (D**2 / 2 + G**2) / sqrt(T),
    given=(*problem, sloping, unit_steps),
    proof=(root_from_1, reciprocal_to_1, chain(
        average_regret,
        less_than(D**2 / (2 * sqrt(T)) + G**2 / sqrt(T), because=(using(case_decaying_step, (alpha, 1)), *problem, sloping, unit_steps)),
        equals((D**2 / 2 + G**2) / sqrt(T), because=arithmetic))),
    holds_for=(example(**line, T=1, D=1, G=1, x=[1], eta=[1], theta=[[1], [0]], theta_star=[0]),
               example(**low, T=2, D=1, G=1, x=[1, 1], eta=[1, 1 / sqrt(2)], theta=[[1], [0], [0]], theta_star=[0]),
               example(**high, T=2, D=1, G=1, x=[1, 1], eta=[1, 1 / sqrt(2)], theta=[[1], [0], [0]], theta_star=[0]),
               example(**zigzag, D=half, G=1, note="a small set and steep losses")),
    fails_for=(example(**idle, eta=falling, note="no step is taken"), example(**sticky, eta=falling, note="1 is not the nearest point"),
               example(**jump, eta=falling, note="two points are not convex"), example(**slow, note="shorter steps"),
               example(**escape, eta=falling, theta=[[1], [2], [2 - 1 / sqrt(2)]], note="the run leaves the set"),
               example(**flat, eta=falling, note="equality with G = 0")),
    note="What falls with T is the bound; the average regret need not be monotone.",
    equation="text after (8)", latex=r"\eta_t=t^{-1/2}\Rightarrow\frac{R_T}T<\frac{D^2/2+G^2}{\sqrt T}")
