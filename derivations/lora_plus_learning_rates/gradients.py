"""Gradients of the two factors, the first-order change of the loss, and its decrease under steps against the signs."""

from sympy import Abs, Derivative, Eq, Lambda, Ne, Sum, Trace, ZeroMatrix, sign, sqrt

from verifier.language import *

from .experiments import measure_first_order, measure_gradients, measure_rescaling, measure_sign_decrease
from .notation import A, B, G, HA, HB, X, Y, dA, dB, eta_A, eta_B, m, n, r, t

L = function("L")                              # the loss as a function of the output
slope_of_loss = given("G is the gradient of the loss in the output", ForAll((Y,), (), Tends((L(X * A * B + t * Y) - L(X * A * B)) / t, t, 0, Trace(G.T * Y))))
along_A = Tends((L(X * (A + t * HA) * B) - L(X * A * B)) / t, t, 0, Trace((X.T * G * B.T).T * HA))
along_B = Tends((L(X * A * (B + t * HB)) - L(X * A * B)) / t, t, 0, Trace((A.T * X.T * G).T * HB))
squares = Lambda(Y, Trace(Y.T * Y))

gradients = Claim(
    name="Gradients of the two factors of a linear layer",
    says=(along_A, along_B),
    given=(slope_of_loss,),
    proof=(therefore(along_A, because=using(slope_of_loss, (Y, X * HA * B))), therefore(along_B, because=using(slope_of_loss, (Y, X * A * HB)))),
    holds_for=(example(b=1, n=2, r=1, m=2, X=[[1, -2]], A=[[1], [2]], B=[[1, 3]], G=[[-6, -18]], H_A=[[1], [-1]], H_B=[[2, 5]], L=squares),),
    fails_for=(example(b=1, n=1, r=1, m=1, X=[[1]], A=[[1]], B=[[1]], G=[[5]], H_A=[[1]], H_B=[[1]], L=squares, note="G is not the gradient"),),
    measured_by=measure_gradients,
    equation="(4)",
    latex=r"Y=XAB:\ \frac{\partial\mathcal L}{\partial A}=X^\top\frac{\partial\mathcal L}{\partial Y}B^\top,\qquad\frac{\partial\mathcal L}{\partial B}=A^\top X^\top\frac{\partial\mathcal L}{\partial Y}",
    note="Derivatives along every direction. A fixed weight beside A B only shifts the argument of the loss, so leaving it out loses nothing.",
    key=True, cites="Hu2021")

c = nonzero("c")                               # a factor that moves scale from one matrix to the other
A1, B1 = matrix("A'", n, r), matrix("B'", r, m)
scaled_A = given("A' is c times A", Eq(A1, c * A))
scaled_B = given("B' is B over c", Eq(B1, B / c))
rescaling_gradients = Claim(
    name="Rescaling the factors at a fixed product rescales the gradients inversely",
    says=(Eq(X * A1 * B1, X * A * B), Eq(X.T * G * B1.T, X.T * G * B.T / c), Eq(A1.T * X.T * G, c * A.T * X.T * G)),
    given=(scaled_A, scaled_B),
    proof=(chain(X * A1 * B1, equals(X * A * B, because=(scaled_A, scaled_B))),
           chain(X.T * G * B1.T, equals(X.T * G * B.T / c, because=scaled_B)),
           chain(A1.T * X.T * G, equals(c * A.T * X.T * G, because=scaled_A))),
    holds_for=(example(b=1, n=2, r=1, m=3, c=-2, X=[[1, -2]], A=[[1], [2]], B=[[1, 3, 5]], G=[[-6, 7, 2]], **{"A'": [[-2], [-4]], "B'": [[-half(), -half(3), -half(5)]]}),
               example(b=2, n=1, r=2, m=1, c=half(), X=[[1], [4]], A=[[1, 5]], B=[[3], [2]], G=[[2], [-1]], **{"A'": [[half(), half(5)]], "B'": [[6], [4]]})),
    fails_for=(example(b=1, n=1, r=1, m=1, c=2, X=[[1]], A=[[3]], B=[[5]], G=[[7]], **{"A'": [[3]], "B'": [[half(5)]]}, note="A' is A"),
               example(b=1, n=1, r=1, m=1, c=2, X=[[1]], A=[[3]], B=[[5]], G=[[7]], **{"A'": [[6]], "B'": [[5]]}, note="B' is B")),
    measured_by=measure_rescaling,
    equation="section on stability",
    latex=r"(A,B)\to(cA,B/c):\ Y\text{ unchanged},\ \partial_A\mathcal L\to c^{-1}\partial_A\mathcal L,\ \partial_B\mathcal L\to c\,\partial_B\mathcal L",
    note="The exact content of the remark that a badly scaled X A makes one gradient small and the other large.")

