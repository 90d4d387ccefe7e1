"""The mean squared length of s B for signs s that may depend on the normal factor B: m, up to (r - 1) sqrt(m)."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Sum, sign, sqrt

from verifier.language import *

from .experiments import measure_signed_length
from .normal_factors import V, V_independent, V_normal, normal_second_moments
from .notation import m, r
from .orders import V_finite, mean_keeps_order

i, j = index("i j", 1, m)                      # outputs
k, l = index("k l", 1, r)                      # rows of B
p, q = natural("p q")                          # two of them

# -- a random number times a sign --------------------------------------------------------------------------------------------
e, y, size = real("e"), real("y"), positive("lambda")
one = given("e is 1 or -1", Eq(e**2, 1))
half_sum = (y**2 / size + size) / 2
signed_number = Claim(
    name="A signed number between weighted means of its square and 1",
    says=(e * y <= half_sum, -half_sum <= e * y),
    given=(one,),
    proof=(chain(e * y, equals(half_sum - (y - e * size)**2 / (2 * size), because=one), at_most(half_sum, because=arithmetic)),
           chain(-half_sum, at_most(-half_sum + (y + e * size)**2 / (2 * size), because=arithmetic), equals(e * y, because=one))),
    holds_for=(example(e=1, y=3, lambda_=3), example(e=-1, y=3, lambda_=3), example(e=-1, y=-5, lambda_=2)),
    fails_for=(example(e=2, y=3, lambda_=3), example(e=-2, y=3, lambda_=3)),
    equation="not in the article", latex=r"e^2=1:\ |ey|\le\tfrac12(y^2/\lambda+\lambda)")

X, Y = random_variable("X"), random_variable("Y")
is_sign, of_size = given("X is 1 or -1", Eq(X**2, 1)), given("the mean square of Y is lambda^2", Eq(E(Y**2), size**2))
X_Y_finite = given("moments are finite", FiniteMoments(X, Y))
typical = (Y**2 / size + size) / 2
XY_above = therefore(X * Y <= typical, because=(using(signed_number, (e, X), (y, Y)), is_sign))
XY_below = therefore(-typical <= X * Y, because=(using(signed_number, (e, X), (y, Y)), is_sign))
mean_typical = chain(E(typical), equals((E(Y**2) / size + size) / 2, because=X_Y_finite), equals(size, because=of_size))
signed_mean = Claim(
    name="The mean of a random number times a sign is at most its root mean square",
    says=(E(X * Y) <= size, -size <= E(X * Y)),
    given=(is_sign, of_size, X_Y_finite),
    proof=(XY_above, XY_below, mean_typical,
           chain(E(X * Y), at_most(E(typical), because=(using(mean_keeps_order, ("Z", X * Y), ("Z'", typical)), XY_above, X_Y_finite)), equals(size, because=mean_typical)),
           chain(-size, equals(-E(typical), because=mean_typical), equals(E(-typical), because=X_Y_finite),
                 at_most(E(X * Y), because=(using(mean_keeps_order, ("Z", -typical), ("Z'", X * Y)), XY_below, X_Y_finite)))),
    holds_for=(example(lambda_=2, X=coin, Y=image_of("X", lambda x: 2 * x)), example(lambda_=3, X=coin, Y=image_of("X", lambda x: -3 * x)), example(lambda_=half(), X=1, Y=half()), example(lambda_=half(), X=-1, Y=half())),
    fails_for=(example(lambda_=2, X=3, Y=2, note="not a sign"), example(lambda_=1, X=coin, Y=image_of("X", lambda x: 2 * x), note="a larger mean square"), example(lambda_=1, X=coin, Y=image_of("X", lambda x: -2 * x), note="a larger mean square")),
    equation="not in the article", latex=r"X^2=1:\ |\mathbb EXY|\le\sqrt{\mathbb EY^2}")

# -- inner products of two rows ----------------------------------------------------------------------------------------------
normal_rows = (V_normal, V_independent, V_finite)
two_rows = (given("V has p rows", p <= r), given("V has q rows", q <= r), given("the rows are two", Ne(p, q)))
in_row = therefore(Eq(E(V[p, j] * V[p, i]), KroneckerDelta(j, i)), because=(using(normal_second_moments, ("Z", Lambda(j, V[p, j])), ("p", j), ("q", i)), *normal_rows))
in_other_row = therefore(Eq(E(V[q, j] * V[q, i]), KroneckerDelta(j, i)), because=(using(normal_second_moments, ("Z", Lambda(j, V[q, j])), ("p", j), ("q", i)), *normal_rows))
four = chain(
    E(V[p, j] * V[p, i] * (V[q, j] * V[q, i])),
    equals(E(V[p, j] * V[p, i]) * E(V[q, j] * V[q, i]), because=(using(expectation_of_independent_product, X=V[p, j] * V[p, i], Y=V[q, j] * V[q, i]), V_independent, V_finite, *two_rows)),
    equals(KroneckerDelta(j, i) * KroneckerDelta(j, i), because=(in_row, in_other_row)))
inner_product_square = Claim(
    name="Mean square of the inner product of two independent standard normal rows",
    says=Eq(E(Sum(V[p, j] * V[q, j], (j, 1, m))**2), m),
    given=(*normal_rows, *two_rows),
    proof=(in_row, in_other_row, four, chain(
        E(Sum(V[p, j] * V[q, j], (j, 1, m))**2),
        equals(E(Sum(Sum(V[p, j] * V[q, j] * V[p, i] * V[q, i], (i, 1, m)), (j, 1, m))), because=using(square_of_sum, F=Lambda(j, V[p, j] * V[q, j]), n=m)),
        equals(Sum(Sum(E(V[p, j] * V[p, i] * (V[q, j] * V[q, i])), (i, 1, m)), (j, 1, m)), because=V_finite),
        equals(Sum(Sum(KroneckerDelta(j, i) * KroneckerDelta(j, i), (i, 1, m)), (j, 1, m)), because=four),
        equals(Sum(KroneckerDelta(j, j), (j, 1, m)), because=sum_with_delta),
        equals(m, because=arithmetic))),
    holds_for=(example(m=2, r=2, p=1, q=2, V=standard_normal), example(m=1, r=3, p=3, q=1, V=standard_normal)),
    fails_for=(example(m=1, r=2, p=1, q=1, V=standard_normal, note="one row"), example(m=1, r=2, p=1, q=2, V=normal(0, 2), note="variance 2"),
               example(m=1, r=2, p=1, q=2, V=multiples_of_one(standard_normal), note="equal entries")),
    measured_by=measure_signed_length,
    equation="not in the article", latex=r"p\ne q:\ \mathbb E\langle V_p,V_q\rangle^2=m")

entry_square = therefore(Eq(E(V[k, j]**2), 1), because=(using(normal_second_moments, Z=Lambda(j, V[k, j]), p=j, q=j), *normal_rows))
row_square = Claim(
    name="Mean squared length of a standard normal row",
    says=Eq(E(Sum(V[k, j]**2, (j, 1, m))), m),
    given=normal_rows,
    proof=(entry_square, chain(
        E(Sum(V[k, j]**2, (j, 1, m))),
        equals(Sum(E(V[k, j]**2), (j, 1, m)), because=V_finite),
        equals(Sum(1, (j, 1, m)), because=entry_square),
        equals(m, because=arithmetic))),
    holds_for=(example(m=2, r=2, k=1, V=standard_normal), example(m=1, r=3, k=3, V=standard_normal)),
    fails_for=(example(m=1, r=2, k=1, V=normal(0, 2), note="variance 2"),),
    measured_by=measure_signed_length,
    equation="not in the article", latex=r"\mathbb E\Vert V_k\Vert^2=m")

# -- with signs --------------------------------------------------------------------------------------------------------------
s = random_vector("s", r)                      # s_k, the sign of the entry k of g B^T; it may depend on B
signs = given("the s_k are signs", Eq(s[k]**2, 1))
s_finite = given("moments are finite, as those of normal numbers are", FiniteMoments(s, V))
signed_facts = (V_normal, V_independent, V_finite, signs, s_finite)
inner = Sum(V[k, j] * V[l, j], (j, 1, m))        # of two rows of V = sqrt(r) B
signed = s[k] * s[l] * inner
other_rows, same_row = given("two rows", Ne(k, l)), given("one row", Eq(k, l))
sign_product = chain((s[k] * s[l])**2, equals(s[k]**2 * s[l]**2, because=arithmetic), equals(1, because=signs))
square = chain(
    E(inner**2), equals(m, because=(using(inner_product_square, p=k, q=l), *normal_rows, other_rows)), equals(sqrt(m)**2, because=arithmetic))
at_pair = using(signed_mean, (X, s[k] * s[l]), (Y, inner), (size, sqrt(m)))
off_above = therefore(E(signed) <= sqrt(m), because=(at_pair, sign_product, square, s_finite))
off_below = therefore(-sqrt(m) <= E(signed), because=(at_pair, sign_product, square, s_finite))
own = Sum(V[k, j]**2, (j, 1, m))
diagonal = chain(
    E(s[k]**2 * own),
    equals(E(own), because=signs),
    equals(m, because=(row_square, *normal_rows)))
high = KroneckerDelta(k, l) * m + (1 - KroneckerDelta(k, l)) * sqrt(m)
low = -KroneckerDelta(k, l) * m + (1 - KroneckerDelta(k, l)) * sqrt(m)
each_high = cases(
    E(signed) <= high,
    (same_row, chain(E(signed), equals(E(s[k]**2 * own), because=same_row), at_most(m, because=diagonal), equals(high, because=same_row))),
    (other_rows, (square, off_above, chain(E(signed), at_most(sqrt(m), because=off_above), equals(high, because=other_rows)))))
each_low = cases(
    -E(signed) <= low,
    (same_row, chain(-E(signed), equals(-E(s[k]**2 * own), because=same_row), at_most(-m, because=diagonal), equals(low, because=same_row))),
    (other_rows, (square, off_below, chain(-E(signed), at_most(sqrt(m), because=off_below), equals(low, because=other_rows)))))

# -- all rows ----------------------------------------------------------------------------------------------------------------
P = function("P")                              # terms of a double sum
on, off = real("o f")                          # their bounds on and off the diagonal
bounded = given("the terms are bounded on and off the diagonal", P(k, l) <= KroneckerDelta(k, l) * on + (1 - KroneckerDelta(k, l)) * off)
square_sum = Claim(
    name="A double sum with one bound on the diagonal and one off it",
    says=Sum(Sum(P(k, l), (l, 1, r)), (k, 1, r)) <= r * (on + (r - 1) * off),
    given=(bounded,),
    proof=chain(
        Sum(Sum(P(k, l), (l, 1, r)), (k, 1, r)),
        at_most(Sum(Sum(KroneckerDelta(k, l) * on + (1 - KroneckerDelta(k, l)) * off, (l, 1, r)), (k, 1, r)), because=bounded),
        equals(Sum(Sum(KroneckerDelta(k, l) * (on - off), (l, 1, r)), (k, 1, r)) + r**2 * off, because=arithmetic),
        equals(Sum(on - off, (k, 1, r)) + r**2 * off, because=sum_with_delta),
        equals(r * (on + (r - 1) * off), because=arithmetic)),
    holds_for=(example(r=2, o=3, f=-1, P=lambda k, l: 4 * KroneckerDelta(k, l) - 1 + 9 * (k - 1) * (k - 2) + 9 * (l - 1) * (l - 2), note="equality"), example(r=2, o=-3, f=-1, P=lambda k, l: -2 * KroneckerDelta(k, l) - 1, note="equality"), example(r=1, o=3, f=5, P=lambda k, l: 3, note="equality"), example(r=3, o=1, f=4, P=lambda k, l: k - l)),
    fails_for=(example(r=1, o=2, f=5, P=lambda k, l: 3, note="a larger term"),),
    equation="not in the article")
Q = real("Q")
length = define(Q, E(Sum(Sum(signed, (l, 1, r)), (k, 1, r))) / r, "the mean squared length of s B")
Q_is = chain(r * Q, equals(Sum(Sum(E(signed), (l, 1, r)), (k, 1, r)), because=(length, s_finite)))
scaled_high = chain(r * Q, equals(Sum(Sum(E(signed), (l, 1, r)), (k, 1, r)), because=Q_is),
                    at_most(r * (m + (r - 1) * sqrt(m)), because=(using(square_sum, P=Lambda((k, l), E(signed)), o=m, f=sqrt(m)), each_high)))
scaled_low = chain(-r * Q, equals(Sum(Sum(-E(signed), (l, 1, r)), (k, 1, r)), because=Q_is),
                   at_most(r * (-m + (r - 1) * sqrt(m)), because=(using(square_sum, P=Lambda((k, l), -E(signed)), o=-m, f=sqrt(m)), each_low)))
signed_length_above = Claim(
    name="The mean squared length of signs times B is not far above m, also for signs that depend on B",
    says=Q <= m + (r - 1) * sqrt(m),
    given=signed_facts, definitions=(length,),
    proof=(diagonal, sign_product, each_high, Q_is, scaled_high,
           therefore(Q <= m + (r - 1) * sqrt(m), because=scaled_high)),
    holds_for=(example(m=2, r=1, s=[-1], V=standard_normal, note="equality"),
               example(m=1, r=2, s=[1, -1], V=standard_normal),
               example(m=1, r=3, s=[sign(V[1, 1]), sign(V[2, 1]), sign(V[3, 1])], V=standard_normal, note="the signs of the entries")),
    fails_for=(example(m=1, r=1, s=[1], V=normal(0, 2), note="variance 2"),
               example(m=1, r=1, s=[2], V=standard_normal, note="not a sign")),
    measured_by=measure_signed_length,
    equation="paragraph on the original paper", latex=r"\mathbb E\Vert sB\Vert^2\le m+(r-1)\sqrt m,\quad s\in\{-1,1\}^r",
    note="Each pair of rows contributes at most sqrt(m), because the mean square of their inner product is m; nothing is assumed of the law of the signs.")
signed_length_below = Claim(
    name="The mean squared length of signs times B is not far below m, also for signs that depend on B",
    says=Q >= m - (r - 1) * sqrt(m),
    given=signed_facts, definitions=(length,),
    proof=(diagonal, sign_product, each_low, Q_is, scaled_low,
           therefore(Q >= m - (r - 1) * sqrt(m), because=scaled_low)),
    holds_for=(example(m=2, r=1, s=[-1], V=standard_normal, note="equality"),
               example(m=1, r=2, s=[1, -1], V=standard_normal),
               example(m=1, r=2, s=[sign(V[1, 1]), -sign(V[2, 1])], V=standard_normal, note="the entries cancel")),
    fails_for=(example(m=1, r=1, s=[1], V=normal(0, half()), note="variance 1/2"),
               example(m=1, r=1, s=[half()], V=standard_normal, note="not a sign")),
    measured_by=measure_signed_length,
    equation="paragraph on the original paper", latex=r"\mathbb E\Vert sB\Vert^2\ge m-(r-1)\sqrt m,\quad s\in\{-1,1\}^r",
    note="Each pair of rows contributes at most sqrt(m), because the mean square of their inner product is m; nothing is assumed of the law of the signs.")
