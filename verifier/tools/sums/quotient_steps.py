"""What the logarithm of a positive product gains from n to n + 1: factorials and binomials leave only logarithms."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.instances import Rejected

MOST_FACTORS = 8


def gain(node, n, context):
    """log of node(n + 1)/node(n), for a node that is positive at both; factorials only where their arguments are whole and >= 0."""
    if n not in node.free_symbols:
        return sp.S.Zero
    if node.is_Mul:
        return sp.Add(*(gain(factor, n, context) for factor in node.args))
    if isinstance(node, sp.factorial):
        return _of_factorial(node.args[0], n, context)
    if isinstance(node, sp.binomial):
        over, under = node.args
        return _of_factorial(over, n, context) - _of_factorial(under, n, context) - _of_factorial(over - under, n, context)
    if isinstance(node, sp.exp):
        return _gained(node.args[0], n)
    if node.is_Pow:
        if n not in node.exp.free_symbols:
            return node.exp * gain(node.base, n, context)
        if not context.is_positive(node.base):
            raise Rejected(f"{node.base} is not visibly positive")
        return _gained(node.exp * _log(node.base, context), n)
    if node.has(sp.factorial, sp.binomial, sp.Sum, sp.Product, sp.gamma):
        raise Rejected(f"no quotient of {node} is known")
    return _gained(_log(node, context), n)


def _log(node, context):
    """The logarithm of a positive number, of its denominator and positive content apart."""
    over, under = sp.fraction(sp.together(node))
    if under != 1 and not context.is_positive(under):
        return sp.log(node)
    content, primitive = over.as_content_primitive()
    return sp.log(content) + sp.log(primitive) - sp.log(under) if content > 0 else sp.log(over) - sp.log(under)


def is_positive(node, context) -> bool:
    """Whether the expression is visibly positive, binomials of 0 <= k <= n among them."""
    if node.is_Mul:
        return all(is_positive(factor, context) for factor in node.args)
    if node.is_Pow and not isinstance(node, sp.exp):
        return context.is_positive(node) or is_positive(node.base, context) and bool(context.is_real(node.exp))
    if isinstance(node, sp.binomial):
        over, under = node.args
        return bool(over.is_integer and under.is_integer) and context.is_nonnegative(under) and context.is_nonnegative(over - under)
    return context.is_positive(node)


def _gained(node, n):
    return substitute(node, {n: n + 1}) - node


def _of_factorial(argument, n, context):
    """log of (a n + b + a)!/(a n + b)! for a whole number a."""
    slope = sp.expand(_gained(argument, n))
    if not slope.is_Integer or abs(slope) > MOST_FACTORS or not argument.is_integer:
        raise Rejected(f"a factorial of {argument}")
    if not context.is_nonnegative(argument) or not context.is_nonnegative(argument + slope):
        raise Rejected(f"{argument} may be negative")
    if slope >= 0:
        return sp.Add(*(sp.log(sp.expand(argument + i)) for i in range(1, int(slope) + 1)))
    return -sp.Add(*(sp.log(sp.expand(argument - i)) for i in range(int(-slope))))
