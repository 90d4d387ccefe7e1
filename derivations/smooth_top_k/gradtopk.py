"""GradTopK, the gradient of log Z_k: its formula, its range, its order, its recursion."""

from sympy import Eq, KroneckerDelta, Lambda, Rational, Sum, exp

from verifier.language import *

from .experiments import order_of_shares, recursion_against_enumeration
from .notation import *
from .positivity import another, apart, apart_without_i, neither_positive, without_positive
from .subsets import five, three, member_added, no_early_member, no_member_of_empty_set, members_counted, only_empty_set, with_or_without

at_most_all = given("no more are selected than there are", k <= n)
light = entries(Rational(1, 4), Rational(1, 5))
scores_3, scores_5 = logs(2, 1, 5), logs(2, 5, 1, Rational(1, 3), 7)
sets_3 = dict(x=scores_3, Z=sums_over_sets(entries(2, 1, 5)), Z_with=sums_over_sets(entries(2, 1, 5), 1))
sets_5 = dict(x=scores_5, Z=sums_over_sets(entries(2, 5, 1, Rational(1, 3), 7)), Z_with=sums_over_sets(entries(2, 5, 1, Rational(1, 3), 7), 1))
without_3, without_5 = dict(Z_without=sums_over_sets(entries(2, 1, 5))), dict(Z_without=sums_over_sets(entries(2, 5, 1, Rational(1, 3), 7)))
neither_3, neither_5 = dict(Z_neither=sums_over_sets(entries(2, 1, 5))), dict(Z_neither=sums_over_sets(entries(2, 5, 1, Rational(1, 3), 7)))

p_i = Z_with(i, k, n) / Z(k, n)              # component i of GradTopK
p_l = Z_with(l, k, n) / Z(k, n)

factors_positive = therefore(ForAll((j,), (), w(j) > 0), because=exponentials)

# The recursion
one_less = hypothesis(ForAll((q,), (), Eq(Z_with(i, q, i + r), w(i) * (Z(q - 1, i + r) - Z_with(i, q - 1, i + r)))))
recursion_later = Claim(
    name="From i on, the sets that contain i are i and the smaller sets without i",
    says=one_less.statement, given=(all_grow, *sets_with),
    proof=induction(
        one_less.statement, on=r, start=0,
        base=therefore(ForAll((q,), (), Eq(Z_with(i, q, i), w(i) * (Z(q - 1, i) - Z_with(i, q - 1, i)))),
                       because=(with_grow, all_grow, using(no_early_member, r=i - 1))),
        step=therefore(ForAll((q,), (), Eq(Z_with(i, q, i + r + 1), w(i) * (Z(q - 1, i + r + 1) - Z_with(i, q - 1, i + r + 1)))),
                       because=(using(with_grow, q=q, j=i + r + 1), using(with_grow, q=q - 1, j=i + r + 1), using(all_grow, q=q - 1, j=i + r + 1),
                                using(one_less, q=q), using(one_less, q=q - 1))),
        hypothesis=one_less),
    holds_for=(example(i=2, r=1, w=entries(2, 1, 5), Z=sets_3["Z"], Z_with=sets_3["Z_with"]),))

gradtopk_recursion = Claim(
    name="Numerators for k from numerators for k - 1",
    says=(Eq(Z_with(i, k, n), exp(x(i)) * (Z(k - 1, n) - Z_with(i, k - 1, n))),
          Eq(Z(k, n), Sum(Z_with(i, k, n), (i, 1, n)) / k), Eq(Z_with(i, 1, n), exp(x(i)))),
    given=(*sets, *sets_with, i_in_range), definitions=(exponentials,),
    proof=(chain(Z_with(i, k, n), equals(w(i) * (Z(k - 1, n) - Z_with(i, k - 1, n)), because=(using(recursion_later, r=n - i), i_in_range)),
                 equals(exp(x(i)) * (Z(k - 1, n) - Z_with(i, k - 1, n)), because=exponentials)),
           chain(Z(k, n), equals(k * Z(k, n) / k, because=arithmetic), equals(Sum(Z_with(i, k, n), (i, 1, n)) / k, because=using(members_counted, r=n))),
           chain(Z_with(i, 1, n), equals(w(i) * (Z(0, n) - Z_with(i, 0, n)), because=(using(recursion_later, r=n - i, q=1), i_in_range)),
                 equals(w(i) * (1 - Z_with(i, 0, n)), because=using(only_empty_set, r=n)),
                 equals(w(i), because=using(no_member_of_empty_set, q=0, r=n)),
                 equals(exp(x(i)), because=exponentials))),
    holds_for=(example(n=3, k=2, i=2, **sets_3), example(n=5, k=3, i=4, **sets_5), example(n=3, k=1, i=3, **sets_3), example(n=3, k=3, i=1, **sets_3)),
    fails_for=(example(n=2, k=1, i=3, **sets_3),),
    measured_by=recursion_against_enumeration,
    equation="(12), (13)", latex=r"Z_{k,i}=e^{x_i}(Z_{k-1}-Z_{k-1,i}),\qquad Z_k=\tfrac1k\sum_iZ_{k,i},\qquad Z_{1,i}=e^{x_i}",
    note="In exact arithmetic; in floating point the difference loses its digits where the share of i is close to 1.", key=True)

