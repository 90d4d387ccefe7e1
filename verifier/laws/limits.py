"""Laws of limits and asymptotic orders."""

from mpmath import exp as mexp
from mpmath import lambertw, ln, mpf, quad
from mpmath import pi as mpi
from mpmath import sqrt as msqrt
from sympy import Abs, Derivative, I, Integral, Lambda, LambertW, Rational, Sum, Symbol, exp, log, oo, pi, sin, sqrt

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Le, Ne
from verifier.vocabulary.examples import example
from verifier.vocabulary.operators import Exists, ForAll, Integrable, IsBigO, SmoothBetween, Tends, TendsFromAbove
from verifier.vocabulary.symbols import complex_number, function, index, natural, real, whole

_t, _c, _l, _k = real("t_ c_ l_ k_")
_a = Symbol("a_", extended_real=True)  # where the variable tends to; infinity counts
_n = natural("n_")
_F, _G, _H = function("F_ G_ H_")
_P, _Q = function("P_ Q_", real=None)  # they need to be real, or defined, only near the place of the limit
_x = Symbol("x", real=True)

# -- limits of functions at a point: sums, products, squeezing --------------------------------------------------------

limit_of_constant = Law(
    "limit of a constant", "a constant tends to itself",
    Tends(_c, _t, _a, _c), source="Rudin, Principles of Mathematical Analysis, Example 4.11",
    holds_for=(example(c_=3, a_=1),))

limit_of_identity = Law(
    "limit of the variable", "t tends to a as t tends to a",
    Tends(_t, _t, _a, _a), source="Rudin, Principles of Mathematical Analysis, Example 4.11",
    holds_for=(example(a_=2),))

