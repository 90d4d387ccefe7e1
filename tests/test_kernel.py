"""Forged evidence: whatever a strategy hands over, the kernel accepts only what shows the goal."""

import pytest
from forging import all_accepted, all_rejected, fact
from sympy import (
    And,
    Derivative,
    Eq,
    Function,
    Ge,
    Gt,
    I,
    Integral,
    Inverse,
    LambertW,
    Le,
    Lt,
    Ne,
    Piecewise,
    Pow,
    Rational,
    S,
    Sum,
    Symbol,
    Tuple,
    acosh,
    acoth,
    asin,
    cos,
    exp,
    li,
    log,
    oo,
    sin,
    sqrt,
)

from verifier.evidence import Combination, Cover, Derivation, Evidence, Identity, Instance, Lifted, Match, MatrixRules, Rewrite, Sign, Witness
from verifier.goal import Budget, Goal
from verifier.kernel import contradict, judge
from verifier.mutants.implication import accepts
from verifier.strategies.combination import CombinationStrategy
from verifier.tools.binding import substitute
from verifier.tools.chance.moments import HasLaw
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluate import evaluate
from verifier.tools.instances import Rejected
from verifier.verdict import Verdict
from verifier.vocabulary.distributions import same_as, standard_normal
from verifier.vocabulary.operators import Differentiable, E, FiniteMoments, ForAll, Implies, Independent, Invertible, IsBigO, Tends
from verifier.vocabulary.symbols import index, integer, matrix, natural, positive, random_variable, real, sequence, vector
from verifier.vocabulary.valuation import Valuation

x, y, z = real("x y z")
a = positive("a")
n, T = natural("n T")
k = integer("k")
t = index("t", 1, T)
u, v = sequence("u v")
X, Y = random_variable("X Y")
A, B = matrix("A", n, n), matrix("B", n, n)
f = Function("f", real=True)
STANDARD = tuple(HasLaw(item, Tuple(Symbol("standard_normal"))) for item in (X, Y))
w, i, j = vector("w"), index("i"), index("j")

at_most_v = fact("u <= v", Le(u(t), v(t)), (t,), (t >= 1, t <= T))
product_is_zero = fact("x y = 0", Eq(x * y, 0))
x_small = fact("x <= 1", Le(x, 1))
mean_product = fact("E XY = E X E Y", Eq(E(X * Y), E(X) * E(Y)), (X, Y), (Independent(X, Y), FiniteMoments(X, Y)), "law")
lawful = fact("c X has mean c E X", Eq(E(y * X), y * E(X)), (X, y), (), "law")


def derivation(*lemmas, closing):
    return Derivation(tuple(lemmas), closing)


