"""A set of k that leaves out one of the first k components contains a later one: what follows for the shares."""

from sympy import Eq, KroneckerDelta, Lambda, Rational, Sum

from verifier.language import *

from .notation import *
from .positivity import (
    another, apart, apart_without_i, growth_without_i, growth_without_l, neither_not_negative, start_without_i, start_without_l,
    without_both, without_not_negative,
)
from .subsets import five, member_added, members_counted, sums_not_negative, with_or_without

Z_only = function("Z_only")                  # Z_only(i, l, q, r): the sum over the sets that leave out i and contain l
only_start = given("the empty set does not contain l", ForAll((i, l, q), (), Eq(Z_only(i, l, q, 0), 0)))
only_grow = given("without i, with j a set contains l if it did before or j is l", ForAll((i, l, q, j), (), Eq(
    Z_only(i, l, q, j), Z_only(i, l, q, j - 1) + w(j) * (1 - KroneckerDelta(i, j))
    * (KroneckerDelta(l, j) * Z_without(i, q - 1, j - 1) + (1 - KroneckerDelta(l, j)) * Z_only(i, l, q - 1, j - 1)))))
sets_with_only = (only_start, only_grow)
start_only = therefore(ForAll((l, q), (), Eq(Z_only(i, l, q, 0), 0)), because=only_start)
growth_only = therefore(ForAll((l, q, j), (), Eq(
    Z_only(i, l, q, j), Z_only(i, l, q, j - 1) + w(j) * (1 - KroneckerDelta(i, j))
    * (KroneckerDelta(l, j) * Z_without(i, q - 1, j - 1) + (1 - KroneckerDelta(l, j)) * Z_only(i, l, q - 1, j - 1)))), because=only_grow)
all_without_i = (*without_both[:2], (Z_with, Lambda((l, q, r), Z_only(i, l, q, r))), without_both[2])
here = (start_without_i, growth_without_i, start_without_l, growth_without_l, start_only, growth_only)
steep, steep_pair, lone = entries(1000, 3, 3), entries(1000, 1000, 3, 10**6), entries(5, 0, 0)  # where the bounds are nearly met, or met
faint = entries(Rational(1, 10), Rational(3, 10**4), Rational(3, 10**4))                        # the first with all factors below 1
in_without_i = dict(Z_without=sums_over_sets(five), Z_neither=sums_over_sets(five))
of_faint = dict(w=faint, Z=sums_over_sets(faint), Z_only=sums_over_sets_without(faint), Z_without=sums_over_sets(faint), Z_neither=sums_over_sets(faint))

counted_without_i = Claim(
    name="Each set without i is counted once for each of its members",
    says=Eq(Sum(Z_only(i, l, q, n), (l, 1, n)), q * Z_without(i, q, n)), given=(*sets_without, *sets_with_only),
    proof=(start_without_i, growth_without_i, start_only, growth_only,
           chain(Sum(Z_only(i, l, q, n), (l, 1, n)), equals(q * Z_without(i, q, n), because=(using(members_counted, *all_without_i, (r, n)), start_without_i, growth_without_i, start_only, growth_only)))),
    holds_for=(example(i=2, q=2, n=3, w=five, Z_without=sums_over_sets(five), Z_only=sums_over_sets_without(five)),))

only_is_product = Claim(
    name="A set without i that contains l is l and a set without both",
    says=Eq(Z_only(i, l, q, n), w(l) * (1 - KroneckerDelta(i, l)) * Z_neither(i, l, q - 1, n)),
    given=(*sets_without, *sets_with_neither, *sets_with_only, l_in_range),
    proof=(*here, therefore(Eq(Z_only(i, l, q, n), w(l) * (1 - KroneckerDelta(i, l)) * Z_neither(i, l, q - 1, n)),
                            because=(using(member_added, *all_without_i, (i, l)), *here, l_in_range))),
    holds_for=(example(i=2, l=3, q=2, n=3, w=five, Z_only=sums_over_sets_without(five), **in_without_i),))

only_or_neither = Claim(
    name="A set without i contains l or leaves it out as well",
    says=Eq(Z_without(i, q, n), Z_neither(i, l, q, n) + Z_only(i, l, q, n)),
    given=(*sets_without, *sets_with_neither, *sets_with_only),
    proof=(*here, therefore(Eq(Z_without(i, q, n), Z_neither(i, l, q, n) + Z_only(i, l, q, n)), because=(using(with_or_without, *all_without_i, (i, l), (r, n)), *here))),
    holds_for=(example(i=2, l=3, q=2, n=3, w=five, Z_only=sums_over_sets_without(five), **in_without_i),))

