"""Means under normal and uniform laws: closed forms, what diverges, what has no closed form, and which premises such laws meet."""

import pytest
from flint import ctx
from sympy import Eq, Heaviside, I, Integral, Max, Piecewise, Product, Rational, Sum, cos, erf, exp, oo, pi, sign, sqrt

from verifier.tools.evaluation.evaluate import Undecided, Undefined, Unsupported, evaluate, holds
from verifier.tools.evaluation.scalars import ball
from verifier.vocabulary.distributions import coin, image_of, multiples_of_one, normal, same_as, standard_normal, uniform_between
from verifier.vocabulary.operators import Cov, E, FiniteMean, FiniteMoments, IdenticallyDistributed, Independent, IndependentEntries, StandardNormal, Var
from verifier.vocabulary.symbols import index, random_variable, random_vector, real
from verifier.vocabulary.valuation import Valuation

X, Y, U, B = random_variable("X Y U B")
V, W = random_vector("V", 3), random_vector("W", (2, 3))
a, x, y, i, j = real("a"), real("x"), real("y"), index("i"), index("j")
VALUES = {X: standard_normal, Y: normal(1, 4), U: uniform_between(-1, 2), B: coin, V: standard_normal, W: standard_normal, a: Rational(1, 2)}

MEANS = [
    (E(X**4), 3), (E(X**3), 0), (E(Y**2), 5), (Var(Y), 4), (Cov(X, X**3), 3), (E(X**2 * B), 0), (Var(X * B), 1),
    (E(exp(a * X)), exp(Rational(1, 8))), (E(exp(X**2 / 4)), sqrt(2)), (E(exp(-X**2 / 2)), 1 / sqrt(2)),
    (E(exp(X * Y)), None), (E(exp(X * V[1] / 2)), 2 / sqrt(3)), (E(X * V[1] * exp(X * V[1] / 2)), Rational(4, 9) * sqrt(3)),
    (E((X - 1)**2 / exp(X)), 5 * exp(Rational(1, 2))), (E(U), Rational(1, 2)), (E(U**2), 1), (Var(U), Rational(3, 4)),
    (E(exp(U)), (exp(2) - exp(-1)) / 3), (E(exp(Sum(V[i], (i, 1, 3)))), exp(Rational(3, 2))),
    (E(Product(exp(-V[i]**2 / 2), (i, 1, 3))), 1 / sqrt(8)), (Var(Sum(V[i], (i, 1, 3)) / 3), Rational(1, 3)),
    (E(Sum(W[1, j] * W[2, j], (j, 1, 3))**2), 3), (E(E(X**2) * Y), 1), (E(0 * X + exp(Y) * exp(-Y)), 1),
    (E(sign(X + 1)), erf(1 / sqrt(2))), (E(2 - 3 * sign(1 - 5 * Y)), 2 + 3 * erf(2 / (5 * sqrt(2)))), (E(sign((a - Rational(1, 2)) * X - 1)), -1),
    (E(abs(X)), sqrt(2 / pi)), (E(X * sign(X)), sqrt(2 / pi)), (E(abs(Y)), sqrt(8 / pi) * exp(-Rational(1, 8)) + erf(1 / sqrt(8))),
    (E(Max(X, 0)**4), Rational(3, 2)), (Var(Max(X, 0)), Rational(1, 2) - 1 / (2 * pi)), (E(abs(X * V[1]) * exp(X)), E(abs(X) * exp(X)) * sqrt(2 / pi)),
    (E(abs(X**2 + 3 * Y**2 * V[1]**4 * exp(X))), E(X**2 + 3 * Y**2 * V[1]**4 * exp(X))), (E(abs(-1 - X**2 * V[1]**2)), 2), (E(sign(X**2 + V[1]**2)), 1),
    (E(Max(sqrt(2) + X, 0)**2), E((sqrt(2) + X)**2 * Heaviside(X + sqrt(2)))), (E(abs(sqrt(2) - X) - abs(X - sqrt(2)) + X**2), 1),
    (E(abs(X - sqrt(2)) * abs(X + pi)), E((X - sqrt(2)) * (X + pi)) - 2 * E((X - sqrt(2)) * (X + pi) * Heaviside(X + pi) * Heaviside(sqrt(2) - X))),
    (E(Max(X, 0) * exp(X**2 / 4)), 2 / sqrt(2 * pi)), (E(Max(X, 0) * exp(X**2)), None), (E(Piecewise((exp(X), X > 1), (0, True))), exp(Rational(1, 2)) / 2),
    (E(V[1]**2 / Sum(exp((2 * a - 1) * V[i]), (i, 1, 3))), Rational(1, 3)), (E(V[1]**2 / Product(exp(V[i]), (i, 1, 2))), 2 * E(exp(V[1]))**2),
    (E(abs(exp(X + 3 * Y - Y**2))), E(exp(X + 3 * Y - Y**2))), (E(Max(X - 30, 0)), Integral(Max(x - 30, 0) * exp(-x**2 / 2), (x, -oo, oo)) / sqrt(2 * pi)),
]


@pytest.mark.parametrize(("expression", "value"), MEANS, ids=lambda item: str(item)[:40])
def test_a_mean_has_its_closed_form(expression, value):
    if value is None:  # exp(X Y) grows faster than the density falls
        with pytest.raises(Undefined):
            evaluate(expression, VALUES)
    else:
        with ctx.workprec(128):
            found, expected = (ball(evaluate(item, VALUES)) for item in (expression, value))
            assert found.overlaps(expected) and found.rel_accuracy_bits() > 90


