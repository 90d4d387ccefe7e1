"""Terms about which nothing is known (f(x), s[i], E(X), |p|, A) keep their freedom: no strategy of the portfolio shows these."""

import pytest
from sympy import Abs, Derivative, Determinant, Eq, I, Integral, KroneckerDelta, Max, Product, Rational, Sum, Trace, ceiling, exp, floor, log, sign, sqrt

from verifier.goal import Budget, Goal
from verifier.kernel import Rejected, judge_step
from verifier.language import *
from verifier.strategies import PORTFOLIO

n = natural("n")
i, j, k = index("i j k")
x, y = real("x y")
X, Y = random_variable("X Y")
q = random_vector("q")
s, t = vector("s t")
f, g = function("f g")
A, B = matrix("A B", n, n)
p, u = point("p u")
e = sequence("e")

FALSE = [
    Eq(E(X * Y), E(X) * E(Y)), Eq(E(X**2), E(X)**2), Eq(Var(X), 0), Eq(Var(2 * X), 2 * Var(X)), Eq(E(X), X), Eq(E(q[i]), E(q[j])),
    Eq(Cov(X, Y), 0), Eq(Cov(X, X), E(X**2)), Eq(Prob(X > 0), Rational(1, 2)), Eq(E(Sum(q[i], (i, 1, n))), n * E(q[1])),
    Eq(f(x), f(y)), Eq(f(x), x), Eq(f(x + y), f(x) + f(y)), Eq(f(2 * x), 2 * f(x)), Eq(f(x)**2, f(x**2)), Eq(f(Abs(x)), f(x)),
    Eq(Abs(f(x)), f(x)), Eq(sqrt(f(x)**2), f(x)), Eq(log(s[i]**2), 2 * log(s[i])), Eq(sqrt(s[i]**2), s[i]), Eq(sign(s[i])**2, 1),
    Eq(s[i], s[j]), Eq(s[i], t[i]), Eq(Max(s[i], s[j]), s[i]), Eq(Sum(s[i], (i, 1, n)), n * s[1]), Eq(Product(s[i], (i, 1, n)), s[1]**n),
    Eq(Sum(s[i] * t[i], (i, 1, n)), Sum(s[i], (i, 1, n)) * Sum(t[i], (i, 1, n))), Eq(Sum(1, (i, 1, n)), n + 1),
    Eq(Maximum(s[i], (i, 1, n)), s[1]), Eq(Maximum(s[i], (i, 1, n)), Sum(s[i], (i, 1, n))), Eq(KroneckerDelta(i, j), 0),
    Eq(Trace(A * B), Trace(A) * Trace(B)), Eq(Trace(A), n), Eq(Determinant(A), 1), Eq(entry(A, i, j), entry(A, j, i)),
    Eq(entry(A * B, i, j), entry(A, i, j) * entry(B, i, j)), Eq(frobenius(A * B), frobenius(A) * frobenius(B)),
    Eq(frobenius(I * A)**2, -frobenius(A)**2), Eq(frobenius(A + I * B)**2, Trace((A + I * B).T * (A + I * B))),
    Eq(norm(p + u), norm(p) + norm(u)), Eq(dot(p, u), norm(p) * norm(u)), Eq(norm(2 * p), 4 * norm(p)),
    Eq(Derivative(f(x), x), f(x)), Eq(Derivative(f(x), x), 0), Eq(Integral(f(x), (x, 0, 1)), f(0)),
    Eq(Derivative(f(x) * g(x), x), Derivative(f(x), x) * Derivative(g(x), x)),
    Eq(Integral(f(x) * g(x), (x, 0, 1)), Integral(f(x), (x, 0, 1)) * Integral(g(x), (x, 0, 1))),
    Eq(e(n + 1), e(n)), Eq(e(n), e(1)), Eq(floor(x), x), Eq(ceiling(x) - floor(x), 1),
    f(x) >= 0, f(x) <= f(y), f(x) <= f(x)**2 + Rational(1, 10), s[i] <= s[i]**2, s[i]**2 >= s[i], X >= 0, X**2 >= X, x * X >= 0,
    E(X) <= E(X**2), Var(X) >= 1, E(X)**2 >= E(X**2), Abs(E(X)) >= E(Abs(X)), E(exp(X)) <= exp(E(X)), norm(p) >= 1,
    norm(p - u) <= norm(p) - norm(u), Maximum(s[i], (i, 1, n)) <= s[1], Sum(s[i]**2, (i, 1, n)) >= Sum(s[i], (i, 1, n))**2,
    Trace(A) >= 0, Determinant(A) <= 1, Derivative(f(x), x) >= 0, Integral(f(x), (x, 0, 1)) >= 0, f(x) - f(y) <= Abs(x - y),
    e(n) <= e(n + 1), Max(f(x), 0) <= f(x), sign(f(x)) >= 0, Abs(f(x)) <= f(x),
]


@pytest.mark.parametrize("statement", FALSE, ids=str)
def test_nothing_is_shown_of_what_is_free(statement):
    goal = Goal(statement, (), ())
    for strategy in PORTFOLIO:
        try:
            evidence = strategy.propose(goal, Budget())
            shown = evidence is not None and judge_step(goal, evidence).is_green
        except Rejected:
            shown = False
        assert not shown, strategy.name


def test_the_same_forms_are_shown_where_they_hold():
    for statement in (Eq(Sum(1, (i, 1, n)), n), Eq(Trace(A + B), Trace(A) + Trace(B)), f(x)**2 >= 0, s[i]**2 + 1 >= 2 * s[i]):
        goal = Goal(statement, (), ())
        found = [strategy.propose(goal, Budget()) for strategy in PORTFOLIO]
        assert any(evidence is not None and judge_step(goal, evidence).is_green for evidence in found), statement
