"""Where the named functions have a value, and where that value is real: one row for each function.

A function without a row is neither visibly defined nor, unless SymPy's assumptions say so, visibly real.
The sources are the definitions in DLMF chapters 4, 5, 6, 10, 14, 18, 24 and 25 (principal branches).
"""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef


def _always(signs, *arguments) -> bool:
    return True


def _integer(argument) -> bool:
    return bool(argument.is_integer)


def _between(low, high, strict=False):
    def holds(signs, x, *rest):
        ask = signs.is_positive if strict else signs.is_nonnegative
        return (low is None or ask(x - low)) and (high is None or ask(high - x))
    return holds


def _positive(signs, x, *rest) -> bool:
    return signs.is_positive(x)


def _last_positive(signs, *arguments) -> bool:
    return signs.is_positive(arguments[-1])


def _whole_first(signs, n, *rest) -> bool:
    return _integer(n) and signs.is_nonnegative(n)


def _avoids_zero(make):
    return lambda signs, x, *rest: signs.is_nonzero(make(x))


def _no_pole_of_coth(signs, x) -> bool:
    """exp(2 x) is not 1; a real part that is not 0 is enough."""
    terms = sp.Add.make_args(sp.expand(x))
    real = sp.Add(*(term for term in terms if not term.has(sp.I)))
    turn = [(term / sp.I) for term in terms if term.has(sp.I)]
    if all(map(signs.is_real, (real, *turn))) and signs.is_nonzero(real):
        return True
    return signs.is_nonzero(sp.exp(2 * x) - 1)


def _real(signs, *arguments) -> bool:
    return all(map(signs.is_real, arguments))


def _gamma(signs, x) -> bool:
    return signs.is_positive(x) or bool(x.is_Rational and not x.is_Integer)


def _factorial(signs, n) -> bool:
    return signs.is_positive(n + 1) or _integer(n) and signs.is_nonnegative(n)


def _binomial(signs, n, k) -> bool:
    return _integer(k) and signs.is_nonnegative(k)


def _bessel(signs, order, x) -> bool:
    return _integer(order) or signs.is_positive(x) or signs.is_nonnegative(order) and signs.is_nonnegative(x)


def _branch(signs, x, k=None) -> bool:
    return k is None and (signs.is_nonnegative(x) or bool(sp.LambertW(x).is_real))


_EVERYWHERE = (
    sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.asinh, sp.erf, sp.erfc, sp.erfi,
    sp.Abs, sp.sign, sp.floor, sp.ceiling, sp.frac, sp.Max, sp.Min, sp.re, sp.im, sp.conjugate, sp.Heaviside,
    sp.KroneckerDelta, sp.Si, sp.Shi, sp.fresnels, sp.fresnelc, sp.airyai, sp.airybi, sp.sinc, sp.Piecewise)
# head: (where it is defined, where it is real for real arguments at which it is defined)
_TABLE = {head: (_always, _always) for head in _EVERYWHERE} | {head: (_real, _always) for head in (sp.tanh, sp.sech, sp.atan, sp.acot)}
_TABLE |= {head: (_whole_first, _whole_first) for head in (
    sp.legendre, sp.chebyshevt, sp.chebyshevu, sp.hermite, sp.laguerre, sp.jacobi, sp.gegenbauer, sp.bernoulli, sp.euler, sp.harmonic,
    sp.fibonacci, sp.lucas, sp.catalan, sp.subfactorial, sp.bell)}
_TABLE |= {
    sp.tan: (_avoids_zero(sp.cos), _always), sp.sec: (_avoids_zero(sp.cos), _always),
    sp.cot: (_avoids_zero(sp.sin), _always), sp.csc: (_avoids_zero(sp.sin), _always),
    sp.coth: (_no_pole_of_coth, _always), sp.csch: (_no_pole_of_coth, _always),
    sp.log: (lambda signs, x: signs.is_positive(x),) * 2,  # to a base it has no row
    sp.asin: (_between(-1, 1), _between(-1, 1)), sp.acos: (_between(-1, 1), _between(-1, 1)),
    sp.atanh: (_between(-1, 1, strict=True), _between(-1, 1, strict=True)), sp.acosh: (_between(1, None), _between(1, None)),
    sp.gamma: (_gamma, _always), sp.factorial: (_factorial, _always), sp.loggamma: (_positive, _positive),
    sp.digamma: (_positive, _always), sp.polygamma: (_last_positive, _last_positive),
    sp.beta: (lambda signs, a, b: _gamma(signs, a) and _gamma(signs, b) and _gamma(signs, a + b), _always),
    sp.uppergamma: (_last_positive, _last_positive),
    sp.lowergamma: (lambda signs, s, x: signs.is_positive(s) and signs.is_nonnegative(x),) * 2,
    sp.binomial: (_binomial, _always), sp.Mod: (lambda signs, x, m: signs.is_nonzero(m), _always),
    sp.zeta: (lambda signs, s, a=1: signs.is_positive(s - 1) and signs.is_positive(sp.sympify(a)), lambda signs, s, a=1: a == 1),
    sp.besselj: (_bessel, _bessel), sp.besseli: (_bessel, _bessel),
    sp.bessely: (_last_positive, _last_positive), sp.besselk: (_last_positive, _last_positive),
    sp.LambertW: (lambda signs, x, branch=0: branch == 0 or signs.is_nonzero(x), _branch),
    sp.Ei: (_avoids_zero(lambda x: x), _always), sp.li: (_between(1, None, strict=True),) * 2,
    sp.Ci: (_positive, _positive), sp.Chi: (_positive, _positive),
}


def _holds(signs, node, column) -> bool:
    row = _TABLE.get(type(node))
    try:
        return row is not None and row[column](signs, *node.args)
    except TypeError:  # another number of arguments than the row knows
        return False


def has_value(signs, node) -> bool:
    """Whether a named function is visibly defined at its arguments."""
    return _holds(signs, node, 0)


def is_real_function(signs, node) -> bool:
    """Whether a named function is visibly real at real arguments, wherever it is defined."""
    return _holds(signs, node, 1) or bool(node.is_real)


def named_functions(node) -> list:
    """The functions with a name of their own, such as sin, that occur in the expression."""
    return [item for item in node.atoms(sp.Function) if not isinstance(item, AppliedUndef)]
