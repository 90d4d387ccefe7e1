"""Real expressions as quotients of polynomials in kernels, wherever bounds of their symbols hold.

Kernels are symbols, exponentials of single terms, logarithms and roots of irreducible factors, and a few more functions.
Every division, logarithm and root is admitted only where its operand visibly has the sign that it needs, so that an
expression which has such a form is defined, real and continuous in the whole region.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import lcm

import sympy as sp
from flint import Ordering, fmpq, fmpq_mpoly_ctx

from verifier.tools.normal_forms.gammas import Gammas

POWER = sp.Function("exponential")  # of one term; no head that evaluates, so that nothing is combined or split behind our back
LOGARITHM = sp.Function("logarithm")
PLAIN = (sp.sin, sp.cos, sp.atan, sp.asinh, sp.erf)
BY_OTHERS = (sp.gamma, sp.loggamma, sp.factorial, sp.binomial, sp.beta, sp.digamma, sp.trigamma, sp.polygamma,
             sp.log, sp.sinh, sp.cosh, sp.tanh, sp.sech, sp.coth, sp.tan, sp.erfc, sp.asin, sp.acos, sp.atanh, sp.Abs, sp.Max, sp.Min)
LONGEST = 3000  # terms
ZERO = 2  # the set of signs that holds 0 alone
HIGHEST = 64  # power of a kernel; order of a root


class NotVisible(ValueError):
    """It cannot be seen that the expression has a real value everywhere, or it is too long."""


class Forms(Gammas):
    """Expressions in kernels; who inherits answers `positive`, `nonnegative` and `nonzero`.

    With `smooth` the operands of roots must be positive, so that every form is also smooth.
    """

    def __init__(self, smooth: bool = False):
        self.smooth, self._forms, self._quotients = smooth, {}, {}

    def form(self, node):
        """The expression in kernels."""
        if node not in self._forms:
            self._forms[node] = self._made(node)
        return self._forms[node]

    def _made(self, node):
        if node.is_Rational or node is sp.pi or node is sp.EulerGamma or node is sp.Catalan or node is sp.GoldenRatio:
            return node
        if node.is_Symbol:
            if node.is_real:
                return node
            raise NotVisible(f"{node} is not real")
        if node is sp.E:
            return POWER(sp.S.One)
        if node.is_Add or node.is_Mul:
            return node.func(*(self.form(argument) for argument in node.args))
        if isinstance(node, sp.exp):
            return self._exponential(self.form(node.args[0]))
        if node.is_Pow:
            return self._power(node)
        if node.func in BY_OTHERS:  # by identity: a function of the author's own may bear any name
            return getattr(self, f"_{node.func.__name__}")(*node.args)
        if isinstance(node, PLAIN) and len(node.args) == 1:
            return self._head(node.func, self.form(node.args[0]))
        raise NotVisible(f"no form for {node.func.__name__}")

    def _head(self, head, *arguments):
        made = head(*(written(sp.expand(argument)) for argument in arguments))  # one kernel, however the argument is written
        return made if isinstance(made, head) else self.form(made)

    def _need(self, answer, node):
        if not answer:
            raise NotVisible(f"the sign of {written(node)} is not visible")

    def _exponential(self, exponent):
        factors = []
        for term in sp.Add.make_args(self._without_sums_below(sp.expand(exponent))):
            coefficient, rest = term.as_coeff_Mul()
            if not coefficient.is_Rational or coefficient.q > HIGHEST or abs(coefficient.p) > HIGHEST:
                coefficient, rest = sp.S.One, term
            if isinstance(rest, LOGARITHM):
                factors.append(self._raised(rest.args[0], coefficient))
            elif rest != 0:
                factors.append(POWER(rest) ** coefficient)
        return sp.Mul(*factors)

    def _without_sums_below(self, exponent):
        """The exponent with the denominators that cancel taken out."""
        if not any(node.is_Pow and node.exp.is_negative and node.base.is_Add for node in sp.preorder_traversal(exponent)):
            return exponent
        quotient = self.quotient(exponent)
        below = quotient.expression(quotient.under)
        return sp.Add(*(term / below for term in sp.Add.make_args(sp.expand(quotient.expression(quotient.over)))))

    def _power(self, node):
        base, exponent = self.form(node.base), self.form(node.exp)
        if exponent.is_Integer:
            if exponent < 0:
                self._need(self.nonzero(base), base)
            return base**exponent
        if exponent.is_Rational:
            return self._raised(base, exponent)
        if self.signs(base) == ZERO and self.positive(exponent) and not self.smooth:
            return sp.S.Zero
        self._need(self.positive(base), base)
        return self._exponential(sp.expand(exponent * self._logarithm(base)))

    def _raised(self, base, exponent):
        """A positive (or nonnegative, and then with a positive exponent) base to a rational power, factor by factor."""
        if exponent.is_Integer:
            return base**exponent
        self._need(self.positive(base) or (exponent > 0 and not self.smooth and self.nonnegative(base)), base)
        made = sp.S.One
        for part, power in self._positive_factors(base):
            if isinstance(part, POWER):
                made *= POWER(part.args[0]) ** (power * exponent)
            else:
                made *= part ** (power * exponent)
        return made

    def _positive_factors(self, node):
        """(factor, power) with nonnegative factors whose product is the expression; the whole where a sign is hidden."""
        quotient = self.quotient(node)
        content, parts = quotient.factors()
        found, flipped = [], 1
        for part, power in parts:
            expression = quotient.expression(part)
            if self.nonnegative(expression):
                found.append((expression, power))
            elif self.nonnegative(-expression):
                found.append((-expression, power))
                flipped *= -1 if power % 2 else 1
            else:
                return [(node, sp.S.One)]
        number = content * flipped
        if number < 0:
            return [(node, sp.S.One)]
        return [*([(number, sp.S.One)] if number != 1 else []), *found]

    def _logarithm(self, base):
        self._need(self.positive(base), base)
        total = sp.S.Zero
        for part, power in self._positive_factors(base):
            if part.is_Rational:
                for prime, times in (*sp.factorint(part.p).items(), *((q, -t) for q, t in sp.factorint(part.q).items())):
                    if prime != 1:
                        total += power * times * LOGARITHM(sp.Integer(prime))
            elif isinstance(part, POWER):
                total += power * part.args[0]
            elif part.is_Pow and part.exp.is_Rational:
                total += power * part.exp * self._logarithm(part.base)
            else:
                total += power * LOGARITHM(part)
        return total

    # -- functions by others ------------------------------------------------------------------------------------

    def _log(self, inner, base=None):
        if base is not None:
            raise NotVisible("a logarithm to a base")
        return self._logarithm(self.form(inner))

    def _pair(self, inner):
        up = self._exponential(self.form(inner))
        return up, up**-1

    def _sinh(self, inner):
        up, down = self._pair(inner)
        return (up - down) / 2

    def _cosh(self, inner):
        up, down = self._pair(inner)
        return (up + down) / 2

    def _tanh(self, inner):
        up, down = self._pair(inner)
        return (up - down) * (up + down) ** -1

    def _sech(self, inner):
        up, down = self._pair(inner)
        return 2 * (up + down) ** -1

    def _coth(self, inner):
        self._need(self.nonzero(self.form(inner)), inner)
        up, down = self._pair(inner)
        return (up + down) * (up - down) ** -1

    def _tan(self, inner):
        below = self.form(sp.cos(inner))
        self._need(self.nonzero(below), below)
        return self.form(sp.sin(inner)) * below**-1

    def _erfc(self, inner):
        return 1 - self.form(sp.erf(inner))

    def _asin(self, inner):
        made = self.form(inner)
        test = self.positive if self.smooth else self.nonnegative
        self._need(test(1 - made) and test(1 + made), made)
        found = sp.asin(written(made))
        return found if isinstance(found, sp.asin) else self.form(found)

    def _acos(self, inner):
        return sp.pi / 2 - self._asin(inner)

    def _atanh(self, inner):
        made = self.form(inner)
        return (self._logarithm(1 + made) - self._logarithm(1 - made)) / 2

    def _Abs(self, inner):
        made = self.form(inner)
        if self.nonnegative(made):
            return made
        self._need(self.nonnegative(-made), made)
        return -made

    def _larger(self, sign, arguments):
        best, *others = (self.form(argument) for argument in arguments)
        for other in others:
            gap = sign * (best - other)
            if not self.nonnegative(gap):
                self._need(self.nonnegative(-gap), gap)
                best = other
        return best

    def _Max(self, *arguments):
        return self._larger(1, arguments)

    def _Min(self, *arguments):
        return self._larger(-1, arguments)

    # -- quotients ----------------------------------------------------------------------------------------------

    def quotient(self, form, *more) -> Quotient:
        """The form as numerator over denominator, in a ring that also holds the kernels of `more`."""
        key = (form, more)
        if key not in self._quotients:
            self._quotients[key] = Quotient(form, more)
        return self._quotients[key]


@dataclass(frozen=True)
class Kernel:
    """A generator: `base` to the power 1/`order`, itself a symbol, an exponential, a root or another function."""

    base: object
    order: int

    @property
    def expression(self):
        """The kernel as a form."""
        return self.base ** sp.Rational(1, self.order) if self.order > 1 else self.base

    @property
    def is_root(self) -> bool:
        """Whether it satisfies kernel**order = base with a base in other kernels."""
        return not (self.base.is_Symbol or self.base.is_NumberSymbol or self.base.is_Function)


class Quotient:
    """A quotient of polynomials over the rationals in kernels."""

    def __init__(self, form, more=()):
        orders: dict = {}
        for item in (form, *more):
            _collect(item, orders)
        self.kernels = [Kernel(base, order) for base, order in sorted(orders.items(), key=lambda row: (sp.count_ops(row[0]), str(row[0])))]
        self.place = {kernel.base: position for position, kernel in enumerate(self.kernels)}
        self.ring = fmpq_mpoly_ctx.get([f"k{position}" for position in range(len(self.kernels))] or ["k0"], Ordering.lex)
        self.generators = self.ring.gens()
        self._known: dict = {}
        self.over, self.under = self._reduced(*self.pair(form))

    def pair(self, node):
        """(numerator, denominator) of a form in the kernels of this ring."""
        if node not in self._known:
            self._known[node] = self._pair(node)
        return self._known[node]

    def _pair(self, node):
        one = self.ring.constant(1)
        if node.is_Rational:
            return self.ring.constant(int(node.p)), self.ring.constant(int(node.q))
        if node.is_Add:
            over, under = self.ring.constant(0), one
            for term in node.args:
                a, b = self.pair(term)
                if b == under:
                    over = over + a
                else:
                    common = under.gcd(b)
                    left, right = under / common, b / common
                    over, under = over * right + a * left, under * right
            return self._short(over, under)
        if node.is_Mul:
            over, under = one, one
            for factor in node.args:
                a, b = self.pair(factor)
                over, under = over * a, under * b
            return self._short(over, under)
        base, exponent = (node.base, node.exp) if node.is_Pow else (node, sp.S.One)
        if base in self.place:
            position = self.place[base]
            count = exponent * self.kernels[position].order
            if abs(count) > HIGHEST**2:
                raise NotVisible(f"the power {exponent}")
            made = self.generators[position] ** abs(int(count))
            return (made, one) if count >= 0 else (one, made)
        if base == node:
            raise NotVisible(f"{node} is no kernel of this ring")
        a, b = self.pair(base)
        if not exponent.is_Integer or a == 0 and exponent < 0:
            raise NotVisible("no quotient of polynomials")
        if abs(exponent) > HIGHEST and not (a.is_constant() and b.is_constant()):
            raise NotVisible(f"the power {exponent}")
        a, b = (a, b) if exponent > 0 else (b, a)
        return a ** abs(int(exponent)), b ** abs(int(exponent))

    def _short(self, over, under):
        if len(over) + len(under) > LONGEST:
            raise NotVisible("too many terms")
        common = over.gcd(under) if under.total_degree() else None
        if common is not None and common.total_degree():
            over, under = over / common, under / common
        return over, under

    def _reduced(self, over, under):
        """Powers of roots below their order, and the square of a sine by that of its cosine where this is shorter."""
        for position, kernel in enumerate(self.kernels):
            if not kernel.is_root:
                continue
            a, b = self.pair(kernel.base)
            over, more = self._without(over, position, kernel.order, a, b)
            under, less = self._without(under, position, kernel.order, a, b)
            over, under = self._short(over * less, under * more)
        for position, kernel in enumerate(self.kernels):
            other = self.place.get(sp.cos(*kernel.base.args)) if isinstance(kernel.base, sp.sin) and kernel.order == 1 else None
            if other is not None and self.kernels[other].order == 1:
                shorter, _ = self._without(over, position, 2, 1 - self.generators[other] ** 2, self.ring.constant(1))
                over = shorter if len(shorter) < len(over) else over
        return over, under

    def _without(self, polynomial, position, order, a, b):
        """(p, d) with p/d the polynomial, where generator**order is a/b."""
        groups: dict = {}
        for powers, coefficient in polynomial.to_dict().items():
            turns, rest = divmod(powers[position], order)
            powers = (*powers[:position], rest, *powers[position + 1:])
            groups.setdefault(turns, {})[powers] = coefficient
        most = max(groups, default=0)
        if not most:
            return polynomial, self.ring.constant(1)
        total = sum((self.ring.from_dict(part) * a**turns * b ** (most - turns) for turns, part in groups.items()), self.ring.constant(0))
        return total, b**most

    def factors(self):
        """(content, ((polynomial, power), ...)) of the quotient."""
        if self.over == 0:
            return sp.S.Zero, ()
        above, upper = self.over.factor()
        below, lower = self.under.factor()
        return rational(above / below), (*((part, sp.Integer(power)) for part, power in upper), *((part, -sp.Integer(power)) for part, power in lower))

    def expression(self, polynomial):
        """A polynomial of the ring as a form."""
        return sp.Add(*(sp.Mul(rational(coefficient), *(self.kernels[place].base ** sp.Rational(power, self.kernels[place].order)
                                                         for place, power in enumerate(powers) if power))
                        for powers, coefficient in polynomial.to_dict().items()))


def rational(number) -> sp.Rational:
    """The number as SymPy writes it."""
    number = fmpq(number)
    return sp.Rational(int(number.p), int(number.q))


def _collect(node, orders) -> None:
    """The kernels of a form with the orders of the roots in which they occur."""
    if node.is_Rational:
        return
    if node.is_Add or node.is_Mul or node.is_Pow and node.exp.is_Integer and not node.base.is_Atom and not node.base.is_Function:
        for argument in node.args:
            _collect(argument, orders)
        return
    base, exponent = (node.base, node.exp) if node.is_Pow else (node, sp.S.One)
    if not exponent.is_Rational:
        raise NotVisible(f"an exponent {exponent}")
    if exponent.q > HIGHEST:
        raise NotVisible(f"a root of order {exponent.q}")
    orders[base] = lcm(orders.get(base, 1), int(exponent.q))
    if not (base.is_Symbol or base.is_NumberSymbol or base.is_Function):
        _collect(base, orders)


def written(form):
    """A form with the usual heads."""
    return form.replace(LOGARITHM, sp.log).replace(POWER, sp.exp)
