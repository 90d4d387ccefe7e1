"""What is read off the half planes of complex numbers, and off roots under roots, holds at points of every kind that the premises allow."""

import itertools

import pytest
import sympy as sp
from sympy import I, Rational, conjugate, im, re, sqrt

from verifier.tools.context import Context
from verifier.tools.fingerprints.fingerprint_angles import apart
from verifier.tools.fingerprints.fingerprint_reflections import reflected_dilogarithm, reflected_zeta
from verifier.tools.fingerprints.nested_roots import root_of

z, w = sp.symbols("z w")
x, y, s = sp.symbols("x y s", real=True)
POINTS = [p + q * I for p, q in itertools.product((-2, 0, Rational(3, 4)), repeat=2) if (p, q) != (0, 0)]
HALVES = ((re(z) > 0,), (re(z) >= 0,), (im(z) > 0,), (im(z) >= 0,), (im(z) < 0,), (im(z) <= 0,), (re(z) < 0,), (re(z) <= 0,), (sp.Ne(im(z), 0),),
          (re(z) > 0, im(z) <= 0), (re(z) >= 0, im(z) < 0), (re(z) < 0, im(z) < 0), (re(z) < 0, im(z) > 0), (re(z) >= 0, im(z) >= 0), ())
BASES = (z**2, 1 / z, -z, I * z, -I * z, z**3, sqrt(z) ** 3, conjugate(z), z * conjugate(z) ** 2, -1 / z, z ** Rational(-5, 3))


def sums_of_logarithms(pairs):
    return sp.Add(*(power * sp.log(inner) for inner, power in pairs))


def is_close(left, right, values) -> bool:
    return abs(complex((left - right).xreplace(values).evalf())) < 1e-9


@pytest.mark.parametrize("premises", HALVES)
def test_logarithms_of_powers_come_apart_only_where_they_do(premises):
    context = Context(premises)
    for base in BASES:
        pairs = apart(base, context)
        for point in POINTS if pairs is not None else ():
            if all(premise.xreplace({z: point}) == sp.true for premise in premises):
                assert is_close(sp.log(base), sums_of_logarithms(pairs), {z: point}), (premises, base, point)


@pytest.mark.parametrize(("first", "second"), itertools.combinations_with_replacement(HALVES[:7:2] + HALVES[8:13:2], 2))
def test_logarithms_of_products_come_apart_only_where_they_do(first, second):
    premises = (*first, *(item.xreplace({z: w}) for item in second))
    for base in (z * w, z / w):
        pairs = apart(base, Context(premises))
        for one, other in itertools.product(POINTS, POINTS[::2]) if pairs is not None else ():
            values = {z: one, w: other}
            if all(premise.xreplace(values) == sp.true for premise in premises):
                assert is_close(sp.log(base), sums_of_logarithms(pairs), values), (premises, base, values)


def test_products_come_apart_in_half_planes_and_no_farther():
    right, upper = re(z) > 0, im(z) > 0
    assert apart(z * w, Context((right, re(w) > 0))) and apart(z * w, Context((right, re(w) >= 0))) and apart(z**2, Context((right,)))
    assert apart(z * w, Context((upper, im(w) < 0))) and apart(z / w, Context((upper, im(w) > 0)))
    assert apart(z * w, Context((re(z) >= 0, re(w) >= 0))) is None and apart(z**3, Context((right,))) is None
    assert apart(z * w, Context((upper, im(w) > 0))) is None and apart(z * w, Context((right,))) is None
    assert apart(1 / z, Context(())) is None and apart(conjugate(z), Context((im(z) >= 0,))) is None


@pytest.mark.parametrize(("base", "premises", "values"), [
    (x + 2 * sqrt(x - 1), (x >= 1,), (1, Rational(3, 2), 2, 7)), (x - 2 * sqrt(x - 1), (x >= 2,), (2, 3, 10)),
    (x - 2 * sqrt(x - 1), (x >= 1, x <= 2), (1, Rational(5, 4), 2)), (2 * x - 2 * sqrt(x**2 - 1), (x >= 1,), (1, 2, 9))])
def test_roots_under_roots(base, premises, values):
    root = root_of(base, Context(premises))
    for value in values:
        at = {x: sp.sympify(value)}
        assert root.xreplace(at).evalf() >= 0 and is_close(base, root**2, at)


@pytest.mark.parametrize(("base", "premises"), [
    (x - 2 * sqrt(x - 1), (x >= 1,)), (x + 2 * sqrt(x - 1), ()), (x + 3 * sqrt(x - 1), (x >= 1,)), (2 * x + 2 * sqrt(x**2 - 1), (x <= -1,)),
    (x + sqrt(x - 1) + sqrt(x), (x >= 1,)), (2 * sqrt(x - 1) - x, (x >= 2,))])
def test_no_root_where_a_sign_is_open(base, premises):
    assert root_of(base, Context(premises)) is None


def test_reflections_keep_to_their_ranges():
    def dilogarithm(argument, *premises):
        return reflected_dilogarithm(sp.polylog(2, argument), Context(premises))
    for argument, premises, value in ((x / (x - 1), (x < 1,), -3), (1 - x, (x > 0, x < 1), Rational(1, 3)), (-1 / x, (x > 0,), 2)):
        assert is_close(sp.polylog(2, argument), dilogarithm(argument, *premises), {x: sp.sympify(value)})
    assert dilogarithm(x / (x - 1)) is None and dilogarithm(1 - x, x < 1) is None and dilogarithm(1 / x, x > 0) is None
    assert dilogarithm(z / (z - 1)) is None and reflected_dilogarithm(sp.polylog(3, 1 - x), Context((x > 0, x < 1))) is None
    assert is_close(sp.zeta(1 - s), reflected_zeta(sp.zeta(1 - s), Context((s > 1,))), {s: Rational(7, 2)})
    assert reflected_zeta(sp.zeta(1 - s), Context((s > 0,))) is None and reflected_zeta(sp.zeta(s), Context((s > 1,))) is None
