"""Statements line by line: one forked worker that imported everything once, killed when a statement hangs."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import sys
import time
from typing import IO

MEMORY = 4 * 2**30  # bytes of address space
GRACE = 0.5  # seconds that a worker has beyond the time limit, to say itself what it knows
PATIENCE = 10  # how many times as long a statement may take on a busy machine, or asleep


class Worker:
    """A forked process that decides one statement after another."""

    def __init__(self):
        self.pid = 0

    def start(self) -> None:
        """Fork; the child never returns."""
        down_read, down_write = os.pipe()
        up_read, up_write = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(down_write)
            os.close(up_read)
            code = 1
            try:
                _serve(os.fdopen(down_read, "r", encoding="utf-8"), os.fdopen(up_write, "w", encoding="utf-8"))
                code = 0
            finally:
                os._exit(code)
        os.close(down_read)
        os.close(up_write)
        self.down, self.up = os.fdopen(down_write, "w", encoding="utf-8"), up_read
        self.buffer = b""

    def ask(self, request: dict, timeout: float) -> dict:
        """The answer, or a row that says how the worker failed."""
        if not self.pid:
            self.start()
        begun, spent = time.perf_counter(), self.spent()
        try:
            self.down.write(json.dumps(request) + "\n")
            self.down.flush()
        except OSError:
            pass  # a dead worker shows itself below
        end = begun + PATIENCE * timeout + GRACE
        while b"\n" not in self.buffer:
            wait = min(end - time.perf_counter(), timeout + GRACE - (self.spent() - spent))
            ready, _, _ = select.select([self.up], [], [], max(0.02, wait))
            if not ready and wait > 0:
                continue
            piece = os.read(self.up, 65536) if ready else b""
            if not piece:
                words = self.stop()
                ms = round(1000 * (time.perf_counter() - begun), 3)
                if ready:
                    return {"verdict": "ERROR", "evidence": f"the worker died ({words}); this says nothing about the statement",
                            "witness": None, "ms": ms}
                return {"verdict": "TIMEOUT", "evidence": f"not finished within {timeout:g} s; this says nothing about the "
                        "statement", "witness": None, "ms": ms}
            self.buffer += piece
        line, _, self.buffer = self.buffer.partition(b"\n")
        return json.loads(line)

    def spent(self) -> float:
        """Seconds of processor time of the worker; of the clock where the system does not tell."""
        try:
            return time.clock_gettime((~self.pid << 3) | 2)  # the clock of another process, as the kernel numbers it
        except (OSError, AttributeError, OverflowError):
            return time.perf_counter()

    def stop(self) -> str:
        """End the worker, whatever it does; how it ended in words."""
        if not self.pid:
            return ""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        with contextlib.suppress(OSError):
            self.down.close()
        os.close(self.up)
        self.pid = 0
        return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else f"exit code {os.WEXITSTATUS(status)}"


def _serve(requests: IO, answers: IO) -> None:
    """In the worker: decide what is asked until the requests end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(quiet, number)
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 3000))
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    gc.set_threshold(20_000, 20, 50)  # what one statement makes is let go of by counting, but for few circles
    for line in requests:
        answers.write(json.dumps(_answer(json.loads(line))) + "\n")
        answers.flush()


def _answer(request: dict) -> dict:
    from sympy.core.cache import clear_cache

    from verifier.deciding.decide import decide
    begun = time.thread_time()
    try:
        answer = decide(request["statement"], request["symbols"], tuple(request["given"]), request["timeout"]).as_line()
    except BaseException as error:  # whatever it is, the other statements go on
        message = "out of memory" if isinstance(error, MemoryError) else f"{type(error).__name__}: {error}"
        answer = {"verdict": "ERROR", "evidence": f"{message}; this says nothing about the statement", "witness": None}
    answer["ms"] = round(1000 * (time.thread_time() - begun), 3)
    clear_cache()
    return answer


FIRST = ("Eq(sin(x)**2 + cos(x)**2, 1)", "Eq(gamma(x + 1), x*gamma(x))", "Eq(sqrt(x**2), x)", "Eq(Sum(2**(-k), (k, 0, oo)), 2)")


def preload() -> None:
    """Import what the workers need, and decide a few statements: engines that fill tables at first use have filled them."""
    from verifier.deciding.decide import decide
    for statement in FIRST:
        decide(statement, ("x: complex",))
    gc.collect()
    gc.freeze()


def run(source: IO, sink: IO, timeout: float) -> None:
    """Answer each line of the source on a line of its own, as it is decided."""
    preload()
    worker = Worker()
    try:
        for number, line in enumerate(source, 1):
            if not line.strip():
                continue
            answer = _line(worker, number, line, timeout)
            sink.write(_written(answer, getattr(sink, "encoding", None) or "utf-8") + "\n")
            sink.flush()
    finally:
        worker.stop()


def _written(answer: dict, encoding: str) -> str:
    """The answer as a line that the sink can carry; half a character, or one that it has no sign for, as an escape."""
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return json.dumps(answer)
    return text


def _line(worker: Worker, number: int, line: str, timeout: float) -> dict:
    """The answer to one line; a line that is no request gets an ERROR that says why."""
    key = None
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError(f"expected an object, found {type(row).__name__}")
        key = row.get("id")
        statement = row.get("statement")
        if not isinstance(statement, str):
            raise ValueError("expected \"statement\" with a text")
        symbols = row.get("symbols", row.get("where")) or {}
        given = row.get("given") or []
        given = [given] if isinstance(given, str) else given
        if not isinstance(symbols, dict) or not all(isinstance(kind, str) for kind in symbols.values()):
            raise ValueError("expected \"symbols\" as an object of name: kind")
        if not isinstance(given, list) or not all(isinstance(text, str) for text in given):
            raise ValueError("expected \"given\" as a list of texts")
    except (ValueError, RecursionError) as problem:
        return {"id": key, "verdict": "ERROR", "evidence": f"line {number}: {problem}", "witness": None, "ms": 0.0}
    return {"id": key, **worker.ask({"statement": statement, "symbols": symbols, "given": given, "timeout": timeout}, timeout)}
