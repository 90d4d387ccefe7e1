"""Products of quotients of neighbours: what the rewriting refuses, and values that are 0 on the way."""

import pytest
from sympy import Eq, Ge, Le, Product, Symbol, binomial

from verifier.tools.context import Context
from verifier.tools.rewritings import RULES

n = Symbol("n", integer=True, positive=True)
c, k = (Symbol(name, integer=True, nonnegative=True) for name in "ck")
i = Symbol("i", integer=True)
RANGE = (i, n - c + 1, n)
DOWN = Product(1 - k / i, RANGE)
KNOWN = (Le(c, n), Le(k, n))
rule = RULES["telescoping products"]


def rewritten(product, whole, known=KNOWN):
    return rule(Eq(product, c, evaluate=False), Context(known), ((product, whole),))


def test_the_product_is_the_quotient_beyond_its_ends():
    assert rewritten(DOWN, binomial(i, k)) == Eq(binomial(n - c, k) / binomial(n, k), c, evaluate=False)
    up = Product(1 + k / i, (i, 1, n))
    assert rewritten(up, binomial(i + k - 1, k)) == Eq(binomial(n + k, k), c, evaluate=False)


def test_it_is_true_where_values_on_the_way_are_0():
    for size in range(1, 7):
        for taken in range(size + 1):
            for drawn in range(size + 1):
                values = {n: size, c: taken, k: drawn}
                assert DOWN.xreplace(values).doit() == binomial(size - taken, drawn) / binomial(size, drawn)


@pytest.mark.parametrize("whole", [binomial(i, k) + 1, binomial(i + 1, k), binomial(i, k + 1), 2**i * binomial(i, k), 1 / binomial(i, k), 0 * i])
def test_another_function_is_refused(whole):
    assert rewritten(DOWN, whole) is None


@pytest.mark.parametrize("known", [(), (Le(c, n),), (Le(k, n),), (Le(c, n), Ge(k, 1)), (*KNOWN, Ge(i, 1))])
def test_a_value_at_the_start_that_may_be_0_and_a_range_that_may_be_reversed_are_refused(known):
    assert rewritten(DOWN, binomial(i, k), known) is None


def test_factors_that_may_have_no_value_are_refused():
    product = Product((i - k) / i, (i, -c, n))
    assert rewritten(product, binomial(i, k), KNOWN) is None
