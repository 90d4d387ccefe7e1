"""Which relative-position matrices come from one absolute encoding of queries and one of keys; the leaky matrix does not."""

from sympy import Eq, KroneckerDelta, Lambda, Rational

from verifier.language import *

from .experiments import measure_single_pass
from .leaky_map import leaky_exact_in_window
from .notation import L, g, i, j, k, leaky, w

P = function("P")                            # P(i, j), the relative position used for the query i and the key j
A, B = function("A B")                       # A(i) and B(j), positions given to the query i and to the key j
n = index("n", 0)                             # i - j

row, col = index("i j", 1, L)                # a query and a key of the context
causal = (1 <= col, col <= row, row <= L)    # the key is not after the query
corners = (1 <= col, col + 1 <= row, row <= L - 1)   # four neighbouring places of the causal half
mixed = P(row, col) - P(row + 1, col) - P(row, col + 1) + P(row + 1, col + 1)
is_difference = given("P is a difference of positions", ForAll((row, col), causal, Eq(P(row, col), A(row) - B(col))))
no_mixed = given("all mixed differences are 0", ForAll((row, col), corners, Eq(mixed, 0)))
from_column_1 = given("P comes from its first column and its diagonal", ForAll((row, col), causal, Eq(P(row, col), P(row, 1) - (P(col, 1) - P(col, col)))))

same_steps = hypothesis(ForAll((i,), (j <= i, i <= L - 1), Eq(P(i + 1, j) - P(i, j), P(i + 1, 1) - P(i, 1))))
columns_alike = induction(
    same_steps.statement, on=j, start=1, base=(),
    step=therefore(ForAll((i,), (j + 1 <= i, i <= L - 1), Eq(P(i + 1, j + 1) - P(i, j + 1), P(i + 1, 1) - P(i, 1))), because=(no_mixed, same_steps)),
    hypothesis=same_steps)
along = hypothesis(ForAll((j,), (j + n <= L,), Eq(P(j + n, j), P(j + n, 1) - (P(j, 1) - P(j, j)))))
along_diagonals = induction(
    along.statement, on=n, start=0, base=(),
    step=therefore(ForAll((j,), (j + n + 1 <= L,), Eq(P(j + n + 1, j), P(j + n + 1, 1) - (P(j, 1) - P(j, j)))),
                   because=(using(columns_alike, i=j + n), along)),
    hypothesis=along)

# -- the leaky matrix --------------------------------------------------------------------------------------------------------------

edge = g(w, k, w + 1) - 2 * g(w, k, w) + g(w, k, w - 1)              # second difference at the edge of the window
at_edge = chain(edge, equals((w + 1 / k) - 2 * w + (w - 1), because=leaky), equals(1 / k - 1, because=arithmetic))
long_context = given("the context has at least w + 2 positions", w + 2 <= L)
short_context = given("the context has at most w + 1 positions", L <= w + 1)
one_pass = given("one pass gives the leaky positions", ForAll((row, col), causal, Eq(g(w, k, row - col), A(row) - B(col))))
is_plain = Both(Eq(k, 1), Both(ForAll((row,), (1 <= row, row <= L), Eq(A(row), A(1) + row - 1)), ForAll((col,), (1 <= col, col <= L), Eq(B(col), A(1) + col - 1))))
plain = given("k is 1, and both encodings are the position, up to one shift", is_plain)
edge_from_pass = chain(
    1 / k - 1,
    equals(g(w, k, w + 1) - g(w, k, w) - g(w, k, w) + g(w, k, w - 1), because=at_edge),
    equals((A(w + 2) - B(1)) - (A(w + 2) - B(2)) - (A(w + 1) - B(1)) + (A(w + 1) - B(2)), because=(
        using(one_pass, i=w + 2, j=1), using(one_pass, i=w + 2, j=2), using(one_pass, i=w + 1, j=1), using(one_pass, i=w + 1, j=2), long_context)),
    equals(0, because=arithmetic))
