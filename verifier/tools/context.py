"""What is known at one place of a proof: ground statements, and the signs that follow from structure.

All answers are one-sided: True is certain, False means "cannot tell".
"""

from __future__ import annotations

from itertools import combinations
from itertools import count as numbers

from sympy import And, Dummy, Eq, Expr, Ge, Gt, Integral, Lambda, Le, Lt, MatrixBase, MatrixSymbol, Ne, S, Sum, Symbol, Trace, Tuple, oo
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import bound_symbols, free_symbols, outer_bound_symbols, peel
from verifier.tools.calculus.regularity import is_differentiable, is_differentiable_at, is_integrable, proves_regularity
from verifier.tools.inequalities.signs import Signs, strictly_between
from verifier.tools.matrices.entries_of_premises import given_entries, value_of_entry
from verifier.tools.normal_forms.comparison import same_term, upright
from verifier.tools.normal_forms.normal_form import Normalizer
from verifier.vocabulary.notions import with_entries
from verifier.vocabulary.operators import (
    Both,
    FiniteMean,
    FiniteMoments,
    ForAll,
    Independent,
    IndependentEntries,
    Invertible,
    Maximum,
    Predicate,
    StandardNormal,
    diagonal,
    entry,
)
from verifier.vocabulary.symbols import Index, Random, RandomSequence, RandomVector, random_bases

_fresh = numbers()


