"""Statements about floors, ceilings, remainders and signs (-1)^n that hold by residue classes, by brackets or by bounds.

n = M q + r turns floors of polynomials in n with rational coefficients into polynomials in q, for each r by itself.
"""

from __future__ import annotations

from itertools import product

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.binding import bound_symbols
from verifier.tools.relations import ORDER, of_matrices
from verifier.tools.settled import settled

HEADS = (sp.Eq, *ORDER)
WHOLE = (sp.floor, sp.ceiling)
PARTS = (sp.floor, sp.ceiling, sp.frac, sp.Mod)
MOST_CLASSES = 60


def by_classes(statement, context, data):
    """True where the statement holds for n = M q + r with each r from 0 to M - 1; `data` is M."""
    modulus = int(data[0]) if len(data) == 1 and sp.sympify(data[0]).is_Integer else 0
    if not isinstance(statement, HEADS) or not 1 < modulus <= MOST_CLASSES:
        return None
    symbols = class_symbols(statement)
    if any(bound_symbols(node) for node in sp.preorder_traversal(statement)) or not symbols or modulus**len(symbols) > MOST_CLASSES:
        return None
    q = {n: sp.Dummy("q", integer=True, nonnegative=True) if n.is_nonnegative else sp.Dummy("q", integer=True) for n in symbols}
    premises = [item for item in context.statements if isinstance(item, (sp.Eq, sp.Ne)) and item.has(sp.Mod) and item.free_symbols <= set(symbols)]
    left, right = (settled(side) for side in (statement.args if isinstance(statement, (sp.Eq, sp.Ge, sp.Gt)) else statement.args[::-1]))
    for case in product(range(modulus), repeat=len(symbols)):
        there = {n: modulus * q[n] + r for n, r in zip(symbols, case, strict=True)}
        if any(_truth(item, there) is False for item in premises):
            continue
        gap = _plain(left, there) - _plain(right, there)
        gap = sp.expand(sp.expand(gap, power_exp=True))
        if gap.has(*PARTS, sp.Piecewise):
            return None
        if not (gap == 0 if isinstance(statement, sp.Eq) else _is_above(gap, isinstance(statement, (sp.Lt, sp.Gt)), context)):
            return None
    return sp.true


def class_symbols(statement) -> list:
    """The whole numbers of which floors, remainders and signs in the statement are taken."""
    found = set()
    for node in sp.preorder_traversal(statement):
        if isinstance(node, PARTS) or isinstance(node, sp.Pow) and node.base.is_Integer or isinstance(node, sp.Piecewise):
            found |= {symbol for symbol in node.free_symbols if symbol.is_integer}
    return sorted(found, key=str)


def _is_above(gap, strict, context) -> bool:
    return bool((gap.is_positive if strict else gap.is_nonnegative) or (context.is_positive if strict else context.is_nonnegative)(gap))


def _plain(node, there):
    """The expression in the class, with floors of polynomials in q whose other coefficients are whole taken out."""
    if node in there:
        return there[node]
    if not node.args:
        return node
    if isinstance(node, sp.Piecewise):
        for value, condition in node.args:
            truth = _truth(condition, there)
            if truth is None:
                return node.xreplace(there)
            if truth:
                return _plain(value, there)
        return sp.nan
    parts = [_plain(part, there) for part in node.args]
    if isinstance(node, sp.floor):
        return _floor(parts[0])
    if isinstance(node, sp.ceiling):
        return -_floor(-parts[0])
    if isinstance(node, sp.frac):
        return parts[0] - _floor(parts[0])
    if isinstance(node, sp.Mod) and parts[1].is_positive:
        return parts[0] - parts[1] * _floor(parts[0] / parts[1])
    if node.is_Pow and parts[0] == -1:
        exponent = sp.expand(parts[1])
        rest = exponent.as_coeff_Add()[0]
        if rest.is_Integer and all((part / 2).is_integer for part in sp.Add.make_args(exponent - rest)):
            return sp.S.NegativeOne**rest
    return node.func(*parts)


def _floor(inside):
    """The floor, with the whole terms outside."""
    inside = sp.expand(inside)
    whole = sp.Add(*(part for part in sp.Add.make_args(inside) if part.is_integer))
    return whole + sp.floor(inside - whole)


def _truth(condition, there) -> bool | None:
    """Whether the condition holds in the whole class; None where that is not seen."""
    if condition in (True, False, sp.true, sp.false):
        return bool(condition)
    if isinstance(condition, (sp.Eq, sp.Ne)):
        gap = sp.expand(_plain(condition.lhs, there) - _plain(condition.rhs, there))
        return None if not gap.is_number else bool(gap == 0) == isinstance(condition, sp.Eq)
    return None


