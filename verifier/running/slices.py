"""What of a derivation a claim rests on: its own statement and proof, and every name they lead to, without lines and comments.

A derivation is data, so its names say what depends on what.  Whatever else a file does at its top level, such as setting
a precision, belongs to every claim; a file that reaches for names by text is taken whole.
"""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, Iterator

from verifier.claim import Article, Claim, Law
from verifier.running.files import sources_of
from verifier.running.places import PLACED

BY_TEXT = frozenset({"globals", "locals", "vars", "eval", "exec", "getattr", "setattr", "__import__"})
INSIDE = frozenset({"copy", "dataclasses", "gc", "importlib", "inspect", "sys"})  # modules that can take a claim apart
NOT_CITED = frozenset({"proof", "holds_for", "fails_for", "measured_by", "refuted_by", "latex", "note"})  # by another claim


@dataclass
class _Module:
    """The top level of one file."""

    made: dict[str, list[ast.stmt]]  # name -> the assignments or the function that make it
    taken: list[tuple[str, str, str]]  # (name here or "*", module beside this one, name there)
    always: list[ast.stmt]  # what belongs to every claim


class Slices:
    """The files of a derivation, cut for each claim."""

    def __init__(self, path: str | Path):
        path = Path(path)
        trees = {part.stem: ast.parse(part.read_bytes()) for part in sources_of(path)}
        self.modules = {name: _read(tree) for name, tree in trees.items()}
        self.whole = any(_hides(node, tree) for tree in trees.values() for node in ast.walk(tree))
        self._words: dict[tuple[int, bool], tuple[str, frozenset, bool]] = {}

    def of(self, variable: str) -> list[str]:
        """The statements that a claim rests on, in the order of the files; all of them where names do not tell."""
        reached: dict[tuple[str, str], bool] = {}  # (module, name) -> whether it is only cited
        waiting = [(module, variable, False) for module in self.modules if variable in self.modules[module].made]
        for module, part in self.modules.items():
            waiting += [(module, name, False) for node in part.always for name in self._text(node, False)[1]]
            waiting += [(module, name, False) for name in part.made if self.whole]
        while waiting:
            module, name, cited = waiting.pop()
            seen = reached.get((module, name))
            if seen is False or seen is cited:
                continue
            reached[module, name] = cited
            part = self.modules[module]
            for node in part.made.get(name, ()):
                _, names, inside = self._text(node, cited)
                waiting += [(module, other, not inside) for other in names]
            waiting += [(source, name if there == "*" else there, cited) for here, source, there in part.taken
                        if here in (name, "*") and source in self.modules]
        said = []
        for module, part in self.modules.items():
            nodes = [(node, False) for node in part.always]
            for name in part.made.keys() & {name for where, name in reached if where == module}:
                nodes += [(node, reached[module, name]) for node in part.made[name]]
            nodes.sort(key=lambda row: (row[0].lineno, row[0].col_offset))
            said += [f"{module}: {self._text(node, cited)[0]}" for node, cited in nodes]
        return list(dict.fromkeys(said))

    def _text(self, node: ast.stmt, cited: bool) -> tuple[str, frozenset, bool]:
        """A statement without its place, the names in it, and whether it looks into claims; of a cited claim, not its proof."""
        key = id(node), cited
        if key not in self._words:
            parts = [node]
            value = getattr(node, "value", None)
            if cited and isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "Claim":
                parts = [*node.targets, *value.args, *(word for word in value.keywords if word.arg not in NOT_CITED)] \
                    if isinstance(node, ast.Assign) else [node]
            within = [inner for part in parts for inner in ast.walk(part)]
            names = frozenset(inner.id for inner in within if isinstance(inner, ast.Name))
            inside = any(isinstance(inner, ast.Attribute) and inner.attr in NOT_CITED for inner in within)
            self._words[key] = "; ".join(map(ast.dump, parts)), names, inside
        return self._words[key]


def _read(tree: ast.Module) -> _Module:
    made: dict[str, list[ast.stmt]] = {}
    taken, always = [], []
    for position, node in enumerate(tree.body):
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            made.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.Assign) and all(map(_is_name, node.targets)):
            for name in (name for target in node.targets for name in ast.walk(target) if isinstance(name, ast.Name)):
                made.setdefault(name.id, []).append(node)
        elif _is_beside(node):
            taken += [(alias.asname or alias.name, node.module, alias.name) for alias in node.names]
        elif not (position == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
            always.append(node)
    return _Module(made, taken, always)


def _is_beside(node: ast.AST) -> bool:
    return isinstance(node, ast.ImportFrom) and node.level == 1 and bool(node.module) and "." not in node.module


def _hides(node: ast.AST, tree: ast.Module) -> bool:
    """Whether it may reach a name without writing it."""
    modules = ([alias.name for alias in node.names] if isinstance(node, ast.Import)
               else [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else [])
    return (isinstance(node, ast.Name) and node.id in BY_TEXT or isinstance(node, ast.Attribute) and node.attr.startswith("__")
            or any(name.partition(".")[0] in INSIDE for name in modules)
            or isinstance(node, ast.ImportFrom) and node.level > 0 and not (_is_beside(node) and node in tree.body))


def _is_name(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) or isinstance(target, ast.Tuple) and all(map(_is_name, target.elts))


def keys_of(article: Article) -> dict[str, str]:
    """Id -> digest of all that the claim's row depends on, the engine aside."""
    slices = Slices(article.path)
    ids = {id(claim): key for key, claim in article.claims.items()}

    def key(name: str, claim: Claim) -> str:
        called = [(article.names.get(id(part), ""), ids.get(id(part), "")) for part in _parts(claim, claim)]
        said = [article.path, article.slug, name, called, slices.of(article.names.get(id(claim), ""))]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()
    return {name: key(name, claim) for name, claim in article.claims.items()}


def _parts(value: Any, root: Claim) -> Iterator[Any]:
    if isinstance(value, PLACED):
        yield value
    if isinstance(value, Law) or isinstance(value, Claim) and value is not root:
        return
    if is_dataclass(value) and not isinstance(value, type):
        value = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    for part in value if isinstance(value, tuple | list) else ():
        yield from _parts(part, root)
