"""Expansions of special functions where they are not analytic or at infinity, for `tools.expansions`.

Each takes the expansions in hand (a `Tending`), the node and the expansion of its last argument, and returns an
expansion, or None where it has nothing to say.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.series_at_zero import plain, with_logarithm

RECIPROCAL = {sp.acsch: sp.asinh, sp.asech: sp.acosh, sp.acoth: sp.atanh, sp.asec: sp.acos, sp.acsc: sp.asin}
HALF, QUICKLY = sp.S.Half, 60  # the power of 1/x in the error; what falls like an exponential has more than is ever asked for
OTHERWISE = {  # off the points where either has no value, and off their cuts
    sp.acot: lambda x: sp.atan(1 / x), sp.coth: lambda x: sp.cosh(x) / sp.sinh(x), sp.csch: lambda x: 1 / sp.sinh(x), sp.sinc: lambda x: sp.sin(x) / x,
}
ODD = {sp.tanh: (1, QUICKLY), sp.erf: (1, QUICKLY), sp.fresnels: (HALF, 1), sp.fresnelc: (HALF, 1), sp.Si: (sp.pi / 2, 1)}
AHEAD = {sp.Ci: (0, 1), sp.airyai: (0, QUICKLY), sp.erfc: (0, QUICKLY), sp.zeta: (1, QUICKLY), sp.dirichlet_eta: (1, QUICKLY)}
WAVES = (sp.besselj, sp.bessely)  # like cos(x - c)/sqrt(x) at infinity


def by_another_name(node):
    """The same function as one that is expanded, or None."""
    if isinstance(node, tuple(RECIPROCAL)):
        return RECIPROCAL[node.func](1 / node.args[0])
    if isinstance(node, sp.harmonic) and len(node.args) == 1:
        return sp.digamma(node.args[0] + 1) + sp.EulerGamma
    other = OTHERWISE.get(node.func)
    return None if other is None or len(node.args) != 1 else other(node.args[0])


def by_logarithms(tending, node, z):
    """An inverse function by the logarithm that defines it, off its cuts; along its cut acosh alone has one value for all."""
    if isinstance(node, sp.acosh):
        argument = node.args[0]
        return tending.of(sp.log(argument + sp.sqrt(argument - 1) * sp.sqrt(argument + 1)))
    if not isinstance(node, (sp.atan, sp.atanh, sp.asin, sp.acos, sp.asinh)):
        return None
    one, turned = tending.constant(sp.S.One), tending.times(z, tending.constant(sp.I))

    def minus(left, right):
        return tending.plus(left, tending.times(right, tending.constant(sp.S.NegativeOne)))
    if isinstance(node, (sp.atan, sp.atanh)):
        slant = z if isinstance(node, sp.atanh) else turned
        half = minus(tending.logarithm(tending.plus(one, slant)), tending.logarithm(minus(one, slant)))
        return tending.times(half, tending.constant(HALF if isinstance(node, sp.atanh) else -sp.I / 2))
    if isinstance(node, sp.asinh):
        return tending.logarithm(tending.plus(z, tending.power(tending.plus(one, tending.times(z, z)), HALF)))
    sine = tending.times(tending.logarithm(tending.plus(turned, tending.power(minus(one, tending.times(z, z)), HALF))), tending.constant(-sp.I))
    return sine if isinstance(node, sp.asin) else minus(tending.constant(sp.pi / 2), sine)


def far_out(tending, node, inner, exponent, sign: int):
    """At infinity, with the given sign, of a real argument that grows like u**exponent."""
    argument = node.args[-1]
    limit, power = ODD.get(node.func, (None, 0))
    if limit is not None:
        return tending.limit_with_error(sign * limit, -exponent * power)
    limit, power = AHEAD.get(node.func, (None, 0))
    if limit is not None and len(node.args) == 1 and sign > 0:
        return tending.limit_with_error(limit, -exponent * power)
    if isinstance(node, WAVES) and (sign > 0 and tending.context.is_real(node.args[0]) or isinstance(node, sp.besselj)
                                    and node.args[0].is_Integer):
        return tending.limit_with_error(0, -exponent * HALF)
    if isinstance(node, sp.asinh):
        return tending.times(tending.of(sp.log(sign * argument + sp.sqrt(argument**2 + 1))), tending.constant(sp.Integer(sign)))
    if isinstance(node, sp.acosh) and sign > 0:
        return tending.of(sp.log(argument + sp.sqrt(argument**2 - 1)))
    if isinstance(node, sp.polygamma) and node.args[0] == 0 and sign > 0:
        return _digamma(tending, inner)
    return None


def _digamma(tending, z):
    """log z - 1/(2 z) - sum of B_2k / (2k z^2k)."""
    turned, count = tending.power(z, sp.S.NegativeOne), tending.wanted // 2 + 2
    total = tending.plus(tending.logarithm(z), tending.times(turned, tending.constant(-sp.S.Half)))
    for k in range(1, count):
        total = tending.plus(total, tending.times(tending.power(turned, sp.Integer(2 * k)), tending.constant(-sp.bernoulli(2 * k) / (2 * k))))
    return tending.made(total.terms, min(total.order, turned.lead() * 2 * count))


def at_a_number(tending, node, at, small):
    """Beside a pole or a logarithm of the function."""
    if isinstance(node, sp.zeta) and len(node.args) == 1 and at == 1:
        pole = tending.power(small, sp.S.NegativeOne)
        return tending.plus(pole, tending.series(small, lambda k: (-1) ** k * sp.stieltjes(k) / sp.factorial(k)))
    if at == 0 and isinstance(node, (sp.Ei, sp.Ci)):
        left = isinstance(node, sp.Ei) and tending.context.is_real(node.args[0]) and tending.sign(tending.leading(small)[1]) < 0
        size = tending.times(small, tending.constant(sp.Integer(-1 if left else 1)))
        start = tending.plus(tending.constant(sp.EulerGamma), tending.logarithm(size))
        if isinstance(node, sp.Ei):
            return tending.plus(start, tending.series(small, lambda k: 1 / (k * sp.factorial(k)) if k else sp.S.Zero))
        return tending.plus(start, tending.series(small, lambda k: (-1) ** (k // 2) / (k * sp.factorial(k)) if k and k % 2 == 0 else sp.S.Zero))
    if isinstance(node, (sp.besselj, sp.besseli)) and node.args[0].is_Integer and node.args[0] >= 0 and at == 0:
        order, sign = node.args[0], -1 if isinstance(node, sp.besselj) else 1
        def coefficient(k):
            j, odd = divmod(k - int(order), 2)
            return sp.S.Zero if odd or j < 0 else sp.Rational(sign) ** j / (sp.factorial(j) * sp.factorial(j + order) * 2**k)
        return tending.series(small, coefficient)
    if at == 0 and (coefficients := plain(node)) is not None:
        return tending.series(small, coefficients)
    if at == 0 and isinstance(node, HYPERBOLIC):
        return _quotient(tending, node)
    return with_logarithm(tending, node, small) if at == 0 else None


HYPERBOLIC = (sp.tanh, sp.sech)


def _quotient(tending, node):
    """By the series of sinh and cosh, which are short where repeated derivatives of a quotient are long."""
    turned = tending.power(tending.of(sp.cosh(node.args[0])), sp.S.NegativeOne)
    return turned if isinstance(node, sp.sech) else tending.times(tending.of(sp.sinh(node.args[0])), turned)
