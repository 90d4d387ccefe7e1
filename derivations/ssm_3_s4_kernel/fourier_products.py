"""Products of discrete Fourier transforms: what folds, and how zeros prevent it."""

from sympy import Eq, I, KroneckerDelta, Lambda, Sum, exp, pi

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

# -- the product ----------------------------------------------------------------------------------------------------------------
k = index("k", 0, L - 1)                 # a place of the result
product = Sum(transform_of_a(l)*transform_of_b(l)*turn(k*l), (l, 0, L - 1))/L
near = Sum(a(o)*b(k - o), (o, 0, k))                         # (a*b)_k
far = Sum(a(o)*b(k + L - o), (o, k + 1, L - 1))              # (a*b)_(k + L)
filtered = Lambda(o, Sum(transform_of_b(l)*turn((k - o)*l), (l, 0, L - 1))/L)
gathered = chain(
    product,
    equals(Sum(Sum(a(o)*turn(-o*l)*transform_of_b(l)*turn(k*l)/L, (o, 0, L - 1)), (l, 0, L - 1)), because=arithmetic),
    equals(Sum(Sum(a(o)*turn(-o*l)*transform_of_b(l)*turn(k*l)/L, (l, 0, L - 1)), (o, 0, L - 1)),
           because=using(interchange_of_sums, n_=L, m_=L, D_=Lambda((l, o), a(o - 1)*turn(-(o - 1)*(l - 1))*transform_of_b(l - 1)*turn(k*(l - 1))/L))),
    equals(Sum(a(o)*filtered(o), (o, 0, L - 1)), because=arithmetic))
early, late = index("o1", 0, k), index("o2", k + 1, L - 1)
early_term = chain(filtered(early), equals(b(k - early), because=using(dft_inversion, (p, k - early), (a, b))))
late_term = chain(
    filtered(late),
    equals(Sum(transform_of_b(l)*turn((k + L - late)*l), (l, 0, L - 1))/L, because=arithmetic),
    equals(b(k + L - late), because=using(dft_inversion, (p, k + L - late), (a, b))))

circular_convolution = Claim(
    name="The product of two transforms gives the circular convolution",
    says=Eq(product, near + far),
    proof=(gathered, early_term, late_term, chain(
        product,
        equals(Sum(a(o)*filtered(o), (o, 0, L - 1)), because=gathered),
        equals(Sum(a(o)*filtered(o), (o, 0, k)) + Sum(a(o)*filtered(o), (o, k + 1, L - 1)),
               because=using(split_sum, F_=Lambda(o, a(o)*filtered(o)), l_=0, r_=k + 1, m_=L - 1)),
        equals(near + Sum(a(o)*filtered(o), (o, k + 1, L - 1)), because=early_term),
        equals(near + far, because=late_term))),
    holds_for=(example(L=3, k=1, a=Lambda(p, p**2 + 2), b=Lambda(p, 3*p - 1)),
               example(L=1, k=0, a=Lambda(p, 5), b=Lambda(p, p + 3)),
               example(L=4, k=2, a=Lambda(p, I**p + p), b=Lambda(p, 2 - p))),
    equation="text after (16)", latex=r"\operatorname{IDFT}_L(\hat a\hat b)_k=(a*b)_k+(a*b)_{k+L}")

# -- zeros up to 2 L --------------------------------------------------------------------------------------------------------------
padded_a, padded_b = complex_function("a0 b0")
upper = index("o3", L, 2*L - 1)
starts_as_a, ends_a = given("a0 is a at the first L places", Eq(padded_a(o), a(o))), given("a0 is 0 at the next L places", Eq(padded_a(upper), 0))
starts_as_b, ends_b = given("b0 is b at the first L places", Eq(padded_b(o), b(o))), given("b0 is 0 at the next L places", Eq(padded_b(upper), 0))
half_turn = Lambda(gap, exp(2*pi*I*gap/(2*L)))
transform_of_padded_a = Lambda(p, Sum(padded_a(o)*half_turn(-o*p), (o, 0, 2*L - 1)))
transform_of_padded_b = Lambda(p, Sum(padded_b(o)*half_turn(-o*p), (o, 0, 2*L - 1)))
padded_product = Sum(transform_of_padded_a(l)*transform_of_padded_b(l)*half_turn(k*l), (l, 0, 2*L - 1))/(2*L)
padded_near = Sum(padded_a(o)*padded_b(k - o), (o, 0, k))
padded_far = Sum(padded_a(o)*padded_b(k + 2*L - o), (o, k + 1, 2*L - 1))
kept = chain(
    padded_a(early)*padded_b(k - early),
    equals(a(early)*padded_b(k - early), because=using(starts_as_a, (o, early))),
    equals(a(early)*b(k - early), because=using(starts_as_b, (o, k - early))))
