"""One sample: the loss criterion gives order n or order sqrt(n), as the gradient in the output lies in the row space of B or is spread."""

from sympy import Abs, Eq, Integer, Lambda, Sum, pi, sqrt

from verifier.language import *

from .experiments import measure_orders
from .normal_factors import V, U_independent, U_normal, V_independent, V_normal
from .notation import eta_A, m, n, r
from .orders import (
    F, N, S, T, V_finite, W_finite, X1, X2, c1, c2, coherent_return, finite, g, g1, g2, i, is_returned, j, l1_c, l1_g, l1_x, l2_c, l2_g, l2_x, lower, mean_coherent,
    mean_hidden, mean_incoherent, mean_l1_norms, mean_returned, upper, x,
)

eta_C, eta_I, kappa = positive("eta_C eta_I kappa")            # rates of B in the two cases; how evenly g is spread
at_least_lower = given("no input is smaller than a in size", lower <= Abs(x[i]))
at_most_upper = given("no input is larger than b in size", Abs(x[i]) <= upper)
short_x = chain(lower * n, equals(Sum(lower, (i, 1, n)), because=arithmetic), at_most(Sum(Abs(x[i]), (i, 1, n)), because=at_least_lower), equals(X1, because=l1_x))
long_x = chain(X1, equals(Sum(Abs(x[i]), (i, 1, n)), because=l1_x), at_most(Sum(upper, (i, 1, n)), because=at_most_upper), equals(upper * n, because=arithmetic))
square_low = chain(lower**2, at_most(Abs(x[i])**2, because=(using(square_is_monotone, x=lower, y=Abs(x[i])), at_least_lower)), equals(x[i]**2, because=arithmetic))
square_high = chain(x[i]**2, equals(Abs(x[i])**2, because=arithmetic), at_most(upper**2, because=(using(square_is_monotone, x=Abs(x[i]), y=upper), at_most_upper)))
squares_low = chain((lower * sqrt(n))**2, equals(Sum(lower**2, (i, 1, n)), because=arithmetic), at_most(Sum(x[i]**2, (i, 1, n)), because=square_low), equals(X2**2, because=l2_x))
squares_high = chain(X2**2, equals(Sum(x[i]**2, (i, 1, n)), because=l2_x), at_most(Sum(upper**2, (i, 1, n)), because=square_high), equals((upper * sqrt(n))**2, because=arithmetic))
size_of_sample = Claim(
    name="The norms of a sample with entries of order 1",
    says=(lower * n <= X1, X1 <= upper * n, lower * sqrt(n) <= X2, X2 <= upper * sqrt(n)),
    given=(at_least_lower, at_most_upper), definitions=(l1_x, l2_x),
    proof=(short_x, long_x, square_low, square_high, squares_low, squares_high,
           therefore(lower * sqrt(n) <= X2, because=(using(square_reflects_order, x=lower * sqrt(n), y=X2), squares_low)),
           therefore(X2 <= upper * sqrt(n), because=(using(square_reflects_order, x=X2, y=upper * sqrt(n)), squares_high))),
    holds_for=(example(n=2, a=2, b=2, x=[2, -2]), example(n=3, a=half(), b=3, x=[1, half(), -3]), example(n=1, a=4, b=4, x=[-4])),
    fails_for=(example(n=2, a=2, b=3, x=[1, 1], note="small inputs"), example(n=2, a=1, b=3, x=[4, 5], note="large inputs")),
    equation="compare (6) with the original paper", latex=r"a\le|x_i|\le b:\ an\le\Vert x\Vert_1\le bn,\ a\sqrt n\le\Vert x\Vert_2\le b\sqrt n")

