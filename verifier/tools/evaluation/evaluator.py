"""What an expression means at a concrete valuation: a walk over its tree with exact rationals and rigorous balls.

Nothing here simplifies or rewrites: sums are summed, expectations are enumerated, matrices are multiplied out.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from flint import acb, arb, ctx, fmpq
from sympy.core.function import UndefinedFunction

from verifier.tools.binding import free_symbols
from verifier.tools.evaluation import calculus, expectation, heads, independence, integrals, linear_systems, matrices, notions, pieces, predicates, space, truth
from verifier.tools.evaluation.rows import Rows, rows
from verifier.tools.evaluation.scalars import NotGiven, Undecided, Undefined, Unsupported, as_integer, ball, is_exact
from verifier.tools.work import Work, charge
from verifier.vocabulary.distributions import RandomValue
from verifier.vocabulary.valuation import MissingValue, Valuation, name_of, parameters_of, symbols_declared_in

MEANINGS = {**heads.MEANINGS, **pieces.MEANINGS, **matrices.MEANINGS, **expectation.MEANINGS, **calculus.MEANINGS,
            **integrals.MEANINGS, **notions.MEANINGS, **space.MEANINGS, **linear_systems.MEANINGS}
TRUTHS = {**truth.TRUTHS, **independence.TRUTHS, **predicates.TRUTHS, **notions.TRUTHS, **space.TRUTHS}
LONGEST_RANGE = 2_000_000
MOST_KNOWN = 20_000  # values that one valuation remembers
QUICK = (sp.Symbol, sp.Number, sp.NumberSymbol, sp.Add, sp.Mul, sp.Pow, sp.Indexed, sp.IndexedBase, sp.MatrixSymbol, sp.Tuple)

AT, AXIS, MIRROR = "at", "axis", "mirror"


class Modal:
    """An argument inside an integral: its value at z, on the real axis below z, and at the mirror image of z."""

    __slots__ = ("expression", "known", "scope", "walk")

    def __init__(self, walk, expression, scope, known=None):
        self.walk, self.expression, self.scope, self.known = walk, expression, scope, known or {}

    def value(self):
        mode = self.walk.mode
        if mode not in self.known:
            with self.walk.scoped(self.scope):
                self.known[mode] = self.walk.value(self.expression)
        return self.known[mode]


@dataclass(frozen=True)
class Failure:
    """Why an expression has no value at a valuation, and with how much work allotted, if that was too little."""

    kind: type
    why: str
    allotted: int | None

    def comes_again(self) -> bool:
        """Whether trying again with what work is left now would end in the same way."""
        return self.allotted is None or Work.left is not None and Work.left <= self.allotted


class Evaluator:
    """One walk at one precision; `scope` holds bound variables, `fixed` the outcomes of random sources."""

    truths = TRUTHS

    def __init__(self, valuation: Valuation, bits: int, notes: list | None = None):
        self.valuation, self.bits, self.notes = valuation, bits, notes
        self.scope: Mapping = {}
        self.fixed: dict = {}
        self.mode, self.depth, self.spent, self.analytic, self.strict_at_jumps = AT, 0, 0, False, False
        self._constants: dict = {}
        self.box: Mapping = {}  # intervals that some bound variables stand for, and what tells them from other intervals
        self.sides: tuple = ()

    # values
    def value(self, expression):
        """The value of any expression of the language."""
        charge(1)
        meaning = MEANINGS.get(type(expression)) or meaning_of_type(type(expression))
        key = None if isinstance(expression, QUICK) else self._all_that_matters(expression)
        return meaning(self, expression) if key is None else self._remembered(key, meaning, expression)

    def _all_that_matters(self, expression):
        """What the value depends on beside the valuation; None where that is more than bound variables with exact values."""
        if self.fixed or self.depth or self.analytic or self.strict_at_jumps:
            return None
        if not self.scope:
            return ctx.prec, self.bits, expression
        used, here = dependencies(expression), []
        for symbol, value in self.scope.items():
            if symbol in used:
                if type(value) is fmpq:
                    here += (symbol, value)
                elif self.box.get(symbol) is value:
                    here += (symbol, self.sides)
                else:
                    return None
        return ctx.prec, self.bits, expression, *here

    def _remembered(self, key, meaning, expression):
        """The value, or the failure, which was perhaps met before."""
        known, noted, before = self.valuation.known, len(self.notes or ()), Work.left
        found = known.get(key)
        if isinstance(found, Failure) and found.comes_again():
            raise found.kind(found.why)
        if found is None or isinstance(found, Failure):
            try:
                found = meaning(self, expression)
            except (Undefined, Undecided, Unsupported) as failure:
                known[key] = Failure(type(failure), str(failure), before if Work.left is not None and Work.left < 0 else None)
                raise
            if len(self.notes or ()) == noted and len(known) < MOST_KNOWN:  # a mean that is not rigorous is to be noted each time
                known[key] = found
        return found

    def scalar(self, expression):
        """The value, which must be a number."""
        value = self.value(expression)
        if isinstance(value, tuple):
            raise Undefined(f"expected a number, found a point or a matrix: {expression}")
        return value

    def scalar_at(self, body, index, i: int):
        """The number `body` when the index is i."""
        with self.bound({index: fmpq(i)}):
            return self.scalar(body)

    def integers(self, lower, upper) -> range:
        """lower, ..., upper; empty when upper = lower - 1, undefined when shorter than that."""
        values = [self.scalar(end) for end in (lower, upper)]
        ends = [as_integer(value) for value in values]
        if any(end is None and not is_exact(value) and value.contains_integer() for end, value in zip(ends, values)):
            raise Undecided(f"cannot tell whether the ends of a range from {lower} to {upper} are integers")
        if None in ends:
            raise Undefined(f"a range from {lower} to {upper} whose ends are not integers")
        if ends[1] < ends[0] - 1:
            raise Undefined(f"a range from {ends[0]} to {ends[1]}")
        if ends[1] - ends[0] > LONGEST_RANGE:
            raise Unsupported(f"a range of {ends[1] - ends[0]} terms")
        return range(ends[0], ends[1] + 1)

    def constant(self, number):
        """The value of an exact number that stands in the valuation."""
        if isinstance(number, sp.Rational):
            return fmpq(int(number.p), int(number.q))
        found = self._constants.get(number)
        if found is None:
            number = sp.sympify(number)
            with self.scoped({}):
                found = self.value(number)
            if not number.free_symbols:  # coordinates in terms of random symbols vary with the outcome
                self._constants[number] = found
        return found

    def truth(self, condition) -> bool | None:
        """Whether the condition certainly holds, certainly fails, or neither."""
        found = self.outcome(condition)
        return found.truth if found.certified else None

    def outcome(self, statement) -> truth.Outcome:
        """All that can be said of a statement at this precision."""
        return truth.outcome(self, statement)

    def elsewhere(self, values: Mapping) -> Evaluator:
        """The same walk at another valuation, under the outcomes fixed so far."""
        other = Evaluator(self.valuation.with_values(values), self.bits, self.notes)
        other.fixed, other.scope, other._constants = self.fixed, self.scope, self._constants
        return other

    # scopes
    @contextmanager
    def scoped(self, scope):
        """Evaluate with exactly these bound variables."""
        saved, self.scope = self.scope, scope
        try:
            yield
        finally:
            self.scope = saved

    def bound(self, values: Mapping):
        """Evaluate with further bound variables."""
        return self.scoped({**self.scope, **values})

    # inside rigorous integrals
    @property
    def inside_integral(self) -> bool:
        """Whether the walk computes an analytic continuation off the real axis."""
        return self.depth > 0 and self.mode != AXIS

    @contextmanager
    def _in_mode(self, mode, analytic):
        saved = self.mode, self.analytic
        self.mode, self.analytic = mode, analytic
        try:
            yield
        finally:
            self.mode, self.analytic = saved

    @contextmanager
    def along(self, variable, point: Modal, analytic: bool):
        """Evaluate an integrand at a point; `analytic` asks for a non-finite ball where it is not analytic."""
        saved = self.analytic
        self.analytic, self.depth = analytic or saved, self.depth + 1
        try:
            with self.bound({variable: point}):
                yield
        finally:
            self.analytic, self.depth = saved, self.depth - 1

    def along_values(self) -> list:
        """The scalars that vary with outer integration variables."""
        found = [value.value() for value in self.scope.values() if isinstance(value, Modal)]
        return [value for value in found if isinstance(value, acb)]

    @contextmanager
    def straightened(self):
        """Enter an integral: outer variables on the axis become plain numbers, mirrored ones change places."""
        saved = self.scope, self.mode, self.depth
        if self.mode == AXIS:
            self.scope, self.depth = {key: _plain((value,))[0] for key, value in self.scope.items()}, 0
        elif self.mode == MIRROR:
            self.scope = {key: self._swapped(value) for key, value in self.scope.items()}
        self.mode = AT
        try:
            yield
        finally:
            self.scope, self.mode, self.depth = saved

    def _swapped(self, value):
        if not isinstance(value, Modal):
            return value
        known = {}
        for mode, place in ((AT, MIRROR), (AXIS, AXIS), (MIRROR, AT)):
            with self._in_mode(mode, self.analytic):
                known[place] = value.value()
        return Modal(self, None, {}, known)

    def point_on_line(self, s: acb, low: Modal | None = None, high: Modal | None = None) -> Modal:
        """The point s itself, or low + (high - low) s, in all three modes."""
        known = {}
        for mode, at in ((AT, s), (AXIS, acb(s.real)), (MIRROR, s.conjugate())):
            if low is not None:
                with self._in_mode(mode, self.analytic):
                    start = low.value()
                    at = start + (high.value() - start) * at
            known[mode] = acb(at) if not isinstance(at, acb) else at
        return Modal(self, None, {}, known)

    def on_axis(self, expression):
        """The value where every integration variable is replaced by its real part."""
        if not self.inside_integral:
            return self.scalar(expression)
        with self._in_mode(AXIS, False):
            return self.scalar(expression)

    def truth_on_axis(self, condition) -> bool | None:
        """The truth of a condition where every integration variable is replaced by its real part."""
        if not self.inside_integral:
            return self.truth(condition)
        with self._in_mode(AXIS, False):
            return self.truth(condition)

    def mirrored(self, expression):
        """The analytic continuation of the complex conjugate."""
        with self._in_mode(AT if self.mode == MIRROR else MIRROR, self.analytic):
            value = self.scalar(expression)
        return value if is_exact(value) else value.conjugate()

    def argument(self, expression):
        """An argument of a function: its value, or inside an integral its values at z, on the axis and mirrored."""
        return Modal(self, expression, self.scope) if self.depth else self.value(expression)

    # meanings of declared symbols
    def meaning_of(self, key, arguments: tuple):
        """The value of a symbol, of a vector's entry or of a function at arguments."""
        if key in self.scope:
            value = self.scope[key]
            return value.value() if isinstance(value, Modal) else value
        if key in self.valuation:
            found = self.apply(key, self.valuation[key], arguments)
            if arguments and not self.depth and not self.analytic and unfit(key, found):
                raise Undefined(f"{name_of(key)} is declared {unfit(key, found)}, its value here is not")
            return found
        definition = self.valuation.definition_of(key)
        if definition is None:
            raise MissingValue(f"no value is given for {name_of(key)}")
        parameters = parameters_of(definition.head)
        if len(parameters) != len(arguments):
            raise Undefined(f"{name_of(key)} takes {len(parameters)} arguments, found {len(arguments)}")
        with self.scoped(dict(zip(parameters, arguments))):
            return self.value(sp.sympify(definition.meaning))

    def apply(self, key, given, arguments: tuple):
        """The given value of a symbol (no arguments), or the entry or image at the arguments."""
        if isinstance(given, RandomValue):
            return expectation.draw(self, key, given, _plain(arguments))
        if not arguments:
            if isinstance(given, tuple):
                if given and isinstance(given[0], tuple):
                    return rows([self.constant(item) for item in row] for row in given)
                return tuple(self.constant(item) for item in given)
            if isinstance(given, sp.MatrixBase):
                return rows([self.constant(given[i, j]) for j in range(given.cols)] for i in range(given.rows))
            if isinstance(given, sp.Expr):
                return self.constant(given)
            raise Undefined(f"{name_of(key)} is not a number here but {type(given).__name__}")
        if isinstance(given, tuple):
            return self._entry(key, given, _plain(arguments))
        if isinstance(given, Mapping):
            index = as_integer(_plain(arguments)[0])
            if index is None or index not in given:
                raise NotGiven(f"{name_of(key)} has no value at {index}")
            return self.constant(given[index])
        if isinstance(given, sp.Lambda):
            if len(given.variables) != len(arguments):
                raise Undefined(f"{name_of(key)} takes {len(given.variables)} arguments, found {len(arguments)}")
            with self.scoped(dict(zip(given.variables, arguments))):
                return self.value(given.expr)
        if callable(given):
            return self._call(key, given, arguments)
        raise Undefined(f"{name_of(key)} is given as {type(given).__name__} but used as a function")

    def _entry(self, key, given, arguments):
        for index in map(as_integer, arguments):  # an array of two indices is a tuple of rows
            if not isinstance(given, tuple) or index is None or not 1 <= index <= len(given):
                raise NotGiven(f"{name_of(key)} has entries 1 to {len(given) if isinstance(given, tuple) else 0}, not {index}")
            given = given[index - 1]
        return self.constant(given)

    def _call(self, key, function, arguments):
        """A Python callable gets exact numbers where they are exact, and placeholders for balls."""
        placeholders = {}
        exact_arguments = [_exact_argument(argument, placeholders) for argument in arguments]
        try:
            result = function(*exact_arguments)
        except (LookupError, ZeroDivisionError, ValueError, TypeError) as failure:
            raise NotGiven(f"{name_of(key)} has no value there: {failure}") from failure
        with self.scoped(placeholders):
            return self.value(sp.Tuple(*result) if isinstance(result, (tuple, list)) else sp.sympify(result))


