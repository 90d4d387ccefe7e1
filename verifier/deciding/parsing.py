"""Statements in words, with the kinds of their symbols and their premises, as problems of unevaluated SymPy objects."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

import sympy as sp

from verifier.deciding.kinds import SYMMETRIC, Declared, Unreadable, declare, where_of
from verifier.deciding.reader import Reader, refuse_look_alikes
from verifier.deciding.syntax import names_called, tree_of
from verifier.deciding.words import BINDERS, CONSTANTS, FUNCTIONS, RELATIONS
from verifier.vocabulary import operators


@dataclass(frozen=True, eq=False)
class Problem:
    """One statement with its symbols and premises, as it was read."""

    source: str
    statement: Any
    declared: dict[str, Declared]
    given: tuple = ()

    @property
    def premises(self) -> tuple:
        """What was given, and what the kinds of the symbols say beyond SymPy's assumptions."""
        return (*self.given, *(item for name in sorted(self.declared) for item in self.declared[name].given))

    @property
    def tested(self) -> tuple:
        """The premises that a point must meet, where each law exists and is no single point."""
        return (*self.known, *self.needs)

    @property
    def needs(self) -> tuple:
        """What the parameters of the laws have to meet for there to be such variables."""
        return tuple(need for name in sorted(self.declared) for need in self.declared[name].needs)

    @property
    def known(self) -> tuple:
        """The premises without those that say that variables with named laws are independent, which the laws tell of."""
        free = {item.symbol for item in self.declared.values() if item.kind == "random" and not item.law}
        return tuple(item for item in self.premises if not isinstance(item, operators.Independent) or item.free_symbols & free)


def read(statement: str, where=(), given=()) -> Problem:
    """The problem that the words describe; Unreadable says what is wrong with them."""
    kinds = where_of(where)
    called = names_called((statement, *given))
    declared: dict[str, Declared] = {}
    sizes: dict[str, sp.Symbol] = {}

    def number(text: str):
        names = {node.id for node in ast.walk(tree_of(text)) if isinstance(node, ast.Name)}
        for name in sorted(names):
            if name in kinds and name not in declared:
                declare_name(name)
            elif name not in declared and name.isidentifier() and name not in CONSTANTS:
                sizes[name] = sp.Symbol(name, integer=True, positive=True)
        return _evaluated(Reader(text, {**{key: item.symbol for key, item in declared.items()}, **sizes}).whole())

    def declare_name(name: str):
        if not isinstance(name, str) or not name.isidentifier():
            raise Unreadable(f"{name!r} is not a name")
        if len(name) > 1 and (name in FUNCTIONS and name in called or name in RELATIONS or name in BINDERS or name in CONSTANTS):
            raise Unreadable(f"{name} is a word of the language; give the symbol another name")
        declared[name] = declare(name, kinds[name], number)

    for name in kinds:
        if name not in declared:
            declare_name(name)
    for name, symbol in sizes.items():
        if name not in declared:
            declared[name] = Declared(name, "number", symbol, "natural")
    refuse_look_alikes((*kinds, *sizes))
    symbols = {name: item.symbol for name, item in declared.items()}
    symmetric = frozenset(name for name, item in declared.items() if item.kind in SYMMETRIC)
    spoken_of = frozenset(node.id for text in given for node in ast.walk(tree_of(text)) if isinstance(node, ast.Name))
    premises = []
    for text in given:
        premise = Reader(text, symbols, symmetric).whole()
        if not isinstance(premise, sp.logic.boolalg.Boolean):
            raise Unreadable(f"the premise {text!r} is an expression, not a statement")
        premises.append(premise)
    read_one = Reader(statement, symbols, symmetric, spoken_of, tuple(premises)).whole()
    if not isinstance(read_one, (sp.logic.boolalg.Boolean, bool)):
        raise Unreadable(f"{statement!r} is an expression, not a statement; write Eq(left, right), or a relation such as <=")
    return Problem(statement, read_one, declared, tuple(premises))


def _evaluated(number):
    return number if isinstance(number, sp.Symbol) else number.doit()
