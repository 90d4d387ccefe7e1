"""The transport cost with the 0/1 cost is the total variation, for any target."""

from sympy import Abs, Eq, KroneckerDelta, Lambda, Sum

from verifier.language import *

from .experiments import measure_zero_one
from .notation import (
    C, Pi, a_plan, c, cheapest, cost, distributions, each_class, each_pair, gamma, i, j, k, n, p, p_entries, p_total, plan_all, plan_moves, plan_receives,
    plan_sends, plans, tau, tau_entries, tau_total,
)
from .transport import half, is_plan, moved, received, sent, sixth, third
from .zero_one import differ

distance = Lambda(i, Abs(p[i] - tau[i]))
common = Lambda(i, (p[i] + tau[i] - distance(i)) / 2)              # the smaller of p_i and tau_i
over, under = Lambda(i, (p[i] - tau[i] + distance(i)) / 2), Lambda(i, (tau[i] - p[i] + distance(i)) / 2)  # what has to leave i, and to come
variation = Sum(distance(i), (i, 1, n)) / 2

# -- no plan is cheaper ------------------------------------------------------------------------------------------------------

kept = gamma[i, i]
row_entries = therefore(ForAll((k,), (1 <= k, k <= n), gamma[i, k] >= 0), because=moved)
column_entries = therefore(ForAll((k,), (1 <= k, k <= n), gamma[k, i] >= 0), because=moved)
below_row = chain(kept, at_most(Sum(gamma[i, k], (k, 1, n)), because=(using(term_of_nonnegative_sum, F=Lambda(k, gamma[i, k]), m=i, n=n), row_entries)),
                  equals(p[i], because=sent))
below_column = chain(kept, at_most(Sum(gamma[k, i], (k, 1, n)), because=(using(term_of_nonnegative_sum, F=Lambda(k, gamma[k, i]), m=i, n=n), column_entries)),
                     equals(tau[i], because=received))
room = therefore(distance(i) <= p[i] + tau[i] - 2 * kept, because=(using(absolute_value_bound, x=p[i] - tau[i], y=p[i] + tau[i] - 2 * kept), below_row, below_column))
kept_below_common = chain(kept, at_most(common(i), because=room))
cost_by_diagonal = chain(
    cost,
    equals(Sum(Sum(gamma[i, j] - gamma[i, j] * KroneckerDelta(i, j), (j, 1, n)), (i, 1, n)), because=differ),
    equals(Sum(Sum(gamma[i, j], (j, 1, n)), (i, 1, n)) - Sum(Sum(gamma[i, j] * KroneckerDelta(i, j), (j, 1, n)), (i, 1, n)), because=arithmetic),
    equals(Sum(p[i], (i, 1, n)) - Sum(Sum(gamma[i, j] * KroneckerDelta(i, j), (j, 1, n)), (i, 1, n)), because=sent),
    equals(1 - Sum(Sum(gamma[i, j] * KroneckerDelta(i, j), (j, 1, n)), (i, 1, n)), because=p_total),
    equals(1 - Sum(kept, (i, 1, n)), because=sum_with_delta))
cost_above_variation = Claim(
    name="No plan costs less than the total variation",
    says=(Eq(cost, 1 - Sum(kept, (i, 1, n))), variation <= cost),
    given=(plan_moves, plan_sends, plan_receives, is_plan, p_total, tau_total, differ),
    proof=(moved, sent, received, row_entries, column_entries, below_row, below_column, room, kept_below_common, cost_by_diagonal, chain(
        variation,
        equals(1 - Sum(common(i), (i, 1, n)), because=(p_total, tau_total)),
        at_most(1 - Sum(kept, (i, 1, n)), because=kept_below_common),
        equals(cost, because=cost_by_diagonal))),
    holds_for=(example(n=3, p=[half, third, sixth], tau=[sixth, half, third], c=[[0, 1, 1], [1, 0, 1], [1, 1, 0]],
                       gamma=[[sixth, sixth, sixth], [0, third, 0], [0, 0, sixth]], Pi=transport_plans([half, third, sixth], [sixth, half, third])),
               example(n=3, p=[sixth, third, half], tau=[third, half, sixth], c=[[0, 1, 1], [1, 0, 1], [1, 1, 0]],
                       gamma=[[sixth, 0, 0], [0, third, 0], [sixth, sixth, sixth]], Pi=transport_plans([sixth, third, half], [third, half, sixth])),
               example(n=2, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], gamma=[[0, half], [half, 0]], Pi=transport_plans([half, half], [half, half]))),
    fails_for=(example(n=2, p=[half, half], tau=[1, 0], c=[[0, half], [half, 0]], gamma=[[half, 0], [half, 0]], Pi=transport_plans([half, half], [1, 0]), note="other costs"),))

