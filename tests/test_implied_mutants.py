"""What follows from a statement beside a claim, or says the same: a mutant that nothing can refute."""

import math

import pytest
from changing import MEAN, A, B, R, around, beside_examples, fate_of, i, n, s, t, x, y
from sympy import Abs, Eq, Identity, Integral, Lt, Ne, Rational, Sum, Trace, ZeroMatrix, besseli, cos, exp, oo, pi, sin, sqrt

from verifier.language import *
from verifier.mutants.corollaries import corollaries
from verifier.mutants.differences import beside
from verifier.mutants.equivalents import are_equivalent, are_mirrored
from verifier.mutants.implication import follows
from verifier.mutants.linear_means import is_linear_change
from verifier.mutants.sharper import by_covering, by_search
from verifier.tools.context import Context

f, F = function("f F")
k, l = natural("k l")
bounded = given("t is at most R", t <= R)
nonnegative_R = given("R is not negative", R >= 0)

FOLLOWS = [  # (claim, changed statement, whether it follows visibly)
    (MEAN, 2*x*y <= x**2 + y**2 + 1, True),
    (MEAN, 2*x*y < x**2 + y**2 + 1, True),
    (MEAN, 4*x*y <= 2*x**2 + 2*y**2, True),
    (MEAN, 2*x*y <= 2*x**2 + y**2, True),
    (MEAN, Lt(2*x*y, x**2 + y**2), False),
    (MEAN, 2*x*y <= x**2 - y**2, False),
    (MEAN, 2*x*y <= x**2 + y**3, False),
    (MEAN, 2*x*y <= x**2 + y**2 - Rational(1, 10**9), False),
    (MEAN, 2*x*y <= x**2 + y**2 + x, False),
    (MEAN, 2*x*y >= x**2 + y**2, False),
    (Claim("scaled", says=t*x <= R*x, given=(bounded, nonnegative_R)), t*x <= 2*R*x, True),  # at 2 R
    (Claim("scaled", says=t*x <= R*x, given=(bounded, nonnegative_R)), t*x <= 3*R*x, False),  # a case that is not looked for
    (Claim("factor 1", says=exp(x*y) <= R), exp(y) <= R, True),
    (Claim("factor 1", says=exp(x*y) <= R, given=(given("x is above 2", x > 2),)), exp(y) <= R, False),
    (Claim("factor 1", says=exp(x*y) <= R, given=(given("x is above 2", x > 2),)), exp(x) <= R, True),
    (Claim("scaled", says=t*x <= R*x, given=(bounded, nonnegative_R)), t*x <= -R*x, False),
    (Claim("sum", says=Sum(s[i]**2, (i, 1, n)) <= x), Sum(s[i]**2, (i, 1, n)) <= x + R**2, True),
    (Claim("sum", says=Sum(s[i]**2, (i, 1, n)) <= x), Sum(s[i]**2, (i, 1, n)) <= x + R**3, False),
    (Claim("shorter", says=Sum(s[i]**2, (i, 1, n)) <= x), Sum(s[i]**2, (i, 2, n)) <= x, True),
    (Claim("shorter", says=Sum(s[i]**2, (i, 1, n)) <= x), Sum(s[i]**2, (i, 1, n - 1)) <= x, True),
    (Claim("term by term", says=Sum(x*s[i] - s[i]**2, (i, 1, n)) <= R), Sum(x*s[i] - 2*s[i]**2, (i, 1, n)) <= R, True),
    (Claim("term by term", says=Sum(x*s[i] - s[i]**2, (i, 1, n)) <= R), Sum(x*s[i], (i, 1, n)) <= R, False),
    (Claim("shorter", says=Sum(s[i], (i, 1, n)) <= x), Sum(s[i], (i, 2, n)) <= x, False),
    (Claim("factor", says=exp(x)*t <= R), exp(x)*(t - 1) <= R, True),
    (Claim("factor", says=exp(x)*t <= R), exp(x)*(t + 1) <= R, False),
    (Claim("both", says=Both(x <= y, t <= R)), x <= y, True),
    (Claim("both", says=Both(x <= y, t <= R)), y <= x, False),
    (Claim("iff", says=Iff(Eq(x, y), Eq(t, R))), Implies(Eq(t, R), Eq(x, y)), True),
    (Claim("one way", says=Implies(Eq(x, y), Eq(t, R))), Implies(Eq(t, R), Eq(x, y)), False),
    (Claim("one way", says=Implies(Eq(x, y), Eq(t, R))), Iff(Eq(x, y), Eq(t, R)), False),
    (Claim("either sign", says=exp(x) + x*y <= R), exp(x) - x*y <= R, True),  # at -y
    (Claim("either sign", says=exp(x) + x*y <= R), exp(x) + x*y <= 3*R, False),  # a case that is not looked for
    (Claim("one sign", says=exp(x) + x*y <= R, given=(given("y is positive", y > 0),)), exp(x) - x*y <= R, False),
    (Claim("norm", says=frobenius(A*B - A)**2 >= frobenius(A)**2), frobenius(2*A*B - A)**2 >= frobenius(A)**2, True),  # at 2 B
    (Claim("norm", says=frobenius(A*B - A)**2 >= frobenius(A)**2), frobenius(A*B + A)**2 >= frobenius(A)**2, True),  # at -B
    (Claim("norm", says=frobenius(A*B - A)**2 >= frobenius(A)**2), frobenius(A*B - A)**2 >= 2*frobenius(A)**2, False),
    (Claim("norm", says=frobenius(A*B - A)**2 >= frobenius(A)**2), frobenius(A*B - A)**3 >= frobenius(A)**2, False),
    (Claim("Gram matrix", says=frobenius(A*A.T*B - B)**2 >= Trace(B)), frobenius(2*A*A.T*B - B)**2 >= Trace(B), True),  # at A times the root of 2
    (Claim("Gram matrix", says=frobenius(A*A.T*B - B)**2 >= Trace(B)), frobenius(2*A*A.T*B - 2*B)**2 >= 8*Trace(B), False),
    (Claim("Gram matrix", says=frobenius(A*A.T*B - B)**2 >= Trace(B), given=(given("A is orthogonal", Eq(A.T*A, Identity(n))),)),
     frobenius(2*A*A.T*B - B)**2 >= Trace(B), False),
    (Claim("ratio", says=x/(x + y) < 2, given=(given("x is positive", x > 0), given("y is positive", y > 0))), x/(x + y)**2 > 0, True),
    (Claim("ratio", says=x/(x + y) < 2, given=(given("x is positive", x > 0), given("y is positive", y > 0))), x/(x - y)**2 > 0, False),
    (Claim("ratio", says=x/(x + y) < 2, given=(given("x is positive", x > 0), given("y is positive", y > 0))), x/(x + y)**2 < 2, False),
    (Claim("share", says=y >= x**2/(1 + 2*t**2)), y >= x**2/(1 + 3*t**2), True),
    (Claim("share", says=y >= x**2/(1 + 2*t**2)), y >= x**2/(1 + 2*t**2)**2, True),
    (Claim("share", says=y >= 1/(1 + 2*t**2)), y >= 1/(1 + t**2), False),
    (Claim("share", says=y >= x/(1 + 2*t**2)), y >= x/(1 + 3*t**2), False),
    (Claim("share", says=y >= x**2/(t + 2)), y >= x**2/(t + 3), False),
    (Claim("range of f", says=y <= f(x), given=(given("f(x) is not negative", f(x) >= 0),)), y <= 2*f(x), True),
    (Claim("range of f", says=y <= f(x), given=(given("f(x) is not negative", f(x) >= 0),)), y <= 2*f(x) + f(y), False),
    (Claim("range of f", says=y <= f(x)), y <= 2*f(x), False),
    (Claim("all pairs", says=F(k, l) <= R + k), F(l, k) <= R + l, True),
    (Claim("all pairs", says=F(k, l) <= R + k), F(l, k) <= R + k, False),
    (Claim("up to a", says=Implies(x <= 2, f(x) <= R)), Implies(x <= 1, f(x) <= R), True),
    (Claim("up to a", says=Implies(x <= 2, f(x) <= R)), Implies(x <= 3, f(x) <= R), False),
    (Claim("up to a", says=Implies(x <= 2, f(x) <= R)), Implies(y <= 1, f(x) <= R), False),
    (Claim("up to a", says=Implies(x <= 2, f(x) <= R)), Implies(x <= 1/t, f(x) <= R), False),
    (Claim("up to a", says=Implies(s[i] <= 2, f(x) <= R)), Implies(s[i] <= 1, f(x) <= R), False),  # of an entry it is not tried
    (Claim("some pairs", says=F(k, l) <= R + k, given=(given("k is small", k <= 3),)), F(l, k) <= R + l, False),
]