@pytest.mark.parametrize("expression", [E(exp(X**2 / 2)), E(X**2 * exp(X**2)), E(exp(3 * X * Y - X**2)), E(exp(X**2) - exp(X**2 + 1)), E(exp(X**3)), E(2 * exp(X**4 - Y**2)), E(exp(-Y**3 + X * Y)), E(1 / ((2 * a - 1) * X))], ids=str)
def test_an_infinite_mean_is_no_number(expression):
    with pytest.raises(Undefined):
        evaluate(expression, VALUES)


@pytest.mark.parametrize("expression", [E(cos(X)), E(1 / X), E(1 / (exp(X) + exp(Y))), E(exp(-X**4)), E(exp(X**3 * V[1]**3)), E(exp(X**3) - exp(Y**3)), E(X * exp(X**3)), E(X**a), E(exp(a) * exp(X**2) - exp(X**2 + a)), X, E(exp(U * X)), E(sign(X + Y)), E(sign(X**2 - 1)), E(sign(U)), E(abs(U)), E(abs(X + Y)), E(abs(X**2 - Y**2)), E(abs(X * V[1] + X**2 + V[1]**2)), E(abs(X**2 - 1)), E(abs(X) * exp(X**2 / 2)), E(Max(X, 0)**a)], ids=str)
def test_what_has_no_closed_form_is_refused(expression):
    with pytest.raises((Unsupported, Exception)) as failure:
        evaluate(expression, VALUES)
    assert failure.type.__name__ in ("Unsupported", "NeedsOutcome")


LINE = (x, -oo, oo)
INTEGRALS = [
    (Integral(exp(-x**2 / 2), LINE), sqrt(2 * pi)), (Integral(x**2 * exp(-x**2), LINE), sqrt(pi) / 2),
    (Integral(exp(a * x - x**2), LINE), sqrt(pi) * exp(Rational(1, 16))), (Integral(exp(I * x - x**2), LINE), sqrt(pi) * exp(-Rational(1, 4))),
    (Integral(abs(x - a) * exp(-x**2), LINE), exp(-Rational(1, 4)) + sqrt(pi) * erf(Rational(1, 2)) / 2),
    (Integral(exp(-x**2 + x * y - y**2), LINE, (y, -oo, oo)), 2 * pi / sqrt(3)), (Integral(Sum(exp(-x**2 / i), (i, 1, 2)), LINE), sqrt(pi) + sqrt(2 * pi)),
    (Integral(E(exp(a * X)) * exp(-x**2), LINE), sqrt(pi) * exp(Rational(1, 8))),
    (Integral(exp(x), LINE), None), (Integral(x, LINE), None),
]


@pytest.mark.parametrize(("integral", "value"), INTEGRALS, ids=lambda item: str(item)[:40])
def test_a_gaussian_integral_is_exact(integral, value):
    with ctx.workprec(128):
        if value is None:
            with pytest.raises(Undefined):
                evaluate(integral, VALUES)
        else:
            found, expected = (ball(evaluate(item, VALUES)) for item in (integral, value))
            assert found.overlaps(expected) and found.rel_accuracy_bits() > 90


@pytest.mark.parametrize("expression", [Integral(exp(I * x**2), LINE), Integral(E(exp(x * X)) * exp(-x**2), LINE), E(Integral(exp(-(x - X)**2), LINE)), Integral(Max(x, y) * exp(-x**2 - y**2), LINE, (y, -oo, oo))], ids=str)
def test_other_random_numbers_and_waves_are_no_gaussian_integral(expression):
    with pytest.raises((Unsupported, Undecided)):
        evaluate(expression, VALUES)


PREMISES = [
    (StandardNormal(X), {}, True), (StandardNormal(Y), {}, False), (StandardNormal(B), {}, False), (StandardNormal(V), {}, True),
    (StandardNormal(U), {}, False), (StandardNormal(X), {X: image_of(Y, lambda y: -y)}, None), (StandardNormal(X), {X: same_as(V[1])}, None),
    (Independent(X, Y), {}, True), (Independent(X, Y), {Y: same_as(X)}, False), (Independent(X, X + Y), {}, None),
    (IndependentEntries(V), {}, True), (IndependentEntries(W), {}, True), (IndependentEntries(V), {V: multiples_of_one(standard_normal)}, False),
    (IdenticallyDistributed(V), {}, True), (IdenticallyDistributed(W), {}, True),
    (FiniteMoments(X), {}, True), (FiniteMean(exp(X)), {}, True), (FiniteMean(exp(X**2)), {}, False),
    (Eq(X, X + 1, evaluate=False), {}, None), (Eq(E(X**2), 2), {}, False), (Eq(E(X**2), 1), {}, True),
]


@pytest.mark.parametrize(("statement", "changed", "truth"), PREMISES, ids=lambda item: str(item)[:40])
def test_premises_under_laws_with_densities(statement, changed, truth):
    try:
        found = holds(statement, Valuation({**VALUES, **changed}))
    except LookupError:
        found = None
    assert (found.truth if found and found.certified else None) is truth


def test_a_law_must_spread():
    for make in (lambda: normal(0, 0), lambda: uniform_between(1, 1), lambda: normal(0, -1), lambda: uniform_between(0, pi - 4)):
        with pytest.raises(Exception, match="spread"):
            make()
