"""The ratio of the two norms of a query: at most 1, not sqrt(d), and at least 1/sqrt(d)."""

from sympy import Abs, Eq, Integer, KroneckerDelta, Lambda, Ne, Sum, sqrt

from verifier.language import *

from .experiments import measure_norm_ratios
from .notation import d, i

j, k, l = index("j", 1, d), index("k", 1, d), index("l", 1, d)
v = vector("v", d)                           # a query
total, squares = Sum(Abs(v[i]), (i, 1, d)), Sum(v[i]**2, (i, 1, d))
norm_ratio = sqrt(squares) / total           # |v|_2/|v|_1
pairs = Sum(Sum(Abs(v[i]) * Abs(v[j]) * (1 - KroneckerDelta(i, j)), (j, 1, d)), (i, 1, d))
gaps = Sum(Sum((Abs(v[i]) - Abs(v[j]))**2, (j, 1, d)), (i, 1, d))
not_zero = given("the query is not 0", total > 0)
one_hot = ForAll((k, l), (1 <= k, k <= d, 1 <= l, l <= d, Ne(k, l)), Eq(v[k] * v[l], 0))
flat = ForAll((k, l), (1 <= k, k <= d, 1 <= l, l <= d), Eq(Abs(v[k]), Abs(v[l])))

split = chain(
    pairs,
    equals(Sum(Sum(Abs(v[i]) * Abs(v[j]), (j, 1, d)), (i, 1, d)) - Sum(Sum(KroneckerDelta(i, j) * (Abs(v[i]) * Abs(v[j])), (j, 1, d)), (i, 1, d)), because=arithmetic),
    equals(Sum(Sum(Abs(v[i]) * Abs(v[j]), (j, 1, d)), (i, 1, d)) - Sum(Abs(v[i])**2, (i, 1, d)), because=sum_with_delta),
    equals(total**2 - squares, because=arithmetic))
delta_below_one = therefore(1 - KroneckerDelta(i, j) >= 0, because=arithmetic)
pairs_not_negative = chain(total**2 - squares, equals(pairs, because=split), at_least(0, because=delta_below_one))
spread = chain(gaps, equals(2 * d * squares - 2 * total**2, because=arithmetic))
gaps_not_negative = chain(2 * d * squares - 2 * total**2, equals(gaps, because=spread), at_least(0, because=arithmetic))
square_of_ratio = chain(norm_ratio**2, equals(squares / total**2, because=not_zero))
upper_square = chain(squares / total**2, at_most(1, because=(pairs_not_negative, not_zero)))
upper = therefore(norm_ratio <= 1, because=(using(square_reflects_order, x=norm_ratio, y=1), square_of_ratio, upper_square, not_zero))
lower_square = chain((1 / sqrt(d))**2, at_most(squares / total**2, because=(gaps_not_negative, not_zero)), equals(norm_ratio**2, because=not_zero))
ratio_not_negative = therefore(norm_ratio >= 0, because=not_zero)
lower = therefore(1 / sqrt(d) <= norm_ratio, because=(using(square_reflects_order, x=1 / sqrt(d), y=norm_ratio), lower_square, ratio_not_negative, not_zero))

# The cases of equality
is_one = given("the ratio is 1", Eq(norm_ratio, 1))
has_one_entry = given("at most one entry is not 0", one_hot)
is_least = given("the ratio is 1/sqrt(d)", Eq(norm_ratio, 1 / sqrt(d)))
has_equal_sizes = given("all entries have one size", flat)
same, two = given("one entry", Eq(k, l)), given("two entries", Ne(k, l))
pair = Lambda((k, l), Abs(v[k]) * Abs(v[l]) * (1 - KroneckerDelta(k, l)))
gap = Lambda((k, l), (Abs(v[k]) - Abs(v[l]))**2)
pair_not_negative = therefore(pair(k, l) >= 0, because=arithmetic)
pair_in_row = therefore(pair(k, l) <= Sum(pair(k, j), (j, 1, d)), because=(using(term_of_nonnegative_sum, F=Lambda(j, pair(k, j)), m=l, n=d), pair_not_negative))
row_in_pairs = therefore(Sum(pair(k, j), (j, 1, d)) <= pairs, because=(using(term_of_nonnegative_sum, F=Lambda(i, Sum(pair(i, j), (j, 1, d))), m=k, n=d), pair_not_negative))
gap_in_row = therefore(gap(k, l) <= Sum(gap(k, j), (j, 1, d)), because=using(term_of_nonnegative_sum, F=Lambda(j, gap(k, j)), m=l, n=d))
row_in_gaps = therefore(Sum(gap(k, j), (j, 1, d)) <= gaps, because=using(term_of_nonnegative_sum, F=Lambda(i, Sum(gap(i, j), (j, 1, d))), m=k, n=d))

