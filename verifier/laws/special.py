"""Laws of special functions: Bessel functions, the beta integral, the sign and the error function."""

import numpy as np
from sympy import Abs, Derivative, I, Integral, Lambda, Rational, Symbol, besseli, erf, exp, gamma, oo, pi, sign, sqrt

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Gt, Lt, Ne
from verifier.vocabulary.examples import coin, example, image_of, lazy_coin, same_as
from verifier.vocabulary.operators import AlmostSurely, Both, E, ForAll, Implies, Tends, TendsFromAbove
from verifier.vocabulary.symbols import function, positive, random_variable, real

_half = Rational(1, 2)
_v, _x, _u, _t, _l, _k = real("v_ x_ u_ t_ l_ k_")
_a = Symbol("a_", extended_real=True)  # where the variable tends to; infinity counts
_P = function("P_", real=None)  # real near the place of the limit
_s = Symbol("s", real=True)
_F = function("F_")
_X, _Y, _D = random_variable("X_ Y_ D_")
_w, _y, _z = positive("w_ y_ z_")

poisson_integral = Law(
    "Poisson's integral", "the modified Bessel function as an integral of an exponential over [-1, 1]",
    Eq(besseli(_v, _z), (_z / 2) ** _v / (sqrt(pi) * gamma(_v + _half))
       * Integral(exp(_z * _x) * ((1 - _x) * (1 + _x)) ** (_v - _half), (_x, -1, 1))),
    needs=(_v >= _half,), source="DLMF 10.32.2",
    holds_for=(example(v_=Rational(3, 2), z_=2), example(v_=Rational(5, 2), z_=1)),
    fails_without=(example(v_=Rational(-3, 2), z_=1),))

beta_integral = Law(
    "beta integral", "powers of 1 - x^2 integrated over [-1, 1]",
    Eq(Integral(((1 - _x) * (1 + _x)) ** (_v - _half), (_x, -1, 1)), sqrt(pi) * gamma(_v + _half) / gamma(_v + 1)),
    needs=(_v >= _half,), source="DLMF 5.12.1 with t = (1 + x)/2 and 5.5.5",
    holds_for=(example(v_=Rational(3, 2)), example(v_=Rational(7, 2))), measured_by=lambda: measure_beta())

bessel_ratio_increases = Law(
    "the ratio of modified Bessel functions increases", "I_(v+1)(y)/I_v(y) increases with y > 0",
    Lt(besseli(_v + 1, _y) / besseli(_v, _y), besseli(_v + 1, _z) / besseli(_v, _z)),
    needs=(_v >= 0, _y < _z),
    source="Mardia and Jupp, Directional Statistics, Appendix 1; Amos (1974), Mathematics of Computation 28",
    holds_for=(example(v_=0, y_=1, z_=2), example(v_=63, y_=30, z_=31)), fails_without=(example(v_=1, y_=2, z_=1),))

positive_factor = Law(
    "a factor of a positive product", "x >= 0 and x u > 0 give x > 0",
    Gt(_x, 0), needs=(_x >= 0, _x * _u > 0), source="Rudin, Principles of Mathematical Analysis, Proposition 1.16(a) (0 u = 0)",
    holds_for=(example(x_=2, u_=3),), fails_without=(example(x_=0, u_=3), example(x_=-2, u_=-1)))

exponential_on_unit_circle = Law(
    "the unit circle is gone round once", "exp(2 pi i x) is not 1 for -1 < x < 1 other than 0",
    Ne(exp(2 * pi * I * _v), 1), needs=(-1 < _v, _v < 1, Ne(_v, 0)), source="Rudin, Principles of Mathematical Analysis, Theorem 8.7(d)",
    holds_for=(example(v_=Rational(1, 3)), example(v_=Rational(-1, 2))), fails_without=(example(v_=0),))

