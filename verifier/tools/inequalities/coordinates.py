"""Inequalities that are linear in inner products of vectors, coordinate by coordinate: they hold once they hold for real numbers.

Each inner product is the sum over the coordinates of the products, so a quadratic form of vectors is a sum of values of the
same quadratic form at real numbers.
"""

from __future__ import annotations

import sympy as sp

from verifier.vocabulary.operators import frobenius, may_be_complex


def coordinate_by_coordinate(statement, context, data):
    """A quadratic form of vectors, or matrices of one shape, that is not negative where the same form of real numbers is not; else None."""
    if not isinstance(statement, (sp.Le, sp.Ge)) or not statement.atoms(sp.MatrixSymbol):
        return None
    letters: dict = {}
    sides = [_scalar(side, letters) for side in statement.args]
    if None in sides or len({symbol.shape for symbol in letters}) != 1 or any(symbol.has(*letters) for symbol in letters.values()):
        return None
    gap = sp.expand(sides[0] - sides[1])
    if gap.atoms(sp.MatrixSymbol) or not gap.is_polynomial(*letters.values()):
        return None
    if any(sum(powers) != 2 for powers in sp.Poly(gap, *letters.values()).monoms() if gap != 0):
        return None
    return statement.func(*sides, evaluate=False)


def _scalar(node, letters):
    """The number in one coordinate; None where the node is no sum of multiples of inner products."""
    if not node.atoms(sp.MatrixSymbol):
        return node
    if node.is_Add or node.is_Mul:
        parts = [_scalar(part, letters) for part in node.args]
        return None if None in parts else node.func(*parts)
    if node.is_Pow and node.exp == 2 and isinstance(node.base, frobenius) and not may_be_complex(node.base.args[0]):
        inner = _combination(node.base.args[0], letters)
        return None if inner is None else inner**2
    if isinstance(node, sp.Trace) and isinstance(node.arg, sp.MatMul):
        scalar, factors = node.arg.as_coeff_matrices()
        if len(factors) == 2 and isinstance(factors[0], sp.Transpose):
            pair = _combination(factors[0].arg, letters), _combination(factors[1], letters)
            return None if None in pair else scalar * sp.Mul(*pair)
    return None


def _combination(node, letters):
    """A linear combination of matrix symbols with a real symbol for each."""
    if isinstance(node, sp.MatrixSymbol) and not may_be_complex(node):
        return letters.setdefault(node, sp.Symbol(f"{node.name}'", real=True))  # a name that no author can write
    if isinstance(node, sp.MatAdd):
        parts = [_combination(part, letters) for part in node.args]
        return None if None in parts else sp.Add(*parts)
    if isinstance(node, sp.MatMul):
        scalar, factors = node.as_coeff_matrices()
        if len(factors) == 1 and not scalar.atoms(sp.MatrixSymbol):
            inner = _combination(factors[0], letters)
            return None if inner is None else scalar * inner
    return None
