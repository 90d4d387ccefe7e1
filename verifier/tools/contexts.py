"""Contexts of equal knowledge, kept while one claim is judged, so that each question is answered once.

The kernel keeps its own: what a strategy has found out, it finds out again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from verifier.tools.context import Context


class Contexts:
    """Contexts by their statements.  Nobody may add to one that came from here, such as rules to its matrices."""

    def __init__(self):
        self.kept: dict | None = None

    def of(self, statements) -> Context:
        """A context in which the statements are known."""
        if self.kept is None:
            return Context(statements)
        key = tuple(statements)
        if key not in self.kept:
            context = self.kept[key] = Context(key)
            context.kept_as = key
        return self.kept[key]

    def widened(self, context: Context, statement) -> Context:
        """The context with one statement more; kept if the context is."""
        if self.kept is None or context.kept_as is None:
            return context.extended([statement])
        return self.of((*context.kept_as, statement))


FOR_SEARCH, FOR_CHECKS = Contexts(), Contexts()


@contextmanager
def remembering() -> Iterator[None]:
    """Contexts are kept inside, and forgotten at the end."""
    before = FOR_SEARCH.kept, FOR_CHECKS.kept
    FOR_SEARCH.kept, FOR_CHECKS.kept = {}, {}
    try:
        yield
    finally:
        FOR_SEARCH.kept, FOR_CHECKS.kept = before
