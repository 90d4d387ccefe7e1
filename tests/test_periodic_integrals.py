"""Integrals over whole periods and of floors cut at their jumps, against sums over unit intervals; and what is left alone."""

import pytest
import sympy as sp

from verifier.tools.calculus.periodic_integrals import cut_at_jumps, in_whole_periods

x, a = sp.symbols("x a", real=True)
m, n = sp.symbols("m n", integer=True)
q = sp.Symbol("q", positive=True)
floor, ceiling, frac, sin, pi = sp.floor, sp.ceiling, sp.frac, sp.sin, sp.pi

WHOLE = [floor(x), floor(x) ** 3 + x, x**2 * floor(x), ceiling(2 * x) * x, frac(x), sp.Mod(x, sp.Rational(1, 2)), (-1) ** floor(2 * x)]


def by_hand(body, low, high):
    """The integral between integers, by the value of each floor in the middle of each part."""
    total = sp.S.Zero
    for left in range(2 * low, 2 * high):
        middle = sp.Rational(2 * left + 1, 4)
        floors = {floor(x): floor(middle), ceiling(2 * x): ceiling(2 * middle), floor(2 * x): floor(2 * middle), frac(x): x - floor(middle),
                  sp.Mod(x, sp.Rational(1, 2)): x - floor(2 * middle) / 2}
        total += sp.integrate(body.xreplace(floors), (x, sp.Rational(left, 2), sp.Rational(left + 1, 2)))
    return total


@pytest.mark.parametrize("body", WHOLE, ids=str)
@pytest.mark.parametrize("ends", [(0, 3), (-2, 1), (0, -2), (2, 2), (3, 1)], ids=str)
def test_between_integers(body, ends):
    low, high = ends
    made = in_whole_periods(sp.Integral(body, (x, m, n))).replace(lambda node: isinstance(node, sp.Integral), lambda node: cut_at_jumps(node) or node)
    expected = by_hand(body, low, high) if low <= high else -by_hand(body, high, low)
    assert made.xreplace({m: sp.Integer(low), n: sp.Integer(high)}).doit() == expected


@pytest.mark.parametrize("start", [sp.Rational(1, 3), sp.Rational(-5, 4)], ids=str)
def test_a_line_and_what_repeats_from_anywhere(start):
    made = in_whole_periods(sp.Integral(floor(x) + x / 3, (x, a, a + 2))).replace(lambda node: isinstance(node, sp.Integral), cut_at_jumps)
    cut = cut_at_jumps(sp.Integral(floor(x) + x / 3, (x, start, start + 2)))
    assert made.xreplace({a: start}).doit() == cut.doit()


def test_one_period_of_waves_from_anywhere():
    assert in_whole_periods(sp.Integral(abs(sin(x)), (x, a, a + n * pi))) == n * sp.Integral(abs(sin(x)), (x, 0, pi))
    assert in_whole_periods(sp.Integral(1 / (2 + sp.cos(x)), (x, a, a + 2 * pi))) == sp.Integral(1 / (2 + sp.cos(x)), (x, 0, 2 * pi))


@pytest.mark.parametrize("node", [
    sp.Integral(floor(x), (x, 0, q)), sp.Integral(abs(sin(x)), (x, 0, n)), sp.Integral(abs(sin(x)), (x, 0, n * pi / 2)), sp.Integral(floor(x) ** 2, (x, a, a + 1)),
    sp.Integral(floor(x**2), (x, 0, n)), sp.Integral(abs(x) * sin(x), (x, 0, n * pi)), sp.Integral(sin(x), (x, 0, sp.oo)), sp.Integral(floor(x), (x, a, a + q)),
    sp.Integral(abs(sin(x)), (x, sp.Symbol("z"), sp.Symbol("z") + pi)),
], ids=str)
def test_what_is_no_whole_number_of_periods(node):
    assert in_whole_periods(node) is None


@pytest.mark.parametrize("node", [sp.Integral(floor(x**2), (x, 0, 2)), sp.Integral(1 / floor(x), (x, 0, 2)), sp.Integral(floor(x), (x, 0, 100)),
                                  sp.Integral(floor(pi * x), (x, 0, 1)), sp.Integral(floor(x), (x, 0, pi)), sp.Integral(floor(a * x), (x, 0, 1))], ids=str)
def test_what_is_not_cut(node):
    assert cut_at_jumps(node) is None
