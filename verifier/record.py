"""The JSON of a run: the only door between verifying and rendering, and the only thing `reports` reads.

Every field is plain data (text, numbers, lists), so a record outlives the versions that wrote it.
Formulas come three times: `text` (SymPy's own words), `latex` (for display) and, for claims and steps,
`code` (the author's line), because what is displayed must be what was checked.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Iterator

SCHEMA = 2


@dataclass
class Formula:
    """One statement or expression as it was checked."""

    text: str = ""
    latex: str = ""
    row: str = ""  # "#12": its row in the claim's table `formulas`, where evidence refers to it


@dataclass
class StepRecord:
    """One step of a proof: `statement` is the whole relation; `because` are the words of the reasons."""

    id: str = ""  # "1", "2.3": position in the proof
    statement: Formula = field(default_factory=Formula)
    relation: str = ""  # "=", "<=", ..., or "therefore"
    left: Formula | None = None  # the first expression of a chain, with its first step only
    right: Formula = field(default_factory=Formula)  # what a reader sees in a chain after the relation
    because: list[dict] = field(default_factory=list)  # {"kind": premise|law|claim|step|rule, "name", "says", "id", "source"}
    verdict: str = "UNDECIDED"
    strategy: str = ""
    evidence: str = ""  # one paragraph a reader can check
    certificate: dict = field(default_factory=dict)  # the goal and the evidence as data, see `verifier.judgement.certificate`
    milliseconds: float = 0.0
    tried: list[dict] = field(default_factory=list)  # {"strategy", "outcome", "milliseconds"}
    line: int = 0  # of the author's file
    code: str = ""


@dataclass
class NumericRecord:
    """The independent route: what was compared, at how many points, to how many digits."""

    route: str = ""  # "exact", "balls", "NumPy", "Monte Carlo", "none"
    points: int = 0
    digits: int = 0
    worst_residual: str = ""
    agrees: bool = True
    note: str = ""
    premises_hold: int = 0  # how many of the points meet every premise with certainty
    instances: list[dict] = field(default_factory=list)
    # {"values", "left", "right", "relation", "holds", "certified", "digits", "note", "series": [{"label", "across", "points": [[x, y]]}]}
    measurements: list[dict] = field(default_factory=list)
    # {"what", "measured", "predicted", "error", "relation", "agrees", "samples", "detectable", "abstained", "series": [{"label", "points": [[x, y]]}]}


@dataclass
class WitnessRecord:
    """A point at which the premises hold and the statement fails, with its arithmetic worked out."""

    values: dict[str, str] = field(default_factory=dict)
    premises: list[str] = field(default_factory=list)  # each premise with the values put in
    left: str = ""
    right: str = ""
    relation: str = ""
    explanation: str = ""
    replay: str = ""  # a command that needs nothing of this tool
    certificate: dict = field(default_factory=dict)  # exact values, premises and statement as data, with tables of its own


@dataclass
class ClaimRecord:
    """All that is known of one claim."""

    id: str = ""  # "sgd-average-loss/core-inequality"
    title: str = ""
    key: bool = False
    strength: str = "exact"
    verdict: str = "UNDECIDED"
    expected: str = "PROVED"
    as_expected: bool = False
    fully_proved: bool = False
    statements: list[Formula] = field(default_factory=list)
    premises: list[dict] = field(default_factory=list)
    # {"name", "says", "text", "latex", "used", "unstated": bool, "necessity": "needed"|"unknown"|"not needed", "shown_by": str}
    definitions: list[dict] = field(default_factory=list)  # {"name", "says", "text", "latex"}
    steps: list[StepRecord] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)  # the parts of all formulas of the certificates, see `tools.formula_rows`
    facts: list[dict] = field(default_factory=list)  # what the steps cite: {"name", "kind", "general", "hypotheses", "conclusion", ...}
    numeric: NumericRecord = field(default_factory=NumericRecord)
    witness: WitnessRecord | None = None
    needs_shown: list[str] = field(default_factory=list)
    boundary_cases: list[dict] = field(default_factory=list)  # {"values", "breaks": [premise names], "note", "left", "right", "relation"}
    mutants: list[dict] = field(default_factory=list)
    # {"change", "text", "outcome": "refuted"|"disagrees"|"equivalent"|"implied"|"survived", "shown_by"}
    mutation_score: float | None = None  # all but the survivors, of all
    uses: list[str] = field(default_factory=list)  # ids of the claims it cites
    tainted_by: list[str] = field(default_factory=list)  # ids of assumed claims among its ancestors
    corrects: str = ""  # id of the false claim that this one puts right
    corrected_by: str = ""
    equation: str = ""  # the article's label
    cites: list[dict] = field(default_factory=list)  # {"key" of the record's references, "where" in it}
    article_latex: str = ""  # the article's own formula, shown as a quotation
    note: str = ""
    problems: list[dict] = field(default_factory=list)  # {"message", "advice", "step", "line"}
    seconds: float = 0.0
    replay: str = ""  # "verifier check derivations/x.py --claim id"
    path: str = ""  # of the author's file; the article's, unless that has several
    line: int = 0
    code: str = ""

    @property
    def outcomes(self) -> list[list[str]]:
        """The strategy and the verdict of each step."""
        return [[step.strategy, step.verdict] for step in self.steps]


@dataclass
class ArticleRecord:
    """One article and its claims, in the order of the file."""

    slug: str = ""
    title: str = ""
    title_zh: str = ""
    source: str = ""
    url: str = ""
    summary: str = ""
    why_no_claims: str = ""
    idea: str = ""  # what was taken from a source without claims
    path: str = ""  # of the derivation file, relative to the working folder
    document: str = ""  # the article itself, if the derivation names it
    equations: list[dict] = field(default_factory=list)
    # {"line", "labels", "latex", "claims": [ids], "changed": [ids whose quotation is no longer there]} of each displayed equation
    notation: list[dict] = field(default_factory=list)  # {"name", "kind", "meaning", "latex"}
    claims: list[ClaimRecord] = field(default_factory=list)
    problems: list[dict] = field(default_factory=list)  # the file did not load: {"message", "advice", "line"}


@dataclass
class Record:
    """One run over a corpus."""

    schema: int = SCHEMA
    created: str = ""
    seconds: float = 0.0
    versions: dict[str, str] = field(default_factory=dict)  # verifier, python, sympy, mpmath, numpy, python-flint, ground types
    verdicts: dict[str, str] = field(default_factory=dict)  # the ladder: name -> meaning, strongest first
    references: dict[str, dict] = field(default_factory=dict)  # key -> {"author", "year", "title", "in", "url"} of what claims cite
    articles: list[ArticleRecord] = field(default_factory=list)


NESTED = {"statement": Formula, "right": Formula, "left": Formula, "statements": Formula, "steps": StepRecord,
          "numeric": NumericRecord, "witness": WitnessRecord, "claims": ClaimRecord, "articles": ArticleRecord}


@functools.cache
def _names(kind) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind))


def _build(kind, data):
    """Dataclass `kind` from the mapping `data`, unknown keys refused."""
    values = dict(data)
    for key in values.keys() & NESTED.keys():
        inner, value = NESTED[key], values[key]
        if isinstance(value, dict):
            values[key] = _build(inner, value)
        elif isinstance(value, list):
            values[key] = [_build(inner, item) for item in value]
    if unknown := values.keys() - set(_names(kind)):
        raise ValueError(f"{kind.__name__} has no field {min(unknown)!r}; known are {sorted(_names(kind))}")
    return kind(**values)


def claim_from_data(data: dict) -> ClaimRecord:
    """One claim's record from plain data, as the cache stores it."""
    return _build(ClaimRecord, data)


