"""One syntax tree to unevaluated SymPy objects: a whitelist over Python's syntax, never `eval`.

Nothing is cancelled or evaluated while reading, so that (x**2 - 1)/(x - 1) keeps its singularity, 1/0 stays a
division by zero and Eq(x, x) stays a statement.
"""

from __future__ import annotations

import ast

import sympy as sp
from sympy.core.function import UndefinedFunction

from verifier.deciding import sizeless
from verifier.deciding.grammar import SPECIAL
from verifier.deciding.kinds import Unreadable, near
from verifier.deciding.syntax import tree_of
from verifier.deciding.unevaluated import as_number, negative, over, plus, raised, relation, times
from verifier.deciding.words import BINDERS, COMPARED, CONSTANTS, FUNCTIONS, RELATIONS
from verifier.tools.context import Context
from verifier.tools.skeletons import alike, spelled_out
from verifier.vocabulary import operators

DEEPEST = 150
METHODS = {"inverse": "inv", **{name: name for name in ("inv", "transpose", "det", "trace", "pinv", "rank", "norm", "conjugate")}}


def refuse_look_alikes(names) -> None:
    """Two symbols that print alike are a slip of the author, whatever the mathematics says."""
    found = alike(names)
    if found is not None:
        strange = spelled_out("".join(found))
        raise Unreadable(f"two different symbols print alike: {found[0]} and {found[1]}{f' ({strange})' if strange else ''}; "
                         "write one of them everywhere, or give the other one another name")


class Reader:
    """Turns one syntax tree into unevaluated objects."""

    def __init__(self, source: str, symbols: dict, symmetric: frozenset = frozenset(), spoken_of: frozenset = frozenset(), premises=()):
        self.source, self.symbols, self.depth = source.strip(), dict(symbols), 0
        self.symmetric, self.spoken_of, self.premises = symmetric, spoken_of, premises  # names of symmetric matrices, and of what premises speak of
        self.around: list = []  # the binders around what is read

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
        refuse_look_alikes((*self.symbols, name))
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
                return SPECIAL["expm"](self, node)
            raise Unreadable(f"{ast.unparse(node)!r}: {name} is a function of numbers, not of matrices; write entries, such as A[i, j]")
        if FUNCTIONS[name] is sp.log and len(arguments) == 2:  # SymPy's own log(x, b) has the slope of log(x)
            above, below = (sp.log(item, evaluate=False) for item in arguments)
            return sp.Mul(above, sp.Pow(below, sp.S.NegativeOne, evaluate=False), evaluate=False)
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
        saved, depth, limits = dict(self.symbols), len(self.around), []
        for item in reversed(node.args[1:]):
            parts = item.elts if isinstance(item, ast.Tuple) else [item]
            if not isinstance(parts[0], ast.Name) or len(parts) != 3:
                raise Unreadable(f"{ast.unparse(item)!r}: expected a variable and its bounds, such as (x, a, b)")
            bounds = [self._expression(part) for part in parts[1:]]
            along = "complex" if head is sp.Integral and any(map(self.may_leave_the_axis, bounds)) else "real"  # then the way is a line in the plane
            symbol = self._bound(parts[0].id, along if head is sp.Integral else "integer")
            refuse_look_alikes((*self.symbols, parts[0].id))
            limits.insert(0, (symbol, *bounds))
            self.symbols[parts[0].id] = symbol
            self.around.append(head(sp.S.One, limits[0]))
        body = as_number(self._expression(node.args[0]))
        self.symbols = saved
        del self.around[depth:]
        return head(body, *limits)

    def _bound(self, name: str, kind: str):
        if name in self.spoken_of:  # what premises say of the symbol outside is not said of this one
            return sp.Symbol(f"{name}'", **{kind: True})
        return sp.Symbol(name, **{kind: True})  # not the declared one, which may be positive, odd and so on

    def may_leave_the_axis(self, end) -> bool:
        """Whether an end, or a place, is not visibly real: written with I or complex numbers, or sqrt(x) where x may be negative."""
        if end.is_extended_real:
            return False
        context = Context(self.premises)
        for binder in self.around:
            context = context.inside(binder)
        return not context.is_real(end)
