"""Why a side of a statement has no value at a point, and what engines raise when they give up."""

from __future__ import annotations

import sympy as sp
from sympy.polys.polyerrors import BasePolynomialError

from verifier.deciding.certainty import certain
from verifier.deciding.forms import plainer
from verifier.tools.binding import substitute
from verifier.tools.evaluation.evaluate import Undecided, Undefined, Unsupported, evaluate
from verifier.tools.evaluation.expectation import NeedsOutcome
from verifier.tools.evaluation.poles import pole
from verifier.tools.evaluation.scalars import ball
from verifier.tools.normal_forms import terms
from verifier.tools.settled import settled
from verifier.vocabulary.operators import Cov, E, Prob, Var

CLOSED = (sp.Sum, sp.Product, sp.Integral, sp.Limit, E, Var, Cov, Prob)
GAVE_UP = (*terms.GAVE_UP, LookupError, AssertionError, sp.SympifyError, BasePolynomialError)


def breaks(side, values) -> str:
    """Why an expression has no value at the point: "division" or "log" when written, else the word of the tool."""
    found = value_failure(side, values)
    if not found:
        return ""
    if any(word in found for word in ("singular", "derivative", "division", "diverges", "range from")):
        return "division"
    for node in sp.preorder_traversal(side):
        if isinstance(node, sp.Pow) and not (node.exp.is_Integer and node.exp > 0) and not isinstance(node, sp.exp):
            if _is_zero(node.base, values) and value_failure(node, values):
                return "division"
        if isinstance(node, sp.log) and _is_zero(node.args[0], values):
            return "log"
    return found


def cancels(side, values) -> bool:
    """Whether a polynomial denominator that is 0 at the point goes away when equal factors are cancelled."""
    if not any(isinstance(node, sp.Pow) and node.exp.is_negative and node.base.is_polynomial(*node.base.free_symbols)
               and _is_zero(node.base, values) for node in sp.preorder_traversal(side)):
        return False
    single = settled(side)
    if single.is_rational_function(*single.free_symbols):
        single = sp.cancel(single)
    return not value_failure(single, values)


def value_failure(expression, values) -> str:
    """Why the expression certainly has no value at the point, or nothing."""
    try:
        value = ball(evaluate(expression, values, 64))
    except Undefined as failure:
        return str(failure) or "undefined"
    except ZeroDivisionError:
        return "division"
    except (Undecided, Unsupported, NeedsOutcome, *GAVE_UP):
        return pole(expression, values)
    return "" if value.is_finite() else pole(expression, values)


def has_closed_value(side, values, assumptions) -> bool:
    """Whether the sums, integrals, limits and means of the expression have closed forms at the point, with a value."""
    try:
        equation = sp.Eq(substitute(side, values), sp.S.Zero, evaluate=False)
    except TypeError:  # the order of numbers that are not real
        return False
    for _ in range(4):
        if not equation.has(*CLOSED):
            break
        made = plainer(equation, assumptions)
        if made is None or not isinstance(made[2], sp.Eq):
            return False
        equation = made[2]
    return not equation.has(*CLOSED) and not equation.free_symbols and not value_failure(equation.lhs, {})


def _is_zero(expression, values) -> bool:
    found = certain(sp.Eq(expression, sp.S.Zero, evaluate=False), values, (64,))
    return found is not None and found.truth is True
