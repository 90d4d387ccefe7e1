"""Products of discrete Fourier transforms: what folds, and how zeros prevent it."""

from sympy import Eq, I, KroneckerDelta, Lambda, Piecewise, Sum, exp, pi

from verifier.language import *

from .experiments import measure_aliasing, measure_inversion
from .fourier import a, b, gap, l, o, orthogonality, turn
from .notation import L

p = integer("p")
first, last = given("p >= 0", p >= 0), given("p < L", p < L)
transform_of_a = Lambda(p, Sum(a(o)*turn(-o*p), (o, 0, L - 1)))
transform_of_b = Lambda(p, Sum(b(o)*turn(-o*p), (o, 0, L - 1)))
swapped = chain(
    Sum(transform_of_a(l)*turn(p*l), (l, 0, L - 1))/L,
    equals(Sum(Sum(a(o)*turn((p - o)*l), (o, 0, L - 1)), (l, 0, L - 1))/L, because=arithmetic),
    equals(Sum(Sum(a(o)*turn((p - o)*l), (l, 0, L - 1)), (o, 0, L - 1))/L,
           because=using(interchange_of_sums, n_=L, m_=L, D_=Lambda((l, o), a(o - 1)*turn((p - o + 1)*(l - 1))))))
low_gap = chain(-L, less_than(p - o, because=first))
high_gap = chain(p - o, less_than(L, because=last))
term = chain(
    Sum(turn((p - o)*l), (l, 0, L - 1))/L,
    equals(KroneckerDelta(p - o, 0), because=(using(orthogonality, (gap, p - o)), low_gap, high_gap)),
    equals(KroneckerDelta(p, o), because=arithmetic))

dft_inversion = Claim(
    name="Discrete Fourier transform and its inverse",
    says=Eq(Sum(transform_of_a(l)*turn(p*l), (l, 0, L - 1))/L, a(p)),
    given=(first, last),
    proof=(swapped, low_gap, high_gap, term, chain(
        Sum(transform_of_a(l)*turn(p*l), (l, 0, L - 1))/L,
        equals(Sum(a(o)*(Sum(turn((p - o)*l), (l, 0, L - 1))/L), (o, 0, L - 1)), because=swapped),
        equals(Sum(KroneckerDelta(p, o)*a(o), (o, 0, L - 1)), because=term),
        equals(a(p), because=(sum_with_delta, first, last)))),
    holds_for=(example(L=3, p=1, a=Lambda(p, p**2 + 2)), example(L=1, p=0, a=Lambda(p, 5)), example(L=4, p=3, a=Lambda(p, I**p + p))),
    fails_for=(example(L=2, p=2, a=Lambda(p, p), note="p = L: the result is a(0)"), example(L=2, p=-1, a=Lambda(p, p), note="p < 0")),
    measured_by=measure_inversion,
    equation="(15), (16)",
    latex=r"\hat a_l=\sum_{k<L}a_ke^{-2\pi ikl/L}\iff a_k=\frac1L\sum_{l<L}\hat a_le^{2\pi ikl/L}")
