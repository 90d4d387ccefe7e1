"""Each row of the table of integrals at parameters, against rigorous quadrature or quadrature of waves; and what it refuses."""

import mpmath
import pytest
import sympy as sp
from flint import ctx

from verifier.tools.calculus.known_integrals import integral_by_table
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import ball
from verifier.vocabulary.valuation import Valuation

x = sp.Symbol("x", real=True)
a, b, p, q, r = sp.symbols("a b p q r", positive=True)
z = sp.Symbol("z", real=True)
oo, pi, log, exp, sin, cos = sp.oo, sp.pi, sp.log, sp.exp, sp.sin, sp.cos
AT = {a: sp.Rational(3, 2), b: sp.Rational(5, 4), p: sp.Rational(1, 3), q: sp.Rational(7, 4), r: sp.Rational(5, 2), z: sp.Rational(-4, 3)}
GIVEN = (p < 1, q > (p + 1) / 2, a > 1, a > b, z < 0)

ROWS = [
    (x**p * exp(-b * x**q), 0, oo), (x ** (p - 1) * exp(2 - b * x), 0, oo), (x**p * log(x) * exp(-b * x), 0, oo),
    (x**2 * exp(-b * x**2), -oo, oo), ((x + 1) ** 2 * exp(-x), 0, oo), (x**p / (exp(b * x) - 1), 0, oo),
    (x**p / (exp(b * x) + 1), 0, oo), (1 / (exp(x) + 1), 0, oo), (x ** (p - 1) / (exp(b * x) + 1), 0, oo),
    (x**p / (a + b * x**2) ** q, 0, oo), (x ** (p - 1) / (1 + x), 0, oo), (log(x) / (a + b * x**2), 0, oo),
    (1 / (x**2 + a**2), -oo, oo), (exp(-b * x**2) * cos(z * x), 0, oo), (exp(-b * x**2) * cos(z * x), -oo, oo),
    ((exp(-a * x) - exp(-b * x)) / x, 0, oo), (x**p * (1 - x**r) ** q, 0, 1), (x ** (p - 1) / sp.sqrt(1 - x), 0, 1),
    (x**p * log(x) ** 3, 0, 1), (log(x) / (1 + x), 0, 1), (log(x) / (1 - x), 0, 1), (log(1 + x) / x, 0, 1), (log(1 - x) / x, 0, 1),
    (log(1 - x), 0, 1), (sin(x) ** p * cos(x) ** q, 0, pi / 2), (log(sin(x)), 0, pi / 2), (log(cos(x)), 0, pi / 2),
    (log(sin(x)), 0, pi), (1 / (a + cos(x)), 0, pi), (1 / (a + b * cos(x)), 0, 2 * pi),
    (x**p * log(x) ** 2 * exp(-b * x**q), 0, oo), (x**p * log(x) ** 3 / (a + b * x**2) ** q, 0, oo), (exp(a * x) * (1 + x), -oo, 0),
    (sp.erf(z * x) * exp(-b * x**2), 0, oo), (x * sp.erf(z * x) * exp(-b * x**2), 0, oo), (sp.erfc(a * x) * exp(-b * x**2), 0, oo),
    (x * sp.cot(x), 0, pi / 2), (x * cos(x) / sin(x), 0, pi / 2), (x**2 / sin(x) ** 2, 0, pi / 2),
]
ON_THE_LINE = [  # most of them have no rigorous enclosure
    (x * exp(-a * x - b * exp(-a * x)), -oo, oo), (x**2 * exp(-x) / (1 + exp(-x)) ** 2, -oo, oo), (exp(p * x - x - exp(z - x)), -oo, oo),
    (x**3 * exp(z * x - b * (x - a) ** 2), -oo, oo), (log(exp(-b * x**2) / a) * exp(-a * (x - z) ** 2), -oo, oo),
    (sp.sqrt(a * exp(-(x**2)) * exp(z * x)), -oo, oo), (x**2 * sp.erf(z * x + a) * exp(z * x - b * x**2), -oo, oo),
    (x**4 * sp.erf(a * x) * sp.erf(z * x) * exp(-b * x**2), -oo, oo), (sp.erf(x) ** 2 * exp(-b * x**2), -oo, oo),
    ((1 + x) * sp.erfc(x - z) * exp(-b * x**2), -oo, oo),
    (x**p * exp(-a * x + sp.I * z * x), 0, oo), (exp(-a * x) * log(a * exp(-a * x) / (b * exp(-b * x))), 0, oo), (exp(-b * x**2 + sp.I * z * x) * x, -oo, oo),
]
WAVES = [(sin(z * x) / x, 0), (sin(a * x) / x, 0), (cos(a * x) / (x**2 + b**2), 0), (x * sin(a * x) / (2 * x**2 + b), 0)]
REFUSED = [
    (x**z * exp(-x), 0, oo), (x**p * exp(-z * x), 0, oo), (x**p / (1 + x), 0, oo), (x ** (p - 1) / (exp(x) - 1), 0, oo),
    (x**z * (1 - x), 0, 1), (log(x) ** p, 0, 1), (1 / (z + cos(x)), 0, 2 * pi), (sin(x) ** z, 0, pi / 2), (1 / (x**2 - a), 0, oo),
    (x**3 * exp(-x), -oo, oo), (sin(x), 0, oo), (cos(x) / x, 0, oo), ((exp(-a * x) + exp(-b * x)) / x, 0, oo),
    ((exp(-a * x) - 2 * exp(-b * x)) / x, 0, oo), (x**p / (2 * exp(x) - 1), 0, oo),
    (exp(-z * x**2), -oo, oo), (exp(a * x**2), -oo, oo), (x * log(z * exp(-(x**2))) * exp(-(x**2)), -oo, oo), (x**p * exp(-sp.I * x), 0, oo),
    (sp.erf(sp.I * x) * exp(-(x**2) / 2), -oo, oo), (sp.erf(x + 1) ** 2 * exp(-(x**2)), -oo, oo), (exp(-x + exp(-x)), -oo, oo),
    (sp.erf(a * x) * exp(b * x**2), 0, oo), (sp.erf(sp.I * x) * exp(-b * x**2), 0, oo), (x**2 * sp.cot(x), 0, pi / 2),
    (exp(a * x - exp(-x)), -oo, oo), (exp(-(x**2)) * ((x + q - 2) / (q - 2) - x / (q - 2)), -oo, oo),
]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_row_agrees_with_rigorous_quadrature(row):
    node = sp.Integral(row[0], (x, *row[1:]))
    by_table = integral_by_table(node, Context(GIVEN))
    with ctx.workprec(64):
        walk = Evaluator(Valuation(AT), 64)
        gap = ball(walk.scalar(node)) - ball(walk.scalar(by_table))
    assert gap.contains(0)
    assert float(abs(gap).abs_upper()) < 1e-6


