"""Inequalities between sums over the entries of vectors, for every size: an inequality for each entry, added up."""

from __future__ import annotations

import itertools
import time

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.evidence import ForEvery, NonNegative, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.binding import bound_anywhere
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.relations import ORDER, sides_of
from verifier.vocabulary.operators import ForAll, entry, frobenius

RULE = "sums over entries as numbers"


class EntrySums:
    """Lines that touch where all entries are alike, Cauchy-Schwarz, Hoelder, one entry against the sum; gives up on more than one range."""

    name = "sums over entries"

    def propose(self, goal: Goal, budget: Budget):
        """The lemmas, and the tree of rules for the inequality between reals that they leave."""
        statement = goal.statement
        if not isinstance(statement, ORDER) or not statement.has(sp.Sum, sp.Product, frobenius) or not statement.has(entry, AppliedUndef, frobenius):
            return None
        from verifier.tools.context import Context
        from verifier.tools.inequalities.entry_bounds import Bounds
        bound = bound_anywhere(statement)
        known = [item for item in goal.assumptions if not bound & item.free_symbols]
        try:
            bounds = Bounds(statement, Context(known))
        except GAVE_UP:
            return None
        return _Attempt(goal, bounds).found()


class _Attempt:
    """The ways of one goal, the cheapest first."""

    def __init__(self, goal, bounds):
        self.goal, self.bounds, self.entries = goal, bounds, bounds.entries
        small, large, self.strict = sides_of(bounds.statement)
        self.gap = sp.expand(large - small)
        self.end = time.process_time() + 5.0

    def found(self):
        """The first way that closes, or None."""
        for way in (self._by_itself, self._pairs, self._hoelder, self._powers_of_sums, self._minkowski, self._joint, self._cauchy_schwarz,
                    self._below_the_sum, self._one_entry, self._compared, self._single):
            for lemmas, bounds in way():
                tree = self._close(bounds)
                if tree is not None:
                    return Rewritten(RULE, ForEvery(NonNegative("rules", (tree,))), tuple(lemmas))
                if time.process_time() > self.end:
                    return None
        return None

    def _close(self, bounds):
        from verifier.tools.inequalities.inequality_search import tree_of
        try:
            made = bounds.left()
            return tree_of(made.args[2], (*self.goal.assumptions, *made.args[1]), 1.5, 3)
        except GAVE_UP:
            return None

    def _taken(self, lemmas, bounds=None):
        """(lemmas, bounds) with these lemmas, or nothing where one is refused."""
        new = (bounds or self.bounds).fork()
        try:
            for lemma in lemmas:
                new.take(lemma)
        except GAVE_UP:
            return
        yield lemmas, new

    def _each(self, gap, strict=False, below=(), values=(), bounds=None):
        """The lemma that gap >= 0 for each entry, or None."""
        from verifier.tools.inequalities.inequality_search import tree_of
        bounds = bounds or self.bounds
        try:
            relation, facts = self.entries.at_each(gap, strict, below)
            tree = tree_of(relation, (*self.entries.premises, *self.entries.of_entries, *bounds.facts, *facts), 1.0, 3)
        except GAVE_UP:
            return None
        return None if tree is None else ("each", gap, strict, tuple(below), tuple(values), tree)

    # -- ways -----------------------------------------------------------------------------------------------------------

    def _by_itself(self):
        yield (), self.bounds

    def _bodies(self):
        """(symbol, body) of the sums in the gap."""
        return [(symbol, body) for body, symbol in self.entries.sums.items() if symbol in self.gap.free_symbols]

    def _joint(self):
        """A gap that is linear in sums: what stands under them, together; as it is, or against lines."""
        own, function, rest = set(self.entries.sums.values()), sp.S.Zero, self.gap
        for symbol, body in self._bodies():
            slope = self.gap.coeff(symbol)
            left = sp.expand(rest - slope * symbol)
            if not own & slope.free_symbols and symbol not in left.free_symbols:
                rest, function = left, function + slope * body
        if function == 0:
            return
        if not own & rest.free_symbols:
            shares = [body / value for body, value in self._known_totals()]
            wholes = [function + sp.expand(rest * share) for share in (*shares, *([sum(shares) / len(shares)] if len(shares) > 1 else ()))]
            for below in self._lower_sums():
                for gap in dict.fromkeys((function + sp.expand(rest / self.entries.count), function, *wholes)):
                    for strict in (True, False) if self.strict and not self.entries.is_empty else (False,):
                        lemma = self._each(gap, strict, below)
                        if lemma is not None:
                            yield from self._taken((lemma,))
        yield from self._against_lines(function)

    def _pairs(self):
        """What premises say of all pairs of entries."""
        if any(isinstance(item, ForAll) and (len(item.args[0]) == 2 or isinstance(item.args[2], ForAll)) for item in self.goal.assumptions):
            from verifier.tools.inequalities.entry_pairs import pairs_of
            for position in range(len(pairs_of(self.entries))):
                yield from self._taken((("pairs", position),))

    def _known_totals(self):
        """(entry, number) where a premise says that the entries add up to the number."""
        stated = {fact.lhs: fact.rhs for fact in self.bounds.facts if isinstance(fact, sp.Eq)}
        return [(body, stated[symbol]) for body, symbol in self.entries.sums.items()
                if body in self.entries.symbols and stated.get(symbol, sp.S.Zero).is_nonzero]

    def _lower_sums(self):
        """Bodies that are not negative: first none, then the entries whose sum a premise knows."""
        yield ()
        known = [body for body, symbol in self.entries.sums.items() if body in self.entries.symbols and body.is_nonnegative
                 and any(symbol in fact.free_symbols for fact in self.bounds.facts)]
        if known:
            yield tuple(known)

    def _against_lines(self, function, bounds=None):
        from verifier.tools.inequalities.entry_lines import lines
        known = {fact.lhs: fact.rhs for fact in self.bounds.facts if isinstance(fact, sp.Eq) and fact.lhs.is_Symbol}
        for gap, values in lines(self.entries, function):
            settled = {symbol: value.xreplace(known) for symbol, value in values}
            tries = [(gap, values)]
            if values and not any(item in self.entries.sums.values() for value in settled.values() for item in value.free_symbols):
                tries.append((gap.xreplace(settled), ()))  # at the means that a premise states
            for line, symbols in tries:
                lemma = self._each(line, values=symbols, bounds=bounds)
                if lemma is not None:
                    yield from self._taken((lemma,), bounds)
                    break

    def _single(self):
        """Each sum of something curved against a line below or above it, whose room replaces it."""
        states = [((), self.bounds)]
        for symbol, body in self._bodies():
            if body in self.entries.symbols:
                continue
            further = []
            for lemmas, bounds in states:
                for function in (body, -body):
                    for more, new in self._against_lines(function, bounds):
                        yield (*lemmas, *more), new
                        further += self._taken((*lemmas, *more, ("slack", len(new.facts) - 1, symbol)))
            yield from further
            states += further
            if len(states) > 8:
                return

    def _cauchy_schwarz(self):
        """first * second = mixed^2 under three sums, one of which may be that of 1."""
        bodies = [sp.S.One, *self.entries.sums]
        signed = [body for body in bodies if body == 1 or self.entries.shows(body)]
        products = {}
        for first, second in itertools.combinations(signed, 2):
            products.setdefault(_plain(first * second), (first, second))
        for mixed in bodies:
            pair = products.get(_plain(mixed**2))
            if pair is None or mixed in pair:
                continue
            lemma = ("Cauchy-Schwarz", *pair, mixed)
            for lemmas, bounds in self._taken((lemma,)):
                yield lemmas, bounds
                place = ("slack", len(bounds.facts) - 1)
                roots = [self.entries.sums[body] for body in pair if body != 1]
                rooted = [("root", symbol) for symbol in roots]
                for symbol in roots:
                    yield from self._taken((*lemmas, (*place, symbol)))
                if mixed != 1:
                    both = [("Cauchy-Schwarz", *pair, mixed, sign) for sign in (1, -1)]
                    if self.gap.has(sp.Abs):
                        yield from self._taken((*both, *rooted))
                    yield from self._taken((("Cauchy-Schwarz", *pair, mixed, 1), *rooted, ("slack", len(bounds.facts) - 1, self.entries.sums[mixed])))
                    yield from self._taken((("Cauchy-Schwarz", *pair, mixed, 1), *rooted))

    def _hoelder(self):
        """|mixed| = first^t * second^(1 - t) under three sums, one of which may be that of 1."""
        bodies = [(body, powers) for body in (sp.S.One, *self.entries.sums) if (powers := _exponents(body)) is not None]
        signed = [(body, powers) for body, powers in bodies if body == 1 or self.entries.shows(body)]
        for mixed, powers in bodies[1:]:
            for (first, one), (second, two) in itertools.combinations(signed, 2):
                share = _share(powers, one, two)
                if share is None or share == sp.S.Half or mixed in (first, second):  # half and half is Cauchy-Schwarz
                    continue
                lemma = ("Hoelder", first, second, mixed, share)
                both = [(*lemma, sign) for sign in (1, -1)]
                if self.gap.has(sp.Abs):
                    yield from self._taken(both)
                if not share.is_Rational:
                    yield from self._taken(((*lemma, 2),))
                for one_side in both:
                    for lemmas, bounds in self._taken((one_side,)):
                        yield from self._taken((*lemmas, ("slack", len(bounds.facts) - 1, self.entries.sums[mixed])))
                for lemmas, bounds in self._taken((lemma,)):
                    yield lemmas, bounds
                    for symbol in (self.entries.sums[body] for body in (first, second) if body != 1):
                        yield from self._taken((*lemmas, ("slack", len(bounds.facts) - 1, symbol)))

    def _powers_of_sums(self):
        """A positive body that is another one to an exponent with symbols."""
        bodies = [(body, powers) for _, body in self._bodies() if (powers := _exponents(body))]
        for (body, one), (raised, many) in itertools.permutations(bodies, 2):
            ratios = {sp.cancel(many[symbol] / one[symbol]) for symbol in one} if set(one) == set(many) else ()
            if len(ratios) == 1 and not (ratio := next(iter(ratios))).is_Rational:
                yield from self._taken((("power of the sum", body, raised, ratio),))

    def _minkowski(self):
        """|u + v|^p under a sum, for two entries or their multiples."""
        for node in sorted(self.goal.statement.atoms(sp.Sum), key=str):
            if not node.function.is_Pow or node.function.exp == 2:  # squares are Cauchy-Schwarz
                continue
            base = node.function.base.args[0] if isinstance(node.function.base, sp.Abs) else node.function.base
            if base.is_Add and len(base.args) == 2:
                first, second = (self.entries.body(part, node.limits[0][0]) for part in base.args)
                yield from self._taken((("Minkowski", first, second, node.function.exp),))

    def _below_the_sum(self):
        """body^m <= body * (its sum)^(m - 1) for m > 1, where the body is not negative."""
        for symbol, body in self._bodies():
            small, power = _root_of(body)
            if small is not None and self.entries.shows(small):
                total = self.entries.sum_of(small)
                lemma = self._each(total ** (power - 1) * small - body, below=(small,))
                if lemma is not None:
                    yield from self._taken((lemma,))
                    yield from self._taken((lemma, ("slack", len(self.bounds.facts), symbol)))

    def _compared(self):
        """Sums of which one is termwise at most another, or the size of one."""
        bodies = [body for _, body in self._bodies()]
        if len(bodies) > 4:
            return
        found = [self._each(first - sign * second) for first, second in itertools.permutations(bodies, 2) for sign in (1, -1)]
        lemmas = tuple(lemma for lemma in found if lemma is not None)
        if lemmas:
            yield from self._taken(lemmas)

    def _one_entry(self):
        """Sums of what is not negative are at least their terms at the places that the statement names."""
        places = {node.args[1] for node in self.goal.statement.atoms(entry) if not node.args[1].free_symbols & bound_anywhere(self.goal.statement)}
        for place in sorted(places, key=str):
            for symbol, body in self._bodies():
                lemma = ("one entry", body, place)
                yield from self._taken((lemma,))
                yield from self._taken((lemma, ("slack", len(self.bounds.facts), symbol)))


