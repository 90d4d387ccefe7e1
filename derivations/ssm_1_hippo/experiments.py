"""Experiments with the matrices, by NumPy alone."""

import numpy as np
from sympy import Rational, binomial, factorial

from verifier.language import *


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
