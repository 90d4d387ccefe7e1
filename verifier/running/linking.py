"""What follows for a claim from the claims that it uses: taint, full proof, cycles, corrections, expectation."""

from __future__ import annotations

from verifier.record import ClaimRecord, Record
from verifier.verdict import Verdict, weakest

CARRIED = (Verdict.ENCLOSED, Verdict.PROVED_FOR, Verdict.SIMPLIFIED, Verdict.SUPPORTED)
KEPT = (Verdict.PROVED, *CARRIED, Verdict.ASSUMED)  # an assumed claim taints; what is not shown at all shows nothing further


def link(record: Record) -> None:
    """Complete every claim of the record in place."""
    claims = {claim.id: claim for article in record.articles for claim in article.claims}
    for claim in claims.values():
        claim.uses = list(dict.fromkeys(qualified(use, claim.id, claims) for use in claim.uses))
        if claim.corrects:
            claim.corrects = qualified(claim.corrects, claim.id, claims)
            if claim.corrects in claims:
                claims[claim.corrects].corrected_by = claim.id
    for cycle in cycles({key: claim.uses for key, claim in claims.items()}):
        for key in cycle:
            turn = cycle.index(key)
            path = " -> ".join([*cycle[turn:], *cycle[:turn], key])
            _problem(claims[key], f"the claim cites itself through others: {path}",
                     "prove one of them without the others")
    for claim in claims.values():
        _judge_uses(claim, claims)
    for claim in claims.values():
        claim.as_expected = is_as_expected(claim)


def qualified(use: str, user: str, claims) -> str:
    """The full id of a claim that is cited by its short one."""
    local = f"{user.split('/')[0]}/{use}"
    return use if use in claims or local not in claims else local


def ancestors(key: str, claims: dict[str, ClaimRecord]) -> list[str]:
    """The claims that a claim uses, directly or through others, in the order in which they are met."""
    found: dict[str, None] = {}
    waiting = list(claims[key].uses)
    while waiting:
        use = waiting.pop(0)
        if use not in found:
            found[use] = None
            waiting += claims[use].uses if use in claims else []
    return list(found)


def cycles(uses: dict[str, list[str]]) -> list[list[str]]:
    """Each group of claims that cite one another, as one closed path."""
    found: list[list[str]] = []
    done: set[str] = set()
    for start in uses:
        if start in done:
            continue
        path = _path_back(start, uses)
        if path:
            found.append(path)
            done.update(path)
    return found


def _path_back(start: str, uses: dict[str, list[str]]) -> list[str]:
    """The shortest path of citations from a claim to itself, without its end; empty when there is none."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for there in uses.get(here, ()):
            if there == start:
                path = [here]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return path[::-1]
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return []


def _judge_uses(claim: ClaimRecord, claims: dict[str, ClaimRecord]) -> None:
    """Set `tainted_by` and `fully_proved`; a claim that rests on a refuted one is wrong, whatever its own verdict."""
    above = ancestors(claim.id, claims)
    claim.tainted_by = [key for key in above
                        if key != claim.id and (key not in claims or not Verdict[claims[key].verdict].is_full)]
    own = Verdict[claim.verdict]
    proved = own.is_full or own is Verdict.REFUTED and claim.expected == "REFUTED"
    carried = [Verdict[claims[key].verdict] for key in above if key in claims and key != claim.id]
    if proved and (
            claim.id in above or len(carried) < len(set(above) - {claim.id}) or any(verdict not in KEPT for verdict in carried)):
        claim.verdict, proved = Verdict.UNDECIDED.name, False
    elif own.is_full:  # a proof is worth what the weakest claim that it cites is worth
        claim.verdict = weakest([own, *(verdict for verdict in carried if verdict in CARRIED)]).name
    claim.fully_proved = proved and not claim.tainted_by and claim.id not in above
    for key in claim.uses:
        if key in claims and claims[key].verdict == "REFUTED":
            _problem(claim, f"the proof cites {key}, which is refuted", "cite the corrected claim instead")
        elif key not in claims:
            _problem(claim, f"the proof cites {key}, which is not a claim of this run",
                     "list it in the article, or correct its name")


def _problem(claim: ClaimRecord, message: str, advice: str) -> None:
    """Add a problem once."""
    if all(problem.get("message") != message for problem in claim.problems):
        claim.problems.append({"message": message, "advice": advice, "step": "", "line": claim.line})


def is_as_expected(claim: ClaimRecord) -> bool:
    """Whether the verdict is at least what the author expects; a claim with problems never is.

    ENCLOSED meets an expectation of PROVED: both hold on the whole stated domain.
    """
    verdict, expected = Verdict[claim.verdict], Verdict[claim.expected]
    if claim.problems:
        return False
    if {verdict, expected} & {Verdict.REFUTED, Verdict.VACUOUS, Verdict.ILL_POSED}:
        return verdict is expected
    return verdict.strength >= expected.strength or expected is Verdict.PROVED and verdict is Verdict.ENCLOSED
