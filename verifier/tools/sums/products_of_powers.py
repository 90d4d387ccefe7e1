"""Products of powers as one power: the product of u^e(k) from a to b is u to the sum of e(k)."""

from __future__ import annotations

import sympy as sp

from verifier.tools.settled import settled
from verifier.tools.sums.power_sums import polynomial_sum
from verifier.tools.sums.short_sums import in_the_ranges

MOST_DEGREE = 6


def product_of_powers(node, context):
    """For bases u without k and polynomials e in k, where no power has another value apart than together; or None."""
    if any(len(limit) != 3 for limit in node.limits):
        return None
    if len(node.limits) > 1:  # the first letter stands innermost
        first, *rest = node.limits
        inner = product_of_powers(sp.Product(node.function, first), in_the_ranges(sp.Product(sp.S.One, *rest), context))
        return None if inner is None else product_of_powers(sp.Product(inner, *rest), context)
    k, low, high = node.limits[0]
    if not (low.is_integer and high.is_integer) or not context.is_nonnegative(high - low + 1) or any(
            k in item.free_symbols for item in (low, high, *context.statements)):
        return None
    inside, found = context.inside(node), []
    for factor in sp.Mul.make_args(settled(node.function)):
        base, exponent = factor.as_base_exp()
        if k in base.free_symbols or not exponent.is_polynomial(k) or sp.degree(exponent, k) > MOST_DEGREE:
            return None
        whole = exponent.is_integer and (context.is_nonzero(base) or inside.is_nonnegative(exponent))
        if not whole and not (context.is_positive(base) and inside.is_real(exponent)):
            return None
        found.append(base ** polynomial_sum(exponent, k, low, high))
    return sp.Mul(*found)
