"""Signs that the structure of an expression shows, together with the bounds that are known.

All answers are one-sided: True is certain, False means "cannot tell".
"""

from __future__ import annotations

from sympy import (
    Abs,
    Add,
    Derivative,
    Dummy,
    Gt,
    I,
    Integral,
    KroneckerDelta,
    LambertW,
    Lt,
    Max,
    Min,
    Mul,
    Piecewise,
    Pow,
    Product,
    Sum,
    Symbol,
    Trace,
    asin,
    atan,
    besseli,
    cos,
    cosh,
    erf,
    exp,
    factorial,
    gamma,
    log,
    nan,
    oo,
    pi,
    preorder_traversal,
    sin,
    tanh,
    true,
    zoo,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import peel, substitute
from verifier.tools.evaluation.domains import is_real_function, named_functions
from verifier.tools.evaluation.enclosure import enclose
from verifier.tools.evaluation.scalars import Undecided, Unsupported
from verifier.tools.evaluation.scalars import Undefined as UndefinedValue
from verifier.tools.inequalities.signs_of_functions import SignsOfFunctions
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.terms import Undefined, symbols_in
from verifier.vocabulary.operators import E, Maximum, Var, dot, entry, frobenius, norm, rank, singular_value, spectral
from verifier.vocabulary.symbols import ComplexMatrix, Point, PointValued, is_point

DEPTH = 14
MOST_OPERATIONS = 60
MOST_TERMS = 6
ELEMENTARY = (exp, log, LambertW, besseli)


def without_moduli(node):
    """The expression with |z| for complex z as a letter: it is real, whatever stands in it."""
    return node.xreplace({item: Dummy("r", nonnegative=True) for item in node.atoms(Abs)
                         if not item.args[0].is_extended_real and not item.has(ComplexMatrix)})


def strictly_between(variable, lower, upper) -> tuple:
    """lower < variable < upper, without the bounds at infinity."""
    return tuple(bound for bound, end in ((Gt(variable, lower, evaluate=False), lower), (Lt(variable, upper, evaluate=False), upper))
                 if end not in (oo, -oo))


class Signs(SignsOfFunctions):
    """The part of a context that answers about signs; statements, bounds and normal forms come from the whole."""

    def is_real(self, node) -> bool:
        """Whether the expression is visibly real wherever it is defined."""
        node = without_moduli(node)
        if node.has(I, ComplexMatrix):
            return bool(node.is_real)
        if isinstance(node, Piecewise):
            return self._by_case(node, lambda here, value: here.is_real(value))
        if is_point(node) or any(part.is_infinite for part in (*Add.make_args(node), *Mul.make_args(node)) if part.is_Atom):
            return False
        labels = {item.base.label for item in node.atoms(Indexed)}
        return (all(symbol.is_extended_real or symbol in labels or isinstance(symbol, Point) for symbol in node.atoms(Symbol))
                and all(item.is_extended_real or isinstance(item, PointValued) for item in node.atoms(AppliedUndef))
                and all(is_real_function(self, item) for item in named_functions(node))
                and all(item.exp.is_integer or isinstance(item, exp) or self.is_nonnegative(item.base)
                        for item in node.atoms(Pow)))

    def is_positive(self, node) -> bool:
        """Whether the expression is visibly > 0."""
        return self._ask("positive", node)

    def is_nonnegative(self, node) -> bool:
        """Whether the expression is visibly >= 0."""
        return self._ask("nonnegative", node)

    def is_nonzero(self, node) -> bool:
        """Whether the expression is visibly not 0."""
        if self.is_positive(node) or self.is_positive(-node) or node.is_Add and self._between_turns(node):
            return True
        if node.is_Mul:
            return all(self.is_nonzero(factor) for factor in node.args)
        if node.is_Pow:
            return self.is_nonzero(node.base)
        if (node.is_Symbol or isinstance(node, AppliedUndef)) and node.is_nonzero:
            return True
        if node.is_Rational or isinstance(node, exp):
            return node != 0
        if isinstance(node, Sum) and self.nonzero and (factors := self._common_factors(node)) and all(map(self.is_nonzero, factors)):
            return True
        return any(self._proportional(node, known) for known in self.nonzero if ("bound", known) not in self._busy)

    def _proportional(self, node, known) -> bool:
        """Whether the node is a rational multiple, not 0, of an expression that is known not to be 0."""
        here, there = self.normalizer.poly(node), self._form_of_bound(known)
        common = next((monomial for monomial in there if monomial in here), None)
        if common is None:
            return self.normalizer.is_zero(node - known) or self.normalizer.is_zero(node + known)
        return not ring.clear_denominators(ring.subtract(here, ring.scale(there, here[common] / there[common])))

    def _ask(self, question, node) -> bool:
        key = (question, node)
        if key in self._signs:
            return self._signs[key]
        if key in self._busy or len(self._busy) > DEPTH:
            return False
        self._busy.add(key)
        try:
            answer = (self._structural(question == "positive", node) or self._from_facts(question == "positive", node)
                      or _constant_is_positive(node) or self._at_values(question, node))
        finally:
            self._busy.discard(key)
        self._signs[key] = answer
        return answer

    def _at_values(self, question, node) -> bool:
        """The question for the expression with the symbols replaced that a known equation gives a value."""
        if not self.values or not self.values.keys() & node.free_symbols:
            return False
        moved = substitute(node, self.values)
        return moved != node and not moved.has(nan, zoo, oo, -oo) and self._ask(question, moved)

    def _structural(self, strict, node) -> bool:
        ask = self.is_positive if strict else self.is_nonnegative
        if node.is_Rational:
            return bool(node > 0 if strict else node >= 0)
        if node.is_Symbol or isinstance(node, (Indexed, AppliedUndef, entry)) or node.is_NumberSymbol:
            known = bool(node.is_positive if strict else node.is_nonnegative)
            return known or isinstance(node, (AppliedUndef, entry)) and self._granted(strict, node)
        if node.is_Add:
            return all(self.is_nonnegative(term) for term in node.args) and (
                not strict or any(self.is_positive(term) for term in node.args)) or self._lambert(strict, node) \
                or self._power_below_one(node) or self._above_bounded(node) or self._for_both_deltas(ask, node) \
                or self._difference_of_cosines(strict, node) or self._granted(strict, node) or self._by_comparison(strict, node)
        if node.is_Mul:
            return self._product(strict, node)
        if node.is_Pow and not isinstance(node, exp):
            return self._power(strict, node)
        if isinstance(node, (exp, cosh)):
            return self.is_real(node.args[0])
        if isinstance(node, Derivative):
            return self._derivative_by_rules(strict, node)
        if isinstance(node, (sin, cos)):
            return self._sine(strict, node.args[0] + (pi / 2 if isinstance(node, cos) else 0))
        if isinstance(node, (Sum, Product)):
            return self._sum(strict, node) or self._granted(strict, node)
        if isinstance(node, E):
            return ask(node.args[0]) or self._granted(strict, node)
        if isinstance(node, Integral):
            return self._integral(strict, node)
        if isinstance(node, Maximum):
            return self.inside(node)._ask("positive" if strict else "nonnegative", node.args[0])
        if isinstance(node, dot):
            return not strict and self.normalizer.points.equal(node.args[0], node.args[1])
        if isinstance(node, (norm, frobenius, spectral, Abs, Var, KroneckerDelta, rank)):
            return not strict or (isinstance(node, Abs) and self.is_nonzero(node.args[0]))
        if isinstance(node, Trace):
            return self._trace_of_square(strict, node)
        if isinstance(node, singular_value):
            return True  # counted up to the rank, where they are positive
        if isinstance(node, log) and len(node.args) == 1:
            return ask(node.args[0] - 1)
        if isinstance(node, Piecewise):
            return self._by_case(node, lambda here, value: (here.is_positive if strict else here.is_nonnegative)(value))
        if isinstance(node, (LambertW, tanh, atan, asin, erf)):
            return self.is_real(node) and ask(node.args[0])
        if isinstance(node, besseli):  # DLMF 10.37
            return self.is_nonnegative(node.args[0]) and self.is_positive(node.args[1])
        if isinstance(node, (gamma, factorial)):
            return self.is_positive(node.args[0] + (1 if isinstance(node, factorial) else 0))
        if isinstance(node, Max):
            return any(ask(argument) for argument in node.args)
        if isinstance(node, Min):
            return all(ask(argument) for argument in node.args)
        return False

    def _product(self, strict, node) -> bool:
        sign = 1
        for factor in node.args:
            if self.is_positive(factor) or (not strict and self.is_nonnegative(factor)):
                continue
            declared = factor.is_Symbol and bool(factor.is_negative if strict else factor.is_nonpositive)
            if declared or self.is_positive(-factor) or (not strict and self.is_nonnegative(-factor)) or self._negative_wave(strict, factor):
                sign = -sign
                continue
            return False
        return sign > 0

    def _power(self, strict, node) -> bool:
        base, exponent = node.base, node.exp
        if self.is_positive(base) and self.is_real(exponent):
            return True
        if exponent.is_Integer and exponent % 2 == 0 and self.is_real(base):
            return self.is_nonzero(base) if strict else True
        return not strict and self.is_nonnegative(base) and self.is_real(exponent)

    def _sum(self, strict, node) -> bool:
        body, (_, lower, upper) = peel(node)
        if strict and isinstance(node, Sum) and not (upper is oo or self.is_nonnegative(upper - lower)):
            return False
        if upper is not oo and not self.is_nonnegative(upper - lower + 1):
            return False
        if isinstance(node, Product):
            return self.inside(node).is_positive(body) if strict else self.inside(node).is_nonnegative(body)
        return self.inside(node)._ask("positive" if strict else "nonnegative", body) or strict and body.has(entry) and self._sum_of_sizes(node)

    def _trace_of_square(self, strict, node) -> bool:
        """Tr(X^T X) >= 0; it is positive where a known bound or Ne says so of one of its powers."""
        if not self.normalizer.matrices.is_trace_of_square(node):
            return False
        if not strict:
            return True
        whole = self.normalizer.poly(node)
        for known in (*(bound for bound, is_strict in self.bounds if is_strict), *self.nonzero):
            if known.has(Trace, frobenius) and _is_power_of(self.normalizer.poly(known), whole):
                return True
        return False

    def _for_both_deltas(self, ask, node) -> bool:
        """Whether the sum has the sign for both values, 0 and 1, of a Kronecker delta that is a factor of its terms."""
        terms = [Mul.make_args(term) for term in node.args]
        delta = next((factor for factors in terms for factor in factors if isinstance(factor, KroneckerDelta)), None)
        return delta is not None and all(
            ask(Add(*(Mul(*(value if factor == delta else factor for factor in factors)) for factors in terms))) for value in (0, 1))

    def _power_below_one(self, node) -> bool:
        """a - c x**e > 0 where 0 <= x < 1, e > 0 and a >= c > 0: such a power is below 1."""
        for term in node.args:
            coefficient, power = term.as_coeff_Mul()
            if (coefficient < 0 and isinstance(power, Pow) and not isinstance(power, exp) and self.is_nonnegative(node - term + coefficient)
                    and self.is_nonnegative(power.base) and self.is_positive(power.exp) and self.is_positive(1 - power.base)):
                return True
        return False

    def _by_case(self, node, ask) -> bool:
        """Whether the answer is yes for each value, where its condition holds and those before it fail."""
        here = self
        for value, condition in node.args:
            inner = here if condition is true else here.extended([condition])
            inner._busy |= self._busy  # questions already asked end here as well
            if not ask(inner, value):
                return False
            here = here.extended([condition.negated]) if isinstance(condition, Relational) else here
        return True

    def _integral(self, strict, node) -> bool:
        """The sign of an integrand strictly between the ends is that of the integral (if the ends differ)."""
        if len(node.limits) != 1 or len(node.limits[0]) != 3:
            return False
        variable, lower, upper = node.limits[0]
        question = "positive" if strict else "nonnegative"
        if not (upper is oo or lower is -oo or self._ask(question, upper - lower)):
            return False
        return self.inside(node, strictly_between(variable, lower, upper))._ask(question, node.function)

    def _from_facts(self, strict, node) -> bool:
        """node >= 0 because node - fact or node - fact - fact is visibly >= 0, or by shifting integers."""
        if is_point(node) or node.is_Symbol and not self.bounds and not self.bounds_at_hand():
            return False
        try:
            polynomial = self.normalizer.poly(node)
        except (ring.TooLarge, Undefined, ValueError):
            return False
        if self._termwise(strict, polynomial):
            return True
        here = symbols_in(node)
        bounds = [item for item in dict.fromkeys((*self.bounds, *self.bounds_at_hand())) if ("bound", item[0]) not in self._busy]
        usable = [(bound, is_strict) for bound, is_strict in bounds if symbols_in(bound) & here]
        polynomials = [(self._form_of_bound(bound), is_strict) for bound, is_strict in usable]
        met = frozenset().union(*(symbols_in(bound) for bound, _ in usable)) - here
        near = [(self._form_of_bound(bound), is_strict) for bound, is_strict in bounds
                if symbols_in(bound) & met and not symbols_in(bound) & here]  # such as b >= 1 beside x >= b
        for position, (bound, is_strict) in enumerate(polynomials):
            for factor in _ratios(polynomial, bound):
                rest = ring.subtract(polynomial, ring.scale(bound, factor))
                if self._termwise(strict and not is_strict, rest):
                    return True
                for other, other_strict in (*polynomials[position:], *near):
                    for second in _ratios(rest, other):
                        if self._termwise(strict and not (is_strict or other_strict), ring.subtract(rest, ring.scale(other, second))):
                            return True
        for position, (bound, is_strict) in enumerate(polynomials[:4]):  # products of two known bounds, as in (1 - x)(1 + x)
            for other, other_strict in polynomials[position + 1:4]:
                product = ring.multiply(bound, other)
                for factor in _ratios(polynomial, product):
                    if self._termwise(strict and not (is_strict and other_strict), ring.subtract(polynomial, ring.scale(product, factor))):
                        return True
        if len(polynomial) <= MOST_TERMS and any(len(monomial) > 1 for monomial in polynomial):
            for start, is_strict in (({}, False), *polynomials):  # such as n (m - b) + (n - a)
                for ratio in _ratios(polynomial, start) if start else [0]:
                    rest = ring.subtract(polynomial, ring.scale(start, ratio))
                    for bound, _ in polynomials:
                        for factor in self._nonnegative_factors(rest, bound):
                            if self._termwise(strict and not is_strict, ring.subtract(rest, ring.multiply(bound, factor))):
                                return True
        for bound, is_strict in polynomials:
            for factor in self._constant_factors(polynomial, bound):
                rest = ring.subtract(polynomial, ring.multiply(bound, factor))
                if self._termwise(strict and not is_strict, rest) or _constant_is_positive(ring.to_expression(rest)):
                    return True
        return False

    def _nonnegative_factors(self, polynomial, bound):
        """Monomials that are visibly >= 0, such as n, for which n times the bound cancels a term of the polynomial."""
        seen = set()
        for monomial, value in polynomial.items():
            for known, coefficient in bound.items():
                powers = {gen: dict(monomial).get(gen, 0) - dict(known).get(gen, 0) for gen, _ in (*monomial, *known)}
                quotient = frozenset((gen, power) for gen, power in powers.items() if power)
                if quotient and quotient not in seen and value / coefficient > 0 and all(power > 0 for _, power in quotient):
                    seen.add(quotient)
                    if self._structural_term(False, quotient):
                        yield {quotient: value / coefficient}

    def _form_of_bound(self, bound):
        """The normal form of a known bound; questions that it raises on the way are answered without the bound."""
        self._busy.add(("bound", bound))
        try:
            return self.normalizer.poly(bound)
        finally:
            self._busy.discard(("bound", bound))

    def _constant_factors(self, polynomial, bound):
        """Constants c > 0, such as sqrt(e)/2, for which c times the bound cancels a term of the polynomial."""
        for monomial, value in polynomial.items():
            for known, coefficient in bound.items():
                if not known or _symbolic(monomial) != _symbolic(known):
                    continue
                quotient = ring.product_of({**dict(monomial), **{gen: dict(monomial).get(gen, 0) - power for gen, power in known}})
                factor = ring.to_expression(ring.scale(quotient, value / coefficient))
                if not factor.free_symbols and self.is_positive(factor):
                    yield self.normalizer.poly(factor)

    def _termwise(self, strict, polynomial) -> bool:
        """Whether every term is visibly >= 0 once integers n >= 1 are written as 1 + m."""
        if not polynomial:
            return not strict
        shifts = {symbol: symbol_from_one(symbol) for symbol in frozenset().union(*map(ring.symbols_of_monomial, polynomial))
                  if isinstance(symbol, Symbol) and symbol.is_integer and symbol.is_positive}
        if shifts:
            try:
                polynomial = ring.clear_denominators(ring.shifted(polynomial, shifts) or self._shifted(polynomial, shifts))
            except (ring.TooLarge, Undefined, ValueError):
                return False
        return self._each_term(strict, polynomial)

    def _shifted(self, polynomial, shifts):
        moved = substitute(ring.to_expression(polynomial), {symbol: new + 1 for symbol, new in shifts.items()})
        return type(self)((), self.moments).normalizer.poly(moved)

    def _each_term(self, strict, polynomial) -> bool:
        """Whether every term is visibly >= 0, and one of them > 0 where that is asked for."""
        positive = not strict
        for monomial, coefficient in polynomial.items():
            if coefficient < 0:
                return False
            if not positive and self._structural_term(True, monomial):
                positive = True
            elif not self._structural_term(False, monomial):
                return False
        return positive

    def _structural_term(self, strict, monomial) -> bool:
        for (base, m), exponent in monomial:
            factor = Pow(base, m)
            if exponent.denominator == 1 and exponent % 2 == 0 and self.is_real(factor):
                if strict and not self._structural(True, factor):
                    return False
                continue
            if not (self._structural(strict, factor) or (not strict and self._structural(True, factor))):
                return False
        return True


def _constant_is_positive(node) -> bool:
    """Whether ball arithmetic shows that an elementary constant, such as 2 - sqrt(e), is > 0."""
    if not node.is_number or node.is_Atom or node.count_ops() > MOST_OPERATIONS or not all(
            part.is_Rational or part.is_NumberSymbol or part.is_Add or part.is_Mul or part.is_Pow or isinstance(part, ELEMENTARY)
            for part in preorder_traversal(node)):
        return False
    try:
        value = enclose(node, 128)
    except (Undecided, UndefinedValue, Unsupported, ArithmeticError):
        return False
    return bool(value.imag.is_zero() and value.real > 0)


def _symbolic(monomial) -> frozenset:
    """The powers of generators with symbols in a monomial."""
    return frozenset(item for item in monomial if symbols_in(item[0][0]) or symbols_in(item[0][1]))


def _is_power_of(polynomial, whole) -> bool:
    """Whether the polynomial is c g**e with e > 0 for the one generator g that `whole` is."""
    if len(polynomial) != 1 or len(whole) != 1:
        return False
    (monomial,), (generator,) = polynomial, whole
    return len(monomial) == 1 and len(generator) == 1 and all(
        gen == next(iter(generator))[0] and exponent > 0 for gen, exponent in monomial)


def _ratios(polynomial, bound) -> list:
    """Positive factors by which the bound cancels a term of the polynomial."""
    found = {polynomial[monomial] / coefficient for monomial, coefficient in bound.items() if monomial in polynomial}
    return sorted(ratio for ratio in found if ratio > 0)


def symbol_from_one(symbol) -> Symbol:
    """For n >= 1 the symbol that stands for n - 1 >= 0."""
    return Symbol(symbol.name + "-1", integer=True, nonnegative=True)
