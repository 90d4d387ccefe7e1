"""`verifier check --changed`: which articles git says are other than they were."""

import subprocess

import pytest
from click.testing import CliRunner

from verifier.cli import main
from verifier.running.changes import NoHistory, changed

ARTICLE = '''from sympy import Eq
from verifier.language import *
n = natural("n")
twice = Claim(name="n(n+1)", says=Eq(n*(n + 1), n**2 + {k}*n), holds_for=(example(n={n}),),
              proof=therefore(Eq(n*(n + 1), n**2 + {k}*n), because=arithmetic))
article = Article(slug="{slug}", title="T", source=Source("A", 2023, "T"), claims=(twice,))
'''


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("one", "two", "três"):
        write(tmp_path, f"{name}.py")
    write(tmp_path, "whole/article.py")
    (tmp_path / "derivations/whole/notation.py").write_text("x = 1\n")
    return tmp_path


def write(folder, name, text=None):
    path = folder / "derivations" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text or ARTICLE.format(slug=path.stem, k=1, n=2), encoding="utf-8")


@pytest.fixture
def committed(folder):
    git("init", "-q", "-b", "main")
    git("add", "derivations")
    git("commit", "-qm", "all")
    return folder


def names(found):
    return [str(path.relative_to("derivations")) for path in found]


def test_nothing_changed(committed):
    found = changed(["derivations"])
    assert (found.there, found.gone, found.of) == ((), (), 4)
    result = CliRunner().invoke(main, ["check", "--changed"])
    assert result.exit_code == 0, result.output
    assert "0 of 4 articles changed since HEAD." in result.output


@pytest.mark.parametrize(("do", "there", "gone"), [
    (lambda folder: write(folder, "two.py", "changed"), ["two.py"], []),
    (lambda folder: (write(folder, "two.py", "changed"), git("add", "-A")), ["two.py"], []),
    (lambda folder: write(folder, "new.py"), ["new.py"], []),
    (lambda folder: write(folder, "_notes.py"), [], []),
    (lambda folder: write(folder, "três.py", "changed"), ["três.py"], []),
    (lambda folder: write(folder, "whole/notation.py", "x = 2"), ["whole/article.py"], []),
    (lambda folder: write(folder, "whole/more.py", "y = 2"), ["whole/article.py"], []),
    (lambda folder: (folder / "derivations/whole/notation.py").unlink(), ["whole/article.py"], ["whole/notation.py"]),
    (lambda folder: (folder / "derivations/one.py").unlink(), [], ["one.py"]),
    (lambda folder: git("mv", "derivations/one.py", "derivations/uno.py"), ["uno.py"], ["one.py"]),
    (lambda folder: (folder / "README.md").write_text("words"), [], []),
], ids=["edited", "staged", "untracked", "hidden", "not ascii", "a part of a folder", "a new part", "a part deleted", "deleted",
        "renamed", "elsewhere"])
def test_what_changed(committed, do, there, gone):
    do(committed)
    found = changed(["derivations"])
    assert names(found.there) == there
    assert names(found.gone) == gone


def test_a_document_that_an_article_names(committed):
    write(committed, "two.py", 'document = "two.md"\n')
    (committed / "derivations" / "two.md").write_text("$$x$$")
    git("add", "-A")
    git("commit", "-qm", "more")
    (committed / "derivations" / "two.md").write_text("$$y$$")
    assert names(changed(["derivations"]).there) == ["two.py"]


def test_since_a_branch(committed):
    git("checkout", "-qb", "work")
    write(committed, "one.py", "changed")
    git("commit", "-qam", "one")
    git("checkout", "-q", "main")
    write(committed, "two.py", "changed on main meanwhile")
    git("commit", "-qam", "two")
    git("checkout", "-q", "work")
    assert changed(["derivations"]).there == ()
    assert names(changed(["derivations"], "main").there) == ["one.py"]


def test_before_the_first_commit_everything_is_new(folder):
    git("init", "-q")
    git("add", "derivations/one.py")
    assert len(changed(["derivations"]).there) == 4
    with pytest.raises(NoHistory, match="no commit yet"):
        changed(["derivations"], "main")


@pytest.mark.parametrize("since", ["nowhere", "--output=evil", "HEAD~9", ""])
def test_a_commit_that_is_none(committed, since):
    with pytest.raises(NoHistory, match="git knows no commit"):
        changed(["derivations"], since)
    assert not (committed / "evil").exists()


def test_outside_git(folder):
    result = CliRunner().invoke(main, ["check", "--changed"])
    assert result.exit_code == 2
    assert "git cannot say what changed here" in result.output
    assert "leave --changed out" in result.output


def test_without_git(folder, monkeypatch):
    monkeypatch.setenv("PATH", str(folder))
    assert "git is not installed" in CliRunner().invoke(main, ["check", "--changed"]).output


def test_check_sees_what_changed_and_what_is_gone(committed):
    assert CliRunner().invoke(main, ["check", "derivations/one.py", "derivations/two.py", "--no-site"]).exit_code == 0
    CliRunner().invoke(main, ["lock", "derivations/one.py", "derivations/two.py"])
    record = (committed / "build/record.json").read_bytes()
    write(committed, "two.py", ARTICLE.format(slug="two", k=3, n=2))
    (committed / "derivations/one.py").unlink()
    result = CliRunner().invoke(main, ["check", "--changed"])
    assert result.exit_code == 1
    assert "1 of 3 articles changed since HEAD, 1 are gone." in result.output
    assert "two/twice: REFUTED, expected PROVED" in result.output
    assert "one/twice: vanished" in result.output
    assert record == (committed / "build/record.json").read_bytes()
