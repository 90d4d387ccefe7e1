"""Sums over sets of components with positive factors are positive as soon as there is a set."""

from sympy import Eq, KroneckerDelta, Lambda, Ne

from verifier.language import *

from .notation import *
from .subsets import (
    five, only_empty_set, sums_grow, sums_not_negative, three, without_i,
)

all_sets = hypothesis(Z(r, r) > 0)
set_of_all = Claim(
    name="The set of all has a positive product",
    says=all_sets.statement, given=(*sets, positive_factors),
    proof=induction(
        all_sets.statement, on=r, start=0,
        base=therefore(Z(0, 0) > 0, because=using(only_empty_set, r=0)),
        step=chain(0, less_than(w(r + 1) * Z(r, r), because=(positive_factors, all_sets)),
                   at_most(Z(r + 1, r) + w(r + 1) * Z(r, r), because=using(sums_not_negative, q=r + 1)),
                   equals(Z(r + 1, r + 1), because=all_grow)),
        hypothesis=all_sets),
    holds_for=(example(r=3, w=three, Z=sums_over_sets(three)),))

sums_positive = Claim(
    name="The sum over the sets of r of r + s components is positive",
    says=Z(r, r + s) > 0, given=(*sets, positive_factors),
    proof=chain(0, less_than(Z(r, r), because=set_of_all), at_most(Z(r, r + s), because=using(sums_grow, q=r))),
    holds_for=(example(r=2, s=1, w=three, Z=sums_over_sets(three)),))

same_so_far = hypothesis(ForAll((q,), (r < i,), Eq(Z_without(i, q, r), Z(q, r))))
same_early = Claim(
    name="Among the first r components no set contains a later one, so that none is left out",
    says=same_so_far.statement, given=(*sets, *sets_without),
    proof=induction(same_so_far.statement, on=r, start=0,
                    base=therefore(ForAll((q,), (0 < i,), Eq(Z_without(i, q, 0), Z(q, 0))), because=(all_start, without_start)),
                    step=therefore(ForAll((q,), (r + 1 < i,), Eq(Z_without(i, q, r + 1), Z(q, r + 1))),
                                   because=(all_grow, without_grow, same_so_far)),
                    hypothesis=same_so_far),
    holds_for=(example(i=3, r=2, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three)),))

same_before = Claim(
    name="Among the components before i no set contains it",
    says=Eq(Z_without(i, q, i - 1), Z(q, i - 1)), given=(*sets, *sets_without),
    proof=therefore(Eq(Z_without(i, q, i - 1), Z(q, i - 1)), because=using(same_early, r=i - 1)),
    holds_for=(example(i=3, q=1, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three)),))

one_apart = hypothesis(ForAll((q,), (), Eq(Z(q, i + r), Z_without(i, q, i + r) + w(i) * Z_without(i, q - 1, i + r))))
apart_later = Claim(
    name="From i on, a set leaves out i, or it is i and a set that leaves out i",
    says=one_apart.statement, given=(*sets, *sets_without),
    proof=induction(one_apart.statement, on=r, start=0,
                    base=therefore(ForAll((q,), (), Eq(Z(q, i), Z_without(i, q, i) + w(i) * Z_without(i, q - 1, i))),
                                   because=(all_grow, without_grow, same_before)),
                    step=therefore(ForAll((q,), (), Eq(Z(q, i + r + 1), Z_without(i, q, i + r + 1) + w(i) * Z_without(i, q - 1, i + r + 1))),
                                   because=(using(all_grow, j=i + r + 1), using(without_grow, q=q, j=i + r + 1),
                                            using(without_grow, q=q - 1, j=i + r + 1), using(one_apart, q=q), using(one_apart, q=q - 1))),
                    hypothesis=one_apart),
    holds_for=(example(i=2, r=1, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three)),))