def bracketed(statement, context, data):
    """floor(u) = v for whole v says v <= u < v + 1, of a root by squares; ceiling(u) = v says v - 1 < u <= v."""
    if not isinstance(statement, sp.Eq):
        return None
    for node, value in (statement.args, statement.args[::-1]):
        value = settled(value)
        if isinstance(node, WHOLE) and value.is_integer and context.is_real(settled(node.args[0])):
            inside = settled(node.args[0])
            low, high = (sp.Le(value, inside, evaluate=False), sp.Lt(inside, value + 1, evaluate=False)) if isinstance(node, sp.floor) else (
                sp.Lt(value - 1, inside, evaluate=False), sp.Le(inside, value, evaluate=False))
            return sp.And(*(_squared(part, context) for part in (low, high)), evaluate=False)
    return None


def _squared(relation, context):
    """A square root against a side that is visibly not negative, by the squares."""
    left, right = relation.args
    for side, other in ((left, right), (right, left)):
        if side.is_Pow and side.exp == sp.S.Half and context.is_nonnegative(other) and context.is_nonnegative(side.base):
            squares = (side.base, sp.expand(other**2)) if side is left else (sp.expand(other**2), side.base)
            return relation.func(*squares, evaluate=False)
    return relation


def unnested(statement, context, data):
    """floor((floor(u) + j)/m) is floor((u + j)/m) for whole j and natural m; ceilings alike."""
    if not isinstance(statement, Relational):
        return None
    def flat(node):
        inside = sp.expand(settled(node.args[0]))
        over, under = sp.fraction(sp.together(inside))
        if not (under.is_integer and under.is_positive) or under == 1:
            return node
        terms = sp.Add.make_args(sp.expand(over))
        inner = [term for term in terms if isinstance(term, node.func)]
        if len(inner) != 1 or not all(term.is_integer for term in terms) or not context.is_real(inner[0].args[0]):
            return node
        return node.func(sp.expand((sp.Add(*(term for term in terms if term is not inner[0])) + inner[0].args[0]) / under))
    sides = [settled(side) for side in statement.args]
    made = [side.replace(lambda node: isinstance(node, WHOLE), flat) for side in sides]
    return None if made == sides else statement.func(*made, evaluate=False)


def by_bounds(statement, context, data):
    """True where the bounds of whole parts, such as u - 1 < floor(u) <= u and 0 <= u mod m < m, leave no other whole number."""
    if not isinstance(statement, HEADS) or of_matrices(statement):
        return None
    large, small = (settled(side) for side in (statement.args if isinstance(statement, (sp.Eq, sp.Ge, sp.Gt)) else statement.args[::-1]))
    strict = isinstance(statement, (sp.Lt, sp.Gt))
    if isinstance(small, sp.Abs) and not isinstance(statement, sp.Eq) and context.is_real(small.args[0]):
        gaps = [sp.expand(large - small.args[0]), sp.expand(large + small.args[0])]
    else:
        gaps = [sp.expand(large - small)] + ([sp.expand(small - large)] if isinstance(statement, sp.Eq) else [])
    for gap in gaps:
        low, never = _lowest(gap, context) or (None, False)
        if low is None:
            return None
        above = context.is_nonnegative(low) and (not strict or never) or context.is_positive(low)
        if isinstance(statement, sp.Eq) or not above:  # a whole number above -1 is at least 0
            apart = low + 1
            if strict or not gap.is_integer or not (context.is_positive(apart) or never and context.is_nonnegative(apart)):
                return None
    return sp.true


def _lowest(gap, context):
    """(a lower bound without whole parts, whether it is not reached), or None."""
    total, never = sp.S.Zero, False
    for term in sp.Add.make_args(gap):
        if not term.has(*PARTS):
            total += term
            continue
        factor, node = term.as_independent(*PARTS)
        rising = context.is_nonnegative(factor)
        if rising and isinstance(node, sp.Abs) and isinstance(node.args[0], PARTS):  # |u| >= u
            node = node.args[0]
        if not isinstance(node, PARTS) or node.args[0].has(*PARTS) or not rising and not context.is_nonnegative(-factor):
            return None
        if not context.is_real(node.args[0]) or isinstance(node, sp.Mod) and not context.is_positive(node.args[1]):
            return None
        low, high, open_low, open_high = _range(node)
        total += factor * (low if rising else high)
        never = never or (open_low if rising else open_high) and context.is_nonzero(factor)
    return sp.expand(total), never


def _range(node):
    """(low, high, whether low is never reached, the same of high) of a whole part; of a fraction of whole numbers both are reached."""
    if isinstance(node, sp.Mod):
        whole = all(item.is_integer for item in node.args)
        return sp.S.Zero, node.args[1] - (1 if whole else 0), False, not whole
    inside = node.args[0]
    over, under = sp.fraction(sp.together(inside))
    rest = (under - 1) / under if under.is_integer and under.is_positive and sp.expand(over).is_integer else None
    if isinstance(node, sp.frac):
        return sp.S.Zero, sp.S.One if rest is None else rest, False, rest is None
    if isinstance(node, sp.floor):
        return inside - (1 if rest is None else rest), inside, rest is None, False
    return inside, inside + (1 if rest is None else rest), False, rest is None
