"""Text to Python's syntax tree, which is read and never run."""

from __future__ import annotations

import ast

from verifier.deciding.kinds import Unreadable

LONGEST = 20_000


def tree_of(source: str):
    """The syntax tree of one expression."""
    if not isinstance(source, str):
        raise Unreadable(f"expected a statement in words, found {source!r}")
    if len(source) > LONGEST:
        raise Unreadable(f"the statement has {len(source)} characters, at most {LONGEST} are read")
    try:
        return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as problem:
        where = f", at column {problem.offset}" if getattr(problem, "offset", None) else ""
        where += "; lambda is a word of Python, write lam" if "lambda" in source else ""
        raise Unreadable(f"cannot read {source!r}: {getattr(problem, 'msg', problem)}{where}") from problem


def names_called(sources) -> set[str]:
    """The names that stand before a parenthesis, as functions do."""
    calls = (node.func for text in sources for node in ast.walk(tree_of(text)) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}
