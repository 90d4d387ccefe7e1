"""Inequalities by tangents and ladders: the search for the tree of rules that the checker applies again.

Iterative deepening; every goal is first tried at points, so that hopeless ones cost little.
"""

from __future__ import annotations

import time

import sympy as sp
from flint import ctx

from verifier.tools.evaluator import Evaluator
from verifier.tools.inequality_rules import HEADS, RULES, State, range_of, started
from verifier.tools.instances import Rejected
from verifier.tools.scalars import ball
from verifier.tools.settled import settled
from verifier.tools.squares import as_squares
from verifier.tools.visible_signs import visible
from verifier.valuation import Valuation

PLACES = (sp.S.Zero, sp.S.One, sp.S.Half, sp.Integer(-1), sp.Integer(2))
VALUES = [sp.Rational(*pair) for pair in ((1, 2), (2, 1), (1, 7), (5, 1), (-1, 2), (-3, 1), (9, 10), (11, 10), (1, 50), (40, 1), (-1, 30),
                                          (3, 2), (-7, 1), (1, 3), (2, 3))]
DEEPEST = 5
GAVE_UP = (Rejected, ValueError, TypeError, AttributeError, ArithmeticError, NotImplementedError, LookupError, RecursionError)


def tree_of(statement, assumptions, seconds: float = 5.0):
    """The tree of rules that shows the inequality, or None."""
    if not isinstance(statement, HEADS) or statement.has(sp.MatrixExpr, sp.Sum, sp.Product, sp.Integral):
        return None
    statement = statement.func(*(settled(side) for side in statement.args), evaluate=False)
    state = started(statement, assumptions)
    if state.gap.has(sp.I):
        return None
    end = time.perf_counter() + seconds
    for depth in range(DEEPEST + 1):
        search = _Search(400 * (depth + 1), end)
        tree = search.prove(state, depth, statement)
        if tree is not None or time.perf_counter() > end:
            return tree
    return None


