"""Whether a claim's checks can fail and its premises are needed: its mutants and its premises, at points near its examples."""

from __future__ import annotations

from verifier.claim import Article, Claim
from verifier.judgement.numeric import is_slow, symbols_of_claim
from verifier.mutants.fates import Trials, score
from verifier.mutants.implication import GAVE_UP
from verifier.mutants.necessity import NEEDED, NOT_NEEDED, UNKNOWN, proved_without, witnesses
from verifier.mutants.normal_points import normal_points
from verifier.mutants.variations import Neighbourhood
from verifier.record import ClaimRecord
from verifier.tools.evaluation.sampling import sample_points
from verifier.tools.work import allotted
from verifier.verdict import Verdict
from verifier.vocabulary.valuation import Valuation

MUTANTS, TRIALS = 60, 120  # of a claim; points tried near its examples
SLOW_MUTANTS, SLOW_TRIALS, SLOW_SAMPLES = 12, 24, 2  # where one value takes an integral, a derivative or a limit
SLOW_SEEDS = 8
WORK = 600_000  # parts of expressions that are taken up for one claim
AVERAGES = 400_000  # of which are added where means under normal laws are measured
PROOF_WORK = 60_000  # of which as many for the proof without one premise
POINTS, SLOW_POINTS = 80, 10  # at which mutants are evaluated


def scrutinise(claim: Claim, article: Article, record: ClaimRecord, points: list[Valuation], accepted: dict) -> None:
    """Fill the record's mutants, their score, and the necessity of each premise; `accepted` holds evidence by step."""
    if Verdict.REFUTED.name in (claim.expected.name, record.verdict):
        return  # what a false statement would be when changed says nothing
    normal = tuple(normal_points(claim, record.id))
    with allotted(WORK + AVERAGES * bool(normal)):
        _scrutinise(claim, article, record, points, accepted, normal)


def _scrutinise(claim, article, record, points, accepted, normal) -> None:
    slow = is_slow(claim)
    if not points and slow:
        points = sample_points(symbols_of_claim(claim), claim.given, claim.definitions, seed=record.id, count=SLOW_SAMPLES,
                               tries=SLOW_TRIALS, statements=claim.says).kept
    near = Neighbourhood(claim, points, record.id, most=SLOW_TRIALS if slow else TRIALS)
    trials = Trials(claim, article, near, SLOW_POINTS if slow else POINTS, record.verdict == Verdict.PROVED.name,
                    normal, SLOW_SEEDS if slow else 20)
    record.mutants = [fate.as_row() for fate in trials.run(SLOW_MUTANTS if slow else MUTANTS)]
    record.mutation_score = score(record.mutants)
    _necessity(claim, article, record, near, accepted)


def _necessity(claim, article, record, near, accepted) -> None:
    """Author's cases first, then points near the examples, then the proof without the premise."""
    open_rows = [place for place, row in enumerate(record.premises) if row["necessity"] == UNKNOWN]
    if open_rows:
        for _ in near.points():  # whatever the mutants left untried
            pass
        shown = witnesses(claim, near)
        for place in open_rows:
            row = record.premises[place]
            if place in shown:
                row["necessity"], row["shown_by"] = NEEDED, shown[place]
            elif record.verdict in ("PROVED", "ENCLOSED") and _spared(claim, article, claim.given[place], accepted):
                row["necessity"], row["shown_by"] = NOT_NEEDED, "every step is proved without it"


def _spared(claim, article, premise, accepted) -> bool:
    try:
        with allotted(PROOF_WORK):
            return proved_without(claim, article, premise, accepted)
    except GAVE_UP:
        return False
