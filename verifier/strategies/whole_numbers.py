"""Floors, ceilings, remainders and signs of whole numbers: classes n = M q + r, brackets v <= u < v + 1, bounds of whole parts."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Fingerprint, Numbers, Parts, Rewritten, Steps
from verifier.goal import Budget, Goal
from verifier.tools.binding import substitute
from verifier.tools.closed_forms import sub_goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled
from verifier.tools.sums.induction_steps import counted_from, grown_by_one
from verifier.tools.sums.whole_numbers import HEADS, PARTS, class_symbols

CLASSES, BRACKET, NESTED, BOUNDS = "classes of whole numbers", "bracket of a whole part", "nested whole parts", "bounds of whole parts"
MODULI = (2, 3, 4, 6, 12, 5, 8, 10)


class WholeNumbers:
    """Gives up where a class leaves more than polynomials; brackets are for the strategy it was made with."""

    name = "whole numbers"

    def __init__(self, inequalities):
        self.inequalities = inequalities

    def propose(self, goal: Goal, budget: Budget):
        """The first of the rules that shows the statement."""
        statement = goal.statement
        if not isinstance(statement, HEADS) or not (statement.has(*PARTS) or statement.has(sp.Piecewise) or _has_sign(statement)):
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        if statement.has(sp.Sum):
            return self._sum(goal, context)
        if RULES[BOUNDS](statement, context, ()) is not None:
            return Rewritten(BOUNDS, Numbers())
        modulus = _modulus(statement, context)
        if modulus is not None:
            return Rewritten(CLASSES, Numbers(), (modulus,))
        if RULES[NESTED](statement, context, ()) is not None:
            return Rewritten(NESTED, Fingerprint())
        made = RULES[BRACKET](statement, context, ())
        if made is None:
            return None
        inner = [self.inequalities.propose(sub_goal(goal, part), budget) if part.free_symbols else Numbers() for part in made.args]
        return None if None in inner else Rewritten(BRACKET, Parts(tuple(inner)))

    def _sum(self, goal: Goal, context):
        """Induction on the upper end of sums, with the step by classes."""
        statement = goal.statement
        ends = {symbol for node in statement.atoms(sp.Sum) for limit in node.limits for symbol in limit[-1].free_symbols}
        if not isinstance(statement, sp.Eq) or len(ends) != 1 or len(statement.free_symbols) != 1:
            return None
        n, = ends
        start = counted_from(n)
        if start is None:
            return None
        before = [settled(side) for side in statement.args]
        step = grown_by_one(sp.Eq, before, [substitute(side, {n: n + 1}) for side in before], n)
        modulus = None if step.has(sp.Sum) else _modulus(step, FOR_SEARCH.of((sp.Ge(n, start, evaluate=False),)))
        return None if modulus is None else Steps(n, start, Rewritten("short sums", Numbers()), Rewritten(CLASSES, Numbers(), (modulus,)))


def _has_sign(statement) -> bool:
    return any(node.base == -1 and node.exp.free_symbols for node in statement.atoms(sp.Pow))


def _modulus(statement, context):
    """The number of classes that decides."""
    if not class_symbols(statement):
        return None
    return next((sp.Integer(modulus) for modulus in MODULI if RULES[CLASSES](statement, context, (sp.Integer(modulus),)) is not None), None)
