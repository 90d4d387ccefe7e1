"""Matrix equations of every shape: cited equations as rules on words, then normal forms."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from sympy import And, Eq, Ge, Inverse, Le, MatrixExpr, Transpose
from sympy.core.sorting import default_sort_key

from verifier.evidence import Derivation, Identity, Instance, MatrixRules, Parts, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.candidates import relational_candidates
from verifier.tools.context import Context
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities.right_angles import by_right_angle
from verifier.tools.instances import Rejected, instantiate, matrix_rules
from verifier.tools.matrices.completion import complete
from verifier.tools.matrices.matrix_calculus import without_gradients
from verifier.tools.matrices.matrix_identities import EQUIVALENCES
from verifier.tools.matrices.pseudo_inverses import penrose_conditions
from verifier.tools.normal_forms.polynomial import TooLarge
from verifier.tools.normal_forms.terms import Undefined
from verifier.vocabulary.operators import pinv


def _of_pseudo_inverses(fact, inverted) -> list | None:
    """The instances of a law about the pseudo-inverse of one matrix, for each pseudo-inverse at hand; None for other facts."""
    heads = [node for node in fact.conclusion.atoms(pinv) if node.args[0] in fact.variables]
    if len(heads) != 1:
        return None
    which = heads[0].args[0]
    return [
        Instance(fact.name, {which: node.args[0], **dict(zip(which.shape, node.args[0].shape, strict=True))}) for node in inverted
    ]


def _turned(node):
    """pinv(A) for pinv(A^T), which is its transpose in the normal form."""
    return pinv(node.args[0].arg) if isinstance(node.args[0], Transpose) else node


class MatrixWords:
    """Orients every cited matrix equation by its longest word and reduces both sides; complete for no class,
    quick for the identities of linear algebra that a reader would also show by inserting and cancelling.
    """

    name = "matrix words"

    def propose(self, goal: Goal, budget: Budget):
        """The cited equations that make both sides equal."""
        if not isinstance(goal.statement, (Eq, Le, Ge)):
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        made = without_gradients(goal.statement, context, ())
        if made is not None:
            return Rewritten("directions of a gradient", self._shown(goal, made, budget))
        for rule in ("block by block", "factors of Kronecker products"):
            made = EQUIVALENCES[rule](goal.statement, context, ())
            if made is not None:
                return Rewritten(rule, self.propose(replace(goal, statement=made), budget) or self._shown(goal, made, budget))
        made = by_right_angle(goal.statement, context, ())
        if made is not None:
            return Rewritten("right angle", self._shown(goal, made, budget))
        found = self._cited(goal, budget, goal.statement)
        if found is not None:
            return found
        made = penrose_conditions(goal.statement, context, ())
        if made is not None:
            return Rewritten("Penrose's conditions", self._shown(goal, made, budget))
        made = EQUIVALENCES["inverse by product"](goal.statement, context, ())
        if made is not None:
            return Rewritten(
                "inverse by product", self.propose(replace(goal, statement=made), budget) or self._shown(goal, made, budget)
            )
        for rule in ("known lengths", "rank-one update", "rank-one pseudo-inverse"):
            made = EQUIVALENCES[rule](goal.statement, context, ())
            if made is not None:
                return Rewritten(rule, self._shown(goal, made, budget))
        return None

    def _shown(self, goal: Goal, statement, budget: Budget):
        """Evidence for a statement that stands for the goal's; the pseudo-inverses of both take part."""
        if isinstance(statement, And):
            return Parts(tuple(self._shown(goal, part, budget) for part in statement.args))
        return self._cited(replace(goal, statement=statement), budget, goal.statement) or Derivation((), Identity(), self.name)

    def _cited(self, goal: Goal, budget: Budget, asked):
        context = FOR_SEARCH.of(goal.assumptions)
        matrices, lemmas, statements = context.normalizer.matrices, [], []
        inverted = sorted({_turned(node) for node in goal.statement.atoms(pinv) | asked.atoms(pinv)}, key=default_sort_key)
        for fact in goal.facts:
            if isinstance(fact.conclusion, Eq) and isinstance(fact.conclusion.lhs, MatrixExpr):
                own = _of_pseudo_inverses(fact, inverted)
                for instance in relational_candidates(goal, fact, context) if own is None else own:
                    try:
                        statement = instantiate(goal, instance, context)
                        if matrix_rules(matrices, matrices.difference(statement.lhs, statement.rhs)):
                            statements.append(statement)
                            lemmas.append(instance)
                    except (Rejected, Undefined, TooLarge, ValueError, TypeError):
                        continue
        if not lemmas and not goal.statement.has(Inverse):
            return None
        chosen = list(range(len(lemmas)))
        for size, rounds in (
            ((0, 1), (0, 2)) if not lemmas else ((len(chosen), 0), (len(chosen), 1), (1, 0), (2, 0), (len(chosen), 2), (3, 0))
        ):
            for positions in combinations(chosen, min(size, len(chosen))):
                if not budget.spend():
                    return None
                if self._closes(goal, statements, positions, rounds):
                    used = tuple(lemmas[position] for position in positions)
                    return Derivation(used, MatrixRules(tuple(range(len(used))), rounds), self.name)
        return None

    def _closes(self, goal, statements, positions, rounds) -> bool:
        context = Context((*goal.assumptions, *(statements[position] for position in positions)))  # its own, for rules are added to it
        matrices = context.normalizer.matrices
        try:
            for position in positions:
                statement = statements[position]
                difference = matrices.difference(statement.lhs, statement.rhs)
                rules = matrix_rules(matrices, difference)
                if difference and not rules:
                    return False
                matrices.take(rules)
            complete(matrices, rounds)
            return context.normalizer.equal(*goal.statement.args)
        except (Undefined, TooLarge, RecursionError, ValueError, AttributeError):  # rules may rewrite the number v^T u in circles
            return False
