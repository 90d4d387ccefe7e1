"""What encloses a function beside a place: every sum holds the values it stands for, and what is near to false is not called positive."""

import random

import pytest
import sympy as sp
from flint import arb, ctx

from verifier.tools.evaluation.evaluator import ball_of
from verifier.tools.inequalities.beside import CANNOT, Beside, positive_beside
from verifier.tools.inequalities.inequality_rules import State, check
from verifier.tools.inequalities.one_variable import taken_apart
from verifier.tools.inequalities.scale_series import BITS, Scale, ball_of_number

t, x = sp.symbols("t x", real=True)
Q = sp.Rational
PARTS = (t, 1 / t, t**2, sp.sqrt(t), sp.log(t), 1 + t, sp.exp(-1 / t), 2 - 3 * t, sp.pi, Q(1, 3), sp.exp(t), t**sp.pi, 2 ** (1 / t), t**t)
HEADS = (sp.exp, sp.log, sp.sqrt, sp.sin, sp.cos, sp.atan, sp.tanh, sp.erf, sp.cosh, sp.asinh, sp.gamma, sp.asin,
         lambda u: 1 / u, lambda u: u**2, lambda u: sp.polygamma(0, u), lambda u: sp.log(1 + u), sp.loggamma)


def made(rng, depth):
    """A random expression in t."""
    if depth == 0:
        return rng.choice(PARTS)
    kind = rng.random()
    if kind < 0.35:
        return made(rng, depth - 1) + made(rng, depth - 1) * rng.choice((1, -1, Q(1, 2)))
    if kind < 0.6:
        return made(rng, depth - 1) * made(rng, depth - 1)
    return rng.choice(HEADS)(made(rng, depth - 1))


def monomial_ball(monomial, place):
    """A monomial at a number."""
    steep, a, b = monomial
    logarithm = -place.log()
    value = place ** ball_of_number(a) * logarithm ** ball_of_number(b)
    for (p, q), k in steep:
        value *= (-ball_of_number(k) * place ** ball_of_number(-p) * logarithm ** ball_of_number(q)).exp()
    return value


@pytest.mark.parametrize("seed", range(12))
def test_a_sum_holds_the_values_of_its_function(seed):
    rng, tried = random.Random(seed), 0
    while tried < 12:
        expression = made(rng, rng.choice((1, 2, 2, 3)))
        width = rng.choice((Q(1, 4), Q(1, 16), Q(1, 100)))
        with ctx.workprec(BITS):
            scale = Scale(width, rng.choice((3, 6)))
            try:
                series = Beside(scale, t).series(sp.sympify(expression))
                numbers = [(ball_of_number(number), monomial) for monomial, number in series.terms.items()]
            except CANNOT:  # a number that is not real, among other things
                continue
            tried += 1
            for share in (1, Q(1, 2), Q(1, 7), Q(1, 100)):
                place = ball_of_number(width * share)
                total = sum((number * monomial_ball(monomial, place) for number, monomial in numbers), arb(0))
                if series.rest is not None:
                    total += series.rest[1] * monomial_ball(series.rest[0], place)
                value = ball_of(sp.sympify(expression), 2 * BITS, {t: width * share})
                if value.is_finite() and total.is_finite():
                    assert value.real.overlaps(total), (expression, width, share, value, total)


POSITIVE = [
    (sp.exp(t) - 1 - t - t**2 / 2, 4), (t**2 - t + 1 - t**t, 16), ((sp.sinh(t) / t)**3 - sp.cosh(t), 16), ((t * sp.sinh(1 / t))**3 - sp.cosh(1 / t), 16),
    (sp.sqrt(1 - sp.exp(-4 / t**2 / sp.pi)) - sp.erf(1 / t), 16), (sp.gamma(1 + 1 / t) - (sp.exp(-1) / t)**(1 / t), 16), (sp.tan(t) - t - t**3 / 3, 16),
    (sp.E - (1 + t)**(1 / t), 16), (2 ** (1 / t) - t**-5, 64), (2 + sp.cos(1 / t) - t * sp.sin(1 / t), 4), (1 / sp.tan(t) - 1 / t + t / 2, 4),
]


@pytest.mark.parametrize(("expression", "parts"), POSITIVE)
def test_what_is_positive_near_zero(expression, parts):
    assert any(positive_beside(sp.sympify(expression), t, Q(1, parts), order) for order in (6, 11))


NOT_POSITIVE = [
    sp.exp(t) - 1 - t - t**2 * Q(51, 100), t - t, sp.sin(1 / t), t * sp.sin(1 / t), 1 + sp.cos(1 / t), (sp.sinh(t) / t)**3 - sp.cosh(t) * (1 + t**4 / 10),
    sp.log(1 + t) - t, 1 - sp.sqrt(1 + t) + t * Q(49, 100), sp.erf(1 / t) - 1, (1 + t)**(1 / t) - sp.E, sp.exp(-1 / t) - t**3, t**3 * sp.log(1 / t)**9 - t**2,
    t - Q(1, 100), sp.sqrt(t - Q(1, 100)) + 1, sp.log(Q(1, 100) - t), 1 / (t - Q(1, 100))**2, sp.gamma(t - Q(1, 2)), t**sp.pi - t**3,
    t**Q(314, 100) * -1 + t**sp.pi * Q(99, 100), sp.loggamma(1 / t) - (1 / t - Q(1, 2)) * sp.log(1 / t) + 1 / t - sp.log(2 * sp.pi) / 2 - t / 12,
]


@pytest.mark.parametrize("expression", NOT_POSITIVE)
def test_what_is_not_positive_everywhere_near_zero(expression):
    assert not any(positive_beside(sp.sympify(expression), t, Q(1, parts), order) for parts in (2, 16, 90) for order in (4, 11))


RANGES = [
    (2 * sp.log(2) * sp.sqrt(x * (1 - x)) + x * sp.log(x) + (1 - x) * sp.log(1 - x), (x > 0, x < 1)), ((sp.sinh(x) / x)**3 - sp.cosh(x), (x > 0,)),
    (sp.gamma(x + 1) - (x / sp.E)**x, (x > 0,)), (sp.sqrt(1 - sp.exp(-4 * x**2 / sp.pi)) - sp.erf(x), (x >= 0,)), (sp.exp(x / sp.E) - x, ()),
    (sp.log(2)**2 - sp.log(1 + sp.exp(x)) * sp.log(1 + sp.exp(-x)), ()),
]


@pytest.mark.parametrize(("gap", "bounds"), RANGES)
def test_a_range_is_taken_apart_and_what_lies_lower_is_not(gap, bounds):
    tree = taken_apart(State(gap, False, bounds))
    assert tree is not None
    check(State(gap, False, bounds), tree)
    for lower, strict in ((gap - Q(1, 10**7), False), (gap, True)):
        if strict and bounds and isinstance(bounds[0], sp.StrictGreaterThan) and len(bounds) == 1:
            continue  # it vanishes at an end that does not belong to the range
        assert taken_apart(State(lower, strict, bounds)) is None
