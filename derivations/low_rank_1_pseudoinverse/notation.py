"""Symbols of the factorisation."""

from verifier.language import *

source = Source("Su", 2024, "低秩近似之路（一）：伪逆", url="https://kexue.fm/archives/10366")

# Notation
n, m, r, p = natural("n m r p")  # sizes; p also counts a column
i = index("i", 1, n)             # rows of A and M
j = index("j", 1, m)             # columns of B and M
k = index("k", 1, r)             # columns of A, rows of B
t = real("t")                    # a small step
A = matrix("A", n, r)            # left factor
B, H = matrix("B H", r, m)       # right factor
M = matrix("M", n, m)            # the matrix to be approximated
Q, R = matrix("Q R", n, m)       # any two matrices of one shape
U = matrix("U", p, n)            # a matrix with orthonormal columns
