"""Limits of what swings within bounds: whole parts; at infinity signs (-1)^n and powers x^n of numbers between -1 and 1."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.asymptotics import Diverges, NoLimit, from_one_side, limit_of
from verifier.tools.sums.whole_numbers import WHOLE


def squeezed(body, x, point, context, direction: str):
    """The limit of A w + B with a bounded w and A -> 0 is that of B; |floor u - u| is at most 1; None where nothing swings."""
    body = body.replace(sp.frac, lambda u: u - sp.floor(u))
    node = _swinging(body, x, context, point is sp.oo)
    if node is None:
        return None
    mark = sp.Dummy("w")
    factor, rest = _linear(body, node, mark)
    if factor is None:
        return None
    if isinstance(node, WHOLE):
        size, kept = sp.S.One, rest + factor * node.args[0]
    elif node.base == -1:
        size, kept = sp.S.One, rest
    else:
        p = sp.Dummy("p", positive=True)
        size, kept = p**node.exp, rest
        if context.is_positive(1 - sp.Abs(node.base)) or context.is_positive(1 - node.base) and context.is_positive(1 + node.base):
            context = context.extended([sp.Lt(p, 1, evaluate=False)])
    if not context.is_real(factor) or limit_of(factor * size, x, point, direction, context) != 0:
        raise NoLimit("what swings does not visibly fade")
    return limit_of(sp.expand(kept), x, point, direction, context)


def swings_for_ever(body, x, point, context) -> bool:
    """Whether A (-1)^n + B over whole n has no limit: A has one that is not 0 or grows beyond every bound, and B has one."""
    if point is not sp.oo or not x.is_integer:
        return False
    body = body.replace(lambda item: item.is_Pow and item.base.is_Rational and item.base < 0 and item.base != -1 and x in item.exp.free_symbols,
                        lambda item: (-1) ** item.exp * (-item.base) ** item.exp)
    node = next((item for item in body.atoms(sp.Pow) if item.base == -1 and sp.expand(item.exp - x).is_Integer), None)
    mark = sp.Dummy("w")
    factor, rest = (None, None) if node is None else _linear(body, node, mark)
    if factor is None:
        return False
    try:
        limit_of(rest, x, point, "-", context)
        limit = from_one_side(factor, x, point, "-", context)
    except (NoLimit, Diverges):
        return False
    return limit in (sp.oo, -sp.oo) or limit.is_number and context.is_nonzero(limit)


def _swinging(body, x, context, far: bool):
    """The one part that swings; powers do so for large exponents."""
    found = [item for item in body.atoms(*WHOLE) if x in item.free_symbols and context.is_real(item.args[0])]
    found += [item for item in body.atoms(sp.Pow) if far and x.is_integer and x in item.exp.free_symbols and x not in item.base.free_symbols
              and item.exp.is_integer and item.base.is_real and not item.base.is_positive]
    return found[0] if len(found) == 1 else None


def _linear(body, node, mark):
    """(A, B) where the body is A node + B."""
    inside = sp.expand(body.xreplace({node: mark}))
    factor = inside.coeff(mark, 1)
    rest = sp.expand(inside - factor * mark)
    return (None, None) if mark in rest.free_symbols | factor.free_symbols else (factor, rest)
