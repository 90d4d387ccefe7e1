"""Inequalities of convexity: Jensen for the logarithm, largest and smallest entries, Taylor bounds."""

from sympy import Abs, Derivative, Integral, Lambda, Max, Rational, Sum, exp, log

from verifier.claim import Law
from verifier.laws.relations import Eq, Ge, Gt, Le, Ne
from verifier.vocabulary.examples import example
from verifier.vocabulary.operators import ForAll, Integrable, Maximum, Minimum, TendsFromAbove
from verifier.vocabulary.symbols import function, index, integer, real, sequence

_n, _k = integer("n_ k_")
_i = index("i_")
_W, _X, _F = sequence("W_ X_ F_")
_x, _y, _c, _M = real("x_ y_ c_ M_")
_a, _b, _t = real("a_ b_ t_")
_f, _f1, _f2, _f3 = function("f_ f1_ f2_ f3_")

HARDY = "Hardy, Littlewood and Polya, Inequalities"


def _each(statement):
    return ForAll((_i,), (Le(1, _i), Le(_i, _n)), statement)


jensen_for_log = Law(
    "Jensen's inequality for the logarithm", "a weighted mean of logarithms is at most the logarithm of the weighted mean",
    Le(Sum(_W(_i) * log(_X(_i)), (_i, 1, _n)), log(Sum(_W(_i) * _X(_i), (_i, 1, _n)))),
    needs=(Ge(_n, 1), _each(Ge(_W(_i), 0)), Eq(Sum(_W(_i), (_i, 1, _n)), 1), _each(Gt(_X(_i), 0))),
    source=f"{HARDY}, Theorem 9 (the weighted arithmetic and geometric means)",
    holds_for=(example(n_=2, W_=[Rational(1, 3), Rational(2, 3)], X_=[1, 4]), example(n_=1, W_=[1], X_=[7])),
    fails_without=(example(n_=2, W_=[1, 1], X_=[3, 3], note="the weights add up to 2"),
                   example(n_=2, W_=[2, -1], X_=[2, 1], note="a negative weight")))

cauchy_schwarz_for_sums = Law(
    "Cauchy-Schwarz inequality for sums", "the square of a sum of products is at most the product of the sums of squares",
    Le(Sum(_X(_i) * _F(_i), (_i, 1, _n)) ** 2, Sum(_X(_i) ** 2, (_i, 1, _n)) * Sum(_F(_i) ** 2, (_i, 1, _n))),
    source=f"{HARDY}, Theorem 7; DLMF 1.7.1",
    holds_for=(example(n_=2, X_=[1, 2], F_=[3, -1]), example(n_=2, X_=[1, 2], F_=[2, 4]), example(n_=0, X_=[], F_=[])))

bernoulli_inequality = Law(
    "Bernoulli's inequality", "(1 + x)^n > 1 + n x for x > -1 that is not 0 and n >= 2",
    Gt((1 + _x) ** _n, 1 + _n * _x), needs=(Gt(_x, -1), Ne(_x, 0), Ge(_n, 2)),
    source="Mitrinovic, Analytic Inequalities, section 2.4",
    holds_for=(example(x_=Rational(-1, 2), n_=2), example(x_=Rational(1, 100), n_=5)),
    fails_without=(example(x_=-4, n_=3), example(x_=0, n_=2), example(x_=1, n_=1)))

logarithm_increases = Law(
    "the logarithm increases", "0 < x <= y gives log x <= log y",
    Le(log(_x), log(_y)), needs=(Gt(_x, 0), Le(_x, _y)), source="DLMF 4.2(i), 4.7.1",
    holds_for=(example(x_=1, y_=3),), fails_without=(example(x_=3, y_=1),))

exponential_is_injective = Law(
    "the exponential is one-to-one", "exp x = exp y gives x = y for real numbers",
    Eq(_x, _y), needs=(Eq(exp(_x), exp(_y)),), source="Rudin, Principles of Mathematical Analysis, Theorem 8.6(c)",
    holds_for=(example(x_=2, y_=2),), fails_without=(example(x_=1, y_=2),))

absolute_value_bound = Law(
    "bound of an absolute value", "-y <= x <= y gives |x| <= y",
    Le(Abs(_x), _y), needs=(Le(-_y, _x), Le(_x, _y)), source="Rudin, Principles of Mathematical Analysis, Definition 1.17",
    holds_for=(example(x_=-2, y_=3),), fails_without=(example(x_=-2, y_=1),))

entry_below_maximum = Law(
    "no entry exceeds the maximum", "each of finitely many numbers is at most the largest",
    Le(_F(_k), Maximum(_F(_i), (_i, 1, _n))), needs=(Le(1, _k), Le(_k, _n)), source="definition of the maximum",
    holds_for=(example(n_=3, k_=2, F_=[1, 5, 0]),), fails_without=(example(n_=1, k_=2, F_=Lambda(_i, _i)),))

minimum_below_entry = Law(
    "no entry is below the minimum", "each of finitely many numbers is at least the smallest",
    Le(Minimum(_F(_i), (_i, 1, _n)), _F(_k)), needs=(Le(1, _k), Le(_k, _n)), source="definition of the minimum",
    holds_for=(example(n_=3, k_=2, F_=[1, 5, 0]),), fails_without=(example(n_=1, k_=2, F_=Lambda(_i, -_i)),))

