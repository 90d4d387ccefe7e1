"""Inverse functions by what they are: asin a = b, for a real b, says that a = sin b and that b lies in the principal range."""

from __future__ import annotations

import sympy as sp

from verifier.tools.settled import gap

# inverse function -> (function, lower end of its range or None, upper end or None, whether the ends belong to it)
INVERSES = {
    sp.asin: (sp.sin, -sp.pi / 2, sp.pi / 2, True), sp.acos: (sp.cos, sp.S.Zero, sp.pi, True), sp.atan: (sp.tan, -sp.pi / 2, sp.pi / 2, False),
    sp.acosh: (sp.cosh, sp.S.Zero, None, True), sp.asinh: (sp.sinh, None, None, True), sp.atanh: (sp.tanh, None, None, True),
    sp.LambertW: (lambda b: b * sp.exp(b), -sp.S.One, None, True),
}
ANGLES = (sp.atan, sp.asin, sp.acos, sp.acot)  # an equation between them may be off by a turn


def inverse_nodes(statement) -> list:
    """The inverse functions in an equation, the most involved first; of numbers LambertW alone."""
    found = {node for node in gap(statement).atoms(*INVERSES) if len(node.args) == 1 and (node.free_symbols or isinstance(node, sp.LambertW))}
    return sorted(found, key=lambda node: (-sp.count_ops(node), sp.default_sort_key(node)))


def solved_for(node, equation):
    """What the node equals by an equation in which it stands once, with a rational factor; or None."""
    letter = sp.Dummy("letter")
    difference = gap(equation).xreplace({node: letter})
    factor = difference.diff(letter)
    if not (factor.is_Rational and factor != 0):
        return None
    return sp.Add(*(-term / factor for term in sp.Add.make_args(difference.xreplace({letter: sp.S.Zero}))))


def without_inverse(statement, context, data):
    """The equivalent conjunction for the inverse function in the data, which stands in the equation once, with a rational factor."""
    node, = data
    if not isinstance(statement, sp.Eq) or type(node) not in INVERSES or len(node.args) != 1:
        return None
    value = solved_for(node, statement)
    if value is None or not context.is_real(value):
        return None
    function, low, high, closed = INVERSES[type(node)]
    parts = [sp.Eq(node.args[0], function(value), evaluate=False)]
    if low is not None:
        parts.append((sp.Ge if closed else sp.Gt)(value, low, evaluate=False))
    if high is not None:
        parts.append((sp.Le if closed else sp.Lt)(value, high, evaluate=False))
    return parts[0] if len(parts) == 1 else sp.And(*parts, evaluate=False)
