"""Bound variables: which symbols a node binds, and substitution that never captures."""

from __future__ import annotations

from functools import lru_cache
from itertools import count

from sympy import Basic, Derivative, Integral, Lambda, Limit, MatrixExpr, MatrixSymbol, Product, Subs, Sum, Symbol, Tuple, preorder_traversal
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed, IndexedBase

from verifier.vocabulary.notions import with_entries
from verifier.vocabulary.operators import Continuous, ContinuousDerivative, Differentiable, Exists, ForAll, JointlyDifferentiable, Maximum, Predicate, diagonal
from verifier.vocabulary.symbols import Index
from verifier.vocabulary.vector_fields import DominatedOverSpace, over_space


def bound_symbols(node) -> tuple:
    """The symbols that the node itself binds (not those bound further down)."""
    if isinstance(node, (Sum, Product, Integral)):
        return tuple(limit[0] for limit in node.limits)
    if isinstance(node, Lambda):
        return tuple(node.signature)
    if isinstance(node, (Predicate, Maximum, diagonal, with_entries, over_space)):
        return tuple(node.bound_symbols)
    if isinstance(node, Limit):
        return (node.args[1],)
    return ()


def bound_anywhere(expression) -> set:
    """All symbols that some part of the expression binds."""
    return {symbol for node in preorder_traversal(expression) for symbol in bound_symbols(node)}


def free_symbols(node) -> frozenset:
    """Free symbols, indexed bases and applied functions' classes of an expression or function."""
    if isinstance(node, (Symbol, IndexedBase, UndefinedFunction)):
        return frozenset({node})
    return _free_symbols(node) if isinstance(node, Basic) else frozenset()


@lru_cache(maxsize=16384)
def _free_symbols(node) -> frozenset:
    found = set()
    if isinstance(node, Subs):
        return (free_symbols(node.args[0]) - set(node.args[1])).union(*(free_symbols(point) for point in node.args[2]))
    for argument in node.args:
        found |= free_symbols(argument)
    if isinstance(node, AppliedUndef):
        found.add(node.func)
    if node.is_symbol and not isinstance(node, (Indexed, IndexedBase)):
        found.add(node)  # matrix symbols
    return frozenset(found) - set(bound_symbols(node))


def fresh(symbol: Symbol, taken) -> Symbol:
    """A symbol of the same kind whose name is not among the taken ones."""
    names = {item.name for item in taken if isinstance(item, (Symbol, IndexedBase))}
    name = next(f"{symbol.name}_{n}" for n in count(1) if f"{symbol.name}_{n}" not in names)
    if isinstance(symbol, Index):
        return Index(name, symbol.lower, symbol.upper)
    if isinstance(symbol, MatrixSymbol):
        return type(symbol)(name, *symbol.shape)
    if isinstance(symbol, IndexedBase):
        return type(symbol)(name, shape=symbol.shape, **symbol.assumptions0)
    return type(symbol)(name, **symbol.assumptions0) if type(symbol) is Symbol else type(symbol)(name)


def substitute(node, mapping: dict):
    """Replace free symbols, functions (by a Lambda or another function) and indexed bases, all at once.

    Bound variables are renamed where a value would be captured.
    """
    if not mapping or not isinstance(node, Basic):
        return mapping.get(node, node) if isinstance(node, UndefinedFunction) else node
    if node in mapping:
        return mapping[node]
    if isinstance(node, Indexed):
        indices = [substitute(index, mapping) for index in node.indices]
        value = mapping.get(node.base, node.base)
        return apply(value, indices) if isinstance(value, Lambda) else value[tuple(indices)]
    if isinstance(node, AppliedUndef):
        arguments = [substitute(argument, mapping) for argument in node.args]
        value = mapping.get(node.func, node.func)
        return apply(value, arguments) if isinstance(value, Lambda) else value(*arguments)
    if not node.args or isinstance(node, (Symbol, IndexedBase)):
        return node
    bound = bound_symbols(node)
    if bound:
        mapping = {key: value for key, value in mapping.items() if key not in bound}
        if not mapping:
            return node
        incoming = frozenset().union(*(free_symbols(value) for value in mapping.values()))
        clashes = [symbol for symbol in bound if symbol in incoming]
        if clashes:
            taken = incoming | free_symbols(node) | set(bound)
            renaming = {}
            for symbol in clashes:
                renaming[symbol] = fresh(symbol, taken | set(renaming.values()))
            node = rename_bound(node, renaming)
        if isinstance(node, (Exists, ForAll)):
            node = _with_moved_ranges(node, mapping)
    if isinstance(node, AT_A_PLACE):
        _refuse_capture(node, mapping)
    if isinstance(node, Derivative):
        return _substitute_in_derivative(node, mapping)
    if isinstance(node, Subs):
        return _substitute_in_subs(node, mapping)
    parts = [substitute(argument, mapping) for argument in node.args]
    if isinstance(node, Relational) and any(isinstance(part, MatrixExpr) for part in parts):
        return node.func(*parts, evaluate=False)  # SymPy would cancel P^-1 P without asking whether P is invertible
    if isinstance(node, Relational) and any(part.has(Integral) for part in parts):
        return node.func(*parts, evaluate=False)  # SymPy would compare numbers by quadrature, for minutes, without an error bound
    if isinstance(node, Relational):
        return _related(node.func, *parts)
    return node if all(new is old for new, old in zip(parts, node.args)) else node.func(*parts)


