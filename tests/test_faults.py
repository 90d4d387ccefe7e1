"""Whatever befalls a run, it says what and where, and what was computed is there for the next one."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = f'''
import functools, sys
sys.path[:0] = [{str(ROOT / "tests")!r}, {str(ROOT)!r}]
import verifier.running.runner
from fakes import engine
verifier.running.runner.sources_digest = lambda: "one engine"
verifier.running.runner.run = functools.partial(verifier.running.runner.run, verify=engine.verify, audit=engine.audit)
if __name__ == "__main__":
    from verifier.cli import main
    main(["check", "--no-site", "--jobs", "2", *sys.argv[1:]])
'''
ARTICLE = '''"""An article."""
import ctypes, os, time
from sympy import Eq
from verifier.claim import Article, Claim
from verifier.vocabulary.symbols import natural

n = natural("n")


def note(name):
    """So that the test knows who ran, how often."""
    open(f"ran_{name}", "a").write(f"{os.getpid()}\\n")
    return {}


def quick():
    return note("quick")


def other():
    return note("other")


def DOES():
    note("DOES")
    BODY
    return {}


first = Claim(name="first", says=(Eq(n, n, evaluate=False),), measured_by=quick)
second = Claim(name="second", says=(Eq(n, n, evaluate=False),), measured_by=DOES)
third = Claim(name="third", says=(Eq(n, n, evaluate=False),), measured_by=other)
article = Article(slug="art", title="T", source=None, claims=(first, second, third))
'''
WAITS = "while not os.path.exists('go'): time.sleep(0.02)"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "derivations").mkdir()
    (tmp_path / "go.py").write_text(COMMAND)
    write(tmp_path, "pass")
    return tmp_path


def write(folder, body, does="misbehaves"):
    (folder / "derivations" / "art.py").write_text(ARTICLE.replace("DOES", does).replace("BODY", body))


def start(folder, *options, before=()):
    return subprocess.Popen([*before, sys.executable, "go.py", *options], cwd=folder, text=True, start_new_session=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, "GITHUB_ACTIONS": ""})


def check(folder, *options, before=()):
    """(exit code, what is printed) of a whole run."""
    process = start(folder, *options, before=before)
    try:
        return process.wait(60), process.stdout.read()
    finally:
        process.kill()


def finish(process):
    try:
        said, _ = process.communicate(timeout=60)
        return process.returncode, said
    finally:
        process.kill()


def wait_for(path, lines=1):
    """The processes that ran a claim, once there are so many."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if path.exists() and len(found := path.read_text().splitlines()) >= lines:
            return [int(line) for line in found]
        time.sleep(0.02)
    raise AssertionError(f"{path.name}: no such process in time")


def wait_for_line(process, words):
    for line in process.stdout:
        if words in line:
            return line
    raise AssertionError(f"the run ended without saying {words!r}")


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def runs(folder):
    """How often the experiment of each claim ran."""
    return {path.name[4:]: len(path.read_text().splitlines()) for path in sorted(folder.glob("ran_*"))}


def assert_the_next_run_needs_only(folder, *again):
    """The next run, of the same sources, verifies these and takes the others from the cache; all is green."""
    before = runs(folder)
    (folder / "go").touch()
    code, said = check(folder)
    assert code == 0, said
    assert "3 PROVED" in said
    after = runs(folder)
    assert {name for name in after if after[name] != before.get(name, 0)} == set(again), said


