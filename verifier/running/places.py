"""Where in the author's file each claim, step and premise stands: line numbers, source text and comments."""

from __future__ import annotations

import ast
import contextlib
import functools
import io
import sys
import tokenize
from dataclasses import dataclass
from typing import Any, Iterator, Mapping

from verifier import claim as data

PLACED = (data.Claim, data.Premise, data.Definition, data.Step, data.Therefore, data.Chain, data.Induction,
          data.Cases, data.Law, data.Rule, data.Using, data.Example)


@dataclass(frozen=True)
class Place:
    """A piece of the author's file."""

    line: int = 0
    code: str = ""
    path: str = ""


NOWHERE = Place()


@contextlib.contextmanager
def recorded(sources: Mapping[str, str]) -> Iterator[dict[int, Place]]:
    """While the files (path -> text) run, note for each object that they make the author's call that made it.

    The map is keyed by id(object): keep the objects alive as long as the map is read.
    """
    lines = {path: source.splitlines() for path, source in sources.items()}
    found: dict[int, Place] = {}
    makers = {kind: kind.__init__ for kind in PLACED}

    def noting(make):
        def init(self, *arguments, **values):
            make(self, *arguments, **values)
            found[id(self)] = _caller(lines)
        return init

    for kind, make in makers.items():
        kind.__init__ = noting(make)
    try:
        yield found
    finally:
        for kind, make in makers.items():
            kind.__init__ = make


def _caller(sources: Mapping[str, list[str]]) -> Place:
    """The expression of the author's files that is being evaluated now."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename not in sources:
        frame = frame.f_back
    if frame is None:
        return NOWHERE
    path = frame.f_code.co_filename
    lines = sources[path]
    where = _positions(frame.f_code)[frame.f_lasti // 2]
    first, last, start, end = where
    if None in where:
        return Place(frame.f_lineno, lines[frame.f_lineno - 1].strip(), path)
    return Place(first, _piece(lines, where), path)


@functools.lru_cache(maxsize=8)
def _positions(code) -> list:
    """Where each instruction stands; a module's table is long and is asked for at every call that it makes."""
    return list(code.co_positions())


def _piece(lines: list[str], where: tuple[int, int, int, int]) -> str:
    """The text from (first line, last line, start, end), columns counted in bytes as Python does."""
    first, last, start, end = where
    piece = [line.encode() for line in lines[first - 1:last]]
    piece[-1] = piece[-1][:end]
    piece[0] = piece[0][start:]
    return _dedent([part.decode(errors="replace") for part in piece], start)


def _dedent(piece: list[str], column: int) -> str:
    """The text with its later lines moved left as far as its first line was."""
    rest = [line[min(column, len(line) - len(line.lstrip())):] for line in piece[1:]]
    return "\n".join([piece[0], *rest]).rstrip()


@dataclass(frozen=True)
class Assignment:
    """One name that a file assigns at its top level."""

    name: str
    line: int
    code: str
    comment: str = ""  # what the author wrote behind it
    path: str = ""


def assignments(tree: ast.Module, source: str, path: str) -> tuple[Assignment, ...]:
    """The names assigned at the top level, in the order of the file, a name as often as it is assigned."""
    comments, lines = _comments(source), source.splitlines()
    found = []
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        where = (node.lineno, node.end_lineno, node.col_offset, node.end_col_offset)
        code = _piece(lines, where) if targets else ""  # ast.get_source_segment splits the whole source each time
        for target in targets:
            for name in ast.walk(target):
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store):
                    found.append(Assignment(name.id, node.lineno, code, comments.get(node.end_lineno, ""), path))
    return tuple(found)


def _comments(source: str) -> dict[int, str]:
    """Line -> the comment that ends it."""
    found = {}
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT and token.line[:token.start[1]].strip():
                found[token.start[0]] = token.string.lstrip("#").strip()
    return found


def steps_of(proof: Any) -> Iterator[data.Step | data.Therefore]:
    """The steps of a proof in the order in which the author wrote them."""
    if isinstance(proof, data.Step | data.Therefore):
        yield proof
    elif isinstance(proof, data.Chain):
        yield from steps_of(proof.steps)
    elif isinstance(proof, data.Induction):
        yield from steps_of((proof.base, proof.step))
    elif isinstance(proof, data.Cases):
        yield from steps_of(tuple(part for _, part in proof.cases))
    elif isinstance(proof, tuple | list):
        for part in proof:
            yield from steps_of(part)


def of_steps(claim: data.Claim, places: Mapping[int, Place]) -> list[list]:
    """The author's line and source text of each step of the claim's proof."""
    found = (places.get(id(step), NOWHERE) for step in steps_of(claim.proof))
    return [[place.line, place.code] for place in found]


def attach(record, written: list[list]) -> None:
    """Give each step's record the author's line and source text."""
    steps = [step for step in record.steps if step.relation != "start"]
    if len(steps) == len(written):
        for step, (line, code) in zip(steps, written, strict=True):
            step.line, step.code = line, code


def complete(record, written) -> None:
    """Fill what the engine left empty from what the author wrote; line and code are always the author's."""
    for name in ("title", "statements", "premises", "definitions", "corrects", "equation", "cites", "article_latex",
                 "note", "replay"):
        if not getattr(record, name):
            setattr(record, name, getattr(written, name))
    for name in ("id", "key", "strength", "expected", "path", "line", "code"):
        setattr(record, name, getattr(written, name))
