"""`verifier watch`: what is printed when a file is saved, broken, repaired or deleted; and the completion of the shells."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from test_changes import ARTICLE

from verifier.cli import main
from verifier.commands.watch import Watched
from verifier.running.runner import run

ROOT = Path(__file__).parents[1]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "derivations").mkdir()
    return tmp_path


def test_only_what_changed_is_printed(folder, capsys):
    path = Path("derivations/one.py")
    seen = Watched([Path("derivations")], lambda files: (run(files), False))

    def after(text=None):
        if text is not None:
            path.write_text(text)
        seen.verify(seen.touched([path.absolute()]))
        return "".join(line[9:] if line[2:3] == ":" else line for line in capsys.readouterr().out.splitlines(True))
    good = ARTICLE.format(slug="one", k=1, n=2)
    first = after(good)
    assert first.startswith("derivations/one.py: 1 of 1 claims as they should be")
    assert "  PROVED  one/twice\n" in first
    assert "one/twice" not in after("\n\n" + good)
    wrong = after(ARTICLE.format(slug="one", k=3, n=2))
    assert "0 of 1 claims" in wrong
    assert "PROVED -> REFUTED  one/twice, line 4" in wrong
    assert "witness: n = " in wrong
    broken = after("from verifier.language import *\nx = (\n")
    assert "it cannot be used yet" in broken
    assert "line 2: the file is not Python" in broken
    assert "gone" not in broken
    again = after("from verifier.language import *\n\nx = (\n")
    assert "cannot be used yet" in again
    assert "not Python" not in again
    assert "REFUTED -> PROVED  one/twice" in after(good)
    assert "gone: one/twice\n" in after(good.replace("twice", "double"))
    path.unlink()
    assert after() == "derivations/one.py is gone.\n"


def test_a_part_of_a_folder_is_saved(folder):
    (folder / "derivations" / "whole").mkdir()
    for name in ("whole/article.py", "whole/notation.py", "other.py"):
        (folder / "derivations" / name).write_text("x = 1\n")
    seen = Watched([Path("derivations")], None)
    seen.worth = {"derivations/whole/article.py": {}, "derivations/other.py": {}}
    assert seen.touched([folder / "derivations/whole/notation.py"]) == (Path("derivations/whole/article.py"),)
    assert seen.touched([folder / "derivations/whole/deleted.py"]) == (Path("derivations/whole/article.py"),)
    assert seen.touched([folder / "derivations/other.py"]) == (Path("derivations/other.py"),)


def test_the_command_follows_a_file_and_ends_cleanly(folder):
    path = folder / "derivations" / "one.py"
    path.write_text(ARTICLE.format(slug="one", k=1, n=2))
    process = subprocess.Popen([sys.executable, "-u", "-m", "verifier", "watch", "derivations/one.py"], text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    lines = []
    reader = threading.Thread(target=lambda: lines.extend(iter(process.stdout.readline, "")), daemon=True)
    reader.start()

    def wait_for(words):
        until = time.monotonic() + 60
        while not any(words in line for line in lines):
            assert time.monotonic() < until and process.poll() is None, lines
            time.sleep(0.05)
    try:
        wait_for("Watching derivations/one.py")
        for text, words in ((ARTICLE.format(slug="one", k=3, n=2), "PROVED -> REFUTED  one/twice"), ("x = (", "not Python")):
            draft = folder / "derivations" / "one.py.new"  # as editors do
            draft.write_text(text)
            draft.replace(path)
            wait_for(words)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        reader.join(5)
    finally:
        process.kill()
    assert lines[-1] == "Stopped.\n"
    assert not any("Traceback" in line for line in lines)


def test_nothing_to_watch(folder):
    result = CliRunner().invoke(main, ["watch", "nowhere"])
    assert result.exit_code == 2
    assert "nowhere: no such file or folder" in result.output


@pytest.mark.parametrize(("shell", "words"), [("bash", "complete -o nosort -F"), ("zsh", "#compdef verifier"),
                                            ("fish", "complete --no-files")])
def test_completion(shell, words):
    assert words in CliRunner().invoke(main, ["completion", shell]).output


def test_completion_knows_the_commands_and_options():
    script = {"_VERIFIER_COMPLETE": "bash_complete"}
    for words, word, expected in (("verifier ch", 1, "plain,check"), ("verifier check --ch", 2, "plain,--changed")):
        done = subprocess.run([sys.executable, "-m", "verifier"], text=True, capture_output=True, timeout=60, env={
            **os.environ, "PYTHONPATH": str(ROOT), **script, "COMP_WORDS": words, "COMP_CWORD": str(word)})
        assert expected in done.stdout.splitlines(), done