def _plain(expression):
    return sp.expand(sp.powsimp(expression))


def _exponents(body):
    """Entry -> exponent, for a product of powers of entries or of their sizes; None for anything else."""
    found: dict = {}
    for factor in sp.Mul.make_args(body):
        base, power = (factor.base, factor.exp) if factor.is_Pow and not isinstance(factor, sp.exp) else (factor, sp.S.One)
        inner = _exponents(base.args[0]) if isinstance(base, sp.Abs) else {base: sp.S.One} if base.is_Symbol else {} if base == 1 else None
        if inner is None:
            return None
        for symbol, own in inner.items():
            found[symbol] = found.get(symbol, sp.S.Zero) + own * power
    return found


def _share(mixed, first, second):
    """The t for which the exponents of one entry are t and 1 - t times those of two others, or None."""
    for symbol in {**first, **second}:
        one, two = first.get(symbol, sp.S.Zero), second.get(symbol, sp.S.Zero)
        if one != two:
            share = sp.cancel((mixed.get(symbol, sp.S.Zero) - two) / (one - two))
            same = not share.is_Rational or 0 < share < 1 and all(
                mixed.get(other, 0) == share * first.get(other, 0) + (1 - share) * second.get(other, 0) for other in {**mixed, **first, **second})
            return share if same else None
    return None


def _root_of(body):
    """(base, exponent) of a power above 1 whose base is not negative: the size of a symbol, where it is squared."""
    if body.is_Pow and not isinstance(body, sp.exp) and body.exp.is_Rational and body.exp > 1:
        return (body.base, body.exp) if body.base.is_nonnegative else (sp.Abs(body.base), body.exp) if body.exp.is_even else (None, None)
    root = sp.sqrt(body)
    return (root, 2) if root.is_nonnegative and not root.is_Pow and not any(item.is_Pow and item.exp == sp.S.Half for item in root.args) else (None, None)
