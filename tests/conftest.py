"""What several files of tests work in."""

import functools

import pytest
from fakes import engine
from fakes.command import write

import verifier.running.runner

pytest.register_assert_rewrite("forging")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with one article, which a fake engine verifies."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setattr(verifier.running.runner, "run",
                        functools.partial(verifier.running.runner.run, verify=engine.verify, audit=engine.audit))
    (tmp_path / "derivations").mkdir()
    write(tmp_path)
    return tmp_path
