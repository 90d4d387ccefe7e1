"""Sums of a polynomial in k times x^k, x^k/k!, C(n, k) x^k or C(n, k) x^k/(k + 1), by the factorial moments of the three series.

With k^(j) = k (k - 1) ... (k - j + 1): the sums of k^(j) x^k, k^(j) x^k/k! and k^(j) C(n, k) x^k are j! x^j/(1 - x)^(j + 1) for
|x| < 1, x^j e^x, and n^(j) x^j (1 + x)^(n - j).  Sines, cosines, Fibonacci and Lucas numbers at places that move with k are sums of such powers.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.sums.known_sums import by_powers, ratio_of

HIGHEST = 8  # degree of the polynomial
SUMS_OF_POWERS = (sp.sin, sp.cos, sp.fibonacci, sp.lucas)


def polynomial_part(body, k):
    """(polynomial in k, the other factors)."""
    polynomial, others = sp.S.One, []
    for factor in sp.Mul.make_args(body):
        if factor.is_polynomial(k):
            polynomial *= factor
        else:
            others.append(factor)
    return polynomial, sp.Mul(*others)


def factorial_coefficients(polynomial, k) -> list | None:
    """The c_j with polynomial = sum of c_j k^(j)."""
    found = sp.Poly(polynomial, k)
    if found.degree() > HIGHEST:
        return None
    coefficients, rest, j = [], found, 0
    while not rest.is_zero:
        rest, last = sp.div(rest, sp.Poly(k - j, k))
        coefficients.append(last.as_expr())
        j += 1
    return coefficients


def moment_sum(node, context):
    """The value of a Sum from 0 to infinity, or to n, or None."""
    if len(node.limits) != 1:
        return None
    k, lower, upper = node.limits[0]
    if lower.is_Integer and 0 < lower <= 3 and upper is not sp.oo and not context.is_nonnegative(upper - lower):
        return None
    if not lower.is_Integer or not 0 <= lower <= 3 or k in upper.free_symbols:
        return None
    n = sp.Dummy("n", integer=True, nonnegative=True)
    body = sp.sympify(node.function).xreplace({k: n})
    if any(n in node.free_symbols for node in body.atoms(*SUMS_OF_POWERS)):
        plain = _in_powers(body, n)
        found = [moment_sum(sp.Sum(term, (n, lower, upper)), context) for term in sp.Add.make_args(plain)] if plain is not None else [None]
        return None if None in found else sp.Add(*found)
    polynomial, rest = polynomial_part(body, n)
    coefficients = factorial_coefficients(polynomial, n)
    if not coefficients or n not in rest.free_symbols:
        return None
    weight = sp.S.One
    start, chosen = rest.xreplace({n: sp.S.Zero}), sp.binomial(upper, n)
    if upper is not sp.oo:
        if chosen not in sp.Mul.make_args(rest):
            return None
        if lower == 0 and 1 / (n + 1) in sp.Mul.make_args(rest):
            return _absorbed(polynomial, rest * (n + 1) / chosen, n, upper, context)
        rest, weight = rest / chosen, chosen
    ratio = ratio_of(rest, n, context) if n in rest.free_symbols else sp.S.One
    if ratio is None or start.has(sp.zoo, sp.nan, sp.oo) or start == 0:
        return None
    found = _terms(ratio, n, upper, context)
    if found is None:
        return None
    terms = [(value, found(j)) for j, value in enumerate(coefficients) if value != 0]
    if any(term is None for _, term in terms):
        return None
    head = sum((polynomial * rest * weight).xreplace({n: sp.Integer(i)}) for i in range(int(lower)))
    return start * sp.Add(*(value * term for value, term in terms)) - head


def _in_powers(body, n):
    """Euler's and Binet's formulas for the waves and Fibonacci numbers at places a n + b, multiplied out; None where one of them stays."""
    def plain(node):
        place = node.args[0]
        if len(node.args) > 1 or n not in place.free_symbols or n in sp.expand(place).coeff(n).free_symbols or not place.is_polynomial(n):
            return node
        if isinstance(node, (sp.fibonacci, sp.lucas)):
            return by_powers(node) if place.is_integer else node
        return node.rewrite(sp.exp)
    made = body.replace(lambda node: isinstance(node, SUMS_OF_POWERS), plain)
    if any(n in node.free_symbols for node in made.atoms(*SUMS_OF_POWERS)):
        return None
    return sp.expand(made, power_base=False, power_exp=False, log=False, func=False)


def _absorbed(polynomial, rest, k, upper, context):
    """The sum of P(k) C(n, k)/(k + 1) c x^k, by C(n, k)/(k + 1) = C(n + 1, k + 1)/(n + 1)."""
    ratio = ratio_of(rest, k, context) if k in rest.free_symbols else sp.S.One
    if ratio is None or k in ratio.free_symbols or not (upper.is_Symbol and upper.is_integer and context.is_nonnegative(upper)):
        return None
    start, before = sp.cancel(rest.xreplace({k: sp.S.Zero}) / ratio), polynomial.xreplace({k: -sp.S.One})
    coefficients = factorial_coefficients(polynomial.xreplace({k: k - 1}), k)
    whole = sp.factor(1 + ratio)
    if not context.is_nonzero(sp.fraction(sp.together(start))[1]) or not coefficients or len(coefficients) > 1 and not context.is_nonzero(whole):
        return None
    size = upper + 1
    total = sp.Add(*(value * sp.ff(size, j).expand(func=True) * ratio**j * whole ** (size - j) for j, value in enumerate(coefficients)))
    return start * (total - before) / size


def _terms(ratio, n, upper, context):
    """The j-th factorial moment as a function of j, for a ratio x or x/(k + 1) of the terms beside a binomial coefficient."""
    if upper is sp.oo:
        x = sp.cancel(ratio)
        if n not in x.free_symbols:
            small = context.is_positive(1 - x) and context.is_positive(1 + x) or isinstance(x, sp.exp) and context.is_positive(-x.args[0])
            return (lambda j: sp.factorial(j) * x**j / (1 - x) ** (j + 1)) if small else None
        x = sp.cancel(ratio * (n + 1))
        return (lambda j: x**j * sp.exp(x)) if n not in x.free_symbols else None
    if not (upper.is_Symbol and upper.is_integer and context.is_nonnegative(upper)):
        return None
    x, whole = ratio, sp.factor(1 + ratio)
    if n in x.free_symbols:
        return None
    if context.is_nonzero(whole):
        return lambda j: sp.ff(upper, j).expand(func=True) * x**j * whole ** (upper - j)
    return _with_power_of_zero(x, whole, upper, context) if context.is_nonzero(sp.fraction(sp.together(x))[1]) else None


def _with_power_of_zero(x, whole, upper, context):
    """The same where 1 + x may be 0: the power (1 + x)^(n - j) has a value for n >= j, and 0^(n - j) is 0 for n > j and 1 for n = j."""
    def term(j):
        if not context.is_nonnegative(upper - j):
            return None
        power = sp.S.Zero if whole == 0 and context.is_positive(upper - j) else sp.Pow(whole, upper - j)
        return sp.ff(upper, j).expand(func=True) * x**j * power
    return term
