"""Forged evidence: whatever a strategy hands over, the kernel accepts only what shows the goal."""

import pytest
from sympy import Eq, Ge, Le, Lt, Ne, Rational, Sum, sqrt

from verifier.evidence import (Combination, Cover, Derivation, Evidence, Identity, Instance, Lifted, Match, Rewrite, Sign,
                               Witness)
from verifier.goal import Fact, Goal
from verifier.kernel import contradict, judge
from verifier.operators import E, FiniteMoments, Independent, Tends
from verifier.symbols import (index, integer, matrix, natural, positive, random_variable, real, sequence)
from verifier.tools.instances import Rejected
from verifier.valuation import Valuation
from verifier.verdict import Verdict

x, y, z = real("x y z")
a = positive("a")
n, T = natural("n T")
k = integer("k")
t = index("t", 1, T)
u, v = sequence("u v")
X, Y = random_variable("X Y")
A, B = matrix("A", n, n), matrix("B", n, n)


def fact(name, conclusion, variables=(), hypotheses=(), kind="premise"):
    return Fact(name, frozenset(variables), tuple(hypotheses), conclusion, kind, conclusion)


at_most_v = fact("u <= v", Le(u(t), v(t)), (t,), (t >= 1, t <= T))
product_is_zero = fact("x y = 0", Eq(x * y, 0))
x_small = fact("x <= 1", Le(x, 1))
mean_product = fact("E XY = E X E Y", Eq(E(X * Y), E(X) * E(Y)), (X, Y), (Independent(X, Y), FiniteMoments(X, Y)), "law")
lawful = fact("c X has mean c E X", Eq(E(y * X), y * E(X)), (X, y), (), "law")


def derivation(*lemmas, closing):
    return Derivation(tuple(lemmas), closing)


FORGED = {
    "an identity that is none": (Goal(Eq(x, y)), derivation(closing=Identity())),
    "an identity for a strict inequality": (Goal(Lt(x, x + 1)), derivation(closing=Identity())),
    "a sign that does not show": (Goal(Ge(x, 0)), derivation(closing=Sign())),
    "a fact that is not cited": (Goal(Le(x, 1)), derivation(Instance("x <= 1"), closing=Match(0))),
    "a wrong multiplier": (Goal(Le(2*x, 2), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 3),)))),
    "a negative multiplier": (Goal(Ge(x, 1), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, -1),)))),
    "a multiplier of unknown sign": (Goal(Le(x*y, y), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, y),)))),
    "a multiplier that may be undefined": (Goal(Eq(y, 0), (product_is_zero,)),
                                           derivation(Instance("x y = 0"), closing=Combination(((0, -1/x),)))),
    "a remainder of unknown sign": (Goal(Le(0, x)), derivation(closing=Combination((), x))),
    "a remainder in an equation": (Goal(Eq(0, a)), derivation(closing=Combination((), a))),
    "a strict goal from weak facts": (Goal(Lt(x, 1), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 1),)))),
    "an equation from an inequality": (Goal(Eq(x, 1), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 1),)))),
    "an instance outside its range": (Goal(Le(u(0), v(0)), (at_most_v,)), derivation(Instance("u <= v", {t: 0 * n}), closing=Match(0))),
    "an instance past its range": (Goal(Le(u(T + 1), v(T + 1)), (at_most_v,)), derivation(Instance("u <= v", {t: T + 1}), closing=Match(0))),
    "an instance at a fraction": (Goal(Le(u(Rational(3, 2)), v(Rational(3, 2))), (at_most_v,)),
                                  derivation(Instance("u <= v", {t: Rational(3, 2)}), closing=Match(0))),
    "a value for a letter that is not general": (Goal(Le(y, 1), (x_small,)), derivation(Instance("x <= 1", {x: y}), closing=Match(0))),
    "a missing side condition": (Goal(Eq(E(X*Y), E(X)*E(Y)), (mean_product,)), derivation(Instance("E XY = E X E Y"), closing=Match(0))),
    "a rewrite without its side condition": (Goal(Eq(E(X*Y), E(X)*E(Y)), (mean_product,)),
                                             derivation(closing=Identity((Rewrite(Instance("E XY = E X E Y")),)))),
    "a random value for a constant": (Goal(Eq(E(X*Y), X*E(Y)), (lawful,)),
                                      derivation(Instance("c X has mean c E X", {y: X, X: Y}), closing=Match(0))),
    "a rewrite that does not occur": (Goal(Eq(y, y), (product_is_zero,)), derivation(closing=Identity((Rewrite(Instance("x y = 0")),)))),
    "a match with a statement of another number": (Goal(Le(x, y), (fact("x <= z", Le(x, z)),)), derivation(Instance("x <= z"), closing=Match(0))),
    "a match with an equation of another number": (Goal(Eq(x, y), (fact("x = z", Eq(x, z)),)), derivation(Instance("x = z"), closing=Match(0))),
    "a match with another statement": (Goal(Le(x, 2), (x_small,)), derivation(Instance("x <= 1"), closing=Match(0))),
    "a lift over a reversed range": (
        Goal(Le(Sum(u(t), (t, 1, k)), Sum(v(t), (t, 1, k))), (fact("u <= v everywhere", Le(u(t), v(t)), (t,)),)),
        derivation(Lifted("sum", u(t), v(t), (t, 1, k), derivation(Instance("u <= v everywhere"), closing=Match(0))),
                   closing=Match(0))),
    "a lift past the premise's range": (
        Goal(Le(Sum(u(t), (t, 1, T + 1)), Sum(v(t), (t, 1, T + 1))), (at_most_v,)),
        derivation(Lifted("sum", u(t), v(t), (t, 1, T + 1), derivation(Instance("u <= v"), closing=Match(0))), closing=Match(0))),
    "a lift of an assumption about one index": (
        Goal(Le(Sum(u(t), (t, 1, T)), Sum(v(t), (t, 1, T))), (), (Le(u(t), v(t)),)),
        derivation(Lifted("sum", u(t), v(t), (t, 1, T), derivation(closing=Sign())), closing=Match(0))),
    "a square root of unknown sign": (Goal(Eq(sqrt(x)**2, x)), derivation(closing=Identity())),
    "a cover with a gap": (Goal(Le(0, x), (), (x >= 0, x <= 1)),
                           Cover(((x, 0, 1),), (((0, Rational(1, 4)),), ((Rational(1, 2), 1),)))),
    "a cover of a smaller region": (Goal(Le(0, x)), Cover(((x, 0, 1),), (((0, 1),),))),
    "a witness that is none": (Goal(Le(x**2, 0)), Witness(Valuation({"x": 0}))),
    "a witness outside the premises": (Goal(Ge(x, 0), (), (), frozenset(), (fact("x >= 0", Ge(x, 0)),)), Witness(Valuation({"x": -1}))),
    "evidence of an unknown kind": (Goal(Le(x, 1)), type("Stamp", (Evidence,), {})()),
    "no evidence at all": (Goal(Le(x, 1)), None),
    "an expectation split without moments": (Goal(Eq(E(X + Y), E(X) + E(Y))), derivation(closing=Identity())),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_evidence_is_rejected(name):
    goal, evidence = FORGED[name]
    with pytest.raises(Rejected):
        judge(goal, evidence)


