"""The kernel and its generating function, whole and cut off after L terms."""

from sympy import Abs, Eq, I, Inverse, Lambda, Rational, Sum, Trace, exp, oo, pi

from verifier.language import *

from .experiments import measure_roots_of_unity, measure_series, measure_truncated
from .notation import A_bar, B_bar, L, R, c, d, k, kernel, one, regular, z

split = chain(
    kernel,
    equals(Trace(c * (A_bar**k * R - z * A_bar**(k + 1) * R) * B_bar), because=regular))
cut = Trace(c * (one - z**L * A_bar**L) * R * B_bar)

truncated_generating_function = Claim(
    name="Truncated generating function",
    says=Eq(Sum(kernel * z**k, (k, 0, L - 1)), cut),
    given=(regular,),
    proof=(split, chain(
        Sum(kernel * z**k, (k, 0, L - 1)),
        equals(Sum((Trace(c * A_bar**k * R * B_bar) - z * Trace(c * A_bar**(k + 1) * R * B_bar)) * z**k, (k, 0, L - 1)), because=split),
        equals(Trace(c * R * B_bar) - z**L * Trace(c * A_bar**L * R * B_bar), because=arithmetic),
        equals(cut, because=arithmetic))),
    holds_for=(example(d=2, L=3, z=Rational(1, 3), Abar=[[1, 2], [-1, 5]], Bbar=[[1], [3]], c=[[2, -1]]),
               example(d=2, L=2, z=1 + 2*I, Abar=[[I, 2], [1, 3]], Bbar=[[1], [2 - I]], c=[[1, -4*I]]),
               example(d=1, L=1, z=0, Abar=[[5]], Bbar=[[2]], c=[[3]])),
    measured_by=measure_truncated,
    equation="(39)", latex=r"\mathcal G_L(z|\bar K)=\sum_{k=0}^{L-1}\bar K_kz^k=\bar C^*(I-z^L\bar A^L)(I-z\bar A)^{-1}\bar B",
    key=True, cites="Gu2022")

# -- the whole series -------------------------------------------------------------------------------------------------------
last = whole("N")                        # the last term of a partial sum
inside = given("|z| is below 1/rho(A-bar)", Abs(z) * spectral_radius(A_bar) < 1, unstated=True)
rest = Trace(z * A_bar * R * B_bar * c * (z * A_bar)**last)
radius = chain(spectral_radius(z * A_bar), equals(Abs(z) * spectral_radius(A_bar), because=spectral_radius_of_multiple), less_than(1, because=inside))
resolvent_exists = therefore(regular.statement, because=(using(invertible_inside_unit_circle, n_=d, M_=z * A_bar), radius))
step = index("J", 0)
partial_sum = chain(
    Sum(kernel * z**k, (k, 0, step)),
    equals(Trace(c * (one - z**(step + 1) * A_bar**(step + 1)) * R * B_bar),
           because=(using(truncated_generating_function, (L, step + 1)), resolvent_exists)),
    equals(Trace(c * R * B_bar) - rest.subs(last, step), because=resolvent_exists))
each_partial_sum = therefore(ForAll((last,), (), Eq(Sum(kernel * z**k, (k, 0, last)), Trace(c * R * B_bar) - rest)),
                             because=(partial_sum, resolvent_exists))
rest_vanishes = therefore(Tends(rest, last, oo, 0),
                          because=(using(powers_tend_to_zero, n_=d, M_=z * A_bar, X_=z * A_bar * R * B_bar * c), radius, resolvent_exists))
partial_sums_tend = therefore(Tends(Trace(c * R * B_bar) - rest, last, oo, Trace(c * R * B_bar)),
                              because=(using(limit_of_linear_function, F_=Lambda(last, rest), c_=-1, d_=Trace(c * R * B_bar), L_=0),
                                       rest_vanishes, resolvent_exists))
series_tends = therefore(Tends(Sum(kernel * z**k, (k, 0, last)), last, oo, Trace(c * R * B_bar)),
                         because=(using(limit_of_eventually_equal, F_=Lambda(last, Sum(kernel * z**k, (k, 0, last))),
                                        G_=Lambda(last, Trace(c * R * B_bar) - rest), L_=Trace(c * R * B_bar), m_=0),
                                  partial_sums_tend, each_partial_sum, resolvent_exists))

