"""Definite integrals that stand in every table: Euler's of both kinds, Gauss's, Fourier's and a few logarithms; those of `special_integrals`,
of `integrals_of_waves` and `parametric_integrals`, and of orthogonal polynomials.

A row is (ends, formula of one term of the integrand); it returns the value where the conditions on the parameters are
visible, else None.  An integrand is the sum of its terms, each of which must fit a row.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.definedness import doubts
from verifier.tools.calculus.exponentials_of_the_line import by_its_exponential
from verifier.tools.calculus.gaussian_integrals import over_the_line, with_plain_powers
from verifier.tools.calculus.integrals_of_waves import WITH_WAVES
from verifier.tools.calculus.orthogonal_polynomials import orthogonal
from verifier.tools.calculus.parametric_integrals import PARAMETRIC
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
    if (low, high) == (-sp.oo, sp.oo) and (found := _over_the_line(node, body, x, context)) is not None:
        return found
    if (moved := _to_the_half_line(body, x, low, high, context)) is not None:
        return integral_by_table(moved, context)
    if low == -high and (0, high) in ROWS:
        moved = body.xreplace({x: -x})
        if sp.expand(body - moved) != 0:
            return None
        half = integral_by_table(sp.Integral(body, (x, 0, high)), context)
        return None if half is None else 2 * half
    rows = ROWS.get((low, high), ())
    body = body.xreplace({x: t}).xreplace({sp.log(1 / t): -sp.log(t)})
    if rows and any(node.has(sp.exp) for node in body.atoms(sp.log)):
        body = with_plain_powers(body, context)
    found = _by_rows(rows, body, t, context)
    if found is None and body.is_Mul and rows:
        expanded = sp.expand(body, log=False, trig=False, power_exp=False)
        if expanded.is_Add:
            found = _termwise(rows, expanded, t, context)
    if found is None and body.is_Add:
        found = _termwise(rows, body, t, context)
    return found


def _to_the_half_line(body, x, low, high, context):
    """The integral from another real number up to infinity, or from minus infinity up to one, as one over t > 0; else None."""
    t = sp.Dummy("t", positive=True)
    if high is sp.oo and low not in (0, -sp.oo) and context.is_real(low):
        return sp.Integral(body.xreplace({x: low + t}), (t, 0, sp.oo))
    if low is -sp.oo and high is not sp.oo and context.is_real(high):
        return sp.Integral(body.xreplace({x: high - t}), (t, 0, sp.oo))
    return None


def _over_the_line(node, body, x, context):
    """That of a function of exponentials over all real x, which has a value everywhere: what cancels may be multiplied out."""
    if not body.has(sp.exp) or doubts(body, context.inside(node)):
        return None
    if (found := over_the_line(body, x, context)) is not None:
        return found
    moved = by_its_exponential(body, x, context)
    return None if moved is None else integral_by_table(sp.Integral(moved[0], (moved[1], 0, sp.oo)), context)


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
    """t^p log(t)^n exp(-b t^q) over t > 0; for q = 1 and n = 0 the real part of b is to be positive (DLMF 5.9.1), else b."""
    n = _power_of_logarithm(factors, t)
    rest = [factor for factor in factors if factor.as_base_exp()[0] != sp.log(t)]
    found = exponential(rest[0], t) if len(rest) == 1 and n in FEW and len(factors) == (1 if n == 0 else 2) else None
    if found is None:
        return None
    constant, b, q = found
    if not (context.is_positive(sp.re(b) if q == 1 and n == 0 else b) and context.is_positive(q) and context.is_positive(p + 1)):
        return None
    return constant * _beside_logarithms(lambda s: sp.gamma(s) / (q * b**s), (p + 1) / q, n) / q**n


FEW = range(5)


def _beside_logarithms(mellin, s, n):
    """The integral with log(t)^n beside t^(s - 1): the n-th derivative of that without, inside the strip where it converges."""
    if n == 0:
        return mellin(s)
    z = sp.Dummy("z", positive=True)
    return mellin(z).diff(z, n).xreplace({z: s})


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
    """t^p log(t)^n / (d + e t^r)^q over t > 0."""
    n = _power_of_logarithm(factors, t)
    rest = [factor for factor in factors if factor.as_base_exp()[0] != sp.log(t)]
    if len(rest) != 1 or n not in FEW or len(factors) != (1 if n == 0 else 2):
        return None
    base, q = rest[0].as_base_exp()
    found = binomial(base, t)
    if found is None or t in q.free_symbols:
        return None
    (d, e, r), q = found, -q
    if not all(map(context.is_positive, (d, e, r, p + 1))):
        return None
    s = (p + 1) / r
    if n == 1 and p == 0 and r == 2 and q == 1:
        return sp.pi * sp.log(d / e) / (4 * sp.sqrt(d * e))
    if not context.is_positive(q - s):
        return None
    return _beside_logarithms(lambda z: d ** (z - q) * e**-z * _euler_beta(z, q - z) / r, s, n) / r**n


def _euler_beta(a, b):
    """Euler's beta function of a, b > 0; where they add up to 1 by his reflection formula."""
    return sp.pi / sp.sin(sp.pi * a) if sp.expand(a + b) == 1 else sp.gamma(a) * sp.gamma(b) / sp.gamma(a + b)


