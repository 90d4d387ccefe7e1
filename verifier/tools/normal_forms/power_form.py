"""Powers, exponentials, logarithms and absolute values in normal form.

Only what holds on the principal branch is split: exponents add; a power of a product splits over positive factors
or for integer exponents; a logarithm splits over positive factors.
"""

from __future__ import annotations

from fractions import Fraction

from sympy import Abs, I, Integer, KroneckerDelta, Pow, Rational, S, exp, factorint, log, pi

from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.polynomial import ONE, Polynomial
from verifier.tools.normal_forms.terms import Undefined
from verifier.vocabulary.operators import frobenius, norm


class PowerForms:
    """The part of the normalizer that knows powers; `poly`, `canonical` and `context` come from the whole."""

    # -- powers, exponentials, logarithms ---------------------------------------------------------------

    def _power(self, base, exponent) -> Polynomial:
        if isinstance(base, (norm, frobenius)):
            return self._half_power(self._square_of(base), self.poly(exponent))
        return self._raise(self.poly(base), self.poly(exponent))

    def _raise(self, base: Polynomial, exponent: Polynomial) -> Polynomial:
        """base**exponent."""
        if not exponent:
            return ring.constant(1)
        result = ring.constant(1)
        for monomial, coefficient in sorted(exponent.items(), key=lambda item: ring.rank_of_monomial(item[0])):
            m = ring.monomial_expression(monomial)
            result = ring.multiply(result, self._raise_to(base, m, coefficient))
        return result

    def _raise_to(self, base: Polynomial, m, coefficient: Fraction) -> Polynomial:
        if m is S.One and coefficient.denominator == 1 and coefficient > 0:
            return ring.power(base, int(coefficient))
        if not base:
            if m is S.One and coefficient > 0:
                return {}
            raise Undefined("zero to a negative or symbolic power")
        integer_power = (m is S.One or bool(m.is_integer)) and coefficient.denominator == 1
        if len(base) == 1:
            (monomial, number), = base.items()
            return self._raise_monomial(monomial, number, m, coefficient, integer_power)
        scale = ring.content(base)
        if self._leading_sign(base) < 0 and integer_power:
            scale = -scale
        body = ring.scale(base, 1 / scale)
        common = self._common_monomial(body)
        if common and (integer_power or all(self._positive(gen) for gen, _ in common)):
            body = ring.multiply(body, {frozenset((gen, -e) for gen, e in common): Fraction(1)})
            outside = self._raise_monomial(common, scale, m, coefficient, integer_power)
        else:
            outside = self._raise_monomial(ONE, scale, m, coefficient, integer_power)
        inner = ring.generator(ring.to_expression(body), coefficient, m)
        return ring.multiply(outside, inner)

    def _common_monomial(self, body: Polynomial):
        """The generator powers that divide every term (so that x + x*y has the base 1 + y)."""
        shared: dict | None = None
        for monomial in body:
            powers = dict(monomial)
            shared = powers if shared is None else {
                gen: min(shared.get(gen, Fraction(0)), powers.get(gen, Fraction(0))) for gen in {*shared, *powers}}
        return frozenset((gen, e) for gen, e in (shared or {}).items() if e)

    def _leading_sign(self, polynomial: Polynomial) -> int:
        first = min(polynomial, key=lambda monomial: (len(monomial) == 0, ring.rank_of_monomial(monomial)))
        return 1 if polynomial[first] > 0 else -1

    def _raise_monomial(self, monomial, number: Fraction, m, coefficient: Fraction, integer_power: bool) -> Polynomial:
        """(number * monomial)**(m * coefficient), splitting off what may be split on the principal branch."""
        result = ring.constant(1)
        kept = ring.constant(1)
        if number < 0:
            if integer_power:
                result = ring.multiply(result, ring.product_of({(S.NegativeOne, m): coefficient}))
            else:
                kept = ring.constant(-1)
            number = -number
        if number != 1:
            root = ring.prime_powers(number, coefficient) if m is S.One else self._number_to_symbol(number, m, coefficient)
            result = ring.multiply(result, root)
        for (base, inner), power in monomial:
            part_may_split = integer_power or self._positive((base, inner))
            if part_may_split:
                result = ring.multiply(result, self._symbolic_power(base, inner, power, m, coefficient))
            elif m is S.One and (power * coefficient).denominator == 1 and power.denominator == 1 and power % 2 == 0 and self._real(base, inner):
                absolute = self.poly(Abs(Pow(base, inner)))
                result = ring.multiply(result, ring.power(absolute, int(power * coefficient)) if power * coefficient > 0
                                       else self._raise_to(absolute, S.One, power * coefficient))
            else:
                kept = ring.multiply(kept, ring.product_of({(base, inner): power}))
        if kept == ring.constant(1):
            return result
        if kept == ring.constant(-1) and m is S.One:
            return ring.multiply(result, ring.product_of({(S.NegativeOne, S.One): coefficient}))
        return ring.multiply(result, ring.generator(ring.to_expression(kept), coefficient, m))

    def _symbolic_power(self, base, inner, power, m, coefficient) -> Polynomial:
        exponent = inner * m
        if base is S.Exp1:
            return self._exponential(self.poly(exponent * Rational((power * coefficient).numerator, (power * coefficient).denominator)))
        if inner is S.One or m is S.One:
            return ring.product_of({(base, exponent): power * coefficient})
        return self._raise_to({frozenset({((base, S.One), Fraction(1))}): Fraction(1)}, exponent, power * coefficient)

    def _number_to_symbol(self, number: Fraction, m, coefficient) -> Polynomial:
        result = ring.constant(1)
        for value, sign in ((number.numerator, 1), (number.denominator, -1)):
            for prime, times in factorint(value).items():
                result = ring.multiply(result, ring.generator(Integer(prime), sign * times * coefficient, m))
        return result

    def _half_power(self, square: Polynomial, exponent: Polynomial) -> Polynomial:
        return self._raise(square, ring.scale(exponent, Fraction(1, 2)))

    def _exponential(self, exponent: Polynomial) -> Polynomial:
        """exp of a polynomial: exp(a + b) = exp(a) exp(b), exp(c log x) = x**c, exp(i pi n) = (-1)**n."""
        result = ring.constant(1)
        for monomial, coefficient in exponent.items():
            logs = [(gen, power) for gen, power in monomial if isinstance(gen[0], log) and gen[1] is S.One]
            if len(logs) == 1 and logs[0][1] == 1:
                (gen, _), = logs
                rest = ring.monomial_expression(monomial - {(gen, Fraction(1))})
                result = ring.multiply(result, self._raise_to(self.poly(gen[0].args[0]), rest, coefficient))
                continue
            turned = {(I, S.One), (pi, S.One)}
            if turned <= {gen for gen, power in monomial if power == 1}:
                m = ring.monomial_expression(frozenset(item for item in monomial if item[0] not in turned))
                if m is S.One:
                    result = ring.multiply(result, ring.product_of({(S.NegativeOne, S.One): coefficient}))
                    continue
                if m.is_integer and coefficient.denominator == 1:
                    result = ring.multiply(result, ring.product_of({(S.NegativeOne, m): coefficient}))
                    continue
            result = ring.multiply(result, ring.product_of({(S.Exp1, ring.monomial_expression(monomial)): coefficient}))
        return result

    def _log(self, node) -> Polynomial:
        """log splits over positive factors; to a base it is a quotient of two."""
        if len(node.args) == 2:
            return self.poly(log(node.args[0]) / log(node.args[1]))
        inner = self.poly(node.args[0])
        if not inner:
            raise Undefined("the logarithm of zero")
        total: Polynomial = {}
        scale = ring.content(inner)
        if len(inner) == 1:
            (monomial, number), = inner.items()
            scale = abs(number)
        inner = ring.scale(inner, 1 / scale)
        common = self._common_monomial(inner)
        split = frozenset((gen, e) for gen, e in common if self._positive(gen))
        if split:
            inner = ring.multiply(inner, {frozenset((gen, -e) for gen, e in split): Fraction(1)})
            for (base, m), power in split:
                part = ring.constant(1) if base is S.Exp1 else ring.generator(log(base))
                exponent = self.poly(m) if m is not S.One else ring.constant(1)
                total = ring.add(total, ring.scale(ring.multiply(exponent, part), power))
            if len(inner) > 1:  # a sum that was a denominator is no longer one factor
                inner = self.poly(ring.to_expression(inner))
                if not inner:
                    raise Undefined("the logarithm of zero")
                again = ring.content(inner)
                inner, scale = ring.scale(inner, 1 / again), scale * again
        for gen, power in common - split:  # a negative sum, such as r - 1 for r < 1: log |r - 1| splits off
            base, m = gen
            if base.is_Add and m is S.One and power.denominator == 1 and self.context.is_positive(-base):
                inner = ring.scale(ring.multiply(inner, {frozenset({(gen, -power)}): Fraction(1)}), (-1) ** (int(power) % 2))
                total = ring.add(total, ring.scale(self.poly(log(-base)), power))
        for value, sign in ((scale.numerator, 1), (scale.denominator, -1)):
            for prime, times in factorint(value).items():
                total = ring.add(total, ring.scale(ring.generator(log(Integer(prime))), sign * times))
        if inner == ring.constant(1):
            return total
        return ring.add(total, ring.generator(log(ring.to_expression(inner))))

    def _positive(self, gen) -> bool:
        base, m = gen
        if base is S.Exp1:
            return self._real(m, S.One)
        return self.context.is_positive(base) and (m is S.One or self._real(m, S.One))

    def _real(self, base, m) -> bool:
        return self.context.is_real(base) and (m is S.One or bool(m.is_integer) or self.context.is_positive(base))

    def _trigonometric(self, node) -> Polynomial:
        """Sines and cosines as exponentials."""
        return self.poly(node.rewrite(exp))

    def _abs(self, node) -> Polynomial:
        inner = node.args[0]
        if self.context.is_nonnegative(inner):
            return self.poly(inner)
        if self.context.is_nonnegative(-inner):
            return self.poly(-inner)
        body = self.poly(inner)
        if len(body) != 1:
            if not body:
                return {}
            outside, common = ring.constant(1), self._common_monomial(body)
            if common:  # |x y + x z| = |x| |y + z|
                outside = self.poly(Abs(ring.monomial_expression(common), evaluate=False))
                body = ring.multiply(body, {frozenset((gen, -e) for gen, e in common): Fraction(1)})
                for sign in (1, -1):
                    if self.context.is_nonnegative(ring.to_expression(ring.scale(body, sign))):
                        return ring.multiply(outside, ring.scale(body, sign))
            factor = ring.content(body)
            rest = ring.to_expression(ring.scale(body, self._leading_sign(body) / factor))
            return ring.scale(ring.multiply(outside, ring.generator(Abs(rest, evaluate=False))), factor)
        (monomial, number), = body.items()
        result = ring.constant(abs(number))
        for (base, m), power in monomial:
            if self._positive((base, m)) or (power.denominator == 1 and power % 2 == 0 and self._real(base, m)):
                result = ring.multiply(result, ring.product_of({(base, m): power}))
            elif power.denominator == 1 and (m.is_integer if m is not S.One else not self._real(base, m)):  # |z^n| = |z|^n
                result = ring.multiply(result, ring.product_of({(Abs(base, evaluate=False), m): power} if base not in (I, S.NegativeOne) else {}))
            elif self._real(base, m) and power.denominator == 1:
                part = Abs(Pow(base, m), evaluate=False)
                if power % 2 == 0:
                    result = ring.multiply(result, ring.product_of({(base, m): power}))
                else:
                    result = ring.multiply(result, ring.product_of({(base, m): power - 1}))
                    result = ring.multiply(result, ring.generator(part))
            else:
                result = ring.multiply(result, ring.generator(Abs(Pow(base, m * Rational(power.numerator, power.denominator)), evaluate=False)))
        return result

    def _delta(self, node) -> Polynomial:
        left, right = (self.canonical(index) for index in node.args)
        gap = self.poly(left - right)
        if ring.is_constant(gap):
            return ring.constant(0 if gap else 1)
        if self.context.is_nonzero(left - right):
            return {}
        plus = {monomial: value for monomial, value in gap.items() if value > 0}  # what both indices share goes
        minus = {monomial: -value for monomial, value in gap.items() if value < 0}
        rebuilt = KroneckerDelta(ring.to_expression(plus), ring.to_expression(minus))
        return ring.generator(rebuilt) if isinstance(rebuilt, KroneckerDelta) else self.poly(rebuilt)
