"""What the local cosines say about the global one: bounds from above, from both sides, and with bounded ratios of lengths."""

from sympy import Max, Sum, sqrt

from verifier.language import *

from .blocks import block_decomposition, norm_vector_cosine
from .experiments import measure_bounds
from .notation import (
    C, L, M, a, b, blocks, bracket, c, i, j, length_a, length_b, lengths, m, mixed, names, of_x, of_y, square_x, square_y, w, x_blocks, y_blocks,
)

s, low, high = real("s low high")
factor_not_negative, in_order = given("s is not negative", s >= 0), given("low is at most high", low <= high)
scaled_order = Claim(
    name="A factor that is not negative keeps an order",
    says=s * low <= s * high, given=(factor_not_negative, in_order),
    proof=therefore(s * low <= s * high, because=(factor_not_negative, in_order)),
    holds_for=(example(s=2, low=-1, high=3), example(s=0, low=1, high=2), example(s=1, low=2, high=2)),
    fails_for=(example(s=-1, low=1, high=2), example(s=1, low=2, high=1)))

bounded_above, bounded_below = given("no c_i exceeds M", c(i) <= M), given("no c_i is below L", c(i) >= L)
products = Sum(c(i) * a(i) * b(i), (i, 1, m))
combination = products / (length_a * length_b)
each_above = therefore(c(i) * a(i) * b(i) <= M * a(i) * b(i), because=bounded_above)
each_below = therefore(L * a(i) * b(i) <= c(i) * a(i) * b(i), because=bounded_below)
sum_above = chain(products, at_most(Sum(M * a(i) * b(i), (i, 1, m)), because=each_above), equals(M * mixed, because=arithmetic))
sum_below = chain(L * mixed, equals(Sum(L * a(i) * b(i), (i, 1, m)), because=arithmetic), at_most(products, because=each_below))
denominator = therefore(length_a * length_b > 0, because=lengths)

combination_bound = Claim(
    name="A combination of numbers between L and M with the weights a_i b_i",
    says=(L * w <= combination, combination <= M * w),
    given=(*lengths, bounded_above, bounded_below),
    definitions=(bracket,),
    proof=(each_above, each_below, sum_above, sum_below, denominator,
           chain(L * w, equals(L * mixed / (length_a * length_b), because=(bracket, *lengths)),
                 at_most(combination, because=(using(scaled_order, s=1 / (length_a * length_b), low=L * mixed, high=products), sum_below, denominator, *lengths))),
           chain(combination,
                 at_most(M * mixed / (length_a * length_b), because=(using(scaled_order, s=1 / (length_a * length_b), low=products, high=M * mixed), sum_above, denominator, *lengths)),
                 equals(M * w, because=(bracket, *lengths)))),
    holds_for=(example(m=2, a=[1, 2], b=[3, 1], c=[half(), half()], L=half(), M=half(), note="equality"),
               example(m=2, a=[1, 2], b=[3, 1], c=[-1, -1], L=-1, M=-1, note="equality below 0"),
               example(m=3, a=[0, 1, 2], b=[1, 2, 1], c=[-1, 0, 1], L=-1, M=1)),
    fails_for=(example(m=1, a=[1], b=[1], c=[1], L=-1, M=0, note="M is exceeded"), example(m=1, a=[1], b=[1], c=[-1], L=0, M=1, note="below L"),
               example(m=1, a=[0], b=[1], c=[1], L=0, M=1, note="0/0"), example(m=1, a=[1], b=[0], c=[1], L=0, M=1, note="0/0")))

not_negative = given("M is not negative", M >= 0)
one_bound = therefore(w <= 1, because=(norm_vector_cosine, *lengths))
w_shrinks = Claim(
    name="A number that is not negative does not grow when it is multiplied by w",
    says=w * M <= M,
    given=(*lengths, not_negative),
    definitions=(bracket,),
    proof=(one_bound, chain(w * M, at_most(M, because=(using(scaled_order, s=M, low=w, high=1), one_bound, not_negative, *lengths)))),
    holds_for=(example(m=2, a=[1, 2], b=[2, 4], M=3), example(m=2, a=[1, 0], b=[1, 1], M=0)),
    fails_for=(example(m=2, a=[1, 0], b=[1, 1], M=-1), example(m=1, a=[0], b=[1], M=1, note="0/0"), example(m=1, a=[1], b=[0], M=1, note="0/0")))

# The lengths of blocks that are not 0
a_positive = chain(a(i), equals(sqrt(square_x), because=of_x), greater_than(0, because=x_blocks))
b_positive = chain(b(i), equals(sqrt(square_y), because=of_y), greater_than(0, because=y_blocks))
a_sum = therefore(Sum(a(i)**2, (i, 1, m)) > 0, because=a_positive)
b_sum = therefore(Sum(b(i)**2, (i, 1, m)) > 0, because=b_positive)
sums = (a_sum, b_sum)

