"""The changes that mutation makes, and that a claim's checks notice them."""

import pytest
from sympy import Eq, Le, Sum, exp

from verifier.language import *
from verifier.mutation import mutants
from verifier.numeric import mutation_report
from verifier.examples import instantiate
from verifier.numeric import symbols_of_claim

n = natural("n")
i = index("i", 1, n)
x, y = real("x y")
s = vector("s", n)
A, B = matrix("A B", n, n)

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


def test_a_true_claim_refutes_its_mutants_and_knows_the_equivalent_ones():
    square = Claim("square", says=Eq((x - y)**2, x**2 - 2*x*y + y**2))
    points = [instantiate(example(x=a, y=b), symbols_of_claim(square)) for a, b in ((1, 2), (3, -1))]
    fates = [row["outcome"] for row in mutation_report(square, points)]
    assert set(fates) <= {"refuted", "equivalent"} and fates.count("refuted") >= 5
