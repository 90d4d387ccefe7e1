"""What an author probably meant by a line that does not run, read off its syntax and the names that there are."""

from __future__ import annotations

import ast
import difflib
import importlib
import inspect
import re
from collections.abc import Iterator

RELATIONS = {"Eq": "Eq(left, right)", "NotEq": "Ne(left, right)"}
OF_PYTHON = {"sum": "Sum(f, (k, 1, n))", "max": "Max(a, b), or Maximum(f, (k, 1, n))", "min": "Min(a, b), or Minimum(f, (k, 1, n))",
             "round": "floor(x + Rational(1, 2))", "int": "floor(x)", "float": "Rational(1, 2)", "range": "an index: k = index(\"k\", 1, n)",
             "len": "a symbol: n = natural(\"n\")", "pow": "x**y", "all": "ForAll((x,), (), statement)", "any": "Exists((x,), statement)"}
NUMERIC = ("math", "cmath", "np", "numpy", "mpmath", "mp")


def slips(tree: ast.Module, line: int) -> list[str]:
    """What to write instead of what stands in the statement at the line, without its functions."""
    around = next((node for node in tree.body if node.lineno <= line <= (node.end_lineno or line) and not isinstance(node, ast.FunctionDef)), None)
    return list(dict.fromkeys(_slips(around))) if around is not None else []


def _slips(statement: ast.stmt) -> Iterator[str]:
    measured = {id(part) for word in ast.walk(statement) if isinstance(word, ast.keyword) and word.arg == "measured_by" for part in ast.walk(word.value)}
    for node in ast.walk(statement):
        if id(node) in measured:
            continue
        if isinstance(node, ast.Compare):
            yield from (f"write {RELATIONS[type(kind).__name__]}: Python's {'==' if isinstance(kind, ast.Eq) else '!='} compares how the two are written"
                        for kind in node.ops if type(kind).__name__ in RELATIONS)
            if len(node.ops) > 1:
                yield "write a <= b <= c as two statements: says=(a <= b, b <= c)"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitXor):
            yield "write ** for a power: in Python, ^ is another operation"
        elif isinstance(node, ast.BoolOp):
            yield f"write several statements as a tuple, says=(first, second), or {'Both' if isinstance(node.op, ast.And) else 'cases'}(...): " \
                  f"Python's `{'and' if isinstance(node.op, ast.And) else 'or'}` keeps only one of them"
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield "write the opposite relation, such as Ne(a, b) for Eq(a, b): Python's `not` is no statement"
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and all(isinstance(part, ast.Constant) for part in (node.left, node.right)):
            yield f"write Rational({ast.unparse(node.left)}, {ast.unparse(node.right)}) for {ast.unparse(node)}, which Python rounds to a decimal"
        elif isinstance(node, ast.Call):
            yield from _slips_of_call(node)


def _slips_of_call(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func)
    root, _, rest = name.partition(".")
    if name in OF_PYTHON:
        yield f"write {OF_PYTHON[name]}: Python's {name} computes with numbers, not with symbols"
    elif rest and root in NUMERIC:
        yield f"write {rest.rpartition('.')[2]} from sympy instead of {name}, which computes with numbers only; numeric code belongs into an experiment"
    elif name in ("Eq", "Ne", "Lt", "Le", "Gt", "Ge"):
        if len(node.args) > 2:
            yield f"write a relation of more than two sides as a tuple: says=({name}(a, b), {name}(b, c)), or as a chain"
        if any(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in node.args):
            yield "write the expression itself instead of its text: Eq(x + 1, y), with symbols declared above it"


def misread(text: str) -> str:
    """What to write instead of a line that is not Python."""
    try:
        tree = ast.parse(f"f({text.strip()})") if not text.strip().endswith("(") else None
    except SyntaxError:
        tree = None
    one = text.replace("==", "").replace("<=", "").replace(">=", "").replace("!=", "")
    if tree is None and one.count("=") > 1 and "(" in text:
        return "inside a call, = names an argument; an equation is written Eq(left, right)"
    return "correct the line; a derivation is assignments and calls only"


def meant(error: BaseException, tree: ast.Module, line: int) -> str:
    """What to do about an error of the line; empty when nothing is known of it."""
    if isinstance(error, NameError) and error.name:
        return _unknown(error.name, tree, line)
    if isinstance(error, TypeError) and (named := re.match(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", str(error))):
        return _no_such_argument(*named.groups())
    return "; ".join(slips(tree, line))


def _unknown(name: str, tree: ast.Module, line: int) -> str:
    """Where the name is assigned later or can be imported from, or which name is near."""
    assigned = {part.id: node.lineno for node in reversed(tree.body) if isinstance(node, ast.Assign)
                for part in ast.walk(node) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    if assigned.get(name, 0) > line:
        return f"{name} is assigned further down, at line {assigned[name]}: what is used or cited must stand above"
    known = {**_names("sympy"), **_names("verifier.language"), **{other: "" for other, place in assigned.items() if place < line}}
    if name in known:
        return f"import it: from {known[name]} import {name}"
    near = difflib.get_close_matches(name, known, 3, 0.75)
    if near:
        return f"did you mean {' or '.join(item + (f' of {known[item]}' if known[item] else '') for item in near)}?"
    return f'declare it above: {name} = real("{name}"), or positive, natural, function, matrix and so on'


def _names(module: str) -> dict[str, str]:
    return {name: module for name in getattr(importlib.import_module(module), "__all__", ())}


def _no_such_argument(function: str, argument: str) -> str:
    """Which arguments a word of the language takes."""
    word = getattr(importlib.import_module("verifier.language"), function, None)
    if word is None:
        return ""
    known = list(inspect.signature(word).parameters)
    near = difflib.get_close_matches(argument, known, 1)
    return f"did you mean {near[0]}=? " * bool(near) + f"{function} takes {', '.join(known)}"