gone_b = chain(padded_a(late)*padded_b(k + 2*L - late), equals(0, because=using(ends_b, (upper, k + 2*L - late))))
gone_a = chain(padded_a(upper)*padded_b(k + 2*L - upper), equals(0, because=ends_a))
nothing_far = chain(
    padded_far,
    equals(Sum(padded_a(o)*padded_b(k + 2*L - o), (o, k + 1, L - 1)) + Sum(padded_a(o)*padded_b(k + 2*L - o), (o, L, 2*L - 1)),
           because=using(split_sum, F_=Lambda(o, padded_a(o)*padded_b(k + 2*L - o)), l_=k + 1, r_=L, m_=2*L - 1)),
    equals(Sum(padded_a(o)*padded_b(k + 2*L - o), (o, L, 2*L - 1)), because=gone_b),
    equals(0, because=gone_a))

dft_aliasing = Claim(
    name="The product of two transforms gives the circular convolution; zero padding repairs it",
    says=(Eq(product, near + far), Eq(padded_product, near)),
    given=(starts_as_a, ends_a, starts_as_b, ends_b),
    proof=(therefore(Eq(product, near + far), because=circular_convolution), kept, gone_b, gone_a, nothing_far, chain(
        padded_product,
        equals(padded_near + padded_far, because=using(circular_convolution, (L, 2*L), (a, padded_a), (b, padded_b))),
        equals(padded_near, because=nothing_far),
        equals(near, because=kept))),
    holds_for=(example(L=3, k=1, a=Lambda(p, p**2 + 2), b=Lambda(p, 3*p - 1), a0={0: 2, 1: 3, 2: 6, 3: 0, 4: 0, 5: 0}, b0={0: -1, 1: 2, 2: 5, 3: 0, 4: 0, 5: 0}),
               example(L=1, k=0, a=Lambda(p, 5), b=Lambda(p, p + 3), a0={0: 5, 1: 0}, b0={0: 3, 1: 0}),
               example(L=2, k=1, a=Lambda(p, I**p + p), b=Lambda(p, 2 - p), a0={0: 1, 1: 1 + I, 2: 0, 3: 0}, b0={0: 2, 1: 1, 2: 0, 3: 0})),
    fails_for=(example(L=1, k=0, a=Lambda(p, 5), b=Lambda(p, 3), a0={0: 4, 1: 0}, b0={0: 3, 1: 0}, note="a0(0) is not a(0)"),
               example(L=1, k=0, a=Lambda(p, 5), b=Lambda(p, 3), a0={0: 5, 1: 0}, b0={0: 1, 1: 0}, note="b0(0) is not b(0)"),
               example(L=2, k=0, a=Lambda(p, 1), b=Lambda(p, 1), a0={0: 1, 1: 1, 2: 0, 3: 1}, b0={0: 1, 1: 1, 2: 0, 3: 0}, note="a0(3) is not 0"),
               example(L=2, k=0, a=Lambda(p, 1), b=Lambda(p, 1), a0={0: 1, 1: 1, 2: 0, 3: 0}, b0={0: 1, 1: 1, 2: 0, 3: 1}, note="b0(3) is not 0")),
    measured_by=measure_aliasing,
    equation="text after (16), (17)",
    latex=r"\operatorname{IDFT}_L(\hat a\hat b)_k=(a*b)_k+(a*b)_{k+L};\qquad\text{length }2L\text{ with zeros}:\ \operatorname{IDFT}_{2L}(\hat a\hat b)_k=(a*b)_k,\ 0\le k<L",
    key=True)
