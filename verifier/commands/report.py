"""`verifier report`: the pages again, or one of them as a single file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verifier.commands.common import RECORD, SITE, render_site


@click.command()
@click.option("--record", "record_path", default=RECORD, show_default=True)
@click.option("--site", default=SITE, show_default=True)
@click.option("--single", metavar="ARTICLE", help="Also write the page of this article as one file, to be sent.")
@click.option("--out", help="Name of that file.  [default: ARTICLE.html]")
def report(record_path, site, single, out) -> None:
    """Write the pages again from the record of the last run."""
    from verifier import record as records
    try:
        record = records.read(Path(record_path))
    except FileNotFoundError as error:
        raise click.ClickException(f"{record_path}: no such file; run `verifier check` first") from error
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    rendered = render_site(record, Path(site))
    if rendered and single:
        _single(Path(site) / f"{single}.html", Path(out or f"{single}.html"))
    sys.exit(0 if rendered else 1)


def _single(page: Path, out: Path) -> None:
    from reports.single import single
    if not page.exists():
        known = sorted(path.stem for path in page.parent.glob("*.html"))
        raise click.UsageError(f"no page {page.name}; there are {', '.join(known)}")
    out.write_text(single(page), encoding="utf-8")
    click.echo(f"As one file: {out}")
