"""Laws of Euclidean space: inner products, projections, convex functions."""

from sympy import KroneckerDelta, Lambda, Rational, Sum, Symbol

from verifier.claim import Law
from verifier.laws.relations import Eq, Ge, Le
from verifier.vocabulary.examples import ball, example, interval
from verifier.vocabulary.operators import Element, ForAll, TendsFromAbove, norm
from verifier.vocabulary.symbols import convex_set, function, index, integer, point, real, sequence, trajectory, whole

_c, _l, _s = real("c_ l_ s_")
_t = Symbol("t", real=True)
_f = function("f_")
_a, _b = point("a_ b_")
_S = convex_set("S_")
_n = integer("n_")
_m, _k = integer("m_ k_")
_p, _q = whole("p_ q_")
_i = index("i_")
_w, _x = sequence("w_"), trajectory("x_")


def square_length(y):
    """f(y) = |y|^2"""
    return sum(value**2 for value in y)


def minus_square(y):
    """f(y) = -|y|^2"""
    return -square_length(y)


limit_keeps_upper_bound = Law(
    "limits keep weak inequalities", "a one-sided limit of numbers that are at most c is at most c",
    Le(_l, _c),
    needs=(ForAll((_s,), (0 < _s, _s <= 1), _f(_s) <= _c), TendsFromAbove(_f(_s), _s, 0, _l)),
    source="Abbott, Understanding Analysis, 2nd ed., Theorem 2.3.4 with Theorem 4.2.3",
    holds_for=(example(f_=Lambda(_t, 1 - _t), c_=1, l_=1), example(f_=Lambda(_t, _t**2 - 3), c_=0, l_=-3)),
    fails_without=(example(f_=Lambda(_t, 1 + _t), c_=0, l_=1), example(f_=Lambda(_t, -_t), c_=0, l_=1)))

linear_function_tends_to_zero = Law(
    "a multiple of s tends to 0 with s", "c s -> 0 as s -> 0 from above",
    TendsFromAbove(_c * _s, _s, 0, 0),
    source="Abbott, Understanding Analysis, 2nd ed., Example 4.2.2",
    holds_for=(example(c_=3), example(c_=0), example(c_=-2)))

equal_points_in_one_set = Law(
    "equals for equals", "of two equal points both or neither lie in a set",
    Element(_a, _S),
    needs=(Eq(_a, _b), Element(_b, _S)), source="Mendelson, Introduction to Mathematical Logic, 6th ed., Section 2.8 (substitutivity of equality)",
    holds_for=(example(a_=[1, 0], b_=[1, 0], S_=ball([0, 0], 1)),),
    fails_without=(example(a_=[2, 0], b_=[1, 0], S_=ball([0, 0], 1)),))

distance_zero_only_for_equal_points = Law(
    "the norm is definite", "points whose distance is not positive are equal",
    Eq(_a, _b),
    needs=(norm(_a - _b) <= 0,), source="Axler, Linear Algebra Done Right, 3rd ed., 6.10(a)",
    holds_for=(example(a_=[1, 2], b_=[1, 2]),),
    fails_without=(example(a_=[1, 2], b_=[1, 3]),))

triangle_inequality = Law(
    "triangle inequality", "the norm of a sum is at most the sum of the norms",
    Le(norm(_a + _b), norm(_a) + norm(_b)), source="Axler, Linear Algebra Done Right, 3rd ed., 6.18",
    holds_for=(example(a_=[1, 2], b_=[-3, 0]), example(a_=[1, 2], b_=[2, 4])))

sum_of_points_with_delta = Law(
    "sum of points with a Kronecker delta", "only the term with equal indices survives",
    Eq(Sum(KroneckerDelta(_m, _k) * _x(_k), (_k, 1, _n)), _x(_m)),
    needs=(Le(1, _m), Le(_m, _n)), source="definition of the Kronecker delta",
    holds_for=(example(n_=3, m_=2, x_=[[1, 2], [3, 4], [5, 6]]), example(n_=1, m_=1, x_=[[7]])),
    fails_without=(example(n_=1, m_=2, x_=[[1, 2], [3, 4]]), example(n_=1, m_=0, x_={0: (1, 2), 1: (3, 4)})))

interchange_of_sums_of_points = Law(
    "interchange of finite sums of points", "the points of a finite double sum may be added in either order",
    Eq(Sum(Sum(_x(_i, _k), (_k, 1, _p)), (_i, 1, _q)), Sum(Sum(_x(_i, _k), (_i, 1, _q)), (_k, 1, _p))),
    source="Graham, Knuth, Patashnik (1994): Concrete Mathematics, (2.27), in each coordinate",
    holds_for=(example(p_=3, q_=2, x_=lambda i, k: (i**k, i - k)), example(p_=0, q_=2, x_=lambda i, k: (i, k))))

jensen = Law(
    "Jensen's inequality", "a convex function of a weighted mean of points is at most the weighted mean of its values",
    Le(_f(Sum(_w(_i) * _x(_i), (_i, 1, _n))), Sum(_w(_i) * _f(_x(_i)), (_i, 1, _n))),
    needs=(Ge(_n, 1), ForAll((_i,), (1 <= _i, _i <= _n), _w(_i) >= 0), Eq(Sum(_w(_i), (_i, 1, _n)), 1),
           ForAll((_i,), (1 <= _i, _i <= _n), Element(_x(_i), _S)),
           ForAll((_a, _b, _s), (Element(_a, _S), Element(_b, _S), 0 <= _s, _s <= 1), Element(_s * _a + (1 - _s) * _b, _S)),
           ForAll((_a, _b, _s), (Element(_a, _S), Element(_b, _S), 0 <= _s, _s <= 1),
                  _f(_s * _b + (1 - _s) * _a) <= _s * _f(_b) + (1 - _s) * _f(_a))),
    source="Rockafellar, Convex Analysis, Theorem 4.3",
    holds_for=(example(n_=2, w_=[Rational(1, 3), Rational(2, 3)], x_=[[0, 3], [3, 0]], f_=square_length, S_=ball([0, 0], 9)),
               example(n_=1, w_=[1], x_=[[1, 2]], f_=square_length, S_=ball([0, 0], 9))),
    fails_without=(example(n_=2, w_=[2, -1], x_=[[0, 1], [0, 2]], f_=square_length, S_=ball([0, 0], 9), note="a negative weight"),
                   example(n_=2, w_=[Rational(1, 2), Rational(1, 2)], x_=[[0], [2]], f_=minus_square, S_=interval(0, 2),
                           note="the function is concave")))
