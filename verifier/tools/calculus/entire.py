"""Which expressions are visibly entire functions of all symbols in them."""

from __future__ import annotations

import sympy as sp

ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfc, sp.erfi)


def is_entire(node) -> bool:
    """Whether the expression is made of functions without singular points, cuts, corners and jumps."""
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return all(map(is_entire, node.args))
    if node.is_Pow:
        return bool(node.exp.is_Integer and node.exp > 0 and is_entire(node.base))
    return type(node) is sp.Symbol or node.is_Rational or node.is_NumberSymbol or node is sp.I
