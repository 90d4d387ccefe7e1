"""Points at which a statement is tried: special values, boundaries, both sides of cuts, several scales, then chance.

Every point honours the declarations and the premises before anything is said of the statement.  Only exact arithmetic
and disjoint balls speak; the rest is agreement.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random as Generator

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.deciding.certainty import PRECISIONS, approximate, certain
from verifier.deciding.curves import points_around_zero, points_on_curves
from verifier.deciding.divergence import may_diverge
from verifier.deciding.entry_points import about_one_matrix, fitted
from verifier.deciding.failures import undefined_beside
from verifier.deciding.parsing import Problem
from verifier.deciding.singular import joint_points, mixed, special_values
from verifier.deciding.witnesses import fitted_functions, function_values, joint_laws, matrix_values
from verifier.tools.binding import substitute
from verifier.tools.chance.values_of_laws import value_of_law
from verifier.tools.context import Context
from verifier.tools.evaluation.truth import Outcome
from verifier.tools.inequalities.least_points import along_lines, around, corners, diagonals, edges, ends, turning_points
from verifier.tools.relations import ORDER, numeric_ranges
from verifier.vocabulary.distributions import same_as
from verifier.vocabulary.operators import Independent

Q = sp.Rational
SPECIAL = [sp.Integer(n) for n in (1, 0, -1, 2, -2, 3)] + [Q(1, 2), Q(-1, 2), sp.Integer(-3), Q(1, 3), sp.Integer(5), Q(3, 2),
           sp.Integer(10), Q(-5, 2), Q(1, 10), sp.Integer(4), sp.Integer(-10), Q(9, 10), Q(99, 100), Q(101, 100), sp.Integer(100),
           Q(1, 1000), sp.Integer(-100), sp.Integer(6), sp.Integer(7), Q(-1, 10), Q(-1, 1000), sp.Integer(1000), sp.Integer(30)]
LATER = (256,)  # bits
BESIDE_WHOLE = [n + side * Q(1, 10**places) for n in (1, 0, -1) for places in (12, 30) for side in (-1, 1)]
BEYOND = 4 * sp.I  # the strip in which log inverts exp, as far as pi
COMPLEX = [sp.I, -sp.I, 1 + sp.I, -1 + sp.I, -1 - sp.I, 1 - sp.I, 2 * sp.I, -2 + 3 * sp.I, Q(1, 2) - sp.I / 3, -3 * sp.I,
           -2 + sp.I / 100, -2 - sp.I / 100, BEYOND, 1 - 7 * sp.I, sp.I / 2, -sp.I / 2]
GENERIC = [(Q(7, 5), Q(-13, 9)), (Q(17, 6), Q(-8, 11)), (Q(5, 11), Q(-29, 8)), (Q(23, 9), Q(-3, 7)), (Q(19, 15), Q(-31, 13))]
OFF_AXIS = [[direction * pair[0] for pair in GENERIC] for direction in COMPLEX[2:6]]
IRRATIONAL = [sp.sqrt(2), sp.pi, -sp.sqrt(3), sp.pi / 2, sp.pi / 4]


@lru_cache(maxsize=5000)
def _has_facts(value, facts) -> bool:
    return bool(value.is_number) and all(getattr(value, name) is truth for name, truth in facts)


@lru_cache(maxsize=500)
def _likes(value) -> tuple:
    """Numbers like this one of other kinds."""
    size = abs(sp.re(value))
    return (-value, sp.re(value), size, sp.floor(size) + 1, sp.ceiling(size) + 2, sp.Integer(-2), Q(1, 3), sp.S.Zero, sp.I, sp.sqrt(2),
            sp.Integer(4), sp.Integer(9))


@dataclass(frozen=True)
class Trial:
    """One point and what was seen there."""

    values: dict
    outcome: Outcome | None
    admitted: bool


class Hunt:
    """All points of one problem, and what the statement is at each."""

    def __init__(self, problem: Problem, statement=None):
        self.problem = problem
        self.statement = problem.statement if statement is None else statement
        self.premises = problem.tested
        self.numbers = [item.symbol for item in problem.declared.values() if item.kind == "number"]
        self.matrices = [item for item in problem.declared.values() if item.kind not in ("number", "random", "function")]
        self.chances = [item.symbol for item in problem.declared.values() if item.kind == "random" and not item.law]
        self.laws = {item.symbol: (sp.Symbol(item.law[0]), *item.law[1:]) for item in problem.declared.values() if item.kind == "random" and item.law}
        self.functions = [item.symbol for item in problem.declared.values() if item.kind == "function"]
        self.random = Generator(f"points {problem.source}")
        self.tried: set = set()
        self.agreed = 0
        self.alike: dict = {}  # the first point of them
        self.digits: int | None = None
        self.unseen = 0  # points at which a series, or off the real axis an integral, could not be valued
        self._values: dict = {}
        self._facts: dict = {}  # of each symbol
        self.turn = 0  # of the functions that are tried
        self.smooth = any(item.has(sp.Derivative, sp.Integral, sp.Limit, sp.Subs) for item in (problem.statement, *problem.premises) if self.functions)
        self.gaps: list = []  # (right - left, values) of an inequality
        self.ranges, self.alone = numeric_ranges(self.premises, self.numbers), about_one_matrix(problem.given) if len(self.matrices) > 1 else {}

    # -- one point --------------------------------------------------------------------------------------------

    def admits(self, symbol, value) -> bool:
        """Whether the value has every property that the declaration states, for certain."""
        key = (symbol, value)
        if key not in self._values:
            if symbol not in self._facts:
                self._facts[symbol] = tuple((f"is_{fact}", truth) for fact, truth in symbol._assumptions_orig.items()
                                            if fact not in ("commutative", "hermitian", "antihermitian"))  # what was said; the rest follows
            self._values[key] = _has_facts(value, self._facts[symbol])
        return self._values[key]

    def premises_hold(self, values, premises=None) -> bool:
        """Whether every premise is certain at the point, or each of some."""
        for premise in self.premises if premises is None else premises:
            found = certain(premise, values)
            if found is None or found.truth is not True or not found.certified:
                return False
        return True

    def _hold_everywhere(self, values) -> bool:
        """Whether what premises say of a function of a variable is true of the chosen function at every value of the variable."""
        chosen = {function: values[function] for function in self.functions if function in values}
        for premise in self.premises:
            if isinstance(premise, sp.core.relational.Relational) and any(part.free_symbols for part in premise.atoms(AppliedUndef)):
                gap = sp.expand((substitute(premise.lhs, chosen) - substitute(premise.rhs, chosen)).doit())
                if not (gap == 0 if isinstance(premise, sp.Eq) else Context(()).proves(premise.func(gap, 0, evaluate=False))):
                    return False
        return True

    def trial(self, values: dict) -> Trial | None:
        """The statement at the point; None when the point was tried before.

        The first points are followed to high precision; at the others equations are to agree to fewer digits, which are enough to see
        a term that is small but not where it is 0.
        """
        key = tuple(values.values())
        if key in self.tried:
            return None
        self.tried.add(key)
        if any(type(symbol) is sp.Symbol and not self.admits(symbol, value) for symbol, value in values.items()):
            return Trial(values, None, False)
        numbers = {symbol: values[symbol] for symbol in self.numbers if symbol in values}
        if not self.premises_hold(values) and not (self.functions and self._is_undefined_whatever_they_are(values, numbers)):
            return Trial(values, None, False)
        first, equation = self.agreed < 2, isinstance(self.statement, sp.Eq)
        found = certain(self.statement, values, PRECISIONS if first or not equation else LATER, thorough=first or equation,
                        ties=not equation or not self.statement.free_symbols)
        if self.functions and found is not None and found.truth is False and not self._hold_everywhere(values):
            return Trial(values, None, False)
        if self.functions and found is not None and found.undefined and not undefined_beside(self.statement, numbers):
            return Trial(values, None, False)  # what a declared function is left to the author: one that fits
        if found is not None and found.truth is True:
            self.agreed += 1
            self.alike = self.alike or values
            self.note_gap(values)
            self.digits = found.digits if self.digits is None else min(self.digits, found.digits)
        elif (found is None or found.truth is None and not found.undefined) and may_diverge(self.statement, numbers):
            self.unseen += 1
        return Trial(values, found, True)

    def _is_undefined_whatever_they_are(self, values, numbers) -> bool:
        """Whether a part without functions has no value where the premises allow the numbers, whatever they say of functions."""
        about = [item for item in self.premises if item.atoms(AppliedUndef)]
        return undefined_beside(self.statement, numbers) and not any(undefined_beside(item, numbers) for item in about) and self.premises_hold(
            values, [item for item in self.premises if item not in about])

    # -- points -----------------------------------------------------------------------------------------------

    def first(self) -> Iterator[dict]:
        """A few generic points: all signs together, then mixed, then off the real axis."""
        if not self.numbers and not self.matrices:
            yield from self._with_matrices({})
            return
        for pattern in range(2 if len(self.numbers) < 2 else 4):
            yield from self._with_matrices(self._generic(pattern))
        if any(symbol.is_real is None for symbol in self.numbers):
            for turn in range(4):
                yield from self._with_matrices({symbol: self._nearest(symbol, OFF_AXIS[(turn + position) % 4][position % 5])
                                                for position, symbol in enumerate(self.numbers)})

    def _generic(self, pattern: int) -> dict:
        values = {}
        for position, symbol in enumerate(self.numbers):
            pair = GENERIC[position % len(GENERIC)]
            side = (pattern + (position * (pattern >> 1))) % 2
            values[symbol] = self._nearest(symbol, pair[side])
        return values

    def _room(self, symbol) -> tuple:
        """The numbers between which premises hold a symbol, and its own sign, or None for each."""
        low, high = self.ranges.get(symbol, (None, None))
        if symbol not in self.ranges:
            return low, high
        return sp.S.Zero if low is None and symbol.is_nonnegative else low, sp.S.Zero if high is None and symbol.is_nonpositive else high

    def fitted(self, symbol, value):
        """The value moved into the bounds that premises set by numbers; integers stay integers."""
        low, high = self._room(symbol)
        if not value.is_real or (low is None or value > low) and (high is None or value < high):
            return value
        size = abs(value)
        if low is not None and high is not None:
            moved = low + (high - low) * (size + Q(1, 9)) / (size + 1)
        else:
            moved = low + size + Q(1, 9) if low is not None else high - size - Q(1, 9)
        return sp.ceiling(moved) if symbol.is_integer else moved

    def _nearest(self, symbol, value):
        """The value, or one like it that the declaration admits and the bounds allow."""
        found = self._admitted(symbol, value)
        moved = self.fitted(symbol, found)
        return moved if moved is not found and self.admits(symbol, moved) else found

    def _admitted(self, symbol, value):
        if self.admits(symbol, value):
            return value
        for candidate in itertools.chain(_likes(value), SPECIAL, COMPLEX, IRRATIONAL):
            if self.admits(symbol, candidate):
                return candidate
        return value

    def singular(self) -> Iterator[dict]:
        """Points where the statement may change its nature, and the simplest ones."""
        if not self.numbers:
            yield from self._with_matrices({})
            return
        base = self._generic(0)
        for symbol, values in special_values(self.statement, self.premises, self.numbers).items():
            for value in values:
                if self.admits(symbol, value):
                    yield from self._with_matrices({**base, symbol: value})
        if len(self.numbers) > 1:
            for values in joint_points(self.statement, base):
                yield from self._with_matrices(values)
        for value in SPECIAL[:3]:
            yield from self._with_matrices({symbol: value if self.admits(symbol, value) else base[symbol] for symbol in self.numbers})

    def special(self, most: int = 25) -> Iterator[dict]:
        """Singular points of the statement, then small exact values in all combinations; matrices for each of the numbers in turn."""
        if not self.numbers:
            yield from self._with_matrices({})
        elif not self.matrices:
            for values in self._special_numbers(most):
                yield from self._with_matrices(values)
        else:
            yield from itertools.islice(self._with_matrices(self._generic(0)), 24)
            waiting = [self._with_matrices(values) for values in itertools.islice(self._special_numbers(most), 12)]
            for row in itertools.zip_longest(*waiting):
                yield from (values for values in row if values is not None)

    def _special_numbers(self, most: int) -> Iterator[dict]:
        wanted = special_values(self.statement, self.premises, self.numbers)
        base = self._generic(0)
        yield from points_on_curves(self.premises, self.numbers, base, self.admits)
        lists = {}
        for symbol in self.numbers:
            small = [self.fitted(symbol, value) for value in SPECIAL[:9]] if symbol in self.ranges else []
            values = [value for value in (*wanted.get(symbol, ()), *small, *SPECIAL[:7]) if self.admits(symbol, value)]
            if symbol.is_real is None:
                values += [value for value in (*COMPLEX[:4], BEYOND) if self.admits(symbol, value)]
            lists[symbol] = list(dict.fromkeys(values))
        for symbol in self.numbers:
            for value in lists[symbol]:
                yield {**base, symbol: value}
        if len(self.numbers) > 1:
            for value in SPECIAL[:4]:
                yield {symbol: value if self.admits(symbol, value) else base[symbol] for symbol in self.numbers}
            short = [mixed(lists[symbol])[: max(2, int(most ** (1 / len(self.numbers))))] for symbol in self.numbers]
            for case in itertools.islice(itertools.product(*short), most):
                yield dict(zip(self.numbers, case, strict=True))

    def deep(self, count: int) -> Iterator[dict]:
        """More special values, roots of one premise by another, and seeded chance over magnitudes; a few are special ones only."""
        wanted = special_values(self.statement, self.premises, self.numbers, deep=count > 10)
        pools = {symbol: (*wanted.get(symbol, ()), *SPECIAL, *IRRATIONAL, *COMPLEX) for symbol in self.numbers}
        if len(self.numbers) == 1:
            symbol, = self.numbers
            for value in pools[symbol]:
                if self.admits(symbol, value):
                    yield from self._with_matrices({symbol: value})
        for _ in range(count):
            values = {}
            for symbol in self.numbers:
                tried = (self.random.choice(pools[symbol]) for _ in range(12 if count < 10 or self.random.random() < 0.4 else 0))
                found = next((value for value in tried if self.admits(symbol, value)), None)
                values[symbol] = self._nearest(symbol, self._chance(symbol)) if found is None else found
            for equation in self.premises:
                values = self._solved(equation, values)
            yield from self._with_matrices(values)

    def scan(self, seconds: float = 2.0) -> Iterator[dict]:
        """Integers one after another, or pairs of them, the other symbols fixed: the first exception may come late."""
        integers = [symbol for symbol in self.numbers if symbol.is_integer]
        if not 1 <= len(integers) <= 2 or self.matrices:
            return
        base, end = self._generic(0), time.process_time() + seconds
        if len(integers) == 1:
            near, far = range(421), (500, 600, 777, 1000, 1729, 2047, 4096, 5000, 10**4)
            first, then = (far, near) if isinstance(self.statement, ORDER) else (near, far)  # a bound that fails at last, fails from there on
            cases = ((n,) for n in itertools.chain(first, then, range(-1, -61, -1)))
        else:
            pairs = ((a, b) for low, high in ((0, 9), (9, 65)) for a in range(131) for b in range(low, min(a + 1, high)))
            cases = itertools.chain.from_iterable(((a, b), (b, a)) if a != b else ((a, a),) for a, b in pairs)
        for case in cases:
            if time.process_time() > end:
                return
            values = dict(zip(integers, map(sp.Integer, case), strict=True))
            if all(self.admits(symbol, value) for symbol, value in values.items()):
                yield {**base, **values}

    def _chance(self, symbol):
        scale = sp.Integer(10) ** self.random.choice((-3, -1, 0, 0, 0, 0, 1, 1, 2, 3))
        def one():
            return scale * Q(self.random.randint(-999, 999), self.random.choice((7, 11, 64, 100, 1000)))
        if symbol.is_integer:
            return sp.Integer(self.random.choice((self.random.randint(-9, 9), self.random.randint(-60, 60), self.random.randint(0, 12))))
        if symbol.is_real is None and self.random.random() < 0.6:
            return one() + sp.I * one()
        return one()

    def _solved(self, equation, values: dict) -> dict:
        """The point moved onto an equation between numbers, where one symbol enters linearly."""
        if not isinstance(equation, sp.Eq) or isinstance(equation.lhs, sp.MatrixExpr):
            return values
        gap = (equation.lhs - equation.rhs).doit() if not equation.has(sp.Sum, sp.Integral) else None
        if gap is None:
            return values
        symbols = sorted(gap.free_symbols & set(values), key=lambda item: item.name)
        self.random.shuffle(symbols)
        for symbol in symbols:
            inner = gap.xreplace({key: value for key, value in values.items() if key != symbol})
            if not inner.is_polynomial(symbol) and inner.is_rational_function(symbol):
                inner = sp.expand(sp.fraction(sp.together(inner))[0])  # such as 1/p + 1/q = 1
            slope = inner.diff(symbol)
            if symbol not in slope.free_symbols and slope.is_number and slope != 0:
                found = sp.simplify(-inner.xreplace({symbol: sp.S.Zero}) / slope)
                if self.admits(symbol, found):
                    return {**values, symbol: found}
        return values

    def descent(self, most: int = 160) -> Iterator[dict]:
        """From the points where an inequality was closest, downhill in ever smaller steps, one symbol at a time."""
        if self.matrices or not isinstance(self.statement, ORDER):
            return
        symbols = [symbol for symbol in self.numbers if not symbol.is_integer and symbol.is_real]
        yield from turning_points(self.statement, symbols, self._generic(0))
        yield from diagonals(self.numbers, self.premises, self._nearest)
        yield from along_lines(lambda values: approximate(self.statement, values), self.numbers, symbols, self._nearest)
        starts = sorted(((size, place) for place, (size, _) in enumerate(self.gaps)), key=lambda row: row)[:2]
        for size, place in starts:
            values, best = self.gaps[place][1], size
            steps = {symbol: abs(values[symbol]) / 4 + Q(1, 8) for symbol in symbols}
            left = most
            while left > 0 and steps and max(float(step) for step in steps.values()) > 1e-7:
                for symbol in symbols:
                    moved = False
                    for sign in (1, -1):
                        trial = {**values, symbol: sp.Rational(values[symbol] + sign * steps[symbol]).limit_denominator(10**9)
                                 if values[symbol].is_Rational else values[symbol] + sign * steps[symbol]}
                        left -= 1
                        if not self.admits(symbol, trial[symbol]) or not self.premises_hold(trial):
                            continue
                        found = approximate(self.statement, trial)
                        if found is not None and found < best:
                            values, best, moved = trial, found, True
                            yield trial
                            break
                    steps[symbol] = steps[symbol] * (Q(3, 2) if moved else Q(1, 3))
            yield values

    def corners(self) -> Iterator[dict]:
        """Where premises are just met; ends of ranges; pairs of symbols of an inequality nearly equal, or at the ends of their ranges.

        Complex symbols stand in all directions from 0.
        """
        if self.matrices:
            return
        yield from edges(self.numbers, self.premises, self._nearest)
        if isinstance(self.statement, ORDER):
            yield from ends([symbol for symbol in self.numbers if symbol.is_real], self.ranges, self._nearest)
            yield from corners(self.numbers, self._nearest)
            if self.statement.has(sp.floor, sp.ceiling, sp.frac, sp.Mod):
                yield from ({**self._generic(0), symbol: place} for symbol in self.numbers for place in BESIDE_WHOLE)
        for symbol, closed in self.ranges.items():  # the end of one range, another symbol on the cut of most functions
            for end, other in itertools.product(closed, self.numbers):
                if end is not None and other is not symbol and self.admits(symbol, end) and self.admits(other, sp.S.NegativeOne):
                    yield {**self._generic(0), symbol: end, other: sp.S.NegativeOne}
        rooms = {symbol: room for symbol in self.ranges if None not in (room := self._room(symbol))}
        for part in (Q(1, 9), Q(8, 9)) if rooms else ():  # all of them near the lower ends of their ranges, and near the upper ones
            yield {**self._generic(0), **{symbol: low + part * (high - low) for symbol, (low, high) in rooms.items()}}
        yield from points_around_zero(self.numbers, self._generic(0))

    def directions(self) -> Iterator[dict]:
        """Beside the points at which two or three real symbols are equal and simple."""
        real = all(symbol.is_real and not symbol.is_integer for symbol in self.numbers)
        if isinstance(self.statement, ORDER) and real and not self.matrices:
            yield from around(self.numbers, self.ranges, self._nearest)

    def note_gap(self, values: dict) -> None:
        """Remember how close an inequality was at the point."""
        if isinstance(self.statement, ORDER) and len(self.gaps) < 60 and not self.matrices:
            found = approximate(self.statement, values)
            if found is not None:
                self.gaps.append((found, dict(values)))

    def _with_matrices(self, values: dict) -> Iterator[dict]:
        for laws in (*self._copies(), *joint_laws(self.chances)):
            for further in self._functions():
                given = self.with_named_laws({**values, **laws, **further})
                if not self.matrices:
                    yield given
                else:
                    yield from fitted(self.premises, matrix_values(self.matrices, given, self.numbers, self.random, self._meets_alone))
        yield from self._in_step(values)

    def _in_step(self, values: dict) -> Iterator[dict]:
        """Two variables of one named law as the very same variable, where no premise says that some are independent."""
        if self.chances or self.matrices or self._separate():
            return
        for first, second in itertools.combinations(sorted(self.laws, key=str), 2):
            (name, *parameters), (other, *others) = self.laws[first], self.laws[second]
            if name != other or not {first, second} <= self.statement.free_symbols:
                continue
            moved = dict(values)
            for mine, its in zip(parameters, others, strict=True):
                if its in moved:
                    moved[its] = substitute(sp.sympify(mine), moved)
            law = value_of_law(self.laws[first], moved)
            if law is not None and law is value_of_law(self.laws[second], moved):
                yield {**moved, first: law, second: same_as(first)}

    def with_named_laws(self, values: dict) -> dict:
        """The named laws beside variables of any law, as premises may speak of both; each is drawn on its own."""
        laws = {symbol: value_of_law(law, values) for symbol, law in self.laws.items()} if self.chances else {}
        return {**values, **{symbol: value for symbol, value in laws.items() if value is not None}} if laws else values

    def _copies(self) -> list:
        """All variables of any law as one that has a named law, where no premise says that some are independent."""
        return [] if self._separate() or not self.chances else [dict.fromkeys(self.chances, same_as(symbol)) for symbol in self.laws]

    def _separate(self) -> bool:
        return any(isinstance(item, Independent) for item in self.problem.premises)

    def _meets_alone(self, values: dict, which) -> bool:
        """Whether the premises about this matrix alone certainly hold."""
        return all((found := certain(item, values)) is not None and found.truth is True for item in self.alone.get(which, ()))

    def _functions(self) -> Iterator[dict]:
        """Values of the declared functions: a few at each point, many where there is nothing else to vary."""
        parts = self.statement.atoms(AppliedUndef) if self.functions else ()
        for _ in range(1 if not self.functions else 3 if self.numbers else 24):
            yield {} if not self.functions else fitted_functions(function_values(self.functions, parts, self.turn, self.smooth), self.premises)
            self.turn += 1
