"""How long whole runs take: cold, from the cache and after one claim changed, with one and two jobs, as a corpus grows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZES = (1, 4, 16)
MOST = 17.0  # how many times longer 16 times the corpus may take
ARTICLES = 4  # of the corpus of size 1
LIMIT = 3600.0
TEXT = '''"""A small article, one of many alike."""
from sympy import Eq, Le

from verifier.language import *

source = Source("Author", 2024, "Title")
a, b = real("a b")
square = Claim(name="A square", says=Eq((a + NUMBER*b)**2, a**2 + 2*NUMBER*a*b + NUMBER**2*b**2, evaluate=False),
               proof=chain((a + NUMBER*b)**2, equals(a**2 + 2*NUMBER*a*b + NUMBER**2*b**2, because=arithmetic)))
means = Claim(name="Twice a product is at most the squares", says=Le(2*NUMBER*a*b, a**2 + NUMBER**2*b**2),
              proof=chain(2*NUMBER*a*b, at_most(a**2 + NUMBER**2*b**2, because=arithmetic)),
              holds_for=(example(a=1, b=2), example(a=-3, b=1)))
wrong = Claim(name="A square without its middle", says=Eq((a + NUMBER*b)**2, a**2 + NUMBER**2*b**2, evaluate=False),
              expected=REFUTED, fails_for=(example(a=1, b=1),))
article = Article(slug="small-NUMBER", title="Title", source=source, claims=(square, means, wrong))
'''


def write(folder: Path, size: int) -> int:
    """A corpus of so many times the smallest; how many claims it makes."""
    (folder / "derivations").mkdir(parents=True)
    for number in range(1, ARTICLES * size + 1):
        (folder / "derivations" / f"small_{number}.py").write_text(TEXT.replace("NUMBER", str(number + 1)))
    return 3 * ARTICLES * size


def seconds(folder: Path, *options: str) -> float:
    """How long one run takes, with its pages and its comparison with the lock; everything in it is as it should be."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "verifier", "check", "derivations", "--timeout", "600", *options]
    done = subprocess.run(command, cwd=folder, text=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
                          timeout=LIMIT)
    if done.returncode:
        raise RuntimeError(f"a run of the benchmark's corpus failed:\n{done.stdout}{done.stderr}"[-2000:])
    return time.perf_counter() - begun


def times(folder: Path, rename, *options: str) -> Iterator[float]:
    """Cold, then from the cache that it left, after the name of one claim changed, and cold with one job."""
    yield seconds(folder, "--jobs", "2", *options)
    yield sorted(seconds(folder, *options) for _ in range(3))[1]
    rename(folder / "derivations")
    yield seconds(folder, *options)
    yield seconds(folder, "--no-cache", "--jobs", "1", *options)


HEAD = ["| corpus | claims | cold, 2 jobs | from the cache | one claim changed | cold, 1 job |", "|---|---|---|---|---|---|"]


def row(name: str, claims: int, found: list[float]) -> str:
    """A line of the table; runs that are still to come are left open."""
    return f"| {name} | {claims} | " + " | ".join([f"{value:.2f} s" for value in found] + ["..."] * (4 - len(found))) + " |"


def generated() -> Iterator[list[str]]:
    """The table of a corpus that grows, as lines of Markdown, again after each size."""
    def rename(folder: Path) -> None:
        file = folder / "small_1.py"
        file.write_text(file.read_text().replace("Twice a product", "A product taken twice"))
    found, lines = {}, ["## Whole runs of a generated corpus", "", *HEAD]
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            claims = write(Path(name), size)
            found[size] = list(times(Path(name), rename, "--no-site", "--no-lock"))
        lines.append(row(f"x{size}", claims, found[size]))
        yield lines
    ratios = [large / small for small, large in zip(found[SIZES[0]], found[SIZES[-1]])]
    shown, most = ", ".join(f"{ratio:.1f}" for ratio in ratios), "at most" if max(ratios) <= MOST else "MORE THAN"
    yield [*lines, "", f"{SIZES[-1]} times the corpus costs {shown} times as much, column by column: {most} {MOST:g} times."]


RENAMED = "adam_step_bound.py"  # whose first claim gets another name, which is printed


def corpus(derivations: Path = ROOT / "derivations", lock: Path = ROOT / "claims.lock") -> Iterator[list[str]]:
    """The same of the corpus that is in the repository, or of another one, in a folder of its own."""
    def rename(folder: Path) -> None:
        file = folder / RENAMED
        file.write_text(re.sub(r'(Claim\(\s*name=")', r"\1Again: ", file.read_text(), count=1))
    lines = ["## Whole runs of the corpus", "", *HEAD]
    with tempfile.TemporaryDirectory() as name:
        folder, found, claims = Path(name), [], 0
        shutil.copytree(derivations, folder / "derivations", ignore=shutil.ignore_patterns("__pycache__"))
        options = ["--record", "build/record.json", "--site", "build/site"]
        if lock.exists():
            shutil.copy(lock, folder)
            options += ["--lock", "claims.lock"]
        for value in times(folder, rename, *options):
            found.append(value)
            told = json.loads((folder / "build" / "record.json").read_text(encoding="utf-8"))
            claims = sum(len(article["claims"]) for article in told["articles"])
            yield [*lines, row("as it is", claims, found)]
