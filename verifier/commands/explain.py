"""`verifier explain`: what was tried for a claim, what the evidence is, how to replay it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verifier.commands.common import DERIVATIONS, RECORD, run_claims, running


@click.command()
@click.argument("name", metavar="ARTICLE/CLAIM[/STEP]")
@running
@click.option("--record", "record_path", default=RECORD, show_default=True)
@click.option("--untrusted", is_flag=True, help="If it has to be verified again: as `verifier check --untrusted` does.")
@click.option("--derivations", default=(DERIVATIONS,), show_default=True, multiple=True, help="Where the article is looked for.")
def explain(name, jobs, timeout, no_cache, record_path, untrusted, derivations) -> None:
    """Tell what was tried for a claim, what the evidence is and how to replay it."""
    from verifier.running.explain import explain as account
    slug, _, rest = name.partition("/")
    claim_name, _, step = rest.partition("/")
    if not claim_name:
        raise click.UsageError(f"expected ARTICLE/CLAIM or ARTICLE/CLAIM/STEP, found {name!r}")
    full = f"{slug}/{claim_name}"
    claim = _from_record(Path(record_path), full, untrusted) or _verified_now(full, derivations, jobs, timeout, no_cache, untrusted)
    try:
        click.echo(account(claim, step))
    except LookupError as error:
        raise click.UsageError(error.args[0]) from error


def _from_record(path: Path, name: str, untrusted: bool):
    """The claim of the last run, if nothing that it depends on was touched since; what was untrusted then is not run as trusted."""
    from verifier import record as records
    from verifier.running.files import sources_of
    try:
        record = records.read(path)
        written = path.stat().st_mtime
    except (OSError, ValueError):
        return None
    for article in record.articles:
        for claim in article.claims:
            if claim.id == name:
                sources = [*sources_of(article.path), *Path(__file__).parents[1].rglob("*.py")]
                fresh = all(source.exists() and source.stat().st_mtime <= written for source in sources)
                if fresh and claim.verdict not in ("ERROR", "TIMEOUT") or not Path(article.path).exists():
                    return claim
                if claim.replay.endswith(" --untrusted") and not untrusted:
                    raise click.UsageError(f"{article.path} was verified as untrusted and has changed since; "
                                           "add --untrusted, or verify it again with `verifier check`")
                return None
    return None


def _verified_now(name, derivations, jobs, timeout, no_cache, untrusted):
    record, interrupted = run_claims(derivations, jobs, timeout, no_cache, (name,), untrusted=untrusted)
    if interrupted:
        sys.exit(130)
    for article in record.articles:
        for claim in article.claims:
            if claim.id == name:
                return claim
    problems = "; ".join(f"{article.path}:{problem.get('line')}: {problem.get('message')}"
                         for article in record.articles for problem in article.problems)
    raise click.ClickException(f"no claim {name}" + (f" ({problems})" if problems else ""))