apart = Claim(
    name="A set leaves out i, or it is i and a set that leaves out i",
    says=Eq(Z(q, n), Z_without(i, q, n) + w(i) * Z_without(i, q - 1, n)), given=(*sets, *sets_without, i_in_range),
    proof=therefore(Eq(Z(q, n), Z_without(i, q, n) + w(i) * Z_without(i, q - 1, n)), because=(using(apart_later, r=n - i), i_in_range)),
    holds_for=(example(i=2, q=2, n=3, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three)),
               example(i=3, q=1, n=5, w=five, Z=sums_over_sets(five), Z_without=sums_over_sets(five))),
    fails_for=(example(i=3, q=2, n=2, w=five, Z=sums_over_sets(five), Z_without=sums_over_sets(five)),))

start_without_i = therefore(ForAll((q,), (), Eq(Z_without(i, q, 0), KroneckerDelta(q, 0))), because=without_start)
growth_without_i = therefore(ForAll((q, j), (), Eq(
    Z_without(i, q, j), Z_without(i, q, j - 1) + w(j) * (1 - KroneckerDelta(i, j)) * Z_without(i, q - 1, j - 1))), because=without_grow)
without_grows = Claim(
    name="More components, larger sums, also without i",
    says=Z_without(i, q, r) <= Z_without(i, q, r + s), given=sets_without,
    proof=(start_without_i, growth_without_i,
           therefore(Z_without(i, q, r) <= Z_without(i, q, r + s), because=(using(sums_grow, *without_i), start_without_i, growth_without_i))),
    holds_for=(example(i=2, q=1, r=2, s=1, w=three, Z_without=sums_over_sets(three)),))

without_not_negative = Claim(
    name="Sums over sets without i are not negative",
    says=Z_without(i, q, r) >= 0, given=sets_without,
    proof=(start_without_i, growth_without_i,
           therefore(Z_without(i, q, r) >= 0, because=(using(sums_not_negative, *without_i), start_without_i, growth_without_i))),
    holds_for=(example(i=2, q=1, r=2, w=three, Z_without=sums_over_sets(three)),))

all_but_i = hypothesis(Z_without(i, i - 1 + r, i + r) > 0)
set_of_all_others = Claim(
    name="The set of all but i has a positive product",
    says=all_but_i.statement, given=(*sets, *sets_without, positive_factors),
    proof=induction(
        all_but_i.statement, on=r, start=0,
        base=chain(0, less_than(Z(i - 1, i - 1), because=using(set_of_all, r=i - 1)),
                   equals(Z_without(i, i - 1, i - 1), because=same_before),
                   at_most(Z_without(i, i - 1, i), because=using(without_grows, q=i - 1, r=i - 1, s=1))),
        step=chain(0, less_than(w(i + r + 1) * Z_without(i, i - 1 + r, i + r), because=(positive_factors, all_but_i)),
                   at_most(Z_without(i, i + r, i + r) + w(i + r + 1) * Z_without(i, i - 1 + r, i + r),
                           because=using(without_not_negative, q=i + r, r=i + r)),
                   equals(Z_without(i, i + r, i + r + 1), because=without_grow)),
        hypothesis=all_but_i),
    holds_for=(example(i=2, r=1, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three)),))

size_not_negative, size_below_n = given("the size is not negative", q >= 0), given("the size is below n", q <= n - 1)
without_positive = Claim(
    name="Without i the sum is positive as long as another component is left",
    says=Z_without(i, q, n) > 0, given=(*sets, *sets_without, positive_factors, i_in_range, size_not_negative, size_below_n),
    proof=cases(Z_without(i, q, n) > 0,
                (given("the set fits before i", q <= i - 1),
                 chain(0, less_than(Z(q, i - 1), because=(using(sums_positive, r=q, s=i - 1 - q), size_not_negative)),
                       equals(Z_without(i, q, i - 1), because=same_before),
                       at_most(Z_without(i, q, n), because=(using(without_grows, r=i - 1, s=n - i + 1), i_in_range)))),
                (given("it does not", q > i - 1),
                 chain(0, less_than(Z_without(i, q, q + 1), because=using(set_of_all_others, r=q - i + 1)),
                       at_most(Z_without(i, q, n), because=(using(without_grows, r=q + 1, s=n - q - 1), size_below_n))))),
    holds_for=(example(i=2, q=2, n=3, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three)),
               example(i=1, q=0, n=1, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three))),
    fails_for=(example(i=2, q=3, n=3, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three)),
               example(i=2, q=-1, n=3, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three))))

