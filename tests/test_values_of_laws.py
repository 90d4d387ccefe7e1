"""Named laws beside variables of any law: what a witness may give them, and what premises say of moments."""

import pytest
from sympy import Eq, Rational, Symbol, Tuple, sympify

from verifier.evidence import Witness
from verifier.goal import Goal
from verifier.kernel import judge
from verifier.tools.chance.known_moments import moments_of_premises
from verifier.tools.chance.moments import Chance, HasLaw
from verifier.tools.chance.values_of_laws import value_of_law
from verifier.tools.instances import Rejected
from verifier.verdict import Verdict
from verifier.vocabulary.distributions import coin, normal, same_as, standard_normal, uniform_between
from verifier.vocabulary.operators import Cov, E, FiniteMoments, Var
from verifier.vocabulary.symbols import positive, random_variable

X, Y, Z = random_variable("X Y Z")
s = positive("s")


def goal(statement, *law):
    return Goal(statement, (), (HasLaw(Z, Tuple(Symbol(law[0]), *map(sympify, law[1:]))),))


@pytest.mark.parametrize("value", [coin, normal(0, 2), uniform_between(0, 1), same_as(X), sympify(3)])
def test_a_witness_may_not_change_a_declared_law(value):
    values = {Z: value, X: coin}
    with pytest.raises(Rejected, match="has the law"):
        judge(goal(Eq(E(Z**4), 5), "standard_normal"), Witness(values))
    assert judge(goal(Eq(E(X**2), 5), "standard_normal"), Witness({Z: standard_normal, X: coin})) is Verdict.REFUTED


def test_a_law_is_that_of_the_parameters_at_the_witness():
    with pytest.raises(Rejected, match="has the law"):
        judge(goal(Eq(E(X), s), "normal", 0, s), Witness({Z: normal(0, 1), s: sympify(2), X: coin}))
    assert judge(goal(Eq(E(X), s), "normal", 0, s), Witness({Z: normal(0, 4), s: sympify(2), X: coin})) is Verdict.REFUTED


def test_a_law_without_a_value_has_none():
    assert value_of_law(("exponential", sympify(1)), {}) is None
    assert value_of_law((Symbol("uniform"), sympify(1), sympify(0)), {}) is None
    assert value_of_law((Symbol("normal"), sympify(0), s), {}) is None
    assert value_of_law((Symbol("normal"), sympify(0), s), {s: sympify(2)}).scale == 2


def test_moments_that_premises_give():
    known = moments_of_premises(Chance((FiniteMoments(X), FiniteMoments(Y), Eq(Var(X), s), Eq(E(X), 2), Eq(Cov(X, Y), Rational(1, 2)))))
    assert known == {E(X): 2, E(X**2): s + 4, E(X * Y): 2 * E(Y) + Rational(1, 2)}


@pytest.mark.parametrize("premise", [Eq(E(X) ** 2, 1), Eq(s * E(X), 1), Eq(E(X**2), E(X**3)), Eq(E(X), E(Y)), Eq(E(Z), 1)])
def test_what_is_not_linear_in_one_greatest_moment_gives_none(premise):
    found = moments_of_premises(Chance((FiniteMoments(X), FiniteMoments(Y), premise)))
    assert found in ({}, {E(X**3): E(X**2)})
