"""Keys replaced by their codes: the attention matrix factors, and what soft assignments change."""

from sympy import Eq, KroneckerDelta, Lambda, Sum, exp

from verifier.language import *

from .experiments import measure_one_hot_mixture, measure_quantised_attention
from .notation import d, i, j, m, n, y

o = natural("o")                             # entries of a value
N = natural("N")                             # queries
a, b = index("a", 1, N), index("b", 1, o)    # a query, an entry of a value
Q = matrix("Q", N, d)                        # queries
C = matrix("C", m, d)                        # the codebook, a code in each row
Delta = matrix("Delta", n, m)                # Delta_jy is 1 where c_y is the code of k_j, else 0
V = matrix("V", n, o)                        # values
A = matrix("A", N, n)                        # exp of the scores of the quantised keys, entry by entry
B = matrix("B", N, m)                        # exp of the scores of the codes
code = sequence("code", integer=True)        # the number of the code of k_j

score = Lambda((a, y), entry(Q * C.T, a, y))
one_hot = given("each row of Delta is 1 at the code of its key and 0 elsewhere", ForAll((j, y), (1 <= j, j <= n, 1 <= y, y <= m), Eq(entry(Delta, j, y), KroneckerDelta(code(j), y))))
code_range = given("each key has one of the codes", ForAll((j,), (1 <= j, j <= n), Both(1 <= code(j), code(j) <= m)))
quantised_scores = given("A is the exponential of Q (Delta C)^T, entry by entry", ForAll((a, j), (1 <= a, a <= N, 1 <= j, j <= n), Eq(entry(A, a, j), exp(entry(Q * (Delta * C).T, a, j)))))
code_scores = given("B is the exponential of Q C^T, entry by entry", ForAll((a, y), (1 <= a, a <= N, 1 <= y, y <= m), Eq(entry(B, a, y), exp(score(a, y)))))

selected_score = chain(
    entry(Q * (Delta * C).T, a, j),
    equals(entry(Q * C.T * Delta.T, a, j), because=arithmetic),
    equals(Sum(score(a, y) * entry(Delta.T, y, j), (y, 1, m)), because=entry_of_product),
    equals(Sum(KroneckerDelta(code(j), y) * score(a, y), (y, 1, m)), because=one_hot),
    equals(score(a, code(j)), because=(sum_with_delta, code_range)))
selected_entry = chain(
    entry(B * Delta.T, a, j),
    equals(Sum(entry(B, a, y) * entry(Delta.T, y, j), (y, 1, m)), because=entry_of_product),
    equals(Sum(KroneckerDelta(code(j), y) * exp(score(a, y)), (y, 1, m)), because=(one_hot, code_scores)),
    equals(exp(score(a, code(j))), because=(sum_with_delta, code_range)))
same_entries = chain(
    entry(A, a, j),
    equals(exp(entry(Q * (Delta * C).T, a, j)), because=quantised_scores),
    equals(exp(score(a, code(j))), because=(selected_score, code_range)),
    equals(entry(B * Delta.T, a, j), because=(selected_entry, code_range)))
factored = therefore(Eq(A, B * Delta.T), because=(matrices_with_equal_entries, same_entries))

vq_linearises_attention = Claim(
    name="With quantised keys the exponential attention matrix factors exactly",
    says=(Eq(A, B * Delta.T), Eq(A * V, B * (Delta.T * V))),
    given=(one_hot, code_range, quantised_scores, code_scores),
    proof=(selected_score, selected_entry, same_entries, factored,
           therefore(Eq(A * V, B * (Delta.T * V)), because=factored)),
    holds_for=(example(N=1, n=3, m=2, d=1, o=1, Q=[[0]], C=[[1], [2]], Delta=[[1, 0], [0, 1], [1, 0]], code=[1, 2, 1], V=[[1], [2], [5]], A=[[1, 1, 1]], B=[[1, 1]]),
               example(N=2, n=3, m=2, d=2, o=1, Q=[[1, 0], [0, 2]], C=[[1, 2], [0, -1]], Delta=[[1, 0], [0, 1], [1, 0]], code=[1, 2, 1], V=[[1], [2], [5]],
                       A=[[exp(1), 1, exp(1)], [exp(4), exp(-2), exp(4)]], B=[[exp(1), 1], [exp(4), exp(-2)]])),
    fails_for=(example(N=1, n=1, m=2, d=1, o=1, Q=[[1]], C=[[0], [2]], Delta=[[half(), half()]], code=[1], V=[[1]], A=[[exp(1)]], B=[[1, exp(2)]], note="a soft row"),
               example(N=1, n=1, m=2, d=1, o=1, Q=[[1]], C=[[0], [2]], Delta=[[0, 0]], code=[3], V=[[1]], A=[[1]], B=[[1, exp(2)]], note="a key without a code"),
               example(N=1, n=1, m=1, d=1, o=1, Q=[[1]], C=[[2]], Delta=[[1]], code=[1], V=[[1]], A=[[1]], B=[[exp(2)]], note="A without its exponential"),
               example(N=1, n=1, m=1, d=1, o=1, Q=[[1]], C=[[2]], Delta=[[1]], code=[1], V=[[1]], A=[[exp(2)]], B=[[2]], note="B without its exponential")),
    measured_by=measure_quantised_attention,
    equation="(1) to (3)", key=True, cites="Lingle2024",
    latex=r"\hat K=\Delta C\Rightarrow\exp(Q\hat K^\top)V=\exp(QC^\top\Delta^\top)V=\exp(QC^\top)\,(\Delta^\top V)")

