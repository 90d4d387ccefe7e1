"""The readings of a derivative by a definite matrix: with tied entries, with free ones, and in the trace inner product.

For a matrix that is declared symmetric(n) the entries x_ij = x_ji are tied, as in the tables of matrix calculus, so that an entry off
the diagonal counts twice.  Of log det over the positive definite matrices most authors mean the gradient X^-1 in the inner product
Tr(A B).  Where the readings disagree about the truth, none is guessed.
"""

from __future__ import annotations

from dataclasses import replace

import sympy as sp
from sympy.core.relational import Relational

from verifier.deciding.decision import Decision
from verifier.deciding.parsing import Problem
from verifier.verdict import Verdict
from verifier.vocabulary.notions import gradient, trace_gradient

DEFINITE = ("positive_definite", "positive_semidefinite")
WORDS = ("with tied entries x_ij = x_ji", "as the gradient in the trace inner product", "with free entries")


def readings(problem: Problem) -> tuple[Problem, ...]:
    """The problem as read, and the same with every derivative by a definite matrix in the other readings."""
    definite = {item.symbol for item in problem.declared.values() if item.kind in DEFINITE}
    found = [node for node in problem.statement.atoms(gradient) if type(node) is gradient and node.args[1] in definite]
    if not found or not isinstance(problem.statement, Relational):
        return (problem,)
    others = ({node: trace_gradient(*node.args) for node in found}, {node: gradient(*node.args[:2], sp.S.false) for node in found})
    return (problem, *(replace(problem, statement=problem.statement.func(*(side.xreplace(other) for side in problem.statement.args), evaluate=False))
                       for other in others))


def joined(decisions, problem: Problem) -> Decision:
    """The verdict on which all readings agree; else that it depends on the reading."""
    if len({decision.verdict for decision in decisions}) == 1 or all(decision.verdict.is_green for decision in decisions):
        found = min(decisions, key=lambda decision: decision.verdict.strength)
        if found.verdict is Verdict.REFUTED and any(node.args[2] == sp.true for node in problem.statement.atoms(gradient)):
            found.evidence += "; the entries x_ij = x_ji of a symmetric matrix are tied: Gradient(f, X) is the gradient in the trace inner product"
        return found
    said = ", ".join(f"{words} it is {decision.verdict.name}" for words, decision in zip(WORDS, decisions, strict=True))
    return Decision(Verdict.UNDECIDED, f"the derivative by a definite matrix has several readings: {said}",
                    explanation="Write Gradient(f, X) for the gradient in the trace inner product; declare X symmetric(n) for tied "
                                "entries, or invertible(n) with the premise Symmetric(X) for free ones.")
