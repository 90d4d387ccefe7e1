"""Tables of true statements, false ones, and ones that fool verifiers, each run in fresh processes."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytestmark = pytest.mark.timeout(1200)  # whole tables, in processes of their own
CASES = Path(__file__).parent / "cases"
GREEN = ("PROVED", "ENCLOSED", "PROVED_FOR", "SIMPLIFIED")
LETTERS = {"PROVED": "P", "ENCLOSED": "P", "SIMPLIFIED": "P", "REFUTED": "R", "ILL_POSED": "I", "VACUOUS": "V"}
CLASSES = 20  # of statements that fool naive verifiers
SEEDS = [str(seed) for seed in (1, 2, 3, 5, 8, 13, 21, 34, 55)]


def table(name):
    return [json.loads(line) for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def answers(rows, seed="0", timeout=10):
    """What `verifier decide --jsonl` says of the rows in a fresh process."""
    lines = "\n".join(json.dumps({key: value for key, value in row.items() if key != "must"}) for row in rows)
    done = subprocess.run([sys.executable, "-m", "verifier", "decide", "--jsonl", "--timeout", str(timeout)], input=lines,
                          capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return {row["id"]: row for row in map(json.loads, done.stdout.splitlines())}


def in_halves(rows, seed="0", timeout=10) -> dict:
    """The answers, by two processes at once."""
    with ThreadPoolExecutor(2) as pool:
        halves = pool.map(lambda half: answers(half, seed, timeout), (rows[::2], rows[1::2]))
        return {key: answer for half in halves for key, answer in half.items()}


def letter(answer) -> str:
    """P, R, I, V, X (a slip of the author, reported before any mathematics), E (an error) or U (undecided)."""
    if answer["verdict"] == "ERROR":
        return "X" if "print alike" in answer["evidence"] else "E"
    return LETTERS.get(answer["verdict"], "U")


def quick(rows):
    return [row for row in rows if "inequality" not in row["id"]]


@pytest.fixture(scope="module")
def said():
    """The quick rows of the main tables; what takes longer than 5 s may stay undecided, a trap may not."""
    return {**in_halves(quick(table("true")) + quick(table("false")), timeout=5), **in_halves(table("traps"))}


def test_the_tables_are_large_and_name_each_row_once():
    assert len(table("true")) >= 300
    assert len(table("false")) >= 300
    for name in ("true", "false", "traps", "more_traps", "everyday"):
        ids = [row["id"] for row in table(name)]
        assert len(set(ids)) == len(ids)
    classes = [int(row["id"][1:3]) for row in table("more_traps")]
    assert all(classes.count(number) >= 3 for number in range(1, CLASSES + 1))


def test_no_true_statement_is_refuted(said):
    wrong = [row["id"] for row in quick(table("true"))
             if said[row["id"]]["verdict"] in ("REFUTED", "VACUOUS", "ILL_POSED", "ERROR")]
    assert wrong == []


def test_no_false_statement_is_green(said):
    wrong = [row["id"] for row in quick(table("false")) if said[row["id"]]["verdict"] in (*GREEN, "SUPPORTED", "ERROR")]
    assert wrong == []


def test_most_true_statements_are_proved(said):
    rows = quick(table("true"))
    assert sum(said[row["id"]]["verdict"] in GREEN for row in rows) >= 0.9 * len(rows)


def test_most_false_statements_are_refuted(said):
    rows = quick(table("false"))
    assert sum(said[row["id"]]["verdict"] == "REFUTED" for row in rows) >= 0.98 * len(rows)


def wrong_traps(rows, said) -> dict:
    """Undecided may always be said; every other answer must be the one of the row."""
    return {row["id"]: said[row["id"]]["verdict"] for row in rows
            if letter(said[row["id"]]) not in (*row["must"].split("/"), "U")}


def test_traps(said):
    assert wrong_traps(table("traps"), said) == {}


def test_traps_are_decided(said):
    undecided = {row["id"] for row in table("traps") if "U" not in row["must"].split("/") and letter(said[row["id"]]) == "U"}
    assert undecided == set()


@pytest.mark.slow
def test_everyday_statements():
    """A sample of what SymPy's own tests assert, spread evenly over their files, and of changed versions of it."""
    rows = table("everyday")
    said = in_halves(rows, timeout=5)
    assert wrong_traps(rows, said) == {}
    assert sum(letter(said[row["id"]]) != "U" for row in rows) >= 0.95 * len(rows)


@pytest.mark.slow
def test_inequalities():
    rows = [row for row in table("true") + table("false") if "inequality" in row["id"]]
    said = in_halves(rows, timeout=5)
    assert [row["id"] for row in table("true") if row["id"] in said and said[row["id"]]["verdict"] == "REFUTED"] == []
    assert [row["id"] for row in table("false") if row["id"] in said and said[row["id"]]["verdict"] in GREEN] == []


@pytest.mark.slow
def test_ten_hash_seeds_say_the_same(said):
    """More traps of each class; then every row that is decided fast, under nine other seeds in fresh processes."""
    traps = table("more_traps")
    rows = table("traps") + traps + quick(table("true")) + quick(table("false"))
    said = {**said, **in_halves(traps, timeout=5)}
    assert wrong_traps(traps, said) == {}
    with ThreadPoolExecutor(2) as pool:
        fast = sorted(rows, key=lambda row: said[row["id"]]["ms"])[:len(rows) // 2]
        others = list(pool.map(lambda seed: answers(fast, seed), SEEDS))
    differing = {(seed, row["id"]): (said[row["id"]]["verdict"], other[row["id"]]["verdict"])
                 for seed, other in zip(SEEDS, others, strict=True) for row in fast
                 if other[row["id"]]["verdict"] != said[row["id"]]["verdict"]}
    assert differing == {}
