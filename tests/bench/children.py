"""Items one after another in a forked child that imported everything once; one that takes too much CPU time is killed."""

from __future__ import annotations

import json
import os
import selectors
import signal
import sys
import time
from collections.abc import Iterator

LIMIT = 10.0  # seconds of CPU time an item
ASLEEP = 20  # times the limit without an answer, by the clock on the wall: then it waits for what never comes
EVERY = 10.0  # seconds between two lines of progress


def answers(tasks, act) -> list[dict]:
    """{"answer", "ms"} for each task, in their order; "killed" where the limit was met, "failed: ..." for an exception."""
    (_, found), = side_by_side({"": tasks}, act)
    return found


def side_by_side(groups: dict, act) -> Iterator[tuple[str, list[dict]]]:
    """(name, answers) of named groups of tasks as they are finished, as many groups at once as there are processors."""
    # One thread forks them all: a child that another thread forks keeps this one's pipe open, and then its end is not seen.
    waiting, active, told = list(groups.items()), {}, time.monotonic()
    with selectors.DefaultSelector() as ready:
        while waiting or active:
            while waiting and len(active) < os.cpu_count():
                group = Group(*waiting.pop(0), act)
                active[group.name] = group
                ready.register(group.reader, selectors.EVENT_READ, group)
            for key, _ in ready.select(1.0):
                group = key.data
                if group.hears():
                    continue
                ready.unregister(group.reader)
                if group.goes_on():
                    ready.register(group.reader, selectors.EVENT_READ, group)
                    continue
                yield group.name, active.pop(group.name).found
            for group in active.values():
                group.end_if_asleep()
            if time.monotonic() - told > EVERY:
                told = time.monotonic()
                print("; ".join(group.state() for group in active.values()), file=sys.stderr, flush=True)


class Group:
    """Tasks of one name, in one child after another: a killed item ends its child."""

    def __init__(self, name: str, tasks, act):
        self.name, self.tasks, self.act = name, list(tasks), act
        self.found: list[dict] = []
        self._fork()

    def _fork(self) -> None:
        reader, writer = os.pipe()
        self.child = os.fork()
        if self.child == 0:
            os.close(reader)
            try:
                _serve(self.tasks[len(self.found):], self.act, os.fdopen(writer, "w", encoding="utf-8"))
            finally:
                os._exit(0)
        os.close(writer)
        self.reader, self.rest, self.heard = reader, b"", time.monotonic()

    def hears(self) -> bool:
        """Takes what the child has said; whether it may say more."""
        piece = os.read(self.reader, 65536)
        *lines, self.rest = (self.rest + piece).split(b"\n")
        self.found += [json.loads(line) for line in lines]
        self.heard = time.monotonic()
        return bool(piece)

    def goes_on(self) -> bool:
        """Whether there are tasks left for another child, after this one has ended."""
        os.close(self.reader)
        os.waitpid(self.child, 0)
        if len(self.found) < len(self.tasks):
            self.found.append({"answer": "killed", "ms": 1000 * LIMIT})
        if len(self.found) == len(self.tasks):
            return False
        self._fork()
        return True

    def end_if_asleep(self) -> None:
        """Kills a child that neither computes nor answers."""
        if time.monotonic() - self.heard > ASLEEP * LIMIT:
            os.kill(self.child, signal.SIGKILL)

    def state(self) -> str:
        """How far it is, in words."""
        killed = sum(item["answer"] == "killed" for item in self.found)
        return f"{self.name}: {len(self.found)} of {len(self.tasks)}" + (f", {killed} cut off" if killed else "")


def _serve(tasks, act, out) -> None:
    from sympy.core.cache import clear_cache
    quiet = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(quiet, number)
    for task in tasks:
        prepared = act.prepare(task)
        clear_cache()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)  # its signal ends the child
        begun = time.thread_time()  # exact, where the clock of a process with a timer may advance by ticks of 4 ms
        try:
            answer = act(task, prepared)
        except RecursionError as failure:
            answer = f"failed: {type(failure).__name__}"
        except Exception as failure:  # whatever a peer raises is its answer
            answer = "refused" if type(failure).__name__ == "Refuses" else f"failed: {type(failure).__name__}"
        ms = 1000 * (time.thread_time() - begun)
        signal.setitimer(signal.ITIMER_PROF, 0)
        out.write(json.dumps({"answer": answer, "ms": ms}) + "\n")
        out.flush()
