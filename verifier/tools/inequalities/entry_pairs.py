"""What premises say of every two entries, added up over all pairs: Chebyshev's sum inequality for vectors in one order.

The premise is a relation without conditions such as (x_i - x_j) (y_i - y_j) >= 0, or orders x_i <= x_j for i <= j of two vectors.
"""

from __future__ import annotations

from itertools import combinations

import sympy as sp

from verifier.tools.inequalities.entry_sums import like
from verifier.tools.instances import Rejected
from verifier.tools.relations import ORDER, sides_of
from verifier.tools.settled import settled
from verifier.vocabulary.operators import ForAll
from verifier.vocabulary.symbols import Index


def pairs_of(entries) -> list:
    """Expressions in entries at two places that are >= 0 for all pairs of places."""
    found, orders = [], {}
    for item in entries.context.statements:
        opened = _two_variables(item)
        if opened is None or not all(isinstance(v, Index) and v.lower == entries.range[0] and v.upper in (None, entries.range[1]) for v in opened[0]):
            continue
        variables, conditions, body = opened
        if not isinstance(body, ORDER):
            continue
        try:
            small, large, _ = sides_of(body)
            gap = _at_two(entries, large, variables) - _at_two(entries, small, variables)
        except Rejected:
            continue
        if not conditions:
            found.append(gap)
        elif len(conditions) == 1 and isinstance(conditions[0], ORDER):
            lower, upper, _ = sides_of(conditions[0])
            ordered = {(variables[0], variables[1]): 1, (variables[1], variables[0]): -1}.get((lower, upper))
            name = _order(entries, gap)
            if ordered is not None and name is not None:
                orders[name[0]] = ordered * name[1]
    for (one, first), (two, second) in combinations(sorted(orders.items(), key=str), 2):
        found.append(first * second * (_second(one) - one) * (_second(two) - two))
    return found


def _two_variables(item):
    """(the two variables, conditions, body) of a premise about all pairs."""
    if not isinstance(item, ForAll):
        return None
    variables, conditions, body = item.args
    if len(variables) == 1 and not conditions and isinstance(body, ForAll):
        variables, conditions, body = (*variables, *body.args[0]), body.args[1], body.args[2]
    return (tuple(variables), tuple(conditions), body) if len(variables) == 2 and variables[0] != variables[1] else None


def _second(symbol):
    """The symbol for the entry at the second place."""
    return like(symbol, symbol.name.replace("[.]", "[:]"))


def _at_two(entries, node, variables):
    """The expression with a symbol for each entry at the first place, and another at the second."""
    if not node.args:
        if node in variables or isinstance(node, sp.MatrixExpr):
            raise Rejected("places are no numbers here")
        return node
    for place, variable in enumerate(variables):
        other = variables[1 - place]
        if variable in node.free_symbols and other not in node.free_symbols:
            made = settled(entries.body(node, variable))
            return made if place == 0 else made.xreplace({symbol: _second(symbol) for symbol in entries.entries_of(made)})
    if not isinstance(node, (sp.Add, sp.Mul, sp.Pow)):
        raise Rejected(f"{node} is not read")
    return node.func(*(_at_two(entries, part, variables) for part in node.args))


def _order(entries, gap):
    """(entry, 1) where the gap is the entry at the second place minus that at the first, (entry, -1) for the opposite."""
    for symbol in entries.symbols:
        if sp.expand(gap - _second(symbol) + symbol) == 0:
            return symbol, 1
        if sp.expand(gap - symbol + _second(symbol)) == 0:
            return symbol, -1
    return None


def total_of_pairs(entries, gap):
    """The sum over both places, in sums over one."""
    seconds = {_second(symbol): symbol for symbol in entries.symbols}
    total = sp.S.Zero
    for part in sp.Add.make_args(sp.expand(gap)):
        rest, second = part.as_independent(*seconds, as_Add=False)
        number, first = rest.as_independent(*entries.symbols, as_Add=False)
        total += number * entries.total(first) * entries.total(second.xreplace(seconds))
    return total
