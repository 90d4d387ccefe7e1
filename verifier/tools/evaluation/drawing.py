"""How values of each kind of symbol are drawn: small and special ones first, then random ones of all magnitudes."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Mapping

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.tools.evaluation.predicates import admissible
from verifier.vocabulary import distributions, regions
from verifier.vocabulary.operators import Maximum, StandardNormal
from verifier.vocabulary.symbols import ConvexSet, Index, Point, PointValued, Random, RandomSequence, RandomVector, is_point
from verifier.vocabulary.valuation import is_function_key, parts_of

EXACT = (0, 1, -1, 2, sp.Rational(1, 2), -2, 3, sp.sqrt(2), sp.Rational(-1, 3), 10, sp.Rational(1, 10), sp.pi, -5)
LAWS = (distributions.coin, distributions.lazy_coin_of_variance_1, distributions.lazy_coin,
        distributions.uniform_on([0, 1]), distributions.uniform_on([-1, 0, 3]))


SHAPES = (lambda x, a, b: a + b * x, lambda x, a, b: (a * x + b) ** 2 + 1, lambda x, a, b: sp.cos(x) + 2, lambda x, a, b: sp.exp(-x / 2),
          lambda x, a, b: 1 / (1 + x**2), lambda x, a, b: a, lambda x, a, b: x**2 - x, lambda x, a, b: sp.sin(a * x),
          lambda x, a, b: sp.sqrt(x**2 + 1))
POSITIVE_SHAPES = (lambda x, a, b: sp.exp(-x / 3), lambda x, a, b: 1 / (1 + x**2), lambda x, a, b: x**2 + 1, lambda x, a, b: sp.Abs(a) + 1)
NONNEGATIVE_SHAPES = (lambda x, a, b: (a * x + b) ** 2, lambda x, a, b: sp.Abs(a), lambda x, a, b: 1 / (1 + x**2))


def order(key) -> int:
    """Numbers before what may have a size in them."""
    if isinstance(key, sp.Symbol) and not isinstance(key, (Point, ConvexSet, Random)):
        return 0 if key.is_integer else 1
    return 2


class Plan:
    """One attempt: the later the attempt, the wilder its values."""

    def __init__(self, generator, attempt: int, sights):
        self.generator, self.attempt, self.sights = generator, attempt, sights
        self.dimension = generator.choice((1, 2, 2, 3))
        self.rational_only = attempt % 3 != 2

    def value_for(self, key, values: Mapping):
        """A value for the symbol, given the values drawn so far; None for an index, which is bound by its range."""
        if isinstance(key, Index):
            return None
        if isinstance(key, Random):
            return self._normal(key) or self.generator.choice(LAWS)
        if isinstance(key, RandomVector):
            return self._normal(key) or self._random_vector(values)
        if isinstance(key, Point):
            return self._point()
        if isinstance(key, ConvexSet):
            return self._region()
        if isinstance(key, sp.MatrixSymbol):
            return self._matrix([self._size(size, values) for size in key.shape])
        if isinstance(key, sp.IndexedBase):
            return self._vector(key, values)
        if is_function_key(key):
            return self._function(key)
        return self.number(key)

    def _normal(self, key):
        """The law that a premise asks for, if it asks for the standard normal one."""
        asked = any(key in node.args for sight in self.sights for node in parts_of(sight, StandardNormal))
        return distributions.standard_normal if asked else None

    # numbers
    def number(self, symbol):
        """A number with the declared properties of the symbol."""
        for _ in range(60):
            value = self._any_integer() if symbol.is_integer else self._any_number()
            if admissible(symbol, value):
                return value
        return next((value for value in map(sp.sympify, EXACT) if admissible(symbol, value)), sp.Integer(1))

    def _any_integer(self):
        top = 4 if self.attempt < 40 else 7
        return sp.Integer(self.generator.randint(-top, top))

    def _any_number(self):
        if self.attempt < 30 or self.generator.random() < 0.4:
            value = sp.sympify(self.generator.choice(EXACT))
            return value if value.is_Rational or not self.rational_only else sp.Integer(1)
        top = self.generator.choice((1, 1, 1, 10, 100))
        low = self.generator.choice((1, 1, 10, 100))
        return sp.Rational(self.generator.randint(-20, 20) * top, self.generator.randint(1, 12) * low)

    def _numbers(self, count, accept=lambda value: True):
        found = []
        while len(found) < count:
            value = self._any_number()
            if accept(value):
                found.append(value)
        return tuple(found)

    # what has a size
    def _size(self, size, values) -> int:
        size = sp.sympify(size).subs({key: value for key, value in values.items() if isinstance(key, sp.Symbol) and isinstance(value, sp.Expr)})
        return int(size) if size.is_Integer and size > 0 else 2

    def _vector(self, key, values):
        length = self._size(key.shape[0], values) if key.shape else self._needed_length(key, values)
        if key.shape and len(key.shape) == 2:
            return tuple(self._numbers(self._size(key.shape[1], values), lambda value: fits(key[1, 1], value)) for _ in range(length))
        entry = key[1]
        special = self.generator.random()
        if special < 0.15:
            value = self._numbers(1, lambda value: fits(entry, value))[0]
            return (value,) * length
        return self._numbers(length, lambda value: fits(entry, value))

    def _needed_length(self, key, values) -> int:
        """The largest upper bound of a sum over the vector's entries, else the largest small integer drawn."""
        numbers = {symbol: value for symbol, value in values.items() if isinstance(symbol, sp.Symbol) and isinstance(value, sp.Expr)}
        found = []
        for sight in self.sights:
            for node in _ranges(sight):
                limits = node.limits if isinstance(node, (sp.Sum, sp.Product)) else (node.args[1],)
                if key in parts_of(node, sp.IndexedBase):
                    found.extend(limit[2].subs(numbers) for limit in limits if len(limit) == 3)
        sizes = [int(size) for size in found if size.is_Integer and 0 < size < 50]
        if not sizes:
            sizes = [int(value) for symbol, value in numbers.items() if symbol.is_integer and 0 < value < 9]
        return max(sizes, default=3)

    def _matrix(self, shape):
        rows, columns = shape
        kind = self.generator.choice(("small", "small", "rank one", "zero", "unit", "fractions", "nilpotent"))
        if kind == "rank one":
            left, right = ([self.generator.randint(-2, 3) for _ in range(size)] for size in shape)
            return tuple(tuple(sp.Integer(a * b) for b in right) for a in left)
        draw = {
            "small": lambda i, j: sp.Integer(self.generator.randint(-3, 3)), "zero": lambda i, j: sp.Integer(0),
            "unit": lambda i, j: sp.Integer(int(i == j)), "nilpotent": lambda i, j: sp.Integer(int(j == i + 1)),
            "fractions": lambda i, j: sp.Rational(self.generator.randint(-9, 9), self.generator.randint(1, 7)),
        }[kind]
        return tuple(tuple(draw(i, j) for j in range(columns)) for i in range(rows))

    def _random_vector(self, values):
        others = [key for key in values if isinstance(key, RandomVector)]
        chance = self.generator.random()
        if others and chance < 0.15:
            return distributions.same_as(self.generator.choice(others))
        if chance > 0.9:
            return distributions.multiples_of_one(self.generator.choice(LAWS))
        return self.generator.choice(LAWS)

    # points and sets
    def _point(self):
        if self.generator.random() < 0.15:
            return (sp.Integer(0),) * self.dimension
        return tuple(sp.Rational(self.generator.randint(-6, 6), self.generator.choice((1, 1, 2, 3)))
                     for _ in range(self.dimension))

    def _region(self):
        kind = self.generator.randrange(3)
        if kind == 0:
            return regions.ball(self._point(), self.generator.choice((1, 2, sp.Rational(1, 2))))
        if kind == 1:
            return regions.box(*[(sp.Integer(-self.generator.randint(0, 3)), sp.Integer(self.generator.randint(1, 3)))
                                 for _ in range(self.dimension)])
        return regions.finite_set(self._point())

    # functions and sequences
    def _function(self, key):
        if issubclass(key, RandomSequence):
            return self.generator.choice(LAWS)
        uses = _uses(tuple(self.sights), key)
        arity = len(uses[0].args) if uses else 1
        on_points = any(is_point(argument) for node in uses for argument in node.args)
        on_integers = bool(uses) and all(argument.is_integer for node in uses for argument in node.args)
        if issubclass(key, PointValued):
            return self._trajectory(on_integers)
        if on_points:
            return self._bowl(key)
        if on_integers and arity == 1 and self.generator.random() < 0.4:
            sample = key(sp.Symbol("t", integer=True))
            return dict(enumerate(self._numbers(13, lambda value: fits(sample, value))))
        return self._formula(key, arity, on_integers)

    def _formula(self, key, arity, on_integers):
        variables = _variables(arity, on_integers)
        a, b = (self._numbers(1, lambda value: value.is_Rational)[0] for _ in range(2))
        x = sum(variables)
        shape = self.generator.choice(SHAPES)
        sample = key(*[sp.Symbol(f"t{i}", integer=True) for i in range(arity)])
        if sample.is_positive:
            shape = self.generator.choice(POSITIVE_SHAPES)
        elif sample.is_nonnegative:
            shape = self.generator.choice(NONNEGATIVE_SHAPES)
        return sp.Lambda(variables, shape(x, a, b))

    def _trajectory(self, on_integers):
        if on_integers:
            return {i: self._point() for i in range(13)}
        t = sp.Dummy("t", real=True)
        return sp.Lambda(t, sp.Tuple(*(a + b * t + sp.cos(t) for a, b in zip(self._point(), self._point()))))

    def _bowl(self, key):
        """A function of a point: a sum of squares about a centre, or linear."""
        centre, weights = self._point(), [abs(x) + 1 for x in self._point()]
        if self.generator.random() < 0.3:
            def value(point):
                return sum(w * x for w, x in zip(weights, point))
        else:
            def value(point):
                return sum(w * (x - c) ** 2 for w, x, c in zip(weights, point, centre))
        value.says = f"a quadratic or linear function {key.__name__}"
        return value

    def start_of(self, key, guess) -> dict:
        """The first value from which a recurrence runs on."""
        if isinstance(guess, dict):
            first = 1 if 1 in guess and 0 not in guess else 0
            return {first: guess[first], 1: guess[1]} if self.attempt % 2 else {first: guess[first]}
        if isinstance(guess, tuple):
            return {1: guess[0]}
        if isinstance(guess, sp.Lambda):
            value = guess(*[0] * len(guess.variables))
            return {0: tuple(value) if isinstance(value, sp.Tuple) else value}
        return {0: self._point() if issubclass(key, PointValued) else sp.Integer(self.generator.randint(-2, 3))}


@lru_cache(maxsize=512)
def _uses(sights: tuple, key) -> tuple:
    """Where the statements in sight use the function."""
    return tuple(node for sight in sights for node in sorted(parts_of(sight, AppliedUndef), key=str) if node.func == key)


@lru_cache(maxsize=512)
def _ranges(sight) -> tuple:
    """The sums, products and maxima of a statement."""
    return tuple(sorted(parts_of(sight, sp.Sum, sp.Product, Maximum), key=str))


@cache
def _variables(arity: int, on_integers: bool) -> tuple:
    """The variables of the formulas that are drawn."""
    return tuple(sp.Dummy(f"x{i}", **({"integer": True} if on_integers else {"real": True})) for i in range(arity))


def fits(node, value) -> bool:
    """Whether a value has the sign that the declaration of an entry or function value states."""
    return not any(getattr(node, f"is_{fact}") is True and getattr(value, f"is_{fact}") is False
                   for fact in ("positive", "nonnegative", "negative", "nonzero", "integer", "real"))
