"""Branch and bound finds covers and counterpoints; a cover with a gap, or of a false statement, is refused."""

import pytest
from flint import acb, arb, ctx, fmpq
from sympy import Abs, Max, Rational, besseli, cosh, exp, log, pi, sin, sqrt

from verifier.tools.evaluation.balls import call
from verifier.tools.evaluation.enclosure import check_cover, covers, enclose, enclose_integral, prove_positive_on_box
from verifier.tools.evaluation.evaluate import Undecided, Undefined, Unsupported
from verifier.vocabulary.symbols import real

x, y = real("x y")

TRUE = [
    (x**x - Rational(69220062, 10**8), {x: (Rational(1, 100), 10)}),  # the least value is exp(-1/e) = 0.692200627...
    (exp(x) - 1 - x + Rational(1, 1000), {x: (-3, 3)}),
    (exp(-x) - 1 + x, {x: (Rational(1, 100), 3)}),
    (x**2 + y**2 - x * y + Rational(1, 100), {x: (-1, 1), y: (-1, 1)}),
    (Abs(x) - x**2 / 3 + Rational(1, 100), {x: (-2, 2)}),
    (Max(x, 1 - x) - Rational(49, 100), {x: (-2, 2)}),
    (x**4 * y**2 + x**2 * y**4 - 3 * x**2 * y**2 + 1 + Rational(1, 50), {x: (-2, 2), y: (-2, 2)}),
    (log(1 + x) - x + x**2 / 2, {x: (Rational(1, 100), 5)}),
    (sin(x) / x - Rational(63, 100), {x: (Rational(1, 2), Rational(3, 2))}),
    (cosh(x) - Rational(999999, 10**6), {x: (-1, 1)}),
    (besseli(63, x) / besseli(64, x) - 1, {x: (1, 90)}),
]
FALSE = [
    (x**x - Rational(69220063, 10**8), {x: (Rational(1, 100), 10)}),  # fails on a window of width 1e-4
    (x**2 - Rational(1, 10**6), {x: (-1, 2)}),
    (exp(x) - 1 - x - Rational(1, 10**9), {x: (-3, 3)}),
    (x * y + Rational(99, 100), {x: (-1, 1), y: (-1, 1)}),
]


@pytest.mark.parametrize(("expression", "region"), TRUE)
def test_true_inequalities_are_covered(expression, region):
    search = prove_positive_on_box(expression, region)
    cover = search.cover
    assert cover is not None
    assert check_cover(expression, cover.boxes, cover.region, bits=cover.bits)
    assert not check_cover(expression, cover.boxes[1:], cover.region)  # a gap
    assert not check_cover(expression - 100, cover.boxes, cover.region)  # false on the boxes
    symbol, lower, upper = cover.region[0]
    wider = ((symbol, lower, upper + Rational(1, 10**9)), *cover.region[1:])
    assert not check_cover(expression, cover.boxes, wider)


@pytest.mark.parametrize(("expression", "region"), FALSE)
def test_false_inequalities_have_a_counterpoint(expression, region):
    search = prove_positive_on_box(expression, region)
    assert search.cover is None
    assert expression.subs(search.counterpoint) <= 0
    assert all(lower <= search.counterpoint[symbol] <= upper for symbol, (lower, upper) in region.items())


def test_tight_and_undefined_inequalities_are_left_open():
    assert prove_positive_on_box(exp(x) - 1 - x, {x: (-1, 2)}, most_boxes=500).cover is None
    assert prove_positive_on_box(log(x) + 100, {x: (-1, 1)}, most_boxes=500).cover is None
    assert prove_positive_on_box(sqrt(x) + 1, {x: (-1, 1)}, most_boxes=500).cover is None
    assert prove_positive_on_box(1 / x**2, {x: (-1, 2)}, most_boxes=500).cover is None


def test_not_strict_accepts_zero_only_when_asked():
    assert prove_positive_on_box(x, {x: (0, 1)}, strict=False).cover is not None
    assert prove_positive_on_box(x, {x: (0, 1)}).counterpoint == {x: 0}


@pytest.mark.parametrize("order", [fmpq(0), fmpq(1, 2), fmpq(63), fmpq(500), fmpq(-1, 2), fmpq(-3)])
@pytest.mark.parametrize("low", [fmpq(0), fmpq(1, 100), fmpq(25), fmpq(90), fmpq(1000)])
def test_bessel_functions_of_intervals_hold_the_values_inside(order, low):
    high = low + fmpq(1, 3)
    for bits in (53, 128):
        with ctx.workprec(bits):
            wide = call(besseli, (acb(order), acb(arb(low).union(arb(high)))), False)
            for inside in (low, (2 * low + high) / 3, high):
                assert wide.overlaps(acb(inside).bessel_i(acb(order))) or not wide.is_finite()
            assert wide.is_finite() or low == 0 and order < 1
            assert call(besseli, (acb(order), acb(high)), False).rel_accuracy_bits() > bits - 40


def test_ends_and_symbols_are_checked():
    with pytest.raises(ValueError, match="rational"):
        prove_positive_on_box(x, {x: (0, pi)})
    with pytest.raises(Unsupported):
        prove_positive_on_box(x + y, {x: (1, 2)})


ONE, HALF = Rational(1), Rational(1, 2)


@pytest.mark.parametrize(("boxes", "whole", "expected"), [
    ([((0, HALF),), ((HALF, 1),)], ((0, 1),), True),
    ([((0, HALF),), ((Rational(3, 4), 1),)], ((0, 1),), False),
    ([((0, 1), (0, HALF)), ((0, HALF), (HALF, 1)), ((HALF, 1), (HALF, 1))], ((0, 1), (0, 1)), True),
    ([((0, 1), (0, HALF)), ((0, HALF), (HALF, 1))], ((0, 1), (0, 1)), False),
    ([((0, 2), (0, 1)), ((0, 1), (0, 2))], ((0, 2), (0, 2)), False),
    ([((0, 1), (0, 1))], ((HALF, HALF), (0, 1)), True),
    ([], ((0, 1),), False),
])
def test_covers_decides_gaps_exactly(boxes, whole, expected):
    exact = [tuple((ONE * a, ONE * b) for a, b in box) for box in (*boxes, whole)]
    assert covers(exact[:-1], exact[-1]) is expected


def test_constants_and_integrals_are_enclosed():
    ramanujan = enclose(exp(pi * sqrt(163)) - 640320**3 - 744, bits=256)
    assert ramanujan.real < 0  # -7.5e-13: not an integer
    assert enclose_integral(sqrt(x**2), (x, -1, 1)).contains(1)
    spike = enclose_integral(exp(-(((x - Rational(3, 10)) * 10**6) ** 2)), (x, 0, 1))
    assert spike.real > 1.77e-6
    with pytest.raises(Undefined):
        enclose(log(x), valuation={x: 0})
    with pytest.raises(Undecided):
        enclose_integral(1 / x**2, (x, -1, 1))
