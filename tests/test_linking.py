"""A claim is worth what the weakest claim that it cites is worth."""

import pytest

from verifier.record import ArticleRecord, ClaimRecord, Record
from verifier.running.linking import link
from verifier.running.runner import run


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


@pytest.mark.parametrize("cited", ['Claim(name="lemma", says=says)', 'Claim(name="a/true", says=says)', 'Claim(name="true", says=says)',
                                   "hidden[0]", "using(hidden[0])"])
def test_a_cited_claim_that_the_article_does_not_list_shows_nothing(tmp_path, monkeypatch, cited):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_text(f'''
from sympy import Ne, Rational, exp
from verifier.language import *
y = real("y")
says = Ne(exp(y), Rational(12345, 6789))
hidden = (Claim(name="lemma", says=says),)
true = Claim(name="true", says=y**2 + 1 > y, proof=therefore(y**2 + 1 > y, because=arithmetic))
false = Claim(name="false", says=says, proof=therefore(says, because={cited}), holds_for=(example(y=1),))
article = Article(slug="a", title="A", source=Source("A", 2023, "T"), claims=(true, false))
''')
    found = {claim.id: claim for claim in run(["a.py"]).articles[0].claims}["a/false"]
    assert (found.verdict, found.fully_proved) == ("UNDECIDED", False)
    assert "which is not a claim of this run" in found.problems[0]["message"]
