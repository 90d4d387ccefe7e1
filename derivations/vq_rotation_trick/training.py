"""The codebook term, and what the commitment terms alone do."""

from sympy import Derivative, Eq, Lambda, Rational, Sum, exp, oo

from verifier.language import *

from .experiments import measure_flow, measure_mean
from .notation import r, s, t

members = natural("n")
l = index("l", 1, members)
new_code, middle, member = point("w"), point("m"), trajectory("p")  # a candidate code, the mean of a cell and its outputs
middle_is_mean = define(middle, Sum(member(l), (l, 1, members)) / members, "the mean of the cell")
cost, least_cost = Sum(norm(new_code - member(l))**2, (l, 1, members)), Sum(norm(middle - member(l))**2, (l, 1, members))
balanced = chain(members * middle - Sum(member(l), (l, 1, members)), equals(0, because=middle_is_mean))
spread_around = chain(
    cost,
    equals(least_cost + members * norm(new_code - middle)**2 + 2 * dot(new_code - middle, members * middle - Sum(member(l), (l, 1, members))),
           because=arithmetic),
    equals(least_cost + members * norm(new_code - middle)**2, because=balanced))
as_good = given("w does as well as the mean", Eq(cost, least_cost))
is_mean = given("w is the mean", Eq(new_code, middle))
gap_squared = chain(norm(new_code - middle)**2, at_most(0, because=(spread_around, as_good)))
no_distance = therefore(norm(new_code - middle) <= 0, because=(using(square_reflects_order, x_=norm(new_code - middle), y_=0), gap_squared))

codebook_term_is_k_means = Claim(
    name="The codebook term moves a code to the mean of its members",
    says=(cost >= least_cost, Iff(Eq(cost, least_cost), Eq(new_code, middle))),
    definitions=(middle_is_mean,),
    proof=(balanced, spread_around,
           chain(cost, equals(least_cost + members * norm(new_code - middle)**2, because=spread_around), at_least(least_cost, because=arithmetic)),
           suppose(as_good, gap_squared, no_distance, therefore(Eq(new_code, middle), because=(distance_zero_only_for_equal_points, no_distance))),
           suppose(is_mean, chain(cost, equals(least_cost, because=is_mean)))),
    holds_for=(example(n=2, w=[2, 1], p=[[1, 5], [3, -3]]), example(n=3, w=[1, 2], p=[[0, 0], [2, 2], [4, 1]]), example(n=1, w=[3], p=[[3]]),
               example(n=2, w=[Rational(1, 4)], p=[[Rational(1, 4)], [half()]]), example(n=2, w=[Rational(3, 8)], p=[[Rational(1, 4)], [half()]], note="the mean"),
               example(n=1, w=[1], p=[[1], [2]], note="a point beyond the members")),
    measured_by=measure_mean,
    equation="text on the beta term", latex=r"\arg\min_q\sum_{j=1}^n\|q-z_j\|^2=\frac1n\sum_jz_j",
    note="The mean is the only minimiser: the excess of any other code is n times its squared distance from the mean.")

# -- what the commitment terms alone do: one coordinate of the gradient flow ----------------------------------------------
n = members                                    # points of the code
k, m = index("k m", 1, n)
beta, gamma = positive("beta gamma")           # weights of the codebook and the commitment term
code, output = function("q z")                 # code and encoder outputs at time t; output(k, t) is the k-th
code_flow = given("the code follows its gradient", ForAll((t,), (), Eq(Derivative(code(t), t), -2 * beta * Sum(code(t) - output(k, t), (k, 1, n)))))
output_flow = given("the outputs follow theirs", ForAll((t,), (), Eq(Derivative(output(k, t), t), -2 * gamma * (output(k, t) - code(t)))))
code_smooth = given("the code is differentiable in time", ForAll((t,), (), Differentiable(code(t), t)))
output_smooth = given("the outputs are differentiable in time", ForAll((t,), (), Differentiable(output(k, t), t)))
total = Sum(output(k, t), (k, 1, n))
centre = (gamma * code(0) + beta * Sum(output(k, 0), (k, 1, n))) / (gamma + n * beta)
rate = 2 * (gamma + n * beta)
smooth = (code_smooth, output_smooth)
flows = (code_flow, output_flow, code_smooth, output_smooth)
sum_at_start, sum_at_s = Sum(output(k, 0), (k, 1, n)), Sum(output(k, s), (k, 1, n))
first_gap, first_spread = code(0) - sum_at_start / n, output(m, 0) - sum_at_start / n
kept_sum = chain(
    Derivative(gamma * code(s) + beta * sum_at_s, s),
    equals(gamma * Derivative(code(s), s) + beta * Sum(Derivative(output(k, s), s), (k, 1, n)), because=smooth),
    equals(0, because=(code_flow, output_flow)))
