"""Sums of squares: Gram matrices by alternating projections, rounded to rationals, taken apart exactly.

The polynomial is in the kernels of the gap.  Bounds may be used as weights of further squares (Positivstellensatz of low
degree), and the gap may be multiplied by a polynomial that is not negative.
"""

from __future__ import annotations

import itertools

import sympy as sp
from flint import fmpq, fmpq_mat

from verifier.tools.normal_forms.kernels import NotVisible, written
from verifier.tools.relations import sides_of

LARGEST = 20  # monomials in the roots of one block
ENTRIES = 260
ROUNDS = 320
DENOMINATORS = (1, 2, 6, 60, 5040)


def as_squares(state):
    """(multiplier, ((factor, root, place of the bound that weighs it or None), ...)) as the rule "squares" asks, or None."""
    region = state.region
    form = state.form()
    weights = []
    for place, item in enumerate(state.bounds):
        small, large, _ = sides_of(item)
        try:
            weights.append((place, region.form(sp.sympify(large - small))))
        except NotVisible:
            continue
    quotient = region.quotient(form, *(weight for _, weight in weights))
    if not quotient.under.is_one() and not quotient.under.is_constant() or any(kernel.is_root for kernel in quotient.kernels):
        return None
    polynomial = quotient.over / quotient.under.leading_coefficient()
    degree = polynomial.total_degree()
    if not 0 < degree <= 8 or len(polynomial) > 80:
        return None
    generators, one = quotient.generators, quotient.ring.constant(1)
    blocks = []
    for place, weight in weights:
        over, under = quotient.pair(weight)
        if under.is_constant() and over.total_degree() <= degree and _linked(over, polynomial):
            blocks.append((place, over / under.leading_coefficient()))
    used = [generator for generator, size in zip(generators, polynomial.degrees(), strict=False) if size]
    sizes = sum((generator**2 for generator in used), quotient.ring.constant(0))
    tries = [(one, [])] if degree % 2 == 0 else []
    if blocks and degree <= 4:
        tries.append((one, blocks))
    if not blocks and len(used) > 1 and degree % 2 == 0 and 4 <= degree <= 6 and state.gap.is_polynomial(*state.gap.free_symbols):
        tries += [(sizes, []), (1 + sizes, [])]
    for multiplier, weighing in tries:
        found = _gram(multiplier * polynomial, weighing, one)
        if found is not None:
            terms = tuple((factor, written(quotient.expression(root)), place) for place, factor, root in found)
            return written(quotient.expression(multiplier)), terms
    return None


def _linked(weight, polynomial) -> bool:
    return any(a and b for a, b in zip(weight.degrees(), polynomial.degrees(), strict=False)) or not weight.total_degree()