# -- one plan costs just that -----------------------------------------------------------------------------------------------

w = nonnegative("w")                          # the reciprocal of the variation, or any number where it is 0
spread_over = given("w undoes the variation where mass has to leave", Eq(over(i) * w * variation, over(i)))
spread_under = given("and where it has to come", Eq(under(i) * w * variation, under(i)))
best_plan = Lambda((i, j), common(i) * KroneckerDelta(i, j) + w * over(i) * under(j))
within = therefore(distance(i) <= p[i] + tau[i], because=(using(absolute_value_bound, x=p[i] - tau[i], y=p[i] + tau[i]), p_entries, tau_entries))
common_not_negative = therefore(ForAll((i,), each_class, common(i) >= 0), because=within)
x = real("x")
absolute_not_below = therefore(ForAll((x,), (), Abs(x) + x >= 0))
over_not_negative = therefore(over(i) >= 0, because=using(absolute_not_below, x=p[i] - tau[i]))
under_not_negative = therefore(under(i) >= 0, because=using(absolute_not_below, x=tau[i] - p[i]))
best_moves = therefore(ForAll((i, j), each_pair, best_plan(i, j) >= 0), because=(common_not_negative, over_not_negative, under_not_negative))
sum_over = chain(Sum(over(i), (i, 1, n)), equals(variation, because=(p_total, tau_total)))
sum_under = chain(Sum(under(j), (j, 1, n)), equals(variation, because=(p_total, tau_total)))
best_row = chain(
    Sum(best_plan(i, j), (j, 1, n)),
    equals(Sum(common(i) * KroneckerDelta(i, j), (j, 1, n)) + w * over(i) * Sum(under(j), (j, 1, n)), because=arithmetic),
    equals(common(i) + w * over(i) * Sum(under(j), (j, 1, n)), because=using(sum_with_delta, C=Lambda(j, common(i)), m=i)),
    equals(common(i) + over(i) * w * variation, because=sum_under),
    equals(common(i) + over(i), because=spread_over),
    equals(p[i], because=arithmetic))
best_column = chain(
    Sum(best_plan(i, j), (i, 1, n)),
    equals(Sum(common(i) * KroneckerDelta(i, j), (i, 1, n)) + w * under(j) * Sum(over(i), (i, 1, n)), because=arithmetic),
    equals(common(j) + w * under(j) * Sum(over(i), (i, 1, n)), because=using(sum_with_delta, C=Lambda(i, common(i)), m=j)),
    equals(common(j) + under(j) * w * variation, because=sum_over),
    equals(common(j) + under(j), because=spread_under),
    equals(tau[j], because=arithmetic))
best_is_plan = therefore(Element(best_plan, Pi), because=(using(plan_all, gamma=best_plan), best_moves, best_row, best_column))
no_plan_is_cheaper = therefore(ForAll((gamma,), a_plan, C <= cost), because=using(cheapest, m=C))
diagonal_costs = therefore(ForAll((gamma,), a_plan, Eq(cost, 1 - Sum(kept, (i, 1, n)))), because=(
    using(cost_above_variation, p=p, tau=tau, c=c, n=n, Pi=Pi), plan_moves, plan_sends, plan_receives, p_total, tau_total, differ))
below_diagonal = therefore(ForAll((gamma,), a_plan, C <= 1 - Sum(kept, (i, 1, n))), because=(no_plan_is_cheaper, diagonal_costs))
below_best = therefore(C <= 1 - Sum(best_plan(i, i), (i, 1, n)), because=(using(below_diagonal, gamma=best_plan), best_is_plan))
never_below = therefore(ForAll((gamma,), a_plan, variation <= cost), because=(
    using(cost_above_variation, p=p, tau=tau, c=c, n=n, Pi=Pi), plan_moves, plan_sends, plan_receives, p_total, tau_total, differ))
not_below = therefore(variation <= C, because=(using(cheapest, m=variation), never_below))
not_above = chain(
    C, at_most(1 - Sum(best_plan(i, i), (i, 1, n)), because=below_best),
    equals(1 - Sum(common(i), (i, 1, n)), because=arithmetic), equals(variation, because=(p_total, tau_total)))
