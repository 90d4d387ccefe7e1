"""Where derivations lie: one file each, or a folder whose `article.py` imports the files beside it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Iterable

FOLDER_FILE = "article.py"  # a folder with this file is one derivation; the file imports the others beside it
FIRST_FILE = "notation.py"  # where a folder declares its symbols, if it has this file


def find_files(paths: Iterable[str | Path]) -> tuple[Path, ...]:
    """The derivation files under the paths: *.py, except names that start with `_` or `.`; sorted, each once."""
    found: dict[Path, Path] = {}
    for given in map(Path, paths):
        if not given.exists():
            raise FileNotFoundError(f"{given}: no such file or folder")
        inside = sorted(given.rglob("*.py")) if given.is_dir() else [given]
        for path in inside:
            hidden = any(part.startswith(("_", ".")) for part in path.relative_to(given).parts)
            if not hidden or path == given:
                whole = _whole(path)
                found.setdefault(whole.resolve(), whole)
    return tuple(shown(path) for path in found)


def _whole(path: Path) -> Path:
    """The file that is run for the derivation to which this file belongs."""
    return path.parent / FOLDER_FILE if (path.parent / FOLDER_FILE).exists() else path


def sources_of(path: str | Path) -> tuple[Path, ...]:
    """All files of a derivation: the notation first, the one that is run last."""
    path = Path(path)
    beside = sorted(path.parent.glob("*.py"), key=lambda other: (other.name != FIRST_FILE, other.name)) if path.name == FOLDER_FILE else []
    return (*(other for other in beside if other.name != FOLDER_FILE), path)


def is_part(derivation: Path, other: Path) -> bool:
    """Whether the other file, there or deleted, belongs to the derivation."""
    here, there = derivation.resolve(), other.resolve()
    return here == there or derivation.name == FOLDER_FILE and there.suffix == ".py" and here.parent == there.parent


def content_digest(path: Path) -> str:
    """Digest of the names and bytes of all files of a derivation."""
    digest = hashlib.sha256()
    for part in sources_of(path):
        digest.update(f"{part.name}\0".encode() + hashlib.sha256(part.read_bytes()).digest())
    return digest.hexdigest()


def slug_of(path: Path) -> str:
    """The slug of an article whose file says none."""
    return (path.parent if path.name == FOLDER_FILE else path).stem.replace("_", "-")


def shown(path: Path) -> Path:
    """The path as reports show it: relative to the working folder where that is possible."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
