"""A run that ended well is shown again, at once, while nothing that it read or wrote has changed."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import io
import json
import os
import sys
import time
from pathlib import Path

import click

from verifier.commands.common import DERIVATIONS, LOCK
from verifier.running import settings
from verifier.running.documents import BadDocument, named_by
from verifier.running.files import content_digest, find_files
from verifier.running.garbage import without_search
from verifier.running.workers import versions

PARTIAL = ("only", "changed", "since", "untrusted", "no_cache", "dask", "summary_path")  # runs that are done each time
UNSAID = ("jobs", "timeout")  # what makes no difference to a run that ended well
PACKAGES = tuple(Path(__file__).parents[2] / name for name in ("verifier", "reports"))


def shown_again(command):
    """What a command printed when it ended well, without running it, if that would print and write the same."""
    @functools.wraps(command)
    def run(**options):
        from verifier.running.cache import Cache
        question = _question(options)
        if question is None:
            return command(**options)
        cache = Cache(Path(settings.read().cache), mends=False)  # what is damaged there, the run itself says and mends
        known = cache.get(question)
        cache.close()
        if known and known["written"] == _written(options):
            click.echo(f"Nothing has changed since the run of {known['when']}, which said:\n{known['said']}", nl=False)
            return None
        if known is None:  # something is new: workers will be needed, and take longest to be ready
            from verifier.running.pool import prepare
            prepare()
        heard = _Heard(sys.stdout)
        try:
            with without_search(), contextlib.redirect_stdout(heard):
                command(**options)
        except SystemExit as end:
            if not end.code and question == _question(options):
                when = time.strftime("%Y-%m-%d %H:%M", time.localtime())
                cache.put(question, {"when": when, "said": heard.text.getvalue(), "written": _written(options)})
            raise
        finally:
            cache.close()
    return run


class _Heard:
    """A stream that remembers what is written to it."""

    def __init__(self, stream):
        self.stream, self.text = stream, io.StringIO()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        self.text.write(text)
        return self.stream.write(text)


def _question(options: dict) -> str | None:
    """Digest of all that a run reads; None for a run that cannot be shown again."""
    if any(options.get(name) for name in PARTIAL) or options.get("form") not in (None, "text") or _is_in_actions():
        return None
    digest = hashlib.sha256(json.dumps([str(Path.cwd()), versions(), os.environ.get("SOURCE_DATE_EPOCH"), {
        name: value for name, value in options.items() if name not in UNSAID}], sort_keys=True).encode())
    try:
        files = find_files(options.get("paths") or (DERIVATIONS,))
        for path in files:
            digest.update(f"{path}\0{content_digest(path)}\0".encode())
        lists = {folder / "references.toml" for path in files for folder in path.resolve().parents}
        lists |= {document for path in files for document in named_by(path)}
        sources = [path for package in PACKAGES for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"]
        for path in sorted({*lists, *sources, Path(options.get("lock_path") or LOCK), Path(settings.FILE)}):
            with contextlib.suppress(FileNotFoundError):
                digest.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    except (OSError, BadDocument):
        return None
    return f"shown:{digest.hexdigest()}"


def _is_in_actions() -> bool:
    return bool(os.environ.get("GITHUB_ACTIONS") or os.environ.get("GITHUB_STEP_SUMMARY"))


def _written(options: dict) -> list:
    """The files that the run wrote, as they are now."""
    site = Path(options["site"])
    files = [Path(options["record_path"]), *(() if options["no_site"] else sorted(site.rglob("*")))]
    return [[str(path), path.stat().st_size, path.stat().st_mtime_ns] if path.exists() else [str(path)] for path in files]
