"""Import times, the cost of a trivial statement, and points per second of the numeric route."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import sympy as sp
from flint import ctx

from tests.bench.peers import MISSING, sides
from tests.bench.statements import is_equation
from verifier.deciding.decide import opened
from verifier.deciding.parsing import read
from verifier.deciding.search import Hunt
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.programs import Run, program_of
from verifier.vocabulary.valuation import Valuation

ROOT = Path(__file__).parents[2]


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
               ("`import verifier.deciding.decide`", cpu([*python, "import verifier.deciding.decide"]))]
    if "math-verify" not in MISSING:
        figures.insert(3, ("`import math_verify`", cpu([*python, "import math_verify"])))
    from verifier.deciding.decide import decide
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
