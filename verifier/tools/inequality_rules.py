"""Rules that reduce "gap >= 0 for all real values in a region" to simpler such goals; the checker applies them, nothing else.

A state is a gap, whether it must be > 0, and bounds of real symbols.  Symbols carry no sign of their own here: every
bound is written, so that closing a region at an open end cannot be forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import sympy as sp

from verifier.tools.asymptotics import NoLimit, limit_of
from verifier.tools.context import Context
from verifier.tools.instances import Rejected
from verifier.tools.regions_of_premises import is_continuous, is_smooth
from verifier.tools.visible_signs import visible

HEADS = (sp.Ge, sp.Gt, sp.Le, sp.Lt)


@dataclass(frozen=True)
class State:
    """For all real values of the symbols that meet the bounds: gap >= 0, or > 0 when strict."""

    gap: object
    strict: bool
    bounds: tuple

    def context(self, *more) -> Context:
        """What is known in the region."""
        return Context((*self.bounds, *more))

    def but(self, gap, *more, strict=None, without=None) -> State:
        """Another gap under more bounds, those of one symbol left out."""
        kept = tuple(item for item in self.bounds if without is None or without not in item.free_symbols)
        return State(gap, self.strict if strict is None else strict, _pruned((*kept, *more)))


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
    small, large = (item.lhs, item.rhs) if isinstance(item, (sp.Le, sp.Lt)) else (item.rhs, item.lhs)
    strict = isinstance(item, (sp.Lt, sp.Gt))
    if large.is_Symbol and small.is_Rational:
        return large, "lower", small, strict
    if small.is_Symbol and large.is_Rational:
        return small, "upper", large, strict
    return None


def started(statement, assumptions):
    """The state of an inequality between numbers, its symbols real with written bounds."""
    if not isinstance(statement, HEADS):
        raise Rejected("expected an inequality")
    small, large = (statement.lhs, statement.rhs) if isinstance(statement, (sp.Le, sp.Lt)) else (statement.rhs, statement.lhs)
    gap = large - small
    symbols = sorted(gap.free_symbols, key=lambda item: item.name)
    renamed, bounds = {}, []
    for symbol in symbols:
        if not symbol.is_extended_real:
            raise Rejected(f"{symbol} is not real")
        new = renamed[symbol] = sp.Symbol(symbol.name, real=True)
        if symbol.is_integer and symbol.is_positive:
            bounds.append(sp.Ge(new, 1, evaluate=False))
        elif symbol.is_positive:
            bounds.append(sp.Gt(new, 0, evaluate=False))
        elif symbol.is_nonnegative:
            bounds.append(sp.Ge(new, 0, evaluate=False))
        elif symbol.is_negative:
            bounds.append(sp.Lt(new, 0, evaluate=False))
    if len({symbol.name for symbol in symbols}) < len(symbols):
        raise Rejected("two symbols of one name")
    for item in assumptions:
        if isinstance(item, HEADS) and item.free_symbols and item.free_symbols <= set(symbols):
            if not item.has(sp.Abs, sp.Max, sp.Min):
                bounds.append(item.func(*(side.xreplace(renamed) for side in item.args), evaluate=False))
    return State(gap.xreplace(renamed), isinstance(statement, (sp.Lt, sp.Gt)), tuple(dict.fromkeys(bounds)))


def range_of(state: State, x):
    """(lower bounds, upper bounds) of x, each (value, strict); refuses other statements about x."""
    lower, upper = [], []
    for item in state.bounds:
        if x not in item.free_symbols:
            continue
        small, large = (item.lhs, item.rhs) if isinstance(item, (sp.Le, sp.Lt)) else (item.rhs, item.lhs)
        strict = isinstance(item, (sp.Lt, sp.Gt))
        slope = sp.expand(large - small).coeff(x)
        rest = sp.expand(large - small - slope * x)
        if x in rest.free_symbols or not slope.is_Rational or slope == 0:
            raise Rejected(f"{item} is not a bound of {x}")
        (lower if slope > 0 else upper).append((-rest / slope, strict))
    return lower, upper


def _within(state: State, x, point) -> None:
    """The point lies between the bounds of x, ends included."""
    lower, upper = range_of(state, x)
    context = Context([item for item in state.bounds if x not in item.free_symbols])
    for bound, _ in lower:
        if bound != point and not context.is_nonnegative(point - bound):
            raise Rejected(f"{point} may lie below {bound}")
    for bound, _ in upper:
        if bound != point and not context.is_nonnegative(bound - point):
            raise Rejected(f"{point} may lie above {bound}")


def _closure(state: State, x, *points) -> tuple:
    """The bounds, those of x closed that are at one of the points."""
    found = []
    for item in state.bounds:
        if isinstance(item, (sp.Lt, sp.Gt)) and x in item.free_symbols and any(
                sp.expand((item.lhs - item.rhs).xreplace({x: point})) == 0 for point in points):
            item = (sp.Le if isinstance(item, sp.Lt) else sp.Ge)(*item.args, evaluate=False)
        found.append(item)
    return tuple(found)


def _touches(state: State, x, point) -> bool:
    """Whether the point is a value of x in the region, not only of its closure."""
    lower, upper = range_of(state, x)
    return not any(strict and bound == point for bound, strict in (*lower, *upper))


def sign(state: State, data) -> list:
    """The sign is visible, after shifting symbols to their bounds and taking factors apart."""
    if not is_continuous(state.gap, state.context()):
        raise Rejected("cannot see that the gap is defined everywhere")
    if not visible(state.gap, state.strict, state.bounds):
        raise Rejected("the sign is not visible")
    return []


def core(state: State, data) -> list:
    """The numerator over a common denominator without visibly positive factors has the same sign."""
    new, = data
    if not is_continuous(state.gap, state.context()):
        raise Rejected("cannot see that the gap is defined everywhere")
    factor = sp.cancel(sp.together(state.gap / new)) if new != 0 else sp.S.Zero
    if sp.simplify(factor * new - state.gap) != 0 and not _same(factor * new, state.gap, state):
        raise Rejected("not a multiple")
    if not visible(factor, state.strict or state.gap.is_number, state.bounds):
        raise Rejected("the factor is not visibly positive")
    return [state.but(new)]


def _same(left, right, state) -> bool:
    from verifier.tools.fingerprint import Unfit, agree
    try:
        return agree(left, right, state.context())
    except (Unfit, ValueError):
        return False


def ladder(state: State, data) -> list:
    """gap(x0) >= 0, and the gap does not fall on the way from x0 to either side (mean value theorem)."""
    x, point = data
    if x in point.free_symbols:
        raise Rejected("the point moves with the variable")
    _within(state, x, point)
    closed = Context(_closure(state, x, point))
    lower, upper = range_of(state, x)
    right, left = sp.Gt(x, point, evaluate=False), sp.Lt(x, point, evaluate=False)
    is_left_end = any(bound == point for bound, _ in lower)
    is_right_end = any(bound == point for bound, _ in upper)
    if not is_continuous(state.gap, closed) or not is_smooth(state.gap, _interior(state, x)):
        raise Rejected("cannot see that the gap is smooth inside and continuous up to the ends")
    slope = state.gap.diff(x)
    value = state.gap.xreplace({x: point})
    if value.has(sp.zoo, sp.nan, sp.oo):
        raise Rejected("no value at the point")
    inside = _touches(state, x, point)
    goals = [state.but(value, strict=state.strict and inside, without=x)]
    climb = state.strict and not inside
    inner = State(state.gap, state.strict, _opened(state, x))  # a slope is only needed inside
    if not is_right_end:
        goals.append(inner.but(slope, right, strict=climb))
    if not is_left_end:
        goals.append(inner.but(-slope, left, strict=climb))
    return goals


def _interior(state: State, x) -> Context:
    return Context(_opened(state, x))


def _opened(state: State, x) -> tuple:
    """The bounds, those of x without their ends."""
    found = []
    for item in state.bounds:
        if x in item.free_symbols and isinstance(item, (sp.Le, sp.Ge)):
            item = (sp.Lt if isinstance(item, sp.Le) else sp.Gt)(*item.args, evaluate=False)
        found.append(item)
    return tuple(found)


def from_infinity(state: State, data) -> list:
    """The gap falls (or rises) towards an infinite end where its limit is >= 0."""
    x, end = data
    lower, upper = range_of(state, x)
    if end is sp.oo and upper or end is -sp.oo and lower or end not in (sp.oo, -sp.oo):
        raise Rejected("the range of the variable does not reach that far")
    if not is_continuous(state.gap, state.context()) or not is_smooth(state.gap, _interior(state, x)):
        raise Rejected("cannot see that the gap is smooth")
    try:
        value = limit_of(state.gap, x, end, "-", Context([item for item in state.bounds if x not in item.free_symbols]))
    except NoLimit as problem:
        raise Rejected(str(problem)) from problem
    slope = state.gap.diff(x)
    inner = State(state.gap, state.strict, _opened(state, x))
    return [state.but(value, strict=False, without=x), inner.but(-slope if end is sp.oo else slope, strict=state.strict)]


def concave(state: State, data) -> list:
    """A gap that is concave along x on [a, b] is >= 0 if it is at a and at b."""
    x, low, high = data
    lower, upper = range_of(state, x)
    if not any(bound == low for bound, _ in lower) or not any(bound == high for bound, _ in upper):
        raise Rejected("the ends are not those of the variable")
    if not is_continuous(state.gap, Context(_closure(state, x, low, high))) or not is_smooth(state.gap, _interior(state, x)):
        raise Rejected("cannot see that the gap is smooth inside and continuous up to the ends")
    ends = [state.but(state.gap.xreplace({x: end}), strict=state.strict, without=x) for end in (low, high)]
    inner = State(state.gap, state.strict, _opened(state, x))
    return [*ends, inner.but(-state.gap.diff(x, 2), strict=False)]


def quadratic(state: State, data) -> list:
    """a x^2 + b x + c with a > 0 is >= 0 where its discriminant is not positive."""
    x, = data
    polynomial = sp.Poly(sp.expand(state.gap), x)
    if polynomial.degree() != 2:
        raise Rejected("not quadratic")
    a, b, c = polynomial.all_coeffs()
    return [state.but(a, strict=True), state.but(sp.expand(4 * a * c - b**2))]


def bounded(state: State, data) -> list:
    """A gap affine in a sine, cosine or tanh of something real is smallest where that is -1 or 1."""
    node, = data
    if not isinstance(node, (sp.sin, sp.cos, sp.tanh, sp.erf)) or not state.context().is_real(node.args[0]):
        raise Rejected("not a bounded function")
    u = sp.Dummy("u", real=True)
    body = state.gap.xreplace({node: u})
    if u not in body.free_symbols or sp.expand(body).diff(u, 2) != 0 or not is_continuous(state.gap, state.context()):
        raise Rejected("not affine in it")
    return [state.but(sp.expand(body).xreplace({u: sp.Integer(end)})) for end in (1, -1)]


def named(state: State, data) -> list:
    """The exponential of a symbol, or the symbol as an exponential or square, under a name of its own."""
    x, kind = data
    name = sp.Symbol(x.name + "'", real=True)
    lower, upper = range_of(state, x)
    if kind == "exp":  # y = exp(x) > 0
        body = sp.expand(sp.expand_power_exp(sp.expand(state.gap))).replace(
            lambda node: isinstance(node, sp.exp) and (node.args[0] / x).is_Rational, lambda node: name ** (node.args[0] / x))
        if x in body.free_symbols:
            raise Rejected("the symbol occurs outside exponentials")
        bounds = [sp.Gt(name, 0, evaluate=False)]
        bounds += [(sp.Gt if strict else sp.Ge)(name, sp.exp(bound), evaluate=False) for bound, strict in lower]
        bounds += [(sp.Lt if strict else sp.Le)(name, sp.exp(bound), evaluate=False) for bound, strict in upper]
        return [state.but(body, *bounds, without=x)]
    raise Rejected(f"no such name {kind}")


def split(state: State, data) -> list:
    """Both sides of a number."""
    x, point = data
    if not point.is_number or not point.is_real:
        raise Rejected("not a number")
    return [state.but(state.gap, sp.Ge(x, point, evaluate=False)), state.but(state.gap, sp.Le(x, point, evaluate=False))]


def squares(state: State, data) -> list:
    """multiplier * gap is a sum of squares with positive factors, each of them times a visibly nonnegative factor."""
    multiplier, terms = data
    if state.strict or not visible(multiplier, True, state.bounds):
        raise Rejected("the multiplier is not visibly positive, or the inequality strict")
    total = sp.S.Zero
    for factor, root in terms:
        if not (factor.is_Rational and factor > 0):
            raise Rejected("a square has a factor that is not positive")
        total += factor * root**2
    if sp.expand(multiplier * state.gap - total) != 0:
        raise Rejected("the squares do not add up")
    return []


def ordered(state: State, data) -> list:
    """Every order of two or three symbols: each is the one before plus something >= 0, and the sign is then visible."""
    symbols = list(data)
    context = state.context()
    over, under = sp.fraction(sp.together(state.gap))
    if set(symbols) != state.gap.free_symbols or not all(context.is_nonnegative(symbol) for symbol in symbols):
        raise Rejected("the symbols are not all of the gap's, or not visibly nonnegative")
    if not visible(under, True, state.bounds) or state.strict:
        raise Rejected("the denominator is not visibly positive, or the inequality strict")
    over = sp.expand(over)
    for order in permutations(symbols):
        names = [sp.Dummy(symbol.name, nonnegative=True) for symbol in order]
        moved = sp.expand(over.xreplace({symbol: sp.Add(*names[: place + 1]) for place, symbol in enumerate(order)}))
        if not Context(()).is_nonnegative(moved):
            raise Rejected("the sign is not visible in some order")
    return []


def cover(state: State, data) -> list:
    """Boxes between two numbers, on each of which ball arithmetic shows a positive gap."""
    from verifier.tools.enclosure import check_cover
    x, low, high, boxes = data
    lower, upper = range_of(state, x)
    if state.gap.free_symbols != {x} or not any(bound == low for bound, _ in lower) or not any(bound == high for bound, _ in upper):
        raise Rejected("the boxes are not over the range of the variable")
    if not check_cover(state.gap, boxes, ((x, low, high),), bits=64):
        raise Rejected("a box does not show the relation, or the boxes leave a gap")
    return []


def exponentials(state: State, data) -> list:
    """b <= log a when exp b <= a, for a positive a."""
    large, small = data
    if sp.expand(sp.log(large) - small - state.gap) != 0:
        raise Rejected("not a logarithm and the rest")
    if not visible(large, True, state.bounds) or not state.context().is_real(small):
        raise Rejected("the argument of the logarithm is not visibly positive, or the rest not real")
    return [state.but(large - sp.exp(small))]


def logarithms(state: State, data) -> list:
    """a <= b for positive a, b when log a <= log b."""
    small, large = data
    if sp.expand(large - small - state.gap) != 0:
        raise Rejected("not the two sides")
    if not (visible(small, True, state.bounds) and visible(large, True, state.bounds)):
        raise Rejected("the sides are not visibly positive")
    return [state.but(sp.expand_log(sp.log(large)) - sp.expand_log(sp.log(small)))]


RULES = {"sign": sign, "core": core, "ladder": ladder, "from infinity": from_infinity, "concave": concave,
         "quadratic": quadratic, "bounded": bounded, "named": named, "split": split, "squares": squares, "logarithms": logarithms,
         "exponentials": exponentials, "ordered": ordered, "cover": cover}


def check(state: State, tree) -> None:
    """Apply the rules of the tree (rule, data, trees of the goals it leaves); every goal must be closed."""
    rule, data, inner = tree
    if rule not in RULES:
        raise Rejected(f"no rule {rule}")
    goals = RULES[rule](state, data)
    if len(goals) != len(inner):
        raise Rejected(f"{rule} leaves {len(goals)} goals, {len(inner)} are shown")
    for goal, part in zip(goals, inner, strict=True):
        check(goal, part)
