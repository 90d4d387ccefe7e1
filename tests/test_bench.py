"""The benchmark's children: answers in order, exceptions as words, and a killed item does not take the others along."""

import time

import pytest

from tests.bench import children, run


class Act:
    def prepare(self, task):
        return task

    def __call__(self, task, prepared):
        while task == "hang":
            pass
        if task == "sleep":
            time.sleep(60)
        return len(task) > 1 if task else 1 / 0


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(children, "LIMIT", 0.3)


def test_a_hanging_item_is_killed_and_the_others_go_on(impatient):
    found = children.answers(["ab", "hang", "", "a"], Act())
    assert [item["answer"] for item in found] == [True, "killed", "failed: ZeroDivisionError", False]
    assert found[1]["ms"] == 300


def test_an_item_that_waits_for_ever_is_killed_too(impatient, monkeypatch):
    monkeypatch.setattr(children, "ASLEEP", 10)
    assert [item["answer"] for item in children.answers(["sleep", "ab"], Act())] == ["killed", True]


def test_groups_side_by_side_do_not_wait_for_each_other(monkeypatch):
    monkeypatch.setattr(children.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(children, "LIMIT", 1.0)
    groups = {"slow": ["hang", "hang", "ab"], "quick": ["ab"] * 3, "last": ["a"]}
    assert [name for name, _ in children.side_by_side(groups, Act())] == ["quick", "last", "slow"]


def test_a_part_that_is_interrupted_leaves_what_it_measured(tmp_path, monkeypatch):
    def part():
        yield ["## A part", "half of it"]
        raise KeyboardInterrupt
    monkeypatch.setattr(run, "BUILD", tmp_path)
    monkeypatch.setattr(run, "PARTS", {"part": part})
    with pytest.raises(KeyboardInterrupt):
        run.main(["part"])
    assert "## A part\nhalf of it\n" in (tmp_path / "bench.md").read_text()
    with pytest.raises(SystemExit, match="there is no part other; there are part"):
        run.main(["other"])
