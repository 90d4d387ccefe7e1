"""Laws of expectations, variances and independence."""

import numpy as np
from sympy import Abs, Derivative, Integral, Lambda, Product, Rational, Sum, Symbol, exp, oo, pi, sqrt

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Gt, Le, Lt, Ne
from verifier.vocabulary.examples import coin, example, lazy_coin, multiples_of_one, normal, same_as, standard_normal, uniform_on
from verifier.vocabulary.monte_carlo import monte_carlo
from verifier.vocabulary.operators import (
    AlmostSurely,
    Cov,
    E,
    FiniteMean,
    FiniteMoments,
    ForAll,
    IdenticallyDistributed,
    Implies,
    Independent,
    IndependentEntries,
    Prob,
    SmoothFunctionOf,
    StandardNormal,
    Tends,
    TendsAlmostSurely,
    Var,
)
from verifier.vocabulary.symbols import function, index, natural, random_function, random_variable, random_vector, real

_X, _Y = random_variable("X_ Y_")

variance_formula = Law(
    "variance formula", "Var X = E X^2 - (E X)^2",
    Eq(Var(_X), E(_X**2) - E(_X) ** 2),
    needs=(FiniteMoments(_X),), source="definition of the variance, expanded",
    holds_for=(example(X_=coin), example(X_=uniform_on([0, 1, 5])), example(X_=lazy_coin)))

covariance_formula = Law(
    "covariance formula", "Cov(X, Y) = E XY - E X E Y",
    Eq(Cov(_X, _Y), E(_X * _Y) - E(_X) * E(_Y)),
    needs=(FiniteMoments(_X, _Y),), source="definition of the covariance, expanded",
    holds_for=(example(X_=coin, Y_=lazy_coin), example(X_=uniform_on([0, 1, 5]), Y_=same_as("X_"))))

expectation_of_independent_product = Law(
    "expectation of an independent product", "E XY = E X E Y for independent X and Y",
    Eq(E(_X * _Y), E(_X) * E(_Y)),
    needs=(Independent(_X, _Y), FiniteMoments(_X, _Y)), source="Fubini's theorem; Feller (1971), An Introduction to Probability Theory II, V.6",
    holds_for=(example(X_=coin, Y_=uniform_on([1, 2])), example(X_=uniform_on([0, 1, 5]), Y_=uniform_on([0, 2]))),
    fails_without=(example(X_=coin, Y_=same_as("X_")),))

_s = real("s_")
cantelli = Law(
    "Cantelli's inequality", "P(X - E X >= s) <= Var X / (Var X + s^2) for s > 0",
    Le(Prob(_X - E(_X) >= _s), Var(_X) / (Var(_X) + _s**2)),
    needs=(FiniteMoments(_X), _s > 0), source="Boucheron, Lugosi and Massart, Concentration Inequalities, Exercise 2.3",
    holds_for=(example(X_=coin, s_=1), example(X_=uniform_on([0, 1, 5]), s_=2), example(X_=lazy_coin, s_=Rational(1, 3))),
    fails_without=(example(X_=coin, s_=-2), example(X_=uniform_on([0, 1, 5]), s_=-3)))

cantelli_from_below = Law(
    "Cantelli's inequality from below", "P(X - E X <= -s) <= Var X / (Var X + s^2) for s > 0",
    Le(Prob(_X - E(_X) <= -_s), Var(_X) / (Var(_X) + _s**2)),
    needs=(FiniteMoments(_X), _s > 0), source="Boucheron, Lugosi and Massart, Concentration Inequalities, Exercise 2.3, for -X",
    holds_for=(example(X_=coin, s_=1), example(X_=uniform_on([0, 1, 5]), s_=2), example(X_=lazy_coin, s_=Rational(1, 3))),
    fails_without=(example(X_=coin, s_=-2), example(X_=uniform_on([0, 1, 5]), s_=-3)))

# -- laws of large numbers, normal variables, limits and derivatives under an expectation -------------------------------

