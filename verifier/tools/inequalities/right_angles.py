"""Inequalities between lengths by a right angle: |b| <= |a| where b is orthogonal to a - b."""

from __future__ import annotations

import sympy as sp

from verifier.vocabulary.operators import frobenius, may_be_complex


def by_right_angle(statement, context, data):
    """|b| <= |a|, or the same of the squares, as Tr(b^T (a - b)) = 0, which is enough: |a|^2 = |b|^2 + |a - b|^2."""
    if not isinstance(statement, (sp.Le, sp.Ge)):
        return None
    small, large = (_side(side) for side in (statement.args if isinstance(statement, sp.Le) else statement.args[::-1]))
    if small is None or large is None or small[1] != large[1]:
        return None
    leg, hypotenuse = small[0], large[0]
    if leg.shape != hypotenuse.shape or may_be_complex(leg) or may_be_complex(hypotenuse):
        return None
    rest = sp.MatAdd(hypotenuse, sp.MatMul(sp.S.NegativeOne, leg))
    return sp.Eq(sp.Trace(sp.MatMul(sp.Transpose(leg), rest)), sp.S.Zero, evaluate=False)


def _side(side):
    """(matrix, power) of a norm or of its square."""
    power = sp.S.One
    if side.is_Pow and side.exp == 2:
        side, power = side.base, side.exp
    return (side.args[0], power) if isinstance(side, frobenius) else None
