"""What expressions and statements mean at concrete values: exact where they can be, balls elsewhere, never guessed."""

from fractions import Fraction

import pytest
import sympy as sp
from flint import fmpq
from sympy import (
    Abs,
    Derivative,
    Eq,
    Integral,
    KroneckerDelta,
    Lambda,
    Limit,
    Lt,
    Max,
    Min,
    Piecewise,
    Product,
    Rational,
    S,
    Sum,
    Trace,
    binomial,
    cos,
    exp,
    factorial,
    floor,
    gamma,
    legendre,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
)

from verifier.claim import Definition, MalformedClaim
from verifier.tools.evaluation.evaluate import MissingValue, Undecided, Undefined, Unsupported, evaluate, holds
from verifier.vocabulary.distributions import coin, image_of, jointly, same_as, three_points_like_normal, uniform_on
from verifier.vocabulary.examples import example, instantiate
from verifier.vocabulary.notions import IsDiagonal
from verifier.vocabulary.operators import (
    Both,
    Cov,
    E,
    Element,
    FiniteMoments,
    ForAll,
    IdenticallyDistributed,
    Iff,
    Implies,
    Independent,
    IndependentEntries,
    IsBigO,
    Maximum,
    Minimum,
    Smooth,
    StandardNormal,
    Tends,
    Var,
    column,
    diagonal,
    dot,
    entry,
    frobenius,
    norm,
    pinv,
    rank,
    spectral,
)
from verifier.vocabulary.regions import ball, box, finite_set, interval, simplex, transport_plans
from verifier.vocabulary.symbols import (
    complex_number,
    convex_set,
    function,
    index,
    matrix,
    natural,
    point,
    positive,
    random_variable,
    random_vector,
    real,
    sequence,
    trajectory,
    vector,
    whole,
)
from verifier.vocabulary.valuation import Valuation, symbols_of

d, n = natural("d n")
m = whole("m")
i, j = index("i j")
x, y = real("x y")
z = complex_number("z")
v, w = vector("v w")
q, k = random_vector("q k")
X, Y = random_variable("X Y")
A, B = matrix("A B", 2, 3)
C2 = matrix("C2", 2, 2)
f = function("f")
D, p = sequence("D p")
theta = trajectory("theta")
P, Q = point("P Q")
K = convex_set("K")
g = vector("g", (d, d))


def equal(left, right):
    return Eq(left, right, evaluate=False)


def less(left, right):
    return Lt(left, right, evaluate=False)


