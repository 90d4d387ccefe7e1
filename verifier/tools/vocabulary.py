"""Which kinds of parts an expression or a statement has, by one walk for all questions."""

from __future__ import annotations

from functools import lru_cache

from sympy import preorder_traversal


@lru_cache(maxsize=256)
def kinds_in(statement) -> frozenset[type]:
    """The types of all parts, the whole among them."""
    return frozenset(map(type, preorder_traversal(statement)))


def contains(statement, *heads: type) -> bool:
    """Whether some part is of one of these types."""
    return any(issubclass(kind, heads) for kind in kinds_in(statement))
