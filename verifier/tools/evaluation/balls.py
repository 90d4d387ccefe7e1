"""The function table: what each SymPy function means on balls, and where it stops being analytic.

A row is (head, function of the argument balls, cut). Inside a rigorous integral a function is only used on a
ball that stays away from its cut; a pole shows itself because the ball becomes infinite.
"""

from __future__ import annotations

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.evaluation.scalars import Undefined, Unsupported

NAN = acb(arb.nan(), arb.nan())


def entire(*arguments) -> bool:
    """No cut (poles excepted)."""
    return True


def off_negative_axis(*arguments) -> bool:
    """The last argument stays away from the closed negative real axis."""
    z = arguments[-1]
    return z.real > 0 or not z.imag.contains(0)


def first_off_negative_axis(*arguments) -> bool:
    """The first argument stays away from the closed negative real axis."""
    return off_negative_axis(arguments[0])


def inside_unit_or_off_axis(z) -> bool:
    """Away from the real half-lines beyond -1 and 1."""
    return (z.real > -1 and z.real < 1) or not z.imag.contains(0)


def above_one(z) -> bool:
    """Away from the real half-line up to 1."""
    return z.real > 1 or not z.imag.contains(0)


def off_imaginary_cut(z) -> bool:
    """Away from the imaginary half-lines beyond -i and i."""
    return (z.imag > -1 and z.imag < 1) or not z.real.contains(0)


def above_branch_point(z, *branch) -> bool:
    """Where the main branch of LambertW is analytic."""
    return z.real > -(-acb(1)).exp().real or not z.imag.contains(0)


def below_one(*arguments) -> bool:
    """The last argument stays away from the real half-line from 1 on."""
    z = arguments[-1]
    return z.real < 1 or not z.imag.contains(0)


def never(*arguments) -> bool:
    """Not analytic anywhere that we would want to integrate across."""
    return False


def _logarithm(z, base=None):
    for argument in (z, base):
        if argument is not None and argument.is_zero():
            raise Undefined("log 0")
    return _real_first(acb.log, arb.log, z) if base is None else z.log() / base.log()


def _real_first(on_complex, on_real, z):
    """The real function on positive balls keeps the result real and tight."""
    if z.imag.is_zero() and z.real > 0:
        return acb(on_real(z.real))
    return on_complex(z)


def _pole_at_nonpositive_integers(function, word):
    def guarded(z):
        if z.is_exact() and z.imag.is_zero() and z.real.is_integer() and z.real <= 0:
            raise Undefined(f"{word} has a pole at {z.real.str(8, radius=False)}")
        return function(z)
    return guarded


def _real_only(function, word):
    def guarded(z):
        if not z.imag.is_zero():
            raise Unsupported(f"{word} of a number that is not real")
        return acb(function(z.real))
    return guarded


def _with_poles(function, below, word):
    def guarded(z):
        if below(z).is_zero():
            raise Undefined(f"{word} has a pole")
        return function(z)
    return guarded


def _harmonic(n, order=None):
    if order is not None and not order == 1:
        return order.zeta() - order.zeta(n + 1)
    return (n + 1).digamma() + acb(arb.const_euler())


def _binomial(n, k):
    if k.is_exact() and k.imag.is_zero() and k.real.is_integer():
        steps = int(k.real.fmpq().p)
        if steps < 0:
            return acb(0)
        if steps < 10_000:
            return (n - k + 1).rising(steps) / acb(fmpq(1)).rising(steps)
    return (n + 1).gamma() * (k + 1).rgamma() * (n - k + 1).rgamma()


def _beta(a, b=None):
    b = a if b is None else b
    return a.gamma() * b.gamma() * (a + b).rgamma()


LOST = 30  # bits that a series may lose


def _bessel_i(order, z):
    """On an interval of positive numbers between the values at its ends, for I_v increases there where v >= 0: the ball of a series is wide."""
    low, high = z.real.lower(), z.real.upper()
    if z.imag.is_zero() and low > 0 and order.is_exact() and order.imag.is_zero() and order.real >= 0:
        return acb(_bessel_i_at(low, order).union(_bessel_i_at(high, order)))
    return z.bessel_i(order)


