"""A diagonal gradient, entry by entry."""

from sympy import Eq, KroneckerDelta, Lambda, MatMul, Ne, Sum

from verifier.language import *

from .experiments import measure_solution
from .notation import A, B, G, m, n, r

row, line, k = index("row", 1, n), index("line", 1, m), index("k", 1, r)
a, b = natural("a b")                          # one row, one column
value = sequence("sigma")                      # the entries on the diagonal
unit_A = given("A is the first r columns of the identity", Eq(entry(A, row, k), KroneckerDelta(row, k)))
unit_B = given("B is the rows r + 1, ..., 2r of the identity", Eq(entry(B, k, line), KroneckerDelta(r + k, line)))
on_diagonal = given("G is diagonal", Eq(entry(G, row, line), value(row) * KroneckerDelta(row, line)))
enough_rows, enough_columns = given("2r <= n", 2 * r <= n), given("2r <= m", 2 * r <= m)
is_row, is_column = given("a counts a row", a <= n), given("b counts a column", b <= m)
places = (is_row, is_column, enough_rows, enough_columns)
update = entry(A * A.T * G + G * B.T * B, a, b)
sum_A = Sum(KroneckerDelta(a, k) * (value(k) * KroneckerDelta(k, b)), (k, 1, r))
sum_B = Sum(value(a) * KroneckerDelta(a, r + k) * KroneckerDelta(r + k, b), (k, 1, r))
from_A = chain(
    entry(A.T * G, k, b),
    equals(Sum(entry(A.T, k, row) * entry(G, row, b), (row, 1, n)), because=(entry_of_product, *places)),
    equals(Sum(KroneckerDelta(k, row) * (value(row) * KroneckerDelta(row, b)), (row, 1, n)), because=(unit_A, on_diagonal, *places)),
    equals(value(k) * KroneckerDelta(k, b), because=(sum_with_delta, *places)))
from_B = chain(
    entry(G * B.T, a, k),
    equals(Sum(entry(G, a, line) * entry(B.T, line, k), (line, 1, m)), because=(entry_of_product, *places)),
    equals(Sum(KroneckerDelta(r + k, line) * (value(a) * KroneckerDelta(a, line)), (line, 1, m)), because=(unit_B, on_diagonal, *places)),
    equals(value(a) * KroneckerDelta(a, r + k), because=(sum_with_delta, *places)))
parts = chain(update, equals(entry(MatMul(A, A.T * G), a, b) + entry(MatMul(G * B.T, B), a, b), because=places))
part_A = chain(
    entry(MatMul(A, A.T * G), a, b),
    equals(Sum(entry(A, a, k) * entry(A.T * G, k, b), (k, 1, r)), because=(entry_of_product, *places)),
    equals(sum_A, because=(unit_A, from_A, *places)))
part_B = chain(
    entry(MatMul(G * B.T, B), a, b),
    equals(Sum(entry(G * B.T, a, k) * entry(B, k, b), (k, 1, r)), because=(entry_of_product, *places)),
    equals(sum_B, because=(unit_B, from_B, *places)))
here, elsewhere = given("a is r + k", Eq(a, r + k)), given("a is not r + k", Ne(a, r + k))
at_its_place = cases(
    Eq(value(a) * KroneckerDelta(a, r + k), value(r + k) * KroneckerDelta(a, r + k)),
    (here, chain(value(a) * KroneckerDelta(a, r + k), equals(value(r + k) * KroneckerDelta(a, r + k), because=here))),
    (elsewhere, chain(value(a) * KroneckerDelta(a, r + k), equals(value(r + k) * KroneckerDelta(a, r + k), because=elsewhere))))
l = index("l", 1, 2 * r)
kept = Sum(value(l) * KroneckerDelta(a, l) * KroneckerDelta(l, b), (l, 1, 2 * r))     # the first 2r entries on the diagonal

diagonal_solution = Claim(
    name="Solution for a sorted non-negative diagonal gradient",
    says=Eq(update, kept),
    given=(unit_A, unit_B, on_diagonal, enough_rows, enough_columns, is_row, is_column),
    proof=(from_A, from_B, parts, part_A, part_B, at_its_place, chain(
        update,
        equals(sum_A + sum_B, because=(parts, part_A, part_B, *places)),
        equals(sum_A + Sum(value(r + k) * KroneckerDelta(a, r + k) * KroneckerDelta(r + k, b), (k, 1, r)), because=at_its_place),
        equals(sum_A + Sum(value(l) * KroneckerDelta(a, l) * KroneckerDelta(l, b), (l, r + 1, 2 * r)), because=arithmetic),
        equals(kept, because=using(split_sum, F_=Lambda(l, value(l) * KroneckerDelta(a, l) * KroneckerDelta(l, b)), l_=1, m_=2 * r, r_=r + 1)))),
    holds_for=(example(n=3, m=4, r=1, a=1, b=1, sigma=[3, 2, 1], A=[[1], [0], [0]], B=[[0, 1, 0, 0]], G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0]]),
               example(n=3, m=4, r=1, a=2, b=2, sigma=[3, 2, 1], A=[[1], [0], [0]], B=[[0, 1, 0, 0]], G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0]]),
               example(n=3, m=4, r=1, a=3, b=3, sigma=[3, 2, 1], A=[[1], [0], [0]], B=[[0, 1, 0, 0]], G=[[3, 0, 0, 0], [0, 2, 0, 0], [0, 0, 1, 0]]),
               example(n=4, m=5, r=2, a=3, b=3, sigma=[7, 5, 3, 2], A=[[1, 0], [0, 1], [0, 0], [0, 0]], B=[[0, 0, 1, 0, 0], [0, 0, 0, 1, 0]],
                       G=[[7, 0, 0, 0, 0], [0, 5, 0, 0, 0], [0, 0, 3, 0, 0], [0, 0, 0, 2, 0]]),
               example(n=4, m=5, r=2, a=1, b=1, sigma=[7, 5, 3, 2], A=[[1, 0], [0, 1], [0, 0], [0, 0]], B=[[0, 0, 1, 0, 0], [0, 0, 0, 1, 0]],
                       G=[[7, 0, 0, 0, 0], [0, 5, 0, 0, 0], [0, 0, 3, 0, 0], [0, 0, 0, 2, 0]])),
    fails_for=(example(n=2, m=2, r=1, a=1, b=1, sigma=[3, 2], A=[[0], [1]], B=[[0, 1]], G=[[3, 0], [0, 2]], note="A takes the second direction too"),
               example(n=2, m=2, r=1, a=2, b=2, sigma=[3, 2], A=[[1], [0]], B=[[1, 0]], G=[[3, 0], [0, 2]], note="B takes the first direction too"),
               example(n=2, m=2, r=1, a=1, b=2, sigma=[3, 2], A=[[1], [0]], B=[[0, 1]], G=[[3, 1], [0, 2]], note="G is not diagonal")),
    measured_by=measure_solution,
    equation="(6)",
    latex=r"G_0=\operatorname{diag}(\sigma_1\ge\sigma_2\ge\dots\ge0),\ A_0=(I_n)_{:,:r},\ B_0=(I_m)_{r:2r,:}:\ A_0A_0^\top G_0+G_0B_0^\top B_0=\operatorname{diag}(\sigma_1..\sigma_{2r},0..)",
    note="Entry by entry, for every shape with 2r <= min(n, m); the order and the sign of the values only matter for the minimum.",
    key=True)
