"""Infinite sums of sines and cosines in closed form: geometric coefficients, and powers of 1/k by Bernoulli polynomials.

The sum of cos(k t)/k^s for even s, and of sin(k t)/k^s for odd s, is a Bernoulli polynomial of t for 0 <= t <= 2 pi
(strictly between for s = 1), and the sum of cos(k t)/k is -log(2 sin(t/2)) strictly between (DLMF 24.8, 25.12).
"""

from __future__ import annotations

from functools import lru_cache

import sympy as sp
from flint import acb

from verifier.tools.evaluation.scalars import Undecided, ball
from verifier.tools.settled import settled

MOST = 12  # power; terms that are taken out


def fourier(term, n, lower, context):
    """The sum over n >= 0 of a term with one sine or cosine of a line in n, or None."""
    waves = [factor for factor in sp.Mul.make_args(term) if isinstance(factor, (sp.sin, sp.cos)) and n in factor.free_symbols]
    if len(waves) != 1:
        return None
    wave, line = waves[0].func, sp.expand(waves[0].args[0])
    pace = line.coeff(n, 1)
    start, rest = sp.expand(line - pace * n), term / waves[0]
    if n in pace.free_symbols or n in start.free_symbols or not context.is_real(pace) or not context.is_real(start):
        return None
    return _geometric(rest, n, wave, pace, start, context) or _algebraic(rest, n, wave, pace, start, context)


def _geometric(rest, n, wave, pace, start, context):
    ratio, first = sp.powsimp(rest.xreplace({n: n + 1}) / rest), rest.xreplace({n: sp.S.Zero})
    if n in ratio.free_symbols or not (context.is_positive(1 - ratio) and context.is_positive(1 + ratio)) or not first.is_finite:
        return None
    return first * (wave(start) - ratio * wave(start - pace)) / (1 - 2 * ratio * sp.cos(pace) + ratio**2)


def _algebraic(rest, n, wave, pace, start, context):
    """c (+-1)^n / (n + b)^s or c / (2n + 1)^s, where the wave is at a multiple of n + b or 2n + 1."""
    number, sign, power = sp.S.One, 1, None
    for factor in sp.Mul.make_args(rest):
        if n not in factor.free_symbols:
            number *= factor
        elif factor.is_Pow and factor.base == -1 and factor.exp.diff(n) in (1, -1) and (shift := factor.exp - factor.exp.diff(n) * n).is_integer:
            number, sign = number * (-1) ** shift, -sign
        elif factor.is_Pow and factor.exp.is_Integer and -MOST <= factor.exp < 0 and power is None:
            power = -factor.exp
            scale = sp.expand(factor.base).coeff(n, 1)
            first = sp.expand(factor.base - scale * n)
        else:
            return None
    if power is None or not (scale.is_Integer and first.is_Integer and 1 <= first <= MOST) or sp.expand(start * scale - pace * first) != 0:
        return None
    if (scale, first) == (2, 1) and sign == 1:
        whole = _over_all(wave, pace / 2, power, context), _over_all(wave, pace, power, context)
        return None if None in whole else number * (whole[0] - whole[1] / 2**power)
    if scale != 1:
        return None
    turn = 0 if sign == 1 else sp.pi
    found = next((value for shift in (turn, turn - 2 * sp.pi, turn + 2 * sp.pi)
                  if (value := _over_all(wave, pace + shift, power, context)) is not None), None)
    if found is None:
        return None
    left_out = sp.Add(*(sign**k * wave(k * pace) / sp.Integer(k) ** power for k in range(1, int(first))))
    return number * sign**first * (found - left_out)


def _over_all(wave, angle, power, context):
    """The sum of wave(k t)/k^s over k >= 1, where t is known to lie in one period; or None."""
    inside = context.is_positive if power == 1 else context.is_nonnegative
    if not (inside(angle) and inside(2 * sp.pi - angle)):
        return None
    if wave is sp.cos and power == 1:
        return -sp.log(2 * sp.sin(angle / 2))
    if (wave is sp.cos) != (power % 2 == 0):
        return None
    sign = -1 if (power // 2) % 2 == 0 else 1
    return sign * (2 * sp.pi) ** power / (2 * sp.factorial(power)) * _bernoulli_polynomial(power, angle / (2 * sp.pi))


def _bernoulli_polynomial(degree, t):
    return sp.Add(*(sp.binomial(degree, k) * sp.bernoulli(k) * (-1 if k == 1 else 1) * t ** (degree - k) for k in range(int(degree) + 1)))


def enclosed_waves(walk, body, k, lower: int):
    """The value at a point of such a sum with powers of 1/k or 1/(2k + 1), from k = lower on, by polylogarithms; None for others."""
    found = None if walk.depth else _read(body, k)  # off the real axis the parts of a power of e^(i x) are not its continuation
    if found is None:
        return None
    number, alternating, wave, pace, start, scale, first, power = found
    lowest = scale * lower + first
    if lowest < 1 or scale == 2 and first % 2 == 0 or scale > 2 or lowest > 60:
        return None
    angle, phase = ball(walk.scalar(pace)) / scale, ball(walk.scalar(start))
    phase -= angle * first
    if alternating:
        angle, phase = angle + acb.pi() / scale, phase - acb.pi() * first / scale
    if not (angle.imag.is_zero() and phase.imag.is_zero()):
        return None
    if angle.is_zero() and phase.is_zero() and wave is sp.sin:
        return acb(0)
    turn = (angle * acb(0, 1)).exp()
    total = turn.polylog(power) if scale == 1 else turn.polylog(power) - (turn * turn).polylog(power) / acb(2) ** power
    for n in range(first % scale, lowest, scale):
        total -= turn**n / acb(n) ** power if n > 0 else 0
    if not total.is_finite():
        raise Undecided("the waves stand still, and the sum may diverge")
    total *= (phase * acb(0, 1)).exp()
    return ball(walk.scalar(number)) * acb(total.real if wave is sp.cos else total.imag)


@lru_cache(maxsize=256)
def _read(body, k):
    """(number, whether (-1)^k stands there, wave, pace, start, scale, first, power), or None."""
    number, alternating, wave, scale = sp.S.One, False, None, None
    for factor in sp.Mul.make_args(settled(body)):
        if k not in factor.free_symbols:
            number *= factor
        elif isinstance(factor, (sp.sin, sp.cos)) and wave is None:
            line = sp.expand(factor.args[0])
            wave, pace = factor.func, line.coeff(k, 1)
            start = sp.expand(line - pace * k)
        elif factor.is_Pow and factor.base == -1 and (shift := sp.expand(factor.exp - k)).is_Integer:
            number, alternating = number * (-1) ** shift, not alternating
        elif factor.is_Pow and factor.exp.is_Integer and -MOST <= factor.exp < 0 and scale is None:
            scale, power = sp.expand(factor.base).coeff(k, 1), -int(factor.exp)
            first = sp.expand(factor.base - scale * k)
        else:
            return None
    if None in (wave, scale) or not (scale.is_Integer and first.is_Integer and scale > 0) or k in (pace.free_symbols | start.free_symbols):
        return None
    return number, alternating, wave, pace, start, int(scale), int(first), power
