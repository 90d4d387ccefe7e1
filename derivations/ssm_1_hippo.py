"""Linear systems that compress a signal: windowed Fourier coefficients and the HiPPO matrices LegT and LegS.

The LegT and LegS matrices are right, for every row and column.  The Fourier system is not: the sum of the coefficients
tends to the mean of u(T) and u(T - w), not to u(T - w), so the printed system keeps a residual that no truncation
removes, and in the limit it stores an echo of every old window; a factor 2 repairs it.  The scaling 2/sqrt(2n+1) of
LegT leaves an input that is too small by sqrt(2).
"""

import numpy as np
from sympy import (Derivative, Eq, I, Integral, KroneckerDelta, Lambda, Ne, Piecewise, Rational, Sum, binomial, ceiling, coth, exp,
                   factorial, legendre, log, oo, pi, sqrt)

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

# Experiments with the two matrices
def legt_numbers(size, w_=1.0):
    """The LegT matrix and input column in double precision."""
    n_, k_ = np.arange(size)[:, None], np.arange(size)
    return -np.sqrt((2*n_ + 1.0)*(2*k_ + 1)) / w_ * np.where(k_ < n_, 1, (-1.0)**(n_ - k_)), np.sqrt(2*(2*np.arange(size) + 1.0)) / w_


def legs_numbers(size):
    """The LegS matrix and input column in double precision."""
    n_, k_ = np.arange(size)[:, None], np.arange(size)
    return -np.sqrt((2*n_ + 1.0)*(2*k_ + 1)) * (k_ < n_) - np.diag(k_ + 1.0), np.sqrt(2*(2*np.arange(size) + 1.0))


def legendre_numbers(size, places):
    """g_n at the places, row n."""
    values = [np.ones_like(places), places]
    for n_ in range(1, size):
        values.append(((2*n_ + 1)*places*values[n_] - n_*values[n_ - 1]) / (n_ + 1))
    return np.sqrt(np.arange(size) + 0.5)[:, None] * np.array(values[:size])


def legendre_fractions(size):
    """The coefficients of p_0, ..., p_(size-1) as fractions."""
    found = [[Rational(1)], [Rational(0), Rational(1)]]
    for n_ in range(1, size):
        raised, lower = [Rational(0), *found[n_]], [*found[n_ - 1], Rational(0), Rational(0)]
        found.append([((2*n_ + 1)*a_ - n_*b_) / (n_ + 1) for a_, b_ in zip(raised, lower)])
    return found[:size]


def moments_of_power(power, shift, scale, polynomials):
    """Integrals of (shift + scale s)^power p_n(s) over [-1, 1], as fractions."""
    terms = [binomial(power, q) * shift**(power - q) * scale**q for q in range(power + 1)]
    return [sum(terms[q] * value * Rational(2, q + r_ + 1) for q in range(power + 1) for r_, value in enumerate(each) if (q + r_) % 2 == 0)
            for each in polynomials]


def legt_in_fractions():
    """u = t^p with p <= N + 1 in exact fractions: the residual of LegT, divided by ((2n+1)/2)^(1/2), row by row."""
    now, width = Rational(21, 10), Rational(13, 10)
    found = []
    for last in (0, 1, 2, 5, 10, 16):
        polynomials = legendre_fractions(last + 2)[:last + 1]
        wrong, defects = 0, 0
        for power in range(last + 2):
            m_ = moments_of_power(power, now - width/2, width/2, polynomials)
            slopes = [power * value for value in moments_of_power(power - 1, now - width/2, width/2, polynomials)] if power else [0] * len(m_)
            residual = [slopes[i] + sum((2*l_ + 1) * (1 if l_ < i else (-1)**(l_ - i)) * m_[l_] for l_ in range(last + 1)) / width
                        - 2 * now**power / width for i in range(last + 1)]
            gap = Rational(0) if power <= last else (-width)**(last + 1) * Rational(factorial(last + 1)**2, factorial(2*last + 2))
            unequal = sum(value != -Rational(2) * (-1)**i / width * gap for i, value in enumerate(residual))
            wrong, defects = (wrong + unequal, defects) if power <= last else (wrong, unequal)
        found += [Measurement(f"N = {last}: rows with a residual, u = t^p, p <= N", wrong, 0, 0),
                  Measurement(f"N = {last}: rows off the predicted defect, u = t^(N+1)", defects, 0, 0)]
    return found


def legs_in_fractions():
    """u = t^p with p <= N + 4 in exact fractions: the residual of LegS vanishes for every p."""
    now, found = Rational(21, 10), []
    for last in (0, 1, 2, 5, 10, 16):
        polynomials, wrong = legendre_fractions(last + 2)[:last + 1], 0
        for power in range(last + 5):
            m_ = moments_of_power(power, now/2, now/2, polynomials)
            wrong += sum(power*m_[i] + sum((2*l_ + 1)*m_[l_] for l_ in range(i)) + (i + 1)*m_[i] != 2 * now**power for i in range(last + 1))
        found.append(Measurement(f"N = {last}: rows with a residual, u = t^p, p <= N + 4", wrong, 0, 0))
    return found


def measure_legt():
    """Eigenvalues of the LegT matrix, and its residual for u = sin 3t + exp(-t) by quadrature of u and u'."""
    found = [Measurement(f"largest real part of the eigenvalues, {size} coefficients", np.linalg.eigvals(legt_numbers(size)[0]).real.max(),
                         predicted, 0.05) for size, predicted in ((4, -3.2), (8, -4.7), (16, -6.5), (32, -8.7))]  # predicted to one digit
    nodes, weights = np.polynomial.legendre.leggauss(300)
    now, width = 2.1, 1.3
    times = now - width + (nodes + 1)*width/2
    signal, slope = lambda t_: np.sin(3*t_) + np.exp(-t_), 3*np.cos(3*times) - np.exp(-times)
    for size in (3, 6, 12, 257):
        family, (matrix_, column_) = legendre_numbers(size, nodes), legt_numbers(size, width)
        c_, slopes = family @ (weights*signal(times)), family @ (weights*slope)
        gap = signal(now - width) - c_ @ legendre_numbers(size, np.array([-1.0]))[:, 0]
        residual = slopes - matrix_ @ c_ - column_*signal(now)
        # rounding: a row of the matrix adds up to 1e5 at most, and the coefficients carry errors of 1e-14
        found.append(Measurement(f"{size} coefficients: distance of the residual from the predicted defect",
                                 np.abs(residual + column_*(-1.0)**np.arange(size)*gap).max(), 0, 1e-8))
        found.append(Measurement(f"{size} coefficients: |u(T-w) - its reconstruction|", abs(gap), {3: 1.0, 6: 2e-2, 12: 1e-7, 257: 1e-9}[size], 0, "<="))
    return found


