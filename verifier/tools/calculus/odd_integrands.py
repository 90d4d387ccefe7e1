"""Integrals from -a to a of a continuous f with f(-x) = -f(x), which are 0."""

from __future__ import annotations

import sympy as sp

from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.regions_of_premises import is_continuous
from verifier.tools.settled import settled


def is_odd_over_symmetric(node, context) -> bool:
    """Whether the integral is visibly one of an odd function, continuous with its ends, from -a to a with a finite a >= 0."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3:
        return False
    x, low, high = node.limits[0]
    if high.is_finite is False or sp.expand(low + high) != 0 or x.is_extended_nonnegative or x.is_extended_nonpositive or any(
            x in item.free_symbols for item in context.statements) or not context.is_nonnegative(high):
        return False
    t = sp.Dummy("t", real=True)
    body = settled(node.function).xreplace({x: t})
    closed = context.extended([sp.Ge(t, low, evaluate=False), sp.Le(t, high, evaluate=False)])
    try:
        return is_continuous(body, closed) and agree(body.xreplace({t: -t}), -body, context)
    except Unfit:
        return False