B_is_zero = given("B starts at 0", Eq(B, ZeroMatrix(r, m)))
zero_init_first_step = Claim(
    name="At the first step the contribution of one factor is exactly zero",
    says=(Eq(X.T * G * B.T, ZeroMatrix(n, r)), Eq(Trace((X.T * G * B.T).T * HA), 0)),
    given=(B_is_zero,),
    proof=(chain(X.T * G * B.T, equals(ZeroMatrix(n, r), because=B_is_zero)), chain(Trace((X.T * G * B.T).T * HA), equals(0, because=B_is_zero))),
    holds_for=(example(b=1, n=2, r=1, m=3, X=[[1, -2]], B=[[0, 0, 0]], G=[[-6, 7, 2]], H_A=[[3], [4]]),),
    fails_for=(example(b=1, n=2, r=1, m=1, X=[[1, -2]], B=[[1]], G=[[2]], H_A=[[3], [4]], note="B is not 0"),),
    equation="remark on zero initialisation", latex=r"B_0=0\Rightarrow\partial_A\mathcal L=0,\ \Delta A=0,\ \Delta\mathcal L_A=0",
    note="So equal contributions of the two factors are impossible at the start; the analysis is about later steps.")

# -- the first-order change of the loss --------------------------------------------------------------------------------
J = function("J")                              # J(A, B): the loss as a function of the two factors
gA, gB = matrix("g_A", n, r), matrix("g_B", r, m)              # its gradients
f, f1, f2 = function("f f' f''")               # the loss on the way from (A, B) to (A + D_A, B + D_B), and its derivatives
K = nonnegative("K")                           # a bound of the second derivative
size = frobenius(dA)**2 + frobenius(dB)**2     # the squared length of the increments
slope_A, slope_B = Trace(gA.T * dA), Trace(gB.T * dB)
between = t * (t - 1) <= 0                      # t lies between 0 and 1
on_the_way = given("f is the loss on the way to the new factors", ForAll((t,), (), Eq(f(t), J(A + t * dA, B + t * dB))))
first_derivative = given("the loss is differentiable on the way", ForAll((t,), (between,), Eq(Derivative(f(t), t), f1(t))))
second_derivative = given("the loss is twice differentiable on the way", ForAll((t,), (between,), Eq(Derivative(f1(t), t), f2(t))))
are_gradients = given("g_A and g_B are the gradients at the start", Eq(f1(0), slope_A + slope_B))
bounded_above = given("K bounds the second derivative from above", ForAll((t,), (between,), f2(t) <= K * size))
bounded_below = given("-K bounds it from below", ForAll((t,), (between,), -K * size <= f2(t)))
smooth = (on_the_way, first_derivative, second_derivative, are_gradients, bounded_above, bounded_below)
change = J(A + dA, B + dB) - J(A, B)

linear_change = Trace(G.T * X * (A + dA) * (B + dB)) - Trace(G.T * X * A * B) - Trace((X.T * G * B.T).T * dA) - Trace((A.T * X.T * G).T * dB)
below = therefore(f(1) <= f(0) + slope_A + slope_B + K * size / 2, because=(
    using(second_order_upper_bound, f=f, f1=f1, f2=f2, a=0, b=1, M=K * size), first_derivative, second_derivative, bounded_above, are_gradients))
minus_first = therefore(ForAll((t,), (between,), Eq(Derivative(-f(t), t), -f1(t))), because=first_derivative)
minus_second = therefore(ForAll((t,), (between,), Eq(Derivative(-f1(t), t), -f2(t))), because=second_derivative)
minus_bounded = therefore(ForAll((t,), (between,), -f2(t) <= K * size), because=bounded_below)
above = therefore(-f(1) <= -f(0) - slope_A - slope_B + K * size / 2, because=(
    using(second_order_upper_bound, f=Lambda(t, -f(t)), f1=Lambda(t, -f1(t)), f2=Lambda(t, -f2(t)), a=0, b=1, M=K * size),
    minus_first, minus_second, minus_bounded, are_gradients))
