"""Polynomials with rational coefficients that vanish at no whole number, at no rational one, or at no real one."""

from __future__ import annotations

import sympy as sp

from verifier.tools.settled import settled


def no_root(statement, context, data):
    """True where two sides differ by a polynomial without a root of the variable's kind; else None."""
    if not isinstance(statement, sp.Ne) or any(isinstance(side, sp.MatrixExpr) for side in statement.args) or len(statement.free_symbols) != 1:
        return None
    x, = statement.free_symbols
    gap = settled(statement.lhs) - settled(statement.rhs)
    if not isinstance(x, sp.Symbol) or not x.is_real or not gap.is_polynomial(x):
        return None
    polynomial = sp.Poly(gap, x)
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
    if head is None or not isinstance(statement, sp.Ne) or any(isinstance(side, sp.MatrixExpr) for side in statement.args):
        return None
    return head(*statement.args, evaluate=False)