def measure_legs():
    """The residual of LegS for a smooth signal and for |t - 1|, by quadrature; eigenvalues and the fixed point."""
    found = []
    nodes, weights = np.polynomial.legendre.leggauss(300)
    now = 1.8
    corner = 2/now - 1  # |t - 1| is integrated on both sides of its corner
    halves = [(corner + end)/2 + (end - corner)/2*nodes for end in (-1, 1)]
    places = np.concatenate(halves)
    both = np.concatenate([abs(end - corner)/2*weights for end in (-1, 1)])
    times = (places + 1)*now/2
    for size in (6, 64, 257):
        family, (matrix_, column_) = legendre_numbers(size, places), legs_numbers(size)
        for name, values, slope, at_end in (("sin 3t + exp(-t)", np.sin(3*times) + np.exp(-times), 3*np.cos(3*times) - np.exp(-times), np.sin(3*now) + np.exp(-now)),
                                            ("|t - 1|", np.abs(times - 1), np.sign(times - 1), now - 1)):
            c_, slopes = family @ (both*values), family @ (both*slope*(places + 1)/2)
            # rounding: a row of the matrix adds up to 1e5 at most, and the coefficients carry errors of 1e-14
            found.append(Measurement(f"{size} coefficients, u = {name}: largest residual", np.abs(now*slopes - matrix_ @ c_ - column_*at_end).max(), 0, 1e-8))
        start = np.sqrt(2)*np.eye(size)[0]
        found.append(Measurement(f"{size} coefficients: A sqrt(2) e_0 + B", np.abs(matrix_ @ start + column_).max(), 0, 1e-12))
    return found


def remember_a_signal():
    """Both systems with 33 coefficients run by the trapezoidal rule to t = 3; what they then say of the past."""
    size, step, end = 33, 1e-3, 3.0
    signal = lambda t_: np.sin(2*np.pi*t_)**2 * np.cos(t_) + 0.3*t_
    places = np.linspace(-0.98, 0.98, 99)
    family = legendre_numbers(size, places)
    matrix_, column_ = legt_numbers(size)
    left = np.linalg.inv(np.eye(size) - step/2*matrix_)
    forward, push = left @ (np.eye(size) + step/2*matrix_), step/2 * left @ column_
    window = np.zeros(size)
    for i in range(round(end/step)):
        window = forward @ window + push*(signal(i*step) + signal((i + 1)*step))
    matrix_, column_ = legs_numbers(size)
    whole_past = signal(0.0)*np.sqrt(2)*np.eye(size)[0]
    for i in range(round(end/step)):
        now, then = i*step, (i + 1)*step
        slope = (matrix_ @ whole_past + column_*signal(now))/now if i else np.zeros(size)
        weight = step/2 if i else step  # the first step is implicit: the system is singular at t = 0
        whole_past = np.linalg.solve(np.eye(size) - weight/then*matrix_, whole_past + (step/2*slope if i else 0) + weight/then*column_*signal(then))
    recent, past = end - 1 + (places + 1)/2, (places + 1)*end/2
    found = []
    for name, times, values in (("LegT, the last window", recent, window @ family), ("LegS, the whole past", past, whole_past @ family)):
        pictures = tuple((label, tuple(zip(times, line))) for label, line in (("signal", signal(times)), (name, values)))
        found.append(Measurement(f"{name}: largest error of the reconstruction", np.abs(values - signal(times)).max(), 0, 5e-4, series=pictures))
    return found  # error: h^2/12 of the rule times third derivatives below 2000, amplified by the sum of 33 terms


def fourier_numbers(signal, now, width, last):
    """The coefficients c_-N, ..., c_N of the window by quadrature."""
    nodes, weights = np.polynomial.legendre.leggauss(600)
    places = (nodes + 1)/2
    waves = np.exp(-2j*np.pi*np.outer(np.arange(-last, last + 1), places))
    return waves @ (weights/2 * signal(now - width + width*places))


def sum_at_the_end():
    """The sum of the coefficients for u = t, where it is exact, and for u = exp."""
    now, width, found = 2.1, 1.3, []
    for last in (5, 50, 200):
        found.append(Measurement(f"u = t, N = {last}", fourier_numbers(lambda t_: t_, now, width, last).sum().real, now - width/2, 1e-9))
        # what is left out is w (u'(T) - u'(T - w))/(2 pi^2 N) = 0.39/N to first order
        found.append(Measurement(f"u = exp, N = {last}", fourier_numbers(np.exp, now, width, last).sum().real,
                                 (np.exp(now) + np.exp(now - width))/2, 0.45/last))
    return found


def fourier_residuals(kappa_):
    """Residuals of all rows for u = exp, by central differences of the coefficients."""
    now, width, step, found = 2.1, 1.3, 1e-5, []
    for last in (4, 16, 64):
        ahead, here, behind = (fourier_numbers(np.exp, now + shift, width, last) for shift in (step, 0, -step))
        rows_ = 2j*np.pi*np.arange(-last, last + 1)/width
        residual = (ahead - behind)/(2*step) - (rows_*here - kappa_/width*here.sum() + kappa_/width*np.exp(now))
        limit = (np.exp(now) - np.exp(now - width))/(2*width) if kappa_ == 1 else 0
        # differences: 1e-10 from the step, 1e-9 from rounding; distance to the limit: kappa/w times 0.39/N
        found.append(Measurement(f"N = {last}: spread of the residual over the rows", np.abs(residual - residual[0]).max(), 0, 1e-7))
        found.append(Measurement(f"N = {last}: residual", residual[0].real, limit, 0.45*kappa_/width/last))
    return found


def residuals_as_printed():
    """The system of the article: the residual tends to (u(T) - u(T-w))/(2w)."""
    return fourier_residuals(1)


