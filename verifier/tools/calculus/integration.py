"""Definite integrals from an antiderivative: its slope is the integrand, it is smooth inside, its ends are values or limits."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of, smooth_at
from verifier.tools.context import Context
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.fingerprints.fingerprint_families import is_meromorphic
from verifier.tools.inequalities.regions_of_premises import is_continuous, is_smooth
from verifier.tools.settled import settled


class NoIntegral(ValueError):
    """The antiderivative does not give the integral visibly."""


def integral_of(node, antiderivative, context: Context):
    """The value of Integral(f, (x, a, b)), a <= b, from F with F' = f on the open interval."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3:
        raise NoIntegral("only single definite integrals")
    x, lower, upper = node.limits[0]
    body = settled(sp.sympify(node.function))
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
    if open_ended:  # between two ends of one sign, whichever is larger
        inside = [sp.Gt(x, 0, evaluate=False)] * all(map(context.is_positive, ends)) + \
            [sp.Lt(x, 0, evaluate=False)] * all(context.is_positive(-end) for end in ends)
    if any(x in statement.free_symbols for statement in context.statements):
        raise NoIntegral("the variable is not arbitrary")
    entire = _is_entire(antiderivative) and is_meromorphic(body)  # the integrand has no poles but such as sin(x)/x has
    if not all(context.is_real(end) for end in ends) and not entire:
        raise NoIntegral("the path between ends that may be complex may cross a cut or meet a pole")
    within = context.extended(inside)
    if not entire and not (is_smooth(antiderivative, within) and is_continuous(body, within)):
        _broken_inside(antiderivative, body, x, lower, upper)
        raise NoIntegral("cannot see that the antiderivative is smooth inside")
    try:
        if not agree(antiderivative.diff(x), body, within):
            raise NoIntegral("the slope of the antiderivative is not the integrand")
    except Unfit as problem:
        raise NoIntegral(str(problem)) from problem
    closed = inside if open_ended else [sp.Ge(x, lower, evaluate=False)] * (lower is not -sp.oo) + \
        [sp.Le(x, upper, evaluate=False)] * (upper is not sp.oo)
    total = _end(antiderivative, x, upper, context, closed, "-") - _end(antiderivative, x, lower, context, closed, "+")
    return -total if backwards else total


ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfi, sp.Si, sp.Shi, sp.fresnels, sp.fresnelc)


def _is_entire(expression) -> bool:
    """Whether the expression is visibly an entire function of every symbol in it."""
    if expression.is_number or expression.is_Symbol:
        return True
    if expression.is_Pow and not isinstance(expression, sp.exp):
        return expression.exp.is_Integer and expression.exp > 0 and _is_entire(expression.base)
    return (expression.is_Add or expression.is_Mul or isinstance(expression, ENTIRE)) and all(map(_is_entire, expression.args))


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
        return _limit_at_end(antiderivative, x, end, context, side)
    except NoLimit as problem:
        whole = _with_whole_coefficients(antiderivative, x)
        if whole == antiderivative:
            raise NoIntegral(str(problem)) from problem
    try:
        return _limit_at_end(whole, x, end, context, side)
    except NoLimit as problem:
        raise NoIntegral(str(problem)) from problem


def _limit_at_end(antiderivative, x, end, context, side):
    rest = _without_fading_waves(antiderivative, x, end, side, context)
    logs, rest = _logarithms_together(rest, x, end, side, context)
    return logs + limit_of(rest, x, end, side, context)


def _with_whole_coefficients(antiderivative, x):
    """The same with one fraction in front of each logarithm: log x - log(x)/(x + 1) is x log(x)/(x + 1), which tends to 0 with x."""
    if not antiderivative.has(sp.log):
        return antiderivative
    fractions = {}
    for term in sp.Add.make_args(sp.expand(antiderivative, log=False, power_base=False, trig=False)):
        logs = [factor for factor in sp.Mul.make_args(term) if isinstance(factor, sp.log) and x in factor.free_symbols]
        key = logs[0] if len(logs) == 1 else sp.S.One
        fractions[key] = fractions.get(key, sp.S.Zero) + term / key
    return sp.Add(*(key * (sp.factor(part) if part.is_rational_function(x) else part) for key, part in fractions.items()))


def _logarithms_together(antiderivative, x, end, side, context):
    """(limit of sums c (q_1 log p_1 + q_2 log p_2 + ...) with rational q, as c log of a limit; the other terms).

    The p are positive inside, where the antiderivative is smooth, so that the logarithms may be added.
    """
    groups, others = {}, []
    for term in sp.Add.make_args(sp.expand(antiderivative, log=False, power_base=False, trig=False)):
        coefficient, inner = term.as_independent(x, as_Add=False)
        if isinstance(inner, sp.log) and inner.args[0].is_rational_function(x):
            number, common = coefficient.as_coeff_Mul()
            groups.setdefault(common, []).append((number, inner.args[0]))
        else:
            others.append(term)
    total = sp.S.Zero
    for common, parts in groups.items():
        times = sp.ilcm(1, *(number.q for number, _ in parts))
        try:
            value = limit_of(sp.cancel(sp.Mul(*(part ** (number * times) for number, part in parts))), x, end, side, context)
        except (NoLimit, Diverges):  # of a part, which says nothing of the sum
            value = sp.S.Zero
        if len(parts) > 1 and context.is_positive(value):
            total += common * sp.log(value) / times
        else:
            others += [common * number * sp.log(part) for number, part in parts]
    return total, sp.Add(*others)


def _without_fading_waves(antiderivative, x, end, side, context):
    """The terms without those that are sines and cosines of real arguments times something that tends to 0."""
    kept = []
    for term in sp.Add.make_args(sp.expand(antiderivative, power_base=False, trig=False)):
        waves = [factor for factor in sp.Mul.make_args(term) if isinstance(factor.as_base_exp()[0], (sp.sin, sp.cos))
                 and factor.as_base_exp()[1].is_Integer and factor.as_base_exp()[1] > 0 and x in factor.free_symbols
                 and context.is_real(factor.as_base_exp()[0].args[0])]
        try:
            fades = waves and limit_of(sp.Mul(*(factor for factor in sp.Mul.make_args(term) if factor not in waves)), x, end,
                                       side, context) == 0
        except (NoLimit, Diverges):
            fades = False
        kept += [] if fades else [term]
    return sp.Add(*kept)
