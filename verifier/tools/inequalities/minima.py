"""Local minima: shown by the Hessian, refuted by a curve through the point along which the function is smaller."""

from __future__ import annotations

import sympy as sp
from flint import ctx

from verifier.tools.calculus.definedness import doubts
from verifier.tools.calculus.one_sided import sign_beside
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.tools.inequalities.regions_of_premises import is_smooth
from verifier.vocabulary.notions import LocalMinimum, StrictLocalMinimum
from verifier.vocabulary.valuation import MissingValue, Valuation

NEAR = sp.Rational(1, 10**4)


def _is_plain(statement, context) -> bool:
    """Whether the variables run through all real numbers: no premise and no declaration bounds them."""
    symbols = set(statement.bound_symbols)
    return all(
        symbol.is_real
        and not (
            symbol.is_nonnegative
            or symbol.is_nonpositive
            or symbol.is_integer
            or symbol.is_nonzero
            or symbol.is_rational
            or symbol.is_irrational
        )
        for symbol in symbols
    ) and not any(symbols & premise.free_symbols for premise in context.statements)


def second_order(statement, context, data):
    """True where the gradient vanishes and the leading minors of the Hessian are positive."""
    if not isinstance(statement, LocalMinimum):
        return None
    body, point = sp.sympify(statement.args[0]).doit(), statement.point
    symbols = list(point)
    around = tuple(
        bound
        for symbol in symbols
        for bound in (sp.Gt(symbol, point[symbol] - NEAR, evaluate=False), sp.Lt(symbol, point[symbol] + NEAR, evaluate=False))
    )
    near = context.extended(around)
    if not _is_plain(statement, context) or doubts(statement.args[0], near) or not is_smooth(body, near):
        return None
    if not all(map(near.is_real, (body, *point.values()))):  # only real numbers are smaller or larger
        return None
    slopes = [body.diff(symbol).xreplace(point) for symbol in symbols]
    if not all(context.normalizer.equal(slope, sp.S.Zero) for slope in slopes):
        return None
    second = sp.Matrix([[body.diff(first, other).xreplace(point) for other in symbols] for first in symbols])
    minors = [sp.expand(second[:size, :size].det()) for size in range(1, len(symbols) + 1)]
    return sp.true if all(context.is_positive(minor) for minor in minors) else None


def below_along(statement, context, data):
    """False where the function is smaller along the given curve (t, x(t), ...) for all small t > 0, which starts at the point."""
    if not isinstance(statement, LocalMinimum) or statement.free_symbols or not _is_plain(statement, context):
        return None
    t, *path = data
    symbols = list(statement.point)
    curve = dict(zip(symbols, map(sp.sympify, path), strict=True))
    zero = {t: sp.S.Zero}
    if any(item.free_symbols - {t} or not item.is_polynomial(t) for item in curve.values()) or any(
        sp.expand(curve[symbol].xreplace(zero) - value) != 0 for symbol, value in statement.point.items()
    ):
        return None
    if all(sp.expand(item.diff(t)) == 0 for item in curve.values()):
        return None
    body = statement.args[0]
    gap = sp.expand(body.xreplace(curve) - body.xreplace(statement.point))
    try:
        with ctx.workprec(256):
            found = sign_beside(Evaluator(Valuation({}), 256), gap, t, sp.S.Zero, 1)
    except (Undecided, Undefined, Unsupported, MissingValue):
        return None
    return sp.false if found < 0 or found == 0 and isinstance(statement, StrictLocalMinimum) else None
