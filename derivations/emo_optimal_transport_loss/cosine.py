"""The cosine cost: the loss, its range, and how far it is from a metric."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, log, oo, sqrt

from verifier.language import *

from .notation import C, Pi, c, cheapest, gamma, i, j, k, n, one_hot, p, p_entries, p_total, plans, t, target_is_class, tau
from .transport import expected_cost, half, sixth, third, transport_to_a_point
from .zero_one import loss_is_expected_cost

e = trajectory("e")                           # e(i), the embedding of class i, held fixed
unit = Lambda(i, e(i) / norm(e(i)))           # its direction
nonzero_embeddings = given("no embedding is 0", norm(e(i)) > 0)
cosine_cost = given("the cost is one minus the cosine", Eq(c[i, j], 1 - dot(unit(i), unit(j))))
mean_direction = Sum(p[i] * unit(i), (i, 1, n))
premises = (p_entries, p_total, target_is_class, one_hot, *plans, cheapest, nonzero_embeddings, cosine_cost)
three = {1: [3, 4], 2: [0, 2], 3: [-1, 0]}
cosine_3 = [[0, Rational(1, 5), Rational(8, 5)], [Rational(1, 5), 0, 1], [Rational(8, 5), 1, 0]]
cosine_cost_loss = Claim(
    name="The loss is one minus the inner product of the mean direction with the target direction",
    says=Eq(C, 1 - dot(mean_direction, unit(t))),
    given=premises,
    proof=(loss_is_expected_cost, chain(
        C,
        equals(expected_cost, because=loss_is_expected_cost),
        equals(Sum(p[i] * (1 - dot(unit(i), unit(t))), (i, 1, n)), because=(cosine_cost, target_is_class, nonzero_embeddings)),
        equals(Sum(p[i], (i, 1, n)) - dot(mean_direction, unit(t)), because=(nonzero_embeddings, target_is_class)),
        equals(1 - dot(mean_direction, unit(t)), because=(p_total, nonzero_embeddings, target_is_class)))),
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