class _Search:
    def __init__(self, most: int, end: float):
        self.left, self.end, self.late, self.failed = most, end, False, set()

    def prove(self, state: State, depth: int, statement=None):
        """The tree that closes the state, or None."""
        self.left -= 1
        if self.left < 0 or time.perf_counter() > self.end:
            self.late = True
            return None
        key = (state, depth)
        if key in self.failed or not self._plausible(state):
            return None
        for rule, data in self._moves(state, depth, statement):
            try:
                goals = RULES[rule](state, data)
            except GAVE_UP:
                continue
            cost = 0 if rule in ("sign", "squares") else 0 if rule == "core" else 1
            inner = []
            for goal in goals:
                found = self.prove(goal, depth - cost)
                if found is None:
                    break
                inner.append(found)
            else:
                return rule, data, tuple(inner)
            if self.late:
                return None
        self.failed.add(key)
        return None

    def _plausible(self, state: State) -> bool:
        """No sample point contradicts the state."""
        symbols = sorted(state.gap.free_symbols | {s for item in state.bounds for s in item.free_symbols}, key=lambda s: s.name)
        for turn in range(9 if symbols else 1):
            values = {symbol: VALUES[(turn * (place + 2) + place * 3 + turn // 3) % len(VALUES)] for place, symbol in enumerate(symbols)}
            values = _moved(values, state)
            if values is None:
                continue
            found = _ball(state.gap, values)
            if found is not None and found.imag.is_zero() and (found.real < 0):
                return False
        return True

    def _moves(self, state: State, depth: int, statement):
        yield "sign", ()
        if depth < 0:
            return
        squares = as_squares(state.gap, state.bounds) if not state.strict else None
        if squares is not None:
            yield "squares", squares
        symbols = sorted(state.gap.free_symbols, key=lambda item: item.name)
        if len(symbols) in (2, 3) and state.gap.is_rational_function(*symbols):
            yield "ordered", tuple(symbols)
        curved = state.gap.has(sp.log, sp.atan, sp.asin, sp.acos, sp.asinh, sp.atanh)
        new = _core(state)
        if new is not None and not curved:
            yield "core", (new,)
            return
        if depth < 1:
            return
        if curved:
            yield from self._isolated(state)
        for node in sorted(state.gap.atoms(sp.sin, sp.cos, sp.tanh, sp.erf), key=str):
            yield "bounded", (node,)
        for x in symbols:
            if state.gap.is_polynomial(x) and sp.degree(sp.expand(state.gap), x) == 2:
                yield "quadratic", (x,)
        for x in symbols:
            if state.gap.has(sp.exp) and not curved:
                yield "named", (x, "exp")
        yield from self._exponentials(state)
        ladders = []
        for x in symbols:
            try:
                lower, upper = range_of(state, x)
            except Rejected:
                continue
            places = [bound for bound, _ in (*lower, *upper)]
            others = [other for other in symbols if other != x]
            best = []
            for point in dict.fromkeys((*places, *others, *PLACES, *(1 / other for other in others), *(-other for other in others))):
                size = self._promise(state, x, point)
                if size is not None:
                    best.append((size > 1e-15, point not in places, size, len(best), point))
            ladders += [(*row[:3], x, row[4]) for row in sorted(best)[:3]]
        for *_, x, point in sorted(ladders, key=lambda row: row[:3]):
            yield "ladder", (x, point)
        for x in symbols:
            try:
                lower, upper = range_of(state, x)
            except Rejected:
                continue
            if not upper:
                yield "from infinity", (x, sp.oo)
            if not lower:
                yield "from infinity", (x, -sp.oo)
            for low, _ in lower:
                for high, _ in upper:
                    yield "concave", (x, low, high)
        if new is not None:
            yield "core", (new,)
        if len(symbols) == 1:
            yield from self._pieces(state, symbols[0])
        if statement is not None:
            small, large = statement.args if isinstance(statement, (sp.Le, sp.Lt)) else statement.args[::-1]
            renamed = {symbol: sp.Symbol(symbol.name, real=True) for symbol in statement.free_symbols}
            sides = small.xreplace(renamed), large.xreplace(renamed)
            if statement.has(sp.exp, sp.cosh) or any(node.exp.free_symbols for node in statement.atoms(sp.Pow)):
                yield "logarithms", sides

    def _promise(self, state, x, point):
        """How large the gap is at the point, at sample values of the others; None where it is negative or undefined."""
        try:
            rest = state.but(state.gap.xreplace({x: point}), strict=False, without=x)
        except GAVE_UP:
            return None
        if rest.gap.has(sp.zoo, sp.nan, sp.oo) or not self._plausible(rest):
            return None
        symbols = sorted(rest.gap.free_symbols | {s for item in rest.bounds for s in item.free_symbols}, key=lambda s: s.name)
        values = _moved({symbol: VALUES[place] for place, symbol in enumerate(symbols)}, rest)
        found = None if values is None else _ball(rest.gap, values)
        return None if found is None or not found.is_finite() else float(abs(found).abs_upper())

    def _isolated(self, state):
        """The gap divided by what stands before its only logarithm (or inverse function)."""
        gap = sp.expand(state.gap)
        nodes = sorted(gap.atoms(sp.log, sp.atan, sp.asin, sp.acos, sp.asinh, sp.atanh), key=str)
        if len(nodes) != 1:
            return
        for node in nodes:
            before = gap.coeff(node)
            if before.free_symbols and not before.has(sp.log):
                for sign in (1, -1):
                    if visible(sign * before, True, state.bounds):
                        yield "core", (sp.expand(gap / (sign * before)),)

    def _exponentials(self, state):
        for term in sp.Add.make_args(state.gap):
            if isinstance(term, sp.log):
                yield "exponentials", (term.args[0], sp.expand(term - state.gap))

    def _pieces(self, state, x):
        """Near its least value a gap that stays positive is covered by boxes; beside it, it rises."""
        lower, upper = range_of(state, x)
        low = max((bound for bound, _ in lower), default=None)
        high = min((bound for bound, _ in upper), default=None)
        if low is not None and high is not None and low.is_Rational and high.is_Rational:
            boxes = boxes_for(state.gap, x, low, high)
            if boxes is not None:
                yield "cover", (x, low, high, boxes)
        if lower and upper and all(item.is_number for item in (low, high)) and (high - low) < sp.Rational(1, 2):
            return
        place = _lowest(state, x, low, high)
        if place is not None:
            for point in place:
                yield "split", (x, point)


def boxes_for(gap, x, low, high):
    """Boxes on each of which ball arithmetic shows a positive gap, or None."""
    from verifier.tools.enclosure import prove_positive_on_box
    found = prove_positive_on_box(gap, {x: (low, high)}, most_boxes=600)
    return None if found.cover is None else found.cover.boxes


def _lowest(state, x, low, high):
    """Two numbers around the sample point where the gap is least, if it is positive there."""
    start = sp.Rational(low) if low is not None and low.is_Rational else None
    stop = sp.Rational(high) if high is not None and high.is_Rational else None
    points = []
    for k in range(1, 40):
        share = sp.Rational(k, 40)
        if start is not None and stop is not None:
            points.append(start + (stop - start) * share)
        elif start is not None:
            points.append(start + share / (1 - share))
        elif stop is not None:
            points.append(stop - share / (1 - share))
        else:
            points.append((2 * share - 1) / (4 * share * (1 - share)))
    values = [(_ball(state.gap, {x: point}), place) for place, point in enumerate(points)]
    values = [(float(value.real.mid()), place) for value, place in values if value is not None and value.is_finite()]
    if not values or min(values)[0] <= 0:
        return None
    place = min(values)[1]
    return [points[max(0, place - 5)], points[min(len(points) - 1, place + 5)]]


def _core(state: State):
    """The numerator without positive factors, when that is simpler."""
    gap = state.gap
    try:
        over, under = sp.fraction(sp.factor(sp.together(sp.powsimp(gap))) if sp.count_ops(gap) < 120 else sp.together(gap))
    except GAVE_UP:
        return None
    kept, dropped = [], under != 1
    sign = 1
    if under != 1:
        if visible(-under, True, state.bounds):
            sign = -sign
        elif not visible(under, True, state.bounds):
            return None
    for factor in sp.Mul.make_args(over):
        if visible(factor, True, state.bounds):
            dropped = True
        elif visible(-factor, True, state.bounds):
            sign, dropped = -sign, dropped or factor != -1
        else:
            kept.append(factor)
    if not dropped or not kept:
        return None
    new = sp.expand(sign * sp.Mul(*kept)) if len(kept) == 1 else sign * sp.Mul(*kept)
    return new if new != gap else None


def _moved(values: dict, state: State):
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
        if bad is None:
            return values
    return None


def _ball(expression, values):
    try:
        with ctx.workprec(80):
            return ball(Evaluator(Valuation(values), 80).scalar(expression))
    except GAVE_UP:
        return None


