"""The benchmark's children: answers in order, exceptions as words, and a killed item does not take the others along."""

from tests.bench import children


class Act:
    def prepare(self, task):
        return task

    def __call__(self, task, prepared):
        while task == "hang":
            pass
        return len(task) > 1 if task else 1 / 0


def test_a_hanging_item_is_killed_and_the_others_go_on(monkeypatch):
    monkeypatch.setattr(children, "LIMIT", 0.3)
    found = children.answers(["ab", "hang", "", "a"], Act())
    assert [item["answer"] for item in found] == [True, "killed", "failed: ZeroDivisionError", False]
    assert found[1]["ms"] == 300
