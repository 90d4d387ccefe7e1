"""Definite integrals from an antiderivative: its slope is the integrand, it is smooth inside, its ends are values or limits."""

from __future__ import annotations

import sympy as sp

from verifier.tools.asymptotics import NoLimit, limit_of, smooth_at
from verifier.tools.context import Context
from verifier.tools.fingerprint import Unfit, agree
from verifier.tools.regions_of_premises import is_continuous, is_smooth


class NoIntegral(ValueError):
    """The antiderivative does not give the integral visibly."""


def integral_of(node, antiderivative, context: Context):
    """The value of Integral(f, (x, a, b)), a <= b, from F with F' = f on the open interval."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3:
        raise NoIntegral("only single definite integrals")
    x, lower, upper = node.limits[0]
    body = sp.sympify(node.function)
    if lower == upper:
        return sp.S.Zero
    ends = [end for end in (lower, upper) if end not in (sp.oo, -sp.oo)]
    if lower is sp.oo or upper is -sp.oo:
        raise NoIntegral("reversed ends")
    ordered = len(ends) < 2 or context.is_nonnegative(upper - lower)
    backwards = len(ends) == 2 and not ordered and context.is_nonnegative(lower - upper)
    open_ended = len(ends) == 2 and not ordered and not backwards
    if backwards:
        lower, upper = upper, lower
    inside = [] if open_ended else [sp.Gt(x, lower, evaluate=False)] * (lower is not -sp.oo) + \
        [sp.Lt(x, upper, evaluate=False)] * (upper is not sp.oo)
    if any(x in statement.free_symbols for statement in context.statements):
        raise NoIntegral("the variable is not arbitrary")
    within = context.extended(inside)
    if not is_smooth(antiderivative, within) or not is_continuous(body, within):
        _broken_inside(antiderivative, body, x, lower, upper)
        raise NoIntegral("cannot see that the antiderivative is smooth inside")
    try:
        if not agree(antiderivative.diff(x), body, within):
            raise NoIntegral("the slope of the antiderivative is not the integrand")
    except Unfit as problem:
        raise NoIntegral(str(problem)) from problem
    closed = [] if open_ended else [sp.Ge(x, lower, evaluate=False)] * (lower is not -sp.oo) + \
        [sp.Le(x, upper, evaluate=False)] * (upper is not sp.oo)
    total = _end(antiderivative, x, upper, context, closed, "-") - _end(antiderivative, x, lower, context, closed, "+")
    return -total if backwards else total


def _broken_inside(antiderivative, body, x, lower, upper) -> None:
    """A single pole inside at which the antiderivative is unbounded from the right: the integral diverges."""
    under = sp.fraction(sp.together(body))[1]
    if not (under.is_polynomial(x) and body.is_rational_function(x) and under.free_symbols == {x} and lower.is_Rational
            and upper.is_Rational):
        return
    inside = [root for root in sp.real_roots(sp.Poly(under, x), multiple=False) if lower < root[0] < upper]
    if len(inside) != 1 or not inside[0][0].is_Rational:
        return
    root = inside[0][0]
    right = Context([sp.Gt(x, root, evaluate=False), sp.Lt(x, upper, evaluate=False)])
    try:
        if is_smooth(antiderivative, right) and agree(antiderivative.diff(x), body, right):
            limit_of(antiderivative, x, root, "+", Context(()))
    except (NoLimit, Unfit, ValueError):
        return


def _end(antiderivative, x, end, context, closed, side):
    """The value at an end where it is continuous, else its limit from inside."""
    if end not in (sp.oo, -sp.oo):
        value = antiderivative.xreplace({x: end})
        if value.is_finite is not False and not value.has(sp.zoo, sp.nan, sp.oo) and is_continuous(antiderivative, context.extended(closed)):
            return value
        if value.is_finite is not False and not value.has(sp.zoo, sp.nan, sp.oo) and smooth_at(antiderivative, x, end, context):
            return value
    try:
        return limit_of(antiderivative, x, end, side, context)
    except NoLimit as problem:
        raise NoIntegral(str(problem)) from problem
