"""Laws of sums and elementary algebra."""

import numpy as np
from sympy import Abs, I, KroneckerDelta, Max, Min, Product, Rational, Sum, exp

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Ge, Gt, Le, Lt, Ne
from verifier.vocabulary.examples import example
from verifier.vocabulary.operators import Both, ForAll, Iff
from verifier.vocabulary.symbols import complex_function, complex_number, index, integer, nonnegative, real, sequence, whole

_n, _m, _l = integer("n_ m_ l_")
_C = complex_function("C_")
_i, _j = index("i_ j_")
_F, _G = sequence("F_ G_")
_x, _y = real("x_ y_")

square_of_sum = Law(
    "square of a sum", "the square of a finite sum is the double sum of the products",
    Eq(Sum(_F(_i), (_i, 1, _n)) ** 2, Sum(Sum(_F(_i) * _F(_j), (_j, 1, _n)), (_i, 1, _n))),
    needs=(Ge(_n, 0),), source="Graham, Knuth, Patashnik (1994): Concrete Mathematics, (2.29)",
    holds_for=(example(n_=3, F_=lambda t: t**2 - 2), example(n_=0, F_=lambda t: t)),
    fails_without=(example(n_=-2, F_=lambda t: t),))

sum_with_delta = Law(
    "sum with a Kronecker delta", "only the term with equal indices survives",
    Eq(Sum(KroneckerDelta(_m, _j) * _C(_j), (_j, _l, _n)), _C(_m)),
    needs=(Le(_l, _m), Le(_m, _n)), source="definition of the Kronecker delta",
    holds_for=(example(l_=1, n_=3, m_=2, C_=lambda t: t + 5), example(l_=-1, n_=1, m_=-1, C_=lambda t: t)),
    fails_without=(example(l_=1, n_=3, m_=4, C_=lambda t: t), example(l_=1, n_=3, m_=0, C_=lambda t: t + 1)))

exponential_of_sum = Law(
    "exponential of a sum", "exp of a finite sum is the product of the exponentials",
    Eq(exp(Sum(_F(_i), (_i, 1, _n))), Product(exp(_F(_i)), (_i, 1, _n))),
    needs=(Ge(_n, 0),), source="DLMF 4.8(ii), by induction; Rudin, Principles of Mathematical Analysis, chapter 8, equation (26)",
    holds_for=(example(n_=3, F_=lambda t: t**2 - 2), example(n_=0, F_=lambda t: t)),
    fails_without=(example(n_=-2, F_=lambda t: t),))

_n0, _m0, _c = whole("n_"), whole("m_"), real("c_")

_w = complex_number("c_")
geometric_sum = Law(
    "geometric sum", "1 + c + ... + c^(n-1) = (1 - c^n)/(1 - c) for c other than 1",
    Eq(Sum(_w**_i, (_i, 0, _n0 - 1)), (1 - _w**_n0) / (1 - _w)), needs=(Ne(_w, 1),),
    source="Graham, Knuth, Patashnik (1994): Concrete Mathematics, (2.25)",
    holds_for=(example(n_=4, c_=-2), example(n_=0, c_=3), example(n_=1, c_=0), example(n_=3, c_=I)), fails_without=(example(n_=3, c_=1),))

interchange_of_sums = Law(
    "interchange of finite sums", "the terms of a finite double sum may be added in either order",
    Eq(Sum(Sum(_F(_i, _j), (_j, 1, _m0)), (_i, 1, _n0)), Sum(Sum(_F(_i, _j), (_i, 1, _n0)), (_j, 1, _m0))),
    source="Graham, Knuth, Patashnik (1994): Concrete Mathematics, (2.27)",
    holds_for=(example(n_=2, m_=3, F_=lambda i, j: i**j - j), example(n_=0, m_=2, F_=lambda i, j: i + j)))

product_of_equal_factors = Law(
    "product of equal factors", "the product of n factors c is the power c^n",
    Eq(Product(_c, (_i, 1, _n0)), _c**_n0), source="Graham, Knuth, Patashnik (1994): Concrete Mathematics, section 2.1, definition of powers",
    holds_for=(example(n_=3, c_=-2), example(n_=0, c_=0), example(n_=1, c_=5)))

