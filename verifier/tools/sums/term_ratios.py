"""Hypergeometric terms: the ratio t(k+1)/t(k) read off the factors, and a ball for the sum with a geometric bound of its tail."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.evaluation.scalars import Undecided, ball

MOST_TERMS = 4096
WAVES = (sp.sin, sp.cos, sp.sinh, sp.cosh)


class NotHypergeometric(ValueError):
    """A factor has no ratio of the known forms."""


@dataclass(frozen=True)
class Ratio:
    """t(k+1) = constant * over(k) / under(k) * t(k); polynomials by their coefficients, highest power first."""

    constant: sp.Expr
    over: tuple
    under: tuple


@lru_cache(maxsize=500)
def ratios(term, k) -> tuple:
    """(summand, its ratio) for summands that add up to the term."""
    if term.has(*WAVES):
        term = term.replace(lambda node: isinstance(node, WAVES) and k in node.free_symbols, lambda node: node.rewrite(sp.exp))
        term = sp.expand(term)
    return tuple((part, ratio_by_factors(part, k)) for part in sp.Add.make_args(term))


def ratio_by_factors(term, k) -> Ratio:
    """The product of the ratios of the factors."""
    constant, over, under = sp.S.One, [], []
    for factor in sp.Mul.make_args(term):
        one, above, below = _factor(factor, k)
        constant, over, under = constant * one, over + above, under + below
    return Ratio(constant, tuple(map(tuple, over)), tuple(map(tuple, under)))


def _coefficients(polynomial, k) -> list:
    return sp.Poly(polynomial, k).all_coeffs()


def _factor(factor, k):
    """(constant, polynomials above, polynomials below) of one factor's ratio."""
    if k not in factor.free_symbols:
        return sp.S.One, [], []
    if isinstance(factor, sp.exp):
        return sp.exp(_slope(factor.args[0], k)), [], []
    if factor.is_Pow:
        if k not in factor.base.free_symbols:
            return factor.base ** _slope(factor.exp, k), [], []
        if factor.exp.is_Integer:
            one, above, below = _factor(factor.base, k)
            times = abs(int(factor.exp))
            above, below = above * times, below * times
            return (one**factor.exp, above, below) if factor.exp > 0 else (one**factor.exp, below, above)
        raise NotHypergeometric(str(factor))
    if factor.is_Mul:
        parts = [_factor(part, k) for part in factor.args]
        return sp.Mul(*(part[0] for part in parts)), sum((part[1] for part in parts), []), sum((part[2] for part in parts), [])
    if factor.is_polynomial(k):
        return sp.S.One, [_coefficients(factor.xreplace({k: k + 1}), k)], [_coefficients(factor, k)]
    if isinstance(factor, sp.factorial):
        return _gamma(factor.args[0] + 1, k)
    if isinstance(factor, sp.gamma):
        return _gamma(factor.args[0], k)
    if isinstance(factor, sp.binomial):
        n, j = factor.args
        parts = [_gamma(n + 1, k), _gamma(j + 1, k), _gamma(n - j + 1, k)]
        return sp.S.One, parts[0][1] + parts[1][2] + parts[2][2], parts[0][2] + parts[1][1] + parts[2][1]
    if isinstance(factor, sp.RisingFactorial):
        x, n = factor.args
        above, below = _gamma(x + n, k), _gamma(x, k)
        return sp.S.One, above[1] + below[2], above[2] + below[1]
    raise NotHypergeometric(str(factor))


def _slope(exponent, k):
    slope = sp.expand(exponent).coeff(k, 1)
    if k in slope.free_symbols or sp.expand(exponent - slope * k).has(k):
        raise NotHypergeometric(f"an exponent {exponent}")
    return slope


def _gamma(argument, k):
    """gamma(c k + b) for a small integer c."""
    step = _slope(argument, k)
    if not step.is_Integer or abs(step) > 8:
        raise NotHypergeometric(f"gamma({argument})")
    if step >= 0:
        return sp.S.One, [_coefficients(argument + i, k) for i in range(int(step))], []
    return sp.S.One, [], [_coefficients(argument - i, k) for i in range(1, int(-step) + 1)]


