"""Matrices, vectors and laws to try: zero, identity, units, nilpotent, singular, permutations, then small numbers by chance."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import sympy as sp

from verifier.distributions import coin, distribution, image_of, same_as, uniform_on

SIZES = (1, 2, 3)


def sizes_of(matrices, values, numbers) -> Iterator[dict]:
    """Values for the symbols that are sizes: small and equal, then different."""
    names = sorted({symbol for item in matrices for size in item.symbol.shape for symbol in size.free_symbols},
                   key=lambda symbol: symbol.name)
    if not names:
        yield {}
        return
    for size in (2, 1, 3):
        yield dict.fromkeys(names, sp.Integer(size))
    if len(names) > 1:
        for case in itertools.product((1, 2, 3), repeat=len(names)):
            if len(set(case)) > 1:
                yield dict(zip(names, map(sp.Integer, case), strict=True))


def matrix_values(matrices, values, numbers, random) -> Iterator[dict]:
    """Full valuations: sizes, numbers, then each matrix in its kind."""
    for sizes in itertools.islice(sizes_of(matrices, values, numbers), 6):
        whole = {**values, **sizes}
        shapes = {item.name: tuple(int(sp.sympify(size).subs(whole)) for size in item.symbol.shape) for item in matrices}
        if any(rows < 1 or columns < 1 or rows * columns > 36 for rows, columns in shapes.values()):
            continue
        for turn in range(8):
            yield {**whole, **{item.symbol: member(item.kind, shapes[item.name], turn, position, random)
                               for position, item in enumerate(matrices)}}


def member(kind: str, shape, turn: int, position: int, random) -> tuple:
    """One matrix of the kind as rows of exact numbers."""
    rows, columns = shape
    def build(entry):
        return tuple(tuple(sp.sympify(entry(i, j)) for j in range(columns)) for i in range(rows))
    if kind == "orthogonal":
        return _orthogonal(rows, turn + position, random)
    if kind == "diagonal":
        return build(lambda i, j: random.randint(-3, 3) if i == j else 0)
    if kind == "invertible":
        while True:
            made = build(lambda i, j: (random.randint(-2, 2) if turn + position else int(i == j)))
            if sp.Matrix(made).det() != 0:
                return made
    if kind == "positive_definite":
        root = sp.Matrix(rows, rows, lambda i, j: random.randint(-1, 2) if i >= j else 0) if turn + position else sp.eye(rows)
        made = root * root.T + sp.eye(rows)
        return tuple(map(tuple, made.tolist()))
    if kind == "symmetric":
        made = [[random.randint(-2, 2) for _ in range(rows)] for _ in range(rows)]
        return build(lambda i, j: made[min(i, j)][max(i, j)])
    choice = (turn * 3 + position * 5) % 8
    if turn in (0, 3):
        return build(lambda i, j: random.randint(-3, 3))
    if choice == 0:
        return build(lambda i, j: 0)
    if choice == 1:
        return build(lambda i, j: int(i == j))
    if choice == 2:
        return build(lambda i, j: int((i, j) == (0, columns - 1)))
    if choice == 3:
        return build(lambda i, j: int((i, j) == (rows - 1, 0)))
    if choice == 4:
        return build(lambda i, j: 1)
    if choice == 5:
        return build(lambda i, j: int(i + 1 == j))
    return build(lambda i, j: random.randint(-2, 2))


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
    yield {first: skew, **dict.fromkeys(others, coin)}
    yield {first: skew, **{other: same_as(first) for other in others}}
    yield {first: uniform_on((0, 1, 2)), **{other: image_of(first, _opposite, f"-{first}") for other in others}}
    yield dict.fromkeys(variables, uniform_on((1, 2, 4)))
    yield dict.fromkeys(variables, distribution({3: 1}))


def _square(value):
    return value**2


def _opposite(value):
    return -value