@pytest.mark.parametrize("row", ON_THE_LINE, ids=str)
def test_a_row_agrees_with_quadrature_in_floating_point(row):
    by_table = integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(GIVEN))
    body = sp.lambdify(x, row[0].xreplace(AT), "mpmath")
    ends = [0, 2, 10, 60] if row[1] == 0 else [-40, -12, -3, 0, 3, 12, 60]
    with mpmath.workdps(20):
        assert abs(mpmath.quad(body, ends) - mpmath.mpmathify(sp.N(by_table.xreplace(AT), 20))) < 1e-8


m, n = sp.symbols("m n", integer=True, nonnegative=True)
ORTHOGONAL = [
    (sp.legendre(m, x) * sp.legendre(n, x), -1, 1), (3 * sp.legendre(n, a * x - 1) ** 2, 0, 2 / a),
    (sp.hermite(m, x) * exp(-x**2) * sp.hermite(n, x), -oo, oo), (sp.hermite(n, 2 * x + 1) ** 2 * exp(-(2 * x + 1) ** 2), -oo, oo),
    (sp.laguerre(m, x) * sp.laguerre(n, x) * exp(-x), 0, oo), (sp.laguerre(n, b * x) * exp(-b * x), 0, oo),
    (sp.chebyshevt(m, x) * sp.chebyshevt(n, x) / sp.sqrt(1 - x**2), -1, 1), (sp.chebyshevu(m, x) * sp.chebyshevu(n, x) * sp.sqrt(1 - x**2), -1, 1),
    (x**2 * sp.legendre(m + 2, x) * sp.legendre(n, x), -1, 1), ((1 - a * x) * sp.legendre(m + 1, 2 * x - 1) * sp.legendre(n + 2, 2 * x - 1), 0, 1),
    ((x + 1) ** 3 * sp.hermite(m + 3, x) * sp.hermite(n, x) * exp(-x**2), -oo, oo), (x * sp.laguerre(n + 1, x) * sp.laguerre(m, x) * exp(-x), 0, oo),
    (x**2 * sp.chebyshevt(m + 2, x) * sp.chebyshevt(n, x) / sp.sqrt(1 - x**2), -1, 1),
    (x**2 * sp.chebyshevu(m + 2, x) * sp.chebyshevu(n, x) * sp.sqrt(1 - x**2), -1, 1), (x**3 * sp.legendre(n, x), -1, 1),
]
NOT_ORTHOGONAL = [
    (sp.legendre(m, x) * sp.legendre(n, x), 0, 1), (sp.legendre(m, x) * sp.legendre(n, 2 * x), -1, 1), (x * sp.legendre(m, x) * sp.legendre(n, x), -1, 1),
    (sp.hermite(m, x) * sp.hermite(n, x) * exp(-2 * x**2), -oo, oo), (sp.legendre(n, x) ** 3, -1, 1), (sp.legendre(p, x) ** 2, -1, 1),
    (sp.chebyshevt(m, x) * sp.chebyshevu(n, x) / sp.sqrt(1 - x**2), -1, 1), (sp.laguerre(n, z * x) * exp(-z * x), 0, oo),
]


