"""Existence by an example among small numbers and proposed solutions; its opposite by an inequality."""

from __future__ import annotations

import itertools
import time

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import AlgebraicNumber, Denied, Exhibited, NonNegative, Numbers, Parts, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.closed_forms import put_values
from verifier.tools.context import Context
from verifier.tools.evaluation.admissible import check_admissible
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.inequalities.intermediate_value import enclosing_ends, enclosing_points
from verifier.tools.inequalities.never_equal import NO_ROOT, has_no_root, larger_throughout, never_equal
from verifier.tools.instances import Rejected
from verifier.tools.relations import ORDER, conjuncts
from verifier.vocabulary.operators import Exists

SECONDS = 3.0  # for pairs of ends

SMALL = [sp.Integer(n) for n in (0, 1, -1, 2, -2, 3, -3, 4, 5, 6, 7, 8, 9, 10)] + [
    sp.Rational(1, 2), sp.sqrt(2), sp.Rational(1, 3), sp.I, sp.pi / 2, sp.Rational(1, 10), sp.Integer(-10), sp.Integer(100)]


class Existence:
    """Tries at most a few hundred examples; the kernel checks the one that is proposed."""

    name = "existence"

    def propose(self, goal: Goal, budget: Budget):
        """An example, or a proof that there is none."""
        if isinstance(goal.statement, sp.Ne):
            return never_equal(goal.statement, goal.assumptions, 1.0)
        if not isinstance(goal.statement, Exists):
            return None
        variables, inner = goal.statement.args
        for case in itertools.islice(itertools.chain(self._solutions(variables, inner),
                                                     itertools.product(SMALL, repeat=len(variables))), 400):
            values = dict(zip(variables, case, strict=True))
            try:
                check_admissible([inner], values)
            except Rejected:
                continue
            if not inner.free_symbols - set(variables) and holds(inner, values, bits=128).truth is True:
                return Exhibited(tuple(case), self._why(put_values(inner, values)))
        if len(variables) == 1 and isinstance(inner, sp.Eq) and has_no_root(inner):
            return Denied(Rewritten(NO_ROOT, Numbers()))
        if len(variables) == 1 and (ends := enclosing_points(goal.statement, Context(goal.assumptions))) is not None:
            return Rewritten("intermediate value", Numbers(), ends)
        if len(variables) == 1 and inner.free_symbols - set(variables) and (found := self._between_ends(goal)) is not None:
            return found
        if len(variables) == 1 and isinstance(inner, sp.Eq):
            never = larger_throughout(inner, goal.assumptions, 1.0)
            return None if never is None else Denied(never)
        if len(variables) == 1 and isinstance(inner, ORDER):
            opposite = {sp.Lt: sp.Ge, sp.Le: sp.Gt, sp.Gt: sp.Le, sp.Ge: sp.Lt}[inner.func](*inner.args, evaluate=False)
            tree = tree_of(opposite, goal.assumptions, 2.0)
            return None if tree is None else Denied(NonNegative("rules", (tree,)))
        return None

    def _between_ends(self, goal: Goal):
        """Two ends, in terms of the parameters, at which a continuous function has different signs."""
        end = time.process_time() + SECONDS
        for pair, made in enclosing_ends(goal.statement, Context(goal.assumptions)):
            trees = [tree_of(part, goal.assumptions, 0.3) for part in conjuncts((made,)) if part != sp.true]
            if None not in trees:
                proofs = tuple(NonNegative("rules", (tree,)) for tree in trees)
                return Rewritten("between two ends", Parts(proofs) if len(proofs) > 1 else proofs[0] if proofs else Numbers(), pair)
            if time.process_time() > end:
                return None
        return None

    def _why(self, inner):
        if isinstance(inner, sp.And):
            return Parts(tuple(self._why(part) for part in inner.args))
        return AlgebraicNumber() if isinstance(inner, sp.Eq) else Numbers()

    def _solutions(self, variables, inner):
        if len(variables) != 1:
            return
        for part in inner.args if isinstance(inner, sp.And) else (inner,):
            if isinstance(part, sp.Eq) and isinstance(part, Relational) and part.free_symbols == set(variables):
                difference = (part.lhs - part.rhs).doit()
                if difference.is_polynomial(*variables):
                    yield from ((root,) for root in sp.roots(sp.Poly(difference, *variables)))

