"""Goals of the kind "gap >= 0 for all real values in a region".

A state is a gap, whether it must be > 0, and bounds of real symbols.  Symbols carry no sign of their own here: every
bound is written, so that closing a region at an open end cannot be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp

from verifier.tools.inequalities.region_signs import Region
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import NotVisible
from verifier.tools.relations import ORDER, bounds_of, conjuncts, of_matrices, sides_of


@dataclass(frozen=True)
class State:
    """For all real values of the symbols that meet the bounds: gap >= 0, or > 0 when strict."""

    gap: object
    strict: bool
    bounds: tuple

    @property
    def region(self) -> Region:
        """What is known in the region."""
        return region_of(self.bounds)

    def form(self):
        """The gap in kernels; refuses a gap that may be undefined or not real somewhere in the region."""
        return form_in(self.region, self.gap)

    def but(self, gap, *more, strict=None, without=None) -> State:
        """Another gap under more bounds, those of one symbol left out."""
        kept = self.bounds if without is None else bounds_without(self, without)
        return State(gap, self.strict if strict is None else strict, _pruned((*kept, *more)))


@lru_cache(maxsize=300)
def region_of(bounds, smooth: bool = False) -> Region:
    """The region that the bounds describe."""
    return Region(bounds, smooth)


def form_in(region, expression):
    """The expression in kernels; Rejected where it may be undefined or not real."""
    try:
        return region.form(sp.sympify(expression))
    except NotVisible as problem:
        raise Rejected(str(problem)) from problem


def _pruned(bounds) -> tuple:
    """Without repetitions, and of several lower (or upper) bounds of a symbol by numbers only the sharpest."""
    kept: list = []
    for item in dict.fromkeys(bounds):
        side = _numbered(item)
        rival = next((other for other in kept if side is not None and _numbered(other) is not None
                      and _numbered(other)[:2] == side[:2]), None)
        if rival is None:
            kept.append(item)
            continue
        old = _numbered(rival)
        gap = (side[2] - old[2]) * (1 if side[1] == "lower" else -1)
        sharper = gap > 0 or gap == 0 and side[3] and not old[3]
        if sharper == True:  # noqa: E712 - a relation between numbers
            kept[kept.index(rival)] = item
    return tuple(kept)


def _numbered(item):
    """(symbol, side, number, strict) of a bound of a bare symbol by a number, or None."""
    small, large, strict = sides_of(item)
    if large.is_Symbol and small.is_Rational:
        return large, "lower", small, strict
    if small.is_Symbol and large.is_Rational:
        return small, "upper", large, strict
    return None


def started(statement, assumptions):
    """The state of an inequality between numbers, its symbols real with written bounds."""
    if not isinstance(statement, ORDER):
        raise Rejected("expected an inequality")
    small, large, strict = sides_of(statement)
    gap = large - small
    premises = [item for item in conjuncts(assumptions) if isinstance(item, (*ORDER, sp.Eq)) and item.free_symbols
                and not of_matrices(item)]
    used = set(gap.free_symbols)
    while True:  # what premises say of the symbols that occur, and of those that they bring in
        more = {symbol for item in premises if item.free_symbols & used for symbol in item.free_symbols}
        if more <= used:
            break
        used |= more
    symbols = sorted((symbol for symbol in used if isinstance(symbol, sp.Symbol)), key=lambda item: item.name)
    if any(not symbol.is_extended_real for symbol in symbols if symbol in gap.free_symbols):
        raise Rejected("a symbol is not real")
    symbols = [symbol for symbol in symbols if symbol.is_extended_real]
    if len({symbol.name for symbol in symbols}) < len(symbols):
        raise Rejected("two symbols of one name")
    renamed = {symbol: sp.Symbol(symbol.name, real=True) for symbol in symbols}
    bounds = [bound for symbol in symbols for bound in _of_kind(symbol, renamed[symbol])]
    equations = []
    for item in premises:
        if item.free_symbols <= set(symbols):
            left, right = (side.xreplace(renamed) for side in item.args)
            if isinstance(item, sp.Eq):
                equations.append(left - right)
            else:
                whole = isinstance(item, (sp.Lt, sp.Gt)) and (item.lhs - item.rhs).is_integer  # integers that differ, differ by 1
                closed = item if not whole else sp.Le(left + 1, right, evaluate=False) if isinstance(item, sp.Lt) else sp.Ge(left - 1, right, evaluate=False)
                bounds += [bound for bound in bounds_of(closed.func(*(side.xreplace(renamed) for side in closed.args), evaluate=False))
                           if not bound.has(sp.Abs, sp.Max, sp.Min)]
    return _eliminated(State(gap.xreplace(renamed), strict, tuple(dict.fromkeys(bounds))), equations)


def _of_kind(symbol, new):
    """What the assumptions of a symbol say of its values as real numbers."""
    if symbol.is_integer and symbol.is_positive:
        yield sp.Ge(new, 1, evaluate=False)
    elif symbol.is_positive:
        yield sp.Gt(new, 0, evaluate=False)
    elif symbol.is_nonnegative:
        yield sp.Ge(new, 0, evaluate=False)
    elif symbol.is_negative:
        yield sp.Lt(new, 0, evaluate=False)
    elif symbol.is_nonpositive:
        yield sp.Le(new, 0, evaluate=False)


def _eliminated(state: State, equations) -> State:
    """Equations that give a symbol as a polynomial (or a quotient by what is not 0) of others, used to replace it; the rest as two bounds each."""
    while equations:
        equation = sp.expand(equations.pop(0))
        for symbol in sorted(equation.free_symbols, key=lambda item: item.name):
            value = _solution(state, equation, symbol)
            if value is not None:
                value = {symbol: value}
                bounds = [item.func(*(side.xreplace(value) for side in item.args), evaluate=False) for item in state.bounds]
                state = State(state.gap.xreplace(value), state.strict, tuple(item for item in bounds if item.free_symbols))
                equations = [other.xreplace(value) for other in equations]
                break
        else:
            both = (sp.Ge(equation, 0, evaluate=False), sp.Le(equation, 0, evaluate=False))
            state = State(state.gap, state.strict, (*state.bounds, *both))
    return state


def _solution(state: State, equation, symbol):
    """The only value of the symbol for which the expression is 0, or None."""
    if equation.is_polynomial(*equation.free_symbols):
        slope = equation.coeff(symbol)
        rest = equation - slope * symbol
        return -rest / slope if slope.is_Rational and slope != 0 and symbol not in rest.free_symbols else None
    if not equation.is_rational_function(*equation.free_symbols):
        return None
    over, under = sp.fraction(sp.together(equation))
    over = sp.expand(over)
    slope = over.coeff(symbol)
    rest = sp.expand(over - slope * symbol)
    region = region_of(state.bounds)
    try:  # where the equation holds its denominators are not 0, and so its numerator is 0
        if symbol in slope.free_symbols | rest.free_symbols or not any(shows(region, sign * slope, True) for sign in (1, -1)):
            return None
    except Rejected:
        return None
    return sp.cancel(-rest / slope)


def range_of(state: State, x):
    """(lower bounds, upper bounds) of x, each (value, strict); refuses other statements about x."""
    lower, upper = [], []
    for item in state.bounds:
        if x not in item.free_symbols:
            continue
        small, large, strict = sides_of(item)
        slope = sp.expand(large - small).coeff(x)
        rest = sp.expand(large - small - slope * x)
        if x in rest.free_symbols or slope == 0:
            raise Rejected(f"{item} is not a bound of {x}")
        (lower if _rises(state, x, slope) else upper).append((-rest / slope, strict))
    return lower, upper


def _rises(state: State, x, slope) -> bool:
    """Whether the slope of a bound along x is positive; else it is negative."""
    if slope.is_Rational:
        return bool(slope > 0)
    rest = region_of(tuple(item for item in state.bounds if x not in item.free_symbols))
    form = form_in(rest, slope)
    if rest.positive(form):
        return True
    if rest.positive(-form):
        return False
    raise Rejected(f"the sign of {slope} is not visible")


def bounds_without(state: State, x) -> tuple:
    """The bounds that do not speak of x, and what those of x say of the others."""
    kept = tuple(item for item in state.bounds if x not in item.free_symbols)
    try:
        lower, upper = range_of(state, x)
    except Rejected:
        return kept
    between = [(low, high, strict or other) for low, strict in lower for high, other in upper]
    return (*kept, *((sp.Lt if strict else sp.Le)(low, high, evaluate=False) for low, high, strict in between if _is_linear(high - low)))


def _is_linear(gap) -> bool:
    """Whether a bound made of two others is one that is read: linear, and not between numbers."""
    return bool(gap.free_symbols) and gap.is_polynomial(*gap.free_symbols) and sp.Poly(gap, *gap.free_symbols).total_degree() == 1


def shows(region, expression, strict=False) -> bool:
    """Whether the sign is visible in the region."""
    form = form_in(region, expression)
    return region.positive(form) if strict else region.nonnegative(form)


def within(state: State, x, point) -> None:
    """The point lies between the bounds of x, ends included."""
    lower, upper = range_of(state, x)
    rest = region_of(bounds_without(state, x))
    for sign, ends in ((1, lower), (-1, upper)):
        for bound, _ in ends:
            if bound != point and not shows(rest, sign * (point - bound)):
                raise Rejected(f"{point} may lie beyond {bound}")


def closure(state: State, x, *points) -> tuple:
    """The bounds, those of x closed that are at one of the points."""
    found = []
    for item in state.bounds:
        if isinstance(item, (sp.Lt, sp.Gt)) and x in item.free_symbols and any(
                sp.expand((item.lhs - item.rhs).xreplace({x: point})) == 0 for point in points):
            item = (sp.Le if isinstance(item, sp.Lt) else sp.Ge)(*item.args, evaluate=False)
        found.append(item)
    return tuple(found)


def opened(state: State, x) -> tuple:
    """The bounds, those of x without their ends."""
    found = []
    for item in state.bounds:
        if x in item.free_symbols and isinstance(item, (sp.Le, sp.Ge)):
            item = (sp.Lt if isinstance(item, sp.Le) else sp.Gt)(*item.args, evaluate=False)
        found.append(item)
    return tuple(found)


def smooth_between(state: State, x, *points) -> None:
    """The gap is smooth along x inside, and continuous up to those of the points that are ends."""
    form_in(region_of(closure(state, x, *points)), state.gap)
    form_in(region_of(opened(state, x), True), state.gap)
