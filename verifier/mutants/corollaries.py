"""What the article goes on to conclude from one claim alone, under no further premises: known of its mutants as well.

A corollary says of the same symbols what is true wherever the claim is, so a mutant that follows from it is implied.
"""

from __future__ import annotations

from verifier.claim import Article, Claim
from verifier.goal import Budget
from verifier.judgement.audit import cited_claims, undefined_parts
from verifier.judgement.proofs import tasks, unshown
from verifier.mutants.implication import GAVE_UP, accepts
from verifier.strategies import PORTFOLIO, in_turn
from verifier.tools.work import allotted
from verifier.verdict import Verdict

PROVING = 100_000  # parts of expressions that the proof of one corollary may take up


def corollaries(claim: Claim, article: Article) -> tuple:
    """The statements of those claims that the kernel accepts once more, from this claim and premises of it."""
    return tuple(said for other in article.claims.values() if _rests_on(other, claim) and _is_proved(other, article) for said in other.says)


def _rests_on(other: Claim, claim: Claim) -> bool:
    """Whether the claim, laws and some of its premises are all that the other one needs."""
    cited = cited_claims(other)
    return (other is not claim and other.proof and other.expected is Verdict.PROVED and bool(cited) and all(item is claim for item in cited)
            and {premise.statement for premise in other.given} <= {premise.statement for premise in claim.given}
            and set(other.definitions) <= set(claim.definitions))


def _is_proved(other: Claim, article: Article) -> bool:
    """Whether each step is accepted, the steps conclude all that is said, and all of it is defined."""
    try:
        with allotted(PROVING):
            return not unshown(other) and not undefined_parts(other) and all(_is_accepted(task.goal) for task in tasks(other, article))
    except GAVE_UP:
        return False


def _is_accepted(goal) -> bool:
    for strategy in in_turn(goal, PORTFOLIO):
        try:
            evidence = strategy.propose(goal, Budget())
        except GAVE_UP:
            continue
        if evidence is not None and accepts(goal, evidence):
            return True
    return False


__all__ = ["corollaries"]
