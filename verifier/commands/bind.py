"""`verifier bind`: the equations of a document beside the claims that are made of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verifier.commands.common import DERIVATIONS
from verifier.running import settings


@click.command()
@click.argument("document", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.argument("chosen", nargs=-1, metavar="[PATH]...")  # not `paths`, which the settings give
@click.option("--complete", is_flag=True, help="Exit with 1 also if an equation has no claim.")
def bind(document, chosen, complete) -> None:
    """List the displayed equations of DOCUMENT (Markdown or LaTeX): those with a claim, without one, and changed since.

    The claims are those of the articles that say document=, or of the derivations under PATH.  Without DOCUMENT,
    all documents that articles name are listed.
    """
    from verifier.running.documents import BadDocument, read
    from verifier.running.quotations import bind as bound
    from verifier.running.runner import describe
    given = [Path(path) for path in chosen]
    folders = given or [path for path in map(Path, settings.read().derivations or (DERIVATIONS,)) if path.exists()]
    try:
        articles = describe(folders)
        for article in articles:
            for problem in article.problems[:1]:
                click.echo(f"left out: {article.path}:{problem.get('line') or 1}: {problem.get('message')}", err=True)
        articles = [article for article in articles if not article.problems]
        if document and not given:
            articles = [article for article in articles
                        if article.document and Path(article.document).resolve() == document.resolve()]
        documents = {document: articles} if document else {
            Path(name): [article for article in articles if article.document == name]
            for name in dict.fromkeys(article.document for article in articles if article.document)}
        if not documents:
            raise click.UsageError('no article names a document; write Article(..., document="../article.md"), '
                                   "or name one here")
        fine = [_say(path, articles, bound(read(path), [claim for article in articles for claim in article.claims]))
                for path, articles in documents.items()]
    except (BadDocument, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    sys.exit(0 if all(unchanged and (covered or not complete) for unchanged, covered in fine) else 1)


def _say(path, articles, binding) -> tuple[bool, bool]:
    """Print one document; whether nothing changed, and whether every equation has a claim."""
    quotes = {claim.id: claim.article_latex for article in articles for claim in article.claims}
    changed = sum(bool(bound.changed) for bound in binding.equations)
    click.echo(f"{path}: {len(binding.equations)} displayed equations, {binding.covered} with a claim"
               + (f", {changed} changed since" if changed else ""))
    for bound in binding.equations:
        label = f" ({bound.equation.labels[0].strip('()')})" if bound.equation.labels else ""
        click.echo(f"  line {bound.equation.line}{label}: " + (
            f"CHANGED since {', '.join(bound.changed)}" if bound.changed else ", ".join(bound.claims) or "no claim"))
        if bound.changed:
            for key in bound.changed:
                click.echo(f"      quoted  {_line(quotes[key])}")
            click.echo(f"      now     {_line(bound.equation.latex)}")
        elif not bound.claims:
            click.echo(f"      {_line(bound.equation.latex)}")
    for claim in binding.lost:
        click.echo(f"  nowhere: {claim.id} quotes {_line(claim.article_latex)}")
    for claim in binding.unquoted:
        latex = next(bound.equation.latex for bound in binding.equations if claim.id in bound.claims)
        click.echo(f"  not quoted: a change would pass unseen; in {claim.id} write latex=r\"{_line(latex)}\"")
    if not articles:
        click.echo(f'No article names this document: write Article(..., document="...") with the path to {path.name} from the '
                   f"derivation, or name the derivation: verifier bind {path} derivations/article.py")
    return not changed and not binding.lost, binding.covered == len(binding.equations)


def _line(latex: str) -> str:
    return " ".join(latex.split())
