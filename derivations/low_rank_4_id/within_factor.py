"""The best r columns are within a factor r + 1 of the best approximation of rank r: averaging over the columns, and induction."""

from sympy import Eq, Rational, Sum, Trace, ZeroMatrix

from verifier.language import *

from .best_skeleton import R, all_at_least, bounded, d, one_column_chosen, p
from .svd_bound import E_set, I, M, P, X, b, error_of, k, m, n, q, t, unit

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
    fails_for=(example(d=0, w=1, f=3, g=1, h=1, note="f is larger"), example(d=0, w=-1, f=0, g=1, h=1, note="w is negative")))
averaged = Claim(
    name="A bound on average", says=f <= (d + 2) * g, given=(average,),
    proof=chain(f, equals((d + 1) * (f - (d + 1) * g) / (d + 1) + (d + 1) * g, because=arithmetic), at_most((d + 1) * g / (d + 1) + (d + 1) * g, because=average),
                equals((d + 2) * g, because=arithmetic)),
    holds_for=(example(d=1, f=9, g=3), example(d=0, f=1, g=Rational(1, 2))), fails_for=(example(d=0, f=3, g=1),))

# -- nothing is chosen --------------------------------------------------------------------------------------------------------
symmetric = given("R is symmetric", Eq(R.T, R))
idempotent = given("R is idempotent", Eq(R * R, R))
no_weight = given("the trace of R is 0", Eq(Trace(R), 0))
none_chosen = given("the error of the empty set is at least p", all_at_least(X, R, 0, p))
R_small = chain(frobenius(R)**2, equals(Trace(R), because=(symmetric, idempotent)), at_most(0, because=no_weight))
R_zero = therefore(Eq(R, ZeroMatrix(m, m)), because=(frobenius_norm_is_definite, R_small))
empty_set = therefore(IsDiagonal(ZeroMatrix(m, m)), because=using(zero_matrix_is_diagonal, ("n_", m)))
empty = chain(
    p,
    at_most(error_of(X, ZeroMatrix(m, m)), because=(using(none_chosen, (E_set, ZeroMatrix(m, m))), empty_set)),
    equals(frobenius(X)**2, because=arithmetic),
    equals((0 + 1) * frobenius(X * (I - R))**2, because=R_zero))
base = suppose(symmetric, suppose(idempotent, suppose(no_weight, suppose(none_chosen, R_small, R_zero, empty_set, empty))))

# -- one column more ----------------------------------------------------------------------------------------------------------
so_far = hypothesis(bounded(q))
size = given("the trace of R is q + 1", Eq(Trace(R), q + 1))
errors = given("every set of q + 1 columns has an error of at least p", all_at_least(X, R, q + 1, p))
share, cut = entry(R, k, k), X * (I - R)
tau, part = frobenius(cut)**2, frobenius(cut * unit(k))**2
positive_share = given("the weight of the column k is positive", share > 0)
zero_share = given("the weight of the column k is not positive", share <= 0)
weight_is_length = chain(share, equals(frobenius(R * unit(k))**2, because=(symmetric, idempotent)), at_least(0, because=arithmetic))
chosen = therefore(p <= (q + 1) * (tau + part / share),
                   because=(using(one_column_chosen, (M, X), (P, R), (b, p), (d, q), (t, k)), symmetric, idempotent, positive_share, so_far, size, errors))
share_is_zero = therefore(Eq(share, 0), because=(order_is_antisymmetric, zero_share, weight_is_length))
of_column = share * (p - (q + 1) * tau) <= (q + 1) * part
each = cases(of_column,
             (positive_share, (chosen, therefore(of_column, because=(using(weighed, (f, p), (g, tau), (h, part), (w, share), (d, q)), chosen, positive_share)))),
             (zero_share, (share_is_zero, chain(share * (p - (q + 1) * tau), equals(0, because=share_is_zero), at_most((q + 1) * part, because=arithmetic)))))
whole_trace = chain(Trace(R), equals(Sum(share, (k, 1, m)), because=trace_is_sum_of_diagonal))
whole_cut = chain(
    Sum(part, (k, 1, m)),
    equals(Sum(entry(cut.T * cut, k, k), (k, 1, m)), because=arithmetic),
    equals(Trace(cut.T * cut), because=trace_is_sum_of_diagonal),
    equals(tau, because=arithmetic))
summed = chain(
    (q + 1) * (p - (q + 1) * tau),
    equals(Trace(R) * (p - (q + 1) * tau), because=size),
    equals(Sum(share, (k, 1, m)) * (p - (q + 1) * tau), because=whole_trace),
    equals(Sum(share * (p - (q + 1) * tau), (k, 1, m)), because=arithmetic),
    at_most(Sum((q + 1) * part, (k, 1, m)), because=each),
    equals((q + 1) * Sum(part, (k, 1, m)), because=arithmetic),
    equals((q + 1) * tau, because=whole_cut))
more = therefore(p <= (q + 1 + 1) * tau, because=(using(averaged, (f, p), (g, tau), (d, q)), summed))
step = suppose(symmetric, suppose(idempotent, suppose(size, suppose(errors, weight_is_length, each, whole_trace, whole_cut, summed, more))))

some_set_is_good = Claim(
    name="Some set of q columns has an error of at most q + 1 times what any projector of trace q leaves",
    says=bounded(q),
    proof=induction(bounded(q), on=q, start=0, base=(base, therefore(bounded(0), because=base)),
                    step=(step, therefore(bounded(q + 1), because=step)), hypothesis=so_far),
    holds_for=(example(n=1, m=1, q=0, note="nothing is chosen"), example(n=1, m=1, q=1)),
    equation="(2)", latex=r"\min_{|S|=q}\Vert M-C_SC_S^\dagger M\Vert_F^2\le(q+1)\Vert M(I-P)\Vert_F^2,\quad P^\top=P=P^2,\ \operatorname{tr}P=q")
