"""A claim is worth what the weakest claim that it cites is worth."""

import pytest

from verifier.linking import link
from verifier.record import ArticleRecord, ClaimRecord, Record


def linked(*rows):
    claims = [ClaimRecord(id=f"a/{name}", verdict=verdict, expected="PROVED", uses=[f"a/{use}" for use in uses])
              for name, verdict, *uses in rows]
    link(Record(articles=[ArticleRecord(slug="a", claims=claims)]))
    return {claim.id.split("/")[1]: claim for claim in claims}


@pytest.mark.parametrize(("below", "shown", "full"), [
    ("PROVED", "PROVED", True), ("ENCLOSED", "ENCLOSED", True), ("PROVED_FOR", "PROVED_FOR", False),
    ("SIMPLIFIED", "SIMPLIFIED", False), ("SUPPORTED", "SUPPORTED", False), ("ASSUMED", "PROVED", False),
    ("UNDECIDED", "UNDECIDED", False), ("ERROR", "UNDECIDED", False), ("TIMEOUT", "UNDECIDED", False), ("CONFLICT", "UNDECIDED", False),
    ("ILL_POSED", "UNDECIDED", False), ("VACUOUS", "UNDECIDED", False), ("REFUTED", "UNDECIDED", False)])
def test_what_a_proof_carries_over(below, shown, full):
    found = linked(("last", "PROVED", "middle"), ("middle", "PROVED", "first"), ("first", below))
    for name in ("middle", "last"):
        assert (found[name].verdict, found[name].fully_proved) == (shown, full)


def test_a_claim_that_rests_on_a_refuted_one_is_a_problem():
    found = linked(("last", "PROVED", "first"), ("first", "REFUTED"))
    assert "is refuted" in found["last"].problems[0]["message"] and not found["last"].as_expected


def test_claims_that_cite_one_another_show_nothing():
    found = linked(("first", "PROVED", "second"), ("second", "PROVED", "first"), ("third", "PROVED", "third"), ("fourth", "PROVED", "missing"))
    assert {claim.verdict for claim in found.values()} == {"UNDECIDED"}
    assert all(claim.problems and not claim.fully_proved for claim in found.values())


def test_a_refutation_by_proof_is_worth_what_it_cites():
    claims = [ClaimRecord(id="a/false", verdict="REFUTED", expected="REFUTED", uses=["a/used"]), ClaimRecord(id="a/used", verdict="UNDECIDED")]
    link(Record(articles=[ArticleRecord(slug="a", claims=claims)]))
    assert claims[0].verdict == "UNDECIDED"
