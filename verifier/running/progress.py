"""What a run shows while it goes on: a live display on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Iterable, TextIO

from verifier.record import ClaimRecord


class Silent:
    """Shows nothing."""

    def running(self, tasks: Iterable[tuple[str, float]], done: tuple[int, int]) -> None:
        """What is running now, for how many seconds, and how many claims are done of how many."""

    def finished(self, claim: ClaimRecord, cached: bool) -> None:
        """A claim has its verdict."""

    def notice(self, text: str) -> None:
        """Something that the user should know."""

    def close(self) -> None:
        """The run is over."""


class Lines(Silent):
    """One line for each claim that is verified, and one for whatever has been running for long."""

    def __init__(self, stream: TextIO | None = None, slow: float = 20.0):
        self.stream, self.slow = stream or sys.stderr, slow
        self.said: dict[str, float] = {}

    def _print(self, text: str) -> None:
        print(text, file=self.stream, flush=True)

    def running(self, tasks, done):
        """Say once in a while what takes long."""
        for name, seconds in tasks:
            if seconds > self.said.get(name, 0) + self.slow:
                self.said[name] = seconds
                self._print(f"  ... {name} is running since {seconds:.0f} s ({done[0]} of {done[1]} claims done)")

    def finished(self, claim, cached):
        """Print the verdict of a claim that was verified now."""
        if not cached:
            self._print(f"  {claim.verdict:<11} {claim.id}  {claim.seconds:.1f} s")

    def notice(self, text):
        """Print it."""
        self._print(text)


class Live(Silent):
    """A bar and the claims that are running, redrawn in place."""

    def __init__(self):
        from rich.console import Console
        from rich.live import Live as Display
        self.console = Console(stderr=True)
        self.display = Display(console=self.console, refresh_per_second=8, transient=True)
        self.display.start()
        self.began = time.monotonic()
        self.bad = 0

    def running(self, tasks, done):
        """Redraw."""
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text
        bar = Table.grid(padding=(0, 1))
        bar.add_row(ProgressBar(total=max(done[1], 1), completed=done[0], width=40), f"{done[0]} of {done[1]} claims",
                    f"{time.monotonic() - self.began:.0f} s")
        rows = [Text(f"  {seconds:6.1f} s  {name}", overflow="ellipsis", no_wrap=True) for name, seconds in tasks]
        self.display.update(Group(bar, *rows))

    def finished(self, claim, cached):
        """Print what did not turn out green; the rest is in the bar."""
        if claim.verdict != claim.expected and not cached:
            self.console.print(f"  {claim.verdict:<11} {claim.id}", highlight=False, markup=False)

    def notice(self, text):
        """Print it above the bar."""
        self.console.print(text, highlight=False, markup=False)

    def close(self):
        """Take the display away."""
        self.display.stop()


def for_terminal() -> Silent:
    """The display that suits where the output goes."""
    if sys.stderr.isatty():
        try:
            return Live()
        except ImportError:
            pass
    return Lines()
