"""E[sign(X)^k |X|^p] for real p, with the laws for which it is infinite: 1/U, 1/Z, |X|^(1/2) and their like."""

from __future__ import annotations

import sympy as sp


class NoMoment(ArithmeticError):
    """The expectation does not exist."""


class NotKnown(ValueError):
    """No row of the table gives the expectation."""


def _near_zero(p, words):
    """Refuse powers that are not integrable at 0, where the law has a positive density."""
    if (p + 1).is_nonpositive:
        raise NoMoment(f"E[|X|^({p})] is infinite: {words}")
    if not (p + 1).is_positive:
        raise NotKnown(f"cannot see that |X|^({p}) is integrable at 0")


def _standard_normal(odd, p):
    _near_zero(p, "the normal density is positive at 0")
    return sp.S.Zero if odd else 2 ** (p / 2) * sp.gamma((p + 1) / 2) / sp.sqrt(sp.pi)


def _normal(odd, p, mu, sigma):
    if not sigma.is_positive:
        raise NotKnown("the deviation is not visibly positive")
    _near_zero(p, "the normal density is positive at 0")
    if mu != 0:
        raise NotKnown("a power of a normal variable whose mean is not 0")
    return sigma**p * _standard_normal(odd, p)


def _uniform(odd, p, low, high):
    if not (high - low).is_positive:
        raise NotKnown("the interval is not visibly in order")
    if low.is_positive:
        whole = sp.log(high / low) if p == -1 else (high ** (p + 1) - low ** (p + 1)) / (p + 1)
        return whole / (high - low)
    if not (low.is_nonpositive and high.is_positive):
        raise NotKnown("where 0 lies is not visible")
    _near_zero(p, "the interval reaches 0")
    sign = -1 if odd else 1
    return (high ** (p + 1) + sign * (-low) ** (p + 1)) / ((p + 1) * (high - low))


def _exponential(odd, p, rate):
    if not rate.is_positive:
        raise NotKnown("the rate is not visibly positive")
    _near_zero(p, "the exponential density is positive at 0")
    return sp.gamma(p + 1) / rate**p


def _gamma(odd, p, shape, scale):
    if (shape + p).is_nonpositive:
        raise NoMoment(f"E[X^({p})] is infinite: the gamma density of shape {shape} is too large near 0")
    if not (shape + p).is_positive:
        raise NotKnown(f"cannot see that X^({p}) is integrable at 0")
    return scale**p * sp.gamma(shape + p) / sp.gamma(shape)


def _beta(odd, p, first, second):
    if (first + p).is_nonpositive:
        raise NoMoment(f"E[X^({p})] is infinite: the beta density is too large near 0")
    if not (first + p).is_positive:
        raise NotKnown(f"cannot see that X^({p}) is integrable at 0")
    return sp.gamma(first + p) * sp.gamma(first + second) / (sp.gamma(first) * sp.gamma(first + second + p))


def _cauchy(odd, p):
    _near_zero(p, "the Cauchy density is positive at 0")
    if (p - 1).is_nonnegative:
        raise NoMoment(f"a Cauchy variable has no moment of order {p}: |x|^({p}) / (1 + x^2) is not integrable at infinity")
    if not (1 - p).is_positive:
        raise NotKnown("cannot see that the moment exists")
    return sp.S.Zero if odd else 1 / sp.cos(sp.pi * p / 2)


def _poisson(odd, p, rate):
    if p.is_negative and rate.is_positive:
        raise NoMoment("a Poisson variable is 0 with positive probability")
    raise NotKnown("a power of a Poisson variable")


POWERS = {
    "standard_normal": _standard_normal,
    "normal": _normal,
    "uniform": _uniform,
    "exponential": _exponential,
    "gamma": _gamma,
    "beta": _beta,
    "cauchy": _cauchy,
    "poisson": _poisson,
}
NEVER_NEGATIVE = ("exponential", "poisson", "gamma", "beta")


def power_moment(name: str, k, absolute, *parameters):
    """E[X^k |X|^absolute] under the named law; k is an integer, or the law has no negative values."""
    row = POWERS.get(name)
    never_negative = name in NEVER_NEGATIVE or name == "uniform" and parameters[0].is_nonnegative
    if row is None or not (k.is_Integer or never_negative) or not (k + absolute).is_real:
        raise NotKnown(f"E of a power under the law {name}")
    odd = bool(k.is_Integer and k % 2) and not never_negative
    return row(odd, k + absolute, *parameters)


def gaussian_square(a, b, mean, variance):
    """E[exp(a X^2 + b X)] for X normal, which exists exactly when 2 a s^2 < 1."""
    room = 1 - 2 * a * variance
    shift = b + 2 * a * mean
    return sp.exp(a * mean**2 + b * mean + variance * shift**2 / (2 * room)) / sp.sqrt(room)
