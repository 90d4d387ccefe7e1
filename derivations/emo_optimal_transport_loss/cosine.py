"""The cosine cost: the loss, its range, and how far it is from a metric."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, log, oo, sqrt

from verifier.language import *

from .notation import C, Pi, c, cheapest, gamma, i, j, k, n, one_hot, p, p_entries, p_total, plans, t, target_is_class, tau
from .transport import expected_cost, half, sixth, third, transport_to_a_point
from .zero_one import loss_is_expected_cost

e = trajectory("e")                           # e(i), the embedding of class i, held fixed
unit = Lambda(i, e(i) / norm(e(i)))           # its direction
nonzero_embeddings = given("no embedding is 0", norm(e(i)) > 0)
nonzero_target = given("that of the target is not 0", norm(e(t)) > 0)
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
u, x = real("u x")                            # the missing probability, a probability
some_probability = given("the target has positive probability", p[t] > 0)
cosine_cost_loss_range = Claim(
    name="The loss is bounded, and below the cross entropy to first order only",
    says=(C >= 0, C <= target_cost, target_cost <= 2,
          -log(p[t]) >= 1 - p[t],
          IsBigO(-log(1 - u) - (u + u**2 / 2), u**3, u, 0),
          TendsFromAbove(-log(x), x, 0, oo)),
    given=(*premises, some_probability),
    proof=(loss_is_expected_cost, cost_not_negative, cost_at_most_2, below_largest,
           chain(C, equals(expected_cost, because=loss_is_expected_cost), at_least(0, because=(cost_not_negative, p_entries))),
           chain(C, equals(expected_cost, because=loss_is_expected_cost),
                 at_most(Sum(p[i] * target_cost, (i, 1, n)), because=(below_largest, p_entries)),
                 equals(target_cost, because=(p_total, target_is_class))),
           therefore(target_cost <= 2, because=(maximum_is_least_bound, cost_at_most_2)),
           therefore(-log(p[t]) >= 1 - p[t], because=(using(exponential_above_tangent, c=log(p[t])), some_probability)),
           therefore(IsBigO(-log(1 - u) - (u + u**2 / 2), u**3, u, 0)),
           therefore(TendsFromAbove(-log(x), x, 0, oo))),
    holds_for=(example(n=3, t=1, p=[half, third, sixth], tau=[1, 0, 0], e=three, c=cosine_3, C=third, Pi=transport_plans([half, third, sixth], [1, 0, 0])),
               example(n=1, t=1, p=[1], tau=[1], e={1: [-5]}, c=[[0]], C=0, Pi=transport_plans([1], [1]))),
    equation="closing discussion", latex=r"0\le\mathcal C[p,\delta_t]\le\max_ic_{i,t}\le2,\qquad-\log p_t\ge1-p_t,\qquad-\log p_t=(1-p_t)+\tfrac12(1-p_t)^2+O((1-p_t)^3)",
    key=True)

a1, a2, a3 = point("a_1 a_2 a_3")
apart = Lambda((a1, a2), 1 - dot(a1, a2) / (norm(a1) * norm(a2)))
