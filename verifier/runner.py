"""Verify every claim of a corpus in workers that can be killed, and put together the record of the run.

A claim that hangs, crashes its worker or runs out of memory becomes a row that says so and how to replay it;
what was computed is kept, and the order of the record is that of the files whatever finished first.
"""

from __future__ import annotations

import concurrent.futures
import datetime
import difflib
import os
import shutil
import tempfile
import time
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterable

from verifier import workers
from verifier.cache import Cache, file_digest, sources_digest
from verifier.discovery import find_files
from verifier.linking import link, qualified
from verifier.progress import Silent
from verifier.record import ArticleRecord, ClaimRecord, Record, claim_from_data, to_data
from verifier.verdict import Verdict

TIMEOUT = 120.0
ATTEMPTS = 3
NOT_KEPT = ("ERROR", "TIMEOUT")  # a failure of the tool is tried again by the next run


class Interrupted(KeyboardInterrupt):
    """The user stopped the run; `record` holds what was done."""

    def __init__(self, record: Record):
        super().__init__("interrupted")
        self.record = record


class NoSuchClaim(ValueError):
    """A claim was asked for that no file makes."""


@dataclass
class _File:
    path: Path
    digest: str = ""
    article: ArticleRecord | None = None
    slug_line: int = 0
    done: dict[str, ClaimRecord] = field(default_factory=dict)  # short id -> what the engine found
    wanted: set[str] = field(default_factory=set)
    ids: tuple[str, ...] = ()

    def key(self, kind: str, claim: str = "") -> str:
        return f"{kind}:{self.digest}:{claim}"


@dataclass
class _Task:
    kind: str  # "file", "audit" or "claim"
    file: _File
    claim: str
    future: concurrent.futures.Future
    state: workers.State
    attempt: int = 1
    began: float = 0.0
    dead: float = 0.0  # since when its process is gone

    @property
    def name(self) -> str:
        """What the progress display calls it."""
        slug = self.file.article.slug if self.file.article else str(self.file.path)
        return f"{slug}/{self.claim}" if self.kind == "claim" else f"{slug} ({'loading' if self.kind == 'file' else 'audit'})"


def run(paths: Iterable[str | Path], jobs: int | None = None, timeout: float = TIMEOUT, only: Iterable[str] = (),
        progress: Any = None, cache: Cache | None = None, verify: Callable | None = None, audit: Callable | None = None,
        memory: int = workers.MEMORY) -> Record:
    """Verify the claims of all files under the paths; with `only`, those claims and what they use.

    Raises Interrupted with what was done when the user stops it. `verify` and `audit` replace the engine in tests.
    """
    return _Run(find_files(paths), jobs or os.cpu_count() or 1, timeout, tuple(only), progress or Silent(), cache,
                verify, audit, memory).record()


