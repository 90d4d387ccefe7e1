"""How evidence is forged in tests: relations as they are written, and tables of forgeries and of their true twins, which a test runs through."""

import pytest
import sympy as sp

from verifier.goal import Fact
from verifier.kernel import judge
from verifier.tools.instances import Rejected


def unevaluated(kind):
    return lambda left, right: kind(left, right, evaluate=False)


eq, ne, ge, gt, le, lt = map(unevaluated, (sp.Eq, sp.Ne, sp.Ge, sp.Gt, sp.Le, sp.Lt))


def fact(name, conclusion, variables=(), hypotheses=(), kind="premise"):
    return Fact(name, frozenset(variables), tuple(hypotheses), conclusion, kind, conclusion)


def rejected(*asked, by=judge):
    """Whatever is asked must be refused."""
    with pytest.raises(Rejected):
        by(*asked)


def all_rejected(table, by=judge):
    """A test of each row of a table of forgeries: none is accepted."""
    @pytest.mark.parametrize("name", table)
    def test(name):
        rejected(*table[name], by=by)
    return test


def all_accepted(table, verdict=None, by=judge):
    """A test of each row of a table of what is true: it gets the one verdict of the table, or the one at the end of its row."""
    @pytest.mark.parametrize("name", table)
    def test(name):
        row = table[name]
        asked, expected = (row, verdict) if verdict else (row[:-1], row[-1])
        assert by(*asked).name == expected
    return test


def not_forged(kinds, forged, twins):
    """The kinds of evidence that one of the two tables lacks."""
    return set(kinds) - set.intersection(*({type(row[1]) for row in table.values()} for table in (forged, twins)))
