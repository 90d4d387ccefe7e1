"""Laws of limits and asymptotic orders."""

from sympy import Abs, Lambda, Le, Symbol

from verifier.claim import Law
from verifier.examples import example
from verifier.operators import ForAll, Tends, TendsFromAbove
from verifier.symbols import function, real

_t, _c, _l, _k = real("t_ c_ l_ k_")
_a = Symbol("a_", extended_real=True)  # where the variable tends to; infinity counts
_F, _G = function("F_ G_")
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
    Tends(_F(_t) + _G(_t), _t, _a, _l + _k), needs=(Tends(_F(_t), _t, _a, _l), Tends(_G(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4",
    holds_for=(example(F_=Lambda(_x, _x**2), G_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=2),),
    fails_without=(example(F_=Lambda(_x, _x**2), G_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=5),))

limit_of_product = Law(
    "limit of a product", "the limit of a product is the product of the limits",
    Tends(_F(_t) * _G(_t), _t, _a, _l * _k), needs=(Tends(_F(_t), _t, _a, _l), Tends(_G(_t), _t, _a, _k)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 4.4",
    holds_for=(example(F_=Lambda(_x, _x**2), G_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=2),),
    fails_without=(example(F_=Lambda(_x, _x**2), G_=Lambda(_x, 1 + _x), a_=1, l_=1, k_=5),))

squeeze_from_above = Law(
    "squeezing", "if |F(t) - l| <= G(t) for t > 0 and G(t) -> 0 as t -> 0 from above, then F(t) -> l",
    TendsFromAbove(_F(_t), _t, 0, _l),
    needs=(ForAll((_t,), (_t > 0,), Le(Abs(_F(_t) - _l), _G(_t))), TendsFromAbove(_G(_t), _t, 0, 0)),
    source="Abbott, Understanding Analysis, 2nd ed., Exercise 4.2.11",
    holds_for=(example(F_=Lambda(_x, 2 + _x**2), G_=Lambda(_x, 2 * _x**2), l_=2),),
    fails_without=(example(F_=Lambda(_x, 3 + _x), G_=Lambda(_x, 1 + _x), l_=2),))
