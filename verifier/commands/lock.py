"""`verifier lock`: write what is accepted, and say what changed in it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verifier.commands.common import DERIVATIONS, LOCK, run_claims, running
from verifier.running.summary import failures


@click.command("lock")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@running
@click.option("--lock", "lock_path", default=LOCK, show_default=True)
def lock_command(paths, jobs, timeout, no_cache, lock_path) -> None:
    """Write claims.lock from a run, and say what changed in it."""
    from verifier.running import lock
    paths = paths or (DERIVATIONS,)
    record, interrupted = run_claims(paths, jobs, timeout, no_cache)
    if interrupted:
        raise click.ClickException("interrupted; the lock is left as it was")
    path = Path(lock_path)
    try:
        old = lock.read(path) if path.exists() else lock.Lock()
    except ValueError as error:
        click.echo(f"{error}\nIt is written anew.", err=True)
        old = lock.Lock()
    new, lines = lock.update(old, record, paths)
    lock.write(new, path)
    click.echo("\n".join(lines) if lines else "Nothing changed.")
    click.echo(f"{path}: {len(new.claims)} claims (+ new, - gone, v weaker, ~ otherwise changed, ! the tool failed)")
    bad = failures(record)
    for title, _ in bad:
        click.echo(f"not as it should be: {title}", err=True)
    sys.exit(1 if bad else 0)
