"""Finite products of sines, cosines and factors of x^n - 1 at equal distances around the circle."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.definedness import doubts
from verifier.tools.everywhere import everywhere
from verifier.tools.settled import settled

PI = sp.pi


def without_products_of_waves(statement, context, data):
    """The statement with each such product in closed form; None where there is none."""
    made = everywhere(statement, lambda node: _closed(node, context) if isinstance(node, sp.Product) else node)
    return None if made == statement else made


def _closed(node, context):
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or doubts(node, context):
        return node
    k, low, high = node.limits[0]
    constant, rest = settled(node.function).as_independent(k, as_Add=False)
    values = []
    for factor in sp.Mul.make_args(rest):
        base, times = factor.as_base_exp()
        value = _of_factor(base, k, low, high, context) if times.is_Integer and times > 0 else None
        if value is None:
            return node
        values.append(value**times)
    return constant ** sp.expand(high - low + 1) * sp.Mul(*values) if values else node


def _of_factor(factor, k, low, high, context):
    """The product over k = low, ..., high of one factor, or None."""
    if isinstance(factor, (sp.sin, sp.cos)):
        angle = factor.args[0] + (PI / 2 if isinstance(factor, sp.cos) else 0)
        n, first = _steps(angle, k, low, PI, context)
        if n is None:
            return None
        if sp.expand(high - low + 1 - n) == 0:  # DLMF 4.21.35
            return sp.sin(sp.expand(n * first)) / 2 ** (n - 1)
        return n / 2 ** (n - 1) if _lacks_one(n, first, low, high, PI) else None  # the same without its factor sin z, for z to 0
    return _of_roots_of_unity(factor, k, low, high, context)


def _of_roots_of_unity(factor, k, low, high, context):
    """x - y e^(i t), and x^2 - 2 x y cos t + y^2, at n angles t at distances 2 pi/n: x^n - y^n e^(i n t), and as its modulus squared."""
    waves = [item for item in factor.atoms(sp.exp, sp.cos) if k in item.free_symbols]
    if not factor.is_Add or len(waves) != 1:
        return None
    wave = waves[0]
    angle = wave.args[0] / sp.I if isinstance(wave, sp.exp) else wave.args[0]
    n, first = _steps(sp.expand(angle), k, low, 2 * PI, context)
    rest, size = factor.xreplace({wave: sp.S.Zero}), sp.expand(factor, power_exp=False).coeff(wave)
    if n is not None and isinstance(wave, sp.exp) and (rest, size) == (1, -1) and _lacks_one(n, first, low, high, 2 * PI):
        return n  # (x^n - 1)/(x - 1) for x to 1
    if n is None or sp.expand(high - low + 1 - n) != 0 or k in rest.free_symbols | size.free_symbols or sp.expand(factor - rest - size * wave) != 0:
        return None
    if isinstance(wave, sp.exp):
        return sp.expand(rest) ** n - (-size) ** n * sp.exp(sp.I * sp.expand(n * first))
    for x, y in _squares(rest):
        if sp.expand(size + 2 * x * y) == 0 or sp.expand(size - 2 * x * y) == 0:
            x = x if sp.expand(size + 2 * x * y) == 0 else -x
            return x ** (2 * n) - 2 * x**n * y**n * sp.cos(sp.expand(n * first)) + y ** (2 * n)
    return None


def _lacks_one(n, first, low, high, turn) -> bool:
    """Whether all of the n angles are met but the angle 0."""
    return sp.expand(high - low + 2 - n) == 0 and sp.cancel(first - turn / n) == 0


def _squares(rest):
    """Pairs (x, y) with x^2 + y^2 as the two terms."""
    terms = sp.Add.make_args(sp.expand(rest))
    if len(terms) == 2:
        roots = [sp.powdenest(sp.sqrt(term), force=True) for term in terms]
        if all(sp.expand(root**2 - term) == 0 for root, term in zip(roots, terms, strict=True)):
            yield tuple(roots)


def _steps(angle, k, low, turn, context):
    """(n, the first angle) where the angle moves by turn/n with k, for a whole n >= 1; else (None, None)."""
    step = sp.expand(angle).coeff(k)
    rest = sp.expand(angle - step * k)
    if step == 0 or k in rest.free_symbols | step.free_symbols:
        return None, None
    n = sp.cancel(turn / step)
    return (n, sp.expand(rest + step * low)) if n.is_integer and context.is_positive(n) else (None, None)