same = given("l is i", Eq(i, l))
sets_without_i = therefore(Z_without(i, q, n) >= 0, because=(using(without_not_negative, r=n), *sets_without))
only_at_most = Claim(
    name="Sets without i that contain l are among the sets without i, and there are none for l = i",
    says=Z_only(i, l, q, n) <= (1 - KroneckerDelta(i, l)) * Z_without(i, q, n),
    given=(*sets_without, *sets_with_neither, *sets_with_only, l_in_range),
    proof=(sets_without_i, cases(
        Z_only(i, l, q, n) <= (1 - KroneckerDelta(i, l)) * Z_without(i, q, n),
        (same, therefore(Z_only(i, l, q, n) <= (1 - KroneckerDelta(i, l)) * Z_without(i, q, n), because=(only_is_product, same, l_in_range))),
        (another, therefore(Z_only(i, l, q, n) <= (1 - KroneckerDelta(i, l)) * Z_without(i, q, n),
                            because=(only_or_neither, using(neither_not_negative, r=n), another))))),
    holds_for=(example(i=2, l=3, q=2, n=3, w=five, Z_only=sums_over_sets_without(five), **in_without_i),))

# k is the size and the first k components are singled out; i is one of them
i_selected = given("i is among the first k", i <= k)
k_not_all = given("some components are left out", k <= n - 1)
everything = (*sets, *sets_without, *sets_with_neither, *sets_with_only)
without_and_only = (*sets_without, *sets_with_neither, *sets_with_only)
early, late = Sum(Z_only(i, l, k, n), (l, 1, k)), Sum(Z_only(i, l, k, n), (l, k + 1, n))
both_parts = chain(k * Z_without(i, k, n), equals(Sum(Z_only(i, l, k, n), (l, 1, n)), because=(using(counted_without_i, q=k), *sets_without, *sets_with_only)),
                   equals(early + late, because=(using(split_sum, F_=Lambda(l, Z_only(i, l, k, n)), l_=1, m_=n, r_=k + 1), k_not_all)))
fewer = chain(Sum(1 - KroneckerDelta(i, l), (l, 1, k)), equals(k - Sum(KroneckerDelta(i, l) * 1, (l, 1, k)), because=arithmetic),
              equals(k - 1, because=(using(sum_with_delta, m_=i, l_=1, n_=k, C_=Lambda(l, 1)), i_selected)))
early_part = chain(early, at_most(Sum((1 - KroneckerDelta(i, l)) * Z_without(i, k, n), (l, 1, k)), because=(using(only_at_most, q=k), *without_and_only, k_not_all)),
                   equals(Sum(1 - KroneckerDelta(i, l), (l, 1, k)) * Z_without(i, k, n), because=arithmetic), equals((k - 1) * Z_without(i, k, n), because=fewer))
pigeonhole = Claim(
    name="A set of k without i, one of the first k, contains a later component",
    says=Z_without(i, k, n) <= Sum(Z_only(i, l, k, n), (l, k + 1, n)), given=(*without_and_only, i_selected, k_not_all),
    proof=(both_parts, fewer, early_part, therefore(Z_without(i, k, n) <= late, because=(both_parts, early_part))),
    holds_for=(example(i=2, k=2, n=3, w=five, Z_only=sums_over_sets_without(five), **in_without_i),))

pair_fewer = chain(Z_neither(i, l, k - 1, n), at_most(Z_neither(i, l, k - 1, n) + w(l) * Z_neither(i, l, k - 2, n), because=(using(neither_not_negative, q=k - 2, r=n), *sets_with_neither)),
                   equals(Z_without(i, k - 1, n), because=(using(apart_without_i, q=k - 1), *sets_without, *sets_with_neither, l_in_range, another)))
with_i = chain(w(i) * Z_without(i, k - 1, n), at_most(Z_without(i, k, n) + w(i) * Z_without(i, k - 1, n), because=(using(without_not_negative, q=k, r=n), *sets_without)),
               equals(Z(k, n), because=(using(apart, q=k), *sets, *sets_without, i_in_range)))
