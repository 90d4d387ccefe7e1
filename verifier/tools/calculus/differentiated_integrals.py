"""Derivatives of integrals over bounded intervals: d/dx of the integral of f(x, t) for t from a(x) to b(x) (Leibniz).

It is f(x, b) b' - f(x, a) a' plus the integral of df/dx, where f is smooth on the closed region a <= t <= b: the conditions for
that are strict, so that they hold around each of its points, and, as the interval is compact, for all t as x moves a little.
Source: Folland, Real Analysis, Theorem 2.27.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.tools.binding import substitute
from verifier.tools.inequalities.regions_of_premises import is_smooth


def differentiated(statement, context, data):
    """The statement with the derivatives of integrals carried out, where the integrand is visibly smooth; or None."""
    if not isinstance(statement, sp.core.relational.Relational):
        return None
    found = [side.replace(lambda node: isinstance(node, sp.Derivative), lambda node: _carried_out(node, context)) for side in statement.args]
    made = statement.func(*found, evaluate=False)
    return None if made.args == statement.args else made


def _carried_out(node, context):
    body = node.expr
    if not (isinstance(body, sp.Integral) and len(body.limits) == 1 and len(body.limits[0]) == 3 and len(node.variable_count) == 1):
        return node
    (x, count), (t, low, high) = node.variable_count[0], body.limits[0]
    spoken_of = {symbol for item in context.statements for symbol in item.free_symbols}
    if count != 1 or not isinstance(x, sp.Symbol) or not x.is_real or x.is_integer is not None or t in spoken_of or t == x:
        return node
    place = sp.Dummy(t.name, real=True)
    inner = substitute(body.function, {t: place})
    within = context.extended((sp.Ge(place, low, evaluate=False), sp.Le(place, high, evaluate=False)))
    if not low.is_finite or not high.is_finite or not context.is_nonnegative(high - low) or not all(
            not item.has(AppliedUndef, sp.Integral, sp.Sum, sp.Limit, sp.Derivative, sp.Subs, sp.I) for item in (inner, low, high)) or not (
            is_smooth(low, context) and is_smooth(high, context) and is_smooth(inner, within)):
        return node
    moving = substitute(body.function, {t: high}) * high.diff(x) - substitute(body.function, {t: low}) * low.diff(x)
    return moving + sp.Integral(body.function.diff(x), (t, low, high))
