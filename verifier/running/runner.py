"""Verify every claim of a corpus in workers that can be killed, and put together the record of the run.

A claim that hangs, crashes its worker or runs out of memory becomes a row that says so and how to replay it;
what was computed is kept, and the order of the record is that of the files whatever finished first.
"""

from __future__ import annotations

import datetime
import difflib
import json
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Iterable

from verifier.record import ArticleRecord, ClaimRecord, Record, claim_from_data, to_data
from verifier.running import kept, workers
from verifier.running.cache import Cache, sources_digest
from verifier.running.files import content_digest, find_files, slug_of
from verifier.running.linking import link, qualified
from verifier.running.pool import MEMORY, Outcome, Pool
from verifier.running.progress import Silent
from verifier.running.quotations import attach
from verifier.running.references import gather
from verifier.running.summary import NOT_REACHED
from verifier.verdict import Verdict

TIMEOUT = 120.0
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
    content: str = ""  # digest of its bytes when the run began
    article: ArticleRecord | None = None
    slug_line: int = 0
    done: dict[str, ClaimRecord] = field(default_factory=dict)  # short id -> what the engine found
    wanted: set[str] = field(default_factory=set)
    ids: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict)  # short id -> digest of what the claim rests on
    places: dict[str, list] = field(default_factory=dict)  # short id -> where its steps stand


@dataclass(frozen=True, eq=False)
class _Task:
    kind: str  # "file", "audit" or "claim"
    file: _File
    claim: str = ""

    @property
    def name(self) -> str:
        """What the progress display calls it."""
        slug = self.file.article.slug if self.file.article else str(self.file.path)
        return {"claim": f"{slug}/{self.claim}", "file": f"{slug} (loading)", "audit": f"{slug} (audit)"}[self.kind]


def run(paths: Iterable[str | Path], jobs: int | None = None, timeout: float = TIMEOUT, only: Iterable[str] = (),
        progress: Any = None, cache: Cache | None = None, verify: Callable | None = None, audit: Callable | None = None,
        memory: int = MEMORY, untrusted: bool = False, dask: str = "") -> Record:
    """Verify the claims of all files under the paths; with `only`, those claims and what they use.

    With the address of a Dask scheduler, its workers do it.
    Untrusted files must be data, and run in processes that can do nothing but compute and answer.
    Raises Interrupted with what was done when the user stops it. `verify` and `audit` replace the engine in tests.
    """
    return _Run(find_files(paths), jobs or os.cpu_count() or 1, timeout, tuple(only), progress or Silent(), cache,
                verify, audit, memory, untrusted, dask).record()


def describe(paths: Iterable[str | Path], jobs: int | None = None, timeout: float = TIMEOUT, cache: Cache | None = None,
             memory: int = MEMORY) -> list[ArticleRecord]:
    """The articles of all files under the paths as they are written, with the ids of all steps; nothing is verified."""
    return _Run(find_files(paths), jobs or os.cpu_count() or 1, timeout, (), Silent(), cache, None, None, memory).articles()


