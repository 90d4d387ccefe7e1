"""What the state of a linear system with constant coefficients is at a time: an entry of the exponential of a matrix, in balls.

The input t^p is the last of p + 1 further states, of which the first is 1 and each is the derivative of the next: no integral is left.
"""

from __future__ import annotations

from collections import OrderedDict
from math import factorial

import sympy as sp
from flint import acb, acb_mat, ctx, fmpq

from verifier.tools.binding import free_symbols, substitute
from verifier.tools.evaluation.scalars import ZERO, NotGiven, Undecided, Undefined, Unsupported, as_integer, ball, is_exact
from verifier.tools.work import charge
from verifier.vocabulary.linear_systems import linear_response
from verifier.vocabulary.valuation import parts_of, symbols_declared_in

MOST_ROWS = 100
MOST_KEPT = 400  # states that are remembered: each is asked for row by row
KEPT: OrderedDict = OrderedDict()
LETTERS = sp.symbols("i j", integer=True, cls=sp.Dummy)  # by which systems that differ in bound letters are one


def _state(walk, expression):
    """One row of the state; a row that the system does not have has no value."""
    *system, row, time = expression.args
    if walk.depth or walk.analytic:
        raise Unsupported("the state of a linear system under an integral")
    now, place = walk.scalar(time), as_integer(walk.scalar(row))
    rows = walk.integers(*system[3:])
    if place is None or place not in rows:
        raise NotGiven(f"a linear system with rows {rows.start} to {rows.stop - 1} has no row {row}")
    if not is_exact(now):
        now = ball(now)
        if not now.imag == 0:
            raise Undefined("the state of a linear system at a time that is not real")
        if not (now.real > 0 or now.real <= 0):
            raise Undecided("cannot tell whether the system is at rest yet")
    if (now if is_exact(now) else now.real) <= 0:
        return ZERO
    return _all_rows(walk, system, rows, now, time)[place - rows.start]


def _all_rows(walk, system, rows: range, now, time) -> tuple:
    key = _all_that_matters(walk, sp.Tuple(*system, time))
    if key in KEPT:
        KEPT.move_to_end(key)
        return KEPT[key]
    found = _solved(walk, system, rows, ball(now))
    if key is not None:
        KEPT[key] = found
        if len(KEPT) > MOST_KEPT:
            KEPT.popitem(last=False)
    return found


def _all_that_matters(walk, system):
    """What the state depends on; None where that is more than numbers."""
    known = []
    for symbol in sorted(free_symbols(system) | symbols_declared_in(system), key=str):
        value = walk.scope.get(symbol, walk.valuation[symbol] if symbol in walk.valuation else None)
        if not isinstance(value, (fmpq, sp.Expr)) or isinstance(value, sp.Expr) and value.free_symbols:
            return None
        known.append((symbol, value))
    rates, inflow, *rest = system
    return ctx.prec, rates(*LETTERS), inflow(LETTERS[0]), *rest, *known


def _solved(walk, system, rows: range, now) -> tuple:
    """The states at the time, by the exponential of the matrix that holds the rates, the inflow and the chain of powers of time."""
    rates, inflow, power = system[0], system[1], int(system[2])
    count = len(rows)
    if count > MOST_ROWS:
        raise Unsupported(f"a linear system with {count} rows")
    size = count + power + 1
    charge(size**3 // 16)
    matrix = [[acb(0)] * size for _ in range(size)]
    for place, line in enumerate(_table(walk, rates, rows)):
        matrix[place][:count] = line
    for place, row in enumerate(rows):
        matrix[place][size - 1] = ball(walk.scalar_at(inflow.expr, inflow.variables[0], row)) * factorial(power)
    for step in range(power):  # (t^k / k!)' = t^(k-1) / (k-1)!
        matrix[count + step + 1][count + step] = acb(1)
    found = (acb_mat(matrix) * now).exp()
    return tuple(found[place, count] for place in range(count))


def _table(walk, rates, rows: range) -> list:
    """The rates as balls; what does not vary with the row or the column is computed once."""
    first, second = rates.variables
    equal = {node: sp.S.One for node in parts_of(rates.expr, sp.KroneckerDelta) if set(node.args) == {first, second}}
    apart = rates.expr.xreplace(dict.fromkeys(equal, sp.S.Zero))
    used = [symbol in free_symbols(apart) for symbol in (first, second)]
    seen: dict = {}

    def rate(row, column):
        places = tuple(place if varies else None for place, varies in zip((row, column), used))
        if places not in seen:
            with walk.bound({first: fmpq(row), second: fmpq(column)}):
                seen[places] = ball(walk.scalar(apart))
        return seen[places]

    table = [[rate(row, column) for column in rows] for row in rows]
    if equal:
        same = substitute(rates.expr.xreplace(equal), {second: first})
        for place, row in enumerate(rows):
            table[place][place] = ball(walk.scalar_at(same, first, row))
    return table


MEANINGS = {linear_response: _state}
