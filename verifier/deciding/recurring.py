"""Statements about functions that premises determine by recurrences: a place where one fails, or an induction."""

from __future__ import annotations

from verifier.deciding.decision import Decision
from verifier.evidence import Unrolled
from verifier.judgement.replay import replay_line, words_of
from verifier.strategies import ALONG, UNROLLED, UNROLLED_FAR
from verifier.strategies.recurrences import speaks_of_places
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.sums.along_recurrences import unrolled_parts
from verifier.verdict import Verdict


def along_recurrences(search) -> Decision | None:
    """The decision by the recurrences among the premises, or None where they do not decide."""
    if not speaks_of_places(search.goal):
        return None
    for strategies in ((UNROLLED,), ALONG, (UNROLLED_FAR,)):
        found = search.ask(search.goal, strategies)
        if found is None:
            continue
        verdict, strategy, words, evidence = found
        if verdict.is_full:
            return Decision(verdict, words, strategy=strategy, accepted=(search.goal, evidence), tried=search.tried)
        if verdict is Verdict.REFUTED:
            return _refuted(search, evidence, words, strategy)
    return None


def _refuted(search, evidence: Unrolled, words, strategy) -> Decision:
    """The witness shows the values of the functions up to the place where the statement fails."""
    there, values = unrolled_parts(search.goal, evidence)
    outcome = holds(there, {}, bits=512)
    left, right = outcome.words()
    return Decision(Verdict.REFUTED, words, words_of(values), explanation=outcome.why, left=left, right=right, relation=outcome.relation,
                    strategy=strategy, accepted=(search.goal, evidence),
                    replaying=lambda: replay_line(search.problem.statement, values, {}))
