"""Random labels: the expected cost is least at one class, the cross entropy at the distribution of the labels."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Sum, log

from verifier.language import *

from .entropy import weigh, weighed
from .experiments import measure_minimisers
from .notation import each_class, i, j, n, p, p_entries, p_total
from .transport import half, sixth, third

P = vector("P", n)                            # probabilities of the labels
T = random_variable("T")                      # a random label
x, y = real("x y")                            # a value of T, another number
price = sequence("price")                     # price(i, t), the cost of predicting i for the label t
best = natural("i_star")                       # the class of least mean cost
P_entries = given("no label has negative probability", P[i] >= 0)
P_total = given("the probabilities of the labels add up to 1", Eq(Sum(P[i], (i, 1, n)), 1))
drawn = given("T is drawn with the probabilities P", Eq(E(KroneckerDelta(T, i)), P[i]))

distances = Lambda((x, y), (x - y)**2 + 3 * (x - 2)**2 + y)         # costs for examples
dear = Lambda((x, y), distances(x, y) + 100 * y - 1000 * (x - 1) * (x - 2) * (x - 3))
cheap = Lambda((x, y), distances(x, y) - 100)

# -- Gibbs: the cross entropy -------------------------------------------------------------------------------------------------

where_label = given("p is positive wherever P is", ForAll((i,), (1 <= i, i <= n, P[i] > 0), p[i] > 0))
cross_entropy, entropy = -Sum(weigh(P[i], p[i]), (i, 1, n)), -Sum(weigh(P[i], P[i]), (i, 1, n))
absent, present = given("label i does not occur", P[i] <= 0), given("label i occurs", P[i] > 0)
is_zero = therefore(Eq(P[i], 0), because=(order_is_antisymmetric, absent, P_entries))
predicted = therefore(p[i] > 0, because=(where_label, present))
above_tangent = therefore(ForAll((x,), (x > 0,), log(x) <= x - 1 - (x - 1)**2 / (2 * (1 + x))))
both = P[i] + p[i]
gap = p[i] - P[i] - weigh(P[i], p[i]) + weigh(P[i], P[i])
log_of_ratio = chain(
    log(p[i]) - log(P[i]),
    at_most(p[i] / P[i] - 1 - (p[i] / P[i] - 1)**2 / (2 * (1 + p[i] / P[i])), because=(using(above_tangent, x=p[i] / P[i]), present, predicted)),
    equals((p[i] - P[i]) / P[i] - (p[i] - P[i])**2 / (2 * P[i] * both), because=(present, predicted)))
gap_if_present = chain(
    gap,
    equals(p[i] - P[i] - P[i] * (log(p[i]) - log(P[i])), because=(weighed, present, predicted)),
    at_least((p[i] - P[i])**2 / (2 * both), because=(log_of_ratio, present, predicted)))
gap_if_absent = chain(gap, equals(p[i], because=(weighed, is_zero)))
gap_not_negative = cases(
    gap >= 0,
    (absent, (is_zero, gap_if_absent, chain(gap, equals(p[i], because=gap_if_absent), at_least(0, because=p_entries)))),
    (present, (predicted, log_of_ratio, gap_if_present,
               chain(gap, at_least((p[i] - P[i])**2 / (2 * both), because=gap_if_present), at_least(0, because=(present, predicted))))))
each_gap = therefore(ForAll((i,), each_class, gap >= 0), because=gap_not_negative)
sum_of_gaps = chain(
    Sum(gap, (i, 1, n)),
    equals(Sum(p[i], (i, 1, n)) - Sum(P[i], (i, 1, n)) + cross_entropy - entropy, because=arithmetic),
    equals(cross_entropy - entropy, because=(p_total, P_total)))
least = given("the cross entropy does not exceed the entropy", cross_entropy <= entropy)
no_gap = chain(gap, at_most(Sum(gap, (i, 1, n)), because=(using(term_of_nonnegative_sum, F=Lambda(i, gap), m=i, n=n), each_gap)),
               equals(cross_entropy - entropy, because=sum_of_gaps), at_most(0, because=least))
equal_there = Eq(p[i], P[i])
small_gap = given("no class has a gap", gap <= 0)
none_left = chain(p[i], equals(gap, because=gap_if_absent), at_most(0, because=small_gap))
nothing_predicted = therefore(Eq(p[i], 0), because=(order_is_antisymmetric, none_left, p_entries))
square = (p[i] - P[i])**2
bounded_square = chain(square / (2 * both), at_most(gap, because=gap_if_present), at_most(0, because=small_gap))
no_square = chain(square, equals(2 * both * (square / (2 * both)), because=(present, predicted)), at_most(0, because=(bounded_square, present, predicted)))
square_not_negative = chain(square, at_least(0, because=arithmetic))
square_is_0 = therefore(Eq(square, 0), because=(order_is_antisymmetric, no_square, square_not_negative))
no_difference = therefore(Eq(p[i] - P[i], 0), because=(square_is_zero_at_zero, square_is_0))
same_everywhere = cases(
    equal_there,
    (absent, (is_zero, gap_if_absent, none_left, nothing_predicted, therefore(equal_there, because=(is_zero, nothing_predicted)))),
    (present, (predicted, log_of_ratio, gap_if_present, bounded_square, no_square, square_not_negative, square_is_0, no_difference,
               therefore(equal_there, because=no_difference))))
no_gap_means_equal = Claim(
    name="Where the tangent of the logarithm is reached, the probabilities agree",
    says=equal_there,
    given=(p_entries, P_entries, where_label, small_gap),
    definitions=(weighed,),
    proof=(above_tangent, same_everywhere),
    holds_for=(example(n=3, P=[half, 0, third], p=[half, 0, third]), example(n=1, P=[0], p=[0])),
    fails_for=(example(n=1, P=[half], p=[third], note="a gap"), example(n=1, P=[0], p=[-1], note="a negative prediction"),
               example(n=2, P=[1, 0], p=[0, 0], note="p is 0 where a label occurs"), example(n=1, P=[-1], p=[-2], note="negative weights")))
same = given("p is the distribution of the labels", ForAll((i,), each_class, equal_there))
gibbs_inequality = Claim(
    name="The cross entropy is least at the distribution of the labels, and only there (Gibbs)",
    says=Iff(least.statement, same.statement),
    given=(p_entries, p_total, P_entries, P_total, where_label),
    definitions=(weighed,),
    proof=(above_tangent, gap_not_negative, each_gap, sum_of_gaps,
           suppose(least, no_gap, therefore(same.statement, because=(no_gap_means_equal, p_entries, P_entries, where_label, no_gap))),
           suppose(same, chain(cross_entropy, equals(entropy, because=same), at_most(entropy, because=arithmetic)))),
    holds_for=(example(n=3, P=[half, 0, half], p=[third, third, third]), example(n=3, P=[half, third, sixth], p=[half, third, sixth]), example(n=1, P=[1], p=[1]),
               example(n=2, P=[1, 0], p=[1, 0])),
    fails_for=(example(n=2, P=[half, half], p=[1, 0], note="p is 0 where a label occurs: the cross entropy is infinite"),
               example(n=2, P=[half, half], p=[1, 1], note="p is no distribution: its total is 2"),
               example(n=1, P=[half], p=[1], note="P is no distribution: its total is 1/2")),
    measured_by=measure_minimisers,
    equation="not in the article", latex=r"\mathbb E_{t\sim P}[-\log p_t]\ge\mathbb E_{t\sim P}[-\log P_t]")

# -- the expected cost ----------------------------------------------------------------------------------------------------------

mean_price = Lambda(i, Sum(P[j] * price(i, j), (j, 1, n)))                 # the mean cost of predicting class i
expected = Sum(p[i] * mean_price(i), (i, 1, n))
best_is_class = given("i_star is a class", best <= n)
unique = given("i_star alone has the least mean cost", ForAll((i,), (*each_class, Ne(i, best)), mean_price(best) < mean_price(i)), unstated=True)
is_best, other = given("the best class", Eq(i, best)), given("another class", Ne(i, best))
surplus = p[i] * (mean_price(i) - mean_price(best))
surplus_not_negative = cases(
    surplus >= 0,
    (is_best, chain(surplus, equals(0, because=is_best), at_least(0, because=arithmetic))),
    (other, chain(surplus, at_least(0, because=(unique, other, p_entries)))))
each_surplus = therefore(ForAll((i,), each_class, surplus >= 0), because=surplus_not_negative)
sum_of_surpluses = chain(
    Sum(surplus, (i, 1, n)),
    equals(expected - mean_price(best) * Sum(p[i], (i, 1, n)), because=arithmetic),
    equals(expected - mean_price(best), because=p_total))
attained = given("the expected cost does not exceed the least mean cost", expected <= mean_price(best))
no_surplus = chain(surplus, at_most(Sum(surplus, (i, 1, n)), because=(using(term_of_nonnegative_sum, F=Lambda(i, surplus), m=i, n=n), each_surplus)),
                   equals(expected - mean_price(best), because=sum_of_surpluses), at_most(0, because=attained))
at_best = KroneckerDelta(i, best)
only_best = Eq(p[i], p[i] * at_best)
gap_of_means = therefore(mean_price(i) - mean_price(best) > 0, because=(unique, other))
may_be, is_not = given("class i may be predicted", p[i] > 0), given("class i is not predicted", p[i] <= 0)
would_cost = chain(surplus, greater_than(0, because=(gap_of_means, may_be)))
not_predicted = cases(
    p[i] <= 0,
    (is_not, therefore(p[i] <= 0, because=is_not)),
    (may_be, (would_cost, therefore(p[i] <= 0, because=(using(from_contradiction, x=0, y=surplus, a=p[i], b=0), would_cost, no_surplus)))))
not_predicted_at_all = therefore(Eq(p[i], 0), because=(order_is_antisymmetric, not_predicted, p_entries))
concentrated = cases(
    only_best,
    (is_best, therefore(only_best, because=is_best)),
    (other, (gap_of_means, not_predicted, not_predicted_at_all, therefore(only_best, because=(not_predicted_at_all, other)))))
all_on_best = chain(
    p[best],
    equals(Sum(p[i] * at_best, (i, 1, n)), because=(using(sum_with_delta, C=Lambda(i, p[i]), m=best), best_is_class)),
    equals(Sum(p[i], (i, 1, n)), because=concentrated),
    equals(1, because=p_total))
is_vertex = chain(
    p[i],
    equals(p[i] * at_best, because=concentrated),
    equals(p[best] * at_best, because=(using(delta_sifts, C=Lambda(i, p[i]), m=i, l=best), best_is_class)),
    equals(at_best, because=all_on_best))
vertex = given("p is concentrated on i_star", ForAll((i,), each_class, Eq(p[i], at_best)))
expected_cost_minimum = Claim(
    name="The expected cost is least at the class of least mean cost, and only there",
    says=Iff(attained.statement, vertex.statement),
    given=(p_entries, p_total, best_is_class, unique),
    proof=(surplus_not_negative, each_surplus, sum_of_surpluses,
           suppose(attained, no_surplus, concentrated, all_on_best, is_vertex, therefore(vertex.statement, because=is_vertex)),
           suppose(vertex, chain(expected, equals(Sum(at_best * mean_price(i), (i, 1, n)), because=vertex),
                                 equals(mean_price(best), because=(using(sum_with_delta, C=Lambda(i, mean_price(i)), m=best), best_is_class)),
                                 at_most(mean_price(best), because=arithmetic)))),
    holds_for=(example(n=3, i_star=2, p=[sixth, half, third], P=[half, third, sixth], price=distances), example(n=3, i_star=2, p=[0, 1, 0], P=[half, third, sixth], price=cheap),
               example(n=3, i_star=2, p=[0, 1, 0], P=[half, third, sixth], price=dear), example(n=1, i_star=1, p=[1], P=[1], price=distances)),
    fails_for=(example(n=2, i_star=1, p=[0, 1], P=[1, 0], price=Lambda((x, y), 5 + y), note="another class is as good"),
               example(n=3, i_star=2, p=[1, 1, -1], P=[half, third, sixth], price=distances, note="a negative prediction"),
               example(n=2, i_star=2, p=[0, 0], P=[half, half], price=distances, note="the total is 0")),
    measured_by=measure_minimisers,
    equation="not in the article; (5) with random labels", latex=r"\min_p\sum_ip_i\bar c_i=\bar c_{i^*}")

sure = given("the label i_star is not certain", P[best] < 1)
label_cost = Sum(P[i] * mean_price(i), (i, 1, n))
at_labels = using(expected_cost_minimum, p=P, P=P, price=price, n=n, i_star=best)
at_predictions = using(expected_cost_minimum, p=p, P=P, price=price, n=n, i_star=best)
dearer, not_dearer = given("the labels cost more", label_cost > mean_price(best)), given("the labels do not cost more", label_cost <= mean_price(best))
would_be_sure = therefore(ForAll((i,), each_class, Eq(P[i], at_best)), because=(at_labels, P_entries, P_total, best_is_class, unique, not_dearer))
would_be_1 = therefore(P[best] >= 1, because=(using(would_be_sure, i=best), best_is_class))
far_above = therefore(mean_price(best) + 1 <= label_cost, because=(
    using(from_contradiction, x=P[best], y=1, a=mean_price(best) + 1, b=label_cost), sure, would_be_1))
dearer_at_labels = cases(
    mean_price(best) < label_cost,
    (dearer, therefore(mean_price(best) < label_cost, because=dearer)),
    (not_dearer, (would_be_sure, would_be_1,
                  far_above, therefore(mean_price(best) < label_cost, because=far_above))))
drawn_label = distribution({1: half, 2: third, 3: sixth})
expected_cost_not_proper = Claim(
    name="The expected cost is least at a point mass, the cross entropy at the distribution of the labels",
    says=(Eq(E(Sum(p[i] * price(i, T), (i, 1, n))), expected),
          Iff(attained.statement, vertex.statement), Implies(sure.statement, mean_price(best) < label_cost),
          Iff(least.statement, same.statement)),
    given=(p_entries, p_total, P_entries, P_total, drawn, best_is_class, unique, where_label),
    definitions=(weighed,),
    proof=(chain(E(Sum(p[i] * price(i, T), (i, 1, n))),
                 equals(Sum(P[j] * Sum(p[i] * price(i, j), (i, 1, n)), (j, 1, n)), because=(
                     using(mean_over_values, f=Lambda(x, Sum(p[i] * price(i, x), (i, 1, n))), n=n, P=Lambda(j, P[j])), drawn, P_total)),
                 equals(Sum(Sum(p[i] * P[j] * price(i, j), (i, 1, n)), (j, 1, n)), because=arithmetic),
                 equals(Sum(Sum(p[i] * P[j] * price(i, j), (j, 1, n)), (i, 1, n)), because=interchange_of_sums),
                 equals(expected, because=arithmetic)),
           suppose(attained, therefore(vertex.statement, because=(at_predictions, p_entries, p_total, best_is_class, unique, attained))),
           suppose(vertex, therefore(attained.statement, because=(at_predictions, p_entries, p_total, best_is_class, unique, vertex))),
           suppose(sure, dearer_at_labels),
           suppose(least, therefore(same.statement, because=(gibbs_inequality, p_entries, p_total, P_entries, P_total, where_label, least))),
           suppose(same, therefore(least.statement, because=(gibbs_inequality, p_entries, p_total, P_entries, P_total, where_label, same)))),
    holds_for=(example(n=3, i_star=2, p=[sixth, half, third], P=[half, third, sixth], price=distances, T=drawn_label),
               example(n=3, i_star=2, p=[0, 1, 0], P=[0, 1, 0], price=cheap, T=2), example(n=3, i_star=2, p=[half, third, sixth], P=[half, third, sixth], price=dear, T=drawn_label),
               example(n=1, i_star=1, p=[1], P=[1], price=distances, T=1)),
    fails_for=(example(n=2, i_star=1, p=[0, 1], P=[half, half], price=Lambda((x, y), 5 + y), T=distribution({1: half, 2: half}), note="another class is as good"),
               example(n=2, i_star=2, p=[1, 0], P=[half, half], price=distances, T=distribution({1: half, 2: half}), note="p is 0 where a label occurs"),
               example(n=3, i_star=2, p=[1, 1, -1], P=[half, third, sixth], price=distances, T=drawn_label, note="a negative prediction"),
               example(n=3, i_star=2, p=[sixth, half, third], P=[half, third, sixth], price=distances, T=2, note="labels drawn otherwise")),
    measured_by=measure_minimisers,
    equation="not in the article; (5) with random labels",
    latex=r"t\sim P:\ \mathbb E_t\sum_ip_ic_{i,t}=\sum_ip_i\bar c_i,\ \bar c_i=\sum_tP_tc_{i,t};\quad\arg\min_p=\delta_{i^*},\ i^*=\arg\min_i\bar c_i",
    note="With ties every p on the classes of least mean cost is optimal. Unless the label is certain, the distribution of the labels costs more than the point mass: the loss alone seeks the most central class.",
    key=True)
