"""What supports a verdict, as plain data that the kernel re-checks.

A derivation is a list of lemmas and a closing.  A lemma is an instance of a cited fact, or an inequality carried
under a sum or an expectation; the closing says how the goal follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping


class Evidence:
    """Marks the classes below."""


@dataclass(frozen=True, eq=False)
class Instance(Evidence):
    """A cited fact at particular values; `support` are the instances that meet its hypotheses."""

    fact: str
    values: Mapping[Any, Any] = field(default_factory=dict)
    support: tuple[Instance, ...] = ()


@dataclass(frozen=True, eq=False)
class Lifted(Evidence):
    """left <= right for every value of the variable in its range, carried under a sum, integral or expectation."""

    head: str  # "sum", "expectation", "integral"
    left: Any
    right: Any
    limits: tuple  # (variable, lower, upper), or () for an expectation
    proof: Derivation
    relation: str = "<="


@dataclass(frozen=True, eq=False)
class Rewrite(Evidence):
    """Every occurrence of one side of an instance replaced by the other side."""

    instance: Instance
    backwards: bool = False
    side: str = "left"  # which side of the goal


@dataclass(frozen=True, eq=False)
class Identity(Evidence):
    """Both sides have the same normal form, after the rewrites."""

    rewrites: tuple[Rewrite, ...] = ()


@dataclass(frozen=True, eq=False)
class Combination(Evidence):
    """right - left is the sum of multiplier * (lemma's right - left), plus terms that are visibly not negative."""

    multipliers: tuple  # of (position of the lemma, multiplier)
    remainder: Any = 0


@dataclass(frozen=True, eq=False)
class Match(Evidence):
    """The goal is word for word, up to normal form, what the lemma at that position says."""

    position: int


@dataclass(frozen=True, eq=False)
class Sign(Evidence):
    """The sign of an expression read off its structure."""


@dataclass(frozen=True, eq=False)
class MatrixRules(Evidence):
    """Matrix lemmas used as rewriting rules, largest word first; then both sides agree."""

    positions: tuple[int, ...]
    backwards: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Derivation(Evidence):
    """Lemmas in order, and how the goal follows from them."""

    lemmas: tuple[Evidence, ...]
    closing: Evidence
    strategy: str = ""


@dataclass(frozen=True, eq=False)
class Cover(Evidence):
    """Boxes that tile the region; on each of them ball arithmetic shows the relation."""

    region: tuple  # of (symbol, lower, upper)
    boxes: tuple
    bits: int = 128


@dataclass(frozen=True, eq=False)
class Witness(Evidence):
    """A point at which all premises hold and the statement fails."""

    values: Mapping[str, Any]
    bits: int = 256