class Context(Signs):
    """Ground statements that hold here; asks structure and normal forms, never a simplifier."""

    def __init__(self, statements=(), finite_moments=frozenset()):
        self.statements = []
        self.bounds = []  # (expression, strict): expression >= 0 or > 0
        self.nonzero = []
        self.values = {}  # symbol -> expression that a ground equation says it equals
        self.moments = frozenset(finite_moments)
        self.normalizer = Normalizer(self)
        self._busy: set = set()
        self._at_hand = None
        self._signs: dict = {}
        self.kept_as: tuple | None = None  # the statements under which it is shared, if it is
        self._inner: dict = {}  # contexts under binders, with all that they found out
        self._add(statements)
        about_all = [statement for statement in self.statements if isinstance(statement, ForAll)]
        self.known_entries = frozenset().union(*(place.atoms(MatrixSymbol) for statement in about_all for place in statement.atoms(entry)))
        self.given_entries = given_entries(self.statements) if self.known_entries else []
        self.named = frozenset().union(*map(free_symbols, self.statements))

    def _add(self, statements):
        for statement in statements:
            self.statements.append(statement)
            if isinstance(statement, (And, Both)):
                self._add(statement.args)
            elif isinstance(statement, (Ge, Gt)):
                self._note_bound(statement.lhs - statement.rhs, isinstance(statement, Gt))
            elif isinstance(statement, (Le, Lt)):
                self._note_bound(statement.rhs - statement.lhs, isinstance(statement, Lt))
            elif isinstance(statement, Eq):
                self._note_value(*statement.args)
            elif isinstance(statement, Ne):
                self.nonzero.append(statement.lhs - statement.rhs)
            elif isinstance(statement, Invertible) and tuple(statement.args[0].shape) == (1, 1) and not statement.has(MatrixBase):
                self.nonzero.append(Trace(statement.args[0]))  # its only entry
            elif isinstance(statement, FiniteMoments):
                self.moments |= frozenset().union(*(random_bases(argument) for argument in statement.args))

    def _note_bound(self, gap, strict: bool):
        """gap >= 0 or gap > 0; an integer above 0 is at least 1."""
        self.bounds.append((gap, strict))
        if strict and gap.is_integer:
            self.bounds.append((gap - 1, False))

    def _note_value(self, symbol, expression):
        """One value for a symbol, free of the others that have one: substituting once is enough."""
        if type(symbol) in (Symbol, Dummy) and isinstance(expression, Expr):
            free = free_symbols(expression)
            taken = free_symbols(Tuple(*self.values.values()))
            if symbol not in self.values and symbol not in free and symbol not in taken and not free & set(self.values):
                self.values[symbol] = expression

    def extended(self, statements) -> Context:
        """The context with more statements."""
        new = Context((*self.statements, *statements), self.moments)
        new.normalizer.matrices.take(self.normalizer.matrices.rules)
        return new

    def inside(self, node, further=()) -> Context:
        """The context under the binder `node`, where its variable runs over its range, with further statements."""
        bound = frozenset(outer_bound_symbols(node))
        reversible = isinstance(node, Integral) and not self._is_ordered(node)
        known = (*(() if reversible else ranges_of(node)), *further)
        rules = self.normalizer.matrices.rules
        key = bound, known, len(rules), frozenset(self._busy)  # questions already asked further out end here as well
        if key not in self._inner:
            outer = [statement for statement in self.statements if not bound & free_symbols(statement)]
            new = self._inner[key] = Context((*outer, *known), self.moments)
            new.normalizer.matrices.take(rules)
            new._busy = set(self._busy)
        return self._inner[key]

    def interior(self, integral) -> tuple:
        """Strict bounds on the variable of an integral that is visibly not reversed: the values at its ends do not count."""
        variable, *ends = peel(integral)[1]
        if len(ends) != 2 or not self._is_ordered(integral):
            return ()
        return strictly_between(variable, *ends)

    def _is_ordered(self, integral) -> bool:
        """Whether the lower end of the outermost integral is visibly not above the upper one."""
        _, *ends = peel(integral)[1]
        return len(ends) == 2 and (ends[0] is -oo or ends[1] is oo or self.is_nonnegative(ends[1] - ends[0]))

    # -- questions the normal form asks -----------------------------------------------------------------

    def has_finite_moments(self, bases) -> bool:
        """Whether a premise grants that expectations of these random symbols may be split."""
        return frozenset(bases) <= self.moments

    def value_of_entry(self, node):
        """What a premise about all entries says that this one is, or None."""
        return value_of_entry(node, self.given_entries, self) if self.given_entries else None

    def is_integrable(self, expression, variable, lower, upper) -> bool:
        """Whether the expression is visibly integrable over the bounded interval."""
        return is_integrable(self, expression, variable, lower, upper)

    def is_differentiable(self, expression, variable) -> bool:
        """Whether the expression is visibly differentiable in the variable, at its value."""
        return is_differentiable(self, expression, variable)

    def is_differentiable_at(self, node, place) -> bool:
        """Whether a premise makes the function f of the node f(u) differentiable at the place u."""
        return is_differentiable_at(self, node, place)

    def without(self, symbols) -> Context:
        """The context in which nothing is known of the symbols."""
        return Context([item for item in self.statements if not set(symbols) & free_symbols(item)], self.moments)

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
        if isinstance(statement, FiniteMean) and random_bases(statement.args[0]):
            return self.has_finite_moments(random_bases(statement.args[0]))
        if isinstance(statement, (StandardNormal, IndependentEntries)):  # what all entries are, some of them are
            granted = {known.args for known in self.statements if isinstance(known, type(statement))}
            if len(statement.args) == 1 and any((base,) in granted for base in _entries_of(statement.args[0], isinstance(statement, StandardNormal))):
                return True
        if isinstance(statement, Independent):
            left, right = (_random_parts(argument) for argument in statement.args)
            for known in self.statements:
                if isinstance(known, Independent) and all(_is_plain(argument) for argument in known.args):
                    groups = [_random_parts(argument) for argument in known.args]
                    if any(_within(left, _joined(groups, chosen)) and _within(right, _joined(groups, set(range(len(groups))) - set(chosen)))
                           for count in range(1, len(groups)) for chosen in combinations(range(len(groups)), count)):
                        return True
            return self._disjoint_entries(*statement.args)
        return proves_regularity(self, statement)

    def _disjoint_entries(self, left, right) -> bool:
        """Functions of different entries of a vector with independent entries are independent."""
        granted = {known.args[0] for known in self.statements if isinstance(known, IndependentEntries)}
        entries = [self._entries_in(side) for side in (left, right)]
        bases = random_bases(left) | random_bases(right)
        if not bases or not bases <= granted or any(not side for side in entries):
            return False
        for one in entries[0]:
            for other in entries[1]:
                if one.base == other.base and one.base in bases and not any(
                        self._differ(here, there) for here, there in zip(one.indices, other.indices, strict=True)):
                    return False
        return len(bases) == 1

    def _differ(self, here, there) -> bool:
        """Whether two places are different ones, for all values of the indices of sums in them."""
        ranges = ranges_of_indices(here, there)
        return (self.extended(ranges) if ranges else self).is_nonzero(here - there)

    def _entries_in(self, node, renamed=None) -> set:
        """The entries of vectors in an expression; an index that a sum binds is another outside it, within the range."""
        own = {node.xreplace(renamed or {})} if isinstance(node, Indexed) else set()
        bound = {symbol: Dummy(symbol.name, integer=symbol.is_integer) for symbol in bound_symbols(node)}
        if isinstance(node, Sum) and len(node.limits) == 1 and len(node.limits[0]) == 3:
            symbol, *ends = node.limits[0]
            lower, upper = (end.xreplace(renamed or {}) for end in ends)
            if self.is_nonnegative(upper - lower + 1):  # a reversed range has other entries than those between its ends
                bound = {symbol: Index(f"{symbol.name}_{next(_fresh)}", lower, upper)}
        return own.union(*(self._entries_in(argument, {**(renamed or {}), **bound}) for argument in node.args))

    def states(self, statement) -> bool:
        """Whether the statement is one of the known ones, up to normal form of its parts."""
        wanted = upright(statement)
        return any(wanted == upright(known) for known in self.statements) or any(
            self.same(statement, known) for known in self.statements)

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