kernel_generating_function = Claim(
    name="The generating function of the kernel is a resolvent",
    says=Eq(Sum(kernel * z**k, (k, 0, oo)), Trace(c * R * B_bar)),
    given=(inside,),
    proof=(radius, resolvent_exists, partial_sum, each_partial_sum, rest_vanishes, partial_sums_tend, series_tends,
           therefore(Eq(Sum(kernel * z**k, (k, 0, oo)), Trace(c * R * B_bar)),
                     because=(using(sum_of_series, C_=Lambda(k, kernel * z**k), l_=Trace(c * R * B_bar)), series_tends, resolvent_exists))),
    holds_for=(example(d=1, z=Rational(1, 3), Abar=[[2]], Bbar=[[5]], c=[[3]]),
               example(d=2, z=I/4, Abar=[[1, 2], [0, 3]], Bbar=[[1], [2 - I]], c=[[1, I]]),
               example(d=2, z=7, Abar=[[0, 1], [0, 0]], Bbar=[[1], [3]], c=[[2, -1]])),
    measured_by=measure_series,
    equation="(18)", latex=r"\mathcal G(z|\bar K)=\sum_{k\ge0}\bar C^*\bar A^k\bar Bz^k=\bar C^*(I-z\bar A)^{-1}\bar B",
    note="The article does not say where the series converges; outside the circle only the right side makes sense.",
    key=True, cites="Gu2022")

# -- roots of unity ---------------------------------------------------------------------------------------------------------
trained = complex_matrix("Ctilde", 1, d) # the row C-tilde^*
trained_row = define(trained, c * (one - A_bar**L), "C-tilde^* = C-bar^* (I - A-bar^L)")
root = given("z is an L-th root of unity", Eq(z**L, 1))
place = integer("l")                     # an output of the discrete Fourier transform
w = exp(-2*pi*I*place/L)
R_at_w = Inverse(one - w * A_bar)
regular_at_w = given("I - w A-bar is invertible for w = exp(-2 pi i l/L)", Invertible(one - w * A_bar), unstated=True)
recoverable = given("I - A-bar^L is invertible", Invertible(one - A_bar**L), unstated=True)

roots_of_unity_trick = Claim(
    name="At the L-th roots of unity the truncation is absorbed in C",
    says=(Eq(Sum(kernel * z**k, (k, 0, L - 1)), Trace(trained * R * B_bar)),
          Eq(Sum(kernel * exp(-2*pi*I*place*k/L), (k, 0, L - 1)), Trace(trained * R_at_w * B_bar)),
          Eq(trained * Inverse(one - A_bar**L), c)),
    given=(regular, root, regular_at_w, recoverable),
    definitions=(trained_row,),
    proof=(chain(
        Sum(kernel * z**k, (k, 0, L - 1)),
        equals(cut, because=(truncated_generating_function, regular)),
        equals(Trace(c * (one - A_bar**L) * R * B_bar), because=(root, regular)),
        equals(Trace(trained * R * B_bar), because=(trained_row, regular))), chain(
        Sum(kernel * exp(-2*pi*I*place*k/L), (k, 0, L - 1)),
        equals(Sum(kernel * w**k, (k, 0, L - 1)), because=arithmetic),
        equals(Trace(c * (one - w**L * A_bar**L) * R_at_w * B_bar), because=(using(truncated_generating_function, (z, w)), regular_at_w)),
        equals(Trace(c * (one - A_bar**L) * R_at_w * B_bar), because=regular_at_w),
        equals(Trace(trained * R_at_w * B_bar), because=(trained_row, regular_at_w))),
        therefore(Eq(trained * Inverse(one - A_bar**L), c), because=(trained_row, recoverable))),
    holds_for=(example(d=2, L=4, l=1, z=-1, Abar=[[1, 2], [-1, 4]], Bbar=[[1], [3]], c=[[2, -1]]),
               example(d=2, L=4, l=-3, z=I, Abar=[[2*I, 1], [0, 3]], Bbar=[[1], [2 - I]], c=[[1, I]]),
               example(d=1, L=1, l=0, z=1, Abar=[[5]], Bbar=[[2]], c=[[3]])),
    fails_for=(example(d=1, L=1, l=0, z=0, Abar=[[3]], Bbar=[[1]], c=[[1]], note="0 is no root of unity"),),
    measured_by=measure_roots_of_unity,
    equation="text after (39)",
    latex=r"z^L=1:\ \mathcal G_L(z|\bar K)=\tilde C^*(I-z\bar A)^{-1}\bar B,\ \tilde C^*=\bar C^*(I-\bar A^L);\quad\text{DFT}(\bar K_{<L})_l=\mathcal G_L(e^{-2\pi il/L})",
    note="The article leaves out what makes both sides exist: no eigenvalue of A-bar is an L-th root of unity.",
    key=True, cites="Gu2022")
