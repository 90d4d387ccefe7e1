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
    **dict.fromkeys((sp.li, sp.Li, sp.elliptic_k), lambda z: z - 1), sp.elliptic_pi: lambda n, *rest: n - 1 if len(rest) == 1 else sp.S.One,
    **dict.fromkeys((sp.bessely, sp.besselk, sp.yn, sp.hankel1, sp.hankel2, sp.hn1, sp.hn2), lambda order, z: z),
    sp.zeta: lambda s, *start: s - 1, sp.erfinv: lambda z: 1 - z**2, sp.erfcinv: lambda z: z * (2 - z),
}


def _low(z) -> bool:
    """Whether the number is 0, -1, -2, ..."""
    return bool(z.is_integer and z.is_nonpositive)


def _at_most(s, most) -> bool:
    return bool(s.is_real and (most - s).is_nonnegative)


def _of_series(above, below, z) -> bool:
    """A hypergeometric series at 1 that does not end and does not converge."""
    return z == 1 and len(above) == len(below) + 1 and not any(map(_low, above)) and _at_most(sp.Add(*below) - sp.Add(*above), 0)


POLES = {  # whether there is no value at these exact arguments
    sp.polygamma: lambda order, z: _low(z),
    sp.trigamma: _low, sp.beta: lambda a, b=None: b is not None and (_low(a) or _low(b)) and not _low(a + b),
    sp.zeta: lambda s, a=sp.S.One: _low(a) and bool(s.is_positive),
    sp.polylog: lambda s, z: z == 1 and _at_most(s, 1),
    sp.lerchphi: lambda z, s, a: _low(a) and bool(s.is_positive) or z == 1 and s == 1,
    sp.expint: lambda s, z: z == 0 and _at_most(s, 1), sp.uppergamma: lambda s, z: z == 0 and _at_most(s, 0),
    sp.lowergamma: lambda s, z: _low(s), sp.LambertW: lambda z, branch=sp.S.Zero: z == 0 and branch != 0,
    **dict.fromkeys((sp.besselj, sp.besseli), lambda order, z: z == 0 and bool(order.is_negative) and order.is_integer is False),
    sp.jn: lambda order, z: z == 0 and bool(order.is_negative),
    sp.hyper: _of_series, sp.RisingFactorial: lambda x, n: _low(x + n) and not _low(x),
    sp.FallingFactorial: lambda x, n: _low(x + 1) and not _low(x - n + 1),
    sp.factorial2: lambda n: bool(n.is_even and n.is_negative), sp.harmonic: lambda n, *order: not order and _low(n + 1),
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
        if head is not None and _vanishes(head, node.args, put) or node.func in POLES and _is_pole(POLES[node.func], node.args, put):
            return f"{node.func.__name__} has no value there"
        if node.is_Pow and not isinstance(node, sp.exp) and node.exp.is_negative and _vanishes(lambda base: base, node.args[:1], put):
            return "division by zero"
        waiting.extend(node.args)
    return ""


def _is_pole(holds, arguments, put) -> bool:
    there = [argument.xreplace(put) for argument in arguments]
    return not any(argument.free_symbols for argument in there) and holds(*there)


def _vanishes(function, arguments, put) -> bool:
    try:
        value = function(*(argument.xreplace(put) for argument in arguments))
        return not value.free_symbols and (value is sp.S.Zero or is_zero_number(value))
    except REFUSALS:
        return False
