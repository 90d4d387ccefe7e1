"""Laws of random sequences: what the past determines, fresh samples, and their conditional means."""

from sympy import Eq, Rational

from verifier.claim import Law
from verifier.examples import coin, example, jointly, uniform_on
from verifier.operators import (
    E,
    FiniteMoments,
    ForAll,
    FunctionOfPast,
    IdenticallyDistributed,
    Independent,
    IndependentEntries,
    MeasurableMap,
)
from verifier.symbols import function, natural, point, random_point, random_variable, random_vector, trajectory

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
