"""Claims as items of pytest: what is collected, what fails and with which words, and that other projects see nothing."""

import functools
import multiprocessing.forkserver  # noqa: F401  pytester forgets what a session imports, and a server forgotten is started again
import os
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as tree
from pathlib import Path

import pebble  # noqa: F401  the same
import pytest
from fakes import engine

import verifier.running.runner
from verifier.cli import main

pytest_plugins = ("pytester",)
ROOT = Path(__file__).parents[1]
FAKE = '''"""An article about n."""
from sympy import Eq
from verifier.claim import Article, Claim, Source
from verifier.language import arithmetic, chain, equals
from verifier.vocabulary.symbols import natural
from verifier.verdict import Verdict

n = natural("n")  # the length
def weak(): return {"verdict": "SUPPORTED"}
def false(): return {"verdict": "REFUTED"}
good = Claim(name="n + n = 2n", says=(Eq(n + n, 2*n, evaluate=False),), key=True,
             proof=(chain(n + n, equals(2*n, because=arithmetic)),))
wrong_on_purpose = Claim(name="2n = 3n", says=(Eq(2*n, 3*n, evaluate=False),), measured_by=false, expected=Verdict.REFUTED)
MORE
article = Article(slug="art", title="About n", source=Source("A", 2023, "T"), claims=(good, wrong_on_purpose, EXTRA))
'''
WEAK = """weaker = Claim(name='w', says=(Eq(n, n, evaluate=False),), measured_by=weak,
    proof=(chain(n, equals(n, because=arithmetic)),))"""
REAL = '''"""Sums of odd numbers."""
from sympy import Eq, Sum
from verifier.language import *

n = natural("n")                             # how many odd numbers
k = index("k", 1, n)
proved = Claim(name="1 + 3 + ... = n^2", says=Eq(Sum(2*k - 1, (k, 1, n)), n**2),
    proof=chain(Sum(2*k - 1, (k, 1, n)), equals(n**2, because=arithmetic)))
refuted = Claim(name="1 + 3 + ... = n^3", says=Eq(Sum(2*k - 1, (k, 1, n)), n**3), fails_for=(example(n=2),), expected=REFUTED)
false = Claim(name="1 + 3 + ... = n^2 + 1", says=Eq(Sum(2*k - 1, (k, 1, n)), n**2 + 1), holds_for=(example(n=2),),
    proof=chain(Sum(2*k - 1, (k, 1, n)), equals(n**2 + 1, because=arithmetic)))
article = Article(slug="odd-SLUG", title="Odd numbers", claims=(proved, refuted, false), source=Source("Nicomachus", 100, "T"))
'''


@pytest.fixture
def project(pytester, monkeypatch):
    """A folder with one article whose claims say themselves what the engine finds."""
    monkeypatch.setattr(verifier.running.runner, "run",
                        functools.partial(verifier.running.runner.run, verify=engine.verify, audit=engine.audit))
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), str(ROOT / "tests")]))
    pytester.mkdir("derivations")
    write(pytester)
    return pytester


def write(project, more="", extra="", name="art"):
    (project.path / "derivations" / f"{name}.py").write_text(FAKE.replace("MORE", more).replace("EXTRA", extra))


def run(project, *arguments):
    return project.runpytest_inprocess("-p", "verifier.plugin", "-p", "no:cacheprovider", *arguments)


def test_each_claim_is_a_node_and_each_step_an_item(project):
    result = run(project, "--collect-only", "-q")
    assert result.outlines[:4] == [f"derivations/art.py::{name}" for name in (
        "article", "good::1.1", "good::verdict", "wrong-on-purpose::verdict")]
    assert result.ret == 0


def test_a_claim_that_is_refuted_as_expected_passes(project):
    run(project).assert_outcomes(passed=4)


@pytest.mark.parametrize(("selection", "passed"), [
    (("-k", "good"), 2), (("-k", "art/wrong-on-purpose"), 1), (("-k", "verdict and not good"), 1),
    (("-m", "claim"), 3), (("-m", "key"), 2), (("-m", "claim(expected='REFUTED')"), 1), (("-m", "claim(id='art/good')"), 2),
    (("derivations/art.py::good",), 2), (("derivations/art.py::good::1.1",), 1), (("derivations/art.py",), 4),
])
def test_selection(project, selection, passed):
    result = run(project, "--strict-markers", *selection)
    result.assert_outcomes(passed=passed, deselected=4 - passed if selection[0].startswith("-") else 0)


def test_only_what_is_selected_is_verified(project):
    write(project, "def bad(): raise SystemExit\nbroken = Claim(name='b', says=(Eq(n, n, evaluate=False),), measured_by=bad)",
          "broken")
    asked = []
    inner = verifier.running.runner.run
    verifier.running.runner.run = lambda paths, only=(), **more: asked.append(list(only)) or inner(paths, only=only, **more)
    run(project, "-k", "good or wrong").assert_outcomes(passed=3, deselected=2)
    assert asked == [["art/good", "art/wrong-on-purpose"]]


def test_a_failure_is_the_explanation_and_the_command(project):
    write(project, WEAK, "weaker")
    result = run(project)
    result.assert_outcomes(passed=4, failed=2)
    assert result.ret == 1
    text = result.stdout.str()
    for words in ("derivations/art.py:14: art/weaker: SUPPORTED, expected PROVED", "step 1.1", "because",
                  "again: verifier check derivations/art.py --claim art/weaker", "FAILED derivations/art.py::weaker::verdict"):
        assert words in text
    assert "Traceback" not in text
    assert "items.py" not in text
    assert "NotAsItShouldBe" not in text