FORGED = {
    "an identity that is none": (Goal(Eq(x, y)), derivation(closing=Identity())),
    "an identity for a strict inequality": (Goal(Lt(x, x + 1)), derivation(closing=Identity())),
    "a sign that does not show": (Goal(Ge(x, 0)), derivation(closing=Sign())),
    "a fact that is not cited": (Goal(Le(x, 1)), derivation(Instance("x <= 1"), closing=Match(0))),
    "a wrong multiplier": (Goal(Le(2*x, 2), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 3),)))),
    "a negative multiplier": (Goal(Ge(x, 1), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, -1),)))),
    "a multiplier of unknown sign": (Goal(Le(x*y, y), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, y),)))),
    "a multiplier that may be undefined": (Goal(Eq(y, 0), (product_is_zero,)),
                                           derivation(Instance("x y = 0"), closing=Combination(((0, -1/x),)))),
    "a remainder of unknown sign": (Goal(Le(0, x)), derivation(closing=Combination((), x))),
    "a remainder in an equation": (Goal(Eq(0, a)), derivation(closing=Combination((), a))),
    "a strict goal from weak facts": (Goal(Lt(x, 1), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 1),)))),
    "an equation from an inequality": (Goal(Eq(x, 1), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 1),)))),
    "an instance outside its range": (Goal(Le(u(0), v(0)), (at_most_v,)), derivation(Instance("u <= v", {t: 0 * n}), closing=Match(0))),
    "an instance past its range": (Goal(Le(u(T + 1), v(T + 1)), (at_most_v,)), derivation(Instance("u <= v", {t: T + 1}), closing=Match(0))),
    "an instance at a fraction": (Goal(Le(u(Rational(3, 2)), v(Rational(3, 2))), (at_most_v,)),
                                  derivation(Instance("u <= v", {t: Rational(3, 2)}), closing=Match(0))),
    "a value for a letter that is not general": (Goal(Le(y, 1), (x_small,)), derivation(Instance("x <= 1", {x: y}), closing=Match(0))),
    "a missing side condition": (Goal(Eq(E(X*Y), E(X)*E(Y)), (mean_product,)), derivation(Instance("E XY = E X E Y"), closing=Match(0))),
    "a rewrite without its side condition": (Goal(Eq(E(X*Y), E(X)*E(Y)), (mean_product,)),
                                             derivation(closing=Identity((Rewrite(Instance("E XY = E X E Y")),)))),
    "a random value for a constant": (Goal(Eq(E(X*Y), X*E(Y)), (lawful,)),
                                      derivation(Instance("c X has mean c E X", {y: X, X: Y}), closing=Match(0))),
    "a rewrite that does not occur": (Goal(Eq(y, y), (product_is_zero,)), derivation(closing=Identity((Rewrite(Instance("x y = 0")),)))),
    "a match with a statement of another number": (Goal(Le(x, y), (fact("x <= z", Le(x, z)),)), derivation(Instance("x <= z"), closing=Match(0))),
    "a match with an equation of another number": (Goal(Eq(x, y), (fact("x = z", Eq(x, z)),)), derivation(Instance("x = z"), closing=Match(0))),
    "a match with another statement": (Goal(Le(x, 2), (x_small,)), derivation(Instance("x <= 1"), closing=Match(0))),
    "a lift over a reversed range": (
        Goal(Le(Sum(u(t), (t, 1, k)), Sum(v(t), (t, 1, k))), (fact("u <= v everywhere", Le(u(t), v(t)), (t,)),)),
        derivation(Lifted("sum", u(t), v(t), (t, 1, k), derivation(Instance("u <= v everywhere"), closing=Match(0))),
                   closing=Match(0))),
    "a lift past the premise's range": (
        Goal(Le(Sum(u(t), (t, 1, T + 1)), Sum(v(t), (t, 1, T + 1))), (at_most_v,)),
        derivation(Lifted("sum", u(t), v(t), (t, 1, T + 1), derivation(Instance("u <= v"), closing=Match(0))), closing=Match(0))),
    "a lift of an assumption about one index": (
        Goal(Le(Sum(u(t), (t, 1, T)), Sum(v(t), (t, 1, T))), (), (Le(u(t), v(t)),)),
        derivation(Lifted("sum", u(t), v(t), (t, 1, T), derivation(closing=Sign())), closing=Match(0))),
    "a square root of unknown sign": (Goal(Eq(sqrt(x)**2, x)), derivation(closing=Identity())),
    "a cover with a gap": (Goal(Le(0, x), (), (x >= 0, x <= 1)),
                           Cover(((x, 0, 1),), (((0, Rational(1, 4)),), ((Rational(1, 2), 1),)))),
    "a cover of a smaller region": (Goal(Le(0, x)), Cover(((x, 0, 1),), (((0, 1),),))),
    "a witness that is none": (Goal(Le(x**2, 0)), Witness(Valuation({"x": 0}))),
    "a witness outside the premises": (Goal(Ge(x, 0), (), (), frozenset(), (fact("x >= 0", Ge(x, 0)),)), Witness(Valuation({"x": -1}))),
    "the very same variable for two that are independent": (
        Goal(Eq(E(X * Y), 0), (), (Independent(X, Y), *STANDARD)), Witness(Valuation({"X": standard_normal, "Y": same_as("X")}))),
    "a copy of a variable with another law": (
        Goal(Eq(E(X * Y), 0), (), (STANDARD[0], HasLaw(Y, Tuple(Symbol("uniform"), 0, 1)))),
        Witness(Valuation({"X": standard_normal, "Y": same_as("X")}))),
    "the slope of a logarithm to a base": (Goal(Eq(log(y, 2, evaluate=False), log(y)), (fact("y > 0", Gt(y, 0)),)), derivation(closing=Identity())),
    "a fact about one number under a sum": (  # k is a constant of the fact, and bound in the sum
        Goal(Eq(Sum(u(k), (k, 1, n)), 0), (fact("u(k) = 0", Eq(u(k), 0)),)), derivation(closing=Identity((Rewrite(Instance("u(k) = 0")),)))),
    "a fact at one point under a derivative": (
        Goal(Eq(Derivative(f(x), x), 2 * x), (fact("f(x) = x^2", Eq(f(x), x**2)),)), derivation(closing=Identity((Rewrite(Instance("f(x) = x^2")),)))),
    "a fact about x for the bound x of an integral": (
        Goal(Eq(Integral(f(x), (x, 0, 1)), 0), (fact("f(x) = 0", Eq(f(x), 0)),)), derivation(closing=Identity((Rewrite(Instance("f(x) = 0")),)))),
    "a fact for the inside of a range, in an integral whose ends may be reversed": (
        Goal(Eq(Integral(f(x), (x, y, z)), 0), (fact("f = 0", Eq(f(x), 0), (x,), (y < x, x < z)),)),
        derivation(closing=Identity((Rewrite(Instance("f = 0", {x: x})),)))),
    "a fact for the inside of a range, in a sum": (
        Goal(Eq(Sum(u(k), (k, 1, n)), 0), (fact("u = 0", Eq(u(k), 0), (k,), (1 < k, k < n)),)),
        derivation(closing=Identity((Rewrite(Instance("u = 0", {k: k})),)))),
    "a lift of a fact about one number": (
        Goal(Le(Sum(u(k), (k, 1, n)), Sum(v(k), (k, 1, n))), (fact("u(k) <= v(k)", Le(u(k), v(k))),)),
        derivation(Lifted("sum", u(k), v(k), (k, 1, n), derivation(Instance("u(k) <= v(k)"), closing=Match(0))), closing=Match(0))),
    "a strict lift over a range that may be empty": (
        Goal(Lt(Sum(u(t), (t, 1, T - 1)), Sum(1 + u(t), (t, 1, T - 1)))),
        derivation(Lifted("sum", u(t), 1 + u(t), (t, 1, T - 1), derivation(closing=Sign()), "<"), closing=Match(0))),
    "a lift over a reversed integral": (
        Goal(Le(Integral(x**2, (x, y, 0)), Integral(1 + x**2, (x, y, 0)))),
        derivation(Lifted("integral", x**2, 1 + x**2, (x, y, 0), derivation(closing=Sign())), closing=Match(0))),
    "a lift under an unknown head": (
        Goal(Le(x, x + 1)), derivation(Lifted("product", x, x + 1, (t, 1, T), derivation(closing=Sign())), closing=Match(0))),
    "a lift of an unknown relation": (
        Goal(Le(E(X), E(X))), derivation(Lifted("expectation", X, X, (), derivation(closing=Sign()), "!="), closing=Match(0))),
    "a lift of an expectation of nothing random": (
        Goal(Le(E(y), E(y + 1))), derivation(Lifted("expectation", y, y + 1, (), derivation(closing=Sign())), closing=Match(0))),
    "a lift whose inner proof fails": (
        Goal(Le(E(X), E(X**2))), derivation(Lifted("expectation", X, X**2, (), derivation(closing=Sign())), closing=Match(0))),
    "an inverse that need not exist": (Goal(Eq(Inverse(A * B), B.inverse() * A.inverse(), evaluate=False)), derivation(closing=Identity())),
    "matrix rules from a statement about numbers": (Goal(Eq(A, B), (x_small,)), derivation(Instance("x <= 1"), closing=MatrixRules((0,)))),
    "matrix rules from another equation": (Goal(Eq(A, B), (fact("A B = B", Eq(A * B, B)),)), derivation(Instance("A B = B"), closing=MatrixRules((0,)))),
    "the order of two matrices": (Goal(Eq(A * B, B * A)), derivation(closing=Identity())),
    "sums over one index and over two": (Goal(Eq(Sum(u(k * t), (k, 1, n), (t, 1, n)), Sum(u(t**2), (k, 1, n), (t, 1, n)))), derivation(closing=Identity())),
    "the slope of another entry": (Goal(Eq(Derivative(w[i]**2, w[j]), 2 * w[i])), derivation(closing=Identity())),
    "no slope of an entry that may be the same": (Goal(Eq(Derivative(w[i]**2, w[j]), 0)), derivation(closing=Identity())),
    "the order of infinity": (Goal(Le(oo, oo - 1 + x, evaluate=False)), derivation(closing=Sign())),
    "a support that is not shown": (
        Goal(Eq(E(X*Y), E(X)*E(Y)), (mean_product, fact("if", Implies(x > 0, Independent(X, Y))))),
        derivation(Instance("E XY = E X E Y", {}, (Instance("if"),)), closing=Match(0))),
    "a lemma that does not exist": (Goal(Le(x, 1), (x_small,)), derivation(closing=Sign())),
    "a closing of an unknown kind": (Goal(Le(x, 1), (x_small,)), derivation(Instance("x <= 1"), closing=Instance("x <= 1"))),
    "evidence of an unknown kind": (Goal(Le(x, 1)), type("Stamp", (Evidence,), {})()),
    "no evidence at all": (Goal(Le(x, 1)), None),
    "an expectation split without moments": (Goal(Eq(E(X + Y), E(X) + E(Y))), derivation(closing=Identity())),
}


