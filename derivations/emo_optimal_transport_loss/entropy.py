"""Cross entropy and Kullback-Leibler divergence, with 0 log 0 = 0."""

from sympy import And, Derivative, Eq, KroneckerDelta, Lambda, Ne, Piecewise, Sum, log

from verifier.language import *

from .notation import i, k, n, one_hot, p, t, target_is_class, tau
from .experiments import measure_divergence
from .transport import half, sixth, third

q = vector("q", n, positive=True)             # predicted probabilities, all positive
a, b = real("a b")                            # two probabilities
weigh, compare = function("weigh compare")    # a log b and a log(a/b), which are 0 for a = 0
weighed = define(weigh(a, b), Piecewise((a * log(b), And(a > 0, b > 0)), (0, True)), "a log b, and 0 for a = 0")
compared = define(compare(a, b), Piecewise((a * log(a / b), And(a > 0, b > 0)), (0, True)), "a log(a/b), and 0 for a = 0")
supported_where = given("p is positive wherever tau is", ForAll((i,), (1 <= i, i <= n, tau[i] > 0), p[i] > 0))
divergence, cross_entropy = Sum(compare(tau[i], p[i]), (i, 1, n)), -Sum(weigh(tau[i], p[i]), (i, 1, n))
negative_entropy = Sum(weigh(tau[i], tau[i]), (i, 1, n))
divergence_at_q, cross_entropy_at_q = Sum(compare(tau[i], q[i]), (i, 1, n)), -Sum(weigh(tau[i], q[i]), (i, 1, n))

absent, present = given("i has no target probability", tau[i] <= 0), given("i has target probability", tau[i] > 0)
predicted = therefore(p[i] > 0, because=(supported_where, present))
term_splits = Eq(compare(tau[i], p[i]), weigh(tau[i], tau[i]) - weigh(tau[i], p[i]))
each_term = cases(
    term_splits,
    (absent, therefore(term_splits, because=(weighed, compared, absent))),
    (present, (predicted, chain(
        compare(tau[i], p[i]),
        equals(tau[i] * log(tau[i] / p[i]), because=(compared, present, predicted)),
        equals(tau[i] * log(tau[i]) - tau[i] * log(p[i]), because=(present, predicted)),
        equals(weigh(tau[i], tau[i]) - weigh(tau[i], p[i]), because=(weighed, present, predicted))))))
kl_split = Claim(
    name="Each term of the divergence is one of the cross entropy less one of the entropy",
    says=Eq(divergence, negative_entropy + cross_entropy),
    given=(supported_where,),
    definitions=(weighed, compared),
    proof=(each_term, therefore(Eq(divergence, negative_entropy + cross_entropy), because=each_term)),
    holds_for=(example(n=3, tau=[half, 0, 1], p=[third, 0, 2]), example(n=1, tau=[1], p=[third])),
    fails_for=(example(n=2, tau=[half, half], p=[1, 0], note="p is 0 where tau is not: the divergence is infinite"),),
    equation="(3)", latex=r"\mathrm{KL}(\tau\|p)=\sum_i\tau_i\log\tau_i-\sum_i\tau_i\log p_i")
kl_equals_ce_minus_entropy = Claim(
    name="The Kullback-Leibler divergence is the cross entropy minus the entropy of the target, and has its gradient",
    says=(Eq(divergence, negative_entropy + cross_entropy), Eq(Derivative(divergence_at_q, q[k]), Derivative(cross_entropy_at_q, q[k]))),
    given=(supported_where,),
    definitions=(weighed, compared),
    proof=(therefore(Eq(divergence, negative_entropy + cross_entropy), because=(kl_split, supported_where)),
           chain(Derivative(divergence_at_q, q[k]),
                 equals(Derivative(negative_entropy + cross_entropy_at_q, q[k]), because=using(kl_split, p=q)),
                 equals(Derivative(cross_entropy_at_q, q[k]), because=weighed))),
    holds_for=(example(n=3, tau=[half, 0, half], p=[third, 0, 2 * third], q=[half, third, sixth]), example(n=1, tau=[1], p=[1], q=[1])),
    fails_for=(example(n=2, tau=[half, half], p=[1, 0], q=[half, half], note="p is 0 where tau is not: the divergence is infinite"),),
    measured_by=measure_divergence,
    equation="(3)", latex=r"\mathrm{KL}(\tau\|p)=\sum_i\tau_i\log\tau_i-\sum_i\tau_i\log p_i,\qquad\nabla_p\mathrm{KL}(\tau\|p)=\nabla_p\mathrm{CE}(\tau,p)",
    note="True for all weights tau and p, with totals 1 or not. The derivatives are compared where every class has positive probability, as it has under a softmax; tau may have zeros.",
    key=True)

positive_target = given("the target has positive probability", p[t] > 0)
at_target, off_target = given("the target itself", Eq(i, t)), given("another class", Ne(i, t))
only_target = Eq(weigh(tau[i], p[i]), KroneckerDelta(i, t) * log(p[t]))
each_crossed = cases(
    only_target,
    (at_target, chain(
        weigh(tau[i], p[i]),
        equals(weigh(KroneckerDelta(i, t), p[i]), because=one_hot),
        equals(weigh(1, p[t]), because=at_target),
        equals(log(p[t]), because=(weighed, positive_target)),
        equals(KroneckerDelta(i, t) * log(p[t]), because=(at_target, positive_target)))),
    (off_target, chain(
        weigh(tau[i], p[i]),
        equals(weigh(KroneckerDelta(i, t), p[i]), because=one_hot),
        equals(0, because=(weighed, off_target)),
        equals(KroneckerDelta(i, t) * log(p[t]), because=(off_target, positive_target)))))
cross_entropy_one_hot = Claim(
    name="With a one-hot target the cross entropy is the negative log-likelihood of the target",
    says=Eq(cross_entropy, -log(p[t])),
    given=(target_is_class, one_hot, positive_target),
    definitions=(weighed,),
    proof=(each_crossed, chain(
        cross_entropy,
        equals(-Sum(KroneckerDelta(i, t) * log(p[t]), (i, 1, n)), because=(each_crossed, positive_target)),
        equals(-log(p[t]), because=(using(sum_with_delta, C=Lambda(i, log(p[t])), m=t), target_is_class, positive_target)))),
    holds_for=(example(n=3, t=2, tau=[0, 1, 0], p=[0, third, 2 * third]), example(n=1, t=1, tau=[1], p=[half])),
    fails_for=(example(n=2, t=1, tau=[half, half], p=[third, 2 * third], note="a soft target"),
               example(n=2, t=1, tau=[1, 0], p=[0, 1], note="no probability: the likelihood is 0")),
    equation="(1), (2)", latex=r"\tau_i=\delta_{i,t}\Rightarrow-\sum_i\tau_i\log p_i=-\log p_t")