def residuals_corrected():
    """The corrected system: the residual tends to 0."""
    return fourier_residuals(2)


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
    measured_by=residuals_corrected, corrects=fourier_closure_article, strength="approximate", equation="9", latex=r"A_{nk}=\frac{2\pi in\,\delta_{nk}-2}{w},\ B_n=\frac2w",
    note="Solving the limit for u(T - w) before it is inserted gives the factor 2; the residual then tends to 0 (like 1/N for smooth u).", key=True)

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
    measured_by=measure_legt, strength="approximate", equation="25, 26", latex=r"A_{nk}=-\frac{\sqrt{(2n+1)(2k+1)}}w\begin{cases}1&k<n\\(-1)^{n-k}&k\ge n\end{cases},\qquad B_n=\frac{\sqrt{2(2n+1)}}w",
    note="The sign is inside A: x' = A x + B u. The system holds exactly when the truncated series gives u(T - w).", key=True)

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
    measured_by=legt_in_fractions, key=True)


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
    holds_for=(example(N=1, T=Rational(21, 10), T_1=3, u=Lambda(x, exp(x))), example(N=0, T=1, T_1=2, u=Lambda(x, x**2))),
    measured_by=measure_legs, equation="31, 32", latex=r"A_{nk}=-\begin{cases}\sqrt{(2n+1)(2k+1)}&k<n\\n+1&k=n\\0&k>n\end{cases},\qquad B_n=\sqrt{2(2n+1)}",
    note="No closure is needed and u need not be differentiable; the sign is inside A.", key=True)

# Rescaling, least squares, the general map and the echo
row_n, column_m = index("n m", 0)    # row and column of a matrix
whole_k, whole_j = integer("k j")
row_r = whole("r")                       # one row of a system

# Rescaled coefficients
X, A, B = function("X A B")          # X(n, t): coefficients; A(n, m), B(n): the matrix and the column of their system
lambda_ = function("lambda", nonzero=True)    # lambda(n): scaling factors
system = given("X' = A X + B u", ForAll((row_n,), (0 <= row_n, row_n <= N), Eq(Derivative(X(row_n, t), t), Sum(A(row_n, whole_k) * X(whole_k, t), (whole_k, 0, N)) + B(row_n) * u(t))))
row_within = given("r is at most N", row_r <= N)

coefficient_rescaling = Claim(
    name="Rescaling the coefficients",
    says=Eq(Derivative(X(row_r, t) / lambda_(row_r), t),
            Sum(A(row_r, whole_k) * lambda_(whole_k) / lambda_(row_r) * (X(whole_k, t) / lambda_(whole_k)), (whole_k, 0, N)) + B(row_r) / lambda_(row_r) * u(t)),
    given=(system, row_within),
    proof=chain(
        Derivative(X(row_r, t) / lambda_(row_r), t),
        equals(Derivative(X(row_r, t), t) / lambda_(row_r), because=arithmetic),
        equals((Sum(A(row_r, whole_k) * X(whole_k, t), (whole_k, 0, N)) + B(row_r) * u(t)) / lambda_(row_r), because=(system, row_within)),
        equals(Sum(A(row_r, whole_k) * lambda_(whole_k) / lambda_(row_r) * (X(whole_k, t) / lambda_(whole_k)), (whole_k, 0, N)) + B(row_r) / lambda_(row_r) * u(t), because=arithmetic)),
    holds_for=(example(N=1, r=1, t=Rational(1, 2), X=Lambda((row_n, t), (row_n + 1)*exp(t)), A=Lambda((row_n, whole_k), whole_k - row_n), B=Lambda(row_n, 4*row_n - 1),
                       u=Lambda(t, exp(t)), lambda_=Lambda(row_n, row_n + 2)),
               example(N=0, r=0, t=0, X=Lambda((row_n, t), 0), A=Lambda((row_n, whole_k), -3), B=Lambda(row_n, 1), u=Lambda(t, t), lambda_=Lambda(row_n, -2))),
    fails_for=(example(N=1, r=1, t=Rational(1, 2), X=Lambda((row_n, t), (row_n + 1)*exp(t)), A=Lambda((row_n, whole_k), whole_k - row_n), B=Lambda(row_n, 4*row_n),
                       u=Lambda(t, exp(t)), lambda_=Lambda(row_n, row_n + 2), note="another input column"),
               example(N=1, r=3, t=Rational(1, 2), X=Lambda((row_n, t), (row_n + 1)*exp(t)), A=Lambda((row_n, whole_k), whole_k - row_n), B=Lambda(row_n, 3*row_n + row_n**2 - 1),
                       u=Lambda(t, exp(t)), lambda_=Lambda(row_n, row_n + 2), note="a row beyond the last")),
    equation="27", latex=r"c_n=\lambda_n\tilde c_n:\ \tilde A_{nk}=A_{nk}\lambda_k/\lambda_n,\ \tilde B_n=B_n/\lambda_n")

legt_entry = Lambda((row_n, column_m), -sqrt(2*row_n + 1)*sqrt(2*column_m + 1)/w * Piecewise((1, column_m < row_n), ((-1)**(row_n - column_m), True)))
legt_input = Lambda(row_n, sqrt(2*(2*row_n + 1))/w)
lmu_entry = Lambda((row_n, column_m), -(2*row_n + 1)/w * Piecewise((1, column_m < row_n), ((-1)**(row_n - column_m), True)))
printed_factor = Lambda(row_n, 2 / sqrt(2*row_n + 1))
lmu_factor = Lambda(row_n, sqrt(2 / (2*row_n + 1)))

legt_lmu_scaling_printed = Claim(
    name="Scaling that removes the roots, as printed",
    says=(Eq(legt_entry(row_n, column_m) * printed_factor(column_m) / printed_factor(row_n), lmu_entry(row_n, column_m)),
          Eq(legt_input(row_n) / printed_factor(row_n), (2*row_n + 1) / w)),
    fails_for=(example(n=0, m=0, w=1, note="the input factor is 1/sqrt(2), not 1"),),
    expected=REFUTED, equation="28", latex=r"\lambda_n=\tfrac2{\sqrt{2n+1}}:\ \tilde B_n=\frac{2n+1}w")

legt_lmu_scaling = Claim(
    name="Scaling that removes the roots; relation to the Legendre memory unit",
    says=(Eq(legt_entry(row_n, column_m) * lmu_factor(column_m) / lmu_factor(row_n), lmu_entry(row_n, column_m)),
          Eq(legt_input(row_n) / lmu_factor(row_n), (2*row_n + 1) / w),
          Eq(legt_entry(row_n, column_m) * printed_factor(column_m) / printed_factor(row_n), lmu_entry(row_n, column_m)),
          Eq(legt_input(row_n) / printed_factor(row_n), (2*row_n + 1) / (sqrt(2) * w))),
    proof=(therefore(Eq(legt_entry(row_n, column_m) * lmu_factor(column_m) / lmu_factor(row_n), lmu_entry(row_n, column_m)), because=arithmetic),
           therefore(Eq(legt_input(row_n) / lmu_factor(row_n), (2*row_n + 1) / w), because=arithmetic),
           therefore(Eq(legt_entry(row_n, column_m) * printed_factor(column_m) / printed_factor(row_n), lmu_entry(row_n, column_m)), because=arithmetic),
           therefore(Eq(legt_input(row_n) / printed_factor(row_n), (2*row_n + 1) / (sqrt(2) * w)), because=arithmetic)),
    holds_for=(example(n=0, m=0, w=1), example(n=3, m=1, w=Rational(13, 10)), example(n=1, m=4, w=2)),
    latex=r"\lambda_n=\sqrt{\tfrac2{2n+1}}:\ \tilde A_{nk}=-\frac{2n+1}w\begin{cases}1&k<n\\(-1)^{n-k}&k\ge n\end{cases},\ "
          r"\tilde B_n=\frac{2n+1}w;\qquad\lambda_n=\tfrac2{\sqrt{2n+1}}:\ \text{same }\tilde A,\ \tilde B_n=\frac{2n+1}{\sqrt2\,w}",
    note="The factor 2/sqrt(2n+1) of the article removes the roots as well, but leaves an input column that is smaller by sqrt(2); "
         "the factor that gives both is sqrt(2/(2n+1)).",
    equation="28", corrects=legt_lmu_scaling_printed, key=True)

