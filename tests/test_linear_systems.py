"""States of linear systems, which stand in examples for functions of which only an equation of motion is known."""

import pytest
from flint import ctx
from sympy import Derivative, Eq, I, Integral, KroneckerDelta, Lambda, Piecewise, Rational, Sum, cos, exp, im, oo, pi, re, sin

from verifier.language import *
from verifier.mutants.rivals import measured, persists
from verifier.tools.evaluation.evaluate import evaluate, holds
from verifier.tools.evaluation.linear_systems import KEPT, MOST_ROWS
from verifier.tools.evaluation.scalars import NotGiven, Unsupported
from verifier.vocabulary.operators import Smooth
from verifier.vocabulary.valuation import Valuation

i, j, n = integer("i j n")
N = whole("N")
t = real("t")
kappa = positive("kappa")
SLOW = Lambda((n, t), linear_response(Lambda((i, j), -1), Lambda(i, 1), 1, 0, 0, n, t))  # x' = -x + t
SPIN = Lambda((n, t), linear_response(Lambda((i, j), j - i), Lambda(i, i), 1, 0, 1, n, t))  # x_0' = x_1, x_1' = -x_0 + t
TURNING = Lambda((kappa, n, N, t), linear_response(
    Lambda((i, j), 2*pi*I*i*KroneckerDelta(i, j) - kappa), Lambda(i, kappa), 4, -N, N, n, t))
CASES = Lambda((kappa, n, N, t), linear_response(
    Lambda((i, j), Piecewise((2*pi*I*i - kappa, Eq(i, j)), (-kappa, True))), Lambda(i, kappa), 4, -N, N, n, t))
NOW = Rational(7, 4)

CLOSED = [  # (state, what it is, whether that is so)
    (SLOW(0, NOW), NOW - 1 + exp(-NOW), True),
    (SLOW(0, NOW), NOW - 1 + exp(-NOW) + Rational(1, 10**12), False),
    (SPIN(0, NOW), NOW - sin(NOW), True),
    (SPIN(1, NOW), 1 - cos(NOW), True),
    (SPIN(1, NOW), 1 + cos(NOW), False),
    (SPIN(1, -NOW), 0, True),
    (SPIN(1, 0), 0, True),
    (TURNING(2, 0, 0, NOW), 2*(NOW**4/2 - NOW**3 + 3*NOW**2/2 - 3*NOW/2 + Rational(3, 4)) - Rational(3, 2)*exp(-2*NOW), True),
    (TURNING(1, -1, 2, NOW), CASES(1, -1, 2, NOW), True),
    (TURNING(1, -1, 2, NOW), CASES(1, 1, 2, NOW), False),
    (TURNING(1, -1, 2, NOW), CASES(2, -1, 2, NOW), False),
]


@pytest.mark.parametrize(("state", "value", "same"), CLOSED, ids=[f"{number}" for number in range(len(CLOSED))])
def test_a_state_is_the_solution(state, value, same):
    outcome = holds(Eq(state, value, evaluate=False), {})
    assert outcome.truth is same and (outcome.digits > 12 or not same)


x = complex_function("x")
FLOW = Eq(Derivative(x(n, t), t), 2*pi*I*n*x(n, t) - Sum(x(j, t), (j, -2, 2)) + Piecewise((0, t <= 0), (t**4, True)), evaluate=False)


@pytest.mark.parametrize(("kept", "factor", "true"), [(1, 1, True), (2, 1, False), (1, 2, False)])
def test_the_equation_of_motion_is_checked_at_the_state(kept, factor, true):
    there = Valuation({x: Lambda((n, t), factor*TURNING(kept, n, 2, t)), n: 1, t: NOW})
    outcome = holds(FLOW, there)
    assert outcome.truth is true and (outcome.digits > 12 if true else outcome.certified)
    assert holds(FLOW, there.with_values({t: Rational(-1, 2)})).truth is True  # at rest


def test_what_is_no_such_system_has_no_value():
    with pytest.raises(NotGiven):
        evaluate(SPIN(2, NOW), {})
    with pytest.raises(Unsupported):
        evaluate(TURNING(1, 0, MOST_ROWS, NOW), {})
    with pytest.raises(Unsupported):
        evaluate(Integral(SLOW(0, t), (t, 0, 1)), {})
    for power in (0, -1, Rational(1, 2), n):
        with pytest.raises(ValueError, match="power"):
            linear_response(Lambda((i, j), -1), Lambda(i, 1), power, 0, 0, n, t)
    with pytest.raises(ValueError, match="rates"):
        linear_response(Lambda(i, -1), Lambda(i, 1), 1, 0, 0, n, t)


def test_a_state_is_as_smooth_as_its_input():
    y = function("y")
    there = {y: Lambda((n, t), SLOW(n, t)), n: 0}
    assert holds(ContinuouslyDifferentiable(y(n, t), t), there).truth is True
    assert holds(Smooth(y(n, t), t), there).truth is None
    assert SLOW(0, t).diff(t).has(Derivative)  # the input t has a corner, which no such system has


def test_states_of_other_parameters_times_and_precisions_are_kept_apart():
    KEPT.clear()
    values = {str(evaluate(TURNING(rate, 1, 2, time), {}, bits)) for bits in (64, 128) for rate in (1, 2) for time in (1, 2)}
    assert len(values) >= 4 and len(KEPT) == 8
    with ctx.workprec(64):
        assert evaluate(TURNING(1, 1, 2, NOW), {}, 64).overlaps(evaluate(TURNING(1, 1, 2, NOW), {}, 200))
        assert not evaluate(TURNING(1, 1, 2, NOW), {}, 64).overlaps(evaluate(TURNING(1, 2, 2, NOW), {}, 64))


A, B = function("A B")
AT = Valuation({A: Lambda((n, N, t), re(TURNING(2, n, N, t))), B: Lambda((n, N, t), im(TURNING(2, n, N, t))), t: NOW})


def sums(term, value):
    """The limit of the symmetric sums of the term, as a statement."""
    return Tends(Sum(term * exp(3*pi*I*n/2), (n, -N, N)), N, oo, value)


SHOWN = sums(A(n, N, t) + I*B(n, N, t), Rational(3, 2)**4)  # the signal at 3/4 of the window of length 1 that ends at 7/4


@pytest.mark.parametrize(("changed", "against"), [
    (sums(2*A(n, N, t) + 2*I*B(n, N, t), Rational(3, 2)**4), True),
    (sums(A(n, N, t) - I*B(n, N, t), Rational(3, 2)**4), True),
    (sums(A(n, N, t) + I*B(n, N, t), 1 + Rational(3, 2)**4), True),
    (sums(A(n, N, t) + I*B(n, N, t) + 1/(N + 1)**3, Rational(3, 2)**4), False),
], ids=["doubled", "conjugate", "another limit", "what vanishes"])
def test_states_far_out_speak_against_other_limits_alone(changed, against):
    assert holds(SHOWN, AT).truth is True
    assert bool(measured(changed, (SHOWN,), AT, {})) is against
    difference = Tends(changed.args[0] - SHOWN.args[0], N, oo, changed.args[3] - SHOWN.args[3])
    assert bool(persists(difference, AT, {})) is against