start = therefore(Eq(f(0), J(A, B)), because=on_the_way)
end = therefore(Eq(f(1), J(A + dA, B + dB)), because=on_the_way)
small_enough = therefore(change - slope_A - slope_B <= K * size / 2, because=(below, start, end))
large_enough = therefore(-K * size / 2 <= change - slope_A - slope_B, because=(above, start, end))
remainder = Trace(G.T * X * dA * dB)
moved = chain(
    Abs(remainder),
    equals(Abs(Trace(dA.T * (X.T * G * dB.T))), because=arithmetic),
    at_most(frobenius(dA) * frobenius(X.T * G * dB.T), because=using(absolute_cauchy_schwarz, A_=dA, E_=X.T * G * dB.T, n_=n, m_=r)),
    at_most(frobenius(dA) * (spectral(X.T * G) * frobenius(dB.T)), because=using(frobenius_norm_of_image, A_=X.T * G, B_=dB.T, n_=n, m_=m, r_=r)),
    equals(spectral(X.T * G) * frobenius(dA) * frobenius(dB), because=arithmetic))

quadratic = dict(n=2, r=1, m=1, A=[[1], [2]], B=[[3]], D_A=[[1], [-1]], D_B=[[-2]], g_A=[[2], [4]], g_B=[[6]], J=Lambda((A, B), Trace(A.T * A) + Trace(B.T * B)),
                 f=Lambda(t, (1 + t)**2 + (2 - t)**2 + (3 - 2 * t)**2), K=2, b=1, X=[[1, -2]], G=[[3]], **{"f'": Lambda(t, 12 * t - 14), "f''": Lambda(t, 12)})
downwards = dict(n=1, r=1, m=2, A=[[1]], B=[[3, 0]], D_A=[[1]], D_B=[[2, 1]], g_A=[[-2]], g_B=[[-6, 0]], J=Lambda((A, B), -Trace(A.T * A) - Trace(B.T * B)),
                 f=Lambda(t, -(1 + t)**2 - (3 + 2 * t)**2 - t**2), K=2, b=2, X=[[1], [0]], G=[[3, 6], [1, 1]], **{"f'": Lambda(t, -12 * t - 14), "f''": Lambda(t, -12)})
first_order_loss = Claim(
    name="First-order change of the loss, with its error",
    says=(Abs(change - slope_A - slope_B) <= K * size / 2,
          Eq(linear_change, remainder),
          Abs(remainder) <= spectral(X.T * G) * frobenius(dA) * frobenius(dB)),
    given=smooth,
    proof=(minus_first, minus_second, minus_bounded, below, above, start, end, small_enough, large_enough,
           therefore(Abs(change - slope_A - slope_B) <= K * size / 2, because=(using(absolute_value_bound, x=change - slope_A - slope_B, y=K * size / 2), small_enough, large_enough)),
           chain(linear_change, equals(remainder, because=arithmetic)), moved),
    holds_for=(example(**quadratic, note="equality"), example(**downwards, note="equality")),
    fails_for=(example(**dict(quadratic, K=1), note="K is too small"), example(**dict(downwards, K=1), note="K is too small for the bound from below"),
               example(**dict(quadratic, g_B=[[7]]), note="another slope at the start"),
               example(**dict(quadratic, J=Lambda((A, B), Trace(A.T * A) + 3 * Trace(B.T * B))), note="f is another loss")),
    measured_by=measure_first_order,
    strength="approximate", equation="(1)",
    latex=r"\mathcal L(A+\Delta A,B+\Delta B)-\mathcal L(A,B)=\langle\partial_A\mathcal L,\Delta A\rangle+\langle\partial_B\mathcal L,\Delta B\rangle+O(\Vert\Delta\Vert^2)",
    note="The order is replaced by a bound: half a bound of the second derivative on the way times the squared length. For a loss linear in the output X A B the whole error is one term.",
    key=True)

# -- steps against the signs of the gradients --------------------------------------------------------------------------
i, k, j = index("i", 1, n), index("k", 1, r), index("j", 1, m)
l1_A = Sum(Sum(Abs(entry(gA, i, k)), (i, 1, n)), (k, 1, r))
l1_B = Sum(Sum(Abs(entry(gB, k, j)), (k, 1, r)), (j, 1, m))
signs_A = given("A moves against the signs of its gradient", Eq(entry(dA, i, k), -eta_A * sign(entry(gA, i, k))))
signs_B = given("B moves against the signs of its gradient", Eq(entry(dB, k, j), -eta_B * sign(entry(gB, k, j))))
g = real("g")                                  # one entry of a gradient
eta, beta_1, beta_2 = real("eta beta_1 beta_2")
never_zero = given("the entry is not 0", Ne(g, 0))
no_averaging = given("beta_1 = beta_2 = 0", Both(Eq(beta_1, 0), Eq(beta_2, 0)))
moment, square, m_0, v_0 = real("m_1 v_1 m_0 v_0")
first_moment = define(moment, beta_1 * m_0 + (1 - beta_1) * g, "the moving average of the gradients")
second_moment = define(square, beta_2 * v_0 + (1 - beta_2) * g**2, "the moving average of their squares")