@pytest.mark.parametrize(("claim", "changed", "visibly"), FOLLOWS, ids=[f"{row[0].name}: {row[1]}" for row in FOLLOWS])
def test_only_what_follows_is_called_implied(claim, changed, visibly):
    assert bool(follows(claim, around(claim), changed)) is visibly


ARC = (given("t is on the arc", Both(0 < t, t < pi)),)
DEEPER = [  # (claim, changed statement, whether a longer search shows it)
    (Claim("root", says=sqrt(x**2 + 1) >= y), sqrt(2*x**2 + 1) >= y, True),
    (Claim("root", says=sqrt(x**2 + 1) >= y), sqrt(x**2/2 + 1) >= y, False),
    (Claim("arc", says=y <= R, given=ARC), y - t <= R - sin(2*t)/2, True),
    (Claim("arc", says=y <= R, given=ARC), y - t < R - sin(2*t)/2, True),
    (Claim("arc", says=y <= R, given=ARC), y - t <= R - sin(2*t), False),
    (Claim("arc", says=y <= R), y - t <= R - sin(2*t)/2, False),
    (Claim("arc", says=y <= R, given=ARC), y - x**2 < R, False),
    (Claim("arc", says=y <= R, given=ARC), x*cos(t) <= sqrt(x**2 + y**2), True),
    (Claim("arc", says=y <= R, given=ARC), Implies(x < y, x**2*(t - sin(2*t)/2) <= R - x), False),
    (Claim("arc", says=Implies(x < y, y <= R), given=ARC), Implies(x < y, y - t < R - sin(2*t)/2), True),
]