_v, _w = complex_number("v_ w_")

equal_to_nonzero = Law(
    "equals for equals beside 0", "a number that equals one that is not 0 is not 0",
    Ne(_w, 0), needs=(Eq(_v, _w), Ne(_v, 0)),
    source="Mendelson, Introduction to Mathematical Logic, 6th ed., Section 2.8 (substitutivity of equality)",
    holds_for=(example(v_=2, w_=2),), fails_without=(example(v_=1, w_=0), example(v_=0, w_=0)))

smaller_of_two = Law(
    "the smaller of two numbers", "min(x, y) = x where x <= y",
    Eq(Min(_x, _y), _x), needs=(Le(_x, _y),), source="definition of the minimum",
    holds_for=(example(x_=1, y_=3), example(x_=2, y_=2)), fails_without=(example(x_=3, y_=1),))

larger_of_two = Law(
    "the larger of two numbers", "max(x, y) = x where x >= y",
    Eq(Max(_x, _y), _x), needs=(Ge(_x, _y),), source="definition of the maximum",
    holds_for=(example(x_=3, y_=1), example(x_=2, y_=2)), fails_without=(example(x_=1, y_=3),))

delta_sifts = Law(
    "the Kronecker delta sifts", "beside a delta an index may be replaced by the one it must equal",
    Eq(KroneckerDelta(_m, _l) * _C(_m), KroneckerDelta(_m, _l) * _C(_l)), source="definition of the Kronecker delta",
    holds_for=(example(m_=2, l_=2, C_=lambda t: t + 5), example(m_=1, l_=3, C_=lambda t: t)))

_s, _t = sequence("s_ t_", integer=True)

rearranged_sum = Law(
    "commutative law for sums", "a rearrangement of the indices does not change a finite sum; t undoes s, so s takes no value twice",
    Eq(Sum(_C(_s(_i)), (_i, 1, _n)), Sum(_C(_i), (_i, 1, _n))),
    needs=(Ge(_n, 0), ForAll((_i,), (Le(1, _i), Le(_i, _n)), Le(1, _s(_i))), ForAll((_i,), (Le(1, _i), Le(_i, _n)), Le(_s(_i), _n)),
           ForAll((_i,), (Le(1, _i), Le(_i, _n)), Eq(_t(_s(_i)), _i))),
    source="Graham, Knuth, Patashnik (1994): Concrete Mathematics, (2.17)",
    holds_for=(example(n_=3, s_=[2, 3, 1], t_=[3, 1, 2], C_=lambda j: j**2 - j), example(n_=1, s_=[1], t_=[1], C_=lambda j: j)),
    fails_without=(example(n_=2, s_=[1, 1], t_=[1, 2], C_=lambda j: j), example(n_=2, s_=[1, 3], t_=[1, 5, 2], C_=lambda j: j),
                   example(n_=2, s_=lambda j: j - 1, t_=lambda j: j + 1, C_=lambda j: j),
                   example(n_=-2, s_=lambda j: j + 1, t_=lambda j: j, C_=lambda j: j)))

_D = complex_function("D_")
interchange_of_sums = Law(
    "interchange of finite sums", "a double sum over a rectangle may be summed in either order",
    Eq(Sum(Sum(_D(_i, _j), (_j, 1, _m)), (_i, 1, _n)), Sum(Sum(_D(_i, _j), (_i, 1, _n)), (_j, 1, _m))),
    needs=(Ge(_n, 0), Ge(_m, 0)), source="Graham, Knuth, Patashnik (1994): Concrete Mathematics, (2.27)",
    holds_for=(example(n_=2, m_=3, D_=lambda i, j: i**2 - 2 * j), example(n_=0, m_=3, D_=lambda i, j: i + j)),
    fails_without=(example(n_=-2, m_=1, D_=lambda i, j: i + j),))

