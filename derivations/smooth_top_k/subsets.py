"""Sums over sets of components: what holds for all factors."""

from sympy import Eq, KroneckerDelta, Lambda, Rational, Sum

from verifier.language import *

from .notation import *

three, five = entries(2, 1, 5), entries(2, 5, 1, Rational(1, 3), 7)
without_i = ((Z, Lambda((q, r), Z_without(i, q, r))), (w, Lambda(j, w(j) * (1 - KroneckerDelta(i, j)))))  # the same with w(i) put to 0

none_yet = hypothesis(ForAll((q,), (r < i,), Eq(Z_with(i, q, r), 0)))
no_early_member = Claim(
    name="No set of the first r components contains a later one",
    says=none_yet.statement, given=sets_with,
    proof=induction(none_yet.statement, on=r, start=0,
                    base=therefore(ForAll((q,), (0 < i,), Eq(Z_with(i, q, 0), 0)), because=with_start),
                    step=therefore(ForAll((q,), (r + 1 < i,), Eq(Z_with(i, q, r + 1), 0)), because=(with_grow, none_yet)),
                    hypothesis=none_yet),
    holds_for=(example(i=3, r=2, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1)),
               example(i=2, r=0, w=five, Z=sums_over_sets(five), Z_with=sums_over_sets(five, 1))),
    latex=r"Z_{k,i}=0\ \text{ over the first } r<i \text{ components}")

two_kinds = hypothesis(ForAll((q,), (), Eq(Z(q, r), Z_without(i, q, r) + Z_with(i, q, r))))
with_or_without = Claim(
    name="A set contains i or leaves it out",
    says=two_kinds.statement, given=(*sets, *sets_with, *sets_without),
    proof=induction(
        two_kinds.statement, on=r, start=0,
        base=therefore(ForAll((q,), (), Eq(Z(q, 0), Z_without(i, q, 0) + Z_with(i, q, 0))), because=(all_start, with_start, without_start)),
        step=therefore(ForAll((q,), (), Eq(Z(q, r + 1), Z_without(i, q, r + 1) + Z_with(i, q, r + 1))),
                       because=(all_grow, with_grow, without_grow, two_kinds)),
        hypothesis=two_kinds),
    holds_for=(example(i=2, r=3, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1), Z_without=sums_over_sets(three)),
               example(i=3, r=5, w=five, Z=sums_over_sets(five), Z_with=sums_over_sets(five, 1), Z_without=sums_over_sets(five)),
               example(i=3, r=2, w=five, Z=sums_over_sets(five), Z_with=sums_over_sets(five, 1), Z_without=sums_over_sets(five))),
    latex=r"Z_k=\sum_{S\not\ni i}e^{x_S}+Z_{k,i}")

not_negative = hypothesis(ForAll((q,), (), Z(q, r) >= 0))
sums_not_negative = Claim(
    name="Sums of products of nonnegative factors are not negative",
    says=not_negative.statement, given=sets,
    proof=induction(not_negative.statement, on=r, start=0,
                    base=therefore(ForAll((q,), (), Z(q, 0) >= 0), because=all_start),
                    step=therefore(ForAll((q,), (), Z(q, r + 1) >= 0), because=(all_grow, not_negative, using(not_negative, q=q - 1))),
                    hypothesis=not_negative),
    holds_for=(example(r=2, w=three, Z=sums_over_sets(three)),))

longer = hypothesis(Z(q, r) <= Z(q, r + s))
sums_grow = Claim(
    name="More components, larger sums",
    says=longer.statement, given=sets,
    proof=induction(longer.statement, on=s, start=0,
                    base=(),
                    step=chain(Z(q, r), at_most(Z(q, r + s), because=longer),
                               at_most(Z(q, r + s) + w(r + s + 1) * Z(q - 1, r + s), because=using(sums_not_negative, r=r + s)),
                               equals(Z(q, r + s + 1), because=all_grow)),
                    hypothesis=longer),
    holds_for=(example(q=2, r=2, s=1, w=three, Z=sums_over_sets(three)),))

member_is_added = hypothesis(ForAll((q,), (), Eq(Z_with(i, q, i + r), w(i) * Z_without(i, q - 1, i + r))))
member_added_later = Claim(
    name="From i on, a set that contains i is i and a set without i",
    says=member_is_added.statement, given=(*sets, *sets_with, *sets_without),
    proof=induction(
        member_is_added.statement, on=r, start=0,
        base=therefore(ForAll((q,), (), Eq(Z_with(i, q, i), w(i) * Z_without(i, q - 1, i))),
                       because=(with_grow, without_grow, using(with_or_without, r=i - 1), using(no_early_member, r=i - 1))),
        step=therefore(ForAll((q,), (), Eq(Z_with(i, q, i + r + 1), w(i) * Z_without(i, q - 1, i + r + 1))),
                       because=(with_grow, without_grow, member_is_added)),
        hypothesis=member_is_added),
    holds_for=(example(i=2, r=1, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1), Z_without=sums_over_sets(three)),))

