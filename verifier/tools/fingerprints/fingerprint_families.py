"""Special functions by one representative of each family, through formulas that hold on the principal branch everywhere.

A row is (head, formula of the node): the error functions by erf, exponential integrals by the incomplete gamma function,
Bessel functions by J and I, zeta functions by Hurwitz's, inverse functions of the reciprocal by the inverse function.
Both sides of a formula have the same value wherever both have one; gamma functions come to arguments that no reflection
or multiplication formula relates.
"""

from __future__ import annotations

from math import gcd, lcm

import sympy as sp

from verifier.tools.fingerprints.exponents import whole_part
from verifier.tools.fingerprints.fingerprint_hypergeometric import hypergeometric

I, HALF, PI = sp.I, sp.S.Half, sp.pi
LARGEST_MULTIPLE = 12


def _bessel_second(node):
    """Y and K of an order that is no integer, by J and I."""
    order, z = node.args
    if order.is_integer or order.free_symbols and order.is_integer is None:
        return None
    if node.func is sp.bessely:
        return (sp.besselj(order, z) * sp.cos(PI * order) - sp.besselj(-order, z)) / sp.sin(PI * order)
    return PI / 2 * (sp.besseli(-order, z) - sp.besseli(order, z)) / sp.sin(PI * order)


def _half_integer(node):
    """Bessel functions of order n + 1/2 by those of order 1/2 and -1/2, which are elementary."""
    order, z = node.args
    if not (order.is_Rational and order.q == 2 and abs(order) < 12):
        return None
    turned = node.func is sp.besselj
    if abs(order) == HALF:
        wave = {(True, True): sp.sin, (True, False): sp.cos, (False, True): sp.sinh, (False, False): sp.cosh}[turned, order > 0]
        return sp.sqrt(2) * wave(z) / (sp.sqrt(PI) * sp.sqrt(z))
    sign, step = (1 if turned else -1), (1 if order > 0 else -1)  # order - step lies nearer to 0
    middle = 2 * (order - step) / z * node.func(order - step, z)
    return sign * middle - sign * node.func(order - 2 * step, z) if step > 0 or turned else node.func(order + 2, z) + middle


def _erf_of(factor, z):
    return sp.erf(factor * sp.sqrt(PI) * z / 2)


def _fresnels(node):
    z, = node.args
    return (1 + I) / 4 * (_erf_of(1 + I, z) - I * _erf_of(1 - I, z))


def _fresnelc(node):
    z, = node.args
    return (1 - I) / 4 * (_erf_of(1 + I, z) + I * _erf_of(1 - I, z))


def _expint(node):
    order, z = node.args
    if order.is_Integer and 2 <= order <= 40:  # DLMF 8.19.12
        return (sp.exp(-z) - z * sp.expint(order - 1, z)) / (order - 1)
    made = z ** (order - 1) * sp.uppergamma(1 - order, z)  # of order 1 SymPy may give it back
    return None if made == node else made


def _lowergamma(node):
    s, z = node.args
    return sp.gamma(s) - sp.uppergamma(s, z)


def _uppergamma(node):
    """Whole and half orders are brought to 0 or 1/2 by the recurrence; 1/2 is an error function, 1 elementary."""
    s, z = node.args
    constant, rest = sp.expand(s).as_coeff_Add()
    if not constant.is_Rational:
        return None
    if rest == 0 and constant == HALF:
        return sp.sqrt(PI) * sp.erfc(sp.sqrt(z))
    if rest == 0 and constant == 1:
        return sp.exp(-z)
    low = sp.Integer(sp.floor(constant)) if rest != 0 or constant <= 0 else sp.Integer(sp.ceiling(constant)) - 1
    if low == 0 or abs(low) > 20:
        return None
    if low > 0:
        return (s - 1) * sp.uppergamma(s - 1, z) + z ** (s - 1) * sp.exp(-z)
    return (sp.uppergamma(s + 1, z) - z**s * sp.exp(-z)) / s


