"""Notation of the article, and the premises of the sampling."""

from sympy import Eq, KroneckerDelta, Ne, Piecewise, Sum

from verifier.language import *

source = Source("Su", 2024, "低秩近似之路（三）：CR", url="https://kexue.fm/archives/10427")

l, n, m, r = natural("l n m r")      # columns of X and rows of Y; rows of X; columns of Y; how many are kept or drawn
i, j = index("i j", 1, l)            # a column of X with the row of Y of the same number
X, Y = matrix("X", n, l), matrix("Y", l, m)      # the factors of the product
v = trajectory("v")                  # v(i), the vector of the i-th column-row product, a point of R^(nm)
p = sequence("p", nonnegative=True)                 # p(i), the probability of the index i
q = sequence("q", nonnegative=True)                 # q(i), its reciprocal, with 0 for indices that are never drawn
s = random_variable("s")             # one index, drawn at random
S = random_vector("S", r)            # r indices, drawn at random
t, u = index("t u", 1, r)            # numbers of draws
whole_sum = Sum(v(i), (i, 1, l))     # the matrix product X Y, stacked

reciprocal = define(q(i), Piecewise((1 / p(i), Ne(p(i), 0)), (0, True)), "the weight 1/p_i, and 0 where p_i = 0")
total = given("the probabilities add up to 1", Eq(Sum(p(i), (i, 1, l)), 1))
law_of_s = given("the index s is i with probability p_i", Eq(E(KroneckerDelta(s, i)), p(i)))
law_of_draws = given("each of the r draws is i with probability p_i", Eq(E(KroneckerDelta(S[t], i)), p(i)))
independent = given("the draws are independent", IndependentEntries(S))
finite = given("what is computed from the draws has finitely many values, so finite moments", FiniteMoments(S))
never_drawn = given("p_i is 0", Eq(p(i), 0))
may_be_drawn = given("p_i is not 0", Ne(p(i), 0))
support = given("only zero vectors may have probability 0", Implies(Eq(p(i), 0), Eq(v(i), 0)))
stands_for = given("v_i is the product of the i-th column of X with the i-th row of Y, stacked: its inner products are theirs",
                   Eq(dot(v(i), v(j)), entry(X.T * X, i, j) * entry(Y * Y.T, i, j)))
of_columns = frobenius(column(X, i)) * frobenius(column(Y.T, i))
