"""Equations with derivatives of |u|, maxima and cases in one variable: one equation on each interval, and more where two meet.

The derivative at a point where two formulas meet exists if both have the function's value there and one slope.
"""

from __future__ import annotations

from itertools import pairwise

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.binding import bound_symbols
from verifier.tools.calculus.derivatives import derivative
from verifier.tools.calculus.split_integrals import DECIDED, without_corners
from verifier.tools.settled import settled

CORNERED = DECIDED
MOST_POINTS = 6


class NotByIntervals(sp.PolynomialError):
    """A sign, an order or a derivative is not visible."""


def on_intervals(statement, context, data):
    """Equations that suffice: of the formulas on each interval, and of values and slopes where intervals meet."""
    if not isinstance(statement, sp.Eq):
        return None
    slopes = {node.variables for node in statement.atoms(sp.Derivative) if node.expr.has(*CORNERED)}
    if statement.has(sp.Subs) or any(bound_symbols(node) for node in sp.preorder_traversal(statement) if not isinstance(node, sp.Derivative)):
        return None
    if len(slopes) != 1 or len(variables := next(iter(slopes))) != 1 or variables[0].is_real is not True:
        return None
    try:
        return _Intervals(statement, variables[0], context).equations()
    except sp.PolynomialError:
        return None


