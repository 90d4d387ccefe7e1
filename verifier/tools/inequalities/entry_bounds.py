"""What is proved of sums over entries: an inequality for each entry, added up; Cauchy-Schwarz; one entry against the sum.

A lemma is a row of data; the rule adds what it says to the facts about the sums, and leaves an inequality between reals.
"""

from __future__ import annotations

from copy import copy

import sympy as sp

from verifier.tools.inequalities.entry_pairs import pairs_of, total_of_pairs
from verifier.tools.inequalities.entry_sums import Entries, like
from verifier.tools.inequalities.inequality_rules import check
from verifier.tools.inequalities.inequality_states import form_in, shows, started
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.kernels import NotVisible, Quotient
from verifier.tools.relations import ORDER, sides_of
from verifier.tools.settled import settled
from verifier.vocabulary.operators import ForAll


class Bounds:
    """The statement between numbers, and what the lemmas so far say of the sums in it."""

    def __init__(self, statement, context):
        if not isinstance(statement, ORDER) or any(isinstance(side, sp.MatrixExpr) for side in statement.args):
            raise Rejected("expected an inequality between numbers")
        self.entries = Entries(context, statement)
        sides = [self.entries.number(side) for side in statement.args]
        for side in sides:
            self.entries.form(side, *self.entries.facts)
        self.facts = [*self.entries.facts, *dict.fromkeys(self.entries.noted)]
        self.statement = statement.func(*map(settled, sides), evaluate=False)

    def take(self, lemma) -> None:
        """Add what the lemma says; what it does not show is refused."""
        kind, *data = lemma
        if kind not in LEMMAS:
            raise Rejected(f"no lemma {kind}")
        try:
            LEMMAS[kind](self, *data)
        except (NotVisible, sp.PolynomialError, AttributeError, IndexError, ValueError, TypeError) as problem:
            raise Rejected(f"{kind}: {problem}") from problem

    def fork(self) -> Bounds:
        """A copy to which other lemmas may be added."""
        new = copy(self)
        new.facts = list(self.facts)
        return new

    def left(self):
        """What remains: the inequality, for all values of the symbols that stand for sums and meet the facts."""
        made = [item for item in (*self.facts, self.statement)]
        own = {symbol for item in made for symbol in item.free_symbols if _is_own(symbol)}
        if not own:
            raise Rejected("no sum is left")
        return ForAll(tuple(sorted(own, key=lambda item: item.name)), tuple(self.facts), self.statement)

    def replace(self, symbol, value) -> None:
        """Another expression for a symbol, whose sign stays known."""
        sign = sp.Gt if symbol.is_positive else sp.Ge if symbol.is_nonnegative else None
        put = {symbol: value}
        self.facts = [item.func(*(side.xreplace(put) for side in item.args), evaluate=False) for item in self.facts]
        if sign is not None and not (value.is_positive if sign is sp.Gt else value.is_nonnegative):
            self.facts.append(sign(value, 0, evaluate=False))
        self.statement = self.statement.func(*(side.xreplace(put) for side in self.statement.args), evaluate=False)


def _is_own(symbol) -> bool:
    return isinstance(symbol, sp.Symbol) and any(mark in symbol.name for mark in "[(~")


def at_each(bounds: Bounds, gap, strict, below, values, tree) -> None:
    """gap >= 0 (or > 0) for every entry, so also for the sum of the gaps.

    `below` are bodies that are not negative, so that each is at most its sum; `values` are what symbols of the gap stand
    for, which have the sign of the symbol and may be sums.
    """
    entries = bounds.entries
    if not all(map(entries.shows, below)):
        raise Rejected("a body is not visibly >= 0")
    if strict and entries.is_empty:
        raise Rejected("there may be no entry")
    for symbol, value in values:
        entries.form(value, *bounds.facts)
        state = _state(sp.Ge(value, 0, evaluate=False), bounds)
        if symbol.is_nonnegative and not shows(state.region, state.gap, bool(symbol.is_positive)) or not symbol.is_real or entries.entries_of(value):
            raise Rejected(f"{value} is not visibly like {symbol}")
    relation, facts = entries.at_each(gap, strict, below)
    check(entries.state(relation, *bounds.facts, *facts), tree)
    bounds.facts.append(relation.func(entries.total(gap.xreplace(dict(values))), 0, evaluate=False))


