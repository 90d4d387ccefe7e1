"""What runs in a process of its own that can be killed: one task, limited in time and memory, its state on disk.

A worker loads a derivation once and forks for each of its claims, so that no claim can see what another left in a
cache or a precision.  A task returns plain data, never an exception and never an object of SymPy: neither survives
every pickle.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import importlib.metadata
import importlib.util
import inspect
import json
import os
import re
import select
import signal
import sys
import traceback
from pathlib import Path
from typing import Any, Callable

from verifier.running import confinement
from verifier.running.files import content_digest


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


def end_with_parent() -> None:
    """Linux ends this process when the one that started it ends, however it does; elsewhere `run_task` looks after its fork."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError, ImportError):
            import ctypes
            ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # 1 is PR_SET_PDEATHSIG


_RUN = 0  # the process whose tasks this one does


def prepare(logs: str, memory: int, folder: str, run: int) -> None:
    """In the worker: everything that is printed goes to a log, memory is limited, and nothing outlives the run."""
    global _RUN
    _RUN = run
    end_with_parent()
    os.chdir(folder)
    _log_to(Path(logs))
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 3000))
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _log_to(folder: Path) -> None:
    log = os.open(str(folder / f"{os.getpid()}.log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    faulthandler.enable(file=2)


class State:
    """The file in which a task says who runs it and how far it is, for the parent to read when it dies."""

    def __init__(self, path: Path):
        self.path = path
        self.file: int | None = None  # open in a process that may open none

    def keep_open(self) -> None:
        """Open the file for good."""
        self.file = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o600)

    def _note(self, text: str) -> None:
        if self.file is None:
            self.path.write_text(text)
        else:
            os.ftruncate(self.file, 0)
            os.pwrite(self.file, text.encode(), 0)

    def begin(self, timeout: float | None) -> None:
        """Note the process, and have its stack written to its log shortly before the time is up."""
        self._note(f"{os.getpid()}\n")
        if timeout:
            faulthandler.dump_traceback_later(max(timeout - 0.3, timeout * 0.8), file=2)

    def step(self, step: str) -> None:
        """Note the step that is being verified."""
        self._note(f"{os.getpid()}\n{step}")

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
        return bool(pid) and not _exists(pid)

    def kill(self) -> None:
        """End the process, which outlives the worker that forked it."""
        pid, _ = self.read()
        if pid:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)

    def last_words(self) -> str:
        """The end of what the process printed."""
        pid, _ = self.read()
        try:
            said = (self.path.parent / f"{pid}.log").read_text(errors="replace")[-4000:]
            return re.sub(r"\b0x[0-9a-f]{6,}", "0x...", said)  # addresses: the same failure reads the same each time
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


def run_task(task: Callable, arguments: tuple, state_path: str, timeout: float | None, confined: bool = False) -> dict:
    """In the worker: the task's plain data, the error that it raised, or the way in which its process died.

    Of a task that runs a stranger's file, all is done in the fork, which gives up everything but computing and answering.
    """
    state = State(Path(state_path))
    if task in AFTER_LOADING and not confined:
        state.begin(None)
        with contextlib.suppress(BaseException):  # the fork meets the error again, and reports it
            loaded(*arguments[:2])
    if not hasattr(os, "fork"):
        if confined:
            raise RuntimeError("an untrusted derivation runs only on a system that can fork a process")
        return _done(task, arguments, state, timeout)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        end_with_parent()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.close(reading)
        _log_to(state.path.parent)
        if confined:
            state.keep_open()
            confinement.confine((writing, state.file))
        answer = json.dumps(_done(task, arguments, state, timeout)).encode()
        if confined and len(answer) > confinement.LONGEST_ANSWER:
            answer = json.dumps({"error": _error(ValueError(f"the answer has {len(answer)} bytes, too many to be kept"))}).encode()
        with open(writing, "wb") as out:
            out.write(answer)
        os._exit(0)
    signal.signal(signal.SIGTERM, lambda *_: _end_with(child))
    os.close(writing)
    said = _said(reading, child)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    return json.loads(said) if status == 0 and said else {"died": status}


def _said(reading: int, child: int) -> bytes:
    """All that the fork writes; a run that is gone needs it no more."""
    pieces = []
    with open(reading, "rb", buffering=0) as answer:
        while True:
            if not select.select([answer], [], [], 1.0)[0]:
                if _RUN and not _exists(_RUN):
                    _end_with(child)
            elif piece := answer.read(2**20):
                pieces.append(piece)
            else:
                return b"".join(pieces)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _end_with(child: int) -> None:
    """The worker is told to stop: so does what it forked."""
    with contextlib.suppress(OSError):
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    os._exit(1)


