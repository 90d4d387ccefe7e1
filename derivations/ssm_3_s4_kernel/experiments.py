"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def stable_system(seed, size, radius=0.9):
    """A random matrix of the given spectral radius, an input column and an output row."""
    rng = np.random.default_rng(seed)
    which, column_, row_ = rng.standard_normal((size, size)), rng.standard_normal(size), rng.standard_normal(size)
    return which * (radius / np.abs(np.linalg.eigvals(which)).max()), column_, row_


def impulse_response(which, column_, row_, length):
    """The outputs of x_(k+1) = A x_k, x_0 = b, one step after the other."""
    state, found = column_, []
    for _ in range(length):
        found.append(row_ @ state)
        state = which @ state
    return np.array(found)


def measure_similarity():
    """Both systems run through 30 bilinear steps with one random input, in complex arrays of size 4."""
    rng, found = np.random.default_rng(8), []
    which, turn = (rng.standard_normal((4, 4)) + 1j*rng.standard_normal((4, 4)) for _ in range(2))
    column_, row_ = (rng.standard_normal(4) + 1j*rng.standard_normal(4) for _ in range(2))
    inputs = rng.standard_normal(30)
    back = np.linalg.inv(turn)
    for matrix_, input_column, output_column in ((which, column_, row_), (turn @ which @ back, turn @ column_, back.conj().T @ row_)):
        step, state, outputs = 0.1, np.zeros(4, complex), []
        for value in inputs:
            state = np.linalg.solve(np.eye(4) - step/2*matrix_, (np.eye(4) + step/2*matrix_) @ state + step*value*input_column)
            outputs.append(output_column.conj() @ state)
        found.append(np.array(outputs))
    return [Measurement("30 outputs: largest relative deviation", np.abs(found[0] - found[1]).max() / np.abs(found[0]).max(), 0, 1e-11),
            Measurement("largest output", np.abs(found[0]).max(), 0.1, 0, ">=")]


def measure_convolution():
    """The recurrence, one step after the other, against numpy.convolve; the sum as printed, with the inputs shifted, is far off."""
    which, column_, row_ = stable_system(9, 5)
    rng, state, outputs = np.random.default_rng(10), np.zeros(5), []
    inputs, taps = rng.standard_normal(41), impulse_response(which, column_, row_, 40)
    for value in inputs[:40]:
        state = which @ state + value*column_
        outputs.append(row_ @ state)
    shifted = np.convolve(taps, inputs[1:])[:40]
    return [Measurement("40 outputs: largest deviation", np.abs(np.convolve(taps, inputs[:40])[:40] - outputs).max(), 0, 1e-12),
            Measurement("largest deviation as printed", np.abs(shifted - outputs).max(), 0.1, 0, ">=")]


def measure_truncated():
    """The polynomial with the impulse response as coefficients against the resolvent; terms below 10, so rounding is below 1e-13."""
    which, column_, row_ = stable_system(1, 5)
    found = []
    for length, place in ((1, 0.3 + 0.2j), (7, 0.3 + 0.2j), (12, -1.1j), (4, 0)):
        direct = np.polynomial.polynomial.polyval(place, impulse_response(which, column_, row_, length))
        rest = np.eye(5) - place**length * np.linalg.matrix_power(which, length)
        closed = row_ @ rest @ np.linalg.solve(np.eye(5) - place * which, column_)
        found.append(Measurement(f"L = {length}, z = {place}: deviation", abs(closed - direct), 0, 1e-12))
    return found


def measure_series():
    """400 outputs as coefficients against the resolvent inside the circle; outside, the partial sums grow."""
    which, column_, row_ = stable_system(7, 6)
    terms, found = impulse_response(which, column_, row_, 400), []
    for place in (0.4 + 0.5j, -0.9, 0):
        closed = row_ @ np.linalg.solve(np.eye(6) - place * which, column_)
        found.append(Measurement(f"z = {place}: deviation", abs(np.polynomial.polynomial.polyval(place, terms) - closed), 0, 1e-12))
    away = abs(np.polynomial.polynomial.polyval(1.2, terms))
    return [*found, Measurement("|partial sum| at z = 1.2, beyond 1/rho = 1.11", away, 1e3, 0, ">=")]


