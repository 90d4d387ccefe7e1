"""Products of sines, cosines and factors of x^n - 1 around the circle, against products written out; and what is left as it is."""

import pytest
import sympy as sp
from sympy import Eq, I, Product, Symbol, cos, exp, pi, sin

from verifier.tools.context import Context
from verifier.tools.sums.products_of_waves import without_products_of_waves

n, k = Symbol("n", integer=True, positive=True), Symbol("k", integer=True)
m = Symbol("m", integer=True)
x, y, t = sp.symbols("x y t", real=True)
AT = {x: sp.Rational(3, 7), y: sp.Rational(-5, 4), t: sp.Rational(2, 3)}


def closed(node):
    made = without_products_of_waves(Eq(node, t + x * y, evaluate=False), Context(()), ())
    return None if made is None else made.lhs


@pytest.mark.parametrize("node", [
    Product(sin(pi * k / n), (k, 1, n - 1)), Product(2 * sin(x + pi * k / n), (k, 0, n - 1)), Product(sin(x + pi * k / n), (k, 1, n)),
    Product(cos(x - t + pi * k / n), (k, 0, n - 1)), Product(sin(pi * k / n) ** 2 * 3, (k, 1, n - 1)), Product(sin(pi * k / (2 * n)), (k, 1, 2 * n - 1)),
    Product(x - exp(2 * pi * I * k / n), (k, 0, n - 1)), Product(x - y * exp(I * t + 2 * pi * I * k / n), (k, 1, n)), Product(1 - exp(2 * pi * I * k / n), (k, 1, n - 1)),
    Product(x**2 - 2 * x * y * cos(2 * pi * k / n) + y**2, (k, 0, n - 1)), Product(1 + 2 * x * cos(t + 2 * pi * k / n) + x**2, (k, 2, n + 1))], ids=str)
def test_products_around_the_circle(node):
    made = closed(node)
    assert made is not None and not made.has(Product)
    for size in (1, 2, 3, 6):
        gap = sp.N((made - node).subs(n, size).doit().subs(AT))
        assert abs(gap) < 1e-12


@pytest.mark.parametrize("node", [
    Product(sin(pi * k / n), (k, 1, n - 2)), Product(sin(x + pi * k / n), (k, 1, n - 1)), Product(sin(pi * k / m), (k, 1, m - 1)),
    Product(sin(2 * pi * k / n), (k, 1, n - 1)), Product(sin(k * x), (k, 1, n)), Product(x - exp(2 * pi * I * k / n), (k, 1, n - 1)),
    Product(k * sin(x + pi * k / n), (k, 0, n - 1)), Product(1 / sin(x + pi * k / n), (k, 0, n - 1)), Product(x**2 - x * cos(2 * pi * k / n) + 1, (k, 0, n - 1))], ids=str)
def test_other_products_are_left(node):
    assert closed(node) is None
