"""Items one after another in a forked child that imported everything once; one that takes too much CPU time is killed."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

LIMIT = 10.0  # seconds of CPU time an item


def answers(tasks, act) -> list[dict]:
    """{"answer", "ms"} for each task, in their order; "killed" where the limit was met, "failed: ..." for an exception."""
    tasks = list(tasks)
    found: list[dict] = []
    while len(found) < len(tasks):
        found += _until_killed(tasks[len(found):], act)
    return found


def side_by_side(groups: dict, act) -> dict:
    """The answers to named groups of tasks, as many groups at once as there are processors."""
    def one(item):
        name, tasks = item
        begun = time.perf_counter()
        found = answers(tasks, act)
        print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr, flush=True)
        return name, found
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(pool.map(one, groups.items()))


def _until_killed(tasks, act) -> list[dict]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            _serve(tasks, act, os.fdopen(writer, "w", encoding="utf-8"))
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    os.waitpid(child, 0)
    if len(found) < len(tasks):
        found.append({"answer": "killed", "ms": 1000 * LIMIT})
    return found


def _serve(tasks, act, out) -> None:
    from sympy.core.cache import clear_cache
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(quiet, number)
    for task in tasks:
        prepared = act.prepare(task)
        clear_cache()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)  # its signal ends the child
        begun = time.process_time()
        try:
            answer = act(task, prepared)
        except RecursionError as failure:
            answer = f"failed: {type(failure).__name__}"
        except Exception as failure:  # whatever a peer raises is its answer
            answer = "refused" if type(failure).__name__ == "Refuses" else f"failed: {type(failure).__name__}"
        ms = 1000 * (time.process_time() - begun)
        signal.setitimer(signal.ITIMER_PROF, 0)
        out.write(json.dumps({"answer": answer, "ms": ms}) + "\n")
        out.flush()