def _polygamma(node):
    """Derivatives of digamma are Hurwitz zeta functions."""
    order, z = node.args
    if order.is_integer and order.is_positive:
        return (-1) ** (order + 1) * sp.factorial(order) * sp.zeta(order + 1, z)
    return None


def _zeta(node):
    """Of whole order s >= 2 or a positive number, shifted to an argument whose rational part lies in (0, 1]."""
    if len(node.args) == 1:
        return None
    s, z = node.args
    if not (s.is_integer and (s - 2).is_nonnegative) and not (z.is_Rational and z > 0):
        return None
    if z in PARTS_OF_ONE and s.is_Integer:
        return PARTS_OF_ONE[z](s)
    constant, rest = sp.expand(z).as_coeff_Add()
    if not constant.is_Rational:
        return None
    steps = int(sp.ceiling(constant)) - 1
    if rest == 0 and constant <= 0 or not steps or abs(steps) > 60:
        return None
    base, places = z - steps, range(steps) if steps > 0 else range(steps, 0)
    return sp.zeta(s, base) - (1 if steps > 0 else -1) * sp.Add(*(1 / (base + k) ** s for k in places))


def _cotangents(s, a):
    """zeta(s, a) + (-1)^s zeta(s, 1 - a) through a derivative of pi cot(pi a) (DLMF 5.15.6)."""
    x = sp.Dummy("x")
    slope = sp.diff(PI * sp.cot(PI * x), x, s - 1).xreplace({x: a})
    return (-1) ** (s - 1) * slope / sp.factorial(s - 1)


def _fourth(sign):
    def value(s):
        if s == 2:
            return PI**2 + sign * 8 * sp.Catalan
        return None if s % 2 == 0 else ((4**s - 2**s) * sp.zeta(s) + _cotangents(s, HALF - sp.Rational(sign, 4))) / 2
    return value


def _third(sign):
    return lambda s: None if s % 2 == 0 else ((3**s - 1) * sp.zeta(s) + _cotangents(s, HALF - sp.Rational(sign, 6))) / 2


PARTS_OF_ONE = {HALF: lambda s: (2**s - 1) * sp.zeta(s), HALF / 2: _fourth(1), 3 * HALF / 2: _fourth(-1),
                sp.Rational(1, 3): _third(1), sp.Rational(2, 3): _third(-1)}


