"""The sign of an expression in one variable beside a place or far out, by sums of `scale_series`.

Exponentials, logarithms and powers are taken apart at their leading term and expanded in what is small beside it, with
the remainder of Taylor's formula as a ball; other functions where they are analytic, and by their expansions far out,
which enclose them.
"""

from __future__ import annotations

from functools import lru_cache
from math import factorial

import sympy as sp
from flint import acb, arb, ctx

from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball
from verifier.tools.inequalities.inequality_states import State, range_of
from verifier.tools.inequalities.region_signs import ABOVE, ZERO
from verifier.tools.inequalities.scale_series import BITS, LOG, ONE, Scale, Series, T, Vague, ball_of_number, constant, raised, sign_of, tends
from verifier.tools.instances import Rejected
from verifier.vocabulary.valuation import Valuation

U = sp.Dummy("u", real=True)
MOST_DERIVATIVES, MOST_TERMS = 4, 40
BY_OTHERS = {
    sp.sinh: lambda u: (sp.exp(u) - sp.exp(-u)) / 2, sp.cosh: lambda u: (sp.exp(u) + sp.exp(-u)) / 2,
    sp.tanh: lambda u: (1 - sp.exp(-2 * u)) / (1 + sp.exp(-2 * u)), sp.sech: lambda u: 2 / (sp.exp(u) + sp.exp(-u)),
    sp.asinh: lambda u: sp.log(u + sp.sqrt(1 + u**2)), sp.atanh: lambda u: (sp.log(1 + u) - sp.log(1 - u)) / 2,
    sp.tan: lambda u: sp.sin(u) / sp.cos(u), sp.cot: lambda u: sp.cos(u) / sp.sin(u), sp.sec: lambda u: 1 / sp.cos(u), sp.csc: lambda u: 1 / sp.sin(u),
    sp.asin: lambda u: 2 * sp.atan(u / (1 + sp.sqrt(1 - u**2))), sp.erfc: lambda u: 1 - sp.erf(u), sp.factorial: lambda u: sp.gamma(u + 1),
    sp.binomial: lambda n, k: sp.gamma(n + 1) / (sp.gamma(k + 1) * sp.gamma(n - k + 1)), sp.acos: lambda u: sp.pi / 2 - sp.asin(u)}
ANALYTIC = (sp.erf, sp.gamma, sp.loggamma, sp.polygamma, sp.LambertW)
CANNOT = (Undecided, Undefined, Unsupported, Vague, ArithmeticError, ValueError)


def positive_beside(expression, t, width, order: int) -> bool:
    """Whether the expression is visibly > 0 for all 0 < t <= width; False when that is not seen."""
    with ctx.workprec(BITS):
        try:
            scale = Scale(width, order)
            return scale.positive(Beside(scale, t).series(expression))
        except CANNOT:
            return False


