"""Scalar expressions in a normal form in which equal means identical (see `tools.polynomial`).

The ring is that of polynomials in generators: symbols, entries, function values, exponentials, logarithms,
roots, sums, integrals, expectations, inner products, traces.  What is used of each is a fact that holds wherever
both sides are defined: exponents add, sums and expectations are linear, sums shift and split, inner products are
bilinear, traces cyclic.  Anything that needs a condition asks `context` for it; a zero is then a proof, a
non-zero says nothing.
"""

from __future__ import annotations

from fractions import Fraction

from sympy import (Abs, Derivative, Float, I, Integer, Integral, KroneckerDelta, Lambda, MatrixExpr, Pow, Product, Rational, S,
                   Subs, Sum, Symbol, cos, cosh, cot, coth, exp, factorint, log, nan, oo, pi, sec, sech, sin, sinh, tan, tanh,
                   zoo)
from sympy.core.function import AppliedUndef, Function
from sympy.functions.elementary.exponential import exp as exp_head
from sympy.matrices.expressions.trace import Trace
from sympy.tensor.indexed import Indexed

from verifier.operators import E, Maximum, Operator, dot, entry, frobenius, norm
from verifier.symbols import is_random, random_bases
from verifier.tools import polynomial as ring
from verifier.tools.binding import peel, substitute
from verifier.tools.polynomial import ONE, Polynomial

LARGEST_EXPANDED_SUM = 12


class Undefined(ArithmeticError):
    """The expression has no value: a division by zero, the logarithm of zero, a negative range."""


def bound_height(expression) -> int:
    """How many canonical binders are nested in the expression."""
    if not expression.args:
        return 0
    inner = max((bound_height(argument) for argument in expression.args), default=0)
    names = [symbol.name for symbol in expression.atoms(Symbol) if symbol.name.startswith("_")]
    heights = [int(name[1:]) for name in names if name[1:].isdigit()]
    return max([inner, *heights])


