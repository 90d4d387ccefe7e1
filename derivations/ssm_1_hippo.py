"""Linear systems that compress a signal: windowed Fourier coefficients and the HiPPO matrices LegT and LegS."""

import numpy as np
from sympy import Derivative, Eq, I, Integral, KroneckerDelta, Lambda, Ne, Piecewise, Rational, Sum, binomial, exp, factorial, legendre, log, oo, pi, sqrt

from verifier.language import *

source = Source("Su", 2024, "重温SSM（一）：线性系统和HiPPO矩阵", url="https://kexue.fm/archives/10114")

# Notation
T = real("T")                        # the present time
w = positive("w")                    # length of the window
u = function("u")                    # the signal
t, s, h, x = real("t s h x")
m = index("m", 0)                    # degree of a Legendre polynomial
n = integer("n")
k, j = whole("k j")
N = whole("N")                       # the last coefficient
p = Lambda((k, s), legendre(k, s))
slope = Lambda((k, s), Derivative(legendre(k, s), s))
even = Lambda(j, (1 + (-1)**j)/2)    # 1 for even j, 0 for odd j

# Legendre polynomials
sum_of_slopes = Eq(slope(m + 1, s) + slope(m, s), Sum((2*k + 1) * p(k, s), (k, 0, m)))
sum_of_next_slopes = Eq(slope(m + 2, s) + slope(m + 1, s), Sum((2*k + 1) * p(k, s), (k, 0, m + 1)))
sum_known = hypothesis(sum_of_slopes)
difference_of_slopes = Eq(slope(m + 1, s) - slope(m, s), Sum((-1)**(m - k) * (2*k + 1) * p(k, s), (k, 0, m)))
difference_of_next_slopes = Eq(slope(m + 2, s) - slope(m + 1, s), Sum((-1)**(m + 1 - k) * (2*k + 1) * p(k, s), (k, 0, m + 1)))
difference_known = hypothesis(difference_of_slopes)

legendre_neighbours = Claim(
    name="Sum and difference of the derivatives of neighbouring Legendre polynomials",
    says=(sum_of_slopes, difference_of_slopes),
    proof=(
        induction(sum_of_slopes, on=m, start=0, hypothesis=sum_known,
                  base=therefore(Eq(slope(1, s) + slope(0, s), Sum((2*k + 1) * p(k, s), (k, 0, 0))), because=arithmetic),
                  step=therefore(sum_of_next_slopes, because=(sum_known, using(legendre_recurrence, n_=m, x_=s)))),
        induction(difference_of_slopes, on=m, start=0, hypothesis=difference_known,
                  base=therefore(Eq(slope(1, s) - slope(0, s), Sum((-1)**(0 - k) * (2*k + 1) * p(k, s), (k, 0, 0))), because=arithmetic),
                  step=therefore(difference_of_next_slopes, because=(difference_known, using(legendre_recurrence, n_=m, x_=s))))),
    holds_for=(example(m=0, s=Rational(1, 3)), example(m=5, s=Rational(-2, 7))))

legendre_derivative_expansion = Claim(
    name="Derivative of a Legendre polynomial in the Legendre basis",
    says=(Eq(slope(m + 1, s), Sum((2*k + 1) * even(m - k) * p(k, s), (k, 0, m))),
          Eq(slope(m, s), Sum((2*k + 1) * even(m - 1 - k) * p(k, s), (k, 0, m - 1)))),
    proof=(therefore(Eq(slope(m + 1, s), Sum((2*k + 1) * even(m - k) * p(k, s), (k, 0, m))), because=legendre_neighbours),
           therefore(Eq(slope(m, s), Sum((2*k + 1) * even(m - 1 - k) * p(k, s), (k, 0, m - 1))), because=legendre_neighbours)),
    holds_for=(example(m=0, s=Rational(1, 3)), example(m=1, s=1), example(m=7, s=Rational(-2, 7))),
    equation="19", latex=r"p_{n+1}'=\sum_{k=0}^n(2k+1)\chi_{n-k}p_k,\quad\chi_j=[j\text{ even}]",
    note="The bracket that is 1 for even j and 0 for odd j is written (1 + (-1)^j)/2.", key=True)

legendre_t1_derivative = Claim(
    name="(t+1) times the derivative of a Legendre polynomial",
    says=(Eq((s + 1) * slope(m, s), Sum((2*k + 1) * p(k, s), (k, 0, m)) - (m + 1) * p(m, s)),
          Eq((s + 1) * slope(m, s), m * p(m, s) + Sum((2*k + 1) * p(k, s), (k, 0, m - 1)))),
    proof=(
        chain((s + 1) * slope(m, s),
              equals(slope(m + 1, s) + slope(m, s) - (m + 1) * p(m, s), because=using(legendre_recurrence_with_factor, n_=m, x_=s)),
              equals(Sum((2*k + 1) * p(k, s), (k, 0, m)) - (m + 1) * p(m, s), because=legendre_neighbours)),
        chain((s + 1) * slope(m, s),
              equals(slope(m + 1, s) + slope(m, s) - (m + 1) * p(m, s), because=using(legendre_recurrence_with_factor, n_=m, x_=s)),
              equals(Sum((2*k + 1) * p(k, s), (k, 0, m)) - (m + 1) * p(m, s), because=legendre_neighbours),
              equals(m * p(m, s) + Sum((2*k + 1) * p(k, s), (k, 0, m - 1)), because=arithmetic))),
    holds_for=(example(m=0, s=Rational(1, 3)), example(m=1, s=-1), example(m=7, s=Rational(-2, 7))),
    equation="21", latex=r"(t+1)p_n'=n\,p_n+\sum_{k=0}^{n-1}(2k+1)p_k=-(n+1)p_n+\sum_{k=0}^n(2k+1)p_k", key=True)