x_sizes = (at_least_lower, at_most_upper)
X1_low = therefore(lower * n <= X1, because=(size_of_sample, *x_sizes))
X1_high = therefore(X1 <= upper * n, because=(size_of_sample, *x_sizes))
X2_low = therefore(lower * sqrt(n) <= X2, because=(size_of_sample, *x_sizes))
X2_high = therefore(X2 <= upper * sqrt(n), because=(size_of_sample, *x_sizes))
normal = (U_normal, U_independent, V_normal, V_independent, finite)
N_is = therefore(Eq(N, r * sqrt(2 / (pi * n)) * X2), because=(mean_l1_norms, *normal))
S_is = therefore(Eq(S, m * sqrt(2 / (pi * r)) * c2), because=(mean_l1_norms, *normal))
F_is = therefore(Eq(F, sqrt(2 * r / pi) * g2), because=(mean_l1_norms, *normal))
returning = (V_normal, V_independent, V_finite, is_returned, W_finite)
T_low = therefore(m / r * c1 <= T, because=(coherent_return, *returning))
T_high = therefore(T <= m * c1, because=(coherent_return, *returning))
balanced = given("for g = c B both factors contribute the same in the mean", Eq(eta_A * X1 * T, eta_C * N * S))
balanced_incoherent = given("for a g that does not depend on B both factors contribute the same in the mean", Eq(eta_A * X1 * F, eta_I * N * g1))
spread = given("g is spread out", kappa * sqrt(m) * g2 <= g1)
g_not_zero = given("g is not 0", g2 > 0)
product = chain(N * S, equals(r * sqrt(2 / (pi * n)) * X2 * (m * sqrt(2 / (pi * r)) * c2), because=(N_is, S_is)), equals(2 * m * sqrt(r) / (pi * sqrt(n)) * X2 * c2, because=arithmetic))
coherent_low = chain(
    pi * lower * n * c1 * eta_A,
    equals(pi * r / m * eta_A * (lower * n) * (m / r * c1), because=arithmetic),
    at_most(pi * r / m * eta_A * X1 * (m / r * c1), because=X1_low),
    at_most(pi * r / m * eta_A * X1 * T, because=T_low),
    equals(pi * r / m * eta_C * N * S, because=balanced),
    equals(pi * r / m * eta_C * (2 * m * sqrt(r) / (pi * sqrt(n)) * X2 * c2), because=product),
    equals(2 * r * sqrt(r) / sqrt(n) * eta_C * c2 * X2, because=arithmetic),
    at_most(2 * r * sqrt(r) / sqrt(n) * eta_C * c2 * (upper * sqrt(n)), because=X2_high),
    equals(2 * upper * r * sqrt(r) * c2 * eta_C, because=arithmetic))
coherent_high = chain(
    2 * lower * sqrt(r) * c2 * eta_C,
    equals(2 * sqrt(r) / sqrt(n) * eta_C * c2 * (lower * sqrt(n)), because=arithmetic),
    at_most(2 * sqrt(r) / sqrt(n) * eta_C * c2 * X2, because=X2_low),
    equals(pi / m * eta_C * (2 * m * sqrt(r) / (pi * sqrt(n)) * X2 * c2), because=arithmetic),
    equals(pi / m * eta_C * N * S, because=product),
    equals(pi / m * eta_A * X1 * T, because=balanced),
    at_most(pi / m * eta_A * X1 * (m * c1), because=T_high),
    at_most(pi / m * eta_A * (upper * n) * (m * c1), because=X1_high),
    equals(pi * upper * n * c1 * eta_A, because=arithmetic))
times_g = chain(
    kappa * lower * sqrt(r * m) * eta_I * g2,
    equals(sqrt(r / n) * eta_I * (lower * sqrt(n)) * (kappa * sqrt(m) * g2), because=arithmetic),
    at_most(sqrt(r / n) * eta_I * (lower * sqrt(n)) * g1, because=spread),
    at_most(sqrt(r / n) * eta_I * X2 * g1, because=X2_low),
    equals(sqrt(pi / (2 * r)) * eta_I * (r * sqrt(2 / (pi * n)) * X2) * g1, because=arithmetic),
    equals(sqrt(pi / (2 * r)) * eta_I * N * g1, because=N_is),
    equals(sqrt(pi / (2 * r)) * eta_A * X1 * F, because=balanced_incoherent),
    equals(eta_A * X1 * g2, because=F_is),
    at_most(eta_A * (upper * n) * g2, because=X1_high))
incoherent_high = chain(
    kappa * lower * sqrt(r * m) * eta_I,
    equals(kappa * lower * sqrt(r * m) * eta_I * g2 / g2, because=g_not_zero),
    at_most(eta_A * (upper * n) * g2 / g2, because=(times_g, g_not_zero)),
    equals(upper * n * eta_A, because=g_not_zero))