square_is_monotone = Law(
    "squares keep the order of nonnegative numbers", "0 <= x <= y gives x^2 <= y^2",
    Le(_x**2, _y**2), needs=(Ge(_x, 0), Le(_x, _y)), source="Rudin, Principles of Mathematical Analysis, Proposition 1.18",
    holds_for=(example(x_=2, y_=3), example(x_=0, y_=0)),
    fails_without=(example(x_=-2, y_=1), example(x_=2, y_=1)))

_s, _t = nonnegative("s_ t_")

powers_keep_order = Law(
    "powers keep the order of nonnegative numbers", "0 <= x <= y gives x^s <= y^s for s >= 0",
    Le(_x**_s, _y**_s), needs=(Ge(_x, 0), Le(_x, _y)), source="Rudin, Principles of Mathematical Analysis, chapter 8, equations (43) and (44)",
    holds_for=(example(x_=2, y_=3, s_=Rational(1, 2)), example(x_=0, y_=0, s_=1)),
    fails_without=(example(x_=-2, y_=1, s_=2), example(x_=2, y_=1, s_=1)))

powers_keep_strict_order = Law(
    "powers keep the strict order of nonnegative numbers", "0 <= x < y gives x^s < y^s for s > 0",
    Lt(_x**_s, _y**_s), needs=(Ge(_x, 0), Lt(_x, _y), Gt(_s, 0)), source="Rudin, Principles of Mathematical Analysis, chapter 8, equations (43) and (44)",
    holds_for=(example(x_=2, y_=3, s_=Rational(1, 2)), example(x_=0, y_=1, s_=3)),
    fails_without=(example(x_=-2, y_=1, s_=2), example(x_=1, y_=1, s_=2), example(x_=1, y_=2, s_=0)))

larger_powers_above_one = Law(
    "larger powers of a number above 1", "x >= 1 and s <= t give x^s <= x^t",
    Le(_x**_s, _x**_t), needs=(Ge(_x, 1), Le(_s, _t)), source="Rudin, Principles of Mathematical Analysis, chapter 8, equations (43) and (44)",
    holds_for=(example(x_=2, s_=1, t_=3), example(x_=1, s_=0, t_=5)),
    fails_without=(example(x_=Rational(1, 2), s_=1, t_=2), example(x_=2, s_=2, t_=1)))

term_of_nonnegative_sum = Law(
    "a term of a nonnegative sum", "a term of a finite sum of nonnegative numbers is at most the sum",
    Le(_F(_m), Sum(_F(_i), (_i, 1, _n))),
    needs=(Le(1, _m), Le(_m, _n), ForAll((_i,), (Le(1, _i), Le(_i, _n)), Ge(_F(_i), 0))),
    source="Rudin, Principles of Mathematical Analysis, Definition 1.17",
    holds_for=(example(n_=3, m_=2, F_=[1, 5, 0]), example(n_=1, m_=1, F_=[0])),
    fails_without=(example(n_=2, m_=1, F_=[3, -1]),))

sum_of_nonnegative_terms = Law(
    "sum of nonnegative terms", "a finite sum of nonnegative numbers is not negative",
    Ge(Sum(_F(_i), (_i, 1, _n0)), 0), needs=(ForAll((_i,), (Le(1, _i), Le(_i, _n0)), Ge(_F(_i), 0)),),
    source="Rudin, Principles of Mathematical Analysis, Definition 1.17",
    holds_for=(example(n_=3, F_=[1, 0, 5]), example(n_=0, F_=[])),
    fails_without=(example(n_=2, F_=[1, -3]),))

square_reflects_strict_order = Law(
    "squares reflect the strict order of nonnegative numbers", "x^2 < y^2 with y >= 0 gives x < y",
    _x < _y, needs=(Ge(_y, 0), _x**2 < _y**2), source="Rudin, Principles of Mathematical Analysis, Proposition 1.18",
    holds_for=(example(x_=-4, y_=5), example(x_=1, y_=2)),
    fails_without=(example(x_=1, y_=-2), example(x_=2, y_=2)))

square_reflects_order = Law(
    "squares reflect the order of nonnegative numbers", "x^2 <= y^2 with y >= 0 gives x <= y",
    Le(_x, _y), needs=(Ge(_y, 0), Le(_x**2, _y**2)), source="Rudin, Principles of Mathematical Analysis, Proposition 1.18",
    holds_for=(example(x_=-5, y_=5), example(x_=1, y_=2)),
    fails_without=(example(x_=1, y_=-2), example(x_=2, y_=1)))

