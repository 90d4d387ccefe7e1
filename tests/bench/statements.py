"""The tables of tests/cases, side by side against what users reach for today."""

from __future__ import annotations

import gc
import json
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.bench.children import LIMIT, side_by_side
from tests.bench.peers import MISSING, PEERS, sides
from verifier.deciding.batch import preload
from verifier.deciding.decide import opened
from verifier.deciding.parsing import read

CASES = Path(__file__).parents[1] / "cases"
HOLDS = {"true": True, "false": False, "P": True, "R": False}


def rows(tables=("true", "false", "traps", "more_traps")) -> list[dict]:
    """Every statement of the tables whose truth is known and that has one: {id, statement, symbols, given, holds}."""
    found = []
    for table in tables:
        for line in (CASES / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            holds = HOLDS.get(row.get("must", table))
            if holds is not None:
                found.append({"given": [], **row, "holds": holds})
    return found


class Ask:
    """Puts a row to a peer; the reading of the row is timed of `verifier decide` alone, which is given the text."""

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
    """Lines of the comparison over the wanted rows; a peer that has not finished is said to be one."""
    lines = ["| verifier | wrong | decided | proved of the true | cut off | median ms | p95 ms | total s |",
             "|---|---|---|---|---|---|---|---|"]
    for name, _, proves, _ in PEERS:
        if name in MISSING or name not in found:
            why = "not installed: `pip install derivation-verifier[bench]`" if name in MISSING else "not finished"
            lines.append(f"| {name} | {why} | | | | | | |")
            continue
        pairs = [(row, answer) for row, answer in zip(cases, found[name], strict=True) if wanted(row)]
        said = [(row["holds"], answer["answer"]) for row, answer in pairs if isinstance(answer["answer"], bool)]
        times = sorted(answer["ms"] for _, answer in pairs if answer["answer"] != "refused")
        wrong = sum(truth is not answer for truth, answer in said)
        shown = sum(truth and answer for truth, answer in said)
        proved = f"{shown} of {sum(row['holds'] for row, _ in pairs)}" if proves else "never"
        killed = sum(answer["answer"] == "killed" for _, answer in pairs)
        lines.append(f"| {name} | {wrong} | {len(said)} of {len(pairs)} | {proved} | {killed} | {statistics.median(times):.1f} | "
                     f"{times[int(0.95 * len(times))]:.0f} | {sum(times) / 1000:.1f} |")
    return lines


def compared(cases: list[dict], what: str = "") -> Iterator[list[str]]:
    """The tables as lines of Markdown, again after each peer; `what` says which statements they are."""
    preload()
    ask, first = Ask(), next(row for row in cases if row["holds"] and is_equation(row))
    names = [peer[0] for peer in PEERS if peer[0] not in MISSING]
    for place, peer in enumerate(PEERS):  # whatever it imports at first use is there when it is timed
        if peer[0] in names:
            ask((place, first), ask.prepare((place, first)))
    gc.collect()
    gc.freeze()
    equations = {row["id"] for row in cases if is_equation(row)}
    count, finished = sum(row["holds"] for row in cases), {}
    groups = {peer[0]: [(place, row) for row in cases] for place, peer in enumerate(PEERS) if peer[0] in names}
    for name, found in side_by_side(groups, ask):
        finished[name] = found
        yield [f"## All {len(cases)} {what}statements ({count} true, {len(cases) - count} false)", "",
               *table(finished, cases, lambda row: True), "",
               f"## The {len(equations)} equations between numbers, which every peer can be asked", "",
               *table(finished, cases, lambda row: row["id"] in equations), "",
               f"CPU times of processes that imported everything before; an item is cut off after {LIMIT:g} s and counts "
               "as undecided; SymPy's cache is cleared before each. A wrong verdict accepts a false statement or rejects a true "
               "one; times are of the statements that a verifier accepts as a question."]