test_forged_evidence_is_rejected = all_rejected(FORGED)


HONEST = {
    "an identity": (Goal(Eq((x + y)**2, x**2 + 2*x*y + y**2)), derivation(closing=Identity()), "PROVED"),
    "a combination": (Goal(Le(2*x, 2), (x_small,)), derivation(Instance("x <= 1"), closing=Combination(((0, 2),))), "PROVED"),
    "a lift": (Goal(Le(Sum(u(t), (t, 1, T)), Sum(v(t), (t, 1, T))), (at_most_v,)),
               derivation(Lifted("sum", u(t), v(t), (t, 1, T), derivation(Instance("u <= v"), closing=Match(0))), closing=Match(0)),
               "PROVED"),
    "a fact for every number under a sum": (
        Goal(Eq(Sum(u(k), (k, 1, n)), 0), (fact("u = 0", Eq(u(t), 0), (t,)),)), derivation(closing=Identity((Rewrite(Instance("u = 0", {t: k})),))),
        "PROVED"),
    "a fact for the inside of an interval, in an integral over it": (
        Goal(Eq(Integral(f(x), (x, 0, a)), 0), (fact("f = 0", Eq(f(x), 0), (x,), (0 < x, x < a)),)),
        derivation(closing=Identity((Rewrite(Instance("f = 0", {x: x})),))), "PROVED"),
    "an inverse that exists": (
        Goal(Eq(Inverse(A * B), B.inverse() * A.inverse(), evaluate=False), (), (Invertible(A), Invertible(B)), frozenset(),
             (fact("A", Invertible(A)), fact("B", Invertible(B)))), derivation(closing=Identity()), "PROVED"),
    "matrix rules": (Goal(Eq(A * A * B, B), (fact("A B = B", Eq(A * B, B)),)), derivation(Instance("A B = B"), closing=MatrixRules((0,))), "PROVED"),
    "a strict lift": (Goal(Lt(Sum(u(t), (t, 1, T)), Sum(1 + u(t), (t, 1, T)))),
                      derivation(Lifted("sum", u(t), 1 + u(t), (t, 1, T), derivation(closing=Sign()), "<"), closing=Match(0)), "PROVED"),
    "a lift of an expectation": (Goal(Le(E(X), E(X + 1))), derivation(Lifted("expectation", X, X + 1, (), derivation(closing=Sign())), closing=Match(0)),
                                 "PROVED"),
    "a cover": (Goal(Le(0, x), (), (x >= 0, x <= 1)), Cover(((x, 0, 1),), (((0, 1),),)), "ENCLOSED"),
    "a supported law": (Goal(Eq(E(X*Y), E(X)*E(Y)), (mean_product,), (Independent(X, Y), FiniteMoments(X, Y))),
                        derivation(Instance("E XY = E X E Y"), closing=Match(0)), "PROVED"),
    "a witness": (Goal(Ge(x, 0)), Witness(Valuation({"x": -1})), "REFUTED"),
    "the very same variable for two": (Goal(Eq(E(X * Y), 0), (), STANDARD), Witness(Valuation({"X": standard_normal, "Y": same_as("X")})), "REFUTED"),
}


