"""Which kinds of parts an expression or a statement has, by one walk for all questions."""

from __future__ import annotations

from functools import lru_cache

from sympy import Basic


@lru_cache(maxsize=256)
def kinds_in(statement) -> frozenset[type]:
    """The types of all parts, the whole among them."""
    found, waiting = set(), [statement]
    while waiting:
        part = waiting.pop()
        found.add(type(part))
        if isinstance(part, (Basic, tuple)):
            waiting.extend(part.args if isinstance(part, Basic) else part)
    return frozenset(found)


def contains(statement, *heads: type) -> bool:
    """Whether some part is of one of these types."""
    return any(issubclass(kind, heads) for kind in kinds_in(statement))