@pytest.mark.parametrize(("claim", "changed", "shown"), DEEPER, ids=[f"{row[0].name}: {row[1]}" for row in DEEPER])
def test_only_what_follows_is_found_by_a_longer_search(claim, changed, shown):
    assert bool(follows(claim, around(claim), changed, by=by_search)) is shown


BOX = (given("x is at least 1", x >= 1), given("x is at most 25", x <= 25))
COVERED = [  # (premises, changed statement, whether boxes show it)
    (BOX, besseli(64, x) < besseli(63, x), True),
    (BOX, 2*besseli(64, x) < besseli(63, x), True),
    (BOX, 6*besseli(64, x) < besseli(63, x), False),  # from about 22 on
    (BOX[:1], besseli(64, x) < besseli(63, x), False),
    (BOX, x*besseli(64, y) < besseli(63, y), False),
    (BOX, Implies(y < x, besseli(64, x) < besseli(63, x)), True),
]


BOUND, ORDER = given("x is at most y", x <= y), given("y is at most R", y <= R)
LOW = Claim("low", says=2*x <= x + y, given=(BOUND, ORDER), proof=chain(2*x, at_most(x + y, because=BOUND)))
COROLLARIES = [  # (another claim of the article, whether it is known of the mutants of the first)
    (Claim("less", says=2*x - y <= x, given=(BOUND, ORDER), proof=chain(2*x - y, at_most(x, because=LOW))), True),
    (Claim("with one premise", says=2*x - R <= x, given=(BOUND, ORDER), proof=chain(2*x - R, at_most(2*x - y, because=ORDER), at_most(x, because=LOW))), True),
    (Claim("not proved", says=2*x - 2*y <= x, given=(BOUND, ORDER), proof=chain(2*x - 2*y, at_most(x, because=LOW))), False),
    (Claim("by itself", says=x - 1 <= y, given=(BOUND, ORDER), proof=chain(x - 1, at_most(y, because=BOUND))), False),
    (Claim("further", says=2*x - y <= R, given=(BOUND, ORDER, given("x is at most R", x <= R)), proof=chain(2*x - y, at_most(x, because=LOW), at_most(R, because=ORDER))), False),
    (Claim("another part", says=(2*x - y <= x, x <= 5), given=(BOUND, ORDER), proof=chain(2*x - y, at_most(x, because=LOW))), False),
]