test_honest_evidence_is_accepted = all_accepted(HONEST)


CONTRADICTIONS = [  # (statement, what is shown, premises, contradicts?)
    (Eq(x, y), [Ne(x, y)], [], True),
    (Eq(x, y), [Lt(x, y)], [], True),
    (Eq(x, y), [Le(x, y)], [], False),
    (Le(x, y), [Lt(y, x)], [], True),
    (Le(x, y), [Le(y, x)], [], False),
    (Lt(x, y), [Eq(x, y)], [], True),
    (Tends(u(n), n, k, a), [Tends(u(n), n, k, 2*a)], [], True),
    (Tends(u(n), n, k, x), [Tends(u(n), n, k, y)], [], False),
    (Tends(u(n), n, k, a), [Tends(v(n), n, k, 2*a)], [], False),
    (Eq(x, y), [Ne(x, y)], [x > 1], False),
    (Eq(x, y), [Ne(x, y), x > 1], [x > 1], True),
    (IsBigO(n**2, n, n, oo), [Tends(n, n, oo, oo)], [], True),
    (IsBigO(n * (sin(x)**2 + cos(x)**2 - 1), sin(x)**2 + cos(x)**2 - 1, n, oo), [Tends(n, n, oo, oo)], [], False),  # 0 = O(0)
    (Eq(x, y), [Ne(x, z)], [], False),
    (Le(x, y), [Lt(z, x)], [], False),
    (Eq(x, y), [Ne(x, y), z > 1], [x > 1], False),
]


