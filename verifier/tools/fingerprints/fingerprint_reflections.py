"""Reflections of the zeta function and the dilogarithm, used where everything in them visibly has a value."""

from __future__ import annotations

import sympy as sp

PI = sp.pi


def reflected_zeta(node, context):
    """Riemann's functional equation for zeta(1 - s), re s > 0 and s not 1 (DLMF 25.4.1): of numbers left of 0, else of those that a minus leads."""
    u, = node.args
    s = sp.expand(1 - u)
    height = s if context.is_real(s) else sp.re(s)
    if u.is_integer or not context.is_positive(height):
        return None
    beyond = context.is_positive(height - 1)
    if not beyond and not (sp.expand(u).as_coeff_Add()[1].could_extract_minus_sign() and context.is_nonzero(s - 1)):
        return None
    return 2 * (2 * PI) ** -s * sp.cos(PI * s / 2) * sp.gamma(s) * sp.zeta(s)


def _order(z) -> tuple:
    return sp.count_ops(z), sp.default_sort_key(z)


def _is_positive(quotient, context) -> bool:
    """Whether numerator and denominator have one visible sign."""
    above, below = sp.fraction(sp.cancel(quotient))
    return any(context.is_positive(sign * above) and context.is_positive(sign * below) for sign in (1, -1))


def _is_no_pole(u, context) -> bool:
    """Whether the gamma function visibly has a value."""
    return u.is_integer is False or context.is_positive(u)


def reflected_hypergeometric(node, context, occurs):
    """2F1 at 1 by Gauss (DLMF 15.4.20), and of a real z < 1 with the simpler of (a, b) and (c - a, c - b) (Euler, 15.8.1)."""
    above, below, z = node.args
    if len(above) != 2 or len(below) != 1:
        return None
    (a, b), (c,) = above, below
    gap = sp.expand(c - a - b)
    if not _is_no_pole(c, context):
        return None
    if z == 1:
        visible = context.is_positive(gap) and _is_no_pole(c - a, context) and _is_no_pole(c - b, context)
        return sp.gamma(c) * sp.gamma(gap) / (sp.gamma(c - a) * sp.gamma(c - b)) if visible else None
    turned = tuple(sp.expand(c - item) for item in above)
    here, there = (sorted(_order(item) for item in pair) for pair in (tuple(above), turned))
    return (1 - z) ** gap * sp.hyper(turned, [c], z) if there < here and context.is_positive(1 - z) else None


def reflected_dilogarithm(node, context):
    """Li_2 of a real number by that of the simpler z/(z - 1), 1 - z or 1/z (DLMF 25.12.3, 25.12.6, 25.12.4, the last two off their cuts)."""
    order, z = node.args
    if order != 2 or not context.is_real(z):
        return None
    rows = ((z / (z - 1), (1 - z,), lambda: -sp.log(1 - z) ** 2 / 2),
            (1 - z, (z, 1 - z), lambda: PI**2 / 6 - sp.log(z) * sp.log(1 - z)),
            (1 / z, (-z,), lambda: -PI**2 / 6 - sp.log(-z) ** 2 / 2))
    found = [(_order(other), other, rest) for made, positive, rest in rows
             if _order(other := sp.cancel(made)) < _order(z) and all(_is_positive(item, context) for item in positive)]
    if not found:
        return None
    _, other, rest = min(found, key=lambda row: row[0])
    return rest() - sp.polylog(2, other)
