"""The derivative of a formula by SymPy's rule for each head; what does not depend on the variable is left out at once.

SymPy multiplies by the zeros of such parts, and asks all other factors whether they are finite before a product is 0.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef, ArgumentIndexError, Function


def slope(node, x):
    """The derivative of the expression by the variable."""
    if not x.is_Symbol or not isinstance(node, sp.Expr) or isinstance(node, sp.MatrixExpr) or not node.is_commutative:
        return node.diff(x)
    if x not in node.free_symbols:
        return sp.S.Zero
    if node is x:
        return sp.S.One
    if node.is_Add:
        return sp.Add(*(slope(term, x) for term in node.args))
    if node.is_Mul:
        return sp.Add(*(sp.Mul(*node.args[:place], slope(factor, x), *node.args[place + 1:])
                        for place, factor in enumerate(node.args) if x in factor.free_symbols))
    if node.is_Pow and not isinstance(node, sp.exp) and x not in node.exp.free_symbols:
        return node * (slope(node.base, x) * node.exp / node.base)
    if isinstance(node, Function) and not isinstance(node, AppliedUndef) and type(node)._eval_derivative is Function._eval_derivative:
        try:
            return sp.Add(*(node.fdiff(place) * slope(argument, x) for place, argument in enumerate(node.args, 1)
                            if x in argument.free_symbols))
        except ArgumentIndexError:
            pass
    return node.diff(x)
