"""More rows of the table of integrals: Frullani's, Fourier's of powers, those with Bessel functions and the error function.

The sources are DLMF 4.40, 5.9, 7.7, 10.9, 10.22, 10.32, 10.43, 25.5 and Gradshteyn and Ryzhik 3.434, 3.784, 4.267.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.shapes_of_integrands import exponential, monomial


def _frullani(t, p, factors, context):
    """(f(a t) - g(b t))/t over t > 0, where f and g are exp(-u) or cos u: both are 1 at 0 and fade in the mean."""
    if p != -1 or len(factors) != 1 or not factors[0].is_Add or len(factors[0].args) != 2:
        return None
    rates = {}
    for term in factors[0].args:
        constant, rest = term.as_independent(t, as_Add=False)
        if isinstance(rest, sp.cos):
            found = monomial(rest.args[0], t)
            rate = None if found is None or found[1] != 1 else found[0]
        else:
            found = exponential(rest, t)
            rate = None if found is None or found[0] != 1 or found[2] != 1 else found[1]
        if rate is None or constant not in (1, -1) or not context.is_positive(rate):
            return None
        rates[constant] = rate
    return sp.log(rates[-1]) - sp.log(rates[1]) if len(rates) == 2 else None


def _fourier(t, p, factors, context):
    """t^p sin(b t^q) and t^p cos(b t^q) over t > 0 (DLMF 5.9.6, 5.9.7), and sin(b t) exp(-a t)/t."""
    waves = [factor for factor in factors if isinstance(factor, (sp.sin, sp.cos))]
    if len(waves) != 1 or len(factors) > 2:
        return None
    sine, found = isinstance(waves[0], sp.sin), monomial(waves[0].args[0], t)
    if found is None:
        return None
    b, q = found
    if len(factors) == 2:
        decay = exponential(next(factor for factor in factors if factor is not waves[0]), t)
        if decay is None or not (sine and p == -1 and q == decay[2] == 1) or not (context.is_positive(decay[1]) and context.is_real(b)):
            return None
        return decay[0] * sp.atan(b / decay[1])
    s = (p + 1) / q
    if not (context.is_positive(b) and context.is_positive(q) and context.is_positive(1 - s) and context.is_positive(s)):
        return None
    return sp.gamma(s) * (sp.sin if sine else sp.cos)(sp.pi * s / 2) / (q * b**s)


def _bessel(t, p, factors, context):
    """J and I with exp(-c t^2), J with exp(-c t), and J and K alone times powers of t, over t > 0."""
    found = [factor for factor in factors if isinstance(factor, (sp.besselj, sp.besseli, sp.besselk))]
    if len(found) != 1 or len(factors) > 2:
        return None
    order, place = found[0].args
    inner = monomial(place, t)
    if t in order.free_symbols or inner is None or inner[1] != 1 or not context.is_positive(inner[0]) or not context.is_real(order):
        return None
    b, head = inner[0], found[0].func
    if len(factors) == 1:
        return _mellin(head, order, b, p, context)
    decay = exponential(next(factor for factor in factors if factor is not found[0]), t)
    if decay is None or not context.is_positive(decay[1]) or head is sp.besselk or not context.is_positive(order + 1):
        return None
    constant, c, q = decay
    if q == 2 and sp.expand(p - order - 1) == 0:  # DLMF 10.22.51 and 10.43.23
        return constant * b**order * sp.exp((1 if head is sp.besseli else -1) * b**2 / (4 * c)) / (2 * c) ** (order + 1)
    if q == 1 and p == 0 and head is sp.besselj:  # DLMF 10.22.49
        root = sp.sqrt(b**2 + c**2)
        return constant * (root - c) ** order / (b**order * root)
    return None


def _mellin(head, order, b, p, context):
    """t^p J(b t) for p + order > -1, p < 1/2 (DLMF 10.22.43), and t^p K(b t) for p + 1 > |order| (10.43.19)."""
    if head is sp.besselj and context.is_positive(p + order + 1) and context.is_positive(sp.S.Half - p):
        return 2**p * sp.gamma((1 + order + p) / 2) / (sp.gamma((1 + order - p) / 2) * b ** (p + 1))
    if head is sp.besselk and context.is_positive(p + 1 - order) and context.is_positive(p + 1 + order):
        return 2 ** (p - 1) * sp.gamma((1 + p - order) / 2) * sp.gamma((1 + p + order) / 2) / b ** (p + 1)
    return None


def _hyperbolic(t, p, factors, context):
    """t^p / sinh(b t) for p > 0, 1/cosh(b t) and 1/cosh(b t)^2, over t > 0 (DLMF 25.5.8, 4.40)."""
    if len(factors) != 1:
        return None
    base, times = factors[0].as_base_exp()
    if isinstance(base, (sp.sech, sp.csch)):
        base, times = (sp.cosh if isinstance(base, sp.sech) else sp.sinh)(base.args[0]), -times
    found = monomial(base.args[0], t) if isinstance(base, (sp.sinh, sp.cosh)) else None
    if found is None or found[1] != 1 or not context.is_positive(found[0]):
        return None
    b, s = found[0], p + 1
    if isinstance(base, sp.sinh):
        return 2 * (1 - 2**-s) * sp.gamma(s) * sp.zeta(s) / b**s if times == -1 and context.is_positive(p) else None
    return {-1: sp.pi / (2 * b), -2: 1 / b}.get(times) if p == 0 else None


def _error_function(t, p, factors, context):
    """t^p erfc(b t) over t > 0 (DLMF 7.7); erf(b t), erfc(b t) and t erf(b t) beside exp(-a t^2) (Gradshteyn and Ryzhik 6.285.1, 6.287.1)."""
    if len(factors) == 2 and p in (0, 1):
        return _error_function_beside_a_bell(t, p, factors, context)
    found = monomial(factors[0].args[0], t) if len(factors) == 1 and isinstance(factors[0], sp.erfc) else None
    if found is None or found[1] != 1 or not (context.is_positive(found[0]) and context.is_positive(p + 1)):
        return None
    return sp.gamma(p / 2 + 1) / (sp.sqrt(sp.pi) * (p + 1) * found[0] ** (p + 1))


def _error_function_beside_a_bell(t, p, factors, context):
    errors = [factor for factor in factors if isinstance(factor, (sp.erf, sp.erfc))]
    bell = None if len(errors) != 1 else exponential(next(factor for factor in factors if factor is not errors[0]), t)
    inner = None if bell is None else monomial(errors[0].args[0], t)
    if inner is None or inner[1] != 1 or bell[2] != 2 or not context.is_positive(bell[1]) or not context.is_real(inner[0]):
        return None
    (constant, a, _), b = bell, inner[0]
    value = sp.atan(b / sp.sqrt(a)) / sp.sqrt(sp.pi * a) if p == 0 else b / (2 * a * sp.sqrt(a + b**2))
    whole = sp.sqrt(sp.pi / a) / 2 if p == 0 else 1 / (2 * a)
    return constant * (value if isinstance(errors[0], sp.erf) else whole - value)


def _powers_over_logarithm(t, p, factors, context):
    """(t^a - t^b)/log t over 0 < t < 1 (Gradshteyn and Ryzhik 4.267.8)."""
    sums = [factor for factor in factors if factor != 1 / sp.log(t)]
    if len(sums) != 1 or len(factors) != 2 or not sums[0].is_Add or len(sums[0].args) != 2:
        return None
    exponents = {}
    for term in sums[0].args:
        constant, rest = term.as_independent(t, as_Add=False)
        found = (sp.S.One, sp.S.Zero) if rest == 1 else monomial(rest, t)
        if found is None or constant not in (1, -1) or not context.is_positive(found[1] + p + 1):
            return None
        exponents[constant] = found[1] + p + 1
    return sp.log(exponents[1]) - sp.log(exponents[-1]) if len(exponents) == 2 else None


def _bessel_by_a_turn(t, p, factors, context):
    """sin(t)^a, cos(z sin t), cos(n t - z sin t), exp(z cos t) and exp(z cos t) cos(n t) over 0 < t < pi (DLMF 10.9.2, 10.32.3)."""
    if p != 0 or not 1 <= len(factors) <= 2:
        return None
    base, exponent = factors[0].as_base_exp() if not isinstance(factors[0], sp.exp) else (factors[0], sp.S.One)
    if len(factors) == 1 and base == sp.sin(t) and t not in exponent.free_symbols and context.is_positive(exponent + 1):
        return sp.sqrt(sp.pi) * sp.gamma((exponent + 1) / 2) / sp.gamma(exponent / 2 + 1)
    if len(factors) == 1 and isinstance(factors[0], sp.cos):
        n, z = _two_rates(factors[0].args[0], t, sp.sin(t))
        return None if n is None or not n.is_integer else sp.pi * sp.besselj(n, -z)
    wave = [factor for factor in factors if isinstance(factor, sp.exp)]
    others = [factor for factor in factors if factor not in wave]
    if len(wave) != 1 or others and not isinstance(others[0], sp.cos):
        return None
    zero, z = _two_rates(wave[0].args[0], t, sp.cos(t))
    n = monomial(others[0].args[0], t) if others else (sp.S.Zero, 1)
    return sp.pi * sp.besseli(n[0], z) if zero == 0 and n is not None and n[1] == 1 and n[0].is_integer else None


def _two_rates(argument, t, wave):
    """(n, z) with argument = n t + z wave, or (None, None)."""
    argument = sp.expand(argument)
    n, z = argument.coeff(t, 1), argument.coeff(wave, 1)
    return (n, z) if t not in n.free_symbols | z.free_symbols and sp.expand(argument - n * t - z * wave) == 0 and z != 0 else (None, None)


def _even_powers(t, p, factors, context):
    """sin(t)^(2 m) and cos(t)^(2 m) for whole m, and exp(z cos t), over 0 < t < 2 pi."""
    if p != 0 or len(factors) != 1:
        return None
    if isinstance(factors[0], sp.exp):
        half = _bessel_by_a_turn(t, p, factors, context)
        return None if half is None else 2 * half
    base, exponent = factors[0].as_base_exp()
    if base not in (sp.sin(t), sp.cos(t)) or not (exponent / 2).is_integer or not context.is_nonnegative(exponent):
        return None
    return 2 * sp.sqrt(sp.pi) * sp.gamma((exponent + 1) / 2) / sp.gamma(exponent / 2 + 1)


SPECIAL = {(0, sp.oo): (_frullani, _fourier, _bessel, _hyperbolic, _error_function), (0, 1): (_powers_over_logarithm,),
           (0, sp.pi): (_bessel_by_a_turn,), (0, 2 * sp.pi): (_even_powers,)}
