"""What runs in a worker process that can be killed: one task each, limited in time and memory, its state on disk.

A task returns plain data, never an exception and never an object of SymPy: neither survives every pickle.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import importlib.metadata
import importlib.util
import inspect
import os
import re
import sys
import traceback
from pathlib import Path
from typing import Any, Callable


def ground_types() -> str:
    """The arithmetic under SymPy's polynomials, fixed here because installing a package would change it."""
    return os.environ.get("SYMPY_GROUND_TYPES") or ("flint" if importlib.util.find_spec("flint") else "python")


def versions() -> dict[str, str]:
    """What the verdicts of a run depend on, read without importing any of it."""
    from verifier import __version__
    found = {"verifier": __version__, "python": ".".join(map(str, sys.version_info[:3]))}
    for name in ("sympy", "mpmath", "numpy", "python-flint"):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            found[name] = "not installed"
    return {**found, "ground types": ground_types()}


def prepare(logs: str, memory: int, folder: str) -> None:
    """In the worker: everything that is printed goes to a log of its own, and memory is limited."""
    os.chdir(folder)
    log = os.open(str(Path(logs) / f"{os.getpid()}.log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    faulthandler.enable(file=2)
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 3000))
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


class State:
    """The file in which a task says who runs it and how far it is, for the parent to read when it dies."""

    def __init__(self, path: Path):
        self.path = path

    def begin(self, timeout: float | None) -> None:
        """Note the process, and have its stack written to its log shortly before the time is up."""
        self.path.write_text(f"{os.getpid()}\n")
        if timeout:
            faulthandler.dump_traceback_later(max(timeout - 0.3, timeout * 0.8), file=2)

    def step(self, step: str) -> None:
        """Note the step that is being verified."""
        self.path.write_text(f"{os.getpid()}\n{step}")

    def end(self) -> None:
        """The task came to its end."""
        faulthandler.cancel_dump_traceback_later()

    def read(self) -> tuple[int, str]:
        """The process and the step; (0, "") before the task began."""
        try:
            pid, _, step = self.path.read_text().partition("\n")
            return int(pid), step.strip()
        except (OSError, ValueError):
            return 0, ""

    def is_dead(self) -> bool:
        """Whether the process that began the task no longer exists."""
        pid, _ = self.read()
        if not pid:
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        except OSError:
            pass
        return False

    def last_words(self) -> str:
        """The end of what the process printed."""
        pid, _ = self.read()
        try:
            return (self.path.parent / f"{pid}.log").read_text(errors="replace")[-4000:]
        except OSError:
            return ""

    def last_place(self) -> str:
        """Where the process was when it was stopped: the innermost line, and the innermost of the engine."""
        frames = re.findall(r'File "([^"]+)", line (\d+) in (\S+)', self.last_words())
        if not frames:
            return ""
        short = [f"{_short(path)}:{line} ({name})" for path, line, name in frames]
        own = next((text for text, (path, _, _) in zip(short, frames, strict=True) if f"{os.sep}verifier{os.sep}" in path), "")
        return short[0] + (f", called from {own}" if own and own != short[0] else "")


def _short(path: str) -> str:
    for mark in (f"{os.sep}site-packages{os.sep}", f"{os.sep}verifier{os.sep}"):
        if mark in path:
            return ("verifier/" if "verifier" in mark else "") + path.rpartition(mark)[2]
    return path


def run_task(task: Callable, arguments: tuple, state_path: str, timeout: float | None) -> dict:
    """In the worker: the task's plain data, or the error that it raised."""
    state = State(Path(state_path))
    state.begin(timeout)
    try:
        return {"value": task(*arguments, state.step)}
    except BaseException as error:  # whatever it is, the other claims go on
        return {"error": _error(error)}
    finally:
        state.end()


def _error(error: BaseException) -> dict:
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if not frame.filename.startswith("<")), None)
    message = "out of memory" if isinstance(error, MemoryError) else f"{type(error).__name__}: {error}"
    return {"message": message[:2000], "where": f"{_short(last.filename)}:{last.lineno} ({last.name})" if last else "",
            "trace": "".join(traceback.format_exception(error))[-6000:]}


def describe_file(path: str, announce: Callable) -> dict:
    """Task: the article of a file as rows of a record; a file that gives none becomes a row of problems."""
    from verifier.describe import article_record
    from verifier.discovery import FileProblem, load
    from verifier.record import to_data
    try:
        loaded = load(path)
    except FileProblem as problem:
        return {"problems": [item.as_data() for item in problem.problems]}
    return {"article": to_data(article_record(loaded)), "slug_line": loaded.slug_line}


def verify_claim(path: str, key: str, verify: Callable | None, announce: Callable) -> dict:
    """Task: one claim's record."""
    from verifier import describe, places
    from verifier.discovery import load
    from verifier.record import to_data
    loaded = load(path)
    verify = verify or _engine("verifier.portfolio", "verify_claim")
    extra = {"announce": announce} if "announce" in inspect.signature(verify).parameters else {}
    record = verify(loaded.article, key, **extra)
    places.attach(record, loaded.article.claims[key], loaded.places)
    describe.complete(record, describe.claim_record(loaded, key))
    return to_data(record)


def audit_file(path: str, audit: Callable | None, announce: Callable) -> list[dict]:
    """Task: what the audit finds wrong with an article."""
    from verifier.discovery import load
    audit = audit or _engine("verifier.audit", "audit_article")
    return [{key: _plain(value) for key, value in problem.items()} for problem in audit(load(path).article)]


def decide_statement(statement: str, where: tuple, given: tuple, timeout: float, announce: Callable) -> dict:
    """Task: the record of one statement that stands in no file."""
    from verifier.record import to_data
    return to_data(_engine("verifier.decide", "decide")(statement, where=where, given=given, timeout=timeout).as_record())


def _engine(module: str, name: str) -> Callable:
    return getattr(importlib.import_module(module), name)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)