# The window [T - w, T] and the whole past [0, T]
a = real("a")
l = positive("l")                    # the basis functions live on [a, a + l]
g = complex_function("g")            # one of them
integrable_window = given("u is integrable near the window", IntegrableNear(u(t), t, T - w, T))
continuous_at_end = given("u is continuous at T", Tends(u(T + h), h, 0, u(T)))
continuous_at_start = given("u is continuous at T - w", Tends(u(T - w + h), h, 0, u(T - w)))
g_differentiable = given("g is continuously differentiable", ContinuouslyDifferentiable(g(s), s))
sliding = u(T - w + w*(s - a)/l)
in_time = a + l*(t - T + w)/w        # the place s to which the time t is mapped

sliding_window = Claim(
    name="Derivative of a coefficient over a sliding window",
    says=Eq(Derivative(Integral(sliding * g(s), (s, a, a + l)), T),
            l/w * (u(T)*g(a + l) - u(T - w)*g(a)) - l/w * Integral(sliding * Derivative(g(s), s), (s, a, a + l))),
    given=(integrable_window, continuous_at_end, continuous_at_start, g_differentiable),
    proof=chain(
        Derivative(Integral(sliding * g(s), (s, a, a + l)), T),
        equals(Derivative(Integral(u(t) * g(in_time)*l/w, (t, T - w, T)), T),
               because=using(affine_substitution, F_=Lambda(t, u(t) * g(in_time)), al_=T - w - w*a/l, be_=w/l, a_=a, b_=a + l)),
        equals(u(T)*g(a + l)*l/w - u(T - w)*g(a)*l/w + Integral(u(t) * Derivative(g(in_time)*l/w, T), (t, T - w, T)),
               because=(using(leibniz_rule, U_=u, K_=Lambda((T, t), g(in_time)*l/w), A_=Lambda(x, x - w), B_=Lambda(x, x), x_=T),
                        integrable_window, continuous_at_end, continuous_at_start, g_differentiable)),
        equals(l/w * (u(T)*g(a + l) - u(T - w)*g(a)) - l/w * Integral(sliding * Derivative(g(s), s), (s, a, a + l)),
               because=(using(affine_substitution, F_=Lambda(t, u(t) * Derivative(g(in_time), T)), al_=T - w - w*a/l, be_=w/l,
                              a_=a, b_=a + l), g_differentiable))),
    holds_for=(example(a=0, l=1, w=Rational(13, 10), T=Rational(21, 10), u=Lambda(x, exp(x)), g=Lambda(x, 1 + x**2)),))


now = positive("T")                  # the present time, when the past began at 0
later = real("T_1")
integrable_past = given("u is integrable on [0, T_1]", Integrable(u(t), t, 0, later))
before_later = given("T < T_1", now < later)
continuous_now = given("u is continuous at T", Tends(u(now + h), h, 0, u(now)))
growing = u(now*(s - a)/l)

growing_window = Claim(
    name="Derivative of a coefficient over the whole past",
    says=Eq(Derivative(Integral(growing * g(s), (s, a, a + l)), now),
            l/now * u(now)*g(a + l) - 1/now * Integral(growing * (g(s) + (s - a)*Derivative(g(s), s)), (s, a, a + l))),
    given=(integrable_past, before_later, continuous_now, g_differentiable),
    proof=chain(
        Derivative(Integral(growing * g(s), (s, a, a + l)), now),
        equals(Derivative(Integral(u(t) * g(a + l*t/now)*l/now, (t, 0, now)), now),
               because=using(affine_substitution, F_=Lambda(t, u(t) * g(a + l*t/now)), al_=-now*a/l, be_=now/l, a_=a, b_=a + l)),
        equals(u(now)*g(a + l)*l/now + Integral(u(t) * Derivative(g(a + l*t/now)*l/now, now), (t, 0, now)),
               because=(using(leibniz_rule_fixed_start, U_=u, K_=Lambda((now, t), g(a + l*t/now)*l/now), a_=0, b_=later,
                              B_=Lambda(x, x), x_=now), integrable_past, before_later, continuous_now, g_differentiable)),
        equals(l/now * u(now)*g(a + l) - 1/now * Integral(growing * (g(s) + (s - a)*Derivative(g(s), s)), (s, a, a + l)),
               because=(using(affine_substitution, F_=Lambda(t, u(t) * Derivative(g(a + l*t/now)*l/now, now)), al_=-now*a/l, be_=now/l,
                              a_=a, b_=a + l), g_differentiable, integrable_past, before_later))),
    holds_for=(example(a=-1, l=2, T=Rational(21, 10), T_1=3, u=Lambda(x, exp(x)), g=Lambda(x, 1 + x**2)),))

# Fourier coefficients of the window
c = Lambda(n, Integral(u(T - w + w*s) * exp(-2*pi*I*n*s), (s, 0, 1)))
partial_sum = Sum(c(n), (n, -N, N))

window_fourier_ode_exact = Claim(
    name="Exact derivative of the windowed Fourier coefficients",
    says=Eq(Derivative(c(n), T), u(T)/w - u(T - w)/w + 2*pi*I*n/w * c(n)),
    given=(integrable_window, continuous_at_end, continuous_at_start),
    proof=chain(
        Derivative(c(n), T),
        equals((u(T) - u(T - w))/w - 1/w * Integral(u(T - w + w*s) * Derivative(exp(-2*pi*I*n*s), s), (s, 0, 1)),
               because=(using(sliding_window, a=0, l=1, g=Lambda(s, exp(-2*pi*I*n*s))),
                        integrable_window, continuous_at_end, continuous_at_start)),
        equals(u(T)/w - u(T - w)/w + 2*pi*I*n/w * c(n), because=arithmetic)),
    holds_for=(example(n=2, w=Rational(13, 10), T=Rational(21, 10), u=Lambda(x, exp(x))),
               example(n=0, w=1, T=0, u=Lambda(x, x**2))),
    equation="6", latex=r"c_n'=\frac1wu(T)-\frac1wu(T-w)+\frac{2\pi in}wc_n", key=True)

