"""Shapes that the tables of integrals look for in a factor of an integrand over t > 0."""

from __future__ import annotations

import sympy as sp


def monomial(expression, t):
    """(c, q) with expression = c t^q, or None."""
    constant, rest = sp.expand_power_base(expression).as_independent(t, as_Add=False)
    base, exponent = rest.as_base_exp() if not isinstance(rest, sp.exp) else (rest, 1)
    return (constant, exponent) if base == t and t not in exponent.free_symbols else None


def binomial(expression, t):
    """(d, e, r) with expression = d + e t^r, or None."""
    constant, rest = expression.as_independent(t, as_Add=True)
    found = monomial(rest, t) if rest != 0 else None
    return None if found is None or constant == 0 else (constant, *found)


def exponential(factor, t):
    """(constant factor, b, q) of c exp(-b t^q), or None."""
    if not isinstance(factor, sp.exp):
        return None
    constant, rest = sp.expand(factor.args[0]).as_independent(t, as_Add=True)
    found = monomial(sp.collect(rest, t) if rest.is_Add else rest, t) if rest != 0 else None
    return None if found is None else (sp.exp(constant), -found[0], found[1])
