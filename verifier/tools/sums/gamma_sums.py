"""Harmonic and Catalan numbers and sums of reciprocal powers by functions of a real variable: the gamma function and its derivatives."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.binding import bound_anywhere

MOST_POWER = 8


def by_gammas(statement, context, data):
    """The statement with H_n = digamma(n + 1) + EulerGamma, Catalan numbers as binomials, and sums of 1/(p k + q)^s as polygamma functions.

    Products of p k + q, which are positive, are quotients of gamma functions.
    """
    if not isinstance(statement, Relational) or not statement.has(sp.harmonic, sp.catalan, sp.Sum, sp.Product):
        return None

    bound = bound_anywhere(statement)

    def known(node):
        if node.free_symbols & bound:
            return node
        if isinstance(node, sp.Sum):
            return _reciprocal_powers(node, context) or node
        if isinstance(node, sp.Product):
            return rising_product(node, context) or node
        argument = node.args[0]
        if len(node.args) != 1 or not argument.is_integer or not context.is_nonnegative(argument):
            return node
        if isinstance(node, sp.harmonic):
            return sp.digamma(argument + 1) + sp.EulerGamma
        return sp.binomial(2 * argument, argument) / (argument + 1)
    sides = [side.replace(lambda node: isinstance(node, (sp.harmonic, sp.catalan, sp.Sum, sp.Product)), known) for side in statement.args]
    made = statement.func(*sides, evaluate=False)
    return None if made == statement else made


def _reciprocal_powers(node, context):
    """c/(p (k + v))^s from a to b by psi(z + 1) = psi(z) + 1/z and its derivatives; to infinity for s >= 2, as the series of those; or None."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3:
        return None
    k, low, high = node.limits[0]
    if not low.is_integer or any(k in item.free_symbols for item in (low, high, *context.statements)):
        return None
    factor, power = sp.factor(node.function).as_independent(k, as_Add=False)
    base, exponent = power.as_base_exp()
    s, slope = -exponent, sp.expand(base).coeff(k)
    if not (s.is_Integer and 1 <= s <= MOST_POWER and slope.is_Rational and slope > 0):
        return None
    shift = sp.expand(base / slope - k)
    if k in shift.free_symbols or not context.is_positive(low + shift):
        return None
    scale = factor * slope**-s * (-1) ** s / sp.factorial(s - 1)
    before = sp.polygamma(s - 1, low + shift)
    if high is sp.oo:
        return scale * before if s > 1 else None
    if not high.is_integer or not context.is_nonnegative(high - low + 1):
        return None
    return scale * (before - sp.polygamma(s - 1, high + shift + 1))


def rising_product(node, context):
    """The product of p (k + v) from a to b for p > 0 and a + v > 0, or None."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3:
        return None
    k, low, high = node.limits[0]
    slope = sp.expand(node.function).coeff(k)
    shift = sp.expand(node.function / slope - k) if slope.is_Rational and slope > 0 else k
    if k in shift.free_symbols or not (low.is_integer and high.is_integer) or any(k in item.free_symbols for item in (low, high, *context.statements)):
        return None
    if not (context.is_positive(low + shift) and context.is_nonnegative(high - low + 1)):
        return None
    return slope ** (high - low + 1) * sp.gamma(high + shift + 1) / sp.gamma(low + shift)