mirrored = Lambda(row_n, (-1)**row_n * sqrt(2 / (2*row_n + 1)))
memory_unit = Lambda((row_n, column_m), (2*row_n + 1)/w * Piecewise(((-1)**(row_n - column_m + 1), column_m < row_n), (-1, True)))
legt_lmu_flip = Claim(
    name="The matrices of the Legendre memory unit",
    says=(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)),
          Eq(legt_input(row_n) / mirrored(row_n), (2*row_n + 1)/w * (-1)**row_n)),
    proof=(cases(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)),
                 (given("below the diagonal", column_m < row_n), therefore(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)), because=arithmetic)),
                 (given("on and above the diagonal", column_m >= row_n), therefore(Eq(legt_entry(row_n, column_m) * mirrored(column_m) / mirrored(row_n), memory_unit(row_n, column_m)), because=arithmetic))),
           therefore(Eq(legt_input(row_n) / mirrored(row_n), (2*row_n + 1)/w * (-1)**row_n), because=arithmetic)),
    holds_for=(example(n=0, m=0, w=1), example(n=3, m=1, w=Rational(13, 10)), example(n=1, m=4, w=2)),
    note="The published matrices are those of time-reversed polynomials: the factors change sign with every second n.")

# Least squares on an orthonormal family
left, right = real("a b")
family = function("g")                    # g(n, s): the functions g_0, ..., g_N
weight = sequence("c")                    # coefficients
c_best = sequence("c*")              # the best ones
best = define(c_best(row_n), Integral(u(s) * family(row_n, s), (s, left, right)), "the coefficients of u")
square_integrable = given("u is square-integrable", SquareIntegrable(u(s), s, left, right))
square_integrable_family = given("each g_n is square-integrable", SquareIntegrable(family(row_n, s), s, left, right))
orthonormal = given("the g_n are orthonormal", ForAll((row_n, column_m), (0 <= row_n, row_n <= N, 0 <= column_m, column_m <= N), Eq(
    Integral(family(row_n, s) * family(column_m, s), (s, left, right)), KroneckerDelta(row_n, column_m))))
fit = Sum(weight(whole_k) * family(whole_k, s), (whole_k, 0, N))
best_fit = Sum(c_best(whole_k) * family(whole_k, s), (whole_k, 0, N))
energy = Integral(u(s)**2, (s, left, right))
expanded = energy - 2*Sum(weight(whole_k) * Integral(u(s) * family(whole_k, s), (s, left, right)), (whole_k, 0, N))
completed = energy - Sum(c_best(whole_k)**2, (whole_k, 0, N)) + Sum((weight(whole_k) - c_best(whole_k))**2, (whole_k, 0, N))

energy_exists = therefore(Integrable(u(s)**2, s, left, right), because=(using(product_of_square_integrable, U_=u, V_=u), square_integrable))
inputs_exist = therefore(Integrable(u(s) * family(row_n, s), s, left, right), because=(
    using(product_of_square_integrable, U_=u, V_=Lambda(s, family(row_n, s))), square_integrable, square_integrable_family))
squares_exist = therefore(Integrable(family(row_n, s)**2, s, left, right), because=(
    using(product_of_square_integrable, U_=Lambda(s, family(row_n, s)), V_=Lambda(s, family(row_n, s))), square_integrable_family))
products_exist = therefore(Integrable(family(row_n, s) * family(column_m, s), s, left, right), because=(
    using(product_of_square_integrable, U_=Lambda(s, family(row_n, s)), V_=Lambda(s, family(column_m, s))), square_integrable_family))
expansion = chain(
    Integral((u(s) - fit)**2, (s, left, right)),
    equals(expanded + Sum(Sum(weight(whole_k) * weight(whole_j) * Integral(family(whole_k, s) * family(whole_j, s), (s, left, right)), (whole_j, 0, N)), (whole_k, 0, N)),
           because=(energy_exists, inputs_exist, squares_exist, products_exist)),
    equals(expanded + Sum(Sum(weight(whole_k) * weight(whole_j) * KroneckerDelta(whole_k, whole_j), (whole_j, 0, N)), (whole_k, 0, N)), because=orthonormal),
    equals(expanded + Sum(weight(whole_k)**2, (whole_k, 0, N)), because=sum_with_delta))

difference = chain(
    Integral((u(s) - fit)**2, (s, left, right)),
    equals(expanded + Sum(weight(whole_k)**2, (whole_k, 0, N)), because=expansion),
    equals(energy - 2*Sum(weight(whole_k) * c_best(whole_k), (whole_k, 0, N)) + Sum(weight(whole_k)**2, (whole_k, 0, N)), because=best),
    equals(completed, because=arithmetic))

legendre_family = Lambda((row_n, s), sqrt((2*row_n + 1)/2) * legendre(row_n, s))
completing_the_square = Claim(
    name="The squared error in terms of the best coefficients",
    says=(Eq(Integral((u(s) - fit)**2, (s, left, right)), expanded + Sum(weight(whole_k)**2, (whole_k, 0, N))),
          Eq(Integral((u(s) - fit)**2, (s, left, right)), completed)),
    given=(square_integrable, square_integrable_family, orthonormal), definitions=(best,),
    proof=(energy_exists, inputs_exist, squares_exist, products_exist, expansion, difference),
    holds_for=(example(N=1, a=-1, b=1, u=Lambda(s, exp(s)), g=legendre_family, c=Lambda(row_n, row_n - 2)),
               example(N=0, a=-1, b=1, u=Lambda(s, s**3), g=legendre_family, c=Lambda(row_n, 0))),
    fails_for=(example(N=1, a=0, b=1, u=Lambda(s, s**2), g=Lambda((row_n, s), s**row_n), c=Lambda(row_n, row_n + 1), note="powers are not orthonormal"),))

