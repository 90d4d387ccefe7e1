"""Rigorous bounds over regions: branch and bound in ball arithmetic, and covers that can be checked box by box.

A box shows positivity when its ball, or the mean-value form on it with the variables of certain slope moved to their
worst end, stays above zero.  The search proposes boxes; `check_cover` recomputes each of them and decides exactly
whether together they leave no gap.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import Any, Mapping

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.evidence import Cover
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball
from verifier.vocabulary.valuation import Valuation

WITHOUT_SLOPE = (sp.floor, sp.ceiling, sp.sign, sp.Heaviside, sp.Piecewise, sp.Integral, sp.Sum, sp.Product, sp.Derivative)


@dataclass(frozen=True)
class Search:
    """What a branch and bound found: a cover, or a point where the bound certainly fails, or neither."""

    cover: Cover | None
    counterpoint: Mapping[Any, Any] | None
    evaluated: int
    hardest: tuple = ()  # the box that resisted longest


def _rational(number) -> fmpq:
    number = sp.sympify(number)
    if not number.is_Rational:
        raise ValueError(f"expected a rational end of a region, found {number}")
    return fmpq(int(number.p), int(number.q))


def _as_sympy(number: fmpq) -> sp.Rational:
    return sp.Rational(int(number.p), int(number.q))


def _region(region) -> tuple[list, tuple]:
    """The symbols, and the box of exact ends, of {symbol: (a, b)} or ((symbol, a, b), ...)."""
    rows = [(symbol, *ends) for symbol, ends in region.items()] if isinstance(region, Mapping) else list(region)
    return [row[0] for row in rows], tuple((_rational(row[1]), _rational(row[2])) for row in rows)


class _Bounds:
    """The expression with its slopes, ready to be bounded on boxes."""

    def __init__(self, expression, symbols, bits):
        self.expression, self.symbols, self.count = sp.sympify(expression), symbols, 0
        self.walk = Evaluator(Valuation({}), bits)
        self.slopes = None
        if not self.expression.has(*WITHOUT_SLOPE):
            slopes = [sp.diff(self.expression, symbol) for symbol in symbols]
            if not any(slope.has(sp.Derivative, sp.DiracDelta, sp.Subs) for slope in slopes):
                self.slopes = slopes

    def value(self, expression, sides) -> arb:
        """The real ball of an expression on a product of intervals; not finite where it may be undefined."""
        self.count += 1
        if sides != self.walk.sides:
            self.walk.box = {symbol: acb(arb(a).union(arb(b))) if a != b else a for symbol, (a, b) in zip(self.symbols, sides)}
            self.walk.sides = sides
            self.walk.valuation.known.clear()  # of boxes that are done
        try:
            with self.walk.scoped(self.walk.box):
                value = ball(self.walk.scalar(expression))
        except (Undefined, Undecided, ZeroDivisionError):
            return arb.nan()
        return value.real if value.imag.is_zero() else arb.nan()

    def below(self, sides) -> arb:
        """A ball whose lower end bounds the expression from below on the box; sharper forms only when they pay."""
        plain = self.value(self.expression, sides)
        if plain > 0 or self.slopes is None or not plain.is_finite():
            return plain
        slopes = [self.value(slope, sides) for slope in self.slopes]
        reduced = tuple((a, a) if slope >= 0 else (b, b) if slope <= 0 else (a, b)
                        for slope, (a, b) in zip(slopes, sides))
        if reduced != sides:
            plain = self.value(self.expression, reduced)
            if plain > 0 or all(a == b for a, b in reduced):
                return plain
            slopes = [self.value(slope, reduced) for slope in self.slopes]
        middle = tuple(((a + b) / 2, (a + b) / 2) for a, b in reduced)
        total = self.value(self.expression, middle)
        for slope, (a, b) in zip(slopes, reduced):
            if a != b:
                total += slope * arb(0, arb((b - a) / 2).abs_upper())
        return total if total.is_finite() and total.lower() > plain.lower() else plain


def _shows(bound: arb, strict: bool) -> bool:
    return bool(bound > 0 if strict else bound >= 0)


def prove_positive_on_box(expression, region, strict: bool = True, bits: int = 64, most_boxes: int = 20_000) -> Search:
    """Search for boxes that cover the region and on each of which the expression is > 0 (>= 0 when not strict).

    `region` is {symbol: (a, b)} or ((symbol, a, b), ...) with rational ends.  The box with the lowest bound is split
    first, so a point where the bound fails is found early.
    """
    symbols, whole = _region(region)
    if sp.sympify(expression).free_symbols - set(symbols):
        raise Unsupported("a cover of an expression with further symbols")
    with ctx.workprec(bits):
        bounds = _Bounds(expression, symbols, bits)
        waiting, done, made = [(0.0, 0, whole)], [], 0
        while waiting:
            _, _, box = heapq.heappop(waiting)
            bound = bounds.below(box)
            if _shows(bound, strict):
                done.append(box)
                continue
            middle = tuple((a + b) / 2 for a, b in box)
            for point in (middle, tuple(a for a, _ in box), tuple(b for _, b in box)):
                if _fails(bounds, point, strict):
                    return Search(None, {symbol: _as_sympy(x) for symbol, x in zip(symbols, point)}, bounds.count, box)
            made += 2
            if made > most_boxes:
                return Search(None, None, bounds.count, box)
            for half in _halves(box, whole):
                heapq.heappush(waiting, (_order(bound), made + len(waiting), half))
        rows = tuple((symbol, _as_sympy(a), _as_sympy(b)) for symbol, (a, b) in zip(symbols, whole))
        boxes = tuple(sorted(tuple((_as_sympy(a), _as_sympy(b)) for a, b in box) for box in done))
        return Search(Cover(rows, boxes, bits), None, bounds.count)


def _fails(bounds, point, strict) -> bool:
    value = bounds.value(bounds.expression, tuple((x, x) for x in point))
    return bool(value <= 0 if strict else value < 0)


def _order(bound: arb) -> float:
    return float(bound.lower()) if bound.is_finite() else -1e300


def _halves(box, whole):
    """The box cut in the middle of its relatively longest side."""
    lengths = [float((b - a) / (d - c)) if d != c else 0.0 for (a, b), (c, d) in zip(box, whole)]
    side = lengths.index(max(lengths))
    a, b = box[side]
    cut = (a + b) / 2
    for part in ((a, cut), (cut, b)):
        yield (*box[:side], part, *box[side + 1:])


def check_cover(expression, boxes, region, bits: int = 64, strict: bool = True) -> bool:
    """Whether each box shows that the expression is positive and the boxes leave no gap in the region."""
    symbols, whole = _region(region)
    exact = [tuple((_rational(a), _rational(b)) for a, b in box) for box in boxes]
    if any(len(box) != len(symbols) or any(a > b for a, b in box) for box in exact):
        return False
    with ctx.workprec(bits):
        bounds = _Bounds(expression, symbols, bits)
        if not all(_shows(bounds.below(box), strict) for box in exact):
            return False
    return covers(exact, whole)


def covers(boxes, whole) -> bool:
    """Whether every point of the whole box lies in one of the boxes; decided exactly by cutting along their faces."""
    waiting = [(whole, list(boxes))]
    while waiting:
        part, near = waiting.pop()
        if any(all(a <= c and d <= b for (a, b), (c, d) in zip(box, part)) for box in near):
            continue
        cut = _cut(part, near)
        if cut is None:
            return False
        side, at = cut
        low, high = part[side]
        for ends in ((low, at), (at, high)):
            inner = (*part[:side], ends, *part[side + 1:])
            waiting.append((inner, [box for box in near if _meets(box, inner)]))
    return True


def _meets(box, part) -> bool:
    """Whether the box and the part share more than a face, in the sides where the part has a length."""
    return all(a < d and c < b if c < d else a <= c <= b for (a, b), (c, d) in zip(box, part))


def _cut(part, boxes):
    """A face of a box strictly inside the part, as near to the middle as possible."""
    best, distance = None, None
    for side, (low, high) in enumerate(part):
        if low == high:
            continue
        for at in {end for box in boxes for end in box[side] if low < end < high}:
            off = abs(2 * at - low - high) / (high - low)
            if distance is None or off < distance:
                best, distance = (side, at), off
    return best


def enclose(expression, bits: int = 256, valuation=None) -> acb:
    """A ball that contains the constant; Undefined or Undecided where there is none."""
    with ctx.workprec(bits):
        given = valuation if isinstance(valuation, Valuation) else Valuation(valuation or {})
        return ball(Evaluator(given, bits).scalar(sp.sympify(expression)))


def enclose_integral(integrand, limits, bits: int = 128, valuation=None) -> acb:
    """A rigorous ball around a definite integral over a finite interval; Undecided when none is found."""
    value = enclose(sp.Integral(integrand, limits), bits, valuation)
    if not value.is_finite():
        raise Undecided("no finite enclosure of the integral was found")
    return value
