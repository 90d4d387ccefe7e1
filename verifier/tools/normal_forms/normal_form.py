"""Scalar expressions in a normal form in which equal means identical (see `tools.polynomial`).

The ring is that of polynomials in generators: symbols, entries, function values, exponentials, logarithms,
roots, sums, integrals, expectations, inner products, traces.  What is used of each is a fact that holds wherever
both sides are defined: exponents add, sums and expectations are linear, sums shift and split, inner products are
bilinear, traces cyclic.  Anything that needs a condition asks `context` for it; a zero is then a proof, a
non-zero says nothing.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import count

from sympy import (
    Abs,
    Derivative,
    Determinant,
    Dummy,
    Eq,
    Float,
    I,
    Integral,
    KroneckerDelta,
    Lambda,
    MatrixExpr,
    Max,
    Min,
    Mul,
    Piecewise,
    Product,
    S,
    Subs,
    Sum,
    Symbol,
    betainc,
    betainc_regularized,
    conjugate,
    cos,
    cosh,
    cot,
    coth,
    hyper,
    legendre,
    li,
    log,
    loggamma,
    lowergamma,
    nan,
    oo,
    sec,
    sech,
    sin,
    sinh,
    tan,
    tanh,
    uppergamma,
    zoo,
)
from sympy.core.function import AppliedUndef, Function
from sympy.core.relational import Relational
from sympy.functions.elementary.exponential import exp as exp_head
from sympy.logic.boolalg import And, BooleanFunction
from sympy.matrices.expressions.trace import Trace
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import free_symbols, peel, substitute
from verifier.tools.calculus.derivatives import depends_on, derivative
from verifier.tools.calculus.regularity import is_finite_sum
from verifier.tools.evaluation.balls import POLYNOMIAL_FAMILIES
from verifier.tools.matrices.matrix_form import MatrixForms
from verifier.tools.matrices.matrix_numbers import is_real_matrix
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.point_form import PointForms
from verifier.tools.normal_forms.polynomial import Polynomial
from verifier.tools.normal_forms.power_form import PowerForms
from verifier.tools.normal_forms.sum_form import sum_form
from verifier.tools.normal_forms.terms import Undefined, bound_height, depends, endpoint, kept_assumptions, place_in, rank
from verifier.tools.work import NORMAL_FORM, charge
from verifier.vocabulary.operators import E, Maximum, Operator, dot, entry, frobenius, norm
from verifier.vocabulary.symbols import Point, is_point, is_random, random_bases
from verifier.vocabulary.vector_fields import over_space

# SymPy takes the conjugate of these inside, also on their cuts and for orders that are not real
WITH_CUTS = (betainc, betainc_regularized, li, loggamma, lowergamma, uppergamma, *POLYNOMIAL_FAMILIES)


class Normalizer(PowerForms):
    """Brings scalars, points and matrices to normal form under the conditions that `context` grants."""

    def __init__(self, context):
        self.context = context
        self._memo: dict = {}
        self._asked: set = set()  # conditions of cases that are being looked at
        self.points = PointForms(self)
        self.matrices = MatrixForms(self)

    # -- scalars ---------------------------------------------------------------------------------------

    def is_zero(self, expression) -> bool:
        """Whether the expression is zero by normal form."""
        return not ring.clear_denominators(self.poly(expression))

    def equal(self, left, right) -> bool:
        """Whether two scalars, points or matrices have the same normal form."""
        if isinstance(left, MatrixExpr) or isinstance(right, MatrixExpr):
            return self.matrices.equal(left, right)
        if is_point(left) or is_point(right):
            return self.points.equal(left, right)
        return not ring.clear_denominators(ring.subtract(self.poly(left), self.poly(right)))

    def canonical(self, expression):
        """The normal form as an expression."""
        if isinstance(expression, MatrixExpr):
            return self.matrices.canonical(expression)
        if is_point(expression):
            return self.points.canonical(expression)
        if isinstance(expression, Lambda):
            return self._canonical_binder(expression)
        if expression.is_Symbol or expression.is_Rational:
            return expression
        if isinstance(expression, (Relational, BooleanFunction)):  # an event, as in Prob(X > 0)
            return expression.func(*(self.canonical(part) for part in expression.args))
        return ring.to_expression(self.poly(expression))

    def poly(self, expression) -> Polynomial:
        """The normal form of a scalar expression."""
        known = self._memo.get(expression)
        if known is None:
            charge(NORMAL_FORM)
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
            indices = tuple(self.canonical(index) for index in node.indices)
            return ring.generator(node if indices == tuple(node.indices) else node.base[indices])
        if isinstance(node, AppliedUndef):
            return ring.generator(node.func(*(self.canonical(argument) for argument in node.args)))
        if isinstance(node, Maximum):
            return ring.generator(self._canonical_binder(node))
        if isinstance(node, over_space):
            return ring.generator(self._over_space(node))
        if isinstance(node, hyper) or isinstance(node, conjugate) and isinstance(node.args[0], WITH_CUTS):
            return ring.generator(node)
        if isinstance(node, (Function, Operator, Max, Min)):
            rebuilt = node.func(*(self.canonical(argument) for argument in node.args))
            if rebuilt in (zoo, nan, oo, -oo):
                raise Undefined(f"{node} is not a number")
            return ring.generator(rebuilt) if rebuilt == node or isinstance(rebuilt, (Function, Operator, Max, Min)) else self.poly(rebuilt)
        return ring.generator(node)

    # -- binders ---------------------------------------------------------------------------------------

    def _canonical_binder(self, node):
        """A sum, integral, maximum, limit or Lambda with canonical bound variables and bodies."""
        if isinstance(node, Lambda):
            body, renaming = node.expr, {}
            for position, symbol in enumerate(node.signature):
                renaming[symbol] = Symbol(f"_a{position}", **kept_assumptions(symbol))
            return Lambda(tuple(renaming.values()), self.canonical(substitute(body, renaming)))
        if isinstance(node, Maximum):
            variable, lower, upper = node.args[1]
            new = place_in(node.args[0], "integer", self.context.named)
            body = self.canonical(substitute(node.args[0], {variable: new}))
            name = Symbol(f"_{bound_height(body) + 1}", integer=True)
            return node.func(body.xreplace({new: name}), (name, self.canonical(lower), self.canonical(upper)))
        inner, (variable, *ends) = peel(node)
        kept = {"integer": True} if isinstance(node, (Sum, Product)) else {"real": True}
        new = place_in(inner, "integer" if "integer" in kept else "real", self.context.named)
        body = self.canonical(substitute(inner, {variable: new}))
        name = Symbol(f"_{bound_height(body) + 1}", **kept)
        return node.func(body.xreplace({new: name}), (name, *(endpoint(self, end) for end in ends)))

    def _over_space(self, node):
        """An integral over R^n with a canonical name for its point; one generator, since its parts need not be integrable."""
        body, place, dimension = node.args
        name = next(point for point in map(Point, (f"_y{k}" for k in count(1))) if point not in free_symbols(body))
        return node.func(self.canonical(substitute(body, {place: name})), name, self.canonical(dimension))

    def _product(self, node) -> Polynomial:
        return ring.generator(self._canonical_binder(node))

    def _sum(self, node) -> Polynomial:
        body, (variable, lower, upper) = peel(node)
        if upper is oo or lower is -oo:
            return ring.generator(self._canonical_binder(node))
        return sum_form(self, body, variable, lower, upper)

    def _integral(self, node) -> Polynomial:
        inner, limit = peel(node)
        if len(limit) != 3:
            return ring.generator(node)
        variable, lower, upper = limit
        new = place_in(inner, "real", self.context.named)
        body = self.poly(substitute(inner, {variable: new}))
        total: Polynomial = {}
        groups: dict = {}
        for monomial, coefficient in body.items():
            inside = frozenset(item for item in monomial if depends(item[0], new))
            outside = ring.multiply({monomial - inside: coefficient}, ring.constant(1))
            groups[inside] = ring.add(groups.get(inside, {}), outside)
        ends = (endpoint(self, lower), endpoint(self, upper))
        separable = len(groups) == 1 or all(self.context.is_integrable(ring.monomial_expression(inside), new, *ends)
                                            for inside in groups)
        if not separable:
            groups = {None: None}
        for inside, outside in groups.items():
            expression = ring.to_expression(body) if inside is None else ring.monomial_expression(inside)
            name = Symbol(f"_{bound_height(expression) + 1}", real=True)
            if inside is not None and not inside and oo not in ends and -oo not in ends:
                part = self.poly(ends[1] - ends[0])
            elif (termwise := self._term_by_term(expression, new, ends)) is not None:
                part = self.poly(termwise)
            else:
                part = ring.generator(Integral(expression.xreplace({new: name}), (name, *ends)))
            total = ring.add(total, part if outside is None else ring.multiply(outside, part))
        return total

    def _term_by_term(self, product, variable, ends):
        """Sums of integrals, where finite sums are among the factors of an integrable product; or None."""
        if not any(is_finite_sum(factor.as_base_exp()[0], variable) for factor in Mul.make_args(product)) or not (
                self.context.is_integrable(product, variable, *ends)):
            return None
        limits: list = []
        while True:
            factor = next((item for item in Mul.make_args(product) if is_finite_sum(item.as_base_exp()[0], variable)), None)
            if factor is None or factor.as_base_exp()[1] < 1:
                break
            whole = factor.as_base_exp()[0]
            inner, (index, lower, upper) = peel(whole)
            name = Dummy("k", integer=True)
            product = product / whole * substitute(inner, {index: name})
            limits.append((name, lower, upper))
        if not limits:
            return None
        result = Integral(product, (variable, *ends))
        for limit in reversed(limits):
            result = Sum(result, limit)
        return result

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
        sums = [base for (base, m), power in random if isinstance(base, Sum) and m is S.One and power.denominator == 1 and power >= 1
                and all(oo not in limit and -oo not in limit for limit in base.limits)]
        if granted and sums:
            # two dummies print alike: the one that was made first comes first, whatever the hash seed
            first = min(sums, key=lambda item: (rank(item), sorted(dummy.dummy_index for dummy in item.atoms(Dummy))))
            inner, limit = peel(first)
            rest = ring.monomial_expression(random) / first
            return self.poly(Sum(E(inner * rest), limit))
        return ring.generator(E(ring.monomial_expression(random)))

    # -- points and matrices inside scalars ---------------------------------------------------------------

    def _square_of(self, node) -> Polynomial:
        inner = node.args[0]
        if isinstance(node, norm):
            return self.points.inner(inner, inner)
        if not is_real_matrix(self.context, inner):  # the squares of the absolute values are no trace of transposes
            return ring.power(ring.generator(frobenius(self.canonical(inner))), 2)
        return self.matrices.trace(inner.T * inner)

    def _norm(self, node) -> Polynomial:
        return self._half_power(self._square_of(node), ring.constant(1))

    def _dot(self, node) -> Polynomial:
        return self.points.inner(*node.args)

    def _trace(self, node) -> Polynomial:
        return self.matrices.trace(node.args[0])

    def _determinant(self, node) -> Polynomial:
        form, size = self.matrices.form(node.args[0]), node.args[0].shape[0]
        if size == 1:
            return self.matrices.trace(node.args[0])
        if set(form) == {()}:  # a multiple of the identity
            return self.poly(ring.to_expression(form[()])**size)
        return ring.generator(Determinant(self.matrices.canonical(node.args[0])))

    def _entry(self, node) -> Polynomial:
        return self.matrices.entry(*node.args)

    def _derivative(self, node) -> Polynomial:
        body, *counts = node.args
        value = self.context.inside(node).normalizer.canonical(body)  # what holds at one point only does not count
        variables = [variable for variable, _ in node.variable_count]
        if not any(depends_on(value, variable) for variable in variables):
            return {} if len(variables) else self.poly(value)
        if _is_plain(body, variables):
            return ring.generator(Derivative(value, *node.variable_count, evaluate=False))
        for form in (body, value):
            found = self.by_rules(form, node.variable_count)
            if found is not None and found != Derivative(form, *node.variable_count, evaluate=False):
                return self.poly(found)
        return ring.generator(Derivative(value, *node.variable_count, evaluate=False))

    def by_rules(self, body, counts):
        """The derivative by the rules of calculus, or None."""
        for variable, times in counts:
            if not times.is_Integer:
                return None
            for _ in range(int(times)):
                body = None if body is None else derivative(self.context, body, variable)
        return body

    def _subs(self, node) -> Polynomial:
        """A derivative at a point: differentiated at an arbitrary place, then read at the point."""
        inner, variables, points = node.args
        if isinstance(inner, Derivative) and len(variables) == 1:
            place = Dummy("w", **kept_assumptions(variables[0]))
            there = self.context.extended([Eq(place, points[0], evaluate=False)]).normalizer  # the rules ask for signs at this one place
            found = there.by_rules(substitute(inner.expr, {variables[0]: place}),
                                   [(place if v == variables[0] else v, times) for v, times in inner.variable_count])
            if found is not None and not _is_plain(inner.expr, variables):
                return self.poly(substitute(found, {place: points[0]}))
            point = self.canonical(points[0])
            if point.is_Symbol and not depends_on(inner.expr, point):
                return self.poly(substitute(inner, {variables[0]: point}))
            place = Symbol("_d", **kept_assumptions(variables[0]))
            return ring.generator(Subs(substitute(inner, {variables[0]: place}), place, point))
        return ring.generator(node)

    def _piecewise(self, node) -> Polynomial:
        """A definition by cases, without the cases that are known not to apply, its values in normal form."""
        kept = []
        for value, condition in node.args:
            if self._is_seen(condition):
                kept.append((value, True))
                break
            if not self._is_excluded(condition):
                kept.append((value, condition))
        if kept and kept[0][1] is True:
            return self.poly(kept[0][0])
        return ring.generator(Piecewise(*((self.canonical(value), condition) for value, condition in kept)))

    def _is_excluded(self, condition) -> bool:
        if isinstance(condition, And):
            return any(map(self._is_excluded, condition.args))
        return isinstance(condition, Relational) and self._is_seen(condition.negated)

    def _is_seen(self, condition) -> bool:
        """Whether the context proves the condition of a case; a question that leads back to itself stays open."""
        question = condition.xreplace({item: Symbol("_w", **kept_assumptions(item)) for item in condition.atoms(Dummy)})  # named anew
        if question in self._asked:
            return False
        self._asked.add(question)
        try:
            return self.context.proves(condition)
        finally:
            self._asked.discard(question)

    _HEADS = {log: PowerForms._log, Abs: PowerForms._abs, KroneckerDelta: PowerForms._delta, Sum: _sum, Product: _product, Integral: _integral,
              E: _expectation, dot: _dot, norm: _norm, frobenius: _norm, Trace: _trace, Determinant: _determinant, entry: _entry,
              Derivative: _derivative, Subs: _subs, Piecewise: _piecewise,
              **dict.fromkeys((sin, cos, tan, cot, sec, sinh, cosh, tanh, coth, sech), PowerForms._trigonometric)}


def _is_plain(expression, variables) -> bool:
    """Whether the expression is f(x) with x itself one of the variables: its derivative has no simpler form."""
    return isinstance(expression, (AppliedUndef, legendre)) and any(argument in variables for argument in expression.args)