class _Run:
    def __init__(self, paths, jobs, timeout, only, progress, cache, verify, audit, memory, untrusted=False, dask=""):
        self.files = [_File(path) for path in paths]
        self.pool, self.timeout, self.only = _pool(jobs, timeout, memory, untrusted, dask), timeout, only
        self.progress, self.cache, self.verify, self.audit = progress, cache, verify, audit
        self.verifies = True
        self.engine = sources_digest() + "untrusted" * untrusted if cache else ""  # what was not checked to be data is not taken
        self.untrusted = untrusted

    def record(self) -> Record:
        """The record of the whole run."""
        began = time.perf_counter()
        interrupted = False
        try:
            self._work()
        except KeyboardInterrupt:
            interrupted = True
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

    def articles(self) -> list[ArticleRecord]:
        """What the files say before anything is verified."""
        self.verifies = False
        self._work()
        return [file.article for file in self.files]

    # What there is to do

    def _work(self) -> None:
        try:
            self._start()
            while self.pool.jobs:
                for task, outcome in self.pool.wait():
                    self._take(task, outcome)
                self.progress.running([(task.name, seconds) for task, seconds in self.pool.running()], self._count())
        finally:
            self._stop()

    def _start(self) -> None:
        known: list[tuple[_File, str]] = []
        new: list[_File] = []
        for file in self.files:
            try:
                file.content = content_digest(file.path)
            except OSError as error:
                self._described(file, {"problems": [{"message": f"cannot be read: {error.strerror}", "line": 0,
                                                     "advice": "restore the file or its permissions, then run again"}]})
                continue
            text = self.cache.text(self._key("file", file)) if self.cache else None
            if text is None:
                self.pool.prepare()  # while the engine is imported there, the cache is read here
                new.append(file)
            else:
                known.append((file, text))
        for file, text in known:
            self._described(file, json.loads(text))
        for file in new:
            self._submit("file", file)

    def _key(self, kind: str, file: _File, claim: str = "") -> str:
        """Under which key the cache has it: a claim by what it rests on, the rest by the bytes of the file."""
        return f"{kind}:{self.engine}:{file.keys[claim] if claim else f'{file.path}:{file.content}'}"

    def _described(self, file: _File, found: dict) -> None:
        """The file was loaded: ask for its claims and its audit."""
        if "article" not in found:
            file.article = ArticleRecord(slug=slug_of(file.path), title=file.path.name,
                                         path=str(file.path), problems=found["problems"])
            return
        file.article, file.slug_line = _article(found["article"]), found["slug_line"]
        file.keys, file.places = found["keys"], found["places"]
        file.ids = tuple(claim.id for claim in file.article.claims)
        twin = next((other for other in self.files if other is not file and other.article
                     and other.article.slug == file.article.slug), None)
        if twin:
            first, second = sorted((twin, file), key=self.files.index)
            self._reject_twin(second, first)
        if not self.verifies or twin is not None and self.files.index(twin) < self.files.index(file):
            return
        known = self._cached(self._key("audit", file))
        if known is None:
            self._submit("audit", file)
        else:
            self._audited(file, known)
        for claim in file.article.claims:
            if not self.only or any(self._is_asked_for(name, claim.id) for name in self.only):
                self._want(file, claim)

    def _reject_twin(self, file: _File, first: _File) -> None:
        slug = file.article.slug
        file.article.claims, file.wanted, file.done = [], set(), {}
        file.article.problems.append({"message": f"duplicate article {slug!r}: {first.path} has it already",
                                      "advice": "give one of the two another slug", "line": file.slug_line})

    @staticmethod
    def _is_asked_for(name: str, full: str) -> bool:
        return name in (full, *full.split("/", 1))

    def _want(self, file: _File, row: ClaimRecord) -> None:
        claim = row.id.split("/", 1)[1]
        if claim in file.wanted:
            return
        file.wanted.add(claim)
        known = self.cache.text(self._key("claim", file, claim)) if self.cache else None
        if known is None:
            self._submit("claim", file, claim)
        else:
            self._verified(file, claim, kept.from_text(known, row, file.places[claim]), cached=True)

    def _verified(self, file: _File, claim: str, found: ClaimRecord, cached: bool = False) -> None:
        """A claim's record is there; with `only`, what it uses is wanted too."""
        file.done[claim] = found
        if self.cache and not cached and found.verdict not in NOT_KEPT:
            self.cache.put_text(self._key("claim", file, claim), kept.to_text(found, file.places[claim]))
        self.progress.finished(found, cached)  # who sees it may stop the run: by now it is kept
        if self.only:
            here = {row.id: row for row in file.article.claims}
            for use in (qualified(use, found.id, here) for use in found.uses):
                if use in here:
                    self._want(file, here[use])

    def _audited(self, file: _File, problems: list[dict]) -> None:
        """Give each problem to its claim, or to the article when it names none."""
        rows = {claim.id.split("/", 1)[1]: claim for claim in file.article.claims}
        for problem in problems:
            row = rows.get(str(problem.get("claim", "")).split("/")[-1])
            (row or file.article).problems.append(problem)

    def _cached(self, key: str) -> Any:
        return self.cache.get(key) if self.cache else None

    def _count(self) -> tuple[int, int]:
        return sum(len(file.done) for file in self.files), sum(len(file.wanted) for file in self.files)

    # What became of it

    def _submit(self, kind: str, file: _File, claim: str = "") -> None:
        task, arguments = {"file": (workers.describe_file, ()), "audit": (workers.audit_file, (self.audit,)),
                           "claim": (workers.verify_claim, (claim, self.verify))}[kind]
        self.pool.submit(_Task(kind, file, claim), task, str(file.path), file.content, *arguments)

    def _take(self, task: _Task, outcome: Outcome) -> None:
        if outcome.failure:
            self._fail(task, outcome)
        elif task.kind == "claim":
            self._verified(task.file, task.claim, claim_from_data(outcome.value))
        else:
            if self.cache:
                self.cache.put(self._key(task.kind, task.file), outcome.value)
            (self._described if task.kind == "file" else self._audited)(task.file, outcome.value)

    def _fail(self, task: _Task, outcome: Outcome) -> None:
        """The tool failed at the task: a row says so, and how to see it again."""
        advice = {"TIMEOUT": f"split the step, or allow more time with --timeout {2 * self.timeout:g}",
                  "ERROR": "run the replay command; if the file is right, this is a fault of the verifier"}[outcome.failure]
        if outcome.message.startswith(workers.FileChanged.__name__):
            advice = "run again when the file is as it should be; what did not change is in the cache"
        problem = {"message": outcome.message, "advice": advice, "step": outcome.step, "line": 0}
        if outcome.trace:
            problem["trace"] = outcome.trace
        if task.kind == "file":
            problem["message"] = f"the file could not be loaded: {outcome.message}"
            self._described(task.file, {"problems": [problem]})
        elif task.kind == "audit":
            self._audited(task.file, [{**problem, "message": f"the audit failed: {outcome.message}"}])
        else:
            row = next(claim for claim in task.file.article.claims if claim.id.endswith(f"/{task.claim}"))
            self._verified(task.file, task.claim, failed(row, outcome.failure, problem, outcome.seconds))

    def _stop(self) -> None:
        self.pool.close()
        self.progress.close()
        if self.cache:
            if self.verifies and not self.only:
                self.cache.forget_old()
            self.cache.close()

    # The record

    def _assemble(self, interrupted: bool) -> Record:
        record = Record(created=_now(), versions=workers.versions(),
                        verdicts={verdict.name: verdict.value for verdict in Verdict})
        for file in self.files:
            article = file.article or ArticleRecord(slug=slug_of(file.path), title=file.path.name,
                                                    path=str(file.path))
            rows = []
            for row in article.claims:
                short = row.id.split("/", 1)[1]
                if short in file.done:
                    rows.append(_with_problems(file.done[short], row.problems))
                elif short in file.wanted:
                    rows.append(failed(row, "ERROR", {"message": NOT_REACHED,
                                                      "advice": "run again; what was verified is kept", "step": "",
                                                      "line": row.line}, 0.0))
            article.claims = rows
            if interrupted and file.article is None:
                article.problems.append({"message": "interrupted before the file was loaded", "advice": "run again",
                                         "line": 0})
            if rows or article.problems or not self.only:
                record.articles.append(article)
        gather(record)
        attach(record, inside=Path.cwd() if self.untrusted else None)
        link(record)
        return record

    def _ids(self) -> list[str]:
        return [claim for file in self.files for claim in file.ids]

    def _no_such_claim(self, unknown: list[str]) -> str:
        near = [match for name in unknown for match in difflib.get_close_matches(name, self._ids(), 3, 0.4)]
        return f"no claim {', '.join(unknown)}" + (f"; did you mean {', '.join(near)}?" if near else "")


def _pool(jobs: int, timeout: float, memory: int, confined: bool, dask: str) -> Any:
    """Where tasks run: on this machine, or on a cluster, which it takes long to import."""
    if not dask:
        return Pool(jobs, timeout, memory, confined)
    from verifier.running.cluster import Cluster
    return Cluster(dask, timeout, memory, confined)


def _article(data: dict) -> ArticleRecord:
    return ArticleRecord(**{**data, "claims": [claim_from_data(claim) for claim in data["claims"]]})


def failed(row: ClaimRecord, verdict: str, problem: dict, seconds: float) -> ClaimRecord:
    """The row of a claim at which the tool failed: all that the author wrote, and the problem."""
    found = claim_from_data(to_data(row))
    found.verdict, found.seconds, found.steps = verdict, round(seconds, 3), []
    found.problems = [{**problem, "line": problem["line"] or row.line}]
    return found


def _with_problems(found: ClaimRecord, problems: list[dict]) -> ClaimRecord:
    """The claim's record with the audit's problems, each once."""
    said = {problem.get("message") for problem in found.problems}
    found.problems += [problem for problem in problems if problem.get("message") not in said]
    return found


def _now() -> str:
    """The time of the run; SOURCE_DATE_EPOCH makes it reproducible."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
