"""The changes that mutation makes, and that a claim's checks notice them."""

import pytest
from changing import MEAN, A, B, around, beside_examples, fate_of, i, n, positive_gap, s, t, x, y
from sympy import Eq, I, Identity, LambertW, Le, Ne, Rational, Sum, Trace, ZeroMatrix, exp, log, pi, sqrt

from verifier.judgement.numeric import symbols_of_claim
from verifier.judgement.portfolio import verify_claim
from verifier.language import *
from verifier.mutants import fates
from verifier.mutants.fates import Trials
from verifier.mutants.mutation import Mutant, mutants
from verifier.mutants.pursuit import moved
from verifier.mutants.variations import Neighbourhood
from verifier.tools.evaluation.scalars import Unsupported
from verifier.tools.work import Work, allotted, charge
from verifier.vocabulary.examples import instantiate

STATEMENTS = {
    Eq((x + y)**2, x**2 + 2*x*y + y**2): {"sign", "dropped", "doubled", "exponent"},
    Eq(Sum(s[i]**2, (i, 1, n)), x): {"begins", "ends", "exponent", "grows"},
    Le(2*x*y, x**2 + y**2): {"reversed", "strict", "sign", "dropped"},
    Eq(A.T*B, B): {"transpose", "change places"},
    Le(exp(x), y): {"reversed", "strict"},
}


@pytest.mark.parametrize("statement", STATEMENTS, ids=str)
def test_each_kind_of_change_is_made(statement):
    words = " ".join(mutant.change for mutant in mutants(statement))
    assert all(kind in words for kind in STATEMENTS[statement]), words


def test_mutants_differ_from_the_statement_and_repeat():
    for statement in STATEMENTS:
        found = [mutant.statement for mutant in mutants(statement)]
        assert statement not in found and len(found) == len(set(found))
        assert found == [mutant.statement for mutant in mutants(statement)]


def test_exchanged_sizes_leave_the_matrices_as_they_are():
    m = natural("m")
    swapped = next(mutant.statement for mutant in mutants(Eq(x, m*Trace(A)/n)) if "change places" in mutant.change)
    assert swapped == Eq(x, n*Trace(A)/m)


def of(claim):
    """The record of a claim on its own."""
    return verify_claim(around(claim), "claim")


SQUARE = Claim("square", says=Eq((x - y)**2, x**2 - 2*x*y + y**2), proof=chain((x - y)**2, equals(x**2 - 2*x*y + y**2, because=arithmetic)),
               holds_for=(example(x=1, y=2), example(x=3, y=-1)))


@pytest.mark.parametrize("claim", [SQUARE, MEAN], ids=lambda claim: claim.name)
def test_a_true_claim_notices_all_its_mutants(claim):
    record = of(claim)
    fates = [row["outcome"] for row in record.mutants]
    assert set(fates) <= {"refuted", "equivalent", "implied"} and fates.count("refuted") >= 5
    assert record.mutation_score == 1 and all(row["shown_by"] for row in record.mutants)


@pytest.fixture
def derived(monkeypatch):
    """Run the mutants of a claim with so much work, where one proof takes 50,000 parts: how many are derived."""
    def dear(*asked, **how):
        try:
            charge(50_000)
        except Unsupported:
            return ""
        return "" if "by" in how else "a long search"

    monkeypatch.setattr(fates, "follows", dear)
    monkeypatch.setattr(fates, "by_squares", lambda *asked: "")

    def run(work, most=6):
        trials = Trials(MEAN, around(MEAN), beside_examples(MEAN, "mutants"), 40, True)
        trials.fates = [fates.Fate(Mutant("weaker", 2*x*y <= x**2 + y**2 + count)) for count in range(1, 1 + most)]
        with allotted(work):
            return sum(fate.shown_by.endswith("a long search") for fate in trials.run(0))
    return run


def test_a_search_that_ended_early_is_tried_again(derived, monkeypatch):
    assert derived(1_000_000) == fates.FEW_PROOFS
    monkeypatch.setattr(fates, "LONGER_PROOF", 40_000)
    assert derived(1_000_000) == 0


def test_far_points_leave_work_for_what_is_true(derived, monkeypatch):
    def greedy(trials):
        while Work.left > 0:
            charge(min(1000, Work.left))
            yield trials.near.seeds[0]

    monkeypatch.setattr(Trials, "_farther", greedy)
    monkeypatch.setattr(fates, "FOR_PROOFS", 230_000)
    assert derived(450_000, most=2) == 2
    monkeypatch.setattr(fates, "FOR_PROOFS", 0)
    assert derived(450_000, most=2) < 2