def cauchy_schwarz(bounds: Bounds, first, second, mixed, sign=0) -> None:
    """Where mixed^2 = first * second for all entries, with first, second >= 0: the square of the sum is at most the product of the sums.

    With a sign 1 or -1: the sum, times the sign, is at most the product of the roots.
    """
    sign = int(sign)
    if sign not in (0, 1, -1):
        raise Rejected("no sign")
    entries = bounds.entries
    if not (entries.shows(first) and entries.shows(second)):
        raise Rejected("not visibly >= 0")
    state = entries.state(sp.Ge(mixed**2 - first * second, 0, evaluate=False))
    if state.gap != 0 and Quotient(form_in(state.region, state.gap)).over != 0:
        raise Rejected("not a square")
    one, two, both = (entries.total(body) for body in (first, second, mixed))
    made = sp.sqrt(one) * sp.sqrt(two) - sign * both if sign else one * two - both**2
    bounds.facts.append(sp.Ge(made, 0, evaluate=False))


def one_entry(bounds: Bounds, body, place) -> None:
    """What is not negative is, at one place, at most its sum."""
    entries = bounds.entries
    if not entries.shows(body):
        raise Rejected("not visibly >= 0")
    there = {symbol: entries.one_entry(entries.symbols[symbol], place) for symbol in entries.entries_of(body)}
    bounds.facts.append(sp.Ge(entries.total(body) - body.xreplace(there), 0, evaluate=False))


def slack(bounds: Bounds, position, symbol) -> None:
    """By how much a fact holds, as a new symbol; a symbol of the fact is what the equation says it is."""
    position = int(position)
    small, large, strict = sides_of(bounds.facts[position])
    gap = sp.expand(large - small)
    slope = gap.coeff(symbol)
    rest = sp.expand(gap - slope * symbol)
    if symbol in slope.free_symbols | rest.free_symbols or not _is_own(symbol):
        raise Rejected("not linear in the symbol")
    state = _state(sp.Ge(slope, 0, evaluate=False), bounds)
    form = form_in(state.region, state.gap)
    if not (state.region.positive(form) or state.region.positive(-form)):
        raise Rejected("the sign of the slope is not visible")
    new = sp.Symbol(f"~{position}", **{"positive" if strict else "nonnegative": True})
    del bounds.facts[position]
    bounds.replace(symbol, sp.expand((new - rest) / slope))


def _state(relation, bounds):
    """The goal of showing a relation between sums."""
    return started(relation, (*bounds.entries.premises, *bounds.facts))


def root(bounds: Bounds, symbol) -> None:
    """A sum that is not negative is the square of a number."""
    if not symbol.is_nonnegative or not _is_own(symbol):
        raise Rejected("not visibly >= 0")
    bounds.replace(symbol, like(symbol, f"~{symbol.name}") ** 2)


def pairs(bounds: Bounds, position) -> None:
    """What a premise says of all pairs of entries, added up."""
    gap = pairs_of(bounds.entries)[int(position)]
    bounds.facts.append(sp.Ge(total_of_pairs(bounds.entries, gap), 0, evaluate=False))


LEMMAS = {"pairs": pairs, "each": at_each, "Cauchy-Schwarz": cauchy_schwarz, "one entry": one_entry, "slack": slack, "root": root}


def sums_as_numbers(statement, context, data):
    """The inequality between reals from which the one about sums over entries follows, after the lemmas in the data."""
    bounds = Bounds(statement, context)
    for lemma in data:
        bounds.take(lemma)
    return bounds.left()


def said(lemma) -> str:
    """What a lemma says, in words."""
    kind, *data = lemma
    if kind == "each":
        gap, strict, below, values, _ = data
        where = "".join(f" with {symbol} = {value}" for symbol, value in values)
        known = f" as {', '.join(map(str, below))} is at most its sum" if below else ""
        return f"for each entry {gap} {'>' if strict else '>='} 0{where}{known}"
    if kind == "Cauchy-Schwarz":
        return f"Cauchy-Schwarz with ({data[2]})**2 = ({data[0]})*({data[1]})"
    if kind == "one entry":
        return f"{data[0]} at place {data[1]} is at most its sum"
    if kind == "pairs":
        return "what a premise says of all pairs of entries"
    return {"slack": "the room of what was said last", "root": f"the root of {data[0]}"}.get(kind, kind) + " as a number"
