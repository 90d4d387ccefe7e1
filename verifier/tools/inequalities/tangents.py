"""Rules that put a tangent in the place of a logarithm or a power; like those of `inequality_rules`, they are the checker's."""

from __future__ import annotations

import sympy as sp

from verifier.tools.inequalities.inequality_states import State, form_in, shows
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import written


def tangents(state: State, data) -> list:
    """A logarithm times something >= 0 lies above 1 - v/u + log v, times something <= 0 above its multiple of u/v - 1 + log v.

    With a number r > 0 beside u and v: (1 - (v/u)^r)/r and ((u/v)^r - 1)/r, as r log u is the logarithm of u^r.
    """
    gap, region = sp.expand(written(state.form())), state.region
    for u, v, *power in data:
        r, = power or (sp.S.One,)
        if not (r.is_Rational and r > 0):
            raise Rejected("not a positive number")
        curve = sp.log(u)
        slope = gap.coeff(curve)
        rest = sp.expand(gap - slope * curve)
        if rest.has(curve) or slope.has(curve) or not shows(region, u, True) or not shows(region, v, True):
            raise Rejected("the gap is not linear in the logarithm")
        if shows(region, slope):
            line = (1 - (v / u) ** r) / r
        elif shows(region, -slope):
            line = ((u / v) ** r - 1) / r
        else:
            raise Rejected("the sign of what stands before the logarithm is not visible")
        gap = sp.expand(rest + slope * (line + sp.log(v)))
    return [state.but(sp.expand(written(form_in(region, gap))))]


def supports(state: State, data) -> list:
    """A power exp(v) times something >= 0 lies above its multiple of the tangent exp(w) (1 + v - w)."""
    region = state.region
    powers = by_exponent(sp.expand(written(state.form())))
    for v, w in data:
        slope = powers.pop(v, sp.S.Zero)
        if not v.free_symbols or slope == 0 or not shows(region, slope) or not shows(region, sp.exp(v), True):
            raise Rejected("no such power, or the gap falls with it")
        form_in(region, v - w)
        powers[sp.S.Zero] = powers.get(sp.S.Zero, 0) + slope * sp.exp(w) * (1 + v - w)
    gap = sp.Add(*(slope * sp.exp(v) for v, slope in powers.items()))
    return [state.but(sp.expand(written(form_in(region, gap))))]


def has_exponent(node) -> bool:
    """Whether the node is a power with symbols in its exponent."""
    return (isinstance(node, sp.exp) or node.is_Pow) and bool(node.exp.free_symbols)


def by_exponent(gap) -> dict:
    """The gap as a sum of c exp(v): v to c, with v = 0 for what no power multiplies; a^t is exp(t log a)."""
    found: dict = {}
    for term in sp.Add.make_args(gap):
        powers, others = [], []
        for part in sp.Mul.make_args(term):
            (powers if has_exponent(part) else others).append(part)
        v = sp.expand(sp.Add(*(part.exp * (1 if isinstance(part, sp.exp) else sp.log(part.base)) for part in powers)), power_exp=False)
        found[v] = found.get(v, 0) + sp.Mul(*others)
    return found
