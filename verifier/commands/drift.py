"""`verifier drift`: what another version of a package makes of the claims."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verifier.commands.common import DERIVATIONS, run_claims


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--with", "wanted", multiple=True, required=True, metavar="PACKAGE==VERSION",
              help="What is to differ from the packages that are installed here, such as sympy==1.13.3; repeatable.")
@click.option("--claim", "only", multiple=True, metavar="ID", help="Compare this claim only, and what it uses; repeatable.")
@click.option("--jobs", type=click.IntRange(1), help="Workers at a time [default: the processors].")
@click.option("--timeout", type=float, default=120.0, show_default=True, help="Seconds for one claim.")
def drift(paths, wanted, only, jobs, timeout) -> None:
    """Tell which verdicts, methods and digits change with other versions; exit with 1 if any does, 2 if that is not known."""
    from verifier.running import settings
    from verifier.running.drift import EngineFails, NoEnvironment, differences, environment, installed
    paths = paths or (DERIVATIONS,)
    try:
        other = environment(wanted, Path(settings.read().cache) / "drift")
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except (NoEnvironment, OSError) as error:
        click.echo(f"No environment with {', '.join(wanted)} could be made:\n{error}", err=True)
        sys.exit(2)
    try:
        other.check()
        here, interrupted = run_claims(paths, jobs, timeout, False, only)
        if interrupted:
            sys.exit(130)
        there = other.verify(paths, only, jobs, timeout)
    except EngineFails as error:
        click.echo(f"With {other} the engine fails: {error}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    lines = list(differences(here, there))
    click.echo("\n".join(lines) if lines else f"With {other}: the same verdicts, methods and digits.")
    ours = ", ".join(f"{name} {installed()[name]}" for name in other.versions)
    count = sum(len(article.claims) for article in here.articles)
    changed = sum(not line.startswith(" ") for line in lines)
    click.echo(f"{count} claims with {ours} here and {other} there; {changed} differ"
               + (" (v weaker, ^ stronger, ~ otherwise, x not loaded)." if lines else "."))
    sys.exit(1 if lines else 0)