error, best_error = Integral((u(s) - fit)**2, (s, left, right)), Integral((u(s) - best_fit)**2, (s, left, right))
excess = Sum((weight(whole_k) - c_best(whole_k))**2, (whole_k, 0, N))
minimum = chain(best_error, equals(energy - Sum(c_best(whole_k)**2, (whole_k, 0, N)), because=using(completing_the_square, (weight, c_best))))
above_minimum = chain(
    error - best_error,
    equals(completed - best_error, because=completing_the_square),
    equals(excess, because=minimum))

d = sequence("d")
within = given("r is at most N", row_r <= N)
apart = given("the two sequences differ at r", Ne(weight(row_r), d(row_r)))
squares_positive = Claim(
    name="The sum of squared differences is positive as soon as one term is not 0",
    says=0 < Sum((weight(whole_k) - d(whole_k))**2, (whole_k, 0, N)),
    given=(within, apart),
    proof=chain(
        0,
        less_than((weight(row_r) - d(row_r))**2, because=apart),
        at_most(Sum((weight(whole_k - 1) - d(whole_k - 1))**2, (whole_k, 1, N + 1)),
                because=(using(term_of_nonnegative_sum, F_=Lambda(whole_k, (weight(whole_k - 1) - d(whole_k - 1))**2), n_=N + 1, m_=row_r + 1), within)),
        equals(Sum((weight(whole_k) - d(whole_k))**2, (whole_k, 0, N)), because=arithmetic)),
    holds_for=(example(N=2, r=1, c=Lambda(row_n, row_n), d=Lambda(row_n, row_n**2 - row_n + 2)),),
    fails_for=(example(N=0, r=3, c=Lambda(row_n, row_n), d=Lambda(row_n, 0), note="they differ beyond N only"),
               example(N=1, r=1, c=Lambda(row_n, row_n), d=Lambda(row_n, row_n), note="no difference")))


def fit_legendre():
    """exp on [-1, 1] by 6 Legendre polynomials: the residual norm by quadrature, at the best and at disturbed coefficients."""
    nodes, weights = np.polynomial.legendre.leggauss(60)  # exact for polynomials up to degree 119
    family = np.array([np.sqrt(i + 0.5) * np.polynomial.legendre.Legendre.basis(i)(nodes) for i in range(6)])
    signal = np.exp(nodes)
    best_ = family @ (weights * signal)
    found = [Measurement("smallest error", weights @ (signal - best_ @ family)**2, weights @ signal**2 - best_ @ best_, 1e-13)]
    solved = np.linalg.lstsq(np.sqrt(weights)[:, None] * family.T, np.sqrt(weights) * signal, rcond=None)[0]
    found.append(Measurement("distance of least squares from the integrals of u g_n", np.abs(solved - best_).max(), 0, 1e-13))
    rng = np.random.default_rng(7)
    for size in (1e-3, 0.1, 1.0):
        change = size * rng.standard_normal(6)
        error_ = weights @ (signal - (best_ + change) @ family)**2
        found.append(Measurement(f"excess at a disturbance of size {size:g}", error_ - found[0].measured, change @ change, 1e-13))
    return found  # errors: rounding of numbers up to 10 in double precision


l2_expansion = Claim(
    name="Least squares on an orthonormal basis",
    says=(Eq(error, expanded + Sum(weight(whole_k)**2, (whole_k, 0, N))),
          Eq(best_error, energy - Sum(c_best(whole_k)**2, (whole_k, 0, N))),
          Eq(error - best_error, excess)),
    given=(square_integrable, square_integrable_family, orthonormal), definitions=(best,),
    proof=(therefore(Eq(error, expanded + Sum(weight(whole_k)**2, (whole_k, 0, N))), because=completing_the_square), minimum, above_minimum),
    holds_for=(example(N=1, a=-1, b=1, u=Lambda(s, exp(s)), g=legendre_family, c=Lambda(row_n, row_n - 2)),
               example(N=0, a=-1, b=1, u=Lambda(s, s**3), g=legendre_family, c=Lambda(row_n, 0))),
    fails_for=(example(N=1, a=0, b=1, u=Lambda(s, s**2), g=Lambda((row_n, s), s**row_n), c=Lambda(row_n, row_n + 1), note="powers are not orthonormal"),),
    measured_by=fit_legendre,
    equation="10-13", latex=r"\int_a^b\Bigl[u-\sum_nc_ng_n\Bigr]^2dt=\int u^2-2\sum c_n\langle u,g_n\rangle+\sum c_n^2\ \Rightarrow\ "
                            r"c_n^*=\int_a^bug_n\,dt,\ \min=\int u^2-\sum(c_n^*)^2",
    note="The minimum runs over all the coefficients c_0, ..., c_N; the article leaves out c_0 there. A finite family is continued by "
         "g_n = 0 for n > N.", key=True)

differs = given("c_r is not the best coefficient", Ne(weight(row_r), c_best(row_r)))
excess_is_positive = chain(0, less_than(excess, because=(using(squares_positive, (d, c_best)), within, differs)))
l2_minimiser_is_unique = Claim(
    name="Any other coefficients have a larger error",
    says=best_error < error,
    given=(square_integrable, square_integrable_family, orthonormal, within, differs), definitions=(best,),
    proof=(excess_is_positive, chain(
        best_error,
        equals(error - excess, because=l2_expansion),
        less_than(error, because=excess_is_positive))),
    holds_for=(example(N=1, r=1, a=-1, b=1, u=Lambda(s, exp(s)), g=legendre_family, c=Lambda(row_n, row_n - 2)),),
    fails_for=(example(N=0, r=0, a=-1, b=1, u=Lambda(s, 0), g=legendre_family, c=Lambda(row_n, 0), note="the best coefficient itself"),))

# Any map t = tau(T, s) of [a, b] to the past
tau, q_of, g_any = function("tau q g1")
moved = u(tau(T, s))
interval = given("a < b", left < right)
between = (left < s, s < right)
u_differentiable = given("u is continuously differentiable", ContinuouslyDifferentiable(u(t), t))
map_differentiable = given("the map is differentiable in T and in s", ForAll((s,), between, Both(
    Differentiable(tau(T, s), T), Differentiable(tau(T, s), s))))
