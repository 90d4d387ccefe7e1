"""Hypergeometric functions by simpler ones, through formulas that hold on the principal branch wherever both sides have a value.

On the cut beyond 1 both sides have the value from below.  A formula for parameters with symbols asks that no lower one can be
0, -1, ..., where an upper parameter may end the series before.
"""

from __future__ import annotations

import sympy as sp

I, HALF, PI = sp.I, sp.S.Half, sp.pi
MOST_TERMS, MOST_STEPS = 40, 6


def hypergeometric(node):
    """By a polynomial where an upper parameter ends the series, by an elementary function, a Bessel function or fewer parameters; or None."""
    above, below, z = (*map(tuple, node.args[:2]), node.args[2])
    if z == 0:
        return sp.S.One
    least = min((-a for a in above if a.is_Integer and a <= 0), default=None)
    if least is not None and least <= MOST_TERMS and not any(b.is_Integer and -least <= b <= 0 for b in below):
        terms = (sp.Mul(*(sp.rf(a, k) for a in above), *(1 / sp.rf(b, k) for b in below), z**k) / sp.factorial(k) for k in range(int(least) + 1))
        return sp.Add(*terms)
    if (above, below) in ROWS:
        return ROWS[above, below](z)
    if not _end_nowhere(below):
        return None
    for rule in (_binomial, _kummer, _vandermonde, _quadratic, _with_fewer, _lowered, _bessel):
        found = rule(above, below, z)
        if found is not None:
            return found
    return None


def _end_nowhere(below) -> bool:
    """Whether no lower parameter can be 0, -1, ..."""
    return all(item.is_positive or item.is_integer is False for item in below)


def _binomial(above, below, z):
    """1F0(a; ; z) = (1 - z)^-a (DLMF 15.4.6)."""
    return (1 - z) ** -above[0] if len(above) == 1 and not below else None


def _kummer(above, below, z):
    """1F1(a; b; z) = e^z 1F1(b - a; b; -z) for all z (DLMF 13.2.39)."""
    if len(above) == len(below) == 1 and z.could_extract_minus_sign():
        return sp.exp(z) * sp.hyper([sp.expand(below[0] - above[0])], [below[0]], -z)
    return None


def _vandermonde(above, below, z):
    """2F1(-n, b; c; 1) for whole n >= 0 (DLMF 15.4.24)."""
    ends = [a for a in above if (-a).is_integer and (-a).is_nonnegative]
    if z == 1 and len(above) == 2 and len(below) == 1 and ends:
        n, b, c = -ends[0], above[1] if above[0] == ends[0] else above[0], below[0]
        return sp.RisingFactorial(c - b, n) / sp.RisingFactorial(c, n)
    return None


def _quadratic(above, below, z):
    """2F1(a, a + 1/2; c; z) for c = 1/2, 3/2, 2a, 2a + 1 and 2F1(-a, a; 1/2; z) (DLMF 15.4.7, 15.4.9, 15.4.18, 15.4.17, 15.4.12)."""
    if len(above) != 2 or len(below) != 1:
        return None
    (a, b), (c,) = above, below
    if sp.expand(a + b) == 0 and c == HALF:
        return sp.cos(2 * a * sp.asin(sp.sqrt(z)))
    a = a if sp.expand(b - a) == HALF else b if sp.expand(a - b) == HALF else None
    if a is None:
        return None
    if c in (HALF, 3 * HALF):
        return _of_root(lambda w: ((1 + w) ** (-2 * a) + (1 - w) ** (-2 * a)) / 2 if c == HALF else
                        ((1 + w) ** (1 - 2 * a) - (1 - w) ** (1 - 2 * a)) / ((2 - 4 * a) * w))(z)
    mean = (1 + sp.sqrt(1 - z)) / 2
    return {sp.S.Zero: mean ** (1 - 2 * a) / sp.sqrt(1 - z), sp.S.One: mean ** (-2 * a)}.get(sp.expand(c - 2 * a))


def _with_fewer(above, below, z):
    """An upper parameter c + m over a lower one c: (c + m)_k/(c)_k is a polynomial in k, of which k (k - 1) ... (k - j + 1) takes j derivatives."""
    for upper in above:
        for lower in below:
            steps = sp.expand(upper - lower)
            if not (steps.is_Integer and 0 < steps <= MOST_STEPS):
                continue
            rest, under = list(above), list(below)
            rest.remove(upper)
            under.remove(lower)
            # (c + k)_m/(c)_m = sum over j of binomial(m, j) k (k - 1) ... (k - j + 1)/(c)_j, by Chu and Vandermonde
            terms = (sp.binomial(steps, j) / sp.rf(lower, j) * z**j * sp.Mul(*(sp.rf(a, j) for a in rest), *(1 / sp.rf(b, j) for b in under))
                     * sp.hyper([a + j for a in rest], [b + j for b in under], z) for j in range(int(steps) + 1))
            return sp.Add(*terms)
    return None


