"""Rewritings of whole statements that keep their truth; each row is (name, function of statement and context).

A row returns the new statement, `true`, or None where it does not apply.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.settled import settled


def _on_sides(transform):
    def rule(statement, context):
        if not isinstance(statement, Relational) or any(isinstance(side, sp.MatrixExpr) for side in statement.args):
            return None
        sides = [transform(settled(side)) for side in statement.args]
        return statement.func(*sides, evaluate=False)
    return rule


def _half_integer_bessel(expression):
    """Bessel functions of half-integer order as elementary functions."""
    found = {node: sp.expand_func(node) for node in expression.atoms(sp.besselj, sp.bessely, sp.besseli, sp.besselk)
             if (2 * node.args[0]).is_Integer and not node.args[0].is_Integer}
    return expression.xreplace(found)


RULES = {"half-integer Bessel functions": _on_sides(_half_integer_bessel)}
