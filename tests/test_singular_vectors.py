"""The singular value decompositions that are written out at a point: of matrices with orthogonal rows or columns."""

import pytest
from sympy import Eq, Identity

from verifier.language import diagonal, index, left_singular_vectors, matrix, natural, pinv, rank, right_singular_vectors, singular_value
from verifier.tools.evaluation.evaluate import holds

n, m = natural("n m")
A = matrix("A", n, m)
l = index("l", 1, rank(A))
U, V, sigma = left_singular_vectors(A), right_singular_vectors(A), singular_value(A, l)


def made_of(value):
    return V * diagonal(value, (l, 1, rank(A))) * U.T


@pytest.mark.parametrize("rows", [
    [[2, 0], [0, 3]], [[0, 0], [0, -3]], [[3, 4], [4, -3]], [[3], [4]], [[1, 2, 2]], [[1, 0, 0], [0, -5, 0]], [[1, 1], [1, -1]], [[-7]],
])
def test_the_factors_are_a_decomposition(rows):
    values = {n: len(rows), m: len(rows[0]), A: rows}
    for true in (Eq(U * diagonal(sigma, (l, 1, rank(A))) * V.T, A), Eq(U.T * U, Identity(rank(A))), Eq(V.T * V, Identity(rank(A))),
                 Eq(pinv(A), made_of(1 / sigma))):
        assert holds(true, values).truth is True, true
    for false in (Eq(pinv(A), made_of(2 / sigma)), Eq(A.T, made_of(1 + sigma)), Eq(U, -U)):
        assert (found := holds(false, values)).truth is False and found.certified, false


@pytest.mark.parametrize("rows", [[[1, 2], [3, 4]], [[0, 0], [0, 0]]])
def test_nothing_is_said_of_others(rows):
    assert holds(Eq(pinv(A), made_of(2 / sigma)), {n: 2, m: 2, A: rows}).truth is None
