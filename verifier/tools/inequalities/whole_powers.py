"""A power b^k with a whole number k is at most a^k where |b| <= a: b may be negative."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.definedness import doubts
from verifier.tools.relations import ORDER, sides_of


def powers_of_any_sign(statement, context):
    """(power, larger base) where the smaller side is b^k with a base that is not visibly >= 0, and the larger one is a^k."""
    if not isinstance(statement, ORDER):
        return None
    small, large, _ = sides_of(statement)
    if not small.is_Pow or isinstance(small, sp.exp) or not small.exp.is_Symbol or not small.exp.is_integer or small.base.is_nonnegative:
        return None
    k = small.exp
    if not small.base.free_symbols or not (k.is_nonnegative or context.is_nonnegative(k)):
        return None
    if isinstance(large, sp.exp):
        rate = sp.expand(large.exp / k)
        found = sp.exp(rate) if k not in rate.free_symbols and sp.expand(rate * k - large.exp) == 0 else None
    else:
        found = large.base if large.is_Pow and large.exp == k else None
    return None if found is None else (small, found)


def by_sizes(statement, context, data):
    """b^k <= a^k for whole k from |b| <= a, and b^k < a^k for k >= 1 from |b| < a; b and a are real."""
    pair = powers_of_any_sign(statement, context)
    if pair is None:
        return None
    (base, k), larger = pair[0].args, pair[1]
    strict = sides_of(statement)[2]
    if strict and not (k.is_positive or context.is_positive(k)) or not (context.is_real(base) and context.is_real(larger)):
        return None
    if any(True for side in statement.args for _ in doubts(side, context)):  # the quotient of an exponent by k may lose a denominator
        return None
    return (sp.Lt if strict else sp.Le)(sp.Abs(base), larger, evaluate=False)
