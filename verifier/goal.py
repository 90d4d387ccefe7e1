"""What a strategy is asked: a statement, the facts that the author cites for it, and what may be assumed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Protocol

from verifier.evidence import Evidence


@dataclass(frozen=True, eq=False)
class Fact:
    """For all values of `variables` that meet the hypotheses, the conclusion holds."""

    name: str
    variables: frozenset
    hypotheses: tuple
    conclusion: Any
    kind: str = "premise"  # premise, definition, law, claim, step, hypothesis
    statement: Any = None  # as the author wrote it
    preset: Mapping[Any, Any] = field(default_factory=dict)  # values that the author fixed


@dataclass(frozen=True, eq=False)
class Goal:
    """A statement to be shown from cited facts; `assumptions` are the ranges of its indices and open cases."""

    statement: Any
    facts: tuple[Fact, ...] = ()
    assumptions: tuple = ()
    rules: frozenset = frozenset()
    background: tuple[Fact, ...] = ()  # premises that may serve definedness and a cited claim's needs

    def fact(self, name: str) -> Fact:
        """The fact of that name."""
        for fact in (*self.facts, *self.background):
            if fact.name == name:
                return fact
        raise KeyError(name)


@dataclass
class Budget:
    """How much a strategy may spend on one goal; strategies count their own work so that runs repeat exactly."""

    comparisons: int = 200

    def spend(self) -> bool:
        """Take one comparison; False when none is left."""
        self.comparisons -= 1
        return self.comparisons >= 0


class Strategy(Protocol):
    """Says what it tries, on which goals, why its evidence suffices, where it gives up."""

    name: str

    def propose(self, goal: Goal, budget: Budget) -> Evidence | None:
        """Evidence for the goal, or None."""
