"""Inequalities that are linear in inner products of vectors, coordinate by coordinate: they hold once they hold for real numbers.

Each inner product is the sum over the coordinates of the products, so a quadratic form of vectors is a sum of values of the
same quadratic form at real numbers.  With a positive semidefinite M = L^T L the forms x^T M y are the inner products of L x and L y.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.matrices.definiteness import is_definite
from verifier.tools.matrices.matrix_identities import factors_of
from verifier.vocabulary.operators import frobenius, may_be_complex


def coordinate_by_coordinate(statement, context, data):
    """A quadratic form of vectors, or matrices of one shape, that is not negative where the same form of real numbers is not; else None."""
    if not isinstance(statement, (sp.Le, sp.Ge)) or not statement.atoms(sp.MatrixSymbol):
        return None
    letters, between = {}, set()  # real numbers for vectors, the matrices between them
    sides = [_scalar(side, letters, between) for side in statement.args]
    if len(between) > 1 or not all(item is None or is_definite(item, context, strict=False) for item in between):
        return None
    if None in sides or len({symbol.shape for symbol in letters}) != 1 or any(symbol.has(*letters) for symbol in letters.values()):
        return None
    gap = sp.expand(sides[0] - sides[1])
    if gap.atoms(sp.MatrixSymbol) or not gap.is_polynomial(*letters.values()):
        return None
    if any(sum(powers) != 2 for powers in sp.Poly(gap, *letters.values()).monoms() if gap != 0):
        return None
    return statement.func(*sides, evaluate=False)


def _scalar(node, letters, between):
    """The number in one coordinate; None where the node is no sum of multiples of inner products."""
    if not node.atoms(sp.MatrixSymbol):
        return node
    if node.is_Add or node.is_Mul:
        parts = [_scalar(part, letters, between) for part in node.args]
        return None if None in parts else node.func(*parts)
    if node.is_Pow and node.exp == 2 and isinstance(node.base, frobenius) and not may_be_complex(node.base.args[0]):
        between.add(None)
        inner = _combination(node.base.args[0], letters)
        return None if inner is None else inner**2
    if isinstance(node, sp.Trace) and isinstance(node.arg, sp.MatMul):
        scalar, factors = sp.MatMul(*factors_of(node.arg)).as_coeff_matrices()
        if 2 <= len(factors) <= 3:
            between.add(factors[1] if len(factors) == 3 else None)
            pair = _combination(sp.Transpose(factors[0]).doit(), letters), _combination(factors[-1], letters)
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
