"""Derivatives from the right and from the left: at a corner or a jump each side has a formula of its own.

On one side of a point the sign of u is that of the first derivative of u that does not vanish there, so that |u|,
max, sign and cases can be replaced by one of their branches.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.split_integrals import DECIDED
from verifier.tools.context import Context
from verifier.tools.evaluation.scalars import Undecided, Unsupported, different, is_zero, sign
from verifier.tools.evaluation.truth import Outcome
from verifier.tools.inequalities.regions_of_premises import is_smooth
from verifier.tools.relations import ORDER

MOST_ORDERS = 6


def has_derivative(walk, body, variable, point) -> Outcome:
    """Whether the function of one variable has a derivative at the point."""
    if not variable.is_real or variable.is_integer or point.is_real is not True:
        raise Unsupported("differentiability is decided for real functions of a real variable")
    if variable.is_nonnegative and point.is_zero:
        raise Unsupported("the end of the domain")
    sides = {side: side_formula(walk, body, variable, point, side) for side in (1, -1)}
    with walk.bound({variable: walk.scalar(point)}):
        here = walk.scalar(body)
        for side, formula in sides.items():
            if different(walk.scalar(formula), here):
                return Outcome(False, True, why=f"the function jumps {'right' if side > 0 else 'left'} of {variable} = {point}")
        slopes = {side: walk.scalar(sp.sympify(formula).doit().diff(variable)) for side, formula in sides.items()}
    apart = different(slopes[1], slopes[-1])
    if apart:
        return Outcome(
            False,
            True,
            left=slopes[-1],
            right=slopes[1],
            relation="=",
            why="the derivative from the left is not the derivative from the right",
        )
    return Outcome(True if apart is False else None, apart is False, why="the derivatives from both sides agree")


def side_formula(walk, body, variable, point, side: int):
    """A formula without corners that equals the function near the point on one side, and is smooth at the point."""
    for _ in range(20):
        nodes = [node for node in sp.preorder_traversal(body) if isinstance(node, DECIDED)]
        inner = next((node for node in nodes if not any(argument.has(*DECIDED) for argument in node.args)), None)
        if inner is None:
            break
        body = body.xreplace({inner: _branch(walk, inner, variable, point, side)})
    if body.has(*DECIDED) or not smooth_near(body, variable, point):
        raise Unsupported("no smooth formula is known on one side of the point")
    return body


def smooth_near(body, variable, point) -> bool:
    """Whether the formula is visibly smooth in some interval around the point."""
    for width in (sp.Rational(1, 1000), sp.Rational(1, 10**6)):
        near = Context((sp.Gt(variable, point - width, evaluate=False), sp.Lt(variable, point + width, evaluate=False)))
        if is_smooth(sp.sympify(body).doit(), near):
            return True
    return False


def _branch(walk, node, variable, point, side):
    if isinstance(node, (sp.Abs, sp.sign, sp.Heaviside)):
        found = sign_beside(walk, node.args[0], variable, point, side)
        return {sp.Abs: found * node.args[0], sp.sign: sp.Integer(found), sp.Heaviside: sp.Integer(found > 0)}[node.func]
    if isinstance(node, (sp.Max, sp.Min)):
        best = node.args[0]
        for other in node.args[1:]:
            larger = sign_beside(walk, other - best, variable, point, side) > 0
            best = other if larger == isinstance(node, sp.Max) else best
        return best
    for value, condition in node.args:
        if _holds_beside(walk, condition, variable, point, side):
            return value
    raise Unsupported("no case of the definition by cases applies beside the point")


def _holds_beside(walk, condition, variable, point, side) -> bool:
    if condition in (sp.true, sp.false):
        return bool(condition)
    if isinstance(condition, (sp.And, sp.Or)):
        return (all if isinstance(condition, sp.And) else any)(
            _holds_beside(walk, part, variable, point, side) for part in condition.args
        )
    if not isinstance(condition, (*ORDER, sp.Ne, sp.Eq)):
        raise Unsupported(f"the condition {condition}")
    found = sign_beside(walk, condition.args[0] - condition.args[1], variable, point, side)
    return {sp.Lt: found < 0, sp.Le: found <= 0, sp.Gt: found > 0, sp.Ge: found >= 0, sp.Ne: found != 0, sp.Eq: found == 0}[
        condition.func
    ]


def sign_beside(walk, body, variable, point, side) -> int:
    """The sign of a smooth expression on one side of the point; 0 when it vanishes identically."""
    if not smooth_near(body, variable, point):
        raise Unsupported(f"{body} is not visibly smooth near the point")
    body = sp.sympify(body)
    if body == 0:
        return 0
    with walk.bound({variable: walk.scalar(point)}):
        for order in range(MOST_ORDERS):
            value = walk.scalar(body.diff(variable, order) if order else body)
            found = sign(value)
            if found is None:
                raise Undecided(f"cannot tell the sign of {body}")
            if found:
                return found * side**order
            if not is_zero(value):
                raise Undecided(f"cannot tell the sign of {body}")
    raise Undecided(f"{body} vanishes to a high order")
