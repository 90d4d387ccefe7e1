"""What was already computed, keyed by content: what a claim rests on, the engine's sources and the versions.

Values are JSON with a checksum; a damaged entry or file is computed again, with a notice.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import sqlite3
from pathlib import Path

from verifier.running.workers import versions

JUDGING = ("judgement.portfolio", "judgement.audit", "running.describe", "language")  # what these import can change a row
BESIDE = ("running.workers", "running.slices")  # as can these two themselves, not all that they import
DAMAGE = (sqlite3.DatabaseError, ValueError, OSError)


def sources_digest(folder: Path = Path(__file__).parents[1]) -> str:
    """Digest of every engine source whose change could change a verdict, and of the versions underneath."""
    digest = hashlib.sha256(json.dumps(versions(), sort_keys=True).encode())
    sources = {_module(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.py")}
    for name in sorted(_reached(JUDGING, sources) | {name for name in BESIDE if name in sources}):
        digest.update(name.encode() + b"\0" + hashlib.sha256(sources[name]).digest())
    return digest.hexdigest()


def _module(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MENTION = re.compile(rb"\bverifier\.([\w.]+)(?![\w.]| import)")  # wherever a module is named, also in a text for importlib
FROM = re.compile(rb"from verifier\b\.?([\w.]*) import (\([^)]*\)|[^\n]*)")


def _reached(roots, sources: dict[str, bytes]) -> set[str]:
    """The modules that the roots name, directly or through others; of a package that is named, all."""
    found: set[str] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in sources or name in found or not name:
            continue
        found.add(name)
        waiting += [other for other in sources if other.startswith(name + ".")]
        waiting += [mention.decode().rstrip(".") for mention in MENTION.findall(sources[name])]
        for package, names in FROM.findall(sources[name]):
            inner = [f"{package.decode()}.{word}".lstrip(".") for word in re.findall(r"\w+", names.decode(errors="replace"))]
            waiting += inner if inner and set(inner) <= set(sources) else [package.decode(), *inner]  # modules of a package, or words of a module
    return found


KEPT_RUNS, KEPT_AT_LEAST = 8, 20000  # entries that stay: as many as so many runs like this one ask for
NOT_OURS = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
            sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR)


def _is_outside(error: Exception) -> bool:
    """Whether the disk or another run is in the way, and the entries are sound."""
    return isinstance(error, OSError) or getattr(error, "sqlite_errorcode", 0) & 0xFF in NOT_OURS


class Cache:
    """A table of key -> JSON in one sqlite file; every failure is a miss."""

    def __init__(self, folder: Path, mends: bool = True):
        self.path, self.mends = Path(folder) / "claims.sqlite", mends
        self.notices: list[str] = []
        self.asked = 0
        self._connection: sqlite3.Connection | None = None

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                self._connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.execute("PRAGMA synchronous=NORMAL")
                self._connection.execute("CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, sha256 TEXT, value TEXT)")
            except (sqlite3.Error, OSError) as error:
                self.close()
                if not _is_outside(error):
                    raise
                self._connection = self._for_reading(error)
        return self._connection

    def _for_reading(self, error: Exception) -> sqlite3.Connection:
        """What is in a cache that cannot be written can still be read, when no other run is at work there."""
        self._say(f"{self.path} cannot be written ({error}): what is verified now is not kept")
        if not self.path.exists():
            return sqlite3.connect(":memory:", isolation_level=None)
        return sqlite3.connect(f"{self.path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)

    def get(self, key: str) -> dict | list | None:
        """The value, or None when there is none that can be trusted."""
        text = self.text(key)
        return None if text is None else json.loads(text)

    def text(self, key: str) -> str | None:
        """The value's JSON as it was kept, or None."""
        self.asked += 1
        try:
            row = self._connect().execute("SELECT sha256, value FROM entries WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            if not isinstance(row[1], str) or hashlib.sha256(row[1].encode()).hexdigest() != row[0]:
                raise ValueError("checksum differs")
            return row[1]
        except DAMAGE as error:
            self._damaged(error)
            return None

    def put(self, key: str, value: dict | list) -> None:
        """Keep the value."""
        self.put_text(key, json.dumps(value, ensure_ascii=False))

    def put_text(self, key: str, text: str) -> None:
        """Keep the text; a cache that cannot be written costs time only."""
        try:
            self._connect().execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)",
                                    (key, hashlib.sha256(text.encode()).hexdigest(), text))
        except DAMAGE as error:
            self._damaged(error)

    def _damaged(self, error: Exception) -> None:
        """Say it once, and start an empty table when the file itself is damaged."""
        if _is_outside(error):
            self._say(f"{self.path} cannot be written ({error}): not all that is verified now is kept; make room and run again")
            return
        self._say(f"{self.path}: damaged entries ({error}); computing them again")
        if isinstance(error, sqlite3.DatabaseError) and self.mends:
            self.close()
            for suffix in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    Path(str(self.path) + suffix).unlink()

    def _say(self, notice: str) -> None:
        self.notices += [notice] if not self.notices else []

    def forget_old(self) -> None:
        """Drop the entries that have not been made anew for as many entries as several runs like this one ask for."""
        with contextlib.suppress(*DAMAGE):
            self._connect().execute("DELETE FROM entries WHERE rowid <= (SELECT max(rowid) FROM entries) - ?",
                                    (max(KEPT_RUNS * self.asked, KEPT_AT_LEAST),))

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
