"""Premises that contradict each other: the claim is VACUOUS and says why; premises of which no point is known say so."""

import pytest
from sympy import Eq, Ge, Le, Ne

from verifier.claim import Article
from verifier.judgement.portfolio import verify_claim
from verifier.language import Claim, Tends, example, from_contradiction, function, given, index, natural, positive, real, therefore, using, vector
from verifier.running.linking import is_as_expected
from verifier.verdict import Verdict

x, y = real("x y")
p = positive("p")
N = natural("N")
k = index("k")
f = function("f")
u = vector("u")
SAYS = Ge((x + y)**2, 4*x*y - x**2 + x**2, evaluate=False)


def verified(*premises, says=SAYS, because=None, **rest):
    given_all = tuple(given(str(statement), statement) for statement in premises)
    claim = Claim(name="a claim", says=says, given=given_all, proof=therefore(says, because=(*given_all, *(because or ()))), **rest)
    return verify_claim(Article("v", "V", None, {"it": claim}), "it")


CONTRADICTIONS = {
    "opposite signs": (x > 0, x < 0), "a cycle": (x > y, y > x + 1), "two values": (Eq(x, 2), Eq(x, 3)), "a value that is excluded": (Eq(x, 0), Ne(x, 0)),
    "against the declaration": (Le(p + (x + y)**2, 2*x*y),), "an index without an end": (Le(k, N),), "two rows for every index": (u[k] >= k, u[k] <= 5),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_contradictory_premises(name):
    found = verified(*CONTRADICTIONS[name])
    assert found.verdict == "VACUOUS" and "contradicts" in found.numeric.note and found.problems


def test_a_proof_from_contradictory_premises_is_vacuous():
    found = verified(x > 0, x < 0, says=Ge(x, 17), because=(using(from_contradiction, x=x, y=0),))
    assert found.verdict == "VACUOUS"


def test_a_claim_may_be_expected_to_be_vacuous():
    found = verified(x > 0, x < 0, expected=Verdict.VACUOUS)
    assert found.verdict == "VACUOUS" and not found.problems and is_as_expected(found)


SATISFIABLE = {"a sign": (x > 0,), "a chain": (x > y, y > 0), "an equation": (Eq(x, 2),), "rows": (u[k] >= 0, u[k] <= 5), "a bound": (x + y <= 1, x*y >= 0)}


@pytest.mark.parametrize("name", SATISFIABLE)
def test_premises_that_can_hold(name):
    found = verified(*SATISFIABLE[name])
    assert "contradicts" not in found.numeric.note and found.verdict != "VACUOUS"


@pytest.mark.parametrize(("premises", "rest", "said"), [
    ((Tends(f(x), x, 0, 0),), {}, True), ((x > 0,), {"says": Tends(x*y, y, 0, 0)}, False), ((x > 10**9, x < 10**9 + 1),  {}, True), ((x > 0,), {}, False),
    ((x > 10**9, x < 10**9 + 2), {"holds_for": (example(x=10**9 + 1, y=0),)}, False)], ids=str)
def test_a_claim_without_a_point_at_which_its_premises_hold_says_so(premises, rest, said):
    assert ("no point is known" in verified(*premises, **rest).numeric.note) is said
