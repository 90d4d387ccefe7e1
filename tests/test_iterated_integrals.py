"""Iterated integrals in the parts of their inner one, against exact values; and what is left as it is."""

import pytest
import sympy as sp

from verifier.tools.calculus.iterated import inner_in_parts
from verifier.tools.context import Context

x, y, z = sp.symbols("x y z", real=True)
Abs, Max, Integral, oo, I = sp.Abs, sp.Max, sp.Integral, sp.oo, sp.I

SPLIT = [
    (Integral(Abs(x - y), (x, 0, 1), (y, 0, 1)), sp.Rational(1, 3)), (Integral(Max(x, y), (x, 0, 1), (y, 0, 1)), sp.Rational(2, 3)),
    (Integral(Integral(Max(x, y), (x, 0, 1)), (y, 0, 1)), sp.Rational(2, 3)), (Integral(Abs(x - y) * y, (x, 0, 2), (y, 0, 2)), sp.Rational(8, 3)),
    (Integral(sp.Piecewise((1, x < y), (0, True)), (x, 0, 1), (y, 0, 1)), sp.Rational(1, 2)),
    (Integral(Abs(x - (y + z) / 2), (x, 0, 1), (y, 0, 1), (z, 0, 1)), sp.Rational(7, 24)),
]
LEFT = {
    "the inner interval may not hold the corner": Integral(Abs(x - y), (x, 0, 1), (y, 0, 2)),
    "an outer end in the inner variable": Integral(Abs(x - y), (x, 0, 1), (y, x, x + 1)),
    "outer ends that are not real": Integral(Abs(x - y), (x, 0, 1), (y, I, 1 + I)),
    "an outer interval turned round": Integral(Abs(x - y), (x, 0, 1), (y, 1, 0)),
    "an outer interval without end": Integral(Abs(x - y), (x, 0, oo), (y, 0, oo)),
    "an outer end of unknown place": Integral(Abs(x - y), (x, 0, 1), (y, 0, z)),
    "parts that may not be bounded": Integral(Max(x, y) / y, (x, 0, 1), (y, 0, 1)),
    "no corner": Integral(x * y, (x, 0, 1), (y, 0, 1)),
    "one integral": Integral(Abs(x - y), (x, 0, 1)),
}


@pytest.mark.parametrize(("node", "value"), SPLIT, ids=str)
def test_the_parts_have_the_value_of_the_whole(node, value):
    assert sp.simplify(inner_in_parts(node, Context(())).doit() - value) == 0


@pytest.mark.parametrize("node", LEFT.values(), ids=LEFT)
def test_what_is_not_split(node):
    assert inner_in_parts(node, Context(())) is None


def test_what_is_known_of_another_variable_of_the_same_name_is_not_used():
    assert inner_in_parts(SPLIT[0][0], Context((sp.Gt(y, 3),))) is None
