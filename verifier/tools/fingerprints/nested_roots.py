"""Roots under roots that are sums: u + v + 2 sqrt(u v) is the square of sqrt(u) + sqrt(v) for u, v >= 0."""

from __future__ import annotations

import sympy as sp

MOST_TERMS = 6


def _is_root(node) -> bool:
    return bool(node.is_Pow and node.exp.is_Rational and node.exp.q == 2)


def root_of(base, context):
    """The number >= 0 whose square is A + T, where A has no roots, one term T is made of square roots and A^2 - T^2 = R^2; or None.

    With u = (A + R)/2 and v = (A - R)/2 that is sqrt(u) + sqrt(v) for T >= 0, and their difference for T <= 0, the larger one first.
    """
    if not base.is_Add or not base.free_symbols or len(base.args) > MOST_TERMS:
        return None
    rooted = [term for term in base.args if any(map(_is_root, sp.Mul.make_args(term)))]
    if len(rooted) != 1:
        return None
    term, = rooted
    rest, square = base - term, sp.expand(term**2)
    whole = square.free_symbols | rest.free_symbols
    if not (rest.is_polynomial(*whole) and square.is_polynomial(*whole)) or any(map(_is_root, (rest + square).atoms(sp.Pow))):
        return None
    gap = _polynomial_root(sp.expand(rest**2 - square))
    if gap is None:
        return None
    u, v = sp.expand((rest + gap) / 2), sp.expand((rest - gap) / 2)
    if not (context.is_nonnegative(u) and context.is_nonnegative(v)):
        return None
    first, second = sp.sqrt(u), sp.sqrt(v)
    if context.is_nonnegative(term):
        return first + second
    if not context.is_nonnegative(-term):
        return None
    if context.is_nonnegative(gap) or context.is_nonnegative(first - second):
        return first - second
    return second - first if context.is_nonnegative(-gap) or context.is_nonnegative(second - first) else None


def _polynomial_root(square):
    """A polynomial whose square this is, of either sign; or None."""
    if not square.free_symbols:
        root = sp.sqrt(square) if square.is_Rational and square >= 0 else None
        return root if root is not None and root.is_Rational else None
    number, factors = sp.factor_list(square)
    outside = sp.sqrt(number) if number > 0 else sp.S.NaN
    if not outside.is_Rational or any(power % 2 for _, power in factors):
        return None
    return sp.expand(outside * sp.Mul(*(factor ** (power // 2) for factor, power in factors)))
