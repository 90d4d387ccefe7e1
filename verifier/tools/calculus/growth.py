"""Leading behaviour as t -> oo on the scale of t^a (log t)^b (log log t)^d and exponentials of it.

`leading(f)` = (C, L) says f = C exp(sum of L) (1 + o(1)) with a number C that is not 0; `additive(f)` = (L, c) says
f = sum of L + c + o(1).  L maps (a, b, d) to the coefficient of t^a (log t)^b (log log t)^d, growing ones only.  What
cannot be seen raises NoGrowth, and so does every cancellation.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.definedness import doubts
from verifier.tools.inequalities.region_signs import Region
from verifier.tools.normal_forms.charts import ABOVE, BELOW, ZERO, sign_of_number
from verifier.tools.normal_forms.kernels import NotVisible

CONSTANT = (0, 0, 0)
BOUNDED = (sp.sin, sp.cos)
AT_INFINITY = {sp.atan: sp.pi / 2, sp.tanh: sp.S.One, sp.erf: sp.S.One}
ODD = (sp.sin, sp.tan, sp.atan, sp.tanh, sp.sinh, sp.asin, sp.asinh, sp.erf)
SLOPE = {sp.erf: 2 / sp.sqrt(sp.pi)}
SMOOTH = (sp.sin, sp.cos, sp.atan, sp.tanh, sp.sinh, sp.cosh, sp.asinh, sp.erf, sp.erfc)


class NoGrowth(ValueError):
    """The growth is not visible."""


class Growth:
    """The behaviour of expressions in t > 0 as t -> oo, with what the context knows of other symbols."""

    def __init__(self, t, context):
        self.t, self.context, self._leading, self._depth = t, context, {}, 0

    # -- signs --------------------------------------------------------------------------------------------------

    def sign(self, value) -> int:
        """-1, 0 or 1."""
        value = sp.sympify(value)
        if value == 0:
            return 0
        if value.has(sp.I, sp.zoo, sp.nan, sp.oo):
            raise NoGrowth("no real number")
        if not value.free_symbols:
            try:
                found = sign_of_number(Region(()).form(value))
            except NotVisible as problem:
                raise NoGrowth(str(problem)) from problem
            if found in (ABOVE, BELOW, ZERO):
                return {ABOVE: 1, BELOW: -1, ZERO: 0}[found]
        elif self.context.is_positive(value):
            return 1
        elif self.context.is_positive(-value):
            return -1
        elif (found := self._of_logarithm(value)) is not None:
            return found
        raise NoGrowth(f"the sign of {value} is not visible")

    def _of_logarithm(self, value) -> int | None:
        """The sign of a positive or negative multiple of log u, by that of u - 1; of log u - log v, by that of u - v."""
        if value.is_Add and len(value.args) == 2:
            (first, one), (second, other) = (term.as_coeff_Mul() for term in value.args)
            logs = isinstance(one, sp.log) and isinstance(other, sp.log) and self.context.is_positive(one.args[0]) and self.context.is_positive(other.args[0])
            return self.sign(first * (one.args[0] - other.args[0])) if logs and first == -second else None
        rest, factor = value.as_independent(sp.log, as_Add=False)[::-1]
        if not isinstance(rest, sp.log) or not self.context.is_positive(rest.args[0]):
            return None
        for sign, gap in ((1, rest.args[0] - 1), (-1, 1 - rest.args[0])):
            if self.context.is_positive(sp.expand(gap)):
                return sign * self.sign(factor)
        return None

    def direction(self, scale) -> int:
        """1 where the exponential of the scale grows, -1 where it falls, 0 where it is 1."""
        return self.sign(scale[max(scale)]) if scale else 0

    def joined(self, left, right, factor=1):
        """left + factor * right, without the terms that cancel."""
        found = dict(left)
        for key, value in right.items():
            total = sp.expand(found.get(key, sp.S.Zero) + factor * value)
            if total != 0 and (self._by_premise(total) != 0 if total.free_symbols else self.sign(total) != 0):
                found[key] = total
            else:
                found.pop(key, None)
        return found

    def _by_premise(self, value):
        """The value with what equations among the premises say of its symbols; only to see that it is 0."""
        known = self.context.values
        return sp.expand(value.xreplace(known)) if known.keys() & value.free_symbols else value

    # -- limits -------------------------------------------------------------------------------------------------

    def limit(self, node):
        """A finite number, oo or -oo."""
        node = self._expanded(node)
        if node.has(sp.I) or any(not symbol.is_real for symbol in node.free_symbols):
            raise NoGrowth("not visibly real")
        try:
            scale, constant = self.additive(node)
            return sp.oo * self.direction(scale) if scale else constant
        except NoGrowth:
            pass
        constant, scale = self.leading(node)
        direction = self.direction(scale)
        if direction < 0:
            return sp.S.Zero
        return constant if direction == 0 else sp.oo * self.sign(constant)

    def _expanded(self, node):
        """The sum of its products, denominators without t as they are, after factors with t have left them."""
        node = node.replace(lambda part: part.is_Pow and part.exp.is_negative and part.base.is_Add and self.t in part.base.free_symbols
                            and len(part.free_symbols) > 1, lambda part: sp.factor(part.base) ** part.exp)
        kept = {part: sp.Dummy() for part in node.atoms(sp.Pow)
                if part.exp.is_negative and part.base.is_Add and part.free_symbols and self.t not in part.free_symbols}
        return sp.expand(node.xreplace(kept)).xreplace({letter: part for part, letter in kept.items()})

    def additive(self, node):
        """(growing terms, number) that differ from the expression by o(1)."""
        scale, constant = {}, sp.S.Zero
        for term in sp.Add.make_args(self._expanded(node)):
            more, number = self._term(term)
            scale, constant = self.joined(scale, more), constant + number
        return scale, constant

    def _term(self, term):
        t = self.t
        if t not in term.free_symbols:
            return {}, term
        factor, rest = term.as_independent(t, as_Add=False)
        if (key := self._place(rest)) is not None:
            return ({key: factor}, sp.S.Zero) if key > CONSTANT else ({}, factor if key == CONSTANT else sp.S.Zero)
        if isinstance(rest, sp.digamma) or isinstance(rest, sp.polygamma) and rest.args[0] == 0:
            rest = self._polygamma(0, rest.args[-1])  # digamma(s) - log(s) tends to 0 as s grows
        if isinstance(rest, sp.loggamma):
            rest = sp.log(sp.gamma(*rest.args))
        log, others = rest.as_independent(sp.log, as_Add=False)[::-1]
        if isinstance(log, sp.log) and (place := self._place(others)) is not None and place <= CONSTANT and self._has_value(factor):
            return self._of_log(factor, place, log.args[0])
        calm = [part for part in sp.Mul.make_args(rest) if not isinstance(part, BOUNDED)]
        if factor.free_symbols:  # whatever the sign of the factor, or 0
            constant, scale = self.leading(sp.Mul(*calm))
            direction = self.direction(scale)
            if direction < 0 or direction == 0 and len(calm) == len(sp.Mul.make_args(rest)) and self._has_value(factor):
                return {}, sp.S.Zero if direction < 0 else factor * constant
        constant, scale = self.leading(sp.Mul(factor, *calm))
        direction = self.direction(scale)
        if direction < 0:
            return {}, sp.S.Zero
        if len(calm) < len(sp.Mul.make_args(rest)):
            constant, scale = self.leading(term)
            direction = self.direction(scale)
        if direction > 0:
            raise NoGrowth("a growing term that is no power")
        return {}, sp.S.Zero if direction < 0 else constant

    def _has_value(self, factor) -> bool:
        """Whether a factor of any sign is a number for all values of its symbols."""
        return not factor.free_symbols or not doubts(factor, self.context)

    def _place(self, product):
        """(a, b, d) of a product t^a (log t)^b (log log t)^d, or None."""
        key, t = [0, 0, 0], self.t
        for part in () if product == 1 else sp.Mul.make_args(product):
            base, power = part.as_base_exp() if not isinstance(part, sp.exp) else (part, sp.S.One)
            place = {t: 0, sp.log(t): 1, sp.log(sp.log(t)): 2}.get(base)
            if place is None or not power.is_Rational:
                return None
            key[place] += power
        return tuple(key)

    def _of_log(self, factor, place, argument):
        """The growing terms and the number of factor * t^a ... * log f, for a product at a place that does not grow.

        log f = sum of L + log C + o(1) for f = C exp(sum of L) (1 + o(1)) with C > 0: a product that stays bounded moves every
        term to its place and leaves o(1) small, whatever the signs of the coefficients.
        """
        constant, scale = self.leading(argument)
        if self.sign(constant) <= 0:
            raise NoGrowth("a logarithm of something that is not positive")
        moved, number = {}, sp.S.Zero
        for key, value in {**scale, CONSTANT: sp.log(constant)}.items():
            at = tuple(one + other for one, other in zip(key, place, strict=True))
            if at > CONSTANT:
                moved[at] = factor * value
            elif at == CONSTANT:
                number += factor * value
        return moved, number

    # -- leading terms ------------------------------------------------------------------------------------------

    def leading(self, node):
        """(C, L) with the expression C exp(L) (1 + o(1))."""
        if node not in self._leading:
            self._depth += 1
            if self._depth > 60:
                raise NoGrowth("too deep")
            try:
                self._leading[node] = self._found(node)
            finally:
                self._depth -= 1
        return self._leading[node]

    def _found(self, node):
        t = self.t
        if t not in node.free_symbols:
            self.sign(node) or self._fail("a zero factor")
            return node, {}
        if node == t:
            return sp.S.One, {(0, 1, 0): sp.S.One}
        if node.is_Mul:
            constant, scale = sp.S.One, {}
            for factor in node.args:
                one, more = self.leading(factor)
                constant, scale = constant * one, self.joined(scale, more)
            return constant, scale
        if isinstance(node, sp.exp):
            scale, constant = self.additive(node.args[0])
            return sp.exp(constant), scale
        if node.is_Pow:
            return self._power(node)
        if node.is_Add:
            return self._sum(node)
        if isinstance(node, sp.log):
            return self._logarithm(node)
        if isinstance(node, (sp.factorial, sp.gamma)):
            return self._factorial(node.args[0] - (1 if isinstance(node, sp.gamma) else 0))
        if isinstance(node, (sp.digamma, sp.trigamma, sp.polygamma)):
            order = node.args[0] if isinstance(node, sp.polygamma) else sp.Integer(isinstance(node, sp.trigamma))
            return self.leading(self._polygamma(order, node.args[-1]))
        if isinstance(node, sp.binomial):
            over, under = node.args
            return self.leading(sp.factorial(over) / (sp.factorial(under) * sp.factorial(sp.expand(over - under))))
        if isinstance(node, sp.beta):
            one, other = node.args
            return self.leading(sp.gamma(one) * sp.gamma(other) / sp.gamma(sp.expand(one + other)))
        if isinstance(node, SMOOTH) and len(node.args) == 1:
            return self._function(node)
        raise NoGrowth(f"the growth of {node.func.__name__}")

    def _fail(self, why):
        raise NoGrowth(why)

    def _power(self, node):
        base, exponent = node.base, node.exp
        if self.t in exponent.free_symbols:
            constant, _ = self.leading(base)
            if self.sign(constant) < 0:
                raise NoGrowth("a negative base")
            return self.leading(sp.exp(sp.expand(exponent * self._log_of(base))))
        constant, scale = self.leading(base)
        if not exponent.is_Integer and self.sign(constant) < 0:
            raise NoGrowth("a root of something negative")
        return constant**exponent, {key: sp.expand(exponent * value) for key, value in scale.items()}

    def _log_of(self, base):
        """log b, with the largest term of a sum taken out."""
        if base.is_Add:
            inner = sp.expand(base)
            for term in inner.args:
                rest = sp.expand((inner - term) / term)
                try:
                    constant, scale = self.leading(rest)
                    factor, moving = term.as_independent(self.t, as_Add=False)
                    if self.direction(scale) < 0 and self.sign(factor) > 0 and self.sign(self.leading(term)[0]) > 0:
                        return sp.log(factor) + sp.expand_log(sp.log(moving), force=True) + sp.log(1 + rest)
                except NoGrowth:
                    continue
        return sp.log(base)

    def _sum(self, node):
        terms = [self.leading(term) for term in node.args]
        best, total = None, sp.S.Zero
        for constant, scale in terms:
            order = 1 if best is None else self.direction(self.joined(scale, best, -1))
            if order > 0:
                best, total = scale, constant
            elif order == 0:
                total = sp.expand(total + constant)
        if total == 0 or self.sign(total) == 0:
            raise NoGrowth("the largest terms cancel")
        return total, best

    def _logarithm(self, node):
        scale, constant = self._term(node)
        if scale:
            key = max(scale)
            if key[2]:
                raise NoGrowth("an iterated logarithm")
            parts = {(0, 1, 0): sp.Integer(key[0]) if isinstance(key[0], int) else key[0], (0, 0, 1): sp.sympify(key[1])}
            self.sign(scale[key])
            return scale[key], {place: value for place, value in parts.items() if value != 0}
        if self.sign(constant) != 0:
            return constant, {}
        return self.leading(sp.expand(node.args[0] - 1))  # log(1 + v) = v (1 + o(1))

    def _factorial(self, argument):
        """Stirling: (k t + c)! = (k t)^c sqrt(2 pi k t) (k t/e)^(k t) (1 + o(1))."""
        t, argument = self.t, sp.expand(argument)
        slope = argument.coeff(t)
        shift = argument - slope * t
        if t in shift.free_symbols or not slope.is_Rational or slope <= 0:
            raise NoGrowth("a factorial of something that is not linear")
        return self.leading((slope * t) ** shift * sp.sqrt(2 * sp.pi * slope * t) * sp.exp(
            slope * t * sp.log(t) + slope * t * (sp.log(slope) - 1)))

    def _polygamma(self, order, argument):
        """What is asymptotic to a derivative of log(gamma) where its argument grows."""
        constant, scale = self.leading(argument)
        if self.direction(scale) <= 0 or self.sign(constant) <= 0 or not sp.sympify(order).is_Integer or order < 0:
            raise NoGrowth("a polygamma function of what does not grow")
        return sp.log(argument) if order == 0 else (-1) ** (order + 1) * sp.factorial(order - 1) * argument ** (-order)

    def _function(self, node):
        head, argument = node.func, node.args[0]
        inner = self.limit(argument)
        if inner in (sp.oo, -sp.oo):
            side = 1 if inner is sp.oo else -1
            if head in AT_INFINITY:
                return side * AT_INFINITY[head], {}
            if head is sp.erfc:
                return self.leading(sp.exp(-sp.expand(argument**2)) / (argument * sp.sqrt(sp.pi))) if side > 0 else (sp.Integer(2), {})
            if head in (sp.sinh, sp.cosh):
                constant, scale = self.leading(sp.exp(side * argument))
                return constant * (side if head is sp.sinh else 1) / 2, scale
            raise NoGrowth(f"{head.__name__} oscillates or is not known far out")
        if head in ODD and self.sign(inner) == 0:
            constant, scale = self.leading(argument)
            return SLOPE.get(head, sp.S.One) * constant, scale
        value = head(inner)
        self.sign(value) or self._fail("a zero of a function")
        return value, {}
