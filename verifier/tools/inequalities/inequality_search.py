"""Inequalities by tangents and ladders: the search for the tree of rules that the checker applies again.

Iterative deepening; every goal is first tried at points, so that hopeless ones cost little.
"""

from __future__ import annotations

import time
from itertools import chain, product

import sympy as sp

from verifier.tools.inequalities.contacts import arched, between, covered, lowest, touched
from verifier.tools.inequalities.inequality_moves import (
    CURVED,
    GAMMAS,
    across,
    alike,
    at_scale,
    flat_places,
    gap_of_logarithm,
    is_even,
    logarithms_of_sides,
    roots,
    separated,
    steepest,
    tangled,
    variants,
)
from verifier.tools.inequalities.inequality_rules import RULES, State, range_of, started
from verifier.tools.inequalities.means import mean_places
from verifier.tools.inequalities.one_variable import taken_apart
from verifier.tools.inequalities.power_rules import addition_places, bernoulli_places, root_places
from verifier.tools.inequalities.region_signs import ABOVE, BELOW, ZERO
from verifier.tools.inequalities.sample_points import GAVE_UP, VALUES, moved, value_at
from verifier.tools.inequalities.squares import as_squares
from verifier.tools.inequalities.substitutions import products
from verifier.tools.inequalities.touching import supporting, touching_lines
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import LOGARITHM, POWER, NotVisible, written
from verifier.tools.relations import ORDER, sides_of
from verifier.tools.settled import settled

PLACES = (sp.S.Zero, sp.S.One, sp.S.Half, sp.Integer(-1), sp.Integer(2))
DEEPEST, MOST_CASES, MOST_SIZES = 5, 60, 3


def tree_of(statement, assumptions, seconds: float = 5.0, deepest: int = DEEPEST):
    """The tree of rules that shows the inequality, or None; a search of small depth takes the same work on every machine."""
    if not isinstance(statement, ORDER) or statement.has(sp.MatrixExpr, sp.Sum, sp.Product, sp.Integral, sp.I):
        return None
    small, large, strict = sides_of(statement)
    state = started((sp.Lt if strict else sp.Le)(settled(small), settled(large), evaluate=False), assumptions)
    end = time.process_time() + seconds
    known: dict = {}
    for depth in range(deepest + 1):
        search = Search(300 * (depth + 1), end, known)
        tree = search.prove(state, depth)
        if tree is not None or search.late or time.process_time() > end:
            return tree
    return None


