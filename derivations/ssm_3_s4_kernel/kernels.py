"""The kernel and its generating function, whole and cut off after L terms."""

from sympy import Eq, I, Inverse, Rational, Sum, Trace, exp, pi

from verifier.language import *

from .experiments import measure_roots_of_unity, measure_truncated
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