adam_to_sign = Claim(
    name="Adam without averaging is sign descent",
    says=Eq(-eta * moment / sqrt(square), -eta * sign(g)),
    given=(never_zero, no_averaging), definitions=(first_moment, second_moment),
    proof=chain(
        -eta * moment / sqrt(square),
        equals(-eta * g / Abs(g), because=(first_moment, second_moment, no_averaging)),
        equals(-eta * (g * sign(g)) * sign(g) / Abs(g), because=(square_of_sign, never_zero)),
        equals(-eta * sign(g), because=(number_by_sign, never_zero))),
    holds_for=(example(g=-3, eta=half(), beta_1=0, beta_2=0, m_0=7, v_0=5), example(g=2, eta=1, beta_1=0, beta_2=0, m_0=1, v_0=0)),
    fails_for=(example(g=-3, eta=half(), beta_1=half(), beta_2=0, m_0=7, v_0=5, note="an average of two gradients"),
               example(g=2, eta=1, beta_1=0, beta_2=half(), m_0=1, v_0=0, note="an average of two squares")),
    equation="(2)", latex=r"\beta_1=\beta_2=0,\ \epsilon=0:\ \Delta\theta=-\eta\,\frac{g}{\sqrt{g^2}}=-\eta\operatorname{sign}(g)", cites="Kingma2014",
    note="The small number epsilon in the denominator is left out, as in the article. Adam as it is used averages over many steps; then no entry of a step is larger than a bound, but its size is not fixed.")

falls_A = chain(
    Trace(gA.T * dA),
    equals(Sum(entry(gA.T * dA, k, k), (k, 1, r)), because=trace_is_sum_of_diagonal),
    equals(Sum(Sum(entry(gA, i, k) * entry(dA, i, k), (i, 1, n)), (k, 1, r)), because=entry_of_product),
    equals(-eta_A * Sum(Sum(entry(gA, i, k) * sign(entry(gA, i, k)), (i, 1, n)), (k, 1, r)), because=signs_A),
    equals(-eta_A * l1_A, because=number_by_sign))
falls_B = chain(
    Trace(gB.T * dB),
    equals(Sum(entry(gB.T * dB, j, j), (j, 1, m)), because=trace_is_sum_of_diagonal),
    equals(Sum(Sum(entry(gB, k, j) * entry(dB, k, j), (k, 1, r)), (j, 1, m)), because=entry_of_product),
    equals(-eta_B * Sum(Sum(entry(gB, k, j) * sign(entry(gB, k, j)), (k, 1, r)), (j, 1, m)), because=signs_B),
    equals(-eta_B * l1_B, because=number_by_sign))

sign_bounds = therefore(ForAll((g,), (), Both(sign(g) >= -1, sign(g) <= 1)), because=sign_is_bounded)
short_sign = therefore(ForAll((g,), (), sign(g)**2 <= 1), because=sign_bounds)
count_A = chain(Sum(Sum(sign(entry(gA, i, k))**2, (i, 1, n)), (k, 1, r)), at_most(Sum(Sum(1, (i, 1, n)), (k, 1, r)), because=short_sign), equals(n * r, because=arithmetic))
count_B = chain(Sum(Sum(sign(entry(gB, k, j))**2, (k, 1, r)), (j, 1, m)), at_most(Sum(Sum(1, (k, 1, r)), (j, 1, m)), because=short_sign), equals(m * r, because=arithmetic))
step_size = K * (eta_A**2 * n * r + eta_B**2 * m * r) / 2
decrease = eta_A * l1_A + eta_B * l1_B
norm_A = chain(
    frobenius(dA)**2,
    equals(Trace(dA.T * dA), because=arithmetic),
    equals(Sum(entry(dA.T * dA, k, k), (k, 1, r)), because=trace_is_sum_of_diagonal),
    equals(Sum(Sum(entry(dA, i, k)**2, (i, 1, n)), (k, 1, r)), because=entry_of_product),
    equals(eta_A**2 * Sum(Sum(sign(entry(gA, i, k))**2, (i, 1, n)), (k, 1, r)), because=signs_A),
    at_most(eta_A**2 * n * r, because=count_A))