kept_gap = chain(
    Derivative(exp(rate * s) * (code(s) - sum_at_s / n), s),
    equals(exp(rate * s) * (rate * (code(s) - sum_at_s / n) + Derivative(code(s), s) - Sum(Derivative(output(k, s), s), (k, 1, n)) / n), because=smooth),
    equals(0, because=(code_flow, output_flow)))
kept_spread = chain(
    Derivative(exp(2 * gamma * s) * (output(m, s) - sum_at_s / n), s),
    equals(exp(2 * gamma * s) * (2 * gamma * (output(m, s) - sum_at_s / n) + Derivative(output(m, s), s) - Sum(Derivative(output(k, s), s), (k, 1, n)) / n),
           because=smooth),
    equals(0, because=(code_flow, output_flow)))
always_kept_sum = therefore(ForAll((s,), (), Eq(Derivative(gamma * code(s) + beta * sum_at_s, s), 0)), because=kept_sum)
always_kept_gap = therefore(ForAll((s,), (), Eq(Derivative(exp(rate * s) * (code(s) - sum_at_s / n), s), 0)), because=kept_gap)
always_kept_spread = therefore(ForAll((s,), (), Eq(Derivative(exp(2 * gamma * s) * (output(m, s) - sum_at_s / n), s), 0)), because=kept_spread)
sum_at_r = Sum(output(k, r), (k, 1, n))
conserved = therefore(Eq(gamma * code(r) + beta * sum_at_r, gamma * code(0) + beta * sum_at_start), because=(
    using(zero_derivative_is_constant, F_=Lambda(s, gamma * code(s) + beta * sum_at_s), a_=r, b_=0), always_kept_sum))
gap_law = therefore(Eq(exp(rate * r) * (code(r) - sum_at_r / n), first_gap), because=(
    using(zero_derivative_is_constant, F_=Lambda(s, exp(rate * s) * (code(s) - sum_at_s / n)), a_=r, b_=0), always_kept_gap))
spread_law = therefore(Eq(exp(2 * gamma * r) * (output(m, r) - sum_at_r / n), first_spread), because=(
    using(zero_derivative_is_constant, F_=Lambda(s, exp(2 * gamma * s) * (output(m, s) - sum_at_s / n)), a_=r, b_=0), always_kept_spread))
code_solved = chain(
    code(r),
    equals((gamma * code(r) + beta * sum_at_r) / (gamma + n * beta)
           + n * beta / (gamma + n * beta) * exp(-rate * r) * (exp(rate * r) * (code(r) - sum_at_r / n)), because=arithmetic),
    equals(centre + n * beta / (gamma + n * beta) * first_gap * exp(-rate * r), because=(conserved, gap_law)))
output_solved = chain(
    output(m, r),
    equals((gamma * code(r) + beta * sum_at_r) / (gamma + n * beta)
           - gamma / (gamma + n * beta) * exp(-rate * r) * (exp(rate * r) * (code(r) - sum_at_r / n))
           + exp(-2 * gamma * r) * (exp(2 * gamma * r) * (output(m, r) - sum_at_r / n)), because=arithmetic),
    equals(centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * r) + first_spread * exp(-2 * gamma * r),
           because=(conserved, gap_law, spread_law)))
code_path = centre + n * beta / (gamma + n * beta) * first_gap * exp(-rate * t)
output_path = centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * t) + first_spread * exp(-2 * gamma * t)
code_always = therefore(ForAll((r,), (), Eq(code(r), centre + n * beta / (gamma + n * beta) * first_gap * exp(-rate * r))), because=code_solved)
output_always = therefore(ForAll((r,), (), Eq(output(m, r), centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * r)
                                                                     + first_spread * exp(-2 * gamma * r))), because=output_solved)
centre_stays = therefore(Tends(centre, t, oo, centre), because=limit_of_constant)
gap_fades = therefore(Tends(n * beta / (gamma + n * beta) * first_gap * exp(-rate * t), t, oo, 0), because=(
    using(exponential_decay, c_=n * beta / (gamma + n * beta) * first_gap, k_=rate)))
other_gap_fades = therefore(Tends(-gamma / (gamma + n * beta) * first_gap * exp(-rate * t), t, oo, 0), because=(
    using(exponential_decay, c_=-gamma / (gamma + n * beta) * first_gap, k_=rate)))
