"""Symbols of the linear recurrence, its kernel and its generating function."""

from sympy import Adjoint, Identity, Inverse, Trace, ZeroMatrix

from verifier.language import *

source = Source("Su", 2024, "重温SSM（四）：有理生成函数的新视角", url="https://kexue.fm/archives/10180")

# Notation
d = natural("d")                           # size of the state
L = natural("L")                           # length of the sequence
A = complex_matrix("A", d, d)              # A-bar
B, C = complex_matrix("B C", d, 1)         # B-bar and C-bar
Ct = complex_matrix("Ct", d, 1)            # C-tilde, what is trained
X = complex_matrix("X", d, L + 1)          # the states: column k + 1 is x_k
u = complex_function("u")                  # the input
k = index("k", 0)                          # a time
z = complex_number("z")                    # the variable of the generating function
one, nothing = Identity(d), ZeroMatrix(d, 1)
kernel_k = Trace(Adjoint(C) * A**k * B)    # K-bar_k
R = Inverse(one - z * A)                   # the resolvent
regular = given("I - z A is invertible", Invertible(one - z * A))
trained = define(Ct, Adjoint(one - A**L) * C, "C-tilde^* = C-bar^* (I - A^L)")

