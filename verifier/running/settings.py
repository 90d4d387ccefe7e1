"""The settings of a repository: the table [tool.verifier] in the pyproject.toml of the working folder."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Mapping

FILE, TABLE = "pyproject.toml", "[tool.verifier]"


class BadSettings(ValueError):
    """A table that says something that nobody reads, or says it in the wrong form."""


@dataclass(frozen=True)
class Settings:
    """What the commands assume where their options say nothing; paths are relative to the working folder."""

    derivations: tuple[str, ...] = ("derivations",)
    record: str = "build/record.json"
    site: str = "build/site"
    lock: str = "claims.lock"
    cache: str = "build/cache"
    timeout: float = 120.0  # seconds for one claim
    jobs: int | None = None  # workers at a time; None is one for each processor
    source_url: str = ""  # where the repository is read on the web, for links from the pages to the lines of a file


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_texts(value: Any) -> bool:
    return _is_text(value) or isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_seconds(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


FORMS = {"derivations": (_is_texts, "a folder or a list of folders"), "timeout": (_is_seconds, "a positive number of seconds"),
         "jobs": (_is_count, "a positive whole number"), "source-url": (_is_text, "an address")}
PATH = (_is_text, "a path")
KEYS = tuple(field.name.replace("_", "-") for field in fields(Settings))

PARAMETERS = (("paths", "derivations"), ("derivations", "derivations"), ("record_path", "record"), ("site", "site"),
              ("lock_path", "lock"), ("jobs", "jobs"))


def read(folder: Path | None = None) -> Settings:
    """The settings of a folder; the defaults where it has none; BadSettings names the file and the key."""
    return Settings(**{key.replace("-", "_"): value for key, value in said(folder).items()})


def said(folder: Path | None = None) -> Mapping[str, Any]:
    """Key -> value of what the folder's table says itself, each checked."""
    path = (folder or Path()) / FILE
    if not path.is_file():
        return {}
    import tomllib
    try:
        tools = tomllib.loads(path.read_text(encoding="utf-8")).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path}: not TOML: {error}") from error
    table = tools.get("verifier", {}) if isinstance(tools, dict) else {}
    if not isinstance(table, dict):
        raise BadSettings(f"{path}: tool.verifier: expected a table {TABLE}, found {table!r}")
    return {key: _checked(path, key, value) for key, value in table.items()}


def _checked(path: Path, key: str, value: Any) -> Any:
    if key not in KEYS:
        near = difflib.get_close_matches(key.replace("_", "-"), KEYS, 1)
        raise BadSettings(f"{path}: {TABLE}: unknown key {key!r}; " + (f"did you mean {near[0]!r}? " if near else "")
                          + f"allowed are {', '.join(KEYS)}")
    fits, form = FORMS.get(key, PATH)
    if not fits(value):
        raise BadSettings(f"{path}: {TABLE}: {key} = {value!r}: expected {form}")
    if key == "derivations":
        return (value,) if isinstance(value, str) else tuple(value)
    return value


def defaults(command: str, folder: Path | None = None) -> dict[str, Any]:
    """The values that the options and arguments of a command take from the table, by the names of its parameters."""
    found = dict(said(folder))
    values = {name: found[key] for name, key in PARAMETERS if key in found}
    if "timeout" in found and command != "decide":  # there it is the processor time of one statement
        values["timeout"] = found["timeout"]
    return values
