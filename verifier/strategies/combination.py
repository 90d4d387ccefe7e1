"""Inequalities and equations as exact combinations of cited ones, found by linear programming."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from sympy import Eq, Integral, MatrixExpr, Rational, S, Sum
from sympy.core.relational import Relational

from verifier.evidence import Combination, Derivation, Lifted
from verifier.goal import Budget, Goal
from verifier.tools.binding import free_symbols, fresh, peel, substitute
from verifier.tools.candidates import relational_candidates
from verifier.tools.context import Context, ranges_of
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities.linear_program import nonnegative_solution
from verifier.tools.instances import Rejected, instantiate
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.terms import Undefined
from verifier.vocabulary.operators import E
from verifier.vocabulary.symbols import is_point

MAX_COLUMNS = 400
MAX_MULTIPLIERS = 60
MAX_LIFT_DEPTH = 2


class CombinationStrategy:
    """right - left = sum of multipliers * (cited right - left) + visibly nonnegative terms.

    Candidates for multipliers are the quotients of monomials of the goal by monomials of a fact, and products of
    two cited differences; the multipliers are found by exact linear programming.  Inequalities between the bodies
    of two sums (or expectations) with the same range are carried under them.
    """

    name = "combination"

    def propose(self, goal: Goal, budget: Budget):
        """Lemmas and multipliers, or None."""
        if not isinstance(goal.statement, Relational) or any(
                isinstance(side, MatrixExpr) or is_point(side) for side in goal.statement.args):
            return None
        if type(goal.statement).__name__ == "Unequality":
            return None
        return self._prove(goal, FOR_SEARCH.of(goal.assumptions), MAX_LIFT_DEPTH)

    def _prove(self, goal: Goal, context: Context, depth: int, heavy: bool = True):
        """First with numbers as multipliers, also under sums and expectations, then (`heavy`) with any multipliers."""
        lemmas, statements = [], []
        for fact in goal.facts:
            if not isinstance(fact.conclusion, Relational) or isinstance(fact.conclusion.args[0], MatrixExpr):
                continue
            if type(fact.conclusion).__name__ == "Unequality":
                continue
            for instance in relational_candidates(goal, fact, context):
                try:
                    statement = instantiate(goal, instance, context)
                except (Rejected, ArithmeticError, ValueError):
                    continue
                if isinstance(statement, Relational) and not is_point(statement.args[0]):
                    lemmas.append(instance)
                    statements.append(statement)
        for laborious in (False, True) if heavy else (False,):
            found = self._combine(goal, context, lemmas, statements, laborious)
            lifted = self._lift(goal, context, depth, laborious) if found is None and depth else ()
            if lifted:
                found = self._combine(goal, context, [*lemmas, *(lemma for lemma, _ in lifted)],
                                      [*statements, *(statement for _, statement in lifted)], laborious)
            if found is not None:
                return found
        return None

    # -- lifting -----------------------------------------------------------------------------------------------

    def _lift(self, goal, context, depth, heavy):
        """Inequalities between bodies of sums, integrals and expectations of the two sides."""
        left, right = goal.statement.args
        result = []
        binders = {"left": _binders(left), "right": _binders(right)}
        pairs = [(a, b) for a in binders["left"] for b in binders["right"]] + [(b, a) for a in binders["left"] for b in binders["right"]]
        for small, large in pairs:
            made = self._lift_pair(goal, context, small, large, depth, heavy)
            if made is not None:
                result.append(made)
        return result

    def _lift_pair(self, goal, context, small, large, depth, heavy):
        if type(small) is not type(large):
            return None
        if isinstance(small, E):
            head, limits, f, g, inner = "expectation", (), small.args[0], large.args[0], context
        else:
            (f, (variable, lower, upper)), (g, (other, *ends)) = peel(small), peel(large)
            if not (context.same_term(lower, ends[0]) and context.same_term(upper, ends[1])):
                return None
            taken = frozenset().union(frozenset(), *(free_symbols(item) for item in context.statements))
            name = fresh(variable, taken | free_symbols(small) | free_symbols(large)) if variable in taken else variable
            f, g = substitute(f, {variable: name}), substitute(g, {other: name})
            head = "sum" if isinstance(small, Sum) else "integral"
            limits = (name, lower, upper)
            inner = context.extended(ranges_of(type(small)(f, limits)))
        from sympy import Le, Lt
        found, strict = None, type(goal.statement).__name__ in ("StrictLessThan", "StrictGreaterThan")
        for relation, word in ((Eq, "="), (Le, "<="), (Lt, "<")):
            if word == "<" and not (strict and (found is None or head == "sum" and context.is_nonnegative(limits[2] - limits[1]))):
                continue  # of a sum with a term the strict relation is the better lemma
            if (word == "=") != isinstance(goal.statement, Eq):
                continue  # an equation needs equations; an inequality of the bodies includes their equality
            sub = Goal(relation(f, g, evaluate=False), goal.facts, goal.assumptions, goal.rules, goal.background)
            proof = self._prove(sub, inner, depth - 1, heavy)
            if proof is not None:
                lemma = Lifted(head, f, g, limits, proof, word)
                heads = (lambda body: E(body)) if head == "expectation" else (lambda body: type(small)(body, limits))
                found = lemma, relation(heads(f), heads(g), evaluate=False)
        return found

    # -- the linear program ---------------------------------------------------------------------------------------

    def _combine(self, goal, context, lemmas, statements, heavy):
        try:
            small, large, strict = _sides(goal.statement)
            residual = context.normalizer.poly(large - small)
            if not ring.clear_denominators(residual) and not strict:
                return Derivation((), Combination(()), self.name)
            differences = []
            for statement in statements:
                low, high, is_strict = _sides(statement)
                differences.append((context.normalizer.poly(high - low), is_strict))
        except (Undefined, ring.TooLarge, ValueError):
            return None
        for numbers_only, products in ((False, False), (False, True)) if heavy else ((True, False),):
            columns = self._columns(context, residual, strict, differences, products, numbers_only)
            found = self._program(residual, lemmas, statements, columns) if columns else None
            if found is not None:
                return found
        return self._without_denominators(context, residual, strict, differences, lemmas, statements) if heavy else None

    def _without_denominators(self, context, residual, strict, differences, lemmas, statements):
        """The same once goal and facts are multiplied by their composite denominators (positive ones in inequalities)."""
        try:
            residual, outer = ring.cleared(residual)
            forms = [ring.cleared(difference) for difference, _ in differences]
        except (ring.TooLarge, Undefined):
            return None
        scales = [factor for _, factor in forms]
        if outer == 1 and all(factor == 1 for factor in scales) or (strict is not None and not context.is_positive(outer)):
            return None
        usable = [k for k, (_, is_strict) in enumerate(differences)
                  if is_strict is None or scales[k] == 1 or context.is_positive(scales[k])]
        columns = self._columns(context, residual, strict, [(forms[k][0], differences[k][1]) for k in usable], False, False)
        return self._program(residual, [lemmas[k] for k in usable], [statements[k] for k in usable], columns,
                             [scales[k] / outer for k in usable], 1 / outer) if columns else None

    def _columns(self, context, residual, strict, differences, products, numbers_only) -> list[Column]:
        columns: list[Column] = []
        targets = [] if numbers_only else _ordered(residual)  # first the goal's own monomials, then those that may cancel in it
        targets += [] if numbers_only else [monomial for monomial in _ordered({m for difference, _ in differences for m in difference})
                    if monomial not in residual]
        sources = [(position, None, difference, is_strict) for position, (difference, is_strict) in enumerate(differences)]
        if products and strict is not None:
            inequalities = [(k, item) for k, (item, is_strict) in enumerate(differences) if is_strict is not None]
            for place, (first, p) in enumerate(inequalities):
                for second, q in inequalities[place:]:
                    try:
                        sources.append((first, second, ring.multiply(p, q), False))
                    except ring.TooLarge:
                        continue
        for position, other, difference, is_strict in sources:
            if is_strict is not None and strict is None:
                continue
            for multiplier in self._multipliers(context, targets, difference, is_strict is not None):
                expression = ring.to_expression(multiplier)
                columns.append(Column(ring.multiply(multiplier, difference), position, expression, other))
                if is_strict is None:
                    columns.append(Column(ring.scale(columns[-1].polynomial, -1), position, -expression))
                if len(columns) > MAX_COLUMNS:
                    break
        if strict is not None:
            known = {monomial for column in columns for monomial in column.polynomial} | set(residual)
            columns += self._visible_terms(context, known) + self._squares(context, residual)
        return columns

    def _visible_terms(self, context, monomials) -> list[Column]:
        found = []
        for monomial in _ordered(monomials):
            for sign in (1, -1):
                term = {monomial: Fraction(sign)}
                if context.is_nonnegative(ring.to_expression(term)):
                    found.append(Column(term, None, ring.to_expression(term)))
        return found

    def _squares(self, context, residual) -> list[Column]:
        """Squares of differences of two terms whose product occurs in the residual."""
        halves = []
        for monomial in _ordered(residual):
            if all((exponent / 2).denominator == 1 or context.is_nonnegative(gen[0] ** gen[1]) for gen, exponent in monomial):
                half = ring.product_of({gen: exponent / 2 for gen, exponent in monomial})
                if len(half) == 1 and residual[monomial] > 0:
                    halves.append((half, residual[monomial]))
        found = []
        for place, (first, a) in enumerate(halves):
            for second, b in halves[place + 1:]:
                cross = ring.multiply(first, second)
                if not any(monomial in residual for monomial in cross):
                    continue
                for ratio in sorted({Fraction(1), Fraction(2), Fraction(1, 2), *_root(a / b)}):
                    for sign in (1, -1):
                        inner = ring.add(ring.scale(first, ratio), ring.scale(second, sign))
                        found.append(Column(ring.multiply(inner, inner), None, ring.to_expression(inner) ** 2))
        return found

    def _program(self, residual, lemmas, statements, columns, scales=None, outer=S.One):
        rows = _ordered({monomial for column in columns for monomial in column.polynomial} | set(residual))
        matrix = [[column.polynomial.get(row, Fraction(0)) for column in columns] for row in rows]
        solution = nonnegative_solution(matrix, [residual.get(row, Fraction(0)) for row in rows])
        if solution is None:
            return None
        used = sorted({position for value, column in zip(solution, columns) if value
                       for position in (column.position, column.other) if position is not None})
        multipliers: dict = {}
        remainder = S.Zero
        for value, column in zip(solution, columns):
            if not value:
                continue
            term = Rational(value.numerator, value.denominator) * column.multiplier
            if column.other is not None:
                low, high, _ = _sides(statements[column.other])
                term = term * (high - low)
            if column.position is None:
                remainder += term * outer
            else:
                term = term * scales[column.position] if scales else term
                multipliers[column.position] = multipliers.get(column.position, S.Zero) + term
        chosen = tuple((used.index(position), value) for position, value in sorted(multipliers.items()))
        return Derivation(tuple(lemmas[position] for position in used), Combination(chosen, remainder), self.name)

    def _multipliers(self, context, targets, difference, needs_sign):
        """Quotients of the goal's monomials by the difference's, with a sign that the context shows."""
        seen: dict = {}
        for target in (ring.ONE, *targets):
            for monomial in _ordered(difference) if target != ring.ONE else (ring.ONE,):
                powers = dict(target)
                for gen, exponent in monomial:
                    powers[gen] = powers.get(gen, Fraction(0)) - exponent
                quotient = ring.product_of(powers)
                if len(quotient) != 1 or len(seen) > MAX_MULTIPLIERS:
                    continue
                (word, _), = quotient.items()
                if word in seen:
                    continue
                seen[word] = None
                for sign in (1, -1) if needs_sign else (1,):
                    candidate = {word: Fraction(sign)}
                    if not needs_sign or context.is_nonnegative(ring.to_expression(candidate)):
                        yield candidate
                        break


@dataclass(frozen=True)
class Column:
    """A polynomial that is >= 0 (or free, in pairs), from a lemma at `position` or visible by itself."""

    polynomial: dict
    position: int | None
    multiplier: Any  # an expression; for a term visible by itself the term
    other: int | None = None  # a second lemma whose difference is a further factor of the multiplier


def _ordered(monomials) -> list:
    return sorted(monomials, key=ring.rank_of_monomial)


def _root(value: Fraction) -> tuple:
    from math import isqrt
    p, q = isqrt(value.numerator), isqrt(value.denominator)
    return (Fraction(q, p), Fraction(p, q)) if p * p == value.numerator and q * q == value.denominator else ()


def _binders(expression) -> list:
    """The sums, integrals and expectations that are not inside another one."""
    if isinstance(expression, (Sum, Integral, E)):
        return [expression]
    found = []
    for argument in expression.args:
        for node in _binders(argument):
            if node not in found:
                found.append(node)
    return found


def _sides(statement):
    """(smaller, larger, strict); strict is None for an equation."""
    name = type(statement).__name__
    if name == "Equality":
        return statement.lhs, statement.rhs, None
    if name in ("LessThan", "StrictLessThan"):
        return statement.lhs, statement.rhs, name == "StrictLessThan"
    return statement.rhs, statement.lhs, name == "StrictGreaterThan"


