"""Matrix equations of every shape: cited equations as rules on words, then normal forms."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from sympy import Eq, Ge, Le, MatrixExpr

from verifier.evidence import Derivation, Identity, MatrixRules, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.candidates import relational_candidates
from verifier.tools.context import Context
from verifier.tools.terms import Undefined
from verifier.tools.instances import Rejected, instantiate, matrix_rules
from verifier.tools.matrix_calculus import without_gradients
from verifier.tools.polynomial import TooLarge


class MatrixWords:
    """Orients every cited matrix equation by its longest word and reduces both sides; complete for no class,
    quick for the identities of linear algebra that a reader would also show by inserting and cancelling."""

    name = "matrix words"

    def propose(self, goal: Goal, budget: Budget):
        """The cited equations that make both sides equal."""
        if not isinstance(goal.statement, (Eq, Le, Ge)):
            return None
        made = without_gradients(goal.statement, Context(goal.assumptions), ())
        if made is not None:
            inner = self._cited(replace(goal, statement=made), budget) or Derivation((), Identity(), self.name)
            return Rewritten("directions of a gradient", inner)
        return self._cited(goal, budget)

    def _cited(self, goal: Goal, budget: Budget):
        context = Context(goal.assumptions)
        lemmas, statements = [], []
        for fact in goal.facts:
            if isinstance(fact.conclusion, Eq) and isinstance(fact.conclusion.lhs, MatrixExpr):
                for instance in relational_candidates(goal, fact, context):
                    try:
                        statements.append(instantiate(goal, instance, context))
                        lemmas.append(instance)
                    except (Rejected, ValueError, TypeError):
                        continue
        if not lemmas:
            return None
        chosen = list(range(len(lemmas)))
        for size in (len(chosen), 1, 2, 3):
            for positions in combinations(chosen, min(size, len(chosen))):
                if not budget.spend():
                    return None
                if self._closes(goal, statements, positions):
                    used = tuple(lemmas[position] for position in positions)
                    return Derivation(used, MatrixRules(tuple(range(len(used)))), self.name)
        return None

    def _closes(self, goal, statements, positions) -> bool:
        context = Context(goal.assumptions).extended([statements[position] for position in positions])
        matrices = context.normalizer.matrices
        try:
            for position in positions:
                statement = statements[position]
                matrices.rules.extend(matrix_rules(matrices, matrices.form(statement.lhs - statement.rhs)))
            context.normalizer._memo.clear()
            return context.normalizer.equal(*goal.statement.args)
        except (Undefined, TooLarge, ValueError, AttributeError):
            return False