sets_of_k = therefore(Z(k, n) >= 0, because=(using(sums_not_negative, q=k, r=n), *sets))
exchanged = Claim(
    name="A set without i that contains l becomes a set that contains i when l is exchanged for i",
    says=w(i) * Z_only(i, l, k, n) <= w(l) * Z(k, n), given=(*everything, i_in_range, l_in_range, another),
    proof=(pair_fewer, with_i, sets_of_k,
           chain(w(i) * Z_only(i, l, k, n), equals(w(i) * w(l) * Z_neither(i, l, k - 1, n), because=(using(only_is_product, q=k), *without_and_only, l_in_range, another)),
                 at_most(w(l) * (w(i) * Z_without(i, k - 1, n)), because=pair_fewer), at_most(w(l) * Z(k, n), because=with_i))),
    holds_for=(example(i=2, l=3, k=2, n=3, w=five, Z=sums_over_sets(five), Z_only=sums_over_sets_without(five), **in_without_i),
               example(i=1, l=3, k=1, n=3, **of_faint)))

later = Sum(w(l), (l, k + 1, n))
b = integer("b")                             # a component after the first k
exchange_at_b = therefore(ForAll((b,), (k + 1 <= b, b <= n), w(i) * Z_only(i, b, k, n) <= w(b) * Z(k, n)), because=(using(exchanged, l=b), *everything, i_selected, k_not_all))
share_of_others = Claim(
    name="The sets without i, one of the first k, weigh at most the later factors over that of i",
    says=w(i) * Z_without(i, k, n) <= later * Z(k, n), given=(*everything, i_selected, k_not_all),
    proof=(exchange_at_b, sets_of_k,
           chain(w(i) * Z_without(i, k, n), at_most(w(i) * Sum(Z_only(i, l, k, n), (l, k + 1, n)), because=(pigeonhole, *without_and_only, i_selected, k_not_all)),
                 equals(Sum(w(i) * Z_only(i, b, k, n), (b, k + 1, n)), because=arithmetic),
                 at_most(Sum(w(b) * Z(k, n), (b, k + 1, n)), because=(exchange_at_b, k_not_all)), equals(later * Z(k, n), because=arithmetic))),
    holds_for=(example(i=1, k=1, n=3, **of_faint), example(i=1, k=1, n=3, w=steep, Z=sums_over_sets(steep), Z_only=sums_over_sets_without(steep), Z_without=sums_over_sets(steep), Z_neither=sums_over_sets(steep)),
               example(i=2, k=2, n=3, w=steep_pair, Z=sums_over_sets(steep_pair), Z_only=sums_over_sets_without(steep_pair), Z_without=sums_over_sets(steep_pair), Z_neither=sums_over_sets(steep_pair)),
               example(i=1, k=1, n=3, w=lone, Z=sums_over_sets(lone), Z_only=sums_over_sets_without(lone), Z_without=sums_over_sets(lone), Z_neither=sums_over_sets(lone), note="equality")))

high, low = positive("W_1"), nonnegative("W_0")
selected_large = given("the first k factors are at least W_1", ForAll((i,), (i <= k,), high <= w(i)))
others_small = given("the others are at most W_0", ForAll((b,), (k + 1 <= b, b <= n), w(b) <= low))
Z_positive = given("Z is positive", Z(k, n) > 0)
bound = (n - k) * low / high
few_later = chain(later, equals(Sum(w(b), (b, k + 1, n)), because=arithmetic), at_most(Sum(low, (b, k + 1, n)), because=(others_small, k_not_all)), equals((n - k) * low, because=arithmetic))
i_not_negative = therefore(Z_without(i, k, n) >= 0, because=(using(without_not_negative, q=k, r=n), *sets_without))
scaled = chain(high * Z_without(i, k, n), at_most(w(i) * Z_without(i, k, n), because=(selected_large, i_selected, i_not_negative)),
                           at_most(later * Z(k, n), because=(share_of_others, *everything, i_selected, k_not_all)), at_most((n - k) * low * Z(k, n), because=(few_later, Z_positive)))
share_without = Claim(
    name="A selected component is missing from few sets",
    says=Z_without(i, k, n) <= bound * Z(k, n), given=(*everything, i_selected, k_not_all, selected_large, others_small, Z_positive),
    proof=(few_later, i_not_negative, scaled,
           chain(Z_without(i, k, n), equals(high * Z_without(i, k, n) / high, because=arithmetic), at_most(bound * Z(k, n), because=scaled))),
    holds_for=(example(i=1, k=1, n=3, W_1=Rational(1, 10), W_0=Rational(3, 10**4), **of_faint),
               example(i=1, k=1, n=3, w=steep, W_1=1000, W_0=3, Z=sums_over_sets(steep), Z_only=sums_over_sets_without(steep), Z_without=sums_over_sets(steep), Z_neither=sums_over_sets(steep)),
               example(i=2, k=2, n=3, w=steep_pair, W_1=1000, W_0=3, Z=sums_over_sets(steep_pair), Z_only=sums_over_sets_without(steep_pair), Z_without=sums_over_sets(steep_pair), Z_neither=sums_over_sets(steep_pair)),
               example(i=1, k=1, n=3, w=lone, W_1=4, W_0=0, Z=sums_over_sets(lone), Z_only=sums_over_sets_without(lone), Z_without=sums_over_sets(lone), Z_neither=sums_over_sets(lone), note="equality")))

