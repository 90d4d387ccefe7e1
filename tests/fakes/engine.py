"""An engine that does what the derivation file says: it calls the claim's experiment and takes its answer."""

from verifier.record import ClaimRecord, Formula, NumericRecord, StepRecord


def verify(article, claim_id, announce=None):
    """The record that the claim's `measured_by` returns, PROVED when there is none."""
    claim = article.claims[claim_id]
    if announce:
        announce("1")
    answer = claim.measured_by() if claim.measured_by else {}
    steps = [StepRecord(id="1.1" if claim.proof else "1", statement=Formula("1 = 1"), relation="=",
                        verdict=answer.get("verdict", "PROVED"), strategy="fake")]
    found = ClaimRecord(id=f"{article.slug}/{claim_id}", verdict=answer.get("verdict", "PROVED"), steps=steps,
                        numeric=NumericRecord(route="exact", points=3, digits=answer.get("digits", 30)))
    found.uses = list(answer.get("uses", ()))
    return found


def audit(article):
    """No problem, unless the article's summary asks for one."""
    if article.summary.startswith("problem"):
        return [{"message": "a premise is never used", "advice": "drop it", "claim": article.summary.split()[1],
                 "step": "", "line": 3}]
    return []
