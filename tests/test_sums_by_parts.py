"""Sums by parts, by a factor in front, by powers and between their ends: what the kernel accepts, and what it refuses."""

import pytest
import sympy as sp
from sympy import Eq, Gt, Limit, Lt, Rational, S, Sum, Symbol, binomial, cos, factorial, fibonacci, harmonic, log, oo, pi, sqrt, subfactorial

from verifier.evidence import Fingerprint, Rewritten, Steps
from verifier.goal import Goal
from verifier.kernel import judge
from verifier.strategies.telescoping import difference_of
from verifier.tools.chance.moment_sums import moment_sum
from verifier.tools.context import Context
from verifier.tools.instances import Rejected
from verifier.tools.rewritings import RULES
from verifier.tools.sums.known_sums import NoSum, sum_of
from verifier.verdict import Verdict

n, m = Symbol("n", integer=True, positive=True), Symbol("m", integer=True)
k, x = Symbol("k", integer=True), Symbol("x", real=True)
INSIDE = (Lt(sp.Abs(x), 1, evaluate=False),)
GENERATING = Sum(harmonic(k) * x**k, (k, 1, oo))
TRANSFORM = Sum((-1) ** k * binomial(n, k) * harmonic(k), (k, 0, n))
BY_TABLE, BY_MOMENTS = Rewritten("closed sums", Fingerprint()), Rewritten("factorial moments", Fingerprint())


def by_parts(node, value, whole, inner, given=()):
    """What the kernel says of a sum with harmonic numbers by the function with the other factor as its differences."""
    return judge(Goal(Eq(node, value, evaluate=False), assumptions=given), Rewritten("harmonic sums by parts", inner, ((node, whole),)))


@pytest.mark.parametrize("row", [
    (GENERATING, -log(1 - x) / (1 - x), x**k / (x - 1), BY_TABLE, INSIDE),
    (GENERATING, -log(1 - x) / (1 - x), x**k / (x - 1), BY_TABLE, (Lt(x, 1, evaluate=False), Gt(x, -1, evaluate=False))),
    (Sum(harmonic(k - 1) * x**k, (k, 1, oo)), -x * log(1 - x) / (1 - x), x**k / (x - 1), BY_TABLE, INSIDE),
    (TRANSFORM, -1 / n, -((-1) ** k) * k * binomial(n, k) / n, BY_MOMENTS)], ids=str)
def test_a_sum_with_harmonic_numbers_by_parts(row):
    assert by_parts(*row) is Verdict.PROVED


@pytest.mark.parametrize("row", [
    (GENERATING, -log(1 - x) / (1 - x), x**k / (x + 1), BY_TABLE, INSIDE),  # other differences
    (GENERATING, -log(1 - x) / (1 - x), x**k / (x - 1) + 1, BY_TABLE, INSIDE),  # what is left at infinity grows
    (GENERATING, -log(1 - x) / (1 - x), x**k / (x - 1), BY_TABLE, (Lt(x, 1, evaluate=False),)),  # no convergence at -1
    (GENERATING, -log(1 - x) / (1 - x), x**k / (x - 1), BY_TABLE),
    (GENERATING, -x * log(1 - x) / (1 - x), x**k / (x - 1), BY_TABLE, INSIDE),  # another value
    (Sum(harmonic(k - 2) * x**k, (k, 1, oo)), -x**2 * log(1 - x) / (1 - x), x**k / (x - 1), BY_TABLE, INSIDE),  # H(-1)
    (Sum(harmonic(k) / k, (k, 1, oo)), pi**2 / 6, harmonic(k - 1), BY_TABLE),  # a function that is no better
    (Sum((-1) ** k * harmonic(k), (k, 1, oo)), -log(2) / 2, -((-1) ** k) / 2, BY_TABLE),  # terms that grow
    (TRANSFORM, 1 / n, -((-1) ** k) * k * binomial(n, k) / n, BY_MOMENTS),
    (Sum((-1) ** k * binomial(n, k) * harmonic(k), (k, 0, m)), -1 / n, -((-1) ** k) * k * binomial(n, k) / n, BY_MOMENTS)], ids=str)
def test_forged_sums_by_parts_are_rejected(row):
    with pytest.raises(Rejected):
        by_parts(*row)


def divided(left, right, given=()):
    """What the kernel says of an equation by induction, after division by the factor that moves with n."""
    steps = Steps(n, S.One, Rewritten("short sums", Fingerprint()), Fingerprint())
    return judge(Goal(Eq(left, right, evaluate=False), assumptions=given), Rewritten("factor before a sum", steps, (n,)))


DERANGED = Sum((-1) ** k * factorial(n) / factorial(k), (k, 0, n))


