"""Equations by rewriting with the cited laws, premises and definitions until both sides have one normal form."""

from __future__ import annotations

from sympy import Eq, Ge, Integral, Le, MatrixExpr

from verifier.evidence import Derivation, Identity, Rewrite
from verifier.goal import Budget, Goal
from verifier.tools.binding import free_symbols, outer_bound_symbols, outer_parts, substitute
from verifier.tools.candidates import supported
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.instances import BINDERS, Rejected, rewrite_all
from verifier.tools.matching import matches
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.terms import Undefined

MAX_STATES = 60
MAX_DEPTH = 7


class Rewriting:
    """Tries cited equations on both sides, breadth first; gives up after a fixed number of states."""

    name = "rewriting"

    def propose(self, goal: Goal, budget: Budget):
        """A trace of rewrites that ends in equal normal forms."""
        if not isinstance(goal.statement, (Eq, Le, Ge)):
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        left, right = goal.statement.args
        states = [(left, right, ())]
        seen = {(left, right)}
        for _ in range(MAX_STATES):
            if not states:
                return None
            left, right, rewrites = states.pop(0)
            if not budget.spend():
                return None
            if _equal(context, left, right):
                return Derivation((), Identity(rewrites), self.name)
            if len(rewrites) >= MAX_DEPTH:
                continue
            for side, rewrite, result in self._moves(goal, left, right, context):
                state = (result, right) if side == "left" else (left, result)
                if state not in seen:
                    seen.add(state)
                    states.append((*state, (*rewrites, rewrite)))
        return None

    def _moves(self, goal, left, right, context):
        for backwards in (False, True):
            for fact in goal.facts:
                if not isinstance(fact.conclusion, Eq) or (backwards and fact.kind == "law" and not _determines(fact)):
                    continue
                for side, expression in (("left", left), ("right", right)):
                    for rewrite in self._rewrites(goal, fact, expression, side, backwards, context):
                        try:
                            yield side, rewrite, rewrite_all(goal, expression, rewrite, context)
                        except (Rejected, Undefined, ring.TooLarge, ValueError, TypeError):
                            continue

    def _rewrites(self, goal, fact, expression, side, backwards, context):
        source = substitute(fact.conclusion.args[1 if backwards else 0], dict(fact.preset))
        letters = frozenset(fact.variables) - set(fact.preset)
        if not isinstance(source, MatrixExpr) and not (source.free_symbols or source.args):
            return
        if source in letters:
            return
        tried = set()
        for place, here in _places(expression, context):
            closed = isinstance(source, BINDERS) and type(place) is type(source) and not free_symbols(source) & letters
            for values in [{}] if closed else matches(source, place, letters):
                key = tuple(sorted(((str(a), str(b)) for a, b in values.items())))
                if key in tried:
                    continue
                for instance in supported(goal, fact, values, here):
                    tried.add(key)
                    yield Rewrite(instance, backwards, side)
                    break


def _determines(fact) -> bool:
    """Whether the right side of the fact's equation mentions every letter of the left."""
    letters = frozenset(fact.variables)
    return free_symbols(fact.conclusion.lhs) & letters <= free_symbols(fact.conclusion.rhs) & letters


def _places(expression, context):
    """Subterms with the context in which they stand: under a sum its index has a range."""
    yield expression, context
    interior = context.interior(expression) if isinstance(expression, Integral) else ()
    inner = context.inside(expression, interior) if outer_bound_symbols(expression) else context
    for argument in outer_parts(expression):
        if hasattr(argument, "args"):
            yield from _places(argument, inner)


def _equal(context, left, right) -> bool:
    try:
        return context.normalizer.equal(left, right)
    except (Undefined, ring.TooLarge, ValueError):
        return False


