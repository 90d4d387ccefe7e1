"""A run says the same, times aside, whatever the hash seed, the number of workers and the order of the files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.whole import write

ROOT = Path(__file__).parents[1]
TIMES = {"seconds", "milliseconds", "created"}


def without_times(data):
    if isinstance(data, dict):
        return {key: without_times(value) for key, value in data.items() if key not in TIMES}
    return [without_times(value) for value in data] if isinstance(data, list) else data


def rows(folder, name, paths, *options, **environment):
    """Id -> the row of each claim, as JSON."""
    command = [sys.executable, "-m", "verifier", "check", "--no-cache", "--no-site", "--no-lock", "--record", name]
    done = subprocess.run([*command, *options, *paths], cwd=folder, capture_output=True, text=True, timeout=280,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **environment})
    assert done.returncode == 0, done.stdout + done.stderr
    articles = without_times(json.loads((folder / name).read_text()))["articles"]
    return {claim["id"]: json.dumps(claim, sort_keys=True) for article in articles for claim in article["claims"]}


@pytest.mark.slow
def test_the_same_record(tmp_path):
    count = write(tmp_path, 1)
    extra = tmp_path / "derivations" / "adam.py"
    extra.write_text((ROOT / "derivations" / "adam_step_bound.py").read_text())
    paths = sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "derivations").glob("*.py"))
    first = rows(tmp_path, "first.json", paths, "--jobs", "2", PYTHONHASHSEED="0")
    second = rows(tmp_path, "second.json", paths[::-1], "--jobs", "1", PYTHONHASHSEED="12345")
    assert len(first) > count
    assert {key: second[key] for key in first} == first
