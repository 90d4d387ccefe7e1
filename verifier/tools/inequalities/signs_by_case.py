"""A statement in the case that an expression is positive, zero or negative: |u|, sign u, max and cases by u become plain."""

from __future__ import annotations

from itertools import combinations

import sympy as sp
from sympy.core.relational import Relational

from verifier.goal import Goal
from verifier.tools.binding import bound_symbols

JUMPING = (sp.sign, sp.Heaviside, sp.floor, sp.ceiling, sp.frac, sp.Mod, sp.arg, sp.Piecewise)


def case(goal: Goal, expression, sign: int):
    """(statement, assumptions) in the case; a bare symbol is replaced by one whose kind says the sign."""
    known = {1: sp.Gt, 0: sp.Eq, -1: sp.Lt}[sign](expression, sp.S.Zero, evaluate=False)
    statement = plain(goal.statement, expression, sign)
    assumptions = [plain(item, expression, sign) for item in goal.assumptions]
    if expression.is_Symbol and expression not in (captured if sign > 0 else taken)((goal.statement, *goal.assumptions)):
        value = sp.S.Zero if sign == 0 else sp.Symbol(expression.name, **{**_kept(expression), "positive": True})
        value = -value if sign < 0 else value
        statement = _replaced(statement, expression, value)
        assumptions = [_replaced(item, expression, value) for item in assumptions]
    elif sign == 0 and (solved := solution(goal.statement, expression)) is not None:
        statement, assumptions = _replaced(statement, *solved), [_replaced(item, *solved) for item in assumptions]
    else:
        assumptions.append(known)
    return statement, tuple(item for item in assumptions if item is not sp.true)


def impossible(expression, context) -> dict:
    """Which signs the expression visibly cannot have."""
    return {1: context.is_nonnegative(-expression), 0: context.is_nonzero(expression), -1: context.is_nonnegative(expression)}


def equal_case(goal: Goal, expression, zero: bool):
    """(statement, assumptions) where the expression is zero, with a symbol solved for if one stands alone; or where it is not."""
    statement = resolved(goal.statement, expression, zero)
    assumptions = [resolved(item, expression, zero) for item in goal.assumptions]
    solved = solution(goal.statement, expression) if zero else None
    if solved is None:
        assumptions.append((sp.Eq if zero else sp.Ne)(expression, sp.S.Zero, evaluate=False))
    else:
        statement = _replaced(statement, *solved)
        assumptions = [_replaced(item, *solved) for item in assumptions]
    return statement, tuple(item for item in assumptions if item is not sp.true)


def captured(statements) -> set:
    """The symbols that the statements bind."""
    return {symbol for statement in statements for node in sp.preorder_traversal(statement) for symbol in _bound(node)}


def taken(statements) -> set:
    """The symbols that the statements bind, or differentiate in."""
    return captured(statements).union(*(node.variables for statement in statements for node in statement.atoms(sp.Derivative)))


def _bound(node) -> tuple:
    return node.variables if isinstance(node, sp.Subs) else bound_symbols(node)


def _holds_inside(node, expression, sign: int) -> bool:
    """Whether the sign is the same for all values that the node looks at: a slope, at those near the point."""
    if isinstance(node, sp.Derivative) and set(node.variables) & expression.free_symbols:
        return sign != 0 and not expression.has(*JUMPING)
    return not set(_bound(node)) & expression.free_symbols


def solution(statement, expression):
    """(symbol, value) where the expression is zero, for a free symbol that enters linearly with a number as its factor."""
    bound = taken([statement])
    for symbol in sorted(expression.free_symbols - bound, key=lambda item: (bool(item.is_integer), item.name)):  # whole numbers stay
        slope = sp.expand(expression).coeff(symbol, 1)
        if slope.is_Rational and slope != 0 and symbol not in (rest := sp.expand(expression - slope * symbol)).free_symbols:
            return symbol, -rest / slope
    return None


def resolved(node, expression, zero: bool):
    """The node with cases and Kronecker deltas that ask whether the expression is zero written out."""
    if not isinstance(node, sp.Basic) or not node.args or not _holds_inside(node, expression, 1 - int(zero)):
        return node
    arguments = [resolved(argument, expression, zero) for argument in node.args]
    if isinstance(node, sp.KroneckerDelta) and _ratio(arguments[0] - arguments[1], expression) is not None:
        return sp.Integer(int(zero))
    if isinstance(node, (sp.Eq, sp.Ne)) and node.free_symbols and _ratio(arguments[0] - arguments[1], expression) is not None:
        return sp.true if zero == isinstance(node, sp.Eq) else sp.false
    if isinstance(node, sp.Piecewise):
        return sp.Piecewise(*arguments)
    if isinstance(node, Relational):
        return node.func(*arguments, evaluate=False)
    return node.func(*arguments)