bounded_variation = given("u has bounded variation on the window", BoundedVariation(u(t), t, T - w, T))
end_value, start_value = real("R L")
limit_at_end = given("u tends to R from inside the window at T", TendsFromAbove(u(T - h), h, 0, end_value))
limit_at_start = given("u tends to L from inside the window at T - w", TendsFromAbove(u(T - w + h), h, 0, start_value))
on_unit_interval = therefore(BoundedVariation(u(T - w + w*s), s, 0, 1),
                             because=(using(variation_under_affine_map, U_=u, al_=T - w, e_=w, a_=0, b_=1), bounded_variation))
from_the_start = therefore(TendsFromAbove(u(T - w + w*h), h, 0, start_value),
                           because=(using(limit_under_scaling, F_=Lambda(h, u(T - w + h)), e_=w, L_=start_value), limit_at_start))
from_the_end = therefore(TendsFromAbove(u(T - w + w*(1 - h)), h, 0, end_value),
                         because=(using(limit_under_scaling, F_=Lambda(h, u(T - h)), e_=w, L_=end_value), limit_at_end))

fourier_endpoint_limit = Claim(
    name="The Fourier partial sum at the end of the window tends to the mean of the two end values",
    says=Tends(partial_sum, N, oo, (start_value + end_value)/2),
    given=(bounded_variation, limit_at_end, limit_at_start),
    proof=(on_unit_interval, from_the_start, from_the_end,
           therefore(Tends(partial_sum, N, oo, (start_value + end_value)/2),
                     because=(using(dirichlet_jordan, U_=Lambda(s, u(T - w + w*s)), L_=start_value, R_=end_value),
                              on_unit_interval, from_the_start, from_the_end))),
    key=True)

straight = Sum(Integral((T - w + w*s) * exp(-2*pi*I*n*s), (s, 0, 1)), (n, -N, N))
straight_start = therefore(Tends(T - w + h, h, 0, T - w), because=using(smooth_is_continuous, F_=Lambda(x, x), x_=T - w))
straight_end = therefore(Tends(T + h, h, 0, T), because=using(smooth_is_continuous, F_=Lambda(x, x), x_=T))
straight_from_start = therefore(TendsFromAbove(T - w + h, h, 0, T - w), because=(using(limit_from_inside, F_=Lambda(h, T - w + h)), straight_start))
straight_from_end = therefore(TendsFromAbove(T - h, h, 0, T), because=(using(limit_from_below, F_=Lambda(h, T + h)), straight_end))

fourier_closure_article = Claim(
    name="The Fourier partial sum as an approximation of u(T - w)",
    says=Tends(partial_sum, N, oo, u(T - w)),
    given=(bounded_variation, continuous_at_end, continuous_at_start),
    refuted_by=counterexample((u, Lambda(x, x)), proof=(
        straight_start, straight_end, straight_from_start, straight_from_end,
        therefore(BoundedVariation(t, t, T - w, T), because=arithmetic),
        therefore(Tends(straight, N, oo, T - w/2),
                  because=(using(fourier_endpoint_limit, u=Lambda(x, x), R=T, L=T - w), straight_from_start, straight_from_end)))),
    expected=REFUTED, equation="7")

M = whole("M")
r = index("r", -M, M)                # a row of the matrix
K = index("K", M)                    # the truncation
delta_term = chain(Sum(KroneckerDelta(r, n) * c(n), (n, -K, K)),
                   equals(c(r), because=using(sum_with_delta, m_=r, l_=-K, n_=K, C_=Lambda(n, c(n)))))
from_end = therefore(TendsFromAbove(u(T - h), h, 0, u(T)), because=(using(limit_from_below, F_=Lambda(h, u(T + h))), continuous_at_end))
from_start = therefore(TendsFromAbove(u(T - w + h), h, 0, u(T - w)),
                       because=(using(limit_from_inside, F_=Lambda(h, u(T - w + h))), continuous_at_start))
mean_limit = therefore(Tends(partial_sum, N, oo, (u(T) + u(T - w))/2),
                       because=(using(fourier_endpoint_limit, R=u(T), L=u(T - w)), bounded_variation, from_end, from_start))

A_article = Lambda((r, n), (2*pi*I*r*KroneckerDelta(r, n) - 1)/w)
residual_article = Lambda((r, N), Derivative(c(r), T) - (Sum(A_article(r, n) * c(n), (n, -N, N)) + u(T)/w))
gap_article = Lambda(N, (Sum(c(n), (n, -N, N)) - u(T - w))/w)
gap_known = chain(
    residual_article(r, K),
    equals(u(T)/w - u(T - w)/w + 2*pi*I*r/w * c(r) - (Sum(A_article(r, n) * c(n), (n, -K, K)) + u(T)/w),
           because=(window_fourier_ode_exact, integrable_window, continuous_at_end, continuous_at_start)),
    equals(gap_article(K), because=delta_term))
gap_for_all = therefore(ForAll((N,), (N >= M,), Eq(residual_article(r, N), gap_article(N))), because=gap_known)
gap_limit = therefore(Tends(gap_article(N), N, oo, (u(T) - u(T - w))/(2*w)),
                      because=(using(limit_of_linear_function, F_=Lambda(N, partial_sum), c_=1/w, d_=-u(T - w)/w,
                                     L_=(u(T) + u(T - w))/2), mean_limit))

