"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def system(seed, size, radius=0.7):
    """A random matrix of the given spectral radius, and two columns."""
    rng = np.random.default_rng(seed)
    which = rng.standard_normal((size, size))
    return which * radius / np.abs(np.linalg.eigvals(which)).max(), rng.standard_normal(size), rng.standard_normal(size)


def gap(what, found, expected, error):
    """The largest deviation of two arrays, which should be 0."""
    return Measurement(f"{what}: largest deviation", np.abs(np.asarray(found) - np.asarray(expected)).max(), 0, error)


def kernel(a, b, c, length):
    """The numbers c^T A^k b, k = 0, ..., length - 1."""
    found, power = [], b
    for _ in range(length):
        found.append(c @ power)
        power = a @ power
    return np.array(found)


def measure_convolution():
    """The recurrence run step by step against numpy.convolve with the kernel; the sum printed in the article is the next output."""
    found = []
    for size, length in ((8, 20), (3, 1), (1, 7)):
        a, b, c = system(size, size)
        inputs, state, outputs = np.random.default_rng(5).standard_normal(length + 1), np.zeros(size), []
        for value in inputs:
            state = a @ state + b * value
            outputs.append(c @ state)
        full = np.convolve(kernel(a, b, c, length + 1), inputs)
        found += [gap(f"y_1, ..., y_{length + 1}, size {size}", outputs, full[:length + 1], 1e-12),
                  Measurement(f"distance of the printed sum from y_{length}, size {size}", abs(full[length] - outputs[length - 1]), 1e-3, 0, ">=")]
    return found


def measure_generating_function():
    """The sum of 20 terms at points inside and outside the circle of convergence against numpy.linalg.solve."""
    found = []
    for size, z in ((5, 0.4 + 0.5j), (5, -1.3 + 0.2j), (1, 2.0)):
        a, b, c = system(size + 10, size)
        direct = np.polynomial.polynomial.polyval(z, kernel(a, b, c, 20))
        cut = np.eye(size) - z**20 * np.linalg.matrix_power(a, 20)
        found.append(gap(f"size {size}, z = {z}", c @ cut @ np.linalg.solve(np.eye(size) - z * a, b), direct, 1e-12 * max(1, abs(direct))))
    return found


def measure_roots_of_unity():
    """numpy.fft.fft of the kernel against 16 solutions of linear systems; at z = 0 the two sides differ."""
    a, b, c = system(7, 5)
    trained = c - np.linalg.matrix_power(a, 16).T @ c
    roots = np.exp(-2j * np.pi * np.arange(16) / 16)
    return [gap("L = 16", [trained @ np.linalg.solve(np.eye(5) - root * a, b) for root in roots], np.fft.fft(kernel(a, b, c, 16)), 1e-12),
            Measurement("distance at z = 0", abs(trained @ b - c @ b), 1e-4, 0, ">=")]


def measure_determinants():
    """numpy.linalg.det of both sides, sizes 4 and 2, 6 and 1, 3 and 3."""
    found, rng = [], np.random.default_rng(12)
    for rows, columns in ((4, 2), (6, 1), (3, 3)):
        left, right = rng.standard_normal((rows, columns)), rng.standard_normal((columns, rows))
        value = np.linalg.det(np.eye(rows) + left @ right)
        found.append(Measurement(f"det(I + UV), {rows} by {columns}", value, np.linalg.det(np.eye(columns) + right @ left), 1e-12 * (1 + abs(value))))
    return found


def measure_rational_form():
    """Values at 2 d + 1 points fix a quotient of degree d - 1 over d; numpy.roots of the fitted denominator are 1 / eigenvalues."""
    found = []
    for size in (1, 3, 5):
        a, b, c = system(20 + size, size, 1.3)
        points = 0.5 * np.exp(2j * np.pi * np.arange(2 * size + 1) / (2 * size + 1))
        values = np.array([c @ np.linalg.solve(np.eye(size) - z * a, b) for z in points])
        columns = [points**power for power in range(size)] + [-values * points**power for power in range(1, size + 1)]
        fitted, *_ = np.linalg.lstsq(np.stack(columns, axis=1), values, rcond=None)
        expected = np.poly(a)[1:]
        found.append(gap(f"denominator fitted to values, size {size}", fitted[size:], expected, 1e-7))
        z = 0.3 - 0.8j
        quotient = np.polynomial.polynomial.polyval(z, fitted[:size]) / np.polynomial.polynomial.polyval(z, [1, *expected])
        found.append(gap(f"value elsewhere, size {size}", quotient, c @ np.linalg.solve(np.eye(size) - z * a, b), 1e-7))
    return found


def measure_coefficients():
    """numpy.poly of A and of A - B C^T against linear systems, and against the kernel by a Taylor expansion."""
    found = []
    for size in (1, 2, 5):
        a, b, c = system(30 + size, size, 1.1)
        lower, upper = np.poly(a), (np.poly(a - np.outer(b, c)) - np.poly(a))[1:]
        for z in (0.0, 0.4 - 0.9j):
            quotient = np.polynomial.polynomial.polyval(z, upper) / np.polynomial.polynomial.polyval(z, lower)
            found.append(gap(f"size {size}, z = {z}", quotient, c @ np.linalg.solve(np.eye(size) - z * a, b), 1e-12))
        found.append(gap(f"first coefficients of the quotient times the denominator, size {size}",
                         np.convolve(kernel(a, b, c, size), lower)[:size], upper, 1e-12))
    return found


