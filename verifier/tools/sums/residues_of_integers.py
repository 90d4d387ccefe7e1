"""Statements about remainders of whole numbers: they depend on finitely many residues, each of which is tried.

A polynomial with whole coefficients has the period m modulo m; powers c^(a n + b) and Fibonacci numbers repeat as well, powers after
a start.  Where sides are no remainders, different remainders show that two whole numbers differ.
"""

from __future__ import annotations

from itertools import product
from math import lcm, prod

import sympy as sp

from verifier.vocabulary.operators import Iff, Implies

MOST_CASES = 20_000
ORDER = {sp.Eq: "__eq__", sp.Ne: "__ne__", sp.Lt: "__lt__", sp.Le: "__le__", sp.Gt: "__gt__", sp.Ge: "__ge__"}


class _NotPeriodic(ValueError):
    """The statement does not depend on residues alone."""


def by_residues(statement, context, data):
    """True where the statement holds for all residues that the premises admit; `data` may hold a modulus for what is no remainder."""
    symbols = sorted(statement.free_symbols, key=lambda item: item.name)
    if not symbols or not all(isinstance(item, sp.Symbol) and item.is_integer for item in symbols):
        return None
    modulus = int(data[0]) if data and sp.Integer(data[0]) > 1 else None
    try:
        periods = _Periods(symbols)
        periods.note(statement, modulus)
    except _NotPeriodic:
        return None
    premises = []
    for item in context.statements:
        try:
            if item.free_symbols <= set(symbols) and item.has(sp.Mod):
                periods.note(item, None)
                premises.append(item)
        except _NotPeriodic:
            continue
    ranges = [range(start, start + before + period) for start, before, period in map(periods.of, symbols)]
    if prod(map(len, ranges)) > MOST_CASES:
        return None
    for case in product(*ranges):
        values = dict(zip(symbols, case, strict=True))
        if any(symbol.is_odd and n % 2 == 0 or symbol.is_even and n % 2 for symbol, n in values.items()):
            continue
        if any(_truth(item, values, None) is False for item in premises):
            continue
        if _truth(statement, values, modulus) is not True:
            return None
    return sp.true


class _Periods:
    """How often each symbol has to be tried."""

    def __init__(self, symbols):
        self.periods = {symbol: 2 if symbol.is_odd or symbol.is_even else 1 for symbol in symbols}
        self.starts = dict.fromkeys(symbols, 0)  # where powers begin to repeat

    def of(self, symbol) -> tuple:
        """(first value, values before the sequence repeats, period)."""
        return (1 if symbol.is_positive else 0), self.starts[symbol], self.periods[symbol]

    def note(self, statement, modulus) -> None:
        """Take in the periods of all remainders of the statement, and of the rest modulo the given number."""
        if isinstance(statement, (sp.And, sp.Or, sp.Not, Implies, Iff)):
            for part in statement.args:
                self.note(part, modulus)
            return
        if type(statement) not in ORDER:
            raise _NotPeriodic
        found = _remainders(statement)
        for node in found:
            inner, divisor = node.args
            if not (divisor.is_Integer and 0 < divisor <= 1000):
                raise _NotPeriodic
            self._repeats(inner, int(divisor))
        plain = statement.func(*(side.xreplace({node: sp.S.Zero for node in found}) for side in statement.args), evaluate=False)
        if plain.free_symbols:
            if modulus is None or not isinstance(statement, sp.Ne):
                raise _NotPeriodic
            for side in statement.args:
                self._repeats(side, modulus)

    def _repeats(self, node, modulus) -> None:
        if node.is_Integer:
            return
        if node in self.periods:
            self.periods[node] = lcm(self.periods[node], modulus)
        elif node.is_Add or node.is_Mul:
            for part in node.args:
                self._repeats(part, modulus)
        elif node.is_Pow and node.exp.is_Integer and node.exp > 0:
            self._repeats(node.base, modulus)
        elif node.is_Pow and node.base.is_Integer:
            symbol = self._linear(node.exp)
            before, period = _order(int(node.base), modulus)
            self._take(symbol, before, period)
        elif isinstance(node, (sp.fibonacci, sp.lucas)) and len(node.args) == 1:
            symbol = self._linear(node.args[0])
            self._take(symbol, 0, _pisano(modulus))
        else:
            raise _NotPeriodic

    def _linear(self, exponent) -> sp.Symbol:
        """The symbol of an exponent a n + b with whole a > 0 and b >= 0 in a symbol that is not negative."""
        symbols = exponent.free_symbols
        if len(symbols) != 1:
            raise _NotPeriodic
        symbol, = symbols
        step = sp.expand(exponent).coeff(symbol)
        rest = sp.expand(exponent - step * symbol)
        if symbol not in self.periods or not symbol.is_nonnegative or not (step.is_Integer and step > 0 and rest.is_Integer and rest >= 0):
            raise _NotPeriodic
        return symbol

    def _take(self, symbol, before, period) -> None:
        self.periods[symbol] = lcm(self.periods[symbol], period)
        self.starts[symbol] = max(self.starts[symbol], before)