def measure_roots_of_unity():
    """numpy.fft of the impulse response against C-tilde at the roots of unity; elsewhere the two differ."""
    which, column_, row_ = stable_system(2, 4)
    found = []
    for length in (1, 7, 16):
        trained = row_ @ (np.eye(4) - np.linalg.matrix_power(which, length))
        short = [trained @ np.linalg.solve(np.eye(4) - root * which, column_) for root in np.exp(-2j*np.pi*np.arange(length)/length)]
        transform = np.fft.fft(impulse_response(which, column_, row_, length))
        found.append(Measurement(f"L = {length}: largest deviation from numpy.fft", np.abs(transform - short).max(), 0, 1e-12))
    direct = np.polynomial.polynomial.polyval(0.3 + 0.2j, impulse_response(which, column_, row_, 16))
    away = abs(trained @ np.linalg.solve(np.eye(4) - (0.3 + 0.2j) * which, column_) - direct)
    return [*found, Measurement("deviation at z = 0.3 + 0.2i, no root of unity", away, 1e-3, 0, ">=")]


def measure_woodbury():
    """numpy.linalg.inv for complex arrays, also where U V^* has a spectral radius above 1; error: condition number times 1e-15."""
    rng, found = np.random.default_rng(3), []
    for size, width, scale in ((5, 2, 0.2), (5, 2, 3.0), (2, 4, 1.0), (1, 1, 2.0)):
        left, right = (scale*(rng.standard_normal((size, width)) + 1j*rng.standard_normal((size, width))) for _ in range(2))
        direct = np.linalg.inv(np.eye(size) - left @ right.conj().T)
        short = np.eye(size) + left @ np.linalg.inv(np.eye(width) - right.conj().T @ left) @ right.conj().T
        radius = np.abs(np.linalg.eigvals(left @ right.conj().T)).max()
        found.append(Measurement(f"{size} by {width}, spectral radius {radius:.1f}: largest deviation", np.abs(direct - short).max(), 0, 1e-12))
    return found


def bilinear(which, column_, step):
    """A-bar and B-bar of the bilinear scheme, by solving."""
    below = np.eye(len(which)) - step/2 * which
    return np.linalg.solve(below, np.eye(len(which)) + step/2 * which), step * np.linalg.solve(below, column_)


def legs(size):
    """The LegS matrix from its definition."""
    rows, columns = np.indices((size, size))
    return -np.where(columns < rows, np.sqrt((2*rows + 1)*(2*columns + 1)), np.where(columns == rows, rows + 1.0, 0.0))


def measure_resolvent():
    """400 terms of the generating function of LegS, state after state, against the continuous resolvent; the rest is below 1e-15."""
    rng, found = np.random.default_rng(4), []
    which, column_, row_ = legs(6), rng.standard_normal(6), rng.standard_normal(6)
    which_bar, column_bar = bilinear(which, column_, 0.1)
    terms = impulse_response(which_bar, column_bar, row_, 400)
    for point in (0.4 + 0.5j, -0.7j, 0, -0.6):
        direct = np.polynomial.polynomial.polyval(point, terms)
        closed = 2/(1 + point) * row_ @ np.linalg.solve(20*(1 - point)/(1 + point) * np.eye(6) - which, column_)
        found.append(Measurement(f"z = {point}: deviation", abs(direct - closed), 0, 1e-12))
    return found


def measure_aliasing():
    """numpy.fft against numpy.convolve: products of transforms of length L fold the convolution, zeros up to 2 L prevent it."""
    rng, found = np.random.default_rng(11), []
    for length in (1, 2, 6, 17):
        left, right = (rng.standard_normal(length) + 1j*rng.standard_normal(length) for _ in range(2))
        whole = np.append(np.convolve(left, right), 0)
        folded = np.fft.ifft(np.fft.fft(left) * np.fft.fft(right))
        padded = np.fft.ifft(np.fft.fft(left, 2*length) * np.fft.fft(right, 2*length))
        found += [Measurement(f"L = {length}, folded: largest deviation", np.abs(folded - whole[:length] - whole[length:]).max(), 0, 1e-12),
                  Measurement(f"L = {length}, padded: largest deviation", np.abs(padded - whole).max(), 0, 1e-12)]
    return found


