"""Whether a constant built from rationals, roots and roots of unity is zero: a separation bound, and a ball below it.

A nonzero E = U/L with algebraic integers U, L of a field of degree at most D, all conjugates of U at most u and of L at
most l, has |E| >= u^(1-D) / l, as the norm of U is at least 1 (Burnikel, Funke, Mehlhorn, Schirra and Schmitt, "A separation
bound for real algebraic expressions", 2001).  The field is that of the radicals as they are written: of a root of U/L the
parts (U L^(k-1))^(1/k) = L (U/L)^(1/k) and L lie in it too.
"""

from __future__ import annotations

from functools import lru_cache
from math import lcm

import sympy as sp
from flint import arb, ctx

from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import ball
from verifier.tools.settled import gap, written_gap
from verifier.vocabulary.valuation import Valuation

MOST_BITS, FEW_BITS = 250_000, 20_000
FAR = (2_000, 20_000)  # bits that may show that a number is not zero where the bound is out of reach


class NotAlgebraic(ValueError):
    """The constant has a part that is not an algebraic number of a known form."""


class _Bounds:
    """u and l of each part as base-2 logarithms (rounded up), and the radicals on which the degree depends."""

    def __init__(self):
        self.radicals: dict = {}
        self.turn = 1

    def of(self, node) -> tuple[float, float]:
        """(log2 u, log2 l)."""
        if node.is_Rational:
            return _log2(max(abs(int(node.p)), 1)), _log2(int(node.q))
        if node is sp.I:
            self.turn = lcm(self.turn, 4)
            return 0.0, 0.0
        if node is sp.GoldenRatio:
            return self.of((1 + sp.sqrt(5)) / 2)
        if node.is_Add:
            u, low = self.of(node.args[0])
            for term in node.args[1:]:
                v, down = self.of(term)
                u, low = max(u + down, low + v) + 1.0, low + down
            return u, low
        if node.is_Mul:
            pairs = [self.of(factor) for factor in node.args]
            return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
        if isinstance(node, (sp.cos, sp.sin, sp.tan, sp.cot, sp.sec, sp.csc)) and (turn := _half_turns(node.args[0])) is not None:
            self.turn = lcm(self.turn, 4, 2 * int(turn.q))
            return (1.0, 1.0) if isinstance(node, (sp.cos, sp.sin)) else (2.0, 2.0)
        if isinstance(node, sp.exp) and (node.args[0] / (sp.I * sp.pi)).is_Rational:
            self.turn = lcm(self.turn, 2 * int((node.args[0] / (sp.I * sp.pi)).q))
            return 0.0, 0.0
        if node.is_Pow and node.exp.is_Rational and not isinstance(node, sp.exp) and node.base is not sp.E:
            return self._power(node.base, node.exp)
        raise NotAlgebraic(str(node))

    def _power(self, base, exponent):
        times, order = abs(int(exponent.p)), int(exponent.q)
        u, low = self.of(base)
        if order > 1:
            self.radicals[(base, order)] = order
            if u >= low:
                u = (u + (order - 1) * low) / order
            else:
                low = ((order - 1) * u + low) / order
        u, low = u * times, low * times
        return (low, u) if exponent < 0 else (u, low)

    def degree(self) -> int:
        """The product of the radicals' orders and of the degree of the roots of unity."""
        found = int(sp.totient(self.turn)) if self.turn > 1 else 1
        for order in self.radicals.values():
            found *= order
        return found


def _half_turns(angle):
    """r where the angle is written as r pi, or None."""
    if angle is sp.pi:
        return sp.S.One
    if angle.is_Rational:
        return None if angle else angle
    if angle.is_Add:
        parts = [_half_turns(term) for term in angle.args]
        return None if None in parts else sp.Add(*parts)
    if not angle.is_Mul:
        return None
    factor, others = sp.S.One, []
    for part in angle.args:
        if part.is_Rational:
            factor *= part
        elif part.is_Pow and part.base.is_Rational and part.base and part.exp.is_Integer:
            factor *= part.base**part.exp
        else:
            others.append(part)
    turn = _half_turns(others[0]) if len(others) == 1 else None
    return None if turn is None else factor * turn


def _log2(number: int) -> float:
    return float(number.bit_length()) if number > 1 else 0.0


@lru_cache(maxsize=64)
def is_zero_number(expression, most: int = MOST_BITS) -> bool:
    """Whether the constant is zero; False when it is certainly not; NotAlgebraic when that cannot be told with so many bits."""
    bounds = _Bounds()
    u, low = bounds.of(expression)
    u, low, degree = u + 1, low + 1, bounds.degree()
    needed = int(u * max(degree - 1, 1) + low) + 2
    for bits in (128, needed + 200, 2 * needed + 2000) if needed <= most else (128, *FAR):
        with ctx.workprec(bits):
            value = ball(Evaluator(Valuation({}), bits).scalar(expression))
            if not value.is_finite():
                continue
            if not value.contains(0):
                return False
            if bits > needed and arb(abs(value).abs_upper()) < arb(2) ** (-needed):
                return True
    raise NotAlgebraic(f"a bound of {needed} bits is out of reach" if needed > most else "the ball does not become small enough")


def are_equal_numbers(equation) -> bool:
    """Whether both sides are one algebraic number: as they are written where few bits show it, else with every head applied."""
    try:
        return is_zero_number(written_gap(equation), FEW_BITS)
    except NotAlgebraic:
        return is_zero_number(gap(equation))


def are_algebraic(equation) -> bool:
    """Whether the difference of the sides is built from rationals, roots and roots of unity."""
    return _has_bounds(written_gap(equation)) or _has_bounds(gap(equation))


def _has_bounds(expression) -> bool:
    try:
        _Bounds().of(expression)
    except (NotAlgebraic, ValueError):
        return False
    return True
