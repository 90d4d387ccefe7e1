"""The table of named laws, against quadrature and sums with mpmath."""

import mpmath
import pytest
import sympy as sp

from verifier.deciding.decide import decide
from verifier.deciding.kinds import Unreadable, declare
from verifier.tools.chance.folded import folded_mean
from verifier.tools.chance.named_laws import LAWS
from verifier.tools.chance.power_moments import NoMoment, NotKnown, power_moment
from verifier.tools.chance.tame_functions import by_stein, even_part, is_tame
from verifier.vocabulary.symbols import Random

S = sp.S
ROWS = {"gamma": (sp.Rational(5, 2), S(3)), "beta": (S(2), sp.Rational(3, 2)), "laplace": (S(1), sp.Rational(1, 2)), "exponential": (S(2),),
        "uniform": (S(-1), S(2)), "normal": (S(1), S(2))}
x = sp.Symbol("x", real=True)


def over_the_density(name, function):
    value, low, high = LAWS[name].density(x, *ROWS[name])
    numeric = sp.lambdify(x, function(x) * value, "mpmath")
    ends = [float(low) if low.is_finite else -mpmath.inf, *([1] if name == "laplace" else []), float(high) if high.is_finite else mpmath.inf]
    return mpmath.quad(numeric, ends)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("k", range(4))
def test_moments_are_those_of_the_density(name, k):
    exact = LAWS[name].moment(k, S.Zero, *ROWS[name])
    assert abs(over_the_density(name, lambda t: t**k) - float(exact)) < 1e-9


@pytest.mark.parametrize("name", [name for name in ROWS if name not in ("beta", "uniform")])
def test_exponential_moments_are_those_of_the_density(name):
    exact = LAWS[name].moment(1, sp.Rational(1, 5), *ROWS[name])
    assert abs(over_the_density(name, lambda t: t * sp.exp(t / 5)) - float(exact)) < 1e-9


@pytest.mark.parametrize("name", ROWS)
def test_the_distribution_function_is_the_integral_of_the_density(name):
    slope = sp.diff(LAWS[name].below(x, *ROWS[name]), x)
    for point in (sp.Rational(1, 3), sp.Rational(3, 4)):
        assert abs(float(slope.subs(x, point).doit().evalf()) - float(LAWS[name].density(point, *ROWS[name])[0])) < 1e-9


@pytest.mark.parametrize(("name", "parameters"), [("gamma", ROWS["gamma"]), ("beta", ROWS["beta"])])
def test_powers_are_those_of_the_density(name, parameters):
    assert abs(over_the_density(name, lambda t: t ** sp.Rational(1, 2)) - float(power_moment(name, S.Half, S.Zero, *parameters))) < 1e-9
    with pytest.raises(NoMoment):
        power_moment(name, S(-3), S.Zero, *parameters)


def test_a_binomial_variable_has_its_outcomes_and_its_moments():
    p = sp.Symbol("p")
    for k in range(4):
        listed = sum(weight * value**k for value, weight in LAWS["binomial"].atoms(S(3), p))
        assert sp.expand(listed - LAWS["binomial"].moment(k, S.Zero, S(3), p)) == 0
    assert LAWS["binomial"].atoms(sp.Symbol("n", integer=True), p) is None


@pytest.mark.parametrize("words", ["gamma(2, 3)", "gamma(2, mean=3)", "binomial(1/2, 1/3)", "normal(mean=0, deviation=1)", "beta(1)"])
def test_what_may_be_read_in_two_ways_is_asked_back(words):
    with pytest.raises(Unreadable):
        declare("X", words, sp.Rational if words.startswith("binomial") else sp.sympify)


def test_steins_lemma_leaves_no_power_beside_another_function():
    body = x**3 * sp.tanh(x)
    made = by_stein(body, x, S(1), S(4))
    density = sp.exp(-((x - 1) ** 2) / 8) / (2 * sp.sqrt(2 * sp.pi))
    both = [mpmath.quad(sp.lambdify(x, part * density, "mpmath"), [-mpmath.inf, 0, mpmath.inf]) for part in (body, made)]
    assert abs(both[0] - both[1]) < 1e-9
    assert is_tame(sp.log(1 + sp.exp(x)), x) and not is_tame(sp.exp(x**2), x) and not is_tame(1 / x, x) and not is_tame(sp.log(x**2), x)


def test_the_even_part_of_a_function_is_only_said_where_it_is_a_number():
    assert even_part(1 / (1 + sp.exp(-x)), x) == S.Half and even_part(sp.tanh(x), x) == 0
    assert even_part(sp.tanh(x) ** 2, x) is None and even_part(1 / (1 + sp.exp(1 - x)), x) is None


@pytest.mark.parametrize(("statement", "where", "given"), [
    ("Eq(E(exp(t*X)), r/(r - t))", {"X": "exponential(r)", "r": "positive", "t": "real"}, ()),
    ("Eq(E(1/X), 1/(k - 1))", {"X": "gamma(k, 1)", "k": "positive"}, ("k > 1/2",)),
    ("Eq(E(1/(1 + exp(X))), 1/2)", {"X": "normal(m, 1)", "m": "real"}, ()),
])
def test_what_needs_a_premise_is_not_proved_without_it(statement, where, given):
    assert decide(statement, where, given).verdict.name not in ("PROVED", "ENCLOSED", "SIMPLIFIED")


X = Random("X", real=True)
c = sp.Symbol("c", real=True)


@pytest.mark.parametrize("body", [sp.Max(X, 0), sp.Max(X, 0) ** 2, sp.Min(1 - 2 * X, 3), sp.Abs(X - 1) ** 3 * X, sp.sign(X + 1) * X**2,
                                  X * sp.Heaviside(2 - X), sp.Max(X, 2) * sp.Min(X, 2), X**4 * sp.Abs(X)])
@pytest.mark.parametrize(("mean", "deviation"), [(S(1), S(2)), (sp.Rational(-3, 2), sp.Rational(1, 2))])
def test_means_of_folded_normal_variables_are_those_of_the_density(body, mean, deviation):
    t = sp.Symbol("t", real=True)
    numeric = sp.lambdify(t, body.xreplace({X: t}) * LAWS["normal"].density(t, mean, deviation)[0], ["mpmath", {"Heaviside": lambda u, at_zero: float(u > 0)}])
    wanted = mpmath.quad(numeric, [-mpmath.inf, -1, 0, 0.5, 1, 2, mpmath.inf])
    assert abs(wanted - float(folded_mean(body, X, mean, deviation))) < 1e-9


@pytest.mark.parametrize(("body", "mean", "deviation"), [
    (sp.Abs(X) + sp.Abs(X - 1), S(0), S(1)), (sp.exp(sp.Abs(X)), S(0), S(1)), (sp.Abs(X**2 - 1), S(0), S(1)), (sp.Abs(c * X), S(0), S(1)),
    (sp.Abs(X), S(0), c), (1 / sp.Max(X, 1), S(0), S(1)), (sp.Max(X, 0, c), S(0), S(1)), (sp.Abs(X), sp.I, S(1)), (sp.Max(X, sp.Abs(X)), S(0), S(1))])
def test_other_folded_means_are_refused(body, mean, deviation):
    with pytest.raises(NotKnown):
        folded_mean(body, X, mean, deviation)
