"""Integrals of one or two classical orthogonal polynomials of any degree against their weight.

A row says on which interval, with which weight w, and what the integral of w p_n^2 is; that of w p_m p_n is 0 for m != n
(Abramowitz and Stegun, 22.2).
"""

from __future__ import annotations

import sympy as sp

ROWS = {
    sp.legendre: (-1, 1, lambda u: sp.S.One, lambda n: 2 / (2 * n + 1)),
    sp.chebyshevt: (-1, 1, lambda u: 1 / sp.sqrt(1 - u**2), lambda n: sp.pi * (1 + sp.KroneckerDelta(n, 0)) / 2),
    sp.chebyshevu: (-1, 1, lambda u: sp.sqrt(1 - u**2), lambda n: sp.pi / 2),
    sp.hermite: (-sp.oo, sp.oo, lambda u: sp.exp(-u**2), lambda n: sp.sqrt(sp.pi) * 2**n * sp.factorial(n)),
    sp.laguerre: (0, sp.oo, lambda u: sp.exp(-u), lambda n: sp.S.One),
}


def orthogonal(node, context):
    """The value of Integral(c w(u) p_m(u) p_n(u), (x, a, b)) for u = s x + r with s > 0 that maps (a, b) onto the interval; or None."""
    x, *ends = node.limits[0]
    constant, rest = sp.sympify(node.function).as_independent(x, as_Add=False)
    polynomials, others = [], []
    for factor in sp.Mul.make_args(rest):
        base, times = factor.as_base_exp()
        known = type(base) in ROWS and times in (1, 2) and x not in base.args[0].free_symbols
        (polynomials if known else others).extend([base] * int(times) if known else [factor])
    if not polynomials or len(polynomials) > 2 or len({(type(item), item.args[1]) for item in polynomials}) != 1:
        return None
    family, u = type(polynomials[0]), polynomials[0].args[1]
    low, high, weight, size = ROWS[family]
    scale = u.diff(x)
    if x in scale.free_symbols or not context.is_positive(scale) or [sp.expand(u.subs(x, end)) for end in ends] != [low, high]:
        return None
    degrees = [item.args[0] for item in polynomials]
    if len(degrees) == 1:
        degrees.append(sp.S.Zero)
    factor = sp.expand(sp.Mul(*others) / weight(u), power_base=False)
    if x in factor.free_symbols or not all(degree.is_integer and context.is_nonnegative(degree) for degree in degrees):
        return None
    first, second = degrees
    if context.is_nonzero(first - second):
        return sp.S.Zero
    return constant * factor * size(first) * sp.KroneckerDelta(first, second) / scale