@pytest.mark.parametrize("degrees", [(0, 0), (0, 2), (1, 1), (1, 3), (2, 2), (3, 3)], ids=str)
@pytest.mark.parametrize("row", ORTHOGONAL, ids=str)
def test_orthogonal_polynomials_agree_with_quadrature(row, degrees):
    by_table = integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(GIVEN)).xreplace(dict(zip((m, n), map(sp.Integer, degrees), strict=True)))
    body, *ends = (sp.sympify(part).xreplace({**AT, m: sp.Integer(degrees[0]), n: sp.Integer(degrees[1])}) for part in row)
    found = mpmath.quad(sp.lambdify(x, body, "mpmath"), [mpmath.mpf(end) if end.is_finite else mpmath.mpf(str(end).replace("oo", "inf")) for end in ends])
    assert abs(found - mpmath.mpmathify(sp.N(by_table.xreplace(AT), 20))) < 1e-8


@pytest.mark.parametrize("row", NOT_ORTHOGONAL, ids=str)
def test_what_is_not_orthogonal_is_refused(row):
    assert integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(GIVEN)) is None


@pytest.mark.parametrize("row", WAVES, ids=str)
def test_a_row_agrees_with_quadrature_between_zeros(row):
    by_table = integral_by_table(sp.Integral(row[0], (x, row[1], oo)), Context(GIVEN))
    function = sp.lambdify(x, row[0].xreplace(AT), "mpmath")
    rate = next(node for node in row[0].atoms(sin, cos)).args[0].coeff(x).xreplace(AT)
    found = mpmath.quadosc(function, [mpmath.mpf("1e-30"), mpmath.inf], omega=abs(float(rate)))
    assert abs(found - mpmath.mpmathify(sp.N(by_table.xreplace(AT), 20))) < 1e-8


@pytest.mark.parametrize("row", REFUSED, ids=str)
def test_without_its_conditions_a_row_says_nothing(row):
    assert integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(())) is None


