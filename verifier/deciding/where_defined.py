"""The whole numbers for which both sides of an equation have values; which statements about matrices have values for all matrices."""

from __future__ import annotations

import sympy as sp

from verifier.tools.relations import ORDER, is_scalar_equation
from verifier.vocabulary.operators import dot, frobenius, norm, pinv

STRICT = (sp.Add, sp.Mul, sp.Pow, sp.Function)  # without a value wherever a part has none
LAZY = (sp.Piecewise,)
TOTAL = (sp.MatAdd, sp.MatMul, sp.HadamardProduct, sp.KroneckerProduct, sp.Transpose, sp.Adjoint, sp.Trace, sp.Determinant, sp.Add, sp.Mul, sp.Abs,
         dot, norm, frobenius, pinv)
ATOMS = (sp.MatrixSymbol, sp.Identity, sp.ZeroMatrix, sp.OneMatrix, sp.Symbol, sp.Rational)


REGULAR = ("invertible", "orthogonal", "positive_definite")


def is_total_for(statement, matrices) -> bool:
    """Whether the relation has a value for all matrices of the declared kinds, so that no point need be asked for that."""
    invertible = [item.symbol for item in matrices if item.kind in REGULAR]
    return isinstance(statement, (sp.Eq, *ORDER)) and all(is_total(side, invertible) for side in statement.args)


def is_total(node, invertible=()) -> bool:
    """Whether the expression visibly has a value for all matrices of its shapes, those being invertible of which this is declared."""
    if isinstance(node, ATOMS):
        return True
    if isinstance(node, sp.Inverse):
        return node.arg in invertible
    if isinstance(node, (sp.Pow, sp.MatPow)):
        return bool(node.exp.is_Integer and node.exp > 0) and is_total(node.base, invertible)
    return isinstance(node, TOTAL) and all(is_total(part, invertible) for part in node.args)


def common_domain(statement, premises) -> tuple:
    """Relations n >= m outside of which neither side of the equation has a value, for n that may be any whole number.

    An equation is read where both sides have values; a range from m + 1 to n has to be empty or in order, n! needs n >= 0.
    """
    if not is_scalar_equation(statement):
        return ()
    known = set().union(*(item.free_symbols for item in premises)) if premises else set()
    left, right = (_least(side) for side in statement.args)
    return tuple(sp.Ge(n, left[n], evaluate=False) for n in sorted(left, key=str)
                 if right.get(n) == left[n] and not (n.is_positive or n.is_nonnegative or n.is_negative or n.is_nonpositive) and n not in known)


def _least(side) -> dict:
    """The least value of each whole number from which on all ranges and factorials have values that bound it alone."""
    found: dict = {}
    waiting = [side]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (sp.Sum, sp.Product)):
            if len(node.limits) == 1 and len(node.limits[0]) == 3 and node.limits[0][1].is_Integer:
                _note(found, node.limits[0][2] - node.limits[0][1] + 1)
        elif isinstance(node, STRICT) and not isinstance(node, LAZY):
            if isinstance(node, sp.factorial):
                _note(found, node.args[0])
            elif isinstance(node, sp.gamma):
                _note(found, node.args[0] - 1)
            waiting.extend(node.args)
    return found


def _note(found: dict, count) -> None:
    """That the number, of the form n + c, is not negative."""
    count = sp.expand(count)
    letters = [symbol for symbol in count.free_symbols if symbol.is_integer]
    if len(letters) == 1 and (rest := count - letters[0]).is_Integer:
        n, = letters
        found[n] = max(found.get(n, -rest), -rest)
