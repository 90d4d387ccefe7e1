"""Notation of the article, and what a singular value decomposition is."""

from sympy import Eq, Identity

from verifier.language import *

source = Source("Su", 2024, "低秩近似之路（二）：SVD", url="https://kexue.fm/archives/10407")

n, m, k = natural("n m k")           # rows and columns of M; how many singular values are written, at least the rank
i, j = index("i j", 1, k)            # singular values
sigma = vector("sigma", k)           # the singular values
M = matrix("M", n, m)
U, V = matrix("U", n, k), matrix("V", m, k)      # the singular vectors that belong to them, as columns
S = diagonal(sigma[i], (i, 1, k))

decomposed = given("M = U S V^T", Eq(M, U * S * V.T))
U_orthonormal = given("the columns of U are orthonormal", Eq(U.T * U, Identity(k)))
V_orthonormal = given("the columns of V are orthonormal", Eq(V.T * V, Identity(k)))
first_is_largest = given("the first singular value is the largest", sigma[1] >= sigma[i])
not_negative = given("no singular value is negative", sigma[i] >= 0)
