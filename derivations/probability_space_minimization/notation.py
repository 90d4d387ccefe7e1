"""Symbols and premises of the probability simplex."""

from sympy import Eq, KroneckerDelta, Lambda, Sum

from verifier.language import *

source = Source("Su", 2024, "通向最优分布之路：概率空间的最小化", url="https://kexue.fm/archives/10289")

# Notation
n = natural("n")                            # number of outcomes
i, j = index("i", 1, n), index("j", 1, n)   # an outcome
k = index("k", 1, n)                        # an outcome where the gradient is least
e = trajectory("e")                         # e(i), the unit vectors; dot(e(i), p) is the i-th coordinate of p
Delta = convex_set("Delta")                 # the probability simplex
p, q, u, v, x = point("p q u v x")          # vectors of R^n
F = function("F")                           # the function to be minimised
g = point("g")                              # its gradient at p
r, c = positive("r c")                      # a radius, a fraction of the way
s = real("s")                               # a small step
eta = real("eta")                           # the step of the article


at = Lambda((i, v), dot(e(i), v))                       # a coordinate of a vector
total = Lambda(v, Sum(at(j, v), (j, 1, n)))             # the sum of the coordinates
least = Lambda(v, Minimum(at(j, v), (j, 1, n)))         # the smallest coordinate

# Given
unit_vectors = given("the e_i are orthonormal", ForAll((i, j), (1 <= i, i <= n, 1 <= j, j <= n), Eq(dot(e(i), e(j)), KroneckerDelta(i, j))))
coordinates = given("a vector is the sum of its coordinates times the e_i", ForAll((q,), (), Eq(q, Sum(at(i, q) * e(i), (i, 1, n)))))
simplex_entries = given("the coordinates of a point of Delta are not negative", ForAll((q, i), (Element(q, Delta), 1 <= i, i <= n), at(i, q) >= 0))
simplex_total = given("the coordinates of a point of Delta add up to 1", ForAll((q,), (Element(q, Delta),), Eq(total(q), 1)))
simplex_all = given("every such vector is in Delta", ForAll(
    (q,), (ForAll((i,), (1 <= i, i <= n), at(i, q) >= 0), Eq(total(q), 1)), Element(q, Delta)))
simplex_premises = (unit_vectors, coordinates, simplex_entries, simplex_total, simplex_all)
in_simplex = given("p is in Delta", Element(p, Delta))
other_in_simplex = given("q is in Delta", Element(q, Delta))
fraction = (given("eta is not negative", 0 <= eta), given("eta is at most 1", eta <= 1))
differentiable = given("g is the gradient of F at p: the derivative of F in each direction u is u.g", ForAll(
    (u,), (), TendsFromAbove((F(p + s * u) - F(p)) / s, s, 0, dot(u, g))))
no_better_nearby = given("p is a minimiser of F within distance r", ForAll((q,), (Element(q, Delta), norm(q - p) <= r), F(p) <= F(q)))
