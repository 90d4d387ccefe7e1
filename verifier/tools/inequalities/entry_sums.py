"""Sums over the entries of vectors as numbers: an inequality for every size n follows from one between finitely many reals.

Sum(a x_i + b log(x_i), (i, 1, n)) is a S + b T, where S and T stand for the sums of x_i and of log(x_i).  What is known of
each entry (premises "for all i", signs) is known of a symbol that stands for any of them.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.tools.inequalities.inequality_states import form_in, shows, started
from verifier.tools.instances import Rejected
from verifier.tools.relations import ORDER, conjuncts, of_matrices, sides_of
from verifier.tools.settled import settled
from verifier.vocabulary.operators import ForAll, entry, frobenius
from verifier.vocabulary.symbols import Index

ANY_PLACE = sp.Symbol("k", integer=True, positive=True)
BUILT = (sp.Add, sp.Mul, sp.Pow, sp.Function, sp.Max, sp.Min)
LONGEST = 24  # different sums


class Entries:
    """The sums of one statement under the premises of its context, read as symbols; refuses what it cannot see to be defined."""

    def __init__(self, context, statement):
        self.context = context
        self.range = self._range_of(statement)
        self.count = sp.expand(self.range[1] - self.range[0] + 1)
        if not context.is_nonnegative(self.count):
            raise Rejected("the range of the sums may be reversed")
        self.is_empty = not context.is_positive(self.count)  # it may be
        self.signs: dict = {}  # name of a vector -> "positive" or "nonnegative"
        self.symbols: dict = {}  # of the entry at any place: name -> symbol
        self.sums: dict = {}  # body -> symbol
        self.defined: set = set()
        self.noted: list = []  # that sums of what is not negative are not
        ground = [item for item in conjuncts(context.statements) if isinstance(item, (*ORDER, sp.Eq))
                  and not of_matrices(item)]
        self.premises = [item for item in ground if not _speaks_of_entries(item)]
        self._read_entry_premises()
        self.facts = []  # about the sums, from the premises
        for item in ground:
            if _speaks_of_entries(item):
                try:
                    self.facts.append(item.func(*(settled(self.number(side)) for side in item.args), evaluate=False))
                except Rejected:
                    continue

    # -- what is known of each entry ----------------------------------------------------------------------------------

    def _range_of(self, statement):
        found = {tuple(node.limits[0][1:]) for node in statement.atoms(sp.Sum, sp.Product) if len(node.limits) == 1}
        found |= {(sp.S.One, node.rows) for node in statement.atoms(sp.MatrixSymbol) if node.cols == 1 and not found}
        if len(found) != 1 or any(len(node.limits) != 1 for node in statement.atoms(sp.Sum, sp.Product)):
            raise Rejected("expected sums over one range")
        lower, upper = next(iter(found))
        if not lower.is_Integer or not upper.is_integer:
            raise Rejected("expected sums from a number on")
        return lower, upper

    def _read_entry_premises(self):
        bodies = []
        for item in self.context.statements:
            if isinstance(item, ForAll) and len(item.args[0]) == 1 and self._is_for_all_places(item):
                bodies += [(item.args[0][0], part) for part in conjuncts((item.args[2],)) if isinstance(part, (*ORDER, sp.Eq))]
        for variable, part in bodies:
            small, large, _ = sides_of(part)
            name = _name_at(large, variable)
            if isinstance(part, ORDER) and name and small.is_number and small.is_nonnegative:
                strict = isinstance(part, (sp.Lt, sp.Gt)) or small.is_positive
                if strict or self.signs.get(name) != "positive":
                    self.signs[name] = "positive" if strict else "nonnegative"
        self.of_entries = []
        for variable, part in bodies:
            try:
                self.of_entries.append(part.func(*(settled(self.body(side, variable)) for side in part.args), evaluate=False))
            except Rejected:
                continue

    def _is_for_all_places(self, item) -> bool:
        """Whether the variable takes every value of the range."""
        (variable,), conditions, _ = item.args
        lower, upper = self.range
        if isinstance(variable, Index):
            if variable.lower != lower and not (variable.lower.is_Integer and variable.lower <= lower) or variable.upper not in (None, upper):
                return False
        elif lower < 1 or any(getattr(ANY_PLACE, f"is_{fact}") is not truth for fact, truth in variable._assumptions_orig.items()):
            return False
        for part in conjuncts(conditions):
            if not isinstance(part, (sp.Le, sp.Ge)):
                return False
            small, large, _ = sides_of(part)
            if not (large == variable and small.is_Integer and small <= lower or small == variable and large == upper):
                return False
        return True

    def entry_symbol(self, name, place=None):
        """The symbol for the entry of that vector at any place of the range, or at one."""
        kind = {self.signs[name]: True} if name in self.signs else {"real": True}
        return sp.Symbol(f"{name}[{'.' if place is None else place}]", **kind)

    def entries_of(self, node) -> list:
        """The symbols in it that stand for an entry at any place."""
        return sorted((item for item in node.free_symbols if item in self.symbols), key=lambda item: item.name)

    def body(self, node, variable):
        """What stands under a sum, with a symbol for each entry at its variable; nothing is evaluated."""
        if isinstance(node, (sp.Sum, sp.Product)) and variable not in node.free_symbols:
            return self.number(node)
        name = _name_at(node, variable)
        if name:
            if isinstance(node, entry) and (node.args[0].rows, 1) != (self.range[1], self.range[0]):
                raise Rejected(f"{node} is not over the range of the sum")
            made = self.entry_symbol(name)
            self.symbols[made] = name
            return made
        if node == variable or variable in node.free_symbols and not isinstance(node, BUILT):
            raise Rejected(f"{node} is no entry")
        if isinstance(node, (entry, AppliedUndef)):
            return self.number(node)
        return _rebuilt(node, [self.body(part, variable) for part in node.args])

    # -- numbers --------------------------------------------------------------------------------------------------------

    def number(self, node):
        """An expression outside the sums, with a symbol for each sum; nothing is evaluated."""
        if isinstance(node, sp.Sum):
            return self.total(self.body(node.function, self._variable(node)))
        if isinstance(node, sp.Product):
            factor = self.body(node.function, self._variable(node))
            if not self.shows(factor, True):
                raise Rejected("a factor is not visibly positive")
            return sp.exp(self.total(sp.log(settled(factor))))
        if isinstance(node, entry) and isinstance(node.args[0], sp.MatrixSymbol) and node.args[0].cols == 1 and node.args[2] == 1:
            vector, place, _ = node.args
            if vector.rows != self.range[1] or self.range[0] != 1:
                raise Rejected(f"{vector} is not over the range of the sums")
            return self.one_entry(vector.name, place)
        if isinstance(node, frobenius) and isinstance(node.args[0], sp.MatrixSymbol) and node.args[0].shape == (self.range[1], 1):
            made = self.entry_symbol(node.args[0].name)
            self.symbols[made] = node.args[0].name
            return sp.sqrt(self.total(made**2))
        if not node.args:
            if isinstance(node, sp.MatrixExpr):
                raise Rejected("a matrix is no number")
            return node
        if not isinstance(node, BUILT) or isinstance(node, AppliedUndef):
            raise Rejected(f"{node} is not read")
        return _rebuilt(node, [self.number(part) for part in node.args])

    def _variable(self, node):
        (variable, *ends), *further = node.limits
        if further or tuple(ends) != self.range:
            raise Rejected("another range")
        return variable

    def one_entry(self, name, place):
        """The symbol for the entry at a place that is visibly in the range."""
        if not (self.context.is_nonnegative(place - self.range[0]) and self.context.is_nonnegative(self.range[1] - place)):
            raise Rejected(f"{place} may be outside the range")
        return self.entry_symbol(name, place)

    def total(self, body):
        """The sum of the body over all places, linear in sums that have symbols of their own."""
        self.form(body)
        total = sp.S.Zero
        entries = self.entries_of(body)
        for part in sp.Add.make_args(sp.expand(settled(body))):
            coefficient, rest = part.as_independent(*entries, as_Add=False) if entries else (part, sp.S.One)
            total += coefficient * (self.count if rest == 1 else self.sum_of(rest))
        if total.is_Add and total.is_nonnegative is None and self.shows(body):
            self.noted.append(sp.Ge(total, 0, evaluate=False))
        return total

    def sum_of(self, body):
        """The symbol for the sum of this body, with the sign that it visibly has."""
        if body not in self.sums:
            if len(self.sums) >= LONGEST:
                raise Rejected("too many different sums")
            self.form(body)
            kind = {"real": True}
            if self.shows(body):
                kind = {"positive": True} if not self.is_empty and self.shows(body, True) else {"nonnegative": True}
            self.sums[body] = sp.Symbol(f"Sum({body})", **kind)
        return self.sums[body]

    def at_each(self, gap, strict, below):
        """(gap >= 0, the bodies below their sums) at any place; where only the size of an entry counts, of that size."""
        parts = [gap, *below]
        for symbol in self.entries_of(sp.Tuple(*parts)):
            if sp.Abs(symbol) not in gap.atoms(sp.Abs):
                continue
            size = sp.Symbol(f"|{symbol.name}|", nonnegative=True)
            even = [part.xreplace({sp.Abs(symbol): size}).replace(
                lambda node, base=symbol: node.is_Pow and node.base == base and node.exp.is_Integer and node.exp % 2 == 0,
                lambda node, new=size: new**node.exp) for part in parts]
            if not any(symbol in part.free_symbols for part in even):
                parts = even
        facts = [sp.Le(part, self.sum_of(body), evaluate=False) for part, body in zip(parts[1:], below, strict=True)]
        return (sp.Gt if strict else sp.Ge)(parts[0], 0, evaluate=False), facts

    # -- signs ------------------------------------------------------------------------------------------------------------

    def state(self, relation, *further):
        """The goal of showing the relation for an entry at any place."""
        return started(relation, (*self.premises, *self.of_entries, *further))

    def form(self, expression, *further):
        """Refuses an expression that, as written, may be undefined somewhere."""
        if expression not in self.defined:
            plain, sizes = self._without_moduli(expression)
            bounds = [item for item in (*self.premises, *self.of_entries, *self.noted, *sizes, *further) if isinstance(item, ORDER)]
            form_in(started(sp.Ge(settled(plain), 0, evaluate=False), bounds).region, _renamed(plain))
            self.defined.add(expression)

    def _without_moduli(self, node):
        """A symbol for each absolute value, and that it is not negative; where its argument has a value, so has it."""
        if isinstance(node, sp.Abs):
            self.form(node.args[0])
            made = sp.Symbol(f"|{node.args[0]}|", nonnegative=True)
            return made, (sp.Ge(made, 0, evaluate=False),)
        if isinstance(node, (sp.Max, sp.Min)):
            for part in node.args:
                self.form(part)
            made = sp.Symbol(f"|{node}|", real=True)
            flip = sp.Ge if isinstance(node, sp.Max) else sp.Le
            return made, tuple(flip(made, part, evaluate=False) for part in node.args if not part.has(sp.Abs, sp.Max, sp.Min))
        if not node.has(sp.Abs, sp.Max, sp.Min):
            return node, ()
        parts = [self._without_moduli(part) for part in node.args]
        return _rebuilt(node, [part for part, _ in parts]), sum((more for _, more in parts), ())

    def shows(self, expression, strict=False) -> bool:
        """Whether the sign is visible for the entries at any place."""
        plain, sizes = self._without_moduli(expression)
        state = self.state(sp.Ge(settled(plain), 0, evaluate=False), *sizes)
        try:
            return shows(state.region, state.gap, strict)
        except Rejected:
            return False


def like(symbol, name: str):
    """A symbol of that name with the sign of this one."""
    return sp.Symbol(name, **{"positive" if symbol.is_positive else "nonnegative" if symbol.is_nonnegative else "real": True})


def _speaks_of_entries(item) -> bool:
    return item.has(sp.Sum, sp.Product, entry, AppliedUndef, frobenius)


def _name_at(node, variable):
    """The name of the vector or function of which this is the entry at the variable."""
    if isinstance(node, entry) and node.args[1:] == (variable, 1) and isinstance(node.args[0], sp.MatrixSymbol) and node.args[0].cols == 1:
        return node.args[0].name
    if isinstance(node, AppliedUndef) and node.args == (variable,) and node.is_real:
        return node.func.__name__
    return None


def _rebuilt(node, parts):
    """The same head of other parts, not evaluated, so that nothing that may be undefined cancels."""
    if not node.args or all(new is old for new, old in zip(parts, node.args, strict=True)):
        return node
    return node.func(*parts, evaluate=False)


def _renamed(node):
    """The symbols without signs, as states have them."""
    if node.is_Symbol:
        return sp.Symbol(node.name, real=True) if node.is_real else node
    return _rebuilt(node, [_renamed(part) for part in node.args])