def in_worker(task: Callable, *arguments: Any, timeout: float = TIMEOUT) -> Any:
    """The task's plain data, computed in a worker that is killed when the time is up (TimeoutError)."""
    folder = Path(tempfile.mkdtemp(prefix="verifier-"))
    try:
        with workers.new_pool(1, folder) as pool:
            future = pool.schedule(workers.run_task, args=(task, arguments, str(folder / "task"), timeout), timeout=timeout)
            return future.result()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Run:
    def __init__(self, paths, jobs, timeout, only, progress, cache, verify, audit, memory):
        self.files = [_File(path) for path in paths]
        self.jobs, self.timeout, self.only, self.memory = jobs, timeout, only, memory
        self.progress, self.cache, self.verify, self.audit = progress, cache, verify, audit
        self.tasks: list[_Task] = []
        self.pool = None
        self.folder: Path | None = None
        self.count = 0

    def record(self) -> Record:
        """The record of the whole run."""
        began = time.perf_counter()
        interrupted = False
        try:
            self._start()
            while self.tasks:
                self._wait()
        except KeyboardInterrupt:
            interrupted = True
        finally:
            self._stop()
        for notice in self.cache.notices if self.cache else ():
            self.progress.notice(notice)
        record = self._assemble(interrupted)
        record.seconds = round(time.perf_counter() - began, 3)
        if interrupted:
            raise Interrupted(record)
        unknown = [name for name in self.only if not any(self._is_asked_for(name, full) for full in self._ids())]
        if unknown and not any(article.problems for article in record.articles):
            raise NoSuchClaim(self._no_such_claim(unknown))
        return record

    # What there is to do

    def _start(self) -> None:
        engine = sources_digest() if self.cache else ""
        for file in self.files:
            if self.cache:
                file.digest = file_digest(engine, file.path)
            known = self._cached(file.key("file"))
            if known:
                self._described(file, known)
            else:
                self._submit("file", file)

    def _described(self, file: _File, found: dict) -> None:
        """The file was loaded: ask for its claims and its audit."""
        if "article" not in found:
            file.article = ArticleRecord(slug=file.path.stem.replace("_", "-"), title=file.path.name,
                                         path=str(file.path), problems=found["problems"])
            return
        file.article, file.slug_line = _article(found["article"]), found["slug_line"]
        file.ids = tuple(claim.id for claim in file.article.claims)
        twin = next((other for other in self.files if other is not file and other.article
                     and other.article.slug == file.article.slug), None)
        if twin:
            first, second = sorted((twin, file), key=self.files.index)
            self._reject_twin(second, first)
        if twin is not None and self.files.index(twin) < self.files.index(file):
            return
        known = self._cached(file.key("audit"))
        if known is None:
            self._submit("audit", file)
        else:
            self._audited(file, known)
        for claim in file.article.claims:
            if not self.only or any(self._is_asked_for(name, claim.id) for name in self.only):
                self._want(file, claim.id.split("/", 1)[1])

    def _reject_twin(self, file: _File, first: _File) -> None:
        slug = file.article.slug
        file.article.claims, file.wanted, file.done = [], set(), {}
        file.article.problems.append({"message": f"duplicate article {slug!r}: {first.path} has it already",
                                      "advice": "give one of the two another slug", "line": file.slug_line})

    @staticmethod
    def _is_asked_for(name: str, full: str) -> bool:
        return name in (full, *full.split("/", 1))

    def _want(self, file: _File, claim: str) -> None:
        if claim in file.wanted:
            return
        file.wanted.add(claim)
        known = self._cached(file.key("claim", claim))
        if known is None:
            self._submit("claim", file, claim)
        else:
            self._verified(file, claim, claim_from_data(known), cached=True)

    def _verified(self, file: _File, claim: str, found: ClaimRecord, cached: bool = False) -> None:
        """A claim's record is there; with `only`, what it uses is wanted too."""
        file.done[claim] = found
        self.progress.finished(found, cached)
        if self.cache and not cached and found.verdict not in NOT_KEPT:
            self.cache.put(file.key("claim", claim), to_data(found))
        if self.only:
            here = {row.id: row for row in file.article.claims}
            for use in (qualified(use, found.id, here) for use in found.uses):
                if use in here:
                    self._want(file, use.split("/", 1)[1])

    def _audited(self, file: _File, problems: list[dict]) -> None:
        """Give each problem to its claim, or to the article when it names none."""
        rows = {claim.id.split("/", 1)[1]: claim for claim in file.article.claims}
        for problem in problems:
            row = rows.get(str(problem.get("claim", "")).split("/")[-1])
            (row or file.article).problems.append(problem)

    def _cached(self, key: str) -> Any:
        return self.cache.get(key) if self.cache else None

    # Workers

    def _submit(self, kind: str, file: _File, claim: str = "", attempt: int = 1) -> None:
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="verifier-"))
        if self.pool is None:
            self.pool = workers.new_pool(self.jobs, self.folder, self.memory)
        self.count += 1
        state = workers.State(self.folder / f"{self.count}.state")
        task, arguments = {"file": (workers.describe_file, (str(file.path),)),
                           "audit": (workers.audit_file, (str(file.path), self.audit)),
                           "claim": (workers.verify_claim, (str(file.path), claim, self.verify))}[kind]
        future = self.pool.schedule(workers.run_task, args=(task, arguments, str(state.path), self.timeout),
                                    timeout=self.timeout)
        self.tasks.append(_Task(kind, file, claim, future, state, attempt))

    def _wait(self) -> None:
        """Take what has finished; show what is running."""
        concurrent.futures.wait([task.future for task in self.tasks], timeout=0.1,
                                return_when=concurrent.futures.FIRST_COMPLETED)
        now = time.monotonic()
        for task in list(self.tasks):
            if task.future.done():
                self.tasks.remove(task)
                self._finish(task, now)
            elif task.future.running():
                task.began = task.began or now
                task.dead = (task.dead or now) if task.state.is_dead() else 0.0
                if task.dead and now - task.dead > 1:  # a result on its way would have come by now
                    self.tasks.remove(task)
                    task.future.cancel()
                    self._fail(task, "its worker process ended without a result", "ERROR", now)
        self.progress.running([(task.name, now - task.began) for task in self.tasks if task.began], self._progress())

    def _progress(self) -> tuple[int, int]:
        return sum(len(file.done) for file in self.files), sum(len(file.wanted) for file in self.files)

    def _finish(self, task: _Task, now: float) -> None:
        try:
            outcome = task.future.result()
        except concurrent.futures.TimeoutError:
            self._fail(task, f"not finished within {self.timeout:g} s", "TIMEOUT", now)
        except BrokenProcessPool:
            self._again(task, now)
        except concurrent.futures.CancelledError:
            self._fail(task, "cancelled", "ERROR", now)
        except Exception as error:  # ProcessExpired and whatever else befalls a process
            code = getattr(error, "exitcode", None)
            self._fail(task, f"its worker process died ({_exit_words(code)})" if code is not None else str(error), "ERROR", now)
        else:
            if "error" in outcome:
                found = outcome["error"]
                self._fail(task, found["message"] + (f", at {found['where']}" if found["where"] else ""), "ERROR", now,
                           found["trace"])
            else:
                self._accept(task, outcome["value"])

    def _again(self, task: _Task, now: float) -> None:
        """The pool itself broke: start another one, a few times."""
        if self.pool is not None and not self.pool.active:
            self.pool = None
        if task.attempt < ATTEMPTS:
            self._submit(task.kind, task.file, task.claim, task.attempt + 1)
        else:
            self._fail(task, "the pool of workers broke", "ERROR", now)

    def _accept(self, task: _Task, value: Any) -> None:
        if task.kind == "claim":
            self._verified(task.file, task.claim, claim_from_data(value))
            return
        if self.cache:
            self.cache.put(task.file.key(task.kind), value)
        (self._described if task.kind == "file" else self._audited)(task.file, value)

    def _fail(self, task: _Task, message: str, verdict: str, now: float, trace: str = "") -> None:
        """The tool failed at the task: a row says so, and how to see it again."""
        seconds = now - task.began if task.began else 0.0
        _, step = task.state.read()
        place = task.state.last_place() if verdict == "TIMEOUT" else ""
        words = task.state.last_words() if not trace and not place else ""
        advice = {"TIMEOUT": f"split the step, or allow more time with --timeout {2 * self.timeout:g}",
                  "ERROR": "run the replay command; if the file is right, this is a fault of the verifier"}[verdict]
        problem = {"message": message + (f", at step {step}" if step else "") + (f", in {place}" if place else ""),
                   "advice": advice, "step": step, "line": 0}
        if trace or words:
            problem["trace"] = trace or words
        if task.kind == "file":
            self._described(task.file, {"problems": [{**problem, "message": f"the file could not be loaded: {message}"}]})
        elif task.kind == "audit":
            self._audited(task.file, [{**problem, "message": f"the audit failed: {problem['message']}"}])
        else:
            row = next(claim for claim in task.file.article.claims if claim.id.endswith(f"/{task.claim}"))
            self._verified(task.file, task.claim, failed(row, verdict, problem, seconds))

    def _stop(self) -> None:
        if self.pool is not None:
            self.pool.stop() if self.tasks else self.pool.close()
            self.pool.join()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.progress.close()
        if self.cache:
            self.cache.close()

    # The record

    def _assemble(self, interrupted: bool) -> Record:
        record = Record(created=_now(), versions=workers.versions(),
                        verdicts={verdict.name: verdict.value for verdict in Verdict})
        for file in self.files:
            article = file.article or ArticleRecord(slug=file.path.stem.replace("_", "-"), title=file.path.name,
                                                    path=str(file.path))
            rows = []
            for row in article.claims:
                short = row.id.split("/", 1)[1]
                if short in file.done:
                    rows.append(_with_problems(file.done[short], row.problems))
                elif short in file.wanted:
                    rows.append(failed(row, "ERROR", {"message": "interrupted before it was verified",
                                                      "advice": "run again; what was verified is kept", "step": "",
                                                      "line": row.line}, 0.0))
            article.claims = rows
            if interrupted and file.article is None:
                article.problems.append({"message": "interrupted before the file was loaded", "advice": "run again",
                                         "line": 0})
            if rows or article.problems or not self.only:
                record.articles.append(article)
        link(record)
        return record

    def _ids(self) -> list[str]:
        return [claim for file in self.files for claim in file.ids]

    def _no_such_claim(self, unknown: list[str]) -> str:
        near = [match for name in unknown for match in difflib.get_close_matches(name, self._ids(), 3, 0.4)]
        return f"no claim {', '.join(unknown)}" + (f"; did you mean {', '.join(near)}?" if near else "")


def _article(data: dict) -> ArticleRecord:
    return ArticleRecord(**{**data, "claims": [claim_from_data(claim) for claim in data["claims"]]})


def failed(row: ClaimRecord, verdict: str, problem: dict, seconds: float) -> ClaimRecord:
    """The row of a claim at which the tool failed: all that the author wrote, and the problem."""
    found = claim_from_data(to_data(row))
    found.verdict, found.seconds = verdict, round(seconds, 3)
    found.problems = [{**problem, "line": problem["line"] or row.line}]
    return found


def _with_problems(found: ClaimRecord, problems: list[dict]) -> ClaimRecord:
    """The claim's record with the audit's problems, each once."""
    said = {problem.get("message") for problem in found.problems}
    found.problems += [problem for problem in problems if problem.get("message") not in said]
    return found


def _exit_words(code: int) -> str:
    import signal
    if code >= 0:
        return f"exit code {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    return name + {"SIGKILL": ", killed from outside or out of memory", "SIGABRT": ", out of memory or a library gave up",
                   "SIGSEGV": ", a library crashed"}.get(name, "")


def _now() -> str:
    """The time of the run; SOURCE_DATE_EPOCH makes it reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
