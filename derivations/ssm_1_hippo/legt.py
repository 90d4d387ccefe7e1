"""LegT: Legendre polynomials on the window [T - w, T]."""

from sympy import Derivative, Eq, Integral, Lambda, Piecewise, Rational, Sum, binomial, exp, factorial, sqrt

from verifier.language import *

from .experiments import legt_in_fractions, measure_legt, remember_a_signal
from .legendre import legendre_derivative_expansion
from .notation import N, T, even, j, k, m, p, s, t, u, w, x
from .windows import continuous_at_end, continuous_at_start, integrable_window, sliding_window

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
    holds_for=(example(m=2, w=Rational(13, 10), T=Rational(21, 10), u=Lambda(x, exp(x))), example(m=0, w=1, T=0, u=Lambda(x, x))),
    measured_by=remember_a_signal, equation="22, 24", latex=r"c_n'=\frac{\sqrt{2(2n+1)}}w\bigl[u(T)-(-1)^nu(T-w)\bigr]-\frac2w\sqrt{2n+1}\sum_{k<n}\sqrt{2k+1}\,\chi_{n-1-k}\,c_k", key=True)

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
    proof=(split_old_value, rows_of_A, defect),
    holds_for=(example(u=Lambda(x, exp(x)), N=2, n=2, w=1, T=2),))

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
    measured_by=measure_legt, strength="approximate", equation="25, 26", latex=r"A_{nk}=-\frac{\sqrt{(2n+1)(2k+1)}}w\begin{cases}1&k<n\\(-1)^{n-k}&k\ge n\end{cases},\qquad B_n=\frac{\sqrt{2(2n+1)}}w",
    note="The sign is inside A: x' = A x + B u. The system holds exactly when the truncated series gives u(T - w).", key=True, cites="Gu2020, Theorem 1")

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
    holds_for=(example(u=Lambda(x, x), N=1, n=1, w=1, T=2), example(u=Lambda(x, x**2), N=2, n=2, w=1, T=2),
               example(u=Lambda(x, exp(x)), N=2, n=2, w=1, T=2)),
    measured_by=legt_in_fractions, key=True)