FAULTS = (  # (what the experiment does, the verdict, what is said of it)
    ("os.kill(os.getpid(), 9)", "ERROR", ("its worker process died (SIGKILL, killed from outside or out of memory), at step 1",)),
    ("os.kill(os.getppid(), 9)", "ERROR", ("its worker process died (SIGKILL",)),
    ("ctypes.string_at(0)", "ERROR", ("its worker process died (SIGSEGV, a library crashed), at step 1",)),
    ("os._exit(7)", "ERROR", ("its worker process died (exit code 7), at step 1",)),
    ("bytearray(10**11)", "ERROR", ("out of memory",)),
    ("held = [bytes(10**8) for _ in range(1000)]", "ERROR", ("out of memory",)),
    ("raise ValueError('no such thing')", "ERROR", ("ValueError: no such thing",)),
    ("while True: pass", "TIMEOUT", ("not finished within 4 s, at step 1", "(misbehaves7)", "--timeout 8")),
    ("time.sleep(100)", "TIMEOUT", ("not finished within 4 s, at step 1", "(misbehaves8)")),
)


def test_claims_that_fail_their_workers(folder):
    """Each in an article of its own, so that the innocent claims around it show that nothing else was lost."""
    (folder / "derivations" / "art.py").unlink()
    for number, (body, _, _) in enumerate(FAULTS):
        text = ARTICLE.replace("DOES", f"misbehaves{number}").replace("BODY", body).replace('slug="art"', f'slug="art{number}"')
        (folder / "derivations" / f"art{number}.py").write_text(text)
    code, said = check(folder, "--timeout", "4")
    assert code == 1
    assert "Traceback" not in said
    line = 1 + text.splitlines().index(next(line for line in text.splitlines() if line.startswith("second")))
    parts = said.split("\nderivations/")[1:]
    for number, (_, verdict, words) in enumerate(FAULTS):
        assert parts[number].startswith(f"art{number}.py:{line}: art{number}/second: {verdict}, expected PROVED"), said
        for word in (*words, "    -> ", f"again: verifier check derivations/art{number}.py --claim art{number}/second"):
            assert word in parts[number], said
    assert all(f"  PROVED      art{number}/{name} " in said for number in range(len(FAULTS)) for name in ("first", "third"))
    before = runs(folder)
    assert check(folder, "--timeout", "1")[0] == 1
    after = runs(folder)
    assert {name for name in after if after[name] != before[name]} == {f"misbehaves{number}" for number in range(len(FAULTS))}