_V = random_vector("V_")
_G, _H, _D = random_variable("G_ H_ D_")
_F, _F1 = function("F_ F1_")
_R, _R1 = random_function("R_ R1_")
_n = natural("n_")
_i, _j = index("i_ j_")
_x, _t, _a, _b, _c = real("x_ t_ a_ b_ c_")
_P, _Q = function("P_ Q_", real=None)
_y = Symbol("y", real=True)
DURRETT = "Durrett, Probability: Theory and Examples, 5th ed."

normal_expectation = Law(
    "expectation under the standard normal law", "E F(X) is the integral of F against the normal density, for F >= 0",
    Eq(E(_F(_X)), Integral(_F(_x) * exp(-_x**2 / 2) / sqrt(2 * pi), (_x, -oo, oo))),
    needs=(StandardNormal(_X), ForAll((_x,), (), _F(_x) >= 0)), source=f"{DURRETT}, Theorem 1.6.9 with Example 1.2.6",
    holds_for=(example(F_=Lambda(_y, exp(_y)), X_=standard_normal), example(F_=Lambda(_y, _y**4), X_=standard_normal)),
    fails_without=(example(F_=Lambda(_y, exp(_y)), X_=coin), example(F_=Lambda(_y, _y**4), X_=normal(1, 2))),
    measured_by=lambda: measure_normal_expectation())

gaussian_integral = Law(
    "Gaussian integral", "exp(-x^2/2) integrates to sqrt(2 pi)",
    Eq(Integral(exp(-_x**2 / 2), (_x, -oo, oo)), sqrt(2 * pi)), source="DLMF 5.9.1 with mu = 2, nu = 1, z = 1/2",
    holds_for=(example(),))

translation_of_integral = Law(
    "translation of an integral", "an integral over the whole line does not change when the function is shifted",
    Eq(Integral(_F(_x - _c), (_x, -oo, oo)), Integral(_F(_x), (_x, -oo, oo))),
    source="Rudin, Real and Complex Analysis, Theorem 2.20(c)",
    holds_for=(example(F_=Lambda(_y, exp(-_y**2)), c_=3),))

dilation_of_integral = Law(
    "dilation of an integral", "stretching the argument by c > 0 divides the integral over the whole line by c",
    Eq(Integral(_F(_c * _x), (_x, -oo, oo)), Integral(_F(_x), (_x, -oo, oo)) / _c), needs=(_c > 0,),
    source="Rudin, Real and Complex Analysis, Theorem 2.20(e)",
    holds_for=(example(F_=Lambda(_y, exp(-_y**2)), c_=3), example(F_=Lambda(_y, exp(_y - _y**2)), c_=Rational(1, 2))),
    fails_without=(example(F_=Lambda(_y, exp(-_y**2)), c_=-3),))

_K, _K1 = function("K_ K1_")
mean_of_independent_nonnegative_factors = Law(
    "mean of a product of nonnegative functions of independent variables",
    "E prod F_i(X_i) = prod E F_i(X_i) for independent X_i and functions F_i >= 0",
    Eq(E(Product(_K(_i, _V[_i]), (_i, 1, _n))), Product(E(_K(_i, _V[_i])), (_i, 1, _n))),
    needs=(IndependentEntries(_V), ForAll((_i, _x), (_i >= 1, _i <= _n), _K(_i, _x) >= 0)),
    source=f"{DURRETT}, Theorems 2.1.10 and 2.1.13",
    holds_for=(example(n_=2, V_=standard_normal, K_=lambda i, x: exp(i * x)), example(n_=3, V_=coin, K_=lambda i, x: (x + i) ** 2)),
    fails_without=(example(n_=2, V_=multiples_of_one(standard_normal), K_=lambda i, x: exp(i * x)),))

