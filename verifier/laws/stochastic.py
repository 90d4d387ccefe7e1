"""Laws of random sequences: what the past determines, fresh samples, and their conditional means."""

from sympy import KroneckerDelta, Product, Rational, Sum

from verifier.claim import Law
from verifier.laws.relations import Eq
from verifier.vocabulary.examples import coin, distribution, example, jointly, same_as, uniform_on
from verifier.vocabulary.operators import (
    E,
    FiniteMoments,
    ForAll,
    FunctionOfPast,
    IdenticallyDistributed,
    Independent,
    IndependentEntries,
    MeasurableMap,
    dot,
)
from verifier.vocabulary.symbols import function, integer, natural, point, random_point, random_variable, random_vector, sequence, trajectory

_n, _m = natural("n_ m_")
_V = random_vector("V_")
_X = random_variable("X_")
_Y, _Z = random_point("Y_ Z_")
_y = point("y_")
_F = trajectory("F_")
_f, _h = function("f_ h_")

DURRETT = "Durrett, Probability: Theory and Examples, 5th ed."


def gap(x, y):
    """f(x, y) = |y - x| for a point y of the line"""
    return abs(y[0] - x)


def moved(x, y):
    """F(x, y) = y + 2 x on the line"""
    return (y[0] + 2 * x,)


def mean_gap(y):
    """h(y) = (|y - 1| + |y + 1|)/2"""
    return (abs(y[0] - 1) + abs(y[0] + 1)) / 2


next_value_of_past = Law(
    "what the past and one more entry determine", "a measurable function of V_n and of what V_1, ..., V_(n-1) determine is "
    "determined by V_1, ..., V_n",
    FunctionOfPast(_Z, _V, _n + 1),
    needs=(FunctionOfPast(_Y, _V, _n), MeasurableMap(_F), Eq(_Z, _F(_V[_n], _Y))),
    source=f"{DURRETT}, Theorem 1.3.4 (compositions of measurable maps)",
    holds_for=(example(V_=coin, n_=2, F_=moved, Y_=[_V[1]], Z_=[_V[1] + 2 * _V[2]]),),
    fails_without=(example(V_=coin, n_=1, F_=moved, Y_=[_V[2]], Z_=[_V[2] + 2 * _V[1]]),))

fresh_entry_is_independent = Law(
    "a fresh entry is independent of the past", "V_n is independent of what V_1, ..., V_(n-1) determine, when the entries are independent",
    Independent(_V[_n], _Y), needs=(IndependentEntries(_V), FunctionOfPast(_Y, _V, _n)), source=f"{DURRETT}, Theorem 2.1.10",
    holds_for=(example(V_=coin, n_=3, Y_=[_V[1] + _V[2]]), example(V_=uniform_on([0, 1, 5]), n_=1, Y_=[7])),
    fails_without=(example(V_=coin, n_=2, Y_=[_V[1] + _V[2]]),
                   example(V_=jointly({(1, 1): Rational(1, 2), (-1, -1): Rational(1, 2)}), n_=2, Y_=[_V[1]])))

mean_with_one_variable_frozen = Law(
    "mean given an independent variable", "E f(X, Y) = E h(Y), where h(y) = E f(X, y), for independent X and Y",
    Eq(E(_f(_X, _Y)), E(_h(_Y))),
    needs=(Independent(_X, _Y), ForAll((_y,), (), Eq(_h(_y), E(_f(_X, _y)))), FiniteMoments(_f(_X, _Y))),
    source=f"{DURRETT}, Example 4.1.7",
    holds_for=(example(f_=gap, h_=mean_gap, X_=coin, Y_=uniform_on([[0], [3]])), example(f_=gap, h_=mean_gap, X_=coin, Y_=[2])),
    fails_without=(example(f_=gap, h_=mean_gap, X_=coin, Y_=[_X]),))

