"""Symbols of the state space model, its discretisation and its kernel."""

from sympy import Identity, Inverse, Trace

from verifier.language import *

source = Source("Su", 2024, "重温SSM（三）：HiPPO的高效计算（S4）", url="https://kexue.fm/archives/10162")

# Notation
d = natural("d")                         # size of the state
L = natural("L")                         # length of the sequence
k = index("k", 0)                        # a time
z = complex_number("z")                  # the variable of the generating function
epsilon = nonzero("epsilon")             # the step
one = Identity(d)
A = complex_matrix("A", d, d)            # the matrix of the continuous system
B = complex_matrix("B", d, 1)            # the column of the input
c = complex_matrix("c", 1, d)            # the row C^*
before = one - epsilon/2 * A             # I - epsilon A/2
after = one + epsilon/2 * A              # I + epsilon A/2
A_bar = complex_matrix("Abar", d, d)     # the matrix of a step
B_bar = complex_matrix("Bbar", d, 1)     # the column of the input in a step
bilinear_A = define(A_bar, Inverse(before) * after, "the bilinear scheme")
bilinear_B = define(B_bar, epsilon * Inverse(before) * B, "the bilinear scheme")
R = Inverse(one - z * A_bar)             # the resolvent of A-bar
kernel = Trace(c * A_bar**k * B_bar)     # K-bar_k
regular = given("I - z A-bar is invertible", Invertible(one - z * A_bar), unstated=True)
step_exists = given("I - epsilon A/2 is invertible", Invertible(before), unstated=True)
