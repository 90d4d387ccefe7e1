"""Statements in words to unevaluated SymPy objects: a whitelist over Python's syntax tree, never `eval`.

Nothing is cancelled or evaluated while reading, so that (x**2 - 1)/(x - 1) keeps its singularity, 1/0 stays a
division by zero and Eq(x, x) stays a statement.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.function import UndefinedFunction

from verifier.deciding import sizeless
from verifier.deciding.differentiation import derivative, gradient_in_space
from verifier.deciding.kinds import SYMMETRIC, Declared, Unreadable, declare, near, where_of
from verifier.deciding.syntax import names_called, tree_of
from verifier.deciding.unevaluated import as_number, at_value, negative, over, plus, raised, relation, times
from verifier.deciding.wording import WORDS, subscript
from verifier.deciding.words import BINDERS, COMPARED, CONSTANTS, FUNCTIONS, RELATIONS
from verifier.tools.settled import delicate
from verifier.tools.skeletons import alike, spelled_out
from verifier.vocabulary import operators
from verifier.vocabulary.operators import Converges, Exists

DEEPEST = 150
METHODS = {"inverse": "inv", **{name: name for name in ("inv", "transpose", "det", "trace", "pinv", "rank", "norm", "conjugate")}}


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
        return _evaluated(_Reader(text, {**{key: item.symbol for key, item in declared.items()}, **sizes}).whole())

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
    _refuse_look_alikes((*kinds, *sizes))
    symbols = {name: item.symbol for name, item in declared.items()}
    symmetric = frozenset(name for name, item in declared.items() if item.kind in SYMMETRIC)
    spoken_of = frozenset(node.id for text in given for node in ast.walk(tree_of(text)) if isinstance(node, ast.Name))
    premises = []
    for text in given:
        premise = _Reader(text, symbols, symmetric).whole()
        if not isinstance(premise, sp.logic.boolalg.Boolean):
            raise Unreadable(f"the premise {text!r} is an expression, not a statement")
        premises.append(premise)
    read_one = _Reader(statement, symbols, symmetric, spoken_of, tuple(premises)).whole()
    if not isinstance(read_one, (sp.logic.boolalg.Boolean, bool)):
        raise Unreadable(f"{statement!r} is an expression, not a statement; write Eq(left, right), or a relation such as <=")
    return Problem(statement, read_one, declared, tuple(premises))


def _refuse_look_alikes(names) -> None:
    """Two symbols that print alike are a slip of the author, whatever the mathematics says."""
    found = alike(names)
    if found is not None:
        strange = spelled_out("".join(found))
        raise Unreadable(f"two different symbols print alike: {found[0]} and {found[1]}{f' ({strange})' if strange else ''}; "
                         "write one of them everywhere, or give the other one another name")


class _Reader:
    """Turns one syntax tree into unevaluated objects."""

    def __init__(self, source: str, symbols: dict, symmetric: frozenset = frozenset(), spoken_of: frozenset = frozenset(), premises=()):
        self.source, self.symbols, self.depth = source.strip(), dict(symbols), 0
        self.symmetric, self.spoken_of, self.premises = symmetric, spoken_of, premises  # names of symmetric matrices, and of what premises speak of

    def whole(self):
        """The object that the source stands for."""
        found = self.read(tree_of(self.source))
        if isinstance(found, (tuple, list)):
            raise Unreadable(f"{self.source!r} is a list, not a statement")
        sizeless.refuse_bare(found)
        return found

    def read(self, node):
        """One node of the tree."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("the statement is nested too deeply")
        try:
            method = getattr(self, f"_{type(node).__name__}", None)
            if method is None:
                raise Unreadable(f"{ast.unparse(node)!r}: {type(node).__name__} is not part of the language")
            return method(node)
        finally:
            self.depth -= 1

    def _Constant(self, node):
        value = node.value
        if isinstance(value, bool):
            return sp.true if value else sp.false
        if isinstance(value, int):
            return sp.Integer(value)
        if isinstance(value, float):
            text = ast.get_source_segment(self.source, node) or repr(value)
            mantissa, _, exponent = text.lower().replace("_", "").partition("e")
            if abs(int(exponent or 0)) > 5000:
                raise Unreadable(f"{text}: the exponent is too large; write it as a power")
            return sp.Rational(mantissa) * sp.Integer(10) ** int(exponent or 0)
        raise Unreadable(f"{value!r} is not a number")

    def _Name(self, node):
        name = node.id
        if name in self.symbols:
            return self.symbols[name]
        if name in CONSTANTS:
            return CONSTANTS[name]
        if name in ("Identity", "eye"):
            return sizeless.IDENTITY
        known = [*self.symbols, *CONSTANTS]
        _refuse_look_alikes((*self.symbols, name))
        hint = " (it is a function: write its argument)" if name in FUNCTIONS or name in BINDERS else near(name, known)
        raise Unreadable(f"{name} is not declared; add --where \"{name}: real\" (or another kind){hint}")

    def _Tuple(self, node):
        return tuple(self.read(item) for item in node.elts)

    _List = _Tuple

    def _UnaryOp(self, node):
        if isinstance(node.op, (ast.Not, ast.Invert)):
            return sp.Not(self._statement(node.operand), evaluate=False)
        value = self._expression(node.operand)
        if isinstance(node.op, ast.UAdd):
            return value
        return negative(value)

    def _BinOp(self, node):
        if isinstance(node.op, (ast.BitAnd, ast.BitOr, ast.RShift)):
            parts = [self._statement(item) for item in (node.left, node.right)]
            if isinstance(node.op, ast.RShift):
                return operators.Implies(*parts)
            return (sp.And if isinstance(node.op, ast.BitAnd) else sp.Or)(*parts, evaluate=False)
        if isinstance(node.op, ast.BitXor):
            raise Unreadable(f"{ast.unparse(node)!r}: write ** for a power")
        left, right = self._expression(node.left), self._expression(node.right)
        if isinstance(node.op, ast.Add):
            return plus(left, right)
        if isinstance(node.op, ast.Sub):
            return plus(left, negative(right))
        if isinstance(node.op, (ast.Mult, ast.MatMult)):
            return times(left, right)
        if isinstance(node.op, ast.Div):
            return over(left, right)
        if isinstance(node.op, ast.Pow):
            return raised(left, right)
        if isinstance(node.op, ast.Mod):
            return sp.Mod(left, right, evaluate=False)
        raise Unreadable(f"{ast.unparse(node)!r}: this operator is not part of the language")

    def _BoolOp(self, node):
        parts = [self._statement(item) for item in node.values]
        return (sp.And if isinstance(node.op, ast.And) else sp.Or)(*parts, evaluate=False)

    def _Compare(self, node):
        sides = [self._expression(item) for item in (node.left, *node.comparators)]
        made = []
        for left, operator, right in zip(sides, node.ops, sides[1:], strict=False):
            if type(operator) not in COMPARED:
                raise Unreadable(f"{ast.unparse(node)!r}: {type(operator).__name__} is not part of the language")
            made.append(relation(COMPARED[type(operator)], left, right))
        return made[0] if len(made) == 1 else sp.And(*made, evaluate=False)

    def _Attribute(self, node):
        value = self._expression(node.value)
        if isinstance(value, sp.MatrixExpr) and node.attr in ("T", "I"):
            return sp.Transpose(value) if node.attr == "T" else sp.Inverse(value)
        raise Unreadable(f"{ast.unparse(node)!r}: only A.T and A.I are read after a dot")

    def _Subscript(self, node):
        value = self._expression(node.value)
        index = node.slice
        indices = [self._expression(item) for item in (index.elts if isinstance(index, ast.Tuple) else [index])]
        if isinstance(value, sp.MatrixExpr):
            if len(indices) == 1 and value.shape[1] == 1:
                indices.append(sp.S.One)
            if len(indices) == 2:
                return operators.entry(value, *indices)
        raise Unreadable(f"{ast.unparse(node)!r}: an entry is written x[i] for a vector, A[i, j] for a matrix, from 1")

    def _IfExp(self, node):
        return sp.Piecewise((self._expression(node.body), self._statement(node.test)),
                            (self._expression(node.orelse), sp.true), evaluate=False)

    def _expression(self, node):
        value = self.read(node)
        if isinstance(value, (tuple, list)) or isinstance(value, sp.logic.boolalg.Boolean) and not isinstance(value, sp.Symbol):
            raise Unreadable(f"{ast.unparse(node)!r}: expected an expression")
        return value

    def _statement(self, node):
        value = self.read(node)
        if not isinstance(value, sp.logic.boolalg.Boolean) or isinstance(value, sp.Symbol):
            raise Unreadable(f"{ast.unparse(node)!r}: expected a statement such as Eq(a, b) or a <= b")
        return value

    def _Call(self, node):
        if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS and not node.args and not node.keywords:
            return self.read(ast.Call(ast.Name(METHODS[node.func.attr], ast.Load()), [node.func.value], []))  # A.det() as det(A)
        if not isinstance(node.func, ast.Name):
            raise Unreadable(f"{ast.unparse(node.func)!r} cannot be called")
        name = node.func.id
        if any(isinstance(item, ast.Starred) for item in node.args):
            raise Unreadable("a starred argument is not part of the language")
        if name in RELATIONS:
            return relation(RELATIONS[name], *self._count(node, 2, self._expression))
        if name in BINDERS:
            return self._binder(BINDERS[name], node)
        if isinstance(self.symbols.get(name), UndefinedFunction):
            return self.symbols[name](*[self._expression(item) for item in node.args])
        special = SPECIAL.get(name)
        if special is not None:
            return special(self, node)
        if name not in FUNCTIONS:
            if name in self.symbols:
                raise Unreadable(f"{name} is not a function; declare {name} as a function, or write {name}*(...) for a product")
            known = (*FUNCTIONS, *RELATIONS, *BINDERS, *SPECIAL)
            strange = spelled_out(name)
            raise Unreadable(f"{name}(...) is not known{f' ({strange})' if strange else near(name, known)}")
        keywords = {item.arg: self._expression(item.value) for item in node.keywords}
        if keywords:
            raise Unreadable(f"{name}: named arguments are not read")
        arguments = [as_number(self._expression(item)) for item in node.args]
        if any(isinstance(item, sp.MatrixExpr) for item in arguments):
            if name == "exp" and len(arguments) == 1:
                return WORDS["expm"](self, node)
            raise Unreadable(f"{ast.unparse(node)!r}: {name} is a function of numbers, not of matrices; write entries, such as A[i, j]")
        try:
            return FUNCTIONS[name](*arguments, evaluate=False)
        except (TypeError, ValueError, AttributeError) as problem:
            raise Unreadable(f"{ast.unparse(node)!r}: {problem}") from problem

    def _count(self, node, count: int, reader):
        if len(node.args) != count or node.keywords:
            raise Unreadable(f"{ast.unparse(node)!r}: {node.func.id} takes {count} arguments")
        return [reader(item) for item in node.args]

    # -- heads that bind a variable ---------------------------------------------------------------------------

    def _binder(self, head, node):
        if len(node.args) < 2 or node.keywords:
            raise Unreadable(f"{ast.unparse(node)!r}: write {head.__name__}(f, (x, a, b))")
        saved, limits = dict(self.symbols), []
        for item in reversed(node.args[1:]):
            parts = item.elts if isinstance(item, ast.Tuple) else [item]
            if not isinstance(parts[0], ast.Name) or len(parts) != 3:
                raise Unreadable(f"{ast.unparse(item)!r}: expected a variable and its bounds, such as (x, a, b)")
            bounds = [self._expression(part) for part in parts[1:]]
            symbol = self._bound(parts[0].id, "real" if head is sp.Integral else "integer")
            _refuse_look_alikes((*self.symbols, parts[0].id))
            limits.insert(0, (symbol, *bounds))
            self.symbols[parts[0].id] = symbol
        body = as_number(self._expression(node.args[0]))
        self.symbols = saved
        return head(body, *limits)

    def _bound(self, name: str, kind: str):
        if name in self.spoken_of:  # what premises say of the symbol outside is not said of this one
            return sp.Symbol(f"{name}'", **{kind: True})
        return sp.Symbol(name, **{kind: True})  # not the declared one, which may be positive, odd and so on

    def _limit(self, node):
        direction = next((item.value.value for item in node.keywords
                          if item.arg == "dir" and isinstance(item.value, ast.Constant)), None)
        arguments = list(node.args)
        if len(arguments) == 4 and isinstance(arguments[3], ast.Constant):
            direction = arguments.pop().value
        if len(arguments) != 3 or not isinstance(arguments[1], ast.Name) or direction not in (None, "+", "-", "+-"):
            raise Unreadable(f"{ast.unparse(node)!r}: write Limit(f, x, a) or Limit(f, x, a, \"-\")")
        target = self._expression(arguments[2])
        saved = dict(self.symbols)
        declared, name = self.symbols.get(arguments[1].id), arguments[1].id
        counts = declared is None and target is sp.oo and _counts(arguments[0], name)
        kind = "integer" if counts or isinstance(declared, sp.Symbol) and declared.is_integer else "real"
        plain = sp.Symbol(name, **{kind: True})
        narrower = target is not sp.oo and isinstance(declared, sp.Symbol) and declared.is_real and declared != plain
        if not isinstance(declared, sp.Symbol) or name in self.spoken_of or narrower:
            symbol = sp.Symbol(f"{name}'", **{kind: True}) if name in self.spoken_of else plain
        else:
            symbol = declared
        self.symbols[arguments[1].id] = symbol
        body = as_number(self._expression(arguments[0]))
        self.symbols = saved
        if direction is None:
            direction = "+-" if target not in (sp.oo, -sp.oo) else "-"
        return sp.Limit(body, symbol, target, direction)

    def _piecewise(self, node):
        pieces = []
        for item in node.args:
            if not isinstance(item, (ast.Tuple, ast.List)) or len(item.elts) != 2:
                raise Unreadable(f"{ast.unparse(item)!r}: a case is written (value, condition)")
            pieces.append((as_number(self._expression(item.elts[0])), self._statement(item.elts[1])))
        return sp.Piecewise(*pieces, evaluate=False)

    def _quantified(self, node):
        if node.func.id == "Exists" and len(node.args) == 1:  # the existence of a value: of a derivative, an integral, a limit
            return Converges(self._expression(node.args[0]))
        if len(node.args) < 2:
            raise Unreadable(f"{ast.unparse(node)!r}: write Exists(x, statement) or ForAll(x, condition, statement)")
        names = node.args[0].elts if isinstance(node.args[0], (ast.Tuple, ast.List)) else [node.args[0]]
        saved, variables = dict(self.symbols), []
        for item in names:
            if not isinstance(item, ast.Name):
                raise Unreadable(f"{ast.unparse(item)!r}: expected a variable")
            symbol = subscript(node, item.id, self.symbols) or self.symbols.get(item.id) or sp.Symbol(item.id, real=True)
            self.symbols[item.id] = symbol
            variables.append(symbol)
        parts = [self._statement(item) for item in node.args[1:]]
        self.symbols = saved
        if node.func.id == "Exists":
            return Exists(variables, parts[0] if len(parts) == 1 else sp.And(*parts, evaluate=False))
        return operators.ForAll(tuple(variables), tuple(parts[:-1]), parts[-1])

    def _logical(self, node):
        parts = [self._statement(item) for item in node.args]
        name = node.func.id
        if name in ("Implies", "Iff", "Equivalent"):
            if len(parts) != 2:
                raise Unreadable(f"{ast.unparse(node)!r}: {name} takes 2 statements")
            return (operators.Implies if name == "Implies" else operators.Iff)(*parts)
        made = {"And": sp.And, "Or": sp.Or, "Not": sp.Not}[name](*parts, evaluate=False)
        if made in (sp.true, sp.false) and any(side.is_extended_real is None or delicate(side) for part in parts for side in part.args
                                               if isinstance(side, sp.Expr)):
            raise Unreadable(f"{ast.unparse(node)!r}: the parts exclude each other, but a side may have no order or no value; declare it real")
        return made

    def _root(self, node):
        arguments = [self._expression(item) for item in node.args]
        if node.func.id == "sqrt":
            return raised(arguments[0], sp.S.Half)
        if node.func.id == "cbrt":
            return raised(arguments[0], sp.Rational(1, 3))
        return raised(arguments[0], over(sp.S.One, arguments[1]))

    def _number_head(self, node):
        arguments = [self._expression(item) for item in node.args]
        return arguments[0] if len(arguments) == 1 else over(*arguments)

    def _pow(self, node):
        return raised(*self._count(node, 2, self._expression))

    def _converges(self, node):
        return Converges(self._count(node, 1, self._expression)[0])

    def _subs(self, node):
        body, variable, value = self._count(node, 3, self._expression)
        return at_value(body, variable, value)


SPECIAL = {
    **dict.fromkeys(("sqrt", "cbrt", "root"), _Reader._root), **dict.fromkeys(("Rational", "Integer", "S"), _Reader._number_head),
    **dict.fromkeys(("Derivative", "diff"), derivative),
    **dict.fromkeys(("Gradient", "gradient", "grad"), gradient_in_space), **dict.fromkeys(("Limit", "limit"), _Reader._limit),
    "Piecewise": _Reader._piecewise, **dict.fromkeys(("Exists", "ForAll"), _Reader._quantified),
    **WORDS, **dict.fromkeys(("And", "Or", "Not", "Implies", "Iff", "Equivalent"), _Reader._logical), "Pow": _Reader._pow,
    "pow": _Reader._pow, "Converges": _Reader._converges, "Subs": _Reader._subs,
}


def _counts(node, name: str) -> bool:
    """Whether sums or products in the tree end at the name, so that it is a whole number."""
    ends = [end for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Sum", "Product")
            for limit in call.args[1:] if isinstance(limit, ast.Tuple) for end in limit.elts[1:]]
    return any(isinstance(part, ast.Name) and part.id == name for end in ends for part in ast.walk(end))


def _evaluated(number):
    return number if isinstance(number, sp.Symbol) else number.doit()
