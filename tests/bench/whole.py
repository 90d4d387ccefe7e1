"""How long whole runs take: cold, from the cache and after one claim changed, with one and two jobs, as a corpus grows.

    python -m tests.bench.whole
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
SIZES = (1, 4, 16)
MOST = 17.0  # how many times longer 16 times the corpus may take
ARTICLES = 4  # of the corpus of size 1
LIMIT = 1200.0
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
    """How long one run takes; everything in it is as it should be."""
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "verifier", "check", "--no-site", "--no-lock", *options], cwd=folder, text=True,
                          capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=LIMIT)
    if done.returncode:
        raise RuntimeError(f"a run of the benchmark's corpus failed:\n{done.stdout}{done.stderr}"[-2000:])
    return time.perf_counter() - begun


def times(folder: Path) -> list[float]:
    """Cold with one and two jobs, from the cache, and after one claim changed."""
    cold = [seconds(folder, "--no-cache", "--jobs", "1"), seconds(folder, "--jobs", "2")]
    warm = seconds(folder)
    changed = folder / "derivations" / "small_1.py"
    changed.write_text(changed.read_text().replace("Twice a product", "A product taken twice"))
    return [*cold, warm, seconds(folder)]


def whole() -> list[str]:
    """The table as lines of Markdown."""
    lines = ["| corpus | claims | cold, 1 job | cold, 2 jobs | from the cache | one claim changed |", "|---|---|---|---|---|---|"]
    found = {}
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            claims = write(Path(name), size)
            found[size] = times(Path(name))
            lines.append(f"| x{size} | {claims} | " + " | ".join(f"{value:.2f} s" for value in found[size]) + " |")
    ratios = ", ".join(f"{large / small:.1f}" for small, large in zip(found[SIZES[0]], found[SIZES[-1]]))
    worst = max(large / small for small, large in zip(found[SIZES[0]], found[SIZES[-1]]))
    return [*lines, "", f"{SIZES[-1]} times the corpus costs {ratios} times as much, column by column: "
                        f"{'at most' if worst <= MOST else 'MORE THAN'} {MOST:g} times."]


if __name__ == "__main__":
    print("\n".join(whole()))