SPECIAL = [
    (exp(-a * x) * sin(z * x) / x, 0, oo), (x**q / sp.sinh(b * x), 0, oo), (1 / sp.cosh(b * x), 0, oo),
    (1 / sp.cosh(b * x) ** 2, 0, oo), (x**p * sp.erfc(b * x), 0, oo), ((x**p - x**q) / log(x), 0, 1), ((x**q - 1) / log(x), 0, 1), (sin(x) ** p, 0, pi),
    (cos(x) ** 4, 0, 2 * pi), (sin(x) ** 6, 0, 2 * pi), (cos(z * sin(x)), 0, pi), (cos(3 * x - z * sin(x)), 0, pi), (cos(2 * x + a * sin(x)), 0, pi),
    (exp(z * cos(x)), 0, pi), (exp(z * cos(x)) * cos(2 * x), 0, pi), (exp(z * cos(x)), 0, 2 * pi),
    (x ** (p + 1) * exp(-b * x**2) * sp.besselj(p, a * x), 0, oo), (x ** (p + 1) * exp(-b * x**2) * sp.besseli(p, a * x), 0, oo),
    (exp(-b * x) * sp.besselj(p, a * x), 0, oo), (x**q * sp.besselk(p, b * x), 0, oo), (sp.besselk(0, b * x), 0, oo),
]
SPECIAL_WAVES = [(sin(a * x) / sp.sqrt(x), 0), (cos(a * x) / sp.sqrt(x), 0), (x ** (-p) * cos(a * x), 0)]
SPECIAL_REFUSED = [
    (exp(-a * x) * cos(b * x) / x, 0, oo), ((exp(-a * x) - sin(b * x)) / x, 0, oo), ((2 * cos(a * x) - cos(b * x)) / x, 0, oo), (1 / sp.sinh(x), 0, oo),
    (x**p * sp.erfc(z * x), 0, oo), ((x**p + x**q) / log(x), 0, 1), ((x**z - 1) / log(x), 0, 1), (sin(x) ** z, 0, pi), (cos(x) ** p, 0, 2 * pi),
    (cos(p * x - z * sin(x)), 0, pi), (exp(z * cos(x)) * cos(p * x), 0, pi), (x**p * exp(-b * x**2) * sp.besselj(p, a * x), 0, oo),
    (exp(b * x) * sp.besselj(p, a * x), 0, oo), (x**p * sp.besselk(q, b * x), 0, oo), (x * sp.besselj(0, x), 0, oo), (x * sin(a * x), 0, oo),
]


@pytest.mark.parametrize("row", SPECIAL, ids=str)
def test_a_special_row_agrees_with_quadrature(row):
    by_table = integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(GIVEN))
    function = sp.lambdify(x, row[0].xreplace(AT), "mpmath")
    ends = [mpmath.mpf("1e-25"), 1, 3, 10, 40] if row[2] is oo else [mpmath.mpf("1e-25"), 0.5, 1 - mpmath.mpf("1e-12")] if row[2] == 1 else mpmath.linspace(
        0, mpmath.mpmathify(sp.N(row[2], 20)), 5)
    found = mpmath.quad(function, ends) + (mpmath.quad(function, [40, mpmath.inf]) if row[2] is oo and row[0].has(sp.cosh, sp.sinh) is False else 0)
    assert abs(found - mpmath.mpmathify(sp.N(by_table.xreplace(AT), 20))) < 1e-7


@pytest.mark.parametrize("row", SPECIAL_WAVES, ids=str)
def test_a_special_row_agrees_with_quadrature_between_zeros(row):
    by_table = integral_by_table(sp.Integral(row[0], (x, row[1], oo)), Context(GIVEN))
    function, turn = sp.lambdify(x, row[0].xreplace(AT), "mpmath"), 2 * mpmath.pi / mpmath.mpf("1.5")
    found = mpmath.quad(function, [0, turn / 2, turn]) + mpmath.quadosc(function, [turn, mpmath.inf], omega=1.5)
    assert abs(found - mpmath.mpmathify(sp.N(by_table.xreplace(AT), 20))) < 1e-7


@pytest.mark.parametrize("row", SPECIAL_REFUSED, ids=str)
def test_what_meets_no_condition_of_a_special_row_is_refused(row):
    assert integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(GIVEN)) is None


