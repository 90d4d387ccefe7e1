"""On a Dask cluster the same tasks come to the same verdicts, whatever happens to its workers."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import engine
from fakes.endless import free_port
from test_runner import write

from verifier.record import to_data
from verifier.running.cache import Cache
from verifier.running.pool import NoWorkers
from verifier.running.runner import run

ROOT = Path(__file__).parents[1]
CLAIMS = '''
def wait():
    open(f"{PLACE}/pids", "a").write(f"{os.getppid()}\\n")
    while not os.path.exists(f"{PLACE}/go"): time.sleep(0.02)
    return {}
good = claim()
waits = claim(wait)
dies = claim(die)
stumbles = claim(stumble)
hangs = claim(hang)
last = claim()
'''


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """(address of a scheduler on loopback, start a worker process)."""
    home, port = tmp_path_factory.mktemp("cluster"), free_port()
    processes = []

    def start(*arguments, **more):
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "tests"))), **more}
        command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:], "--no-dashboard"]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        processes.append(subprocess.Popen(command, cwd=home, env=environment, **silent))
        return processes[-1]

    def worker(*options, **more):
        return start("dask_worker", f"127.0.0.1:{port}", "--nthreads", "1", "--no-nanny", *options, **more)

    start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port))
    yield f"tcp://127.0.0.1:{port}", worker
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def without_times(record):
    rows = [to_data(claim) | {"seconds": 0} for article in record.articles for claim in article.claims]
    return [json.dumps(row, sort_keys=True) for row in sorted(rows, key=lambda row: row["id"])]


def verify(dask="", **options):
    return run(["corpus"], jobs=2, timeout=5, verify=engine.verify, audit=engine.audit, dask=dask, **options)


class Ticks:
    """A progress display that does something when it is asked to."""

    def __init__(self, act):
        self.act = act

    def __getattr__(self, name):
        return lambda *arguments: self.act() if name == "running" else None


@pytest.mark.slow
def test_a_worker_is_killed_and_nothing_is_lost(folder, cluster):
    address, worker = cluster
    (folder / "corpus").mkdir()
    for number in range(3):
        write(folder / "corpus", f"part{number}", CLAIMS.replace("{PLACE}", str(folder)), slug=f"part{number}",
              claims="good, waits, last" if number else "good, waits, dies, stumbles, hangs, last")
    (folder / "go").touch()
    here = verify()
    (folder / "go").unlink()
    (folder / "pids").unlink()
    workers = {process.pid: process for process in (worker(), worker())}
    killed = []

    def kill_one():
        """End the Dask worker that is in the midst of a claim, which another one then has to do again."""
        if not killed and (folder / "pids").exists():
            pid = int((folder / "pids").read_text().split()[0])
            while pid not in workers:
                pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])  # its parent
            killed.append(pid)
            workers[pid].send_signal(signal.SIGKILL)
            (folder / "go").touch()
    cache = Cache(folder / "cache")
    there = verify(address, progress=Ticks(kill_one), cache=cache)
    assert killed
    assert without_times(there) == without_times(here)
    began = time.monotonic()
    again = verify(cache=Cache(folder / "cache"), only=["part0/good", "part1/waits", "part2/last"])  # here, from the same cache
    assert all(claim.verdict == "PROVED" for article in again.articles for claim in article.claims)
    assert time.monotonic() - began < 5
    assert not list((folder / "corpus").glob("verifier-*"))


@pytest.mark.slow
def test_workers_of_other_versions_are_refused(folder, cluster):
    address, worker = cluster
    (folder / "corpus").mkdir()
    write(folder / "corpus", "part", "good = claim()", claims="good,")
    odd = worker(SYMPY_GROUND_TYPES="python")
    try:
        until = time.monotonic() + 30
        said = ""
        while not said and time.monotonic() < until:  # the other worker is good enough until this one has joined
            try:
                verify(address)
            except NoWorkers as refused:
                said = str(refused)
        assert "could come to other verdicts" in said and "ground types is python there and flint here" in said
        assert "install the same versions" in said
    finally:
        odd.kill()


@pytest.mark.parametrize(("address", "words"), [
    ("tcp://127.0.0.1:{port}", "no Dask scheduler answers at tcp://127.0.0.1"),
    ("nowhere", "no Dask scheduler answers at nowhere")])
def test_an_address_that_does_not_answer(folder, monkeypatch, address, words):
    monkeypatch.setattr("verifier.running.cluster.PATIENCE", 1.0)
    (folder / "corpus").mkdir()
    with pytest.raises(NoWorkers, match=words):
        verify(address.format(port=free_port()))


def test_without_the_package(folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    (folder / "corpus").mkdir()
    with pytest.raises(NoWorkers, match=r"pip install 'derivation-verifier\[dask\]'"):
        verify("tcp://127.0.0.1:1")
