"""Nests of "there is" and "for all": examples are terms read off the relations, and a false nest is refuted by its opposite."""

from __future__ import annotations

import itertools

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import AlgebraicNumber, AtValues, Denied, Exhibited, Fingerprint, ForEvery, NonNegative, Numbers, Parts, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.alternatives import alternative, longest_first, negation
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.evaluation.admissible import check_admissible
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.inequalities.never_equal import never_equal
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.quantifiers import check_term, put_values, sub_goal, with_bounds
from verifier.tools.relations import of_matrices
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled
from verifier.tools.sums.whole_numbers import PARTS
from verifier.vocabulary.operators import Exists, ForAll

DEEPEST, MOST_TERMS, SECONDS = 5, 14, 0.4
PLACES = [sp.Integer(n) for n in (-1, 0, 1, 2, -2, 3)] + [sp.Rational(1, 2)]
BOUNDS, CLASSES = "bounds of whole parts", "classes of whole numbers"


class Quantifiers:
    """Gives up on nests deeper than five, and where the example is no root, bound or middle of two bounds."""

    name = "quantifiers"

    def propose(self, goal: Goal, budget: Budget):
        """Terms for "there is", or values and a proof of the opposite."""
        statement = goal.statement
        if not isinstance(statement, (Exists, ForAll)):
            return None
        found = self._shown(goal, DEEPEST)
        if found is not None:
            return found
        if not statement.free_symbols:
            return self._denied(goal)
        known = [item for item in goal.assumptions if isinstance(item, Relational)]
        symbols = sorted(statement.free_symbols.union(*(item.free_symbols for item in known)), key=lambda item: item.name)
        if len(symbols) > 2 or not all(type(symbol) is sp.Symbol for symbol in symbols):
            return None
        for case in itertools.product(PLACES, repeat=len(symbols)):
            values = dict(zip(symbols, case, strict=True))
            try:
                check_admissible([statement, *known], values)
                if not all(holds(item, values, bits=64).truth is True for item in known):
                    continue
                inner = self._denied(Goal(put_values(statement, values)))
            except GAVE_UP:
                continue
            if inner is not None:
                return AtValues(values, inner)
        return None

    def _denied(self, goal: Goal):
        opposite = negation(goal.statement)
        if opposite is None:
            return None
        inner = self._shown(sub_goal(goal, opposite.args[2] if isinstance(opposite, ForAll) else opposite), DEEPEST)
        return None if inner is None else Denied(inner)

    def _shown(self, goal: Goal, depth: int):
        """Evidence for a nest, or None."""
        statement = goal.statement
        if depth == 0 or statement is sp.false:
            return None
        if statement is sp.true:
            return Numbers()
        if isinstance(statement, ForAll):
            inner = self._shown(sub_goal(goal, statement.args[2], (*goal.assumptions, *with_bounds(statement.args[1]))), depth - 1)
            return None if inner is None else ForEvery(inner)
        if isinstance(statement, Exists):
            return self._by_example(goal, depth)
        if isinstance(statement, sp.And):
            parts = [self._shown(sub_goal(goal, part), depth) for part in statement.args]
            return None if None in parts else Parts(tuple(parts))
        if isinstance(statement, sp.Or):
            for place in longest_first(statement):
                inner = self._shown(alternative(goal, place), depth - 1)
                if inner is not None:
                    return Parts((inner,), place)
            return None
        return self._relation(statement, goal) if isinstance(statement, Relational) else None

    def _relation(self, statement, goal):
        if of_matrices(statement):
            return None
        if not statement.free_symbols:
            if holds(statement, {}, bits=128).truth is not True:
                return None
            return AlgebraicNumber() if isinstance(statement, sp.Eq) else Numbers()
        if isinstance(statement, sp.Eq):
            try:
                same = agree(settled(statement.lhs), settled(statement.rhs), FOR_SEARCH.of(goal.assumptions))
            except (Unfit, *GAVE_UP):
                same = False
            return Fingerprint() if same else self._in_classes(statement, goal)
        if isinstance(statement, sp.Ne):
            return never_equal(statement, goal.assumptions, SECONDS)
        if any(symbol.is_integer for symbol in statement.free_symbols) or statement.has(*PARTS):
            if RULES[BOUNDS](statement, FOR_SEARCH.of(goal.assumptions), ()) is not None:
                return Rewritten(BOUNDS, Numbers())
        tree = tree_of(statement, goal.assumptions, SECONDS)
        return None if tree is None else NonNegative("rules", (tree,))

    def _in_classes(self, statement, goal):
        """An equation with whole parts, by the parity of what they are of."""
        modulus = statement.has(*PARTS) and next((number for number in map(sp.Integer, (2, 3, 4, 6)) if RULES[CLASSES](
            statement, FOR_SEARCH.of(goal.assumptions), (number,)) is not None), None)
        return Rewritten(CLASSES, Numbers(), (modulus,)) if modulus else None

    def _by_example(self, goal, depth):
        variables, body = goal.statement.args
        if len(variables) != 1:
            return None
        variable, = variables
        for term in itertools.islice(dict.fromkeys(_terms(variable, body, goal)), MOST_TERMS):
            try:
                check_term(variable, term, goal)
                made = put_values(body, {variable: term})
                inner = None if _fails_somewhere(made, goal) else self._shown(sub_goal(goal, made), depth - 1)
            except GAVE_UP:
                continue
            if inner is not None:
                return Exhibited((term,), inner)
        return None