# The range
others_positive = chain(0, less_than(Z_without(i, k, n), because=(using(without_positive, q=k), factors_positive, i_in_range, some_not_all)))
numerator_positive = chain(
    0, less_than(w(i) * Z_without(i, k - 1, n), because=(using(without_positive, q=k - 1), factors_positive, i_in_range, some_not_all)),
    equals(Z_with(i, k, n), because=(using(member_added, q=k), i_in_range)))
two_parts = chain(Z(k, n), equals(Z_without(i, k, n) + Z_with(i, k, n), because=using(with_or_without, r=n)))
whole_positive = chain(0, less_than(Z_without(i, k, n) + Z_with(i, k, n), because=(others_positive, numerator_positive)),
                       equals(Z(k, n), because=two_parts))
gradtopk_in_simplex = Claim(
    name="GradTopK has components strictly between 0 and 1 that add up to k",
    says=(p_i > 0, p_i < 1, Eq(Sum(p_i, (i, 1, n)), k)),
    given=(*sets, *sets_with, *sets_without, i_in_range, some_not_all), definitions=(exponentials,),
    proof=(factors_positive, others_positive, numerator_positive, two_parts, whole_positive,
           therefore(p_i > 0, because=(numerator_positive, whole_positive)),
           chain(p_i, equals(Z_with(i, k, n) / (Z_without(i, k, n) + Z_with(i, k, n)), because=(two_parts, whole_positive, others_positive, numerator_positive)),
                 less_than(1, because=(others_positive, numerator_positive))),
           chain(Sum(p_i, (i, 1, n)), equals(Sum(Z_with(i, k, n), (i, 1, n)) / Z(k, n), because=whole_positive),
                 equals(k * Z(k, n) / Z(k, n), because=(using(members_counted, r=n), whole_positive)), equals(k, because=whole_positive))),
    holds_for=(example(n=3, k=2, i=2, **sets_3, **without_3), example(n=5, k=3, i=4, **sets_5, **without_5), example(n=2, k=1, i=2, **sets_3, **without_3),
               example(n=2, k=1, i=1, x=logs(Rational(1, 4), Rational(1, 5)), Z=sums_over_sets(light), Z_with=sums_over_sets(light, 1), Z_without=sums_over_sets(light))),
    fails_for=(example(n=3, k=3, i=2, **sets_3, **without_3, note="all are selected: every component is 1"),),
    equation="(11)", latex=r"0<Z_{k,i}/Z_k<1\ (1\le k\le n-1),\qquad\sum_{i=1}^nZ_{k,i}=kZ_k",
    note="The strict upper bound needs k < n, which the article does not say; for k = n every component is 1.", key=True)

# The order
a, b = real("a b")
a_below_b, powers_in_order = given("a is at most b", a <= b), given("so are their exponentials", exp(a) <= exp(b))
exponential_keeps_order = Claim(
    name="The exponential keeps and reflects the order",
    says=Iff(a <= b, exp(a) <= exp(b)),
    proof=(suppose(a_below_b, chain(exp(a), at_most(exp(a) * (1 + (b - a)), because=a_below_b), at_most(exp(b), because=using(exponential_above_tangent, c_=b - a)))),
           suppose(powers_in_order, therefore(a <= b, because=(using(logarithm_increases, x_=exp(a), y_=exp(b)), powers_in_order)))),
    holds_for=(example(a=1, b=2), example(a=3, b=-1), example(a=2, b=2)))

