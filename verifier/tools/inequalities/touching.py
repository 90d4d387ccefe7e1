"""Where logarithms and powers of a gap may meet their tangents: candidates for the rules "tangents" and "supports"."""

from __future__ import annotations

from itertools import permutations

import sympy as sp

from verifier.tools.inequalities.region_signs import BELOW
from verifier.tools.inequalities.tangents import by_exponent

MOST_LOGARITHMS, MOST_POWERS = 12, 6


def touching_lines(expression):
    """Each logarithm at the argument of another one, at its share of a sum, or all at the mean or at 1."""
    arguments = [node.args[0] for node in sorted(expression.atoms(sp.log), key=str) if node.args[0].free_symbols]
    if not 1 <= len(arguments) <= MOST_LOGARITHMS:
        return
    whole = sp.expand(expression)
    factors = {u: whole.coeff(sp.log(u)) for u in arguments}
    yield from _at_exponentials(whole, factors)
    if len(arguments) < 2:
        return
    pairs, left = [], dict(factors)
    for u, factor in factors.items():
        other = next((v for v in left if u in left and v != u and sp.expand(left[v] + factor) == 0), None)
        if other is not None and not factor.could_extract_minus_sign():
            pairs.append((u, other))
            del left[u], left[other]
    if len(pairs) > 1:
        yield tuple(pairs)
    if pairs and any(node.is_Pow and node.exp == sp.S.Half and node.base.free_symbols for node in whole.atoms(sp.Pow)):
        yield tuple((u, other, sp.S.Half) for u, other in pairs)  # log u as twice log sqrt(u)
    if len(factors) > 2:
        grouped = _by_monomial(factors)
        if grouped:
            yield grouped
        total = sp.expand(sp.Add(*arguments))
        if total.is_Rational and total > 0:
            yield tuple((u, total / len(arguments)) for u in arguments)
            yield tuple((u, sp.S.One) for u in arguments)
        yield from _at_sums(factors)


def _at_exponentials(whole, factors):
    """A logarithm of u at exp(v), where w log u - w v stands there and an exponential as well."""
    if not whole.has(sp.exp):
        return
    for u, weight in factors.items():
        if all(part.is_Symbol or isinstance(part, sp.exp) for part in sp.Mul.make_args(weight)) or weight == 1:
            others = [term / weight for term in sp.Add.make_args(sp.expand(whole - weight * sp.log(u)))]
            others = [item for item in others if item.free_symbols and not item.has(sp.exp) and not sp.fraction(item)[1].free_symbols]
            logs = sp.Add(*(item for item in others if item.has(sp.log)))
            linear = [item for item in others if not item.has(sp.log)]
            if linear and all(item.as_coeff_Mul()[1].is_Symbol for item in linear):
                yield ((u, sp.exp(-sp.Add(*linear)) * sp.powsimp(sp.exp(-logs))),)


def _by_monomial(factors):
    """Where x log x - x log a + y log(x + y) - ... touch: a logarithm of each monomial against the others of that monomial."""
    groups: dict = {}
    for u, factor in factors.items():
        for term in sp.Add.make_args(factor):
            number, monomial = term.as_coeff_Mul()
            groups.setdefault(monomial, []).append((u, number))
    pairs = []
    for monomial, members in groups.items():
        own = next(((u, number) for u, number in members if sp.expand(factors[u] - number * monomial) == 0), None)
        if own is None or len(members) < 2:
            return ()
        pairs.append((own[0], sp.Mul(*(other ** (-number / own[1]) for other, number in members if other != own[0]))))
    return tuple(pairs)


def _at_sums(factors):
    """All others at the argument of one that is a sum; or, where that is a sum of powers, at the shares of its terms."""
    for total in factors:
        others = [u for u in factors if u != total]
        if not total.is_Add:
            continue
        yield tuple((u, total) for u in others)
        terms = total.args
        if len(terms) == len(others) <= 3 and all(term.has(sp.exp, sp.Pow) for term in terms):
            yield from (tuple((u, term / total) for u, term in zip(others, order, strict=True)) for order in permutations(terms))


def supporting(expression, region):
    """All powers with a positive factor at exponent 0, or all at the exponent of one with a negative factor."""
    powers = by_exponent(sp.expand(expression))
    signs = {v: region.signs(region.form(slope)) for v, slope in powers.items() if v.free_symbols}
    above = [v for v in signs if not signs[v] & BELOW]
    if above and len(signs) <= MOST_POWERS:
        for w in (sp.S.Zero, *(v for v in signs if signs[v] == BELOW)):
            yield tuple((v, w) for v in above)
