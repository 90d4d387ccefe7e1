"""How the template of a statement in words is read: which arguments it asks for, and its pieces in LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from string import Formatter


@cache
def places_of(template: str) -> int:
    """How many arguments the template asks for."""
    return max((int(place) + 1 for _, place, *_ in Formatter().parse(template) if place and place.isdigit()), default=0)


def words_and_formulas(template: str, formulas: list[str]) -> Iterator[str]:
    """The template as text between formulas; R^{0} is a power."""
    for said, place, *_ in Formatter().parse(template):
        base = said[-2:-1] if said.endswith("^") else ""
        said = said[:-2] if base else said
        yield (rf"\text{{{said}}}" if said else "") + base
        if place is not None:
            yield rf"^{{{formulas[int(place)]}}}" if base else formulas[int(place)]
