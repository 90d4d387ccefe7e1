"""Two routes that disagree are a CONFLICT: a strategy and the check of its evidence are broken on purpose, points are not."""

import pytest
from sympy import Ge, Rational

from verifier.claim import Article, Measurement
from verifier.deciding import decide
from verifier.evidence import Fingerprint
from verifier.judgement import portfolio
from verifier.language import Claim, example, real, therefore
from verifier.running.summary import reasons
from verifier.tools import quantifiers
from verifier.verdict import Verdict


class Believer:
    name = "believer"

    def propose(self, goal, budget):
        return Fingerprint()


@pytest.fixture
def broken(monkeypatch):
    """A strategy that says of everything that it is so, and a checker in the kernel that believes it."""
    monkeypatch.setitem(quantifiers.CHECKERS, Fingerprint, lambda goal, evidence, judge: Verdict.PROVED)
    monkeypatch.setattr(decide, "DECIDING", (Believer(),))
    monkeypatch.setattr(portfolio, "PORTFOLIO", (Believer(),))


def no_points(self, *arguments):
    return iter(({symbol: 0 * symbol + 1 for symbol in self.numbers},))


@pytest.mark.parametrize(("statement", "verdict"), [("Eq(x**3, x)", "CONFLICT"), ("x**2 >= 1", "CONFLICT"), ("Eq(x + x, 2*x)", "PROVED")])
def test_a_proof_beside_a_counterexample_in_decide(broken, monkeypatch, statement, verdict):
    for search in ("first", "special", "descent"):  # the searches that come before proofs are blind: they see only x = 1
        monkeypatch.setattr(decide.Hunt, search, no_points)
    found = decide.decide(statement, where=("x: real",))
    assert found.verdict.name == verdict
    if verdict == "CONFLICT":
        assert found.witness and "has a proof" in found.evidence


x = real("x")


def verified(**rest):
    said = Ge(x**2, x)
    claim = Claim(name="false between 0 and 1", says=said, proof=therefore(said), **rest)
    return portfolio.verify_claim(Article("a", "A", None, {"it": claim}), "it")


@pytest.mark.parametrize(("rest", "said"), [
    ({}, "witness: x = "), ({"holds_for": (example(x=Rational(1, 2)),)}, "witness: x = "),
    ({"measured_by": lambda: [Measurement("gap", -0.25, 0.0, 0.01, ">=")]}, "measured: gap is -0.25, not >= 0 within 0.01")],
    ids=["sampled", "example", "experiment"])
def test_a_proof_beside_a_counterexample_in_a_claim(broken, rest, said):
    record = verified(**rest)
    assert record.verdict == "CONFLICT" and any(said in line for line in reasons(record))


def test_without_a_proof_the_counterexample_decides():
    assert verified().verdict == "REFUTED"
