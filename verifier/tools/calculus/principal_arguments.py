"""Arguments and logarithms of complex numbers by what they are.

arg u = b, for a real b, says that u e^(-ib) is a positive number and that -pi < b <= pi; log u = b says that u = e^b and
that the imaginary part of b lies there.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.principal_values import solved_for
from verifier.tools.settled import gap


def argument_nodes(statement) -> list:
    """The arguments and complex logarithms in an equation, the most involved first."""
    found = [node for node in gap(statement).atoms(sp.arg, sp.log) if node.free_symbols and len(node.args) == 1
             and (isinstance(node, sp.arg) or node.has(sp.I))]
    return sorted(found, key=lambda node: (-sp.count_ops(node), sp.default_sort_key(node)))


def without_argument(statement, context, data):
    """The conjunction for the arg or log in the data, which stands in the equation once, with a rational factor."""
    node, = data
    if not isinstance(statement, sp.Eq) or not isinstance(node, (sp.arg, sp.log)) or len(node.args) != 1:
        return None
    value, inner = solved_for(node, statement), node.args[0]
    both = None if value is None else parts(value := sp.expand(value), context)
    if both is None:
        return None
    if isinstance(node, sp.log):
        angle, equations = both[1], [sp.Eq(inner, sp.exp(value), evaluate=False)]
    else:
        angle = value
        turned = parts(sp.expand(sp.Add(*(term * sp.exp(-sp.I * value) for term in sp.Add.make_args(sp.expand(inner))))), context)
        if both[1] != 0 or turned is None:
            return None
        equations = [sp.Eq(turned[1], 0, evaluate=False)]
        if not turned[0].is_Rational:
            equations.append(sp.Gt(turned[0], 0, evaluate=False))
        elif turned[0] <= 0:
            return None
    turns = sp.expand(angle / sp.pi)
    if not turns.is_Rational:
        equations += [sp.Gt(angle, -sp.pi, evaluate=False), sp.Le(angle, sp.pi, evaluate=False)]
    elif not -1 < turns <= 1:
        return None
    return equations[0] if len(equations) == 1 else sp.And(*equations, evaluate=False)


def parts(node, context):
    """(real part, imaginary part) of sums, products and exponentials of real numbers and i; None where they are not visible."""
    if node == sp.I:
        return sp.S.Zero, sp.S.One
    if not node.has(sp.I):
        return (node, sp.S.Zero) if context.is_real(node) else None
    if isinstance(node, sp.exp):
        inner = parts(node.args[0], context)
        return inner and (sp.exp(inner[0]) * sp.cos(inner[1]), sp.exp(inner[0]) * sp.sin(inner[1]))
    if not node.is_Add and not node.is_Mul:
        return None
    found = [parts(item, context) for item in node.args]
    if None in found:
        return None
    if node.is_Add:
        return sp.Add(*(one for one, _ in found)), sp.Add(*(other for _, other in found))
    real, imaginary = sp.S.One, sp.S.Zero
    for one, other in found:
        real, imaginary = real * one - imaginary * other, real * other + imaginary * one
    return sp.expand(real), sp.expand(imaginary)
