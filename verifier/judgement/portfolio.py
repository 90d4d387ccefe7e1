"""One claim from statement to verdict: ask the strategies, let the kernel judge, take the numeric route as well."""

from __future__ import annotations

import time
from collections.abc import Callable

from verifier.claim import Article, Claim, Law, MalformedClaim, Premise, Rule, Using
from verifier.goal import Budget, Goal
from verifier.judgement.advice import SMALLER, advise
from verifier.judgement.audit import cited_claims, undefined_parts, used_premises
from verifier.judgement.certificate import Book
from verifier.judgement.numeric import examine, refuting_witness
from verifier.judgement.printing import evidence_words, formula
from verifier.judgement.proofs import Task, tasks, unshown
from verifier.judgement.refutation import at_the_values, refuted_by_proof
from verifier.judgement.vacuity import contradiction, has_a_point
from verifier.kernel import judge_step
from verifier.mutants.scrutiny import scrutinise
from verifier.record import ClaimRecord, StepRecord
from verifier.strategies import AT_ONCE, PORTFOLIO, in_turn
from verifier.tools.contexts import remembering
from verifier.tools.instances import Rejected
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.verdict import Verdict, weakest


def verify_claim(article: Article, claim_id: str, announce: Callable[[str], None] = lambda step: None) -> ClaimRecord:
    """All that the engine can say of one claim."""
    with remembering():
        return _verify_claim(article, claim_id, announce)


def _verify_claim(article: Article, claim_id: str, announce) -> ClaimRecord:
    claim = article.claims[claim_id]
    record = ClaimRecord(id=f"{article.slug}/{claim_id}", title=claim.name, key=claim.key, strength=claim.strength,
                         expected=claim.expected.name)
    record.uses = [id_of(article, cited) or f"unlisted claim {cited.name!r}" for cited in cited_claims(claim)]  # no id is like that
    start = time.perf_counter()
    judged = at_the_values(claim) if claim.refuted_by is not None else claim
    accepted: dict = {}  # evidence by step
    proved = _judge_proof(judged, article, record, announce, accepted)
    points: list = []
    witness = examine(claim, record, dict(article.names), points, proved.is_green)
    record.verdict = _conclude(claim, article, record, proved, witness).name
    if claim.given and not record.numeric.premises_hold and claim.expected is not Verdict.REFUTED:
        _look_for_contradiction(claim, article, record)
    advise(claim, article, record, lambda goal: _attempt(goal, StepRecord(), AT_ONCE) is not None)
    record.premises = _premises(claim, article, record)
    announce("mutants and premises")
    scrutinise(claim, article, record, points, accepted)
    record.seconds = round(time.perf_counter() - start, 3)
    return record


def _judge_proof(claim: Claim, article: Article, record: ClaimRecord, announce, accepted: dict) -> Verdict:
    """The weakest verdict among the steps; parts of the statement that no step reaches are undecided."""
    verdicts = []
    try:
        for task in tasks(claim, article):
            announce(task.id)
            step = judge_task(task, article, record, accepted)
            record.steps.append(step)
            verdicts.append(Verdict[step.verdict])
        missing = unshown(claim) if claim.refuted_by is None else []
    except MalformedClaim as problem:
        _complain(record, str(problem), problem.advice or "correct the proof")
        return Verdict.UNDECIDED
    if claim.expected is Verdict.REFUTED:
        return weakest(verdicts)
    for statement in missing:
        if claim.proof:
            _complain(record, f"no proof concludes {statement}", "end a chain or a therefore(...) with exactly this statement")
        verdicts.append(Verdict.UNDECIDED)
    for words in undefined_parts(claim):
        _complain(record, words, "add the premise that makes it defined, or restrict the domain")
        verdicts.append(Verdict.UNDECIDED)
    return weakest(verdicts)


def _look_for_contradiction(claim: Claim, article: Article, record: ClaimRecord) -> None:
    """No point is known at which all premises certainly hold: perhaps there is none, and the record says so either way."""
    if has_a_point(claim, record.id):
        return
    found = contradiction(claim, dict(article.names))
    said = found or "no point is known at which all premises certainly hold"
    record.numeric.note = "; ".join(filter(None, (record.numeric.note, said)))
    if found:
        record.verdict = Verdict.VACUOUS.name
        if claim.expected is not Verdict.VACUOUS:
            _complain(record, found, "correct or drop one of the premises")


def _complain(record: ClaimRecord, message: str, advice: str, step: str = "") -> None:
    record.problems.append({"message": message, "advice": advice, "step": step, "line": 0})


def judge_task(task: Task, article: Article, record: ClaimRecord, accepted: dict) -> StepRecord:
    """Ask each strategy in turn; the first evidence that the kernel accepts decides the step, and is kept."""
    step = StepRecord(id=task.id, statement=formula(task.goal.statement), relation=task.relation, right=formula(task.right),
                      because=[_reason(cited, article) for cited in task.because])
    step.left = None if task.left is None else formula(task.left)
    start = time.perf_counter()
    evidence = _attempt(task.goal, step)
    if evidence is not None:
        accepted[task.id] = evidence
        _certify(task.goal, evidence, step, record)
    else:
        forgotten = _forgotten(task.goal)
        if forgotten:
            _complain(record, f"step {task.id}: {step.statement.text} follows only with {', '.join(forgotten)}",
                      f"add {', '.join(forgotten)} to because=(...)", task.id)
        else:
            _complain(record, f"step {task.id}: cannot show {step.statement.text}", SMALLER, task.id)
    step.milliseconds = round(1000 * (time.perf_counter() - start), 1)
    return step


