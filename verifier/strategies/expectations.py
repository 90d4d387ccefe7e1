"""Inequalities between expectations of variables of any law: Cauchy-Schwarz, Jensen, Markov, Chebyshev, by what holds for every outcome."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import NonNegative, Parts, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.alternatives import alternative
from verifier.tools.chance.monotone_expectation import mean_symbol, outcome_by_outcome, outcome_symbol, squared_bound
from verifier.tools.closed_forms import sub_goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.relations import ORDER
from verifier.tools.settled import settled
from verifier.vocabulary.operators import Cov, E, Prob, Var
from verifier.vocabulary.symbols import Random

RULE, SQUARED, SECONDS = "outcome by outcome", "squares of a bound", 1.5
SQUARINGS = 2  # of a bound with roots: the triangle inequality of deviations needs two


class Expectations:
    """Gives up where the relation fails for some outcome, as every use of independence does."""

    name = "outcome by outcome"

    def propose(self, goal: Goal, budget: Budget):
        """The relation of numbers, and its proof."""
        return self._proposed(goal, SQUARINGS)

    def _proposed(self, goal: Goal, squarings: int):
        if not isinstance(goal.statement, (sp.Le, sp.Ge)) or not goal.statement.has(E, Var, Cov, Prob):
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        squared = squared_bound(goal.statement, context, ()) if squarings else None
        if squared is not None:  # a root of an expectation is no expectation
            inner = self._proposed(sub_goal(goal, squared), squarings - 1)
            return None if inner is None else Rewritten(SQUARED, inner)
        for data in ((), *self._tangents(goal.statement, context)):
            made = outcome_by_outcome(goal.statement, context, data)
            inner = None if made is None else self._shown(sub_goal(goal, made))
            if inner is not None:
                return Rewritten(RULE, inner, data)
        return None

    def _tangents(self, statement, context):
        """The multiple of x - m that makes the body flat at the mean."""
        variables = statement.atoms(Random)
        if len(variables) != 1:
            return
        variable, = variables
        x, m = outcome_symbol(variable), mean_symbol(variable)
        plain = outcome_by_outcome(statement, context, (sp.S.Zero,))
        if plain is None:
            return
        bodies = [part.lhs for part in plain.atoms(sp.Ge) if part.rhs == 0 and x in part.free_symbols]
        slopes = {settled(-body.diff(x).xreplace({x: m})) for body in bodies}
        yield from ((slope,) for slope in sorted(slopes, key=sp.default_sort_key) if not slope.has(sp.Derivative, sp.Subs) and slope != 0)

    def _shown(self, goal):
        statement = goal.statement
        if isinstance(statement, sp.And):
            parts = [self._shown(sub_goal(goal, part)) for part in statement.args]
            return None if None in parts else Parts(tuple(parts))
        if isinstance(statement, sp.Or):
            for place in range(len(statement.args)):
                inner = self._shown(alternative(goal, place))
                if inner is not None:
                    return Parts((inner,), place)
            return None
        if not isinstance(statement, ORDER):
            return None
        tree = tree_of(statement, goal.assumptions, SECONDS)
        return None if tree is None else NonNegative("rules", (tree,))