p = vector("p", (n, m))                      # p(y|k_j)
assigned = given("the share of a code in a key is the entry of Delta", ForAll((j, y), (1 <= j, j <= n, 1 <= y, y <= m), Eq(p[j, y], entry(Delta, j, y))))
query_score = Sum(entry(Q, a, i) * entry(C, y, i), (i, 1, d))
mixture_row = Sum(exp(query_score) * Sum(p[j, y] * entry(V, j, b), (j, 1, n)), (y, 1, m))
values_of_code = chain(
    Sum(p[j, y] * entry(V, j, b), (j, 1, n)),
    equals(Sum(entry(Delta.T, y, j) * entry(V, j, b), (j, 1, n)), because=assigned),
    equals(entry(Delta.T * V, y, b), because=entry_of_product))
score_of_code = chain(
    exp(query_score),
    equals(exp(Sum(entry(Q, a, i) * entry(C.T, i, y), (i, 1, d))), because=arithmetic),
    equals(exp(score(a, y)), because=entry_of_product),
    equals(entry(B, a, y), because=code_scores))
hard_row = chain(
    mixture_row,
    equals(Sum(entry(B, a, y) * entry(Delta.T * V, y, b), (y, 1, m)), because=(values_of_code, score_of_code)),
    equals(entry(B * (Delta.T * V), a, b), because=entry_of_product))
factored_values = therefore(Eq(A * V, B * (Delta.T * V)), because=(vq_linearises_attention, one_hot, code_range, quantised_scores, code_scores))
one_hot_recovers_transformer_vq = Claim(
    name="With one-hot shares the mixture form is Transformer-VQ",
    says=(Eq(mixture_row, entry(B * (Delta.T * V), a, b)), Eq(mixture_row, entry(A * V, a, b))),
    given=(assigned, one_hot, code_range, quantised_scores, code_scores),
    proof=(values_of_code, score_of_code, hard_row, factored_values,
           chain(mixture_row, equals(entry(B * (Delta.T * V), a, b), because=hard_row), equals(entry(A * V, a, b), because=factored_values))),
    holds_for=(example(N=2, n=3, m=2, d=1, o=2, Q=[[0], [1]], C=[[1], [2]], Delta=[[1, 0], [0, 1], [1, 0]], p=[[1, 0], [0, 1], [1, 0]], code=[1, 2, 1],
                       V=[[1, 0], [2, 3], [5, -1]], A=[[1, 1, 1], [exp(1), exp(2), exp(1)]], B=[[1, 1], [exp(1), exp(2)]]),
               example(N=1, n=1, m=1, d=1, o=1, Q=[[1]], C=[[2]], Delta=[[1]], p=[[1]], code=[1], V=[[3]], A=[[exp(2)]], B=[[exp(2)]])),
    fails_for=(example(N=1, n=1, m=2, d=1, o=1, Q=[[1]], C=[[0], [2]], Delta=[[1, 0]], p=[[0, 1]], code=[1], V=[[1]], A=[[1]], B=[[1, exp(2)]], note="other shares than Delta"),
               example(N=1, n=1, m=2, d=1, o=1, Q=[[1]], C=[[0], [2]], Delta=[[half(), half()]], p=[[half(), half()]], code=[1], V=[[1]], A=[[exp(1)]], B=[[1, exp(2)]], note="a soft row")),
    measured_by=measure_one_hot_mixture,
    equation="after (9)", key=True,
    latex=r"p(y|k_j)=\Delta_{j,y}\Rightarrow\sum_ye^{q\cdot c_y}\sum_j\Delta_{j,y}v_j=\bigl[\exp(QC^\top)(\Delta^\top V)\bigr]_q",
    note="The nearest code is not needed: any choice of one code for each key gives the same identity.")
