"""One claim from statement to verdict: ask the strategies, let the kernel judge, take the numeric route as well."""

from __future__ import annotations

import time

from verifier.claim import Article, Claim, Law, MalformedClaim, Premise, Rule, Using
from verifier.claim import Claim as _Claim
from verifier.definedness import undefined_parts
from verifier.evidence import Derivation
from verifier.goal import Budget
from verifier.kernel import judge
from verifier.numeric import numeric_route, refutation
from verifier.printing import formula
from verifier.proofs import Task, tasks, unshown
from verifier.record import ClaimRecord, StepRecord
from verifier.strategies import PORTFOLIO
from verifier.tools.generators import Undefined
from verifier.tools.instances import Rejected
from verifier.tools.polynomial import TooLarge
from verifier.verdict import Verdict, weakest


def verify_claim(article: Article, claim_id: str) -> ClaimRecord:
    """All that the engine can say of one claim."""
    claim = article.claims[claim_id]
    record = ClaimRecord(id=f"{article.slug}/{claim_id}", title=claim.name, key=claim.key, strength=claim.strength,
                         expected=claim.expected.name)
    record.uses = [key for key in (id_of(article, cited) for cited in cited_claims(claim)) if key]
    start = time.perf_counter()
    proved = _judge_proof(claim, article, record)
    record.numeric, numeric_false = numeric_route(claim, article)
    record.verdict = _conclude(claim, article, record, proved, numeric_false).name
    record.seconds = round(time.perf_counter() - start, 3)
    return record


def _judge_proof(claim: Claim, article: Article, record: ClaimRecord) -> Verdict:
    """The weakest verdict among the steps; parts of the statement that no step reaches are undecided."""
    verdicts = []
    try:
        for task in tasks(claim, article):
            step = judge_task(task, claim, article)
            record.steps.append(step)
            verdicts.append(Verdict[step.verdict])
        missing = unshown(claim) if claim.proof else list(claim.says)
    except MalformedClaim as problem:
        record.problems.append({"message": str(problem), "advice": "correct the proof", "step": "", "line": 0})
        return Verdict.UNDECIDED
    if claim.expected is Verdict.REFUTED and not claim.proof:
        return Verdict.UNDECIDED
    for statement in missing if claim.expected is not Verdict.REFUTED else ():
        record.problems.append({"message": f"no proof concludes {statement}", "step": "", "line": 0,
                                "advice": "end a chain or a therefore(...) with exactly this statement"})
        verdicts.append(Verdict.UNDECIDED)
    for words in undefined_parts(claim):
        record.problems.append({"message": words, "step": "", "line": 0,
                                "advice": "add the premise that makes it defined, or restrict the domain"})
        verdicts.append(Verdict.UNDECIDED)
    return weakest(verdicts)


def judge_task(task: Task, claim: Claim, article: Article) -> StepRecord:
    """Ask each strategy in turn; the first evidence that the kernel accepts decides the step."""
    step = StepRecord(id=task.id, statement=formula(task.goal.statement), relation=task.relation, right=formula(task.right),
                      because=[_reason(cited, article) for cited in task.because])
    start = time.perf_counter()
    step.verdict = Verdict.UNDECIDED.name
    for strategy in PORTFOLIO:
        begun = time.perf_counter()
        outcome = "no evidence"
        try:
            evidence = strategy.propose(task.goal, Budget())
            if evidence is not None:
                step.verdict = judge(task.goal, evidence).name
                step.strategy, step.evidence = strategy.name, describe(evidence)
                outcome = "accepted"
        except Rejected as problem:
            outcome = f"rejected: {problem}"
        except (Undefined, TooLarge, ValueError, TypeError, AttributeError, KeyError, RecursionError,
                NotImplementedError, ArithmeticError) as problem:
            outcome = f"gave up: {type(problem).__name__}: {problem}"
        step.tried.append({"strategy": strategy.name, "outcome": outcome,
                           "milliseconds": round(1000 * (time.perf_counter() - begun), 1)})
        if outcome == "accepted":
            break
    step.milliseconds = round(1000 * (time.perf_counter() - start), 1)
    return step


def _conclude(claim: Claim, article: Article, record: ClaimRecord, proved: Verdict, numeric_false) -> Verdict:
    """The verdict of the claim from its two routes."""
    if claim.expected is Verdict.REFUTED:
        witness = refutation(claim, article)
        if witness is not None:
            record.witness = witness
            return Verdict.REFUTED
        return Verdict.UNDECIDED
    if numeric_false is not None:
        record.witness = numeric_false
        return Verdict.CONFLICT if proved in (Verdict.PROVED, Verdict.ENCLOSED) else Verdict.REFUTED
    if proved.is_green:
        return proved
    if record.numeric.agrees and record.numeric.points and not record.problems and not claim.proof:
        return Verdict.SUPPORTED
    return proved


def _reason(cited, article: Article) -> dict:
    inner = cited.fact if isinstance(cited, Using) else cited
    kind = ("rule" if isinstance(inner, Rule) else "law" if isinstance(inner, Law) else "claim" if isinstance(inner, _Claim)
            else "premise" if isinstance(inner, Premise) else "definition" if type(inner).__name__ == "Definition" else "step")
    name = article.names.get(id(inner), getattr(inner, "name", ""))
    return {"kind": kind, "name": name, "says": getattr(inner, "says", "") if kind != "claim" else inner.name,
            "id": id_of(article, inner) if kind == "claim" else "", "source": getattr(inner, "source", "")}


def cited_claims(claim: Claim) -> list:
    """The claims that the proof cites, each once."""
    found: list = []

    def visit(part):
        if isinstance(part, Using):
            visit(part.fact)
        elif isinstance(part, _Claim):
            if part not in found:
                found.append(part)
        else:
            for name in ("steps", "because", "base", "step", "cases"):
                inner = getattr(part, name, ())
                for item in inner if isinstance(inner, tuple) else ():
                    for piece in item if isinstance(item, tuple) else (item,):
                        visit(piece)

    for proof in claim.proof:
        visit(proof)
    return found


def id_of(article: Article, claim) -> str:
    """The full id of one of the article's claims."""
    return next((f"{article.slug}/{key}" for key, value in article.claims.items() if value is claim), "")


def describe(evidence) -> str:
    """The evidence in words that a reader can check."""
    if not isinstance(evidence, Derivation):
        return str(evidence)
    from verifier.printing import evidence_words
    return evidence_words(evidence)


