"""Drift: an environment that is made once, what the version changed, and what is said when nothing can be known."""

import dataclasses
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from verifier.cli import main
from verifier.record import ArticleRecord, ClaimRecord, Formula, NumericRecord, Record, StepRecord
from verifier.running import drift

ROOT = Path(__file__).parents[1]
FILE = '''from sympy import Eq
from verifier.language import *
n = natural("n")
twice = Claim(name="n + n = 2n", says=Eq(n + n + 1, 2*n + 1, evaluate=False),
    proof=chain(n + n + 1, equals(2*n + 1, because=arithmetic)))
article = Article(slug="art", title="T", claims=(twice,), source=Source("A", 2023, "T"))
'''


def claim(verdict="PROVED", strategy="rewriting", digits=40, problems=()):
    return ClaimRecord(id="art/one", verdict=verdict, numeric=NumericRecord(digits=digits), problems=list(problems),
                       steps=[StepRecord(id="1.1", verdict=verdict, strategy=strategy, statement=Formula("x = x"))])


def record(*claims, problems=()):
    return Record(articles=[ArticleRecord(slug="art", path="derivations/art.py", claims=list(claims), problems=list(problems))])


@pytest.mark.parametrize(("there", "lines"), [
    (record(claim()), []),
    (record(claim("SUPPORTED", "", problems=[{"message": "cannot show x = x"}])),
     ["v art/one: PROVED -> SUPPORTED; method rewriting -> none",
      "    step 1.1: PROVED by rewriting -> SUPPORTED by nothing: x = x", "    cannot show x = x"]),
    (record(claim("TIMEOUT")),
     ["v art/one: PROVED -> TIMEOUT", "    step 1.1: PROVED by rewriting -> TIMEOUT by rewriting: x = x"]),
    (record(claim(strategy="sign")),
     ["~ art/one: method rewriting -> sign", "    step 1.1: PROVED by rewriting -> PROVED by sign: x = x"]),
    (record(claim(digits=12)), ["v art/one: digits 40 -> 12"]),
    (record(claim(digits=50)), ["~ art/one: digits 40 -> 50"]),
    (record(), ["- art/one: PROVED here, not there at all"]),
    (record(problems=[{"message": "NameError: Foo"}]), ["x derivations/art.py does not load there: NameError: Foo"]),
    (record(claim(), dataclasses.replace(claim(), id="art/two")), ["+ art/two: PROVED there, not here"]),
])
def test_what_a_version_changes(there, lines):
    assert list(drift.differences(record(claim()), there)) == lines


@pytest.mark.parametrize(("before", "after", "sign"), [
    ("SUPPORTED", "PROVED", "^"), ("REFUTED", "PROVED", "v"), ("UNDECIDED", "REFUTED", "v"), ("PROVED", "ENCLOSED", "v")])
def test_which_way_it_goes(before, after, sign):
    assert next(drift.differences(record(claim(before)), record(claim(after)))).startswith(f"{sign} art/one: {before} -> {after}")


def test_the_packages_are_the_dependencies():
    said = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert {name.split(">")[0] for name in said} == set(drift.PACKAGES)


def test_the_packages_that_others_bring_are_pinned_too():
    assert {"sympy", "mpmath", "numpy", "click", "rich", "pygments", "markupsafe"} <= set(drift.installed())


@pytest.mark.parametrize(("words", "said"), [("sympy", "expected PACKAGE==VERSION"), ("sympy>=1.13", "expected PACKAGE==VERSION"),
                                             ("sympy==1.13 --index=x", "expected PACKAGE==VERSION"),
                                             ("django==5.0", "django is not a package that the verifier uses")])
def test_what_may_be_asked_for(words, said):
    result = CliRunner().invoke(main, ["drift", "--with", words])
    assert result.exit_code == 2
    assert said in " ".join(result.output.replace("│", " ").split())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "derivations").mkdir()
    (tmp_path / "derivations" / "art.py").write_text(FILE)
    return tmp_path


def test_a_version_that_cannot_be_installed(folder, monkeypatch):
    words = "WARNING: Retrying\nERROR: No matching distribution found for sympy==0.0.1"
    command = [sys.executable, "-c", f"import sys; print({words!r}, file=sys.stderr); sys.exit(1)"]
    monkeypatch.setattr(drift, "_make", lambda where, requirements: drift._call(command))
    result = CliRunner().invoke(main, ["drift", "--with", "sympy==0.0.1"])
    assert result.exit_code == 2
    assert "sympy==0.0.1 could be made:\nERROR: No matching distribution found for sympy==0.0.1" in result.output
    assert not list((folder / "build" / "cache" / "drift").iterdir())


def bare(packages=""):
    """An environment made without a network: the packages of a folder, or none."""
    def make(where, requirements):
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", where], check=True)
        site, = where.glob("lib/python*/site-packages")
        (site / "verifier").symlink_to(ROOT / "verifier")
        (site / "all.pth").write_text(packages)
    return make


def test_an_engine_that_cannot_be_imported_is_a_finding(folder, monkeypatch):
    monkeypatch.setattr(drift, "_make", bare())
    monkeypatch.setattr(drift.Environment, "verify", None)
    result = CliRunner().invoke(main, ["drift", "--with", "sympy==0.0.1"])
    assert result.exit_code == 1
    assert "With sympy 0.0.1 the engine fails: ModuleNotFoundError: No module named" in result.output


def test_it_is_made_once_and_runs_there(folder, monkeypatch):
    import sympy
    made, make = [], bare(str(Path(sympy.__file__).parents[1]))
    monkeypatch.setattr(drift, "_make", lambda where, requirements: made.append(requirements) or make(where, requirements))
    for _ in range(2):
        result = CliRunner().invoke(main, ["drift", "--with", "sympy==0.0.1", "--jobs", "1"])
        assert result.exit_code == 0, result.output
        assert "1 claims with sympy 1.14.0 here and sympy 0.0.1 there; 0 differ." in result.output
    assert len(made) == 1
    assert made[0][0] == "sympy==0.0.1"
    assert any(line.startswith("mpmath==1.3") for line in made[0])
    kept, = (folder / "build" / "cache" / "drift").iterdir()
    assert kept.name.startswith("sympy-0.0.1-")
    assert (kept / "claims" / "claims.sqlite").exists()