POSITIVE = (given("x is positive", x > 0), given("y is positive", y > 0))
QUOTIENT = Claim("quotient", says=x/(x + y) < 1, given=POSITIVE, holds_for=(example(x=1, y=2),))
ONE_WAY = Claim("one way", says=Implies(Eq(A, 2*B), Eq(A - 2*B, ZeroMatrix(n, n))), holds_for=(example(n=2, A=[[1, 2], [3, 4]], B=[[1, 0], [1, 1]]),))
z = complex_number("z")
NO_ZERO = Claim("no zero", says=Ne(1/(exp(z) - 2), 0, evaluate=False), given=(given("no pole", Ne(exp(z), 2)),), holds_for=(example(z=pi*I),))
I_n = Identity(n)
PROJECTOR = (given("A is symmetric", Eq(A.T, A)), given("A is idempotent", Eq(A*A, A)))
LEFT = Claim("what a projector leaves", says=x <= frobenius(B*(I_n - A))**2, given=(*PROJECTOR, given("x is small", x <= frobenius(B*(I_n - A))**2)),
             holds_for=(example(n=2, A=[[1, 0], [0, 0]], B=[[1, 2], [0, 1]], x=5), example(n=2, A=[[1, 0], [0, 0]], B=[[1, 1], [1, 0]], x=1)))
OF_RANK = Claim("rank", says=rank(A*B) <= rank(A), proof=therefore(rank(A*B) <= rank(A), because=rank_of_product),
                holds_for=(example(n=2, A=[[1, 2], [3, 4]], B=[[1, 0], [0, 0]]),))
def some_root(low, high):
    return Exists((t,), Both(Both(low <= t, t <= high), Eq(t**2, y)))


ROOT = Claim("root", says=some_root(0, y + 1), given=(given("y is positive", y > 0),), holds_for=(example(y=4),))
APART = Claim("means", says=Iff(Ne(x, sqrt(y)), 2*x*sqrt(y) < x**2 + y), given=POSITIVE, holds_for=(example(x=1, y=2),))
SCALE = Claim("scale", says=sqrt(LambertW(y*sqrt(exp(1))/2) - Rational(1, 2)) > 0, given=(given("y is large", y > 1),), holds_for=(example(y=2),))
PURSUED = [  # (claim, changed statement, its fate): found only beside the examples
    (QUOTIENT, x/(x - y)**2 > 0, "refuted"),  # no value where x = y
    (QUOTIENT, x/(x + y)**2 < 1, "refuted"),  # small x and y
    (QUOTIENT, x/(x + y)**2 < 1000, "refuted"),
    (QUOTIENT, x/(x + y)**2 > 0, "implied"),
    (QUOTIENT, x/(x + 2*y) < 1, "implied"),
    (ONE_WAY, Implies(Eq(A, B), Eq(A - 2*B, ZeroMatrix(n, n))), "refuted"),
    (ONE_WAY, Implies(Eq(A, -2*B), Eq(A - 2*B, ZeroMatrix(n, n))), "refuted"),
    (ROOT, some_root(3, y + 1), "refuted"),  # beyond the root
    (ROOT, some_root(0, y/3), "refuted"),
    (ROOT, some_root(2*y, y + 1), "refuted"),  # there is no such place at all
    (ROOT, some_root(1, y + 1), "survived"),
    (QUOTIENT, sqrt(x - y) > -1, "refuted"),  # complex numbers have no order
    (NO_ZERO, Ne(1/(exp(z) + 1), 0, evaluate=False), "refuted"),  # no value at the example, which no ball tells
    (LEFT, frobenius(B*(I_n - 2*A))**2 >= x, "implied"),  # by the square of B A
    (LEFT, frobenius(B*(I_n + A))**2 >= x, "implied"),
    (LEFT, frobenius(2*B*(I_n - A))**2 >= x, "implied"),
    (LEFT, frobenius(B*(I_n/2 - A))**2 >= x, "refuted"),
    (LEFT, Eq(frobenius(A)**2, Trace(A)), "implied"),  # by the premises alone
    (LEFT, Eq(frobenius(B)**2, Trace(B)), "refuted"),
    (OF_RANK, rank(B*A) <= rank(A), "implied"),  # the law of the proof
    (OF_RANK, rank(A) <= rank(A*B), "refuted"),
    (OF_RANK, Eq(frobenius(A)**2, Trace(A*A.T)), "implied"),
    (OF_RANK, Eq(frobenius(A)**2, Trace(A*A)), "refuted"),
    (SCALE, sqrt(LambertW(sqrt(exp(1))/2) - Rational(1, 2)) > 0, "refuted"),  # the root of 0
    (SCALE, sqrt(LambertW(sqrt(exp(1))/2) - Rational(1, 2) + Rational(1, 10**40)) > 0, "implied"),
    (APART, Iff(Ne(x, sqrt(y)), 2*x*sqrt(y) < x**2 + y + y**4/10**9), "refuted"),  # where x is the root of y
    (APART, Iff(Ne(x, sqrt(y)), 2*x*sqrt(y) < 2*x**2 + y/2 + x*sqrt(y)*(3 - 2*sqrt(2))), "refuted"),
    (APART, Iff(Ne(x, sqrt(y)), 4*x*sqrt(y) < 2*x**2 + 2*y), "implied"),
]