no_pairs = chain(pairs, equals(total**2 * (1 - norm_ratio**2), because=(split, square_of_ratio, not_zero)), equals(0, because=is_one))
small_pair = chain(pair(k, l), at_most(Sum(pair(k, j), (j, 1, d)), because=pair_in_row), at_most(pairs, because=row_in_pairs), equals(0, because=no_pairs))
zero_pair = therefore(Eq(pair(k, l), 0), because=(using(order_is_antisymmetric, x=pair(k, l), y=0), small_pair, pair_not_negative))
size_of_product = therefore(ForAll((k, l), (1 <= k, k <= d, 1 <= l, l <= d, Ne(k, l)), Eq(pair(k, l), Abs(v[k] * v[l]))))
small_size = therefore(ForAll((k, l), (1 <= k, k <= d, 1 <= l, l <= d, Ne(k, l)), Abs(v[k] * v[l]) <= 0), because=(size_of_product, zero_pair))
small_square = therefore(ForAll((k, l), (1 <= k, k <= d, 1 <= l, l <= d, Ne(k, l)), (v[k] * v[l])**2 <= 0), because=(using(square_is_monotone, x=Abs(v[k] * v[l]), y=0), small_size))
zero_square = therefore(ForAll((k, l), (1 <= k, k <= d, 1 <= l, l <= d, Ne(k, l)), Eq((v[k] * v[l])**2, 0)), because=(using(order_is_antisymmetric, x=(v[k] * v[l])**2, y=0), small_square))
one_entry_is_left = therefore(one_hot, because=(using(square_is_zero_at_zero, x=v[k] * v[l]), zero_square))

each_pair = cases(Eq(pair(k, l), 0),
    (same, chain(pair(k, l), equals(0, because=same))),
    (two, chain(pair(k, l), equals(Abs(v[k] * v[l]), because=two), equals(0, because=(has_one_entry, two)))))
pairs_vanish = chain(squares, equals(total**2 - pairs, because=split), equals(total**2, because=each_pair))
ratio_is_one = chain(norm_ratio, equals(sqrt(total**2) / total, because=(pairs_vanish, not_zero)), equals(1, because=not_zero))

no_gaps = chain(gaps, equals(2 * total**2 * (d * norm_ratio**2 - 1), because=(spread, square_of_ratio, not_zero)), equals(0, because=is_least))
small_gap = chain(gap(k, l), at_most(Sum(gap(k, j), (j, 1, d)), because=gap_in_row), at_most(gaps, because=row_in_gaps), equals(0, because=no_gaps))
zero_gap = therefore(Eq((Abs(v[k]) - Abs(v[l]))**2, 0), because=(using(order_is_antisymmetric, x=gap(k, l), y=0), small_gap))
zero_difference = therefore(Eq(Abs(v[k]) - Abs(v[l]), 0), because=(using(square_is_zero_at_zero, x=Abs(v[k]) - Abs(v[l])), zero_gap))
sizes_agree = therefore(flat, because=zero_difference)

each_gap = therefore(Eq(gap(k, l), 0), because=has_equal_sizes)
gaps_vanish = chain(squares, equals((gaps / 2 + total**2) / d, because=spread), equals(total**2 / d, because=each_gap))
ratio_is_least = chain(norm_ratio, equals(sqrt(total**2 / d) / total, because=(gaps_vanish, not_zero)), equals(1 / sqrt(d), because=not_zero))

