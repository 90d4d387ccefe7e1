"""Notation of the article."""

from verifier.language import *

source = Source("Su", 2024, "低秩近似之路（四）：ID", url="https://kexue.fm/archives/10501")

# Notation
n, m, r = natural("n m r")           # rows and columns of M; how many columns are kept
i, j, k = index("i", 1, r), index("j", 1, m), index("k", 1, r)
M = matrix("M", n, m)                # the matrix to be approximated
C = matrix("C", n, r)                # the skeleton: r columns of M (in this file any matrix of that shape)
Z = matrix("Z", r, m)                # the coefficients: C Z approximates M
