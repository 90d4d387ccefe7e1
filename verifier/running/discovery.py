"""Run each derivation by path under a name of its own, and say what is wrong with those that do not load."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import hashlib
import importlib
import sys
import traceback
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Iterable, Iterator, Mapping

from verifier.claim import Article, Claim, MalformedClaim
from verifier.running import data_only, mistakes
from verifier.running.data_modules import Checked, surroundings
from verifier.running.files import FOLDER_FILE, sources_of
from verifier.running.places import PLACED, Assignment, Place, assignments, recorded


@dataclass(frozen=True)
class Problem:
    """What is wrong in an author's file, and what to do about it."""

    message: str
    advice: str = ""
    line: int = 0
    claim: str = ""
    step: str = ""

    def as_data(self) -> dict:
        """The row that a record keeps."""
        return dataclasses.asdict(self)


class FileProblem(Exception):
    """A derivation file that gives no article."""

    def __init__(self, path: str, problems: Iterable[Problem]):
        self.path, self.problems = path, tuple(problems)
        super().__init__("\n".join(f"{path}:{problem.line}: {problem.message}" for problem in self.problems))


@dataclass(frozen=True)
class Loaded:
    """A derivation file that ran: its article, where its parts stand, and what is wrong with some of them."""

    article: Article
    namespace: Mapping[str, object]
    assigned: tuple[Assignment, ...]
    places: Mapping[int, Place]
    problems: tuple[Problem, ...] = ()
    slug_line: int = 0
    line_of: Mapping[str, int] = field(default_factory=dict)  # variable -> line


def claim_id(variable: str) -> str:
    """The id that a claim has by the name of its variable."""
    return variable.strip("_").replace("_", "-")


def load_article(path: str | Path) -> Article:
    """The article of a file or folder; FileProblem when anything is wrong with it."""
    loaded = load(Path(path) / FOLDER_FILE if Path(path).is_dir() else path)
    if loaded.problems:
        raise FileProblem(str(path), loaded.problems)
    return loaded.article


def load(path: str | Path, untrusted: bool = False) -> Loaded:
    """Run the file and complete its article; FileProblem when it gives none, or when it is untrusted and not data."""
    path = str(path)
    raw = {str(part if str(part) == path else part.absolute()): part.read_bytes() for part in sources_of(path)}
    parsed = _admitted(path, raw) if untrusted else {part: _parse(part, content) for part, content in raw.items()}
    with recorded({part: source for part, (_, source) in parsed.items()}) as places, _package(path, parsed if untrusted else None) as package:
        module = types.ModuleType(f"{package}.article")
        module.__file__, module.__package__ = path, package
        if untrusted:
            module.__dict__.update(surroundings())
        try:
            exec(compile(parsed[path][0], path, "exec"), module.__dict__)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # an author's file may raise anything, SystemExit included
            raise FileProblem(path, [_failure(path, parsed, error)]) from error
        parts = {**{found.__file__: found.__dict__ for name, found in sys.modules.items() if name.startswith(package + ".")},
                 path: module.__dict__}
    files = [_File(part, parts[part], assignments(*parsed[part], part)) for part in parsed if part in parts]
    return _completed(path, files, places)


def _admitted(path: str, raw: Mapping[str, bytes]) -> dict:
    """The trees of a stranger's files; FileProblem names all that is not data."""
    parsed, refusals = data_only.admitted(raw, Path(path).parent)
    if refusals:
        raise FileProblem(path, [Problem(
            f"{'' if item.path == path else Path(item.path).name + f', line {item.line}: '}found {item.found}, which is not data", item.advice,
            item.line) for item in refusals])
    return parsed


@contextlib.contextmanager
def _package(path: str, admitted: Mapping | None = None) -> Iterator[str]:
    """The name of a package, found by path, whose modules are the files beside an article of several files.

    Of a stranger's files, those that were `admitted` are imported as they were checked, whatever is on the disk by then.
    """
    package = "_derivation_" + hashlib.sha256(str(Path(path).resolve()).encode()).hexdigest()[:16]
    parent = types.ModuleType(package)
    parent.__path__ = [str(Path(path).parent.absolute())] if Path(path).name == FOLDER_FILE and admitted is None else []
    checked = Checked(package, admitted) if admitted is not None and Path(path).name == FOLDER_FILE else None
    sys.modules[package] = parent
    if checked:
        sys.meta_path.insert(0, checked)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    importlib.invalidate_caches()
    try:
        yield package
    finally:
        sys.dont_write_bytecode = writes
        if checked:
            sys.meta_path.remove(checked)
        for name in [name for name in sys.modules if name == package or name.startswith(package + ".")]:
            del sys.modules[name]


