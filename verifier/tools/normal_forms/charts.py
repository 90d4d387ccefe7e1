"""Polynomials in kernels written in variables that are >= 0, and the signs that their coefficients then show.

A symbol between two bounds a and b becomes (a v + b u)/(u + v), as in the Bernstein form; a kernel is measured from what
is known of its argument, or from another kernel of the same rising function.
"""

from __future__ import annotations

from itertools import product
from math import comb

import sympy as sp
from flint import Ordering, arb, ctx, fmpq, fmpq_mpoly_ctx

from verifier.tools.evaluation.evaluator import ball_of
from verifier.tools.normal_forms.kernels import LOGARITHM, POWER, NotVisible, Quotient, rational, written

BELOW, ZERO, ABOVE = 1, 2, 4
ANY = BELOW | ZERO | ABOVE
OPPOSITE = (0, 4, 2, 6, 1, 5, 3, 7)
MOST_TERMS, MOST_PRODUCTS = 400, 8000
FAILED = (ArithmeticError, NotImplementedError, LookupError, ValueError, TypeError)


def times(left: int, right: int) -> int:
    """The possible signs of a product."""
    found = 0
    for a, b in product((-1, 0, 1), repeat=2):
        if left >> (a + 1) & 1 and right >> (b + 1) & 1:
            found |= 1 << (a * b + 1)
    return found