def _bessel_i_at(number, order) -> arb:
    """By the series of positive terms, which takes a thirtieth of the time; where little is left of it by the other expansions."""
    z = acb(number)
    value = ((z * z / 4).hypgeom_0f1(order + 1, regularized=True) * (z / 2)**order).real
    return value if value.rel_accuracy_bits() > ctx.prec - LOST else z.bessel_i(order).real


def _spherical_bessel(bessel):
    """By sqrt(pi/2) z^(-1/2) times the Bessel function, so that whole orders have no cut; j_0(0) = 1 and j_n(0) = 0."""
    def value(n, z):
        if z.is_zero() and bessel is acb.bessel_j and n.is_exact() and n.imag.is_zero() and n.real.is_integer() and n.real >= 0:
            return acb(int(n.is_zero()))
        return (acb.pi() / 2).sqrt() / z.sqrt() * bessel(z, n + acb(fmpq(1, 2)))
    return value


def _spherical_hankel(sign):
    first, second = _spherical_bessel(acb.bessel_j), _spherical_bessel(acb.bessel_y)
    return lambda n, z: first(n, z) + sign * acb(0, 1) * second(n, z)


def _whole(number, word) -> int:
    if not (number.is_exact() and number.imag.is_zero() and number.real.is_integer()):
        raise Unsupported(f"{word} for a number that is not whole")
    return int(number.real.fmpq().p)


def _multigamma(z, p):
    """pi^(p(p-1)/4) gamma(z) gamma(z - 1/2) ... gamma(z - (p-1)/2)."""
    count, gamma = _whole(p, "multigamma"), _pole_at_nonpositive_integers(acb.gamma, "gamma")
    if not 1 <= count <= 50:
        raise Unsupported(f"multigamma of order {count}")
    value = acb.pi() ** acb(fmpq(count * (count - 1), 4))
    for k in range(count):
        value *= gamma(z - acb(fmpq(k, 2)))
    return value


def _beta_between(regularized):
    """The integral of t^(a-1) (1-t)^(b-1) from one point to another, by the principal branch off the half-line beyond 1."""
    def value(a, b, start, end):
        if any(not below_one(z) for z in (start, end) if z != 1):
            raise Unsupported("an incomplete beta function on its cut")
        return end.beta_lower(a, b, regularized=regularized) - start.beta_lower(a, b, regularized=regularized)
    return value


def _eta(s, a=None):
    """1/a^s - 1/(a+1)^s + 1/(a+2)^s - ..., continued in s."""
    if a is None:
        return s.dirichlet_eta()
    if (s - 1).is_zero():
        return (((a + 1) / 2).digamma() - (a / 2).digamma()) / 2
    return (s.zeta(a / 2) - s.zeta((a + 1) / 2)) / acb(2) ** s


def _xi(s):
    """s (s-1)/2 pi^(-s/2) gamma(s/2) zeta(s), which is entire, with xi(s) = xi(1 - s)."""
    if (s - 1).is_zero() or s.is_zero():
        return acb(fmpq(1, 2))
    s = 1 - s if s.real < 0 else s
    return (s - 1) * s.zeta() * (s / 2 + 1).gamma() * acb.pi() ** (-s / 2)


def _hankel(sign):
    return lambda n, z: z.bessel_j(n) + sign * acb(0, 1) * z.bessel_y(n)


def _of_reciprocal(function, word):
    def guarded(z):
        if z.is_zero():
            raise Undefined(f"{word} 0")
        return function(1 / z)
    return guarded


def _elliptic_e(*arguments):
    return arguments[0].elliptic_e() if len(arguments) == 1 else acb.elliptic_e_inc(*arguments)


def _elliptic_pi(n, *rest):
    return acb.elliptic_pi(n, *rest) if len(rest) == 1 else acb.elliptic_pi_inc(n, *rest)


def _atan2(y, x):
    if not (y.imag.is_zero() and x.imag.is_zero()):
        raise Undefined("atan2 of numbers that are not real")
    if y.is_zero() and x.is_zero():
        raise Undefined("atan2(0, 0)")
    return acb(arb.atan2(y.real, x.real))


def _argument(z):
    if z.is_zero():
        raise Undefined("arg 0")
    return acb(z.arg())