def _waves(t, p, factors, context):
    """cos(a t) exp(-b t^2); sin(a t)/t, sin(a t)^2/t^2; cos(a t)/(t^2 + b^2), t sin(a t)/(t^2 + b^2), sin(a t)/(t (t^2 + b^2)), over t > 0."""
    waves = [factor for factor in factors if isinstance(factor.as_base_exp()[0], (sp.sin, sp.cos))]
    rest = [factor for factor in factors if factor not in waves]
    if len(waves) != 1 or len(rest) > 1:
        return None
    wave, times = waves[0].as_base_exp()
    inner = monomial(wave.args[0], t)
    if inner is None or inner[1] != 1 or not context.is_real(inner[0]):
        return None
    a, sine = inner[0], isinstance(wave, sp.sin)
    size, sign = (a, sp.S.One) if context.is_positive(a) else (sp.Abs(a), sp.sign(a))  # the rate 0 is one of them
    if not rest and sine and (p, times) in ((-1, 1), (-2, 2)):
        return sp.pi * sign / 2 if times == 1 else sp.pi * size / 2
    if times != 1 or not rest:
        return None
    found = exponential(rest[0], t)
    if found is not None and found[2] == 2 and context.is_positive(found[1]) and p == 0 and not sine:
        return found[0] * sp.sqrt(sp.pi / found[1]) * sp.exp(-a**2 / (4 * found[1])) / 2
    base, exponent = rest[0].as_base_exp()
    found = binomial(base, t) if exponent == -1 else None
    if found is not None and found[2] == 2 and context.is_positive(found[0]) and context.is_positive(found[1]):
        root = sp.sqrt(found[0] / found[1])
        if p == 0 and not sine:
            return sp.pi * sp.exp(-size * root) / (2 * root * found[1])
        if p == 1 and sine:
            return sp.pi * sign * sp.exp(-size * root) / (2 * found[1])
        if p == -1 and sine:
            return sp.pi * sign * (1 - sp.exp(-size * root)) / (2 * found[0])
    return None


def _beta(t, p, factors, context):
    """t^p (1 - t^r)^q log(t)^n over 0 < t < 1."""
    n = _power_of_logarithm(factors, t)
    others = [factor for factor in factors if factor.as_base_exp()[0] != sp.log(t)]
    if len(others) != 1 or not (n.is_Integer and n >= 0):
        return None
    base, q = others[0].as_base_exp()
    found = binomial(base, t)
    if found is None or found[:2] != (1, -1) or t in q.free_symbols:
        return None
    r = found[2]
    if not all(map(context.is_positive, (r, p + 1, q + 1))):
        return None
    return _beside_logarithms(lambda s: sp.gamma(s / r) * sp.gamma(q + 1) / (sp.gamma(s / r + q + 1) * r), p + 1, n)


