"""Double sums by their inner ones: what the kernel accepts, and what it refuses though the double sum has the value at some sizes."""

import pytest
import sympy as sp
from sympy import Eq, S, Sum, Symbol

from verifier.evidence import Fingerprint, Rewritten, Steps
from verifier.goal import Goal
from verifier.kernel import judge
from verifier.tools.instances import Rejected
from verifier.verdict import Verdict

n, m = Symbol("n", integer=True, nonnegative=True), Symbol("m", integer=True)
i, j = sp.symbols("i j")
TRIANGLE, ABOVE = Sum(i * j, (j, 1, i), (i, 1, n)), Sum(1, (j, i, n), (i, 1, n))
INDUCTION = Steps(n, S.Zero, Rewritten("short sums", Fingerprint()), Fingerprint())


def verdict(node, value, whole, inner=INDUCTION):
    """What the kernel says of the sum's value by the function with the differences of the inner terms."""
    return judge(Goal(Eq(node, value, evaluate=False)), Rewritten("inner sums", inner, ((node, whole),)))


@pytest.mark.parametrize("row", [
    (TRIANGLE, n * (n + 1) * (n + 2) * (3 * n + 1) / 24, i * j * (j - 1) / 2),
    (Sum(i + 2 * j, (j, 1, i), (i, 1, n)), n * (n + 1) * (4 * n + 5) / 6, i * j + j * (j - 1)),
    (Sum(2**j, (j, 0, i), (i, 0, n)), 2 ** (n + 2) - n - 3, 2**j)], ids=str)
def test_an_inner_sum_by_its_differences(row):
    assert verdict(*row) is Verdict.PROVED


@pytest.mark.parametrize("row", [
    (TRIANGLE, n * (n + 1) * (n + 2) * (3 * n + 1) / 24, i * j * (j + 1) / 2),  # other differences
    (TRIANGLE, n * (n + 1) * (n + 2) * (3 * n + 2) / 24, i * j * (j - 1) / 2),  # another value
    (Sum(1, (j, i, 3), (i, 1, n)), n * (7 - n) / 2, j),  # inner ranges that may be reversed
    (Sum(1, (j, 1, i / 2), (i, 1, n)), n * (n + 1) / 4, j),  # ends that need not be whole
    (Sum(1, (j, 1, m), (i, 1, n)), n * m, j),  # a number of terms that may be negative
    (Sum(1 / (j * (j + 1)), (j, i - 2, i), (i, 1, n)), n, -1 / j),  # a pole inside
    (Sum(j, (j, 1, i), (j, 1, n)), n, j * (j - 1) / 2)], ids=str)  # one letter for two
def test_forged_inner_sums_are_rejected(row):
    with pytest.raises(Rejected):
        verdict(*row)
