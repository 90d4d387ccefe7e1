"""Laws of derivatives, integrals, Fourier series and Legendre polynomials."""

import numpy as np
from sympy import Derivative, I, Integral, Lambda, Piecewise, Rational, Sum, Symbol, binomial, exp, factorial, legendre, oo, pi, sqrt

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Ge, Le, Lt
from verifier.vocabulary.examples import example
from verifier.vocabulary.operators import (
    AbsolutelyContinuous,
    Both,
    BoundedVariation,
    ContinuousDerivative,
    ContinuouslyDifferentiable,
    ContinuousOn,
    Differentiable,
    Exists,
    ForAll,
    Integrable,
    IntegrableNear,
    JointlyDifferentiable,
    PolynomialIn,
    SquareIntegrable,
    Tends,
    TendsFromAbove,
)
from verifier.vocabulary.symbols import complex_function, complex_number, function, integer, nonzero, positive, real, whole

_x, _a, _b, _p, _h, _al = real("x_ a_ b_ p_ h_ al_")
_be = nonzero("be_")
_e = positive("e_")
_s, _t = real("s_ t_")
_m, _l, _r, _k, _j = integer("m_ l_ r_ k_ j_")
_n, _N = whole("n_ N_")
_A, _B, _U, _V = function("A_ B_ U_ V_")
_F, _G, _K, _H = complex_function("F_ G_ K_ H_")
_f, _g = complex_function("f_ g_")             # real where a need says so, anything elsewhere
_L, _R, _c, _d = complex_number("L_ R_ c_ d_")
_y = Symbol("y", real=True)

# -- derivatives of integrals -------------------------------------------------------------------------------------------

leibniz_rule = Law(
    "Leibniz rule", "differentiation of an integral whose ends move; the rough factor U is only integrable, continuous at both ends",
    Eq(Derivative(Integral(_U(_t) * _K(_x, _t), (_t, _A(_x), _B(_x))), _x),
       _U(_B(_x)) * _K(_x, _B(_x)) * Derivative(_B(_x), _x) - _U(_A(_x)) * _K(_x, _A(_x)) * Derivative(_A(_x), _x)
       + Integral(_U(_t) * Derivative(_K(_x, _t), _x), (_t, _A(_x), _B(_x)))),
    needs=(Le(_A(_x), _B(_x)), IntegrableNear(_U(_t), _t, _A(_x), _B(_x)), JointlyDifferentiable(_K(_x, _t), _x, _t),
           Differentiable(_A(_x), _x), Differentiable(_B(_x), _x),
           Tends(_U(_B(_x) + _h), _h, 0, _U(_B(_x))), Tends(_U(_A(_x) + _h), _h, 0, _U(_A(_x)))),
    source="Folland, Real Analysis, Theorems 2.27 and 3.35 (Leibniz's rule)",
    measured_by=lambda: _leibniz(moving_start=True))

leibniz_rule_fixed_start = Law(
    "Leibniz rule with a fixed start", "differentiation of an integral whose upper end moves; the rough factor U is only integrable, "
    "continuous at the moving end",
    Eq(Derivative(Integral(_U(_t) * _K(_x, _t), (_t, _a, _B(_x))), _x),
       _U(_B(_x)) * _K(_x, _B(_x)) * Derivative(_B(_x), _x) + Integral(_U(_t) * Derivative(_K(_x, _t), _x), (_t, _a, _B(_x)))),
    needs=(Lt(_a, _B(_x)), Lt(_B(_x), _b), Integrable(_U(_t), _t, _a, _b), JointlyDifferentiable(_K(_x, _t), _x, _t),
           Differentiable(_B(_x), _x), Tends(_U(_B(_x) + _h), _h, 0, _U(_B(_x)))),
    source="Folland, Real Analysis, Theorems 2.27 and 3.35 (Leibniz's rule)",
    measured_by=lambda: _leibniz(moving_start=False))

differentiation_under_the_integral = Law(
    "differentiation under the integral", "the derivative of an integral with fixed ends is the integral of the derivative",
    Eq(Derivative(Integral(_F(_x, _s), (_s, _a, _b)), _x), Integral(Derivative(_F(_x, _s), _x), (_s, _a, _b))),
    needs=(ContinuousDerivative(_F(_x, _s), _x, _s, _a, _b),), source="Folland, Real Analysis, Theorem 2.27",
    holds_for=(example(F_=lambda x, s: exp(x * s), a_=0, b_=2, x_=Rational(1, 3)),),
    measured_by=lambda: _under_the_integral())

