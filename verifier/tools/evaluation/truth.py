"""Whether a statement holds at a point and precision: certainly, certainly not, or as far as the balls can tell."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp
from flint import ctx

from verifier.tools.evaluation.rows import Rows
from verifier.tools.evaluation.scalars import (
    ZERO,
    Undecided,
    Undefined,
    ball,
    compare,
    different,
    is_zero,
    largest_magnitude,
    largest_radius,
    magnitude,
    may_be_zero,
    show,
)
from verifier.vocabulary.operators import Both, Iff, Implies

NEVER_DIGITS = 10**6


@dataclass(frozen=True)
class Outcome:
    """True, False or None (cannot tell); `certified` when exact arithmetic or disjoint balls decide it.

    An equality of balls that overlap holds to `digits` decimal digits and is never certified.
    """

    truth: bool | None
    certified: bool = False
    left: Any = None
    right: Any = None
    relation: str = ""
    digits: int = 0
    bits: int = 0
    why: str = ""
    undefined: str = ""
    notes: tuple = ()
    case: tuple = ()  # the (index, value) of "for each" at which it was seen
    series: tuple = ()  # what was seen on the way, as (what is measured, against what, points), for a picture

    def words(self) -> tuple[str, str]:
        """Both sides as a reader should see them; where they differ in far digits only, the left one by the right one."""
        left, right = show_any(self.left), show_any(self.right)
        if self.truth is False and self.left is not None and not isinstance(self.left, tuple) and _close(left, right):
            with ctx.workprec(2 * max(self.bits, 256)):
                gap = ball(self.left) - ball(self.right)
            return (left, right) if gap.is_zero() else (f"{right} + ({show(gap, 6)})", right)
        return left, right


def _close(left: str, right: str) -> bool:
    """Whether two numbers are shown alike, but for noughts at the end."""
    return left == right or "." in left and left.rstrip("0").rstrip(".") == right.rstrip("0").rstrip(".")


def show_any(value) -> str:
    """A scalar, point or matrix in words."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "[" + ", ".join(show_any(item) for item in value) + "]"
    return show(value)


def outcome(walk, statement) -> Outcome:
    """What can be said of the statement at the walk's point and precision."""
    for kind in type(statement).__mro__:
        if kind in walk.truths:
            return walk.truths[kind](walk, statement)
    return Outcome(None, why=f"no numeric meaning is known for {type(statement).__name__}")


def _literal(walk, statement):
    return Outcome(bool(statement), True, why="it is written as such")


def _pairs(left, right):
    """Entries side by side; the exact number 0 stands for the zero point and the zero matrix."""
    if not isinstance(left, tuple) and not isinstance(right, tuple):
        return [(left, right)]
    if not isinstance(left, tuple):
        left, right = right, left
    if not isinstance(right, tuple):
        if not is_zero(right):
            raise Undefined("a point or matrix is compared with a number")
        right = Rows((ZERO,) * len(row) for row in left) if isinstance(left, Rows) else (ZERO,) * len(left)
    if isinstance(left, Rows):
        if left.shape != right.shape:
            raise Undefined(f"matrices of shapes {left.shape} and {right.shape} are compared")
        return [pair for rows in zip(left, right) for pair in zip(*rows)]
    if len(left) != len(right):
        raise Undefined("points of different dimensions are compared")
    return list(zip(left, right))


def _equal(walk, statement):
    left, right = walk.value(statement.lhs), walk.value(statement.rhs)
    pairs = _pairs(left, right)
    verdicts = [different(*pair) for pair in pairs]
    shown = dict(left=left, right=right, relation="=", bits=walk.bits)
    if True in verdicts:
        return Outcome(False, True, **shown, why="the two sides are certainly different")
    if None not in verdicts:
        return Outcome(True, True, **shown, digits=NEVER_DIGITS, why="the two sides are equal in exact arithmetic")
    scale = largest_magnitude([number for pair in pairs for number in pair]
                              + [number for side in (statement.lhs, statement.rhs) for number in _terms(walk, side)])
    digits = min(_digits(*pair, scale) for pair, verdict in zip(pairs, verdicts) if verdict is None)
    return Outcome(True if digits >= 8 else None, False, **shown, digits=max(0, digits),
                   why=f"the two sides agree to {digits} digits" if digits >= 8 else "the balls are too wide to tell")


def _terms(walk, side) -> list:
    """The values of the terms of a sum, against whose size cancellation is measured."""
    return [number for term in side.args for number in _flat(walk.value(term))] if side.is_Add else []


def _flat(value):
    if isinstance(value, tuple):
        for item in value:
            yield from _flat(item)
    else:
        yield value