def _lowered(above, below, z):
    """An upper parameter 1 over a lower one 2: the series without its first term, divided by z, of the other parameters less 1."""
    if 1 not in above or 2 not in below:
        return None
    rest, under = list(above), list(below)
    rest.remove(1)
    under.remove(2)
    before, beneath = [a - 1 for a in rest], [b - 1 for b in under]
    if sp.S.Zero in before or not _end_nowhere(beneath):
        return None
    return (sp.hyper(before, beneath, z) - 1) * sp.Mul(*beneath) / (sp.Mul(*before) * z)


def _bessel(above, below, z):
    """0F1(; b; z) by J or I of order b - 1 (DLMF 10.16.9, 10.39.9); for b = 2/3, 4/3 and z = x^3/9 by Airy functions (9.4)."""
    if above or len(below) != 1:
        return None
    b, = below
    x = _root(9 * z, 3)
    if b in AIRY and x is not None:
        return AIRY[b](x)
    number, _ = z.as_coeff_Mul()
    first = sp.besselj if number < 0 else sp.besseli
    return _of_root(lambda w: sp.gamma(b) * w ** (1 - b) * first(b - 1, 2 * w))(-z if number < 0 else z)


def _root(z, order: int):
    """x with x^order = z, for a positive number times such a power of an expression; either root may be taken."""
    number, rest = z.as_coeff_Mul()
    if number.is_positive and rest.is_Pow and rest.exp.is_Integer and rest.exp % order == 0:
        return sp.root(number, order) * rest.base ** (rest.exp / order)
    return None


def _of_root(formula):
    """A function that is even in a square root, of which either may be taken."""
    def value(z):
        number, rest = z.as_coeff_Mul()
        plain = rest.is_Pow and rest.exp.is_Integer and rest.exp % 2 == 0
        return formula(sp.sqrt(number) * rest.base ** (rest.exp / 2) if plain else sp.sqrt(z))
    return value


def _of_fourth_root(formula):
    """A function of the fourth power of the argument of a Fresnel integral, which is -16 z/pi^2."""
    def value(z):
        x = _root(-16 * z / PI**2 if z.has(PI) else -16 * z, 4)
        return None if x is None else formula(x if z.has(PI) else x / sp.sqrt(PI))
    return value


AIRY = {
    sp.Rational(2, 3): lambda x: sp.root(9, 3) * sp.gamma(sp.Rational(2, 3)) * (sp.airyai(x) + sp.airybi(x) / sp.sqrt(3)) / 2,
    sp.Rational(4, 3): lambda x: sp.root(3, 3) * sp.gamma(sp.Rational(1, 3)) * (sp.airybi(x) / sp.sqrt(3) - sp.airyai(x)) / (2 * x),
}
ROWS = {  # each holds everywhere but at 0
    ((), ()): sp.exp, ((), (HALF,)): _of_root(lambda w: sp.cosh(2 * w)), ((), (3 * HALF,)): _of_root(lambda w: sp.sinh(2 * w) / (2 * w)),
    ((1, 1), (2,)): lambda z: -sp.log(1 - z) / z, ((HALF, 1), (3 * HALF,)): _of_root(lambda w: sp.atanh(w) / w),
    ((HALF,), (3 * HALF,)): _of_root(lambda w: sp.sqrt(PI) * sp.erfi(w) / (2 * w)),
    ((HALF, HALF), (1,)): lambda z: 2 * sp.elliptic_k(z) / PI, ((-HALF, HALF), (1,)): lambda z: 2 * sp.elliptic_e(z) / PI,
    ((HALF, HALF), (3 * HALF,)): _of_root(lambda w: sp.asin(w) / w), ((1,), (2,)): lambda z: (sp.exp(z) - 1) / z,
    ((1, 1), (3 * HALF,)): _of_root(lambda w: sp.asin(w) / (w * sp.sqrt(1 - w**2))),
    ((HALF,), (3 * HALF, 3 * HALF)): _of_root(lambda w: sp.Si(2 * I * w) / (2 * I * w)),
    ((3 * HALF / 2,), (3 * HALF, 7 * HALF / 2)): _of_fourth_root(lambda x: 6 * sp.fresnels(x) / (PI * x**3)),
    ((HALF / 2,), (HALF, 5 * HALF / 2)): _of_fourth_root(lambda x: sp.fresnelc(x) / x),
}