map_moves = given("dt/ds is not 0 inside", ForAll((s,), between, Ne(Derivative(tau(T, s), s), 0)))
quotient = given("q is the quotient of the derivatives by T and by s", ForAll((s,), between, Eq(
    q_of(s), Derivative(tau(T, s), T)/Derivative(tau(T, s), s))))
smooth_in_T = given("the integrand has a continuous derivative by T", ContinuousDerivative(moved * g_any(s), T, s, left, right))
continuous_signal = given("u(tau) is absolutely continuous in s", AbsolutelyContinuous(moved, s, left, right))
continuous_weight = given("q g is absolutely continuous", AbsolutelyContinuous(q_of(s) * g_any(s), s, left, right))
transport = therefore(ForAll((s,), between, Eq(Derivative(moved * g_any(s), T), q_of(s) * g_any(s) * Derivative(moved, s))),
                      because=(quotient, map_moves, u_differentiable, map_differentiable))


def three_maps():
    """t = sT, (s + 1)w/2 + T - w and T s^(1/2), u = t^p: the derivative in closed form of p against the formula, by quadrature."""
    places, weights = np.polynomial.legendre.leggauss(60)
    now, width, found = 2.1, 1.3, []
    for name, start, place, quotient_, slope in (
            ("sT", 0.0, lambda s_: now*s_, lambda s_: s_/now, lambda s_: 1/now),
            ("(s + 1)w/2 + T - w", -1.0, lambda s_: (s_ + 1)*width/2 + now - width, lambda s_: 2/width, lambda s_: 0.0),
            ("T s^(1/2)", 0.0, lambda s_: now*np.sqrt(s_), lambda s_: 2*s_/now, lambda s_: 2/now)):
        x_, largest = (places + 1)/2, 0.0
        s_, share = (start + (1 - start)*x_**2, weights*(1 - start)*x_) if start == 0 else (places, weights)  # s = x^2 removes the root
        rate = place(s_)/now if start == 0 else np.ones_like(s_)  # dt/dT
        for power in range(1, 7):
            for degree_ in range(5):
                base = np.polynomial.legendre.Legendre.basis(degree_)
                measured = share @ (power*place(s_)**(power - 1)*rate*base(s_))
                ends = place(1.0)**power*quotient_(1.0)*base(1.0) - place(start)**power*quotient_(start)*base(start)
                formula = ends - share @ (place(s_)**power*(slope(s_)*base(s_) + quotient_(s_)*base.deriv()(s_)))
                largest = max(largest, abs(measured - formula))
        found.append(Measurement(f"t = {name}: largest difference for u = t^p, p <= 6, g = p_0, ..., p_4", largest, 0, 1e-10))
    return found  # error: the quadrature is exact but for rounding of sums of values up to 5000


hippo_derivative = Claim(
    name="General derivative of the coefficients",
    says=Eq(Derivative(Integral(moved * g_any(s), (s, left, right)), T),
            u(tau(T, right))*q_of(right)*g_any(right) - u(tau(T, left))*q_of(left)*g_any(left) - Integral(moved * Derivative(q_of(s)*g_any(s), s), (s, left, right))),
    given=(interval, u_differentiable, map_differentiable, map_moves, quotient, smooth_in_T, continuous_signal, continuous_weight),
    proof=(transport, chain(
        Derivative(Integral(moved * g_any(s), (s, left, right)), T),
        equals(Integral(Derivative(moved * g_any(s), T), (s, left, right)),
               because=(using(differentiation_under_the_integral, F_=Lambda((T, s), moved * g_any(s)), x_=T, a_=left, b_=right), smooth_in_T)),
        equals(Integral(q_of(s)*g_any(s) * Derivative(moved, s), (s, left, right)), because=(transport, interval)),
        equals(u(tau(T, right))*q_of(right)*g_any(right) - u(tau(T, left))*q_of(left)*g_any(left) - Integral(moved * Derivative(q_of(s)*g_any(s), s), (s, left, right)),
               because=(using(integration_by_parts, F_=Lambda(s, q_of(s)*g_any(s)), G_=Lambda(s, moved), a_=left, b_=right),
                        continuous_weight, continuous_signal, interval)))),
    holds_for=(example(a=0, b=1, T=Rational(3, 2), tau=Lambda((t, s), t*s), q=Lambda(s, s*Rational(2, 3)), u=Lambda(t, exp(t)), g1=Lambda(s, 1 + s**2)),
               example(a=-1, b=1, T=2, tau=Lambda((t, s), t + (s - 1)/2), q=Lambda(s, 2), u=Lambda(t, t**3), g1=Lambda(s, s)),
               example(a=0, b=1, T=Rational(3, 2), tau=Lambda((t, s), t*sqrt(s)), q=Lambda(s, s*Rational(4, 3)), u=Lambda(t, t**2), g1=Lambda(s, 1 + s))),
    fails_for=(example(a=0, b=1, T=Rational(3, 2), tau=Lambda((t, s), t*s), q=Lambda(s, s), u=Lambda(t, exp(t)), g1=Lambda(s, 1 + s**2),
                       note="another q"),),
    measured_by=three_maps, equation="14-15",
    latex=r"c_n'=\bigl[u(t_T(s))\,q\,g_n\bigr]_a^b-\int_a^bu(t_T(s))\,\frac{d}{ds}(q\,g_n)\,ds",
    note="The article divides by dt/ds everywhere; it is enough that it does not vanish inside and that q g_n extends to the ends.", key=True)

# What the Fourier system remembers
y = function("y")                    # y(T): the value that enters the window at its end, at the time T
outgoing, incoming = real("v_0 v_1") # limits of the reconstruction at the two ends of the window
value = real("u_T")                  # the signal now
kappa = positive("kappa")            # 1 in the system of the article, 2 in the corrected one
z = complex_number("z")
J = whole("J")
jump = given("the input makes a jump between the ends", Eq(incoming - outgoing, kappa * (value - (incoming + outgoing)/2)))
fourier_jump = Claim(
    name="The value that enters the window",
    says=Eq(incoming, (2*kappa*value + (2 - kappa)*outgoing) / (2 + kappa)),
    given=(jump,),
    proof=therefore(Eq(incoming, (2*kappa*value + (2 - kappa)*outgoing) / (2 + kappa)), because=jump),
    holds_for=(example(kappa=1, v_0=3, v_1=3, u_T=3), example(kappa=2, v_0=5, v_1=Rational(1, 3), u_T=Rational(1, 3))),
    fails_for=(example(kappa=1, v_0=0, v_1=1, u_T=1, note="all of the signal enters, as if kappa were 2"),),
    note="For kappa = 1 this is 2/3 of the signal and 1/3 of what leaves at the other end; for kappa = 2 it is the signal.")