l_without_i = ((Z, Lambda((q, r), Z_without(l, q, r))), (Z_without, Lambda((i, q, r), Z_neither(i, l, q, r))),
               (w, Lambda(j, w(j) * (1 - KroneckerDelta(l, j)))))
start_of_l = therefore(ForAll((q,), (), Eq(Z_without(l, q, 0), KroneckerDelta(q, 0))), because=without_start)
growth_of_l = therefore(ForAll((q, j), (), Eq(
    Z_without(l, q, j), Z_without(l, q, j - 1) + w(j) * (1 - KroneckerDelta(l, j)) * Z_without(l, q - 1, j - 1))), because=without_grow)
start_of_i = therefore(ForAll((i, q), (), Eq(Z_neither(i, l, q, 0), KroneckerDelta(q, 0))), because=neither_start)
growth_of_i = therefore(ForAll((i, q, j), (), Eq(
    Z_neither(i, l, q, j), Z_neither(i, l, q, j - 1)
    + w(j) * (1 - KroneckerDelta(l, j)) * (1 - KroneckerDelta(i, j)) * Z_neither(i, l, q - 1, j - 1))), because=neither_grow)
apart_from_l = therefore(Eq(Z_without(l, q, n), Z_neither(i, l, q, n) + w(i) * (1 - KroneckerDelta(l, i)) * Z_neither(i, l, q - 1, n)),
                         because=(using(apart, *l_without_i), start_of_l, growth_of_l, start_of_i, growth_of_i, i_in_range))
apart_without_l = Claim(
    name="A set without l leaves out i as well, or it is i and a set that leaves out both",
    says=Eq(Z_without(l, q, n), Z_neither(i, l, q, n) + w(i) * Z_neither(i, l, q - 1, n)),
    given=(*sets_without, *sets_with_neither, i_in_range, another),
    proof=(start_of_l, growth_of_l, start_of_i, growth_of_i, apart_from_l,
           chain(Z_without(l, q, n), equals(Z_neither(i, l, q, n) + w(i) * Z_neither(i, l, q - 1, n), because=(apart_from_l, another)))),
    holds_for=(example(i=3, l=1, q=2, n=5, w=five, **without_5, **neither_5), example(i=1, l=3, q=1, n=3, w=three, **without_3, **neither_3)))

c = positive("c")
scaled_gap = given("the scaled gap is not negative", (b - a) * c >= 0)
positive_factor_keeps_sign = Claim(
    name="A positive factor keeps the sign",
    says=Iff((b - a) * c >= 0, a <= b),
    proof=(suppose(scaled_gap, chain(b, at_least(b - (b - a) * c / c, because=scaled_gap), equals(a, because=arithmetic))),
           suppose(a_below_b, chain((b - a) * c, at_least(0, because=a_below_b)))),
    holds_for=(example(a=1, b=2, c=3), example(a=2, b=1, c=Rational(1, 2)), example(a=2, b=2, c=1)))

rest = Z_neither(i, l, k - 1, n)             # the sum over the sets of k - 1 of the other components
numerators_apart = chain(
    Z_with(i, k, n) - Z_with(l, k, n),
    equals(w(i) * Z_without(i, k - 1, n) - w(l) * Z_without(l, k - 1, n), because=(using(member_added, q=k, i=i), using(member_added, q=k, i=l), i_in_range, l_in_range)),
    equals(w(i) * (rest + w(l) * Z_neither(i, l, k - 2, n)) - w(l) * Z_without(l, k - 1, n), because=(using(apart_without_i, q=k - 1), l_in_range, in_order)),
    equals(w(i) * (rest + w(l) * Z_neither(i, l, k - 2, n)) - w(l) * (rest + w(i) * Z_neither(i, l, k - 2, n)),
           because=(using(apart_without_l, q=k - 1), i_in_range, in_order)),
    equals((w(i) - w(l)) * rest, because=arithmetic),
    equals((exp(x(i)) - exp(x(l))) * rest, because=exponentials))
