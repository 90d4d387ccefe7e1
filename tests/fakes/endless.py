"""Commands that go on for ever, run until they have said what is waited for."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 90  # seconds until something is said


class Endless:
    """A process of Python modules whose lines are read as they come."""

    def __init__(self, *arguments):
        path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
        self.process = subprocess.Popen([sys.executable, "-u", "-m", *arguments], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        env={**os.environ, "PYTHONPATH": path})
        self.lines = []
        self._reader = threading.Thread(target=lambda: self.lines.extend(iter(self.process.stdout.readline, "")), daemon=True)
        self._reader.start()

    def wait_for(self, words, times=1):
        """Until so many lines have the words."""
        until = time.monotonic() + LONGEST
        while sum(words in line for line in self.lines) < times:
            assert time.monotonic() < until and self.process.poll() is None, self.lines
            time.sleep(0.05)

    def interrupt(self):
        """As by Ctrl-C: what it says then, and how it ends."""
        self.process.send_signal(signal.SIGINT)
        ended = self.process.wait(30)
        self._reader.join(5)
        return ended, self.lines

    def kill(self):
        self.process.kill()
        self.process.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