@pytest.mark.parametrize("signal_number", [signal.SIGKILL, signal.SIGTERM])
def test_the_main_process_is_killed(folder, signal_number):
    write(folder, "while not os.path.exists('go'): pass")
    process = start(folder)
    worker = wait_for(folder / "ran_misbehaves")[0]
    wait_for_line(process, "art/third")
    process.send_signal(signal_number)
    process.wait(20)
    until = time.monotonic() + 10
    while is_alive(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_alive(worker), "the worker goes on although nobody waits for it"
    assert_the_next_run_needs_only(folder, "misbehaves")


def test_control_c(folder):
    write(folder, WAITS)
    process = start(folder)
    worker = wait_for(folder / "ran_misbehaves")[0]
    wait_for_line(process, "art/third")
    process.send_signal(signal.SIGINT)
    code, said = finish(process)
    assert code == 130
    assert "Interrupted, 1 claims were not verified; the others are kept" in said
    assert not is_alive(worker)
    assert_the_next_run_needs_only(folder, "misbehaves")


def test_a_file_is_deleted_while_the_run_goes_on(folder):
    write(folder, WAITS)
    text = (folder / "derivations" / "art.py").read_text()
    (folder / "derivations" / "late.py").write_text(text.replace('slug="art"', 'slug="late"').replace("misbehaves", "later"))
    process = start(folder, "--jobs", "1")
    wait_for(folder / "ran_misbehaves")
    (folder / "derivations" / "late.py").unlink()
    (folder / "go").touch()
    code, said = finish(process)
    assert code == 1
    assert "late.py was deleted or cannot be read any more while the run went on" in said
    assert "-> run again when the file is as it should be" in said
    assert "art      " in said and "3 PROVED" in said
    assert_the_next_run_needs_only(folder)


def test_a_file_is_changed_while_the_run_goes_on(folder):
    write(folder, WAITS)
    process = start(folder, "--jobs", "1")
    wait_for(folder / "ran_misbehaves")
    (folder / "derivations" / "art.py").write_text("article = 3\n")
    (folder / "go").touch()
    finish(process)
    write(folder, WAITS)
    assert_the_next_run_needs_only(folder)


def test_two_runs_at_once_on_one_cache(folder):
    write(folder, WAITS)
    processes = [start(folder), start(folder)]
    wait_for(folder / "ran_misbehaves", 2)
    (folder / "go").touch()
    for process in processes:
        code, said = finish(process)
        assert code == 0, said
        assert "cache" not in said
    assert json.loads((folder / "build" / "record.json").read_text())["articles"]
    assert_the_next_run_needs_only(folder)


def damaged(path):
    raw = bytearray(path.read_bytes())
    raw[40:] = bytes(byte ^ 0x55 for byte in raw[40:])
    path.write_bytes(raw)


def test_a_damaged_cache(folder):
    assert check(folder)[0] == 0
    cache = folder / "build" / "cache" / "claims.sqlite"
    harms = damaged, lambda path: path.write_bytes(b"no database"), lambda path: path.write_bytes(b"")
    for times, damage in enumerate(harms, 2):
        damage(cache)
        code, said = check(folder)
        assert code == 0, said
        assert "3 PROVED" in said and runs(folder)["quick"] == times
        is_said = "claims.sqlite: damaged entries (" in said and "computing them again" in said
        assert is_said == (times < 4)  # an empty file is an empty cache
    assert_the_next_run_needs_only(folder)


def test_a_damaged_lock(folder):
    """It is said before a claim is verified, not after all are."""
    (folder / "claims.lock").write_text("[claims\n")
    code, said = check(folder)
    assert code == 1 and runs(folder) == {}
    assert "claims.lock: " in said and "restore it from the repository, or write it anew with `verifier lock`" in said
    (folder / "claims.lock").unlink()
    (folder / "go").touch()
    assert check(folder)[0] == 0
    (folder / "claims.lock").write_text("[claims\n")
    assert check(folder)[0] == 1
    (folder / "claims.lock").unlink()
    assert_the_next_run_needs_only(folder)


def namespace(*commands):
    """A shell with mounts of its own, which end with it, that runs these commands and then the rest of the line."""
    tried = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    if not shutil.which("unshare") or subprocess.run(tried, capture_output=True).returncode:
        return None
    return ["unshare", "-rm", "sh", "-c", "&&".join([*commands, 'exec "$@"']), "sh"]


OF_ITS_OWN = pytest.mark.skipif(namespace() is None, reason="this system gives no mounts of one's own")


@OF_ITS_OWN
def test_a_full_disk(folder):
    (folder / "build" / "cache").mkdir(parents=True)
    write(folder, "return {'digits': 30, 'verdict': 'PROVED'}")
    code, said = check(folder, before=namespace("mount -t tmpfs -o size=24k none build/cache"))
    assert code == 0, said
    assert "3 PROVED" in said
    assert "claims.sqlite cannot be written (" in said and "full" in said
    code, said = check(folder, before=namespace("mount -t tmpfs -o size=4k none build"))
    assert code == 1
    assert "build/record.json could not be written: No space left on device; make room" in said
    assert "3 PROVED" in said
    assert not list((folder / "build").glob("*.partial"))


@OF_ITS_OWN
def test_a_cache_that_can_only_be_read(folder):
    assert check(folder)[0] == 0
    read_only = namespace("mount --bind build/cache build/cache", "mount -o remount,bind,ro build/cache")
    before = runs(folder)
    code, said = check(folder, before=read_only)
    assert code == 0, said
    assert runs(folder) == before
    write(folder, "x = 1")
    code, said = check(folder, before=read_only)
    assert code == 0, said
    assert "claims.sqlite cannot be written (" in said and "what is verified now is not kept" in said
    assert runs(folder) == {**before, "misbehaves": 2}