fourier_window_system_article = Claim(
    name="Residual of the Fourier system of the article",
    says=(Eq(residual_article(r, K), gap_article(K)),
          Tends(residual_article(r, N), N, oo, (u(T) - u(T - w))/(2*w))),
    given=(integrable_window, bounded_variation, continuous_at_end, continuous_at_start),
    proof=(delta_term, gap_known, from_end, from_start, mean_limit, gap_limit, gap_for_all,
           therefore(Tends(residual_article(r, N), N, oo, (u(T) - u(T - w))/(2*w)),
                     because=(using(limit_of_eventually_equal, F_=Lambda(N, residual_article(r, N)), G_=Lambda(N, gap_article(N)), m_=M,
                                    L_=(u(T) - u(T - w))/(2*w)), gap_for_all, gap_limit))),
    key=True)

A_corrected = Lambda((r, n), (2*pi*I*r*KroneckerDelta(r, n) - 2)/w)
residual_corrected = Lambda((r, N), Derivative(c(r), T) - (Sum(A_corrected(r, n) * c(n), (n, -N, N)) + 2/w * u(T)))
gap_corrected = Lambda(N, (2*Sum(c(n), (n, -N, N)) - u(T) - u(T - w))/w)
corrected_known = chain(
    residual_corrected(r, K),
    equals(u(T)/w - u(T - w)/w + 2*pi*I*r/w * c(r) - (Sum(A_corrected(r, n) * c(n), (n, -K, K)) + 2/w * u(T)),
           because=(window_fourier_ode_exact, integrable_window, continuous_at_end, continuous_at_start)),
    equals(gap_corrected(K), because=delta_term))
corrected_for_all = therefore(ForAll((N,), (N >= M,), Eq(residual_corrected(r, N), gap_corrected(N))), because=corrected_known)
corrected_limit = therefore(Tends(gap_corrected(N), N, oo, 0),
                            because=(using(limit_of_linear_function, F_=Lambda(N, partial_sum), c_=2/w, d_=-(u(T) + u(T - w))/w,
                                           L_=(u(T) + u(T - w))/2), mean_limit))

fourier_window_system_corrected = Claim(
    name="Corrected Fourier system",
    says=(Eq(residual_corrected(r, K), gap_corrected(K)), Tends(residual_corrected(r, N), N, oo, 0)),
    given=(integrable_window, bounded_variation, continuous_at_end, continuous_at_start),
    proof=(delta_term, corrected_known, from_end, from_start, mean_limit, corrected_limit, corrected_for_all,
           therefore(Tends(residual_corrected(r, N), N, oo, 0),
                     because=(using(limit_of_eventually_equal, F_=Lambda(N, residual_corrected(r, N)), G_=Lambda(N, gap_corrected(N)),
                                    m_=M, L_=0), corrected_for_all, corrected_limit))),
    key=True)

# What the Fourier systems store
kappa = positive("kappa")            # 1 in the article, 2 in the corrected system
v_start, v_end, u_now = real("v_0 v_1 u_T")
f = function("f")                    # the stored value at the end s = 1 of the window
J = index("J", 1)
z = complex_number("z")
jump = given("the stored function jumps by kappa (u - mean of its end values)", Eq(v_end - v_start, kappa*(u_now - (v_end + v_start)/2)))
echo_jump = Claim(
    name="The value stored at the end of the window",
    says=Eq(v_end, (2*kappa*u_now + (2 - kappa)*v_start)/(2 + kappa)), given=(jump,),
    proof=therefore(Eq(v_end, (2*kappa*u_now + (2 - kappa)*v_start)/(2 + kappa)), because=jump),
    holds_for=(example(kappa=1, v_0=3, u_T=6, v_1=5), example(kappa=2, v_0=3, u_T=6, v_1=6)),
    fails_for=(example(kappa=1, v_0=3, u_T=6, v_1=6),))

one_window = given("what leaves at s = 0 is what entered one window earlier", ForAll((t,), (), Eq(f(t), 2*u(t)/3 + f(t - w)/3)))
echo = Lambda(J, Eq(f(T), Sum(2*u(T - j*w)/3**(j + 1), (j, 0, J - 1)) + f(T - J*w)/3**J))
echo_known = hypothesis(echo(J))
echo_iterated = Claim(
    name="The article's system stores an echo of every old window",
    says=echo(J), given=(one_window,),
    proof=induction(echo(J), on=J, start=1, hypothesis=echo_known,
                    base=therefore(echo(1), because=using(one_window, t=T)),
                    step=therefore(echo(J + 1), because=(echo_known, using(one_window, t=T - J*w)))),
    holds_for=(example(J=3, w=1, T=2, u=Lambda(x, x + Rational(1, 2)), f=Lambda(x, x)),
               example(J=1, w=2, T=1, u=Lambda(x, 0), f=Lambda(x, 0))),
    fails_for=(example(J=2, w=1, T=1, u=Lambda(x, x), f=Lambda(x, x)),))

jumps = given("exp(z t) meets the jump relation without input", Eq(exp(z*w) - 1, -kappa*(exp(z*w) + 1)/2))
factor = given("a window multiplies by (2 - kappa)/(2 + kappa)", Eq(exp(z*w), (2 - kappa)/(2 + kappa)))
on_the_line = given("z is one of the numbers (-log 3 + 2 pi i n)/w", Eq(z, (-log(3) + 2*pi*I*n)/w))
echo_eigenvalues = Claim(
    name="Eigenvalues of the limit systems",
    says=(Iff(jumps.statement, factor.statement), Implies(on_the_line.statement, Eq(exp(z*w), Rational(1, 3)))),
    proof=(suppose(jumps, therefore(factor.statement, because=jumps)),
           suppose(factor, therefore(jumps.statement, because=factor)),
           suppose(on_the_line, therefore(Eq(exp(z*w), Rational(1, 3)), because=on_the_line))),
    holds_for=(example(z=-1, w=2, n=3, kappa=1), example(z=-log(3), w=1, n=0, kappa=1)),
    note="For kappa = 1 the factor is 1/3; for kappa = 2 it is 0, which no exponential attains: the corrected limit has no eigenvalue.")

