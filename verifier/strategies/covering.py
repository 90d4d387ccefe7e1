"""Inequalities on bounded regions by ball arithmetic: boxes on each of which the relation is certain."""

from __future__ import annotations

from sympy import Symbol

from verifier.goal import Budget, Goal
from verifier.tools.binding import free_symbols
from verifier.tools.evaluation.enclosure import prove_positive_on_box
from verifier.tools.relations import ORDER, sides_of

MOST_SYMBOLS = 2
MOST_BOXES = 4000
BITS = 128


class Covering:
    """Inequalities in at most two real symbols, each between rational ends that are assumed; gives up after a fixed number of boxes."""

    name = "covering"

    def __init__(self, most_boxes: int = MOST_BOXES):
        self.most_boxes = most_boxes

    def propose(self, goal: Goal, budget: Budget):
        """Boxes that cover the region, on each of which the difference of the sides is certainly positive."""
        statement = goal.statement
        symbols = sorted(free_symbols(statement), key=str)
        if not isinstance(statement, ORDER) or not 1 <= len(symbols) <= MOST_SYMBOLS:
            return None
        if not all(isinstance(symbol, Symbol) and symbol.is_extended_real for symbol in symbols):
            return None
        region = {symbol: _ends(symbol, goal.assumptions) for symbol in symbols}
        if any(None in ends for ends in region.values()):
            return None
        small, large, strict = sides_of(statement)
        return prove_positive_on_box(large - small, region, strict=strict, bits=BITS, most_boxes=self.most_boxes).cover


def _ends(symbol, assumptions):
    """The largest rational lower end and the least rational upper end that are assumed of the symbol."""
    lower, upper = [], []
    for statement in assumptions:
        if isinstance(statement, ORDER):
            small, large, _ = sides_of(statement)
            if large == symbol and small.is_Rational:
                lower.append(small)
            elif small == symbol and large.is_Rational:
                upper.append(large)
    return max(lower, default=None), min(upper, default=None)