limit_of_sum = Law(
    "limit of a sum", "the limit of a sum is the sum of the limits",
    Tends(_P(_t) + _Q(_t), _t, _a, _l + _k), needs=(Tends(_P(_t), _t, _a, _l), Tends(_Q(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4",
    holds_for=(example(P_=Lambda(_x, _x**2), Q_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=2),),
    fails_without=(example(P_=Lambda(_x, _x**2), Q_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=5),))

limit_of_product = Law(
    "limit of a product", "the limit of a product is the product of the limits",
    Tends(_P(_t) * _Q(_t), _t, _a, _l * _k), needs=(Tends(_P(_t), _t, _a, _l), Tends(_Q(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4",
    holds_for=(example(P_=Lambda(_x, _x**2), Q_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=2),),
    fails_without=(example(P_=Lambda(_x, _x**2), Q_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=5),))

limit_of_equal_functions = Law(
    "equal functions have the same limits", "if F and G agree outside a and G(t) -> l as t -> a, then F(t) -> l",
    Tends(_F(_t), _t, _a, _l), needs=(ForAll((_t,), (Ne(_t, _a),), Eq(_F(_t), _G(_t))), Tends(_G(_t), _t, _a, _l)),
    source="Rudin, Principles of Mathematical Analysis, Definition 4.1 and 4.33",
    holds_for=(example(F_=Lambda(_x, (1 + _x) ** 2), G_=Lambda(_x, 1 + 2 * _x + _x**2), a_=1, l_=4),),
    fails_without=(example(F_=Lambda(_x, 3 + _x), G_=Lambda(_x, 1 + _x), a_=1, l_=2),))

limit_of_functions_equal_far_out = Law(
    "functions that are equal far out have the same limit", "if P and Q agree for t > c and Q(t) -> l as t -> infinity, then P(t) -> l",
    Tends(_P(_t), _t, oo, _l), needs=(ForAll((_t,), (_t > _c,), Eq(_P(_t), _Q(_t))), Tends(_Q(_t), _t, oo, _l)),
    source="Rudin, Principles of Mathematical Analysis, Definition 4.33",
    holds_for=(example(P_=Lambda(_x, (_x + Abs(_x)) / _x**2), Q_=Lambda(_x, 2 / _x), c_=0, l_=0),),
    fails_without=(example(P_=Lambda(_x, 3 + 1 / _x), Q_=Lambda(_x, 1 + 1 / _x), c_=0, l_=1),))

squeeze_from_above = Law(
    "squeezing", "if |F(t) - l| <= G(t) for t > 0 and G(t) -> 0 as t -> 0 from above, then F(t) -> l",
    TendsFromAbove(_F(_t), _t, 0, _l),
    needs=(ForAll((_t,), (_t > 0,), Le(Abs(_F(_t) - _l), _G(_t))), TendsFromAbove(_G(_t), _t, 0, 0)),
    source="Abbott, Understanding Analysis, 2nd ed., Exercise 4.2.11",
    holds_for=(example(F_=Lambda(_x, 2 + _x**2), G_=Lambda(_x, 2 * _x**2), l_=2),),
    fails_without=(example(F_=Lambda(_x, 3 + _x), G_=Lambda(_x, 1 + _x), l_=2),))

squeeze = Law(
    "squeezing between two functions", "if G(t) <= F(t) <= H(t) for all t and both bounds tend to l as t -> a, so does F(t)",
    Tends(_F(_t), _t, _a, _l),
    needs=(ForAll((_t,), (), _G(_t) <= _F(_t)), ForAll((_t,), (), _F(_t) <= _H(_t)), Tends(_G(_t), _t, _a, _l), Tends(_H(_t), _t, _a, _l)),
    source="Abbott, Understanding Analysis, 2nd ed., Exercise 4.2.11",
    holds_for=(example(F_=Lambda(_x, _x**2 / 2), G_=Lambda(_x, 0), H_=Lambda(_x, _x**2), a_=0, l_=0),
               example(F_=Lambda(_x, exp(_x) / 2), G_=Lambda(_x, 0), H_=Lambda(_x, exp(_x)), a_=-oo, l_=0)),
    fails_without=(example(F_=Lambda(_x, 1 + _x**2), G_=Lambda(_x, 0), H_=Lambda(_x, _x**2), a_=0, l_=0),))

# -- limits at infinity and the Lambert W function --------------------------------------------------------------------

_u = Symbol("u_", real=True)
RUDIN_INFINITY = "Rudin, Principles of Mathematical Analysis, Definition 4.33"
LAMBERT = "DLMF 4.13 (principal branch)"

limit_along_a_path_to_infinity = Law(
    "limit along a path to infinity", "if P(u) -> l as u -> infinity and Q(t) -> infinity, then P(Q(t)) -> l",
    Tends(_P(_Q(_t)), _t, _a, _l), needs=(Tends(_P(_u), _u, oo, _l), Tends(_Q(_t), _t, _a, oo)),
    source=RUDIN_INFINITY,
    holds_for=(example(P_=Lambda(_x, 1 / _x), Q_=Lambda(_x, _x**2), a_=oo, l_=0),),
    fails_without=(example(P_=Lambda(_x, 1 / _x), Q_=Lambda(_x, 2 + 1 / _x), a_=oo, l_=0),))

multiple_tends_to_infinity = Law(
    "multiples of t tend to infinity", "c t -> infinity as t -> infinity, for c > 0",
    Tends(_c * _t, _t, oo, oo), needs=(_c > 0,), source=RUDIN_INFINITY,
    holds_for=(example(c_=2),), fails_without=(example(c_=-1),))

logarithm_tends_to_infinity = Law(
    "the logarithm tends to infinity", "log t -> infinity as t -> infinity",
    Tends(log(_t), _t, oo, oo), source="DLMF 4.2(i)", holds_for=(example(),))

reciprocal_of_infinity = Law(
    "reciprocals of large numbers", "c/Q(t) -> 0 where Q(t) -> infinity",
    Tends(_c / _Q(_t), _t, _a, 0), needs=(Tends(_Q(_t), _t, _a, oo),), source=RUDIN_INFINITY,
    holds_for=(example(c_=3, Q_=Lambda(_x, _x**2), a_=oo),),
    fails_without=(example(c_=3, Q_=Lambda(_x, 2 + 1 / _x), a_=oo),))

negative_power_tends_to_zero = Law(
    "negative powers tend to 0", "c n^p -> 0 as the integer n -> infinity, for p < 0",
    Tends(_c * _n**_k, _n, oo, 0), needs=(_k < 0,), source="Rudin, Principles of Mathematical Analysis, Theorem 3.20(a)",
    holds_for=(example(c_=3, k_=Rational(-1, 2)), example(c_=-1, k_=-2)), fails_without=(example(c_=1, k_=0),))

exponential_decay = Law(
    "exponential decay", "c exp(-k t) -> 0 as t -> infinity, for k > 0",
    Tends(_c * exp(-_k * _t), _t, oo, 0), needs=(_k > 0,), source="Rudin, Principles of Mathematical Analysis, Theorem 8.6(d)",
    holds_for=(example(c_=3, k_=2),), fails_without=(example(c_=1, k_=0),))

limit_of_logarithm = Law(
    "continuity of the logarithm", "log P(t) -> log l where P(t) -> l > 0",
    Tends(log(_P(_t)), _t, _a, log(_l)), needs=(Tends(_P(_t), _t, _a, _l), _l > 0),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.7 with chapter 8, The exponential and logarithmic functions",
    holds_for=(example(P_=Lambda(_x, 2 + 1 / _x), a_=oo, l_=2),),
    fails_without=(example(P_=Lambda(_x, 3 + 1 / _x), a_=oo, l_=2),))

limit_of_square_root = Law(
    "continuity of the square root", "sqrt(F(t)) -> sqrt(l) where F >= 0 and F(t) -> l",
    Tends(sqrt(_F(_t)), _t, _a, sqrt(_l)), needs=(ForAll((_t,), (), _F(_t) >= 0), Tends(_F(_t), _t, _a, _l)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.7",
    holds_for=(example(F_=Lambda(_x, 4 + 1 / _x**2), a_=oo, l_=4), example(F_=Lambda(_x, _x**2), a_=0, l_=0)),
    fails_without=(example(F_=Lambda(_x, 4 + 1 / _x**2), a_=oo, l_=9),))

squeeze_at_infinity = Law(
    "squeezing at infinity", "if G(t) <= F(t) <= H(t) for t > 0 and both bounds tend to l as t -> infinity, so does F(t)",
    Tends(_F(_t), _t, oo, _l),
    needs=(ForAll((_t,), (_t > 0,), _G(_t) <= _F(_t)), ForAll((_t,), (_t > 0,), _F(_t) <= _H(_t)),
           Tends(_G(_t), _t, oo, _l), Tends(_H(_t), _t, oo, _l)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 3.19 with Definition 4.33",
    holds_for=(example(F_=Lambda(_x, 1 / (1 + _x)), G_=Lambda(_x, 0), H_=Lambda(_x, 1 / _x), l_=0),),
    fails_without=(example(F_=Lambda(_x, 2 + 1 / _x), G_=Lambda(_x, 0), H_=Lambda(_x, 1 / _x), l_=0),))

exponential_above_tangent = Law(
    "the exponential lies above its tangent", "1 + x <= exp(x)",
    Le(1 + _c, exp(_c)), source="DLMF 4.5(ii)", holds_for=(example(c_=0), example(c_=-3), example(c_=2)))

exponential_increases = Law(
    "the exponential increases", "x < y gives exp(x) < exp(y)",
    exp(_c) < exp(_k), needs=(_c < _k,), source="DLMF 4.2(iii)", holds_for=(example(c_=-3, k_=-2), example(c_=0, k_=5)),
    fails_without=(example(c_=2, k_=-1),))

logarithm_increases_strictly = Law(
    "the logarithm increases strictly", "0 < x < y gives log x < log y",
    log(_c) < log(_k), needs=(_c > 0, _c < _k), source="DLMF 4.2(i)", holds_for=(example(c_=Rational(1, 2), k_=1), example(c_=2, k_=7)),
    fails_without=(example(c_=3, k_=1),))

lambert_w_solves = Law(
    "equation of the Lambert W function", "W(x) exp(W(x)) = x",
    Eq(LambertW(_c) * exp(LambertW(_c)), _c), source="DLMF 4.13.1",
    holds_for=(example(c_=0), example(c_=5), example(c_=Rational(-1, 3))))

lambert_w_inverts = Law(
    "the Lambert W function inverts x exp(x)", "W(x exp(x)) = x for x >= -1",
    Eq(LambertW(_c * exp(_c)), _c), needs=(_c >= -1,), source=LAMBERT,
    holds_for=(example(c_=2), example(c_=Rational(-1, 2))), fails_without=(example(c_=-2),))

lambert_w_increases = Law(
    "the Lambert W function increases", "W(x) < W(y) for -1/e <= x < y",
    LambertW(_c) < LambertW(_k), needs=(_c >= -exp(-1), _c < _k), source=LAMBERT,
    holds_for=(example(c_=1, k_=2),), fails_without=(example(c_=2, k_=1),))

lambert_w_for_large_arguments = Law(
    "the Lambert W function for large arguments", "W(t) = log t - log log t + o(1)",
    Tends(LambertW(_t) - log(_t) + log(log(_t)), _t, oo, 0), source="DLMF 4.13.10", measured_by=lambda: measure_lambert_w())


def measure_lambert_w():
    """|W(x) - log x + log log x| against 2 log log x/log x, twice the next term of the expansion, for huge x."""
    found = []
    for k in (1, 2, 4, 8):
        x = mpf(10) ** (10**k)
        gap = abs(lambertw(x).real - ln(x) + ln(ln(x)))
        found.append(Measurement(f"x = 10^(10^{k})", float(gap), float(2 * ln(ln(x)) / ln(x)), 0.0, "<="))
    return found

# -- orders of growth and Laplace's method ----------------------------------------------------------------------------

_g, _f, _f1, _f2 = function("g_ f_ f1_ f2_", real=None)  # for Laplace real between the ends; what they are elsewhere is open
_R, _S, _U = function("F_ G_ H_", real=None)  # orders of growth are those of complex functions
_b, _p, _q, _T = real("b_ p_ q_ T_")
ORDERS = "Olver, Asymptotics and Special Functions, chapter 1, section 3"
_square, _reciprocal = Lambda(_x, _x**2), Lambda(_x, 1 / _x)

order_from_bound = Law(
    "order from a bound", "|F| <= c |G| gives F = O(G)",
    IsBigO(_R(_t), _S(_t), _t, _a), needs=(ForAll((_t,), (), Le(Abs(_R(_t)), _c * Abs(_S(_t)))),), source=ORDERS,
    holds_for=(example(F_=Lambda(_x, 2 * _x**2), G_=_square, c_=3, a_=0),),
    fails_without=(example(F_=Lambda(_x, _x), G_=_square, c_=3, a_=0),))

order_of_sum = Law(
    "order of a sum", "a sum of two O(H) is O(H)",
    IsBigO(_R(_t) + _S(_t), _U(_t), _t, _a),
    needs=(IsBigO(_R(_t), _U(_t), _t, _a), IsBigO(_S(_t), _U(_t), _t, _a)), source=ORDERS,
    holds_for=(example(F_=Lambda(_x, _x), G_=_square, H_=_square, a_=oo),),
    fails_without=(example(F_=Lambda(_x, _x), G_=_square, H_=Lambda(_x, _x), a_=oo),))

order_of_multiple = Law(
    "order of a multiple", "a constant times O(G) is O(G)",
    IsBigO(_c * _R(_t), _S(_t), _t, _a), needs=(IsBigO(_R(_t), _S(_t), _t, _a),), source=ORDERS,
    holds_for=(example(c_=-3, F_=Lambda(_x, _x), G_=_square, a_=oo),),
    fails_without=(example(c_=-3, F_=_square, G_=Lambda(_x, _x), a_=oo),))

order_of_product = Law(
    "order of a product", "O(H) times O(K) is O(H K)",
    IsBigO(_R(_t) * _S(_t), _U(_t) * _g(_t), _t, _a),
    needs=(IsBigO(_R(_t), _U(_t), _t, _a), IsBigO(_S(_t), _g(_t), _t, _a)), source=ORDERS,
    holds_for=(example(F_=Lambda(_x, _x), G_=_square, H_=Lambda(_x, 2 * _x), g_=_square, a_=oo),),
    fails_without=(example(F_=Lambda(_x, _x**3), G_=_square, H_=Lambda(_x, 2 * _x), g_=_square, a_=oo),))

order_of_convergent = Law(
    "convergent functions are bounded", "F -> l gives F = O(1)",
    IsBigO(_R(_t), 1, _t, _a), needs=(Tends(_R(_t), _t, _a, _l),), source=ORDERS,
    holds_for=(example(F_=Lambda(_x, 2 + 1 / _x), a_=oo, l_=2),),
    fails_without=(example(F_=_square, a_=oo, l_=2),))

limit_from_order = Law(
    "limit from the order of the difference", "F - l = O(G) with G -> 0 gives F -> l",
    Tends(_R(_t), _t, _a, _l), needs=(IsBigO(_R(_t) - _l, _S(_t), _t, _a), Tends(_S(_t), _t, _a, 0)), source=ORDERS,
    holds_for=(example(F_=Lambda(_x, 2 + 3 / _x), G_=_reciprocal, a_=oo, l_=2),),
    fails_without=(example(F_=Lambda(_x, 2 + 3 / _x), G_=_reciprocal, a_=oo, l_=1),))

limit_of_reciprocal = Law(
    "limit of a reciprocal", "F -> l with l != 0 gives 1/F -> 1/l",
    Tends(1 / _R(_t), _t, _a, 1 / _l), needs=(Tends(_R(_t), _t, _a, _l), Ne(_l, 0)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4",
    holds_for=(example(F_=Lambda(_x, 2 + 1 / _x), a_=oo, l_=2),),
    fails_without=(example(F_=Lambda(_x, 3 + 1 / _x), a_=oo, l_=2),))

bounded_plus_infinite = Law(
    "bounded plus infinite", "F = O(1) and G -> infinity give F + G -> infinity",
    Tends(_R(_t) + _S(_t), _t, _a, oo), needs=(IsBigO(_R(_t), 1, _t, _a), Tends(_S(_t), _t, _a, oo)), source=ORDERS,
    holds_for=(example(F_=Lambda(_x, sin(_x)), G_=Lambda(_x, 2 * _x), a_=oo),),
    fails_without=(example(F_=Lambda(_x, -2 * _x), G_=Lambda(_x, _x), a_=oo),))

laplace_method = Law(
    "Laplace's method",
    "at an interior maximum p of a strictly concave f: int g exp(t f) = exp(t f(p)) (2 pi/(-f''(p) t))^(1/2) (g(p) + O(1/t))",
    IsBigO(sqrt(_t) * exp(-_t * _f(_p)) * Integral(_g(_u) * exp(_t * _f(_u)), (_u, _b, _q)) - _g(_p) * sqrt(2 * pi / (-_f2(_p))),
           1 / _t, _t, oo),
    needs=(_b < _p, _p < _q, SmoothBetween(_f(_u), _u, _b, _q), SmoothBetween(_g(_u), _u, _b, _q),
           ForAll((_u,), (_b < _u, _u < _q), Eq(Derivative(_f(_u), _u), _f1(_u))),
           ForAll((_u,), (_b < _u, _u < _q), Eq(Derivative(_f1(_u), _u), _f2(_u))),
           ForAll((_u,), (_b < _u, _u < _q), _f2(_u) < 0), Eq(_f1(_p), 0), Integrable(_g(_u) * exp(_T * _f(_u)), _u, _b, _q)),
    source="Olver, Asymptotics and Special Functions, chapter 3, Theorem 8.1, applied on both sides of p",
    measured_by=lambda: measure_laplace_method())


def measure_laplace_method():
    """t times the error for f = x - exp(x), g = exp(x/2), p = 0 on [-3, 4], against the next coefficient; p = 1 fails."""
    found = []
    for t in (200, 800, 3200):
        places = [-3, -1, -30 / msqrt(t), 0, 30 / msqrt(t), 1, 4]
        scaled = msqrt(t) * quad(lambda x, t=t: mexp(x / 2 + t * (x - mexp(x) + 1)), places)
        error = t * (scaled - msqrt(2 * mpi))
        # int exp((t + 1/2) x - t exp(x)) dx = Gamma(t + 1/2) t^(-t - 1/2) over the line,
        # and Gamma(t + 1/2) = (2 pi)^(1/2) t^t e^(-t) (1 - 1/(24 t) + ...)
        found.append(Measurement(f"t times the error at t = {t}", float(error), float(-msqrt(2 * mpi) / 24), 1 / t))
    wrong = [msqrt(t) * quad(lambda x, t=t: mexp(x / 2 + t * (x - mexp(x) - 1 + mexp(1))), [-3, -1, 0, 1, 4]) for t in (10, 20)]
    found.append(Measurement("growth where f'(p) is not 0, at p = 1", float(wrong[1] / wrong[0]), 100.0, 0.0, ">="))
    return found

# -- finite sums, small arguments, values in between ------------------------------------------------------------------

_i = index("i_")
_N = natural("N_")
_h, _d = real("h_ d_")
_A, _B = function("A_ B_")
_L = function("L_")

limit_of_finite_sum = Law(
    "limit of a finite sum", "a finite sum of convergent functions converges to the sum of the limits",
    Tends(Sum(_A(_i, _t), (_i, 1, _n)), _t, _a, Sum(_L(_i), (_i, 1, _n))),
    needs=(ForAll((_i,), (Le(1, _i), Le(_i, _n)), Tends(_A(_i, _t), _t, _a, _L(_i))),),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4",
    holds_for=(example(n_=2, A_=lambda i, t: i + t, L_=lambda i: i, a_=0),),
    fails_without=(example(n_=2, A_=lambda i, t: i + t, L_=lambda i: i + 1, a_=0),))

limit_of_factor = Law(
    "limit of a factor", "F G -> l and G -> k with k != 0 give F -> l/k",
    Tends(_P(_t), _t, _a, _l / _k), needs=(Tends(_P(_t) * _Q(_t), _t, _a, _l), Tends(_Q(_t), _t, _a, _k), Ne(_k, 0)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4(c)",
    holds_for=(example(P_=Lambda(_x, 3 + 1 / _x), Q_=Lambda(_x, 2 + 1 / _x), a_=oo, l_=6, k_=2),),
    fails_without=(example(P_=Lambda(_x, 3 + 1 / _x), Q_=Lambda(_x, 2 + 1 / _x), a_=oo, l_=5, k_=2),))

limit_from_above_of_combination = Law(
    "one-sided limit of a linear combination", "c A(t) + d B(t) -> c l + d k where A -> l and B -> k from above",
    TendsFromAbove(_c * _A(_t) + _d * _B(_t), _t, 0, _c * _l + _d * _k),
    needs=(TendsFromAbove(_A(_t), _t, 0, _l), TendsFromAbove(_B(_t), _t, 0, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4 with Definition 4.25",
    holds_for=(example(c_=2, d_=-3, A_=Lambda(_x, 1 + _x), B_=Lambda(_x, _x**2), l_=1, k_=0),),
    fails_without=(example(c_=2, d_=-3, A_=Lambda(_x, 1 + _x), B_=Lambda(_x, _x**2), l_=2, k_=0),))

limit_of_small_reciprocals = Law(
    "limit at infinity along c/t", "A(u) -> l as u -> infinity gives A(c/t) -> l as t -> 0 from above, for c > 0",
    TendsFromAbove(_A(_c / _t), _t, 0, _l), needs=(Tends(_A(_u), _u, oo, _l), _c > 0),
    source="Rudin, Principles of Mathematical Analysis, Definition 4.33",
    holds_for=(example(c_=2, A_=Lambda(_x, 1 / _x), l_=0),),
    fails_without=(example(c_=2, A_=Lambda(_x, 1 / _x), l_=1), example(c_=-1, A_=Lambda(_x, exp(-_x)), l_=0)))

squeeze_of_sequences = Law(
    "squeezing of sequences", "if P(n) <= F(n) <= Q(n) for every n >= 1 and both bounds tend to l, so does F(n)",
    Tends(_R(_N), _N, oo, _l),
    needs=(ForAll((_N,), (), _P(_N) <= _R(_N)), ForAll((_N,), (), _R(_N) <= _Q(_N)), Tends(_P(_N), _N, oo, _l), Tends(_Q(_N), _N, oo, _l)),
    source="Abbott, Understanding Analysis, 2nd ed., Exercise 2.3.3 (squeeze theorem)",
    holds_for=(example(P_=Lambda(_x, 0), F_=Lambda(_x, 1 / (1 + _x)), Q_=Lambda(_x, 1 / _x), l_=0),),
    fails_without=(example(P_=Lambda(_x, 0), F_=Lambda(_x, 2 + 1 / _x), Q_=Lambda(_x, 1 / _x), l_=0),
                   example(P_=Lambda(_x, 3), F_=Lambda(_x, 2 + 1 / _x), Q_=Lambda(_x, 3), l_=3)))

_j, _m = whole("j_ m_")
_r, _s = complex_number("r_ s_")

squeeze_of_tails = Law(
    "squeezing of sequences from some index on", "if P(j) <= F(j) <= Q(j) for every j >= m and both bounds tend to l, so does F(j)",
    Tends(_R(_j), _j, oo, _l),
    needs=(ForAll((_j,), (Le(_m, _j),), _P(_j) <= _R(_j)), ForAll((_j,), (Le(_m, _j),), _R(_j) <= _Q(_j)),
           Tends(_P(_j), _j, oo, _l), Tends(_Q(_j), _j, oo, _l)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 3.19 with Definition 3.1",
    holds_for=(example(P_=Lambda(_x, 0), F_=Lambda(_x, 1 / (1 + _x)), Q_=Lambda(_x, 1 / _x), m_=1, l_=0),),
    fails_without=(example(P_=Lambda(_x, 0), F_=Lambda(_x, 2 + 1 / (1 + _x)), Q_=Lambda(_x, 1 / (1 + _x)), m_=0, l_=0),
                   example(P_=Lambda(_x, 3), F_=Lambda(_x, 2 + 1 / (1 + _x)), Q_=Lambda(_x, 3), m_=0, l_=3)))

sum_of_sequences = Law(
    "limit of a sum of sequences", "the limit of a sum of complex sequences is the sum of the limits",
    Tends(_R(_j) + _S(_j), _j, oo, _r + _s), needs=(Tends(_R(_j), _j, oo, _r), Tends(_S(_j), _j, oo, _s)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 3.3(a)",
    holds_for=(example(F_=Lambda(_x, 1 / (1 + _x)), G_=Lambda(_x, I + 2 / (1 + _x)), r_=0, s_=I),),
    fails_without=(example(F_=Lambda(_x, 1 / (1 + _x)), G_=Lambda(_x, I + 2 / (1 + _x)), r_=1, s_=I),))

limit_of_sequence_keeps_bound = Law(
    "limits of sequences keep weak inequalities", "a limit of numbers that are at most c from some index on is at most c",
    Le(_l, _c), needs=(ForAll((_j,), (Le(_m, _j),), Le(_P(_j), _c)), Tends(_P(_j), _j, oo, _l)),
    source="Abbott, Understanding Analysis, 2nd ed., Theorem 2.3.4 (order limit theorem)",
    holds_for=(example(P_=Lambda(_x, 2 - 1 / _x), m_=1, c_=2, l_=2), example(P_=Lambda(_x, 1 / _x), m_=2, c_=Rational(1, 2), l_=0)),
    fails_without=(example(P_=Lambda(_x, 2 + 1 / _x), m_=1, c_=1, l_=2), example(P_=Lambda(_x, 1 / _x), m_=1, c_=1, l_=2)))

monotone_below_limit = Law(
    "an increasing function stays below its limit", "A(u) <= l if A does not decrease and tends to l at infinity",
    Le(_A(_c), _l), needs=(ForAll((_t, _h), (_t <= _h,), _A(_t) <= _A(_h)), Tends(_A(_t), _t, oo, _l)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.29 with Definition 4.33",
    holds_for=(example(A_=Lambda(_x, 1 - exp(-_x)), c_=2, l_=1),),
    fails_without=(example(A_=Lambda(_x, 1 + exp(-_x)), c_=2, l_=1), example(A_=Lambda(_x, 1 - exp(-_x)), c_=2, l_=0)))

value_between_limits = Law(
    "intermediate values on the whole line", "a continuous function takes every value between its limits at minus infinity and infinity",
    Exists((_t,), Eq(_A(_t), _c)),
    needs=(ForAll((_t,), (), Tends(_A(_t + _h), _h, 0, _A(_t))), Tends(_A(-_t), _t, oo, _l), Tends(_A(_t), _t, oo, _k), _k < _c, _c < _l),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.23 with Definition 4.33",
    measured_by=lambda: measure_values_between())


def measure_values_between():
    """1/(1 + e^t) takes the values 1/4 and 3/4 between its limits 1 and 0; a jump from 1 to 0 skips them."""
    found = []
    for value in (0.25, 0.75):
        low, high = -50.0, 50.0
        for _ in range(100):
            middle = (low + high) / 2
            low, high = (middle, high) if 1 / (1 + mexp(middle)) > value else (low, middle)
        found.append(Measurement(f"value at the point found for {value}", float(1 / (1 + mexp(low))), value, 1e-12))
        found.append(Measurement(f"distance of the values of a jump from {value}", min(abs(jump - value) for jump in (0, 1)), 0.25, 0, ">="))
    return found
