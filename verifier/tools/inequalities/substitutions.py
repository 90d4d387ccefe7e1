"""A gap that depends on two symbols through their product or quotient alone: that as one variable; the rule is the checker's."""

from __future__ import annotations

import sympy as sp

from verifier.tools.inequalities.inequality_states import State, form_in, shows
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import Quotient
from verifier.tools.relations import sides_of

NEW = sp.Symbol("t'", real=True)


def as_one(state: State, data) -> list:
    """The gap at t, for every t that meets bounds which the expression visibly meets, where it is the old one at t = the expression."""
    expression, gap, bounds = data
    back = {NEW: expression}
    if NEW in {*state.gap.free_symbols, *expression.free_symbols, *(symbol for item in state.bounds for symbol in item.free_symbols)}:
        raise Rejected("not a new symbol")
    form_in(state.region, expression)
    if Quotient(form_in(state.region, gap.xreplace(back)) - state.form()).over != 0:
        raise Rejected("not the gap")
    for item in bounds:
        small, large, strict = sides_of(item)
        if not _is_stated(state, (large - small).xreplace(back), strict, expression) and not shows(state.region, (large - small).xreplace(back), strict):
            raise Rejected(f"{item} is not visible")
    return [State(gap, state.strict, tuple(bounds))]


def _is_stated(state: State, room, strict, expression) -> bool:
    """Whether the room is that of a bound, or becomes it with a positive symbol as factor."""
    factors = [sp.S.One, *(symbol for symbol in expression.free_symbols if shows(state.region, symbol, True))]
    for item in state.bounds:
        small, large, known_strict = sides_of(item)
        if (known_strict or not strict) and any(sp.expand(large - small - factor * room) == 0 for factor in factors):
            return True
    return False


# -- where it may help -----------------------------------------------------------------------------------------------

def products(state: State, symbols):
    """The product or the quotient of two symbols, where the gap has neither without the other; bounds that speak of one alone are left out."""
    for place, x in enumerate(symbols):
        for y in symbols[place + 1:]:
            for expression, value in ((x * y, NEW / y), (x / y, NEW * y)):
                gap = _without(state.gap, x, value, y)
                if gap is None:
                    continue
                moved = [_moved(item, x, value, y) for item in state.bounds]
                signs = [sp.Gt(NEW, 0, evaluate=False), sp.Ge(NEW, 0, evaluate=False)]
                seen = [item for item in signs if not any(item in moved for item in signs) and _visible(state, expression, isinstance(item, sp.Gt))]
                yield ("as one", (expression, gap, tuple(item for item in (*seen[:1], *dict.fromkeys(moved)) if item is not None)))


def _without(node, x, value, y):
    """The expression with x replaced, if y goes away with it."""
    if x not in node.free_symbols or y not in node.free_symbols:
        return None
    made = sp.expand(node.xreplace({x: value}))
    return None if {x, y} & made.free_symbols else made


def _moved(item, x, value, y):
    """A bound of the expression, perhaps times y, or of other symbols; None for any other."""
    if not {x, y} & item.free_symbols:
        return item
    small, large, strict = sides_of(item)
    made = _without(large - small, x, value, y) or _without((large - small) / y, x, value, y)
    return None if made is None else (sp.Gt if strict else sp.Ge)(made, 0, evaluate=False)


def _visible(state, expression, strict) -> bool:
    try:
        return shows(state.region, expression, strict)
    except Rejected:
        return False
