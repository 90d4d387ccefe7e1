"""Statements with |u|, sign, max or definitions by cases: one proof for each sign of what they ask."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.evidence import EqualCases, Fingerprint, NonNegative, Numbers, Parts, SignCases
from verifier.goal import Budget, Goal
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities import signs_by_case
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.relations import ORDER

DEEPEST = 4


class ByCases:
    """Opens at most four nested cases, by the sign of a real expression or by whether a number is zero.

    Each ends in finite fields, balls or a visible sign.
    """

    name = "cases by sign"

    def __init__(self, inequalities):
        self.inequalities = inequalities  # what tells the zeros of a base with a symbolic exponent apart

    def propose(self, goal: Goal, budget: Budget):
        """The tree of cases."""
        return self._open(goal, DEEPEST)

    def _open(self, goal: Goal, depth: int):
        statement = goal.statement
        if isinstance(statement, sp.And):
            parts = [self._open(Goal(part, goal.facts, goal.assumptions), depth) for part in statement.args]
            return None if None in parts else Parts(tuple(parts))
        same = equality_asked(statement)
        if same is not None:
            return self._equal(goal, same, depth)
        if depth < DEEPEST and isinstance(statement, ORDER) and any(
                node.exp.free_symbols and not isinstance(node, sp.exp) for node in statement.atoms(sp.Pow)):
            found = self.inequalities.propose(goal, Budget())
            if found is not None:
                return found
        question = sign_asked(statement)
        if question is None:
            if not isinstance(statement, Relational) or depth == DEEPEST:
                return None
            if isinstance(statement, sp.Eq):
                return Fingerprint()
            if not statement.free_symbols:
                return Numbers()
            tree = tree_of(statement, goal.assumptions, 2.0)
            return None if tree is None else NonNegative("rules", (tree,))
        if depth == 0:
            return None
        context = FOR_SEARCH.of(goal.assumptions)
        if not context.is_real(question):
            return Fingerprint() if isinstance(statement, sp.Eq) and depth < DEEPEST else None
        inner = []
        for sign in (1, 0, -1):
            if signs_by_case.impossible(question, context)[sign]:
                inner.append(None)
                continue
            new, assumptions = signs_by_case.case(goal, question, sign)
            if new is sp.true:
                inner.append(Fingerprint())
                continue
            evidence = self._open(Goal(new, goal.facts, assumptions), depth - 1)
            if evidence is None:
                return None
            inner.append(evidence)
        return SignCases(question, *inner)

    def _equal(self, goal: Goal, question, depth: int):
        if depth == 0:
            return None
        inner = []
        for zero in (True, False):
            new, assumptions = signs_by_case.equal_case(goal, question, zero)
            inner.append(Fingerprint() if new is sp.true else self._open(Goal(new, goal.facts, assumptions), depth - 1))
            if inner[-1] is None:
                return None
        return EqualCases(question, *inner)


def equality_asked(statement):
    """What a case or a Kronecker delta compares with zero, if it asks for an equality of values that are free."""
    found = None
    for node in sp.postorder_traversal(statement):
        if isinstance(node, sp.KroneckerDelta):
            found = node.args[0] - node.args[1]
        elif isinstance(node, (sp.Eq, sp.Ne)) and node is not statement:
            found = node.lhs - node.rhs
        if found is not None and found.free_symbols:
            return None if found.free_symbols & signs_by_case.taken([statement]) else sp.expand(found)
    return None


def sign_asked(statement):
    """What an innermost |u|, sign, max or case asks the sign of, a bare symbol first, then the shortest."""
    asked = []
    for node in sp.postorder_traversal(statement):
        found = None
        if isinstance(node, (sp.Abs, sp.sign, sp.Heaviside)):
            found = node.args[0]
        elif isinstance(node, (sp.Max, sp.Min)):
            found = node.args[0] - node.args[1]
        elif isinstance(node, sp.Piecewise):
            found = next((part.lhs - part.rhs for _, condition in node.args for part in sp.preorder_traversal(condition)
                          if isinstance(part, ORDER) and part.free_symbols), None)
        if found is not None and found.free_symbols:
            factor, rest = sp.expand(found).as_coeff_Mul()
            if rest.is_Symbol:
                return rest
            asked.append(factor * rest)
    return min(asked, key=sp.count_ops) if asked else None