HONEST = {
    "an identity": (Goal(Eq((x + y)**2, x**2 + 2*x*y + y**2)), derivation(closing=Identity()), Verdict.PROVED),
    "a combination": (Goal(Le(2*x, 2), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 2),))), Verdict.PROVED),
    "a lift": (Goal(Le(Sum(u(t), (t, 1, T)), Sum(v(t), (t, 1, T))), (at_most_v,)),
               derivation(Lifted("sum", u(t), v(t), (t, 1, T), derivation(Instance("u <= v"), closing=Match(0))), closing=Match(0)),
               Verdict.PROVED),
    "a supported law": (Goal(Eq(E(X*Y), E(X)*E(Y)), (mean_product,), (Independent(X, Y), FiniteMoments(X, Y))),
                        derivation(Instance("E XY = E X E Y"), closing=Match(0)), Verdict.PROVED),
    "a witness": (Goal(Ge(x, 0)), Witness(Valuation({"x": -1})), Verdict.REFUTED),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_evidence_is_accepted(name):
    goal, evidence, verdict = HONEST[name]
    assert judge(goal, evidence) is verdict


CONTRADICTIONS = [  # (statement, what is shown, premises, contradicts?)
    (Eq(x, y), [Ne(x, y)], [], True),
    (Eq(x, y), [Lt(x, y)], [], True),
    (Eq(x, y), [Le(x, y)], [], False),
    (Le(x, y), [Lt(y, x)], [], True),
    (Le(x, y), [Le(y, x)], [], False),
    (Lt(x, y), [Eq(x, y)], [], True),
    (Tends(u(n), n, k, a), [Tends(u(n), n, k, 2*a)], [], True),
    (Tends(u(n), n, k, x), [Tends(u(n), n, k, y)], [], False),
    (Tends(u(n), n, k, a), [Tends(v(n), n, k, 2*a)], [], False),
    (Eq(x, y), [Ne(x, y)], [x > 1], False),
    (Eq(x, y), [Ne(x, y), x > 1], [x > 1], True),
    (Eq(x, y), [Ne(x, z)], [], False),
    (Le(x, y), [Lt(z, x)], [], False),
    (Eq(x, y), [Ne(x, y), z > 1], [x > 1], False),
]


@pytest.mark.parametrize(("statement", "shown", "premises", "expected"), CONTRADICTIONS, ids=str)
def test_contradictions(statement, shown, premises, expected):
    if expected:
        assert contradict(statement, shown, premises) is Verdict.REFUTED
    else:
        with pytest.raises(Rejected):
            contradict(statement, shown, premises)


def test_a_matrix_value_must_have_the_letter_s_shape():
    m = natural("m")
    law = fact("A is A", Eq(A * A.T, A * A.T, evaluate=False), (A, n), (), "law")
    with pytest.raises(Rejected):
        judge(Goal(Eq(A, B), (law,)), derivation(Instance("A is A", {A: matrix("C", n, m)}), closing=Match(0)))