def _parse(path: str, raw: bytes) -> tuple[ast.Module, str]:
    try:
        tree = ast.parse(raw, path)
        return tree, raw.decode("utf-8-sig")
    except (SyntaxError, ValueError) as error:
        text = (getattr(error, "text", None) or "").strip()
        message = f"the file is not Python: {getattr(error, 'msg', error)}" + (f", in `{text}`" if text else "")
        raise FileProblem(path, [Problem(message, mistakes.misread(text, str(error)), getattr(error, "lineno", 0) or 0)]) from error


_ADVICE = (
    (ImportError, "a derivation imports from sympy, numpy and verifier.language only"),
    (MalformedClaim, "correct the call at this line"),
    (RecursionError, "a definition refers to itself; write it as a recurrence"),
    (SystemExit, "a derivation is data; it must not end the program"),
)


def _failure(path: str, sources: Mapping[str, tuple[ast.Module, str]], error: BaseException) -> Problem:
    """The error, at the last of the author's own lines that led to it."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in sources]
    line, text = (own[-1].lineno, own[-1].line) if own else (0, "")
    if own and own[-1].filename != path:
        text = f"{text}` of `{Path(own[-1].filename).name}"
    advice = next((words for kind, words in _ADVICE if isinstance(error, kind)),
                  f"run `python {path}` to see the whole traceback")
    if own:
        advice = mistakes.meant(error, sources[own[-1].filename][0], line) or getattr(error, "advice", "") or advice
    said = str(error) if isinstance(error, MalformedClaim) else f"{type(error).__name__}: {error}"
    return Problem(said + (f", in `{text}`" if text else ""), advice, line)


@dataclass(frozen=True)
class _File:
    """One file of a derivation after it ran."""

    path: str
    namespace: Mapping[str, object]
    assigned: tuple[Assignment, ...]


def _completed(path: str, files: list[_File], places: Mapping) -> Loaded:
    """The article with the ids of its claims, the names of its parts, and its path."""
    namespace = files[-1].namespace
    article = namespace.get("article")
    line_of = {item.name: item.line for file in files for item in reversed(file.assigned)}
    if not isinstance(article, Article):
        found = "no such name" if article is None else f"a {type(article).__name__}"
        raise FileProblem(path, [Problem(
            f"expected a module-level `article`, found {found}",
            "end the file with article = Article(slug=..., title=..., source=..., claims=(first, second))",
            line_of.get("article", 0))])
    names: dict[int, str] = {}
    values: dict[str, object] = {}
    for file in files:
        for item in file.assigned:
            value = values[item.name] = file.namespace.get(item.name)
            if isinstance(value, PLACED):
                names.setdefault(id(value), item.name)
    claims, problems = _claims_by_id(article, values, names, line_of)
    for file in files:
        problems += _twice_assigned(file)
    complete = dataclasses.replace(article, claims=claims, names=names, path=path)
    assigned = tuple(item for file in files for item in file.assigned)
    return Loaded(complete, {**namespace, **values}, assigned, places, tuple(problems), line_of.get("article", 0), line_of)


def _claims_by_id(article: Article, namespace: Mapping, names: Mapping, line_of: Mapping):
    """Id -> claim in the order of the article, and what is wrong with the list."""
    at = line_of.get("article", 0)
    listed = article.claims.values() if isinstance(article.claims, Mapping) else article.claims
    claims: dict[str, Claim] = {}
    problems = []
    for position, claim in enumerate(listed, 1):
        if not isinstance(claim, Claim):
            problems.append(Problem(f"claims: entry {position} is a {type(claim).__name__}, expected a claim",
                                    "list the variables that hold claims", at))
            continue
        variable = names.get(id(claim))
        if variable is None:
            problems.append(Problem(f"claims: entry {position} ({claim.name!r}) has no variable of its own",
                                    "assign the claim to a variable at the top of the file; its name becomes the id", at))
            continue
        key = claim_id(variable)
        if key in claims:
            problems.append(Problem(f"claims: duplicate id {key!r}", "list each claim once, and name no two alike",
                                    line_of.get(variable, at), key))
            continue
        claims[key] = claim
    listed_ids = {id(claim) for claim in claims.values()}
    for variable, value in namespace.items():
        if isinstance(value, Claim) and id(value) not in listed_ids and names.get(id(value)) == variable:
            problems.append(Problem(f"{variable} is a claim but the article does not list it",
                                    f"add {variable} to claims=(...), or delete it", line_of.get(variable, at),
                                    claim_id(variable)))
    return claims, problems


def _twice_assigned(file: _File) -> list[Problem]:
    """A name assigned again: the first claim or premise of that name would vanish without a word."""
    seen: dict[str, Assignment] = {}
    problems = []
    for item in file.assigned:
        if item.name in seen:
            claim = isinstance(file.namespace.get(item.name), Claim)
            kind = "id " + repr(claim_id(item.name)) if claim else f"name {item.name!r}"
            problems.append(Problem(
                f"duplicate {kind}: {item.name} is assigned at line {seen[item.name].line} and again at line {item.line}",
                "give the second one a name of its own", item.line, claim_id(item.name) if claim else ""))
        seen.setdefault(item.name, item)
    return problems