EXACT = [
    (x**2 + 1, {x: Rational(1, 3)}, Fraction(10, 9)),
    (sqrt(x), {x: Rational(4, 9)}, Fraction(2, 3)),
    (x ** Rational(1, 3), {x: 8}, 2),
    (x**m, {x: 0, m: 0}, 1),
    (Sum(v[i] ** 2, (i, 1, d)), {d: 3, v: [1, 2, 3]}, 14),
    (Sum(v[i] * w[j], (i, 1, j), (j, 1, d)), {d: 2, v: [1, 10], w: [3, 5]}, 58),
    (Sum(v[i], (i, 1, m)), {m: 0, v: [1]}, 0),
    (Product(v[i], (i, 1, d)), {d: 3, v: [2, 3, 5]}, 30),
    (Maximum(v[i], (i, 1, d)) - Minimum(v[i], (i, 1, d)), {d: 3, v: [2, -3, 5]}, 8),
    (Max(x, 2) + Min(x, 2) + Abs(x) + sign(x) + floor(x), {x: Rational(-7, 2)}, Fraction(-7, 2) + 2 + Fraction(7, 2) - 1 - 4),
    (Piecewise((1, x < 0), (2, x < 5), (3, True)), {x: 3}, 2),
    (factorial(n) + binomial(n, 2) + gamma(n), {n: 5}, 120 + 10 + 24),
    (legendre(n, x), {n: 3, x: Rational(1, 3)}, Fraction(-11, 27)),
    (KroneckerDelta(n, d), {n: 2, d: 2}, 1),
    (D(n) + D(n + 1), {n: 2, D: {2: 5, 3: 7}}, 12),
    (D(n), {n: 4, D: lambda t: t**2 + 1}, 17),
    (f(x), {x: 3, f: Lambda(y, y**2 - 1)}, 8),
    (dot(P, Q) + norm(P - Q) ** 2, {P: [1, 2], Q: [3, 0]}, 11),
    (norm(theta(n)), {n: 2, theta: {2: [3, 4]}}, 5),
    (E(q[1] ** 2), {q: coin}, 1),
    (Var(Sum(q[i] * k[i], (i, 1, d))), {d: 3, q: coin, k: coin}, 3),
    (Var(Sum(q[i] * k[i], (i, 1, d))), {d: 3, q: coin, k: same_as(q)}, 0),
    (Cov(X, Y), {X: uniform_on([-1, 0, 1]), Y: image_of(X, lambda value: value**2)}, 0),
    (E((X - E(X)) ** 2), {X: uniform_on([0, 1])}, Fraction(1, 4)),
    (Trace(A * B.T), {A: [[1, 2, 3], [4, 5, 6]], B: [[1, 0, 0], [0, 1, 0]]}, 6),
    (rank(A), {A: [[1, 2, 3], [2, 4, 6]]}, 1),
    (frobenius(A) ** 2, {A: [[1, 2, 3], [2, 4, 6]]}, 70),
    (entry(pinv(A), 3, 2), {A: [[1, 2, 3], [2, 4, 6]]}, Fraction(6, 70)),
    (entry(diagonal(v[i], (i, 1, d)), 2, 2), {d: 2, v: [3, 7]}, 7),
    (entry(column(A, 3), 2, 1), {A: [[1, 2, 3], [4, 5, 6]]}, 6),
    (spectral(A), {A: [[3, 0, 0], [0, -5, 0]]}, 5),
    (sp.Determinant(A * B.T), {A: [[1, 2, 3], [4, 5, 6]], B: [[1, 0, 0], [0, 1, 0]]}, -3),
    (Derivative(f(x), x), {x: 3, f: Lambda(y, y**3)}, 27),
    (Derivative(D(P + x * Q, theta(P + x * Q)), x), {x: 1, P: [1, 2], Q: [3, 1], theta: Lambda(P, sp.Tuple(dot(P, sp.Tuple(0, 1)), 1)),
                                                     D: Lambda((P, Q), dot(P, P) * dot(Q, sp.Tuple(1, 0)))}, 115),
    (Derivative(Max(0, x), x), {x: 2}, 1),
    (Derivative(legendre(n, x), x), {n: 3, x: 1}, 6),
    (norm(P - Q) ** 2, {P: [1, 1], Q: [0, 0]}, 2),
]


@pytest.mark.parametrize(("expression", "values", "expected"), EXACT)
def test_exact_values(expression, values, expected):
    found = evaluate(expression, values)
    assert isinstance(found, fmpq)
    assert Fraction(int(found.p), int(found.q)) == expected


def test_variance_of_a_squared_norm_like_a_normal_is_twice_the_dimension():
    found = evaluate(Var(Sum(q[i] * k[i], (i, 1, d))), {d: 2, q: three_points_like_normal, k: same_as(q)})
    assert found.contains(4)
    assert found.rel_accuracy_bits() > 100


UNDEFINED = [
    (1 / x, {x: 0}), (log(x), {x: 0}), (x**y, {x: 0, y: 0}), (x**y, {x: 0, y: -1}), (gamma(x), {x: -2}),
    (Sum(v[i], (i, 3, m)), {m: 1, v: [1]}), (v[n], {n: 4, v: [1, 2]}), (D(n), {n: 9, D: {1: 2}}),
    (sp.tan(x) / sin(x), {x: 0}), (Piecewise((1, x > 0)), {x: -1}),
    (sp.Inverse(sp.MatrixSymbol("C", 2, 2)), {"C": [[1, 2], [2, 4]]}),
    (Derivative(Max(0, x), x), {x: 0}), (P + Q, {P: [1], Q: [1, 2]}), (sp.arg(z), {z: 0}),
]


@pytest.mark.parametrize(("expression", "values"), UNDEFINED)
def test_undefined_values(expression, values):
    with pytest.raises(Undefined):
        evaluate(expression, values)


def test_what_is_missing_or_unknown_is_named():
    with pytest.raises(MissingValue, match="x"):
        evaluate(x + 1, {})
    with pytest.raises(Unsupported, match="mathieus"):
        evaluate(sp.mathieus(1, 2, x), {x: 1})
    assert "mathieus" in holds(equal(sp.mathieus(1, 2, x), 0), {x: 1}).why


