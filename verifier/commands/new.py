"""`verifier new` and `verifier init`: an article to start from, and a repository around it."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import click

from verifier.commands.common import run_claims
from verifier.running import scaffold, settings


@click.command()
@click.argument("name")
@click.option("--slug", default="", help="The id of the article [default: from NAME].")
@click.option("--folder", type=click.Path(path_type=Path, file_okay=False), help="Where it is written [default: derivations].")
def new(name, slug, folder) -> None:
    """Write an article called NAME, with one claim that is proved, to start from."""
    try:
        path = scaffold.write_article(scaffold.named(name, slug), folder or Path(settings.read().derivations[0]))
    except (scaffold.BadName, FileExistsError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{path}\nNext: verifier check {path}, then put your own claims in its place (verifier watch {path} follows you).")


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path, file_okay=False))
def init(folder) -> None:
    """Make DIR (default: here) a repository of articles: settings, workflow, a first article, a lock; nothing is overwritten."""
    from verifier.running import lock
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, became in scaffold.start(folder):
            click.echo(f"  {became:<9} {path}")
    except (settings.BadSettings, FileExistsError, UnicodeDecodeError) as error:
        raise click.ClickException(str(error)) from error
    with contextlib.chdir(folder):
        said = settings.read()
        path = Path(said.lock)
        if path.exists():
            click.echo(f"  {'kept':<9} {folder / path}")
            return
        if became == "kept":
            click.echo(f"Articles are here already: `verifier lock` verifies them and writes {path}.")
            return
        click.echo("Verifying it; the first time takes a while ...")
        record, interrupted = run_claims(said.derivations, said.jobs, said.timeout, no_cache=False, quiet=True)
        if interrupted:
            sys.exit(130)
        lock.write(lock.of_record(record), path)
    click.echo(f"  {'written':<9} {folder / path}")
    for claim in record.articles[0].claims:
        click.echo(f"{claim.id}: {claim.verdict}")
    click.echo("Next: " + (f"cd {folder} && " if str(folder) != "." else "") + "verifier check, then read build/site/index.html")