class Search:
    """One search of bounded depth; `failed` remembers what was tried."""

    def __init__(self, most: int, end: float, known: dict | None = None):
        self.known = {} if known is None else known  # what does not depend on the depth
        self.left, self.end, self.late, self.failed = most, end, False, {}
        self.points: dict = {}
        self.cases = 0

    def prove(self, state: State, depth: int):
        """The tree that closes the state, or None."""
        self.left -= 1
        if time.process_time() > self.end:
            self.late = True
        if self.left < 0 or self.late or self.failed.get(state, -1) >= depth:
            return None
        try:
            tree = self._closed(state, depth) if self.plausible(state) else None
        except GAVE_UP:
            tree = None
        if tree is None:
            self.failed[state] = depth
        return tree

    def _closed(self, state: State, depth: int):
        for x in sorted({symbol for item in state.bounds for symbol in item.free_symbols} - state.gap.free_symbols, key=str):
            if self._range(state, x)[0] is not None:
                return self._first(state, depth + 1, [(("projected", (x,)),)])
        try:
            form = state.form()
        except Rejected:
            return self._first(state, depth + 1, self._by_cases(state)) if self.cases < MOST_CASES else None
        region = state.region
        signs = region.signs(form)
        if signs == ABOVE or not state.strict and not signs & BELOW:
            return "sign", (), ()
        for place, item in enumerate(state.bounds):
            small, large, strict = sides_of(item)
            if small == 0 and large == state.gap and (strict or not state.strict):
                return "stated", (place,), ()
        if not form.free_symbols or signs in (BELOW, ZERO):
            return None
        if form.has(POWER) and len(form.free_symbols) > 1:
            if (state, "means") not in self.known:
                self.known[state, "means"] = self._first(state, depth + 1, mean_places(state))
            if self.known[state, "means"] is not None:
                return self.known[state, "means"]
        if depth > 0:
            for x in self._symbols(state, form):
                if not any(x in item.free_symbols for item in state.bounds) and is_even(state, x, self.samples(state)[:3]):
                    return self._first(state, depth + 1, [(("mirror", (x,)),)])  # nothing is lost
            if len(form.free_symbols) > 1:
                found = self._first(state, depth + 1, ((move,) for move in products(state, self._symbols(state, form))))
                if found is not None:
                    return found
            if len(form.free_symbols) > 1 and form.has(POWER, *CURVED):
                for move in at_scale(state, self._symbols(state, form)):
                    return self._first(state, depth + 1, (move,))  # nothing is lost
            sides = sp.Add.make_args(state.gap)
            if len(sides) == 2 and any(node.has(LOGARITHM) for node in form.atoms(POWER)):
                ordered = sides if sides[1].could_extract_minus_sign() else sides[::-1]
                found = self._first(state, depth, [(("logarithms", (ordered[0], -ordered[1])),)])
                if found is not None:
                    return found
            if gap_of_logarithm(state):
                found = self._first(state, depth + 1, [(("exponential", ()),)])
                if found is not None:
                    return found
            steep = list(steepest(state))
            if depth > 1 or steep:  # logarithms of steep terms cost more than a look at the parts
                found = self._parts(state)
                if found is not None:
                    return found
            for move in steep:
                found = self._first(state, depth + 1, (move,))
                if found is not None or depth < 3:  # what is left is as hard as the logarithms, and larger
                    return found
            symbols = self._symbols(state, form)
            found = self._first(state, depth + 1, chain(separated(state, symbols), across(state, symbols)))
            if found is not None:
                return found
        simple = self._simpler(state, form)
        if simple is None and state.gap.has(sp.Abs, sp.Max, sp.Min):
            simple = sp.S.One, written(form)
        if simple is not None:
            goal, = RULES["core"](state, simple)
            if depth > 0 and simple[0].free_symbols and sp.count_ops(state.gap) < sp.count_ops(goal.gap):
                symbols = self._symbols(state, form)
                found = self._first(state, depth, self._ladders(state, form, symbols, False))
                if found is None and state.gap.has(sp.erf, sp.erfc):  # whose slope is short as long as nothing is multiplied
                    found = self._first(state, depth, self._from_ends([((), state)], symbols))
                if found is not None:
                    return found
            inner = self._moved(goal, depth)
            return None if inner is None else ("core", simple, (inner,))
        return self._moved(state, depth)

    def _parts(self, state):
        """The tree that takes a gap in one variable apart, or None."""
        if len(state.gap.free_symbols) != 1 or any(item.free_symbols != state.gap.free_symbols for item in state.bounds):
            return None
        if (state, "parts") not in self.known:
            self.known[state, "parts"] = taken_apart(state)
        return self.known[state, "parts"]

    def _symbols(self, state, form):
        return sorted(form.free_symbols & state.gap.free_symbols, key=lambda item: item.name)

    def _moved(self, state, depth):
        return self._first(state, depth, self._moves(state, depth))

    def _first(self, state, depth, moves):
        """The first move all of whose goals are proved; a move is (rule, data), or several one after another."""
        for *before, (rule, data) in moves:
            current = state
            try:
                for name, inner in before:
                    current, = RULES[name](current, inner)
                goals = RULES[rule](current, data)
            except GAVE_UP:
                continue
            if not all(self.plausible(goal) for goal in goals):
                continue
            shown = []
            for goal in sorted(goals, key=lambda goal: sp.count_ops(goal.gap)):
                found = self.prove(goal, depth - 1)
                if found is None:
                    break
                shown.append((goal, found))
            else:
                tree = rule, data, tuple(next(tree for other, tree in shown if other is goal) for goal in goals)
                for name, inner in reversed(before):
                    tree = name, inner, (tree,)
                return tree
            if self.late or self.left < 0:
                return None
        return None

    # -- simpler goals --------------------------------------------------------------------------------------------

    def _simpler(self, state, form):
        """(factor, rest) where the factor is visibly positive and the rest holds what is not decided; or None."""
        region, quotient = state.region, state.region.quotient(form)
        content, parts = quotient.factors()
        sign, kept, dropped = (1 if content > 0 else -1), [], [abs(content)]
        for polynomial, power in parts:
            expression = quotient.expression(polynomial)
            signs = region.signs(expression)
            if signs in (ABOVE, BELOW):
                sign *= -1 if signs == BELOW and power % 2 else 1
                dropped.append((expression if signs == ABOVE else -expression) ** power)
            elif power % 2 == 0 and (not state.strict or signs & ZERO == 0):
                dropped.append(expression**power)
            elif not state.strict and signs in (ABOVE | ZERO, BELOW | ZERO):
                sign *= -1 if signs & BELOW else 1
                dropped.append((expression if signs & ABOVE else -expression) ** power)
            else:
                kept.append((expression, power))
        if not kept or any(power < 0 for _, power in kept):
            return None
        rest = sp.Mul(*(expression if len(kept) == 1 and power == 1 else expression**(2 - power % 2 if state.strict else 1)
                        for expression, power in kept))
        extra = sp.Mul(*(expression ** (power - 1) for expression, power in kept if power > 1)) if not state.strict else sp.S.One
        if state.strict and any(power > 1 for _, power in kept):
            return None
        factor = sp.Mul(*dropped) * extra
        rest = sp.expand(sign * rest) if len(kept) == 1 else sign * rest
        if factor == 1 and sign == 1:
            return None
        return written(factor), written(rest)

    def _moves(self, state: State, depth: int):
        if not state.strict:
            if (state, "squares") not in self.known:
                self.known[state, "squares"] = as_squares(state)
            found = self.known[state, "squares"]
            if found is not None:
                yield (("squares", found),)
        if depth < 1:
            return
        form = state.form()
        symbols = self._symbols(state, form)
        if form.has(*GAMMAS):
            for before, goal in variants(state, form):
                yield from ((*before, ("descent", (x,))) for x in symbols if self._range(goal, x)[1] == [])
        if len(symbols) == 1:
            yield from self._one_variable(state, symbols[0])
        for pairs in touching_lines(written(form)):
            yield (("tangents", pairs),)
        for pairs in supporting(written(form), state.region) if form.has(POWER) else ():
            yield (("supports", pairs),)
        yield from bernoulli_places(state, form) if len(symbols) > 1 else ()
        rational = not any(node.is_Function for node in sp.preorder_traversal(form))
        if len(symbols) in (2, 3) and rational and all(state.region.nonnegative(symbol) for symbol in symbols):
            yield (("orders", tuple(symbols)),)
        for node in sorted(state.gap.atoms(sp.sin, sp.cos, sp.erf), key=str):
            yield (("bounded", (node,)),)
        yield from addition_places(state)
        if len(symbols) > 1:
            yield from at_scale(state, symbols)
        for x in symbols:
            if (rational or form.has(sp.sin, sp.cos)) and state.gap.is_polynomial(x) and sp.degree(sp.expand(state.gap), x) == 2:
                yield (("quadratic", (x,)),)
        for place, item in enumerate(state.bounds):
            if any(node.is_Function for node in sp.preorder_traversal(item)) and item.free_symbols & set(symbols):
                yield (("forgotten", (place,)),)
        turned = [(("inverse", (x,)),) for x in symbols if LOGARITHM(x) in form.atoms(LOGARITHM)
                  and sum(x in node.free_symbols for node in form.atoms(LOGARITHM)) > 1 and self._range(state, x)[1] == []]
        if len(symbols) == 1:
            yield from turned
        steep = any(isinstance(node, POWER) and (node.has(LOGARITHM) or not sp.Poly(node.args[0], *node.args[0].free_symbols).is_linear)
                    for node in form.atoms(POWER) if node.free_symbols and (node.has(LOGARITHM) or node.args[0].is_polynomial()))
        later = []
        if steep:
            sides = list(logarithms_of_sides(state, form))
            later = [move for move in sides if len(sp.Add.make_args(sp.expand(form))) > 2 and tangled(state, move)]
            yield from (move for move in sides if move not in later)
            if sides and len(sp.Add.make_args(sp.expand(form))) == 2 and any(node.has(LOGARITHM) for node in form.atoms(POWER)):
                return  # nothing is lost by taking logarithms
        yield from self._ladders(state, form, symbols)
        yield from later
        if form.has(LOGARITHM):
            yield (("exponential", ()),)
        if form.has(POWER, sp.gamma) and not steep:
            yield from logarithms_of_sides(state, form)
        yield from roots(state, form)
        yield from self._from_ends(variants(state, form), symbols)
        if len(symbols) > 1:
            yield from turned
        if form.has(POWER):
            for x in symbols:
                if any(bound == 0 and not strict for bound, strict in self._range(state, x)[0] or ()):
                    yield (("boundary", (x, sp.S.Zero)),)
        for x in symbols:
            lower, upper = self._range(state, x)
            for low, _ in lower or ():
                for high, _ in upper or ():
                    yield (("concave", (x, low, high)),)
        for before, goal in variants(state, form):
            for x in symbols:
                lower, upper = self._range(goal, x)
                if lower is not None and len(lower) < 2 and len(upper) < 2:
                    ends = (*(bound for bound, _ in lower or [(-sp.oo, True)]), *(bound for bound, _ in upper or [(sp.oo, True)]))
                    for weight in dict.fromkeys((sp.exp(-x**2), *(term for node in goal.gap.atoms(sp.erf) for term in [node.diff(x)] if term != 0))):
                        if goal.gap.has(sp.erf):
                            yield (*before, ("hill", (x, weight, *ends)))

    def _from_ends(self, gaps, symbols):
        """Ends from which a gap does not fall; the limit there costs more than a look at the slope."""
        for before, goal in gaps:
            for x in symbols:
                lower, upper = self._range(goal, x)
                ends = [(sp.oo, -1)] * (upper == []) + [(-sp.oo, 1)] * (lower == [])
                ends += [(bounds[0][0], side) for bounds, side in ((lower, 1), (upper, -1)) if bounds and len(bounds) == 1 and bounds[0][1]]
                for end, side in ends:
                    if self.plausible(State(side * goal.gap.diff(x), False, goal.bounds)) and (
                            end in (sp.oo, -sp.oo) or self._breaks(goal, x, end)):
                        yield (*before, ("from an end", (x, end)))

    def _breaks(self, state, x, end):
        """Whether the gap is not visibly continuous up to the end, so that only its limit is left."""
        try:
            RULES["ladder"](state, (x, end))
        except GAVE_UP:
            return True
        return False

    def _range(self, state, x):
        try:
            return range_of(state, x)
        except Rejected:
            return None, None

    def _by_cases(self, state):
        """What an absolute value or a maximum asks the sign of, where that is not visible."""
        yield from alike(state)
        yield from root_places(state)
        for node in sorted(state.gap.atoms(sp.Max), key=str):
            sizes = [item for item in node.args if isinstance(item, sp.Abs)]
            for signs in product((1, -1), repeat=len(sizes)) if 0 < len(sizes) <= MOST_SIZES else ():
                signed = [sign * item.args[0] for sign, item in zip(signs, sizes, strict=True)]
                yield (("some", (node, sp.Max(*signed, *(item for item in node.args if item not in sizes)))),)
        for node in sp.postorder_traversal(state.gap):
            if isinstance(node, (sp.Abs, sp.Max, sp.Min)):
                yield (("each", (node,)),)
            if isinstance(node, (sp.Abs, sp.sign)):
                pairs = [node.args[0]]
            elif isinstance(node, (sp.Max, sp.Min)):
                best, pairs = node.args[0], []
                for other in node.args[1:]:
                    apart = best.args[0] - other.args[0] if isinstance(best, sp.exp) and isinstance(other, sp.exp) else best - other
                    gap = apart * (1 if isinstance(node, sp.Max) else -1)
                    pairs.append(gap)
                    try:
                        best = other if not state.region.signs(state.region.form(gap)) & ABOVE else best
                    except NotVisible:
                        break
            else:
                continue
            for question in pairs:
                try:
                    signs = state.region.signs(state.region.form(question))
                except NotVisible:
                    continue
                if signs & ABOVE and signs & BELOW:
                    self.cases += 1
                    yield (("split", (sp.expand(question),)),)
                    return

    def _ladders(self, state, form, symbols, divided=True):
        """Ladders of the gap, and of the gap divided by what stands before one of its kernels."""
        found = []
        for before, goal in variants(state, form) if divided else [((), state)]:
            for x in symbols:
                lower, upper = self._range(goal, x)
                if lower is None:
                    continue
                ends = [bound for bound, _ in (*lower, *upper)]
                others = [other for other in symbols if other != x]
                best = []
                for point in dict.fromkeys((*ends, *others, *PLACES, *(1 / other for other in others), *(-other for other in others),
                                            *(1 - other for other in others), *flat_places(goal, x, others))):
                    size = self._promise(goal, x, point)
                    if size is not None:
                        best.append((size > 1e-15, point not in ends, size, len(best), point))
                found += [((row[0], bool(before) != form.has(*CURVED), row[1], sp.count_ops(goal.gap), row[2]), before, x, row[4]) for row in sorted(best)[:3]]
        for _, before, x, point in sorted(found, key=lambda row: row[0]):
            yield (*before, ("ladder", (x, point)))

    def _promise(self, state, x, point):
        """How large the gap is at the point, at sample values of the others; None where it is negative or undefined."""
        try:
            rest = state.but(state.gap.xreplace({x: point}), strict=False, without=x)
        except GAVE_UP:
            return None
        if rest.gap.has(sp.zoo, sp.nan, sp.oo) or not self.plausible(rest):
            return None
        values = next(iter(self.samples(rest)), None)
        found = None if values is None else value_at(rest.gap, values)
        return None if found is None or not found.is_finite() else float(abs(found).abs_upper())

    def _one_variable(self, state, x):
        """Near a point of contact the gap is a power; between numbers it is covered by boxes; beside its least value it rises."""
        lower, upper = self._range(state, x)
        if lower is None:
            return
        low, high = between(lower, upper)
        if state not in self.known:
            self.known[state] = touched(state, x, low, high)
        found = self.known[state]
        if found is not None:
            yield (("contact", found),)
        elif low is not None and high is not None:
            if (state, "boxes") not in self.known:
                self.known[state, "boxes"] = covered(state.gap, x, low, high)
            boxes = self.known[state, "boxes"]
            if boxes is not None:
                yield (("cover", boxes),)
            else:
                yield from ((("split", (x - point,)),) for point in arched(state, x, low, high))
        elif low is None or high is None:
            for point in lowest(state, x, low, high):
                yield (("split", (x - point,)),)

    # -- points ---------------------------------------------------------------------------------------------------

    def plausible(self, state: State) -> bool:
        """No sample point contradicts the state."""
        for values in self.samples(state):
            found = value_at(state.gap, values)
            if found is not None and found.imag.is_zero() and (found.real < 0 or state.strict and found.real <= 0):
                return False
        return True

    def samples(self, state: State):
        """Points of the region."""
        symbols = sorted(state.gap.free_symbols | {s for item in state.bounds for s in item.free_symbols}, key=lambda s: s.name)
        key = (state.bounds, tuple(symbols))
        if key not in self.points:
            made = [moved({symbol: VALUES[(turn * (place + 2) + place * 3 + turn // 3) % len(VALUES)] for place, symbol in enumerate(symbols)},
                           state) for turn in range(12 if symbols else 1)]
            self.points[key] = [values for values in made if values is not None]
        return self.points[key]
