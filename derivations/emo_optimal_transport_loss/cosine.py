"""The cosine cost: the loss, its range, and how far it is from a metric."""

from sympy import Abs, Eq, Lambda, Rational, Sum, exp, log

from verifier.language import *

from .experiments import measure_cosine
from .notation import C, c, cheapest, i, j, n, one_hot, p, p_entries, p_total, plans, t, target_is_class
from .transport import expected_cost, half, sixth, third
from .zero_one import loss_is_expected_cost

e = trajectory("e")                           # e(i), the embedding of class i, held fixed
unit = Lambda(i, e(i) / norm(e(i)))           # its direction
nonzero_embeddings = given("no embedding is 0", norm(e(i)) > 0, unstated=True)
nonzero_target = given("that of the target is not 0", norm(e(t)) > 0, unstated=True)
cosine_cost = given("the cost is one minus the cosine", Eq(c[i, j], 1 - dot(unit(i), unit(j))))
mean_direction = Sum(p[i] * unit(i), (i, 1, n))
premises = (p_entries, p_total, target_is_class, one_hot, *plans, cheapest, nonzero_embeddings, nonzero_target, cosine_cost)
three = {1: [3, 4], 2: [0, 2], 3: [-1, 0]}
cosine_3 = [[0, Rational(1, 5), Rational(8, 5)], [Rational(1, 5), 0, 1], [Rational(8, 5), 1, 0]]
cosine_cost_loss = Claim(
    name="The loss is one minus the inner product of the mean direction with the target direction",
    says=Eq(C, 1 - dot(mean_direction, unit(t))),
    given=premises,
    proof=(loss_is_expected_cost, chain(
        C,
        equals(expected_cost, because=loss_is_expected_cost),
        equals(Sum(p[i] * (1 - dot(unit(i), unit(t))), (i, 1, n)), because=(cosine_cost, target_is_class, nonzero_embeddings, nonzero_target)),
        equals(Sum(p[i], (i, 1, n)) - dot(mean_direction, unit(t)), because=(nonzero_embeddings, nonzero_target)),
        equals(1 - dot(mean_direction, unit(t)), because=(p_total, nonzero_embeddings, nonzero_target)))),
    holds_for=(example(n=3, t=1, p=[half, third, sixth], tau=[1, 0, 0], e=three, c=cosine_3, C=third, Pi=transport_plans([half, third, sixth], [1, 0, 0])),
               example(n=1, t=1, p=[1], tau=[1], e={1: [-5]}, c=[[0]], C=0, Pi=transport_plans([1], [1]))),
    fails_for=(example(n=2, t=1, p=[half, half], tau=[1, 0], e={1: [1, 0], 2: [0, 0]}, c=[[0, 1], [1, 0]], C=half, Pi=transport_plans([half, half], [1, 0]),
                       note="0/0 for an embedding that is 0"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], e={1: [1, 0], 2: [0, 1]}, c=[[0, 2], [2, 0]], C=1, Pi=transport_plans([half, half], [1, 0]),
                       note="another cost"),
               example(n=2, t=1, p=[half, half], tau=[half, half], e={1: [1, 0], 2: [0, 1]}, c=[[0, 1], [1, 0]], C=0, Pi=transport_plans([half, half], [half, half]),
                       note="a soft target")),
    equation="(8), (9)", latex=r"c_{i,t}=1-\langle\hat e_i,\hat e_t\rangle\Rightarrow\mathcal C[p,\delta_t]=1-\Bigl\langle\sum_ip_i\hat e_i,\hat e_t\Bigr\rangle",
    note="The mean of the directions is shorter than 1 and is not normalised again: the loss is not one minus the cosine of the mean embedding with the target's.",
    measured_by=measure_cosine,
    cites="Ren2023",
    key=True)

# -- the range of the loss --------------------------------------------------------------------------------------------------

target_cost = Maximum(c[i, t], (i, 1, n))
with_target = (nonzero_embeddings, nonzero_target)
cost_not_negative = chain(
    c[i, t],
    equals(1 - dot(unit(i), unit(t)), because=(cosine_cost, target_is_class, *with_target)),
    equals(norm(unit(i) - unit(t))**2 / 2, because=with_target),
    at_least(0, because=with_target))
cost_at_most_2 = chain(
    c[i, t],
    equals(1 - dot(unit(i), unit(t)), because=(cosine_cost, target_is_class, *with_target)),
    equals(2 - norm(unit(i) + unit(t))**2 / 2, because=with_target),
    at_most(2, because=with_target))
