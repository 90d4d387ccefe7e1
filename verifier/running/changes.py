"""Which derivations differ from a commit of git, or are not known to git yet."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

from verifier.running.files import find_files, is_part, shown, sources_of


class NoHistory(ValueError):
    """There is nothing to compare with: says what is missing and what to do."""


@dataclass(frozen=True)
class Changed:
    """The derivations under some paths that changed, those that are gone, and how many there are."""

    there: tuple[Path, ...]
    gone: tuple[Path, ...]
    of: int


def changed(paths: Iterable[str | Path], since: str = "HEAD") -> Changed:
    """What differs from the last commit that HEAD shares with `since`; untracked files count."""
    paths = [Path(path) for path in paths]
    present = [path for path in paths if path.exists()]
    files = find_files(present)
    touched = _touched(since)
    names = {path.name for path in touched if path.suffix != ".py"}
    there = tuple(path for path in files if _is_touched(path, touched, names))
    known = {source.resolve() for path in files for source in sources_of(path)}
    under = [path.resolve() for path in paths]
    gone = tuple(shown(path) for path in sorted(touched - known) if path.suffix == ".py" and not path.exists()
                 and not path.name.startswith(("_", ".")) and any(path.is_relative_to(folder) for folder in under))
    return Changed(there, gone, len(files))


def _is_touched(path: Path, touched: set[Path], names: set[str]) -> bool:
    """Whether one of the files changed that the derivation consists of, or a document that it names."""
    return (any(is_part(path, other) for other in touched)
            or any(name in source.read_text(encoding="utf-8", errors="replace") for source in sources_of(path) for name in names))


def _touched(since: str) -> set[Path]:
    """Every file that differs from the commit, is deleted or untracked, as a path from the root of the file system."""
    top = Path(_git("rev-parse", "--show-toplevel")[0])
    if _answers("rev-parse", "--verify", "--quiet", "HEAD"):
        base = _base(since)
        names = _git("-C", str(top), "diff", "--name-only", "--no-renames", "-z", base)
    elif since == "HEAD":  # no commit yet: everything is new
        names = _git("-C", str(top), "ls-files", "-z")
    else:
        raise NoHistory("this repository has no commit yet; commit, or leave --since out")
    names += _git("-C", str(top), "ls-files", "--others", "--exclude-standard", "-z")
    return {(top / name).resolve() for name in names if name}


def _base(since: str) -> str:
    if not _answers("rev-parse", "--verify", "--quiet", "--end-of-options", since + "^{commit}"):
        raise NoHistory(f"git knows no commit {since!r}; name a branch, a tag or a commit, such as --since origin/main "
                        "(in a shallow clone, fetch it first: actions/checkout with fetch-depth: 0)")
    base = _answers("merge-base", "--end-of-options", since, "HEAD") if since != "HEAD" else ["HEAD"]
    if not base:
        raise NoHistory(f"{since!r} and HEAD share no commit here; fetch more of the history "
                        "(actions/checkout with fetch-depth: 0)")
    return base[0]


def _git(*arguments: str) -> list[str]:
    """What git prints, one entry for each name; NoHistory in words where it cannot say."""
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, timeout=60)
    except FileNotFoundError as error:
        raise NoHistory("git is not installed, so it cannot be asked what changed; leave --changed out") from error
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["git failed"])[-1]
        raise NoHistory(f"git cannot say what changed here: {reason}; run this in a repository of git, or leave --changed out")
    return done.stdout.split("\0") if "-z" in arguments else done.stdout.splitlines()


def _answers(*arguments: str) -> list[str]:
    """What git prints, nothing where it fails."""
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, timeout=60)
    return done.stdout.splitlines() if done.returncode == 0 else []
