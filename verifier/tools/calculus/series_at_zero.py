"""Power series of special functions at 0, and those with a logarithm or a power before them, for `tools.special_expansions`.

Each row is the series by which DLMF defines the function or continues it: 4.13.5, 6.6, 8.19.8, 10.8, 10.25, 10.27, 10.31, 16.2.1, 19.5, 25.12.10.
"""

from __future__ import annotations

import sympy as sp


def _odd(k, value):
    return value() if k % 2 else sp.S.Zero


def _legendre(k):
    """((1/2)_k / k!)^2."""
    return (sp.rf(sp.S.Half, k) / sp.factorial(k)) ** 2


def _general(node, k):
    above, below, _ = node.args
    return sp.Mul(*(sp.rf(a, k) for a in above)) / sp.Mul(sp.factorial(k), *(sp.rf(b, k) for b in below))


PLAIN = {  # of the last argument, the others fixed
    sp.LambertW: lambda node, k: sp.Integer(-k) ** (k - 1) / sp.factorial(k) if k else sp.S.Zero,
    sp.Si: lambda node, k: _odd(k, lambda: sp.Rational((-1) ** (k // 2)) / (k * sp.factorial(k))),
    sp.Shi: lambda node, k: _odd(k, lambda: 1 / (k * sp.factorial(k))),
    sp.elliptic_k: lambda node, k: sp.pi / 2 * _legendre(k),
    sp.elliptic_e: lambda node, k: sp.pi / 2 * _legendre(k) / (1 - 2 * k),
    sp.polylog: lambda node, k: sp.Integer(k) ** -node.args[0] if k else sp.S.Zero,
    sp.hyper: _general,
}


def plain(node):
    """The coefficients k -> c of a function that is analytic at 0, or None."""
    coefficient = PLAIN.get(node.func)
    if coefficient is None or isinstance(node, (sp.elliptic_e, sp.LambertW)) and len(node.args) != 1:
        return None
    if isinstance(node, sp.hyper):
        above, below, _ = node.args
        if len(above) > len(below) + 1 or any(not b.is_Rational or b.is_Integer and b <= 0 for b in below):
            return None
    return lambda k: coefficient(node, k)


def with_logarithm(tending, node, small):
    """The expansion at 0 of a function with a logarithm or a power there, or None."""
    if isinstance(node, sp.Chi):
        start = tending.plus(tending.constant(sp.EulerGamma), tending.logarithm(small))
        return tending.plus(start, tending.series(small, lambda k: 1 / (k * sp.factorial(k)) if k and k % 2 == 0 else sp.S.Zero))
    n = node.args[0]
    if isinstance(node, sp.expint) and n.is_Integer and n >= 1:
        return _exponential_integral(tending, int(n), small)
    if isinstance(node, (sp.besseli, sp.besselj)) and n.is_Rational and not n.is_Integer:
        return _bessel(tending, n, small, 1 if isinstance(node, sp.besseli) else -1)
    if isinstance(node, sp.besselk) and n.is_Rational and not n.is_Integer:
        first, second = _bessel(tending, -n, small, 1), _bessel(tending, n, small, 1)
        return _scaled(tending, tending.plus(first, _scaled(tending, second, sp.S.NegativeOne)), sp.pi / (2 * sp.sin(n * sp.pi)))
    if isinstance(node, (sp.besselk, sp.bessely)) and n.is_Integer:
        return _second_kind(tending, node, int(n), small)
    return None


def _scaled(tending, one, number):
    return tending.times(one, tending.constant(number))


def _exponential_integral(tending, n: int, z):
    """(-z)^(n-1)/(n-1)! (psi(n) - log z) - sum over k other than n-1 of (-z)^k / ((k - n + 1) k!)."""
    front = tending.series(z, lambda k: sp.Rational((-1) ** k) / sp.factorial(k) if k == n - 1 else sp.S.Zero)
    inner = tending.plus(tending.constant(sp.digamma(n)), _scaled(tending, tending.logarithm(z), sp.S.NegativeOne))
    rest = tending.series(z, lambda k: sp.S.Zero if k == n - 1 else -sp.Rational((-1) ** k, k - n + 1) / sp.factorial(k))
    return tending.plus(tending.times(front, inner), rest)


def _bessel(tending, order, z, sign: int):
    """(z/2)^order times the sum of sign^k (z^2/4)^k / (k! Gamma(order + k + 1)), for an order that is not whole."""
    def coefficient(k):
        j, odd = divmod(k, 2)
        return sp.S.Zero if odd else sp.Rational(sign) ** j / (sp.Integer(4) ** j * sp.factorial(j) * sp.gamma(order + j + 1))
    return tending.times(tending.power(_scaled(tending, z, sp.S.Half), order), tending.series(z, coefficient))


def _second_kind(tending, node, n: int, z):
    """Y_n or K_n of a whole order: a polynomial in 1/z, a logarithm times J_n or I_n, and a power series."""
    modified, turn, n = isinstance(node, sp.besselk), 1 if isinstance(node, sp.besselk) or n >= 0 else (-1) ** n, abs(n)
    sign = 1 if modified else -1
    half = _scaled(tending, z, sp.S.Half)
    poles = tending.constant(sp.S.Zero)
    for k in range(n):
        number = sp.factorial(n - k - 1) / sp.factorial(k) * (sp.Rational((-1) ** k, 2) if modified else -1 / sp.pi)
        poles = tending.plus(poles, _scaled(tending, tending.power(half, sp.Integer(2 * k - n)), number))
    def series(factor):
        def coefficient(k):
            j, odd = divmod(k - n, 2)
            return sp.S.Zero if odd or j < 0 else sp.Rational(sign) ** j * factor(j) / (sp.factorial(j) * sp.factorial(j + n) * sp.Integer(2) ** k)
        return tending.series(z, coefficient)
    first = series(lambda j: sp.S.One)
    digammas = series(lambda j: sp.digamma(j + 1) + sp.digamma(n + j + 1))
    front, behind = ((-1) ** (n + 1), sp.Rational((-1) ** n, 2)) if modified else (2 / sp.pi, -1 / sp.pi)
    whole = tending.plus(poles, tending.plus(_scaled(tending, tending.times(tending.logarithm(half), first), sp.sympify(front)),
                                             _scaled(tending, digammas, sp.sympify(behind))))
    return _scaled(tending, whole, sp.Integer(turn))


__all__ = ["plain", "with_logarithm"]
