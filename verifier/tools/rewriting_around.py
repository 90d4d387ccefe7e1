"""A rewriting of what is differentiated has to hold around each point: closed forms for x >= 0 say nothing of the slope at 0.

The distribution function of an exponential law is 1 - exp(-x) for x >= 0, and has no derivative at 0.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.chance.moments import NotKnown
from verifier.tools.context import Context
from verifier.vocabulary.operators import E, Prob

WITH_CLOSED_FORMS = (sp.Integral, sp.Sum, sp.Product, sp.Limit, E, Prob)
NOT_STRICT = (sp.Le, sp.Ge, sp.Eq)


def rewritten_around(rule, statement, known, data, context=None):
    """The statement that the rule makes of it; refuses one that it would not make without the ends of what is differentiated in."""
    made = rule(statement, Context(known) if context is None else context, data)
    if not isinstance(made, sp.Basic) or not made.args and made is not sp.true and made is not sp.false or not statement.has(sp.Derivative):
        return made
    moved = {symbol for node in statement.atoms(sp.Derivative) - made.atoms(sp.Derivative) if node.expr.has(*WITH_CLOSED_FORMS)
             for symbol in node.variables}
    at_end = {symbol for symbol in moved if type(symbol) is sp.Symbol and symbol.is_real and _has_an_end(symbol, known)}
    if at_end:
        free = {symbol: sp.Symbol(symbol.name, real=True) for symbol in at_end}
        there = [item.xreplace(free) for item in known if not (isinstance(item, NOT_STRICT) and item.free_symbols & at_end)]
        around = rule(statement.xreplace(free), Context(there), sp.Tuple(*data).xreplace(free).args if data else data)
        if around != made.xreplace(free):
            raise NotKnown(f"cannot see that the derivative is the same beside the ends of the range of {', '.join(map(str, at_end))}")
    return made


def _has_an_end(symbol, known) -> bool:
    """Whether the values of a symbol may include an end, by its kind or by a premise."""
    return bool(symbol.is_nonnegative and not symbol.is_positive or symbol.is_nonpositive and not symbol.is_negative) or any(
        symbol in item.free_symbols and isinstance(item, NOT_STRICT) for item in known)
