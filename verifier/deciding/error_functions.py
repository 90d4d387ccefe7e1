"""Antiderivatives of polynomials in x, erf(c x) or erfc(c x) and exp(-c^2 x^2), by comparing coefficients: guesses, which are checked elsewhere."""

from __future__ import annotations

from itertools import product

import sympy as sp

HIGHEST, MOST_POWERS = 6, 3


def of_errors(body, x):
    """The antiderivative in the same functions and in erf(sqrt(j) c x) for j = 2, 3; or None."""
    errors = {node for node in body.atoms(sp.erf, sp.erfc) if x in node.free_symbols}
    if len(errors) != 1:
        return None
    error = next(iter(errors))
    c = error.args[0] / x
    if x in c.free_symbols:
        return None
    f, g = sp.Dummy("f"), sp.Dummy("g")
    form = sp.expand(body).xreplace({error: f}).replace(
        lambda node: isinstance(node, sp.exp) and (node.args[0] / (c * x) ** 2).is_Integer, lambda node: g ** (-node.args[0] / (c * x) ** 2))
    if not form.is_polynomial(x, f, g) or form.has(sp.exp):
        return None
    polynomial = sp.Poly(form, x, f, g)
    if polynomial.degree(x) > HIGHEST or max(polynomial.degree(f), polynomial.degree(g)) > MOST_POWERS:
        return None
    sign = 1 if isinstance(error, sp.erf) else -1
    slopes = {x: sp.S.One, f: sign * 2 * c * g / sp.sqrt(sp.pi), g: -2 * c**2 * x * g}
    powers = product(range(polynomial.degree(x) + 2), range(polynomial.degree(f) + 1), range(MOST_POWERS))
    basis = [(x**i * f**j * g**k, sum(sp.diff(x**i * f**j * g**k, letter) * slope for letter, slope in slopes.items())) for i, j, k in powers]
    basis += [(sp.erf(sp.sqrt(j) * c * x), 2 * c * sp.sqrt(j) * g**j / sp.sqrt(sp.pi)) for j in (2, 3)]
    unknown = sp.symbols(f"a:{len(basis)}", cls=sp.Dummy)
    gap = sp.Poly(sum(a * slope for a, (_, slope) in zip(unknown, basis, strict=True)) - form, x, f, g)
    found = sp.linsolve(gap.coeffs(), *unknown)
    if not found:
        return None
    whole = sum(value * part for value, (part, _) in zip(next(iter(found)), basis, strict=True))
    return whole.xreplace(dict.fromkeys(unknown, sp.S.Zero)).xreplace({f: error, g: sp.exp(-(c * x) ** 2)})