class Normalizer:
    """Brings scalars, points and matrices to normal form under the conditions that `context` grants."""

    def __init__(self, context):
        self.context = context
        self._memo: dict = {}
        from verifier.tools.matrix_form import MatrixForms
        from verifier.tools.point_form import PointForms
        self.points = PointForms(self)
        self.matrices = MatrixForms(self)

    # -- scalars ---------------------------------------------------------------------------------------

    def is_zero(self, expression) -> bool:
        """Whether the expression is zero by normal form."""
        return not ring.clear_denominators(self.poly(expression))

    def equal(self, left, right) -> bool:
        """Whether two scalars, points or matrices have the same normal form."""
        from verifier.symbols import is_point
        if isinstance(left, MatrixExpr) or isinstance(right, MatrixExpr):
            return self.matrices.equal(left, right)
        if is_point(left) or is_point(right):
            return self.points.equal(left, right)
        return not ring.clear_denominators(ring.subtract(self.poly(left), self.poly(right)))

    def canonical(self, expression):
        """The normal form as an expression."""
        from verifier.symbols import is_point
        if isinstance(expression, MatrixExpr):
            return self.matrices.canonical(expression)
        if is_point(expression):
            return self.points.canonical(expression)
        if isinstance(expression, Lambda):
            return self._canonical_binder(expression)
        return ring.to_expression(self.poly(expression))

    def poly(self, expression) -> Polynomial:
        """The normal form of a scalar expression."""
        known = self._memo.get(expression)
        if known is None:
            known = self._memo[expression] = self._poly(expression)
        return known

    def _poly(self, node) -> Polynomial:
        if node.is_Rational:
            return ring.constant(Fraction(int(node.p), int(node.q)))
        if isinstance(node, Float):
            raise ValueError(f"a decimal number {node} stands in an exact statement; write it as a fraction")
        if node in (zoo, nan, oo, -oo):
            raise Undefined(f"{node} is not a number")
        if node.is_Add:
            return ring.add(*(self.poly(term) for term in node.args))
        if node.is_Mul:
            result = ring.constant(1)
            for factor in node.args:
                result = ring.multiply(result, self.poly(factor))
            return result
        if isinstance(node, exp_head):
            return self._exponential(self.poly(node.args[0]))
        if node.is_Pow:
            return self._power(node.base, node.exp)
        if node is I:
            return ring.product_of({(I, S.One): Fraction(1)})
        if node.is_Symbol or node.is_NumberSymbol:
            return ring.generator(node)
        handler = self._HEADS.get(type(node))
        if handler is not None:
            return handler(self, node)
        if isinstance(node, Indexed):
            return ring.generator(node.base[tuple(self.canonical(index) for index in node.indices)])
        if isinstance(node, AppliedUndef):
            return ring.generator(node.func(*(self.canonical(argument) for argument in node.args)))
        if isinstance(node, Maximum):
            return ring.generator(self._canonical_binder(node))
        if isinstance(node, (Function, Operator)):
            rebuilt = node.func(*(self.canonical(argument) for argument in node.args))
            if rebuilt in (zoo, nan, oo, -oo):
                raise Undefined(f"{node} is not a number")
            return ring.generator(rebuilt) if rebuilt == node or isinstance(rebuilt, (Function, Operator)) else self.poly(rebuilt)
        return ring.generator(node)

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
        for monomial, coefficient in sorted(exponent.items(), key=lambda item: str(sorted(map(str, item[0])))):
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
        first = min(polynomial, key=lambda monomial: (len(monomial) == 0, str(sorted(map(str, monomial)))))
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
        """log splits over positive factors."""
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
            body = ring.scale(body, 1 / (ring.content(body) * self._leading_sign(body)))
            factor = ring.content(self.poly(inner))
            return ring.scale(ring.generator(Abs(ring.to_expression(body), evaluate=False)), factor)
        (monomial, number), = body.items()
        result = ring.constant(abs(number))
        for (base, m), power in monomial:
            if self._positive((base, m)) or (power.denominator == 1 and power % 2 == 0 and self._real(base, m)):
                result = ring.multiply(result, ring.product_of({(base, m): power}))
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
        rebuilt = KroneckerDelta(left, right)
        return ring.generator(rebuilt) if isinstance(rebuilt, KroneckerDelta) else self.poly(rebuilt)

    # -- binders ---------------------------------------------------------------------------------------

    def canonical_binder(self, node):
        """A sum, integral, maximum, limit or Lambda with canonical bound variables and bodies."""
        return self._canonical_binder(node)

    def _canonical_binder(self, node):
        if isinstance(node, Lambda):
            body, renaming = node.expr, {}
            for position, symbol in enumerate(node.signature):
                renaming[symbol] = Symbol(f"_a{position}", **_kept_assumptions(symbol))
            return Lambda(tuple(renaming.values()), self.canonical(substitute(body, renaming)))
        if isinstance(node, Maximum):
            variable, lower, upper = node.args[1]
            new = Symbol("_w", integer=True)
            body = self.canonical(substitute(node.args[0], {variable: new}))
            name = Symbol(f"_{bound_height(body) + 1}", integer=True)
            return node.func(body.xreplace({new: name}), (name, self.canonical(lower), self.canonical(upper)))
        inner, (variable, *ends) = peel(node)
        kept = {"integer": True} if isinstance(node, (Sum, Product)) else {"real": True}
        new = Symbol("_w", **kept)
        body = self.canonical(substitute(inner, {variable: new}))
        name = Symbol(f"_{bound_height(body) + 1}", **kept)
        return node.func(body.xreplace({new: name}), (name, *(_endpoint(self, end) for end in ends)))

    def _product(self, node) -> Polynomial:
        return ring.generator(self._canonical_binder(node))

    def _sum(self, node) -> Polynomial:
        body, (variable, lower, upper) = peel(node)
        if upper is oo or lower is -oo:
            return ring.generator(self._canonical_binder(node))
        from verifier.tools.sum_form import sum_form
        return sum_form(self, body, variable, lower, upper)

    def _integral(self, node) -> Polynomial:
        inner, limit = peel(node)
        if len(limit) != 3:
            return ring.generator(node)
        variable, lower, upper = limit
        new = Symbol("_w", real=True)
        body = self.poly(substitute(inner, {variable: new}))
        total: Polynomial = {}
        groups: dict = {}
        for monomial, coefficient in body.items():
            inside = frozenset(item for item in monomial if _depends(item[0], new))
            outside = ring.multiply({monomial - inside: coefficient}, ring.constant(1))
            groups[inside] = ring.add(groups.get(inside, {}), outside)
        ends = (_endpoint(self, lower), _endpoint(self, upper))
        separable = len(groups) == 1 or all(self.context.is_integrable(ring.monomial_expression(inside), new, *ends)
                                            for inside in groups)
        if not separable:
            groups = {None: None}
        for inside, outside in groups.items():
            expression = ring.to_expression(body) if inside is None else ring.monomial_expression(inside)
            name = Symbol(f"_{bound_height(expression) + 1}", real=True)
            if inside is not None and not inside and oo not in ends and -oo not in ends:
                part = self.poly(ends[1] - ends[0])
            else:
                part = ring.generator(Integral(expression.xreplace({new: name}), (name, *ends)))
            total = ring.add(total, part if outside is None else ring.multiply(outside, part))
        return total

    def _expectation(self, node) -> Polynomial:
        body = self.poly(node.args[0])
        granted = self.context.has_finite_moments(random_bases(node))
        total: Polynomial = {}
        if len(body) > 1 and not granted:
            return ring.generator(E(ring.to_expression(body)))
        for monomial, coefficient in body.items():
            random = frozenset(item for item in monomial if is_random(item[0][0]) or is_random(item[0][1]))
            part = self._expectation_of_monomial(random, granted)
            total = ring.add(total, ring.multiply({monomial - random: coefficient}, part))
        return total

    def _expectation_of_monomial(self, random, granted) -> Polynomial:
        """E of one product; a finite sum inside comes out where moments are finite."""
        if not random:
            return ring.constant(1)
        if granted and len(random) == 1:
            ((base, m), power), = random
            if isinstance(base, Sum) and m is S.One and power == 1 and all(oo not in limit for limit in base.limits):
                inner, limit = peel(base)
                return self.poly(Sum(E(inner), limit))
        return ring.generator(E(ring.monomial_expression(random)))

    # -- points and matrices inside scalars ---------------------------------------------------------------

    def _square_of(self, node) -> Polynomial:
        inner = node.args[0]
        return self.points.inner(inner, inner) if isinstance(node, norm) else self.matrices.trace(inner.T * inner)

    def _norm(self, node) -> Polynomial:
        return self._half_power(self._square_of(node), ring.constant(1))

    def _dot(self, node) -> Polynomial:
        return self.points.inner(*node.args)

    def _trace(self, node) -> Polynomial:
        return self.matrices.trace(node.args[0])

    def _entry(self, node) -> Polynomial:
        return self.matrices.entry(*node.args)

    def _derivative(self, node) -> Polynomial:
        body, *counts = node.args
        value = self.canonical(body)
        variables = [variable for variable, _ in node.variable_count]
        if all(variable not in value.free_symbols for variable in variables):
            return {} if len(variables) else self.poly(value)
        return ring.generator(Derivative(value, *node.variable_count, evaluate=False))

    def _subs(self, node) -> Polynomial:
        return ring.generator(node)

    _HEADS = {log: _log, Abs: _abs, KroneckerDelta: _delta, Sum: _sum, Product: _product, Integral: _integral,
              E: _expectation, dot: _dot, norm: _norm, frobenius: _norm, Trace: _trace, entry: _entry,
              Derivative: _derivative, Subs: _subs,
              **dict.fromkeys((sin, cos, tan, cot, sec, sinh, cosh, tanh, coth, sech), _trigonometric)}


def _kept_assumptions(symbol) -> dict:
    return {name: value for name, value in symbol.assumptions0.items()
            if name in ("integer", "real", "positive", "nonnegative", "complex") and value}


def _endpoint(normalizer: Normalizer, end):
    return end if end in (oo, -oo) else normalizer.canonical(end)


def _depends(gen, symbol) -> bool:
    base, m = gen
    return symbol in base.free_symbols or symbol in m.free_symbols