PARAMETRIC = [
    (log(a**2 + x**2) / (b**2 + x**2), 0, oo), (log(1 + 4 * x**2) / (3 + 2 * x**2), 0, oo), (1 / ((x**2 + a**2) * (x**2 + b**2)), 0, oo),
    (x**2 / ((2 * x**2 + a) * (x**2 + b)), 0, oo), (x**2 / ((x**2 + a**2) * (x**2 + b**2)), -oo, oo), ((sp.atan(a * x) - sp.atan(b * x)) / x, 0, oo),
    ((3 * sp.tanh(a * x) - 3 * sp.tanh(b * x)) / x, 0, oo), ((sp.erf(a * x**2) - sp.erf(b * x**2)) / x, 0, oo),
    ((exp(-a * x**2) - exp(-b * x**2)) / x, 0, oo), (exp(-a * x**2 - b / x**2), 0, oo), (x**p * exp(1 - a * x**2) * exp(-b / x**2), 0, oo),
    (x ** (-q) * exp(-a * x - b / x), 0, oo), (sp.sqrt(sp.tan(x)), 0, pi / 2), (sp.tan(x) ** p, 0, pi / 2), (sp.cot(x) ** p * sin(x), 0, pi / 2),
    (1 / (1 - p * cos(x) + p**2 / 4), 0, 2 * pi), (log(1 - 2 * z * cos(x) + z**2), 0, pi), (log(1 - 2 * p * cos(x) + p**2), 0, 2 * pi),
    (log(a + b * cos(x)), 0, pi), (sp.atan(x) / x, 0, 1), (sp.asin(x) / x, 0, 1),
    (log(1 + x) / (1 + x**2), 0, 1), (log(x) ** 2 / (1 + x), 0, 1), (log(x) ** 3 / (1 - x), 0, 1), (x / sin(x), 0, pi / 2),
    (cos(3 * x) / (a + b * cos(x)), 0, pi), (cos(2 * x) / (a - b * cos(x)), 0, 2 * pi), (1 / (a * sin(x) ** 2 + b * cos(x) ** 2), 0, pi / 2),
    (log(a * sin(x) ** 2 + b * cos(x) ** 2), 0, pi / 2), (1 / (a + b * sin(x) ** 2), 0, pi / 2), (log(x) / (1 + x**2), 0, 1), (sp.atan(x) / x, -1, 1), (1 / (a + b * cos(x)), -pi, pi),
]
PARAMETRIC_REFUSED = [
    (log(a**2 + x**2) / (b - x**2), 0, oo), (log(z + x**2) / (b + x**2), 0, oo), (log(a + x**2) / (b + x**3), 0, oo), (log(1 + x**2) / x**2, 0, oo),
    (x / ((x**2 + a**2) * (x**2 + b**2)), 0, oo), (x**2 / ((x**2 + z) * (x**2 + b)), 0, oo), ((sp.atan(a * x) - sp.atan(z * x)) / x, 0, oo),
    ((sp.atan(a * x) - 2 * sp.atan(b * x)) / x, 0, oo), ((sp.atan(a * x) - sp.tanh(b * x)) / x, 0, oo), ((sp.atan(a * x) - sp.atan(b * x**2)) / x, 0, oo),
    (exp(-a * x**2 + b / x**2), 0, oo), (exp(-a * x**2 - b / x), 0, oo), (exp(-z * x - b / x), 0, oo), (sp.tan(x) ** q, 0, pi / 2), (sp.tan(x), 0, pi / 2),
    (1 / (b + a * cos(x)), 0, pi), (log(b + a * cos(x)), 0, pi), (log(a + p * sin(x)), 0, pi), (log(sin(x)), 0, 2 * pi), (1 / (2 - 2 * cos(x)), 0, pi),
    (x * sp.atan(x), -oo, oo), (sp.atan(x), -1, 1), (cos(p * x) / (a + b * cos(x)), 0, pi), (sin(2 * x) / (a + b * cos(x)), 0, pi),
    (cos(2 * x) / (b + a * cos(x)), 0, pi), (1 / (z * sin(x) ** 2 + b * cos(x) ** 2), 0, pi / 2), (1 / (a * sin(x) ** 2 + b * cos(x)), 0, pi / 2),
    (log(x) ** p / (1 - x), 0, 1), ((cos(a * x) - 2 * cos(b * x)) / x**2, 0, oo), (sin(a * x) / x**2, 0, oo), (cos(a * x) * cos(b * x) / x, 0, oo),
    (sin(x + 1) / x, 0, oo), ((cos(x**2) - 1) / x**2, 0, oo), ((cos(a * x) - exp(-x)) / x**2, 0, oo),
]