cauchy = chain(
    g1**2,
    equals(Sum(1 * Abs(g[j]), (j, 1, m))**2, because=l1_g),
    at_most(Sum(1, (j, 1, m)) * Sum(Abs(g[j])**2, (j, 1, m)), because=using(cauchy_schwarz_for_sums, X=Lambda(j, Integer(1)), F=Lambda(j, Abs(g[j])), n=m)),
    equals((sqrt(m) * g2)**2, because=l2_g))
g1_small = therefore(g1 <= sqrt(m) * g2, because=(using(square_reflects_order, x=g1, y=sqrt(m) * g2), cauchy))
times_g_low = chain(
    lower * n * eta_A * g2,
    at_most(eta_A * X1 * g2, because=X1_low),
    equals(sqrt(pi / (2 * r)) * eta_A * X1 * F, because=F_is),
    equals(sqrt(pi / (2 * r)) * eta_I * N * g1, because=balanced_incoherent),
    equals(sqrt(r / n) * eta_I * X2 * g1, because=N_is),
    at_most(sqrt(r / n) * eta_I * (upper * sqrt(n)) * g1, because=X2_high),
    at_most(sqrt(r / n) * eta_I * (upper * sqrt(n)) * (sqrt(m) * g2), because=g1_small))
incoherent_low = chain(
    lower * n * eta_A,
    equals(lower * n * eta_A * g2 / g2, because=g_not_zero),
    at_most(sqrt(r / n) * eta_I * (upper * sqrt(n)) * (sqrt(m) * g2) / g2, because=(times_g_low, g_not_zero)),
    equals(upper * sqrt(r * m) * eta_I, because=g_not_zero))

ratio_coherent = Claim(
    name="When the output gradient lies in the row space of B, the loss criterion gives order n; when it is spread and independent, order sqrt(n)",
    says=(pi * lower * n * c1 * eta_A <= 2 * upper * r * sqrt(r) * c2 * eta_C, 2 * lower * sqrt(r) * c2 * eta_C <= pi * upper * n * c1 * eta_A,
          lower * n * eta_A <= upper * sqrt(r * m) * eta_I, kappa * lower * sqrt(r * m) * eta_I <= upper * n * eta_A),
    given=(*x_sizes, *normal, V_finite, is_returned, W_finite, balanced, balanced_incoherent, spread, g_not_zero),
    definitions=(l1_x, l2_x, l1_c, l2_c, l1_g, l2_g, mean_hidden, mean_coherent, mean_returned, mean_incoherent),
    proof=(X1_low, X1_high, X2_low, X2_high, N_is, S_is, F_is, T_low, T_high, product, coherent_low, coherent_high, times_g, incoherent_high,
           cauchy, g1_small, times_g_low, incoherent_low),
    holds_for=(example(n=1, m=1, r=1, a=2, b=2, x=[-2], c=[3], g=[-half()], kappa=1, eta_A=half(), eta_C=pi / 4, eta_I=half(),
                       W=[3 * V[1, 1]**2], U=standard_normal, V=standard_normal, note="equality"),
               example(n=2, m=1, r=1, a=half(), b=half(), x=[half(), -half()], c=[1], g=[3], kappa=1, eta_A=3, eta_C=3 * pi, eta_I=6,
                       W=[V[1, 1]**2], U=standard_normal, V=standard_normal, note="equality")),
    measured_by=measure_orders,
    strength="approximate", equation="compare (6) with the original paper",
    latex=r"g\in\operatorname{row}(B)\ \Rightarrow\ \Vert gB^\top\Vert_1/\Vert g\Vert_1=\Theta(1)\ \Rightarrow\ \eta_B/\eta_A=\Theta(n);\qquad g\text{ independent of }B:\ \Vert gB^\top\Vert_1/\Vert g\Vert_1=\Theta(m^{-1/2})\Rightarrow\Theta(\sqrt n)",
    note="Orders become bounds, for contributions that are equal in the mean: with x, c and r fixed in scale, eta_C/eta_A lies between constants times n, and for m = n, eta_I/eta_A between constants times sqrt(n). "
         "The order sqrt(n) of the article needs a gradient that is independent of B and spread out, which it does not say; so the original paper is not in error for getting n.",
    key=True, cites="Hayou2024")