def _with_moved_ranges(node, mapping: dict):
    """For each i from 1 to m is, where m becomes n, for each i from 1 to n: also in what is declared of i."""
    moved = {}
    for symbol in bound_symbols(node):
        ends = (symbol.lower, symbol.upper) if isinstance(symbol, Index) else ()
        if any(end is not None and free_symbols(end) & mapping.keys() for end in ends):
            new = Index(symbol.name, *(None if end is None else substitute(end, mapping) for end in ends))
            if new != symbol:
                taken = free_symbols(node).union(bound_symbols(node), *map(free_symbols, mapping.values()))
                moved[symbol] = fresh(new, taken) if new in taken else new
    return rename_bound(node, moved) if moved else node


@lru_cache(maxsize=4096)
def _related(head, *sides):
    """The relation as SymPy makes it, which asks for many signs."""
    return head(*sides)


AT_A_PLACE = (Continuous, ContinuousDerivative, Differentiable, DominatedOverSpace, JointlyDifferentiable)  # of f(s), s: at this s, as a function of s


def _refuse_capture(node, mapping: dict) -> None:
    """What is differentiable in s for each fixed y need not be where y is s: no value may bring in the variable."""
    body, variable, *_ = node.args
    place = mapping.get(variable, variable)
    for key in free_symbols(body) - {variable}:
        if place in free_symbols(mapping.get(key, key)):
            raise ValueError(f"{place} in the value of {key} would be taken for the variable of {node}")


def rename_bound(node, renaming: dict):
    """The node with its own bound variables renamed, body and limits alike."""
    if isinstance(node, (Sum, Product, Integral)) and len(node.limits) == 1:
        (variable, *ends), = (tuple(limit) for limit in node.limits)
        new = renaming.get(variable, variable)
        return node.func(substitute(node.function, {variable: new}), (new, *ends))
    if isinstance(node, (Maximum, diagonal)):
        variable, *ends = node.args[1]
        new = renaming.get(variable, variable)
        return node.func(substitute(node.args[0], {variable: new}), (new, *ends))
    if isinstance(node, Lambda):
        return Lambda(tuple(renaming.get(item, item) for item in node.signature), substitute(node.expr, renaming))
    return node.func(*(_rename_all(argument, renaming) for argument in node.args))


def _rename_all(node, renaming):
    if isinstance(node, Tuple):
        return Tuple(*(_rename_all(item, renaming) for item in node))
    return substitute(node, renaming)


def _substitute_in_derivative(node: Derivative, mapping: dict):
    """d f(x)/dx at x = value is a `Subs`, never the derivative by a value, and no value may be captured by dx."""
    body, *_ = node.args
    counts = list(node.variable_count)
    incoming = frozenset().union(*(free_symbols(value) for value in mapping.values()))
    moved: dict = {}
    for place, (variable, times) in enumerate(counts):
        base = variable.base if isinstance(variable, Indexed) else variable
        if isinstance(variable, Indexed):
            if base in incoming and base not in mapping:
                raise ValueError(f"{base} in a value would be taken for the variable of {node}")
            counts[place] = (substitute(variable, mapping), times)
            continue
        target = mapping.get(variable, variable)
        others = frozenset().union(*(free_symbols(value) for key, value in mapping.items() if key != variable))
        if target.is_symbol and target not in others and (target == variable or target not in free_symbols(body)):
            counts[place] = (target, times)
            continue
        new = moved.get(variable, (fresh(variable, incoming | free_symbols(node) | set(mapping)), None))[0]
        moved[variable], counts[place] = (new, target), (new, times)
    inner = {**mapping, **{variable: new for variable, (new, _) in moved.items()}}
    derived = Derivative(substitute(body, inner), *counts, evaluate=False)
    if not moved:
        return derived
    return Subs(derived, tuple(new for new, _ in moved.values()), tuple(target for _, target in moved.values()))


def _substitute_in_subs(node: Subs, mapping: dict):
    """The variables of a `Subs` are bound in its expression, not in its points."""
    body, variables, points = node.args
    points = [substitute(point, mapping) for point in points]
    mapping = {key: value for key, value in mapping.items() if key not in variables}
    incoming = frozenset().union(*(free_symbols(value) for value in mapping.values()))
    renaming = {symbol: fresh(symbol, incoming | free_symbols(body) | set(mapping)) for symbol in variables if symbol in incoming}
    body = substitute(substitute(body, renaming) if renaming else body, mapping)
    return Subs(body, tuple(renaming.get(symbol, symbol) for symbol in variables), tuple(points))


def apply(function: Lambda, arguments):
    """The body of a Lambda at the arguments."""
    return substitute(function.expr, dict(zip(function.signature, arguments, strict=True)))


def peel(node):
    """(body, limit) of the outermost of nested sums, products or integrals, which SymPy writes as one node."""
    inner = node.limits[:-1]
    return (node.func(node.function, *inner) if inner else node.function), tuple(node.limits[-1])


def outer_parts(node) -> tuple:
    """The arguments of a node, nested sums seen one inside the other."""
    if isinstance(node, (Sum, Product, Integral)) and len(node.limits) > 1:
        return (peel(node)[0], node.limits[-1])
    return node.args


def outer_bound_symbols(node) -> tuple:
    """The symbols that the outermost binder of the node binds."""
    if isinstance(node, (Sum, Product, Integral)):
        return (node.limits[-1][0],)
    if isinstance(node, Derivative):  # what is known at one point says nothing of its neighbours
        return tuple(variable.base if isinstance(variable, Indexed) else variable for variable, _ in node.variable_count)
    return bound_symbols(node)


__all__ = ["apply", "bound_symbols", "free_symbols", "fresh", "outer_bound_symbols", "outer_parts", "peel", "rename_bound", "substitute"]
