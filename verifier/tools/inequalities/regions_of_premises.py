"""The box that premises of one symbol each describe, and what is visibly continuous or smooth on it."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.inequalities.visible_signs import visible
from verifier.tools.relations import ORDER

ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.tanh, sp.atan, sp.asinh, sp.erf, sp.erfc, sp.erfi, sp.sech, sp.Si,
          sp.Shi, sp.airyai, sp.airybi, sp.sinc, sp.fresnels, sp.fresnelc)


WITH_POLES = (sp.tanh, sp.atan, sp.asinh, sp.sech)  # off the real axis


class NotABox(ValueError):
    """The premises are not intervals of single symbols."""


@dataclass(frozen=True)
class Interval:
    """The values of a real symbol: ends (or infinite ones), and whether they belong to it."""

    lower: object
    upper: object
    left_closed: bool
    right_closed: bool

    def has(self, value) -> bool:
        """Whether the number certainly lies in the interval."""
        left = sp.Le(self.lower, value) if self.left_closed else sp.Lt(self.lower, value)
        right = sp.Le(value, self.upper) if self.right_closed else sp.Lt(value, self.upper)
        return left == sp.true and right == sp.true


def box_of(symbols, premises) -> dict:
    """{symbol: Interval} for real, non-integer symbols whose premises are all bounds by numbers."""
    found = {}
    for symbol in symbols:
        if not symbol.is_real or symbol.is_integer or symbol.is_rational or symbol.is_algebraic or symbol.is_zero \
                or symbol.is_irrational or symbol.is_transcendental:
            raise NotABox(f"{symbol} is not a real symbol that runs through an interval")
        if symbol.is_nonzero and not (symbol.is_positive or symbol.is_negative):
            raise NotABox(f"{symbol} runs through two intervals")
        low, high = -sp.oo, sp.oo
        if symbol.is_nonnegative:
            low = sp.S.Zero
        if symbol.is_nonpositive:
            high = sp.S.Zero
        found[symbol] = Interval(low, high, not symbol.is_positive and low == 0, not symbol.is_negative and high == 0)
    for premise in premises:
        if not premise.free_symbols & set(symbols):
            continue
        found = _narrowed(found, premise)
    return found


def _narrowed(found: dict, premise) -> dict:
    if isinstance(premise, sp.And):
        for part in premise.args:
            found = _narrowed(found, part)
        return found
    if isinstance(premise, (sp.Le, sp.Lt)) and isinstance(premise.lhs, sp.Abs) and premise.lhs.args[0].is_Symbol:
        head = type(premise)
        return _narrowed(_narrowed(found, head(premise.lhs.args[0], premise.rhs, evaluate=False)),
                         head(-premise.rhs, premise.lhs.args[0], evaluate=False))
    if not isinstance(premise, Relational) or isinstance(premise, (sp.Eq, sp.Ne)) or len(premise.free_symbols) != 1:
        raise NotABox(f"the premise {premise} is not a bound of one symbol")
    symbol, = premise.free_symbols
    small, large = (premise.lhs, premise.rhs) if isinstance(premise, (sp.Le, sp.Lt)) else (premise.rhs, premise.lhs)
    closed = isinstance(premise, (sp.Le, sp.Ge))
    old = found.get(symbol)
    if old is None:
        raise NotABox(f"{symbol} has no interval")
    if small == symbol and large.is_number:
        if sp.Lt(large.doit(), old.upper) == sp.true or (large.doit() == old.upper and not closed):
            return {**found, symbol: Interval(old.lower, large.doit(), old.left_closed, closed)}
        if sp.Ge(large.doit(), old.upper) == sp.true:
            return found
    elif large == symbol and small.is_number:
        if sp.Gt(small.doit(), old.lower) == sp.true or (small.doit() == old.lower and not closed):
            return {**found, symbol: Interval(small.doit(), old.upper, closed, old.right_closed)}
        if sp.Le(small.doit(), old.lower) == sp.true:
            return found
    raise NotABox(f"the premise {premise} is not a bound by a number")


def bounds_of(box: dict) -> tuple:
    """The box as statements, ends included only where they belong to it."""
    found = []
    for symbol, interval in box.items():
        if interval.lower != -sp.oo:
            found.append((sp.Ge if interval.left_closed else sp.Gt)(symbol, interval.lower, evaluate=False))
        if interval.upper != sp.oo:
            found.append((sp.Le if interval.right_closed else sp.Lt)(symbol, interval.upper, evaluate=False))
    return tuple(found)


def interior_of(box: dict) -> tuple:
    """The open box as statements."""
    found = []
    for symbol, interval in box.items():
        found += [sp.Gt(symbol, interval.lower, evaluate=False)] if interval.lower != -sp.oo else []
        found += [sp.Lt(symbol, interval.upper, evaluate=False)] if interval.upper != sp.oo else []
    return tuple(found)


def is_smooth(node, context) -> bool:
    """Whether the expression is visibly infinitely often differentiable in its real symbols where the context holds."""
    return _regular(node, context, True)


def is_continuous(node, context) -> bool:
    """Whether the expression is visibly continuous and defined where the context holds."""
    return _regular(node, context, False)




def _positive(context, expression) -> bool:
    bounds = [item for item in context.statements if isinstance(item, ORDER)]
    return context.is_positive(expression) or visible(expression, True, bounds)


def _nonnegative(context, expression) -> bool:
    return context.is_nonnegative(expression) or _positive(context, expression)


def _regular(node, context, smooth: bool) -> bool:
    if node.is_Symbol or node.is_number and not node.args:
        return node.is_finite is not False
    if not all(_regular(argument, context, smooth) for argument in node.args):
        return False
    head = node.func
    if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
        return not isinstance(node, WITH_POLES) or context.is_real(node.args[0])
    if node.is_Pow:
        base, exponent = node.base, node.exp
        if exponent.is_Integer and exponent >= 0:
            return True
        if exponent.is_integer and not exponent.free_symbols:
            return context.is_nonzero(base) or _positive(context, base) or _positive(context, -base)
        if _positive(context, base):
            return True
        if smooth:
            return False
        return _nonnegative(context, base) and _positive(context, exponent)
    inner = node.args[0]
    if head is sp.log:
        return len(node.args) == 1 and _positive(context, inner)
    if head in (sp.asin, sp.acos):
        test = _positive if smooth else _nonnegative
        return test(context, 1 - inner) and test(context, 1 + inner)
    if head is sp.atanh:
        return _positive(context, 1 - inner) and _positive(context, 1 + inner)
    if head is sp.acot:
        return context.is_nonzero(inner) or _positive(context, inner) or _positive(context, -inner)
    if head is sp.acosh:
        return (_positive if smooth else _nonnegative)(context, inner - 1)
    if head in (sp.gamma, sp.loggamma):
        return _positive(context, inner)
    if head is sp.factorial:
        return _positive(context, inner + 1)
    if head in (sp.lowergamma, sp.uppergamma):
        return all(_positive(context, argument) for argument in node.args)
    if head in (sp.tan, sp.sec):
        return _positive(context, sp.cos(inner))
    if head in (sp.cot, sp.csc):
        return _positive(context, sp.sin(inner))
    if head is sp.polylog:
        return inner.is_Integer and inner > 0 and _positive(context, 1 - node.args[1])
    if head in (sp.Ci, sp.Chi):
        return _positive(context, inner)
    if head is sp.Ei:
        return context.is_nonzero(inner)
    if head in (sp.coth, sp.csch):
        return context.is_nonzero(inner)
    if head is sp.Abs:
        return not smooth or context.is_nonzero(inner)
    if head in (sp.Max, sp.Min):
        return not smooth
    if head is sp.LambertW and len(node.args) == 1:
        return _nonnegative(context, inner)
    return False