re_entry = given("one third of what left one window ago enters again", ForAll((x,), (), Eq(y(x), 2*u(x)/3 + y(x - w)/3)))
silence = given("nothing is stored before the time 0", ForAll((x,), (x <= 0,), Eq(y(x), 0)))
echo_of = Lambda(J, Rational(2, 3) * Sum(3**(-whole_j) * u(T - whole_j*w), (whole_j, 0, J)) + 3**(-J - 1) * y(T - (J + 1)*w))
iterated = hypothesis(Eq(y(T), echo_of(J)))
fourier_iterated_echo = Claim(
    name="The re-entry iterated",
    says=Eq(y(T), echo_of(J)),
    given=(re_entry,),
    proof=induction(Eq(y(T), echo_of(J)), on=J, start=0, hypothesis=iterated,
                    base=therefore(Eq(y(T), echo_of(0)), because=using(re_entry, (x, T))),
                    step=chain(y(T),
                               equals(echo_of(J), because=iterated),
                               equals(echo_of(J + 1), because=using(re_entry, (x, T - (J + 1)*w))))),
    holds_for=(example(J=0, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x - Rational(1, 2))),
               example(J=3, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x - Rational(1, 2)))),
    fails_for=(example(J=1, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x), note="no re-entry: the signal itself"),))

long_enough = given("J + 1 windows reach back to the start", T <= (J + 1)*w)
stored = Lambda(x, Piecewise((0, x <= 0), (1 - 3**(-ceiling(x)), True)))   # what a constant input leaves, for w = 1
fourier_echo_formula = Claim(
    name="What enters the window, as echoes of old inputs",
    says=Eq(y(T), Rational(2, 3) * Sum(3**(-whole_j) * u(T - whole_j*w), (whole_j, 0, J))),
    given=(re_entry, silence, long_enough),
    proof=chain(
        y(T),
        equals(echo_of(J), because=fourier_iterated_echo),
        equals(Rational(2, 3) * Sum(3**(-whole_j) * u(T - whole_j*w), (whole_j, 0, J)), because=(using(silence, (x, T - (J + 1)*w)), long_enough))),
    holds_for=(example(J=2, T=Rational(5, 2), w=1, u=Lambda(x, Piecewise((0, x <= 0), (1, True))), y=stored),
               example(J=1, T=1, w=1, u=Lambda(x, 0), y=Lambda(x, 0))),
    fails_for=(example(J=1, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x - Rational(1, 2)), note="something was stored before"),
               example(J=1, T=Rational(5, 2), w=1, u=Lambda(x, Piecewise((0, x <= 0), (1, True))), y=stored, note="too few windows")),
    note="At the place s of the window the reconstruction has the value that entered at the time T - (1 - s)w, hence 2/3 of the sum "
         "of 3^(-j) u(sw + T - w - jw).")

# Solutions exp(zw) of the limit of the characteristic equation 1 + kappa/2 coth(zw/2) = 0
characteristic = Lambda(kappa, 1 + kappa/2 * coth(z*w/2))
no_pole = given("zw is not 0 modulo 2 pi i", Ne(exp(z*w), 1))
decay = Lambda(whole_k, (-log(3) + 2*pi*I*whole_k)/w)
Q = complex_function("Q")            # Q(k): entries of an eigenvector
entries = given("Q_k is 1/(zw - 2 pi i k)", ForAll((whole_k,), (-N <= whole_k, whole_k <= N), Eq((z*w - 2*pi*I*whole_k) * Q(whole_k), 1)))
eigenvalue = given("z solves the characteristic equation", Eq(1 + kappa * Sum(Q(whole_k), (whole_k, -N, N)), 0))
inside = given("j is between -N and N", Both(-N <= whole_j, whole_j <= N))
fourier_modes = Claim(
    name="Eigenvectors of the truncated system",
    says=Eq((2*pi*I*whole_j*Q(whole_j) - kappa * Sum(Q(whole_k), (whole_k, -N, N)))/w, z*Q(whole_j)),
    given=(entries, eigenvalue, inside),
    proof=chain(
        (2*pi*I*whole_j*Q(whole_j) - kappa * Sum(Q(whole_k), (whole_k, -N, N)))/w,
        equals((2*pi*I*whole_j*Q(whole_j) + 1)/w, because=eigenvalue),
        equals(z*Q(whole_j), because=(using(entries, (whole_k, whole_j)), inside))),
    holds_for=(example(N=0, j=0, kappa=2, w=1, z=-2, Q=Lambda(whole_k, 1/(-2 - 2*pi*I*whole_k))),
               example(N=1, j=-1, kappa=(1 + 4*pi**2)/(3 + 4*pi**2), w=1, z=-1, Q=Lambda(whole_k, 1/(-1 - 2*pi*I*whole_k)))),
    fails_for=(example(N=0, j=0, kappa=2, w=1, z=-3, Q=Lambda(whole_k, 1/(-3 - 2*pi*I*whole_k)), note="another z"),
               example(N=0, j=0, kappa=1, w=1, z=5, Q=Lambda(whole_k, -1), note="other entries"),
               example(N=0, j=1, kappa=2, w=1, z=-2, Q=Lambda(whole_k, -Rational(1, 2)), note="a row that does not exist")))

solves_limit = given("z solves the limit equation for kappa = 1", Eq(characteristic(1), 0))
fourier_limit_eigenvalues = Claim(
    name="Eigenvalues in the limit: for kappa = 1 they have real part -log(3)/w, for kappa = 2 there are none",
    says=(Eq(characteristic(1).subs(z, decay(whole_k)), 0),
          Implies(Eq(characteristic(1), 0), Eq(exp(z*w), Rational(1, 3))),
          Eq(characteristic(2), 2*exp(z*w)/(exp(z*w) - 1)),
          Ne(2*exp(z*w)/(exp(z*w) - 1), 0, evaluate=False)),
    given=(no_pole,),
    proof=(therefore(Eq(characteristic(1).subs(z, decay(whole_k)), 0), because=arithmetic),
           suppose(solves_limit, therefore(Eq(exp(z*w), Rational(1, 3)), because=(solves_limit, no_pole))),
           therefore(Eq(characteristic(2), 2*exp(z*w)/(exp(z*w) - 1)), because=no_pole),
           therefore(Ne(2*exp(z*w)/(exp(z*w) - 1), 0, evaluate=False), because=no_pole)),
    holds_for=(example(k=0, w=1, z=-log(3)), example(k=-2, w=Rational(1, 2), z=I)),
    fails_for=(example(k=0, w=1, z=0, note="a pole of coth"),))

