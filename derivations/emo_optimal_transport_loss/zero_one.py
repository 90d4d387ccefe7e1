"""The 0/1 cost: the loss is one minus the target probability, and its gradient is that of the cross entropy, damped."""

from sympy import Derivative, Eq, KroneckerDelta, Lambda, Sum, exp, log

from verifier.language import *

from .experiments import measure_gradients, sample_errors
from .notation import C, Pi, c, cheapest, gamma, i, j, k, n, one_hot, p, p_entries, p_total, plans, t, target_is_class, tau
from .transport import expected_cost, half, sixth, third, transport_to_a_point

differ = given("the cost is 0 for staying and 1 for moving", Eq(c[i, j], 1 - KroneckerDelta(i, j)))
I = random_variable("I")                      # a class drawn from p
x = real("x")                                 # a value of I
drawn = given("I is drawn with the probabilities p", Eq(E(KroneckerDelta(I, i)), p[i]))
to_a_point = using(transport_to_a_point, p=p, tau=tau, c=c, C=C, Pi=Pi, t=t, n=n, gamma=gamma)
missed = Sum(p[i] * (1 - KroneckerDelta(i, t)), (i, 1, n))
loss_is_expected_cost = therefore(Eq(C, expected_cost), because=(to_a_point, p_entries, p_total, target_is_class, one_hot, *plans, cheapest))
loss_is_missed = chain(C, equals(expected_cost, because=loss_is_expected_cost), equals(missed, because=(differ, target_is_class)))
missed_is = chain(
    missed,
    equals(Sum(p[i], (i, 1, n)) - Sum(p[i] * KroneckerDelta(i, t), (i, 1, n)), because=arithmetic),
    equals(Sum(p[i], (i, 1, n)) - p[t], because=(sum_with_delta, target_is_class)),
    equals(1 - p[t], because=p_total))
zero_one_cost = Claim(
    name="With the 0/1 cost the loss is one minus the target probability, the error rate of a sampled class",
    says=(Eq(C, missed), Eq(C, 1 - p[t]), Eq(C, E(1 - KroneckerDelta(I, t)))),
    given=(p_entries, p_total, target_is_class, one_hot, *plans, cheapest, differ, drawn),
    proof=(loss_is_expected_cost, loss_is_missed, missed_is,
           chain(C, equals(missed, because=loss_is_missed), equals(1 - p[t], because=missed_is)),
           chain(C, equals(missed, because=loss_is_missed),
                 equals(E(1 - KroneckerDelta(I, t)), because=(
                     using(mean_over_values, f=Lambda(x, 1 - KroneckerDelta(x, t)), n=n, P=Lambda(i, p[i])), drawn, p_total)))),
    holds_for=(example(n=3, t=2, p=[half, third, sixth], tau=[0, 1, 0], c=[[0, 1, 1], [1, 0, 1], [1, 1, 0]], C=2 * third,
                       I=distribution({1: half, 2: third, 3: sixth}), Pi=transport_plans([half, third, sixth], [0, 1, 0])),
               example(n=1, t=1, p=[1], tau=[1], c=[[0]], C=0, I=1, Pi=transport_plans([1], [1]))),
    fails_for=(example(n=2, t=1, p=[half, half], tau=[1, 0], c=[[0, 2], [2, 0]], C=1, I=distribution({1: half, 2: half}),
                       Pi=transport_plans([half, half], [1, 0]), note="other costs"),
               example(n=2, t=1, p=[half, half], tau=[half, half], c=[[0, 1], [1, 0]], C=0, I=distribution({1: half, 2: half}),
                       Pi=transport_plans([half, half], [half, half]), note="a soft target"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], c=[[0, 1], [1, 0]], C=half, I=distribution({1: third, 2: 2 * third}),
                       Pi=transport_plans([half, half], [1, 0]), note="I is drawn otherwise"),
               example(n=2, t=1, p=[half, half], tau=[1, 0], c=[[0, 1], [1, 0]], C=0, I=distribution({1: half, 2: half}),
                       Pi=transport_plans([half, half], [1, 0]), note="C is not the least cost")),
    measured_by=sample_errors,
    equation="(7)", latex=r"\sum_ip_ic_{i,t}=\sum_ip_i(1-\delta_{i,t})=1-p_t",
    note="The error rate is that of a class sampled from p, not that of the most probable class.",
    key=True)