def measure_inversion():
    """The two sums as printed, written out with loops over the places, and numpy.fft."""
    rng, found = np.random.default_rng(12), []
    for length in (1, 2, 7):
        data = rng.standard_normal(length) + 1j*rng.standard_normal(length)
        places = np.arange(length)
        transform = np.array([sum(data[k]*np.exp(-2j*np.pi*k*l/length) for k in places) for l in places])
        back = np.array([sum(transform[l]*np.exp(2j*np.pi*k*l/length) for l in places)/length for k in places])
        found += [Measurement(f"L = {length}: back again, largest deviation", np.abs(back - data).max(), 0, 1e-13),
                  Measurement(f"L = {length}: against numpy.fft", np.abs(transform - np.fft.fft(data)).max(), 0, 1e-13)]
    return found


def measure_memory():
    """The coefficients of u(t) = exp(-t) cos 2t by quadrature at t = 0.5 and 3; dx/dtau = A x + B u in between by Runge-Kutta."""
    places, weights = np.polynomial.legendre.leggauss(60)
    def signal(time):
        return np.exp(-time)*np.cos(2*time)

    def stored(time):
        return np.array([weights @ (signal(time*(places + 1)/2)*row) for row in basis])

    def slope(tau, state):
        return which @ state + column_*signal(np.exp(tau))

    size, steps = 6, 4000
    basis = [np.sqrt((2*n + 1)/2)*np.polynomial.legendre.Legendre.basis(n)(places) for n in range(size)]
    which, column_ = legs(size), np.sqrt(2*(2*np.arange(size) + 1))
    tau, state, step = np.log(0.5), stored(0.5), np.log(6)/steps
    for _ in range(steps):
        first = slope(tau, state)
        second = slope(tau + step/2, state + step/2*first)
        third = slope(tau + step/2, state + step/2*second)
        state = state + step/6*(first + 2*second + 2*third + slope(tau + step, state + step*third))
        tau += step
    draws = np.log((np.arange(100_000) + 0.5)/100_000*3)  # uniform times up to T = 3
    return [Measurement("largest deviation of 6 coefficients at t = 3", np.abs(state - stored(3.0)).max(), 0, 1e-9),
            Measurement("share of uniform times with log t <= 0.2", (draws <= 0.2).mean(), np.exp(0.2)/3, 1e-5),
            Measurement("share with log t <= -1.5", (draws <= -1.5).mean(), np.exp(-1.5)/3, 1e-5)]


def measure_eigenvectors():
    """numpy.linalg.eig for d = 5: the partial sums of each eigenvector against the recursion and against the closed form."""
    size, worst, closed, factorial = 5, 0.0, 0.0, np.cumprod(np.append(1.0, np.arange(1, 12)))
    values, vectors = np.linalg.eig(-legs(size))
    for value, vector_ in zip(values, vectors.T, strict=True):
        partial = np.cumsum(np.sqrt(2*np.arange(size) + 1)*vector_)
        partial, order = partial/partial[-1], round(value)
        worst = max(worst, max(abs(partial[n - 1] - (value - n - 1)/(value + n)*partial[n]) for n in range(1, size)))
        formula = [(-1)**(size - n - 1)*factorial[size - order]*factorial[n + order]/(factorial[size + order - 1]*factorial[n - order + 1])
                   if n >= order - 1 else 0.0 for n in range(size)]
        closed = max(closed, np.abs(partial - formula).max())
    return [Measurement("largest deviation from the recursion", worst, 0, 1e-10), Measurement("from the closed form", closed, 0, 1e-10),
            Measurement("eigenvalues of -A: largest deviation from 1, ..., 5", np.abs(np.sort(values) - np.arange(1, 6)).max(), 0, 1e-10)]


def measure_spread():
    """|S_(d/3)| for lambda = d/3 from logarithms of factorials: its ratio to d^(3/2) 2^(-4d/3) settles, that to d^(1/2) 2^(-4d/3) does not."""
    found, log_factorial = [], np.append(0, np.cumsum(np.log(np.arange(1, 40_001))))
    for third in (10, 100, 1000, 10_000):
        logarithm = 2*log_factorial[2*third] - log_factorial[4*third - 1] + 4*third*np.log(2)
        found.append((3*third, np.exp(logarithm - 1.5*np.log(3*third)), np.exp(logarithm - 0.5*np.log(3*third))))
    limit = 2*np.sqrt(np.pi)*(2/3)**1.5
    return [*(Measurement(f"d = {size}: ratio to d^(3/2) 2^(-4d/3)", ratio, limit, 0.5*limit/size) for size, ratio, _ in found),
            Measurement("d = 30000: ratio to d^(1/2) 2^(-4d/3)", found[-1][2], 50_000, 0, ">=")]