@pytest.mark.parametrize(("claim", "changed", "fate"), PURSUED, ids=[str(row[1]) for row in PURSUED])
def test_points_are_made_for_a_mutant(claim, changed, fate):
    found = fate_of(changed, claim, beside_examples(claim, "pursued mutants", 60), 60)
    assert found.outcome == fate, found


LENGTHS = Claim("log of a sum", says=log(Sum(exp(s[i]), (i, 1, n))) <= x, given=(given("x bounds it", log(Sum(exp(s[i]), (i, 1, n))) <= x),),
                holds_for=(example(n=2, s=[0, 1], x=5),))
EMPTY = [  # (changed statement, whether it has no value for vectors of one entry)
    (log(Sum(exp(s[i]), (i, 2, n))) <= x, True),
    (log(Sum(exp(s[i]), (i, 1, n)))/Sum(exp(s[i]), (i, 1, n - 1)) <= x + 10**6, True),
    (log(1 + Sum(exp(s[i]), (i, 2, n))) <= x + 10**6, False),
    (log(Sum(exp(s[i]), (i, 1, n))) - Sum(exp(s[i]), (i, 1, n - 1)) <= x, False),
]


@pytest.mark.parametrize(("changed", "fails"), EMPTY, ids=[str(row[0]) for row in EMPTY])
def test_an_empty_sum_is_seen_where_it_leaves_no_value(changed, fails):
    found = fate_of(changed, LENGTHS, beside_examples(LENGTHS, "empty sums", 60), 60)
    assert ("it has no value" in found.shown_by) is fails, found


ROOT = Claim("root", says=sqrt(x + 1) >= 1, given=(given("x is not negative", x >= 0),), holds_for=(example(x=0), example(x=3)))


@pytest.mark.parametrize(("changed", "fate"), [(sqrt(x - 1) >= -1, "refuted"), (log(x - 1) <= x, "refuted"), (sqrt(x + 2) >= 1, "implied")], ids=str)
def test_a_mutant_without_an_order_is_refuted(changed, fate):
    found = fate_of(changed, ROOT, beside_examples(ROOT, "roots", 20, examples=2), 20)
    assert found.outcome == fate, found


NEEDED = [  # (claim, {premise: its necessity})
    (Claim("gap", says=x**2 < x*y, given=(positive_gap, given("x is positive", x > 0)), holds_for=(example(x=1, y=2),)),
     {"x is below y": "needed", "x is positive": "needed"}),
    (Claim("spare", says=2*x*y <= x**2 + y**2, given=(positive_gap,), holds_for=(example(x=1, y=2),),
           proof=chain(2*x*y, at_most(x**2 + y**2, because=(arithmetic, positive_gap)))), {"x is below y": "not needed"}),
    (Claim("quotient", says=Eq((x + y)*y/x, y + y**2/x), given=(given("x is not 0", Ne(x, 0)),), holds_for=(example(x=1, y=2),)),
     {"x is not 0": "needed"}),
]


@pytest.mark.parametrize(("claim", "necessity"), NEEDED, ids=[row[0].name for row in NEEDED])
def test_necessity_of_premises(claim, necessity):
    record = of(claim)
    assert {row["says"]: row["necessity"] for row in record.premises} == necessity
    assert all(row["shown_by"] for row in record.premises if row["necessity"] != "unknown")


def test_a_bound_variable_with_the_name_of_a_given_value_is_no_error():
    claim = Claim("share", says=Eq(x, s[i] / Sum(i * s[i], (i, 1, n))), holds_for=(example(n=2, s=[1, 3], i=2, x=Rational(3, 7)),))
    seed = instantiate(claim.holds_for[0], symbols_of_claim(claim))
    there = moved(Eq(x, i / Sum(i, (i, 1, 3))), seed, Neighbourhood(claim, [seed], "bound"))
    assert there is None or there.values[x].doit() == Rational(1, 3)
