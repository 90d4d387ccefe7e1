"""Statements that a cited fact says word for word at some values, and signs that structure shows."""

from __future__ import annotations

from sympy.core.relational import Relational

from verifier.evidence import Derivation, Match, Sign
from verifier.goal import Budget, Goal
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.candidates import relational_candidates, supported
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.instances import Rejected, instantiate
from verifier.tools.matching import matches
from verifier.tools.normal_forms.comparison import upright
from verifier.tools.normal_forms.polynomial import TooLarge
from verifier.tools.normal_forms.terms import Undefined


class Citation:
    """An instance of one cited fact that is the goal up to normal form; gives up where matching fails."""

    name = "citation"

    def propose(self, goal: Goal, budget: Budget):
        """The instance, with the facts that meet its hypotheses."""
        context = FOR_SEARCH.of(goal.assumptions)
        for fact in goal.facts:
            for instance in self._instances(goal, fact, context):
                try:
                    statement = instantiate(goal, instance, context)
                    if context.extended([statement]).same(goal.statement, statement):
                        return Derivation((instance,), Match(0), self.name)
                except (Rejected, Undefined, TooLarge, ValueError, TypeError, AttributeError):
                    continue
        return None

    def _instances(self, goal, fact, context):
        letters = frozenset(fact.variables) - set(fact.preset)
        pattern = upright(substitute(fact.conclusion, dict(fact.preset)))
        if type(pattern) is not type(upright(goal.statement)):
            return
        for values in matches(pattern, upright(goal.statement), letters):
            yield from supported(goal, fact, values, context)
        if isinstance(fact.conclusion, Relational):
            yield from relational_candidates(goal, fact, context)
        else:
            yield from supported(goal, fact, {}, context)


class SignStrategy:
    """Positivity, ranges and non-vanishing that are visible in the structure and the cited bounds."""

    name = "sign"

    def propose(self, goal: Goal, budget: Budget):
        """The bare sign, or the sign under the cited facts as they stand."""
        context = FOR_SEARCH.of(goal.assumptions)
        lemmas = []
        if self._shows(context, goal.statement):
            return Derivation((), Sign(), self.name)
        for fact in goal.facts:
            if isinstance(fact.conclusion, Relational) != isinstance(goal.statement, Relational) and (
                    fact.kind == "law" or not isinstance(goal.statement, Relational)):
                continue
            for instance in relational_candidates(goal, fact, context) if isinstance(fact.conclusion, Relational) else \
                    supported(goal, fact, {letter: letter for letter in fact.variables & free_symbols(fact.conclusion)}, context):
                try:
                    statement = instantiate(goal, instance, context)
                except (Rejected, Undefined, TooLarge, ValueError, TypeError):
                    continue
                lemmas.append((instance, statement))
                if len(lemmas) > 12:
                    break
        if lemmas and self._shows(context.extended([statement for _, statement in lemmas]), goal.statement):
            return Derivation(tuple(instance for instance, _ in lemmas), Sign(), self.name)
        return None

    def _shows(self, context, statement) -> bool:
        try:
            return context.proves(statement)
        except (Undefined, TooLarge, ValueError):
            return False
