"""Valuations found by machine meet the declarations and the premises, are the same in every run, and say how many were tried."""

import pytest
from sympy import Derivative, Eq, Le, Lt, Rational, Sum

from verifier.claim import Premise
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.evaluation.sampling import sample_points
from verifier.vocabulary.operators import E, Element, Independent, IndependentEntries, Var, dot, norm, pinv
from verifier.vocabulary.symbols import (
    convex_set,
    function,
    index,
    matrix,
    natural,
    point,
    positive,
    random_vector,
    sequence,
    trajectory,
    vector,
)
from verifier.vocabulary.valuation import symbols_of

n, d = natural("n d")
i = index("i")
t = index("t", 0)
x, y = vector("x y")
weights = vector("p", nonnegative=True)
a = positive("a")
theta, g = trajectory("theta g")
eta = sequence("eta", positive=True)
D = sequence("D")
u = function("u")
target = point("w")
K = convex_set("K")
A = matrix("A", n, d)
q, k = random_vector("q k")

CLAIMS = [  # statement, premises: all true
    (Sum(x[i] * y[i], (i, 1, n)) ** 2 <= Sum(x[i] ** 2, (i, 1, n)) * Sum(y[i] ** 2, (i, 1, n)), ()),
    (Sum(weights[i] ** 2, (i, 1, n)) <= 1, (Eq(Sum(weights[i], (i, 1, n)), 1),)),
    (Eq(norm(theta(t + 1) - target) ** 2,
        norm(theta(t) - target) ** 2 - 2 * eta(t) * dot(g(t), theta(t) - target) + eta(t) ** 2 * norm(g(t)) ** 2),
     (Eq(theta(t + 1), theta(t) - eta(t) * g(t), evaluate=False),)),
    (Eq(A * pinv(A) * A, A), ()),
    (Eq(Var(Sum(q[i] * k[i], (i, 1, d))), d),
     (Eq(E(q[i]), 0), Eq(Var(q[i]), 1), Eq(E(k[i]), 0), Eq(Var(k[i]), 1), Independent(q, k),
      IndependentEntries(q), IndependentEntries(k))),
    (norm(target) <= 9, (Element(target, K),)),
    (Eq(D(n + 1) - D(n), D(n) + 1), (Eq(D(t + 1), 2 * D(t) + 1),)),
    (a + 1 / a >= 2, ()),
]


@pytest.mark.parametrize(("statement", "premises"), CLAIMS)
def test_true_claims_hold_at_every_sample(statement, premises):
    found = sample_points(symbols_of(statement, *premises), premises, statements=(statement,), seed="true", count=6)
    assert len(found) == 6, found.story()
    for valuation in found:
        assert holds(statement, valuation).truth is True, valuation.describe()
        assert all(holds(premise, valuation).truth is True for premise in premises)


@pytest.mark.parametrize(("statement", "premises"), [
    (Sum(x[i] ** 2, (i, 1, n)) <= 1, ()),
    (Eq(Var(Sum(q[i] * k[i], (i, 1, d))), d), (Eq(E(q[i]), 0), Eq(Var(q[i]), 1), Eq(E(k[i]), 0), Eq(Var(k[i]), 1))),
    (Eq(A * A.T, A.T * A), (Eq(n, d),)),
    (D(n) >= 0, (D(t + 1) <= D(t),)),
    (Eq(pinv(A) * A, pinv(A) * A * 2), ()),
])
def test_false_claims_fail_at_some_sample(statement, premises):
    found = sample_points(symbols_of(statement, *premises), premises, statements=(statement,), seed="false", count=12)
    assert any(holds(statement, valuation).truth is False for valuation in found), found.story()


def test_samples_are_the_same_in_every_run_and_differ_between_seeds():
    statement = Sum(x[i], (i, 1, n)) <= 0
    runs = [[valuation.describe() for valuation in sample_points(symbols_of(statement), (), statements=(statement,), seed=seed)]
            for seed in ("one", "one", "two")]
    assert runs[0] == runs[1]
    assert runs[0] != runs[2]


def test_finding_none_is_said():
    premise = Premise("a is below itself", Lt(a + 1, a, evaluate=False))
    found = sample_points([a], (premise,), tries=30)
    assert len(found) == 0
    assert found.tried == 30
    assert "a is below itself" in found.story()


def test_declarations_are_honoured():
    found = sample_points([a, n, weights], (), statements=(Sum(weights[i], (i, 1, n)) <= a,), count=30)
    for valuation in found:
        assert valuation[a] > 0
        assert valuation[n].is_integer
        assert valuation[n] > 0
        assert len(valuation[weights]) >= valuation[n]
        assert all(entry >= 0 for entry in valuation[weights])


def test_functions_are_differentiable_where_they_are_differentiated():
    s = positive("s")
    statement = Le(Derivative(u(s), s) ** 2, Rational(10**9), evaluate=False)
    found = sample_points(symbols_of(statement), (), statements=(statement,), count=10)
    assert {holds(statement, valuation).truth for valuation in found} == {True}
