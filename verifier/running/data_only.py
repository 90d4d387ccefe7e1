"""Whether a derivation is data: its syntax trees are read before any of it runs, and what is not on the lists is refused.

Strings are the danger, because SymPy would run the text that it is given in place of an expression; they may stand
only where words or names are asked for.  Functions, being experiments, are left out, not refused.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verifier.running.words_of_data import (
    ATTRIBUTES,
    BUILTINS,
    EAGER,
    KEYED,
    LANGUAGE,
    MEASUREMENTS,
    MEASURING,
    METHODS,
    NAMES_AT,
    SYMPY,
    WORDS_AT,
    is_law,
)

LARGEST_FILE, DEEPEST, LONGEST_TEXT = 400_000, 60, 10_000  # bytes, levels of the tree, characters
BITS, HIGHEST = 4096, 10_000  # of an integer that is written out; of a constant exponent
NAME = r"[^\W\d_][\w'^*]*"
NAMES = re.compile(rf"{NAME}(?:[ ,]+{NAME})*")
LEFT_OUT = "left_out_experiment"  # what stands for an experiment in a file that is run
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.MatMult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.BitAnd, ast.BitOr,
             ast.USub, ast.UAdd, ast.Invert, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
DATA = "a derivation is assignments of names to calls of the language, lambdas as notation, numbers and tuples"


@dataclass(frozen=True)
class Refusal:
    """Something in a file that is not data: where, what was found, what is allowed, and what to do."""

    path: str
    line: int
    found: str
    advice: str


@dataclass
class Part:
    """One file of a derivation: its tree without its experiments, and what other files may import from it."""

    path: str
    tree: ast.Module
    source: str
    experiments: set[str] = field(default_factory=set)  # names of functions, and of what is measured with
    own: set[str] = field(default_factory=set)  # names that it assigns or imports from beside it
    texts: set[str] = field(default_factory=set)  # names that it gives to texts, at any place: a lambda looks a name up late
    handed_on: set[str] = field(default_factory=set)  # names of SymPy that it imports
    speaks: bool = False  # whether it imports the language whole
    beside: set[str] = field(default_factory=set)  # the files that it imports whole


def admitted(sources: Mapping[str, bytes], folder: Path) -> tuple[dict[str, tuple[ast.Module, str]], list[Refusal]]:
    """Path -> (tree to run, text), and what is refused; nothing may run while anything is."""
    refusals: list[Refusal] = []
    parts: dict[str, Part] = {}
    for path, raw in sources.items():
        try:
            part = _read(path, raw, folder)
        except _Refused as refused:
            refusals.append(refused.as_refusal(path))
        else:
            parts[Path(path).stem] = part
    for part in parts.values():
        refusals += _Reader(part, parts).refusals()
    return {part.path: (part.tree, part.source) for part in parts.values()}, refusals


class _Refused(Exception):
    def __init__(self, node, found: str, advice: str):
        super().__init__(found)
        self.line, self.found, self.advice = getattr(node, "lineno", node if isinstance(node, int) else 1), found, advice

    def as_refusal(self, path: str) -> Refusal:
        return Refusal(path, self.line, self.found, self.advice)


def _read(path: str, raw: bytes, folder: Path) -> Part:
    """The file as a tree of limited size, from the text that a reader sees."""
    if Path(path).is_symlink() or Path(path).resolve().parent != folder.resolve():
        raise _Refused(1, "the file is a link to another place", "put the file itself into the folder")
    if len(raw) > LARGEST_FILE:
        raise _Refused(1, f"the file has {len(raw)} bytes, at most {LARGEST_FILE} are read", "split the article into a folder of files")
    try:
        if tokenize.detect_encoding(io.BytesIO(raw).readline)[0] not in ("utf-8", "utf-8-sig"):
            raise _Refused(1, "the file declares another encoding than UTF-8", "save it as UTF-8 and drop the declaration")
        source = raw.decode("utf-8-sig")
        for number, line in enumerate(source.split("\n"), 1):
            if not _is_visible(line):
                raise _Refused(number, "an invisible control character", "delete it: what is read must be what is run")
        tree = ast.parse(source, path)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as problem:
        raise _Refused(getattr(problem, "lineno", 1) or 1, f"the file is not Python: {getattr(problem, 'msg', '') or type(problem).__name__}",
                       f"correct the line; {DATA}") from problem
    part = Part(path, tree, source)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            part.experiments.add(node.name)
        elif isinstance(node, ast.Assign):
            names = {name.id for name in ast.walk(node) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
            (part.texts if _is_text(node.value) else part.experiments if _measures(node, part) else part.own).update(names)
        elif isinstance(node, ast.Import) and all(alias.name in MEASURING for alias in node.names):
            part.experiments.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module in MEASURING:
            part.experiments.update(alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            whole = any(alias.name == "*" for alias in node.names)
            if node.level and whole:
                part.beside.add(node.module or "")
            elif node.level:
                part.own.update(alias.asname or alias.name for alias in node.names)
            elif node.module == "sympy":
                part.handed_on.update(alias.name for alias in node.names)
            part.experiments.update(alias.name for alias in node.names if not node.level and alias.name in MEASUREMENTS)
            part.speaks |= whole and node.module == "verifier.language"
    part.own -= part.texts
    return part


def _measures(node: ast.Assign, part: Part) -> bool:
    """Whether an assignment computes with the libraries of experiments, which is then a part of one."""
    return any(isinstance(name, ast.Name) and name.id in part.experiments and name.id not in _functions(part) for name in ast.walk(node))


def _functions(part: Part) -> set[str]:
    return {node.name for node in part.tree.body if isinstance(node, ast.FunctionDef)}


def _is_visible(text: str) -> bool:
    return all(unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co") or letter in "\n\r\t\f" for letter in text)


class _Reader:
    """Reads one file against the lists, and takes its experiments out of its tree."""

    def __init__(self, part: Part, parts: Mapping[str, Part]):
        self.part, self.parts = part, parts
        self.known: set[str] = set(BUILTINS)
        self.experiments = set(part.experiments)
        offered = [self._offered(parts[name], set())[0] - parts[name].handed_on for name in part.beside if name in parts]
        self.own = part.own.union(*offered)  # these may mean anything, so they take no words
        self.depth = 0

    def refusals(self) -> list[Refusal]:
        """What is refused, statement by statement; the tree keeps what is data."""
        found, kept = [], []
        for position, node in enumerate(self.part.tree.body):
            try:
                if position == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
                    kept.append(node)
                elif self._statement(node):
                    kept.append(node)
            except _Refused as refused:
                found.append(refused.as_refusal(self.part.path))
                self.known |= self.part.own  # one refusal for one mistake, not one for each use of its name
        self.part.tree.body = kept
        return found

    def _statement(self, node) -> bool:
        """Whether the statement is kept."""
        if isinstance(node, ast.FunctionDef):
            return False
        if isinstance(node, ast.Import | ast.ImportFrom):
            return self._imports(node)
        if not isinstance(node, ast.Assign):
            raise _Refused(node, f"the statement `{_shown(node)}`", DATA)
        names = [name for target in node.targets for name in self._targets(target)]
        if set(names) <= self.experiments:
            return False
        if _is_text(node.value):
            self._text(node.value)
        else:
            self._expression(node.value)
            self.known.update(names)
        return True

    def _targets(self, target) -> Iterator[str]:
        if isinstance(target, ast.Tuple):
            for part in target.elts:
                yield from self._targets(part)
        elif isinstance(target, ast.Name):
            yield self._name(target, target.id)
        else:
            raise _Refused(target, f"an assignment to `{_shown(target)}`", "assign to names only; an object is never changed once it is made")

    def _name(self, node, name: str) -> str:
        if name.startswith("_") or "__" in name:
            raise _Refused(node, f"the name {name}", "give it a name without a leading or double underscore")
        return name

    # -- imports --------------------------------------------------------------------------------------------------

    def _imports(self, node) -> bool:
        if isinstance(node, ast.Import) or not node.level and node.module in MEASURING:
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module]
            if set(modules) <= MEASURING:
                return False
            raise _Refused(node, f"`{_shown(node)}`", "import names: from sympy import Eq, or from verifier.language import *")
        for alias in node.names:
            if alias.asname and not node.level:
                raise _Refused(node, f"`{_shown(node)}`", "import each name under its own name")
        if node.level:
            return self._imports_from_beside(node)
        node.names = [alias for alias in node.names if alias.name not in MEASUREMENTS]
        names = {alias.name for alias in node.names}
        allowed = SYMPY if node.module == "sympy" else LANGUAGE if node.module == "verifier.language" else frozenset()
        if not allowed and node.module != "verifier.laws":
            raise _Refused(node, f"an import from {node.module}", "import from sympy, verifier.language, verifier.laws and the files beside it only")
        for name in sorted(names):
            if name == "*" and node.module == "verifier.language":
                self.known |= LANGUAGE
            elif name not in allowed and (node.module == "sympy" or not is_law(name)):
                raise _Refused(node, f"the name {name} of {node.module}", f"import the names of mathematics that you use; {name} is not among them")
            self.known.add(name)
        return bool(names)

    def _imports_from_beside(self, node) -> bool:
        other = self.parts.get(node.module or "")
        if node.level != 1 or other is None or other is self.part:
            raise _Refused(node, f"`{_shown(node)}`", "import from the files of the same folder: from .notation import *")
        own, experiments, language = self._offered(other, set())
        whole = any(alias.name == "*" for alias in node.names)
        for name, here in [(name, name) for name in own | experiments] if whole else [(alias.name, alias.asname or alias.name) for alias in node.names]:
            self._name(node, here)
            if name in experiments:
                self.experiments.add(here)
            elif name in own or language and name in LANGUAGE:
                self.known.add(here)
            else:
                raise _Refused(node, f"the name {name} of {Path(other.path).name}", "import a name that the file assigns")
        if whole:
            self.known |= LANGUAGE if language else frozenset()
        node.names = [alias for alias in node.names if alias.name not in experiments]
        return bool(node.names)

    def _offered(self, part: Part, seen: set) -> tuple[set[str], set[str], bool]:
        """The data that may be imported from a file, the experiments, and whether it hands on the language."""
        seen.add(part.path)
        own, experiments, language = part.own | part.handed_on, set(part.experiments), part.speaks
        for name in part.beside:
            if name in self.parts and self.parts[name].path not in seen:
                more = self._offered(self.parts[name], seen)
                own, experiments, language = own | more[0], experiments | more[1], language or more[2]
        for node in part.tree.body:
            if isinstance(node, ast.ImportFrom) and node.level and node.module in self.parts:
                experiments |= {alias.name for alias in node.names} & self.parts[node.module].experiments
        return own - experiments, experiments, language

    # -- expressions ----------------------------------------------------------------------------------------------

    def _expression(self, node):
        """The expression without experiments; _Refused when it is not data."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Refused(node, f"an expression of more than {DEEPEST} levels", "give its parts names")
        read = getattr(self, f"_{type(node).__name__}", None)
        if read is None:
            raise _Refused(node, f"{type(node).__name__} in `{_shown(node)}`", f"{DATA}; write the parts out")
        read(node)
        self.depth -= 1
        return node

    def _all(self, nodes) -> None:
        for node in nodes:
            self._expression(node)

    def _Constant(self, node):
        value = node.value
        if isinstance(value, str):
            raise _Refused(node, f"the text {_cut(repr(value))} where no text is asked for", "write an expression: Eq(x, 1), not \"Eq(x, 1)\"")
        if isinstance(value, int) and value.bit_length() > BITS:
            raise _Refused(node, f"a number of {value.bit_length()} bits", f"at most {BITS} are read; write it as a symbol with a premise")
        if not isinstance(value, int | float | None):
            raise _Refused(node, f"the constant {_cut(repr(value))}", "numbers are integers, or Rational(1, 2)")

    def _Name(self, node):
        self._name(node, node.id)
        if node.id in self.experiments:
            raise _Refused(node, f"the experiment {node.id} for something else than measured_by", "write what it computes as an expression")
        if node.id in self.part.texts:
            raise _Refused(node, f"the text {node.id} where no text is asked for", "write an expression")
        if node.id not in self.known:
            raise _Refused(node, f"the name {node.id}", "use the names that the file declares, those of verifier.language, and those imported from sympy")

    def _Tuple(self, node):
        if len(node.elts) == 2 and _is_text(node.elts[0]):  # ("x", value): a letter of a law and what it stands for
            self._text(node.elts[0], NAMES)
            self._expression(node.elts[1])
        else:
            self._all(node.elts)

    def _List(self, node):
        self._all(node.elts)

    def _Dict(self, node):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                raise _Refused(node, f"** in `{_shown(node)}`", "write the entries out")
            self._text(key, NAMES) if _is_text(key) else self._expression(key)
            self._expression(value)

    def _Starred(self, node):
        self._expression(node.value)

    def _UnaryOp(self, node):
        self._operator(node, node.op)
        self._expression(node.operand)

    def _BinOp(self, node):
        self._operator(node, node.op)
        self._all((node.left, node.right))
        if isinstance(node.op, ast.Pow):
            exponent = _integer(node.right)
            base = _integer(node.left)
            if exponent is not None and abs(exponent) > (HIGHEST if base is None else BITS // max(base.bit_length(), 1)):
                raise _Refused(node, f"the power `{_shown(node)}`", "its exponent is too large to be computed; use a symbol with a premise")

    def _Compare(self, node):
        for operator in node.ops:
            self._operator(node, operator)
        self._all((node.left, *node.comparators))

    def _operator(self, node, operator) -> None:
        if not isinstance(operator, OPERATORS):
            better = {"BitXor": "; write ** for a power", "Eq": "; write Eq(left, right)", "NotEq": "; write Ne(left, right)"}.get(type(operator).__name__, "")
            raise _Refused(node, f"the operator {type(operator).__name__} in `{_shown(node)}`", "use + - * / ** and the relations < <= > >=" + better)

    def _Subscript(self, node):
        self._expression(node.value)
        self._text(node.slice, NAMES) if _is_text(node.slice) else self._expression(node.slice)

    def _Slice(self, node):
        self._all(part for part in (node.lower, node.upper, node.step) if part is not None)

    def _Attribute(self, node):
        if node.attr not in ATTRIBUTES:
            raise _Refused(node, f"the attribute .{node.attr}", f"only {', '.join('.' + name for name in sorted(ATTRIBUTES))} are read")
        self._expression(node.value)

    def _Lambda(self, node):
        given = node.args
        if given.defaults or given.kw_defaults or given.vararg or given.kwarg or given.kwonlyargs or given.posonlyargs:
            raise _Refused(node, f"`{_shown(node)}`", "notation takes plain arguments: lambda t: t**2")
        names = {self._name(argument, argument.arg) for argument in given.args}
        if names & (WORDS_AT.keys() | NAMES_AT.keys()):
            raise _Refused(node, f"a word of the language as an argument in `{_shown(node)}`", "give the argument another name")
        before = self.known, self.experiments
        self.known, self.experiments = self.known | names, self.experiments - names
        self._expression(node.body)
        self.known, self.experiments = before

    def _Call(self, node):
        named = isinstance(node.func, ast.Name)
        if not named and not (isinstance(node.func, ast.Attribute) and node.func.attr in METHODS):
            raise _Refused(node, f"a call of `{_shown(node.func)}`", f"call names, or the methods {', '.join('.' + name for name in sorted(METHODS))}")
        self._expression(node.func.value if not named else node.func)
        word = node.func.id if named and node.func.id not in self.own else ""
        if word in EAGER and any((value := _integer(part)) is not None and abs(value) > HIGHEST for part in node.args):
            raise _Refused(node, f"`{_shown(node)}`", f"it would be computed at once; numbers up to {HIGHEST} are allowed here")
        for position, part in enumerate(node.args):
            self._argument(word, position, part)
        node.keywords = [part for part in node.keywords if not (part.arg == "measured_by" and word == "Claim" and self._leave_out(part))]
        for part in node.keywords:
            if part.arg is None and word not in KEYED:
                raise _Refused(part.value, f"** in a call of {_shown(node.func)}", f"write the named arguments out; ** is read in {', '.join(sorted(KEYED))}")
            if part.arg is not None:
                self._name(part.value, part.arg)
            self._argument(word, part.arg, part.value)

    def _leave_out(self, part: ast.keyword) -> bool:
        """An experiment is replaced by one that says why it was not done."""
        part.value = ast.copy_location(ast.Name(LEFT_OUT, ast.Load()), part.value)
        return False

    def _argument(self, word: str, place, node) -> None:
        if isinstance(node, ast.Name) and node.id == LEFT_OUT:
            return
        if place in NAMES_AT.get(word, ()) and _is_text(node):
            self._text(node, NAMES)
        elif place in WORDS_AT.get(word, ()) and _is_text(node):
            self._text(node)
        elif place in WORDS_AT.get(word, ()) and isinstance(node, ast.Name) and node.id in self.part.texts:
            return
        elif place in WORDS_AT.get(word, ()) and isinstance(node, ast.Tuple) and all(map(_is_text, node.elts)):
            for part in node.elts:
                self._text(part)
        else:
            self._expression(node)

    def _text(self, node, pattern: re.Pattern | None = None) -> None:
        text = node.value
        if len(text) > LONGEST_TEXT or not _is_visible(text):
            raise _Refused(node, f"the text {_cut(repr(text))}", f"at most {LONGEST_TEXT} visible characters are read")
        if pattern is not None and not pattern.fullmatch(text.strip()):
            raise _Refused(node, f"the text {_cut(repr(text))} as a name", "a name is letters, digits and _ ^ ' *; several are separated by spaces")


def _is_text(node) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _integer(node) -> int | None:
    """The integer that a constant expression stands for, a huge one for what would not fit; None when it is none."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _integer(node.operand)
        return None if inner is None else -inner
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Integer" and len(node.args) == 1:
        return _integer(node.args[0])
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.Pow):
        left, right = _integer(node.left), _integer(node.right)
        if left is None or right is None:
            return None
        if isinstance(node.op, ast.Pow):
            return 1 << BITS if right < 0 or right * left.bit_length() > BITS else left ** right
        return left + right if isinstance(node.op, ast.Add) else left - right if isinstance(node.op, ast.Sub) else left * right
    return None


def _shown(node) -> str:
    try:
        return _cut(ast.unparse(node).splitlines()[0])
    except RecursionError:
        return "..."


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."