def to_data(part):
    """Plain data of any part of a record; the tables in it are the record's own, not copies."""
    if isinstance(part, list):
        return [to_data(inner) for inner in part]
    return {name: to_data(getattr(part, name)) for name in _names(type(part))} if is_dataclass(part) else part


LONG = ("steps", "formulas", "facts", "mutants", "boundary_cases")  # most of a row: a page shows them, a count does not


class UnreadClaim(ClaimRecord):
    """A claim's row whose long fields are still the JSON that they were kept as; the first that is asked for reads them all."""

    def __init__(self, short: dict, long: str, outcomes: list):
        vars(self).update(vars(claim_from_data(short)))
        for name in LONG:
            del self.__dict__[name]
        self.unread, self.known_outcomes = long, outcomes

    @property
    def outcomes(self) -> list[list[str]]:
        """The strategy and the verdict of each step, for which the steps need not be read."""
        return self.known_outcomes

    def __getattr__(self, name):
        if name not in LONG or "unread" not in self.__dict__:
            raise AttributeError(name)
        read = claim_from_data(json.loads(self.__dict__.pop("unread")))
        vars(self).update({field: vars(self).get(field, getattr(read, field)) for field in LONG})
        return self.__dict__[name]


def _claim_text(row: ClaimRecord) -> str:
    """The row's JSON on one line; what nobody read goes through as it is."""
    if "unread" not in vars(row) or any(name in vars(row) for name in LONG):
        return json.dumps(to_data(row), ensure_ascii=False)
    short = {name: to_data(getattr(row, name)) for name in _names(ClaimRecord) if name not in LONG}
    return f"{json.dumps(short, ensure_ascii=False)[:-1]}, {row.unread[1:]}"


def _pieces(part: Record | ArticleRecord) -> Iterator[str]:
    """The JSON of a record or of one of its articles, with one line for each claim."""
    name, inner = ("articles", map(_pieces, part.articles)) if isinstance(part, Record) else (
        "claims", ((_claim_text(claim),) for claim in part.claims))
    head = {field: to_data(getattr(part, field)) for field in _names(type(part)) if field != name}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "{name}": ['
    for number, pieces in enumerate(inner):
        yield ",\n" if number else "\n"
        yield from pieces
    yield "\n]}"


def write(record: Record, path: Path) -> None:
    """Write the record as JSON, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".partial")
    try:
        with draft.open("w", encoding="utf-8") as out:
            out.writelines(_pieces(record))
            out.write("\n")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def read(path: Path) -> Record:
    """Read a record; a record of another schema is refused with both numbers."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if data.get("schema") != SCHEMA:
        raise ValueError(f"{path}: expected record schema {SCHEMA}, found {data.get('schema')!r}; "
                         "verify again with this version")
    return _build(Record, data)