@pytest.mark.parametrize(("other", "known"), COROLLARIES, ids=[row[0].name for row in COROLLARIES])
def test_what_is_concluded_of_a_claim_alone_is_known_of_its_mutants(other, known):
    found = corollaries(LOW, around(LOW, other=other))
    assert found == (other.says if known else ())


@pytest.mark.parametrize(("premises", "changed", "shown"), COVERED, ids=[str(row[1]) for row in COVERED])
def test_only_what_holds_on_the_whole_region_is_covered(premises, changed, shown):
    claim = Claim("region", says=x < 26, given=premises)
    assert bool(follows(claim, around(claim), changed, by=by_covering)) is shown


def test_a_value_that_is_not_seen_hides_no_weaker_statement():
    assert follows(MEAN, around(MEAN), 2*x*y <= 2*x**2 + y**2, values=lambda expression: [math.inf])


BESIDE = [  # (statement, mutant, what is left of the mutant where the statement holds)
    (Eq(x, t + y), Eq(x, t - y), Eq(-2*y, 0)),
    (Eq(Sum(s[i], (i, 1, n)), x), Eq(Sum(2*s[i], (i, 1, n)), x), Eq(x, 0)),
    (Implies(t <= R, Eq(x, t + y)), Implies(t <= R, Eq(x, t)), Implies(t <= R, Eq(-y, 0))),
    (Implies(t <= R, Eq(x, y)), Implies(t <= 2*R, Eq(x, y)), None),
    (Tends(x/t + R, t, oo, R), Tends(x/t + 2*R, t, oo, R), Tends(R, t, oo, 0)),
    (Tends(x*t, t, oo, oo), Tends(2*x*t, t, oo, oo), None),
    (x <= y, x <= 2*y, None),
    (Eq(Integral(exp(-t**2), (t, 0, x)), y), Eq(Integral(3*exp(-t**2), (t, 0, x)), y), Eq(2*y, 0)),
    (Eq(Integral(exp(-t**2), (t, 0, x)), y), Eq(Integral(t*exp(-t**2), (t, 0, x)), y), Eq(Integral(t*exp(-t**2) - exp(-t**2), (t, 0, x)), 0)),
]


@pytest.mark.parametrize(("statement", "mutant", "left"), BESIDE, ids=[str(row[1]) for row in BESIDE])
def test_what_is_left_of_a_mutant_beside_the_statement(statement, mutant, left):
    assert beside(mutant, statement) == left


@pytest.mark.parametrize("changed", [row[1] for row in FOLLOWS if row[0] is MEAN and not row[2]], ids=str)
def test_a_false_mutant_is_refuted_not_excused(changed):
    fate = fate_of(changed, MEAN, beside_examples(MEAN, "false mutants"), 200)
    assert fate.outcome == "refuted", fate


X, Y = random_variable("X Y")
V = random_vector("V", n)
LAW = {"X": given("X is standard normal", StandardNormal(X)), "V": given("the entries of V are standard normal", StandardNormal(V)),
       "independent": given("they are independent", IndependentEntries(V))}