@pytest.mark.parametrize(("statement", "shown", "premises", "expected"), CONTRADICTIONS, ids=str)
def test_contradictions(statement, shown, premises, expected):
    if expected:
        assert contradict(statement, shown, premises) is Verdict.REFUTED
    else:
        with pytest.raises(Rejected):
            contradict(statement, shown, premises)


def test_a_matrix_value_must_have_the_letter_s_shape():
    m = natural("m")
    law = fact("A is A", Eq(A * A.T, A * A.T, evaluate=False), (A, n), (), "law")
    with pytest.raises(Rejected):
        judge(Goal(Eq(A, B), (law,)), derivation(Instance("A is A", {A: matrix("C", n, m)}), closing=Match(0)))




KINDS = [  # two statements that look alike and are not the same
    (ForAll((a,), (), f(a) >= 0), ForAll((x,), (), f(x) >= 0)), (ForAll((n,), (), f(n) >= 0), ForAll((k,), (), f(k) >= 0)),
    (Le(x, y), Le(x, z)), (Le(x, y), Le(y, x)), (Eq(x, y), Eq(x, z)), (Lt(x, y), Le(x, y)), (Invertible(A), Invertible(B)), (Independent(X, Y), Independent(X, X)),
    (ForAll((w,), (), w[1] >= 0), ForAll((vector("w+", positive=True),), (), vector("w+", positive=True)[1] >= 0)),
    (ForAll((w,), (), w[1] >= x), ForAll((x,), (), x >= x + w[1])), (ForAll((w,), (), w[1] >= 0), ForAll((vector("v", 1),), (), vector("v", 1)[1] >= 0)),
    (Tends(f(n), n, oo, x), Tends(f(n), n, oo, y)), (Sum(u(k * t), (k, 1, n), (t, 1, n)) >= 0, Sum(u(t**2), (k, 1, n), (t, 1, n)) >= 0),
]


