"""`verifier watch`: verify a file again whenever it is saved, and say only what changed."""

from __future__ import annotations

import time
from itertools import chain
from pathlib import Path
from typing import Iterable

import click

from verifier.commands.common import DERIVATIONS, run_claims, running
from verifier.running.files import find_files, is_part
from verifier.running.summary import problem_lines, why


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@running
def watch(paths, jobs, timeout, no_cache) -> None:
    """Verify PATH (default: derivations) now and again whenever a file there is saved; Ctrl-C ends it."""
    from watchfiles import PythonFilter
    from watchfiles import watch as saved
    paths = [Path(path) for path in paths or (DERIVATIONS,)]
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"{path}: no such file or folder")
    folders = {path if path.is_dir() else path.parent for path in paths}  # editors replace files: their folder stays
    seen = Watched(paths, lambda files: run_claims(files, jobs, timeout, no_cache, quiet=True))
    try:
        saves = saved(*folders, watch_filter=PythonFilter(), debounce=200, step=20, rust_timeout=200, yield_on_timeout=True)
        at_once = next(saves)  # before the first verification, so that what is saved meanwhile is seen
        seen.verify(find_files(paths))
        click.echo(f"Watching {', '.join(map(str, paths))}; Ctrl-C ends it.")
        for changes in chain([at_once], saves):
            if changes:
                seen.verify(seen.touched(Path(path) for _, path in changes))
    except KeyboardInterrupt:
        pass
    click.echo("Stopped.")


class Watched:
    """What each file and claim under the paths was worth when it was last looked at."""

    def __init__(self, paths: Iterable[Path], run):
        self.paths, self.run = tuple(paths), run
        self.worth: dict[str, dict[str, tuple]] = {}  # file -> claim -> what it was worth
        self.problems: dict[str, set[str]] = {}  # file -> why it cannot be used

    def touched(self, changed: Iterable[Path]) -> tuple[Path, ...]:
        """The derivations to which the changed files belong; those that are gone are said and forgotten."""
        changed = tuple(changed)
        files = find_files(path for path in self.paths if path.exists())
        for gone in sorted(set(self.worth) - {str(path) for path in files}):
            click.echo(f"{gone} is gone.")
            del self.worth[gone], self.problems[gone]
        return tuple(path for path in files if str(path) not in self.worth or any(is_part(path, other) for other in changed))

    def verify(self, files: tuple[Path, ...]) -> None:
        """Verify the files, and print each claim that is not worth what it was."""
        if not files:
            return
        began = time.monotonic()
        record, interrupted = self.run(files)
        if interrupted:
            raise KeyboardInterrupt
        for article in record.articles:
            self._say(article, time.monotonic() - began)

    def _say(self, article, seconds: float) -> None:
        good = sum(claim.as_expected for claim in article.claims)
        click.echo(f"{time.strftime('%H:%M:%S')} {article.path}: " + ("it cannot be used yet" if article.problems else
                   f"{good} of {len(article.claims)} claims as they should be") + f"  ({seconds:.1f} s)")
        before, said = self.worth.get(article.path, {}), self.problems.get(article.path, set())
        for problem in article.problems:
            if problem.get("message") not in said:
                click.echo(f"  line {problem.get('line') or 1}: " + "\n".join(problem_lines(problem)))
        self.problems[article.path] = {problem.get("message") for problem in article.problems}
        now = {claim.id: _worth(claim) for claim in article.claims}
        for claim in article.claims:
            if before.get(claim.id) != now[claim.id]:
                was = f"{before[claim.id][0]} -> " if before.get(claim.id, now[claim.id])[0] != claim.verdict else ""
                more = "" if claim.as_expected else f", line {claim.line}\n{why(claim)}"
                click.echo(f"  {was}{claim.verdict}  {claim.id}{more}")
        if not article.problems:
            for lost in sorted(before.keys() - now.keys()):
                click.echo(f"  gone: {lost}")
        self.worth[article.path] = {**before, **now} if article.problems else now


def _worth(claim) -> tuple:
    """What of a claim is worth a word when it changes; lines that moved are not."""
    return (claim.verdict, claim.as_expected, claim.fully_proved, tuple(problem.get("message") for problem in claim.problems),
            tuple(step.verdict for step in claim.steps))
