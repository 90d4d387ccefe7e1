"""Entries that premises give for all places: which premises do, and where they are put in; sums of terms that vanish only with the entries."""

import pytest
from sympy import Abs, Eq, Ge, Gt, Le, MatrixSymbol, Rational, S, Sum, Symbol

from verifier.tools.context import Context
from verifier.tools.matrices.entries_of_premises import given_entries
from verifier.vocabulary.operators import ForAll, entry, frobenius
from verifier.vocabulary.symbols import Index

n, m = (Symbol(name, integer=True, positive=True) for name in "nm")
k, i0 = (Symbol(name, integer=True) for name in ("k", "i0"))
p, q, r = (MatrixSymbol(name, n, 1) for name in "pqr")
P = MatrixSymbol("P", n, n)
i, j = Index("i", 1, n), Index("j", 1, n)


def at(which, *places):
    return entry(which, *places, 1) if len(places) == 1 else entry(which, *places)


def every(statement, *conditions):
    return ForAll((i,), conditions, statement)


def test_a_value_is_put_in_where_the_place_is_in_the_range():
    known = every(Eq(at(p, i), 1 / n))
    inside = Context((known, Ge(k, 1), Le(k, n)))
    assert inside.normalizer.equal(at(p, k), 1 / n) and inside.is_positive(at(p, k))
    for outside in ((), (Ge(k, 1),), (Le(k, n),), (Ge(k, 0), Le(k, n)), (Ge(k, 1), Le(k, n + 1))):
        context = Context((known, *outside))
        assert not context.normalizer.equal(at(p, k), 1 / n) and not context.is_positive(at(p, k))


def test_under_a_sum_the_range_is_known():
    context = Context((every(Eq(at(p, i), 1 / n)),))
    assert context.normalizer.is_zero(Sum(at(p, k), (k, 1, n)) - 1)
    for ends in ((0, n), (1, n + 1), (2, n + 1)):
        assert not context.normalizer.is_zero(Sum(at(p, k), (k, *ends)) - Sum(1 / n, (k, *ends)))


@pytest.mark.parametrize("statement", [
    every(Eq(at(p, i) ** 2, 1)), every(Eq(at(p, i + 1), 1)), every(Eq(at(p, 1), 1)), every(Eq(at(p, i), at(p, 1))), every(Gt(at(p, i), 1)),
    every(Eq(at(P, i, i), 1)), every(Eq(at(P, i, 1), 1)), ForAll((i, j), (), Eq(at(P, i, i), 1)), Eq(at(p, i), 1)])
def test_what_gives_no_value(statement):
    assert given_entries((statement,)) == []


def test_values_do_not_lead_back_to_one_another():
    circle = given_entries((every(Eq(at(p, i), 2 * at(q, i))), every(Eq(at(q, i), at(r, i))), every(Eq(at(r, i), at(p, i)))))
    taken = {place.args[0] for _, place, _, _ in circle}
    assert taken and not any(value.atoms(MatrixSymbol) & taken for *_, value in circle)


def test_an_entry_of_the_transpose_and_of_a_sum_of_matrices_has_the_value_too():
    every_pair = ForAll((i, j), (), Eq(at(P, i, j), at(p, i)))
    context = Context((every_pair, Ge(k, 1), Le(k, n), Ge(i0, 1), Le(i0, n)))
    assert context.normalizer.equal(at(P.T, i0, k), at(p, k)) and context.normalizer.equal(at(P + P.T, i0, k), at(p, k) + at(p, i0))
    summed = Context((every_pair, Ge(i0, 1), Le(i0, n)))
    assert summed.normalizer.equal(Sum(at(P.T, i0, k), (k, 1, n)), Sum(at(p, k), (k, 1, n)))


def test_a_condition_of_the_premise_is_asked():
    context = Context((every(Eq(at(p, i), 1), Ge(i, 2)), Ge(k, 1), Le(k, n)))
    assert not context.normalizer.equal(at(p, k), S.One)
    assert context.extended((Ge(k, 2),)).normalizer.equal(at(p, k), S.One)


def test_signs_of_entries_are_known_in_the_range_only():
    context = Context((every(Gt(at(p, i), 0)),))
    root = Sum((at(p, k) ** 2) ** Rational(1, 2), (k, 1, n))
    assert context.normalizer.equal(root, Sum(at(p, k), (k, 1, n)))
    for ends in ((0, n), (1, n + 1), (1, m)):
        beyond = root.func(root.function, (k, *ends))
        assert not context.normalizer.equal(beyond, Sum(at(p, k), (k, *ends)))


@pytest.mark.parametrize("body", [at(p, k) ** 2, Abs(at(p, k)), 3 * Abs(2 * at(p, k)) ** 3, n * at(p, k) ** 4])
def test_a_sum_of_sizes_of_a_vector_that_is_not_0_is_positive(body):
    context = Context((Gt(frobenius(p), 0),))
    assert context.is_positive(Sum(body, (k, 1, n)))
    assert not Context(()).is_positive(Sum(body, (k, 1, n)))
    for ends in ((2, n), (1, n - 1), (0, n)):
        assert not context.is_positive(Sum(body, (k, *ends)))


@pytest.mark.parametrize("body", [at(p, k), at(p, k) ** 3, at(q, k) ** 2, at(p, k) ** 2 * at(q, k) ** 2, at(p, 1) ** 2, (at(p, k) - 1) ** 2,
                                  (k - 1) * at(p, k) ** 2, at(p, n + 1 - k) ** 2 * (k - 1)])
def test_a_sum_of_other_terms_may_be_0(body):
    assert not Context((Gt(frobenius(p), 0),)).is_positive(Sum(body, (k, 1, n)))