# Two components are left out: the same, where w(i) is 0 already
without_both = ((Z, Lambda((q, r), Z_without(i, q, r))), (Z_without, Lambda((l, q, r), Z_neither(i, l, q, r))),
                (w, Lambda(j, w(j) * (1 - KroneckerDelta(i, j)))), (i, l))
neither_i_nor_l = ((Z, Lambda((q, r), Z_neither(i, l, q, r))),
                   (w, Lambda(j, w(j) * (1 - KroneckerDelta(i, j)) * (1 - KroneckerDelta(l, j)))))
start_without_l = therefore(ForAll((l, q), (), Eq(Z_neither(i, l, q, 0), KroneckerDelta(q, 0))), because=neither_start)
growth_without_l = therefore(ForAll((l, q, j), (), Eq(
    Z_neither(i, l, q, j), Z_neither(i, l, q, j - 1)
    + w(j) * (1 - KroneckerDelta(i, j)) * (1 - KroneckerDelta(l, j)) * Z_neither(i, l, q - 1, j - 1))), because=neither_grow)
start_of_neither = therefore(ForAll((q,), (), Eq(Z_neither(i, l, q, 0), KroneckerDelta(q, 0))), because=neither_start)
growth_of_neither = therefore(ForAll((q, j), (), Eq(
    Z_neither(i, l, q, j), Z_neither(i, l, q, j - 1)
    + w(j) * (1 - KroneckerDelta(i, j)) * (1 - KroneckerDelta(l, j)) * Z_neither(i, l, q - 1, j - 1))), because=neither_grow)
another = given("l is another component than i", Ne(i, l))
apart_from_i = therefore(Eq(Z_without(i, q, n), Z_neither(i, l, q, n) + w(l) * (1 - KroneckerDelta(i, l)) * Z_neither(i, l, q - 1, n)),
                         because=(using(apart, *without_both), start_without_i, growth_without_i, start_without_l, growth_without_l, l_in_range))
apart_without_i = Claim(
    name="A set without i leaves out l as well, or it is l and a set that leaves out both",
    says=Eq(Z_without(i, q, n), Z_neither(i, l, q, n) + w(l) * Z_neither(i, l, q - 1, n)),
    given=(*sets_without, *sets_with_neither, l_in_range, another),
    proof=(start_without_i, growth_without_i, start_without_l, growth_without_l,
           apart_from_i,
           chain(Z_without(i, q, n), equals(Z_neither(i, l, q, n) + w(l) * Z_neither(i, l, q - 1, n), because=(apart_from_i, another)))),
    holds_for=(example(i=3, l=1, q=2, n=5, w=five, Z_without=sums_over_sets(five), Z_neither=sums_over_sets(five)),
               example(i=1, l=3, q=1, n=3, w=three, Z_without=sums_over_sets(three), Z_neither=sums_over_sets(three))),
    fails_for=(example(i=2, l=2, q=1, n=3, w=three, Z_without=sums_over_sets(three), Z_neither=sums_over_sets(three)),))

neither_grows = Claim(
    name="More components, larger sums, also without i and l",
    says=Z_neither(i, l, q, r) <= Z_neither(i, l, q, r + s), given=sets_with_neither,
    proof=(start_of_neither, growth_of_neither,
           therefore(Z_neither(i, l, q, r) <= Z_neither(i, l, q, r + s),
                     because=(using(sums_grow, *neither_i_nor_l), start_of_neither, growth_of_neither))),
    holds_for=(example(i=2, l=1, q=1, r=2, s=1, w=three, Z_neither=sums_over_sets(three)),))

