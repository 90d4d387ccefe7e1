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
