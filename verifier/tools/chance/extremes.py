"""Means of polynomials in the largest or the smallest of several independent variables, by the law of that extreme."""

from __future__ import annotations

import sympy as sp

from verifier.tools.chance.named_laws import LAWS
from verifier.tools.chance.power_moments import NotKnown
from verifier.vocabulary.symbols import Random

WITHOUT_MOMENTS = ("cauchy",)


def mean_of_extreme(chance, body):
    """E[g(Max(X, Y, ...))] as the integral of g against the derivative of the product of the distribution functions.

    All variables of the body stand in the one extreme, and have densities on the same interval.
    """
    extremes = body.atoms(sp.Max, sp.Min)
    if len(extremes) != 1:
        raise NotKnown(f"E of {body}")
    extreme, = extremes
    variables = [item for item in extreme.args if isinstance(item, Random)]
    x = sp.Symbol("extreme'", real=True)  # a name that no author can write
    if len(variables) != len(extreme.args) or set(variables) != body.atoms(Random):
        raise NotKnown(f"E of {body}")
    outside = body.xreplace({extreme: x})
    if outside.atoms(Random) or not outside.is_polynomial(x):
        raise NotKnown(f"E of {body}")
    laws = [chance.law(item) for item in variables]
    rows = [LAWS[name] for name, *_ in laws]
    if any(row.density is None or row.below is None for row in rows) or any(name in WITHOUT_MOMENTS for name, *_ in laws):
        raise NotKnown(f"no density of the laws in {extreme}")
    ends = {row.density(x, *parameters)[1:] for row, (_, *parameters) in zip(rows, laws, strict=True)}
    if len(ends) != 1:
        raise NotKnown(f"the variables in {extreme} live on different intervals")
    (low, high), = ends
    densities = [row.density(x, *parameters)[0] for row, (_, *parameters) in zip(rows, laws, strict=True)]
    shares = [_inside(row.below(x, *parameters)).rewrite(sp.erf) for row, (_, *parameters) in zip(rows, laws, strict=True)]
    if isinstance(extreme, sp.Min):
        shares = [1 - share for share in shares]
    slope = sp.Add(*(density * sp.Mul(*(shares[:place] + shares[place + 1:])) for place, density in enumerate(densities)))
    whole = sp.expand(outside * slope)
    if (low, high) == (-sp.oo, sp.oo):  # what is odd has the integral 0
        whole = sp.Add(*(term for term in sp.Add.make_args(whole) if sp.expand(term + term.xreplace({x: -x})) != 0))
    return sp.Integral(whole, (x, low, high)) if whole != 0 else sp.S.Zero


def _inside(share):
    """A distribution function between the ends of the interval, where it needs no bounds."""
    return share.replace(lambda node: isinstance(node, (sp.Max, sp.Min)) and len(node.args) == 2 and any(part in (0, 1) for part in node.args),
                         lambda node: next(part for part in node.args if part not in (0, 1)))
