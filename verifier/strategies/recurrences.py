"""Functions of which the premises say how they go on: induction along the recurrence, or its values until the statement fails."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.evidence import AlongRecurrence, AtPlaces, NonNegative, Numbers, Parts, Unrolled
from verifier.goal import Budget, Goal
from verifier.tools.binding import free_symbols
from verifier.tools.closed_forms import put_values
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.quantifiers import CHECKERS
from verifier.tools.sums.along_recurrences import Parts as Induction
from verifier.tools.sums.along_recurrences import at_values, base_assumptions, fails_at, first_places, is_earlier, numbered, premises_of, unroll
from verifier.tools.sums.recurrences import System, short, system_of

INTEGERS = tuple(map(sp.Integer, (2, 1, 3, 0, -1, 5, -2)))
NUMBERS = tuple(map(sp.Rational, ("1/2", "2", "1/3", "3", "1", "-1", "3/4", "0", "-2", "1/10", "7")))


def speaks_of_places(goal: Goal) -> bool:
    """Whether the statement and a premise speak of a declared function of whole numbers."""
    return bool(goal.statement.atoms(AppliedUndef)) and any(
        len(node.args) == 1 and node.args[0].is_integer and node.args[0].free_symbols for item in goal.assumptions for node in item.atoms(AppliedUndef))


class Unrolling:
    """The first values and a place at which the statement fails; gives up after a few choices of the other symbols."""

    name = "unrolled recurrence"

    def __init__(self, farthest: int = 48, trials: int = 10):
        self.farthest, self.trials = farthest, trials  # places at which the statement is tried, choices of what is free

    def propose(self, goal: Goal, budget: Budget):
        """The first failure, at the simplest values tried."""
        if not speaks_of_places(goal):
            return None
        premises = premises_of(goal)
        system = system_of(premises)
        n = system.variable
        if system.least is None:
            return None
        symbols = sorted({item for part in (goal.statement, *premises) for item in part.free_symbols} - {n}, key=str)
        functions = sorted({node.func for part in (goal.statement, *premises) for node in part.atoms(AppliedUndef)} - set(system.rules), key=str)
        t = sp.Symbol("t", real=True)
        for turn in range(self.trials if symbols or functions or not system.given else 2):
            values = {symbol: _choice(symbol, turn + 2 * place) for place, symbol in enumerate(symbols)}
            values |= {function: sp.Lambda(t, t + 1 + turn + place) for place, function in enumerate(functions)}
            if None in values.values():
                continue
            try:
                found = self._failure(goal.statement, premises, values, n, turn)
            except GAVE_UP:
                continue
            if found is not None:
                return found
        return None

    def _failure(self, statement, premises, values, n, turn):
        least = system_of(premises).least
        system = at_values(premises, {**values, n: least})
        first = _first_values(system, turn)
        if first is None:
            return None
        table, upto = unroll(system, first, int(least)), int(least)
        for place in range(int(least), int(least) + (self.farthest if n in free_symbols(statement) else 1)):
            here = {**values, n: sp.Integer(place)}
            wanted = fails_at_places(statement, here)
            free = {node: NUMBERS[(turn + place + int(node.args[0])) % len(NUMBERS)] for node in wanted
                    if node not in system.given and is_earlier(node, system)}
            far = max((int(node.args[0]) for node in wanted), default=0)
            if far > upto:
                table, upto = unroll(system, first, far + 4), far + 4
            for node, value in system.given.items():
                table.setdefault(node, value)
            outcome = holds(fails_at(system, statement, here, {**table, **free}), {}, bits=256)
            if outcome.truth is False and outcome.certified:
                return Unrolled(here, {**first, **free})
        return None


def fails_at_places(statement, values):
    """The places of functions in the statement at the values."""
    found = short(put_values(statement, values)).atoms(AppliedUndef)
    if any(not node.args[0].is_Integer for node in found):
        raise Rejected("a place is no whole number")
    return found


def _choice(symbol, turn):
    pool = [value for value in (INTEGERS if symbol.is_integer else NUMBERS) if all(
        getattr(value, f"is_{fact}") is truth for fact, truth in symbol.assumptions0.items() if fact in (
            "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer", "even", "odd", "prime"))]
    return pool[turn % len(pool)] if pool else None


def _first_values(system: System, turn: int):
    """Values of the first places under which the given ones come out; free ones are chosen."""
    places = first_places(system)
    unknown = {node: sp.Dummy(f"u{number}") for number, node in enumerate(places) if node not in system.given}
    first = {node: system.given.get(node, unknown.get(node)) for node in places}
    later = {node: value for node, value in system.given.items() if node not in first}
    ahead = {node: value for node, value in later.items() if node.args[0] > system.first_place(node.func)}
    if ahead:
        table = unroll(system, first, max(int(node.args[0]) for node in ahead))
        solved = sp.solve([table[node] - value for node, value in ahead.items()], list(unknown.values()), dict=True)
        if not solved:
            return None
        first = {node: sp.sympify(value).xreplace(solved[0]) for node, value in first.items()}
    before = {node: value for node, value in later.items() if node not in ahead}
    if before and unknown:  # the recurrence as if it began earlier: one of the functions that it allows
        early = min(int(node.args[0]) for node in before)
        wide = replace(system, least=sp.Integer(early - min(min(rule.lowest, rule.top) for rule in system.rules.values())))
        table = unroll(wide, {**before, **system.given}, int(system.least))
        first = {node: table.get(node, value) for node, value in first.items()}
    free = [mark for mark in unknown.values() if any(mark in value.free_symbols for value in first.values())]
    return {node: value.xreplace({mark: NUMBERS[(turn + 4 + place) % 5] if turn else sp.Integer(place + 1) for place, mark in enumerate(free)})
            for node, value in first.items()}


class Recurrences:
    """Induction along a recurrence; what is left at its bases and its step is for the strategies it was made with."""

    name = "induction along a recurrence"

    def __init__(self, *inner):
        self.inner = inner

    def propose(self, goal: Goal, budget: Budget):
        """The first form of the step that is shown."""
        if not speaks_of_places(goal):
            return None
        system = system_of(premises_of(goal), goal.statement)
        n = system.variable
        if isinstance(goal.statement, sp.And):
            found = [self._with(item, [other for other in goal.statement.args if other is not item], system, budget) for item in goal.statement.args]
            return None if None in found else Parts(tuple(found))
        if n not in free_symbols(goal.statement):
            found = self._shown(Goal(numbered(goal.statement, system), (), base_assumptions(system)), budget)
            return None if found is None else AtPlaces(found)
        if system.least is None:
            return None
        depth = max(rule.top - rule.lowest for rule in system.rules.values())
        forms = [("closed", max(1, depth), 1), ("factor", 1, 1), ("factor", 1, -1)] + [("factor", 1, item) for item in self._factors(goal.statement, system)]
        if not isinstance(goal.statement, sp.Eq):
            forms = [("monotone", max(1, depth), 1), ("assumed", max(1, depth), 1), ("assumed", max(1, depth) + 1, 1)]
        for form, count, factor in forms:
            try:
                parts = Induction(goal.statement, system, system.least, count)
                statement, assumptions = parts.step(form, factor)
            except GAVE_UP:
                continue
            step = self._shown(Goal(statement, (), assumptions), budget)
            if step is None:
                continue
            bases = [self._shown(Goal(parts.base(shift), (), base_assumptions(system)), budget) for shift in range(count)]
            if None not in bases:
                return AlongRecurrence(n, system.least, tuple(bases), step, form, factor)
        beside = [closed for rule in system.rules.values() if (closed := _geometric(rule, system)) is not None and closed.lhs != goal.statement.lhs]
        if not beside or not isinstance(goal.statement, sp.Eq):
            return None
        return self._with(goal.statement, beside, system, budget) or self._with(goal.statement, beside, system, budget, "factor")

    def _with(self, statement, beside, system: System, budget: Budget, form: str = "closed"):
        """One induction for several closed forms, or for an equation and closed forms of what stands in it."""
        if system.least is None:
            return None
        count = max(1, *(rule.top - rule.lowest for rule in system.rules.values()))
        bases, steps = [], []
        for claim in (statement, *beside):
            parts = Induction(claim, system, system.least, count, (statement, *beside))
            try:
                carried, assumptions = parts.step(form if claim is statement else "closed", 1)
            except GAVE_UP:
                return None
            steps.append(self._shown(Goal(carried, (), assumptions), budget))
            if steps[-1] is None:
                return None
            bases += [self._shown(Goal(parts.base(shift), (), base_assumptions(system)), budget) for shift in range(count)]
        return None if None in bases else AlongRecurrence(system.variable, system.least, tuple(bases), Parts(tuple(steps)), form, 1, tuple(beside))

    def _factors(self, statement, system: System):
        """What multiplies the place before in a recurrence of first order; bases of powers in the statement."""
        n, found = system.variable, []
        for rule in system.rules.values():
            before = rule.function(n + rule.top - 1)
            slope = sp.diff(rule.value.xreplace({before: (mark := sp.Dummy("x"))}), mark)
            if mark not in slope.free_symbols and not slope.atoms(AppliedUndef) and n not in slope.free_symbols:
                found.append(slope)
        found += [node.base for node in sorted(statement.atoms(sp.Pow), key=str) if n in node.exp.free_symbols and n not in node.base.free_symbols]
        return [item for item in dict.fromkeys(found) if item not in (0, 1, -1)]

    def _shown(self, goal: Goal, budget: Budget):
        """What the strategies inside have for an equation; rules for an inequality; numbers as they are."""
        statement = goal.statement
        if not statement.free_symbols and not statement.atoms(AppliedUndef):
            return Numbers() if holds(statement, {}, bits=256).truth is True else None
        if not isinstance(statement, sp.Eq):
            tree = tree_of(statement, goal.assumptions)
            return None if tree is None else NonNegative("rules", (tree,))
        for strategy in self.inner:
            try:
                found = strategy.propose(goal, budget)
                if found is not None and _accepted(goal, found).is_green:
                    return found
            except GAVE_UP:
                continue
        return None


def _geometric(rule, system: System):
    """f(n) where f(n + 1) = c f(n) + d with constant c and d."""
    n, before = system.variable, rule.function(system.variable + rule.top - 1)
    inside = sp.expand(rule.value).xreplace({before: (mark := sp.Dummy("x"))})
    slope = sp.diff(inside, mark)
    rest, first = sp.expand(inside - slope * mark), rule.function(system.least + rule.top - 1)
    if rule.order or {n, mark} & (slope.free_symbols | rest.free_symbols) or slope.atoms(AppliedUndef) | rest.atoms(AppliedUndef):
        return None
    steps = n - first.args[0]
    gained = rest * steps if slope == 1 else rest * (1 - slope**steps) / (1 - slope)
    return sp.Eq(rule.function(n), slope**steps * system.given.get(first, first) + gained, evaluate=False)


def _accepted(goal, evidence):
    return CHECKERS[type(evidence)](goal, evidence, _accepted)