@lru_cache(maxsize=4096)
def declared(key) -> tuple:
    """The words that the values of a function or the entries of a vector are declared with."""
    known = key._kwargs if isinstance(key, UndefinedFunction) else getattr(key, "assumptions0", {})
    return tuple(word for word in ("real", "integer", "positive", "nonnegative", "nonzero") if known.get(word))


def ball_of(expression, bits: int, values=()) -> acb:
    """A ball around the value at the point; raises as `Evaluator.scalar` does where there is none."""
    with ctx.workprec(bits):
        return ball(Evaluator(Valuation(dict(values)), bits).scalar(expression))


def unfit(key, value) -> str:
    """The first declared property that a value certainly lacks; a number beside the real axis, or below 0, for instance."""
    words = declared(key)
    if not words or not isinstance(value, (acb, arb, fmpq)) or type(value) is fmpq and words == ("real",):
        return ""
    imaginary, number = (value.imag, value.real) if isinstance(value, acb) else (0, value)
    if imaginary != 0 and not (imaginary.contains(0) if isinstance(imaginary, arb) else False):
        return words[0]
    lacks = {"positive": number <= 0, "nonnegative": number < 0, "nonzero": number == 0,
             "integer": type(number) is fmpq and number.q != 1}
    return next((word for word in words if lacks.get(word)), "")


@lru_cache(maxsize=65536)
def dependencies(expression) -> frozenset:
    """The symbols, vectors, functions and matrices that the value may depend on, with those in sizes and in the ends of indices."""
    return free_symbols(expression) | symbols_declared_in(expression)


def _plain(arguments) -> tuple:
    return tuple(argument.value() if isinstance(argument, Modal) else argument for argument in arguments)


def _exact_argument(argument, placeholders):
    if isinstance(argument, tuple) and not isinstance(argument, Rows):
        return tuple(_exact_argument(item, placeholders) for item in argument)
    if isinstance(argument, fmpq):
        return sp.Rational(int(argument.p), int(argument.q))
    placeholder = sp.Dummy("x", real=True)
    placeholders[placeholder] = argument
    return placeholder


def meaning_of_type(kind):
    """The meaning that a kind inherits, remembered for the next time."""
    for parent in kind.__mro__:
        if parent in MEANINGS:
            MEANINGS[kind] = MEANINGS[parent]
            return MEANINGS[kind]
    raise Unsupported(f"no numeric meaning is known for {kind.__name__}")
