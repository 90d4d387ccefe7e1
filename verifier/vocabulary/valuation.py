"""A concrete valuation of a claim: a value for every symbol, sequence, function, matrix and random variable.

Values are exact SymPy numbers; tuples of them (vectors, points), tuples of tuples (matrices); Lambdas, callables or
mappings (functions and sequences); distributions (random symbols); regions (sets of points).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Any, Mapping

from sympy import (
    Basic,
    Float,
    Function,
    IndexedBase,
    Lambda,
    MatrixBase,
    MatrixSymbol,
    Rational,
    Symbol,
    Tuple,
    sympify,
)
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.tensor.indexed import Indexed

from verifier.claim import MalformedClaim
from verifier.vocabulary.symbols import Index


class MissingValue(LookupError):
    """A symbol of the statement has no value in the valuation."""


@lru_cache(maxsize=4096)
def name_of(key) -> str:
    """The name under which a reader knows a symbol, function, vector or matrix."""
    if isinstance(key, str):
        return key
    if isinstance(key, IndexedBase):
        return str(key.label)
    return key.__name__ if isinstance(key, UndefinedFunction) else str(getattr(key, "name", key))


def exact_value(value) -> Any:
    """The value in exact form; floats are refused because they are not the number that was written."""
    if isinstance(value, Rational):
        return value
    if isinstance(value, (float, Float)):
        raise MalformedClaim(f"expected an exact number, found the float {value}; write Rational or a root instead")
    if isinstance(value, Fraction):
        return Rational(value.numerator, value.denominator)
    if isinstance(value, (MatrixBase,)):
        value = value.tolist()
    if isinstance(value, (list, tuple, Tuple)):
        return tuple(exact_value(item) for item in value)
    if isinstance(value, dict):
        return {int(key): exact_value(item) for key, item in value.items()}
    if isinstance(value, bool) or value is None:
        raise MalformedClaim(f"expected a number, a list, a function or a distribution, found {value!r}")
    if isinstance(value, int):
        return sympify(value)
    return value


def show_value(value) -> str:
    """The value in words short enough for a report."""
    if isinstance(value, tuple):
        return "[" + ", ".join(show_value(item) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {show_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Lambda):
        plain = {item: Symbol(item.name) for item in value.variables if isinstance(item, Symbol)}
        return f"{', '.join(item.name for item in value.variables)} -> {value.expr.xreplace(plain)}"
    if callable(value) and not isinstance(value, Basic):
        return getattr(value, "says", "") or (value.__doc__ or "").strip() or getattr(value, "__name__", "a function")
    return str(value)


@dataclass(frozen=True, eq=False)
class Valuation:
    """Values by symbol (or by its name), and definitions that are expanded when their head is met."""

    values: Mapping[Any, Any]
    definitions: tuple = ()
    note: str = ""
    _named: dict = field(init=False, repr=False)
    known: dict = field(init=False, repr=False, default_factory=dict)  # values of expressions that were evaluated here

    def __post_init__(self):
        object.__setattr__(self, "values", {key: exact_value(value) for key, value in self.values.items()})
        object.__setattr__(self, "_named", {key: value for key, value in self.values.items() if isinstance(key, str)})

    def __contains__(self, key) -> bool:
        return key in self.values or name_of(key) in self._named

    def __getitem__(self, key):
        if key in self.values:
            return self.values[key]
        if name_of(key) in self._named:
            return self._named[name_of(key)]
        raise MissingValue(f"no value is given for {name_of(key)}")

    def with_values(self, values: Mapping) -> Valuation:
        """The same valuation with further or other values."""
        further = {key: exact_value(value) for key, value in values.items()}
        made = object.__new__(Valuation)  # the other values are exact already
        object.__setattr__(made, "values", {**self.values, **further})
        object.__setattr__(made, "definitions", self.definitions)
        object.__setattr__(made, "note", self.note)
        object.__setattr__(made, "known", {})
        object.__setattr__(made, "_named", {**self._named, **{key: value for key, value in further.items() if isinstance(key, str)}})
        return made

    def definition_of(self, key):
        """The definition whose head is this symbol, vector, function or matrix, or None."""
        for definition in self.definitions:
            if head_of(definition.head) == key:
                return definition
        return None

    def describe(self) -> dict[str, str]:
        """Name -> value in words, in the order in which the values were given."""
        return {name_of(key): show_value(value) for key, value in self.values.items()}


def head_of(expression):
    """What is defined by a definition: p for p(i), p[i] and p alike."""
    if isinstance(expression, AppliedUndef):
        return expression.func
    return expression.base if isinstance(expression, Indexed) else expression


def parameters_of(head) -> tuple:
    """The arguments of a definition's head: (i,) for p(i) and p[i]."""
    if isinstance(head, AppliedUndef):
        return head.args
    return head.indices if isinstance(head, Indexed) else ()


def symbols_of(*expressions, definitions: tuple = ()) -> tuple:
    """Every symbol, vector, function and matrix that needs a value, sorted by name; heads that are defined do not."""
    defined = {head_of(definition.head): definition for definition in definitions}
    found, waiting = set(), [sympify(item) for item in expressions]
    seen = set()
    while waiting:
        expression = waiting.pop()
        for key in symbols_declared_in(expression):
            if key in seen:
                continue
            seen.add(key)
            if key in defined:
                head = defined[key].head
                parameters = set(parameters_of(head))
                waiting.extend([Lambda(tuple(parameters), sympify(defined[key].meaning)) if parameters
                                else sympify(defined[key].meaning)])
            else:
                found.add(key)
    return tuple(sorted(found, key=lambda key: (name_of(key), str(type(key)))))


@lru_cache(maxsize=65536)
def symbols_declared_in(expression) -> frozenset:
    """Free symbols by the node that declares them, with those of sizes and ends: a vector counts as its base, a function as its class."""
    if isinstance(expression, MatrixSymbol):
        return frozenset({expression}) | symbols_declared_in(expression.rows) | symbols_declared_in(expression.cols)
    if isinstance(expression, Index):  # where it starts and ends needs values too
        return frozenset({expression}).union(*(symbols_declared_in(end) for end in (expression.lower, expression.upper) if end is not None))
    if isinstance(expression, (Symbol, IndexedBase, UndefinedFunction)):
        return frozenset({expression})
    if not isinstance(expression, Basic):
        return frozenset()
    bound = set()
    if isinstance(expression, AppliedUndef):
        found = {expression.func}
    else:
        found = set()
        bound = set(getattr(expression, "bound_symbols", ()))
    for argument in expression.args:
        if isinstance(expression, Indexed) and argument is expression.base:
            found |= {argument} | _lengths(argument)
            continue
        found |= symbols_declared_in(argument)
    return frozenset(found - bound)


@lru_cache(maxsize=4096)
def parts_of(expression, *kinds) -> frozenset:
    """All parts of these kinds; statements whose arguments are functions themselves are no obstacle."""
    found, waiting = set(), [expression]
    while waiting:
        part = waiting.pop()
        if isinstance(part, kinds):
            found.add(part)
        if isinstance(part, Basic):
            waiting.extend(part.args)
    return frozenset(found)


def _lengths(base) -> set:
    """Symbols in the declared length of a vector."""
    return set().union(*(symbols_declared_in(sympify(size)) for size in base.shape)) if base.shape else set()


def is_function_key(key) -> bool:
    """Whether the key stands for a function or a sequence."""
    return isinstance(key, UndefinedFunction) or (isinstance(key, type) and issubclass(key, Function))
