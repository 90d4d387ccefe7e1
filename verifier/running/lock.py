"""claims.lock: what each claim was worth when its author last looked, so that none becomes weaker in silence."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections import Counter
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePath
from typing import Iterable

from verifier.record import ArticleRecord, ClaimRecord, Record
from verifier.verdict import Verdict

HEADER = """\
# What each claim is worth today. `verifier check` fails when a claim is weaker than this file says, states
# something else, or is missing. Only `verifier lock` writes this file; look at its differences before a commit.
"""
OPTIONAL = ("premises", "unproved", "versions")  # left out where they are empty


@dataclass(frozen=True)
class Locked:
    """One claim in the lock."""

    verdict: str
    expected: str
    fully_proved: bool
    method: str  # the strategies that proved its steps
    digits: int  # of the numeric route
    statement: str  # digest of what is claimed, given and defined, with the domains of the symbols
    file: str
    premises: tuple[str, ...] = ()  # in the author's words
    unproved: int = 0  # steps that no strategy proved
    versions: str = ""  # older ones than the file's, when the claim was not verified with those


@dataclass(frozen=True)
class Lock:
    """The whole file."""

    versions: dict[str, str] = field(default_factory=dict)
    claims: dict[str, Locked] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """How one claim of a run differs from the lock; only a failure makes the run fail."""

    claim: str
    message: str
    advice: str = ""
    fails: bool = True
    line: int = 0
    file: str = ""

    def words(self) -> str:
        """What differs, and what to do."""
        return f"{self.claim}: {self.message}\n    -> {self.advice}"


def statement_digest(claim: ClaimRecord, article: ArticleRecord) -> str:
    """Digest of what the claim says: statements, premises, definitions, and the kinds of the symbols in them."""
    says = [part.text for part in claim.statements]
    given = sorted(premise.get("text", "") for premise in claim.premises)
    defined = sorted(item.get("text", "") for item in claim.definitions)
    words = set(re.findall(r"\w+", " ".join([*says, *given, *defined])))
    kinds = sorted(f"{row['name']}: {row.get('kind', '')}" for row in article.notation if row["name"] in words)
    return hashlib.sha256(json.dumps([says, given, defined, kinds]).encode()).hexdigest()[:24]


def locked(claim: ClaimRecord, article: ArticleRecord) -> Locked:
    """The claim as the lock keeps it."""
    methods = {strategy for strategy, _ in claim.outcomes if strategy}
    unproved = sum(verdict not in ("PROVED", "ENCLOSED") for _, verdict in claim.outcomes)
    return Locked(claim.verdict, claim.expected, claim.fully_proved, ", ".join(sorted(methods)), claim.numeric.digits,
                  statement_digest(claim, article), PurePath(article.path).as_posix(),
                  tuple(premise.get("says") or premise.get("text", "") for premise in claim.premises), unproved)


def read(path: Path) -> Lock:
    """Read the lock; ValueError says which entry is damaged."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return Lock(data.get("versions", {}), {key: Locked(**{**row, "premises": tuple(row.get("premises", ()))})
                                               for key, row in data.get("claims", {}).items()})
    except (tomllib.TOMLDecodeError, TypeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: {error}; restore it from the repository, or write it anew with `verifier lock`") from error


def write(lock: Lock, path: Path) -> None:
    """Write the lock, sorted, one block for each claim."""
    blocks = [HEADER, "[versions]\n" + _rows(lock.versions)]
    blocks += [f"[claims.{_toml(key)}]\n" + _rows(asdict(row)) for key, row in sorted(lock.claims.items())]
    draft = path.with_name(path.name + ".partial")
    draft.write_text("\n".join(blocks), encoding="utf-8")
    draft.replace(path)


def _rows(values: dict) -> str:
    """TOML lines, without what is empty anyway; text, numbers and lists of JSON are TOML too."""
    return "".join(f"{key if key.replace('-', '').isalnum() or '_' in key else _toml(key)} = {_toml(value)}\n"
                   for key, value in values.items() if key not in OPTIONAL or value)


def _toml(value) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def of_record(record: Record) -> Lock:
    """The lock that would say exactly what this run found."""
    return Lock({key: value for key, value in record.versions.items() if key != "python"},
                {claim.id: locked(claim, article) for article in record.articles for claim in article.claims})


def compare(record: Record, lock: Lock, paths: Iterable[str | Path] = (), only: bool = False) -> list[Difference]:
    """Every claim that is weaker than the lock, says something else, is new or has vanished.

    Claims of files outside `paths` were not looked at; with `only`, neither were claims not in the record.
    """
    rows = {claim.id: (claim, article) for article in record.articles for claim in article.claims}
    found = []
    for key, (claim, article) in rows.items():
        place = {"line": claim.line, "file": claim.path or article.path}
        found += [Difference(key, message, advice, fails, **place)
                  for message, advice, fails in _changes(claim, article, lock.claims.get(key))]
    if not only:
        found += vanished(record, lock, paths)
    return found


def _changes(claim: ClaimRecord, article: ArticleRecord, old: Locked | None):
    new = locked(claim, article)
    if old is None:
        yield f"not in the lock yet ({new.verdict})", "run `verifier lock` and commit claims.lock", True
        return
    if not Verdict[new.verdict].is_failure_of_the_tool and new.statement != old.statement:
        yield ("the statement, a premise or a symbol's domain is not the one that was locked" + _premises(old, new),
               "if the change is meant, run `verifier lock` and commit claims.lock", True)
    weaker = _weaker(old, new)
    yield from ((message, "repair the claim; to accept the loss, run `verifier lock`", True) for message in weaker)
    if not weaker and (new.verdict, new.fully_proved, new.digits) != (old.verdict, old.fully_proved, old.digits):
        yield f"stronger than the lock says: {_worth(old)} -> {_worth(new)}", "run `verifier lock` to keep it", False


def _weaker(old: Locked, new: Locked) -> list[str]:
    """In which respects the claim lost."""
    found = []
    if new.expected != old.expected:
        found.append(f"expected {old.expected} before, {new.expected} now")
    if new.verdict != old.verdict and (Verdict[new.verdict].strength < Verdict[old.verdict].strength
                                       or old.verdict == "REFUTED"):
        found.append(f"{old.verdict} before, {new.verdict} now")
    elif old.fully_proved and not new.fully_proved:
        found.append("fully proved before, now it rests on something that is not")
    if new.unproved > old.unproved and new.verdict == old.verdict != "REFUTED":
        found.append(f"{old.unproved} unproved steps before, {new.unproved} now")
    if new.digits < old.digits and not Verdict[new.verdict].is_failure_of_the_tool:
        found.append(f"checked to {old.digits} digits before, {new.digits} now")
    return found


def _worth(row: Locked) -> str:
    return f"{row.verdict}{', fully proved' if row.fully_proved else ''}, {row.digits} digits"


def vanished(record: Record, lock: Lock, paths: Iterable[str | Path] = ()) -> list[Difference]:
    """Locked claims of the record's articles, or of files under the paths, that the record has not."""
    paths, rows = tuple(paths), {claim.id for article in record.articles for claim in article.claims}
    articles = {article.slug for article in record.articles}
    broken = {article.path: article for article in record.articles if article.problems and not article.claims}
    gone = {key: row for key, row in lock.claims.items()
            if key not in rows and (key.split("/")[0] in articles or _is_under(row.file, paths))}
    found = []
    for path, article in broken.items():
        lost = [key for key, row in gone.items() if PurePath(row.file) == PurePath(path)]
        if lost:
            found.append(Difference(lost[0].split("/")[0], f"{len(lost)} locked claims were not verified: the file did not load",
                                    article.problems[0].get("advice", ""), file=path,
                                    line=article.problems[0].get("line", 0)))
            gone = {key: row for key, row in gone.items() if key not in lost}
    return found + [Difference(key, f"vanished; it was {row.verdict} in {row.file}",
                               "restore it, or run `verifier lock` if it was withdrawn on purpose", file=row.file)
                    for key, row in gone.items()]


def _is_under(file: str, paths: tuple) -> bool:
    resolved = Path(file).resolve()
    return any(resolved.is_relative_to(Path(path).resolve()) for path in paths)


def update(old: Lock, record: Record, paths: Iterable[str | Path]) -> tuple[Lock, list[str]]:
    """The new lock, and a line for each difference; claims at which the tool failed keep their old entry."""
    new = of_record(record)
    paths = tuple(paths)
    articles = {article.slug for article in record.articles}
    kept = {key: row for key, row in old.claims.items()
            if key.split("/")[0] not in articles and not _is_under(row.file, paths)}
    unloaded = {PurePath(article.path).as_posix() for article in record.articles if article.problems and not article.claims}
    kept |= {key: row for key, row in old.claims.items() if row.file in unloaded}
    lines = []
    for key, row in new.claims.items():
        if Verdict[row.verdict].is_failure_of_the_tool:
            lines.append(f"! {key}: {row.verdict}, not locked" + ("; the old entry stays" if key in old.claims else ""))
            kept |= {key: old.claims[key]} if key in old.claims else {}
    before = ", ".join(f"{name} {version}" for name, version in old.versions.items() if new.versions.get(name) != version)
    claims = {key: replace(row, versions=row.versions or before) for key, row in kept.items()}
    claims |= {key: row for key, row in new.claims.items() if not Verdict[row.verdict].is_failure_of_the_tool}
    return Lock(new.versions, claims), lines + _lines(old.claims, claims)


def _lines(before: dict[str, Locked], after: dict[str, Locked]) -> list[str]:
    """What was lost first; articles that are new or gone as a whole in one line each."""
    weaker, changed = [], []
    for key in sorted(before.keys() & after.keys()):
        said = _changed(before[key], after[key])
        if said:
            (weaker if _weaker(before[key], after[key]) else changed).append(f"{key}: {'; '.join(said)}")
    return [*(f"v {line}" for line in weaker), *(f"- {line}" for line in _only(before, after, "was ")),
            *(f"~ {line}" for line in changed), *(f"+ {line}" for line in _only(after, before, ""))]


def _only(rows: dict[str, Locked], others: dict[str, Locked], was: str) -> list[str]:
    """The claims that the others have not."""
    known = {key.split("/")[0] for key in others}
    found: dict[str, list[str]] = {}
    for key in sorted(rows.keys() - others.keys()):
        slug = key.split("/")[0]
        found.setdefault(key if slug in known else slug, []).append(key)
    return [f"{keys[0]}: {was}{_worth(rows[keys[0]])}" if len(keys) == 1 else
            f"{name}: {len(keys)} claims, " + ", ".join(f"{count} {verdict}" for verdict, count in sorted(
                Counter(rows[key].verdict for key in keys).items(), key=lambda item: -Verdict[item[0]].strength))
            for name, keys in found.items()]


def _changed(before: Locked, after: Locked) -> list[str]:
    """In which respects one entry differs from the other, in words."""
    said = []
    if after.verdict != before.verdict:
        said.append(f"{before.verdict} -> {after.verdict}")
    if after.fully_proved != before.fully_proved:
        said.append("now fully proved" if after.fully_proved else "no longer fully proved")
    if after.statement != before.statement:
        said.append("says something else" + _premises(before, after))
    for name, words in (("expected", "expected"), ("unproved", "unproved steps"), ("method", "by"), ("digits", "digits"),
                        ("file", "file")):
        if getattr(after, name) != getattr(before, name):
            said.append(f"{words} {getattr(before, name) or _NONE[name]} -> {getattr(after, name) or _NONE[name]}")
    return said


_NONE = {"expected": "", "unproved": 0, "method": "nothing", "digits": 0, "file": ""}


def _premises(before: Locked, after: Locked) -> str:
    """Which premises came and went, where the lock knows."""
    if not before.premises:
        return ""
    gone = [f", no longer given {says!r}" for says in before.premises if says not in after.premises]
    return "".join([*gone, *(f", newly given {says!r}" for says in after.premises if says not in before.premises)])
