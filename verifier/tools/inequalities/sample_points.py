"""Points of a region at which goals are tried before anything is proved."""

from __future__ import annotations

import sympy as sp
from flint import ctx

from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import ball
from verifier.tools.inequalities.inequality_states import State, range_of
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms import terms
from verifier.tools.normal_forms.kernels import NotVisible
from verifier.vocabulary.valuation import Valuation

VALUES = [sp.Rational(*pair) for pair in ((1, 2), (2, 1), (1, 7), (5, 1), (-1, 2), (-3, 1), (9, 10), (11, 10), (1, 50), (40, 1), (-1, 30),
                                          (3, 2), (-7, 1), (1, 3), (2, 3))]
GAVE_UP = (Rejected, NotVisible, sp.PolynomialError, LookupError, *terms.GAVE_UP)


def moved(values: dict, state: State):
    """The point moved into the region, one symbol after another."""
    for _ in range(3):
        bad = None
        for item in state.bounds:
            gap = item.lhs - item.rhs if isinstance(item, (sp.Ge, sp.Gt)) else item.rhs - item.lhs
            at = gap.xreplace(values)
            if not at.is_comparable:
                return None
            if at < 0 or (at == 0 and isinstance(item, (sp.Lt, sp.Gt))):
                bad = item, gap
                symbol = sorted(gap.free_symbols, key=lambda s: s.name)[-1]
                try:
                    lower, upper = range_of(state, symbol)
                except Rejected:
                    return None
                lows = [bound.xreplace(values) for bound, _ in lower]
                highs = [bound.xreplace(values) for bound, _ in upper]
                low = max(lows, key=lambda v: v.evalf()) if lows else None
                high = min(highs, key=lambda v: v.evalf()) if highs else None
                share = abs(values[symbol]) / (1 + abs(values[symbol]))
                if low is not None and high is not None:
                    values = {**values, symbol: low + (high - low) * share}
                elif low is not None:
                    values = {**values, symbol: low + abs(values[symbol]) + sp.Rational(1, 100)}
                elif high is not None:
                    values = {**values, symbol: high - abs(values[symbol]) - sp.Rational(1, 100)}
                if not values[symbol].is_Rational and values[symbol].is_comparable:  # what is compared again and again has to be short
                    values = {**values, symbol: sp.Rational(values[symbol].evalf(20))}
        if bad is None:
            return values
    return None


def value_at(expression, values):
    """A ball around the value of an expression at a point, or None."""
    try:
        with ctx.workprec(80):
            return ball(Evaluator(Valuation(values), 80).scalar(expression))
    except GAVE_UP:
        return None
