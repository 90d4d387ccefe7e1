"""`verifier laws`, `strategies`, `schema`: what there is."""

from __future__ import annotations

import click


@click.command()
def laws() -> None:
    """List the laws that a step may cite."""
    import importlib
    import pkgutil

    import verifier.laws
    from verifier.claim import Law
    for module in sorted(item.name for item in pkgutil.iter_modules(verifier.laws.__path__)):
        table = importlib.import_module(f"verifier.laws.{module}")
        rows = {name: value for name, value in vars(table).items() if isinstance(value, Law)}
        if rows:
            click.echo(f"\n{module}: {(table.__doc__ or '').strip().splitlines()[0] if table.__doc__ else ''}")
        for name, law in rows.items():
            click.echo(f"  {name}: {law.says}\n      {law.statement}" + (f"  [{law.source}]" if law.source else ""))


@click.command()
def schema() -> None:
    """Print the JSON Schema of build/record.json."""
    import json

    from verifier.running.schema import record_schema
    click.echo(json.dumps(record_schema(), indent=1))


@click.command()
def strategies() -> None:
    """List what is tried on a goal, in order."""
    try:
        from verifier.strategies import PORTFOLIO
    except ImportError as error:
        raise click.ClickException(f"this installation has no portfolio: {error}") from error
    for number, strategy in enumerate(PORTFOLIO, 1):
        words = (strategy.__doc__ or type(strategy).__doc__ or "").strip().splitlines()
        click.echo(f"{number:>3}  {getattr(strategy, 'name', strategy)}: {words[0] if words else ''}")