@pytest.mark.parametrize(("left", "right"), KINDS, ids=str)
def test_statements_that_differ(left, right):
    context = Context(())
    assert not context.same(left, right) and not context.same(right, left) and context.same(left, left)


NOT_REAL = (asin(x), asin(2 + a), acosh(a), acoth(x), LambertW(x), LambertW(a, -1), log(x), li(x), sqrt(x), oo + 0 * x, oo, Piecewise((log(x), x < 1), (0, True)),
            Piecewise((0, x > 0), (log(x), True)), E(exp(I * X)), E(Symbol("z", complex=True) * X))


@pytest.mark.parametrize("node", NOT_REAL, ids=str)
def test_what_need_not_be_real(node):
    assert not Context(()).is_real(node) and not Context(()).is_nonnegative(node**2)


@pytest.mark.parametrize("node", [asin(sin(x) / 1), LambertW(a), log(a), sqrt(a), E(X), cos(x), Piecewise((log(x), And(x > 0, y > 0)), (y, True))], ids=str)
def test_what_is_real(node):
    assert Context((Le(sin(x), 1), Ge(sin(x), -1))).is_real(node)


def test_a_value_is_not_captured_by_a_derivative():
    slope = substitute(Derivative(x * y, x), {y: x})  # x at this point, not the variable
    assert slope.subs(x, 3).doit() == 3
    at_two = substitute(Derivative(x**2, x), {x: S(2)})
    assert at_two.doit() == 4


@pytest.mark.parametrize("values", [{y: x}, {y: x + 1}, {x: y}, {x: z, y: z}], ids=str)
def test_a_value_is_not_taken_for_the_variable_of_a_derivative_that_exists(values):
    """|y| is differentiable in x for each fixed y, but |x| is not."""
    g = Function("g", real=True)
    each = ForAll((y,), (), Differentiable(g(x, y), x))
    assert Context([each]).proves(Differentiable(g(x, z), x)) and not Context([each]).proves(Differentiable(g(x, x), x))
    with pytest.raises(ValueError):
        substitute(Differentiable(g(x, y), x), values)


def test_powers_of_minus_one_are_exact():
    assert evaluate(Pow(-1, -1, evaluate=False), {}, 64) == -1 and evaluate(Pow(-1, n), {n: 3}, 64) == -1


@pytest.mark.parametrize(("last", "proved"), [(T, True), (T - 1, False)], ids=["a term at least", "no term perhaps"])
def test_strict_terms_make_a_sum_strict(last, proved):
    below = fact("u < v", Lt(u(t), v(t)), (t,), (t >= 1, t <= T))
    goal = Goal(Lt(x + Sum(u(t), (t, 1, last)), x + Sum(v(t), (t, 1, last))), (below,))
    evidence = CombinationStrategy().propose(goal, Budget())
    assert (evidence is not None and accepts(goal, evidence)) is proved