# Least squares on an orthonormal basis
b = real("b")
e = function("e")                    # e(n, t), n = 0, ..., N: the basis
d = sequence("d")                    # any coefficients
i, q = index("i q", 0, N)
best = Lambda(i, Integral(u(t) * e(i, t), (t, a, b)))
error = Integral((u(t) - Sum(d(i) * e(i, t), (i, 0, N)))**2, (t, a, b))
square_u = given("u is square-integrable", SquareIntegrable(u(t), t, a, b))
square_e = given("each basis function is square-integrable", SquareIntegrable(e(i, t), t, a, b))
orthonormal = given("the basis is orthonormal", Eq(Integral(e(i, t) * e(q, t), (t, a, b)), KroneckerDelta(i, q)))
u_u = therefore(Integrable(u(t)**2, t, a, b), because=(using(product_of_square_integrable, U_=u, V_=u), square_u))
u_e = therefore(Integrable(u(t) * e(i, t), t, a, b),
                because=(using(product_of_square_integrable, U_=u, V_=Lambda(t, e(i, t))), square_u, square_e))
e_e = therefore(Integrable(e(i, t) * e(q, t), t, a, b),
                because=(using(product_of_square_integrable, U_=Lambda(t, e(i, t)), V_=Lambda(t, e(q, t))), square_e))
e_squared = therefore(Integrable(e(i, t)**2, t, a, b), because=(using(product_of_square_integrable, U_=Lambda(t, e(i, t)),
                                                                     V_=Lambda(t, e(i, t))), square_e))
squares = Sum((d(i) - best(i))**2, (i, 0, N))
expansion = chain(
    error,
    equals(Integral(u(t)**2, (t, a, b)) - 2*Sum(d(i) * best(i), (i, 0, N))
           + Sum(Sum(d(i) * d(q) * Integral(e(i, t) * e(q, t), (t, a, b)), (q, 0, N)), (i, 0, N)), because=(u_u, u_e, e_e, e_squared)),
    equals(Integral(u(t)**2, (t, a, b)) - 2*Sum(d(i) * best(i), (i, 0, N))
           + Sum(Sum(d(i) * d(q) * KroneckerDelta(i, q), (q, 0, N)), (i, 0, N)), because=orthonormal),
    equals(Integral(u(t)**2, (t, a, b)) - 2*Sum(d(i) * best(i), (i, 0, N)) + Sum(d(i)**2, (i, 0, N)), because=sum_with_delta))

l2_expansion = Claim(
    name="Least squares on an orthonormal basis",
    says=(Eq(error, Integral(u(t)**2, (t, a, b)) - 2*Sum(d(i) * best(i), (i, 0, N)) + Sum(d(i)**2, (i, 0, N))),
          Eq(error, Integral(u(t)**2, (t, a, b)) - Sum(best(i)**2, (i, 0, N)) + squares),
          error >= Integral(u(t)**2, (t, a, b)) - Sum(best(i)**2, (i, 0, N))),
    given=(square_u, square_e, orthonormal),
    proof=(u_u, u_e, e_e, e_squared, expansion,
           therefore(Eq(error, Integral(u(t)**2, (t, a, b)) - Sum(best(i)**2, (i, 0, N)) + squares), because=expansion),
           chain(error,
                 equals(Integral(u(t)**2, (t, a, b)) - Sum(best(i)**2, (i, 0, N)) + squares, because=expansion),
                 at_least(Integral(u(t)**2, (t, a, b)) - Sum(best(i)**2, (i, 0, N)), because=arithmetic))),
    key=True)

# Any map t = tau(T, s) of [a, b] to the past
tau = function("tau")
q_of = function("q")
g_any = function("g")
moved = u(tau(T, s))
interval = given("a < b", a < b)
inside = (a < s, s < b)
u_differentiable = given("u is continuously differentiable", ContinuouslyDifferentiable(u(t), t))
map_differentiable = given("the map is differentiable in T and in s", ForAll((s,), inside, Both(
    Differentiable(tau(T, s), T), Differentiable(tau(T, s), s))))
map_moves = given("dt/ds is not 0 inside", ForAll((s,), inside, Ne(Derivative(tau(T, s), s), 0)))
quotient = given("q is the quotient of the derivatives by T and by s", ForAll((s,), inside, Eq(
    q_of(s), Derivative(tau(T, s), T)/Derivative(tau(T, s), s))))
smooth_in_T = given("the integrand has a continuous derivative by T", ContinuousDerivative(moved * g_any(s), T, s, a, b))
continuous_signal = given("u(tau) is absolutely continuous in s", AbsolutelyContinuous(moved, s, a, b))
continuous_weight = given("q g is absolutely continuous", AbsolutelyContinuous(q_of(s) * g_any(s), s, a, b))
transport = therefore(ForAll((s,), inside, Eq(Derivative(moved * g_any(s), T), q_of(s) * g_any(s) * Derivative(moved, s))),
                      because=(quotient, map_moves, u_differentiable, map_differentiable))

