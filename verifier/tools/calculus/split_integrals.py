"""Integrals of |u|, sign u, maxima and cases: the interval is cut at the roots of what decides, and each part has one formula.

What decides is a polynomial with rational roots, or a sine or cosine of a multiple of the variable.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import sympy as sp
from sympy.core.relational import Relational
from sympy.polys.polyerrors import BasePolynomialError

from verifier.tools.settled import settled

MOST_PARTS, MOST_CASES = 60, 16
DECIDED = (sp.Abs, sp.sign, sp.Heaviside, sp.Max, sp.Min, sp.Piecewise)


def split(node):
    """The integral between rational or infinite ends, or multiples of pi, as a sum over parts; None where a root is not known exactly."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or not node.function.has(*DECIDED) or node.function.has(sp.DiracDelta):
        return None
    x, *ends = node.limits[0]
    low, high = map(settled, ends)
    if not all(end in (sp.oo, -sp.oo) or end.is_Rational or (end / sp.pi).is_Rational for end in (low, high)) or not low < high:
        return None
    roots = set()
    try:
        asked = [plain for part in sp.preorder_traversal(node.function) for question in _asked(part, x) for plain in without_corners(question)
                 if plain.free_symbols]
    except sp.PolynomialError:
        return None
    for question in asked:
        try:
            found = _roots(question, x, low, high) if question.free_symbols == {x} else None
        except (BasePolynomialError, NotImplementedError):
            return None
        if found is None:
            return None
        roots |= found
    if not asked:
        return None
    points = [low, *sorted(roots), high]
    return sp.Add(*(sp.Integral(_formula(node.function, x, _between(*part)), (x, *part)) for part in pairwise(points)))


def without_corners(expression) -> list:
    """All that the expression may be where its corners do not matter."""
    node = next((node for node in sp.postorder_traversal(expression) if isinstance(node, DECIDED)), None)
    if node is None:
        return [expression]
    if isinstance(node, sp.Abs):
        cases = [node.args[0], -node.args[0]]
    elif isinstance(node, (sp.Max, sp.Min)):
        cases = node.args
    elif isinstance(node, sp.Piecewise):
        cases = [value for value, _ in node.args]
    else:
        cases = [sp.S.One, sp.S.Zero, sp.S.NegativeOne]
    found = [plain for case in cases for plain in without_corners(expression.xreplace({node: case}))]
    if len(found) > MOST_CASES:
        raise sp.PolynomialError("many cases")
    return found


@lru_cache(maxsize=256)
def without_negative_bases(node):
    """The same for powers that are not whole of polynomials of the variable alone, which are negative on a part: there b^p is exp(i pi p) (-b)^p.

    None where no such base is known to be negative anywhere.
    """
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or not all(end.is_Rational for end in node.limits[0][1:]):
        return None
    x, low, high = node.limits[0]
    broken = [part for part in sp.preorder_traversal(node.function) if part.is_Pow and part.exp.is_Rational and not part.exp.is_Integer
              and part.base.free_symbols == {x} and part.base.is_polynomial(x)]
    roots = {part.base: found for part in broken if low < high and (found := _roots(part.base, x, low, high)) is not None}
    parts = list(pairwise([low, *sorted(set().union(*roots.values())), high]))
    negative = [{power: sp.exp(sp.I * sp.pi * power.exp) * sp.expand(-power.base)**power.exp for power in broken
                 if power.base in roots and power.base.xreplace({x: _between(*part)}) < 0} for part in parts]
    if not any(negative):
        return None
    return sp.Add(*(sp.Integral(node.function.xreplace(turned), (x, *part)) for part, turned in zip(parts, negative, strict=True)))


def _roots(question, x, low, high):
    """The roots inside, or None where they are not known exactly."""
    factor, wave = question.as_independent(x, as_Add=False)
    if isinstance(wave, (sp.sin, sp.cos)) and factor.is_Rational and low.is_finite and high.is_finite:
        pace = wave.args[0] / x
        if not pace.is_Rational or abs(pace) * (high - low) > MOST_PARTS:
            return None
        shift = sp.S.Zero if isinstance(wave, sp.sin) else sp.S.Half
        first, last = (sp.floor(abs(pace) * end / sp.pi - shift) for end in (low, high))
        roots = [(k + shift) * sp.pi / abs(pace) for k in range(int(first), int(last) + 2)]
        return {root for root in roots if low < root and root < high}
    found: set = set()
    for part in _polynomials(question, x):
        polynomial = sp.Poly(part, x)
        if not (polynomial.domain.is_ZZ or polynomial.domain.is_QQ):
            return None
        found |= {root for root in sp.real_roots(polynomial) if low < root and root < high} if polynomial.degree() > 0 else set()
    return found if all(root.is_Rational for root in found) else None


def _polynomials(question, x) -> list:
    """Polynomials of which one vanishes wherever a rational function of x and square roots of polynomials vanishes or has no value."""
    roots = sorted((node for node in question.atoms(sp.Pow) if node.exp.is_Rational and node.exp.q == 2), key=str)
    letters = {base: sp.Dummy("s", positive=True) for base in {node.base for node in roots}}
    numerator, denominator = sp.together(question.xreplace({node: letters[node.base] ** (2 * node.exp) for node in roots})).as_numer_denom()
    parts = [*letters, numerator, denominator]
    for base, letter in letters.items():
        if not base.is_polynomial(x):
            raise sp.PolynomialError(f"the root of {base}")
        parts = [sp.resultant(part, letter**2 - base, letter) if part.has(letter) else part for part in parts]
    return [sp.expand(part) for part in parts]


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
