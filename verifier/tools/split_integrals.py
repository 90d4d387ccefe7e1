"""Integrals of |u|, sign u, maxima and cases: the interval is cut at the roots of what decides, and each part has one formula."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.settled import settled

DECIDED = (sp.Abs, sp.sign, sp.Heaviside, sp.Max, sp.Min, sp.Piecewise)


def split(node):
    """The integral between rational or infinite ends as a sum over parts; None where a root is not rational."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or not node.function.has(*DECIDED):
        return None
    x, *ends = node.limits[0]
    low, high = map(settled, ends)
    if not all(end in (sp.oo, -sp.oo) or end.is_Rational for end in (low, high)) or not low < high:
        return None
    asked = [question for part in sp.preorder_traversal(node.function) for question in _asked(part, x)]
    roots = set()
    for question in asked:
        if question.free_symbols != {x} or not question.is_polynomial(x):
            return None
        polynomial = sp.Poly(question, x)
        if not (polynomial.domain.is_ZZ or polynomial.domain.is_QQ):
            return None
        roots |= {root for root in sp.real_roots(polynomial) if low < root and root < high}
    if not asked or not all(root.is_Rational for root in roots):
        return None
    points = [low, *sorted(roots), high]
    return sp.Add(*(sp.Integral(_formula(node.function, x, _between(*part)), (x, *part)) for part in pairwise(points)))


def _asked(part, x) -> list:
    """What changes its sign where the formula changes."""
    if isinstance(part, (sp.Abs, sp.sign, sp.Heaviside)) and x in part.args[0].free_symbols:
        return [settled(part.args[0])]
    if isinstance(part, (sp.Max, sp.Min)):
        arguments = [settled(argument) for argument in part.args]
        return [sp.expand(first - second) for n, first in enumerate(arguments) for second in arguments[:n]
                if x in (first - second).free_symbols]
    if isinstance(part, Relational) and x in part.free_symbols:
        return [question] if (question := sp.expand(settled(part.lhs) - settled(part.rhs))).free_symbols else []
    return []


def _between(low, high):
    """A rational number strictly between."""
    if low == -sp.oo:
        return sp.S.Zero if high is sp.oo else high - 1
    return low + 1 if high is sp.oo else (low + high) / 2


def _formula(node, x, sample):
    """The node as it is on the whole part, decided at the sample."""
    if not node.args or x not in node.free_symbols:
        return node
    def at(expression):
        return settled(expression).xreplace({x: sample})
    if isinstance(node, Relational):
        return node.func(at(node.lhs), at(node.rhs))
    if isinstance(node, sp.Piecewise):
        return settled(sp.Piecewise(*(tuple(_formula(part, x, sample) for part in case.args) for case in node.args)))
    if isinstance(node, (sp.Abs, sp.sign, sp.Heaviside)):
        positive = at(node.args[0]) > 0
        inner = _formula(node.args[0], x, sample)
        if isinstance(node, sp.Abs):
            return inner if positive else -inner
        return sp.S.One if positive else -sp.S.One if isinstance(node, sp.sign) else sp.S.Zero
    if isinstance(node, (sp.Max, sp.Min)):
        chosen = (max if isinstance(node, sp.Max) else min)(node.args, key=at)
        return _formula(chosen, x, sample)
    return node.func(*(_formula(argument, x, sample) for argument in node.args))