top, bottom = Maximum(c(i), (i, 1, m)), Minimum(c(i), (i, 1, m))
highest = therefore(c(j) <= top, because=(entry_below_maximum, *blocks))
lowest = therefore(c(j) >= bottom, because=(minimum_below_entry, *blocks))
below_top = chain(C, equals(combination, because=(block_decomposition, *blocks)),
                  at_most(w * top, because=(using(combination_bound, M=top, L=bottom), highest, lowest, *sums, *blocks)))
above_bottom = chain(w * bottom, at_most(combination, because=(using(combination_bound, M=top, L=bottom), highest, lowest, *sums, *blocks)),
                     equals(C, because=(block_decomposition, *blocks)))
w_not_negative = therefore(w >= 0, because=(norm_vector_cosine, *sums))
some_not_negative = given("the largest local cosine is not negative", top >= 0)
same_direction = example(m=2, n=[1, 2], x=lambda i, k: i, y=lambda i, k: 2 * i, note="equality: y = 2 x")
opposed = example(m=2, n=[1, 1], x=lambda i, k: i, y=lambda i, k: i - 3, note="both local cosines are -1, the global one is -4/5")

shrunk = therefore(w * top <= top, because=(using(w_shrinks, M=top), some_not_negative, *sums, *blocks))
global_cosine_upper_bound = Claim(
    name="The global cosine is at most the largest local cosine, if that is not negative",
    says=(C <= w * top, w * top <= top, C <= top),
    given=(*blocks, some_not_negative),
    definitions=(*names, bracket),
    proof=(a_positive, b_positive, *sums, highest, lowest, below_top, w_not_negative, shrunk,
           chain(C, at_most(w * top, because=(below_top, *sums, *blocks)), at_most(top, because=(shrunk, *sums, *blocks)))),
    holds_for=(same_direction, example(m=2, n=[2, 1], x=lambda i, k: i + k, y=lambda i, k: 4 - k - i),
               example(m=2, n=[1, 1], x=lambda i, k: i, y=lambda i, k: 3 * i - 4)),
    fails_for=(opposed, example(m=2, n=[1, 1], x=lambda i, k: i - 1, y=lambda i, k: 1, note="a block of x is 0: 0/0"),
               example(m=2, n=[1, 1], x=lambda i, k: 1, y=lambda i, k: i - 1, note="a block of y is 0: 0/0")),
    measured_by=measure_bounds,
    equation="(5), (6)",
    latex=r"\max_ic_i\ge0\ \Rightarrow\ \cos(x,y)\le w\,\max_ic_i\le\max_ic_i",
    note="Only the largest local cosine has to be non-negative; the article asks it of all of them.",
    key=True)

two_sided_bound = Claim(
    name="Bounds of the global cosine from both sides, whatever the signs of the local ones",
    says=(-Max(-bottom, 0) <= w * bottom, w * bottom <= C, C <= w * top, w * top <= Max(top, 0)),
    given=blocks,
    definitions=(*names, bracket),
    proof=(a_positive, b_positive, *sums, highest, lowest, below_top, above_bottom, w_not_negative,
           chain(w * bottom, at_least(-w * Max(-bottom, 0), because=(positive_part_above, w_not_negative, *blocks)),
                 at_least(-Max(-bottom, 0), because=(using(w_shrinks, M=Max(-bottom, 0)), *sums, *blocks))),
           chain(w * top, at_most(w * Max(top, 0), because=(positive_part_above, w_not_negative, *blocks)),
                 at_most(Max(top, 0), because=(using(w_shrinks, M=Max(top, 0)), *sums, *blocks)))),
    holds_for=(same_direction, opposed, example(m=2, n=[2, 1], x=lambda i, k: i + k, y=lambda i, k: 4 - k - i),
               example(m=1, n=lambda i: 1, x=lambda i, k: 1, y=lambda i, k: 2 * i - 3, note="the only local cosine is -1")),
    fails_for=(example(m=2, n=[1, 1], x=lambda i, k: i - 1, y=lambda i, k: 1, note="a block of x is 0: 0/0"),
               example(m=2, n=[1, 1], x=lambda i, k: 1, y=lambda i, k: i - 1, note="a block of y is 0: 0/0")),
    measured_by=measure_bounds,
    latex=r"\min(0,\min_ic_i)\ \le\ w\min_ic_i\ \le\ \cos(x,y)\ \le\ w\max_ic_i\ \le\ \max(0,\max_ic_i)",
    note="The article says that other signs need slight changes: these are they. Local cosines that are not negative never give a negative global one.")