combination_of_normals = Law(
    "linear combinations of independent normal variables", "a_1 V_1 + ... + a_n V_n has the law of |a| V_1; here through the means of functions F >= 0",
    Eq(E(_F(Sum(_K1(_i) * _V[_i], (_i, 1, _n)))), E(_F(sqrt(Sum(_K1(_i) ** 2, (_i, 1, _n))) * _V[1]))),
    needs=(StandardNormal(_V), IndependentEntries(_V), ForAll((_x,), (), _F(_x) >= 0)),
    source=f"{DURRETT}, section 2.1.3 (sums of independent normal variables), with Theorem 1.6.9",
    holds_for=(example(n_=2, V_=standard_normal, K1_=[3, 4], F_=Lambda(_y, _y**4)), example(n_=1, V_=standard_normal, K1_=[-2], F_=Lambda(_y, exp(_y)))),
    fails_without=(example(n_=2, V_=coin, K1_=[3, 4], F_=Lambda(_y, _y**4)),
                   example(n_=2, V_=multiples_of_one(standard_normal), K1_=[3, 4], F_=Lambda(_y, _y**2))))

strong_law_of_large_numbers = Law(
    "strong law of large numbers", "averages of functions of i.i.d. variables tend to the mean almost surely, if it is finite",
    TendsAlmostSurely(Sum(_F(_V[_i]), (_i, 1, _n)) / _n, _n, oo, E(_F(_V[1]))),
    needs=(IndependentEntries(_V), IdenticallyDistributed(_V), FiniteMean(_F(_V[1]))), source=f"{DURRETT}, Theorem 2.4.1",
    measured_by=lambda: measure_strong_law())

