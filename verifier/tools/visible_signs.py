"""Signs that can be seen once symbols are measured from their bounds and factors are taken apart."""

from __future__ import annotations

import sympy as sp

from verifier.tools.context import Context

BIG = 400


def visible(expression, strict: bool, bounds) -> bool:
    """Whether the expression is visibly > 0 (>= 0 when not strict) wherever the bounds hold."""
    expression = sp.sympify(expression)
    if expression.is_number:
        return _number(expression, strict)
    if sp.count_ops(expression) > BIG:
        return False
    moved, bounds = _known_waves(expression, bounds)
    for form in (_from_bounds(moved, bounds), _from_bounds(_known_growth(moved, bounds), bounds), moved):
        context = Context(bounds)
        ask = context.is_positive if strict else context.is_nonnegative
        if ask(form):
            return True
        factored = _factored(form)
        if factored is not None and factored != form and ask(factored):
            return True
    return False


def _known_growth(expression, bounds):
    """b**e as 1 plus or minus something >= 0 where b - 1 and e have visible signs; exp(u) as 1 + u plus such."""
    context, found = Context(bounds), {}
    for node in expression.atoms(sp.Pow, sp.exp):
        rest = sp.Dummy("r", nonnegative=True)
        if isinstance(node, sp.exp):
            if node.args[0].free_symbols and context.is_real(node.args[0]):
                found[node] = 1 + node.args[0] + rest
        elif node.exp.free_symbols and context.is_positive(node.base):
            above, below = context.is_nonnegative(node.base - 1), context.is_nonnegative(1 - node.base)
            grows, falls = context.is_nonnegative(node.exp), context.is_nonnegative(-node.exp)
            if above and grows or below and falls:
                found[node] = 1 + rest
            elif above and falls or below and grows:
                found[node] = 1 - rest
    for node in expression.atoms(sp.log):
        if node.args[0].is_Symbol:
            lows = [_is_bound(item, node.args[0], True) for item in bounds]
            highs = [_is_bound(item, node.args[0], False) for item in bounds]
            low = max((value for value in lows if value is not None and value.is_Rational and value > 0), default=None)
            high = min((value for value in highs if value is not None and value.is_Rational and value > 0), default=None)
            if low is not None:
                found[node] = sp.log(low) + sp.Dummy("l", nonnegative=True)
            elif high is not None and context.is_positive(node.args[0]):
                found[node] = sp.log(high) - sp.Dummy("l", nonnegative=True)
    return expression.xreplace(found)


def _number(number, strict) -> bool:
    if number == 0:
        return not strict
    found = number.evalf(30) if number.is_comparable else None
    if found is None or not found.is_comparable:
        return False
    from flint import ctx

    from verifier.tools.evaluator import Evaluator
    from verifier.tools.scalars import ball
    from verifier.valuation import Valuation
    try:
        with ctx.workprec(300):
            value = ball(Evaluator(Valuation({}), 300).scalar(number))
    except (ArithmeticError, NotImplementedError, LookupError):
        return False
    if not strict and sp.simplify(number) == 0 and value.contains(0):
        from verifier.tools.fingerprint import Unfit, agree
        try:
            return agree(number, sp.S.Zero, Context(()))
        except (Unfit, ValueError):
            return False
    return bool(value.imag.is_zero() and value.real > 0)


def _from_bounds(expression, bounds):
    """Each symbol with a lower (or only an upper) bound by a number or symbol as that bound plus a positive rest."""
    for item in bounds:
        small, large = (item.lhs, item.rhs) if isinstance(item, (sp.Le, sp.Lt)) else (item.rhs, item.lhs)
        kind = {"positive": True} if isinstance(item, (sp.Lt, sp.Gt)) else {"nonnegative": True}
        if large.is_Symbol and large in expression.free_symbols and large not in small.free_symbols:
            if any(symbol in expression.free_symbols and not symbol.is_Dummy for symbol in small.free_symbols) or small.is_number:
                expression = expression.xreplace({large: small + sp.Dummy(large.name, **kind)})
        elif small.is_Symbol and small in expression.free_symbols and large.is_number and not _has_lower(small, bounds):
            expression = expression.xreplace({small: large - sp.Dummy(small.name, **kind)})
    return expression


def _has_lower(symbol, bounds) -> bool:
    return any((item.lhs if isinstance(item, (sp.Ge, sp.Gt)) else item.rhs) == symbol for item in bounds)


def _factored(expression):
    try:
        found = sp.factor(sp.together(sp.expand(expression)) if sp.count_ops(expression) < 150 else expression)
    except (sp.PolynomialError, NotImplementedError, ValueError, TypeError, ArithmeticError):
        return None
    over, under = sp.fraction(found)
    return sp.Mul(*(sp.expand(part) if part.is_Add else part for part in sp.Mul.make_args(over))) / under


def _known_waves(expression, bounds):
    """Sines and cosines whose argument stays where they have one sign, under a name."""
    context, found = Context(bounds), {}
    for node in expression.atoms(sp.sin, sp.cos):
        inner = node.args[0]
        low, high = (sp.S.Zero, sp.pi) if isinstance(node, sp.sin) else (-sp.pi / 2, sp.pi / 2)
        if _at_least(inner, low, bounds, context) and _at_most(inner, high, bounds, context):
            found[node] = sp.Dummy("w", nonnegative=True)
    for node in expression.atoms(sp.sinh, sp.asinh):
        if context.is_nonnegative(node.args[0]):
            found[node] = sp.Dummy("s", **({"positive": True} if context.is_positive(node.args[0]) else {"nonnegative": True}))
    return expression.xreplace(found), bounds


def _at_least(inner, low, bounds, context) -> bool:
    return context.is_nonnegative(inner - low) or any(
        _is_bound(item, inner, True) is not None and _number(_is_bound(item, inner, True) - low, False) for item in bounds)


def _at_most(inner, high, bounds, context) -> bool:
    return context.is_nonnegative(high - inner) or any(
        _is_bound(item, inner, False) is not None and _number(high - _is_bound(item, inner, False), False) for item in bounds)


def _is_bound(item, inner, lower: bool):
    """The number that bounds the expression from below (or above) in the statement, or None."""
    small, large = (item.lhs, item.rhs) if isinstance(item, (sp.Le, sp.Lt)) else (item.rhs, item.lhs)
    if lower and large == inner and small.is_number:
        return small
    if not lower and small == inner and large.is_number:
        return large
    return None