hippo_derivative = Claim(
    name="General derivative of the coefficients",
    says=Eq(Derivative(Integral(moved * g_any(s), (s, a, b)), T),
            u(tau(T, b))*q_of(b)*g_any(b) - u(tau(T, a))*q_of(a)*g_any(a) - Integral(moved * Derivative(q_of(s)*g_any(s), s), (s, a, b))),
    given=(interval, u_differentiable, map_differentiable, map_moves, quotient, smooth_in_T, continuous_signal, continuous_weight),
    proof=(transport, chain(
        Derivative(Integral(moved * g_any(s), (s, a, b)), T),
        equals(Integral(Derivative(moved * g_any(s), T), (s, a, b)),
               because=(using(differentiation_under_the_integral, F_=Lambda((T, s), moved * g_any(s)), x_=T, a_=a, b_=b), smooth_in_T)),
        equals(Integral(q_of(s)*g_any(s) * Derivative(moved, s), (s, a, b)), because=(transport, interval)),
        equals(u(tau(T, b))*q_of(b)*g_any(b) - u(tau(T, a))*q_of(a)*g_any(a) - Integral(moved * Derivative(q_of(s)*g_any(s), s), (s, a, b)),
               because=(using(integration_by_parts, F_=Lambda(s, q_of(s)*g_any(s)), G_=Lambda(s, moved), a_=a, b_=b),
                        continuous_weight, continuous_signal, interval)))),
    key=True)

# LegT: Legendre polynomials on the window [T - w, T]
in_window = u(T - w + w*(s + 1)/2)
c_window = Lambda(k, Integral(in_window * sqrt((2*k + 1)/2) * p(k, s), (s, -1, 1)))
legt_derivative = (sqrt(2*(2*m + 1))/w * (u(T) - (-1)**m * u(T - w))
                   - 2/w * sqrt(2*m + 1) * Sum(sqrt(2*k + 1) * even(m - 1 - k) * c_window(k), (k, 0, m - 1)))

legt_derivative_exact = Claim(
    name="Exact derivative for the Legendre window (LegT)",
    says=Eq(Derivative(c_window(m), T), legt_derivative),
    given=(integrable_window, continuous_at_end, continuous_at_start),
    proof=chain(
        Derivative(c_window(m), T),
        equals(2/w * sqrt((2*m + 1)/2) * (u(T) - (-1)**m * u(T - w))
               - 2/w * Integral(in_window * Derivative(sqrt((2*m + 1)/2) * p(m, s), s), (s, -1, 1)),
               because=(using(sliding_window, a=-1, l=2, g=Lambda(s, sqrt((2*m + 1)/2) * p(m, s))),
                        integrable_window, continuous_at_end, continuous_at_start)),
        equals(sqrt(2*(2*m + 1))/w * (u(T) - (-1)**m * u(T - w))
               - 2/w * Integral(in_window * sqrt((2*m + 1)/2) * Sum((2*k + 1) * even(m - 1 - k) * p(k, s), (k, 0, m - 1)), (s, -1, 1)),
               because=legendre_derivative_expansion),
        equals(legt_derivative, because=integrable_window)),
    key=True)

row = index("n", 0, N)
A_window = Lambda((row, k), -sqrt((2*row + 1)*(2*k + 1))/w * Piecewise((1, k < row), ((-1)**(row - k), True)))
B_window = Lambda(row, sqrt(2*(2*row + 1))/w)
old_value = Sum((-1)**k * sqrt((2*k + 1)/2) * c_window(k), (k, 0, N))
system_window = Sum(A_window(row, k) * c_window(k), (k, 0, N)) + B_window(row) * u(T)
split_old_value = chain(
    old_value, equals(Sum((-1)**k * sqrt((2*k + 1)/2) * c_window(k), (k, 0, row - 1))
                      + Sum((-1)**k * sqrt((2*k + 1)/2) * c_window(k), (k, row, N)),
                      because=using(split_sum, F_=Lambda(k, (-1)**k * sqrt((2*k + 1)/2) * c_window(k)), l_=0, r_=row, m_=N)))
rows_of_A = chain(
    Sum(A_window(row, k) * c_window(k), (k, 0, N)),
    equals(-sqrt(2*row + 1)/w * (Sum(sqrt(2*k + 1) * c_window(k), (k, 0, row - 1))
                                 + Sum((-1)**(row - k) * sqrt(2*k + 1) * c_window(k), (k, row, N))),
           because=using(sum_by_cases, F_=Lambda(k, -sqrt((2*row + 1)*(2*k + 1))/w * c_window(k)), l_=0, r_=row, m_=N,
                         G_=Lambda(k, -sqrt((2*row + 1)*(2*k + 1))/w * (-1)**(row - k) * c_window(k)))))
defect = chain(
    Derivative(c_window(row), T) - system_window,
    equals(legt_derivative.subs(m, row) - system_window,
           because=(using(legt_derivative_exact, m=row), integrable_window, continuous_at_end, continuous_at_start)),
    equals(-B_window(row) * (-1)**row * (u(T - w) - old_value), because=(rows_of_A, split_old_value)))

legt_residual = Claim(
    name="Residual of the LegT system",
    says=Eq(Derivative(c_window(row), T) - system_window, -B_window(row) * (-1)**row * (u(T - w) - old_value)),
    given=(integrable_window, continuous_at_end, continuous_at_start),
    proof=(split_old_value, rows_of_A, defect))

closes = given("the truncated series gives the old value", Eq(u(T - w), old_value))
solves = given("the coefficients solve the LegT system", ForAll((row,), (row >= 0, row <= N), Eq(Derivative(c_window(row), T), system_window)))
no_residual = chain(
    Derivative(c_window(row), T) - system_window,
    equals(-B_window(row) * (-1)**row * (u(T - w) - old_value),
           because=(legt_residual, integrable_window, continuous_at_end, continuous_at_start)),
    equals(0, because=closes))
closed_by_row_0 = chain(
    u(T - w),
    equals(old_value - w/sqrt(2) * (Derivative(c_window(row), T) - system_window).subs(row, 0),
           because=(using(legt_residual, n=0), integrable_window, continuous_at_end, continuous_at_start)),
    equals(old_value, because=using(solves, n=0)))

