"""Matrices, vectors and laws to try: zero, identity, units, nilpotent, singular, permutations, then small numbers by chance."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random as Chance

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.deciding.certainty import certain
from verifier.tools.binding import substitute
from verifier.vocabulary.distributions import coin, distribution, image_of, same_as, uniform_on


def sizes_of(matrices) -> Iterator[dict]:
    """Values for the symbols that are sizes: small and equal, then different, then five."""
    names = sorted(
        {symbol for item in matrices for size in item.symbol.shape for symbol in sp.sympify(size).free_symbols},
        key=lambda symbol: symbol.name,
    )
    if not names:
        yield {}
        return
    for size in (2, 1, 3, 4):
        yield dict.fromkeys(names, sp.Integer(size))
    if len(names) > 1:
        for case in sorted(itertools.product((1, 2, 3), repeat=len(names)), key=lambda case: (max(case), sum(case), case)):
            if len(set(case)) > 1:
                yield dict(zip(names, map(sp.Integer, case), strict=True))
    yield dict.fromkeys(names, sp.Integer(5))


def matrix_values(matrices, values, numbers, random, fits=None) -> Iterator[dict]:
    """Full valuations: sizes, numbers, each matrix in its kind; by chance, also scaled, then pairs of special members, then by chance.

    Of the special members those are paired first that meet what premises say of the matrix alone, which `fits` tells.
    """
    sizes = [
        ({**values, **case}, shapes)
        for case in itertools.islice(sizes_of(matrices), 14)
        if (shapes := _shapes(matrices, {**values, **case})) is not None
    ]

    def by_turns(turns, rows, scaled=lambda item: sp.S.One):
        for turn in turns:
            for whole, shapes in rows:
                yield {
                    **whole,
                    **{
                        item.symbol: _times(scaled(item), member(item.kind, shapes[item.name], turn, position, random))
                        for position, item in enumerate(matrices)
                    },
                }

    def alike(rows):
        """Matrices of one kind and shape are the same one: where equality holds in bounds of products and sums."""
        for whole, shapes in rows:
            members: dict = {}
            for item in matrices:
                members.setdefault((item.kind, shapes[item.name]), member(item.kind, shapes[item.name], 0, 0, random))
            if len(members) < len(matrices):
                yield {**whole, **{item.symbol: members[item.kind, shapes[item.name]] for item in matrices}}

    def at_scales(factors, rows):
        """All that can be scaled together, then each alone: norms of other powers change places."""
        free = [item for item in matrices if item.kind in SCALABLE]
        for factor in factors if free else ():
            yield from by_turns((0,), rows, lambda item: factor if item in free else sp.S.One)
            for one in free if len(free) > 1 else ():
                yield from by_turns((0,), rows[:1], lambda item: factor if item is one else sp.S.One)

    def with_zeros(rows):
        """One matrix that can be 0 is, or all but one are: in sums of products the others stand alone."""
        free = [item for item in matrices if item.kind in VANISHING]
        for one in free if len(matrices) > 1 else ():
            yield from by_turns((0,), rows, lambda item: sp.S.Zero if item is one else sp.S.One)
            if len(free) > 2:
                yield from by_turns((0,), rows, lambda item: sp.S.Zero if item in free and item is not one else sp.S.One)

    yield from by_turns((0, 1), sizes[:3])
    yield from alike(sizes[:2])
    yield from by_turns((0,), sizes[4:8])  # different sizes
    yield from with_zeros(sizes[:1] + sizes[4:8])
    yield from at_scales((sp.Rational(1, 10), sp.Integer(10)), sizes[:2] + sizes[4:8])
    for place, (whole, shapes) in enumerate(sizes[:9]):
        families = [_fitting(special_members(item.kind, shapes[item.name]), item, whole, fits) for item in matrices]
        for case in itertools.islice(_diagonally(families), 60 if place == 0 else 16):
            yield {**whole, **{item.symbol: rows for item, rows in zip(matrices, case, strict=True)}}
    yield from by_turns((0, 1), sizes[3:])
    yield from at_scales((sp.Rational(1, 2), sp.Rational(1, 1000), sp.Integer(1000)), sizes[:3])
    yield from by_turns(range(2, 8), sizes[:6])


def _fitting(members: list, item, whole, fits) -> list:
    """The members that meet the premises about the matrix alone; all where none does, or nothing is said."""
    return members if fits is None else [rows for rows in members if fits({**whole, item.symbol: rows}, item.symbol)] or members


def _shapes(matrices, whole) -> dict | None:
    """Name -> (rows, columns); None where a size is not possible or too large."""
    found = {item.name: tuple(int(sp.sympify(size).subs(whole)) for size in item.symbol.shape) for item in matrices}
    return None if any(rows < 1 or columns < 1 or rows * columns > 36 for rows, columns in found.values()) else found


def _diagonally(families) -> Iterator[tuple]:
    """All choices of one member from each family: small positions first, equal positions early."""
    places = itertools.product(*(range(len(family)) for family in families))
    for case in sorted(itertools.islice(places, 4000), key=lambda row: (sum(row) if len(set(row)) > 1 else row[0], row)):
        yield tuple(family[place] for family, place in zip(families, case, strict=True))


def special_members(kind: str, shape) -> list:
    """Singular, nilpotent, defective and sparse members of a kind, as rows of exact numbers."""
    rows, columns = shape

    def build(entry):
        return tuple(tuple(sp.sympify(entry(i, j)) for j in range(columns)) for i in range(rows))

    plain = [
        build(lambda i, j: int((i, j) == (0, columns - 1))),
        build(lambda i, j: int((i, j) == (0, 0))),
        build(lambda i, j: int(i == 0)),
        build(lambda i, j: int(i + 1 == j)),
        build(lambda i, j: int((i, j) == (rows - 1, 0))),
        build(lambda i, j: int(i == j)),
        build(lambda i, j: int((i, j) == (rows - 1, columns - 1))),
        build(lambda i, j: int(i == j) + int(i + 1 == j)),
        build(lambda i, j: 1),
        build(lambda i, j: int(i == j) * (i + 1)),
        build(lambda i, j: int(j == (i + 1) % columns)),
        build(lambda i, j: 0),
        build(lambda i, j: (-1 if i > j else 1) * int(i != j)),
        build(lambda i, j: -int(i == j)),
        build(lambda i, j: int(i == j) * (-1) ** i),
    ]
    if kind == "vector":
        plain[4:4] = [build(lambda i, j: sp.Rational(1, 2)), build(lambda i, j: i + 1)]
    fits = KINDS.get(kind, lambda matrix: True)
    found = [item for item in dict.fromkeys(plain) if fits(sp.Matrix(item))]
    return found or [member(kind, shape, turn, 0, Chance(turn)) for turn in range(3)]


def filled(rows) -> tuple:
    """How far a matrix is from zero: entries that are not 0, then those that are not 1, then their size; the identity before others."""
    entries = [number for row in rows for number in row if number != 0]
    return len(entries), sum(number != 1 for number in entries), sum(map(abs, entries))


def simpler_matrices(kind: str, given):
    """Special members of the kind, then the given matrix with an entry (and its mirror image) 0, 1 or of the other sign."""
    rows, columns = len(given), len(given[0])
    yield from sorted(special_members(kind, (rows, columns)), key=filled)
    for value in (sp.S.Zero, sp.S.One):
        for i in range(rows):
            for j in range(columns):
                places = {(i, j)} | ({(j, i)} if kind in SYMMETRIC else set())
                yield tuple(tuple(value if (p, q) in places else given[p][q] for q in range(columns)) for p in range(rows))


def with_simple_matrices(hunt, statement, best: dict, out_of_time) -> dict:
    """Zero, units and the identity in place of matrices, else as many entries 0 as can be, where the statement still fails."""
    spent = 0
    for item in hunt.matrices:
        given = best.get(item.symbol)
        for rows in simpler_matrices(item.kind, given) if isinstance(given, tuple) else ():
            spent += 1
            if spent > 60 or out_of_time():
                return best
            trial = {**best, item.symbol: rows}
            if filled(rows) >= filled(best[item.symbol]) or not hunt.premises_hold(trial):
                continue
            found = certain(statement, trial, (64, 192))
            if found is not None and found.truth is False and found.certified:
                best = trial
    return best


SYMMETRIC = ("symmetric", "positive_definite", "positive_semidefinite", "projection")


def _is_square(test):
    return lambda matrix: matrix.rows == matrix.cols and bool(test(matrix))


KINDS = {
    "symmetric": _is_square(lambda matrix: matrix == matrix.T),
    "skew_symmetric": _is_square(lambda matrix: matrix == -matrix.T),
    "invertible": _is_square(lambda matrix: matrix.det() != 0),
    "singular": _is_square(lambda matrix: matrix.det() == 0),
    "orthogonal": _is_square(lambda matrix: matrix * matrix.T == sp.eye(matrix.rows)),
    "diagonal": _is_square(lambda matrix: matrix.is_diagonal()),
    "idempotent": _is_square(lambda matrix: matrix**2 == matrix),
    "projection": _is_square(lambda matrix: matrix**2 == matrix and matrix == matrix.T),
    "positive_definite": _is_square(lambda matrix: matrix == matrix.T and _leading(matrix, lambda minor: minor > 0)),
    "positive_semidefinite": _is_square(lambda matrix: matrix.is_diagonal() and all(number >= 0 for number in matrix.diagonal())),
}


SCALABLE = ("matrix", "vector", "square", "symmetric", "skew_symmetric", "invertible", "singular", "diagonal", "positive_definite",
            "positive_semidefinite")  # a positive multiple of a member is one
VANISHING = ("matrix", "vector", "square", "symmetric", "skew_symmetric", "diagonal", "positive_semidefinite")


def _times(factor, rows) -> tuple:
    return rows if factor == 1 else tuple(tuple(factor * number for number in row) for row in rows)


def _leading(matrix, test) -> bool:
    return all(test(matrix[:size, :size].det()) for size in range(1, matrix.rows + 1))


def member(kind: str, shape, turn: int, position: int, random) -> tuple:
    """One matrix of the kind as rows of exact numbers."""
    rows, columns = shape

    def build(entry):
        return tuple(tuple(sp.sympify(entry(i, j)) for j in range(columns)) for i in range(rows))

    def chance():
        return sp.Matrix(rows, columns, lambda i, j: random.randint(-2, 2))

    if kind == "orthogonal":
        return _orthogonal(rows, turn + position, random)
    if kind == "diagonal":
        return build(lambda i, j: random.randint(-3, 3) if i == j else 0)
    if kind == "invertible":
        while True:
            made = build(lambda i, j: random.randint(-2, 2) if turn + position else int(i == j))
            if sp.Matrix(made).det() != 0:
                return made
    if kind == "singular":
        made = chance()
        made[rows - 1, :] = sum((made[i, :] for i in range(rows - 1)), sp.zeros(1, columns))
        return _rows(made)
    if kind == "positive_definite":
        root = sp.Matrix(rows, rows, lambda i, j: random.randint(-1, 2) if i >= j else 0) if turn + position else sp.eye(rows)
        return _rows(root * root.T + sp.eye(rows))
    if kind == "positive_semidefinite":
        root = chance()
        root[:, 0] = sp.zeros(rows, 1) if turn % 2 else root[:, 0]
        return _rows(root * root.T)
    if kind == "skew_symmetric":
        made = chance()
        return _rows(made - made.T)
    if kind in ("projection", "idempotent"):
        return _projection(rows, kind == "projection", turn + position, random)
    if kind == "symmetric":
        made = [[random.randint(-2, 2) for _ in range(rows)] for _ in range(rows)]
        return build(lambda i, j: made[min(i, j)][max(i, j)])
    return build(lambda i, j: random.randint(-3, 3) if turn in (0, 3) else random.randint(-2, 2))


def _rows(matrix) -> tuple:
    return tuple(map(tuple, matrix.tolist()))


def _projection(size: int, orthogonal: bool, turn: int, random) -> tuple:
    """The projection onto the span of a few columns; along a subspace that is not orthogonal for idempotent matrices."""
    count = turn % (size + 1)
    while True:
        span = sp.Matrix(size, count, lambda i, j: random.randint(-2, 2))
        along = span if orthogonal else span + sp.Matrix(size, count, lambda i, j: random.randint(-1, 1))
        if count == 0:
            return _rows(sp.zeros(size, size))
        gram = along.T * span
        if gram.det() != 0:
            return _rows(span * gram.inv() * along.T)


def _orthogonal(size: int, turn: int, random) -> tuple:
    """Products of signed permutations and rational rotations."""
    made = sp.eye(size)
    if turn % 3 == 1 and size > 1:
        made = sp.Matrix(size, size, lambda i, j: int(j == (i + 1) % size))
    elif turn % 3 == 2:
        made = sp.diag(*[random.choice((1, -1)) for _ in range(size)])
    if size > 1 and turn > 2:
        c, s = random.choice(((sp.Rational(3, 5), sp.Rational(4, 5)), (sp.Rational(5, 13), sp.Rational(12, 13))))
        turned = sp.eye(size)
        turned[0, 0], turned[0, 1], turned[1, 0], turned[1, 1] = c, -s, s, c
        made = turned * made
    return tuple(map(tuple, made.tolist()))


_FUNCTIONS = (lambda t: t, lambda t: sp.S.One, lambda t: t**2, lambda t: 1 - t, lambda t: -(t**2) - 1, lambda t: t**3 - 2 * t,
              lambda t: sp.Rational(1, 2), lambda t: sp.exp(t), lambda t: sp.S.Zero, lambda t: t**4 + t, lambda t: sp.exp(-2 * t),
              lambda t: t + sp.S.Half)


_BENT = (sp.Abs, lambda t: t - sp.floor(t), sp.floor)  # where no slope is asked for


def function_values(functions, parts, turn: int, smooth: bool = True) -> dict:
    """Functions of everything that the declared ones are applied to: polynomials, exponentials and others, new ones for each in each turn."""
    found, pool = {}, _FUNCTIONS if smooth else (*_FUNCTIONS[:4], *_BENT, *_FUNCTIONS[4:])
    for position, function in enumerate(functions):
        count = next((len(part.args) for part in parts if part.func == function), 1)
        variables = sp.symbols(f"t_1:{count + 1}") if count > 1 else (sp.Symbol("t"),)
        chosen = [pool[(turn * (2 * position + 1) + position + place) % len(pool)] for place in range(count)]
        found[function] = sp.Lambda(variables, sp.Mul(*(made(variable) for made, variable in zip(chosen, variables, strict=True))))
    return found


def fitted_functions(found: dict, premises) -> dict:
    """The functions with those replaced that an equation among the premises gives by the others, such as g(x) by f'(x) - 2 f(x)."""
    made = dict(found)
    for premise in premises:
        if not isinstance(premise, sp.Eq) or isinstance(premise.lhs, sp.MatrixExpr):
            continue
        gap = sp.expand(premise.lhs - premise.rhs)
        for part in sorted(gap.atoms(AppliedUndef), key=sp.default_sort_key):
            slope = gap.coeff(part)
            rest = sp.expand(gap - slope * part)
            if part.func in made and len(part.args) == 1 and part.args[0].is_Symbol and slope.is_Rational and slope != 0 and not rest.has(part.func):
                made[part.func] = sp.Lambda(part.args[0], substitute(-rest / slope, made).doit())
                break
    return made


