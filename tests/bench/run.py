"""The benchmark in parts, each kept in build/bench as it is measured; build/bench.md holds the last of all.

    python -m tests.bench.run [statements] [everyday] [parts] [generated] [corpus]

The tables of `statements` were collected to fool verifiers; `everyday` is a sample of what is asked of computer algebra on an
ordinary day.  Without names: all but `corpus`, whose cold runs with one and two jobs take as long as `make verify` three times.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from pathlib import Path

import sympy as sp

from tests.bench.rates import rates, starts
from tests.bench.statements import compared, rows
from tests.bench.whole import corpus, generated

BUILD = Path(__file__).parents[2] / "build"


def parts():
    """Start-up and the numeric route, as lines of Markdown."""
    yield ["## Parts", "", *starts(), "", *rates(rows())]


PARTS = {"statements": lambda: compared(rows()), "everyday": lambda: compared(rows(("everyday",)), "everyday "), "parts": parts,
         "generated": generated, "corpus": corpus}
USUAL = ("statements", "everyday", "parts", "generated")


def measure(name: str) -> None:
    """One part; what is measured of it is kept when it is interrupted."""
    begun = time.perf_counter()
    for lines in PARTS[name]():
        spent = f"{time.strftime('%Y-%m-%d')}, {time.perf_counter() - begun:.0f} s."
        (BUILD / "bench").mkdir(parents=True, exist_ok=True)
        (BUILD / "bench" / f"{name}.md").write_text("\n".join([*lines, "", f"Measured on {spent}"]) + "\n", encoding="utf-8")
        write()
    print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)


def write() -> str:
    """All parts that were measured, as one page."""
    kept = [file.read_text(encoding="utf-8") for name in PARTS if (file := BUILD / "bench" / f"{name}.md").exists()]
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, SymPy {sp.__version__}"
    text = "\n".join([f"# Benchmark\n\n`make bench`, {machine}.\n", *kept])
    (BUILD / "bench.md").write_text(text, encoding="utf-8")
    return text


def main(names) -> None:
    """Measure, write and print."""
    if unknown := set(names) - set(PARTS):
        sys.exit(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    for name in names or USUAL:
        measure(name)
    print(write())


if __name__ == "__main__":
    main(sys.argv[1:])
