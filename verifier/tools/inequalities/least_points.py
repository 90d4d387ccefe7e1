"""Points where an inequality may just fail: where its gap is least along a line, as simple exact numbers, and diagonals.

A strict version of a tight inequality fails at the exact point of contact only, so numbers that a minimiser finds are
also tried as the simple numbers that they look like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, permutations

import sympy as sp

from verifier.tools.inequalities.contacts import recognised

Q = sp.Rational
SIMPLE = (Q(1, 2), sp.S.One, sp.Integer(2), sp.S.Zero, Q(1, 3))
LINE = [sign * Q(*pair) for pair in ((1, 100), (1, 10), (1, 4), (1, 2), (3, 4), (1, 1), (3, 2), (5, 2), (4, 1), (9, 1), (30, 1)) for sign in (1, -1)]
MOST_SYMBOLS = 6
CLOSE = [(Q(*pair), Q(*pair) * Q(101, 100)) for pair in ((11, 7), (1, 2), (1, 1), (3, 1), (22, 7), (1, 50), (50, 1), (98, 100))]
UNEVEN = [(Q(1, 100), Q(1, 10**6)), (Q(99, 100), 1 - Q(1, 10**6)), (sp.Integer(100), sp.Integer(10**6)), (Q(1, 100), 1 - Q(1, 10**6)),
          (Q(1, 10**6), Q(99, 100))]
SPREAD, NEAR = (sp.Integer(2), Q(1, 3), sp.Integer(5), sp.S.One, Q(1, 10)), Q(1, 10**6)
FAR_APART = [(sp.Integer(10**5), sp.Integer(n)) for n in (2, 50, 1000)]


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


def edges(symbols, premises, fitted: Callable) -> Iterator[dict]:
    """Where a premise between several symbols is just met, the others being simple and far apart."""
    for premise in premises if 2 <= len(symbols) <= MOST_SYMBOLS else ():
        own = sorted(premise.free_symbols & set(symbols), key=str)
        if not isinstance(premise, (sp.Lt, sp.Le, sp.Gt, sp.Ge)) or len(own) < 2:
            continue
        small, large = premise.args if isinstance(premise, (sp.Lt, sp.Le)) else premise.args[::-1]
        room = sp.expand(large - small) - (NEAR if isinstance(premise, (sp.Lt, sp.Gt)) else 0)
        for symbol in own:
            slope = room.diff(symbol)
            if not slope.is_Rational or slope == 0:
                continue
            for turn in range(len(SPREAD)):
                base = {other: fitted(other, SPREAD[(place + turn) % len(SPREAD)]) for place, other in enumerate(symbols)}
                yield {**base, symbol: (-(room - slope * symbol) / slope).xreplace(base)}


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
    low, high = points[max(0, place - 1)], points[min(len(points) - 1, place + 1)]
    for _ in range(44):
        left, right = (_short(low + (high - low) * share) for share in (Q(382, 1000), Q(618, 1000)))
        first, second = gap({**base, symbol: left}), gap({**base, symbol: right})
        if first is None or second is None:
            return
        low, high = (low, right) if first <= second else (left, high)
    middle = _short((low + high) / 2)
    yield {**base, symbol: middle}
    for exact in recognised(float(middle)):
        yield {**base, symbol: exact}


def _short(number):
    return number.limit_denominator(10**14) if number.is_Rational else number
