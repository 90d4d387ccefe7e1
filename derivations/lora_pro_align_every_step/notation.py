"""Symbols and premises of the two factors."""

from sympy import Eq, Identity

from verifier.language import *

source = Source("Su", 2024, "对齐全量微调！这是我看过最精彩的LoRA（二）", url="https://kexue.fm/archives/10266")

# Notation
n, m, r = natural("n m r")                     # W is n by m, the factors have r columns and r rows
t = real("t")                                  # a small step
A, HA = matrix("A H_A", n, r)                  # left factor and its direction
B, HB = matrix("B H_B", r, m)                  # right factor and its direction
C, K = matrix("C K", r, r)                     # the free matrix; a direction for it
W, G, X = matrix("W G X", n, m)                # weight, gradient of the loss in W, any matrix

# Given
A_rank = given("the columns of A are independent", Eq(rank(A), r))
B_rank = given("the rows of B are independent", Eq(rank(B), r))
A_gram = therefore(Invertible(A.T * A), because=(gram_matrix_is_invertible, A_rank))
B_turned = therefore(Eq(rank(B.T), r), because=(rank_of_transpose, B_rank))
B_gram = therefore(Invertible(B * B.T), because=(gram_matrix_is_invertible, B_turned))
full = (A_gram, B_gram)

GA, GB = G * B.T, A.T * G                      # the gradients of the loss in A and in B
A_inverse, B_inverse = (A.T * A)**-1, (B * B.T)**-1
PA, PB = A * A_inverse * A.T, B.T * B_inverse * B
across_A, across_B = Identity(n) - PA, Identity(m) - PB
loss = frobenius(HA * B + A * HB - G)**2
least = frobenius(across_A * G * across_B)**2
base_A, base_B = GA * B_inverse, A_inverse * GB * across_B      # the solution with C = 0
some_A, some_B = base_A + A * C, base_B - C * B                 # the solution with any C
tangent = PA * G + G * PB - PA * G * PB
