"""The named laws of random variables: moments, distribution functions, outcomes, densities and weights, a row for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import sympy as sp

from verifier.tools.chance.power_moments import NoMoment, NotKnown

MOST_TRIALS = 12  # of a binomial variable whose outcomes are listed
NORMAL = ("normal", "standard_normal")


@dataclass(frozen=True)
class Law:
    """moment(k, a, *parameters) is E[X^k exp(a X)]; below(x, *parameters) is P(X <= x); atoms for finite laws, densities for others.

    weight(n, *parameters) is P(X = n) of a variable with whole values n >= 0.  room(a, *parameters) are the numbers that have to be
    positive for E[exp(a X)] to be finite; where one of them is negative or 0 it is infinite.
    """

    moment: Callable
    below: Callable | None = None
    atoms: Callable | None = None
    density: Callable | None = None  # (value at x, lower end, upper end)
    weight: Callable | None = None
    room: Callable | None = None


def _by_generating(generating):
    """Moments as derivatives of the moment generating function."""
    def moment(k, a, *parameters):
        t = sp.Dummy("t", real=True)
        return sp.diff(generating(t, *parameters), t, k).subs(t, a) if k else generating(a, *parameters)
    return moment


def _uniform(k, a, low, high):
    if a != 0:
        if k:
            raise NotKnown("a power times an exponential")
        return (sp.exp(a * high) - sp.exp(a * low)) / (a * (high - low))
    return (high ** (k + 1) - low ** (k + 1)) / ((k + 1) * (high - low))


def _exponential(k, a, rate):
    return rate * sp.factorial(k) / (rate - a) ** (k + 1)


def _gamma(k, a, shape, scale):
    return scale**k * sp.Mul(*(shape + i for i in range(k))) / (1 - a * scale) ** (shape + k)


def _beta(k, a, first, second):
    if a != 0:
        raise NotKnown("the exponential of a beta variable")
    return sp.Mul(*((first + i) / (first + second + i) for i in range(k)))


def _cauchy(k, a):
    if k == 0 and a == 0:
        return sp.S.One
    if k == 0 and (a / sp.I).is_real:
        return sp.exp(-sp.Abs(a / sp.I))
    raise NoMoment("a Cauchy variable has no mean, nor any higher moment: the integral of |x| / (pi (1 + x^2)) diverges")


def _finite(atoms):
    def moment(k, a, *parameters):
        return sp.Add(*(p * value**k * sp.exp(a * value) for value, p in atoms(*parameters)))
    return moment


def _coin():
    return ((sp.S.One, sp.S.Half), (sp.S.NegativeOne, sp.S.Half))


def _bernoulli(p):
    return ((sp.S.One, p), (sp.S.Zero, 1 - p))


def _normal_below(x, mu, sigma):
    return sp.erfc((mu - x) / (sigma * sp.sqrt(2))) / 2


def _uniform_below(x, low, high):
    return sp.Min(1, sp.Max(0, (x - low) / (high - low)))


def _normal_density(x, mu=sp.S.Zero, sigma=sp.S.One):
    return sp.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * sp.sqrt(2 * sp.pi)), -sp.oo, sp.oo


def _binomial(count, p):
    """The outcomes for few trials; for any number of them there are the moments."""
    if not count.is_Integer or not 0 <= count <= MOST_TRIALS:
        return None
    return tuple((sp.Integer(k), sp.binomial(count, k) * p**k * (1 - p) ** (count - k)) for k in range(int(count) + 1))


def _laplace_below(x, mu, scale):
    return sp.Piecewise((sp.exp((x - mu) / scale) / 2, x < mu), (1 - sp.exp((mu - x) / scale) / 2, True))


def _gamma_density(x, shape, scale):
    return x ** (shape - 1) * sp.exp(-x / scale) / (sp.gamma(shape) * scale**shape), sp.S.Zero, sp.oo


def _gamma_below(x, shape, scale):
    if shape.is_Integer and 0 < shape < 20:  # of a sum of exponential variables
        late = sp.Max(0, x) / scale
        return 1 - sp.exp(-late) * sp.Add(*(late**k / sp.factorial(k) for k in range(int(shape))))
    return sp.lowergamma(shape, sp.Max(0, x) / scale) / sp.gamma(shape)


LAWS = {
    "standard_normal": Law(_by_generating(lambda t: sp.exp(t**2 / 2)), lambda x: _normal_below(x, 0, 1), None, _normal_density),
    "normal": Law(_by_generating(lambda t, mu, sigma: sp.exp(mu * t + sigma**2 * t**2 / 2)), _normal_below, None, _normal_density),
    "uniform": Law(_uniform, _uniform_below, None, lambda x, low, high: (1 / (high - low), low, high)),
    "exponential": Law(_exponential, lambda x, rate: 1 - sp.exp(-rate * sp.Max(0, x)), None,
                       lambda x, rate: (rate * sp.exp(-rate * x), sp.S.Zero, sp.oo), room=lambda a, rate: (rate - a,)),
    "gamma": Law(_gamma, _gamma_below, None, _gamma_density, room=lambda a, shape, scale: (1 - a * scale,)),
    "beta": Law(_beta, lambda x, first, second: sp.betainc_regularized(first, second, 0, sp.Min(1, sp.Max(0, x))), None,
                lambda x, first, second: (x ** (first - 1) * (1 - x) ** (second - 1) / sp.beta(first, second), sp.S.Zero, sp.S.One)),
    "laplace": Law(_by_generating(lambda t, mu, scale: sp.exp(mu * t) / (1 - scale**2 * t**2)), _laplace_below, None,
                   lambda x, mu, scale: (sp.exp(-sp.Abs(x - mu) / scale) / (2 * scale), -sp.oo, sp.oo),
                   room=lambda a, mu, scale: (1 - scale * a, 1 + scale * a)),
    "binomial": Law(_by_generating(lambda t, count, p: (1 - p + p * sp.exp(t)) ** count), None, _binomial, None,
                    lambda n, count, p: sp.binomial(count, n) * p**n * (1 - p) ** (count - n)),
    "cauchy": Law(_cauchy, lambda x: sp.S.Half + sp.atan(x) / sp.pi),
    "coin": Law(_finite(_coin), None, _coin),
    "bernoulli": Law(_finite(_bernoulli), None, _bernoulli),
    "poisson": Law(_by_generating(lambda t, rate: sp.exp(rate * (sp.exp(t) - 1))), None, None, None,
                   lambda n, rate: sp.exp(-rate) * rate**n / sp.factorial(n)),
}


def of_normal(name, *parameters):
    """(mean, standard deviation) of a normal law; None for the others."""
    return None if name not in NORMAL else parameters or (sp.S.Zero, sp.S.One)
