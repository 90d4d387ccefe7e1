"""Arguments of complex numbers as intervals of half turns, as far as the context shows them.

log(u^p v^q ...) = p log u + q log v + ... for rational p, q wherever the sum of p arg u, q arg v, ... stays in (-pi, pi]: both sides
have the same exponential, and the imaginary part of the right one is that sum (DLMF 4.2.9, 4.8).  Powers follow their logarithms.
"""

from __future__ import annotations

from math import atan2, pi

import sympy as sp
from sympy.solvers.diophantine.diophantine import cornacchia

HALF = sp.S.Half
ANY = (-sp.S.One, sp.S.One, True, False)  # lower and upper end, and whether each is left out
LARGEST = 10**12  # norms that are factored
NONE = (sp.S.Zero, sp.S.Zero, False, False)


def off_the_cut(node, context) -> bool:
    """Whether a number is visibly neither 0 nor negative."""
    return context.is_positive(node) or context.is_positive(sp.re(node)) or context.is_nonzero(sp.im(node))


def gaussian_log(z):
    """log of c (a + b i) with rational a, b and b not 0, as a sum of logs of rational numbers, of i pi, and of primes c + d i with c > d > 0."""
    x, y = z.as_real_imag() if z.is_number and z.has(sp.I) and not z.has(sp.Function) else (None, None)
    if x is None or not (x.is_Rational and y.is_Rational) or y == 0:
        return None
    content = sp.gcd(x, y)
    a, b = x / content, y / content
    if a**2 + b**2 > LARGEST:
        return None
    total, angle = sp.log(content), 0.0
    for prime, times in sp.factorint(a**2 + b**2).items():
        if prime == 2:
            total, angle = total + sp.log(2) / 2 + sp.I * sp.pi / 4, angle + pi / 4
            continue
        d, c = sorted(next(iter(cornacchia(1, 1, prime))))
        divides = (a * c + b * d) % prime == 0 and (b * c - a * d) % prime == 0
        total += times * (sp.log(c + sp.I * d) if divides else sp.log(prime) - sp.log(c + sp.I * d))
        angle += times * atan2(d, c) * (1 if divides else -1)
    total += round((atan2(b, a) - angle) / (pi / 2)) * sp.I * sp.pi / 2  # what is left is a unit
    return None if total == sp.log(z, evaluate=False) else total


def _angle(node, context) -> tuple:
    """The half turns between which the argument lies; of 0, which has none, nothing is said."""
    if context.is_nonnegative(node) or node.is_Mul and len(node.args) == 2 and node.args[0] == sp.conjugate(node.args[1]):
        return NONE
    if context.is_nonnegative(-node):
        return sp.S.One, sp.S.One, False, False
    x, y = sp.re(node), sp.im(node)
    right, left = context.is_positive(x), context.is_positive(-x)
    if context.is_positive(y):
        return HALF if left else sp.S.Zero, HALF if right or context.is_nonnegative(x) else sp.S.One, True, right or not context.is_nonnegative(x)
    if context.is_positive(-y):
        beside = right or context.is_nonnegative(x)
        return -HALF if beside else -sp.S.One, -HALF if left else sp.S.Zero, right or not beside, True
    if right or context.is_nonnegative(x):
        low = sp.S.Zero if context.is_nonnegative(y) else -HALF
        high = sp.S.Zero if context.is_nonnegative(-y) else HALF
        return low, high, right and low != 0, right and high != 0
    if context.is_nonnegative(y):
        return sp.S.Zero, sp.S.One, False, False
    return (*ANY[:3], context.is_nonzero(y))


def _stays(pairs, context) -> bool:
    """Whether the sum of the arguments, each times its exponent, stays in (-pi, pi]."""
    low = high = sp.S.Zero
    low_open = high_open = False
    for base, times in pairs:
        first, last, *is_open = _angle(base, context)
        if times < 0:
            first, last, is_open = last, first, is_open[::-1]
        low, high = low + times * first, high + times * last
        low_open, high_open = low_open or is_open[0], high_open or is_open[1]
    return bool((low > -1 or low == -1 and low_open) and high <= 1)


def apart(base, context):
    """((u, p), ...) with log of the base = sum of p log u, for products, powers and conjugates of complex numbers; or None."""
    if not (base.is_Mul or base.is_Pow or isinstance(base, (sp.conjugate, sp.Abs))) or isinstance(base, sp.exp):
        return None
    if not base.has(sp.I) and all(symbol.is_extended_real for symbol in base.free_symbols):
        return None
    if isinstance(base, sp.Abs):
        return tuple((factor * sp.conjugate(factor), HALF) for factor in sp.Mul.make_args(base.args[0]))
    powers: dict = {}
    for factor in sp.Mul.make_args(base):
        inner, power = factor.as_base_exp()
        if not power.is_Rational:
            inner, power = factor, sp.S.One
        if isinstance(inner, sp.conjugate) and off_the_cut(inner.args[0], context):  # |u|^2 / u
            turned, = inner.args
            powers[turned * inner] = powers.get(turned * inner, 0) + power
            inner, power = turned, -power
        powers[inner] = powers.get(inner, 0) + power
    pairs = [(inner, power) for inner, power in powers.items() if power]
    if len(pairs) < 2 and (not pairs or pairs[0][1] == 1):
        return None
    if _stays(pairs, context):
        return tuple(pairs)
    turned = [(inner, power - 2 if inner is sp.S.NegativeOne else power) for inner, power in pairs]  # exp(i pi p) is exp(i pi (p - 2))
    return tuple(turned) if turned != pairs and _stays(turned, context) else None
