"""LegS: Legendre polynomials on the whole past [0, T]."""

from sympy import Derivative, Eq, Integral, Lambda, Piecewise, Rational, Sum, exp, sqrt

from verifier.language import *

from .experiments import legs_in_fractions, measure_legs
from .legendre import legendre_t1_derivative
from .legt import row
from .notation import N, k, m, p, s, slope, u, x
from .windows import before_later, continuous_now, growing_window, integrable_past, now

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
    holds_for=(example(m=2, T=Rational(21, 10), T_1=3, u=Lambda(x, exp(x))), example(m=0, T=1, T_1=2, u=Lambda(x, x**2))),
    measured_by=legs_in_fractions, equation="29", latex=r"c_n'=\frac{\sqrt{2(2n+1)}}Tu(T)-\frac1T\int_{-1}^1u\bigl(\tfrac{(s+1)T}2\bigr)\bigl[g_n+(s+1)g_n'\bigr]ds", key=True)

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
    holds_for=(example(N=1, n=1, T=Rational(21, 10), T_1=3, u=Lambda(x, exp(x))), example(N=0, n=0, T=1, T_1=2, u=Lambda(x, x**2))),
    measured_by=measure_legs, equation="31, 32", latex=r"A_{nk}=-\begin{cases}\sqrt{(2n+1)(2k+1)}&k<n\\n+1&k=n\\0&k>n\end{cases},\qquad B_n=\sqrt{2(2n+1)}",
    note="No closure is needed and u need not be differentiable; the sign is inside A.", key=True, cites="Gu2020, Theorem 2")