class Chart:
    """A polynomial in kernels in variables that are >= 0: each kernel measured from what bounds it."""

    def __init__(self, region, form, kind: str):
        self.region, self.kind = region, kind
        more, waiting, met = [], [form], set()
        while waiting:
            for item in _with_inner(waiting.pop()):
                if item in met:
                    continue
                met.add(item)
                found = [item.args[0]] if isinstance(item, POWER) and kind == "tangents" else []
                if item.is_Symbol:
                    found += [row[1] for row in region.sides().get(item, ())]
                more += found
                waiting += found
        self.quotient: Quotient = region.quotient(form, *more)
        kernels = self.quotient.kernels
        self.numbers = [place for place, kernel in enumerate(kernels) if not kernel.base.free_symbols]
        self.variables: list = []  # "weak", "strict", "free"; ("low", partner, strict), ("high", partner, strict)
        self.recipes: dict = {}
        self.order: list = []
        self.busy: set = set()
        size = 3 * len(kernels) + len(self.numbers) + 1
        self.ring = fmpq_mpoly_ctx.get([f"v{place}" for place in range(size)], Ordering.lex)
        self.free = list(self.ring.gens())
        self.kinds: list = []
        self.constants = {place: self._new("number") for place in self.numbers}
        self.tables: dict = {}

    def _new(self, kind):
        self.kinds.append(kind)
        return self.free[len(self.kinds) - 1]

    def signs(self) -> int:
        """The signs that the coefficients leave possible."""
        if not self.quotient.under.is_one():
            raise NotVisible("a denominator")
        return self._read(self._put(self.quotient.over)[0])

    def _column(self, place, degree):
        """The powers 0..degree of a kernel in the variables, over a common denominator."""
        if degree == 0:
            return None
        over, under = self._recipe(place)
        if comb(degree + len(over) - 1, degree) > MOST_TERMS:  # as many terms its power may have
            raise NotVisible("too high a power")
        return [over**power * under ** (degree - power) for power in range(degree + 1)]

    def _recipe(self, place):
        if place not in self.recipes:
            if place in self.busy:
                raise NotVisible("bounds go round in circles")
            self.busy.add(place)
            try:
                made = self._make(self.quotient.kernels[place], place)
            finally:
                self.busy.discard(place)
            self.recipes[place] = made if isinstance(made, tuple) else (made, self.ring.constant(1))
        return self.recipes[place]

    def _make(self, kernel, place):
        if place in self.constants:
            return self.constants[place]
        base, region = kernel.base, self.region
        if base.is_Symbol:
            return self._symbol(kernel)
        if self.kind == "in order":
            found = self._beside(kernel, place)
            if found is not None:
                return found
        if isinstance(base, POWER):
            inner = base.args[0] / kernel.order
            sign = region.signs(base.args[0])
            if self.kind == "plain" or sign == ANY and self.kind != "tangents":
                return self._new("strict")
            if self.kind == "tangents" and not sign & BELOW:
                rest = self._new("strict" if sign == ABOVE else "weak")
                over, under = self._value(inner)
                return over + under * (1 + rest), under
            if not sign & BELOW:
                return 1 + self._new("strict" if sign == ABOVE else "weak")
            if not sign & ABOVE:
                return self._between(fmpq(0), fmpq(1), True, sign == BELOW)
            return self._new("strict")
        if isinstance(base, LOGARITHM):
            return self._signed(region.signs(base.args[0] - 1))
        if isinstance(base, (sp.atan, sp.asinh, sp.asin)):
            return self._signed(region.signs(region.form(base.args[0])))
        if isinstance(base, sp.gamma):
            return self._new("strict")
        if isinstance(base, sp.polygamma) and base.args[0] > 0:
            return (1 if base.args[0] % 2 else -1) * self._new("strict")
        if isinstance(base, (sp.sin, sp.cos)):
            return self._wave(base)
        if isinstance(base, sp.erf):
            sign = region.signs(region.form(base.args[0]))
            low = fmpq(0) if not sign & BELOW else fmpq(-1)
            high = fmpq(0) if not sign & ABOVE else fmpq(1)
            if low == high:
                return self.ring.constant(0)
            return self._between(low, high, low == -1 or sign == ABOVE, high == 1 or sign == BELOW)
        if kernel.is_root:
            sign = region.signs(base)
            if self.kind != "plain":
                off = region.signs(base - 1)
                if not off & BELOW:
                    return 1 + self._new("strict" if off == ABOVE else "weak")
                if not off & ABOVE and not sign & BELOW:
                    return self._between(fmpq(0), fmpq(1), sign == ABOVE, off == BELOW)
            return self._new("strict" if sign == ABOVE else "weak")
        return self._new("free")

    def _signed(self, sign):
        if not sign & BELOW:
            return self._new("strict" if sign == ABOVE else "weak")
        if not sign & ABOVE:
            return -self._new("strict" if sign == BELOW else "weak")
        return self._new("free")

    def _wave(self, node):
        region, inner = self.region, self.region.form(node.args[0])
        low, high = (sp.S.Zero, sp.pi) if isinstance(node, sp.sin) else (-sp.pi / 2, sp.pi / 2)
        left, right = region.signs(inner - low), region.signs(high - inner)
        if not left & BELOW and not right & BELOW:
            strict = left == ABOVE and right == ABOVE
            return self._between(fmpq(0), fmpq(1), strict, False)
        return self._between(fmpq(-1), fmpq(1), False, False)

    def _between(self, low, high, left_open, right_open):
        u, v = self._new("strict" if left_open else "weak"), self._new("strict" if right_open else "weak")
        place = len(self.kinds)
        self.kinds[place - 2] = ("end", place - 1, left_open)
        self.kinds[place - 1] = ("end", place - 2, right_open)
        return low * v + high * u, u + v

    def _beside(self, kernel, place):
        """A kernel of a rising function as another one of the same function plus something >= 0."""
        base, region = kernel.base, self.region
        rising = (LOGARITHM, sp.atan, sp.asinh, sp.erf, sp.polygamma)
        for other_place, other in enumerate(self.quotient.kernels):
            if other_place == place or other_place in self.busy or other_place in self.constants:
                continue
            if isinstance(base, POWER) and isinstance(other.base, POWER):
                gap = region.form(written(base.args[0])) / kernel.order - region.form(written(other.base.args[0])) / other.order
            elif isinstance(base, rising) and base.func is other.base.func and base.args[:-1] == other.base.args[:-1] and kernel.order == other.order:
                gap = region.form(written(base.args[-1])) - region.form(written(other.base.args[-1]))
                gap *= -1 if len(base.args) == 2 and base.args[0] % 2 else 1  # polygamma of odd order falls
            elif kernel.is_root and other.is_root and kernel.order == other.order:
                gap = base - other.base
            else:
                continue
            sign = region.signs(gap)
            if not sign & BELOW:
                over, under = self._recipe(other_place)
                return over + under * self._new("strict" if sign == ABOVE else "weak"), under
        return None

    def _symbol(self, kernel):
        base, order = kernel.base, kernel.order
        lower, upper = self.region.by_numbers(base)
        if order > 1:  # the root of a symbol
            low = lower is not None and lower[0] == 1
            if low:
                return 1 + self._new("strict" if lower[1] else "weak")
            sign = self.region.signs(base)
            if upper is not None and upper[0] == 1 and not sign & BELOW:
                return self._between(fmpq(0), fmpq(1), sign == ABOVE, upper[1])
            if sign & BELOW:
                return self._new("weak")
            return self._new("strict" if sign == ABOVE else "weak")
        if self.kind == "in order":
            rows = sorted(self.region.by_symbols(base), key=lambda row: not row[0])
            for is_lower, bound, strict in rows:
                if not is_lower and lower is not None:
                    continue
                try:
                    over, under = self._value(bound)
                except NotVisible:
                    continue
                rest = under * self._new("strict" if strict else "weak")
                return over + rest if is_lower else over - rest, under
        if lower is None and upper is None:
            return self._new("free")
        if lower is not None and upper is not None and not (self.kind == "in order"):
            (a, c), (b, d) = self._value(lower[0]), self._value(upper[0])
            over, under = self._between(a * d, b * c, lower[1], upper[1])
            return over, under * c * d
        if lower is not None:
            over, under = self._value(lower[0])
            return over + under * self._new("strict" if lower[1] else "weak"), under
        over, under = self._value(upper[0])
        return over - under * self._new("strict" if upper[1] else "weak"), under

    def _value(self, form):
        """(numerator, denominator) of a form in the variables, the denominator positive."""
        over, under = (self._put(polynomial) for polynomial in self.quotient.pair(form))
        over, under = over[0] * under[1], over[1] * under[0]
        sign = self._read(under)
        if sign not in (ABOVE, BELOW):
            raise NotVisible("a bound whose denominator has no visible sign")
        return (over, under) if sign == ABOVE else (-over, -under)

    def _put(self, polynomial):
        """(numerator, denominator) of a polynomial in kernels in the variables."""
        degrees = [max(0, int(degree)) for degree in polynomial.degrees()]  # -1 in the zero polynomial
        columns = [self._column(place, degree) for place, degree in enumerate(degrees)]
        total, under = self.ring.constant(0), self.ring.constant(1)
        for column in columns:
            if column is not None:
                under = under * column[0]
        for powers, coefficient in polynomial.to_dict().items():
            term = self.ring.constant(fmpq(coefficient))
            for place, power in enumerate(powers):
                if columns[place] is not None:
                    if len(term) * len(columns[place][power]) > MOST_PRODUCTS:
                        raise NotVisible("too many terms")
                    term = term * columns[place][power]
            total = total + term
            if len(total) > MOST_TERMS:
                raise NotVisible("too many terms")
        return total, under

    def _read(self, total) -> int:
        """What the coefficients say."""
        if total == 0:
            return ZERO
        groups: dict = {}
        numbers = [place for place, kind in enumerate(self.kinds) if kind == "number"]
        for powers, coefficient in total.to_dict().items():
            outside = tuple(0 if place in numbers else power for place, power in enumerate(powers))
            inside = tuple(powers[place] for place in numbers)
            groups.setdefault(outside, []).append((inside, coefficient))
        values = [number_ball(self.quotient.kernels[place].expression) for place in self.numbers] if numbers else []
        side = 0
        strict: list = []
        for powers, parts in groups.items():
            sign = self._sign_of_sum(parts, values)
            if sign == ANY:
                return ANY
            if sign == ZERO:
                continue
            if any(kind == "free" and power % 2 for kind, power in zip(self.kinds, powers)):
                return ANY
            side |= sign
            if side not in (BELOW, ABOVE):
                return ANY
            strict.append(powers)
        if not side:
            return ZERO
        return side if self._never_zero(strict) else side | ZERO

    def _sign_of_sum(self, parts, values) -> int:
        """The sign of a polynomial in the kernels that are numbers."""
        if len(parts) == 1 and not any(parts[0][0]):
            return ABOVE if parts[0][1] > 0 else BELOW
        with ctx.workprec(192):
            total = sum((fmpq(coefficient) * _product(values, powers) for powers, coefficient in parts), arb(0))
        if total > 0 or total < 0:
            return ABOVE if total > 0 else BELOW
        exact = sp.Add(*(rational(coefficient) * sp.Mul(*(self.quotient.kernels[place].expression**power for place, power in
                                                           zip(self.numbers, powers, strict=True))) for powers, coefficient in parts))
        return ZERO if Quotient(exact).over == 0 else ANY

    def _never_zero(self, monomials) -> bool:
        """Whether at every point some monomial is not zero."""
        used = {place for powers in monomials for place, power in enumerate(powers) if power}
        closed = [place for place in used if isinstance(self.kinds[place], tuple)]
        pairs = {tuple(sorted((place, self.kinds[place][1]))) for place in closed}
        if len(pairs) > 6:
            return False
        choices = [[place for place in pair if not self.kinds[place][2]] or [None] for pair in sorted(pairs)]
        for corner in product(*choices):
            def positive(powers, corner=corner):
                return all(not power or self.kinds[place] == "strict" or isinstance(self.kinds[place], tuple) and place not in corner
                           for place, power in enumerate(powers))
            if not any(positive(powers) for powers in monomials):
                return False
        return True


def _with_inner(form):
    """The symbols and functions of a form."""
    return [node for node in sp.preorder_traversal(form) if node.is_Symbol or node.is_Function]


def number_ball(form) -> arb:
    """A ball around a form without symbols."""
    try:
        value = ball_of(written(form), 192)
    except FAILED as problem:
        raise NotVisible(str(problem)) from problem
    if not value.is_finite() or not value.imag.is_zero():
        raise NotVisible("no real number")
    return value.real


def _product(values, powers) -> arb:
    total = arb(1)
    for value, power in zip(values, powers, strict=True):
        total *= value**power
    return total


def sign_of_number(form) -> int:
    """The sign of a form without symbols; 0 only where the quotient is."""
    if form.is_Rational:
        return BELOW if form < 0 else ABOVE if form > 0 else ZERO
    if Quotient(form).over == 0:
        return ZERO
    value = number_ball(form)
    return ABOVE if value > 0 else BELOW if value < 0 else ANY