def _done(task: Callable, arguments: tuple, state: State, timeout: float | None) -> dict:
    state.begin(timeout)
    _settle_chance()
    try:
        return {"value": task(*arguments, state.step)}
    except BaseException as error:  # whatever it is, the other claims go on
        return {"error": _error(error)}
    finally:
        state.end()


def _settle_chance() -> None:
    """SymPy shuffles the assumptions that it asks for, by default in another way in each process."""
    from sympy.core.random import seed
    seed(0)


_LOADED: dict[str, tuple] = {}  # path -> (digest, what it gave), of the last derivation only


class FileChanged(RuntimeError):
    """A file is no longer what it was when the run began."""


def loaded(path: str, content: str):
    """The derivation at the path, run once in each worker; FileChanged if its files have not this digest."""
    from verifier.running.discovery import load
    if _LOADED.get(path, ("",))[0] != content:
        _LOADED.clear()
        _check_content(path, content)
        with _settings_kept():
            _settle_chance()
            found = load(path, untrusted=confinement.is_confined())
        _check_content(path, content)
        _LOADED[path] = (content, found)
    return _LOADED[path][1]


def _check_content(path: str, content: str) -> None:
    try:
        found = content_digest(Path(path))
    except OSError as error:
        raise FileChanged(f"{error.filename or path} was deleted or cannot be read any more while the run went on") from error
    if found != content:
        raise FileChanged(f"{path} was changed while the run went on")


@contextlib.contextmanager
def _settings_kept():
    """A derivation that sets a precision or a folder sets it for nobody else."""
    import flint
    import mpmath
    before = mpmath.mp.prec, flint.ctx.prec, os.getcwd()
    try:
        yield
    finally:
        mpmath.mp.prec, flint.ctx.prec = before[:2]
        os.chdir(before[2])


def _error(error: BaseException) -> dict:
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if not frame.filename.startswith("<")), None)
    message = "out of memory" if isinstance(error, MemoryError) else f"{type(error).__name__}: {error}"
    return {"message": message[:2000], "where": f"{_short(last.filename)}:{last.lineno} ({last.name})" if last else "",
            "trace": "".join(traceback.format_exception(error))[-6000:]}


def describe_file(path: str, content: str, announce: Callable) -> dict:
    """Task: the article of a file as rows of a record; a file that gives none becomes a row of problems."""
    from verifier.record import to_data
    from verifier.running.describe import article_record
    from verifier.running.discovery import FileProblem
    from verifier.running.places import of_steps
    from verifier.running.slices import keys_of
    try:
        found = loaded(path, content)
    except FileProblem as problem:
        return {"problems": [item.as_data() for item in problem.problems]}
    said = {"article": to_data(article_record(found)), "slug_line": found.slug_line, "keys": keys_of(found.article),
            "places": {key: of_steps(claim, found.places) for key, claim in found.article.claims.items()}}
    for claim in said["article"]["claims"]:
        claim["steps"] = [{"id": step["id"]} for step in claim["steps"]]  # nothing else is known of them yet
    _check_content(path, content)
    return said


def verify_claim(path: str, content: str, key: str, verify: Callable | None, announce: Callable) -> dict:
    """Task: one claim's record."""
    from verifier.record import to_data
    from verifier.running import describe, places
    found = loaded(path, content)
    verify = verify or _engine("verifier.judgement.portfolio", "verify_claim")
    extra = {"announce": announce} if "announce" in inspect.signature(verify).parameters else {}
    record = verify(found.article, key, **extra)
    places.attach(record, places.of_steps(found.article.claims[key], found.places))
    places.complete(record, describe.claim_record(found, key))
    return to_data(record)


def audit_file(path: str, content: str, audit: Callable | None, announce: Callable) -> list[dict]:
    """Task: what the audit finds wrong with an article."""
    audit = audit or _engine("verifier.judgement.audit", "audit_article")
    return [{key: _plain(value) for key, value in problem.items()} for problem in audit(loaded(path, content).article)]


AFTER_LOADING = (describe_file, verify_claim, audit_file)


def decide_statement(statement: str, where: tuple, given: tuple, timeout: float, announce: Callable) -> dict:
    """Task: the record of one statement that stands in no file."""
    from verifier.record import to_data
    return to_data(_engine("verifier.deciding.decide", "decide")(statement, where=where, given=given, timeout=timeout).as_record())


def _engine(module: str, name: str) -> Callable:
    return getattr(importlib.import_module(module), name)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)
