"""Expectation, variance and covariance as exact sums over the finitely many outcomes that an expression depends on.

An expression is evaluated until it asks for a source of randomness that has no outcome yet; then every outcome of
that source is tried in turn. So only the sources that matter are enumerated, and dependence is never assumed away:
the terms of a sum are convolved only when they were seen to ask for different sources.
"""

from __future__ import annotations

from typing import Callable

import sympy as sp
from flint import fmpq

from verifier.tools.chance.densities import Form, cut, mean_of, variable
from verifier.tools.chance.truncated import NeedsSide
from verifier.tools.evaluation.scalars import ONE, ZERO, Undecided, Undefined, Unsupported, as_integer, shorten
from verifier.vocabulary.distributions import Continuous, Density, RandomValue, SameAs
from verifier.vocabulary.operators import Cov, E, Prob, Var
from verifier.vocabulary.symbols import is_point
from verifier.vocabulary.valuation import name_of

MOST_OUTCOMES = 20_000


class NeedsOutcome(Exception):
    """Raised when an expression depends on a source of randomness that has no outcome yet."""

    def __init__(self, source, atoms):
        super().__init__(f"{source} is random; put it inside E, Var or Cov")
        self.source, self.atoms = source, atoms


def place_of(walk, arguments: tuple):
    """The integer index of an entry, or the tuple of its indices; None where there is none."""
    places = tuple(map(as_integer, arguments))
    if not places or None in places:
        return None
    return places[0] if len(places) == 1 else places


def draw(walk, key, given, arguments):
    """The value of one entry of a random symbol under the outcomes fixed so far."""
    index = place_of(walk, arguments)
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
        outcome = walk.fixed[source]
        try:
            value = (walk.constant(read.shift) + walk.constant(read.scale) * outcome if isinstance(read, Continuous)
                     else walk.constant(read(outcome)))
        except LookupError as failure:
            raise Undefined(str(failure)) from failure
    else:
        value = walk.apply(key, given, arguments)
    for image in reversed(images):
        value = walk.apply(key, image, (value,))
    return value


def outcomes(walk, compute: Callable) -> list[tuple]:
    """All (probability, value) of a computation that depends on random symbols."""
    return _with_sources(walk, compute)[0]


def _with_sources(walk, compute):
    """The outcomes, and the sources of randomness that the computation asked for."""
    saved, walk.fixed = walk.fixed, {}
    sources: set = set()
    try:
        found = []
        for item in _branch(walk, compute, sources):
            found.append(item)
            if len(found) > MOST_OUTCOMES:
                raise Unsupported(f"an expectation over more than {MOST_OUTCOMES} outcomes")
        return found, sources
    finally:
        walk.fixed = saved


def _branch(walk, compute, sources):
    try:
        value = compute()
    except NeedsOutcome as need:
        need.__traceback__ = need.__context__ = None
        atoms = need.atoms
        source = need.source
    except NeedsSide as need:
        need.__traceback__ = need.__context__ = None
        yield from _on_each_side(walk, compute, sources, need)
        return
    else:
        yield walk.constant(1), value
        return
    sources.add(source)
    if isinstance(atoms, Density):  # not one outcome after the other: what is computed becomes a form in it
        walk.fixed[source] = variable(source, atoms)
        yield from _branch(walk, compute, sources)
        del walk.fixed[source]
        return
    for outcome, probability in atoms:
        weight = walk.constant(probability)
        walk.fixed[source] = outcome
        for inner, value in _branch(walk, compute, sources):
            yield weight * inner, value
    del walk.fixed[source]


def _on_each_side(walk, compute, sources, need):
    """The branches for each part of the range of a normal number."""
    source, whole = next((source, value) for source, value in walk.fixed.items() if isinstance(value, Form) and need.name in value.laws)
    for probability, part in cut(need):
        walk.fixed[source] = part
        sources.update(part.laws if isinstance(part, Form) else ())
        for inner, value in _branch(walk, compute, sources):
            yield probability * inner, value
    walk.fixed[source] = whole


def law_of(walk, expression) -> tuple[list, set]:
    """(probability, value) of a number, and its sources; sums of terms from different sources are convolved."""
    terms = _terms(walk, expression)
    if terms is None or walk.fixed:
        return _with_sources(walk, lambda: walk.scalar(expression))
    laws = []
    for body, scope in terms:
        with walk.bound(scope):
            laws.append(law_of(walk, body))
    sources = set().union(*(item for _, item in laws))
    if sum(len(item) for _, item in laws) > len(sources):
        return _with_sources(walk, lambda: walk.scalar(expression))
    total = [(ONE, ZERO)]
    for law, _ in laws:
        total = _merged([(p * weight, shorten(x + value)) for p, x in total for weight, value in law])
    return total, sources


def _terms(walk, expression):
    """The terms of a sum with their bound variables, or None when the expression is no sum."""
    if expression.is_Add:
        return [(term, {}) for term in expression.args]
    if isinstance(expression, sp.Sum) and len(expression.limits) == 1 and len(expression.limits[0]) == 3:
        index, lower, upper = expression.limits[0]
        if upper is not sp.oo and lower is not -sp.oo:
            return [(expression.function, {index: fmpq(i)}) for i in walk.integers(lower, upper)]
    return None


def _merged(law):
    """Outcomes of one exact value put together."""
    exact, rest = {}, []
    for weight, value in law:
        if isinstance(value, fmpq):
            exact[value] = exact.get(value, ZERO) + weight
        else:
            rest.append((weight, value))
    if len(exact) + len(rest) > MOST_OUTCOMES:
        raise Unsupported(f"an expectation over more than {MOST_OUTCOMES} outcomes")
    return [(weight, value) for value, weight in exact.items()] + rest


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
    body = expression.args[0]
    found, sources = _with_sources(walk, lambda: walk.value(body)) if is_point(body) else law_of(walk, body)
    value = average(found)
    return tuple(mean_of(number, sources) for number in value) if isinstance(value, tuple) else mean_of(value, sources)


def covariance(pairs, sources):
    """E[XY] - E[X]E[Y] from (probability, (x, y))."""
    x = mean_of(average([(weight, value[0]) for weight, value in pairs]), sources)
    y = mean_of(average([(weight, value[1]) for weight, value in pairs]), sources)
    return mean_of(average([(weight, (value[0] - x) * (value[1] - y)) for weight, value in pairs]), sources)


def _variance(walk, expression):
    found, sources = law_of(walk, expression.args[0])
    return covariance([(weight, (value, value)) for weight, value in found], sources)


def _covariance(walk, expression):
    left, right = expression.args
    return covariance(*_with_sources(walk, lambda: (walk.scalar(left), walk.scalar(right))))


def _probability(walk, expression):
    """The weight of the outcomes at which the event certainly happens, where it certainly does not at the others."""

    def happens():
        found = walk.outcome(expression.args[0])
        if any(isinstance(value, Form) for value in walk.fixed.values()):
            raise Unsupported("an event about a number with a density")
        if found.truth is None or not found.certified:
            raise Undecided("cannot tell whether the event happens")
        return ONE if found.truth else ZERO

    return average(outcomes(walk, happens))


MEANINGS = {E: _expectation, Var: _variance, Cov: _covariance, Prob: _probability}
