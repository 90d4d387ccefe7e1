"""Definite integrals that stand in every table: Euler's of both kinds, Gauss's, Fourier's and a few logarithms; those of `special_integrals`,
and of orthogonal polynomials.

A row is (ends, formula of one term of the integrand); it returns the value where the conditions on the parameters are
visible, else None.  An integrand is the sum of its terms, each of which must fit a row.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.orthogonal_polynomials import orthogonal
from verifier.tools.calculus.shapes_of_integrands import binomial, exponential, monomial
from verifier.tools.calculus.special_integrals import SPECIAL


def integral_by_table(node, context):
    """The value of Integral(f, (x, a, b)), or None."""
    if len(node.limits) != 1 or len(node.limits[0]) != 3:
        return None
    x, low, high = node.limits[0]
    if (found := orthogonal(node, context)) is not None:
        return found
    t = sp.Dummy("t", positive=True)
    body = sp.sympify(node.function)
    if low is -sp.oo and high is sp.oo:
        moved = body.xreplace({x: -x})
        if sp.expand(body - moved) != 0:
            return None
        half = integral_by_table(sp.Integral(body, (x, 0, sp.oo)), context)
        return None if half is None else 2 * half
    rows = ROWS.get((low, high), ())
    body = body.xreplace({x: t}).xreplace({sp.log(1 / t): -sp.log(t)})
    found = _by_rows(rows, body, t, context)
    if found is None and body.is_Mul and rows:
        expanded = sp.expand(body, log=False, trig=False, power_exp=False)
        if expanded.is_Add:
            found = _termwise(rows, expanded, t, context)
    if found is None and body.is_Add:
        found = _termwise(rows, body, t, context)
    return found


def _termwise(rows, body, t, context):
    values = [_by_rows(rows, term, t, context) for term in body.args]
    return None if None in values else sp.Add(*values)


def _by_rows(rows, body, t, context):
    constant, rest = body.as_independent(t, as_Add=False)
    power, factors = sp.S.Zero, []
    for factor in sp.Mul.make_args(sp.powsimp(sp.expand_power_base(rest), combine="exp")):
        base, exponent = (factor, sp.S.One) if isinstance(factor, sp.exp) else factor.as_base_exp()
        if base == t and t not in exponent.free_symbols:
            power += exponent
        elif t not in factor.free_symbols:
            constant *= factor
        else:
            factors.append(factor)
    for row in rows:
        found = row(t, power, factors, context)
        if found is not None:
            return constant * found
    return None


def _euler(t, p, factors, context):
    """t^p exp(-b t^q) over t > 0, and with log t for q = 1."""
    logs = [factor for factor in factors if factor == sp.log(t)]
    rest = [factor for factor in factors if factor != sp.log(t)]
    found = exponential(rest[0], t) if len(rest) == 1 and len(logs) <= 1 else None
    if found is None:
        return None
    constant, b, q = found
    if not (context.is_positive(b) and context.is_positive(q) and context.is_positive(p + 1)):
        return None
    s = (p + 1) / q
    if not logs:
        return constant * sp.gamma(s) / (q * b**s)
    return constant * sp.gamma(s) * (sp.digamma(s) - sp.log(b)) / b**s if q == 1 else None


def _bose_and_fermi(t, p, factors, context):
    """t^p / (exp(b t) -+ 1) over t > 0."""
    if len(factors) != 1 or factors[0].as_base_exp()[1] != -1:
        return None
    constant, rest = factors[0].as_base_exp()[0].as_independent(t, as_Add=True)
    found = exponential(rest, t)
    if found is None or found[0] != 1 or found[2] != 1 or not context.is_positive(-found[1]):
        return None
    s, b = p + 1, -found[1]
    if constant == -1 and context.is_positive(p):
        return sp.gamma(s) * sp.zeta(s) / b**s
    if constant == 1 and context.is_positive(s):
        return sp.gamma(s) * (sp.log(2) if s == 1 else (1 - 2 ** (1 - s)) * sp.zeta(s) if context.is_positive(p) else sp.dirichlet_eta(s)) / b**s
    return None


def _rational(t, p, factors, context):
    """t^p / (d + e t^r)^q over t > 0, and log t / (d + e t^2)."""
    logs = [factor for factor in factors if factor == sp.log(t)]
    rest = [factor for factor in factors if factor != sp.log(t)]
    if len(rest) != 1 or len(logs) > 1:
        return None
    base, q = rest[0].as_base_exp()
    found = binomial(base, t)
    if found is None or t in q.free_symbols:
        return None
    (d, e, r), q = found, -q
    if not all(map(context.is_positive, (d, e, r, p + 1))):
        return None
    s = (p + 1) / r
    if logs:
        return sp.pi * sp.log(d / e) / (4 * sp.sqrt(d * e)) if p == 0 and r == 2 and q == 1 else None
    if not context.is_positive(q - s):
        return None
    return d ** (s - q) * e**-s * (sp.pi / sp.sin(sp.pi * s) if q == 1 else sp.gamma(s) * sp.gamma(q - s) / sp.gamma(q)) / r


def _waves(t, p, factors, context):
    """cos(a t) exp(-b t^2); sin(a t)/t, sin(a t)^2/t^2; cos(a t)/(t^2 + b^2) and t sin(a t)/(t^2 + b^2), over t > 0."""
    waves = [factor for factor in factors if isinstance(factor.as_base_exp()[0], (sp.sin, sp.cos))]
    rest = [factor for factor in factors if factor not in waves]
    if len(waves) != 1 or len(rest) > 1:
        return None
    wave, times = waves[0].as_base_exp()
    inner = monomial(wave.args[0], t)
    if inner is None or inner[1] != 1 or not context.is_real(inner[0]):
        return None
    a, sine = inner[0], isinstance(wave, sp.sin)
    if not rest and sine and context.is_nonzero(a) and (p, times) in ((-1, 1), (-2, 2)):
        return sp.pi * sp.sign(a) / 2 if times == 1 else sp.pi * sp.Abs(a) / 2
    if times != 1 or not rest:
        return None
    found = exponential(rest[0], t)
    if found is not None and found[2] == 2 and context.is_positive(found[1]) and p == 0 and not sine:
        return found[0] * sp.sqrt(sp.pi / found[1]) * sp.exp(-a**2 / (4 * found[1])) / 2
    base, exponent = rest[0].as_base_exp()
    found = binomial(base, t) if exponent == -1 else None
    if found is not None and found[2] == 2 and context.is_positive(found[0]) and context.is_positive(found[1]) and context.is_positive(a):
        root = sp.sqrt(found[0] / found[1])
        if p == 0 and not sine:
            return sp.pi * sp.exp(-a * root) / (2 * root * found[1])
        if p == 1 and sine:
            return sp.pi * sp.exp(-a * root) / (2 * found[1])
    return None


def _beta(t, p, factors, context):
    """t^p (1 - t^r)^q over 0 < t < 1."""
    if len(factors) != 1:
        return None
    base, q = factors[0].as_base_exp()
    found = binomial(base, t)
    if found is None or found[:2] != (1, -1) or t in q.free_symbols:
        return None
    r = found[2]
    if not all(map(context.is_positive, (r, p + 1, q + 1))):
        return None
    s = (p + 1) / r
    return sp.gamma(s) * sp.gamma(q + 1) / (sp.gamma(s + q + 1) * r)


def _logarithms(t, p, factors, context):
    """t^p log(t)^n and t^p (-log t)^q; log(t)/(1 -+ t) and log(1 -+ t)/t, over 0 < t < 1."""
    if len(factors) == 1:
        base, n = factors[0].as_base_exp()
        if base == -sp.log(t) and t not in n.free_symbols and context.is_positive(n + 1) and context.is_positive(p + 1):
            return sp.gamma(n + 1) / (p + 1) ** (n + 1)
        if base == sp.log(t) and n.is_integer and context.is_positive(n) and context.is_positive(p + 1):
            return (-1) ** n * sp.factorial(n) / (p + 1) ** (n + 1)
    return DILOGARITHMS.get((p, frozenset(factor.xreplace({t: X}) for factor in factors)))


X = sp.Dummy("x", positive=True)
DILOGARITHMS = {(0, frozenset({sp.log(X), 1 / (1 + X)})): -sp.pi**2 / 12, (0, frozenset({sp.log(X), 1 / (1 - X)})): -sp.pi**2 / 6,
                (-1, frozenset({sp.log(1 + X)})): sp.pi**2 / 12, (-1, frozenset({sp.log(1 - X)})): -sp.pi**2 / 6,
                (0, frozenset({sp.log(1 - X)})): -sp.S.One}


def _quarter_turn(t, p, factors, context):
    """sin(t)^a cos(t)^b, log sin t and log cos t over 0 < t < pi/2."""
    if p == 0 and len(factors) == 1 and factors[0] in (sp.log(sp.sin(t)), sp.log(sp.cos(t))):
        return -sp.pi * sp.log(2) / 2
    exponents = {}
    for factor in factors:
        base, exponent = factor.as_base_exp()
        if base not in (sp.sin(t), sp.cos(t)) or t in exponent.free_symbols or not context.is_positive(exponent + 1):
            return None
        exponents[base.func] = exponent
    if p != 0 or not exponents:
        return None
    a, b = ((exponents.get(head, sp.S.Zero) + 1) / 2 for head in (sp.sin, sp.cos))
    return sp.gamma(a) * sp.gamma(b) / (2 * sp.gamma(a + b))


def _half_turn(t, p, factors, context):
    """log sin t and 1/(a + b cos t) over 0 < t < pi."""
    if p != 0 or len(factors) != 1:
        return None
    if factors[0] == sp.log(sp.sin(t)):
        return -sp.pi * sp.log(2)
    base, exponent = factors[0].as_base_exp()
    a, rest = base.as_independent(t, as_Add=True)
    b, wave = rest.as_independent(t, as_Add=False)
    if exponent == -1 and wave == sp.cos(t) and context.is_positive(a - b) and context.is_positive(a + b):
        return sp.pi / sp.sqrt(a**2 - b**2)
    return None


def _whole_turn(t, p, factors, context):
    """1/(a + b cos t) over 0 < t < 2 pi."""
    half = None if any(factor.has(sp.log) for factor in factors) else _half_turn(t, p, factors, context)
    return None if half is None else 2 * half


PLAIN = {(0, sp.oo): (_euler, _bose_and_fermi, _rational, _waves), (0, 1): (_beta, _logarithms),
         (0, sp.pi / 2): (_quarter_turn,), (0, sp.pi): (_half_turn,), (0, 2 * sp.pi): (_whole_turn,)}
ROWS = {ends: (*rows, *SPECIAL.get(ends, ())) for ends, rows in PLAIN.items()}
