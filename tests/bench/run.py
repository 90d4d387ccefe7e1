"""The tables of tests/cases, side by side against what users reach for today; writes build/bench.md.

    python -m tests.bench.run
"""

from __future__ import annotations

import gc
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

import sympy as sp
from flint import ctx

from tests.bench.children import LIMIT, side_by_side
from tests.bench.peers import MISSING, PEERS, sides
from tests.bench.whole import whole
from verifier.decide import opened
from verifier.parsing import read
from verifier.search import Hunt
from verifier.tools.evaluator import Evaluator
from verifier.tools.programs import Run, program_of
from verifier.valuation import Valuation

ROOT = Path(__file__).parents[2]
OUTPUT = ROOT / "build" / "bench.md"
WARM = 20.0  # seconds within which a run from the cache ends
HOLDS = {"true": True, "false": False, "P": True, "R": False}


def rows() -> list[dict]:
    """Every statement of the tables whose truth is known and that has one: {id, statement, symbols, given, holds}."""
    found = []
    for table in ("true", "false", "traps"):
        for line in (ROOT / "tests" / "cases" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            holds = HOLDS.get(row.get("must", table))
            if holds is not None:
                found.append({"given": [], **row, "holds": holds})
    return found


class Ask:
    """Puts a row to a peer; the reading of the row is not timed."""

    def prepare(self, task):
        return opened(read(task[1]["statement"], task[1]["symbols"], tuple(task[1]["given"])))

    def __call__(self, task, problem):
        return PEERS[task[0]][1](task[1], problem)


def is_equation(row) -> bool:
    """Whether the row is an equation between numbers, which every peer can be asked."""
    try:
        sides(opened(read(row["statement"], row["symbols"], tuple(row["given"]))))
    except Exception:  # then peers cannot be asked either
        return False
    return True


def table(found: dict, cases: list[dict], wanted) -> list[str]:
    """Lines of the comparison over the wanted rows."""
    lines = ["| verifier | wrong | decided | proved of the true | median ms | p95 ms | total s |",
             "|---|---|---|---|---|---|---|"]
    for name, _, proves, _ in PEERS:
        if name in MISSING:
            lines.append(f"| {name} | not installed: `pip install derivation-verifier[bench]` | | | | | |")
            continue
        pairs = [(row, answer) for row, answer in zip(cases, found[name], strict=True) if wanted(row)]
        said = [(row["holds"], answer["answer"]) for row, answer in pairs if isinstance(answer["answer"], bool)]
        times = sorted(answer["ms"] for _, answer in pairs if answer["answer"] != "refused")
        wrong = sum(truth is not answer for truth, answer in said)
        shown = sum(truth and answer for truth, answer in said)
        proved = f"{shown} of {sum(row['holds'] for row, _ in pairs)}" if proves else "never"
        lines.append(f"| {name} | {wrong} | {len(said)} of {len(pairs)} | {proved} | {statistics.median(times):.1f} | "
                     f"{times[int(0.95 * len(times))]:.0f} | {sum(times) / 1000:.1f} |")
    return lines


def cpu(command: list[str], times: int = 5) -> float:
    """The median CPU time in ms of a process that must succeed."""
    spent = []
    for _ in range(times):
        before = os.times()
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return 1000 * statistics.median(spent)


def starts() -> list[str]:
    """Import times and the cost of a trivial claim."""
    python = [sys.executable, "-c"]
    figures = [("`python -c pass`", cpu([*python, "pass"])), ("`import sympy`", cpu([*python, "import sympy"])),
               ("`import verifier.decide`", cpu([*python, "import verifier.decide"]))]
    if "math-verify" not in MISSING:
        figures.insert(3, ("`import math_verify`", cpu([*python, "import math_verify"])))
    from verifier.decide import decide
    spent = []
    for _ in range(50):
        begun = time.process_time()
        decide("Eq(1 + 1, 2)")
        spent.append(1000 * (time.process_time() - begun))
    figures.append(("`Eq(1 + 1, 2)` in a running process", statistics.median(spent)))
    return ["| start-up | CPU ms |", "|---|---|", *(f"| {name} | {ms:.1f} |" for name, ms in figures)]


def rates(cases: list[dict]) -> list[str]:
    """Points per second of CPU time: both sides of equations at one point, by each means."""
    work = []
    for row in cases:
        if row["holds"] and is_equation(row):
            problem = opened(read(row["statement"], row["symbols"], tuple(row["given"])))
            symbols = sorted(problem.statement.free_symbols, key=str)
            if symbols and not problem.statement.has(sp.Integral, sp.Sum, sp.Product, sp.Limit, sp.Derivative):
                work.append((problem, symbols, next(Hunt(problem).first())))
    work = work[:60]
    lines = ["| both sides at a point | points a second, 15 digits | 50 digits |", "|---|---|---|"]
    for name, means in (("compiled balls (certified)", _balls), ("tree walk with balls (certified)", _walk),
                        ("mpmath, lambdify", _mpmath), ("SymPy evalf", _evalf)):
        shown = []
        for digits, bits in ((15, 64), (50, 192)):
            calls = [call for item in work if (call := means(*item, digits, bits)) is not None]
            begun = time.process_time()
            for call in calls:
                for _ in range(5):
                    call()
            shown.append(f"{5 * len(calls) / (time.process_time() - begun):,.0f}")
        lines.append(f"| {name} | {' | '.join(shown)} |")
    return lines


def _balls(problem, symbols, values, digits, bits):
    program, valuation = program_of(problem.statement), Valuation(values)
    def call():
        with ctx.workprec(bits):
            run = Run(program, valuation, bits)
            return [run.value(side) for side in problem.statement.args]
    return _tried(call)


def _walk(problem, symbols, values, digits, bits):
    valuation = Valuation(values)
    def call():
        with ctx.workprec(bits):
            walk = Evaluator(valuation, bits)
            return [walk.value(side) for side in problem.statement.args]
    return _tried(call)


def _mpmath(problem, symbols, values, digits, bits):
    import mpmath
    f, g = (sp.lambdify(symbols, side, "mpmath") for side in sides(problem))
    point = [mpmath.mpmathify(sp.N(values[symbol], digits)) for symbol in symbols]
    def call():
        with mpmath.workdps(digits):
            return f(*point), g(*point)
    return _tried(call)


def _evalf(problem, symbols, values, digits, bits):
    both = sides(problem)
    return _tried(lambda: [side.evalf(digits, subs=values) for side in both])


def _tried(call):
    try:
        call()
    except Exception:  # no value there by these means
        return None
    return call


def corpus() -> list[str]:
    """The last cold run as its record tells it, and a run from the cache."""
    record = ROOT / "build" / "record.json"
    if not record.exists():
        return ["Corpus: run `make verify` first."]
    told = json.loads(record.read_text(encoding="utf-8"))
    claims = [claim for article in told["articles"] for claim in article["claims"]]
    cold = f"Corpus: {len(claims)} claims, {sum(claim['seconds'] for claim in claims):.0f} s of work when they were verified"
    begun = time.perf_counter()
    try:
        subprocess.run([sys.executable, "-m", "verifier", "check", "derivations"], cwd=ROOT, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, timeout=WARM, check=False)
    except subprocess.TimeoutExpired:
        return [f"{cold}; the cache is not warm, run `make verify` first."]
    return [f"{cold}; from the cache in {time.perf_counter() - begun:.1f} s."]


def main() -> None:
    """Measure, write and print."""
    begun = time.perf_counter()
    cases = rows()
    gc.collect()
    gc.freeze()
    groups = {peer[0]: [(place, row) for row in cases] for place, peer in enumerate(PEERS) if peer[0] not in MISSING}
    found = side_by_side(groups, Ask())
    equations = {row["id"] for row in cases if is_equation(row)}
    count = sum(row["holds"] for row in cases)
    lines = [
        "# Benchmark", "",
        f"`python -m tests.bench.run`, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, "
        f"SymPy {sp.__version__}. CPU times; an item is killed after {LIMIT:g} s; SymPy's cache is cleared before each. "
        "A wrong verdict accepts a false statement or rejects a true one; times are of the statements that a verifier accepts "
        "as a question.", "",
        f"## All {len(cases)} statements ({count} true, {len(cases) - count} false)", "",
        *table(found, cases, lambda row: True), "",
        f"## The {len(equations)} equations between numbers, which every peer can be asked", "",
        *table(found, cases, lambda row: row["id"] in equations), "",
        "## Parts", "", *starts(), "", *rates(cases), "", *corpus(), "",
        "## Whole runs of a generated corpus", "", *whole(), "",
        f"The whole run took {time.perf_counter() - begun:.0f} s."]
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