member_added = Claim(
    name="A set that contains i is i and a set without i",
    says=Eq(Z_with(i, q, n), w(i) * Z_without(i, q - 1, n)), given=(*sets, *sets_with, *sets_without, i_in_range),
    proof=therefore(Eq(Z_with(i, q, n), w(i) * Z_without(i, q - 1, n)), because=(using(member_added_later, r=n - i), i_in_range)),
    holds_for=(example(i=2, q=2, n=3, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1), Z_without=sums_over_sets(three)),))

empty_set = hypothesis(Both(Eq(Z(0, r), 1), ForAll((q,), (q < 0,), Eq(Z(q, r), 0))))
only_empty_set = Claim(
    name="The empty set has the product 1, and no set has fewer members",
    says=empty_set.statement, given=sets,
    proof=(induction(
        Both(Eq(Z(0, r), 1), ForAll((q,), (q < 0,), Eq(Z(q, r), 0))), on=r, start=0,
        base=therefore(Both(Eq(Z(0, 0), 1), ForAll((q,), (q < 0,), Eq(Z(q, 0), 0))), because=all_start),
        step=therefore(Both(Eq(Z(0, r + 1), 1), ForAll((q,), (q < 0,), Eq(Z(q, r + 1), 0))), because=(all_grow, empty_set)),
        hypothesis=empty_set),),
    holds_for=(example(r=3, w=three, Z=sums_over_sets(three)), example(r=0, w=three, Z=sums_over_sets(three))))

too_small = hypothesis(ForAll((q,), (q < 1,), Eq(Z_with(i, q, r), 0)))
no_member_of_empty_set = Claim(
    name="A set with a member has at least one",
    says=too_small.statement, given=(*sets, *sets_with),
    proof=induction(too_small.statement, on=r, start=0,
                    base=therefore(ForAll((q,), (q < 1,), Eq(Z_with(i, q, 0), 0)), because=with_start),
                    step=therefore(ForAll((q,), (q < 1,), Eq(Z_with(i, q, r + 1), 0)),
                                   because=(with_grow, only_empty_set, too_small, using(too_small, q=q - 1))),
                    hypothesis=too_small),
    holds_for=(example(i=2, r=3, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1)),))

new_member = Claim(
    name="The sets that contain the last component",
    says=Eq(Z_with(r + 1, q, r + 1), w(r + 1) * Z(q - 1, r)), given=sets_with,
    proof=therefore(Eq(Z_with(r + 1, q, r + 1), w(r + 1) * Z(q - 1, r)), because=(with_grow, using(no_early_member, i=r + 1))),
    holds_for=(example(q=2, r=2, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1)),))

none_of_none = Claim(
    name="Of no components, no set has members",
    says=Eq(q * Z(q, 0), 0), given=(all_start,),
    proof=chain(q * Z(q, 0), equals(q * KroneckerDelta(q, 0), because=all_start),
                equals(0, because=using(delta_sifts, m_=q, l_=0, C_=Lambda(q, q)))),
    holds_for=(example(q=2, Z=sums_over_sets(three)), example(q=0, Z=sums_over_sets(three))))

members_so_far = Sum(Z_with(i, q, r), (i, 1, r))
more_members = Claim(
    name="The memberships, with one component more",
    says=Eq(Sum(Z_with(i, q, r + 1), (i, 1, r + 1)), members_so_far + w(r + 1) * Sum(Z_with(i, q - 1, r), (i, 1, r)) + w(r + 1) * Z(q - 1, r)),
    given=sets_with,
    proof=chain(Sum(Z_with(i, q, r + 1), (i, 1, r + 1)),
                equals(Sum(Z_with(i, q, r + 1), (i, 1, r)) + Z_with(r + 1, q, r + 1), because=arithmetic),
                equals(Sum(Z_with(i, q, r + 1), (i, 1, r)) + w(r + 1) * Z(q - 1, r), because=new_member),
                equals(Sum(Z_with(i, q, r) + w(r + 1) * Z_with(i, q - 1, r), (i, 1, r)) + w(r + 1) * Z(q - 1, r), because=with_grow),
                equals(members_so_far + w(r + 1) * Sum(Z_with(i, q - 1, r), (i, 1, r)) + w(r + 1) * Z(q - 1, r), because=arithmetic)),
    holds_for=(example(q=2, r=2, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1)),))

memberships = hypothesis(ForAll((q,), (), Eq(Sum(Z_with(i, q, r), (i, 1, r)), q * Z(q, r))))
members_counted = Claim(
    name="Each set is counted once for each of its members",
    says=memberships.statement, given=(*sets, *sets_with),
    proof=induction(
        memberships.statement, on=r, start=0,
        base=therefore(ForAll((q,), (), Eq(0, q * Z(q, 0))), because=none_of_none),
        step=therefore(ForAll((q,), (), Eq(Sum(Z_with(i, q, r + 1), (i, 1, r + 1)), q * Z(q, r + 1))),
                       because=(more_members, all_grow, memberships, using(memberships, q=q - 1))),
        hypothesis=memberships),
    holds_for=(example(r=3, w=three, Z=sums_over_sets(three), Z_with=sums_over_sets(three, 1)),))
