"""The transport cost with the 0/1 cost is the total variation, for any target."""

from sympy import Abs, Eq, KroneckerDelta, Lambda, Sum

from verifier.language import *

from .experiments import measure_zero_one
from .notation import (
    C, Pi, a_plan, c, cheapest, cost, each_class, each_pair, gamma, i, j, k, n, p, p_entries, p_total, plan_all, plan_moves, plan_receives,
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
    says=variation <= cost,
    given=(plan_moves, plan_sends, plan_receives, is_plan, p_total, tau_total, differ),
    proof=(moved, sent, received, row_entries, column_entries, below_row, below_column, room, kept_below_common, cost_by_diagonal, chain(
        variation,
        equals(1 - Sum(common(i), (i, 1, n)), because=(p_total, tau_total)),
        at_most(1 - Sum(kept, (i, 1, n)), because=kept_below_common),
        equals(cost, because=cost_by_diagonal))),
    holds_for=(example(n=3, p=[half, third, sixth], tau=[sixth, half, third], c=[[0, 1, 1], [1, 0, 1], [1, 1, 0]],
                       gamma=[[sixth, sixth, sixth], [0, third, 0], [0, 0, sixth]], Pi=transport_plans([half, third, sixth], [sixth, half, third])),
               example(n=2, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], gamma=[[0, half], [half, 0]], Pi=transport_plans([half, half], [half, half]))),
    fails_for=(example(n=2, p=[half, half], tau=[1, 0], c=[[0, half], [half, 0]], gamma=[[half, 0], [half, 0]], Pi=transport_plans([half, half], [1, 0]), note="other costs"),))
