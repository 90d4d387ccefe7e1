"""Identities in finite fields: every choice of a root, of a parity and of a residue is tried, not some of them."""

import math

import pytest
import sympy as sp
from sympy import Abs, I, Rational, cos, cosh, cot, exp, pi, sin, sqrt, tan

from verifier.tools.context import Context
from verifier.tools.fingerprints.fingerprint import Unfit, agree

a, b, c, d, f, g, h, k = REALS = sp.symbols("a b c d f g h k", real=True)
n, m, p, q = INTEGERS = sp.symbols("n m p q", integer=True)
j = sp.Symbol("j", integer=True, nonnegative=True)
z = sp.Symbol("z")

HOLDS = [
    (sqrt(a**2), Abs(a)), (Abs(a * b), Abs(a) * Abs(b)), ((a + Abs(a)) * (a - Abs(a)), 0),
    ((-1) ** (2 * n), 1), ((-1) ** (n * (n + 1)), 1), (cos(pi * n) ** 2, 1), ((-1) ** n * (-1) ** m, (-1) ** (n + m)),
    ((1 + (-1) ** n) * (1 - (-1) ** n), 0), (I ** (4 * n), 1), (cos(2 * pi * n / 3) ** 3, (1 + 3 * cos(2 * pi * n / 3)) / 4),
    ((a / Abs(a)) ** (2 * n), 1), (tan(z) * cot(z), 1), (cosh(z), cos(I * z)), (sin(2 * z), 2 * sin(z) * cos(z)),
    (exp(2 * z) - exp(-2 * z), 4 * sp.sinh(z) * cosh(z)), (sqrt(sqrt(a**2 + 1) + Abs(a)) ** 2, sqrt(a**2 + 1) + Abs(a)),
    (sp.zeta(2, j + 2), sp.zeta(2, j + 1) - (j + 1) ** -2), (sp.harmonic(j + 1, 2) - sp.harmonic(j, 2), (j + 1) ** -2),  # two rules could go round
]
FAILS = [
    (math.prod((Abs(x) + sign * x) for x, sign in zip(REALS, (1, -1, 1, 1, -1, -1, 1, -1))), 0),  # one choice of 256 tells
    (math.prod(1 + sign * (-1) ** x for x, sign in zip(INTEGERS, (1, -1, -1, 1))), 0),
    (math.prod((1 + (a / Abs(a)) ** x) for x in INTEGERS), 0), (sqrt(a**2), a), (sqrt(z**2), z), (sqrt(a) * sqrt(b), sqrt(a * b)),
    ((cos(pi / 7) + I * sin(pi / 7)) ** n, 1), (((1 + I * sqrt(3)) / 2) ** n, 1),
    (((1 + I * sqrt(3)) / 2) ** (3 * n), (-1) ** (n + 1)),
    ((a - Abs(a)) ** j * (a + Abs(a)), 0),  # 0**0 is 1
    (cos(pi * n / 6), cos(pi * n / 3)), ((-1) ** n, (-1) ** m), ((a**3) ** Rational(1, 3), a), (tan(z), sin(z)),
]


def agreed(left, right) -> bool:
    try:
        return agree(sp.sympify(left), sp.sympify(right), Context(()))
    except Unfit:
        return False


@pytest.mark.parametrize(("left", "right"), HOLDS, ids=str)
def test_what_holds_under_every_choice(left, right):
    assert agreed(left, right)


@pytest.mark.parametrize(("left", "right"), FAILS, ids=str)
def test_what_fails_under_some_choice(left, right):
    assert not agreed(left, right)
