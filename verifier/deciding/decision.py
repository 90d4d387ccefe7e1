"""What is said of one statement, as a line of JSON and as a record of a claim with one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from verifier.judgement.certificate import Book
from verifier.judgement.printing import formula
from verifier.record import ClaimRecord, NumericRecord, StepRecord, WitnessRecord
from verifier.verdict import Verdict


@dataclass
class Decision:
    """What can be said of one statement."""

    verdict: Verdict
    evidence: str = ""
    witness: dict = field(default_factory=dict)
    ms: float = 0.0
    explanation: str = ""
    left: str = ""
    right: str = ""
    relation: str = ""
    replaying: Callable[[], str] = str  # makes the line that checks the witness again: a caller may not ask for it
    tried: list = field(default_factory=list)
    points: int = 0
    digits: int = 0
    strategy: str = ""
    statement: Any = None
    source: str = ""
    given: tuple = ()
    accepted: tuple = ()  # the goal and the evidence that the kernel accepted

    @cached_property
    def replay(self) -> str:
        """The line that checks the witness without this program."""
        return self.replaying()

    def as_line(self) -> dict:
        """Plain data for one line of JSON."""
        return {"verdict": self.verdict.name, "evidence": self.evidence or self.explanation, "witness": self.witness or self._sides(),
                "ms": round(self.ms, 3)}

    def _sides(self) -> dict | None:
        """What stands for a witness where a false statement has no free symbols: the values of its sides, or the statement."""
        if self.verdict is not Verdict.REFUTED:
            return None
        return {"left": self.left, "right": self.right} if self.left or self.right else {"statement": str(self.statement)}

    def as_record(self) -> ClaimRecord:
        """The record of a claim with one step, as `explain` tells it."""
        record = ClaimRecord(id="statement", title=self.source, verdict=self.verdict.name, expected=self.verdict.name,
                             as_expected=True, seconds=round(self.ms / 1000, 4), note=self.explanation,
                             fully_proved=self.verdict.is_full, replay=self.replay)
        if self.statement is not None:
            record.statements = [formula(self.statement)]
        record.premises = [{"name": "", "says": text, "text": text, "latex": "", "used": True} for text in self.given]
        step = StepRecord(id="1", relation="therefore", verdict=self.verdict.name, strategy=self.strategy,
                          evidence=self.evidence, milliseconds=round(self.ms, 1), tried=self.tried)
        if self.statement is not None:
            step.statement = step.right = formula(self.statement)
        record.steps = [step]
        record.numeric = NumericRecord(route="balls" if self.points else "none", points=self.points, digits=self.digits,
                                       agrees=self.verdict is not Verdict.REFUTED)
        if self.verdict is Verdict.REFUTED:
            record.witness = WitnessRecord(self.witness, list(self.given), self.left, self.right, self.relation,
                                           self.explanation, self.replay)
        if self.accepted:
            book = Book()
            step.certificate = book.certificate(*self.accepted)
            step.statement.row = step.certificate["goal"]["statement"]
            record.formulas, record.facts = book.rows.rows, book.facts
        return record
