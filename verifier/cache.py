"""What was already computed, keyed by content: the derivation's bytes, the engine's sources and the versions.

Values are JSON with a checksum; a damaged entry or file is computed again, with a notice.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from pathlib import Path

from verifier.files import content_digest
from verifier.workers import versions

PRESENTATION = ("cli.py", "__main__.py", "commands", "summary.py", "annotations.py", "explain.py", "lock.py", "cache.py",
                "progress.py", "linking.py", "runner.py", "pool.py", "recheck.py", "recheck_numbers.py", "settings.py",
                "scaffold.py")
DAMAGE = (sqlite3.DatabaseError, ValueError, OSError)


def sources_digest(*folders: Path) -> str:
    """Digest of every engine source whose change could change a verdict, and of the versions underneath."""
    digest = hashlib.sha256(json.dumps(versions(), sort_keys=True).encode())
    for folder in folders or (Path(__file__).parent,):
        for path in sorted(folder.rglob("*.py")):
            inside = path.relative_to(folder)
            if inside.parts[0] not in PRESENTATION:
                digest.update(str(inside).encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def file_digest(engine: str, path: Path) -> str:
    """Digest of one derivation, all its files, under one engine."""
    return hashlib.sha256(f"{engine}\0{path}\0{content_digest(path)}".encode()).hexdigest()


class Cache:
    """A table of key -> JSON in one sqlite file; every failure is a miss."""

    def __init__(self, folder: Path):
        self.path = Path(folder) / "claims.sqlite"
        self.notices: list[str] = []
        self._connection: sqlite3.Connection | None = None

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self.path, timeout=10, isolation_level=None)
            self._connection = connection
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute("CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, sha256 TEXT, value TEXT)")
        return self._connection

    def get(self, key: str) -> dict | list | None:
        """The value, or None when there is none that can be trusted."""
        try:
            row = self._connect().execute("SELECT sha256, value FROM entries WHERE key = ?", (key,)).fetchone()
            if row is None:
                return None
            if not isinstance(row[1], str) or hashlib.sha256(row[1].encode()).hexdigest() != row[0]:
                raise ValueError("checksum differs")
            return json.loads(row[1])
        except DAMAGE as error:
            self._damaged(error)
            return None

    def put(self, key: str, value: dict | list) -> None:
        """Keep the value; a cache that cannot be written costs time only."""
        text = json.dumps(value, ensure_ascii=False)
        try:
            self._connect().execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)",
                                    (key, hashlib.sha256(text.encode()).hexdigest(), text))
        except DAMAGE as error:
            self._damaged(error)

    def _damaged(self, error: Exception) -> None:
        """Say it once, and start an empty table when the file itself is damaged."""
        notice = f"{self.path}: damaged entries ({error}); computing them again"
        if not self.notices:
            self.notices.append(notice)
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            self.close()
            for suffix in ("", "-wal", "-shm"):
                with contextlib.suppress(OSError):
                    Path(str(self.path) + suffix).unlink()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None
