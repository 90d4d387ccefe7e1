"""The derivations that one pytest session meets: which files they are, what they claim, what became of it.

Each article is loaded and verified once for each session; among the workers of pytest-xdist the first that needs a
result computes it and the others read it. Results are kept in the same cache as those of `verifier check`.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from functools import cached_property
from pathlib import Path
from typing import Any, Callable, Iterable

from verifier import record as records
from verifier.record import ArticleRecord, Record
from verifier.running import settings
from verifier.running.files import find_files

SIDE_BY_SIDE = "PYTEST_XDIST_WORKER_COUNT"


class Corpus:
    """What the settings of a folder call its derivations; paths are relative to that folder, as in `verifier check`."""

    def __init__(self, root: Path, asked_for: Iterable[Path] = (), shared: Path | None = None):
        self.root, self.shared = root.resolve(), shared
        self.asked_for = tuple(path.resolve() for path in asked_for)  # what is named on the command line
        self.settings = settings.read(root)
        self._articles: dict[Path, ArticleRecord] = {}
        self._verified: dict[Path, ArticleRecord] = {}

    def has(self, path: Path) -> bool:
        """Whether the file lies where derivations are."""
        return path.suffix == ".py" and any(path.is_relative_to(folder) for folder in self._folders)

    @cached_property
    def _folders(self) -> tuple[Path, ...]:
        return tuple(folder for folder in ((self.root / name).resolve() for name in self.settings.derivations) if folder.exists())

    @cached_property
    def files(self) -> dict[Path, Path]:
        """The file that is run for each derivation -> the same from the root; no hidden file, nothing beside an `article.py`."""
        with contextlib.chdir(self.root):
            return {path.resolve(): path for path in find_files(self._folders)}

    def article(self, path: Path) -> ArticleRecord:
        """What a derivation claims; all those that were asked for are loaded together."""
        if path not in self._articles:
            near = [file for file in self.files if any(file.is_relative_to(place) for place in self.asked_for)]
            together = near if path in near else [path]

            def load(runner) -> Record:
                return Record(articles=runner.describe([self.files[file] for file in together], **self._limits()))
            self._articles.update(zip(together, self._once("articles", together, load).articles, strict=True))
        return self._articles[path]

    def verified(self, path: Path, claims: Iterable[str]) -> ArticleRecord:
        """The article after those of its claims, and what they use, were verified."""
        if path not in self._verified:
            names = tuple(claims)
            whole = set(names) == {claim.id for claim in self._articles[path].claims}

            def verify(runner) -> Record:
                return runner.run([self.files[path]], only=() if whole else names, **self._limits())
            self._verified[path] = self._once("claims", (path, *names), verify).articles[0]
        return self._verified[path]

    @cached_property
    def lock(self):
        """The lock, or None where there is none; ValueError says what is damaged in it."""
        from verifier.running import lock
        return lock.read(self.lock_path) if self.lock_path.exists() else None

    @property
    def lock_path(self) -> Path:
        """Where the lock is, if there is one."""
        return (self.root / self.settings.lock).resolve()

    def _limits(self) -> dict[str, Any]:
        """Those of `verifier check`; processes that work side by side share the processors."""
        from verifier.running.cache import Cache
        jobs = self.settings.jobs or os.cpu_count() or 1
        return {"jobs": max(1, jobs // int(os.environ.get(SIDE_BY_SIDE, "1"))), "timeout": self.settings.timeout,
                "cache": Cache(Path(self.settings.cache))}

    def _once(self, what: str, about: Iterable, compute: Callable[[Any], Record]) -> Record:
        """The record that `compute` makes with the runner, or the one that another process of this test run made."""
        from verifier.running import runner
        with contextlib.chdir(self.root):
            if self.shared is None:
                return compute(runner)
            name = hashlib.sha256(f"{what}\0{list(map(str, about))}".encode()).hexdigest()
            return once(self.shared / f"{name}.json", lambda: compute(runner))


def once(path: Path, compute: Callable[[], Record]) -> Record:
    """The record in the file, computed by the first of several processes that ask for it."""
    import fcntl
    with path.with_suffix(".busy").open("w") as busy:
        fcntl.flock(busy, fcntl.LOCK_EX)  # the system lets go of it when this process ends, however it ends
        if not path.exists():
            records.write(compute(), path)
    return records.read(path)
