"""Limits by expansions in powers of u as u tends to 0 from above: sum of c u^e with exact c, and an error O(u^order).

Coefficients may hold log u, and errors powers of it.  A function is expanded where it is analytic at the limit of its
argument; logarithms and powers only where the leading coefficient lies off their cut; what cannot be told raises NoLimit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import sympy as sp

from verifier.tools.calculus.asymptotics import Diverges, NoLimit
from verifier.tools.calculus.special_expansions import at_a_number, by_another_name, by_logarithms, far_out
from verifier.tools.evaluation.evaluator import ball_of
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.tools.fingerprints.fingerprint import Unfit, agree

ORDERS = (3, 7, 13)
FAR = 60  # an order beyond all that are asked for, of what is smaller than every power
EVERYWHERE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfc, sp.erfi, sp.Si, sp.fresnels, sp.fresnelc)
ON_AXIS = (sp.atan, sp.asinh, sp.tanh, sp.sech)  # analytic at every real number
L = sp.Dummy("log u", real=True)


@dataclass
class Expansion:
    """Exponents with their coefficients, and the exponent of the error."""

    terms: dict
    order: object

    def lead(self):
        """The smallest exponent that is not excluded."""
        return min([*self.terms, self.order])


class Tending:
    """Expansions of expressions in one variable, up to an order."""

    def __init__(self, u, order: int, context):
        self.u, self.wanted, self.context = u, order, context

    # -- numbers ----------------------------------------------------------------------------------------------------

    def zero(self, number) -> bool:
        """Whether the coefficient is certainly 0."""
        if number == 0:
            return True
        try:
            return agree(number, sp.S.Zero, self.context)
        except (Unfit, ValueError):
            return False

    def number_ball(self, number):
        """A ball of a number without symbols, or None."""
        if number.free_symbols:
            return None
        try:
            return ball_of(number, 200)
        except (Undefined, Undecided, Unsupported, ArithmeticError):
            return None

    def nonzero(self, number) -> bool:
        """Whether the coefficient is certainly not 0; a polynomial in log u is not, for small u, if one coefficient is not."""
        if number.has(L):
            return any(self.nonzero(part) for part in sp.Poly(number, L).coeffs())
        value = self.number_ball(number)
        return self.context.is_nonzero(number) if value is None else not value.contains(0)

    def sign(self, number) -> int:
        """The sign of a real coefficient, 0 when it is not visible."""
        value = self.number_ball(number)
        if value is not None:
            return (value.real > 0) - (value.real < 0) if value.imag.is_zero() else 0
        return 1 if self.context.is_positive(number) else -1 if self.context.is_positive(-number) else 0

    def sign_near(self, number) -> int:
        """The sign for small u of a coefficient that may hold log u, which tends to minus infinity."""
        if not number.has(L):
            return self.sign(number)
        polynomial = sp.Poly(number, L)
        return self.sign(polynomial.LC()) * (-1) ** polynomial.degree()

    def off_cut(self, number) -> bool:
        """Whether the coefficient is not 0 and not on the negative axis."""
        value = self.number_ball(number)
        if value is None:
            return self.context.is_positive(number)
        return bool(value.real > 0 or not value.imag.contains(0))

    def below_cut(self, number, small, written=None) -> bool:
        """Whether number (1 + small) lies below the negative axis for a negative number; False off that axis.

        On the axis itself, where what is written is visibly real, a logarithm or a power has its value from above.
        """
        if self.off_cut(number):
            return False
        if written is not None and self.sign(number) < 0 and self.context.is_real(written):
            return False
        if self.sign(number) < 0:
            for exponent in sorted(small.terms):
                side = self.sign(sp.im(small.terms[exponent])) if not small.terms[exponent].has(L) else 0
                if side:  # 1 + small above the axis means that the product is below it
                    return side > 0
                if side == 0 and not self.zero(sp.im(small.terms[exponent])):
                    break
        raise NoLimit("on the cut of a logarithm or a power")

    # -- arithmetic ---------------------------------------------------------------------------------------------------

    def leading(self, one: Expansion):
        """(exponent, coefficient) of the leading term, certainly not 0."""
        while one.terms and (lowest := min(one.terms)) < one.order:
            if self.nonzero(one.terms[lowest]):
                return lowest, one.terms[lowest]
            if not self.zero(one.terms[lowest]):
                break
            del one.terms[lowest]
        raise NoLimit("the leading term is not visible")

    def made(self, terms: dict, order) -> Expansion:
        """Terms below the order, gathered."""
        order = min(order, FAR)
        kept = {exponent: sp.expand(number) for exponent, number in terms.items() if exponent < order}
        return Expansion({exponent: number for exponent, number in kept.items() if number != 0}, order)

    def plus(self, left, right) -> Expansion:
        """The sum."""
        terms = dict(left.terms)
        for exponent, number in right.terms.items():
            terms[exponent] = terms.get(exponent, 0) + number
        return self.made(terms, min(left.order, right.order))

    def times(self, left, right) -> Expansion:
        """The product, cut at the order that is wanted above its first term."""
        order = min(left.order + right.lead(), right.order + left.lead(), left.lead() + right.lead() + self.wanted + 1)
        terms: dict = {}
        for one, first in left.terms.items():
            for two, second in right.terms.items():
                if one + two < order:
                    terms[one + two] = terms.get(one + two, 0) + first * second
        return self.made(terms, order)

    def series(self, small: Expansion, coefficient) -> Expansion:
        """The sum of coefficient(k) small^k for an expansion without constant term."""
        if small.lead() <= 0:
            raise NoLimit("the argument does not tend to 0")
        last = ceil(sp.Rational(self.wanted + 1) / small.lead())
        if last > 60:
            raise NoLimit("too many terms")
        total, power = self.constant(coefficient(0)), self.constant(sp.S.One)
        for k in range(1, last + 1):
            power = self.times(power, small)
            total = self.plus(total, self.times(power, self.constant(coefficient(k))))
        return self.made(total.terms, min(total.order, small.lead() * (last + 1)))

    def constant(self, number) -> Expansion:
        """A number, exactly."""
        return self.made({sp.S.Zero: number}, FAR)

    def limit_with_error(self, number, order) -> Expansion:
        """A number up to an error O(u^order)."""
        return self.made({sp.S.Zero: sp.sympify(number)}, order)

    # -- expressions --------------------------------------------------------------------------------------------------

    def of(self, node) -> Expansion:
        """The expansion of the expression."""
        if self.u not in node.free_symbols:
            return self.constant(node)
        if node == self.u:
            return self.made({sp.S.One: sp.S.One}, FAR)
        if node.is_Add or node.is_Mul:
            try:
                first, *rest = map(self.of, node.args)
            except NoLimit:
                if node.is_Mul and node.has(sp.factorial, sp.gamma):
                    return self.exponential(self.log_of(node))
                raise
            for other in rest:
                first = (self.plus if node.is_Add else self.times)(first, other)
            return first
        if isinstance(node, sp.exp):
            return self.exponential(self.of(node.args[0]))
        if node.is_Pow:
            if self.u in node.exp.free_symbols:
                return self.exponential(self.times(self.of(node.exp), self.logarithm(self.of(node.base))))
            return self.power(self.of(node.base), node.exp, node.base)
        if isinstance(node, sp.log) and len(node.args) == 1:
            return self.logarithm(self.of(node.args[0]), node.args[0])
        if (other := by_another_name(node)) is not None:
            return self.of(other)
        if isinstance(node, sp.Function) and not any(self.u in argument.free_symbols for argument in node.args[:-1]):
            return self.function(node, self.of(node.args[-1]))
        raise NoLimit(f"no expansion of {node.func.__name__}")

    def split(self, one: Expansion):
        """(limit, the rest that tends to 0) of an expansion with a finite limit."""
        if one.order <= 0 or any(exponent < 0 and not self.zero(number) for exponent, number in one.terms.items()):
            raise NoLimit("the argument has no visible limit")
        number = one.terms.get(sp.S.Zero, sp.S.Zero)
        if number.has(L):
            raise NoLimit("the argument has no finite limit")
        return number, self.made({key: value for key, value in one.terms.items() if key > 0}, one.order)

    def unit(self, one: Expansion):
        """(exponent, coefficient, small) with one = coefficient u^exponent (1 + small)."""
        exponent, number = self.leading(one)
        if number.has(L):
            raise NoLimit("a leading logarithm")
        rest = {key - exponent: value / number for key, value in one.terms.items() if key > exponent}
        return exponent, number, self.made(rest, one.order - exponent)

    def power(self, base: Expansion, exponent, written=None) -> Expansion:
        """A constant power; `written` is the base as a formula, where it has one."""
        if exponent.is_Integer and 0 < exponent < 40:
            result = base
            for _ in range(int(exponent) - 1):
                result = self.times(result, base)
            return result
        order, number, small = self.unit(base)
        below = False if exponent.is_Integer else self.below_cut(number, small, written)
        if not exponent.is_Rational and order != 0:
            raise NoLimit("a power of a power")
        if small.lead() <= 0:
            raise NoLimit("the leading term is not visible")
        tail = self.series(small, lambda k: sp.ff(exponent, k) / sp.factorial(k))
        shift = order * exponent if order != 0 else sp.S.Zero
        start = number**exponent * (sp.exp(-2 * sp.pi * sp.I * exponent) if below else 1)
        return self.made({key + shift: start * value for key, value in tail.terms.items()}, tail.order + shift)

    def logarithm(self, one: Expansion, written=None) -> Expansion:
        """log(c u^e (1 + small)) = log c + e log u + log(1 + small)."""
        exponent, number, small = self.unit(one)
        turn = -2 * sp.pi * sp.I if self.below_cut(number, small, written) else sp.S.Zero
        tail = self.series(small, lambda k: sp.S.Zero if k == 0 else sp.Rational((-1) ** (k + 1), k))
        return self.plus(self.constant(sp.log(number) + turn + exponent * L), tail)

    def exponential(self, one: Expansion) -> Expansion:
        """exp of what tends to a limit, to minus infinity, or is a rational multiple of log u besides."""
        if one.order <= 0:
            raise NoLimit("the exponent is not known to its constant term")
        grows = {key: value for key, value in one.terms.items() if key < 0}
        if grows:
            exponent, number = self.leading(Expansion(grows, sp.S.Zero))
            if not number.has(L) and self.sign(number) < 0:
                return Expansion({}, FAR)
            raise NoLimit("an exponential that grows")
        number = one.terms.get(sp.S.Zero, sp.S.Zero)
        turns = sp.expand(number).coeff(L, 1)
        if not turns.is_Rational or sp.expand(number - turns * L).has(L):
            raise NoLimit("an exponential between powers")
        small = self.made({key: value for key, value in one.terms.items() if key > 0}, one.order)
        tail = self.series(small, lambda k: 1 / sp.factorial(k))
        scale = sp.exp(sp.expand(number - turns * L))
        return self.made({key + turns: scale * value for key, value in tail.terms.items()}, tail.order + turns)

    def function(self, node, inner: Expansion) -> Expansion:
        """A function by its Taylor series at the limit of its argument, or by how it behaves at infinity."""
        head, real = node.func, self.context.is_real(node.args[-1])
        if isinstance(node, (sp.factorial, sp.gamma)):
            return self.gamma(self.plus(inner, self.constant(sp.Integer(isinstance(node, sp.factorial)))))
        if isinstance(node, (sp.Abs, sp.sign)) and real:
            sign = self.sign_near(self.leading(inner)[1])
            if not sign:
                raise NoLimit("a sign is not visible")
            whole = self.constant(sp.Integer(sign))
            return whole if isinstance(node, sp.sign) else self.times(inner, whole)
        if inner.lead() < 0 and real:
            if isinstance(node, (sp.sin, sp.cos)):
                return Expansion({}, sp.S.Zero)
            exponent, number = self.leading(inner)
            if exponent < 0 and (sign := 0 if number.has(L) else self.sign(number)):
                if isinstance(node, sp.atan):
                    turned = self.function(sp.atan(1 / node.args[0]), self.power(inner, sp.S.NegativeOne))
                    return self.plus(self.constant(sign * sp.pi / 2), self.times(turned, self.constant(sp.S.NegativeOne)))
                if (found := far_out(self, node, inner, exponent, sign)) is not None:
                    return found
        at, small = self.split(inner)
        if isinstance(node, (sp.floor, sp.ceiling, sp.frac)) and real:
            whole = self.constant(self.floor(at, small) if not isinstance(node, sp.ceiling) else -self.floor(-at, small, -1))
            return self.plus(inner, self.times(whole, self.constant(-sp.S.One))) if isinstance(node, sp.frac) else whole
        if (found := at_a_number(self, node, at, small)) is not None:
            return found
        value = self.number_ball(at)
        on_axis = self.context.is_real(at) if value is None else value.imag.is_zero()
        regular = len(node.args) == 1 and (isinstance(node, EVERYWHERE) or isinstance(node, ON_AXIS) and on_axis
                   or isinstance(node, (sp.asin, sp.acos, sp.atanh)) and value is not None and on_axis and abs(value) < 1
                   or isinstance(node, sp.LambertW) and value is not None and on_axis and value.real > 0
                   or isinstance(node, (sp.tan, sp.sec)) and self.nonzero(sp.cos(at))
                   or isinstance(node, (sp.cot, sp.csc)) and self.nonzero(sp.sin(at)))
        if regular:
            y, slopes = sp.Dummy("y"), {}
            def coefficient(k):
                if k not in slopes:
                    slopes[k] = head(y) if k == 0 else sp.diff(coefficient(k - 1), y)
                return slopes[k]
            return self.series(small, lambda k: coefficient(k).xreplace({y: at}) / sp.factorial(k))
        if isinstance(node, (sp.cot, sp.csc)):
            one = self.function(sp.sin(node.args[0]), inner)
            above = self.function(sp.cos(node.args[0]), inner) if isinstance(node, sp.cot) else self.constant(sp.S.One)
            return self.times(above, self.power(one, sp.S.NegativeOne))
        if isinstance(node, (sp.tan, sp.sec)):
            one = self.function(sp.cos(node.args[0]), inner)
            above = self.function(sp.sin(node.args[0]), inner) if isinstance(node, sp.tan) else self.constant(sp.S.One)
            return self.times(above, self.power(one, sp.S.NegativeOne))
        if (found := by_logarithms(self, node, inner)) is not None:
            return found
        raise NoLimit(f"no expansion of {head.__name__} there")

    def floor(self, at, small: Expansion, side: int = 1):
        """The integer part just beside a number, where the rest is certainly on one side if the number is whole."""
        if at.is_Integer:
            return at if side * self.sign_near(self.leading(small)[1]) > 0 else at - 1
        value = self.number_ball(at)
        whole = None if value is None else value.real.floor().unique_fmpz()
        if whole is None or value.contains_integer():
            raise NoLimit("an integer part is not visible")
        return sp.Integer(int(whole))

    def gamma(self, inner: Expansion) -> Expansion:
        """Analytic but for poles, from which the recurrence leads away."""
        at, small = self.split(inner)
        if at.is_Integer and at <= 0:
            below = self.constant(sp.S.One)
            for k in range(int(1 - at)):
                below = self.times(below, self.plus(inner, self.constant(sp.Integer(k))))
            above = self.gamma(self.plus(inner, self.constant(1 - at)))
            return self.times(above, self.power(below, sp.S.NegativeOne))
        if not (at.is_Rational or self.sign(at) > 0):
            raise NoLimit("gamma where a pole may be")
        y = sp.Dummy("y")
        return self.series(small, lambda k: sp.diff(sp.gamma(y), y, k).xreplace({y: at}) / sp.factorial(k))

    def log_of(self, node) -> Expansion:
        """The logarithm of a product of powers, factor by factor; at infinity gamma by Stirling's series."""
        if node.is_Mul:
            first, *rest = map(self.log_of, node.args)
            for other in rest:
                first = self.plus(first, other)
            return first
        if isinstance(node, sp.exp):
            return self.of(node.args[0])
        if node.is_Pow:
            return self.times(self.of(node.exp), self.log_of(node.base))
        if isinstance(node, (sp.factorial, sp.gamma)) and self.u in node.free_symbols:
            z = self.of(node.args[0] + (1 if isinstance(node, sp.factorial) else 0))
            exponent, number = self.leading(z)
            if exponent < 0 and not number.has(L) and self.sign(number) > 0 and self.context.is_real(node.args[0]):
                return self.stirling(z)
        return self.logarithm(self.of(node))

    def stirling(self, z: Expansion) -> Expansion:
        """(z - 1/2) log z - z + log(2 pi)/2 + sum of B_2k / (2k (2k - 1) z^(2k - 1))."""
        turned, count = self.power(z, sp.S.NegativeOne), self.wanted // 2 + 2
        total = self.times(self.plus(z, self.constant(-sp.S.Half)), self.logarithm(z))
        total = self.plus(self.plus(total, self.times(z, self.constant(sp.S.NegativeOne))), self.constant(sp.log(2 * sp.pi) / 2))
        for k in range(1, count):
            total = self.plus(total, self.times(self.power(turned, sp.Integer(2 * k - 1)), self.constant(
                sp.bernoulli(2 * k) / (2 * k * (2 * k - 1)))))
        return self.made(total.terms, min(total.order, turned.lead() * (2 * count - 1)))

    def limit(self, node):
        """The limit; infinite ones raise Diverges."""
        try:
            return self.value(self.of(node))
        except NoLimit:
            other = self.with_small_exponentials(node)
            if other is not None:
                return self.value(self.of(other))
            if not (node.is_Mul or node.is_Pow):
                raise
        one = self.log_of(node)
        grows = {key: value for key, value in one.terms.items() if key < 0 or key == 0 and value.has(L)}
        if not grows:
            return sp.exp(self.value(one))
        exponent, number = self.leading(Expansion(grows, one.order))
        sign = self.sign_near(number)
        if sign < 0:
            return sp.S.Zero
        if sign > 0:
            raise Diverges(f"{node} grows beyond every bound")
        raise NoLimit("a growth is not visible")

    def with_small_exponentials(self, node):
        """A rational function of an exponential that grows, in its reciprocal; None for anything else."""
        for grown in sorted((part for part in node.atoms(sp.exp) if self.u in part.free_symbols), key=sp.default_sort_key):
            try:
                exponent, number = self.leading(self.of(grown.args[0]))
            except NoLimit:
                continue
            if exponent < 0 and self.sign_near(number) > 0:
                small = sp.Dummy("small", positive=True)
                times = {part: sp.cancel(part.args[0] / grown.args[0]) for part in node.atoms(sp.exp)}
                moved = node.xreplace({part: small ** (-number) for part, number in times.items() if number.is_Integer})
                if moved.is_rational_function(small) and not moved.has(grown):
                    return sp.cancel(sp.together(moved)).xreplace({small: sp.exp(-grown.args[0])})
        return None

    def value(self, one: Expansion):
        """The limit of an expansion."""
        for exponent in sorted(key for key in one.terms if key <= 0 and key < one.order):
            number = one.terms[exponent]
            if exponent == 0 and not number.has(L):
                return number
            if self.zero(number):
                continue
            growing = sp.Poly(number, L).all_coeffs()[:-1] if exponent == 0 else [number]
            if any(self.nonzero(part) for part in growing):
                raise Diverges("there is a leading term that grows")
            raise NoLimit("a leading coefficient is not visibly 0 or not 0")
        if one.order <= 0:
            raise NoLimit("the error is not small")
        return sp.S.Zero


def limit_by_expansion(expression, x, point, side, context):
    """The limit of the expression as x tends to the point from the side ("+-": from both)."""
    if side == "+-" and point not in (sp.oo, -sp.oo):
        above, below = (limit_by_expansion(expression, x, point, direction, context) for direction in "+-")
        if above != below and not agree(above, below, context):
            raise NoLimit("the two sides are not visibly the same")
        return above
    u = sp.Dummy("u", positive=True)
    moved = expression.xreplace({x: {sp.oo: 1 / u, -sp.oo: -1 / u}.get(point, point + u if side == "+" else point - u)})
    problem = NoLimit("no order is enough")
    for order in ORDERS:
        try:
            found = Tending(u, order, context).limit(sp.sympify(moved))
        except NoLimit as failure:
            problem = failure
            continue
        if found.has(sp.oo, -sp.oo, sp.zoo, sp.nan, u, L):
            raise NoLimit("the limit is not finite")
        return found
    raise problem