def test_a_factor_before_a_sum():
    assert divided(subfactorial(n), DERANGED) is Verdict.PROVED
    assert divided(factorial(n) * Sum((-1) ** k / factorial(k), (k, 0, n)), subfactorial(n)) is Verdict.PROVED
    assert divided(Sum(2 ** (n - k) * fibonacci(k), (k, 0, n)), 2 ** (n + 1) - fibonacci(n + 3)) is Verdict.PROVED


@pytest.mark.parametrize("row", [
    (subfactorial(n), Sum(factorial(n) / factorial(k), (k, 0, n))), (subfactorial(n) + 1, DERANGED),
    (Sum(2 ** (n - k) * fibonacci(k), (k, 0, n)), 2 ** (n + 1) - fibonacci(n + 2)),
    (Sum((n - 3) * k, (k, 1, n)), (n - 3) * n * (n + 1) / 2 + n - n),  # a factor that may be 0
    (Sum(x ** (n - k), (k, 0, n)), (x ** (n + 1) - 1) / (x - 1))], ids=str)  # as that of x = 0
def test_forged_factors_are_rejected(row):
    with pytest.raises(Rejected):
        divided(*row)


def squeezed(body):
    """The limit that the rule puts in place of that of the body."""
    made = RULES["limits of sums"](Eq(Limit(body, k, oo, "-"), 1, evaluate=False), Context(()), ())
    return None if made is None else made.lhs.args[0]


@pytest.mark.parametrize(("term", "low", "high", "whole"), [
    (1 / sqrt(k**2 + m), 1, k, k / sqrt(k**2 + k)), (1 / sqrt(m), k**2, (k + 1) ** 2, (2 * k + 2) / (k + 1)),
    (1 / sqrt(k**2 + m), 1, k**2, k / sqrt(2))])
def test_monotone_terms_come_together(term, low, high, whole):
    assert sp.simplify(squeezed(Sum(term, (m, low, high))) - whole) == 0


@pytest.mark.parametrize(("term", "low", "high"), [
    (1 / (k**2 + m), 1, k**2),  # the ends do not come together
    (m / (k**2 + m), 1, k), ((-1) ** m / sqrt(k**2 + m), 1, k), (1 / sqrt(k**2 + m), 1, -k),
    (cos(m) / sqrt(k**2 + m), 1, k), (1 / (m - k - Rational(1, 2)) / k, 1, 2 * k)])  # neither rising nor falling
def test_other_terms_are_not_squeezed(term, low, high):
    assert squeezed(Sum(term, (m, low, high))) is None


def test_binomial_sums_of_waves_and_fibonacci_numbers():
    for term in (fibonacci(k), sp.lucas(2 * k + 1), cos(k * x), sp.sin(k * x + 1) ** 2, k * fibonacci(k), cos(x) * fibonacci(k)):
        whole = moment_sum(Sum(binomial(n, k) * term, (k, 0, n)), Context(()))
        for size in (1, 2, 5):
            written = sum(binomial(size, i) * term.xreplace({k: sp.Integer(i)}) for i in range(size + 1))
            assert abs(sp.N((whole.xreplace({n: sp.Integer(size)}) - written).xreplace({x: Rational(7, 5)}))) < 1e-10
    for term in (cos(k**2), fibonacci(k**2), fibonacci(k * x), cos(k * x) / (k + 2)):
        assert moment_sum(Sum(binomial(n, k) * term, (k, 0, n)), Context(())) is None


@pytest.mark.parametrize("ratio", [Rational(1, 4), Rational(1, 2), -Rational(1, 4), Rational(9, 10), -Rational(9, 10)])
def test_series_over_central_binomials(ratio):
    for power, start in ((0, 0), (1, 1), (2, 1)):
        term = (4 * ratio) ** k / (k**power * binomial(2 * k, k)) if power else (4 * ratio) ** k / binomial(2 * k, k)
        partial = sum(sp.N(term.xreplace({k: sp.Integer(i)})) for i in range(start, 400))
        assert abs(sp.N(sum_of(Sum(term, (k, start, oo)), Context(()))) - partial) < 1e-9


def test_no_series_over_central_binomials_beyond_its_circle():
    for ratio in (S.One, -S.One, Rational(5, 4), sp.I / 4):
        with pytest.raises(NoSum):
            sum_of(Sum((4 * ratio) ** k / binomial(2 * k, k), (k, 0, oo)), Context(()))


def test_catalan_differences_have_a_value_one_step_further():
    whole = difference_of(sp.catalan(k) * sp.catalan(n - k), k)
    for size in range(1, 5):
        at = [whole.xreplace({n: sp.Integer(size)}).xreplace({k: sp.Integer(place)}) for place in range(size + 2)]
        assert [at[i + 1] - at[i] for i in range(size + 1)] == [sp.catalan(i) * sp.catalan(size - i) for i in range(size + 1)]
