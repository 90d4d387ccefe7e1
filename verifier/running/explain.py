"""The plain-text account of a claim: what it says, each step with its reason, what was tried, how to replay it."""

from __future__ import annotations

import textwrap
from typing import Iterator

from verifier.record import ClaimRecord, NumericRecord, StepRecord, WitnessRecord
from verifier.verdict import Verdict

WIDTH = 100


def explain(claim: ClaimRecord, step: str = "") -> str:
    """The whole account, or that of one step; LookupError when there is no such step."""
    if step:
        chosen = next((row for row in claim.steps if row.id == step), None)
        if chosen is None:
            raise LookupError(f"{claim.id} has no step {step!r}; its steps are "
                              f"{', '.join(row.id for row in claim.steps) or 'none'}")
        return "\n".join([f"{claim.id}, step {step}", *_step(chosen, full=True), *_tail(claim)])
    fails = claim.witness is not None and claim.expected != Verdict.REFUTED.name
    parts = [_head(claim), _statement(claim), _proof(claim), _numeric(claim.numeric, fails), _witness(claim.witness),
             _boundary(claim), () if fails else _mutants(claim), _problems(claim), _tail(claim)]
    return "\n".join(line for part in parts for line in part)


def _wrapped(text: str, indent: str = "  ", first: str | None = None) -> list[str]:
    """The text's own lines, each folded."""
    lines = []
    for number, line in enumerate(str(text).splitlines() or [""]):
        lines += textwrap.wrap(line, WIDTH, initial_indent=first if first is not None and not number else indent,
                               subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [""]
    return lines


def _head(claim: ClaimRecord) -> Iterator[str]:
    yield f"{claim.id}: {claim.title}"
    yield f"{claim.verdict}" + ("" if claim.as_expected else f" (expected {claim.expected})") + (
        ", fully proved" if claim.fully_proved else "")
    yield from _wrapped(Verdict[claim.verdict].value)
    if claim.strength == "not asserted":
        yield "  The article does not assert this."
    elif claim.strength != "exact":
        yield f"  The article says this as {claim.strength}."
    for label, ids in (("rests on claims that are not proved", claim.tainted_by), ("uses", claim.uses)):
        if ids:
            yield from _wrapped(f"{label}: {', '.join(ids)}")
    if claim.corrected_by:
        yield f"  corrected by {claim.corrected_by}"
    if claim.corrects:
        yield f"  corrects {claim.corrects}"
    if claim.note:
        yield from _wrapped(claim.note)


def _statement(claim: ClaimRecord) -> Iterator[str]:
    yield "\nClaimed"
    for part in claim.statements:
        yield from _wrapped(part.text, "      ", "  ")
    if claim.premises:
        yield "\nGiven"
    for row in claim.premises:
        yield from _wrapped(f"{row.get('name') or '-'}: {row.get('says', '')}", "      ", "  ")
        if row.get("text") and row["text"] != row.get("says"):
            yield from _wrapped(row["text"], "      ")
        if row.get("necessity", "unknown") != "unknown":
            yield from _wrapped(f"{row['necessity']}: {row.get('shown_by', '')}".rstrip(": "), "        ", "      ")
    if claim.definitions:
        yield "\nDefined"
    for row in claim.definitions:
        yield from _wrapped(f"{row.get('text', '')}" + (f"  ({row['says']})" if row.get("says") else ""), "      ", "  ")


def _proof(claim: ClaimRecord) -> Iterator[str]:
    if claim.steps:
        yield "\nProof"
    before = None
    for row in claim.steps:
        chain = row.id.rpartition(".")[0]
        continues = before is not None and before[0] == chain and before[1] != "therefore"
        yield from _step(row, full=row.verdict not in ("PROVED", "ENCLOSED"), whole=not continues)
        before = (chain, row.relation)


def _step(row: StepRecord, full: bool, whole: bool = True) -> Iterator[str]:
    """A step of a chain shows its new side only, the first one of a chain both."""
    if row.relation in ("therefore", "start", "") or whole:
        relation, shown = "therefore " if row.relation == "therefore" else "", row.statement.text or row.right.text
    else:
        relation, shown = f"{row.relation} ", row.right.text or row.statement.text
    verdict = "" if row.relation == "start" and row.verdict in ("PROVED", "UNDECIDED") else row.verdict
    yield from _wrapped(f"{relation}{shown}", "        ", f"  {row.id:<5} ")
    reasons = ", ".join(reason.get("name") or reason.get("says", "") for reason in row.because)
    if reasons or verdict:
        yield from _wrapped(f"{verdict}{' by ' + row.strategy if row.strategy else ''}"
                            + (f", because {reasons}" if reasons else "")
                            + (f"  ({row.milliseconds:.0f} ms)" if row.milliseconds else ""), "          ")
    if not full:
        return
    for reason in row.because:
        words = " ".join(filter(None, [reason.get("kind"), reason.get("name"), "-", reason.get("says")]))
        source = f" [{reason['source']}]" if reason.get("source") else ""
        yield from _wrapped(words + source, "              ", "          * ")
    if row.line:
        yield f"          line {row.line}"
        yield from (f"          | {line}" for line in row.code.splitlines())
    if row.evidence:
        yield from _wrapped(f"evidence: {row.evidence}", "            ", "          ")
    for attempt in row.tried:
        yield from _wrapped(f"tried {attempt.get('strategy', '?')}: {attempt.get('outcome', '')}"
                            f" ({float(attempt.get('milliseconds', 0)):.0f} ms)", "              ", "          ")


def _numeric(numeric: NumericRecord, fails: bool = False) -> Iterator[str]:
    yield "\nNumbers"
    if numeric.route in ("", "none"):
        yield from _wrapped(numeric.note or "no numeric route")
        return
    digits = f", {numeric.digits} digits" if numeric.digits else ""
    worst = f", worst residual {numeric.worst_residual}" if numeric.worst_residual else ""
    yield from _wrapped(f"{numeric.route}: {numeric.points} points{digits}{worst}; "
                        + ("fails at the witness" if fails else "agrees" if numeric.agrees else "DISAGREES"))
    if numeric.note:
        yield from _wrapped(numeric.note)
    for row in numeric.instances[:6]:
        values = row.get("values", "")
        if isinstance(values, dict):
            values = ", ".join(f"{name} = {value}" for name, value in values.items())
        yield from _wrapped(f"{values}: {row.get('left', '')} {row.get('relation', '=')} {row.get('right', '')}"
                            + ("" if row.get("holds", True) else "   FAILS"), "      ", "    ")
    for row in numeric.measurements:
        yield from _wrapped(f"{row.get('what')}: measured {row.get('measured')} {row.get('relation', '=')} "
                            f"{row.get('predicted')} up to {row.get('error')}" + _power(row)
                            + ("" if row.get("agrees", True) else "   DISAGREES"), "      ", "    ")


def _power(row: dict) -> str:
    """What a sampling experiment could have seen, or why it says nothing."""
    if row.get("abstained"):
        return f"; abstains: {row['abstained']}"
    return f"; {row['samples']} samples would show a deviation of {row['detectable']:.3g} with 99 % power" if row.get("samples") else ""


def _witness(witness: WitnessRecord | None) -> Iterator[str]:
    if witness is None:
        return
    yield "\nWitness"
    for name, value in witness.values.items():
        yield from _wrapped(f"{name} = {value}", "      ", "  ")
    for premise in witness.premises:
        yield from _wrapped(f"given: {premise}", "      ", "  ")
    if witness.left or witness.right:
        yield from _wrapped(f"left {witness.left}, right {witness.right}; not left {witness.relation} right", "      ", "  ")
    if witness.explanation:
        yield from _wrapped(witness.explanation)
    if witness.replay:
        yield "  replay without this tool:"
        yield from (f"    {line}" for line in witness.replay.splitlines())


def _boundary(claim: ClaimRecord) -> Iterator[str]:
    if claim.boundary_cases:
        yield "\nWhere it fails"
    for row in claim.boundary_cases:
        yield from _wrapped(f"{row.get('values', '')}: breaks {', '.join(row.get('breaks', ()))}"
                            + (f" - {row['note']}" if row.get("note") else ""), "      ", "  ")


def _mutants(claim: ClaimRecord) -> Iterator[str]:
    if not claim.mutants:
        return
    outcomes = [str(row.get("outcome")) for row in claim.mutants]
    counts = ", ".join(f"{outcomes.count(word)} {word}" for word in dict.fromkeys(outcomes))
    yield "\nMutants"
    score = "" if claim.mutation_score is None else f"; {100 * claim.mutation_score:.0f} % noticed"
    yield f"  {len(claim.mutants)} made: {counts}{score}"
    for row in claim.mutants:
        if row.get("outcome") == "survived":
            yield from _wrapped(f"survived: {row.get('change')}: {row.get('text')}"
                                + (f" - {row['shown_by']}" if row.get("shown_by") else ""), "      ", "  ")


def _problems(claim: ClaimRecord) -> Iterator[str]:
    if claim.problems:
        yield "\nProblems"
    for row in claim.problems:
        message = str(row.get("message"))
        where = f"step {row['step']}: " if row.get("step") and not message.startswith("step ") else ""
        yield from _wrapped(f"{where}{message}", "      ", "  ")
        if row.get("advice"):
            yield from _wrapped(f"-> {row['advice']}", "      ", "    ")
        if row.get("trace"):
            yield from (f"      | {line}" for line in str(row["trace"]).splitlines()[-15:])


def _tail(claim: ClaimRecord) -> Iterator[str]:
    if claim.replay:
        yield f"\nReplay: {claim.replay}" + (f"   ({claim.seconds:.1f} s)" if claim.seconds else "")