STATEMENTS = [  # statement, values, truth, certified
    (equal(sqrt(x) ** 2 - x, 0), {x: 4}, True, True),
    (equal((sqrt(x) + 1) ** 2, x + 2 * sqrt(x) + 1), {x: 2}, True, False),  # an equality of balls is never certified
    (equal(sqrt(x**2), x), {x: -2}, False, True),
    (equal(log(640320**3 + 744) / sqrt(163), pi), {}, False, True),
    (equal(1 / factorial(n), 1 / factorial(n + 2)), {n: 2004}, False, True),
    (equal(exp(x) * exp(-sqrt(x**2)), 1), {x: 1000}, True, False),
    (equal(x, x + Rational(1, 10**25)), {x: pi}, False, True),
    (less(x, x + Rational(1, 10**200)), {x: pi}, True, True),
    (sp.Le(x, sqrt(x**2), evaluate=False), {x: sqrt(2)}, True, False),
    (sp.Ne(x, 2), {x: 3}, True, True),
    (equal(A * pinv(A) * A, A), {A: [[1, 2, 3], [2, 4, 6]]}, True, True),
    (equal(pinv(A) * A * pinv(A), pinv(A)), {A: [[0, 0, 0], [0, 0, 0]]}, True, True),
    (equal(A, B), {A: [[1, 2, 3], [2, 4, 6]], B: [[1, 2, 3], [2, 4, 7]]}, False, True),
    (equal(P - Q, 0), {P: [1, 2], Q: [1, 2]}, True, True),
    (v[i] > 0, {v: [1, 2, 3]}, True, True),
    (v[i] > 0, {v: [1, 0, 3]}, False, True),
    (equal(E(q[i]), 0), {q: coin}, True, True),
    (Independent(q, k), {q: coin, k: coin}, True, True),
    (Independent(q, k), {q: coin, k: same_as(q)}, False, True),
    (Independent(X, Y), {X: uniform_on([-1, 0, 1]), Y: image_of(X, lambda value: value**2)}, False, True),
    (IndependentEntries(q), {q: jointly({(1, 1): Rational(1, 2), (-1, -1): Rational(1, 2)})}, False, True),
    (IdenticallyDistributed(q), {q: jointly({(1, -1): Rational(1, 2), (-1, 1): Rational(1, 2)})}, True, True),
    (IdenticallyDistributed(q), {q: jointly({(1, 0): Rational(1, 2), (-1, 0): Rational(1, 2)})}, False, True),
    (equal(Y, X**2), {X: coin, Y: image_of(X, lambda value: value**2)}, True, True),  # almost surely
    (FiniteMoments(X), {X: coin}, True, True),
    (StandardNormal(X), {X: coin}, False, True),
    (Element(P, K), {P: [1, 1], K: ball([0, 0], 1)}, False, True),
    (Element(P, K), {P: [1, 0], K: ball([0, 0], 1)}, True, True),
    (Element(P, K), {P: [Rational(1, 3), Rational(2, 3)], K: simplex(2)}, True, True),
    (Element(x, K), {x: 2, K: interval(0, 1)}, False, True),
    (Element(P, K), {P: [3, 4], K: finite_set([1, 2], [3, 4])}, True, True),
    (Element(g, K), {d: 2, g: [[1, 0], [1, 2]], K: transport_plans([1, 3], [2, 2])}, True, True),
    (Element(g, K), {d: 2, g: [[2, -1], [0, 3]], K: transport_plans([1, 3], [2, 2])}, False, True),
    (Element(g, K), {d: 2, g: [[0, 1], [1, 2]], K: transport_plans([1, 3], [2, 2])}, False, True),
    (ForAll((g,), (Element(g, K),), g[1, 1] <= 1), {d: 2, K: transport_plans([1, 3], [2, 2])}, True, False),
    (ForAll((g,), (Element(g, K),), g[2, 2] <= 1), {d: 2, K: transport_plans([1, 3], [2, 2])}, False, True),
    (ForAll((g,), (), g[1, 2] <= 2), {d: 2}, False, True),
    (ForAll((C2,), (IsDiagonal(C2), Eq(C2 * C2, C2), Eq(sp.Trace(C2), 1)), entry(C2, 2, 2) <= 1), {}, True, True),  # all there are
    (ForAll((C2,), (IsDiagonal(C2), Eq(C2 * C2, C2), Eq(sp.Trace(C2), 1)), Eq(entry(C2, 1, 1), 1)), {}, False, True),
    (ForAll((P,), (Element(P, K),), norm(P) <= 1), {K: ball([0, 0], 1)}, True, False),
    (ForAll((P,), (Element(P, K),), norm(P) < 1), {K: ball([0, 0], 1)}, False, True),
    (ForAll((x,), (), less(x**2, 101)), {}, True, False),
    (ForAll((x,), (x > 0,), less(1, x)), {}, False, True),
    (Implies(x > 0, x > 1), {x: Rational(1, 2)}, False, True),
    (Implies(x > 0, x > 1), {x: -1}, True, True),
    (Iff(x > 0, x**3 > 0), {x: -1}, True, True),
    (Both(x > 0, x < 2), {x: 1}, True, True),
    (sp.And(sp.Ne(x, 0), 1 / x > 0), {x: 0}, False, True),
    (Tends((1 + 1 / n) ** n, n, oo, exp(1)), {}, True, False),
    (Tends((1 + 1 / n) ** (n**2) / exp(n), n, oo, 1), {}, False, False),
    (Tends(sin(x) / x, x, 0, 1), {}, True, False),
    (Tends(1 / log(log(n)), n, oo, 0), {}, True, False),
    (Tends(sqrt(n)**7 * (1/sqrt(n) - 1/sqrt(n + 1) - 1/(2*sqrt(n)**3) + 3/(8*sqrt(n)**5)), n, oo, Rational(5, 16)), {}, True, False),  # cancels
    (IsBigO(sin(n) / n, 1 / n, n, oo), {}, True, False),
    (IsBigO(n**2, n, n, oo), {}, False, False),
    (Smooth(f), {f: Lambda(x, exp(x))}, True, False),
    (Smooth(f), {f: Lambda(x, Abs(x))}, None, False),
    (equal(Integral(sqrt(z**2), (z, -1, 1)), 1), {}, True, False),
    (equal(Integral(sqrt(z**2), (z, -1, 1)), Rational(11547, 10000)), {}, False, True),
    (less(Integral(exp(-(((x - Rational(3, 10)) * 10**6) ** 2)), (x, 0, 1)), Rational(1, 10**9)), {}, False, True),
    (less(Rational(177, 10**8), Integral(exp(-(((x - Rational(3, 10)) * 10**6) ** 2)), (x, 0, 1))), {}, True, True),
    (equal(Integral(Max(x, 1 - x), (x, 0, 1)), Rational(3, 4)), {}, True, False),
    (equal(Integral(Piecewise((x, x < Rational(1, 3)), (1, True)), (x, 0, 1)), Rational(13, 18)), {}, True, False),
    (equal(Integral(floor(3 * x), (x, 0, 1)), 1), {}, True, False),
    (equal(Integral(Abs(exp(sp.I * x) + 1), (x, 0, 1)), 4 * sin(Rational(1, 2))), {}, True, False),
    (equal(Integral(x * y, (x, 0, y), (y, 0, 1)), Rational(1, 8)), {}, True, False),
    (equal(Integral(f(x), (x, 0, 2)), 1), {f: Lambda(x, Abs(x - 1))}, True, False),
    (equal(Integral(1 / x**2, (x, -1, 1)), -2), {}, None, False),
    (equal(Integral(sqrt(x), (x, -1, 1)), Rational(2, 3) * (1 + sp.I)), {}, True, False),
    (equal(Integral(sqrt(x), (x, -1, 1)), Rational(2, 3) * (1 - sp.I)), {}, False, True),
    (equal(Integral(x / sqrt(x**2 - 4), (x, -1, 3)), sqrt(5) - sp.I * sqrt(3)), {}, True, False),
    (equal(Integral((x * (1 - x))**Rational(5, 2), (x, 0, 2)), Integral((x * (1 - x))**Rational(5, 2), (x, 0, 1))), {}, False, True),
    (equal(Integral(x**Rational(1, 3), (x, -1, 0)), -Rational(3, 4)), {}, False, True),  # the principal root
    (equal(Integral(sqrt(1 - x**2), (x, -1, 1)), sp.pi / 2), {}, True, False),
    (equal(Integral(1 / x, (x, 0, 1)), 2), {}, None, False),
    (equal(Integral(exp(-(x**2)), (x, -oo, oo)), sqrt(pi)), {}, True, False),
    (equal(Integral(1 / sqrt(x), (x, 0, 1)), 2), {}, True, False),
    (equal(Sum(1 / n**2, (n, 1, oo)), pi**2 / 6), {}, True, False),
    (equal(Sum(x**n / factorial(n), (n, 1, oo)), exp(x) - 1), {x: 2}, True, False),
    (equal(Sum(1 / n, (n, 1, oo)), 20), {}, None, False),
    (equal(Limit((1 + 1 / n) ** n, n, oo), exp(1)), {}, True, False),
    (equal(Derivative(f(x), x), f(x)), {x: 1, f: Lambda(x, exp(x))}, True, False),
]