def _fails_somewhere(statement, goal) -> bool:
    """Whether a relation without quantifiers certainly fails at a simple place, so that no proof is looked for."""
    known = [item for item in goal.assumptions if isinstance(item, Relational)]
    symbols = sorted(statement.free_symbols.union(*(item.free_symbols for item in known)), key=lambda item: item.name)
    if statement.has(Exists, ForAll) or len(symbols) > 3 or not all(type(symbol) is sp.Symbol for symbol in symbols):
        return False
    for value in (sp.Integer(1), sp.Integer(-1), sp.Integer(3), sp.Rational(1, 2), sp.Rational(-5, 2)):
        values = {symbol: value + place for place, symbol in enumerate(symbols)}
        try:
            check_admissible([statement, *known], values)
            if all(holds(item, values, bits=64).truth is True for item in known) and holds(statement, values, bits=64).truth is False:
                return True
        except GAVE_UP:
            continue
    return False


def _terms(variable, body, goal):
    """Roots and bounds of the relations in which the variable stands, places beside and between them, and what is arbitrary."""
    inside = {symbol for node in body.atoms(Exists, ForAll) for symbol in node.args[0]}
    relations = [part for part in [*body.atoms(Relational), *goal.assumptions] if isinstance(part, Relational) and variable in part.free_symbols
                 and not of_matrices(part)]
    roots, bounds = [], []
    for part in sorted(relations, key=sp.default_sort_key):
        gap = settled(part.lhs) - settled(part.rhs)
        if gap.is_polynomial(variable) and sp.degree(gap, variable) <= 4:
            found = [root.xreplace(dict.fromkeys(inside, sp.S.Zero)) if variable.is_integer else root for root in sp.roots(sp.Poly(gap, variable))
                     if variable.is_integer or not root.free_symbols & inside]
            (roots if isinstance(part, sp.Eq) else bounds).extend(found)
        elif (root := _undone(gap, variable)) is not None and not root.free_symbols & inside:
            (roots if isinstance(part, sp.Eq) else bounds).append(root)
    yield from roots
    if variable.is_integer:
        yield from (sp.floor(root) for root in roots if root.is_real and not root.is_integer)
        bounds = [bound if bound.is_integer else sp.floor(bound) for bound in bounds]
        yield from (sp.floor(sp.Abs(bound)) + 1 for bound in bounds if variable.is_positive and bound.is_real and bound.free_symbols)
    for low, high in itertools.combinations(bounds, 2):
        if not variable.is_integer:
            yield (low + high) / 2
    for bound in bounds:
        yield from (bound + 1, bound - 1, bound)
    yield from (sp.S.Zero, sp.S.One, sp.S.NegativeOne)
    for symbol in sorted(body.free_symbols - inside - {variable}, key=lambda item: item.name):
        if type(symbol) is sp.Symbol:
            positive = symbol.is_positive or FOR_SEARCH.of(goal.assumptions).is_positive(symbol)
            yield from (symbol, -symbol, *((sp.sqrt(symbol), symbol / 2) if positive else ()), sp.Abs(symbol) + 1)
    if variable.is_positive and variable.is_integer:
        for bound in bounds:
            yield sp.Abs(bound) + 1
            yield sp.floor(sp.Abs(bound)) + 1


def _undone(gap, variable):
    """The value at which an exponential or a logarithm of a multiple of the variable takes the place of the rest."""
    for node in gap.atoms(sp.exp, sp.log):
        letter = sp.Dummy()
        flat = gap.xreplace({node: letter})
        if node.args[0] == variable and variable not in flat.free_symbols and sp.degree(flat, letter) == 1:
            root = -flat.coeff(letter, 0) / flat.coeff(letter, 1)
            return sp.log(root) if isinstance(node, sp.exp) else sp.exp(root)
    return None
