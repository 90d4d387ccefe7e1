"""Powers of matrices that are written out, by induction: what the kernel does not take."""

import pytest
from sympy import Eq, Identity, ImmutableDenseMatrix, Le, MatMul, MatPow, S, Symbol

from verifier.evidence import Fingerprint, Numbers, Parts, Rewritten, Steps
from verifier.goal import Budget, Goal
from verifier.kernel import judge
from verifier.strategies import FieldsOfPremises
from verifier.strategies.fields import Fields
from verifier.strategies.matrix_powers import MatrixPowers
from verifier.tools.context import Context
from verifier.tools.instances import Rejected
from verifier.tools.matrices.matrix_powers import power_of_equation, power_steps
from verifier.verdict import Verdict
from verifier.vocabulary.symbols import real

n, m = (Symbol(name, integer=True, positive=True) for name in "nm")
w = Symbol("w", integer=True, nonnegative=True)
c = real("c")
SHEAR = ImmutableDenseMatrix([[1, 1], [0, 1]])
ONES = ImmutableDenseMatrix([[1, 1], [1, 1]])
TRUE, SEEN = Rewritten("entry by entry", Numbers()), Rewritten("entry by entry", Fingerprint())


def matrix(*rows):
    return ImmutableDenseMatrix(rows)


def sheared(by):
    return Eq(MatPow(SHEAR, n), matrix((1, by), (0, 1)), evaluate=False)


def test_the_true_power_is_proved():
    assert judge(Goal(sheared(n), (), ()), Steps(n, S.One, TRUE, TRUE)) is Verdict.PROVED


@pytest.mark.parametrize("by", [n + 1, n**2, 2 * n - 1, S.One, 2**n - 1])
@pytest.mark.parametrize("start", [S.Zero, S.One, S(2)])
def test_no_other_power_is(by, start):
    for base in (TRUE, SEEN):
        for step in (TRUE, SEEN, Rewritten("entry by entry", Parts((Fingerprint(), Fingerprint())))):
            with pytest.raises(Rejected):
                judge(Goal(sheared(by), (), ()), Steps(n, start, base, step))


def test_a_premise_about_the_exponent_is_not_a_premise_of_the_step():
    statement = Eq(MatPow(ONES, n), matrix((n, n), (n, n)), evaluate=False)  # for n = 1 and 2
    with pytest.raises(Rejected):
        judge(Goal(statement, (), (Le(n, 2),)), Steps(n, S.One, TRUE, SEEN))


def test_a_start_below_the_declared_exponents_is_no_start():
    statement = Eq(MatPow(ONES, w), 2 ** (w - 1) * ONES, evaluate=False)  # false for 0
    for start in (S.Zero, S.One):
        with pytest.raises(Rejected):
            judge(Goal(statement, (), ()), Steps(w, start, TRUE, TRUE))


def test_a_side_that_may_have_no_value_is_refused():
    for statement in (Eq(MatPow(matrix((1 / c, 0), (0, 1)), n), matrix((c**-n, 0), (0, 1)), evaluate=False),
                      Eq(MatPow(SHEAR, n), matrix((1 / c, n), (0, 1)), evaluate=False)):
        with pytest.raises(Rejected):
            power_steps(statement, n, S.One, n, Context(()))


def test_the_base_and_what_follows_it_may_not_move_with_the_exponent():
    assert power_of_equation(Eq(MatPow(matrix((1, n), (0, 1)), n), SHEAR, evaluate=False), n) is None
    assert power_of_equation(Eq(MatMul(MatPow(SHEAR, n), matrix((n,), (1,))), matrix((n,), (1,)), evaluate=False), n) is None
    assert power_of_equation(Eq(MatPow(SHEAR, n), Identity(2), evaluate=False), m) is None


def test_powers_before_a_vector():
    statement = Eq(MatMul(MatPow(matrix((3, 0), (0, 2)), w), matrix((1,), (1,))), matrix((3**w,), (2**w,)), evaluate=False)
    goal = Goal(statement, (), ())
    assert judge(goal, MatrixPowers(FieldsOfPremises(), Fields()).propose(goal, Budget())) is Verdict.PROVED