@pytest.mark.parametrize("row", PARAMETRIC, ids=str)
def test_a_row_with_parameters_agrees_with_quadrature(row):
    by_table = integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(GIVEN))
    low, high = (mpmath.mpf(str(end).replace("oo", "inf")) if end.is_infinite else mpmath.mpmathify(sp.N(end, 20)) for end in map(sp.sympify, row[1:]))
    places = [low, 0, high] if low < 0 else [low, high]
    if high == mpmath.inf:
        places = [place for place in (-mpmath.inf, -10, -1, 0, 1, 3, 10, 40, mpmath.inf) if place >= low]
    found = mpmath.quad(sp.lambdify(x, row[0].xreplace(AT), "mpmath"), places)
    assert abs(found - mpmath.mpmathify(sp.N(by_table.xreplace(AT), 20))) < 1e-7


@pytest.mark.parametrize("row", PARAMETRIC_REFUSED, ids=str)
def test_what_meets_no_condition_of_a_row_with_parameters_is_refused(row):
    assert integral_by_table(sp.Integral(row[0], (x, *row[1:])), Context(GIVEN)) is None


OF_ANY_RATE = [(cos(z * x) / (x**2 + 4), lambda rate: pi * exp(-2 * abs(rate)) / 4),
               (x * sin(z * x) / (x**2 + 4), lambda rate: sp.sign(rate) * pi * exp(-2 * abs(rate)) / 2),
               (sin(z * x) / (x * (x**2 + 4)), lambda rate: sp.sign(rate) * pi * (1 - exp(-2 * abs(rate))) / 8),
               ((1 - cos(z * x)) / x**2, lambda rate: abs(rate) * pi / 2), ((cos(z * x) - cos(x)) / x**2, lambda rate: (1 - abs(rate)) * pi / 2),
               (sin(z * x) * cos(x) / x, lambda rate: pi * (sp.sign(rate + 1) + sp.sign(rate - 1)) / 4),
               (sin(z * x) * sin(x) / x**2, lambda rate: pi * (abs(rate + 1) - abs(rate - 1)) / 4),
               (sin(z * x) / x, lambda rate: sp.sign(rate) * pi / 2), (sin(z * x) ** 2 / x**2, lambda rate: abs(rate) * pi / 2)]


@pytest.mark.parametrize("rate", [sp.Rational(-3, 2), sp.S.Zero, sp.Rational(5, 4)], ids=str)
@pytest.mark.parametrize("row", OF_ANY_RATE, ids=lambda row: str(row[0]))
def test_waves_of_any_real_rate(row, rate):
    assert sp.expand(integral_by_table(sp.Integral(row[0], (x, 0, oo)), Context(())).xreplace({z: rate}) - row[1](rate)) == 0


def test_a_logarithm_that_is_minus_infinity_at_an_end():
    assert integral_by_table(sp.Integral(log(2 - 2 * cos(x)), (x, 0, pi)), Context(())) == 0
    assert integral_by_table(sp.Integral(log(3 + 3 * cos(x)), (x, -pi, pi)), Context(())) == 2 * pi * log(sp.Rational(3, 2))


def test_a_power_beside_the_polynomial_of_its_degree():
    n, m = sp.Symbol("n", integer=True, nonnegative=True), sp.Symbol("m", integer=True, nonnegative=True)
    rows = [(sp.legendre, 1, -1, 1), (sp.chebyshevt, 1 / sp.sqrt(1 - x**2), -1, 1), (sp.chebyshevu, sp.sqrt(1 - x**2), -1, 1),
            (sp.hermite, exp(-(x**2)), -oo, oo), (sp.laguerre, exp(-x), 0, oo)]
    for family, weight, *ends in rows:
        def made(power, *premises, family=family, weight=weight, ends=ends):
            return integral_by_table(sp.Integral(x**power * weight * family(n, x), (x, *ends)), Context(premises))
        for degree in (0, 1, 2, 5):
            written = sp.expand(x**degree * family(degree, x)) * weight
            known = integral_by_table(sp.Integral(sp.expand(written), (x, *ends)), Context(())) or sp.integrate(written, (x, *ends))
            assert sp.simplify(made(n).subs(n, degree) - known) == 0, (family, degree)
        assert made(m, sp.Lt(m, n)) == 0
        assert made(m) is None and made(m, sp.Le(m, n)) is None
