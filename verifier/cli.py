"""The command `verifier`. SymPy and the engine are imported by the commands that need them, in their workers."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import click

from verifier import __version__

DERIVATIONS, RECORD, SITE, LOCK, CACHE = "derivations", "build/record.json", "build/site", "claims.lock", "build/cache"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message=f"verifier %(version)s, from {Path(__file__).parent}")
def main() -> None:
    """State each equation once; learn which lines are proved, measured or false."""


def _running(command):
    """The options of every command that verifies."""
    for option in (click.option("--jobs", type=click.IntRange(1), help="Workers at a time [default: the processors]."),
                   click.option("--timeout", type=float, default=120.0, show_default=True, help="Seconds for one claim."),
                   click.option("--no-cache", is_flag=True, help="Compute everything again.")):
        command = option(command)
    return command


def _run(paths, jobs, timeout, no_cache, only=(), quiet=False):
    """The record of a run; (record, whether it was interrupted)."""
    from verifier.cache import Cache
    from verifier.progress import Silent, for_terminal
    from verifier.runner import Interrupted, NoSuchClaim, run
    try:
        return run(paths, jobs=jobs, timeout=timeout, only=only, progress=Silent() if quiet else for_terminal(),
                   cache=None if no_cache else Cache(Path(CACHE))), False
    except Interrupted as stop:
        return stop.record, True
    except (NoSuchClaim, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_running
@click.option("--claim", "only", multiple=True, metavar="ID", help="Verify this claim only, and what it uses; repeatable.")
@click.option("--record", "record_path", default=RECORD, show_default=True, help="Where the record is written.")
@click.option("--site", default=SITE, show_default=True, help="Where the pages are written.")
@click.option("--no-site", is_flag=True, help="Write no pages.")
@click.option("--lock", "lock_path", default=None, help=f"Compare with this lock [default: {LOCK}, if there is one].")
@click.option("--no-lock", is_flag=True, help="Compare with no lock.")
@click.option("--format", "form", type=click.Choice(["text", "github"]), default=None,
              help="github adds annotations [default: github within its Actions].")
def check(paths, jobs, timeout, no_cache, only, record_path, site, no_site, lock_path, no_lock, form) -> None:
    """Verify the derivations under PATH (default: derivations); exit with 1 if any is weaker than it should be."""
    from verifier import record as records
    paths = paths or (DERIVATIONS,)
    record, interrupted = _run(paths, jobs, timeout, no_cache, only)
    differences = [] if no_lock or interrupted else _differences(record, lock_path, paths, bool(only))
    click.echo(_table(record))
    failures = _failures(record)
    for title, body in failures:
        click.echo(f"\n{title}\n{body}")
    _say_differences(differences)
    if (form or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")) == "github":
        _annotate(record, differences)
    rendered = True
    if only:
        click.echo("\nOnly the claims asked for were verified: the record and the pages are left as they were.")
    else:
        records.write(record, Path(record_path))
        rendered = no_site or _render(record, Path(site))
    if interrupted:
        left = sum(_was_not_reached(claim) for article in record.articles for claim in article.claims)
        click.echo(f"Interrupted, {left} claims were not verified; the others are kept, and the next run starts from there.",
                   err=True)
        sys.exit(130)
    bad = bool(failures) or any(difference.fails for difference in differences) or not rendered
    click.echo(_closing(record, bad))
    sys.exit(1 if bad else 0)


def _differences(record, lock_path, paths, only):
    from verifier import lock
    path = Path(lock_path or LOCK)
    if not path.exists():
        if lock_path:
            return [lock.Difference(str(path), "no such file", "run `verifier lock` and commit it", file=str(path))]
        click.echo(f"There is no {LOCK} here to compare with; `verifier lock` writes one.")
        return []
    try:
        old = lock.read(path)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    changed = {key: (value, record.versions[key]) for key, value in old.versions.items()
               if record.versions.get(key, value) != value}
    for key, (before, now) in changed.items():
        click.echo(f"Note: {key} is {now}; the lock was written with {before}.")
    return lock.compare(record, old, paths, only)


def _table(record) -> str:
    """One line for each article: how many claims have which verdict."""
    width = max([len(article.slug) for article in record.articles] + [7])
    lines = [f"{'article':<{width}}  claims  verdicts"]
    for article in record.articles:
        counts = Counter(_verdict(claim) for claim in article.claims)
        order = {name: position for position, name in enumerate(record.verdicts)}
        words = ", ".join(f"{count} {name}" for name, count in
                          sorted(counts.items(), key=lambda item: (order.get(item[0].split()[0], 99), item[0])))
        lines.append(f"{article.slug:<{width}}  {len(article.claims):>6}  {words or ('did not load' if article.problems else 'nothing to verify')}")
    return "\n".join(lines)


def _verdict(claim) -> str:
    return claim.verdict + (" as expected" if claim.verdict == claim.expected != "PROVED" else "")


def _failures(record) -> list[tuple[str, str]]:
    """(title, body) of every file and claim that is not as it should be."""
    found = []
    for article in record.articles:
        for problem in article.problems:
            found.append((f"{article.path}:{problem.get('line') or 1}: {problem.get('message')}",
                          f"    -> {problem.get('advice', '')}"))
        for claim in article.claims:
            if not claim.as_expected and not _was_not_reached(claim):
                expected = "" if claim.verdict == claim.expected else f", expected {claim.expected}"
                found.append((f"{claim.path or article.path}:{claim.line}: {claim.id}: {claim.verdict}{expected}", _why(claim)))
    return found


def _was_not_reached(claim) -> bool:
    """Whether the user stopped the run before this claim."""
    from verifier.runner import NOT_REACHED
    return bool(claim.problems) and claim.problems[0].get("message") == NOT_REACHED


def _why(claim) -> str:
    """The problems, then the first step that is weaker than expected, with its reasons and its advice."""
    from verifier.verdict import Verdict
    lines = []
    for problem in claim.problems:
        where = f"step {problem['step']}: " if problem.get("step") else ""
        lines += [f"    {where}{problem.get('message')}", f"    -> {problem.get('advice', '')}"]
    if claim.verdict != claim.expected:
        weak = [step for step in claim.steps if step.relation != "start" and Verdict[step.verdict] is not Verdict.PROVED
                and Verdict[step.verdict].strength < Verdict.ENCLOSED.strength]
        for step in weak[:3]:
            reasons = ", ".join(reason.get("name") or reason.get("says", "") for reason in step.because)
            lines += [f"    step {step.id}{f' (line {step.line})' if step.line else ''}: {step.verdict}: "
                      f"{step.statement.text or step.right.text}",
                      f"      because {reasons or 'nothing is cited'}"]
            lines += [f"      tried {row.get('strategy', '?')}: {row.get('outcome', '')}" for row in step.tried[:4]]
        if claim.witness is not None:
            values = ", ".join(f"{name} = {value}" for name, value in claim.witness.values.items())
            lines.append(f"    witness: {values}; left {claim.witness.left}, right {claim.witness.right}")
        if not claim.numeric.agrees:
            lines.append(f"    the numeric route disagrees: {claim.numeric.note or claim.numeric.worst_residual}")
        if not claim.problems:
            lines.append(f"    {Verdict[claim.verdict].value}")
    return "\n".join([*lines, f"    more: verifier explain {claim.id}", f"    again: {claim.replay}"])


def _say_differences(differences) -> None:
    failing = [item for item in differences if item.fails]
    if failing:
        click.echo("\nAgainst the lock:")
    for item in failing[:40]:
        click.echo(f"  {item.claim}: {item.message}\n    -> {item.advice}")
    if len(failing) > 40:
        click.echo(f"  and {len(failing) - 40} more")
    for item in differences:
        if not item.fails:
            click.echo(f"  {item.claim}: {item.message} ({item.advice})")


def _annotate(record, differences) -> None:
    """One line for each failure, in the form that a pull request shows beside the line."""
    def say(path, line, text):
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        click.echo(f"::error file={path},line={line or 1}::{text}")
    for article in record.articles:
        for problem in article.problems:
            say(article.path, problem.get("line"), problem.get("message", ""))
        for claim in article.claims:
            if not claim.as_expected:
                say(claim.path or article.path, claim.line, f"{claim.id}: {claim.verdict}, expected {claim.expected}\n{_why(claim)}")
    for item in differences:
        if item.fails:
            say(item.file, item.line, f"{item.claim}: {item.message}")


def _render(record, site: Path) -> bool:
    """Write the pages; a failure is said and makes the run fail, but loses nothing."""
    try:
        from reports.render import render
        index = render(record, site)
    except Exception as error:  # whatever the pages fail at, the record is written
        click.echo(f"\nThe pages could not be written: {type(error).__name__}: {error}", err=True)
        return False
    click.echo(f"\nReport: {index}")
    return True


def _closing(record, bad: bool) -> str:
    claims = [claim for article in record.articles for claim in article.claims]
    full = sum(claim.fully_proved for claim in claims)
    as_they_should = sum(claim.as_expected for claim in claims)
    return (f"{len(claims)} claims in {record.seconds:.1f} s: {full} fully proved or refuted as expected, "
            f"{as_they_should} as expected" + ("; NOT everything is as it should be." if bad else "."))


@main.command()
@click.argument("name", metavar="ARTICLE/CLAIM[/STEP]")
@_running
@click.option("--record", "record_path", default=RECORD, show_default=True)
@click.option("--derivations", default=DERIVATIONS, show_default=True, help="Where the article is looked for.")
def explain(name, jobs, timeout, no_cache, record_path, derivations) -> None:
    """Tell what was tried for a claim, what the evidence is and how to replay it."""
    from verifier.explain import explain as account
    slug, _, rest = name.partition("/")
    claim_name, _, step = rest.partition("/")
    if not claim_name:
        raise click.UsageError(f"expected ARTICLE/CLAIM or ARTICLE/CLAIM/STEP, found {name!r}")
    full = f"{slug}/{claim_name}"
    claim = _from_record(Path(record_path), full) or _verified_now(full, derivations, jobs, timeout, no_cache)
    try:
        click.echo(account(claim, step))
    except LookupError as error:
        raise click.UsageError(error.args[0]) from error


def _from_record(path: Path, name: str):
    """The claim of the last run, if nothing that it depends on was touched since."""
    from verifier import record as records
    from verifier.files import sources_of
    try:
        record = records.read(path)
        written = path.stat().st_mtime
    except (OSError, ValueError):
        return None
    for article in record.articles:
        for claim in article.claims:
            if claim.id == name:
                sources = [*sources_of(article.path), *Path(__file__).parent.rglob("*.py")]
                fresh = all(source.exists() and source.stat().st_mtime <= written for source in sources)
                return claim if fresh and claim.verdict not in ("ERROR", "TIMEOUT") or not Path(article.path).exists() else None
    return None


def _verified_now(name, derivations, jobs, timeout, no_cache):
    record, interrupted = _run((derivations,), jobs, timeout, no_cache, (name,))
    if interrupted:
        sys.exit(130)
    for article in record.articles:
        for claim in article.claims:
            if claim.id == name:
                return claim
    problems = "; ".join(f"{article.path}:{problem.get('line')}: {problem.get('message')}"
                         for article in record.articles for problem in article.problems)
    raise click.ClickException(f"no claim {name}" + (f" ({problems})" if problems else ""))


@main.command("lock")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@_running
@click.option("--lock", "lock_path", default=LOCK, show_default=True)
def lock_command(paths, jobs, timeout, no_cache, lock_path) -> None:
    """Write claims.lock from a run, and say what changed in it."""
    from verifier import lock
    paths = paths or (DERIVATIONS,)
    record, interrupted = _run(paths, jobs, timeout, no_cache)
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
    bad = _failures(record)
    for title, _ in bad:
        click.echo(f"not as it should be: {title}", err=True)
    sys.exit(1 if bad else 0)


@main.command()
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
    rendered = _render(record, Path(site))
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


@main.command()
@click.argument("statement", required=False)
@click.option("--where", multiple=True, metavar='"x: real"', help="The kind of a symbol; repeatable.")
@click.option("--given", multiple=True, metavar='"x > 0"', help="A premise; repeatable.")
@click.option("--jsonl", is_flag=True, help="Read statements from standard input, one JSON object a line.")
@click.option("--timeout", type=float, default=20.0, show_default=True, help="Seconds of processor time for one statement.")
def decide(statement, where, given, jsonl, timeout) -> None:
    """Decide one STATEMENT, without a file."""
    if jsonl:
        if statement or where or given:
            raise click.UsageError("--jsonl reads statements, symbols and premises from standard input")
        os.environ.setdefault("SYMPY_GROUND_TYPES", _ground_types())
        from verifier.batch import run
        run(sys.stdin, sys.stdout, timeout)
        return
    if not statement:
        raise click.UsageError("expected a STATEMENT such as \"Eq(sin(x)**2 + cos(x)**2, 1)\", or --jsonl")
    from verifier.batch import PATIENCE
    from verifier.pool import in_worker
    from verifier.workers import decide_statement
    outcome = in_worker(decide_statement, statement, where, given, timeout, timeout=PATIENCE * timeout + 5)
    if outcome.failure:
        raise click.ClickException(f"{outcome.failure}: {outcome.message}; this says nothing about the statement")
    from verifier.explain import explain as account
    from verifier.record import claim_from_data
    claim = claim_from_data(outcome.value)
    if claim.verdict == "ERROR":
        raise click.UsageError(claim.note)
    click.echo(account(claim))
    sys.exit(0 if claim.verdict in ("PROVED", "ENCLOSED", "REFUTED") else 1)


def _ground_types() -> str:
    from verifier.workers import ground_types
    return ground_types()


@main.command()
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


@main.command()
def schema() -> None:
    """Print the JSON Schema of build/record.json."""
    import json

    from verifier.schema import record_schema
    click.echo(json.dumps(record_schema(), indent=1))


@main.command()
def strategies() -> None:
    """List what is tried on a goal, in order."""
    try:
        from verifier.strategies import PORTFOLIO
    except ImportError as error:
        raise click.ClickException(f"this installation has no portfolio: {error}") from error
    for number, strategy in enumerate(PORTFOLIO, 1):
        words = (strategy.__doc__ or type(strategy).__doc__ or "").strip().splitlines()
        click.echo(f"{number:>3}  {getattr(strategy, 'name', strategy)}: {words[0] if words else ''}")
