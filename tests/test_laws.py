"""Every law is tested where its needs hold and, with a need broken, where it fails."""

import pytest
from sympy import Eq

from verifier.claim import Law
from verifier.laws import table
from verifier.tools.evaluation.evaluate import holds
from verifier.vocabulary.examples import instantiate
from verifier.vocabulary.operators import FiniteMoments
from verifier.vocabulary.valuation import symbols_of

LAWS = table()
HOLDING = [(name, k) for name, law in LAWS.items() for k in range(len(law.holds_for))]
FAILING = [(name, k) for name, law in LAWS.items() for k in range(len(law.fails_without))]
MEASURED = [name for name, law in LAWS.items() if law.measured_by is not None]


def valuation(law: Law, example):
    return instantiate(example, symbols_of(law.statement, *law.needs))


@pytest.mark.parametrize("name", LAWS)
def test_a_law_names_its_source_and_is_tested(name):
    law = LAWS[name]
    assert law.name and law.says and law.source
    assert law.holds_for or law.measured_by, "give holds_for=(example(...),) or measured_by=an experiment"
    matter = [need for need in law.needs if not isinstance(need, FiniteMoments)]  # finite examples have all moments
    assert law.fails_without or not matter or law.measured_by, "show with fails_without=(...) that the needs matter"
    assert not isinstance(law.statement, Eq) or Eq(*law.statement.args) == law.statement, "the equation is decided as it is read"


@pytest.mark.parametrize(("name", "k"), HOLDING)
def test_a_law_holds_where_its_needs_do(name, k):
    law = LAWS[name]
    point = valuation(law, law.holds_for[k])
    for need in law.needs:
        assert holds(need, point).truth is not False, f"the example breaks {need}"
    outcome = holds(law.statement, point)
    assert outcome.truth is True, outcome


@pytest.mark.parametrize(("name", "k"), FAILING)
def test_a_law_fails_without_a_need(name, k):
    law = LAWS[name]
    point = valuation(law, law.fails_without[k])
    assert any(holds(need, point).truth is not True for need in law.needs), "the example breaks no need"
    outcome = holds(law.statement, point)
    assert outcome.truth is False or outcome.undefined, outcome


@pytest.mark.parametrize("name", MEASURED)
def test_the_experiment_of_a_law_agrees(name):
    for measurement in LAWS[name].measured_by():
        assert measurement.agrees, measurement
