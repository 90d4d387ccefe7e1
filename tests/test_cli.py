"""The command: what it prints, where it exits, and what it does not import."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fakes.command import FILE, TO_PRINT, call, write

import verifier.running.runner
from verifier import __version__

ROOT = Path(__file__).parents[1]


def imported(*arguments, folder=ROOT):
    """What the command imports, and its exit code."""
    done = subprocess.run([sys.executable, "-X", "importtime", "-m", "verifier", *arguments], cwd=folder, text=True,
                          capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120)
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time")}, done


def test_help_is_light():
    modules, done = imported("--help")
    assert done.returncode == 0
    assert "verifier.cli" in modules
    assert not modules & {"sympy", "numpy", "flint", "mpmath", "rich", "pebble", "jinja2", "sqlite3"}
    for command in ("check", "explain", "lock", "decide", "laws", "strategies", "report"):
        assert command in done.stdout


def test_version_says_where_it_is():
    result = call("--version")
    assert __version__ in result.output
    assert str(ROOT / "verifier") in result.output


def test_a_warm_run_imports_no_algebra(folder):
    assert call("check", "--no-site", "--no-lock").exit_code == 0
    modules, done = imported("check", "--no-site", "--no-lock", folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    assert "2 claims" in done.stdout
    assert not modules & {"sympy", "numpy", "flint", "mpmath", "pebble"}


def test_green(folder):
    result = call("check", "--no-site")
    assert result.exit_code == 0, result.output
    assert "art           2  1 PROVED, 1 REFUTED as expected" in result.output
    assert "There is no claims.lock" in result.output
    record = json.loads((folder / "build" / "record.json").read_text())
    assert [claim["id"] for claim in record["articles"][0]["claims"]] == ["art/good", "art/wrong"]
    assert record["versions"]["sympy"]
    assert record["articles"][0]["notation"][0]["meaning"] == "the length"


def test_weaker_than_expected_is_red_and_says_why(folder):
    write(folder, TO_PRINT, "weaker")
    result = call("check", "--no-site")
    assert result.exit_code == 1
    assert "derivations/art.py:12: art/weaker: SUPPORTED, expected PROVED" in result.output
    assert "step 1" in result.output
    assert "verifier explain art/weaker" in result.output
    assert "verifier check derivations/art.py --claim art/weaker" in result.output


def test_the_lock(folder):
    assert call("lock").exit_code == 0
    assert call("check", "--no-site", "--lock", "claims.lock").exit_code == 0
    write(folder, "more = Claim(name='m', says=(Eq(n, n, evaluate=False),))", "more")
    result = call("check", "--no-site")
    assert result.exit_code == 1
    assert "art/more: not in the lock yet (PROVED)" in result.output
    assert "verifier lock" in result.output
    result = call("lock")
    assert "+ art/more: PROVED, fully proved, 30 digits" in result.output
    text = (folder / "derivations" / "art.py").read_text()
    (folder / "derivations" / "art.py").write_text(text.replace("n + n, 2*n", "n + n, 4*n"))
    result = call("check", "--no-site")
    assert result.exit_code == 1
    assert "art/good: the statement, a premise" in result.output
    write(folder)
    assert "art/more: vanished" in call("check", "--no-site").output
    (folder / "derivations" / "art.py").unlink()
    result = call("check", "--no-site")
    assert result.exit_code == 1
    assert "art/good: vanished" in result.output


def test_a_missing_lock_that_was_asked_for(folder):
    result = call("check", "--no-site", "--lock", "other.lock")
    assert result.exit_code == 1
    assert "other.lock: no such file" in result.output


def test_check_never_writes_the_lock(folder):
    call("lock")
    before = (folder / "claims.lock").read_bytes()
    write(folder, TO_PRINT, "weaker")
    call("check", "--no-site")
    assert (folder / "claims.lock").read_bytes() == before


def test_a_file_that_does_not_load_leaves_the_others(folder):
    (folder / "derivations" / "bad.py").write_text("x = undeclared\n")
    result = call("check", "--no-site")
    assert result.exit_code == 1
    assert "derivations/bad.py:1: NameError" in result.output
    assert "1 PROVED, 1 REFUTED as expected" in result.output


def test_annotations(folder, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    write(folder, TO_PRINT, "weaker")
    result = call("check", "--no-site")
    assert "::error file=derivations/art.py,line=12,title=art/weaker::art/weaker: SUPPORTED, expected PROVED%0A" in result.output


def test_one_claim_leaves_the_record_alone(folder):
    result = call("check", "--claim", "art/good", "--no-lock")
    assert result.exit_code == 0, result.output
    assert not (folder / "build" / "record.json").exists()
    assert "1 PROVED" in result.output
    result = call("check", "--claim", "art/god")
    assert result.exit_code == 2
    assert "did you mean art/good" in result.output


def test_the_pages_are_written(folder):
    pytest.importorskip("reports.render")
    result = call("check")
    assert result.exit_code == 0, result.output
    assert "Report: " in result.output
    assert (folder / "build" / "site" / "index.html").exists()
    (folder / "build" / "site" / "index.html").unlink()
    assert call("report").exit_code == 0
    assert (folder / "build" / "site" / "index.html").exists()


def test_pages_that_fail_lose_nothing(folder, monkeypatch):
    import reports.render

    def fail(*_):
        raise RuntimeError("no ink")
    monkeypatch.setattr(reports.render, "render", fail)
    result = call("check")
    assert result.exit_code == 1
    assert "no ink" in result.output
    assert (folder / "build" / "record.json").exists()


def test_explain(folder):
    result = call("explain", "art/good")  # there is no record yet: it is verified now
    assert result.exit_code == 0, result.output
    for words in ("art/good: n + n = 2n", "PROVED, fully proved", "Claimed", "Proof", "exact: 3 points, 30 digits",
                  "Replay: verifier check derivations/art.py --claim art/good"):
        assert words in result.output
    call("check", "--no-site")
    assert call("explain", "art/good/1").output.startswith("art/good, step 1")
    assert "its steps are 1" in call("explain", "art/good/7").output
    assert call("explain", "art/god").exit_code == 2
    assert call("explain", "art").exit_code == 2


def test_explain_sees_that_a_file_was_touched(folder):
    call("check", "--no-site")
    write(folder, TO_PRINT, "weaker")
    text = (folder / "derivations" / "art.py")
    later = (folder / "build" / "record.json").stat().st_mtime + 5
    text.write_text(text.read_text().replace("n + n = 2n", "twice n"))
    os.utime(text, (later, later))
    assert "twice n" in call("explain", "art/good").output


def test_no_such_folder(folder):
    result = call("check", "nowhere")
    assert result.exit_code == 2
    assert "nowhere: no such file or folder" in result.output


def test_tables_do_not_fail():
    assert call("laws").exit_code == 0
    assert call("strategies").exit_code in (0, 1)


def test_make_lists_its_targets():
    done = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0
    for target in ("verify", "test", "lint", "lock", "clean", "report"):
        assert f"make {target}" in done.stdout


def test_the_requirements_name_no_host():
    text = (ROOT / "requirements.lock").read_text()
    assert "http" not in text
    assert "--hash=sha256:" in text
    for name in ("sympy==1.14", "mpmath==1.3", "pebble==", "pytest==", "hypothesis==", "python-flint=="):
        assert name in text


def test_only_two_packages_are_installed():
    words = (ROOT / "pyproject.toml").read_text()
    assert 'module-name = ["verifier", "reports"]' in words


def test_the_example_of_the_readme_is_proved(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code = (ROOT / "README.md").read_text().split("```python\n")[1].split("```")[0]
    (tmp_path / "odd.py").write_text(code)
    found = verifier.running.runner.run(["odd.py"]).articles[0].claims[0]
    assert (found.id, found.verdict) == ("odd-numbers/sum-of-odd-numbers", "PROVED")
    assert found.fully_proved


@pytest.mark.parametrize("change", [
    lambda folder: (folder / "derivations" / "art.py").write_text(FILE.replace("MORE", "# a remark").replace("EXTRA", "")),
    lambda folder: (folder / "derivations" / "more.py").write_text("x = undeclared\n"),
    lambda folder: (folder / "derivations" / "references.toml").write_text('[Key]\nauthor = "A"\nyear = 1\ntitle = "T"\n'),
    lambda folder: (folder / "claims.lock").write_text(""),
    lambda folder: (folder / "pyproject.toml").write_text("[tool.verifier]\njobs = 1\n"),
    lambda folder: (folder / "build" / "record.json").unlink(),
    lambda folder: (folder / "build" / "record.json").write_text("{}"),
    lambda folder: next((folder / "build" / "site").glob("*.html")).unlink(),
    lambda folder: os.environ.update(SOURCE_DATE_EPOCH="0"),
    lambda folder: (folder / "tool" / "kernel.py").write_text("x = 2\n"),
])
def test_a_run_is_shown_again_until_something_changes(folder, monkeypatch, change):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.setattr("verifier.commands.again.PACKAGES", (folder / "tool",))
    monkeypatch.setattr("verifier.running.runner.sources_digest", lambda: "one engine")
    (folder / "tool").mkdir()
    (folder / "tool" / "kernel.py").write_text("x = 1\n")
    call("lock")
    first = call("check")
    assert first.exit_code == 0, first.output
    assert "Nothing has changed since" not in first.output
    again = call("check")
    assert again.exit_code == 0
    assert again.output.startswith("Nothing has changed since the run of ") and again.output.endswith(first.output[-200:])
    assert not call("check", "--claim", "art/good").output.startswith("Nothing")
    change(folder)
    assert not call("check").output.startswith("Nothing")


def test_workers_get_ready_before_the_files_are_read_where_something_is_new(folder, monkeypatch):
    seen = []
    with monkeypatch.context() as patch:
        patch.setattr("verifier.running.pool.prepare", lambda: seen.append("ready"))
        patch.setattr("verifier.commands.check.run_claims", lambda *_, **__: seen.append("read") or sys.exit(3))
        assert call("check").exit_code == 3
    assert seen == ["ready", "read"]
    call("lock")
    assert call("check").exit_code == 0
    monkeypatch.setattr("verifier.running.pool.prepare", lambda: seen.append("again"))
    assert call("check").output.startswith("Nothing has changed") and "again" not in seen


def test_a_run_that_ended_badly_is_not_shown_again(folder):
    write(folder, TO_PRINT, "weaker")
    assert "art/weaker: SUPPORTED, expected PROVED" in call("check", "--no-site").output
    again = call("check", "--no-site")
    assert again.exit_code == 1 and "Nothing has changed" not in again.output
    assert "art/weaker: SUPPORTED, expected PROVED" in again.output
