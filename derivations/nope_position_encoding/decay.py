"""How fast the position fades: neighbouring values of 1/sqrt(n)."""

from sympy import Rational, oo, sqrt

from verifier.language import *

N = positive("N")                              # a position, as a real number
difference = 1 / sqrt(N) - 1 / sqrt(N + 1)
expansion = 1 / (2 * sqrt(N)**3) - 3 / (8 * sqrt(N)**5)
position_scalar_decays = Claim(
    name="Adjacent positions become indistinguishable",
    says=(expansion < difference, difference < expansion + 5 / (16 * sqrt(N)**7), Tends(2 * N * difference / (1 / sqrt(N)), N, oo, 1)),
    proof=(therefore(expansion < difference), therefore(difference < expansion + 5 / (16 * sqrt(N)**7)),
           therefore(Tends(2 * N * difference / (1 / sqrt(N)), N, oo, 1))),
    holds_for=(example(N=1), example(N=100), example(N=Rational(1, 10))),
    strength="approximate", equation="second of the four shortcomings",
    latex=r"\frac1{\sqrt n}-\frac1{\sqrt{n+1}}=\frac1{2n^{3/2}}-\frac3{8n^{5/2}}+\cdots,\qquad\text{relative difference}\approx\frac1{2n}",
    note="The article says only that neighbours can hardly be told apart for large n. The error of the two terms is positive and below 5/16 n^(-7/2), for every n.",
    key=True)
