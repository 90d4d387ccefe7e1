"""What several commands share: where things are, the options of a run, and the run itself."""

from __future__ import annotations

from pathlib import Path

import click

DERIVATIONS, RECORD, SITE, LOCK = "derivations", "build/record.json", "build/site", "claims.lock"


def running(command):
    """The options of every command that verifies."""
    for option in (click.option("--jobs", type=click.IntRange(1), help="Workers at a time [default: the processors]."),
                   click.option("--timeout", type=float, default=120.0, show_default=True, help="Seconds for one claim."),
                   click.option("--no-cache", is_flag=True, help="Compute everything again.")):
        command = option(command)
    return command


def run_claims(paths, jobs, timeout, no_cache, only=(), quiet=False, untrusted=False, dask=None):
    """The record of a run; (record, whether it was interrupted)."""
    from verifier.running import settings
    from verifier.running.cache import Cache
    from verifier.running.pool import NoWorkers
    from verifier.running.progress import Silent, for_terminal
    from verifier.running.runner import Interrupted, NoSuchClaim, run
    try:
        return run(paths, jobs=jobs, timeout=timeout, only=only, progress=Silent() if quiet else for_terminal(),
                   cache=None if no_cache else Cache(Path(settings.read().cache)), untrusted=untrusted, dask=dask or ""), False
    except Interrupted as stop:
        return stop.record, True
    except (NoSuchClaim, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    except NoWorkers as error:
        raise click.ClickException(str(error)) from error


def render_site(record, site: Path) -> bool:
    """Write the pages; a failure is said and makes the run fail, but loses nothing."""
    try:
        from reports.mathml import Typesetter
        from reports.render import render
        from verifier.running import settings
        from verifier.running.garbage import without_search
        ours = settings.read()
        with without_search():
            index = render(record, site, Typesetter(Path(ours.cache) / "formulas.json"), ours.source_url)
    except Exception as error:  # whatever the pages fail at, the record is written
        click.echo(f"\nThe pages could not be written: {type(error).__name__}: {error}", err=True)
        return False
    click.echo(f"\nReport: {index}")
    return True
