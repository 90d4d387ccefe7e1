"""Reductions to a stronger statement: a solution between two ends with parameters, and bounds by roots of means, squared."""

import pytest
import sympy as sp
from sympy import And, Eq, Ge, Gt, Le, Lt, S, Symbol, cos, exp, floor, log, oo, pi, sign, sin, sqrt, tan, tanh

from verifier.evidence import NonNegative, Numbers, Parts, Rewritten, Witness
from verifier.goal import Goal
from verifier.kernel import judge
from verifier.tools.calculus.asymptotics import NoLimit
from verifier.tools.context import Context
from verifier.tools.inequalities.inequality_search import tree_of
from verifier.tools.instances import Rejected
from verifier.tools.rewritings import RULES
from verifier.vocabulary.operators import Cov, E, Exists, FiniteMoments, Var
from verifier.vocabulary.symbols import Random

x, y, a, b = sp.symbols("x y a b", real=True)
p, q = sp.symbols("p q", positive=True)
n = Symbol("n", integer=True)
z = Symbol("z")
X, Y = Random("X", real=True), Random("Y", real=True)
SIGN, ANY = NonNegative("sign"), (FiniteMoments(X), FiniteMoments(Y))
SMALL, CLOSED = (Lt(a, 1), Gt(a, -1)), (Le(a, 1), Ge(a, -1))


def there_is(variable, left, right, *bounds):
    equation = Eq(left, right, evaluate=False)
    return Exists((variable,), And(equation, *bounds, evaluate=False) if bounds else equation)


def shown(goal, rule, data=()):
    """Evidence by the rule, with a proof by inequality rules of what is left to show."""
    try:
        made = RULES[rule](goal.statement, Context(goal.assumptions), data)
    except NoLimit:
        made = None
    if made is None or made in (sp.true, sp.false):
        return Rewritten(rule, Numbers(), data)
    proofs = tuple(NonNegative("rules", (tree,)) if (tree := tree_of(part, goal.assumptions, 2.0)) else SIGN for part in
                   (made.args if isinstance(made, And) else (made,)))
    return Rewritten(rule, Parts(proofs) if len(proofs) > 1 else proofs[0], data)


ENDS = {
    "a product with an exponential": (there_is(x, x * exp(x), p), (), (0, oo)),
    "a cubic": (there_is(x, x**3 + a * x + b, 0), (), (-oo, oo)),
    "a falling cubic": (there_is(x, a * x - x**3, b), (), (oo, -oo)),
    "a bounded function": (there_is(x, tanh(x), a), SMALL, (-oo, oo)),
    "a sine at its turns": (there_is(x, sin(x), a), CLOSED, (-pi / 2, pi / 2)),
    "a logarithm": (there_is(p, log(p), a), (), (0, oo)),
    "a bound for the variable": (there_is(x, x + log(x), a, Gt(x, 0)), (), (0, oo)),
    "ends beside a parameter": (there_is(x, x - sin(x) / 2, a), (), (a - 1, a + 1)),
}
NO_ENDS = {
    "an end that the variable does not come near": (there_is(p, p + exp(p), q), (), (-oo, oo)),
    "an end below a variable that is not negative": (there_is(p, p + exp(p), q), (), (-q, oo)),
    "two positive ends": (there_is(x, exp(x), a), (), (-oo, oo)),
    "a limit that is only touched": (there_is(x, tanh(x), a), CLOSED, (-oo, oo)),
    "the wrong way round": (there_is(x, x * exp(x), p), (), (oo, 0)),
    "a jump": (there_is(x, floor(x), a), (), (-oo, oo)),
    "a sign": (there_is(x, sign(x), a), SMALL, (-oo, oo)),
    "a pole": (there_is(x, 1 / x, a), (), (-oo, oo)),
    "many poles": (there_is(x, tan(x), a), (), (-1, 1)),
    "whole numbers": (there_is(n, n + exp(n), a), (), (-oo, oo)),
    "an end outside a bound": (there_is(x, x * exp(x), p, Gt(x, 1)), (), (0, oo)),
    "an end that is the variable": (there_is(x, x - a, 0), (), (a + x, a)),
    "a complex parameter": (there_is(x, x**3, z), (), (-oo, oo)),
    "an end that only a premise about another variable of the name allows": (there_is(x, x**2, p), (Gt(x, 3),), (1, oo)),
    "an even power": (there_is(x, x**4 + a * x + b, 0), (), (-oo, oo)),
    "a highest power of any sign": (there_is(x, b * x**3 + x, a), (), (-oo, oo)),
    "one end": (there_is(x, x * exp(x), p), (), (0,)),
    "two variables": (Exists((x, y), Eq(x * exp(y), p, evaluate=False)), (), (0, oo)),
    "a slope at its turns, which are not reached": (there_is(x, cos(x), a), CLOSED, (-pi / 2, pi / 2)),
}
BOUNDS = {
    "Cauchy-Schwarz": Le(Cov(X, Y), sqrt(Var(X)) * sqrt(Var(Y)), evaluate=False),
    "a mean from below": Le(-sqrt(E(X**2)), E(X), evaluate=False),
    "a mean": Le(E(X), sqrt(E(X**2)), evaluate=False),
}
NO_BOUNDS = {
    "roots of what may be negative": Le(E(X * Y), sqrt(Cov(X, Y)) * sqrt(E(X)), evaluate=False),
    "a root that is subtracted": Le(E(X), -sqrt(E(X**2)), evaluate=False),
    "too small a root": Le(E(sp.Abs(X)), sqrt(Var(X)), evaluate=False),
    "a strict one": Lt(E(X), sqrt(E(X**2)), evaluate=False),
    "no root": Le(E(X), E(X**2), evaluate=False),
}
k, whole = Symbol("k", integer=True, positive=True), Symbol("k", integer=True, nonnegative=True)
NEAR = (Ge(a, 0), Le(a, S(5) / 4))
WHOLE_POWERS = {
    "an exponential": (Le((1 - a) ** k, exp(-a * k), evaluate=False), NEAR),
    "a strict one": (Lt((a / 2 - 1) ** k, 2**k, evaluate=False), NEAR),
    "no factor at all": (Le((1 - a) ** whole, exp(-a * whole), evaluate=False), NEAR),
    "another power": (Le((1 - 2 * a) ** whole, (1 + a) ** whole, evaluate=False), NEAR),
}
NO_WHOLE_POWERS = {
    "a strict one of no factor": (Lt((1 - a) ** whole, 2**whole, evaluate=False), NEAR),
    "an integer of any sign": (Le((1 - 2 * a) ** n, (1 + a) ** n, evaluate=False), NEAR),
    "an exponent that is not whole": (Le((1 - a) ** b, exp(-a * b), evaluate=False), (*NEAR, Ge(b, 1))),
    "another exponent": (Le((1 - a) ** k, 2 ** (k + 1), evaluate=False), NEAR),
    "a base that is not real": (Le(z**k, 2**k, evaluate=False), ()),
    "a base without a value": (Le((1 - a / b) ** k, exp(-a * k / b), evaluate=False), NEAR),
    "the other side": (Ge((1 - a) ** k, 2**k, evaluate=False), NEAR),
}