y_smooth = given("y is continuously differentiable", ContinuouslyDifferentiable(y(x), x))
fourier_transport = Claim(
    name="What entered moves through the window",
    says=Eq(Derivative(y(T - (1 - s)*w), T), Derivative(y(T - (1 - s)*w), s)/w),
    given=(y_smooth,),
    proof=therefore(Eq(Derivative(y(T - (1 - s)*w), T), Derivative(y(T - (1 - s)*w), s)/w), because=y_smooth),
    holds_for=(example(T=2, s=Rational(1, 3), w=Rational(1, 2), y=Lambda(x, x**3)),))


def echo_of_a_pulse():
    """The truncated systems with the input sin^2(2 pi (t - 1/10)) on [1/10, 6/10], w = 1, solved exactly in their eigenbasis."""
    def pulse(time):
        return np.where((time > 0.1) & (time < 0.6), np.sin(2*np.pi*(time - 0.1))**2, 0)

    def system_of(kappa_, last):
        frequencies = np.arange(-last, last + 1)
        values, vectors = np.linalg.eig(np.diag(2j*np.pi*frequencies) - kappa_)
        return frequencies, values, vectors, np.linalg.solve(vectors, np.full(2*last + 1, kappa_, complex))

    def remembered(frequencies, values, vectors, forcing, now, places):
        end, state = min(now, 0.6), 0
        for frequency, weight in ((0, 0.5), (4*np.pi, -0.25), (-4*np.pi, -0.25)):  # sin^2 as three exponentials
            rate = 1j*frequency - values
            state = state + weight*np.exp(-0.1j*frequency) * (np.exp(values*(now - end) + 1j*frequency*end)
                                                              - np.exp(values*(now - 0.1) + 0.1j*frequency)) / rate
        return (np.exp(2j*np.pi*np.outer(places, frequencies)) @ vectors @ (forcing*state)).real

    places = np.linspace(0.05, 0.95, 181)
    found = []
    for last in (10, 20, 40):
        modes = {kappa_: system_of(kappa_, last) for kappa_ in (1, 2)}
        for now in (0.9, 1.9):
            true = pulse(places + now - 1)
            echoes = 2/3 * sum(3.0**-i * pulse(places + now - 1 - i) for i in range(3))
            printed, corrected = (remembered(*modes[kappa_], now, places) for kappa_ in (1, 2))
            pictures = () if last != 40 else tuple((label, tuple(zip(places[::3], line[::3]))) for label, line in (
                ("signal in the window", true), ("system of the article", printed), ("corrected system", corrected), ("echo formula", echoes)))
            # the state belongs to a function with jumps of a size up to 1 at the ends, so the series converge like 1/N between them
            found += [Measurement(f"N = {last}, T = {now}: article, largest distance to the echo formula", np.abs(printed - echoes).max(), 0, 0.4/last),
                      Measurement(f"N = {last}, T = {now}: article, largest value", printed.max(), 2/3 if now < 1 else 2/9, 0.1/last, series=pictures),
                      Measurement(f"N = {last}, T = {now}: corrected, largest distance to the signal", np.abs(corrected - true).max(), 0, 0.4/last)]
        values = modes[1][1]
        # the omitted terms of the coth series shift the root by 8 log(3)/(12 pi^2 N) to first order, 0.0743/N
        found.append(Measurement(f"N = {last}: real eigenvalue of the article's system", values[np.abs(values.imag).argmin()].real, -np.log(3), 0.08/last))
    return found


S = complex_function("S")            # S(kappa, k, N, t): the state of the truncated system with 2N + 1 coefficients
truncated = given("the truncated systems", ForAll((kappa, whole_k, N, t), (-N <= whole_k, whole_k <= N), Eq(
    Derivative(S(kappa, whole_k, N, t), t), (2*pi*I*whole_k*S(kappa, whole_k, N, t) - kappa*Sum(S(kappa, whole_j, N, t), (whole_j, -N, N)) + kappa*u(t))/w)))
empty_start = given("they start empty", ForAll((kappa, whole_k, N), (-N <= whole_k, whole_k <= N), Eq(S(kappa, whole_k, N, 0), 0)))
no_past = given("there is no input before the time 0", ForAll((x,), (x <= 0,), Eq(u(x), 0)))
smooth_input = given("the input is smooth", Smooth(u))
interior = given("s is inside the window", Both(0 < s, s < 1))
positive_time = given("T is positive", T > 0)
shown = Lambda(kappa, Sum(S(kappa, whole_k, N, T) * exp(2*pi*I*whole_k*s), (whole_k, -N, N)))
fourier_echo = Claim(
    name="What the article's system remembers in the limit: an echo of old windows",
    says=(Tends(shown(1), N, oo, Rational(2, 3) * Sum(3**(-whole_j) * u(s*w + T - w - whole_j*w), (whole_j, 0, J))),
          Tends(shown(2), N, oo, u(s*w + T - w))),
    given=(truncated, empty_start, no_past, smooth_input, interior, positive_time, long_enough),
    measured_by=echo_of_a_pulse, expected=Verdict.SUPPORTED, strength="approximate",
    latex=r"\sum_{|k|\le N}x_k(T)e^{2\pi iks}\to\tfrac23\sum_{j\ge0}3^{-j}\,u(sw+T-w-jw)\ \text{(article)},\qquad\to u(sw+T-w)\ \text{(corrected)}",
    note="The passage from the truncated systems to the limit is measured, not proved; what the limit says is proved beside it: the jump, "
         "its iteration and the eigenvalues. The error at finite N falls like 1/N.", key=True)

article = Article(
    slug="ssm-1-hippo", title="Revisiting SSM (1): linear systems and the HiPPO matrices", title_zh="重温SSM（一）：线性系统和HiPPO矩阵", source=source,
    claims=(
        window_fourier_ode_exact, fourier_closure_article, fourier_endpoint_limit, fourier_window_system_article, fourier_window_system_corrected,
        fourier_jump, fourier_iterated_echo, fourier_echo_formula, fourier_modes, fourier_limit_eigenvalues, fourier_transport, fourier_echo,
        completing_the_square, squares_positive, l2_expansion, l2_minimiser_is_unique, hippo_derivative, sliding_window, growing_window,
        legendre_neighbours, legendre_derivative_expansion, legendre_t1_derivative,
        legt_derivative_exact, legt_closure, legt_residual, legt_matrix, legt_polynomial_exactness,
        coefficient_rescaling, legt_lmu_scaling_printed, legt_lmu_scaling, legt_lmu_flip, legs_derivative_exact, legs_integral, legs_matrix))
