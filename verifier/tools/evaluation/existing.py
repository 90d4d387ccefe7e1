"""Whether a derivative, a sum, an integral or a limit exists at a point: what no evaluation of the expression decides.

The tests lean on signs and contexts, which lean on the evaluator; so this meaning joins the evaluator's table here.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.improper import exists, may_be_of_nothing
from verifier.tools.calculus.one_sided import has_derivative
from verifier.tools.evaluation.evaluator import TRUTHS
from verifier.tools.evaluation.notions import exactly
from verifier.tools.evaluation.scalars import Unsupported
from verifier.tools.evaluation.truth import Outcome
from verifier.tools.sums.convergence import NotDecided
from verifier.vocabulary.operators import Converges


def existence(walk, statement) -> Outcome:
    """What can be said of the existence at the walk's point."""
    (body,) = statement.args
    if isinstance(body, sp.Derivative):
        (variable, count), *others = body.variable_count
        if others or count != 1 or variable not in walk.valuation:
            raise Unsupported("the existence of a higher derivative")
        return has_derivative(walk, exactly(walk, body.expr, (variable,)), variable, sp.sympify(walk.valuation[variable]))
    if may_be_of_nothing(body):
        raise Unsupported("the limit of what may have no value")
    try:
        found = exists(exactly(walk, body))
    except NotDecided as problem:
        return Outcome(None, why=str(problem))
    return Outcome(found, True, why=f"it {'converges' if found else 'diverges'} by the tests of convergence")


TRUTHS[Converges] = existence

__all__ = ["existence", "exists"]