maximum_is_least_bound = Law(
    "the maximum is the least upper bound", "what no entry exceeds, the maximum does not exceed",
    Le(Maximum(_F(_i), (_i, 1, _n)), _M), needs=(Ge(_n, 1), _each(Le(_F(_i), _M))), source="definition of the maximum",
    holds_for=(example(n_=3, M_=5, F_=[1, 5, 0]),), fails_without=(example(n_=3, M_=4, F_=[1, 5, 0]),))

minimum_is_greatest_bound = Law(
    "the minimum is the greatest lower bound", "what is below no entry is not above the minimum",
    Ge(Minimum(_F(_i), (_i, 1, _n)), _M), needs=(Ge(_n, 1), _each(Ge(_F(_i), _M))), source="definition of the minimum",
    holds_for=(example(n_=3, M_=0, F_=[1, 5, 0]),), fails_without=(example(n_=2, M_=1, F_=[1, 0]),))

order_is_antisymmetric = Law(
    "antisymmetry of the order", "x <= y and y <= x give x = y",
    Eq(_x, _y), needs=(Le(_x, _y), Le(_y, _x)), source="Rudin, Principles of Mathematical Analysis, Definition 1.5 (trichotomy)",
    holds_for=(example(x_=3, y_=3),), fails_without=(example(x_=1, y_=2), example(x_=2, y_=1)))

limit_keeps_lower_bound = Law(
    "limits keep weak inequalities from below", "a one-sided limit of numbers that are at least c is at least c",
    Ge(_M, _c), needs=(ForAll((_t,), (0 < _t, _t <= 1), Ge(_f(_t), _c)), TendsFromAbove(_f(_t), _t, 0, _M)),
    source="Abbott, Understanding Analysis, 2nd ed., Theorem 2.3.4 with Theorem 4.2.3",
    holds_for=(example(f_=Lambda(_t, 1 + _t), c_=1, M_=1), example(f_=Lambda(_t, 3 - _t**2), c_=0, M_=3)),
    fails_without=(example(f_=Lambda(_t, -_t), c_=0, M_=-1), example(f_=Lambda(_t, 1 + _t), c_=1, M_=0)))

equals_for_equals_in_limits = Law(
    "equals for equals in a limit", "what tends to a number tends to every number equal to it",
    TendsFromAbove(_f(_t), _t, 0, _c), needs=(TendsFromAbove(_f(_t), _t, 0, _M), Eq(_M, _c)),
    source="Mendelson, Introduction to Mathematical Logic, 6th ed., Section 2.8 (substitutivity of equality)",
    holds_for=(example(f_=Lambda(_t, 1 + _t), c_=1, M_=1),),
    fails_without=(example(f_=Lambda(_t, 1 + _t), c_=2, M_=1), example(f_=Lambda(_t, 1 + _t), c_=2, M_=2)))

POSITIVE_PART = "Folland, Real Analysis, section 2.1 (positive and negative parts)"

positive_part_above = Law(
    "the positive part is not below the number", "max(x, 0) >= x",
    Ge(Max(_x, 0), _x), source=POSITIVE_PART, holds_for=(example(x_=2), example(x_=-2)))

positive_part_or_zero = Law(
    "the positive part is the number or 0", "max(x, 0) (max(x, 0) - x) = 0",
    Eq(Max(_x, 0) * (Max(_x, 0) - _x), 0), source=POSITIVE_PART, holds_for=(example(x_=2), example(x_=-2)))

positive_part_increases = Law(
    "the positive part increases", "x <= y gives max(x, 0) <= max(y, 0)",
    Le(Max(_x, 0), Max(_y, 0)), needs=(Le(_x, _y),), source=POSITIVE_PART,
    holds_for=(example(x_=-1, y_=2), example(x_=1, y_=1)), fails_without=(example(x_=2, y_=1),))

positive_part_of_multiple = Law(
    "the positive part of a multiple", "max(c x, 0) = c max(x, 0) for c >= 0",
    Eq(Max(_c * _x, 0), _c * Max(_x, 0)), needs=(_c >= 0,), source=POSITIVE_PART,
    holds_for=(example(c_=3, x_=-1), example(c_=2, x_=5), example(c_=0, x_=-7)), fails_without=(example(c_=-1, x_=2),))

positive_part_is = Law(
    "which number is the positive part", "y >= 0 and y >= x, one of them with equality, give y = max(x, 0)",
    Eq(_y, Max(_x, 0)), needs=(Ge(_y, 0), Ge(_y, _x), Eq(_y * (_y - _x), 0)), source=POSITIVE_PART,
    holds_for=(example(x_=2, y_=2), example(x_=-1, y_=0)),
    fails_without=(example(x_=-1, y_=-1), example(x_=2, y_=0), example(x_=1, y_=2)))