legt_matrix = Claim(
    name="HiPPO-LegT matrix",
    says=Iff(solves.statement, closes.statement),
    given=(integrable_window, continuous_at_end, continuous_at_start),
    proof=(suppose(closes, no_residual, therefore(solves.statement, because=no_residual)), suppose(solves, closed_by_row_0)),
    key=True)

polynomial_signal = given("u is a polynomial of degree at most N", PolynomialIn(u(t), t, N))
legt_closure = Claim(
    name="The truncated Legendre series gives the old value of a polynomial signal",
    says=closes.statement, given=(polynomial_signal,),
    proof=therefore(closes.statement, because=(using(legendre_expansion, F_=Lambda(s, in_window), n_=N, x_=-1), polynomial_signal)))

power = (T - w + w*(s + 1)/2)**(N + 1)
moment = Lambda(k, Integral(power * p(k, s), (s, -1, 1)))
last_moment = chain(
    moment(N + 1),
    equals(Integral((w*s/2 + (T - w/2))**(N + 1) * p(N + 1, s), (s, -1, 1)), because=arithmetic),
    equals(Integral(Sum(binomial(N + 1, j) * (w*s/2)**j * (T - w/2)**(N + 1 - j), (j, 0, N + 1)) * p(N + 1, s), (s, -1, 1)),
           because=using(binomial_theorem, c_=w*s/2, d_=T - w/2, n_=N + 1)),
    equals((w/2)**(N + 1) * Integral(s**(N + 1) * p(N + 1, s), (s, -1, 1))
           + Sum(binomial(N + 1, j) * (w/2)**j * (T - w/2)**(N + 1 - j) * Integral(s**j * p(N + 1, s), (s, -1, 1)), (j, 0, N)),
           because=arithmetic),
    equals((w/2)**(N + 1) * Integral(s**(N + 1) * p(N + 1, s), (s, -1, 1)),
           because=using(legendre_orthogonality, F_=Lambda(s, s**j), n_=N + 1)),
    equals((w/2)**(N + 1) * 2**(N + 2) * factorial(N + 1)**2 / factorial(2*N + 3), because=using(legendre_moment, n_=N + 1)))
power_defect = chain(
    (T - w)**(N + 1) - Sum((-1)**k * (2*k + 1)/2 * moment(k), (k, 0, N)),
    equals((-1)**(N + 1) * (2*N + 3)/2 * moment(N + 1),
           because=using(legendre_expansion, F_=Lambda(s, power), n_=N + 1, x_=-1)),
    equals((-1)**(N + 1) * (2*N + 3)/2 * (w/2)**(N + 1) * 2**(N + 2) * factorial(N + 1)**2 / factorial(2*N + 3), because=last_moment),
    equals((-1)**(N + 1) * w**(N + 1) * factorial(N + 1)**2 / factorial(2*N + 2), because=using(factorial_recurrence, n_=2*N + 2)))

old_value_known = therefore(closes.statement, because=(legt_closure, polynomial_signal))

legt_polynomial_exactness = Claim(
    name="LegT is exact on polynomials of degree at most N, with a known defect at N + 1",
    says=(Eq(Derivative(c_window(row), T) - system_window, -B_window(row) * (-1)**row * (u(T - w) - old_value)),
          Implies(polynomial_signal.statement, solves.statement),
          Eq((T - w)**(N + 1) - Sum((-1)**k * (2*k + 1)/2 * moment(k), (k, 0, N)),
             (-1)**(N + 1) * w**(N + 1) * factorial(N + 1)**2 / factorial(2*N + 2))),
    given=(integrable_window, continuous_at_end, continuous_at_start),
    proof=(therefore(Eq(Derivative(c_window(row), T) - system_window, -B_window(row) * (-1)**row * (u(T - w) - old_value)),
                     because=(legt_residual, integrable_window, continuous_at_end, continuous_at_start)),
           suppose(polynomial_signal,
                   old_value_known,
                   therefore(solves.statement, because=(legt_matrix, old_value_known, integrable_window, continuous_at_end, continuous_at_start))),
           last_moment, power_defect),
    key=True)


# Rescaled coefficients
lam = sequence("lambda", nonzero=True)
A_any, B_any = sequence("A B")
y = function("y")                    # y(n, T) = c_n(T)/lambda_n
system_any = given("the coefficients lambda_n y_n solve x' = A x + B u", Eq(
    Derivative(lam(row) * y(row, T), T), Sum(A_any(row, k) * lam(k) * y(k, T), (k, 0, N)) + B_any(row) * u(T)))
coefficient_rescaling = Claim(
    name="Rescaling the coefficients",
    says=Eq(Derivative(y(row, T), T), Sum(A_any(row, k)*lam(k)/lam(row) * y(k, T), (k, 0, N)) + B_any(row)/lam(row) * u(T)),
    given=(system_any,),
    proof=chain(
        Derivative(y(row, T), T),
        equals(Derivative(lam(row) * y(row, T), T)/lam(row), because=arithmetic),
        equals(Sum(A_any(row, k)*lam(k)/lam(row) * y(k, T), (k, 0, N)) + B_any(row)/lam(row) * u(T), because=system_any)))

column_index = index("k", 0, N)
lmu_scale = Lambda(row, sqrt(2/(2*row + 1)))
article_scale = Lambda(row, 2/sqrt(2*row + 1))
lmu_entry = -(2*row + 1)/w * Piecewise((1, column_index < row), ((-1)**(row - column_index), True))
legt_lmu_scaling_article = Claim(
    name="The scaling 2/sqrt(2n+1) as printed",
    says=(Eq(B_window(row)/article_scale(row), (2*row + 1)/w),),
    fails_for=(example(N=0, n=0, w=1),), expected=REFUTED, equation="28")
