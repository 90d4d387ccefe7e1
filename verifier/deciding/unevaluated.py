"""Arithmetic that is written down and not carried out: nothing cancels, nothing vanishes."""

from __future__ import annotations

import sympy as sp

from verifier.deciding import sizeless
from verifier.deciding.kinds import Unreadable
from verifier.tools.binding import substitute
from verifier.tools.evaluation.predicates import admissible


def as_number(value):
    """A matrix with one row and one column as the number in it, sums, products and powers of such as those of numbers; anything else as it is."""
    if not isinstance(value, sp.MatrixExpr) or value.shape != (1, 1):
        return value
    if isinstance(value, sp.MatPow) and value.exp != -1:
        return raised(as_number(value.base), value.exp)
    if isinstance(value, (sp.MatAdd, sp.MatMul)) and len(value.args) == 2 and all(getattr(part, "shape", (1, 1)) == (1, 1) for part in value.args):
        return (plus if isinstance(value, sp.MatAdd) else times)(*map(as_number, value.args))
    return sp.Trace(value)


def at_value(body, variable, value):
    """The body where the variable has the value; one inside the other keeps the order, which SymPy's flat form would lose."""
    if not isinstance(variable, sp.Symbol):
        raise Unreadable(f"{variable} is not a symbol; write Subs(f, x, value)")
    body, value = as_number(body), as_number(value)
    if not isinstance(body, sp.Subs):
        return sp.Subs(body, variable, value)
    variables, points = list(body.variables), [substitute(point, {variable: value}) for point in body.point]
    if variable not in variables:
        variables, points = [*variables, variable], [*points, value]
    return sp.Subs(body.expr, variables, points)


def membership(symbol, value) -> list:
    """What has to be shown of a value for it to be one of those that the symbol's declaration allows."""
    if admissible(symbol, value):
        return []
    known = {"positive": (sp.Gt, value), "nonnegative": (sp.Ge, value), "negative": (sp.Lt, value), "nonpositive": (sp.Le, value),
             "nonzero": (sp.Ne, value), "integer": (sp.Eq, plus(value, negative(sp.floor(value, evaluate=False)))),
             "real": (sp.Eq, sp.im(value, evaluate=False))}
    found = []
    for fact, truth in symbol._assumptions_orig.items():
        if fact in ("commutative", "complex", "finite") or getattr(value, f"is_{fact}") is truth:
            continue
        if fact not in known or not truth:
            raise Unreadable(f"{symbol} = {value} may not be in the domain that {symbol} is declared with ({fact})")
        head, side = known[fact]
        found.append(relation(head, side, sp.S.Zero))
    return found


def plus(left, right):
    """The unevaluated sum."""
    left, right = _alike(left, right)
    if isinstance(left, sp.MatrixExpr) or isinstance(right, sp.MatrixExpr):
        return _checked(sp.MatAdd, left, right)
    return sp.Add(left, right, evaluate=False)


def negative(value):
    """The unevaluated opposite; of a written number, and of infinity, the number itself."""
    if isinstance(value, sp.Rational) or value is sp.oo:
        return -value
    return times(sp.S.NegativeOne, value)


def times(left, right):
    """The unevaluated product."""
    if isinstance(left, sp.MatrixExpr) and isinstance(right, sp.MatrixExpr):
        return _checked(sp.MatMul, *_fitting(left, right))
    if isinstance(left, sp.MatrixExpr) or isinstance(right, sp.MatrixExpr):
        return _checked(sp.MatMul, *sizeless.product(left, right))
    if left.is_Rational and right.is_Rational and not (left and right):  # of 0*(5/3) as it stands SymPy says at times that it is not >= 0
        return sp.S.Zero
    return sp.Mul(left, right, evaluate=False)


def _fitting(left, right):
    """Two matrices, of which one with a single entry is a number where its shape does not fit the other one."""
    if left.shape[1] != right.shape[0]:
        if left.shape == (1, 1):
            return as_number(left), right
        if right.shape == (1, 1):
            return left, as_number(right)
    return left, right


def over(left, right):
    """The unevaluated quotient; of two written integers the fraction, unless the lower one is 0."""
    if isinstance(left, sp.Rational) and isinstance(right, sp.Rational) and right != 0:
        return left / right
    if isinstance(right, sp.MatrixExpr) and right.shape == (1, 1):
        right = as_number(right)
    if isinstance(right, sp.MatrixExpr):
        raise Unreadable("a division by a matrix; multiply by Inverse(A) on the side that you mean")
    return times(left, raised(right, sp.S.NegativeOne))


def raised(base, exponent):
    """The unevaluated power."""
    if isinstance(base, sp.MatrixExpr):
        if exponent == -1:
            return _checked(sp.Inverse, base)
        return _checked(sp.MatPow, base, exponent)
    return sp.Pow(base, exponent, evaluate=False)


def relation(head, left, right):
    """The unevaluated relation."""
    left, right = _alike(left, right)
    if head is not sp.Eq and head is not sp.Ne:
        left, right = as_number(left), as_number(right)
        if isinstance(left, sp.MatrixExpr) or isinstance(right, sp.MatrixExpr):
            raise Unreadable(f"{left} and {right}: matrices have no order; write norms, traces or entries")
    shapes = [getattr(side, "shape", None) if isinstance(side, sp.MatrixExpr) else None for side in (left, right)]
    if shapes[0] != shapes[1] and (None not in shapes or all(side != 0 for side in (left, right))):
        raise Unreadable(f"{left} and {right} are of different shapes {shapes[0] or 'number'} and {shapes[1] or 'number'}")
    return head(left, right, evaluate=False)


def _alike(left, right):
    """Where only one side is a matrix: with one entry both as numbers, else the number as the matrix that it abbreviates."""
    if isinstance(left, sp.MatrixExpr) == isinstance(right, sp.MatrixExpr):
        return left, right
    left, right = as_number(left), as_number(right)
    if isinstance(left, sp.MatrixExpr):
        return left, sizeless.beside(left, right)
    return (sizeless.beside(right, left), right) if isinstance(right, sp.MatrixExpr) else (left, right)


def _checked(head, *parts):
    try:
        return head(*parts)
    except (ValueError, TypeError, AttributeError) as problem:
        raise Unreadable(f"{head.__name__} of {', '.join(map(str, parts))}: {problem}") from problem