FUNCTIONS = {
    head: (function, cut) for head, function, cut in (
        (sp.exp, acb.exp, entire), (sp.log, _logarithm, first_off_negative_axis),
        (sp.sin, acb.sin, entire), (sp.cos, acb.cos, entire), (sp.sinc, acb.sinc, entire),
        (sp.tan, _with_poles(acb.tan, acb.cos, "tan"), entire), (sp.cot, _with_poles(acb.cot, acb.sin, "cot"), entire),
        (sp.sec, _with_poles(acb.sec, acb.cos, "sec"), entire), (sp.csc, _with_poles(acb.csc, acb.sin, "csc"), entire),
        (sp.sinh, acb.sinh, entire), (sp.cosh, acb.cosh, entire), (sp.tanh, acb.tanh, entire),
        (sp.coth, _with_poles(acb.coth, acb.sinh, "coth"), entire),
        (sp.sech, acb.sech, entire), (sp.csch, _with_poles(acb.csch, acb.sinh, "csch"), entire),
        (sp.asin, acb.asin, inside_unit_or_off_axis), (sp.acos, acb.acos, inside_unit_or_off_axis),
        (sp.atan, acb.atan, off_imaginary_cut), (sp.atan2, _atan2, never),
        (sp.asinh, acb.asinh, off_imaginary_cut), (sp.acosh, acb.acosh, above_one),
        (sp.atanh, acb.atanh, inside_unit_or_off_axis),
        (sp.acot, lambda z: (1 / z).atan() if not z.is_zero() else acb.pi() / 2, never),
        (sp.asec, _of_reciprocal(acb.acos, "asec"), never), (sp.acsc, _of_reciprocal(acb.asin, "acsc"), never),
        (sp.acoth, _of_reciprocal(acb.atanh, "acoth"), never), (sp.asech, _of_reciprocal(acb.acosh, "asech"), never),
        (sp.acsch, _of_reciprocal(acb.asinh, "acsch"), never),
        (sp.gamma, _pole_at_nonpositive_integers(acb.gamma, "gamma"), entire),
        (sp.loggamma, _pole_at_nonpositive_integers(acb.lgamma, "loggamma"), off_negative_axis),
        (sp.digamma, _pole_at_nonpositive_integers(acb.digamma, "digamma"), entire),
        (sp.polygamma, lambda n, z: z.digamma() if n.is_zero() else z.polygamma(n), entire),
        (sp.factorial, lambda z: (z + 1).gamma(), entire), (sp.binomial, _binomial, entire),
        (sp.RisingFactorial, lambda x, n: x.rising(n), entire),
        (sp.FallingFactorial, lambda x, n: (x - n + 1).rising(n), entire),
        (sp.harmonic, _harmonic, off_negative_axis), (sp.beta, _beta, entire),
        (sp.erf, acb.erf, entire), (sp.erfc, acb.erfc, entire), (sp.erfi, acb.erfi, entire),
        (sp.erfinv, _real_only(arb.erfinv, "erfinv"), never), (sp.erfcinv, _real_only(arb.erfcinv, "erfcinv"), never),
        (sp.besselj, lambda n, z: z.bessel_j(n), off_negative_axis),
        (sp.bessely, lambda n, z: z.bessel_y(n), off_negative_axis),
        (sp.besseli, _bessel_i, off_negative_axis),
        (sp.besselk, lambda n, z: z.bessel_k(n), off_negative_axis), (sp.jn, _spherical_bessel(acb.bessel_j), off_negative_axis),
        (sp.yn, _spherical_bessel(acb.bessel_y), off_negative_axis),
        (sp.hankel1, _hankel(1), off_negative_axis), (sp.hankel2, _hankel(-1), off_negative_axis),
        (sp.hn1, _spherical_hankel(1), off_negative_axis), (sp.hn2, _spherical_hankel(-1), off_negative_axis),
        (sp.airyai, acb.airy_ai, entire), (sp.airybi, acb.airy_bi, entire),
        (sp.airyaiprime, lambda z: z.airy_ai(derivative=1), entire), (sp.airybiprime, lambda z: z.airy_bi(derivative=1), entire),
        (sp.legendre, lambda n, z: z.legendre_p(n), off_negative_axis),
        (sp.chebyshevt, lambda n, z: z.chebyshev_t(n), off_negative_axis),
        (sp.chebyshevu, lambda n, z: z.chebyshev_u(n), off_negative_axis),
        (sp.hermite, lambda n, z: z.hermite_h(n), entire), (sp.laguerre, lambda n, z: z.hypgeom_1f1(-n, acb(1)), entire),
        (sp.hermite_prob, lambda n, z: acb(2) ** (-n / 2) * (z / acb(2).sqrt()).hermite_h(n), entire),
        (sp.assoc_laguerre, lambda n, a, z: z.laguerre_l(n, a), entire),
        (sp.gegenbauer, lambda n, a, z: z.gegenbauer_c(n, a), off_negative_axis),
        (sp.jacobi, lambda n, a, b, z: z.jacobi_p(n, a, b), off_negative_axis),
        (sp.LambertW, lambda z, k=None: z.lambertw(0 if k is None else int(k.real.fmpq().p)), above_branch_point),
        (sp.zeta, lambda s, a=None: s.zeta() if a is None else s.zeta(a), entire),
        (sp.dirichlet_eta, _eta, entire), (sp.riemann_xi, _xi, never), (sp.polylog, lambda s, z: z.polylog(s), below_one),
        (sp.Ei, acb.ei, off_negative_axis), (sp.li, acb.li, never), (sp.Si, acb.si, entire),
        (sp.Ci, acb.ci, off_negative_axis), (sp.Shi, acb.shi, entire), (sp.Chi, acb.chi, off_negative_axis),
        (sp.expint, lambda n, z: z.expint(n), off_negative_axis),
        (sp.lowergamma, lambda s, z: z.gamma_lower(s), off_negative_axis),
        (sp.uppergamma, lambda s, z: z.gamma_upper(s), off_negative_axis),
        (sp.fresnelc, acb.fresnel_c, entire), (sp.fresnels, acb.fresnel_s, entire),
        (sp.elliptic_k, acb.elliptic_k, below_one), (sp.elliptic_e, _elliptic_e, never),
        (sp.elliptic_f, lambda phi, m: acb.elliptic_f(phi, m), never), (sp.elliptic_pi, _elliptic_pi, never),
        (sp.erf2, lambda a, b: b.erf() - a.erf(), entire), (sp.Li, lambda z: z.li() - acb(2).li(), never),
        (sp.lerchphi, lambda z, s, a: z.lerch_phi(s, a), never),
        (sp.subfactorial, lambda n: acb(-1).gamma_upper(n + 1) * acb(-1).exp(), never),
        (sp.catalan, lambda n: acb(4) ** n * (n + acb(fmpq(1, 2))).gamma() * (n + 2).rgamma() / acb.pi().sqrt(), never),
        (sp.trigamma, lambda z: z.polygamma(1), entire), (sp.multigamma, _multigamma, entire),
        (sp.betainc, _beta_between(False), never), (sp.betainc_regularized, _beta_between(True), never),
        (sp.erf2inv, lambda a, z: _real_only(arb.erfinv, "erf2inv")(a.erf() + z), never),
        (sp.re, lambda z: acb(z.real), never), (sp.im, lambda z: acb(z.imag), never), (sp.arg, _argument, never),
        (sp.conjugate, acb.conjugate, never), (sp.Abs, lambda z: acb(abs(z)), never),
    )
}

POLYNOMIAL_FAMILIES = (sp.legendre, sp.chebyshevt, sp.chebyshevu, sp.hermite, sp.hermite_prob, sp.laguerre, sp.assoc_laguerre,
                       sp.gegenbauer, sp.jacobi)

CONSTANTS = {
    sp.pi: lambda: acb.pi(), sp.E: lambda: acb(1).exp(), sp.I: lambda: acb(0, 1),
    sp.EulerGamma: lambda: acb(arb.const_euler()), sp.Catalan: lambda: acb(arb.const_catalan()),
    sp.GoldenRatio: lambda: (1 + acb(5).sqrt()) / 2,
}


def call(head, arguments, analytic: bool):
    """The function at the argument balls; a ball that says nothing when it may touch a cut inside an integral."""
    function, cut = FUNCTIONS[head]
    if analytic and not cut(*arguments):
        polynomial = head in POLYNOMIAL_FAMILIES and arguments[0].is_exact() and arguments[0].real.is_integer()
        if not polynomial:
            return NAN
    return function(*arguments)
