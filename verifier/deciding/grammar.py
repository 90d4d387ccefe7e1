"""Words of the language whose arguments have a syntax of their own: limits, cases, quantifiers, logic, roots.

Each takes the reader and the call; the reader reads the parts.
"""

from __future__ import annotations

import ast

import sympy as sp

from verifier.deciding.differentiation import derivative, gradient_in_space
from verifier.deciding.kinds import Unreadable
from verifier.deciding.unevaluated import as_number, at_value, over, raised
from verifier.deciding.wording import WORDS, subscript
from verifier.tools.settled import delicate
from verifier.vocabulary import operators
from verifier.vocabulary.operators import Converges, Exists


def _limit(reader, node):
    direction = next((item.value.value for item in node.keywords
                      if item.arg == "dir" and isinstance(item.value, ast.Constant)), None)
    arguments = list(node.args)
    if len(arguments) == 4 and isinstance(arguments[3], ast.Constant):
        direction = arguments.pop().value
    if len(arguments) != 3 or not isinstance(arguments[1], ast.Name) or direction not in (None, "+", "-", "+-"):
        raise Unreadable(f"{ast.unparse(node)!r}: write Limit(f, x, a) or Limit(f, x, a, \"-\")")
    target = reader._expression(arguments[2])
    saved = dict(reader.symbols)
    declared, name = reader.symbols.get(arguments[1].id), arguments[1].id
    counts = declared is None and target is sp.oo and _counts(arguments[0], name)
    whole = counts or isinstance(declared, sp.Symbol) and declared.is_integer
    kind = "integer" if whole else "complex" if reader.may_leave_the_axis(target) else "real"  # no real numbers come near I
    plain = sp.Symbol(name, **{kind: True})
    narrower = target is not sp.oo and isinstance(declared, sp.Symbol) and declared.is_real and declared != plain
    if not isinstance(declared, sp.Symbol) or name in reader.spoken_of or narrower:
        symbol = sp.Symbol(f"{name}'", **{kind: True}) if name in reader.spoken_of else plain
    else:
        symbol = declared
    reader.symbols[arguments[1].id] = symbol
    body = as_number(reader._expression(arguments[0]))
    reader.symbols = saved
    if direction is None:
        direction = "+-" if target not in (sp.oo, -sp.oo) else "-"
    return sp.Limit(body, symbol, target, direction)


def _counts(node, name: str) -> bool:
    """Whether sums or products in the tree end at the name, so that it is a whole number."""
    ends = [end for call in ast.walk(node) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("Sum", "Product")
            for limit in call.args[1:] if isinstance(limit, ast.Tuple) for end in limit.elts[1:]]
    return any(isinstance(part, ast.Name) and part.id == name for end in ends for part in ast.walk(end))


def _piecewise(reader, node):
    pieces = []
    for item in node.args:
        if not isinstance(item, (ast.Tuple, ast.List)) or len(item.elts) != 2:
            raise Unreadable(f"{ast.unparse(item)!r}: a case is written (value, condition)")
        pieces.append((as_number(reader._expression(item.elts[0])), reader._statement(item.elts[1])))
    return sp.Piecewise(*pieces, evaluate=False)


def _quantified(reader, node):
    if node.func.id == "Exists" and len(node.args) == 1:  # the existence of a value: of a derivative, an integral, a limit
        return Converges(reader._expression(node.args[0]))
    if len(node.args) < 2:
        raise Unreadable(f"{ast.unparse(node)!r}: write Exists(x, statement) or ForAll(x, condition, statement)")
    names = node.args[0].elts if isinstance(node.args[0], (ast.Tuple, ast.List)) else [node.args[0]]
    saved, variables = dict(reader.symbols), []
    for item in names:
        if not isinstance(item, ast.Name):
            raise Unreadable(f"{ast.unparse(item)!r}: expected a variable")
        symbol = subscript(node, item.id, reader.symbols) or reader.symbols.get(item.id) or sp.Symbol(item.id, real=True)
        reader.symbols[item.id] = symbol
        variables.append(symbol)
    parts = [reader._statement(item) for item in node.args[1:]]
    reader.symbols = saved
    if node.func.id == "Exists":
        return Exists(variables, parts[0] if len(parts) == 1 else sp.And(*parts, evaluate=False))
    return operators.ForAll(tuple(variables), tuple(parts[:-1]), parts[-1])


def _logical(reader, node):
    parts = [reader._statement(item) for item in node.args]
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


def _root(reader, node):
    arguments = [reader._expression(item) for item in node.args]
    if node.func.id == "sqrt":
        return raised(arguments[0], sp.S.Half)
    if node.func.id == "cbrt":
        return raised(arguments[0], sp.Rational(1, 3))
    return raised(arguments[0], over(sp.S.One, arguments[1]))


def _number_head(reader, node):
    arguments = [reader._expression(item) for item in node.args]
    return arguments[0] if len(arguments) == 1 else over(*arguments)


def _pow(reader, node):
    return raised(*reader._count(node, 2, reader._expression))


def _converges(reader, node):
    return Converges(reader._count(node, 1, reader._expression)[0])


def _subs(reader, node):
    value = reader._count(node, 3, lambda item: item)[2]
    value, saved = reader._expression(value), dict(reader.symbols)
    declared = reader.symbols.get(getattr(node.args[1], "id", None))
    if isinstance(declared, sp.Symbol) and declared.is_extended_real and reader.may_leave_the_axis(value):  # the slope of |x|^2 at I is none
        reader.symbols[node.args[1].id] = sp.Symbol(node.args[1].id, complex=True)
    body, variable = map(reader._expression, node.args[:2])
    reader.symbols = saved
    return at_value(body, variable, value)


SPECIAL = {
    **WORDS,
    **dict.fromkeys(("sqrt", "cbrt", "root"), _root), **dict.fromkeys(("Rational", "Integer", "S"), _number_head),
    **dict.fromkeys(("Derivative", "diff"), derivative), **dict.fromkeys(("Gradient", "gradient", "grad"), gradient_in_space),
    **dict.fromkeys(("Limit", "limit"), _limit), "Piecewise": _piecewise, **dict.fromkeys(("Exists", "ForAll"), _quantified),
    **dict.fromkeys(("And", "Or", "Not", "Implies", "Iff", "Equivalent"), _logical), **dict.fromkeys(("Pow", "pow"), _pow),
    "Converges": _converges, "Subs": _subs,
}
