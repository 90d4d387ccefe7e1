"""Processes that run one task each, and what became of each task, whatever the task did to its process."""

from __future__ import annotations

import concurrent.futures
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from verifier.running import workers

MEMORY = 4 * 2**30  # bytes of address space of one worker
ENDED = "its worker process ended without a result"
ATTEMPTS = 3  # when the pool itself breaks
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class NoWorkers(RuntimeError):
    """There is nobody to run tasks: says why and what to do."""


@dataclass
class Outcome:
    """The plain data of a task, or the way in which its process failed."""

    value: Any = None
    failure: str = ""  # "", "ERROR" or "TIMEOUT"
    message: str = ""
    step: str = ""  # the step that was being verified
    trace: str = ""
    seconds: float = 0.0


@dataclass
class _Job:
    label: Any
    task: Callable
    arguments: tuple
    future: concurrent.futures.Future
    state: workers.State
    attempt: int = 1
    began: float = 0.0
    dead: float = 0.0  # since when its process is gone


class Pool:
    """Workers are started with the first task and end with `close`."""

    def __init__(self, jobs: int, timeout: float, memory: int = MEMORY, confined: bool = False, home: Path | None = None):
        self.size, self.timeout, self.memory, self.confined = jobs, timeout, memory, confined
        self.home = home or Path.cwd()  # where the workers are
        self.jobs: list[_Job] = []
        self._pool = None
        self._folder: Path | None = None
        self._count = 0

    def submit(self, label: Any, task: Callable, *arguments: Any, attempt: int = 1) -> None:
        """Have a worker run the task; `wait` tells what became of it under this label."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="verifier-"))
        if self._pool is None:
            self._pool = _new_pool(self.size, self._folder, self.memory, self.home)
        self._count += 1
        state = workers.State(self._folder / f"{self._count}.state")
        future = self._pool.schedule(workers.run_task, args=(task, arguments, str(state.path), self.timeout, self.confined),
                                     timeout=self.timeout)
        self.jobs.append(_Job(label, task, arguments, future, state, attempt))

    def prepare(self) -> None:
        """Have workers ready before there is a task."""
        prepare()

    def wait(self) -> list[tuple[Any, Outcome]]:
        """What has ended within a tenth of a second."""
        concurrent.futures.wait([job.future for job in self.jobs], timeout=0.1,
                                return_when=concurrent.futures.FIRST_COMPLETED)
        ended = []
        for job in list(self.jobs):
            outcome = self._outcome(job, time.monotonic())
            if outcome is not None:
                self.jobs.remove(job)
                ended.append((job.label, outcome))
        return ended

    def running(self) -> list[tuple[Any, float]]:
        """The labels of the tasks that workers have, each with its seconds."""
        now = time.monotonic()
        return [(job.label, now - job.began) for job in self.jobs if job.began]

    def close(self) -> None:
        """End all workers, also those that are busy."""
        if self._pool is not None:
            self._pool.stop() if self.jobs else self._pool.close()
            self._pool.join()
            self._pool = None
            for job in self.jobs:
                job.state.kill()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _outcome(self, job: _Job, now: float) -> Outcome | None:
        """What became of the job, None while that is open."""
        if not job.future.done():
            if job.future.running():
                job.began = job.began or now
                job.dead = (job.dead or now) if now - job.began > 1 and job.state.is_dead() else 0.0
            if not job.dead or now - job.dead < 1:  # a result on its way would have come by then
                return None
            job.future.cancel()
            return self._lost(job, "ERROR", ENDED, now)
        try:
            found = job.future.result()
        except concurrent.futures.TimeoutError:
            return self._lost(job, "TIMEOUT", f"not finished within {self.timeout:g} s", now)
        except BrokenProcessPool:
            return self._again(job, now)
        except concurrent.futures.CancelledError:
            return self._failed(job, "ERROR", "cancelled", now)
        except Exception as error:  # ProcessExpired, and whatever else befalls a process
            code = getattr(error, "exitcode", None)
            return self._lost(job, "ERROR", str(error) if code is None else f"its worker process died ({_exit_words(code)})",
                              now)
        if "died" in found:
            return self._failed(job, "ERROR", f"its worker process died ({_exit_words(found['died'])})" if found["died"]
                                else ENDED, now)
        if "error" not in found:
            return Outcome(found["value"])
        error = found["error"]
        return self._failed(job, "ERROR", error["message"] + (f", at {error['where']}" if error["where"] else ""), now,
                            error["trace"])

    def _again(self, job: _Job, now: float) -> Outcome | None:
        """The pool itself broke: start another one, a few times."""
        if self._pool is not None and not self._pool.active:
            self._pool = None
        if job.attempt == ATTEMPTS:
            return self._failed(job, "ERROR", "the pool of workers broke", now)
        self.jobs.remove(job)
        self.submit(job.label, job.task, *job.arguments, attempt=job.attempt + 1)
        return None

    def _lost(self, job: _Job, failure: str, message: str, now: float) -> Outcome:
        """The worker is gone, what it forked may not be; after an answer that process has ended and its number may be another's."""
        job.state.kill()
        return self._failed(job, failure, message, now)

    def _failed(self, job: _Job, failure: str, message: str, now: float, trace: str = "") -> Outcome:
        step = job.state.read()[1]
        place = job.state.last_place() if failure == "TIMEOUT" else ""
        return Outcome(None, failure, message + (f", at step {step}" if step else "") + (f", in {place}" if place else ""),
                       step, trace or job.state.last_words(), round(now - job.began, 3) if job.began else 0.0)


def prepare() -> None:
    """Have the engine imported where workers come from, without waiting for it."""
    _context()


def in_worker(task: Callable, *arguments: Any, timeout: float) -> Outcome:
    """What becomes of one task in a worker of its own."""
    pool = Pool(1, timeout)
    try:
        pool.submit(None, task, *arguments)
        while True:
            for _, outcome in pool.wait():
                return outcome
    finally:
        pool.close()


def _new_pool(jobs: int, logs: Path, memory: int, home: Path):
    """Workers that start with the engine imported; each task runs in a fork of one of them."""
    import pebble
    pebble.CONSTS.term_timeout = 0.1
    pebble.CONSTS.sleep_unit = 0.02
    return pebble.ProcessPool(max_workers=jobs, context=_context(), initializer=workers.prepare,
                              initargs=(str(logs), memory, str(home), os.getpid()))


def _context():
    """Where workers come from: a server that has imported the engine, where there can be one."""
    import multiprocessing
    import multiprocessing.forkserver
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context = multiprocessing.get_context(method)
    with _environment():
        if method == "forkserver":
            context.set_forkserver_preload(["verifier.running.leash", "verifier.running.preload"])
            multiprocessing.forkserver.ensure_running()
    return context


@contextlib.contextmanager
def _environment():
    """The variables that the workers inherit; the parent gets its own back."""
    before = dict(os.environ)
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ["PYTHONHASHSEED"] = "0"  # whatever it is here: sets are gone through in the same order in every worker
    os.environ["SYMPY_GROUND_TYPES"] = workers.ground_types()
    os.environ["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _exit_words(code: int) -> str:
    """A process's exit code in words."""
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    return name + {"SIGKILL": ", killed from outside or out of memory", "SIGSEGV": ", a library crashed",
                   "SIGABRT": ", out of memory or a library gave up"}.get(name, "")
