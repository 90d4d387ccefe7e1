"""A statement at a witness as one line of Python: what the lines with mpmath and with NumPy have in common."""

from __future__ import annotations

from keyword import iskeyword

import sympy as sp
from sympy.core.relational import Relational

from verifier.vocabulary.distributions import RandomValue
from verifier.vocabulary.operators import Both, Iff, Implies, IsBigO, Minimum, Tends, TendsFromAbove
from verifier.vocabulary.valuation import name_of

SPAN = (10, 30, 100, 300)  # where a growing or slowly settling expression is shown
OPERATORS = {sp.Lt: "<", sp.Le: "<=", sp.Gt: ">", sp.Ge: ">="}


class NotInOneLine(ValueError):
    """The statement has a part that no short line of Python computes."""


class OneLine:
    """What both printers say of a statement."""

    def line(self, statement) -> str:
        """The whole program."""
        self.complete(statement)
        return "; ".join((*self.opening, *self.settings(), f"print({', '.join(self.shown(statement))})"))

    def complete(self, statement) -> None:
        """Numbers for the symbols that the witness leaves free: it holds for all of them."""
        bound = set().union(*(part.bound_symbols for part in sp.preorder_traversal(statement) if hasattr(part, "bound_symbols")))
        labels = {base.label for base in statement.atoms(sp.IndexedBase)}
        free = {symbol for symbol in statement.free_symbols if type(symbol) is sp.Symbol} - set(self.values) - bound - labels
        for symbol, number in zip(sorted(free, key=str), (2, 3, 5, 7, 11, 13), strict=False):
            self.values[symbol] = sp.Integer(number)

    def settings(self) -> list[str]:
        """One assignment for each value."""
        return [f"{self.name(key)} = {self.value(value)}" for key, value in self.values.items() if not isinstance(value, RandomValue)]

    def name(self, key) -> str:
        """A name of Python for a symbol."""
        name = name_of(key)
        return f"{name}_" if iskeyword(name) else name.replace("*", "_star")

    def value(self, value) -> str:
        """A value in Python: numbers, lists, functions."""
        if isinstance(value, (tuple, list)):
            return "[" + ", ".join(map(self.value, value)) + "]"
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.value(item)}" for key, item in value.items()) + "}"
        if isinstance(value, sp.Lambda):
            plain = {item: sp.Symbol(item.name.lstrip("_") or "t") for item in value.variables}
            return f"lambda {', '.join(map(str, plain.values()))}: {self.doprint(value.expr.xreplace(plain))}"
        if not isinstance(value, sp.Basic):
            raise NotInOneLine(str(value))
        return self.doprint(value)

    def place(self, index) -> str:
        """An index from 1 as a place of Python."""
        return self.whole(index - 1)

    def whole(self, number) -> str:
        """A whole number as an int of Python; sums and products of whole numbers are ones already."""
        plain = all(part.is_Add or part.is_Mul or part.is_Integer or part.is_Symbol and part.is_integer
                    for part in sp.preorder_traversal(number))
        return self.doprint(number) if plain else f"int({self.doprint(number)})"

    def loop(self, limits) -> str:
        """The `for` of a sum, product, maximum or diagonal."""
        return " ".join(f"for {self.name(variable)} in range({self.whole(low)}, {self.whole(high + 1)})"
                        for variable, low, high in reversed(limits))

    def applied(self, node) -> str:
        """The value of a function; one that is given by its values is a list from 1 or a table."""
        given = self.values.get(node.func)
        if isinstance(given, tuple):
            return f"{self.name(node.func)}[{self.place(node.args[0])}]"
        arguments = ", ".join(map(self.doprint, node.args))
        if isinstance(given, dict):
            return f"{self.name(node.func)}[{arguments}]"
        return f"{self.name(node.func)}({arguments})"

    def _print_Symbol(self, node):
        return self.name(node)

    _print_MatrixSymbol = _print_Symbol

    def _print_Indexed(self, node):
        place, = node.indices
        return f"{self.name(node.base)}[{self.place(place)}]"

    def _print_Maximum(self, node):
        head = "min" if isinstance(node, Minimum) else "max"
        return f"{head}([{self.doprint(node.args[0])} {self.loop((node.args[1],))}])"

    _print_Minimum = _print_Maximum

    def shown(self, statement) -> list[str]:
        """What is printed: two sides, or a truth, or values on the way to a limit."""
        if isinstance(statement, Relational):
            return [self.doprint(side) for side in statement.args]
        if isinstance(statement, (Tends, TendsFromAbove, IsBigO)):
            return self.on_the_way(statement)
        if isinstance(statement, Implies):
            return [self.truth(statement.args[0]), *self.shown(statement.args[1])]
        if isinstance(statement, Iff):
            return list(map(self.truth, statement.args))
        return [self.truth(statement)]

    def truth(self, statement) -> str:
        """A condition in Python."""
        if isinstance(statement, (sp.And, sp.Or, Both)):
            word = " or " if isinstance(statement, sp.Or) else " and "
            return "(" + word.join(map(self.truth, statement.args)) + ")"
        if isinstance(statement, sp.Not):
            return f"(not {self.truth(statement.args[0])})"
        if isinstance(statement, Relational):
            left, right = map(self.doprint, statement.args)
            if isinstance(statement, (sp.Eq, sp.Ne)):  # rounded sides of an equation need not be the same number
                return f"({'not ' * isinstance(statement, sp.Ne)}{self.close}({left}, {right}))"
            return f"({left} {OPERATORS[type(statement)]} {right})"
        raise NotInOneLine(str(statement))

    def on_the_way(self, statement) -> list[str]:
        """Values of the expression (by its bound) ever nearer to the place, then the limit that is claimed."""
        if isinstance(statement, IsBigO):
            expression, bound, variable, place = statement.args
            expression, last = sp.Abs(expression / bound), []
        else:
            expression, variable, place, limit = statement.args
            last = [] if limit in (sp.oo, -sp.oo) else [self.doprint(limit)]
        steps = (1, 2, 4, 8) if expression.has(sp.Integral) and expression.has(sp.Sum) else SPAN
        near = [f"{self.doprint(place)} + mpf(10)**-{k}" for k in (1, 2, 4)] if place not in (sp.oo, -sp.oo) else [
            f"{'-' if place is -sp.oo else ''}{k}" for k in steps]
        return [f"[{self.doprint(expression)} for {self.name(variable)} in ({', '.join(near)})]", *last]
