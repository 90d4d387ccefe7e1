"""One mutant and what became of it, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from verifier.judgement.printing import text
from verifier.mutants.mutation import Mutant
from verifier.tools.evaluation.evaluate import Outcome
from verifier.vocabulary.valuation import Valuation

REFUTED, DISAGREES, EQUIVALENT, IMPLIED, SURVIVED = "refuted", "disagrees", "equivalent", "implied", "survived"
NOTICED = (REFUTED, DISAGREES, EQUIVALENT, IMPLIED)


@dataclass
class Fate:
    """One mutant, what became of it and what shows that."""

    mutant: Mutant
    beside: Any = None  # what is left of it where the statement that it changes holds, if that is proved
    outcome: str = ""
    shown_by: str = ""
    met: int = 0  # points at which it holds
    against: str = ""  # where the numbers speak against it without certainty, as those of a limit do
    blind: bool = False  # the statement itself is decided at none of the first points, so farther ones would not help
    without: list = field(default_factory=list)  # (point, reason) where it certainly has no value
    unclear: int = 0  # points at which it is neither seen to hold nor to fail

    def as_row(self) -> dict:
        """Plain data for the record."""
        return {"change": self.mutant.change, "text": text(self.mutant.statement), "outcome": self.outcome, "shown_by": self.shown_by}


def score(rows: list[dict]) -> float | None:
    """The part of the mutants that is noticed; none when there are no mutants."""
    return round(sum(row["outcome"] in NOTICED for row in rows) / len(rows), 4) if rows else None


def shown(valuation: Valuation) -> str:
    """The point in words."""
    return ", ".join(f"{name} = {value}" for name, value in valuation.describe().items())


def told(valuation: Valuation, outcome: Outcome) -> str:
    """Where the statement fails, and with which numbers."""
    left, right = outcome.words()
    return f"at {shown(valuation)}: " + (f"{left} {outcome.relation} {right} fails" if left else outcome.why or "it fails")


__all__ = ["DISAGREES", "EQUIVALENT", "IMPLIED", "NOTICED", "REFUTED", "SURVIVED", "Fate", "score", "shown", "told"]