# As printed, for two components: the largest ratio M is sqrt(d)
a, b = real("a b")                           # the components of any query
p, c = real("p c")                           # the components of a query with the largest ratio
M = real("M")                                # the largest ratio
ratio_of_two = Lambda((a, b), sqrt(a**2 + b**2) / (Abs(a) + Abs(b)))
none_larger = given("no query has a larger ratio", ForAll((a, b), (Abs(a) + Abs(b) > 0,), ratio_of_two(a, b) <= M))
attained = given("a query has this ratio", Eq(ratio_of_two(p, c), M))
some_size = Abs(a) + Abs(b) > 0
mixed_product = chain((Abs(a) + Abs(b))**2 - a**2 - b**2, equals(2 * Abs(a) * Abs(b), because=arithmetic), at_least(0, because=arithmetic))
square_of_two = therefore(ForAll((a, b), (some_size,), (a**2 + b**2) / (Abs(a) + Abs(b))**2 <= 1), because=mixed_product)
ratio_of_two_squared = therefore(ForAll((a, b), (some_size,), ratio_of_two(a, b)**2 <= 1), because=square_of_two)
printed_maximum_sqrt_d = Claim(
    name="As printed: the ratio of the norms has the maximum sqrt(d), here for d = 2",
    says=Eq(M, sqrt(2)),
    given=(none_larger, attained),
    refuted_by=counterexample((M, Integer(1)), (p, Integer(1)), (c, Integer(0)), proof=(mixed_product, square_of_two, ratio_of_two_squared,
        therefore(ForAll((a, b), (some_size,), ratio_of_two(a, b) <= 1), because=(using(square_reflects_order, x=ratio_of_two(a, b), y=1), ratio_of_two_squared)))),
    expected=REFUTED, equation="after (9)",
    latex=r"\max_{\tilde q}\frac{\|\tilde q\|_2}{\|\tilde q\|_1}=\sqrt d",
    note="The query (1, 0) has the ratio 1, and no query has a larger one. The number sqrt(d) is the maximum of the reciprocal.")

norm_ratio_maximum_is_one = Claim(
    name="The ratio of the 2-norm to the 1-norm lies between 1/sqrt(d) and 1",
    says=(norm_ratio <= 1, 1 / sqrt(d) <= norm_ratio, Iff(Eq(norm_ratio, 1), one_hot), Iff(Eq(norm_ratio, 1 / sqrt(d)), flat)),
    given=(not_zero,),
    proof=(split, delta_below_one, pairs_not_negative, spread, gaps_not_negative, square_of_ratio, upper_square, upper, lower_square, ratio_not_negative, lower,
        pair_not_negative, pair_in_row, row_in_pairs, gap_in_row, row_in_gaps,
        suppose(is_one, no_pairs, small_pair, zero_pair, size_of_product, small_size, small_square, zero_square, one_entry_is_left),
        suppose(has_one_entry, each_pair, pairs_vanish, ratio_is_one),
        suppose(is_least, no_gaps, small_gap, zero_gap, zero_difference, sizes_agree),
        suppose(has_equal_sizes, each_gap, gaps_vanish, ratio_is_least)),
    holds_for=(example(d=2, v=[3, 0]), example(d=2, v=[0, -2]), example(d=3, v=[1, -1, 1]), example(d=2, v=[1, -2]), example(d=3, v=[2, 1, 0]), example(d=1, v=[-2])),
    fails_for=(example(d=2, v=[0, 0], note="the query 0 has no ratio"),),
    corrects=printed_maximum_sqrt_d,
    measured_by=measure_norm_ratios,
    equation="after (9)", key=True,
    latex=r"\frac1{\sqrt d}\le\frac{\|\tilde q\|_2}{\|\tilde q\|_1}\le1",
    note="The article takes sqrt(d) for the maximum and concludes that sparsity asks for a larger d; the maximum is 1 for every d.")

