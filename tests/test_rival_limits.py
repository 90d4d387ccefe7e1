"""Changed limits: the ones that are not the true one are refuted or spoken against, true ones never."""

import pytest
from sympy import Eq, Integer, Lambda, Rational, S, cos, erf, exp, oo, sin, sqrt

from verifier.language import *
from verifier.mutants.normal_points import normal_points, normal_rule, tells_against
from verifier.mutants.rivals import measured, refutes, tends
from verifier.tools.evaluation.evaluate import holds
from verifier.vocabulary.operators import IsBigO, Tends, TendsAlmostSurely
from verifier.vocabulary.valuation import Valuation

k, t = real("k t")
f = positive("f")
u = function("u")
SATURATES = Tends(f*(k + 1)/(f + k), f, oo, k + 1)
SLOPE = Tends((u(t) - u(0))/t, t, 0, k)
SMALL = IsBigO(k/f**2, 1/f**2, f, oo)
X = random_variable("X")
AT = {SATURATES: Valuation({k: Integer(3), X: coin}), SLOPE: Valuation({k: Integer(1), u: Lambda(t, sin(t) + 1)}), SMALL: Valuation({k: Integer(3)})}

RIVALS = [  # (statement, changed, whether it is certainly false at the point)
    (SATURATES, Tends(f*(k + 1)/(f + k), f, oo, k + 2), True),
    (SATURATES, Tends(2*f*(k + 1)/(f + k), f, oo, k + 1), True),
    (SATURATES, Tends(f*k/(f + k), f, oo, k + 1), True),
    (SATURATES, Tends(f*(k + 1), f, oo, k + 1), True),
    (SATURATES, Tends((k + 1)/(f + k), f, oo, k + 1), True),
    (SATURATES, Tends(f*(k + 1)/(f - k), f, oo, k + 1), False),
    (SATURATES, Tends((f + 1)*(k + 1)/(f + k), f, oo, k + 1), False),
    (SATURATES, Tends(f*(k + 1)/(f + k) + sin(f)/f, f, oo, k + 1), False),
    (SATURATES, TendsAlmostSurely(k/f, f, oo, E(X)), False),
    (SATURATES, TendsAlmostSurely(k/f, f, oo, E(X) + 1), True),
    (SATURATES, TendsAlmostSurely(X*k/f, f, oo, E(X) + 1), False),  # it is random, which is not looked at
    (SATURATES, TendsAlmostSurely(f/k, f, oo, E(X) + 1), False),
    (SLOPE, Tends((u(t) - 2*u(0))/t, t, 0, k), True),
    (SLOPE, Tends((u(t) - u(0))/t**2, t, 0, k), True),
    (SLOPE, Tends(2*(u(t) - u(0))/t, t, 0, k), True),
    (SLOPE, Tends((u(t) - u(0))/t, t, 0, 2*k), True),
    (SLOPE, Tends((u(t) - u(0))/t, t, 0, k**2), False),  # 1 = 1**2 at this point
    (SMALL, IsBigO(k/f, 1/f**2, f, oo), True),
    (SMALL, IsBigO(k/f**3, 1/f**2, f, oo), False),
    (SMALL, IsBigO(cos(f)/f**2, 1/f**2, f, oo), False),
]


@pytest.mark.parametrize(("statement", "changed", "false"), RIVALS, ids=[str(row[1]) for row in RIVALS])
def test_a_limit_is_unique(statement, changed, false):
    assert bool(refutes(changed, (statement,), AT[statement], True)) is false
    assert false or not measured(changed, (statement,), AT[statement], {})


def test_an_opaque_body_is_compared_with_the_one_whose_limit_is_proved():
    unknown = function("unknown")  # it has no value: only what is proved of it is known
    said, point = Tends(unknown(f), f, oo, k), Valuation({k: Integer(3)})
    assert refutes(Tends(2*unknown(f), f, oo, k), (said,), point, True)
    assert refutes(Tends(f*unknown(f), f, oo, k), (said,), point, True)
    assert refutes(Tends(unknown(f), f, oo, 2*k), (said,), point, True)
    assert not refutes(Tends(2*unknown(f), f, oo, k), (said,), point, False)  # not proved
    assert not refutes(Tends(2*unknown(f), f, oo, k), (said,), Valuation({k: Integer(0)}), True)  # 2*0 = 0
    assert not refutes(Tends(f*unknown(f), f, oo, k), (said,), Valuation({k: Integer(0)}), True)  # 0*oo is anything
    assert not refutes(Tends((1 + 1/f)*unknown(f), f, oo, k), (said,), point, True)
    assert not refutes(Tends((2 + sin(f))*unknown(f), f, oo, k), (said,), point, True)  # no limit is named for the quotient


UNBOUNDED = [(1/(f*sin(f)), False), (1/(f*(1 + sin(f))), False), (exp(-f), True), (1/(f*sin(f)**2), False)]


@pytest.mark.parametrize(("expression", "vanishes"), UNBOUNDED, ids=str)
def test_a_quotient_tends_to_zero_only_where_the_denominator_stays_away_from_zero(expression, vanishes):
    assert tends(expression, f, oo, 0, False) is vanishes


EXPANDED = [  # the growth of the parts does not tell: the largest terms cancel
    ((t**2 + 1)*(1 + erf(t)) + t*exp(-t**2), -oo, 0, True), ((t**2 + 1)*(1 + erf(t)) + t*exp(-t**2), -oo, 1, False), (t*(1 + erf(t)), oo, 0, False),
    (t**3*(sqrt(t**2 + 1) - t - 1/(2*t)), oo, Rational(-1, 8), True), (abs(t)*(1 + t)/t - t, 0, 1, False), ((exp(t) - 1 - t)/t**2, 0, S.Half, True),
    (t*(sqrt(t**2 + 1) - t), -oo, S.Half, False), (k*t*(1 + erf(t)), -oo, 0, True), (exp(t**2)*(1 + erf(t)), -oo, 1, False),
]


@pytest.mark.parametrize(("expression", "place", "value", "true"), EXPANDED, ids=str)
def test_limits_where_the_largest_terms_cancel(expression, place, value, true):
    assert tends(expression, t, place, value, False) is true


STANDARD = given("X is standard normal", StandardNormal(X))
SQUARE = Claim("square", says=Eq(E(X**2), 1), given=(STANDARD,))
MEANS = [(Eq(E(X**2), 2), True), (Eq(E(2*X**2), 1), True), (Eq(E(X**4), 3), False), (Eq(E(X**2), 1 + E(X)), False), (E(X**2) > 2, True),
         (E(X**2) < 2, False), (Eq(E(exp(X)), exp(S.Half)), False), (Eq(E(exp(X)), exp(1)), True),
         (E(X**2/1000) < 0, False), (E(X**2) < S.Half, True), (E(X**2 - X**4/3) > Rational(1, 1000), False)]  # small beside what is said


@pytest.mark.parametrize(("changed", "against"), MEANS, ids=[str(row[0]) for row in MEANS])
def test_a_quadrature_rule_speaks_against_false_means_only(changed, against):
    (point, *_) = normal_points(SQUARE, "square")
    assert point[X] is normal_rule(16)
    assert bool(tells_against(holds(changed, point), holds(SQUARE.says[0], point))) is against