def split_by_signs(node, context):
    """The integral over the parts between such places, where these are known to lie in the interval in a known order; or None."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3 or not node.function.has(*CORNERED) or node.function.has(sp.DiracDelta, sp.Subs, sp.Derivative):
        return None
    x, low, high = node.limits[0]
    ends = [end for end in (low, high) if end not in (sp.oo, -sp.oo)]
    if x.is_real is not True or any(x in item.free_symbols for item in context.statements) or not all(map(context.is_real, ends)) or any(
            map(bound_symbols, sp.preorder_traversal(node.function))):
        return None
    try:
        pieces = _Intervals(node.function, x, context.inside(node), (low, high))
        inside = [(low is -sp.oo or context.is_nonnegative(place - low)) and (high is sp.oo or context.is_nonnegative(high - place))
                  for place in pieces.places]
        if not pieces.places or not all(inside):
            return None
        return sp.Add(*(sp.Integral(pieces.formula(side), (x, *ends)) for side, ends in pieces.between(low, high)))
    except sp.PolynomialError:
        return None


class _Intervals:
    """The places of one variable at which a formula changes, in their order."""

    def __init__(self, statement, x, context, ends=()):
        self.statement, self.x, self.context, self._factors = statement, x, context, {}
        places = {place for question in self._questions() for plain in without_corners(question) for place, _ in self._split(plain)[1]}
        if not all(map(context.is_real, places)):
            raise NotByIntervals("a place that is not real")
        self.places = [place for place in places if place not in ends and not context.is_positive(x - place) and not context.is_positive(place - x)]
        self.always = {place: 1 if place in ends[:1] or place not in ends and context.is_positive(x - place) else -1
                       for place in places if place not in self.places}
        if len(self.places) > MOST_POINTS:
            raise NotByIntervals("many places")
        before = {place: sum(self._order(place, other) > 0 for other in self.places if other != place) for place in self.places}
        self.places.sort(key=before.get)

    def _order(self, first, second) -> int:
        for sign in (1, -1):
            if self.context.is_positive(sign * (first - second)):
                return sign
        raise NotByIntervals(f"{first} and {second} are not ordered")

    def _questions(self):
        for node in sp.preorder_traversal(self.statement):
            if self.x in node.free_symbols:
                yield from _asked(node)

    def _split(self, question):
        """(sign of what does not change, ((place, power), ...)) of a polynomial in the variable."""
        if question not in self._factors:
            question = _of_exponentials(question)
        if question not in self._factors:
            over, under = sp.together(settled(question)).as_numer_denom()
            if self.x in under.free_symbols:
                raise NotByIntervals(f"{question} may have no value")
            sign, places = 1, []
            for side in (over, under):
                number, factors = sp.factor_list(side)
                sign *= 1 if number > 0 else -1
                for factor, power in factors:
                    slope = sp.Poly(factor, self.x).coeff_monomial(self.x) if self.x in factor.free_symbols else None
                    if slope is not None and slope.is_Rational and sp.degree(factor, self.x) == 1:
                        places.append((sp.expand(self.x - factor / slope), power))
                        sign *= 1 if slope > 0 or power % 2 == 0 else -1
                    elif self.context.is_positive(factor):
                        continue
                    elif self.context.is_positive(-factor):
                        sign *= (-1) ** power
                    else:
                        raise NotByIntervals(f"the sign of {factor}")
            self._factors[question] = sign, places
        return self._factors[question]

    def _sign(self, question, side) -> int:
        """The sign where `side` tells the sign of x - place for each place."""
        sign, places = self._split(self._formula(question, side))
        for place, power in places:
            sign *= (self.always.get(place) or side[place]) ** power
        return sign

    def between(self, low, high):
        """(sign of x - place for each place, ends) of the parts of an interval."""
        for n, ends in enumerate(pairwise([low, *self.places, high])):
            yield {place: 1 if m < n else -1 for m, place in enumerate(self.places)}, ends

    def formula(self, side):
        """The formula on such a part."""
        return self._formula(self.statement, side)

    def equations(self):
        """The conjunction."""
        parts, lines = [], []
        for n in range(len(self.places) + 1):
            side = {place: 1 if m < n else -1 for m, place in enumerate(self.places)}
            here = [sp.Gt(self.x, place, evaluate=False) if m < n else sp.Lt(self.x, place, evaluate=False) for m, place in enumerate(self.places)]
            lines.append(side)
            parts.append(self._equation(side, self.context.extended(here)))
        for n, place in enumerate(self.places):
            if self.context.is_nonzero(self.x - place):
                continue
            there = {other: 0 if m == n else 1 if m < n else -1 for m, other in enumerate(self.places)}
            parts += self._meeting(place, there, lines[n], lines[n + 1])
        return sp.And(*parts, evaluate=False)

    def _slope(self, function, side, context):
        found = derivative(context, self._formula(function, side), self.x)
        if found is None:
            raise NotByIntervals(f"the derivative of {function}")
        return found

    def _equation(self, side, context):
        return sp.Eq(*(self._formula(item, side, context) for item in self.statement.args), evaluate=False)

    def _meeting(self, place, there, left, right):
        """The equation at the place with the slopes from the left, and that the formulas meet there without a corner."""
        context, at, parts = self.context.extended([sp.Eq(self.x, place, evaluate=False)]), {self.x: place}, []
        for node in sorted(self.statement.atoms(sp.Derivative), key=str):
            values = [self._formula(node.expr, side).xreplace(at) for side in (left, there, right)]
            slopes = [self._slope(node.expr, side, context).xreplace(at) for side in (left, right)]
            parts += [sp.Eq(*pair, evaluate=False) for pair in (*pairwise(values), slopes)]
        whole = (self._formula(item, there, context, left).xreplace(at) for item in self.statement.args)
        return [*parts, sp.Eq(*whole, evaluate=False)]

    def _formula(self, node, side, context=None, slopes=None):
        """The node as it is where `side` says; with a context derivatives are taken, of the formulas where `slopes` says."""
        if not node.args or self.x not in node.free_symbols:
            return node
        if isinstance(node, sp.Derivative):
            if context is None or node.variables != (self.x,):
                raise NotByIntervals("a derivative inside a derivative")
            return self._slope(node.expr, slopes or side, context)
        if isinstance(node, Relational):
            sign = self._sign(node.lhs - node.rhs, side)
            return sp.true if {sp.Gt: sign > 0, sp.Ge: sign >= 0, sp.Lt: sign < 0, sp.Le: sign <= 0, sp.Eq: sign == 0,
                               sp.Ne: sign != 0}[node.func] else sp.false
        if isinstance(node, sp.Piecewise):
            for value, condition in node.args:
                truth = self._formula(condition, side)
                if truth not in (sp.true, sp.false):
                    raise NotByIntervals(f"{condition}")
                if truth is sp.true:
                    return self._formula(value, side, context, slopes)
            raise NotByIntervals("no case applies")
        arguments = [self._formula(argument, side, context, slopes) for argument in node.args]
        if isinstance(node, (sp.Abs, sp.sign, sp.Heaviside)):
            sign = self._sign(node.args[0], side)
            if isinstance(node, sp.Abs):
                return sign * arguments[0]
            if isinstance(node, sp.sign):
                return sp.Integer(sign)
            return sp.Heaviside(sign, *arguments[1:])
        if isinstance(node, (sp.Max, sp.Min)):
            best, turn = 0, 1 if isinstance(node, sp.Max) else -1
            for n in range(1, len(node.args)):
                best = n if turn * self._sign(node.args[n] - node.args[best], side) > 0 else best
            return arguments[best]
        return node.func(*arguments)


def _of_exponentials(question):
    """a - b for e^a - e^b, which has its sign."""
    terms = sp.Add.make_args(question)
    if len(terms) == 2 and any(isinstance(term, sp.exp) or isinstance(-term, sp.exp) for term in terms):
        rising = [term for term in terms if isinstance(term, sp.exp) or term.is_Rational and term > 0]
        falling = [-term for term in terms if term not in rising]
        if len(rising) == 1 and all(isinstance(term, sp.exp) or term == 1 for term in (*rising, *falling)):
            return _exponent(rising[0]) - _exponent(falling[0])
    return question


def _exponent(term):
    return term.args[0] if isinstance(term, sp.exp) else sp.S.Zero


def _asked(node) -> list:
    """What changes its sign where the formula changes."""
    if isinstance(node, (sp.Abs, sp.sign, sp.Heaviside)):
        return [node.args[0]]
    if isinstance(node, (sp.Max, sp.Min)):
        return [first - second for n, first in enumerate(node.args) for second in node.args[:n]]
    if isinstance(node, Relational) and not node.has(sp.Derivative):
        return [node.lhs - node.rhs]
    return []
