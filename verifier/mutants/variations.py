"""Points near given ones at which every premise still holds: one value changed, then several, simplest changes first.

Premises over whole sets are dear to test and depend on few of the values; each is tested once for each choice of those.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, zip_longest
from random import Random as Generator

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.claim import Claim
from verifier.tools.binding import substitute
from verifier.tools.evaluation.drawing import LAWS, fits
from verifier.tools.evaluation.evaluate import Outcome, evaluate, holds
from verifier.tools.evaluation.expectation import NeedsOutcome
from verifier.tools.evaluation.predicates import admissible, dimension_of
from verifier.tools.evaluation.sampling import HORIZON, derived_heads, exact, shift_of
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.vocabulary.distributions import AllEntriesEqual, Continuous, Distribution, distribution, normal, standard_normal
from verifier.vocabulary.symbols import Index
from verifier.vocabulary.valuation import MissingValue, Valuation, is_function_key, parts_of, symbols_of

NUMBERS = tuple(map(sp.sympify, (0, 1, 2, -1))), tuple(map(sp.Rational, ("1/2", 3, -2, "1/10", 10, "-1/2", "1/100", 100)))
MOVED_NORMAL = normal(1, 2)
NO_VALUE = (MissingValue, Undefined, Undecided, Unsupported, NeedsOutcome, ArithmeticError, ValueError, TypeError, AttributeError,
            LookupError)


class Neighbourhood:
    """The points near the seeds; what was found stays and is gone through again by the next who asks."""

    def __init__(self, claim: Claim, seeds: list[Valuation], name: str, most: int = 240):
        self.premises = [premise.statement for premise in claim.given]
        self.definitions = claim.definitions
        self.seeds, self.most = list(seeds), most
        self.random = Generator(f"near {name}")
        self.found: list[Valuation] = []
        self.edges: list[tuple[int, Valuation]] = []  # points at which one premise alone certainly fails, and its place
        self._source = self._search()
        self._outcomes: dict = {}
        self._needs = [symbols_of(statement, definitions=claim.definitions) for statement in self.premises]
        self._order = sorted(range(len(self.premises)), key=lambda place: len(parts_of(self.premises[place], sp.Basic)))
        self._unclear = {place for seed in self.seeds for place in range(len(self.premises)) if self.outcome(place, seed).truth is None}
        self._derived = derived_heads(self.premises, symbols_of(*self.premises, *claim.says, definitions=claim.definitions))

    def points(self) -> Iterator[Valuation]:
        """The seeds, then ever farther points, as many as `most` trials give."""
        yield from self.seeds
        place = 0
        while True:
            while place < len(self.found):
                yield self.found[place]
                place += 1
            following = next(self._source, None)
            if following is None:
                return
            self.found.append(following)

    def admits(self, valuation: Valuation) -> bool:
        """Whether every premise holds there; one that is unclear at a seed itself need only not fail."""
        return not self._broken(valuation, 1)

    def _broken(self, valuation: Valuation, most: int) -> list[int]:
        """The places of premises that do not hold there, no more than `most` of them."""
        found: list[int] = []
        for place in self._order:
            truth = self.outcome(place, valuation).truth
            if not (truth is True or truth is None and place in self._unclear):
                found.append(place)
                if len(found) == most:
                    break
        return found

    def outcome(self, place: int, valuation: Valuation) -> Outcome:
        """The premise at that place, remembered for the values that it speaks of."""
        key = (place, dimension_of(valuation), *(_key(valuation.values.get(symbol)) for symbol in self._needs[place]))
        if key not in self._outcomes:
            try:
                self._outcomes[key] = holds(self.premises[place], valuation, bits=192)
            except NO_VALUE as failure:
                self._outcomes[key] = Outcome(None, why=str(failure))
        return self._outcomes[key]

    # -- search ------------------------------------------------------------------------------------------------

    def _search(self) -> Iterator[Valuation]:
        seen = {_key(seed.values) for seed in self.seeds}
        tried = 0
        for values in chain(self._alike(), self._tied(), self._resized(), self._single(), self._several()):
            if tried >= self.most:
                return
            moved = self.rederived(values)
            if _key(moved.values) in seen:  # the change was undone
                moved = Valuation(values, self.definitions)
            key = _key(moved.values)
            if key in seen:
                continue
            seen.add(key)
            tried += 1
            broken = self._broken(moved, 2)
            if not broken:
                yield moved
            elif len(broken) == 1 and self.outcome(broken[0], moved).truth is False and self.outcome(broken[0], moved).certified:
                self.edges.append((broken[0], moved))

    def _alike(self) -> Iterator[dict]:
        """All numbers of the first point equal up to one sign: where bounds are met, and where powers change their order."""
        for seed in self.seeds[:1]:
            numbers = [key for key in sorted(seed.values, key=str) if isinstance(key, sp.Symbol) and isinstance(seed.values[key], sp.Expr)
                       and not key.is_integer]
            for number in map(sp.Rational, ("1/2", 1, 2)):
                for turned in (None, *numbers) if 1 < len(numbers) < 5 else ():
                    yield {**seed.values, **{key: value for key in numbers
                                             if admissible(key, value := -number if key is turned else number)}}

    def _resized(self) -> Iterator[dict]:
        """All vectors of a length longer or shorter, their first entries kept, the last one repeated; then all turned over."""
        for seed in self.seeds[:2]:
            vectors = {key: key.shape[0] for key, value in seed.values.items() if isinstance(key, sp.IndexedBase) and key.shape
                       and key.shape[0] in seed.values and isinstance(value, tuple) and value}
            matrices = {size for key in seed.values if isinstance(key, sp.MatrixSymbol) for size in key.shape}
            for size in sorted(set(vectors.values()) - matrices, key=str):
                for length in (1, 2, 8):
                    longer = {key: (*seed.values[key], *[seed.values[key][-1]] * length)[:length] for key in vectors if vectors[key] == size}
                    yield {**seed.values, **longer, size: sp.Integer(length)}
                    yield {**seed.values, **{key: row[::-1] for key, row in longer.items()}, size: sp.Integer(length)}

    def _tied(self) -> Iterator[dict]:
        """One matrix, vector or function of the first point a simple multiple of another: where differences vanish.

        So do those of a vector's entries from a number that bounds them, and all signs may be turned at once.
        """
        for seed in self.seeds[:1]:
            rows = [key for key in sorted(seed.values, key=str) if isinstance(key, sp.IndexedBase) and _is_flat(seed.values[key])]
            numbers = [key for key in sorted(seed.values, key=str) if isinstance(key, sp.Symbol) and not key.is_integer
                       and isinstance(seed.values[key], sp.Expr)]
            for sign in (1, -1) if rows and len(rows) * len(numbers) <= 6 else ():
                turned = {**seed.values, **{key: sign * seed.values[key] for key in numbers if admissible(key, sign * seed.values[key])}}
                for row in rows:
                    for number in numbers:
                        yield {**turned, row: (turned[number],) * len(seed.values[row])}
            keys = [key for key in sorted(seed.values, key=str) if isinstance(seed.values[key], (tuple, sp.Lambda))]
            pairs = [(one, other) for one in keys for other in keys if one is not other and _are_alike(seed.values[one], seed.values[other])]
            for factor in (1, -1, 2, sp.S.Half) if len(pairs) <= 6 else ():
                for one, other in pairs:
                    yield {**seed.values, one: _times(factor, seed.values[other])}

    def _single(self) -> Iterator[dict]:
        """One change of one seed: the first change of every symbol, then the second, and so on."""
        for seed in self.seeds:
            rows = [[{**seed.values, key: value} for value in changes(key, seed.values[key])]
                    for key in sorted(seed.values, key=str)]
            yield from (values for turn in zip_longest(*rows) for values in turn if values is not None)

    def _several(self) -> Iterator[dict]:
        """Two or three changes at once, of a seed or of a point found before."""
        if not self.seeds:
            return
        lists: dict = {}
        for _ in range(20 * self.most):
            values = dict(self.random.choice([*self.seeds, *self.found[-40:]]).values)
            for key in self.random.sample(sorted(values, key=str), min(len(values), self.random.choice((1, 2, 2, 3)))):
                mark = (key, _key(values[key]))
                if mark not in lists:
                    lists[mark] = list(changes(key, values[key]))
                if lists[mark]:
                    values[key] = self.random.choice(lists[mark])
            yield values

    def rederived(self, values: dict) -> Valuation:
        """The valuation with what the premises give by equations worked out again."""
        valuation = Valuation(values, self.definitions)
        for key, (head, meaning) in self._derived.items():
            try:
                values = {**values, key: self._solved(key, head, meaning, valuation)}
            except NO_VALUE:
                continue  # it stays as it is, and the premise says whether that will do
            valuation = Valuation(values, self.definitions)
        return valuation

    def _solved(self, key, head, meaning, valuation: Valuation):
        variable, steps = shift_of(head)
        given = valuation.values.get(key)
        if variable is None:
            if parts_of(meaning, *[type(key)]) and key in symbols_of(meaning):
                return given
            return _worked_out(meaning, valuation)
        if isinstance(given, sp.Lambda) or (callable(given) and not isinstance(given, (tuple, dict))) or given is None:
            return given
        known = dict(enumerate(given, 1)) if isinstance(given, tuple) else dict(given)
        length, start = len(known), min(known)
        lower = int(getattr(variable, "lower", sp.S.Zero)) if getattr(variable, "lower", sp.S.Zero).is_Integer else 0
        for t in range(max(lower, start), start + max(length, HORIZON)):
            if t + steps not in known and t + steps >= start + length:
                break
            at = valuation.with_values({variable: sp.Integer(t), key: known})
            known[t + steps] = _worked_out(meaning, at)
        return tuple(known[i] for i in sorted(known)) if isinstance(given, tuple) else known


def _worked_out(meaning, valuation: Valuation):
    """The value in exact form: numbers put in, or what exact arithmetic gives."""
    numbers = {symbol: value for symbol, value in valuation.values.items()
               if isinstance(symbol, sp.Symbol) and isinstance(value, sp.Expr)}
    inserted = substitute(sp.sympify(meaning), numbers)
    if inserted.is_number and inserted.is_finite and not parts_of(inserted, AppliedUndef, sp.Indexed):
        return inserted
    return exact(evaluate(meaning, valuation))


# -- changes of one value -------------------------------------------------------------------------------------------

def changes(key, value) -> Iterator:
    """Other values that the symbol may have: the simplest first, then near ones, then of other sizes."""
    if isinstance(key, Index) or value is None:
        return
    if isinstance(value, sp.Expr) and isinstance(key, sp.Symbol):
        small = 12 if key.is_integer else 10**9  # a size or a number of terms
        yield from (number for number in numbers_near(value) if abs(number) <= small and admissible(key, number))
    elif isinstance(value, tuple) and value and isinstance(value[0], tuple):
        yield from _of_rows(value)
    elif isinstance(value, tuple) and value:
        entry = key[1] if isinstance(key, sp.IndexedBase) else None
        yield from (row for row in _of_entries(value) if entry is None or all(fits(entry, number) for number in row))
    elif isinstance(value, dict):
        sample = key(sp.Symbol("t", integer=True)) if is_function_key(key) else None
        places = sorted(value)
        points = isinstance(value[places[0]], tuple)
        if any(isinstance(item, tuple) is not points for item in value.values()):
            return  # the zero point may be written as the number 0
        for row in (_of_rows if points else _of_entries)(tuple(value[place] for place in places)):
            if sample is None or isinstance(row[0], tuple) or all(fits(sample, number) for number in row):
                yield dict(zip(places, row, strict=True))
    elif isinstance(value, sp.Lambda):
        yield from _of_function(value)
    elif isinstance(value, Distribution):
        yield from (law for law in LAWS if law is not value)
        yield distribution({sp.S.One: 1})
        yield distribution({2 * atom: chance for atom, chance in value.atoms}) if _is_scalar(value) else LAWS[0]
        yield distribution({atom + 1: chance for atom, chance in value.atoms}) if _is_scalar(value) else LAWS[0]
    elif isinstance(value, Continuous):
        yield from (law for law in (standard_normal, MOVED_NORMAL, *LAWS[:2]) if law is not value)
    elif isinstance(value, AllEntriesEqual):
        yield from (replace(value, distribution=law) for law in LAWS)


def _is_flat(value) -> bool:
    """Whether the value is a list of numbers."""
    return isinstance(value, tuple) and bool(value) and all(isinstance(entry, sp.Expr) for entry in value)


def _are_alike(first, second) -> bool:
    """Whether two values are lists, matrices or functions of one shape."""
    if isinstance(first, tuple) and isinstance(second, tuple):
        return len(first) == len(second) and all(_are_alike(*pair) for pair in zip(first, second, strict=True))
    if isinstance(first, sp.Lambda) and isinstance(second, sp.Lambda):
        return len(first.variables) == len(second.variables) and isinstance(first.expr, sp.Expr) and isinstance(second.expr, sp.Expr)
    return isinstance(first, sp.Expr) and isinstance(second, sp.Expr)


def _times(factor, value):
    if isinstance(value, tuple):
        return tuple(_times(factor, item) for item in value)
    return sp.Lambda(value.variables, factor * value.expr) if isinstance(value, sp.Lambda) else factor * value


def _is_scalar(law: Distribution) -> bool:
    return all(isinstance(atom, sp.Expr) for atom, _ in law.atoms)


def numbers_near(value) -> list:
    """Simple numbers, then neighbours and multiples of the number itself."""
    near = [*NUMBERS[0], value + 1, 2 * value, value / 2, *NUMBERS[1], -value, value - 1, 10 * value, value / 10, 1 / value if value != 0 else value,
            value * 100, value / 1000, value**2]
    return [number for number in dict.fromkeys(near) if number != value]


def _of_entries(row: tuple) -> Iterator[tuple]:
    """A vector: constant ones, multiples, the order changed, then one entry changed."""
    if not all(isinstance(entry, sp.Expr) for entry in row):
        return
    yield from ((number,) * len(row) for number in NUMBERS[0])
    yield tuple(-entry for entry in row)
    yield tuple(2 * entry for entry in row)
    yield row[::-1]
    yield tuple(entry / 3 for entry in row)
    yield tuple(10 * entry for entry in row)
    yield tuple(entry + 1 for entry in row)
    yield tuple(sp.Integer(k) for k in range(1, len(row) + 1))
    for number in (*NUMBERS[0], *NUMBERS[1][:6]):
        for place in range(min(len(row), 4)):
            if row[place] != number:
                yield (*row[:place], number, *row[place + 1:])


def _of_rows(rows: tuple) -> Iterator[tuple]:
    """A matrix, or a list of points: zero, the identity, multiples, the transpose, then one row or entry changed."""
    if not all(isinstance(entry, sp.Expr) for row in rows for entry in row):
        return
    square = len(rows) == len(rows[0])
    yield tuple(tuple(sp.S.Zero for _ in row) for row in rows)
    yield tuple(tuple(sp.Integer(int(i == j)) for j in range(len(row))) for i, row in enumerate(rows))
    yield tuple(tuple(2 * entry for entry in row) for row in rows)
    yield tuple(tuple(-entry for entry in row) for row in rows)
    if square:
        yield tuple(zip(*rows, strict=True))
    yield tuple(tuple(sp.S.One for _ in row) for row in rows)
    yield tuple(tuple(sp.Integer(3 * i + 2 * j + 1 - i * j) for j in range(len(row))) for i, row in enumerate(rows))
    for number in (*NUMBERS[0], *NUMBERS[1][:4]):
        for i, row in list(enumerate(rows))[:3]:
            for j in range(min(len(row), 3)):
                if row[j] != number:
                    yield (*rows[:i], (*row[:j], number, *row[j + 1:]), *rows[i + 1:])


def _of_function(function: sp.Lambda) -> Iterator[sp.Lambda]:
    """A function: shifted, multiplied, turned over."""
    body = function.expr
    parts = tuple(body) if isinstance(body, sp.Tuple) else (body,)
    if not all(isinstance(part, sp.Expr) for part in parts):
        return
    for change in (lambda part: part + 1, lambda part: 2 * part, lambda part: part - 10, lambda part: -part, lambda part: part + 10,
                   lambda part: part / 2, lambda part: 0 * part, lambda part: 0 * part + 1, lambda part: part / 10, lambda part: part**2):
        changed = tuple(change(part) for part in parts)
        yield sp.Lambda(function.signature[0] if len(function.signature) == 1 and isinstance(function.signature[0], sp.Tuple)
                        else function.variables, sp.Tuple(*changed) if isinstance(body, sp.Tuple) else changed[0])


def _key(value):
    """Something hashable that tells values apart."""
    if isinstance(value, dict):
        return tuple(sorted(((str(key), _key(item)) for key, item in value.items()), key=str))
    if isinstance(value, tuple):
        return tuple(_key(item) for item in value)
    try:
        hash(value)
    except TypeError:
        return id(value)
    return value


__all__ = ["Neighbourhood", "changes", "numbers_near"]
