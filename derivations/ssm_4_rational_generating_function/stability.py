"""When the roots of the characteristic polynomial lie inside the unit circle."""

from sympy import Abs, Eq, Lambda, Rational, Sum

from verifier.language import *

from .experiments import measure_bound
from .notation import d

a = vector("a", d, real=None)                            # complex coefficients
lam = complex_number("lambda")                           # a root
k, j = index("k", 1, d), natural("j")
size, s = Abs(lam), Sum(Abs(a[j]), (j, 1, d))
tail = Sum(a[j] * lam**(d - j), (j, 1, d))
root = given("lambda is a root", Eq(lam**d + tail, 0))
small = given("s = |a_1| + ... + |a_d| < 1", s < 1)
inside, outside = given("|lambda| < 1", size < 1), given("|lambda| >= 1", size >= 1)

largest_power = therefore(Eq(lam**d, -tail), because=root)
by_triangle = chain(
    size**d,
    equals(Abs(lam**d), because=arithmetic),
    equals(Abs(tail), because=largest_power),
    at_most(Sum(Abs(a[j] * lam**(d - j)), (j, 1, d)), because=using(triangle_inequality_for_sums, C_=Lambda(j, a[j] * lam**(d - j)), p_=d)),
    equals(Sum(Abs(a[k]) * size**(d - k), (k, 1, d)), because=arithmetic))
power_below_one = therefore(size**(d - k) <= 1, because=(using(powers_keep_order, x_=size, y_=1, s_=d - k), inside))
power_below_last = therefore(size**(d - k) <= size**d, because=(using(larger_powers_above_one, x_=size, s_=d - k, t_=d), outside))
contradiction = chain(
    size**d,
    at_most(Sum(Abs(a[k]) * size**(d - k), (k, 1, d)), because=by_triangle),
    at_most(Sum(Abs(a[k]) * size**d, (k, 1, d)), because=power_below_last),
    equals(s * size**d, because=arithmetic))
too_small = therefore(s * size**d < size**d, because=(small, outside))
bounded = cases(
    size**d <= s,
    (inside, (power_below_one, chain(
        size**d,
        at_most(Sum(Abs(a[k]) * size**(d - k), (k, 1, d)), because=by_triangle),
        at_most(s, because=power_below_one)))),
    (outside, (power_below_last, contradiction, too_small, therefore(
        size**d <= s, because=(using(from_contradiction, x_=s * size**d, y_=size**d), contradiction, too_small)))))

within_radius = chain(
    size,
    equals((size**d)**(1 / d), because=arithmetic),
    at_most(s**(1 / d), because=(using(powers_keep_order, x_=size**d, y_=s, s_=1 / d), bounded)))

l1_stability = Claim(
    name="Coefficients of total size s < 1: every root lies within s^(1/d)",
    says=(size <= s**(1 / d), size < 1),
    given=(root, small),
    proof=(largest_power, by_triangle, bounded, within_radius,
           chain(size, at_most(s**(1 / d), because=within_radius),
                 less_than(1, because=(using(powers_keep_strict_order, x_=s, y_=1, s_=1 / d), small)))),
    holds_for=(example(d=2, a=[0, Rational(-1, 4)], **{"lambda": Rational(1, 2)}),
               example(d=2, a=[Rational(-1, 2), Rational(-3, 16)], **{"lambda": Rational(3, 4)}),
               example(d=1, a=[0], **{"lambda": 0})),
    fails_for=(example(d=2, a=[Rational(-1, 2), Rational(-1, 2)], note="s = 1: the root 1", **{"lambda": 1}),
               example(d=1, a=[Rational(1, 2)], note="2 is no root", **{"lambda": 2})),
    measured_by=measure_bound,
    equation="(28), theorem",
    latex=r"s:=\sum_k|a_k|<1\ \Rightarrow\ \text{every root of }\lambda^d+a_1\lambda^{d-1}+\dots+a_d\text{ satisfies }|\lambda|\le s^{1/d}<1",
    note="The article concludes |lambda| <= 1 only, which would not be enough: a double root 1 gives linear growth.",
    key=True)
