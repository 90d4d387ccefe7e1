"""Evidence that the two sides of an equation differ at every point."""

from __future__ import annotations

import sympy as sp

from verifier.evidence import NonNegative, Numbers, Rewritten
from verifier.tools.context import Context
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.relations import of_matrices
from verifier.tools.rewritings import RULES

NO_ROOT, APART = "no root of a polynomial", "visibly apart"


def never_equal(statement, assumptions, seconds: float):
    """Evidence for `statement`, which says that two numbers differ, or None; the search may take so long for each side."""
    if has_no_root(statement):
        return Rewritten(NO_ROOT, Numbers())
    if statement.has(sp.exp) and RULES[APART](statement, FOR_SEARCH.of(assumptions), ()) is sp.true:
        return Rewritten(APART, Numbers())
    return larger_throughout(statement, assumptions, seconds)


def has_no_root(equation) -> bool:
    """Whether the difference of the sides is a polynomial that visibly has no root."""
    return RULES[NO_ROOT](sp.Ne(*equation.args, evaluate=False), Context(()), ()) is sp.true


def larger_throughout(equation, assumptions, seconds: float):
    """Evidence that one side is always the larger one, or None."""
    if of_matrices(equation) or not equation.free_symbols:
        return None
    for name, head in (("left", sp.Gt), ("right", sp.Lt)):
        tree = tree_of(head(*equation.args, evaluate=False), assumptions, seconds)
        if tree is not None:
            return Rewritten("one side is larger", NonNegative("rules", (tree,)), (name,))
    return None
