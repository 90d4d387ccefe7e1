"""A matrix is the pseudo-inverse of another exactly when it meets Penrose's four equations."""

from __future__ import annotations

import sympy as sp

from verifier.tools.matrices.matrix_numbers import is_real_matrix
from verifier.vocabulary.operators import pinv


def penrose_conditions(statement, context, data):
    """Eq(pinv(A), B) as A B A = A, B A B = B, and A B and B A symmetric."""
    if not isinstance(statement, sp.Eq) or not any(isinstance(side, pinv) for side in statement.args):
        return None
    sides = (
        statement.args
        if isinstance(statement.lhs, pinv) and not (isinstance(statement.rhs, pinv) and statement.lhs.args[0].has(pinv))
        else statement.args[::-1]
    )
    if not isinstance(sides[0], pinv):
        sides = sides[::-1]
    which, found = sides[0].args[0], sides[1]
    if tuple(found.shape) != tuple(which.shape[::-1]) or not all(is_real_matrix(context, side) for side in (which, found)):
        return None
    before, after = sp.MatMul(which, found), sp.MatMul(found, which)
    return sp.And(
        sp.Eq(sp.MatMul(which, found, which), which, evaluate=False),
        sp.Eq(sp.MatMul(found, which, found), found, evaluate=False),
        sp.Eq(sp.Transpose(before), before, evaluate=False),
        sp.Eq(sp.Transpose(after), after, evaluate=False),
        evaluate=False,
    )
