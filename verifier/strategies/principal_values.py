"""Equations with an inverse function, an argument or a complex logarithm, by what it inverts and its principal range."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import Derivation, Fingerprint, NonNegative, Numbers, Parts, Rewritten, Sign
from verifier.goal import Budget, Goal
from verifier.tools.calculus.principal_arguments import argument_nodes
from verifier.tools.calculus.principal_values import inverse_nodes
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.relations import is_scalar_equation
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled

RULES_FOR = (("principal values", inverse_nodes), ("principal arguments", argument_nodes))


class PrincipalValues:
    """Finite fields without the inverse function, visible signs or inequality rules for the range; real values, and logarithms of complex numbers."""

    name = "principal values"

    def propose(self, goal: Goal, budget: Budget):
        """The first inverse function that can be removed with all parts shown."""
        if not is_scalar_equation(goal.statement):
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        for rule, node in [(rule, node) for rule, nodes in RULES_FOR for node in nodes(goal.statement)[:4]]:
            made = RULES[rule](goal.statement, context, (node,))
            if made is None:
                continue
            parts = made.args if isinstance(made, sp.And) else (made,)
            inner = []
            for part in sorted(parts, key=lambda item: not isinstance(item, sp.Eq)):  # the equation is the cheapest to refuse
                found = self._shown(part, goal, context)
                if found is None:
                    break
                inner.append((part, found))
            else:
                shown = dict(inner)
                evidence = Parts(tuple(shown[part] for part in made.args)) if isinstance(made, sp.And) else shown[made]
                return Rewritten(rule, evidence, (node,))
        return None

    def _shown(self, part, goal, context):
        if isinstance(part, sp.Eq):
            try:
                return Fingerprint() if agree(settled(part.lhs), settled(part.rhs), context) else None
            except (Unfit, ValueError):
                return None
        if not part.free_symbols:
            return Numbers()
        if context.proves(part):
            return Derivation((), Sign(), self.name)
        tree = tree_of(part, goal.assumptions, 1.5)
        return None if tree is None else NonNegative("rules", (tree,))