def _kept(symbol) -> dict:
    return {"integer": True} if symbol.is_integer else {}


def _replaced(node, symbol, value):
    """Replace without evaluating the outer relation."""
    if isinstance(node, Relational):
        return node.func(*(side.xreplace({symbol: value}) for side in node.args), evaluate=False)
    if isinstance(node, (sp.And, sp.Or, sp.Not)):
        return node.func(*(_replaced(part, symbol, value) for part in node.args), evaluate=False)
    return node.xreplace({symbol: value}) if isinstance(node, sp.Basic) else node


def plain(node, expression, sign: int):
    """The node with |u|, sign(u), Heaviside(u), max and cases that compare with u written out."""
    if not isinstance(node, sp.Basic) or not node.args or not _holds_inside(node, expression, sign):
        return node
    arguments = [plain(argument, expression, sign) for argument in node.args]
    head = node.func
    if head is sp.Abs and (factor := _ratio(arguments[0], expression)) is not None:
        return abs(factor) * sign * expression if sign else sp.S.Zero
    if head is sp.sign and (factor := _ratio(arguments[0], expression)) is not None:
        return sp.Integer((1 if factor > 0 else -1) * sign)
    if head is sp.Heaviside and (factor := _ratio(arguments[0], expression)) is not None:
        if sign:
            return sp.S.One if factor * sign > 0 else sp.S.Zero
        return node.args[1] if len(node.args) > 1 else sp.S.Half
    if head in (sp.Max, sp.Min):
        for first, second in combinations(arguments, 2):
            factor = _ratio(first - second, expression)
            if factor is not None:
                left_out = second if (factor * sign >= 0) == (head is sp.Max) else first
                return plain(head(*(item for item in arguments if item is not left_out), evaluate=False), expression, sign) \
                    if len(arguments) > 2 else first if left_out is second else second
    if head is sp.Piecewise:
        kept = []
        for value, condition in arguments:
            left = _left_of(condition, expression, sign)
            if left is sp.false:
                continue
            kept.append((value, left))
            if left is sp.true:
                break
        if len(kept) == 1 and kept[0][1] == sp.true:
            return kept[0][0]
        return sp.Piecewise(*kept, evaluate=False) if kept else node
    if isinstance(node, (Relational, sp.And, sp.Or, sp.Not)):
        return head(*arguments, evaluate=False)
    return head(*arguments)


def _left_of(condition, expression, sign: int):
    """What the sign of the expression leaves open of a condition."""
    if isinstance(condition, (sp.And, sp.Or)):
        ends, parts = isinstance(condition, sp.Or), [_left_of(part, expression, sign) for part in condition.args]
        if any(part == sp.sympify(ends) for part in parts):
            return sp.sympify(ends)
        parts = [part for part in parts if part not in (sp.true, sp.false)]
        return condition.func(*parts, evaluate=False) if len(parts) > 1 else parts[0] if parts else sp.sympify(not ends)
    truth = _truth(condition, expression, sign)
    return condition if truth is None else sp.sympify(truth)


def _truth(condition, expression, sign: int):
    """The truth of a relation that compares with the expression, or None."""
    if condition in (sp.true, sp.false):
        return condition == sp.true
    if not isinstance(condition, Relational):
        return None
    factor = _ratio(condition.lhs - condition.rhs, expression)
    if factor is None:
        return None
    side = (1 if factor > 0 else -1) * sign
    return {sp.Gt: side > 0, sp.Ge: side >= 0, sp.Lt: side < 0, sp.Le: side <= 0, sp.Eq: side == 0, sp.Ne: side != 0}.get(condition.func)


def _ratio(argument, expression):
    """The nonzero rational number c with argument = c * expression, or None."""
    if argument == 0:
        return None
    quotient = sp.expand(argument) / sp.expand(expression)
    if not quotient.is_Rational:
        quotient = sp.cancel(quotient) if sp.count_ops(quotient) < 60 else quotient
    return quotient if quotient.is_Rational and quotient != 0 else None
