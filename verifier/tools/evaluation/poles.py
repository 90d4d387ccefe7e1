"""Points where balls cannot certify that a term has no value: a tangent at a quarter turn, a denominator that is exactly 0."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.tools.fingerprints.algebraic_bound import NotAlgebraic, is_zero_number
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.vocabulary.operators import Operator
from verifier.vocabulary.valuation import MissingValue

FORBIDDEN_ZEROS = {  # of the arguments
    **dict.fromkeys((sp.tan, sp.sec), lambda z: sp.cos(z)), **dict.fromkeys((sp.cot, sp.csc), lambda z: sp.sin(z)),
    **dict.fromkeys((sp.tanh, sp.sech), lambda z: sp.cosh(z)), **dict.fromkeys((sp.coth, sp.csch), lambda z: sp.sinh(z)),
    **dict.fromkeys((sp.log, sp.Ei, sp.Ci, sp.Chi, sp.acsc, sp.asec, sp.asech, sp.acsch), lambda z, *base: z),
    **dict.fromkeys((sp.atanh, sp.acoth), lambda z: 1 - z**2), **dict.fromkeys((sp.atan, sp.acot), lambda z: 1 + z**2),
    **dict.fromkeys((sp.li, sp.elliptic_k), lambda z: z - 1), **dict.fromkeys((sp.bessely, sp.besselk), lambda order, z: z),
    sp.zeta: lambda s, *start: s - 1,
}
WALKED = (sp.Add, sp.Mul, sp.Pow, sp.Function, Relational)  # every part of these needs a value
LAZY = (sp.Piecewise, AppliedUndef, Operator, sp.MatrixExpr)
REFUSALS = (NotAlgebraic, Undecided, Undefined, Unsupported, MissingValue, *GAVE_UP)


def pole(expression, values) -> str:
    """The first part of the expression that certainly has no value at the exact point, in words; or nothing."""
    put = {key: value for key, value in values.items()
           if isinstance(key, sp.Symbol) and isinstance(value, sp.Expr) and value.is_number}
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, WALKED) or isinstance(node, LAZY):
            continue
        head = FORBIDDEN_ZEROS.get(node.func)
        if head is not None and _vanishes(head, node.args, put):
            return f"{node.func.__name__} has no value there"
        if node.is_Pow and not isinstance(node, sp.exp) and node.exp.is_negative and _vanishes(lambda base: base, node.args[:1], put):
            return "division by zero"
        waiting.extend(node.args)
    return ""


def _vanishes(function, arguments, put) -> bool:
    try:
        value = function(*(argument.xreplace(put) for argument in arguments))
        return not value.free_symbols and (value is sp.S.Zero or is_zero_number(value))
    except REFUSALS:
        return False