def _gram(polynomial, weighing, one):
    """[(place, factor, root), ...], or None."""
    import numpy
    degree = polynomial.total_degree()
    count = len(polynomial.degrees())
    blocks = [(None, {(0,) * count: fmpq(1)}, _vanishing(polynomial, _basis(polynomial, degree // 2)))]
    for place, weight in weighing:
        room = (degree - weight.total_degree()) // 2
        if room >= 0:
            blocks.append((place, weight.to_dict(), [{powers: fmpq(1)} for powers in _basis(polynomial, min(room, 1), False)]))
    if not blocks[0][2] or any(len(basis) > LARGEST for *_, basis in blocks) or sum(len(basis) ** 2 for *_, basis in blocks) > ENTRIES:
        return None
    entries, rows = [], {}
    for number, (_, weight, basis) in enumerate(blocks):
        for i, j in itertools.combinations_with_replacement(range(len(basis)), 2):
            for (powers, value), (left, one_value), (right, other_value) in itertools.product(weight.items(), basis[i].items(), basis[j].items()):
                monomial = tuple(int(a + b + c) for a, b, c in zip(left, right, powers, strict=True))
                row = rows.setdefault(monomial, {})
                row[len(entries)] = row.get(len(entries), fmpq(0)) + value * one_value * other_value * (1 if i == j else 2)
            entries.append((number, i, j))
    wanted = {tuple(map(int, powers)): value for powers, value in polynomial.to_dict().items()}
    if any(monomial not in rows for monomial in wanted):
        return None
    monomials = _independent(sorted(rows), rows, len(entries))
    table = numpy.zeros((len(monomials), len(entries)))
    for line, monomial in enumerate(monomials):
        for column, value in rows[monomial].items():
            table[line, column] = float(value)
    goal = numpy.array([float(wanted.get(monomial, 0)) for monomial in monomials])
    scale = numpy.array([1.0 if i == j else 2.0**0.5 for _, i, j in entries])
    inverse = numpy.linalg.pinv(table / scale)
    vector = numpy.zeros(len(entries))
    starts = [0]
    for *_, basis in blocks:
        starts.append(starts[-1] + len(basis) * (len(basis) + 1) // 2)
    corners = [numpy.triu_indices(len(basis)) for *_, basis in blocks]
    for turn in range(ROUNDS):
        vector = vector + (inverse @ (goal - table @ vector)) / scale
        lowest, made = 0.0, []
        floor = 3e-2 if turn < 40 else 3e-3 if turn < 120 else 1e-5 if turn < 200 else 0.0  # first towards the inside of the cone
        for number, (*_, basis) in enumerate(blocks):
            matrix = numpy.zeros((len(basis), len(basis)))
            matrix[corners[number]] = vector[starts[number]:starts[number + 1]]
            matrix = matrix + numpy.triu(matrix, 1).T
            values, vectors = numpy.linalg.eigh(matrix)
            lowest = min(lowest, values[0])
            made.append(((vectors * numpy.maximum(values, floor)) @ vectors.T)[corners[number]])
        if turn in (5, 20, 60, 120, 200) or turn == ROUNDS - 1 or lowest > -1e-9:
            found = _rounded(vector, entries, monomials, rows, wanted, blocks, one)
            if found is not None:
                return found
            if turn > 200 and lowest < -0.02 * (1 + abs(vector).max()):
                return None  # far from any sum of squares
            if lowest > -1e-9 and turn > 20:
                break
        vector = numpy.concatenate(made)
    return None


def _basis(polynomial, most, newton=True):
    """Monomials of the roots: up to the degree, those whose square can matter."""
    support = [tuple(map(int, powers)) for powers in polynomial.monoms()]
    tops = [max(powers[k] for powers in support) for k in range(len(support[0]))]
    ranges = [range((top // 2 if newton else min(top, most)) + 1) for top in tops]
    lowest = min(sum(powers) for powers in support) if newton else 0
    basis = [powers for powers in itertools.product(*ranges) if lowest <= 2 * sum(powers) and sum(powers) <= most]
    kept, squares = basis, set(support)
    while newton:
        products = {tuple(a + b for a, b in zip(first, second, strict=True)) for first, second in itertools.combinations(kept, 2)}
        new = [item for item in kept if tuple(2 * a for a in item) in squares or tuple(2 * a for a in item) in products]
        if len(new) == len(kept):
            break
        kept = new
    return kept


def _independent(monomials, rows, size):
    """Monomials whose conditions are linearly independent; the others hold with them where the polynomial has a Gram matrix."""
    across = fmpq_mat(size, len(monomials))
    for column, monomial in enumerate(monomials):
        for line, value in rows[monomial].items():
            across[line, column] = value
    reduced, rank = across.rref()
    return [monomials[next(column for column in range(len(monomials)) if reduced[line, column] != 0)] for line in range(rank)]


def _vanishing(polynomial, basis):
    """The roots that are 0 at the zeros of the polynomial among points of 0 and +-1, as every root of a square must be."""
    used = [place for place, size in enumerate(polynomial.degrees()) if size]
    if not basis or len(used) > 5:
        return [{powers: fmpq(1)} for powers in basis]
    lines = []
    for values in itertools.product((0, 1, -1), repeat=len(used)):
        point = [fmpq(0)] * len(polynomial.degrees())
        for place, value in zip(used, values, strict=True):
            point[place] = fmpq(value)
        if polynomial(*point) == 0:
            line = [fmpq(1)] * len(basis)
            for column, powers in enumerate(basis):
                for place, power in enumerate(powers):
                    line[column] *= point[place] ** int(power)
            if any(line) and line not in lines:
                lines.append(line)
    if not lines:
        return [{powers: fmpq(1)} for powers in basis]
    reduced, rank = fmpq_mat(lines).rref()
    pivots = [next(column for column in range(len(basis)) if reduced[line, column] != 0) for line in range(rank)]
    found = []
    for free in (column for column in range(len(basis)) if column not in pivots):
        found.append({basis[free]: fmpq(1)} | {basis[pivot]: -reduced[line, free] for line, pivot in enumerate(pivots) if reduced[line, free] != 0})
    return found


def _rounded(vector, entries, monomials, rows, wanted, blocks, one):
    """Gram matrices with small denominators, corrected to give the polynomial exactly."""
    total = fmpq_mat(len(monomials), len(monomials))
    columns: dict = {}
    for line, monomial in enumerate(monomials):
        for column, value in rows[monomial].items():
            columns.setdefault(column, []).append((line, value))
    for parts in columns.values():
        for (a, first), (b, second) in itertools.product(parts, repeat=2):
            total[a, b] = total[a, b] + first * second
    for bound in DENOMINATORS:
        exact = [fmpq(round(float(value) * bound), bound) for value in vector]
        off = fmpq_mat(len(monomials), 1)
        for line, monomial in enumerate(monomials):
            off[line, 0] = wanted.get(monomial, fmpq(0)) - sum((value * exact[column] for column, value in rows[monomial].items()), fmpq(0))
        if any(off[line, 0] != 0 for line in range(len(monomials))):
            try:
                share = total.solve(off)
            except ZeroDivisionError:
                return None
            for line, monomial in enumerate(monomials):
                for column, value in rows[monomial].items():
                    exact[column] = exact[column] + value * share[line, 0]
        found = []
        for number, (place, _, basis) in enumerate(blocks):
            matrix = [[fmpq(0)] * len(basis) for _ in basis]
            for (owner, i, j), value in zip(entries, exact, strict=True):
                if owner == number:
                    matrix[i][j] = matrix[j][i] = value
            parts = _taken_apart(matrix, basis, one)
            if parts is None:
                found = None
                break
            found += [(place, *part) for part in parts]
        if found is not None:
            return found
    return None


def _taken_apart(matrix, basis, one):
    """[(pivot, root), ...] of L D L^T over the rationals, or None where the matrix is not positive semidefinite."""
    ring, size, terms = one.context(), len(basis), []
    for k in range(size):
        pivot = matrix[k][k]
        if pivot < 0:
            return None
        if pivot == 0:
            if any(matrix[k][j] != 0 for j in range(k, size)):
                return None
            continue
        row = [matrix[k][j] / pivot for j in range(size)]
        root = sum((ring.from_dict(basis[j]) * row[j] for j in range(k, size) if row[j] != 0), ring.constant(0))
        terms.append((sp.Rational(int(pivot.p), int(pivot.q)), root))
        for i in range(k + 1, size):
            for j in range(k + 1, size):
                matrix[i][j] = matrix[i][j] - row[i] * pivot * row[j]
    return terms
