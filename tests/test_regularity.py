"""Regularity that structure shows, and what it must not show."""

import pytest
from sympy import Integral, Lambda, cos, exp, oo, sqrt

from verifier.tools.context import Context
from verifier.tools.evaluation.evaluate import holds
from verifier.vocabulary.operators import ContinuouslyDifferentiable, Differentiable, IntegrableNear
from verifier.vocabulary.symbols import function, real

x, s, t, T = real("x s t T")
f, g = function("f g")
GIVEN = Context([ContinuouslyDifferentiable(f(x), x)])

SHOWN = (
    ContinuouslyDifferentiable(Integral(f(t + s)*cos(s), (s, 0, 1)), t),
    ContinuouslyDifferentiable(f(t) - Integral(exp(s*t), (s, -1, T)), t),
    IntegrableNear(f(x)*x**2, x, 0, T))
NOT_SHOWN = (
    ContinuouslyDifferentiable(Integral(g(t + s), (s, 0, 1)), t),  # nothing is known of g
    ContinuouslyDifferentiable(Integral(f(s*t), (s, 0, oo)), t),  # the range has no end
    ContinuouslyDifferentiable(Integral(g(s)*t, (s, 0, 1)), t),  # g may have no integral
    ContinuouslyDifferentiable(Integral(1/s + t, (s, 0, 1)), t),
    ContinuouslyDifferentiable(Integral(f(s), (s, 0, t)), t),  # true, but the end moves
    IntegrableNear(g(x), x, 0, 1), IntegrableNear(1/x, x, 0, 1), IntegrableNear(f(x), x, 0, oo))


@pytest.mark.parametrize("statement", SHOWN, ids=str)
def test_shown(statement):
    assert GIVEN.proves(statement)


@pytest.mark.parametrize("statement", NOT_SHOWN, ids=str)
def test_not_shown(statement):
    assert not GIVEN.proves(statement)


@pytest.mark.parametrize(("body", "certain"), [
    (t**2 - 3*t, True), (exp(-t)*cos(t), True), (2, True), (sqrt(t**2 + 1), False), (1/(t**2 + 1), False)], ids=str)
def test_entire_functions_are_certainly_differentiable(body, certain):
    found = holds(Differentiable(f(x), x), {x: 1, f: Lambda(t, body)})
    assert found.truth is True and found.certified is certain
