"""Sums by a recurrence with a certificate: what is forged is refused, its true twin is shown, and the search finds certificates."""

import pytest
import sympy as sp
from forging import all_accepted, all_rejected, eq, le
from sympy import And, Ge, S, Sum, Symbol, binomial, floor

from verifier.evidence import Fingerprint, Parts, Rewritten
from verifier.goal import Budget, Goal
from verifier.kernel import judge
from verifier.strategies.creative_telescoping import CreativeTelescoping
from verifier.tools.context import Context
from verifier.tools.rewritings import RULES
from verifier.verdict import Verdict

RULE = "creative telescoping"
n, m = Symbol("n", integer=True, nonnegative=True), Symbol("m", integer=True)
k, x = Symbol("k"), Symbol("x", real=True)
ROW, SQUARES = Sum(binomial(n, k), (k, 0, n)), Sum(binomial(n, k) ** 2, (k, 0, n))
HALVES = Sum(binomial(n, 2 * k), (k, 0, floor(n / 2)))
BY_ROWS = -k * binomial(n + 1, k) / (n + 1)
HALF = (n, n, (S(-2), S.One), -2 * k * (2 * k - 1) * binomial(n + 1, 2 * k) / (n * (n + 1)), 0, S.One)


def verdict(statement, data, given=()):
    """What the kernel says of the evidence with as many parts as the rule makes."""
    made = RULES[RULE](statement, Context(given), data)
    parts = len(made.args) if isinstance(made, And) else 1
    inner = Parts((Fingerprint(),) * parts) if isinstance(made, And) else Fingerprint()
    return judge(Goal(statement, (), tuple(given)), Rewritten(RULE, inner, data))


TRUE = {
    "the sum of a row": (eq(ROW, 2**n), (n, None, (S(-2), S.One), BY_ROWS, 0, S.Zero)),
    "with the last term apart": (eq(ROW, 2**n), (n, None, (S(-2), S.One), -k * binomial(n, k) / (n + 1 - k), 1, S.Zero)),
    "up to half of the row": (eq(HALVES, 2 ** (n - 1)), HALF, (Ge(n, 1),)),
}
FORGED = {
    "another sum": (eq(ROW, 2**n + 1), (n, None, (S(-2), S.One), BY_ROWS, 0, S.Zero)),
    "a multiple of the sum": (eq(ROW, 2 ** (n + 1)), (n, None, (S(-2), S.One), BY_ROWS, 0, S.Zero)),
    "another recurrence": (eq(ROW, 3**n), (n, None, (S(-3), S.One), BY_ROWS, 0, S.Zero)),
    "another certificate": (eq(ROW, 2**n), (n, None, (S(-2), S.One), -BY_ROWS, 0, S.Zero)),
    "a certificate with a pole inside": (eq(ROW, 2**n), (n, None, (S(-2), S.One), -k * binomial(n, k) / (n + 1 - k), 0, S.Zero)),
    "a recurrence that stops": (eq(ROW, 2**n), (n, None, (-2 * (n - 3), n - 3), (n - 3) * BY_ROWS, 0, S.Zero)),
    "a recurrence of order 0": (eq(ROW, 2**n), (n, None, (S.One,), BY_ROWS, 0, S.Zero)),
    "a first place that is left out": (eq(HALVES, 2 ** (n - 1)), HALF),
    "a start far away": (eq(ROW, 2**n), (n, None, (S(-2), S.One), BY_ROWS, 0, S(9))),
    "an end beyond which terms are left": (eq(Sum(binomial(n, k), (k, 0, floor(n / 2))), 2**n), (n, n, (S(-2), S.One), BY_ROWS, 0, S.Zero)),
    "whole numbers that end": (eq(ROW, 2**n), (n, None, (S(-2), S.One), BY_ROWS, 0, S.Zero), (le(n, 5),)),
    "whole numbers without a first": (eq(Sum(binomial(m, k), (k, 0, m)), 2**m), (m, None, (S(-2), S.One), BY_ROWS.subs(n, m), 0, S.Zero)),
    "a term without a value": (eq(Sum(binomial(n, k) / (k - 3), (k, 0, n)), 2**n), (n, None, (S(-2), S.One), BY_ROWS / (k - 3), 0, S.Zero)),
    "an inequality": (le(ROW, 2**n), (n, None, (S(-2), S.One), BY_ROWS, 0, S.Zero)),
}


test_what_the_certificate_shows_is_proved = all_accepted(TRUE, "PROVED", by=verdict)
test_forged_certificates_are_rejected = all_rejected(FORGED, by=verdict)


@pytest.mark.parametrize("statement", [
    eq(Sum((-1) ** k * binomial(2 * n, k) ** 3, (k, 0, 2 * n)), (-1) ** n * sp.factorial(3 * n) / sp.factorial(n) ** 3),
    eq(Sum(binomial(n, k) * binomial(n + k, k) * (-1) ** k, (k, 0, n)), (-1) ** n),
    eq(Sum(binomial(n, k) * x**k * (1 - x) ** (n - k) * k, (k, 0, n)), n * x)], ids=str)
def test_the_search_finds_certificates_that_the_kernel_accepts(statement):
    goal = Goal(statement)
    assert judge(goal, CreativeTelescoping().propose(goal, Budget())) is Verdict.PROVED


def test_the_search_gives_up_where_the_sum_has_no_such_form():
    assert CreativeTelescoping().propose(Goal(eq(SQUARES, 2**n)), Budget()) is None
