"""Rows of the table of integrals with waves: sums of them over t and t^2, Poisson's kernel, and squares of both over a quarter turn.

The sources are Gradshteyn and Ryzhik 3.613.1, 3.741, 3.782.2, 3.784.3 and 4.224.9; squares of both are a + b cos(2 t).
"""

from __future__ import annotations

import sympy as sp
from sympy.simplify.fu import TR8

from verifier.tools.calculus.shapes_of_integrands import monomial

HIGHEST = 8  # a power of a wave that is written as a sum of waves


def _sums_over_powers(t, p, factors, context):
    """Sums of c sin(a t)/t, and of c cos(a t)/t^2 where those of c are 0, for real a; products of waves are such sums."""
    product = sp.Mul(*factors)
    if p not in (-1, -2) or not product.has(sp.sin, sp.cos) or any(
            not isinstance(node, (sp.sin, sp.cos)) for node in product.atoms(sp.Function)) or any(
            not (node.exp.is_Integer and 0 < node.exp <= HIGHEST) for node in product.atoms(sp.Pow) if t in node.free_symbols):
        return None
    head, total, weights = sp.sin if p == -1 else sp.cos, sp.S.Zero, sp.S.Zero
    for term in sp.Add.make_args(sp.expand(TR8(sp.expand(product)))):
        c, wave = term.as_independent(t, as_Add=False)
        if not isinstance(wave, head) and not (wave == 1 and p == -2):
            return None
        inner = sp.expand(wave.args[0]) if isinstance(wave, head) else sp.S.Zero
        rate = inner.coeff(t)
        if sp.expand(inner - rate * t) != 0 or t in rate.free_symbols or not context.is_real(rate):
            return None
        if p == -1:
            total += c if context.is_positive(rate) else c * sp.sign(rate)
        else:
            total -= c * (rate if context.is_nonnegative(rate) else sp.Abs(rate))
        weights += c
    return None if p == -2 and sp.expand(weights) != 0 else sp.pi * total / 2


def root_of(number, context):
    """The root of a number that is not negative, without the visible squares of real numbers in it."""
    inside, outside = sp.S.One, sp.S.One
    for factor in sp.Mul.make_args(sp.factor(number)):
        base, exponent = factor.as_base_exp()
        if exponent == 2 and context.is_real(base):
            outside *= base if context.is_nonnegative(base) else -base if context.is_nonnegative(-base) else sp.Abs(base)
        else:
            inside *= factor
    return outside * sp.sqrt(inside)


def half_turn(t, p, factors, context):
    """log(a + b cos t) for a >= |b| and a > 0; cos(n t)/(a + b cos t) for a > |b| and whole n >= 0; over 0 < t < pi."""
    rest = [factor for factor in factors if not isinstance(factor, sp.cos)]
    if p != 0 or len(rest) != 1 or len(factors) > 2:
        return None
    logarithm = isinstance(rest[0], sp.log)
    base, exponent = rest[0].args[0].as_base_exp() if logarithm else rest[0].as_base_exp()
    a, turning = base.as_independent(t, as_Add=True)
    b, wave = turning.as_independent(t, as_Add=False)
    if exponent != (1 if logarithm else -1) or wave != sp.cos(t):
        return None
    if logarithm:
        if len(factors) == 1 and context.is_positive(a) and all(context.is_nonnegative(sp.factor(end)) for end in (a - b, a + b)):
            return sp.pi * sp.log(sp.expand((a + root_of(a**2 - b**2, context)) / 2))
        return None
    inner = next((monomial(factor.args[0], t) for factor in factors if factor is not rest[0]), (sp.S.Zero, 1))
    if inner is None or inner[1] != 1 or not (inner[0].is_integer and context.is_nonnegative(inner[0])) or not all(
            context.is_positive(end) or context.is_positive(sp.factor(end)) for end in (a - b, a + b)):
        return None
    root = root_of(a**2 - b**2, context)
    return sp.pi * sp.cancel(-b / sp.expand(a + root)) ** inner[0] / root


def _whole_turn(t, p, factors, context):
    """Functions of cos t and cos(n t) for whole n over 0 < t < 2 pi are twice what they are over half of it."""
    half = half_turn(t, p, factors, context)
    return None if half is None else 2 * half


def _squares_of_both(t, p, factors, context):
    """1/(A sin(t)^2 + B cos(t)^2) and log(A sin(t)^2 + B cos(t)^2) over 0 < t < pi/2, for A, B > 0."""
    if p != 0 or len(factors) != 1:
        return None
    logarithm = isinstance(factors[0], sp.log)
    base, exponent = (factors[0].args[0], -1) if logarithm else factors[0].as_base_exp()
    base = sp.expand(base, trig=False)
    c, _ = base.as_independent(t, as_Add=True)
    a, b = (base.coeff(wave(t), 2) for wave in (sp.sin, sp.cos))
    if exponent != -1 or sp.expand(base - c - a * sp.sin(t) ** 2 - b * sp.cos(t) ** 2) != 0:
        return None
    a, b = a + c, b + c
    if t in a.free_symbols | b.free_symbols or not (context.is_positive(a) and context.is_positive(b)):
        return None
    return sp.pi * sp.log((sp.sqrt(a) + sp.sqrt(b)) / 2) if logarithm else sp.pi / (2 * sp.sqrt(a) * sp.sqrt(b))


WITH_WAVES = {(0, sp.oo): (_sums_over_powers,), (0, sp.pi / 2): (_squares_of_both,), (0, sp.pi): (half_turn,), (0, 2 * sp.pi): (_whole_turn,)}
