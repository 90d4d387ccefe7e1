"""Sums and products with a symbolic upper bound by induction on it; factorials and powers by the quotient of the sides."""

from __future__ import annotations

import itertools
from dataclasses import replace

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import Fingerprint, NonNegative, Numbers, QuotientSteps, Rewritten, Steps
from verifier.goal import Budget, Goal
from verifier.tools.binding import substitute
from verifier.tools.calculus.principal_values import ANGLES
from verifier.tools.closed_forms import quotient_parts
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.relations import ORDER
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled
from verifier.tools.sums.induction_steps import any_place, counted_from, grown_by_one
from verifier.tools.sums.whole_series import whole_series

HARMONIC, FACTOR, MOMENTS = "harmonic numbers as sums", "factor before a sum", "factorial moments"


class ByInduction:
    """Base and step in finite fields; for inequalities the base by balls and the step by a visible sign."""

    name = "induction"

    def __init__(self, for_turns=(), for_sums=()):
        self.for_turns = for_turns  # what is asked of a step between inverse functions
        self.for_sums = for_sums  # and of one in which the inner sum of a double sum is left

    def propose(self, goal: Goal, budget: Budget):
        """The bound's variable, and its least value as the start."""
        statement = goal.statement
        if isinstance(statement, ORDER) and statement.has(sp.harmonic):
            made = RULES[HARMONIC](statement, FOR_SEARCH.of(goal.assumptions), ())
            inner = None if made is None or made.has(sp.harmonic) else self.propose(replace(goal, statement=made), budget)
            return None if inner is None else Rewritten(HARMONIC, inner)
        if isinstance(statement, ORDER) and not statement.has(sp.Sum, sp.Product):
            return self._quotient(goal) or self._waves(goal)
        if not isinstance(statement, Relational) or not statement.has(sp.Sum, sp.Product):
            return None
        candidates = set()
        for node in statement.atoms(sp.Sum, sp.Product):
            for limit in node.limits:
                candidates |= limit[-1].free_symbols
        for n in sorted(candidates, key=str):
            if not n.is_integer:
                continue
            start = self._start(n, goal)
            if start is None:
                continue
            if isinstance(statement, sp.Eq):
                divided = RULES[FACTOR](statement, FOR_SEARCH.of(goal.assumptions), (n,)) if statement.has(sp.Sum) else None
                if divided is not None:
                    return Rewritten(FACTOR, Steps(n, start, Rewritten("short sums", Fingerprint()), Fingerprint()), (n,))
                base, step = (self._base_of_turns(goal, n, start), self._step(goal, n, start, self.for_turns)) if statement.has(*ANGLES) else \
                    (Fingerprint(), self._step_of_double_sums(goal, n, start))
                return Steps(n, start, Rewritten("short sums", base), step)
            return self._below_series(goal) or self._inequality(goal, n, start)
        return None

    def _step_of_double_sums(self, goal, n, start):
        if not any(len(node.limits) > 1 or node.function.has(sp.Sum) for node in goal.statement.atoms(sp.Sum)):
            return Fingerprint()
        plain = RULES[HARMONIC](goal.statement, FOR_SEARCH.of(goal.assumptions), ()) if goal.statement.has(sp.harmonic) else None
        if plain is not None:
            return Rewritten(HARMONIC, self._step(replace(goal, statement=plain), n, start, self.for_sums))
        return self._step(goal, n, start, self.for_sums)

    def _step(self, goal, n, start, strategies):
        """The step of an equation, by one of the strategies: sides with inverse functions may differ by a turn."""
        growth, _, known = self._growth(goal, n, start)
        return self._by_one_of(strategies, Goal(growth, goal.facts, known))

    def _growth(self, goal, n, start):
        """(the relation between what both sides gain from n to n + 1, the premises that do not speak of n, what is known there)."""
        free, others, known = any_place(n, max(start, sp.S.Zero), goal.assumptions)  # the search knows signs from 0 on only
        here = [substitute(settled(side), {n: free}) for side in goal.statement.args]
        there = [substitute(side, {free: free + 1}) for side in here]
        return grown_by_one(goal.statement.func, here, there, free), others, known

    def _base_of_turns(self, goal, n, start):
        """The start of an equation with inverse functions, its sums written out."""
        first = sp.Eq(*(substitute(settled(side), {n: start}) for side in goal.statement.args), evaluate=False)
        written = RULES["short sums"](first, FOR_SEARCH.of(()), ())
        others = tuple(item for item in goal.assumptions if n not in item.free_symbols)
        return self._by_one_of(self.for_turns, replace(goal, statement=written, assumptions=others))

    def _by_one_of(self, strategies, goal):
        found = next(filter(None, (item.propose(goal, Budget()) for item in strategies)), None)
        if found is None and goal.statement.has(sp.binomial) and RULES[MOMENTS](goal.statement, FOR_SEARCH.of(goal.assumptions), ()) is not None:
            return Rewritten(MOMENTS, Fingerprint())
        return found or Fingerprint()

    def _below_series(self, goal):
        """The whole series against a number, in closed form or by balls."""
        context = FOR_SEARCH.of(goal.assumptions)
        made = whole_series(goal.statement, context, ())
        if made is None or made.free_symbols:
            return None
        for steps in (("closed sums",), ()):
            statement = made
            try:
                for rule in steps:
                    statement = RULES[rule](statement, context, ())
                if statement is None:
                    continue
                same = sp.expand(settled(statement.lhs) - settled(statement.rhs)) == 0
                if same or holds(statement, {}, bits=Numbers().bits).truth is True:
                    evidence = NonNegative() if same else Numbers()
                    return Rewritten("whole series", Rewritten(*steps, evidence) if steps else evidence)
            except GAVE_UP:
                continue
        return None

    def _inequality(self, goal, n, start):
        """The base by balls or rules; what both sides gain from n to n + 1 by rules."""
        growth, others, known = self._growth(goal, n, start)
        step = tree_of(growth, known)
        if step is None:
            return None
        first = goal.statement.func(*(substitute(settled(side), {n: start}) for side in goal.statement.args), evaluate=False)
        base = Numbers()
        if first.free_symbols:
            tree = tree_of(first.func(*(side.doit() for side in first.args), evaluate=False), others)
            base = NonNegative("rules", (tree,)) if tree is not None else NonNegative()
        return Steps(n, start, Rewritten("short sums", base), NonNegative("rules", (step,)))

    def _waves(self, goal):
        """Sines and cosines of multiples: what both sides gain from n to n + 1, by the addition theorem."""
        waves = goal.statement.atoms(sp.sin, sp.cos)
        for n in sorted((item for item in goal.statement.free_symbols if item.is_integer), key=str):
            start = self._start(n, goal) if any(n in node.free_symbols for node in waves) else None
            found = None if start is None else self._inequality(goal, n, start)
            if found is not None:
                return found
        return None

    def _quotient(self, goal):
        """The quotient of positive sides, rising from the least value of an integer or falling to a limit."""
        heads = (sp.factorial, sp.binomial)
        integers = sorted((item for item in goal.statement.free_symbols if item.is_integer), key=str)
        moving = [node for node in sp.preorder_traversal(goal.statement) if isinstance(node, heads) or node.is_Pow and node.exp.free_symbols]
        for n in integers:
            if not any(n in node.free_symbols for node in moving):
                continue
            starts = [self._start(n, goal), *(item for item in integers if item != n and any(
                premise in goal.assumptions for premise in (sp.Le(item, n, evaluate=False), sp.Ge(n, item, evaluate=False))))]
            for start, falling in itertools.product(starts, (False, True)):
                if start is None:
                    continue
                try:
                    base, step, others, known, _ = quotient_parts(goal.statement, n, sp.sympify(start), goal.assumptions, falling)
                except GAVE_UP:
                    continue
                tree = tree_of(step, known, 2.5)
                why = None if tree is None else self._base(goal, base, others)
                if why is not None:
                    return QuotientSteps(n, sp.sympify(start), why, NonNegative("rules", (tree,)), falling)
        return None

    def _base(self, goal, base, others):
        if not base.free_symbols:
            return Numbers()
        sides = [settled(side) for side in base.args]
        if sp.expand(sides[0] - sides[1]) == 0:
            return NonNegative()
        tree = tree_of(base.func(*sides, evaluate=False), others, 1.0)
        return NonNegative("rules", (tree,)) if tree is not None else self._quotient(replace(goal, statement=base, assumptions=tuple(others)))

    def _start(self, n, goal):
        return counted_from(n, [premise for premise in goal.assumptions if isinstance(premise, (sp.Ge, sp.Gt))])


