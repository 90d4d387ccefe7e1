"""Sums of squares for polynomials: a Gram matrix by alternating projections, rounded to rationals, taken apart exactly."""

from __future__ import annotations

import itertools

import sympy as sp

LARGEST = 16  # monomials in the roots
ROUNDS = 400


def as_squares(gap, bounds):
    """(multiplier, ((factor, root), ...)) with multiplier * gap = sum of factor * root**2, or None."""
    symbols = sorted(gap.free_symbols, key=lambda item: item.name)
    if not symbols or not gap.is_polynomial(*symbols):
        return None
    polynomial = sp.Poly(sp.expand(gap), *symbols)
    if polynomial.total_degree() % 2 or polynomial.total_degree() > 8 or not all(c.is_Rational for c in polynomial.coeffs()):
        return None
    multipliers = [sp.S.One]
    if len(symbols) > 1:
        multipliers += [1 + sum(symbol**2 for symbol in symbols)]
    for multiplier in multipliers:
        found = _gram(sp.Poly(sp.expand(multiplier * gap), *symbols), symbols)
        if found is not None:
            return multiplier, found
    return None


def _gram(polynomial, symbols):
    import numpy
    degree = polynomial.total_degree() // 2
    tops = [max(monomial[k] for monomial in polynomial.monoms()) // 2 for k in range(len(symbols))]
    lowest = min(sum(monomial) for monomial in polynomial.monoms())
    basis = [powers for powers in itertools.product(*(range(top + 1) for top in tops)) if lowest <= 2 * sum(powers) <= 2 * degree]
    basis = _newton(basis, polynomial)
    if not basis or len(basis) > LARGEST:
        return None
    size = len(basis)
    groups: dict = {}
    for i, j in itertools.product(range(size), repeat=2):
        groups.setdefault(tuple(a + b for a, b in zip(basis[i], basis[j], strict=True)), []).append((i, j))
    wanted = {monomial: coefficient for monomial, coefficient in zip(polynomial.monoms(), polynomial.coeffs(), strict=True)}
    if any(monomial not in groups for monomial in wanted):
        return None
    matrix = numpy.eye(size)
    index = [(numpy.array([i for i, _ in places]), numpy.array([j for _, j in places]), float(wanted.get(monomial, 0)))
             for monomial, places in groups.items()]
    for turn in range(ROUNDS):
        for rows, columns, value in index:
            matrix[rows, columns] += (value - matrix[rows, columns].sum()) / len(rows)
        values, vectors = numpy.linalg.eigh(matrix)
        if turn % 40 == 39:
            found = _rounded(matrix, groups, wanted, basis, symbols)
            if found is not None:
                return found
        if values[0] > -1e-9 and turn > 200:
            break
        matrix = (vectors * numpy.maximum(values, 1e-7 if turn < 100 else 0)) @ vectors.T
    return None


def _newton(basis, polynomial):
    """Monomials whose square lies in the support, or may be cancelled by other products."""
    kept = list(basis)
    monomials = set(polynomial.monoms())
    while True:
        products = {}
        for first, second in itertools.combinations(kept, 2):
            products.setdefault(tuple(a + b for a, b in zip(first, second, strict=True)), 0)
        new = [item for item in kept if tuple(2 * a for a in item) in monomials or tuple(2 * a for a in item) in products]
        if len(new) == len(kept):
            return kept
        kept = new


def _rounded(matrix, groups, wanted, basis, symbols):
    for bound in (1, 2, 6, 60, 5040):
        exact = sp.zeros(len(basis), len(basis))
        for monomial, places in groups.items():
            entries = {(i, j): sp.Rational(round(float(matrix[i, j]) * bound), bound) for i, j in places}
            entries = {(i, j): (entries[i, j] + entries[j, i]) / 2 for i, j in places}
            off = (wanted.get(monomial, sp.S.Zero) - sum(entries.values())) / len(places)
            for (i, j), value in entries.items():
                exact[i, j] = value + off
        found = _taken_apart(exact, basis, symbols)
        if found is not None:
            return found
    return None


def _taken_apart(matrix, basis, symbols):
    """L D L^T over the rationals, or None where the matrix is not positive semidefinite."""
    size, rest = len(basis), matrix.copy()
    names = [sp.Mul(*(symbol**power for symbol, power in zip(symbols, powers, strict=True))) for powers in basis]
    terms = []
    for k in range(size):
        pivot = rest[k, k]
        if pivot < 0:
            return None
        if pivot == 0:
            if any(rest[k, j] != 0 for j in range(k, size)):
                return None
            continue
        row = [rest[k, j] / pivot for j in range(size)]
        terms.append((pivot, sum(row[j] * names[j] for j in range(k, size))))
        for i in range(k + 1, size):
            for j in range(k + 1, size):
                rest[i, j] -= row[i] * pivot * row[j]
    return tuple(terms)
