"""The papers and books from which results are known: `references.toml` beside the derivations, and who cites them."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path

from verifier.record import Record

NAME = "references.toml"
FIELDS = ("author", "year", "title", "in", "url")  # the last two may be missing


class BadReferences(ValueError):
    """A list of references that cannot be read."""


def read(path: Path) -> dict[str, dict]:
    """Key -> fields of each entry; BadReferences where the file is no such table."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadReferences(f"{path}: not TOML: {error}; an entry is [Key] and below it author, year, title") from error
    for key, entry in entries.items():
        missing = [name for name in FIELDS[:3] if name not in entry] if isinstance(entry, dict) else FIELDS[:3]
        other = sorted(set(entry) - set(FIELDS)) if isinstance(entry, dict) else ()
        if missing or other:
            raise BadReferences(f"{path}: [{key}]: expected {', '.join(FIELDS)}; " + (
                f"missing {', '.join(missing)}" if missing else f"found {', '.join(other)}"))
    return entries


def beside(derivation: Path) -> Path | None:
    """The nearest list of references in the folder of a derivation or above it."""
    folders = derivation.resolve().parents
    return next((folder / NAME for folder in folders if (folder / NAME).is_file()), None)


def gather(record: Record) -> None:
    """Put the entries that claims cite into the record; a key that no list has is a problem of its claim."""
    lists: dict[Path | None, dict] = {None: {}}
    for article in record.articles:
        if not any(claim.cites for claim in article.claims):
            continue
        path = beside(Path(article.path))
        try:
            if path not in lists:
                lists[path] = read(path)
        except BadReferences as error:
            article.problems.append({"message": str(error), "advice": "correct the list", "line": 0})
            lists[path] = {}
        entries = lists[path]
        for claim in article.claims:
            for row in claim.cites:
                if row["key"] in entries:
                    record.references[row["key"]] = entries[row["key"]]
                elif not article.problems:
                    claim.problems.append(_unknown(row["key"], entries, path))


def _unknown(key: str, entries: dict, path: Path | None) -> dict:
    near = difflib.get_close_matches(key, entries, 3)
    return {"message": f"the claim cites {key!r}, which {path.name if path else f'no {NAME} beside the derivation'} does not list",
            "advice": f"did you mean {', '.join(near)}?" if near else f"add [{key}] with author, year and title to {NAME}",
            "step": "", "line": 0}
