"""What is proved of sums over entries: an inequality for each entry, added up; Cauchy-Schwarz, Hoelder; one entry against the sum.

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
from verifier.tools.relations import ORDER, of_matrices, sides_of
from verifier.tools.settled import settled
from verifier.vocabulary.operators import ForAll


class Bounds:
    """The statement between numbers, and what the lemmas so far say of the sums in it."""

    def __init__(self, statement, context):
        if not isinstance(statement, ORDER) or of_matrices(statement):
            raise Rejected("expected an inequality between numbers")
        self.entries = Entries(context, statement)
        sides = [self.entries.number(side) for side in statement.args]
        for side in sides:
            self.entries.form(side, *self.entries.facts)
        self.facts = [*self.entries.facts, *dict.fromkeys(self.entries.noted)]
        self.statement = statement.func(*map(settled, sides), evaluate=False)
        self.rooms = 0  # by how much facts hold: each is a number of its own

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

    def room(self, strict=False):
        """A new symbol for by how much a fact holds."""
        self.rooms += 1
        return sp.Symbol(f"~{self.rooms}", **{"positive" if strict else "nonnegative": True})

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


def hoelder(bounds: Bounds, first, second, mixed, share, sign=0) -> None:
    """Where |mixed| = first^t * second^(1 - t) for all entries, with first, second >= 0 and 0 < t < 1: the sums are at most alike.

    With a sign 1 or -1: the sum of the mixed, times the sign, is at most that product.  Without: for t = a/b, the power
    b of the sum is at most the product of the powers a and b - a, where b is even or no mixed is negative.  With a sign 2:
    a positive sum is the product times exp(-s) for some s >= 0.  What is positive may have any exponent from 0 to 1.
    """
    sign = int(sign)
    entries = bounds.entries
    if sign not in (0, 1, -1, 2) or entries.entries_of(share) or not (entries.shows(first) and entries.shows(second)):
        raise Rejected("no sign, no exponent, or not visibly >= 0")
    if share.is_Rational:
        if not 0 < share < 1:
            raise Rejected("the exponent is not between 0 and 1")
        whole, part = share.q, share.p  # even powers on both sides: the sizes are alike
        state = entries.state(sp.Ge(mixed ** (2 * whole) - first ** (2 * part) * second ** (2 * (whole - part)), 0, evaluate=False))
    else:
        if not all(shows(*_inside(entries, value)) for value in (share, 1 - share)):
            raise Rejected("the exponent is not visibly from 0 to 1")
        _same_logarithms(entries, ((mixed, sp.S.One), (first, -share), (second, share - 1)))
        state = None
    if state is not None and state.gap != 0 and Quotient(form_in(state.region, state.gap)).over != 0:
        raise Rejected("what is between is not such a product")
    one, two, both = (entries.total(body) for body in (first, second, mixed))
    if sign == 2:
        _below(bounds, both, one**share * two ** (1 - share))
        return
    if sign:
        made = one**share * two ** (1 - share) - sign * both
    elif share.is_Rational and (share.q % 2 == 0 or entries.shows(mixed)):
        made = one**share.p * two ** (share.q - share.p) - both**share.q
    else:
        raise Rejected("no power that keeps the order")
    bounds.facts.append(sp.Ge(made, 0, evaluate=False))


def power_of_sum(bounds: Bounds, body, raised, exponent) -> None:
    """The sum of b^m is the power m of the sum of b times exp(-s) for some s >= 0, as b^m <= b (sum of b)^(m - 1), for b > 0 and m >= 1."""
    entries = bounds.entries
    if entries.entries_of(exponent) or not shows(*_inside(entries, exponent - 1)):
        raise Rejected("the exponent is not visibly at least 1")
    _same_logarithms(entries, ((raised, sp.S.One), (body, -exponent)))
    _below(bounds, entries.total(raised), entries.total(body) ** exponent)


def minkowski(bounds: Bounds, first, second, exponent) -> None:
    """The sum of |u + v|^p to 1/p is at most that of |u|^p to 1/p and that of |v|^p to 1/p together, for p >= 1; u itself where it is >= 0."""
    entries = bounds.entries
    if entries.entries_of(exponent) or not shows(*_inside(entries, exponent - 1)):
        raise Rejected("the exponent is not visibly at least 1")
    sizes = [body if entries.shows(body) else sp.Abs(body) for body in (first, second, first + second)]
    one, two, both = (entries.total(size**exponent) ** (1 / exponent) for size in sizes)
    bounds.facts.append(sp.Ge(one + two - both, 0, evaluate=False))


def _same_logarithms(entries, factors) -> None:
    """The bodies are positive, and their logarithms times the factors add up to 0."""
    if not all(entries.shows(body, True) for body, _ in factors):
        raise Rejected("not visibly positive")
    region, gap = _inside(entries, sp.Add(*(factor * sp.log(body) for body, factor in factors)))
    if gap != 0 and Quotient(form_in(region, gap)).over != 0:
        raise Rejected("the bodies are not powers of each other")


def _below(bounds: Bounds, symbol, bound) -> None:
    """A positive sum that is at most the bound, as the bound times exp(-s) with s >= 0."""
    if not (_is_own(symbol) and symbol.is_positive):
        raise Rejected("not the symbol of a positive sum")
    bounds.replace(symbol, bound * sp.exp(-bounds.room()))


def _inside(entries, expression):
    """The region of the premises, and the expression with its symbols."""
    state = entries.state(sp.Ge(expression, 0, evaluate=False))
    return state.region, state.gap


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
    new = bounds.room(strict)
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


LEMMAS = {"pairs": pairs, "each": at_each, "Cauchy-Schwarz": cauchy_schwarz, "Hoelder": hoelder, "power of the sum": power_of_sum, "Minkowski": minkowski,
          "one entry": one_entry, "slack": slack, "root": root}


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
    if kind == "Hoelder":
        return f"Hoelder's inequality with |{data[2]}| = ({data[0]})**({data[3]})*({data[1]})**({1 - data[3]})"
    if kind == "power of the sum":
        return f"the sum of {data[1]} is at most that of {data[0]} to the power {data[2]}"
    if kind == "Minkowski":
        return f"Minkowski's inequality for {data[0]} and {data[1]} with the exponent {data[2]}"
    if kind == "one entry":
        return f"{data[0]} at place {data[1]} is at most its sum"
    if kind == "pairs":
        return "what a premise says of all pairs of entries"
    return {"slack": "the room of what was said last", "root": f"the root of {data[0]}"}.get(kind, kind) + " as a number"
