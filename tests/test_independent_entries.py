"""Independence of sums over different entries of a vector with independent entries: seen from the ranges of the sums."""

import pytest
from sympy import Sum

from verifier.language import Independent, IndependentEntries, index, integer, natural, random_vector
from verifier.tools.context import Context

n, k, w = natural("n"), integer("k"), index("w")
u, v = index("u", 1, n), random_vector("v")
first = Sum(v[u], (u, 1, n))

CASES = (
    ("a later entry", first**2, v[n + 1], True),
    ("two ranges", first, Sum(v[u], (u, n + 1, 2 * n)), True),
    ("the last entry", first, v[n], False),
    ("ranges that meet", first, Sum(v[u], (u, n, 2 * n)), False),
    ("shifted entries", first, Sum(v[u + 1], (u, 1, n)), False),
    ("a range that may be reversed", Sum(v[u], (u, 1, k)), v[k + 1], False),
    ("an empty sum beside the same entry", Sum(v[u], (u, 1, 0)) + v[1], v[1], False),
    ("a range that depends on an outer index", Sum(Sum(v[u], (u, 1, w)), (w, 1, n)), v[n], False),
)


@pytest.mark.parametrize(("left", "right", "seen"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_sums_over_entries(left, right, seen):
    assert Context((IndependentEntries(v),)).proves(Independent(left, right)) is seen
