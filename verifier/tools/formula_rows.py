"""Formulas as plain data and back: a table of rows, one for each part, that refer to earlier rows by number.

A row is the JSON text of [head, name, rows of the parts, words]:

    ["number","3/4",[],[]]                  a rational number
    ["symbol","x",[],["real"]]              a symbol and what is assumed of it ("!zero" for an assumption that is denied)
    ["symbol","t",[1,4],["Index","integer"]]   one of a kind of its own, here an index from row 1 to row 4
    ["function","u",[],["real"]]            a function that is only a name; ["call","",[7,2],[]] is its value at row 2
    ["vector","q",[5],["real"]]             a vector with the number of its entries, ["matrix","A",[5,5],[]] a matrix
    ["Add","",[0,3],[]]                     any other head, by its name, with its arguments
    ["opaque","...",[],[]]                  what has no form as data, in words

Equal formulas have the same row, so that a program of another author compares them by number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache

from sympy import Add, Basic, Derivative, Dummy, IndexedBase, MatrixSymbol, Mul, Pow, Rational, Symbol
from sympy.core.function import AppliedUndef, Function, UndefinedFunction
from sympy.core.relational import Relational
from sympy.core.symbol import Str
from sympy.logic.boolalg import BooleanFunction

from verifier.vocabulary import operators, symbols

PLAIN = (Add, Mul, Pow, Function, Relational, BooleanFunction, Derivative)  # made again without evaluation


class NotData(ValueError):
    """The formula has no form as data, or the rows are none of ours."""


class Rows:
    """A table of the parts of formulas, each once."""

    def __init__(self, rows=()):
        self.rows: list[str] = list(rows)
        self._known = {row: number for number, row in enumerate(self.rows)}
        self._numbers: dict = {}
        self._made: dict = {}

    # -- from formulas to rows ----------------------------------------------------------------------------

    def number_of(self, part) -> int:
        """The row of a formula, a symbol or a function; rows are added for parts that are new."""
        found = self._numbers.get(part)
        if found is None:
            row = self._row(part)
            found = self._known.setdefault(row, len(self.rows))
            if found == len(self.rows):
                self.rows.append(row)
            self._numbers[part] = found
        return found

    def _row(self, part) -> str:
        if isinstance(part, UndefinedFunction):
            base = next(kind.__name__ for kind in part.__mro__[1:] if issubclass(kind, AppliedUndef))
            return _row("function", part.__name__, (), base if base != "AppliedUndef" else "", part._kwargs)
        if isinstance(part, IndexedBase):
            kind = type(part).__name__ if type(part) is not IndexedBase else ""
            return _row("vector", str(part.label), self._all(part.shape or ()), kind, part.assumptions0)
        if isinstance(part, MatrixSymbol):
            kind = type(part).__name__ if type(part) is not MatrixSymbol else ""
            return _row("matrix", part.name, self._all(part.shape), kind)
        if isinstance(part, Symbol):
            return self._symbol(part)
        if isinstance(part, Rational) and part.is_finite:
            return _row("number", str(part))
        if isinstance(part, Str):
            return _row("name", part.name)
        if not isinstance(part, Basic) or part.is_Float or (not part.args and type(part).__name__ not in _heads()):
            return _row("opaque", str(part))
        if isinstance(part, AppliedUndef):
            return _row("call", "", (self.number_of(part.func), *self._all(part.args)))
        return _row(type(part).__name__, "", self._all(part.args))

    def _symbol(self, symbol) -> str:
        kind, more = type(symbol).__name__, ()
        if isinstance(symbol, symbols.Index):
            more = self._all(end for end in (symbol.lower, symbol.upper) if end is not None)
        if isinstance(symbol, Dummy):  # told apart by where it stands, since its own number changes from run to run
            kind = f"Dummy-{len(self.rows)}"
        return _row("symbol", symbol.name, more, kind if kind != "Symbol" else "", symbol._assumptions_orig)

    def _all(self, parts) -> tuple:
        return tuple(self.number_of(part) for part in parts)

    # -- from rows to formulas ----------------------------------------------------------------------------

    def formula(self, number: int):
        """The formula of a row."""
        if number not in self._made:
            head, name, parts, words = json.loads(self.rows[number])
            if any(part >= number for part in parts):
                raise NotData(f"row {number} refers to a later one")
            self._made[number] = self._formula(head, name, [self.formula(part) for part in parts], words)
        return self._made[number]

    def _formula(self, head, name, parts, words):
        kind = next((word for word in words if word[0].isupper()), "")
        assumed = {word.lstrip("!"): not word.startswith("!") for word in words if word != kind}
        if head == "number":
            return Rational(name)
        if head == "name":
            return Str(name)
        if head in ("symbol", "function", "vector", "matrix"):
            if head == "matrix":
                return getattr(symbols, kind, MatrixSymbol)(name, *parts)
            if head == "vector":
                return getattr(symbols, kind, IndexedBase)(name, shape=tuple(parts) or None, **assumed)
            if head == "function":
                return UndefinedFunction(name, bases=(getattr(symbols, kind, AppliedUndef),), **assumed)
            if kind == "Index":
                return symbols.Index(name, *parts)
            return Dummy(name, **assumed) if kind.startswith("Dummy") else getattr(symbols, kind, Symbol)(name, **assumed)
        if head == "call":
            return parts[0](*parts[1:])
        made = _heads().get(head)
        if made is None:
            raise NotData(f"no formula has the head {head}")
        return made(*parts, evaluate=False) if parts and issubclass(made, PLAIN) else made(*parts)


def _row(head: str, name: str, parts=(), kind: str = "", assumed=None) -> str:
    words = sorted(("" if value else "!") + word for word, value in dict(assumed or {}).items() if value is not None)
    return json.dumps([head, name, list(parts), [kind, *words] if kind else words], ensure_ascii=False, separators=(",", ":"))


@cache
def _heads() -> dict:
    """Name -> class of every kind of formula; a name of the language means what the language means by it."""
    def below(kind) -> Iterator:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)
    found = {kind.__name__: kind for kind in below(Basic) if not isinstance(kind, UndefinedFunction)}
    import sympy
    found |= {name: kind for name, kind in vars(sympy).items()
              if isinstance(kind, type) and issubclass(kind, Basic) and kind.__name__ == name}
    return found | {name: kind for name, kind in vars(operators).items()
                    if isinstance(kind, type) and issubclass(kind, Basic) and kind.__module__ == operators.__name__}
