"""Vectors moved to where premises about their entries hold: into the bounds of each, then to the sum that is stated; matrices to a trace, or an inverse.

Without this hardly any vector by chance has positive entries that add up to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sympy as sp

from verifier.tools.relations import ORDER, conjuncts, sides_of
from verifier.vocabulary.operators import ForAll, entry

LARGEST = 3  # rows of a matrix that is inverted


def fitted(premises, points: Iterable[dict]) -> Iterator[dict]:
    """The points; where entries break a bound, or a sum is another than stated, with entries beside them that do not."""
    bounds, totals, traces, inverses = _bounds(premises), _totals(premises), _traces(premises), _inverses(premises)
    places = _places(premises)
    for values in points:
        values = _placed(values, places) if places else values
        values = _scaled(_inside(values, bounds), totals) if bounds or totals else values
        values = _with_traces(values, traces) if traces else values
        yield _with_inverses(values, inverses) if inverses else values


def _places(premises) -> list:
    """(smaller, larger, 1 if strictly so else 0) for each premise that compares two whole numbers, such as a place and a size."""
    found = [sides_of(part) for part in conjuncts(premises) if isinstance(part, ORDER)]
    return [(small, large, int(strict)) for small, large, strict in found if all(
        isinstance(side, sp.Symbol) and side.is_integer and side.is_positive for side in (small, large))]


def _placed(values: dict, places) -> dict:
    """The point with places that are too large wrapped into their ranges; sizes stay: what is below a first place moves that one up."""
    sizes = {size for key in values if isinstance(key, sp.MatrixSymbol) for size in key.shape}
    made = dict(values)
    for _ in range(3):
        for small, large, strict in places:
            top = made[large] - strict
            if made[small] <= top or small in sizes:
                continue
            if top < 1 and large not in sizes:
                made[large] = 1 + strict
            elif top >= 1:
                made[small] = 1 + (made[small] - 1) % top
    return made


def _bounds(premises) -> list:
    """(vector, variable, bound, whether from below, strict) for each bound of a bare entry."""
    found = []
    for item in premises:
        if not isinstance(item, ForAll) or len(item.args[0]) != 1 or item.args[1]:
            continue
        variable, = item.args[0]
        for part in conjuncts((item.args[2],)):
            if not isinstance(part, ORDER):
                continue
            small, large, strict = sides_of(part)
            for side, other, below in ((large, small, True), (small, large, False)):
                if isinstance(side, entry) and side.args[1:] == (variable, 1):
                    found.append((side.args[0], variable, other, below, strict))
                    break
    return found


def _totals(premises) -> list:
    """(vector, number) of premises Sum(x[i], (i, 1, n)) = number."""
    found = []
    for item in premises:
        if isinstance(item, sp.Eq) and item.has(sp.Sum):
            for side, other in (item.args, item.args[::-1]):
                body = side.function if isinstance(side, sp.Sum) else None
                if isinstance(body, entry) and body.args[1:] == (side.variables[0], 1) and other.is_number:
                    found.append((body.args[0], other))
    return found


def about_one_matrix(premises) -> dict:
    """Matrix -> the equations that premises state of it alone."""
    found: dict = {}
    for premise in premises:
        matrices = premise.atoms(sp.MatrixSymbol) if isinstance(premise, (sp.Eq, sp.Ne)) else ()
        if len(matrices) == 1:
            found.setdefault(next(iter(matrices)), []).append(premise)
    return found


def _traces(premises) -> list:
    """(matrix, number) of premises Tr A = number."""
    return [(side.arg, other) for item in premises if isinstance(item, sp.Eq) for side, other in (item.args, item.args[::-1])
            if isinstance(side, sp.Trace) and isinstance(side.arg, sp.MatrixSymbol) and not other.has(sp.MatrixSymbol)]


def _inverses(premises) -> list:
    """(A, B) of premises A*B = I, for two matrices."""
    found = []
    for item in premises:
        for side, other in (item.args, item.args[::-1]) if isinstance(item, sp.Eq) else ():
            if isinstance(other, sp.Identity) and isinstance(side, sp.MatMul) and len(set(side.args)) == len(side.args) == 2 \
                    and all(isinstance(part, sp.MatrixSymbol) for part in side.args):
                found.append(side.args)
    return found


def _with_inverses(values, inverses) -> dict:
    """The second matrix of each pair as the inverse of the first one, where there is one."""
    for first, second in inverses:
        rows = values.get(first)
        if isinstance(rows, tuple) and len(rows) == len(rows[0]) <= LARGEST and (matrix := sp.Matrix(rows)).det() != 0:
            values = {**values, second: tuple(map(tuple, matrix.inv().tolist()))}
    return values


def _with_traces(values, traces) -> dict:
    """Matrices times the factor that gives the trace, where it is positive: definite matrices stay definite."""
    for matrix, number in traces:
        rows = values.get(matrix)
        wanted = number.xreplace({symbol: value for symbol, value in values.items() if isinstance(symbol, sp.Symbol)})
        if not isinstance(rows, tuple) or not wanted.is_Rational:
            continue
        total = sum((row[place] for place, row in enumerate(rows)), sp.S.Zero)
        if total != wanted and total * wanted > 0:
            values = {**values, matrix: tuple(tuple(item * wanted / total for item in row) for row in rows)}
    return values


def _inside(values, bounds) -> dict:
    values = dict(values)
    for vector in dict.fromkeys(item[0] for item in bounds):
        if not isinstance(values.get(vector), tuple):
            continue
        moved = []
        for place, (number, *_) in enumerate(values[vector]):
            ends = [(_at(bound, variable, place, values), below, strict) for which, variable, bound, below, strict in bounds if which == vector]
            moved.append((_between(number, [item for item in ends if item[0] is not None]),))
        values[vector] = tuple(moved)
    return values


def _at(bound, variable, place, values):
    """The number that a bound is at a place."""
    put = {node: values[node.args[0]][place][0] for node in bound.atoms(entry)
           if node.args[1] == variable and isinstance(values.get(node.args[0]), tuple) and place < len(values[node.args[0]])}
    made = bound.xreplace(put).xreplace({symbol: value for symbol, value in values.items() if isinstance(symbol, sp.Symbol)})
    return made if made.is_number and made.is_real else None


def _between(number, ends):
    """The number, or one between the ends that differs for different numbers."""
    low = max((end for end, below, _ in ends if below), default=None)
    high = min((end for end, below, _ in ends if not below), default=None)
    if all((number > end if strict else number >= end) if below else (number < end if strict else number <= end) for end, below, strict in ends):
        return number
    open_ended = any(strict for *_, strict in ends)
    if low is not None and high is not None:
        return low + (high - low) * ((number % 7 + 1) / 8 if open_ended else (2 * number % 3) / 2)
    size = abs(number) or (1 if open_ended else 0)
    return low + size if low is not None else high - size


def _scaled(values, totals) -> dict:
    """Entries times one factor where that gives the sum, as of shares; else the last entry makes up for it."""
    for vector, wanted in totals:
        rows = values.get(vector)
        if not isinstance(rows, tuple):
            continue
        total = sum((row[0] for row in rows), sp.S.Zero)
        if total == wanted:
            continue
        if total * wanted > 0:
            values = {**values, vector: tuple((row[0] * wanted / total,) for row in rows)}
        else:
            values = {**values, vector: (*rows[:-1], (rows[-1][0] + wanted - total,))}
    return values
