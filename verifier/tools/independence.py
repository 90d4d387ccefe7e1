"""Independence and equality of laws, decided exactly on the finite joint law that a valuation gives."""

from __future__ import annotations

from itertools import product

import sympy as sp

from verifier import operators
from verifier.distributions import Jointly, RandomValue, SameAs
from verifier.tools.expectation import outcomes
from verifier.tools.scalars import ONE, ZERO, as_integer, different
from verifier.tools.truth import Outcome, outcome
from verifier.symbols import RandomPoint, is_random
from verifier.valuation import name_of


def _length(walk, base) -> int:
    """The number of entries; two stand for all when the vector has no length and independent copies as entries."""
    if base.shape:
        return as_integer(walk.scalar(base.shape[0]))
    given = walk.valuation[base]
    while isinstance(given, SameAs):
        given = walk.valuation[given.other]
    if isinstance(given, tuple):
        return len(given)
    return len(given.atoms[0][0]) if isinstance(given, Jointly) else 2


def _parts(walk, argument) -> list:
    """The single random numbers that an argument of a premise stands for."""
    if isinstance(argument, sp.IndexedBase):
        return [argument[i] for i in range(1, _length(walk, argument) + 1)]
    if isinstance(argument, sp.Tuple):
        return [part for item in argument for part in _parts(walk, item)]
    return [argument]


def _sources(walk, part) -> frozenset | None:
    """The independent sources of randomness behind a single entry or variable; None for other expressions."""
    key, index = (part.base, as_integer(walk.value(part.indices[0]))) if isinstance(part, sp.Indexed) else (part, None)
    if not isinstance(key, (sp.Symbol, sp.IndexedBase)) or key not in walk.valuation:
        return None
    given = walk.valuation[key]
    while isinstance(given, SameAs):
        key, given = given.other, walk.valuation[given.other]
    if not isinstance(given, RandomValue):
        return None if isinstance(key, RandomPoint) or isinstance(given, sp.Basic) and is_random(given) else frozenset()
    (base, place, _), _ = given.source(name_of(key), index)
    return frozenset({(base, place)})


def _numbers(value) -> tuple:
    """A number as it is, a point by its coordinates."""
    return value if isinstance(value, tuple) else (value,)


class _Labels:
    """Numbers the distinct values met; `inexact` when two balls overlap without being certainly equal."""

    def __init__(self):
        self.values, self.inexact = [], False

    def label(self, value) -> int:
        for place, known in enumerate(self.values):
            verdict = different(value, known)
            if not verdict:
                self.inexact = self.inexact or verdict is None
                return place
        self.values.append(value)
        return len(self.values) - 1


def _joint_law(walk, groups, labels):
    """The probabilities of the joint outcomes of groups of random numbers."""
    law = {}
    for weight, values in outcomes(walk, lambda: [[number for part in group for number in _numbers(walk.value(part))] for group in groups]):
        key = tuple(tuple(labels.label(value) for value in group) for group in values)
        law[key] = law.get(key, ZERO) + weight
    return law


def _mutually_independent(walk, groups) -> Outcome:
    sources = [[_sources(walk, part) for part in group] for group in groups]
    if all(item is not None for group in sources for item in group):
        sets = [frozenset().union(*group) for group in sources]
        if sum(map(len, sets)) == len(frozenset().union(*sets)):
            return Outcome(True, True, why="they are drawn from different sources")
    labels = _Labels()
    law = _joint_law(walk, groups, labels)
    margins = [{} for _ in groups]
    for key, weight in law.items():
        for margin, part in zip(margins, key):
            margin[part] = margin.get(part, ZERO) + weight
    for combination in product(*margins):
        expected = ONE
        for margin, part in zip(margins, combination):
            expected = expected * margin[part]
        verdict = different(law.get(combination, ZERO), expected)
        if verdict:
            return Outcome(False, not labels.inexact, law.get(combination, ZERO), expected, "=",
                           why="a joint probability differs from the product of the probabilities")
    return Outcome(True, not labels.inexact, why="every joint probability is the product of the probabilities")


def _independent(walk, statement):
    return _mutually_independent(walk, [_parts(walk, argument) for argument in statement.args])


def _independent_entries(walk, statement):
    parts = [part for argument in statement.args for part in _parts(walk, argument)]
    return _mutually_independent(walk, [[part] for part in parts])


def _function_of_past(walk, statement):
    """Whether outcomes with the same entries before the given one always give the same value."""
    what, base, first = statement.args
    last, labels, table = as_integer(walk.scalar(first)), _Labels(), {}

    def known_and_value():
        past = [walk.scalar(base[i]) for i in range(1, last)]
        return past, _numbers(walk.value(what))

    for weight, (past, value) in outcomes(walk, known_and_value):
        key, image = (tuple(map(labels.label, part)) for part in (past, value))
        if weight != 0 and table.setdefault(key, image) != image:
            return Outcome(False, not labels.inexact, why="the same past gives different values")
    return Outcome(True, not labels.inexact, why="the same past always gives the same value")


def _identically_distributed(walk, statement):
    labels = _Labels()
    parts = [part for argument in statement.args for part in _parts(walk, argument)]
    laws = [_joint_law(walk, [[part]], labels) for part in parts]
    same = all(law == laws[0] for law in laws)
    return Outcome(same, not labels.inexact, why="the laws of the entries are " + ("equal" if same else "different"))


def _finite_moments(walk, statement):
    return Outcome(True, True, why="a law with finitely many values has all moments")


def _finite_mean(walk, statement):
    return Outcome(True, True, why="a law with finitely many values has a mean")


def _almost_surely(walk, statement):
    return outcome(walk, statement.args[0])  # every outcome of positive probability is tried


def _standard_normal(walk, statement):
    return Outcome(False, True, why="a law with finitely many values is not normal")


TRUTHS = {
    operators.Independent: _independent, operators.IndependentEntries: _independent_entries,
    operators.IdenticallyDistributed: _identically_distributed, operators.FunctionOfPast: _function_of_past,
    operators.MeasurableMap: lambda walk, statement: Outcome(True, False, why="given by a formula"), operators.FiniteMoments: _finite_moments,
    operators.StandardNormal: _standard_normal, operators.FiniteMean: _finite_mean, operators.AlmostSurely: _almost_surely,
}
