"""The kernel by one division of two discrete Fourier transforms."""

from sympy import Adjoint, Determinant, Eq, I, Rational, Sum, Trace, exp, pi

from verifier.language import *

from .coefficients import coefficients_charpoly, difference
from .determinants import reversed_characteristic_polynomial
from .experiments import measure_quotient
from .generating import Rw, dft_of_kernel, place, w
from .notation import A, B, Ct, L, d, k, kernel_k, one, trained, z
from .rational import a, b, leading, lower

beyond = index("j", d + 1)                               # behind the last coefficient
longer = given("d < L", d + 1 <= L)
wave = exp(-2 * pi * I * place * k / L)
kernel_transform = Sum(kernel_k * wave, (k, 0, L - 1))
upper_transform, lower_transform = Sum(b(k + 1) * wave, (k, 0, L - 1)), Sum(a(k) * wave, (k, 0, L - 1))
not_zero = given("the denominator is not 0: no eigenvalue of A is an L-th root of unity", Ne(lower_transform, 0), unstated=True)
upper_at_w, lower_at_w = Sum(b(k) * w**(k - 1), (k, 1, d)), 1 + Sum(a(k) * w**k, (k, 1, d))

lower_padded = chain(a(beyond), equals(characteristic_coefficient(A, beyond), because=lower), equals(0, because=characteristic_polynomial))
upper_padded = chain(
    b(beyond),
    equals(characteristic_coefficient(A - B * Adjoint(Ct), beyond) - characteristic_coefficient(A, beyond), because=difference),
    equals(0, because=characteristic_polynomial))
lower_cut = chain(
    lower_transform,
    equals(a(0) + Sum(a(k) * w**k, (k, 1, L - 1)), because=arithmetic),
    equals(a(0) + Sum(a(k) * w**k, (k, 1, d)) + Sum(a(beyond) * w**beyond, (beyond, d + 1, L - 1)),
           because=(using(split_sum, r_=d + 1, l_=1, m_=L - 1), longer)),
    equals(lower_at_w, because=(leading, lower_padded, longer)))
upper_cut = chain(
    upper_transform,
    equals(Sum(b(k) * w**(k - 1), (k, 1, L)), because=arithmetic),
    equals(upper_at_w + Sum(b(beyond) * w**(beyond - 1), (beyond, d + 1, L)), because=(using(split_sum, r_=d + 1, l_=1, m_=L), longer)),
    equals(upper_at_w, because=(upper_padded, longer)))
lower_not_zero = therefore(Ne(lower_at_w, 0), because=(using(equal_to_nonzero, v_=lower_transform), lower_cut, not_zero))
determinant_at_w = chain(
    lower_at_w,
    equals(1 + Sum(characteristic_coefficient(A, k) * w**k, (k, 1, d)), because=lower),
    equals(Determinant(one - w * A), because=using(reversed_characteristic_polynomial, (z, w))))
determinant_not_zero = therefore(Ne(Determinant(one - w * A), 0), because=(using(equal_to_nonzero, v_=lower_at_w), determinant_at_w, lower_not_zero))
regular = therefore(Invertible(one - w * A), because=(invertible_by_determinant, determinant_not_zero))

dft_quotient = Claim(
    name="The kernel by one division of two discrete Fourier transforms",
    says=(Eq(kernel_transform, upper_transform / lower_transform),
          Eq(a(0), 1)),
    given=(longer, not_zero),
    definitions=(trained, lower, difference),
    proof=(leading, lower_padded, upper_padded, lower_cut, upper_cut, lower_not_zero, determinant_at_w,
           determinant_not_zero, regular, chain(
               kernel_transform,
               equals(Trace(Adjoint(Ct) * Rw * B), because=(dft_of_kernel, regular, trained)),
               equals(upper_at_w / lower_at_w, because=(using(coefficients_charpoly, (z, w)), regular, lower_not_zero, lower, difference)),
               equals(upper_transform / lower_transform, because=(upper_cut, lower_cut, lower_not_zero, not_zero)))),
    holds_for=(example(d=2, L=4, l=1, A=[[1, 2], [-1, 4]], B=[[1], [3]], C=[[2], [-1]]),
               example(d=2, L=3, l=-2, A=[[2 * I, 1], [0, 3]], B=[[0], [1]], C=[[1], [5 * I]]),
               example(d=1, L=2, l=0, A=[[Rational(1, 2)]], B=[[2]], C=[[3]])),
    fails_for=(example(d=1, L=1, l=0, A=[[3]], B=[[1]], C=[[1]], note="d = L: the coefficients wrap around"),
               example(d=1, L=2, l=0, A=[[1]], B=[[1]], C=[[1]], note="1 - z vanishes at z = 1")),
    measured_by=measure_quotient,
    equation="(17), (18)",
    latex=r"\mathrm{DFT}(\bar K_{<L})=\frac{\mathrm{DFT}_L(b_1,\dots,b_d,0,\dots,0)}{\mathrm{DFT}_L(1,a_1,\dots,a_d,0,\dots,0)}",
    note="The article does not ask that the denominator does not vanish, and lets the sums run to k = L; they end at L - 1, so that d < L is needed.",
    key=True, cites="Parnichkun2024")