variation_is_enough = Claim(
    name="The plan that leaves all it can where it is costs the total variation",
    says=Eq(C, variation),
    given=(*distributions, *plans, cheapest, differ, spread_over, spread_under),
    proof=(within, common_not_negative, absolute_not_below, over_not_negative, under_not_negative, best_moves, sum_over, sum_under, best_row, best_column, best_is_plan,
           no_plan_is_cheaper, diagonal_costs, below_diagonal, below_best, never_below, not_below, not_above,
           therefore(Eq(C, variation), because=(order_is_antisymmetric, not_above, not_below))),
    holds_for=(example(n=2, p=[half, half], tau=[1, 0], c=[[0, 1], [1, 0]], C=half, w=2, Pi=transport_plans([half, half], [1, 0])),
               example(n=2, p=[1, 0], tau=[0, 1], c=[[0, 1], [1, 0]], C=1, w=1, Pi=transport_plans([1, 0], [0, 1])),
               example(n=2, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], C=0, w=0, Pi=transport_plans([half, half], [half, half]))))

# -- the cost is the total variation ------------------------------------------------------------------------------------------

premises = (*distributions, *plans, cheapest, differ)
apart, together = given("the distributions differ", variation > 0), given("the distributions agree", variation <= 0)
no_distance = chain(
    distance(i), at_most(Sum(distance(k), (k, 1, n)), because=using(term_of_nonnegative_sum, F=Lambda(k, distance(k)), m=i, n=n)),
    equals(2 * variation, because=arithmetic), at_most(0, because=together))
at_least_none = chain(distance(i), at_least(0, because=arithmetic))
nowhere = therefore(Eq(distance(i), 0), because=(order_is_antisymmetric, no_distance, at_least_none))
not_less = therefore(p[i] >= tau[i], because=(using(absolute_not_below, x=p[i] - tau[i]), nowhere))
not_more = therefore(p[i] <= tau[i], because=(using(absolute_not_below, x=tau[i] - p[i]), nowhere))
no_difference = therefore(Eq(p[i], tau[i]), because=(using(order_is_antisymmetric, x=p[i], y=tau[i]), not_less, not_more))
agree_without_variation = Claim(
    name="Distributions without variation agree",
    says=Eq(p[i], tau[i]),
    given=(together,),
    proof=(absolute_not_below, no_distance, at_least_none, nowhere, not_less, not_more, no_difference),
    holds_for=(example(n=2, p=[half, half], tau=[half, half]), example(n=1, p=[3], tau=[3])),
    fails_for=(example(n=2, p=[half, half], tau=[1, 0]),))
agree = therefore(Eq(p[i], tau[i]), because=(using(agree_without_variation, p=p, tau=tau, n=n), together))
no_over = therefore(ForAll((i,), each_class, Eq(0, over(i))), because=agree)
no_under = therefore(ForAll((i,), each_class, Eq(0, under(i))), because=agree)

enough = Eq(C, variation)
in_both_cases = cases(
    enough,
    (apart, therefore(enough, because=(using(variation_is_enough, w=1 / variation), *premises, apart))),
    (together, (agree, no_over, no_under,
                therefore(enough, because=(using(variation_is_enough, w=0), *premises, no_over, no_under)))))
zero_one_transport_is_total_variation = Claim(
    name="For any target the transport cost with the 0/1 cost is the total variation",
    says=Eq(C, variation),
    given=premises,
    proof=in_both_cases,
    holds_for=(example(n=2, p=[half, half], tau=[1, 0], c=[[0, 1], [1, 0]], C=half, Pi=transport_plans([half, half], [1, 0])),
               example(n=3, p=[half, third, sixth], tau=[sixth, half, third], c=[[0, 1, 1], [1, 0, 1], [1, 1, 0]], C=third, Pi=transport_plans([half, third, sixth], [sixth, half, third])),
               example(n=2, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], C=0, Pi=transport_plans([half, half], [half, half]))),
    fails_for=(example(n=2, p=[half, half], tau=[1, 0], c=[[0, 2], [2, 0]], C=1, Pi=transport_plans([half, half], [1, 0]), note="other costs"),
               example(n=2, p=[half, half], tau=[1, 0], c=[[0, 1], [1, 0]], C=0, Pi=transport_plans([half, half], [1, 0]), note="C is not the least cost")),
    measured_by=measure_zero_one,
    equation="not in the article; (4) with (7)", latex=r"c_{ij}=1-\delta_{ij}\Rightarrow\mathcal C[p,\tau]=\tfrac12\sum_i|p_i-\tau_i|",
    note="With the 0/1 cost the transport view gives an f-divergence; what EMO gains lies in other costs.")
