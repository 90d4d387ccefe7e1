"""Functions of a point in coordinates, and what integrals over R^n, gradients and divergences mean at a valuation.

Points become lists of formulas in real placeholders; functions are written out, so that derivatives by a coordinate and
integrals over the line can be left to those who know them.
"""

from __future__ import annotations

from itertools import product

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.tools.binding import substitute
from verifier.tools.evaluation.scalars import Unsupported, as_integer
from verifier.tools.evaluation.truth import Outcome, conclude, outcome
from verifier.vocabulary import vector_fields
from verifier.vocabulary.operators import dot, norm
from verifier.vocabulary.symbols import Point, is_point
from verifier.vocabulary.valuation import parameters_of

PLACES = (1, sp.Rational(-1, 2))  # coordinates of the points at which gradients and divergences are compared


class Coordinates:
    """Expressions in the coordinates `axes` of the point `place`."""

    def __init__(self, walk, place, dimension):
        self.walk, self.place = walk, place
        self.size = as_integer(walk.scalar(dimension))
        if self.size is None or not 1 <= self.size <= 3:
            raise Unsupported(f"functions on a space of dimension {dimension}")
        self.axes = [sp.Dummy(f"x{k + 1}", real=True) for k in range(self.size)]

    def spelled(self, reading, node):
        """What `point` or `number` makes of the expression; values that are no formulas are no use here."""
        try:
            return reading(node)
        except (TypeError, ValueError, LookupError, AttributeError, StopIteration) as problem:
            raise Unsupported(f"{node} in coordinates") from problem

    def point(self, node) -> list:
        """The coordinates of a point, as formulas."""
        if node == self.place:
            return self.axes
        if isinstance(node, (sp.Tuple, list, tuple)):
            if len(node) != self.size:
                raise Unsupported(f"a point with {len(node)} coordinates in a space of dimension {self.size}")
            return [self.number(sp.sympify(item)) for item in node]
        if isinstance(node, Point):
            return [sp.sympify(item) for item in self.walk.valuation[node]]
        if node.is_Add:
            return [sum(parts) for parts in zip(*map(self.point, node.args), strict=True)]
        if node.is_Mul:
            factor = sp.Mul(*(self.number(part) for part in node.args if not _is_vector(part)))
            return [factor * part for part in self.point(next(part for part in node.args if _is_vector(part)))]
        if isinstance(node, AppliedUndef):
            return self.point(self._image(node))
        raise Unsupported(f"the coordinates of {node}")

    def number(self, node):
        """The formula of a scalar."""
        if isinstance(node, dot):
            return sum(a * b for a, b in zip(*map(self.point, node.args), strict=True))
        if isinstance(node, norm):
            return sp.sqrt(sum(part**2 for part in self.point(node.args[0])))
        if isinstance(node, AppliedUndef):
            return self.number(sp.sympify(self._image(node)))
        if isinstance(node, sp.Derivative):
            return sp.diff(self.number(node.expr), *node.variable_count)
        return node.func(*map(self.number, node.args)) if node.args else node

    def _image(self, node):
        arguments = [sp.Tuple(*self.point(part)) if _is_vector(part) else self.number(part) for part in node.args]
        valuation = self.walk.valuation
        if node.func in valuation:
            given = valuation[node.func]
            if not isinstance(given, sp.Lambda):
                return given(*arguments)
            return substitute(given.expr, dict(zip(given.variables, arguments)))
        definition = valuation.definition_of(node.func)
        if definition is None:
            raise Unsupported(f"no value is given for {node.func}")
        return substitute(definition.meaning, dict(zip(parameters_of(definition.head), arguments)))


def _is_vector(node) -> bool:
    return isinstance(node, sp.Tuple) or is_point(node)


def spelled_out(walk, node):
    """The expression with integrals over R^n as iterated integrals over the line."""
    if isinstance(node, vector_fields.over_space):
        body, place, dimension = node.args
        frame = Coordinates(walk, place, dimension)
        return sp.Integral(frame.spelled(frame.number, body), *((axis, -sp.oo, sp.oo) for axis in frame.axes))
    return node.func(*(spelled_out(walk, part) for part in node.args)) if node.has(vector_fields.over_space) else node


def in_coordinates(walk, node):
    """The number as a formula in the coordinates of the points that are given."""
    size = next((len(value) for key, value in walk.valuation.values.items() if isinstance(key, Point) and isinstance(value, tuple)), 1)
    frame = Coordinates(walk, None, sp.Integer(size))
    return frame.spelled(frame.number, node)


def _over_space(walk, expression):
    return walk.value(spelled_out(walk, expression))


def _everywhere(walk, equations, frame) -> Outcome:
    """The equations at a few points; certain only where one fails."""
    found = []
    for place in product(PLACES, repeat=frame.size):
        with walk.bound({axis: walk.constant(sp.sympify(value)) for axis, value in zip(frame.axes, place)}):
            for equation in equations:
                part = outcome(walk, equation)
                if part.truth is False:
                    return part
                found.append(part)
    whole = conclude([part for part in found if part.truth is None], found, True)
    return Outcome(whole.truth, False, why=f"it holds at {len(PLACES)**frame.size} points tried")


def _gradient(walk, statement):
    body, place, field, dimension = statement.args
    frame = Coordinates(walk, place, dimension)
    formula, parts = frame.spelled(frame.number, body), frame.spelled(frame.point, field)
    slopes = [sp.diff(formula, axis) for axis in frame.axes]
    return _everywhere(walk, [sp.Eq(slope, part, evaluate=False) for slope, part in zip(slopes, parts)], frame)


def _gradient_at(walk, statement):
    """Whether the partial derivatives at the point agree; that the function is differentiable there is not looked at."""
    body, place, point, slope = statement.args
    there = walk.value(point)
    frame = Coordinates(walk, place, sp.Integer(len(there)))
    formula = frame.spelled(frame.number, body)
    with walk.bound(dict(zip(frame.axes, there))):
        units = [sp.Tuple(*(int(axis == other) for other in frame.axes)) for axis in frame.axes]
        parts = [outcome(walk, sp.Eq(sp.diff(formula, axis), dot(unit, slope), evaluate=False)) for axis, unit in zip(frame.axes, units)]
    wrong = next((part for part in parts if part.truth is False), None)
    return wrong or Outcome(None if any(part.truth is None for part in parts) else True, False, why="the partial derivatives agree")


def _divergence(walk, statement):
    field, place, body, dimension = statement.args
    frame = Coordinates(walk, place, dimension)
    total = sum(sp.diff(part, axis) for axis, part in zip(frame.axes, frame.spelled(frame.point, field)))
    return _everywhere(walk, [sp.Eq(total, frame.spelled(frame.number, body), evaluate=False)], frame)


MEANINGS = {vector_fields.over_space: _over_space}
TRUTHS = {vector_fields.IsGradient: _gradient, vector_fields.GradientAt: _gradient_at, vector_fields.IsDivergence: _divergence}
