"""Both sides of a relation as one list of steps: compiled once, run at many points, a shared part computed once.

A step is a function of the values of the steps before it; it calls what the evaluator calls for that head, so a program
has the evaluator's outcome.  Heads that bind variables or choose a case are one step, a walk over that part.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import sympy as sp
from flint import ctx, fmpq
from sympy.core.relational import Relational

from verifier.tools.evaluation import balls, heads, pieces, truth
from verifier.tools.evaluation.evaluator import TRUTHS, Evaluator, meaning_of_type
from verifier.tools.evaluation.scalars import Undefined, Unsupported, power
from verifier.vocabulary.operators import frobenius, norm
from verifier.vocabulary.valuation import Valuation

BY_VALUE = {heads._function: heads.function_value, heads._whole_number_function: heads.whole_number_value,
            heads._polynomial_family: heads.polynomial_value}


class Program:
    """The steps of several expressions, and where the value of each part stands."""

    def __init__(self, expressions):
        self.steps: list[Callable] = []
        self.places: dict[Any, int] = {}
        for expression in expressions:
            self.place(expression)

    def place(self, node) -> int:
        """Where the value of the node stands."""
        found = self.places.get(node)
        if found is None:
            step = self._step(node)
            found = self.places[node] = self._emit(step)
        return found

    def _emit(self, step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1

    def _scalar(self, node) -> int:
        """The place of a part that must be a number."""
        place = self.place(node)
        if _meaning(node) in _NUMBERS:
            return place
        return self._emit(lambda values, run: _number(values[place], node))

    def _step(self, node) -> Callable:
        meaning = _meaning(node)
        if meaning is heads._number:
            constant = fmpq(int(node.p), int(node.q))
            return lambda values, run: constant
        if meaning is heads._constant:
            return lambda values, run: balls.CONSTANTS[node]()
        if meaning is heads._symbol:
            return lambda values, run: run.symbol(node)
        if meaning is heads._add:
            places = [self.place(term) for term in node.args]
            return lambda values, run: heads.add_all([values[place] for place in places])
        if meaning is heads._multiply:
            return self._product(node)
        if meaning is heads._power and not isinstance(node.base, (norm, frobenius)):
            base, exponent, whole = self.place(node.base), self.place(node.exp), bool(node.exp.is_integer)
            return lambda values, run: heads.raised(values[base], values[exponent], whole)
        if meaning is heads._exp:
            place = self.place(node.args[0])
            return lambda values, run: heads.exponential(values[place])
        if meaning in BY_VALUE and heads.limit_far_out(node) is None:
            head, function, places = node.func, BY_VALUE[meaning], [self._scalar(argument) for argument in node.args]
            return lambda values, run: function(head, [values[place] for place in places])
        if meaning is pieces._absolute:
            place = self._scalar(node.args[0])
            return lambda values, run: pieces.absolute(values[place])
        return lambda values, run: run.walk.value(node)

    def _product(self, node) -> Callable:
        above, below = [], []
        for factor in node.args:
            times = heads.times_below(factor)
            if times is None:
                above.append(self.place(factor))
            else:
                below.append(self._below(self.place(factor.base), times))
        return lambda values, run: heads.multiply_all([values[place] for place in above], [values[place] for place in below])

    def _below(self, base: int, times) -> int:
        return self._emit(lambda values, run: power(values[base], times, True))


_NUMBERS = {heads._number, heads._constant, heads._exp, heads._function, heads._whole_number_function,
            heads._polynomial_family, pieces._absolute}


def _meaning(node):
    try:
        return meaning_of_type(type(node))
    except Unsupported:
        return None  # the walk will say so at the point


def _number(value, node):
    if isinstance(value, tuple):
        raise Undefined(f"expected a number, found a point or a matrix: {node}")
    return value


@lru_cache(maxsize=1024)
def number_of(constant, bits: int):
    """The value of a number such as 7/5 + 7*I/5 at a precision, the same wherever it stands."""
    return Evaluator(Valuation({}), bits).value(constant)


class Run:
    """A program at one point and precision; the parts are computed as they are asked for."""

    truths = TRUTHS

    def __init__(self, program: Program, valuation: Valuation, bits: int, notes: list | None = None):
        self.program, self.bits = program, bits
        self.walk = Evaluator(valuation, bits, notes)
        self.values: list = []

    def value(self, expression):
        """The value of a part of the program, or of another expression at the point."""
        place = self.program.places.get(expression)
        if place is None:
            return self.walk.value(expression)
        values = self.values
        for step in self.program.steps[len(values):place + 1]:
            values.append(step(values, self))
        return values[place]

    def symbol(self, symbol):
        """The value of a symbol, most often an exact number."""
        given = self.walk.valuation.values.get(symbol)
        if isinstance(given, sp.Rational):
            return fmpq(int(given.p), int(given.q))
        return number_of(given, ctx.prec) if type(given) in (sp.Add, sp.Mul) and given.is_number else self.walk.meaning_of(symbol, ())

    def outcome(self, statement) -> truth.Outcome:
        """All that can be said of the statement at this precision."""
        return truth.outcome(self, statement)


@lru_cache(maxsize=512)
def program_of(statement) -> Program | None:
    """The program of a relation between scalars, whichever point it is tried at; None for other statements."""
    if not isinstance(statement, Relational) or any(not isinstance(side, sp.Expr) or isinstance(side, sp.MatrixExpr)
                                                    for side in statement.args):
        return None
    return Program(statement.args)


def walk_of(statement, valuation: Valuation, bits: int, notes: list | None = None):
    """What tells the outcome of the statement at a point: its program where it has one, else a walk."""
    program = program_of(statement)
    return Evaluator(valuation, bits, notes) if program is None else Run(program, valuation, bits, notes)
