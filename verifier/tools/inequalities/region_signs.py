"""Which signs an expression can have where bounds of its symbols hold, read off a quotient of polynomials in kernels.

The factors of the quotient are looked at one by one: by the coefficients in charts, a factor in one kernel by its real
roots, a factor quadratic in a kernel by its discriminant.
"""

from __future__ import annotations

from itertools import combinations

import sympy as sp
from flint import ctx, fmpq, fmpz_poly

from verifier.tools.normal_forms.charts import ABOVE, ANY, BELOW, OPPOSITE, ZERO, Chart, number_ball, sign_of_number, times
from verifier.tools.normal_forms.kernels import POWER, Forms, NotVisible
from verifier.tools.relations import ORDER

DEEPEST = 8


class Region(Forms):
    """All real values of the symbols that meet the bounds, which are relations between expressions."""

    def __init__(self, bounds, smooth: bool = False):
        super().__init__(smooth)
        self.bounds = tuple(item for item in bounds if isinstance(item, ORDER))  # Ne and Eq are no bounds
        self._signs, self._depth, self._sides = {}, 0, None
        self.known: list = []  # (form >= 0, strict) as the bounds say

    # -- questions ----------------------------------------------------------------------------------------------

    def positive(self, form) -> bool:
        """Whether the form is visibly > 0."""
        return self.signs(form) == ABOVE

    def nonnegative(self, form) -> bool:
        """Whether the form is visibly >= 0."""
        return not self.signs(form) & BELOW

    def nonzero(self, form) -> bool:
        """Whether the form is visibly not 0."""
        return not self.signs(form) & ZERO

    def signs(self, form) -> int:
        """The signs that cannot be excluded, as a set of bits."""
        if form.is_Rational:
            return BELOW if form < 0 else ABOVE if form > 0 else ZERO
        if form not in self._signs:
            if self._depth > DEEPEST:
                return ANY
            self._depth += 1
            try:
                self._signs[form] = self._signs_of(self.quotient(form))
            except NotVisible:
                self._signs[form] = ANY
            finally:
                self._depth -= 1
        return self._signs[form]

    def _signs_of(self, quotient) -> int:
        content, parts = quotient.factors()
        found = BELOW if content < 0 else ABOVE if content > 0 else ZERO
        for polynomial, power in parts:
            one = self.signs_of_factor(quotient, polynomial)
            if power % 2 == 0:
                one = times(one, one) & ~BELOW
            found = times(found, one)
        return found

    # -- bounds -------------------------------------------------------------------------------------------------

    def sides(self) -> dict:
        """{symbol: [(is lower, bound as a form, strict)]}, lower and upper bounds read off the relations."""
        if self._sides is None:
            self._sides = found = {}
            simple = tuple(item for item in self.bounds if len(item.free_symbols) < 2)
            by_numbers = Region(simple) if len(simple) < len(self.bounds) else Region(())  # what helps to read the others
            for item in self.bounds:
                small, large = (item.lhs, item.rhs) if isinstance(item, (sp.Le, sp.Lt)) else (item.rhs, item.lhs)
                try:
                    gap = sp.expand((by_numbers if item not in simple else Region(())).form(large - small))
                except NotVisible:
                    continue
                self.known.append((gap, isinstance(item, (sp.Lt, sp.Gt))))
                for symbol in gap.free_symbols:
                    slope = gap.coeff(symbol)
                    rest = gap - slope * symbol
                    if slope.is_Rational and slope != 0 and symbol not in rest.free_symbols:
                        found.setdefault(symbol, []).append((slope > 0, sp.expand(-rest / slope), isinstance(item, (sp.Lt, sp.Gt))))
        return self._sides

    def by_numbers(self, symbol):
        """(lower, strict), (upper, strict) by numbers; None where there is none."""
        best: list = [None, None]
        for is_lower, bound, strict in self.sides().get(symbol, ()):
            if bound.free_symbols:
                continue
            old = best[not is_lower]
            if old is not None:
                order = sign_of_number(bound - old[0])
                sharper = order == (ABOVE if is_lower else BELOW) or order == ZERO and strict
                if not sharper:
                    continue
            best[not is_lower] = (bound, strict)
        return best

    def by_symbols(self, symbol) -> list:
        """The bounds by expressions in other symbols."""
        return [row for row in self.sides().get(symbol, ()) if row[1].free_symbols]

    # -- one factor ---------------------------------------------------------------------------------------------

    def signs_of_factor(self, quotient, polynomial) -> int:
        """The signs that a polynomial in kernels can have."""
        key = quotient.expression(polynomial)
        if key in self._signs:
            return self._signs[key]
        if -key in self._signs:
            return OPPOSITE[self._signs[-key]]
        if self._depth > DEEPEST:
            return ANY
        self._signs[key] = ANY  # asked again inside, nothing is known
        self._depth += 1
        try:
            found = ANY
            for look in (self._by_bounds, self._by_coefficients, self._by_roots, self._by_discriminant, self._by_weights):
                found &= look(key)
                if found in (BELOW, ZERO, ABOVE, 0):
                    break
        finally:
            self._depth -= 1
            del self._signs[key]
        self._signs[key] = found
        return found

    def _by_bounds(self, form) -> int:
        """A multiple of what a bound says, or of the sum of two."""
        self.sides()
        found, target = ANY, sp.expand(form)
        known = [row for row in self.known if row[0].free_symbols & target.free_symbols]
        if len(form.free_symbols) < 2:
            found = self._by_way_of_others(target)
            known = [row for row in known if not row[0].is_polynomial(*form.free_symbols)]
        rows = [*known, *((a + b, first or second) for (a, first), (b, second) in combinations(known, 2))]
        for gap, strict in rows:
            if gap.free_symbols == target.free_symbols:
                ratio = target / sp.expand(gap)
                if not ratio.is_Rational:
                    ratio = sp.S.One if sp.expand(target - gap) == 0 else -sp.S.One if sp.expand(target + gap) == 0 else ratio
                if ratio.is_Rational and ratio != 0:
                    found &= (ABOVE if ratio > 0 else BELOW) | (0 if strict else ZERO)
        return found

    def _by_way_of_others(self, form) -> int:
        """A linear form in a symbol that lies between others, which lie between numbers."""
        x, = form.free_symbols or (None,)
        slope = form.coeff(x) if x is not None else sp.S.Zero
        rest = sp.expand(form - slope * x) if slope.is_Rational and slope != 0 else form
        if x in rest.free_symbols or not self.by_symbols(x):
            return ANY
        found = ANY
        for is_lower in (True, False):
            end, strict = self._reached(x, is_lower, {x})
            if end is not None:
                one = sign_of_number(slope * end + rest)
                wanted = ABOVE if is_lower == (slope > 0) else BELOW
                found &= wanted if one == wanted or one == ZERO and strict else wanted | ZERO if one == ZERO else ANY
        return found

    def _reached(self, symbol, is_lower: bool, met: set):
        """(number, strict) below or above the symbol, through one chain of symbols; (None, False) where there is none."""
        row = self.by_numbers(symbol)[not is_lower]
        if row is not None:
            return row
        for low, bound, strict in self.by_symbols(symbol):
            if low == is_lower and bound.is_Symbol and bound not in met:
                end, also = self._reached(bound, is_lower, met | {bound})
                if end is not None:
                    return end, strict or also
        return None, False

    def _by_coefficients(self, form) -> int:
        found = ANY
        for chart in ("plain", "near one", "tangents", "in order"):
            try:
                found &= Chart(self, form, chart).signs()
            except NotVisible:
                continue
            if found in (BELOW, ZERO, ABOVE):
                break
        return found

    def _by_roots(self, form) -> int:
        """A polynomial in one kernel without roots in the kernel's range."""
        quotient = self.quotient(form)
        polynomial = quotient.over
        if not quotient.under.is_one():
            return ANY
        used = [place for place, degree in enumerate(polynomial.degrees()) if degree]
        if len(used) != 1:
            return ANY
        kernel, place = quotient.kernels[used[0]], used[0]
        low, high = self.range_of(kernel)
        coefficients = [fmpq(0)] * (int(polynomial.degrees()[place]) + 1)
        for powers, value in polynomial.to_dict().items():
            coefficients[powers[place]] = value
        common = 1
        for value in coefficients:
            common = common * int(value.q) // sp.igcd(common, int(value.q))
        univariate = fmpz_poly([int(value * common) for value in coefficients])
        with ctx.workprec(128):
            ends = [None if end is None else number_ball(end) for end in (low, high)]
            for root, _ in univariate.complex_roots():
                if not root.imag.is_zero():
                    continue
                left = ends[0] is not None and root.real < ends[0]
                right = ends[1] is not None and root.real > ends[1]
                if not (left or right):
                    return ANY
            inside = fmpq(*_between(*ends))
        value = sum((coefficient * inside**power for power, coefficient in enumerate(coefficients)), fmpq(0))
        return ABOVE if value > 0 else BELOW if value < 0 else ANY

    def range_of(self, kernel):
        """Closed ends of the values of a kernel as forms of numbers, None where there is no bound."""
        base = kernel.base
        if base.is_Symbol:
            ends = [None if row is None else row[0] for row in self.by_numbers(base)]
            if kernel.order > 1:
                return sp.S.Zero, None
            return ends
        if isinstance(base, POWER):
            inner = self.signs(base.args[0])
            return (sp.S.One if not inner & BELOW else sp.S.Zero), (sp.S.One if not inner & ABOVE else None)
        if isinstance(base, (sp.sin, sp.cos)):
            return sp.S.NegativeOne, sp.S.One
        if kernel.is_root:
            return sp.S.Zero, None
        return None, None

    def _by_discriminant(self, form) -> int:
        """a u^2 + b u + c with a, c >= 0 is >= 0 where 4 a c >= b^2."""
        quotient = self.quotient(form)
        polynomial = quotient.over
        if not quotient.under.is_one() or len(polynomial) > 40:
            return ANY
        found = ANY
        for place, degree in enumerate(polynomial.degrees()):
            if degree != 2:
                continue
            parts: dict = {0: {}, 1: {}, 2: {}}
            for powers, value in polynomial.to_dict().items():
                parts[powers[place]][(*powers[:place], 0, *powers[place + 1:])] = value
            c, b, a = (quotient.ring.from_dict(parts[power]) for power in range(3))
            rest = quotient.expression(4 * a * c - b * b)
            for sign, wanted in ((1, ABOVE), (-1, BELOW)):
                one, other = (self.signs(sp.expand(sign * quotient.expression(part))) for part in (a, c))
                if one & BELOW or other & BELOW:
                    continue
                room = self.signs(rest)
                if not room & BELOW:
                    found &= wanted | (0 if room == ABOVE else ZERO)
            if found != ANY:
                return found
        return found

    def _by_weights(self, form) -> int:
        """A x + B, linear in a symbol x, where A x and B have one sign, such as (1 - a - b) x + a y + b z."""
        self.sides()
        linked = {symbol for gap, _ in self.known if len(gap.free_symbols) > 1 for symbol in gap.free_symbols}
        if len(form.free_symbols & linked) < 2 or len(form.args) > 40:
            return ANY
        for x in sorted(form.free_symbols - linked, key=lambda symbol: symbol.name):
            slope = form.coeff(x)
            rest = sp.expand(form - slope * x)
            if not slope.is_Add or x in rest.free_symbols or x in slope.free_symbols:
                continue
            one, other = times(self.signs(slope), self.signs(x)), self.signs(rest)
            for wanted, opposite in ((ABOVE, BELOW), (BELOW, ABOVE)):
                if not (one | other) & opposite:
                    return wanted if wanted in (one, other) else one | other
        return ANY


def _between(low, high) -> tuple:
    """A rational number between two balls, or beyond the only one."""
    if low is None and high is None:
        return 0, 1
    if low is None:
        number = sp.floor(sp.Rational(float(high.mid()))) - 1
    elif high is None:
        number = sp.floor(sp.Rational(float(low.mid()))) + 2
    else:
        number = (sp.Rational(float(low.mid())) + sp.Rational(float(high.mid()))) / 2
    return int(number.p), int(number.q)


__all__ = ["ABOVE", "ANY", "BELOW", "ZERO", "Region", "sign_of_number"]
