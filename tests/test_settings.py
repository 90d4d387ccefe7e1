"""The table [tool.verifier]: what it may say, who reads it, and what stands in the message when it is wrong."""

import click
import pytest
from click.testing import CliRunner

from verifier.cli import main
from verifier.commands import check as check_module
from verifier.running import settings


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, text):
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")


def test_a_folder_without_a_table_has_the_defaults(folder):
    assert settings.read() == settings.Settings()
    write(folder, "[project]\nname = 'mine'\n")
    assert settings.read() == settings.Settings()


def test_every_key(folder):
    write(folder, """[tool.verifier]
derivations = ["proofs", "more"]
record = "out/r.json"
site = "out/site"
lock = "my.lock"
cache = "out/cache"
timeout = 7
jobs = 1
source-url = "https://example.org/repo/blob/main"
""")
    assert settings.read() == settings.Settings(("proofs", "more"), "out/r.json", "out/site", "my.lock", "out/cache", 7, 1,
                                                "https://example.org/repo/blob/main")


@pytest.mark.parametrize(("text", "words"), [
    ("[tool.verifier]\nrecrod = 'x'", ["pyproject.toml",
                                       "unknown key 'recrod'", "did you mean 'record'", "allowed are derivations, record"]),
    ("[tool.verifier]\nsource_url = 'x'", ["unknown key 'source_url'", "did you mean 'source-url'"]),
    ("[tool.verifier]\ntimeout = 'fast'", ["timeout = 'fast'", "a positive number of seconds"]),
    ("[tool.verifier]\ntimeout = true", ["timeout = True", "a positive number"]),
    ("[tool.verifier]\ntimeout = nan", ["timeout = nan", "a positive number"]),
    ("[tool.verifier]\ntimeout = inf", ["timeout = inf", "a positive number"]),
    ("[tool.verifier]\njobs = 0", ["jobs = 0", "a positive whole number"]),
    ("[tool.verifier]\njobs = 1.5", ["jobs = 1.5", "a positive whole number"]),
    ("[tool.verifier]\nderivations = []", ["derivations = []", "a folder or a list of folders"]),
    ("[tool.verifier]\nderivations = ['a', 3]", ["a folder or a list of folders"]),
    ("[tool.verifier]\nrecord = 3", ["record = 3", "expected a path"]),
    ("[tool]\nverifier = 3", ["tool.verifier", "expected a table [tool.verifier]"]),
    ("[tool.verifier\n", ["pyproject.toml", "not TOML"]),
])
def test_what_is_wrong_is_named(folder, text, words):
    write(folder, text)
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    for word in words:
        assert word in result.output
    assert "Traceback" not in result.output


def test_the_commands_read_it_and_options_are_stronger(folder, monkeypatch):
    seen = []

    def run(*given, **_):
        seen.append(given)
        raise click.Abort
    monkeypatch.setattr(check_module, "run_claims", run)
    write(folder, "[tool.verifier]\nderivations = 'proofs'\ntimeout = 7\njobs = 1\n")
    CliRunner().invoke(main, ["check"])
    CliRunner().invoke(main, ["check", "other", "--timeout", "9"])
    assert [(given[0], given[1], given[2]) for given in seen] == [(("proofs",), 1, 7.0), (("other",), 1, 9.0)]


def test_the_help_shows_what_holds_here(folder):
    write(folder, "[tool.verifier]\ntimeout = 7\nrecord = 'there.json'\n")
    words = CliRunner().invoke(main, ["check", "--help"]).output
    assert "there.json" in words
    assert "7" in words
    assert "20.0" in CliRunner().invoke(main, ["decide", "--help"]).output
