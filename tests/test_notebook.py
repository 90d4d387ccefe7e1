"""`%load_ext verifier`: what is shown under a cell, in IPython itself."""

import os
import re
import signal
import sys
import time

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from verifier import notebook

START = """
from sympy import Eq, Ne, Rational, exp
from verifier.language import *
x, y = real("x y")
positive = given("x is positive", x > 0)
"""
GOOD = """
good = Claim(name="A number and its inverse", says=x + 1/x >= 2, given=(positive,),
             holds_for=(example(x=1),), fails_for=(example(x=-1),),
             proof=chain(x + 1/x, equals(2 + (x - 1)**2/x, because=(arithmetic, positive)), at_least(2, because=positive)))
"""
BAD = 'bad = Claim(name="A <b>bold</b> claim", says=x**2 >= x, holds_for=(example(x=2),))'


@pytest.fixture(scope="module")
def shell():
    before = sys.modules["__main__"]  # IPython puts its own there, which no other process can be made from
    made = InteractiveShell.instance()
    yield made
    InteractiveShell.clear_instance()
    sys.modules["__main__"] = before


@pytest.fixture
def run(shell, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shell.reset(new_session=False)

    def run(cell):
        with capture_output() as seen:
            done = shell.run_cell(cell)
        assert done.success, seen.stdout
        return [output.data for output in seen.outputs], seen.stderr
    assert run("%load_ext verifier") == ([], "")
    assert run(START) == ([], "")
    yield run
    run("%unload_ext verifier")


def test_a_verdict_under_the_cell(run):
    (shown,), _ = run(GOOD)
    assert shown["text/plain"] == "PROVED  good: A number and its inverse"
    html = shown["text/html"]
    assert "✓ PROVED" in html
    assert "<math" in html
    assert "given x is positive" in html
    assert "<summary>2 steps" in html


def test_a_false_claim_is_explained_and_nothing_is_markup(run):
    (shown,), _ = run(BAD)
    assert shown["text/plain"].startswith("REFUTED  bad: A <b>bold</b> claim (expected PROVED)")
    assert "witness: x = " in shown["text/plain"]
    assert "verifier explain" not in shown["text/plain"]
    assert "A &lt;b&gt;bold" in shown["text/html"]
    assert "witness: x = " in shown["text/html"]


def test_only_what_the_cell_defines(run):
    assert len(run(GOOD + BAD)[0]) == 2
    assert run("1 + 1") == ([], "") or run("z = 1") == ([], "")
    assert [shown["text/plain"].split(":")[0] for shown in run(BAD)[0]] == ["REFUTED  bad"]
    assert run("also = good")[0][0]["text/plain"].startswith("PROVED  also")
    assert run("del good, also") == ([], "")


def test_a_claim_is_worth_what_it_cites(run):
    says = "says=Ne(exp(y), Rational(12345, 6789))"
    lemma, main = run(f"lemma = Claim(name='l', {says})\n"
                      f"main = Claim(name='m', {says}, proof=therefore({says[5:]}, because=lemma), holds_for=(example(y=1),))")[0]
    assert main["text/plain"].startswith("SUPPORTED  main")
    inline, = run(f"inline = Claim(name='m', {says}, proof=therefore({says[5:]}, because=Claim(name='l', {says})), "
                  "holds_for=(example(y=1),))")[0]
    assert inline["text/plain"].startswith("UNDECIDED  inline")


def test_what_cites_a_claim_that_was_replaced_is_looked_at_again(run):
    says = "says=Ne(exp(y), Rational(12345, 6789))"
    run(f"lemma = Claim(name='l', {says})\n"
        f"main = Claim(name='m', {says}, proof=therefore({says[5:]}, because=lemma), holds_for=(example(y=1),))")
    replaced, _ = run("lemma = Claim(name='l', says=y**2 + 1 > y, proof=therefore(y**2 + 1 > y, because=arithmetic), "
                      "holds_for=(example(y=1),))")
    assert [part["text/plain"].split(":")[0] for part in replaced] == ["PROVED  lemma", "UNDECIDED  main"]
    third, = run(f"third = Claim(name='m', {says}, proof=therefore({says[5:]}, because=main), holds_for=(example(y=1),))")[0]
    assert third["text/plain"].startswith("UNDECIDED  third")
    assert run("lemma = None") == ([], "")
    assert [part["text/plain"].split(":")[0] for part in run("del main")[0]] == ["UNDECIDED  third"]


def test_a_cell_that_fails_shows_nothing(shell, run):
    with capture_output() as seen:
        assert not shell.run_cell("broken = Claim(name='m', says=True)").success
    assert "says nothing" in seen.stdout + seen.stderr
    assert "-> SymPy computes both sides to the same" in re.sub(r"\x1b\[[\d;]*m", "", seen.stdout + seen.stderr)
    assert not any("text/html" in output.data for output in seen.outputs)


def test_settings_that_are_wrong_are_said(run, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.verifier]\ntimeout = 'x'\n")
    shown, said = run(GOOD)
    assert shown == []
    assert "expected a positive number of seconds" in said


@pytest.mark.parametrize(("work", "kind", "words"), [
    (lambda: time.sleep(60), TimeoutError, "1 s"),
    (lambda: os._exit(3), ChildProcessError, "died"),
    (lambda: os.kill(os.getpid(), signal.SIGKILL), ChildProcessError, "died"),
    (lambda: 1 / 0, ChildProcessError, "ZeroDivisionError"),
    (lambda: sys.exit(), ChildProcessError, "SystemExit"),
])
def test_whatever_happens_the_notebook_goes_on(work, kind, words):
    began = time.monotonic()
    with pytest.raises(kind, match=words):
        notebook._in_a_fork(work, 1.0)
    assert time.monotonic() - began < 10


def test_what_the_fork_does_is_not_done_here():
    here = []
    assert notebook._in_a_fork(lambda: here.append(1) or print("noise") or {"big": "x" * 10**6}, 10)["big"] == "x" * 10**6
    assert here == []


def test_claims_that_were_there_before(run):
    run("%unload_ext verifier")
    assert run(GOOD) == ([], "")
    assert [shown["text/plain"].split(":")[0] for shown in run("%load_ext verifier")[0]] == ["PROVED  good"]
