"""Integrals over the whole line of functions of exp(c x): with u = exp(c x), an increasing or decreasing map onto u > 0, dx is du/(c u)."""

from __future__ import annotations

import sympy as sp


def by_its_exponential(body, x, context):
    """(integrand, u) such that its integral over u > 0 is that of the body over all real x; or None."""
    rates = [rate for node in sp.ordered(body.atoms(sp.exp)) if (rate := _rate(node.args[0], x)) is not None]
    rates.sort(key=lambda rate: not rate.is_number)
    rate = next((rate for rate in rates if context.is_positive(rate) or context.is_positive(-rate)), None)
    if rate is None:
        return None
    u = sp.Dummy("u", positive=True)

    def turned(node):
        exponent = sp.expand(node.args[0], log=False, trig=False, power_exp=False)
        slope = exponent.coeff(x, 1)
        rest = sp.expand(exponent - slope * x, log=False, trig=False, power_exp=False)
        return node if x in slope.free_symbols | rest.free_symbols else u ** sp.cancel(slope / rate) * sp.exp(rest)

    made = body.replace(lambda node: isinstance(node, sp.exp) and x in node.free_symbols, turned)
    return made.xreplace({x: sp.log(u) / rate}) / ((rate if context.is_positive(rate) else -rate) * u), u


def _rate(exponent, x):
    """The slope of a first degree polynomial of x, or None."""
    return exponent.diff(x) if x in exponent.free_symbols and exponent.is_polynomial(x) and sp.degree(exponent, x) == 1 else None
