"""Sets of points that authors give to convex sets and domains: each knows its condition and draws samples."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from random import Random as Generator

from sympy import And, Eq, Or, Rational, sympify

from verifier.vocabulary.valuation import exact_value, show_value


@dataclass(frozen=True)
class Ball:
    """All points within `radius` of the centre."""

    centre: tuple
    radius: object
    convex = True

    def __str__(self):
        return f"the ball of radius {self.radius} around {show_value(self.centre)}"

    @property
    def dimension(self) -> int:
        return len(self.centre)

    def condition(self, coordinates):
        """The statement that the point with these coordinates belongs to the set."""
        return sum((x - c) ** 2 for x, c in zip(coordinates, self.centre, strict=True)) <= self.radius**2

    def sample(self, generator: Generator, count: int) -> list[tuple]:
        """Points of the set: the centre, points on the boundary along the axes, then random ones."""
        found = [self.centre]
        for axis in range(self.dimension):
            for sign in (1, -1):
                found.append(tuple(c + (sign * self.radius if i == axis else 0) for i, c in enumerate(self.centre)))
        while len(found) < count:
            offset = [Rational(generator.randint(-60, 60), 60) for _ in self.centre]
            if sum(x**2 for x in offset) <= 1:
                found.append(tuple(c + self.radius * x for c, x in zip(self.centre, offset)))
        return found[:count]


@dataclass(frozen=True)
class Box:
    """All points whose coordinates lie between two bounds each."""

    bounds: tuple  # of (lower, upper)
    convex = True

    def __str__(self):
        return " x ".join(f"[{lower}, {upper}]" for lower, upper in self.bounds)

    @property
    def dimension(self) -> int:
        return len(self.bounds)

    def condition(self, coordinates):
        return And(*(statement for x, (lower, upper) in zip(coordinates, self.bounds, strict=True)
                     for statement in (lower <= x, x <= upper)))

    def sample(self, generator, count):
        found = list(product(*self.bounds))[: max(2, count // 2)]
        while len(found) < count:
            found.append(tuple(lower + (upper - lower) * Rational(generator.randint(0, 60), 60)
                               for lower, upper in self.bounds))
        return found[:count]


@dataclass(frozen=True)
class Simplex:
    """All vectors with entries >= 0 that sum to 1."""

    dimension: int
    convex = True

    def __str__(self):
        return f"the probability vectors with {self.dimension} entries"

    def condition(self, coordinates):
        return And(Eq(sum(coordinates), 1), *(x >= 0 for x in coordinates))

    def sample(self, generator, count):
        n = self.dimension
        found = [tuple(sympify(int(i == j)) for i in range(n)) for j in range(n)] + [(Rational(1, n),) * n]
        while len(found) < count:
            weights = [generator.randint(0, 9) for _ in range(n)]
            if sum(weights):
                found.append(tuple(Rational(weight, sum(weights)) for weight in weights))
        return found[:count]


@dataclass(frozen=True)
class TransportPlans:
    """All arrays with entries >= 0 whose rows and columns have the given sums; the coordinates are the entries row by row."""

    row_sums: tuple
    column_sums: tuple
    convex = True

    def __str__(self):
        return f"the transport plans from {show_value(self.row_sums)} to {show_value(self.column_sums)}"

    @property
    def dimension(self) -> int:
        return len(self.row_sums) * len(self.column_sums)

    def condition(self, coordinates):
        width = len(self.column_sums)
        if len(coordinates) != self.dimension:
            raise ValueError(f"expected {self.dimension} entries, found {len(coordinates)}")
        rows = [coordinates[start : start + width] for start in range(0, len(coordinates), width)]
        return And(*(Eq(sum(row), total) for row, total in zip(rows, self.row_sums, strict=True)),
                   *(Eq(sum(column), total) for column, total in zip(zip(*rows), self.column_sums, strict=True)),
                   *(x >= 0 for x in coordinates))

    def sample(self, generator, count):
        """Corners found by filling the cells greedily in random orders."""
        cells = list(product(range(len(self.row_sums)), range(len(self.column_sums))))
        if sum(self.row_sums) != sum(self.column_sums) or min((*self.row_sums, *self.column_sums)) < 0:
            return []
        found = []
        for _ in range(count):
            left, open_ = list(self.row_sums), list(self.column_sums)
            amounts = {}
            for i, j in generator.sample(cells, len(cells)):
                amounts[i, j] = min(left[i], open_[j])
                left[i], open_[j] = left[i] - amounts[i, j], open_[j] - amounts[i, j]
            found.append(tuple(tuple(amounts[i, j] for j in range(len(open_))) for i in range(len(left))))
        return found


@dataclass(frozen=True)
class FiniteSet:
    """Finitely many points."""

    points: tuple

    def __str__(self):
        return "{" + ", ".join(show_value(point) for point in self.points) + "}"

    @property
    def convex(self) -> bool:
        return len(set(self.points)) <= 1

    @property
    def dimension(self) -> int:
        return len(self.points[0])

    def condition(self, coordinates):
        return Or(*(And(*(Eq(x, value) for x, value in zip(coordinates, point, strict=True))) for point in self.points))

    def sample(self, generator, count):
        return list(self.points)[:count]


def ball(centre, radius) -> Ball:
    """The closed ball; its centre is a list of coordinates."""
    return Ball(exact_value(centre), sympify(exact_value(radius)))


def box(*bounds) -> Box:
    """The closed box with one pair (lower, upper) for each coordinate."""
    return Box(exact_value(bounds))


def interval(lower, upper) -> Box:
    """The closed interval on the line."""
    return box((lower, upper))


def simplex(dimension: int) -> Simplex:
    """The probability vectors with this many entries."""
    return Simplex(dimension)


def transport_plans(row_sums, column_sums) -> TransportPlans:
    """The arrays with entries >= 0 and these sums of rows and columns."""
    return TransportPlans(exact_value(row_sums), exact_value(column_sums))


def finite_set(*points) -> FiniteSet:
    """Finitely many points, each a list of coordinates or a number."""
    return FiniteSet(tuple(value if isinstance(value, tuple) else (value,) for value in map(exact_value, points)))
