"""Fourier coefficients of the window."""

from sympy import I, Derivative, Eq, Integral, KroneckerDelta, Lambda, Rational, Sum, exp, oo, pi

from verifier.language import *

from .experiments import residuals_as_printed, residuals_corrected, sum_at_the_end
from .notation import N, T, h, n, s, t, u, w, x
from .windows import continuous_at_end, continuous_at_start, integrable_window, sliding_window

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
    measured_by=sum_at_the_end, equation="7", latex=r"\lim_{N\to\infty}\sum_{|k|\le N}c_k(T)=\tfrac12\bigl[u(T)+u(T-w)\bigr]",
    note="The article takes the sum for u(T - w) alone; the error of that does not tend to 0 unless both end values agree.", key=True)

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
    holds_for=(example(M=2, r=2, K=2, T=2, w=1, u=Lambda(x, x**2)),),
    measured_by=residuals_as_printed, strength="approximate", equation="9", latex=r"A_{nk}=\frac{2\pi in\,\delta_{nk}-1}{w},\ B_n=\frac1w", key=True)

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
    holds_for=(example(M=2, r=2, K=2, T=2, w=1, u=Lambda(x, x**2)),),
    measured_by=residuals_corrected, corrects=fourier_closure_article, strength="approximate", equation="9", latex=r"A_{nk}=\frac{2\pi in\,\delta_{nk}-2}{w},\ B_n=\frac2w",
    note="Solving the limit for u(T - w) before it is inserted gives the factor 2; the residual then tends to 0 (like 1/N for smooth u).", key=True)
