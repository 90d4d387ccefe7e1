"""The best r columns are within a factor r + 1 of the best approximation of rank r: averaging over the columns, and induction."""

from sympy import Eq, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

from .best_skeleton import R, all_at_least, bounded, d, fewer, one_column_chosen, p
from .svd_bound import E_set, I, M, P, X, b, error_of, k, m, t, unit

# three lines of arithmetic
f, g, h, w = real("f g h w")
positive_w = given("w is positive", w > 0)
by_quotient = given("f is at most (d + 1) (g + h/w)", f <= (d + 1) * (g + h / w))
average = given("on average", (d + 1) * (f - (d + 1) * g) <= (d + 1) * g)
weighed = Claim(
    name="A bound weighed", says=w * (f - (d + 1) * g) <= (d + 1) * h, given=(positive_w, by_quotient),
    proof=chain(w * (f - (d + 1) * g), at_most(w * ((d + 1) * (g + h / w) - (d + 1) * g), because=(positive_w, by_quotient)),
                equals((d + 1) * h, because=positive_w)),
    holds_for=(example(d=1, w=2, f=8, g=3, h=2), example(d=0, w=Rational(1, 2), f=3, g=1, h=1)),
    fails_for=(example(d=0, w=1, f=3, g=1, h=1, note="f is larger"), example(d=0, w=-1, f=-1, g=1, h=1, note="w is negative")))
averaged = Claim(
    name="A bound on average", says=f <= (d + 2) * g, given=(average,),
    proof=chain(f, equals((d + 1) * (f - (d + 1) * g) / (d + 1) + (d + 1) * g, because=arithmetic), at_most((d + 1) * g / (d + 1) + (d + 1) * g, because=average),
                equals((d + 2) * g, because=arithmetic)),
    holds_for=(example(d=1, f=9, g=3), example(d=0, f=1, g=Rational(1, 2)), example(d=0, f=-2, g=-1)), fails_for=(example(d=0, f=3, g=1),))

# -- nothing is chosen --------------------------------------------------------------------------------------------------------
symmetric = given("R is symmetric", Eq(R.T, R))
idempotent = given("R is idempotent", Eq(R * R, R))
no_weight = given("the trace of R is 0", Eq(Trace(R), 0))
none_chosen = given("the error of the empty set is at least p", all_at_least(X, R, 0, p))
R_small = chain(frobenius(R)**2, equals(Trace(R), because=(symmetric, idempotent)), at_most(0, because=no_weight))
R_zero = therefore(Eq(R, ZeroMatrix(m, m)), because=(frobenius_norm_is_definite, R_small))
empty_set = therefore(IsDiagonal(ZeroMatrix(m, m)), because=using(zero_matrix_is_diagonal, ("n_", m)))
no_column = Claim(
    name="Without columns",
    says=p <= frobenius(X * (I - R))**2,
    given=(symmetric, idempotent, no_weight, none_chosen),
    proof=(R_small, R_zero, empty_set, chain(
        p,
        at_most(error_of(X, ZeroMatrix(m, m)), because=(using(none_chosen, (E_set, ZeroMatrix(m, m))), empty_set)),
        equals(frobenius(X)**2, because=arithmetic),
        equals(frobenius(X * (I - R))**2, because=R_zero))),
    holds_for=(example(n=1, m=2, p=5, X=[[1, 2]], R=[[0, 0], [0, 0]], note="equality"),
               example(n=1, m=1, p=Rational(1, 4), X=[[Rational(1, 2)]], R=[[0]], note="equality")),
    fails_for=(example(n=1, m=1, p=2, X=[[1]], R=[[0]], note="the empty set does better"),),
    equation="(2)", latex=r"b\le\Vert M\Vert_F^2")

# -- one column more ----------------------------------------------------------------------------------------------------------
size = given("the trace of R is d + 1", Eq(Trace(R), d + 1))
errors = given("every set of d + 1 columns has an error of at least p", all_at_least(X, R, d + 1, p))
share, cut = entry(R, k, k), X * (I - R)
tau, part = frobenius(cut)**2, frobenius(cut * unit(k))**2
positive_share = given("the weight of the column k is positive", share > 0)
zero_share = given("the weight of the column k is not positive", share <= 0)
weight_is_length = chain(share, equals(frobenius(R * unit(k))**2, because=(symmetric, idempotent)), at_least(0, because=arithmetic))
chosen = therefore(p <= (d + 1) * (tau + part / share),
                   because=(using(one_column_chosen, (M, X), (P, R), (b, p), (t, k)), symmetric, idempotent, positive_share, fewer, size, errors))