unique_limit = Law(
    "limits are unique", "F(t) -> l and F(t) -> k as t -> a give l = k",
    Eq(_l, _k), needs=(Tends(_P(_t), _t, _a, _l), Tends(_P(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.2, Corollary",
    holds_for=(example(P_=Lambda(_s, 2 + 1 / _s), a_=oo, l_=2, k_=2),),
    fails_without=(example(P_=Lambda(_s, 2 + 1 / _s), a_=oo, l_=2, k_=3),))

unique_limit_from_above = Law(
    "one-sided limits are unique", "F(t) -> l and F(t) -> k as t -> a from above give l = k",
    Eq(_l, _k), needs=(TendsFromAbove(_P(_t), _t, _a, _l), TendsFromAbove(_P(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.2, Corollary, with Definition 4.25",
    holds_for=(example(P_=Lambda(_s, 2 + _s), a_=0, l_=2, k_=2),),
    fails_without=(example(P_=Lambda(_s, 2 + _s), a_=0, l_=2, k_=3),))

# -- the sign and the error function -------------------------------------------------------------------------------------

sign_of_positive = Law(
    "sign of a positive number", "x > 0 has the sign 1",
    Eq(sign(_x), 1), needs=(_x > 0,), source="definition of the sign", holds_for=(example(x_=3),),
    fails_without=(example(x_=0), example(x_=-2)))

sign_of_negative = Law(
    "sign of a negative number", "x < 0 has the sign -1",
    Eq(sign(_x), -1), needs=(_x < 0,), source="definition of the sign", holds_for=(example(x_=-3),),
    fails_without=(example(x_=0), example(x_=2)))

sign_is_bounded = Law(
    "bounds of the sign", "the sign is between -1 and 1",
    Both(sign(_x) >= -1, sign(_x) <= 1),
    source="definition of the sign", holds_for=(example(x_=-3), example(x_=0), example(x_=2)))

sign_of_multiple = Law(
    "sign of a positive multiple", "a factor u > 0 does not change the sign: x = u k gives sign x = sign k",
    Eq(sign(_x), sign(_k)), needs=(_u > 0, Eq(_x, _u * _k)), source="definition of the sign",
    holds_for=(example(u_=2, k_=-3, x_=-6), example(u_=5, k_=0, x_=0)),
    fails_without=(example(u_=-1, k_=3, x_=-3), example(u_=2, k_=1, x_=-1)))

square_of_sign = Law(
    "square of a sign", "the sign of a number that is not 0 is 1 or -1",
    Eq(sign(_x) ** 2, 1), needs=(Ne(_x, 0),), source="definition of the sign", holds_for=(example(x_=-3), example(x_=2)),
    fails_without=(example(x_=0),))

number_by_sign = Law(
    "a number is its absolute value times its sign", "x sign(x) = |x|",
    Eq(_x * sign(_x), Abs(_x)), source="definition of the sign", holds_for=(example(x_=-3), example(x_=0), example(x_=2)))

sign_of_product = Law(
    "sign of a product", "signs multiply",
    Eq(sign(_x * _u), sign(_x) * sign(_u)),
    source="definition of the sign", holds_for=(example(x_=-3, u_=2), example(x_=0, u_=2), example(x_=-1, u_=-1)))

split_of_line = Law(
    "splitting an integral over the line", "the integral of a function F >= 0 over the line is that over the two halves",
    Eq(Integral(_F(_t), (_t, -oo, oo)), Integral(_F(_t), (_t, -oo, _x)) + Integral(_F(_t), (_t, _x, oo))),
    needs=(ForAll((_t,), (), _F(_t) >= 0),), source="Folland, Real Analysis, Proposition 2.13(d)",
    holds_for=(example(F_=Lambda(_s, exp(-(_s**2))), x_=1),), measured_by=lambda: measure_split())

reflection_of_half_line = Law(
    "reflection of a half-line", "the integral from -infinity to x is that of the mirrored function from -x to infinity",
    Eq(Integral(_F(_t), (_t, -oo, _x)), Integral(_F(-_t), (_t, -_x, oo))),
    source="Folland, Real Analysis, Theorem 2.44", holds_for=(example(F_=Lambda(_s, exp(_s)), x_=2), example(F_=Lambda(_s, _s * exp(_s)), x_=-1)))

affine_substitution_to_infinity = Law(
    "affine substitution up to infinity", "t = u + y s with y > 0",
    Eq(Integral(_F(_u + _y * _s), (_s, _x, oo)), Integral(_F(_t), (_t, _u + _y * _x, oo)) / _y),
    source="Folland, Real Analysis, Theorem 2.44", holds_for=(example(F_=Lambda(_s, exp(-_s)), u_=1, y_=2, x_=-1),))

_f = function("f_")
fundamental_theorem_to_infinity = Law(
    "fundamental theorem on a half-line", "F' = f >= 0 from x on and F(t) -> l as t -> infinity: f integrates from x to infinity to l - F(x)",
    Eq(Integral(_f(_t), (_t, _x, oo)), _l - _F(_x)),
    needs=(ForAll((_t,), (_t >= _x,), Eq(Derivative(_F(_t), _t), _f(_t))), ForAll((_t,), (_t >= _x,), _f(_t) >= 0), Tends(_F(_t), _t, oo, _l)),
    source="Rudin, Real and Complex Analysis, Theorem 7.21 on each [x, n], with Theorem 1.26 (monotone convergence)",
    holds_for=(example(F_=Lambda(_s, -exp(-_s)), f_=Lambda(_s, exp(-_s)), x_=-1, l_=0),
               example(F_=Lambda(_s, 3 - 1 / _s), f_=Lambda(_s, 1 / _s**2), x_=2, l_=3)),
    fails_without=(example(F_=Lambda(_s, -exp(-_s)), f_=Lambda(_s, exp(-_s)), x_=-1, l_=1),
                   example(F_=Lambda(_s, -exp(-_s)), f_=Lambda(_s, 2 * exp(-_s)), x_=0, l_=0)))

reflection_of_integral = Law(
    "reflection of an integral", "t = -s",
    Eq(Integral(_F(_t), (_t, -oo, _x)), Integral(_F(-_s), (_s, -_x, oo))), source="Folland, Real Analysis, Theorem 2.44",
    holds_for=(example(F_=Lambda(_s, exp(2 * _s)), x_=1), example(F_=Lambda(_s, exp(-(_s**2))), x_=-2)))

gamma_integral = Law(
    "gamma integral", "a power times the exponential of a power, integrated over the positive half-line",
    Eq(Integral(exp(-_z * _t**_y) * _t ** (_w - 1), (_t, 0, oo)), gamma(_w / _y) / (_y * _z ** (_w / _y))), source="DLMF 5.9.1",
    holds_for=(example(z_=_half, y_=2, w_=2), example(z_=3, y_=1, w_=4), example(z_=1, y_=2, w_=1)))

tail_of_gaussian = Law(
    "complementary error function", "the tail of exp(-t^2) is sqrt(pi)/2 (1 - erf)",
    Eq(Integral(exp(-(_t**2)), (_t, _x, oo)), sqrt(pi) / 2 * (1 - erf(_x))), source="DLMF 7.2.2",
    holds_for=(example(x_=-1), example(x_=0), example(x_=2)))

equal_almost_surely = Law(
    "means of almost surely equal variables", "X = Y wherever D is not 0, and D is almost surely not 0: then E X = E Y",
    Eq(E(_X), E(_Y)), needs=(Implies(Ne(_D, 0), Eq(_X, _Y)), AlmostSurely(Ne(_D, 0))),
    source="Durrett, Probability: Theory and Examples, 5th ed., Theorem 1.4.7(v)",
    holds_for=(example(X_=coin, Y_=same_as("X_"), D_=same_as("X_")),
               example(X_=image_of("D_", Lambda(_s, _s**2)), Y_=1, D_=coin)),
    fails_without=(example(X_=image_of("D_", Lambda(_s, _s**2)), Y_=1, D_=lazy_coin), example(X_=coin, Y_=1, D_=1)))


def measure_split():
    """The midpoint rule for exp(-t^2) cut at 1; t/(1 + t^2) has the principal value 0 over the line, but neither half has a value."""
    t = (np.arange(400_000) + 0.5) / 10_000 - 20
    values = np.exp(-t**2) / 10_000
    cuts = [np.log(1 + cut**2) / 2 for cut in (1e3, 1e6)]  # of t/(1 + t^2) from 0 to the cut
    return [Measurement("both halves of exp(-t^2), cut at 1", values[t < 1].sum() + values[t > 1].sum(), np.sqrt(np.pi), 1e-9),
            Measurement("a half of t/(1 + t^2): growth with the cut", cuts[1] - cuts[0], 6, 0, ">=")]


def measure_beta():
    """The midpoint rule at v = 2; at v = -1/2 the integral grows like the logarithm of the cut, so it has no value."""
    x = (np.arange(200_000) + 0.5) / 100_000 - 1
    value = ((1 - x**2) ** 1.5).mean() * 2
    cuts = [np.log((2 - cut) / cut) for cut in (1e-3, 1e-6)]  # of 1/(1 - x^2) over [-1 + cut, 1 - cut]
    return [Measurement("v = 2", value, 3 * np.pi / 8, 1e-6), Measurement("v = -1/2: growth when the cut shrinks", cuts[1] - cuts[0], 6, 0, ">=")]
