"""Symbols and premises of attention."""

from sympy import Eq, KroneckerDelta, Sum, exp

from verifier.language import *

d = natural("d")                          # length of a query and of a key
i = index("i", 1, d)
j = index("j", 1, d)
q, k = random_vector("q k", d)            # query and key
C_q, C_k = matrix("C_q C_k", d, d)        # their matrices of second moments
n = natural("n")                          # number of keys, that is of scores
a, b = index("a b", 1, n)
c = index("c", 1, n)
s = vector("s", n)                        # the scores
alpha = real("alpha")                     # the scale (inverse temperature)
Z = Sum(exp(alpha * s[c]), (c, 1, n))
p_a, p_b = exp(alpha * s[a]) / Z, exp(alpha * s[b]) / Z   # the softmax of alpha*s

# Given
q_mean = given("each q_i has mean 0", Eq(E(q[i]), 0))
k_mean = given("each k_i has mean 0", Eq(E(k[i]), 0))
q_white = given("the q_i are uncorrelated with variance 1", Eq(Cov(q[i], q[j]), KroneckerDelta(i, j)), unstated=True)
k_variance = given("each k_i has variance 1", Eq(Var(k[i]), 1))
independent = given("q and k are independent", Independent(q, k), unstated=True)
finite = given("second moments of products are finite", FiniteMoments(q, k))
q_moments = given("C_q holds the second moments of q", Eq(entry(C_q, i, j), E(q[i] * q[j])))
k_moments = given("C_k holds the second moments of k", Eq(entry(C_k, i, j), E(k[i] * k[j])))
