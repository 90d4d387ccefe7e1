"""Rigorous sums of C q^k Tr(P M^k Q) over all k >= start, where the powers of q M fall: a geometric series of matrices."""

from __future__ import annotations

import sympy as sp
from flint import acb, arb, ctx

from verifier.tools.evaluation.rows import Rows, frobenius_norm, identity, matrix_value, multiply_rows, rows, scale_rows, trace
from verifier.tools.evaluation.scalars import Undecided, ball, shorten

MOST_SQUARINGS, MOST_TERMS = 8, 4000


def enclosed_matrix_series(walk, body, index, start: int) -> acb:
    """The sum over index >= start; Undecided where the body has another form or no power up to 2^8 of q M has norm below 1/2."""
    ratio, constant, before, base, after = _parts(body, index)
    one = identity(matrix_value(walk, base).shape[0])
    step = _balls(scale_rows(walk.scalar(ratio), matrix_value(walk, base)))
    left = _balls(matrix_value(walk, before)) if before is not None else one
    state = _balls(matrix_value(walk, after)) if after is not None else one
    for _ in range(start):
        state = multiply_rows(step, state)
    bound = _sum_of_norms(step)
    factor, total = ball(walk.scalar(constant)), acb(0)
    for _ in range(MOST_TERMS):
        rest = bound * _norm(left) * _norm(state)
        if rest < arb(2) ** -ctx.prec:
            break
        total += trace(multiply_rows(left, state))
        state = multiply_rows(step, state)
    tail = (bound * _norm(left) * _norm(state)).abs_upper()
    return shorten(factor * (total + acb(arb(0, tail), arb(0, tail))))


def _parts(body, index) -> tuple:
    """(q, C, P, M, Q) of C q^k Tr(P M^k Q); P and Q are None where they are the identity."""
    ratio, constant, inside = sp.S.One, sp.S.One, []
    for factor in sp.Mul.make_args(body):
        if not factor.has(index):
            constant *= factor
        elif factor.is_Pow and not factor.base.has(index) and (factor.exp - index).is_Integer:
            ratio, constant = ratio * factor.base, constant * factor.base ** (factor.exp - index)
        else:
            inside.append(factor)
    if len(inside) != 1 or not isinstance(inside[0], sp.Trace):
        raise Undecided("not a geometric series of matrices")
    parts = inside[0].arg.args if isinstance(inside[0].arg, sp.MatMul) else (inside[0].arg,)
    letters = [part for part in parts if isinstance(part, sp.MatrixExpr)]
    scalar = sp.Mul(*(part for part in parts if not isinstance(part, sp.MatrixExpr)))
    places = [place for place, letter in enumerate(letters) if letter.has(index)]
    if scalar.has(index) or len(places) != 1 or not isinstance(letters[places[0]], sp.MatPow):
        raise Undecided("not a geometric series of matrices")
    place, = places
    power, extra = letters[place], letters[place].exp - index
    if power.base.has(index) or not extra.is_Integer or extra < 0:
        raise Undecided("not a geometric series of matrices")
    before, after = letters[:place], [power.base] * int(extra) + letters[place + 1:]
    return ratio, constant * scalar, _product(before), power.base, _product(after)


def _product(letters):
    return sp.MatMul(*letters, evaluate=False) if len(letters) > 1 else letters[0] if letters else None


def _balls(matrix: Rows) -> Rows:
    return rows([ball(number) for number in row] for row in matrix)


def _norm(matrix: Rows) -> arb:
    return arb(ball(frobenius_norm(matrix)).abs_upper())


def _sum_of_norms(step: Rows) -> arb:
    """A bound of 1 + |N| + |N^2| + ... by |N^p| <= 1/2: twice the sum of the first p norms."""
    power, total, one = step, arb(1) * _norm(identity(len(step))), arb(1)
    for _ in range(MOST_SQUARINGS):
        if _norm(power) < one / 2:
            return 2 * total
        total = total * (1 + _norm(power))  # the norms of N^(p + r) for r < p are at most |N^p| |N^r|
        power = multiply_rows(power, power)
    raise Undecided("the powers do not visibly fall")
