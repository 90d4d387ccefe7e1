"""Induction on equations with products: one product grows by one factor, and what moves beside it is not 0."""

import pytest
from forging import eq, ge, rejected
from sympy import Product, Rational, S, Sum, Symbol, factorial, gamma, symbols

from verifier.deciding.where_defined import common_domain
from verifier.evidence import Fingerprint, Rewritten, Steps
from verifier.goal import Goal
from verifier.kernel import judge

n = Symbol("n", integer=True, nonnegative=True)
m, k = symbols("m k", integer=True)
x = Symbol("x", real=True)
P = Product(k, (k, 1, n))
BY = Steps(n, S.Zero, Rewritten("short sums", Fingerprint()), Fingerprint())

HOLDS = {
    "a factorial": eq(P, factorial(n)),
    "exchanged": eq(factorial(n), P),
    "odd numbers": eq(factorial(2 * n), 2**n * factorial(n) * Product(2 * k - 1, (k, 1, n))),
    "two products": eq(2**n * P, Product(2 * k, (k, 1, n))),
    "a product of quotients": eq(Product(1 + 1 / k, (k, 1, n)), n + 1),
    "a factor that stays": eq(x * P, x * factorial(n)),
    "one of three": eq(P * Product(k + 1, (k, 1, n)), factorial(n) * factorial(n + 1)),
}
FAILS = {
    "a factor that may be 0": eq((n - 3) * P, (n - 3) * factorial(n)),
    "a factor that is 0 at the base": eq(n * P, n * 2**n),
    "a wrong factor beside one that stays": eq(x * P, x * 2**n),
    "a side that stays": eq(n * P, S.Zero),
    "a wrong factor": eq(Product(k + 1, (k, 1, n)), factorial(n)),
    "a wrong base": eq(P, 2 * factorial(n)),
    "two factors at once": eq(Product(k, (k, 1, 2 * n)), factorial(n) ** 2),
    "factors that depend on the end": eq(Product(n - k, (k, 1, n)), S.Zero + factorial(n) * 0 + (-1) ** n),
    "a product from the end": eq(Product(k, (k, n, 2 * n)), factorial(2 * n)),
    "a product in a sum": eq(P + 1, factorial(n) + 1 + n * (n - 1)),
    "an inequality": ge(P, factorial(n)),
    "a factor of any sign": eq(x * P, x * factorial(n) * (1 + n)),
}


@pytest.mark.parametrize("name", HOLDS)
def test_a_product_grows_by_a_factor(name):
    assert judge(Goal(HOLDS[name]), BY).name == "PROVED"


@pytest.mark.parametrize("name", FAILS)
def test_other_steps_are_rejected(name):
    rejected(Goal(FAILS[name]), BY)


M = Product(k, (k, 1, m))


@pytest.mark.parametrize(("statement", "premises", "domain"), [
    (eq(M, factorial(m)), (), (ge(m, 0),)),
    (eq(M, gamma(m + 1)), (), (ge(m, 0),)),
    (eq(Product(k, (k, 3, m)), factorial(m - 2)), (), (ge(m, 2),)),
    (eq(M, m * factorial(m - 1)), (), ()),  # at 0 only one side has a value
    (eq(Sum(k, (k, 1, m)), m * (m + 1) / 2), (), ()),
    (eq(M, factorial(m)), (ge(m, -3),), ()),
    (eq(P, factorial(n)), (), ()),
    (eq(Product(k, (k, 1, 2 * m)), factorial(2 * m)), (), ()),
    (eq(Product(k, (k, 1, x)), gamma(x + 1)), (), ()),
    (eq(Product(k, (k, 1, m + Rational(1, 2))), factorial(m)), (), ()),
    (ge(M, factorial(m)), (), ()),
])
def test_the_domain_that_both_sides_share(statement, premises, domain):
    assert common_domain(statement, premises) == domain
