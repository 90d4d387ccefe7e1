"""The transport cost: what the independent coupling gives, and transport onto a point."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum

from verifier.language import *

from .experiments import measure_transport
from .notation import (
    C, Pi, a_plan, c, cheapest, cost, distributions, each_class, each_pair, gamma, i, j, k, moves, n, on_target, one_hot, p, p_entries, p_total,
    plan_all, plan_moves, plan_receives, plan_sends, plans, receives, sends, t, target_is_class, tau, tau_entries, tau_total,
)

half, third, sixth = Rational(1, 2), Rational(1, 3), Rational(1, 6)

# -- a one-hot margin leaves one array --------------------------------------------------------------------------------------

its_moves = given("gamma moves no negative amounts", moves)
its_rows = given("gamma takes from each class what p has there", sends)
its_columns = given("gamma brings to each class what tau has there", receives)
here, elsewhere = given("the column of t", Eq(j, t)), given("another column", Ne(j, t))
column_entries = therefore(ForAll((i,), each_class, gamma[i, j] >= 0), because=its_moves)
below_column = chain(
    gamma[i, j],
    at_most(Sum(gamma[k, j], (k, 1, n)), because=(using(term_of_nonnegative_sum, F=Lambda(k, gamma[k, j]), m=i, n=n), column_entries)),
    equals(tau[j], because=its_columns),
    equals(on_target, because=one_hot))
not_above_0 = therefore(gamma[i, j] <= 0, because=(below_column, elsewhere))
nothing = therefore(Eq(gamma[i, j], 0), because=(order_is_antisymmetric, not_above_0, column_entries))
only_there = Eq(gamma[i, j], gamma[i, j] * on_target)
only_column = cases(only_there, (here, therefore(only_there, because=here)),
                    (elsewhere, (not_above_0, nothing, therefore(only_there, because=(nothing, elsewhere)))))
target_column = chain(
    gamma[i, t],
    equals(Sum(gamma[i, j] * on_target, (j, 1, n)), because=(using(sum_with_delta, C=Lambda(j, gamma[i, j])), target_is_class)),
    equals(Sum(gamma[i, j], (j, 1, n)), because=only_column),
    equals(p[i], because=its_rows))
one_hot_array = Claim(
    name="With one column to fill, each row goes there",
    says=Eq(gamma[i, j], p[i] * tau[j]),
    given=(its_moves, its_rows, its_columns, target_is_class, one_hot),
    proof=(column_entries, below_column, only_column, target_column, chain(
        gamma[i, j],
        equals(gamma[i, j] * on_target, because=only_column),
        equals(gamma[i, t] * on_target, because=(using(delta_sifts, C=Lambda(j, gamma[i, j]), m=j, l=t), target_is_class)),
        equals(p[i] * on_target, because=target_column),
        equals(p[i] * tau[j], because=one_hot))),
    holds_for=(example(n=3, t=2, p=[half, third, sixth], tau=[0, 1, 0], gamma=[[0, half, 0], [0, third, 0], [0, sixth, 0]]),
               example(n=1, t=1, p=[1], tau=[1], gamma=[[1]])),
    fails_for=(example(n=2, t=1, p=[half, half], tau=[half, half], gamma=[[half, 0], [0, half]], note="a soft target"),
               example(n=2, t=1, p=[0, 1], tau=[1, 0], gamma=[[half, -half], [half, half]], note="negative amounts"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], gamma=[[1, 0], [0, 0]], note="other rows"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], gamma=[[0, half], [0, half]], note="other columns")))

# -- the independent coupling -------------------------------------------------------------------------------------------------

independent = Lambda((i, j), p[i] * tau[j])
product_moves = therefore(ForAll((i, j), each_pair, p[i] * tau[j] >= 0), because=(p_entries, tau_entries))
product_sends = therefore(ForAll((i,), each_class, Eq(Sum(p[i] * tau[j], (j, 1, n)), p[i])), because=tau_total)
product_receives = therefore(ForAll((j,), (1 <= j, j <= n), Eq(Sum(p[i] * tau[j], (i, 1, n)), tau[j])), because=p_total)
product_is_plan = therefore(Element(independent, Pi), because=(using(plan_all, gamma=independent), product_moves, product_sends, product_receives))
no_plan_is_cheaper = therefore(ForAll((gamma,), a_plan, C <= cost), because=using(cheapest, m=C))
product_cost = Sum(Sum(p[i] * tau[j] * c[i, j], (j, 1, n)), (i, 1, n))
not_above_product = therefore(C <= product_cost, because=(using(no_plan_is_cheaper, gamma=independent), product_is_plan))

is_plan = given("gamma is a plan", Element(gamma, Pi))
p_one_hot = given("all of the predicted mass is on t", ForAll((i,), each_class, Eq(p[i], KroneckerDelta(i, t))))
moved, sent, received = therefore(moves, because=(plan_moves, is_plan)), therefore(sends, because=(plan_sends, is_plan)), therefore(receives, because=(plan_receives, is_plan))
all_to_point = therefore(Eq(gamma[i, j], p[i] * tau[j]), because=(one_hot_array, moved, sent, received, target_is_class, one_hot))
cost_to_point = chain(cost, equals(product_cost, because=all_to_point))
plan_to_point = Claim(
    name="To a point there is one plan",
    says=(Eq(gamma[i, j], p[i] * tau[j]), Eq(cost, product_cost)),
    given=(plan_moves, plan_sends, plan_receives, is_plan, target_is_class, one_hot),
    proof=(moved, sent, received, all_to_point, cost_to_point),
    holds_for=(example(n=3, t=2, p=[half, third, sixth], tau=[0, 1, 0], c=[[0, 2, 5], [1, 3, -7], [4, 6, 9]],
                       gamma=[[0, half, 0], [0, third, 0], [0, sixth, 0]], Pi=transport_plans([half, third, sixth], [0, 1, 0])),
               example(n=1, t=1, p=[1], tau=[1], c=[[-2]], gamma=[[1]], Pi=transport_plans([1], [1]))),
    fails_for=(example(n=2, t=1, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], gamma=[[half, 0], [0, half]], Pi=transport_plans([half, half], [half, half]),
                       note="not to a point"),))
turned_moves = therefore(ForAll((i, j), each_pair, gamma[j, i] >= 0), because=moved)
turned_rows = therefore(ForAll((i,), each_class, Eq(Sum(gamma[j, i], (j, 1, n)), tau[i])), because=received)
turned_columns = therefore(ForAll((j,), (1 <= j, j <= n), Eq(Sum(gamma[j, i], (i, 1, n)), p[j])), because=sent)
turned = using(one_hot_array, gamma=Lambda((i, j), gamma[j, i]), p=tau, tau=p, i=j, j=i)
all_from_point = therefore(Eq(gamma[i, j], p[i] * tau[j]), because=(turned, turned_moves, turned_rows, turned_columns, target_is_class, p_one_hot))
cost_from_point = chain(cost, equals(product_cost, because=all_from_point))
plan_from_point = Claim(
    name="From a point there is one plan",
    says=(Eq(gamma[i, j], p[i] * tau[j]), Eq(cost, product_cost)),
    given=(plan_moves, plan_sends, plan_receives, is_plan, target_is_class, p_one_hot),
    proof=(moved, sent, received, turned_moves, turned_rows, turned_columns, all_from_point, cost_from_point),
    holds_for=(example(n=3, t=2, p=[0, 1, 0], tau=[half, third, sixth], c=[[0, 2, 5], [1, 3, -7], [4, 6, 9]],
                       gamma=[[0, 0, 0], [half, third, sixth], [0, 0, 0]], Pi=transport_plans([0, 1, 0], [half, third, sixth])),
               example(n=1, t=1, p=[1], tau=[1], c=[[-2]], gamma=[[1]], Pi=transport_plans([1], [1]))),
    fails_for=(example(n=2, t=1, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], gamma=[[half, 0], [0, half]], Pi=transport_plans([half, half], [half, half]),
                       note="not from a point"),))
equal_cost, product_below = ForAll((gamma,), a_plan, Eq(cost, product_cost)), ForAll((gamma,), a_plan, product_cost <= cost)
cost_if_to_point = therefore(equal_cost, because=(plan_to_point, plan_moves, plan_sends, plan_receives, target_is_class, one_hot))
cost_if_from_point = therefore(equal_cost, because=(plan_from_point, plan_moves, plan_sends, plan_receives, target_is_class, p_one_hot))
below_if_to_point, below_if_from_point = therefore(product_below, because=cost_if_to_point), therefore(product_below, because=cost_if_from_point)
not_below_product = therefore(product_cost <= C, because=(using(cheapest, m=product_cost), below_if_to_point))
not_below_product_too = therefore(product_cost <= C, because=(using(cheapest, m=product_cost), below_if_from_point))
product_coupling_upper_bound = Claim(
    name="The independent coupling bounds the transport cost from above, with equality if p or tau is one-hot",
    says=(C <= product_cost, Implies(one_hot.statement, Eq(C, product_cost)), Implies(p_one_hot.statement, Eq(C, product_cost))),
    given=(*distributions, *plans, cheapest, target_is_class),
    proof=(product_moves, product_sends, product_receives, product_is_plan, no_plan_is_cheaper, not_above_product,
           suppose(one_hot, cost_if_to_point, below_if_to_point, not_below_product,
                   therefore(Eq(C, product_cost), because=(order_is_antisymmetric, not_above_product, not_below_product))),
           suppose(p_one_hot, cost_if_from_point, below_if_from_point, not_below_product_too,
                   therefore(Eq(C, product_cost), because=(order_is_antisymmetric, not_above_product, not_below_product_too)))),
    holds_for=(example(n=2, t=1, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], C=0, Pi=transport_plans([half, half], [half, half])),
               example(n=2, t=1, p=[third, 2 * third], tau=[1, 0], c=[[1, 7], [-3, 5]], C=third - 2, Pi=transport_plans([third, 2 * third], [1, 0])),
               example(n=3, t=2, p=[0, 1, 0], tau=[half, third, sixth], c=[[0, 7, 1], [3, -5, -2], [1, 1, 1]], C=-half,
                       Pi=transport_plans([0, 1, 0], [half, third, sixth])),
               example(n=2, t=1, p=[1, 0], tau=[third, 2 * third], c=[[-2, -1], [1, 1]], C=-4 * third, Pi=transport_plans([1, 0], [third, 2 * third])),
               example(n=2, t=2, p=[0, 1], tau=[0, 1], c=[[1, 1], [1, 3]], C=3, Pi=transport_plans([0, 1], [0, 1]))),
    fails_for=(example(n=2, t=1, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], C=1, Pi=transport_plans([half, half], [half, half]), note="C is no lower bound"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], c=[[0, 1], [1, 0]], C=-1, Pi=transport_plans([half, half], [1, 0]), note="C is not the greatest lower bound")),
    measured_by=measure_transport,
    equation="(6)", latex=r"\mathcal C[p,\tau]\le\sum_{i,j}p_i\tau_jc_{i,j}",
    note="With the two cases of equality. The bound is linear in p, so that training on it with a soft target leads to the class of least expected cost, in general not to p = tau; "
         "for p = tau uniform on n classes and the 0/1 cost it is 1 - 1/n where the transport cost is 0.",
    key=True)

# -- transport onto a point ---------------------------------------------------------------------------------------------------

expected_cost = Sum(p[i] * c[i, t], (i, 1, n))
to_target = ForAll((i, j), each_pair, Eq(gamma[i, j], p[i] * on_target))
sends_all = given("gamma sends everything to t", to_target)
goes_to_target = chain(
    gamma[i, j],
    equals(p[i] * tau[j], because=(plan_to_point, plan_moves, plan_sends, plan_receives, is_plan, target_is_class, one_hot)),
    equals(p[i] * on_target, because=one_hot))
entries_to_target = chain(gamma[i, j], equals(p[i] * on_target, because=sends_all), at_least(0, because=p_entries))
rows_to_target = chain(
    Sum(gamma[i, j], (j, 1, n)), equals(Sum(p[i] * on_target, (j, 1, n)), because=sends_all), equals(p[i], because=(sum_with_delta, target_is_class)))
columns_to_target = chain(
    Sum(gamma[i, j], (i, 1, n)), equals(Sum(p[i] * on_target, (i, 1, n)), because=sends_all), equals(on_target, because=p_total), equals(tau[j], because=one_hot))
tau_from_one_hot = therefore(ForAll((j,), (1 <= j, j <= n), tau[j] >= 0), because=one_hot)
tau_sums_to_1 = chain(Sum(tau[i], (i, 1, n)), equals(Sum(KroneckerDelta(i, t) * 1, (i, 1, n)), because=one_hot),
                      equals(1, because=(using(sum_with_delta, C=Lambda(i, 1), m=t), target_is_class)))
transport_to_a_point = Claim(
    name="Onto a one-hot target there is one transport plan",
    says=(Iff(Element(gamma, Pi), to_target), Eq(C, expected_cost)),
    given=(p_entries, p_total, target_is_class, one_hot, *plans, cheapest),
    proof=(suppose(is_plan, goes_to_target, therefore(to_target, because=goes_to_target)),
           suppose(sends_all, entries_to_target, rows_to_target, columns_to_target,
                   therefore(Element(gamma, Pi), because=(plan_all, entries_to_target, rows_to_target, columns_to_target))),
           tau_from_one_hot, tau_sums_to_1,
           chain(C,
                 equals(product_cost, because=(product_coupling_upper_bound, p_entries, p_total, tau_from_one_hot, tau_sums_to_1, *plans, cheapest, target_is_class, one_hot)),
                 equals(Sum(Sum(p[i] * c[i, j] * on_target, (j, 1, n)), (i, 1, n)), because=one_hot),
                 equals(expected_cost, because=(sum_with_delta, target_is_class)))),
    holds_for=(example(n=3, t=2, p=[half, third, sixth], tau=[0, 1, 0], c=[[0, 2, 5], [1, 3, -7], [4, 12, 9]], C=4,
                       gamma=[[0, half, 0], [0, third, 0], [0, sixth, 0]], Pi=transport_plans([half, third, sixth], [0, 1, 0])),
               example(n=2, t=1, p=[third, 2 * third], tau=[1, 0], c=[[3, 2], [1, 3]], C=5 * third, gamma=[[third, 0], [half, 0]],
                       Pi=transport_plans([third, 2 * third], [1, 0]), note="an array that is no plan"),
               example(n=1, t=1, p=[1], tau=[1], c=[[-2]], C=-2, gamma=[[1]], Pi=transport_plans([1], [1]))),
    fails_for=(example(n=2, t=1, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], C=0, gamma=[[half, 0], [0, half]],
                       Pi=transport_plans([half, half], [half, half]), note="a soft target"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], c=[[0, 1], [1, 0]], C=0, gamma=[[half, 0], [half, 0]], Pi=transport_plans([half, half], [1, 0]),
                       note="C is not the least cost")),
    measured_by=measure_transport,
    equation="(4), (5)", latex=r"\tau=\delta_t\Rightarrow\mathcal C[p,\tau]=\sum_ip_ic_{i,t}",
    note="Any costs, of either sign; C is the infimum over all plans, which are exactly the arrays that send the mass of each class to t.",
    key=True)