share_is_zero = therefore(Eq(share, 0), because=(order_is_antisymmetric, zero_share, weight_is_length))
of_column = share * (p - (d + 1) * tau) <= (d + 1) * part
each = cases(of_column,
             (positive_share, (chosen, therefore(of_column, because=(using(weighed, (f, p), (g, tau), (h, part), (w, share)), chosen, positive_share)))),
             (zero_share, (share_is_zero, chain(share * (p - (d + 1) * tau), equals(0, because=share_is_zero), at_most((d + 1) * part, because=arithmetic)))))
whole_trace = chain(Trace(R), equals(Sum(share, (k, 1, m)), because=trace_is_sum_of_diagonal))
whole_cut = chain(
    Sum(part, (k, 1, m)),
    equals(Sum(entry(cut.T * cut, k, k), (k, 1, m)), because=arithmetic),
    equals(Trace(cut.T * cut), because=trace_is_sum_of_diagonal),
    equals(tau, because=arithmetic))
summed = chain(
    (d + 1) * (p - (d + 1) * tau),
    equals(Trace(R) * (p - (d + 1) * tau), because=size),
    equals(Sum(share, (k, 1, m)) * (p - (d + 1) * tau), because=whole_trace),
    equals(Sum(share * (p - (d + 1) * tau), (k, 1, m)), because=arithmetic),
    at_most(Sum((d + 1) * part, (k, 1, m)), because=each),
    equals((d + 1) * Sum(part, (k, 1, m)), because=arithmetic),
    equals((d + 1) * tau, because=whole_cut))
one_more = Claim(
    name="From sets of d columns to sets of d + 1",
    says=p <= (d + 2) * tau,
    given=(symmetric, idempotent, fewer, size, errors),
    proof=(weight_is_length, each, whole_trace, whole_cut, summed, therefore(p <= (d + 2) * tau, because=(using(averaged, (f, p), (g, tau)), summed))),
    holds_for=(example(n=2, m=2, d=0, p=1, X=[[2, 0], [0, 1]], R=[[1, 0], [0, 0]]),
               example(n=1, m=1, d=0, p=0, X=[[3]], R=[[1]], note="equality"),
               example(n=2, m=2, d=0, p=Rational(400, 101), X=[[10, 10], [1, -1]], R=[[half(), half()], [half(), half()]], note="almost equality"),
               example(n=2, m=2, d=0, p=Rational(4, 101), X=[[1, 1], [Rational(1, 10), Rational(-1, 10)]], R=[[Rational(1, 2), Rational(1, 2)], [Rational(1, 2), Rational(1, 2)]], note="almost equality")),
    fails_for=(example(n=1, m=1, d=0, p=1, X=[[3]], R=[[1]], note="the column has a smaller error"),),
    equation="(2)", latex=r"b\le(d+2)\tau")

# -- for every number of columns ----------------------------------------------------------------------------------------------
q = index("q", 0)                    # how many columns are kept
r = natural("r")                     # the same in the end
so_far = hypothesis(bounded(q))
for_every_number = induction(
    bounded(q), on=q, start=0, base=therefore(bounded(0), because=no_column),
    step=therefore(bounded(q + 1), because=(using(one_more, (d, q)), so_far)), hypothesis=so_far)
r_weight = given("the trace of R is r", Eq(Trace(R), r))
r_errors = given("every set of r columns has an error of at least p", all_at_least(X, R, r, p))
some_set_is_good = Claim(
    name="Some set of r columns has an error of at most r + 1 times what any projector of trace r leaves",
    says=p <= (r + 1) * tau,
    given=(symmetric, idempotent, r_weight, r_errors),
    proof=(for_every_number, therefore(p <= (r + 1) * tau, because=(using(for_every_number, (q, r), (X, X), (R, R), (p, p)), symmetric, idempotent, r_weight, r_errors))),
    holds_for=(example(n=2, m=2, r=1, p=1, X=[[2, 0], [0, 1]], R=[[1, 0], [0, 0]]),
               example(n=1, m=1, r=1, p=0, X=[[3]], R=[[1]], note="equality"),
               example(n=2, m=2, r=1, p=Rational(400, 101), X=[[10, 10], [1, -1]], R=[[half(), half()], [half(), half()]], note="almost equality"),
               example(n=2, m=2, r=1, p=Rational(4, 101), X=[[1, 1], [Rational(1, 10), Rational(-1, 10)]], R=[[Rational(1, 2), Rational(1, 2)], [Rational(1, 2), Rational(1, 2)]], note="almost equality")),
    fails_for=(example(n=1, m=1, r=1, p=1, X=[[3]], R=[[1]], note="the column has a smaller error"),),
    equation="(2)", latex=r"\min_{|S|=r}\Vert M-C_SC_S^\dagger M\Vert_F^2\le(r+1)\Vert M(I-P)\Vert_F^2,\quad P^\top=P=P^2,\ \operatorname{tr}P=r")
