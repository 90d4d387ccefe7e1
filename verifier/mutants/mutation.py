"""Can this check fail?  Changed versions of a statement, each of which must be refuted or shown to say the same.

Changes are the slips of the pen: a sign, a constant, an exponent, an end of a sum, a dropped term, two letters
swapped, a transpose forgotten, the order of two matrices, a relation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sympy import (
    Add,
    Basic,
    Determinant,
    Eq,
    Expr,
    Ge,
    Gt,
    Integral,
    Inverse,
    Le,
    Lt,
    MatAdd,
    MatMul,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    Pow,
    Product,
    Rational,
    S,
    Sum,
    Symbol,
    Trace,
    Transpose,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import free_symbols, substitute
from verifier.vocabulary.operators import ForAll
from verifier.vocabulary.symbols import is_point

STRONGER = {Le: Lt, Ge: Gt, Lt: Le, Gt: Ge}
REVERSED = {Le: Ge, Ge: Le, Lt: Gt, Gt: Lt}
PER_KIND = 3  # mutants of one kind of change in one statement


@dataclass(frozen=True)
class Mutant:
    """A changed statement and the change in words."""

    change: str
    statement: Any


def mutants(statement) -> list[Mutant]:
    """Changed versions of the statement, at most PER_KIND of each kind, spread over it; the same in every run."""
    by_kind: dict[str, list[Mutant]] = {}
    seen = {statement}
    for kind, words, changed in (*_changes(statement), *_relations(statement), *_swaps(statement)):
        if changed in seen or changed in (S.true, S.false) or not isinstance(changed, Boolean) or not well_shaped(changed):
            continue
        seen.add(changed)
        by_kind.setdefault(kind, []).append(Mutant(words, changed))
    chosen = []
    for found in by_kind.values():
        step = max(1, len(found) // PER_KIND)
        chosen += found[::step][:PER_KIND]
    return chosen


def well_shaped(node) -> bool:
    """Whether products, sums and equations of matrices fit for every size, and derivatives are by a symbol that is there."""
    if not isinstance(node, Basic):
        return True
    if isinstance(node, (MatAdd, Eq)) and any(isinstance(part, MatrixExpr) for part in node.args):
        if len({part.shape if isinstance(part, MatrixExpr) else None for part in node.args if part != 0}) > 1:
            return False
    if isinstance(node, (MatMul, Mul)):
        factors = [part for part in node.args if isinstance(part, MatrixExpr)]
        if any(first.shape[1] != second.shape[0] for first, second in pairwise(factors)):
            return False
    if isinstance(node, (Inverse, Trace, Determinant)) and node.arg.shape[0] != node.arg.shape[1]:
        return False
    if isinstance(node, Add) and len({is_point(part) for part in node.args}) > 1:
        return False  # a point and a number
    return all(well_shaped(part) for part in node.args)


def _rebuilt(node, position, part):
    """The node with one argument replaced; relations are not evaluated."""
    arguments = [part if k == position else argument for k, argument in enumerate(node.args)]
    return node.func(*arguments, evaluate=False) if isinstance(node, Relational) else node.func(*arguments)


def _changes(node) -> Iterator[tuple]:
    """(kind, words, the node with one change somewhere inside)."""
    if isinstance(node, (Indexed, AppliedUndef, Symbol, MatrixSymbol)) or not isinstance(node, Basic):
        if isinstance(node, AppliedUndef):
            for position, argument in enumerate(node.args):
                if argument.is_integer:
                    yield "shift", f"{argument} becomes {argument + 1} in {node}", _rebuilt(node, position, argument + 1)
        return
    yield from _own_changes(node)
    if isinstance(node, ForAll):
        names, conditions, body = node.args
        for kind, words, changed in _changes(body):
            yield kind, words, ForAll(names, conditions, changed)
        return
    if isinstance(node, (Sum, Product, Integral)):
        for kind, words, changed in _changes(node.function):
            yield kind, words, node.func(changed, *node.limits)
        return
    bound = set(getattr(node, "bound_symbols", ()))
    for position, argument in enumerate(node.args):
        if argument in bound or not isinstance(argument, (Expr, MatrixExpr, Boolean)) or (node.is_Pow and position == 1):
            continue
        for kind, words, changed in _changes(argument):
            try:
                yield kind, words, _rebuilt(node, position, changed)
            except (TypeError, ValueError, AttributeError):
                continue


def _own_changes(node) -> Iterator[tuple]:
    """Changes at this node itself."""
    if node.is_Rational and node not in (0, 1, -1):
        yield "constant", f"{node} becomes {node + 1}", node + 1
    if isinstance(node, (Add, MatAdd)):
        for position, term in enumerate(node.args):
            rest = [part for k, part in enumerate(node.args) if k != position]
            yield "sign", f"the sign of {term} flips", node.func(*rest, -1 * term)
            yield "dropped term", f"{term} is dropped", node.func(*rest) if len(rest) > 1 else rest[0]
    if isinstance(node, Mul):
        coefficient, rest = node.as_coeff_Mul()
        yield "constant", f"{node} is doubled", Mul(2, node)
        for position, factor in enumerate(node.args):
            if not factor.is_Rational:
                others = [part for k, part in enumerate(node.args) if k != position]
                yield "dropped factor", f"the factor {factor} is dropped", Mul(*others)
        del coefficient, rest
    if node.is_Pow and node.exp.is_Rational:
        power = node.exp + 1 if node.exp != -1 else Rational(-2)
        yield "exponent", f"the exponent of {node.base} becomes {power}", Pow(node.base, power)
    if isinstance(node, (Sum, Product)):
        variable, lower, upper = node.limits[-1]
        inner = node.limits[:-1]
        yield "range", f"the sum over {variable} begins at {lower + 1}", node.func(node.function, *inner, (variable, lower + 1, upper))
        yield "range", f"the sum over {variable} ends at {upper - 1}", node.func(node.function, *inner, (variable, lower, upper - 1))
    if isinstance(node, Transpose):
        if node.shape[0] == node.shape[1]:
            yield "transpose", f"the transpose of {node.arg} is forgotten", node.arg
    if isinstance(node, MatMul):
        letters = [part for part in node.args if isinstance(part, MatrixExpr)]
        for position in range(len(letters) - 1):
            swapped = [*letters[:position], letters[position + 1], letters[position], *letters[position + 2:]]
            try:
                yield "order", f"{letters[position]} and {letters[position + 1]} change places", MatMul(*swapped)
            except ValueError:
                continue


def _relations(statement) -> Iterator[tuple]:
    """The relation itself: strict for weak, reversed; an equation off by one."""
    if isinstance(statement, ForAll):
        for kind, words, changed in _relations(statement.args[2]):
            yield kind, words, ForAll(*statement.args[:2], changed)
    kind = next((item for item in STRONGER if type(statement) is item), None)
    if kind is not None:
        yield "relation", "the inequality is reversed", REVERSED[kind](*statement.args, evaluate=False)
        if kind in (Le, Ge):
            yield "strictness", "the inequality becomes strict", STRONGER[kind](*statement.args, evaluate=False)
    if isinstance(statement, Eq) and not isinstance(statement.lhs, MatrixExpr):
        if not is_point(statement.lhs) and not is_point(statement.rhs):
            yield "constant", "the right side grows by 1", Eq(statement.lhs, statement.rhs + 1, evaluate=False)


def _swaps(statement) -> Iterator[tuple]:
    """Two letters of one kind change places on the right side."""
    if not isinstance(statement, Relational):
        return
    left, right = statement.args
    letters = sorted((item for item in free_symbols(right) if isinstance(item, (Symbol, MatrixSymbol))), key=str)
    for position, first in enumerate(letters):
        for second in letters[position + 1:]:
            alike = type(first) is type(second) and getattr(first, "shape", None) == getattr(second, "shape", None)
            if alike and getattr(first, "assumptions0", 0) == getattr(second, "assumptions0", 0):
                changed = _exchanged(right, first, second)
                yield "swap", f"{first} and {second} change places on the right", statement.func(left, changed, evaluate=False)


def _exchanged(expression, first, second):
    """The expression with two letters exchanged; where they are sizes, the matrices stay what they are."""
    letters = {first: second, second: first}
    changed = substitute(expression, letters)
    resized = {substitute(item, letters): item for item in expression.atoms(MatrixSymbol) if item not in letters}
    return substitute(changed, {new: old for new, old in resized.items() if new != old})
