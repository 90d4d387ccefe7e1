"""Finite double sums: their order exchanged, moduli and maxima under them by cases, induction over their outer letter."""

import pytest
import sympy as sp
from sympy import Abs, Eq, Function, Ge, Le, Max, Min, Sum, Symbol, binomial, sign

from verifier.tools.context import Context
from verifier.tools.rewritings import RULES
from verifier.tools.sums.inner_sums import exchanged, flattened

n, m = (Symbol(name, integer=True, positive=True) for name in "nm")
c, j, k = (Symbol(name, integer=True) for name in "cjk")
x, y = sp.symbols("x y")
f = Function("f")
NOTHING = Context(())


def unfolded(node):
    """The sum of all terms, the last letter first."""
    *inner, (letter, low, high) = node.limits
    each = [Sum(node.function, *inner).subs(letter, i) if inner else node.function.subs(letter, i) for i in range(int(low), int(high) + 1)]
    return sp.Add(*(unfolded(term) if inner else term for term in each))


@pytest.mark.parametrize(("limits", "others"), [
    (((j, 1, n), (k, 1, m)), ((k, 1, m), (j, 1, n))),
    (((j, 1, k), (k, 1, n)), ((k, j, n), (j, 1, n))),
    (((j, 0, k), (k, 0, n)), ((k, j, n), (j, 0, n))),
    (((j, 1, k), (k, 0, n)), ((k, j, n), (j, 1, n))),
    (((j, 0, k - 1), (k, 0, n)), ((k, j + 1, n), (j, 0, n - 1))),
    (((j, k, n), (k, 1, n)), ((k, 1, j), (j, 1, n))),
    (((j, k + 1, n), (k, 1, n)), ((k, 1, j - 1), (j, 2, n))),
    (((j, k + 2, n + 2), (k, 0, n)), ((k, 0, j - 2), (j, 2, n + 2)))], ids=str)
def test_the_order_of_a_rectangle_or_triangle_is_exchanged(limits, others):
    made = exchanged(Sum(f(j, k), *limits), NOTHING)
    assert made == Sum(f(j, k), *others)
    for size in (1, 2, 5):  # the same terms
        put = {n: size, m: 3}
        assert unfolded(made.subs(put)) == unfolded(Sum(f(j, k), *limits).subs(put))


@pytest.mark.parametrize("limits", [
    ((j, 1, k), (k, 3, n)), ((j, 3, k), (k, 1, n)), ((j, k, m), (k, 1, n)), ((j, 1, 2 * k), (k, 1, n)), ((j, k, 2 * k), (k, 1, n)),
    ((j, 1, n), (k, 1, c)), ((j, 1, c), (k, 1, n)), ((j, 1, k), (k, 1, c)), ((j, 1, k), (k, 1, sp.oo)), ((j, 1, k**2), (k, 1, n)),
    ((j, x, k), (k, x, n))], ids=str)
def test_other_regions_are_left(limits):
    assert exchanged(Sum(f(j, k), *limits), NOTHING) is None


def test_a_letter_of_the_premises_is_left():
    assert exchanged(Sum(f(j, k), (j, 1, n), (k, 1, m)), Context((Ge(k, 2),))) is None


def test_a_sum_in_a_sum_is_one_over_both_letters_unless_something_hides():
    assert flattened(Eq(Sum(x**k * Sum(y**j, (j, 0, k)), (k, 0, n)), 0, evaluate=False)).lhs == Sum(x**k * y**j, (j, 0, k), (k, 0, n))
    hiding = Eq(Sum(k * Sum(1 / k, (j, 1, 3)), (k, 0, 2)), 0, evaluate=False)
    assert flattened(hiding) == hiding


def cases(node, *premises):
    made = RULES["cases in their ranges"](Eq(node, x, evaluate=False), Context(premises), ())
    return None if made is None else made.lhs


@pytest.mark.parametrize(("node", "premises"), [
    (Sum(Abs(k - n), (k, 1, n)), ()), (Sum(Min(k, n), (k, 1, n)), ()), (Sum(Max(k, n) * k, (k, 0, 2 * n)), ()),
    (Sum(Abs(k - c), (k, 1, n)), (Ge(c, 1), Le(c, n))), (Sum(Abs(k - c), (k, 1, n)), (Ge(c, 1), Le(c, n + 1))),
    (Sum(sign(k - c), (k, 1, n)), (Ge(c, 1), Le(c, n))), (Sum(Abs(j - k), (j, 1, n), (k, 1, n)), ()),
    (Sum(Sum(Max(j, k), (j, 1, n)), (k, 1, n)), ()), (Sum(Abs(n - 2 * k) * 2**k, (k, 0, 0)), ())], ids=str)
def test_cases_by_the_range(node, premises):
    made = cases(node, *premises)
    assert not made.has(Abs, Max, Min, sign)
    for size in (1, 2, 6):
        for place in range(1, size + 1):
            put = {n: size, c: place}
            assert sp.expand(made.subs(put).doit() - node.subs(put).doit()) == 0


@pytest.mark.parametrize(("node", "premises"), [
    (Sum(Abs(k - c), (k, 1, n)), ()), (Sum(Abs(k - c), (k, 1, n)), (Ge(c, 1),)), (Sum(Abs(k - x), (k, 1, n)), ()),
    (Sum(sign(k - c), (k, 1, n)), (Ge(c, 1), Le(c, n + 1))), (Sum(Abs(k - n), (k, 1, c)), ()), (Sum(Abs(j - k), (j, 1, n), (k, 1, m)), ()),
    (Sum(k / Abs(k), (k, 0, n)), ()), (Sum(Abs(k - n), (k, 1, sp.oo)), ()), (Sum(k * x, (k, 1, n)), ())], ids=str)
def test_cases_that_are_not_visible_are_left(node, premises):
    assert cases(node, *premises) is None


def test_short_double_sums_term_by_term():
    made = RULES["short sums"](Eq(Sum(binomial(k, j) * x**j, (j, 0, k), (k, 0, 2)), y, evaluate=False), NOTHING, ())
    assert sp.expand(made.lhs - (1 + (1 + x) + (1 + x) ** 2)) == 0
