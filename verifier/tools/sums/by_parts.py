"""Sums with harmonic numbers by parts (Abel).

Where u(k) = U(k + 1) - U(k), the sum of u(k) H(k + c) from a to b is
U(b + 1) H(b + c) - U(a) H(a + c) less the sum of U(k)/(k + c) from a + 1 to b, for H(j) - H(j - 1) = 1/j.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of
from verifier.tools.calculus.definedness import doubts
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.settled import settled
from verifier.tools.sums.creative_telescoping import is_zero_binomial
from verifier.tools.sums.telescoping import with_functions


def harmonic_factor(node):
    """(u, the harmonic number) where the terms of a sum over one letter k are u H(k + c) with a whole number c; or None."""
    if not isinstance(node, sp.Sum) or len(node.limits) != 1 or len(node.limits[0]) != 3:
        return None
    k, term = node.limits[0][0], settled(node.function)
    found = [factor for factor in sp.Mul.make_args(term) if isinstance(factor, sp.harmonic) and len(factor.args) == 1]
    if len(found) != 1 or not (found[0].args[0] - k).is_Integer or (term / found[0]).has(sp.harmonic, sp.Sum):
        return None
    return term / found[0], found[0]


def summed_by_parts(statement, context, data):
    """Each sum for which the data has the function U, by parts; partial sums of both forms differ by what tends to 0 at most."""
    return with_functions(statement, data, lambda node, whole: _by_parts(node, whole, context))


def _without_moduli(context):
    """The context with u != c and u != -c for each premise |u| < c, and -c < u < c for a real u."""
    found = []
    for item in context.statements:
        if isinstance(item, (sp.Lt, sp.Gt)) and isinstance(item.lts, sp.Abs):
            u, c = item.lts.args[0], item.gts
            found += [sp.Gt(u, -c, evaluate=False), sp.Lt(u, c, evaluate=False)] if context.is_real(u) else \
                [sp.Ne(u, -c, evaluate=False), sp.Ne(u, c, evaluate=False)]
    return context.extended(found) if found else context


def _by_parts(node, whole, context):
    """The sum by parts, or as it stands where U is not visibly right, or what is left at infinity not visibly 0."""
    parts = harmonic_factor(node)
    if parts is None:
        return node
    context = _without_moduli(context)
    k, low, high = node.limits[0]
    if not low.is_integer or high is not sp.oo and not (high.is_integer and context.is_nonnegative(high - low)) or any(
            k in item.free_symbols for item in context.statements) or k in low.free_symbols | high.free_symbols:
        return node
    weight, shift = parts[0], parts[1].args[0] - k
    place = sp.Dummy(k.name, integer=True)
    within = context.extended((sp.Ge(place, low, evaluate=False), *([] if high is sp.oo else [sp.Le(place, high, evaluate=False)])))
    reached = context.extended((sp.Ge(place, low, evaluate=False), *([] if high is sp.oo else [sp.Le(place, high + 1, evaluate=False)])))
    here, next_one, term = (substitute(item, {k: value}) for item, value in ((whole, place), (whole, place + 1), (weight, place)))
    if not context.is_nonnegative(low + shift) or doubts(here, reached) or doubts(node.function, context.inside(node)) or here.has(sp.Sum, sp.harmonic):
        return node
    try:
        if not agree(next_one - here, term, within):
            return node
        if high is sp.oo and not all(_fades(part, place, within) for part in sp.Add.make_args(sp.expand(here))):
            return node
    except (Unfit, NoLimit, Diverges):
        return node
    ends = -substitute(whole, {k: low}) * sp.harmonic(low + shift)
    if high is not sp.oo:
        ends += substitute(whole, {k: high + 1}) * sp.harmonic(high + shift)
        ends = ends.replace(lambda item: isinstance(item, sp.binomial) and is_zero_binomial(item, context), lambda item: sp.S.Zero)
    constant, inner = (whole / (k + shift)).as_independent(k, as_Add=False)
    return ends - constant * sp.Sum(sp.expand(inner, power_exp=False, power_base=False), (k, low + 1, high))


def _fades(term, k, context) -> bool:
    """Whether a product tends to 0 with a logarithm of k, and so with H(k + c) < 1 + log(k + |c|), as k grows.

    A power r^(a k + b) with |r| < 1 and a > 0 is no larger than that of a number q between 0 and 1, and one of -1 no larger than 1.
    """
    sizes = []
    for factor in sp.Mul.make_args(term.as_independent(k, as_Add=False)[1]):
        base, exponent = factor.as_base_exp()
        slope = sp.expand(exponent).coeff(k)
        rising = exponent.is_integer and slope.is_positive and k not in base.free_symbols | sp.expand(exponent - slope * k).free_symbols
        if rising and base == -1:
            continue
        if rising and not context.is_positive(base) and _is_small(base, context):
            q = sp.Dummy("q", positive=True)
            factor, context = q**exponent, context.extended([sp.Lt(q, 1, evaluate=False)])
        sizes.append(factor)
    return limit_of(sp.Mul(sp.log(k), *sizes), k, sp.oo, "-", context) == 0


def _is_small(r, context) -> bool:
    """Whether |r| < 1, by the modulus or by both ends."""
    return context.is_positive(1 - sp.Abs(r)) or context.is_positive(1 - r) and context.is_positive(1 + r)