def _logarithms(t, p, factors, context):
    """t^p log(t)^n and t^p (-log t)^q; log(t)^n/(1 -+ t) (DLMF 25.5.1, 25.5.3 at exp(-x)) and log(1 -+ t)/t, over 0 < t < 1."""
    if len(factors) == 1:
        base, n = factors[0].as_base_exp()
        if base == -sp.log(t) and t not in n.free_symbols and context.is_positive(n + 1) and context.is_positive(p + 1):
            return sp.gamma(n + 1) / (p + 1) ** (n + 1)
        if base == sp.log(t) and n.is_integer and context.is_positive(n) and context.is_positive(p + 1):
            return (-1) ** n * sp.factorial(n) / (p + 1) ** (n + 1)
    kernels = {1 / (1 - t): sp.S.One, 1 / (1 + t): 1 - 2**-_power_of_logarithm(factors, t)}
    kernel = next((factor for factor in factors if factor in kernels), None)
    n = _power_of_logarithm(factors, t)
    if p == 0 and len(factors) == 2 and kernel is not None and n.is_integer and context.is_positive(n):
        return (-1) ** n * sp.factorial(n) * kernels[kernel] * sp.zeta(n + 1)
    return DILOGARITHMS.get((p, frozenset(factor.xreplace({t: X}) for factor in factors)))


def _power_of_logarithm(factors, t):
    """n of a factor log(t)^n."""
    return next((exponent for base, exponent in (factor.as_base_exp() for factor in factors) if base == sp.log(t)), sp.S.Zero)


X = sp.Dummy("x", positive=True)
DILOGARITHMS = {(0, frozenset({sp.log(X), 1 / (1 + X)})): -sp.pi**2 / 12, (0, frozenset({sp.log(X), 1 / (1 - X)})): -sp.pi**2 / 6,
                (-1, frozenset({sp.log(1 + X)})): sp.pi**2 / 12, (-1, frozenset({sp.log(1 - X)})): -sp.pi**2 / 6,
                (0, frozenset({sp.log(1 - X)})): -sp.S.One, (-1, frozenset({sp.atan(X)})): sp.Catalan,
                (0, frozenset({sp.log(1 + X), 1 / (1 + X**2)})): sp.pi * sp.log(2) / 8,
                (0, frozenset({sp.log(X), 1 / (1 + X**2)})): -sp.Catalan, (-1, frozenset({sp.asin(X)})): sp.pi * sp.log(2) / 2}


IN_WAVES = {sp.sin: (1, 0), sp.cos: (0, 1), sp.tan: (1, -1), sp.cot: (-1, 1), sp.csc: (-1, 0), sp.sec: (0, -1)}  # powers of sine and cosine


def _quarter_turn(t, p, factors, context):
    """sin(t)^a cos(t)^b for a, b > -1, log sin t, log cos t, t/sin t, t cot t and t^2/sin(t)^2 over 0 < t < pi/2 (by parts from log sin t)."""
    if p == 0 and len(factors) == 1 and factors[0] in (sp.log(sp.sin(t)), sp.log(sp.cos(t))):
        return -sp.pi * sp.log(2) / 2
    if p == 1 and len(factors) == 1 and factors[0] in (1 / sp.sin(t), sp.csc(t)):
        return 2 * sp.Catalan
    if (p, factors) in ((1, [sp.cot(t)]), (1, [1 / sp.tan(t)])) or p == 1 and len(factors) == 2 and set(factors) == {sp.cos(t), 1 / sp.sin(t)}:
        return sp.pi * sp.log(2) / 2
    if p == 2 and len(factors) == 1 and factors[0] in (sp.sin(t) ** -2, sp.csc(t) ** 2):
        return sp.pi * sp.log(2)
    a = b = sp.S.Zero
    for factor in factors:
        base, exponent = factor.as_base_exp()
        if type(base) not in IN_WAVES or base.args[0] != t or t in exponent.free_symbols or not context.is_real(exponent):
            return None
        of_sine, of_cosine = IN_WAVES[type(base)]  # both are positive inside
        a, b = a + of_sine * exponent, b + of_cosine * exponent
    if p != 0 or not factors or not (context.is_positive(a + 1) and context.is_positive(b + 1)):
        return None
    return _euler_beta((a + 1) / 2, (b + 1) / 2) / 2


def _half_turn(t, p, factors, context):
    """log sin t over 0 < t < pi."""
    return -sp.pi * sp.log(2) if p == 0 and factors == [sp.log(sp.sin(t))] else None


PLAIN = {(0, sp.oo): (_euler, _bose_and_fermi, _rational, _waves), (0, 1): (_beta, _logarithms),
         (0, sp.pi / 2): (_quarter_turn,), (0, sp.pi): (_half_turn,), (0, 2 * sp.pi): ()}
ROWS = {ends: (*rows, *(row for more in (WITH_WAVES, SPECIAL, PARAMETRIC) for row in more.get(ends, ()))) for ends, rows in PLAIN.items()}
