"""Points where an inequality may just fail: where its gap is least along a line, as simple exact numbers, and diagonals.

A strict version of a tight inequality fails at the exact point of contact only, so numbers that a minimiser finds are
also tried as the simple numbers that they look like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, permutations, product
from math import gcd

import sympy as sp

from verifier.tools.inequalities.contacts import recognised
from verifier.tools.relations import ORDER, conjuncts, sides_of
from verifier.tools.settled import gap, settled

Q = sp.Rational
SIMPLE = (Q(1, 2), sp.S.One, sp.Integer(2), sp.S.Zero, Q(1, 3))
LINE = [sign * Q(*pair) for pair in ((1, 100), (1, 10), (1, 4), (1, 2), (3, 4), (1, 1), (3, 2), (5, 2), (4, 1), (9, 1), (30, 1)) for sign in (1, -1)]
MOST_SYMBOLS = 6
CLOSE = [(Q(*pair), Q(*pair) * Q(101, 100)) for pair in ((11, 7), (1, 2), (1, 1), (3, 1), (22, 7), (1, 50), (50, 1), (98, 100))]
UNEVEN = [(Q(1, 100), Q(1, 10**6)), (Q(99, 100), 1 - Q(1, 10**6)), (sp.Integer(100), sp.Integer(10**6)), (Q(1, 100), 1 - Q(1, 10**6)),
          (Q(1, 10**6), Q(99, 100)), (Q(1, 10**4), Q(1, 10**9)), (1 - Q(1, 10**4), 1 - Q(1, 10**9))]
SPREAD, NEAR = (sp.Integer(2), Q(1, 3), sp.Integer(5), sp.S.One, Q(1, 10)), Q(1, 10**6)
CLOSER = (Q(1, 10**6), Q(1, 10**9), Q(1, 10**12))
GOLDEN, STEPS = (5**0.5 - 1) / 2, 36  # so that 7 digits are right
CENTRES, DISTANCES = SIMPLE[:2] + (sp.S.Zero,), (Q(1, 1000), Q(1, 30))
FAR_APART = [(sp.Integer(10**5), sp.Integer(n)) for n in (2, 50, 1000)]
MOST_TURNS = 8  # the degree of a slope whose zeros are looked at


def diagonals(symbols, premises, fitted: Callable) -> Iterator[dict]:
    """All symbols equal to one number: a simple one, or one that makes an equation or a bound of several symbols exact."""
    if len(symbols) < 2 or len(symbols) > MOST_SYMBOLS:
        return
    for premise in premises:
        own = sorted(premise.free_symbols & set(symbols), key=str)
        if not isinstance(premise, sp.core.relational.Relational) or isinstance(premise, sp.Ne) or len(own) < 2:
            continue
        t = sp.Dummy("t")
        equation = sp.expand((premise.lhs - premise.rhs).xreplace(dict.fromkeys(own, t)))
        if equation.is_polynomial(t) and 1 <= sp.degree(equation, t) <= 2 and equation.free_symbols == {t}:
            for root in sp.roots(sp.Poly(equation, t)):
                yield {symbol: root if symbol in own else fitted(symbol, sp.S.One) for symbol in symbols}
    for value in SIMPLE:
        yield {symbol: fitted(symbol, value) for symbol in symbols}


def corners(symbols, fitted: Callable) -> Iterator[dict]:
    """Two symbols nearly equal, or both near one end of (0, 1) or far out at different rates; the others simple."""
    if not 2 <= len(symbols) <= MOST_SYMBOLS // 2:
        return
    base = {symbol: fitted(symbol, sp.S.One) for symbol in symbols}
    for first, second in permutations(symbols, 2):
        whole = first.is_integer and second.is_integer
        for value, other in FAR_APART if whole else CLOSE + UNEVEN:
            yield {**base, first: fitted(first, value), second: fitted(second, other)}


def around(symbols, ranges, fitted: Callable) -> Iterator[dict]:
    """Beside points with equal coordinates in many directions: a gap that vanishes there to a high order may fall below 0 in one alone.

    The coordinates are simple, or an end of the range of a symbol.
    """
    if not 2 <= len(symbols) <= MOST_SYMBOLS // 2:
        return
    most = 3 if len(symbols) == 2 else 1
    directions = [case for case in product(range(-most, most + 1), repeat=len(symbols)) if gcd(*case) == 1]
    finite = [end for symbol in symbols for end in ranges.get(symbol, ()) if end is not None]
    for centre, distance in product(dict.fromkeys((*finite, *CENTRES)), DISTANCES):
        for direction in directions:
            yield {symbol: fitted(symbol, centre + turn * distance) for symbol, turn in zip(symbols, direction, strict=True)}


def edges(symbols, premises, fitted: Callable) -> Iterator[dict]:
    """Where a premise between several symbols is just met, the others being simple and far apart."""
    for premise in conjuncts(premises) if 2 <= len(symbols) <= MOST_SYMBOLS else ():
        own = sorted(premise.free_symbols & set(symbols), key=str)
        if not isinstance(premise, ORDER) or len(own) < 2:
            continue
        small, large, strict = sides_of(premise)
        room = sp.expand(settled(large) - settled(small)) - (NEAR if strict else 0)  # as written, a sum in a sum is no polynomial
        for symbol in own:
            for turn in range(len(SPREAD) if room.is_polynomial(*own) and sp.degree(room, symbol) == 1 else 0):
                base = {other: fitted(other, SPREAD[(place + turn) % len(SPREAD)]) for place, other in enumerate(symbols)}
                line = sp.Poly(room.xreplace({other: value for other, value in base.items() if other is not symbol}), symbol)
                if line.degree() == 1:
                    slope, height = line.all_coeffs()
                    yield {**base, symbol: -height / slope}


def ends(symbols, ranges, fitted: Callable) -> Iterator[dict]:
    """Ever nearer to an end of the range of one symbol, or ever farther out, the others being simple."""
    for symbol in symbols if len(symbols) <= MOST_SYMBOLS else ():
        low, high = ranges.get(symbol, (None, None))
        places = [end + side * room for end, side in ((low, 1), (high, -1)) if end is not None for room in CLOSER]
        places += [side / room for end, side in ((low, -1), (high, 1)) if end is None for room in CLOSER]
        for value, simple in product(places, SIMPLE[:2] if len(symbols) > 1 else SIMPLE[:1]):
            yield {**{other: fitted(other, simple) for other in symbols}, symbol: fitted(symbol, value)}


def along_lines(gap: Callable, symbols, moving, fitted: Callable) -> Iterator[dict]:
    """Where the gap is least along one symbol, the others being simple."""
    if len(symbols) > MOST_SYMBOLS:
        return
    bases = SIMPLE if len(symbols) < 3 else SIMPLE[:2]
    for symbol in moving:
        for value in bases if len(symbols) > 1 else SIMPLE[:1]:
            base = {other: fitted(other, value) for other in symbols}
            yield from islice(_along(gap, symbol, base, fitted), 8)


def _along(gap, symbol, base, fitted):
    points = sorted({fitted(symbol, value) for value in LINE}, key=float)
    values = [(found, place) for place, point in enumerate(points) if (found := gap({**base, symbol: point})) is not None]
    if not values:
        return
    place = min(values)[1]
    ends = float(points[max(0, place - 1)]), float(points[min(len(points) - 1, place + 1)])
    middle = _least_between(lambda number: gap({**base, symbol: Q(number)}), *ends)
    if middle is None:
        return
    yield {**base, symbol: Q(middle).limit_denominator(10**14)}
    for exact in recognised(middle):
        yield {**base, symbol: exact}


def _least_between(gap, low: float, high: float) -> float | None:
    """Where the gap is least by golden sections, one new value in each; None where it has none."""
    width = high - low
    left, right = high - GOLDEN * width, low + GOLDEN * width
    first, second = gap(left), gap(right)
    for _ in range(STEPS):
        if first is None or second is None:
            return None
        if first <= second:
            high, right, second = right, left, first
            left = high - GOLDEN * (high - low)
            first = gap(left)
        else:
            low, left, first = left, right, second
            right = low + GOLDEN * (high - low)
            second = gap(right)
    return (low + high) / 2


def turning_points(statement, symbols, base: dict) -> Iterator[dict]:
    """Beside the base, where the gap of an inequality is a polynomial in one symbol: the places where its slope vanishes."""
    for symbol in symbols:
        inside = gap(statement).xreplace({other: value for other, value in base.items() if other is not symbol})
        if inside.free_symbols != {symbol} or not inside.is_polynomial(symbol):
            continue
        slope = sp.Poly(sp.expand(inside), symbol).diff(symbol)
        if 1 <= slope.degree() <= MOST_TURNS and (slope.domain.is_QQ or slope.domain.is_ZZ):
            for root in slope.real_roots(multiple=False):
                yield {**base, symbol: root[0] if root[0].is_Rational else sp.Rational(str(root[0].n(30)))}