class Beside:
    """The sums of expressions in t."""

    def __init__(self, scale: Scale, t):
        self.scale, self.t, self.known = scale, t, {}

    def series(self, node) -> Series:
        """The sum that encloses an expression."""
        if node not in self.known:
            self.known[node] = self._made(node)
        return self.known[node]

    def _made(self, node):
        scale = self.scale
        if self.t not in node.free_symbols:
            if node.free_symbols:
                raise Vague("another symbol")
            return constant(node)
        if node == self.t:
            return Series({T: sp.S.One})
        if node.is_Add:
            return scale.plus(*map(self.series, node.args))
        if node.is_Mul:
            found = constant(sp.S.One)
            for factor in node.args:
                found = scale.times(found, self.series(factor))
            return found
        if isinstance(node, sp.exp):
            return self.exponential(self.series(node.args[0]))
        if node.is_Pow:
            if node.exp.is_Rational:
                return self.power(self.series(node.base), node.exp)
            return self.exponential(scale.times(self.series(node.exp), self.logarithm(self.series(node.base))))
        if isinstance(node, sp.log) and isinstance(node.args[0], sp.gamma):
            return self.series(sp.loggamma(node.args[0].args[0]))
        if isinstance(node, sp.log) and len(node.args) == 1:
            return self.logarithm(self.series(node.args[0]))
        if node.func in BY_OTHERS:
            return self.series(BY_OTHERS[node.func](*node.args))
        if isinstance(node, (sp.sin, sp.cos)):
            inner = self.series(node.args[0])
            if any(tends(monomial) > 0 for monomial in inner.terms):
                return Series({}, (ONE, arb(0, 1)))
            return self._wave(node, *self._settled(inner))
        if isinstance(node, sp.atan):
            return self._arc(self.series(node.args[0]))
        if isinstance(node, ANALYTIC) and not any(item.free_symbols for item in node.args[:-1]):
            return self._analytic(node)
        raise Vague(f"no sum for {node.func.__name__}")

    # -- what is taken apart at the leading term --------------------------------------------------------------------

    def power(self, series: Series, exponent) -> Series:
        """A sum to a rational power; positive unless that is an integer."""
        scale = self.scale
        if exponent.is_Integer and 0 <= exponent <= 8:
            found = constant(sp.S.One)
            for _ in range(int(exponent)):
                found = scale.times(found, series)
            return found
        first, number, small = scale.lead(series)
        if not exponent.is_Integer and sign_of(number) != ABOVE:
            raise Vague("a root of what is not positive")
        near = self._near_one(small)
        count = scale.order + 1
        coefficients = [sp.binomial(exponent, j) for j in range(count)]
        remainder = ball_of_number(sp.binomial(exponent, count)) * raised(near, exponent - count)
        monomial = tuple((grown, k * exponent) for grown, k in first[0]), first[1] * exponent, first[2] * exponent
        return scale.times(Series({monomial: number**exponent}), scale.taylor(small, coefficients, remainder))

    def logarithm(self, series: Series) -> Series:
        """The logarithm of a positive sum."""
        scale = self.scale
        (steep, a, b), number, small = scale.lead(series)
        if sign_of(number) != ABOVE or b != 0:
            raise Vague("the logarithm of what is not positive, or of a logarithm")
        near, count = self._near_one(small), scale.order + 1
        coefficients = [sp.S.Zero, *(sp.Rational((-1) ** (j + 1), j) for j in range(1, count))]
        remainder = (-1) ** (count + 1) * raised(near, -count) / count
        terms = {((), -p, q): -k for (p, q), k in steep}
        if a != 0:
            terms[LOG] = -a
        return scale.plus(Series(terms), constant(sp.log(number)), scale.taylor(small, coefficients, remainder))

    def _near_one(self, small: Series) -> arb:
        near = 1 + self.scale.range(small)
        if not near > 0:
            raise Vague("what should be small is not")
        return near.union(arb(1))

    def exponential(self, series: Series) -> Series:
        """The exponential of a sum whose growing terms are powers and the logarithm of t."""
        scale, steep, a, small, value, least = self.scale, [], sp.S.Zero, {}, sp.S.Zero, None
        for monomial, number in series.terms.items():
            side = tends(monomial)
            if side < 0:
                small[monomial] = number
            elif side == 0:
                value = number
            elif monomial == LOG:
                a -= number
            elif monomial[0] or not (monomial[1].is_Rational and monomial[1] < 0 and monomial[2].is_Rational and monomial[2] >= 0):
                raise Vague("the exponential of what grows in another way")
            elif sign_of(number) != ZERO:
                steep.append(((-monomial[1], monomial[2]), -number))
        rest = [] if series.rest is None else [series.rest]
        if rest and tends(rest[0][0]) > 0:
            raise Vague("the exponential of a rest that grows")
        if rest and tends(rest[0][0]) == 0:
            least, rest = rest[0][1].exp(), []
        small = scale.made(small, rest)
        count = scale.order + 1
        remainder = scale.range(small).union(arb(0)).exp() / factorial(count)
        grown = scale.taylor(small, [sp.Rational(1, factorial(j)) for j in range(count)], remainder)
        monomial = tuple(sorted(steep, reverse=True)), a, sp.S.Zero
        factor = Series({monomial: sp.exp(value)}) if least is None else Series({}, (monomial, least * ball_of_number(sp.exp(value))))
        return scale.times(factor, grown)

    # -- functions at a number, and far out -------------------------------------------------------------------------

    def _settled(self, series: Series):
        """(limit, small): a sum that tends to a number; the rest tends to 0."""
        if any(tends(monomial) > 0 for monomial in series.terms) or series.rest is not None and tends(series.rest[0]) >= 0:
            raise Vague("an argument that does not visibly settle")
        small = {monomial: number for monomial, number in series.terms.items() if monomial != ONE}
        return series.terms.get(ONE, sp.S.Zero), Series(small, series.rest)

    def _wave(self, node, limit, small: Series) -> Series:
        """sin(c + s) and cos(c + s) by the addition theorem."""
        scale, count = self.scale, self.scale.order + 1
        remainder = arb(0, 1) / factorial(count)
        sine, cosine = (scale.taylor(small, [sp.Integer((0, 1, 0, -1)[(j + turn) % 4]) / factorial(j) for j in range(count)], remainder)
                        for turn in (0, 1))
        first, second = (sp.sin(limit), sp.cos(limit)) if isinstance(node, sp.sin) else (sp.cos(limit), -sp.sin(limit))
        return scale.plus(scale.times(constant(first), cosine), scale.times(constant(second), sine))

    def _arc(self, series: Series) -> Series:
        """atan(c + s) = atan(c) + atan(s/(1 + c^2 + c s)); far out pi/2 - atan(1/u)."""
        scale = self.scale
        if any(tends(monomial) > 0 for monomial in series.terms):
            side = 1 if sign_of(scale.lead(series)[1]) == ABOVE else -1
            inverse = self.power(series, sp.Integer(-1))
            if not 1 + scale.range(scale.lead(series)[2]) > 0:
                raise Vague("the sign is not visible")
            return scale.plus(constant(side * sp.pi / 2), scale.times(constant(sp.Integer(-1)), self._arc(inverse)))
        limit, small = self._settled(series)
        under = scale.plus(constant(sp.expand(1 + limit**2)), scale.times(constant(limit), small))
        inner = scale.times(small, self.power(under, sp.Integer(-1))) if limit != 0 else small
        count = scale.order // 2 * 2 + 1
        coefficients = [sp.Rational((0, 1, 0, -1)[j % 4], max(j, 1)) for j in range(count)]
        size = scale.range(inner).abs_upper()
        if not size < 1:
            raise Vague("the series of the arc tangent is not near its centre")
        remainder = arb(0, arb((1 / (count * (1 - size))).abs_upper()))
        return scale.plus(constant(sp.atan(limit)), scale.taylor(inner, coefficients, remainder))

    def _analytic(self, node) -> Series:
        scale, series = self.scale, self.series(node.args[-1])
        if any(tends(monomial) > 0 for monomial in series.terms):
            return self._far_out(node, series)
        limit, small = self._settled(series)
        if isinstance(node, (sp.gamma, sp.loggamma, sp.polygamma)):
            if sign_of(limit) != ABOVE:
                return self._one_further(node, limit)
        derivatives = _derivatives(node.func(*node.args[:-1], U))
        walk = Evaluator(Valuation({}), BITS)
        around = ball_of_number(limit) + scale.range(small).union(arb(0))
        with walk.scoped({U: acb(around)}):
            last = ball(walk.scalar(derivatives[-1]))
        if not last.is_finite() or not last.imag.is_zero():
            raise Vague("no bound of a derivative")
        coefficients = [item.xreplace({U: limit}) / factorial(j) for j, item in enumerate(derivatives[:-1])]
        return scale.taylor(small, coefficients, last.real / factorial(len(coefficients)))

    def _one_further(self, node, limit) -> Series:
        """gamma(u) = gamma(u + 1)/u and its logarithm and slope, where u tends to 0."""
        u = node.args[-1]
        if limit == 0 and isinstance(node, sp.gamma):
            return self.series(sp.gamma(u + 1) / u)
        if limit == 0 and isinstance(node, sp.loggamma):
            return self.series(sp.loggamma(u + 1) - sp.log(u))
        if limit == 0 and node.args[0] == 0:
            return self.series(sp.polygamma(0, u + 1) - 1 / u)
        raise Vague("a gamma function left of its poles")

    def _far_out(self, node, series: Series) -> Series:
        """Stirling's formula, that of its derivative, and the expansion of erfc: each encloses, with its next term as the rest."""
        scale, u = self.scale, node.args[-1]
        first, number, small = scale.lead(series)
        if sign_of(number) != ABOVE or not 1 + scale.range(small) > 0:
            raise Vague("not far out to the right")
        inverse = self.power(series, sp.Integer(-1))

        def enclosed(terms):
            """All terms but the last, and something from 0 to that."""
            *first, (number, power) = terms
            interval = Series({}, (ONE, arb(0).union(ball_of_number(number))))
            return scale.plus(*(scale.times(constant(number), self.power(inverse, power)) for number, power in first),
                              scale.times(interval, self.power(inverse, power)))
        count, numbers = max(2, scale.order // 2), sp.bernoulli
        if isinstance(node, sp.erf):
            tail = enclosed([(sp.Rational((-1) ** j * sp.factorial2(2 * j - 1), 2**j), sp.Integer(2 * j)) for j in range(count + 1)])
            return scale.plus(constant(sp.S.One), scale.times(self.series(-sp.exp(-u**2) / (u * sp.sqrt(sp.pi))), tail))
        if isinstance(node, (sp.gamma, sp.loggamma)):
            tail = enclosed([(numbers(2 * j) / (2 * j * (2 * j - 1)), sp.Integer(2 * j - 1)) for j in range(1, count + 1)])
            found = scale.plus(self.series((u - sp.S.Half) * sp.log(u) - u + sp.log(2 * sp.pi) / 2), tail)
            return found if isinstance(node, sp.loggamma) else self.exponential(found)
        if isinstance(node, sp.polygamma) and node.args[0] == 0:
            tail = enclosed([(-numbers(2 * j) / (2 * j), sp.Integer(2 * j)) for j in range(1, count + 1)])
            return scale.plus(self.series(sp.log(u) - 1 / (2 * u)), tail)
        if isinstance(node, sp.polygamma) and node.args[0].is_Integer and 0 < node.args[0] <= MOST_DERIVATIVES:
            m, ahead = node.args[0], sp.factorial(node.args[0] - 1)  # (-1)^(m+1) times it is the integral of t^m exp(-u t)/(1 - exp(-t))
            tail = enclosed([(numbers(2 * j) * sp.factorial(2 * j + m - 1) / sp.factorial(2 * j), 2 * j + m) for j in range(1, count + 1)])
            return scale.times(constant((-1) ** (m + 1)), scale.plus(self.series(ahead / u**m + m * ahead / (2 * u ** (m + 1))), tail))
        raise Vague("no expansion far out")


@lru_cache(maxsize=100)
def _derivatives(expression) -> tuple:
    """The function and its first derivatives."""
    found = [expression]
    for _ in range(MOST_DERIVATIVES):
        found.append(found[-1].diff(U))
    return tuple(found)


def beside(state: State, data) -> list:
    """A gap that is > 0 for 0 < side (x - place) <= width, or beyond 1/width far out: what is left is at the place and elsewhere."""
    x, place, side, width, order = data
    if state.gap.free_symbols != {x} or side not in (1, -1) or not (width.is_Rational and 0 < width < 1) or not 0 < order <= MOST_TERMS:
        raise Rejected("a gap in one variable, beside a place")
    lower, upper = range_of(state, x)
    t = sp.Dummy("t", real=True)
    far = place in (sp.oo, -sp.oo)
    if not far and not place.is_number:
        raise Rejected("the place is no number")
    if not positive_beside(state.gap.xreplace({x: side / t if far else place + side * t}), t, width, order):
        raise Rejected("the gap is not visibly positive there")
    end = side / width if far else place + side * width
    past, before = (sp.Ge, sp.Le) if side > 0 else (sp.Le, sp.Ge)
    if far:
        if place != side * sp.oo:
            raise Rejected("far out on the other side")
        return [state.but(state.gap, before(x, end, evaluate=False))]
    goals = [state.but(state.gap, past(x, end, evaluate=False))]
    near = [strict for bound, strict in (lower if side > 0 else upper) if sp.expand(bound - place) == 0]
    if not near:
        goals.append(state.but(state.gap, before(x, place, evaluate=False)))
    elif not any(near):
        goals.append(state.but(state.gap.xreplace({x: place}), without=x))
    return goals
