"""Rows of the table of integrals over t > 0 whose parameters are rates and distances: logarithms and fractions over sums of squares, Frullani's
between two limits, and decay at both ends.

The sources are DLMF 10.32.10 and Gradshteyn and Ryzhik 4.295.7, 4.324.2 and 4.536.2; fractions are taken apart by hand.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.shapes_of_integrands import binomial, monomial

LIMITS = {sp.atan: (sp.S.Zero, sp.pi / 2), sp.tanh: (sp.S.Zero, sp.S.One), sp.erf: (sp.S.Zero, sp.S.One), sp.erfc: (sp.S.One, sp.S.Zero),
          sp.exp: (sp.S.One, sp.S.Zero)}


def squares(expression, t, context):
    """(root of d/e, e) of d + e t^2 with d >= 0 and e > 0, or None."""
    found = binomial(expression, t) or (0, *(monomial(expression, t) or (0, 0)))
    d, e, r = map(sp.sympify, found)
    return (sp.sqrt(d / e), e) if r == 2 and context.is_nonnegative(d) and context.is_positive(e) else None


def _logarithm_over_squares(t, p, factors, context):
    """log(d + e t^2)/(g + h t^2) for d >= 0 and positive others: with roots A and B it is pi (log(e)/2 + log(A + B))/(B h) (4.295.7)."""
    logs = [factor for factor in factors if isinstance(factor, sp.log)]
    if p != 0 or len(factors) != 2 or len(logs) != 1:
        return None
    base, times = next(factor for factor in factors if factor is not logs[0]).as_base_exp()
    over, under = squares(logs[0].args[0], t, context), squares(base, t, context)
    if times != -1 or over is None or under is None or not context.is_positive(under[0]):
        return None
    return sp.pi * (sp.log(over[1]) / 2 + sp.log(over[0] + under[0])) / (under[0] * under[1])


def _fraction_of_squares(t, p, factors, context):
    """1/((t^2 + A^2)(t^2 + B^2)) and t^2/((t^2 + A^2)(t^2 + B^2)) for A, B > 0, which may be one number."""
    if p not in (0, 2) or len(factors) != 2 or any(factor.as_base_exp()[1] != -1 for factor in factors):
        return None
    found = [squares(factor.as_base_exp()[0], t, context) for factor in factors]
    if None in found or not all(context.is_positive(root) for root, _ in found):
        return None
    (first, c), (second, d) = found
    return sp.pi / (2 * c * d * (first + second) * (first * second if p == 0 else 1))


def _between_limits(t, p, factors, context):
    """c (f(a t^q) - f(b t^q))/t for a, b, q > 0 and an f that is continuous from 0 on and tends to a limit (Frullani; 4.536.2, 4.324.2)."""
    if p != -1 or len(factors) != 1 or not factors[0].is_Add or len(factors[0].args) != 2:
        return None
    found = []
    for term in factors[0].args:
        constant, rest = term.as_independent(t, as_Add=False)
        inner = monomial(rest.args[0], t) if type(rest) in LIMITS else None
        if inner is None:
            return None
        rate = -inner[0] if isinstance(rest, sp.exp) else inner[0]
        if not (context.is_positive(rate) and context.is_positive(inner[1])):
            return None
        found.append((constant, rate, inner[1], type(rest)))
    (c, a, q, head), (other, b, r, same) = found
    if head is not same or q != r or sp.expand(c + other) != 0:
        return None
    first, last = LIMITS[head]
    return c * (last - first) * (sp.log(a) - sp.log(b)) / q


def _decay_at_both_ends(t, p, factors, context):
    """t^p exp(-a t^q - b/t^q) for a, b, q > 0 (DLMF 10.32.10)."""
    if len(factors) != 1 or not isinstance(factors[0], sp.exp):
        return None
    constant, rest = sp.expand(factors[0].args[0]).as_independent(t, as_Add=True)
    found = [monomial(term, t) for term in sp.Add.make_args(rest)]
    if len(found) != 2 or None in found or sp.expand(found[0][1] + found[1][1]) != 0:
        return None
    (a, q), (b, _) = found if context.is_positive(found[0][1]) else found[::-1]
    if not (context.is_positive(-a) and context.is_positive(-b) and context.is_positive(q)):
        return None
    a, b, s = -a, -b, (p + 1) / q
    if s == sp.S.Half:  # where the Bessel function is elementary
        return sp.exp(constant) * sp.sqrt(sp.pi / a) * sp.exp(-2 * sp.sqrt(a * b)) / q
    return sp.exp(constant) * 2 * (b / a) ** (s / 2) * sp.besselk(s, 2 * sp.sqrt(a * b)) / q


PARAMETRIC = {(0, sp.oo): (_logarithm_over_squares, _fraction_of_squares, _between_limits, _decay_at_both_ends)}
