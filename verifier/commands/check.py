"""`verifier check`: verify derivations, write the record and the pages, compare with the lock."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import sys
from pathlib import Path

import click

from verifier.commands.again import shown_again
from verifier.commands.common import DERIVATIONS, LOCK, RECORD, SITE, render_site, run_claims, running
from verifier.running.annotations import annotations
from verifier.running.summary import closing, coverage, failures, table, was_not_reached


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@running
@click.option("--claim", "only", multiple=True, metavar="ID", help="Verify this claim only, and what it uses; repeatable.")
@click.option("--changed", is_flag=True, help="Only articles that differ from the last commit, or are new to git.")
@click.option("--since", metavar="REF", help="Only articles that differ from where this branch left REF.")
@click.option("--untrusted", is_flag=True, help="Accept only files that are data, and run them where they can do nothing but "
              "compute; experiments are left out.")
@click.option("--dask", metavar="ADDRESS", help="Verify on the workers of this Dask scheduler, such as tcp://host:8786.")
@click.option("--record", "record_path", default=RECORD, show_default=True, help="Where the record is written.")
@click.option("--site", default=SITE, show_default=True, help="Where the pages are written.")
@click.option("--no-site", is_flag=True, help="Write no pages.")
@click.option("--lock", "lock_path", default=None, help=f"Compare with this lock [default: {LOCK}, if there is one].")
@click.option("--no-lock", is_flag=True, help="Compare with no lock.")
@click.option("--format", "form", type=click.Choice(["text", "github", "sarif"]), default=None,
              help="github adds annotations, sarif prints SARIF 2.1.0 alone [default: github within its Actions].")
@click.option("--summary", "summary_path", metavar="FILE", type=click.Path(dir_okay=False),
              help="Write a table in Markdown too [default: $GITHUB_STEP_SUMMARY, if set].")
@shown_again
def check(form, summary_path, **options) -> None:
    """Verify the derivations under PATH (default: derivations); exit with 1 if any is weaker than it should be."""
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")
    with contextlib.redirect_stdout(sys.stderr) if form == "sarif" else contextlib.nullcontext():
        record, differences, code = _check(**options)
        if form == "github":
            click.echo("\n".join(annotations(record, differences)))
        code = _summarise(record, differences, summary_path) or code
    if form == "sarif":
        from verifier.running.sarif import sarif
        click.echo(json.dumps(sarif(record, differences), indent=1))
    sys.exit(code)


def _check(paths, jobs, timeout, no_cache, only, changed, since, untrusted, dask, record_path, site, no_site, lock_path, no_lock):
    """Verify, print, write; (record, differences from the lock, exit code)."""
    paths = paths or (DERIVATIONS,)
    gone: tuple[Path, ...] = ()
    if changed or since:
        paths, gone = _changed(paths, since or "HEAD")
    old = None if no_lock else _lock(lock_path)  # before the run: the workers are getting ready, and a damaged one is said at once
    record, interrupted = run_claims(paths, jobs, timeout, no_cache, only, untrusted=untrusted, dask=dask)
    differences = [] if no_lock or interrupted else _differences(record, old, lock_path, (*paths, *gone), bool(only))
    click.echo(table(record))
    if not only:
        for line in coverage(record):
            click.echo(line)
    if untrusted:
        _say_what_was_left_out(record)
    failed = failures(record)
    for title, body in failed:
        click.echo(f"\n{title}\n{body}")
    _say_differences(differences)
    rendered = True
    if only or changed or since:
        click.echo("\nOnly what was asked for was verified: the record and the pages are left as they were.")
    else:
        rendered = _written(record, Path(record_path)) and (no_site or render_site(record, Path(site)))
    if interrupted:
        left = sum(was_not_reached(claim) for article in record.articles for claim in article.claims)
        click.echo(f"Interrupted, {left} claims were not verified; the others are kept, and the next run starts from there.",
                   err=True)
        return record, differences, 130
    bad = bool(failed) or any(difference.fails for difference in differences) or not rendered
    click.echo(closing(record, bad))
    return record, differences, int(bad)


def _written(record, path: Path) -> bool:
    """Write the record; a failure is said and makes the run fail, but loses nothing that was verified."""
    from verifier import record as records
    try:
        records.write(record, path)
    except OSError as error:
        click.echo(f"\n{path} could not be written: {error.strerror or error}; make room or choose another place with --record, "
                   "then run again: what the cache has is not computed again.", err=True)
        return False
    return True


def _summarise(record, differences, path) -> int:
    """Write the table; 1 if a file that was asked for cannot be written."""
    found = path or os.environ.get("GITHUB_STEP_SUMMARY")
    if not found:
        return 0
    from verifier.running.job_summary import markdown
    try:
        with open(found, "w" if path else "a", encoding="utf-8") as out:  # the steps of a job share one file
            out.write(markdown(record, differences))
    except OSError as error:
        click.echo(f"The summary could not be written: {error}", err=True)
        return int(bool(path))
    return 0


def _changed(paths, since):
    from verifier.running.changes import NoHistory, changed
    try:
        found = changed(paths, since)
    except (NoHistory, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    click.echo(f"{len(found.there)} of {found.of} articles changed since {since}"
               + (f", {len(found.gone)} are gone." if found.gone else "."))
    return found.there, found.gone


def _say_what_was_left_out(record) -> None:
    """An untrusted file's experiments are not run; what stands behind the check of the files depends on the system."""
    from verifier.claim import LEFT_OUT
    from verifier.running.confinement import strength
    left = sum(LEFT_OUT in claim.numeric.note for article in record.articles for claim in article.claims)
    click.echo(f"Untrusted: {left} experiments were left out." + ("" if strength() == "kernel" else
               " This system has no filter of system calls that the verifier knows: Python alone keeps the files from it."))


def _lock(lock_path):
    """The lock to compare with, None where there is none."""
    from verifier.running import lock
    path = Path(lock_path or LOCK)
    try:
        return lock.read(path) if path.exists() else None
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def _differences(record, old, lock_path, paths, only):
    from verifier.running import lock
    if old is None:
        if lock_path:
            return [lock.Difference(lock_path, "no such file", "run `verifier lock` and commit it", file=lock_path)]
        click.echo(f"There is no {LOCK} here to compare with; `verifier lock` writes one.")
        return []
    changed = {key: (value, record.versions[key]) for key, value in old.versions.items()
               if record.versions.get(key, value) != value}
    for key, (before, now) in changed.items():
        click.echo(f"Note: {key} is {now}; the lock was written with {before}.")
    return lock.compare(record, old, paths, only)


def _say_differences(differences) -> None:
    failing = [item for item in differences if item.fails]
    if failing:
        click.echo("\nAgainst the lock:")
    for item, following in itertools.zip_longest(failing[:40], failing[1:40]):
        click.echo(f"  {item.claim}: {item.message}")
        if following is None or following.advice != item.advice:
            click.echo(f"    -> {item.advice}")
    if len(failing) > 40:
        click.echo(f"  and {len(failing) - 40} more")
    for item in differences:
        if not item.fails:
            click.echo(f"  {item.claim}: {item.message} ({item.advice})")
