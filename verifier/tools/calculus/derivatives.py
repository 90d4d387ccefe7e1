"""Derivatives of elementary expressions and of finite sums of them, rule by rule; None where a rule is missing.

Each rule holds at every point at which the result is defined; rules that would need more (roots at 0, corners,
unknown functions) are not used.
"""

from __future__ import annotations

from sympy import (
    Add,
    Derivative,
    KroneckerDelta,
    Mul,
    Pow,
    S,
    Subs,
    Sum,
    Symbol,
    acos,
    asin,
    atan,
    besseli,
    cos,
    cosh,
    cot,
    exp,
    legendre,
    log,
    oo,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
)
from sympy.core.function import AppliedUndef
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import free_symbols, fresh, peel, substitute
from verifier.tools.calculus.cuts import may_cross
from verifier.vocabulary.operators import dot

CHAIN = {sin: cos, cos: lambda u: -sin(u), sinh: cosh, cosh: sinh, tanh: lambda u: 1 - tanh(u) ** 2,
         log: lambda u: 1 / u, exp: exp, tan: lambda u: 1 + tan(u) ** 2, cot: lambda u: -1 - cot(u) ** 2}
INVERSE = {asin: lambda u: 1 / sqrt(1 - u**2), acos: lambda u: -1 / sqrt(1 - u**2), atan: lambda u: 1 / (1 + u**2)}  # for real u, |u| < 1 under a root


def depends_on(node, variable) -> bool:
    """Whether the variable, a symbol or an entry of a vector, may occur in the expression."""
    return (variable.base if isinstance(variable, Indexed) else variable) in free_symbols(node)


def derivative(context, node, variable):
    """The derivative by the variable, a symbol or an entry x[j] of a vector, or None."""
    if not depends_on(node, variable):
        return S.Zero
    if node == variable:
        return S.One
    if isinstance(node, Indexed):
        return _entry(node, variable)
    if node.is_Add:
        parts = [derivative(context, term, variable) for term in node.args]
        return None if None in parts else Add(*parts)
    if node.is_Mul:
        return _product(context, node.args, variable)
    if type(node) in CHAIN and not (isinstance(node, log) and isinstance(variable, Symbol) and may_cross(node, {variable})):
        inner = derivative(context, node.args[0], variable)
        return None if inner is None else CHAIN[type(node)](node.args[0]) * inner
    if type(node) in INVERSE:  # DLMF 4.24.7 to 4.24.9
        place = node.args[0]
        inner = derivative(context, place, variable)
        usable = context.is_real(place) and (isinstance(node, atan) or context.is_positive(1 - place) and context.is_positive(1 + place))
        return INVERSE[type(node)](place) * inner if inner is not None and usable else None
    if isinstance(node, besseli) and not depends_on(node.args[0], variable):  # DLMF 10.29.2
        order, place = node.args
        inner = derivative(context, place, variable)
        return None if inner is None else (besseli(order + 1, place) + order / place * besseli(order, place)) * inner
    if node.is_Pow:
        return _power(context, node.base, node.exp, variable)
    if isinstance(node, Sum):
        return _sum(context, node, variable)
    found = _chain(context, node, variable) if isinstance(node, (AppliedUndef, legendre)) else None
    if found is None and isinstance(node, (AppliedUndef, dot)) and isinstance(variable, Symbol) and context.is_differentiable(node, variable):
        return Derivative(node, variable, evaluate=False)
    return found


def _chain(context, node, variable):
    """f(u)' = f'(u) u' for a Legendre polynomial, or where a premise makes f differentiable; f'(u) is a Subs."""
    moving = [argument for argument in node.args if depends_on(argument, variable)]
    if len(moving) != 1 or isinstance(variable, Indexed) or moving[0] is node.args[0] and isinstance(node, legendre):
        return None
    inner = derivative(context, moving[0], variable)
    place = moving[0] if moving[0].is_Symbol else Symbol("_d", real=True)
    outer = node.func(*(place if argument is moving[0] else argument for argument in node.args))
    if inner is None or not (context.is_differentiable(outer, place) or context.is_differentiable_at(node, moving[0])):
        return None
    slope = Derivative(outer, place, evaluate=False)
    return inner * (slope if place is moving[0] else Subs(slope, place, moving[0]))


def _entry(node, variable):
    """x[i] by x[j] is 1 where i = j and 0 elsewhere."""
    if not isinstance(variable, Indexed) or len(node.indices) != len(variable.indices) or any(
            variable.base in free_symbols(index) for index in node.indices):
        return None
    return Mul(*(KroneckerDelta(a, b) for a, b in zip(node.indices, variable.indices)))


def _product(context, factors, variable):
    parts = [derivative(context, factor, variable) for factor in factors]
    if None in parts:
        fixed = Mul(*(factor for factor in factors if not depends_on(factor, variable)))
        if fixed == 1 or not context.is_nonzero(fixed):
            return None
        return fixed * Derivative(fixed ** -1 * Mul(*factors), variable, evaluate=False)  # both exist, or neither
    return Add(*(Mul(*factors[:k], part, *factors[k + 1:]) for k, part in enumerate(parts) if part != 0))


def _power(context, base, exponent, variable):
    """u**c for a whole c >= 0 or where u is visibly not 0 (for a broken c: positive); a**v for a positive a."""
    if not depends_on(exponent, variable):
        inner = derivative(context, base, variable)
        whole = bool(exponent.is_integer)
        usable = exponent.is_Integer and exponent >= 0 or context.is_positive(base) or (whole and context.is_nonzero(base))
        return exponent * Pow(base, exponent - 1) * inner if inner is not None and usable else None
    if not depends_on(base, variable) and context.is_positive(base):
        inner = derivative(context, exponent, variable)
        return None if inner is None else Pow(base, exponent) * log(base) * inner
    return None


def _sum(context, node, variable):
    """A finite sum is differentiated term by term."""
    body, (bound, lower, upper) = peel(node)
    if bound == variable or depends_on(lower, variable) or depends_on(upper, variable) or oo in (lower, upper) or -oo in (lower, upper):
        return None
    if bound in free_symbols(variable):
        new = fresh(bound, free_symbols(variable) | free_symbols(body))
        body, bound = substitute(body, {bound: new}), new
        node = Sum(body, (bound, lower, upper))
    inner = derivative(context.inside(node), body, variable)
    return None if inner is None else Sum(inner, (bound, lower, upper))
