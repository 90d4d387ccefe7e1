"""Balls for infinite sums and products: they hold the value, and what diverges or is not visibly small has none."""

import pytest
import sympy as sp
from flint import arb, ctx
from sympy import (
    I,
    Rational,
    S,
    Symbol,
    atan,
    besselj,
    binomial,
    cos,
    erfc,
    exp,
    factorial,
    fibonacci,
    floor,
    harmonic,
    log,
    pi,
    sin,
    sqrt,
    zeta,
)

from verifier.tools.evaluation.evaluator import Evaluator, ball_of
from verifier.tools.evaluation.improper_tails import NoBound
from verifier.tools.evaluation.tails_of_series import enclosed_product, enclosed_series
from verifier.vocabulary.valuation import Valuation

k = Symbol("k", integer=True)
x = Symbol("x", real=True)


def enclosed(by, body, start, values=None):
    with ctx.workprec(64):
        return by(Evaluator(Valuation(values or {}), 64), body, k, start)


def test_sums_hold_their_values():
    rows = [
        (1 / S(k) ** 2, 1, pi**2 / 6), (1 / (k * sqrt(k)), 1, zeta(Rational(3, 2))), (log(1 + 1 / k**2), 1, log(sp.sinh(pi) / pi)),
        (atan(1 / (k**2 + k + 1)), 1, pi / 4), (harmonic(k) / k**3, 1, pi**4 / 72), (harmonic(k) / 2**k, 1, 2 * log(2)),
        (1 / binomial(k + 2, 2), 0, S(2)), (zeta(k) - 1, 2, S.One), ((-1) ** k * (zeta(k) - 1), 2, S.Half), ((-1) ** k / k, 1, -log(2)),
        ((-1) ** (k + 1) / sqrt(k), 1, (1 - sqrt(2)) * zeta(S.Half)), (floor(k / 2) / 3**k, 0, Rational(3, 16)),
        (besselj(k, 2) ** 2, 1, (1 - besselj(0, 2) ** 2) / 2), (besselj(2 * k, 3), 1, (1 - besselj(0, 3)) / 2), (k**2 / factorial(k), 0, 2 * exp(1)),
        (fibonacci(k) / 3**k, 0, Rational(3, 5)),
        ((-S.Half) ** k / (k + 1), 0, 2 * log(Rational(3, 2))), (abs(k - 3) / 2**k, 0, Rational(9, 2)), (k / S(2) ** k, -3, -S(34) + 2),
        (1 / (k * (k + 1)), 1, S.One), (1 / S(k) - 1 / (k + 1), 1, S.One), (exp(-k), 0, 1 / (1 - exp(-1))), (sin(k) / 2**k, 0, sp.im(1 / (1 - exp(I) / 2)))]
    for body, start, value in rows:
        made, known = enclosed(enclosed_series, body, start), ball_of(value, 128)
        assert made.contains(known), (body, made, known)
        assert float(made.real.rad()) < 0.15, body


def test_products_hold_their_values():
    rows = [(cos(1 / S(2) ** k), 1, sin(1)), (1 - 1 / (k + 1) ** 2, 1, S.Half), (1 + 1 / k**2, 1, sp.sinh(pi) / pi),
            (1 - 1 / (4 * k**2), 1, 2 / pi)]
    for body, start, value in rows:
        made, known = enclosed(enclosed_product, body, start), ball_of(value, 128)
        assert made.contains(known), (body, made, known)
        assert float(made.real.rad()) < 0.02, body


@pytest.mark.parametrize("point", [Rational(1, 2), Rational(-1, 3), Rational(9, 10)])
def test_parameters_have_their_values(point):
    made = enclosed(enclosed_series, x**k / (k + 1), 0, {x: point})
    assert made.contains(ball_of(-log(1 - point) / point, 128))


@pytest.mark.parametrize("body", [
    1 / S(k), 1 / sqrt(k), 1 / (k * log(k + 1)), log(k) / k, S.One, (-1) ** k, sin(k) / k, cos(1 / S(k)), S(2) ** k / k**5, exp(1 / S(k)), harmonic(k) / k,
    log(1 + 1 / S(k)), fibonacci(k) / S(3) ** (k / 3), 1 / fibonacci(-k), fibonacci(-k) / 2**k * 2**k, (-1) ** k * k, 1 / (k + (-1) ** k * k),
    (-1) ** (k**2 + k) / sqrt(k + 1), (-1) ** (k * (k + 1)) / (k + sin(k)), (-1) ** (k + floor(k / 2)) / k,
    (-1) ** k * ((-9999 + 200 * I) / 10001) ** k / (k + sqrt(k))], ids=str)
def test_what_does_not_converge_visibly_has_no_value(body):
    with pytest.raises((NoBound, ArithmeticError, NotImplementedError)):
        enclosed(enclosed_series, body, 2)


def test_products_that_do_not_converge_have_no_value():
    for body in (1 + 1 / S(k), 1 - 1 / S(k), S.Half + 1 / S(k) ** 2, 1 + (-1) ** k / sqrt(k), 1 + I * (-1) ** k / sqrt(k), cos(1 / sqrt(k)), exp(1 / S(k))):
        with pytest.raises(NoBound):
            enclosed(enclosed_product, body, 2)


def test_a_term_without_value_is_said():
    with pytest.raises(ArithmeticError):
        enclosed(enclosed_series, 1 / (k - 5) ** 2, 1)
    assert isinstance(enclosed(enclosed_series, erfc(k), 0).real, arb)


def test_a_tail_that_leaves_the_axis_is_not_said_to_be_real():
    body = sp.asin(2 - S(8192) / (k + 4095)) / k**3  # real for the first thousands of terms
    assert not enclosed(enclosed_series, body, 1).imag.is_zero()
    assert not enclosed(enclosed_product, 1 + body, 2).imag.is_zero()
