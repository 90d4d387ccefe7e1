"""Symbols of the linear recurrence, its kernel and its generating function."""

from sympy import Identity, Inverse, Trace, ZeroMatrix

from verifier.language import *

source = Source("Su", 2024, "重温SSM（四）：有理生成函数的新视角", url="https://kexue.fm/archives/10180")

# Notation
d = natural("d")                     # size of the state
L = natural("L")                     # length of the sequence
A = matrix("A", d, d)                # A-bar
B, C = matrix("B C", d, 1)           # B-bar and C-bar
Ct = matrix("Ct", d, 1)              # C-tilde, what is trained
X = matrix("X", d, L + 1)            # the states: column k + 1 is x_k
u = sequence("u")                    # the input
k = index("k", 0)                    # a time
z = complex_number("z")              # the variable of the generating function
one, nothing = Identity(d), ZeroMatrix(d, 1)
kernel_k = Trace(C.T * A**k * B)     # K-bar_k
R = Inverse(one - z * A)             # the resolvent
regular = given("I - z A is invertible", Invertible(one - z * A))
trained = define(Ct, (one - A**L).T * C, "C-tilde^T = C-bar^T (I - A^L)")