norm_B = chain(
    frobenius(dB)**2,
    equals(Trace(dB.T * dB), because=arithmetic),
    equals(Sum(entry(dB.T * dB, j, j), (j, 1, m)), because=trace_is_sum_of_diagonal),
    equals(Sum(Sum(entry(dB, k, j)**2, (k, 1, r)), (j, 1, m)), because=entry_of_product),
    equals(eta_B**2 * Sum(Sum(sign(entry(gB, k, j))**2, (k, 1, r)), (j, 1, m)), because=signs_B),
    at_most(eta_B**2 * m * r, because=count_B))
within = therefore(Abs(change - slope_A - slope_B) <= K * size / 2, because=(first_order_loss, *smooth))
sign_decrease = Claim(
    name="Under sign descent each factor lowers the loss by its rate times the l1 norm of its gradient",
    says=(Eq(Trace(gA.T * dA), -eta_A * l1_A), Eq(Trace(gB.T * dB), -eta_B * l1_B), Abs(change + decrease) <= step_size),
    given=(signs_A, signs_B, *smooth),
    proof=(falls_A, falls_B, sign_bounds, short_sign, count_A, count_B, norm_A, norm_B, within,
           chain(Abs(change + decrease),
                 equals(Abs(change - slope_A - slope_B), because=(falls_A, falls_B)),
                 at_most(K * size / 2, because=within),
                 at_most(step_size, because=(norm_A, norm_B)))),
    holds_for=(example(n=2, r=1, m=2, eta_A=half(), eta_B=2, A=[[3], [-2]], B=[[3, -1]], D_A=[[-half()], [half()]], D_B=[[-2, 2]], g_A=[[6], [-4]], g_B=[[6, -2]],
                       J=Lambda((A, B), Trace(A.T * A) + Trace(B.T * B)), f=Lambda(t, (3 - t / 2)**2 + (2 - t / 2)**2 + (3 - 2 * t)**2 + (1 - 2 * t)**2), K=2,
                       **{"f'": Lambda(t, 17 * t - 21), "f''": Lambda(t, 17)}, note="equality"),
               example(n=1, r=2, m=1, eta_A=1, eta_B=3, A=[[1, 0]], B=[[-1], [2]], D_A=[[1, 0]], D_B=[[-3], [3]], g_A=[[-2, 0]], g_B=[[2], [-4]],
                       J=Lambda((A, B), -Trace(A.T * A) - Trace(B.T * B)), f=Lambda(t, -(1 + t)**2 - (1 + 3 * t)**2 - (2 + 3 * t)**2), K=2,
                       **{"f'": Lambda(t, -38 * t - 20), "f''": Lambda(t, -38)}, note="an entry of a gradient is 0")),
    fails_for=(example(n=1, r=1, m=1, eta_A=1, eta_B=1, A=[[1]], B=[[1]], D_A=[[1]], D_B=[[-1]], g_A=[[2]], g_B=[[2]], J=Lambda((A, B), Trace(A.T * A) + Trace(B.T * B)),
                       f=Lambda(t, (1 + t)**2 + (1 - t)**2), K=2, **{"f'": Lambda(t, 4 * t), "f''": Lambda(t, 4)}, note="A moves along its gradient"),
               example(n=1, r=1, m=1, eta_A=1, eta_B=1, A=[[1]], B=[[1]], D_A=[[-1]], D_B=[[1]], g_A=[[2]], g_B=[[2]], J=Lambda((A, B), Trace(A.T * A) + Trace(B.T * B)),
                       f=Lambda(t, (1 + t)**2 + (1 - t)**2), K=2, **{"f'": Lambda(t, 4 * t), "f''": Lambda(t, 4)}, note="B moves along its gradient")),
    measured_by=measure_sign_decrease,
    equation="(3)",
    latex=r"\langle g,-\eta\operatorname{sign}g\rangle=-\eta\Vert g\Vert_1\ \Rightarrow\ \Delta\mathcal L\approx-\eta_A\Vert\partial_A\mathcal L\Vert_1-\eta_B\Vert\partial_B\mathcal L\Vert_1",
    note="Zero entries of the gradients do no harm. The approximation is of first order in the rates; its error has a bound that is quadratic in them.",
    key=True)