def test_a_call_that_hangs_ends_its_claim_and_nothing_else(project):
    (project.path / "pyproject.toml").write_text("[tool.verifier]\ntimeout = 1\n")
    write(project, "def forever():\n    while True: pass\n"
          "stuck = Claim(name='s', says=(Eq(n, n, evaluate=False),), measured_by=forever)", "stuck")
    result = run(project, "--timeout=0.5")
    result.assert_outcomes(passed=4, failed=1)
    text = result.stdout.str()
    assert "art/stuck: TIMEOUT, expected PROVED" in text
    assert "not finished within 1 s" in text


def test_a_file_that_does_not_load_is_an_error_of_collection(project):
    (project.path / "derivations" / "bad.py").write_text("x = undeclared\n")
    result = run(project)
    result.assert_outcomes(errors=1)
    text = result.stdout.str()
    assert "ERROR collecting derivations/bad.py" in text
    assert "derivations/bad.py:1: NameError: name 'undeclared' is not defined" in text
    assert "Traceback" not in text
    assert "items.py" not in text


def test_a_folder_is_one_file_node(project):
    folder = project.mkdir("derivations/whole")
    (folder / "notation.py").write_text("from verifier.language import *\nn = natural('n')\ndef test_me(): raise SystemExit\n")
    text = FAKE.replace('n = natural("n")', "from .notation import n").replace('"art"', '"whole"')
    (folder / "article.py").write_text(text.replace("MORE", "").replace("EXTRA", ""))
    assert "derivations/whole/article.py::good::1.1" in run(project, "--collect-only", "-q").outlines
    run(project, "derivations/whole").assert_outcomes(passed=4)
    assert "test_me" not in run(project, "--collect-only", "-q", "derivations/whole/notation.py").stdout.str()


def test_settings_say_where_derivations_are(project):
    (project.path / "derivations").rename(project.path / "papers")
    assert run(project).ret == pytest.ExitCode.NO_TESTS_COLLECTED
    (project.path / "pyproject.toml").write_text("[tool.verifier]\nderivations = 'papers'\n")
    run(project, "papers").assert_outcomes(passed=4)
    (project.path / "pyproject.toml").write_text("[tool.verifier]\nderivation = 'papers'\n")
    assert "did you mean 'derivations'" in run(project, "papers").stderr.str()


def test_the_lock(project, monkeypatch):
    from click.testing import CliRunner
    monkeypatch.chdir(project.path)
    assert CliRunner().invoke(main, ["lock"]).exit_code == 0
    run(project).assert_outcomes(passed=4)
    path = project.path / "claims.lock"
    path.write_text(path.read_text().replace("digits = 30", "digits = 40", 1))
    result = run(project)
    result.assert_outcomes(passed=3, failed=1)
    assert "art/good: checked to 40 digits before, 30 now" in result.stdout.str()
    path.write_text(path.read_text().replace("digits = 40", "digits = 30", 1).replace('"art/wrong-on-purpose"', '"art/other"'))
    result = run(project)
    result.assert_outcomes(passed=2, failed=2)
    for words in ("art/wrong-on-purpose: not in the lock yet (REFUTED)",
                  "art/other: vanished; it was REFUTED in derivations/art.py"):
        assert words in result.stdout.str()
    (project.path / "derivations" / "art.py").rename(project.path / "derivations" / "other.py")
    result = run(project)
    assert "claims.lock::derivations/art.py" in result.stdout.str()
    assert "derivations/art.py is gone, with 2 locked claims" in result.stdout.str()
    path.write_text("[claims")
    assert "restore it from the repository" in run(project).stdout.str()


def test_junit(project):
    write(project, WEAK, "weaker")
    run(project, "--junitxml=out.xml")
    cases = {f"{case.get('classname')}::{case.get('name')}": case
             for case in tree.parse(project.path / "out.xml").iter("testcase")}
    good = cases["derivations.art.good::verdict"]
    assert {item.get("name"): item.get("value") for item in good.iter("property")} == {
        "verdict": "PROVED", "method": "fake", "digits": "30"}
    weak = cases["derivations.art.weaker::verdict"].find("failure")
    assert "art/weaker: SUPPORTED, expected PROVED" in weak.text


def test_under_xdist_with_the_engine_itself(pytester, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    folder = pytester.mkdir("derivations")
    for slug in ("one", "two"):
        (folder / f"{slug}.py").write_text(REAL.replace("SLUG", slug))
    command = [sys.executable, "-m", "pytest", "-p", "verifier.plugin", "-v", "-n", "2"]
    done = subprocess.run(command, cwd=pytester.path, capture_output=True, text=True, timeout=280)
    assert "4 failed, 8 passed" in done.stdout, done.stdout + done.stderr
    for slug in ("one", "two"):
        for outcome in ("PASSED article", "PASSED proved::1.1", "PASSED proved::verdict", "PASSED refuted::verdict",
                        "FAILED false::1.1", "FAILED false::verdict"):
            word, _, name = outcome.partition(" ")
            assert f"{word} derivations/{slug}.py::{name}" in done.stdout
    assert "witness: n = " in done.stdout


def test_other_projects_see_nothing(pytester):
    """In an environment that happens to have the plugin."""
    pytester.makepyfile("import sys\ndef test_it():\n"
                        "    assert not set(sys.modules) & {'sympy', 'pebble', 'sqlite3', 'verifier.running.items'}")
    command = [sys.executable, "-m", "pytest", "-p", "verifier.plugin", "-p", "no:hypothesispytest"]
    done = subprocess.run(command, cwd=pytester.path, capture_output=True, text=True, timeout=100,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_entry_point_is_this_module():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["pytest11"] == {"verifier.plugin": "verifier.plugin"}
