"""The kernel and its generating function, whole and cut off after L terms."""

from sympy import Eq, I, Inverse, Rational, Sum, Trace, exp, pi

from verifier.language import *

from .experiments import measure_roots_of_unity, measure_truncated
from .notation import L, M, R, b, c, d, k, kernel, one, regular, z

split = chain(
    kernel,
    equals(Trace(c * (M**k * R - z * M**(k + 1) * R) * b), because=regular))
cut = Trace(c * (one - z**L * M**L) * R * b)

truncated_generating_function = Claim(
    name="Truncated generating function",
    says=Eq(Sum(kernel * z**k, (k, 0, L - 1)), cut),
    given=(regular,),
    proof=(split, chain(
        Sum(kernel * z**k, (k, 0, L - 1)),
        equals(Sum((Trace(c * M**k * R * b) - z * Trace(c * M**(k + 1) * R * b)) * z**k, (k, 0, L - 1)), because=split),
        equals(Trace(c * R * b) - z**L * Trace(c * M**L * R * b), because=arithmetic),
        equals(cut, because=arithmetic))),
    holds_for=(example(d=2, L=3, z=Rational(1, 3), M=[[1, 2], [-1, 5]], b=[[1], [3]], c=[[2, -1]]),
               example(d=2, L=2, z=1 + 2*I, M=[[I, 2], [1, 3]], b=[[1], [2 - I]], c=[[1, -4*I]]),
               example(d=1, L=1, z=0, M=[[5]], b=[[2]], c=[[3]])),
    measured_by=measure_truncated,
    equation="(39)", latex=r"\mathcal G_L(z|\bar K)=\sum_{k=0}^{L-1}\bar K_kz^k=\bar C^*(I-z^L\bar A^L)(I-z\bar A)^{-1}\bar B",
    key=True, cites="Gu2022")
