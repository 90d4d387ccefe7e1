"""Functions that grow no faster than a polynomial, with all their derivatives, and Stein's lemma for them.

They are sums, products and powers of polynomials, of tanh, atan and erf of linear functions, of logarithms and negative powers of
what is at least 1, such as 1 + exp(x), and of its roots where no exponential is in it.  For X normal with mean m and deviation s,
E[(X - m) h(X)] = s^2 E[h'(X)] for such h.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.context import Context
from verifier.tools.inequalities.regions_of_premises import is_continuous

BOUNDED = (sp.tanh, sp.atan, sp.erf, sp.erfc, sp.sin, sp.cos)


def is_tame(body, x) -> bool:
    """Whether the body is visibly such a function of the real number x, and free of other functions of it."""
    if x not in body.free_symbols or body == x:
        return not body.has(sp.zoo, sp.nan, sp.oo)
    if body.is_Add or body.is_Mul:
        return all(is_tame(part, x) for part in body.args)
    if isinstance(body, BOUNDED):
        return is_linear(body.args[0], x)
    if isinstance(body, sp.log):
        return is_at_least_one(body.args[0], x)
    if body.is_Pow and not isinstance(body, sp.exp) and not body.exp.has(x):
        if body.exp.is_Integer and body.exp >= 0:
            return is_tame(body.base, x)
        return bool(body.exp.is_Rational) and is_at_least_one(body.base, x) and (body.exp < 0 or is_tame(body.base, x))
    return False


def is_linear(body, x) -> bool:
    """Whether the body is a real linear function of x."""
    return bool(body.is_polynomial(x) and sp.degree(body, x) == 1 and body.is_real)


def is_at_least_one(body, x) -> bool:
    """Whether the body is a sum of a number of at least 1 and of positive multiples of exponentials and even powers of real functions."""
    if not body.is_Add:
        return False
    fixed = [term for term in body.args if not term.has(x)]
    return bool((sp.Add(*fixed) - 1).is_nonnegative) and all(_is_upward(term, x) for term in body.args if term.has(x))


def _is_upward(term, x) -> bool:
    factor, rest = term.as_independent(x)
    if not factor.is_positive:
        return False
    if isinstance(rest, sp.exp):
        return is_linear(rest.args[0], x)
    return bool(rest.is_Pow and rest.exp.is_Integer and rest.exp > 0 and rest.exp % 2 == 0 and rest.base.is_polynomial(x) and rest.base.is_real)


def by_stein(body, x, mean, variance):
    """A body with the same mean for a normal x, in which no power of x stands beside another function of it."""
    total = sp.S.Zero
    waiting = [body]
    while waiting:
        for term in sp.Add.make_args(sp.expand(waiting.pop())):
            powers, rest = _split(term, x)
            if powers == 0 or not rest.has(x):
                total += term
                continue
            lower = x ** (powers - 1) * rest
            waiting.append(mean * lower + variance * sp.diff(lower, x))
    return total


def even_part(body, x):
    """(f(x) + f(-x))/2 where that is visibly a constant; else None.  As e^x e^-x = 1 it is a quotient of polynomials in e^x."""
    t = sp.Dummy("t", positive=True)
    whole = sp.expand(body) + sp.expand(body.xreplace({x: -x}))
    whole = whole.replace(lambda node: isinstance(node, sp.exp) and (node.args[0] / x).is_Integer, lambda node: t ** (node.args[0] / x))
    if whole.has(sp.Max, sp.Min, sp.Piecewise, sp.Integral):
        return None
    if whole.has(x) and not whole.has(t):
        return sp.S.Zero if sp.expand(whole) == 0 else None
    found = sp.cancel(whole) / 2 if whole.is_rational_function(t) else None
    return None if found is None or found.has(x, t) else found


def _split(term, x):
    """(k, h) with term = x^k h."""
    powers, rest = 0, []
    for factor in sp.Mul.make_args(term):
        base, exponent = (factor.base, factor.exp) if factor.is_Pow else (factor, sp.S.One)
        if base == x and exponent.is_Integer and exponent > 0:
            powers += int(exponent)
        else:
            rest.append(factor)
    return powers, sp.Mul(*rest)


def is_continuous_between(body, x, low, high) -> bool:
    """Whether the function is continuous on a bounded interval, so that its mean exists."""
    if not (low.is_Rational and high.is_Rational and low < high):
        return False
    return is_continuous(body, Context((sp.Ge(x, low, evaluate=False), sp.Le(x, high, evaluate=False))))


def is_moderate(body, variable, bounded, from_zero=False) -> bool:
    """Whether the function grows no faster than a polynomial times the exponential of a linear one (or a polynomial, when `bounded`).

    Its logarithmic poles at 0 are integrable where the variable is not negative (`from_zero`).
    """
    if isinstance(body, sp.log) and body.args[0] == variable:
        return bool(from_zero)
    if variable not in body.free_symbols or body == variable:
        return not body.has(sp.zoo, sp.nan, sp.oo)
    if body.is_Add or body.is_Mul or isinstance(body, (sp.Max, sp.Min, sp.Abs, sp.sign)):
        return all(is_moderate(part, variable, bounded, from_zero) for part in body.args)
    if isinstance(body, sp.exp):
        return not bounded and body.args[0].is_polynomial(variable) and sp.degree(body.args[0], variable) == 1
    if isinstance(body, sp.Piecewise):
        return all(is_moderate(value, variable, bounded, from_zero) for value, _ in body.args)
    if body.is_Pow and body.exp.is_Rational and not body.exp.is_Integer and body.exp > 0:
        return is_at_least_one(body.base, variable) and is_moderate(body.base, variable, bounded)
    if isinstance(body, (*BOUNDED, sp.log)) or body.is_Pow and not (body.exp.is_Integer and body.exp > 0):
        return is_tame(body, variable)
    return bool(body.is_Pow and is_moderate(body.base, variable, bounded, from_zero))
