"""Floors, ceilings and remainders of one number by one period; remainders of several whole numbers by their residues."""

from __future__ import annotations

from sympy import Mod, Ne

from verifier.evidence import Numbers, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.rewritings import RULES

RULE, RESIDUES = "one period of whole parts", "residues"
MODULI = (2, 3, 4, 5, 7, 8, 9, 11, 13, 16)


class Periods:
    """Gives up where the pieces of a period are many, or the sides drift apart."""

    name = "one period"

    def propose(self, goal: Goal, budget: Budget):
        """The rule that decides for the statement."""
        context = FOR_SEARCH.of(goal.assumptions)
        if RULES[RULE](goal.statement, context, ()) is not None:
            return Rewritten(RULE, Numbers())
        if not all(symbol.is_integer for symbol in goal.statement.free_symbols):
            return None
        moduli = MODULI if isinstance(goal.statement, Ne) and not goal.statement.has(Mod) else ()
        for data in ((), *((modulus,) for modulus in moduli)):
            if RULES[RESIDUES](goal.statement, context, data) is not None:
                return Rewritten(RESIDUES, Numbers(), data)
        return None
