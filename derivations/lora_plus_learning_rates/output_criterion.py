"""One sample: equal increments of the output, the criterion of the original paper, give order n."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Sum, pi, sqrt

from verifier.language import *

from .coherence import X1_high, X1_low, X2_high, X2_low, x_sizes
from .experiments import measure_increments
from .normal_factors import U_independent, U_normal, V, V_independent, V_normal, normal_second_moments
from .notation import eta_A, eta_B, m, n, r
from .orders import N, U_finite, X1, X2, l1_x, l2_x, lower, mean_hidden, mean_keeps_order, mean_l1_of_hidden, upper

i, j = index("i j", 1, m)                      # outputs
k, l = index("k l", 1, r)                      # rows of B
e, y, lam = real("e"), real("y"), positive("lambda")
one = given("e is 1 or -1", Eq(e**2, 1))
half_sum = (y**2 / lam + lam) / 2
signed_number = Claim(
    name="A signed number between weighted means of its square and 1",
    says=(e * y <= half_sum, -half_sum <= e * y),
    given=(one,),
    proof=(chain(e * y, equals(half_sum - (y - e * lam)**2 / (2 * lam), because=one), at_most(half_sum, because=arithmetic)),
           chain(-half_sum, at_most(-half_sum + (y + e * lam)**2 / (2 * lam), because=arithmetic), equals(e * y, because=one))),
    holds_for=(example(e=1, y=3, lambda_=3), example(e=-1, y=3, lambda_=3), example(e=-1, y=-5, lambda_=2)),
    fails_for=(example(e=2, y=3, lambda_=3), example(e=-2, y=3, lambda_=3)),
    equation="not in the article")

s = random_vector("s", r)                      # s_k, the sign of the entry k of g B^T; it may depend on B
D = random_vector("D", (r, r))                 # inner products of the rows of V = sqrt(r) B
signs = given("the s_k are signs", Eq(s[k]**2, 1))
products = given("D holds the inner products of the rows of V", Eq(D[k, l], Sum(V[k, j] * V[l, j], (j, 1, m))))
D_finite = given("moments are finite, as those of normal numbers are", FiniteMoments(s, D, V))
Q = real("Q")
length = define(Q, E(Sum(Sum(s[k] * s[l] * D[k, l], (l, 1, r)), (k, 1, r))) / r, "the mean squared length of s B")
V_only = given("the entries of V have finite moments, as normal numbers do", FiniteMoments(V))
in_row = therefore(Eq(E(V[k, j] * V[k, i]), KroneckerDelta(j, i)), because=(using(normal_second_moments, Z=Lambda(j, V[k, j]), p=j, q=i), V_normal, V_independent, V_only))
in_other_row = therefore(Eq(E(V[l, j] * V[l, i]), KroneckerDelta(j, i)), because=(using(normal_second_moments, Z=Lambda(j, V[l, j]), p=j, q=i), V_normal, V_independent, V_only))
entry_square = therefore(Eq(E(V[k, j]**2), 1), because=(using(normal_second_moments, Z=Lambda(j, V[k, j]), p=j, q=j), V_normal, V_independent, V_only))
other_rows, same_row = given("two rows", Ne(k, l)), given("one row", Eq(k, l))
four = chain(
    E(V[k, j] * V[k, i] * (V[l, j] * V[l, i])),
    equals(E(V[k, j] * V[k, i]) * E(V[l, j] * V[l, i]), because=(using(expectation_of_independent_product, X=V[k, j] * V[k, i], Y=V[l, j] * V[l, i]), V_independent, V_only, other_rows)),
    equals(KroneckerDelta(j, i) * KroneckerDelta(j, i), because=(in_row, in_other_row)))
square_of_product = chain(
    E(D[k, l]**2),
    equals(E(Sum(V[k, j] * V[l, j], (j, 1, m))**2), because=products),
    equals(E(Sum(Sum(V[k, j] * V[l, j] * V[k, i] * V[l, i], (i, 1, m)), (j, 1, m))), because=using(square_of_sum, F=Lambda(j, V[k, j] * V[l, j]), n=m)),
    equals(Sum(Sum(E(V[k, j] * V[k, i] * (V[l, j] * V[l, i])), (i, 1, m)), (j, 1, m)), because=V_only),
    equals(Sum(Sum(KroneckerDelta(j, i) * KroneckerDelta(j, i), (i, 1, m)), (j, 1, m)), because=four),
    equals(Sum(KroneckerDelta(j, j), (j, 1, m)), because=sum_with_delta),
    equals(m, because=arithmetic))
bound = sqrt(m) + KroneckerDelta(k, l) * (m - sqrt(m))
signed = s[k] * s[l] * D[k, l]
sign_product = chain((s[k] * s[l])**2, equals(s[k]**2 * s[l]**2, because=arithmetic), equals(1, because=signs))
typical = (D[k, l]**2 / sqrt(m) + sqrt(m)) / 2
signed_above = therefore(signed <= typical, because=(using(signed_number, ("e", s[k] * s[l]), ("y", D[k, l]), ("lambda", sqrt(m))), sign_product))
signed_below = therefore(-typical <= signed, because=(using(signed_number, ("e", s[k] * s[l]), ("y", D[k, l]), ("lambda", sqrt(m))), sign_product))
mean_above = therefore(E(signed) <= E(typical), because=(using(mean_keeps_order, ("Z", signed), ("Z'", typical)), signed_above, D_finite))
mean_below = therefore(E(-typical) <= E(signed), because=(using(mean_keeps_order, ("Z", -typical), ("Z'", signed)), signed_below, D_finite))
diagonal_mean = chain(
    E(s[k]**2 * D[k, k]),
    equals(E(D[k, k]), because=signs),
    equals(E(Sum(V[k, j]**2, (j, 1, m))), because=products),
    equals(Sum(E(V[k, j]**2), (j, 1, m)), because=V_only),
    equals(Sum(1, (j, 1, m)), because=entry_square),
    equals(m, because=arithmetic))
upper_case = cases(
    E(signed) <= bound,
    (same_row, chain(E(signed), equals(E(s[k]**2 * D[k, k]), because=same_row), at_most(m, because=diagonal_mean), equals(bound, because=same_row))),
    (other_rows, (four, square_of_product, chain(
        E(signed), at_most(E(typical), because=mean_above), equals((E(D[k, l]**2) / sqrt(m) + sqrt(m)) / 2, because=D_finite),
        equals(sqrt(m), because=square_of_product), equals(bound, because=other_rows)))))
low_bound = -sqrt(m) + KroneckerDelta(k, l) * (m + sqrt(m))
lower_case = cases(
    E(signed) >= low_bound,
    (same_row, chain(E(signed), equals(E(s[k]**2 * D[k, k]), because=same_row), at_least(m, because=diagonal_mean), equals(low_bound, because=same_row))),
    (other_rows, (four, square_of_product, chain(
        E(signed), at_least(E(-typical), because=mean_below), equals(-(E(D[k, l]**2) / sqrt(m) + sqrt(m)) / 2, because=D_finite),
        equals(-sqrt(m), because=square_of_product), equals(low_bound, because=other_rows)))))
P, H = function("P H")                         # terms of a double sum, and bounds of them
ordered = given("each term is at most its bound", P(k, l) <= H(k, l))
double_sum_order = Claim(
    name="Double sums keep the order",
    says=Sum(Sum(P(k, l), (l, 1, r)), (k, 1, r)) <= Sum(Sum(H(k, l), (l, 1, r)), (k, 1, r)),
    given=(ordered,),
    proof=chain(Sum(Sum(P(k, l), (l, 1, r)), (k, 1, r)), at_most(Sum(Sum(H(k, l), (l, 1, r)), (k, 1, r)), because=ordered)),
    holds_for=(example(r=2, P=lambda k, l: k - l, H=lambda k, l: k), example(r=3, P=lambda k, l: k * l - 2, H=lambda k, l: k * l - 2)),
    fails_for=(example(r=1, P=lambda k, l: 3, H=lambda k, l: 2),),
    equation="not in the article")
sum_high = therefore(Sum(Sum(E(signed), (l, 1, r)), (k, 1, r)) <= Sum(Sum(bound, (l, 1, r)), (k, 1, r)),
                     because=(using(double_sum_order, P=Lambda((k, l), E(signed)), H=Lambda((k, l), bound)), upper_case))
sum_low = therefore(Sum(Sum(low_bound, (l, 1, r)), (k, 1, r)) <= Sum(Sum(E(signed), (l, 1, r)), (k, 1, r)),
                    because=(using(double_sum_order, P=Lambda((k, l), low_bound), H=Lambda((k, l), E(signed))), lower_case))
Q_is = chain(r * Q, equals(Sum(Sum(E(signed), (l, 1, r)), (k, 1, r)), because=(length, D_finite)))
cap = therefore(Eq(Sum(Sum(bound, (l, 1, r)), (k, 1, r)), r * (m + (r - 1) * sqrt(m))), because=sum_with_delta)
floor = therefore(Eq(Sum(Sum(low_bound, (l, 1, r)), (k, 1, r)), r * (m - (r - 1) * sqrt(m))), because=sum_with_delta)
scaled_high = therefore(r * Q <= r * (m + (r - 1) * sqrt(m)), because=(Q_is, sum_high, cap))
scaled_low = therefore(r * (m - (r - 1) * sqrt(m)) <= r * Q, because=(Q_is, sum_low, floor))
Q_high = therefore(Q <= m + (r - 1) * sqrt(m), because=scaled_high)
Q_low = therefore(Q >= m - (r - 1) * sqrt(m), because=scaled_low)
V_facts = (V_normal, V_independent, V_only, products, signs, D_finite)
signed_length = Claim(
    name="The mean squared length of signs times B is near m, also for signs that depend on B",
    says=(Q <= m + (r - 1) * sqrt(m), Q >= m - (r - 1) * sqrt(m)),
    given=V_facts, definitions=(length,),
    proof=(in_row, in_other_row, entry_square, sign_product, signed_above, signed_below, mean_above, mean_below, diagonal_mean, upper_case, lower_case, sum_high, sum_low, Q_is, cap, floor, scaled_high, scaled_low, Q_high, Q_low),
    holds_for=(example(m=2, r=1, s=[-1], V=standard_normal, D=[[V[1, 1]**2 + V[1, 2]**2]]),
               example(m=1, r=2, s=[1, -1], V=standard_normal, D=[[V[1, 1]**2, V[1, 1] * V[2, 1]], [V[1, 1] * V[2, 1], V[2, 1]**2]])),
    measured_by=measure_increments,
    equation="paragraph on the original paper", latex=r"\bigl|\mathbb E\Vert sB\Vert^2-m\bigr|\le(r-1)\sqrt m,\quad s\in\{-1,1\}^r")

X1_square_low = therefore((lower * n)**2 <= X1**2, because=(using(square_is_monotone, x=lower * n, y=X1), X1_low))
X1_square_high = therefore(X1**2 <= (upper * n)**2, because=(using(square_is_monotone, x=X1, y=upper * n), X1_high))
X2_square_low = therefore((lower * sqrt(n))**2 <= X2**2, because=(using(square_is_monotone, x=lower * sqrt(n), y=X2), X2_low))
X2_square_high = therefore(X2**2 <= (upper * sqrt(n))**2, because=(using(square_is_monotone, x=X2, y=upper * sqrt(n)), X2_high))
N_is = therefore(Eq(N, r * sqrt(2 / (pi * n)) * X2), because=(mean_l1_of_hidden, U_normal, U_independent, U_finite))
Q_above = therefore(Q <= m + (r - 1) * sqrt(m), because=(signed_length, *V_facts))
Q_below = therefore(Q >= m - (r - 1) * sqrt(m), because=(signed_length, *V_facts))
equal_lengths = given("the mean squared length of x D_A B is the square of the mean length of x A D_B", Eq((eta_A * X1)**2 * Q, (eta_B * N)**2 * m))
X1_positive = chain(X1, at_least(lower * n, because=X1_low), greater_than(0, because=arithmetic))
Q_not_negative = chain(
    Q,
    equals((eta_A * X1)**2 * Q / (eta_A * X1)**2, because=X1_positive),
    equals((eta_B * N)**2 * m / (eta_A * X1)**2, because=(equal_lengths, X1_positive)),
    at_least(0, because=X1_positive))
rates_low = chain(
    pi * lower**2 * n**2 * (sqrt(m) - (r - 1)) * eta_A**2,
    equals(pi / sqrt(m) * eta_A**2 * (lower * n)**2 * (m - (r - 1) * sqrt(m)), because=arithmetic),
    at_most(pi / sqrt(m) * eta_A**2 * (lower * n)**2 * Q, because=Q_below),
    at_most(pi / sqrt(m) * eta_A**2 * X1**2 * Q, because=(X1_square_low, Q_not_negative)),
    equals(pi / sqrt(m) * (eta_B * N)**2 * m, because=equal_lengths),
    equals(pi * sqrt(m) * eta_B**2 * (r * sqrt(2 / (pi * n)) * X2)**2, because=N_is),
    equals(2 * sqrt(m) * r**2 / n * eta_B**2 * X2**2, because=arithmetic),
    at_most(2 * sqrt(m) * r**2 / n * eta_B**2 * (upper * sqrt(n))**2, because=X2_square_high),
    equals(2 * r**2 * upper**2 * sqrt(m) * eta_B**2, because=arithmetic))
rates_high = chain(
    2 * r**2 * lower**2 * sqrt(m) * eta_B**2,
    equals(2 * sqrt(m) * r**2 / n * eta_B**2 * (lower * sqrt(n))**2, because=arithmetic),
    at_most(2 * sqrt(m) * r**2 / n * eta_B**2 * X2**2, because=X2_square_low),
    equals(pi * sqrt(m) * eta_B**2 * (r * sqrt(2 / (pi * n)) * X2)**2, because=arithmetic),
    equals(pi / sqrt(m) * (eta_B * N)**2 * m, because=N_is),
    equals(pi / sqrt(m) * eta_A**2 * X1**2 * Q, because=equal_lengths),
    at_most(pi / sqrt(m) * eta_A**2 * (upper * n)**2 * Q, because=(X1_square_high, Q_not_negative)),
    at_most(pi / sqrt(m) * eta_A**2 * (upper * n)**2 * (m + (r - 1) * sqrt(m)), because=Q_above),
    equals(pi * upper**2 * n**2 * (sqrt(m) + r - 1) * eta_A**2, because=arithmetic))
ratio_output_criterion = Claim(
    name="Equal increments of the output, the criterion of the original paper, give order n",
    says=(pi * lower**2 * n**2 * (sqrt(m) - (r - 1)) * eta_A**2 <= 2 * r**2 * upper**2 * sqrt(m) * eta_B**2,
          2 * r**2 * lower**2 * sqrt(m) * eta_B**2 <= pi * upper**2 * n**2 * (sqrt(m) + r - 1) * eta_A**2),
    given=(*x_sizes, U_normal, U_independent, U_finite, *V_facts, equal_lengths),
    definitions=(l1_x, l2_x, mean_hidden, length),
    proof=(X1_low, X1_high, X2_low, X2_high, X1_square_low, X1_square_high, X2_square_low, X2_square_high, N_is, Q_above, Q_below,
           X1_positive, Q_not_negative, rates_low, rates_high),
    holds_for=(example(n=1, m=1, r=1, a=2, b=2, x=[-2], eta_A=sqrt(2 / pi), eta_B=1, s=[1], U=standard_normal, V=standard_normal, D=[[V[1, 1]**2]], note="equality"),
               example(n=1, m=2, r=1, a=2, b=2, x=[2], eta_A=sqrt(2 / pi), eta_B=1, s=[-1], U=standard_normal, V=standard_normal, D=[[V[1, 1]**2 + V[1, 2]**2]], note="equality")),
    fails_for=(example(n=1, m=1, r=1, a=2, b=2, x=[-2], eta_A=1, eta_B=1, s=[1], U=standard_normal, V=standard_normal, D=[[V[1, 1]**2]], note="other rates"),),
    measured_by=measure_increments,
    strength="approximate", equation="paragraph on the original paper",
    latex=r"b=1:\ \frac{\Vert x\Delta A\,B\Vert}{\Vert xA\,\Delta B\Vert}=\frac{\eta_A}{\eta_B}\Theta(n)\ (r=O(1))\ \Rightarrow\ \eta_B/\eta_A=\Theta(n)",
    note="The increments have the lengths of the claim on increments: eta_A |x|_1 |s B| with the signs s of g B^T, which may depend on B, and eta_B |x A|_1 sqrt(m). Their means are compared; "
         "with r fixed, inputs of order 1 and m large, eta_B/eta_A lies between two constants times n.",
    key=True, cites="Hayou2024")