zero_derivative_is_constant = Law(
    "a zero derivative makes a function constant", "f' = 0 on the whole line gives f(a) = f(b)",
    Eq(_F(_a), _F(_b)), needs=(ForAll((_t,), (), Eq(Derivative(_F(_t), _t), 0)),),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.11(b)",
    holds_for=(example(F_=Lambda(_y, 3), a_=1, b_=2),), fails_without=(example(F_=Lambda(_y, _y**2), a_=1, b_=2),))

zero_derivative_on_interval = Law(
    "a zero derivative makes a function constant on an interval", "f' = 0 inside (a, b) gives f(p) = f(h) for p and h inside",
    Eq(_F(_p), _F(_h)), needs=(ForAll((_t,), (Lt(_a, _t), Lt(_t, _b)), Eq(Derivative(_F(_t), _t), 0)),
                               Lt(_a, _p), Lt(_p, _b), Lt(_a, _h), Lt(_h, _b)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.11(b)",
    holds_for=(example(F_=Lambda(_y, 3), a_=0, b_=2, p_=1, h_=Rational(1, 2)),),
    fails_without=(example(F_=Lambda(_y, _y**2), a_=0, b_=2, p_=1, h_=Rational(1, 2)),
                   example(F_=Lambda(_y, Piecewise((0, _y < 2), (1, True))), a_=0, b_=2, p_=1, h_=3, note="h is outside")))

interior_extremum = Law(
    "Fermat's theorem on interior extrema", "where a function of the line is smallest, its derivative is 0",
    Eq(_V(_p), 0), needs=(ForAll((_t,), (), Eq(Derivative(_U(_t), _t), _V(_t))), ForAll((_t,), (), Le(_U(_p), _U(_t)))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.8",
    holds_for=(example(U_=Lambda(_y, (_y - 1) ** 2), V_=Lambda(_y, 2 * _y - 2), p_=1),),
    fails_without=(example(U_=Lambda(_y, (_y - 1) ** 2), V_=Lambda(_y, 2 * _y - 2), p_=2),
                   example(U_=Lambda(_y, (_y - 1) ** 2), V_=Lambda(_y, 2 * _y), p_=1)))

intermediate_value = Law(
    "intermediate value theorem", "a continuous function takes every value between those at the ends of an interval",
    Exists((_t,), Both(Both(Le(_a, _t), Le(_t, _b)), Eq(_U(_t), _h))),
    needs=(Le(_a, _b), ContinuousOn(_U(_t), _t, _a, _b), Le(_U(_a), _h), Le(_h, _U(_b))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.23", measured_by=lambda: _crossings())

integration_by_parts = Law(
    "integration by parts", "for absolutely continuous functions",
    Eq(Integral(_F(_s) * Derivative(_G(_s), _s), (_s, _a, _b)),
       _F(_b) * _G(_b) - _F(_a) * _G(_a) - Integral(Derivative(_F(_s), _s) * _G(_s), (_s, _a, _b))),
    needs=(Le(_a, _b), AbsolutelyContinuous(_F(_s), _s, _a, _b), AbsolutelyContinuous(_G(_s), _s, _a, _b)),
    source="Folland, Real Analysis, Theorem 3.36",
    holds_for=(example(F_=Lambda(_y, _y**2), G_=Lambda(_y, exp(_y)), a_=-1, b_=2),),
    measured_by=lambda: _jump_by_parts())

# -- integrals ------------------------------------------------------------------------------------------------------------

fundamental_theorem = Law(
    "fundamental theorem of calculus", "an absolutely continuous function is the integral of its derivative",
    Eq(Integral(Derivative(_F(_s), _s), (_s, _a, _b)), _F(_b) - _F(_a)),
    needs=(Le(_a, _b), AbsolutelyContinuous(_F(_s), _s, _a, _b)), source="Folland, Real Analysis, Theorem 3.35",
    holds_for=(example(F_=Lambda(_y, _y**3), a_=-1, b_=2),), measured_by=lambda: _jump_by_parts())

fundamental_theorem_for_increasing_functions = Law(
    "fundamental theorem for increasing functions",
    "a continuous function with the derivative f >= 0 inside (a, b), bounded or not: f is integrable, and its integral the increase",
    Both(Integrable(_f(_s), _s, _a, _b), Eq(Integral(_f(_s), (_s, _a, _b)), _F(_b) - _F(_a))),
    needs=(Le(_a, _b), ContinuousOn(_F(_s), _s, _a, _b), ForAll((_s,), (Lt(_a, _s), Lt(_s, _b)), Eq(Derivative(_F(_s), _s), _f(_s))),
           ForAll((_s,), (Lt(_a, _s), Lt(_s, _b)), Ge(_f(_s), 0))),
    source="Rudin, Real and Complex Analysis, Theorem 7.21 on [a + h, b - h], and monotone convergence (1.26) as h tends to 0",
    holds_for=(example(F_=Lambda(_y, _y**3), f_=Lambda(_y, 3 * _y**2), a_=-1, b_=2),
               example(F_=Lambda(_y, sqrt(_y)), f_=Lambda(_y, 1 / (2 * sqrt(_y))), a_=0, b_=1)),
    fails_without=(example(F_=Lambda(_y, _y**3), f_=Lambda(_y, 4 * _y**2), a_=-1, b_=2),
                   example(F_=Lambda(_y, Piecewise((0, _y < 1), (7, True))), f_=Lambda(_y, 0), a_=0, b_=1, note="a jump at the end")))

integral_of_equal_functions = Law(
    "the integral does not see the ends", "functions that agree inside (a, b) are integrable together, with one integral",
    Both(Integrable(_f(_s), _s, _a, _b), Eq(Integral(_f(_s), (_s, _a, _b)), Integral(_g(_s), (_s, _a, _b)))),
    needs=(Le(_a, _b), ForAll((_s,), (Lt(_a, _s), Lt(_s, _b)), Eq(_f(_s), _g(_s))), Integrable(_g(_s), _s, _a, _b)),
    source="Folland, Real Analysis, Proposition 2.23(b)",
    holds_for=(example(f_=Lambda(_y, (_y**2 + _y) / _y), g_=Lambda(_y, _y + 1), a_=1, b_=2),),
    fails_without=(example(f_=Lambda(_y, _y**2), g_=Lambda(_y, _y + 1), a_=0, b_=2),))

integral_keeps_order = Law(
    "integrals keep order", "f <= g inside (a, b) gives the same for the integrals",
    Le(Integral(_f(_s), (_s, _a, _b)), Integral(_g(_s), (_s, _a, _b))),
    needs=(Le(_a, _b), ForAll((_s,), (Lt(_a, _s), Lt(_s, _b)), Le(_f(_s), _g(_s))), Integrable(_f(_s), _s, _a, _b), Integrable(_g(_s), _s, _a, _b)),
    source="Folland, Real Analysis, Propositions 2.22 and 2.23",
    holds_for=(example(f_=Lambda(_y, _y), g_=Lambda(_y, exp(_y)), a_=-1, b_=2),),
    fails_without=(example(f_=Lambda(_y, exp(_y)), g_=Lambda(_y, _y), a_=-1, b_=2),
                   example(f_=Lambda(_y, _y), g_=Lambda(_y, exp(_y)), a_=2, b_=-1)))

monotone_substitution = Law(
    "substitution by an increasing function", "t = B(s), B absolutely continuous with B' >= 0",
    Both(Integrable(_f(_B(_s)) * Derivative(_B(_s), _s), _s, _a, _b),
         Eq(Integral(_f(_B(_s)) * Derivative(_B(_s), _s), (_s, _a, _b)), Integral(_f(_t), (_t, _B(_a), _B(_b))))),
    needs=(Le(_a, _b), AbsolutelyContinuous(_B(_s), _s, _a, _b), ForAll((_s,), (Lt(_a, _s), Lt(_s, _b)), Ge(Derivative(_B(_s), _s), 0)),
           Integrable(_f(_t), _t, _B(_a), _B(_b))),
    source="Rudin, Real and Complex Analysis, Theorem 7.26, for the positive and the negative part",
    holds_for=(example(f_=Lambda(_y, exp(_y)), B_=Lambda(_y, _y**3), a_=-1, b_=1),), measured_by=lambda: _folded())

absolutely_continuous_is_integrable = Law(
    "derivative of an absolutely continuous function", "an absolutely continuous function and its derivative are integrable",
    Both(Integrable(Derivative(_F(_s), _s), _s, _a, _b), Integrable(_F(_s), _s, _a, _b)),
    needs=(Le(_a, _b), AbsolutelyContinuous(_F(_s), _s, _a, _b)), source="Folland, Real Analysis, Theorem 3.35",
    holds_for=(example(F_=Lambda(_y, _y**3), a_=-1, b_=2),), measured_by=lambda: _wild_derivative())

affine_substitution = Law(
    "affine substitution", "t = al + be s with be not 0",
    Eq(Integral(_F(_al + _be * _s), (_s, _a, _b)), Integral(_F(_t), (_t, _al + _be * _a, _al + _be * _b)) / _be),
    source="Folland, Real Analysis, Theorem 2.44",
    holds_for=(example(F_=Lambda(_y, exp(_y)), al_=1, be_=-2, a_=0, b_=3),))

integral_of_finite_sum = Law(
    "integral of a finite sum", "a finite sum of integrable functions is integrated term by term",
    Eq(Integral(Sum(_F(_k, _s), (_k, _l, _m)), (_s, _a, _b)), Sum(Integral(_F(_k, _s), (_s, _a, _b)), (_k, _l, _m))),
    needs=(ForAll((_k,), (Le(_l, _k), Le(_k, _m)), Integrable(_F(_k, _s), _s, _a, _b)),),
    source="Folland, Real Analysis, Proposition 2.21",
    holds_for=(example(F_=lambda k, s: s**2 * k, l_=0, m_=3, a_=-1, b_=2),), measured_by=lambda: _parts_that_diverge())

integral_of_sum = Law(
    "integral of a sum", "the integral of a sum of two integrable functions is the sum of the integrals",
    Eq(Integral(_F(_s) + _G(_s), (_s, _a, _b)), Integral(_F(_s), (_s, _a, _b)) + Integral(_G(_s), (_s, _a, _b))),
    needs=(Integrable(_F(_s), _s, _a, _b), Integrable(_G(_s), _s, _a, _b)),
    source="Folland, Real Analysis, Proposition 2.21",
    holds_for=(example(F_=Lambda(_y, _y**2), G_=Lambda(_y, exp(_y)), a_=-1, b_=2),), measured_by=lambda: _parts_that_diverge())

finite_sum_is_integrable = Law(
    "a finite sum of integrable functions", "a finite linear combination of integrable functions is integrable",
    Integrable(Sum(_F(_k, _s), (_k, _l, _m)), _s, _a, _b),
    needs=(ForAll((_k,), (Le(_l, _k), Le(_k, _m)), Integrable(_F(_k, _s), _s, _a, _b)),),
    source="Folland, Real Analysis, Proposition 2.21",
    holds_for=(example(F_=lambda k, s: s**2 * k, l_=0, m_=3, a_=-1, b_=2),), measured_by=lambda: _parts_that_diverge())

product_of_square_integrable = Law(
    "Hoelder's inequality for p = 2", "the product of two square-integrable functions is integrable",
    Integrable(_U(_s) * _V(_s), _s, _a, _b),
    needs=(SquareIntegrable(_U(_s), _s, _a, _b), SquareIntegrable(_V(_s), _s, _a, _b)),
    source="Folland, Real Analysis, Theorem 6.2",
    holds_for=(example(U_=Lambda(_y, _y**2), V_=Lambda(_y, exp(_y)), a_=-1, b_=2),), measured_by=lambda: _root_squared())

# -- sums by cases -----------------------------------------------------------------------------------------------------------

sum_by_cases = Law(
    "sum by cases", "a sum whose terms are defined by cases k < m and k >= m splits at m",
    Eq(Sum(Piecewise((_F(_k), _k < _r), (_G(_k), True)), (_k, _l, _m)), Sum(_F(_k), (_k, _l, _r - 1)) + Sum(_G(_k), (_k, _r, _m))),
    needs=(Le(_l, _r), Le(_r, _m)), source="Graham, Knuth, Patashnik, Concrete Mathematics, (2.20)",
    holds_for=(example(F_=Lambda(_y, 1), G_=Lambda(_y, 2**_y), l_=0, r_=2, m_=5),),
    fails_without=(example(F_=Lambda(_y, 1), G_=Lambda(_y, 2**_y), l_=0, r_=7, m_=4),))

sum_by_three_cases = Law(
    "sum by three cases", "a sum whose terms are defined by cases k < m, k = m and k > m splits at m",
    Eq(Sum(Piecewise((_F(_k), _k < _r), (_G(_k), Eq(_k, _r)), (_H(_k), True)), (_k, _l, _m)),
       Sum(_F(_k), (_k, _l, _r - 1)) + _G(_r) + Sum(_H(_k), (_k, _r + 1, _m))),
    needs=(Le(_l, _r), Le(_r, _m)), source="Graham, Knuth, Patashnik, Concrete Mathematics, (2.20)",
    holds_for=(example(F_=Lambda(_y, 1), G_=Lambda(_y, 7), H_=Lambda(_y, 2**_y), l_=0, r_=2, m_=5),),
    fails_without=(example(F_=Lambda(_y, 1), G_=Lambda(_y, 7), H_=Lambda(_y, 2**_y), l_=0, r_=6, m_=4),))

split_sum = Law(
    "splitting a sum", "a finite sum splits at any index",
    Eq(Sum(_F(_k), (_k, _l, _m)), Sum(_F(_k), (_k, _l, _r - 1)) + Sum(_F(_k), (_k, _r, _m))),
    needs=(Le(_l, _r), Le(_r, _m + 1)), source="Graham, Knuth, Patashnik, Concrete Mathematics, (2.20)",
    holds_for=(example(F_=Lambda(_y, 2**_y), l_=0, r_=2, m_=5), example(F_=Lambda(_y, 2**_y), l_=0, r_=6, m_=5)),
    fails_without=(example(F_=Lambda(_y, 2**_y), l_=0, r_=7, m_=5),))

factorial_recurrence = Law(
    "factorial of the next number", "(n + 1)! = (n + 1) n!",
    Eq(factorial(_n + 1), (_n + 1) * factorial(_n)), source="DLMF 5.5.1",
    holds_for=(example(n_=0), example(n_=6)))

binomial_theorem = Law(
    "binomial theorem", "the power of a sum",
    Eq((_c + _d) ** _n, Sum(binomial(_n, _j) * _c**_j * _d ** (_n - _j), (_j, 0, _n))),
    source="DLMF 1.2.2", holds_for=(example(c_=3, d_=Rational(-1, 2), n_=5), example(c_=3, d_=2, n_=0)))

# -- limits ------------------------------------------------------------------------------------------------------------------

limit_of_linear_function = Law(
    "limit of c F + d", "multiples and shifts of a convergent sequence converge",
    Tends(_c * _F(_N) + _d, _N, oo, _c * _L + _d), needs=(Tends(_F(_N), _N, oo, _L),),
    source="Rudin, Principles of Mathematical Analysis, Theorem 3.3",
    holds_for=(example(F_=lambda n: 2 + 1 / n, c_=3, d_=-1, L_=2),),
    fails_without=(example(F_=lambda n: 2 + 1 / n, c_=3, d_=-1, L_=5),))

limit_of_eventually_equal = Law(
    "limit of eventually equal sequences", "two sequences that agree from some index on have the same limit",
    Tends(_F(_N), _N, oo, _L), needs=(ForAll((_N,), (Ge(_N, _m),), Eq(_F(_N), _G(_N))), Tends(_G(_N), _N, oo, _L)),
    source="Rudin, Principles of Mathematical Analysis, Definition 3.1",
    measured_by=lambda: _eventually())

limit_from_inside = Law(
    "one-sided limits", "a limit is a limit from above",
    TendsFromAbove(_F(_h), _h, 0, _L), needs=(Tends(_F(_h), _h, 0, _L),),
    source="Rudin, Principles of Mathematical Analysis, Definition 4.25",
    holds_for=(example(F_=Lambda(_y, 1 + _y), L_=1),), fails_without=(example(F_=Lambda(_y, 1 + _y), L_=5),))

limit_from_below = Law(
    "limits from below", "a limit is a limit from below, written with -h",
    TendsFromAbove(_F(-_h), _h, 0, _L), needs=(Tends(_F(_h), _h, 0, _L),),
    source="Rudin, Principles of Mathematical Analysis, Definition 4.25",
    holds_for=(example(F_=Lambda(_y, 1 + _y), L_=1),), fails_without=(example(F_=Lambda(_y, 1 + _y), L_=5),))

limit_under_scaling = Law(
    "limit at 0 under scaling", "replacing h by c h with c > 0 does not change a limit from above at 0",
    TendsFromAbove(_F(_e * _h), _h, 0, _L), needs=(TendsFromAbove(_F(_h), _h, 0, _L),),
    source="Rudin, Principles of Mathematical Analysis, Definition 4.25",
    holds_for=(example(F_=Lambda(_y, 1 + _y), L_=1, e_=3),), fails_without=(example(F_=Lambda(_y, 1 + _y), L_=5, e_=3),))

smooth_is_continuous = Law(
    "differentiable functions are continuous", "F(x + h) tends to F(x)",
    Tends(_F(_x + _h), _h, 0, _F(_x)), needs=(ContinuouslyDifferentiable(_F(_s), _s),),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.2",
    holds_for=(example(F_=Lambda(_y, 1 + _y**2), x_=2),), measured_by=lambda: _step())

variation_under_affine_map = Law(
    "variation under an increasing affine map", "bounded variation does not change when the interval is stretched or moved",
    BoundedVariation(_U(_al + _e * _s), _s, _a, _b), needs=(BoundedVariation(_U(_t), _t, _al + _e * _a, _al + _e * _b),),
    source="Folland, Real Analysis, section 3.5", holds_for=(example(U_=Lambda(_y, exp(_y)), al_=1, e_=2, a_=0, b_=1),),
    measured_by=lambda: _stretched_variation())

dirichlet_jordan = Law(
    "Dirichlet-Jordan theorem at the ends of a period",
    "the symmetric partial sums of the Fourier series of U on [0, 1] tend, at the ends, to the mean of the limits from inside",
    Tends(Sum(Integral(_U(_s) * exp(-2 * pi * I * _k * _s), (_s, 0, 1)), (_k, -_N, _N)), _N, oo, (_L + _R) / 2),
    needs=(BoundedVariation(_U(_s), _s, 0, 1), TendsFromAbove(_U(_h), _h, 0, _L), TendsFromAbove(_U(1 - _h), _h, 0, _R)),
    source="Zygmund, Trigonometric Series, Theorem II.8.1",
    measured_by=lambda: _dirichlet())

dirichlet_jordan_inside = Law(
    "Dirichlet-Jordan theorem inside a period", "the symmetric partial sums of the Fourier series of U on [0, 1] tend to U where U is continuous",
    Tends(Sum(Integral(_U(_s) * exp(-2 * pi * I * _k * _s), (_s, 0, 1)) * exp(2 * pi * I * _k * _x), (_k, -_N, _N)), _N, oo, _U(_x)),
    needs=(BoundedVariation(_U(_s), _s, 0, 1), Lt(0, _x), Lt(_x, 1), Tends(_U(_x + _h), _h, 0, _U(_x))),
    source="Zygmund, Trigonometric Series, Theorem II.8.1", measured_by=lambda: _dirichlet_inside())

# -- Legendre polynomials ----------------------------------------------------------------------------------------------------

legendre_recurrence = Law(
    "first derivative recurrence", "p_(n+2)' - p_n' = (2n + 3) p_(n+1)",
    Eq(Derivative(legendre(_n + 2, _x), _x) - Derivative(legendre(_n, _x), _x), (2 * _n + 3) * legendre(_n + 1, _x)),
    source="Whittaker and Watson, A Course of Modern Analysis, section 15.21 (IV)",
    holds_for=tuple(example(n_=n, x_=Rational(1, 3)) for n in range(6)))

legendre_recurrence_with_factor = Law(
    "second derivative recurrence", "p_(n+1)' - x p_n' = (n + 1) p_n",
    Eq(Derivative(legendre(_n + 1, _x), _x) - _x * Derivative(legendre(_n, _x), _x), (_n + 1) * legendre(_n, _x)),
    source="Whittaker and Watson, A Course of Modern Analysis, section 15.21 (II)",
    holds_for=tuple(example(n_=n, x_=Rational(-2, 7)) for n in range(6)))

legendre_orthogonality = Law(
    "orthogonality of Legendre polynomials", "p_n is orthogonal to every polynomial of smaller degree",
    Eq(Integral(_F(_s) * legendre(_n, _s), (_s, -1, 1)), 0),
    needs=(PolynomialIn(_F(_s), _s, _n - 1),), source="DLMF 18.2.1 and table 18.3.1",
    holds_for=(example(F_=Lambda(_y, 1 + _y**2), n_=3),), fails_without=(example(F_=Lambda(_y, 1 + _y**2), n_=2),))

legendre_moment = Law(
    "moment of a Legendre polynomial", "the integral of x^n p_n over [-1, 1]",
    Eq(Integral(_s**_n * legendre(_n, _s), (_s, -1, 1)), 2 ** (_n + 1) * factorial(_n) ** 2 / factorial(2 * _n + 1)),
    source="DLMF 18.2.5 and table 18.3.1: h_n divided by the leading coefficient",
    holds_for=tuple(example(n_=n) for n in range(5)))

legendre_expansion = Law(
    "Legendre expansion of a polynomial", "a polynomial of degree at most n is the sum of its first n + 1 Legendre terms",
    Eq(Sum(Rational(1, 2) * (2 * _k + 1) * Integral(_F(_s) * legendre(_k, _s), (_s, -1, 1)) * legendre(_k, _x), (_k, 0, _n)), _F(_x)),
    needs=(PolynomialIn(_F(_s), _s, _n),), source="DLMF 18.2(i) and table 18.3.1",
    holds_for=(example(F_=Lambda(_y, 1 + _y**3), n_=3, x_=Rational(1, 3)),),
    fails_without=(example(F_=Lambda(_y, 1 + _y**3), n_=2, x_=Rational(1, 3)),))


# -- experiments: laws whose needs no finite evaluation shows -------------------------------------------------------------------

def _leibniz(moving_start):
    """d/dx of the integral of U K over [sin x - 2 or -2, x], U = |t|, K = cos(x t), by difference quotients at x = 1."""
    def integral(x):
        t, h = np.linspace(np.sin(x) - 2 if moving_start else -2.0, x, 400001, retstep=True)
        y = np.abs(t) * np.cos(x * t)
        return h * (y.sum() - (y[0] + y[-1]) / 2)
    x, e = 1.0, 1e-4
    start = np.sin(x) - 2 if moving_start else -2.0
    t, h = np.linspace(start, x, 400001, retstep=True)
    y = -np.abs(t) * t * np.sin(x * t)
    predicted = np.abs(x) * np.cos(x * x) + h * (y.sum() - (y[0] + y[-1]) / 2)
    predicted -= np.abs(start) * np.cos(x * start) * np.cos(x) if moving_start else 0
    grid = np.linspace(0, 2, 2_000_001)
    stepped = np.concatenate([[0], np.cumsum(np.where(grid[1:] <= 1, 1.0, 2.0))]) * 1e-6  # integral of a U that jumps at x = 1
    left, right = ((stepped[1_000_000 + k] - stepped[1_000_000]) / (k * 1e-6) for k in (-100, 100))
    return [Measurement("difference quotient", (integral(x + e) - integral(x - e)) / (2 * e), predicted, 1e-6),
            Measurement("without continuity: quotient from the right minus that from the left", right - left, 1.0, 1e-6)]


def _under_the_integral():
    """Where the derivative of F is continuous, and F = x^2/(x^2 + s^2) at x = 0, where it is not."""
    s = (np.arange(2_000_000) + 0.5) / 2_000_000
    x, e = 0.3, 1e-3
    value = ((np.exp((x + e) * s) - np.exp((x - e) * s)) / (2 * e)).mean()
    outside = (1e-3 * np.arctan(1 / 1e-3)) / 1e-3  # F = x^2/(x^2+s^2): integral x arctan(1/x), slope pi/2; derivative at 0 of F is 0
    return [Measurement("derivative of the integral of exp(x s)", value, (s * np.exp(x * s)).mean(), 1e-6),
            Measurement("without the need: slope at 0 of the integral of x^2/(x^2+s^2)", outside, np.pi / 2, 2e-3)]


def _jump_by_parts():
    """F = G = Cantor-like staircase: continuous, flat almost everywhere, so both integrals are 0 but F G jumps by 1."""
    digits = np.array([list(np.base_repr(k, 3).zfill(9)) for k in range(3**9)], dtype=int)
    first = np.where((digits == 1).any(1), (digits == 1).argmax(1), 9)
    kept = np.arange(9)[None, :] <= first[:, None]
    staircase = ((digits > 0) * kept * 0.5 ** np.arange(1, 10)).sum(1)
    return [Measurement("without absolute continuity: F G at 1 minus F G at 0", staircase[-1] ** 2 - staircase[0] ** 2, 1.0, 5e-3)]


def _folded():
    """The integral of t over [-1, 1] by t = sin(s), which comes back on [-1, 4]; a step B, whose derivative says nothing."""
    s, h = np.linspace(-1, 4, 2_000_001, retstep=True)
    y = np.exp(np.sin(s)) * np.cos(s)
    step = [0.0, np.e - 1]  # f = exp, B = 0 before 1/2 and 1 after it: the integral by s, and that by t
    return [Measurement("exp by t = sin s over [-1, 4]", h * (y.sum() - (y[0] + y[-1]) / 2), np.exp(np.sin(4)) - np.exp(np.sin(-1)), 1e-9),
            Measurement("by a step: the difference", step[1] - step[0], np.e - 1, 0)]


def _wild_derivative():
    """s^2 sin(1/s^2) has a derivative whose absolute value has no integral: it grows with the logarithm of the cut."""
    def above(start):
        u = np.linspace(1, 1 / start**2, 4_000_001)  # u = 1/s^2: |2 s sin u - 2 cos u/s| ds
        y = np.abs(2 * np.sin(u) / np.sqrt(u) - 2 * np.cos(u) * np.sqrt(u)) / (2 * u**1.5)
        return float(((y[1:] + y[:-1]) / 2 * np.diff(u)).sum())

    return [Measurement("growth from the cut 1/10 to 1/100", above(0.01) - above(0.1), 4 / np.pi * np.log(10), 0.05)]


def _crossings():
    """exp on [0, 2] crosses 3; with a jump from 2 to 4 it does not, and a value above its end is not taken."""
    t = np.linspace(0, 2, 2_000_001)
    values = np.exp(t)
    return [Measurement("changes of sign of exp - 3", (np.diff(np.sign(values - 3)) != 0).sum(), 1, 0),
            Measurement("smallest distance to 3 of exp with a jump at 2", np.abs(values + 2 * (values > 2) - 3).min(), 1.0, 1e-5),
            Measurement("smallest distance of exp to 9", np.abs(values - 9).min(), 9 - np.exp(2), 1e-9)]


def _eventually():
    """2 + 1/n changed at its first 50 terms still tends to 2; changed at every tenth term it does not."""
    n = np.arange(1, 100001)
    changed = np.where(n <= 50, -7.0, 2 + 1 / n)
    often = np.where(n % 10 == 0, -7.0, 2 + 1 / n)
    return [Measurement("last term", changed[-1], 2.0, 2e-5),
            Measurement("spread of the last terms when the agreement is not eventual", np.ptp(often[-50:]), 1.0, 1e-9, ">=")]


def _dirichlet():
    """U = exp on [0, 1], coefficients in closed form: the sum at the end tends to (1 + e)/2."""
    k = np.arange(-4000, 4001)
    total = ((np.e - 1) / (1 - 2j * np.pi * k)).sum().real
    return [Measurement("partial sum with N = 4000", total, (1 + np.e) / 2, 2e-4)]


def _dirichlet_inside():
    """U = exp on [0, 1] at 1/3; with a jump of 2 at 1/3 the sum is off by 1, and at the end 1 it does not tend to exp(1)."""
    k = np.arange(-4000, 4001)
    waves = np.exp(2j * np.pi * k / 3)
    sums = [((np.e - 1) / (1 - 2j * np.pi * k) * wave).sum().real for wave in (waves, 1)]
    step = np.where(k == 0, 2 / 3, (1 - 1 / waves) / (1j * np.pi * np.where(k == 0, 1, k)))  # of 2 before 1/3 and 0 from there on
    return [Measurement("partial sum with N = 4000 at 1/3", sums[0], np.exp(1 / 3), 2e-4), Measurement("at the end", sums[1], (1 + np.e) / 2, 2e-4),
            Measurement("at a jump from 2 to 0", (step * waves).sum().real, 1.0, 1e-3)]


def _above(power, start):
    """The integral of s**power from `start` to 1, on a grid that is even in log s."""
    grid = np.exp(np.linspace(np.log(start), 0, 200001))
    return float(np.sum((grid[1:] ** power + grid[:-1] ** power) / 2 * np.diff(grid)))


def _parts_that_diverge():
    """1/s - 1/s is integrable on (0, 1] with integral 0; the integral of 1/s alone grows like log(1/start)."""
    return [Measurement("the sum of both", _above(-1, 1e-8) - _above(-1, 1e-8), 0.0, 0.0),
            Measurement("1/s from 1e-8", _above(-1, 1e-8), 8 * np.log(10), 1e-6),
            Measurement("1/s from 1e-16", _above(-1, 1e-16), 16 * np.log(10), 1e-5)]


def _root_squared():
    """s**(-1/2) is integrable on (0, 1] but not its square, whose integral grows like log(1/start)."""
    return [Measurement("the root alone", _above(-0.5, 1e-16), 2.0, 1e-5),
            Measurement("its square from 1e-16", _above(-1, 1e-16), 16 * np.log(10), 1e-5)]


def _step():
    """The sign function is not differentiable at 0, and F(0 + h) stays at 1 while F(0) = 0."""
    return [Measurement("F(h) - F(0) at h = 1e-12", float(np.sign(1e-12) - np.sign(0.0)), 1.0, 0.0)]


def _stretched_variation():
    """exp on [1, 3] and exp(1 + 2 s) on [0, 1] vary alike; sin(1/t) near 0 varies without bound, stretched or not."""
    def variation(values):
        return float(np.abs(np.diff(values)).sum())

    s = np.linspace(0, 1, 100001)
    wild = [variation(np.sin(1 / np.linspace(start, 1, 2000001))) for start in (1e-2, 1e-3)]
    return [Measurement("exp(1 + 2 s)", variation(np.exp(1 + 2 * s)), float(np.exp(3) - np.exp(1)), 1e-9),
            Measurement("sin(1/t) from 0.001 against from 0.01", wild[1], 8 * wild[0], 0.0, ">=")]