neither_not_negative = Claim(
    name="Sums over sets without i and l are not negative",
    says=Z_neither(i, l, q, r) >= 0, given=sets_with_neither,
    proof=(start_of_neither, growth_of_neither,
           therefore(Z_neither(i, l, q, r) >= 0, because=(using(sums_not_negative, *neither_i_nor_l), start_of_neither, growth_of_neither))),
    holds_for=(example(i=2, l=3, q=1, r=2, w=three, Z_neither=sums_over_sets(three)),))

neither_same_before = Claim(
    name="Among the components before l no set contains it, with or without i",
    says=Eq(Z_neither(i, l, q, l - 1), Z_without(i, q, l - 1)), given=(*sets_without, *sets_with_neither),
    proof=(start_without_i, growth_without_i, start_without_l, growth_without_l,
           therefore(Eq(Z_neither(i, l, q, l - 1), Z_without(i, q, l - 1)),
                     because=(using(same_before, *without_both), start_without_i, growth_without_i, start_without_l, growth_without_l))),
    holds_for=(example(i=1, l=3, q=1, w=three, Z_without=sums_over_sets(three), Z_neither=sums_over_sets(three)),))

all_but_two = hypothesis(Z_neither(i, l, l - 2 + r, l + r) > 0)
set_of_all_but_two = Claim(
    name="The set of all but i and l has a positive product",
    says=all_but_two.statement, given=(*sets, *sets_without, *sets_with_neither, positive_factors, in_order),
    proof=induction(
        all_but_two.statement, on=r, start=0,
        base=chain(0, less_than(Z_without(i, l - 2, l - 1), because=(using(without_positive, n=l - 1, q=l - 2), in_order)),
                   equals(Z_neither(i, l, l - 2, l - 1), because=neither_same_before),
                   at_most(Z_neither(i, l, l - 2, l), because=using(neither_grows, q=l - 2, r=l - 1, s=1))),
        step=chain(0, less_than(w(l + r + 1) * Z_neither(i, l, l - 2 + r, l + r), because=(positive_factors, all_but_two)),
                   at_most(Z_neither(i, l, l - 1 + r, l + r) + w(l + r + 1) * Z_neither(i, l, l - 2 + r, l + r),
                           because=using(neither_not_negative, q=l - 1 + r, r=l + r)),
                   equals(Z_neither(i, l, l - 1 + r, l + r + 1), because=(neither_grow, in_order))),
        hypothesis=all_but_two),
    holds_for=(example(i=1, l=2, r=1, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three), Z_neither=sums_over_sets(three)),))

size_below_both = given("the size is below n - 1", q <= n - 2)
neither_positive = Claim(
    name="Without i and l the sum is positive as long as another component is left",
    says=Z_neither(i, l, q, n) > 0,
    given=(*sets, *sets_without, *sets_with_neither, positive_factors, in_order, l_in_range, size_not_negative, size_below_both),
    proof=cases(Z_neither(i, l, q, n) > 0,
                (given("the set fits before l", q <= l - 2),
                 chain(0, less_than(Z_without(i, q, l - 1), because=(using(without_positive, n=l - 1), in_order, size_not_negative)),
                       equals(Z_neither(i, l, q, l - 1), because=neither_same_before),
                       at_most(Z_neither(i, l, q, n), because=(using(neither_grows, r=l - 1, s=n - l + 1), l_in_range)))),
                (given("it does not", q > l - 2),
                 chain(0, less_than(Z_neither(i, l, q, q + 2), because=(using(set_of_all_but_two, r=q - l + 2), in_order)),
                       at_most(Z_neither(i, l, q, n), because=(using(neither_grows, r=q + 2, s=n - q - 2), size_below_both, size_not_negative))))),
    holds_for=(example(i=1, l=3, q=1, n=3, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three), Z_neither=sums_over_sets(three)),),
    fails_for=(example(i=1, l=3, q=2, n=3, w=three, Z=sums_over_sets(three), Z_without=sums_over_sets(three), Z_neither=sums_over_sets(three)),))
