"""Derivatives of integrals: carried out where the integrand is smooth on the closed region, left alone elsewhere."""

import pytest
import sympy as sp

from verifier.tools.calculus.differentiated_integrals import differentiated
from verifier.tools.context import Context

x, y, t = sp.symbols("x y t", real=True)
c, d = sp.symbols("c d", positive=True)
n = sp.Symbol("n", integer=True)
z = sp.Symbol("z")
F = sp.Function("F")


def made(body, low, high, symbol, *premises):
    statement = sp.Eq(sp.Derivative(sp.Integral(body, (t, low, high)), symbol), 7, evaluate=False)
    found = differentiated(statement, Context(premises), ())
    return None if found is None else found.lhs


@pytest.mark.parametrize(("body", "low", "high", "symbol", "premises", "value"), [
    (sp.exp(-x * t**2), 0, 1, x, (), sp.Integral(-(t**2) * sp.exp(-x * t**2), (t, 0, 1))),
    (sp.sin(c * t), 0, c, c, (), sp.sin(c**2) + sp.Integral(t * sp.cos(c * t), (t, 0, c))),
    (t * c, c, 2 * c, c, (), 3 * c**2 + sp.Integral(t, (t, c, 2 * c))),
    (sp.log(x + t), 1, 2, x, (sp.Gt(x, 0),), sp.Integral(1 / (x + t), (t, 1, 2))),
])
def test_it_is_carried_out(body, low, high, symbol, premises, value):
    assert sp.expand(made(body, low, high, symbol, *premises) - value) == 0


@pytest.mark.parametrize(("body", "low", "high", "symbol", "premises"), [
    (sp.Abs(x - t), 0, 1, x, ()), (sp.Max(x, t), 0, 1, x, ()), (sp.floor(x + t), 0, 1, x, ()), (sp.sign(x - t), 0, 1, x, ()),
    (sp.Heaviside(x - t), 0, 1, x, ()), (sp.Piecewise((x, t < x), (0, True)), 0, 1, x, ()),
    (sp.sqrt(x + t), 0, 1, x, (sp.Ge(x, 0),)), (sp.log(x + t), 0, 1, x, (sp.Ge(x, 0),)), (1 / (x + t), 0, 1, x, (sp.Ge(x, 0),)),
    (1 / (x - t), 0, 1, x, ()), (sp.sqrt(t) * x, 0, 1, x, ()), (x * t, 0, x, x, ()), (x * t, 1, 0, x, ()), (x * t, 0, y, x, ()),
    (sp.exp(-c * t), 0, sp.oo, c, ()), (n * t, 0, 1, n, ()), (z * t, 0, 1, z, ()), (x * t, 0, 1, x, (sp.Ge(t, 0),)),
    (F(x, t), 0, 1, x, ()), (sp.gamma(x + t), 0, 1, x, ()), (sp.tan(x * t), 0, 1, x, ()),
])
def test_it_is_left_alone(body, low, high, symbol, premises):
    assert made(body, low, high, symbol, *premises) is None


def test_a_second_derivative_is_left_alone():
    statement = sp.Eq(sp.Derivative(sp.Integral(sp.exp(x * t), (t, 0, 1)), x, x), 0, evaluate=False)
    assert differentiated(statement, Context(()), ()) is None