@pytest.mark.parametrize(("statement", "values", "truth", "certified"), STATEMENTS)
def test_statements(statement, values, truth, certified):
    outcome = holds(statement, values)
    assert (outcome.truth, outcome.certified) == (truth, certified), outcome


def test_undefined_is_neither_true_nor_false():
    outcome = holds(equal(1 / x, 1), {x: 0})
    assert outcome.truth is None
    assert "division by zero" in outcome.undefined


def test_sqrt_two_squared_is_two_to_many_digits_but_never_certain():
    outcome = holds(equal(x**2 - 2, 0), {x: sqrt(2)})
    assert outcome.truth is True
    assert not outcome.certified
    assert outcome.digits > 300


def test_what_is_not_rigorous_says_so():
    outcome = holds(equal(Sum(1 / n**2, (n, 1, oo)), pi**2 / 6), {})
    assert outcome.truth is True
    assert not outcome.certified
    assert outcome.notes
    with pytest.raises(Undecided):
        evaluate(Sum((-1) ** n / log(n), (n, 2, oo)), {})


def test_a_false_value_of_a_series_needs_no_estimate():
    outcome = holds(equal(Sum(1 / n**2, (n, 1, oo)), 2), {})
    assert (outcome.truth, outcome.certified, outcome.notes) == (False, True, ())