BOTH_ENTRIES = E(exp(x*V[1] + y*V[2]))
MIRRORED = [  # (premises, statement, changed statement, whether they are mirror images)
    (("X",), Eq(E(exp(x*X)), y), Eq(E(exp(-x*X)), y), True),
    (("X",), Eq(E(exp(x*X))/E(exp(2*x*X + 1)), y), Eq(E(exp(-x*X))/E(exp(2*x*X + 1)), y), True),
    (("X",), E(Abs(x*X - y)) < t, E(Abs(x*X + y)) < t, True),
    (("X",), Eq(E(exp(x*X)), E(exp(-x*X))), Eq(E(exp(x*X)), E(exp(x*X)), evaluate=False), True),
    (("V", "independent"), Eq(BOTH_ENTRIES, y), Eq(E(exp(-x*V[1] - y*V[2])), y), True),
    (("V", "independent"), Eq(E(Sum(V[i]*s[i], (i, 1, n))**3), y), Eq(E(Sum(-V[i]*s[i], (i, 1, n))**3), y), True),
    (("X",), Eq(E(exp(x*X + y)), t), Eq(E(exp(x*X - y)), t), False),
    (("X",), Eq(E(exp(x*X)), y), Eq(E(exp(-2*x*X)), y), False),
    (("X",), Eq(E(exp(x*X + Y)), y), Eq(E(exp(-x*X + Y)), y), False),  # Y may be X
    (("X",), Eq(E(exp(x*Y)), y), Eq(E(exp(-x*Y)), y), False),
    (("X",), Eq(E(exp(X)), E(exp(-X))), Eq(1/E(exp(X)), 1/E(exp(X)), evaluate=False), False),
    (("V",), Eq(BOTH_ENTRIES, y), Eq(E(exp(-x*V[1] - y*V[2])), y), False),  # dependent entries
    (("V", "independent"), Eq(BOTH_ENTRIES, y), Eq(E(exp(x*V[1] - y*V[2])), y), False),  # one entry alone
    ((), Eq(E(exp(x*X)), y), Eq(E(exp(-x*X)), y), False),
]


@pytest.mark.parametrize(("premises", "said", "changed", "same"), MIRRORED, ids=[str(row[2]) + " ".join(row[0]) for row in MIRRORED])
def test_means_of_normal_numbers_are_those_of_their_negatives(premises, said, changed, same):
    claim = Claim("mean", says=said, given=tuple(LAW[name] for name in premises))
    assert are_mirrored(changed, said, claim, Context(tuple(premise.statement for premise in claim.given))) is same


def test_a_defined_number_is_not_turned_with_its_parts():
    shifted = define(Y, X + 1, "a defined random number")
    claim = Claim("mean", says=Eq(E(X*Y), y), given=(LAW["X"],), definitions=(shifted,))
    assert not are_mirrored(Eq(E(-X*Y), y), claim.says[0], claim, Context(()))


Z = random_variable("Z")
FINITE, CENTRED = given("moments are finite", FiniteMoments(X, Z)), given("Z has mean 0", Eq(E(Z), 0))
LINEAR = [  # (statement, premises, changed statement, whether it is the same because means are linear)
    (Eq(E(y*X + Z), R), (FINITE, CENTRED), Eq(E(y*X - Z), R), True),
    (Eq(E(y*X + Z), R), (FINITE,), Eq(E(y*X - Z), R), False),
    (Eq(E(y*X + Z), R), (CENTRED,), Eq(E(y*X - Z), R), False),
    (Eq(E(y*X + Z), R), (FINITE, CENTRED), Eq(E(y*X + Z**2), R), False),
    (Eq(E(y*X + Z), R), (FINITE, CENTRED), Eq(E(y*X + X*Z), R), False),
    (Eq(Cov(X, Z), R), (FINITE,), Eq(Cov(X + y, Z), R), True),
    (Eq(Cov(X, Z), R), (FINITE,), Eq(Cov(Z, X), R), True),
    (Eq(Cov(X, Z), R), (FINITE,), Eq(Cov(2*X, Z), R), False),
    (Eq(Cov(X, Z), R), (), Eq(Cov(Z, X), R), False),
    (Eq(Var(X), R), (FINITE,), Eq(Var(1 - X), R), True),
    (Eq(Var(X), R), (FINITE,), Eq(Var(X), R + 1), False),
]


