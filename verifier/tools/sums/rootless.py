"""Sides that never meet: polynomials without a root of the kind of their variable, one side that is larger, a gap that is visibly not 0."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.definedness import doubts
from verifier.tools.relations import of_matrices
from verifier.tools.settled import gap, settled


def no_root(statement, context, data):
    """True where two sides differ by a polynomial without a root of the variable's kind; else None."""
    if not isinstance(statement, sp.Ne) or of_matrices(statement) or len(statement.free_symbols) != 1:
        return None
    x, = statement.free_symbols
    apart = settled(statement.lhs) - settled(statement.rhs)
    if not isinstance(x, sp.Symbol) or not x.is_real or not apart.is_polynomial(x):
        return None
    polynomial = sp.Poly(apart, x)
    if polynomial.is_zero or not all(number.is_Rational for number in polynomial.all_coeffs()):
        return None
    if x.is_integer:
        return None if any(root.is_integer for root in polynomial.ground_roots()) else sp.true
    if x.is_rational and not polynomial.ground_roots():
        return sp.true
    low = sp.S.Zero if x.is_nonnegative else None
    high = sp.S.Zero if x.is_nonpositive else None
    return sp.true if polynomial.degree() == 0 or polynomial.count_roots(low, high) == 0 else None


def larger_side(statement, context, data):
    """Two sides of which the one named is always larger are not equal."""
    head = {("left",): sp.Gt, ("right",): sp.Lt}.get(tuple(data))
    if head is None or not isinstance(statement, sp.Ne) or of_matrices(statement):
        return None
    return head(*statement.args, evaluate=False)


def visibly_apart(statement, context, data):
    """True where both sides have values and their difference is visibly not 0: so for exp(2 pi i j/n) and 1 where 0 < j < n."""
    if not isinstance(statement, sp.Ne) or not all(isinstance(side, sp.Expr) and not isinstance(side, sp.MatrixExpr) for side in statement.args):
        return None
    return sp.true if not doubts(statement, context) and context.is_nonzero(gap(statement)) else None