@pytest.mark.parametrize("name", ENDS)
def test_a_solution_between_two_ends(name):
    statement, premises, ends = ENDS[name]
    goal = Goal(statement, (), premises)
    assert judge(goal, shown(goal, "between two ends", tuple(map(sp.sympify, ends)))).name == "PROVED"


@pytest.mark.parametrize("name", NO_ENDS)
def test_other_ends_show_nothing(name):
    statement, premises, ends = NO_ENDS[name]
    goal = Goal(statement, (), premises)
    with pytest.raises(Rejected):
        judge(goal, shown(goal, "between two ends", tuple(map(sp.sympify, ends))))


@pytest.mark.parametrize("name", BOUNDS)
def test_a_bound_by_roots_of_means_is_squared(name):
    goal = Goal(BOUNDS[name], (), ANY)
    rule = "squares of a bound"
    squared = Goal(RULES[rule](goal.statement, Context(ANY), ()), (), ANY)
    assert judge(goal, Rewritten(rule, shown(squared, "outcome by outcome"))).name == "PROVED"


@pytest.mark.parametrize("name", NO_BOUNDS)
def test_other_bounds_are_not(name):
    goal = Goal(NO_BOUNDS[name], (), ANY)
    with pytest.raises(Rejected):
        judge(goal, Rewritten("squares of a bound", shown(goal, "outcome by outcome")))


@pytest.mark.parametrize("name", WHOLE_POWERS)
def test_whole_powers_by_their_sizes(name):
    statement, premises = WHOLE_POWERS[name]
    goal = Goal(statement, (), premises)
    assert judge(goal, shown(goal, "whole powers by their sizes")).name == "PROVED"


@pytest.mark.parametrize("name", NO_WHOLE_POWERS)
def test_other_powers_are_not(name):
    statement, premises = NO_WHOLE_POWERS[name]
    assert RULES["whole powers by their sizes"](statement, Context(premises), ()) is None


def test_a_refuted_reduction_refutes_nothing():
    goal = Goal(there_is(x, x**2, p), (), ())
    with pytest.raises(Rejected):
        judge(goal, Rewritten("between two ends", Witness({p: S(5)}), (S.Zero, S.One)))
