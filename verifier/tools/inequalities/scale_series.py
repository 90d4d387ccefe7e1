"""Sums that enclose a function of t for all 0 < t <= width: monomials with exact numbers, and one with a ball for all the rest.

A monomial is t^a L^b exp(-sum k t^(-p) L^q) with L = log(1/t), real a, b, k, rational p > 0 and q >= 0.  Of two of them the
quotient tends to 0, or is 1, or grows; one that tends to 0 and rises all the way lies between 0 and its value at the width.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cmp_to_key, lru_cache

import sympy as sp
from flint import arb

from verifier.tools.evaluation.evaluator import ball_of
from verifier.tools.inequalities.inequality_states import form_in, region_of
from verifier.tools.inequalities.region_signs import ABOVE, ANY, BELOW, ZERO, sign_of_number
from verifier.tools.instances import Rejected

ONE = ((), sp.S.Zero, sp.S.Zero)  # ((((p, q), k), ...) with what grows fastest first, a, b)
T, LOG = ((), sp.S.One, sp.S.Zero), ((), sp.S.Zero, sp.S.One)
BITS, LARGEST, LONGEST = 128, 2**3000, 80


class Vague(ArithmeticError):
    """What is asked cannot be seen at this width and number of terms."""


def product(first, second, times: int = 1):
    """The product of two monomials, the second one to an integer power."""
    steep = dict(first[0])
    for grown, k in second[0]:
        steep[grown] = _sum(steep.get(grown, sp.S.Zero), times * k)
    kept = tuple((grown, steep[grown]) for grown in sorted(steep, reverse=True) if steep[grown] != 0) if steep else ()
    return kept, _sum(first[1], times * second[1]), _sum(first[2], times * second[2])


def _sum(first, second):
    """The sum of two exact numbers, 0 where it is that."""
    total = first + second
    return total if total.is_Rational or sign_of(total) != ZERO else sp.S.Zero


def tends(monomial) -> int:
    """-1 for a monomial that tends to 0 with t, 0 for 1, 1 for one that grows."""
    steep, a, b = monomial
    decisive = -steep[0][1] if steep else b if a == 0 else -a
    side = sign_of(decisive)
    if side == ANY:
        raise Vague("two monomials that cannot be told apart")
    return 1 if side == ABOVE else -1 if side == BELOW else 0


LARGEST_FIRST = cmp_to_key(lambda first, second: -tends(product(first, second, -1)))


@lru_cache(maxsize=2000)
def ball_of_number(number) -> arb:
    """A ball around a real number."""
    if number.is_Rational:
        return arb(int(number.p)) / int(number.q)
    value = ball_of(number, BITS)
    if not value.is_finite() or not value.imag.is_zero():
        raise Vague(f"{number} is no real number")
    return value.real


@lru_cache(maxsize=2000)
def sign_of(number) -> int:
    """The sign of an exact number as a set of bits."""
    if number.is_Rational:
        return BELOW if number < 0 else ABOVE if number > 0 else ZERO
    value = ball_of_number(number)
    if not value.contains(0):
        return ABOVE if value > 0 else BELOW
    try:
        return sign_of_number(form_in(region_of(()), number))
    except Rejected:
        return ANY


def multiplied(number, factor):
    """The product of two exact numbers, sums multiplied out."""
    if not (number.is_Add or factor.is_Add):
        return number * factor
    return sp.Add(*(one * other for one in sp.Add.make_args(number) for other in sp.Add.make_args(factor)))


def raised(near: arb, exponent) -> arb:
    """A positive ball to a power, which rises or falls with it throughout."""
    power = ball_of_number(sp.sympify(exponent))
    return (near.lower() ** power).union(near.upper() ** power)


@dataclass(frozen=True)
class Series:
    """The sum of number * monomial, and of monomial * (something in the ball) where there is a rest."""

    terms: dict
    rest: tuple | None = None  # (monomial, ball)

    def __post_init__(self):
        if any(number.is_Rational and max(abs(number.p), number.q) > LARGEST or number.is_Add and len(number.args) > LONGEST for number in self.terms.values()):
            raise Vague("the numbers grow too long")


def constant(number) -> Series:
    """A number."""
    return Series({ONE: number} if number != 0 else {})


class Scale:
    """Arithmetic of such sums for one width, with at most so many exact terms in each."""

    def __init__(self, width, order: int):
        self.width, self.order = ball_of_number(width), order
        self.log = -self.width.log()  # the least value of L
        self._tops: dict = {}

    def top(self, monomial) -> arb:
        """The interval from 0 to the largest value of a monomial that does not grow; 1 for the monomial 1."""
        if monomial not in self._tops:
            self._tops[monomial] = self._top(monomial)
        return self._tops[monomial]

    def _top(self, monomial) -> arb:
        steep, a, b = monomial
        side = tends(monomial)
        if side == 0:
            return arb(1)
        if side > 0 or sign_of(b) == ANY:
            raise Vague("a monomial that grows, or may, has no largest value")
        slope = ball_of_number(a) - (ball_of_number(b) / self.log if sign_of(b) != BELOW else 0)  # t d/dt of its logarithm is at least this
        if steep:  # of -k g with g = t^(-p) L^q it is k g (p + q/L)
            (p, q), k = steep[0]
            drop = ball_of_number(k * p)
            for (other, power), factor in steep[1:]:
                if sign_of(factor) != ABOVE:
                    ratio = self.top(((), p - other, power - q))
                    drop += ball_of_number(factor) * (ball_of_number(other) + ball_of_number(power) / self.log) * ratio
            if not drop >= 0:
                raise Vague("a monomial may fall on the way")
            slope += drop * self._at_width(p, q)
        if not slope >= 0:
            raise Vague("a monomial may fall on the way")
        value = self._at_width(-a, b)
        for (p, q), k in steep:
            value *= (-ball_of_number(k) * self._at_width(p, q)).exp()
        return arb(0).union(value)

    def _at_width(self, p, q) -> arb:
        """t^(-p) L^q at the width."""
        return self.width ** ball_of_number(-p) * self.log ** ball_of_number(q)

    def made(self, terms: dict, loose: list) -> Series:
        """The sum of exact terms and of (monomial, ball), the smallest of them gathered in one rest."""
        terms = {monomial: number for monomial, number in terms.items() if number != 0}
        ordered = sorted(terms, key=LARGEST_FIRST)
        loose = [row for row in loose if not row[1].is_zero()]
        large = min((monomial for monomial, _ in loose), key=LARGEST_FIRST, default=None)
        kept = [monomial for monomial in ordered if large is None or tends(product(monomial, large, -1)) >= 0][:self.order]
        loose += [(monomial, ball_of_number(terms[monomial])) for monomial in ordered if monomial not in kept]
        if not loose:
            return Series(terms)
        large = min((monomial for monomial, _ in loose), key=LARGEST_FIRST)
        total = sum((ball * self.top(product(monomial, large, -1)) for monomial, ball in loose), arb(0))
        return Series({monomial: terms[monomial] for monomial in kept}, (large, total))

    def plus(self, *parts: Series) -> Series:
        """The sum."""
        terms: dict = {}
        for part in parts:
            for monomial, number in part.terms.items():
                terms[monomial] = terms[monomial] + number if monomial in terms else number
        return self.made(terms, [part.rest for part in parts if part.rest is not None])

    def times(self, first: Series, second: Series) -> Series:
        """The product."""
        terms, loose = {}, []
        for one, number in first.terms.items():
            for other, factor in second.terms.items():
                monomial, value = product(one, other), multiplied(number, factor)
                terms[monomial] = terms[monomial] + value if monomial in terms else value
        for part, whole in ((first, second), (second, first)):
            if part.rest is not None:
                loose += [(product(part.rest[0], monomial), part.rest[1] * ball_of_number(number)) for monomial, number in whole.terms.items()]
        if first.rest is not None and second.rest is not None:
            loose.append((product(first.rest[0], second.rest[0]), first.rest[1] * second.rest[1]))
        return self.made(terms, loose)

    def range(self, series: Series) -> arb:
        """A ball around all values of a sum that does not grow."""
        total = sum((self.top(monomial) * ball_of_number(number) for monomial, number in series.terms.items()), arb(0))
        return total if series.rest is None else total + self.top(series.rest[0]) * series.rest[1]

    def lead(self, series: Series):
        """(monomial, number, small): the sum is number * monomial * (1 + small), the number not 0 and small tending to 0."""
        ordered = [monomial for monomial in sorted(series.terms, key=LARGEST_FIRST) if sign_of(series.terms[monomial]) != ZERO]
        if not ordered or sign_of(series.terms[ordered[0]]) == ANY:
            raise Vague("no leading term")
        first, number = ordered[0], series.terms[ordered[0]]
        if series.rest is not None and tends(product(series.rest[0], first, -1)) >= 0:
            raise Vague("the rest hides the leading term")
        terms, inverse = {}, 1 / number
        for monomial in ordered[1:]:
            terms[product(monomial, first, -1)] = multiplied(series.terms[monomial], inverse)
        loose = [] if series.rest is None else [(product(series.rest[0], first, -1), series.rest[1] / ball_of_number(number))]
        return first, number, self.made(terms, loose)

    def taylor(self, small: Series, coefficients, remainder: arb) -> Series:
        """c_0 + c_1 s + ... + remainder * s^n of a small s."""
        found = Series({}, (ONE, remainder))
        for number in reversed(coefficients):
            found = self.plus(self.times(found, small), constant(number))
        return found

    def positive(self, series: Series) -> bool:
        """Whether the sum is > 0 for all 0 < t <= width."""
        rows = [(monomial, ball_of_number(number)) for monomial, number in series.terms.items() if sign_of(number) != ZERO]
        rows += [] if series.rest is None else [series.rest]
        first = min((monomial for monomial, _ in rows), key=LARGEST_FIRST, default=ONE)
        return bool(sum((number * self.top(product(monomial, first, -1)) for monomial, number in rows), arb(0)) > 0)
