"""The discrete Fourier transform: its inverse, and products of transforms."""

from sympy import Eq, I, KroneckerDelta, Lambda, Sum, exp, pi

from verifier.language import *

from .notation import L

a, b = complex_function("a b")           # the sequences a(0), ..., a(L - 1) and b(0), ..., b(L - 1)
gap = integer("m")
l, o = index("l o", 0, L - 1)            # a frequency, and the number of an input
k = index("k", 0, L - 1)                 # a place of the result
turn = Lambda(gap, exp(2*pi*I*gap/L))    # the turn of the circle by m/L
beyond, within = given("m > -L", -L < gap), given("m < L", gap < L)
not_zero = given("m is not 0", Ne(gap, 0))
above_minus_one = chain(-1, less_than(gap/L, because=beyond))
below_one = chain(gap/L, less_than(1, because=within))
no_turn = therefore(Ne(gap/L, 0), because=not_zero)
not_one = therefore(Ne(exp(2*pi*I*gap/L), 1), because=(using(exponential_on_unit_circle, v_=gap/L), above_minus_one, below_one, no_turn))

roots_of_unity_sum = Claim(
    name="The powers of a root of unity other than 1 add up to 0",
    says=Eq(Sum(turn(gap*l), (l, 0, L - 1)), 0),
    given=(beyond, within, not_zero),
    proof=(above_minus_one, below_one, no_turn, not_one, chain(
        Sum(turn(gap*l), (l, 0, L - 1)),
        equals(Sum(turn(gap)**l, (l, 0, L - 1)), because=arithmetic),
        equals((1 - turn(gap)**L)/(1 - turn(gap)), because=(using(geometric_sum, c_=turn(gap), n_=L), not_one)),
        equals(0, because=not_one))),
    holds_for=(example(L=3, m=-1), example(L=4, m=2), example(L=5, m=4), example(L=6, m=4)),
    fails_for=(example(L=1, m=0), example(L=2, m=2), example(L=2, m=-4)))

# -- the product of two transforms ------------------------------------------------------------------------------------------
number = index("r", 0, L - 1)
zero_gap = given("m is 0", Eq(gap, 0))
delta = Eq(Sum(turn(gap*l), (l, 0, L - 1))/L, KroneckerDelta(gap, 0))
orthogonality = Claim(
    name="The powers of roots of unity are orthogonal",
    says=delta,
    given=(beyond, within),
    proof=cases(delta,
                (zero_gap, chain(Sum(turn(gap*l), (l, 0, L - 1))/L, equals(KroneckerDelta(gap, 0), because=zero_gap))),
                (not_zero, chain(Sum(turn(gap*l), (l, 0, L - 1))/L, equals(KroneckerDelta(gap, 0), because=(roots_of_unity_sum, beyond, within, not_zero))))),
    holds_for=(example(L=3, m=-1), example(L=4, m=0), example(L=5, m=4)),
    fails_for=(example(L=1, m=1), example(L=2, m=-4)))
