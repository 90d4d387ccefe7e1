"""Laws of Euclidean space: inner products, projections, convex functions."""

from sympy import Eq, Lambda, Le, Symbol

from verifier.claim import Law
from verifier.examples import ball, example
from verifier.operators import Element, ForAll, TendsFromAbove
from verifier.symbols import convex_set, function, point, real

_c, _l, _s = real("c_ l_ s_")
_t = Symbol("t", real=True)
_f = function("f_")
_a, _b = point("a_ b_")
_S = convex_set("S_")

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
