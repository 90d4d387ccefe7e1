"""Means of products of sides of two jointly normal numbers: each formula against quadrature in the plane, and what is refused."""

import math

import numpy as np
import pytest
import sympy as sp

from verifier.tools.chance.moments import Chance, HasLaw
from verifier.tools.chance.pairs_of_normals import FORMULAS, ITSELF, mean_of_pairs
from verifier.vocabulary.operators import Independent
from verifier.vocabulary.symbols import Random

X, Y = Random("X"), Random("Y")
KNOWN = (Independent(X, Y), *(HasLaw(item, sp.Tuple(sp.Symbol("standard_normal"))) for item in (X, Y)))
a, r = sp.Symbol("a", positive=True), sp.Symbol("r", real=True)
AT = {sp.Max: lambda u: np.maximum(u, 0), sp.Abs: np.abs, sp.sign: np.sign, sp.erf: np.vectorize(math.erf), ITSELF: lambda u: u}
CASES = [((1.0, 0.0), (0.6, 0.8)), ((1.0, 0.0), (-0.5, 2.0)), ((0.7, -1.2), (1.5, 0.4)), ((1.0, 0.3), (2.0, 0.6)), ((1.0, 0.0), (0.0, 1.0))]


def by_quadrature(one, other, u, v):
    """E[f(U) g(V)] in polar coordinates, cut at the rays where U or V changes its sign."""
    rays = sorted({math.atan2(-line[0], line[1]) % math.pi + turn for line in (u, v) for turn in (0, math.pi)})
    nodes, weights = np.polynomial.legendre.leggauss(60)
    radii, heights = 6 * (nodes + 1), 6 * weights
    total = 0.0
    for low, high in zip(rays, [*rays[1:], rays[0] + 2 * math.pi]):
        angles = (low + high) / 2 + (high - low) / 2 * nodes
        values = [AT[kind](np.outer(radii, line[0] * np.cos(angles) + line[1] * np.sin(angles))) for kind, line in ((one, u), (other, v))]
        total += (heights * radii * np.exp(-(radii**2) / 2)) @ (values[0] * values[1]) @ weights * (high - low) / 2
    return total / (2 * math.pi)


@pytest.mark.parametrize(("u", "v"), CASES)
@pytest.mark.parametrize("kinds", FORMULAS, ids=lambda kinds: " ".join(kind.__name__ for kind in kinds))
def test_a_formula_agrees_with_quadrature(kinds, u, v):
    exact = [[sp.nsimplify(number) for number in line] for line in (u, v)]
    s, t, m = (sp.Add(*(x * y for x, y in zip(*pair, strict=True))) for pair in ((exact[0],) * 2, (exact[1],) * 2, exact))
    assert abs(float(FORMULAS[kinds](s, t, m)) - by_quadrature(*kinds, u, v)) < 1e-9


REFUSED = [
    (sp.Max(X, 0) * sp.Max(X + Y + 1, 0), KNOWN), (sp.Max(X, 1) * sp.Max(Y + X, 0), KNOWN), (sp.Abs(r * X) * sp.Max(X + Y, 0), KNOWN),
    (sp.Max(X, 0) * sp.Max(sp.sqrt(1 - r**2) * Y + r * X, 0), KNOWN), (sp.Max(X, 0) * sp.Max(X * Y, 0), KNOWN),
    (sp.Max(X, 0) * sp.Max(X + sp.I * Y, 0, evaluate=False), KNOWN), (sp.Max(X, 0) * sp.sign(X + Y), KNOWN[:2]),
    (sp.Max(X, 0) ** 2 * sp.sign(X + Y), KNOWN), (sp.cos(X) * sp.sign(X + Y), KNOWN),
]


@pytest.mark.parametrize(("body", "known"), REFUSED, ids=str)
def test_what_is_no_such_product_is_refused(body, known):
    assert mean_of_pairs(Chance(known), body) is None


def test_where_the_variances_are_positive_it_is_found():
    assert mean_of_pairs(Chance((*KNOWN, sp.Le(r, 1), sp.Ge(r, -1))), sp.Max(X, 0) * sp.Max(sp.sqrt(1 - r**2) * Y + r * X, 0)) is not None
    assert mean_of_pairs(Chance(KNOWN), 2 * sp.Abs(a * X) * sp.sign(X - Y)) == 0
