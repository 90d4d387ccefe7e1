"""Which expressions are visibly entire functions of all symbols in them, and where a derivative may go inside for that reason."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef

ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfc, sp.erfi)


def is_entire(node) -> bool:
    """Whether the expression is made of functions without singular points, cuts, corners and jumps."""
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return all(map(is_entire, node.args))
    if node.is_Pow:
        positive = not node.free_symbols and node.base.is_positive and is_entire(node.base)  # a number, as 1/pi
        return bool(positive and node.exp.is_Rational or node.exp.is_Integer and node.exp > 0 and is_entire(node.base))
    return type(node) in (sp.Symbol, sp.Dummy) or node.is_Rational or node.is_NumberSymbol or node is sp.I


def may_go_inside(body, variables) -> bool:
    """Whether the rules of differentiation hold for every integral, sum and limit in which the variables occur.

    They do over bounded intervals of entire functions, at moving ends of these, and for sums of a fixed number of terms.  Where a
    term jumps, or infinitely many are added, the derivative of the whole need not be made of derivatives of its parts.  Whether
    an open function is continuous is asked elsewhere.
    """
    for node in sp.preorder_traversal(body):
        if isinstance(node, sp.Limit) and node.free_symbols & variables:
            return False
        if not isinstance(node, (sp.Integral, sp.Sum, sp.Product)) or not node.free_symbols & variables:
            continue
        ends = [end for limit in node.limits for end in limit[1:]]
        moved = bool(node.function.free_symbols & variables)
        if isinstance(node, sp.Integral):
            regular = _is_entire_beside_open_functions(node.function) and all(is_entire(end) or end in (sp.oo, -sp.oo) for end in ends)
        else:
            regular = not any(end.free_symbols & variables for end in ends)
        if not regular or moved and any(end in (sp.oo, -sp.oo) for end in ends):
            return False
    return True


def _is_entire_beside_open_functions(node) -> bool:
    return is_entire(node.replace(lambda part: isinstance(part, AppliedUndef), lambda part: sp.Dummy()))
