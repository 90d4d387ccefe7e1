"""Balls for infinite sums and products: the first terms, and the sizes of the others as powers of 1/k and log k.

For k >= N every term is at most B k^-a (log k)^p, read off its parts as at the end of an improper integral in u = 1/k.  Where a > 1,
the tail is at most its first bound and the integral of the bound.  Of a sum, signs that alternate need only a variation that is bounded.
"""

from __future__ import annotations

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.evaluation.improper_tails import NoBound, Sizes, tail
from verifier.tools.evaluation.scalars import Undefined, Unsupported, ball

BENT = (sp.Abs, sp.sign, sp.floor, sp.ceiling, sp.frac, sp.Mod, sp.Max, sp.Min, sp.Piecewise, sp.Heaviside)
UNKNOWN = acb(arb("inf"))
FIRST, STEP, MOST = 32, 4, 2048  # terms that are added before a bound of the others is looked for


def enclosed_series(walk, body, k, start: int) -> acb:
    """The sum of body(k) over k >= start."""
    total = acb(0)
    for value, rest, last in _with_rests(walk, body, body, k, start, alternating=True):
        total += value
        if last or abs(rest) < arb(2) ** (-ctx.prec) * (1 + abs(total)):
            return total + rest
    raise NoBound("the tail of an infinite sum has no visible bound")


def enclosed_product(walk, body, k, start: int) -> acb:
    """The product of body(k) over k >= start: |log(1 + v)| <= 2 |v| where the |v| add up to at most 1/2."""
    total = acb(1)
    for value, rest, last in _with_rests(walk, body, body - 1, k, start, alternating=False):  # the |v| have to add up
        total *= value
        if abs(rest) < 0.5 and (last or abs(rest) < arb(2) ** (-ctx.prec)):
            return total * (2 * rest).exp()
    raise NoBound("the factors of an infinite product are not visibly near 1")


def _with_rests(walk, body, term, k, start: int, alternating: bool):
    """(value of the body, ball around 0 for all later terms, whether it is the last) for each k; the ball is looked for now and then, else infinite."""
    at, count = start, FIRST
    while count <= MOST:
        while at < max(start, 1) + count:
            with walk.bound({k: fmpq(at)}):
                value = ball(walk.scalar(body))
            at += 1
            if at < max(start, 1) + count:
                yield value, UNKNOWN, False
        try:
            rest = _tail(walk, term, k, at, alternating)
        except NoBound:
            rest = UNKNOWN
        count *= STEP
        yield value, rest, count > MOST and rest.is_finite()


def _tail(walk, term, k, at: int, alternating: bool) -> acb:
    """A ball around 0 for the sum of the term over integers k >= at, or as large as that of the |term|: of all its parts at once, or of each."""
    parts = sp.Add.make_args(sp.expand_mul(term))
    try:
        try:
            return _of_part(walk, term, k, at, alternating)
        except NoBound:
            if len(parts) == 1 and parts[0] == term:
                raise
            return sum((_of_part(walk, part, k, at, alternating) for part in parts), acb(0))
    except (Undefined, Unsupported) as problem:  # of a bound, not of a term
        raise NoBound(str(problem)) from problem


def _of_part(walk, term, k, at: int, alternating: bool) -> acb:
    u, real = sp.Dummy("u", positive=True), True
    if term.has(sp.binomial, sp.factorial, sp.gamma):
        term = sp.combsimp(sp.expand_func(term))
    sizes, signs, larger = [], 0, _larger(term, k, at)
    alternating = alternating and larger == term and not term.has(*BENT)  # the variation is that of the terms themselves
    for factor in sp.Mul.make_args(larger):
        base, exponent = factor.as_base_exp()
        if k in exponent.free_symbols and k not in base.free_symbols and base != sp.E and base.is_positive is not True:
            if not exponent.is_real:
                raise NoBound("a power that may be complex")
            slope = sp.expand(exponent).coeff(k)
            rest = sp.expand(exponent - slope * k)
            signs, real = signs + 1, real and bool(base.is_extended_real and exponent.is_integer)
            alternating = alternating and base == -1 and slope in (1, -1) and rest.is_integer and k not in rest.free_symbols
            factor = sp.Abs(base) ** exponent
        sizes.append(factor)
    plain = _in_inverse(sp.Mul(*sizes), k, u)
    end, far = arb(fmpq(1, at)), arb(at).log()
    size = Sizes(walk, u, end).of(plain)
    if size.power > 1 and far * size.power > size.logs:
        first = abs(size.ball).upper() * (-size.power * far).exp() * far**size.logs
        bound = first + tail(walk, plain / u**2, u, end)
    elif alternating and signs == 1 and size.power > 0:
        bound = tail(walk, plain.diff(u), u, end)
    else:
        raise NoBound("the terms do not visibly fall fast enough")
    return acb(arb(0, bound.upper()), arb(0, 0 if real and size.ball.imag.is_zero() else bound.upper()))


def _in_inverse(term, k, u):
    """The term for k = 1/u, with rational parts over one denominator and powers of constants as exponentials."""
    made = term.xreplace({k: 1 / u}).replace(
        lambda node: node.is_Add and node.is_rational_function(u), lambda node: sp.cancel(sp.together(node))).replace(
        lambda node: node.is_Pow and u in node.exp.free_symbols and u not in node.base.free_symbols, lambda node: sp.exp(node.exp * sp.log(node.base)))
    powers = [factor for factor in sp.Mul.make_args(made) if isinstance(factor, sp.exp)]
    return sp.Mul(sp.exp(sp.Add(*(factor.args[0] for factor in powers))), *(factor for factor in sp.Mul.make_args(made) if factor not in powers))


def _larger(term, k, least: int):
    """The product with factors that are at least as large for whole k from the least on, where their places rise with k.

    Fibonacci numbers by powers of the golden ratio, J_n(x) for real x by (|x|/2)^n/n! (DLMF 10.14.4), and 1/n! by (e/n)^n.
    """
    found = []
    for factor in sp.Mul.make_args(term):
        base, exponent = factor.as_base_exp()
        place = base.args[0] if isinstance(base, (sp.fibonacci, sp.besselj, sp.factorial)) else None
        if place is not None and exponent.is_Integer and _rises(place, k, least):
            if isinstance(base, sp.fibonacci) and len(base.args) == 1:
                factor = sp.GoldenRatio ** ((place - (1 if exponent > 0 else 2)) * exponent)
            elif isinstance(base, sp.besselj) and exponent > 0 and base.args[1].is_real and k not in base.args[1].free_symbols:
                factor = (sp.Abs(base.args[1]) / 2) ** (place * exponent) * sp.exp(exponent * place * (1 - sp.log(place)))
            elif isinstance(base, sp.factorial) and exponent < 0:
                factor = sp.exp(exponent * place * (sp.log(place) - 1))
        found.append(factor)
    return sp.Mul(*found)


def _rises(place, k, least: int) -> bool:
    """Whether it is a whole number that rises with k and is at least 1."""
    rest = sp.expand(place - sp.expand(place).coeff(k) * k)
    return bool(sp.expand(place).coeff(k).is_Integer and sp.expand(place).coeff(k) > 0 and rest.is_Integer and place.xreplace({k: sp.Integer(least)}) >= 1)