at_any = therefore(ForAll((b,), (1 <= b, b <= k), Z_without(b, k, n) <= bound * Z(k, n)),
                   because=(using(share_without, i=b), *everything, k_not_all, selected_large, others_small, Z_positive))
selected_parts, other_parts = Sum(Z_with(b, k, n), (b, 1, k)), Sum(Z_with(b, k, n), (b, k + 1, n))
what_is_missing = chain(
    other_parts, equals(Sum(Z_with(b, k, n), (b, 1, n)) - selected_parts, because=(using(split_sum, F_=Lambda(b, Z_with(b, k, n)), l_=1, m_=n, r_=k + 1), k_not_all)),
    equals(k * Z(k, n) - selected_parts, because=(using(members_counted, r=n), *sets, *sets_with)),
    equals(Sum(Z(k, n) - Z_with(b, k, n), (b, 1, k)), because=arithmetic),
    equals(Sum(Z_without(b, k, n), (b, 1, k)), because=(using(with_or_without, r=n, i=b), *sets, *sets_with, *sets_without)),
    at_most(Sum(bound * Z(k, n), (b, 1, k)), because=at_any), equals(k * bound * Z(k, n), because=arithmetic))
l_left_out = given("l is not among the first k", k + 1 <= l)
parts_are_products = therefore(ForAll((b,), (1 <= b, b <= n - k), Eq(Z_with(k + b, k, n), w(k + b) * Z_without(k + b, k - 1, n))),
                               because=(using(member_added, q=k, i=k + b), *sets, *sets_with, *sets_without))
smaller_not_negative = therefore(ForAll((b,), (1 <= b, b <= n - k), Z_without(k + b, k - 1, n) >= 0), because=(using(without_not_negative, i=k + b, q=k - 1, r=n), *sets_without))
products_not_negative = therefore(ForAll((b,), (1 <= b, b <= n - k), w(k + b) * Z_without(k + b, k - 1, n) >= 0), because=smaller_not_negative)
parts_not_negative = therefore(ForAll((b,), (1 <= b, b <= n - k), Z_with(k + b, k, n) >= 0), because=(parts_are_products, products_not_negative))
share_with = Claim(
    name="A component that is not selected is in few sets",
    says=Z_with(l, k, n) <= k * bound * Z(k, n),
    given=(*everything, *sets_with, l_in_range, l_left_out, k_not_all, selected_large, others_small, Z_positive),
    proof=(at_any, what_is_missing, parts_are_products, smaller_not_negative, products_not_negative, parts_not_negative,
           chain(Z_with(l, k, n), at_most(Sum(Z_with(k + b, k, n), (b, 1, n - k)),
                                          because=(using(term_of_nonnegative_sum, m_=l - k, n_=n - k, F_=Lambda(b, Z_with(k + b, k, n))), parts_not_negative, l_left_out, l_in_range)),
                 equals(other_parts, because=arithmetic), at_most(k * bound * Z(k, n), because=what_is_missing))),
    holds_for=(example(l=3, k=1, n=3, W_1=Rational(1, 10), W_0=Rational(3, 10**4), Z_with=sums_over_sets(faint, 1), **of_faint),
               example(l=3, k=1, n=3, w=steep, W_1=1000, W_0=3, Z_with=sums_over_sets(steep, 1), Z=sums_over_sets(steep), Z_only=sums_over_sets_without(steep), Z_without=sums_over_sets(steep), Z_neither=sums_over_sets(steep)),
               example(l=3, k=2, n=3, w=steep_pair, W_1=1000, W_0=3, Z_with=sums_over_sets(steep_pair, 1), Z=sums_over_sets(steep_pair), Z_only=sums_over_sets_without(steep_pair), Z_without=sums_over_sets(steep_pair), Z_neither=sums_over_sets(steep_pair)),
               example(l=2, k=1, n=3, w=lone, W_1=4, W_0=0, Z_with=sums_over_sets(lone, 1), Z=sums_over_sets(lone), Z_only=sums_over_sets_without(lone), Z_without=sums_over_sets(lone), Z_neither=sums_over_sets(lone), note="equality")))
