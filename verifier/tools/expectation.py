"""Expectation, variance and covariance as exact sums over the finitely many outcomes that an expression depends on.

An expression is evaluated until it asks for a source of randomness that has no outcome yet; then every outcome of
that source is tried in turn. So only the sources that matter are enumerated, and dependence is never assumed away.
"""

from __future__ import annotations

from typing import Callable

from verifier.distributions import RandomValue, SameAs
from verifier.operators import Cov, E, Var
from verifier.tools.scalars import ZERO, Undefined, as_integer, shorten
from verifier.valuation import name_of


class NeedsOutcome(Exception):
    """Raised when an expression depends on a source of randomness that has no outcome yet."""

    def __init__(self, source, atoms):
        super().__init__(f"{source} is random; put it inside E, Var or Cov")
        self.source, self.atoms = source, atoms


def draw(walk, key, given, arguments):
    """The value of one entry of a random symbol under the outcomes fixed so far."""
    index = as_integer(arguments[0]) if arguments else None
    if arguments and index is None:
        raise Undefined(f"entry of {key} at a number that is not an integer")
    images = []
    while isinstance(given, SameAs):
        if given.image is not None:
            images.append(given.image)
        key, given = given.other, walk.valuation[given.other]
    if isinstance(given, RandomValue):
        (base, place, atoms), read = given.source(name_of(key), index)
        source = (base, place)
        if source not in walk.fixed:
            raise NeedsOutcome(source, atoms)
        try:
            value = walk.constant(read(walk.fixed[source]))
        except LookupError as failure:
            raise Undefined(str(failure)) from failure
    else:
        value = walk.apply(key, given, arguments)
    for image in reversed(images):
        value = walk.apply(key, image, (value,))
    return value


def outcomes(walk, compute: Callable) -> list[tuple]:
    """All (probability, value) of a computation that depends on random symbols."""
    saved, walk.fixed = walk.fixed, {}
    try:
        return list(_branch(walk, compute))
    finally:
        walk.fixed = saved


def _branch(walk, compute):
    try:
        value = compute()
    except NeedsOutcome as need:
        for outcome, probability in need.atoms:
            weight = walk.constant(probability)
            walk.fixed[need.source] = outcome
            for inner, value in _branch(walk, compute):
                yield weight * inner, value
        del walk.fixed[need.source]
    else:
        yield walk.constant(1), value


def average(weighted) -> object:
    """The sum of probability times value."""
    total = None
    for weight, value in weighted:
        if isinstance(value, tuple):
            term = tuple(weight * x for x in value)
            total = term if total is None else tuple(x + y for x, y in zip(total, term))
        else:
            total = weight * value if total is None else shorten(total + weight * value)
    return ZERO if total is None else total


def _expectation(walk, expression):
    return average(outcomes(walk, lambda: walk.value(expression.args[0])))


def covariance(pairs):
    """E[XY] - E[X]E[Y] from (probability, (x, y))."""
    x = average([(weight, value[0]) for weight, value in pairs])
    y = average([(weight, value[1]) for weight, value in pairs])
    return average([(weight, (value[0] - x) * (value[1] - y)) for weight, value in pairs])


def _variance(walk, expression):
    found = outcomes(walk, lambda: walk.scalar(expression.args[0]))
    return covariance([(weight, (value, value)) for weight, value in found])


def _covariance(walk, expression):
    left, right = expression.args
    return covariance(outcomes(walk, lambda: (walk.scalar(left), walk.scalar(right))))


MEANINGS = {E: _expectation, Var: _variance, Cov: _covariance}