def joint_laws(variables) -> Iterator[dict]:
    """Finite joint laws for variables of any law: dependent and uncorrelated ones first, then independent and equal ones."""
    if not variables:
        yield {}
        return
    first, *others = variables
    three = uniform_on((-1, 0, 1))
    skew = distribution({0: sp.Rational(3, 4), 2: sp.Rational(1, 4)})
    yield {first: three, **{other: image_of(first, _square, f"{first}**2") for other in others}}
    yield dict.fromkeys(variables, coin)
    yield dict.fromkeys(variables, uniform_on((0, 2)))  # variance 1, mean 1
    yield {first: skew, **dict.fromkeys(others, coin)}
    yield {first: skew, **{other: same_as(first) for other in others}}
    for same in itertools.combinations(variables, 2) if len(variables) > 2 else ():  # two alike, the others independent of them
        for law, other in ((coin, coin), (uniform_on((0, 2)), ONE), (coin, ONE)):
            yield {**dict.fromkeys(variables, other), same[0]: law, same[1]: same_as(same[0])}
    yield {first: uniform_on((0, 2)), **{other: same_as(first) for other in others}}
    yield dict.fromkeys(variables, BALANCED)
    yield {first: distribution({0: 1}), **dict.fromkeys(others, BALANCED)}
    yield {first: uniform_on((-2, -1, 1, 2)), **{other: image_of(first, _quarter_turn, f"(5*{first}**3 - 17*{first})/6") for other in others}}
    yield {first: uniform_on((0, 1, 2)), **{other: image_of(first, _opposite, f"-{first}") for other in others}}
    yield dict.fromkeys(variables, uniform_on((1, 2, 4)))
    yield dict.fromkeys(variables, distribution({3: 1}))
    yield dict.fromkeys(variables, distribution({sp.Rational(1, 2): sp.Rational(4, 5), -2: sp.Rational(1, 5)}))  # mean 0, variance 1, skew
    yield dict.fromkeys(variables, uniform_on((0, sp.Rational(1, 2))))
    yield dict.fromkeys(variables, distribution({-1: 1}))  # below 0 for certain
    if others:
        yield {first: uniform_on((0, 1)), **{other: image_of(first, _complement, f"1 - {first}") for other in others}}  # with product 0
    if others:
        yield {first: coin, **{other: same_as(first) for other in others}}
        yield {first: coin, **dict.fromkeys(others, uniform_on((0, 2)))}  # independent, with other means
        yield {first: coin, **{other: image_of(first, _double, f"2*{first}") for other in others}}
        yield {first: coin, **{other: image_of(first, _one_more, f"{first} + 1") for other in others}}  # with one variance, and other means


ONE = distribution({1: 1})
BALANCED = distribution({1: sp.Rational(8, 9), -2: sp.Rational(1, 9)})  # with third moment 0 and another mean


def _quarter_turn(value):
    """For -2, -1, 1, 2 the numbers -1, 2, -2, 1: with mean 0 and uncorrelated with them, but not with their cubes."""
    return (5 * value**3 - 17 * value) / 6


def _square(value):
    return value**2


def _double(value):
    """Twice the number."""
    return 2 * value


def _opposite(value):
    return -value


def _one_more(value):
    """The number and 1."""
    return value + 1


def _complement(value):
    """1 less the number."""
    return 1 - value
