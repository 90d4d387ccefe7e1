"""What an author writes, as frozen data: sources, premises, laws, steps, claims, articles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Mapping

from verifier.verdict import Verdict


class MalformedClaim(ValueError):
    """The file, not the mathematics, is wrong: says what was expected and what came, and in `advice` what to do."""

    def __init__(self, message: str, advice: str = ""):
        super().__init__(message)
        self.advice = advice
        if advice:
            self.add_note(f"-> {advice}")  # below a traceback, in a notebook or a program of one's own


@dataclass(frozen=True)
class Source:
    """Where a statement stands in the literature."""

    authors: str
    year: int
    title: str
    url: str = ""
    equation: str = ""

    def __str__(self) -> str:
        place = f", {self.equation}" if self.equation else ""
        link = f" <{self.url}>" if self.url else ""
        return f"{self.authors} ({self.year}): {self.title}{place}{link}"


@dataclass(frozen=True, eq=False)
class Premise:
    """A named condition under which a claim is asserted; free indices are universally quantified."""

    says: str
    statement: Any
    unstated: bool = False  # the article needs it and does not say it


@dataclass(frozen=True, eq=False)
class Definition:
    """A name for an expression: `head` (a symbol or an applied function) stands for `meaning`."""

    says: str
    head: Any
    meaning: Any


@dataclass(frozen=True, eq=False)
class Law:
    """A textbook fact: for all its schematic letters, `needs` imply `statement`."""

    name: str
    says: str
    statement: Any
    needs: tuple = ()
    source: str = ""
    holds_for: tuple = ()  # examples that meet the needs
    fails_without: tuple = ()  # examples that break a need, where the statement must fail
    measured_by: Callable | None = None  # where no example can be evaluated: a NumPy or mpmath experiment


@dataclass(frozen=True, eq=False)
class Rule:
    """A way of computing that the kernel carries out itself, such as arithmetic."""

    name: str
    says: str


@dataclass(frozen=True, eq=False)
class Using:
    """A law, premise, claim or earlier step at the values that the author names."""

    fact: Any
    values: Mapping[Any, Any]


@dataclass(frozen=True, eq=False)
class Step:
    """One relation between the previous expression of a chain and the next, and why it holds."""

    relation: str  # one of "=", "<=", "<", ">=", ">"
    right: Any
    because: tuple = ()


@dataclass(frozen=True, eq=False)
class Chain:
    """A calculation: a first expression and the steps that lead from it to the last."""

    start: Any
    steps: tuple


@dataclass(frozen=True, eq=False)
class Therefore:
    """A statement that follows at once from the facts it cites."""

    statement: Any
    because: tuple = ()


@dataclass(frozen=True, eq=False)
class Induction:
    """A proof for every integer from `start` on: the statement at `start`, and from n to n + step."""

    statement: Any
    variable: Any
    start: Any
    base: tuple
    step: tuple
    hypothesis: Premise = None


@dataclass(frozen=True, eq=False)
class Cases:
    """A proof by cases that together exhaust the domain."""

    statement: Any
    cases: tuple  # of (condition, proof)


@dataclass(frozen=True, eq=False)
class Suppose:
    """A proof under a further premise; it shows that the premise implies what the last proof concludes."""

    premise: Premise
    proofs: tuple


@dataclass(frozen=True, eq=False)
class Example:
    """A concrete instance: a value for every symbol and function of the statement."""

    values: Mapping[str, Any]
    note: str = ""


@dataclass(frozen=True)
class Measurement:
    """One number an experiment measured, what the claim predicts, and the error that is justified."""

    what: str
    measured: float
    predicted: float
    error: float
    relation: str = "="  # measured (relation) predicted, up to `error`
    series: tuple = ()  # optional pictures: ((label, ((x, y), ...)), ...)
    samples: int = 0  # of a sampling experiment
    detectable: float = 0.0  # the deviation that the samples would have shown with 99 % power
    abstained: str = ""  # why the samples decide nothing

    @property
    def agrees(self) -> bool:
        """Whether the measured number stands in the stated relation to the predicted one; true where it abstains."""
        if self.abstained:
            return True
        gap = self.measured - self.predicted
        return {"=": abs(gap) <= self.error, "<=": gap <= self.error, ">=": gap >= -self.error}[self.relation]


LEFT_OUT = "measured_by is left out: "


@dataclass(frozen=True)
class LeftOut:
    """Stands for an experiment that is not run, and says why."""

    reason: str


@dataclass(frozen=True, eq=False)
class Counterexample:
    """Values, possibly symbolic, at which the premises hold and the proofs show what contradicts the statement."""

    values: Mapping[Any, Any]
    proof: tuple = ()


# How the article says it; "not asserted" is what a reader might take it to say, such as the converse of a theorem.
STRENGTHS = ("exact", "approximate", "heuristic", "not asserted")


@dataclass(frozen=True, eq=False)
class Claim:
    """A statement with its premises, put forward as true (or, with expected=REFUTED, as false)."""

    name: str
    says: tuple
    given: tuple = ()
    proof: tuple = ()
    holds_for: tuple = ()
    fails_for: tuple = ()
    measured_by: Callable | None = None
    expected: Verdict = Verdict.PROVED
    strength: str = "exact"  # one of STRENGTHS
    equation: str = ""  # the article's own label of the equation
    latex: str = ""  # the article's formula, shown as a quotation
    note: str = ""
    corrects: Claim | None = None  # the false claim that this one puts right
    definitions: tuple = ()
    key: bool = False
    refuted_by: Counterexample | None = None  # for expected=REFUTED where no finite evaluation decides
    cites: tuple = ()  # where the result is known from: "Penrose1955, Theorem 1", the key in references.toml before the comma


@dataclass(frozen=True, eq=False)
class Article:
    """One source document and the claims that are made of it."""

    slug: str
    title: str
    source: Source
    claims: Mapping[str, Claim]  # id (words joined by hyphens) -> claim, in the order of the file
    title_zh: str = ""
    summary: str = ""
    why_no_claims: str = ""  # of a source that states nothing to verify
    idea: str = ""  # what this project took from it all the same
    document: str = ""  # the article itself, Markdown or LaTeX, as a path from the file of the derivation
    names: Mapping[int, str] = field(default_factory=dict)  # id(object) -> variable name in the file
    path: str = ""
