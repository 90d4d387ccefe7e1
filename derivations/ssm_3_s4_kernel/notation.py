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
A_bar = Inverse(before) * after          # the bilinear step
B_bar = epsilon * Inverse(before) * B
M = complex_matrix("M", d, d)            # any matrix in the place of A-bar
b = complex_matrix("b", d, 1)            # any column in the place of B-bar
R = Inverse(one - z * M)                 # the resolvent of M
kernel = Trace(c * M**k * b)             # K-bar_k
regular = given("I - z A-bar is invertible", Invertible(one - z * M))
