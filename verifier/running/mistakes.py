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
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr)):
            yield "write several statements as a tuple: says=(first, second)"
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


LETTERS = {"≤": "<=", "≥": ">=", "≠": "Ne(a, b)", "²": "**2", "³": "**3", "√": "sqrt(x)", "·": "*", "×": "*", "÷": "/", "−": "-", "∞": "oo",
           "∑": "Sum(f, (k, 1, n))", "∫": "Integral(f, (x, a, b))", "“": '"', "”": '"', "’": "'"}


def misread(text: str, message: str) -> str:
    """What to write instead of a line that is not Python."""
    strange = next((letter for letter in LETTERS if letter in text), "")
    if strange:
        return f"write {LETTERS[strange]} for {strange}"
    if "decimal literal" in message:
        return "write a product with *: 2*x for 2x"
    if "never closed" in message or "unmatched" in message or "does not match" in message:
        return "close each bracket that is opened, in the same order"
    if any(_is_python(text[:place] + "==" + text[place + 1:]) for place in range(len(text)) if _is_single_equals(text, place)):
        return "inside a call, = names an argument; an equation is written Eq(left, right)"
    if re.search(r"\|[^|]+\|", text):
        return "write Abs(x) for |x|"
    return "correct the line; a derivation is assignments and calls only"


def _is_single_equals(text: str, place: int) -> bool:
    return text[place] == "=" and text[place - 1:place] not in ("=", "<", ">", "!") and text[place + 1:place + 2] != "="


def _is_python(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


MEANT = (  # what Python or SymPy says -> what to write
    (r"Invalid limits|requires values for lower and upper bounds", "write the range as one tuple: Sum(f(k), (k, 1, n))"),
    (r"truth value of Relational",
     "a statement is no condition of Python: write Piecewise((value, condition), ...) for values by cases, cases(...) for proofs"),
    (r"'(IndexedBase|RandomVector)' object is not callable", "an entry of a vector is written v[k]"),
    (r"not callable", "write * for a product; only functions, declared by function(...) or sequence(...), take arguments"),
    (r"not subscriptable", "the value of a function or sequence is written f(k); v[k] is an entry of a vector, declared by vector(...)"),
    (r"object has no attribute", "functions are written sin(x), not x.sin(); of a matrix there are A.T and A.I"),
)


def meant(error: BaseException, tree: ast.Module, line: int) -> str:
    """What to do about an error of the line; empty when nothing is known of it."""
    if isinstance(error, NameError) and error.name:
        return _unknown(error.name, tree, line)
    if isinstance(error, TypeError) and (named := re.match(r"(\w+)\(\) got an unexpected keyword argument '(\w+)'", str(error))):
        return _no_such_argument(*named.groups())
    if isinstance(error, TypeError) and (short := re.match(r"(\w+)(?:\.__new__)?\(\) missing \d+ required positional", str(error))):
        return _arguments(short[1])
    return "; ".join(slips(tree, line)) or next((words for said, words in MEANT if re.search(said, str(error))), "")


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
    takes = _arguments(function)
    near = difflib.get_close_matches(argument, re.findall(r"\w+", takes.partition(" takes ")[2]), 1)
    return (f"did you mean {near[0]}=? " if near else "") + takes


def _arguments(function: str) -> str:
    """Which arguments a word of the language takes; empty for other words."""
    word = getattr(importlib.import_module("verifier.language"), function, None)
    if word is None:
        return ""
    known = [name for name in inspect.signature(getattr(word, "__new__", word) if isinstance(word, type) else word).parameters if name != "cls"]
    return f"{function} takes {', '.join(known)}"