shares_apart = chain(p_i - p_l, equals((exp(x(i)) - exp(x(l))) * (rest / Z(k, n)), because=(numerators_apart, whole_positive)))
rest_positive = chain(0, less_than(rest, because=(using(neither_positive, q=k - 1), factors_positive, i_in_range, l_in_range, in_order, some_not_all)))
ratio_positive = therefore(rest / Z(k, n) > 0, because=(rest_positive, whole_positive))
higher_score, higher_share = given("i has the higher score", x(l) <= x(i)), given("i has the larger share", p_l <= p_i)
lower_score, lower_share = given("l has the higher score", x(i) <= x(l)), given("l has the larger share", p_i <= p_l)
ratio = rest / Z(k, n)
powers_up = therefore(exp(x(l)) <= exp(x(i)), because=(using(exponential_keeps_order, a=x(l), b=x(i)), higher_score))
powers_down = therefore(exp(x(i)) <= exp(x(l)), because=(using(exponential_keeps_order, a=x(i), b=x(l)), lower_score))
gap_up = chain((exp(x(i)) - exp(x(l))) * ratio, equals(p_i - p_l, because=(shares_apart, whole_positive)), at_least(0, because=(higher_share, whole_positive)))
gap_down = chain((exp(x(l)) - exp(x(i))) * ratio, equals(p_l - p_i, because=(shares_apart, whole_positive)), at_least(0, because=(lower_share, whole_positive)))
powers_up_again = therefore(exp(x(l)) <= exp(x(i)), because=(using(positive_factor_keeps_sign, a=exp(x(l)), b=exp(x(i)), c=ratio), ratio_positive, gap_up))
powers_down_again = therefore(exp(x(i)) <= exp(x(l)), because=(using(positive_factor_keeps_sign, a=exp(x(i)), b=exp(x(l)), c=ratio), ratio_positive, gap_down))
share_follows_score = suppose(higher_score, powers_up, chain(
    p_i, equals(p_l + (exp(x(i)) - exp(x(l))) * ratio, because=(shares_apart, whole_positive)), at_least(p_l, because=(powers_up, ratio_positive, whole_positive))))
share_follows_score_down = suppose(lower_score, powers_down, chain(
    p_l, equals(p_i + (exp(x(l)) - exp(x(i))) * ratio, because=(shares_apart, whole_positive)), at_least(p_i, because=(powers_down, ratio_positive, whole_positive))))
score_follows_share = suppose(higher_share, gap_up, powers_up_again,
                              therefore(x(l) <= x(i), because=(using(exponential_keeps_order, a=x(l), b=x(i)), powers_up_again)))
score_follows_share_down = suppose(lower_share, gap_down, powers_down_again,
                                   therefore(x(i) <= x(l), because=(using(exponential_keeps_order, a=x(i), b=x(l)), powers_down_again)))
gradtopk_monotone = Claim(
    name="GradTopK preserves the order of the components",
    says=(Eq(Z_with(i, k, n) - Z_with(l, k, n), (exp(x(i)) - exp(x(l))) * rest), Iff(p_l <= p_i, x(l) <= x(i)), Iff(p_i <= p_l, x(i) <= x(l))),
    given=(*sets, *sets_with, *sets_without, *sets_with_neither, i_in_range, l_in_range, in_order, some_not_all), definitions=(exponentials,),
    proof=(factors_positive, others_positive, numerator_positive, two_parts, whole_positive, rest_positive, ratio_positive, numerators_apart, shares_apart,
           share_follows_score, score_follows_share, share_follows_score_down, score_follows_share_down),
    holds_for=(example(n=3, k=2, i=1, l=3, **sets_3, **without_3, **neither_3), example(n=5, k=3, i=2, l=4, **sets_5, **without_5, **neither_5)),
    fails_for=(example(n=3, k=3, i=1, l=3, **sets_3, **without_3, **neither_3, note="all are selected: every component is 1"),),
    measured_by=order_of_shares,
    equation="(3)", latex=r"Z_{k,i}-Z_{k,j}=(e^{x_i}-e^{x_j})\,e_{k-1}\big(e^{x_l}:l\ne i,j\big),\qquad p_i\ge p_j\iff x_i\ge x_j",
    note="Stated for i before l in both directions, which covers every pair.  It needs k < n; for k = n all components are equal.", key=True)
