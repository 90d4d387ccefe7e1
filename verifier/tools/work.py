"""How much work a search may do, counted in parts of expressions: the same on every machine, unlike seconds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from verifier.tools.evaluation.scalars import Unsupported

NORMAL_FORM = 20  # evaluated parts that one normal form takes as long as


class Work:
    """How many more parts may be taken up, None while nobody counts."""

    left: int | None = None


@contextmanager
def allotted(parts: int) -> Iterator[None]:
    """At most so many parts are taken up inside; then everything is Unsupported."""
    before = Work.left
    granted = Work.left = parts if before is None else min(parts, before)
    try:
        yield
    finally:
        Work.left = None if before is None else before - (granted - Work.left)


def charge(parts: int) -> None:
    """Count the parts; raise Unsupported when there are none left."""
    if Work.left is not None:
        Work.left -= parts
        if Work.left < 0:
            raise Unsupported("more work than was allotted")