spread_fades = therefore(Tends(first_spread * exp(-2 * gamma * t), t, oo, 0), because=using(exponential_decay, c_=first_spread, k_=2 * gamma))
code_tends = therefore(Tends(code_path, t, oo, centre), because=(limit_of_sum, centre_stays, gap_fades))
both_fade = therefore(Tends(centre - gamma / (gamma + n * beta) * first_gap * exp(-rate * t), t, oo, centre), because=(limit_of_sum, centre_stays, other_gap_fades))
output_tends = therefore(Tends(output_path, t, oo, centre), because=(limit_of_sum, both_fade, spread_fades))

collapse_as_printed = Claim(
    name="Optimising only the two commitment terms drives codes and outputs to 0 (it does not)",
    says=(Tends(code(t), t, oo, 0), Tends(output(m, t), t, oo, 0)),
    given=(code_flow, output_flow, code_smooth, output_smooth),
    expected=REFUTED,
    refuted_by=counterexample((n, 1), (beta, 1), (gamma, 1), (code, Lambda(t, 1)), (output, Lambda((k, t), 1)),
                              proof=therefore(Tends(1, t, oo, 1), because=limit_of_constant)),
    equation="explanation of the collapse", latex=r"q,z\to0",
    note="Where the codes already sit on their points nothing moves at all; from elsewhere both go to a weighted mean. What collapses is the "
         "spread inside a cell. A collapse to the origin needs more than these two terms.")

no_collapse_to_zero = Claim(
    name="Optimising only the two commitment terms pulls codes and outputs together, not to zero",
    says=(Eq(gamma * code(t) + beta * total, gamma * code(0) + beta * sum_at_start), Eq(code(t), code_path), Eq(output(m, t), output_path),
          Tends(code(t), t, oo, centre), Tends(output(m, t), t, oo, centre)),
    given=(code_flow, output_flow, code_smooth, output_smooth),
    proof=(kept_sum, kept_gap, kept_spread, always_kept_sum, always_kept_gap, always_kept_spread, conserved, gap_law, spread_law,
           code_solved, output_solved, code_always, output_always, centre_stays, gap_fades, other_gap_fades, spread_fades, code_tends, both_fade, output_tends,
           therefore(Eq(gamma * code(t) + beta * total, gamma * code(0) + beta * sum_at_start), because=(
               using(zero_derivative_is_constant, F_=Lambda(s, gamma * code(s) + beta * sum_at_s), a_=t, b_=0), always_kept_sum)),
           therefore(Eq(code(t), code_path), because=code_always), therefore(Eq(output(m, t), output_path), because=output_always),
           therefore(Tends(code(t), t, oo, centre), because=(limit_of_equal_functions, code_always, code_tends)),
           therefore(Tends(output(m, t), t, oo, centre), because=(limit_of_equal_functions, output_always, output_tends))),
    holds_for=(example(n=2, beta=2, gamma=1, t=half(), m=1, q=Lambda(t, Rational(4, 5) - Rational(4, 5) * exp(-10 * t)),
                       z=Lambda((k, t), Rational(4, 5) + Rational(1, 5) * exp(-10 * t) + (3 - 2 * k) * exp(-2 * t))),
               example(n=1, beta=1, gamma=1, t=1, q=Lambda(t, half() - half() * exp(-4 * t)), z=Lambda((k, t), half() + half() * exp(-4 * t))),
               example(n=1, beta=1, gamma=2, t=1, q=Lambda(t, 1 - exp(-6 * t)), z=Lambda((k, t), 1 + 2 * exp(-6 * t)))),
    fails_for=(example(n=1, beta=1, gamma=1, t=1, q=Lambda(t, 1), z=Lambda((k, t), 1 + exp(-2 * t)), note="the code stands still"),
               example(n=1, beta=1, gamma=1, t=1, q=Lambda(t, 1 + exp(-2 * t)), z=Lambda((k, t), 1), note="the output stands still")),
    measured_by=measure_flow,
    corrects=collapse_as_printed,
    equation="explanation of the collapse",
    latex=r"\dot q=-2\beta(q-z),\ \dot z=-2\gamma(z-q):\quad\gamma q+\beta z=\text{const},\quad q,z\to\frac{\gamma q_0+\beta z_0}{\beta+\gamma};\qquad n\text{ points per code: }q,z_j\to\frac{\gamma q_0+\beta\sum_jz_{j,0}}{\gamma+n\beta}",
    note="The limit is a weighted mean, and 0 only where that mean is 0; with a short code and beta = 1, gamma = 1/4 it is about 0.8 of z.",
    key=True)
