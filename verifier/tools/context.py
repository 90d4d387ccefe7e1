"""What is known at one place of a proof: ground statements, and the signs that follow from structure.

All answers are one-sided: True is certain, False means "cannot tell".
"""

from __future__ import annotations

from sympy import (
    Abs,
    And,
    Eq,
    Ge,
    Gt,
    I,
    Integral,
    KroneckerDelta,
    LambertW,
    Le,
    Lt,
    Max,
    Min,
    Mul,
    Ne,
    Pow,
    Product,
    S,
    Sum,
    Symbol,
    asin,
    atan,
    cosh,
    erf,
    exp,
    factorial,
    gamma,
    log,
    oo,
    tanh,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from verifier.operators import (
    Both,
    E,
    FiniteMoments,
    Independent,
    IndependentEntries,
    Integrable,
    Maximum,
    Predicate,
    Var,
    dot,
    frobenius,
    norm,
    rank,
    spectral,
)
from verifier.symbols import Index, Point, PointValued, is_point, random_bases
from verifier.tools import polynomial as ring
from verifier.tools.binding import free_symbols, outer_bound_symbols, peel, substitute
from verifier.tools.comparison import same_term, upright
from verifier.tools.terms import Undefined
from verifier.tools.normal_form import Normalizer

DEPTH = 14


class Context:
    """Ground statements that hold here; asks structure and normal forms, never a simplifier."""

    def __init__(self, statements=(), finite_moments=frozenset()):
        self.statements = []
        self.bounds = []  # (expression, strict): expression >= 0 or > 0
        self.nonzero = []
        self.moments = frozenset(finite_moments)
        self.normalizer = Normalizer(self)
        self._busy: set = set()
        self._signs: dict = {}
        self._add(statements)

    def _add(self, statements):
        for statement in statements:
            self.statements.append(statement)
            if isinstance(statement, (And, Both)):
                self._add(statement.args)
            elif isinstance(statement, (Ge, Gt)):
                self.bounds.append((statement.lhs - statement.rhs, isinstance(statement, Gt)))
            elif isinstance(statement, (Le, Lt)):
                self.bounds.append((statement.rhs - statement.lhs, isinstance(statement, Lt)))
            elif isinstance(statement, Ne):
                self.nonzero.append(statement.lhs - statement.rhs)
            elif isinstance(statement, FiniteMoments):
                self.moments |= frozenset().union(*(random_bases(argument) for argument in statement.args))

    def extended(self, statements) -> Context:
        """The context with more statements."""
        new = Context((*self.statements, *statements), self.moments)
        new.normalizer.matrices.rules = list(self.normalizer.matrices.rules)
        return new

    def inside(self, node) -> Context:
        """The context under the binder `node`, where its variable runs over its range."""
        bound = set(outer_bound_symbols(node))
        outer = [statement for statement in self.statements if not bound & free_symbols(statement)]
        new = Context((*outer, *ranges_of(node)), self.moments)
        new.normalizer.matrices.rules = list(self.normalizer.matrices.rules)
        return new

    # -- questions the normal form asks -----------------------------------------------------------------

    def has_finite_moments(self, bases) -> bool:
        """Whether a premise grants that expectations of these random symbols may be split."""
        return frozenset(bases) <= self.moments

    def is_integrable(self, expression, variable, lower, upper) -> bool:
        """Whether the expression is visibly integrable over the bounded interval."""
        if oo in (lower, upper) or -oo in (lower, upper):
            return False
        unknown = [node for node in expression.atoms(AppliedUndef) if variable in node.free_symbols]
        if len(unknown) > 1 or any(not self._is_granted_integrable(node, variable, lower, upper) for node in unknown):
            return False
        return all(node in unknown or _is_entire(node, variable) for node in Mul.make_args(expression))

    def _is_granted_integrable(self, node, variable, lower, upper) -> bool:
        """Whether a premise makes u(affine function of the variable) integrable over the interval."""
        for statement in self.statements:
            if isinstance(statement, Integrable) and isinstance(statement.args[0], AppliedUndef):
                known, start, end = statement.args
                if known.func != node.func or len(node.args) != 1 or node.args[0].diff(variable, 2) != 0:
                    continue
                ends = [node.args[0].xreplace({variable: value}) for value in (lower, upper)]
                if all(self.is_nonnegative(value - start) and self.is_nonnegative(end - value) for value in ends):
                    return True
        return False

    # -- signs ----------------------------------------------------------------------------------------------

    def is_real(self, node) -> bool:
        """Whether the expression is visibly real wherever it is defined."""
        if node.has(I):
            return bool(node.is_real)
        if is_point(node):
            return False
        labels = {item.base.label for item in node.atoms(Indexed)}
        return (all(symbol.is_extended_real or symbol in labels or isinstance(symbol, Point) for symbol in node.atoms(Symbol))
                and all(item.is_extended_real or isinstance(item, PointValued) for item in node.atoms(AppliedUndef))
                and all(self.is_positive(item.args[0]) for item in node.atoms(log))
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
        if self.is_positive(node) or self.is_positive(-node):
            return True
        if node.is_Mul:
            return all(self.is_nonzero(factor) for factor in node.args)
        if node.is_Pow:
            return self.is_nonzero(node.base)
        if node.is_Symbol and node.is_nonzero:
            return True
        if node.is_Rational:
            return node != 0
        return any(self._proportional(node, known) for known in self.nonzero)

    def _proportional(self, node, known) -> bool:
        return any(self.normalizer.is_zero(node - sign * known) for sign in (1, -1))

    def _ask(self, question, node) -> bool:
        key = (question, node)
        if key in self._signs:
            return self._signs[key]
        if key in self._busy or len(self._busy) > DEPTH:
            return False
        self._busy.add(key)
        try:
            answer = self._structural(question == "positive", node) or self._from_facts(question == "positive", node)
        finally:
            self._busy.discard(key)
        self._signs[key] = answer
        return answer

    def _structural(self, strict, node) -> bool:
        ask = self.is_positive if strict else self.is_nonnegative
        if node.is_Rational:
            return bool(node > 0 if strict else node >= 0)
        if node.is_Symbol or isinstance(node, (Indexed, AppliedUndef)) or node.is_NumberSymbol:
            return bool(node.is_positive if strict else node.is_nonnegative)
        if node.is_Add:
            return all(self.is_nonnegative(term) for term in node.args) and (
                not strict or any(self.is_positive(term) for term in node.args))
        if node.is_Mul:
            return self._product(strict, node)
        if node.is_Pow and not isinstance(node, exp):
            return self._power(strict, node)
        if isinstance(node, (exp, cosh)):
            return self.is_real(node.args[0])
        if isinstance(node, (Sum, Product)):
            return self._sum(strict, node)
        if isinstance(node, E):
            return (self.is_positive if strict else self.is_nonnegative)(node.args[0])
        if isinstance(node, Integral):
            return self._integral(strict, node)
        if isinstance(node, Maximum):
            return self.inside(node)._ask("positive" if strict else "nonnegative", node.args[0])
        if isinstance(node, dot):
            return not strict and self.normalizer.points.equal(node.args[0], node.args[1])
        if isinstance(node, (norm, frobenius, spectral, Abs, Var, KroneckerDelta, rank)):
            return not strict or (isinstance(node, Abs) and self.is_nonzero(node.args[0]))
        if isinstance(node, log):
            return ask(node.args[0] - 1)
        if isinstance(node, (LambertW, tanh, atan, asin, erf)):
            return len(node.args) == 1 and ask(node.args[0])
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
            if self.is_positive(-factor) or (not strict and self.is_nonnegative(-factor)):
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
        return self.inside(node)._ask("positive" if strict else "nonnegative", body)

    def _integral(self, strict, node) -> bool:
        if strict or len(node.limits) != 1 or len(node.limits[0]) != 3:
            return False
        _, lower, upper = node.limits[0]
        ordered = upper is oo or lower is -oo or self.is_nonnegative(upper - lower)
        return ordered and self.inside(node).is_nonnegative(node.function)

    def _from_facts(self, strict, node) -> bool:
        """node >= 0 because node - fact or node - fact - fact is visibly >= 0, or by shifting integers."""
        if is_point(node):
            return False
        try:
            polynomial = self.normalizer.poly(node)
        except (ring.TooLarge, Undefined, ValueError):
            return False
        if self._termwise(strict, polynomial):
            return True
        usable = [(bound, is_strict) for bound, is_strict in self.bounds if bound.free_symbols & node.free_symbols]
        polynomials = [(self.normalizer.poly(bound), is_strict) for bound, is_strict in usable]
        for position, (bound, is_strict) in enumerate(polynomials):
            for factor in _ratios(polynomial, bound):
                rest = ring.subtract(polynomial, ring.scale(bound, factor))
                if self._termwise(strict and not is_strict, rest):
                    return True
                for other, other_strict in polynomials[position:]:
                    for second in _ratios(rest, other):
                        if self._termwise(strict and not (is_strict or other_strict), ring.subtract(rest, ring.scale(other, second))):
                            return True
        return False

    def _termwise(self, strict, polynomial) -> bool:
        """Whether every term is visibly >= 0 once integers n >= 1 are written as 1 + m."""
        if not polynomial:
            return not strict
        expression = ring.to_expression(polynomial)
        shifts = {symbol: symbol_from_one(symbol) + 1 for symbol in expression.free_symbols
                  if isinstance(symbol, Symbol) and symbol.is_integer and symbol.is_positive}
        if shifts:
            inner = Context((), self.moments)
            try:
                polynomial = ring.clear_denominators(inner.normalizer.poly(substitute(expression, shifts)))
            except (ring.TooLarge, Undefined, ValueError):
                return False
        positive = False
        for monomial, coefficient in polynomial.items():
            if coefficient < 0:
                return False
            term = ring.monomial_expression(monomial)
            if strict and not positive and (not monomial or self._structural_term(True, monomial)):
                positive = True
                continue
            if monomial and not self._structural_term(False, monomial):
                return False
            del term
        return positive or not strict

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

    # -- discharging ------------------------------------------------------------------------------------------

    def proves(self, statement) -> bool:
        """Whether the ground statement is visibly true here."""
        if statement is S.true:
            return True
        if statement is S.false:
            return False
        if isinstance(statement, (And, Both)):
            return all(self.proves(part) for part in statement.args)
        if self.states(statement):
            return True
        if isinstance(statement, Relational):
            return self._proves_relation(statement)
        if isinstance(statement, Predicate):
            return self._proves_predicate(statement)
        return False

    def _proves_relation(self, statement) -> bool:
        left, right = statement.lhs, statement.rhs
        if isinstance(statement, Eq):
            return self.normalizer.equal(left, right)
        if isinstance(statement, Ne):
            return self.is_nonzero(left - right)
        if isinstance(statement, (Le, Lt)):
            left, right = right, left
        gap = left - right
        return self.is_positive(gap) if isinstance(statement, (Lt, Gt)) else self.is_nonnegative(gap)

    def _proves_predicate(self, statement) -> bool:
        if isinstance(statement, FiniteMoments):
            return self.has_finite_moments(frozenset().union(*(random_bases(a) for a in statement.args)))
        if isinstance(statement, Independent):
            left, right = (random_bases(argument) for argument in statement.args)
            for known in self.statements:
                if isinstance(known, Independent):
                    a, b = (random_bases(argument) for argument in known.args)
                    if (left <= a and right <= b) or (left <= b and right <= a):
                        return True
            return self._disjoint_entries(*statement.args)
        return False

    def _disjoint_entries(self, left, right) -> bool:
        """Functions of different entries of a vector with independent entries are independent."""
        granted = {known.args[0] for known in self.statements if isinstance(known, IndependentEntries)}
        entries = [set(side.atoms(Indexed)) for side in (left, right)]
        bases = random_bases(left) | random_bases(right)
        if not bases or not bases <= granted or any(not side for side in entries):
            return False
        for one in entries[0]:
            for other in entries[1]:
                if one.base == other.base and not self.is_nonzero(one.indices[0] - other.indices[0]):
                    return False
        return len(bases) == 1

    def states(self, statement) -> bool:
        """Whether the statement is one of the known ones, up to normal form of its parts."""
        return any(self.same(statement, known) for known in self.statements)

    def same(self, left, right) -> bool:
        """Whether two statements have the same head and parts of equal normal form."""
        if left == right:
            return True
        left, right = upright(left), upright(right)
        if type(left) is not type(right) or len(left.args) != len(right.args):
            return False
        if isinstance(left, Eq):
            a, b = left.args
            c, d = right.args
            return any(self.same_term(a, p) and self.same_term(b, q) for p, q in ((c, d), (d, c)))
        return self.same_term(left, right)

    def same_term(self, left, right) -> bool:
        """Whether two expressions, functions or statements agree up to normal form and names of bound variables."""
        return same_term(self, left, right)


def _ratios(polynomial, bound) -> list:
    """Positive factors by which the bound cancels a term of the polynomial."""
    found = {polynomial[monomial] / coefficient for monomial, coefficient in bound.items() if monomial in polynomial}
    return sorted(ratio for ratio in found if ratio > 0)


def symbol_from_one(symbol) -> Symbol:
    """For n >= 1 the symbol that stands for n - 1 >= 0."""
    return Symbol(symbol.name + "-1", integer=True, nonnegative=True)


def ranges_of(node) -> tuple:
    """What a binder says of its variable: lower <= i <= upper."""
    limits = [node.args[1]] if isinstance(node, Maximum) else [tuple(limit) for limit in getattr(node, "limits", ())[-1:]]
    known = []
    for variable, *ends in limits:
        if len(ends) == 2:
            lower, upper = ends
            known += [] if lower is -oo else [Ge(variable, lower, evaluate=False)]
            known += [] if upper is oo else [Le(variable, upper, evaluate=False)]
    return tuple(known)


def ranges_of_indices(*expressions) -> tuple:
    """What the declarations say of the free indices of the expressions."""
    known = []
    free = frozenset().union(*(free_symbols(expression) for expression in expressions))
    for symbol in sorted((item for item in free if isinstance(item, Index)), key=str):
        known.append(Ge(symbol, symbol.lower, evaluate=False))
        if symbol.upper is not None and symbol.upper is not oo:
            known.append(Le(symbol, symbol.upper, evaluate=False))
    return tuple(known)


def _is_entire(node, variable) -> bool:
    """Whether the factor is visibly continuous in the variable on the whole line."""
    if variable not in node.free_symbols:
        return True
    if node == variable:
        return True
    if node.is_Pow and not isinstance(node, exp):
        if node.exp.is_Integer and node.exp >= 0:
            return _is_entire(node.base, variable)
        return variable not in node.base.free_symbols and _is_entire(node.exp, variable)
    if node.is_Add or node.is_Mul or isinstance(node, exp) or type(node).__name__ in ("sin", "cos", "legendre", "tanh", "Abs"):
        return all(_is_entire(argument, variable) for argument in node.args)
    return False