def _digits(left, right, scale) -> int:
    """Digits of agreement relative to the scale; decimal places where both sides may be zero."""
    width = largest_radius((ball(left), ball(right)))
    if may_be_zero(left) and may_be_zero(right):
        scale = max(scale, 0)
    if width == math.inf:
        return 0
    if width == -math.inf:
        return NEVER_DIGITS
    return int((scale if scale > -math.inf else 0) - width)


def _unequal(walk, statement):
    inner = _equal(walk, statement)
    flipped = None if inner.truth is None or not inner.certified else not inner.truth
    return replace(inner, truth=flipped, relation="!=", certified=inner.certified,
                   why=inner.why if inner.certified else f"{inner.why}, so that they differ is not shown")


_ORDERS = {sp.StrictLessThan: ("<", (-1,), (1, 0)), sp.LessThan: ("<=", (-1, 0), (1,)),
           sp.StrictGreaterThan: (">", (1,), (-1, 0)), sp.GreaterThan: (">=", (1, 0), (-1,))}


def _ordered(walk, statement):
    relation, good, bad = next(row for kind, row in _ORDERS.items() if isinstance(statement, kind))
    left, right = walk.value(statement.lhs), walk.value(statement.rhs)
    pairs = _pairs(left, right)
    shown = dict(left=left, right=right, relation=relation, bits=walk.bits)
    orders = [compare(*pair) for pair in pairs]
    if any(order in bad for order in orders):
        return Outcome(False, True, **shown, why="the order is certainly the other way round")
    if None not in orders:
        return Outcome(True, True, **shown, why="certain")
    scale = max(magnitude(number) for pair in pairs for number in pair)
    digits = min(_digits(*pair, scale) for pair, order in zip(pairs, orders) if order is None)
    touching = f"the two sides agree to {digits} digits"
    if relation in ("<=", ">=") and digits >= 8:
        return Outcome(True, False, **shown, digits=digits, why=touching)
    return Outcome(None, False, **shown, digits=max(0, digits), why=touching if digits >= 8 else "the balls are too wide to tell")


def _tried(walk, statements):
    """Each outcome; an undefined part counts only if no other part decides the whole."""
    found, failure = [], None
    for statement in statements:
        try:
            found.append(outcome(walk, statement))
        except (Undefined, Undecided) as reason:
            failure = failure or reason
            found.append(Outcome(None, why=str(reason)))
    return found, failure


def _and(walk, statement):
    return _combine(walk, statement.args, False)


def _or(walk, statement):
    return _combine(walk, statement.args, True)


def _combine(walk, parts, deciding):
    found, failure = _tried(walk, parts)
    decisive = [item for item in found if item.truth is deciding]
    if decisive:
        return max(decisive, key=lambda item: item.certified)
    if failure:
        raise failure
    unclear = [item for item in found if item.truth is None]
    return conclude(unclear, found, not deciding)


def conclude(unclear, found, truth):
    """The outcome of parts none of which decides against the whole."""
    if unclear:
        return unclear[0]
    if not found:
        return Outcome(truth, True, why="there is nothing to check")
    weakest = min(found, key=lambda item: (item.certified, item.digits))
    return replace(weakest, truth=truth)


def _not(walk, statement):
    inner = outcome(walk, statement.args[0])
    return replace(inner, truth=None if inner.truth is None or not inner.certified else not inner.truth)


def _implies(walk, statement):
    premise, conclusion = statement.args
    first = outcome(walk, premise)
    if first.truth is False:
        return replace(first, truth=True, why="the condition does not hold here")
    second = outcome(walk, conclusion)
    if second.truth is False:
        return replace(second, certified=second.certified and first.certified, truth=False if first.truth else None)
    return second if first.truth or second.truth else replace(second, truth=None, certified=False)


def _iff(walk, statement):
    left, right = (outcome(walk, part) for part in statement.args)
    if left.truth is None or right.truth is None:
        return left if left.truth is None else right
    shown = right if left.truth else left
    return replace(shown, truth=left.truth == right.truth, certified=left.certified and right.certified,
                   why=f"the first {'holds' if left.truth else 'fails'}, the second {'holds' if right.truth else 'fails'}")


TRUTHS = {
    type(sp.true): _literal, type(sp.false): _literal, sp.Equality: _equal, sp.Unequality: _unequal,
    **{kind: _ordered for kind in _ORDERS}, sp.And: _and, Both: _and, sp.Or: _or, sp.Not: _not,
    sp.Implies: _implies, Implies: _implies, Iff: _iff, sp.Equivalent: _iff,
}
