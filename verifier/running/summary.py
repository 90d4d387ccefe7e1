"""A record in words: one line for each article, every failure with its reasons, the closing line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NOT_REACHED = "interrupted before it was verified"


def table(record) -> str:
    """One line for each article: how many claims have which verdict."""
    width = max([len(article.slug) for article in record.articles] + [7])
    lines = [f"{'article':<{width}}  claims  verdicts"]
    for article in record.articles:
        lines.append(f"{article.slug:<{width}}  {len(article.claims):>6}  {tally(article, record.verdicts)}")
    return "\n".join(lines)


def tally(article, ladder) -> str:
    """How many of the article's claims have which verdict, strongest first."""
    counts = Counter(_verdict(claim) for claim in article.claims)
    order = {name: position for position, name in enumerate(ladder)}
    words = ", ".join(f"{count} {name}" for name, count in
                      sorted(counts.items(), key=lambda item: (order.get(item[0].split()[0], 99), item[0])))
    return words or ("did not load" if article.problems else "nothing to verify")


def _verdict(claim) -> str:
    return claim.verdict + (" as expected" if claim.verdict == claim.expected != "PROVED" else "")


def coverage(record) -> list[str]:
    """One line for each article that names its document: how many of its displayed equations have a claim."""
    lines = []
    for article in record.articles:
        changed = sum(bool(row["changed"]) for row in article.equations)
        claimed = sum(bool(row["claims"]) and not row["changed"] for row in article.equations)
        if article.equations:
            lines.append(f"{article.document}: {claimed} of {len(article.equations)} displayed equations have a claim"
                         + (f", {changed} changed since theirs was made" if changed else ""))
    return lines


def failures(record) -> list[tuple[str, str]]:
    """(title, body) of every file and claim that is not as it should be."""
    found = []
    for article in record.articles:
        for problem in article.problems:
            message, advice = problem_lines(problem)
            found.append((f"{article.path}:{problem.get('line') or 1}: {message}", advice))
        for claim in article.claims:
            if not claim.as_expected and not was_not_reached(claim):
                found.append(failure(claim, article))
    return found


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be, where it is written."""

    kind: str  # the verdict; MALFORMED of an article, PROBLEM of a claim whose verdict is as expected, LOCK of a difference
    name: str
    text: str
    path: str
    line: int
    claim: Any = None  # the record of the claim, if it is about one of this run


def findings(record, differences) -> Iterator[Finding]:
    """Every failure of the record, then every difference from the lock that fails."""
    for article in record.articles:
        for problem in article.problems:
            yield Finding("MALFORMED", article.slug, "\n".join(problem_lines(problem)), article.path, problem.get("line") or 1)
        for claim in article.claims:
            if not claim.as_expected:
                yield Finding("PROBLEM" if claim.verdict == claim.expected else claim.verdict, claim.id,
                              f"{claim.id}: {claim.verdict}, expected {claim.expected}\n{why(claim)}",
                              claim.path or article.path, claim.line or 1, claim)
    for item in differences:
        if item.fails:
            yield Finding("LOCK", item.claim, item.words(), item.file, item.line or 1)


def failure(claim, article) -> tuple[str, str]:
    """(title, body) of a claim that is not as it should be."""
    expected = "" if claim.verdict == claim.expected else f", expected {claim.expected}"
    return f"{claim.path or article.path}:{claim.line}: {claim.id}: {claim.verdict}{expected}", why(claim)


def problem_lines(problem) -> list[str]:
    """What is wrong with an article, and what to do."""
    return [str(problem.get("message", "")), f"    -> {problem.get('advice', '')}"]


def was_not_reached(claim) -> bool:
    """Whether the user stopped the run before this claim."""
    return bool(claim.problems) and claim.problems[0].get("message") == NOT_REACHED


def why(claim) -> str:
    """What is wrong with a claim, and the commands that say more."""
    untrusted = " --untrusted" * claim.replay.endswith(" --untrusted")
    return "\n".join([*reasons(claim), f"    more: verifier explain {claim.id}{untrusted}", f"    again: {claim.replay}"])


def reasons(claim) -> list[str]:
    """The problems, then the first steps that are weaker than expected, with their reasons and their advice."""
    from verifier.verdict import Verdict
    lines = []
    for problem in claim.problems:
        message = str(problem.get("message"))
        where = f"step {problem['step']}: " if problem.get("step") and not message.startswith("step ") else ""
        lines += [f"    {where}{message}", f"    -> {problem.get('advice', '')}"]
    if claim.verdict != claim.expected:
        weak = [step for step in claim.steps if step.relation != "start" and Verdict[step.verdict] is not Verdict.PROVED
                and Verdict[step.verdict].strength < Verdict.ENCLOSED.strength]
        for step in weak[:3]:
            lines += step_lines(step)
        if claim.witness is not None:
            lines.append(f"    {witness_words(claim.witness)}")
        lines += [f"    {words}" for words in disagreements(claim)][:3]
        if not claim.problems:
            lines.append(f"    {Verdict[claim.verdict].value}")
    return lines


def witness_words(witness) -> str:
    """The values of a witness and the two sides there."""
    return f"witness: {values_words(witness.values)}; left {witness.left}, right {witness.right}"


def values_words(values) -> str:
    """The values of symbols at one place."""
    return ", ".join(f"{name} = {value}" for name, value in values.items())


def disagreements(claim) -> Iterator[str]:
    """Each example and measurement whose numbers do not agree with the statement; a witness speaks for all examples."""
    for row in claim.numeric.instances:
        if row["holds"] is False and claim.witness is None:
            yield f"computed at the example {values_words(row['values'])}: {row['left']} {row['relation']} {row['right']} does not hold"
    for row in claim.numeric.measurements:
        if not row["agrees"]:
            yield f"measured: {row['what']} is {row['measured']:.6g}, not {row['relation']} {row['predicted']:.6g} within {row['error']:.2g}"


def step_lines(step) -> list[str]:
    """What a step says, why, and what was tried."""
    reasons = ", ".join(reason.get("name") or reason.get("says", "") for reason in step.because)
    return [f"    step {step.id}{f' (line {step.line})' if step.line else ''}: {step.verdict}: "
            f"{step.statement.text or step.right.text}",
            f"      because {reasons or 'nothing is cited'}",
            *(f"      tried {row.get('strategy', '?')}: {row.get('outcome', '')}" for row in step.tried[:4])]


def closing(record, bad: bool) -> str:
    """How many claims there are, how many are as they should be."""
    claims = [claim for article in record.articles for claim in article.claims]
    full = sum(claim.fully_proved for claim in claims)
    as_they_should = sum(claim.as_expected for claim in claims)
    return (f"{len(claims)} claims in {record.seconds:.1f} s: {full} fully proved or refuted as expected, "
            f"{as_they_should} as expected" + ("; NOT everything is as it should be." if bad else "."))
