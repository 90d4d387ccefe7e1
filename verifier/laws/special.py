"""Laws of special functions: Bessel functions and the beta integral."""

import numpy as np
from sympy import Eq, Gt, Integral, Lambda, Lt, Rational, Symbol, besseli, exp, gamma, oo, pi, sqrt

from verifier.claim import Law, Measurement
from verifier.examples import example
from verifier.operators import Tends, TendsFromAbove
from verifier.symbols import function, positive, real

_half = Rational(1, 2)
_v, _x, _u, _t, _l, _k = real("v_ x_ u_ t_ l_ k_")
_a = Symbol("a_", extended_real=True)  # where the variable tends to; infinity counts
_P = function("P_", real=None)  # real near the place of the limit
_s = Symbol("s", real=True)
_y, _z = positive("y_ z_")

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
    needs=(_v >= 0, _y < _z), source="Mardia and Jupp, Directional Statistics, Appendix 1; Amos (1974), Mathematics of Computation 28",
    holds_for=(example(v_=0, y_=1, z_=2), example(v_=63, y_=30, z_=31)), fails_without=(example(v_=1, y_=2, z_=1),))

positive_factor = Law(
    "a factor of a positive product", "x >= 0 and x u > 0 give x > 0",
    Gt(_x, 0), needs=(_x >= 0, _x * _u > 0), source="Rudin, Principles of Mathematical Analysis, Proposition 1.16(a) (0 u = 0)",
    holds_for=(example(x_=2, u_=3),), fails_without=(example(x_=0, u_=3), example(x_=-2, u_=-1)))

unique_limit = Law(
    "limits are unique", "F(t) -> l and F(t) -> k as t -> a give l = k",
    Eq(_l, _k), needs=(Tends(_P(_t), _t, _a, _l), Tends(_P(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.2, Corollary",
    holds_for=(example(P_=Lambda(_s, 2 + 1 / _s), a_=oo, l_=2, k_=2),), fails_without=(example(P_=Lambda(_s, 2 + 1 / _s), a_=oo, l_=2, k_=3),))

unique_limit_from_above = Law(
    "one-sided limits are unique", "F(t) -> l and F(t) -> k as t -> a from above give l = k",
    Eq(_l, _k), needs=(TendsFromAbove(_P(_t), _t, _a, _l), TendsFromAbove(_P(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.2, Corollary, with Definition 4.25",
    holds_for=(example(P_=Lambda(_s, 2 + _s), a_=0, l_=2, k_=2),), fails_without=(example(P_=Lambda(_s, 2 + _s), a_=0, l_=2, k_=3),))


def measure_beta():
    """The midpoint rule at v = 2; at v = -1/2 the integral grows like the logarithm of the cut, so it has no value."""
    x = (np.arange(200_000) + 0.5) / 100_000 - 1
    value = ((1 - x**2) ** 1.5).mean() * 2
    cuts = [np.log((2 - cut) / cut) for cut in (1e-3, 1e-6)]  # of 1/(1 - x^2) over [-1 + cut, 1 - cut]
    return [Measurement("v = 2", value, 3 * np.pi / 8, 1e-6), Measurement("v = -1/2: growth when the cut shrinks", cuts[1] - cuts[0], 6, 0, ">=")]