legt_lmu_scaling = Claim(
    name="Scaling that removes the roots from LegT",
    says=(Eq(A_window(row, column_index) * lmu_scale(column_index)/lmu_scale(row), lmu_entry),
          Eq(B_window(row)/lmu_scale(row), (2*row + 1)/w),
          Eq(A_window(row, column_index) * article_scale(column_index)/article_scale(row), lmu_entry),
          Eq(B_window(row)/article_scale(row), (2*row + 1)/(sqrt(2)*w))),
    proof=(therefore(Eq(A_window(row, column_index) * lmu_scale(column_index)/lmu_scale(row), lmu_entry), because=arithmetic),
           therefore(Eq(B_window(row)/lmu_scale(row), (2*row + 1)/w), because=arithmetic),
           therefore(Eq(A_window(row, column_index) * article_scale(column_index)/article_scale(row), lmu_entry), because=arithmetic),
           therefore(Eq(B_window(row)/article_scale(row), (2*row + 1)/(sqrt(2)*w)), because=arithmetic)),
    holds_for=(example(N=0, w=1), example(N=4, w=Rational(13, 10))), corrects=legt_lmu_scaling_article, key=True)

# LegS: Legendre polynomials on the whole past [0, T]
in_past = u(now*(s + 1)/2)
c_past = Lambda(k, Integral(in_past * sqrt((2*k + 1)/2) * p(k, s), (s, -1, 1)))
weighted = Integral(in_past * (sqrt((2*m + 1)/2) * p(m, s) + (s + 1) * Derivative(sqrt((2*m + 1)/2) * p(m, s), s)), (s, -1, 1))

legs_derivative_exact = Claim(
    name="Exact derivative for the whole past (LegS)",
    says=Eq(Derivative(c_past(m), now), sqrt(2*(2*m + 1))/now * u(now) - 1/now * weighted),
    given=(integrable_past, before_later, continuous_now),
    proof=chain(
        Derivative(c_past(m), now),
        equals(2/now * u(now) * sqrt((2*m + 1)/2) - 1/now * weighted,
               because=(using(growing_window, a=-1, l=2, g=Lambda(s, sqrt((2*m + 1)/2) * p(m, s))),
                        integrable_past, before_later, continuous_now)),
        equals(sqrt(2*(2*m + 1))/now * u(now) - 1/now * weighted, because=arithmetic)),
    key=True)

legs_integral = Claim(
    name="The LegS integral in the basis",
    says=Eq(weighted, Sum(sqrt((2*m + 1)*(2*k + 1)) * c_past(k), (k, 0, m)) - m * c_past(m)),
    given=(integrable_past, before_later),
    proof=chain(
        weighted,
        equals(Integral(in_past * sqrt((2*m + 1)/2) * (p(m, s) + (s + 1) * slope(m, s)), (s, -1, 1)), because=arithmetic),
        equals(Integral(in_past * sqrt((2*m + 1)/2) * (Sum((2*k + 1) * p(k, s), (k, 0, m)) - m * p(m, s)), (s, -1, 1)),
               because=legendre_t1_derivative),
        equals(Sum(sqrt((2*m + 1)*(2*k + 1)) * c_past(k), (k, 0, m)) - m * c_past(m), because=(integrable_past, before_later))))

A_past = Lambda((row, k), -Piecewise((sqrt((2*row + 1)*(2*k + 1)), k < row), (row + 1, Eq(k, row)), (0, True)))
B_past = Lambda(row, sqrt(2*(2*row + 1)))
system_past = (Sum(A_past(row, k) * c_past(k), (k, 0, N)) + B_past(row) * u(now))/now
rows_of_past = chain(
    Sum(A_past(row, k) * c_past(k), (k, 0, N)),
    equals(-Sum(sqrt((2*row + 1)*(2*k + 1)) * c_past(k), (k, 0, row - 1)) - (row + 1) * c_past(row),
           because=using(sum_by_three_cases, F_=Lambda(k, -sqrt((2*row + 1)*(2*k + 1)) * c_past(k)),
                         G_=Lambda(k, -(row + 1) * c_past(k)), H_=Lambda(k, 0), l_=0, r_=row, m_=N)))
legs_matrix = Claim(
    name="HiPPO-LegS matrix: an exact system",
    says=Eq(Derivative(c_past(row), now), system_past),
    given=(integrable_past, before_later, continuous_now),
    proof=(rows_of_past, chain(
        Derivative(c_past(row), now),
        equals(sqrt(2*(2*row + 1))/now * u(now) - 1/now * weighted.subs(m, row),
               because=(using(legs_derivative_exact, m=row), integrable_past, before_later, continuous_now)),
        equals(sqrt(2*(2*row + 1))/now * u(now)
               - 1/now * (Sum(sqrt((2*row + 1)*(2*k + 1)) * c_past(k), (k, 0, row)) - row * c_past(row)),
               because=(using(legs_integral, m=row), integrable_past, before_later)),
        equals(system_past, because=rows_of_past))),
    key=True)

article = Article(slug="ssm-1-hippo", title="HiPPO", source=source, claims=(
    legendre_neighbours, legendre_derivative_expansion, legendre_t1_derivative, sliding_window, growing_window,
    window_fourier_ode_exact, fourier_endpoint_limit, fourier_closure_article, fourier_window_system_article,
    fourier_window_system_corrected, echo_jump, echo_iterated, echo_eigenvalues, l2_expansion, hippo_derivative,
    legt_derivative_exact, legt_residual, legt_matrix, legt_closure, legt_polynomial_exactness,
    coefficient_rescaling, legt_lmu_scaling_article, legt_lmu_scaling, legs_derivative_exact, legs_integral, legs_matrix))