maximum_of_multiples = Law(
    "the maximum is positively homogeneous", "a factor c >= 0 comes out of a maximum",
    Eq(Maximum(_c * _F(_i), (_i, 1, _n)), _c * Maximum(_F(_i), (_i, 1, _n))), needs=(Ge(_n, 1), Ge(_c, 0)),
    source="Rockafellar, Convex Analysis, section 4 (positively homogeneous functions)",
    holds_for=(example(n_=2, c_=3, F_=[-1, 2]), example(n_=2, c_=0, F_=[-1, 2])),
    fails_without=(example(n_=2, c_=-1, F_=[-1, 2]),))

_between = Le((_t - _a) * (_t - _b), 0)


def _derivatives(*functions):
    """Each function is the derivative of the one before, between a and b."""
    return tuple(ForAll((_t,), (_between,), Eq(Derivative(low(_t), _t), high(_t)))
                 for low, high in zip(functions, functions[1:]))


integral_by_pieces = Law(
    "integral by pieces", "the integral of what is f on one interval and f1 on the next is the sum of their integrals",
    Eq(Integral(_f2(_t), (_t, _a, _b)), Integral(_f(_t), (_t, _a, _c)) + Integral(_f1(_t), (_t, _c, _b))),
    needs=(Le(_a, _c), Le(_c, _b), ForAll((_t,), (_a < _t, _t < _c), Eq(_f2(_t), _f(_t))),
           ForAll((_t,), (_c < _t, _t < _b), Eq(_f2(_t), _f1(_t))), Integrable(_f(_t), _t, _a, _c), Integrable(_f1(_t), _t, _c, _b)),
    source="Folland, Real Analysis, Propositions 2.22 and 2.23",
    holds_for=(example(f2_=Lambda(_t, Abs(_t)), f_=Lambda(_t, -_t), f1_=Lambda(_t, _t), a_=-1, b_=2, c_=0),),
    fails_without=(example(f2_=Lambda(_t, _t), f_=Lambda(_t, -_t), f1_=Lambda(_t, _t), a_=-1, b_=2, c_=0),))

RUDIN_TAYLOR = "Rudin, Principles of Mathematical Analysis, Theorem 5.15 (Taylor)"

slope_bound = Law(
    "mean value inequality", "f' <= M between a and b with a <= b gives f(b) <= f(a) + M (b - a)",
    Le(_f(_b), _f(_a) + _M * (_b - _a)),
    needs=(Le(_a, _b), ForAll((_t,), (_a <= _t, _t <= _b), Eq(Derivative(_f(_t), _t), _f1(_t))), ForAll((_t,), (_a <= _t, _t <= _b), Le(_f1(_t), _M))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.10 (mean value theorem)",
    holds_for=(example(f_=Lambda(_t, _t**2), f1_=Lambda(_t, 2 * _t), M_=4, a_=-1, b_=2), example(f_=Lambda(_t, 3 * _t), f1_=Lambda(_t, 3), M_=3, a_=1, b_=2)),
    fails_without=(example(f_=Lambda(_t, _t**2), f1_=Lambda(_t, 2 * _t), M_=0, a_=1, b_=2),
                   example(f_=Lambda(_t, _t), f1_=Lambda(_t, 1), M_=2, a_=2, b_=1),
                   example(f_=Lambda(_t, _t), f1_=Lambda(_t, 0), M_=0, a_=1, b_=2)))

second_order_upper_bound = Law(
    "Taylor bound of second order", "f'' <= M between a and b bounds f(b) by the tangent at a and M (b - a)^2/2",
    Le(_f(_b), _f(_a) + _f1(_a) * (_b - _a) + _M * (_b - _a) ** 2 / 2),
    needs=(*_derivatives(_f, _f1, _f2), ForAll((_t,), (_between,), Le(_f2(_t), _M))), source=RUDIN_TAYLOR,
    holds_for=(example(f_=Lambda(_t, _t**2), f1_=Lambda(_t, 2 * _t), f2_=Lambda(_t, 2), M_=3, a_=1, b_=-2),),
    fails_without=(example(f_=Lambda(_t, _t**2), f1_=Lambda(_t, 2 * _t), f2_=Lambda(_t, 2), M_=1, a_=1, b_=-2),))

third_order_bound = Law(
    "Taylor bound of third order", "|f'''| <= M between a and b bounds the error of the second Taylor polynomial",
    Le(Abs(_f(_b) - _f(_a) - _f1(_a) * (_b - _a) - _f2(_a) * (_b - _a) ** 2 / 2), _M * Abs(_b - _a) ** 3 / 6),
    needs=(*_derivatives(_f, _f1, _f2, _f3), ForAll((_t,), (_between,), Le(Abs(_f3(_t)), _M))), source=RUDIN_TAYLOR,
    holds_for=(example(f_=Lambda(_t, exp(_t)), f1_=Lambda(_t, exp(_t)), f2_=Lambda(_t, exp(_t)), f3_=Lambda(_t, exp(_t)), M_=1, a_=0, b_=-2),),
    fails_without=(example(f_=Lambda(_t, _t**3), f1_=Lambda(_t, 3 * _t**2), f2_=Lambda(_t, 6 * _t), f3_=Lambda(_t, 6), M_=5, a_=0, b_=-2),))