@pytest.mark.parametrize(("said", "premises", "changed", "same"), LINEAR, ids=[str(row[2]) for row in LINEAR])
def test_means_are_linear_where_moments_are_finite(said, premises, changed, same):
    claim = Claim("mean", says=said, given=premises)
    assert is_linear_change(changed, claim, around(claim), False) is same


PART = Integral(exp(-t**2), (t, 0, 1))
MEANS = [  # (statement, changed statement, whether it follows: what stands under the mean is larger, or smaller)
    (E(X**2 - x*X) > 0, E(2*X**2 - x*X) > 0, True),
    (E(X**2 - x*X) > 0, E(X**2 - 2*x*X) > 0, True),  # at 2 x
    (E(X**2 - x*X) > 0, E(X**2 - 3*x*X) > 0, False),
    (E(X**2 - x*X) > 0, E(-x*X) > 0, False),
    (E(X**2 - x*X) <= y, E(-x*X) <= y, True),
    (E(X**2 - x*X) <= y, E(2*X**2 - x*X) <= y, False),
    (x - E(X**2 + X) <= y, x - E(2*X**2 + X) <= y, True),
    (x - E(X**2 + X) <= y, x - E(X) <= y, False),
    (x <= PART, x <= Integral(1 + exp(-t**2), (t, 0, 1)), True),
    (Integral(exp(-t**2), (t, 0, x)) <= y, Integral(exp(-t**2) - t**2, (t, 0, x)) <= y, False),  # x may be negative
    (x <= PART, x <= Integral(exp(-t**2) - 1, (t, 0, 1)), False),
]


@pytest.mark.parametrize(("said", "changed", "weaker"), MEANS, ids=[str(row[1]) for row in MEANS])
def test_what_is_said_of_a_smaller_mean_is_said_of_a_larger(said, changed, weaker):
    claim = Claim("mean", says=said)
    assert bool(follows(claim, around(claim), changed)) is weaker


SAME_ZEROS = [  # (statement, changed statement, whether they are true at the same points)
    (Eq(x*y, 0), Eq(2*x*y, 0), True),
    (Ne(x*y, 0), Ne(2*x*y, 0), True),
    (Implies(x > 0, Eq(x + y, 0)), Implies(x > 0, Eq(-x - y, 0)), True),
    (Iff(Eq(x*y, 0), Eq(t, y)), Iff(Eq(2*x*y, 0), Eq(t, y)), True),
    (ForAll((t,), (t > 0,), Eq(t*y, 0)), ForAll((t,), (t > 0,), Eq(2*t*y, 0)), True),
    (Eq(A*B - B, ZeroMatrix(n, n)), Eq(2*A*B - 2*B, ZeroMatrix(n, n)), True),
    (Eq(x*y, 1), Eq(2*x*y, 1), False),
    (Eq(x + y, 0), Eq(2*x + y, 0), False),
    (Iff(Eq(x*y, 0), Eq(t, y)), Iff(Eq(2*x*y, 0), Eq(t, 2*y)), False),
    (Implies(x > 0, Eq(y, 0)), Implies(2*x > 1, Eq(2*y, 0)), False),
    (x*y < 0, -x*y < 0, False),
]


@pytest.mark.parametrize(("said", "changed", "same"), SAME_ZEROS, ids=[str(row[1]) for row in SAME_ZEROS])
def test_a_multiple_is_0_where_the_number_is(said, changed, same):
    assert are_equivalent(changed, said, Context(())) is same


def test_what_is_known_of_a_letter_is_not_known_of_a_bound_one():
    known = Context((t > 0,))
    assert known.same(x*Abs(t) <= y, x*t <= y)
    assert not are_equivalent(ForAll((t,), (), x*t <= y), ForAll((t,), (), x*Abs(t) <= y), known)
