"""Why a side of a statement has no value at a point, and what engines raise when they give up."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.polys.polyerrors import BasePolynomialError

from verifier.deciding.certainty import certain
from verifier.deciding.forms import plainer
from verifier.deciding.singular import PLANAR
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
            if value_is_zero(node.base, values) and value_failure(node, values):
                return "division"
        if isinstance(node, sp.log) and value_is_zero(node.args[0], values):
            return "log"
    return found


def cancels(side, values) -> bool:
    """Whether a denominator that is 0 at the point, a polynomial or a modulus, goes away when equal factors are cancelled."""
    if not any(isinstance(node, sp.Pow) and node.exp.is_negative and (node.base.has(*PLANAR) or node.base.is_polynomial(*node.base.free_symbols))
               and value_is_zero(node.base, values) for node in sp.preorder_traversal(side)):
        return False
    single = settled(side)
    if single.is_rational_function(*single.free_symbols):
        single = sp.cancel(single)
    return not value_failure(single, values)


def value_failure(expression, values) -> str:
    """Why the expression certainly has no value at the point, or nothing."""
    for bits in (64, 256) if expression.has(sp.Derivative) else (64,):  # that a slope is infinite is seen with short steps
        try:
            value = ball(evaluate(expression, values, bits))
        except Undefined as failure:
            return str(failure) or "undefined"
        except ZeroDivisionError:
            return "division"
        except (Undecided, Unsupported, NeedsOutcome, *GAVE_UP):
            continue
        if value.is_finite():
            return ""
    return pole(expression, values)


def undefined_beside(statement, numbers) -> bool:
    """Whether a part of the statement without declared functions has no value at the point."""
    parts = {node for node in statement.atoms(sp.Pow, sp.Function) if node.free_symbols and node.free_symbols <= set(numbers)
             and not node.atoms(AppliedUndef)}
    return any(value_failure(node, numbers) for node in sorted(parts, key=sp.default_sort_key))


def has_closed_value(side, values, assumptions) -> bool:
    """Whether the sums, integrals, limits and means of the expression have closed forms at the point, with a value."""
    try:
        closed = closed_form(substitute(side, values), assumptions)
    except TypeError:  # the order of numbers that are not real
        return False
    return closed is not None and not closed.free_symbols and not value_failure(closed, {})


def closed_form(expression, assumptions):
    """The expression without sums, integrals, limits and means, or None."""
    equation = sp.Eq(expression, sp.Dummy("w"), evaluate=False)  # another side that no rewriting knows anything of
    for _ in range(4):
        if not equation.has(*CLOSED):
            return equation.lhs
        made = plainer(equation, assumptions)
        if made is None or not isinstance(made[2], sp.Eq):
            return None
        equation = made[2]
    return None if equation.has(*CLOSED) else equation.lhs


def value_is_zero(expression, values) -> bool:
    """Whether the expression is certainly 0 at the point."""
    found = certain(sp.Eq(expression, sp.S.Zero, evaluate=False), values, (64,))
    return found is not None and found.truth is True