equal_laws_equal_means = Law(
    "equal laws give equal means", "E f(V_n) = E f(V_m) when all entries of V have the same law",
    Eq(E(_f(_V[_n])), E(_f(_V[_m]))), needs=(IdenticallyDistributed(_V), FiniteMoments(_V)), source=f"{DURRETT}, Theorem 1.6.9",
    holds_for=(example(V_=uniform_on([0, 1, 5]), f_=lambda x: x**2, n_=1, m_=4),),
    fails_without=(example(V_=jointly({(1, 2): 1}), f_=lambda x: x**2, n_=1, m_=2),))

# -- variables with finitely many values, and products of independent ones ----------------------------------------------

_i, _P = integer("i_"), sequence("P_")
_has_values = (ForAll((_i,), (1 <= _i, _i <= _n), Eq(E(KroneckerDelta(_X, _i)), _P(_i))), Eq(Sum(_P(_i), (_i, 1, _n)), 1))
_two_values = distribution({1: Rational(1, 3), 2: Rational(2, 3)})


def on_a_parabola(x):
    """F(x) = (x, x^2)"""
    return (x, x**2)


mean_over_values = Law(
    "mean of a function of a discrete variable", "E f(X) is the sum of P(X = i) f(i), when X has values among 1, ..., n",
    Eq(E(_f(_X)), Sum(_P(_i) * _f(_i), (_i, 1, _n))), needs=_has_values, source=f"{DURRETT}, Theorem 1.6.9 (discrete law)",
    holds_for=(example(n_=2, X_=_two_values, P_=[Rational(1, 3), Rational(2, 3)], f_=lambda x: x**2),
               example(n_=3, X_=2, P_=[0, 1, 0], f_=lambda x: 5 - x)),
    fails_without=(example(n_=2, X_=_two_values, P_=[Rational(1, 2), Rational(1, 2)], f_=lambda x: x, note="other probabilities"),
                   example(n_=1, X_=_two_values, P_=[Rational(1, 3)], f_=lambda x: x, note="X may be 2")))

mean_point_over_values = Law(
    "mean of a vector that depends on a discrete variable", "E F(X) is the sum of P(X = i) F(i), when X has values among 1, ..., n",
    Eq(E(_F(_X)), Sum(_P(_i) * _F(_i), (_i, 1, _n))), needs=_has_values,
    source=f"{DURRETT}, Theorem 1.6.9 (discrete law), in each coordinate",
    holds_for=(example(n_=2, X_=_two_values, P_=[Rational(1, 3), Rational(2, 3)], F_=on_a_parabola),
               example(n_=3, X_=2, P_=[0, 1, 0], F_=on_a_parabola)),
    fails_without=(example(n_=2, X_=_two_values, P_=[Rational(1, 2), Rational(1, 2)], F_=on_a_parabola, note="other probabilities"),
                   example(n_=1, X_=_two_values, P_=[Rational(1, 3)], F_=on_a_parabola, note="X may be 2")))

mean_of_independent_inner_product = Law(
    "mean of the inner product of independent vectors", "E <Y, Z> = <E Y, E Z> for independent Y and Z",
    Eq(E(dot(_Y, _Z)), dot(E(_Y), E(_Z))), needs=(Independent(_Y, _Z), FiniteMoments(_Y, _Z)),
    source=f"{DURRETT}, Theorem 2.1.13 in each coordinate",
    holds_for=(example(Y_=uniform_on([[0, 1], [3, 2]]), Z_=uniform_on([[1, 1], [-1, 0], [2, 5]])),),
    fails_without=(example(Y_=uniform_on([[1, 0], [-1, 2]]), Z_=same_as("Y_")),))

mean_of_independent_factors = Law(
    "mean of a product of independent factors", "the mean of f(V_1) ... f(V_n) is the product of the means",
    Eq(E(Product(_f(_V[_i]), (_i, 1, _n))), Product(E(_f(_V[_i])), (_i, 1, _n))),
    needs=(IndependentEntries(_V), FiniteMoments(_V)), source=f"{DURRETT}, Theorem 2.1.13",
    holds_for=(example(V_=uniform_on([0, 1, 5]), n_=3, f_=lambda x: x + 2), example(V_=coin, n_=1, f_=lambda x: x**2)),
    fails_without=(example(V_=jointly({(1, 1): Rational(1, 2), (-1, -1): Rational(1, 2)}), n_=2, f_=lambda x: x),))
