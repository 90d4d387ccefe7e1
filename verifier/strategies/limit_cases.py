"""Limits against maxima, minima, absolute values and signs: by cases of what these depend on, each with its own limit."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Fingerprint, Rewritten, SignCases
from verifier.goal import Budget, Goal
from verifier.tools.calculus.asymptotics import Diverges, NoLimit
from verifier.tools.context import Context
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.signs_by_case import case, impossible
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled

RULE = "limits by growth"
DEEPEST = 3  # differences that may decide together, as those of the maximum of three


class LimitCases:
    """Gives up where more than three differences decide, or a case has no visible limit."""

    name = "limits by cases"

    def propose(self, goal: Goal, budget: Budget):
        """The cases of the difference of two arguments, of what stands under an absolute value, of a premise that is not strict."""
        statement = goal.statement
        if not isinstance(statement, sp.Eq) or not isinstance(statement.lhs, sp.Limit) or statement.rhs.has(sp.Limit):
            return None
        return self._by_cases(goal, DEEPEST)

    def _by_cases(self, goal, deepest: int):
        """Cases in which the limit is shown, or shown by further cases."""
        for question in dict.fromkeys((*self._questions(goal.statement.rhs), *self._ends(goal))):
            context, cases = Context(goal.assumptions), []
            for sign in (1, 0, -1):
                if impossible(question, context)[sign]:
                    cases.append(None)
                    continue
                statement, assumptions = case(goal, question, sign)
                found = self._shown(statement, assumptions)
                if found is None and deepest > 1 and isinstance(statement, sp.Eq) and isinstance(statement.lhs, sp.Limit):
                    found = self._by_cases(Goal(statement, assumptions=assumptions), deepest - 1)
                if found is None:
                    break
                cases.append(found)
            if len(cases) == 3:
                return SignCases(question, *cases)
        return None

    def _questions(self, side):
        for node in sorted(side.atoms(sp.Max, sp.Min, sp.Abs, sp.sign, sp.Heaviside), key=lambda item: (sp.count_ops(item), sp.default_sort_key(item))):
            if isinstance(node, (sp.Max, sp.Min)):
                yield node.args[0] - node.args[1]
            else:
                yield node.args[0]

    def _ends(self, goal):
        """What is at least 0 by a premise or by its kind, and may be 0."""
        yield from sorted((symbol for symbol in goal.statement.free_symbols if symbol.is_nonnegative and symbol.is_positive is None), key=str)
        for item in goal.assumptions:
            if isinstance(item, (sp.Ge, sp.Le)):
                yield item.gts - item.lts

    def _shown(self, statement, assumptions):
        try:
            made = RULES[RULE](statement, Context(assumptions), ())
            if made is sp.true:
                return Rewritten(RULE, Fingerprint())
            if isinstance(made, sp.Eq) and agree(settled(made.lhs), settled(made.rhs), Context(assumptions)):
                return Rewritten(RULE, Fingerprint())
        except (NoLimit, Diverges, Unfit, ValueError):
            pass
        return None
