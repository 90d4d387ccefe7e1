"""Zeros of denominators that no formula gives: whole numbers one after another, and places where the sign changes.

A proof of an equation holds wherever both sides have values; whether they have is asked here once more, after the proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

import sympy as sp
from flint import acb, arb, ctx, fmpq
from sympy.core.relational import Relational

from verifier.deciding.certainty import certain
from verifier.deciding.decision import Decision
from verifier.deciding.failures import CLOSED, closed_form
from verifier.deciding.forms import OutOfTime, at_most
from verifier.deciding.singular import CORNERED, POLAR, SIMPLE, roots
from verifier.judgement.replay import words_of
from verifier.tools.binding import bound_anywhere
from verifier.tools.contexts import FOR_CHECKS
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.poles import FORBIDDEN_ZEROS, LAZY, REFUSALS, WALKED
from verifier.tools.evaluation.scalars import ball
from verifier.tools.inequalities.intermediate_value import fills_intervals
from verifier.tools.relations import ORDER, conjuncts, sides_of
from verifier.tools.settled import settled
from verifier.tools.sums.whole_numbers import PARTS
from verifier.tools.vocabulary import contains
from verifier.verdict import Verdict
from verifier.vocabulary.valuation import Valuation

WHOLE = (*range(201), *range(-1, -31, -1))
PLACES = tuple(sorted(sp.Rational(n, 4) for n in (*range(-24, 25), -400, -120, -48, 48, 120, 400)))
HALVINGS = 40
POLES = 7
MOST, MOST_CLOSED, MOST_MATRICES = 8, 3, 80  # expressions, those with sums, integrals or means, points
SIMPLEST = tuple(map(sp.Rational, (0, 1, -1, 2, -2, 3, 10, -10)))
SHARE = 0.5  # seconds
ABRUPT = (*CORNERED, *PARTS, sp.Piecewise, sp.Sum, sp.Product, sp.Integral, sp.Derivative, sp.Limit)


@lru_cache(maxsize=8)
def dividing(statement, premises: tuple, certainly: bool = False) -> tuple:
    """What has to differ from 0 for the relation to have a meaning, and is not visibly so; `certainly`: of powers only those below 0."""
    found: dict = {}
    context = FOR_CHECKS.of(tuple(premises))
    waiting = [statement] if isinstance(statement, Relational) and not isinstance(statement.args[0], sp.MatrixExpr) else []
    while waiting:
        node = waiting.pop()
        if not isinstance(node, WALKED) or isinstance(node, LAZY):
            continue
        head = FORBIDDEN_ZEROS.get(node.func)
        if head is not None:
            found.update(dict.fromkeys(_factors(head(*node.args))))
        elif node.is_Pow and not isinstance(node, sp.exp) and (
                context.is_positive(-node.exp) or _is_free(-node.exp, premises) if certainly else node.exp.could_extract_minus_sign()):
            found.update(dict.fromkeys(_factors(node.base)))
        waiting.extend(node.args)
    found = dict.fromkeys(settled(item) if item.has(sp.Derivative) else item for item in found)
    found = [item for item in found if not item.has(sp.Derivative, sp.Subs)]  # into these no numbers can be put
    return tuple(item for item in found if item.free_symbols and not item.is_Symbol and not context.is_nonzero(item))[:MOST]  # of x itself all is known


def _is_free(number, premises) -> bool:
    """Whether it is a multiple of a real symbol of which no premise speaks, and is positive for some of its values."""
    scale, symbol = number.as_coeff_Mul()
    return bool(scale.is_positive and symbol.is_Symbol and symbol.is_extended_real and not symbol.is_nonpositive
                and not any(symbol in item.free_symbols for item in premises))


def _factors(expression) -> Iterator:
    """The parts one of which is 0 where the expression is."""
    if expression.is_Mul:
        for factor in expression.args:
            yield from _factors(factor)
    elif expression.is_Pow and not isinstance(expression, sp.exp):
        yield from _factors(expression.base)
    elif isinstance(expression, sp.Abs):
        yield from _factors(expression.args[0])
    else:
        yield expression


def exact_zeros(hunt, statement=None) -> Iterator[dict]:
    """Points at which something that divides is 0, among whole numbers and where the other symbols are simple."""
    for expression in dividing(hunt.statement if statement is None else statement, hunt.premises):
        symbols = sorted(expression.free_symbols, key=lambda item: item.name)
        if not set(symbols) <= set(hunt.numbers):
            continue
        for base in hunt.first():
            for symbol in symbols:
                others = [other for other in symbols if other != symbol]
                for value in SIMPLE if others else SIMPLE[:1]:
                    if not all(hunt.admits(other, value) for other in others):
                        continue
                    inner = expression.xreplace(dict.fromkeys(others, value))
                    for root in _whole_zeros(inner, symbol) if symbol.is_integer else roots(inner, symbol):
                        yield {**base, **dict.fromkeys(others, value), symbol: root}
            break


def far_poles(hunt) -> Iterator[dict]:
    """Points at which the argument of a gamma function is one of the first numbers 0, -1, -2, ...: gamma(1 - s) at s = 3."""
    nodes = [node for node in sp.preorder_traversal(hunt.statement) if isinstance(node, POLAR)]
    arguments = dict.fromkeys(argument for node in nodes for argument in node.args if not argument.is_Symbol
                              and argument.free_symbols and argument.free_symbols <= set(hunt.numbers))
    for argument in list(arguments)[:MOST]:
        for base in islice(hunt.first(), 1):
            for symbol in sorted(argument.free_symbols, key=lambda item: item.name):
                inner = argument.xreplace({other: value for other, value in base.items() if other != symbol})
                yield from ({**base, symbol: root} for steps in range(2, POLES) for root in roots(inner + steps, symbol)[:2])


def _whole_zeros(expression, symbol) -> list:
    if expression.is_polynomial(symbol):
        return roots(expression, symbol)
    found = []
    for value in WHOLE:
        near = _ball(expression, {symbol: fmpq(value)})
        if near is not None and near.contains(0):
            found.append(sp.Integer(value))
    return found[:3]


def lost_zeros(hunt) -> Iterator[tuple]:
    """(values, expression, sides) where a denominator or logarithm as written meets 0 on some sides of the relation only; rewriting may have lost it."""
    statement, context = hunt.problem.statement, FOR_CHECKS.of(tuple(hunt.premises))
    bound = bound_anywhere(statement)
    sizes = {symbol for item in hunt.matrices for symbol in item.symbol.free_symbols}  # with the matrices themselves
    bases = {factor: None for node in sp.preorder_traversal(statement) if (base := not_at_zero(node)) is not None
             for factor in _factors(base) if factor.free_symbols and factor.free_symbols <= {*hunt.numbers, *sizes} - bound}
    for expression in list(bases)[:MOST]:
        divided = [side for side in statement.args if _divides(expression, side)]
        if len(divided) == 2 and isinstance(statement, (sp.Eq, sp.Ne)) or context.is_nonzero(expression):
            continue
        if expression.free_symbols & sizes:
            yield from ((values, expression, divided) for values in _where_zero(expression, hunt))
            continue
        symbol, *others = sorted(expression.free_symbols, key=lambda item: item.name)
        if symbol.is_real is None and isinstance(statement, (sp.Eq, sp.Ne)):
            continue  # an identity of complex functions is read without such points
        for base in hunt.first():
            for root in roots(expression.xreplace({other: base[other] for other in others}), symbol):
                values = {**base, symbol: root}
                if hunt.admits(symbol, root) and hunt.premises_hold(values):
                    yield values, expression, divided
            break


def closed_denominators(hunt, assumptions) -> list[tuple]:
    """(expression, its closed form, sides) of each sum, integral or mean as written that has to differ from 0 and is not visibly so."""
    statement, found = hunt.problem.statement, []
    if hunt.matrices or not isinstance(statement, Relational):
        return found
    context = FOR_CHECKS.of(tuple(hunt.premises))
    bases = {base: None for node in sp.preorder_traversal(statement) if (base := not_at_zero(node)) is not None
             and contains(base, *CLOSED) and base.free_symbols.isdisjoint(bound_anywhere(statement) - bound_anywhere(base))}
    for expression in list(bases)[:MOST_CLOSED]:
        divided = [side for side in statement.args if _divides(expression, side)]
        if len(divided) == 2 and isinstance(statement, (sp.Eq, sp.Ne)):
            continue
        try:
            with at_most(4 * SHARE):
                closed = closed_form(expression, assumptions)
        except OutOfTime:
            continue
        if closed is not None and closed.free_symbols <= set(hunt.numbers) and not context.is_nonzero(closed):
            found.append((expression, closed, divided))
    return found


def zeros_of_closed(closed, hunt) -> Iterator[dict]:
    """Points that the premises allow at which a closed form is exactly 0."""
    if not closed.free_symbols:
        if closed is sp.S.Zero:
            yield {}
        return
    symbol, *others = sorted(closed.free_symbols, key=lambda item: item.name)
    zero = sp.Eq(closed, sp.S.Zero, evaluate=False)
    for base in islice(hunt.first(), 1):
        inner = closed.xreplace({other: base[other] for other in others})
        for root in (*roots(inner, symbol), *(SIMPLEST if inner.has(sp.Min, sp.Max, *ABRUPT) else ())):
            values = {**base, symbol: root}
            if hunt.admits(symbol, root) and hunt.premises_hold(values):
                seen = certain(zero, values, (64,))
                if seen is not None and seen.truth is True and seen.certified:
                    yield values


def _where_zero(expression, hunt) -> list:
    """The first of a few special matrices at which the expression is exactly 0."""
    zero = sp.Eq(expression, sp.S.Zero, evaluate=False)
    points = (values for values in islice(hunt.special(), MOST_MATRICES) if hunt.premises_hold(values))
    found = (values for values in points if (seen := certain(zero, values, (64,))) is not None and seen.truth is True and seen.certified)
    return list(islice(found, 1))


def not_at_zero(node):
    """What must not be 0 for the node to have a value: a denominator, or the argument of a logarithm; or None."""
    if isinstance(node, sp.log):
        return node.args[0]
    return node.base if node.is_Pow and not isinstance(node, sp.exp) and node.exp.is_negative else None


def _divides(expression, side) -> bool:
    """Whether it stands in a denominator or logarithm, and in no case of a definition by cases."""
    if isinstance(side, LAZY):
        return False
    base = not_at_zero(side)
    if base is not None and expression in _factors(base):
        return True
    return any(_divides(expression, part) for part in side.args)


def crossings(hunt, expressions) -> Iterator[tuple]:
    """(expression, symbol, low, high) where a continuous expression that divides has a zero between two rational numbers."""
    for expression in expressions:
        if expression.has(*ABRUPT) or not expression.free_symbols <= set(hunt.numbers):
            continue
        for symbol in sorted(expression.free_symbols, key=lambda item: item.name):
            others = sorted(set(hunt.numbers) - {symbol}, key=lambda item: item.name)
            for value in SIMPLE[:4] if others else SIMPLE[:1]:
                values = {other: value if hunt.admits(other, value) else next((like for like in SIMPLE if hunt.admits(other, like)), None)
                          for other in others}
                if not fills_intervals(symbol) or None in values.values():
                    continue
                inner = expression.xreplace(values)
                ends = _change(inner, symbol, [place for place in PLACES if hunt.admits(symbol, place)])
                if ends is not None and _is_met(hunt, values, symbol, ends):
                    yield inner, symbol, values, ends


def _change(expression, symbol, places):
    """Two close rational numbers at which the expression has different signs, between which it has values."""
    signs = [(place, sign) for place in places if (sign := _sign(expression, symbol, place))]
    for (low, first), (high, second) in pairwise(signs):
        if first == second:
            continue
        for _ in range(HALVINGS):
            middle = next(((low * weight + high * (16 - weight)) / 16 for weight in (8, 7, 5)
                           if _sign(expression, symbol, (low * weight + high * (16 - weight)) / 16)), None)
            if middle is None:
                break
            low, high = (middle, high) if _sign(expression, symbol, middle) == first else (low, middle)
        near = _ball(expression, {symbol: _between(low, high)})
        if near is not None and near.imag.is_zero():
            return low, high
    return None


def has_values(side, values, symbol, ends) -> bool:
    """Whether the expression has a value at every number between the ends."""
    if side.has(*ABRUPT):
        return False
    return _ball(side.xreplace(values), {symbol: _between(*ends)}) is not None


def _is_met(hunt, values, symbol, ends) -> bool:
    """Whether the premises hold at every number between the ends."""
    for part in conjuncts(hunt.premises):
        if symbol not in part.free_symbols:
            continue
        if not isinstance(part, ORDER) or part.has(*ABRUPT) or not part.free_symbols <= {symbol, *values}:
            return False
        small, large, _ = sides_of(part)
        room = _ball((large - small).xreplace(values), {symbol: _between(*ends)})
        if room is None or not room.real > 0 or not room.imag.is_zero():
            return False
    return hunt.premises_hold({**values, symbol: ends[0]})


def _between(low, high):
    return acb(arb(fmpq(int(low.p), int(low.q))).union(arb(fmpq(int(high.p), int(high.q)))))


def _sign(expression, symbol, place) -> int:
    near = _ball(expression, {symbol: fmpq(int(place.p), int(place.q))})
    return 0 if near is None or not near.imag.is_zero() else (near.real > 0) - (near.real < 0)


def _ball(expression, box, bits: int = 96):
    """The values of the expression over the box, None where it may have none."""
    try:
        with ctx.workprec(bits):
            walk = Evaluator(Valuation({}), bits)
            with walk.scoped(box):
                value = ball(walk.scalar(expression))
    except REFUSALS:
        return None
    return value if value.is_finite() else None


def without_value_between(hunt, closed=()) -> Decision | None:
    """The relation certainly has no value somewhere between two numbers, where an equation has one on one side."""
    statement = hunt.statement
    try:
        with at_most(SHARE):
            for expression, symbol, values, ends in crossings(hunt, closed or dividing(statement, hunt.premises, certainly=True)):
                if not closed and isinstance(statement, (sp.Eq, sp.Ne)) and not any(has_values(side, values, symbol, ends) for side in statement.args):
                    continue
                low, high = (sp.N(end, 8) for end in ends)
                where = ", ".join((*(f"{name} = {value}" for name, value in words_of(values).items()), f"a {symbol} from {low} to {high}"))
                return Decision(Verdict.ILL_POSED, f"undefined at {where}: {expression} is 0 there", words_of(values),
                                explanation=f"A term has no value at {where}, where {expression} changes its sign. "
                                            "Add the premise that excludes this point, or restrict the domain.")
    except OutOfTime:
        pass
    return None