strict_order_of_squares = Law(
    "squares and the strict order", "for y >= 0, x^2 < y^2 says that x lies strictly between -y and y",
    Iff(_x**2 < _y**2, Both(-_y < _x, _x < _y)), needs=(Ge(_y, 0),), source="Rudin, Principles of Mathematical Analysis, Proposition 1.18",
    holds_for=(example(x_=-3, y_=5), example(x_=5, y_=5), example(x_=0, y_=0)),
    fails_without=(example(x_=0, y_=-1),))

absolute_value_below = Law(
    "strict bounds on an absolute value", "|x| < y says that x lies strictly between -y and y",
    Iff(Abs(_x) < _y, Both(-_y < _x, _x < _y)), source="Rudin, Principles of Mathematical Analysis, Definition 1.17",
    holds_for=(example(x_=-3, y_=5), example(x_=5, y_=5), example(x_=1, y_=-1)))

parts_of_zero = Law(
    "parts of a complex number that is 0", "x + i y = 0 with real x and y gives x = 0 and y = 0",
    Both(Eq(_x, 0), Eq(_y, 0)), needs=(Eq(_x + I * _y, 0),), source="Rudin, Principles of Mathematical Analysis, Definition 1.24",
    holds_for=(example(x_=0, y_=0),), fails_without=(example(x_=1, y_=0), example(x_=0, y_=2)))

equal_squares = Law(
    "nonnegative numbers with equal squares are equal", "x, y >= 0 and x^2 = y^2 give x = y",
    Eq(_x, _y), needs=(Ge(_x, 0), Ge(_y, 0), Eq(_x**2, _y**2)), source="Rudin, Principles of Mathematical Analysis, Theorem 1.21",
    holds_for=(example(x_=3, y_=3), example(x_=0, y_=0)),
    fails_without=(example(x_=-1, y_=1), example(x_=2, y_=-2), example(x_=1, y_=2)))

reciprocals_reverse_order = Law(
    "reciprocals reverse the order", "0 < x <= y gives 1/y <= 1/x",
    Le(1 / _y, 1 / _x), needs=(Gt(_x, 0), Le(_x, _y)), source="Rudin, Principles of Mathematical Analysis, Proposition 1.18(e)",
    holds_for=(example(x_=2, y_=3), example(x_=5, y_=5)),
    fails_without=(example(x_=-1, y_=1), example(x_=3, y_=2)))

square_is_zero_at_zero = Law(
    "squares vanish only at 0", "x^2 = 0 gives x = 0",
    Eq(_x, 0), needs=(Eq(_x**2, 0),), source="Rudin, Principles of Mathematical Analysis, Proposition 1.16(b)",
    holds_for=(example(x_=0),), fails_without=(example(x_=1),))

_a, _b = real("a_ b_")

from_contradiction = Law(
    "from a contradiction anything follows", "x < y and y <= x cannot both hold, so where they do every inequality does",
    Le(_a, _b), needs=(_x < _y, _y <= _x), source="Rudin, Principles of Mathematical Analysis, Definition 1.5 (trichotomy)",
    measured_by=lambda: measure_contradictions())

integers_have_gaps = Law(
    "no integer between neighbours", "integers with n < m + 1 have n <= m",
    Le(_n, _m), needs=(_n < _m + 1,), source="Rudin, Principles of Mathematical Analysis, section 1.5 (integers)",
    holds_for=(example(n_=3, m_=3),), fails_without=(example(n_=4, m_=3),))


def measure_contradictions():
    """Among random quadruples none meets both needs; of those that meet one, half break the conclusion."""
    a, b, x, y = np.random.default_rng(1).integers(-3, 4, (4, 100_000))
    return [Measurement("quadruples that meet both needs", ((x < y) & (y <= x)).sum(), 0, 0),
            Measurement("share that breaks a <= b where only x < y holds", (a > b)[x < y].mean(), 3 / 7, 0.01)]