k_is_1 = chain(k, equals(k * (1 / k - 1) + k, because=edge_from_pass), equals(1, because=arithmetic))
no_map = therefore(ForAll((row, col), causal, Eq(row - col, A(row) - B(col))), because=(one_pass, k_is_1, leaky))
no_shift = therefore(Eq(A(1), B(1)), because=using(no_map, i=1, j=1))
queries = therefore(ForAll((row,), (1 <= row, row <= L), Eq(A(row), A(1) + row - 1)), because=(using(no_map, j=1), no_shift))
keys = therefore(ForAll((col,), (1 <= col, col <= L), Eq(B(col), A(1) + col - 1)), because=(using(no_map, i=col, j=col), using(queries, i=col)))
within = therefore(ForAll((row, col), causal, row - col <= w), because=short_context)
no_single_pass = Claim(
    name="No single pair of absolute encodings gives the leaky positions",
    says=(Implies(is_difference.statement, no_mixed.statement), Iff(no_mixed.statement, from_column_1.statement),
          Eq(edge, 1 / k - 1),
          Implies(w + 2 <= L, Implies(one_pass.statement, is_plain)),
          Implies(L <= w + 1, ForAll((row, col), causal, Eq(g(w, k, row - col), row - col)))),
    definitions=(leaky,),
    proof=(suppose(is_difference, therefore(no_mixed.statement, because=is_difference)),
           suppose(no_mixed, columns_alike, along_diagonals, therefore(from_column_1.statement, because=using(along_diagonals, n=row - col, j=col))),
           suppose(from_column_1, therefore(no_mixed.statement, because=from_column_1)),
           at_edge,
           suppose(long_context, suppose(one_pass, edge_from_pass, k_is_1, no_map, no_shift, queries, keys, therefore(is_plain, because=(k_is_1, queries, keys)))),
           suppose(short_context, within, therefore(ForAll((row, col), causal, Eq(g(w, k, row - col), row - col)), because=(using(leaky_exact_in_window, r=row - col), within)))),
    holds_for=(example(L=3, w=1, k=4, P=Lambda((i, j), i**2 - 3 * j + 2), A=Lambda(i, i**2), B=Lambda(j, 3 * j - 2)),
               example(L=3, w=2, k=Rational(1, 16), P=Lambda((i, j), i * j), A=Lambda(i, i), B=Lambda(j, j)),
               example(L=3, w=1, k=1, P=Lambda((i, j), i - j), A=Lambda(i, i + 1), B=Lambda(j, j + 1), note="one pass for k = 1"),
               example(L=3, w=1, k=4, P=Lambda((i, j), 1 + (i - j - 1) / 4 + KroneckerDelta(i, j)), A=Lambda(i, 1 + i / 4), B=Lambda(j, j / 4)),
               example(L=3, w=1, k=4, P=Lambda((i, j), i - j), A=Lambda(i, i), B=Lambda(j, j), note="the plain positions are not the leaky ones"),
               example(L=3, w=1, k=1, P=Lambda((i, j), 0), A=Lambda(i, -i), B=Lambda(j, j)), example(L=3, w=1, k=1, P=Lambda((i, j), 0), A=Lambda(i, i), B=Lambda(j, j / 2)),
               example(L=3, w=1, k=1, P=Lambda((i, j), 0), A=Lambda(i, i), B=Lambda(j, j - 1)),
               example(L=1, w=1, k=3, P=Lambda((i, j), 7), A=Lambda(i, i), B=Lambda(j, -6 * j))),
    measured_by=measure_single_pass,
    equation="text: why attention is computed twice",
    latex=r"P_{ij}=a_i-b_j\ \forall i\ge j\iff P_{i,j}-P_{i+1,j}-P_{i,j+1}+P_{i+1,j+1}=0\ \forall i\ge j+1;\quad\text{here }g(w+1)-2g(w)+g(w-1)=\tfrac1k-1\ne0",
    note="For encodings that make the relative position a difference a_i - b_j, on every context of at least w + 2 positions; other changes of basis are not ruled out.",
    key=True)
