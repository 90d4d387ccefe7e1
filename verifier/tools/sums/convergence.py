"""Whether an infinite series converges: by the ratio of its terms (Gauss's test), as a power of the index, or by growth.

By growth: terms C n^p (log n)^q ... (1 + o(1)) are compared with the scale of Bertrand; with a sign (-1)^n or a wave
sin(a n + b) before them the tests of absolute convergence, of Leibniz and Dirichlet, and "the terms do not tend to 0".
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of
from verifier.tools.calculus.definedness import doubts
from verifier.tools.calculus.growth import Growth, NoGrowth
from verifier.tools.context import Context
from verifier.tools.normal_forms.polynomial import TooLarge
from verifier.tools.normal_forms.terms import Undefined
from verifier.tools.sums.known_sums import ratio_of


class NotDecided(ValueError):
    """The tests do not apply."""


POWERS = tuple(map(sp.Rational, (2, "3/2", 1, "1/2", 3, "5/2", 4, "1/3", "2/3", "4/3", 5, 6)))


def converges(node, context=None) -> bool:
    """Whether Sum(t(n), (n, a, oo)) converges; further symbols in t as the context says."""
    if not isinstance(node, sp.Sum) or len(node.limits) != 1:
        raise NotDecided("only single sums")
    n, lower, upper = node.limits[0]
    if upper is not sp.oo or not lower.is_Integer:
        raise NotDecided("only sums from an integer to infinity")
    k = sp.Dummy("k", integer=True, nonnegative=True)
    term = substitute(node.function, {n: k + lower})
    if term == 0:
        return True
    before, rest = term.as_independent(k, as_Add=False)
    if before.free_symbols and context is not None and context.is_nonzero(before) and not doubts(before, context):
        return converges(sp.Sum(rest.xreplace({k: n - lower}), (n, lower, upper)), context)
    power = _power(term, k)
    if node.free_symbols:
        return _under_premises(term, k, power, Context(()) if context is None else context)
    if power is not None:
        return bool(power < -1)
    try:
        return _by_ratio(term, k)
    except NotDecided:
        return _by_growth(node.function, n, lower)


def _under_premises(term, k, power, context) -> bool:
    """The power of the index, or the limit of the ratio of the terms, where the premises bound it and every term has a value."""
    if doubtful := doubts(term, context):
        raise NotDecided(doubtful[0])
    if power is not None and context.is_positive(-1 - power) or _falls_geometrically(term, k, context):
        return True
    ratio = None if power is not None else ratio_of(term, k, context)
    if ratio is not None:
        over, under = (sp.Poly(part, k) for part in sp.fraction(sp.cancel(ratio)))
        limit = sp.cancel(over.LC() / under.LC()) if over.degree() == under.degree() else sp.S.Zero
        monic = over.monic(), under.monic()
        if over.degree() <= under.degree() and all(part.as_expr().free_symbols <= {k} for part in monic) and not any(
                root.is_integer and root >= 0 for part in monic for root in part.ground_roots()):
            small = sp.Lt(sp.Abs(limit), 1, evaluate=False)
            if limit == 0 or context.is_positive(1 - limit) and context.is_positive(1 + limit) or context.proves(small):
                return True
    raise NotDecided("the premises do not show enough of the terms")


def _falls_geometrically(term, k, context) -> bool:
    """Whether it is a product of numbers, of real powers of k + a with a > 0 and of q^(m k + b) that fall, one at least."""
    falling = False
    for factor in sp.Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        if k not in factor.free_symbols or _power(factor, k) is not None:
            continue
        steps = sp.expand(exponent).coeff(k)
        if k in base.free_symbols or k in sp.expand(exponent - steps * k).free_symbols:
            return False
        if base is sp.E or not steps.is_Integer:
            falls = context.is_positive(-steps) if base is sp.E else False
        elif steps < 0:
            falls = context.is_positive(base - 1)
        else:
            falls = context.is_positive(1 - base) and context.is_positive(1 + base) or context.proves(sp.Lt(sp.Abs(base), 1, evaluate=False))
        if not falls:
            return False
        falling = True
    return falling


def _by_ratio(term, k) -> bool:
    ratio = ratio_of(term, k, Context(()))
    if ratio is None:
        raise NotDecided("the ratio of successive terms is not a rational function")
    over, under = (sp.Poly(part, k) for part in sp.fraction(sp.cancel(ratio)))
    if any(root.is_integer and root >= 0 for part in (over, under) for root in part.ground_roots()):
        raise NotDecided("a term vanishes or has no value")
    if over.degree() != under.degree():
        return over.degree() < under.degree()
    limit = over.LC() / under.LC()
    if not limit.is_comparable:
        raise NotDecided("the limit of the ratio is not a real number")
    if sp.Abs(limit) != 1:
        return bool(sp.Abs(limit) < 1)
    over, under = over.monic(), under.monic()
    size = over.degree()
    if size == 0:
        return False  # terms of constant size
    p = under.coeff_monomial(k ** (size - 1)) - over.coeff_monomial(k ** (size - 1))  # |ratio| = 1 - p/k + O(1/k^2)
    if not p.is_comparable:
        raise NotDecided("the second coefficient of the ratio is not a real number")
    return bool(p > (1 if limit == 1 else 0))


def _by_growth(function, n, lower) -> bool:
    whole = sp.Symbol("n", integer=True, positive=True) if lower >= 1 else sp.Symbol("n", integer=True)
    try:
        undefined = doubts(substitute(function, {n: whole}), Context([sp.Ge(whole, lower, evaluate=False)]))
    except (Undefined, TooLarge, ValueError) as problem:
        raise NotDecided(str(problem)) from problem
    if undefined:
        raise NotDecided(undefined[0])
    t = sp.Dummy("t", positive=True)
    waves, calm = [], []
    for factor in sp.Mul.make_args(function):
        moved = factor.xreplace({n: t})
        (waves if _sign_of_index(factor, n) or _wave(moved, t) else calm).append(moved)
    size = sp.Mul(*calm)
    if not waves:
        return _summable(_scale(size, t))
    if len(waves) > 1:
        raise NotDecided("several changing signs")
    scale = _scale(size, t)
    if Growth(t, Context(())).direction(scale) >= 0:
        return False  # the terms do not tend to 0: a sign, or a wave of rational frequency, keeps them away from it
    try:
        if _summable(scale):
            return True
    except NotDecided:
        pass
    _scale(size.diff(t), t)  # the derivative has one sign far out, so that the sizes fall to 0
    return True


def _sign_of_index(factor, n) -> bool:
    """Whether the factor is (-1)^(n + c) with an integer c."""
    return bool(factor.is_Pow and factor.base == -1 and sp.expand(factor.exp - n).is_Integer)


def _wave(factor, t) -> bool:
    """Whether the factor is the sine or cosine of a t + b with rational a, not 0: its partial sums over integers are bounded."""
    if not isinstance(factor, (sp.sin, sp.cos)):
        return False
    slope = sp.expand(factor.args[0]).coeff(t)
    return bool(slope.is_Rational and slope != 0 and t not in sp.expand(factor.args[0] - slope * t).free_symbols)


def _scale(size, t) -> dict:
    """The exponent L of a term C exp(L) (1 + o(1)), by growth or as a power of t."""
    try:
        return Growth(t, Context(())).leading(size)[1]
    except (NoGrowth, RecursionError, TypeError, ValueError):
        pass
    for power in POWERS:
        try:
            value = limit_of(t**power * size, t, sp.oo, "-", Context(()))
        except (NoLimit, Diverges, ArithmeticError, TypeError, ValueError, AttributeError):
            continue
        if value.is_comparable and value.is_nonzero:
            return {(0, 1, 0): -power}
    raise NotDecided("the growth of the terms is not visible")


def _summable(scale) -> bool:
    """Whether the terms exp(scale) have a finite sum: 1/n, then 1/(n log n), are the borders."""
    growth = Growth(sp.Dummy("t", positive=True), Context(()))
    rest = dict(scale)
    for border in ((0, 1, 0), (0, 0, 1)):
        if not rest or max(rest) < border:
            return False
        if max(rest) > border:
            return growth.direction(rest) < 0
        above = growth.sign(rest.pop(border) + 1)
        if above:
            return above < 0
    if rest:
        raise NotDecided("the terms are too near to those of the borders of convergence")
    return False


def _power(term, k):
    """The exponent e where the term is c (k + a)^e, or None."""
    coefficient, rest = term.as_independent(k, as_Add=False)
    if not rest.is_Pow or not rest.base.is_polynomial(k) or rest.base.free_symbols != {k} or coefficient == 0:
        return None
    if sp.degree(rest.base, k) == 1 and sp.Poly(rest.base, k).LC() > 0 and rest.base.xreplace({k: sp.S.Zero}).is_positive:
        return rest.exp if rest.exp.is_comparable or rest.exp.is_real and k not in rest.exp.free_symbols else None
    return None
