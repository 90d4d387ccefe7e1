"""Independence and equality of laws, decided exactly on the finite joint law that a valuation gives."""

from __future__ import annotations

from itertools import product

import sympy as sp

from verifier.tools.chance.densities import Form
from verifier.tools.evaluation.expectation import average, outcomes, place_of
from verifier.tools.evaluation.scalars import ONE, ZERO, as_integer, different
from verifier.tools.evaluation.truth import Outcome, outcome
from verifier.vocabulary import operators
from verifier.vocabulary.distributions import STANDARD_NORMAL, Density, Jointly, RandomValue, SameAs
from verifier.vocabulary.symbols import Random, RandomPoint, RandomVector, is_random
from verifier.vocabulary.valuation import name_of


def _length(walk, base) -> int:
    """The number of entries; two stand for all when the vector has no length and independent copies as entries."""
    given = walk.valuation[base]
    while isinstance(given, SameAs):
        given = walk.valuation[given.other]
    if isinstance(given, tuple):
        return len(given)
    return len(given.atoms[0][0]) if isinstance(given, Jointly) else 2


def _parts(walk, argument) -> list:
    """The single random numbers that an argument of a premise stands for."""
    if isinstance(argument, sp.IndexedBase):
        sizes = [as_integer(walk.scalar(size)) for size in argument.shape] if argument.shape else [_length(walk, argument)]
        return [argument[place] for place in product(*(range(1, size + 1) for size in sizes))]
    if isinstance(argument, sp.Tuple):
        return [part for item in argument for part in _parts(walk, item)]
    return [argument]


def _place(walk, part) -> tuple:
    """(the random symbol, the index of its entry) of an entry, a variable or another expression."""
    return (part.base, place_of(walk, tuple(walk.value(index) for index in part.indices))) if isinstance(part, sp.Indexed) else (part, None)


def _drawn(walk, part) -> tuple | None:
    """(source, law) where the number is one draw of a law with a density, as it is; else None."""
    key, index = _place(walk, part)
    if not isinstance(key, (Random, RandomVector)) or key not in walk.valuation:
        return None
    given = walk.valuation[key]
    while isinstance(given, SameAs) and given.image is None:
        key, given = given.other, walk.valuation[given.other]
    if not isinstance(given, RandomValue) or isinstance(given, SameAs):
        return None
    (base, place, atoms), read = given.source(name_of(key), index)
    return ((base, place), read) if isinstance(atoms, Density) else None


def _sources(walk, part) -> frozenset | None:
    """The independent sources of randomness behind a single entry or variable; None for other expressions."""
    key, index = _place(walk, part)
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
    draws = [{found[0] for part in group if (found := _drawn(walk, part))} for group in groups]
    if sum(map(len, draws)) > len(set().union(*draws)):
        return Outcome(False, True, why="one draw of a law with a density stands in two of them")
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
    draws = [_drawn(walk, part) for part in parts]
    if all(draws):
        alike = {(law.density, law.shift, law.scale) for _, law in draws}
        if len(alike) == 1 or len({law.density for _, law in draws}) > 1 or all(
                item.is_Rational for _, law in draws for item in (law.shift, law.scale)):
            return Outcome(len(alike) == 1, True, why="the laws of the entries are " + ("equal" if len(alike) == 1 else "different"))
    laws = [_joint_law(walk, [[part]], labels) for part in parts]
    same = all(law == laws[0] for law in laws)
    return Outcome(same, not labels.inexact, why="the laws of the entries are " + ("equal" if same else "different"))


def _finite_moments(walk, statement):
    return Outcome(True, True, why="laws with finitely many values, normal and uniform ones have all moments")


def _finite_mean(walk, statement):
    found = average(outcomes(walk, lambda: walk.scalar(statement.args[0])))
    finite = found.has_mean() if isinstance(found, Form) else True
    return Outcome(finite, finite is not None, why="its mean is " + ("finite" if finite else "infinite" if finite is False else "not visibly finite"))


def _almost_surely(walk, statement):
    return outcome(walk, statement.args[0])  # every outcome of positive probability is tried


def _standard_normal(walk, statement):
    """Certain for numbers that are drawn from the law; a law with finitely many values is not normal."""
    for part in (part for argument in statement.args for part in _parts(walk, argument)):
        found = _drawn(walk, part)
        if found is None:
            if isinstance(walk.scalar(part), Form):
                return Outcome(None, why="a function of numbers with densities")
            return Outcome(False, True, why="a law with finitely many values is not normal")
        law = found[1]
        if law.density is not STANDARD_NORMAL or (law.shift, law.scale) != (0, 1):
            same = law.density is STANDARD_NORMAL and not (law.shift.is_Rational and (law.scale**2).is_Rational)
            return Outcome(None if same else False, not same, why=f"{law} is not the standard normal law")
    return Outcome(True, True, why="each entry is drawn from the standard normal law")


TRUTHS = {
    operators.Independent: _independent, operators.IndependentEntries: _independent_entries,
    operators.IdenticallyDistributed: _identically_distributed, operators.FunctionOfPast: _function_of_past,
    operators.MeasurableMap: lambda walk, statement: Outcome(True, False, why="given by a formula"), operators.FiniteMoments: _finite_moments,
    operators.StandardNormal: _standard_normal, operators.FiniteMean: _finite_mean, operators.AlmostSurely: _almost_surely,
}