def test_softmax_by_definition_and_its_derivative():
    softmax = (Definition("", p(i), exp(v[i]) / Sum(exp(v[j]), (j, 1, d))),)
    values = Valuation({d: 3, v: [0, 1, sqrt(2)]}, softmax)
    assert holds(Eq(Sum(p(i), (i, 1, d)), 1), values).digits > 300
    outcome = holds(Eq(Derivative(p(i), v[j]), p(i) * (KroneckerDelta(i, j) - p(j))), values)  # for all i, j
    assert outcome.truth is True
    assert outcome.digits > 30
    wrong = Eq(Derivative(p(i), v[j]), p(i) * (KroneckerDelta(i, j) + p(j)))
    assert holds(wrong, values).truth is False


CLAIM = Eq(Var(Sum(q[i] * k[i], (i, 1, d))), d)


def test_examples_become_valuations():
    values = instantiate(example(d=3, q=coin, k=coin), symbols_of(CLAIM))
    assert holds(CLAIM, values).certified
    assert values.describe() == {"d": "3", "q": "a fair coin +-1", "k": "a fair coin +-1"}


@pytest.mark.parametrize(("given", "message"), [
    (dict(d=3, q=coin), "no value for k"),
    (dict(d=-3, q=coin, k=coin), "d is declared"),
    (dict(d=Rational(1, 2), q=coin, k=coin), "d is declared"),
    (dict(d=3, q=coin, k=coin, r=1), "gives r"),
    (dict(d=3, q=coin, k=box((0, 1))), "k: expected a distribution"),
])
def test_unfit_examples_are_refused(given, message):
    with pytest.raises(MalformedClaim, match=message):
        instantiate(example(**given), symbols_of(CLAIM))


def test_floats_and_look_alikes_are_refused():
    with pytest.raises(MalformedClaim, match="float"):
        example(x=0.1)
    with pytest.raises(MalformedClaim, match="print alike"):
        instantiate(example(x=1), [x, positive("x")])


def test_shapes_are_checked():
    M = matrix("M", d, 2)
    with pytest.raises(MalformedClaim, match="expected 3 entries"):
        instantiate(example(d=3, M=[[1, 2], [3, 4]]), [d, M])


def test_half_of_one_is_exact():
    assert evaluate(S.Half + cos(x), {x: 0}) == fmpq(3, 2)


def test_an_outcome_shows_what_was_seen_on_the_way():
    """Distances along a sequence, and how the residual of an equality falls as the precision rises."""
    (label, across, points), = holds(Tends(sin(x)/x, x, 0, 1), {}).series
    assert (label, across) == ("distance to the limit", "|x|")
    assert all(0.8 < distance / (far**2 / 6) < 1.2 for far, distance in points)
    (_, _, residuals), = holds(Eq(sqrt(2)*sqrt(x), sqrt(6)), {x: 3}).series
    assert [bits for bits, _ in residuals] == [64, 256, 1024] and all(residual < 2.0**(8 - bits) for bits, residual in residuals)