def _order(base, modulus) -> tuple:
    """(values before base^k mod modulus repeats, its period)."""
    seen, value, k = {}, 1 % modulus, 0
    while value not in seen:
        seen[value] = k
        value, k = value * base % modulus, k + 1
    return seen[value], k - seen[value]


def _pisano(modulus) -> int:
    """The period of the Fibonacci numbers, and so of the Lucas numbers, modulo a number."""
    pair, k = (1 % modulus, 1 % modulus), 1
    while pair != (0, 1 % modulus):
        pair, k = (pair[1], sum(pair) % modulus), k + 1
    return k


def _remainders(statement) -> list:
    """The outermost remainders."""
    found: list = []
    def walk(node):
        if isinstance(node, sp.Mod):
            found.append(node)
            return
        for part in node.args:
            walk(part)
    walk(statement)
    return found


def _truth(statement, values, modulus) -> bool | None:
    """What the residues say; None where they do not decide."""
    if isinstance(statement, sp.Not):
        inner = _truth(statement.args[0], values, modulus)
        return None if inner is None else not inner
    if isinstance(statement, (sp.And, sp.Or)):
        parts, absorbing = [_truth(part, values, modulus) for part in statement.args], isinstance(statement, sp.Or)
        return absorbing if absorbing in parts else None if None in parts else not absorbing
    if isinstance(statement, (Implies, Iff)):
        first, second = (_truth(part, values, modulus) for part in statement.args)
        if isinstance(statement, Implies) and (first is False or second is True):
            return True
        return None if None in (first, second) else (not first or second) if isinstance(statement, Implies) else first == second
    found = _remainders(statement)
    known = {node: sp.Integer(_residue(node.args[0], values, int(node.args[1]))) for node in found}
    left, right = (sp.sympify(side).xreplace(known) for side in statement.args)
    if not left.free_symbols and not right.free_symbols:
        gap = left - right
        return None if not gap.is_Rational else bool(getattr(gap, ORDER[type(statement)])(sp.S.Zero))
    if modulus is None or found:
        return None
    return True if _residue(left, values, modulus) != _residue(right, values, modulus) else None  # a Ne: what differs is different


def _residue(node, values, modulus) -> int:
    """The remainder of a whole number."""
    if node.is_Integer:
        return int(node) % modulus
    if node in values:
        return values[node] % modulus
    if node.is_Add:
        return sum(_residue(part, values, modulus) for part in node.args) % modulus
    if node.is_Mul:
        return prod(_residue(part, values, modulus) for part in node.args) % modulus
    if node.is_Pow and node.exp.is_Integer:
        return pow(_residue(node.base, values, modulus), int(node.exp), modulus)
    number = int((node.exp if node.is_Pow else node.args[0]).xreplace({symbol: sp.Integer(n) for symbol, n in values.items()}))
    if node.is_Pow:
        return pow(int(node.base), number, modulus)
    return int(node.func(number)) % modulus
