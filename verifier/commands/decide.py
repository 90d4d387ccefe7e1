"""`verifier decide`: one statement without a file, or many from standard input."""

from __future__ import annotations

import os
import sys

import click

LONGEST = 10**6  # seconds


@click.command()
@click.argument("statement", required=False)
@click.option("--where", multiple=True, metavar='"x: real"', help="The kind of a symbol; repeatable.")
@click.option("--given", multiple=True, metavar='"x > 0"', help="A premise; repeatable.")
@click.option("--jsonl", is_flag=True, help="Read statements from standard input, one JSON object a line.")
@click.option("--timeout", type=float, default=20.0, show_default=True, help="Seconds of processor time for one statement.")
def decide(statement, where, given, jsonl, timeout) -> None:
    """Decide one STATEMENT, without a file."""
    if not 0 < timeout <= LONGEST:
        raise click.UsageError(f"--timeout: expected seconds between 0 and {LONGEST}, found {timeout:g}")
    if jsonl:
        if statement or where or given:
            raise click.UsageError("--jsonl reads statements, symbols and premises from standard input")
        os.environ.setdefault("SYMPY_GROUND_TYPES", _ground_types())
        from verifier.deciding.batch import run
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="surrogateescape")  # bytes that are no text make one bad line, not the end
        run(sys.stdin, sys.stdout, timeout)
        return
    if not statement:
        raise click.UsageError("expected a STATEMENT such as \"Eq(sin(x)**2 + cos(x)**2, 1)\", or --jsonl")
    from verifier.deciding.batch import PATIENCE
    from verifier.running.pool import in_worker
    from verifier.running.workers import decide_statement
    outcome = in_worker(decide_statement, statement, where, given, timeout, timeout=PATIENCE * timeout + 5)
    if outcome.failure:
        raise click.ClickException(f"{outcome.failure}: {outcome.message}; this says nothing about the statement")
    from verifier.record import claim_from_data
    from verifier.running.explain import explain as account
    claim = claim_from_data(outcome.value)
    if claim.verdict == "ERROR":
        raise click.UsageError(claim.note)
    click.echo(account(claim))
    sys.exit(0 if claim.verdict in ("PROVED", "ENCLOSED", "REFUTED") else 1)


def _ground_types() -> str:
    from verifier.running.workers import ground_types
    return ground_types()