z = vector("z", n)                            # the logits
Z = Sum(exp(z[j]), (j, 1, n))
soft = Lambda(i, exp(z[i]) / Z)               # the softmax of the logits
softmax_slopes = Claim(
    name="The derivatives of the softmax",
    says=Eq(Derivative(soft(i), z[k]), soft(i) * (KroneckerDelta(i, k) - soft(k))),
    proof=chain(
        Derivative(soft(i), z[k]),
        equals(KroneckerDelta(i, k) * exp(z[i]) / Z - exp(z[i]) / Z**2 * Sum(KroneckerDelta(j, k) * exp(z[j]), (j, 1, n)), because=arithmetic),
        equals(soft(i) * (KroneckerDelta(i, k) - soft(k)), because=sum_with_delta)),
    holds_for=(example(n=3, z=[0, 1, -2]), example(n=1, z=[3])),
    equation="not in the article; used for the two gradients", latex=r"\frac{\partial p_i}{\partial z_k}=p_i(\delta_{ik}-p_k)")

p_t = soft(t)
slope_of_target = chain(
    Derivative(p_t, z[k]), equals(p_t * (KroneckerDelta(t, k) - soft(k)), because=(using(softmax_slopes, i=t), target_is_class)))
zero_one_gradient_is_damped_ce = Claim(
    name="The gradient of the 0/1 loss is that of the cross entropy times the target probability",
    says=(Eq(Derivative(1 - p_t, z[k]), p_t * Derivative(-log(p_t), z[k])), Eq(Derivative(1 - p_t, z[k]), p_t * (soft(k) - KroneckerDelta(k, t)))),
    given=(target_is_class,),
    proof=(slope_of_target,
           chain(Derivative(1 - p_t, z[k]),
                 equals(-Derivative(p_t, z[k]), because=target_is_class),
                 equals(p_t * (-Derivative(p_t, z[k]) / p_t), because=target_is_class),
                 equals(p_t * Derivative(-log(p_t), z[k]), because=target_is_class)),
           chain(Derivative(1 - p_t, z[k]),
                 equals(-Derivative(p_t, z[k]), because=target_is_class),
                 equals(p_t * (soft(k) - KroneckerDelta(k, t)), because=slope_of_target))),
    holds_for=(example(n=3, t=2, z=[0, 1, -2]), example(n=2, t=1, z=[-3, half]), example(n=1, t=1, z=[3])),
    measured_by=measure_gradients,
    equation="not in the article; quantifies its closing remark",
    latex=r"\nabla_z(1-p_t)=p_t\,\nabla_z(-\log p_t)=p_t(p-\delta_t)",
    note="Where the target has a small probability, the loss 1 - p_t hardly moves the logits, while the cross entropy moves them at full size: the slow start that the article expects.",
    key=True)

costs = vector("a", n)                        # a_i, the cost of class i for this target, held fixed
emo_loss = Sum(soft(i) * costs[i], (i, 1, n))
emo_gradient = Claim(
    name="The gradient of the expected-cost loss",
    says=Eq(Derivative(emo_loss, z[k]), soft(k) * (costs[k] - emo_loss)),
    proof=chain(
        Derivative(emo_loss, z[k]),
        equals(Sum(Derivative(soft(i), z[k]) * costs[i], (i, 1, n)), because=arithmetic),
        equals(Sum(soft(i) * (KroneckerDelta(i, k) - soft(k)) * costs[i], (i, 1, n)), because=softmax_slopes),
        equals(Sum(KroneckerDelta(i, k) * soft(i) * costs[i], (i, 1, n)) - soft(k) * emo_loss, because=arithmetic),
        equals(soft(k) * (costs[k] - emo_loss), because=sum_with_delta)),
    holds_for=(example(n=3, z=[0, 1, -2], a=[3, 2, 5]), example(n=1, z=[3], a=[-1])),
    measured_by=measure_gradients,
    equation="not in the article; gradient of (5)", latex=r"\frac{\partial}{\partial z_k}\sum_ip_ic_{i,t}=p_k\Bigl(c_{k,t}-\sum_ip_ic_{i,t}\Bigr)",
    note="It vanishes at every corner of the simplex, right or wrong.")
