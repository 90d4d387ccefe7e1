"""Moduli, maxima and signs under a finite sum: by the sign of what decides them where the letter runs, the range cut where it changes."""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.definedness import doubts
from verifier.tools.sums.inner_sums import flattened
from verifier.tools.sums.short_sums import in_the_ranges

CASES = (sp.Abs, sp.Max, sp.Min, sp.sign)


def without_cases(statement, context, data):
    """The relation with each such sum as sums without moduli, maxima and signs of its letter; None where none becomes plainer."""
    if not isinstance(statement, sp.core.relational.Relational):
        return None
    before = flattened(statement)
    made = before.func(*(side.replace(lambda node: isinstance(node, sp.Sum) and node.has(*CASES), lambda node: _of_sum(node, context))
                         for side in before.args), evaluate=False)
    return None if made == before else made


def _of_sum(node, context):
    """The sum in parts, or as it stands."""
    (k, low, high), *outer = node.limits if all(len(limit) == 3 for limit in node.limits) else ((None,) * 3,)
    if k is None or any(end.has(sp.oo) or not end.is_integer for limit in node.limits for end in limit[1:]) or any(
            limit[0] in item.free_symbols for limit in node.limits for item in context.statements):
        return node
    whole = node, context
    context = in_the_ranges(sp.Sum(node.function, *outer), context) if outer else context
    parts = None if doubts(*whole) else _parts(node.function, k, low, high, context)
    return node if parts is None else sp.Add(*(sp.Sum(body, (k, *ends), *outer) for body, *ends in parts))


def _parts(body, k, low, high, context):
    """[(terms, first, last)] of which the sum consists, or None."""
    if not context.is_nonnegative(high - low + 1):
        return None
    part = next((item for item in sp.preorder_traversal(body) if isinstance(item, CASES) and k in item.free_symbols and len(item.args) < 3), None)
    if part is None:
        return [(body, low, high)]
    if low == high:
        return [(body.xreplace({k: low}), low, high)]
    gap = part.args[0] - part.args[1] if len(part.args) == 2 else part.args[0]
    inside = context.inside(sp.Sum(body, (k, low, high)))
    value = _value(part, gap, inside)
    if value is not None:
        return _parts(body.xreplace({part: value}), k, low, high, context)
    slope = sp.expand(gap).coeff(k)
    turn = sp.expand(k - gap / slope) if slope.is_Integer and slope != 0 else k
    before, after = turn - low, high - turn
    if k in turn.free_symbols or not turn.is_integer:
        return None
    if context.is_nonnegative(before) and context.is_nonnegative(after):
        middle = [(low, turn - 1), (turn, turn), (turn + 1, high)]
    elif isinstance(part, sp.sign):
        return None
    elif context.is_nonnegative(before + 1) and context.is_nonnegative(after):
        middle = [(low, turn), (turn + 1, high)]
    else:
        middle = [(low, turn - 1), (turn, high)]
    found = [_parts(body, k, *ends, context) for ends in middle]
    return None if None in found else [row for rows in found for row in rows]


def _value(part, gap, context):
    """What the head is by the visible sign of its argument or of the difference of its arguments, or None."""
    if isinstance(part, sp.sign):
        return sp.S.One if context.is_positive(gap) else sp.S.NegativeOne if context.is_positive(-gap) else \
            sp.S.Zero if context.normalizer.is_zero(gap) else None
    values = {sp.Abs: (gap, -gap), sp.Max: part.args, sp.Min: part.args[::-1]}[type(part)]
    return values[0] if context.is_nonnegative(gap) else values[1] if context.is_nonnegative(-gap) else None
