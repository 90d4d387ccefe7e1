"""Complex points on the circles, in the discs and outside them that premises speak of, and in all directions from 0."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import sympy as sp

from verifier.tools.relations import ORDER, conjuncts, sides_of

I, Q = sp.I, sp.Rational
SLANTED = Q(3, 5) + 4 * I / 5  # of modulus 1
ON = (I, SLANTED, sp.S.NegativeOne, Q(5, 13) - 12 * I / 13, sp.S.One, -I)
DIRECTIONS = (-I, I, 1 + 2 * I, 1 - 2 * I, -2 + I, -2 - I)
INSIDE, OUTSIDE = (I / 2, -Q(1, 2), 9 * SLANTED / 10, sp.S.Zero), (3 * I / 2, -sp.Integer(2), 10 * SLANTED)
MOST_POINTS, NEAR = 40, Q(1, 1000)


def points_on_curves(premises, symbols, base: dict, admits: Callable) -> Iterator[dict]:
    """Each symbol at points that a premise |c z + d| = r, < r or > r allows it, the others as in the base."""
    pools: dict = {}
    for premise in conjuncts(premises):
        found = _points(premise)
        if found is not None and found[0] in symbols and found[0] not in pools:
            pools[found[0]] = [value for value in found[1] if admits(found[0], value)]
    if pools:
        choices = [pools.get(symbol, [base[symbol], I]) for symbol in symbols]
        yield from (dict(zip(symbols, row, strict=True)) for row in itertools.islice(itertools.product(*choices), MOST_POINTS))


def points_around_zero(symbols, base: dict) -> Iterator[dict]:
    """Several complex symbols in one direction from 0, then two of them in all pairs of directions: their products cross the cuts."""
    free = [symbol for symbol in symbols if symbol.is_real is None]
    rows = [dict.fromkeys(free, way) for way in DIRECTIONS] if len(free) > 1 else []
    pairs = (dict(zip(pair, ways, strict=True)) for pair in itertools.combinations(free, 2) for ways in itertools.permutations(DIRECTIONS, 2))
    for row in itertools.chain(rows, itertools.islice(pairs, 3 * MOST_POINTS)):
        yield {**base, **row}


def just_inside(premises, symbol) -> list:
    """Complex numbers just inside the bounds that premises set to the size, or to a part, of one: what holds at most up to a cut may fail there."""
    found = []
    for part in conjuncts(premises):
        if not isinstance(part, ORDER) or part.free_symbols != {symbol}:
            continue
        bounds = [side for side in part.args if side.is_Rational and side.is_positive]
        if bounds and part.has(sp.Abs, sp.re, sp.im):
            size = bounds[0] * (1 - NEAR)
            found += [shift + size * direction for shift in (0, 1) for direction in (I, -I, sp.S.One, sp.S.NegativeOne)]
    return found


def edges_of_strips(premises, symbol) -> list:
    """Complex numbers, above and below, on the edges that premises such as |im(z)| <= pi allow: there a cut may lie, and the value of one side hold."""
    found = []
    for part in conjuncts(premises):
        if isinstance(part, (sp.Le, sp.Ge)) and part.free_symbols == {symbol} and part.has(sp.re, sp.im):
            turn = sp.S.One if part.has(sp.re) else I
            found += [sp.expand(turn * (side * bound + way)) for bound in part.args if bound.is_number and bound.is_nonzero
                      for side in (1, -1) for way in (I, -I)]
    return found


def _points(premise):
    """(symbol, points) for a premise about the modulus of c z + d, with numbers c, d."""
    if not isinstance(premise, (sp.Eq, *ORDER)):
        return None
    small, large = premise.args if isinstance(premise, sp.Eq) else sides_of(premise)[:2]
    inside = isinstance(small, sp.Abs)
    modulus, radius = (small, large) if inside else (large, small)
    if not isinstance(modulus, sp.Abs) or len(modulus.free_symbols) != 1 or not (radius.is_number and radius.is_positive):
        return None
    symbol, = modulus.free_symbols
    argument = sp.expand(modulus.args[0])
    slope = argument.coeff(symbol, 1)
    if symbol.is_real or not slope.is_number or slope == 0 or symbol in (rest := sp.expand(argument - slope * symbol)).free_symbols:
        return None
    places = ON if isinstance(premise, sp.Eq) else INSIDE if inside else OUTSIDE
    return symbol, [sp.expand((radius * place - rest) / slope) for place in places]
