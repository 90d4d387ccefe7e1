"""Integrals of one or two classical orthogonal polynomials of any degree against their weight.

A row says on which interval, with which weight w, and what the integral of w p_n^2 is; that of w p_m p_n is 0 for m != n
(Abramowitz and Stegun, 22.2).  It ends with (A, B, C) such that u p_n = A p_(n+1) + B p_n + C p_(n-1) for n >= 1, and with those
for n = 0 (22.7, 22.4): a polynomial beside them lifts and lowers the degree of one of them.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.definedness import doubts

HALF = sp.S.Half
ROWS = {
    sp.legendre: (-1, 1, lambda u: sp.S.One, lambda n: 2 / (2 * n + 1), lambda n: ((n + 1) / (2 * n + 1), 0, n / (2 * n + 1)), (1, 0)),
    sp.chebyshevt: (-1, 1, lambda u: 1 / sp.sqrt(1 - u**2), lambda n: sp.pi * (1 + sp.KroneckerDelta(n, 0)) / 2, lambda n: (HALF, 0, HALF), (1, 0)),
    sp.chebyshevu: (-1, 1, lambda u: sp.sqrt(1 - u**2), lambda n: sp.pi / 2, lambda n: (HALF, 0, HALF), (HALF, 0)),
    sp.hermite: (-sp.oo, sp.oo, lambda u: sp.exp(-u**2), lambda n: sp.sqrt(sp.pi) * 2**n * sp.factorial(n), lambda n: (HALF, 0, n), (HALF, 0)),
    sp.laguerre: (0, sp.oo, lambda u: sp.exp(-u), lambda n: sp.S.One, lambda n: (-n - 1, 2 * n + 1, -n), (-1, 1)),
}
BESIDE_A_POWER = {  # the integral of w u^n p_n, by the coefficient of u^n in p_n (22.3)
    sp.legendre: lambda n: 2 ** (n + 1) * sp.factorial(n) ** 2 / sp.factorial(2 * n + 1), sp.chebyshevt: lambda n: sp.pi / 2**n,
    sp.chebyshevu: lambda n: sp.pi / 2 ** (n + 1), sp.hermite: lambda n: sp.sqrt(sp.pi) * sp.factorial(n),
    sp.laguerre: lambda n: (-1) ** n * sp.factorial(n),
}
HIGHEST = 6  # the degree of a polynomial beside them


def orthogonal(node, context):
    """The value of Integral(f w(u) p_m(u) p_n(u), (x, a, b)) for a polynomial f and u = s x + r, s > 0, that maps (a, b) onto the interval; or None."""
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
    low, high, weight, size, steps, first_step = ROWS[family]
    scale = u.diff(x)
    if x in scale.free_symbols or not context.is_positive(scale) or [sp.expand(u.subs(x, end)) for end in ends] != [low, high]:
        return None
    degrees = [item.args[0] for item in polynomials]
    if len(degrees) == 1:
        degrees.append(sp.S.Zero)
    factor = sp.expand(sp.Mul(*others) / weight(u), power_base=False)
    if not all(degree.is_integer and context.is_nonnegative(degree) for degree in degrees):
        return None
    if u == x and len(polynomials) == 1 and (power := _power_beside(factor, x, degrees[0], context)) is not None:
        number, of_lower_degree = power
        value = sp.S.Zero if of_lower_degree else BESIDE_A_POWER[family](degrees[0])
        return None if doubts(constant, context) or doubts(number, context) else constant * number * value
    if x in factor.free_symbols:
        v = sp.Dummy("v")
        factor = sp.expand(factor.xreplace({x: (v - u.xreplace({x: sp.S.Zero})) / scale})) if factor.is_polynomial(x) else None
        if factor is None or sp.degree(factor, v) > HIGHEST:
            return None
        coefficients = sp.Poly(factor, v).all_coeffs()
    else:
        coefficients = [factor]
    if any(doubts(number, context) for number in (constant, *coefficients)):  # an integral that is 0 would lose it
        return None
    for other, one in (degrees, degrees[::-1]):
        lifted = _times(coefficients, one, lambda n: _step(n, steps, first_step, context))
        if lifted is not None:
            return constant * sp.Add(*(coefficient * _product(n, other, size, context) for n, coefficient in lifted.items())) / scale
    return None


def _power_beside(factor, x, n, context):
    """(c, whether m < n) for c x^m with a symbolic whole m that is n, or visibly smaller; else None."""
    constant, power = factor.as_independent(x, as_Add=False)
    base, m = power.as_base_exp()
    if base != x or m.is_Integer or not (m.is_integer and context.is_nonnegative(m)):
        return None
    return (constant, False) if sp.expand(m - n) == 0 else (constant, True) if context.is_positive(n - m) else None


def _product(first, second, size, context):
    """The integral of w p_m p_n."""
    return sp.S.Zero if context.is_nonzero(first - second) else size(first) * sp.KroneckerDelta(first, second)


def _step(n, steps, first_step, context):
    """{degree: coefficient} of u p_n; None where n may be 0 and may be larger."""
    if n == 0:
        return {sp.S.One: first_step[0], sp.S.Zero: first_step[1]}
    return dict(zip((n + 1, n, n - 1), map(sp.sympify, steps(n)), strict=True)) if context.is_positive(n) else None


def _times(coefficients, degree, step):
    """{degree: coefficient} of the polynomial of these coefficients, highest first, times p_degree, by Horner's rule; or None."""
    total: dict = {}
    for number in coefficients:
        moved: dict = {}
        for n, coefficient in total.items():
            row = step(n)
            if row is None:
                return None
            for m, factor in row.items():
                if factor != 0:
                    moved[m] = moved.get(m, sp.S.Zero) + coefficient * factor
        moved[degree] = moved.get(degree, sp.S.Zero) + number
        total = moved
    return total
