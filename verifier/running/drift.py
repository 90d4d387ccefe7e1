"""What another version of a package makes of the claims: an environment of its own, a run there, the differences.

The environment has the packages of this one, each pinned to the version it has here, but for those that are asked for.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Iterable, Iterator, Mapping

from verifier import record as records
from verifier.record import ClaimRecord, Record
from verifier.running.lock import Locked, locked
from verifier.verdict import Verdict

PACKAGES = ("sympy", "mpmath", "numpy", "python-flint", "pebble", "click", "rich", "jinja2", "quickjs-ng", "babel",
            "watchfiles", "markdown-it-py", "mdit-py-plugins", "pylatexenc")  # the dependencies in pyproject.toml
ENGINE = ("verifier.judgement.portfolio", "verifier.judgement.audit", "verifier.running.describe", "verifier.language")
WANTED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([A-Za-z0-9][A-Za-z0-9.!+_-]*)")
SHOWN = {"verdict": "", "method": "method ", "digits": "digits "}  # the fields of a locked claim that are compared


class NoEnvironment(Exception):
    """The environment cannot be made; nothing is known about the version."""


class EngineFails(Exception):
    """The engine cannot be imported with this version: that is what there is to say of it."""


@dataclass(frozen=True)
class Environment:
    """A folder with the versions that were asked for."""

    folder: Path
    versions: Mapping[str, str]  # those that differ from here

    def __str__(self) -> str:
        return ", ".join(f"{name} {version}" for name, version in self.versions.items())

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    def check(self) -> None:
        """EngineFails, with the last words of the traceback, when the engine cannot be imported."""
        done = self._run(f"import importlib\nfor name in {ENGINE}: importlib.import_module(name)", stderr=subprocess.PIPE)
        if done.returncode:
            own = re.findall(r'File "[^"]*[/\\]verifier[/\\]([^"]+)", line (\d+)', done.stderr)
            where = f", at verifier/{own[-1][0]}:{own[-1][1]}" if own else ""
            raise EngineFails((done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1] + where)

    def verify(self, paths: Iterable[str], only: Iterable[str], jobs: int | None, timeout: float) -> Record:
        """The record of the claims in this environment; its cache is its own."""
        target = self.folder / f"record-{os.getpid()}.json"
        asked = {"paths": list(map(str, paths)), "only": list(only), "jobs": jobs, "timeout": timeout,
                 "cache": str(self.folder / "claims"), "record": str(target)}
        done = self._run(f"from verifier.running.drift import inside\ninside({json.dumps(asked)!r})")
        if not target.exists():
            raise EngineFails(f"the run ended with exit code {done.returncode} and without a record")
        try:
            return records.read(target)
        finally:
            target.unlink()

    def _run(self, code: str, **options) -> subprocess.CompletedProcess:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        return subprocess.run([self.python, "-P", "-c", code], env=clean, text=True, **options)


def inside(asked: str) -> None:
    """In the environment: verify what the JSON text asks for, and write the record."""
    from verifier.running.cache import Cache
    from verifier.running.progress import for_terminal
    from verifier.running.runner import run
    said = json.loads(asked)
    with contextlib.suppress(KeyboardInterrupt):  # whoever asked is interrupted as well; what was verified is kept
        record = run(said["paths"], jobs=said["jobs"], timeout=said["timeout"], only=said["only"], progress=for_terminal(),
                     cache=Cache(Path(said["cache"])))
        records.write(record, Path(said["record"]))


def environment(wanted: Iterable[str], folder: Path) -> Environment:
    """The environment with these versions (`sympy==1.13.3`) under the folder, made when it is not there yet."""
    versions = dict(_parsed(text) for text in wanted)
    pins = {**installed(), **versions}
    requirements = [f"{name}=={pins[name]}" for name in sorted(pins, key=lambda name: (name not in versions, name))]
    digest = hashlib.sha256(json.dumps([requirements, sys.version, str(Path(__file__).parents[1])]).encode()).hexdigest()[:12]
    found = Environment(folder / ("-".join(f"{name}-{version}" for name, version in versions.items()) + "-" + digest), versions)
    if not found.folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".making-", dir=folder))
        try:
            _make(draft, requirements)
            draft.rename(found.folder)  # a half-made one is never met, and two at once do not disturb each other
        except OSError:
            if not found.folder.exists():
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return found


def _parsed(text: str) -> tuple[str, str]:
    found = WANTED.fullmatch(text.strip())
    if not found:
        raise ValueError(f"{text!r}: expected PACKAGE==VERSION, such as sympy==1.13.3")
    name = found[1].lower().replace("_", "-")
    if name not in installed():
        raise ValueError(f"{name} is not a package that the verifier uses; these are {', '.join(sorted(installed()))}")
    return name, found[2]


def installed() -> dict[str, str]:
    """The packages that the verifier rests on here, directly or through others, with their versions."""
    found: dict[str, str] = {}
    waiting = list(PACKAGES)
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in found:
            continue
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # of another system, or optional
        found[name] = distribution.version
        waiting += [re.match(r"[\w.-]+", line)[0] for line in distribution.requires or () if "extra ==" not in line]
    return found


def _make(folder: Path, requirements: list[str]) -> None:
    """An environment with exactly these packages and this verifier; NoEnvironment says what the installer said."""
    uv = shutil.which("uv")
    python = str(folder / "bin" / "python")
    if uv:
        _call([uv, "venv", "-q", "--allow-existing", "--python", sys.executable, str(folder)])
        _call([uv, "pip", "install", "-q", "--python", python, *requirements])
    else:
        _call([sys.executable, "-m", "venv", str(folder)])
        _call([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *requirements])
    packages = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True,
                              capture_output=True, check=True).stdout.strip()
    (Path(packages) / "verifier").symlink_to(Path(__file__).resolve().parents[1])


def _call(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip() and "WARNING" not in line]
        raise NoEnvironment("\n".join(said[-6:]) or f"{command[0]} ended with exit code {done.returncode}")


def differences(here: Record, there: Record) -> Iterator[str]:
    """For each claim with another verdict, method or digits there: a line, and one for each of its steps that differ."""
    before, after = _rows(here), _rows(there)
    unloaded = {PurePath(article.path).as_posix(): article.problems[0].get("message") for article in there.articles
                if article.problems and not article.claims}
    yield from (f"x {path} does not load there: {message}" for path, message in unloaded.items())
    for key, (claim, row) in before.items():
        if key not in after:
            if row.file not in unloaded:
                yield f"- {key}: {row.verdict} here, not there at all"
            continue
        other, new = after[key]
        changed = [f"{words}{getattr(row, name) or 'none'} -> {getattr(new, name) or 'none'}" for name, words in SHOWN.items()
                   if getattr(row, name) != getattr(new, name)]
        if changed:
            yield f"{_sign(row, new)} {key}: {'; '.join(changed)}"
            yield from _steps(claim, other)
    yield from (f"+ {key}: {row.verdict} there, not here" for key, (_, row) in after.items() if key not in before)


def _rows(record: Record) -> dict[str, tuple[ClaimRecord, Locked]]:
    return {claim.id: (claim, locked(claim, article)) for article in record.articles for claim in article.claims}


def _sign(before: Locked, after: Locked) -> str:
    first, second = Verdict[before.verdict], Verdict[after.verdict]
    if first is second:
        return "v" if after.digits < before.digits else "~"
    return "v" if second.strength < first.strength or first is Verdict.REFUTED else "^"


def _steps(before: ClaimRecord, after: ClaimRecord) -> Iterator[str]:
    """The steps that differ, and what the tool says where it failed."""
    known = {step.id: step for step in after.steps}
    for step in before.steps:
        other = known.get(step.id)
        if other and (step.verdict, step.strategy) != (other.verdict, other.strategy):
            yield (f"    step {step.id}: {step.verdict} by {step.strategy or 'nothing'} -> {other.verdict} by "
                   f"{other.strategy or 'nothing'}: {step.statement.text or step.right.text}")
    if after.verdict != before.verdict:
        yield from (f"    {problem.get('message')}" for problem in after.problems[:2])