def digamma_of_fraction(a):
    """Gauss's formula for digamma at a fraction in (0, 1)."""
    q = int(a.q)
    waves = sp.Add(*(2 * sp.cos(2 * PI * k * a) * sp.log(sp.sin(PI * k / q)) for k in range(1, (q + 1) // 2)))
    return -sp.EulerGamma - sp.log(2 * q) - PI / 2 * sp.cot(PI * a) + waves


def _harmonic(node):
    return sp.polygamma(0, node.args[0] + 1) + sp.EulerGamma if len(node.args) == 1 else None


def _polylog(node):
    """Of order 1 a logarithm, of order 0, -1, ... z d/dz of z/(1 - z), once or more often (DLMF 25.12.10)."""
    order, z = node.args
    if order == 1:
        return -sp.log(1 - z)
    if not (order.is_Integer and -LARGEST_MULTIPLE <= order <= 0):
        return None
    x = sp.Dummy("x")
    found = x / (1 - x)
    for _ in range(-order):
        found = sp.cancel(x * sp.diff(found, x))
    return found.xreplace({x: z})


def _lerch(node):
    """The sum of z^k/(a + k)^s: zeta, the polylogarithm, and for s = 0, -1, ... polylogarithms by the binomial theorem."""
    z, s, a = node.args
    if z == 1 or a == 1:
        return sp.zeta(s, a) if z == 1 else sp.polylog(s, z) / z
    if not (s.is_Integer and -LARGEST_MULTIPLE <= s <= 0):
        return None
    return a**-s / (1 - z) + sp.Add(*(sp.binomial(-s, j) * a ** (-s - j) * sp.polylog(-j, z) for j in range(1, -s + 1)))


def _eta(node):
    s, *start = node.args
    if not start:
        return sp.log(2) if s == 1 else (1 - 2 ** (1 - s)) * sp.zeta(s)
    a, = start
    if s == 1:
        return (sp.polygamma(0, (a + 1) / 2) - sp.polygamma(0, a / 2)) / 2
    return (sp.zeta(s, a / 2) - sp.zeta(s, (a + 1) / 2)) / 2**s


def _hermite_prob(node):
    n, x = node.args
    return 2 ** (-n / 2) * sp.hermite(n, x / sp.sqrt(2))


def _multigamma(node):
    x, p = node.args
    if not (p.is_Integer and 1 <= p <= LARGEST_MULTIPLE):
        return None
    return PI ** (p * (p - 1) / 4) * sp.Mul(*(sp.gamma(x - sp.Rational(k, 2)) for k in range(int(p))))


def _beta_between(node):
    a, b, start, end = node.args
    return sp.S.One if (start, end) == (0, 1) else sp.betainc(*node.args) / sp.beta(a, b)


def _betainc(node):
    """From 0, with a whole second parameter, by a polynomial (DLMF 8.17.7)."""
    a, b, start, end = node.args
    return end**a / a * sp.hyper([a, 1 - b], [a + 1], end) if start == 0 and b.is_Integer and b > 0 else None


def _loggamma(node):
    """log Gamma(z + 1) = log Gamma(z) + log z, on the cut below 0 too, where both sides have the values from above."""
    z = node.args[0]
    if z.is_Integer and z <= 0:
        return None
    least, steps = (z - sp.ceiling(z) + 1, int(sp.ceiling(z)) - 1) if z.is_Rational else whole_part(z)
    if steps == 0 or abs(steps) > 40:
        return None
    moved = sp.Add(*(sp.log(least + k) for k in range(steps))) if steps > 0 else -sp.Add(*(sp.log(z + k) for k in range(-steps)))
    return sp.loggamma(least) + moved


def _fibonacci(node):
    """Binet's formula, for whole indices."""
    if len(node.args) != 1 or not node.args[0].is_integer:
        return None
    n, golden = node.args[0], (1 + sp.sqrt(5)) / 2
    turned = (1 - sp.sqrt(5)) / 2
    return (golden**n - turned**n) / sp.sqrt(5) if node.func is sp.fibonacci else golden**n + turned**n


AIRY, BESSEL = (sp.airyai, sp.airybi, sp.airyaiprime, sp.airybiprime), (sp.besselj, sp.bessely, sp.besseli, sp.besselk)
ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.sinc)


def is_meromorphic(node) -> bool:
    """Whether the expression is made of entire functions by addition, multiplication and division: it is continuous where it has a value."""
    if node.is_Pow:
        return bool(node.exp.is_Integer and is_meromorphic(node.base))
    return (node.is_Add or node.is_Mul or isinstance(node, ENTIRE)) and all(map(is_meromorphic, node.args)) or bool(
        node.is_Symbol or node.is_Rational or node.is_NumberSymbol or node is I)


BY_BESSEL = {  # sign, then that of the function of positive order on the half-lines x > 0 and x < 0 (DLMF 9.6)
    sp.airyai: (1, -1, 1), sp.airybi: (1, 1, -1), sp.airyaiprime: (-1, -1, -1), sp.airybiprime: (1, 1, 1),
}


def by_bessel(node, context):
    """Airy functions on the half-lines, by Bessel functions of order a third or two."""
    z, plain = node.args[0], isinstance(node, (sp.airyai, sp.airybi))
    side = 1 if context.is_positive(z) else -1 if context.is_positive(-z) else 0
    if not side:
        return None
    sign, *signs = BY_BESSEL[node.func]
    x, order, kind = side * z, sp.Rational(1 if plain else 2, 3), sp.besseli if side > 0 else sp.besselj
    place = 2 * sp.sqrt(x) ** 3 / 3
    value = kind(-order, place) + signs[side < 0] * kind(order, place)
    return sign * (sp.sqrt(x) if plain else x) * value / (3 if isinstance(node, (sp.airyai, sp.airyaiprime)) else sp.sqrt(3))


def _chebyshev(node):
    """By powers of a root w of w + 1/w = 2x, for whole degrees."""
    n, x = node.args
    if not n.is_integer or n.is_Integer:
        return None
    w = sp.exp(I * x.args[0]) if isinstance(x, sp.cos) else x + sp.sqrt(x**2 - 1)
    return (w**n + w**-n) / 2 if node.func is sp.chebyshevt else (w ** (n + 1) - w ** (-n - 1)) / (w - 1 / w)


def _of_one(formula):
    return lambda node: formula(node.args[0])


FAMILIES = {
    sp.jn: lambda node: sp.sqrt(PI / 2) * sp.besselj(node.args[0] + HALF, node.args[1]) / sp.sqrt(node.args[1]),
    sp.yn: lambda node: sp.sqrt(PI / 2) * sp.bessely(node.args[0] + HALF, node.args[1]) / sp.sqrt(node.args[1]),
    sp.hankel1: lambda node: sp.besselj(*node.args) + I * sp.bessely(*node.args),
    sp.hankel2: lambda node: sp.besselj(*node.args) - I * sp.bessely(*node.args),
    sp.besselj: _half_integer, sp.besseli: _half_integer, sp.bessely: _bessel_second, sp.besselk: _bessel_second,
    sp.hn1: lambda node: sp.jn(*node.args) + I * sp.yn(*node.args), sp.hn2: lambda node: sp.jn(*node.args) - I * sp.yn(*node.args),
    sp.hermite_prob: _hermite_prob, sp.multigamma: _multigamma, sp.betainc_regularized: _beta_between, sp.betainc: _betainc, sp.hyper: hypergeometric,
    sp.erfcinv: _of_one(lambda z: sp.erfinv(1 - z)), sp.erf2inv: lambda node: sp.erfinv(sp.erf(node.args[0]) + node.args[1]),
    sp.riemann_xi: _of_one(lambda s: (s - 1) * sp.zeta(s) * sp.gamma(s / 2 + 1) * PI ** (-s / 2)),
    sp.fresnels: _fresnels, sp.fresnelc: _fresnelc, sp.erf2: lambda node: sp.erf(node.args[1]) - sp.erf(node.args[0]),
    sp.expint: _expint, sp.lowergamma: _lowergamma, sp.uppergamma: _uppergamma,
    sp.li: _of_one(lambda z: sp.Ei(sp.log(z))), sp.Li: _of_one(lambda z: sp.Ei(sp.log(z)) - sp.Ei(sp.log(2))),
    sp.Shi: _of_one(lambda z: -I * sp.Si(I * z)),
    sp.polygamma: _polygamma, sp.zeta: _zeta, sp.harmonic: _harmonic, sp.polylog: _polylog, sp.lerchphi: _lerch,
    sp.dirichlet_eta: _eta, sp.loggamma: _loggamma,
    sp.trigamma: _of_one(lambda z: sp.polygamma(1, z)), sp.fibonacci: _fibonacci, sp.lucas: _fibonacci,
    sp.chebyshevt: _chebyshev, sp.chebyshevu: _chebyshev,
    sp.catalan: _of_one(lambda n: 4**n * sp.gamma(n + HALF) / (sp.sqrt(PI) * sp.gamma(n + 2))),
    sp.subfactorial: _of_one(lambda n: sp.uppergamma(n + 1, -1) / sp.E),
    sp.arg: _of_one(lambda z: -I * (sp.log(z) - sp.log(sp.Abs(z)))),
    sp.acot: _of_one(lambda z: sp.atan(1 / z)), sp.asec: _of_one(lambda z: sp.acos(1 / z)),
    sp.acsc: _of_one(lambda z: sp.asin(1 / z)), sp.acoth: _of_one(lambda z: (sp.log((z + 1) / z) - sp.log((z - 1) / z)) / 2),
    sp.asech: _of_one(lambda z: sp.acosh(1 / z)), sp.acsch: _of_one(lambda z: sp.asinh(1 / z)),
    sp.Mod: lambda node: node.args[0] - node.args[1] * sp.floor(node.args[0] / node.args[1]),
}
ODD = (sp.erf, sp.Si, sp.erfinv)  # f(-z) = -f(z), with f(0) = 0 or without a value there


def family(node):
    """The node by the representative of its family, or None."""
    formula = FAMILIES.get(node.func)
    return None if formula is None else formula(node)


# -- gamma functions ------------------------------------------------------------------------------------------------

def direction(argument):
    """(rational constant, content, primitive part) of a gamma function's argument, or None for one without symbols."""
    constant, rest = sp.expand(argument).as_coeff_Add()
    if not constant.is_Rational:
        constant, rest = sp.S.Zero, sp.expand(argument)
    if rest == 0:
        return None
    coefficients = [term.as_coeff_Mul()[0] for term in sp.Add.make_args(rest)]
    if not all(number.is_Rational for number in coefficients):
        return None
    over, under = gcd(*(int(number.p) for number in coefficients)), lcm(*(int(number.q) for number in coefficients))
    content = sp.Rational(over, under)
    terms = sp.Add.make_args(rest)
    first = min(terms, key=lambda term: sp.default_sort_key(term.as_coeff_Mul()[1]))
    if first.as_coeff_Mul()[0] < 0:
        content = -content
    return constant, content, sp.expand(rest / content)


GAMMAS = (sp.gamma, sp.factorial, sp.binomial, sp.RisingFactorial, sp.FallingFactorial, sp.beta, sp.polygamma, sp.zeta,
          sp.digamma, sp.trigamma, sp.harmonic, sp.catalan)


def units(*sides) -> dict:
    """For each primitive part of such arguments the finest content, as the least common multiple of the denominators."""
    found: dict = {}
    halves = {node.args[0] / 2 for side in sides for node in side.atoms(sp.riemann_xi)}  # it has gamma there
    for argument in halves.union(argument for side in sides for node in side.atoms(*GAMMAS) for argument in node.args):
        parts = direction(argument)
        if parts is not None:
            found[parts[2]] = lcm(found.get(parts[2], 1), int(parts[1].q))
    return found


def _parts_of(argument, m: int) -> list:
    return [sp.expand((argument + k) / m) for k in range(m)]


def by_units(node, finest: dict):
    """gamma, digamma or zeta of whole order by those of the finest content: multiplication, then reflection; or None."""
    argument = node.args[-1]
    parts = direction(argument)
    if parts is None:
        constant = sp.expand(argument)
        if node.func is sp.polygamma and constant.is_Rational and 0 < constant < 1 and constant.q <= 24:
            return digamma_of_fraction(constant)
        if node.func is sp.gamma and constant.is_Rational and constant - sp.floor(constant) > HALF:
            return PI / (sp.sin(PI * constant) * sp.gamma(1 - constant))
        return None
    constant, content, primitive = parts
    times = abs(content) * finest.get(primitive, 1)
    if times.is_Integer and 1 < times <= LARGEST_MULTIPLE:
        m, pieces = sp.Integer(times), _parts_of(argument, int(times))
        if node.func is sp.gamma:
            return (2 * PI) ** ((1 - m) / 2) * m ** (argument - HALF) * sp.Mul(*map(sp.gamma, pieces))
        if node.func is sp.polygamma:
            return sp.log(m) + sp.Add(*(sp.polygamma(0, piece) for piece in pieces)) / m
        return m ** (-node.args[0]) * sp.Add(*(sp.zeta(node.args[0], piece) for piece in pieces))
    if content < 0 and not argument.is_integer:
        turned = sp.expand(1 - argument)
        if node.func is sp.gamma:
            return PI / (sp.sin(PI * argument) * sp.gamma(turned))
        if node.func is sp.polygamma:
            return sp.polygamma(0, turned) - PI * sp.cos(PI * argument) / sp.sin(PI * argument)
        order = node.args[0]
        if order.is_Integer and 2 <= order <= LARGEST_MULTIPLE:
            return _cotangents(order, argument) - (-1) ** order * sp.zeta(order, turned)
    return None