def _entries_of(argument, single: bool) -> set:
    """The vector of which a family i -> V[.., i, ..] is a row, or (`single`) an argument V[..] an entry."""
    if isinstance(argument, Lambda) and len(argument.signature) == 1:
        entry, index = argument.expr, argument.signature[0]
        if isinstance(entry, Indexed) and index in entry.indices:  # another value of the index is another entry
            return {entry.base}
    return {argument.base} if single and isinstance(argument, Indexed) else set()


def _random_parts(expression) -> frozenset:
    """The random variables, entries and whole vectors that the expression is a function of."""
    if isinstance(expression, (Random, RandomVector, RandomSequence)) or (
            isinstance(expression, Indexed) and isinstance(expression.base, RandomVector)):
        return frozenset({expression})
    return frozenset().union(*(_random_parts(argument) for argument in expression.args))


def _is_plain(argument) -> bool:
    """Whether independence is granted of the random symbols themselves rather than of a function of them."""
    return all(_random_parts(part) == {part} for part in (argument.args if isinstance(argument, Tuple) else (argument,)))


def _joined(groups, chosen) -> frozenset:
    """The random parts of the chosen groups: mutually independent groups stay independent when they are joined."""
    return frozenset().union(*(groups[place] for place in chosen))


def _within(parts, whole) -> bool:
    """Whether each part is one of the whole, or an entry of a vector that is."""
    return all(part in whole or isinstance(part, Indexed) and part.base in whole for part in parts)


def ranges_of(node) -> tuple:
    """What a binder says of its variable: lower <= i <= upper."""
    limits = list(node.args[1:]) if isinstance(node, (Maximum, diagonal, with_entries)) else [tuple(limit) for limit in getattr(node, "limits", ())[-1:]]
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
        if symbol.lower is not -oo:
            known.append(Ge(symbol, symbol.lower, evaluate=False))
        if symbol.upper is not None and symbol.upper is not oo:
            known.append(Le(symbol, symbol.upper, evaluate=False))
    return tuple(known)