def measure_quotient():
    """numpy.fft of the padded coefficients against c^T A^k b by repeated multiplication; too short a transform gives something else."""
    a, b, c = system(17, 5)
    def recovered(length):
        trained = c - np.linalg.matrix_power(a, length).T @ c
        lower, upper = np.poly(a), (np.poly(a - np.outer(b, trained)) - np.poly(a))[1:]
        return np.fft.ifft(np.fft.fft(upper, length) / np.fft.fft(lower, length))
    return [gap("L = 16", recovered(16), kernel(a, b, c, 16), 1e-12), gap("L = 6 = d + 1", recovered(6), kernel(a, b, c, 6), 1e-12),
            Measurement("distance where L = 4 < d", np.abs(recovered(4) - kernel(a, b, c, 4)).max(), 1e-3, 0, ">=")]


def companion_matrix(a):
    """-a in the first row, ones below the diagonal."""
    found = np.eye(len(a), k=-1)
    found[0] = -np.asarray(a)
    return found


def measure_companion():
    """numpy.poly of companion matrices, which goes through the eigenvalues; sizes 1, 2 and 6."""
    return [gap(f"size {size}", np.poly(companion_matrix(a))[1:], a, 1e-12)
            for size in (1, 2, 6) for a in [np.random.default_rng(size).standard_normal(size)]]


def measure_resolvent():
    """numpy.linalg.solve against the quotient of polynomials, sizes 1, 2 and 6."""
    found = []
    for size in (1, 2, 6):
        a, b = np.random.default_rng(40 + size).standard_normal((2, size))
        for z in (0.3 - 0.2j, -1.7 + 0.0j):
            solved = np.linalg.solve(np.eye(size) - z * companion_matrix(a), np.eye(size)[0])
            value = np.polynomial.polynomial.polyval(z, [1, *a])
            found += [gap(f"first column of the resolvent times the polynomial, size {size}, z = {z}", solved * value, z**np.arange(size), 1e-11),
                      gap(f"transfer function, size {size}, z = {z}", b @ solved, np.polynomial.polynomial.polyval(z, b) / value, 1e-11)]
    return found


def measure_realisation():
    """The recurrence of the realised system, fed with one impulse, against the inverse transform of the quotient."""
    found = []
    for size, length in ((1, 4), (3, 8), (5, 16)):
        a, b = np.random.default_rng(60 + size).standard_normal((2, size)) * 0.3
        which = companion_matrix(a)
        c = np.linalg.solve((np.eye(size) - np.linalg.matrix_power(which, length)).T, b)
        quotient = np.fft.ifft(np.fft.fft(b, length) / np.fft.fft([1, *a], length))
        found += [gap(f"kernel, size {size}", kernel(which, np.eye(size)[0], c, length), quotient, 1e-12),
                  gap(f"numpy.poly of A - B C^T, size {size}", np.poly(which - np.outer(np.eye(size)[0], b))[1:], a + b, 1e-12)]
    return found


def measure_register():
    """With a = 0 the recurrence runs on random inputs; the state holds the last inputs, and the outputs are numpy.convolve's."""
    found = []
    for size in (1, 2, 5):
        inputs, b = np.random.default_rng(size).standard_normal(12), np.random.default_rng(70 + size).standard_normal(size)
        which, state, outputs, kept = companion_matrix(np.zeros(size)), np.zeros(size), [], []
        for time, value in enumerate(inputs):
            state = which @ state + value * np.eye(size)[0]
            outputs.append(b @ state)
            kept.append(np.abs(state - [inputs[time - place] if time >= place else 0.0 for place in range(size)]).max())
        found += [gap(f"state and last inputs, size {size}", kept, 0, 0), gap(f"output, size {size}", outputs, np.convolve(b, inputs)[:12], 1e-14),
                  gap(f"power {size}, size {size}", np.linalg.matrix_power(which, size), 0, 0)]
    return found


def measure_bound():
    """numpy.roots of 2000 random polynomials with s < 1, real and complex; at s = 1 the root 1 occurs."""
    rng, excess = np.random.default_rng(28), -np.inf
    for degree in range(1, 6):
        for number in range(400):
            a = rng.standard_normal(degree) + 1j * rng.standard_normal(degree) * (number % 2)
            a *= rng.uniform(0.01, 0.99) / np.abs(a).sum()
            excess = max(excess, np.abs(np.roots([1, *a])).max() - np.abs(a).sum() ** (1 / degree))
    return [Measurement("largest |root| - s^(1/d)", excess, 0, 1e-12, "<="),
            Measurement("largest root for a = (-1/2, -1/2)", np.roots([1, -0.5, -0.5]).max(), 1, 1e-12)]


def measure_schur_cohn():
    """numpy.roots against the smallest eigenvalue of L L^T - M M^T for 1000 random polynomials of each degree up to 5."""
    rng, found = np.random.default_rng(29), []
    for degree in range(1, 6):
        mismatches, stable = 0, 0
        for a in rng.uniform(-1.2, 1.2, (1000, degree)) * np.array([2.0, 1.0, 1.0, 1.0, 1.0])[:degree]:
            lower, upper = np.zeros((2, degree, degree))
            for place in range(degree):
                lower += np.diag(np.full(degree - place, [1, *a][place]), -place)
                upper += np.diag(np.full(degree - place, a[degree - 1 - place]), -place)
            inside = np.abs(np.roots([1, *a])).max() < 1
            mismatches += inside != (np.linalg.eigvalsh(lower @ lower.T - upper @ upper.T)[0] > 0)
            stable += inside
        found += [Measurement(f"mismatches, degree {degree}", mismatches, 0, 0), Measurement(f"stable polynomials, degree {degree}", stable, 10, 0, ">=")]
    return found