def terminating_sum(term, k, n):
    """The sum of the term over k = 0, ..., n for n >= 0, by the binomial theorem or Chu and Vandermonde's; or None.

    The ratio has to be z (k - n)/(k + 1), or (k - n)(k + b)/((k + 1)(k + c)).
    """
    try:
        ratio = ratio_by_factors(term, k)
    except (NotHypergeometric, sp.PolynomialError):
        return None
    first = term.xreplace({k: sp.S.Zero})
    whole = ratio.constant
    for rows, power in ((ratio.over, 1), (ratio.under, -1)):
        whole *= sp.Mul(*(sp.Add(*(number * k**i for i, number in enumerate(reversed(row)))) for row in rows)) ** power
    rest = sp.cancel(whole * (k + 1) / (k - n))
    if first in (sp.S.Zero, sp.zoo, sp.nan) or n.is_Integer:
        return None
    if k not in rest.free_symbols:
        return None if rest == 1 else first * (1 - rest) ** n
    over, under = (sp.Poly(part, k) for part in sp.fraction(rest))
    if over.degree() != 1 or under.degree() != 1 or sp.cancel(over.LC() - under.LC()) != 0:
        return None
    b, c = (sp.cancel(part.all_coeffs()[1] / part.LC()) for part in (over, under))
    if c.is_Integer and c <= 0:
        return None
    return first * sp.RisingFactorial(c - b, n) / sp.RisingFactorial(c, n)


def enclosed_sum(walk, term, k, start: int) -> acb:
    """The sum of term(k) over k >= start: partial sums, and a geometric series above the rest."""
    try:
        parts = ratios(term, k)
    except (NotHypergeometric, sp.PolynomialError) as problem:
        raise Undecided(f"no bound of the tail: {problem}") from problem
    return sum((_enclosed(walk, part, ratio, k, start) for part, ratio in parts), acb(0))


def _enclosed(walk, term, ratio: Ratio, k, start: int) -> acb:
    constant = ball(walk.scalar(ratio.constant))
    over, under = ([[ball(walk.scalar(number)) for number in row] for row in side] for side in (ratio.over, ratio.under))
    real = all(number.imag.is_zero() for row in ((constant,), *over, *under) for number in row)
    factor, constant, total, at, count = constant, abs(constant), acb(0), start, 16
    term_here = _value(walk, term, k, at)
    while True:
        while at < start + count:
            total += term_here
            at += 1
            following = _next(term_here, factor, over, under, at - 1)
            term_here = _value(walk, term, k, at) if following is None else following
        first = abs(term_here)
        bound = _largest(constant, over, under, at) if at > 0 else None
        if bound is not None and bound < 1:
            rest = (first / (1 - bound)).upper()
            if rest < arb(2) ** (-ctx.prec) * (1 + abs(total)) or count >= MOST_TERMS:
                return total + acb(arb(0, rest), arb(0, 0 if real and total.imag.is_zero() else rest))
        if count >= MOST_TERMS:
            raise Undecided("the tail of an infinite sum has no geometric bound")
        count *= 2


def _value(walk, term, k, at: int) -> acb:
    with walk.bound({k: fmpq(at)}):
        return ball(walk.scalar(term))


def _next(value, factor, over, under, at: int):
    """The term after the one at `at`, by the ratio; None where the ratio may have no value."""
    below = acb(1)
    for row in under:
        below *= _polynomial(row, at)
    if below.contains(0) or value.is_zero():
        return None
    for row in over:
        value *= _polynomial(row, at)
    return value * factor / below


def _polynomial(row, at: int) -> acb:
    value = acb(0)
    for number in row:
        value = value * at + number
    return value


def _largest(constant, over, under, start: int):
    """An upper bound of |ratio| for all k >= start > 0, or None."""
    small = arb(fmpq(1, 2 * start), fmpq(1, 2 * start))  # 1/k
    degree, bound = 0, constant
    for row in over:
        bound, degree = bound * abs(_at(row, small)), degree + len(row) - 1
    for row in under:
        low = abs(_at(row, small))
        if not low > 0:
            return None
        bound, degree = bound / low, degree - len(row) + 1
    if degree > 0:
        return None
    found = (bound * arb(start) ** degree).upper()
    return found if found.is_finite() else None


def _at(row, small):
    """The polynomial over k to its degree, as a polynomial in 1/k."""
    value = acb(0)
    for number in reversed(row):
        value = value * small + number
    return value