def _certify(goal: Goal, evidence, step: StepRecord, record: ClaimRecord) -> None:
    """The accepted evidence as data, in the tables of the claim."""
    book = Book(record.formulas, record.facts)
    step.certificate = book.certificate(goal, evidence)
    step.statement.row = step.certificate["goal"]["statement"]
    record.formulas, record.facts = book.rows.rows, book.facts


def _attempt(goal: Goal, step: StepRecord, portfolio=None):
    """Accepted evidence or None; what was tried stands in the step."""
    step.verdict = Verdict.UNDECIDED.name
    for strategy in in_turn(goal, PORTFOLIO if portfolio is None else portfolio):
        begun = time.perf_counter()
        outcome, evidence = "no evidence", None
        try:
            evidence = strategy.propose(goal, Budget())
            if evidence is not None:
                verdict = judge_step(goal, evidence)
                outcome = f"the step is {verdict.name}"  # what refutes a step does not refute the claim
                if verdict.is_full:
                    step.verdict, outcome = verdict.name, "accepted"
                    step.strategy, step.evidence = strategy.name, evidence_words(evidence)
        except Rejected as problem:
            outcome = f"rejected: {problem}"
        except GAVE_UP as problem:
            outcome = f"gave up: {type(problem).__name__}: {problem}"
        step.tried.append({"strategy": strategy.name, "outcome": outcome,
                           "milliseconds": round(1000 * (time.perf_counter() - begun), 1)})
        if outcome == "accepted":
            return evidence
    return None


def _forgotten(goal: Goal) -> list[str]:
    """Names of premises that the claim gives, the step does not cite, and with which it would hold."""
    cited = {fact.name for fact in goal.facts}
    missing = [fact for fact in goal.background if fact.name not in cited and fact.kind == "premise"]
    ground = tuple(fact.conclusion for fact in missing if not fact.variables and not fact.hypotheses)
    if not missing:
        return []
    def closes(facts, statements) -> bool:
        wider = Goal(goal.statement, (*goal.facts, *facts), (*goal.assumptions, *statements), goal.rules, goal.background)
        return _attempt(wider, StepRecord()) is not None
    if not closes(missing, ground):
        return []
    for fact in missing:
        alone = (fact.conclusion,) if not fact.variables and not fact.hypotheses else ()
        if closes([fact], alone):
            return [fact.name]
    return [fact.name for fact in missing]


def _conclude(claim: Claim, article: Article, record: ClaimRecord, proved: Verdict, witness) -> Verdict:
    """The verdict of the claim from its two routes."""
    if claim.expected is Verdict.REFUTED:
        record.witness = refuted_by_proof(claim, record) if claim.refuted_by is not None else refuting_witness(claim, dict(article.names))
        return Verdict.REFUTED if record.witness is not None else Verdict.UNDECIDED
    if witness is not None:
        record.witness = witness
        return Verdict.CONFLICT if proved.is_full else Verdict.REFUTED
    if not record.numeric.agrees:
        return Verdict.CONFLICT if proved.is_green else Verdict.UNDECIDED
    if not claim.proof and record.numeric.points and not record.problems:
        return Verdict.SUPPORTED
    return proved


def _premises(claim: Claim, article: Article, record: ClaimRecord) -> list[dict]:
    """The premises with whether the proof uses them and what shows that they are needed."""
    rows = []
    used = used_premises(claim)
    for premise in claim.given:
        name = article.names.get(id(premise), premise.says)
        shown = formula(premise.statement)
        needed = next((case for case in record.boundary_cases if case["breaks"] == [name]), None)
        rows.append({"name": name, "says": premise.says, "text": shown.text, "latex": shown.latex,
                     "used": premise in used, "unstated": premise.unstated, "necessity": "needed" if needed else "unknown",
                     "shown_by": ", ".join(f"{key} = {value}" for key, value in needed["values"].items()) if needed else ""})
    return rows


def _reason(cited, article: Article) -> dict:
    inner = cited.fact if isinstance(cited, Using) else cited
    kind = ("rule" if isinstance(inner, Rule) else "law" if isinstance(inner, Law) else "claim" if isinstance(inner, Claim)
            else "premise" if isinstance(inner, Premise) else "definition" if type(inner).__name__ == "Definition" else "step")
    name = article.names.get(id(inner), getattr(inner, "name", ""))
    return {"kind": kind, "name": name, "says": getattr(inner, "says", "") if kind != "claim" else inner.name,
            "id": id_of(article, inner) if kind == "claim" else "", "source": getattr(inner, "source", "")}


def id_of(article: Article, claim) -> str:
    """The full id of one of the article's claims."""
    return next((f"{article.slug}/{key}" for key, value in article.claims.items() if value is claim), "")
