"""The global cosine as a combination of the local ones, and the cosine of the vectors of lengths."""

from sympy import Eq, Sum

from verifier.language import *

from .experiments import measure_blocks
from .notation import C, a, b, blocks, bracket, c, i, j, length_a, length_b, lengths, m, mixed, names, w

block_decomposition = Claim(
    name="The global cosine is a combination of the local cosines, weighted by the lengths of the blocks",
    says=Eq(C, Sum(c(i) * a(i) * b(i), (i, 1, m)) / (length_a * length_b)),
    given=blocks,
    definitions=names,
    proof=chain(C, equals(Sum(c(i) * a(i) * b(i), (i, 1, m)) / (length_a * length_b), because=(*names, *blocks))),
    holds_for=(example(m=2, n=[2, 3], x=lambda i, k: i + k, y=lambda i, k: k**2 - 2 * i), example(m=1, n=[1], x=lambda i, k: -3, y=lambda i, k: 2)),
    fails_for=(example(m=2, n=[1, 1], x=lambda i, k: i - 1, y=lambda i, k: 1, note="a block of x is 0: 0/0"),
               example(m=2, n=[1, 1], x=lambda i, k: 1, y=lambda i, k: i - 1, note="a block of y is 0: 0/0")),
    measured_by=measure_blocks,
    equation="(4)",
    latex=r"\cos(x,y)=\frac{\sum_ic_ia_ib_i}{\sqrt{\sum_ia_i^2}\sqrt{\sum_ib_i^2}}",
    note="Written for two blocks in the article; it holds for any number of blocks of any sizes.",
    key=True)

# Two vectors of lengths
squared = chain(mixed**2, at_most(Sum(a(i)**2, (i, 1, m)) * Sum(b(i)**2, (i, 1, m)), because=cauchy_schwarz_for_sums),
                equals((length_a * length_b)**2, because=lengths))
below = therefore(mixed <= length_a * length_b, because=(square_reflects_order, squared, *lengths))
ratio = mixed / (length_a * length_b)
gaps = Sum((b(i) * length_a - a(i) * length_b)**2, (i, 1, m))
expanded = chain(gaps, equals(2 * length_a**2 * length_b**2 * (1 - ratio), because=lengths))
is_one = given("w is 1", Eq(w, 1))
no_gaps = chain(gaps, equals(2 * length_a**2 * length_b**2 * (1 - ratio), because=expanded),
                equals(2 * length_a**2 * length_b**2 * (1 - w), because=(bracket, *lengths)), equals(0, because=is_one))
one_gap = chain((b(j) * length_a - a(j) * length_b)**2, at_most(gaps, because=term_of_nonnegative_sum), equals(0, because=no_gaps))
closed_gap = therefore(Eq((b(j) * length_a - a(j) * length_b)**2, 0), because=(order_is_antisymmetric, one_gap))
no_gap = therefore(Eq(b(j) * length_a - a(j) * length_b, 0), because=(square_is_zero_at_zero, closed_gap))
parallel = ForAll((j,), (1 <= j, j <= m), Eq(b(j) * length_a, a(j) * length_b))
proportional = given("the lengths are proportional", parallel)

norm_vector_cosine = Claim(
    name="The cosine of the vectors of lengths is between 0 and 1, and 1 exactly if they are parallel",
    says=(w >= 0, w <= 1, Iff(Eq(w, 1), parallel)),
    given=lengths,
    definitions=(bracket,),
    proof=(squared, below, expanded,
           chain(w, equals(ratio, because=(bracket, *lengths)), at_least(0, because=lengths)),
           chain(w, equals(ratio, because=(bracket, *lengths)), at_most(1, because=(below, *lengths))),
           suppose(is_one, no_gaps, one_gap, closed_gap, no_gap, therefore(parallel, because=no_gap)),
           suppose(proportional, chain(
               w, equals(ratio, because=(bracket, *lengths)),
               equals(Sum(a(i) * (a(i) * length_b / length_a), (i, 1, m)) / (length_a * length_b), because=(proportional, *lengths)),
               equals(1, because=lengths)))),
    holds_for=(example(m=2, a=[1, 2], b=[2, 4]), example(m=3, a=[0, 1, 2], b=[3, 0, 1]), example(m=2, a=[1, 0], b=[0, 3]), example(m=1, a=[5], b=[2])),
    fails_for=(example(m=1, a=[0], b=[1], note="0/0"), example(m=1, a=[1], b=[0], note="0/0")),
    equation="(6)",
    latex=r"0\le w=\frac{\sum_ia_ib_i}{\sqrt{\sum a_i^2}\sqrt{\sum b_i^2}}\le1,\quad w=1\iff(a_i)\parallel(b_i)",
    cites="Hardy1952, Theorem 7")