below_largest = therefore(c[i, t] <= target_cost, because=using(entry_below_maximum, F=Lambda(i, c[i, t]), n=n, k=i))
x, M = real("x M")                            # a probability, a bound
some_probability = given("the target has positive probability", p[t] > 0, unstated=True)
missing = 1 - p[t]
second_order = missing + missing**2 / 2
at_most_1 = chain(p[t], at_most(Sum(p[i], (i, 1, n)), because=(using(term_of_nonnegative_sum, F=Lambda(i, p[i]), m=t, n=n), p_entries, target_is_class)),
                  equals(1, because=p_total))
probability = (0 < x, x <= 1)
below_logarithm = therefore(ForAll((x,), probability, -log(x) >= (1 - x) + (1 - x)**2 / 2))
above_logarithm = therefore(ForAll((x,), probability, -log(x) <= (1 - x) + (1 - x)**2 / 2 + (1 - x)**3 / (3 * x)))
not_below = chain(-missing**3 / (3 * p[t]), at_most(0, because=(some_probability, at_most_1)),
                  at_most(-log(p[t]) - second_order, because=(using(below_logarithm, x=p[t]), some_probability, at_most_1)))
not_above = therefore(-log(p[t]) - second_order <= missing**3 / (3 * p[t]), because=(using(above_logarithm, x=p[t]), some_probability, at_most_1))
cosine_cost_loss_range = Claim(
    name="The loss is bounded, and below the cross entropy to first order only",
    says=(C >= 0, C <= target_cost, target_cost <= 2,
          -log(p[t]) >= 1 - p[t],
          Abs(-log(p[t]) - second_order) <= missing**3 / (3 * p[t]),
          ForAll((M, x), (0 < x, x <= exp(-M)), -log(x) >= M)),
    given=(*premises, some_probability),
    proof=(loss_is_expected_cost, cost_not_negative, cost_at_most_2, below_largest,
           chain(C, equals(expected_cost, because=loss_is_expected_cost), at_least(0, because=(cost_not_negative, p_entries))),
           chain(C, equals(expected_cost, because=loss_is_expected_cost),
                 at_most(Sum(p[i] * target_cost, (i, 1, n)), because=(below_largest, p_entries)),
                 equals(target_cost, because=(p_total, target_is_class))),
           therefore(target_cost <= 2, because=(maximum_is_least_bound, cost_at_most_2)),
           therefore(-log(p[t]) >= 1 - p[t], because=(using(exponential_above_tangent, c=log(p[t])), some_probability)),
           at_most_1, below_logarithm, above_logarithm,
           not_below, not_above,
           therefore(Abs(-log(p[t]) - second_order) <= missing**3 / (3 * p[t]), because=(
               using(absolute_value_bound, x=-log(p[t]) - second_order, y=missing**3 / (3 * p[t])), not_below, not_above, some_probability)),
           therefore(ForAll((M, x), (0 < x, x <= exp(-M)), -log(x) >= M), because=using(logarithm_increases, x=x, y=exp(-M)))),
    holds_for=(example(n=3, t=1, p=[half, third, sixth], tau=[1, 0, 0], e=three, c=cosine_3, C=third, Pi=transport_plans([half, third, sixth], [1, 0, 0])),
               example(n=3, t=1, p=[Rational(1, 20), Rational(19, 20), 0], tau=[1, 0, 0], e={1: [2], 2: [-1], 3: [3]}, c=[[0, 2, 0], [2, 0, 2], [0, 2, 0]],
                       C=Rational(19, 10), Pi=transport_plans([Rational(1, 20), Rational(19, 20), 0], [1, 0, 0])),
               example(n=2, t=2, p=[Rational(1, 20), Rational(19, 20)], tau=[0, 1], e={1: [2], 2: [-1]}, c=[[0, 2], [2, 0]], C=Rational(1, 10),
                       Pi=transport_plans([Rational(1, 20), Rational(19, 20)], [0, 1])),
               example(n=1, t=1, p=[1], tau=[1], e={1: [-5]}, c=[[0]], C=0, Pi=transport_plans([1], [1]))),
    fails_for=(example(n=2, t=1, p=[0, 1], tau=[1, 0], e={1: [1], 2: [-1]}, c=[[0, 2], [2, 0]], C=2, Pi=transport_plans([0, 1], [1, 0]), note="no probability: the cross entropy is infinite"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], e={1: [1], 2: [-1]}, c=[[0, 4], [4, 0]], C=2, Pi=transport_plans([half, half], [1, 0]), note="another cost")),
    measured_by=measure_cosine,
    equation="closing discussion",
    latex=r"0\le\mathcal C[p,\delta_t]\le\max_ic_{i,t}\le2,\qquad-\log p_t\ge1-p_t,\qquad-\log p_t=(1-p_t)+\tfrac12(1-p_t)^2+O((1-p_t)^3)",
    note="The remainder of the expansion is given with a bound, (1 - p_t)^3/(3 p_t) for every p_t in (0, 1]. "
         "The last part says that the cross entropy is unbounded: it is at least M as soon as p_t is at most exp(-M).",
    key=True)