almost_sure_product = Law(
    "almost sure limit of a product", "almost sure limits multiply",
    TendsAlmostSurely(_P(_n) * _Q(_n), _n, oo, _a * _b),
    needs=(TendsAlmostSurely(_P(_n), _n, oo, _a), TendsAlmostSurely(_Q(_n), _n, oo, _b)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 3.3, outside a null set",
    measured_by=lambda: measure_almost_sure_limits())

almost_sure_quotient = Law(
    "almost sure limit of a quotient", "almost sure limits divide, where the denominator's is not 0",
    TendsAlmostSurely(_P(_n) / _Q(_n), _n, oo, _a / _b),
    needs=(TendsAlmostSurely(_P(_n), _n, oo, _a), TendsAlmostSurely(_Q(_n), _n, oo, _b), Ne(_b, 0)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 3.3, outside a null set",
    measured_by=lambda: measure_almost_sure_limits())

almost_sure_power = Law(
    "almost sure limit of a power", "P -> a > 0 almost surely gives P^b -> a^b almost surely",
    TendsAlmostSurely(_P(_n) ** _b, _n, oo, _a**_b), needs=(TendsAlmostSurely(_P(_n), _n, oo, _a), _a > 0),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.2 (continuity of x^b at a > 0), outside a null set",
    measured_by=lambda: measure_almost_sure_power())

finite_mean_by_comparison = Law(
    "finite mean by comparison", "|X| <= c + |Y| with E|Y| finite makes E|X| finite",
    FiniteMean(_X), needs=(Le(Abs(_X), _c + Abs(_Y)), FiniteMean(_Y)), source=f"{DURRETT}, Theorem 1.4.7",
    measured_by=lambda: measure_finite_means())

mean_of_multiple = Law(
    "mean of a multiple", "E c X = c E X for X >= 0 and c >= 0",
    Eq(E(_c * _X), _c * E(_X)), needs=(_X >= 0, _c >= 0), source=f"{DURRETT}, Theorem 1.6.1(b)",
    holds_for=(example(c_=3, X_=uniform_on([0, 1, 5])), example(c_=0, X_=uniform_on([2, 7]))), measured_by=lambda: measure_multiple())

expectation_of_sum = Law(
    "expectation of a sum", "the mean of a finite sum is the sum of the means",
    Eq(E(Sum(_R(_i), (_i, 1, _n))), Sum(E(_R(_i)), (_i, 1, _n))), needs=(ForAll((_i,), (1 <= _i, _i <= _n), FiniteMean(_R(_i))),),
    source=f"{DURRETT}, Theorem 1.6.1", measured_by=lambda: measure_mean_of_sum())

stein_identity = Law(
    "Stein's identity", "E X_i g(X) = E dg/dX_i for independent standard normal entries and smooth g",
    Eq(E(_V[_i] * _G), E(Derivative(_G, _V[_i], evaluate=False))),
    needs=(StandardNormal(_V), IndependentEntries(_V), SmoothFunctionOf(_G, _V), FiniteMoments(_V)),
    source="Stein (1981), Estimation of the mean of a multivariate normal distribution, Lemmas 1 and 2",
    measured_by=lambda: measure_stein())

derivative_under_expectation = Law(
    "differentiation under the expectation", "d/dt E R(t) = E R'(t), if |R'(t)| has a bound with finite mean that does not depend on t",
    Eq(Derivative(E(_R(_a)), _a), E(_R1(_a))),
    needs=(ForAll((_t,), (), Eq(Derivative(_R(_t), _t), _R1(_t))), ForAll((_t,), (), Le(Abs(_R1(_t)), _H)), FiniteMean(_H),
           FiniteMean(_R(_a))),
    source=f"{DURRETT}, Theorem A.5.3", measured_by=lambda: measure_derivative_of_mean())

positive_mean = Law(
    "mean of an almost surely positive variable", "X > 0 wherever D is not 0, and D is almost surely not 0: then E X > 0",
    Gt(E(_X), 0), needs=(Implies(Ne(_D, 0), Gt(_X, 0)), AlmostSurely(Ne(_D, 0))), source=f"{DURRETT}, Exercise 1.4.1",
    measured_by=lambda: measure_positive_mean())

normal_entries_differ = Law(
    "independent normal variables do not coincide", "two independent standard normal variables are almost surely different",
    AlmostSurely(Ne(_V[_i] - _V[_j], 0)), needs=(StandardNormal(_V), IndependentEntries(_V), Ne(_i, _j)),
    source=f"{DURRETT}, section 2.1.3 (sums of independent variables): the difference is normal with variance 2",
    measured_by=lambda: measure_ties())

combination_of_normal_entries = Law(
    "a combination of independent normal variables is normal", "sum c_i V_i is standard normal for independent standard normal V_i and sum c_i^2 = 1",
    StandardNormal(Sum(_F(_i) * _V[_i], (_i, 1, _n))),
    needs=(StandardNormal(_V), IndependentEntries(_V), Eq(Sum(_F(_i) ** 2, (_i, 1, _n)), 1)),
    source=f"{DURRETT}, section 2.1.3 (sums of independent normal variables are normal, and the variances add)",
    measured_by=lambda: measure_combination())

increasing_between = Law(
    "a derivative that is positive between two points", "f' > 0 for a < t < b gives f(a) < f(b), for f differentiable on [a, b]",
    Lt(_F(_a), _F(_b)), needs=(Lt(_a, _b), ForAll((_t,), (_a <= _t, _t <= _b), Eq(Derivative(_F(_t), _t), _F1(_t))),
                               ForAll((_t,), (_a < _t, _t < _b), Gt(_F1(_t), 0))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.10 (mean value theorem)",
    holds_for=(example(F_=Lambda(_y, _y**2), F1_=Lambda(_y, 2 * _y), a_=0, b_=2),),
    fails_without=(example(F_=Lambda(_y, _y**2), F1_=Lambda(_y, 2 * _y), a_=-1, b_=1),))

above_limit_on_the_left = Law(
    "an increasing function lies above its limit on the left", "f' > 0 on the whole line and f(t) -> c as t -> -infinity give f(a) > c",
    Gt(_F(_a), _c), needs=(ForAll((_t,), (), Eq(Derivative(_F(_t), _t), _F1(_t))), ForAll((_t,), (), Gt(_F1(_t), 0)), Tends(_F(_t), _t, -oo, _c)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.10 (mean value theorem) with Definition 4.33",
    holds_for=(example(F_=Lambda(_y, exp(_y)), F1_=Lambda(_y, exp(_y)), a_=-3, c_=0),),
    fails_without=(example(F_=Lambda(_y, exp(_y)), F1_=Lambda(_y, exp(_y)), a_=0, c_=2),
                   example(F_=Lambda(_y, -exp(_y)), F1_=Lambda(_y, -exp(_y)), a_=0, c_=0)))

increasing_on_interval = Law(
    "a positive derivative makes a function increase on an interval", "f' > 0 on [a, b] gives f(a) < f(b)",
    Lt(_F(_a), _F(_b)), needs=(Lt(_a, _b), ForAll((_t,), (_a <= _t, _t <= _b), Eq(Derivative(_F(_t), _t), _F1(_t))),
                               ForAll((_t,), (_a <= _t, _t <= _b), Gt(_F1(_t), 0))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.10 (mean value theorem)",
    holds_for=(example(F_=Lambda(_y, _y**2), F1_=Lambda(_y, 2 * _y), a_=1, b_=2),),
    fails_without=(example(F_=Lambda(_y, _y**2), F1_=Lambda(_y, 2 * _y), a_=-1, b_=0),))

increasing_by_derivative = Law(
    "a positive derivative makes a function increase", "f' > 0 on the whole line gives f(a) < f(b) for a < b",
    Lt(_F(_a), _F(_b)), needs=(Lt(_a, _b), ForAll((_t,), (), Eq(Derivative(_F(_t), _t), _F1(_t))), ForAll((_t,), (), Gt(_F1(_t), 0))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.10 (mean value theorem)",
    holds_for=(example(F_=Lambda(_y, exp(_y)), F1_=Lambda(_y, exp(_y)), a_=0, b_=1),),
    fails_without=(example(F_=Lambda(_y, _y**2), F1_=Lambda(_y, 2 * _y), a_=-1, b_=0),
                   example(F_=Lambda(_y, exp(_y)), F1_=Lambda(_y, exp(_y)), a_=1, b_=0)))


# -- experiments: where the needs hold, and where one does not -------------------------------------------------------------

SAMPLES = 200_000


def _draws(seed, *shape):
    return np.random.default_rng(seed).standard_normal(shape)


def measure_normal_expectation():
    """E cosh X by sampling against the integral by the trapezoidal rule; a uniform variable gives another value."""
    x = np.linspace(-12, 12, 4001)
    integral = np.trapezoid(np.cosh(x) * np.exp(-x**2 / 2) / np.sqrt(2 * np.pi), x)
    uniform = np.random.default_rng(1).uniform(-np.sqrt(3), np.sqrt(3), SAMPLES)
    return [monte_carlo("normal X", np.cosh(_draws(1, SAMPLES)), integral),
            monte_carlo("uniform X (not normal): smaller", np.cosh(uniform), integral - 0.03, "<=")]


def measure_strong_law():
    """Averages of exp(X); for Cauchy variables the averages of X have no limit."""
    values = np.exp(_draws(2, SAMPLES))
    cauchy = np.random.default_rng(3).standard_cauchy((400, 5000)).mean(axis=1)
    return [monte_carlo("average of exp(X)", values, np.exp(0.5)),
            Measurement("averages of 5000 Cauchy variables: interquartile range stays 2", np.subtract(*np.percentile(cauchy, (75, 25))), 1.0, 0, ">=")]


def measure_almost_sure_limits():
    """Along one path: averages of exp(X) and X^2, their product and quotient at n = 200000."""
    x = _draws(4, SAMPLES)
    p, q = np.exp(x).mean(), (x**2).mean()
    return [Measurement("product", p * q, np.exp(0.5), 0.06), Measurement("quotient", p / q, np.exp(0.5), 0.06),
            Measurement("quotient by an average that tends to 0: large", abs(p / x.mean()), 100, 0, ">=")]


def measure_finite_means():
    """exp(X) <= 1 + exp(2X) has a finite mean; exp(X^2) has none, and its averages hang on the largest draw."""
    x = _draws(5, SAMPLES)
    wild = np.exp(x**2)
    return [monte_carlo("E exp(X)", np.exp(x), np.exp(0.5)),
            Measurement("share of the largest draw in the sum of exp(X^2)", wild.max() / wild.sum(), 0.05, 0, ">=")]


def measure_multiple():
    """3 times exp(X); for a Cauchy variable neither side exists: averages of 5000 of them do not settle."""
    x = np.exp(_draws(13, SAMPLES))
    return [monte_carlo("three times exp(X)", 3 * x, 3 * np.exp(0.5)), measure_strong_law()[1]]


def measure_mean_of_sum():
    """E(X + X^2 + X^3) against the sum of the means; Cauchy averages do not settle, so without means there is nothing to add."""
    x = _draws(10, SAMPLES)
    return [monte_carlo("three powers of X", x + x**2 + x**3 - (x.mean() + (x**2).mean() + (x**3).mean()), 0.0), measure_strong_law()[1]]


def measure_stein():
    """E X_1 tanh(X_1 + X_2) against E sech^2; for coins the two differ."""
    x = _draws(6, 2, SAMPLES)
    gap = [v[0] * np.tanh(v.sum(axis=0)) - 1 / np.cosh(v.sum(axis=0))**2 for v in (x, np.sign(x))]
    return [monte_carlo("normal entries: difference of the two sides", gap[0], 0.0),
            Measurement("coins: difference of the two sides", abs(gap[1].mean()), 0.02, 0, ">=")]


def measure_derivative_of_mean():
    """The slope of E cos(tX); the step X < t has slope 0 almost everywhere, but the mean of the step does not."""
    x = _draws(7, SAMPLES)
    slope = (np.cos(0.501 * x) - np.cos(0.499 * x)) / 0.002
    step = ((x < 0.51).mean() - (x < 0.49).mean()) / 0.02
    return [monte_carlo("slope of E cos(tX) at 1/2", slope, -0.5 * np.exp(-1 / 8)),
            Measurement("slope of P(X < t): the density, not 0", step, 0.2, 0, ">=")]


def measure_positive_mean():
    """E (X - Y)^2 for independent entries, and for Y = X, where the difference is 0."""
    x = _draws(8, 2, SAMPLES)
    return [Measurement("independent", ((x[0] - x[1])**2).mean(), 1.9, 0, ">="), Measurement("Y = X", ((x[0] - x[0])**2).mean(), 0, 0)]


def measure_ties():
    """No ties among 200000 pairs of normal draws; coins tie half of the time."""
    x = _draws(9, 2, SAMPLES)
    coins = np.sign(x)
    return [Measurement("ties among normal draws", (x[0] == x[1]).mean(), 0, 0), monte_carlo("ties among coins", 1.0 * (coins[0] == coins[1]), 0.5)]


def measure_almost_sure_power():
    """Along one path: the root of an average of X^2 + 3; averages of X tend to 0, where the power -2 has no limit."""
    x = _draws(11, SAMPLES)
    return [Measurement("root of an average", np.sqrt((x**2 + 3).mean()), 2, 0.01),
            Measurement("power -2 of an average that tends to 0: large", x.mean() ** -2.0, 10_000, 0, ">=")]


def measure_combination():
    """Second and fourth moments of 0.6 X + 0.8 Y: 1 and 3 as for a normal variable; other for coins, for Y = X, and for other weights."""
    x, y = _draws(12, 2, SAMPLES)
    mixed, coins = 0.6 * x + 0.8 * y, 0.6 * np.sign(x) + 0.8 * np.sign(y)
    return [monte_carlo("second moment", mixed**2, 1), monte_carlo("fourth moment", mixed**4, 3),
            monte_carlo("coins: the fourth moment", coins**4, 2.5, "<="), monte_carlo("Y = X: the second moment", (1.4 * x)**2, 1.96),
            monte_carlo("weights 1 and 1: the second moment", (x + y)**2, 2)]
