"""Experiments: NumPy on real arrays, seeded; each from the definition, none from a proof."""

import numpy as np

from verifier.language import *


def measure_frobenius():
    """numpy.linalg.norm against numpy.linalg.svd, also for a matrix of deficient rank."""
    rng = np.random.default_rng(21)
    full, deficient = rng.standard_normal((4, 7)), rng.standard_normal((6, 2)) @ rng.standard_normal((2, 5))
    return [Measurement(name, np.sum(which**2), np.sum(np.linalg.svd(which, compute_uv=False)**2), 1e-12)
            for name, which in (("4 by 7", full), ("6 by 5 of rank 2", deficient))]


def measure_spectral():
    """The longest image of 100000 random unit vectors, and of a power iteration, against the largest singular value."""
    rng = np.random.default_rng(22)
    which = rng.standard_normal((4, 7))
    largest = np.linalg.svd(which, compute_uv=False)[0]
    directions = rng.standard_normal((7, 100_000))
    images = np.linalg.norm(which @ directions, axis=0) / np.linalg.norm(directions, axis=0)
    start = directions[:, 0]
    for _ in range(2000):
        start = which.T @ (which @ start)
        start = start / np.linalg.norm(start)
    return [Measurement("longest image of a random direction", images.max(), largest, 0, "<="),
            Measurement("power iteration", np.linalg.norm(which @ start), largest, 1e-9)]


def measure_pseudo_inverse():
    """V Sigma^+ U^T put together from numpy.linalg.svd against numpy.linalg.pinv, for a 6 by 3 array of rank 2."""
    rng = np.random.default_rng(23)
    which = rng.standard_normal((6, 2)) @ rng.standard_normal((2, 3))
    left, values, right = np.linalg.svd(which, full_matrices=False)
    kept = values > 1e-12 * values[0]  # rounding leaves about 1e-16 of the largest where the value is 0
    made = right.T * np.where(kept, 1 / np.where(kept, values, 1), 0) @ left.T
    return [Measurement("largest deviation", np.abs(made - np.linalg.pinv(which)).max(), 0, 1e-13),
            Measurement("residual of a best right inverse", np.sum((which @ made - np.eye(6))**2), 4, 1e-12)]


def diagonalised(which):
    """The induction of the article, on an array: one eigenvector by power iteration, then the smaller block."""
    size = len(which)
    if size == 1:
        return np.eye(1)
    shifted = which + (np.abs(which).sum() + 1) * np.eye(size)  # the shift makes the largest eigenvalue the largest in size
    vector = np.linspace(1, 2, size)
    for _ in range(3000):
        vector = shifted @ vector
        vector = vector / np.linalg.norm(vector)
    frame = np.linalg.qr(np.column_stack([vector, np.eye(size)]))[0][:, :size]
    rest = frame[:, 1:]
    return np.column_stack([frame[:, :1], rest @ diagonalised(rest.T @ which @ rest)])


def measure_induction():
    """The frame that the induction builds diagonalises a random symmetric array, and the zero array; power iteration leaves about 1e-9."""
    half = np.random.default_rng(24).standard_normal((5, 5))
    found = []
    for name, which in (("5 by 5", half + half.T), ("zero", np.zeros((4, 4)))):
        frame = diagonalised(which)
        turned = frame.T @ which @ frame
        found += [Measurement(f"{name}: entries off the diagonal", np.abs(turned - np.diag(np.diag(turned))).max(), 0, 1e-6),
                  Measurement(f"{name}: the frame is orthogonal", np.abs(frame.T @ frame - np.eye(len(which))).max(), 0, 1e-12)]
    return found


def measure_uncoupled():
    """eigh of M M^T and of M^T M, put together, misses a random M; with the signs coupled through M it does not."""
    which = np.random.default_rng(25).standard_normal((4, 4))
    left_values, left = np.linalg.eigh(which @ which.T)
    _, right = np.linalg.eigh(which.T @ which)
    roots = np.sqrt(left_values)
    coupled = which @ right / roots
    return [Measurement("distance of the uncoupled product", np.linalg.norm(left * roots @ right.T - which), 0.1, 0, ">="),
            Measurement("distance of the coupled product", np.linalg.norm(coupled * roots @ right.T - which), 0, 1e-11)]


def measure_construction():
    """The construction on a 6 by 5 array of rank 3, with eigh in the place of the spectral theorem."""
    rng = np.random.default_rng(26)
    which = rng.standard_normal((6, 3)) @ rng.standard_normal((3, 5))
    values, vectors = np.linalg.eigh(which.T @ which)
    roots, right = np.sqrt(values[:1:-1]), vectors[:, :1:-1]  # the three eigenvalues that are not 0, the largest first
    left = which @ right / roots
    return [Measurement("U^T U - I", np.abs(left.T @ left - np.eye(3)).max(), 0, 1e-12),
            Measurement("U S V^T - M", np.abs(left * roots @ right.T - which).max(), 0, 1e-12)]


def measure_best_approximation():
    """The truncated decomposition of a 6 by 5 array against 5000 random subspaces, and alternating least squares, which reaches it."""
    rng = np.random.default_rng(27)
    which = rng.standard_normal((6, 5))
    left, values, right = np.linalg.svd(which, full_matrices=False)
    truncated = left[:, :2] * values[:2] @ right[:2]
    least = np.sum(values[2:]**2)
    frames = np.linalg.qr(rng.standard_normal((5000, 6, 2)))[0]
    errors = np.sum((which - frames @ np.swapaxes(frames, 1, 2) @ which)**2, axis=(1, 2))
    factor = rng.standard_normal((6, 2))
    for _ in range(500):
        other = np.linalg.lstsq(factor, which, rcond=None)[0]
        factor = np.linalg.lstsq(other.T, which.T, rcond=None)[0].T
    return [Measurement("error of the truncated decomposition", np.sum((truncated - which)**2), least, 1e-12),
            Measurement("least error of 5000 random subspaces", errors.min(), least, 0, ">="),
            Measurement("alternating least squares", np.sum((factor @ other - which)**2), least, 1e-9)]


def measure_spectral_approximation():
    """The truncated decomposition of a 6 by 5 array against 3000 random matrices of rank 2, each at its best multiple of 20."""
    rng = np.random.default_rng(28)
    which = rng.standard_normal((6, 5))
    left, values, right = np.linalg.svd(which, full_matrices=False)
    others = rng.standard_normal((3000, 6, 2)) @ rng.standard_normal((3000, 2, 5))
    errors = np.min([np.linalg.norm(which - scale * others, 2, axis=(1, 2)) for scale in np.linspace(0, 1, 20)], axis=0)
    return [Measurement("spectral error of the truncated decomposition", np.linalg.norm(which - left[:, :2] * values[:2] @ right[:2], 2), values[2], 1e-12),
            Measurement("least spectral error of the others", errors.min(), values[2], 0, ">=")]
