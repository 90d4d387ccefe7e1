"""The same tasks on a Dask cluster: each in a process that can be killed there, with the limits that it has here.

Derivations travel with their tasks, so workers need no common disk; a worker whose versions are not those of this machine
is refused, because verdicts depend on them.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import logging
import multiprocessing
import shutil
import tempfile
import threading
import time
import uuid
from pathlib import Path
from typing import Any, Callable

from verifier.running.cache import sources_digest
from verifier.running.files import sources_of
from verifier.running.pool import MEMORY, NoWorkers, Outcome, Pool
from verifier.running.workers import versions

PATIENCE = 10.0  # seconds in which the scheduler answers
LOST = "the Dask workers that had it died one after the other"


def identity() -> dict[str, str]:
    """What verdicts depend on, on the machine that says it."""
    return {**versions(), "sources of the engine": sources_digest()[:16]}


class Cluster:
    """Stands in for a Pool of this machine."""

    def __init__(self, address: str, timeout: float, memory: int = MEMORY, confined: bool = False):
        self.client = _connect(address)
        self.limits = timeout, memory, confined
        self.run, self.identity = uuid.uuid4().hex, identity()
        self.jobs: dict[Any, Any] = {}  # future -> label
        self.began: dict[str, float] = {}  # key -> when it was first seen at work
        self._looked = 0.0
        self._sources = functools.lru_cache(maxsize=None)(_sources)
        try:
            _check(_asked(self.client, address), self.identity, address)
        except BaseException:
            self.client.close()
            raise

    def submit(self, label: Any, task: Callable, path: str, content: str, *arguments: Any) -> None:
        """Have a worker run the task; `wait` tells what became of it under this label."""
        future = self.client.submit(perform, self.run, self.identity, self._sources(path, content), self.limits, task,
                                    (path, content, *arguments), pure=False)
        self.jobs[future] = label

    def prepare(self) -> None:
        """Nothing: the workers are there."""

    def wait(self) -> list[tuple[Any, Outcome]]:
        """What has ended within a tenth of a second."""
        time.sleep(0.1)
        ended = []
        for future in [future for future in self.jobs if future.done()]:
            outcome = self._outcome(future)
            if outcome is not None:
                ended.append((self.jobs.pop(future), outcome))
        return ended

    def _outcome(self, future) -> Outcome | None:
        """What became of the task; None when its worker died before it told, and another one does it again."""
        if future.status == "error":
            error = future.exception()
            lost = type(error).__name__ == "KilledWorker"
            return Outcome(None, "ERROR", LOST if lost else f"{type(error).__name__}: {error}")
        if future.cancelled():
            return Outcome(None, "ERROR", "the scheduler dropped it")
        with contextlib.suppress(Exception):  # whatever keeps an answer from coming, the scheduler has the task done again
            return Outcome(**future.result(timeout=PATIENCE))
        return None

    def running(self) -> list[tuple[Any, float]]:
        """The labels of the tasks that workers have, each with its seconds; asked of the scheduler now and then."""
        now = time.monotonic()
        if now - self._looked > 2:
            self._looked = now
            with contextlib.suppress(Exception):  # a display may be late
                busy = {str(key) for keys in self.client.processing().values() for key in keys}
                self.began = {key: self.began.get(key, now) for key in busy}
        return [(label, now - self.began[future.key]) for future, label in self.jobs.items() if future.key in self.began]

    def close(self) -> None:
        """End what runs, and leave nothing on the workers."""
        with contextlib.suppress(Exception):  # a cluster that is gone needs no farewell
            self.client.cancel(list(self.jobs))
            self.client.run(forget, self.run)
        self.client.close()


def _connect(address: str):
    try:
        import distributed
    except ImportError as error:
        raise NoWorkers("--dask needs the package distributed, which is not installed: "
                        "pip install 'derivation-verifier[dask]'") from error
    for name in ("distributed", "tornado"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said here
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError, TypeError) as error:
        raise NoWorkers(f"no Dask scheduler answers at {address} within {PATIENCE:g} s ({error}); start one with "
                        "`dask scheduler`, and give the address that it prints") from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        client.close()
        raise NoWorkers(f"the scheduler at {address} has no workers; start one with `dask worker {address}`") from error
    return client


def _asked(client, address: str) -> dict[str, dict]:
    """What each worker says it is."""
    try:
        return client.run(identity)
    except Exception as error:  # Dask raises what the worker raised, or an Exception with its words
        if "No module named" not in str(error):
            raise
        raise NoWorkers(f"a worker of {address} does not have the verifier ({error}); install derivation-verifier of this version "
                        "where its workers run, and start them again") from error


def _check(found: dict[str, dict], here: dict[str, str], address: str) -> None:
    """Refuse workers whose versions are not the ones here."""
    for worker, there in found.items():
        other = [f"{name} is {there.get(name)} there and {value} here" for name, value in here.items()
                 if there.get(name) != value]
        if other:
            raise NoWorkers(f"the worker {worker} of {address} could come to other verdicts: {', '.join(other)}; "
                            "install the same versions on both")


def _sources(path: str, content: str) -> dict[str, bytes]:
    """The files of a derivation by their paths; one that is gone is missed by who runs the task."""
    if Path(path).is_absolute():
        raise NoWorkers(f"{path} is outside of the working folder; run from a folder above it")
    with contextlib.suppress(OSError):
        return {str(part): part.read_bytes() for part in sources_of(path)}
    return {}


# On the worker

_RUNS: dict[str, _Run] = {}  # by their names
_LOCK = threading.Lock()


@dataclasses.dataclass
class _Run:
    """What a Dask worker keeps for one run: a folder with its files, and a pool for each thread."""

    home: Path
    pools: dict[int, Pool] = dataclasses.field(default_factory=dict)
    ended: bool = False


def perform(run: str, expected: dict, sources: dict[str, bytes], limits: tuple, task: Callable, arguments: tuple) -> dict:
    """On a Dask worker: what became of the task in a process that this one can kill."""
    if _identity() != expected:
        return dataclasses.asdict(Outcome(None, "ERROR", "a Dask worker joined whose versions are not those of the others"))
    with _LOCK:
        here = _RUNS.get(run) or _RUNS.setdefault(run, _Run(Path(tempfile.mkdtemp(prefix="verifier-"))))
        for name, content in sources.items():
            path = here.home / name
            if not path.exists() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
    pool = here.pools.get(threading.get_ident())
    if pool is None:
        multiprocessing.current_process()._config["daemon"] = False  # Dask's nanny forbids processes of one's own
        timeout, memory, confined = limits
        pool = here.pools[threading.get_ident()] = Pool(1, timeout, memory, confined, here.home)
    pool.submit(None, task, *arguments)
    while not here.ended:
        for _, outcome in pool.wait():
            return dataclasses.asdict(outcome)
    pool.close()
    return dataclasses.asdict(Outcome(None, "ERROR", "the run was ended"))


@functools.cache
def _identity() -> dict[str, str]:
    return identity()


def forget(run: str) -> None:
    """On a Dask worker: the run is over."""
    here = _RUNS.pop(run, None)
    if here is not None:
        here.ended = True
        for pool in list(here.pools.values()):
            if not pool.jobs:
                pool.close()
        shutil.rmtree(here.home, ignore_errors=True)
